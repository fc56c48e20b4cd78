/* What one revision adds to which indicator: the rules of counting, applied to one row. A pure function of the row and
 * the pack; settling (which row stands for a subject) is count.c's. (DESIGN decisions 3, 4; domain.md §3.) */
#ifndef DOMAIN_CONTRIBUTION_H
#define DOMAIN_CONTRIBUTION_H

#include "domain/revision.h"

/* Of a cover: what covers, and the roster. What counts a subject once, or sums, also tallies how many records speak of
 * it, each in its own place and month, whether it stands for its subject or not (domain.md §3.3). What counts from a
 * stage on also tallies how many records reached each stage: PART_STAGES for the first, then one more for each. All
 * else is the value. */
enum { PART_VALUE = 0, PART_ROSTER = 1, PART_HANDED = 2, PARTS = 3, PART_STAGES = 3 };

/* An amount in a month. A stage gives several: one for each stage reached, so that their sum to a month is the number
 * of stages reached by then. */
struct amount {
    int month;
    int64_t value; /* in the indicator's smallest unit */
};

struct contribution {
    const struct indicator *indicator;
    int part;
    bool direct;                       /* counts as it is (records, sum): no subject to settle */
    unsigned char subject[INDEX_SIZE]; /* else: what counts once; for a person the key as the row names it */
    bool person;                       /* the subject is a person's key and may have others (person.h) */
    int day;                           /* by which the least is chosen */
    struct amount *amounts;
    size_t amount_count;
};

/* All that the revision contributes; none for a void one. Days outside the programme's year count nothing, except that
 * rosters and stages reached before the year stand from its January on. In the arena.
 * Errors: E_RANGE (arithmetic of a rule or a sum leaves int64, with the row). */
MUST_CHECK int contributions_of(struct ctx *ctx, const struct city *city, const struct revision *revision,
                                struct contribution **ret, size_t *ret_count);

/* Takes the subject from the revision's person keys again, which were computed later (keys_gather). */
void contribution_name(struct contribution *contribution, const struct revision *revision);

#endif
