/* One number as it is written: Arabic or Chinese digits, with the multipliers 十 百 千 万 亿 behind them. */
#ifndef TEXT_NUMERAL_H
#define TEXT_NUMERAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/decimal.h"

struct numeral {
    size_t start, end; /* in the reading; 余 inside (“二十余万”) included */
    struct decimal value;
    struct decimal step; /* the worth of the last written digit */
    int power;           /* of the 万 or 亿 that multiply the whole: what a list may share; else 0 */
    size_t digits;       /* written Arabic or Chinese digits */
    bool arabic;
    bool percent;         /* 百分之…: the unit is % */
    bool fraction;        /* 三分之一: no decimal can hold it */
    bool more, about;     /* 余 多 / 来 stood inside */
    bool bare_multiplier; /* 百项: a multiplier without a digit */
    bool digit_row;       /* 二〇二四: digits one by one */
    bool vague;           /* 七八十 */
    bool too_long;        /* more than int64 holds */
};

/* Reads the number that begins at s[at]; returns false if none does. Takes time linear in its length. */
bool numeral_read(const int32_t *s, size_t at, size_t end, struct numeral *ret);

#endif
