/* SM3 of many short messages, sixteen side by side: each word of the hash is two vectors of eight messages' words, so
 * that the processor's wide registers do one round of eight at once, and of the other eight while those of the first
 * are on their way. A lane whose message is over takes the next one. */
#include "base/sm3_many.h"

#include <stdbool.h>
#include <string.h>

#include "base/processor.h"

enum { LANES = 16, HALVES = 2, BLOCK = 64, WORDS = 16, ROUNDS = 64, STATE = 8, LENGTH = 8 };

typedef uint32_t eight __attribute__((vector_size(LANES / HALVES * sizeof(uint32_t))));
typedef union {
    eight half[HALVES];
    uint32_t of[LANES];
} lanes;

/* Macros, because what a clone calls would not be made for its processor. */
#define ROTATE(x, n) ((x) << (n) | (x) >> (32 - (n)))
#define P0(x)        ((x) ^ ROTATE(x, 9) ^ ROTATE(x, 17))
#define P1(x)        ((x) ^ ROTATE(x, 15) ^ ROTATE(x, 23))

static const uint32_t first_state[STATE] = {0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600,
                                            0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e};

/* One block of each lane. */
EACH_PROCESSOR static void compress(lanes state[STATE], lanes w[ROUNDS + 4])
{
    eight s[STATE][HALVES];
    for (int i = 0; i < STATE; i++)
        for (int k = 0; k < HALVES; k++)
            s[i][k] = state[i].half[k];
    for (int i = WORDS; i < ROUNDS + 4; i++)
        for (int k = 0; k < HALVES; k++) {
            eight x = w[i - 16].half[k] ^ w[i - 9].half[k] ^ ROTATE(w[i - 3].half[k], 15);
            w[i].half[k] = P1(x) ^ ROTATE(w[i - 13].half[k], 7) ^ w[i - 6].half[k];
        }
    for (int i = 0; i < ROUNDS; i++) {
        uint32_t t = i < 16 ? 0x79cc4519 : 0x7a879d8a;
        t = i % 32 ? ROTATE(t, i % 32) : t;
        for (int k = 0; k < HALVES; k++) {
            eight a = s[0][k], b = s[1][k], c = s[2][k], e = s[4][k], f = s[5][k], g = s[6][k];
            eight twelve = ROTATE(a, 12), sum = twelve + e + t, ss1 = ROTATE(sum, 7);
            eight ff = i < 16 ? a ^ b ^ c : (a & b) | (c & (a | b));
            eight gg = i < 16 ? e ^ f ^ g : g ^ (e & (f ^ g));
            eight tt1 = ff + s[3][k] + (ss1 ^ twelve) + (w[i].half[k] ^ w[i + 4].half[k]);
            eight tt2 = gg + s[7][k] + ss1 + w[i].half[k];
            s[3][k] = c, s[2][k] = ROTATE(b, 9), s[1][k] = a, s[0][k] = tt1;
            s[7][k] = g, s[6][k] = ROTATE(f, 19), s[5][k] = e, s[4][k] = P0(tt2);
        }
    }
    for (int i = 0; i < STATE; i++)
        for (int k = 0; k < HALVES; k++)
            state[i].half[k] ^= s[i][k];
}

static uint32_t load(const unsigned char *at)
{
    uint32_t word;
    memcpy(&word, at, sizeof word);
    return __builtin_bswap32(word);
}

static void store(uint32_t word, unsigned char *at)
{
    word = __builtin_bswap32(word);
    memcpy(at, &word, sizeof word);
}

struct lane {
    struct sm3_message *message; /* NULL: none */
    const unsigned char *at;     /* its next whole block; then those of `end` */
    size_t whole, ending;        /* blocks left of either */
    bool outer;                  /* an HMAC's second hash, of what the first gave */
    unsigned char end[2 * BLOCK];
};

struct work {
    lanes state[STATE], w[ROUNDS + 4];
    struct lane lane[LANES];
    struct sm3_message *next, *end;
    size_t busy;
};

/* A hash of `bytes` that goes on from a state in which `before` bytes were hashed. */
static void begin(struct work *k, int l, const uint32_t from[STATE], size_t before, const void *bytes, size_t length)
{
    struct lane *lane = &k->lane[l];
    size_t rest = length % BLOCK;
    lane->at = bytes;
    lane->whole = length / BLOCK;
    lane->ending = rest + 1 + LENGTH > BLOCK ? 2 : 1;
    memset(lane->end, 0, sizeof lane->end);
    if (rest)
        memcpy(lane->end, lane->at + length - rest, rest);
    lane->end[rest] = 0x80;
    uint64_t bits = (uint64_t)(before + length) * 8;
    store((uint32_t)(bits >> 32), lane->end + lane->ending * BLOCK - LENGTH);
    store((uint32_t)bits, lane->end + lane->ending * BLOCK - LENGTH / 2);
    for (int i = 0; i < STATE; i++)
        k->state[i].of[l] = from[i];
}

static void take_next(struct work *k, int l)
{
    struct sm3_message *m = k->next < k->end ? k->next++ : NULL;
    k->lane[l].message = m;
    k->lane[l].outer = false;
    if (!m) {
        k->busy--;
        return;
    }
    begin(k, l, m->key ? m->key->inner : first_state, m->key ? BLOCK : 0, m->bytes, m->length);
}

static void finish(struct work *k, int l)
{
    struct lane *lane = &k->lane[l];
    struct sm3_message *m = lane->message;
    for (int i = 0; i < STATE; i++)
        store(k->state[i].of[l], m->digest + 4 * i);
    if (!m->key || lane->outer) {
        take_next(k, l);
        return;
    }
    lane->outer = true;
    begin(k, l, m->key->outer, BLOCK, m->digest, SM3_SIZE);
}

/* The next block of each lane; one that has none left hashes what it holds again, for nobody. */
static void next_blocks(struct work *k)
{
    for (int l = 0; l < LANES; l++) {
        struct lane *lane = &k->lane[l];
        const unsigned char *block = lane->whole ? lane->at : lane->end;
        for (int i = 0; i < WORDS; i++)
            k->w[i].of[l] = load(block + 4 * i);
        if (lane->whole) {
            lane->at += BLOCK;
            lane->whole--;
        } else if (lane->message && --lane->ending) {
            memcpy(lane->end, lane->end + BLOCK, BLOCK);
        }
    }
}

void sm3_many(struct sm3_message *messages, size_t count)
{
    struct work k = {.next = messages, .end = messages + count, .busy = LANES};
    for (int l = 0; l < LANES; l++)
        take_next(&k, l);
    while (k.busy) {
        next_blocks(&k);
        compress(k.state, k.w);
        for (int l = 0; l < LANES; l++)
            if (k.lane[l].message && !k.lane[l].whole && !k.lane[l].ending)
                finish(&k, l);
    }
    explicit_bzero(&k, sizeof k); /* what is hashed here is personal */
}

void sm3_key_make(const unsigned char key[SM3_SIZE], struct sm3_key *ret)
{
    struct work k = {0};
    for (int i = 0; i < STATE; i++)
        for (int l = 0; l < LANES; l++)
            k.state[i].of[l] = first_state[i];
    for (int i = 0; i < WORDS; i++) {
        uint32_t word = i < STATE ? load(key + 4 * i) : 0;
        k.w[i].of[0] = word ^ 0x36363636;
        k.w[i].of[1] = word ^ 0x5c5c5c5c;
    }
    compress(k.state, k.w);
    for (int i = 0; i < STATE; i++) {
        ret->inner[i] = k.state[i].of[0];
        ret->outer[i] = k.state[i].of[1];
    }
    explicit_bzero(&k, sizeof k);
}
