/* An article, held against the ledgers: each claim with its verdict, in the order of the text. */
#ifndef DOMAIN_CHECKED_H
#define DOMAIN_CHECKED_H

#include "domain/city.h"
#include "domain/verdict.h"

struct checked {
    const struct claim *claim;
    struct judgement judgement;
};

struct checked_list {
    struct checked *at;
    size_t count;
    bool differs; /* one of them is `differs` or `target-differs` */
};

/* Who asks. The public is told nothing that no page would show: where a sum would tell of single persons
 * (disclosure.h), the claim is undetermined. */
enum audience { AUDIENCE_OFFICE, AUDIENCE_PUBLIC };

/* `as_of` as in claims_find. 0; CHECKED_MANY: the public's text claims more than CHECKED_MOST things, nothing was read.
 * Errors: E_STORE. */
enum { CHECKED_MANY = 1, CHECKED_MOST = 3000 };
MUST_CHECK int checked_read(struct ctx *ctx, const struct city *city, const struct text *text, int as_of,
                            enum audience audience, struct checked_list *ret);

#endif
