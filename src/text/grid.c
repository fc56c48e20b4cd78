/* Tables are paragraphs whose cells end with tabs. The first row names the columns if it holds no bare numbers. */
#include "text/grid.h"

#include "text/heading.h"
#include "text/runes.h"
#include "text/units.h"

enum {
    NAME_MAX = 40,
    CAPTION_MAX = 40,
};

static const char *const captions[] = {"单位:", "(单位:", "金额单位:", "计量单位:", NULL};

/* Whether the paragraph has cells; not 填报单位：市发改局\t\t单位：万元, which stands above them. */
static bool is_row(const struct scan *scan)
{
    size_t start = scan->paragraph.start, end = scan->paragraph.end, last = end;

    while (last > start && scan->s[last - 1] != '\t')
        last--;
    return last > start && !scan_any_at(scan, last, end, captions);
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
    static const char *const money[] = {"投资", "资金", "金额", "经费", "预算", "投入", "到位", "资金安排", NULL};

    return scan_any_before(scan, start, end, money);
}

/* 年度投资/完成（万元）, 开工／任务 */
static enum grid_pair pair_named(const struct scan *scan, size_t start, size_t end)
{
    static const char *const tasks[] = {"任务", "计划", "目标", "投资", "应", NULL};
    static const char *const deeds[] = {"完成", "开工", "竣工", "实际", "到位", "完工", "支付", "进度", NULL};
    size_t slash = rune_find(scan->s, start, end, '/');

    if (slash == end)
        return PAIR_NONE;
    return scan_any_in(scan, start, slash, tasks) && scan_any_in(scan, slash, end, deeds)   ? PAIR_TASK_FIRST
           : scan_any_in(scan, start, slash, deeds) && scan_any_in(scan, slash, end, tasks) ? PAIR_DONE_FIRST
                                                                                            : PAIR_NONE;
}

static void read_head(struct grid_column *column, const struct scan *scan, const struct roles *roles, size_t start,
                      size_t end)
{
    static const char *const codes[] = {"序号", "编号", "电话", "手机", "联系方式", NULL};
    bool named;
    size_t words;

    *column = (struct grid_column){.named = end > start};
    column->mood = is_earlier(scan, start, end) ? MOOD_EARLIER
                   : is_share(scan, start, end) ? MOOD_ACTUAL
                                                : heading_words(roles, scan, start, end);
    column->pair = pair_named(scan, start, end);
    column->is_name = is_name(scan, start, end);
    column->is_money = is_money(scan, start, end);
    column->is_index = scan_any_in(scan, start, end, codes);
    column->is_unit = scan_word_at(scan, start, end, "单位") && end - start == 2;
    column->is_unit = column->is_unit || scan_word_in(scan, start, end, "计量单位");
    if (column->is_unit)
        return;
    named = cell_names_unit(scan, start, end, &column->lent);
    words = named ? scan_find(scan, start, end, "(") : end; /* 分值（分） */
    if (is_marks(scan, start, words)) {
        column->lent.unit = named ? column->lent.unit : &unit_marks;
        column->mood = scan_word_in(scan, start, words, "得") ? MOOD_ACTUAL : MOOD_EARLIER;
    } else if (!named && is_rate(scan, start, end)) {
        column->lent.unit = &unit_percent;
    } else if (named && roles->programme_document && counts_items(scan, start, end, column->lent.unit)) {
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

static void read_heads(struct grid *grid, const struct scan *scan, const struct roles *roles)
{
    struct span cell = cells_begin(scan);

    grid->count = 0;
    while (grid->count < GRID_COLUMNS && cells_next(scan, &cell)) {
        struct grid_column *column = &grid->columns[grid->count++];

        read_head(column, scan, roles, cell.start, cell.end);
        if (column > grid->columns && scan_word_at(scan, cell.start, cell.end, "其中")) {
            column->mood = column->mood ? column->mood : column[-1].mood;
            column->is_money = column->is_money || column[-1].is_money;
        }
        if (column > grid->columns && !column->lent.unit && scan_word_before(scan, cell.start, cell.end, "满意"))
            column->lent = column[-1].lent; /* 满意（票）, 基本满意, 不满意 */
    }
    grid->heads = true;
}

/* A second row of heads, whose first cell is empty: parts of the columns above, whose units and moods hold for them. */
static void read_lower_heads(struct grid *grid, const struct scan *scan, const struct roles *roles)
{
    struct span cell = cells_begin(scan);
    struct grid_column upper = {0};

    for (size_t i = 0; i < GRID_COLUMNS && cells_next(scan, &cell); i++) {
        struct grid_column *column = &grid->columns[i];

        if (i >= grid->count)
            *column = upper;
        else if (column->named)
            upper = *column;
        if (cell.start < cell.end) {
            read_head(column, scan, roles, cell.start, cell.end);
            if (!column->lent.unit)
                column->lent = upper.lent;
            column->is_money = column->is_money || upper.is_money;
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
    struct span cell = cells_begin(scan);
    size_t unit = 0, index = 0;
    bool first = false;

    while (unit < grid->count && !grid->columns[unit].is_unit)
        unit++;
    while (index < grid->count && !grid->columns[index].is_index)
        index++;
    for (size_t i = 0; cells_next(scan, &cell); i++) {
        struct cell_unit filled;

        first = i == 0 ? is_index(scan, cell) : first;
        if (unit < grid->count && cell_is_unit(scan, cell.start, cell.end, &filled))
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
    for (; next < scan->count && next < end + CELLS_ROW && scan->s[next] != '\n'; next++) {
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

/* 校园午餐\t96.40 */
static bool is_name_and_number(const struct scan *scan, size_t at, size_t end)
{
    size_t tab = rune_find(scan->s, at, end, '\t');

    return tab + 1 < end && !rune_has_digit(scan->s, at, tab) && rune_is_digit(scan->s[tab + 1]) &&
           rune_is_digit(scan->s[end - 1]) && rune_find(scan->s, tab + 1, end, '\t') == end;
}

/* “资金筹集情况（万元）” right above a table, “农村公路（公里）” above one of places. */
static bool lends_unit(const struct scan *scan, struct cell_unit *ret)
{
    size_t end = scan->paragraph.end, open = end, row, row_end;

    if (end == scan->paragraph.start || scan->s[end - 1] != ')')
        return false;
    while (open > scan->paragraph.start && scan->s[open - 1] != '(')
        open--;
    row = scan_next_paragraph(scan, end);
    row_end = rune_find(scan->s, row, scan_ahead(row, CELLS_ROW, scan->count), '\n');
    return rune_find(scan->s, row, row_end, '\t') < row_end && open > scan->paragraph.start &&
           cell_is_unit(scan, open, end - 1, ret) &&
           (ret->unit->kind == UNIT_MONEY || heads_places(scan, row, row_end) ||
            is_name_and_number(scan, row, row_end));
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
    static const char *const names[] = {"任务分解表", "目标分解表", "任务表",     "县区任务", "县任务", "任务分配",
                                        "任务一览",   "任务计划表", "目标任务表", "计划表",   NULL};
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

/* “单位：户、公里、个” */
static void read_captions(struct grid *grid, const struct scan *scan, size_t start, size_t end)
{
    size_t at = scan_find(scan, start, end, "单位:") + 3, to;

    for (grid->captioned = 0; at < end && grid->captioned < GRID_CAPTIONS; at = to + 1) {
        to = at;
        while (to < end && scan->s[to] != L'、' && scan->s[to] != ',' && scan->s[to] != ')')
            to++;
        if (!cell_is_unit(scan, at, to, &grid->captions[grid->captioned]))
            break;
        grid->captioned++;
    }
    grid->captioned = grid->captioned > 1 ? grid->captioned : 0;
}

/* “新增公办园学位（个）” in a row without numbers: of what the rows below it are. */
static void read_group(struct grid *grid, const struct scan *scan)
{
    struct span cell = cells_begin(scan);
    struct cell_unit unit = {0};

    if (!cells_next(scan, &cell) || rune_has_digit(scan->s, cell.end, scan->paragraph.end)) {
        if (cell.end > cell.start && cell_names_unit(scan, cell.start, cell.end, &unit))
            grid->group = (struct cell_unit){0};
        return;
    }
    while (cell.start == cell.end && cells_next(scan, &cell))
        ;
    if (cell_names_unit(scan, cell.start, cell.end, &unit))
        grid->group = unit;
}

void grid_paragraph(struct grid *grid, const struct scan *scan, const struct roles *roles)
{
    size_t start = scan->paragraph.start, end = scan->paragraph.end;

    if (grid->open && is_band(scan))
        return;
    if (!is_row(scan)) {
        if (grid->open && !scan_word_in(scan, start, end, "续表")) {
            grid->caption = (struct cell_unit){0}; /* it spoke of the table that ended */
            grid->captioned = 0;
        }
        grid->group = (struct cell_unit){0};
        grid->open = false;
        grid->count = 0;
        grid->promises = names_tasks(scan);
        if (end - start > CAPTION_MAX)
            start = opening_of_aside(scan);
        if (end - start <= CAPTION_MAX) {
            struct cell_unit caption = {0};

            read_captions(grid, scan, start, end);
            if ((scan_word_in(scan, start, end, "单位:") && cell_names_unit(scan, start, end, &caption)) ||
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
        if (end - start <= CELLS_ROW)
            read_group(grid, scan);
    }
    grid->open = true;
}

const struct grid_column *grid_column_of(const struct grid *grid, size_t cell)
{
    size_t column = grid->shift > 0 && cell < (size_t)grid->shift ? 0 : cell - (size_t)grid->shift;

    return column < grid->count ? &grid->columns[column] : NULL;
}

const struct grid_column *grid_column_at(const struct grid *grid, const struct scan *scan, size_t at)
{
    size_t cell = 0;

    if (!grid->open || grid->count == 0 || at - scan->paragraph.start > CELLS_ROW)
        return NULL;
    for (size_t i = scan->paragraph.start; i < at && cell < 2 * GRID_COLUMNS; i++)
        cell += scan->s[i] == '\t';
    return grid_column_of(grid, cell);
}

/* “| 年度目标 | 12000 | 480 |”: the row of a table that holds what each of its columns promises. */
static bool is_row_of_targets(const struct scan *scan)
{
    static const char *const names[] = {"年任务\t",   "年度目标\t", "全年目标\t", "年度任务\t", "全年任务\t",
                                        "目标任务\t", "年度计划\t", "目标数\t",   "任务数\t",   "计划数\t",
                                        "目标\t",     "任务\t",     "计划\t",     NULL};
    size_t at = scan->paragraph.start, end = scan->paragraph.end;

    return scan_any_at(scan, at + (at < end && scan->s[at] == '\t'), end, names);
}

/* 5210/4800 below 任务/开工, or behind it in the row */
static enum mood mood_in_pair(const struct grid *grid, const struct scan *scan, const struct grid_column *own,
                              size_t at)
{
    struct span cell = cells_at(scan, at), name;
    size_t slash = rune_find(scan->s, cell.start, cell.end, '/');
    enum grid_pair pair = own->pair;

    if (slash == cell.end || slash == cell.start || !rune_is_digit(scan->s[slash - 1]))
        return MOOD_NONE;
    name = grid_row_name(grid, scan, at);
    if (pair == PAIR_NONE)
        pair = pair_named(scan, name.start, name.end);
    return pair == PAIR_NONE ? MOOD_NONE : (at < slash) == (pair == PAIR_TASK_FIRST) ? MOOD_TARGET : MOOD_ACTUAL;
}

enum mood grid_mood_at(const struct grid *grid, const struct scan *scan, size_t at)
{
    const struct grid_column *own = grid_column_at(grid, scan, at);
    bool done = false, promises = grid->promises;
    enum mood mood;

    if (own && is_row_of_targets(scan))
        return MOOD_TARGET;
    if (own && (mood = mood_in_pair(grid, scan, own, at)) != MOOD_NONE)
        return mood;
    if (!own || own->mood)
        return own ? own->mood : MOOD_NONE;
    for (const struct grid_column *c = grid->columns; c < own; c++)
        if (c->mood == MOOD_ACTUAL && own->lent.unit && own->lent.unit->kind == UNIT_PERCENT)
            return MOOD_ACTUAL; /* 开工率 behind 累计开工 */
    for (const struct grid_column *c = grid->columns; c < grid->columns + grid->count; c++) {
        if (c->mood == MOOD_TARGET)
            return MOOD_NONE;
        done = done || (c > own && c->mood == MOOD_ACTUAL && !c->lent.unit);
        promises = promises && !c->mood;
    }
    return done || promises ? MOOD_TARGET : MOOD_NONE;
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
    struct span name = {at, at}, cell = cells_begin(scan);

    if (at - scan->paragraph.start > CELLS_ROW)
        return name;
    for (size_t i = 0; cells_next(scan, &cell) && cell.end < at; i++) {
        const struct grid_column *column = grid_column_of(grid, i);
        bool names = column && column->is_name;

        if (cell.end > cell.start + 1 && (names || name.start == at) &&
            (rune_is_han(scan->s[cell.start]) || (names && has_words(scan, cell)))) /* 65岁以上老年人健康管理率 */
            name = (struct span){cell.start, scan_ahead(cell.start, NAME_MAX, cell.end)};
        if (names)
            break;
    }
    return name;
}
