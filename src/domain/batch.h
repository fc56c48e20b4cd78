/* Revisions handed in together: draft → submitted → accepted or returned; a void one is taken back. Only accepted ones
 * count. Accepting is one transaction, counting last: rows, subjects, tallies, chain link (DESIGN decision 6). */
#ifndef DOMAIN_BATCH_H
#define DOMAIN_BATCH_H

#include "domain/count.h"

struct batch {
    int64_t id;
    const struct ledger *ledger; /* NULL: of another programme of the store */
    const char *ledger_code, *programme_code;
    const char *kind, *state, *file, *reason;
    struct organisation *org;
    int month;
    int64_t rows, first, last; /* revisions, the least and the greatest of their numbers */
    const char *handed_by, *handed_at, *decided_by, *decided_at, *decided_reason; /* "" where not yet */
};

/* Outcomes. */
enum {
    BATCH_NONE = 1, /* no such batch */
    BATCH_STATE,    /* it is not in a state that allows this; ctx->err is not set, `batch` tells the state */
};

/* The number of a batch to be, in the caller's transaction: its revisions bear it before it is there. */
MUST_CHECK int batch_reserve(struct ctx *ctx, int64_t *ret_id);

/* What is handed in. */
struct handing {
    const char *kind; /* import, zero, void */
    const struct organisation *org;
    int month;                   /* of a zero report; else 0 */
    const char *file, *reason;   /* NULL: "" */
    const unsigned char *digest; /* SM3 of the file; NULL: none */
    int64_t rows, first, last;   /* revisions, the least and the greatest of their numbers, by which they are found */
    const struct actor *actor;
};
/* Makes the batch, state submitted, once its revisions are there: on SQLite a page that is written before many others
 * and again after them makes it sum up its whole log anew. */
MUST_CHECK int batch_hand_in(struct ctx *ctx, const struct ledger *ledger, int64_t id, const struct handing *handing);

MUST_CHECK int batch_load(struct ctx *ctx, const struct city *city, int64_t id, struct batch *ret);
/* All of the store, newest last. */
MUST_CHECK int batch_list(struct ctx *ctx, const struct city *city, struct batch **ret, size_t *ret_count);

/* What a batch that is accepted as it is handed in adds, gathered row by row: its leaves, where and when it reports,
 * what its new records count. Rows in order of their ids. Free with acceptance_free. */
struct acceptance;
struct acceptance *acceptance_new(const struct city *city, const struct ledger *ledger);
void acceptance_free(struct acceptance *acceptance);
struct contribution;
/* A new record (row->record equal to row->id) must say so in record.accepted already. Errors: E_RANGE, E_STORE. */
MUST_CHECK int acceptance_add(struct ctx *ctx, struct acceptance *acceptance, const struct revision *row,
                              const struct contribution *counts, size_t count);

/* What a decision moved, for those who ask. */
struct moved {
    struct tally_row *rows;
    size_t count;
};

/* Inside the caller's transaction. A revision older than the one that counts already changes nothing, so that the order
 * of acceptance does not matter. Returns 0, BATCH_NONE, BATCH_STATE. Errors: E_RANGE, E_STORE. */
MUST_CHECK int batch_accept(struct ctx *ctx, const struct city *city, int64_t id, const struct actor *actor,
                            const char *reason, struct moved *ret_moved);
/* The same for a batch all rows of which were gathered. Repeats the counting alone if the store asks for it. */
MUST_CHECK int batch_accept_gathered(struct ctx *ctx, const struct city *city, int64_t id,
                                     struct acceptance *acceptance, const struct actor *actor, const char *reason,
                                     struct moved *ret_moved);
MUST_CHECK int batch_return(struct ctx *ctx, const struct city *city, int64_t id, const struct actor *actor,
                            const char *reason);
/* Takes a submitted or accepted batch back: its records say what they said before. */
MUST_CHECK int batch_void(struct ctx *ctx, const struct city *city, int64_t id, const struct actor *actor,
                          const char *reason, struct moved *ret_moved);

/* Counts all programmes of the store anew, and `reported` too: after the tree changed. */
MUST_CHECK int batch_count_all_again(struct ctx *ctx);

/* The day (yyyymmdd) on which something of the ledger was accepted last; 0 none. Errors: E_STORE. */
MUST_CHECK int batch_last_accepted(struct ctx *ctx, const struct ledger *ledger, int *ret);

#endif
