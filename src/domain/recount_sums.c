#include "domain/recount_sums.h"

#include <string.h>

#include "base/decimal.h"

struct sums {
    struct arena *arena;
    size_t indicators, orgs;
    int64_t *months[]; /* by indicator, part, month: a number for each organisation */
};

struct sums *sums_new(struct arena *arena, size_t indicators, int64_t last_org)
{
    struct sums *s = arena_alloc(arena, sizeof *s + indicators * SUM_PARTS * SUM_MONTHS * sizeof *s->months);
    s->arena = arena;
    s->indicators = indicators;
    s->orgs = (size_t)last_org + 1;
    return s;
}

static size_t place(size_t indicator, int part, int month)
{
    return (indicator * SUM_PARTS + (size_t)part) * SUM_MONTHS + (size_t)month;
}

int sums_add(struct ctx *ctx, struct sums *s, size_t indicator, int part, int month, const struct organisation *org,
             int64_t value, const char *name)
{
    int64_t **at = &s->months[place(indicator, part, month)];
    if (!*at)
        *at = arena_array(s->arena, s->orgs, sizeof **at);
    if (int64_add((*at)[org->id], value, &(*at)[org->id]))
        return fail(ctx, E_RANGE, "“%s”在%s %d 月的合计太大，超出了能精确表示的范围", name, org->name, month);
    return 0;
}

const int64_t *sums_month(const struct sums *s, size_t indicator, int part, int month)
{
    return s->months[place(indicator, part, month)];
}

void sums_forget(struct sums *s, size_t indicator)
{
    for (size_t i = place(indicator, PART_VALUE, 0); i < place(indicator, PART_HANDED, 0); i++)
        if (s->months[i])
            memset(s->months[i], 0, s->orgs * sizeof **s->months);
}

int sums_join(struct ctx *ctx, struct sums *s, const struct sums *more)
{
    for (size_t i = 0; i < s->indicators * SUM_PARTS * SUM_MONTHS; i++) {
        if (!more->months[i])
            continue;
        if (!s->months[i])
            s->months[i] = arena_array(s->arena, s->orgs, sizeof **s->months);
        for (size_t k = 0; k < s->orgs; k++)
            if (int64_add(s->months[i][k], more->months[i][k], &s->months[i][k]))
                return fail(ctx, E_RANGE, "一项指标的合计太大，超出了能精确表示的范围");
    }
    return 0;
}
