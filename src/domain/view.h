/* Which sums of an indicator the public may see of a place, and of the places below it: the tables of disclosure.h,
 * filled from tallies and chosen from the root down, for the wholes of which the indicator is a part before it. */
#ifndef DOMAIN_VIEW_H
#define DOMAIN_VIEW_H

#include "domain/disclosure.h"
#include "domain/year.h"

struct view {
    bool visible[13], small[13]; /* by month; 0 the year's beginning */
};

struct views {
    struct view org;
    struct year *below; /* the places directly below, and last what counts at the place itself; NULL if not asked for */
    struct view *at;    /* of each of below */
    size_t count;       /* of places, without that last one */
};

/* `root`: where the indicator's whole is read, its scope or the city; `year` is that of `org`. The choice is made over
 * the whole year, so that it is the same whatever month a page asks for. Errors: E_STORE. */
MUST_CHECK int view_read(struct ctx *ctx, const struct city *city, const struct indicator *indicator,
                         const struct organisation *root, const struct organisation *org, const struct year *year,
                         bool with_below, struct views *ret);

#endif
