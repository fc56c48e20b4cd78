/* Excel workbooks (.xlsx) as rows: libzip and expat, row by row, nothing unpacked to disk. rows.c is its only user.
 *
 * A workbook is known by its content: a zip with xl/workbook.xml, whatever the file's name. One sheet is read: the only
 * visible one that holds anything. Its header is the first row with at least two filled cells that is no merged title;
 * rows of blanks are skipped, cells stand at the column that they name.
 *
 * What a cell gives: text as it stands (runs joined, phonetic hints left out); a number as the decimal that Excel would
 * show with 15 significant digits, never through a double; 90% for 0.9 formatted as a percentage; 000123 for 123
 * formatted as 000000; 2024-03-05 for a date, with a time of day behind it if it has one that the format shows; TRUE or
 * FALSE; a formula what it last gave. Errors (#N/A) and numbers beyond 15 digits, whose last digits Excel has lost, are
 * given with `fault` set. */
#ifndef FORMAT_XLSXIN_H
#define FORMAT_XLSXIN_H

#include "format/rows.h"
#include "format/source.h"

struct xlsxin;

enum { XLSXIN_NONE = 1 };

/* Opens the workbook in `source`, which must outlive it; the digest of `source` is known afterwards.
 * 0, or XLSXIN_NONE: this is no workbook and nothing was read but its beginning and end. Errors, all E_INPUT:
 * an old .xls, an encrypted or broken or incomplete workbook, other spreadsheets (.xlsb .ods), a DOCTYPE, several
 * sheets that hold something, none that does, no header, a limit of office_part.h. Close with xlsxin_close. */
MUST_CHECK int xlsxin_open(struct ctx *ctx, struct source *source, struct xlsxin **ret);

/* As rows_next. Errors, all E_INPUT, with sheet and cell: a formula that was never calculated, what no workbook holds,
 * a limit. */
MUST_CHECK int xlsxin_next(struct ctx *ctx, struct xlsxin *in, struct row *ret);

/* As rows_notes. */
const char *xlsxin_notes(struct xlsxin *in);

/* Bytes of the sheet, unpacked. */
void xlsxin_progress(const struct xlsxin *in, int64_t *ret_done, int64_t *ret_all);

void xlsxin_close(struct xlsxin *in);

#endif
