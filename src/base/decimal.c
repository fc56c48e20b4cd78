#include "base/decimal.h"

#include <string.h>

static const int64_t powers[19] = {1,
                                   10,
                                   100,
                                   1000,
                                   10000,
                                   100000,
                                   1000000,
                                   10000000,
                                   100000000,
                                   1000000000,
                                   10000000000,
                                   100000000000,
                                   1000000000000,
                                   10000000000000,
                                   100000000000000,
                                   1000000000000000,
                                   10000000000000000,
                                   100000000000000000,
                                   1000000000000000000};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Commas must stand before groups of three, the first group holding one to three digits. */
static bool commas_are_right(const char *s, size_t length)
{
    size_t group = 0, groups = 0, i = 0;
    for (; i < length && s[i] != '.'; i++) {
        if (s[i] != ',') {
            group++;
            continue;
        }
        if (groups ? group != 3 : group < 1 || group > 3)
            return false;
        groups++;
        group = 0;
    }
    if (groups && group != 3)
        return false;
    return memchr(s + i, ',', length - i) == NULL;
}

int decimal_parse(const char *s, size_t length, struct decimal *ret)
{
    bool negative = length > 0 && s[0] == '-';
    if (length > 0 && (s[0] == '-' || s[0] == '+'))
        s++, length--;
    if (!length || !is_digit(s[0]) || !is_digit(s[length - 1]) || !commas_are_right(s, length))
        return DECIMAL_BAD;
    int64_t n = 0;
    int places = 0;
    bool point = false;
    size_t end = length;
    if (memchr(s, '.', length))
        while (s[end - 1] == '0')
            end--;
    for (size_t i = 0; i < end; i++) {
        if (s[i] == ',')
            continue;
        if (s[i] == '.' && !point) {
            point = true;
            continue;
        }
        if (!is_digit(s[i]))
            return DECIMAL_BAD;
        if (__builtin_mul_overflow(n, 10, &n) || __builtin_add_overflow(n, s[i] - '0', &n) ||
            (point && ++places > 18)) {
            for (size_t j = i; j < end; j++)
                if (!is_digit(s[j]) && s[j] != '.' && s[j] != ',')
                    return DECIMAL_BAD;
            return DECIMAL_RANGE;
        }
    }
    *ret = (struct decimal){negative ? -n : n, places};
    return 0;
}

int decimal_rescale(struct decimal d, int places, int64_t *ret)
{
    int64_t n = d.n;
    for (; d.places > places; d.places--) {
        if (n % 10)
            return DECIMAL_DIGITS;
        n /= 10;
    }
    if (places - d.places > 18)
        return n ? DECIMAL_RANGE : (*ret = 0, 0);
    if (__builtin_mul_overflow(n, powers[places - d.places], &n))
        return DECIMAL_RANGE;
    *ret = n;
    return 0;
}

char *decimal_format(struct decimal d, char out[DECIMAL_TEXT])
{
    while (d.places > 0 && d.n % 10 == 0) {
        d.n /= 10;
        d.places--;
    }
    uint64_t magnitude = d.n < 0 ? 0 - (uint64_t)d.n : (uint64_t)d.n;
    char digits[DECIMAL_TEXT];
    size_t at = sizeof digits;
    int written = 0;

    while (magnitude > 0 || written <= d.places) { /* from the last digit; snprintf took a tenth of an extraction */
        digits[--at] = (char)('0' + magnitude % 10);
        magnitude /= 10;
        if (++written == d.places)
            digits[--at] = '.';
    }
    if (d.n < 0)
        digits[--at] = '-';
    memcpy(out, digits + at, sizeof digits - at);
    out[sizeof digits - at] = '\0';
    return out;
}

int64_t decimal_power(int places)
{
    return powers[places];
}

int decimal_compare(struct decimal a, struct decimal b)
{
    int128 x = a.n, y = b.n;
    for (; a.places < b.places; a.places++)
        x *= 10;
    for (; b.places < a.places; b.places++)
        y *= 10;
    return x < y ? -1 : x > y;
}

int decimal_shift(struct decimal d, int power, struct decimal *ret)
{
    d.places -= power;
    while (d.places < 0) {
        if (__builtin_mul_overflow(d.n, 10, &d.n))
            return DECIMAL_RANGE;
        d.places++;
    }
    while (d.places > 18) {
        if (d.n % 10)
            return DECIMAL_RANGE;
        d.n /= 10;
        d.places--;
    }
    *ret = d;
    return 0;
}

int int64_add(int64_t a, int64_t b, int64_t *ret)
{
    int64_t sum;
    if (__builtin_add_overflow(a, b, &sum))
        return DECIMAL_RANGE;
    *ret = sum;
    return 0;
}

int percent_of(int64_t a, int64_t b, int places, struct decimal *ret)
{
    int128 scaled = (int128)(a < 0 ? -(int128)a : a) * 100 * powers[places];
    int128 rounded = (2 * scaled + b) / (2 * (int128)b);
    if (rounded > INT64_MAX)
        return DECIMAL_RANGE;
    *ret = (struct decimal){a < 0 ? -(int64_t)rounded : (int64_t)rounded, places};
    return 0;
}
