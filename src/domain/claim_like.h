/* What a clause shares with the names of indicators. Never looks at the value (DESIGN decision 10). */
#ifndef DOMAIN_CLAIM_LIKE_H
#define DOMAIN_CLAIM_LIKE_H

#include "domain/claim_words.h"

struct likeness;

/* Keeps all but `ctx`. `light`: of claim_light.h. */
struct likeness *likeness_new(struct ctx *ctx, const struct programme *programme, const struct lexicon *places,
                              const struct lexicon *light);

/* Fills *ret with the indicators of the unit that share most characters with what stands before and behind the number:
 * one, or all that share as much; none where nothing is shared. `foreign` if what is shared is too little of the
 * name, or of what the clause says. */
void likeness_find(const struct likeness *l, const int32_t *s, struct span before, struct span behind,
                   unit_filter *filter, const char *unit, struct matches *ret);

#endif
