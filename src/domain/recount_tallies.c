/* verify: what was counted anew, at the counting organisations, those above them and in their scopes, by month and for
 * the year, beside the table of tallies. */
#include <inttypes.h>
#include <stdlib.h>

#include "domain/verify_work.h"

struct spreading {
    struct worker *worker;
    struct sums *to;
    size_t indicator;
    int part, month;
    int64_t value;
};

static int add_above(void *arg, const struct organisation *above)
{
    struct spreading *s = arg;
    const char *name = s->worker->whole->indicators[s->indicator].indicator->name;
    int r = sums_add(s->worker->ctx, s->to, s->indicator, s->part, s->month, above, s->value, name);
    return r < 0 ? r : sums_add(s->worker->ctx, s->to, s->indicator, s->part, 0, above, s->value, name);
}

static int spread_month(struct worker *w, struct spreading *s)
{
    const int64_t *values = sums_month(w->sums, s->indicator, s->part, s->month);
    const struct organisations *tree = w->whole->indicators[s->indicator].city->city->tree;
    int r = 0;
    for (int64_t id = 1; values && id <= w->whole->last_org && r == 0; id++) {
        const struct organisation *org = values[id] ? organisation_by_id(tree, id) : NULL;
        s->value = values[id];
        if (org)
            r = organisation_each_above(org, add_above, s);
    }
    return r;
}

static int spread(struct worker *w, struct sums *to)
{
    int r = 0;
    for (size_t i = 0; i < w->whole->indicator_count; i++)
        for (int part = 0; part < SUM_PARTS; part++)
            for (int month = 1; month < SUM_MONTHS && r == 0; month++)
                r = spread_month(w, &(struct spreading){w, to, i, part, month, 0});
    return r;
}

/* ---- two lists in one order, side by side ---- */

/* What was counted of one month of a part of an indicator, by organisation. */
struct month_sums {
    const struct known_indicator *indicator;
    int part, month;
    const int64_t *values;
};

/* The walk through what was counted: for each organisation its months, in the table's order. */
struct comparing {
    struct worker *worker;
    VEC(struct month_sums) months;
    int64_t org;
    size_t at; /* the next of `months` */
};

struct counted {
    int64_t org, indicator, part, month, value;
    bool there; /* false: no more */
};

static struct counted next_counted(struct comparing *c)
{
    for (; c->org <= c->worker->whole->last_org; c->org++, c->at = 0)
        while (c->at < c->months.count) {
            const struct month_sums *m = &c->months.at[c->at++];
            if (m->values[c->org])
                return (struct counted){c->org,
                                        m->indicator->indicator->id,
                                        m->part,
                                        m->indicator->city->city->programme->year * 100 + m->month,
                                        m->values[c->org],
                                        true};
        }
    return (struct counted){.there = false};
}

static int order_of(const struct counted *x, const struct counted *y)
{
    if (x->org != y->org)
        return x->org < y->org ? -1 : 1;
    if (x->indicator != y->indicator)
        return x->indicator < y->indicator ? -1 : 1;
    if (x->part != y->part)
        return x->part < y->part ? -1 : 1;
    return (x->month > y->month) - (x->month < y->month);
}

static void tell_tally(struct worker *w, const struct counted *row, int64_t stored, int64_t counted)
{
    const struct known_indicator *known = NULL;
    for (size_t i = 0; i < w->whole->indicator_count && !known; i++)
        if (w->whole->indicators[i].indicator->id == row->indicator)
            known = &w->whole->indicators[i];
    const struct known_city *city = known ? known->city : w->whole->cities;
    const struct organisation *org = organisation_by_id(city->city->tree, row->org);
    static const char *const parts[PART_STAGES] = {"", " 名册", " 交来的记录"};
    struct arena *mem = w->ctx->mem;
    bool of_stage = row->part >= PART_STAGES && row->part < SUM_PARTS;
    const char *part = of_stage ? arena_printf(mem, " 到第 %d 阶段的记录", (int)row->part - PART_STAGES + 1)
                       : row->part > 0 && row->part < PART_STAGES ? parts[row->part]
                                                                  : "";
    tell_both(w, "tally",
              arena_printf(mem, "%s %s %" PRId64 "%s", known ? known->indicator->code : "?", org ? org->name : "?",
                           row->month, part),
              arena_printf(mem, "%" PRId64, stored), arena_printf(mem, "%" PRId64, counted));
}

static int compare(struct comparing *c)
{
    struct worker *w = c->worker;
    struct counted counted = next_counted(c);
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_scan(w->ctx,
                    SQL("select org, indicator, part, month, value from tally order by org, indicator, part, month"),
                    NO_BINDS, &a);
    struct arena_mark start = arena_mark(w->ctx->mem);
    while (r >= 0 && (r = answer_next(w->ctx, a)) > 0) {
        struct counted stored = {answer_int(a, 0), answer_int(a, 1), answer_int(a, 2),
                                 answer_int(a, 3), answer_int(a, 4), true};
        for (; counted.there && order_of(&counted, &stored) < 0; counted = next_counted(c))
            tell_tally(w, &counted, 0, counted.value);
        bool same = counted.there && order_of(&counted, &stored) == 0;
        if (!same || counted.value != stored.value)
            tell_tally(w, &stored, stored.value, same ? counted.value : 0);
        if (same)
            counted = next_counted(c);
        arena_rewind(w->ctx->mem, start);
    }
    for (; counted.there && r == 0; counted = next_counted(c)) {
        tell_tally(w, &counted, 0, counted.value);
        arena_rewind(w->ctx->mem, start);
    }
    return r;
}

static int by_id(const void *a, const void *b, void *arg)
{
    const struct whole *whole = arg;
    int64_t x = whole->indicators[*(const size_t *)a].indicator->id,
            y = whole->indicators[*(const size_t *)b].indicator->id;
    return (x > y) - (x < y);
}

/* Those that have any sum, by the ids of indicators. */
static void find_months(struct comparing *c, const struct sums *sums)
{
    const struct whole *whole = c->worker->whole;
    struct arena *mem = c->worker->kept;
    size_t *order = arena_array(mem, whole->indicator_count + 1, sizeof *order);
    for (size_t i = 0; i < whole->indicator_count; i++)
        order[i] = i;
    qsort_r(order, whole->indicator_count, sizeof *order, by_id, c->worker->whole);
    for (size_t i = 0; i < whole->indicator_count; i++)
        for (int part = 0; part < SUM_PARTS; part++)
            for (int month = 0; month < SUM_MONTHS; month++) {
                const int64_t *values = sums_month(sums, order[i], part, month);
                if (values)
                    *vec_push(mem, &c->months) = (struct month_sums){&whole->indicators[order[i]], part, month, values};
            }
}

int recount_tallies(struct worker *w)
{
    struct sums *all = sums_new(w->kept, w->whole->indicator_count, w->whole->last_org);
    struct comparing c = {.worker = w};
    int r = spread(w, all);
    if (r < 0)
        return r;
    find_months(&c, all);
    return compare(&c);
}
