#include "domain/view.h"

#include <string.h>

enum { DEPTH_MOST = 8, LINEAGE_MOST = 4 };

/* From the root to a place, and from the outermost whole to the indicator. */
struct walk {
    struct ctx *ctx;
    const struct city *city;
    const struct organisation *path[DEPTH_MOST];
    size_t depth;
    const struct indicator *lineage[LINEAGE_MOST];
    size_t generations;
};

/* The places below one, and last what counts there itself; by generation. */
struct level {
    struct year *below[LINEAGE_MOST];
    struct disclosure *tables[LINEAGE_MOST];
    size_t count;
};

/* The whole whose sums tell something of the part's. */
static const struct indicator *whole_of(const struct indicator *indicator)
{
    const struct indicator *whole = indicator->part_of;
    return whole && disclosure_counts_heads(whole) ? whole : NULL;
}

/* Cells can be chosen where they are persons, and where the whole has the same places and no other part: of several,
 * one may be what the other is not. */
static bool can_choose(const struct city *city, const struct indicator *indicator)
{
    const struct indicator *whole = whole_of(indicator);
    size_t depth = 1;
    if (!disclosure_counts_heads(indicator))
        return false;
    for (size_t i = 0; whole && i < city->programme->indicator_count; i++) {
        const struct indicator *other = city->programme->indicators[i];
        if (other != indicator && other->part_of == whole)
            return false;
    }
    for (const struct indicator *above = whole; above; above = whole_of(above))
        depth++;
    return !whole || (whole->scope == indicator->scope && depth <= LINEAGE_MOST && can_choose(city, whole));
}

static struct walk walk_to(struct ctx *ctx, const struct city *city, const struct indicator *indicator,
                           const struct organisation *root, const struct organisation *org)
{
    struct walk w = {.ctx = ctx, .city = city};
    const struct organisation *up[DEPTH_MOST];
    for (; org != root && w.depth + 1 < DEPTH_MOST;
         org = organisation_directly_below(org, root) ? root : org->stat_parent)
        up[w.depth++] = org;
    up[w.depth++] = root;
    for (size_t i = 0; i < w.depth; i++)
        w.path[i] = up[w.depth - 1 - i];
    for (const struct indicator *d = indicator; d; d = whole_of(d))
        w.generations++;
    for (size_t g = w.generations; g-- > 0; indicator = whole_of(indicator))
        w.lineage[g] = indicator;
    return w;
}

/* ---- tables ---- */

static struct disclosure *table_of(struct walk *w, const struct level *level, size_t g)
{
    struct disclosure *table = arena_alloc(w->ctx->mem, sizeof *table);
    *table = disclosure_new(w->ctx->mem, level->count, g ? level->tables[g - 1] : NULL);
    for (size_t i = 0; i < level->count; i++)
        memcpy(table->added + disclosure_at(table, 0, i), level->below[g][i].added[PART_VALUE],
               sizeof level->below[g][i].added[PART_VALUE]);
    return table;
}

static void choose(struct walk *w, size_t g, struct level *level, const struct level *above, size_t place)
{
    level->tables[g] = table_of(w, level, g);
    if (disclosure_guards(w->lineage[g]))
        disclosure_choose(w->ctx->mem, level->tables[g], above ? above->tables[g] : NULL, place, 12);
    else
        disclosure_open_all(w->ctx->mem, level->tables[g], 12);
}

static int level_of_root(struct walk *w, struct level *ret)
{
    *ret = (struct level){.count = 1};
    for (size_t g = 0; g < w->generations; g++) {
        ret->below[g] = arena_alloc(w->ctx->mem, sizeof(struct year));
        int r = year_read(w->ctx, w->city, w->lineage[g], w->path[0], ret->below[g]);
        if (r < 0)
            return r;
        choose(w, g, ret, NULL, 0);
    }
    return 0;
}

/* What counts at the place itself: the rest when all below it are taken off. */
static struct year own_of(const struct year *whole, const struct year *below, size_t count)
{
    struct year own = *whole;
    for (size_t i = 0; i < count; i++)
        for (size_t part = 0; part < PARTS; part++)
            for (size_t m = 1; m <= 12; m++)
                own.added[part][m] -= below[i].added[part][m];
    return own;
}

/* Those below `whole`, its place, and last its own. */
static int read_below(struct ctx *ctx, const struct city *city, const struct indicator *indicator,
                      const struct year *whole, struct year **ret, size_t *ret_count)
{
    struct year *below;
    size_t count;
    int r = years_below(ctx, city, indicator, whole->org, &below, &count);
    if (r < 0)
        return r;
    *ret = arena_array(ctx->mem, count + 1, sizeof **ret);
    if (count)
        memcpy(*ret, below, count * sizeof **ret);
    (*ret)[count] = own_of(whole, below, count);
    *ret_count = count + 1;
    return 0;
}

static int level_below(struct walk *w, const struct level *above, size_t place, struct level *ret)
{
    *ret = (struct level){0};
    for (size_t g = 0; g < w->generations; g++) {
        int r = read_below(w->ctx, w->city, w->lineage[g], &above->below[g][place], &ret->below[g], &ret->count);
        if (r < 0)
            return r;
        choose(w, g, ret, above, place);
    }
    return 0;
}

/* Those below the place itself are not the last, which is its own. */
static size_t place_in(const struct level *level, size_t g, const struct organisation *org)
{
    size_t i = 0;
    while (i + 1 < level->count && level->below[g][i].org != org)
        i++;
    return i;
}

static struct view view_at(const struct disclosure *table, size_t place)
{
    struct view view;
    memcpy(view.visible, table->known + disclosure_at(table, 0, place), sizeof view.visible);
    memcpy(view.small, table->small + disclosure_at(table, 0, place), sizeof view.small);
    return view;
}

static int walk(struct walk *w, bool with_below, struct views *ret)
{
    struct level level, next;
    size_t last = w->generations - 1, place = 0;
    int r = level_of_root(w, &level);
    for (size_t i = 1; i < w->depth && r == 0; i++) {
        r = level_below(w, &level, place, &next);
        if (r == 0) {
            level = next;
            place = place_in(&level, last, w->path[i]);
        }
    }
    if (r < 0)
        return r;
    ret->org = view_at(level.tables[last], place);
    if (!with_below)
        return 0;
    r = level_below(w, &level, place, &next);
    if (r < 0)
        return r;
    ret->below = next.below[last];
    ret->count = next.count - 1;
    ret->at = arena_array(w->ctx->mem, next.count, sizeof *ret->at);
    for (size_t i = 0; i < next.count; i++)
        ret->at[i] = view_at(next.tables[last], i);
    return 0;
}

/* ---- where nothing is chosen ---- */

/* All, or of the root the whole year alone. */
static struct view plain(bool guards, bool root)
{
    struct view view = {0};
    for (size_t m = 0; m < 13; m++)
        view.visible[m] = !guards || m == 0 || (root && m == 12);
    return view;
}

int view_read(struct ctx *ctx, const struct city *city, const struct indicator *indicator,
              const struct organisation *root, const struct organisation *org, const struct year *year, bool with_below,
              struct views *ret)
{
    bool guards = disclosure_guards(indicator);
    *ret = (struct views){.org = plain(guards, org == root)};
    if (guards && can_choose(city, indicator)) {
        struct walk w = walk_to(ctx, city, indicator, root, org);
        return walk(&w, with_below, ret);
    }
    if (!with_below)
        return 0;
    int r = read_below(ctx, city, indicator, year, &ret->below, &ret->count);
    if (r < 0)
        return r;
    ret->at = arena_array(ctx->mem, ret->count, sizeof *ret->at);
    for (size_t i = 0; i < ret->count; i++)
        ret->at[i] = plain(guards, false);
    ret->count--;
    return 0;
}
