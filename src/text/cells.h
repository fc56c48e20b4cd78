/* Cells of a table's row, and the units that they name. */
#ifndef TEXT_CELLS_H
#define TEXT_CELLS_H

#include "text/scan.h"

/* How a cell counts: its unit, and the power of its 万 or 亿. */
struct cell_unit {
    const struct word *unit; /* NULL: none */
    int power;
};

enum { CELLS_ROW = 4000 }; /* no table has a longer row; keeps the work linear in any text */

/* Stands before the first cell of the row that is the paragraph. */
struct span cells_begin(const struct scan *scan);

/* Goes on to the next cell of the row; false behind the last. */
bool cells_next(const struct scan *scan, struct span *cell);

/* The cell that holds `at`. */
struct span cells_at(const struct scan *scan, size_t at);

/* A unit with its 万 at s[start..end), filling it up to `end`. */
bool cell_is_unit(const struct scan *scan, size_t start, size_t end, struct cell_unit *ret);

/* “（户）”, “（单位：公里）”, “单位：万元”, “/户” anywhere in s[start..end), “完成率%” at its end. */
bool cell_names_unit(const struct scan *scan, size_t start, size_t end, struct cell_unit *ret);

/* 111.2；105.7 below 完成率: one for each amount of the row. */
bool cell_holds_numbers(const struct scan *scan, struct span cell);

#endif
