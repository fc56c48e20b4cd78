/* See say_number.h. Whole numbers throughout: a value is cut into digits, never divided into a double. */
#include "web/say_number.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/decimal.h"

#define MINUS        "\u2212"
#define NARROW_SPACE "\u202F"

static uint64_t magnitude(int64_t value)
{
    return value < 0 ? -(uint64_t)value : (uint64_t)value;
}

/* 24816 as 24,816. */
static void add_grouped(struct buf *out, uint64_t number)
{
    char digits[24];
    int count = snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    for (int i = 0; i < count; i++) {
        if (i && (count - i) % 3 == 0)
            buf_char(out, ',');
        buf_char(out, digits[i]);
    }
}

int say_digits(int64_t value, int places)
{
    int digits = places;
    uint64_t rest = magnitude(value);
    while (digits > 0 && rest % 10 == 0) {
        rest /= 10;
        digits--;
    }
    return digits;
}

static void add_decimal(struct buf *out, int64_t value, int places, int digits)
{
    uint64_t scale = (uint64_t)decimal_power(places), number = magnitude(value);
    add_grouped(out, number / scale);
    if (digits > 0)
        buf_printf(out, ".%0*llu", digits,
                   (unsigned long long)(number % scale / (uint64_t)decimal_power(places - digits)));
}

const char *say_fixed(struct arena *mem, int64_t value, int places, int digits)
{
    AUTO_BUF struct buf out = BUF_INIT;
    if (value < 0)
        buf_str(&out, MINUS);
    add_decimal(&out, value, places, digits);
    return arena_strndup(mem, out.bytes, out.length);
}

const char *say_exact(struct arena *mem, int64_t value, int places)
{
    return say_fixed(mem, value, places, say_digits(value, places));
}

const char *say_signed(struct arena *mem, int64_t value, int places)
{
    const char *exact = say_exact(mem, value, places);
    return value > 0 ? arena_printf(mem, "+%s", exact) : exact;
}

/* ---- as people say it ---- */

/* `number` of units of 10^power, cut to three digits that count. */
static const char *cut(struct arena *mem, uint64_t number, int power, bool *ret_exact)
{
    uint64_t scale = (uint64_t)decimal_power(power), step = 1;
    while (number / step >= 1000)
        step *= 10;
    if (step > scale)
        step = scale; /* 12,345 万 keeps all its digits before the point */
    uint64_t kept = number / step * step;
    *ret_exact = kept == number;
    AUTO_BUF struct buf out = BUF_INIT;
    add_grouped(&out, kept / scale);
    uint64_t part = kept % scale;
    int digits = power;
    while (digits > 0 && part % 10 == 0) {
        part /= 10;
        digits--;
    }
    if (digits > 0)
        buf_printf(&out, ".%0*llu", digits, (unsigned long long)part);
    return arena_strndup(mem, out.bytes, out.length);
}

const char *say_short(struct arena *mem, enum language language, int64_t value, int places, const char *unit,
                      bool *ret_exact)
{
    static const struct {
        enum language language;
        int power;
        const char *word;
    } steps[] = {
        {LANGUAGE_ZH, 8, " 亿"},
        {LANGUAGE_ZH, 4, " 万"},
        {LANGUAGE_EN, 9, " billion "},
        {LANGUAGE_EN, 6, " million "},
    };
    *ret_exact = true;
    if (value < 0)
        return "";
    uint64_t scale = (uint64_t)decimal_power(places), whole = (uint64_t)value / scale;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (steps[i].language != language || whole < (uint64_t)decimal_power(steps[i].power))
            continue;
        const char *number = cut(mem, whole, steps[i].power, ret_exact);
        *ret_exact = *ret_exact && (uint64_t)value % scale == 0;
        return arena_printf(mem, "%s%s%s", number, steps[i].word, unit);
    }
    return "";
}

/* ---- shares ---- */

const char *say_percent(struct arena *mem, int64_t tenths)
{
    return arena_printf(mem, "%s" NARROW_SPACE "%%", say_fixed(mem, tenths, 1, 1));
}

const char *say_percent_of(struct arena *mem, int64_t a, int64_t b)
{
    struct decimal percent;
    if (percent_of(a, b, 1, &percent) != 0)
        return "—";
    if (percent.n == 0 && a > 0)
        return arena_printf(mem, "<" NARROW_SPACE "0.1" NARROW_SPACE "%%");
    return say_percent(mem, percent.n >= 1000 && a < b ? 999 : percent.n);
}

/* ---- words, days, months ---- */

static const char *chinese_word(struct arena *mem, int number)
{
    static const char *digits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    int tens = number / 10, ones = number % 10;
    if (!tens)
        return digits[ones];
    return arena_printf(mem, "%s十%s", tens > 1 ? digits[tens] : "", ones ? digits[ones] : "");
}

static const char *english_word(struct arena *mem, int number)
{
    static const char *small[] = {"zero",     "one",     "two",     "three",     "four",     "five",    "six",
                                  "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
                                  "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    static const char *tens[] = {"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
    if (number < 20)
        return small[number];
    return number % 10 ? arena_printf(mem, "%s-%s", tens[number / 10], small[number % 10]) : tens[number / 10];
}

const char *say_word(struct arena *mem, enum language language, int number)
{
    if (number < 0 || number > 99)
        return say_exact(mem, number, 0);
    return language == LANGUAGE_EN ? english_word(mem, number) : chinese_word(mem, number);
}

static const char *english_month(int month)
{
    static const char *names[] = {"January", "February", "March",     "April",   "May",      "June",
                                  "July",    "August",   "September", "October", "November", "December"};
    int number = month % 100;
    return number >= 1 && number <= 12 ? names[number - 1] : "";
}

const char *say_day(struct arena *mem, int day)
{
    char text[16];
    return day ? arena_strdup(mem, date_format(day, text)) : "";
}

const char *say_day_words(struct arena *mem, enum language language, int day)
{
    if (!day)
        return "";
    if (language == LANGUAGE_EN)
        return arena_printf(mem, "%d %s %d", day % 100, english_month(month_of(day)), day / 10000);
    return arena_printf(mem, "%d 年 %d 月 %d 日", day / 10000, month_of(day) % 100, day % 100);
}

const char *say_time(struct arena *mem, const char *utc)
{
    int year, month, day, hour, minute;
    if (sscanf(utc, "%4d-%2d-%2dT%2d:%2d", &year, &month, &day, &hour, &minute) != 5)
        return utc;
    int date = year * 10000 + month * 100 + day;
    hour += 8;
    if (hour >= 24)
        date = day_add(date, 1);
    return arena_printf(mem, "%s %02d:%02d", say_day(mem, date), hour % 24, minute);
}

const char *say_month(struct arena *mem, enum language language, int month)
{
    return language == LANGUAGE_EN ? english_month(month) : arena_printf(mem, "%d 月", month % 100);
}

const char *say_month_year(struct arena *mem, enum language language, int month)
{
    if (language == LANGUAGE_EN)
        return arena_printf(mem, "%s %d", english_month(month), year_of(month));
    return arena_printf(mem, "%d 年 %d 月", year_of(month), month % 100);
}

const char *say_month_code(struct arena *mem, int month)
{
    return arena_printf(mem, "%04d-%02d", year_of(month), month % 100);
}
