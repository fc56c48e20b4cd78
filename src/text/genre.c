/* Evidence of a whole text, added up in points: titles tell most, a date beside a year less, words of the body least.
 */
#include "text/genre.h"

#include <stdlib.h>

#include "text/cues.h"
#include "text/runes.h"

enum {
    TITLE_PARAGRAPHS = 4, /* how many of the first paragraphs may be titles */
    TITLE_RUNES = 60,     /* and how long one may be */
    DATELINE = 160,       /* runes in which the date of a text may stand */
    JUDGED = 20000,       /* runes of the body that are counted */

    SURE = 6,   /* points of a telling title: 实施方案, 完成情况 */
    DATED = 4,  /* of a date */
    BODY = 4,   /* what the body may give at most */
    SILENT = 2, /* points of a text that says nothing of it: most report */
};

size_t genre_paragraph_end(const struct scan *scan, size_t start)
{
    size_t end = start;

    while (end < scan->count && scan->s[end] != '\n')
        end++;
    return end;
}

int genre_year_in(const struct scan *scan, size_t start, size_t end)
{
    for (size_t i = start; i + 4 <= end; i++) {
        const int32_t *s = scan->s + i;

        if (s[0] == '2' && s[1] == '0' && rune_is_digit(s[2]) && rune_is_digit(s[3]) &&
            (i == start || !rune_is_digit(s[-1])) && (i + 4 == end || !rune_is_digit(s[4])))
            return 2000 + (s[2] - '0') * 10 + (s[3] - '0');
    }
    return 0;
}

/* 江北发布 2026年1月5日: an account's name. */
static bool is_account(const struct scan *scan, size_t at, size_t end)
{
    if (!scan_word_at(scan, at, end, "发布"))
        return false;
    at += 2;
    return at >= end || scan->s[at] == ' ' || rune_is_digit(scan->s[at]);
}

static int title_points(const struct word *row)
{
    int sure = row->note ? SURE / 2 : SURE;

    return row->kind == CUE_ACTUAL ? sure : row->kind == CUE_TARGET ? -sure : 0;
}

/* A report word outweighs a plan word (“实施方案完成情况”), a sure one the others. */
static int judge_titles(const struct scan *scan, const struct lexicon *titles, int *ret_year)
{
    int points = 0;
    size_t start = 0;

    for (int i = 0; i < TITLE_PARAGRAPHS && start < scan->count; i++) {
        size_t end = genre_paragraph_end(scan, start);
        bool title = end - start <= TITLE_RUNES;
        bool sentence = scan_word_in(scan, start, end, "。");

        for (size_t at = title ? start : end; at < end; at++) {
            const struct word *row = lexicon_at(titles, scan->s, at, end, NULL);
            int here = row && !is_account(scan, at, end) ? title_points(row) : 0;

            if (here > 0 ? here >= abs(points) : !sentence && here < 0 && -here > abs(points))
                points = here;
        }
        if (*ret_year == 0 && title)
            *ret_year = genre_year_in(scan, start, end);
        start = end + 1;
    }
    return points;
}

/* A text on 2025年 that is dated January 2026 reports, one dated January 2025 promises; December looks back anyway. */
static int judge_dates(const struct scan *scan, int spoken)
{
    size_t end = scan->count < DATELINE ? scan->count : DATELINE;
    size_t title = genre_paragraph_end(scan, 0);
    bool named = title <= TITLE_RUNES && genre_year_in(scan, 0, title) != 0;

    for (size_t i = title; i + 7 < end; i++) {
        int year = scan->s[i] == '2' ? genre_year_in(scan, i, i + 4) : 0;
        int month;

        if (year == 0 || (scan->s[i + 4] != '-' && scan->s[i + 4] != L'年') || !rune_is_digit(scan->s[i + 5]))
            continue;
        month = scan->s[i + 5] - '0';
        if (rune_is_digit(scan->s[i + 6]))
            month = month * 10 + scan->s[i + 6] - '0';
        if (!named)
            return month == 12 ? DATED / 2 : 0;
        if (year == spoken && month <= 3)
            return -DATED;
        return year > spoken || month >= 10 ? DATED : 0;
    }
    return 0;
}

/* Which cues are more. Ten of a kind are surer than one. */
static int judge_body(const struct scan *scan, const struct lexicon *cues)
{
    enum { DOUBT = 6 };
    int points = 0, found = 0;

    for (size_t i = 0, length; i < scan->count && i < JUDGED; i += length) {
        const struct word *row = lexicon_at(cues, scan->s, i, scan->count, &length);
        int weight = row ? cue_weight((enum cue)row->kind) : 0;

        if (!row)
            length = 1;
        points += weight;
        found += abs(weight);
    }
    return 2 * BODY * points / (found + DOUBT);
}

static int clamp(int points, int most)
{
    return points > most ? most : points < -most ? -most : points;
}

struct genre genre_of(const struct scan *scan, const struct lexicon *cues, const struct lexicon *titles)
{
    struct genre genre = {0};
    int title = judge_titles(scan, titles, &genre.year);

    genre.points = title == 0 ? SILENT : title;
    if (abs(title) < SURE)
        genre.points += judge_dates(scan, genre.year);
    genre.points += clamp(judge_body(scan, cues), BODY);
    return genre;
}
