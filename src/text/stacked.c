/* Which cell a line stands in is told by its column's head and by what it holds: a number is no department. Of all ways
 * to lay a row's lines below the heads, in their order, the one that goes against least is taken. */
#include "text/stacked.h"

#include <wchar.h>

#include "text/runs.h"

enum {
    COLUMNS = 40,
    HEADS = 80,      /* lines, at most, before the first row */
    HEAD_MAX = 24,   /* a head is not longer, */
    CELL_MAX = 1000, /* nor a cell */
    ROW_LINES = 80,  /* a row has not more */
    LEAST = 3,       /* columns of a table */
};

/* What a cell holds, and what a column's head wants. */
enum holds { HOLDS_NOTHING, HOLDS_NUMBER, HOLDS_OFFICE, HOLDS_DAY, HOLDS_AMOUNT, HOLDS_WORDS, HOLDS_UNIT, HOLDS_KINDS };
enum wants {
    WANTS_INDEX,
    WANTS_WORDS,
    WANTS_OFFICE,
    WANTS_DAY,
    WANTS_UNIT,
    WANTS_RATE,
    WANTS_AMOUNT,
    WANTS_REMARK,
    WANTS
};

/* How much a cell goes against its column; so do an empty cell, and another line in the same one. SHORT is a cell that
 * the last row lacks, behind which the text may go on. */
static const unsigned char against[HOLDS_KINDS][WANTS] = {
    [HOLDS_NOTHING] = {50},
    [HOLDS_NUMBER] = {50, 9, 50, 9, 30, 0, 0, 15},
    [HOLDS_OFFICE] = {50, 9, 0, 15, 15, 30, 9, 6},
    [HOLDS_DAY] = {50, 9, 15, 0, 30, 30, 6, 6},
    [HOLDS_AMOUNT] = {50, 3, 15, 9, 15, 30, 0, 1},
    [HOLDS_WORDS] = {50, 0, 15, 9, 15, 30, 2, 1},
    [HOLDS_UNIT] = {50, 0, 15, 9, 0, 30, 2, 1},
};
static const wchar_t *const numbers[] = {L"序号", L"编号", L"名次", NULL}; /* heads of such columns */

enum { EMPTY = 5, AGAIN = 4, SHORT = 12, NEVER = 60000 };

/* What begins the rows of a table: 1, 2, …, below 序号; a place; 一、…, 二、… */
enum rows { ROWS_NUMBERED, ROWS_PLACES, ROWS_NAMED };

struct table {
    const struct text *text;
    struct stacked *ret;
    size_t at;   /* where the next line begins */
    bool spaced; /* empty lines stand between its cells */
    bool barred; /* bars end them, also empty ones */
    bool units;  /* the second head is 单位 */
    enum rows rows;
    size_t columns;
    enum wants wants[COLUMNS];
    enum holds held[COLUMNS]; /* by the last row */
};

/* ---- Lines ---- */

/* Without the bars that end its cell; true if there are some. */
static bool drop_bars(const struct text *text, struct line *line)
{
    uint32_t end = line->end;

    while (line->end > line->start &&
           (line_is_bar(text->raw[line->end - 1]) || line_is_blank(text->raw[line->end - 1])))
        line->end--;
    return line->end < end;
}

/* The next line that is not empty, behind `gap` empty ones; false behind the last. A bar alone is an empty cell. */
static bool next_line(const struct text *text, size_t *at, struct line *ret, size_t *gap)
{
    for (*gap = 0; *at < text->raw_count; ++*gap) {
        size_t start = *at, end = run_line(text->raw, start, text->raw_count);

        *at = end + 1;
        *at += end + 1 < text->raw_count && text->raw[end] == '\r' && text->raw[end + 1] == '\n';
        if (line_take(text, start, end, ret) && (drop_bars(text, ret) || ret->end > ret->start))
            return true;
    }
    return false;
}

static int32_t rune_at(const struct text *text, const struct line *line, size_t i)
{
    return line->start + i < line->end ? rune_fold(text->raw[line->start + i]) : 0;
}

/* Whether `word` stands in the line, blanks left out. */
static bool says(const struct text *text, const struct line *line, const wchar_t *word)
{
    size_t length = wcslen(word);

    for (size_t start = line->start; start < line->end; start++) {
        size_t matched = 0;

        for (size_t i = start; i < line->end && matched < length; i++) {
            if (line_is_blank(text->raw[i]))
                continue;
            if (rune_fold(text->raw[i]) != (int32_t)word[matched])
                break;
            matched++;
        }
        if (matched == length)
            return true;
    }
    return false;
}

static bool says_any(const struct text *text, const struct line *line, const wchar_t *const *words)
{
    for (; *words; words++)
        if (says(text, line, *words))
            return true;
    return false;
}

static bool begins_any(const struct text *text, const struct line *line, const wchar_t *const *words)
{
    for (; *words; words++) {
        struct line start = *line;

        start.end = line->start + wcslen(*words) < line->end ? line->start + (uint32_t)wcslen(*words) : line->end;
        if (says(text, &start, *words))
            return true;
    }
    return false;
}

static size_t length_of(const struct text *text, const struct line *line)
{
    size_t count = 0;

    for (size_t i = line->start; i < line->end; i++)
        count += !line_is_blank(text->raw[i]);
    return count;
}

static bool is_all_of(const struct text *text, const struct line *line, const wchar_t *const *words)
{
    const size_t length = length_of(text, line);

    for (; *words; words++)
        if (length == wcslen(*words) && says(text, line, *words))
            return true;
    return false;
}

static bool has_han(const struct text *text, const struct line *line)
{
    return rune_has_han(text->raw, line->start, line->end);
}

static bool has_digit(const struct text *text, const struct line *line)
{
    for (size_t i = line->start; i < line->end; i++)
        if (rune_is_digit(rune_fold(text->raw[i])))
            return true;
    return false;
}

/* 12, 3*, 4.: what the line says as a row's number; -1 if it is none. */
static int row_number(const struct text *text, const struct line *line)
{
    enum { DIGITS = 3 };
    size_t i = 0;
    int number = 0;

    for (; i < DIGITS && rune_is_digit(rune_at(text, line, i)); i++)
        number = number * 10 + rune_at(text, line, i) - '0';
    if (i > 0 && (rune_at(text, line, i) == '*' || rune_at(text, line, i) == '.' || rune_at(text, line, i) == L'、'))
        return line->start + i + 1 == line->end ? number : -1;
    return i > 0 && line->start + i == line->end ? number : -1;
}

/* 26000, 32 095, 123.4, 95%, —, 80以上, 73.1（大班额）: no words, but what says how exact it is, or of what. */
static bool is_number(const struct text *text, const struct line *line)
{
    if (line->start == line->end)
        return false;
    for (size_t i = line->start; i < line->end; i++) {
        int32_t c = rune_fold(text->raw[i]);

        if (i > line->start && rune_is_digit(rune_fold(text->raw[i - 1])) &&
            (c == '(' ? rune_fold(text->raw[line->end - 1]) == ')'
                      : i + 2 == line->end && c == L'以' && (text->raw[i + 1] == L'上' || text->raw[i + 1] == L'下')))
            return true;

        if (!rune_is_digit(c) && c != '.' && c != ',' && c != '%' && c != '-' && c != '/' && c != 0x2014 &&
            !line_is_blank(c))
            return false;
    }
    return true;
}

/* —, ——: nothing is to be told. */
static bool is_dash(const struct text *text, const struct line *line)
{
    size_t i = line->start;

    while (i < line->end && (text->raw[i] == '-' || text->raw[i] == 0x2014))
        i++;
    return i == line->end;
}

static enum holds holds_of(const struct text *text, const struct line *line)
{
    enum { OFFICE_MAX = 30, DAY_MAX = 14, UNIT_MAX = 6 };
    static const wchar_t ends[] = L"局委办院会联司部厅中心府道镇乡团体队行";
    static const wchar_t *const states[] = {L"已",   L"提前", L"基本完成", L"全部", L"超额",
                                            L"正在", L"正常", L"达到",     NULL};
    static const wchar_t *const days[] = {L"月底", L"月末", L"年底", L"月", L"全年", L"季度", NULL};
    size_t length = length_of(text, line), end = line->end;
    struct line bounded = *line;
    bool told = has_digit(text, line) || begins_any(text, line, states);

    if (is_dash(text, line))
        return HOLDS_NOTHING;
    bounded.start += rune_at(text, line, 0) == 0x2265 || rune_at(text, line, 0) == 0x2264;
    if (is_number(text, &bounded)) /* also ≥85 */
        return HOLDS_NUMBER;
    if (length <= DAY_MAX && !says(text, line, L"完成") && says_any(text, line, days))
        return HOLDS_DAY;
    end -= text->raw[end - 1] == L'、' && end > line->start + 1; /* 市教体局、 above 团市委 */
    if (!told && length <= OFFICE_MAX && (length > 2 || text->raw[end - 1] == L'联') &&
        wcschr(ends, (wchar_t)rune_fold(text->raw[end - 1])))
        return HOLDS_OFFICE;
    return told ? HOLDS_AMOUNT : length > UNIT_MAX ? HOLDS_WORDS : HOLDS_UNIT;
}

static enum wants wants_of(const struct text *text, const struct line *line)
{
    static const wchar_t *const units[] = {L"单位", L"计量单位", NULL};
    static const wchar_t *const offices[] = {L"单位", L"部门", L"责任人", L"负责人", L"领导", L"主体", NULL};
    static const wchar_t *const days[] = {L"时限", L"时间", L"期限", L"节点", L"日期", NULL};
    static const wchar_t *const rates[] = {L"率", L"比例", L"%", L"占比", NULL};
    static const wchar_t *const amounts[] = {L"目标", L"任务", L"计划", L"完成",   L"进度", L"进展",
                                             L"情况", L"实际", L"累计", L"投资",   L"资金", L"数",
                                             L"量",   L"(",    L"其中", L"不超过", NULL};

    if (is_all_of(text, line, numbers))
        return WANTS_INDEX;
    if (is_all_of(text, line, units))
        return WANTS_UNIT;
    if (says(text, line, L"备注") || says(text, line, L"说明"))
        return WANTS_REMARK;
    if (says_any(text, line, rates))
        return WANTS_RATE;
    if (says_any(text, line, offices) && !says(text, line, L"("))
        return WANTS_OFFICE;
    if (says_any(text, line, days) && !says(text, line, L"进度"))
        return WANTS_DAY;
    return says_any(text, line, amounts) ? WANTS_AMOUNT : WANTS_WORDS;
}

/* ---- Heads ---- */

enum { CIRCLED_FIRST = 0x2460, CIRCLED_LAST = 0x2473 };

static bool is_circled(int32_t c)
{
    return c >= CIRCLED_FIRST && c <= CIRCLED_LAST;
}

/* The number that the line begins with; 0 if it begins with none. */
static int item_number(const struct text *text, const struct line *line)
{
    size_t i = rune_at(text, line, 0) == '(';
    int32_t c = rune_at(text, line, i);

    if (is_circled(c))
        return c - CIRCLED_FIRST + 1;
    return rune_is_digit(c) && !rune_is_digit(rune_at(text, line, i + 1)) ? c - '0' : 0;
}

/* Whether the line goes on in the cell of the one before: no empty line stands between them, where cells have one; a
 * head's unit; 目标 above 任务; 2)… below 1)…. */
static bool goes_on(const struct table *t, const struct line *line, size_t gap)
{
    static const wchar_t *const broken[] = {L"目标", NULL}, *const rest[] = {L"任务", NULL};
    const struct line *before = &t->ret->lines.at[t->ret->lines.count - 1].line;
    int item = item_number(t->text, line);

    return (t->spaced && gap == 0) || rune_at(t->text, line, 0) == '(' ||
           (item > 1 && (rune_at(t->text, line, 1) == ')' || is_circled(rune_at(t->text, line, 0))) &&
            item_number(t->text, before) == item - 1) ||
           (is_all_of(t->text, line, rest) && is_all_of(t->text, before, broken));
}

/* Whether the line is the second head, 序号 behind 实事名称: they are one column, for rows begin with their number. */
static bool shares_first(const struct table *t, const struct line *line)
{
    return t->rows == ROWS_NUMBERED && t->ret->lines.count == 1 && is_all_of(t->text, line, numbers);
}

static void push(struct table *t, const struct line *line, size_t gap, bool begins)
{
    size_t count = t->ret->lines.count;
    bool again = !begins && ((!t->ret->lines.at[count - 1].begins && goes_on(t, line, gap)) || shares_first(t, line));

    *vec_push(t->ret->mem, &t->ret->lines) = (struct stacked_line){.line = *line, .begins = begins, .again = again};
}

/* Whether the line holds the number, and the one below it words. */
static bool is_numbered(const struct text *text, const struct line *line, size_t below, int number)
{
    struct line next;
    size_t gap;

    return row_number(text, line) == number && next_line(text, &below, &next, &gap) && has_han(text, &next);
}

/* Whether the line is a name, below which a number stands, or its unit and the number. */
static bool is_place(const struct table *t, const struct line *line, size_t below)
{
    struct line next;
    size_t gap;

    if (!has_han(t->text, line) || has_digit(t->text, line) || !next_line(t->text, &below, &next, &gap))
        return false;
    return is_number(t->text, &next) || (t->units && holds_of(t->text, &next) == HOLDS_UNIT &&
                                         next_line(t->text, &below, &next, &gap) && is_number(t->text, &next));
}

/* 一、…, 十二、…: the number of the row that the line names; 0 if it names none. */
static int named_number(const struct text *text, const struct line *line)
{
    int number = 0, digit;
    size_t i = 0;

    for (; (digit = rune_numeral_digit(rune_at(text, line, i))) > 0 || rune_at(text, line, i) == L'十'; i++)
        number = digit > 0 ? number + digit : (number ? number : 1) * 10;
    return rune_at(text, line, i) == L'、' ? number : 0;
}

/* Whether the line is a name over rows that go on with this number: 二、出行畅通, above 4. */
static bool is_band(const struct text *text, const struct line *line, size_t below, int number)
{
    struct line next;
    size_t gap;

    return named_number(text, line) > 0 && next_line(text, &below, &next, &gap) &&
           is_numbered(text, &next, below, number);
}

/* Whether the first row begins with the line. */
static bool is_first_row(const struct table *t, const struct line *line, size_t below)
{
    return t->rows == ROWS_NUMBERED ? is_numbered(t->text, line, below, 1) || is_band(t->text, line, below, 1)
           : t->rows == ROWS_PLACES ? is_place(t, line, below)
                                    : named_number(t->text, line) == 1;
}

/* Takes the heads' lines up to the first row, where the reader stands then. False if they are none. */
static bool take_heads(struct table *t)
{
    static const wchar_t *const parts[] = {L"其中", L"不超过", NULL};
    struct line line;
    size_t gap, at = t->at;

    for (size_t count; (count = t->ret->lines.count) < HEADS && next_line(t->text, &at, &line, &gap); t->at = at) {
        if (count >= LEAST && is_first_row(t, &line, at))
            return true;
        if (length_of(t->text, &line) > HEAD_MAX || line.tabs || says(t->text, &line, L"。") ||
            (says(t->text, &line, L":") && !begins_any(t->text, &line, parts)) || is_number(t->text, &line))
            return false;
        t->spaced = t->spaced || (count == 1 && gap > 0);
        t->units = t->units || (count == 1 && wants_of(t->text, &line) == WANTS_UNIT);
        push(t, &line, gap, count == 0);
    }
    return false;
}

/* Gives the lines from `first` on their columns, from `column` on, and learns what these want. False if they are too
 * many. */
static bool name_columns(struct table *t, size_t first, size_t column)
{
    for (size_t i = first; i < t->ret->lines.count; i++) {
        struct stacked_line *l = &t->ret->lines.at[i];

        column += i > first && !l->again;
        if (column == COLUMNS)
            return false;
        l->column = column;
        if (!l->again || t->wants[column] == WANTS_WORDS || t->wants[column] == WANTS_AMOUNT)
            t->wants[column] = wants_of(t->text, &l->line);
    }
    t->columns = column + 1;
    return true;
}

/* Whether with the head in line i, of those from `first` on, one more thing begins: 目标任务, or 进度 behind 进度. */
static bool begins_group(const struct table *t, size_t i, size_t first)
{
    static const wchar_t *const tasks[] = {L"目标", L"任务", L"计划", L"不超过", L"控制", NULL};
    static const wchar_t *const shares[] = {L"率", L"比例", L"占", L"完成", NULL};
    const struct stacked_line *at = t->ret->lines.at;
    size_t before = i;

    if (i == first)
        return true;
    while (at[--before].again)
        ;
    return (says_any(t->text, &at[i].line, tasks) && !says_any(t->text, &at[i].line, shares)) ||
           (length_of(t->text, &at[i].line) == length_of(t->text, &at[before].line) &&
            rune_at(t->text, &at[i].line, 0) == rune_at(t->text, &at[before].line, 0));
}

/* Where the last `cells` cells of the heads begin. */
static size_t last_cells(const struct table *t, size_t cells)
{
    size_t i = t->ret->lines.count;

    while (i > 0 && cells > 0)
        cells -= !t->ret->lines.at[--i].again;
    return i;
}

/* Names above amounts: 城镇新增就业（人）, 农村公路（公里） above 目标任务, 进度, 目标任务, 进度, for rows of `values`.
 * False if names and amounts do not go together. */
static bool name_in_two_rows(struct table *t, size_t values)
{
    size_t leaves = last_cells(t, values), group = 0, groups[COLUMNS], names = 0, column = 1;
    struct stacked_line *at = t->ret->lines.at;

    if (values + 1 > COLUMNS || leaves < 2)
        return false;
    for (size_t i = leaves; i < t->ret->lines.count; i++)
        if (!at[i].again) {
            if (begins_group(t, i, leaves))
                groups[group++] = column;
            column++;
        }
    for (size_t i = 1; i < leaves; i++)
        names += !at[i].again && says(t->text, &at[i].line, L"(");
    if (names != group)
        return false;
    names = column = 0;
    for (size_t i = 0; i < leaves; i++) { /* 地区 就业促进工程, names, the last with 市人社局 */
        at[i].again = i > 0 && !says(t->text, &at[i].line, L"(");
        column = at[i].again || i == 0 ? column : groups[names++];
        at[i].column = column;
    }
    at[leaves].begins = true;
    return name_columns(t, leaves, 1);
}

/* ---- Rows ---- */

/* In which column a row ends best, of which each costs so much. */
static size_t best_end(const struct table *t, const unsigned *cost)
{
    size_t best = 0;

    for (size_t c = 1; c < t->columns; c++)
        if (cost[c] + EMPTY * (unsigned)(t->columns - 1 - c) < cost[best] + EMPTY * (unsigned)(t->columns - 1 - best))
            best = c;
    return best;
}

/* How much the line goes against the column: also if rows above hold numbers there and this one words, or the other
 * way. A rate may name what it is of: 开工率100%，竣工率77.8%. */
static unsigned cost_of(const struct table *t, size_t column, enum holds holds, const struct line *line)
{
    enum { UNLIKE = 6 };
    enum holds held = t->held[column];
    enum wants wants = t->wants[column];
    unsigned cost = against[holds][wants];

    if (wants == WANTS_RATE && holds == HOLDS_AMOUNT && says(t->text, line, L"%"))
        return 1;
    if (wants == WANTS_AMOUNT && held && holds && (held == HOLDS_NUMBER) != (holds == HOLDS_NUMBER))
        cost += UNLIKE;
    return cost;
}

/* Whether the line's cell goes on below it: 惠及21.8, above 万人; 新增床位3500张；. */
static bool is_open(const struct text *text, const struct line *line)
{
    int32_t last = line->end > line->start ? rune_fold(text->raw[line->end - 1]) : 0;

    return has_han(text, line) && (last == ';' || last == ',' || rune_is_digit(last));
}

/* Lays the row's lines below the heads, all of them or (of the last row) so many that it goes against least: *count is
 * how many were laid. Below its number a row has a name. */
static void lay(struct table *t, struct stacked_line *row, size_t *count, bool last)
{
    unsigned cost[ROW_LINES][COLUMNS], total = NEVER;
    unsigned char from[ROW_LINES][COLUMNS];
    enum holds holds[ROW_LINES];
    size_t lines = *count, best = 0;

    if (t->barred && lines == t->columns) {
        for (size_t i = 0; i < lines; i++)
            row[i].column = i;
        return;
    }
    for (size_t i = 0; i < lines; i++) {
        bool open = i > 1 && is_open(t->text, &row[i - 1].line);

        holds[i] = holds_of(t->text, &row[i].line);
        for (size_t c = 0; c < t->columns; c++) {
            unsigned least = i == 0 && c == 0 ? 0 : NEVER;
            bool named = i != 1 || c == 1 || t->rows != ROWS_NUMBERED || row_number(t->text, &row[0].line) < 0;
            unsigned begins = open ? AGAIN : 0, again = open ? 0 : holds[i] == HOLDS_NOTHING ? 3 * AGAIN : AGAIN;

            for (size_t k = row[i].again ? c : 0; i > 0 && named && k <= c; k++) {
                unsigned sum = cost[i - 1][k] + (k < c          ? EMPTY * (unsigned)(c - k - 1) + begins
                                                 : row[i].again ? 0
                                                                : again);

                if (sum < least) {
                    least = sum;
                    from[i][c] = (unsigned char)k;
                }
            }
            cost[i][c] = least + (i == 0 || row[i].again ? 0 : cost_of(t, c, holds[i], &row[i].line));
        }
        if (last || i + 1 == lines) {
            size_t end = best_end(t, cost[i]);
            unsigned sum = cost[i][end] + (last ? SHORT : EMPTY) * (unsigned)(t->columns - 1 - end);

            if (sum < total || !last) {
                total = sum;
                best = end;
                *count = i + 1;
            }
        }
    }
    for (size_t i = *count, c = best; i > 0; c = from[--i][c])
        row[i - 1].column = c;
    for (size_t i = 0; i < *count; i++)
        if (holds[i])
            t->held[row[i].column] = holds[i];
}

/* How many characters the row has as one line. */
static size_t length_as_row(const struct stacked_line *row, size_t count)
{
    size_t length = 1;

    for (size_t i = 0; i < count; i++)
        length += row[i].line.end - row[i].line.start +
                  (i > 0 && row[i].column > row[i - 1].column ? row[i].column - row[i - 1].column : i > 0);
    return length;
}

/* A row of few words in many columns would be longer than layout has room for: its cells stand one beside the other. */
static void fit(struct stacked_line *row, size_t count, size_t end)
{
    size_t column = 0;

    if (length_as_row(row, count) <= STACKED_LONGER * (end - row[0].line.open))
        return;
    for (size_t i = 0; i < count; i++) {
        column += i > 0 && !row[i].again;
        row[i].column = column;
    }
}

/* Whether the line `lines` further on begins the row of this number. */
static bool comes_later(const struct table *t, size_t at, size_t lines, int number)
{
    struct line line;
    size_t gap;

    while (lines > 0 && next_line(t->text, &at, &line, &gap))
        lines--;
    return lines == 0 && is_numbered(t->text, &line, at, number);
}

/* Whether the line begins a row, behind one of `count` lines and this number. */
static bool begins_row(const struct table *t, const struct line *line, size_t below, int number, size_t count)
{
    static const wchar_t *const sums[] = {L"合计", L"总计", L"全省", L"全市", L"全县", L"小计", NULL};

    if (t->rows == ROWS_NAMED)
        return count >= 2 && named_number(t->text, line) == number + 1;
    if (count < 2 || t->rows == ROWS_PLACES)
        return count >= 2 && is_place(t, line, below);
    if (is_band(t->text, line, below, number + 1))
        return true;
    if (is_numbered(t->text, line, below, number + 1))
        return count >= t->columns || !comes_later(t, below, t->columns - count, number + 1);
    if (row_number(t->text, line) > number) /* some are left out */
        return count == t->columns && is_numbered(t->text, line, below, row_number(t->text, line));
    return count + 1 >= t->columns &&
           (is_all_of(t->text, line, sums) ||
            (begins_any(t->text, line, sums) && says(t->text, line, L"(") && is_place(t, line, below)));
}

/* Whether the line is the first head of one: 序号, of rows of places (or of indicators, whose unit stands in brackets),
 * or of names, behind which 序号 may stand: of what is below each name. */
static bool begins_table(const struct text *text, const struct line *line, size_t below, enum rows *ret)
{
    static const wchar_t *const places[] = {L"地区",       L"县区", L"区县",     L"县市区",   L"乡镇", L"街道",
                                            L"县(市、区)", L"指标", L"指标名称", L"主要指标", NULL};
    static const wchar_t *const names[] = {L"工程名称", L"项目名称", L"实事名称", L"实事项目",
                                           L"工作名称", L"任务名称", NULL};
    struct line next;
    size_t gap;

    *ret = is_all_of(text, line, numbers) ? ROWS_NUMBERED : is_all_of(text, line, places) ? ROWS_PLACES : ROWS_NAMED;
    if (*ret != ROWS_NAMED)
        return true;
    if (!is_all_of(text, line, names))
        return false;
    if (next_line(text, &below, &next, &gap) && is_all_of(text, &next, numbers))
        *ret = ROWS_NUMBERED;
    return true;
}

/* Whether the line stands behind the table: 附件2, 注：, the title of another one (单位：座), or its heads. */
static bool is_behind(const struct table *t, const struct line *line, size_t gap)
{
    static const wchar_t *const words[] = {L"附件",  L"附表",     L"附:",      L"注:", L"备注:",
                                           L"说明:", L"社会监督", L"监督电话", NULL};
    enum rows rows;

    return line->tabs || line->end - line->start > CELL_MAX ||
           (!t->spaced && gap > 0 && t->rows != ROWS_NAMED && !is_number(t->text, line)) ||
           begins_any(t->text, line, words) || says(t->text, line, L"(单位:") ||
           begins_table(t->text, line, line->end, &rows);
}

/* Whether the last line that was taken is a name over rows. */
static bool ends_with_band(const struct table *t)
{
    return t->rows == ROWS_NUMBERED && named_number(t->text, &t->ret->lines.at[t->ret->lines.count - 1].line) > 0;
}

/* Takes the row of this number that begins where the reader stands. False if it is the last. */
static bool take_row(struct table *t, int *number)
{
    size_t first = t->ret->lines.count, at = t->at, gap, count = 0;
    bool more = false;
    struct line line;

    for (; count < ROW_LINES && next_line(t->text, &at, &line, &gap); t->at = at, count++) {
        more = count == 1 && ends_with_band(t) ? is_numbered(t->text, &line, at, *number + 1)
                                               : begins_row(t, &line, at, *number, count);
        if (more || (count > 0 && is_behind(t, &line, gap)))
            break;
        push(t, &line, gap, count == 0);
    }
    if (more && t->rows == ROWS_NAMED)
        *number += 1;
    else if (more && row_number(t->text, &line) > 0)
        *number = row_number(t->text, &line);
    lay(t, &t->ret->lines.at[first], &count, !more);
    if (first + count < t->ret->lines.count)
        t->at = t->ret->lines.at[first + count].line.open;
    t->ret->lines.count = first + count;
    fit(&t->ret->lines.at[first], count, t->at);
    return more;
}

/* ---- Tables ---- */

/* How many numbers stand below the place at which the reader stands. */
static size_t count_values(const struct table *t)
{
    size_t at = t->at, gap, count = 0;
    struct line line;

    if (next_line(t->text, &at, &line, &gap) && (!t->units || next_line(t->text, &at, &line, &gap)))
        while (count < COLUMNS && next_line(t->text, &at, &line, &gap) && is_number(t->text, &line))
            count++;
    return count;
}

/* Lays the heads. False if they are too few, too many, or have no room. */
static bool lay_heads(struct table *t)
{
    size_t cells = 0, values = t->rows == ROWS_PLACES ? count_values(t) : 0, length = 0, count = t->ret->lines.count;
    const struct stacked_line *at = t->ret->lines.at;

    for (size_t i = 0; i < count; i++)
        cells += !at[i].again;
    if (cells < LEAST || !(t->rows != ROWS_PLACES || cells == values + 1 + t->units ? name_columns(t, 0, 0)
                                                                                    : name_in_two_rows(t, values)))
        return false;
    for (size_t i = 0, next; i < count; i = next) {
        for (next = i + 1; next < count && !at[next].begins; next++)
            ;
        length += at[i].column + length_as_row(&at[i], next - i);
    }
    return length <= STACKED_LONGER * (t->at - at[0].line.open);
}

/* Whether a name stands over the first row. */
static bool begins_with_band(const struct table *t)
{
    size_t at = t->at, gap;
    struct line line;

    return t->rows == ROWS_NUMBERED && next_line(t->text, &at, &line, &gap) && is_band(t->text, &line, at, 1);
}

bool stacked_read(const struct text *text, size_t start, size_t end, struct stacked *ret)
{
    struct table t = {.text = text, .ret = ret, .at = start};
    struct line line;
    int number = 1;

    ret->lines.count = 0;
    if (end > start + HEAD_MAX || !line_take(text, start, end, &line))
        return false;
    t.barred = drop_bars(text, &line);
    if (!begins_table(text, &line, end, &t.rows) || !take_heads(&t) || !lay_heads(&t))
        return false;
    number -= begins_with_band(&t);
    while (take_row(&t, &number))
        ;
    ret->end = t.at;
    return true;
}
