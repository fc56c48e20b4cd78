/* The chain of what was decided: each acceptance, void, tree or pack change appends one link that holds the Merkle root
 * of the leaves it concerns and the hash of the link before it (DESIGN decision 8). */
#ifndef DOMAIN_CHAIN_H
#define DOMAIN_CHAIN_H

#include "base/error.h"
#include "domain/seal.h"

struct link {
    int64_t sequence; /* set by chain_append */
    unsigned char previous[SM3_SIZE];
    const char *kind; /* init accept void pack tree */
    int64_t batch;    /* 0 if it concerns none */
    unsigned char root[SM3_SIZE];
    const char *note, *actor, *at; /* `at` NULL: now */
    unsigned char hash[SM3_SIZE];
};

/* Merkle root over leaves added one by one: a node is SM3(1 ‖ left ‖ right), an odd one rises as it is; no leaves give
 * SM3 of nothing (RFC 6962 §2.1 with SM3). */
struct merkle {
    unsigned char stack[64][SM3_SIZE];
    uint64_t count;
};

void merkle_add(struct merkle *m, const unsigned char leaf[SM3_SIZE]);
/* The same as adding each of `leaves`, which stand side by side: many are hashed at once (sm3_many.h). */
void merkle_add_many(struct merkle *m, const void *leaves, size_t count);
void merkle_root(const struct merkle *m, unsigned char out[SM3_SIZE]);

/* Completes the link (sequence, previous, at, hash) and stores it, inside the caller's transaction. Errors: E_STORE. */
MUST_CHECK int chain_append(struct ctx *ctx, struct link *link);

/* When the last batch was accepted or taken back (2024-03-05T12:34:56Z): as of when the figures are. DB_NONE if none
 * was. Errors: E_STORE. */
MUST_CHECK int chain_decided_at(struct ctx *ctx, char **ret);

/* The hash that a link with these parts must have. */
void link_hash(const struct link *link, unsigned char out[SM3_SIZE]);

#endif
