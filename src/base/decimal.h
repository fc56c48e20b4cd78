/* Exact numbers: int64 scaled by a power of ten, never a double (DESIGN decision 3). */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* For intermediate results only: products and ratios of int64. */
__extension__ typedef __int128 int128;

/* n / 10^places; places 0..18. */
struct decimal {
    int64_t n;
    int places;
};

enum { DECIMAL_TEXT = 32 }; /* room for any formatted decimal with its NUL */

/* Outcomes of parsing and of changing the scale. */
enum {
    DECIMAL_BAD = 1, /* not a number */
    DECIMAL_DIGITS,  /* more digits after the point than the scale holds: refused, never rounded (domain.md §3.5) */
    DECIMAL_RANGE,   /* leaves int64 */
};

/* 10^places; places 0..18. */
int64_t decimal_power(int places);

/* Reads [+-]digits[.digits] (ASCII, thousands separators allowed only as 1,234,567.8), whole string.
 * Returns 0, DECIMAL_BAD or DECIMAL_RANGE. */
int decimal_parse(const char *s, size_t length, struct decimal *ret);

/* The same number with `places` digits after the point. Returns 0, DECIMAL_DIGITS or DECIMAL_RANGE. */
int decimal_rescale(struct decimal d, int places, int64_t *ret);

/* Without trailing zeros after the point: {2590000, 2} is "25900". Returns `out`. */
char *decimal_format(struct decimal d, char out[DECIMAL_TEXT]);

/* <0, 0, >0 */
int decimal_compare(struct decimal a, struct decimal b);

/* d × 10^power (power may be negative). Returns 0 or DECIMAL_RANGE. */
int decimal_shift(struct decimal d, int power, struct decimal *ret);

/* a + b on int64; returns 0 or DECIMAL_RANGE and leaves *ret alone. */
int int64_add(int64_t a, int64_t b, int64_t *ret);

/* a / b × 100 in percent with `places` digits, half up (away from zero), b > 0. Returns 0 or DECIMAL_RANGE. */
int percent_of(int64_t a, int64_t b, int places, struct decimal *ret);

#endif
