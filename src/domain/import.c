#include "domain/import.h"

#include <inttypes.h>
#include <string.h>

#include "domain/check.h"
#include "domain/record.h"
#include "domain/status.h"

enum { PROGRESS_EVERY = 2048 };

struct importing {
    struct city *city;
    const struct ledger *ledger;
    const char *path;
    const struct import_options *options;
    struct arena *kept;
    struct import_result *result;
    struct rows *rows;
    struct intake intake;
    enum kind_of_data data; /* of the store, decided by the first row */
};

/* A store holds synthetic rows or real ones, never both; the first row decides. */
static bool fits_data(struct importing *in, const struct revision *row)
{
    enum kind_of_data data = intake_synthetic(row) ? DATA_SYNTHETIC : DATA_REAL;
    if (in->data == DATA_UNDECIDED || in->data == data)
        return true;
    fault_add(in->kept, &in->result->faults, row->row, true, &in->ledger->fields[FIELD_REMARK], "",
              data == DATA_REAL ? "这个库存的是合成数据，这一行不是（备注没有写“合成数据”）；真实数据请另建一个库"
                                : "这个库存的是真实数据，这一行是合成数据；合成数据请另建一个库");
    return false;
}

/* Asks the checks between records; false if one rejects the row. */
static int ask_checks(struct ctx *ctx, struct importing *in, const struct revision *row, bool *ret_rejected)
{
    *ret_rejected = false;
    for (size_t i = 0; i < in->ledger->check_count; i++) {
        const struct check *check = &in->ledger->checks[i];
        const struct field *column;
        bool error;
        int r = check_row(ctx, in->city, check, row, &error, &column);
        if (r < 0)
            return r;
        if (r == CHECK_FAILED) {
            *ret_rejected |= error;
            fault_add(in->kept, &in->result->faults, row->row, error, column,
                      column ? row->values[column->index].text : "", check->say);
        }
    }
    return 0;
}

static const char *row_warnings(struct ctx *ctx, const struct importing *in, size_t from)
{
    AUTO_BUF struct buf out = BUF_INIT;
    for (size_t i = from; i < in->result->faults.count; i++)
        buf_printf(&out, "%s%s", out.length ? "\n" : "", in->result->faults.at[i].say);
    return out.length ? arena_strndup(ctx->mem, out.bytes, out.length) : NULL;
}

static void refuse_change(struct importing *in, const struct revision *row, const struct record *known)
{
    const char *say = known->latest_void ? "这条记录已经作废；要重新启用，请加 --reason 写明理由"
                                         : "这条记录已经报过，这次的内容不一样；如果是更正，请加 --reason 写明理由";
    fault_add(in->kept, &in->result->faults, row->row, true, NULL, "", say);
}

/* A good row: new, changed or known already. */
static int take_row(struct ctx *ctx, struct importing *in, struct revision *row, size_t faults_before,
                    bool *ret_rejected)
{
    struct record known;
    *ret_rejected = !fits_data(in, row);
    if (*ret_rejected)
        return 0;
    int r = record_find(ctx, row, &known);
    if (r < 0)
        return r;
    enum handed handed = record_compare(&known, row);
    if (handed == RECORD_UNCHANGED) {
        in->result->faults.count = faults_before;
        in->result->unchanged++;
        return 0;
    }
    if (handed == RECORD_CHANGED && !in->options->reason) {
        refuse_change(in, row, &known);
        *ret_rejected = true;
        return 0;
    }
    row->record = known.id;
    r = ask_checks(ctx, in, row, ret_rejected);
    if (r < 0 || *ret_rejected)
        return r;
    in->data = intake_synthetic(row) ? DATA_SYNTHETIC : DATA_REAL;
    row->warned = row_warnings(ctx, in, faults_before);
    in->result->warned += row->warned != NULL;
    if (handed == RECORD_NEW)
        in->result->fresh++;
    else
        in->result->changed++;
    return record_revise(ctx, in->city, &known, in->result->batch, row);
}

static int each_row(struct ctx *ctx, struct importing *in)
{
    struct row cells;
    struct arena_mark start = arena_mark(ctx->mem);
    int r;
    while ((r = rows_next(ctx, in->rows, &cells)) > 0) {
        struct revision row;
        size_t before = in->result->faults.count;
        bool rejected = false;
        in->result->read++;
        r = intake_row(ctx, &in->intake, &cells, in->kept, &in->result->faults, &row);
        if (r == INTAKE_REJECTED)
            rejected = true;
        else if (r == 0)
            r = take_row(ctx, in, &row, before, &rejected);
        in->result->rejected += rejected;
        arena_rewind(ctx->mem, start);
        if (r < 0)
            return r;
        if (in->options->progress && in->result->read % PROGRESS_EVERY == 0) {
            int64_t done, all;
            rows_progress(in->rows, &done, &all);
            in->options->progress(done, all);
        }
    }
    return r;
}

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

/* A file with a header and no rows says: nothing this month. */
static int zero_report(struct ctx *ctx, struct importing *in)
{
    const struct import_options *o = in->options;
    return batch_create(ctx, in->city, in->ledger, "zero", o->zero_org ? o->zero_org : in->city->tree->city,
                        o->zero_month ? o->zero_month : status_default_month(in->city->programme), in->path,
                        rows_digest(in->rows), o->reason ? o->reason : "", o->actor, &in->result->batch);
}

/* The batch is made before its rows and taken away again if none came. */
static int finish_batch(struct ctx *ctx, struct importing *in)
{
    struct import_result *result = in->result;
    int64_t rows = result->fresh + result->changed;
    if (result->read && !rows) {
        int64_t batch = result->batch;
        result->batch = 0;
        return db_run(ctx, SQL("delete from batch where id = ?"), BIND(b_int(batch)));
    }
    int r = db_run(ctx, SQL("update batch set rows = ? where id = ?"), BIND(b_int(rows), b_int(result->batch)));
    if (r == 0 && rows && in->city->data == DATA_UNDECIDED)
        r = meta_set(ctx, "data", in->data == DATA_SYNTHETIC ? "synthetic" : "real");
    struct moved moved;
    if (r == 0 && in->options->accept)
        r = batch_accept(ctx, in->city, result->batch, in->options->actor, in->options->reason, &moved);
    return r;
}

/* The whole import; repeated from the start if the store asks for it. */
static int run(struct ctx *ctx, void *arg)
{
    struct importing *in = arg;
    *in->result = (struct import_result){0};
    in->data = in->city->data;
    rows_close(in->rows);
    in->rows = NULL;
    int r = open_file(ctx, in);
    if (r == 0)
        r = batch_create(ctx, in->city, in->ledger, "import", in->city->tree->city, 0, in->path, rows_digest(in->rows),
                         in->options->reason ? in->options->reason : "", in->options->actor, &in->result->batch);
    if (r == 0)
        r = each_row(ctx, in);
    if (r == 0 && !in->result->read) {
        r = db_run(ctx, SQL("delete from batch where id = ?"), BIND(b_int(in->result->batch)));
        if (r == 0)
            r = zero_report(ctx, in);
    }
    if (r == 0)
        r = finish_batch(ctx, in);
    if (r < 0)
        return r;
    in->result->kept = !in->options->dry_run && !(in->options->whole && in->result->rejected);
    return in->result->kept ? 0 : DB_ROLLBACK;
}

int import_file(struct ctx *ctx, struct city *city, const struct ledger *ledger, const char *path,
                const struct import_options *options, struct arena *kept, struct import_result *ret)
{
    struct importing in = {
        .city = city, .ledger = ledger, .path = path, .options = options, .kept = kept, .result = ret};
    int r = db_transaction(ctx, run, &in);
    rows_close(in.rows);
    if (r == 0 && ret->fresh + ret->changed)
        city->data = in.data;
    return r < 0 ? r : 0;
}
