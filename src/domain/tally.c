#include "domain/tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/map.h"
#include "base/vec.h"

enum { MONTHS = 13 }; /* of a year, and before them the year itself */

/* What changes for one organisation in a year. */
struct line {
    const struct organisation *org;
    int64_t values[MONTHS];
};

/* Of one indicator in a year. */
struct sheet {
    const struct indicator *indicator;
    int part, year;
    struct line **lines; /* by id of organisation; NULL: nothing for it */
    size_t capacity;
};

/* A batch moves few indicators, of most places, in random order: so a value is found without searching. */
struct tally_deltas {
    struct arena *mem;
    VEC(struct sheet) sheets;
};

struct tally_deltas *tally_deltas_new(struct arena *mem)
{
    struct tally_deltas *deltas = arena_alloc(mem, sizeof *deltas);
    deltas->mem = mem;
    return deltas;
}

static struct sheet *sheet_of(struct tally_deltas *deltas, const struct indicator *indicator, int part, int year)
{
    for (size_t i = 0; i < deltas->sheets.count; i++) {
        struct sheet *s = &deltas->sheets.at[i];
        if (s->indicator == indicator && s->part == part && s->year == year)
            return s;
    }
    struct sheet *s = vec_push(deltas->mem, &deltas->sheets);
    *s = (struct sheet){.indicator = indicator, .part = part, .year = year};
    return s;
}

static struct line *line_of(struct arena *mem, struct sheet *sheet, const struct organisation *org)
{
    size_t id = (size_t)org->id;
    if (id >= sheet->capacity) {
        size_t larger = id * 2 > 64 ? id * 2 : 64;
        struct line **lines = arena_array(mem, larger, sizeof *lines);
        if (sheet->capacity)
            memcpy(lines, sheet->lines, sheet->capacity * sizeof *lines);
        sheet->lines = lines;
        sheet->capacity = larger;
    }
    if (!sheet->lines[id]) {
        sheet->lines[id] = arena_alloc(mem, sizeof **sheet->lines);
        sheet->lines[id]->org = org;
    }
    return sheet->lines[id];
}

int tally_add(struct ctx *ctx, struct tally_deltas *deltas, const struct organisation *org,
              const struct indicator *indicator, int part, int month, int64_t delta)
{
    struct sheet *sheet = sheet_of(deltas, indicator, part, year_of(month));
    int64_t *value = &line_of(deltas->mem, sheet, org)->values[month % 100];
    if (int64_add(*value, delta, value))
        return fail(ctx, E_RANGE, "“%s”在%s %d 年 %d 月的合计太大，超出了能精确表示的范围；什么也没有改动",
                    indicator->name, org->name, month / 100, month % 100);
    return 0;
}

/* One value of the deltas that is not 0. */
struct delta {
    const struct organisation *org;
    const struct indicator *indicator;
    int part, month;
    int64_t value;
};

static int each_of_line(const struct sheet *sheet, const struct line *line,
                        int (*each)(void *arg, const struct delta *delta), void *arg)
{
    int r = 0;
    for (int m = 0; line && m < MONTHS && r == 0; m++)
        if (line->values[m])
            r = each(arg,
                     &(struct delta){line->org, sheet->indicator, sheet->part, sheet->year * 100 + m, line->values[m]});
    return r;
}

static int deltas_each(const struct tally_deltas *deltas, int (*each)(void *arg, const struct delta *delta), void *arg)
{
    int r = 0;
    for (size_t i = 0; i < deltas->sheets.count; i++) {
        const struct sheet *sheet = &deltas->sheets.at[i];
        for (size_t id = 0; id < sheet->capacity && r == 0; id++)
            r = each_of_line(sheet, sheet->lines[id], each, arg);
    }
    return r;
}

struct addition {
    struct ctx *ctx;
    struct tally_deltas *to;
};

static int add_each(void *arg, const struct delta *d)
{
    struct addition *addition = arg;
    return tally_add(addition->ctx, addition->to, d->org, d->indicator, d->part, d->month, d->value);
}

int tally_deltas_add(struct ctx *ctx, struct tally_deltas *deltas, const struct tally_deltas *more)
{
    return deltas_each(more, add_each, &(struct addition){ctx, deltas});
}

struct expansion {
    struct ctx *ctx;
    struct tally_deltas *all;
    const struct delta *from;
};

static int add_above(void *arg, const struct organisation *above)
{
    struct expansion *x = arg;
    const struct delta *d = x->from;
    int r = tally_add(x->ctx, x->all, above, d->indicator, d->part, d->month, d->value);
    if (r < 0)
        return r;
    return tally_add(x->ctx, x->all, above, d->indicator, d->part, year_of(d->month) * 100, d->value);
}

static int expand(void *arg, const struct delta *delta)
{
    struct expansion *x = arg;
    x->from = delta;
    return organisation_each_above(delta->org, add_above, x);
}

/* By organisation, indicator, part, month: the order of the table. */
static int by_key(const void *a, const void *b)
{
    const struct tally_row *x = a, *y = b;
    if (x->org != y->org)
        return x->org < y->org ? -1 : 1;
    if (x->indicator != y->indicator)
        return x->indicator < y->indicator ? -1 : 1;
    return x->part != y->part ? x->part - y->part : x->month - y->month;
}

typedef VEC(struct tally_row) row_list;

struct collection {
    struct arena *mem;
    row_list rows;
};

static int collect(void *arg, const struct delta *d)
{
    struct collection *c = arg;
    *vec_push(c->mem, &c->rows) = (struct tally_row){
        d->org->id, d->indicator->id, d->part, d->month, d->value, d->value < 0 || d->indicator->count == COUNT_SUM};
    return 0;
}

int tally_rows(struct ctx *ctx, struct tally_deltas *deltas, struct tally_row **ret, size_t *ret_count)
{
    struct expansion x = {ctx, tally_deltas_new(ctx->mem), NULL};
    struct collection c = {.mem = ctx->mem};
    int r = deltas_each(deltas, expand, &x);
    if (r == 0)
        r = deltas_each(x.all, collect, &c);
    if (c.rows.count)
        qsort(c.rows.at, c.rows.count, sizeof *c.rows.at, by_key);
    *ret = c.rows.at;
    *ret_count = c.rows.count;
    return r;
}

static void tally_bind(const void *arg, size_t i, struct bind *out)
{
    const struct tally_row *row = (const struct tally_row *)arg + i;
    out[0] = b_int(row->org);
    out[1] = b_int(row->indicator);
    out[2] = b_int(row->part);
    out[3] = b_int(row->month);
    out[4] = b_int(row->value);
}

int tally_apply(struct ctx *ctx, const struct tally_row *rows, size_t count)
{
    struct many many = {.into = SQL("tally (org, indicator, part, month, value)"),
                        .columns = 5,
                        .count = count,
                        .row = tally_bind,
                        .arg = rows};
    int r = db_insert_sums(ctx, &many);
    for (size_t i = 0; i < count && r == 0; i++)
        if (rows[i].falls)
            r = db_run(
                ctx, SQL("delete from tally where org = ? and indicator = ? and part = ? and month = ? and value = 0"),
                BIND(b_int(rows[i].org), b_int(rows[i].indicator), b_int(rows[i].part), b_int(rows[i].month)));
    return r;
}

int tally_until(struct ctx *ctx, int64_t org, int64_t indicator, int part, int month, int64_t *ret)
{
    *ret = 0;
    int r = db_int(ctx,
                   SQL("select cast(sum(value) as bigint) from tally"
                       " where org = ? and indicator = ? and part = ? and month between ? and ?"),
                   BIND(b_int(org), b_int(indicator), b_int(part), b_int(year_of(month) * 100 + 1), b_int(month)), ret);
    return r < 0 ? r : 0;
}

int reported_until(struct ctx *ctx, int64_t ledger, int64_t org, int month)
{
    int64_t one = 0;
    int r = db_int(ctx, SQL("select 1 from reported where ledger = ? and org = ? and month <= ? limit 1"),
                   BIND(b_int(ledger), b_int(org), b_int(month)), &one);
    return r < 0 ? r : one == 1;
}

struct reported {
    int64_t org, month;
};

/* Places that report. */
struct reporting {
    struct ctx *ctx;
    const struct ledger *ledger;
    int month;
    struct map *known; /* struct reported → itself */
    VEC(struct reported) rows;
};

static int report_above(void *arg, const struct organisation *above)
{
    struct reporting *r = arg;
    struct reported row = {above->id, r->month};
    if (map_get(r->known, &row, sizeof row))
        return 0;
    map_put(r->known, &row, sizeof row, r);
    *vec_push(r->ctx->mem, &r->rows) = row;
    return 0;
}

static int by_org_and_month(const void *a, const void *b)
{
    const struct reported *x = a, *y = b;
    if (x->org != y->org)
        return x->org < y->org ? -1 : 1;
    return (x->month > y->month) - (x->month < y->month);
}

static void reported_bind(const void *arg, size_t i, struct bind *out)
{
    const struct reporting *r = arg;
    out[0] = b_int(r->ledger->id);
    out[1] = b_int(r->rows.at[i].org);
    out[2] = b_int(r->rows.at[i].month);
}

static int write_reported(struct ctx *ctx, struct reporting *r)
{
    if (r->rows.count)
        qsort(r->rows.at, r->rows.count, sizeof *r->rows.at, by_org_and_month);
    struct many many = {.into = SQL("reported (ledger, org, month)"),
                        .columns = 3,
                        .count = r->rows.count,
                        .row = reported_bind,
                        .arg = r};
    return db_insert_new(ctx, &many, NULL);
}

int reported_add(struct ctx *ctx, const struct ledger *ledger, const struct place_month *places, size_t count)
{
    struct reporting reporting = {.ctx = ctx, .ledger = ledger, .known = map_new(ctx->mem)};
    int r = 0;
    for (size_t i = 0; i < count && r == 0; i++) {
        reporting.month = places[i].month;
        r = organisation_each_above(places[i].org, report_above, &reporting);
    }
    return r < 0 ? r : write_reported(ctx, &reporting);
}

int reported_add_zero(struct ctx *ctx, const struct city *city, const struct ledger *ledger,
                      const struct organisation *org, int month)
{
    struct reporting reporting = {.ctx = ctx, .ledger = ledger, .month = month, .known = map_new(ctx->mem)};
    int r = organisation_each_spoken_for(city->tree, org, report_above, &reporting);
    return r < 0 ? r : write_reported(ctx, &reporting);
}
