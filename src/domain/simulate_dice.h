/* Repeatable chance for simulate*.c: xoshiro256** seeded by splitmix64 (Blackman and Vigna, public domain), the same on
 * every machine; hashes; a set of hashes; and sums spread over rows. Nothing here knows a pack. */
#ifndef DOMAIN_SIMULATE_DICE_H
#define DOMAIN_SIMULATE_DICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct dice {
    uint64_t state[4];
};

/* A closed range. */
struct span {
    int64_t low, high;
};

/* Shares are thousandths of a percent. */
enum { SHARE_ALL = 100000 };

uint64_t mix64(uint64_t x); /* splitmix64's finalizer */
uint64_t hash_text(uint64_t hash, const char *text);

void dice_seed(struct dice *dice, uint64_t seed);
uint64_t dice_next(struct dice *dice);
int64_t dice_in(struct dice *dice, struct span span); /* every value equally likely; `low` if the span is empty */
bool dice_share(struct dice *dice, int64_t share);
/* An index below `count`, as likely as its weight; `upto` are the sums of the weights so far. */
size_t dice_pick(struct dice *dice, const int64_t *upto, size_t count);

/* A set of hashes. Two things of the same 64 bits would be taken for one: among a million, once in 10^7 runs. */
struct seen {
    struct arena *mem;
    uint64_t *at;
    size_t count, capacity;
};
bool seen_has(const struct seen *seen, uint64_t hash);
bool seen_add(struct seen *seen, uint64_t hash); /* false: it was there */

/* How many rows may share `total` if each gets `least` to `most`: the nearest to `wanted`, at least one. */
int64_t spread_count(int64_t total, int64_t wanted, int64_t least, int64_t most);
/* `count` uneven amounts whose sum is `total` exactly, by largest remainders. Each is within its bounds if any can be.
 * In `mem`. */
int64_t *spread_amounts(struct arena *mem, struct dice *dice, int64_t total, int64_t count, int64_t least,
                        int64_t most);

#endif
