/* Times in a text: years, months, quarters, and the words that stand for them. */
#include "domain/claim_time.h"

#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "domain/claim_site.h"
#include "domain/claim_words.h"
#include "domain/draft_mark.h"
#include "text/runes.h"

enum { LOOK_BACK = 500, TITLE_LINES = 3, OPENING = 300, AS_OF_FAR = 8, NUMBERED = 4, TITLE_MAX = 45 };

enum time_kind {
    TIME_NOW,     /* 截至目前, 今年 */
    TIME_YEAR,    /* 全年, 年底: all of it, also in a report up to a month; of its own clause */
    TIME_MONTHS,  /* months a to b of the year */
    TIME_QUARTER, /* 季度内: the one that the text names first */
    TIME_OTHER,   /* 去年 */
    TIME_NOTHING, /* 近年来: says nothing */
};

static const struct time_word {
    const char *text;
    enum time_kind kind;
    int from, to; /* MONTHS: after `from`, up to `to` */
} time_words[] = {
    {"截至目前", TIME_NOW, 0, 0},       {"截止目前", TIME_NOW, 0, 0},       {"目前", TIME_NOW, 0, 0},
    {"今年", TIME_NOW, 0, 0},           {"本年", TIME_NOW, 0, 0},           {"全年", TIME_YEAR, 0, 0},
    {"年底", TIME_YEAR, 0, 0},          {"年末", TIME_YEAR, 0, 0},          {"岁末", TIME_YEAR, 0, 0},
    {"年内", TIME_NOW, 0, 0},           {"如今", TIME_NOW, 0, 0},           {"眼下", TIME_NOW, 0, 0},
    {"迄今", TIME_NOW, 0, 0},           {"至今", TIME_NOW, 0, 0},           {"现已", TIME_NOW, 0, 0},
    {"上半年", TIME_MONTHS, 0, 6},      {"下半年", TIME_MONTHS, 6, 12},     {"前三季度", TIME_MONTHS, 0, 9},
    {"前三个季度", TIME_MONTHS, 0, 9},  {"一季度", TIME_MONTHS, 0, 3},      {"第一季度", TIME_MONTHS, 0, 3},
    {"二季度", TIME_MONTHS, 3, 6},      {"三季度", TIME_MONTHS, 6, 9},      {"四季度", TIME_MONTHS, 9, 12},
    {"季度内", TIME_QUARTER, 0, 0},     {"本季度", TIME_QUARTER, 0, 0},     {"当季", TIME_QUARTER, 0, 0},
    {"去年", TIME_OTHER, 0, 0},         {"上年", TIME_OTHER, 0, 0},         {"上一年", TIME_OTHER, 0, 0},
    {"头一年", TIME_OTHER, 0, 0},       {"前一年", TIME_OTHER, 0, 0},       {"上个年度", TIME_OTHER, 0, 0},
    {"新的一年", TIME_OTHER, 0, 0},     {"新一年", TIME_OTHER, 0, 0},       {"来年", TIME_OTHER, 0, 0},
    {"下一年", TIME_OTHER, 0, 0},       {"下年度", TIME_OTHER, 0, 0},       {"次年", TIME_OTHER, 0, 0},
    {"前年", TIME_OTHER, 0, 0},         {"往年", TIME_OTHER, 0, 0},         {"历年", TIME_OTHER, 0, 0},
    {"明年", TIME_OTHER, 0, 0},         {"近两年", TIME_OTHER, 0, 0},       {"近三年", TIME_OTHER, 0, 0},
    {"近五年", TIME_OTHER, 0, 0},       {"两年来", TIME_OTHER, 0, 0},       {"三年来", TIME_OTHER, 0, 0},
    {"五年来", TIME_OTHER, 0, 0},       {"五年间", TIME_OTHER, 0, 0},       {"三年间", TIME_OTHER, 0, 0},
    {"十年来", TIME_OTHER, 0, 0},       {"“十四五”", TIME_OTHER, 0, 0},     {"“十三五”", TIME_OTHER, 0, 0},
    {"“十五五”", TIME_OTHER, 0, 0},     {"十四五", TIME_OTHER, 0, 0},       {"十三五", TIME_OTHER, 0, 0},
    {"近年来", TIME_NOTHING, 0, 0},     {"历年来", TIME_OTHER, 0, 0},       {"全年龄", TIME_NOTHING, 0, 0},
    {"全年任务的", TIME_NOTHING, 0, 0}, {"全年目标的", TIME_NOTHING, 0, 0}, {"全年计划的", TIME_NOTHING, 0, 0},
    {"以前年度", TIME_OTHER, 0, 0},     {"上年度", TIME_OTHER, 0, 0},       {"同期", TIME_OTHER, 0, 0},
};

enum { TIME_WORDS = sizeof time_words / sizeof *time_words };

/* Behind a year: it tells of a thing and not of the figure (“2005年前建成”, “2023年印发的办法”). */
static const char *const attributes[] = {"前",   "以前", "之前", "及以前", "底前", "年底前", "后", "以后",   "之后",
                                         "印发", "下发", "出台", "发布",   "启动", "制定",   "起", "建成的", "版"};
/* Before a time that something is measured by: it speaks of no clause behind its own. */
static const char *const measured_by[] = {"比", "较", "于", "超过", "超", "与", "同", "和"};
static const char *const built[] = {"建成于", "始建于", "建于", "出生于", "生于", "成立于"};

/* From the heading “二、2025年的安排” on; `to` 0: it names no time and ends what an earlier one said. */
struct section {
    size_t start;
    struct period period;
};

struct times {
    const struct lexicon *words; /* row kind: index in time_words */
    int year;
    struct period now, whole; /* up to when the text tells; up to when one asks */
    bool other_text;          /* the text never speaks of our year and its title names another */
    bool later_text;          /* it is of a year after ours: 今年 is that one, 去年 perhaps ours */
    int quarter;              /* the month in which the quarter ends that the text names first; 0: none */
    VEC(struct section) sections;
};

struct mention {
    struct span span;
    enum time_kind kind;
    int from, to, day;
    bool bare_day; /* 12月3日 without 截至: when something happened */
    bool later;    /* a year after ours */
};

/* Two or four Arabic or Chinese digits; returns their value and moves *at, -1 if there are none. */
static int read_number(const int32_t *s, size_t end, size_t *at)
{
    int value = -1;
    size_t digits = 0;

    for (size_t i = *at; i < end && digits < 4; i++, digits++) {
        int digit = rune_is_digit(s[i]) ? (int)(s[i] - '0') : rune_numeral_digit(s[i]);
        if (s[i] == L'十' && digits == 0)
            digit = 1;
        else if (s[i] == L'十')
            break;
        if (digit < 0 || s[i] == L'两')
            break;
        value = (value < 0 ? 0 : value) * 10 + digit;
        *at = i + 1;
        if (s[i] == L'十' && (i + 1 >= end || rune_numeral_digit(s[i + 1]) < 0))
            return 10;
    }
    return value;
}

static bool is_range_mark(int32_t c)
{
    return c == '-' || c == '~' || c == L'—' || c == L'至' || c == L'到';
}

static bool follows_any(const int32_t *s, size_t at, size_t end, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (words_at(s, at, end, words[i]))
            return true;
    return false;
}

static bool before_any(const int32_t *s, size_t start, size_t at, const char *const *words, size_t count)
{
    size_t from = at > start + 3 ? at - 3 : start;

    for (size_t i = from; i < at; i++)
        for (size_t k = 0; k < count; k++)
            if (words_at(s, i, at, words[k]) == at - i)
                return true;
    return false;
}

static bool is_digit_at(const int32_t *s, size_t at)
{
    return rune_is_digit(s[at]) || rune_numeral_digit(s[at]) >= 0;
}

/* 2024年, 2021—2024年, 2024年以来. Months behind it are a mention of their own. */
static bool year_at(const struct times *times, const int32_t *s, size_t start, size_t at, size_t end,
                    struct mention *ret)
{
    size_t i = at;
    int first = read_number(s, end, &i), last = first;

    if (i - at != 4 || first < 1900 || first > 2999)
        return false;
    if (i < end && s[i] == L'年' && i + 1 < end && is_range_mark(s[i + 1]))
        i++;
    if (i < end && is_range_mark(s[i])) {
        size_t second = i + 1;
        int value = read_number(s, end, &second);
        if (second - i - 1 == 4 && value > first) {
            last = value;
            i = second;
        }
    }
    if (i >= end || s[i] != L'年')
        return false;
    i++;
    *ret = (struct mention){.span = {at, i}, .kind = TIME_OTHER, .later = first > times->year};
    if (first == times->year && last == first)
        ret->kind = TIME_NOW;
    else if (follows_any(s, i, end, attributes, sizeof attributes / sizeof *attributes) ||
             before_any(s, start, at, built, sizeof built / sizeof *built))
        ret->kind = TIME_NOTHING;
    return true;
}

static bool is_until(const int32_t *s, size_t start, size_t at)
{
    static const char *const until[] = {"截至", "截止", "截止到", "截至到", "到", "至", "前"};
    size_t i = at;

    while (i > start && (is_digit_at(s, i - 1) || s[i - 1] == L'年' || s[i - 1] == L'今'))
        i--;
    return before_any(s, start, i, until, sizeof until / sizeof *until);
}

/* 9月, 1—9月, 9月底, 9月15日. */
static bool month_at(const struct times *times, const int32_t *s, size_t start, size_t at, size_t end,
                     struct mention *ret)
{
    size_t i = at;
    int first = read_number(s, end, &i), last = first;
    bool range = false;

    if (first < 1 || first > 12 || i >= end || (at > start && is_digit_at(s, at - 1)))
        return false;
    if (s[i] == L'月' && i + 1 < end && is_range_mark(s[i + 1]))
        i++;
    if (is_range_mark(s[i])) {
        i++;
        last = read_number(s, end, &i);
        range = last > first && last <= 12;
        if (!range || i >= end)
            return false;
    }
    if (words_at(s, i, end, "个月") && at > start && s[at - 1] == L'前') {
        *ret = (struct mention){.span = {at, i + 2}, .kind = TIME_MONTHS, .to = first};
        return true;
    }
    if (s[i] != L'月')
        return false;
    i++;
    *ret = (struct mention){.span = {at, i}, .kind = TIME_MONTHS, .from = first - 1, .to = last};
    if (!range && (is_until(s, start, at) || words_at(s, i, end, "底") || words_at(s, i, end, "末")))
        ret->from = 0;
    if (!range && i < end && is_digit_at(s, i)) {
        int day = read_number(s, end, &i);
        if (i < end && (s[i] == L'日' || s[i] == L'号') && date_exists(times->year * 10000 + first * 100 + day)) {
            ret->span.end = i + 1;
            ret->from = 0;
            ret->day = times->year * 10000 + first * 100 + day;
            ret->bare_day = !is_until(s, start, at);
        }
    }
    return true;
}

/* 同期参训: at the same time; not 去年同期, 比同期 */
static bool is_meanwhile(const int32_t *s, size_t at, const struct word *row)
{
    static const char *const then[] = {"年", "比", "较", "于", "与"};

    return strcmp(row->text, "同期") == 0 && !before_any(s, at > 3 ? at - 3 : 0, at, then, sizeof then / sizeof *then);
}

/* What the word says in a text of the year after ours. */
static enum time_kind kind_a_year_later(const struct word *row)
{
    static const char *const its_own[] = {"今年", "本年"}, *const ours[] = {"去年", "上年", "上一年", "上年度"};

    for (size_t i = 0; i < sizeof its_own / sizeof *its_own; i++)
        if (strcmp(row->text, its_own[i]) == 0)
            return TIME_OTHER;
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        if (strcmp(row->text, ours[i]) == 0)
            return TIME_NOW;
    return time_words[row->kind].kind;
}

static bool word_at(const struct times *times, const int32_t *s, size_t at, size_t end, struct mention *ret)
{
    size_t length;
    const struct word *row = lexicon_at(times->words, s, at, end, &length);

    if (!row)
        return false;
    *ret = (struct mention){.span = {at, at + length},
                            .kind = times->later_text ? kind_a_year_later(row) : time_words[row->kind].kind,
                            .from = time_words[row->kind].from,
                            .to = time_words[row->kind].to};
    if (ret->kind == TIME_QUARTER)
        *ret = (struct mention){.span = ret->span,
                                .kind = times->quarter ? TIME_MONTHS : TIME_NOTHING,
                                .from = times->quarter - 3,
                                .to = times->quarter};
    if (is_meanwhile(s, at, row))
        ret->kind = TIME_NOTHING;
    return true;
}

static bool mention_at(const struct times *times, const int32_t *s, size_t start, size_t at, size_t end,
                       struct mention *ret)
{
    if (is_digit_at(s, at) || s[at] == L'十')
        return year_at(times, s, start, at, end, ret) || month_at(times, s, start, at, end, ret) ||
               word_at(times, s, at, end, ret);
    return word_at(times, s, at, end, ret);
}

static struct period period_of(struct ctx *ctx, const struct times *times, const struct text *text,
                               const struct mention *m)
{
    struct period p = m->kind == TIME_YEAR ? times->whole : times->now;

    p.words = text_words(ctx, text, m->span.start, m->span.end);
    if (m->kind == TIME_OTHER)
        p.other = true;
    if (m->kind != TIME_MONTHS)
        return p;
    p.named = !m->bare_day;
    p.from = m->from ? times->year * 100 + m->from : 0;
    p.to = times->year * 100 + m->to;
    p.day = m->day && m->day != month_last_day(p.to) ? m->day : 0;
    return p;
}

/* The whole text tells up to the mentioned month; a target beside it is the year's. */
static void tell_until(struct ctx *ctx, const struct text *text, const struct mention *m, struct times *times)
{
    times->now = period_of(ctx, times, text, m);
    times->now.named = false;
}

/* A time carries into the sentences behind it if it opens its own. */
static bool opens_sentence(const int32_t *s, size_t start, const struct mention *m)
{
    size_t i = m->span.start;

    while (i > start && i + 8 > m->span.start && !rune_is_sentence_end(s[i - 1]) && !rune_is_clause_end(s[i - 1]))
        i--;
    return i == start || rune_is_sentence_end(s[i - 1]) || s[i - 1] == ':'; /* 交通局：截至11月底，… */
}

/* “…进展情况（截至9月底）”, “上半年…”: how far the text tells, by the lines of its title. */
static bool read_title_period(struct ctx *ctx, const struct text *text, struct times *times)
{
    size_t start = 0, end = 0;

    for (int line = 0; line < TITLE_LINES && start < text->read_count; line++, start = ++end) {
        struct mention m, before = {.kind = TIME_NOTHING};
        while (end < text->read_count && text->read[end] != '\n')
            end++;
        if (end > start && !is_heading(text, start, end))
            return false;
        for (size_t i = start; i < end; i++) {
            if (!mention_at(times, text->read, start, i, end, &m))
                continue;
            i = m.span.end - 1;
            if (m.kind == TIME_MONTHS && m.from == 0 && !m.bare_day &&
                !(before.kind == TIME_OTHER && before.span.end == m.span.start)) {
                tell_until(ctx, text, &m, times);
                return true;
            }
            before = m;
        }
    }
    return false;
}

/* 截至10月底, 截止2024年10月20日 */
static bool is_as_of(const int32_t *s, size_t at)
{
    for (size_t i = at; i > 0 && i + AS_OF_FAR > at; i--)
        if (s[i - 1] == L'截')
            return true;
    return false;
}

/* 截至11月底的进展汇报, 截至11月底完成情况 */
static bool is_of_progress(const int32_t *s, size_t at, size_t end)
{
    static const char *const words[] = {"进展", "完成情况", "推进情况", "工作情况", "情况",
                                        "数据", "汇报",     "成绩单",   "账本",     "进度"};

    at += at < end && (s[at] == L'底' || s[at] == L'末');
    at += at < end && s[at] == L'的';
    return follows_any(s, at, end, words, sizeof words / sizeof *words);
}

/* “数据统计到8月31日。” */
static bool is_of_numbers(const int32_t *s, size_t at)
{
    static const char *const words[] = {"统计到", "统计至", "数据截至", "数据均截至", "数字截至", "数据截止", "数据到"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = utf8_count(words[i], strlen(words[i]));
        if (at >= length && words_at(s, at - length, at, words[i]) == length)
            return true;
    }
    return false;
}

/* Whether no paragraph but headings stands before the one of s[at]. */
static bool is_first_paragraph(const struct text *text, size_t at)
{
    for (size_t start = 0, end; start < at; start = end + 1) {
        end = rune_find(text->read, start, text->read_count, '\n');
        if (end >= at)
            return true;
        if (end > start && !is_heading(text, start, end))
            return false;
    }
    return true;
}

/* “会议通报，截至10月底” */
static bool is_reported(const int32_t *s, size_t at)
{
    static const char *const by[] = {"通报", "介绍", "显示", "获悉", "了解", "透露", "统计", "指出"};

    while (at > 2 && s[at - 1] != ',' && !rune_is_sentence_end(s[at - 1]))
        at--;
    return at > 2 && s[at - 1] == ',' && before_any(s, 0, at - 1, by, sizeof by / sizeof *by);
}

/* “截至10月底，…” where the report begins, “截至10月底的进展情况”, “数字统计到8月31日”: up to when all of it tells. */
static bool tells_how_far(const struct text *text, const struct mention *m)
{
    const int32_t *s = text->read;

    return is_of_numbers(s, m->span.start) ||
           (is_as_of(s, m->span.start) &&
            (is_of_progress(s, m->span.end, text->read_count) ||
             (is_first_paragraph(text, m->span.start) && (opens_sentence(s, 0, m) || is_reported(s, m->span.start)))));
}

/* A report that begins “截至10月底，…” and names none later tells all of it to that end. */
static bool read_opening_period(struct ctx *ctx, const struct text *text, struct times *times)
{
    struct mention m, first = {.kind = TIME_NOTHING}, before = {.kind = TIME_NOTHING};
    const int32_t *s = text->read;

    for (size_t i = 0; i < text->read_count; i++) {
        bool other;
        if (!mention_at(times, s, 0, i, text->read_count, &m))
            continue;
        i = m.span.end - 1;
        other = before.kind == TIME_OTHER && before.span.end == m.span.start;
        before = m;
        if (m.kind != TIME_MONTHS || m.bare_day || other || m.from > 0)
            continue;
        if (first.kind == TIME_NOTHING) {
            if (m.span.start > OPENING || !tells_how_far(text, &m))
                return false;
            first = m;
        } else if (m.to > first.to && is_as_of(s, m.span.start)) {
            return false;
        }
    }
    if (first.kind == TIME_MONTHS)
        tell_until(ctx, text, &first, times);
    return first.kind == TIME_MONTHS;
}

/* “——通气会问答摘录（2024年11月12日）”: what was said then is not of the year's end. In December most tell of all the
 * year. */
static void read_title_day(struct ctx *ctx, const struct text *text, struct times *times)
{
    for (size_t start = 0, end = 0, line = 0; line <= TITLE_LINES && start < text->read_count; line++, start = ++end) {
        struct mention m, before = {.kind = TIME_NOTHING};
        end = rune_find(text->read, start, text->read_count, '\n');
        if (end > start && !is_heading(text, start, end))
            return;
        for (size_t i = start; i < end; i++) {
            if (!mention_at(times, text->read, start, i, end, &m))
                continue;
            i = m.span.end - 1;
            if (m.kind == TIME_MONTHS && m.day && m.to < 12 && before.kind == TIME_NOW &&
                before.span.end == m.span.start) {
                m.bare_day = false;
                tell_until(ctx, text, &m, times);
                return;
            }
            before = m;
        }
    }
}

/* “——2025年1月在市人代会上”: one of the first lines names the year after ours, and none names ours. */
static bool is_of_next_year(const struct text *text, const struct times *times)
{
    bool next = false;

    for (size_t start = 0, end = 0, line = 0; line <= TITLE_LINES && start < text->read_count; line++, start = ++end) {
        struct mention m;
        end = rune_find(text->read, start, text->read_count, '\n');
        if (end > start + TITLE_MAX || rune_find(text->read, start, end, L'。') < end)
            break;
        for (size_t i = start; i < end; i++) {
            if (!is_digit_at(text->read, i) || !year_at(times, text->read, start, i, end, &m))
                continue;
            if (m.kind == TIME_NOW)
                return false;
            next = next || (m.kind == TIME_OTHER && m.later);
            i = m.span.end - 1;
        }
    }
    return next;
}

/* 2025年1月15日 in the title is when it was said. */
static bool is_dateline(const int32_t *s, size_t count, const struct mention *m)
{
    size_t at = m->span.end;
    int month = read_number(s, count, &at);

    return month >= 1 && month <= 12 && at < count && s[at] == L'月';
}

/* “如今2025年了”: from when the text tells. */
static bool is_told_from(const int32_t *s, size_t count, const struct mention *m)
{
    static const char *const now[] = {"如今", "现在", "已是", "进入"};

    return words_at(s, m->span.end, count, "了") || before_any(s, 0, m->span.start, now, sizeof now / sizeof *now);
}

/* The time that a heading names (“二、2025年的安排”); one that states amounts is an entry and no heading. */
static bool heading_time(const struct times *times, const struct text *text, struct span line, struct mention *ret)
{
    const int32_t *s = text->read;
    struct mention m;
    bool found = false;

    for (size_t i = line.start; i < line.end; i++) {
        if (mention_at(times, s, line.start, i, line.end, &m)) {
            i = m.span.end - 1;
            if (m.kind == TIME_NOTHING || m.bare_day || m.from)
                continue;
            if (!found)
                *ret = m;
            found = true;
        } else if (rune_is_digit(s[i]) && i >= line.start + NUMBERED) {
            return false;
        }
    }
    return found;
}

/* Not those of the title: its date is when it was said. */
static void read_sections(struct ctx *ctx, const struct text *text, struct times *times)
{
    enum draft_mark open = MARK_NONE;
    int lines = 0;

    for (size_t start = 0, end = 0; start < text->read_count; start = end + 1, lines++) {
        struct draft_paragraph line = {.span = {start, start}};
        struct mention m;
        end = line.span.end = rune_find(text->read, start, text->read_count, '\n');
        if (!is_heading(text, start, end))
            continue;
        draft_mark_read(text, &line);
        if ((lines > TITLE_LINES || (line.mark > MARK_NONE && line.mark < MARK_BARE)) &&
            heading_time(times, text, (struct span){start, end}, &m)) {
            *vec_push(ctx->mem, &times->sections) = (struct section){start, period_of(ctx, times, text, &m)};
            open = line.mark ? line.mark : MARKS;
        } else if (line.mark > MARK_NONE && line.mark < MARK_ROW && line.mark <= open) {
            *vec_push(ctx->mem, &times->sections) = (struct section){.start = start};
            open = MARK_NONE;
        }
    }
}

static int first_quarter(const struct times *times, const struct text *text)
{
    struct mention m;

    for (size_t i = 0; i < text->read_count; i++)
        if (word_at(times, text->read, i, text->read_count, &m) && m.kind == TIME_MONTHS && m.to - m.from == 3)
            return m.to;
    return 0;
}

struct times *times_new(struct ctx *ctx, const struct text *text, int year, int as_of)
{
    struct times *times = arena_alloc(ctx->mem, sizeof *times);
    struct word *rows = arena_array(ctx->mem, TIME_WORDS, sizeof *rows);
    bool ours = false, other = false, now_later = false;
    const struct span title = title_line(text);
    struct mention m;

    for (int i = 0; i < TIME_WORDS; i++)
        rows[i] = (struct word){time_words[i].text, i, NULL};
    times->words = lexicon_new(ctx->mem, rows, TIME_WORDS);
    times->year = year;
    times->now.to = as_of > 999999 ? month_of(as_of) : as_of;
    times->now.day = as_of > 999999 && as_of != month_last_day(times->now.to) ? as_of : 0;
    times->whole = times->now;
    for (size_t i = 0; i < text->read_count; i++) {
        if (!is_digit_at(text->read, i) || !year_at(times, text->read, 0, i, text->read_count, &m))
            continue;
        ours = ours || m.kind == TIME_NOW;
        now_later = now_later || (m.later && is_told_from(text->read, text->read_count, &m));
        other = other || (m.kind == TIME_OTHER && i < title.end && !is_dateline(text->read, text->read_count, &m));
        i = m.span.end - 1;
    }
    times->other_text = other && !ours;
    times->later_text = now_later || is_of_next_year(text, times);
    if (!times->other_text && !read_title_period(ctx, text, times) && !read_opening_period(ctx, text, times))
        read_title_day(ctx, text, times);
    times->quarter = first_quarter(times, text);
    read_sections(ctx, text, times);
    return times;
}

/* “比去年多 5 公里；…”: another year that the clause before, which ends before `at`, only measures by. */
static bool is_measure(const int32_t *s, size_t start, struct span time, size_t at)
{
    bool ended = false;

    for (size_t i = time.end; i < at && !ended; i++)
        ended = rune_is_clause_end(s[i]) && s[i] != L'、';
    return ended && before_any(s, start, time.start, measured_by, sizeof measured_by / sizeof *measured_by);
}

/* The time that the heading above the paragraph names; false if none does. */
static bool section_period(const struct times *times, size_t paragraph, struct period *ret)
{
    size_t low = 0, high = times->sections.count; /* those before `low` begin above */

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (times->sections.at[middle].start < paragraph)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0 || !times->sections.at[low - 1].period.to)
        return false;
    *ret = times->sections.at[low - 1].period;
    ret->carried = true;
    return true;
}

/* “由上年的 92% 提高到 100%”: the number behind the time is where it came from. */
static bool is_start(const int32_t *s, size_t number, size_t end)
{
    static const char *const to[] = {"到", "至", "为"};

    for (size_t i = number; i < end; i++)
        if (follows_any(s, i, end, to, sizeof to / sizeof *to))
            return true;
    return false;
}

/* “4月至6月就做了 1560 人，…”: 就 before the first number behind. */
static bool is_already(const int32_t *s, size_t at, size_t end)
{
    for (; at < end && s[at] != ',' && s[at] != ';' && !rune_is_digit(s[at]); at++)
        if (s[at] == L'就')
            return true;
    return false;
}

/* “a 个，上年 b 个；c 个”, “a 个，上年为 b 个，增长 p%”: another year that only its own part of the sentence tells of.
 */
static bool is_aside(const int32_t *s, size_t start, const struct mention *m, size_t clause)
{
    static const char *const alone[] = {"仅", "光", "光是", "单是"};
    static const char *const is[] = {"时", "的",   "是",     "为",     "只有",   "仅",   "则是",
                                     "才", "同期", "同期是", "同期为", "只建了", "时是", "时有"};
    size_t at = m->span.end + (m->span.end < clause && (s[m->span.end] == L'底' || s[m->span.end] == L'末'));
    bool comma = false, semicolon = false;

    for (size_t i = at; i < clause; i++) {
        semicolon = semicolon || s[i] == ';';
        comma = comma || s[i] == ',';
    }
    for (size_t i = 0, length; i < sizeof is / sizeof *is && at < clause && !is_digit_at(s, at); i++)
        if ((length = words_at(s, at, clause, is[i])) && at + length < clause && is_digit_at(s, at + length))
            at += length;
    if ((comma || semicolon) && (before_any(s, start, m->span.start, alone, sizeof alone / sizeof *alone) ||
                                 is_already(s, m->span.end, clause)))
        return true; /* 仅二季度就办了 b 个 */
    if (at < clause && is_digit_at(s, at))
        return comma || semicolon || is_start(s, at, clause);
    return m->kind == TIME_OTHER && semicolon && !opens_sentence(s, start, m);
}

/* 为全年29.5公里的46.1% */
static bool is_of_share(const int32_t *s, const struct mention *m, const struct around *a)
{
    return a->number.start > m->span.end + 1 && s[a->number.start - 1] == L'的' &&
           rune_has_digit(s, m->span.end, a->number.start);
}

/* Behind the last comma or semicolon before the number. */
static size_t part_start(const int32_t *s, const struct around *a)
{
    size_t at = a->number.start;

    while (at > a->sentence && s[at - 1] != ',' && s[at - 1] != ';')
        at--;
    return at;
}

static bool same_sentence(const int32_t *s, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        if (rune_is_sentence_end(s[i]))
            return false;
    return true;
}

struct period period_find(struct ctx *ctx, const struct times *times, const struct text *text, const struct around *a)
{
    const int32_t *s = text->read;
    size_t start = a->paragraph + LOOK_BACK < a->number.start ? a->number.start - LOOK_BACK : a->paragraph;
    static const char *const sum[] = {"累计"};
    struct mention m, last = {.kind = TIME_NOTHING};
    struct period told;

    for (size_t i = start; i < a->number.start; i++) {
        if (!mention_at(times, s, start, i, a->number.start, &m))
            continue;
        i = m.span.end - 1;
        if (m.kind == TIME_NOW && last.kind == TIME_OTHER && m.span.start < a->sentence)
            last.kind = TIME_NOTHING; /* “2023年 a 个，2024年 b 个。”: the sentence went on to this year */
        if (m.kind == TIME_OTHER && m.span.end <= a->clause.start && is_measure(s, start, m.span, a->clause.start))
            continue;
        if ((m.kind == TIME_OTHER || m.kind == TIME_MONTHS) && m.span.start > a->sentence &&
            is_aside(s, start, &m, a->number.start))
            continue;
        if (m.span.start < a->sentence && last.kind == TIME_MONTHS && m.kind == TIME_MONTHS &&
            (m.to != last.to || m.from != last.from) && same_sentence(s, last.span.end, m.span.start))
            last.kind = TIME_NOTHING; /* “9月底 a 个，10月至12月 b 个。”: the sentence told of several times */
        if (m.kind == TIME_NOTHING || (m.span.start < a->sentence && (m.bare_day || !opens_sentence(s, start, &m))))
            continue;
        if (m.kind == TIME_YEAR && (m.span.start < part_start(s, a) || is_of_share(s, &m, a) ||
                                    (last.kind == TIME_OTHER && last.span.end == m.span.start))) /* 去年全年 */
            continue;
        if (m.kind == TIME_MONTHS && last.kind == TIME_OTHER && last.span.end == m.span.start)
            m.kind = m.bare_day && last.later ? TIME_NOW : TIME_OTHER; /* 2023年上半年; reported in January after */
        last = m;
    }
    if (last.kind != TIME_NOTHING) {
        struct period p = period_of(ctx, times, text, &last);
        if (last.kind == TIME_MONTHS && last.span.end <= a->clause.start &&
            words_any(s, a->clause, sum, sizeof sum / sizeof *sum))
            p.from = 0; /* 10月当月 a 名，累计 b 名 */
        p.carried = last.span.start < a->sentence;
        return p;
    }
    if (a->number.end < a->clause.end && mention_at(times, s, a->number.end, a->number.end, a->clause.end, &m) &&
        m.kind == TIME_YEAR)
        return period_of(ctx, times, text, &m); /* 24万元全年足额保障 */
    if (section_period(times, a->paragraph, &told))
        return told;
    return (struct period){.to = times->now.to,
                           .day = times->now.day,
                           .other = times->other_text,
                           .words = times->now.words,
                           .carried = times->now.words != NULL};
}
