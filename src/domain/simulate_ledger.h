/* A ledger's file while it is made: what it holds so far, what later groups and errors will need of it. Shared by
 * simulate*.c only. */
#ifndef DOMAIN_SIMULATE_LEDGER_H
#define DOMAIN_SIMULATE_LEDGER_H

#include <stdio.h>

#include "domain/simulate_make.h"

/* Some of the rows that were offered, each as likely as any other: memory stays small however many there are. */
struct sampled_rows {
    struct made_row **at;
    size_t count, room;
    int64_t offered;
};

/* A row to be handed in a second time. */
struct again_row {
    const char **cells;
    int64_t due; /* when so many rows are written */
};

struct ledger_work {
    struct simulation *sim;
    const struct ledger_plan *plan;
    uint16_t number; /* of the ledger, from 1 */
    FILE *out;
    int64_t rows;                 /* written */
    int64_t made;                 /* without those that were handed in twice */
    struct seen keys;             /* owner and natural key */
    struct seen *uniques;         /* by check */
    struct sampled_rows *sources; /* by group: what REPEAT repeats */
    struct sampled_rows copies;   /* what errors spoil */
    size_t main_group;            /* whose rows errors copy */
    VEC(struct again_row) again;
    size_t again_next;
    int64_t *adds; /* by indicator of the ledger */
};

void ledger_begin(struct ledger_work *work);
/* Why an import would reject the row, or why it must not be made; NULL if all is well. `over` is set if it would take a
 * figure beyond its goal. In the context's arena. */
const char *ledger_refuses(struct ledger_work *work, const struct made_row *row, bool *ret_over);
/* Writes the row, counts it, and offers it to those who may need it. */
void ledger_take(struct ledger_work *work, size_t group, const struct made_row *row);
/* Writes what is still to be handed in twice. */
void ledger_end(struct ledger_work *work);

/* Makes the rows of all groups (simulate_group.c). Errors: E_INPUT. */
MUST_CHECK int groups_make(struct ledger_work *work);
/* Writes the rows that an import must reject (simulate_error.c). Errors: E_INPUT. */
MUST_CHECK int errors_make(struct ledger_work *work, FILE *out);

/* ---- between simulate_group.c and simulate_error.c ---- */

/* The row of that parent, if the ledger's rows name them one after the other. */
const struct made_row *ref_parent(struct ledger_work *work, int64_t number);
/* A place and a day for a new row; row->place may be given. Errors: E_INPUT. */
MUST_CHECK int row_settle(struct ledger_work *work, const struct group *group, struct sites *sites,
                          struct made_row *row, const struct place *except);
/* NULL after an error. */
struct sites *group_sites(struct ledger_work *work, const struct group *group);

#endif
