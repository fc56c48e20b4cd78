/* The PostgreSQL back end: connection, transactions, schema. A write transaction is read committed, a snapshot
 * repeatable read. A lost connection costs the transaction, which db_transaction then repeats on a new one. */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/date.h"
#include "store/postgres.h"

enum { CONNECT_MS = 15000, AGAIN_MS = 30000, PAUSE_LEAST_MS = 100, PAUSE_MOST_MS = 3000 };

/* What is asked finds its rows by an index. Told so, the planner does it also inside a transaction that has just filled
 * the tables, of which it knows nothing yet: left alone it reads them whole, each time (measured: an import 50 times as
 * slow). A scan may join as it likes. The server's own limits on waiting are not for an import of an hour. */
static const char settings[] =
    "set client_min_messages = warning; set cursor_tuple_fraction = 1; set jit = off;"
    " set plan_cache_mode = force_generic_plan;" POSTGRES_BY_INDEX " set statement_timeout = 0; set lock_timeout = 0;"
    " set idle_in_transaction_session_timeout = 0; set idle_session_timeout = 0";

static void quiet(void *arg, const char *message)
{
    (void)arg;
    (void)message;
}

/* Drives a connection that was begun to its end, so that a server that answers nothing costs a bounded time. */
static void await_connection(PGconn *link, int64_t until)
{
    PostgresPollingStatusType status = PGRES_POLLING_WRITING;
    while (status == PGRES_POLLING_WRITING || status == PGRES_POLLING_READING) {
        struct pollfd wait = {.fd = libpq.PQsocket(link), .events = status == PGRES_POLLING_READING ? POLLIN : POLLOUT};
        int64_t left = until - clock_ms();
        if (left <= 0 || poll(&wait, 1, (int)left) < 0)
            return;
        status = libpq.PQconnectPoll(link);
    }
}

/* How long to wait for a lock is the server's to keep. */
static int set_patience(struct ctx *ctx, struct db *db)
{
    char text[64];
    snprintf(text, sizeof text, "set lock_timeout = %d", db->patience_ms);
    return postgres_do(ctx, db, text);
}

static void patience(struct db *db)
{
    struct ctx ctx = {.mem = arena_new()};
    (void)set_patience(&ctx, db); /* of a lost connection: said again when it is there again */
    arena_free(ctx.mem);
}

static int connect_once(struct ctx *ctx, struct db *db)
{
    struct postgres *pg = postgres_of(db);
    /* Behind the URL stands what it may not change; before it what it may. */
    static const char *const names[] = {"fallback_application_name",
                                        "keepalives_idle",
                                        "keepalives_interval",
                                        "tcp_user_timeout",
                                        "dbname",
                                        "client_encoding",
                                        NULL};
    const char *values[] = {"duixian", "30", "10", "60000", pg->url, "UTF8", NULL};
    PGconn *link = libpq.PQconnectStartParams(names, values, 1);
    if (!link)
        return fail(ctx, E_STORE, "内存不足");
    libpq.PQsetNoticeProcessor(link, quiet, NULL);
    libpq.PQsetErrorVerbosity(link,
                              PQERRORS_VERBOSE); /* with the state, by which postgres_refused tells reasons apart */
    if (libpq.PQstatus(link) != CONNECTION_BAD)
        await_connection(link, clock_ms() + CONNECT_MS);
    if (libpq.PQstatus(link) != CONNECTION_OK) {
        int r = postgres_refused(ctx, db, link);
        libpq.PQfinish(link);
        return r;
    }
    libpq.PQsetErrorVerbosity(link, PQERRORS_DEFAULT);
    postgres_copy_forget(db);
    libpq.PQfinish(pg->link);
    pg->link = link;
    pg->connections++;
    pg->lost = false;
    int r = postgres_do(ctx, db, settings);
    return r == 0 && db->patience_ms ? set_patience(ctx, db) : r;
}

static void pause_ms(int64_t ms)
{
    nanosleep(&(struct timespec){ms / 1000, ms % 1000 * 1000000}, NULL);
}

int postgres_again(struct ctx *ctx, struct db *db)
{
    int again_ms = db->patience_ms ? db->patience_ms : AGAIN_MS;
    int64_t until = clock_ms() + again_ms, pause = PAUSE_LEAST_MS;
    int r = connect_once(ctx, db);
    while (r == E_RETRY && clock_ms() + pause < until) {
        pause_ms(pause);
        pause = 2 * pause < PAUSE_MOST_MS ? 2 * pause : PAUSE_MOST_MS;
        r = connect_once(ctx, db);
    }
    if (r != E_RETRY)
        return r;
    char *why = arena_strdup(ctx->mem, ctx->err.text);
    return fail(ctx, E_STORE, "与服务器的连接断了，%d 秒里没有恢复；没有提交的什么也没有留下，请稍后再试。%s",
                (again_ms + 999) / 1000, why);
}

int postgres_do(struct ctx *ctx, struct db *db, const char *text)
{
    PGresult *result = libpq.PQexec(postgres_link(db), text);
    ExecStatusType status = libpq.PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        return postgres_error(ctx, db, result);
    libpq.PQclear(result);
    return 0;
}

/* ---- opening ---- */

static int check_encoding(struct ctx *ctx, struct db *db)
{
    const char *encoding = libpq.PQparameterStatus(postgres_link(db), "server_encoding");
    if (!encoding || strcmp(encoding, "UTF8") == 0)
        return 0;
    return fail(ctx, E_INPUT, "“%s”的编码是 %s，存不了汉字；请用 createdb -E UTF8 -T template0 另建一个数据库", db->url,
                encoding);
}

static int has_schema(struct ctx *ctx, struct db *db);

static int check_empty(struct ctx *ctx, struct db *db)
{
    int r = has_schema(ctx, db);
    return r <= 0 ? r : fail(ctx, E_INPUT, "“%s”里已经有一个兑现的库，没有改动它；请换一个数据库", db->url);
}

static void close_connection(struct db *db)
{
    struct postgres *pg = postgres_of(db);
    if (!pg)
        return;
    postgres_copy_free(db);
    libpq.PQfinish(pg->link);
    if (pg->url)
        explicit_bzero(pg->url, strlen(pg->url));
    free(pg->url);
    arena_free(pg->arena);
    free(pg);
    db->connection = NULL;
}

static int open_postgres(struct ctx *ctx, const char *url, enum db_mode mode, struct db *db)
{
    int r = libpq_open(ctx);
    if (r < 0)
        return r;
    const char *shown = postgres_shown_url(ctx, url);
    if (!shown)
        return E_INPUT;
    struct postgres *pg = calloc(1, sizeof *pg);
    char *kept = strdup(shown), *secret = strdup(url);
    if (!pg || !kept || !secret) {
        free(pg);
        free(kept);
        free(secret);
        return fail(ctx, E_STORE, "内存不足");
    }
    explicit_bzero(db->url, strlen(db->url));
    free(db->url);
    db->url = kept;
    pg->url = secret;
    pg->guesses_new = true;
    pg->arena = arena_new();
    pg->statements = map_new(pg->arena);
    db->connection = pg;
    postgres_copy_ready(db);
    r = connect_once(ctx, db);
    if (r == E_RETRY && pg->lost) /* it was there, and broke */
        r = postgres_again(ctx, db);
    if (r == 0)
        r = check_encoding(ctx, db);
    if (r == 0 && mode == DB_CREATE)
        r = check_empty(ctx, db);
    if (r < 0)
        close_connection(db);
    return r == E_RETRY ? E_STORE : r;
}

/* ---- the schema ---- */

static int catalogue_once(struct ctx *ctx, struct db *db, const char *text, int64_t *ret)
{
    PGresult *result = libpq.PQexecParams(postgres_link(db), text, 0, NULL, NULL, NULL, NULL, 1);
    if (libpq.PQresultStatus(result) != PGRES_TUPLES_OK)
        return postgres_error(ctx, db, result);
    *ret = postgres_number(result, 0, 0);
    libpq.PQclear(result);
    return 0;
}

/* One number from a text of our own about the server's catalogue. */
static int catalogue(struct ctx *ctx, struct db *db, const char *text, int64_t *ret)
{
    int r = catalogue_once(ctx, db, text, ret);
    if (r != E_RETRY || db->in_transaction || !postgres_of(db)->lost)
        return r;
    r = postgres_again(ctx, db);
    return r < 0 ? r : catalogue_once(ctx, db, text, ret);
}

/* Ours are told by names that no other program has together. What an extension brought is nobody's. */
static int has_schema(struct ctx *ctx, struct db *db)
{
    int64_t schema = 0, ours = 0, others = 0;
    int r = catalogue(ctx, db, "select (current_schema() is not null)::int", &schema);
    if (r == 0 && !schema)
        return fail(ctx, E_INPUT, "“%s”里没有可以用的 schema；请检查 search_path", db->url);
    if (r == 0)
        r = catalogue(
            ctx, db,
            "select count(*) from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'"
            " and relname in ('meta', 'organisation', 'person_link', 'attribution_move', 'tally', 'chain')",
            &ours);
    if (r == 0)
        r = catalogue(ctx, db,
                      "select count(*) from pg_class c where relnamespace = current_schema()::regnamespace"
                      " and relkind in ('r', 'p', 'v', 'm', 'f', 'S') and not exists (select from pg_depend d"
                      " where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')",
                      &others);
    if (r < 0)
        return r;
    if (ours == 6)
        return 1;
    if (others)
        return fail(ctx, E_INPUT, "“%s”是别的程序的数据库，不是兑现的库；没有改动它", db->url);
    return 0;
}

static int script(struct ctx *ctx, struct db *db, const char *ddl)
{
    int r = postgres_do(ctx, db, dialect_postgres(ctx, ddl));
    if (r == 0 && db->mode == DB_CREATE)
        postgres_of(db)->made = true;
    return r;
}

/* Only one program at a time changes a schema; who comes second finds it changed. */
static int lock_schema(struct ctx *ctx, struct db *db)
{
    int r = postgres_do(ctx, db, "select pg_advisory_xact_lock(1146635335)"); /* "DXDG", as in SQLite's files */
    return r == 0 && db->mode == DB_CREATE ? check_empty(ctx, db) : r;
}

static void discard(struct db *db)
{
    struct postgres *pg = postgres_of(db);
    struct ctx ctx = {.mem = arena_new()}; /* the error that led here stays the caller's */
    if (pg && pg->made && (!pg->lost || postgres_again(&ctx, db) == 0))
        for (size_t i = 0; schema_text(i); i++)
            if (postgres_do(&ctx, db, dialect_postgres_drop(&ctx, schema_text(i))) < 0)
                break;
    close_connection(db);
    arena_free(ctx.mem);
}

/* ---- transactions ---- */

static int begin(struct ctx *ctx, struct db *db, bool write)
{
    struct postgres *pg = postgres_of(db);
    const char *text =
        write ? "begin isolation level read committed" : "begin isolation level repeatable read read only";
    int r = pg->lost ? postgres_again(ctx, db) : 0;
    pg->writes = write;
    if (r == 0)
        r = postgres_do(ctx, db, text);
    if (r == E_RETRY && pg->lost) { /* it broke while nothing was going on */
        r = postgres_again(ctx, db);
        if (r == 0)
            r = postgres_do(ctx, db, text);
    }
    return r;
}

static int commit(struct ctx *ctx, struct db *db)
{
    struct postgres *pg = postgres_of(db);
    int copied = postgres_copied(ctx, db);
    if (copied < 0)
        return copied;
    /* Whoever watches is told by the commit itself. */
    PGresult *result = libpq.PQexec(pg->link, pg->writes ? "notify " POSTGRES_CHANNEL "; commit" : "commit");
    if (libpq.PQresultStatus(result) != PGRES_COMMAND_OK) {
        int r = postgres_error(ctx, db, result);
        if (!pg->lost)
            return r;
        if (!pg->writes) /* all was read */
            return 0;
        return fail(ctx, E_STORE,
                    "提交时与“%s”的连接断了，不知道写进去没有；请用 duixian batch DB list 看看，没有再做一次",
                    db->url);
    }
    bool kept = strcmp(libpq.PQcmdStatus(result), "COMMIT") == 0;
    libpq.PQclear(result);
    return kept ? 0 : fail(ctx, E_STORE, "程序有误：出错的事务不能提交，什么也没有改动");
}

/* A failed statement may have left the lock of `reserve`. */
static void rollback(struct db *db)
{
    struct postgres *pg = postgres_of(db);
    postgres_copy_forget(db);
    libpq.PQclear(libpq.PQexec(pg->link, "rollback"));
    libpq.PQclear(libpq.PQexec(pg->link, "select pg_advisory_unlock_all()"));
    if (libpq.PQstatus(pg->link) != CONNECTION_OK)
        pg->lost = true;
}

static int savepoint(struct ctx *ctx, struct db *db)
{
    return postgres_do(ctx, db, "savepoint again");
}

static bool rollback_to(struct db *db)
{
    postgres_copy_forget(db);
    PGresult *result = libpq.PQexec(postgres_link(db), "rollback to again; release again");
    bool done = libpq.PQresultStatus(result) == PGRES_COMMAND_OK;
    libpq.PQclear(result);
    return done;
}

static int release(struct ctx *ctx, struct db *db)
{
    return postgres_do(ctx, db, "release again");
}

/* A sequence is outside of transactions, so nobody waits for another's end. The lock makes the numbers of one call
 * neighbours; a select list is computed from left to right. */
static int reserve(struct ctx *ctx, struct db *db, const char *name, int64_t count, int64_t *ret_first)
{
    static const char text[] = "select pg_advisory_lock(1146635336, hashtext($1)),"
                               " setval(($1 || '_id')::regclass, nextval(($1 || '_id')::regclass) + $2 - 1),"
                               " pg_advisory_unlock(1146635336, hashtext($1))";
    struct parameters p = {.count = 2,
                           .types = {TYPE_TEXT, TYPE_INT8},
                           .values = {name, p.numbers[1]},
                           .lengths = {(int)strlen(name), 8},
                           .formats = {1, 1}};
    postgres_int8(p.numbers[1], count);
    struct statement *s = postgres_kept(db, text);
    PGresult *result = NULL;
    int r = postgres_run(ctx, db, s ? s : postgres_keep(db, text, text), &p, &result);
    if (r == 0)
        *ret_first = postgres_number(result, 0, 1) - count + 1;
    libpq.PQclear(result);
    return r;
}

static int64_t changed(struct db *db)
{
    return postgres_of(db)->changed;
}

const struct backend postgres_backend = {
    .caches_itself = true,
    .open = open_postgres,
    .close = close_connection,
    .discard = discard,
    .ask = postgres_ask,
    .scan = postgres_scan,
    .insert = postgres_insert,
    .reserve = reserve,
    .savepoint = savepoint,
    .rollback_to = rollback_to,
    .release = release,
    .next = postgres_next,
    .null = postgres_null,
    .integer = postgres_integer,
    .text = postgres_text,
    .bytes = postgres_bytes,
    .done = postgres_done,
    .changed = changed,
    .lock_schema = lock_schema,
    .script = script,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .patience = patience,
    .watch = postgres_watch,
    .watch_wait = postgres_watch_wait,
    .watched = postgres_watched,
    .has_schema = has_schema,
};
