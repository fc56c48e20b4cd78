/* A store is a city: its programmes by year, its tree, its key. What a command opens first and everything else is
 * handed. */
#ifndef DOMAIN_CITY_H
#define DOMAIN_CITY_H

#include <stdbool.h>

#include "base/error.h"
#include "domain/organisation.h"
#include "domain/programme.h"
#include "domain/seal.h"
#include "store/db.h"

/* Synthetic is a property of the store; its first row decides (DESIGN decision 13). */
enum kind_of_data { DATA_UNDECIDED, DATA_REAL, DATA_SYNTHETIC };

/* Who acts, for the record: "cli:root". */
struct actor {
    const char *name;
};

struct city {
    const char *store_id, *key_id;
    struct programme *programme; /* the one that was asked for, else the newest */
    struct organisations *tree;
    struct keys *keys; /* NULL until city_unlock */
    enum kind_of_data data;
    int64_t sequence; /* of the last link of the chain when it was read */
};

/* Makes a new store and its key from a pack. Nothing is left behind when it fails.
 * Errors: E_INPUT (the store exists, the pack has faults), E_KEY, E_STORE. Sets ctx->db. */
MUST_CHECK int city_init(struct ctx *ctx, const char *url, const char *pack, const char *key_option,
                         const struct actor *actor, struct city **ret);

/* Opens a store, checks that it is one of ours and of this version, and reads programme (`code` NULL: the newest) and
 * tree. Sets ctx->db; end with city_close. Errors: E_INPUT, E_STORE. */
MUST_CHECK int city_open(struct ctx *ctx, const char *url, enum db_mode mode, const char *code, struct city **ret);

/* The same of the store that is open as ctx->db, of this version. For whoever keeps stores open. */
MUST_CHECK int city_read(struct ctx *ctx, const char *code, struct city **ret);

/* Whether the store, as the snapshot sees it, has another pack, another tree or another kind of data than `city`, or is
 * another store: then it has to be read anew. *seen is the chain's link up to which that was looked at, at first
 * city->sequence; it grows. */
MUST_CHECK int city_outdated(struct ctx *ctx, const struct city *city, int64_t *seen, bool *ret);

/* Reads the key that the store was made with. Errors: E_KEY. */
MUST_CHECK int city_unlock(struct ctx *ctx, struct city *city, const char *key_option);

/* One for each programme of the open store, without keys, parsed anew: for what concerns them all. Errors: E_STORE. */
struct city_list {
    struct city **at;
    size_t count;
};
MUST_CHECK int city_every(struct ctx *ctx, struct city_list *ret);

void city_close(struct ctx *ctx, struct city *city); /* city may be NULL */

/* One value of the meta table; NULL if there is none. */
MUST_CHECK int meta_get(struct ctx *ctx, const char *name, char **ret);
MUST_CHECK int meta_set(struct ctx *ctx, const char *name, const char *value);

/* Puts a programme into the store inside the caller's transaction: its files, ledgers, indicators and scopes; sets the
 * ids. A programme of this code gets a new version. Errors: E_INPUT (of another city), E_STORE. */
MUST_CHECK int programme_store(struct ctx *ctx, const char *city_code, struct programme *programme, const char *reason);

/* Reads the programme of that code (NULL: of the latest year) back, from the trees that are kept beside its files, or
 * from the files if a tree is not as it was. DB_NONE if there is none. Errors: E_INPUT, E_STORE. */
MUST_CHECK int programme_load(struct ctx *ctx, const char *code, struct programme **ret);
/* The code of the store's programme of that year. DB_NONE if there is none. Errors: E_STORE. */
MUST_CHECK int programme_of_year(struct ctx *ctx, int year, char **ret_code);
/* The same as programme_load from the files alone: for what proves, and for what happens once a version. */
MUST_CHECK int programme_parse(struct ctx *ctx, const char *code, struct programme **ret);

#endif
