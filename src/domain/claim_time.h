/* When: the time that a figure speaks of. 截至目前 and 全年 are the as-of date; 1—9月, 上半年, 截至9月15日 are
 * themselves; 去年 and other years are no time of this programme. */
#ifndef DOMAIN_CLAIM_TIME_H
#define DOMAIN_CLAIM_TIME_H

#include "domain/claim.h"
#include "domain/claim_place.h"

struct times;

/* `as_of` is yyyymm or yyyymmdd. */
struct times *times_new(struct ctx *ctx, const struct text *text, int year, int as_of);

/* All of the year, as far as one asks. */
struct period times_whole(const struct times *times);

struct period period_find(struct ctx *ctx, const struct times *times, const struct text *text,
                          const struct around *around);

#endif
