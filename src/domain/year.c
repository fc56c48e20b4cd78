#include "domain/year.h"

#include "base/vec.h"
#include "domain/contribution.h"
#include "domain/status.h"

int64_t year_until(const struct year *year, int part, int month)
{
    int64_t sum = 0;
    for (int m = 1; m <= month; m++)
        sum += year->added[part][m]; /* its sum is a tally of its own (yyyy00), so it fits */
    return sum;
}

void year_status(const struct year *year, struct status *s)
{
    int month = s->month % 100;
    s->value = year_until(year, PART_VALUE, month);
    s->reported = year->reported_from && year->reported_from <= s->month;
    if (s->indicator->count == COUNT_COVER) {
        s->roster = year_until(year, PART_ROSTER, month);
        s->reported = s->roster > 0;
    }
    if (s->indicator->count == COUNT_STAGE)
        s->stage = stage_of_tally(s->indicator, s->value);
}

static void note(struct year *year, int64_t part, int64_t month, int64_t value)
{
    if (part < PARTS && month % 100 > 0) /* yyyy00 is the year's sum */
        year->added[part][month % 100] = value;
}

static int read_reported(struct ctx *ctx, const struct city *city, const struct ledger *ledger, struct year *ret)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx, SQL("select month from reported where ledger = ? and org = ? order by month"),
                   BIND(b_int(ledger->id), b_int(ret->org->id)), &a);
    while (r >= 0 && (r = answer_next(ctx, a)) > 0) {
        int month = (int)answer_int(a, 0), january = city->programme->year * 100 + 1;
        if (!ret->reported_from)
            ret->reported_from = month;
        if (month < january + 12)
            ret->reported[month < january ? 0 : month % 100] = true;
    }
    return r;
}

int year_read(struct ctx *ctx, const struct city *city, const struct indicator *indicator,
              const struct organisation *org, struct year *ret)
{
    AUTO_ANSWER struct answer *a = NULL;
    *ret = (struct year){.org = org};
    int r = db_ask(ctx, SQL("select part, month, value from tally where org = ? and indicator = ? and part <= 2"),
                   BIND(b_int(org->id), b_int(indicator->id)), &a);
    while (r >= 0 && (r = answer_next(ctx, a)) > 0)
        note(ret, answer_int(a, 0), answer_int(a, 1), answer_int(a, 2));
    return r < 0 ? r : read_reported(ctx, city, indicator->of, ret);
}

struct years {
    VEC(struct year) list;
    struct year *last; /* answers come by organisation */
};

static struct year *year_of_org(struct years *years, int64_t org)
{
    if (years->last && years->last->org->id == org)
        return years->last;
    for (size_t i = 0; i < years->list.count; i++)
        if (years->list.at[i].org->id == org)
            return years->last = &years->list.at[i];
    return NULL;
}

static int read_tallies_below(struct ctx *ctx, const struct indicator *indicator, const struct organisation *org,
                              struct years *years)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx,
                   SQL("select t.org, t.part, t.month, t.value from organisation o join tally t on t.org = o.id"
                       " where o.stat_parent = ? and t.indicator = ? and t.part <= 2 order by t.org, t.part, t.month"),
                   BIND(b_int(org->id), b_int(indicator->id)), &a);
    while (r >= 0 && (r = answer_next(ctx, a)) > 0) {
        struct year *year = year_of_org(years, answer_int(a, 0));
        if (year)
            note(year, answer_int(a, 1), answer_int(a, 2), answer_int(a, 3));
    }
    return r;
}

static int read_reported_below(struct ctx *ctx, const struct ledger *ledger, const struct organisation *org,
                               struct years *years)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx,
                   SQL("select r.org, min(r.month) from organisation o join reported r on r.org = o.id"
                       " where o.stat_parent = ? and r.ledger = ? group by r.org"),
                   BIND(b_int(org->id), b_int(ledger->id)), &a);
    while (r >= 0 && (r = answer_next(ctx, a)) > 0) {
        struct year *year = year_of_org(years, answer_int(a, 0));
        if (year)
            year->reported_from = (int)answer_int(a, 1);
    }
    return r;
}

int years_below(struct ctx *ctx, const struct city *city, const struct indicator *indicator,
                const struct organisation *org, struct year **ret, size_t *ret_count)
{
    struct years years = {0};
    int r = 0;
    for (size_t i = 0; i < city->tree->count; i++)
        if (organisation_directly_below(&city->tree->at[i], org))
            *vec_push(ctx->mem, &years.list) = (struct year){.org = &city->tree->at[i]};
    if (org->level != LEVEL_SCOPE) {
        r = read_tallies_below(ctx, indicator, org, &years);
        if (r == 0)
            r = read_reported_below(ctx, indicator->of, org, &years);
    }
    for (size_t i = 0; i < years.list.count && r == 0 && org->level == LEVEL_SCOPE; i++) /* a handful of members */
        r = year_read(ctx, city, indicator, years.list.at[i].org, &years.list.at[i]);
    *ret = years.list.at;
    *ret_count = years.list.count;
    return r;
}
