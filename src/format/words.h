/* The one door for articles in files: whatever kind a file is, its words. The kind is told by the bytes. */
#ifndef FORMAT_WORDS_H
#define FORMAT_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* The words of an HTML page or a .docx as UTF-8 in ctx->mem; any other text as it is (*ret is `bytes` then, in its own
 * encoding). `name` is for messages. Errors: E_INPUT (broken, over a bound, empty, or of a kind that is not read: .doc,
 * PDF, RTF, a workbook, another zip). */
MUST_CHECK int words_read(struct ctx *ctx, const char *name, const char *bytes, size_t length, const char **ret,
                          size_t *ret_length);

/* Whether the bytes begin as an HTML page or a .docx does, whose words have to be taken out. */
bool words_are_inside(const char *bytes, size_t length);

#endif
