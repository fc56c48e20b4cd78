/* Units that a table lends to its bare numbers: of the row, of the column, of the name, of the caption. */
#include "text/cells.h"
#include "text/grid.h"
#include "text/runes.h"
#include "text/units.h"

/* The unit in the row: its cell under 单位, or “（户）” in the last of the cells before that has one. */
static bool unit_in_row(const struct grid *grid, const struct scan *scan, size_t at, struct cell_unit *ret)
{
    struct span cell = cells_begin(scan);
    bool named = false;

    for (size_t i = 0; cells_next(scan, &cell); i++) {
        const struct grid_column *column = grid_column_of(grid, i);

        if (column && column->is_unit && cell_is_unit(scan, cell.start, cell.end, ret))
            return true;
        if (cell.end < at && (cell_names_unit(scan, cell.start, cell.end, ret) ||
                              (grid->count == 0 && cell_is_unit(scan, cell.start, cell.end, ret))))
            named = true;
    }
    return named;
}

/* “新增300张养老床位” before the cell: the unit of the one amount that the row's words name. */
static bool unit_of_amount(const struct scan *scan, size_t at, struct cell_unit *ret)
{
    size_t count = 0;

    for (size_t i = scan->paragraph.start, next; i < at; i = next) {
        struct group g;
        bool read = (rune_is_digit(scan->s[i]) || rune_numeral_digit(scan->s[i]) > 0) &&
                    group_read(scan->units, scan->s, i, at, &g);

        next = read && g.end > i ? g.end : i + 1;
        if (!read || !g.unit || !unit_makes_claim((enum unit_kind)g.unit->kind) || g.unit->kind == UNIT_PERCENT)
            continue;
        ret->unit = g.unit;
        ret->power = 0;
        count++;
    }
    return count == 1;
}

static bool lend(const struct cell_unit *unit, struct group *g)
{
    struct numeral *n = &g->at[0];

    g->unit = unit->unit;
    if (n->power == 0 && unit->power > 0 &&
        (decimal_shift(n->value, unit->power, &n->value) || decimal_shift(n->step, unit->power, &n->step)))
        n->too_long = true;
    return true;
}

/* “新增学位（个）：3620” */
static bool unit_in_brackets(const struct scan *scan, size_t at, struct cell_unit *ret)
{
    size_t open;

    if (at > scan->paragraph.start && (scan->s[at - 1] == ':' || scan->s[at - 1] == L'为'))
        at--;
    if (at <= scan->paragraph.start || scan->s[at - 1] != ')')
        return false;
    for (open = at - 1; open > scan->paragraph.start && at - open < 10 && scan->s[open] != '('; open--)
        ;
    return scan->s[open] == '(' && cell_is_unit(scan, open + 1, at - 1, ret);
}

/* 1000；90%以上: of which as many are of some sort. */
static bool share_follows(const struct scan *scan, const struct group *g, struct span cell)
{
    struct group share;

    return g->start == cell.start && g->end + 1 < cell.end && scan->s[g->end] == ';' &&
           group_read(scan->units, scan->s, g->end + 1, cell.end, &share) && share.unit &&
           share.unit->kind == UNIT_PERCENT;
}

/* 12800（其中专项债9000） */
static bool is_part_of_cell(const struct scan *scan, const struct group *g, struct span cell)
{
    return g->end + 1 == cell.end && scan->s[g->end] == ')' && scan_word_in(scan, cell.start, g->start, "(其中");
}

/* “目标：12.5；完成：13.2”, “开工27、完工19” inside a cell */
static bool is_labelled(const struct scan *scan, const struct group *g, struct span cell)
{
    static const char *const labels[] = {":", "开工", "完工", "竣工", "建成", "完成", NULL};
    static const char *const goes_on[] = {",其中", ";其中", ";另", ",另", NULL};

    if (share_follows(scan, g, cell) || (g->start == cell.start && scan_any_at(scan, g->end, cell.end, goes_on)))
        return true; /* 2458，其中共享泊位760; 47.3；另改造桥梁16座 */
    if (g->end == cell.end && scan_word_at(scan, scan->clause.start, g->start, "其中"))
        return true;

    return g->start > cell.start && scan_any_before(scan, cell.start, g->start, labels) &&
           (g->end == cell.end || scan->s[g->end] == ';' || scan->s[g->end] == ',' || scan->s[g->end] == L'、');
}

/* ①, or the stars of a bold number: **8500** */
static bool is_footnote(int32_t c)
{
    return c == '*' || (c >= 0x2460 && c <= 0x2473);
}

/* ≥200, 不少于25, 45以上 */
static void leave_out_qualifier(const struct scan *scan, const struct group *g, struct span *cell)
{
    static const char *const signs[] = {"≥", "≤", "-", "+", "↑", "↓", NULL};
    static const char *const before[] = {"不少于", "不低于", "不超过", NULL};
    static const char *const after[] = {"以上", "以内", "左右", NULL}, *const more[] = {"余", "多", NULL};
    size_t length = g->start - cell->start;

    if ((length == 1 && scan_any_at(scan, cell->start, g->start, signs)) ||
        (length == 3 && scan_any_at(scan, cell->start, g->start, before)))
        cell->start = g->start;
    while (cell->end > g->end && is_footnote(scan->s[cell->end - 1]))
        cell->end--;
    while (cell->start < g->start && scan->s[cell->start] == '*')
        cell->start++;
    if ((cell->end == g->end + 2 && scan_any_at(scan, g->end, cell->end, after)) ||
        (cell->end == g->end + 1 && scan_any_at(scan, g->end, cell->end, more)))
        cell->end = g->end;
    if (cell->end > g->end + 2 && scan->s[g->end] == '(' && scan->s[cell->end - 1] == ')') /* 3150（开工） */
        cell->end = g->end;
}

/* 800—1000: of the other end of a range. */
static void leave_out_other_end(const struct scan *scan, const struct group *g, struct span *cell)
{
    static const char *const to[] = {"—", "～", "-", "~", "至", NULL};
    size_t from = g->start, at = g->end + 1;

    if (scan_any_at(scan, g->end, cell->end, to)) {
        while (at < cell->end && rune_is_digit(scan->s[at]))
            at++;
        if (at == cell->end && at > g->end + 1)
            cell->end = g->end;
    } else if (scan_any_before(scan, cell->start, g->start, to)) {
        for (from--; from > cell->start && rune_is_digit(scan->s[from - 1]);)
            from--;
        if (from == cell->start && from + 1 < g->start)
            cell->start = g->start;
    }
}

/* 南隆镇1280 老鸦镇240, 其余乡镇合计2545: what the places of a cell have of the row's thing. */
static bool is_of_part(const struct scan *scan, const struct group *g)
{
    static const char *const parts[] = {"镇",   "乡", "县", "区", "市", "街道", "合计", "公办",
                                        "民办", "段", "路", "滩", "各", "结转", NULL};
    size_t next = g->end;
    static const char *const ends[] = {" ", "\t", ")", ",", "、", ";", "\n", NULL};

    if (!scan_any_before(scan, scan->paragraph.start, g->start, parts))
        return false;
    while (next < scan->paragraph.end && next < g->end + 5 && rune_is_han(scan->s[next]))
        next++; /* 南隆镇1280老鸦镇240 */
    if (next > g->end + 1 && rune_is_digit(scan->s[next]) && scan_any_before(scan, g->end, next, parts))
        return true;
    return (g->end >= scan->paragraph.end || scan_any_at(scan, g->end, scan->count, ends));
}

/* 城镇老旧小区改造（个/户）, or a cell 个/户, before 217/46800: the unit at the number's place in its pair. */
static bool unit_of_pair(const struct scan *scan, const struct group *g, struct span cell, struct cell_unit *ret)
{
    const int32_t *s = scan->s;
    bool first = g->end + 1 < cell.end && s[g->end] == '/' && rune_is_digit(s[g->end + 1]);
    bool second = g->start > cell.start + 1 && s[g->start - 1] == '/' && rune_is_digit(s[g->start - 2]);
    size_t slash = cell.start;

    if (first == second)
        return false;
    while (slash > scan->paragraph.start && slash < scan->paragraph.end) {
        size_t from = --slash, to = slash + 1;

        if (s[slash] != '/')
            continue;
        while (from > scan->paragraph.start && s[from - 1] != '(' && s[from - 1] != '\t')
            from--;
        while (to < cell.start && s[to] != ')' && s[to] != '\t')
            to++;
        if (first ? cell_is_unit(scan, from, slash, ret) : cell_is_unit(scan, slash + 1, to, ret))
            return true;
    }
    return false;
}

/* 5210/4800: both count the same, if no two units are named. */
static void leave_out_other_of_pair(const struct scan *scan, const struct group *g, struct span *cell)
{
    if (!cell_holds_numbers(scan, *cell))
        return;
    if (g->end < cell->end && scan->s[g->end] == '/')
        cell->end = g->end;
    if (g->start > cell->start && scan->s[g->start - 1] == '/')
        cell->start = g->start;
}

/* 渠系（公里）、山坪塘（口） before 74、128: the unit that stands where the number stands in its list. */
static bool unit_of_list(const struct scan *scan, const struct group *g, struct span cell, struct cell_unit *ret)
{
    size_t numbers = 1, before = 0, units = 0;
    struct cell_unit found;

    for (size_t i = cell.start; i < cell.end; i++) {
        numbers += scan->s[i] == L'、';
        before += scan->s[i] == L'、' && i < g->start;
    }
    if (numbers == 1 || !cell_holds_numbers(scan, cell))
        return false;
    for (size_t i = scan->paragraph.start; i < cell.start; i++) {
        size_t to = scan->s[i] == '(' ? rune_find(scan->s, i, cell.start, ')') : cell.start;

        if (to < cell.start && cell_is_unit(scan, i + 1, to, &found) && units++ == before)
            *ret = found;
    }
    return units == numbers;
}

bool grid_lend_unit(const struct grid *grid, const struct scan *scan, struct group *g)
{
    struct cell_unit found = {0};
    static const char *const ranks[] = {"排名\t", "名次\t", "位次\t", NULL};
    const struct grid_column *column;
    struct span cell;
    size_t name = scan->paragraph.start;

    if (g->unit || !g->at[0].arabic || g->at[0].too_long)
        return false;
    if (!grid->open)
        return unit_in_brackets(scan, g->start, &found) && lend(&found, g);
    column = grid_column_at(grid, scan, g->start);
    if (column && column->is_index)
        return false;
    if (column && column->lent.unit && column->lent.unit->kind == UNIT_PERCENT &&
        scan_word_before(scan, scan->paragraph.start, g->start, "率"))
        return lend(&column->lent, g); /* 开工率100 */
    if (scan->paragraph.end - scan->paragraph.start > CELLS_ROW)
        return false;
    name += name < scan->paragraph.end && scan->s[name] == '\t';
    cell = cells_at(scan, g->start);
    if (column && column->lent.unit && column->lent.unit->kind == UNIT_PERCENT && cell_holds_numbers(scan, cell))
        return lend(&column->lent, g);
    if (unit_of_pair(scan, g, cell, &found) || unit_of_list(scan, g, cell, &found))
        return lend(&found, g);
    leave_out_other_of_pair(scan, g, &cell);
    if (is_part_of_cell(scan, g, cell) && column && column->lent.unit)
        return lend(&column->lent, g);
    if ((is_labelled(scan, g, cell) || is_of_part(scan, g)) && unit_in_row(grid, scan, g->start, &found))
        return lend(&found, g);
    leave_out_qualifier(scan, g, &cell);
    leave_out_other_end(scan, g, &cell);
    if (cell.start != g->start || cell.end != g->end)
        return unit_in_brackets(scan, g->start, &found) && lend(&found, g);
    if (column && column->lent.unit)
        return lend(&column->lent, g);
    if (column && grid->captioned > 0 && grid->captioned + 1 == grid->count && column > grid->columns)
        return lend(&grid->captions[column - grid->columns - 1], g);
    if (column && column->is_money && grid->caption.unit && grid->caption.unit->kind == UNIT_MONEY)
        return lend(&grid->caption, g);
    if (unit_in_row(grid, scan, g->start, &found))
        return lend(&found, g);
    if ((!column && cell.start == scan->paragraph.start) || /* the row's own number */
        scan_any_at(scan, name, scan->paragraph.end, ranks))
        return false;
    if (column && column->mood && unit_of_amount(scan, cell.start, &found))
        return lend(&found, g);
    /* “项目（万人）” above the names */
    if (grid->count > 0 && cell.start > scan->paragraph.start && grid->columns[0].lent.unit)
        return lend(&grid->columns[0].lent, g);
    if (grid->group.unit)
        return lend(&grid->group, g);
    return grid->caption.unit ? lend(&grid->caption, g) : false;
}
