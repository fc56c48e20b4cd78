/* The value of an indicator for an organisation and a month. Exact at commit: rows for the counting organisation, each
 * above it by statistical parent and each scope that holds it, by month and for the year (yyyy00) (DESIGN decision 5).
 * A row whose value is 0 is not kept, so that the table is a function of the accepted revisions. */
#ifndef DOMAIN_TALLY_H
#define DOMAIN_TALLY_H

#include "domain/city.h"

/* Changes gathered during a batch. */
struct tally_deltas;

struct tally_deltas *tally_deltas_new(struct arena *mem);

/* Adds for `org` alone; those above follow in tally_apply. Errors: E_RANGE. */
MUST_CHECK int tally_add(struct ctx *ctx, struct tally_deltas *deltas, const struct organisation *org,
                         const struct indicator *indicator, int part, int month, int64_t delta);

/* Adds all of `more`. Errors: E_RANGE. */
MUST_CHECK int tally_deltas_add(struct ctx *ctx, struct tally_deltas *deltas, const struct tally_deltas *more);

struct tally_row {
    int64_t org, indicator;
    int part, month;
    int64_t value;
    bool falls; /* may bring a row of the table to 0 */
};

/* What the deltas change, for the counting organisations and all above them, months and years, in key order; rows that
 * come to 0 are left out. In ctx->mem. Errors: E_RANGE. */
MUST_CHECK int tally_rows(struct ctx *ctx, struct tally_deltas *deltas, struct tally_row **ret, size_t *ret_count);

/* Adds the rows to the table, inside the caller's transaction.
 * Errors: E_RANGE if a sum leaves int64 (nothing may then be kept), E_STORE. */
MUST_CHECK int tally_apply(struct ctx *ctx, const struct tally_row *rows, size_t count);

/* The sum from January of month's year up to `month`. Errors: E_STORE. */
MUST_CHECK int tally_until(struct ctx *ctx, int64_t org, int64_t indicator, int part, int month, int64_t *ret);

/* Whether anything was accepted for this place (rows or a zero report) from January to `month`: 1 or 0. */
MUST_CHECK int reported_until(struct ctx *ctx, int64_t ledger, int64_t org, int month);

/* Notes that something was accepted for the organisations, and so for those above them. Idempotent. */
struct place_month {
    const struct organisation *org;
    int month;
};
MUST_CHECK int reported_add(struct ctx *ctx, const struct ledger *ledger, const struct place_month *places,
                            size_t count);
/* The same of a zero report. */
MUST_CHECK int reported_add_zero(struct ctx *ctx, const struct city *city, const struct ledger *ledger,
                                 const struct organisation *org, int month);

#endif
