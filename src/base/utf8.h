/* Text as code points. Everything inside duixian is UTF-8; offsets shown to people are code points. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* What utf8_next does for the rarer forms; nobody else calls it. */
int32_t utf8_next_rare(const char *s, size_t length, size_t *ret_bytes);

/* Decodes one code point at `s` (at most `length` bytes, at least 1); sets its length in bytes.
 * Returns -1 for anything that is not well-formed UTF-8 (Unicode 15, table 3-7), with *ret_bytes 1. */
static inline int32_t utf8_next(const char *s, size_t length, size_t *ret_bytes)
{
    const unsigned char *u = (const unsigned char *)s;

    if (u[0] < 0x80) {
        *ret_bytes = 1;
        return u[0];
    }
    /* Most Han; E0 and ED begin forms that are not allowed as well. */
    if (length >= 3 && u[0] > 0xE0 && u[0] < 0xF0 && u[0] != 0xED && (u[1] & 0xC0) == 0x80 && (u[2] & 0xC0) == 0x80) {
        *ret_bytes = 3;
        return (u[0] & 0xF) << 12 | (u[1] & 0x3F) << 6 | (u[2] & 0x3F);
    }
    return utf8_next_rare(s, length, ret_bytes);
}

enum { UTF8_MAX = 4 }; /* bytes of a code point */

/* Writes a code point at `to`, where UTF8_MAX bytes are free; returns the place behind it. */
static inline char *utf8_put(int32_t c, char *to)
{
    uint32_t u = (uint32_t)c;

    if (u >= 0x800 && u < 0x10000) { /* most Han */
        *to++ = (char)(0xE0 | u >> 12);
        *to++ = (char)(0x80 | (u >> 6 & 0x3F));
    } else if (u < 0x80) {
        *to++ = (char)u;
        return to;
    } else if (u < 0x800) {
        *to++ = (char)(0xC0 | u >> 6);
    } else {
        *to++ = (char)(0xF0 | u >> 18);
        *to++ = (char)(0x80 | (u >> 12 & 0x3F));
        *to++ = (char)(0x80 | (u >> 6 & 0x3F));
    }
    *to++ = (char)(0x80 | (u & 0x3F));
    return to;
}

/* Index of the first byte that is not part of a well-formed sequence; `length` if all is well. */
size_t utf8_valid(const char *s, size_t length);

/* Code points in a well-formed string. */
size_t utf8_count(const char *s, size_t length);

/* NFKC with surrounding blanks (also U+3000, tab, apostrophe left by Excel in front, U+FEFF) removed: for comparing
 * headers, names and codes, never for text whose offsets matter. Malformed input is copied as it is. */
char *utf8_nfkc_trim(struct arena *arena, const char *s);

/* True for the blanks of Chinese office files: space, tab, CR, LF, U+00A0, U+3000, U+2000-200B, U+FEFF. */
static inline bool rune_is_blank(int32_t c)
{
    if (c < 0x80)
        return c == ' ' || (c >= '\t' && c <= '\r');
    return c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B) || c == 0xFEFF || c == 0x85 || c == 0x2028 ||
           c == 0x2029;
}

/* Columns that a terminal gives to the string (East Asian wide = 2). */
size_t utf8_width(const char *s);

#endif
