/* Subjects. Before the number stand place, verb and noun (“全市完成农村公路改建 146.2 公里”), behind it the noun (“对
 * 353 个农村平交路口增设”). Words that say nothing of the thing are taken off both ends. */
#include "text/subject.h"

#include "text/runes.h"

#define N(a) (sizeof(a) / sizeof *(a))

enum { SUBJECT_MAX = 24, NOUN_MAX = 14 };

static const struct word leading[] = {
    {"截至目前", 0, NULL}, {"目前", 0, NULL}, {"全市", 0, NULL}, {"全县", 0, NULL}, {"全区", 0, NULL},
    {"全省", 0, NULL},     {"全年", 0, NULL}, {"我市", 0, NULL}, {"我县", 0, NULL}, {"我区", 0, NULL},
    {"市区", 0, NULL},     {"其中", 0, NULL}, {"此外", 0, NULL}, {"另", 0, NULL},   {"还", 0, NULL},
    {"并", 0, NULL},       {"共", 0, NULL},   {"累计", 0, NULL}, {"总计", 0, NULL}, {"合计", 0, NULL},
    {"已", 0, NULL},       {"已经", 0, NULL}, {"将", 0, NULL},   {"计划", 0, NULL}, {"力争", 0, NULL},
    {"确保", 0, NULL},     {"今年", 0, NULL}, {"去年", 0, NULL}, {"年内", 0, NULL}, {"对", 0, NULL},
    {"为", 0, NULL},       {"让", 0, NULL},   {"使", 0, NULL},   {"全部", 0, NULL}, {"完成", 0, NULL},
    {"再", 0, NULL},       {"由", 0, NULL},   {"从", 0, NULL},   {"按照", 0, NULL}, {"年", 0, NULL},
    {"月", 0, NULL},       {"日", 0, NULL},   {"的", 0, NULL},   {"和", 0, NULL},   {"及", 0, NULL},
    {"要", 0, NULL},       {"拟", 0, NULL},   {"持续", 0, NULL}, {"分别", 0, NULL}, {"新增", 0, "新增"},
    {"同时", 0, NULL},     {"实现", 0, NULL}, {"近", 0, NULL},   {"达到", 0, NULL}, {"开展", 0, NULL},
    {"实施", 0, NULL},     {"组织", 0, NULL}, {"如今", 0, NULL}, {"眼下", 0, NULL}, {"今年以来", 0, NULL},
};

static const struct word trailing[] = {
    {"达到", 0, NULL},   {"达", 0, NULL},     {"为", 0, NULL},   {"到", 0, NULL},     {"至", 0, NULL},
    {"共", 0, NULL},     {"有", 0, NULL},     {"约", 0, NULL},   {"近", 0, NULL},     {"超", 0, NULL},
    {"超过", 0, NULL},   {"逾", 0, NULL},     {"突破", 0, NULL}, {"累计", 0, NULL},   {"完成", 0, NULL},
    {"不少于", 0, NULL}, {"不低于", 0, NULL}, {"至少", 0, NULL}, {"不足", 0, NULL},   {"不超过", 0, NULL},
    {"接近", 0, NULL},   {"了", 0, NULL},     {"计", 0, NULL},   {"分别为", 0, NULL}, {"分别", 0, NULL},
    {"总计", 0, NULL},   {"合计", 0, NULL},   {"已", 0, NULL},   {"的", 0, NULL},     {"是", 0, NULL},
    {"稳定在", 0, NULL}, {"力争", 0, NULL},   {"大约", 0, NULL}, {"将近", 0, NULL},   {"仅", 0, NULL},
    {"各", 0, NULL},
};

/* What is done and not to what: with nothing else before the number the thing stands behind it. */
static const struct word verbs[] = {
    {"新建", 0, NULL},     {"改造", 0, NULL},   {"建成", 0, NULL},     {"建设", 0, NULL}, {"新增", 0, NULL},
    {"增加", 0, NULL},     {"完工", 0, NULL},   {"开工", 0, NULL},     {"打通", 0, NULL}, {"培训", 0, NULL},
    {"新建改造", 0, NULL}, {"改扩建", 0, NULL}, {"新改扩建", 0, NULL}, {"发放", 0, NULL}, {"惠及", 0, NULL},
    {"受益", 0, NULL},     {"救助", 0, NULL},   {"服务", 0, NULL},     {"整治", 0, NULL}, {"安装", 0, NULL},
    {"加装", 0, NULL},     {"更换", 0, NULL},   {"投入", 0, NULL},     {"覆盖", 0, NULL}, {"举办", 0, NULL},
    {"修建", 0, NULL},     {"创建", 0, NULL},   {"布设", 0, NULL},     {"组建", 0, NULL}, {"硬化", 0, NULL},
    {"铺设", 0, NULL},     {"新铺", 0, NULL},   {"建", 0, NULL},       {"搬迁", 0, NULL}, {"购置", 0, NULL},
    {"开通", 0, NULL},     {"解决", 0, NULL},   {"帮助", 0, NULL},     {"带动", 0, NULL}, {"办好", 0, NULL},
    {"优化", 0, NULL},     {"新建成", 0, NULL}, {"增设", 0, NULL},     {"打造", 0, NULL}, {"引进", 0, NULL},
};

/* Where a noun behind the number ends. */
static const struct word stops[] = {
    {"进行", 0, NULL}, {"提供", 0, NULL}, {"增设", 0, NULL},   {"开展", 0, NULL}, {"实施", 0, NULL}, {"完成", 0, NULL},
    {"达到", 0, NULL}, {"免费", 0, NULL}, {"已", 0, NULL},     {"均", 0, NULL},   {"全部", 0, NULL}, {"做", 0, NULL},
    {"受益", 0, NULL}, {"得到", 0, NULL}, {"用上", 0, NULL},   {"喝上", 0, NULL}, {"建成", 0, NULL}, {"投入", 0, NULL},
    {"纳入", 0, NULL}, {"加紧", 0, NULL}, {"陆续", 0, NULL},   {"正", 0, NULL},   {"由", 0, NULL},   {"以上", 0, NULL},
    {"左右", 0, NULL}, {"以内", 0, NULL}, {"及以上", 0, NULL}, {"享受", 0, NULL}, {"实现", 0, NULL}, {"更新", 0, NULL},
};

void subjects_init(struct subjects *subjects, struct arena *arena)
{
    subjects->leading = lexicon_new(arena, leading, N(leading));
    subjects->trailing = lexicon_new(arena, trailing, N(trailing));
    subjects->verbs = lexicon_new(arena, verbs, N(verbs));
    subjects->stops = lexicon_new(arena, stops, N(stops));
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

struct span subject_find(struct subjects *subjects, const struct scan *scan, const struct group *g, size_t from)
{
    struct span words = {scan->clause.start > from ? scan->clause.start : from, g->start};
    struct span noun;

    if (words.start > words.end)
        words.start = words.end;
    if (words.start == words.end && g->start > scan->paragraph.start && scan->s[g->start - 1] == '(')
        words = before_bracket(scan, g->start - 1);
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
