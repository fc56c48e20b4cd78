/* Figures that promise. Reasons why a figure is none, and what it counts, go by the words around it: its lead (from the
 * mark or figure before it), its clause, what stands behind it. */
#include "domain/draft_target.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "domain/claim_words.h"
#include "domain/draft_unit.h"
#include "domain/draft_words.h"
#include "text/runes.h"

#define N(a)                  (sizeof(a) / sizeof *(a))
#define HAS(from, span, list) holds_any((from)->text->read, span, list, N(list))

enum {
    NOUN_RUNES = 30,
    PART_RUNES = 120,
    NOTE_RUNES = 60,
    LEFT_OUT_LIMIT = 60,
    SERVICE_RUNES = 3,
    LIST_RUNES = 26,
    BRACKET_RUNES = 6
};

static bool holds_any(const int32_t *s, struct span span, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (find_words(s, span, words[i]) < span.end)
            return true;
    return false;
}

/* ---- words ---- */

static const char *const build_verbs[] = {
    "新改扩建", "改扩建", "新改建", "新建成", "新建", "改建", "扩建", "改造", "建设", "修建", "铺设", "敷设",
    "建成",     "安装",   "加装",   "整治",   "打通", "增设", "更换", "更新", "维修", "修缮", "硬化", "打造",
    "提升",     "布设",   "大修",   "大中修", "实施", "棚改", "新打", "栽植", "创建", "治理",
};
static const char *const verbs[] = {
    "新改扩建", "改扩建", "新改建", "新建成", "新建", "改建",   "扩建", "改造",     "建设", "修建", "铺设",
    "敷设",     "建成",   "安装",   "加装",   "整治", "打通",   "增设", "更换",     "更新", "维修", "修缮",
    "硬化",     "打造",   "提升",   "布设",   "大修", "大中修", "实施", "新打",     "栽植", "创建", "治理",
    "新增",     "增加",   "完成",   "开展",   "发放", "提供",   "举办", "组织",     "解决", "开通", "购置",
    "配备",     "免费",   "开工",   "基本",   "推进", "为",     "对",   "给",       "将",   "全年", "全市",
    "全县",     "全区",   "再",     "并",     "可",   "新开工", "启动", "优化",     "惠及", "改善", "帮扶",
    "救助",     "资助",   "适配",   "培训",   "消除", "拨付",   "种植", "优化调整", "启用", "支持", "推动",
    "引导",     "鼓励",   "整改",   "开设",   "升级", "筹集",   "选择", "规范",     "发展", "招聘",
};

static size_t first_of(const int32_t *s, size_t at, size_t end, const char *const *words, size_t count)
{
    size_t best = 0;
    for (size_t i = 0; i < count; i++) {
        size_t length = words_at(s, at, end, words[i]);
        best = length > best ? length : best;
    }
    return best;
}

static int32_t *runes_of(struct arena *mem, const char *words, size_t *ret_count)
{
    size_t length = strlen(words), count = 0;
    int32_t *runes = arena_array(mem, length + 1, sizeof *runes);
    while (length > 0) {
        size_t bytes;
        runes[count++] = utf8_next(words, length, &bytes);
        words += bytes;
        length -= bytes;
    }
    *ret_count = count;
    return runes;
}

static char *words_of(struct arena *mem, const int32_t *runes, struct span span)
{
    AUTO_BUF struct buf words = BUF_INIT;
    for (size_t i = span.start; i < span.end; i++)
        buf_rune(&words, (uint32_t)runes[i]);
    return arena_strndup(mem, words.bytes, words.length);
}

static bool is_word_rune(int32_t c)
{
    return rune_is_han(c) || rune_is_digit(c) || rune_is_latin(c);
}

static size_t letter_count(const int32_t *s, struct span span)
{
    size_t count = 0;
    for (size_t i = span.start; i < span.end; i++)
        count += rune_is_han(s[i]) || rune_is_latin(s[i]);
    return count;
}

static size_t han_count(const int32_t *s, struct span span)
{
    size_t count = 0;
    for (size_t i = span.start; i < span.end; i++)
        count += rune_is_han(s[i]);
    return count;
}

static size_t behind_verbs(const int32_t *s, struct span words)
{
    for (size_t length = 1; length && words.start < words.end;) {
        bool anew = s[words.start] == L'新' && first_of(s, words.start + 1, words.end, verbs, N(verbs));
        length = anew ? 1 : first_of(s, words.start, words.end, verbs, N(verbs));
        if (!length && (!is_word_rune(s[words.start]) || s[words.start] == L'的'))
            length = 1;
        words.start += length;
    }
    return words.start;
}

/* 适龄妇女开展|宫颈癌筛查: what is done for them, where that is more than a verb. */
static size_t behind_service(const int32_t *s, struct span words)
{
    static const char *const services[] = {"开展", "提供", "进行", "实施", "免费"};
    for (size_t i = words.end; i-- > words.start;) {
        size_t length = first_of(s, i, words.end, services, N(services));
        size_t rest = length ? behind_verbs(s, (struct span){i + length, words.end}) : words.end;
        if (words.end - rest >= SERVICE_RUNES)
            return rest;
    }
    return words.start;
}

const char *draft_core(struct ctx *ctx, const char *words)
{
    static const char *const ends[] = {"开工", "完工", "竣工"};
    struct span core = {0, 0};
    int32_t *s = runes_of(ctx->mem, words, &core.end);
    core.start = behind_verbs(s, core);
    core.start = behind_service(s, core);
    if (core.end - core.start >= 4 && first_of(s, core.end - 2, core.end, ends, N(ends)))
        core.end -= 2;
    bool quoted = false; /* 的 of “回家的路” parts nothing */
    for (size_t i = core.end; i > core.start; i--) {
        quoted = s[i - 1] == L'”' || (quoted && s[i - 1] != L'“');
        if (s[i - 1] == L'的' && core.end - i >= 2 && !quoted) {
            core.start = i;
            break;
        }
    }
    while (core.end > core.start && !is_word_rune(s[core.end - 1]))
        core.end--;
    return letter_count(s, core) >= 2 ? words_of(ctx->mem, s, core) : "";
}

const char *draft_verb_first(struct ctx *ctx, const char *core)
{
    size_t length = strlen(core);
    for (size_t i = 0; i < N(build_verbs); i++) {
        size_t verb = strlen(build_verbs[i]);
        if (length > verb + 6 && strcmp(core + length - verb, build_verbs[i]) == 0)
            return arena_printf(ctx->mem, "%s|%.*s", build_verbs[i], (int)(length - verb), core);
    }
    return "";
}

const char *draft_stem(const char *core)
{
    static const char *const whose[] = {"老年人", "老人", "残疾人", "中小学生", "学生", "适龄妇女", "妇女", "儿童",
                                        "居民",   "群众", "农村",   "城镇",     "城乡", "公共",     "公益", "社区"};
    for (size_t i = 0; i < N(whose); i++) {
        const char *rest = core + strlen(whose[i]);
        if (strncmp(core, whose[i], strlen(whose[i])) == 0 && utf8_count(rest, strlen(rest)) >= SERVICE_RUNES)
            return rest;
    }
    return "";
}

bool draft_same_core(const char *a, const char *b)
{
    return strstr(a, b) || strstr(b, a);
}

/* What a subject begins and ends with and does not count. */
static const char *const before_subject[] = {"其中", "包括", "包含", "含",   "对",   "为",   "给",   "将",   "由",
                                             "使",   "按",   "力争", "确保", "全市", "全县", "全区", "全省", "全年",
                                             "年内", "计划", "拟",   "今年", "并",   "完成", "的",   "可",   "了"};
static const char *const behind_subject[] = {
    "提高", "增加", "达到", "控制", "提高到", "提升到", "提高至", "提升至", "保持", "稳定", "总数", "数量", "不少于",
    "等",   "的",   "到",   "至",   "共",     "在",     "达",     "基本",   "以上", "与",   "和",   "及"};

/* The length of “1.2”, or of the “2 ” that is left of “1.2 ”, at the start of the words: the number of an entry. */
static size_t entry_number(const int32_t *s, struct span words)
{
    size_t i = words.start, point = words.end;

    for (; i < words.end && (rune_is_digit(s[i]) || (s[i] == '.' && i > words.start && point == words.end)); i++)
        point = s[i] == '.' ? i : point;
    if (i == words.end)
        return i - words.start; /* nothing else */
    if (i == words.start || s[i - 1] == '.')
        return 0;
    return point < i ? i - words.start : s[i] == ' ' ? i + 1 - words.start : 0;
}

static const char *clean_subject(struct ctx *ctx, const char *words, int year)
{
    struct span span = {0, 0}, day;
    int32_t *s = runes_of(ctx->mem, words, &span.end);
    if (draft_due(s, span, year, true, &day))
        span.start = day.end;
    span.start += entry_number(s, span);
    for (size_t length = 1; length && span.start < span.end;) {
        length = first_of(s, span.start, span.end, before_subject, N(before_subject));
        if (!length && span.end - span.start > 5 && s[span.start] == '2' && s[span.start + 4] == L'年')
            length = 5;
        if (!length && !is_word_rune(s[span.start]) && s[span.start] != L'“')
            length = 1;
        span.start += length;
    }
    for (bool cut = true; cut && span.end > span.start;) {
        cut = !is_word_rune(s[span.end - 1]) && s[span.end - 1] != L'”';
        span.end -= cut;
        for (size_t i = 0; i < N(behind_subject) && !cut; i++) {
            size_t length = utf8_count(behind_subject[i], strlen(behind_subject[i]));
            cut = span.end - span.start > length && words_at(s, span.end - length, span.end, behind_subject[i]);
            span.end -= cut ? length : 0;
        }
    }
    return words_of(ctx->mem, s, span);
}

/* ---- places around a figure ---- */

struct site {
    const struct figure *figure, *before; /* before: the one before it in the sentence, or NULL */
    struct span lead;                     /* from the figure or clause before */
    struct span part;   /* from the comma, semicolon or full stop before: what a date or “每” reaches over */
    struct span behind; /* up to the next mark */
};

/* How far a noun goes on at s[at]: a character, 40-74, （社区）; 0 where it ends. */
static size_t noun_length(const int32_t *s, size_t at, struct span span)
{
    size_t close = at + 1;
    if (is_word_rune(s[at]) || s[at] == L'“' || s[at] == L'”')
        return 1;
    if (at > span.start && at + 1 < span.end && rune_is_digit(s[at - 1]) && rune_is_digit(s[at + 1]))
        return s[at] == '-' || s[at] == L'—' || s[at] == '~';
    while (s[at] == '(' && close < span.end && close - at < BRACKET_RUNES && is_word_rune(s[close]))
        close++;
    return s[at] == '(' && close < span.end && s[close] == ')' ? close + 1 - at : 0;
}

static struct site site_of(const struct draft_figures *from, size_t index, struct span span)
{
    const struct figure *f = &from->figures->at[index];
    const struct figure *before = index > 0 ? f - 1 : NULL;
    const int32_t *s = from->text->read;
    struct site site = {.figure = f};
    size_t start = f->sentence_start > span.start ? f->sentence_start : span.start;
    if (before && before->read_start >= start && before->read_end <= f->read_start)
        site.before = before;
    site.lead = (struct span){f->clause_start > start ? f->clause_start : start, f->read_start};
    if (site.before && site.before->read_end > site.lead.start)
        site.lead.start = site.before->read_end;
    if (site.lead.start > site.lead.end)
        site.lead.start = site.lead.end;
    if (site.lead.end - site.lead.start > PART_RUNES)
        site.lead.start = site.lead.end - PART_RUNES;
    site.part = (struct span){f->read_start, f->read_start};
    while (site.part.start > start && f->read_start - site.part.start < PART_RUNES && s[site.part.start - 1] != ',' &&
           s[site.part.start - 1] != ';' && s[site.part.start - 1] != ':')
        site.part.start--;
    site.behind = (struct span){f->read_end, f->read_end};
    while (site.behind.end < span.end && site.behind.end - f->read_end < NOUN_RUNES) {
        size_t length = noun_length(s, site.behind.end, span);
        if (!length)
            break;
        site.behind.end += length;
    }
    return site;
}

/* ---- what is no target ---- */

static bool names_money(const struct draft_figures *from, const struct site *site)
{
    static const char *const words[] = {"投资", "总投", "投入", "专项资金", "资金", "概算", "预算", "财政"};
    struct span label = {site->figure->sentence_start, site->part.start};
    return HAS(from, site->part, words) || (label.end - label.start < 12 && HAS(from, label, words));
}

/* 现有公路 1520 公里，其中 9% …: what there is. */
static bool is_state(const struct draft_figures *from, const struct site *site)
{
    static const char *const states[] = {"现有", "目前", "原有", "已有", "已建", "现状", "缺口"};
    struct span words = {site->part.start, site->figure->read_start};
    if (strcmp(site->figure->unit, "%") == 0 && words.end - site->figure->sentence_start <= PART_RUNES)
        words.start = site->figure->sentence_start;
    return HAS(from, words, states);
}

/* 普及率提高到92%: a share that is to be reached, also where no word promises. */
static bool is_raised(const struct draft_figures *from, const struct site *site)
{
    static const char *const raises[] = {"提高到", "提升到", "提高至", "提升至", "达到", "不低于", "保持在"};
    static const char *const before[] = {"去年", "上年", "已", "目前", "由"};
    return site->figure->role == ROLE_PERCENT && HAS(from, site->lead, raises) && !HAS(from, site->part, before);
}

/* “总建筑面积4.7万平方米”, “规划床位800张”, “可容纳观众2万人”: how large what is built will be. */
static bool is_size(const struct draft_figures *from, const struct site *site)
{
    static const char *const sizes[] = {"总建筑面积", "规划", "可容纳", "能容纳", "可供", "单桩", "单体"};
    static const char *const bracket[] = {"(建筑面积", "(总面积", "(占地面积"};
    return HAS(from, site->lead, sizes) || HAS(from, site->part, bracket);
}

/* “对全县1.9万名老人”, “向全市2041个村延伸”: of all there are. */
static bool is_of_all(const struct draft_figures *from, const struct site *site)
{
    static const char *const all[] = {"对全市", "对全县", "对全区", "对全州", "对全省",   "向全市",
                                      "向全县", "向全区", "向全州", "向全省", "面向全市", "面向全县"};
    return words_end(from->text->read, site->part.start, site->figure->read_start, all, N(all));
}

/* Why the figure promises nothing that records could be counted towards; NULL if it does. */
static const char *reason_against(const struct draft_figures *from, const struct site *site, bool money)
{
    static const char *const standards[] = {"每",     "人均",   "户均", "标准", "平均", "最高",
                                            "提高到", "提高至", "均补", "亩均", "上限"};
    static const char *const rates[] = {"每", "千人", "人均", "户均", "平均", "年均浓度", "均值"};
    static const char *const benefit[] = {"惠及", "受益", "辐射", "带动", "覆盖人口", "服务人口"};
    static const char *const benefited[] = {"受益"};
    static const char *const ceilings[] = {"控制在", "失业率", "死亡率", "发病率"};
    static const char *const feelings[] = {"满意", "知晓率"};
    static const char *const changes[] = {"增长", "下降", "降低", "增幅", "降幅", "减少", "占地"};
    const struct figure *f = site->figure;
    bool yuan = strcmp(f->unit, "元") == 0;
    struct span clause = {site->part.start, site->behind.end};
    if (f->role == ROLE_ACTUAL || (f->role == ROLE_PERCENT && !is_raised(from, site)) || is_state(from, site))
        return "是已有的情况，不是承诺";
    if (f->role != ROLE_TARGET && f->role != ROLE_PERCENT)
        return "是现状、基数或标准，不是承诺";
    if (is_size(from, site))
        return "是规模，不是办成的事";
    if (is_of_all(from, site))
        return "是所有的对象，不是办成的事";
    if (!f->unit[0])
        return "没有写单位";
    if (strchr(f->unit, '/'))
        return "是比率，不能由记录加出来";
    if (strcmp(f->unit, "百分点") == 0 || strcmp(f->unit, "个百分点") == 0 || strcmp(f->unit, "倍") == 0 ||
        strcmp(f->unit, "分") == 0)
        return "是变化幅度或得分，不能由记录加出来";
    if (money || (yuan && names_money(from, site)))
        return "是投入的资金，不是办成的事";
    if (yuan && HAS(from, clause, standards))
        return "是补助或待遇的标准，不是总量";
    if (HAS(from, site->lead, rates))
        return "是平均或每份的数，不是总量";
    if (f->qualifier == QUALIFIER_AT_MOST && strcmp(f->qualifier_word, "近") != 0 &&
        strcmp(f->qualifier_word, "接近") != 0)
        return "是不超过的上限，项目包的目标都是不少于";
    if (strcmp(f->unit, "%") == 0 && HAS(from, site->lead, ceilings))
        return "是要控制住的上限，项目包的目标都是不少于";
    if (HAS(from, site->lead, benefit) || HAS(from, site->behind, benefited))
        return "是受益面，不是办成的事";
    if (strcmp(f->unit, "%") == 0 && decimal_compare(f->value, (struct decimal){100, 0}) > 0)
        return "超过百分之百，不是覆盖面";
    if (strcmp(f->unit, "%") == 0 && HAS(from, site->part, feelings))
        return "要靠调查得出，不能由记录数出来";
    if (strcmp(f->unit, "%") == 0 && HAS(from, site->part, changes))
        return "是变化幅度，不能由记录数出来";
    return NULL;
}

static void leave_out(const struct draft_figures *from, struct span span, const char *reason, struct draft_item *item)
{
    struct ctx *ctx = from->ctx;
    if (item->left_out.count >= LEFT_OUT_LIMIT)
        return;
    bool cut = span.end - span.start > NOTE_RUNES;
    if (cut)
        span.start = span.end - NOTE_RUNES;
    *vec_push(ctx->mem, &item->left_out) =
        arena_printf(ctx->mem, "没有作为指标：“%s%s”%s", cut ? "……" : "", draft_words(ctx, from->text, span), reason);
}

/* ---- what is counted ---- */

static bool is_range(const struct draft_figures *from, const struct figure *a, const struct figure *b)
{
    static const char *const marks[] = {"至", "到", "—", "-", "~", "～", "——"};
    struct span between = {a->read_end, b->read_start};
    for (size_t i = 0; i < N(marks) && between.start < between.end; i++)
        if (between.start + words_at(from->text->read, between.start, between.end, marks[i]) == between.end)
            return strcmp(a->unit, b->unit) == 0;
    return false;
}

/* Words of a measure of the same things: 总长 28.6km. */
static bool is_measure_only(const struct draft_figures *from, struct span lead)
{
    static const char *const words[] = {"总建筑面积", "建筑面积", "总面积", "总里程", "总长度", "全长", "总长",  "长度",
                                        "里程",       "面积",     "涉及",   "合计",   "共计",   "总计", "长",    "共",
                                        "约",         "计",       "总",     "达",     "改造",   "居民", "不少于"};
    const int32_t *s = from->text->read;
    for (size_t i = lead.start; i < lead.end;) {
        size_t length = first_of(s, i, lead.end, words, N(words));
        if (!length && is_word_rune(s[i]))
            return false;
        i += length ? length : 1;
    }
    return true;
}

/* The clause of the sentence before the figure's own, without its verbs, where no figure stands in it: of
 * 新建南湖中学， 建筑面积 3 万平方米. "" if there is none. */
static const char *clause_before(const struct draft_figures *from, const struct site *site)
{
    const int32_t *s = from->text->read;
    size_t start = site->figure->sentence_start;
    struct span clause = {site->part.start, site->part.start};
    if (site->before && site->before->read_end > start)
        start = site->before->read_end;
    while (clause.end > start && !is_word_rune(s[clause.end - 1]))
        clause.end--;
    clause.start = clause.end;
    while (clause.start > start && clause.end - clause.start < LIST_RUNES && s[clause.start - 1] != ',' &&
           s[clause.start - 1] != ';' && s[clause.start - 1] != ':')
        clause.start--;
    bool whole = !site->before || clause.start > start || start == site->figure->sentence_start;
    return whole ? draft_core(from->ctx, draft_words(from->ctx, from->text, clause)) : "";
}

static bool is_verb_only(struct ctx *ctx, const char *words)
{
    return !draft_core(ctx, words)[0];
}

static enum draft_stage stage_of(const struct draft_figures *from, const struct site *site)
{
    struct span around = {site->lead.start, site->behind.end};
    enum draft_stage stage = draft_stage(from->text->read, around, NULL);
    if (stage != DRAFT_NO_STAGE)
        return stage;
    return HAS(from, around, build_verbs) || HAS(from, site->part, build_verbs) ? DRAFT_FINISHED : DRAFT_NO_STAGE;
}

static const struct draft_target *last_target(const struct draft_item *item)
{
    return item->targets.count ? &item->targets.at[item->targets.count - 1] : NULL;
}

/* “照料中心（服务点）300 个”: what stands before the bracket; empty if none stands before the figure. */
static struct span before_bracket(const struct draft_figures *from, const struct site *site)
{
    const int32_t *s = from->text->read;
    size_t at = site->figure->read_start, start = site->figure->sentence_start;
    struct span words = {at, at};
    if (at == start || s[at - 1] != ')')
        return words;
    while (words.end > start && at - words.end < LIST_RUNES && s[words.end] != '(')
        words.end--;
    words.start = words.end;
    if (site->before && site->before->read_end > start && site->before->read_end <= words.end)
        start = site->before->read_end;
    while (words.start > start && words.end - words.start < LIST_RUNES && !rune_is_clause_end(s[words.start - 1]))
        words.start--;
    return words;
}

/* “中小学、幼儿园 7 所”: the figure's words with those of the list before them. */
static const char *listed_words(const struct draft_figures *from, const struct site *site)
{
    struct span list = {site->part.start, site->lead.end};
    bool listed = site->lead.start > list.start && from->text->read[site->lead.start - 1] == L'、';
    if (site->before && site->before->read_end > list.start)
        list.start = site->before->read_end;
    if (!listed || list.end - list.start > LIST_RUNES || list.start >= site->lead.start)
        return site->figure->subject;
    const char *words = draft_words(from->ctx, from->text, list);
    return strstr(words, site->figure->subject) ? words : site->figure->subject;
}

/* “为1000户高龄、失能老年人家庭实施适老化改造”: for whom is told up to the clause's end. */
static struct span behind_whom(const struct draft_figures *from, const struct site *site)
{
    static const char *const whom[] = {"为", "给", "对", "让", "帮助"};
    const int32_t *s = from->text->read;
    struct span behind = site->behind;
    if (!words_end(s, site->lead.start, site->lead.end, whom, N(whom)))
        return behind;
    while (behind.end < from->text->read_count && behind.end - behind.start < NOUN_RUNES &&
           (s[behind.end] == L'、' || is_word_rune(s[behind.end]) || s[behind.end] == L'“' || s[behind.end] == L'”') &&
           !rune_is_digit(s[behind.end]))
        behind.end++;
    return behind;
}

static const char *words_behind(const struct draft_figures *from, const struct site *site)
{
    return clean_subject(from->ctx, draft_words(from->ctx, from->text, behind_whom(from, site)), from->year);
}

/* 中心城区, no 社区: where it is, not what it is. */
static bool is_place(const char *words)
{
    static const char *const ends[] = {"城区", "市区", "区", "县", "市", "镇", "乡"};
    static const char *const things[] = {"社区", "小区", "园区", "景区", "校区", "病区", "库区", "片区", "街区"};
    size_t length = strlen(words);
    bool place = false, thing = false;
    for (size_t i = 0; i < N(ends); i++)
        place = place || (length > strlen(ends[i]) && strcmp(words + length - strlen(ends[i]), ends[i]) == 0);
    for (size_t i = 0; i < N(things); i++)
        thing = thing || (length >= strlen(things[i]) && strcmp(words + length - strlen(things[i]), things[i]) == 0);
    return place && !thing;
}

/* “城镇新增就业⇥人⇥28000”: a number that fills its cell counts what another cell of the row says. */
static bool is_named_in_row(const struct draft_figures *from, const struct site *site)
{
    struct span row = {site->figure->paragraph_start, site->figure->read_start};
    return find_words(from->text->read, row, "\t") < row.end && from->text->read[row.end - 1] == '\t' &&
           site->figure->subject[0];
}

/* The words of the figure, or of those near it where it has none; "" if there are none at all. */
static const char *subject_of(const struct draft_figures *from, const struct site *site, const struct draft_item *item,
                              const char **ret_unsure)
{
    struct ctx *ctx = from->ctx;
    const struct draft_target *last = last_target(item);
    bool measure = han_count(from->text->read, site->lead) > 0 && is_measure_only(from, site->lead);
    bool inherited = !site->before && han_count(from->text->read, site->lead) < 2 && !is_named_in_row(from, site);
    const char *words = inherited ? "" : clean_subject(ctx, listed_words(from, site), from->year);
    const char *thing = measure ? clause_before(from, site) : "";
    struct span bracket = before_bracket(from, site);
    if (thing[0])
        return thing;
    if (site->figure->read_start > 0 && from->text->read[site->figure->read_start - 1] == L'等')
        *ret_unsure = "数的前面是几个例子；请改成它们总的叫法";
    if (bracket.start < bracket.end)
        words = clean_subject(ctx, draft_words(ctx, from->text, bracket), from->year);
    const char *behind = words_behind(from, site), *lead = draft_words(ctx, from->text, site->lead);
    if (!inherited && site->before && site->lead.end > site->lead.start && is_verb_only(ctx, lead) &&
        !is_verb_only(ctx, behind))
        words = clean_subject(ctx, lead, from->year); /* …5个，为2.2万名适龄妇女免费筛查 */
    if (is_place(words) && !is_verb_only(ctx, behind))
        return arena_printf(ctx->mem, "%s的%s", words, behind);
    if (!is_verb_only(ctx, words))
        return words;
    if (!is_verb_only(ctx, behind))
        return strncmp(behind, words, strlen(words)) == 0 ? behind : arena_printf(ctx->mem, "%s%s", words, behind);
    if (last && site->before && last->core[0])
        return arena_printf(ctx->mem, "%s%s", words, last->core);
    *ret_unsure = "数的是什么，文中没有写在数的旁边，用了事项的名称";
    const char *name = draft_core(ctx, item->name);
    for (size_t i = 0; i < N(build_verbs); i++) /* 老旧小区改造, not 改造老旧小区改造 */
        words = strstr(name, build_verbs[i]) ? "" : words;
    return arena_printf(ctx->mem, "%s%s", words, name);
}

static bool speaks_of_part(const struct draft_figures *from, const struct site *site)
{
    static const char *const parts[] = {"其中", "包括", "包含", "含"};
    bool bracket = site->lead.start > 0 && from->text->read[site->lead.start - 1] == '(';
    return HAS(from, site->part, parts) || HAS(from, site->lead, parts) || bracket;
}

/* The whole that a part is of: the last target of the unit in the sentence. */
static size_t whole_of(const struct draft_item *item, const struct figure *f)
{
    for (size_t i = item->targets.count; i-- > 0 && item->targets.at[i].at >= f->sentence_start;)
        if (strcmp(item->targets.at[i].unit, f->unit) == 0 && item->targets.at[i].tie != DRAFT_PART)
            return i;
    return SIZE_MAX;
}

static size_t own_before(const struct draft_item *item)
{
    for (size_t i = item->targets.count; i-- > 0;)
        if (item->targets.at[i].tie == DRAFT_OWN)
            return i;
    return SIZE_MAX;
}

/* A ledger holds one length, one area, one amount of a unit. */
static bool unit_is_taken(const struct draft_item *item, size_t family, const char *unit)
{
    const struct draft_unit *ours = draft_unit_find(unit);
    for (size_t i = family; i < item->targets.count; i++) {
        const struct draft_unit *theirs = draft_unit_find(item->targets.at[i].unit);
        bool one = strcmp(ours->field, theirs->field) == 0 && strcmp(ours->field, "数量") != 0;
        if ((i == family || item->targets.at[i].of == family) && (one || strcmp(ours->suffix, theirs->suffix) == 0))
            return true;
    }
    return false;
}

static void find_tie(const struct draft_figures *from, const struct site *site, const struct draft_item *item,
                     struct draft_target *t)
{
    const struct figure *f = site->figure;
    size_t whole = speaks_of_part(from, site) ? whole_of(item, f) : SIZE_MAX, own = own_before(item);
    bool same_words = site->before && strcmp(site->before->subject, f->subject) == 0;
    struct span between = {own != SIZE_MAX ? item->targets.at[own].at : f->read_start, f->read_start};
    bool apart =
        find_words(from->text->read, between, ";") < between.end || !is_verb_only(from->ctx, words_behind(from, site));
    if (whole != SIZE_MAX && strcmp(f->unit, "%") != 0) {
        t->tie = DRAFT_PART;
        t->of = item->targets.at[whole].tie == DRAFT_OWN ? whole : item->targets.at[whole].of;
        t->tie = item->targets.at[whole].tie == DRAFT_OWN ? DRAFT_PART : DRAFT_OWN;
    } else if (own != SIZE_MAX && site->before && item->targets.at[own].at >= f->sentence_start && !apart &&
               (is_measure_only(from, site->lead) && (same_words || han_count(from->text->read, site->lead) > 0)) &&
               strcmp(f->unit, "%") != 0 && strcmp(item->targets.at[own].unit, "%") != 0 &&
               !unit_is_taken(item, own, f->unit)) {
        t->tie = DRAFT_COMPANION;
        t->of = own;
    }
}

/* Rows of schools bear 学位, rows of hospitals 床位: they are added up, whatever their unit. */
static bool is_capacity(const char *words)
{
    static const char *const things[] = {"学位", "床位", "托位", "泊位", "车位", "座位", "岗位", "席位"};
    for (size_t i = 0; i < N(things); i++)
        if (strstr(words, things[i]))
            return true;
    return false;
}

/* 其余三县共 12 个 */
static bool names_others(const char *words)
{
    static const char *const others[] = {"其余", "其他"};
    for (size_t i = 0; i < N(others); i++)
        if (strncmp(words, others[i], strlen(others[i])) == 0)
            return true;
    return false;
}

/* “县区分解：甲区 22 个、乙县 17 个”: how much of what stands before is whose. */
static bool is_share_of_place(const struct draft_figures *from, const struct site *site, const struct draft_item *item)
{
    static const char *const shares[] = {"分解", "其中", "分别"};
    const char *words = clean_subject(from->ctx, draft_words(from->ctx, from->text, site->lead), from->year);
    struct span before = {site->figure->sentence_start, site->figure->read_start};
    bool listed = site->before && strcmp(site->before->unit, site->figure->unit) == 0;
    if ((!is_place(words) && !names_others(words)) || (!listed && !HAS(from, before, shares)))
        return false;
    for (size_t i = 0; i < item->targets.count; i++)
        if (strcmp(item->targets.at[i].unit, site->figure->unit) == 0 &&
            is_verb_only(from->ctx, words_behind(from, site)))
            return true;
    return false;
}

static void take_target(const struct draft_figures *from, const struct site *site, size_t span, bool range,
                        struct draft_item *item)
{
    const struct figure *f = site->figure;
    struct draft_target t = {
        .text = f->text, .unit = f->unit, .value = f->value, .at = f->read_start, .span = span, .of = SIZE_MAX};
    t.more = range || strcmp(f->qualifier_word, "近") == 0 || strcmp(f->qualifier_word, "接近") == 0 ||
             f->qualifier == QUALIFIER_ABOUT;
    find_tie(from, site, item, &t);
    t.subject = subject_of(from, site, item, &t.unsure);
    t.core = draft_core(from->ctx, t.subject);
    t.amount = draft_unit_find(t.unit)->kind == DRAFT_AMOUNT || is_capacity(t.core);
    t.stage = stage_of(from, site);
    if (t.tie == DRAFT_COMPANION) {
        t.subject = item->targets.at[t.of].subject;
        t.core = item->targets.at[t.of].core;
        t.stage = item->targets.at[t.of].stage;
        t.amount = true;
    }
    *vec_push(from->ctx->mem, &item->targets) = t;
}

void draft_targets_add(const struct draft_figures *from, struct span span, bool money, struct draft_item *item)
{
    const struct figures *figures = from->figures;
    for (size_t i = draft_first_figure(figures, span.start); i < figures->count; i++) {
        const struct figure *f = &figures->at[i];
        bool range = i + 1 < figures->count && figures->at[i + 1].read_end <= span.end && is_range(from, f, f + 1);
        struct site site = site_of(from, i, span);
        struct span clause = {site.part.start, site.behind.end};
        if (f->read_end > span.end)
            return;
        if (f->role == ROLE_ITEMS)
            continue;
        const char *reason = reason_against(from, &site, money);
        if (!reason && is_share_of_place(from, &site, item))
            reason = "是分到一地的数；要分地考核，请写在指标的 targets 里";
        if (!reason && item->targets.count >= DRAFT_TARGETS_LIMIT)
            reason = "在太多的数之后，没有再取";
        if (reason)
            leave_out(from, clause, reason, item);
        else
            take_target(from, &site, span.start, range, item);
        i += range;
    }
}

/* ---- twice ---- */

/* The day that the figure's own clause names, if it lies before the year's end. */
static int interim(const struct draft_figures *from, const struct draft_target *t)
{
    const int32_t *s = from->text->read;
    struct span part = {t->at, t->at};
    while (part.start > 0 && t->at - part.start < PART_RUNES && s[part.start - 1] != ',' && s[part.start - 1] != ';' &&
           !rune_is_sentence_end(s[part.start - 1]))
        part.start--;
    int due = draft_due(s, part, from->year, false, NULL);
    return due && due < from->year * 10000 + 1201 ? due : 0;
}

static bool same_unit(const struct draft_target *a, const struct draft_target *b)
{
    return strcmp(a->unit, b->unit) == 0 && a->tie != DRAFT_PART && b->tie != DRAFT_PART;
}

/* Why the item needs no target of its own for it; NULL if it does. */
static const char *superfluous(const struct draft_figures *from, const struct draft_item *item, size_t i)
{
    const struct draft_target *t = &item->targets.at[i];
    int due = interim(from, t);
    if (strcmp(t->unit, "%") == 0 && due)
        return "是到那一天的进度";
    for (size_t k = 0; k < item->targets.count; k++) {
        const struct draft_target *other = &item->targets.at[k];
        int theirs = interim(from, other);
        bool same = draft_same_core(t->core, other->core);
        if (k == i || !same_unit(t, other))
            continue;
        if (due && ((!theirs && (same || (k < i && t->span != other->span))) || (same && theirs > due)))
            return "是到那一天的进度"; /* of what the item says elsewhere, whatever it calls it there */
        if (k < i && same && decimal_compare(t->value, other->value) == 0)
            return "前面已经写过";
    }
    return NULL;
}

void draft_targets_settle(const struct draft_figures *from, struct draft_item *item)
{
    size_t kept = 0, count = item->targets.count;
    const char **reasons = arena_array(from->ctx->mem, count + 1, sizeof *reasons);
    size_t *moved = arena_array(from->ctx->mem, count + 1, sizeof *moved);
    for (size_t i = 0; i < count; i++)
        reasons[i] = superfluous(from, item, i);
    for (size_t i = 0; i < count; i++) {
        struct draft_target t = item->targets.at[i];
        if (reasons[i]) {
            struct span clause = {t.at > 12 ? t.at - 12 : 0, t.at};
            while (clause.end < from->text->read_count && is_word_rune(from->text->read[clause.end]))
                clause.end++;
            while (clause.start < t.at && rune_is_sentence_end(from->text->read[clause.start]))
                clause.start++;
            leave_out(from, clause, reasons[i], item);
            moved[i] = SIZE_MAX;
            continue;
        }
        if (t.tie != DRAFT_OWN && moved[t.of] == SIZE_MAX)
            t.tie = DRAFT_OWN;
        else if (t.tie != DRAFT_OWN)
            t.of = moved[t.of];
        moved[i] = kept;
        item->targets.at[kept++] = t;
    }
    item->targets.count = kept;
}
