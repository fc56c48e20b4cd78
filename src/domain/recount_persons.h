/* Who is one person: keys joined by revisions, and the least key of each as its id (person.h), kept in memory for the
 * keys that are joined at all. */
#ifndef DOMAIN_RECOUNT_PERSONS_H
#define DOMAIN_RECOUNT_PERSONS_H

#include "domain/revision.h"

struct persons;

struct persons *persons_new(void);
void persons_free(struct persons *persons); /* may be NULL */

void persons_join(struct persons *persons, const void *key, const void *other);

/* After the last join: from then on several threads may ask. */
void persons_settle(struct persons *persons);

/* The key itself if it is joined with none. */
const unsigned char *persons_id(const struct persons *persons, const unsigned char *key);

/* Whether keys i and i + 1 of a revision are one person's: number and weak key of one field stand side by side. */
bool persons_joins(const struct revision *revision, size_t i);

#endif
