/* Every difference between the two stores' words. Schema files say bigint, bytes, text, @strict and @tree. */
#include <ctype.h>
#include <string.h>

#include "base/buf.h"
#include "store/backend.h"

static const struct {
    const char *ours, *sqlite;
} words[] = {
    {"bigint", "integer"},
    {"bytes", "blob"},
    {"@strict", "strict"},
    {"@tree", "strict, without rowid"},
};

static bool word_char(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '@';
}

static const char *translate(const char *word, size_t length)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i].ours) == length && memcmp(words[i].ours, word, length) == 0)
            return words[i].sqlite;
    return NULL;
}

char *dialect_sqlite(struct ctx *ctx, const char *ddl)
{
    AUTO_BUF struct buf out = BUF_INIT;
    for (const char *p = ddl; *p;) {
        const char *end = p;
        while (word_char(*end))
            end++;
        const char *theirs = end > p ? translate(p, (size_t)(end - p)) : NULL;
        if (theirs)
            buf_str(&out, theirs);
        else
            buf_add(&out, p, end > p ? (size_t)(end - p) : 1);
        p = end > p ? end : p + 1;
    }
    return arena_strndup(ctx->mem, out.bytes, out.length);
}

const char *dialect_sqlite_list(struct ctx *ctx, const char *sql)
{
    static const char any[] = "= any(?)";
    const char *at = strstr(sql, any);
    if (!at)
        return sql;
    return arena_printf(ctx->mem, "%.*s= ?%s", (int)(at - sql), sql, at + sizeof any - 1);
}
