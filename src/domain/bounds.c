#include "domain/bounds.h"

#include <string.h>

enum { CELLS = BOUND_MONTHS * BOUND_MONTHS, PASSES_MOST = 100 };

struct bounds bounds_new(struct arena *mem, size_t places, size_t columns, int until)
{
    struct bounds bounds = {.places = places, .columns = columns, .until = until};
    bounds.of = arena_array(mem, columns * (places + 1), sizeof *bounds.of);
    bounds.changed = arena_array(mem, columns * (places + 1), sizeof *bounds.changed);
    for (size_t i = 0; i < columns * (places + 1); i++)
        differences_clear(&bounds.of[i], false);
    return bounds;
}

struct differences *bounds_of(const struct bounds *bounds, size_t column, size_t place)
{
    return &bounds->of[column * (bounds->places + 1) + place];
}

void bounds_copy(const struct bounds *to, const struct bounds *from)
{
    memcpy(to->of, from->of, from->columns * (from->places + 1) * sizeof *from->of);
}

/* ---- of one place and column ---- */

void differences_clear(struct differences *d, bool counts)
{
    for (int a = 0; a < BOUND_MONTHS; a++)
        for (int b = 0; b < BOUND_MONTHS; b++)
            d->most[a][b] = a == b || (counts && a > b) ? 0 : BOUND_FAR;
}

void differences_know(struct differences *d, int month, int64_t sum)
{
    d->most[0][month] = sum;
    d->most[month][0] = -sum;
}

void differences_meet(struct differences *d, const struct differences *other)
{
    for (int a = 0; a < BOUND_MONTHS; a++)
        for (int b = 0; b < BOUND_MONTHS; b++)
            if (other->most[a][b] < d->most[a][b])
                d->most[a][b] = other->most[a][b];
}

bool differences_fixed(const struct differences *d, int a, int b)
{
    return d->most[a][b] == -d->most[b][a];
}

/* What lies beyond is no bound: a sum with one that is far may be a little less than far. */
static bool lower(int64_t *bound, int64_t value)
{
    if (value >= *bound || value >= BOUND_FAR / 2)
        return false;
    *bound = value;
    return true;
}

static void close_by(struct differences *d, int by, const int *months, int count)
{
    for (int i = 0; i < count; i++) {
        int64_t *most = d->most[months[i]], first = most[by];
        for (int j = 0; j < count && first < BOUND_FAR / 2; j++)
            lower(&most[months[j]], first + d->most[by][months[j]]);
    }
}

/* By way of each third month: of those whose sum is known one is enough, the beginning. */
static void close_months(struct differences *d, int until)
{
    int all[BOUND_MONTHS], open[BOUND_MONTHS], count = 0;
    for (int m = 0; m <= until; m++) {
        all[m] = m;
        if (m == 0 || !differences_fixed(d, 0, m)) {
            open[count++] = m;
            continue;
        }
        for (int a = 0; a <= until; a++) {
            lower(&d->most[a][0], d->most[a][m] + d->most[m][0]);
            lower(&d->most[0][a], d->most[0][m] + d->most[m][a]);
        }
    }
    for (int i = 0; i < count; i++)
        close_by(d, open[i], open, count);
    if (count <= until)
        close_by(d, 0, all, until + 1);
}

/* ---- part, rest, whole ---- */

static bool *changed_at(const struct bounds *bounds, size_t column, size_t place)
{
    return &bounds->changed[column * (bounds->places + 1) + place];
}

/* The whole is what both are together. */
static void add_up(const struct bounds *bounds, size_t column, size_t place)
{
    struct differences *part = bounds_of(bounds, column, place), *rest = bounds_of(bounds, column + 1, place),
                       *whole = bounds_of(bounds, column + 2, place);
    bool of_part = false, of_rest = false, of_whole = false;
    for (int a = 0; a <= bounds->until; a++)
        for (int b = 0; b <= bounds->until; b++) {
            of_whole |= lower(&whole->most[a][b], part->most[a][b] + rest->most[a][b]);
            of_part |= lower(&part->most[a][b], whole->most[a][b] + rest->most[b][a]);
            of_rest |= lower(&rest->most[a][b], whole->most[a][b] + part->most[b][a]);
        }
    *changed_at(bounds, column, place) |= of_part;
    *changed_at(bounds, column + 1, place) |= of_rest;
    *changed_at(bounds, column + 2, place) |= of_whole;
}

/* Closes what changed. */
static bool close_place(const struct bounds *bounds, size_t place)
{
    bool any = false;
    for (size_t k = 0; k < bounds->columns; k++) {
        bool *changed = changed_at(bounds, k, place);
        if (*changed)
            close_months(bounds_of(bounds, k, place), bounds->until);
        any |= *changed;
        *changed = false;
    }
    return any;
}

static bool narrow_changed(const struct bounds *bounds, size_t place)
{
    bool any = false;
    for (int pass = 0; pass < PASSES_MOST && close_place(bounds, place); pass++) {
        any = true;
        for (size_t k = 0; k + 2 < bounds->columns; k += 2)
            add_up(bounds, k, place);
    }
    return any;
}

void bounds_narrow_place(const struct bounds *bounds, size_t place)
{
    for (size_t k = 0; k < bounds->columns; k++)
        *changed_at(bounds, k, place) = true;
    narrow_changed(bounds, place);
}

/* ---- places together ---- */

static bool all_fixed(const struct differences *d, int until)
{
    int m = 1;
    while (m <= until && differences_fixed(d, 0, m))
        m++;
    return m > until;
}

static bool narrow_by(struct differences *d, const struct differences *all, const struct differences *total, int until)
{
    bool changed = false;
    if (all_fixed(d, until))
        return false;
    for (int a = 0; a <= until; a++)
        for (int b = 0; b <= until; b++)
            changed |= lower(&d->most[a][b], all->most[a][b] + (total->most[b][a] - d->most[b][a]));
    return changed;
}

/* Each place is what all together are, less the others. */
static void share_out(const struct bounds *bounds, size_t column)
{
    struct differences total = {0}, *all = bounds_of(bounds, column, bounds->places);
    for (size_t i = 0; i < bounds->places; i++) {
        const int64_t *most = &bounds_of(bounds, column, i)->most[0][0];
        for (size_t cell = 0; cell < CELLS; cell++)
            (&total.most[0][0])[cell] += most[cell];
    }
    for (int a = 0; a <= bounds->until; a++)
        for (int b = 0; b <= bounds->until; b++)
            *changed_at(bounds, column, bounds->places) |= lower(&all->most[a][b], total.most[a][b]);
    for (size_t i = 0; i < bounds->places; i++)
        *changed_at(bounds, column, i) |= narrow_by(bounds_of(bounds, column, i), all, &total, bounds->until);
}

void bounds_narrow(const struct bounds *bounds)
{
    bool any = true;
    for (int pass = 0; pass < PASSES_MOST && any; pass++) {
        any = false;
        for (size_t k = 0; k < bounds->columns; k++)
            share_out(bounds, k);
        for (size_t i = 0; i <= bounds->places; i++)
            any |= narrow_changed(bounds, i);
    }
}
