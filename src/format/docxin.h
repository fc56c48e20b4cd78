/* The words of a Word document (.docx), as a reader would copy them: paragraphs with an empty line between, rows of a
 * table a line each with tabs between the cells, the numbers of lists before their entries, notes behind the text. Left
 * out: headers and footers of pages, deleted and hidden words, pictures. By libzip and expat, within the bounds of
 * office_part.h. */
#ifndef FORMAT_DOCXIN_H
#define FORMAT_DOCXIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* Whether the bytes begin as a zip does. */
bool docxin_is_zip(const char *bytes, size_t length);

/* The text as UTF-8, NUL-terminated, in ctx->mem; empty if there is none. `name` is for messages. Errors: E_INPUT (no
 * document in the zip, broken, encrypted, over a bound). */
MUST_CHECK int docxin_text(struct ctx *ctx, const char *name, const char *bytes, size_t length, char **ret,
                           size_t *ret_length);

#endif
