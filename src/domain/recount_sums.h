/* What is counted anew: a number for each indicator, part, month and organisation. Rows of months come into being when
 * they are first added to, so that memory is bounded by what a store of any size can hold in its tallies. */
#ifndef DOMAIN_RECOUNT_SUMS_H
#define DOMAIN_RECOUNT_SUMS_H

#include "domain/contribution.h"

enum { SUM_PARTS = PART_STAGES + STAGES_MOST, SUM_MONTHS = 13 }; /* month 0: the whole year */

struct sums;

/* For indicators numbered from 0 and organisations by their ids, up to and with `last_org`. In the arena. */
struct sums *sums_new(struct arena *arena, size_t indicators, int64_t last_org);

/* Errors: E_RANGE, with the indicator's name. */
MUST_CHECK int sums_add(struct ctx *ctx, struct sums *sums, size_t indicator, int part, int month,
                        const struct organisation *org, int64_t value, const char *name);
/* NULL: nothing was added in that month; else by organisation. */
const int64_t *sums_month(const struct sums *sums, size_t indicator, int part, int month);
/* What is settled by subject (values, rosters) is 0 again; what rows gave directly stays. */
void sums_forget(struct sums *sums, size_t indicator);

/* Adds all of `more`. Errors: E_RANGE. */
MUST_CHECK int sums_join(struct ctx *ctx, struct sums *sums, const struct sums *more);

#endif
