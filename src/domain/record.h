/* One row of a ledger, identified by (programme, ledger, owner, key). Nothing is overwritten: each hand-in adds a
 * revision; taking a record back is one more. */
#ifndef DOMAIN_RECORD_H
#define DOMAIN_RECORD_H

#include "domain/batch.h"

enum handed { RECORD_NEW, RECORD_CHANGED, RECORD_UNCHANGED };

/* What the store knows of the record that a row names. */
struct record {
    int64_t id;          /* 0: not known yet */
    int64_t latest;      /* 0: none that holds */
    int64_t latest_here; /* the same if the batch at hand says it; else 0 */
    bool latest_void;
    unsigned char content[CONTENT_SIZE];
};

/* How the row stands to it. */
enum handed record_compare(const struct record *known, const struct revision *row);

enum { RECORD_NONE = 1, RECORD_VOID = 2 };
/* Takes a record back: an accepted batch of kind void with one void revision, inside the caller's transaction.
 * RECORD_NONE: no such record in this programme; RECORD_VOID: it is void already. */
MUST_CHECK int record_void(struct ctx *ctx, const struct city *city, int64_t id, const struct actor *actor,
                           const char *reason, struct moved *ret_moved);

/* Its natural key, which decides between candidates of one day and organisation. RECORD_NONE. */
MUST_CHECK int record_key(struct ctx *ctx, int64_t id, unsigned char ret[INDEX_SIZE]);

/* The record's latest revision, with public values. RECORD_NONE. */
MUST_CHECK int record_load(struct ctx *ctx, const struct city *city, int64_t id, struct revision *ret,
                           int64_t *ret_accepted);

#endif
