/* What the ledgers say of a claim (domain.md §3.6, §3.7, §6). The judgement itself is a function of the claim and of
 * what was read; reading goes through a function, so that both can be tested without a store. */
#ifndef DOMAIN_VERDICT_H
#define DOMAIN_VERDICT_H

#include "domain/claim.h"
#include "domain/status.h"

enum verdict {
    VERDICT_AGREES, /* equal in every written digit */
    VERDICT_ROUNDS, /* rounds to the written digits, or satisfies 余, 近, 超, 约 */
    VERDICT_DIFFERS,
    VERDICT_TARGET_AGREES,
    VERDICT_TARGET_DIFFERS,
    VERDICT_UNMATCHED,    /* no indicator is named in that unit */
    VERDICT_UNDETERMINED, /* one is, but there is nothing to compare with */
};

/* What was missing where a claim is undetermined. */
enum gap {
    GAP_NONE,
    GAP_TARGET,  /* not published */
    GAP_RECORDS, /* nothing handed in, or no roster */
    GAP_SCOPE,   /* the indicator does not hold for this place */
    GAP_HIDDEN,  /* not for whoever asks: so few that persons could be told */
    GAP_CLOSED,  /* not for whoever asks: the indicator is not public this far down */
    GAP_TIME,    /* the ledger cannot be read for that time */
    GAP_OTHER,
};

struct judgement {
    enum verdict verdict;
    const char *actual; /* what the ledger says, in the indicator's unit; for targets the promised one; or "" */
    const char *note;   /* Chinese, "" if there is nothing to say */
    const struct organisation *org; /* where it was read; NULL if nothing was */
    enum gap gap;                   /* UNDETERMINED: why */
    int64_t done, whole;            /* of a rate or share, in the indicator's smallest unit; whole 0: it is none */
};

/* status_of, or a stand-in. `earlier`: the same indicator in the programme of the year before, *ret NULL where there is
 * none; its months are read like the others. `reached`: how many records of the indicator reached a stage of its ledger
 * from January to the month, -1 where whoever asks may not know; NULL: nobody may. */
struct ledger_reader {
    int (*read)(struct ctx *ctx, void *arg, const struct indicator *indicator, const struct organisation *org,
                int month, struct status *ret);
    int (*earlier)(struct ctx *ctx, void *arg, const struct indicator *indicator, const struct indicator **ret);
    void *arg;
    int (*reached)(struct ctx *ctx, void *arg, const struct indicator *indicator, const struct organisation *org,
                   int month, int stage, int64_t *ret);
};

/* Errors: those of the reader. */
MUST_CHECK int verdict_of(struct ctx *ctx, const struct programme *programme, const struct ledger_reader *reader,
                          const struct claim *claim, struct judgement *ret);

/* A written amount against a counted one, both whole numbers of one scale; `step` is the worth of the last written
 * digit, `word` the qualifier as written. */
enum verdict verdict_amount(int128 written, int128 step, enum qualifier qualifier, const char *word, int128 counted);

const char *verdict_name(enum verdict verdict); /* "agrees" … "target-differs" */

#endif
