/* Tables are paragraphs whose cells end with tabs. The first row names the columns if it holds no bare numbers. */
#include "text/grid.h"

#include "text/heading.h"
#include "text/runes.h"
#include "text/units.h"

enum {
    ROW_MAX = 4000, /* no table has a longer row; keeps the work linear in any text */
    NAME_MAX = 40,
    CAPTION_MAX = 40,
};

static bool is_row(const struct scan *scan)
{
    return rune_find(scan->s, scan->paragraph.start, scan->paragraph.end, '\t') < scan->paragraph.end;
}

/* A unit with its 万 at s[start..end), filling it up to `end`. */
static bool unit_fills(const struct scan *scan, size_t start, size_t end, struct grid_column *ret)
{
    struct group g = {0};
    int power = 0;

    while (start < end && rune_numeral_power(scan->s[start]) >= 2 && !scan_word_at(scan, start, end, "千米") &&
           !scan_word_at(scan, start, end, "千瓦") && !scan_word_at(scan, start, end, "千克") &&
           !scan_word_at(scan, start, end, "百分点") && !scan_word_at(scan, start, end, "千伏")) {
        power += rune_numeral_power(scan->s[start]);
        start++;
    }
    if (start >= end || !group_read_unit(scan->units, scan->s, start, end, &g) || g.end != end ||
        !unit_makes_claim((enum unit_kind)g.unit->kind))
        return false;
    ret->unit = g.unit;
    ret->power = power;
    return true;
}

/* “（户）”, “（单位：公里）”, “单位：万元”, “/户” anywhere in s[start..end), “完成率%” at its end. */
static bool unit_named(const struct scan *scan, size_t start, size_t end, struct grid_column *ret)
{
    for (size_t i = start; i < end; i++) {
        size_t from = i + 1, to;

        if (scan->s[i] != '(' && scan->s[i] != '/' && !scan_word_at(scan, i, end, "单位:"))
            continue;
        if (scan_word_at(scan, from, end, "单位:"))
            from += 3;
        else if (scan->s[i] == L'单')
            from += 2;
        to = from;
        while (to < end && to - from < 10 && scan->s[to] != ')' && scan->s[to] != ',' && scan->s[to] != L'、')
            to++;
        if (unit_fills(scan, from, to, ret))
            return true;
    }
    return end > start + 1 && scan->s[end - 1] == '%' && unit_fills(scan, end - 1, end, ret);
}

/* “占全年计划（%）”: how much of it was done, whatever it names. */
static bool is_share(const struct scan *scan, size_t start, size_t end)
{
    static const char *const of[] = {"计划", "目标", "任务", NULL};

    return scan_word_at(scan, start, end, "占") && scan_any_in(scan, start, end, of);
}

/* 完成率, 达标率: percents although no sign says so. */
static bool is_rate(const struct scan *scan, size_t start, size_t end)
{
    return end > start + 2 && scan->s[end - 1] == L'率';
}

/* 分值, 得分: the marks that can be had, and those that were given. */
static bool is_marks(const struct scan *scan, size_t start, size_t end)
{
    static const char *const marks[] = {"分值", "得分", "满分", "标准分", "评分", "扣分", NULL};

    return scan_any_before(scan, start, end, marks);
}

/* The column that says what is counted, where another stands before it. */
static bool is_name(const struct scan *scan, size_t start, size_t end)
{
    static const char *const names[] = {"指标", "指标名称", "考核指标", "具体指标", "子项", "具体内容", NULL};

    for (size_t i = 0; names[i]; i++)
        if (scan_word_at(scan, start, end, names[i]) && scan_word_before(scan, start, end, names[i]))
            return true;
    return false;
}

/* The column of the level before what was planned or done. */
static bool is_earlier(const struct scan *scan, size_t start, size_t end)
{
    static const char *const levels[] = {"现状",     "现有",   "原有",   "基期",   "基数", "上年同期",
                                         "去年同期", "上年末", "去年底", "上年底", NULL};

    return scan_any_in(scan, start, end, levels) && !scan_word_in(scan, start, end, "增") &&
           !scan_word_in(scan, start, end, "比") && !scan_word_in(scan, start, end, "较");
}

/* 项目数（项）, 新增项目（项） */
static bool counts_items(const struct scan *scan, size_t start, size_t end, const struct word *unit)
{
    static const char *const names[] = {"项目数",   "实事数",   "件数",     "项数", "子项数",
                                        "新增项目", "实施项目", "承担项目", NULL};

    return (word_is(unit->text, "项") || word_is(unit->text, "件") || word_is(unit->text, "个")) &&
           scan_any_in(scan, start, end, names);
}

/* 总投资, 2024年计划投资, 到位资金 */
static bool is_money(const struct scan *scan, size_t start, size_t end)
{
    static const char *const money[] = {"投资", "资金", "金额", "经费", "预算", "投入", NULL};

    return scan_any_before(scan, start, end, money);
}

static void read_head(struct grid_column *column, const struct scan *scan, const struct roles *roles, size_t start,
                      size_t end)
{
    bool named;
    size_t words;

    *column = (struct grid_column){.named = end > start};
    column->mood = is_earlier(scan, start, end) ? MOOD_EARLIER
                   : is_share(scan, start, end) ? MOOD_ACTUAL
                                                : heading_words(roles, scan, start, end);
    column->is_name = is_name(scan, start, end);
    column->is_money = is_money(scan, start, end);
    column->is_index = scan_word_in(scan, start, end, "序号") || scan_word_in(scan, start, end, "编号");
    column->is_unit = scan_word_at(scan, start, end, "单位") && end - start == 2;
    column->is_unit = column->is_unit || scan_word_in(scan, start, end, "计量单位");
    if (column->is_unit)
        return;
    named = unit_named(scan, start, end, column);
    words = named ? scan_find(scan, start, end, "(") : end; /* 分值（分） */
    if (is_marks(scan, start, words)) {
        column->unit = named ? column->unit : &unit_marks;
        column->mood = scan_word_in(scan, start, words, "得") ? MOOD_ACTUAL : MOOD_EARLIER;
    } else if (!named && is_rate(scan, start, end)) {
        column->unit = &unit_percent;
    } else if (named && roles->programme_document && counts_items(scan, start, end, column->unit)) {
        column->mood = MOOD_ITEMS;
    }
}

/* A head names columns: no cell of it is a number. */
static bool row_is_head(const struct scan *scan)
{
    size_t start = scan->paragraph.start;

    for (size_t i = start; i <= scan->paragraph.end; i++) {
        if (i < scan->paragraph.end && scan->s[i] != '\t')
            continue;
        if (i > start && (rune_is_digit(scan->s[start]) && rune_is_digit(scan->s[i - 1])) && i - start != 4)
            return false;
        if (i - start > 24 || (scan_word_in(scan, start, i, ":") && !scan_word_in(scan, start, i, "(") &&
                               !scan_word_at(scan, start, i, "其中:")))
            return false; /* 填报:县实事办 */
        start = i + 1;
    }
    return true;
}

/* Stands before the first cell of the row. */
static struct span no_cell(const struct scan *scan)
{
    return (struct span){scan->paragraph.start - 1, scan->paragraph.start - 1};
}

/* Goes on to the next cell of the row; false behind the last. */
static bool next_cell(const struct scan *scan, struct span *cell)
{
    if (cell->end + 1 > scan->paragraph.end)
        return false;
    cell->start = cell->end + 1;
    cell->end = rune_find(scan->s, cell->start, scan->paragraph.end, '\t');
    return true;
}

static void read_heads(struct grid *grid, const struct scan *scan, const struct roles *roles)
{
    struct span cell = no_cell(scan);

    grid->count = 0;
    while (grid->count < GRID_COLUMNS && next_cell(scan, &cell)) {
        struct grid_column *column = &grid->columns[grid->count++];

        read_head(column, scan, roles, cell.start, cell.end);
        if (column > grid->columns && scan_word_at(scan, cell.start, cell.end, "其中")) {
            column->mood = column->mood ? column->mood : column[-1].mood;
            column->is_money = column->is_money || column[-1].is_money;
        }
    }
    grid->heads = true;
}

/* A second row of heads, whose first cell is empty: parts of the columns above, whose units and moods hold for them. */
static void read_lower_heads(struct grid *grid, const struct scan *scan, const struct roles *roles)
{
    struct span cell = no_cell(scan);
    struct grid_column upper = {0};

    for (size_t i = 0; i < GRID_COLUMNS && next_cell(scan, &cell); i++) {
        struct grid_column *column = &grid->columns[i];

        if (i >= grid->count)
            *column = upper;
        else if (column->named)
            upper = *column;
        if (cell.start < cell.end) {
            read_head(column, scan, roles, cell.start, cell.end);
            if (!column->unit) {
                column->unit = upper.unit;
                column->power = upper.power;
            }
            column->mood = column->mood ? column->mood : upper.mood;
        }
        grid->count = i + 1 > grid->count ? i + 1 : grid->count;
    }
}

/* 3, 十二, (4) */
static bool is_index(const struct scan *scan, struct span cell)
{
    for (size_t i = cell.start; i < cell.end; i++)
        if (!rune_is_digit(scan->s[i]) && rune_numeral_digit(scan->s[i]) < 0 && scan->s[i] != L'十' &&
            scan->s[i] != '(' && scan->s[i] != ')' && scan->s[i] != '.' && scan->s[i] != L'、')
            return false;
    return cell.end > cell.start && cell.end - cell.start <= 4;
}

/* By how many cells the row stands behind its columns: one before has more cells than columns (its name is in two), one
 * whose first column is merged with the row above has fewer. Units and indices tell. */
static int row_shift(const struct grid *grid, const struct scan *scan)
{
    struct span cell = no_cell(scan);
    size_t unit = 0, index = 0;
    bool first = false;

    while (unit < grid->count && !grid->columns[unit].is_unit)
        unit++;
    while (index < grid->count && !grid->columns[index].is_index)
        index++;
    for (size_t i = 0; next_cell(scan, &cell); i++) {
        struct grid_column filled;

        first = i == 0 ? is_index(scan, cell) : first;
        if (unit < grid->count && unit_fills(scan, cell.start, cell.end, &filled))
            return (int)i - (int)unit;
        if (unit == grid->count && i == index)
            return first && cell.end > cell.start && !is_index(scan, cell) ? -(int)index : 0;
    }
    return 0;
}

/* “一、社保惠民”, “【浙丽有学】” between two rows: what those behind it have in common. */
static bool is_band(const struct scan *scan)
{
    enum { BAND = 16 };
    size_t start = scan->paragraph.start, end = scan->paragraph.end, next = end + 1;
    bool tabs = false, digits = false, bracketed;

    if (start == end || end - start > BAND)
        return false;
    bracketed = scan->s[start] == L'【' && scan->s[end - 1] == L'】';
    start += scan->s[start] == '(';
    if (!bracketed && (start + 2 >= end || (scan->s[start + 1] != L'、' && scan->s[start + 1] != ')') ||
                       rune_numeral_digit(scan->s[start]) <= 0))
        return false;
    for (; next < scan->count && next < end + ROW_MAX && scan->s[next] != '\n'; next++) {
        tabs = tabs || scan->s[next] == '\t';
        digits = digits || rune_is_digit(scan->s[next]); /* a head has none */
    }
    return tabs && digits && !rune_has_digit(scan->s, start, end);
}

/* Places side by side in the row s[at..end), above one of what each was to do: all numbers of such a table count one
 * thing. */
static bool heads_places(const struct scan *scan, size_t at, size_t end)
{
    static const char *const places[] = {"地区\t", "区域\t", "县区\t", "区县\t", "县市区\t", "县(市、区)\t", NULL};
    static const char *const tasks[] = {"目标\t", "任务\t", "计划\t", "目标任务\t", "年度目标\t", "年度任务\t", NULL};

    return scan_any_at(scan, at, end, places) && !rune_has_digit(scan->s, at, end) && end < scan->count &&
           scan->s[end] == '\n' && scan_any_at(scan, scan_next_paragraph(scan, end), scan->count, tasks);
}

/* “资金筹集情况（万元）” right above a table, “农村公路（公里）” above one of places. */
static bool lends_unit(const struct scan *scan, struct grid_column *ret)
{
    size_t end = scan->paragraph.end, open = end, row, row_end;

    if (end == scan->paragraph.start || scan->s[end - 1] != ')')
        return false;
    while (open > scan->paragraph.start && scan->s[open - 1] != '(')
        open--;
    row = scan_next_paragraph(scan, end);
    row_end = rune_find(scan->s, row, scan_ahead(row, ROW_MAX, scan->count), '\n');
    return rune_find(scan->s, row, row_end, '\t') < row_end && open > scan->paragraph.start &&
           unit_fills(scan, open, end - 1, ret) && (ret->unit->kind == UNIT_MONEY || heads_places(scan, row, row_end));
}

/* The heads of another table, or of the same one on its next page. */
static bool begins_anew(const struct scan *scan)
{
    static const char *const heads[] = {"序号", "编号", "地区", "县区", "区县", "县市区", "县(市、区)", NULL};

    return scan_any_at(scan, scan->paragraph.start, scan->paragraph.end, heads);
}

/* 目标任务分解表（二） above a table of what each has to do */
static bool names_tasks(const struct scan *scan)
{
    static const char *const names[] = {"任务分解表", "目标分解表", "任务表", "任务计划表",
                                        "目标任务表", "计划表",     NULL};
    size_t start = scan->paragraph.start, end = scan->paragraph.end;

    return end > start && end - start <= CAPTION_MAX && scan_any_in(scan, start, end, names);
}

/* 见下表（金额单位：万元）。: where the brackets at the paragraph's end open; its start if it does not end so. */
static size_t opening_of_aside(const struct scan *scan)
{
    size_t end = scan->paragraph.end - (scan->s[scan->paragraph.end - 1] == L'。');

    if (scan->s[end - 1] != ')')
        return scan->paragraph.start;
    while (end > scan->paragraph.start && scan->s[end] != '(')
        end--;
    return end;
}

void grid_paragraph(struct grid *grid, const struct scan *scan, const struct roles *roles)
{
    size_t start = scan->paragraph.start, end = scan->paragraph.end;

    if (grid->open && is_band(scan))
        return;
    if (!is_row(scan)) {
        if (grid->open && !scan_word_in(scan, start, end, "续表"))
            grid->caption = (struct grid_column){0}; /* it spoke of the table that ended */
        grid->open = false;
        grid->count = 0;
        grid->promises = names_tasks(scan);
        if (end - start > CAPTION_MAX)
            start = opening_of_aside(scan);
        if (end - start <= CAPTION_MAX) {
            struct grid_column caption = {0};

            if ((scan_word_in(scan, start, end, "单位:") && unit_named(scan, start, end, &caption)) ||
                lends_unit(scan, &caption))
                grid->caption = caption;
        }
        return;
    }
    grid->shift = 0;
    if ((grid->count == 0 || begins_anew(scan)) &&
        row_is_head(scan)) { /* perhaps behind 填报：…　　审核：…, which is no head */
        read_heads(grid, scan, roles);
    } else if (grid->heads && grid->columns[0].named && scan->s[start] == '\t' && row_is_head(scan)) {
        read_lower_heads(grid, scan, roles);
    } else {
        grid->heads = false;
        grid->shift = row_shift(grid, scan);
    }
    grid->open = true;
}

/* The column of the row's cell number `cell`; NULL if there is none. */
static const struct grid_column *column_of(const struct grid *grid, size_t cell)
{
    size_t column = grid->shift > 0 && cell < (size_t)grid->shift ? 0 : cell - (size_t)grid->shift;

    return column < grid->count ? &grid->columns[column] : NULL;
}

const struct grid_column *grid_column_at(const struct grid *grid, const struct scan *scan, size_t at)
{
    size_t cell = 0;

    if (!grid->open || grid->count == 0 || at - scan->paragraph.start > ROW_MAX)
        return NULL;
    for (size_t i = scan->paragraph.start; i < at && cell < 2 * GRID_COLUMNS; i++)
        cell += scan->s[i] == '\t';
    return column_of(grid, cell);
}

/* “| 年度目标 | 12000 | 480 |”: the row of a table that holds what each of its columns promises. */
static bool is_row_of_targets(const struct scan *scan)
{
    static const char *const names[] = {"年度目标\t", "全年目标\t", "年度任务\t", "全年任务\t", "目标任务\t",
                                        "年度计划\t", "目标数\t",   "任务数\t",   "计划数\t",   "目标\t",
                                        "任务\t",     "计划\t",     NULL};
    size_t at = scan->paragraph.start, end = scan->paragraph.end;

    return scan_any_at(scan, at + (at < end && scan->s[at] == '\t'), end, names);
}

enum mood grid_mood_at(const struct grid *grid, const struct scan *scan, size_t at)
{
    const struct grid_column *own = grid_column_at(grid, scan, at);
    bool done = false, promises = grid->promises;

    if (own && is_row_of_targets(scan))
        return MOOD_TARGET;
    if (!own || own->mood)
        return own ? own->mood : MOOD_NONE;
    for (const struct grid_column *c = grid->columns; c < own; c++)
        if (c->mood == MOOD_ACTUAL && own->unit && own->unit->kind == UNIT_PERCENT)
            return MOOD_ACTUAL; /* 开工率 behind 累计开工 */
    for (const struct grid_column *c = grid->columns; c < grid->columns + grid->count; c++) {
        if (c->mood == MOOD_TARGET)
            return MOOD_NONE;
        done = done || (c > own && c->mood == MOOD_ACTUAL && !c->unit);
        promises = promises && !c->mood;
    }
    return done || promises ? MOOD_TARGET : MOOD_NONE;
}

/* The cell that holds `at`. */
static struct span cell_at(const struct scan *scan, size_t at)
{
    struct span cell = {at, at};

    while (cell.start > scan->paragraph.start && scan->s[cell.start - 1] != '\t')
        cell.start--;
    while (cell.end < scan->paragraph.end && scan->s[cell.end] != '\t')
        cell.end++;
    return cell;
}

/* The unit in the row: its cell under 单位, or “（户）” in the last of the cells before that has one. */
static bool unit_in_row(const struct grid *grid, const struct scan *scan, size_t at, struct grid_column *ret)
{
    struct span cell = no_cell(scan);
    bool named = false;

    for (size_t i = 0; next_cell(scan, &cell); i++) {
        const struct grid_column *column = column_of(grid, i);

        if (column && column->is_unit && unit_fills(scan, cell.start, cell.end, ret))
            return true;
        if (cell.end < at && (unit_named(scan, cell.start, cell.end, ret) ||
                              (grid->count == 0 && unit_fills(scan, cell.start, cell.end, ret))))
            named = true;
    }
    return named;
}

/* “新增300张养老床位” before the cell: the unit of the one amount that the row's words name. */
static bool unit_of_amount(const struct scan *scan, size_t at, struct grid_column *ret)
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

static bool lend(const struct grid_column *column, struct group *g)
{
    struct numeral *n = &g->at[0];

    g->unit = column->unit;
    if (n->power == 0 && column->power > 0 &&
        (decimal_shift(n->value, column->power, &n->value) || decimal_shift(n->step, column->power, &n->step)))
        n->too_long = true;
    return true;
}

/* “新增学位（个）：3620” */
static bool unit_in_brackets(const struct scan *scan, size_t at, struct grid_column *ret)
{
    size_t open;

    if (at > scan->paragraph.start && (scan->s[at - 1] == ':' || scan->s[at - 1] == L'为'))
        at--;
    if (at <= scan->paragraph.start || scan->s[at - 1] != ')')
        return false;
    for (open = at - 1; open > scan->paragraph.start && at - open < 10 && scan->s[open] != '('; open--)
        ;
    return scan->s[open] == '(' && unit_fills(scan, open + 1, at - 1, ret);
}

/* “目标：12.5；完成：13.2”, “开工27、完工19” inside a cell */
static bool is_labelled(const struct scan *scan, const struct group *g, struct span cell)
{
    static const char *const labels[] = {":", "开工", "完工", "竣工", "建成", "完成", NULL};
    static const char *const goes_on[] = {",其中", ";其中", ";另", ",另", NULL};

    if (g->start == cell.start && scan_any_at(scan, g->end, cell.end, goes_on))
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
    static const char *const signs[] = {"≥", "≤", NULL};
    static const char *const before[] = {"不少于", "不低于", "不超过", NULL};
    static const char *const after[] = {"以上", "以内", "左右", NULL};
    size_t length = g->start - cell->start;

    if ((length == 1 && scan_any_at(scan, cell->start, g->start, signs)) ||
        (length == 3 && scan_any_at(scan, cell->start, g->start, before)))
        cell->start = g->start;
    while (cell->end > g->end && is_footnote(scan->s[cell->end - 1]))
        cell->end--;
    while (cell->start < g->start && scan->s[cell->start] == '*')
        cell->start++;
    if (cell->end == g->end + 2 && scan_any_at(scan, g->end, cell->end, after))
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

/* 111.2；105.7 below 完成率: one for each amount of the row. */
static bool holds_numbers_alone(const struct scan *scan, struct span cell)
{
    for (size_t i = cell.start; i < cell.end; i++)
        if (!rune_is_digit(scan->s[i]) && scan->s[i] != '.' && scan->s[i] != ';' && scan->s[i] != L'、' &&
            scan->s[i] != '/' && scan->s[i] != ' ')
            return false;
    return true;
}

/* 城镇老旧小区改造（个/户）, or a cell 个/户, before 217/46800: the unit at the number's place in its pair. */
static bool unit_of_pair(const struct scan *scan, const struct group *g, struct span cell, struct grid_column *ret)
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
        if (first ? unit_fills(scan, from, slash, ret) : unit_fills(scan, slash + 1, to, ret))
            return true;
    }
    return false;
}

/* 渠系（公里）、山坪塘（口） before 74、128: the unit that stands where the number stands in its list. */
static bool unit_of_list(const struct scan *scan, const struct group *g, struct span cell, struct grid_column *ret)
{
    size_t numbers = 1, before = 0, units = 0;
    struct grid_column found;

    for (size_t i = cell.start; i < cell.end; i++) {
        numbers += scan->s[i] == L'、';
        before += scan->s[i] == L'、' && i < g->start;
    }
    if (numbers == 1 || !holds_numbers_alone(scan, cell))
        return false;
    for (size_t i = scan->paragraph.start; i < cell.start; i++) {
        size_t to = scan->s[i] == '(' ? rune_find(scan->s, i, cell.start, ')') : cell.start;

        if (to < cell.start && unit_fills(scan, i + 1, to, &found) && units++ == before)
            *ret = found;
    }
    return units == numbers;
}

bool grid_lend_unit(const struct grid *grid, const struct scan *scan, struct group *g)
{
    struct grid_column found = {0};
    static const char *const ranks[] = {"排名\t", "名次\t", "位次\t", NULL};
    const struct grid_column *column;
    struct span cell;

    if (g->unit || !g->at[0].arabic || g->at[0].too_long)
        return false;
    if (!grid->open)
        return unit_in_brackets(scan, g->start, &found) && lend(&found, g);
    column = grid_column_at(grid, scan, g->start);
    if (column && column->is_index)
        return false;
    if (column && column->unit && column->unit->kind == UNIT_PERCENT &&
        scan_word_before(scan, scan->paragraph.start, g->start, "率"))
        return lend(column, g); /* 开工率100 */
    if (scan->paragraph.end - scan->paragraph.start > ROW_MAX)
        return false;
    cell = cell_at(scan, g->start);
    if (column && column->unit && column->unit->kind == UNIT_PERCENT && holds_numbers_alone(scan, cell))
        return lend(column, g);
    if (unit_of_pair(scan, g, cell, &found) || unit_of_list(scan, g, cell, &found))
        return lend(&found, g);
    if ((is_labelled(scan, g, cell) || is_of_part(scan, g)) && unit_in_row(grid, scan, g->start, &found))
        return lend(&found, g);
    leave_out_qualifier(scan, g, &cell);
    leave_out_other_end(scan, g, &cell);
    if (cell.start != g->start || cell.end != g->end)
        return unit_in_brackets(scan, g->start, &found) && lend(&found, g);
    if (column && column->unit)
        return lend(column, g);
    if (column && column->is_money && grid->caption.unit && grid->caption.unit->kind == UNIT_MONEY)
        return lend(&grid->caption, g);
    if (unit_in_row(grid, scan, g->start, &found))
        return lend(&found, g);
    if ((!column && cell.start == scan->paragraph.start) || /* the row's own number */
        scan_any_at(scan, scan->paragraph.start, scan->paragraph.end, ranks))
        return false;
    if (column && column->mood && unit_of_amount(scan, cell.start, &found))
        return lend(&found, g);
    /* “项目（万人）” above the names */
    if (grid->count > 0 && cell.start > scan->paragraph.start && grid->columns[0].unit)
        return lend(&grid->columns[0], g);
    return grid->caption.unit ? lend(&grid->caption, g) : false;
}

/* Whether more than a number and its unit stand in the cell. */
static bool has_words(const struct scan *scan, struct span cell)
{
    enum { LEAST = 5 };
    size_t count = 0;

    for (size_t i = cell.start; i < cell.end; i++)
        count += rune_is_han(scan->s[i]);
    return count >= LEAST;
}

struct span grid_row_name(const struct grid *grid, const struct scan *scan, size_t at)
{
    struct span name = {at, at}, cell = no_cell(scan);

    if (at - scan->paragraph.start > ROW_MAX)
        return name;
    for (size_t i = 0; next_cell(scan, &cell) && cell.end < at; i++) {
        const struct grid_column *column = column_of(grid, i);
        bool names = column && column->is_name;

        if (cell.end > cell.start + 1 && (names || name.start == at) &&
            (rune_is_han(scan->s[cell.start]) || (names && has_words(scan, cell)))) /* 65岁以上老年人健康管理率 */
            name = (struct span){cell.start, scan_ahead(cell.start, NAME_MAX, cell.end)};
        if (names)
            break;
    }
    return name;
}
