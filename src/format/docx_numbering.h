/* The numbers that Word gives to paragraphs of lists (“一、”, “（二）”, “1.2”), which no paragraph holds: they are
 * counted as Word counts, from numbering.xml and the styles. */
#ifndef FORMAT_DOCX_NUMBERING_H
#define FORMAT_DOCX_NUMBERING_H

#include "format/office_part.h"

enum { DOCX_LABEL = 96 }; /* bytes of the longest label that is written */

struct docx_numbering;

/* Parts by their index, -1 where there is none. In ctx->mem. Errors: those of office_part_run. */
MUST_CHECK int docx_numbering_read(struct ctx *ctx, const struct office_package *package, int64_t numbering,
                                   int64_t styles, struct docx_numbering **ret);

/* The list and level of a style, or of the style that it is based on; false if it has none. */
bool docx_numbering_of_style(const struct docx_numbering *numbering, const char *style, int *ret_list, int *ret_level);

/* Counts one paragraph of the list at the level (from 0) and writes its label, "" if it shows none (a bullet, a list
 * that the file does not define). `*ret_spaced`: a blank stands behind it. */
void docx_numbering_next(struct docx_numbering *numbering, int list, int level, char ret[DOCX_LABEL], bool *ret_spaced);

#endif
