/* What the files of the PostgreSQL back end share: postgres.c (connection, transactions, schema), postgres_ask.c
 * (statements and answers), postgres_copy.c (COPY), postgres_many.c (many rows at once), postgres_watch.c (hearing of
 * commits), postgres_say.c (sentences). Only they include this. */
#ifndef STORE_POSTGRES_H
#define STORE_POSTGRES_H

#include <pthread.h>

#include "base/buf.h"
#include "base/map.h"
#include "store/backend.h"
#include "store/libpq.h"

/* Types of PostgreSQL by their numbers, which never change (pg_type.dat). */
enum {
    TYPE_BOOL = 16,
    TYPE_BYTEA = 17,
    TYPE_NAME = 19,
    TYPE_INT8 = 20,
    TYPE_INT4 = 23,
    TYPE_TEXT = 25,
    TYPE_BYTEAS = 1001,
    TYPE_TEXTS = 1009,
    TYPE_INT8S = 1016,
    TYPE_VOID = 2278,
};

#define POSTGRES_BY_INDEX    " set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off;"
#define POSTGRES_AS_IT_LIKES " set enable_seqscan = on; set enable_hashjoin = on; set enable_mergejoin = on;"

#define POSTGRES_CHANNEL "duixian_commit" /* notified by every commit that may have written */

enum { BINDS_MOST = 32, SCAN_ROWS = 4096 };

/* A COPY that may be under way (postgres_copy.c), in pieces of a ring. */
enum { COPY_PIECE = 256 * 1024, COPY_PIECES = 48 };
struct copying {
    PGconn *link;
    const char *into; /* the table of the COPY that is open, as its caller's literal names it; NULL: none is */
    pthread_t thread;
    bool running;
    pthread_mutex_t mutex; /* of the next three */
    pthread_cond_t changed;
    size_t made, sent;
    bool ended;
    struct buf pieces[COPY_PIECES];
    PGresult *failed; /* why a COPY of this transaction failed, until somebody is told */
};

struct postgres {
    PGconn *link; /* for postgres_link alone */
    struct copying copying;
    bool guesses_new;    /* the rows of the last db_insert_new that said how to ask were all new */
    char *url;           /* as given, perhaps with a password: never shown; db->url is the one for people */
    struct arena *arena; /* of the statements */
    struct map *statements;
    unsigned connections; /* how many there were: a statement of an earlier one has to be prepared anew */
    unsigned names;       /* given to statements and cursors */
    int64_t changed;
    bool lost;      /* the connection broke; what it had not committed is undone */
    bool writes;    /* the transaction that is going on */
    uint64_t state; /* that a watching connection last heard of; 0: it is not listening. Read by any thread */
    bool made;      /* this program made the schema, so it may remove it again */
};

static inline struct postgres *postgres_of(struct db *db)
{
    return db->connection;
}

/* ---- postgres.c ---- */

/* Connects anew, trying for half a minute. Errors: E_STORE, E_INPUT. */
MUST_CHECK int postgres_again(struct ctx *ctx, struct db *db);
/* Runs one text, which may hold several statements, and forgets what they answer. */
MUST_CHECK int postgres_do(struct ctx *ctx, struct db *db, const char *text);

/* ---- postgres_say.c ---- */

/* For people: without password and options. NULL if the URL cannot be read: then the error says why. */
char *postgres_shown_url(struct ctx *ctx, const char *url);
/* Why no connection came about. E_RETRY if it may come about by itself in a moment, with the sentence for the case
 * that it does not. */
MUST_CHECK int postgres_refused(struct ctx *ctx, struct db *db, PGconn *link);
/* Why a statement failed (`result` may be NULL: the connection's own words). A COPY that failed before it, unheard of
 * till now, is the reason then. Frees the result; marks a lost connection.
 * E_RETRY for what may go well when repeated. */
MUST_CHECK int postgres_error(struct ctx *ctx, struct db *db, PGresult *result);

/* ---- postgres_ask.c ---- */

struct statement {
    struct answer answer; /* first: given out as &statement->answer */
    char name[16], cursor[16];
    char *text;
    unsigned connection; /* in which it was prepared; 0: nowhere */
    PGresult *result;
    int row;
    bool open, more; /* more: of a cursor, which may have further rows */
    char number[24];
};

/* `key`: the address of the literal, or another one that stands for the statement alone. */
struct statement *postgres_kept(struct db *db, const char *key);
struct statement *postgres_keep(struct db *db, const char *key, const char *text);

struct parameters {
    int count;
    Oid types[BINDS_MOST];
    const char *values[BINDS_MOST];
    int lengths[BINDS_MOST], formats[BINDS_MOST];
    char numbers[BINDS_MOST][8];
    struct buf list;
};
/* Prepares the statement where need be and runs it. */
MUST_CHECK int postgres_run(struct ctx *ctx, struct db *db, struct statement *s, const struct parameters *parameters,
                            PGresult **ret);

void postgres_int8(char out[8], int64_t value); /* big-endian */
int64_t postgres_number(const PGresult *result, int row, int column);

int postgres_ask(struct ctx *ctx, struct db *db, struct sql sql, const struct bind *binds, struct answer **ret);
int postgres_scan(struct ctx *ctx, struct db *db, struct sql sql, const struct bind *binds, struct answer **ret);
int postgres_next(struct ctx *ctx, struct answer *answer);
bool postgres_null(struct answer *answer, int column);
int64_t postgres_integer(struct answer *answer, int column);
const char *postgres_text(struct answer *answer, int column);
const void *postgres_bytes(struct answer *answer, int column, size_t *ret_length);
void postgres_done(struct answer *answer);

/* ---- postgres_watch.c ---- */

int postgres_watch(struct ctx *ctx, struct db *db);
int postgres_watch_wait(struct ctx *ctx, struct db *db, int wait_ms);
uint64_t postgres_watched(const struct db *db);

/* ---- postgres_copy.c ---- */

/* The connection, once the COPY that is open has ended. If one failed, the server refuses what is sent next, and
 * postgres_error says why. */
PGconn *postgres_link(struct db *db);
/* Takes the rows into the COPY of their table, which is begun if none is open, and may send them later. Errors: E_STORE,
 * E_RETRY, also of an earlier COPY. */
MUST_CHECK int postgres_copy(struct ctx *ctx, struct db *db, const struct many *many);
/* Ends the COPY that is open and waits for its rows; the same errors. */
MUST_CHECK int postgres_copied(struct ctx *ctx, struct db *db);
/* Ends it as well, and forgets a failure: the transaction is undone. */
void postgres_copy_forget(struct db *db);
void postgres_copy_ready(struct db *db);
void postgres_copy_free(struct db *db);
/* A value in binary, with its length before it. */
void postgres_field(struct buf *out, const struct bind *b);

/* ---- postgres_many.c ---- */

int postgres_insert(struct ctx *ctx, struct db *db, const struct many *many, enum insert how, bool *ret_new);

#endif
