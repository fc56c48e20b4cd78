#include "domain/checked.h"

#include "domain/status.h"

struct asked {
    const struct city *city;
};

static int read_all(struct ctx *ctx, void *arg, const struct indicator *indicator, const struct organisation *org,
                    int month, struct status *ret)
{
    const struct asked *asked = arg;
    return status_of(ctx, asked->city, indicator, org, month, ret);
}

int checked_read(struct ctx *ctx, const struct city *city, const struct text *text, int as_of, enum audience audience,
                 struct checked_list *ret)
{
    struct asked asked = {city};
    struct ledger_reader reader = {read_all, &asked};
    struct claims claims;
    int r = 0;

    (void)audience;
    claims_find(ctx, city->programme, city->tree, text, as_of, &claims);
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
