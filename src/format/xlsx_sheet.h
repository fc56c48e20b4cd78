/* A worksheet's rows, one at a time. */
#ifndef FORMAT_XLSX_SHEET_H
#define FORMAT_XLSX_SHEET_H

#include "format/rows.h"
#include "format/xlsx_book.h"
#include "format/xlsx_strings.h"
#include "format/xlsx_style.h"

enum { SHEET_ROWS = 1 << 20, SHEET_MERGES_MOST = 4096 };

/* A workbook that is open for reading its sheets. */
struct xlsx_open_book {
    struct office_package package;
    struct xlsx_book book;
    struct xlsx_strings strings;
    struct xlsx_styles styles;
};

struct xlsx_sheet;

/* `lax`: only whether something stands in a cell is asked; nothing is wrong with a formula without result.
 * Borrows `book` and `place`. Close with xlsx_sheet_close. */
MUST_CHECK int xlsx_sheet_open(struct ctx *ctx, const struct xlsx_open_book *book, const struct xlsx_sheet_place *place,
                               bool lax, struct xlsx_sheet **ret);

/* The next row with a cell that is not blank, valid until the next call: 1, or 0 at the end, <0. Errors as of
 * xlsxin_next. `*ret_filled` (may be NULL): how many cells are not blank. */
MUST_CHECK int xlsx_sheet_next(struct ctx *ctx, struct xlsx_sheet *sheet, struct row *ret, size_t *ret_filled);

int64_t xlsx_sheet_hidden_rows(const struct xlsx_sheet *sheet); /* of those given so far */
void xlsx_sheet_progress(const struct xlsx_sheet *sheet, int64_t *ret_done, int64_t *ret_all);
void xlsx_sheet_close(struct xlsx_sheet *sheet);

/* Merged cells, one rectangle each. */
struct xlsx_merge {
    int64_t row;     /* of its first cell */
    size_t from, to; /* columns, from 0 */
};

/* Those that start above row SHEET_MERGES_MOST, the first so many: titles stand there. Reads the whole sheet, since
 * they are written behind its rows. `*ret` is to be freed. */
MUST_CHECK int xlsx_sheet_merges(struct ctx *ctx, const struct xlsx_open_book *book,
                                 const struct xlsx_sheet_place *place, struct xlsx_merge **ret, size_t *ret_count);

enum { SHEET_LETTERS = 8 };
/* 0 is A, 26 is AA. */
char *xlsx_letters(size_t column, char out[SHEET_LETTERS]);

#endif
