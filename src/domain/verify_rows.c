/* verify: revisions, each read once with its record: its leaf, whether its record says rightly what holds and what
 * counts, and, if it is the one that counts, what it counts. */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "domain/recount_again.h"
#include "domain/recount_values.h"
#include "domain/verify_work.h"

enum column {
    ID,
    RECORD,
    BATCH,
    VOID,
    ORG,
    DAY,
    PAYLOAD,
    PERSONS,
    SEALED,
    CONTENT,
    LEAF,
    LEDGER,
    OWNER,
    KEY,
    LATEST,
    ACCEPTED,
    OWN_OWNER
};

struct bytes {
    const void *at;
    size_t length;
};

/* A revision as the store has it; what it names is NULL where that is not there. */
struct row {
    int64_t id, record, day, latest, accepted, org_id;
    bool is_void, void_odd, has_record, apart; /* apart: its owner is not its record's */
    struct known_batch *batch;
    int64_t batch_id;
    const struct known_ledger *ledger;
    struct organisation *org, *owner;
    struct bytes payload, persons, sealed, content, leaf, key; /* copies */
    unsigned char computed[SM3_SIZE];                          /* the leaf, of a row that is whole */
};

/* Rows whose leaves are hashed side by side: so many, or fewer if they are long. */
enum { GROUP = 128, GROUP_BYTES = 1 << 20 };

struct group {
    struct row rows[GROUP];
    size_t count, bytes;
};

static void tell_slice(struct slice *s, const char *what, const char *where, const char *stored, const char *counted)
{
    *vec_push(s->mem, &s->differences) = (struct difference){what, where, stored, counted};
}

static struct bytes bytes_of(struct arena *mem, struct answer *a, enum column column)
{
    struct bytes b;
    const void *at = answer_bytes(a, (int)column, &b.length);
    b.at = at ? arena_strndup(mem, at, b.length) : NULL;
    return b;
}

static const struct known_ledger *ledger_of(struct worker *w, int64_t id)
{
    if (!w->last_ledger || w->last_ledger->id != id)
        w->last_ledger = known_ledger(w->whole, id);
    return w->last_ledger;
}

static struct known_batch *batch_of(struct worker *w, int64_t id)
{
    if (!w->last_batch || w->last_batch->id != id)
        w->last_batch = known_batch(w->whole, id);
    return w->last_batch;
}

static void read_row(struct worker *w, struct answer *a, struct row *ret)
{
    struct arena *mem = w->ctx->mem;
    int64_t is_void = answer_int(a, VOID);
    *ret = (struct row){
        .id = answer_int(a, ID),
        .record = answer_int(a, RECORD),
        .batch_id = answer_int(a, BATCH),
        .is_void = is_void != 0,
        .void_odd = is_void != 0 && is_void != 1,
        .org_id = answer_int(a, ORG),
        .day = answer_int(a, DAY),
        .payload = bytes_of(mem, a, PAYLOAD),
        .persons = bytes_of(mem, a, PERSONS),
        .sealed = bytes_of(mem, a, SEALED),
        .content = bytes_of(mem, a, CONTENT),
        .leaf = bytes_of(mem, a, LEAF),
        .has_record = !answer_null(a, LEDGER),
    };
    ret->batch = batch_of(w, ret->batch_id);
    if (!ret->has_record)
        return;
    ret->latest = answer_int(a, LATEST);
    ret->accepted = answer_int(a, ACCEPTED);
    ret->key = bytes_of(mem, a, KEY);
    ret->ledger = ledger_of(w, answer_int(a, LEDGER));
    if (!ret->ledger)
        return;
    const struct organisations *tree = ret->ledger->city->city->tree;
    ret->org = organisation_by_id(tree, ret->org_id);
    ret->owner = organisation_by_id(tree, answer_int(a, OWNER));
    ret->apart = answer_int(a, OWN_OWNER) != answer_int(a, OWNER);
}

/* ---- what it names ---- */

/* Its batch would not find it. */
static bool outside_batch(const struct row *row)
{
    return row->batch && (row->id < row->batch->first || row->id > row->batch->last);
}

static void check_names(struct slice *s, const struct row *row)
{
    if (!row->batch)
        tell_slice(s, "revision",
                   arena_printf(s->mem, "第 %" PRId64 " 号修订所在的第 %" PRId64 " 批不在了", row->id, row->batch_id),
                   "", "");
    else if (outside_batch(row))
        tell_slice(
            s, "revision",
            arena_printf(s->mem, "第 %" PRId64 " 号修订不在第 %" PRId64 " 批记下的号段里", row->id, row->batch_id), "",
            "");
    if (!row->has_record)
        tell_slice(s, "revision",
                   arena_printf(s->mem, "第 %" PRId64 " 号修订说的第 %" PRId64 " 号记录不在了", row->id, row->record),
                   "", "");
    else if (row->ledger && !row->org)
        tell_slice(s, "revision",
                   arena_printf(s->mem, "第 %" PRId64 " 号修订的单位（第 %" PRId64 " 号）不在了", row->id, row->org_id),
                   "", "");
    else if (row->owner && row->apart)
        tell_slice(s, "revision", arena_printf(s->mem, "第 %" PRId64 " 号修订所属的单位和它的记录不同", row->id), "",
                   "");
    if (!row->has_record || row->id != row->record)
        return;
    if (!row->ledger)
        tell_slice(s, "record", arena_printf(s->mem, "第 %" PRId64 " 号记录的台账不在了", row->record), "", "");
    else if (!row->owner)
        tell_slice(s, "record", arena_printf(s->mem, "第 %" PRId64 " 号记录所属的单位不在了", row->record), "", "");
}

/* ---- the leaf ---- */

/* Whether a leaf can be made of it at all. */
static bool is_whole(const struct row *row)
{
    return row->ledger && row->org && row->owner && row->content.length == CONTENT_SIZE &&
           row->key.length == INDEX_SIZE && row->day == (int)row->day && !row->void_odd;
}

static struct sm3_message leaf_message(struct arena *mem, const struct row *row, const unsigned char sealed[SM3_SIZE])
{
    struct sm3_message m = {0};
    m.bytes = leaf_bytes(mem,
                         &(struct leaf_parts){.programme = row->ledger->city->city->programme->code,
                                              .ledger = row->ledger->ledger->code,
                                              .owner = row->owner->code,
                                              .org = row->org->code,
                                              .key = row->key.at,
                                              .is_void = row->is_void,
                                              .day = (int)row->day,
                                              .payload = row->payload.at,
                                              .persons = row->persons.at,
                                              .content = row->content.at,
                                              .sealed_digest = sealed,
                                              .payload_length = row->payload.length,
                                              .persons_length = row->persons.length},
                         &m.length);
    return m;
}

static void compute_leaves(struct arena *mem, struct group *g)
{
    struct sm3_message sealed[GROUP], leaves[GROUP];
    struct row *whole[GROUP];
    size_t count = 0;
    for (size_t i = 0; i < g->count; i++)
        if (is_whole(&g->rows[i]))
            whole[count++] = &g->rows[i];
    for (size_t i = 0; i < count; i++)
        sealed[i] = sealed_message(whole[i]->sealed.at, whole[i]->sealed.length);
    sm3_many(sealed, count);
    for (size_t i = 0; i < count; i++)
        leaves[i] = leaf_message(mem, whole[i], sealed[i].digest);
    sm3_many(leaves, count);
    for (size_t i = 0; i < count; i++)
        memcpy(whole[i]->computed, leaves[i].digest, SM3_SIZE);
}

static const char *first_bytes(struct slice *s, const void *bytes, size_t length)
{
    return hex(s->mem, bytes, length < 8 ? length : 8);
}

static int tell_leaf(struct worker *w, struct slice *s, const struct row *row, const char *counted)
{
    int64_t line = 0;
    int r = db_int(w->ctx, SQL("select row from revision where id = ?"), BIND(b_int(row->id)), &line);
    tell_slice(s, "leaf",
               arena_printf(s->mem, "第 %" PRId64 " 号修订（第 %" PRId64 " 批第 %" PRId64 " 行）被改动过", row->id,
                            row->batch_id, line),
               first_bytes(s, row->leaf.at, row->leaf.length), counted);
    return r < 0 ? r : 0;
}

static void keep_leaf(struct slice *s, struct known_batch *batch, const unsigned char leaf[SM3_SIZE])
{
    memcpy(s->leaves[s->leaf_count++], leaf, SM3_SIZE);
    if (!s->runs.count || s->runs.at[s->runs.count - 1].batch != batch)
        *vec_push(s->mem, &s->runs) = (struct leaf_run){batch, 0};
    s->runs.at[s->runs.count - 1].count++;
}

/* Where no leaf can be made, the batch's root is computed with the one that was kept: what is missing is told already.
 */
static int check_leaf(struct worker *w, struct slice *s, const struct row *row)
{
    unsigned char leaf[SM3_SIZE] = {0};
    int r = 0;
    if (is_whole(row)) {
        memcpy(leaf, row->computed, SM3_SIZE);
        if (row->leaf.length != SM3_SIZE || memcmp(leaf, row->leaf.at, SM3_SIZE) != 0)
            r = tell_leaf(w, s, row, first_bytes(s, leaf, SM3_SIZE));
    } else {
        if (row->leaf.length == SM3_SIZE)
            memcpy(leaf, row->leaf.at, SM3_SIZE);
        if (row->ledger && row->org && row->owner)
            r = tell_leaf(w, s, row, "?");
    }
    if (row->batch)
        keep_leaf(s, row->batch, leaf);
    return r;
}

/* ---- what the record says of its revisions ---- */

/* Without asking for the other revisions: a record names the newest that holds if each that holds is not newer, and the
 * one it names is its own and holds. That one is found for every record is seen from the numbers at the end. */
static void check_standing(struct worker *w, const struct row *row)
{
    bool holds = row->batch && row->batch->state <= STATE_ACCEPTED;
    bool accepted = row->batch && row->batch->state == STATE_ACCEPTED;
    if (row->id == row->record) {
        w->records++;
        w->latest_named += row->latest != 0;
        w->accepted_named += row->accepted != 0;
    }
    w->latest_wrong |= holds ? row->id > row->latest : row->id == row->latest;
    w->accepted_wrong |= accepted ? row->id > row->accepted : row->id == row->accepted;
    w->latest_found += row->id == row->latest;
    w->accepted_found += row->id == row->accepted;
}

/* ---- what it counts ---- */

static void add_candidate(struct worker *w, const struct known_ledger *ledger, const struct revision *v,
                          const struct contribution *k)
{
    size_t indicator = ledger->city->first + k->indicator->index;
    const unsigned char *subject = k->person ? persons_id(ledger->city->persons, k->subject) : k->subject;
    set_add_candidate(&w->expected[indicator][k->part], &w->whole->secret, subject, v->record, (uint32_t)v->org->id,
                      (uint32_t)k->day);
}

static int add_sum(struct worker *w, const struct known_ledger *ledger, const struct revision *v,
                   const struct contribution *k)
{
    int r = 0;
    for (size_t i = 0; i < k->amount_count && r == 0; i++)
        r = sums_add(w->ctx, w->sums, ledger->city->first + k->indicator->index, k->part, k->amounts[i].month % 100,
                     v->org, k->amounts[i].value, k->indicator->name);
    return r;
}

static void add_links(struct worker *w, const struct known_ledger *ledger, const struct revision *v)
{
    for (size_t i = 0; i < v->person_count; i++)
        if (persons_joins(v, i)) {
            const unsigned char *a = v->persons[i].index, *b = v->persons[i + 1].index;
            set_add_link(&w->links[ledger->city->number], &w->whole->secret, a, b, v->id);
            set_add_link(&w->links[ledger->city->number], &w->whole->secret, b, a, v->id);
        }
}

/* The revision as the rules of counting see it; VALUES_BROKEN if its payload cannot be read. */
static int open_row(struct worker *w, const struct row *row, struct revision *ret)
{
    struct value_reader **reader = &w->readers[row->ledger->number];
    *ret = (struct revision){.id = row->id,
                             .owner = row->owner->id,
                             .record = row->record,
                             .batch = row->batch_id,
                             .is_void = row->is_void,
                             .ledger = row->ledger->ledger,
                             .org = row->org,
                             .day = (int)row->day};
    memcpy(ret->key, row->key.at, INDEX_SIZE);
    ret->person_count =
        row->persons.at ? persons_decode(w->ctx, row->persons.at, row->persons.length, &ret->persons) : 0;
    if (!*reader)
        *reader = value_reader_new(w->kept, row->ledger->ledger);
    return values_read(w->ctx, *reader, row->org, row->payload.at ? row->payload.at : "", row->payload.length,
                       &ret->values);
}

static int count_row(struct worker *w, struct slice *s, const struct row *row)
{
    struct revision v;
    struct contribution *list;
    size_t count = 0;
    int r = open_row(w, row, &v);
    if (r == VALUES_BROKEN) {
        tell_slice(s, "revision", arena_printf(s->mem, "第 %" PRId64 " 号修订的内容读不出来，没有计数", row->id), "",
                   "");
        return 0;
    }
    if (r == 0)
        r = contributions_of(w->ctx, row->ledger->city->city, &v, &list, &count);
    if (r == 0)
        add_links(w, row->ledger, &v);
    for (size_t i = 0; i < count && r == 0; i++)
        if (list[i].direct)
            r = add_sum(w, row->ledger, &v, &list[i]);
        else
            add_candidate(w, row->ledger, &v, &list[i]);
    return r;
}

static bool counts(const struct row *row)
{
    return row->has_record && row->id == row->accepted && is_whole(row);
}

/* ---- slices ---- */

static void mark_there(struct whole *whole, int64_t id)
{
    if (id >= 0 && id < whole->bits)
        __atomic_fetch_or(&whole->there[id / 64], UINT64_C(1) << id % 64, __ATOMIC_RELAXED);
}

static int check_row(struct worker *w, struct slice *s, const struct row *row)
{
    s->rows++;
    mark_there(w->whole, row->id);
    if (!row->batch || !row->org || !row->owner || row->apart || outside_batch(row))
        check_names(s, row);
    if (row->has_record)
        check_standing(w, row);
    if (row->batch && row->batch->state == STATE_ACCEPTED && row->batch->ledger && !row->is_void)
        reports_mark(w->reports, row->batch->ledger, row->day / 100, row->org_id);
    int r = check_leaf(w, s, row);
    if (r < 0 || !counts(row))
        return r;
    w->counted++;
    return count_row(w, s, row);
}

/* Ids stand side by side, or nearly so: an interval of them costs one search, however many are not there. No scan: for
 * that PostgreSQL would read all records for each slice. */
static int ask_rows(struct ctx *ctx, int64_t first, int64_t last, struct answer **ret)
{
    return db_ask(ctx,
                  SQL("select v.id, v.record, v.batch, v.void, v.org, v.day, v.payload, v.persons, v.sealed, v.content,"
                      " v.leaf, r.ledger, r.owner, r.key, r.latest, r.accepted, v.owner"
                      " from revision v left join record r on r.id = v.record"
                      " where v.id between ? and ? order by v.id"),
                  BIND(b_int(first), b_int(last)), ret);
}

/* The next rows; 1 while there may be more behind them, 0 at the end. */
static int read_group(struct worker *w, struct answer *a, struct group *g)
{
    int r = 1;
    g->count = g->bytes = 0;
    while (g->count < GROUP && g->bytes < GROUP_BYTES && (r = answer_next(w->ctx, a)) > 0) {
        struct row *row = &g->rows[g->count++];
        read_row(w, a, row);
        g->bytes += row->payload.length + row->persons.length + row->sealed.length;
    }
    return r;
}

static int check_group(struct worker *w, struct slice *s, struct group *g)
{
    struct arena_mark start = arena_mark(w->ctx->mem);
    int r = 0;
    compute_leaves(w->ctx->mem, g);
    for (size_t i = 0; i < g->count && r >= 0; i++) {
        arena_rewind(w->ctx->mem, start);
        r = check_row(w, s, &g->rows[i]);
    }
    return r;
}

int revisions_check(struct worker *w, struct slice *s)
{
    AUTO_ANSWER struct answer *a = NULL;
    struct arena_mark start = arena_mark(w->ctx->mem);
    struct group *g = arena_alloc(w->ctx->mem, sizeof *g);
    int r = ask_rows(w->ctx, s->first, s->last, &a), more = 1;
    struct arena_mark rows = arena_mark(w->ctx->mem);
    while (r >= 0 && more > 0) {
        r = more = read_group(w, a, g);
        if (r >= 0)
            r = check_group(w, s, g);
        arena_rewind(w->ctx->mem, rows);
    }
    answer_done_p(&a);
    arena_rewind(w->ctx->mem, start);
    return r < 0 ? r : 0;
}

/* ---- the second pass ---- */

static int again_row(struct worker *w, const struct row *row)
{
    struct revision v;
    struct contribution *list;
    size_t count = 0;
    int r = open_row(w, row, &v);
    if (r == VALUES_BROKEN)
        return 0;
    if (r == 0 && w->again_links)
        return again_add_links(w, row->ledger, &v);
    if (r == 0)
        r = contributions_of(w->ctx, row->ledger->city->city, &v, &list, &count);
    for (size_t i = 0; i < count && r == 0; i++)
        if (!list[i].direct)
            r = again_add(w, row->ledger, &v, &list[i]);
    return r;
}

static int again_slice(struct worker *w, int64_t first)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = ask_rows(w->ctx, first, first + SLICE - 1, &a);
    struct arena_mark rows = arena_mark(w->ctx->mem);
    while (r >= 0 && (r = answer_next(w->ctx, a)) > 0) {
        struct row row;
        read_row(w, a, &row);
        r = counts(&row) ? again_row(w, &row) : 0;
        arena_rewind(w->ctx->mem, rows);
    }
    return r;
}

int revisions_again(struct worker *w)
{
    int64_t next = INT64_MIN;
    for (;;) {
        struct arena_mark start = arena_mark(w->ctx->mem);
        int r = revision_next(w->ctx, next, &next);
        if (r == 0)
            r = again_slice(w, next);
        arena_rewind(w->ctx->mem, start);
        if (r)
            return r < 0 ? r : 0;
        if (next > INT64_MAX - SLICE)
            return 0;
        next += SLICE;
    }
}

int revision_next(struct ctx *ctx, int64_t from, int64_t *ret)
{
    return db_int(ctx, SQL("select id from revision where id >= ? order by id limit 1"), BIND(b_int(from)), ret);
}
