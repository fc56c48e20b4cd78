/* Pieces of a plan's reading: words as the plan writes them, days by which something is due, stages of building, and
 * the departments that lead or help. */
#ifndef DOMAIN_DRAFT_WORDS_H
#define DOMAIN_DRAFT_WORDS_H

#include "domain/draft.h"
#include "text/scan.h"

/* The span as the plan writes it (full-width marks stay), without line breaks; a cell's end becomes a blank. */
char *draft_words(struct ctx *ctx, const struct text *text, struct span span);

/* Index of the first figure that begins at the place or behind it. */
size_t draft_first_figure(const struct figures *figures, size_t at);

/* The last day that the span names for something to be done: 6月底前, 上半年, 2025年10月30日前. 0 if there is none, or
 * if it lies before `year`. A bare month (9月) counts only where `bare`: in a column or behind a label that asks for
 * it. `*ret` (may be NULL) is where it stands. */
int draft_due(const int32_t *s, struct span span, int year, bool bare, struct span *ret);

/* The latest stage that the span names; `*ret` (may be NULL) is where. */
enum draft_stage draft_stage(const int32_t *s, struct span span, struct span *ret);

/* Spans that say who and by when, not what: cut out of the promise. In order of the text. */
struct draft_cuts {
    VEC(struct span) at;
};

/* Who leads and who helps, by labels (牵头单位：), brackets (（市民政局牵头）, （市教育局）) and clauses (由…牵头); and
 * 完成时限：. Adds to the item, and to `cuts` what it read. */
void draft_departments(struct ctx *ctx, const struct text *text, struct span span, struct draft_item *item, int year,
                       struct draft_cuts *cuts);

/* A cell that holds nothing but departments. */
void draft_department_cell(struct ctx *ctx, const struct text *text, struct span cell, bool leads,
                           struct draft_item *item);

#endif
