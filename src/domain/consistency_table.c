/* Tables: columns against their total row, rows against their rate. Told only where every cell that counts was read
 * and the heads leave no other reading. */
#include "domain/consistency_table.h"

#include <string.h>

#include "text/runes.h"

static const char *const totals[] = {"合计", "总计", "共计", "总数", "全市合计", "全县合计", "全区合计"};
static const char *const everywhere[] = {"全市", "全县", "全区", "全省"};
/* Rows that are counted in another one as well. */
static const char *const inner[] = {"小计", "其中", "合计", "总计", "#"};
/* Columns that are not added up. */
static const char *const no_sums[] = {"率",   "比",   "占",   "均",   "每",   "序号", "编号", "排名", "名次", "增幅",
                                      "增长", "标准", "单价", "年份", "时间", "电话", "%",    "进度", "位次"};
static const char *const rates[] = {"完成率",     "完成比例",   "完成百分比", "占目标", "占全年计划",
                                    "占年度计划", "占全年目标", "占年度目标", "占计划", "占年任务"};
static const char *const targets[] = {"目标", "计划", "任务"};
static const char *const done[] = {"完成", "实际", "实绩"};

/* ---- reading ---- */

size_t first_figure(const struct search *x, size_t at)
{
    size_t low = 0, high = x->figures->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (x->figures->at[middle].read_start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_nothing(const struct search *x, struct span span)
{
    for (size_t i = span.start; i < span.end; i++)
        if (rune_is_han(x->s[i]) || rune_is_latin(x->s[i]) || rune_is_digit(x->s[i]))
            return false;
    return true;
}

/* A number and nothing else, at most thousands apart: “5,000”. */
static bool read_bare(const struct search *x, struct span span, struct figure *ret)
{
    enum { LENGTH_MAX = 16 };
    char digits[LENGTH_MAX];
    size_t length = span.end - span.start;
    int64_t whole;

    if (length == 0 || length > LENGTH_MAX)
        return false;
    for (size_t k = 0; k < length; k++) {
        int32_t c = x->s[span.start + k];
        if (!rune_is_digit(c) && c != '.' && c != ',')
            return false;
        digits[k] = (char)c;
    }
    *ret = (struct figure){.read_start = span.start,
                           .read_end = span.end,
                           .unit = "",
                           .qualifier = QUALIFIER_EQUAL,
                           .qualifier_word = "",
                           .role = ROLE_OTHER,
                           .subject = ""};
    if (decimal_parse(digits, length, &ret->value) || ret->value.n < 0)
        return false;
    ret->step = (struct decimal){1, ret->value.places};
    return decimal_rescale(ret->value, 0, &whole) != 0 || whole > 0 || ret->value.n == 0;
}

/* A number that stands below or beside rates and is none: “18507” of “涉及户数”. */
static bool is_no_rate(const struct search *x, const struct figure *f)
{
    static const char *const sign[] = {"%"};

    return strcmp(f->unit, "%") == 0 && !HAS(x, ((struct span){f->read_start, f->read_end}), sign) &&
           decimal_compare(f->value, (struct decimal){200, 0}) > 0;
}

static void read_cell(const struct search *x, struct span span, struct cell *ret)
{
    size_t i = first_figure(x, span.start);
    const struct figure *f =
        i < x->figures->count && x->figures->at[i].read_end <= span.end ? &x->figures->at[i] : NULL;

    *ret = (struct cell){.span = span, .figure = NO_FIGURE};
    if (!f) {
        ret->other = !is_nothing(x, span);
    } else if (is_nothing(x, (struct span){span.start, f->read_start}) &&
               is_nothing(x, (struct span){f->read_end, span.end})) {
        ret->figure = i;
        ret->number = f;
    } else {
        ret->other = true;
    }
    if ((!f && ret->other) || (ret->number && is_no_rate(x, f)))
        ret->number = read_bare(x, span, &ret->bare) ? &ret->bare : NULL;
}

/* False if the paragraph is no row, or one too wide. */
static bool read_row(const struct search *x, struct span paragraph, struct row *ret)
{
    size_t start = paragraph.start;

    ret->count = 0;
    ret->figures = false;
    for (size_t i = paragraph.start; i <= paragraph.end; i++) {
        if (i < paragraph.end && x->s[i] != '\t')
            continue;
        if (ret->count == COLUMNS_MAX)
            return false;
        read_cell(x, (struct span){start, i}, &ret->cells[ret->count]);
        ret->figures = ret->figures || ret->cells[ret->count].figure != NO_FIGURE;
        ret->count++;
        start = i + 1;
    }
    return ret->count >= 2 && paragraph.end - paragraph.start <= ROW_MAX;
}

/* ---- totals ---- */

static bool cell_is(const struct search *x, struct span span, const char *const *words, size_t count)
{
    for (size_t k = 0; k < count; k++)
        if (span.start + words_at(x->s, span.start, span.end, words[k]) == span.end && span.start < span.end)
            return true;
    return false;
}

struct span name_of(const struct row *row)
{
    for (size_t c = 0; c < row->count; c++)
        if (row->cells[c].other && !row->cells[c].number)
            return row->cells[c].span;
    return (struct span){0, 0};
}

static bool row_is(const struct search *x, const struct row *row, const char *const *words, size_t count)
{
    return row->figures && cell_is(x, name_of(row), words, count);
}

bool head_has(const struct search *x, const struct table *t, size_t column, const char *const *words, size_t count)
{
    for (size_t r = 0; r < t->heads; r++)
        if (column < t->rows[r].count && words_any(x->s, t->rows[r].cells[column].span, words, count))
            return true;
    return false;
}

size_t figure_at(const struct row *row, size_t column)
{
    return column < row->count ? row->cells[column].figure : NO_FIGURE;
}

const struct figure *number_at(const struct row *row, size_t column)
{
    return column < row->count ? row->cells[column].number : NULL;
}

/* The only column whose head has one of the words, and none of a rate's; NO_FIGURE if there is none or more. */
static size_t only_column(const struct search *x, const struct table *t, const char *const *words, size_t count,
                          bool rate)
{
    size_t found = NO_FIGURE;

    for (size_t c = 0; c < COLUMNS_MAX && c < t->rows[0].count; c++) {
        if (HEAD_HAS(x, t, c, rates) != rate || !head_has(x, t, c, words, count))
            continue;
        if (found != NO_FIGURE)
            return NO_FIGURE;
        found = c;
    }
    return found;
}

size_t due_column(const struct search *x, const struct table *t)
{
    return only_column(x, t, targets, sizeof targets / sizeof *targets, false);
}

size_t done_column(const struct search *x, const struct table *t)
{
    return only_column(x, t, done, sizeof done / sizeof *done, false);
}

size_t rate_column(const struct search *x, const struct table *t)
{
    return only_column(x, t, rates, sizeof rates / sizeof *rates, true);
}

/* ---- totals ---- */

/* What a column adds up: an amount, or a number whose unit nobody told. */
static bool is_added(const struct search *x, size_t i, const struct cell *cell)
{
    return is_amount(&x->figures->at[i]) || cell->number == &cell->bare;
}

/* Two of one column: whether both have a unit is how they were read, not what they say. */
static bool is_of_column(const struct search *x, const struct cell *a, const struct cell *b)
{
    return a->number == &a->bare && b->number == &b->bare
               ? true
               : is_like(&x->figures->at[a->figure], &x->figures->at[b->figure]);
}

/* The rows between heads and total, the total itself first or last. */
static void check_column(struct search *x, const struct table *t, size_t total, size_t column, bool all)
{
    const struct cell *sum = column < t->rows[total].count ? &t->rows[total].cells[column] : NULL;
    struct parts parts = {0};

    if (!sum || sum->figure == NO_FIGURE || !is_added(x, sum->figure, sum) || HEAD_HAS(x, t, column, no_sums))
        return;
    for (size_t r = t->heads; r < t->count; r++) {
        const struct cell *cell = column < t->rows[r].count ? &t->rows[r].cells[column] : NULL;
        if (r == total)
            continue;
        if (!cell || cell->other ||
            (cell->figure != NO_FIGURE && (!is_of_column(x, cell, sum) || !parts_add(&parts, cell->figure))))
            return;
    }
    if (parts.count > 1)
        compare_sum(x, sum->figure, &parts, all, sum->figure);
}

static void check_totals(struct search *x, const struct table *t)
{
    size_t heads = t->heads, total = NO_FIGURE;
    bool all = true;

    for (size_t r = heads; r < t->count; r++) {
        bool sums = row_is(x, &t->rows[r], totals, sizeof totals / sizeof *totals);
        bool whole = row_is(x, &t->rows[r], everywhere, sizeof everywhere / sizeof *everywhere);
        if ((sums || whole) && total != NO_FIGURE)
            return;
        if (sums || whole) {
            total = r;
            all = sums;
        } else if (!t->rows[r].figures || HAS(x, name_of(&t->rows[r]), inner)) {
            return;
        }
    }
    if (total == NO_FIGURE || (total != heads && total + 1 != t->count))
        return;
    for (size_t c = 0; c < t->rows[total].count; c++)
        check_column(x, t, total, c, all);
}

bool is_summed(const struct search *x, const struct row *row)
{
    return row_is(x, row, totals, sizeof totals / sizeof *totals) ||
           row_is(x, row, everywhere, sizeof everywhere / sizeof *everywhere);
}

/* “8件民生实事，目前有4件达到……”: the table has all of which some are told apart. */
static bool tells_rows(const struct search *x, size_t i, size_t rows)
{
    enum { BACK = 8 };

    for (size_t k = i; k-- > 0 && k + BACK >= i;)
        if (strcmp(x->figures->at[k].unit, x->figures->at[i].unit) == 0 && x->figures->at[k].value.places == 0 &&
            x->figures->at[k].value.n == (int64_t)rows && rows > 2)
            return true;
    return false;
}

/* How many rows there are, and how many that the prose before and behind tells apart by their rate. */
static void check_counts(struct search *x, const struct table *t)
{
    enum { FIGURES_NEAR = 12 };
    size_t rate = rate_column(x, t), heads = t->heads, rows = 0, from, behind, start;

    for (size_t r = heads; r < t->count; r++)
        rows += t->rows[r].figures && !is_summed(x, &t->rows[r]);
    from = first_figure(x, t->rows[0].cells[0].span.start);
    behind = first_figure(x, t->rows[t->count - 1].cells[t->rows[t->count - 1].count - 1].span.end);
    check_row_count(x, from, rows);
    start = from > FIGURES_NEAR ? from - FIGURES_NEAR : 0;
    for (size_t i = start; rate != NO_FIGURE && i < x->figures->count && i < behind + FIGURES_NEAR; i++) {
        struct decimal limit;
        bool below, known = true;
        size_t found = 0;
        if ((i >= from && i < behind) || x->ret[i].kind != CONSISTENCY_NONE || !reads_threshold(x, i, &limit, &below))
            continue;
        for (size_t r = heads; r < t->count; r++) {
            size_t p = figure_at(&t->rows[r], rate);
            if (is_summed(x, &t->rows[r]) || !t->rows[r].figures)
                continue;
            known = known && p != NO_FIGURE && x->figures->at[p].qualifier == QUALIFIER_EQUAL;
            found += p != NO_FIGURE && (decimal_compare(x->figures->at[p].value, limit) < 0) == below;
        }
        if (known && tells_rows(x, i, rows))
            tell_count(x, i, found, below ? "表中低于的有" : "表中达到的有");
    }
}

static void check_table(struct search *x, struct table *t)
{
    t->heads = 0;
    while (t->heads < t->count && !t->rows[t->heads].figures)
        t->heads++;
    if (t->heads == 0 || t->heads == t->count)
        return;
    check_columns(x, t);
    check_rows(x, t);
    if (t->whole) {
        check_totals(x, t);
        check_counts(x, t);
    }
}

void check_tables(struct search *x)
{
    struct table *t = arena_alloc(x->ctx->mem, sizeof *t);
    size_t start = 0;

    t->count = 0;
    t->whole = true;
    for (size_t i = 0; i <= x->text->read_count; i++) {
        if (i < x->text->read_count && x->s[i] != '\n')
            continue;
        if (read_row(x, (struct span){start, i}, &t->rows[t->count])) {
            t->whole = t->whole && t->count < ROWS_MAX;
            t->count += t->count < ROWS_MAX;
        } else {
            if (t->count > 1)
                check_table(x, t);
            t->count = 0;
            t->whole = true;
        }
        start = i + 1;
    }
    if (t->count > 1)
        check_table(x, t);
}
