/* CSV from a source: libcsv in strict mode, one row at a time. rows.c is its only user. */
#ifndef FORMAT_CSVIN_H
#define FORMAT_CSVIN_H

#include "format/rows.h"
#include "format/source.h"

struct csvin;

/* Borrows `source`, which must outlive it. NULL if there is no memory. Close with csvin_close. */
struct csvin *csvin_new(struct source *source);

/* As rows_next. */
MUST_CHECK int csvin_next(struct ctx *ctx, struct csvin *in, struct row *ret);

void csvin_close(struct csvin *in);

#endif
