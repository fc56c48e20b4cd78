/* The tree as simulate needs it, without a store: who is below whom, how many villages, who reports for a ledger. */
#ifndef DOMAIN_SIMULATE_PLACE_H
#define DOMAIN_SIMULATE_PLACE_H

#include "base/error.h"
#include "base/map.h"
#include "domain/organisation.h"
#include "domain/programme.h"
#include "domain/simulate_dice.h"

struct place {
    const char *code, *name, *kind;
    const char *short_name; /* without 村委会, 居委会 and the like */
    enum org_level level;
    struct place *parent, *stat_parent;
    struct place *owner; /* the county above it, else the city: who owns its records */
    int64_t villages;    /* at and below it */
    bool standing;       /* valid all through the programme's year */
    uint64_t hash;
};

struct places {
    struct place *at;
    size_t count;
    struct map *by_code;
    struct place *city;
};

/* Which places report: a level or a kind, inside or outside a scope. */
struct site_rule {
    int level;                /* enum org_level; -1 if the kind decides */
    const char *kind, *named; /* NAMED: only those whose name holds it; NULL: all */
    const struct scope *scope, *outside;
    bool once; /* each at most once, as far as they go */
    const struct yaml *at;
};

/* Those places, with weights by villages, unevenly. */
struct sites {
    struct place **at;
    int64_t *upto;
    size_t count;
    bool once;
    size_t next; /* ONCE: of the shuffled places */
    int round;   /* ONCE: how often all had their turn */
};

/* Reads the organisations of the pack. Errors: E_INPUT. */
MUST_CHECK int places_read(struct ctx *ctx, const struct programme *programme, struct places **ret);

bool place_within(const struct place *place, const struct scope *scope); /* by statistical parents */

/* In `mem`; count 0 if there are none. `salt` makes other ledgers uneven in other ways. */
struct sites *sites_new(struct arena *mem, const struct places *places, const struct site_rule *rule, uint64_t salt,
                        struct dice *dice);

/* Whether the place reports nothing in that month. */
bool place_silent(const struct place *place, int month, int silent_percent, uint64_t seed);

/* A place not owned by `except` (may be NULL), and not silent in that month if one is found soon; NULL if all are owned
 * by it. */
struct place *sites_pick(struct sites *sites, struct dice *dice, int month, int silent_percent, uint64_t seed,
                         const struct place *except);

#endif
