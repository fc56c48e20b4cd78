/* What both back ends share: transactions, one-value answers, migrations. */
#include "store/db.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/embedded.h"
#include "base/file.h"
#include "store/backend.h"

/* Migrations by number; a released one is never changed. Stores of a version up to OLD have leaves, sealed blocks and
 * keys of another form, which no statement turns into today's: they are made anew from their files. */
static const char *const migrations[] = {
    "sql/001-schema.sql",
    "sql/002-site.sql",
    "sql/003-article-said.sql",
};
enum { OLD = 5, MIGRATIONS = sizeof migrations / sizeof *migrations, SCHEMA_VERSION = OLD + MIGRATIONS, RETRIES = 50 };

struct bind b_text(const char *value)
{
    return (struct bind){.type = BIND_TEXT, .null = !value, .bytes = value, .length = value ? strlen(value) : 0};
}

static const struct backend *backend_of(const char *url)
{
    bool postgres = strncmp(url, "postgresql://", 13) == 0 || strncmp(url, "postgres://", 11) == 0;
    return postgres ? &postgres_backend : &sqlite_backend;
}

int db_open(struct ctx *ctx, const char *url, enum db_mode mode)
{
    assert(!ctx->db);
    struct db *db = calloc(1, sizeof *db);
    char *copy = strdup(url);
    if (!db || !copy) {
        free(db);
        free(copy);
        return fail(ctx, E_STORE, "内存不足");
    }
    db->backend = backend_of(url);
    db->url = copy;
    db->mode = mode;
    int r = db->backend->open(ctx, url, mode, db);
    if (r < 0) {
        free(db->url);
        free(db);
        return r;
    }
    ctx->db = db;
    return 0;
}

static void end(struct ctx *ctx, void (*close)(struct db *db))
{
    close(ctx->db);
    free(ctx->db->url);
    free(ctx->db);
    ctx->db = NULL;
}

void db_close(struct ctx *ctx)
{
    if (ctx->db)
        end(ctx, ctx->db->backend->close);
}

void db_discard(struct ctx *ctx)
{
    if (ctx->db)
        end(ctx, ctx->db->backend->discard);
}

const char *db_url(const struct db *db)
{
    return db->url;
}

void db_patience(struct ctx *ctx, int wait_ms)
{
    ctx->db->patience_ms = wait_ms;
    ctx->db->backend->patience(ctx->db);
}

int db_watch(struct ctx *ctx)
{
    return ctx->db->backend->watch(ctx, ctx->db);
}

int db_watch_wait(struct ctx *ctx, int wait_ms)
{
    return ctx->db->backend->watch_wait(ctx, ctx->db, wait_ms);
}

uint64_t db_watched(const struct db *db)
{
    return db->backend->watched(db);
}

int db_ask(struct ctx *ctx, struct sql sql, const struct bind *binds, struct answer **ret)
{
    return ctx->db->backend->ask(ctx, ctx->db, sql, binds, ret);
}

int db_scan(struct ctx *ctx, struct sql sql, const struct bind *binds, struct answer **ret)
{
    assert(ctx->db->in_transaction);
    return ctx->db->backend->scan(ctx, ctx->db, sql, binds, ret);
}

long db_cache_mib(void)
{
    const char *said = getenv("DUIXIAN_CACHE_MIB");
    long mib = said ? strtol(said, NULL, 10) : 0;
    return mib > 0 && mib <= 65536 ? mib : 64;
}

size_t db_rows_at_once(const struct ctx *ctx)
{
    enum { ROWS_A_MIB = 384, LEAST = 1024, MOST = 24576 };
    size_t rows = (size_t)db_cache_mib() * ROWS_A_MIB;
    if (ctx->db->backend->caches_itself)
        return MOST;
    return rows < LEAST ? LEAST : rows > MOST ? MOST : rows;
}

int db_insert_many(struct ctx *ctx, const struct many *many)
{
    assert(ctx->db->in_transaction);
    return many->count ? ctx->db->backend->insert(ctx, ctx->db, many, INSERT_ALL, NULL) : 0;
}

int db_insert_new(struct ctx *ctx, const struct many *many, bool *ret_new)
{
    assert(ctx->db->in_transaction);
    return many->count ? ctx->db->backend->insert(ctx, ctx->db, many, INSERT_NEW, ret_new) : 0;
}

int db_insert_over(struct ctx *ctx, const struct many *many)
{
    assert(ctx->db->in_transaction && many->keys);
    return many->count ? ctx->db->backend->insert(ctx, ctx->db, many, INSERT_OVER, NULL) : 0;
}

int db_insert_sums(struct ctx *ctx, const struct many *many)
{
    assert(ctx->db->in_transaction);
    return many->count ? ctx->db->backend->insert(ctx, ctx->db, many, INSERT_SUMS, NULL) : 0;
}

int answer_next(struct ctx *ctx, struct answer *answer)
{
    return answer->db->backend->next(ctx, answer);
}

bool answer_null(struct answer *answer, int column)
{
    return answer->db->backend->null(answer, column);
}

int64_t answer_int(struct answer *answer, int column)
{
    return answer->db->backend->integer(answer, column);
}

const char *answer_text(struct answer *answer, int column)
{
    return answer->db->backend->text(answer, column);
}

const void *answer_bytes(struct answer *answer, int column, size_t *ret_length)
{
    return answer->db->backend->bytes(answer, column, ret_length);
}

void answer_done(struct answer *answer)
{
    if (answer)
        answer->db->backend->done(answer);
}

void answer_done_p(struct answer **answer)
{
    answer_done(*answer);
    *answer = NULL;
}

int db_run_count(struct ctx *ctx, struct sql sql, const struct bind *binds, int64_t *ret_changed)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx, sql, binds, &a);
    if (r < 0)
        return r;
    r = answer_next(ctx, a);
    if (r < 0)
        return r;
    if (ret_changed)
        *ret_changed = ctx->db->backend->changed(ctx->db);
    return 0;
}

int db_run(struct ctx *ctx, struct sql sql, const struct bind *binds)
{
    return db_run_count(ctx, sql, binds, NULL);
}

int db_int(struct ctx *ctx, struct sql sql, const struct bind *binds, int64_t *ret)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx, sql, binds, &a);
    if (r < 0 || (r = answer_next(ctx, a)) < 0)
        return r;
    if (r == 0 || answer_null(a, 0))
        return DB_NONE;
    *ret = answer_int(a, 0);
    return 0;
}

int db_text(struct ctx *ctx, struct sql sql, const struct bind *binds, char **ret)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx, sql, binds, &a);
    if (r < 0 || (r = answer_next(ctx, a)) < 0)
        return r;
    if (r == 0 || answer_null(a, 0))
        return DB_NONE;
    *ret = arena_strdup(ctx->mem, answer_text(a, 0));
    return 0;
}

/* Whether the transaction has waited as long as it may (db_patience). */
static bool tired(const struct db *db)
{
    return db->patience_ms && clock_ms() - db->since_ms >= db->patience_ms;
}

/* Whether work that ended with `r` is to be done again. A transaction and all that is repeated inside it share one
 * number of tries. */
static bool again(struct db *db, int r)
{
    return r == E_RETRY && !tired(db) && db->retries < RETRIES && ++db->retries;
}

static int gave_up(struct ctx *ctx)
{
    const struct db *db = ctx->db;
    const char *reason = arena_strdup(ctx->mem, ctx->err.text);
    if (db->retries < RETRIES)
        return fail(ctx, E_STORE, "库正忙，等了 %d 秒还没有轮到；什么也没有改动，请稍后再试",
                    (db->patience_ms + 999) / 1000);
    return fail(ctx, E_STORE, "库太忙，重试 %d 次仍未成功；什么也没有改动，请稍后再试\n最后一次：%s", RETRIES, reason);
}

static int run_in_transaction(struct ctx *ctx, int (*work)(struct ctx *ctx, void *arg), void *arg, bool write)
{
    struct db *db = ctx->db;
    int r;
    assert(!db->in_transaction);
    db->retries = 0;
    db->since_ms = clock_ms();
    do {
        r = db->backend->begin(ctx, db, write);
        if (r == 0) {
            db->in_transaction = true;
            memset(db->reserved, 0, sizeof db->reserved);
            r = work(ctx, arg);
            int end = r >= 0 && r != DB_ROLLBACK ? db->backend->commit(ctx, db) : 0;
            if (end < 0)
                r = end;
            if (r < 0 || r == DB_ROLLBACK)
                db->backend->rollback(db);
            db->in_transaction = false;
        }
    } while (again(db, r));
    return r == E_RETRY ? gave_up(ctx) : r;
}

int db_transaction(struct ctx *ctx, int (*work)(struct ctx *ctx, void *arg), void *arg)
{
    return run_in_transaction(ctx, work, arg, true);
}

int db_snapshot(struct ctx *ctx, int (*work)(struct ctx *ctx, void *arg), void *arg)
{
    return run_in_transaction(ctx, work, arg, false);
}

int db_retry(struct ctx *ctx, int (*work)(struct ctx *ctx, void *arg), void *arg)
{
    struct db *db = ctx->db;
    assert(db->in_transaction);
    for (;;) {
        int r = db->backend->savepoint(ctx, db);
        if (r == 0)
            r = work(ctx, arg);
        if (r >= 0) {
            int end = db->backend->release(ctx, db);
            return end < 0 ? end : r;
        }
        if (r != E_RETRY || !db->backend->rollback_to(db) || !again(db, r))
            return r;
    }
}

static struct reserved *reserved_of(struct db *db, const char *name)
{
    for (size_t i = 0; i < sizeof db->reserved / sizeof *db->reserved; i++) {
        struct reserved *r = &db->reserved[i];
        if (!r->name)
            *r = (struct reserved){.name = name, .block = 1};
        if (strcmp(r->name, name) == 0)
            return r;
    }
    return NULL;
}

/* The more numbers a transaction takes, the larger the blocks: a row of a long import costs no statement here. */
int db_reserve(struct ctx *ctx, const char *name, int64_t count, int64_t *ret_first)
{
    enum { LARGEST = 1024 };
    struct reserved *block = ctx->db->in_transaction ? reserved_of(ctx->db, name) : NULL;
    if (!block || count != 1)
        return ctx->db->backend->reserve(ctx, ctx->db, name, count, ret_first);
    if (block->next == block->end) {
        int r = ctx->db->backend->reserve(ctx, ctx->db, name, block->block, &block->next);
        if (r < 0)
            return r;
        block->end = block->next + block->block;
        if (block->block < LARGEST)
            block->block *= 2;
    }
    *ret_first = block->next++;
    return 0;
}

/* 0 for a database without our tables. */
static int schema_version(struct ctx *ctx, int64_t *ret)
{
    char *version = NULL;
    int r = db_text(ctx, SQL("select value from meta where name = 'schema'"), NO_BINDS, &version);
    if (r < 0)
        return r;
    *ret = r == DB_NONE ? 0 : strtoll(version, NULL, 10);
    return 0;
}

const char *schema_text(size_t place)
{
    const struct embedded *file = place < MIGRATIONS ? embedded_find(migrations[place]) : NULL;
    return file ? file->bytes : NULL;
}

static int migrate(struct ctx *ctx, void *arg)
{
    int64_t version = OLD;
    bool there = *(bool *)arg;
    int r = ctx->db->backend->lock_schema(ctx, ctx->db);
    if (r == 0 && there)
        r = schema_version(ctx, &version);
    for (; r == 0 && version < SCHEMA_VERSION; version++)
        r = ctx->db->backend->script(ctx, ctx->db, schema_text((size_t)version - OLD));
    if (r < 0)
        return r;
    char text[24];
    snprintf(text, sizeof text, "%d", SCHEMA_VERSION);
    return db_run(ctx,
                  SQL("insert into meta (name, value) values ('schema', ?)"
                      " on conflict (name) do update set value = excluded.value"),
                  BIND(b_text(text)));
}

int db_migrate(struct ctx *ctx)
{
    int64_t version = 0;
    int r = ctx->db->backend->has_schema(ctx, ctx->db);
    if (r < 0)
        return r;
    if (r == 0 && ctx->db->mode != DB_CREATE)
        return fail(ctx, E_INPUT, "“%s”是空的数据库，不是兑现的库；用 duixian init 新建", db_url(ctx->db));
    bool there = r > 0;
    if (there && (r = schema_version(ctx, &version)) < 0)
        return r;
    if (version > SCHEMA_VERSION)
        return fail(ctx, E_INPUT,
                    "“%s”是更新版本的兑现建的库（第 %" PRId64 " 版，这个程序认到第 %d 版）；请升级程序后再打开",
                    db_url(ctx->db), version, SCHEMA_VERSION);
    if (there && version <= OLD)
        return fail(ctx, E_INPUT,
                    "“%s”是旧版本的兑现建的库（第 %" PRId64
                    " 版），这个程序读不了；请用 duixian init 另建一个库，再把台账导入一遍",
                    db_url(ctx->db), version);
    if (version == SCHEMA_VERSION)
        return 0;
    return db_transaction(ctx, migrate, &there);
}
