#include "domain/stages.h"

#include "domain/contribution.h"
#include "domain/disclosure.h"

bool stages_public(const struct indicator *indicator, const struct organisation *org)
{
    return indicator->at >= 0 && !disclosure_guards(indicator) && disclosure_open(indicator, org);
}

int stages_read(struct ctx *ctx, const struct indicator *indicator, const struct organisation *org, int month,
                int64_t **ret)
{
    AUTO_ANSWER struct answer *a = NULL;
    int64_t *counts = arena_array(ctx->mem, indicator->of->stage->of_count, sizeof *counts);
    int r = db_ask(
        ctx,
        SQL("select part, value from tally where org = ? and indicator = ? and part >= ?"
            " and month between ? and ?"),
        BIND(b_int(org->id), b_int(indicator->id), b_int(PART_STAGES), b_int(month / 100 * 100 + 1), b_int(month)), &a);
    while (r >= 0 && (r = answer_next(ctx, a)) > 0) {
        size_t stage = (size_t)(answer_int(a, 0) - PART_STAGES);
        if (stage < indicator->of->stage->of_count)
            counts[stage] += answer_int(a, 1); /* the year's sum is a tally of its own, so it fits */
    }
    *ret = counts;
    return r;
}
