/* Statements and answers of PostgreSQL. Everything travels in binary, every bind has a type. An answer is whole in
 * memory; a scan reads through a cursor. Prepared statements are kept by the address of their literal. */
#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "store/postgres.h"

void postgres_int8(char out[8], int64_t value)
{
    for (int i = 0; i < 8; i++)
        out[i] = (char)((uint64_t)value >> (56 - 8 * i));
}

static Oid type_of(const struct bind *b)
{
    switch (b->type) {
    case BIND_INT:
        return TYPE_INT8;
    case BIND_TEXT:
        return TYPE_TEXT;
    case BIND_BYTES:
        return TYPE_BYTEA;
    case BIND_LIST:
        return TYPE_BYTEAS;
    case BIND_NUMBERS:
        return TYPE_INT8S;
    case BIND_END:
        break;
    }
    assert(false);
    return 0;
}

static void list_element(struct buf *out, const struct bind *b, size_t i)
{
    char number[8];
    const char *element = (const char *)b->bytes + i * b->length;
    if (b->type == BIND_NUMBERS) {
        postgres_int8(number, ((const int64_t *)b->bytes)[i]);
        element = number;
    }
    buf_part(out, element, b->length);
}

/* An array in its binary form: dimensions, nulls, type, count, first index, then each with its length. */
static void list_bytes(struct buf *out, const struct bind *b)
{
    buf_reset(out);
    buf_u32(out, b->count ? 1 : 0);
    buf_u32(out, 0);
    buf_u32(out, b->type == BIND_NUMBERS ? TYPE_INT8 : TYPE_BYTEA);
    if (!b->count)
        return;
    buf_u32(out, (uint32_t)b->count);
    buf_u32(out, 1);
    for (size_t i = 0; i < b->count; i++)
        list_element(out, b, i);
}

static void take_bind(struct parameters *p, const struct bind *b)
{
    int i = p->count++;
    assert(i < BINDS_MOST);
    p->types[i] = type_of(b);
    p->formats[i] = 1;
    p->lengths[i] = (int)b->length;
    if (b->null) {
        p->values[i] = NULL;
    } else if (b->type == BIND_INT) {
        postgres_int8(p->numbers[i], b->number);
        p->values[i] = p->numbers[i];
        p->lengths[i] = 8;
    } else if (b->type == BIND_LIST || b->type == BIND_NUMBERS) {
        list_bytes(&p->list, b);
        p->values[i] = p->list.bytes;
        p->lengths[i] = (int)p->list.length;
    } else {
        p->values[i] = b->bytes;
    }
}

static void take_binds(struct parameters *p, const struct bind *binds)
{
    p->count = 0;
    p->list = BUF_INIT;
    for (; binds->type != BIND_END; binds++)
        take_bind(p, binds);
}

struct statement *postgres_kept(struct db *db, const char *key)
{
    return map_get(postgres_of(db)->statements, &key, sizeof key);
}

struct statement *postgres_keep(struct db *db, const char *key, const char *text)
{
    struct postgres *pg = postgres_of(db);
    struct statement *s = arena_alloc(pg->arena, sizeof *s);
    snprintf(s->name, sizeof s->name, "s%u", ++pg->names);
    s->answer = (struct answer){.db = db, .statement = s};
    s->text = arena_strdup(pg->arena, text);
    map_put(pg->statements, &key, sizeof key, s);
    return s;
}

static struct statement *statement_of(struct ctx *ctx, struct db *db, const char *literal)
{
    struct statement *s = postgres_kept(db, literal);
    return s ? s : postgres_keep(db, literal, dialect_postgres_statement(ctx, literal));
}

static int prepare(struct ctx *ctx, struct db *db, struct statement *s, const struct parameters *p)
{
    struct postgres *pg = postgres_of(db);
    if (s->connection == pg->connections)
        return 0;
    PGresult *result = libpq.PQprepare(postgres_link(db), s->name, s->text, p->count, p->types);
    if (libpq.PQresultStatus(result) != PGRES_COMMAND_OK)
        return postgres_error(ctx, db, result);
    libpq.PQclear(result);
    s->connection = pg->connections;
    return 0;
}

int postgres_run(struct ctx *ctx, struct db *db, struct statement *s, const struct parameters *p, PGresult **ret)
{
    struct postgres *pg = postgres_of(db);
    int r = prepare(ctx, db, s, p);
    if (r < 0)
        return r;
    PGresult *result = libpq.PQexecPrepared(postgres_link(db), s->name, p->count, p->values, p->lengths, p->formats, 1);
    ExecStatusType status = libpq.PQresultStatus(result);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        return postgres_error(ctx, db, result);
    pg->changed = strtoll(libpq.PQcmdTuples(result), NULL, 10);
    *ret = result;
    return 0;
}

/* A type that the other store would answer in another way is our fault, and seen at the first answer. */
static int check_types(struct ctx *ctx, struct statement *s)
{
    for (int i = 0; i < libpq.PQnfields(s->result); i++)
        switch (libpq.PQftype(s->result, i)) {
        case TYPE_BOOL:
        case TYPE_BYTEA:
        case TYPE_NAME:
        case TYPE_INT8:
        case TYPE_INT4:
        case TYPE_TEXT:
        case TYPE_VOID:
            break;
        default:
            return fail(ctx, E_STORE, "程序有误：第 %d 列的类型（%u）不能读，应先转换：%s", i + 1,
                        libpq.PQftype(s->result, i), s->text);
        }
    return 0;
}

/* Reading outside of a transaction is repeated here, as long as patience lasts: nobody above does. */
static int run_or_repeat(struct ctx *ctx, struct db *db, struct statement *s, const struct parameters *p)
{
    int64_t since = clock_ms();
    int r = postgres_run(ctx, db, s, p, &s->result);
    for (int i = 0; i < 3 && r == E_RETRY && !db->in_transaction && strncmp(s->text, "select", 6) == 0; i++) {
        if (db->patience_ms && clock_ms() - since >= db->patience_ms)
            break;
        r = postgres_of(db)->lost ? postgres_again(ctx, db) : 0;
        if (r == 0)
            r = postgres_run(ctx, db, s, p, &s->result);
    }
    return r;
}

int postgres_ask(struct ctx *ctx, struct db *db, struct sql sql, const struct bind *binds, struct answer **ret)
{
    struct statement *s = statement_of(ctx, db, sql.text);
    if (s->open)
        return fail(ctx, E_STORE, "同一条语句的上一个结果还没有读完：%s", sql.text);
    struct parameters p;
    take_binds(&p, binds);
    s->result = NULL;
    int r = run_or_repeat(ctx, db, s, &p);
    buf_done(&p.list);
    if (r == 0)
        r = check_types(ctx, s);
    if (r < 0) {
        libpq.PQclear(s->result);
        return r;
    }
    s->open = true;
    s->row = -1;
    *ret = &s->answer;
    return 0;
}

static int declare(struct ctx *ctx, struct db *db, const char *text, const struct parameters *p)
{
    PGresult *result =
        libpq.PQexecParams(postgres_link(db), text, p->count, p->types, p->values, p->lengths, p->formats, 1);
    if (libpq.PQresultStatus(result) != PGRES_COMMAND_OK)
        return postgres_error(ctx, db, result);
    libpq.PQclear(result);
    return 0;
}

int postgres_scan(struct ctx *ctx, struct db *db, struct sql sql, const struct bind *binds, struct answer **ret)
{
    struct postgres *pg = postgres_of(db);
    struct statement *s = calloc(1, sizeof *s);
    if (!s)
        return fail(ctx, E_STORE, "内存不足");
    struct parameters p;
    take_binds(&p, binds);
    s->answer = (struct answer){.db = db, .statement = s};
    s->row = -1;
    snprintf(s->cursor, sizeof s->cursor, "c%u", ++pg->names);
    char *text = arena_printf(ctx->mem, "declare %s no scroll cursor for %s", s->cursor,
                              dialect_postgres_statement(ctx, sql.text));
    int r = postgres_do(ctx, db, POSTGRES_AS_IT_LIKES);
    if (r == 0)
        r = declare(ctx, db, text, &p);
    if (r == 0)
        r = postgres_do(ctx, db, POSTGRES_BY_INDEX);
    buf_done(&p.list);
    if (r < 0) {
        free(s);
        return r;
    }
    s->open = s->more = true;
    *ret = &s->answer;
    return 0;
}

static int fetch(struct ctx *ctx, struct db *db, struct statement *s)
{
    char text[64];
    snprintf(text, sizeof text, "fetch %d from %s", SCAN_ROWS, s->cursor);
    bool first = !s->result;
    libpq.PQclear(s->result);
    s->row = -1;
    s->result = libpq.PQexecParams(postgres_link(db), text, 0, NULL, NULL, NULL, NULL, 1);
    if (libpq.PQresultStatus(s->result) != PGRES_TUPLES_OK) {
        PGresult *result = s->result;
        s->result = NULL;
        s->more = false;
        return postgres_error(ctx, db, result);
    }
    s->more = libpq.PQntuples(s->result) == SCAN_ROWS;
    if (first) {
        s->text = s->cursor;
        return check_types(ctx, s);
    }
    return 0;
}

int postgres_next(struct ctx *ctx, struct answer *answer)
{
    struct statement *s = answer->statement;
    if (s->more && (!s->result || s->row + 1 == libpq.PQntuples(s->result))) {
        int r = fetch(ctx, answer->db, s);
        if (r < 0)
            return r;
    }
    if (!s->result || s->row + 1 >= libpq.PQntuples(s->result))
        return 0;
    s->row++;
    return 1;
}

int64_t postgres_number(const PGresult *result, int row, int column)
{
    const unsigned char *at = (const unsigned char *)libpq.PQgetvalue(result, row, column);
    int length = libpq.PQgetlength(result, row, column);
    int64_t value = length && at[0] & 0x80 && length > 1 ? -1 : 0; /* bool has one byte and no sign */
    for (int i = 0; i < length; i++)
        value = (int64_t)((uint64_t)value << 8 | at[i]);
    return value;
}

static struct statement *statement_at(struct answer *answer)
{
    return answer->statement;
}

static bool is_text(const struct statement *s, int column)
{
    Oid type = libpq.PQftype(s->result, column);
    return type == TYPE_TEXT || type == TYPE_NAME || type == TYPE_BYTEA;
}

bool postgres_null(struct answer *answer, int column)
{
    struct statement *s = statement_at(answer);
    return libpq.PQgetisnull(s->result, s->row, column);
}

int64_t postgres_integer(struct answer *answer, int column)
{
    struct statement *s = statement_at(answer);
    if (libpq.PQgetisnull(s->result, s->row, column))
        return 0;
    return is_text(s, column) ? strtoll(libpq.PQgetvalue(s->result, s->row, column), NULL, 10)
                              : postgres_number(s->result, s->row, column);
}

const char *postgres_text(struct answer *answer, int column)
{
    struct statement *s = statement_at(answer);
    if (libpq.PQgetisnull(s->result, s->row, column))
        return "";
    if (is_text(s, column))
        return libpq.PQgetvalue(s->result, s->row, column);
    snprintf(s->number, sizeof s->number, "%" PRId64, postgres_number(s->result, s->row, column));
    return s->number;
}

const void *postgres_bytes(struct answer *answer, int column, size_t *ret_length)
{
    struct statement *s = statement_at(answer);
    *ret_length = (size_t)libpq.PQgetlength(s->result, s->row, column);
    return libpq.PQgetisnull(s->result, s->row, column) ? NULL : libpq.PQgetvalue(s->result, s->row, column);
}

static void close_cursor(struct db *db, const struct statement *s)
{
    char text[64];
    PGconn *link = postgres_link(db);
    snprintf(text, sizeof text, "close %s", s->cursor);
    if (libpq.PQtransactionStatus(link) == PQTRANS_INTRANS) /* else the transaction's end has closed it */
        libpq.PQclear(libpq.PQexec(link, text));
}

void postgres_done(struct answer *answer)
{
    struct statement *s = answer->statement;
    libpq.PQclear(s->result);
    s->result = NULL;
    s->open = s->more = false;
    if (!s->cursor[0])
        return;
    close_cursor(answer->db, s);
    free(s);
}
