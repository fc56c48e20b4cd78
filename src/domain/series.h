/* An indicator at a place through the year, and at the places below it, as the public may see it: the one way in which
 * pages read values. Reads tallies, computes no count. Costs the same for a village as for the city. */
#ifndef DOMAIN_SERIES_H
#define DOMAIN_SERIES_H

#include "domain/disclosure.h"
#include "domain/status.h"

struct month_value {
    int month;           /* yyyymm */
    enum cell_kind kind; /* of the sum */
    int64_t total;       /* January to month, if CELL_VALUE; a milestone: last stage reached, -1 none */
    enum cell_kind added_kind;
    int64_t added;    /* in the month, if CELL_VALUE */
    bool reported;    /* something was handed in in this very month */
    int64_t due;      /* by the schedule, if the target is known, else -1 */
    enum light light; /* of the month; LIGHT_GREY without target or value */
    bool reached;     /* the target itself was, if CELL_VALUE (status.h) */
};

struct series {
    const struct indicator *indicator;
    const struct organisation *org; /* where it was read: the scope's node if the city was asked of a scoped one */
    int until;                      /* the month that was asked for */
    struct month_value months[12];  /* January … December; behind `until` CELL_NONE */
    size_t count;                   /* months up to `until` */
    struct status status;           /* at `until`; its value and formula only where `shown` */
    enum cell_kind kind;            /* of the sum at `until` */
    int shown_month;                /* the latest visible month (yyyymm) ≤ until; 0 if none */
    int64_t total;                  /* at shown_month; a milestone: last stage reached, -1 none */
    int64_t roster;                 /* COVER */
    int64_t handed;  /* of what counts each once: accepted records that speak of it, counted or not, in their own places
                        and  months; -1 of all else, and where that may not be said */
    int64_t records; /* accepted records behind the value; 0 where that may not be said */
    int crossed;     /* the month in which the target was reached; 0 not, or not visible */
};

/* The places directly below `org` by statistical parent (institutions among them), and how each stands at `until`; in
 * order of value, largest first, then code; unreported, small and hidden ones behind. Together they are the whole:
 * `own` is what counts at `org` itself. */
struct place_value {
    const struct organisation *org;
    enum cell_kind kind;
    int64_t value;
    struct target target;
    int rate_tenths; /* percent × 10, half up; -1 without target or value */
    enum light light;
    bool reached; /* the target itself, if CELL_VALUE */
    bool open;    /* the public may go there */
};
struct place_values {
    struct place_value *at;
    size_t count;
    enum cell_kind own_kind; /* CELL_NONE if nothing counts at org itself */
    int64_t own;
};

/* `org` NULL: the city. CELL_CLOSED where the public may not look; CELL_NONE outside the scope. `ret_places` NULL: only
 * the place itself. Errors: E_STORE. */
MUST_CHECK int series_read(struct ctx *ctx, const struct city *city, const struct indicator *indicator,
                           const struct organisation *org, int until, struct series *ret,
                           struct place_values *ret_places);

#endif
