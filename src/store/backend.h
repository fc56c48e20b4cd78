/* What a back end gives to db.c. Only src/store includes this. */
#ifndef STORE_BACKEND_H
#define STORE_BACKEND_H

#include "store/db.h"

enum insert { INSERT_ALL, INSERT_NEW, INSERT_OVER, INSERT_SUMS };

struct backend {
    bool caches_itself; /* $DUIXIAN_CACHE_MIB is not for it */
    int (*open)(struct ctx *ctx, const char *url, enum db_mode mode, struct db *db);
    void (*close)(struct db *db);
    void (*discard)(struct db *db); /* removes what DB_CREATE has made, and closes */
    int (*ask)(struct ctx *ctx, struct db *db, struct sql sql, const struct bind *binds, struct answer **ret);
    int (*scan)(struct ctx *ctx, struct db *db, struct sql sql, const struct bind *binds, struct answer **ret);
    int (*insert)(struct ctx *ctx, struct db *db, const struct many *many, enum insert how, bool *ret_new);
    int (*reserve)(struct ctx *ctx, struct db *db, const char *name, int64_t count, int64_t *ret_first);
    int (*savepoint)(struct ctx *ctx, struct db *db);
    bool (*rollback_to)(struct db *db); /* false: the transaction itself is gone, with its connection */
    int (*release)(struct ctx *ctx, struct db *db);
    int (*next)(struct ctx *ctx, struct answer *answer);
    bool (*null)(struct answer *answer, int column);
    int64_t (*integer)(struct answer *answer, int column);
    const char *(*text)(struct answer *answer, int column);
    const void *(*bytes)(struct answer *answer, int column, size_t *ret_length);
    void (*done)(struct answer *answer);
    int64_t (*changed)(struct db *db);
    int (*lock_schema)(struct ctx *ctx, struct db *db); /* in a transaction: who comes second sees what the first did */
    int (*script)(struct ctx *ctx, struct db *db, const char *ddl); /* several statements, in the words of sql/ */
    int (*begin)(struct ctx *ctx, struct db *db, bool write);
    int (*commit)(struct ctx *ctx, struct db *db);
    void (*rollback)(struct db *db);
    void (*patience)(struct db *db);
    int (*watch)(struct ctx *ctx, struct db *db);
    int (*watch_wait)(struct ctx *ctx, struct db *db, int wait_ms);
    uint64_t (*watched)(const struct db *db);
    int (*has_schema)(struct ctx *ctx, struct db *db); /* 1 our tables, 0 an empty database, <0 something else */
};

struct db {
    const struct backend *backend;
    char *url;
    void *connection; /* of the back end */
    enum db_mode mode;
    bool in_transaction;
    int patience_ms;  /* 0: as long as the back end thinks right */
    int retries;      /* of this transaction, its savepoints among them */
    int64_t since_ms; /* when it began */
    struct reserved {
        const char *name; /* NULL: free */
        int64_t next, end, block;
    } reserved[8]; /* numbers of sequences taken ahead in this transaction */
};

struct answer {
    struct db *db;
    void *statement; /* of the back end */
};

extern const struct backend sqlite_backend, postgres_backend;

long db_cache_mib(void); /* $DUIXIAN_CACHE_MIB, else 64 */

/* What follows the values of an insert: nothing, "on conflict do nothing", columns set where the key is there, or the
 * last column added up by the key of the others. Both stores say it alike. In the arena. */
const char *dialect_conflict(struct ctx *ctx, const struct many *many, enum insert how);

/* A file of sql/ by its place among the migrations, from 0; NULL behind the last. */
const char *schema_text(size_t place);

/* DDL in our words (bigint bytes text @strict @tree @number @apart) in SQLite's. In the arena. */
char *dialect_sqlite(struct ctx *ctx, const char *ddl);
/* `= any(?)` and `= any(?::bigint[])`, which SQLite does not know, as `= ?`, to be asked once for each element. In the
 * arena, or `sql` itself. */
const char *dialect_sqlite_list(struct ctx *ctx, const char *sql);

/* The same for PostgreSQL: text collates as "C", and each table with an id has a sequence. */
char *dialect_postgres(struct ctx *ctx, const char *ddl);
/* What takes back all tables that `ddl` made. */
char *dialect_postgres_drop(struct ctx *ctx, const char *ddl);
/* A statement in PostgreSQL's words: `?` as $1, $2, … outside of quotes; a list looked up element by element. */
char *dialect_postgres_statement(struct ctx *ctx, const char *sql);

#endif
