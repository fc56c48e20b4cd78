/* By which names a text may call the places of the tree. */
#ifndef DOMAIN_CLAIM_NAMES_H
#define DOMAIN_CLAIM_NAMES_H

#include "base/map.h"
#include "domain/organisation.h"
#include "domain/programme.h"
#include "text/lexicon.h"

enum mention_kind {
    MENTION_ORG,
    MENTION_SHORT,    /* 甲 for 甲县: only where no other word can hold it */
    MENTION_OURS,     /* 我市: the city, or the scope of what is counted in one */
    MENTION_WHOLE,    /* 全市 */
    MENTION_COUNTY,   /* 全县: the county spoken of before */
    MENTION_TOWNSHIP, /* 全镇 */
    MENTION_OUTSIDE,  /* 全省 */
    MENTION_THOSE,    /* 两地, 三县: so many of those named before, together */
    MENTION_NOTHING,  /* a longer word that is no place (县城区) */
};

struct named {
    const struct organisation *org;
    const struct named *next; /* another of the same name */
};

struct place_names {
    struct arena *mem;
    const struct organisations *tree;
    struct word *rows;    /* their kind is an enum mention_kind */
    struct named **named; /* by row; NULL of a fixed one */
    const struct lexicon *lexicon;
    struct map *villages, *unknown; /* names of villages that were looked for */
};

/* The names of the city, its counties, townships and scopes, and `count` fixed words. Borrows tree and programme. */
struct place_names *place_names_new(struct arena *mem, const struct organisations *tree,
                                    const struct programme *programme, const struct word *fixed, size_t count);

/* The villages whose name, up to 村 or 社区, begins at s[at]; NULL if the tree has none. */
const struct named *place_names_village(const struct place_names *names, const int32_t *s, size_t at, size_t end,
                                        size_t *ret_length);

#endif
