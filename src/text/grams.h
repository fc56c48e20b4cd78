/* What stands around a figure, as short runs of characters (grams): what opinion.c has weights for. */
#ifndef TEXT_GRAMS_H
#define TEXT_GRAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/scan.h"

/* Where a gram stands. The letters are those of opinion.tsv. */
enum gram {
    GRAM_BEFORE = 'b',    /* ends right before the figure: 1 to 4 characters */
    GRAM_BEHIND = 'f',    /* begins right behind it: 1 to 4 */
    GRAM_CLAUSE = 'c',    /* in its clause before it: 2 or 3 */
    GRAM_REST = 'r',      /* in its clause behind it: 2 or 3 */
    GRAM_LAST = 'l',      /* before that clause: 2 or 3 */
    GRAM_NEXT = 'x',      /* behind it */
    GRAM_PARAGRAPH = 'p', /* in what its paragraph begins with: 2 or 3 */
    GRAM_HEADING = 'h',   /* in the last short line above: 2 or 3, ^ and $ for its ends */
    GRAM_TITLE = 'e',     /* in the first line of the text, ^ for its start: 2 or 3 */
    GRAM_UNIT = 'u',      /* the figure ends with it: 1 or 2 */
    GRAM_NUMBER = 'n', /* how many digits the number has but for zeros at its end, '.' behind that if it has a point */
    GRAM_TEXT = 't',   /* a word of all texts, and 0 to 3: never to often in this one */
};

enum {
    GRAM_LONGEST = 8,      /* characters */
    GRAMS_OF_TEXT = 16000, /* characters of a text that are heard: a piece of 64 KiB has more (pieces.c) */
};

/* Takes a gram. Any number stands in it as one '0'. */
typedef void grams_taker(void *arg, enum gram kind, const int32_t *gram, size_t length);

/* Of s[start..end), a figure in its paragraph. */
void grams_of_figure(const int32_t *s, struct span paragraph, size_t start, size_t end, grams_taker *take, void *arg);

/* The next paragraph. *line is the one before it, if that is a short line and no sentence, and becomes this one in the
 * same way; empty at first, and empty paragraphs leave it. True if it was: then *ret is the heading of this paragraph
 * and those behind it. */
bool grams_above(struct span *line, const int32_t *s, struct span paragraph, struct span *ret);
void grams_of_heading(const int32_t *s, struct span heading, grams_taker *take, void *arg);

/* Of a text as a whole. */
void grams_of_text(const int32_t *s, size_t count, grams_taker *take, void *arg);

/* What a gram is looked up by; never 0. */
static inline uint32_t gram_hash(enum gram kind, const int32_t *gram, size_t length)
{
    uint32_t hash = 2166136261U ^ (uint32_t)kind; /* FNV-1a, by characters */

    for (size_t i = 0; i < length; i++)
        hash = (hash * 16777619U) ^ (uint32_t)gram[i];
    hash ^= hash >> 15;
    hash *= 2246822519U;
    hash ^= hash >> 13;
    return hash ? hash : 1;
}

/* Where a hash stands in a table of `places`, of which some are 0, or where it would be put. */
static inline size_t gram_place(const uint32_t *hashes, size_t places, uint32_t hash)
{
    size_t i = hash % places;

    while (hashes[i] && hashes[i] != hash)
        i = (i + 1) % places;
    return i;
}

#endif
