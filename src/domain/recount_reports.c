/* verify: months for which something was accepted, of each accepted batch its rows' or its own, there and above. */
#include <inttypes.h>
#include <stdlib.h>

#include "domain/verify_work.h"

enum { CACHED = 64 };

/* Of one ledger and month: a byte for each organisation. */
struct report_month {
    const struct known_ledger *ledger;
    int64_t month;
    unsigned char *orgs;
};

struct reports {
    struct arena *arena;
    int64_t last_org;
    VEC(struct report_month) months;
    size_t cache[CACHED]; /* a month's number and 1 */
};

struct reports *reports_new(struct arena *arena, int64_t last_org)
{
    struct reports *r = arena_alloc(arena, sizeof *r);
    r->arena = arena;
    r->last_org = last_org;
    return r;
}

static struct report_month *find(struct reports *r, const struct known_ledger *ledger, int64_t month)
{
    size_t *cached = &r->cache[(uint64_t)(month + 5 * (int64_t)ledger->number) % CACHED];
    for (size_t i = *cached ? *cached - 1 : 0, seen = 0; seen < r->months.count;
         seen++, i = i + 1 < r->months.count ? i + 1 : 0)
        if (r->months.at[i].month == month && r->months.at[i].ledger == ledger) {
            *cached = i + 1;
            return &r->months.at[i];
        }
    return NULL;
}

static struct report_month *month_of_ledger(struct reports *r, const struct known_ledger *ledger, int64_t month)
{
    struct report_month *m = find(r, ledger, month);
    if (m)
        return m;
    m = vec_push(r->arena, &r->months);
    *m = (struct report_month){ledger, month, arena_alloc(r->arena, (size_t)r->last_org + 1)};
    return m;
}

void reports_mark(struct reports *r, const struct known_ledger *ledger, int64_t month, int64_t org)
{
    if (org > 0 && org <= r->last_org)
        month_of_ledger(r, ledger, month)->orgs[org] = 1;
}

void reports_join(struct reports *r, const struct reports *more)
{
    for (size_t i = 0; i < more->months.count; i++) {
        const struct report_month *from = &more->months.at[i];
        struct report_month *to = month_of_ledger(r, from->ledger, from->month);
        for (int64_t k = 0; k <= r->last_org; k++)
            to->orgs[k] |= from->orgs[k];
    }
}

/* ---- comparing ---- */

struct spreading {
    struct reports *to;
    const struct known_ledger *ledger;
    int64_t month;
};

static int mark_above(void *arg, const struct organisation *above)
{
    struct spreading *s = arg;
    reports_mark(s->to, s->ledger, s->month, above->id);
    return 0;
}

static int spread(const struct reports *from, struct reports *to)
{
    int r = 0;
    for (size_t i = 0; i < from->months.count && r == 0; i++) {
        const struct report_month *m = &from->months.at[i];
        struct spreading s = {to, m->ledger, m->month};
        for (int64_t id = 1; id <= from->last_org && r == 0; id++) {
            const struct organisation *org = m->orgs[id] ? organisation_by_id(m->ledger->city->city->tree, id) : NULL;
            if (org)
                r = organisation_each_above(org, mark_above, &s);
        }
    }
    return r;
}

static int spread_zero_reports(const struct whole *whole, struct reports *to)
{
    int r = 0;
    for (size_t i = 0; i < whole->batch_count && r == 0; i++) {
        const struct known_batch *b = &whole->batches[i];
        if (b->state != STATE_ACCEPTED || !b->zero || !b->ledger)
            continue;
        struct spreading s = {to, b->ledger, b->month};
        const struct organisations *tree = b->ledger->city->city->tree;
        const struct organisation *org = organisation_by_id(tree, b->org);
        if (org)
            r = organisation_each_spoken_for(tree, org, mark_above, &s);
    }
    return r;
}

static void tell_report(struct worker *w, const struct known_ledger *ledger, int64_t org_id, int64_t month,
                        const char *stored, const char *counted)
{
    const struct organisation *org = ledger ? organisation_by_id(ledger->city->city->tree, org_id) : NULL;
    tell_both(
        w, "reported",
        arena_printf(w->ctx->mem, "%s %s %" PRId64, ledger ? ledger->ledger->code : "?", org ? org->name : "?", month),
        stored, counted);
}

/* What the table has is struck out; what is left is missing there. */
static int strike_out(struct worker *w, struct reports *expected)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_scan(w->ctx, SQL("select ledger, org, month from reported order by ledger, org, month"), NO_BINDS, &a);
    while (r >= 0 && (r = answer_next(w->ctx, a)) > 0) {
        const struct known_ledger *ledger = known_ledger(w->whole, answer_int(a, 0));
        int64_t org = answer_int(a, 1), month = answer_int(a, 2);
        struct report_month *m = ledger ? find(expected, ledger, month) : NULL;
        if (m && org > 0 && org <= expected->last_org && m->orgs[org])
            m->orgs[org] = 0;
        else
            tell_report(w, ledger, org, month, "已报", "未报");
    }
    return r;
}

static int by_ledger_and_month(const void *a, const void *b)
{
    const struct report_month *x = a, *y = b;
    if (x->ledger != y->ledger)
        return x->ledger->id < y->ledger->id ? -1 : 1;
    return (x->month > y->month) - (x->month < y->month);
}

int recount_reports(struct worker *w)
{
    struct reports *expected = reports_new(w->kept, w->whole->last_org);
    int r = spread(w->reports, expected);
    if (r == 0)
        r = spread_zero_reports(w->whole, expected);
    if (r == 0)
        r = strike_out(w, expected);
    if (r < 0)
        return r;
    if (expected->months.count)
        qsort(expected->months.at, expected->months.count, sizeof *expected->months.at, by_ledger_and_month);
    for (size_t i = 0; i < expected->months.count; i++)
        for (int64_t org = 1; org <= expected->last_org; org++)
            if (expected->months.at[i].orgs[org])
                tell_report(w, expected->months.at[i].ledger, org, expected->months.at[i].month, "未报", "已报");
    return 0;
}
