/* How the numbers of a workbook are shown: from cell styles and number formats to kinds. */
#ifndef FORMAT_XLSX_STYLE_H
#define FORMAT_XLSX_STYLE_H

#include "base/buf.h"
#include "format/office_part.h"
#include "format/xlsx_value.h"

enum { STYLES_MOST = 1 << 17 }; /* Excel has 65,490 */

struct xlsx_style {
    unsigned char kind;  /* enum xlsx_kind */
    unsigned char width; /* of KIND_PADDED */
};

struct xlsx_styles {
    struct buf cells; /* struct xlsx_style, by the number that a cell names */
    size_t count;
};

/* Reads the part (-1: there is none, all is KIND_NUMBER). Errors: E_INPUT as office_part_read, too many styles.
 * End with xlsx_styles_done, also after an error. */
MUST_CHECK int xlsx_styles_read(struct ctx *ctx, const struct office_package *package, int64_t part,
                                struct xlsx_styles *ret);
void xlsx_styles_done(struct xlsx_styles *styles);

/* KIND_NUMBER for one that is not there. */
struct xlsx_style xlsx_style_of(const struct xlsx_styles *styles, size_t index);

/* What a number format's code says, e.g. yyyy"年"m"月"d"日", 0.00%, 000000. Only its first section, that of positive
 * numbers, is looked at. */
struct xlsx_style xlsx_style_of_code(const char *code);
/* The same for a number below 164: those have no code in the file. */
struct xlsx_style xlsx_style_of_builtin(unsigned format);

#endif
