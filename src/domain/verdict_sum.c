/* A total against what the ledgers have of each of its parts. */
#include "domain/reckoning.h"
#include "domain/verdict_part.h"

#include <inttypes.h>

int judge_addends(const struct judge *j, struct counted *ret, const char **ret_terms, struct judgement *why)
{
    const struct claim *c = j->claim;

    *ret = (struct counted){.low = 0};
    *ret_terms = "";
    for (size_t i = 0; i < c->addend_count; i++) {
        const struct addend *a = &c->addends[i];
        struct counted one;
        int r = judge_counted(j, a->indicator, a->org, &a->period, &one);
        if (r < 0)
            return r;
        if (!judge_is_readable(&one.end, GAP_RECORDS, "没有记录", why)) {
            why->note = arena_printf(j->ctx->mem, "%s（%s）：%s", a->indicator->name, a->org->name, why->note);
            return JUDGE_NOTHING;
        }
        if (__builtin_add_overflow(ret->low, one.low, &ret->low) ||
            __builtin_add_overflow(ret->high, one.high, &ret->high))
            return fail(j->ctx, E_RANGE, "%s合起来太大，数不下", a->indicator->name);
        ret->end = one.end;
        *ret_terms = arena_printf(j->ctx->mem, "%s%s%s", *ret_terms, i ? " + " : "",
                                  judge_number(j->ctx, one.high, a->indicator->places));
    }
    return 0;
}

const char *judge_places(const struct judge *j)
{
    const struct claim *c = j->claim;
    const char *places = "";

    for (size_t i = 0; i < c->addend_count; i++) {
        bool known = false;
        for (size_t k = 0; k < i; k++)
            known = known || c->addends[k].org == c->addends[i].org;
        if (!known)
            places = arena_printf(j->ctx->mem, "%s%s%s", places, i ? "、" : "", c->addends[i].org->name);
    }
    return places;
}

/* “湖滨区、陕州区”, “宫颈癌筛查、乳腺癌筛查，三门峡市”: what the terms are of. */
static const char *terms_of(const struct judge *j)
{
    const struct claim *c = j->claim;
    const char *names = "";

    for (size_t i = 0; i < c->several_count; i++)
        names = arena_printf(j->ctx->mem, "%s%s%s", names, i ? "、" : "", c->several[i]->name);
    return names[0] ? arena_printf(j->ctx->mem, "%s，%s", names, judge_places(j)) : judge_places(j);
}

/* Does the sum lie within what its rounded parts may be off? Sets the note that says so. */
static bool within_slack(const struct judge *j, const struct counted *sum, const char **ret_note)
{
    const struct claim *c = j->claim;
    const struct indicator *d = c->addends[0].indicator;
    struct figure widened = *c->figure;
    struct claim wide = *c;
    struct decimal step = c->figure->step;
    int places = step.places > c->slack.places ? step.places : c->slack.places;
    int64_t a, b;
    struct scaled s;
    char text[DECIMAL_TEXT];

    if (c->slack.n == 0 || c->figure->qualifier != QUALIFIER_EQUAL || decimal_rescale(step, places, &a) ||
        decimal_rescale(c->slack, places, &b) || a > INT64_MAX / 10 - b)
        return false;
    widened.step = (struct decimal){a + b, places};
    wide.figure = &widened;
    s = judge_scale(&wide, d->places);
    if (!s.fits || verdict_amount(s.written, s.step, QUALIFIER_EQUAL, "", (int128)sum->high * s.one) == VERDICT_DIFFERS)
        return false;
    *ret_note = arena_printf(j->ctx->mem, "各项都是取整的数，合起来差不到 %s",
                             decimal_format((struct decimal){(a + b) * 5, places + 1}, text));
    return true;
}

int judge_sum(const struct judge *j, struct judgement *ret)
{
    const struct claim *c = j->claim;
    const struct indicator *d = c->addends[0].indicator;
    struct scaled s = judge_scale(c, d->places);
    struct reckoning reckoning;
    const char *loose = NULL;
    struct counted sum;
    const char *terms;
    int r = judge_addends(j, &sum, &terms, ret);

    if (r != 0)
        return r < 0 ? r : 0;
    *ret = (struct judgement){.verdict = VERDICT_DIFFERS, .note = "", .org = c->place.org};
    ret->actual = judge_number(j->ctx, sum.high, d->places);
    if (sum.low != sum.high) {
        *ret = judge_undetermined(GAP_TIME, "日期在月中，合起来的数说不准", c->place.org);
        return 0;
    }
    if (s.fits)
        ret->verdict = verdict_amount(s.written, s.step, c->figure->qualifier, c->figure->qualifier_word,
                                      (int128)sum.high * s.one);
    if (ret->verdict == VERDICT_DIFFERS && within_slack(j, &sum, &loose))
        ret->verdict = VERDICT_ROUNDS;
    reckon(c, ret, &reckoning);
    ret->note = judge_join(
        j->ctx, arena_printf(j->ctx->mem, "台账为 %s = %s %s（%s）", terms, ret->actual, d->unit, terms_of(j)),
        loose ? loose : reckoning_text(j->ctx->mem, &reckoning, d->unit));
    return 0;
}
