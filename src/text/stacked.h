/* Tables that were copied from a page with a line for each cell, one below the other: heads (序号, 项目内容, 责任单位,
 * 进展情况; 工程名称, …; or 地区 and what is counted there), then rows that begin with their number (1, or 一、…), or with
 * the name of a place. Cells that are empty, or merged with those above, have no line. */
#ifndef TEXT_STACKED_H
#define TEXT_STACKED_H

#include "base/vec.h"
#include "text/line.h"

enum { STACKED_LONGER = 2 }; /* as a row no row is longer than so many times its lines */

/* A line of such a table. */
struct stacked_line {
    struct line line; /* without the bar that ends its cell */
    size_t column;    /* of the cell that it stands in, */
    bool again;       /* in which the line before stands too */
    bool begins;      /* a row */
};

struct stacked {
    struct arena *mem;
    VEC(struct stacked_line) lines; /* in the order of the text, of a row in the order of its columns */
    size_t end;                     /* the table ends before raw[end], where a line begins */
};

/* Whether a table begins whose first head is the line raw[start..end); fills ret->lines and ret->end. Looks as far
 * ahead as the table goes, and reads no line of it more often than columns go. */
bool stacked_read(const struct text *text, size_t start, size_t end, struct stacked *ret);

#endif
