#include "domain/take.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/vec.h"
#include "domain/check.h"
#include "domain/record.h"

enum fate { FATE_REJECTED, FATE_UNCHANGED, FATE_NEW, FATE_CHANGED };

/* A row by the value of one of its slots. */
struct valued {
    unsigned char value[INDEX_SIZE];
    size_t row;
};

/* Who has a value that a check wants to be unique. */
struct uniqueness {
    struct holder *stored; /* records of the store, by value */
    size_t stored_count;
    bool *shared;        /* by row: another row of the chunk has the value as well */
    struct map *pending; /* value → struct pending: rows of the chunk taken so far, of shared values only */
};

/* One chunk on its way in. Arrays are by index of chunk->rows. */
struct chunk_taking {
    struct ctx *ctx;
    struct taking *t;
    struct chunk *chunk;
    enum fate *fates;
    struct record *known;     /* of a leader: the record that its rows name, kept up as they are taken */
    bool *fresh;              /* of a leader: its record was not there before this chunk */
    size_t *last;             /* of a leader: 1 + the row that its record says last; 0: none of this chunk */
    size_t told;              /* faults of the chunk told so far */
    struct valued **by_value; /* for each slot of the ledger: its rows that have a value there, in order of it */
    size_t *by_value_count;
    struct uniqueness *unique; /* by check */
    struct map *altered;       /* record → leader: records known before that a row of this chunk changed */
};

/* Rows of this chunk with one value, newest first. */
struct pending {
    size_t row;
    struct pending *before;
};

/* Rows of a chunk picked out for the store. */
struct picked {
    const struct chunk_taking *k;
    size_t *rows;
    size_t count;
    int slot;
};

static void record_row(const void *arg, size_t i, struct bind *out)
{
    const struct picked *p = arg;
    const struct prepared *row = &p->k->chunk->rows[p->rows[i]];
    out[0] = b_int(row->row.id);
    out[1] = b_int(row->row.ledger->id);
    out[2] = b_int(row->owner->id);
    out[3] = b_bytes(row->row.key, INDEX_SIZE);
    out[4] = b_int(row->row.id);
    out[5] = b_int_or_null(p->k->t->acceptance != NULL, row->row.id);
}

/* Makes a record for the first row of each key that has none yet. */
static int claim_records(struct chunk_taking *k)
{
    struct picked leaders = {.k = k, .rows = arena_array(k->ctx->mem, k->chunk->count, sizeof *leaders.rows)};
    bool *fresh = arena_array(k->ctx->mem, k->chunk->count, sizeof *fresh);
    for (size_t i = 0; i < k->chunk->count; i++)
        if (k->chunk->rows[i].leader == i)
            leaders.rows[leaders.count++] = i;
    struct many many = {.into = SQL("record (id, ledger, owner, key, latest, accepted)"),
                        .columns = 6,
                        .count = leaders.count,
                        .row = record_row,
                        .arg = &leaders,
                        .known = SQL("select key from record where ledger = ? and key = any(?)"),
                        .known_binds = BIND(b_int(k->t->ledger->id)),
                        .key_column = 3};
    int r = db_insert_new(k->ctx, &many, fresh);
    for (size_t i = 0; i < leaders.count; i++)
        k->fresh[leaders.rows[i]] = fresh[i];
    return r;
}

/* The leader of this key and owner; SIZE_MAX: none. */
static size_t find_leader(const struct chunk_taking *k, const void *key, int64_t owner)
{
    size_t low = 0, high = k->chunk->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct prepared *p = &k->chunk->rows[middle];
        int r = memcmp(p->row.key, key, INDEX_SIZE);
        if (r == 0)
            r = (p->owner->id > owner) - (p->owner->id < owner);
        if (r == 0)
            return p->leader;
        if (r < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return SIZE_MAX;
}

static void know(struct chunk_taking *k, struct answer *a)
{
    size_t length;
    const void *key = answer_bytes(a, 0, &length);
    size_t leader = length == INDEX_SIZE ? find_leader(k, key, answer_int(a, 1)) : SIZE_MAX;
    if (leader == SIZE_MAX || k->fresh[leader])
        return;
    struct record *known = &k->known[leader];
    *known = (struct record){.id = answer_int(a, 2), .latest = answer_int(a, 3), .latest_void = answer_int(a, 4) != 0};
    if (answer_int(a, 6) == k->t->batch)
        known->latest_here = known->latest;
    const void *content = answer_bytes(a, 5, &length);
    if (length == CONTENT_SIZE)
        memcpy(known->content, content, CONTENT_SIZE);
}

/* What the store knows of the records that were there before. */
static int load_known(struct chunk_taking *k)
{
    unsigned char(*keys)[INDEX_SIZE] = arena_array(k->ctx->mem, k->chunk->count, sizeof *keys);
    size_t count = 0;
    for (size_t i = 0; i < k->chunk->count; i++)
        if (k->chunk->rows[i].leader == i && !k->fresh[i])
            memcpy(keys[count++], k->chunk->rows[i].row.key, INDEX_SIZE);
    if (!count)
        return 0;
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(
        k->ctx,
        SQL("select r.key, r.owner, r.id, r.latest, v.void, v.content, v.batch from record r"
            " left join revision v on v.owner = r.owner and v.id = r.latest where r.ledger = ? and r.key = any(?)"),
        BIND(b_int(k->t->ledger->id), b_list(keys, INDEX_SIZE, count)), &a);
    while (r >= 0 && (r = answer_next(k->ctx, a)) > 0)
        know(k, a);
    return r;
}

static int by_value_and_row(const void *a, const void *b)
{
    const struct valued *x = a, *y = b;
    int r = memcmp(x->value, y->value, INDEX_SIZE);
    return r ? r : (x->row > y->row) - (x->row < y->row);
}

static void sort_by_values(struct chunk_taking *k)
{
    size_t slots = k->t->ledger->slot_count;
    k->by_value = arena_array(k->ctx->mem, slots + 1, sizeof *k->by_value);
    k->by_value_count = arena_array(k->ctx->mem, slots + 1, sizeof *k->by_value_count);
    for (size_t slot = 0; slot < slots; slot++) {
        if (lookup_waits(k->t->ledger, slot))
            continue;
        struct valued *list = arena_array(k->ctx->mem, k->chunk->count + 1, sizeof *list);
        size_t count = 0;
        for (size_t i = 0; i < k->chunk->count; i++)
            if (k->chunk->rows[i].slot_there[slot]) {
                memcpy(list[count].value, k->chunk->rows[i].slots[slot], INDEX_SIZE);
                list[count++].row = i;
            }
        if (count)
            qsort(list, count, sizeof *list, by_value_and_row);
        k->by_value[slot] = list;
        k->by_value_count[slot] = count;
    }
}

/* The values of a slot side by side; which of them more than one row has. */
static unsigned char *values_of(struct chunk_taking *k, int slot, struct uniqueness *u)
{
    const struct valued *list = k->by_value[slot];
    size_t count = k->by_value_count[slot];
    unsigned char *values = arena_array(k->ctx->mem, count + 1, INDEX_SIZE);
    u->shared = arena_array(k->ctx->mem, k->chunk->count + 1, sizeof *u->shared);
    for (size_t i = 0; i < count; i++) {
        memcpy(values + i * INDEX_SIZE, list[i].value, INDEX_SIZE);
        if (i && memcmp(list[i - 1].value, list[i].value, INDEX_SIZE) == 0)
            u->shared[list[i - 1].row] = u->shared[list[i].row] = true;
    }
    return values;
}

/* Only such a check is asked here; one that marks waits for the end (lookup_later.h). */
static bool rejects_doubles(const struct check *check)
{
    return check->kind == CHECK_UNIQUE && check->error;
}

/* Who has one of the chunk's values already. */
static int load_holders(struct chunk_taking *k, const struct check *check, struct uniqueness *u)
{
    unsigned char *values = values_of(k, check->slot, u);
    u->pending = map_new(k->ctx->mem);
    return lookup_holders(k->ctx, k->t->ledger->id, check->slot, values, k->by_value_count[check->slot], &u->stored,
                          &u->stored_count);
}

static int load_all_holders(struct chunk_taking *k)
{
    const struct ledger *ledger = k->t->ledger;
    int r = 0;
    for (size_t i = 0; i < ledger->check_count && r == 0; i++)
        if (rejects_doubles(&ledger->checks[i]))
            r = load_holders(k, &ledger->checks[i], &k->unique[i]);
    return r;
}

/* A stored holder no longer holds if a row of this chunk made its record say something else. */
static bool held_in_store(const struct chunk_taking *k, const struct uniqueness *u, const unsigned char *value,
                          int64_t except)
{
    size_t low = 0, high = u->stored_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (memcmp(u->stored[middle].value, value, INDEX_SIZE) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < u->stored_count && memcmp(u->stored[low].value, value, INDEX_SIZE) == 0; low++) {
        int64_t record = u->stored[low].record;
        if (record != except && !map_get(k->altered, &record, sizeof record))
            return true;
    }
    return false;
}

static bool held_in_chunk(const struct chunk_taking *k, const struct uniqueness *u, const unsigned char *value,
                          size_t i)
{
    size_t leader = k->chunk->rows[i].leader;
    if (!u->shared[i])
        return false;
    for (const struct pending *p = map_get(u->pending, value, INDEX_SIZE); p; p = p->before) {
        size_t theirs = k->chunk->rows[p->row].leader;
        if (theirs != leader && k->last[theirs] == p->row + 1)
            return true;
    }
    return false;
}

static bool is_unique(const struct chunk_taking *k, size_t i, size_t check)
{
    const struct prepared *p = &k->chunk->rows[i];
    int slot = k->t->ledger->checks[check].slot;
    return !p->slot_there[slot] || (!held_in_store(k, &k->unique[check], p->slots[slot], k->known[p->leader].id) &&
                                    !held_in_chunk(k, &k->unique[check], p->slots[slot], i));
}

static void hold_values(struct chunk_taking *k, size_t i)
{
    const struct ledger *ledger = k->t->ledger;
    const struct prepared *p = &k->chunk->rows[i];
    for (size_t c = 0; c < ledger->check_count; c++) {
        int slot = ledger->checks[c].slot;
        if (!rejects_doubles(&ledger->checks[c]) || !p->slot_there[slot] || !k->unique[c].shared[i])
            continue;
        struct pending *pending = arena_alloc(k->ctx->mem, sizeof *pending);
        *pending = (struct pending){i, map_get(k->unique[c].pending, p->slots[slot], INDEX_SIZE)};
        map_put(k->unique[c].pending, p->slots[slot], INDEX_SIZE, pending);
    }
}

static void tell(struct chunk_taking *k, const struct fault *fault)
{
    if (k->t->sink.fault)
        k->t->sink.fault(k->t->sink.arg, fault);
}

/* Faults that intake found, up to (not with) number `until` of the chunk. */
static void tell_until(struct chunk_taking *k, size_t until)
{
    for (; k->told < until; k->told++)
        tell(k, &k->chunk->faults.at[k->told]);
}

static void tell_row(struct chunk_taking *k, struct prepared *p, bool error, const struct field *field,
                     const char *value, const char *say)
{
    struct fault_list one = {0};
    fault_add(k->ctx->mem, &one, p->row.row, error, field, value, say);
    tell(k, one.at);
    if (!error)
        p->row.warned =
            p->row.warned ? arena_printf(k->ctx->mem, "%s\n%s", p->row.warned, say) : arena_strdup(k->ctx->mem, say);
}

/* A store holds synthetic rows or real ones, never both; the first row decides. */
static bool fits_data(struct chunk_taking *k, struct prepared *p)
{
    enum kind_of_data data = p->synthetic ? DATA_SYNTHETIC : DATA_REAL;
    if (k->t->data == DATA_UNDECIDED || k->t->data == data)
        return true;
    tell_row(k, p, true, &k->t->ledger->fields[FIELD_REMARK], "",
             data == DATA_REAL ? "这个库存的是合成数据，这一行不是（备注没有写“合成数据”）；真实数据请另建一个库"
                               : "这个库存的是真实数据，这一行是合成数据；合成数据请另建一个库");
    return false;
}

/* Asks the checks between records; *ret_rejected if one rejects the row. */
static int ask_checks(struct chunk_taking *k, size_t i, bool *ret_rejected)
{
    const struct ledger *ledger = k->t->ledger;
    struct prepared *p = &k->chunk->rows[i];
    for (size_t c = 0; c < ledger->check_count; c++) {
        const struct check *check = &ledger->checks[c];
        const struct field *column = check->field_count ? check->fields[0] : NULL;
        bool error = check->error;
        int r = 0;
        if (check->kind == CHECK_UNIQUE && !check->error)
            continue;
        if (check->kind == CHECK_UNIQUE)
            r = is_unique(k, i, c) ? 0 : CHECK_FAILED;
        else
            r = check_row(k->ctx, k->t->city, check, &p->row, &error, &column);
        if (r < 0)
            return r;
        if (r == CHECK_FAILED) {
            *ret_rejected |= error;
            tell_row(k, p, error, column, column && p->row.values ? p->row.values[column->index].text : "", check->say);
        }
    }
    return 0;
}

static void join_warnings(struct chunk_taking *k, struct prepared *p)
{
    AUTO_BUF struct buf out = BUF_INIT;
    for (size_t i = 0; i < p->fault_count; i++)
        buf_printf(&out, "%s%s", i ? "\n" : "", k->chunk->faults.at[p->fault_first + i].say);
    p->row.warned = out.length ? arena_strndup(k->ctx->mem, out.bytes, out.length) : NULL;
}

/* A row that passed intake: new, changed, known already, or rejected after all. */
static int decide_row(struct chunk_taking *k, size_t i)
{
    struct prepared *p = &k->chunk->rows[i];
    struct record *known = &k->known[p->leader];
    bool rejected = false;
    tell_until(k, p->fault_first);
    k->fates[i] = FATE_REJECTED;
    if (!fits_data(k, p))
        return 0;
    enum handed handed = record_compare(known, &p->row);
    if (handed == RECORD_UNCHANGED) {
        k->told = p->fault_first + p->fault_count;
        k->fates[i] = FATE_UNCHANGED;
        return 0;
    }
    tell_until(k, p->fault_first + p->fault_count);
    if (handed == RECORD_CHANGED && !k->t->reason) {
        tell_row(k, p, true, NULL, "",
                 known->latest_void ? "这条记录已经作废；要重新启用，请加 --reason 写明理由"
                                    : "这条记录已经报过，这次的内容不一样；如果是更正，请加 --reason 写明理由");
        return 0;
    }
    join_warnings(k, p);
    p->row.record = known->id;
    int r = ask_checks(k, i, &rejected);
    if (r < 0 || rejected)
        return r;
    k->fates[i] = handed == RECORD_NEW ? FATE_NEW : FATE_CHANGED;
    k->t->data = p->synthetic ? DATA_SYNTHETIC : DATA_REAL;
    if (!known->id)
        known->id = k->chunk->rows[p->leader].row.id;
    else if (!k->fresh[p->leader])
        map_put(k->altered, &known->id, sizeof known->id, known);
    p->row.record = known->id;
    p->supersedes = known->latest_here;
    known->latest = known->latest_here = p->row.id;
    known->latest_void = false;
    memcpy(known->content, p->row.content, CONTENT_SIZE);
    k->last[p->leader] = i + 1;
    hold_values(k, i);
    return 0;
}

static int decide_all(struct chunk_taking *k)
{
    struct taken *taken = &k->t->taken;
    int r = 0;
    for (size_t n = 0; n < k->chunk->count && r == 0; n++) {
        size_t i = k->chunk->file_order[n];
        r = decide_row(k, i);
        taken->rejected += k->fates[i] == FATE_REJECTED;
        taken->unchanged += k->fates[i] == FATE_UNCHANGED;
        taken->fresh += k->fates[i] == FATE_NEW;
        taken->changed += k->fates[i] == FATE_CHANGED;
        taken->warned += k->fates[i] >= FATE_NEW && k->chunk->rows[i].row.warned;
    }
    tell_until(k, k->chunk->faults.count);
    taken->read += k->chunk->read;
    taken->rejected += k->chunk->rejected;
    return r;
}

/* Records of this chunk that came to nothing go; those that say something else than their first row say it. */
static int mend_records(struct chunk_taking *k)
{
    int r = 0;
    for (size_t i = 0; i < k->chunk->count && r == 0; i++) {
        const struct prepared *p = &k->chunk->rows[i];
        if (p->leader != i || (k->fresh[i] ? k->last[i] == i + 1 : !k->last[i]))
            continue;
        if (!k->last[i])
            r = db_run(k->ctx, SQL("delete from record where owner = ? and id = ?"),
                       BIND(b_int(p->owner->id), b_int(p->row.id)));
        else
            r = db_run(k->ctx, SQL("update record set latest = ? where owner = ? and id = ?"),
                       BIND(b_int(k->known[i].latest), b_int(p->owner->id), b_int(k->known[i].id)));
        if (r == 0 && k->fresh[i] && k->last[i] && k->fates[i] < FATE_NEW)
            r = db_run(k->ctx, SQL("update record set accepted = null where owner = ? and id = ?"),
                       BIND(b_int(p->owner->id), b_int(k->known[i].id)));
    }
    return r;
}

static void revision_row(const void *arg, size_t i, struct bind *out)
{
    const struct picked *p = arg;
    const struct prepared *row = &p->k->chunk->rows[p->rows[i]];
    const struct revision *v = &row->row;
    out[0] = b_int(v->id);
    out[1] = b_int(v->owner);
    out[2] = b_int(v->record);
    out[3] = b_int(p->k->t->batch);
    out[4] = b_int(v->row);
    out[5] = b_int(v->is_void);
    out[6] = b_int(v->org->id);
    out[7] = b_int(v->day);
    out[8] = b_text(v->payload);
    out[9] = b_bytes(row->persons, row->persons_length);
    out[10] = b_bytes(v->sealed, v->sealed_length);
    out[11] = b_bytes(v->content, CONTENT_SIZE);
    out[12] = b_bytes(v->leaf, SM3_SIZE);
    out[13] = b_text(v->warned);
}

static int write_revisions(struct chunk_taking *k, const struct picked *rows)
{
    struct many many = {
        .into = SQL("revision (id, owner, record, batch, row, void, org, day, payload, persons, sealed, content, leaf,"
                    " warned)"),
        .columns = 14,
        .count = rows->count,
        .row = revision_row,
        .arg = rows};
    return db_insert_many(k->ctx, &many);
}

static void lookup_row(const void *arg, size_t i, struct bind *out)
{
    const struct picked *p = arg;
    const struct prepared *row = &p->k->chunk->rows[p->rows[i]];
    out[0] = b_int(row->row.ledger->id);
    out[1] = b_int(p->slot);
    out[2] = b_bytes(row->slots[p->slot], INDEX_SIZE);
    out[3] = b_int(row->row.id);
}

/* In the order of the table. */
static int write_lookups(struct chunk_taking *k)
{
    int r = 0;
    for (size_t slot = 0; slot < k->t->ledger->slot_count && r == 0; slot++) {
        size_t count = k->by_value_count[slot];
        struct picked p = {.k = k, .slot = (int)slot, .rows = arena_array(k->ctx->mem, count + 1, sizeof *p.rows)};
        for (size_t i = 0; i < count; i++)
            if (k->fates[k->by_value[slot][i].row] >= FATE_NEW)
                p.rows[p.count++] = k->by_value[slot][i].row;
        struct many many = {.into = SQL("lookup (ledger, slot, value, revision)"),
                            .columns = 4,
                            .count = p.count,
                            .row = lookup_row,
                            .arg = &p};
        r = db_insert_many(k->ctx, &many);
    }
    return r;
}

/* Seals again what is not the first revision of its record, and all if nobody did so before. */
static void seal_rows(struct chunk_taking *k, const struct picked *rows)
{
    struct prepared **unsealed = arena_array(k->ctx->mem, rows->count + 1, sizeof(struct prepared *));
    size_t count = 0;
    for (size_t i = 0; i < rows->count; i++) {
        struct prepared *p = &k->chunk->rows[rows->rows[i]];
        if (!k->chunk->sealed || p->row.record != p->row.id)
            unsealed[count++] = p;
    }
    prepared_seal(k->ctx, k->t->city, unsealed, count, k->chunk->mem);
}

static int note_lookups(struct chunk_taking *k, const struct picked *rows)
{
    int r = 0;
    for (size_t i = 0; i < rows->count && r == 0; i++) {
        const struct prepared *p = &k->chunk->rows[rows->rows[i]];
        r = lookup_later_add(k->ctx, k->t->later, p, p->supersedes);
    }
    return r;
}

static int accept_rows(struct chunk_taking *k, const struct picked *rows)
{
    int r = 0;
    for (size_t i = 0; i < rows->count && r == 0 && k->t->acceptance; i++) {
        const struct prepared *p = &k->chunk->rows[rows->rows[i]];
        r = acceptance_add(k->ctx, k->t->acceptance, &p->row, p->counts, p->count_count);
    }
    return r;
}

/* All arrays of a chunk's taking. */
static void prepare(struct chunk_taking *k)
{
    struct arena *mem = k->ctx->mem;
    size_t count = k->chunk->count;
    k->fates = arena_array(mem, count + 1, sizeof *k->fates);
    k->known = arena_array(mem, count + 1, sizeof *k->known);
    k->fresh = arena_array(mem, count + 1, sizeof *k->fresh);
    k->last = arena_array(mem, count + 1, sizeof *k->last);
    k->unique = arena_array(mem, k->t->ledger->check_count + 1, sizeof *k->unique);
    k->altered = map_new(mem);
}

static void pick_taken(const struct chunk_taking *k, struct picked *ret)
{
    ret->k = k;
    ret->rows = arena_array(k->ctx->mem, k->chunk->count + 1, sizeof *ret->rows);
    for (size_t i = 0; i < k->chunk->count; i++)
        if (k->fates[i] >= FATE_NEW)
            ret->rows[ret->count++] = i;
}

/* Numbers grow within a chunk and from one to the next. */
static void note_numbers(const struct chunk_taking *k, const struct picked *rows)
{
    struct taking *t = k->t;
    if (!rows->count)
        return;
    t->first = t->first ? t->first : k->chunk->rows[rows->rows[0]].row.id;
    t->last = k->chunk->rows[rows->rows[rows->count - 1]].row.id;
}

int take_chunk(struct ctx *ctx, struct taking *taking, struct chunk *chunk)
{
    struct chunk_taking k = {.ctx = ctx, .t = taking, .chunk = chunk};
    struct arena_mark start = arena_mark(ctx->mem);
    struct picked rows = {0};
    prepare(&k);
    sort_by_values(&k);
    int r = claim_records(&k);
    if (r == 0)
        r = load_known(&k);
    if (r == 0)
        r = load_all_holders(&k);
    if (r == 0)
        r = decide_all(&k);
    if (r == 0)
        r = mend_records(&k);
    pick_taken(&k, &rows);
    note_numbers(&k, &rows);
    if (r == 0)
        seal_rows(&k, &rows);
    if (r == 0)
        r = write_revisions(&k, &rows);
    if (r == 0)
        r = write_lookups(&k);
    if (r == 0)
        r = note_lookups(&k, &rows);
    if (r == 0)
        r = accept_rows(&k, &rows);
    arena_rewind(ctx->mem, start);
    return r;
}
