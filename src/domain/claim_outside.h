/* Places of a text that the tree does not know: other cities and counties. */
#ifndef DOMAIN_CLAIM_OUTSIDE_H
#define DOMAIN_CLAIM_OUTSIDE_H

#include "domain/claim_names.h"
#include "text/scan.h"

struct outside;

/* Borrows the names. */
struct outside *outside_new(struct arena *mem, const struct place_names *names);

/* A city or county of another tree at s[at], where a clause begins: 洛阳市, 山西省平陆县, 洛阳, 人家. */
bool outside_at(const struct outside *outside, const int32_t *s, size_t at, size_t end, struct span *ret);

/* Whether what follows a name at s[at] makes it one of a thing: 甲乙路, 甲乙大桥. */
bool is_of_thing(const int32_t *s, size_t at, size_t end);

#endif
