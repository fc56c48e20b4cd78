/* Where a text names places, and what kind of name it is: what claim_place.c, claim_title.c and claim_several.c
 * share. */
#ifndef DOMAIN_CLAIM_MENTION_H
#define DOMAIN_CLAIM_MENTION_H

#include "domain/claim_names.h"
#include "domain/claim_outside.h"
#include "domain/claim_place.h"
#include "domain/claim_words.h"

enum { MENTION_LOOK_BACK = 400 }; /* a sentence is not longer */

struct places {
    const struct organisation *city;
    size_t counties;
    const struct place_names *names;
    const struct outside *outside;
    const struct organisation *title; /* of which the text's title says that it tells; NULL: none */
    const char *title_words;
    bool city_named; /* and yet the text names the city */
};

struct mention {
    struct span span;
    enum mention_kind kind;
    const struct named *named;
};

#define STANDS(s, at, end, list) words_stand(s, at, end, list, sizeof(list) / sizeof *(list))
#define ENDS(s, start, at, list) words_end(s, start, at, list, sizeof(list) / sizeof *(list))

/* The mention that begins at s[at]; of two that overlap the later one (某市市区). */
bool mention_at(const struct places *places, const int32_t *s, size_t at, size_t end, struct mention *ret);

/* 文二社区, where names of villages are looked for: at the start of a clause, or right behind 乙街道. */
bool mention_village(const struct places *places, const int32_t *s, size_t at, size_t end, struct mention *ret);

/* The last (or the first) mention in the span. `carried`: it stands in another clause than the number. */
bool mention_find(const struct places *places, const int32_t *s, struct span span, bool first, bool carried,
                  struct mention *ret);

/* Of several places of one name the one below a place named from `start` on before it, or else below the one that the
 * title names; NULL: nobody can tell. */
const struct organisation *mention_org(const struct places *places, const int32_t *s, size_t start,
                                       const struct mention *m);

/* claim_title.c: of whom the text's title says that it tells. */
void places_read_title(struct ctx *ctx, struct places *places, const struct text *text);

/* claim_several.c: “甲区、乙区共”, “甲区（含乙区）”, 两地. */
bool several_is_last(const struct places *places, const int32_t *s, size_t start, const struct mention *m);
bool several_is_first(const struct places *places, const int32_t *s, const struct mention *m);
/* Fills the place of names that end with m (or are meant by it): together, or why not. `window` as in place_of. */
void several_read(struct ctx *ctx, const struct places *places, const struct text *text, struct span window,
                  const struct mention *m, struct place *ret);
/* Whether the clause at s[at] begins, perhaps behind a time, with 合计 or the like: its amount is of the places named
 * before it together. */
bool several_summed(const int32_t *s, size_t at, size_t end);
/* “甲区（含乙区）”: false if m stands in no such bracket. */
bool several_held(struct ctx *ctx, const struct places *places, const struct text *text, size_t start,
                  const struct mention *m, struct place *ret);
/* “与甲区联办”, in a text of another county: both. */
bool several_joint(struct ctx *ctx, const struct places *places, const struct text *text, size_t start,
                   const struct mention *m, struct place *ret);
/* “20 个落在甲区和乙区”: behind the number they are told together. */
struct place several_behind(struct ctx *ctx, const struct places *places, const struct text *text,
                            const struct mention *first, size_t end);

#endif
