/* duixian extract FILE: what a text states, as rows. */
#ifndef CLI_EXTRACT_H
#define CLI_EXTRACT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/error.h"
#include "format/table.h"

/* Every figure of the text at `path` ("-" is standard input) as `start end text value unit qualifier role subject`,
 * or with `traps` the numerals that are no figures as `start end text kind reason`.
 * Errors: E_INPUT (a text that cannot be read, an output that cannot be written). */
MUST_CHECK int extract_print(struct ctx *ctx, const char *path, bool traps, enum table_format format, FILE *out);

#endif
