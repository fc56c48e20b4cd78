#include "domain/import.h"

#include <string.h>

#include "domain/pipeline.h"
#include "domain/status.h"

struct importing {
    struct city *city;
    const struct ledger *ledger;
    const char *path;
    const struct import_options *options;
    struct import_result *result;
    struct rows *rows;
    struct intake intake;
    struct taking taking;
};

static int open_file(struct ctx *ctx, struct importing *in)
{
    struct row header;
    int r = rows_open(ctx, in->path, &in->rows);
    if (r == 0)
        r = rows_next(ctx, in->rows, &header);
    if (r == 0)
        return fail(ctx, E_INPUT, "“%s”里一行内容也没有；第一行应当是列名", in->path);
    return r < 0 ? r : intake_header(ctx, in->city, in->ledger, in->path, &header, &in->intake);
}

static int each_chunk(struct ctx *ctx, struct importing *in, struct pipeline *pipeline)
{
    struct chunk *chunk;
    int r;
    while ((r = pipeline_next(ctx, pipeline, &chunk)) == 0 && chunk) {
        r = take_chunk(ctx, &in->taking, chunk);
        if (r < 0)
            return r;
        if (in->options->progress)
            in->options->progress(chunk->bytes_done, chunk->bytes_all);
    }
    return r;
}

static int all_rows(struct ctx *ctx, struct importing *in)
{
    struct pipeline *pipeline = NULL;
    struct preparer *preparer = preparer_new(in->city, in->ledger, &in->intake, in->rows);
    int64_t warned = 0;
    int r = pipeline_start(ctx, preparer, in->ledger, &pipeline);
    if (r == 0)
        r = each_chunk(ctx, in, pipeline);
    pipeline_stop(pipeline);
    preparer_free(preparer);
    if (r == 0)
        r = lookup_later_write(ctx, in->taking.later, &warned);
    in->taking.taken.warned += warned;
    return r;
}

/* Makes the batch of what came. A file with a header and no rows says: nothing this month. One without anything new
 * makes none. */
static int hand_in(struct ctx *ctx, struct importing *in)
{
    const struct import_options *o = in->options;
    const struct taking *t = &in->taking;
    struct handing h = {.kind = "import",
                        .org = in->city->tree->city,
                        .file = in->path,
                        .reason = o->reason,
                        .digest = rows_digest(in->rows),
                        .rows = t->taken.fresh + t->taken.changed,
                        .first = t->first,
                        .last = t->last,
                        .actor = o->actor};
    if (!t->taken.read) {
        h.kind = "zero";
        h.org = o->zero_org ? o->zero_org : h.org;
        h.month = o->zero_month ? o->zero_month : status_default_month(in->city->programme);
    } else if (!h.rows) {
        return 0;
    }
    in->result->batch = t->batch;
    return batch_hand_in(ctx, in->ledger, t->batch, &h);
}

static int finish_batch(struct ctx *ctx, struct importing *in)
{
    struct import_result *result = in->result;
    struct moved moved;
    int r = 0;
    if (result->rows.fresh + result->rows.changed && in->city->data == DATA_UNDECIDED)
        r = meta_set(ctx, "data", in->taking.data == DATA_SYNTHETIC ? "synthetic" : "real");
    if (r == 0 && result->batch && in->options->accept)
        r = batch_accept_gathered(ctx, in->city, result->batch, in->taking.acceptance, in->options->actor,
                                  in->options->reason, &moved);
    return r;
}

static void begin(struct importing *in)
{
    const struct import_options *o = in->options;
    *in->result = (struct import_result){0};
    rows_close(in->rows);
    in->rows = NULL;
    acceptance_free(in->taking.acceptance);
    lookup_later_free(in->taking.later);
    in->taking = (struct taking){.city = in->city,
                                 .ledger = in->ledger,
                                 .reason = o->reason,
                                 .data = in->city->data,
                                 .later = lookup_later_new(in->ledger),
                                 .acceptance = o->accept ? acceptance_new(in->city, in->ledger) : NULL,
                                 .sink = o->faults};
    if (o->restart)
        o->restart(o->faults.arg);
}

/* The whole import; repeated from the start if the store asks for it. */
static int run(struct ctx *ctx, void *arg)
{
    struct importing *in = arg;
    begin(in);
    int r = open_file(ctx, in);
    if (r == 0)
        r = batch_reserve(ctx, &in->taking.batch);
    if (r == 0)
        r = all_rows(ctx, in);
    in->result->rows = in->taking.taken;
    if (r == 0)
        in->result->notes = arena_strdup(ctx->mem, rows_notes(in->rows));
    if (r == 0)
        r = hand_in(ctx, in);
    if (r == 0)
        r = finish_batch(ctx, in);
    if (r < 0)
        return r;
    in->result->kept = !in->options->dry_run && !(in->options->whole && in->result->rows.rejected);
    return in->result->kept ? 0 : DB_ROLLBACK;
}

int import_file(struct ctx *ctx, struct city *city, const struct ledger *ledger, const char *path,
                const struct import_options *options, struct import_result *ret)
{
    struct importing in = {.city = city, .ledger = ledger, .path = path, .options = options, .result = ret};
    int r = db_transaction(ctx, run, &in);
    rows_close(in.rows);
    lookup_later_free(in.taking.later);
    acceptance_free(in.taking.acceptance);
    if (r == 0 && ret->rows.fresh + ret->rows.changed)
        city->data = in.taking.data;
    return r < 0 ? r : 0;
}
