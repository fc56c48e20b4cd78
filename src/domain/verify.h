/* Counts everything again from the records and hashes the chain again, and tells what differs. The recount shares with
 * accepting only what a row contributes (contribution.c) and where a subject stands (standing_of): the settling is done
 * over again, from nothing. Needs no key. Every revision is read once; memory does not grow with the store. */
#ifndef DOMAIN_VERIFY_H
#define DOMAIN_VERIFY_H

#include "domain/city.h"

/* One difference, for people. */
struct difference {
    const char *what;  /* leaf, revision, record, lookup, link, pack, person, attribution, tally, reported */
    const char *where; /* what it is about, in words */
    const char *stored, *counted;
};

struct verification {
    const char *url;                   /* of the store, for a second thread that reads half of it; NULL: one thread */
    int64_t records, revisions, links; /* looked at */
    int64_t differences;
    void (*tell)(void *arg, const struct difference *difference);
    void *arg;
    void (*progress)(int64_t done, int64_t all); /* revisions; NULL: nobody looks */
};

/* Looks through the whole store in one snapshot. Differences are told one by one, always in the same order, and
 * counted. Errors: E_RANGE (a sum leaves int64), E_STORE. */
MUST_CHECK int verify_store(struct ctx *ctx, struct verification *verification);

#endif
