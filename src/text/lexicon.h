/* Tables of words made ready for a text: the longest row that stands at a place, or that ends there. */
#ifndef TEXT_LEXICON_H
#define TEXT_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* One row of a table. `kind` is the table's own enum; `note` its own text (NULL if it has none). */
struct word {
    const char *text; /* UTF-8, folded as struct text.read is */
    int kind;
    const char *note;
};

struct lexicon;

/* Lives in the arena; borrows the rows. */
struct lexicon *lexicon_new(struct arena *arena, const struct word *rows, size_t count);

/* The longest row that begins at s[at] and ends by `end`; NULL if there is none. `*ret_length` may be NULL. */
const struct word *lexicon_at(const struct lexicon *lexicon, const int32_t *s, size_t at, size_t end,
                              size_t *ret_length);

/* The longest row that ends just before s[at] and begins at `start` or later. */
const struct word *lexicon_before(const struct lexicon *lexicon, const int32_t *s, size_t start, size_t at,
                                  size_t *ret_length);

/* The first row found anywhere in s[start..end); NULL if there is none. */
const struct word *lexicon_in(const struct lexicon *lexicon, const int32_t *s, size_t start, size_t end);

#endif
