/* What the files that judge share: verdict.c (amounts, and which function judges what), verdict_sum.c (totals),
 * verdict_share.c (percentages), verdict_promise.c (stages, targets met). */
#ifndef DOMAIN_VERDICT_PART_H
#define DOMAIN_VERDICT_PART_H

#include "domain/verdict.h"

struct judge {
    struct ctx *ctx;
    const struct programme *programme;
    const struct ledger_reader *reader;
    const struct claim *claim;
};

/* A figure in the indicator's unit, and what it is compared with, as whole numbers of one scale. */
struct scaled {
    int128 written, step, one; /* `one`: a unit of the indicator's smallest digit */
    bool fits;
};
struct scaled judge_scale(const struct claim *c, int places);

int month_before(int month);
/* January to the month; the month before January (yyyy00) is nothing counted. Errors: those of the reader. */
MUST_CHECK int judge_month(const struct judge *j, const struct indicator *d, const struct organisation *org, int month,
                           struct status *ret);

/* What was counted in the period: at its end and, inside a month, at the end of the month before.
 * Errors: those of the reader. */
struct counted {
    struct status end;
    int64_t low, high;
};
MUST_CHECK int judge_counted(const struct judge *j, const struct indicator *d, const struct organisation *org,
                             const struct period *period, struct counted *ret);

/* The same of all addends of the claim together (ret->end is the last one's), and the terms “a + b”. JUDGE_NOTHING: one
 * of them cannot be read, *why says which. Errors: those of the reader; E_RANGE. */
enum { JUDGE_NOTHING = 1 };
MUST_CHECK int judge_addends(const struct judge *j, struct counted *ret, const char **ret_terms, struct judgement *why);

/* The places of the claim's addends, each once: “湖滨区、陕州区”. */
const char *judge_places(const struct judge *j);

/* What cannot be read at all, whatever the claim: true if there is something to compare with, else *ret says why not:
 * `missing` and `note` where nothing was handed in. */
bool judge_is_readable(const struct status *status, enum gap missing, const char *note, struct judgement *ret);
struct judgement judge_undetermined(enum gap gap, const char *note, const struct organisation *org);

const char *judge_number(struct ctx *ctx, int64_t n, int places);
/* “a；b”, or the one that is not empty. */
const char *judge_join(struct ctx *ctx, const char *a, const char *b);

/* One kind of claim a function. Errors: those of the reader. */
MUST_CHECK int judge_rate(const struct judge *j, struct judgement *ret);
MUST_CHECK int judge_sum(const struct judge *j, struct judgement *ret);
MUST_CHECK int judge_part(const struct judge *j, struct judgement *ret);
MUST_CHECK int judge_growth(const struct judge *j, struct judgement *ret);
MUST_CHECK int judge_share(const struct judge *j, struct judgement *ret);
MUST_CHECK int judge_covered(const struct judge *j, struct judgement *ret);
MUST_CHECK int judge_stage(const struct judge *j, struct judgement *ret);
MUST_CHECK int judge_fulfilled(const struct judge *j, struct judgement *ret);

#endif
