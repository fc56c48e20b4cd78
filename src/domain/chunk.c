#include "domain/chunk.h"

#include <stdlib.h>
#include <string.h>

#include "base/sm3_many.h"
#include "base/sort.h"
#include "domain/lookup.h"

enum { AT_ONCE = 64 }; /* rows whose digests are computed together */

struct preparer {
    struct city city; /* with keys of its own: hashing has state */
    const struct ledger *ledger;
    const struct intake *intake;
    struct rows *rows;
    struct arena *scratch; /* of one row */
};

struct preparer *preparer_new(const struct city *city, const struct ledger *ledger, const struct intake *intake,
                              struct rows *rows)
{
    struct arena *mem = arena_new();
    struct preparer *p = arena_alloc(mem, sizeof *p);
    struct intake *own = arena_alloc(mem, sizeof *own);
    *p = (struct preparer){.city = *city, .ledger = ledger, .intake = own, .rows = rows, .scratch = mem};
    p->city.keys = keys_copy(city->keys);
    keys_gather(p->city.keys);
    *own = *intake;
    own->city = &p->city;
    return p;
}

void preparer_free(struct preparer *p)
{
    if (!p)
        return;
    keys_free(p->city.keys);
    arena_free(p->scratch);
}

void chunk_init(struct chunk *chunk)
{
    *chunk = (struct chunk){.mem = arena_new()};
}

void chunk_done(struct chunk *chunk)
{
    if (chunk->mem)
        arena_free(chunk->mem);
    *chunk = (struct chunk){0};
}

/* Whether checks need the values of its rows. */
static bool keeps_values(const struct ledger *ledger)
{
    for (size_t i = 0; i < ledger->check_count; i++)
        if (ledger->checks[i].kind != CHECK_UNIQUE || ledger->checks[i].error)
            return true;
    return false;
}

bool chunk_is_one_row(const struct ledger *ledger)
{
    for (size_t i = 0; i < ledger->check_count; i++)
        if (ledger->checks[i].kind == CHECK_OVERLAP || ledger->checks[i].kind == CHECK_NEAR)
            return true;
    return false;
}

static const void *copy(struct arena *mem, const void *bytes, size_t length)
{
    return bytes ? arena_strndup(mem, bytes, length) : NULL;
}

static struct value *copy_values(struct arena *mem, const struct ledger *ledger, const struct value *values)
{
    struct value *own = arena_array(mem, ledger->field_count, sizeof *own);
    for (size_t i = 0; i < ledger->field_count; i++) {
        own[i] = values[i];
        own[i].text = values[i].text ? arena_strdup(mem, values[i].text) : NULL;
    }
    return own;
}

static void copy_counts(struct arena *mem, const struct contribution *counts, size_t count, struct prepared *p)
{
    p->counts = arena_array(mem, count, sizeof *counts);
    p->count_count = count;
    for (size_t i = 0; i < count; i++) {
        p->counts[i] = counts[i];
        p->counts[i].amounts = arena_array(mem, counts[i].amount_count, sizeof *counts[i].amounts);
        memcpy(p->counts[i].amounts, counts[i].amounts, counts[i].amount_count * sizeof *counts[i].amounts);
    }
}

static void hash_slots(struct ctx *ctx, struct preparer *p, struct arena *mem, struct prepared *row)
{
    size_t count = p->ledger->slot_count;
    row->slots = arena_array(mem, count, sizeof *row->slots);
    row->slot_there = arena_array(mem, count, sizeof *row->slot_there);
    for (size_t i = 0; i < count; i++)
        row->slot_there[i] = lookup_slot(ctx, &p->city, &p->ledger->slots[i], &row->row, row->slots[i]);
}

/* Takes over what outlives the scratch memory of the row. */
static int keep_row(struct ctx *ctx, struct preparer *p, struct chunk *chunk, struct prepared *row)
{
    struct revision *v = &row->row;
    struct contribution *counts;
    size_t count;
    int r = contributions_of(ctx, &p->city, v, &counts, &count);
    if (r < 0)
        return r;
    row->owner = organisation_owner(v->org);
    row->synthetic = intake_synthetic(v);
    v->owner = row->owner->id;
    hash_slots(ctx, p, chunk->mem, row);
    copy_counts(chunk->mem, counts, count, row);
    row->personal = revision_personal(ctx, p->ledger, v->values, &row->personal_length);
    row->personal = copy(chunk->mem, row->personal, row->personal_length);
    v->payload = arena_strdup(chunk->mem, revision_payload(ctx, p->ledger, v->values));
    v->values = keeps_values(p->ledger) ? copy_values(chunk->mem, p->ledger, v->values) : NULL;
    return 0;
}

static int read_row(struct ctx *ctx, struct preparer *p, struct chunk *chunk, const struct row *cells)
{
    struct prepared *row = &chunk->rows[chunk->count];
    size_t faults = chunk->faults.count;
    chunk->read++;
    *row = (struct prepared){0};
    int r = intake_row(ctx, p->intake, cells, chunk->mem, &chunk->faults, &row->row);
    if (r == INTAKE_REJECTED)
        chunk->rejected++;
    if (r)
        return r < 0 ? r : 0;
    r = keep_row(ctx, p, chunk, row);
    row->fault_first = faults;
    row->fault_count = chunk->faults.count - faults;
    chunk->count++;
    return r;
}

/* Computes the digests of the rows read since; gives their keys to what needs them. */
static void name_rows(struct preparer *p, struct chunk *chunk)
{
    keys_flush(p->city.keys);
    for (; chunk->named < chunk->count; chunk->named++) {
        struct prepared *row = &chunk->rows[chunk->named];
        char room[256];
        AUTO_BUF struct buf persons = BUF_ON(room);
        persons_encode(row->row.persons, row->row.person_count, &persons);
        row->persons = persons.length ? copy(chunk->mem, persons.bytes, persons.length) : NULL;
        row->persons_length = persons.length;
        for (size_t i = 0; i < row->count_count; i++)
            contribution_name(&row->counts[i], &row->row);
    }
}

static int prepared_compare(const void *x, const void *y)
{
    const struct prepared *a = x, *b = y;
    int r = memcmp(a->row.key, b->row.key, INDEX_SIZE);
    if (r)
        return r;
    if (a->owner->id != b->owner->id)
        return a->owner->id < b->owner->id ? -1 : 1;
    return (a->row.row > b->row.row) - (a->row.row < b->row.row);
}

static bool same_record(const struct prepared *a, const struct prepared *b)
{
    return a->owner == b->owner && memcmp(a->row.key, b->row.key, INDEX_SIZE) == 0;
}

/* Puts the rows into the order of the key tree: each goes to its place along the cycles of the permutation. */
static void permute(struct prepared *rows, struct sort_item *order, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (order[i].at == &rows[i])
            continue;
        struct prepared first = rows[i];
        size_t to = i;
        for (size_t from; (from = (size_t)((const struct prepared *)order[to].at - rows)) != i; to = from) {
            rows[to] = rows[from];
            order[to].at = &rows[to];
        }
        rows[to] = first;
        order[to].at = &rows[to];
    }
}

static void sort_rows(struct chunk *chunk)
{
    size_t count = chunk->count;
    struct sort_item *order = arena_array(chunk->mem, count + 1, sizeof *order);
    struct sort_item *scratch = arena_array(chunk->mem, count + 1, sizeof *scratch);
    chunk->file_order = arena_array(chunk->mem, count + 1, sizeof *chunk->file_order);
    for (size_t i = 0; i < count; i++)
        order[i] = (struct sort_item){sort_rank(chunk->rows[i].row.key), &chunk->rows[i]};
    sort_items(order, count, scratch, prepared_compare);
    for (size_t i = 0; i < count; i++)
        chunk->file_order[(const struct prepared *)order[i].at - chunk->rows] = i;
    permute(chunk->rows, order, count);
    for (size_t i = 0; i < count; i++)
        chunk->rows[i].leader = i && same_record(&chunk->rows[i - 1], &chunk->rows[i]) ? chunk->rows[i - 1].leader : i;
}

void chunk_number(struct chunk *chunk, int64_t first_id)
{
    for (size_t i = 0; i < chunk->count; i++)
        chunk->rows[i].row.id = chunk->rows[i].row.record = first_id + (int64_t)i;
    chunk->first_id = first_id;
}

void chunk_read(struct preparer *p, struct chunk *chunk, size_t limit)
{
    struct ctx ctx = {.mem = p->scratch};
    struct arena_mark start = arena_mark(p->scratch);
    struct row cells;
    int r = 1;
    chunk->rows = arena_array(chunk->mem, limit, sizeof *chunk->rows);
    while (chunk->read < (int64_t)limit && (r = rows_next(&ctx, p->rows, &cells)) > 0) {
        r = read_row(&ctx, p, chunk, &cells);
        arena_rewind(p->scratch, start);
        if (r < 0)
            break;
        if (chunk->count - chunk->named == AT_ONCE)
            name_rows(p, chunk);
    }
    name_rows(p, chunk);
    chunk->last = r == 0 && chunk->read < (int64_t)limit;
    rows_progress(p->rows, &chunk->bytes_done, &chunk->bytes_all);
    if (r < 0) {
        chunk->failed = r;
        chunk->err = ctx.err;
        return;
    }
    sort_rows(chunk);
    if (chunk->first_id)
        chunk_number(chunk, chunk->first_id);
}

static void seal_personal(const struct city *city, struct prepared **rows, size_t count, struct arena *mem)
{
    struct sealing list[AT_ONCE];
    size_t sealed = 0;
    for (size_t i = 0; i < count; i++)
        if (rows[i]->personal)
            list[sealed++] = (struct sealing){.place = {rows[i]->row.record, rows[i]->row.id},
                                              .plain = rows[i]->personal,
                                              .length = rows[i]->personal_length};
    keys_seal(mem, city->keys, list, sealed);
    for (size_t i = count; i-- > 0;) {
        struct revision *v = &rows[i]->row;
        if (!rows[i]->personal) {
            sealed_digest(NULL, 0, v->sealed_digest);
            continue;
        }
        const struct sealing *s = &list[--sealed];
        v->sealed = s->block;
        v->sealed_length = s->block_length;
        memcpy(v->sealed_digest, s->digest, SM3_SIZE);
    }
}

static void make_leaves(struct ctx *ctx, const struct city *city, struct prepared **rows, size_t count)
{
    struct sm3_message leaves[AT_ONCE];
    struct arena_mark start = arena_mark(ctx->mem);
    for (size_t i = 0; i < count; i++) {
        struct leaf_parts parts = revision_leaf_parts(&rows[i]->row, rows[i]->owner->code, city->programme->code,
                                                      rows[i]->persons, rows[i]->persons_length);
        leaves[i] = (struct sm3_message){0};
        leaves[i].bytes = leaf_bytes(ctx->mem, &parts, &leaves[i].length);
    }
    sm3_many(leaves, count);
    for (size_t i = 0; i < count; i++)
        memcpy(rows[i]->row.leaf, leaves[i].digest, SM3_SIZE);
    arena_rewind(ctx->mem, start);
}

void prepared_seal(struct ctx *ctx, const struct city *city, struct prepared **rows, size_t count, struct arena *mem)
{
    for (size_t done = 0, some; done < count; done += some) {
        some = count - done < AT_ONCE ? count - done : AT_ONCE;
        seal_personal(city, rows + done, some, mem);
        make_leaves(ctx, city, rows + done, some);
    }
}

void chunk_seal(struct preparer *p, struct chunk *chunk)
{
    struct ctx ctx = {.mem = p->scratch};
    struct arena_mark start = arena_mark(p->scratch);
    struct prepared **rows = arena_array(p->scratch, chunk->count + 1, sizeof(struct prepared *));
    for (size_t i = 0; i < chunk->count; i++)
        rows[i] = &chunk->rows[i];
    prepared_seal(&ctx, &p->city, rows, chunk->count, chunk->mem);
    arena_rewind(p->scratch, start);
    chunk->sealed = true;
}
