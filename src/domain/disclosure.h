/* What the public may see of an indicator that counts persons (domain.md §4: a public breakdown below 5 is shown as <5,
 * with a second cell hidden where a difference would reveal it), over places and over months.
 *
 * Base cells are what a place adds in a month. The public sees, of a place, its sums at certain months only (its
 * visible months), so that
 *   1. between two neighbouring visible months a place adds 0 or at least SMALL_CELL;
 *   2. a place's visible months are among those of the place above it;
 *   3. for any two visible months of the place above, the places below of which one of the two sums is not known are
 *      none, or at least two that together added 0 or at least SMALL_CELL, with one of them at least SMALL_CELL where
 * one is below: what is hidden cannot be worked out from a total. Known is what is visible, and what follows: between
 *      two equal sums nothing was added, and where those that are not known added 0 together, none of them added any.
 * Chosen from the present backwards, top down from the root (the city, or the scope of a scoped indicator), by values
 * alone, so that all pages agree. The root's present sum is always shown. Indicators that count no persons show all. */
#ifndef DOMAIN_DISCLOSURE_H
#define DOMAIN_DISCLOSURE_H

#include "domain/city.h"

enum { SMALL_CELL = 5 };

enum cell_kind {
    CELL_VALUE,      /* may be shown */
    CELL_UNREPORTED, /* nothing was handed in: 未报 */
    CELL_SMALL,      /* 1 to 4: <5 */
    CELL_HIDDEN,     /* 隐: a neighbour could be worked out from it */
    CELL_NONE,       /* does not exist here: — */
    CELL_CLOSED,     /* below the level to which the indicator is public */
};

/* Pure: `children[i * 13 + m]` (m 1..12) is what a place below added in month m; together they are the place above
 * (what counts at that place itself is one of them). `visible_parent[m]`: whether its sum to month m is shown. Sets
 * visible[i * 13 + m]; small[i * 13 + m] where child i may be said to be small (1–4): its whole up to `until` (1..12)
 * is, and so said, in all months in which the place above is visible, each could still be 1 or 4 whatever the others
 * are. (Month 0 is the year's beginning: always visible.) */
void disclosure_choose(struct arena *mem, const int64_t *children, size_t count, const bool visible_parent[13],
                       int until, bool *visible, bool *small);
/* The same for a root: its sum at `until` is always visible, and the earlier ones that rule 1 allows. */
void disclosure_choose_root(const int64_t added[13], int until, bool visible[13]);

/* Whether the indicator's ledger holds anything personal, so that small cells are kept. */
bool disclosure_guards(const struct indicator *indicator);
/* Whether the public may look at `org` for this indicator (public_to). An institution is as deep as what hangs beside
 * it. A scope is looked at only by what is counted for it, or where nothing is guarded: it cuts across the tree. */
bool disclosure_open(const struct indicator *indicator, const struct organisation *org);
/* The nearest place, `org` or one above it, at which the public may look. */
const struct organisation *disclosure_nearest(const struct indicator *indicator, const struct organisation *org);

#endif
