/* Rows for people and programs: TSV with a header line, JSON (an array of objects, numbers as strings of exact
 * decimals), or a table aligned by display width (CJK counts two columns) for a terminal. */
#ifndef FORMAT_TABLE_H
#define FORMAT_TABLE_H

#include <stdio.h>

#include "base/error.h"

enum table_format { TABLE_TSV, TABLE_JSON, TABLE_ALIGNED };

struct table;

/* `columns` is a NULL-terminated list. ALIGNED keeps all rows until table_end. */
struct table *table_new(struct ctx *ctx, FILE *out, enum table_format format, const char *const *columns);

/* One value a column, in order; NULL is "". In TSV a tab, line feed, carriage return and backslash inside a value are
 * written as \t \n \r \\; a text that starts with = + - @ and is no number is written as it is (TSV is for programs).
 */
void table_row(struct table *table, const char *const *values);

/* Ends the output. Errors: E_INPUT if it could not be written (disk full, closed pipe). */
MUST_CHECK int table_end(struct ctx *ctx, struct table *table);

/* "tsv" and "json"; anything else is E_USAGE. NULL: aligned if `out` is a terminal, else TSV. */
MUST_CHECK int table_format_named(struct ctx *ctx, const char *name, FILE *out, enum table_format *ret);

#endif
