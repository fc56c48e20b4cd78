#include "domain/disclosure.h"

#include <string.h>

enum { MONTHS = BOUND_MONTHS }; /* and the year's beginning */

/* What is counted, and of a part what of its whole is no part of it. */
struct column {
    const int64_t *sums;   /* by place and month */
    int64_t above[MONTHS]; /* of all together */
    bool parent[MONTHS];   /* known months of the place above */
    bool counts;           /* never negative: sums tell what they are made of */
};

/* One additive table while it is decided what is shown. */
struct table {
    size_t count, column_count;
    int until;
    struct column *columns;   /* those to be shown, then those of the whole */
    const bool *whole_known;  /* by place and month; NULL without a whole */
    bool *visible;            /* by place and month: of all columns alike */
    struct bounds start;      /* what is known already of the place above and of the whole */
    struct bounds seen;       /* and what is visible, with what follows from it within each place */
    struct bounds known;      /* and with what follows from everything */
    struct bounds insider;    /* what follows for who knows each amount to within SMALL_CELL */
    struct bounds hopeless;   /* and sees nothing of this table; of no places until it is needed */
    struct differences *kept; /* room for those of a place, seen and known */
};

size_t disclosure_at(const struct disclosure *table, size_t column, size_t place)
{
    return (column * table->places + place) * MONTHS;
}

struct disclosure disclosure_new(struct arena *mem, size_t places, const struct disclosure *whole)
{
    size_t columns = whole ? 2 : 1;
    return (struct disclosure){
        .places = places,
        .columns = columns,
        .whole = whole,
        .added = arena_array(mem, columns * places * MONTHS, sizeof(int64_t)),
        .known = arena_array(mem, columns * places * MONTHS, sizeof(bool)),
        .small = arena_array(mem, places * MONTHS, sizeof(bool)),
    };
}

static int64_t sum_of(const struct column *c, size_t place, int month)
{
    return c->sums[place * MONTHS + (size_t)month];
}

static int64_t added_of(const struct column *c, size_t place, int a, int b)
{
    return sum_of(c, place, b) - sum_of(c, place, a);
}

/* What of a whole is no part of it may be less than nothing: a person may count for the one here, for the other there.
 */
static bool is_small(int64_t amount)
{
    return amount && amount > -SMALL_CELL && amount < SMALL_CELL;
}

static int64_t size_of(int64_t amount)
{
    return amount < 0 ? -amount : amount;
}

/* ---- rules 1 and 2 ---- */

static bool may_be_next(const struct table *t, size_t place, int month, int later)
{
    if (t->whole_known && !t->whole_known[place * MONTHS + (size_t)month])
        return false;
    for (size_t k = 0; k < t->column_count; k++) {
        const struct column *c = &t->columns[k];
        int64_t sum = sum_of(c, place, month);
        if (!c->parent[month] || is_small(sum) || (later && is_small(sum_of(c, place, later) - sum)))
            return false;
    }
    return true;
}

/* From the present backwards: what neither a later visible sum nor the year's beginning turns into a small cell. */
static void choose_months(const struct table *t, size_t place)
{
    bool *visible = t->visible + place * MONTHS;
    int later = 0;
    memset(visible, 0, MONTHS * sizeof *visible);
    visible[0] = true;
    for (int m = t->until; m > 0; m--)
        if (may_be_next(t, place, m, later)) {
            visible[m] = true;
            later = m;
        }
}

/* Where a root's present is small it is shown nevertheless: then nothing else can be. */
static void choose_root(const struct table *t)
{
    bool small = false;
    choose_months(t, 0);
    for (size_t k = 0; k < t->column_count; k++)
        small |= is_small(sum_of(&t->columns[k], 0, t->until));
    if (small) {
        memset(t->visible + 1, 0, (MONTHS - 1) * sizeof *t->visible);
        t->visible[t->until] = true;
    }
}

/* ---- what can be known ---- */

/* What is seen of a place, or that it added nothing: not what follows only from what others added. */
static bool is_seen(const struct table *t, size_t column, size_t place, int a, int b)
{
    const struct differences *known = bounds_of(&t->known, column, place);
    return differences_fixed(bounds_of(&t->seen, column, place), a, b) || (!known->most[a][b] && !known->most[b][a]);
}

static bool is_fixed(const struct table *t, size_t column, size_t place, int a, int b)
{
    return differences_fixed(bounds_of(&t->known, column, place), a, b);
}

/* What is visible of a place, and what follows from it there. */
static void see_place(const struct table *t, size_t place)
{
    for (size_t k = 0; k < t->seen.columns; k++)
        *bounds_of(&t->seen, k, place) = *bounds_of(&t->start, k, place);
    for (size_t k = 0; k < t->column_count; k++)
        for (int m = 1; m <= t->until; m++)
            if (t->visible[place * MONTHS + (size_t)m])
                differences_know(bounds_of(&t->seen, k, place), m, sum_of(&t->columns[k], place, m));
    bounds_narrow_place(&t->seen, place);
}

static void know(const struct table *t)
{
    bounds_copy(&t->known, &t->seen);
    bounds_narrow(&t->known);
}

static void see(const struct table *t)
{
    for (size_t i = 0; i < t->count; i++)
        see_place(t, i);
    know(t);
}

/* ---- rule 3 ---- */

/* What those below that are not known added between two months. */
struct rest {
    int64_t sum;
    bool small, large;
};

static struct rest rest_of(const struct table *t, size_t column, int a, int b)
{
    struct rest rest = {0};
    for (size_t i = 0; i < t->count; i++) {
        if (is_seen(t, column, i, a, b))
            continue;
        int64_t added = added_of(&t->columns[column], i, a, b);
        rest.sum += added;
        rest.small |= is_small(added);
        rest.large |= added >= SMALL_CELL || added <= -SMALL_CELL;
    }
    return rest;
}

static bool gives_away(struct rest rest)
{
    return is_small(rest.sum) || (rest.sum && rest.small && !rest.large);
}

/* Whether a column gives away what was added between the months: which. */
static bool is_given_away(const struct table *t, int a, int b, size_t *ret_column)
{
    for (size_t k = 0; k < t->column_count; k++) {
        *ret_column = k;
        if (!is_seen(t, k, t->count, a, b))
            continue;
        if (gives_away(rest_of(t, k, a, b)))
            return true;
    }
    return false;
}

/* Hides the sum to the month, with those to all months between which and it the place above added nothing, of whatever
 * column: what is known of one is known of all. */
static void hide_group(const struct table *t, int month, bool *visible)
{
    bool hidden[MONTHS] = {false};
    hidden[month] = true;
    for (bool more = true; more;) {
        more = false;
        for (size_t k = 0; k < t->column_count; k++)
            for (int m = 1; m <= t->until; m++)
                for (int other = 1; other <= t->until && !hidden[m]; other++)
                    if (hidden[other] && t->columns[k].above[m] == t->columns[k].above[other])
                        hidden[m] = more = true;
    }
    for (int m = 1; m <= t->until; m++)
        visible[m] &= !hidden[m];
}

static void hide(const struct table *t, size_t place, int month)
{
    hide_group(t, month, t->visible + place * MONTHS);
    see_place(t, place);
    know(t);
}

/* What is known of a place: saved, put back. */
static void keep_place(const struct table *t, size_t place, struct differences *ret)
{
    for (size_t k = 0; k < t->known.columns; k++) {
        *ret++ = *bounds_of(&t->seen, k, place);
        *ret++ = *bounds_of(&t->known, k, place);
    }
}

static void restore_place(const struct table *t, size_t place, const struct differences *kept)
{
    for (size_t k = 0; k < t->known.columns; k++) {
        *bounds_of(&t->seen, k, place) = *kept++;
        *bounds_of(&t->known, k, place) = *kept++;
    }
}

/* Whether hiding the cell keeps what was added between the months. */
static bool would_keep(const struct table *t, size_t place, int month, int a, int b)
{
    bool *visible = t->visible + place * MONTHS, before[MONTHS];
    size_t column;
    memcpy(before, visible, sizeof before);
    keep_place(t, place, t->kept);
    hide_group(t, month, visible);
    see_place(t, place);
    for (size_t k = 0; k < t->known.columns; k++)
        *bounds_of(&t->known, k, place) = *bounds_of(&t->seen, k, place);
    bool keeps = !is_given_away(t, a, b, &column);
    memcpy(visible, before, sizeof before);
    restore_place(t, place, t->kept);
    return keeps;
}

/* A visible sum that could be hidden, and what it costs: what is lost to sight. */
struct hiding {
    size_t place;
    int month;
    int64_t cost;
};

static const struct hiding no_hiding = {.cost = INT64_MAX};

static void consider(struct hiding *best, size_t place, int month, int64_t cost)
{
    if (cost < best->cost)
        *best = (struct hiding){place, month, cost};
}

/* Of the places that are visible at both months, the one that added least, but enough; rather the earlier month than
 * the later. */
static struct hiding cheapest_between(const struct table *t, size_t column, int a, int b)
{
    struct hiding best = no_hiding;
    for (size_t i = 0; i < t->count; i++) {
        const bool *visible = t->visible + i * MONTHS;
        for (int which = a ? 0 : 1; which < 2 && visible[a] && visible[b]; which++) {
            int64_t cost = size_of(added_of(&t->columns[column], i, a, b));
            if (cost >= best.cost)
                continue;
            if (!would_keep(t, i, which ? b : a, a, b))
                cost = INT64_MAX / 2 + cost / 2;
            consider(&best, i, which ? b : a, cost);
        }
    }
    return best;
}

/* The visible month from which one that is not visible may follow: the next, else the last before; 0 if there is none.
 */
static int source_month(const struct table *t, size_t place, int month)
{
    const bool *visible = t->visible + place * MONTHS;
    for (int m = month; m <= t->until; m++)
        if (visible[m])
            return m;
    while (month > 0 && !visible[month])
        month--;
    return month;
}

/* Hides one more sum, so that what was added between the months is not told. False if there is none to hide. */
static bool mend_rest(const struct table *t, int a, int b)
{
    size_t column;
    if (!is_given_away(t, a, b, &column))
        return false;
    struct hiding best = cheapest_between(t, column, a, b);
    if (best.cost == INT64_MAX)
        return false;
    hide(t, best.place, best.month);
    return true;
}

/* ---- rule 5 ---- */

/* An amount of 1 to 4 of which more can be told than that. */
static bool leaks(const struct differences *d, int a, int b)
{
    int64_t most = d->most[a][b], least = -d->most[b][a];
    if (most < 0) {
        int64_t negated = -most;
        most = -least;
        least = negated;
    }
    return least > 0 && most < SMALL_CELL && (least > 1 || most < SMALL_CELL - 1);
}

struct leak {
    size_t column, place; /* which may be all together */
    int a, b;
};

static int64_t truth_of(const struct table *t, size_t column, size_t place, int a, int b)
{
    const struct column *c = &t->columns[column];
    return place < t->count ? added_of(c, place, a, b) : c->above[b] - c->above[a];
}

/* What can be known of the place from elsewhere: each amount to within SMALL_CELL. */
static void know_nearly(const struct table *t, const struct bounds *bounds, size_t place)
{
    for (size_t k = 0; k < bounds->columns; k++) {
        struct differences *d = bounds_of(bounds, k, place);
        for (int a = 0; a <= t->until; a++)
            for (int b = 0; b <= t->until; b++) {
                int64_t near = truth_of(t, k, place, a, b) + SMALL_CELL - 1;
                if (a != b && d->most[a][b] > near)
                    d->most[a][b] = near;
            }
    }
}

static void know_as_insider(const struct table *t, const struct bounds *bounds)
{
    for (size_t i = 0; i <= t->count; i++) {
        know_nearly(t, bounds, i);
        bounds_narrow_place(bounds, i);
    }
    bounds_narrow(bounds);
}

/* Whether the places below tell more of the one above than an insider would know. */
static bool tells_above(const struct table *t, size_t column, int a, int b)
{
    const struct differences *known = bounds_of(&t->known, column, t->count);
    int64_t start = bounds_of(&t->start, column, t->count)->most[a][b];
    return known->most[a][b] < start && known->most[a][b] < truth_of(t, column, t->count, a, b) + SMALL_CELL - 1;
}

static bool is_leak(const struct table *t, const struct leak *at)
{
    if (at->place == t->count)
        return tells_above(t, at->column, at->a, at->b) || tells_above(t, at->column, at->b, at->a);
    return leaks(bounds_of(&t->insider, at->column, at->place), at->a, at->b) &&
           !(t->hopeless.places && leaks(bounds_of(&t->hopeless, at->column, at->place), at->a, at->b));
}

static bool find_leak(const struct table *t, struct leak *ret)
{
    for (size_t k = 0; k < t->known.columns; k++)
        for (size_t i = 0; i <= t->count; i++)
            for (int b = t->until; b > 0; b--)
                for (int a = b - 1; a >= 0; a--) {
                    *ret = (struct leak){k, i, a, b};
                    if (is_leak(t, ret))
                        return true;
                }
    return false;
}

/* Rather what others added between the months, then what is seen of anyone at one of them, then what it may follow from
 * in its own place, then whatever is seen. */
static struct hiding cheapest_for(const struct table *t, const struct leak *leak)
{
    enum { STEP = 1 << 30 };
    const struct column *c = &t->columns[leak->column];
    struct hiding best = no_hiding;
    for (size_t i = 0; i < t->count; i++) {
        const bool *visible = t->visible + i * MONTHS;
        bool own = i == leak->place;
        for (int m = 1; m <= t->until; m++) {
            int64_t cost = size_of(sum_of(c, i, m));
            if (!visible[m])
                continue;
            if (m != leak->a && m != leak->b)
                cost += (int64_t)STEP *
                        (own && (m == source_month(t, i, leak->a) || m == source_month(t, i, leak->b)) ? 2 : 3);
            else if (own || !visible[leak->a] || !visible[leak->b])
                cost += STEP;
            else
                cost = size_of(added_of(c, i, leak->a, leak->b));
            consider(&best, i, m, cost);
        }
    }
    return best;
}

static bool mend_leak(struct arena *mem, struct table *t)
{
    struct leak leak;
    bounds_copy(&t->insider, &t->seen);
    know_as_insider(t, &t->insider);
    if (!find_leak(t, &leak))
        return false;
    if (!t->hopeless.places) {
        t->hopeless = bounds_new(mem, t->count, t->start.columns, t->until);
        bounds_copy(&t->hopeless, &t->start);
        know_as_insider(t, &t->hopeless);
        return true;
    }
    struct hiding best = cheapest_for(t, &leak);
    if (best.cost == INT64_MAX)
        return false;
    hide(t, best.place, best.month);
    return true;
}

/* Looks for what gives something away, and hides; false once there is nothing left to do. */
static bool mend(struct arena *mem, struct table *t)
{
    for (int b = t->until; b > 0; b--)
        for (int a = b - 1; a >= 0; a--)
            if (mend_rest(t, a, b))
                return true;
    return mend_leak(mem, t);
}

/* ---- which may be called small ---- */

/* Whether the place is small as a whole, and wherever it has nothing yet is seen to have nothing. */
static bool may_be_small(const struct table *t, size_t place)
{
    const struct column *c = t->columns;
    for (int m = 1; m <= t->until; m++)
        if (c->parent[m] && !sum_of(c, place, m) && !is_fixed(t, 0, place, 0, m))
            return false;
    return is_small(sum_of(c, place, t->until)) && c->parent[t->until];
}

/* Who is called small has 1 to 4; who is hidden without being called so is taken to have enough. */
static void suppose_small(const struct table *t, size_t place, bool named)
{
    const struct column *c = t->columns;
    struct differences *d = bounds_of(&t->seen, 0, place);
    for (int m = 1; m <= t->until; m++) {
        int64_t sum = sum_of(c, place, m), least = named ? 1 : SMALL_CELL;
        if (!c->parent[m] || sum < least)
            continue;
        if (-d->most[m][0] < least)
            d->most[m][0] = -least;
        if (named && d->most[0][m] >= SMALL_CELL)
            d->most[0][m] = SMALL_CELL - 1;
    }
    bounds_narrow_place(&t->seen, place);
}

/* Whether each of those called small could still be 1 as well as 4. */
static bool leaves_open(const struct table *t, const bool *named)
{
    for (size_t i = 0; i < t->count; i++)
        for (int m = 1; m <= t->until && named[i]; m++) {
            const struct differences *d = bounds_of(&t->known, 0, i);
            if (t->columns->parent[m] && sum_of(t->columns, i, m) &&
                (d->most[0][m] != SMALL_CELL - 1 || d->most[m][0] != -1))
                return false;
        }
    return true;
}

/* All of those or none: in each month whose sum is seen of the place above. */
static void say_small(struct arena *mem, struct table *t, bool *small)
{
    bool *named = arena_array(mem, t->count, sizeof *named), any = false;
    struct leak leak;
    for (size_t i = 0; i < t->count; i++)
        any |= named[i] = may_be_small(t, i);
    if (!any)
        return;
    for (size_t i = 0; i < t->count; i++)
        suppose_small(t, i, named[i]);
    know(t);
    bounds_copy(&t->insider, &t->known);
    if (leaves_open(t, named) && !find_leak(t, &leak)) {
        for (size_t i = 0; i < t->count; i++)
            for (int m = 1; m <= t->until && named[i]; m++)
                small[i * MONTHS + (size_t)m] = t->columns->parent[m] && sum_of(t->columns, i, m);
        return;
    }
    see(t);
}

/* ---- tables ---- */

/* What of the whole is no part of it. */
static void fill_rest(struct disclosure *table)
{
    int64_t *rest = table->added + disclosure_at(table, 1, 0);
    for (size_t i = 0; i < table->places * MONTHS; i++)
        rest[i] = table->whole->added[i] - table->added[i];
}

static struct column column_of(struct arena *mem, const struct disclosure *table, size_t column,
                               const struct disclosure *above, size_t place, int until)
{
    const int64_t *added = table->added + disclosure_at(table, column, 0);
    int64_t *sums = arena_array(mem, table->places * MONTHS, sizeof *sums);
    struct column c = {.sums = sums, .counts = true};
    for (size_t i = 0; i < table->places * MONTHS; i++) {
        size_t m = i % MONTHS;
        if (m == 0 || m > (size_t)until)
            continue;
        sums[i] = sums[i - 1] + added[i];
        c.above[m] += sums[i];
        c.counts = c.counts && added[i] >= 0;
    }
    for (size_t m = 0; m < MONTHS; m++)
        c.parent[m] = !above || above->known[disclosure_at(above, column, place) + m];
    return c;
}

/* The table's own, then those of its whole. */
static void fill_columns(struct arena *mem, const struct disclosure *table, const struct disclosure *above,
                         size_t place, int until, struct column *ret)
{
    for (; table; table = table->whole, above = above ? above->whole : NULL)
        for (size_t k = 0; k < table->columns; k++)
            *ret++ = column_of(mem, table, k, above, place, until);
}

/* What is known of the place above and of the whole before anything is visible. */
static struct bounds start_of(struct arena *mem, const struct table *t, size_t columns, const struct disclosure *whole,
                              const struct disclosure *above, size_t place)
{
    struct bounds start = bounds_new(mem, t->count, columns, t->until);
    for (size_t k = 0; k < columns; k++)
        for (size_t i = 0; i <= t->count; i++) {
            struct differences *d = bounds_of(&start, k, i);
            if (k < t->column_count)
                differences_clear(d, t->columns[k].counts);
            else
                *d = *bounds_of(&whole->bounds, k - 2, i);
            if (i == t->count && above)
                differences_meet(d, bounds_of(&above->bounds, k, place));
        }
    bounds_narrow_place(&start, t->count);
    return start;
}

static void tell(const struct table *t, struct disclosure *table)
{
    table->bounds = t->known;
    for (size_t k = 0; k < table->columns; k++)
        for (size_t i = 0; i < t->count; i++)
            for (int m = 0; m <= t->until; m++)
                table->known[disclosure_at(table, k, i) + (size_t)m] = is_fixed(t, k, i, 0, m);
}

/* Nothing is visible yet. */
static struct table table_of(struct arena *mem, struct disclosure *table, const struct disclosure *above, size_t place,
                             int until)
{
    const struct disclosure *whole = table->whole;
    size_t columns = whole ? 2 + whole->bounds.columns : 1;
    struct table t = {
        .count = table->places,
        .column_count = table->columns,
        .until = until,
        .columns = arena_array(mem, columns, sizeof *t.columns),
        .whole_known = whole ? whole->known : NULL,
        .visible = arena_array(mem, table->places * MONTHS, sizeof *t.visible),
    };
    if (whole)
        fill_rest(table);
    fill_columns(mem, table, above, place, until, t.columns);
    t.start = start_of(mem, &t, columns, whole, above, place);
    t.kept = arena_array(mem, 2 * columns, sizeof *t.kept);
    t.seen = bounds_new(mem, t.count, columns, until);
    t.known = bounds_new(mem, t.count, columns, until);
    t.insider = bounds_new(mem, t.count, columns, until);
    bounds_copy(&t.seen, &t.start);
    return t;
}

void disclosure_choose(struct arena *mem, struct disclosure *table, const struct disclosure *above, size_t place,
                       int until)
{
    struct table t = table_of(mem, table, above, place, until);
    if (!above)
        choose_root(&t);
    for (size_t i = 0; i < t.count && above; i++)
        choose_months(&t, i);
    see(&t);
    while (above && mend(mem, &t))
        ;
    if (above && !table->whole)
        say_small(mem, &t, table->small);
    tell(&t, table);
}

void disclosure_choose_root(const int64_t added[13], int until, bool visible[13])
{
    int64_t sums[MONTHS] = {0};
    for (int m = 1; m <= until; m++)
        sums[m] = sums[m - 1] + added[m];
    struct column column = {.sums = sums};
    memset(column.parent, 1, sizeof column.parent);
    choose_root(&(struct table){.count = 1, .column_count = 1, .until = until, .columns = &column, .visible = visible});
}

void disclosure_open_all(struct arena *mem, struct disclosure *table, int until)
{
    struct table t = table_of(mem, table, NULL, 0, until);
    memset(t.visible, 1, table->places * MONTHS);
    see(&t);
    tell(&t, table);
}

/* ---- whom it concerns ---- */

bool disclosure_counts_heads(const struct indicator *indicator)
{
    switch (indicator->count) {
    case COUNT_RECORDS:
    case COUNT_PERSONS:
    case COUNT_DISTINCT:
        return true;
    case COUNT_SUM:
    case COUNT_STAGE:
    case COUNT_COVER:
        break;
    }
    return false;
}

bool disclosure_guards(const struct indicator *indicator)
{
    for (size_t i = 0; i < indicator->of->field_count; i++)
        if (i != FIELD_REMARK && indicator->of->fields[i].personal)
            return true;
    return indicator->part_of && disclosure_guards(indicator->part_of);
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
