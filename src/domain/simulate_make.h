/* Rows: a row's fields made from samples, each asked for when another needs it. Shared by simulate*.c only. */
#ifndef DOMAIN_SIMULATE_MAKE_H
#define DOMAIN_SIMULATE_MAKE_H

#include "domain/simulate_figure.h"
#include "domain/simulate_plan.h"

enum making { MAKING_NOT_YET, MAKING_NOW, MAKING_DONE };

struct made_row {
    struct value *values;  /* by field */
    person_id *persons;    /* by field */
    unsigned char *making; /* by field: enum making */
    const char **words;    /* NULL: not thrown yet */
    const struct place *place;
    int round;      /* of a place that reports once: how often it was taken before */
    int day;        /* by the ledger's months; 0 if they say nothing */
    int64_t number; /* {n} */
    int64_t run;    /* from 0, within held rows */
    const struct made_row *parent;
};

/* Rows that others look into. */
struct kept_rows {
    VEC(struct made_row *) at;
};

struct simulation {
    struct ctx *ctx;      /* its arena is rewound after each row */
    struct arena *mem;    /* lives to the end */
    struct arena *ledger; /* lives as long as the ledger is made */
    const struct programme *programme;
    const struct plan *plan;
    struct places *places;
    struct figures *figures;
    struct people people;
    struct decimal scale;
    struct kept_rows *kept; /* as the programme's ledgers */
    struct dice dice;       /* of the ledger */
};

/* How the rows of a group are made. */
struct making_row {
    struct simulation *sim;
    const struct ledger_plan *plan;
    const struct group *group;                   /* may be NULL: the fields' own samples alone */
    struct sample *const *first, *const *second; /* sets that come before the group's; may be NULL */
    struct made_row *row;
    uint16_t ledger; /* its number from 1, for people */
};

/* An empty row in `mem`. */
struct made_row *row_new(struct arena *mem, const struct ledger_plan *plan);
/* A copy in `mem` with all it points to, parent apart. */
struct made_row *row_copy(struct arena *mem, const struct ledger_plan *plan, const struct made_row *row);

/* Makes all fields that are not made yet. Errors: E_INPUT (a circle, a value that the field does not take). */
MUST_CHECK int row_make(struct making_row *m);
/* One field; one word. */
MUST_CHECK int row_make_field(struct making_row *m, const struct field *field);
MUST_CHECK int row_make_word(struct making_row *m, size_t index, const char **ret);

/* What an error's set says in a field of a finished row, as text. */
MUST_CHECK int row_text(struct making_row *m, const struct sample *sample, const struct field *field, const char **ret);

/* The cells of a row as they are written, NULL-terminated by nothing; one for each field. */
const char **row_cells(struct simulation *sim, const struct ledger_plan *plan, const struct made_row *row);

const struct ledger_plan *plan_at(const struct simulation *sim, const struct ledger *ledger);
struct kept_rows *kept_of(const struct simulation *sim, const struct ledger *ledger);

#endif
