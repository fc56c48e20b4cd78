/* Roles. The nearest level that has a say decides: clause, sentence, column, label. Where none of them has, points are
 * added up: those of the passage (list, 今年：, heading) or of the whole text (genre.c), of the paragraph, and of the
 * clause's hints. Tables of words: cues.c. */
#include "text/role.h"

#include <stdlib.h>
#include <string.h>

#include "text/circumstance.h"
#include "text/cues.h"
#include "text/demand.h"
#include "text/heading.h"
#include "text/items.h"
#include "text/lend.h"
#include "text/level.h"
#include "text/nouns.h"
#include "text/runes.h"
#include "text/share.h"
#include "text/standard.h"
#include "text/task.h"
#include "text/times.h"
#include "text/units.h"

enum {
    OPENING = 4, /* where the word that opens a paragraph may begin */
    NEAR = 14,   /* how far a word reaches inside a clause */

    PASSAGE = 8,   /* points of a heading, a list's opening, 今年： */
    PARAGRAPH = 4, /* what the cues of a paragraph may give at most */
    CLAUSE = 3,    /* and the hints of a clause, each */
    NUMBERS = 24,  /* what the numbers around may give at most, */
    FEW = 8,       /* and half of it if so little was found */
    DOUBT = 3,     /* points that are not sure */
};

void roles_begin(struct roles *roles, const struct scan *scan)
{
    struct arena *mem = scan->ctx->mem;

    *roles = (struct roles){0};
    roles->cues = cue_lexicon(mem);
    roles->titles = title_lexicon(mem);
    roles->headings = heading_lexicon(mem);
    roles->programme = programme_lexicon(mem);
    roles->things = thing_lexicon(mem);
    roles->genre = genre_of(scan, roles->cues, roles->titles, lead_lexicon(mem));
    if (roles->genre.begins && scan_word_in(scan, 0, scan_ahead(0, NEAR, scan->count), "政府工作报告") &&
        !genre_begins_late(scan, roles->genre.year))
        roles->section = MOOD_ACTUAL; /* what was done comes first */
    items_of_beginning(roles, scan);
    opinion_begin(&roles->opinion, scan);
    roles->programme_document = lexicon_in(roles->programme, scan->s, 0, scan_ahead(0, GENRE_RUNES, scan->count));
}

/* What the text, the passage, the paragraph and the clause say of a figure about which its sentence is silent; round
 * numbers around it outweigh them all if they speak of what is done, and in doubt exact ones do. */
static int surroundings(const struct roles *roles)
{
    enum mood near = roles->list ? roles->list : roles->carried ? roles->carried : roles->section;
    int points = near == MOOD_NONE ? roles->genre.points : near == MOOD_ACTUAL ? PASSAGE : -PASSAGE;
    int numbers = roles->heard.found < EVIDENCE_KEPT ? 0 : evidence_weigh(&roles->heard, NUMBERS, FEW);

    points += roles->paragraph > PARAGRAPH ? PARAGRAPH : roles->paragraph < -PARAGRAPH ? -PARAGRAPH : roles->paragraph;
    points += roles->hint;
    return numbers < 0 || abs(points) < DOUBT ? points + numbers : points;
}

/* What most of that comes from. */
static enum opinion_ground ground_of(const struct roles *roles)
{
    return roles->list      ? GROUND_LIST
           : roles->carried ? GROUND_THIS_YEAR
           : roles->section ? GROUND_HEADING
                            : GROUND_TEXT;
}

void roles_find_cues(struct roles *roles, const struct scan *scan, size_t until)
{
    size_t i = roles->asked;

    while ((i = sign_find(scan->signs, i, until, SIGN_CUE)) < until) {
        size_t length;
        const struct word *row = lexicon_at(roles->cues, scan->s, i, scan->paragraph.end, &length);

        if (row) {
            *vec_push(scan->ctx->mem, &roles->found) = (struct found_cue){i, i + length, row};
            roles->paragraph += cue_weight((enum cue)row->kind);
        }
        i += row ? length : 1;
    }
    roles->asked = i;
}

/* What the next sentence answers is a task. */
static void begin_sentence(struct roles *roles, const struct scan *scan, size_t at)
{
    roles->sentence = is_told_next(scan, at) ? MOOD_TARGET : MOOD_NONE;
    if (roles->sentence)
        roles->planned = true;
}

void roles_paragraph(struct roles *roles, const struct scan *scan)
{
    roles->found.count = roles->next = 0;
    roles->paragraph = 0;
    roles->at = roles->asked = roles->clause_start = scan->paragraph.start;
    roles->programme_asked = false;
    roles->items_sentence = roles->items_end = roles->money_sentence = SIZE_MAX;
    roles->items_paragraph = false;
    roles->label = roles->clause = MOOD_NONE;
    begin_sentence(roles, scan, scan->paragraph.start);
    roles->fleeting = roles->cue_here = roles->in_aside = false;
    roles->hint = 0;
    evidence_hear(&roles->heard, scan);
    opinion_paragraph(&roles->opinion, scan);
    heading_take(roles, scan);
}

bool roles_promise_soon(const struct scan *scan, size_t at, size_t far)
{
    static const char *const promises[] = {"将", "要", NULL};

    return scan_any_in(scan, at, scan_ahead(at, far, scan->paragraph.end), promises);
}

/* Whether the section, or without one the text, is a plan. */
static bool promises_around(const struct roles *roles)
{
    return roles->section ? roles->section == MOOD_TARGET : roles->genre.points < 0;
}

/* 比年初计划多, not 断面比例目标90% */
static bool is_compared(const struct scan *scan, size_t start, size_t at)
{
    for (size_t i = start; i < at; i++)
        if (scan->s[i] == L'比' && scan->s[i + 1] != L'例' && scan->s[i + 1] != L'重' &&
            !(i > start && scan->s[i - 1] == L'占'))
            return true;
    return false;
}

/* 目标 in 完成年度目标, 为年度目标的116%, 以…为目标 promises nothing. */
static bool plan_noun_is_measure(const struct scan *scan, size_t clause_start, size_t at, size_t end)
{
    static const char *const verbs[] = {"完成", "达到", "已达", "占",   "为",   "实现", "是年", "达成", "围绕",
                                        "对照", "高出", "高于", "低于", "超",   "朝着", "瞄准", "锚定", "紧扣",
                                        "对标", "紧盯", "实施", "启动", "推进", "开展", "推出", "较",   NULL};
    static const char *const shares[] = {"数的", "做到", NULL};
    size_t start = scan_back(clause_start, at, NEAR);

    if (is_compared(scan, start, at))
        return true;
    if (scan_word_at(scan, end, scan->count, "的") && end + 1 < scan->count && rune_is_digit(scan->s[end + 1]))
        return true;
    if (scan_any_at(scan, end, scan->count, shares))
        return true;
    return scan_word_at(scan, end, scan->count, "超额") || scan_any_in(scan, start, at, verbs);
}

/* 计划投资4亿元，建成项目5个: whether what is counted behind planned money is none, so that it goes on with the plan.
 */
static bool counts_things(const struct scan *scan, size_t clause, size_t at)
{
    static const char *const money[] = {"计划投资", "计划总投资", "预计投资", NULL};
    size_t before = clause > scan->sentence.start ? scan_back(scan->sentence.start, clause, 2 * NEAR) : clause;
    size_t end = scan_ahead(at, NEAR, scan->paragraph.end), number = rune_find_digit(scan->s, at, end);
    struct group g;

    return before < clause && scan_any_at(scan, rune_behind(scan->s, before, clause - 1, L",;"), clause, money) &&
           number < end && group_read(scan->units, scan->s, number, scan->paragraph.end, &g) && g.unit &&
           g.unit->kind != UNIT_MONEY && g.unit->kind != UNIT_PERCENT;
}

/* The clause says it of its sentence. */
static void take_sentence(struct roles *roles, enum mood mood)
{
    roles->sentence = mood;
    roles->clause = MOOD_NONE;
    roles->cue_here = true;
    roles->planned = false;
}

/* 任务数为8.2万人；免费检查28415人. 新增就业20168人，定的目标是1.8万人；…: said of what stands before. */
static bool is_told_as_number(const struct scan *scan, const struct word *row, size_t at, size_t end)
{
    if (row->note)
        return scan->s[end] == L'为' && rune_is_digit(scan->s[end + 1]);
    return (scan->s[end - 1] == L'是' || scan->s[end - 1] == L'为') && rune_is_digit(scan->s[end]) &&
           rune_has_digit(scan->s, scan->sentence.start, at);
}

static void take_plan_noun(struct roles *roles, const struct scan *scan, const struct word *row, size_t at, size_t end)
{
    static const char *const labels[] = {"】", "事项】", "]", NULL};
    bool label = scan_any_at(scan, end, scan->count, labels);
    bool promised = roles->sentence == MOOD_TARGET && !roles->planned; /* 我们将…，计划投资2亿元，建成公园3个 */

    if (plan_noun_is_measure(scan, roles->clause_start, at, end) || scan_word_at(scan, end, scan->count, "”"))
        return; /* “壶兰计划”引进教师2341名 */
    if (!row->note && !label && !promises_around(roles) && is_told_as_number(scan, row, at, end)) {
        roles->clause = MOOD_TARGET; /* 建成幼儿园55所，目标是50所，新增学位6.2万个 */
        return;
    }
    if (row->note && !label && !promises_around(roles) &&
        !scan_word_at(scan, end, scan->paragraph.end, "为")) { /* 任务300套，分配112套 */
        roles->clause = MOOD_TARGET;
        return;
    }
    take_sentence(roles, MOOD_TARGET);
    roles->fleeting = !label && end + 1 < scan->count && is_told_as_number(scan, row, at, end);
    roles->planned = !promised && !label; /* 【年度目标】改造5所，完成检查30次 */
}

/* “去年开工169个。…今年开工200个” in January: the year has just begun. */
static bool is_last_year_told(const struct roles *roles, const struct scan *scan, size_t at)
{
    return roles->genre.begins && scan_word_in(scan, scan->paragraph.start, at, "去年");
}

/* 今年 or the year of the plan, behind 去年 or another cue of the same sentence. */
static void take_this_year(struct roles *roles, const struct scan *scan, size_t at)
{
    if (at <= scan->paragraph.start + OPENING && roles->carried == MOOD_ACTUAL) /* the report ends: 今年，我们将… */
        roles->carried = roles_promise_soon(scan, at, NEAR) ? MOOD_TARGET : MOOD_NONE;
    if (roles->cue_here || roles->clause != MOOD_NONE || roles->sentence == MOOD_TARGET)
        return;
    if (is_answered_next(scan, at) || is_begun_next(scan, at)) {
        roles->sentence = MOOD_TARGET;
        roles->planned = true;
        return;
    }
    roles->sentence = roles->genre.points >= 0 && !is_last_year_told(roles, scan, at) ? MOOD_NONE
                      : tells_year(scan, at)                                          ? MOOD_ACTUAL
                                                                                      : MOOD_TARGET;
}

/* 完成, 到9月底 behind 计划…, unless the same clause says both or all around promises. */
static void end_promise(struct roles *roles, bool rate)
{
    if (!promises_around(roles) && (roles->planned || (rate && roles->fleeting)) && roles->sentence == MOOD_TARGET &&
        !roles->cue_here && roles->clause != MOOD_TARGET)
        roles->sentence = MOOD_ACTUAL;
}

/* 预计全年, 预计完成 in a chapter on the year that ends */
static bool looks_back(const struct roles *roles, const struct scan *scan, size_t at)
{
    static const char *const sums[] = {"全年", "总", "完成", "实现", "可实现", "可完成", NULL};

    return (roles->section == MOOD_ACTUAL || roles->carried == MOOD_ACTUAL) &&
           scan_any_at(scan, at, scan->paragraph.end, sums);
}

/* “全年新增学位5500个” in a text of June; not 完成全年任务, 去年全年. */
static bool lies_ahead(const struct roles *roles, const struct scan *scan, const struct word *row, size_t at,
                       size_t end)
{
    enum { SUMMER = 8, OCTOBER = 10 };
    static const char *const of[] = {"目标", "任务", "计划", "指标", "预期", "的", "累计", "共", "工作", "预算", NULL};

    return roles->genre.month && roles->genre.month <= (row->note ? SUMMER : OCTOBER) &&
           !scan_any_at(scan, end, scan->paragraph.end, of) &&
           !(end < scan->paragraph.end && rune_is_digit(scan->s[end])) &&
           (!scan_word_before(scan, scan->paragraph.start, at, "年") ||
            scan_word_before(scan, scan->paragraph.start, at, "今年")) &&
           !scan_word_in(scan, scan_back(roles->clause_start, at, NEAR / 2), at, "占");
}

/* 年度目标：整治11条。目前已完成10条；…。公众评议满意度91%。: whether the cue at `at` opens the sentence that says so.
 */
static bool answers_label(const struct roles *roles, const struct scan *scan, size_t at)
{
    return roles->label == MOOD_TARGET && at <= roles->clause_start + OPENING / 2 &&
           at > scan->paragraph.start + OPENING && rune_is_sentence_end(scan->s[roles->clause_start - 1]);
}

/* 全年目标：新增就业4.2万人。上半年，新增22761人: behind a task, not behind what comes next. */
static bool answers_task(const struct roles *roles, const struct scan *scan, size_t at)
{
    static const char *const tasks[] = {"目标:", "任务:", NULL};

    return answers_label(roles, scan, at) && scan_any_in(scan, scan->paragraph.start, roles->clause_start, tasks);
}

/* 目标600个 完成712个: the deed stands right behind an amount. */
static bool follows_amount(const struct scan *scan, size_t clause_start, size_t at)
{
    enum { UNIT = 4 };
    static const char *const times[] = {"年", "月", "日", "底", "前", "须", "要", NULL};
    size_t i = at;

    while (i > clause_start && at - i < UNIT && !rune_is_digit(scan->s[i - 1]))
        i--;
    return i > clause_start && i < at && rune_is_digit(scan->s[i - 1]) &&
           !scan_any_before(scan, clause_start, at, times);
}

/* “新的一年，先给大家报个喜”: the season in which a text speaks, and nothing of what it promises. */
static bool is_greeting(const struct scan *scan, const struct word *row, size_t end)
{
    enum { FAR = 40 };

    return strcmp(row->text, "新的一年") == 0 && !roles_promise_soon(scan, end, FAR);
}

/* “上半年：公路建成400公里；三季度：…” in a plan: by when. */
static bool is_half_of_plan(const struct roles *roles, const struct word *row)
{
    return roles->genre.points < 0 && strcmp(row->text, "上半年:") == 0;
}

/* 9个小区应于6月前全部进场，实际进场5个; 计划1500户➡️实际1832户 */
static bool opens_fact(const struct scan *scan, const struct word *row, size_t clause_start, size_t at)
{
    enum { VERB = 4 };

    return strcmp(row->text, "实际") == 0 && (at == clause_start || !rune_is_han(scan->s[at - 1])) &&
           rune_find_digit(scan->s, at + 2, scan_ahead(at, 2 + VERB, scan->paragraph.end)) < at + 2 + VERB;
}

static void take_cue(struct roles *roles, const struct scan *scan, const struct word *row, size_t at, size_t end)
{
    enum cue cue = (enum cue)row->kind;

    switch (cue) {
    case CUE_ACTUAL:
    case CUE_TARGET:
        if (row->note && at <= scan->paragraph.start + OPENING && /* 过去一年，…: until another time is named */
            !heading_is_entry(scan, scan->paragraph.start)) {
            if (cue == CUE_ACTUAL || roles->genre.points <= 0 || !is_greeting(scan, row, end))
                roles->carried = cue == CUE_ACTUAL ? MOOD_ACTUAL : MOOD_TARGET;
            break;
        }
        /* in a report 将 holds for its own statement: “将新增学位6000个；监控覆盖126所学校” */
        roles->fleeting =
            roles->genre.points > 0 && roles->sentence != MOOD_TARGET &&
            (strncmp(row->text, "将", strlen("将")) == 0 ||
             (row->note && at > scan->sentence.start + OPENING)); /* 校区封顶，明年9月投用；改扩建幼儿园4所 */
        if (cue == CUE_ACTUAL && answers_label(roles, scan, at))
            roles->label = MOOD_ACTUAL;
        take_sentence(roles, cue == CUE_ACTUAL ? MOOD_ACTUAL : MOOD_TARGET);
        break;
    case CUE_TARGET_LIST:
        take_sentence(roles, MOOD_TARGET);
        break;
    case CUE_ASPECT:
    case CUE_MODAL: {
        enum mood against = cue == CUE_ASPECT ? MOOD_TARGET : MOOD_ACTUAL;
        if (roles->clause != against && !(roles->cue_here && roles->sentence == against))
            take_sentence(roles, cue == CUE_ASPECT ? MOOD_ACTUAL : MOOD_TARGET);
        roles->planned = true; /* 公厕要建15座，只见6座 */
        break;
    }
    case CUE_ACTUAL_CLAUSE:
        roles->clause = MOOD_ACTUAL;
        end_promise(roles, false); /* 计划铺设11.8公里，仅完成7.3公里；… */
        break;
    case CUE_TARGET_CLAUSE:
        if (is_answered_next(scan, at)) {
            take_sentence(roles, MOOD_TARGET);
            roles->planned = true; /* 全年安排7.9亿元，实际支出8.3亿元 */
        } else if (!row->note || !looks_back(roles, scan, end))
            roles->clause = MOOD_TARGET;
        break;
    case CUE_DONE:
        if (opens_fact(scan, row, roles->clause_start, at))
            roles->clause = MOOD_ACTUAL;
        if (roles->genre.points > 0 && answers_task(roles, scan, at) && end < scan->paragraph.end &&
            rune_is_digit(scan->s[end])) { /* 任务：建设场地1000块。全省建成1126块 */
            roles->label = MOOD_ACTUAL;
            take_sentence(roles, MOOD_ACTUAL);
        }
        if (scan_word_before(scan, scan->sentence.start, at, "、") && end < scan->paragraph.end &&
            rune_is_digit(scan->s[end]))
            roles->cue_here = false; /* 计划建40座、建成19座: as behind a comma */
        if (roles->clause == MOOD_TARGET && follows_amount(scan, roles->clause_start, at) &&
            end < scan->paragraph.end && rune_is_digit(scan->s[end]))
            roles->clause = MOOD_ACTUAL;
        /* 计划改造45个，完成投资2亿元 promises both, 计划投资3亿元，完成投资2亿元 does not */
        if (roles->money_sentence == scan->sentence.start ? !counts_things(scan, roles->clause_start, end)
                                                          : !scan_word_at(scan, end, scan->paragraph.end, "投资"))
            end_promise(roles, row->note != NULL);
        break;
    case CUE_PERIOD:
        if (!promises_around(roles) && roles->clause != MOOD_TARGET &&
            (roles->label != MOOD_TARGET || answers_task(roles, scan, at))) { /* 下一步：上半年完成筛查1.8万名 */
            roles->label = roles->label == MOOD_TARGET ? MOOD_ACTUAL : roles->label;
            take_sentence(roles, MOOD_ACTUAL);
        }
        break;
    case CUE_SO_FAR:
        if (!promises_around(roles) && (roles->sentence != MOOD_TARGET || roles->fleeting) &&
            !(roles->label == MOOD_TARGET && scan->sentence.start == scan->paragraph.start)) /* 目标：全区累计35家 */
            roles->clause = MOOD_ACTUAL; /* 余下6项12月20日前收尾，累计完成投资19.85亿元 */
        break;
    case CUE_PLAN_NOUN:
        take_plan_noun(roles, scan, row, at, end);
        break;
    case CUE_LABEL_ACTUAL:
    case CUE_LABEL_TARGET:
        if (at > scan->paragraph.start + 1 && scan->s[at - 1] == '(' && !row->note) {
            roles->sentence = cue == CUE_LABEL_ACTUAL ? MOOD_ACTUAL : MOOD_TARGET;
            break; /* 新增学位5.16万个（年初目标：5万个）: of what stands in the brackets alone */
        }
        roles->label = cue == CUE_LABEL_ACTUAL && !is_half_of_plan(roles, row) ? MOOD_ACTUAL : MOOD_TARGET;
        roles->sentence = roles->clause = MOOD_NONE;
        if (row->note &&
            (at == scan->paragraph.start || scan->s[at - 1] != '(')) /* not the aside （去年：新增16万人） */
            roles->carried = roles->label;
        else if (end >= scan->paragraph.end)
            roles->section = roles->label;
        break;
    case CUE_THIS_YEAR:
        take_this_year(roles, scan, at);
        break;
    case CUE_AHEAD:
        if (lies_ahead(roles, scan, row, at, end))
            roles->clause = MOOD_TARGET;
        else if (roles->genre.points > 0 && roles->clause_start == at) /* 计划检查5万人，…，全年检查50812人 */
            end_promise(roles, false);
        break;
    case CUE_HINT_ACTUAL:
    case CUE_HINT_TARGET:
        roles->hint = cue == CUE_HINT_ACTUAL ? CLAUSE : -CLAUSE;
        break;
    case CUE_NEUTRAL:
        break;
    }
}

/* 2021年 in a report of 2020 is a plan, 2023年 in a plan of 2024 is a report; not 比2021年, 2021年的. */
static void take_year(struct roles *roles, const struct scan *scan, size_t at)
{
    static const char *const of[] = {"的", "底的", "末的", "结转", "续建", "基础上", NULL};
    static const char *const later[] = {"预计", "顺延至", "延至", "推迟至", "推迟到", "延期至", NULL};
    static const char *const before[] = {"比", "较", "结转", "结转至", "结转到", "转入", NULL};
    enum mood mark = heading_year_mark(scan, at);
    int year;

    if (mark) {
        roles->label = mark;
        roles->sentence = roles->clause = MOOD_NONE;
        return;
    }
    if (roles->genre.year == 0 || at + 5 > scan->paragraph.end || scan->s[at + 4] != L'年')
        return;
    year = genre_year_in(scan, at, at + 4);
    if (year == 0 || scan_any_at(scan, at + 5, scan->count, of) || is_deadline(scan, at + 5) ||
        scan_any_before(scan, scan->paragraph.start, at, before)) /* 2项结转2017年，累计投资9亿元 */
        return;
    if (year > roles->genre.year && roles->genre.points > 0 && !is_day(scan, at + 5)) {
        roles->sentence = MOOD_TARGET;
        roles->fleeting = scan_any_before(scan, scan->paragraph.start, at, later);
    } else if (year < roles->genre.first_year && promises_around(roles) &&
               !scan_word_in(scan, at, scan_ahead(at, 2 * NEAR, scan->sentence.end), "基础上")) {
        roles->sentence = MOOD_ACTUAL; /* not 在2024年完成35座的基础上，再建27座 */
    } else if (year >= roles->genre.first_year && roles->genre.points < 0) {
        take_this_year(roles, scan, at);
    }
}

/* “十四五”末: 2025, a promise in a text of before. */
static void take_plan_period(struct roles *roles, const struct scan *scan, size_t at)
{
    static const char *const ends[] = {"末", "期末", "”末", "”期末", "规划末", NULL};
    static const char *const times[] = {"时期", "期间", "”时期", "”期间", NULL};
    static const char *const since[] = {"以来", "”以来", NULL};
    int32_t number = at + 2 < scan->paragraph.end ? rune_numeral_digit(scan->s[at + 1]) : -1;

    bool end;

    if (number < 1 || scan->s[at + 2] != L'五' || !roles->genre.year)
        return;
    end = scan_any_at(scan, at + 3, scan->paragraph.end, ends);
    if (end && 2005 + 5 * number > roles->genre.year)
        take_sentence(roles, MOOD_TARGET);
    else if (scan_any_at(scan, at + 3, scan->paragraph.end, since) ||
             ((end || scan_any_at(scan, at + 3, scan->paragraph.end, times)) &&
              2005 + 5 * number < roles->genre.first_year))
        take_sentence(roles, MOOD_ACTUAL);
}

/* 3月底前，新增公交车60台: by when it will be done, if the sentence says nothing else of it. */
static void take_deadline(struct roles *roles, const struct scan *scan, size_t at, int month)
{
    if (roles->sentence || roles->clause || (roles->genre.month && month <= roles->genre.month) ||
        !is_deadline(scan, at))
        return;
    take_sentence(roles, MOOD_TARGET);
    roles->fleeting = true;
}

/* 9月开学 in a text of March is a promise. */
static void take_month(struct roles *roles, const struct scan *scan, size_t at)
{
    static const char *const held[] = {"开展的", "组织的", "举行的", "进行的", "召开的", NULL};
    size_t i = at;
    int month = 0;

    if ((roles->sentence == MOOD_ACTUAL && roles->cue_here) ||
        (at > scan->paragraph.start && !rune_is_clause_end(scan->s[at - 1]) && !rune_is_han(scan->s[at - 1]) &&
         scan->s[at - 1] != '\t') ||
        scan_word_before(scan, scan->paragraph.start, at, "年"))
        return;
    while (i < scan->paragraph.end && i < at + 2 && rune_is_digit(scan->s[i]))
        month = month * 10 + scan->s[i++] - '0';
    if (i >= scan->paragraph.end || scan->s[i] != L'月' || month > 12)
        return;
    take_deadline(roles, scan, i + 1, month);
    if (roles->genre.month == 0 || month <= roles->genre.month ||
        scan_any_at(scan, i + 1, scan->paragraph.end, held)) /* 11月开展的评议 */
        return;
    roles->sentence = MOOD_TARGET;
    roles->fleeting = true;
    roles->cue_here = true;
}

/* 预计新增200万平方米，惠及居民1万户: as sure as what brings it about; 其中 tells of the same. */
static bool begins_effect(const struct scan *scan, size_t at)
{
    static const char *const effects[] = {"约",   "惠及", "可惠及", "受益", "受惠", "覆盖", "可覆盖",
                                          "带动", "方便", "再增",   "再添", "再建", "届时", NULL};

    return scan_any_at(scan, at, scan->paragraph.end, effects) ||
           (scan_word_at(scan, at, scan->paragraph.end, "其中") && at > 1 && scan->s[at - 2] != ')');
}

/* A digit inside a number, where no year may begin: none of what SIGN_TIME stands for. */
static bool is_inner_digit(const struct scan *scan, size_t i)
{
    return rune_is_digit(scan->s[i]) && scan->s[i] != '2' && i > 0 && rune_is_digit(scan->s[i - 1]);
}

static bool is_early(int month)
{
    return month > 0 && month <= 6;
}

/* What a colon before “一是” says of the list behind it: what its sentence says, or that items were arranged
 * (安排实事52件： 一是…), where the text is not one on what became of them, or is of the year's first half. */
static enum mood list_mood(const struct roles *roles, const struct scan *scan, size_t colon)
{
    static const char *const arranged[] = {"安排", "谋划", "部署", NULL};
    enum { REPORTS = 6 }; /* points */

    if (roles->clause || roles->sentence)
        return roles->clause ? roles->clause : roles->sentence;
    return roles->items_paragraph && (roles->genre.points < REPORTS || is_early(roles->genre.month)) &&
                   scan_any_in(scan, scan_back(scan->paragraph.start, colon, 2 * NEAR), colon, arranged)
               ? MOOD_TARGET
               : roles->list;
}

/* What brackets say holds inside them alone: 低保对象（全县现有7342人）补助提高7%; not the end of 1). */
static void take_bracket(struct roles *roles, int32_t c)
{
    if (c == '(') {
        roles->aside = roles->sentence;
        roles->aside_clause = roles->clause;
    } else if (c == ')' && roles->in_aside) {
        roles->sentence = roles->aside;
        roles->clause = roles->aside_clause;
    }
    if (c == '(' || c == ')')
        roles->in_aside = c == '(';
}

static void reach(struct roles *roles, const struct scan *scan, size_t at)
{
    static const char *const goes_on[] = {"其中", "按渠道分", "按来源分", "按资金来源", NULL};

    while (roles->at < at) {
        const struct found_cue *found = roles->next < roles->found.count ? &roles->found.at[roles->next] : NULL;
        size_t i = roles->at, told = found && found->start < at ? found->start : at;
        int32_t c;

        while ((i = sign_find(scan->signs, i, told, SIGN_TIME)) < told && is_inner_digit(scan, i))
            i++;
        roles->at = i;
        if (i == at)
            break;
        c = scan->s[i];
        if (c == ':' && i + 1 < scan->count && !rune_is_digit(scan->s[i + 1]) &&
            heading_is_entry(scan, i + 1)) /* 做好两件事：一是…。二是… */
            roles->list = list_mood(roles, scan, i);
        if (rune_is_sentence_end(c) || c == '|' || (c == ';' && roles->fleeting)) { /* 上年5600人｜今年6000人 */
            if (c != L'。' || !scan_any_at(scan, i + 1, scan->paragraph.end, goes_on)) /* telling of the same */
                begin_sentence(roles, scan, i + 1);
            roles->fleeting = false;
        }
        if (rune_is_sentence_end(c) || c == ';' || c == '|' || (c == ',' && !scan_stands_in_number(scan, i))) {
            if (c != ',' || !begins_effect(scan, i + 1))
                roles->clause = MOOD_NONE;
            roles->hint = 0;
            roles->cue_here = false;
            roles->clause_start = i + 1;
            if (c == ',' && i > scan->paragraph.start && scan->s[i - 1] == L'中')
                end_promise(roles, false); /* 年内要竣工的23所中，9所封顶 */
        }
        take_bracket(roles, c);
        roles->at = i + 1;
        if (found && found->start == i) {
            take_cue(roles, scan, found->row, i, found->end);
            roles->at = found->end;
            roles->next++;
        } else if (c == '2') {
            take_year(roles, scan, i);
        } else if (c == L'十') {
            take_plan_period(roles, scan, i);
        } else if (rune_is_digit(c) && (i == 0 || !rune_is_digit(scan->s[i - 1]))) {
            take_month(roles, scan, i);
        } else if (is_time_reached(scan, i)) {
            end_promise(roles, false);
        }
    }
}

void roles_reach(struct roles *roles, const struct scan *scan, size_t at)
{
    roles_find_cues(roles, scan, scan->paragraph.end); /* what the paragraph says as a whole may be asked of a claim */
    reach(roles, scan, at);
}

void roles_leave(struct roles *roles, const struct scan *scan, size_t last)
{
    roles_find_cues(roles, scan, last);
    reach(roles, scan, last);
}

bool roles_name_programme(struct roles *roles, const struct scan *scan)
{
    if (!roles->programme_asked) {
        roles->programme_asked = true;
        roles->programme_here = lexicon_in(roles->programme, scan->s, scan->paragraph.start, scan->paragraph.end);
    }
    return roles->programme_here;
}

/* Where the words before a number end whose sign is left out: 省里要求≥65% */
static size_t behind_sign(const struct scan *scan, size_t at)
{
    static const char *const signs[] = {"≥", "≤", ">", "<", NULL};

    return at - scan_any_before(scan, scan->clause.start, at, signs);
}

static enum mood mood_of(struct roles *roles, const struct scan *scan, const struct group *g, enum mood column)
{
    static const char *const planned[] = {"原定", "原计划", NULL};
    static const char *const done[] = {"已",   "均已", "全部完", "尚未", "未开工", "未完成", "正在",
                                       "停在", "卡在", "仍在",   "还在", "没动工", NULL};
    static const char *const issued[] = {"建议中筛选", "建议里选",   "建议里挑", "建议中选", "建议中挑",
                                         "建议中遴选", "建议中梳理", "联合印发", "联合出台", "联合发布",
                                         "联合制定",   "均已",       "都已",     NULL}; /* 六家部门… */
    static const char *const suggested[] = {"条建议", "件建议", "条意见建议", NULL};
    static const char *const rules[] = {
        "预算",       "规划要求的", "序时进度为", "按时序进度", "按序时进度", "低于控制目标", "省要求的",
        "市要求的",   "年度要求的", "年初确定的", "年初排定的", "省里要求的", "上级要求的",   "省上要求的",
        "国家要求的", "国家规定的", "超过年初的", "省定的",     "省里要求",   "市里要求",     "省要求",
        "市要求",     "市定的",     "国定的",     "多于年初的", "超出年初的", "原来承诺的",   NULL};
    static const char *const promises[] = {"应于",   "将于",     "将投",   "将全",   "将在",     "将优",     "计划明年",
                                           "计划于", "预计明年", "预计于", "拟于",   "争取在",   "争取于",   "争取年",
                                           "争取今", "争取明",   "争取1",  "力争",   "年底前能", "年底前可", "后投用",
                                           "后交付", "最迟",     "明年投", "明年启", "明年开",   "须在",     "须于",
                                           "要在",   "定于",     NULL};
    size_t end = scan_ahead(g->end, NEAR, scan->clause.end);
    struct group task;

    if (lend_is_task(scan, g) || is_aim(scan, g) || is_whole_of_done(scan, g) || is_left_for_later(scan, g))
        return MOOD_TARGET;
    if (is_bar(scan, g))
        return MOOD_TARGET;
    if (is_of_vote(scan, g) || lend_is_done_of(scan, g, &task))
        return MOOD_ACTUAL;
    if (is_consent(scan, g) || is_asked(scan, g) || is_bound_of_rate(scan, g))
        return MOOD_TARGET;
    if (scan_any_at(scan, g->end, end, done) || scan_any_in(scan, g->end, end, issued) ||
        scan_any_at(scan, g->unit_start, end, suggested) || is_done_of_task(scan, g) || is_rated(scan, g))
        return MOOD_ACTUAL;
    if (scan_any_in(scan, g->end, end, promises))
        return MOOD_TARGET;
    if (is_ground(scan, g)) /* not 在原定改造12所的基础上 */
        return scan_any_in(scan, scan_back(scan->clause.start, g->start, NEAR), g->start, planned) ? MOOD_TARGET
                                                                                                   : MOOD_ACTUAL;
    if (scan_any_before(scan, scan->clause.start, behind_sign(scan, g->start), rules) || is_due(scan, g) ||
        is_handed_down(scan, g) || is_of_shell(scan, g))
        return MOOD_TARGET;
    if (roles->clause)
        return roles->clause;
    if (roles->sentence)
        return roles->sentence;
    if (column)
        return column;
    if (is_told_in_row(scan, g))
        return MOOD_TARGET;
    if (roles->label)
        return roles->label;
    return opinion_is_done(&roles->opinion, scan, g, ground_of(roles), surroundings(roles)) ? MOOD_ACTUAL : MOOD_TARGET;
}

static bool is_obligation(const char *word)
{
    return word_is(word, "不少于") || word_is(word, "不低于") || word_is(word, "至少") || word_is(word, "不得少于") ||
           word_is(word, "不得低于");
}

/* 票决产生10件民生实事，总投资约23.8亿元; not 10件全部完成，总投资5.6亿元. */
static bool is_cost_of_items(const struct roles *roles, const struct scan *scan, const struct group *g)
{
    static const char *const costs[] = {"总投资",     "总投资约",   "计划总投资",   "总投资达", "总投资逾",
                                        "总投资超",   "总投资近",   "总投入",       "总投入约", "安排资金",
                                        "安排资金约", "总投资超过", "总投资不少于", NULL};
    static const char *const chosen[] = {"入选项目总投资", "当选项目总投资", "候选项目总投资", "票决项目总投资", NULL};
    static const char *const done[] = {"完成", "完工", "竣工", "建成", "画上句号", "收尾",
                                       "销号", "交卷", "兑现", "办结", NULL};
    static const char *const some[] = {"项完成", "件完成", "画上句号",
                                       "打✅",    "打√",    NULL}; /* 28项完成，2项跨年度推进 */
    static const char *const all[] = {"全部完成", "全部办结", "全面完成", "均已完成", NULL};

    if (scan_any_before(scan, scan->clause.start, g->start, chosen))
        return true;
    return scan->sentence.start == roles->items_sentence && scan->clause.start > roles->items_end &&
           scan_any_before(scan, scan->clause.start, g->start, costs) &&
           !scan_word_in(scan, scan->sentence.start, g->start, "已票决") &&
           !scan_any_in(scan, roles->items_end, g->start, done) &&
           !scan_any_in(scan, scan->sentence.start, g->start, some) &&
           !scan_any_in(scan, g->end, scan_ahead(g->end, 3 * NEAR, scan->sentence.end), all);
}

enum role roles_of(struct roles *roles, const struct scan *scan, const struct group *g, const char *qualifier_word,
                   enum mood column)
{
    static const char *const takes[] = {"占", "为", "是", NULL};
    static const char *const raises[] = {"提高",   "提升",   "达到",
                                         "提高到", "提升到", NULL}; /* 城镇化率提高1.2个百分点 */
    bool percent = g->unit && g->unit->kind == UNIT_PERCENT, raised, owed, floor;
    enum mood mood;

    if (column == MOOD_ITEMS || items_counted(roles, scan, g)) {
        roles->items_sentence = scan->sentence.start;
        roles->items_paragraph = !scan_word_at(scan, g->end, scan->paragraph.end, "项目之一");
        roles->items_end = g->end;
        return ROLE_ITEMS;
    }
    raised = percent && promises_around(roles) && scan_any_before(scan, scan->clause.start, g->start, raises);
    if (percent && !raised && is_share_of_people(scan, g) && !is_baseline(scan, g) && !is_obligation(qualifier_word))
        return ROLE_PERCENT;
    if (is_price_of_meal(scan, g))
        return ROLE_OTHER;
    if (!raised && (is_circumstance(scan, g) || (!percent && is_of_year_before(&roles->genre, scan, g))))
        return ROLE_OTHER;
    if (percent && (exceeds_all(g) || is_rate_of_done(scan, g)))
        return ROLE_PERCENT;
    if (percent && g->start == scan->clause.start + 2 && g->start > scan->sentence.start + 2 &&
        scan_word_before(scan, scan->clause.start, g->start, "完成"))
        return ROLE_PERCENT; /* 竣工3820户，完成84.9% */
    if (is_measure_of_done(scan, g) || is_cost_of_items(roles, scan, g))
        return ROLE_TARGET;
    if (is_divisor(scan, g))
        return ROLE_OTHER;
    if (column == MOOD_EARLIER)
        return percent ? ROLE_PERCENT : ROLE_OTHER;
    if (is_task_changed(scan, g))
        return ROLE_TARGET;
    mood = mood_of(roles, scan, g, column);
    if (is_baseline(scan, g) || (percent && is_ground(scan, g)))
        return percent && (mood == MOOD_TARGET ? !is_rate_of_year(scan, g) : is_change_in_percent(scan, g))
                   ? ROLE_PERCENT
                   : ROLE_OTHER;
    owed = is_obligation(qualifier_word);
    floor = owed && is_per_head(scan, g) && !promises_around(roles); /* 津贴每人每月不低于60元，发放3.9万人 */
    if (owed && !floor && roles->clause != MOOD_ACTUAL)
        mood = MOOD_TARGET;
    if (word_is(qualifier_word, "不超过") && !percent && !roles->clause && roles->sentence != MOOD_ACTUAL &&
        !is_standard(scan, g))
        mood = MOOD_TARGET;
    if (percent && is_share_of_plan(scan, g) &&
        ((roles->clause != MOOD_TARGET && roles->sentence != MOOD_TARGET) ||
         scan_any_in(scan, scan->clause.start, g->start, takes) || is_of_numbered_plan(scan, g) ||
         is_share_of_brackets(scan, g)))
        return ROLE_PERCENT; /* 占省下达任务的102.6%, 是原定260处任务的1.2倍, 完成下达任务2800人的107% */
    if (mood == MOOD_TARGET && g->unit && g->unit->kind == UNIT_MONEY)
        roles->money_sentence = scan->sentence.start;
    if (mood == MOOD_TARGET)
        return !is_lack(scan, g) || is_bar(scan, g) ? ROLE_TARGET : percent ? ROLE_PERCENT : ROLE_OTHER;
    if ((!floor && is_standard(scan, g)) || (!promises_around(roles) && is_outdone(scan, g)))
        return ROLE_OTHER;
    return percent ? ROLE_PERCENT : ROLE_ACTUAL;
}
