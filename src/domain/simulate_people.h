/* Synthetic people, common to all ledgers: each is a number from which identity number, name, birthday and telephone
 * follow. Identity numbers are born 1880–1899, so that they are nobody's (DESIGN decision 13), and unique. */
#ifndef DOMAIN_SIMULATE_PEOPLE_H
#define DOMAIN_SIMULATE_PEOPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/simulate_dice.h"

/* A kind of people, as the pack describes it. */
struct pool {
    const char *code;
    int born_from, born_to; /* of the birthday that they declare */
    int female;             /* percent */
};

/* Those of one pool and area. */
struct crowd {
    uint16_t *used; /* by person: the ledger that used it last, as a number from 1 */
    size_t count, capacity;
    size_t next; /* where to look for one not used by the ledger `looking` */
    uint16_t looking;
};

struct people {
    struct arena *mem;
    uint64_t seed;
    const struct pool *pools;
    const char *const *areas; /* six digits each */
    size_t pool_count, area_count;
    struct crowd *crowds; /* pool_count × area_count */
};

typedef int64_t person_id;
enum { NO_PERSON = -1 };

void people_init(struct people *people, struct arena *mem, uint64_t seed, const struct pool *pools, size_t pool_count,
                 const char *const *areas, size_t area_count);

/* Someone of that pool and area for the ledger; NO_PERSON if there is none (or no number left). `new`: in no ledger so
 * far; `known`: in other ledgers, not yet in this one; `again`: in this one already. */
person_id people_new(struct people *people, size_t pool, size_t area, uint16_t ledger);
person_id people_known(struct people *people, struct dice *dice, size_t pool, size_t area, uint16_t ledger);
person_id people_again(struct people *people, struct dice *dice, size_t pool, size_t area, uint16_t ledger);

const char *person_number(const struct people *people, person_id person, struct arena *mem);
const char *person_name(const struct people *people, person_id person, struct arena *mem);
const char *person_phone(const struct people *people, person_id person, struct arena *mem);
int person_born(const struct people *people, person_id person);

/* A name that belongs to nobody of theirs (a guardian). */
const char *any_name(struct dice *dice, struct arena *mem);

/* A unified social credit code with a valid check character, the same for the same text; `city` gives its area. */
const char *made_uscc(const char *city, const char *text, struct arena *mem);

#endif
