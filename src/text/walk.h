/* The walk over a text, for those who walk it in parts; all others ask figure.h. */
#ifndef TEXT_WALK_H
#define TEXT_WALK_H

#include "text/figure.h"
#include "text/passage.h"

struct walk;

/* `judged`: the reading by which the text is judged as a whole. Lives in ctx->mem, where it keeps words, but for what
 * walk_free gives back. */
struct walk *walk_new(struct ctx *ctx, const struct lexicon *units, const int32_t *judged, size_t count);

/* Another over the same text, for another thread. It shares the tables and the judgement of one that has walked nothing
 * yet, and that lives longer. */
struct walk *walk_beside(struct ctx *ctx, const struct walk *walk);
void walk_free(struct walk *walk);

/* Hears the text's beginning in advance, which is its reading from 0 on: what its words tell of all figures together
 * (opinion.h). The walk has walked nothing yet, and still has not when that is done. */
void walk_hear(struct walk *walk, const struct text *text);

/* Walks the paragraphs that begin in [start, end) of the text's reading; NULL: nobody is told, only what holds behind
 * them is heard. */
void walk_text(struct walk *walk, const struct text *text, size_t start, size_t end, const struct figures_taker *taker);

/* What holds behind the paragraphs walked. */
void walk_passage(const struct walk *walk, struct passage *ret);

/* The number that the walk took not to stand before, where it went on from a passage that does not know it and came
 * where that one matters; 0: it did not. No other can matter, for what asks has a number of its own. */
int walk_denied_number(const struct walk *walk);

/* Goes on behind `passage`, whose words are put into the reading so that they end before `start`, the line end between
 * them and it. There is room for PASSAGE_WORDS + 1. */
void walk_from(struct walk *walk, struct text *text, size_t start, const struct passage *passage);

#endif
