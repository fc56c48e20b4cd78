/* Tables: what a column's head says of the bare numbers below it. */
#ifndef TEXT_GRID_H
#define TEXT_GRID_H

#include "text/cells.h"
#include "text/role.h"

enum { GRID_COLUMNS = 40, GRID_CAPTIONS = 8 };

/* 任务/完成, 完成/计划 */
enum grid_pair { PAIR_NONE, PAIR_TASK_FIRST, PAIR_DONE_FIRST };

struct grid_column {
    struct cell_unit lent; /* to the numbers below; none if the head names none */
    enum mood mood;
    enum grid_pair pair; /* what its cells hold, if two numbers and a slash */
    bool named;          /* its head is not empty */
    bool is_index;       /* 序号 */
    bool is_unit;        /* 单位: the unit stands in the row */
    bool is_name;        /* 指标: says what is counted, whatever stands before it */
    bool is_money;       /* 计划投资: in the unit of the caption, whatever the row counts */
};

struct grid {
    struct grid_column columns[GRID_COLUMNS];
    size_t count;
    int shift;                /* of the row: how many cells its names stand behind their columns; below 0: before */
    bool heads;               /* nothing but heads was read of the table yet */
    bool open;                /* the paragraph before was a row too */
    struct cell_unit caption; /* 单位：公里 above the table */
    struct cell_unit captions[GRID_CAPTIONS]; /* 单位：户、公里、个: one for each column of numbers */
    size_t captioned;                         /* so many; 0 if there are not several */
    struct cell_unit group; /* of the row above that has no numbers: 新增学位（个） above 年度任务 and 已完成 */
    bool promises;          /* 任务分解表 above it: what each has to do */
};

/* A new paragraph: the first row of a table, another row, or the end of one. */
void grid_paragraph(struct grid *grid, const struct scan *scan, const struct roles *roles);

/* The column of the place; NULL outside tables. */
const struct grid_column *grid_column_at(const struct grid *grid, const struct scan *scan, size_t at);

/* The column of the row's cell number `cell`; NULL if there is none. */
const struct grid_column *grid_column_of(const struct grid *grid, size_t cell);

/* What the table says of the place: the mood of its column; MOOD_TARGET in a column without one, where what was done
 * stands in a column behind it (新增300张养老床位 | 326). MOOD_NONE outside tables. */
enum mood grid_mood_at(const struct grid *grid, const struct scan *scan, size_t at);

/* Gives a bare number that fills its cell, or stands behind “（户）：”, the unit that column, row, name or caption
 * name. Returns false if none does. */
bool grid_lend_unit(const struct grid *grid, const struct scan *scan, struct group *g);

/* The words of the row that name what is counted: its cell under 指标, else the first of Chinese text. */
struct span grid_row_name(const struct grid *grid, const struct scan *scan, size_t at);

#endif
