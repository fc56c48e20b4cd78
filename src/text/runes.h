/* Single characters of a Chinese text: which are blanks, digits, numerals, punctuation, and what full-width and
 * compatibility forms fold to. */
#ifndef TEXT_RUNES_H
#define TEXT_RUNES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The plain form of one character: ASCII for full-width forms, one dash, one wave, ideographs for radicals. */
int32_t rune_fold(int32_t c);

bool rune_is_line_end(int32_t c); /* LF, CR, form feed, U+2028 … */
bool rune_is_nothing(int32_t c);  /* zero-width: reads as if it were not there */
bool rune_is_digit(int32_t c);    /* 0-9, folded */
bool rune_is_latin(int32_t c);    /* a-z A-Z, folded */
bool rune_is_han(int32_t c);
bool rune_is_wide(int32_t c);         /* two columns: Chinese characters and punctuation */
bool rune_is_sentence_end(int32_t c); /* 。！？ line end, cell end */
bool rune_is_clause_end(int32_t c);   /* those and ，；：、 and brackets */
bool rune_is_closer(int32_t c);       /* ” ） 》 … */

/* The value of 零 〇 一 … 九 两; -1 for all else. */
int rune_numeral_digit(int32_t c);
/* The power of ten of 十 百 千 万 亿 (1 2 3 4 8); 0 for all else. */
int rune_numeral_power(int32_t c);

#endif
