/* An item file of a drafted pack: ledgers for what is counted, an indicator a target, milestones. */
#ifndef DOMAIN_DRAFT_ITEM_H
#define DOMAIN_DRAFT_ITEM_H

#include "base/buf.h"
#include "domain/draft.h"

/* The text of items/NN.yaml. Adds to *unsure how many marks it holds. */
void draft_item_write(struct ctx *ctx, const struct draft *draft, const struct draft_item *item, struct buf *out,
                      size_t *unsure);

/* A line `# unsure: …`, counted. */
void draft_unsure(struct buf *out, int indent, const char *what, size_t *unsure);

#endif
