/* Roles. The weakest word is the text's own kind (a plan, a report); a heading overrides it, a label the heading, a cue
 * of the sentence the label, a cue of the clause all of them. Tables of words: cues.c. */
#include "text/role.h"

#include <string.h>

#include "text/cues.h"
#include "text/items.h"
#include "text/runes.h"
#include "text/units.h"

enum {
    TITLE_PARAGRAPHS = 4, /* how many of the first paragraphs may be titles */
    TITLE_RUNES = 60,     /* and how long one may be */
    DATELINE = 160,       /* runes in which the date of a text may stand */
    JUDGED = 20000,       /* runes of the body that are counted where no title tells */
    RUN_IN = 16,          /* runes of a heading that its paragraph begins with */
    OPENING = 4,          /* where the word that opens a paragraph may begin */
    NEAR = 14,            /* how far a word reaches inside a clause */
};

static size_t paragraph_end(const struct scan *scan, size_t start)
{
    size_t end = start;

    while (end < scan->count && scan->s[end] != '\n')
        end++;
    return end;
}

static int year_in(const struct scan *scan, size_t start, size_t end)
{
    for (size_t i = start; i + 4 <= end; i++) {
        const int32_t *s = scan->s + i;

        if (s[0] == '2' && s[1] == '0' && rune_is_digit(s[2]) && rune_is_digit(s[3]) &&
            (i == start || !rune_is_digit(s[-1])) && (i + 4 == end || !rune_is_digit(s[4])))
            return 2000 + (s[2] - '0') * 10 + (s[3] - '0');
    }
    return 0;
}

static bool may_be_title(const struct scan *scan, size_t start, size_t end)
{
    return end - start <= TITLE_RUNES && !scan_word_in(scan, start, end, "。");
}

/* 江北发布 2026年1月5日: an account's name. */
static bool is_account(const struct scan *scan, size_t at, size_t end)
{
    if (!scan_word_at(scan, at, end, "发布"))
        return false;
    at += 2;
    return at >= end || scan->s[at] == ' ' || rune_is_digit(scan->s[at]);
}

/* The mood of the titles: a report word outweighs a plan word (“实施方案完成情况”). */
static enum mood judge_titles(struct roles *roles, const struct scan *scan)
{
    enum mood mood = MOOD_NONE;
    size_t start = 0;

    for (int i = 0; i < TITLE_PARAGRAPHS && start < scan->count; i++) {
        size_t end = paragraph_end(scan, start);
        bool title = may_be_title(scan, start, end);

        for (size_t at = end - start <= TITLE_RUNES ? start : end; at < end; at++) {
            const struct word *row = lexicon_at(roles->titles, scan->s, at, end, NULL);

            if (row && row->kind == CUE_ACTUAL)
                mood = MOOD_ACTUAL;
            else if (row && row->kind == CUE_TARGET && mood == MOOD_NONE && title && !is_account(scan, at, end))
                mood = MOOD_TARGET;
        }
        if (roles->year == 0 && end - start <= TITLE_RUNES)
            roles->year = year_in(scan, start, end);
        start = end + 1;
    }
    return mood;
}

/* Without a telling title: a text on 2025年 that is dated January 2026 reports, one dated January 2025 promises. */
static enum mood judge_dates(const struct roles *roles, const struct scan *scan)
{
    size_t end = scan->count < DATELINE ? scan->count : DATELINE;
    size_t title = paragraph_end(scan, 0);

    if (title > TITLE_RUNES || year_in(scan, 0, title) == 0)
        return MOOD_NONE;
    for (size_t i = title; i + 7 < end; i++) {
        int year = scan->s[i] == '2' ? year_in(scan, i, i + 4) : 0;
        int month;

        if (year == 0 || (scan->s[i + 4] != '-' && scan->s[i + 4] != L'年') || !rune_is_digit(scan->s[i + 5]))
            continue;
        month = scan->s[i + 5] - '0';
        if (rune_is_digit(scan->s[i + 6]))
            month = month * 10 + scan->s[i + 6] - '0';
        if (year == roles->year && month <= 3)
            return MOOD_TARGET;
        return year > roles->year || month >= 10 ? MOOD_ACTUAL : MOOD_NONE;
    }
    return MOOD_NONE;
}

/* Without a telling title: which cues are more. */
static enum mood judge_body(const struct roles *roles, const struct scan *scan)
{
    size_t actual = 0, target = 0;

    for (size_t i = 0; i < scan->count && i < JUDGED; i++) {
        const struct word *row = lexicon_at(roles->cues, scan->s, i, scan->count, NULL);

        if (!row)
            continue;
        actual += row->kind == CUE_ACTUAL || row->kind == CUE_ACTUAL_CLAUSE || row->kind == CUE_SO_FAR ||
                  row->kind == CUE_LABEL_ACTUAL;
        target += row->kind == CUE_TARGET || row->kind == CUE_TARGET_CLAUSE || row->kind == CUE_LABEL_TARGET;
    }
    return target > actual + actual / 2 + 1 ? MOOD_TARGET : MOOD_ACTUAL;
}

void roles_begin(struct roles *roles, const struct scan *scan)
{
    struct arena *mem = scan->ctx->mem;

    *roles = (struct roles){0};
    roles->cues = cue_lexicon(mem);
    roles->titles = title_lexicon(mem);
    roles->headings = heading_lexicon(mem);
    roles->programme = programme_lexicon(mem);
    roles->things = thing_lexicon(mem);
    roles->document = judge_titles(roles, scan);
    roles->programme_document = lexicon_in(roles->programme, scan->s, 0, scan->count < JUDGED ? scan->count : JUDGED);
    if (roles->document == MOOD_NONE)
        roles->document = judge_dates(roles, scan);
    if (roles->document == MOOD_NONE)
        roles->document = judge_body(roles, scan);
}

enum mood roles_heading(const struct roles *roles, const struct scan *scan, size_t start, size_t end)
{
    enum mood mood = MOOD_NONE;

    for (size_t i = start; i < end; i++) {
        size_t length;
        const struct word *row = lexicon_at(roles->headings, scan->s, i, end, &length);

        if (row && row->kind == CUE_ACTUAL)
            return MOOD_ACTUAL;
        if (row && row->kind == CUE_TARGET)
            mood = MOOD_TARGET;
        if (row)
            i += length - 1;
    }
    return mood;
}

/* What may follow a number in a heading: “一、2023年回顾”, “1—9月进展”, “10件实事”. Other numbers are a statement's. */
static bool number_of_heading(const struct roles *roles, const struct scan *scan, size_t at, size_t end)
{
    static const int32_t after[] = {L'年', L'月', L'日', L'大', L'、', L'.', L')', L'—', L'-'};

    if (at < end && (scan->s[at] == L'件' || scan->s[at] == L'项')) /* not “剩下的2件明年见” */
        return at + 1 == end || lexicon_in(roles->programme, scan->s, at, at + NEAR < end ? at + NEAR : end);
    for (size_t i = 0; i < sizeof after / sizeof *after; i++)
        if (at < end && scan->s[at] == after[i])
            return true;
    return at >= end;
}

/* A short line that is no sentence: a heading of what follows. */
static bool is_heading(const struct roles *roles, const struct scan *scan)
{
    size_t start = scan->paragraph.start, end = scan->paragraph.end;

    if (end - start > 30)
        return false;
    for (size_t i = start; i < end; i++) {
        int32_t c = scan->s[i];

        if (c == L'。' || c == '\t' || c == ';' || (c == ':' && i + 1 < end))
            return false;
        if (rune_is_digit(c) && !(i + 1 < end && rune_is_digit(scan->s[i + 1])) &&
            !number_of_heading(roles, scan, i + 1, end))
            return false;
    }
    return true;
}

/* “2026年我们这样干” in a report on 2025. */
static enum mood year_of_heading(const struct roles *roles, const struct scan *scan, size_t start, size_t end)
{
    int year = year_in(scan, start, end);

    if (roles->year == 0 || year == 0 || year == roles->year)
        return MOOD_NONE;
    return year > roles->year ? MOOD_TARGET : MOOD_ACTUAL;
}

/* “三、保障措施”: ends the chapter before it. */
static bool is_chapter(const struct scan *scan)
{
    size_t at = scan->paragraph.start;

    while (at < scan->paragraph.end && (rune_numeral_digit(scan->s[at]) > 0 || scan->s[at] == L'十'))
        at++;
    return at > scan->paragraph.start && at < scan->paragraph.end && scan->s[at] == L'、' &&
           !rune_is_digit(scan->s[at - 1]);
}

/* “（二）今年任务安排。综合考虑财力，…”: the end of a first sentence that is a heading, or `start`. */
static size_t run_in_heading(const struct scan *scan)
{
    size_t start = scan->paragraph.start, at = start;

    if (at >= scan->paragraph.end || scan->s[at] != '(')
        return start;
    for (; at < scan->paragraph.end && at < start + RUN_IN; at++) {
        int32_t c = scan->s[at];

        if (c == L'。')
            return at;
        if (rune_is_digit(c) || c == ',' || c == ';' || c == ':')
            return start;
    }
    return start;
}

/* What a heading of the text says of what follows it. */
static void take_heading(struct roles *roles, const struct scan *scan, size_t start, size_t end)
{
    enum mood mood = roles_heading(roles, scan, start, end);
    bool chapter = is_chapter(scan);

    if (mood == MOOD_NONE)
        mood = year_of_heading(roles, scan, start, end);
    if (start == 0 || (mood == MOOD_NONE && !(chapter && roles->chapter)))
        return;
    roles->section = mood;
    roles->chapter = chapter;
    roles->carried = MOOD_NONE;
}

/* 1. … (2) … ① … ——…: an entry of a list. */
static bool is_entry(const struct scan *scan)
{
    size_t start = scan->paragraph.start;
    int32_t c = start < scan->paragraph.end ? scan->s[start] : 0;

    return rune_is_digit(c) || c == '(' || c == L'—' || c == '-' || c == L'·' || c == L'•' || c == L'●' ||
           (c >= 0x2460 && c <= 0x249B) || (rune_numeral_digit(c) > 0 && scan->s[start + 1] == L'、');
}

/* “计划办好以下4件事：” promises all entries of the list behind it. */
static void take_list(struct roles *roles, const struct scan *scan)
{
    size_t start = scan->paragraph.start;

    if (start > 1 && scan->s[start - 2] == ':' && (roles->sentence == MOOD_TARGET || roles->clause == MOOD_TARGET))
        roles->list = MOOD_TARGET;
    if (!is_entry(scan))
        roles->list = MOOD_NONE;
}

void roles_paragraph(struct roles *roles, const struct scan *scan)
{
    size_t start = scan->paragraph.start, end = scan->paragraph.end;

    take_list(roles, scan);
    roles->items_sentence = SIZE_MAX;
    roles->label = roles->sentence = roles->clause = MOOD_NONE;
    roles->at = roles->clause_start = start;
    roles->programme_here = lexicon_in(roles->programme, scan->s, start, end) != NULL;
    if (is_heading(roles, scan))
        take_heading(roles, scan, start, end);
    else if (run_in_heading(scan) > start)
        take_heading(roles, scan, start, run_in_heading(scan));
}

/* 目标 in 完成年度目标, 为年度目标的116%, 以…为目标 promises nothing. */
static bool plan_noun_is_measure(const struct scan *scan, size_t clause_start, size_t at, size_t end)
{
    static const char *const verbs[] = {"完成", "超额", "达到", "占",   "为",   "实现", "超过", "达成",
                                        "围绕", "对照", "超出", "高出", "高于", "低于", "超",   NULL};
    size_t start = scan_back(clause_start, at, NEAR);

    if (scan_word_at(scan, end, scan->count, "的") && end + 1 < scan->count && rune_is_digit(scan->s[end + 1]))
        return true;
    return scan_any_in(scan, start, at, verbs);
}

static void take_plan_noun(struct roles *roles, const struct scan *scan, size_t at, size_t end)
{
    if (plan_noun_is_measure(scan, roles->clause_start, at, end))
        return;
    roles->sentence = MOOD_TARGET;
    roles->clause = MOOD_NONE;
    roles->cue_here = true;
}

/* 今年 or the year of the plan, behind 去年 or another cue of the same sentence. */
static void take_this_year(struct roles *roles, const struct scan *scan, size_t at)
{
    static const char *const promises[] = {"要", "将", NULL};
    size_t end = at + NEAR < scan->paragraph.end ? at + NEAR : scan->paragraph.end;

    if (at <= scan->paragraph.start + OPENING && roles->carried == MOOD_ACTUAL) /* the report ends: 今年，我们将… */
        roles->carried = scan_any_in(scan, at, end, promises) ? MOOD_TARGET : MOOD_NONE;
    if (roles->cue_here || roles->clause != MOOD_NONE)
        return;
    roles->sentence = roles->document == MOOD_TARGET ? MOOD_TARGET : MOOD_NONE;
}

static void take_cue(struct roles *roles, const struct scan *scan, const struct word *row, size_t at, size_t end)
{
    enum cue cue = (enum cue)row->kind;
    bool plan = (roles->section ? roles->section : roles->document) == MOOD_TARGET;

    switch (cue) {
    case CUE_ACTUAL:
    case CUE_TARGET:
        if (row->note && at <= scan->paragraph.start + OPENING) { /* 过去一年，…: until another time is named */
            roles->carried = cue == CUE_ACTUAL ? MOOD_ACTUAL : MOOD_TARGET;
            break;
        }
        /* in a report 将 holds for its own statement: “将新增学位6000个；监控覆盖126所学校” */
        roles->fleeting = roles->document == MOOD_ACTUAL && roles->sentence != MOOD_TARGET &&
                          strncmp(row->text, "将", strlen("将")) == 0;
        roles->sentence = cue == CUE_ACTUAL ? MOOD_ACTUAL : MOOD_TARGET;
        roles->clause = MOOD_NONE;
        roles->cue_here = true;
        break;
    case CUE_ACTUAL_CLAUSE:
        roles->clause = MOOD_ACTUAL;
        break;
    case CUE_TARGET_CLAUSE:
        roles->clause = MOOD_TARGET;
        break;
    case CUE_DONE:
        if (!plan && roles->sentence == MOOD_TARGET && !roles->cue_here && roles->clause != MOOD_TARGET)
            roles->sentence = MOOD_ACTUAL;
        break;
    case CUE_SO_FAR:
        if (!plan && roles->sentence != MOOD_TARGET)
            roles->clause = MOOD_ACTUAL;
        break;
    case CUE_PLAN_NOUN:
        take_plan_noun(roles, scan, at, end);
        break;
    case CUE_LABEL_ACTUAL:
    case CUE_LABEL_TARGET:
        roles->label = cue == CUE_LABEL_ACTUAL ? MOOD_ACTUAL : MOOD_TARGET;
        roles->sentence = roles->clause = MOOD_NONE;
        if (row->note)
            roles->carried = roles->label;
        else if (end >= scan->paragraph.end)
            roles->section = roles->label;
        break;
    case CUE_THIS_YEAR:
        take_this_year(roles, scan, at);
        break;
    case CUE_NEUTRAL:
        break;
    }
}

/* 2000年以前, 2000年底前建成的 */
static bool is_deadline(const struct scan *scan, size_t at)
{
    at += scan_word_at(scan, at, scan->count, "底") || scan_word_at(scan, at, scan->count, "末");
    return scan_word_at(scan, at, scan->count, "前") || scan_word_at(scan, at, scan->count, "以前") ||
           scan_word_at(scan, at, scan->count, "之前");
}

/* 2021年 in a report of 2020 is a plan, 2023年 in a plan of 2024 is a report; not 比2021年, 2021年的. */
static void take_year(struct roles *roles, const struct scan *scan, size_t at)
{
    int year;

    if (roles->year == 0 || at + 5 > scan->paragraph.end || scan->s[at + 4] != L'年')
        return;
    year = year_in(scan, at, at + 4);
    if (year == 0 || scan_word_at(scan, at + 5, scan->count, "的") || is_deadline(scan, at + 5) ||
        scan_word_before(scan, scan->paragraph.start, at, "比") ||
        scan_word_before(scan, scan->paragraph.start, at, "较"))
        return;
    if (year > roles->year && roles->document == MOOD_ACTUAL) {
        roles->sentence = MOOD_TARGET;
        roles->fleeting = scan_word_before(scan, scan->paragraph.start, at, "预计");
    } else if (year < roles->year && roles->document == MOOD_TARGET)
        roles->sentence = MOOD_ACTUAL;
    else if (year == roles->year && roles->document == MOOD_TARGET)
        take_this_year(roles, scan, at);
}

void roles_reach(struct roles *roles, const struct scan *scan, size_t at)
{
    while (roles->at < at) {
        size_t i = roles->at, length = 1;
        int32_t c = scan->s[i];
        const struct word *row;

        if (rune_is_sentence_end(c) || (c == ';' && roles->fleeting)) {
            roles->sentence = MOOD_NONE;
            roles->fleeting = false;
        }
        if (rune_is_sentence_end(c) || c == ',' || c == ';') {
            roles->clause = MOOD_NONE;
            roles->cue_here = false;
            roles->clause_start = i + 1;
        }
        row = lexicon_at(roles->cues, scan->s, i, scan->paragraph.end, &length);
        if (row)
            take_cue(roles, scan, row, i, i + length);
        else if (c == '2')
            take_year(roles, scan, i);
        roles->at = i + (row ? length : 1);
    }
}

/* 分别由365元和2200元提高到400元和2500元: the first of a list that changes. */
static bool leads_to_change(const struct scan *scan, const struct group *g)
{
    static const char *const changes[] = {"提高到", "提升到", "增加到", "增至", "提高至", "提升至",
                                          "降至",   "降到",   "调整为", "升至", "扩大到", NULL};
    size_t at = g->end;

    if (at >= scan->clause.end || (scan->s[at] != L'和' && scan->s[at] != L'、' && scan->s[at] != L'与'))
        return false;
    for (; at < scan->paragraph.end && at < g->end + NEAR && !rune_is_clause_end(scan->s[at]); at++)
        if (scan_any_at(scan, at, scan->paragraph.end, changes))
            return true;
    return false;
}

/* 由22条增至41条, 比2021年的13.1万个多, 较上年的10个增加: the earlier level. */
static bool is_baseline(const struct scan *scan, const struct group *g)
{
    static const char *const changes[] = {"增", "升", "提", "扩", "降",   "调", "减", "变", "多", "少",   "翻", "拓",
                                          "延", "放", "缩", "压", "上升", "到", "至", "跃", "涨", "下降", NULL};
    static const int32_t openers[] = {L'比', L'较', L'由', L'从'};
    static const char *const same_time[] = {"去年同期", "上年同期"};
    size_t start = scan_back(scan->clause.start, g->start, NEAR);
    size_t end = g->end;
    bool opened = false;

    for (size_t k = 0; k < sizeof same_time / sizeof *same_time; k++) {
        size_t from = scan_back(scan->clause.start, g->start, 2 * NEAR);
        size_t place = scan_find(scan, from, g->start, same_time[k]);

        if (place < g->start && (place == 0 || (scan->s[place - 1] != L'比' && scan->s[place - 1] != L'较' &&
                                                scan->s[place - 1] != L'与' && scan->s[place - 1] != L'于')))
            return true;
    }
    for (size_t i = start; i < g->start; i++)
        for (size_t k = 0; k < sizeof openers / sizeof *openers; k++)
            opened = opened || (scan->s[i] == openers[k] && !scan_word_at(scan, i, g->start, "比例") &&
                                !scan_word_at(scan, i, g->start, "比重") && !(i > 0 && scan->s[i - 1] == L'占'));
    if (!opened)
        return false;
    for (size_t k = 0; k < 10; k++) /* 比去年增加300个: the change itself, not the earlier level */
        if (scan_word_in(scan, start, g->start, changes[k]))
            return false;
    if (end < scan->paragraph.end && scan->s[end] == ',')
        end++;
    return scan_any_at(scan, end, scan->paragraph.end, changes) || leads_to_change(scan, g);
}

/* 亿元以上项目, 50万元以上的村: what sorts the things and is none of them. */
static bool is_threshold(const struct scan *scan, const struct group *g)
{
    static const char *const sorts[] = {"以上", "以下", "以内", "及以上", "及以下"};
    static const char *const things[] = {"项目", "企业",   "的村",   "的企业", "的项目", "村",
                                         "工业", "的户",   "户型",   "的地区", "的单位", "的工程",
                                         "工程", "的家庭", "的商户", "的集体", "的用户", NULL};

    static const char *const over[] = {"超", "超过", "逾", "过", NULL};

    if (!g->unit || (g->unit->kind != UNIT_MONEY && g->unit->kind != UNIT_MEASURE && g->unit->kind != UNIT_PERCENT))
        return false;
    if (scan_any_before(scan, scan->clause.start, g->start, over) && /* 超10亿元项目6个 */
        scan_any_at(scan, g->end, scan->paragraph.end, things))
        return true;
    for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++) {
        size_t at = g->end + (i >= 3 ? 3 : 2);

        if (!scan_word_at(scan, g->end, scan->paragraph.end, sorts[i]))
            continue;
        if (scan_any_at(scan, at, scan->paragraph.end, things))
            return true;
    }
    return false;
}

/* 户均补助2.1万元: what each got, in a report on how many did; not 人均增收1800元. */
static bool is_standard(const struct scan *scan, const struct group *g)
{
    static const char *const heads[] = {"户均", "人均", "每户", "每人", "每生", "每床", "每位", "每名", "每座", NULL};
    static const char *const results[] = {"增", "收入", "达到", "提高", "提升", "降", "存款", "纯收", "标准", NULL};
    static const char *const each_time[] = {"每餐补", "每餐优惠", "每餐减", "每次补", "每天补", NULL};
    size_t start = scan->clause.start;
    bool each;

    if (!g->unit || g->unit->kind != UNIT_MONEY || g->rate)
        return false;
    if (scan_any_in(scan, scan_back(start, g->start, 8), g->start, each_time))
        return true;
    each = scan_any_at(scan, start, g->start, heads);
    return each && !scan_any_in(scan, scan_back(start, g->start, 2 * NEAR), g->start, results);
}

/* Population, and the standard by which something is paid, are circumstances. */
static bool is_circumstance(const struct scan *scan, const struct group *g)
{
    static const char *const words[] = {"常住人口", "户籍人口", "户籍老年人口", "总人口",   "辖区人口", "辖区面积",
                                        "国土面积", "城区人口", "全市人口",     "全县人口", "全区人口", "全镇人口",
                                        "服务人口", "区域面积", "幅员面积",     NULL};
    static const char *const of_marks[] = {"扣", "加", "满分", "低于", "占", NULL};
    enum { POPULATIONS = 4 }; /* of these, what the rest of the sentence divides: …，老人41.3万，占18.9% */
    size_t start = scan_back(scan->clause.start, g->start, 2 * NEAR);

    if (scan_any_in(scan, scan_back(scan->clause.start, g->start, 6), g->start, words))
        return true;
    if (g->unit && (g->unit->kind == UNIT_PERCENT || strcmp(g->unit->text, "人") == 0 || !g->unit->text[0]))
        for (size_t i = 0; i < POPULATIONS; i++)
            if (scan_word_in(scan, scan_back(scan->sentence.start, g->start, 40), g->start, words[i]))
                return true;
    if (g->unit && strcmp(g->unit->text, "人口") == 0)
        return !scan_word_in(scan, start, g->start, "受益") && !scan_word_in(scan, start, g->start, "惠及") &&
               !scan_word_in(scan, start, g->start, "解决") && !scan_word_in(scan, start, g->start, "覆盖");
    if (is_threshold(scan, g))
        return true;
    if (g->unit && g->unit->kind == UNIT_SCORE)
        return scan_any_in(scan, start, g->start, of_marks);
    return scan_word_in(scan, start, g->start, "按") && /* 按每千人口3个托位的标准 */
           scan_word_in(scan, g->end, g->end + NEAR < scan->clause.end ? g->end + NEAR : scan->clause.end, "标准");
}

/* 126条黑臭水体治理已完成120条: the first is what was to be done, the second what is. */
static bool is_whole_of_done(const struct scan *scan, const struct group *g)
{
    size_t end = g->end + 2 * NEAR < scan->clause.end ? g->end + 2 * NEAR : scan->clause.end;
    size_t at = scan_find(scan, g->end, end, "已");
    struct group done;

    if (at == end || !g->unit || g->unit->kind == UNIT_PERCENT)
        return false;
    for (size_t i = at; i < end && i < at + NEAR / 2; i++)
        if (rune_is_digit(scan->s[i]))
            return group_read(scan->units, scan->s, i, scan->paragraph.end, &done) && done.unit == g->unit;
    return false;
}

static enum mood mood_of(const struct roles *roles, const struct scan *scan, const struct group *g, enum mood column)
{
    static const char *const done[] = {"已", "均已", "全部完", "尚未", "未开工", "未完成", "正在", NULL};
    static const char *const aims[] = {"的目标",     "的控制目标", "的任务",     "的年度目标", "的年度任务",
                                       "的全年目标", "的全年任务", "的年度计划", "的全年计划", "的年初目标",
                                       "的既定目标", "的预期目标", "的省定目标", "的市定目标", NULL};
    static const char *const issued[] = {"联合印发", "联合出台", "联合发布", "联合制定",
                                         "均已",     "都已",     NULL}; /* 六家部门… */
    static const char *const promises[] = {"将于", "将投", "将全", "将在", NULL};
    size_t end = g->end + NEAR < scan->clause.end ? g->end + NEAR : scan->clause.end;

    if (scan_any_in(scan, g->end, end, aims) || is_whole_of_done(scan, g))
        return MOOD_TARGET;
    if (scan_any_at(scan, g->end, end, done) || scan_any_in(scan, g->end, end, issued))
        return MOOD_ACTUAL;
    if (scan_any_in(scan, g->end, end, promises))
        return MOOD_TARGET;
    if (g->unit && strcmp(g->unit->text, "票") == 0)
        return MOOD_ACTUAL;
    if (roles->clause)
        return roles->clause;
    if (roles->sentence)
        return roles->sentence;
    if (column)
        return column;
    if (roles->label)
        return roles->label;
    if (roles->list)
        return roles->list;
    if (roles->carried)
        return roles->carried;
    return roles->section ? roles->section : roles->document;
}

static bool is_obligation(const char *word)
{
    return strcmp(word, "不少于") == 0 || strcmp(word, "不低于") == 0 || strcmp(word, "至少") == 0 ||
           strcmp(word, "不得少于") == 0 || strcmp(word, "不得低于") == 0;
}

/* 完成年度目标任务的95%: a share achieved, whatever the sentence promises by the word 目标. */
static bool is_share_of_plan(const struct scan *scan, const struct group *g)
{
    static const char *const words[] = {"目标的", "任务的", "目标任务的", "计划的", "任务数的", "目标数的", NULL};

    return scan_any_before(scan, scan->clause.start, g->start, words);
}

enum role roles_of(struct roles *roles, const struct scan *scan, const struct group *g, const char *qualifier_word,
                   enum mood column)
{
    bool percent = g->unit && g->unit->kind == UNIT_PERCENT;
    enum mood mood;

    if (items_counted(roles, scan, g)) {
        roles->items_sentence = scan->sentence.start;
        return ROLE_ITEMS;
    }
    if (is_circumstance(scan, g))
        return ROLE_OTHER;
    if (is_baseline(scan, g))
        return percent ? ROLE_PERCENT : ROLE_OTHER;
    mood = mood_of(roles, scan, g, column);
    if (is_obligation(qualifier_word) && roles->clause != MOOD_ACTUAL)
        mood = MOOD_TARGET;
    if (percent && is_share_of_plan(scan, g) && roles->clause != MOOD_TARGET && roles->sentence != MOOD_TARGET)
        return ROLE_PERCENT;
    if (mood == MOOD_TARGET)
        return ROLE_TARGET;
    if (is_standard(scan, g))
        return ROLE_OTHER;
    return percent ? ROLE_PERCENT : ROLE_ACTUAL;
}
