/* Where: the place that a figure speaks of, by the names of the tree and the scopes of the programme. */
#ifndef DOMAIN_CLAIM_PLACE_H
#define DOMAIN_CLAIM_PLACE_H

#include "domain/claim.h"
#include "text/lexicon.h"
#include "text/scan.h"

struct places;

struct places *places_new(struct ctx *ctx, const struct organisations *tree, const struct programme *programme,
                          const struct text *text);

/* Every word that is a place's name. */
const struct lexicon *places_lexicon(const struct places *places);

/* The parts of a text around a number, in the reading. */
struct around {
    size_t paragraph, sentence; /* where they begin */
    struct span clause;         /* what belongs to the number alone */
    struct span number;
};

/* The place named in the clause, else before it in the sentence, else at the paragraph's start or in the heading above
 * it, else the county of the title, else the city (words NULL). */
struct place place_find(struct ctx *ctx, const struct places *places, const struct text *text,
                        const struct around *around);

/* Of whom the text tells where it names nobody: whom its title names, else the city (words NULL). */
struct place place_of_text(const struct places *places);

/* Are both the same place, or the same places together? */
bool place_same(const struct place *a, const struct place *b);

/* Why there is no one place to compare with (org NULL). In ctx->mem. */
const char *place_why(struct ctx *ctx, const struct place *place);

/* Does the span name more than half of the city's counties? */
bool places_most_counties(const struct places *places, const struct text *text, struct span span);

/* The last (or the first) place named in the span, of which the tree or a scope must know the name. Returns false if
 * there is none. */
bool place_named(struct ctx *ctx, const struct places *places, const struct text *text, struct span span, bool first,
                 struct place *ret);

#endif
