/* The shared strings of a workbook: all in memory, one after another, because cells name them in any order. */
#ifndef FORMAT_XLSX_STRINGS_H
#define FORMAT_XLSX_STRINGS_H

#include "base/buf.h"
#include "format/office_part.h"

enum { STRINGS_MOST = 16 << 20, STRINGS_CELL = 32767 }; /* strings; characters of a cell, as Excel allows */

struct xlsx_strings {
    struct buf bytes;  /* each ends with NUL */
    struct buf starts; /* uint32_t: where each starts */
    size_t count;
};

/* Reads the part (-1: there is none). Runs of rich text are joined, phonetic hints left out.
 * Errors: E_INPUT as office_part_read, too many strings, a string over STRINGS_CELL. End with xlsx_strings_done, also
 * after an error. */
MUST_CHECK int xlsx_strings_read(struct ctx *ctx, const struct office_package *package, int64_t part,
                                 struct xlsx_strings *ret);
/* NULL if there is no such string. Valid until xlsx_strings_done. */
const char *xlsx_strings_get(const struct xlsx_strings *strings, size_t index, size_t *ret_length);
void xlsx_strings_done(struct xlsx_strings *strings);

#endif
