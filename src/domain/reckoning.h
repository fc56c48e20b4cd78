/* The arithmetic that can be redone beside a verdict: which numbers were set against each other, and what came out.
 * Computes nothing that the verdict did not. */
#ifndef DOMAIN_RECKONING_H
#define DOMAIN_RECKONING_H

#include "domain/verdict.h"

enum reckoning_kind {
    RECKONING_NONE,     /* equal, or nothing to compare */
    RECKONING_MORE,     /* written − counted = off, above 0 */
    RECKONING_LESS,     /* counted − written = off, above 0 */
    RECKONING_ROUNDS,   /* off by less than half the last written digit, `limit` */
    RECKONING_BETWEEN,  /* written ≤ counted < limit: 余 多 超 */
    RECKONING_FAR,      /* counted ≥ limit: far above what was written */
    RECKONING_AT_LEAST, /* counted ≥ written: 不少于 */
    RECKONING_BELOW,    /* counted < written, within a tenth: 近 */
    RECKONING_AT_MOST,  /* counted ≤ written */
    RECKONING_ABOUT,    /* within a twentieth: 约 */
    RECKONING_SHARE,    /* done ÷ whole */
};

/* All in the indicator's unit. */
struct reckoning {
    enum reckoning_kind kind;
    struct decimal written, counted, off, limit, done, whole;
};

void reckon(const struct claim *claim, const struct judgement *judgement, struct reckoning *ret);

/* The same as a line of a note, in Chinese; "" where there is nothing to reckon. In `mem`. */
const char *reckoning_text(struct arena *mem, const struct reckoning *reckoning, const char *unit);

#endif
