/* Tables of words made ready for a text: the longest row that stands at a place, or that ends there. */
#ifndef TEXT_LEXICON_H
#define TEXT_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

/* One row of a table. `kind` is the table's own enum; `note` its own text (NULL if it has none). */
struct word {
    const char *text; /* UTF-8, folded as struct text.read is */
    int kind;
    const char *note;
};

/* Rows of one kind and note: their texts, blanks between them. */
struct words {
    int kind;
    const char *note;
    const char *texts;
};

/* Whether a word is this literal, which is not empty. Asked so often, and nearly always in vain, that two bytes are
 * compared before anything is called. */
static inline bool word_is(const char *word, const char *literal)
{
    return word[0] && word[0] == literal[0] && word[1] == literal[1] && strcmp(word, literal) == 0;
}

/* A set of characters that may say yes to one it does not hold (its low bits are those of another), never no to one it
 * does: nearly every character of a text is told in three instructions to begin no word of a table. */
struct rune_filter {
    uint64_t bits[64];
};

static inline bool rune_filter_may_hold(const struct rune_filter *filter, int32_t c)
{
    return filter->bits[(uint32_t)c >> 6 & 63] >> ((uint32_t)c & 63) & 1;
}

static inline void rune_filter_add(struct rune_filter *filter, int32_t c)
{
    filter->bits[(uint32_t)c >> 6 & 63] |= (uint64_t)1 << ((uint32_t)c & 63);
}

/* What the rows begin or end with: the outer character, it and the one beside it, and the only one of rows of one. */
struct lexicon_ends {
    struct rune_filter outer, pairs, alone;
};

/* The pair as one character of a filter. */
static inline int32_t lexicon_pair(int32_t outer, int32_t inner)
{
    return (int32_t)((uint32_t)outer * 37 ^ (uint32_t)inner);
}

/* Only lexicon.c looks at what is behind the filters. */
struct lexicon {
    struct lexicon_ends first, last;
    struct lexicon_entry **by_start, **by_end;
    uint32_t mask;
};

/* Lives in the arena; borrows the rows. */
struct lexicon *lexicon_new(struct arena *arena, const struct word *rows, size_t count);

/* The same of rows that stand together by kind. */
struct lexicon *lexicon_of_words(struct arena *arena, const struct words *words, size_t count);

/* Adds `mark` to of[c] for each character c below `count` with which a row begins. */
void lexicon_mark_firsts(const struct lexicon *lexicon, uint8_t *of, size_t count, uint8_t mark);

/* lexicon_at and lexicon_before where the filter says that a row may be there. */
const struct word *lexicon_find_at(const struct lexicon *lexicon, const int32_t *s, size_t at, size_t end,
                                   size_t *ret_length);
const struct word *lexicon_find_before(const struct lexicon *lexicon, const int32_t *s, size_t start, size_t at,
                                       size_t *ret_length);

/* The longest row that begins at s[at] and ends by `end`; NULL if there is none. `*ret_length` may be NULL. */
static inline const struct word *lexicon_at(const struct lexicon *lexicon, const int32_t *s, size_t at, size_t end,
                                            size_t *ret_length)
{
    const struct lexicon_ends *ends = &lexicon->first;

    return at < end && rune_filter_may_hold(&ends->outer, s[at]) &&
                   ((at + 1 < end && rune_filter_may_hold(&ends->pairs, lexicon_pair(s[at], s[at + 1]))) ||
                    rune_filter_may_hold(&ends->alone, s[at]))
               ? lexicon_find_at(lexicon, s, at, end, ret_length)
               : NULL;
}

/* The longest row that ends just before s[at] and begins at `start` or later. */
static inline const struct word *lexicon_before(const struct lexicon *lexicon, const int32_t *s, size_t start,
                                                size_t at, size_t *ret_length)
{
    const struct lexicon_ends *ends = &lexicon->last;

    return at > start && rune_filter_may_hold(&ends->outer, s[at - 1]) &&
                   ((at - 1 > start && rune_filter_may_hold(&ends->pairs, lexicon_pair(s[at - 1], s[at - 2]))) ||
                    rune_filter_may_hold(&ends->alone, s[at - 1]))
               ? lexicon_find_before(lexicon, s, start, at, ret_length)
               : NULL;
}

/* The first row found anywhere in s[start..end); NULL if there is none. */
const struct word *lexicon_in(const struct lexicon *lexicon, const int32_t *s, size_t start, size_t end);

#endif
