/* What the tallies hold of an indicator through the programme's year: one place by month, or all places directly below
 * another, each in one statement. Nothing here knows what the public may see. */
#ifndef DOMAIN_YEAR_H
#define DOMAIN_YEAR_H

#include "domain/contribution.h"

struct year {
    const struct organisation *org;
    int64_t added[PARTS][13]; /* by part (contribution.h) and month 1..12, in the indicator's smallest unit */
    bool reported[13];             /* in that very month; [0]: before the year. Only of year_read */
    int reported_from;             /* the first month (yyyymm) for which something was accepted; 0 none */
};

/* January to month (1..12); 0 for month 0. */
int64_t year_until(const struct year *year, int part, int month);
/* The status at the month that `status` asks for, where status_ask was done: value, roster, stage, reported. */
struct status;
void year_status(const struct year *year, struct status *status);

/* Errors: E_STORE. */
MUST_CHECK int year_read(struct ctx *ctx, const struct city *city, const struct indicator *indicator,
                         const struct organisation *org, struct year *ret);

/* Those directly below `org` by statistical parent, of a scope its members, in order of code; also those of which
 * nothing is known. Errors: E_STORE. */
MUST_CHECK int years_below(struct ctx *ctx, const struct city *city, const struct indicator *indicator,
                           const struct organisation *org, struct year **ret, size_t *ret_count);

#endif
