/* Numbers, dates and months as pages write them: a comma each three digits, a true minus (U+2212), a narrow no-break
 * space before %, exact decimals from int64 scaled by the unit's `places`. Everything returned lives in `mem`. */
#ifndef WEB_SAY_NUMBER_H
#define WEB_SAY_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "format/template.h"

/* Without zeros at the end: 146200 with 3 places is "146.2", 24816 with 0 is "24,816", -92 is "−92". */
const char *say_exact(struct arena *mem, int64_t value, int places);
/* With `digits` after the point, for a column: (146200, 3, 1) is "146.2", (5200, 3, 3) "5.200". `digits` is at most
 * `places` and at least what the value needs: see say_digits. */
const char *say_fixed(struct arena *mem, int64_t value, int places, int digits);
/* The digits after the point that a value needs: 146200 with 3 places needs 1. */
int say_digits(int64_t value, int places);
/* With its sign: "+612", "−92", "0". */
const char *say_signed(struct arena *mem, int64_t value, int places);

/* As people say it, with the unit and at most three digits that count, cut off and never rounded up: 24816 户 is "2.48
 * 万户" (*ret_exact false), 1060000 平方米 "106 万平方米" (true). Below 10,000, and in English below a million ("1.06
 * million m²"), "": nothing shorter is said. */
const char *say_short(struct arena *mem, enum language language, int64_t value, int places, const char *unit,
                      bool *ret_exact);

/* "124.1 %" from tenths of a percent. */
const char *say_percent(struct arena *mem, int64_t tenths);
/* a of b in percent, one decimal, half up; but never "100 %" for less than all and never "0 %" for more than none: then
 * it is cut (99.9 %) or written "< 0.1 %". b > 0. */
const char *say_percent_of(struct arena *mem, int64_t a, int64_t b);

/* Small whole numbers in words: 十二, "twelve"; above ninety-nine digits. For titles. */
const char *say_word(struct arena *mem, enum language language, int number);

/* 2024-12-25 for tables; "2024 年 12 月 25 日", "25 December 2024" in sentences; day 0 is "". */
const char *say_day(struct arena *mem, int day);
const char *say_day_words(struct arena *mem, enum language language, int day);
/* A time of the store, 2024-12-25T10:00:00Z, as 2024-12-25 18:00, the time in China; anything else as it is. */
const char *say_time(struct arena *mem, const char *utc);
/* yyyymm: "12 月", "December"; "2024 年 12 月", "December 2024"; 2024-12 for addresses. */
const char *say_month(struct arena *mem, enum language language, int month);
const char *say_month_year(struct arena *mem, enum language language, int month);
const char *say_month_code(struct arena *mem, int month);

#endif
