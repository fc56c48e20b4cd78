/* duixian batch: list, show (with the figures that would move), accept, return, void. */
#include "domain/batch.h"

#include <inttypes.h>
#include <string.h>

#include "base/decimal.h"
#include "cli/command.h"

struct decision {
    struct city *city;
    const char *verb;
    int64_t id;
    struct actor actor;
    const char *reason;
    struct moved moved;
    bool keep;
};

static int list(struct ctx *ctx, const struct args *args, const struct city *city)
{
    static const char *const columns[] = {"batch",      "programme", "ledger",    "kind",      "state",
                                          "rows",       "file",      "handed_by", "handed_at", "decided_by",
                                          "decided_at", "reason",    NULL};
    struct batch *batches;
    struct table *table;
    size_t count = 0;
    int r = batch_list(ctx, city, &batches, &count);
    if (r == 0)
        r = result_table(ctx, args, columns, &table);
    for (size_t i = 0; i < count && r == 0; i++) {
        const struct batch *b = &batches[i];
        table_row(table,
                  (const char *const[]){number_text(ctx, b->id), b->programme_code, b->ledger_code, b->kind, b->state,
                                        number_text(ctx, b->rows), b->file, b->handed_by, b->handed_at, b->decided_by,
                                        b->decided_at, *b->decided_reason ? b->decided_reason : b->reason});
    }
    return r < 0 ? r : table_end(ctx, table);
}

static int no_batch(struct ctx *ctx, const struct decision *d, int outcome)
{
    struct batch batch;
    if (outcome == BATCH_NONE || batch_load(ctx, d->city, d->id, &batch) != 0)
        return fail(ctx, E_INPUT, "没有第 %" PRId64 " 批", d->id);
    if (!batch.ledger)
        return fail(ctx, E_INPUT, "第 %" PRId64 " 批属于项目 %s；请加 --programme %s", d->id, batch.programme_code,
                    batch.programme_code);
    return fail(ctx, E_INPUT, "第 %" PRId64 " 批现在是 %s，不能再 %s；没有改动", d->id, batch.state, d->verb);
}

static int decide(struct ctx *ctx, void *arg)
{
    struct decision *d = arg;
    int r;
    if (strcmp(d->verb, "return") == 0)
        r = batch_return(ctx, d->city, d->id, &d->actor, d->reason);
    else if (strcmp(d->verb, "void") == 0)
        r = batch_void(ctx, d->city, d->id, &d->actor, d->reason, &d->moved);
    else
        r = batch_accept(ctx, d->city, d->id, &d->actor, d->reason, &d->moved);
    if (r > 0)
        return no_batch(ctx, d, r);
    return r == 0 && !d->keep ? DB_ROLLBACK : r;
}

static const struct indicator *indicator_of(const struct city *city, int64_t id)
{
    for (size_t i = 0; i < city->programme->indicator_count; i++)
        if (city->programme->indicators[i]->id == id)
            return city->programme->indicators[i];
    return NULL;
}

/* The year's figures that move, place by place. */
static int print_moved(struct ctx *ctx, const struct args *args, const struct decision *d)
{
    static const char *const columns[] = {"org", "name", "indicator", "unit", "change", NULL};
    struct table *table;
    int r = result_table(ctx, args, columns, &table);
    for (size_t i = 0; i < d->moved.count && r == 0; i++) {
        const struct tally_row *row = &d->moved.rows[i];
        const struct indicator *indicator = indicator_of(d->city, row->indicator);
        const struct organisation *org = organisation_by_id(d->city->tree, row->org);
        char text[DECIMAL_TEXT];
        if (row->month % 100 || !indicator || !org || row->part)
            continue;
        decimal_format((struct decimal){row->value, indicator->places}, text);
        table_row(table, (const char *const[]){org->code, org->name, indicator->code, indicator->unit, text});
    }
    return r < 0 ? r : table_end(ctx, table);
}

/* What accepting would do, done and taken back. */
static int show(struct ctx *ctx, const struct args *args, struct decision *d)
{
    struct batch b;
    int r = batch_load(ctx, d->city, d->id, &b);
    if (r)
        return r < 0 ? r : no_batch(ctx, d, r);
    fprintf(stderr, "第 %" PRId64 " 批：%s/%s，%s，%" PRId64 " 行，文件“%s”，%s 于 %s 提交\n", b.id, b.programme_code,
            b.ledger_code, b.state, b.rows, b.file, b.handed_by, b.handed_at);
    if (*b.decided_by)
        fprintf(stderr, "%s 于 %s 处理%s%s\n", b.decided_by, b.decided_at, *b.decided_reason ? "：" : "",
                b.decided_reason);
    if (strcmp(b.state, "submitted") == 0 && b.ledger) {
        fputs("如果通过，这些数字会变：\n", stderr);
        d->verb = "accept";
        r = db_transaction(ctx, decide, d);
    }
    return r < 0 ? r : print_moved(ctx, args, d);
}

static int act(struct ctx *ctx, const struct args *args, struct decision *d)
{
    static const char *const needs_reason[] = {"return", "void"};
    for (int i = 0; i < 2; i++)
        if (strcmp(d->verb, needs_reason[i]) == 0 && (!args->reason || !*args->reason))
            return fail(ctx, E_USAGE, "%s 要用 --reason 写明理由", d->verb);
    d->keep = true;
    int r = db_transaction(ctx, decide, d);
    if (r < 0)
        return r;
    fprintf(stderr, "第 %" PRId64 " 批：已%s\n", d->id,
            strcmp(d->verb, "accept") == 0   ? "通过"
            : strcmp(d->verb, "return") == 0 ? "退回"
                                             : "作废");
    return print_moved(ctx, args, d);
}

static int with_city(struct ctx *ctx, const struct args *args, struct city *city)
{
    struct decision d = {
        .city = city, .verb = args->at[1], .actor = cli_actor(ctx), .reason = args->reason ? args->reason : ""};
    if (strcmp(d.verb, "list") == 0)
        return list(ctx, args, city);
    if (strcmp(d.verb, "show") != 0 && strcmp(d.verb, "accept") != 0 && strcmp(d.verb, "return") != 0 &&
        strcmp(d.verb, "void") != 0)
        return fail(ctx, E_USAGE, "batch 没有“%s”；可以是 list show accept return void", d.verb);
    if (args->count < 3)
        return fail(ctx, E_USAGE, "请给出批次编号；用 duixian batch DB list 查看");
    int r = id_argument(ctx, args->at[2], &d.id);
    if (r < 0)
        return r;
    return strcmp(d.verb, "show") == 0 ? show(ctx, args, &d) : act(ctx, args, &d);
}

int cmd_batch(struct ctx *ctx, const struct args *args)
{
    struct city *city = NULL;
    bool reads = strcmp(args->at[1], "list") == 0;
    int r = reads ? open_city(ctx, args, DB_READ, &city) : open_city_unlocked(ctx, args, &city);
    if (r == 0)
        r = with_city(ctx, args, city);
    city_close(ctx, city);
    return r;
}
