/* Many rows for one table of PostgreSQL: by binary COPY if all are new; else as arrays, a column each, so that the
 * server leaves out the rows whose unique keys are there and tells which were not. Where the caller says how to ask for
 * known keys, a COPY of all is tried as long as it goes well; once it does not, keys are asked for and those that are
 * not there go by COPY, a third of the time. Another importer that writes one of them meanwhile makes that fail, and
 * the transaction is tried again. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/vec.h"
#include "store/postgres.h"

enum { ARRAY_ROWS = 8192, ARRAY_BYTES = 4 * 1024 * 1024 };

/* ---- rows of which most are new ---- */

/* Some rows of another `many`. */
struct subset {
    const struct many *of;
    const size_t *rows;
};

static void subset_row(const void *arg, size_t i, struct bind *out)
{
    const struct subset *s = arg;
    s->of->row(s->of->arg, s->rows[i], out);
}

static struct many subset_of(const struct many *many, const struct subset *subset, size_t count)
{
    return (struct many){
        .into = many->into, .columns = many->columns, .count = count, .row = subset_row, .arg = subset};
}

static int by_key(const void *a, const void *b)
{
    return memcmp(a, b, DB_KEY);
}

struct known {
    unsigned char key[DB_KEY];
};
typedef VEC(struct known) known_list;

/* Keys of `many` that are there, in order; one that several rows of the table have comes several times. */
static int known_keys(struct ctx *ctx, const struct many *many, known_list *ret)
{
    unsigned char(*keys)[DB_KEY] = arena_array(ctx->mem, many->count, sizeof *keys);
    struct bind row[BINDS_MOST], asked[BINDS_MOST];
    size_t n = 0;
    for (size_t i = 0; i < many->count; i++) {
        many->row(many->arg, i, row);
        assert(row[many->key_column].length == DB_KEY);
        memcpy(keys[i], row[many->key_column].bytes, DB_KEY);
    }
    for (; many->known_binds[n].type != BIND_END; n++)
        asked[n] = many->known_binds[n];
    asked[n++] = b_list(keys, DB_KEY, many->count);
    asked[n] = (struct bind){0};
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx, many->known, asked, &a);
    while (r >= 0 && (r = answer_next(ctx, a)) > 0) {
        size_t length;
        const void *key = answer_bytes(a, 0, &length);
        if (length == DB_KEY)
            memcpy(vec_push(ctx->mem, ret)->key, key, DB_KEY);
    }
    if (ret->count)
        qsort(ret->at, ret->count, sizeof *ret->at, by_key);
    return r;
}

/* Tells rows whose keys are not there from those whose may be: known ones, and a key's second row. */
static int split(struct ctx *ctx, const struct many *many, size_t *fresh, size_t *fresh_count, size_t *rest,
                 size_t *rest_count)
{
    known_list known = {0};
    struct bind row[BINDS_MOST];
    const unsigned char *before = NULL;
    int r = known_keys(ctx, many, &known);
    *fresh_count = *rest_count = 0;
    for (size_t i = 0; i < many->count && r == 0; i++) {
        many->row(many->arg, i, row);
        const unsigned char *key = row[many->key_column].bytes;
        bool is_known = (before && memcmp(before, key, DB_KEY) == 0) ||
                        (known.count && bsearch(key, known.at, known.count, sizeof *known.at, by_key));
        if (is_known)
            rest[(*rest_count)++] = i;
        else
            fresh[(*fresh_count)++] = i;
        before = key;
    }
    return r;
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
    buf_printf(&text, ")%s", dialect_conflict(ctx, many, how));
    if (how == INSERT_NEW)
        buf_printf(&text, " returning %.*s", (int)strcspn(column, ",)"), column);
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
            postgres_field(&a->of[k], &binds[k]);
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
    for (int row = 0; row < libpq.PQntuples(result); row++) {
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
        libpq.PQclear(result);
    }
    return r;
}

static int insert_as_arrays(struct ctx *ctx, struct db *db, const struct many *many, enum insert how, bool *ret_new)
{
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

/* DB_NONE: some keys are there, and nothing of this has happened. */
static int copy_if_new(struct ctx *ctx, struct db *db, const struct many *many)
{
    int r = postgres_do(ctx, db, "savepoint fresh");
    if (r == 0)
        r = postgres_copy(ctx, db, many);
    if (r == 0)
        r = postgres_copied(ctx, db);
    if (r == 0)
        return postgres_do(ctx, db, "release fresh");
    if (r != E_RETRY || postgres_of(db)->lost)
        return r;
    r = postgres_do(ctx, db, "rollback to fresh; release fresh");
    return r < 0 ? r : DB_NONE;
}

/* Rows in order of their keys. */
static int insert_where_new(struct ctx *ctx, struct db *db, const struct many *many, bool *ret_new)
{
    struct arena_mark start = arena_mark(ctx->mem);
    size_t *fresh = arena_array(ctx->mem, many->count, sizeof *fresh), fresh_count = 0;
    size_t *rest = arena_array(ctx->mem, many->count, sizeof *rest), rest_count = 0;
    bool *rest_new = arena_array(ctx->mem, many->count, sizeof *rest_new);
    int r = split(ctx, many, fresh, &fresh_count, rest, &rest_count);
    struct many news = subset_of(many, &(struct subset){many, fresh}, fresh_count);
    struct many olds = subset_of(many, &(struct subset){many, rest}, rest_count);
    if (r == 0 && fresh_count)
        r = postgres_copy(ctx, db, &news);
    if (r == 0 && rest_count)
        r = insert_as_arrays(ctx, db, &olds, INSERT_NEW, rest_new);
    for (size_t i = 0; i < fresh_count; i++)
        ret_new[fresh[i]] = true;
    for (size_t i = 0; i < rest_count; i++)
        ret_new[rest[i]] = rest_new[i];
    postgres_of(db)->guesses_new = !rest_count;
    arena_rewind(ctx->mem, start);
    return r;
}

static int insert_mostly_new(struct ctx *ctx, struct db *db, const struct many *many, bool *ret_new)
{
    int r = postgres_of(db)->guesses_new ? copy_if_new(ctx, db, many) : DB_NONE;
    if (r == DB_NONE)
        return insert_where_new(ctx, db, many, ret_new);
    memset(ret_new, true, many->count * sizeof *ret_new);
    return r;
}

int postgres_insert(struct ctx *ctx, struct db *db, const struct many *many, enum insert how, bool *ret_new)
{
    assert(many->columns <= BINDS_MOST);
    if (how == INSERT_ALL)
        return postgres_copy(ctx, db, many);
    if (how == INSERT_NEW && ret_new && many->known.text)
        return insert_mostly_new(ctx, db, many, ret_new);
    return insert_as_arrays(ctx, db, many, how, ret_new);
}
