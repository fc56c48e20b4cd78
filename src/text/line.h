/* Lines of a text as they stand in the file: how wide, how punctuated, and what shows that one is a row of a table. */
#ifndef TEXT_LINE_H
#define TEXT_LINE_H

#include "base/utf8.h"
#include "text/figure.h"
#include "text/runes.h"

enum { COLUMN_MAX = 130 }; /* a line wider than this was not broken by a typesetter */

struct line {
    uint32_t start, end; /* in raw, blanks at both ends left out */
    uint32_t open;       /* where the line itself begins */
    uint16_t width;      /* in columns */
    uint8_t indent;      /* columns of blanks before it */
    uint8_t words;       /* told apart by blanks */
    bool row;            /* a table row: tabs, bars or wide gaps */
    bool tabs;           /* its cells end with tabs: a blank is no border */
    bool spaced;         /* its cells are told apart by single blanks: “1 新建学校 所 4 5 125%” */
    uint8_t gaps;        /* of two blanks and more */
    bool wide_gaps;      /* they tell its cells apart, */
    bool aligned;        /* some of which are empty: each stands below the head of its column */
    bool goes_on;        /* the last cell of the row above does, below where it began */
    bool punctuated;     /* holds a comma or a full stop */
    bool closed;         /* ends a sentence */
    bool bracketed;      /* 🏫【一、上好学】: a heading, whatever the line behind it */
    bool plain;          /* holds plain characters alone (runs.h) */
};

/* What a line holds, told apart by blanks. */
struct line_words {
    size_t words, numbers, side_by_side; /* of the numbers: how many stand right behind another */
};

static inline bool line_is_blank(int32_t c)
{
    if ((c > ' ' && c < 0x80) || (c > 0x3000 && c < 0xFE00) || c > 0xFEFF) /* nearly all */
        return false;
    return rune_is_blank(c) || rune_is_nothing(c);
}

/* A bar between cells, also a drawn one. */
static inline bool line_is_bar(int32_t c)
{
    return c == '|' || c == 0x2502 || c == 0x2503 || c == 0xFF5C;
}

/* Reads the raw line text->raw[start..end); false if it is empty, or the border of a table. */
bool line_take(const struct text *text, size_t start, size_t end, struct line *ret);

struct line_words line_count_words(const struct text *text, const struct line *line);

/* Whether the blanks raw[from..to) stand between the two characters of one word (“单　位”), or between a number and its
 * bound (“100 以上”) in a row of single blanks. */
bool line_inside_word(const struct text *text, const struct line *line, size_t from, size_t to);

#endif
