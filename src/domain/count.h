/* Moves the counts when records change what they say. The one operation of DESIGN decision 4: take the old contribution
 * out, put the new one in, settle each subject that was touched, move the tallies. The result depends on the accepted
 * revisions alone, never on the order in which they came. Rows first, counting last (decision 6): while rows come in,
 * what they put in is gathered, in bounded memory; the rest happens at the end, under the ledger's lock. */
#ifndef DOMAIN_COUNT_H
#define DOMAIN_COUNT_H

#include "domain/contribution.h"
#include "domain/tally.h"

/* A record whose counting revision changes. */
struct change {
    int64_t record, owner;
    int64_t old_revision, new_revision; /* 0: none */
};

struct counting;

/* For records of one ledger. Free with counting_free. */
struct counting *counting_new(const struct city *city, const struct ledger *ledger);
void counting_free(struct counting *counting);

/* Gathers what a revision contributes whose record counted nothing before and which nobody else can see yet: a new
 * record's first. Needs no lock; after counting_begin it is forgotten with the rest. Errors: E_RANGE, E_STORE. */
MUST_CHECK int counting_put(struct ctx *ctx, struct counting *counting, const struct revision *revision,
                            const struct contribution *contributions, size_t count);

/* Takes the lock of the ledger (and of those that share its indicators or its persons, in order of ids) and begins to
 * count; begun again, all since the last beginning is forgotten, what was gathered stays. Inside db_retry.
 * Errors: E_STORE, E_RETRY. */
MUST_CHECK int counting_begin(struct ctx *ctx, struct counting *counting);
/* A record of which a revision counted before, or whose revision was not gathered. Errors: E_RANGE, E_STORE. */
MUST_CHECK int counting_change(struct ctx *ctx, struct counting *counting, const struct change *change);
/* Settles and writes; record.accepted must already say the new revisions. `batch` is noted as the cause of moved
 * attributions (0: none). *ret_moved (may be NULL) receives the changes of tallies. Errors: E_RANGE, E_STORE, E_RETRY.
 */
MUST_CHECK int counting_finish(struct ctx *ctx, struct counting *counting, int64_t batch, struct tally_row **ret_moved,
                               size_t *ret_moved_count);

/* Counts a whole programme anew, inside the caller's transaction: after its tree or its rules changed. Its tables of
 * counts are emptied first. Errors: E_RANGE, E_STORE. */
MUST_CHECK int count_again(struct ctx *ctx, const struct city *city);

#endif
