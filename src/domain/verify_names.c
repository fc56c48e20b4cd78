/* verify: rows that name others which are not there, where no foreign key looks (sql/001-schema.sql). What a revision
 * names, and its record, is looked at on the way (verify_rows.c). */
#include <inttypes.h>

#include "domain/verify_work.h"

int names_lookup(struct worker *w, const struct lookup_pair *pair)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_scan(w->ctx, SQL("select revision from lookup where ledger = ? and slot = ?"),
                    BIND(b_int(pair->ledger), b_int(pair->slot)), &a);
    while (r >= 0 && (r = answer_next(w->ctx, a)) > 0) {
        int64_t id = answer_int(a, 0);
        if (id >= 0 && id < w->whole->bits)
            __atomic_fetch_or(&w->whole->named[id / 64], UINT64_C(1) << id % 64, __ATOMIC_RELAXED);
        else
            w->lookup_beyond = true;
    }
    return r;
}

static bool all_there(const struct worker *w)
{
    bool all = !w->lookup_beyond;
    for (int64_t i = 0; i < w->whole->bits / 64 + 1 && all; i++)
        all = !(w->whole->named[i] & ~w->whole->there[i]);
    return all;
}

static int tell_lookups(struct worker *w)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_scan(w->ctx,
                    SQL("select l.revision, l.ledger, l.slot from lookup l where not exists"
                        " (select 1 from revision v where v.id = l.revision) order by l.revision, l.ledger, l.slot"),
                    NO_BINDS, &a);
    while (r >= 0 && (r = answer_next(w->ctx, a)) > 0)
        tell_both(w, "lookup", arena_printf(w->ctx->mem, "查找表说的第 %" PRId64 " 号修订不在了", answer_int(a, 0)), "",
                  "");
    return r;
}

static void check_lookup_ledgers(struct worker *w)
{
    const struct share *share = &w->whole->share;
    int64_t told = 0;
    for (size_t i = 0; i < share->lookups.count; i++) {
        int64_t id = share->lookups.at[i].ledger;
        if (!known_ledger(w->whole, id) && id != told)
            tell_both(w, "lookup", arena_printf(w->ctx->mem, "查找表说的第 %" PRId64 " 种台账不在了", id), "", "");
        told = id;
    }
}

static int tell_records(struct worker *w)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_scan(w->ctx,
                    SQL("select r.id from record r where not exists"
                        " (select 1 from revision v where v.id = r.id and v.record = r.id) order by r.id"),
                    NO_BINDS, &a);
    while (r >= 0 && (r = answer_next(w->ctx, a)) > 0)
        tell_both(w, "record", arena_printf(w->ctx->mem, "第 %" PRId64 " 号记录的第一条修订不在了", answer_int(a, 0)),
                  "", "");
    return r;
}

/* A scan: the only way to ask for all of a large table. */
static int count_records(struct ctx *ctx, int64_t *ret)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_scan(ctx, SQL("select count(*) from record"), NO_BINDS, &a);
    if (r == 0 && (r = answer_next(ctx, a)) > 0)
        *ret = answer_int(a, 0);
    return r < 0 ? r : 0;
}

int names_check(struct worker *w)
{
    int64_t records = 0;
    int r = count_records(w->ctx, &records);
    w->records_unseen = records != w->records;
    if (r == 0 && w->records_unseen)
        r = tell_records(w);
    if (r == 0 && !all_there(w))
        r = tell_lookups(w);
    check_lookup_ledgers(w);
    return r;
}
