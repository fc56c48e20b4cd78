#include "domain/moved.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

/* What was said of one claim. */
struct said {
    size_t start, end;
    enum verdict verdict;
    const char *actual;
};

/* What may not be shown now is not told of the past either. */
static bool is_hidden(const struct judgement *j)
{
    return j->gap == GAP_HIDDEN || j->gap == GAP_CLOSED;
}

static void compare(const struct said *then, const struct checked *now, struct moved_list *ret)
{
    const struct judgement *j = &now->judgement;
    bool hidden = is_hidden(j);

    if (then->verdict == j->verdict && (hidden || strcmp(then->actual, j->actual) == 0))
        return;
    ret->at[ret->count++] = (struct moved){now, then->verdict, hidden ? "" : then->actual};
}

void moved_between(struct ctx *ctx, const struct checked_list *then, const struct checked_list *now,
                   struct moved_list *ret)
{
    *ret = (struct moved_list){.at = arena_array(ctx->mem, now->count + 1, sizeof *ret->at)};
    for (size_t i = 0; i < now->count && i < then->count; i++) {
        const struct checked *row = &then->at[i];
        compare(&(struct said){row->claim->start, row->claim->end, row->judgement.verdict, row->judgement.actual},
                &now->at[i], ret);
    }
}

const char *moved_write(struct ctx *ctx, const struct checked_list *rows, size_t *ret_length)
{
    AUTO_BUF struct buf out = BUF_INIT;

    for (size_t i = 0; i < rows->count; i++) {
        const struct claim *c = rows->at[i].claim;
        const struct judgement *j = &rows->at[i].judgement;
        buf_printf(&out, "%zu %zu %s %s\n", c->start, c->end, verdict_name(j->verdict), j->actual);
    }
    *ret_length = out.length;
    return arena_strndup(ctx->mem, out.length ? out.bytes : "", out.length);
}

static bool verdict_named(const char *name, enum verdict *ret)
{
    for (int v = VERDICT_AGREES; v <= VERDICT_UNDETERMINED; v++)
        if (strcmp(verdict_name((enum verdict)v), name) == 0) {
            *ret = (enum verdict)v;
            return true;
        }
    return false;
}

/* Cuts the line up. False if it is none of ours. */
static bool read_said(char *line, struct said *ret)
{
    char *start = strsep(&line, " "), *end = strsep(&line, " "), *verdict = strsep(&line, " ");

    if (!line || !verdict_named(verdict, &ret->verdict))
        return false;
    ret->start = strtoumax(start, NULL, 10);
    ret->end = strtoumax(end, NULL, 10);
    ret->actual = line;
    return true;
}

void moved_since(struct ctx *ctx, const char *said, const struct checked_list *now, struct moved_list *ret)
{
    char *lines = arena_strdup(ctx->mem, said);
    size_t next = 0;

    *ret = (struct moved_list){.at = arena_array(ctx->mem, now->count + 1, sizeof *ret->at)};
    while (lines && *lines && next < now->count) {
        struct said then;
        size_t i = next;
        if (!read_said(strsep(&lines, "\n"), &then))
            continue;
        while (i < now->count && now->at[i].claim->start < then.start)
            i++;
        if (i == now->count || now->at[i].claim->start != then.start || now->at[i].claim->end != then.end)
            continue;
        compare(&then, &now->at[i], ret);
        next = i + 1;
    }
}
