/* Moves the counts when records change what they say. The one operation of DESIGN decision 4: take the old contribution
 * out, put the new one in, settle each subject that was touched, move the tallies. The result depends on the accepted
 * revisions alone, never on the order in which they came. */
#ifndef DOMAIN_COUNT_H
#define DOMAIN_COUNT_H

#include "domain/contribution.h"
#include "domain/tally.h"

/* A record whose counting revision changes. */
struct change {
    int64_t record;
    int64_t old_revision, new_revision; /* 0: none */
};

/* Applies changes of records of one ledger inside the caller's transaction; record.accepted must already say the new
 * revisions. `batch` is noted as the cause of moved attributions. *ret_moved (may be NULL) receives the changes of
 * tallies. Errors: E_RANGE, E_STORE; then nothing of it may be kept. */
MUST_CHECK int count_changes(struct ctx *ctx, const struct city *city, const struct ledger *ledger,
                             const struct change *changes, size_t count, int64_t batch, struct tally_row **ret_moved,
                             size_t *ret_moved_count);

/* Counts a whole programme anew, inside the caller's transaction: after its tree or its rules changed. Its tables of
 * counts are emptied first.
 * Errors: E_RANGE, E_STORE. */
MUST_CHECK int count_again(struct ctx *ctx, const struct city *city);

/* Which of two candidates stands for a subject: the less by (day, organisation code, key) (domain.md §3.2). */
struct candidate {
    int64_t record;
    const struct organisation *org;
    int day;
    unsigned char key[INDEX_SIZE];
    int64_t counted; /* month in which it counts now; 0: it does not */
    const struct organisation *counted_org;
};
int candidate_compare(const struct candidate *a, const struct candidate *b);

/* In which month and where a subject counts, given the candidates that stand for it: `value` and, of a cover, `roster`
 * (each may be NULL). month 0: it does not count. The one place that knows; verify uses it as well. */
struct standing {
    int month;
    const struct organisation *org;
};
void standing_of(const struct city *city, const struct indicator *indicator, const struct candidate *value,
                 const struct candidate *roster, struct standing *ret_value, struct standing *ret_roster);

#endif
