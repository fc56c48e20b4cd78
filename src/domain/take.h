/* Takes a chunk of prepared rows into the store: which are new, changed, known already or to be rejected; records,
 * revisions and look-ups are written in key order. Inside the caller's transaction. */
#ifndef DOMAIN_TAKE_H
#define DOMAIN_TAKE_H

#include "domain/batch.h"
#include "domain/chunk.h"
#include "domain/lookup_later.h"

/* Told of each fault, in order of rows. */
struct fault_sink {
    void (*fault)(void *arg, const struct fault *fault);
    void *arg;
};

struct taken {
    int64_t read, fresh, changed, unchanged, rejected, warned; /* rows */
};

struct taking {
    const struct city *city;
    const struct ledger *ledger;
    int64_t batch;
    const char *reason;            /* NULL: a known key with other content is rejected */
    enum kind_of_data data;        /* of the store; the first row taken decides */
    struct lookup_later *later;    /* look-ups that wait for the end */
    struct acceptance *acceptance; /* NULL: the batch waits for review */
    struct fault_sink sink;
    struct taken taken;
    int64_t first, last; /* numbers of the revisions taken, the least and the greatest; 0: none yet */
};

/* Errors: E_STORE, E_RETRY, E_RANGE. */
MUST_CHECK int take_chunk(struct ctx *ctx, struct taking *taking, struct chunk *chunk);

#endif
