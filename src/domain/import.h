/* A file becomes a batch: one file, one batch, one transaction (DESIGN: `duixian import`). */
#ifndef DOMAIN_IMPORT_H
#define DOMAIN_IMPORT_H

#include "domain/batch.h"
#include "domain/intake.h"
#include "domain/take.h"

struct import_options {
    bool accept, dry_run, whole;
    const char *reason;                  /* NULL: a known key with other content is rejected */
    const struct organisation *zero_org; /* of a file without rows; NULL: the city */
    int zero_month;                      /* 0: status_default_month */
    const struct actor *actor;
    void (*progress)(int64_t done, int64_t all); /* bytes; may be NULL */
    struct fault_sink faults; /* told of rejects and warnings, in order of rows */
    void (*restart)(void *arg); /* with the sink's arg: what was told is void, the import begins again; may be NULL */
};

struct import_result {
    struct taken rows;
    int64_t batch;                                             /* 0: none was made */
    const char *notes; /* what reading the file passed over, a sentence a line; "" if nothing. In ctx->mem */
    bool kept;                                                 /* false: dry run, or --whole with rejected rows */
};

/* Imports `path` into the ledger; memory stays flat whatever its size. Rejected rows are told, not an error.
 * Errors: E_INPUT (the file as a whole cannot be used: nothing lands), E_RANGE, E_STORE, E_KEY. */
MUST_CHECK int import_file(struct ctx *ctx, struct city *city, const struct ledger *ledger, const char *path,
                           const struct import_options *options, struct import_result *ret);

#endif
