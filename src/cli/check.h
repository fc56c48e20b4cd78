/* duixian check DB ARTICLE: an article, figure by figure, against the ledgers; check --self FILE: against itself. */
#ifndef CLI_CHECK_H
#define CLI_CHECK_H

#include <stdbool.h>
#include <stdio.h>

#include "base/error.h"
#include "domain/checked.h"
#include "format/table.h"

/* Reads the value of the option `name`, --as-of or --since (2024-09 or 2024-09-15; NULL: the earlier of this month and
 * the programme's December) into a month or a day of the programme's year. Errors: E_USAGE. */
MUST_CHECK int check_as_of(struct ctx *ctx, const struct programme *programme, const char *name, const char *option,
                           int *ret);

struct check_options {
    int as_of, since;   /* as check_as_of reads them; since 0: all rows, else those whose verdict or actual has moved */
    const char *format; /* tsv, json, html or NULL */
    bool explain;
};

/* Every figure of the article at `path` ("-" is standard input) and every promise without one as `line start end text
 * value unit indicator org actual verdict note`. `format` is tsv, json, html or NULL; html is the article itself with
 * marks. With `explain` (not html) a column `why` is last: by which words, unit, place and time the row was read.
 * *ret_differs: a row is `differs` or `target-differs`.
 * Errors: E_USAGE (format), E_INPUT (a text that cannot be read, an output that cannot be written), E_STORE. */
MUST_CHECK int check_print(struct ctx *ctx, struct city *city, const char *path, const struct check_options *options,
                           FILE *out, bool *ret_differs);

/* The text at `path` against itself, without a store: the same columns, one row a figure; indicator and org are empty.
 * `agrees` and `differs` where the text's own sums, rates and headline let the figure be recomputed (into `actual`),
 * else `undetermined`. *ret_differs is set true if a row differs. Errors: E_INPUT. */
MUST_CHECK int check_self_print(struct ctx *ctx, const char *path, enum table_format format, FILE *out,
                                bool *ret_differs);

#endif
