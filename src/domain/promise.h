/* Claims without a figure: a milestone's stage (完工, 主体完工), targets met (超额完成), a roster covered (全覆盖). */
#ifndef DOMAIN_PROMISE_H
#define DOMAIN_PROMISE_H

#include "domain/claim.h"
#include "domain/claim_place.h"
#include "domain/claim_time.h"
#include "domain/claim_words.h"

struct promise_reader {
    const struct programme *programme;
    const struct text *text;
    const struct claim_words *words;
    const struct places *places;
    const struct times *times;
};

/* The claims of the figures and those without, in the order of the text. */
void promises_find(struct ctx *ctx, const struct promise_reader *reader, struct claims figures, struct claims *ret);

#endif
