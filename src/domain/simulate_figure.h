/* The figures that the synthetic rows must come to, and what they have come to so far: the rules of contribution.c,
 * applied to rows that are in no store. */
#ifndef DOMAIN_SIMULATE_FIGURE_H
#define DOMAIN_SIMULATE_FIGURE_H

#include "base/decimal.h"
#include "domain/programme.h"
#include "domain/simulate_place.h"

struct figure {
    const struct indicator *indicator;
    bool wanted;        /* the pack says one */
    int64_t goal, have; /* scaled; of a milestone the stage + 1 */
    struct seen subjects;
    struct seen roster; /* of a cover, whose `subjects` are then those of the roster that are covered */
};

struct figures {
    const struct programme *programme;
    struct figure *at; /* as the programme's indicators */
};

/* Reads `simulate:` of the indicators, × scale, rounded half up in the unit's smallest step. Errors: E_INPUT. */
MUST_CHECK int figures_read(struct ctx *ctx, const struct programme *programme, struct decimal scale, struct arena *mem,
                            struct figures **ret);

/* n × scale, rounded half up. */
int64_t scaled(int64_t n, struct decimal scale);

/* What a row of the ledger adds, by indicator in the order of ledger->indicators. NULL, or the first figure that it
 * would take beyond its goal. */
const struct figure *figures_ask(const struct figures *figures, const struct ledger *ledger, const struct value *values,
                                 const struct place *place, int64_t *ret_adds);

/* Counts the row. */
void figures_take(struct figures *figures, const struct ledger *ledger, const struct value *values,
                  const struct place *place);

/* Whether all came out. Errors: E_INPUT with those that did not. */
MUST_CHECK int figures_close(struct ctx *ctx, const struct figures *figures);

/* Equal for equal values, whatever the type. */
uint64_t hash_value(uint64_t hash, const struct value *value);

#endif
