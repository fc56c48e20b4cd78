/* The words of an HTML page, as a reader would copy them: paragraphs, list entries and headings each on a line of their
 * own with an empty line between, rows of a table a line each with tabs between the cells. By libxml2's HTML parser,
 * which takes broken pages. */
#ifndef FORMAT_HTMLIN_H
#define FORMAT_HTMLIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* Whether the bytes begin as an HTML page does. */
bool htmlin_is_page(const char *bytes, size_t length);

/* The text as UTF-8, NUL-terminated, in ctx->mem; empty if there is none. The page is UTF-8 if its bytes are, else
 * GB18030, whatever it says of itself. Scripts, styles, navigation and what is not shown are left out. `name` is for
 * messages. Errors: E_INPUT (neither encoding, nothing that could be read). */
MUST_CHECK int htmlin_text(struct ctx *ctx, const char *name, const char *bytes, size_t length, char **ret,
                           size_t *ret_length);

#endif
