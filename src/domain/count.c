#include "domain/count.h"

#include <string.h>

#include "base/date.h"
#include "base/map.h"
#include "base/vec.h"
#include "domain/person.h"

/* A subject that has to be settled. */
struct subject {
    const struct indicator *indicator;
    unsigned char key[INDEX_SIZE];
    int64_t was; /* the record that stood for it and was taken out; 0 if none */
};

struct counting {
    struct ctx *ctx;
    const struct city *city;
    const struct ledger *ledger;
    int64_t batch;
    struct arena *kept; /* deltas and subjects; ctx->mem is rewound after each record */
    struct tally_deltas *deltas;
    struct map *dirty; /* struct subject_key → struct subject */
    bool joined;       /* some person has two keys: ids have to be looked up */
};

struct subject_key {
    int64_t indicator;
    unsigned char key[INDEX_SIZE];
};

int candidate_compare(const struct candidate *a, const struct candidate *b)
{
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    int r = strcmp(a->org->code, b->org->code);
    return r ? r : memcmp(a->key, b->key, INDEX_SIZE);
}

static int clamped_month(const struct city *city, int day)
{
    return day / 10000 < city->programme->year ? city->programme->year * 100 + 1 : month_of(day);
}

void standing_of(const struct city *city, const struct indicator *indicator, const struct candidate *value,
                 const struct candidate *roster, struct standing *ret_value, struct standing *ret_roster)
{
    *ret_value = *ret_roster = (struct standing){0};
    if (roster)
        *ret_roster = (struct standing){clamped_month(city, roster->day), roster->org};
    if (!value || (indicator->count == COUNT_COVER && !roster))
        return;
    int day = roster && roster->day > value->day ? roster->day : value->day;
    *ret_value = (struct standing){clamped_month(city, day), roster ? roster->org : value->org};
}

static struct subject *touch(struct counting *c, const struct indicator *indicator, const unsigned char key[INDEX_SIZE])
{
    struct subject_key k = {.indicator = indicator->id};
    memcpy(k.key, key, INDEX_SIZE);
    struct subject *s = map_get(c->dirty, &k, sizeof k);
    if (!s) {
        s = arena_alloc(c->kept, sizeof *s);
        s->indicator = indicator;
        memcpy(s->key, key, INDEX_SIZE);
        map_put(c->dirty, &k, sizeof k, s);
    }
    return s;
}

static int add_amounts(struct counting *c, const struct organisation *org, const struct contribution *k, int sign)
{
    int r = 0;
    for (size_t i = 0; i < k->amount_count && r == 0; i++)
        r = tally_add(c->ctx, c->deltas, org, k->indicator, k->part, k->amounts[i].month, sign * k->amounts[i].value);
    return r;
}

/* Whether any person of the store has two keys. */
static int look_for_joined(struct counting *c)
{
    int64_t one = 0;
    int r = db_int(c->ctx, SQL("select 1 from person_link where programme = ? limit 1"),
                   BIND(b_int(c->city->programme->id)), &one);
    c->joined = one == 1;
    return r < 0 ? r : 0;
}

/* What the record's counting revision contributes to one indicator; *ret stays as it is if nothing. */
static int contribution_to(struct counting *c, int64_t record, const struct indicator *indicator, int part,
                           struct contribution *ret)
{
    int64_t accepted = 0;
    struct revision v;
    struct contribution *list;
    size_t count;
    int r = db_int(c->ctx, SQL("select accepted from record where id = ?"), BIND(b_int(record)), &accepted);
    if (r == 0)
        r = revision_load(c->ctx, c->city, accepted, &v);
    if (r == 0)
        r = contributions_of(c->ctx, c->city, &v, &list, &count);
    if (r < 0 || r == DB_NONE)
        return r < 0 ? r : 0;
    for (size_t i = 0; i < count; i++)
        if (list[i].indicator == indicator && list[i].part == part)
            *ret = list[i];
    return 0;
}

/* Adds or takes out what a candidate counts where it stands. A stage counts several months, which its revision knows.
 */
static int count_standing(struct counting *c, const struct indicator *indicator, int part, int64_t record,
                          const struct contribution *known, struct standing at, int sign)
{
    if (indicator->count != COUNT_STAGE)
        return tally_add(c->ctx, c->deltas, at.org, indicator, part, at.month, sign);
    struct contribution loaded = {0};
    if (!known) {
        int r = contribution_to(c, record, indicator, part, &loaded);
        if (r < 0)
            return r;
        known = &loaded;
    }
    return add_amounts(c, at.org, known, sign);
}

static int take_out_row(struct counting *c, const struct contribution *k, const unsigned char id[INDEX_SIZE],
                        int64_t record)
{
    struct subject *s = touch(c, k->indicator, id);
    struct standing at = {0};
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(c->ctx,
                   SQL("select counted, counted_org from attribution"
                       " where indicator = ? and part = ? and subject = ? and record = ?"),
                   BIND(b_int(k->indicator->id), b_int(k->part), b_bytes(id, INDEX_SIZE), b_int(record)), &a);
    if (r < 0 || (r = answer_next(c->ctx, a)) < 0)
        return r;
    if (r > 0)
        at = (struct standing){(int)answer_int(a, 0), organisation_by_id(c->city->tree, answer_int(a, 1))};
    if (at.month) {
        if (k->part == PART_VALUE)
            s->was = record;
        r = count_standing(c, k->indicator, k->part, record, k, at, -1);
        if (r < 0)
            return r;
    }
    return db_run(c->ctx,
                  SQL("delete from attribution where indicator = ? and part = ? and subject = ? and record = ?"),
                  BIND(b_int(k->indicator->id), b_int(k->part), b_bytes(id, INDEX_SIZE), b_int(record)));
}

static int put_in_row(struct counting *c, const struct contribution *k, const unsigned char id[INDEX_SIZE],
                      int64_t record, int64_t org)
{
    touch(c, k->indicator, id);
    return db_run(c->ctx,
                  SQL("insert into attribution (indicator, part, subject, record, org, day, counted, counted_org)"
                      " values (?, ?, ?, ?, ?, ?, 0, 0)"),
                  BIND(b_int(k->indicator->id), b_int(k->part), b_bytes(id, INDEX_SIZE), b_int(record), b_int(org),
                       b_int(k->day)));
}

static int subject_id(struct counting *c, const struct contribution *k, unsigned char id[INDEX_SIZE])
{
    if (k->person && c->joined)
        return person_id(c->ctx, c->city->programme->id, k->subject, id);
    memcpy(id, k->subject, INDEX_SIZE);
    return 0;
}

/* Takes out (sign -1) or puts in (sign 1) all that a revision contributes. */
static int move_revision(struct counting *c, int64_t revision, int sign)
{
    struct revision v;
    struct contribution *list;
    size_t count = 0;
    int r = revision_load(c->ctx, c->city, revision, &v);
    if (r == 0)
        r = contributions_of(c->ctx, c->city, &v, &list, &count);
    for (size_t i = 0; i < count && r == 0; i++) {
        unsigned char id[INDEX_SIZE];
        if (list[i].direct) {
            r = add_amounts(c, v.org, &list[i], sign);
            continue;
        }
        r = subject_id(c, &list[i], id);
        if (r == 0)
            r = sign < 0 ? take_out_row(c, &list[i], id, v.record) : put_in_row(c, &list[i], id, v.record, v.org->id);
    }
    return r < 0 ? r : 0;
}

typedef VEC(struct candidate) candidate_list;

static int read_candidates(struct counting *c, const struct subject *s, int part, candidate_list *ret)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(c->ctx,
                   SQL("select a.record, a.org, a.day, a.counted, a.counted_org, r.key from attribution a"
                       " join record r on r.id = a.record where a.indicator = ? and a.part = ? and a.subject = ?"),
                   BIND(b_int(s->indicator->id), b_int(part), b_bytes(s->key, INDEX_SIZE)), &a);
    while (r >= 0 && (r = answer_next(c->ctx, a)) > 0) {
        size_t length;
        const void *key = answer_bytes(a, 5, &length);
        struct candidate *k = vec_push(c->ctx->mem, ret);
        *k = (struct candidate){.record = answer_int(a, 0),
                                .org = organisation_by_id(c->city->tree, answer_int(a, 1)),
                                .day = (int)answer_int(a, 2),
                                .counted = answer_int(a, 3),
                                .counted_org = organisation_by_id(c->city->tree, answer_int(a, 4))};
        if (!k->org || length != INDEX_SIZE)
            return fail(c->ctx, E_STORE, "归属表损坏；请用 duixian verify 检查");
        memcpy(k->key, key, INDEX_SIZE);
    }
    return r;
}

static struct candidate *least(candidate_list *list)
{
    struct candidate *best = list->count ? &list->at[0] : NULL;
    for (size_t i = 1; i < list->count; i++)
        if (candidate_compare(&list->at[i], best) < 0)
            best = &list->at[i];
    return best;
}

static int stand(struct counting *c, const struct subject *s, int part, const struct candidate *k, struct standing want)
{
    struct standing now = {(int)k->counted, k->counted_org};
    if (now.month == want.month && (!want.month || now.org == want.org))
        return 0;
    int r = now.month ? count_standing(c, s->indicator, part, k->record, NULL, now, -1) : 0;
    if (r == 0 && want.month)
        r = count_standing(c, s->indicator, part, k->record, NULL, want, 1);
    if (r < 0)
        return r;
    return db_run(c->ctx,
                  SQL("update attribution set counted = ?, counted_org = ?"
                      " where indicator = ? and part = ? and subject = ? and record = ?"),
                  BIND(b_int(want.month), b_int(want.month ? want.org->id : 0), b_int(s->indicator->id), b_int(part),
                       b_bytes(s->key, INDEX_SIZE), b_int(k->record)));
}

static int note_move(struct counting *c, const struct subject *s, int64_t from, int64_t to)
{
    int64_t id;
    char now[32];
    int r = db_reserve(c->ctx, "attribution_move", 1, &id);
    if (r < 0)
        return r;
    return db_run(
        c->ctx,
        SQL("insert into attribution_move (id, indicator, part, subject, from_record, to_record, batch, moved_at)"
            " values (?, ?, 0, ?, ?, ?, ?, ?)"),
        BIND(b_int(id), b_int(s->indicator->id), b_bytes(s->key, INDEX_SIZE), b_int(from), b_int_or_null(to != 0, to),
             b_int_or_null(c->batch != 0, c->batch), b_text(time_now(now))));
}

static int settle(struct counting *c, struct subject *s)
{
    candidate_list lists[2] = {{0}, {0}};
    struct candidate *best[2] = {NULL, NULL};
    struct standing want[2];
    int r = 0, parts = s->indicator->count == COUNT_COVER ? 2 : 1;
    for (int part = 0; part < parts && r == 0; part++) {
        r = read_candidates(c, s, part, &lists[part]);
        best[part] = least(&lists[part]);
    }
    standing_of(c->city, s->indicator, best[0], best[1], &want[0], &want[1]);
    int64_t was = s->was;
    for (int part = 0; part < parts; part++)
        for (size_t i = 0; i < lists[part].count && r == 0; i++) {
            struct candidate *k = &lists[part].at[i];
            if (part == PART_VALUE && k->counted)
                was = k->record;
            r = stand(c, s, part, k, k == best[part] ? want[part] : (struct standing){0});
        }
    int64_t now = best[0] && want[0].month ? best[0]->record : 0;
    return r == 0 && was && was != now ? note_move(c, s, was, now) : r;
}

static int settle_each(void *arg, const void *key, size_t length, void *value)
{
    struct counting *c = arg;
    (void)key;
    (void)length;
    struct arena_mark start = arena_mark(c->ctx->mem);
    int r = settle(c, value);
    arena_rewind(c->ctx->mem, start);
    return r;
}

static bool counts_persons(const struct indicator *indicator)
{
    return indicator->field && indicator->field->type == FIELD_PERSON;
}

static int records_of(struct counting *c, const struct indicator *indicator, int part, const void *key, int64_t **ret,
                      size_t *ret_count)
{
    VEC(int64_t) records = {0};
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(c->ctx, SQL("select record from attribution where indicator = ? and part = ? and subject = ?"),
                   BIND(b_int(indicator->id), b_int(part), b_bytes(key, INDEX_SIZE)), &a);
    while (r >= 0 && (r = answer_next(c->ctx, a)) > 0)
        *vec_push(c->ctx->mem, &records) = answer_int(a, 0);
    *ret = records.at;
    *ret_count = records.count;
    return r;
}

/* The record's row, known under `key`, goes to the id that its own key has now. */
static int rename_row(struct counting *c, const struct indicator *indicator, int part, const void *key, int64_t record)
{
    struct contribution k = {.indicator = indicator, .part = part};
    unsigned char id[INDEX_SIZE];
    int r = contribution_to(c, record, indicator, part, &k);
    if (r == 0)
        r = person_id(c->ctx, c->city->programme->id, k.subject, id);
    if (r < 0 || memcmp(id, key, INDEX_SIZE) == 0)
        return r;
    int64_t org = 0;
    r = db_int(c->ctx,
               SQL("select org from attribution where indicator = ? and part = ? and subject = ? and record = ?"),
               BIND(b_int(indicator->id), b_int(part), b_bytes(key, INDEX_SIZE), b_int(record)), &org);
    if (r == 0)
        r = take_out_row(c, &k, key, record);
    return r == 0 ? put_in_row(c, &k, id, record, org) : r;
}

/* After persons were joined or parted: every row under one of their keys is looked at again. */
static int rename_each(void *arg, const void *key, size_t length, void *value)
{
    struct counting *c = arg;
    const struct programme *programme = c->city->programme;
    (void)length;
    (void)value;
    for (size_t i = 0; i < programme->indicator_count; i++)
        for (int part = 0; part < 2 && counts_persons(programme->indicators[i]); part++) {
            int64_t *records;
            size_t count;
            int r = records_of(c, programme->indicators[i], part, key, &records, &count);
            for (size_t k = 0; k < count && r == 0; k++)
                r = rename_row(c, programme->indicators[i], part, key, records[k]);
            if (r < 0)
                return r;
        }
    return 0;
}

static bool has_weak_persons(const struct ledger *ledger)
{
    for (size_t i = 0; i < ledger->person_count; i++)
        if (ledger->persons[i]->weak)
            return true;
    return false;
}

enum joining { COLLECT, PART, JOIN };

static int each_joining(struct counting *c, const struct change *changes, size_t count, enum joining what,
                        struct map *keys)
{
    for (size_t i = 0; i < count; i++) {
        const int64_t ids[2] = {changes[i].old_revision, changes[i].new_revision};
        for (int k = 0; k < 2; k++) {
            struct revision v;
            if (!ids[k] || (what == PART && k == 1) || (what == JOIN && k == 0))
                continue;
            struct arena_mark start = arena_mark(c->ctx->mem);
            int r = revision_load(c->ctx, c->city, ids[k], &v);
            if (r == 0 && what == COLLECT)
                person_joined(&v, keys);
            else if (r == 0)
                r = what == PART ? person_part(c->ctx, c->city->programme->id, &v)
                                 : person_join(c->ctx, c->city->programme->id, &v);
            arena_rewind(c->ctx->mem, start);
            if (r < 0)
                return r;
        }
    }
    return 0;
}

/* Who is one person changes between taking out and putting in, so that each row is found under the id it was kept by.
 */
static int rejoin_persons(struct counting *c, const struct change *changes, size_t count)
{
    if (!has_weak_persons(c->ledger))
        return 0;
    struct map *keys = map_new(c->kept);
    int r = each_joining(c, changes, count, COLLECT, keys);
    if (r < 0 || !map_count(keys))
        return r;
    if ((r = person_keys(c->ctx, c->city->programme->id, keys)) < 0 ||
        (r = each_joining(c, changes, count, PART, keys)) < 0 ||
        (r = each_joining(c, changes, count, JOIN, keys)) < 0 ||
        (r = person_keys(c->ctx, c->city->programme->id, keys)) < 0)
        return r;
    return map_each(keys, rename_each, c);
}

static int move_all(struct counting *c, const struct change *changes, size_t count, int sign)
{
    int r = 0;
    for (size_t i = 0; i < count && r == 0; i++) {
        int64_t revision = sign < 0 ? changes[i].old_revision : changes[i].new_revision;
        struct arena_mark start = arena_mark(c->ctx->mem);
        if (revision)
            r = move_revision(c, revision, sign);
        arena_rewind(c->ctx->mem, start);
    }
    return r;
}

int count_changes(struct ctx *ctx, const struct city *city, const struct ledger *ledger, const struct change *changes,
                  size_t count, int64_t batch, struct tally_row **ret_moved, size_t *ret_moved_count)
{
    struct arena *kept = arena_new();
    struct counting c = {ctx, city, ledger, batch, kept, tally_deltas_new(kept), map_new(kept), false};
    struct tally_row *rows = NULL;
    size_t row_count = 0;
    int r = look_for_joined(&c);
    if (r == 0)
        r = move_all(&c, changes, count, -1);
    if (r == 0)
        r = rejoin_persons(&c, changes, count);
    if (r == 0)
        r = look_for_joined(&c);
    if (r == 0)
        r = move_all(&c, changes, count, 1);
    if (r == 0)
        r = map_each(c.dirty, settle_each, &c);
    if (r == 0)
        r = tally_rows(ctx, c.deltas, &rows, &row_count);
    if (r == 0)
        r = tally_apply(ctx, rows, row_count);
    if (r == 0 && ret_moved) {
        *ret_moved = rows;
        *ret_moved_count = row_count;
    }
    arena_free(kept);
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

static int accepted_records(struct ctx *ctx, const struct ledger *ledger, struct change **ret, size_t *ret_count)
{
    VEC(struct change) changes = {0};
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx, SQL("select id, accepted from record where ledger = ? and accepted is not null order by id"),
                   BIND(b_int(ledger->id)), &a);
    while (r >= 0 && (r = answer_next(ctx, a)) > 0)
        *vec_push(ctx->mem, &changes) = (struct change){answer_int(a, 0), 0, answer_int(a, 1)};
    *ret = changes.at;
    *ret_count = changes.count;
    return r;
}

int count_again(struct ctx *ctx, const struct city *city)
{
    int r = forget(ctx, city);
    for (size_t i = 0; i < city->programme->ledger_count && r == 0; i++) {
        struct change *changes;
        size_t count;
        r = accepted_records(ctx, city->programme->ledgers[i], &changes, &count);
        if (r == 0)
            r = count_changes(ctx, city, city->programme->ledgers[i], changes, count, 0, NULL, NULL);
    }
    return r;
}
