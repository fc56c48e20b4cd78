/* Every difference between the two stores' words. Schema files say bigint, bytes, text, @strict, @tree,
 * @number and @apart. */
#include <ctype.h>
#include <string.h>

#include "base/buf.h"
#include "store/backend.h"

enum store { SQLITE, POSTGRES };

static const struct {
    const char *ours, *theirs[2];
} words[] = {
    {"bigint", {"integer", "bigint"}},
    {"bytes", {"blob", "bytea"}},
    {"text", {"text", "text collate \"C\""}},
    {"@strict", {"strict", ""}},
    {"@tree", {"strict, without rowid", ""}},
    {"@number", {"primary key", "not null"}},
    {"@apart", {"--", ""}},
};

static bool word_char(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '@';
}

static const char *translate(const char *word, size_t length, enum store store)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i].ours) == length && memcmp(words[i].ours, word, length) == 0)
            return words[i].theirs[store];
    return NULL;
}

static void translate_all(struct buf *out, const char *ddl, enum store store)
{
    for (const char *p = ddl; *p;) {
        const char *end = p;
        while (word_char(*end))
            end++;
        const char *theirs = end > p ? translate(p, (size_t)(end - p), store) : NULL;
        if (theirs)
            buf_str(out, theirs);
        else
            buf_add(out, p, end > p ? (size_t)(end - p) : 1);
        p = end > p ? end : p + 1;
    }
}

char *dialect_sqlite(struct ctx *ctx, const char *ddl)
{
    AUTO_BUF struct buf out = BUF_INIT;
    translate_all(&out, ddl, SQLITE);
    return arena_strndup(ctx->mem, out.bytes, out.length);
}

/* The next table that `*ddl` makes, its name's length, and what stands behind its parenthesis. */
static const char *next_table(const char **ddl, int *ret_length)
{
    static const char words_before[] = "create table ";
    const char *name = strstr(*ddl, words_before);
    if (!name)
        return NULL;
    name += sizeof words_before - 1;
    *ret_length = (int)strcspn(name, " (");
    *ddl = name + strcspn(name, "(\n") + 1;
    return name;
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

char *dialect_postgres(struct ctx *ctx, const char *ddl)
{
    AUTO_BUF struct buf out = BUF_INIT;
    int length;
    translate_all(&out, ddl, POSTGRES);
    for (const char *name; (name = next_table(&ddl, &length));)
        if (begins(ddl + strspn(ddl, " \n"), "id bigint primary key") ||
            begins(ddl + strspn(ddl, " \n"), "id bigint @number"))
            buf_printf(&out, "create sequence %.*s_id owned by %.*s.id;\n", length, name, length, name);
    return arena_strndup(ctx->mem, out.bytes, out.length);
}

char *dialect_postgres_drop(struct ctx *ctx, const char *ddl)
{
    AUTO_BUF struct buf out = BUF_INIT;
    int length;
    for (const char *name; (name = next_table(&ddl, &length));)
        buf_printf(&out, "drop table if exists %.*s cascade;\n", length, name);
    return arena_strndup(ctx->mem, out.bytes, out.length);
}

/* How a statement names its list, and the list's type. */
static const struct list {
    const char *any, *type;
} lists[] = {{"= any(?)", "bytea[]"}, {"= any(?::bigint[])", "bigint[]"}};
enum { LISTS = sizeof lists / sizeof *lists };

/* The list named here; NULL: none is. */
static const struct list *list_at(const char *sql)
{
    for (int i = 0; i < LISTS; i++)
        if (begins(sql, lists[i].any))
            return &lists[i];
    return NULL;
}

/* `?` as $1, $2, …; a list, if it is to be asked for each element, as that element. Gives the list's number, or 0. */
static int number_binds(struct buf *out, const char *sql, bool each, const struct list **ret)
{
    int number = 0, list = 0;
    char quote = 0;
    for (const char *p = sql; *p; p++) {
        if (quote ? *p == quote : *p == '\'' || *p == '"')
            quote = quote ? 0 : *p;
        const struct list *named = !quote && each ? list_at(p) : NULL;
        if (named) {
            *ret = named;
            list = ++number;
            buf_str(out, "= list.element");
            p += strlen(named->any) - 1;
        } else if (*p == '?' && !quote) {
            buf_printf(out, "$%d", ++number);
        } else {
            buf_char(out, *p);
        }
    }
    return list;
}

/* A list is looked up element by element, which `offset 0` makes certain: left the choice, the planner thinks that a
 * table which this transaction has just filled is empty, and reads all of it for every list. */
char *dialect_postgres_statement(struct ctx *ctx, const char *sql)
{
    AUTO_BUF struct buf out = BUF_INIT;
    const struct list *named = NULL;
    int list = number_binds(&out, sql, begins(sql, "select "), &named);
    if (!list)
        return arena_strndup(ctx->mem, out.bytes, out.length);
    return arena_printf(
        ctx->mem, "select found.* from unnest($%d::%s) as list (element) cross join lateral (%s offset 0) as found",
        list, named->type, out.bytes);
}

const char *dialect_sqlite_list(struct ctx *ctx, const char *sql)
{
    for (int i = 0; i < LISTS; i++) {
        const char *at = strstr(sql, lists[i].any);
        if (at)
            return arena_printf(ctx->mem, "%.*s= ?%s", (int)(at - sql), sql, at + strlen(lists[i].any));
    }
    return sql;
}

/* " on conflict (a, b) do update set c = excluded.c, d = excluded.d" of the columns "(a, b, c, d)" and two keys */
static const char *over(struct ctx *ctx, const struct many *many)
{
    AUTO_BUF struct buf out = BUF_INIT;
    const char *columns = strchr(many->into.text, '(') + 1, *column = columns;
    for (size_t i = 0; i < many->columns; i++) {
        int length = (int)strcspn(column, ",)");
        const char *end = column + length;
        if (i + 1 == many->keys)
            buf_printf(&out, " on conflict (%.*s) do update set ", (int)(end - columns), columns);
        else if (i >= many->keys)
            buf_printf(&out, "%s%.*s = excluded.%.*s", i > many->keys ? ", " : "", length, column, length, column);
        column = end + strspn(end, ", ");
    }
    return arena_strndup(ctx->mem, out.bytes, out.length);
}

const char *dialect_conflict(struct ctx *ctx, const struct many *many, enum insert how)
{
    if (how == INSERT_OVER)
        return over(ctx, many);
    if (how != INSERT_SUMS)
        return how == INSERT_NEW ? " on conflict do nothing" : "";
    const char *text = many->into.text, *columns = strchr(text, '(') + 1, *last = strrchr(text, ',') + 2;
    int table = (int)(columns - text) - 2, key = (int)(last - columns) - 2, sum = (int)strcspn(last, ")");
    return arena_printf(ctx->mem, " on conflict (%.*s) do update set %.*s = %.*s.%.*s + excluded.%.*s", key, columns,
                        sum, last, table, text, sum, last, sum, last);
}
