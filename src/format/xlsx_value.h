/* What a workbook writes in a cell, as text for people: numbers, dates, escapes. Text to text; knows no file. */
#ifndef FORMAT_XLSX_VALUE_H
#define FORMAT_XLSX_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* A decimal rounded to the 15 significant digits that a spreadsheet knows: ±0.d1d2d3… × 10^point. Zero has no digits.
 */
enum { VALUE_DIGITS = 15, VALUE_TEXT = 64, VALUE_PAD_MOST = 32 };
struct xlsx_number {
    bool negative;
    char digits[VALUE_DIGITS + 1]; /* ASCII, the last one not 0; not terminated */
    int count, point;
};

/* How a number is shown; made of number formats by xlsx_style.c. */
enum xlsx_kind {
    KIND_NUMBER,
    KIND_PERCENT,
    KIND_PADDED,  /* zeros in front up to a width */
    KIND_DATE,    /* the day alone */
    KIND_MOMENT,  /* day and time of day */
    KIND_TIME,    /* time of day */
    KIND_ELAPSED, /* hours beyond 24 */
};

/* Reads [+-]digits[.digits][E[+-]digits], the whole of it; false for anything else. */
bool xlsx_number_read(const char *s, size_t length, struct xlsx_number *ret);

/* More than 15 digits before the point: the last ones are lost or would be in any spreadsheet. */
bool xlsx_number_lossy(const struct xlsx_number *n);

/* All of these write at most VALUE_TEXT bytes with NUL and return `out`.
 * A plain decimal (12.3), or 4.11202E+17 if lossy, or 1E-30 if that small. */
char *xlsx_number_text(struct xlsx_number n, char out[VALUE_TEXT]);
/* As the kind shows it; `width` is for KIND_PADDED. A number that is no day of the calendar comes as a number;
 * day 60 of the 1900 system, which never was, as 1900-02-29. */
char *xlsx_number_shown(struct xlsx_number n, enum xlsx_kind kind, int width, bool from_1904, char out[VALUE_TEXT]);

/* 2024-03-05T00:00:00Z as 2024-03-05, with a time of day as 2024-03-05 14:30[:07]; false if it is no such thing. */
bool xlsx_iso_text(const char *s, size_t length, char out[VALUE_TEXT]);

/* _x000D_ stands for a character that XML cannot hold; decodes from `start` on, in place. NUL is left as written. */
void xlsx_unescape(struct buf *text, size_t start);

/* Copies as many whole characters of `text` as fit into `size` bytes with NUL. */
void xlsx_clip(char *out, size_t size, const char *text);

#endif
