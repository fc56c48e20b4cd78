#include "domain/batch.h"

#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "base/map.h"
#include "base/vec.h"
#include "domain/chain.h"
#include "domain/contribution.h"

int batch_reserve(struct ctx *ctx, int64_t *ret_id)
{
    return db_reserve(ctx, "batch", 1, ret_id);
}

int batch_hand_in(struct ctx *ctx, const struct ledger *ledger, int64_t id, const struct handing *h)
{
    char now[32];
    return db_run(ctx,
                  SQL("insert into batch (id, ledger, kind, state, org, month, file, digest, rows, first, last, reason,"
                      " handed_by, handed_at) values (?, ?, ?, 'submitted', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
                  BIND(b_int(id), b_int(ledger->id), b_text(h->kind), b_int(h->org->id), b_int(h->month),
                       b_text(h->file ? h->file : ""), b_bytes(h->digest, SM3_SIZE), b_int(h->rows),
                       b_int_or_null(h->rows != 0, h->first), b_int_or_null(h->rows != 0, h->last),
                       b_text(h->reason ? h->reason : ""), b_text(h->actor->name), b_text(time_now(now))));
}

#define SELECT_BATCHES                                                                                                 \
    "select b.id, b.ledger, l.code, p.code, b.kind, b.state, b.org, b.month, b.file, b.rows, b.reason, b.handed_by,"   \
    " b.handed_at, b.decided_by, b.decided_at, b.decided_reason, b.first, b.last from batch b join ledger l on l.id "  \
    "= b.ledger"                                                                                                       \
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
        .first = answer_int(a, 16),
        .last = answer_int(a, 17),
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

struct acceptance {
    struct arena *kept;
    const struct city *city;
    const struct ledger *ledger;
    struct counting *counting;
    struct merkle merkle; /* of the leaves before those that wait */
    unsigned char leaves[256][SM3_SIZE];
    size_t waiting;
    uint16_t *months;               /* by id of organisation: months of the programme's year among places, a bit each */
    struct map *known;              /* struct place_month → itself: those of other years */
    VEC(struct place_month) places; /* organisations and months of the rows */
    bool changes;                   /* some row is not the first of its record */
};

struct acceptance *acceptance_new(const struct city *city, const struct ledger *ledger)
{
    struct arena *kept = arena_new();
    struct acceptance *a = arena_alloc(kept, sizeof *a);
    *a = (struct acceptance){.kept = kept, .city = city, .ledger = ledger, .known = map_new(kept)};
    a->months = arena_array(kept, (size_t)city->tree->last_id + 1, sizeof *a->months);
    a->counting = counting_new(city, ledger);
    return a;
}

void acceptance_free(struct acceptance *a)
{
    if (!a)
        return;
    counting_free(a->counting);
    arena_free(a->kept);
}

/* Whether the place was noted before; notes it. */
static bool noted(struct acceptance *a, const struct place_month *place)
{
    if (year_of(place->month) == a->city->programme->year) {
        uint16_t bit = (uint16_t)(1u << place->month % 100), *months = &a->months[place->org->id];
        bool was = *months & bit;
        *months |= bit;
        return was;
    }
    if (map_get(a->known, place, sizeof *place))
        return true;
    map_put(a->known, place, sizeof *place, a);
    return false;
}

static void add_place(struct acceptance *a, const struct organisation *org, int day)
{
    struct place_month place;
    memset(&place, 0, sizeof place); /* its padding is part of a key */
    place.org = org;
    place.month = month_of(day);
    if (org && !noted(a, &place))
        *vec_push(a->kept, &a->places) = place;
}

/* Of all leaves. */
static const struct merkle *tree_of(struct acceptance *a)
{
    merkle_add_many(&a->merkle, a->leaves, a->waiting);
    a->waiting = 0;
    return &a->merkle;
}

static void add_leaf(struct acceptance *a, const unsigned char leaf[SM3_SIZE])
{
    memcpy(a->leaves[a->waiting++], leaf, SM3_SIZE);
    if (a->waiting == sizeof a->leaves / sizeof *a->leaves)
        (void)tree_of(a);
}

int acceptance_add(struct ctx *ctx, struct acceptance *a, const struct revision *row, const struct contribution *counts,
                   size_t count)
{
    add_leaf(a, row->leaf);
    if (!row->is_void)
        add_place(a, row->org, row->day);
    if (row->record == row->id)
        return counting_put(ctx, a->counting, row, counts, count);
    a->changes = true;
    return 0;
}

/* Organisations and months of what a batch holds; a zero report says its own. */
static int report_places(struct ctx *ctx, const struct batch *batch, const struct acceptance *a)
{
    if (strcmp(batch->kind, "zero") == 0)
        return reported_add_zero(ctx, a->city, batch->ledger, batch->org, batch->month);
    return reported_add(ctx, batch->ledger, a->places.at, a->places.count);
}

static int gather_leaves(struct ctx *ctx, const struct batch *batch, struct acceptance *acceptance)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_scan(ctx,
                    SQL("select leaf, org, day, void from revision where batch = ? and id between ? and ? order by id"),
                    BIND(b_int(batch->id), b_int(batch->first), b_int(batch->last)), &a);
    while (r >= 0 && (r = answer_next(ctx, a)) > 0) {
        size_t length;
        const void *leaf = answer_bytes(a, 0, &length);
        if (length != SM3_SIZE)
            return fail(ctx, E_STORE, "第 %" PRId64 " 批有一条修订损坏；请用 duixian verify 检查", batch->id);
        add_leaf(acceptance, leaf);
        if (!answer_int(a, 3))
            add_place(acceptance, organisation_by_id(acceptance->city->tree, answer_int(a, 1)), (int)answer_int(a, 2));
    }
    return r;
}

static int append_link(struct ctx *ctx, const char *kind, const struct batch *batch, const struct merkle *merkle,
                       const struct actor *actor, const char *reason)
{
    struct link link = {.kind = kind, .batch = batch->id, .actor = actor->name};
    link.note = arena_printf(ctx->mem, "%s/%s rows=%" PRId64 " %s", batch->programme_code, batch->ledger_code,
                             batch->rows, reason ? reason : "");
    merkle_root(merkle, link.root);
    return chain_append(ctx, &link);
}

/* What is decided under the ledger's lock, again from the start if the store asks for it. */
struct deciding {
    const struct city *city;
    const struct batch *batch;
    struct acceptance *acceptance;
    const struct actor *actor;
    const char *reason;
    bool gathered;
    struct moved *ret_moved;
};

/* A row of the batch that its record says last; `accepted`: what counted before. A revision older than the one that
 * counts already changes nothing. */
static int count_row(struct ctx *ctx, struct deciding *d, struct answer *a, int64_t accepted)
{
    struct revision v;
    struct contribution *counts;
    size_t count;
    struct counting *counting = d->acceptance->counting;
    int r = revision_from_answer(ctx, d->city, a, &v);
    if (r < 0 || v.id < accepted)
        return r;
    if (accepted)
        return counting_change(ctx, counting, &(struct change){v.record, v.owner, accepted, v.id});
    r = contributions_of(ctx, d->city, &v, &counts, &count);
    return r < 0 ? r : counting_put(ctx, counting, &v, counts, count);
}

static int count_answer(struct ctx *ctx, struct deciding *d, struct answer *a)
{
    struct arena_mark start = arena_mark(ctx->mem);
    int r;
    while ((r = answer_next(ctx, a)) > 0) {
        r = count_row(ctx, d, a, answer_int(a, 16));
        arena_rewind(ctx->mem, start);
        if (r < 0)
            break;
    }
    return r;
}

/* "+ 0" leaves the planner the index by record alone, which finds one or two rows; by batch it would find thousands. */
#define LAST_OF_BATCH                                                                                                  \
    " not exists (select 1 from revision w where w.owner = v.owner and w.record = v.record and w.record <> w.id and"   \
    " w.batch + 0 = v.batch and w.id + 0 > v.id) order by v.id"

/* All rows of the batch, or those that were not gathered: of records that were there before. */
static int count_rows(struct ctx *ctx, struct deciding *d)
{
    AUTO_ANSWER struct answer *a = NULL;
    const struct batch *b = d->batch;
    int r = d->gathered ? db_scan(ctx,
                                  SQL("select " REVISION_COLUMNS
                                      ", r.accepted from revision v join record r on r.owner = v.owner and"
                                      " r.id = v.record"
                                      " where v.batch = ? and v.record <> v.id and" LAST_OF_BATCH),
                                  BIND(b_int(b->id)), &a)
                        : db_scan(ctx,
                                  SQL("select " REVISION_COLUMNS
                                      ", r.accepted from revision v join record r on r.owner = v.owner and"
                                      " r.id = v.record"
                                      " where v.batch = ? and v.id between ? and ? and" LAST_OF_BATCH),
                                  BIND(b_int(b->id), b_int(b->first), b_int(b->last)), &a);
    return r < 0 ? r : count_answer(ctx, d, a);
}

/* The newest revision of the batch counts from now on, unless a newer one does already. */
static int set_accepted(struct ctx *ctx, const struct deciding *d)
{
    return d->gathered
               ? db_run(ctx,
                        SQL("update record set accepted = latest from (select distinct owner, record from revision"
                            " where batch = ? and record <> id) as n where record.owner = n.owner and"
                            " record.id = n.record and coalesce(record.accepted, 0) < record.latest"),
                        BIND(b_int(d->batch->id)))
               : db_run(ctx,
                        SQL("update record set accepted = n.newest from (select owner, record, max(id) as newest"
                            " from revision where batch = ? and id between ? and ? group by owner, record) as n"
                            " where record.owner = n.owner and record.id = n.record and coalesce(record.accepted, 0) < "
                            "n.newest"),
                        BIND(b_int(d->batch->id), b_int(d->batch->first), b_int(d->batch->last)));
}

static int accept_under_lock(struct ctx *ctx, void *arg)
{
    struct deciding *d = arg;
    struct counting *counting = d->acceptance->counting;
    int r = counting_begin(ctx, counting);
    if (r == 0 && (!d->gathered || d->acceptance->changes)) {
        r = count_rows(ctx, d);
        if (r == 0)
            r = set_accepted(ctx, d);
    }
    if (r == 0)
        r = decide(ctx, d->batch->id, "accepted", d->actor, d->reason);
    if (r == 0)
        r = report_places(ctx, d->batch, d->acceptance);
    if (r == 0)
        r = counting_finish(ctx, counting, d->batch->id, &d->ret_moved->rows, &d->ret_moved->count);
    return r < 0 ? r : append_link(ctx, "accept", d->batch, tree_of(d->acceptance), d->actor, d->reason);
}

/* A submitted batch of this programme. */
static int load_submitted(struct ctx *ctx, const struct city *city, int64_t id, struct batch *ret)
{
    int r = batch_load(ctx, city, id, ret);
    return r ? r : strcmp(ret->state, "submitted") != 0 || !ret->ledger ? BATCH_STATE : 0;
}

/* Leaves and places from the store, the rest under the lock. */
static int decide_stored(struct ctx *ctx, struct deciding *d, int (*under_lock)(struct ctx *ctx, void *arg))
{
    d->acceptance = acceptance_new(d->city, d->batch->ledger);
    int r = gather_leaves(ctx, d->batch, d->acceptance);
    if (r == 0)
        r = db_retry(ctx, under_lock, d);
    acceptance_free(d->acceptance);
    return r;
}

int batch_accept_gathered(struct ctx *ctx, const struct city *city, int64_t id, struct acceptance *acceptance,
                          const struct actor *actor, const char *reason, struct moved *ret_moved)
{
    struct batch batch;
    struct deciding d = {city, &batch, acceptance, actor, reason, true, ret_moved};
    int r = load_submitted(ctx, city, id, &batch);
    return r ? r : db_retry(ctx, accept_under_lock, &d);
}

int batch_accept(struct ctx *ctx, const struct city *city, int64_t id, const struct actor *actor, const char *reason,
                 struct moved *ret_moved)
{
    struct batch batch;
    struct deciding d = {city, &batch, NULL, actor, reason, false, ret_moved};
    int r = load_submitted(ctx, city, id, &batch);
    return r ? r : decide_stored(ctx, &d, accept_under_lock);
}

/* What each record of the batch is compared with next, now that the batch no longer holds. */
static int restore_latest(struct ctx *ctx, const struct batch *batch)
{
    return db_run(
        ctx,
        SQL("update record set latest = (select max(v.id) from revision v join batch b on b.id = v.batch"
            " where v.owner = record.owner and (v.id = record.id or (v.record = record.id and v.record <> v.id))"
            " and b.state in ('draft', 'submitted', 'accepted'))"
            " from (select distinct owner, record from revision where batch = ? and id between ? and ?) as n"
            " where record.owner = n.owner and record.id = n.record"),
        BIND(b_int(batch->id), b_int(batch->first), b_int(batch->last)));
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
    return r < 0 ? r : restore_latest(ctx, &batch);
}

typedef VEC(struct change) change_list;

/* The batch is no longer accepted: where one of its revisions counts, the newest accepted one before it does again. */
static int voiding_changes(struct ctx *ctx, const struct batch *batch, change_list *ret)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r =
        db_ask(ctx,
               SQL("select r.id, r.owner, r.accepted, (select max(w.id) from revision w join batch b on b.id = w.batch"
                   " where w.owner = r.owner and (w.id = r.id or (w.record = r.id and w.record <> w.id)) and b.state = "
                   "'accepted')"
                   " from revision v join record r on r.owner = v.owner and r.id = v.record and r.accepted = v.id"
                   " where v.batch = ? and v.id between ? and ? order by v.id"),
               BIND(b_int(batch->id), b_int(batch->first), b_int(batch->last)), &a);
    while (r >= 0 && (r = answer_next(ctx, a)) > 0)
        *vec_push(ctx->mem, ret) =
            (struct change){answer_int(a, 0), answer_int(a, 1), answer_int(a, 2), answer_int(a, 3)};
    return r;
}

static int take_back(struct ctx *ctx, struct counting *counting, const change_list *changes)
{
    int r = 0;
    for (size_t i = 0; i < changes->count && r == 0; i++) {
        const struct change *c = &changes->at[i];
        r = counting_change(ctx, counting, c);
        if (r == 0)
            r = db_run(ctx, SQL("update record set accepted = ? where owner = ? and id = ?"),
                       BIND(b_int_or_null(c->new_revision != 0, c->new_revision), b_int(c->owner), b_int(c->record)));
    }
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

/* Fills `reported` of a ledger anew from its accepted batches. */
static int report_again(struct ctx *ctx, const struct city *city, const struct ledger *ledger)
{
    struct batch *batches;
    size_t count = 0;
    int r = db_run(ctx, SQL("delete from reported where ledger = ?"), BIND(b_int(ledger->id)));
    if (r == 0)
        r = accepted_batches(ctx, city, ledger, &batches, &count);
    for (size_t i = 0; i < count && r == 0; i++) {
        struct acceptance *a = acceptance_new(city, ledger);
        r = gather_leaves(ctx, &batches[i], a);
        if (r == 0)
            r = report_places(ctx, &batches[i], a);
        acceptance_free(a);
    }
    return r;
}

static int void_under_lock(struct ctx *ctx, void *arg)
{
    struct deciding *d = arg;
    struct counting *counting = d->acceptance->counting;
    change_list changes = {0};
    int r = counting_begin(ctx, counting);
    if (r == 0)
        r = decide(ctx, d->batch->id, "void", d->actor, d->reason);
    if (r == 0)
        r = restore_latest(ctx, d->batch);
    if (r == 0)
        r = voiding_changes(ctx, d->batch, &changes);
    if (r == 0)
        r = take_back(ctx, counting, &changes);
    if (r == 0)
        r = report_again(ctx, d->city, d->batch->ledger);
    if (r == 0)
        r = counting_finish(ctx, counting, d->batch->id, &d->ret_moved->rows, &d->ret_moved->count);
    return r < 0 ? r : append_link(ctx, "void", d->batch, tree_of(d->acceptance), d->actor, d->reason);
}

int batch_void(struct ctx *ctx, const struct city *city, int64_t id, const struct actor *actor, const char *reason,
               struct moved *ret_moved)
{
    struct batch batch;
    int r = batch_load(ctx, city, id, &batch);
    if (r)
        return r;
    bool accepted = strcmp(batch.state, "accepted") == 0;
    if ((!accepted && strcmp(batch.state, "submitted") != 0) || !batch.ledger)
        return BATCH_STATE;
    if (!accepted) {
        r = decide(ctx, id, "void", actor, reason);
        return r < 0 ? r : restore_latest(ctx, &batch);
    }
    struct deciding d = {city, &batch, NULL, actor, reason, false, ret_moved};
    return decide_stored(ctx, &d, void_under_lock);
}

int batch_count_all_again(struct ctx *ctx)
{
    struct city_list cities;
    int r = city_every(ctx, &cities);
    for (size_t i = 0; i < cities.count && r == 0; i++) {
        const struct city *city = cities.at[i];
        r = count_again(ctx, city);
        for (size_t k = 0; k < city->programme->ledger_count && r == 0; k++)
            r = report_again(ctx, city, city->programme->ledgers[k]);
    }
    return r;
}

int batch_last_accepted(struct ctx *ctx, const struct ledger *ledger, int *ret)
{
    char *at = NULL;
    int r = db_text(ctx,
                    SQL("select decided_at from batch where ledger = ? and state = 'accepted'"
                        " order by decided_at desc limit 1"),
                    BIND(b_int(ledger->id)), &at);
    *ret = 0;
    if (r == 0 && strlen(at) >= 10 && !date_parse(at, 10, ret))
        *ret = 0;
    return r < 0 ? r : 0;
}
