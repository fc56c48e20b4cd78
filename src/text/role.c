/* Roles. The nearest level that has a say decides: clause, sentence, column, label. Where none of them has, points are
 * added up: those of the passage (list, 今年：, heading) or of the whole text (genre.c), of the paragraph, and of the
 * clause's hints. Tables of words: cues.c. */
#include "text/role.h"

#include <string.h>

#include "text/circumstance.h"
#include "text/cues.h"
#include "text/items.h"
#include "text/nouns.h"
#include "text/runes.h"
#include "text/units.h"

enum {
    HEADING = 30,  /* runes of a heading */
    QUESTION = 60, /* and of a question that is one */
    RUN_IN = 16,   /* runes of a heading that its paragraph begins with */
    OPENING = 4,   /* where the word that opens a paragraph may begin */
    NEAR = 14,     /* how far a word reaches inside a clause */

    PASSAGE = 8,   /* points of a heading, a list's opening, 今年： */
    PARAGRAPH = 4, /* what the cues of a paragraph may give at most */
    CLAUSE = 3,    /* and the hints of a clause, each */
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
    roles->genre = genre_of(scan, roles->cues, roles->titles);
    roles->programme_document = lexicon_in(roles->programme, scan->s, 0, scan_ahead(0, GENRE_RUNES, scan->count));
}

/* What the text, the passage and the paragraph say of a figure about which its sentence is silent. */
static int surroundings(const struct roles *roles)
{
    enum mood near = roles->list ? roles->list : roles->carried ? roles->carried : roles->section;
    int points = near == MOOD_NONE ? roles->genre.points : near == MOOD_ACTUAL ? PASSAGE : -PASSAGE;

    if (roles->paragraph > PARAGRAPH)
        return points + PARAGRAPH;
    return points + (roles->paragraph < -PARAGRAPH ? -PARAGRAPH : roles->paragraph);
}

/* `loose`: a question or a table column, where every word of the table counts. */
static enum mood heading_mood(const struct roles *roles, const struct scan *scan, size_t start, size_t end, bool loose)
{
    static const char *const deeds[] = {"解决", "破解", "整治", "补齐", "化解", "聚焦", "消除", NULL};
    enum mood mood = MOOD_NONE;

    for (size_t i = start, length; i < end; i += length) {
        const struct word *row = lexicon_at(roles->headings, scan->s, i, end, &length);

        if (!row)
            length = 1;
        else if (!loose && row->note && (!heading_ends(row) || i + length < end || scan_any_in(scan, start, i, deeds)))
            continue; /* 解决停车问题 */
        else if (row->kind == CUE_ACTUAL)
            return MOOD_ACTUAL;
        else if (row->kind == CUE_TARGET)
            mood = MOOD_TARGET;
    }
    return mood;
}

enum mood roles_heading(const struct roles *roles, const struct scan *scan, size_t start, size_t end)
{
    return heading_mood(roles, scan, start, end, true);
}

/* What may follow a number in a heading: “一、2023年回顾”, “1—9月进展”, “10件实事”. Other numbers are a statement's. */
static bool number_of_heading(const struct roles *roles, const struct scan *scan, size_t at, size_t end)
{
    static const int32_t after[] = {L'年', L'月', L'日', L'大', L'、', L'.', L')', L'—', L'-'};

    if (at < end && (scan->s[at] == L'件' || scan->s[at] == L'项')) /* not “剩下的2件明年见” */
        return at + 1 == end || lexicon_in(roles->programme, scan->s, at, scan_ahead(at, NEAR, end));
    for (size_t i = 0; i < sizeof after / sizeof *after; i++)
        if (at < end && scan->s[at] == after[i])
            return true;
    return at >= end;
}

/* “记者：接下来还有什么打算？”: tells what the answer speaks of. */
static bool is_question(const struct scan *scan)
{
    static const char *const askers[] = {"记者:", "问:", "主持人:", "网友:", "市民:", "Q:", NULL};
    size_t start = scan->paragraph.start, end = scan->paragraph.end;

    return end > start && end - start <= QUESTION && scan->s[end - 1] == '?' &&
           scan_any_in(scan, start, scan_ahead(start, RUN_IN / 2, end), askers);
}

/* A short line that is no sentence, or a question: a heading of what follows. */
static bool is_heading(const struct roles *roles, const struct scan *scan)
{
    size_t start = scan->paragraph.start, end = scan->paragraph.end;

    if (is_question(scan))
        return true;
    if (end - start > HEADING)
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

/* “2026年我们这样干” in a report on 2025; not the day on which that was published. */
static enum mood year_of_heading(const struct roles *roles, const struct scan *scan, size_t start, size_t end)
{
    static const char *const marks[] = {"日", "发布", "来源", "-", ":", "/", "第", NULL};
    int year = scan_any_in(scan, start, end, marks) ? 0 : genre_year_in(scan, start, end);

    if (roles->genre.year == 0 || year == 0)
        return MOOD_NONE;
    return year > roles->genre.year ? MOOD_TARGET : year < roles->genre.first_year ? MOOD_ACTUAL : MOOD_NONE;
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
    bool asks = end > start && scan->s[end - 1] == '?';
    enum mood mood = heading_mood(roles, scan, start, end, asks);
    bool chapter = is_chapter(scan);

    if (mood == MOOD_NONE)
        mood = year_of_heading(roles, scan, start, end);
    if ((start == 0 && !chapter) || (mood == MOOD_NONE && !(chapter && roles->chapter) && !asks))
        return;
    roles->section = mood;
    roles->chapter = chapter;
    roles->carried = MOOD_NONE;
}

/* 1. … (2) … ① … ——… ▲ … 一是… 其一，…: an entry of a list. */
static bool is_entry(const struct scan *scan, size_t start)
{
    size_t end = scan->paragraph.end;
    int32_t c = start < end ? scan->s[start] : 0, next = start + 1 < end ? scan->s[start + 1] : 0;

    return rune_is_digit(c) || c == '(' || c == L'—' || c == '-' || c == L'·' || c == L'•' ||
           (c >= 0x2460 && c <= 0x249B) || (c >= 0x25A0 && c <= 0x27BF) || c >= 0x1F000 ||
           (rune_numeral_digit(c) > 0 && (next == L'、' || next == L'是')) ||
           ((c == L'其' || c == L'第') && rune_numeral_digit(next) > 0);
}

/* Finds the cues of the paragraph that begin before `until` and adds up what they say. */
static void find_cues(struct roles *roles, const struct scan *scan, size_t until)
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

/* What the last words of a paragraph that ends with a colon say of the list behind it: “明年打算这样补：”, but not
 * “计划完成情况如下：”. */
static enum mood opening_of(struct roles *roles, const struct scan *scan)
{
    static const char *const told[] = {"情况", "进展", "成效", "如下", "回音", "兑现", "交账", NULL};
    size_t start = scan->paragraph.start, end = scan->paragraph.end, sentence = end, aside;

    if (end == start || scan->s[end - 1] != ':' || scan_any_in(scan, scan_back(start, end, NEAR), end, told))
        return MOOD_NONE;
    while (sentence > start && !rune_is_sentence_end(scan->s[sentence - 1]))
        sentence--;
    find_cues(roles, scan, end);
    aside = scan_find(scan, sentence, end, "(");
    for (size_t i = roles->found.count; i-- > 0 && roles->found.at[i].start >= sentence;) {
        enum cue cue = (enum cue)roles->found.at[i].row->kind;

        if (roles->found.at[i].start > aside) /* 当选项目（按得票多少为序）： */
            continue;

        if (cue_weight(cue))
            return cue_weight(cue) > 0 ? MOOD_ACTUAL : MOOD_TARGET;
        if (cue == CUE_PLAN_NOUN)
            return MOOD_TARGET;
    }
    return roles_heading(roles, scan, end - start > QUESTION ? sentence : start, end);
}

/* “计划办好以下4件事：” promises all entries of the list behind it, whatever blank lines stand between. */
static void take_list(struct roles *roles, const struct scan *scan)
{
    if (scan->paragraph.start == scan->paragraph.end)
        return;
    if (!is_entry(scan, scan->paragraph.start))
        roles->list = MOOD_NONE;
    else if (roles->opening)
        roles->list = roles->opening;
    roles->opening = opening_of(roles, scan);
}

/* Where the next paragraph that is not empty begins; scan->count: there is none. */
static size_t next_paragraph(const struct scan *scan, size_t at)
{
    at = rune_find(scan->s, at, scan->count, '\n');
    while (at < scan->count && scan->s[at] == '\n')
        at++;
    return at;
}

/* “1.新建幼儿园5所。”, “责任单位：…”, “完成情况：…”: an entry that says what was promised, before what became of it. */
static bool is_promise_answered(const struct roles *roles, const struct scan *scan)
{
    enum { BETWEEN = 3 }; /* paragraphs that may name who, and by when */
    static const char *const parties[] = {"责任", "牵头", "配合", "完成时限", "完成时间", "主办", "承办", NULL};
    size_t at = scan->paragraph.start;

    if (!is_entry(scan, at) || is_heading(roles, scan))
        return false;
    for (int i = 0; i < BETWEEN; i++) {
        at = next_paragraph(scan, at);
        const struct word *row = lexicon_at(roles->cues, scan->s, at, scan->count, NULL);

        if (row && row->kind == CUE_LABEL_ACTUAL)
            return true;
        if (!scan_any_at(scan, at, scan->count, parties))
            return false;
    }
    return false;
}

/* “2.培育平台2家。上半年，已…”: what an entry begins with is the task, if its next sentence says how far it is. */
static void take_task(struct roles *roles, const struct scan *scan)
{
    static const char *const answers[] = {"截至", "截止",   "目前",   "上半年", "前三季度",
                                          "现已", "已完成", "已建成", NULL};
    size_t start = scan->paragraph.start, end = start, number = start;

    while (end < scan->paragraph.end && !rune_is_sentence_end(scan->s[end]))
        end++;
    while (number < end && rune_is_digit(scan->s[number]))
        number++;
    if (number > start && number < end && (scan->s[number] == '.' || scan->s[number] == L'、') && end < scan->count &&
        scan->s[end] == L'。' && scan_any_at(scan, end + 1, scan->paragraph.end, answers))
        roles->sentence = MOOD_TARGET;
}

/* “改造公厕45座。责任：区城管局；时限：6月末。” */
static bool names_party_and_time(const struct scan *scan)
{
    static const char *const parties[] = {"责任:", "责任单位:", "牵头单位:", "牵头:", NULL};
    static const char *const times[] = {"时限:", "完成时限:", "完成时间:", NULL};

    return scan_word_in(scan, scan->paragraph.start, scan->paragraph.end, ":") && /* soon seen, and few have one */
           scan_any_in(scan, scan->paragraph.start, scan->paragraph.end, parties) &&
           scan_any_in(scan, scan->paragraph.start, scan->paragraph.end, times);
}

/* “目标　新增泊位3000个”, “进度　开工21个”: what opens a line of its own, with a blank for a colon. Blanks are not in
 * the reading. */
static enum mood label_of(const struct scan *scan)
{
    static const char *const planned[] = {"目标", "任务", NULL};
    static const char *const done[] = {"进度", "进展", "完成", "现状", NULL};
    size_t start = scan->paragraph.start, end = scan->paragraph.end;

    if (end < start + 3 || scan->text->origin[start + 2] == scan->text->origin[start + 1] + 1)
        return MOOD_NONE;
    return scan_any_at(scan, start, end, planned) ? MOOD_TARGET
           : scan_any_at(scan, start, end, done)  ? MOOD_ACTUAL
                                                  : MOOD_NONE;
}

/* 将, 要 soon behind a year. */
static bool promises_soon(const struct scan *scan, size_t at, size_t far)
{
    static const char *const promises[] = {"将", "要", NULL};

    return scan_any_in(scan, at, scan_ahead(at, far, scan->paragraph.end), promises);
}

/* “2019年，我们将集中财力办成一批实事。”: what the paragraphs behind it speak of. */
static void take_opening_year(struct roles *roles, const struct scan *scan)
{
    size_t start = scan->paragraph.start, end = scan->paragraph.end;

    if (start + 6 < end && rune_is_digit(scan->s[start]) && genre_year_in(scan, start, start + 4) &&
        scan_word_at(scan, start + 4, end, "年,") && promises_soon(scan, start + 6, NEAR / 2))
        roles->carried = MOOD_TARGET;
}

void roles_paragraph(struct roles *roles, const struct scan *scan)
{
    size_t start = scan->paragraph.start, end = scan->paragraph.end;

    roles->found.count = roles->next = 0;
    roles->paragraph = 0;
    roles->at = roles->asked = roles->clause_start = start;
    roles->programme_asked = false;
    take_list(roles, scan);
    roles->items_sentence = roles->items_end = roles->money_sentence = SIZE_MAX;
    roles->items_paragraph = false;
    roles->label = roles->sentence = roles->clause = MOOD_NONE;
    roles->fleeting = roles->cue_here = false;
    roles->hint = 0;
    take_opening_year(roles, scan);
    if (is_promise_answered(roles, scan) || names_party_and_time(scan))
        roles->label = MOOD_TARGET;
    else
        roles->label = label_of(scan);
    if (is_heading(roles, scan))
        take_heading(roles, scan, start, end);
    else if (run_in_heading(scan) > start)
        take_heading(roles, scan, start, run_in_heading(scan));
    take_task(roles, scan);
}

/* Whether the section, or without one the text, is a plan. */
static bool promises_around(const struct roles *roles)
{
    return roles->section ? roles->section == MOOD_TARGET : roles->genre.points < 0;
}

/* 目标 in 完成年度目标, 为年度目标的116%, 以…为目标 promises nothing. */
static bool plan_noun_is_measure(const struct scan *scan, size_t clause_start, size_t at, size_t end)
{
    static const char *const verbs[] = {"完成", "达到", "占",   "为",   "实现", "达成", "围绕", "对照", "高出",
                                        "高于", "低于", "超",   "朝着", "瞄准", "锚定", "紧扣", "对标", "紧盯",
                                        "实施", "启动", "推进", "开展", "推出", "较",   "比",   NULL};
    size_t start = scan_back(clause_start, at, NEAR);

    if (scan_word_at(scan, end, scan->count, "的") && end + 1 < scan->count && rune_is_digit(scan->s[end + 1]))
        return true;
    return scan_word_at(scan, end, scan->count, "超额") || scan_any_in(scan, start, at, verbs);
}

/* The clause says it of its sentence. */
static void take_sentence(struct roles *roles, enum mood mood)
{
    roles->sentence = mood;
    roles->clause = MOOD_NONE;
    roles->cue_here = true;
    roles->planned = false;
}

static void take_plan_noun(struct roles *roles, const struct scan *scan, const struct word *row, size_t at, size_t end)
{
    bool label = end < scan->count && scan->s[end] == L'】';

    if (plan_noun_is_measure(scan, roles->clause_start, at, end))
        return;
    if (row->note && !label && !promises_around(roles)) { /* 任务300套，分配112套 */
        roles->clause = MOOD_TARGET;
        return;
    }
    take_sentence(roles, MOOD_TARGET);
    roles->planned = true;
}

/* 今年 or the year of the plan, behind 去年 or another cue of the same sentence. */
static void take_this_year(struct roles *roles, const struct scan *scan, size_t at)
{
    if (at <= scan->paragraph.start + OPENING && roles->carried == MOOD_ACTUAL) /* the report ends: 今年，我们将… */
        roles->carried = promises_soon(scan, at, NEAR) ? MOOD_TARGET : MOOD_NONE;
    if (roles->cue_here || roles->clause != MOOD_NONE)
        return;
    roles->sentence = roles->genre.points < 0 ? MOOD_TARGET : MOOD_NONE;
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

static void take_cue(struct roles *roles, const struct scan *scan, const struct word *row, size_t at, size_t end)
{
    enum cue cue = (enum cue)row->kind;

    switch (cue) {
    case CUE_ACTUAL:
    case CUE_TARGET:
        if (row->note && at <= scan->paragraph.start + OPENING) { /* 过去一年，…: until another time is named */
            roles->carried = cue == CUE_ACTUAL ? MOOD_ACTUAL : MOOD_TARGET;
            break;
        }
        /* in a report 将 holds for its own statement: “将新增学位6000个；监控覆盖126所学校” */
        roles->fleeting =
            roles->genre.points > 0 && roles->sentence != MOOD_TARGET && strncmp(row->text, "将", strlen("将")) == 0;
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
        break;
    case CUE_TARGET_CLAUSE:
        if (!row->note || !looks_back(roles, scan, end))
            roles->clause = MOOD_TARGET;
        break;
    case CUE_DONE: /* 计划改造45个，完成投资2亿元 promises both, 计划投资3亿元，完成投资2亿元 does not */
        if (!scan_word_at(scan, end, scan->paragraph.end, "投资") || roles->money_sentence == scan->sentence.start)
            end_promise(roles, row->note != NULL);
        break;
    case CUE_SO_FAR:
        if (!promises_around(roles) && roles->sentence != MOOD_TARGET)
            roles->clause = MOOD_ACTUAL;
        break;
    case CUE_PLAN_NOUN:
        take_plan_noun(roles, scan, row, at, end);
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
    case CUE_HINT_ACTUAL:
    case CUE_HINT_TARGET:
        roles->hint = cue == CUE_HINT_ACTUAL ? CLAUSE : -CLAUSE;
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

    if (roles->genre.year == 0 || at + 5 > scan->paragraph.end || scan->s[at + 4] != L'年')
        return;
    year = genre_year_in(scan, at, at + 4);
    if (year == 0 || scan_word_at(scan, at + 5, scan->count, "的") || is_deadline(scan, at + 5) ||
        scan_word_before(scan, scan->paragraph.start, at, "比") ||
        scan_word_before(scan, scan->paragraph.start, at, "较"))
        return;
    if (year > roles->genre.year && roles->genre.points > 0) {
        roles->sentence = MOOD_TARGET;
        roles->fleeting = scan_word_before(scan, scan->paragraph.start, at, "预计");
    } else if (year < roles->genre.first_year && roles->genre.points < 0)
        roles->sentence = MOOD_ACTUAL;
    else if (year >= roles->genre.first_year && roles->genre.points < 0)
        take_this_year(roles, scan, at);
}

/* “十四五”末: 2025, a promise in a text of before. */
static void take_plan_period(struct roles *roles, const struct scan *scan, size_t at)
{
    static const char *const ends[] = {"末", "期末", "”末", "”期末", "规划末", NULL};
    static const char *const times[] = {"时期", "期间", "”时期", "”期间", "以来", NULL};
    int32_t number = at + 2 < scan->paragraph.end ? rune_numeral_digit(scan->s[at + 1]) : -1;

    bool end;

    if (number < 1 || scan->s[at + 2] != L'五' || !roles->genre.year)
        return;
    end = scan_any_at(scan, at + 3, scan->paragraph.end, ends);
    if (end && 2005 + 5 * number > roles->genre.year)
        take_sentence(roles, MOOD_TARGET);
    else if ((end || scan_any_at(scan, at + 3, scan->paragraph.end, times)) &&
             2005 + 5 * number < roles->genre.first_year)
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
    size_t i = at;
    int month = 0;

    if ((roles->sentence == MOOD_ACTUAL && roles->cue_here) ||
        (at > scan->paragraph.start && !rune_is_clause_end(scan->s[at - 1]) && !rune_is_han(scan->s[at - 1])) ||
        scan_word_before(scan, scan->paragraph.start, at, "年"))
        return;
    while (i < scan->paragraph.end && i < at + 2 && rune_is_digit(scan->s[i]))
        month = month * 10 + scan->s[i++] - '0';
    if (i >= scan->paragraph.end || scan->s[i] != L'月' || month > 12)
        return;
    take_deadline(roles, scan, i + 1, month);
    if (roles->genre.month == 0 || month <= roles->genre.month)
        return;
    roles->sentence = MOOD_TARGET;
    roles->fleeting = true;
    roles->cue_here = true;
}

/* 到9月底, 至6月: in a report, a time that has come. */
static bool is_time_reached(const struct scan *scan, size_t at)
{
    size_t i = at + 1;

    if (scan->s[at] != L'到' && scan->s[at] != L'至')
        return false;
    while (i < scan->paragraph.end && i < at + 3 && rune_is_digit(scan->s[i]))
        i++;
    return i > at + 1 && i < scan->paragraph.end && scan->s[i] == L'月' && !is_deadline(scan, i + 1);
}

/* 预计新增200万平方米，惠及居民1万户: as sure as what brings it about. */
static bool begins_effect(const struct scan *scan, size_t at)
{
    static const char *const effects[] = {"惠及", "可惠及", "受益", "受惠", "覆盖", "可覆盖", "带动", "方便", NULL};

    return scan_any_at(scan, at, scan->paragraph.end, effects);
}

/* A digit inside a number, where no year may begin: none of what SIGN_TIME stands for. */
static bool is_inner_digit(const struct scan *scan, size_t i)
{
    return rune_is_digit(scan->s[i]) && scan->s[i] != '2' && i > 0 && rune_is_digit(scan->s[i - 1]);
}

static void reach(struct roles *roles, const struct scan *scan, size_t at)
{
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
            is_entry(scan, i + 1)) /* 做好两件事：一是…。二是… */
            roles->list = roles->clause ? roles->clause : roles->sentence ? roles->sentence : roles->list;
        if (rune_is_sentence_end(c) || (c == ';' && roles->fleeting)) {
            roles->sentence = MOOD_NONE;
            roles->fleeting = false;
        }
        if (rune_is_sentence_end(c) || c == ';' || (c == ',' && !scan_stands_in_number(scan, i))) {
            if (c != ',' || !begins_effect(scan, i + 1))
                roles->clause = MOOD_NONE;
            roles->hint = 0;
            roles->cue_here = false;
            roles->clause_start = i + 1;
        }
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
    find_cues(roles, scan, scan->paragraph.end); /* what the paragraph says as a whole may be asked of a claim */
    reach(roles, scan, at);
}

void roles_leave(struct roles *roles, const struct scan *scan, size_t last)
{
    find_cues(roles, scan, last);
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

/* 应整50条, 应铺22km: one verb between. */
static bool is_due(const struct scan *scan, const struct group *g)
{
    static const int32_t not_due[] = {L'相', L'响', L'反', L'供', L'对', L'适', L'理', L'感', L'效', L'顺', L'照'};
    size_t at = g->start - 2;

    if (g->start < scan->clause.start + 2 || scan->s[at] != L'应' || !rune_is_han(scan->s[at + 1]))
        return false;
    for (size_t i = 0; i < sizeof not_due / sizeof *not_due; i++)
        if (at > scan->clause.start && scan->s[at - 1] == not_due[i])
            return false;
    return true;
}

static enum mood mood_of(const struct roles *roles, const struct scan *scan, const struct group *g, enum mood column)
{
    static const char *const done[] = {"已", "均已", "全部完", "尚未", "未开工", "未完成", "正在", NULL};
    static const char *const issued[] = {"联合印发", "联合出台", "联合发布", "联合制定",
                                         "均已",     "都已",     NULL}; /* 六家部门… */
    static const char *const rules[] = {"规划要求的", "省里要求的", "上级要求的", "国家要求的", "国家规定的", NULL};
    static const char *const promises[] = {"将于",   "将投", "将全", "将在", "计划明年", "计划于",   "预计明年",
                                           "预计于", "拟于", "争取", "力争", "年底前能", "年底前可", "后投用",
                                           "后交付", "须在", "须于", "要在", NULL};
    size_t end = scan_ahead(g->end, NEAR, scan->clause.end);

    if (is_aim(scan, g) || is_whole_of_done(scan, g))
        return MOOD_TARGET;
    if (scan_any_at(scan, g->end, end, done) || scan_any_in(scan, g->end, end, issued))
        return MOOD_ACTUAL;
    if (scan_any_in(scan, g->end, end, promises))
        return MOOD_TARGET;
    if (is_ground(scan, g))
        return MOOD_ACTUAL;
    if (g->unit && word_is(g->unit->text, "票"))
        return MOOD_ACTUAL;
    if (scan_any_before(scan, scan->clause.start, g->start, rules) || is_due(scan, g))
        return MOOD_TARGET;
    if (roles->clause)
        return roles->clause;
    if (roles->sentence)
        return roles->sentence;
    if (column)
        return column;
    if (roles->label)
        return roles->label;
    return surroundings(roles) + roles->hint < 0 ? MOOD_TARGET : MOOD_ACTUAL;
}

static bool is_obligation(const char *word)
{
    return word_is(word, "不少于") || word_is(word, "不低于") || word_is(word, "至少") || word_is(word, "不得少于") ||
           word_is(word, "不得低于");
}

/* 完成年度目标任务的95%: a share achieved, whatever the sentence promises by the word 目标. */
static bool is_share_of_plan(const struct scan *scan, const struct group *g)
{
    static const char *const words[] = {"目标的", "任务的", "计划的", "任务数的", "目标数的", NULL};

    return scan_any_before(scan, scan->clause.start, g->start, words);
}

/* 由88.6%提升到91.2%, 比上年的66.4%高: a rate as it was before. A plan tells by it where one stands
 * (由目前的58.5%升至65%); 为去年同期的101%, 比市价便宜10% are no levels. */
static bool is_level(const struct scan *scan, const struct group *g)
{
    static const char *const before[] = {"由", "从", "的", NULL};
    static const char *const same[] = {"同期的", "目前的", NULL};

    return scan_any_before(scan, scan->clause.start, g->start, before) &&
           !scan_any_before(scan, scan->clause.start, g->start, same);
}

enum role roles_of(struct roles *roles, const struct scan *scan, const struct group *g, const char *qualifier_word,
                   enum mood column)
{
    static const char *const raises[] = {"提高",   "提升",   "达到",
                                         "提高到", "提升到", NULL}; /* 城镇化率提高1.2个百分点 */
    bool percent = g->unit && g->unit->kind == UNIT_PERCENT, raised;
    enum mood mood;

    if (items_counted(roles, scan, g)) {
        roles->items_sentence = scan->sentence.start;
        roles->items_paragraph = true;
        roles->items_end = g->end;
        return ROLE_ITEMS;
    }
    raised = percent && promises_around(roles) && scan_any_before(scan, scan->clause.start, g->start, raises);
    if (percent && !raised && is_share_of_people(scan, g) && !is_baseline(scan, g))
        return ROLE_PERCENT;
    if (!raised && is_circumstance(scan, g))
        return ROLE_OTHER;
    if (is_measure_of_done(scan, g))
        return ROLE_TARGET;
    if (is_divisor(scan, g))
        return ROLE_OTHER;
    if (column == MOOD_EARLIER)
        return percent ? ROLE_PERCENT : ROLE_OTHER;
    mood = mood_of(roles, scan, g, column);
    if (is_baseline(scan, g))
        return percent && (mood == MOOD_TARGET || !is_level(scan, g)) ? ROLE_PERCENT : ROLE_OTHER;
    if (is_obligation(qualifier_word) && roles->clause != MOOD_ACTUAL)
        mood = MOOD_TARGET;
    if (percent && is_share_of_plan(scan, g) && roles->clause != MOOD_TARGET && roles->sentence != MOOD_TARGET)
        return ROLE_PERCENT;
    if (mood == MOOD_TARGET && g->unit && g->unit->kind == UNIT_MONEY)
        roles->money_sentence = scan->sentence.start;
    if (mood == MOOD_TARGET)
        return !is_lack(scan, g) ? ROLE_TARGET : percent ? ROLE_PERCENT : ROLE_OTHER;
    if (is_standard(scan, g) || (!promises_around(roles) && is_outdone(scan, g)))
        return ROLE_OTHER;
    return percent ? ROLE_PERCENT : ROLE_ACTUAL;
}
