#include "domain/recount_set.h"

#include <string.h>

#include "domain/seal.h"

__extension__ typedef unsigned __int128 wide; /* gcc and clang have it on all 64-bit machines */

#define PRIME ((UINT64_C(1) << 61) - 1)

static uint64_t reduced(wide n)
{
    uint64_t sum = (uint64_t)(n & PRIME) + (uint64_t)(n >> 61);
    sum = (sum & PRIME) + (sum >> 61);
    return sum >= PRIME ? sum - PRIME : sum;
}

void set_secret_draw(struct set_secret *secret)
{
    keys_random(secret, sizeof *secret);
    for (int lane = 0; lane < SET_LANES; lane++) {
        secret->point[lane] %= PRIME;
        for (int i = 0; i < SET_WORDS; i++)
            secret->factors[lane][i] %= PRIME;
    }
}

/* Factors have 61 bits, words 32: the sum stays far below 2^128. */
static inline void add(struct set *set, const struct set_secret *secret, const uint32_t *words, int count)
{
    for (int lane = 0; lane < SET_LANES; lane++) {
        wide sum = secret->point[lane];
        for (int i = 0; i < count; i++)
            sum += (wide)secret->factors[lane][i] * words[i];
        uint64_t row = reduced(sum);
        set->product[lane] = set->count ? reduced((wide)set->product[lane] * row) : row;
    }
    set->count++;
}

void set_add_link(struct set *set, const struct set_secret *secret, const void *key, const void *other, int64_t number)
{
    uint32_t words[10];
    memcpy(words, key, INDEX_SIZE);
    memcpy(words + 4, other, INDEX_SIZE);
    memcpy(words + 8, &number, sizeof number);
    add(set, secret, words, 10);
}

void set_add_candidate(struct set *set, const struct set_secret *secret, const void *subject, int64_t record,
                       uint32_t org, uint32_t day)
{
    uint32_t words[8];
    memcpy(words, subject, INDEX_SIZE);
    memcpy(words + 4, &record, sizeof record);
    words[6] = org;
    words[7] = day;
    add(set, secret, words, 8);
}

void set_join(struct set *set, const struct set *more)
{
    for (int lane = 0; lane < SET_LANES && more->count; lane++)
        set->product[lane] = set->count ? reduced((wide)set->product[lane] * more->product[lane]) : more->product[lane];
    set->count += more->count;
}

bool set_equal(const struct set *a, const struct set *b)
{
    return a->count == b->count && (!a->count || memcmp(a->product, b->product, sizeof a->product) == 0);
}
