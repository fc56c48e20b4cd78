/* Workbooks for tests, put together by hand: parts into a zip; and a folder of its own for a test, with what reading
 * gave as lines: "row cell|cell" per row (a cell with a fault followed by {the fault}), "# note", "! message". */
#ifndef UNIT_MAKE_XLSX_H
#define UNIT_MAKE_XLSX_H

#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"

struct zip_part {
    const char *name; /* NULL ends a list */
    const char *bytes;
    size_t length; /* 0: up to the NUL */
};

/* What a made workbook consists of; NULL gives what is written behind it. */
struct made_book {
    const char *sheet;    /* what stands in sheetData, a number of rows; no row */
    const char *behind;   /* what stands behind sheetData, such as mergeCells; nothing */
    const char *strings;  /* the si elements of the shared strings; no such part */
    const char *formats;  /* numFmt elements; none */
    const char *cell_xfs; /* xf elements of cellXfs; no styles part if there are no formats either */
    const char *workbook; /* what stands in workbook before sheets: workbookPr; nothing */
    const char *calc;     /* what stands in it behind sheets: calcPr; nothing */
};

struct xlsx_desk {
    struct ctx ctx;
    struct buf out; /* what the last reading gave */
    char folder[32];
};

/* Set-up and tear-down: the test runs in a new folder, *state is a struct xlsx_desk. */
int xlsx_desk_open(void **state);
int xlsx_desk_close(void **state);

/* What is read from a file, as lines; valid until the next reading. */
const char *xlsx_read(struct xlsx_desk *desk, const char *path);
/* The same of a workbook or zip that is made for it, t.xlsx. */
const char *xlsx_read_book(struct xlsx_desk *desk, struct made_book book);
const char *xlsx_read_zip(struct xlsx_desk *desk, const struct zip_part *parts);

/* Writes a zip; its entries are deflated. */
void make_zip(const char *path, const struct zip_part *parts);
/* Writes a workbook with one sheet 台账 as Excel does. */
void make_xlsx(const char *path, const struct made_book *book);

#define MAIN_NS      "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATIONS_NS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE_NS   "http://schemas.openxmlformats.org/package/2006/relationships"
#define XML          "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

/* The usual parts, for workbooks that differ elsewhere. */
#define WORKBOOK_OPEN  XML "<workbook xmlns=\"" MAIN_NS "\" xmlns:r=\"" RELATIONS_NS "\">"
#define RELATIONS_OPEN XML "<Relationships xmlns=\"" PACKAGE_NS "\">"
#define RELATION(id, type, target)                                                                                     \
    "<Relationship Id=\"" id "\" Type=\"" RELATIONS_NS "/" type "\" Target=\"" target "\"/>"
#define SHEET_OPEN  XML "<worksheet xmlns=\"" MAIN_NS "\" xmlns:r=\"" RELATIONS_NS "\"><sheetData>"
#define SHEET_CLOSE "</sheetData></worksheet>"

#endif
