/* Settles subjects: takes moves in order of subject, decides who stands for each (DESIGN decision 4) and writes what
 * changes of attributions and tallies. Each subject is read once and written once, in the order of the table. */
#ifndef DOMAIN_SETTLE_H
#define DOMAIN_SETTLE_H

#include "base/spool.h"
#include "domain/contribution.h"
#include "domain/tally.h"

/* A record begins or ceases to be a candidate for a subject: in this order where several moves of it meet. A record
 * that is new in a batch and said again in the same batch is put, cancelled and put again. */
enum move_kind { MOVE_TAKE, MOVE_PUT, MOVE_CANCEL, MOVE_PUT_AGAIN };

/* Plain bytes: it waits in a spool. */
struct move {
    unsigned char subject[INDEX_SIZE], key[INDEX_SIZE]; /* the subject's, and the record's natural key */
    int64_t record, org;
    int32_t indicator, day;
    uint8_t kind; /* enum move_kind */
    uint8_t part, person, none;
    uint8_t months[12]; /* of a stage: how many stages were reached in each month of the programme's year */
};
_Static_assert(sizeof(struct move) == 72, "moves are kept as bytes: no padding");

/* By indicator, subject and kind. */
extern const struct spool_order move_order;
struct move move_of(const struct contribution *contribution, const struct revision *revision, enum move_kind kind);

/* Which of two candidates stands for a subject: the less by (day, organisation code, key) (domain.md §3.2). */
struct candidate {
    int64_t record;
    const struct organisation *org;
    int day;
    unsigned char key[INDEX_SIZE];
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

/* Settles all subjects named in the spools of moves, inside the caller's transaction and under the ledger's lock. What
 * changes of tallies is added to `deltas`. `batch` is noted as the cause of moved attributions (0: none).
 * Errors: E_RANGE, E_STORE, E_RETRY. */
MUST_CHECK int settle(struct ctx *ctx, const struct city *city, struct spool *const *spools, size_t count,
                      struct tally_deltas *deltas, int64_t batch);

#endif
