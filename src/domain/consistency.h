/* A text held against itself, without any ledger: a stated total against the sum of its list, parts (其中) against
 * their whole, a rate against its two counts, what is left or beyond against task and done, a mean against its sum, a
 * change against the two amounts it lies between, items told by how far they are against all of them, a headline and
 * what is told twice against each other. Whatever fits confirms. A contradiction is told only where the words leave no
 * other reading, or where nothing fits and one slip of the pen explains why (digits that changed places): parts may
 * overlap or leave something out, so they contradict a whole only by being more than it, and only parts that exclude
 * each other (places, 新建 and 改造, whose money it is) are added up. Rounded figures are intervals. */
#ifndef DOMAIN_CONSISTENCY_H
#define DOMAIN_CONSISTENCY_H

#include "text/figure.h"

enum consistency_kind {
    CONSISTENCY_NONE, /* nothing in the text to compare with */
    CONSISTENCY_HOLDS,
    CONSISTENCY_BROKEN,
};

struct consistency {
    enum consistency_kind kind;
    const char *actual; /* what the other figures give, in the figure's unit; "" for NONE */
    const char *note;   /* Chinese, the arithmetic; "" for NONE */
    const size_t
        *parts; /* figures of which it is the total by its words (两项合计), whatever their sum; NULL: of none */
    size_t part_count;
};

/* An array in ctx->mem with one entry a figure. Never fails on any text. */
struct consistency *consistency_find(struct ctx *ctx, const struct text *text, const struct figures *figures);

/* Two readings of one amount could be rounded from the same value, or say themselves that they are vague. */
bool figures_could_be_one(const struct figure *a, const struct figure *b);

#endif
