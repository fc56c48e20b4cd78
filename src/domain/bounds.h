/* What an onlooker can know of sums that he does not see: bounds of each difference between two sums of a place, worked
 * out from those that he does see. Sums run through a year: to its beginning (month 0, nothing yet) and to each month.
 *
 * Columns are kinds of one count at the same places: a part, what of its whole is no part of it, the whole; then what
 * of that one's whole is no part of it, and so on: column 2n + 2 is the sum of 2n and 2n + 1. Places together are one
 * more place. What he reasons with: where a column counts, a sum never falls; a difference over several months is that
 * of the months; places together, and part and rest, are what they add to. Values agree with the truth; nothing is
 * checked. */
#ifndef DOMAIN_BOUNDS_H
#define DOMAIN_BOUNDS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum { BOUND_MONTHS = 13 };
#define BOUND_FAR (INT64_C(1) << 48) /* as good as no bound; amounts and their sums stay far below */

/* [a][b]: by how much the sum to month b is at most above the sum to month a; so -[b][a] is the least. */
struct differences {
    int64_t most[BOUND_MONTHS][BOUND_MONTHS];
};

struct bounds {
    size_t places, columns;
    int until;              /* the last month */
    struct differences *of; /* see bounds_of */
    bool *changed;          /* room, likewise: not closed yet */
};

/* Nothing is known but that month 0 comes first. */
struct bounds bounds_new(struct arena *mem, size_t places, size_t columns, int until);
/* `place` may be bounds->places: all together. */
struct differences *bounds_of(const struct bounds *bounds, size_t column, size_t place);
void bounds_copy(const struct bounds *to, const struct bounds *from);
/* Works out what follows within the place, from one column for another. */
void bounds_narrow_place(const struct bounds *bounds, size_t place);
/* Works out what follows from everything, each place being narrowed already: until nothing changes. */
void bounds_narrow(const struct bounds *bounds);

/* Nothing is known; of what counts, that it never falls. */
void differences_clear(struct differences *d, bool counts);
/* The sum to the month is `sum`. */
void differences_know(struct differences *d, int month, int64_t sum);
/* The lesser of both bounds. */
void differences_meet(struct differences *d, const struct differences *other);
/* Whether what was added between the months is known. */
bool differences_fixed(const struct differences *d, int a, int b);

#endif
