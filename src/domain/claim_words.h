/* The words by which an article names an indicator, found in a window of the reading. A pattern of the pack is one or
 * more pieces in order. A value plays no part here (DESIGN decision 10). */
#ifndef DOMAIN_CLAIM_WORDS_H
#define DOMAIN_CLAIM_WORDS_H

#include "domain/claim.h"
#include "text/lexicon.h"
#include "text/scan.h"

enum { PIECES_MAX = 8, MATCHES_MAX = 16 };

/* One way of reading the window as an indicator. */
struct match {
    const struct indicator *indicator;
    struct span piece[PIECES_MAX];
    size_t pieces, before; /* so many of them stand before the number */
    size_t length;         /* characters of all pieces: the more, the more specific */
    bool foreign;          /* something else stands between words and number */
};

struct matches {
    struct match at[MATCHES_MAX]; /* at most one an indicator */
    size_t count;
    const struct indicator *second; /* the most specific of those that do not remain; NULL: none */
    size_t second_length;
};

struct claim_words;

/* Keeps all but `ctx`. `light`: of claim_light.h. */
struct claim_words *claim_words_new(struct ctx *ctx, const struct programme *programme, const struct lexicon *places,
                                    const struct lexicon *light);

/* The text as articles are read: full-width signs made half, blanks left out. In the arena. */
const int32_t *claim_words_fold(struct arena *mem, const char *text, size_t *ret_count);

/* Which units are meant: all, or those that a text may state as `unit`. */
typedef bool unit_filter(const struct indicator *indicator, const char *unit);

/* Every indicator of the unit whose words stand in the window around the number (empty and at the window's end where
 * only the words are asked for). `clause` begins the clause of the number. Of those whose words nothing else
 * parts from the number the most specific remain; if there is none, those with `foreign` do. A word inside a longer
 * one of another indicator does not count. */
void claim_words_match(const struct claim_words *words, const int32_t *s, struct span window, struct span number,
                       size_t clause, unit_filter *filter, const char *unit, struct matches *ret);

/* True if one of the indicator's own words stands in the span. */
bool claim_words_name(const struct claim_words *words, const int32_t *s, struct span span,
                      const struct indicator *indicator, struct span *ret);

/* True if one of the indicator's words holds what the span says. */
bool claim_words_own(const struct claim_words *words, const int32_t *s, struct span span,
                     const struct indicator *indicator);

/* True if the span says nothing of what is counted: no words but those that fit any indicator, and (where one is
 * given) the words of this indicator. */
bool claim_words_bare(const struct claim_words *words, const int32_t *s, struct span span,
                      const struct indicator *indicator);

/* What a span is made of, in characters. */
struct made_of {
    size_t foreign; /* neither names of places, words that fit any indicator, the item's, nor own */
    size_t own;     /* words of this indicator, or parts of them, that would not fit any other */
    size_t either;  /* the same, and those that would */
};
struct made_of claim_words_made_of(const struct claim_words *words, const int32_t *s, struct span span,
                                   const struct indicator *indicator);

/* How many characters from the end of one of its words, where that is one piece, stand in the span (“学校办学条件”). */
size_t claim_words_tail(const struct claim_words *words, const int32_t *s, struct span span,
                        const struct indicator *indicator);

/* The item whose words, or those of one of its indicators, the span has last; NULL if it has none. */
const struct item *claim_words_item(const struct claim_words *words, const int32_t *s, struct span span);
/* The same, or NULL if it has those of more than one. */
const struct item *claim_words_only_item(const struct claim_words *words, const int32_t *s, struct span span);
/* The one item of whose words, or parts of them, a heading is made and of nothing else (“两癌筛查”); NULL if there is
 * none or more than one. */
const struct item *claim_words_item_of(const struct claim_words *words, const int32_t *s, struct span span);

/* True if a row of choices of the indicator's ledger stands in the span and its name does not hold them: the figure
 * counts a part (直流, 未通过). `*ret_word` is the choice. */
bool claim_words_part(const struct claim_words *words, const int32_t *s, struct span span,
                      const struct indicator *indicator, const char **ret_word);

/* 新增充电桩: of what there was before it says nothing. */
bool claim_counts_new(const struct indicator *indicator);

/* The literal's place in the span, or its end. */
size_t find_words(const int32_t *s, struct span span, const char *literal);
/* Does one of the literals stand in the span? */
bool words_any(const int32_t *s, struct span span, const char *const *literals, size_t count);
/* Does the literal stand at s[at..end)? Returns its length or 0. */
size_t words_at(const int32_t *s, size_t at, size_t end, const char *literal);
/* How long the connective of a list (、 和 及 与 以及) at s[at] is, which ends by `end`; 0: none stands there. */
size_t words_connective(const int32_t *s, size_t at, size_t end);

/* Whether one of the words stands at s[at], or ends there and begins at s[start] or behind it. */
bool words_stand(const int32_t *s, size_t at, size_t end, const char *const *words, size_t count);
bool words_end(const int32_t *s, size_t start, size_t at, const char *const *words, size_t count);

#endif
