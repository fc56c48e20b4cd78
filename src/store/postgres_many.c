/* Many rows for one table of PostgreSQL: by binary COPY if all are new; else as arrays, a column each, so that the
 * server leaves out the rows whose unique keys are there and tells which were not. */
#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "store/postgres.h"

enum { CHUNK = 256 * 1024, ARRAY_ROWS = 8192, ARRAY_BYTES = 4 * 1024 * 1024 };

/* ---- COPY ---- */

static void copy_field(struct buf *out, const struct bind *b)
{
    if (b->null) {
        buf_u32(out, UINT32_MAX);
    } else if (b->type == BIND_INT) {
        buf_u32(out, 8);
        buf_u64(out, (uint64_t)b->number);
    } else {
        buf_part(out, b->bytes, b->length);
    }
}

static int copy_send(struct ctx *ctx, struct db *db, struct buf *rows)
{
    if (PQputCopyData(postgres_of(db)->link, rows->bytes, (int)rows->length) != 1)
        return postgres_error(ctx, db, NULL);
    buf_reset(rows);
    return 0;
}

static int copy_rows(struct ctx *ctx, struct db *db, const struct many *many, struct buf *rows)
{
    struct bind binds[BINDS_MOST];
    buf_add(rows, "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19); /* signature, flags, length of the extension */
    for (size_t i = 0; i < many->count; i++) {
        many->row(many->arg, i, binds);
        buf_char(rows, 0);
        buf_char(rows, (char)many->columns);
        for (size_t k = 0; k < many->columns; k++)
            copy_field(rows, &binds[k]);
        if (rows->length >= CHUNK) {
            int r = copy_send(ctx, db, rows);
            if (r < 0)
                return r;
        }
    }
    buf_add(rows, "\377\377", 2); /* no more rows */
    return copy_send(ctx, db, rows);
}

/* The server's last word on a COPY. */
static int copy_end(struct ctx *ctx, struct db *db)
{
    PGconn *link = postgres_of(db)->link;
    if (PQputCopyEnd(link, NULL) != 1)
        return postgres_error(ctx, db, NULL);
    int r = 0;
    for (PGresult *result; (result = PQgetResult(link));)
        if (PQresultStatus(result) == PGRES_COMMAND_OK || r < 0)
            PQclear(result);
        else
            r = postgres_error(ctx, db, result);
    return r;
}

static int copy(struct ctx *ctx, struct db *db, const struct many *many)
{
    AUTO_BUF struct buf text = BUF_INIT, rows = BUF_INIT;
    buf_printf(&text, "copy %s from stdin (format binary)", many->into.text);
    PGresult *result = PQexec(postgres_of(db)->link, text.bytes);
    if (PQresultStatus(result) != PGRES_COPY_IN)
        return postgres_error(ctx, db, result);
    PQclear(result);
    int r = copy_rows(ctx, db, many, &rows);
    return r < 0 ? r : copy_end(ctx, db);
}

/* ---- arrays ---- */

static const struct {
    Oid element, array;
    const char *name;
} types[] = {
    [BIND_INT] = {TYPE_INT8, TYPE_INT8S, "int8[]"},
    [BIND_TEXT] = {TYPE_TEXT, TYPE_TEXTS, "text[]"},
    [BIND_BYTES] = {TYPE_BYTEA, TYPE_BYTEAS, "bytea[]"},
};

/* "insert into table (a, b) select * from unnest($1::int8[], $2::bytea[]) on conflict do nothing returning a" */
static struct statement *array_statement(struct ctx *ctx, struct db *db, const struct many *many, enum insert how,
                                         const struct bind *first)
{
    const char *literal = many->into.text + how;
    struct statement *s = postgres_kept(db, literal);
    if (s)
        return s;
    AUTO_BUF struct buf text = BUF_INIT;
    const char *column = strchr(many->into.text, '(') + 1;
    buf_printf(&text, "insert into %s select * from unnest(", many->into.text);
    for (size_t k = 0; k < many->columns; k++)
        buf_printf(&text, "%s$%zu::%s", k ? ", " : "", k + 1, types[first[k].type].name);
    buf_printf(&text, ")%s returning %.*s", dialect_conflict(ctx, many, how), (int)strcspn(column, ",)"), column);
    return postgres_keep(db, literal, text.bytes);
}

static void array_head(struct buf *out, enum bind_type type)
{
    buf_reset(out);
    buf_u32(out, 1);
    buf_u32(out, 1); /* may hold nulls */
    buf_u32(out, types[type].element);
    buf_u32(out, 0); /* elements: set when it is full */
    buf_u32(out, 1);
}

struct arrays {
    struct buf of[BINDS_MOST];
    int64_t number[ARRAY_ROWS]; /* the first column */
    size_t count;
};

/* Takes rows from `from` on, as many as one statement should carry; returns the next. */
static size_t fill_arrays(const struct many *many, size_t from, struct arrays *a, struct bind *binds)
{
    size_t length = 0;
    a->count = 0;
    for (; from + a->count < many->count && a->count < ARRAY_ROWS && length < ARRAY_BYTES; a->count++) {
        many->row(many->arg, from + a->count, binds);
        assert(binds[0].type == BIND_INT && !binds[0].null);
        a->number[a->count] = binds[0].number;
        for (size_t k = 0; k < many->columns; k++) {
            if (!a->count)
                array_head(&a->of[k], binds[k].type);
            copy_field(&a->of[k], &binds[k]);
            length += binds[k].length + 8;
        }
    }
    for (size_t k = 0; k < many->columns; k++)
        for (int i = 0; i < 4; i++)
            a->of[k].bytes[12 + i] = (char)(a->count >> (24 - 8 * i));
    return from + a->count;
}

/* The numbers come back in the order in which they went, but for the missing ones; should they not, the search goes
 * round. */
static void mark_new(const PGresult *result, const struct arrays *a, bool *ret_new)
{
    size_t at = 0;
    memset(ret_new, 0, a->count * sizeof *ret_new);
    for (int row = 0; row < PQntuples(result); row++) {
        int64_t number = postgres_number(result, row, 0);
        for (size_t tried = 0; a->number[at] != number && tried < a->count; tried++)
            at = at + 1 == a->count ? 0 : at + 1;
        ret_new[at] = true;
    }
}

static int insert_arrays(struct ctx *ctx, struct db *db, const struct many *many, enum insert how, struct arrays *a,
                         bool *ret_new)
{
    struct bind binds[BINDS_MOST];
    int r = 0;
    for (size_t i = 0, next; i < many->count && r == 0; i = next) {
        struct parameters p = {.count = (int)many->columns};
        next = fill_arrays(many, i, a, binds);
        for (size_t k = 0; k < many->columns; k++) {
            p.types[k] = types[binds[k].type].array;
            p.values[k] = a->of[k].bytes;
            p.lengths[k] = (int)a->of[k].length;
            p.formats[k] = 1;
        }
        PGresult *result = NULL;
        r = postgres_run(ctx, db, array_statement(ctx, db, many, how, binds), &p, &result);
        if (r == 0 && ret_new)
            mark_new(result, a, ret_new + i);
        PQclear(result);
    }
    return r;
}

int postgres_insert(struct ctx *ctx, struct db *db, const struct many *many, enum insert how, bool *ret_new)
{
    assert(many->columns <= BINDS_MOST);
    if (how == INSERT_ALL)
        return copy(ctx, db, many);
    struct arrays *a = calloc(1, sizeof *a);
    if (!a)
        return fail(ctx, E_STORE, "内存不足");
    for (size_t k = 0; k < BINDS_MOST; k++)
        a->of[k] = BUF_INIT;
    int r = insert_arrays(ctx, db, many, how, a, ret_new);
    for (size_t k = 0; k < BINDS_MOST; k++)
        buf_done(&a->of[k]);
    free(a);
    return r;
}
