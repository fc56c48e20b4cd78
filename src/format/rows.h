/* A table that is read row by row from a file, CSV or xlsx by the same door. Memory is bounded whatever the file's size
 * (but for the shared strings of an xlsx). Rows are numbered as a spreadsheet numbers them: a quoted line break of a
 * CSV does not make a new row, a row of an xlsx has the number that it has in its sheet. */
#ifndef FORMAT_ROWS_H
#define FORMAT_ROWS_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct rows;

struct cell {
    const char *text; /* UTF-8, NUL-terminated, as it stands in the file (not trimmed) */
    size_t length;
    const char
        *fault; /* NULL, or why what stands here cannot be taken for what was meant (Chinese: the cell of the sheet,
                 * what is wrong, what to do). Whoever uses the cell must then refuse its row. Only xlsx has it. */
};

struct row {
    int64_t number;
    struct cell *cells;
    size_t count;
};

enum {
    ROWS_CELL_LIMIT = 1 << 20, /* bytes of one cell; more is E_INPUT with row and column */
    ROWS_ROW_LIMIT = 16 << 20, /* bytes of one row */
    ROWS_COLUMN_LIMIT = 16384, /* as many as a spreadsheet has */
};

/* Opens `path`. The kind is told by the file's first bytes, not by its name. Encoding: UTF-8 with or without BOM,
 * else GB18030 (the whole file is looked at before the first row is given, so that a broken byte in the last row
 * still lets nothing in).
 * Errors, all E_INPUT, each with a Chinese sentence that says what, where and what to do: cannot be opened, a
 * directory, empty, an archive without workbook or old .xls, a PDF or picture or other binary, a NUL
 * byte (with row), bytes that are neither UTF-8 nor GB18030 (with row), UTF-16 (say how to save as UTF-8), a web page,
 * nothing but blanks, a device or pipe (the file is read twice).
 * An xlsx (told by its content too; see xlsxin.h) gives its first row from the header on; its own errors are there.
 * Cells are separated by comma, tab or semicolon, whichever makes the most cells of the first line.
 * Close with rows_close. */
MUST_CHECK int rows_open(struct ctx *ctx, const char *path, struct rows **ret);

/* The same from bytes in memory (a file of a pack); `name` is for messages. */
MUST_CHECK int rows_open_bytes(struct ctx *ctx, const char *name, const char *bytes, size_t length, struct rows **ret);

/* What the reader has to know about how the file was read, "" if there is nothing; lines without a break at the end.
 * For an xlsx: titles above the header that were skipped, hidden sheets that were not read, hidden rows that were
 * (known after the last row). Valid until the next call. */
const char *rows_notes(struct rows *rows);

/* The next row that holds at least one non-empty cell (blanks alone are empty), its cells valid until the next call. 1
 * a row, 0 the end, <0: E_INPUT for an unclosed quote (with the row where it opened), text after a closing quote, a
 * cell, row or number of columns over its limit, a file that was changed meanwhile. */
MUST_CHECK int rows_next(struct ctx *ctx, struct rows *rows, struct row *ret);

/* SM3 (32 bytes) of the file's bytes as they stand, known after the last row. */
const unsigned char *rows_digest(const struct rows *rows);

/* Bytes read so far and in all, for progress. */
void rows_progress(const struct rows *rows, int64_t *ret_done, int64_t *ret_all);

void rows_close(struct rows *rows);

#endif
