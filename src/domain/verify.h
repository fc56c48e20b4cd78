/* Counts everything again from the records and hashes the chain again, and tells what differs. The recount shares with
 * accepting only what a row contributes (contribution.c) and where a subject stands (standing_of): the settling is done
 * over again, from nothing, in memory. Needs no key. */
#ifndef DOMAIN_VERIFY_H
#define DOMAIN_VERIFY_H

#include "domain/city.h"

/* One difference, for people. */
struct difference {
    const char *what;  /* tally, attribution, record, person, reported, link, leaf */
    const char *where; /* what it is about, in words */
    const char *stored, *counted;
};

struct verification {
    int64_t records, revisions, links; /* looked at */
    int64_t differences;
    void (*tell)(void *arg, const struct difference *difference);
    void *arg;
};

/* Looks through the whole store in one snapshot. Differences are told one by one and counted. Errors: E_STORE. */
MUST_CHECK int verify_store(struct ctx *ctx, struct verification *verification);

/* The parts, for one snapshot. */
MUST_CHECK int verify_counts(struct ctx *ctx, const struct city_list *cities, struct verification *v);
MUST_CHECK int verify_chain(struct ctx *ctx, const struct city_list *cities, struct verification *v);

void verify_tell(struct verification *v, const char *what, const char *where, const char *stored, const char *counted);

#endif
