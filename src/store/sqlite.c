/* The SQLite back end: one file, WAL, one writer and many readers. Prepared statements are kept by the address of their
 * literal, which is the same for every call from one place. */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "store/backend.h"

/* The head of SQLite's shared memory (sqlite.org/walformat.html, "WAL-index header"), twice in a row. Its numbers and
 * checksums change with every commit. */
enum { WAL_HEAD = 48, WAL_REGION = 32768 };

enum { COLUMNS_MOST = 32, BUSY_MS = 60000, APPLICATION_ID = 0x44584447 /* "DXDG" */ };

struct connection {
    sqlite3 *handle;
    struct arena *arena;
    struct map *statements;           /* literal's address → struct statement */
    volatile const uint64_t *watched; /* shared memory, mapped while the connection is open; NULL: not watching */
    dev_t device;                     /* the file that was opened */
    ino_t inode;
};

struct statement {
    struct answer answer; /* first: an answer is given out as &statement->answer */
    sqlite3_stmt *prepared;
    bool open;
    int list_at;      /* the parameter that is a list; 0: none */
    struct bind list; /* borrowed from the one who asks */
    size_t list_next;
};

static sqlite3 *handle_of(struct db *db)
{
    return ((struct connection *)db->connection)->handle;
}

static int store_error(struct ctx *ctx, struct db *db, int code)
{
    sqlite3 *h = handle_of(db);
    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return fail(ctx, E_RETRY, "“%s”正被别的程序写入", db->url);
    case SQLITE_FULL:
        return fail(ctx, E_STORE, "磁盘满了，写不进“%s”；什么也没有改动", db->url);
    case SQLITE_READONLY:
        return fail(ctx, E_STORE, "“%s”是只读的；请检查文件和文件夹的权限", db->url);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return fail(ctx, E_STORE, "“%s”的内容损坏，不能继续使用；请用备份恢复（%s）", db->url, sqlite3_errmsg(h));
    case SQLITE_CONSTRAINT:
        if (code == SQLITE_CONSTRAINT_DATATYPE) /* an integer sum that leaves int64 becomes a real */
            return fail(ctx, E_RANGE, "合计太大，超出了能精确表示的范围；什么也没有改动");
        /* fall through */
    default:
        return fail(ctx, E_STORE, "库“%s”出错：%s", db->url, sqlite3_errmsg(h));
    }
}

static int script(struct ctx *ctx, struct db *db, const char *ddl)
{
    int code = sqlite3_exec(handle_of(db), ddl, NULL, NULL, NULL);
    return code == SQLITE_OK ? 0 : store_error(ctx, db, code);
}

/* What can be said of a file without opening it: another descriptor of ours on a store, when closed, would take away
 * the locks of every connection that this process has to it, and who writes elsewhere would remove the log under them.
 */
static int check_file(struct ctx *ctx, const char *path, enum db_mode mode)
{
    struct stat st;
    bool there = stat(path, &st) == 0;
    if (mode == DB_CREATE) {
        if (there)
            return fail(ctx, E_INPUT, "“%s”已经存在，没有改动它；请换一个文件名", path);
        int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (fd < 0)
            return fail(ctx, E_INPUT, "建不了“%s”：%s", path, strerror(errno));
        close(fd);
        return 0;
    }
    if (!there)
        return fail(ctx, E_INPUT, "没有“%s”这个库；用 duixian init 新建，或检查路径", path);
    if (S_ISDIR(st.st_mode))
        return fail(ctx, E_INPUT, "“%s”是一个文件夹，不是兑现的库", path);
    if (access(path, R_OK) < 0)
        return fail(ctx, E_INPUT, "打不开“%s”：%s", path, strerror(errno));
    return 0;
}

/* A file that exists and is not ours is told apart before SQLite writes anything to it, by SQLite's own descriptor. */
static bool is_sqlite(sqlite3 *handle)
{
    static const char magic[16] = "SQLite format 3";
    char head[16] = "";
    sqlite3_file *file = NULL;
    int code = sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    return code == SQLITE_OK && file && file->pMethods &&
           file->pMethods->xRead(file, head, sizeof head, 0) == SQLITE_OK && memcmp(head, magic, sizeof magic) == 0;
}

static const char settings[] = "pragma foreign_keys = on; pragma journal_mode = wal; pragma synchronous = full;"
                               " pragma temp_store = memory;";

static int set_cache(sqlite3 *handle)
{
    char text[64];
    snprintf(text, sizeof text, "pragma cache_size = -%ld", 1024 * db_cache_mib());
    return sqlite3_exec(handle, text, NULL, NULL, NULL);
}

/* Brings what the log holds into the file before a writer leaves, and gives the log's room back. Else whoever closes last
 * does so, a reader perhaps, and lets nobody read meanwhile: seconds after a large import. Who still reads an older state
 * holds it up, therefore some tries. */
static void empty_log(sqlite3 *handle)
{
    enum { TRIES = 50, WAIT_MS = 20 };
    int frames = 0, done = -1;
    for (int i = 0; i < TRIES && done < frames; i++) {
        if (i)
            nanosleep(&(struct timespec){0, WAIT_MS * 1000000}, NULL);
        if (sqlite3_wal_checkpoint_v2(handle, NULL, SQLITE_CHECKPOINT_PASSIVE, &frames, &done) != SQLITE_OK)
            return;
    }
    sqlite3_busy_timeout(handle, WAIT_MS);
    /* Cutting 1.5 GB takes the file system half a second: a reader waits for it only as root, whose SQLite sets the
     * owner of each file that it opens. */
    (void)sqlite3_wal_checkpoint_v2(handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL); /* or it stays for the next */
}

static void close_connection(struct db *db)
{
    struct connection *c = db->connection;
    if (!c)
        return;
    if (db->mode == DB_WRITE)
        empty_log(c->handle);
    for (sqlite3_stmt *s; (s = sqlite3_next_stmt(c->handle, NULL));)
        sqlite3_finalize(s);
    sqlite3_close(c->handle);
    arena_free(c->arena);
    free(c);
    db->connection = NULL;
}

static void discard(struct db *db)
{
    static const char *const ends[] = {"", "-wal", "-shm"};
    close_connection(db);
    for (size_t i = 0; db->mode == DB_CREATE && i < sizeof ends / sizeof *ends; i++) {
        AUTO_BUF struct buf path = BUF_INIT;
        buf_printf(&path, "%s%s", db->url, ends[i]);
        unlink(path.bytes);
    }
}

static int open_sqlite(struct ctx *ctx, const char *path, enum db_mode mode, struct db *db)
{
    int r = check_file(ctx, path, mode);
    if (r < 0)
        return r;
    struct connection *c = calloc(1, sizeof *c);
    if (!c)
        return fail(ctx, E_STORE, "内存不足");
    c->arena = arena_new();
    c->statements = map_new(c->arena);
    db->connection = c;
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); /* refused once SQLite is in use, which is as good */
    int code = sqlite3_open_v2(path, &c->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (code == SQLITE_OK && mode != DB_CREATE && !is_sqlite(c->handle)) {
        close_connection(db);
        return fail(ctx, E_INPUT, "“%s”不是兑现的库；请检查路径", path);
    }
    if (code == SQLITE_OK) {
        sqlite3_extended_result_codes(c->handle, 1);
        sqlite3_busy_timeout(c->handle, BUSY_MS);
        if (mode == DB_CREATE)
            code = sqlite3_exec(c->handle, "pragma page_size = 8192", NULL, NULL, NULL);
        if (code == SQLITE_OK)
            code = sqlite3_exec(c->handle, settings, NULL, NULL, NULL);
        if (code == SQLITE_OK)
            code = set_cache(c->handle);
    }
    if (code != SQLITE_OK && mode == DB_READ && (code & 0xFF) == SQLITE_READONLY)
        code = sqlite3_exec(c->handle, "pragma query_only = on", NULL, NULL, NULL);
    if (code != SQLITE_OK) {
        r = store_error(ctx, db, code);
        close_connection(db);
        return r == E_RETRY ? fail(ctx, E_STORE, "“%s”正被别的程序占用，请稍后再试", path) : r;
    }
    return 0;
}

static int pragma_int(struct ctx *ctx, struct db *db, const char *pragma, int *ret)
{
    sqlite3_stmt *s = NULL;
    int code = sqlite3_prepare_v2(handle_of(db), pragma, -1, &s, NULL);
    if (code == SQLITE_OK && (code = sqlite3_step(s)) == SQLITE_ROW) {
        *ret = sqlite3_column_int(s, 0);
        code = SQLITE_OK;
    }
    sqlite3_finalize(s);
    return code == SQLITE_OK ? 0 : store_error(ctx, db, code);
}

static int has_schema(struct ctx *ctx, struct db *db)
{
    int application = 0, tables = 0;
    int r = pragma_int(ctx, db, "pragma application_id", &application);
    if (r == 0)
        r = pragma_int(ctx, db, "select count(*) from sqlite_schema", &tables);
    if (r < 0)
        return r;
    if (application == APPLICATION_ID)
        return tables > 0;
    if (tables > 0)
        return fail(ctx, E_INPUT, "“%s”是别的程序的数据库，不是兑现的库；没有改动它", db->url);
    return db->mode == DB_CREATE ? script(ctx, db, "pragma application_id = 0x44584447") : 0;
}

/* A statement kept by the address of the literal it was made from; `text` says it in SQLite's words. */
static int prepare(struct ctx *ctx, struct db *db, const char *literal, const char *text, struct statement **ret)
{
    struct connection *c = db->connection;
    struct statement *s = arena_alloc(c->arena, sizeof *s);
    int code = sqlite3_prepare_v3(c->handle, text, -1, SQLITE_PREPARE_PERSISTENT, &s->prepared, NULL);
    if (code != SQLITE_OK)
        return store_error(ctx, db, code);
    s->answer = (struct answer){.db = db, .statement = s};
    map_put(c->statements, &literal, sizeof literal, s);
    *ret = s;
    return 0;
}

static int statement_of(struct ctx *ctx, struct db *db, const char *literal, struct statement **ret)
{
    struct connection *c = db->connection;
    *ret = map_get(c->statements, &literal, sizeof literal);
    return *ret ? 0 : prepare(ctx, db, literal, dialect_sqlite_list(ctx, literal), ret);
}

static int bind_one(struct statement *s, int at, const struct bind *b)
{
    if (b->null)
        return sqlite3_bind_null(s->prepared, at);
    switch (b->type) {
    case BIND_INT:
        return sqlite3_bind_int64(s->prepared, at, b->number);
    case BIND_TEXT:
        return sqlite3_bind_text(s->prepared, at, b->bytes, (int)b->length, SQLITE_STATIC);
    case BIND_BYTES:
        return sqlite3_bind_blob(s->prepared, at, b->bytes, (int)b->length, SQLITE_STATIC);
    case BIND_LIST:
    case BIND_NUMBERS:
        s->list_at = at;
        s->list = *b;
        s->list_next = 0;
        return SQLITE_OK;
    case BIND_END:
        break;
    }
    return SQLITE_MISUSE;
}

/* Goes to the list's next element; false after the last. */
static bool next_element(struct statement *s)
{
    if (!s->list_at || s->list_next == s->list.count)
        return false;
    const char *element = (const char *)s->list.bytes + s->list_next++ * s->list.length;
    int64_t number;
    if (s->list.type == BIND_NUMBERS) {
        memcpy(&number, element, sizeof number);
        sqlite3_bind_int64(s->prepared, s->list_at, number);
    } else {
        sqlite3_bind_blob(s->prepared, s->list_at, element, (int)s->list.length, SQLITE_STATIC);
    }
    return true;
}

static int ask(struct ctx *ctx, struct db *db, struct sql sql, const struct bind *binds, struct answer **ret)
{
    struct statement *s = NULL;
    int r = statement_of(ctx, db, sql.text, &s);
    if (r < 0)
        return r;
    if (s->open)
        return fail(ctx, E_STORE, "同一条语句的上一个结果还没有读完：%s", sql.text);
    s->list_at = 0;
    for (int i = 0; binds[i].type != BIND_END; i++) {
        int code = bind_one(s, i + 1, &binds[i]);
        if (code != SQLITE_OK)
            return store_error(ctx, db, code);
    }
    s->open = true;
    *ret = &s->answer;
    return 0;
}

static sqlite3_stmt *stmt_of(struct answer *answer)
{
    return ((struct statement *)answer->statement)->prepared;
}

static int next(struct ctx *ctx, struct answer *answer)
{
    struct statement *s = answer->statement;
    if (s->list_at && !s->list_next && !next_element(s))
        return 0; /* an empty list */
    for (;;) {
        int code = sqlite3_step(s->prepared);
        if (code == SQLITE_ROW)
            return 1;
        if (code != SQLITE_DONE)
            return store_error(ctx, answer->db, code);
        sqlite3_reset(s->prepared);
        if (!next_element(s))
            return 0;
    }
}

static bool is_null(struct answer *answer, int column)
{
    return sqlite3_column_type(stmt_of(answer), column) == SQLITE_NULL;
}

static int64_t integer(struct answer *answer, int column)
{
    return sqlite3_column_int64(stmt_of(answer), column);
}

static const char *text(struct answer *answer, int column)
{
    const char *t = (const char *)sqlite3_column_text(stmt_of(answer), column);
    return t ? t : "";
}

static const void *bytes(struct answer *answer, int column, size_t *ret_length)
{
    const void *b = sqlite3_column_blob(stmt_of(answer), column);
    *ret_length = (size_t)sqlite3_column_bytes(stmt_of(answer), column);
    return b;
}

static void done(struct answer *answer)
{
    struct statement *s = answer->statement;
    sqlite3_reset(s->prepared);
    s->open = false;
}

/* Rows that one statement takes: what a statement costs of itself is shared by them. */
enum { ROWS_A_STATEMENT = 16 };

/* Kept by an address within its table's words, one for each way of inserting. */
static int insert_statement(struct ctx *ctx, struct db *db, const struct many *many, enum insert how, size_t rows,
                            struct statement **ret)
{
    struct connection *c = db->connection;
    const char *literal = many->into.text + 2 * how + (rows > 1);
    *ret = map_get(c->statements, &literal, sizeof literal);
    if (*ret)
        return 0;
    AUTO_BUF struct buf text = BUF_INIT;
    buf_printf(&text, "insert into %s values ", many->into.text);
    for (size_t row = 0; row < rows; row++) {
        for (size_t i = 0; i < many->columns; i++)
            buf_str(&text, i ? ", ?" : row ? ", (?" : "(?");
        buf_char(&text, ')');
    }
    buf_str(&text, dialect_conflict(ctx, many, how));
    return prepare(ctx, db, literal, text.bytes, ret);
}

static int insert_rows(struct ctx *ctx, struct db *db, const struct many *many, struct statement *s, size_t first,
                       size_t count)
{
    struct bind binds[COLUMNS_MOST];
    int code = SQLITE_OK, at = 0;
    for (size_t i = first; i < first + count; i++) {
        many->row(many->arg, i, binds);
        for (size_t k = 0; k < many->columns && code == SQLITE_OK; k++)
            code = bind_one(s, ++at, &binds[k]);
    }
    if (code == SQLITE_OK)
        code = sqlite3_step(s->prepared);
    int r = code == SQLITE_DONE ? 0 : store_error(ctx, db, code);
    sqlite3_reset(s->prepared);
    return r;
}

/* Of rows that one statement brought, not all of which went in: which did, by their numbers. */
static int mark_new(struct ctx *ctx, struct db *db, const struct many *many, size_t first, size_t count, bool *ret_new)
{
    struct statement *s = NULL;
    struct bind binds[COLUMNS_MOST];
    const char *literal = many->into.text + 2 * (INSERT_SUMS + 1); /* an address of its own */
    struct connection *c = db->connection;
    int r = 0;
    if (!(s = map_get(c->statements, &literal, sizeof literal))) {
        const char *columns = strchr(many->into.text, '(');
        r = prepare(ctx, db, literal,
                    arena_printf(ctx->mem, "select 1 from %.*swhere %.*s = ?", (int)(columns - many->into.text),
                                 many->into.text, (int)strcspn(columns + 1, ",)"), columns + 1),
                    &s);
    }
    for (size_t i = first; i < first + count && r == 0; i++) {
        many->row(many->arg, i, binds);
        int code = bind_one(s, 1, &binds[0]);
        if (code == SQLITE_OK)
            code = sqlite3_step(s->prepared);
        if (code != SQLITE_ROW && code != SQLITE_DONE)
            r = store_error(ctx, db, code);
        ret_new[i] = code == SQLITE_ROW;
        sqlite3_reset(s->prepared);
    }
    return r;
}

static int insert(struct ctx *ctx, struct db *db, const struct many *many, enum insert how, bool *ret_new)
{
    assert(many->columns <= COLUMNS_MOST);
    for (size_t i = 0, rows; i < many->count; i += rows) {
        struct statement *s = NULL;
        rows = i + ROWS_A_STATEMENT <= many->count ? ROWS_A_STATEMENT : 1;
        int r = insert_statement(ctx, db, many, how, rows, &s);
        if (r == 0)
            r = insert_rows(ctx, db, many, s, i, rows);
        if (r < 0)
            return r;
        if (!ret_new)
            continue;
        int64_t fresh = sqlite3_changes64(handle_of(db));
        memset(ret_new + i, fresh > 0, rows);
        if (fresh && fresh < (int64_t)rows && (r = mark_new(ctx, db, many, i, rows, ret_new)) < 0)
            return r;
    }
    return 0;
}

static int reserve(struct ctx *ctx, struct db *db, const char *name, int64_t count, int64_t *ret_first)
{
    int64_t next;
    (void)db;
    int r = db_int(ctx,
                   SQL("insert into counter (name, next) values (?, 1 + ?)"
                       " on conflict (name) do update set next = counter.next + excluded.next - 1 returning next"),
                   BIND(b_text(name), b_int(count)), &next);
    if (r < 0)
        return r;
    *ret_first = next - count;
    return 0;
}

/* Whoever has begun to write is alone. */
static int lock_schema(struct ctx *ctx, struct db *db)
{
    (void)ctx;
    (void)db;
    return 0;
}

static int schema_script(struct ctx *ctx, struct db *db, const char *ddl)
{
    return script(ctx, db, dialect_sqlite(ctx, ddl));
}

/* One writer: nothing inside a transaction has to be tried again. */
static int no_savepoint(struct ctx *ctx, struct db *db)
{
    (void)ctx;
    (void)db;
    return 0;
}

static bool no_rollback_to(struct db *db)
{
    (void)db;
    return false;
}

static int64_t changed(struct db *db)
{
    return sqlite3_changes64(handle_of(db));
}

static int begin(struct ctx *ctx, struct db *db, bool write)
{
    return script(ctx, db, write ? "begin immediate" : "begin");
}

static int commit(struct ctx *ctx, struct db *db)
{
    return script(ctx, db, "commit");
}

static void patience(struct db *db)
{
    sqlite3_busy_timeout(handle_of(db), db->patience_ms);
}

/* ---- watching ---- */

/* Asks SQLite itself for its shared memory: another descriptor of ours on that file would, when closed, take away its
 * locks. */
static int watch(struct ctx *ctx, struct db *db)
{
    struct connection *c = db->connection;
    sqlite3_file *file = NULL;
    struct stat st;
    volatile void *region = NULL;
    int ignored, r = pragma_int(ctx, db, "select count(*) from sqlite_schema", &ignored); /* maps it */
    if (r < 0)
        return r == E_RETRY ? E_STORE : r;
    if (stat(db->url, &st) < 0)
        return fail(ctx, E_STORE, "“%s”不见了：%s", db->url, strerror(errno));
    c->device = st.st_dev;
    c->inode = st.st_ino;
    int code = sqlite3_file_control(c->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (code == SQLITE_OK && file && file->pMethods && file->pMethods->iVersion >= 2)
        code = file->pMethods->xShmMap(file, 0, WAL_REGION, 0, &region);
    c->watched = code == SQLITE_OK ? region : NULL; /* without: the state is never known, and all is read anew */
    return 0;
}

static int watch_wait(struct ctx *ctx, struct db *db, int wait_ms)
{
    const struct connection *c = db->connection;
    struct stat st;
    nanosleep(&(struct timespec){wait_ms / 1000, wait_ms % 1000 * 1000000}, NULL);
    if (stat(db->url, &st) < 0)
        return fail(ctx, E_STORE, "“%s”不见了：%s；请放回原处", db->url, strerror(errno));
    if (st.st_dev != c->device || st.st_ino != c->inode)
        return fail(ctx, E_STORE, "“%s”换成了另一个文件", db->url);
    return 0;
}

static uint64_t mix(uint64_t h, uint64_t word)
{
    h = (h ^ word) * 0x9E3779B97F4A7C15;
    return h ^ h >> 29;
}

/* A writer sets the second copy first and then, behind a barrier, the first: alike means whole. */
static uint64_t watched(const struct db *db)
{
    const struct connection *c = db->connection;
    volatile const uint64_t *at = c->watched;
    enum { WORDS = WAL_HEAD / sizeof *at, TRIES = 64 };
    for (int try = 0; at && try < TRIES; try++) {
        uint64_t state = 1, second = 1;
        for (int i = 0; i < WORDS; i++)
            state = mix(state, at[i]);
        __atomic_thread_fence(__ATOMIC_SEQ_CST);
        for (int i = 0; i < WORDS; i++)
            second = mix(second, at[WORDS + i]);
        if (state == second)
            return state ? state : 1;
    }
    return 0;
}

static void rollback(struct db *db)
{
    (void)sqlite3_exec(handle_of(db), "rollback", NULL, NULL, NULL); /* already rolled back by the error: fine */
}

const struct backend sqlite_backend = {
    .open = open_sqlite,
    .close = close_connection,
    .discard = discard,
    .ask = ask,
    .scan = ask,
    .insert = insert,
    .reserve = reserve,
    .savepoint = no_savepoint,
    .rollback_to = no_rollback_to,
    .release = no_savepoint,
    .next = next,
    .null = is_null,
    .integer = integer,
    .text = text,
    .bytes = bytes,
    .done = done,
    .changed = changed,
    .lock_schema = lock_schema,
    .script = schema_script,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .patience = patience,
    .watch = watch,
    .watch_wait = watch_wait,
    .watched = watched,
    .has_schema = has_schema,
};
