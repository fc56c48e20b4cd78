/* Percentages against their numerators and denominators, as intervals (domain.md §3.7). */
#include <inttypes.h>

#include "domain/verdict_part.h"

/* p is within half a written digit of 100·a/b (domain.md §3.7). All in units of 10^-places. */
static bool rate_agrees(const struct scaled *s, int128 done, int128 whole)
{
    int128 exact = done * 100 * s->one, off;

    off = s->written * whole > exact ? s->written * whole - exact : exact - s->written * whole;
    return 2 * off <= s->step * whole;
}

static bool rate_qualified(const struct claim *c, const struct scaled *s, int128 done, int128 whole)
{
    const struct figure *f = c->figure;

    if (f->qualifier == QUALIFIER_EQUAL)
        return rate_agrees(s, done, whole);
    return verdict_amount(s->written * whole, s->step * whole, f->qualifier, f->qualifier_word, done * 100 * s->one) !=
           VERDICT_DIFFERS;
}

static const char *rate_text(struct ctx *ctx, int64_t done, int64_t whole)
{
    struct decimal rate;
    return percent_of(done, whole, 1, &rate) ? "" : judge_number(ctx, rate.n, rate.places);
}

/* A ratio of two counts of one unit: `says` is what it is called. */
static void set_ratio(const struct judge *j, const struct indicator *d, const char *says, int64_t done, int64_t whole,
                      struct judgement *ret)
{
    struct scaled s = judge_scale(j->claim, 0);

    ret->actual = rate_text(j->ctx, done, whole);
    ret->done = done;
    ret->whole = whole;
    ret->gap = GAP_NONE;
    ret->verdict = s.fits && rate_qualified(j->claim, &s, done, whole) ? VERDICT_AGREES : VERDICT_DIFFERS;
    ret->note = arena_printf(j->ctx->mem, "%s为 %s%%（%s，%s/%s %s）", says, ret->actual,
                             ret->org ? ret->org->name : judge_places(j), judge_number(j->ctx, done, d->places),
                             judge_number(j->ctx, whole, d->places), d->unit);
}

/* 超额 48.9%: what was done beyond the target, of the target. */
static void set_beyond(const struct judge *j, const struct indicator *d, int64_t done, int64_t target,
                       struct judgement *ret)
{
    set_ratio(j, d, "台账超出目标", done > target ? done - target : 0, target, ret);
    ret->note = done < target
                    ? arena_printf(j->ctx->mem, "台账还没有达到目标（%s，%s/%s %s）",
                                   ret->org ? ret->org->name : judge_places(j), judge_number(j->ctx, done, d->places),
                                   judge_number(j->ctx, target, d->places), d->unit)
                    : ret->note;
}

int judge_rate(const struct judge *j, struct judgement *ret)
{
    const struct claim *c = j->claim;
    struct counted counted;
    int r = judge_counted(j, c->indicator, c->place.org, &c->period, &counted);

    if (r < 0)
        return r;
    if (!judge_is_readable(&counted.end, GAP_RECORDS, "没有记录", ret))
        return 0;
    *ret = judge_undetermined(GAP_TARGET, "目标未公布，算不出完成率", counted.end.org);
    if (c->period.from || c->period.day)
        *ret = judge_undetermined(GAP_TIME, "只算得出一月到月底的完成率", counted.end.org);
    else if (counted.end.target.kind == TARGET_VALUE && counted.end.target.value > 0 && c->beyond)
        set_beyond(j, c->indicator, counted.high, counted.end.target.value, ret);
    else if (counted.end.target.kind == TARGET_VALUE && counted.end.target.value > 0)
        set_ratio(j, c->indicator, "台账完成率", counted.high, counted.end.target.value, ret);
    return 0;
}

/* What the part counts: in its place, or in all places of a total. JUDGE_NOTHING: it cannot be read, *why says why. */
static int count_part(const struct judge *j, struct counted *ret, struct judgement *why)
{
    const struct claim *c = j->claim;
    const char *terms;
    int r;

    if (c->addend_count > 0)
        return judge_addends(j, ret, &terms, why);
    r = judge_counted(j, c->indicator, c->place.org, &c->period, ret);
    if (r < 0)
        return r;
    return judge_is_readable(&ret->end, GAP_RECORDS, "没有记录", why) ? 0 : JUDGE_NOTHING;
}

/* A share of another count: 占技能人才的 45.4%, 占全市的 28.8%. */
int judge_part(const struct judge *j, struct judgement *ret)
{
    const struct claim *c = j->claim;
    struct counted part, whole;
    int r = judge_counted(j, c->whole, c->whole_place.org, &c->period, &whole);

    if (r < 0 || !judge_is_readable(&whole.end, GAP_RECORDS, "没有记录", ret))
        return r;
    r = count_part(j, &part, ret);
    if (r != 0)
        return r < 0 ? r : 0;
    *ret = judge_undetermined(GAP_TIME, "日期在月中，算不出所占的比重", part.end.org);
    if (part.low != part.high || whole.low != whole.high)
        return 0;
    *ret = judge_undetermined(GAP_RECORDS, "整体还是 0，算不出所占的比重", part.end.org);
    if (c->addend_count > 0)
        ret->org = c->place.org;
    if (whole.high > 0)
        set_ratio(j, c->indicator, "台账比重", part.high, whole.high, ret);
    return 0;
}

/* ---- growth ---- */

/* `percent` of growth (of a fall, if it fell) from `before` to `now`. */
static bool growth_agrees(const struct claim *c, int64_t now, int64_t before)
{
    struct scaled s = judge_scale(c, 0);
    int64_t grown = c->falls ? before - now : now - before;

    return s.fits && (grown >= 0 || c->figure->value.n == 0) && rate_qualified(c, &s, grown, before);
}

static void set_growth(const struct judge *j, const struct counted *now, const struct counted *before,
                       struct judgement *ret)
{
    const struct claim *c = j->claim;
    const struct indicator *d = c->indicator;
    int64_t grown = now->high - before->high;

    ret->gap = GAP_NONE;
    ret->actual = rate_text(j->ctx, c->falls ? -grown : grown, before->high);
    ret->verdict = growth_agrees(c, now->high, before->high) ? VERDICT_AGREES : VERDICT_DIFFERS;
    ret->note = arena_printf(j->ctx->mem, "台账%s %s%%（%s，上年同期 %s %s，本期 %s %s）", c->falls ? "下降" : "增长",
                             ret->actual, ret->org->name, judge_number(j->ctx, before->high, d->places), d->unit,
                             judge_number(j->ctx, now->high, d->places), d->unit);
}

int judge_growth(const struct judge *j, struct judgement *ret)
{
    const struct claim *c = j->claim;
    struct period earlier = c->period;
    const struct indicator *d = NULL;
    struct counted now, before;
    int r = judge_counted(j, c->indicator, c->place.org, &c->period, &now);

    if (r == 0)
        r = j->reader->earlier(j->ctx, j->reader->arg, c->indicator, &d);
    if (r < 0)
        return r;
    if (!judge_is_readable(&now.end, GAP_RECORDS, "没有记录", ret))
        return 0;
    *ret = judge_undetermined(GAP_TIME,
                              arena_printf(j->ctx->mem, "库里没有 %d 年的%s，算不出比上年增减多少",
                                           j->programme->year - 1, c->indicator->name),
                              now.end.org);
    if (!d)
        return 0;
    earlier.from -= earlier.from ? 100 : 0;
    earlier.to -= 100;
    r = judge_counted(j, d, c->place.org, &earlier, &before);
    if (r < 0 || !judge_is_readable(&before.end, GAP_RECORDS, "上年同期没有记录", ret))
        return r;
    *ret = judge_undetermined(GAP_TIME, "日期在月中，算不出比上年增减多少", now.end.org);
    if (now.low != now.high || before.low != before.high)
        return 0;
    *ret = judge_undetermined(GAP_RECORDS, "上年同期是 0，算不出增减的比例", now.end.org);
    if (before.high > 0)
        set_growth(j, &now, &before, ret);
    return 0;
}

/* ---- rosters ---- */

static void set_share(const struct judge *j, const struct status *status, struct judgement *ret)
{
    ret->actual = status_actual_text(j->ctx, status);
    ret->done = status->value;
    ret->whole = status->roster;
    ret->gap = GAP_NONE;
}

/* A share of a roster, written as a percentage. */
int judge_share(const struct judge *j, struct judgement *ret)
{
    const struct claim *c = j->claim;
    struct scaled s = judge_scale(c, 0);
    struct status status;
    int r = judge_month(j, c->indicator, c->place.org, c->period.to, &status);

    if (r < 0)
        return r;
    if (!judge_is_readable(&status, GAP_RECORDS, "没有名册或记录", ret))
        return 0;
    *ret = judge_undetermined(GAP_RECORDS, "没有名册或记录", status.org);
    if (c->period.from || c->period.day) {
        *ret = judge_undetermined(GAP_TIME, "只算得出一月到月底的覆盖率", status.org);
    } else if (status.roster > 0) {
        set_share(j, &status, ret);
        ret->verdict = s.fits && rate_qualified(c, &s, status.value, status.roster) ? VERDICT_AGREES : VERDICT_DIFFERS;
        ret->note = arena_printf(j->ctx->mem, "台账为 %s%%（%s，%" PRId64 "/%" PRId64 "）", ret->actual,
                                 status.org->name, status.value, status.roster);
    }
    return 0;
}

int judge_covered(const struct judge *j, struct judgement *ret)
{
    const struct claim *c = j->claim;
    int64_t full = cover_whole(c->indicator);
    struct status status;
    int r =
        judge_month(j, c->indicator, c->place.org, c->promised ? j->programme->year * 100 + 12 : c->period.to, &status);

    if (r < 0)
        return r;
    *ret = judge_undetermined(GAP_RECORDS, "没有名册或记录", status.org);
    if (c->promised && status.target.kind == TARGET_VALUE) {
        ret->gap = GAP_NONE;
        ret->verdict = status.target.value == full ? VERDICT_TARGET_AGREES : VERDICT_TARGET_DIFFERS;
        ret->actual = judge_number(j->ctx, status.target.value, c->indicator->places);
        ret->note = "";
    } else if (c->promised) {
        *ret = judge_undetermined(GAP_TARGET, "目标未公布", status.org);
    } else if (judge_is_readable(&status, GAP_RECORDS, "没有名册或记录", ret) && status.roster > 0) {
        set_share(j, &status, ret);
        ret->verdict = status.value >= status.roster ? VERDICT_AGREES : VERDICT_DIFFERS;
        ret->note = ret->verdict == VERDICT_AGREES
                        ? ""
                        : arena_printf(j->ctx->mem, "台账为 %s%%（%s，%" PRId64 "/%" PRId64 "）", ret->actual,
                                       status.org->name, status.value, status.roster);
    }
    return 0;
}
