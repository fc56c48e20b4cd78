/* Finding an item, an indicator or a place by a part of its name, its words or its code, for the search page and for
 * "not found" pages. Reads the programme and the tree that are in memory; simplified Chinese and the pack's English, no
 * pinyin. */
#ifndef DOMAIN_SEARCH_H
#define DOMAIN_SEARCH_H

#include "domain/city.h"

enum hit_kind { HIT_ITEM, HIT_INDICATOR, HIT_PLACE };
enum { HIT_ITEMS = 1 << HIT_ITEM, HIT_INDICATORS = 1 << HIT_INDICATOR, HIT_PLACES = 1 << HIT_PLACE, HIT_ALL = 7 };

struct hit {
    enum hit_kind kind;
    const struct item *item;           /* HIT_ITEM; of a HIT_INDICATOR its item */
    const struct indicator *indicator; /* HIT_INDICATOR */
    const struct organisation *org;    /* HIT_PLACE */
    const char *by;                    /* the name, word or code that matched, as the pack writes it */
    int rank;                          /* the smaller the better: 0 the name itself; see search.c */
};

/* At most `most` hits of the `kinds` (HIT_…, or-ed) for `words`, best first, then in the pack's order (items before
 * indicators before places). Words are folded (NFKC, case) and split at blanks and punctuation; each has to be found;
 * if nothing holds them all, what holds some of them is found, more of them first.
 * Empty words find nothing. Institutions and villages are places too. */
void search_find(struct ctx *ctx, const struct city *city, const char *words, unsigned kinds, size_t most,
                 struct hit **ret, size_t *ret_count);

/* The same where nothing matches: the names that share most characters (in order) with `words`; for pages that say what
 * was looked for. Fewer than `most` only if there are fewer names. */
void search_nearest(struct ctx *ctx, const struct city *city, const char *words, unsigned kinds, size_t most,
                    struct hit **ret, size_t *ret_count);

#endif
