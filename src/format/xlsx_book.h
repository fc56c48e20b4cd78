/* What a workbook consists of: its sheets, where they, the shared strings and the styles are. No cells. */
#ifndef FORMAT_XLSX_BOOK_H
#define FORMAT_XLSX_BOOK_H

#include "format/office_part.h"

enum {
    BOOK_NAME = 256,
    BOOK_SHEETS_MOST = 1024,
    BOOK_NO_CELLS = -1, /* the part of a chart or macro sheet */
};

struct xlsx_sheet_place {
    char name[BOOK_NAME]; /* cut at a character when longer */
    char *relation;       /* its id in the relationships; NULL if it has none */
    int64_t part;         /* or BOOK_NO_CELLS */
    bool hidden;
};

struct xlsx_book {
    struct xlsx_sheet_place *sheets; /* in the order of their tabs */
    size_t count;
    int64_t strings, styles; /* parts; -1 if there are none */
    bool from_1904;          /* day 0 is 1904-01-01 */
    bool uncalculated;       /* whoever wrote it asks for all formulas to be calculated when it is opened */
};

/* Reads the workbook part and its relationships. `main` is its name (xl/workbook.xml). Errors: E_INPUT as
 * office_part_read, no relationships, a sheet that is not there, more than BOOK_SHEETS_MOST sheets. End with
 * xlsx_book_done, also after an error. */
MUST_CHECK int xlsx_book_read(struct ctx *ctx, const struct office_package *package, const char *main,
                              struct xlsx_book *ret);
void xlsx_book_done(struct xlsx_book *book);

/* The workbook part: xl/workbook.xml, or what _rels/.rels says if that lies in xl/ too. False if there is none. */
bool xlsx_book_find(struct ctx *ctx, const struct office_package *package, char ret_main[BOOK_NAME]);

#endif
