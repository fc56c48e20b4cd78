/* A table as it is held against itself and against the prose around it (consistency_table.c, _column.c, _row.c). */
#ifndef DOMAIN_CONSISTENCY_TABLE_H
#define DOMAIN_CONSISTENCY_TABLE_H

#include "domain/consistency_part.h"

enum { COLUMNS_MAX = 40, ROWS_MAX = PARTS_MAX + 3, ROW_MAX = 2000 };

struct cell {
    struct span span;
    size_t figure;               /* the one that fills it; NO_FIGURE */
    bool other;                  /* it says something else than a number or nothing */
    const struct figure *number; /* the figure that fills it, or a bare number (unit ""); NULL: none */
    struct figure bare;
};

struct row {
    struct cell cells[COLUMNS_MAX];
    size_t count;
    bool figures; /* it has some */
};

struct table {
    struct row rows[ROWS_MAX + 1]; /* the last for rows that are too many */
    size_t count, heads;           /* so many of the rows are heads */
    bool whole;                    /* all rows were kept */
};

/* The first figure at or behind a place of the reading. */
size_t first_figure(const struct search *x, size_t at);
/* The cell that names the row: the first with words. */
struct span name_of(const struct row *row);
size_t figure_at(const struct row *row, size_t column);
/* NULL if the cell holds none. */
const struct figure *number_at(const struct row *row, size_t column);
bool head_has(const struct search *x, const struct table *t, size_t column, const char *const *words, size_t count);
#define HEAD_HAS(x, t, column, list) head_has(x, t, column, list, sizeof(list) / sizeof *(list))
/* The only column that says what was due, and the one of what was done; NO_FIGURE if there is none or more. */
size_t due_column(const struct search *x, const struct table *t);
size_t done_column(const struct search *x, const struct table *t);
/* 完成率 */
size_t rate_column(const struct search *x, const struct table *t);
/* A total or 全市. */
bool is_summed(const struct search *x, const struct row *row);

/* Each rate against the two columns it is of, each sum against the columns beside it. */
void check_columns(struct search *x, const struct table *t);
/* Remarks in the rows, and what the prose behind the table says of one. */
void check_rows(struct search *x, const struct table *t);

#endif
