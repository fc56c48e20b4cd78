#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int days_in(int year, int month)
{
    static const int days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

bool date_exists(int day)
{
    int y = day / 10000, m = day / 100 % 100, d = day % 100;
    return y >= 1800 && y <= 2999 && m >= 1 && m <= 12 && d >= 1 && d <= days_in(y, m);
}

/* Reads up to `most` digits; returns how many there were. */
static size_t digits(const char *s, size_t length, size_t most, int *ret)
{
    size_t n = 0;
    *ret = 0;
    while (n < length && n < most && s[n] >= '0' && s[n] <= '9')
        *ret = *ret * 10 + (s[n++] - '0');
    return n;
}

static size_t skip(const char *s, size_t length, const char *word)
{
    size_t n = strlen(word);
    return length >= n && memcmp(s, word, n) == 0 ? n : 0;
}

/* What Excel leaves behind a date: " 00:00", " 0:00:00", "T00:00:00". */
static bool only_midnight(const char *s, size_t length)
{
    if (!length)
        return true;
    if (*s != ' ' && *s != 'T')
        return false;
    for (size_t i = 1; i < length; i++)
        if (s[i] != '0' && s[i] != ':' && s[i] != ' ')
            return false;
    return true;
}

bool date_parse(const char *s, size_t length, int *ret_day)
{
    static const char *const separators[][3] = {{"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}};
    int y, m, d;
    size_t n = digits(s, length, 4, &y);
    if (n != 4)
        return false;
    s += n, length -= n;
    if (length >= 4 && digits(s, length, 5, &m) == 4 && only_midnight(s + 4, length - 4)) {
        *ret_day = y * 10000 + m;
        return date_exists(*ret_day);
    }
    for (size_t k = 0; k < sizeof separators / sizeof *separators; k++) {
        size_t used = skip(s, length, separators[k][0]);
        if (!used)
            continue;
        size_t a = digits(s + used, length - used, 2, &m);
        used += a;
        size_t b = skip(s + used, length - used, separators[k][1]);
        used += b;
        size_t c = digits(s + used, length - used, 2, &d);
        used += c;
        used += skip(s + used, length - used, separators[k][2]);
        if (!a || !b || !c || !only_midnight(s + used, length - used))
            return false;
        *ret_day = y * 10000 + m * 100 + d;
        return date_exists(*ret_day);
    }
    return false;
}

bool month_parse(const char *s, int *ret_month)
{
    int y, m;
    size_t length = strlen(s), n = digits(s, length, 4, &y);
    if (n != 4)
        return false;
    size_t used = n + skip(s + n, length - n, "-");
    if (used == n)
        used = n + skip(s + n, length - n, "年");
    size_t a = digits(s + used, length - used, 2, &m);
    used += a;
    used += skip(s + used, length - used, "月");
    if (!a || used != length || m < 1 || m > 12)
        return false;
    *ret_month = y * 100 + m;
    return true;
}

char *date_format(int day, char out[16])
{
    static const char pattern[16] = "0000-00-00";
    memcpy(out, pattern, sizeof pattern);
    for (int at = 9; at >= 0; at--) /* a row is written several times, so that printf would be felt */
        if (pattern[at] == '0') {
            out[at] = (char)('0' + day % 10);
            day /= 10;
        }
    return out;
}

/* Days since 1970-01-01, proleptic Gregorian (H. Hinnant, "chrono-compatible low-level date algorithms"). */
static int day_number(int day)
{
    int y = day / 10000, m = day / 100 % 100, d = day % 100;
    y -= m <= 2;
    int era = y / 400, yoe = y - era * 400, doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

static int day_from_number(int z)
{
    z += 719468;
    int era = z / 146097, doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    int d = doy - (153 * mp + 2) / 5 + 1, m = mp < 10 ? mp + 3 : mp - 9;
    return (yoe + era * 400 + (m <= 2)) * 10000 + m * 100 + d;
}

int days_between(int a, int b)
{
    return day_number(b) - day_number(a);
}

int day_add(int day, int days)
{
    return day_from_number(day_number(day) + days);
}

int years_between(int a, int b)
{
    return b / 10000 - a / 10000 - (b % 10000 < a % 10000);
}

int month_last_day(int month)
{
    return month * 100 + days_in(month / 100, month % 100);
}

int date_today(void)
{
    const char *fixed = getenv("DUIXIAN_TODAY");
    int day;
    if (fixed && date_parse(fixed, strlen(fixed), &day))
        return day;
    time_t now = time(NULL) + 8 * 3600;
    struct tm tm;
    gmtime_r(&now, &tm);
    return (tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday;
}

char *time_now(char out[32])
{
    time_t now = time(NULL);
    struct tm tm;
    gmtime_r(&now, &tm);
    strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &tm);
    return out;
}

int64_t clock_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int64_t clock_ms(void)
{
    return clock_us() / 1000;
}
