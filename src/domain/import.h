/* A file becomes a batch: one file, one batch, one transaction (DESIGN: `duixian import`). */
#ifndef DOMAIN_IMPORT_H
#define DOMAIN_IMPORT_H

#include "domain/batch.h"
#include "domain/intake.h"

struct import_options {
    bool accept, dry_run, whole;
    const char *reason;                  /* NULL: a known key with other content is rejected */
    const struct organisation *zero_org; /* of a file without rows; NULL: the city */
    int zero_month;                      /* 0: status_default_month */
    const struct actor *actor;
    void (*progress)(int64_t done, int64_t all); /* bytes; may be NULL */
};

struct import_result {
    int64_t read, fresh, changed, unchanged, rejected, warned; /* rows */
    int64_t batch;                                             /* 0: none was made */
    bool kept;                                                 /* false: dry run, or --whole with rejected rows */
    struct fault_list faults;                                  /* rejects and warnings, in order of rows */
};

/* Imports `path` into the ledger. Rejected rows are in the result, not an error. `kept` outlives the call's arena use.
 * Errors: E_INPUT (the file as a whole cannot be used: nothing lands), E_RANGE, E_STORE, E_KEY. */
MUST_CHECK int import_file(struct ctx *ctx, struct city *city, const struct ledger *ledger, const char *path,
                           const struct import_options *options, struct arena *kept, struct import_result *ret);

#endif
