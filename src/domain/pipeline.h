/* Chunks prepared by a second thread while the caller writes the one before: a few of them in memory, in order. */
#ifndef DOMAIN_PIPELINE_H
#define DOMAIN_PIPELINE_H

#include "domain/chunk.h"

struct pipeline;

/* Starts reading. Chunks grow from a few rows to db_rows_at_once, so that a small file takes few numbers.
 * Errors: E_STORE. End with pipeline_stop, also before the last chunk. */
MUST_CHECK int pipeline_start(struct ctx *ctx, struct preparer *preparer, const struct ledger *ledger,
                              struct pipeline **ret);

/* The next chunk, lent until the next call; *ret NULL after the last. Errors: those of reading the file, E_STORE. */
MUST_CHECK int pipeline_next(struct ctx *ctx, struct pipeline *pipeline, struct chunk **ret);

void pipeline_stop(struct pipeline *pipeline); /* may be NULL */

#endif
