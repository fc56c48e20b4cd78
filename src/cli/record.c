/* duixian record: show one record with its personal fields masked; take one back. */
#include "domain/record.h"

#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "cli/command.h"
#include "domain/cell.h"
#include "domain/identity.h"

struct voiding {
    struct city *city;
    int64_t id;
    struct actor actor;
    const char *reason;
};

static int show(struct ctx *ctx, const struct args *args, const struct city *city, int64_t id)
{
    static const char *const columns[] = {"field", "name", "value", NULL};
    struct revision v;
    struct table *table;
    int64_t accepted;
    int r = record_load(ctx, city, id, &v, &accepted);
    if (r > 0)
        return fail(ctx, E_INPUT, "项目“%s”里没有第 %" PRId64 " 号记录", city->programme->code, id);
    if (r == 0)
        r = revision_unseal(ctx, city, &v);
    if (r == 0)
        r = result_table(ctx, args, columns, &table);
    if (r < 0)
        return r;
    char day[16];
    fprintf(stderr, "第 %" PRId64 " 号记录：%s，%s（%s），%s，第 %" PRId64 " 批第 %" PRId64 " 行，%s\n", id,
            v.ledger->name, v.org->name, v.org->code, date_format(v.day, day), v.batch, v.row,
            v.is_void          ? "已作废"
            : accepted == v.id ? "算数"
                               : "还不算数");
    for (size_t i = 0; i < v.ledger->field_count; i++) {
        const struct field *f = &v.ledger->fields[i];
        const char *text = i == FIELD_ORG ? v.org->code : cell_text(ctx, f, &v.values[i]);
        if (*text)
            table_row(table,
                      (const char *const[]){f->code, f->name,
                                            f->personal && i != FIELD_REMARK ? mask(ctx->mem, f->type, text) : text});
    }
    return table_end(ctx, table);
}

static int take_back(struct ctx *ctx, void *arg)
{
    struct voiding *v = arg;
    struct moved moved;
    int r = record_void(ctx, v->city, v->id, &v->actor, v->reason, &moved);
    if (r == RECORD_NONE)
        return fail(ctx, E_INPUT, "项目“%s”里没有第 %" PRId64 " 号记录", v->city->programme->code, v->id);
    if (r == RECORD_VOID)
        return fail(ctx, E_INPUT, "第 %" PRId64 " 号记录已经作废了，没有改动", v->id);
    return r;
}

int cmd_record(struct ctx *ctx, const struct args *args)
{
    struct city *city = NULL;
    struct voiding v = {.actor = cli_actor(ctx), .reason = args->reason};
    int r = open_city_unlocked(ctx, args, &city);
    if (r == 0)
        r = id_argument(ctx, args->at[2], &v.id);
    v.city = city;
    if (r == 0 && strcmp(args->at[1], "show") == 0)
        r = show(ctx, args, city, v.id);
    else if (r == 0 && strcmp(args->at[1], "void") != 0)
        r = fail(ctx, E_USAGE, "record 没有“%s”；可以是 show void", args->at[1]);
    else if (r == 0 && (!v.reason || !*v.reason))
        r = fail(ctx, E_USAGE, "作废要用 --reason 写明理由");
    else if (r == 0 && (r = db_transaction(ctx, take_back, &v)) == 0)
        fprintf(stderr, "第 %" PRId64 " 号记录：已作废\n", v.id);
    city_close(ctx, city);
    return r;
}
