/* Text as code points. Everything inside duixian is UTF-8; offsets shown to people are code points. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* Decodes one code point at `s` (at most `length` bytes, at least 1); sets its length in bytes.
 * Returns -1 for anything that is not well-formed UTF-8 (Unicode 15, table 3-7), with *ret_bytes 1. */
int32_t utf8_next(const char *s, size_t length, size_t *ret_bytes);

/* Index of the first byte that is not part of a well-formed sequence; `length` if all is well. */
size_t utf8_valid(const char *s, size_t length);

/* Code points in a well-formed string. */
size_t utf8_count(const char *s, size_t length);

/* NFKC with surrounding blanks (also U+3000, tab, apostrophe left by Excel in front, U+FEFF) removed: for comparing
 * headers, names and codes, never for text whose offsets matter. Malformed input is copied as it is. */
char *utf8_nfkc_trim(struct arena *arena, const char *s);

/* True for the blanks of Chinese office files: space, tab, CR, LF, U+00A0, U+3000, U+2000-200B, U+FEFF. */
bool rune_is_blank(int32_t c);

/* Columns that a terminal gives to the string (East Asian wide = 2). */
size_t utf8_width(const char *s);

#endif
