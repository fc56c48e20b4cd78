/* duixian programme DB add|update|diff P: next year's programme, a new version of one, what a version changes. */
#include "domain/batch.h"

#include <inttypes.h>
#include <string.h>

#include "base/decimal.h"
#include "cli/command.h"
#include "domain/chain.h"
#include "domain/status.h"

struct loading {
    struct city *city;
    struct programme *programme;
    struct actor actor;
    const char *reason;
    bool keep;
    struct status *before, *after; /* by indicator of the old and the new programme */
};

static int read_status(struct ctx *ctx, const struct city *city, struct status **ret)
{
    int r = 0;
    *ret = arena_array(ctx->mem, city->programme->indicator_count + 1, sizeof **ret);
    for (size_t i = 0; i < city->programme->indicator_count && r == 0; i++)
        r = status_of(ctx, city, city->programme->indicators[i], NULL, city->programme->year * 100 + 12, &(*ret)[i]);
    return r;
}

/* Stores the version and counts anew under its rules, all in one transaction. */
static int store_version(struct ctx *ctx, void *arg)
{
    struct loading *l = arg;
    struct city next = *l->city;
    int r = programme_store(ctx, l->city->tree->city->code, l->programme, l->reason);
    next.programme = l->programme;
    if (r == 0)
        r = organisations_load(ctx, l->programme, &next.tree);
    if (r == 0)
        r = batch_count_all_again(ctx);
    struct link link = {.kind = "pack", .actor = l->actor.name};
    link.note = arena_printf(ctx->mem, "%s version=%d %s", l->programme->code, l->programme->version, l->reason);
    memcpy(link.root, l->programme->hash, SM3_SIZE);
    if (r == 0)
        r = chain_append(ctx, &link);
    if (r == 0)
        r = read_status(ctx, &next, &l->after);
    return r == 0 && !l->keep ? DB_ROLLBACK : r;
}

static const struct status *status_named(const struct programme *programme, const struct status *list, const char *code)
{
    for (size_t i = 0; list && i < programme->indicator_count; i++)
        if (strcmp(programme->indicators[i]->code, code) == 0)
            return &list[i];
    return NULL;
}

/* Old and new, for what differs. */
static int print_changes(struct ctx *ctx, const struct args *args, const struct loading *l)
{
    static const char *const columns[] = {"indicator", "name", "old_target", "new_target", "old", "new", NULL};
    struct table *table;
    int r = result_table(ctx, args, columns, &table);
    for (size_t i = 0; i < l->programme->indicator_count && r == 0; i++) {
        const struct status *now = &l->after[i];
        const struct status *old = status_named(l->city->programme, l->before, now->indicator->code);
        const char *cells[] = {now->indicator->code,
                               now->indicator->name,
                               old ? status_target_text(ctx, old) : "",
                               status_target_text(ctx, now),
                               old ? status_actual_text(ctx, old) : "",
                               status_actual_text(ctx, now)};
        if (!old || strcmp(cells[2], cells[3]) != 0 || strcmp(cells[4], cells[5]) != 0)
            table_row(table, cells);
    }
    for (size_t i = 0; l->before && i < l->city->programme->indicator_count && r == 0; i++) {
        const struct status *old = &l->before[i];
        if (!status_named(l->programme, l->after, old->indicator->code))
            table_row(table, (const char *const[]){old->indicator->code, old->indicator->name,
                                                   status_target_text(ctx, old), "", status_actual_text(ctx, old), ""});
    }
    return r < 0 ? r : table_end(ctx, table);
}

static int with_city(struct ctx *ctx, const struct args *args, struct loading *l, const char *verb)
{
    bool same = strcmp(l->city->programme->code, l->programme->code) == 0;
    if (strcmp(verb, "add") == 0) {
        int64_t known;
        int r = db_int(ctx, SQL("select id from programme where code = ?"), BIND(b_text(l->programme->code)), &known);
        if (r <= 0)
            return r < 0 ? r
                         : fail(ctx, E_INPUT, "库里已经有项目“%s”；换新版本请用 programme update", l->programme->code);
        l->reason = l->reason ? l->reason : "add";
    } else if (!same) {
        return fail(ctx, E_INPUT, "库里没有项目“%s”；加新的一年请用 programme add", l->programme->code);
    } else if (l->keep && (!l->reason || !*l->reason)) {
        return fail(ctx, E_USAGE, "换新版本要用 --reason 写明理由（印发文号）");
    }
    if (same && memcmp(l->city->programme->hash, l->programme->hash, sizeof l->programme->hash) == 0) {
        fputs("项目包和库里的一样，没有改动\n", stderr);
        return 0;
    }
    l->reason = l->reason ? l->reason : "";
    int r = same ? read_status(ctx, l->city, &l->before) : 0;
    if (r == 0)
        r = db_transaction(ctx, store_version, l);
    return r < 0 ? r : print_changes(ctx, args, l);
}

int cmd_programme(struct ctx *ctx, const struct args *args)
{
    const char *verb = args->at[1];
    struct loading l = {.actor = cli_actor(ctx), .reason = args->reason, .keep = strcmp(verb, "diff") != 0};
    if (strcmp(verb, "add") != 0 && strcmp(verb, "update") != 0 && strcmp(verb, "diff") != 0)
        return fail(ctx, E_USAGE, "programme 没有“%s”；可以是 add update diff", verb);
    int r = pack_read(ctx, args->at[2], &l.programme);
    if (r < 0)
        return r;
    struct args one = *args;
    one.programme = strcmp(verb, "add") == 0 ? NULL : l.programme->code;
    r = open_city(ctx, &one, DB_WRITE, &l.city);
    if (r == 0)
        r = with_city(ctx, args, &l, verb);
    city_close(ctx, l.city);
    return r;
}
