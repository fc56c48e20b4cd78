/* What the files of verify share: verify.c (snapshot, threads), verify_share.c (who takes which piece of the work),
 * verify_rows.c (revisions), verify_chain.c (roots and links), verify_names.c (what names something that is not there),
 * verify_pack.c (files of programmes), recount*.c (counts). Only they include this.
 *
 * The store is looked at in pieces: slices of revisions in order of their ids, the candidates of an indicator in an
 * interval of subjects, the look-up rows of a slot. Two threads take pieces in turn, each on its own connection. What
 * only adds up (sums, sets, numbers) each keeps for itself until the end; what has an order (leaves of a batch, what is
 * told) waits in its slice until the first thread has come that far.
 *
 * Candidates are neither kept nor sorted. The table of attributions has them in order of subjects: if the set of its
 * candidates is the set that the accepted revisions give (recount_set.h), then walking the table is settling anew from
 * the records. Where the sets differ, the candidates of that indicator are gathered, sorted and compared row by row
 * (recount_again.c). The same holds for who is one person. */
#ifndef DOMAIN_VERIFY_WORK_H
#define DOMAIN_VERIFY_WORK_H

#include <pthread.h>

#include "base/spool.h"
#include "base/vec.h"
#include "domain/chain.h"
#include "domain/contribution.h"
#include "domain/recount_persons.h"
#include "domain/recount_set.h"
#include "domain/recount_sums.h"
#include "domain/verify.h"

/* ---- what is known before: the same for all threads, never changed ---- */

struct known_city {
    const struct city *city;
    size_t first; /* the number of its first indicator among those of all programmes */
    struct persons *persons;
    struct set links; /* of person_link */
    size_t number;
    bool linked; /* the chain names the programme: */
    unsigned char root[SM3_SIZE];
};

struct known_ledger {
    int64_t id;
    const struct ledger *ledger;
    const struct known_city *city;
    size_t number;
};

struct known_indicator {
    const struct indicator *indicator;
    const struct known_city *city;
    bool bad; /* the table's candidates are not those of the revisions */
};

enum batch_state { STATE_DRAFT, STATE_SUBMITTED, STATE_ACCEPTED, STATE_RETURNED, STATE_VOID };

struct known_batch {
    int64_t id, first, last;           /* its revisions are found by their numbers */
    const struct known_ledger *ledger; /* NULL: it names one that is not there */
    enum batch_state state;
    bool zero; /* a zero report, of: */
    int64_t org, month;
    uint64_t leaves; /* how many its tree has, and the hashes of its complete subtrees */
    size_t kept_most;
    unsigned char (*kept)[SM3_SIZE];
};

/* Ids of revisions for which there is a bit each; look-up rows that name one beyond are asked for by a statement. */
enum { BITS_MOST = 1 << 26 };

/* ---- pieces ---- */

enum { SLICE = 4096, AHEAD = 8 };

struct leaf_run {
    struct known_batch *batch;
    size_t count;
};

enum slice_stage { SLICE_FREE, SLICE_TAKEN, SLICE_READY };

/* Revisions of SLICE ids, and what came of them. */
struct slice {
    enum slice_stage stage;
    int64_t first, last, rows;
    struct arena *mem;
    VEC(struct difference) differences;
    VEC(struct leaf_run) runs;
    unsigned char (*leaves)[SM3_SIZE];
    size_t leaf_count;
};

enum piece_kind { PIECE_SLICE, PIECE_WALK, PIECE_LOOKUP };

struct piece {
    enum piece_kind kind;
    struct slice *slice;
    size_t indicator; /* WALK */
    int range;        /* WALK: which interval of subjects */
    int64_t ledger, slot;
};

struct lookup_pair {
    int64_t ledger, slot;
};

struct share {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    bool stopped; /* somebody failed */
    struct slice slices[AHEAD];
    size_t taken, drained; /* slices */
    int64_t next_id;
    bool no_more_slices;
    VEC(struct lookup_pair) lookups;
    size_t next_lookup;
    VEC(size_t) walked; /* indicators that have candidates in the table */
    size_t next_walk;
    int ranges; /* intervals of subjects: a power of two, at most 256 */
};

struct whole {
    struct verification *v;
    struct arena *mem; /* the first thread's, until the end */
    struct known_city *cities;
    struct known_ledger *ledgers;       /* by id */
    struct known_indicator *indicators; /* by programme and place in it */
    struct known_batch *batches;        /* by id */
    size_t city_count, ledger_count, indicator_count, batch_count;
    int64_t last_org;
    struct set_secret secret;
    int64_t last_id;                 /* of the revisions */
    uint64_t *there, *named;         /* revisions that are there, that a look-up row names: a bit for each id */
    int64_t bits;                    /* of both */
    VEC(int64_t) unknown_indicators; /* that the table of attributions has, and no programme */
    int64_t all;                     /* revisions, for progress; 0: nobody asked */
    struct share share;
};

/* ---- what each thread keeps for itself until the end ---- */

struct reports;

struct worker {
    struct ctx *ctx;
    struct whole *whole;
    struct arena *kept;
    bool first; /* the one that drains slices */
    struct sums *sums;
    struct set (*expected)[2], (*stored)[2]; /* by indicator and part: of the revisions, of the table */
    bool *broken;                            /* by indicator: the table has rows that are no candidates */
    struct set *links;                       /* by city: links of persons that the revisions give */
    struct value_reader **readers;           /* by ledger */
    struct reports *reports;
    struct spool *wrong; /* struct wrong_subject: the table lets another candidate stand */
    const struct known_ledger *last_ledger;
    struct known_batch *last_batch;
    int64_t counted; /* records */
    int64_t records, latest_named, latest_found, accepted_named, accepted_found;
    bool latest_wrong, accepted_wrong; /* some record names an older revision than it has */
    bool records_unseen;               /* some record has no first revision */
    bool lookup_beyond;                /* a look-up row names an id beyond the bits */
    struct spool *again, *again_links; /* second pass: candidates, links of persons (recount_again.c) */
};

struct worker *worker_new(struct ctx *ctx, struct whole *whole);
void worker_free(struct worker *worker); /* may be NULL */
/* Adds what `more` kept. Errors: E_RANGE, E_STORE. */
MUST_CHECK int worker_join(struct worker *worker, struct worker *more);

const struct known_ledger *known_ledger(const struct whole *whole, int64_t id);
struct known_batch *known_batch(const struct whole *whole, int64_t id);

/* ---- verify_share.c ---- */

int share_start(struct ctx *ctx, struct whole *whole);
void share_done(struct whole *whole);
/* Takes pieces until none is left; the first thread drains slices meanwhile. Errors: those of the pieces; then all
 * stop. */
MUST_CHECK int share_work(struct worker *worker);

/* ---- verify_rows.c ---- */

/* The least id of a revision from `from` on; DB_NONE. Errors: E_STORE. */
MUST_CHECK int revision_next(struct ctx *ctx, int64_t from, int64_t *ret);
MUST_CHECK int revisions_check(struct worker *worker, struct slice *slice);
/* The second pass: what accepted revisions give to worker->again and again_links. */
MUST_CHECK int revisions_again(struct worker *worker);

/* ---- verify_chain.c ---- */

/* The leaves of a slice, in order of all slices. */
void chain_leaves(struct whole *whole, const struct slice *slice);
MUST_CHECK int chain_check(struct worker *worker);

/* ---- verify_names.c ---- */

MUST_CHECK int names_lookup(struct worker *worker, const struct lookup_pair *pair);
MUST_CHECK int names_check(struct worker *worker);

/* ---- verify_pack.c ---- */

/* A link of the kind init or pack, in order of the chain. */
void pack_note_link(struct whole *whole, const struct link *link);
/* Once all links were seen. */
MUST_CHECK int packs_check(struct worker *worker);

/* ---- recount.c and its parts ---- */

struct wrong_subject {
    int64_t indicator; /* its number */
    unsigned char subject[INDEX_SIZE];
};
int wrong_subject_order(const void *a, const void *b);

MUST_CHECK int recount_walk(struct worker *worker, size_t indicator, int range);
MUST_CHECK int recount_compare(struct worker *worker);

/* Reads the links of persons of a programme: its persons, and the set of rows. */
MUST_CHECK int recount_load_persons(struct ctx *ctx, struct whole *whole, struct known_city *city);
MUST_CHECK int recount_person_links(struct worker *worker);
MUST_CHECK int recount_attributions(struct worker *worker);
MUST_CHECK int recount_tallies(struct worker *worker);

struct reports *reports_new(struct arena *arena, int64_t last_org);
void reports_mark(struct reports *reports, const struct known_ledger *ledger, int64_t month, int64_t org);
void reports_join(struct reports *reports, const struct reports *more);
MUST_CHECK int recount_reports(struct worker *worker);

/* ---- telling: the first thread, in order ---- */

void tell_both(struct worker *worker, const char *what, const char *where, const char *stored, const char *counted);

#endif
