/* Subjects. Before the number stand place, verb and noun (“全市完成农村公路改建 146.2 公里”), behind it the noun (“对
 * 353 个农村平交路口增设”). Words that say nothing of the thing are taken off both ends. */
#include "text/subject.h"

#include "text/runes.h"

#define N(a) (sizeof(a) / sizeof *(a))

enum { SUBJECT_MAX = 24, NOUN_MAX = 14 };

static const struct words leading[] = {
    {0, NULL,
     "截至目前 目前 全市 全县 全区 全省 全年 我市 我县 我区 市区 其中 此外 另 还 并 共 累计 总计 合计 已 已经 "
     "将 计划 力争 确保 今年 去年 年内 对 为 让 使 全部 完成 再 由 从 按照 年度 年 月 日 的 和 及 要 拟 持续 分别 "
     "同时 实现 近 达到 开展 实施 组织 如今 眼下 今年以来"},
    {0, "新增", "新增"},
    {0, "begins a word of its own",
     "近岸 近海 近视 近郊 近零 共享 共同 共青团 共富 共建 为民 对口 从业 已婚 再就业 再生 计划生育 还建 还田 另类 "
     "并网 将军 要素 和谐 和美 使用 由来 的士 及时 全市场 全区域 全年龄 全年无休 年轻 年画 月嫂 日间 日托 日照"},
};

static const struct words trailing[] = {
    {0, NULL,
     "达到 达 为 到 至 共 有 约 近 超 超过 逾 突破 累计 完成 不少于 不低于 至少 不足 不超过 接近 了 计 分别为 "
     "分别 总计 合计 已 的 是 稳定在 力争 大约 将近 仅 各"},
};

/* What is done and not to what: with nothing else before the number the thing stands behind it. */
static const struct words verbs[] = {
    {0, NULL,
     "新建 改造 建成 建设 新增 增加 完工 开工 打通 培训 新建改造 改扩建 新改扩建 发放 惠及 受益 救助 服务 整治 "
     "安装 加装 更换 投入 覆盖 举办 修建 创建 布设 组建 硬化 铺设 新铺 建 搬迁 购置 开通 解决 帮助 带动 办好 "
     "优化 新建成 增设 打造 引进"},
};

/* Where a noun behind the number ends. */
static const struct words stops[] = {
    {0, NULL,
     "进行 提供 增设 开展 实施 完成 达到 免费 已 均 全部 做 受益 得到 用上 喝上 建成 投入 纳入 加紧 陆续 正 由 "
     "以上 左右 以内 及以上 享受 实现 更新"},
};

void subjects_init(struct subjects *subjects, struct arena *arena)
{
    subjects->leading = lexicon_of_words(arena, leading, N(leading));
    subjects->trailing = lexicon_of_words(arena, trailing, N(trailing));
    subjects->verbs = lexicon_of_words(arena, verbs, N(verbs));
    subjects->stops = lexicon_of_words(arena, stops, N(stops));
    subjects->last = (struct span){0, 0};
}

static bool is_mark(int32_t c)
{
    return !rune_is_han(c) && !rune_is_digit(c) && !rune_is_latin(c);
}

/* Takes off what says nothing of the thing. */
static struct span trim(const struct subjects *subjects, const struct scan *scan, struct span words)
{
    size_t length;

    for (;;) {
        if (words.end > words.start && (lexicon_before(subjects->trailing, scan->s, words.start, words.end, &length)))
            words.end -= length;
        else if (words.end > words.start && is_mark(scan->s[words.end - 1]) && scan->s[words.end - 1] != L'”' &&
                 scan->s[words.end - 1] != ')')
            words.end--;
        else
            break;
    }
    while (words.start < words.end) {
        const struct word *row = lexicon_at(subjects->leading, scan->s, words.start, words.end, &length);

        if (row && !row->note)
            words.start += length;
        else if (is_mark(scan->s[words.start]) && scan->s[words.start] != L'“')
            words.start++;
        else
            break;
    }
    if (words.end - words.start > SUBJECT_MAX)
        words.start = words.end - SUBJECT_MAX;
    return words;
}

static bool is_verb_only(const struct subjects *subjects, const struct scan *scan, struct span words)
{
    size_t length;

    return lexicon_at(subjects->verbs, scan->s, words.start, words.end, &length) && length == words.end - words.start;
}

/* The noun behind the unit. */
static struct span noun_behind(const struct subjects *subjects, const struct scan *scan, size_t at)
{
    struct span noun;
    size_t length;

    if (lexicon_at(subjects->stops, scan->s, at, scan->paragraph.end, &length) &&
        (scan_word_at(scan, at, scan->paragraph.end, "以上") || scan_word_at(scan, at, scan->paragraph.end, "左右") ||
         scan_word_at(scan, at, scan->paragraph.end, "及以上")))
        at += length;
    if (scan_word_at(scan, at, scan->paragraph.end, "的"))
        at++;
    noun = (struct span){at, at};
    while (noun.end < scan->paragraph.end && noun.end - at < NOUN_MAX) {
        int32_t c = scan->s[noun.end];

        if ((is_mark(c) && c != L'“' && c != L'”') || rune_is_digit(c) ||
            lexicon_at(subjects->stops, scan->s, noun.end, scan->paragraph.end, NULL))
            break;
        noun.end++;
    }
    return noun;
}

/* “新建公园（2个）”: the words before the bracket. */
static struct span before_bracket(const struct scan *scan, size_t at)
{
    struct span words = {at, at};

    while (words.start > scan->paragraph.start && at - words.start < SUBJECT_MAX &&
           !rune_is_clause_end(scan->s[words.start - 1]))
        words.start--;
    return words;
}

/* “【1号】新建学校”, “【目标】新建学校”: where the bracket closes that the words begin with, if more words follow. */
static size_t behind_label(const struct scan *scan, struct span words)
{
    if (words.start == words.end || scan->s[words.start] != L'【')
        return words.start;
    for (size_t i = words.start + 1; i + 2 < words.end; i++)
        if (scan->s[i] == L'】')
            return i + 1;
    return words.start;
}

struct span subject_find(struct subjects *subjects, const struct scan *scan, const struct group *g, size_t from)
{
    struct span words = {scan->clause.start > from ? scan->clause.start : from, g->start};
    struct span noun;

    if (words.start > words.end)
        words.start = words.end;
    if (words.start == words.end && g->start > scan->paragraph.start && scan->s[g->start - 1] == '(')
        words = before_bracket(scan, g->start - 1);
    words.start = behind_label(scan, words);
    words = trim(subjects, scan, words);
    if (words.start == words.end || is_verb_only(subjects, scan, words)) {
        noun = noun_behind(subjects, scan, g->end);
        if (noun.end > noun.start)
            words = noun;
    }
    if (words.start == words.end)
        return subjects->last;
    subjects->last = words;
    return words;
}
