/* Written against counted, exactly: whole numbers of one scale, never a double. */
#include "domain/verdict_part.h"

#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "domain/reckoning.h"

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

/* 24816 -> 30000: the next step of the leading digit. */
static int128 next_step(int128 x)
{
    int128 unit = 1;

    while (x / unit >= 10)
        unit *= 10;
    return (x / unit + 1) * unit;
}

enum verdict verdict_amount(int128 x, int128 step, enum qualifier qualifier, const char *word, int128 y)
{
    int128 off = x > y ? x - y : y - x;

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
        return VERDICT_DIFFERS;
    case QUALIFIER_AT_MOST:
        if (is_near(word))
            return y < x && 10 * off <= x ? VERDICT_ROUNDS : VERDICT_DIFFERS;
        return y <= x ? VERDICT_ROUNDS : VERDICT_DIFFERS;
    }
    return VERDICT_DIFFERS;
}

struct scaled judge_scale(const struct claim *c, int places)
{
    const struct figure *f = c->figure;
    int value_places = f->value.places - c->shift, step_places = f->step.places - c->shift, most = places;
    struct scaled s = {0};

    most = value_places > most ? value_places : most;
    most = step_places > most ? step_places : most;
    s.fits = most - value_places <= 18 && most - step_places <= 18 && most - places <= 18;
    if (!s.fits)
        return s;
    s.written = (int128)f->value.n * decimal_power(most - value_places);
    s.step = (int128)f->step.n * decimal_power(most - step_places);
    s.one = decimal_power(most - places);
    return s;
}

/* ---- words for people ---- */

const char *judge_number(struct ctx *ctx, int64_t n, int places)
{
    char text[DECIMAL_TEXT];
    return arena_strdup(ctx->mem, decimal_format((struct decimal){n, places}, text));
}

const char *judge_join(struct ctx *ctx, const char *a, const char *b)
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

struct judgement judge_undetermined(enum gap gap, const char *note, const struct organisation *org)
{
    return (struct judgement){VERDICT_UNDETERMINED, "", note, org, .gap = gap};
}

/* What cannot be read at all, whatever the claim: true if there is something to compare with. */
bool judge_is_readable(const struct status *status, enum gap missing, const char *note, struct judgement *ret)
{
    if (status->outside)
        *ret = judge_undetermined(GAP_SCOPE, "不在这项指标的范围内", status->org);
    else if (status->closed)
        *ret = judge_undetermined(GAP_CLOSED, "这项指标不公开到这一级", status->org);
    else if (status->hidden)
        *ret = judge_undetermined(GAP_HIDDEN, "写明了会看出个别人，不公开", status->org);
    else if (!status->reported)
        *ret = judge_undetermined(missing, note, status->org);
    else
        return true;
    return false;
}

/* ---- reading ---- */

int month_before(int month)
{
    return month - 1;
}

int judge_month(const struct judge *j, const struct indicator *d, const struct organisation *org, int month,
                struct status *ret)
{
    bool none = month % 100 == 0;
    int r = j->reader->read(j->ctx, j->reader->arg, d, org, none ? month + 1 : month, ret);

    if (r == 0 && none) {
        ret->value = 0;
        ret->stage = -1;
        ret->hidden = ret->closed;
    }
    return r;
}

int judge_counted(const struct judge *j, const struct indicator *d, const struct organisation *org,
                  const struct period *p, struct counted *ret)
{
    struct status start = {0}, before = {0};
    int r = judge_month(j, d, org, p->to, &ret->end);

    if (r == 0 && p->from)
        r = judge_month(j, d, org, p->from, &start);
    if (r == 0 && p->day)
        r = judge_month(j, d, org, month_before(p->to), &before);
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
    struct scaled s = judge_scale(c, d->places);
    struct status status;
    struct reckoning reckoning;
    int r = judge_month(j, d, c->place.org, j->programme->year * 100 + 12, &status);

    if (r < 0)
        return r;
    if (status.outside)
        *ret = judge_undetermined(GAP_SCOPE, "不在这项指标的范围内", status.org);
    else if (status.target.kind != TARGET_VALUE)
        *ret = judge_undetermined(GAP_TARGET, "目标未公布", status.org);
    else if (c->period.named && (c->period.from || c->period.to % 100 != 12))
        *ret = judge_undetermined(GAP_TIME, "只公布了全年目标", status.org);
    else {
        enum qualifier q = c->figure->qualifier == QUALIFIER_AT_LEAST && !is_bound(c->figure->qualifier_word) &&
                                   strcmp(c->figure->qualifier_word, "以上") != 0
                               ? QUALIFIER_AT_LEAST
                               : QUALIFIER_EQUAL; /* 不少于 x: x itself was promised */
        enum verdict v = s.fits ? verdict_amount(s.written, s.step, q, c->figure->qualifier_word,
                                                 (int128)status.target.value * s.one)
                                : VERDICT_DIFFERS;
        const char *target = judge_number(j->ctx, status.target.value, d->places);
        *ret = (struct judgement){v == VERDICT_DIFFERS ? VERDICT_TARGET_DIFFERS : VERDICT_TARGET_AGREES, target, "",
                                  status.org, .gap = GAP_NONE};
        reckon(c, ret, &reckoning);
        ret->note =
            judge_join(j->ctx, arena_printf(j->ctx->mem, "公布的目标是 %s %s（%s）", target, d->unit, status.org->name),
                       reckoning_text(j->ctx->mem, &reckoning, d->unit));
    }
    return 0;
}

static void judge_between(const struct judge *j, const struct counted *counted, const struct scaled *s,
                          struct judgement *ret)
{
    const struct figure *f = j->claim->figure;
    const struct indicator *d = j->claim->indicator;
    int128 low = (int128)counted->low * s->one, high = (int128)counted->high * s->one;
    bool inside = (s->written >= low && s->written <= high) ||
                  verdict_amount(s->written, s->step, f->qualifier, f->qualifier_word, low) != VERDICT_DIFFERS ||
                  verdict_amount(s->written, s->step, f->qualifier, f->qualifier_word, high) != VERDICT_DIFFERS;
    int before = month_before(j->claim->period.to) % 100, to = j->claim->period.to % 100;

    ret->actual = judge_number(j->ctx, counted->high, d->places);
    ret->verdict = inside ? VERDICT_UNDETERMINED : VERDICT_DIFFERS;
    ret->gap = inside ? GAP_TIME : GAP_NONE;
    ret->note = arena_printf(j->ctx->mem, "日期在月中：%d 月底 %s %s，%d 月底 %s %s（%s）", before,
                             judge_number(j->ctx, counted->low, d->places), d->unit, to, ret->actual, d->unit,
                             counted->end.org->name);
}

/* The month at whose end the ledger said what the text says: the nearest before the claim's, or behind it where the
 * text names its time; one in which it only rounds comes after all others. 0: there is none. */
static int find_stale(const struct judge *j, const struct scaled *s, struct status *ret, int *ret_month)
{
    const struct claim *c = j->claim;
    int year = j->programme->year * 100, last = c->period.named ? 12 : 0, rounded = 0;

    *ret_month = 0;
    for (int n = 1; n < c->period.to % 100 || c->period.to % 100 + n <= last; n++)
        for (int side = -1; side <= 1; side += 2) {
            int month = c->period.to % 100 + side * n;
            enum verdict v;
            int r = 0;
            if (month < 1 || (side > 0 && month > last))
                continue;
            r = judge_month(j, c->indicator, c->place.org, year + month, ret);
            if (r < 0)
                return r;
            if (!ret->reported || ret->hidden)
                continue;
            v = verdict_amount(s->written, s->step, c->figure->qualifier, c->figure->qualifier_word,
                               (int128)ret->value * s->one);
            rounded = v == VERDICT_ROUNDS && c->figure->qualifier == QUALIFIER_EQUAL && !rounded ? month : rounded;
            *ret_month = v == VERDICT_AGREES ? month : 0;
            if (*ret_month)
                return 0;
        }
    *ret_month = rounded;
    return rounded ? judge_month(j, c->indicator, c->place.org, year + rounded, ret) : 0;
}

/* “和 11 月底的台账（179 个）一致” of a figure that is right at another time. */
static int add_stale(const struct judge *j, const struct scaled *s, struct judgement *ret)
{
    const struct indicator *d = j->claim->indicator;
    struct status status;
    int month, r = find_stale(j, s, &status, &month);

    if (r == 0 && month)
        ret->note = judge_join(j->ctx, ret->note,
                               arena_printf(j->ctx->mem, "和 %d 月底的台账（%s %s）对得上", month,
                                            judge_number(j->ctx, status.value, d->places), d->unit));
    return r;
}

static int judge_actual(const struct judge *j, struct judgement *ret)
{
    const struct claim *c = j->claim;
    const struct indicator *d = c->indicator;
    struct scaled s = judge_scale(c, d->places);
    struct counted counted;
    struct reckoning reckoning;
    int r = judge_counted(j, d, c->place.org, &c->period, &counted);

    if (r < 0)
        return r;
    if (!judge_is_readable(&counted.end, GAP_RECORDS, "没有记录", ret))
        return 0;
    *ret = (struct judgement){.verdict = VERDICT_DIFFERS, .note = "", .org = counted.end.org};
    ret->actual = judge_number(j->ctx, counted.high, d->places);
    if (counted.low != counted.high && s.fits) {
        judge_between(j, &counted, &s, ret);
        return 0;
    }
    if (s.fits)
        ret->verdict = verdict_amount(s.written, s.step, c->figure->qualifier, c->figure->qualifier_word,
                                      (int128)counted.high * s.one);
    reckon(c, ret, &reckoning);
    ret->note = judge_join(j->ctx, ledger_says(j->ctx, d, counted.end.org, ret->actual),
                           reckoning_text(j->ctx->mem, &reckoning, d->unit));
    return s.fits && ret->verdict == VERDICT_DIFFERS && !c->period.from ? add_stale(j, &s, ret) : 0;
}

/* “开工 66 个” against the records that reached it. */
static int judge_reached(const struct judge *j, struct judgement *ret)
{
    const struct claim *c = j->claim;
    const struct indicator *d = c->indicator;
    const char *stage = d->of->stage->of[c->stage].name;
    struct scaled s = judge_scale(c, 0);
    struct status status;
    int64_t counted = -1;
    int r = judge_month(j, d, c->place.org, c->period.to, &status);

    if (r < 0 || !judge_is_readable(&status, GAP_RECORDS, "没有记录", ret))
        return r;
    if (j->reader->reached)
        r = j->reader->reached(j->ctx, j->reader->arg, d, c->place.org, c->period.to, c->stage, &counted);
    if (r < 0)
        return r;
    if (counted < 0) {
        *ret = judge_undetermined(GAP_HIDDEN, "各阶段的件数不公开到这里", status.org);
        return 0;
    }
    *ret = (struct judgement){.verdict = VERDICT_DIFFERS, .note = "", .org = status.org};
    ret->actual = judge_number(j->ctx, counted, 0);
    if (s.fits)
        ret->verdict =
            verdict_amount(s.written, s.step, c->figure->qualifier, c->figure->qualifier_word, (int128)counted * s.one);
    ret->note = arena_printf(j->ctx->mem, "台账里已%s的为 %s %s（%s）", stage, ret->actual, d->unit, status.org->name);
    return 0;
}

static int judge_items(const struct judge *j, struct judgement *ret)
{
    struct scaled s = judge_scale(j->claim, 0);
    int64_t items = (int64_t)j->programme->item_count;

    *ret =
        (struct judgement){VERDICT_DIFFERS, judge_number(j->ctx, items, 0), "", j->claim->place.org, .gap = GAP_NONE};
    if (s.fits)
        ret->verdict = verdict_amount(s.written, s.step, j->claim->figure->qualifier, j->claim->figure->qualifier_word,
                                      (int128)items * s.one);
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
    case CLAIM_SUM:
        return judge_sum(j, ret);
    case CLAIM_RATE:
        return judge_rate(j, ret);
    case CLAIM_PART:
        return judge_part(j, ret);
    case CLAIM_GROWTH:
        return judge_growth(j, ret);
    case CLAIM_ITEMS:
        return judge_items(j, ret);
    case CLAIM_STAGE:
        return judge_stage(j, ret);
    case CLAIM_REACHED:
        return judge_reached(j, ret);
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
        ret->note = judge_join(ctx, ret->note, claim->note);
    return r;
}
