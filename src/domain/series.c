#include "domain/series.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "domain/contribution.h"
#include "domain/view.h"

/* What is asked, and of whom. */
struct question {
    const struct city *city;
    const struct indicator *indicator;
    const struct organisation *root; /* the city, or the indicator's scope */
    int until;                       /* the month's number in the programme's year: 0..12 */
    bool guards;
};

static struct question question_of(const struct city *city, const struct indicator *indicator, int until)
{
    struct status root;
    int year = city->programme->year;
    status_ask(city, indicator, NULL, until, &root);
    return (struct question){
        .city = city,
        .indicator = indicator,
        .root = root.org,
        .until = year_of(until) < year   ? 0
                 : year_of(until) > year ? 12
                                         : until % 100,
        .guards = disclosure_guards(indicator),
    };
}

static int yyyymm(const struct question *q, int month)
{
    return q->city->programme->year * 100 + month;
}

/* ---- what may be seen ---- */

static enum cell_kind kind_at(const struct question *q, const struct view *view, const struct year *year, int month)
{
    if (!view->visible[month])
        return view->small[month] ? CELL_SMALL : CELL_HIDDEN;
    struct status s = {.indicator = q->indicator, .month = yyyymm(q, month)};
    if (month)
        year_status(year, &s);
    return s.reported ? CELL_VALUE : CELL_UNREPORTED;
}

/* ---- the year of one place ---- */

/* A milestone's value is its stage. */
static int64_t total_of(const struct status *s)
{
    return s->indicator->count == COUNT_STAGE ? s->stage : s->value;
}

static void fill_month(const struct question *q, const struct view *view, const struct year *year, int m,
                       const struct status *asked, struct month_value *ret)
{
    struct status s = *asked;
    s.month = yyyymm(q, m);
    year_status(year, &s);
    *ret = (struct month_value){.month = s.month, .kind = kind_at(q, view, year, m), .due = -1};
    bool visible = view->visible[m];
    if (s.indicator->count != COUNT_COVER || visible) /* what is due of a cover tells its roster */
        ret->due = status_due(&s);
    if (ret->kind == CELL_VALUE) {
        ret->total = total_of(&s);
        ret->reached = status_reached(&s);
    }
    if (visible)
        ret->light = status_light(q->city, &s);
    ret->added_kind = CELL_HIDDEN;
    if (!visible || !view->visible[m - 1])
        return;
    ret->added = year->added[PART_VALUE][m];
    ret->reported = year->reported[m];
    ret->added_kind = ret->reported || ret->added ? CELL_VALUE : CELL_UNREPORTED;
}

/* Only where the month before is visible too: else it may have been earlier. A cover's share may fall again, as its
 * roster grows: no month is named. */
static int crossing(const struct series *s)
{
    for (size_t m = 0; m < s->count; m++)
        if (s->indicator->count != COUNT_COVER && s->months[m].reached)
            return s->months[m].added_kind != CELL_HIDDEN ? s->months[m].month : 0;
    return 0;
}

/* Whether a number of hand-ins that were not counted again may be said: it is a cell as well, by the rule for the
 * months of a root, unless it is small. `whole` NULL: of the indicator itself; else of what of its whole is no part of
 * it. */
static bool again_is_open(const struct question *q, const struct year *year, const struct year *whole)
{
    int64_t again[13] = {0}, sum = 0;
    bool visible[13];
    for (int m = 1; m <= 12; m++) {
        again[m] = year->added[PART_HANDED][m] - year->added[PART_VALUE][m];
        if (whole)
            again[m] = whole->added[PART_HANDED][m] - whole->added[PART_VALUE][m] - again[m];
        sum += m <= q->until ? again[m] : 0;
    }
    disclosure_choose_root(again, 12, visible);
    return visible[q->until] && (sum == 0 || sum >= SMALL_CELL);
}

/* Of persons it is said of the root alone, of a part only where its whole may say it beside it. */
static int may_tell_again(struct ctx *ctx, const struct question *q, const struct year *year, const struct series *s,
                          bool *ret)
{
    const struct indicator *part_of = q->indicator->part_of;
    struct year whole;
    int r = 0;
    *ret = !q->guards || (s->org == q->root && again_is_open(q, year, NULL));
    if (q->guards && *ret && part_of) {
        r = year_read(ctx, q->city, part_of, q->root, &whole);
        *ret = r == 0 && again_is_open(q, year, &whole);
    }
    return r;
}

static int fill_handed(struct ctx *ctx, const struct question *q, const struct year *year, struct series *s)
{
    enum count count = q->indicator->count;
    int64_t handed = year_until(year, PART_HANDED, q->until);
    bool tells = false;
    int r = 0;
    if (s->kind != CELL_VALUE)
        return 0;
    if (count == COUNT_RECORDS)
        s->handed = s->records = s->status.value;
    else if (count == COUNT_SUM)
        s->records = q->guards ? 0 : handed;
    else if (count == COUNT_PERSONS || count == COUNT_DISTINCT)
        r = may_tell_again(ctx, q, year, s, &tells);
    if (r == 0 && tells)
        s->handed = s->records = handed;
    return r;
}

static int fill(struct ctx *ctx, const struct question *q, const struct view *view, const struct year *year,
                struct series *ret)
{
    for (int m = 1; m <= 12; m++) {
        struct month_value *v = &ret->months[m - 1];
        *v = (struct month_value){.month = yyyymm(q, m), .kind = CELL_NONE, .added_kind = CELL_NONE, .due = -1};
        if (m <= q->until)
            fill_month(q, view, year, m, &ret->status, v);
        if (v->kind == CELL_VALUE) {
            ret->shown_month = v->month;
            ret->total = v->total;
        }
    }
    ret->count = (size_t)q->until;
    ret->kind = kind_at(q, view, year, q->until);
    ret->crossed = crossing(ret);
    if (q->until && view->visible[q->until]) {
        year_status(year, &ret->status);
        status_judge(ctx, q->city, &ret->status);
    }
    ret->roster = ret->status.roster;
    return fill_handed(ctx, q, year, ret);
}

static void closed(struct series *ret, enum cell_kind kind)
{
    for (size_t m = 0; m < 12; m++)
        ret->months[m] = (struct month_value){
            .month = ret->status.month / 100 * 100 + (int)m + 1, .kind = kind, .added_kind = kind, .due = -1};
    ret->kind = kind;
}

/* ---- the places below one ---- */

static void fill_place(const struct question *q, const struct view *view, const struct year *year,
                       struct place_value *ret)
{
    struct status s;
    *ret = (struct place_value){.org = year->org, .kind = CELL_CLOSED, .rate_tenths = -1};
    status_ask(q->city, q->indicator, year->org, yyyymm(q, q->until ? q->until : 1), &s);
    ret->target = s.target;
    ret->open = disclosure_open(q->indicator, year->org);
    if (!ret->open)
        return;
    ret->kind = kind_at(q, view, year, q->until);
    if (!q->until || !view->visible[q->until])
        return;
    year_status(year, &s);
    ret->light = status_light(q->city, &s);
    if (ret->kind != CELL_VALUE)
        return;
    int64_t rate = status_rate_tenths(&s);
    ret->value = total_of(&s);
    ret->reached = status_reached(&s);
    ret->rate_tenths = rate > INT32_MAX ? -1 : (int)rate;
}

/* Largest first, then by code; what has no value behind. */
static int by_value(const void *a, const void *b)
{
    const struct place_value *x = a, *y = b;
    bool x_shown = x->kind == CELL_VALUE, y_shown = y->kind == CELL_VALUE;
    if (x_shown != y_shown)
        return x_shown ? -1 : 1;
    if (x_shown && x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return strcmp(x->org->code, y->org->code);
}

static void fill_own(const struct question *q, const struct view *view, const struct year *own,
                     struct place_values *ret)
{
    bool any = false;
    for (size_t part = 0; part < PARTS; part++)
        for (size_t m = 1; m <= 12; m++)
            any |= own->added[part][m] != 0;
    bool visible = view->visible[q->until];
    if (visible && any)
        ret->own = year_until(own, PART_VALUE, q->until);
    if (q->indicator->count == COUNT_STAGE)
        ret->own = stage_of_tally(q->indicator, ret->own);
    ret->own_kind = !visible ? kind_at(q, view, own, q->until) : any ? CELL_VALUE : CELL_NONE;
}

static void fill_places(struct ctx *ctx, const struct question *q, const struct views *views, struct place_values *ret)
{
    ret->at = arena_array(ctx->mem, views->count + 1, sizeof *ret->at);
    ret->count = views->count;
    for (size_t i = 0; i < views->count; i++)
        fill_place(q, &views->at[i], &views->below[i], &ret->at[i]);
    if (ret->count)
        qsort(ret->at, ret->count, sizeof *ret->at, by_value);
    fill_own(q, &views->at[views->count], &views->below[views->count], ret);
}

int series_read(struct ctx *ctx, const struct city *city, const struct indicator *indicator,
                const struct organisation *org, int until, struct series *ret, struct place_values *ret_places)
{
    struct question q = question_of(city, indicator, until);
    struct year year;
    struct views views;
    *ret = (struct series){.indicator = indicator, .until = until, .handed = -1};
    status_ask(city, indicator, org, until, &ret->status);
    ret->org = ret->status.org;
    enum cell_kind shut = ret->status.outside ? CELL_NONE : CELL_CLOSED;
    if (ret_places)
        *ret_places = (struct place_values){.own_kind = shut};
    if (ret->status.outside || !disclosure_open(indicator, ret->org)) {
        closed(ret, shut);
        return 0;
    }
    ret->status.month = yyyymm(&q, q.until ? q.until : 1);
    int r = year_read(ctx, city, indicator, ret->org, &year);
    if (r == 0)
        r = view_read(ctx, city, indicator, q.root, ret->org, &year, ret_places != NULL, &views);
    if (r < 0)
        return r;
    r = fill(ctx, &q, &views.org, &year, ret);
    if (r == 0 && ret_places)
        fill_places(ctx, &q, &views, ret_places);
    return r;
}
