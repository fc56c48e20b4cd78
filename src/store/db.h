/* The only door to the database. Statements are literals, values are typed binds; two back ends fill struct backend
 * (sqlite.c; PostgreSQL by the same door). Knows nothing of programmes. One connection, one thread. */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct db;
struct answer;

/* Only a literal becomes SQL: SQL(user_text) does not compile. */
struct sql {
    const char *text;
};
#define SQL(literal) ((struct sql){"" literal ""})

enum bind_type { BIND_END, BIND_INT, BIND_TEXT, BIND_BYTES, BIND_LIST, BIND_NUMBERS };

struct bind {
    enum bind_type type;
    bool null;
    int64_t number;
    const void *bytes;
    size_t length;
    size_t count; /* of a list: elements, each of `length` bytes, side by side */
};
#define BIND(...) ((const struct bind[]){__VA_ARGS__, {0}})
#define NO_BINDS  ((const struct bind[]){{0}})

static inline struct bind b_int(int64_t value)
{
    return (struct bind){.type = BIND_INT, .number = value};
}
static inline struct bind b_int_or_null(bool present, int64_t value)
{
    return (struct bind){.type = BIND_INT, .null = !present, .number = value};
}
struct bind b_text(const char *value); /* NULL binds null */
static inline struct bind b_bytes(const void *bytes, size_t length)
{
    return (struct bind){.type = BIND_BYTES, .null = !bytes, .bytes = bytes, .length = length};
}
/* For `column = any(?)`: byte strings of one length. The answer holds the rows of all elements, in no certain order; an
 * element named twice may give its rows twice. One list a statement. */
static inline struct bind b_list(const void *bytes, size_t length, size_t count)
{
    return (struct bind){.type = BIND_LIST, .bytes = bytes, .length = length, .count = count};
}
/* The same of numbers, for `column = any(?::bigint[])`. */
static inline struct bind b_numbers(const int64_t *numbers, size_t count)
{
    return (struct bind){.type = BIND_NUMBERS, .bytes = numbers, .length = sizeof *numbers, .count = count};
}

enum db_mode { DB_READ, DB_WRITE, DB_CREATE };

/* Opens `url` (a path: SQLite; postgresql://…: PostgreSQL) and sets ctx->db. DB_CREATE makes a new file (mode 0600) and
 * fails if there is one; on PostgreSQL the database is there and must be empty.
 * Errors: E_INPUT (no such store, exists already, not a store, a directory, a URL that cannot be read, a wrong
 * password), E_STORE. Close with db_close. */
MUST_CHECK int db_open(struct ctx *ctx, const char *url, enum db_mode mode);
void db_close(struct ctx *ctx);
/* Undoes DB_CREATE (for an init that failed later on) and closes. ctx->err stays. */
void db_discard(struct ctx *ctx);
/* For people: never with a password. */
const char *db_url(const struct db *db);

/* Brings the schema to this program's version, in one transaction. Errors: E_INPUT if the store is newer than this
 * program or is not ours; E_STORE. */
MUST_CHECK int db_migrate(struct ctx *ctx);

/* Runs a statement that gives no rows; *ret_changed (may be NULL) rows it touched. Errors: E_STORE, E_RETRY. */
MUST_CHECK int db_run(struct ctx *ctx, struct sql sql, const struct bind *binds);
MUST_CHECK int db_run_count(struct ctx *ctx, struct sql sql, const struct bind *binds, int64_t *ret_changed);

/* The first column of the first row. 0, or DB_NONE if there is no row or it is null (then *ret is untouched). */
enum { DB_NONE = 1 };
MUST_CHECK int db_int(struct ctx *ctx, struct sql sql, const struct bind *binds, int64_t *ret);
MUST_CHECK int db_text(struct ctx *ctx, struct sql sql, const struct bind *binds, char **ret);

/* Rows one by one. End every answer with answer_done (AUTO_ANSWER does), also after errors. The same statement may not
 * be asked again before its answer is done. */
#define AUTO_ANSWER __attribute__((cleanup(answer_done_p)))
MUST_CHECK int db_ask(struct ctx *ctx, struct sql sql, const struct bind *binds, struct answer **ret);
MUST_CHECK int answer_next(struct ctx *ctx, struct answer *answer); /* 1 a row, 0 the end, <0 E_STORE */
/* The same for answers of any length: memory stays flat, and other statements may be asked meanwhile. Inside a
 * transaction or snapshot only. */
MUST_CHECK int db_scan(struct ctx *ctx, struct sql sql, const struct bind *binds, struct answer **ret);
bool answer_null(struct answer *answer, int column);
int64_t answer_int(struct answer *answer, int column);                           /* 0 if null */
const char *answer_text(struct answer *answer, int column);                      /* "" if null; until the next row */
const void *answer_bytes(struct answer *answer, int column, size_t *ret_length); /* NULL if null; until the next row */
void answer_done(struct answer *answer);
void answer_done_p(struct answer **answer);

/* How many rows it is good to bring at once: more than a few for the tree's pages to be touched once for several rows,
 * fewer than would crowd the cache ($DUIXIAN_CACHE_MIB; a server keeps one of its own). */
size_t db_rows_at_once(const struct ctx *ctx);

/* Many rows for one table. `row` fills the binds of row i (`columns` of them); what they point to lives until all are
 * inserted. */
struct many {
    struct sql into; /* "table (column, …)" */
    size_t columns, count;
    size_t keys; /* for db_insert_over: so many of the first columns are the primary key */
    void (*row)(const void *arg, size_t i, struct bind *out);
    const void *arg;
    /* For db_insert_new, where most rows are new: how to ask which of a list of keys are there ("select key … =
     * any(?)", the list last), and the column that holds a row's key, 16 bytes. A store that does better without
     * ignores it. */
    struct sql known;
    const struct bind *known_binds; /* without the list */
    size_t key_column;
};
enum { DB_KEY = 16 };
/* Inserts them all, inside a transaction. In key order it is quickest. Errors: E_STORE, E_RETRY. */
MUST_CHECK int db_insert_many(struct ctx *ctx, const struct many *many);
/* Inserts those whose unique keys are not there yet (also not by an earlier row of this call). ret_new[i] tells whether
 * row i was; then the first column is a number that differs from row to row. NULL: nobody asks. */
MUST_CHECK int db_insert_new(struct ctx *ctx, const struct many *many, bool *ret_new);
/* Inserts those whose primary keys are not there and sets the other columns of those that are. Each key comes once. */
MUST_CHECK int db_insert_over(struct ctx *ctx, const struct many *many);
/* Adds the last column, a number, to the rows that have the others as their primary key; makes those that are not
 * there. Errors: E_RANGE if a sum leaves int64; then nothing may be kept. */
MUST_CHECK int db_insert_sums(struct ctx *ctx, const struct many *many);

/* Runs `work` in one transaction: commits on 0 and on a positive outcome (passed on), rolls back on an error. Repeats
 * it on E_RETRY, and once all tries are used up tells the last reason as E_STORE. Only this commits. May not be nested.
 * With DB_ROLLBACK as outcome nothing is kept. */
enum { DB_ROLLBACK = 1000 };
MUST_CHECK int db_transaction(struct ctx *ctx, int (*work)(struct ctx *ctx, void *arg), void *arg);

/* The same for reading alone: all answers inside come from one state of the store. It is repeated as well (a connection
 * was lost): work that has shown something to someone by then makes E_STORE of E_RETRY, or it would show it twice. */
MUST_CHECK int db_snapshot(struct ctx *ctx, int (*work)(struct ctx *ctx, void *arg), void *arg);

/* Inside a transaction: runs `work` behind a savepoint; on E_RETRY (deadlock, serialization failure) what it did is
 * undone and it runs again, while all before it stays; its tries count as the transaction's. A store with one writer
 * just runs it. */
MUST_CHECK int db_retry(struct ctx *ctx, int (*work)(struct ctx *ctx, void *arg), void *arg);

/* Reserves `count` numbers of the sequence `name` (a literal), inside a transaction; *ret_first is the first. Numbers
 * grow from one call to the next; some may stay unused. */
MUST_CHECK int db_reserve(struct ctx *ctx, const char *name, int64_t count, int64_t *ret_first);

/* How long this connection waits for a lock or for a server that went away before it fails with E_STORE; without a word
 * a minute, which is right for an import and not for a page. */
void db_patience(struct ctx *ctx, int wait_ms);

/* Watching what others commit, on a connection that is used for nothing else. */
MUST_CHECK int db_watch(struct ctx *ctx); /* begins; errors: E_STORE */
/* Waits `wait_ms`; E_STORE if the store is no more what was opened: removed, replaced, or its server gone. Then close.
 */
MUST_CHECK int db_watch_wait(struct ctx *ctx, int wait_ms);
/* A number for the state that the store is in: while it is the same, nothing was committed. Read before a snapshot, it
 * names that snapshot's state or an earlier one. 0: not known. Another commit is seen at once on SQLite (its
 * shared memory is read, no lock, no system call), within a network's moment on PostgreSQL, once db_watch_wait is
 * waiting. For any thread, between db_watch and db_close; never fails. */
uint64_t db_watched(const struct db *db);

#endif
