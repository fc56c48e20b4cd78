#include "domain/disclosure.h"

#include <string.h>

enum { MONTHS = 13 }; /* and the year's beginning */

/* One additive table while it is decided what is shown. */
struct column {
    const int64_t *sums;   /* by place and month */
    int64_t above[MONTHS]; /* of all together */
    bool parent[MONTHS];   /* known months of the place above */
    bool *known;           /* what follows from visible */
    bool counts;           /* never negative: sums tell what they are made of */
};

struct table {
    size_t count, column_count;
    int until;
    struct column *columns;
    const bool *whole_known; /* by place and month; NULL without a whole */
    const int *whole_since;  /* likewise: the first month at which the whole is known to have the same sum; -1 */
    bool *visible;           /* by place and month: of all columns alike */
    bool *before;            /* room for a place's months by column */
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

/* What of a whole is no part of it may be less than nothing: a person may count for the one here, for the other there.
 */
static bool is_small(int64_t amount)
{
    return amount && amount > -SMALL_CELL && amount < SMALL_CELL;
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
    for (size_t k = 0; k < t->column_count; k++)
        memcpy(t->columns[k].known, t->visible, MONTHS * sizeof *t->visible);
}

/* ---- rule 3 ---- */

/* Where the whole is seen to have added nothing, nor did its parts. */
static bool added_nothing(const struct table *t, const struct column *c, size_t place, int a, int b)
{
    if (!t->whole_known || !c->counts)
        return false;
    const int *since = t->whole_since + place * MONTHS;
    return since[a] >= 0 && since[a] == since[b];
}

/* Between two known sums that are equal nothing was added. */
static bool know_between(const struct table *t, const struct column *c, size_t place)
{
    bool *known = c->known + place * MONTHS, learnt = false;
    for (int a = 0; a < t->until && c->counts; a++) {
        int b = a + 1;
        while (b <= t->until && !known[b])
            b++;
        if (!known[a] || b > t->until || sum_of(c, place, a) != sum_of(c, place, b))
            continue;
        for (int m = a + 1; m < b; m++)
            learnt |= (c->parent[m] || t->whole_known) && !known[m] ? (known[m] = true) : false;
    }
    return learnt;
}

/* Where the whole is known, a part tells what is no part of it, and the other way round. */
static bool know_rests(const struct table *t, size_t place)
{
    bool learnt = false;
    for (size_t m = 1; t->whole_known && m <= (size_t)t->until; m++) {
        size_t cell = place * MONTHS + m;
        bool *part = &t->columns[0].known[cell], *rest = &t->columns[1].known[cell];
        if (!t->whole_known[cell] || *part == *rest)
            continue;
        *part = *rest = learnt = true;
    }
    return learnt;
}

/* So what is known of one of such months is known of all. */
static bool know_by_whole(const struct table *t, const struct column *c, size_t place)
{
    bool *known = c->known + place * MONTHS, of_sum[MONTHS] = {false}, learnt = false;
    if (!t->whole_since || !c->counts)
        return false;
    const int *since = t->whole_since + place * MONTHS;
    for (int m = 0; m <= t->until; m++)
        if (since[m] >= 0)
            of_sum[since[m]] |= known[m];
    for (int m = 0; m <= t->until; m++)
        if (since[m] >= 0 && of_sum[since[m]] && !known[m])
            known[m] = learnt = true;
    return learnt;
}

static bool know_place(const struct table *t, size_t place)
{
    bool learnt = know_rests(t, place);
    for (size_t k = 0; k < t->column_count; k++) {
        learnt |= know_between(t, &t->columns[k], place);
        learnt |= know_by_whole(t, &t->columns[k], place);
    }
    return learnt;
}

/* What those below that are not known at `a` or `b` added between them. */
struct rest {
    size_t count;
    int64_t sum;
    bool small, large;
};

static bool known_at(const bool *known, size_t place, int a, int b)
{
    return known[place * MONTHS + (size_t)a] && known[place * MONTHS + (size_t)b];
}

/* `within`: of those alone of which the whole is known. */
static struct rest rest_of(const struct table *t, const struct column *c, int a, int b, bool within)
{
    struct rest rest = {0};
    for (size_t i = 0; i < t->count; i++) {
        if (known_at(c->known, i, a, b) || added_nothing(t, c, i, a, b))
            continue;
        if (within && !known_at(t->whole_known, i, a, b))
            continue;
        int64_t added = sum_of(c, i, b) - sum_of(c, i, a);
        rest.count++;
        rest.sum += added;
        rest.small |= is_small(added);
        rest.large |= added >= SMALL_CELL || added <= -SMALL_CELL;
    }
    return rest;
}

/* Where the other column is known of all those of which the whole is not, this one's sum over them is known as well:
 * what is left is that of the others. */
static bool parts_at_whole(const struct table *t, const struct column *c, int a, int b)
{
    if (!t->whole_known)
        return false;
    const struct column *other = c == t->columns ? c + 1 : t->columns;
    for (size_t i = 0; i < t->count; i++)
        if (!known_at(t->whole_known, i, a, b) && !known_at(other->known, i, a, b))
            return false;
    return true;
}

/* Where those that are not known added nothing together, a sum that is known at one end is known at the other. */
static bool know_ends(const struct table *t, const struct column *c, int a, int b, bool within)
{
    bool learnt = false;
    if (rest_of(t, c, a, b, within).sum)
        return false;
    for (size_t i = 0; i < t->count; i++) {
        bool *known = c->known + i * MONTHS;
        if (known[a] == known[b] || (within && !known_at(t->whole_known, i, a, b)))
            continue;
        known[a] = known[b] = learnt = true;
    }
    return learnt;
}

static bool know_column(const struct table *t, const struct column *c)
{
    bool learnt = false;
    for (int b = 1; b <= t->until && c->counts; b++)
        for (int a = 0; a < b; a++) {
            if (!c->parent[a] || !c->parent[b])
                continue;
            learnt |= know_ends(t, c, a, b, false);
            if (parts_at_whole(t, c, a, b))
                learnt |= know_ends(t, c, a, b, true);
        }
    return learnt;
}

static void know(const struct table *t)
{
    for (size_t k = 0; k < t->column_count; k++)
        memcpy(t->columns[k].known, t->visible, t->count * MONTHS * sizeof *t->visible);
    for (bool learnt = true; learnt;) {
        learnt = false;
        for (size_t i = 0; i < t->count; i++)
            learnt |= know_place(t, i);
        for (size_t k = 0; k < t->column_count; k++)
            learnt |= know_column(t, &t->columns[k]);
    }
}

static bool gives_away(struct rest rest)
{
    return rest.sum && (rest.count == 1 || is_small(rest.sum) || (rest.small && !rest.large));
}

/* The first column that gives away what was added between the months; NULL if none does. */
static const struct column *giving_away(const struct table *t, int a, int b)
{
    for (size_t k = 0; k < t->column_count; k++) {
        const struct column *c = &t->columns[k];
        if (!c->parent[a] || !c->parent[b])
            continue;
        if (gives_away(rest_of(t, c, a, b, false)))
            return c;
        if (parts_at_whole(t, c, a, b) && gives_away(rest_of(t, c, a, b, true)))
            return c;
    }
    return NULL;
}

/* Hides the sum to the month, with those to all months between which and it the place above added nothing, of whatever
 * column: what is known of one is known of all. */
static void hide(const struct table *t, int month, bool *visible)
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

/* Whether hiding the cell keeps what was added between the months. */
static bool would_keep(const struct table *t, size_t place, int month, int a, int b)
{
    bool visible[MONTHS];
    memcpy(visible, t->visible + place * MONTHS, sizeof visible);
    hide(t, month, visible);
    for (size_t k = 0; k < t->column_count; k++) {
        bool *known = t->columns[k].known + place * MONTHS;
        memcpy(t->before + k * MONTHS, known, sizeof visible);
        memcpy(known, visible, sizeof visible);
    }
    while (know_place(t, place))
        ;
    bool keeps = !giving_away(t, a, b);
    for (size_t k = 0; k < t->column_count; k++)
        memcpy(t->columns[k].known + place * MONTHS, t->before + k * MONTHS, sizeof visible);
    return keeps;
}

/* Of the places that are visible at both months, the one that added least, but enough; rather the earlier month than
 * the later. NULL if there is none. */
static bool *cheapest_between(const struct table *t, const struct column *c, int a, int b, int *ret_month)
{
    bool *best = NULL;
    int64_t best_cost = INT64_MAX;
    for (size_t i = 0; i < t->count; i++) {
        bool *visible = t->visible + i * MONTHS;
        for (int which = a ? 0 : 1; which < 2 && visible[a] && visible[b]; which++) {
            int64_t added = sum_of(c, i, b) - sum_of(c, i, a), cost = added < 0 ? -added : added;
            if (!would_keep(t, i, which ? b : a, a, b))
                cost = INT64_MAX / 2 + cost / 2;
            if (cost < best_cost) {
                best_cost = cost;
                best = visible;
                *ret_month = which ? b : a;
            }
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

/* Where nothing is visible at both months, what is known of one place follows from other months: one of the place that
 * added least. */
static bool *cheapest_source(const struct table *t, const struct column *c, int a, int b, int *ret_month)
{
    bool *best = NULL;
    int64_t best_cost = INT64_MAX;
    for (size_t i = 0; i < t->count; i++) {
        bool *visible = t->visible + i * MONTHS;
        int64_t added = sum_of(c, i, b) - sum_of(c, i, a), cost = added < 0 ? -added : added;
        int month = source_month(t, i, visible[a] ? b : a);
        if (!month || cost >= best_cost)
            continue;
        best_cost = cost;
        best = visible;
        *ret_month = month;
    }
    return best;
}

/* Hides one more sum, so that what was added between the months is not told. False if there is none to hide. */
static bool hide_one(const struct table *t, const struct column *c, int a, int b)
{
    struct rest rest = rest_of(t, c, a, b, parts_at_whole(t, c, a, b));
    int month = 0;
    bool *best = cheapest_between(t, c, a, b, &month);
    if (!best && t->whole_known && (rest.count == 1 || is_small(rest.sum)))
        best = cheapest_source(t, c, a, b, &month);
    if (best)
        hide(t, month, best);
    know(t);
    return best;
}

/* Two neighbouring known months of a place between which it added a small amount: one of the two was not chosen, but
 * follows from another column. */
struct slip {
    size_t place;
    const struct column *column;
    int a, b;
};

static bool slips_at(const struct table *t, size_t place, const struct column *c, struct slip *ret)
{
    const bool *known = c->known + place * MONTHS;
    int a = 0;
    for (int b = 1; b <= t->until; b++) {
        if (!known[b])
            continue;
        if (is_small(sum_of(c, place, b) - sum_of(c, place, a))) {
            *ret = (struct slip){place, c, a, b};
            return true;
        }
        a = b;
    }
    return false;
}

/* Whether the places together tell a month's sum that is not known of the place above. */
static bool tells_above(const struct table *t, const struct column *c, int month)
{
    for (size_t i = 0; i < t->count && !c->parent[month]; i++)
        if (!c->known[i * MONTHS + (size_t)month])
            return false;
    return !c->parent[month];
}

/* Hides a month from which that follows, of the place that has least but something, if there is one. False if nothing
 * tells of the place above. */
static bool hide_above(const struct table *t)
{
    for (size_t k = 0; k < t->column_count && t->whole_known; k++)
        for (int m = 1; m <= t->until; m++) {
            const struct column *c = &t->columns[k];
            size_t best = t->count;
            for (size_t i = 0; i < t->count && tells_above(t, c, m); i++)
                if (source_month(t, i, m) && (best == t->count || !sum_of(c, best, m) ||
                                              (sum_of(c, i, m) && sum_of(c, i, m) < sum_of(c, best, m))))
                    best = i;
            if (best == t->count)
                continue;
            hide(t, source_month(t, best, m), t->visible + best * MONTHS);
            know(t);
            return true;
        }
    return false;
}

/* A part and what is no part of it, both known where the whole is not: hides a month from which that follows. False if
 * nothing tells of a whole. */
static bool hide_whole(const struct table *t)
{
    for (size_t i = 0; i < t->count && t->whole_known; i++)
        for (int m = 1; m <= t->until; m++) {
            size_t cell = i * MONTHS + (size_t)m;
            bool both = t->columns[0].known[cell] && t->columns[1].known[cell];
            int source = both && !t->whole_known[cell] ? source_month(t, i, m) : 0;
            if (!source)
                continue;
            hide(t, source, t->visible + i * MONTHS);
            know(t);
            return true;
        }
    return false;
}

static bool find_slip(const struct table *t, struct slip *ret)
{
    for (size_t i = 0; i < t->count && t->whole_known; i++)
        for (size_t k = 0; k < t->column_count; k++)
            if (slips_at(t, i, &t->columns[k], ret))
                return true;
    return false;
}

/* Hides what the slip follows from: the same month of another place, the one that has least there; where there is none,
 * the next month of its own. False if nothing is left to hide. */
static bool hide_source(const struct table *t, const struct slip *slip)
{
    bool *own = t->visible + slip->place * MONTHS, *best = NULL;
    int month = own[slip->b] ? slip->a : slip->b;
    int64_t least = INT64_MAX;
    for (size_t i = 0; i < t->count; i++) {
        bool *visible = t->visible + i * MONTHS;
        int64_t sum = sum_of(slip->column, i, month), cost = sum < 0 ? -sum : sum;
        if (i != slip->place && visible[month] && cost < least) {
            least = cost;
            best = visible;
        }
    }
    if (!best && (month = source_month(t, slip->place, month)) > 0)
        best = own;
    if (best)
        hide(t, month, best);
    know(t);
    return best;
}

/* Looks for two months that give something away, and hides; false once there is nothing left to do. */
static bool mend(const struct table *t)
{
    struct slip slip;
    for (int b = t->until; b > 0; b--)
        for (int a = b - 1; a >= 0; a--) {
            const struct column *c = giving_away(t, a, b);
            if (c && hide_one(t, c, a, b))
                return true;
        }
    return hide_whole(t) || hide_above(t) || (find_slip(t, &slip) && hide_source(t, &slip));
}

/* ---- which may be called small ---- */

/* The sum to a month that is not known lies between the known ones around it; who is hidden without being called small
 * is taken to have enough. */
static int64_t at_least(const struct column *c, size_t place, int month)
{
    int64_t enough = sum_of(c, place, month) < SMALL_CELL ? 0 : SMALL_CELL;
    while (!c->known[place * MONTHS + (size_t)month])
        month--; /* the year's beginning is known */
    int64_t known = sum_of(c, place, month);
    return known > enough ? known : enough;
}

static int64_t at_most(const struct table *t, const struct column *c, size_t place, int month, int64_t otherwise)
{
    while (month <= t->until && !c->known[place * MONTHS + (size_t)month])
        month++;
    return month > t->until ? otherwise : sum_of(c, place, month);
}

/* Whether, to the month, each of those to be called small could be 1 as well as 4, whatever the others that are not
 * known may be. */
static bool leaves_open(const struct table *t, const struct column *c, const bool *named, int month)
{
    struct rest rest = rest_of(t, c, 0, month, false);
    int64_t least = 0, most = 0;
    bool any = false;
    for (size_t i = 0; i < t->count; i++) {
        if (c->known[i * MONTHS + (size_t)month])
            continue;
        any |= named[i];
        least += named[i] ? SMALL_CELL - 1 : at_least(c, i, month);
        most += named[i] ? 1 : at_most(t, c, i, month, rest.sum);
    }
    return !any || (least <= rest.sum && most >= rest.sum);
}

/* Whether the place is small as a whole, and wherever it has nothing yet is seen to have nothing. */
static bool may_be_small(const struct table *t, const struct column *c, size_t place)
{
    for (int m = 1; m <= t->until; m++)
        if (c->parent[m] && !sum_of(c, place, m) && !c->known[place * MONTHS + (size_t)m])
            return false;
    return is_small(sum_of(c, place, t->until));
}

/* All of those or none: in each month whose sum is seen of the place above. */
static void say_small(const struct table *t, const struct column *c, bool *named, bool *small)
{
    bool open = c->parent[t->until];
    for (size_t i = 0; i < t->count; i++)
        named[i] = may_be_small(t, c, i);
    for (int m = 1; m <= t->until; m++)
        open = open && (!c->parent[m] || leaves_open(t, c, named, m));
    for (size_t i = 0; i < t->count && open; i++)
        for (int m = 1; m <= t->until && named[i]; m++)
            small[i * MONTHS + (size_t)m] = c->parent[m] && sum_of(c, i, m);
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
    struct column c = {.sums = sums, .known = table->known + disclosure_at(table, column, 0), .counts = true};
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

static const int *since_when(struct arena *mem, const struct disclosure *whole, const struct table *t)
{
    int *since = arena_array(mem, whole->places * MONTHS, sizeof *since);
    for (size_t i = 0; i < whole->places; i++)
        for (size_t m = 0; m < MONTHS; m++) {
            size_t cell = i * MONTHS + m, first = 0;
            int64_t sum = t->columns[0].sums[cell] + t->columns[1].sums[cell];
            while (!whole->known[i * MONTHS + first] ||
                   t->columns[0].sums[i * MONTHS + first] + t->columns[1].sums[i * MONTHS + first] != sum)
                if (++first == MONTHS)
                    break;
            since[cell] = whole->known[cell] ? (int)first : -1;
        }
    return since;
}

void disclosure_choose(struct arena *mem, struct disclosure *table, const struct disclosure *above, size_t place,
                       int until)
{
    const struct disclosure *whole = table->whole;
    struct table t = {
        .count = table->places,
        .column_count = table->columns,
        .until = until,
        .columns = arena_array(mem, table->columns, sizeof *t.columns),
        .whole_known = whole ? whole->known : NULL,
        .visible = arena_array(mem, table->places * MONTHS, sizeof *t.visible),
        .before = arena_array(mem, table->columns * MONTHS, sizeof *t.before),
    };
    if (whole)
        fill_rest(table);
    for (size_t k = 0; k < table->columns; k++)
        t.columns[k] = column_of(mem, table, k, above, place, until);
    if (whole)
        t.whole_since = since_when(mem, whole, &t);
    if (!above) {
        choose_root(&t);
        return;
    }
    for (size_t i = 0; i < t.count; i++)
        choose_months(&t, i);
    know(&t);
    while (mend(&t))
        ;
    if (!whole)
        say_small(&t, t.columns, arena_array(mem, t.count, sizeof(bool)), table->small);
}

void disclosure_choose_root(const int64_t added[13], int until, bool visible[13])
{
    int64_t sums[MONTHS] = {0};
    for (int m = 1; m <= until; m++)
        sums[m] = sums[m - 1] + added[m];
    struct column column = {.sums = sums, .known = visible};
    memset(column.parent, 1, sizeof column.parent);
    bool chosen[MONTHS];
    choose_root(&(struct table){.count = 1, .column_count = 1, .until = until, .columns = &column, .visible = chosen});
}

void disclosure_open_all(struct disclosure *table)
{
    memset(table->known, 1, table->columns * table->places * MONTHS * sizeof *table->known);
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
