/* The records beneath a figure, as the public may see them: public columns and the hash of the leaf, never a personal
 * field, a remark or a receipt number; nothing where the indicator is not public that far down. */
#ifndef DOMAIN_LISTING_H
#define DOMAIN_LISTING_H

#include "domain/disclosure.h"
#include "domain/revision.h"

struct listed {
    int64_t record;
    const struct organisation *org;
    int day;
    const char **cells; /* as people read them, by listing.columns; "" where the record says nothing */
    unsigned char leaf[SM3_SIZE];
    int64_t amount;         /* what it adds, in the indicator's unit, by the end of `until`; 0 if nothing (yet) */
    bool again;             /* another record stands for its subject */
    int stage;              /* last stage reached, -1 */
    const int *stage_dates; /* yyyymmdd by stage, 0 where unknown; NULL if the ledger has no stages */
};
struct listing {
    const struct field **columns; /* public fields worth a column, at most six, the ledger's order */
    size_t column_count;
    struct listed *at;
    size_t count;
    bool more;           /* there are more behind; go on with `after` */
    const char *after;   /* opaque, for the address */
    enum cell_kind kind; /* CELL_VALUE, or why nothing is listed */
};

/* Up to `most` records that speak of the indicator at `org` and below, by organisation code, day, id, from behind
 * `after` ("" from the start). A broken `after` is read as "". Errors: E_STORE. */
MUST_CHECK int listing_read(struct ctx *ctx, const struct city *city, const struct indicator *indicator,
                            const struct organisation *org, int until, const char *after, size_t most,
                            struct listing *ret);

/* One record by number, for its own page: its ledger, public fields, stages, leaf, the acceptance it came with. Its
 * row's cells are by `columns`, all public fields of the ledger; amount and again are not set (0, false). DB_NONE if
 * there is none that the public may see. Errors: E_STORE. */
struct record_view {
    struct listed row;
    const struct ledger *ledger;
    const struct field **columns;
    size_t column_count;
    int64_t batch, sequence; /* of the chain link that accepted it */
    const char *accepted_at;
    unsigned char link[SM3_SIZE];
};
MUST_CHECK int listing_record(struct ctx *ctx, const struct city *city, int64_t record, struct record_view *ret);

/* What was changed after it had been accepted, newest first, at most `most`: records taken back, corrected, and counts
 * that moved to another record. Only where the change itself may be shown (small cells are not). */
enum change_kind { CHANGE_VOID, CHANGE_CORRECTED, CHANGE_MOVED };
struct later_change {
    enum change_kind kind;
    const char *at;                  /* time of acceptance */
    const struct organisation *org;  /* where; of a move: to */
    const struct organisation *from; /* of a move; else NULL */
    const char *reason;              /* as whoever changed it wrote it; "" */
    size_t count;                    /* records of this kind, place and batch together */
};
MUST_CHECK int changes_read(struct ctx *ctx, const struct city *city, const struct indicator *indicator,
                            const struct organisation *org, size_t most, struct later_change **ret, size_t *ret_count);

#endif
