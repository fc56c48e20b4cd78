#include "domain/count.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/vec.h"
#include "domain/person.h"
#include "domain/settle.h"

enum { RUN = 32768 }; /* moves sorted in memory at a time */

struct counting {
    const struct city *city;
    const struct ledger *ledger;
    struct arena *kept;
    struct tally_deltas *put_deltas; /* of what was gathered */
    struct spool *puts;
    struct map *put_keys;         /* keys of persons that gathered revisions join; see person.h */
    VEC(struct change) put_joins; /* those revisions */
    /* Since counting_begin: */
    struct arena *begun;
    struct tally_deltas *deltas;
    struct spool *changes; /* takes and puts of changed records */
    struct map *keys;
    VEC(struct change) joins; /* changes of revisions that join persons */
};

struct counting *counting_new(const struct city *city, const struct ledger *ledger)
{
    struct arena *kept = arena_new();
    struct counting *c = arena_alloc(kept, sizeof *c);
    *c = (struct counting){.city = city, .ledger = ledger, .kept = kept};
    c->put_deltas = tally_deltas_new(kept);
    c->puts = spool_new(sizeof(struct move), RUN, move_order);
    c->put_keys = map_new(kept);
    return c;
}

static void forget_begun(struct counting *c)
{
    spool_free(c->changes);
    c->changes = NULL;
    if (c->begun)
        arena_free(c->begun);
    c->begun = NULL;
    memset(&c->joins, 0, sizeof c->joins);
}

void counting_free(struct counting *c)
{
    if (!c)
        return;
    forget_begun(c);
    spool_free(c->puts);
    arena_free(c->kept);
}

static int add_direct(struct ctx *ctx, struct tally_deltas *deltas, const struct organisation *org,
                      const struct contribution *k, int sign)
{
    int r = 0;
    for (size_t i = 0; i < k->amount_count && r == 0; i++)
        r = tally_add(ctx, deltas, org, k->indicator, k->part, k->amounts[i].month, sign * k->amounts[i].value);
    return r;
}

static int add_moves(struct ctx *ctx, struct tally_deltas *deltas, struct spool *spool, const struct revision *v,
                     const struct contribution *list, size_t count, enum move_kind kind)
{
    int r = 0, sign = kind == MOVE_PUT || kind == MOVE_PUT_AGAIN ? 1 : -1;
    for (size_t i = 0; i < count && r == 0; i++) {
        struct move m = move_of(&list[i], v, kind);
        r = list[i].direct ? add_direct(ctx, deltas, v->org, &list[i], sign) : spool_add(ctx, spool, &m);
    }
    return r;
}

int counting_put(struct ctx *ctx, struct counting *c, const struct revision *v, const struct contribution *list,
                 size_t count)
{
    if (c->begun) {
        if (person_joined(v, c->keys))
            *vec_push(c->begun, &c->joins) = (struct change){v->record, v->owner, 0, v->id};
        return add_moves(ctx, c->deltas, c->changes, v, list, count, MOVE_PUT);
    }
    if (person_joined(v, c->put_keys))
        *vec_push(c->kept, &c->put_joins) = (struct change){v->record, v->owner, 0, v->id};
    return add_moves(ctx, c->put_deltas, c->puts, v, list, count, MOVE_PUT);
}

static bool has_weak_persons(const struct ledger *ledger)
{
    for (size_t i = 0; i < ledger->person_count; i++)
        if (ledger->persons[i]->weak)
            return true;
    return false;
}

/* Whether counting records of `ledger` may touch what `other` counts: a shared cover, or persons that it joins. */
static bool shares(const struct ledger *ledger, const struct ledger *other)
{
    if (ledger == other || has_weak_persons(ledger))
        return true;
    for (size_t i = 0; i < ledger->indicator_count; i++)
        if (ledger->indicators[i]->of == other || ledger->indicators[i]->roster == other)
            return true;
    return false;
}

/* Writing the row holds it until the end of the transaction, on every store. */
static int lock_ledgers(struct ctx *ctx, const struct counting *c)
{
    const struct programme *programme = c->city->programme;
    int64_t last = 0;
    for (;;) {
        int64_t next = 0;
        for (size_t i = 0; i < programme->ledger_count; i++) {
            int64_t id = programme->ledgers[i]->id;
            if (id > last && (!next || id < next) && shares(c->ledger, programme->ledgers[i]))
                next = id;
        }
        if (!next)
            return 0;
        int r = db_run(ctx, SQL("update ledger set code = code where id = ?"), BIND(b_int(next)));
        if (r < 0)
            return r;
        last = next;
    }
}

int counting_begin(struct ctx *ctx, struct counting *c)
{
    forget_begun(c);
    c->begun = arena_new();
    c->deltas = tally_deltas_new(c->begun);
    c->changes = spool_new(sizeof(struct move), RUN, move_order);
    c->keys = map_new(c->begun);
    return lock_ledgers(ctx, c);
}

/* Of one record: what counted and what is to count; ids 0 where there is none. */
struct pair {
    struct revision from, to;
};

static int load_pair(struct ctx *ctx, const struct counting *c, const struct change *change, struct pair *ret)
{
    *ret = (struct pair){0};
    int r = change->old_revision ? revision_load(ctx, c->city, change->owner, change->old_revision, &ret->from) : 0;
    if (r == 0 && change->new_revision)
        r = revision_load(ctx, c->city, change->owner, change->new_revision, &ret->to);
    return r < 0 ? r : 0;
}

static int move_revision(struct ctx *ctx, struct counting *c, const struct revision *v, enum move_kind kind,
                         int *ret_joins)
{
    struct contribution *list;
    size_t count = 0;
    if (!v->id)
        return 0;
    int r = contributions_of(ctx, c->city, v, &list, &count);
    if (r < 0)
        return r;
    *ret_joins |= person_joined(v, c->keys);
    return add_moves(ctx, c->deltas, c->changes, v, list, count, kind);
}

int counting_change(struct ctx *ctx, struct counting *c, const struct change *change)
{
    struct arena_mark start = arena_mark(ctx->mem);
    struct pair pair;
    int joins = 0;
    int r = load_pair(ctx, c, change, &pair);
    bool gathered = pair.from.id && pair.from.id == pair.from.record && pair.from.batch == pair.to.batch;
    if (r == 0)
        r = move_revision(ctx, c, &pair.from, gathered ? MOVE_CANCEL : MOVE_TAKE, &joins);
    if (r == 0)
        r = move_revision(ctx, c, &pair.to, MOVE_PUT_AGAIN, &joins);
    if (joins)
        *vec_push(c->begun, &c->joins) = *change;
    arena_rewind(ctx->mem, start);
    return r;
}

/* Whether any person of the programme has two keys. */
static int look_for_joined(struct ctx *ctx, const struct counting *c, bool *ret)
{
    int64_t one = 0;
    int r = db_int(ctx, SQL("select 1 from person_link where programme = ? limit 1"),
                   BIND(b_int(c->city->programme->id)), &one);
    *ret = one == 1;
    return r < 0 ? r : 0;
}

/* Copies moves under the ids that the persons' keys have now: those that take out of the table, or all others. */
static int resolve(struct ctx *ctx, const struct counting *c, struct spool *from, bool takes, struct spool *to)
{
    struct spool_reader *reader = NULL;
    const void *entry;
    int r = spool_read(ctx, &from, 1, &reader);
    while (r == 0 && (r = spool_next(ctx, reader, &entry)) > 0) {
        struct move m = *(const struct move *)entry;
        struct arena_mark start = arena_mark(ctx->mem);
        unsigned char id[INDEX_SIZE];
        r = 0;
        if ((m.kind == MOVE_TAKE) != takes)
            continue;
        if (m.person) {
            r = person_id(ctx, c->city->programme->id, m.subject, id);
            memcpy(m.subject, id, INDEX_SIZE);
        }
        arena_rewind(ctx->mem, start);
        if (r == 0)
            r = spool_add(ctx, to, &m);
    }
    spool_close(reader);
    return r;
}

/* Who is one person changes: links of old revisions go, those of new ones come. */
static int relink(struct ctx *ctx, struct counting *c, int64_t owner, int64_t revision, bool join)
{
    struct revision v;
    struct arena_mark start = arena_mark(ctx->mem);
    int64_t programme = c->city->programme->id;
    int r = revision ? revision_load(ctx, c->city, owner, revision, &v) : DB_NONE;
    if (r == 0)
        r = join ? person_join(ctx, programme, &v) : person_part(ctx, programme, &v);
    arena_rewind(ctx->mem, start);
    return r < 0 ? r : 0;
}

static int add_key(void *arg, const void *key, size_t length, void *value)
{
    struct map *keys = arg;
    (void)value;
    map_put(keys, key, length, keys);
    return 0;
}

static int relink_all(struct ctx *ctx, struct counting *c)
{
    int64_t programme = c->city->programme->id;
    int r = map_each(c->put_keys, add_key, c->keys);
    if (r == 0)
        r = person_keys(ctx, programme, c->keys);
    for (size_t i = 0; i < c->put_joins.count && r == 0; i++) /* first: a change may follow in the same batch */
        r = relink(ctx, c, c->put_joins.at[i].owner, c->put_joins.at[i].new_revision, true);
    for (size_t i = 0; i < c->joins.count && r == 0; i++)
        r = relink(ctx, c, c->joins.at[i].owner, c->joins.at[i].old_revision, false);
    for (size_t i = 0; i < c->joins.count && r == 0; i++)
        r = relink(ctx, c, c->joins.at[i].owner, c->joins.at[i].new_revision, true);
    return r == 0 ? person_keys(ctx, programme, c->keys) : r;
}

struct renaming {
    struct ctx *ctx;
    struct counting *c;
    struct spool *moves;
};

/* The person's key as the record's counting revision names it; the record's own goes into the move. */
static int own_key(struct ctx *ctx, const struct counting *c, const struct indicator *indicator, struct move *m,
                   unsigned char ret[INDEX_SIZE])
{
    struct revision v;
    struct contribution *list;
    size_t count = 0;
    int r = revision_load_accepted(ctx, c->city, m->record, &v);
    if (r == 0)
        r = contributions_of(ctx, c->city, &v, &list, &count);
    if (r == 0)
        memcpy(m->key, v.key, INDEX_SIZE);
    for (size_t i = 0; r == 0 && i < count; i++)
        if (list[i].indicator == indicator && list[i].part == m->part)
            memcpy(ret, list[i].subject, INDEX_SIZE);
    return r < 0 ? r : 0;
}

/* The record's row, known under m->subject, goes to the id that its own key has now. */
static int rename_row(struct renaming *n, const struct indicator *indicator, struct move m)
{
    unsigned char own[INDEX_SIZE], id[INDEX_SIZE];
    memcpy(own, m.subject, INDEX_SIZE);
    int r = own_key(n->ctx, n->c, indicator, &m, own);
    if (r == 0)
        r = person_id(n->ctx, n->c->city->programme->id, own, id);
    if (r < 0 || memcmp(id, m.subject, INDEX_SIZE) == 0)
        return r;
    r = spool_add(n->ctx, n->moves, &m);
    memcpy(m.subject, id, INDEX_SIZE);
    m.kind = MOVE_PUT;
    return r == 0 ? spool_add(n->ctx, n->moves, &m) : r;
}

typedef VEC(struct move) move_list;

static int rows_of(struct renaming *n, const struct indicator *indicator, const void *key, move_list *ret)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(n->ctx,
                   SQL("select record, org, day, part from attribution"
                       " where indicator = ? and part in (0, 1) and subject = ?"),
                   BIND(b_int(indicator->id), b_bytes(key, INDEX_SIZE)), &a);
    while (r >= 0 && (r = answer_next(n->ctx, a)) > 0) {
        struct move *m = vec_push(n->ctx->mem, ret);
        *m = (struct move){.record = answer_int(a, 0),
                           .org = answer_int(a, 1),
                           .indicator = (int32_t)indicator->id,
                           .day = (int32_t)answer_int(a, 2),
                           .part = (uint8_t)answer_int(a, 3),
                           .person = 1};
        memcpy(m->subject, key, INDEX_SIZE);
    }
    return r;
}

/* After persons were joined or parted: every row under one of their keys is looked at again. */
static int rename_each(void *arg, const void *key, size_t length, void *value)
{
    struct renaming *n = arg;
    const struct programme *programme = n->c->city->programme;
    struct arena_mark start = arena_mark(n->ctx->mem);
    int r = 0;
    (void)length;
    (void)value;
    for (size_t i = 0; i < programme->indicator_count && r == 0; i++) {
        const struct indicator *indicator = programme->indicators[i];
        move_list rows = {0};
        if (indicator->field && indicator->field->type == FIELD_PERSON)
            r = rows_of(n, indicator, key, &rows);
        for (size_t k = 0; k < rows.count && r == 0; k++)
            r = rename_row(n, indicator, rows.at[k]);
    }
    arena_rewind(n->ctx->mem, start);
    return r;
}

/* Some person has two keys, or comes to have them. What is taken out leaves under the ids by which it was kept; then
 * the links change; then rows of renamed persons and what is put in arrive under the new ids. */
static int settle_joined(struct ctx *ctx, struct counting *c, int64_t batch)
{
    struct spool *taken = spool_new(sizeof(struct move), RUN, move_order);
    struct spool *moved[3] = {spool_new(sizeof(struct move), RUN, move_order),
                              spool_new(sizeof(struct move), RUN, move_order),
                              spool_new(sizeof(struct move), RUN, move_order)};
    struct renaming renaming = {ctx, c, moved[0]};
    int r = resolve(ctx, c, c->changes, true, taken);
    if (r == 0)
        r = settle(ctx, c->city, &taken, 1, c->deltas, batch);
    if (r == 0)
        r = relink_all(ctx, c);
    if (r == 0)
        r = map_each(c->keys, rename_each, &renaming);
    if (r == 0)
        r = resolve(ctx, c, c->puts, false, moved[1]);
    if (r == 0)
        r = resolve(ctx, c, c->changes, false, moved[2]);
    if (r == 0)
        r = settle(ctx, c->city, moved, 3, c->deltas, batch);
    spool_free(taken);
    for (int i = 0; i < 3; i++)
        spool_free(moved[i]);
    return r;
}

int counting_finish(struct ctx *ctx, struct counting *c, int64_t batch, struct tally_row **ret_moved,
                    size_t *ret_moved_count)
{
    struct tally_row *rows = NULL;
    size_t count = 0;
    bool joined = false;
    int r = look_for_joined(ctx, c, &joined);
    if (r == 0 && (joined || c->joins.count || c->put_joins.count))
        r = settle_joined(ctx, c, batch);
    else if (r == 0)
        r = settle(ctx, c->city, (struct spool *const[]){c->puts, c->changes}, 2, c->deltas, batch);
    if (r == 0)
        r = tally_deltas_add(ctx, c->deltas, c->put_deltas);
    if (r == 0)
        r = tally_rows(ctx, c->deltas, &rows, &count);
    if (r == 0)
        r = tally_apply(ctx, rows, count);
    if (r == 0 && ret_moved) {
        *ret_moved = rows;
        *ret_moved_count = count;
    }
    return r;
}

static int forget(struct ctx *ctx, const struct city *city)
{
    int64_t programme = city->programme->id;
    int r = db_run(ctx, SQL("delete from tally where indicator in (select id from indicator where programme = ?)"),
                   BIND(b_int(programme)));
    if (r == 0)
        r = db_run(ctx,
                   SQL("delete from attribution where indicator in (select id from indicator where programme = ?)"),
                   BIND(b_int(programme)));
    return r == 0 ? db_run(ctx, SQL("delete from person_link where programme = ?"), BIND(b_int(programme))) : r;
}

static int put_accepted(struct ctx *ctx, struct counting *c)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_scan(ctx,
                    SQL("select " REVISION_COLUMNS " from record r join revision v on v.owner = r.owner and"
                        " v.id = r.accepted"
                        " where r.ledger = ? order by r.id"),
                    BIND(b_int(c->ledger->id)), &a);
    struct arena_mark start = arena_mark(ctx->mem);
    while (r >= 0 && (r = answer_next(ctx, a)) > 0) {
        struct revision v;
        struct contribution *list;
        size_t count;
        r = revision_from_answer(ctx, c->city, a, &v);
        if (r == 0)
            r = contributions_of(ctx, c->city, &v, &list, &count);
        if (r == 0)
            r = counting_put(ctx, c, &v, list, count);
        arena_rewind(ctx->mem, start);
        if (r < 0)
            return r;
    }
    return r;
}

static int count_ledger_again(struct ctx *ctx, const struct city *city, const struct ledger *ledger)
{
    struct counting *c = counting_new(city, ledger);
    int r = counting_begin(ctx, c);
    if (r == 0)
        r = put_accepted(ctx, c);
    if (r == 0)
        r = counting_finish(ctx, c, 0, NULL, NULL);
    counting_free(c);
    return r;
}

int count_again(struct ctx *ctx, const struct city *city)
{
    int r = forget(ctx, city);
    for (size_t i = 0; i < city->programme->ledger_count && r == 0; i++)
        r = count_ledger_again(ctx, city, city->programme->ledgers[i]);
    return r;
}
