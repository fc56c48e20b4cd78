/* Days as yyyymmdd and months as yyyymm, plain ints: they sort, they read, and they are what the store keeps. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Reads 2024-3-5, 2024/03/05, 2024.3.5, 2024年3月5日, 20240305 (ASCII digits; a trailing time of day 00:00[:00] is
 * dropped, as Excel writes it). Returns false for anything else and for days that no calendar has. */
bool date_parse(const char *s, size_t length, int *ret_day);

/* yyyy-mm or yyyymm or 2024年9月. */
bool month_parse(const char *s, int *ret_month);

bool date_exists(int day);
char *date_format(int day, char out[16]); /* 2024-03-05 */

/* Days between two dates (b - a), and whole years from a to b (age of one born at a on day b). */
int days_between(int a, int b);
int years_between(int a, int b);
int day_add(int day, int days);

static inline int month_of(int day)
{
    return day / 100;
}
static inline int year_of(int month)
{
    return month / 100;
}
int month_last_day(int month); /* yyyymmdd */

/* Today in China's time (UTC+8), as a day; DUIXIAN_TODAY=yyyy-mm-dd overrides it, for tests and repeatable demos. */
int date_today(void);
/* Now as 2024-03-05T12:34:56Z. */
char *time_now(char out[32]);
/* A clock that only goes forward, for how long something takes. */
int64_t clock_us(void);
int64_t clock_ms(void);

#endif
