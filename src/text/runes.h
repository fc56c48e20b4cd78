/* Single characters of a Chinese text: which are blanks, digits, numerals, punctuation, and what full-width and
 * compatibility forms fold to. */
#ifndef TEXT_RUNES_H
#define TEXT_RUNES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

#include "text/simplified.h"

/* Nearly every character of a Chinese text: it folds to itself or to its simplified form, is wide, and is neither blank
 * nor mark (but perhaps a numeral). Asked first, so that the rest is asked of few. */
static inline bool rune_is_plain_han(int32_t c)
{
    return c >= 0x4E00 && c <= 0x9FFF;
}

int32_t rune_fold_rare(int32_t c);
bool rune_is_wide_rare(int32_t c);

/* The plain form of one character: simplified for traditional Han, ASCII for full-width forms, one dash, one wave,
 * ideographs for radicals. */
static inline int32_t rune_fold(int32_t c)
{
    if (rune_is_plain_han(c))
        return simplified[c - SIMPLIFIED_FIRST];
    if (c < 0x2000)
        return c;
    return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : rune_fold_rare(c);
}

/* LF, CR, form feed, U+2028 … */
static inline bool rune_is_line_end(int32_t c)
{
    return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Zero-width: reads as if it were not there. */
static inline bool rune_is_nothing(int32_t c)
{
    return (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || c == 0xAD || (c >= 0xFE00 && c <= 0xFE0F);
}

/* 0-9, folded */
static inline bool rune_is_digit(int32_t c)
{
    return c >= '0' && c <= '9';
}

/* a-z A-Z, folded */
static inline bool rune_is_latin(int32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool rune_is_han(int32_t c)
{
    return rune_is_plain_han(c) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007 || (c >= 0x20000 && c <= 0x3FFFF);
}

/* →, ➡, ➔ or ⇒ */
static inline bool rune_is_arrow(int32_t c)
{
    return c == 0x2192 || c == 0x27A1 || c == 0x2794 || c == 0x21D2;
}

/* Two columns: Chinese characters and punctuation. */
static inline bool rune_is_wide(int32_t c)
{
    return (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xFF00 && c <= 0xFF60) || (c >= 0x1100 && rune_is_wide_rare(c));
}

/* The place of the first `c` in s[at..end), or `end`. */
static inline size_t rune_find(const int32_t *s, size_t at, size_t end, int32_t c)
{
    const int32_t *found = at < end ? wmemchr(s + at, c, end - at) : NULL;

    return found ? (size_t)(found - s) : end;
}

/* 。！？ line end, cell end */
static inline bool rune_is_sentence_end(int32_t c)
{
    return c == 0x3002 || c == '!' || c == '?' || c == '\n' || c == '\t';
}

/* those and ，；：、 and brackets */
static inline bool rune_is_clause_end(int32_t c)
{
    return !rune_is_plain_han(c) && (rune_is_sentence_end(c) || c == ',' || c == ';' || c == ':' || c == 0x3001 ||
                                     c == '(' || c == ')' || c == '|');
}

enum { RUNE_PART_MAX = 3000 }; /* a part of a sentence is not longer: keeps the work linear in any text */

/* Behind the last of the marks (of those that end a clause) in s[start..at), or `start`: where the part of a sentence
 * begins. */
static inline size_t rune_behind(const int32_t *s, size_t start, size_t at, const wchar_t *marks)
{
    if (start + RUNE_PART_MAX < at)
        start = at - RUNE_PART_MAX;
    while (at > start && !(rune_is_clause_end(s[at - 1]) && wcschr(marks, s[at - 1])))
        at--;
    return at;
}

bool rune_is_closer(int32_t c); /* ” ） 》 … */

/* The place of the first Arabic digit in s[at..end), or `end`; `at` if it is not before `end`. */
static inline size_t rune_find_digit(const int32_t *s, size_t at, size_t end)
{
    while (at < end && !rune_is_digit(s[at]))
        at++;
    return at;
}

static inline bool rune_has_digit(const int32_t *s, size_t at, size_t end)
{
    return rune_find_digit(s, at, end) < end;
}

static inline bool rune_has_han(const int32_t *s, size_t at, size_t end)
{
    while (at < end && !rune_is_han(s[at]))
        at++;
    return at < end;
}

/* Whether s[i] stands between two digits of s[start..end), as the comma and the point of 2,600.5 do. */
static inline bool rune_is_between_digits(const int32_t *s, size_t i, size_t start, size_t end)
{
    return i > start && i + 1 < end && rune_is_digit(s[i - 1]) && rune_is_digit(s[i + 1]);
}

/* The Chinese numerals, each at the place that its own bits give (RUNE_NUMERAL_PLACE), where no other stands. */
struct rune_numeral {
    int32_t rune;
    int8_t digit, power;
};

enum { RUNE_NUMERALS = 128 };
extern const struct rune_numeral rune_numerals[RUNE_NUMERALS];

#define RUNE_NUMERAL_PLACE(c) (((c) ^ (c) >> 8) & (RUNE_NUMERALS - 1))

/* The value of 零 〇 一 … 九 两; -1 for all else. */
static inline int rune_numeral_digit(int32_t c)
{
    const struct rune_numeral *n = &rune_numerals[RUNE_NUMERAL_PLACE(c)];

    return n->rune == c ? n->digit : -1;
}

/* The power of ten of 十 百 千 万 亿 (1 2 3 4 8); 0 for all else. */
static inline int rune_numeral_power(int32_t c)
{
    const struct rune_numeral *n = &rune_numerals[RUNE_NUMERAL_PLACE(c)];

    return n->rune == c ? n->power : 0;
}

/* A digit of either kind, or a power of ten. */
static inline bool rune_is_numeral(int32_t c)
{
    return rune_is_digit(c) || rune_numerals[RUNE_NUMERAL_PLACE(c)].rune == c;
}

#endif
