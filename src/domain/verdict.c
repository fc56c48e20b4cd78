/* Written against counted, exactly: whole numbers of one scale, never a double. */
#include "domain/verdict.h"

#include <inttypes.h>
#include <string.h>

#include "base/date.h"

enum { NAMED_MAX = 40 };

const char *verdict_name(enum verdict verdict)
{
    static const char *const names[] = {
        [VERDICT_AGREES] = "agrees",
        [VERDICT_ROUNDS] = "rounds",
        [VERDICT_DIFFERS] = "differs",
        [VERDICT_TARGET_AGREES] = "target-agrees",
        [VERDICT_TARGET_DIFFERS] = "target-differs",
        [VERDICT_UNMATCHED] = "unmatched",
        [VERDICT_UNDETERMINED] = "undetermined",
    };
    return names[verdict];
}

/* ---- amounts ---- */

static bool is_word(const char *word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(word, list[i]) == 0)
            return true;
    return false;
}

/* 不少于 is a bound and nothing more; 余 多 超 say in which step of the leading digit the amount lies. */
static bool is_bound(const char *word)
{
    static const char *const bounds[] = {"不少于", "不低于", "至少", "最少", "不小于", "不少于约"};
    return is_word(word, bounds, sizeof bounds / sizeof *bounds);
}

static bool is_near(const char *word)
{
    static const char *const near[] = {"近", "接近", "将近", "不足", "不到", "临近"};
    return is_word(word, near, sizeof near / sizeof *near);
}

/* 25903 -> 30000: the next step of the leading digit. */
static int128 next_step(int128 x)
{
    int128 unit = 1;

    while (x / unit >= 10)
        unit *= 10;
    return (x / unit + 1) * unit;
}

enum verdict verdict_amount(int128 x, int128 step, enum qualifier qualifier, const char *word, int128 y,
                            const char **ret_note)
{
    int128 off = x > y ? x - y : y - x;

    *ret_note = "";
    switch (qualifier) {
    case QUALIFIER_EQUAL:
        return off == 0 ? VERDICT_AGREES : 2 * off <= step ? VERDICT_ROUNDS : VERDICT_DIFFERS;
    case QUALIFIER_ABOUT:
        return off == 0 ? VERDICT_AGREES : 20 * off <= x ? VERDICT_ROUNDS : VERDICT_DIFFERS;
    case QUALIFIER_AT_LEAST:
        if (y < x)
            return VERDICT_DIFFERS;
        if (is_bound(word) || y < next_step(x))
            return VERDICT_ROUNDS;
        *ret_note = "远高于文中的数";
        return VERDICT_DIFFERS;
    case QUALIFIER_AT_MOST:
        if (is_near(word))
            return y < x && 10 * off <= x ? VERDICT_ROUNDS : VERDICT_DIFFERS;
        return y <= x ? VERDICT_ROUNDS : VERDICT_DIFFERS;
    }
    return VERDICT_DIFFERS;
}

/* A figure in the indicator's unit, and what it is compared with, as whole numbers of one scale. */
struct scaled {
    int128 written, step, one; /* `one`: a unit of the indicator's smallest digit */
    bool fits;
};

static int128 power_of_ten(int power)
{
    int128 p = 1;

    while (power-- > 0)
        p *= 10;
    return p;
}

static struct scaled scale_figure(const struct claim *c, int places)
{
    const struct figure *f = c->figure;
    int value_places = f->value.places - c->shift, step_places = f->step.places - c->shift, most = places;
    struct scaled s = {0};

    most = value_places > most ? value_places : most;
    most = step_places > most ? step_places : most;
    s.fits = most - value_places <= 18 && most - step_places <= 18 && most - places <= 18;
    if (!s.fits)
        return s;
    s.written = (int128)f->value.n * power_of_ten(most - value_places);
    s.step = (int128)f->step.n * power_of_ten(most - step_places);
    s.one = power_of_ten(most - places);
    return s;
}

/* ---- words for people ---- */

static const char *plain(struct ctx *ctx, int64_t n, int places)
{
    char text[DECIMAL_TEXT];
    return arena_strdup(ctx->mem, decimal_format((struct decimal){n, places}, text));
}

static const char *join(struct ctx *ctx, const char *a, const char *b)
{
    if (!a || !a[0])
        return b ? b : "";
    return b && b[0] ? arena_printf(ctx->mem, "%s；%s", a, b) : a;
}

static const char *ledger_says(struct ctx *ctx, const struct indicator *d, const struct organisation *org,
                               const char *actual)
{
    return arena_printf(ctx->mem, "台账为 %s %s（%s）", actual, d->unit, org->name);
}

static struct judgement undetermined(enum gap gap, const char *note, const struct organisation *org)
{
    return (struct judgement){VERDICT_UNDETERMINED, "", note, org, .gap = gap};
}

/* What cannot be read at all, whatever the claim: true if there is something to compare with. */
static bool is_readable(const struct status *status, enum gap missing, const char *note, struct judgement *ret)
{
    if (status->outside)
        *ret = undetermined(GAP_SCOPE, "不在这项指标的范围内", status->org);
    else if (status->closed)
        *ret = undetermined(GAP_CLOSED, "这项指标不公开到这一级", status->org);
    else if (status->hidden)
        *ret = undetermined(GAP_HIDDEN, "写明了会看出个别人，不公开", status->org);
    else if (!status->reported)
        *ret = undetermined(missing, note, status->org);
    else
        return true;
    return false;
}

/* ---- reading ---- */

struct judge {
    struct ctx *ctx;
    const struct programme *programme;
    const struct ledger_reader *reader;
    const struct claim *claim;
};

static int month_before(int month)
{
    return month - 1;
}

/* January to the month; a month before January is nothing counted. */
static int read_month(const struct judge *j, const struct indicator *d, int month, struct status *ret)
{
    int january = j->programme->year * 100 + 1;
    int r = j->reader->read(j->ctx, j->reader->arg, d, j->claim->place.org, month < january ? january : month, ret);

    if (r == 0 && month < january) {
        ret->value = 0;
        ret->stage = -1;
        ret->hidden = ret->closed;
    }
    return r;
}

/* What was counted in the claim's time: at its end and, inside a month, at the end of the month before. */
struct counted {
    struct status end;
    int64_t low, high;
};

static int read_counted(const struct judge *j, const struct indicator *d, struct counted *ret)
{
    const struct period *p = &j->claim->period;
    struct status start = {0}, before = {0};
    int r = read_month(j, d, p->to, &ret->end);

    if (r == 0 && p->from)
        r = read_month(j, d, p->from, &start);
    if (r == 0 && p->day)
        r = read_month(j, d, month_before(p->to), &before);
    if (r < 0)
        return r;
    ret->end.hidden = ret->end.hidden || start.hidden || before.hidden;
    ret->high = ret->end.value - start.value;
    ret->low = p->day ? before.value - start.value : ret->high;
    return 0;
}

/* ---- one kind of claim a function ---- */

static int judge_target(const struct judge *j, struct judgement *ret)
{
    const struct claim *c = j->claim;
    const struct indicator *d = c->indicator;
    struct scaled s = scale_figure(c, d->places);
    struct status status;
    const char *note;
    int r = read_month(j, d, j->programme->year * 100 + 12, &status);

    if (r < 0)
        return r;
    if (status.outside)
        *ret = undetermined(GAP_SCOPE, "不在这项指标的范围内", status.org);
    else if (status.target.kind != TARGET_VALUE)
        *ret = undetermined(GAP_TARGET, "目标未公布", status.org);
    else if (c->period.named && (c->period.from || c->period.to % 100 != 12))
        *ret = undetermined(GAP_TIME, "只公布了全年目标", status.org);
    else {
        enum qualifier q = c->figure->qualifier == QUALIFIER_AT_LEAST && !is_bound(c->figure->qualifier_word) &&
                                   strcmp(c->figure->qualifier_word, "以上") != 0
                               ? QUALIFIER_AT_LEAST
                               : QUALIFIER_EQUAL; /* 不少于 x: x itself was promised */
        enum verdict v = s.fits ? verdict_amount(s.written, s.step, q, c->figure->qualifier_word,
                                                 (int128)status.target.value * s.one, &note)
                                : VERDICT_DIFFERS;
        const char *target = plain(j->ctx, status.target.value, d->places);
        *ret = (struct judgement){v == VERDICT_DIFFERS ? VERDICT_TARGET_DIFFERS : VERDICT_TARGET_AGREES, target, "",
                                  status.org, .gap = GAP_NONE};
        if (v == VERDICT_DIFFERS)
            ret->note = arena_printf(j->ctx->mem, "公布的目标是 %s %s（%s）", target, d->unit, status.org->name);
        else if (v == VERDICT_ROUNDS)
            ret->note = "目标四舍五入后相符";
    }
    return 0;
}

static void judge_between(const struct judge *j, const struct counted *counted, const struct scaled *s,
                          struct judgement *ret)
{
    const struct figure *f = j->claim->figure;
    const struct indicator *d = j->claim->indicator;
    const char *note;
    int128 low = (int128)counted->low * s->one, high = (int128)counted->high * s->one;
    bool inside = (s->written >= low && s->written <= high) ||
                  verdict_amount(s->written, s->step, f->qualifier, f->qualifier_word, low, &note) != VERDICT_DIFFERS ||
                  verdict_amount(s->written, s->step, f->qualifier, f->qualifier_word, high, &note) != VERDICT_DIFFERS;
    int before = month_before(j->claim->period.to) % 100, to = j->claim->period.to % 100;

    ret->actual = plain(j->ctx, counted->high, d->places);
    ret->verdict = inside ? VERDICT_UNDETERMINED : VERDICT_DIFFERS;
    ret->gap = inside ? GAP_TIME : GAP_NONE;
    ret->note =
        arena_printf(j->ctx->mem, "日期在月中：%d 月底 %s %s，%d 月底 %s %s（%s）", before,
                     plain(j->ctx, counted->low, d->places), d->unit, to, ret->actual, d->unit, counted->end.org->name);
}

static int judge_actual(const struct judge *j, struct judgement *ret)
{
    const struct claim *c = j->claim;
    const struct indicator *d = c->indicator;
    struct scaled s = scale_figure(c, d->places);
    struct counted counted;
    const char *more;
    int r = read_counted(j, d, &counted);

    if (r < 0)
        return r;
    if (!is_readable(&counted.end, GAP_RECORDS, "没有记录", ret))
        return 0;
    *ret = (struct judgement){.note = "", .org = counted.end.org};
    ret->actual = plain(j->ctx, counted.high, d->places);
    if (!s.fits) {
        ret->verdict = VERDICT_DIFFERS;
        ret->note = ledger_says(j->ctx, d, counted.end.org, ret->actual);
    } else if (counted.low != counted.high) {
        judge_between(j, &counted, &s, ret);
    } else {
        ret->verdict = verdict_amount(s.written, s.step, c->figure->qualifier, c->figure->qualifier_word,
                                      (int128)counted.high * s.one, &more);
        ret->note = ret->verdict == VERDICT_AGREES
                        ? ""
                        : join(j->ctx, ledger_says(j->ctx, d, counted.end.org, ret->actual), more);
    }
    return 0;
}

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
    const char *note;

    if (f->qualifier == QUALIFIER_EQUAL)
        return rate_agrees(s, done, whole);
    return verdict_amount(s->written * whole, s->step * whole, f->qualifier, f->qualifier_word, done * 100 * s->one,
                          &note) != VERDICT_DIFFERS;
}

static const char *rate_text(struct ctx *ctx, int64_t done, int64_t whole)
{
    struct decimal rate;
    return percent_of(done, whole, 1, &rate) ? "" : plain(ctx, rate.n, rate.places);
}

static int judge_rate(const struct judge *j, struct judgement *ret)
{
    const struct claim *c = j->claim;
    struct scaled s = scale_figure(c, 0);
    struct counted counted;
    int r = read_counted(j, c->indicator, &counted);

    if (r < 0)
        return r;
    if (!is_readable(&counted.end, GAP_RECORDS, "没有记录", ret))
        return 0;
    *ret = undetermined(GAP_TARGET, "目标未公布，算不出完成率", counted.end.org);
    if (c->period.from || c->period.day)
        *ret = undetermined(GAP_TIME, "只算得出一月到月底的完成率", counted.end.org);
    else if (counted.end.target.kind == TARGET_VALUE && counted.end.target.value > 0) {
        int64_t whole = counted.end.target.value;
        ret->actual = rate_text(j->ctx, counted.high, whole);
        ret->done = counted.high;
        ret->whole = whole;
        ret->gap = GAP_NONE;
        ret->verdict = s.fits && rate_qualified(c, &s, counted.high, whole) ? VERDICT_AGREES : VERDICT_DIFFERS;
        ret->note = arena_printf(j->ctx->mem, "台账完成率为 %s%%（%s，%s/%s %s）", ret->actual, counted.end.org->name,
                                 plain(j->ctx, counted.high, c->indicator->places),
                                 plain(j->ctx, whole, c->indicator->places), c->indicator->unit);
    }
    return 0;
}

static void set_share(const struct judge *j, const struct status *status, struct judgement *ret)
{
    ret->actual = status_actual_text(j->ctx, status);
    ret->done = status->value;
    ret->whole = status->roster;
    ret->gap = GAP_NONE;
}

/* A share of a roster, written as a percentage. */
static int judge_share(const struct judge *j, struct judgement *ret)
{
    const struct claim *c = j->claim;
    struct scaled s = scale_figure(c, 0);
    struct status status;
    int r = read_month(j, c->indicator, c->period.to, &status);

    if (r < 0)
        return r;
    if (!is_readable(&status, GAP_RECORDS, "没有名册或记录", ret))
        return 0;
    *ret = undetermined(GAP_RECORDS, "没有名册或记录", status.org);
    if (c->period.from || c->period.day) {
        *ret = undetermined(GAP_TIME, "只算得出一月到月底的覆盖率", status.org);
    } else if (status.roster > 0) {
        set_share(j, &status, ret);
        ret->verdict = s.fits && rate_qualified(c, &s, status.value, status.roster) ? VERDICT_AGREES : VERDICT_DIFFERS;
        ret->note = arena_printf(j->ctx->mem, "台账为 %s%%（%s，%" PRId64 "/%" PRId64 "）", ret->actual,
                                 status.org->name, status.value, status.roster);
    }
    return 0;
}

static int judge_covered(const struct judge *j, struct judgement *ret)
{
    const struct claim *c = j->claim;
    int64_t full = (int64_t)(100 * power_of_ten(c->indicator->places));
    struct status status;
    int r = read_month(j, c->indicator, c->promised ? j->programme->year * 100 + 12 : c->period.to, &status);

    if (r < 0)
        return r;
    *ret = undetermined(GAP_RECORDS, "没有名册或记录", status.org);
    if (c->promised && status.target.kind == TARGET_VALUE) {
        ret->gap = GAP_NONE;
        ret->verdict = status.target.value == full ? VERDICT_TARGET_AGREES : VERDICT_TARGET_DIFFERS;
        ret->actual = plain(j->ctx, status.target.value, c->indicator->places);
        ret->note = "";
    } else if (c->promised) {
        *ret = undetermined(GAP_TARGET, "目标未公布", status.org);
    } else if (is_readable(&status, GAP_RECORDS, "没有名册或记录", ret) && status.roster > 0) {
        set_share(j, &status, ret);
        ret->verdict = status.value >= status.roster ? VERDICT_AGREES : VERDICT_DIFFERS;
        ret->note = ret->verdict == VERDICT_AGREES
                        ? ""
                        : arena_printf(j->ctx->mem, "台账为 %s%%（%s，%" PRId64 "/%" PRId64 "）", ret->actual,
                                       status.org->name, status.value, status.roster);
    }
    return 0;
}

static const char *stage_name(const struct indicator *d, int64_t stage)
{
    return stage < 0 || (size_t)stage >= d->of->stage->of_count ? "" : d->of->stage->of[stage].name;
}

static int judge_stage_target(const struct judge *j, struct judgement *ret)
{
    const struct claim *c = j->claim;
    struct status status;
    int r = read_month(j, c->indicator, j->programme->year * 100 + 12, &status);

    if (r < 0)
        return r;
    *ret = undetermined(GAP_TARGET, "约定的阶段未公布", status.org);
    if (status.target.kind != TARGET_STAGE)
        return 0;
    ret->gap = GAP_NONE;
    ret->actual = stage_name(c->indicator, status.target.value);
    ret->verdict = status.target.value == c->stage ? VERDICT_TARGET_AGREES : VERDICT_TARGET_DIFFERS;
    ret->note = ret->verdict == VERDICT_TARGET_AGREES ? "" : arena_printf(j->ctx->mem, "约定的是“%s”", ret->actual);
    return 0;
}

static int judge_stage(const struct judge *j, struct judgement *ret)
{
    const struct claim *c = j->claim;
    const struct indicator *d = c->indicator;
    struct status status, before = {.stage = -1};
    int r = c->promised ? judge_stage_target(j, ret) : read_month(j, d, c->period.to, &status);

    if (r < 0 || c->promised)
        return r;
    if (c->period.day)
        r = read_month(j, d, month_before(c->period.to), &before);
    if (r < 0)
        return r;
    *ret = undetermined(GAP_RECORDS, "没有记录", status.org);
    if (!is_readable(&status, GAP_RECORDS, "没有记录", ret) || status.stage < 0)
        return 0;
    ret->actual = stage_name(d, status.stage);
    ret->gap = GAP_TIME;
    if (c->period.day && status.stage >= c->stage && before.stage < c->stage) {
        ret->note = "日期在月中，这个月内才到这个阶段";
        return 0;
    }
    ret->gap = GAP_NONE;
    ret->verdict = status.stage >= c->stage ? VERDICT_AGREES : VERDICT_DIFFERS;
    ret->note = status.stage == c->stage
                    ? d->name
                    : arena_printf(j->ctx->mem, "%s：台账为“%s”（%s）", d->name, ret->actual, status.org->name);
    return 0;
}

/* ---- targets met ---- */

struct tried {
    const char *unknown, *empty, *hidden, *missed, *met; /* names */
    size_t unknown_count, empty_count, hidden_count, missed_count, met_count;
};

static void add_name(struct ctx *ctx, const char **names, size_t *count, const char *name)
{
    if (*count < NAMED_MAX)
        *names = *count ? arena_printf(ctx->mem, "%s，%s", *names, name) : name;
    ++*count;
}

static void try_stage(const struct judge *j, const struct indicator *d, const struct status *s, struct tried *t)
{
    if (s->target.kind != TARGET_STAGE)
        add_name(j->ctx, &t->unknown, &t->unknown_count, d->name);
    else if (s->hidden)
        add_name(j->ctx, &t->hidden, &t->hidden_count, d->name);
    else if (!s->reported)
        add_name(j->ctx, &t->empty, &t->empty_count, d->name);
    else if (s->stage < s->target.value)
        add_name(j->ctx, &t->missed, &t->missed_count, d->name);
    else
        add_name(j->ctx, &t->met, &t->met_count, d->name);
}

static int try_indicator(const struct judge *j, const struct indicator *d, struct tried *t, struct judgement *ret)
{
    struct status s;
    int r = read_month(j, d, j->claim->period.to, &s);
    int128 done, due;
    bool met;

    if (r < 0)
        return r;
    ret->org = s.org;
    if (d->count == COUNT_STAGE) {
        try_stage(j, d, &s, t);
        return 0;
    }
    done = d->count == COUNT_COVER ? (int128)s.value * 100 * power_of_ten(d->places) : s.value;
    due = d->count == COUNT_COVER ? (int128)s.target.value * s.roster : s.target.value;
    met = j->claim->exceeded ? done > due : done >= due;
    if (met && j->claim->period.day && d->count != COUNT_COVER) {
        struct status before;
        r = read_month(j, d, month_before(j->claim->period.to), &before);
        s.hidden = s.hidden || before.hidden;
        s.reported = s.reported && (before.value == s.value || before.value > due); /* else met within the month */
    }
    if (r < 0)
        return r;
    if (s.target.kind != TARGET_VALUE)
        add_name(j->ctx, &t->unknown, &t->unknown_count, d->name);
    else if (s.hidden)
        add_name(j->ctx, &t->hidden, &t->hidden_count, d->name);
    else if (s.outside || !s.reported)
        add_name(j->ctx, &t->empty, &t->empty_count, d->name);
    else if (met)
        add_name(j->ctx, &t->met, &t->met_count, d->name);
    else
        add_name(j->ctx, &t->missed, &t->missed_count, d->name);
    if (j->claim->several_count == 1 && s.reported && !s.outside && !s.hidden) {
        ret->actual = status_actual_text(j->ctx, &s);
        if (s.target.kind == TARGET_VALUE)
            ret->note = arena_printf(j->ctx->mem, "台账为 %s %s（%s），目标 %s %s", ret->actual, d->unit, s.org->name,
                                     status_target_text(j->ctx, &s), d->unit);
        if (s.target.kind == TARGET_VALUE && d->count != COUNT_COVER && s.target.value > 0) {
            ret->done = s.value;
            ret->whole = s.target.value;
        }
    }
    return 0;
}

static int judge_fulfilled(const struct judge *j, struct judgement *ret)
{
    const struct claim *c = j->claim;
    struct tried t = {0};
    const char *note = NULL;

    *ret = undetermined(GAP_OTHER, "", NULL);
    for (size_t i = 0; i < c->several_count; i++) {
        int r = try_indicator(j, c->several[i], &t, ret);
        if (r < 0)
            return r;
    }
    if (c->several_count != 1)
        ret->org = c->place.org;
    if (t.missed_count) {
        ret->verdict = VERDICT_DIFFERS;
        note = arena_printf(j->ctx->mem, "没有达到目标：%s", t.missed);
    } else if (!t.unknown_count && !t.empty_count && !t.hidden_count) {
        ret->verdict = VERDICT_AGREES;
    }
    ret->gap = ret->verdict != VERDICT_UNDETERMINED ? GAP_NONE
               : t.unknown_count                    ? GAP_TARGET
               : t.hidden_count                     ? GAP_HIDDEN
                                                    : GAP_RECORDS;
    if (t.unknown_count)
        note = join(j->ctx, note, arena_printf(j->ctx->mem, "目标未公布，无法核验：%s", t.unknown));
    if (t.hidden_count)
        note = join(j->ctx, note, arena_printf(j->ctx->mem, "写明了会看出个别人，无法核验：%s", t.hidden));
    if (t.empty_count)
        note = join(j->ctx, note, arena_printf(j->ctx->mem, "没有记录，或日期在月中说不准：%s", t.empty));
    if (t.met_count && c->several_count > 1)
        note = join(j->ctx, note, arena_printf(j->ctx->mem, "达到目标：%s", t.met));
    ret->note = join(j->ctx, note, ret->note);
    return 0;
}

static int judge_items(const struct judge *j, struct judgement *ret)
{
    struct scaled s = scale_figure(j->claim, 0);
    int64_t items = (int64_t)j->programme->item_count;
    const char *note;

    *ret = (struct judgement){VERDICT_DIFFERS, plain(j->ctx, items, 0), "", j->claim->place.org, .gap = GAP_NONE};
    if (s.fits)
        ret->verdict = verdict_amount(s.written, s.step, j->claim->figure->qualifier, j->claim->figure->qualifier_word,
                                      (int128)items * s.one, &note);
    if (ret->verdict != VERDICT_AGREES)
        ret->note = arena_printf(j->ctx->mem, "项目清单里有 %s 项", ret->actual);
    return 0;
}

static int judge_figure(const struct judge *j, struct judgement *ret)
{
    if (j->claim->role == ROLE_TARGET)
        return judge_target(j, ret);
    return j->claim->indicator->count == COUNT_COVER ? judge_share(j, ret) : judge_actual(j, ret);
}

static int judge_claim(const struct judge *j, struct judgement *ret)
{
    switch (j->claim->kind) {
    case CLAIM_FIGURE:
        return judge_figure(j, ret);
    case CLAIM_RATE:
        return judge_rate(j, ret);
    case CLAIM_ITEMS:
        return judge_items(j, ret);
    case CLAIM_STAGE:
        return judge_stage(j, ret);
    case CLAIM_FULFILLED:
        return judge_fulfilled(j, ret);
    case CLAIM_COVERED:
        return judge_covered(j, ret);
    }
    return 0;
}

int verdict_of(struct ctx *ctx, const struct programme *programme, const struct ledger_reader *reader,
               const struct claim *claim, struct judgement *ret)
{
    struct judge j = {ctx, programme, reader, claim};
    bool named = claim->indicator || claim->several_count || claim->kind == CLAIM_ITEMS;
    int r = 0;

    if (claim->why || !named)
        *ret = (struct judgement){named ? VERDICT_UNDETERMINED : VERDICT_UNMATCHED, "", claim->why ? claim->why : "",
                                  named ? claim->place.org : NULL, .gap = named ? GAP_OTHER : GAP_NONE};
    else
        r = judge_claim(&j, ret);
    if (r == 0)
        ret->note = join(ctx, ret->note, claim->note);
    return r;
}
