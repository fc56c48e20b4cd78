/* What the public may see of an indicator that counts persons (domain.md §4: a public breakdown below 5 is shown as <5,
 * with a second cell hidden where a difference would reveal it), over places, over months, and over a whole and its
 * parts (`part_of`).
 *
 * Base cells are what a place adds in a month. The public sees, of a place, its sums at certain months only (its
 * visible months), so that
 *   1. between two neighbouring visible months a place adds 0 or at least SMALL_CELL;
 *   2. a place's visible months are among those of the place above it;
 *   3. for any two visible months of the place above, the places below of which one of the two sums is not seen
 * together added 0 or at least SMALL_CELL, with one of them at least SMALL_CELL where one is below, as far as there is
 * a sum left to hide;
 *   4. a part is visible only where its whole is; then what of the whole is no part of it is as good as visible too,
 *      and rules 1 to 3 hold for it as well. The choice for a whole does not look at its part;
 *   5. of an amount of 1 to SMALL_CELL - 1 between any two months the bounds that follow from all that is seen
 * (bounds.h) tell at most that it is one: of a place, of a part, of what is no part, of the wholes;
 *   6. the places below tell nothing of the place above that brings any of its amounts nearer than SMALL_CELL - 1, and
 *      rule 5 holds for whoever knows all of them so nearly: what is told of two places never gives away a third.
 * Sums whose bounds meet are shown as well. Where a rule is broken the cheapest visible sum that takes part is hidden,
 * until none is or nothing is visible.
 *
 * What is not kept: the root's present sum is always shown, and with it what can only be one place's. And whoever knows
 * these rules can tell that near a hidden sum some amount is small, as `<5` would say; rule 3 is there so that he
 * cannot tell which, and `<5` is said only where it tells nothing more even to him.
 *
 * Chosen from the present backwards, top down from the root (the city, or the scope of a scoped indicator), by values
 * alone, so that all pages agree. Indicators that count no persons show all. */
#ifndef DOMAIN_DISCLOSURE_H
#define DOMAIN_DISCLOSURE_H

#include "domain/bounds.h"
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

/* An additive table over the same places: of an indicator by itself (one column), or of a part and of what of its whole
 * is no part of it (two). */
struct disclosure {
    size_t places; /* directly below one place, and what counts at that place itself: together they are it; a root: 1 */
    size_t columns;
    const struct disclosure *whole; /* its table for the same places; NULL if there is none */
    int64_t *added;                 /* what a place adds in a month; see disclosure_at */
    bool *known; /* whether its sum to the month may be seen. Month 0 is the year's beginning: always */
    bool *small; /* by place: whether it may be said to be small (1–4); never of a part, whose whole tells too much */
    struct bounds bounds; /* what an onlooker can know, of these columns and then of the whole's; once it is chosen */
};

/* Without amounts: the caller sets those of the first column. */
struct disclosure disclosure_new(struct arena *mem, size_t places, const struct disclosure *whole);
/* Where the twelve months of a place stand in added, known and small: [1] to [12]. */
size_t disclosure_at(const struct disclosure *table, size_t column, size_t place);
/* Decides what is known, and small where a place's whole up to `until` (1..12) is, and so said, in all months in which
 * the place above is visible, each could still be 1 or 4 whatever the others are. `above` is the table in which the
 * place above is number `place`; NULL: the table is a root's. Pure. */
void disclosure_choose(struct arena *mem, struct disclosure *table, const struct disclosure *above, size_t place,
                       int until);
/* What the caller knows to be open to all: everything is known, as its whole is. Pure. */
void disclosure_open_all(struct arena *mem, struct disclosure *table, int until);
/* The rule for the months of a root by itself: `added` and `visible` by month. */
void disclosure_choose_root(const int64_t added[13], int until, bool visible[13]);

/* Whether small cells of this kind of count can be told from its sums; of others nothing but the root is shown. */
bool disclosure_counts_heads(const struct indicator *indicator);
/* Whether the indicator's ledger, or that of a whole whose part it is, holds anything personal, so that small cells are
 * kept. */
bool disclosure_guards(const struct indicator *indicator);
/* Whether the public may look at `org` for this indicator (public_to). An institution is as deep as what hangs beside
 * it. A scope is looked at only by what is counted for it, or where nothing is guarded: it cuts across the tree. */
bool disclosure_open(const struct indicator *indicator, const struct organisation *org);
/* The nearest place, `org` or one above it, at which the public may look. */
const struct organisation *disclosure_nearest(const struct indicator *indicator, const struct organisation *org);

#endif
