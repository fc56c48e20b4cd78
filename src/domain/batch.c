#include "domain/batch.h"

#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "base/map.h"
#include "base/vec.h"
#include "domain/chain.h"

int batch_create(struct ctx *ctx, const struct city *city, const struct ledger *ledger, const char *kind,
                 const struct organisation *org, int month, const char *file, const void *digest, const char *reason,
                 const struct actor *actor, int64_t *ret_id)
{
    char now[32];
    (void)city;
    int r = db_reserve(ctx, "batch", 1, ret_id);
    if (r < 0)
        return r;
    return db_run(
        ctx,
        SQL("insert into batch (id, ledger, kind, state, org, month, file, digest, rows, reason, handed_by, handed_at)"
            " values (?, ?, ?, 'submitted', ?, ?, ?, ?, 0, ?, ?, ?)"),
        BIND(b_int(*ret_id), b_int(ledger->id), b_text(kind), b_int(org->id), b_int(month), b_text(file),
             b_bytes(digest, SM3_SIZE), b_text(reason), b_text(actor->name), b_text(time_now(now))));
}

#define SELECT_BATCHES                                                                                                 \
    "select b.id, b.ledger, l.code, p.code, b.kind, b.state, b.org, b.month, b.file, b.rows, b.reason, b.handed_by,"   \
    " b.handed_at, b.decided_by, b.decided_at, b.decided_reason from batch b join ledger l on l.id = b.ledger"         \
    " join programme p on p.id = l.programme"

static void from_answer(struct ctx *ctx, const struct city *city, struct answer *a, struct batch *ret)
{
    struct arena *mem = ctx->mem;
    *ret = (struct batch){
        .id = answer_int(a, 0),
        .ledger_code = arena_strdup(mem, answer_text(a, 2)),
        .programme_code = arena_strdup(mem, answer_text(a, 3)),
        .kind = arena_strdup(mem, answer_text(a, 4)),
        .state = arena_strdup(mem, answer_text(a, 5)),
        .org = organisation_by_id(city->tree, answer_int(a, 6)),
        .month = (int)answer_int(a, 7),
        .file = arena_strdup(mem, answer_text(a, 8)),
        .rows = answer_int(a, 9),
        .reason = arena_strdup(mem, answer_text(a, 10)),
        .handed_by = arena_strdup(mem, answer_text(a, 11)),
        .handed_at = arena_strdup(mem, answer_text(a, 12)),
        .decided_by = arena_strdup(mem, answer_text(a, 13)),
        .decided_at = arena_strdup(mem, answer_text(a, 14)),
        .decided_reason = arena_strdup(mem, answer_text(a, 15)),
    };
    if (strcmp(ret->programme_code, city->programme->code) == 0)
        ret->ledger = programme_ledger(city->programme, ret->ledger_code);
}

int batch_load(struct ctx *ctx, const struct city *city, int64_t id, struct batch *ret)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx, SQL(SELECT_BATCHES " where b.id = ?"), BIND(b_int(id)), &a);
    if (r < 0 || (r = answer_next(ctx, a)) < 0)
        return r;
    if (r == 0)
        return BATCH_NONE;
    from_answer(ctx, city, a, ret);
    return 0;
}

int batch_list(struct ctx *ctx, const struct city *city, struct batch **ret, size_t *ret_count)
{
    VEC(struct batch) list = {0};
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx, SQL(SELECT_BATCHES " order by b.id"), NO_BINDS, &a);
    while (r >= 0 && (r = answer_next(ctx, a)) > 0)
        from_answer(ctx, city, a, vec_push(ctx->mem, &list));
    *ret = list.at;
    *ret_count = list.count;
    return r;
}

static int decide(struct ctx *ctx, int64_t id, const char *state, const struct actor *actor, const char *reason)
{
    char now[32];
    return db_run(
        ctx, SQL("update batch set state = ?, decided_by = ?, decided_at = ?, decided_reason = ? where id = ?"),
        BIND(b_text(state), b_text(actor->name), b_text(time_now(now)), b_text(reason ? reason : ""), b_int(id)));
}

typedef VEC(struct change) change_list;

/* The records of the batch whose counting revision becomes another one, once each. */
static int accepting_changes(struct ctx *ctx, int64_t id, change_list *ret)
{
    struct map *known = map_new(ctx->mem); /* record → 1 + index */
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx,
                   SQL("select v.id, v.record, r.accepted from revision v join record r on r.id = v.record"
                       " where v.batch = ? order by v.id"),
                   BIND(b_int(id)), &a);
    while (r >= 0 && (r = answer_next(ctx, a)) > 0) {
        int64_t revision = answer_int(a, 0), record = answer_int(a, 1), accepted = answer_int(a, 2);
        uintptr_t place = (uintptr_t)map_get(known, &record, sizeof record);
        if (place) {
            ret->at[place - 1].new_revision = revision;
        } else if (revision > accepted) {
            *vec_push(ctx->mem, ret) = (struct change){record, accepted, revision};
            map_put(known, &record, sizeof record, (void *)(uintptr_t)ret->count);
        }
    }
    return r;
}

static int set_accepted(struct ctx *ctx, const struct change *changes, size_t count)
{
    int r = 0;
    for (size_t i = 0; i < count && r == 0; i++)
        r = db_run(
            ctx, SQL("update record set accepted = ? where id = ?"),
            BIND(b_int_or_null(changes[i].new_revision != 0, changes[i].new_revision), b_int(changes[i].record)));
    return r;
}

struct place {
    int64_t org;
    int month;
};

/* Organisations and months of what an accepted batch holds; a zero report says its own. */
static int report_places(struct ctx *ctx, const struct city *city, const struct batch *batch)
{
    if (strcmp(batch->kind, "zero") == 0)
        return reported_add_zero(ctx, city, batch->ledger, batch->org, batch->month);
    VEC(struct place) places = {0};
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx, SQL("select distinct org, day / 100 from revision where batch = ? and void = 0"),
                   BIND(b_int(batch->id)), &a);
    while (r >= 0 && (r = answer_next(ctx, a)) > 0)
        *vec_push(ctx->mem, &places) = (struct place){answer_int(a, 0), (int)answer_int(a, 1)};
    for (size_t i = 0; i < places.count && r == 0; i++) {
        const struct organisation *org = organisation_by_id(city->tree, places.at[i].org);
        if (org)
            r = reported_add(ctx, batch->ledger, org, places.at[i].month);
    }
    return r;
}

static int batch_leaves(struct ctx *ctx, int64_t id, unsigned char root[SM3_SIZE])
{
    struct merkle merkle = {.count = 0};
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx, SQL("select leaf from revision where batch = ? order by id"), BIND(b_int(id)), &a);
    while (r >= 0 && (r = answer_next(ctx, a)) > 0) {
        size_t length;
        const void *leaf = answer_bytes(a, 0, &length);
        if (length != SM3_SIZE)
            return fail(ctx, E_STORE, "第 %" PRId64 " 批有一条修订损坏；请用 duixian verify 检查", id);
        merkle_add(&merkle, leaf);
    }
    merkle_root(&merkle, root);
    return r;
}

static int append_link(struct ctx *ctx, const char *kind, const struct batch *batch, const struct actor *actor,
                       const char *reason)
{
    struct link link = {.kind = kind, .batch = batch->id, .actor = actor->name};
    link.note = arena_printf(ctx->mem, "%s/%s rows=%" PRId64 " %s", batch->programme_code, batch->ledger_code,
                             batch->rows, reason ? reason : "");
    int r = batch_leaves(ctx, batch->id, link.root);
    return r < 0 ? r : chain_append(ctx, &link);
}

int batch_accept(struct ctx *ctx, const struct city *city, int64_t id, const struct actor *actor, const char *reason,
                 struct moved *ret_moved)
{
    struct batch batch;
    change_list changes = {0};
    int r = batch_load(ctx, city, id, &batch);
    if (r)
        return r;
    if (strcmp(batch.state, "submitted") != 0 || !batch.ledger)
        return BATCH_STATE;
    if ((r = accepting_changes(ctx, id, &changes)) < 0 || (r = set_accepted(ctx, changes.at, changes.count)) < 0 ||
        (r = decide(ctx, id, "accepted", actor, reason)) < 0 || (r = report_places(ctx, city, &batch)) < 0)
        return r;
    r = count_changes(ctx, city, batch.ledger, changes.at, changes.count, id, &ret_moved->rows, &ret_moved->count);
    return r < 0 ? r : append_link(ctx, "accept", &batch, actor, reason);
}

/* What each record of the batch is compared with next, now that the batch no longer holds. */
static int restore_latest(struct ctx *ctx, int64_t id)
{
    return db_run(ctx,
                  SQL("update record set latest = (select max(v.id) from revision v join batch b on b.id = v.batch"
                      " where v.record = record.id and b.state in ('draft', 'submitted', 'accepted'))"
                      " where id in (select record from revision where batch = ?)"),
                  BIND(b_int(id)));
}

int batch_return(struct ctx *ctx, const struct city *city, int64_t id, const struct actor *actor, const char *reason)
{
    struct batch batch;
    int r = batch_load(ctx, city, id, &batch);
    if (r)
        return r;
    if (strcmp(batch.state, "submitted") != 0)
        return BATCH_STATE;
    r = decide(ctx, id, "returned", actor, reason);
    return r < 0 ? r : restore_latest(ctx, id);
}

/* The batch is no longer accepted: where one of its revisions counts, the newest accepted one before it does again. */
static int voiding_changes(struct ctx *ctx, int64_t id, change_list *ret)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx,
                   SQL("select r.id, r.accepted, (select max(w.id) from revision w join batch b on b.id = w.batch"
                       " where w.record = r.id and b.state = 'accepted')"
                       " from revision v join record r on r.id = v.record and r.accepted = v.id"
                       " where v.batch = ? order by v.id"),
                   BIND(b_int(id)), &a);
    while (r >= 0 && (r = answer_next(ctx, a)) > 0)
        *vec_push(ctx->mem, ret) = (struct change){answer_int(a, 0), answer_int(a, 1), answer_int(a, 2)};
    return r;
}

static int accepted_batches(struct ctx *ctx, const struct city *city, const struct ledger *ledger, struct batch **ret,
                            size_t *ret_count)
{
    struct batch *all;
    size_t count, kept = 0;
    int r = batch_list(ctx, city, &all, &count);
    for (size_t i = 0; i < count && r == 0; i++)
        if (all[i].ledger == ledger && strcmp(all[i].state, "accepted") == 0)
            all[kept++] = all[i];
    *ret = all;
    *ret_count = kept;
    return r;
}

int batch_report_again(struct ctx *ctx, const struct city *city, const struct ledger *ledger)
{
    struct batch *batches;
    size_t count = 0;
    int r = db_run(ctx, SQL("delete from reported where ledger = ?"), BIND(b_int(ledger->id)));
    if (r == 0)
        r = accepted_batches(ctx, city, ledger, &batches, &count);
    for (size_t i = 0; i < count && r == 0; i++)
        r = report_places(ctx, city, &batches[i]);
    return r;
}

int batch_void(struct ctx *ctx, const struct city *city, int64_t id, const struct actor *actor, const char *reason,
               struct moved *ret_moved)
{
    struct batch batch;
    change_list changes = {0};
    int r = batch_load(ctx, city, id, &batch);
    if (r)
        return r;
    bool accepted = strcmp(batch.state, "accepted") == 0;
    if ((!accepted && strcmp(batch.state, "submitted") != 0) || !batch.ledger)
        return BATCH_STATE;
    if ((r = decide(ctx, id, "void", actor, reason)) < 0 || (r = restore_latest(ctx, id)) < 0 || !accepted)
        return r;
    if ((r = voiding_changes(ctx, id, &changes)) < 0 || (r = set_accepted(ctx, changes.at, changes.count)) < 0 ||
        (r = batch_report_again(ctx, city, batch.ledger)) < 0)
        return r;
    r = count_changes(ctx, city, batch.ledger, changes.at, changes.count, id, &ret_moved->rows, &ret_moved->count);
    return r < 0 ? r : append_link(ctx, "void", &batch, actor, reason);
}

int batch_count_all_again(struct ctx *ctx)
{
    struct city_list cities;
    int r = city_every(ctx, &cities);
    for (size_t i = 0; i < cities.count && r == 0; i++) {
        const struct city *city = cities.at[i];
        r = count_again(ctx, city);
        for (size_t k = 0; k < city->programme->ledger_count && r == 0; k++)
            r = batch_report_again(ctx, city, city->programme->ledgers[k]);
    }
    return r;
}
