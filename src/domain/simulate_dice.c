#include "domain/simulate_dice.h"

#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"

uint64_t mix64(uint64_t x)
{
    x += 0x9E3779B97F4A7C15u;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

uint64_t hash_text(uint64_t hash, const char *text)
{
    for (const unsigned char *s = (const unsigned char *)text; *s; s++)
        hash = (hash ^ *s) * 0x100000001B3u; /* FNV-1a */
    return mix64(hash ^ 0xFF);               /* the end counts: “ab” + “c” is not “a” + “bc” */
}

void dice_seed(struct dice *dice, uint64_t seed)
{
    for (size_t i = 0; i < 4; i++)
        dice->state[i] = mix64(seed + i * 0x9E3779B97F4A7C15u);
}

static uint64_t rotate(uint64_t x, int by)
{
    return (x << by) | (x >> (64 - by));
}

uint64_t dice_next(struct dice *dice)
{
    uint64_t *s = dice->state, result = rotate(s[1] * 5, 7) * 9, t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return result;
}

int64_t dice_in(struct dice *dice, struct span span)
{
    if (span.high <= span.low)
        return span.low;
    uint64_t size = (uint64_t)(span.high - span.low) + 1;
    uint64_t limit = UINT64_MAX - UINT64_MAX % size, x;
    do
        x = dice_next(dice);
    while (x >= limit);
    return span.low + (int64_t)(x % size);
}

bool dice_share(struct dice *dice, int64_t share)
{
    return share > 0 && dice_in(dice, (struct span){0, SHARE_ALL - 1}) < share;
}

size_t dice_pick(struct dice *dice, const int64_t *upto, size_t count)
{
    int64_t x = dice_in(dice, (struct span){0, upto[count - 1] - 1});
    size_t low = 0, high = count - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (upto[middle] > x)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* ---- a set of hashes: open addressing, 0 is an empty place ---- */

static size_t place_of(const struct seen *seen, uint64_t hash)
{
    size_t i = (size_t)mix64(hash) & (seen->capacity - 1);
    while (seen->at[i] && seen->at[i] != hash)
        i = (i + 1) & (seen->capacity - 1);
    return i;
}

bool seen_has(const struct seen *seen, uint64_t hash)
{
    hash += !hash;
    return seen->capacity && seen->at[place_of(seen, hash)] == hash;
}

static void grow(struct seen *seen)
{
    struct seen bigger = {.mem = seen->mem, .count = seen->count, .capacity = seen->capacity ? seen->capacity * 2 : 64};
    bigger.at = arena_array(seen->mem, bigger.capacity, sizeof *bigger.at);
    for (size_t i = 0; i < seen->capacity; i++)
        if (seen->at[i])
            bigger.at[place_of(&bigger, seen->at[i])] = seen->at[i];
    *seen = bigger;
}

bool seen_add(struct seen *seen, uint64_t hash)
{
    hash += !hash;
    if (seen->count * 2 >= seen->capacity)
        grow(seen);
    size_t i = place_of(seen, hash);
    if (seen->at[i])
        return false;
    seen->at[i] = hash;
    seen->count++;
    return true;
}

/* ---- sums over rows ---- */

int64_t spread_count(int64_t total, int64_t wanted, int64_t least, int64_t most)
{
    int64_t fewest = (total + most - 1) / most, many = least > 0 ? total / least : INT64_MAX;
    wanted = wanted > many ? many : wanted;
    wanted = wanted < fewest ? fewest : wanted;
    return wanted < 1 ? 1 : wanted;
}

struct part {
    int64_t weight, room, rest; /* what it may still take; the remainder of the division */
    int64_t index;
};

static int by_rest(const void *a, const void *b)
{
    const struct part *x = a, *y = b;
    if (x->rest != y->rest)
        return x->rest > y->rest ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* Gives out by weight what fits; returns what is left over. */
static int64_t share_out(struct part *parts, int64_t count, int64_t rest, int64_t *amounts)
{
    int64_t weights = 0, given = 0;
    for (int64_t i = 0; i < count; i++)
        weights += parts[i].room > 0 ? parts[i].weight : 0;
    for (int64_t i = 0; i < count && weights; i++) {
        struct part *p = &parts[i];
        int128 exact = (int128)rest * p->weight;
        int64_t amount = p->room > 0 ? (int64_t)(exact / weights) : 0;
        p->rest = p->room > 0 ? (int64_t)(exact % weights) : -1;
        amount = amount > p->room ? p->room : amount;
        amounts[p->index] += amount;
        p->room -= amount;
        given += amount;
    }
    return rest - given;
}

/* One unit each to those with the largest remainders. */
static int64_t give_units(struct part *parts, int64_t count, int64_t rest, int64_t *amounts)
{
    qsort(parts, (size_t)count, sizeof *parts, by_rest);
    for (int64_t i = 0; i < count && rest > 0; i++)
        if (parts[i].room > 0) {
            amounts[parts[i].index]++;
            parts[i].room--;
            rest--;
        }
    return rest;
}

int64_t *spread_amounts(struct arena *mem, struct dice *dice, int64_t total, int64_t count, int64_t least, int64_t most)
{
    int64_t *amounts = arena_array(mem, (size_t)count, sizeof *amounts);
    struct part *parts = arena_array(mem, (size_t)count, sizeof *parts);
    least = total / count < least ? total / count : least;
    most = (total + count - 1) / count > most ? (total + count - 1) / count : most;
    for (int64_t i = 0; i < count; i++) {
        int64_t size = dice_in(dice, (struct span){100, 1000});
        amounts[i] = least;
        parts[i] = (struct part){.weight = size * size / 1000, .room = most - least, .index = i};
    }
    int64_t rest = total - least * count;
    while (rest > 0) {
        rest = share_out(parts, count, rest, amounts);
        rest = give_units(parts, count, rest, amounts);
    }
    return amounts;
}
