/* Where a text names times, and which: what claim_era.c and claim_time.c share. */
#ifndef DOMAIN_CLAIM_MOMENT_H
#define DOMAIN_CLAIM_MOMENT_H

#include "base/vec.h"
#include "domain/claim_time.h"
#include "domain/claim_words.h"

enum time_kind {
    TIME_NOW,     /* 截至目前, 今年 */
    TIME_YEAR,    /* 全年, 年底: all of it, also in a report up to a month; of its own clause */
    TIME_MONTHS,  /* months a to b of the year */
    TIME_QUARTER, /* 季度内: the one that the text names first */
    TIME_OTHER,   /* 去年 */
    TIME_NOTHING, /* 近年来: says nothing */
};

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
    int title_to;             /* the month in which the quarter or month ends of which the title is; 0: none */
    int quarter;              /* the month in which the quarter ends that the text names first; 0: none */
    VEC(struct section) sections;
};

struct moment {
    struct span span;
    enum time_kind kind;
    int from, to, day;
    bool bare_day; /* 12月3日 without 截至: when something happened */
    bool later;    /* a year after ours */
};

/* The words of times, for struct times. */
const struct lexicon *moment_words(struct arena *mem);

/* A digit, Arabic or Chinese, at s[at]; two or four of them, whose value is returned and behind which *at moves, -1 if
 * there are none. */
bool moment_digit(const int32_t *s, size_t at);
int moment_number(const int32_t *s, size_t end, size_t *at);

/* The moment that begins at s[at], in words from s[start] on: any, a year, one of the words. */
bool moment_at(const struct times *times, const int32_t *s, size_t start, size_t at, size_t end, struct moment *ret);
bool moment_year(const struct times *times, const int32_t *s, size_t start, size_t at, size_t end, struct moment *ret);
bool moment_word(const struct times *times, const int32_t *s, size_t at, size_t end, struct moment *ret);

/* The period that it means, in ctx->mem. */
struct period moment_period(struct ctx *ctx, const struct times *times, const struct text *text,
                            const struct moment *m);

/* A time carries into the sentences behind it if it opens its own. */
bool moment_opens(const int32_t *s, size_t start, const struct moment *m);

#endif
