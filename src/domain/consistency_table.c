/* Tables: columns against their total row, rows against their rate. Told only where every cell that counts was read
 * and the heads leave no other reading. */
#include <string.h>

#include "domain/consistency_part.h"
#include "text/runes.h"

enum { COLUMNS_MAX = 40, ROWS_MAX = PARTS_MAX + 3, ROW_MAX = 2000, HEAD_WORDS_MAX = 24 };

#define NONE SIZE_MAX

struct cell {
    struct span span;
    size_t figure; /* the one that fills it; NONE */
    bool other;    /* it says something else than a number or nothing */
};

struct row {
    struct cell cells[COLUMNS_MAX];
    size_t count;
    bool figures; /* it has some */
};

struct table {
    struct row rows[ROWS_MAX + 1]; /* the last for rows that are too many */
    size_t count;
    bool whole; /* all rows were kept */
};

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

static size_t first_figure(const struct search *x, size_t at)
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

static struct cell read_cell(const struct search *x, struct span span)
{
    struct cell cell = {.span = span, .figure = NONE};
    size_t i = first_figure(x, span.start);
    const struct figure *f =
        i < x->figures->count && x->figures->at[i].read_end <= span.end ? &x->figures->at[i] : NULL;

    if (!f) {
        cell.other = !is_nothing(x, span);
    } else if (is_nothing(x, (struct span){span.start, f->read_start}) &&
               is_nothing(x, (struct span){f->read_end, span.end})) {
        cell.figure = i;
    } else {
        cell.other = true;
    }
    return cell;
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
        ret->cells[ret->count] = read_cell(x, (struct span){start, i});
        ret->figures = ret->figures || ret->cells[ret->count].figure != NONE;
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

/* The cell that names the row: the first with words. */
static struct span name_of(const struct row *row)
{
    for (size_t c = 0; c < row->count; c++)
        if (row->cells[c].other)
            return row->cells[c].span;
    return (struct span){0, 0};
}

static bool row_is(const struct search *x, const struct row *row, const char *const *words, size_t count)
{
    return row->figures && cell_is(x, name_of(row), words, count);
}

static bool head_has(const struct search *x, const struct table *t, size_t heads, size_t column,
                     const char *const *words, size_t count)
{
    for (size_t r = 0; r < heads; r++)
        if (column < t->rows[r].count && words_any(x->s, t->rows[r].cells[column].span, words, count))
            return true;
    return false;
}
#define HEAD_HAS(x, t, heads, column, list) head_has(x, t, heads, column, list, sizeof(list) / sizeof *(list))

/* The rows between heads and total, the total itself first or last. */
static void check_column(struct search *x, const struct table *t, size_t heads, size_t total, size_t column, bool all)
{
    size_t sum = column < t->rows[total].count ? t->rows[total].cells[column].figure : NONE;
    struct parts parts = {0};

    if (sum == NONE || !is_amount(&x->figures->at[sum]) || HEAD_HAS(x, t, heads, column, no_sums))
        return;
    for (size_t r = heads; r < t->count; r++) {
        const struct cell *cell = column < t->rows[r].count ? &t->rows[r].cells[column] : NULL;
        if (r == total)
            continue;
        if (!cell || cell->other ||
            (cell->figure != NONE &&
             (!is_like(&x->figures->at[cell->figure], &x->figures->at[sum]) || !parts_add(&parts, cell->figure))))
            return;
    }
    if (parts.count > 1)
        compare_sum(x, sum, &parts, all, sum);
}

static void check_totals(struct search *x, const struct table *t, size_t heads)
{
    size_t total = NONE;
    bool all = true;

    for (size_t r = heads; r < t->count; r++) {
        bool sums = row_is(x, &t->rows[r], totals, sizeof totals / sizeof *totals);
        bool whole = row_is(x, &t->rows[r], everywhere, sizeof everywhere / sizeof *everywhere);
        if ((sums || whole) && total != NONE)
            return;
        if (sums || whole) {
            total = r;
            all = sums;
        } else if (!t->rows[r].figures || HAS(x, name_of(&t->rows[r]), inner)) {
            return;
        }
    }
    if (total == NONE || (total != heads && total + 1 != t->count))
        return;
    for (size_t c = 0; c < t->rows[total].count; c++)
        check_column(x, t, heads, total, c, all);
}

/* ---- rates ---- */

/* The only column whose head has one of the words, and none of a rate's; NONE if there is none or more. */
static size_t only_column(const struct search *x, const struct table *t, size_t heads, const char *const *words,
                          size_t count, bool rate)
{
    size_t found = NONE;

    for (size_t c = 0; c < COLUMNS_MAX && c < t->rows[0].count; c++) {
        if (HEAD_HAS(x, t, heads, c, rates) != rate || !head_has(x, t, heads, c, words, count))
            continue;
        if (found != NONE)
            return NONE;
        found = c;
    }
    return found;
}

static size_t figure_at(const struct row *row, size_t column)
{
    return column < row->count ? row->cells[column].figure : NONE;
}

/* “100%” of more than was due is how many write it. */
static bool is_capped(const struct figure *rate, const struct figure *part, const struct figure *whole)
{
    return decimal_compare(rate->value, (struct decimal){100, 0}) == 0 &&
           decimal_compare(part->value, whole->value) > 0;
}

static void check_rates(struct search *x, const struct table *t, size_t heads)
{
    size_t rate = only_column(x, t, heads, rates, sizeof rates / sizeof *rates, true);
    size_t whole = only_column(x, t, heads, targets, sizeof targets / sizeof *targets, false);
    size_t part = only_column(x, t, heads, done, sizeof done / sizeof *done, false);

    if (rate == NONE || whole == NONE || part == NONE || part == whole)
        return;
    for (size_t r = heads; r < t->count; r++) {
        const struct figure *all = x->figures->at;
        size_t p = figure_at(&t->rows[r], rate), a = figure_at(&t->rows[r], part), b = figure_at(&t->rows[r], whole);
        if (p == NONE || a == NONE || b == NONE || strcmp(all[p].unit, "%") != 0 ||
            all[p].qualifier != QUALIFIER_EQUAL || !is_amount(&all[a]) || !is_amount(&all[b]) ||
            strcmp(all[a].unit, all[b].unit) != 0 || is_capped(&all[p], &all[a], &all[b]))
            continue;
        compare_rate(x, p, a, b);
    }
}

/* “取证率” of a table with “取证（人）”: the column that the rate is named after; NONE. */
static size_t part_of_rate(const struct search *x, const struct table *t, size_t rate)
{
    enum { NAME_LEAST = 2 };
    struct span head = rate < t->rows[0].count ? t->rows[0].cells[rate].span : (struct span){0, 0};

    if (head.end < head.start + NAME_LEAST + 1 || x->s[head.end - 1] != L'率')
        return NONE;
    head.end--;
    for (size_t c = 0; c < t->rows[0].count; c++) {
        struct span other = t->rows[0].cells[c].span;
        if (c != rate && other.end - other.start >= head.end - head.start &&
            memcmp(x->s + other.start, x->s + head.start, (head.end - head.start) * sizeof *x->s) == 0)
            return c;
    }
    return NONE;
}

static bool row_rate(struct search *x, const struct row *row, size_t rate, size_t part, size_t whole, struct guess *ret)
{
    size_t p = figure_at(row, rate), a = figure_at(row, part), b = figure_at(row, whole);

    *ret = (struct guess){.at = p};
    return p != NONE && a != NONE && b != NONE && strcmp(x->figures->at[p].unit, "%") == 0 &&
           is_count(&x->figures->at[a]) && is_count(&x->figures->at[b]) && guess_better(x, ret, RELATION_RATE, a, b);
}

/* A rate's whole is the column of which most rows have it: of those the others are told. */
static void check_named_rates(struct search *x, const struct table *t, size_t heads, size_t rate)
{
    enum { ROWS_LEAST = 3 };
    size_t part = part_of_rate(x, t, rate);
    struct guess g;

    for (size_t whole = 0; part != NONE && whole < t->rows[0].count; whole++) {
        size_t held = 0, off = 0;
        for (size_t r = heads; r < t->count && whole != part; r++) {
            bool told = row_rate(x, &t->rows[r], rate, part, whole, &g);
            held += told && g.fit == FIT_HOLDS;
            off += told && g.fit != FIT_HOLDS;
        }
        if (held < ROWS_LEAST || off * 2 > held)
            continue;
        for (size_t r = heads; r < t->count; r++)
            if (row_rate(x, &t->rows[r], rate, part, whole, &g) && x->ret[g.at].kind == CONSISTENCY_NONE &&
                (g.fit == FIT_HOLDS || g.fit >= FIT_MISREAD))
                tell_fit(x, &g);
        return;
    }
}

/* ---- what is said of a row ---- */

/* Figure i says by how much the row's task was missed or passed: “剩余91.6公里”, “超任务740座”, “超额8.7%”. */
static void check_remark(struct search *x, const struct row *row, size_t done_column, size_t due_column, size_t i)
{
    size_t a = figure_at(row, done_column), b = figure_at(row, due_column);
    const struct figure *f = &x->figures->at[i];
    struct guess best = {.at = i};
    bool less = says_left(x, i), more = !less && says_excess(x, i), rate = strcmp(f->unit, "%") == 0;

    if (a == NONE || b == NONE || a == i || b == i || (!less && !more) || f->qualifier != QUALIFIER_EQUAL ||
        x->ret[i].kind != CONSISTENCY_NONE || !is_count(&x->figures->at[a]) || !is_count(&x->figures->at[b]) ||
        (rate ? !more : strcmp(f->unit, x->figures->at[a].unit) != 0))
        return;
    guess_better(x, &best, rate ? RELATION_RISE : RELATION_MORE, less ? b : a, less ? a : b);
    if (best.fit == FIT_HOLDS || !is_split(x, i))
        tell_fit(x, &best);
}

/* Whether the clause of figure i names the row. */
static bool names_row(const struct search *x, const struct row *row, size_t i)
{
    enum { LEAST = 2, MOST = 24 };
    struct span name = name_of(row), words = words_before(x, i);
    size_t length = name.end - name.start;

    if (length < LEAST || length > MOST)
        return false;
    for (size_t at = words.start; at + length <= words.end; at++)
        if (memcmp(x->s + at, x->s + name.start, length * sizeof *x->s) == 0)
            return true;
    return false;
}

/* Remarks in the rows, and what the prose behind the table says of a row. */
static void check_remarks(struct search *x, const struct table *t, size_t heads)
{
    enum { FIGURES_BEHIND = 24 };
    size_t due = only_column(x, t, heads, targets, sizeof targets / sizeof *targets, false);
    size_t made = only_column(x, t, heads, done, sizeof done / sizeof *done, false);
    size_t behind;

    if (due == NONE || made == NONE || due == made)
        return;
    for (size_t r = heads; r < t->count; r++) {
        const struct row *row = &t->rows[r];
        size_t end = row->cells[row->count - 1].span.end;
        for (size_t i = first_figure(x, row->cells[0].span.start);
             i < x->figures->count && x->figures->at[i].read_end <= end; i++)
            check_remark(x, row, made, due, i);
    }
    behind = first_figure(x, t->rows[t->count - 1].cells[t->rows[t->count - 1].count - 1].span.end);
    for (size_t i = behind; i < x->figures->count && i < behind + FIGURES_BEHIND; i++)
        for (size_t r = heads; r < t->count; r++)
            if (names_row(x, &t->rows[r], i))
                check_remark(x, &t->rows[r], made, due, i);
}

static bool is_summed(const struct search *x, const struct row *row)
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
static void check_counts(struct search *x, const struct table *t, size_t heads)
{
    enum { FIGURES_NEAR = 12 };
    size_t rate = only_column(x, t, heads, rates, sizeof rates / sizeof *rates, true), rows = 0, from, behind, start;

    for (size_t r = heads; r < t->count; r++)
        rows += t->rows[r].figures && !is_summed(x, &t->rows[r]);
    from = first_figure(x, t->rows[0].cells[0].span.start);
    behind = first_figure(x, t->rows[t->count - 1].cells[t->rows[t->count - 1].count - 1].span.end);
    check_row_count(x, from, rows);
    start = from > FIGURES_NEAR ? from - FIGURES_NEAR : 0;
    for (size_t i = start; rate != NONE && i < x->figures->count && i < behind + FIGURES_NEAR; i++) {
        struct decimal limit;
        bool below, known = true;
        size_t found = 0;
        if ((i >= from && i < behind) || x->ret[i].kind != CONSISTENCY_NONE || !reads_threshold(x, i, &limit, &below))
            continue;
        for (size_t r = heads; r < t->count; r++) {
            size_t p = figure_at(&t->rows[r], rate);
            if (is_summed(x, &t->rows[r]) || !t->rows[r].figures)
                continue;
            known = known && p != NONE && x->figures->at[p].qualifier == QUALIFIER_EQUAL;
            found += p != NONE && (decimal_compare(x->figures->at[p].value, limit) < 0) == below;
        }
        if (known && tells_rows(x, i, rows))
            tell_count(x, i, found, below ? "表中低于的有" : "表中达到的有");
    }
}

static void check_table(struct search *x, const struct table *t)
{
    size_t heads = 0;

    while (heads < t->count && !t->rows[heads].figures)
        heads++;
    if (heads == 0 || heads == t->count)
        return;
    check_rates(x, t, heads);
    for (size_t c = 0; c < t->rows[0].count; c++)
        check_named_rates(x, t, heads, c);
    check_remarks(x, t, heads);
    if (t->whole) {
        check_totals(x, t, heads);
        check_counts(x, t, heads);
    }
}

void check_tables(struct search *x)
{
    struct table *t = arena_alloc(x->ctx->mem, sizeof *t);
    size_t start = 0;

    *t = (struct table){.whole = true};
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
