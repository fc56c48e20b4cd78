/* Totals: an amount that says of what it is the sum, several places (甲县、乙县两地共), several indicators
 * (宫颈癌筛查和 乳腺癌筛查共), or figures before it (两项合计). What is added up goes by words and places; whether the
 * sum is right is for the ledgers to say. */
#include "domain/claim_reader.h"

#include <string.h>

#include "text/runes.h"

enum { ADDENDS_MAX = 64, NAMES_MAX = 6 };

static const char *const totals[] = {"合计",     "共计",   "总计",     "一共", "总共", "加起来",
                                     "加在一起", "合起来", "合在一起", "两项", "三项"};
static const char *const each_of_them[] = {"都", "均", "各", "分别"};

/* ---- what must not be added ---- */

static bool overlap_in_time(const struct period *a, const struct period *b)
{
    int from_a = a->from ? a->from : a->to / 100 * 100, from_b = b->from ? b->from : b->to / 100 * 100;

    return from_a < b->to && from_b < a->to;
}

static bool overlap_in_place(const struct organisation *a, const struct organisation *b)
{
    bool apart = a->level == LEVEL_COUNTY && b->level == LEVEL_COUNTY && a != b;

    return !apart && (organisation_within(a, b) || organisation_within(b, a) || a->level == LEVEL_SCOPE ||
                      b->level == LEVEL_SCOPE);
}

static bool is_part(const struct indicator *part, const struct indicator *whole)
{
    while (part && part != whole)
        part = part->part_of;
    return part != NULL;
}

/* Why the two cannot be added, or NULL: one holds the other, or they are counted in different measures. */
static const char *why_not_both(struct claim_reader *r, const struct addend *a, const struct addend *b)
{
    const struct indicator *d = a->indicator, *e = b->indicator;

    if (strcmp(d->unit, e->unit) != 0 || d->places != e->places)
        return arena_printf(r->ctx->mem, "%s按%s计，%s按%s计，不能相加", d->name, d->unit, e->name, e->unit);
    if (!overlap_in_place(a->org, b->org) || !overlap_in_time(&a->period, &b->period))
        return NULL;
    if (d == e)
        return arena_printf(r->ctx->mem, "%s的%s和%s有重叠，不能相加", d->name, a->org->name, b->org->name);
    if (is_part(d, e) || is_part(e, d))
        return arena_printf(r->ctx->mem, "%s和%s一个包含另一个，不能相加", d->name, e->name);
    return NULL;
}

/* ---- the sum as a claim ---- */

/* One indicator, one place, one time where all addends have the same; else several. */
static void set_common(struct claim_reader *r, struct claim *c)
{
    const struct addend *first = &c->addends[0];
    bool one_place = true;

    c->several = arena_array(r->ctx->mem, c->addend_count, sizeof *c->several);
    c->several_count = 0;
    for (size_t i = 0; i < c->addend_count; i++) {
        const struct addend *a = &c->addends[i];
        bool known = false;
        for (size_t k = 0; k < c->several_count; k++)
            known = known || c->several[k] == a->indicator;
        if (!known)
            c->several[c->several_count++] = a->indicator;
        one_place = one_place && a->org == first->org;
    }
    c->indicator = c->several_count == 1 ? first->indicator : NULL;
    c->several_count = c->indicator ? 0 : c->several_count;
    if (one_place && c->place.org != first->org)
        c->place = (struct place){.org = first->org};
    else if (!one_place && !c->place.several_count)
        c->place.org = NULL;
}

static void set_sum(struct claim_reader *r, const struct addend *addends, size_t count, struct claim *c)
{
    c->kind = CLAIM_SUM;
    c->addends = arena_array(r->ctx->mem, count, sizeof *c->addends);
    memcpy(c->addends, addends, count * sizeof *addends);
    c->addend_count = count;
    c->why = NULL;
    for (size_t i = 0; i < count && !c->why; i++)
        for (size_t k = 0; k < i && !c->why; k++)
            c->why = why_not_both(r, &addends[k], &addends[i]);
    set_common(r, c);
}

void claim_sum_places(struct claim_reader *r, struct claim *c)
{
    struct addend addends[ADDENDS_MAX];
    size_t count = 0;

    for (size_t i = 0; i < c->place.several_count && count < ADDENDS_MAX; i++)
        addends[count++] = (struct addend){c->indicator, c->place.several[i], c->period};
    set_sum(r, addends, count, c);
}

/* ---- “甲和乙共 a” ---- */

/* The one indicator of the unit whose words end at `end`, in the clause that begins at `start`. */
static const struct indicator *named_until(struct claim_reader *r, size_t start, size_t end, const char *unit,
                                           size_t *ret_start)
{
    struct matches m;
    const struct match *first = &m.at[0];

    claim_match_words(r, (struct span){start, end}, claim_has_unit, unit, &m);
    if (m.count != 1 || first->foreign || first->piece[first->pieces - 1].end + (r->s[end - 1] == L'”') != end)
        return NULL;
    *ret_start = first->piece[0].start;
    return first->indicator;
}

/* All that were named in one list with what was found, last to first; how many. */
static size_t names_of(struct claim_reader *r, size_t i, const struct matches *found,
                       const struct indicator *ret[NAMES_MAX])
{
    const struct site *site = &r->fates[i].site;
    size_t count = 0, at = found->at[0].piece[0].start;

    for (; count < found->count && count < NAMES_MAX; count++)
        ret[count] = found->at[count].indicator;
    while (found->count == 1 && count < NAMES_MAX && at > site->clause.start && words_connective(r->s, at - 1, at)) {
        const struct indicator *other = named_until(r, site->clause.start, at - 1, r->figures.at[i].unit, &at);
        if (!other || other == ret[count - 1])
            break;
        ret[count++] = other;
    }
    return count;
}

/* 合计 or 共 between the names and the number; 公共 is none of them. */
static bool says_total(const struct claim_reader *r, struct span words)
{
    size_t at = find_words(r->s, words, "共");

    return HAS(r, words, totals) || (at < words.end && (at == words.start || r->s[at - 1] != L'公'));
}

bool claim_sum_named(struct claim_reader *r, size_t i, const struct matches *found, struct claim *c)
{
    const struct site *site = &r->fates[i].site;
    const struct match *first = &found->at[0];
    struct span words = {first->pieces ? first->piece[first->pieces - 1].end : 0, site->number.start};
    const struct indicator *names[NAMES_MAX];
    struct addend addends[NAMES_MAX];
    struct matches all = {.count = 0};
    size_t count;

    if (r->fates[i].listed || first->pieces == 0 || first->piece[0].start < site->clause.start ||
        words.start > words.end)
        return false;
    count = names_of(r, i, found, names);
    if (count < 2)
        return false;
    for (size_t k = 0; k < count; k++) {
        all.at[all.count++] = (struct match){.indicator = names[count - 1 - k]};
        addends[k] = (struct addend){names[count - 1 - k], c->place.org, c->period};
    }
    if (says_total(r, words) && !HAS(r, words, each_of_them) && c->role == ROLE_ACTUAL) {
        c->indicator = names[0];
        c->why = claim_why_no_comparison(r, i, c);
        (void)unit_agrees(c->indicator, c->figure->unit, &c->shift); /* it does: the match asked for it */
        if (!c->why)
            set_sum(r, addends, count, c);
        return true;
    }
    c->why = arena_printf(r->ctx->mem, "说的是%s，是各自的还是合起来的，文中没有说清", claim_candidates(r, &all));
    return true;
}

/* ---- 两项合计 ---- */

/* Adds what the claim of a part was read as; false if it cannot be compared. */
static bool take_part(const struct claim *part, struct addend *addends, size_t *count)
{
    if (part->why || part->role != ROLE_ACTUAL || *count >= ADDENDS_MAX)
        return false;
    if (part->kind == CLAIM_FIGURE && part->indicator && part->place.org) {
        addends[(*count)++] = (struct addend){part->indicator, part->place.org, part->period};
        return true;
    }
    for (size_t k = 0; part->kind == CLAIM_SUM && k < part->addend_count && *count < ADDENDS_MAX; k++)
        addends[(*count)++] = part->addends[k];
    return part->kind == CLAIM_SUM && *count < ADDENDS_MAX;
}

/* “23.6 公里和 35.6 公里，合计 59.2 公里”: what its rounded parts may be off, it may be off as well. */
static struct decimal slack_of(const struct claim_reader *r, const struct consistency *self)
{
    struct decimal slack = {0};

    for (size_t k = 0; k < self->part_count && self->kind == CONSISTENCY_HOLDS; k++) {
        const struct decimal step = r->figures.at[self->parts[k]].step;
        int places = step.places > slack.places ? step.places : slack.places;
        int64_t a, b;
        if ((step.n == 1 && step.places == 0) || decimal_rescale(step, places, &a) ||
            decimal_rescale(slack, places, &b) || a > INT64_MAX - b)
            continue; /* counted, not rounded */
        slack = (struct decimal){a + b, places};
    }
    return slack;
}

void claim_sum_total(struct claim_reader *r, size_t i, struct claim *c)
{
    const struct consistency *self = &r->self[i];
    struct addend addends[ADDENDS_MAX];
    size_t count = 0;

    if (self->part_count == 0 || (c->indicator && (c->place.org || !c->why)) || c->kind != CLAIM_FIGURE ||
        c->role != ROLE_ACTUAL)
        return;
    for (size_t k = 0; k < self->part_count; k++) {
        const struct claim *part = &r->claims.at[self->parts[k]];
        if (!take_part(part, addends, &count) || part->shift != r->claims.at[self->parts[0]].shift)
            return;
    }
    c->shift = r->claims.at[self->parts[0]].shift;
    c->naming.from = WORDS_FIGURE_BEFORE;
    c->slack = slack_of(r, self);
    set_sum(r, addends, count, c);
    r->fates[i].indicator = c->indicator;
}
