/* A person is an id with one or more keys: an identity number, or weak fields while there is none. Keys are joined by
 * accepted revisions that name two of them; who is one person is so a function of the programme's accepted revisions (a
 * later year never changes the counts of an earlier one). The id is the
 * least of the keys that are joined; a person with one key needs no row at all. (domain.md §3.2) */
#ifndef DOMAIN_PERSON_H
#define DOMAIN_PERSON_H

#include "base/map.h"
#include "domain/revision.h"

/* The id of the person that has this key. Errors: E_STORE. */
MUST_CHECK int person_id(struct ctx *ctx, int64_t programme, const unsigned char key[INDEX_SIZE], unsigned char ret[INDEX_SIZE]);

/* All keys joined with those in `keys`, added to it (a set: values mean nothing). Errors: E_STORE. */
MUST_CHECK int person_keys(struct ctx *ctx, int64_t programme, struct map *keys);

/* Adds to `keys` those that the revision joins; 1 if it joins any, 0 if none. */
int person_joined(const struct revision *revision, struct map *keys);

/* Keeps, or forgets, what the revision joins, inside the caller's transaction. Errors: E_STORE. */
MUST_CHECK int person_join(struct ctx *ctx, int64_t programme, const struct revision *revision);
MUST_CHECK int person_part(struct ctx *ctx, int64_t programme, const struct revision *revision);

#endif
