#include "domain/disclosure.h"

#include <string.h>

enum { MONTHS = 13 }; /* and the year's beginning */

/* One place and those below it while it is decided what is shown. */
struct table {
    size_t count;
    int until;
    const bool *parent;    /* visible months of the place above */
    int64_t *sums;         /* by child and month */
    int64_t above[MONTHS]; /* of all together */
    bool *visible;
    bool *known; /* what follows from visible */
};

static int64_t sum_of(const struct table *t, size_t child, int month)
{
    return t->sums[child * MONTHS + (size_t)month];
}

static bool is_small(int64_t amount)
{
    return amount > 0 && amount < SMALL_CELL;
}

/* ---- rules 1 and 2 ---- */

/* From the present backwards: what neither a later visible sum nor the year's beginning turns into a small cell. */
static void choose_months(const int64_t *sums, const bool *parent, int until, bool *visible)
{
    int64_t later = -1;
    memset(visible, 0, MONTHS * sizeof *visible);
    visible[0] = true;
    for (int m = until; m > 0; m--) {
        if (!parent[m] || is_small(sums[m]) || (later >= 0 && is_small(later - sums[m])))
            continue;
        visible[m] = true;
        later = sums[m];
    }
}

void disclosure_choose_root(const int64_t added[13], int until, bool visible[13])
{
    static const bool all[MONTHS] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    int64_t sums[MONTHS] = {0};
    for (int m = 1; m <= until; m++)
        sums[m] = sums[m - 1] + added[m];
    choose_months(sums, all, until, visible);
    if (is_small(sums[until])) { /* its present is shown: then nothing else can be */
        memset(visible + 1, 0, (MONTHS - 1) * sizeof *visible);
        visible[until] = true;
    }
}

/* ---- rule 3 ---- */

/* Between two known sums that are equal nothing was added. */
static bool know_between(const struct table *t, size_t child)
{
    bool *known = t->known + child * MONTHS, learnt = false;
    for (int a = 0; a < t->until; a++) {
        int b = a + 1;
        while (b <= t->until && !known[b])
            b++;
        if (!known[a] || b > t->until || sum_of(t, child, a) != sum_of(t, child, b))
            continue;
        for (int m = a + 1; m < b; m++)
            learnt |= t->parent[m] && !known[m] ? (known[m] = true) : false;
    }
    return learnt;
}

/* What those below that are not known at `a` or `b` added between them. */
struct rest {
    size_t count;
    int64_t sum;
    bool small, large;
};

static struct rest rest_of(const struct table *t, int a, int b)
{
    struct rest rest = {0};
    for (size_t i = 0; i < t->count; i++) {
        const bool *known = t->known + i * MONTHS;
        if (known[a] && known[b])
            continue;
        int64_t added = sum_of(t, i, b) - sum_of(t, i, a);
        rest.count++;
        rest.sum += added;
        rest.small |= is_small(added);
        rest.large |= added >= SMALL_CELL;
    }
    return rest;
}

/* Where those that are not known added nothing together, a sum that is known at one end is known at the other. */
static bool know_ends(const struct table *t, int a, int b)
{
    bool learnt = false;
    if (rest_of(t, a, b).sum)
        return false;
    for (size_t i = 0; i < t->count; i++) {
        bool *known = t->known + i * MONTHS;
        if (known[a] == known[b])
            continue;
        known[a] = known[b] = learnt = true;
    }
    return learnt;
}

static void know(const struct table *t)
{
    memcpy(t->known, t->visible, t->count * MONTHS * sizeof *t->known);
    for (bool learnt = true; learnt;) {
        learnt = false;
        for (size_t i = 0; i < t->count; i++)
            learnt |= know_between(t, i);
        for (int b = 1; b <= t->until; b++)
            for (int a = 0; a < b; a++)
                learnt |= t->parent[a] && t->parent[b] && know_ends(t, a, b);
    }
}

static bool gives_away(struct rest rest)
{
    return rest.sum && (rest.count == 1 || is_small(rest.sum) || (rest.small && !rest.large));
}

/* Hides the sum to the month, with those to all months between which and it the place above added nothing: what is
 * known of one is known of all. */
static void hide(const struct table *t, int month, bool *visible)
{
    for (int m = 1; m <= t->until; m++)
        if (t->above[m] == t->above[month])
            visible[m] = false;
}

/* Whether hiding the cell keeps what was added between the months. */
static bool would_keep(const struct table *t, size_t child, int month, int a, int b)
{
    bool *known = t->known + child * MONTHS, before[MONTHS];
    memcpy(before, known, sizeof before);
    memcpy(known, t->visible + child * MONTHS, sizeof before);
    hide(t, month, known);
    (void)know_between(t, child);
    bool keeps = !gives_away(rest_of(t, a, b));
    memcpy(known, before, sizeof before);
    return keeps;
}

/* Hides one more sum, so that what was added between the months is not told: of the places that are visible at both,
 * the one that added least, but enough; rather the earlier month than the later. False if there is none. */
static bool hide_one(const struct table *t, int a, int b)
{
    bool *best = NULL;
    int best_month = 0;
    int64_t best_cost = INT64_MAX;
    for (size_t i = 0; i < t->count; i++) {
        bool *visible = t->visible + i * MONTHS;
        for (int which = a ? 0 : 1; which < 2 && visible[a] && visible[b]; which++) {
            int64_t cost = sum_of(t, i, b) - sum_of(t, i, a);
            if (!would_keep(t, i, which ? b : a, a, b))
                cost = INT64_MAX / 2 + cost / 2;
            if (cost < best_cost) {
                best_cost = cost;
                best = visible;
                best_month = which ? b : a;
            }
        }
    }
    if (best)
        hide(t, best_month, best);
    know(t);
    return best;
}

/* Looks for two months that give something away, and hides; false once there is nothing left to do. */
static bool mend(const struct table *t)
{
    for (int b = t->until; b > 0; b--)
        for (int a = b - 1; a >= 0 && t->parent[b]; a--)
            if (t->parent[a] && gives_away(rest_of(t, a, b)) && hide_one(t, a, b))
                return true;
    return false;
}

/* ---- which may be called small ---- */

/* The sum to a month that is not known lies between the known ones around it; who is hidden without being called small
 * is taken to have enough. */
static int64_t at_least(const struct table *t, size_t child, int month)
{
    int64_t enough = sum_of(t, child, month) < SMALL_CELL ? 0 : SMALL_CELL;
    while (!t->known[child * MONTHS + (size_t)month])
        month--; /* the year's beginning is known */
    int64_t known = sum_of(t, child, month);
    return known > enough ? known : enough;
}

static int64_t at_most(const struct table *t, size_t child, int month, int64_t otherwise)
{
    while (month <= t->until && !t->known[child * MONTHS + (size_t)month])
        month++;
    return month > t->until ? otherwise : sum_of(t, child, month);
}

/* Whether, to the month, each of those to be called small could be 1 as well as 4, whatever the others that are not
 * known may be. */
static bool leaves_open(const struct table *t, const bool *named, int month)
{
    struct rest rest = rest_of(t, 0, month);
    int64_t least = 0, most = 0;
    bool any = false;
    for (size_t i = 0; i < t->count; i++) {
        if (t->known[i * MONTHS + (size_t)month])
            continue;
        any |= named[i];
        least += named[i] ? SMALL_CELL - 1 : at_least(t, i, month);
        most += named[i] ? 1 : at_most(t, i, month, rest.sum);
    }
    return !any || (least <= rest.sum && most >= rest.sum);
}

/* Whether the child is small as a whole, and wherever it has nothing yet is seen to have nothing. */
static bool may_be_small(const struct table *t, size_t child)
{
    for (int m = 1; m <= t->until; m++)
        if (t->parent[m] && !sum_of(t, child, m) && !t->known[child * MONTHS + (size_t)m])
            return false;
    return is_small(sum_of(t, child, t->until));
}

/* All of those or none: in each month whose sum is seen of the place above. */
static void say_small(const struct table *t, bool *named, bool *small)
{
    bool open = t->parent[t->until];
    for (size_t i = 0; i < t->count; i++)
        named[i] = may_be_small(t, i);
    for (int m = 1; m <= t->until; m++)
        open = open && (!t->parent[m] || leaves_open(t, named, m));
    memset(small, 0, t->count * MONTHS * sizeof *small);
    for (size_t i = 0; i < t->count && open; i++)
        for (int m = 1; m <= t->until && named[i]; m++)
            small[i * MONTHS + (size_t)m] = t->parent[m] && sum_of(t, i, m);
}

void disclosure_choose(struct arena *mem, const int64_t *children, size_t count, const bool visible_parent[13],
                       int until, bool *visible, bool *small)
{
    struct table t = {
        .count = count,
        .until = until,
        .parent = visible_parent,
        .sums = arena_array(mem, count * MONTHS + 1, sizeof *t.sums),
        .visible = visible,
        .known = arena_array(mem, count * MONTHS + 1, sizeof *t.known),
    };
    for (size_t i = 0; i < count; i++) {
        for (size_t m = 1; m <= (size_t)until; m++) {
            t.sums[i * MONTHS + m] = t.sums[i * MONTHS + m - 1] + children[i * MONTHS + m];
            t.above[m] += t.sums[i * MONTHS + m];
        }
        choose_months(t.sums + i * MONTHS, visible_parent, until, visible + i * MONTHS);
    }
    know(&t);
    while (mend(&t))
        ;
    /* What is known anyway need not look as if it were kept back. */
    for (size_t i = 0; i < count; i++)
        for (size_t m = 1; m <= (size_t)until; m++)
            visible[i * MONTHS + m] |= t.known[i * MONTHS + m] && visible_parent[m];
    say_small(&t, arena_array(mem, count + 1, sizeof(bool)), small);
}

/* ---- whom it concerns ---- */

bool disclosure_guards(const struct indicator *indicator)
{
    for (size_t i = 0; i < indicator->of->field_count; i++)
        if (i != FIELD_REMARK && indicator->of->fields[i].personal)
            return true;
    return false;
}

/* An institution is as deep as what hangs beside it. */
static int depth(const struct organisation *org)
{
    int depth = 0;
    if (org->level != LEVEL_INSTITUTION)
        return (int)org->level;
    while ((org = org->stat_parent))
        depth++;
    return depth;
}

bool disclosure_open(const struct indicator *indicator, const struct organisation *org)
{
    if (org->level == LEVEL_SCOPE)
        return (indicator->scope && strcmp(indicator->scope->code, org->code) == 0) || !disclosure_guards(indicator);
    enum org_level to = indicator->public_to ? org_level_named(indicator->public_to) : LEVEL_INSTITUTION;
    return to == LEVEL_INSTITUTION || depth(org) <= (int)to;
}

const struct organisation *disclosure_nearest(const struct indicator *indicator, const struct organisation *org)
{
    while (org->stat_parent && !disclosure_open(indicator, org))
        org = org->stat_parent;
    return org;
}
