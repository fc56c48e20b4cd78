#include "domain/checked.h"

#include "base/date.h"
#include "base/map.h"
#include "domain/series.h"
#include "domain/stages.h"

/* Who asks what; what was read once is not read again. */
struct asked {
    const struct city *city;
    struct city *earlier; /* the programme of the year before; NULL: not asked for yet, or there is none */
    bool earlier_asked;
    enum audience audience;
    struct map *known; /* of statuses, by struct question */
};

struct question {
    const struct indicator *indicator;
    const struct organisation *org;
    intptr_t month; /* wide: no padding in a key */
};

/* What may not be shown is not there for whoever judges: neither value nor roster nor stage. */
static struct status shown(const struct series *series, int month)
{
    struct status s = series->status;

    s.month = month;
    s.outside = series->kind == CELL_NONE;
    s.closed = series->kind == CELL_CLOSED;
    s.hidden = s.closed || series->kind == CELL_SMALL || series->kind == CELL_HIDDEN;
    s.reported = series->kind == CELL_VALUE;
    if (!s.reported) {
        s.value = s.roster = 0;
        s.stage = -1;
        s.light = LIGHT_GREY;
        s.formula = "";
    }
    return s;
}

static int read_from_store(struct ctx *ctx, const struct asked *asked, const struct question *q, int month,
                           struct status *ret)
{
    bool earlier = year_of(month) != asked->city->programme->year;
    const struct city *city = earlier ? asked->earlier : asked->city;
    struct series series;
    int r;

    if (asked->audience == AUDIENCE_OFFICE)
        return status_of(ctx, city, q->indicator, q->org, month, ret);
    r = series_read(ctx, city, q->indicator, q->org, month, &series, NULL);
    if (r == 0)
        *ret = shown(&series, month);
    return r;
}

static int read_once(struct ctx *ctx, void *arg, const struct indicator *indicator, const struct organisation *org,
                     int month, struct status *ret)
{
    const struct asked *asked = arg;
    struct question key = {indicator, org, month};
    struct status *known = map_get(asked->known, &key, sizeof key);
    int r = known ? 0 : read_from_store(ctx, asked, &key, month, ret);

    if (r < 0)
        return r;
    if (!known) {
        known = arena_alloc(ctx->mem, sizeof *known);
        *known = *ret;
        map_put(asked->known, &key, sizeof key, known);
    }
    *ret = *known;
    return 0;
}

static int read_earlier(struct ctx *ctx, void *arg, const struct indicator *indicator, const struct indicator **ret)
{
    struct asked *asked = arg;
    char *code;
    int r = 0;

    *ret = NULL;
    if (!asked->earlier_asked)
        r = programme_of_year(ctx, asked->city->programme->year - 1, &code);
    if (r < 0)
        return r;
    if (!asked->earlier_asked && r != DB_NONE) {
        asked->earlier = arena_alloc(ctx->mem, sizeof *asked->earlier);
        *asked->earlier = *asked->city;
        r = programme_load(ctx, code, &asked->earlier->programme);
        if (r < 0)
            return r;
    }
    asked->earlier_asked = true;
    if (asked->earlier)
        *ret = programme_indicator(asked->earlier->programme, indicator->code);
    return 0;
}

static int read_reached(struct ctx *ctx, void *arg, const struct indicator *indicator, const struct organisation *org,
                        int month, int stage, int64_t *ret)
{
    const struct asked *asked = arg;
    int64_t *counts;
    int r = 0;

    *ret = -1;
    if (asked->audience == AUDIENCE_OFFICE || stages_public(indicator, org))
        r = stages_read(ctx, indicator, org, month, &counts);
    else
        return 0;
    if (r == 0)
        *ret = counts[stage];
    return r;
}

int checked_read(struct ctx *ctx, const struct city *city, const struct text *text, int as_of, enum audience audience,
                 struct checked_list *ret)
{
    struct asked asked = {.city = city, .audience = audience, .known = map_new(ctx->mem)};
    struct ledger_reader reader = {read_once, read_earlier, &asked, read_reached};
    struct claims claims;
    int r = 0;

    claims_find(ctx, city->programme, city->tree, text, as_of, &claims);
    if (audience == AUDIENCE_PUBLIC && claims.count > CHECKED_MOST)
        return CHECKED_MANY;
    *ret = (struct checked_list){.at = arena_array(ctx->mem, claims.count + 1, sizeof *ret->at), .count = claims.count};
    for (size_t i = 0; i < claims.count && r == 0; i++) {
        struct checked *row = &ret->at[i];
        row->claim = &claims.at[i];
        r = verdict_of(ctx, city->programme, &reader, row->claim, &row->judgement);
        ret->differs =
            ret->differs ||
            (r == 0 && (row->judgement.verdict == VERDICT_DIFFERS || row->judgement.verdict == VERDICT_TARGET_DIFFERS));
    }
    return r;
}
