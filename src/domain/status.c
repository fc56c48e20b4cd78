#include "domain/status.h"

#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "domain/contribution.h"
#include "domain/tally.h"

int status_default_month(const struct programme *programme)
{
    int now = month_of(date_today()), december = programme->year * 100 + 12;
    return now < december ? now : december;
}

const char *light_name(enum light light)
{
    static const char *const names[] = {"grey", "green", "yellow", "red"};
    return names[light];
}

static struct target target_of(const struct city *city, const struct indicator *indicator,
                               const struct organisation *org)
{
    if (org == city->tree->city || org->level == LEVEL_SCOPE)
        return indicator->target;
    for (size_t i = 0; i < indicator->target_count; i++)
        if (strcmp(indicator->targets[i].org, org->code) == 0)
            return indicator->targets[i].target;
    return (struct target){0};
}

static const char *plain(struct ctx *ctx, int64_t n, int places)
{
    char text[DECIMAL_TEXT];
    return arena_strdup(ctx->mem, decimal_format((struct decimal){n, places}, text));
}

/* The share of the target that is done, as a fraction. A cover compares shares of the roster. */
static bool fraction(const struct status *s, int128 *ret_done, int128 *ret_whole)
{
    if (s->target.kind != TARGET_VALUE || !s->reported)
        return false;
    if (s->indicator->count != COUNT_COVER) {
        *ret_done = s->value;
        *ret_whole = s->target.value;
        return s->target.value > 0;
    }
    *ret_done = (int128)s->value * cover_whole(s->indicator);
    *ret_whole = (int128)s->target.value * s->roster;
    return *ret_whole > 0;
}

bool status_reached(const struct status *s)
{
    int128 done, whole;
    if (s->target.kind == TARGET_STAGE)
        return s->reported && s->stage >= s->target.value;
    return fraction(s, &done, &whole) && done >= whole;
}

static int days_late(const struct status *s)
{
    return days_between(s->indicator->due, month_last_day(s->month));
}

/* A milestone is red when it is late by more than the pack's days (domain.md §3.8). */
static enum light stage_light(const struct city *city, const struct status *s)
{
    int late = days_late(s);
    if (status_reached(s) || late <= 0)
        return LIGHT_GREEN;
    return late <= city->programme->late_days ? LIGHT_YELLOW : LIGHT_RED;
}

/* The part of the target that is due by the month: *ret_due of *ret_of. */
static void schedule(const struct status *s, int *ret_due, int *ret_of)
{
    int m = s->month % 100;
    *ret_due = s->indicator->schedule ? s->indicator->schedule[m - 1] : m;
    *ret_of = s->indicator->schedule ? 100 : 12;
}

/* domain.md §3.8: green ≥ schedule; yellow ≥ yellow% × schedule; red below; grey where it cannot be said. */
enum light status_light(const struct city *city, const struct status *s)
{
    int128 done, whole;
    int due, of;
    if (s->outside || s->target.kind == TARGET_UNKNOWN)
        return LIGHT_GREY;
    if (s->indicator->count == COUNT_STAGE)
        return stage_light(city, s);
    if (!fraction(s, &done, &whole))
        return LIGHT_GREY;
    schedule(s, &due, &of);
    if (done * of >= whole * due)
        return LIGHT_GREEN;
    return done * of * 100 >= whole * due * city->programme->yellow_percent ? LIGHT_YELLOW : LIGHT_RED;
}

static const char *stage_formula(struct ctx *ctx, const struct city *city, const struct status *s)
{
    char due[16];
    const char *promised = s->indicator->of->stage->of[s->target.value].name;
    if (status_reached(s))
        return arena_printf(ctx->mem, "约定%s，已到%s", promised, s->indicator->of->stage->of[s->stage].name);
    return arena_printf(ctx->mem, "约定 %s 前%s，还没有到；迟到超过 %d 天为红", date_format(s->indicator->due, due),
                        promised, city->programme->late_days);
}

static const char *formula(struct ctx *ctx, const struct city *city, const struct status *s)
{
    int128 done, whole;
    int due, of;
    if (s->target.kind == TARGET_UNKNOWN)
        return "目标未公布，不作判断";
    if (s->indicator->count == COUNT_STAGE)
        return stage_formula(ctx, city, s);
    if (!fraction(s, &done, &whole))
        return "还没有记录，不作判断";
    schedule(s, &due, &of);
    return arena_printf(ctx->mem, "完成率 %s%%，序时进度 %d/%d；不低于序时为绿，不低于序时的 %d%% 为黄，再低为红",
                        status_rate_text(ctx, s), due, of, city->programme->yellow_percent);
}

void status_judge(struct ctx *ctx, const struct city *city, struct status *s)
{
    s->light = status_light(city, s);
    s->formula = formula(ctx, city, s);
}

int stage_of_tally(const struct indicator *indicator, int64_t reached)
{
    int64_t last = (int64_t)indicator->of->stage->of_count;
    return (int)(reached > last ? last : reached) - 1;
}

int64_t status_due(const struct status *s)
{
    int due, of;
    if (s->outside || s->target.kind != TARGET_VALUE)
        return -1;
    schedule(s, &due, &of);
    int128 whole = s->target.value;
    if (s->indicator->count == COUNT_COVER) { /* a share of the roster */
        whole *= s->roster;
        of *= (int)cover_whole(s->indicator);
    }
    int128 amount = (2 * whole * due + of) / (2 * of);
    return amount > INT64_MAX ? INT64_MAX : (int64_t)amount;
}

static int read_values(struct ctx *ctx, struct status *s)
{
    int64_t indicator = s->indicator->id, org = s->org->id;
    int r = reported_until(ctx, s->indicator->of->id, org, s->month);
    if (r < 0)
        return r;
    s->reported = r;
    r = tally_until(ctx, org, indicator, PART_VALUE, s->month, &s->value);
    if (r == 0 && s->indicator->count == COUNT_COVER) {
        r = tally_until(ctx, org, indicator, PART_ROSTER, s->month, &s->roster);
        s->reported = s->roster > 0;
    }
    if (s->indicator->count == COUNT_STAGE)
        s->stage = stage_of_tally(s->indicator, s->value);
    return r;
}

void status_ask(const struct city *city, const struct indicator *indicator, const struct organisation *org, int month,
                struct status *ret)
{
    *ret = (struct status){.indicator = indicator, .org = org ? org : city->tree->city, .month = month, .stage = -1};
    const struct organisation *scope = indicator->scope ? organisation_find(city->tree, indicator->scope->code) : NULL;
    if (scope && ret->org == city->tree->city)
        ret->org = scope;
    if (scope && ret->org != scope && !organisation_within(ret->org, scope)) {
        ret->outside = true;
        ret->formula = "不在这项指标的范围内";
        return;
    }
    ret->target = target_of(city, indicator, ret->org);
}

int status_of(struct ctx *ctx, const struct city *city, const struct indicator *indicator,
              const struct organisation *org, int month, struct status *ret)
{
    status_ask(city, indicator, org, month, ret);
    if (ret->outside)
        return 0;
    int r = read_values(ctx, ret);
    if (r == 0)
        status_judge(ctx, city, ret);
    return r;
}

const char *status_actual_text(struct ctx *ctx, const struct status *s)
{
    const struct indicator *d = s->indicator;
    struct decimal share;
    if (s->outside || !s->reported)
        return "";
    if (d->count == COUNT_STAGE)
        return s->stage < 0 ? "" : d->of->stage->of[s->stage].name;
    if (d->count != COUNT_COVER)
        return plain(ctx, s->value, d->places);
    if (percent_of(s->value, s->roster, d->places, &share))
        return "";
    int64_t whole = cover_whole(d);
    if (s->value < s->roster && share.n >= whole)
        share.n = whole - 1; /* 全覆盖 is not reached by rounding */
    return plain(ctx, share.n, share.places);
}

const char *status_target_text(struct ctx *ctx, const struct status *s)
{
    if (s->outside)
        return "";
    switch (s->target.kind) {
    case TARGET_VALUE:
        return plain(ctx, s->target.value, s->indicator->places);
    case TARGET_STAGE:
        return s->indicator->of->stage->of[s->target.value].name;
    case TARGET_UNKNOWN:
        break;
    }
    return "unknown";
}

int64_t status_rate_tenths(const struct status *s)
{
    int128 done, whole;
    if (s->outside || s->indicator->count == COUNT_STAGE || !fraction(s, &done, &whole))
        return -1;
    int128 tenths = (2 * done * 1000 + whole) / (2 * whole);
    return tenths > INT64_MAX ? -1 : (int64_t)tenths;
}

const char *status_rate_text(struct ctx *ctx, const struct status *s)
{
    int64_t tenths = status_rate_tenths(s);
    return tenths < 0 ? "" : arena_printf(ctx->mem, "%" PRId64 ".%d", tenths / 10, (int)(tenths % 10));
}
