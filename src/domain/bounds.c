#include "domain/bounds.h"

#include <string.h>

enum { CELLS = BOUND_MONTHS * BOUND_MONTHS, PASSES_MOST = 100 };

struct bounds bounds_new(struct arena *mem, size_t places, size_t columns, int until)
{
    struct bounds bounds = {.places = places, .columns = columns, .until = until};
    bounds.of = arena_array(mem, columns * (places + 1), sizeof *bounds.of);
    bounds.changed = arena_array(mem, places + 1, sizeof *bounds.changed);
    for (size_t i = 0; i < columns * (places + 1); i++)
        differences_clear(&bounds.of[i], false);
    return bounds;
}

struct differences *bounds_of(const struct bounds *bounds, size_t column, size_t place)
{
    return &bounds->of[column * (bounds->places + 1) + place];
}

void bounds_copy(struct bounds *to, const struct bounds *from)
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

/* By way of each third month. */
static bool close_months(struct differences *d, int until)
{
    bool changed = false;
    for (int by = 0; by <= until; by++)
        for (int a = 0; a <= until; a++) {
            int64_t first = d->most[a][by];
            for (int b = 0; b <= until && first < BOUND_FAR / 2; b++)
                changed |= lower(&d->most[a][b], first + d->most[by][b]);
        }
    return changed;
}

/* ---- part, rest, whole ---- */

/* The whole is what both are together. */
static bool add_up(struct differences *part, struct differences *rest, struct differences *whole, int until)
{
    bool changed = false;
    for (int a = 0; a <= until; a++)
        for (int b = 0; b <= until; b++) {
            changed |= lower(&whole->most[a][b], part->most[a][b] + rest->most[a][b]);
            changed |= lower(&part->most[a][b], whole->most[a][b] + rest->most[b][a]);
            changed |= lower(&rest->most[a][b], whole->most[a][b] + part->most[b][a]);
        }
    return changed;
}

static bool narrow_once(struct bounds *bounds, size_t place)
{
    bool changed = false;
    for (size_t k = 0; k < bounds->columns; k++)
        changed |= close_months(bounds_of(bounds, k, place), bounds->until);
    for (size_t k = 0; k + 2 < bounds->columns; k += 2)
        changed |= add_up(bounds_of(bounds, k, place), bounds_of(bounds, k + 1, place), bounds_of(bounds, k + 2, place),
                          bounds->until);
    return changed;
}

void bounds_narrow_place(struct bounds *bounds, size_t place)
{
    for (int pass = 0; pass < PASSES_MOST && narrow_once(bounds, place); pass++)
        ;
}

/* ---- places together ---- */

static bool narrow_by(struct differences *d, const struct differences *all, const struct differences *total, int until)
{
    bool changed = false;
    for (int a = 0; a <= until; a++)
        for (int b = 0; b <= until; b++)
            changed |= lower(&d->most[a][b], all->most[a][b] + (total->most[b][a] - d->most[b][a]));
    return changed;
}

/* Each place is what all together are, less the others; `changed`: by place. */
static void share_out(struct bounds *bounds, size_t column, bool *changed)
{
    struct differences total = {0}, *all = bounds_of(bounds, column, bounds->places);
    for (size_t i = 0; i < bounds->places; i++) {
        const int64_t *most = &bounds_of(bounds, column, i)->most[0][0];
        for (size_t cell = 0; cell < CELLS; cell++)
            (&total.most[0][0])[cell] += most[cell];
    }
    for (int a = 0; a <= bounds->until; a++)
        for (int b = 0; b <= bounds->until; b++)
            changed[bounds->places] |= lower(&all->most[a][b], total.most[a][b]);
    for (size_t i = 0; i < bounds->places; i++)
        changed[i] |= narrow_by(bounds_of(bounds, column, i), all, &total, bounds->until);
}

void bounds_narrow(struct bounds *bounds)
{
    bool any = true;
    for (int pass = 0; pass < PASSES_MOST && any; pass++) {
        bool *changed = bounds->changed;
        any = false;
        memset(changed, 0, (bounds->places + 1) * sizeof *changed);
        for (size_t k = 0; k < bounds->columns; k++)
            share_out(bounds, k, changed);
        for (size_t i = 0; i <= bounds->places; i++) {
            if (changed[i])
                bounds_narrow_place(bounds, i);
            any |= changed[i];
        }
    }
}
