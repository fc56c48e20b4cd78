/* Promises without a figure: a stage reached, targets met. */
#include "domain/verdict_part.h"

enum { NAMED_MAX = 40 };

static const char *stage_name(const struct indicator *d, int64_t stage)
{
    return stage < 0 || (size_t)stage >= d->of->stage->of_count ? "" : d->of->stage->of[stage].name;
}

static int judge_stage_target(const struct judge *j, struct judgement *ret)
{
    const struct claim *c = j->claim;
    struct status status;
    int r = judge_month(j, c->indicator, j->claim->place.org, j->programme->year * 100 + 12, &status);

    if (r < 0)
        return r;
    *ret = judge_undetermined(GAP_TARGET, "约定的阶段未公布", status.org);
    if (status.target.kind != TARGET_STAGE)
        return 0;
    ret->gap = GAP_NONE;
    ret->actual = stage_name(c->indicator, status.target.value);
    ret->verdict = status.target.value == c->stage ? VERDICT_TARGET_AGREES : VERDICT_TARGET_DIFFERS;
    ret->note = ret->verdict == VERDICT_TARGET_AGREES ? "" : arena_printf(j->ctx->mem, "约定的是“%s”", ret->actual);
    return 0;
}

int judge_stage(const struct judge *j, struct judgement *ret)
{
    const struct claim *c = j->claim;
    const struct indicator *d = c->indicator;
    struct status status, before = {.stage = -1};
    int r = c->promised ? judge_stage_target(j, ret) : judge_month(j, d, j->claim->place.org, c->period.to, &status);

    if (r < 0 || c->promised)
        return r;
    if (c->period.day)
        r = judge_month(j, d, j->claim->place.org, month_before(c->period.to), &before);
    if (r < 0)
        return r;
    *ret = judge_undetermined(GAP_RECORDS, "没有记录", status.org);
    if (!judge_is_readable(&status, GAP_RECORDS, "没有记录", ret) || status.stage < 0)
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
    int r = judge_month(j, d, j->claim->place.org, j->claim->period.to, &s);
    int128 done, due;
    bool met;

    if (r < 0)
        return r;
    ret->org = s.org;
    if (d->count == COUNT_STAGE) {
        try_stage(j, d, &s, t);
        return 0;
    }
    done = d->count == COUNT_COVER ? (int128)s.value * cover_whole(d) : s.value;
    due = d->count == COUNT_COVER ? (int128)s.target.value * s.roster : s.target.value;
    met = j->claim->exceeded ? done > due : done >= due;
    if (met && j->claim->period.day && d->count != COUNT_COVER) {
        struct status before;
        r = judge_month(j, d, j->claim->place.org, month_before(j->claim->period.to), &before);
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

int judge_fulfilled(const struct judge *j, struct judgement *ret)
{
    const struct claim *c = j->claim;
    struct tried t = {0};
    const char *note = NULL;

    *ret = judge_undetermined(GAP_OTHER, "", NULL);
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
        note = judge_join(j->ctx, note, arena_printf(j->ctx->mem, "目标未公布，无法核验：%s", t.unknown));
    if (t.hidden_count)
        note = judge_join(j->ctx, note, arena_printf(j->ctx->mem, "写明了会看出个别人，无法核验：%s", t.hidden));
    if (t.empty_count)
        note = judge_join(j->ctx, note, arena_printf(j->ctx->mem, "没有记录，或日期在月中说不准：%s", t.empty));
    if (t.met_count && c->several_count > 1)
        note = judge_join(j->ctx, note, arena_printf(j->ctx->mem, "达到目标：%s", t.met));
    ret->note = judge_join(j->ctx, note, ret->note);
    return 0;
}
