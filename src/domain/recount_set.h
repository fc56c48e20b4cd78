/* Whether two sets of rows are equal, without sorting or keeping either: each is a product of (point − row) in a field of
 * 2^61 − 1 elements, rows made elements by a sum with random factors. Point and factors are drawn anew in each run, twice
 * over, so nobody can choose rows that fit: of n rows the odds to take different sets for equal are below (n / 2^61)^2. */
#ifndef DOMAIN_RECOUNT_SET_H
#define DOMAIN_RECOUNT_SET_H

#include <stdbool.h>
#include <stdint.h>

enum { SET_WORDS = 10, SET_LANES = 2 };

struct set_secret {
    uint64_t point[SET_LANES], factors[SET_LANES][SET_WORDS];
};

/* Starts as {0}. */
struct set {
    uint64_t product[SET_LANES];
    int64_t count;
};

void set_secret_draw(struct set_secret *secret);

/* A row: two keys of 16 bytes and a number, or a key, a record, its organisation and day. */
void set_add_link(struct set *set, const struct set_secret *secret, const void *key, const void *other, int64_t number);
void set_add_candidate(struct set *set, const struct set_secret *secret, const void *subject, int64_t record,
                       uint32_t org, uint32_t day);

void set_join(struct set *set, const struct set *more); /* all rows of `more` as well */
bool set_equal(const struct set *a, const struct set *b);

#endif
