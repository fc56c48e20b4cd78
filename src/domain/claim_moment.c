/* Times in a text: years, months, quarters, and the words that stand for them. */
#include "domain/claim_moment.h"

#include <string.h>

#include "base/date.h"
#include "domain/claim_site.h"
#include "text/runes.h"

static const struct time_word {
    const char *text;
    enum time_kind kind;
    int from, to; /* MONTHS: after `from`, up to `to` */
} time_words[] = {
    {"截至目前", TIME_NOW, 0, 0},       {"截止目前", TIME_NOW, 0, 0},       {"目前", TIME_NOW, 0, 0},
    {"今年", TIME_NOW, 0, 0},           {"本年", TIME_NOW, 0, 0},           {"全年", TIME_YEAR, 0, 0},
    {"年底", TIME_YEAR, 0, 0},          {"年末", TIME_YEAR, 0, 0},          {"岁末", TIME_YEAR, 0, 0},
    {"年内", TIME_NOW, 0, 0},           {"如今", TIME_NOW, 0, 0},           {"眼下", TIME_NOW, 0, 0},
    {"年初以来", TIME_NOW, 0, 0},       {"年初至今", TIME_NOW, 0, 0},       {"迄今", TIME_NOW, 0, 0},
    {"至今", TIME_NOW, 0, 0},           {"现已", TIME_NOW, 0, 0},           {"上半年", TIME_MONTHS, 0, 6},
    {"下半年", TIME_MONTHS, 6, 12},     {"前三季度", TIME_MONTHS, 0, 9},    {"前三个季度", TIME_MONTHS, 0, 9},
    {"一季度", TIME_MONTHS, 0, 3},      {"第一季度", TIME_MONTHS, 0, 3},    {"二季度", TIME_MONTHS, 3, 6},
    {"三季度", TIME_MONTHS, 6, 9},      {"四季度", TIME_MONTHS, 9, 12},     {"季度内", TIME_QUARTER, 0, 0},
    {"本季度", TIME_QUARTER, 0, 0},     {"当季", TIME_QUARTER, 0, 0},       {"去年", TIME_OTHER, 0, 0},
    {"上年", TIME_OTHER, 0, 0},         {"上一年", TIME_OTHER, 0, 0},       {"头一年", TIME_OTHER, 0, 0},
    {"前一年", TIME_OTHER, 0, 0},       {"上个年度", TIME_OTHER, 0, 0},     {"新的一年", TIME_OTHER, 0, 0},
    {"新一年", TIME_OTHER, 0, 0},       {"来年", TIME_OTHER, 0, 0},         {"下一年", TIME_OTHER, 0, 0},
    {"下年度", TIME_OTHER, 0, 0},       {"次年", TIME_OTHER, 0, 0},         {"前年", TIME_OTHER, 0, 0},
    {"往年", TIME_OTHER, 0, 0},         {"历年", TIME_OTHER, 0, 0},         {"明年", TIME_OTHER, 0, 0},
    {"近两年", TIME_OTHER, 0, 0},       {"近三年", TIME_OTHER, 0, 0},       {"近五年", TIME_OTHER, 0, 0},
    {"两年来", TIME_OTHER, 0, 0},       {"三年来", TIME_OTHER, 0, 0},       {"五年来", TIME_OTHER, 0, 0},
    {"五年间", TIME_OTHER, 0, 0},       {"三年间", TIME_OTHER, 0, 0},       {"十年来", TIME_OTHER, 0, 0},
    {"“十四五”", TIME_OTHER, 0, 0},     {"“十三五”", TIME_OTHER, 0, 0},     {"“十五五”", TIME_OTHER, 0, 0},
    {"十四五", TIME_OTHER, 0, 0},       {"十三五", TIME_OTHER, 0, 0},       {"近年来", TIME_NOTHING, 0, 0},
    {"历年来", TIME_OTHER, 0, 0},       {"全年龄", TIME_NOTHING, 0, 0},     {"年度任务的", TIME_NOTHING, 0, 0},
    {"年度目标的", TIME_NOTHING, 0, 0}, {"年度计划的", TIME_NOTHING, 0, 0}, {"全年任务的", TIME_NOTHING, 0, 0},
    {"全年目标的", TIME_NOTHING, 0, 0}, {"全年计划的", TIME_NOTHING, 0, 0}, {"年度任务", TIME_YEAR, 0, 0},
    {"年度目标", TIME_YEAR, 0, 0},      {"年度计划", TIME_YEAR, 0, 0},      {"以前年度", TIME_OTHER, 0, 0},
    {"上年度", TIME_OTHER, 0, 0},       {"同期", TIME_OTHER, 0, 0},
};

enum { TIME_WORDS = sizeof time_words / sizeof *time_words };

/* Behind a year: it tells of a thing and not of the figure (“2005年前建成”, “2023年印发的办法”). */
static const char *const attributes[] = {"前",   "以前", "之前", "及以前", "底前", "年底前", "后", "以后",   "之后",
                                         "印发", "下发", "出台", "发布",   "启动", "制定",   "起", "建成的", "版"};
static const char *const built[] = {"建成于", "始建于", "建于", "出生于", "生于", "成立于"};

const struct lexicon *moment_words(struct arena *mem)
{
    struct word *rows = arena_array(mem, TIME_WORDS, sizeof *rows);

    for (int i = 0; i < TIME_WORDS; i++)
        rows[i] = (struct word){time_words[i].text, i, NULL};
    return lexicon_new(mem, rows, TIME_WORDS);
}

/* Two or four Arabic or Chinese digits; returns their value and moves *at, -1 if there are none. */
int moment_number(const int32_t *s, size_t end, size_t *at)
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

bool moment_digit(const int32_t *s, size_t at)
{
    return rune_is_digit(s[at]) || rune_numeral_digit(s[at]) >= 0;
}

/* 2024年, 2021—2024年, 2024年以来. Months behind it are a mention of their own. */
bool moment_year(const struct times *times, const int32_t *s, size_t start, size_t at, size_t end, struct moment *ret)
{
    size_t i = at;
    int first = moment_number(s, end, &i), last = first;

    if (i - at != 4 || first < 1900 || first > 2999)
        return false;
    if (i < end && s[i] == L'年' && i + 1 < end && is_range_mark(s[i + 1]))
        i++;
    if (i < end && is_range_mark(s[i])) {
        size_t second = i + 1;
        int value = moment_number(s, end, &second);
        if (second - i - 1 == 4 && value > first) {
            last = value;
            i = second;
        }
    }
    if (i >= end || s[i] != L'年')
        return false;
    i++;
    *ret = (struct moment){.span = {at, i}, .kind = TIME_OTHER, .later = first > times->year};
    if (first == times->year && last == first)
        ret->kind = TIME_NOW;
    else if (words_stand(s, i, end, attributes, sizeof attributes / sizeof *attributes) ||
             words_end(s, start, at, built, sizeof built / sizeof *built))
        ret->kind = TIME_NOTHING;
    return true;
}

static bool is_until(const int32_t *s, size_t start, size_t at)
{
    static const char *const until[] = {"截至", "截止", "截止到", "截至到", "到", "至", "前"};
    size_t i = at;

    while (i > start && (moment_digit(s, i - 1) || s[i - 1] == L'年' || s[i - 1] == L'今'))
        i--;
    return words_end(s, start, i, until, sizeof until / sizeof *until);
}

/* 10月、11月两个月, not 9月、10月分别: the place of the last 月 of months in a row, of which the first one's is s[at].
 * *last comes in as the first month and becomes the last. */
static size_t months_end(const int32_t *s, size_t at, size_t end, int first, int *last)
{
    static const char *const apart[] = {"分别", "各"};
    size_t i = at;

    while (i + 1 < end && s[i] == L'月' && (s[i + 1] == L'、' || s[i + 1] == L'和')) {
        size_t next = i + 2;

        if (moment_number(s, end, &next) != *last + 1 || next >= end || s[next] != L'月')
            break;
        ++*last;
        i = next;
    }
    if (*last > 12 || words_stand(s, i + 1, end, apart, sizeof apart / sizeof *apart))
        *last = first;
    return *last > first ? i : at;
}

/* 9月, 1—9月, 9月底, 9月15日, 10月、11月. */
static bool month_at(const struct times *times, const int32_t *s, size_t start, size_t at, size_t end,
                     struct moment *ret)
{
    size_t i = at;
    int first = moment_number(s, end, &i), last = first;
    bool range = false;

    if (first < 1 || first > 12 || i >= end || (at > start && moment_digit(s, at - 1)))
        return false;
    if (s[i] == L'月' && i + 1 < end && is_range_mark(s[i + 1]))
        i++;
    if (is_range_mark(s[i])) {
        i++;
        last = moment_number(s, end, &i);
        range = last > first && last <= 12;
        if (!range || i >= end)
            return false;
    }
    if (words_at(s, i, end, "个月") && at > start && s[at - 1] == L'前') {
        *ret = (struct moment){.span = {at, i + 2}, .kind = TIME_MONTHS, .to = first};
        return true;
    }
    if (s[i] != L'月')
        return false;
    if (!range)
        i = months_end(s, i, end, first, &last);
    i++;
    range = last > first;
    *ret = (struct moment){.span = {at, i}, .kind = TIME_MONTHS, .from = first - 1, .to = last};
    if (!range && (is_until(s, start, at) || words_at(s, i, end, "底") || words_at(s, i, end, "末")))
        ret->from = 0;
    if (!range && i < end && moment_digit(s, i)) {
        int day = moment_number(s, end, &i);
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

    return strcmp(row->text, "同期") == 0 && !words_end(s, at > 3 ? at - 3 : 0, at, then, sizeof then / sizeof *then);
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

bool moment_word(const struct times *times, const int32_t *s, size_t at, size_t end, struct moment *ret)
{
    size_t length;
    const struct word *row = lexicon_at(times->words, s, at, end, &length);

    if (!row)
        return false;
    *ret = (struct moment){.span = {at, at + length},
                           .kind = times->later_text ? kind_a_year_later(row) : time_words[row->kind].kind,
                           .from = time_words[row->kind].from,
                           .to = time_words[row->kind].to};
    if (ret->kind == TIME_QUARTER)
        *ret = (struct moment){.span = ret->span,
                               .kind = times->quarter ? TIME_MONTHS : TIME_NOTHING,
                               .from = times->quarter - 3,
                               .to = times->quarter};
    if (is_meanwhile(s, at, row))
        ret->kind = TIME_NOTHING;
    return true;
}

bool moment_at(const struct times *times, const int32_t *s, size_t start, size_t at, size_t end, struct moment *ret)
{
    if (moment_digit(s, at) || s[at] == L'十')
        return moment_year(times, s, start, at, end, ret) || month_at(times, s, start, at, end, ret) ||
               moment_word(times, s, at, end, ret);
    return moment_word(times, s, at, end, ret);
}

struct period moment_period(struct ctx *ctx, const struct times *times, const struct text *text, const struct moment *m)
{
    struct period p = m->kind == TIME_YEAR ? times->whole : times->now;

    p.words = text_words(ctx, text, m->span.start, m->span.end);
    if (m->kind == TIME_OTHER)
        p.other = true;
    if (m->kind == TIME_NOW && times->title_to && m->span.end > m->span.start + 1 &&
        words_at(text->read, m->span.start, m->span.end, "年初")) /* of a quarter's report */
        p.to = times->year * 100 + times->title_to;
    if (m->kind != TIME_MONTHS)
        return p;
    p.named = !m->bare_day;
    p.from = m->from ? times->year * 100 + m->from : 0;
    p.to = times->year * 100 + m->to;
    p.day = m->day && m->day != month_last_day(p.to) ? m->day : 0;
    return p;
}

/* A time carries into the sentences behind it if it opens its own. */
bool moment_opens(const int32_t *s, size_t start, const struct moment *m)
{
    enum { NUMBER_MAX = 5 };
    static const char *const frames[] = {"方面", "来看", "上看"};
    size_t i = m->span.start;

    while (i > start && i + 8 > m->span.start && !rune_is_sentence_end(s[i - 1]) && !rune_is_clause_end(s[i - 1]))
        i--;
    if (i > start && s[i - 1] == ',' && words_end(s, start, i - 1, frames, sizeof frames / sizeof *frames))
        i = rune_behind(s, start, i - 1, L",;:。"); /* 在防控方面，上半年… */
    if (i > start + 2 && i <= start + NUMBER_MAX && s[i - 1] == ')' && s[start] == '(')
        return true;                                                        /* （五）2025年打算。 */
    return i == start || rune_is_sentence_end(s[i - 1]) || s[i - 1] == ':'; /* 交通局：截至11月底，… */
}
