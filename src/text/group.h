/* Numbers that share a unit: one (“24816 户”), a range (“3～4万套”) or a list (“60.8、105.9和27亿元”). */
#ifndef TEXT_GROUP_H
#define TEXT_GROUP_H

#include "text/lexicon.h"
#include "text/numeral.h"

enum { GROUP_MAX = 16 };

struct group {
    struct numeral at[GROUP_MAX];
    size_t count;
    const struct word *unit;     /* NULL: no unit stands behind */
    size_t unit_start, unit_end; /* in the reading */
    size_t start, end;           /* the whole, unit included */
    size_t aside;                /* of these the characters behind the unit: “（套）”, “/月” */
    bool more, about;            /* 余 多 / 来 between the last number and the unit */
    bool range;                  /* the first two are the ends of a range */
    bool rate;                   /* a slash follows the unit: 元/人 */
};

/* Reads the group that begins at s[at]; returns false if no number does. Without a unit behind the last number the
 * group is its first number alone. */
bool group_read(const struct lexicon *units, const int32_t *s, size_t at, size_t end, struct group *ret);

/* Reads a unit at s[at..end) into the group; returns false if none stands there. */
bool group_read_unit(const struct lexicon *units, const int32_t *s, size_t at, size_t end, struct group *g);

/* Gives a bare number the unit of the next group, and to one with decimals, or of money, its 万 or 亿
 * (“新建1.8、改造0.9万亩”, “省级1028、县级1713万元”); one with 万 of its own shares the unit of another with 万
 * (“宫颈癌2.4万、乳腺癌2.1万人”). Returns false if it has another multiplier, or would grow too large. */
bool group_share(struct group *g, const struct group *next);

/* Whether its unit is one of these words; not if it has none. */
bool group_counts(const struct group *g, const char *const *units);

#endif
