/* The columns of a table against each other: a rate against the two that it is of, a sum against those beside it. Where
 * the heads do not say which those are, the rows do: if most of them come out, they are told by the others. */
#include <string.h>

#include "domain/consistency_table.h"

enum { ROWS_LEAST = 3, WINDOW = 10 };

/* “100%” of more than was due is how many write it. */
static bool is_capped(const struct figure *rate, const struct figure *part, const struct figure *whole)
{
    return decimal_compare(rate->value, (struct decimal){100, 0}) == 0 &&
           decimal_compare(part->value, whole->value) > 0;
}

/* 完成率 of 计划 and 完成: whatever the other rows say. */
static void check_rates(struct search *x, const struct table *t)
{
    size_t rate = rate_column(x, t), whole = due_column(x, t), part = done_column(x, t);
    const struct figure *all = x->figures->at;

    if (rate == NO_FIGURE || whole == NO_FIGURE || part == NO_FIGURE || part == whole)
        return;
    for (size_t r = t->heads; r < t->count; r++) {
        size_t p = figure_at(&t->rows[r], rate), a = figure_at(&t->rows[r], part), b = figure_at(&t->rows[r], whole);
        if (p == NO_FIGURE || a == NO_FIGURE || b == NO_FIGURE || strcmp(all[p].unit, "%") != 0 ||
            all[p].qualifier != QUALIFIER_EQUAL || !is_amount(&all[a]) || !is_amount(&all[b]) ||
            strcmp(all[a].unit, all[b].unit) != 0 || is_capped(&all[p], &all[a], &all[b]))
            continue;
        compare_rate(x, p, a, b);
    }
}

/* A rate of a row, or a sum of it, and the columns that it is held against. */
struct reading {
    size_t at, first, last; /* part and whole, or the ends of a run */
};

typedef enum fit reading_fit(const struct search *x, const struct row *row, const struct reading *reading);
typedef void reading_tell(struct search *x, const struct row *row, const struct reading *reading, enum fit fit);

/* Whether most rows come out so, and what is off in the others is told then. */
static bool tell_by_others(struct search *x, const struct table *t, const struct reading *reading, reading_fit *fits,
                           reading_tell *tell)
{
    size_t held = 0, off = 0;

    for (size_t r = t->heads; r < t->count && off * 2 <= t->count; r++) {
        enum fit fit = fits(x, &t->rows[r], reading);
        held += fit == FIT_HOLDS;
        off += fit != FIT_HOLDS && fit != FIT_NONE;
    }
    if (held < ROWS_LEAST || off * 2 > held)
        return false;
    for (size_t r = t->heads; r < t->count; r++) {
        enum fit fit = fits(x, &t->rows[r], reading);
        size_t i = figure_at(&t->rows[r], reading->at);
        if (fit >= FIT_MISREAD && x->ret[i].kind == CONSISTENCY_NONE)
            tell(x, &t->rows[r], reading, fit);
    }
    return true;
}

/* ---- rates ---- */

static bool are_countable(const struct figure *a, const struct figure *b)
{
    return a && b && a->qualifier == QUALIFIER_EQUAL && b->qualifier == QUALIFIER_EQUAL && strcmp(a->unit, "%") != 0 &&
           strcmp(b->unit, "%") != 0 && b->value.n > 0;
}

static enum fit rate_fits(const struct search *x, const struct row *row, const struct reading *reading)
{
    size_t p = figure_at(row, reading->at);
    const struct figure *a = number_at(row, reading->first), *b = number_at(row, reading->last), *f;

    if (p == NO_FIGURE || !are_countable(a, b))
        return FIT_NONE;
    f = &x->figures->at[p];
    if (strcmp(f->unit, "%") != 0 || number_at(row, reading->at) != f || is_capped(f, a, b))
        return FIT_NONE;
    return figures_fit(f, RELATION_RATE, a, b);
}

static void tell_rate(struct search *x, const struct row *row, const struct reading *reading, enum fit fit)
{
    tell_relation(x, figure_at(row, reading->at), fit, RELATION_RATE, number_at(row, reading->first),
                  number_at(row, reading->last));
}

/* “取证率” of “取证（人）” and whatever column fits: of the nearest two columns of which most rows have it. */
static void check_quotients(struct search *x, const struct table *t, size_t rate)
{
    size_t from = rate > WINDOW ? rate - WINDOW : 0, to = rate + WINDOW;

    to = to < t->rows[0].count ? to : t->rows[0].count;
    for (size_t part = to; part-- > from;) {
        for (size_t whole = to; whole-- > from;) {
            struct reading reading = {rate, part, whole};
            if (part != rate && whole != rate && part != whole && tell_by_others(x, t, &reading, rate_fits, tell_rate))
                return;
        }
    }
}

/* ---- sums ---- */

/* The figures of a run of columns, all like the one it is held against; false if one is not. */
static bool take_run(const struct search *x, const struct row *row, const struct reading *reading, struct parts *ret)
{
    size_t sum = figure_at(row, reading->at);

    for (size_t c = reading->first; c <= reading->last; c++) {
        size_t k = figure_at(row, c);
        if (k == NO_FIGURE && c < row->count && !row->cells[c].other)
            continue; /* nothing */
        if (k == NO_FIGURE || !is_like(&x->figures->at[k], &x->figures->at[sum]) || !parts_add(ret, k))
            return false;
    }
    return ret->count > 1;
}

static enum fit sum_fits(const struct search *x, const struct row *row, const struct reading *reading)
{
    size_t at = figure_at(row, reading->at);
    struct parts parts = {0};
    int64_t sum, total;
    int places;

    if (at == NO_FIGURE || !is_amount(&x->figures->at[at]) || !take_run(x, row, reading, &parts))
        return FIT_NONE;
    places = parts_places(x, &parts, at);
    if (!parts_sum(x, &parts, places, &sum) || decimal_rescale(x->figures->at[at].value, places, &total) || total == 0)
        return FIT_NONE;
    return sum == total ? FIT_HOLDS : slip_of(total, sum);
}

static void tell_sum(struct search *x, const struct row *row, const struct reading *reading, enum fit fit)
{
    size_t at = figure_at(row, reading->at);
    struct parts parts = {0};

    (void)fit;
    if (take_run(x, row, reading, &parts))
        compare_sum(x, at, &parts, true, at);
}

/* “中央 | 省级 | 市县 | 合计”: the longest run of columns that ends before it, or begins behind it. */
static void check_sums(struct search *x, const struct table *t, size_t sum)
{
    size_t from = sum > WINDOW ? sum - WINDOW : 0, to = sum + WINDOW;

    to = to < t->rows[0].count ? to : t->rows[0].count;
    for (size_t first = from; first + 1 < sum; first++)
        if (tell_by_others(x, t, &(struct reading){sum, first, sum - 1}, sum_fits, tell_sum))
            return;
    for (size_t last = to; last-- > sum + 2;)
        if (tell_by_others(x, t, &(struct reading){sum, sum + 1, last}, sum_fits, tell_sum))
            return;
}

/* The column has percents in so many rows that most of them can come out. */
static bool holds_rates(const struct search *x, const struct table *t, size_t column)
{
    size_t count = 0;

    for (size_t r = t->heads; r < t->count; r++) {
        size_t p = figure_at(&t->rows[r], column);
        count += p != NO_FIGURE && strcmp(x->figures->at[p].unit, "%") == 0;
    }
    return count >= ROWS_LEAST;
}

void check_columns(struct search *x, const struct table *t)
{
    check_rates(x, t);
    for (size_t c = 0; c < t->rows[0].count; c++) {
        if (holds_rates(x, t, c))
            check_quotients(x, t, c);
        else
            check_sums(x, t, c);
    }
}
