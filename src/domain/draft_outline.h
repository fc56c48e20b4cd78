/* Where the items of a plan stand: which of its numberings counts them, or which rows of its table. */
#ifndef DOMAIN_DRAFT_OUTLINE_H
#define DOMAIN_DRAFT_OUTLINE_H

#include "base/vec.h"
#include "text/figure.h"
#include "text/scan.h"

/* What a column of a table holds. */
enum draft_column {
    COLUMN_OTHER,
    COLUMN_NUMBER,
    COLUMN_NAME,
    COLUMN_TASK,
    COLUMN_LEAD,
    COLUMN_PARTNER,
    COLUMN_DUE,
    COLUMN_MONEY,
};

struct draft_cell {
    enum draft_column column;
    struct span span;
};

/* One item. Of a numbered one `cells` holds each paragraph (the first without its number) as COLUMN_TASK. */
struct draft_block {
    int number;
    bool row;
    VEC(struct draft_cell) cells;
};

struct draft_outline {
    VEC(struct draft_block) items;
};

/* Takes the numbering that covers most of the targets in most items; none if no target stands below a number. */
void draft_outline_find(struct ctx *ctx, const struct text *text, const struct figures *figures,
                        struct draft_outline *ret);

#endif
