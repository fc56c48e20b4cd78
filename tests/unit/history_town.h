/* A city in a store, two years of it, for tests of random histories: rows by chance, handed in as files, and the
 * tallies that the store then has. */
#ifndef HISTORY_TOWN_H
#define HISTORY_TOWN_H

#include "domain/batch.h"
#include "domain/city.h"
#include "unit/history_model.h"

enum { ROWS_MOST = 6 };

struct town {
    struct ctx ctx;
    struct city *city[YEARS];
    struct actor actor;
    char *url, file[64];
};

#define SUCCEED(town, call)                                                                                            \
    do {                                                                                                               \
        if ((call) < 0)                                                                                                \
            fail_msg("%s: %s", #call, (town)->ctx.err.text);                                                           \
    } while (0)

/* A new store, and what ends and removes it. */
void town_make(struct town *t, const char *name);
void town_remove(struct town *t);
/* One that is there, for another process; ended by town_leave. */
void town_enter(struct town *t, const char *url, const char *actor);
void town_leave(struct town *t);

uint64_t dice(uint64_t *seed, uint64_t sides); /* splitmix64 */
/* Chooses all but year, ledger, batch and sequence. */
void row_by_chance(uint64_t *seed, struct said *r);

/* Hands the rows in as one file; fails the test if one is rejected or, unless expected_new is -1, another number is
 * new. Returns the batch's id. */
int64_t town_import(struct town *t, const struct said *rows, int count, bool accept, int expected_new);

/* Accepts, returns or voids a batch, in a transaction. 0 or an outcome of domain/batch.h. */
int town_decide(struct town *t, int year, int64_t batch, enum state to);

void town_tallies(struct town *t, struct counted *ret);
/* Fails the test where they differ. */
void compare_counted(const struct counted *stored, const struct counted *expected, uint64_t seed, int step);
/* Fails the test if verify finds anything. */
void town_verify(struct town *t, uint64_t seed, int step);

#endif
