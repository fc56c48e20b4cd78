#include "domain/chunk.h"

#include <stdlib.h>
#include <string.h>

#include "base/sort.h"
#include "domain/lookup.h"

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
static int keep_row(struct ctx *ctx, struct preparer *p, struct chunk *chunk, struct revision *v, struct prepared *row)
{
    struct contribution *counts;
    size_t count;
    int r = contributions_of(ctx, &p->city, v, &counts, &count);
    if (r < 0)
        return r;
    *row = (struct prepared){.row = *v, .owner = organisation_owner(v->org), .synthetic = intake_synthetic(v)};
    hash_slots(ctx, p, chunk->mem, row);
    copy_counts(chunk->mem, counts, count, row);
    char room[256];
    AUTO_BUF struct buf persons = BUF_ON(room);
    persons_encode(v->persons, v->person_count, &persons);
    row->persons = persons.length ? copy(chunk->mem, persons.bytes, persons.length) : NULL;
    row->persons_length = persons.length;
    row->personal = revision_personal(ctx, p->ledger, v->values, &row->personal_length);
    row->personal = copy(chunk->mem, row->personal, row->personal_length);
    row->row.payload = arena_strdup(chunk->mem, revision_payload(ctx, p->ledger, v->values));
    row->row.persons = (struct person_key *)copy(chunk->mem, v->persons, v->person_count * sizeof *v->persons);
    row->row.values = keeps_values(p->ledger) ? copy_values(chunk->mem, p->ledger, v->values) : NULL;
    return 0;
}

static int read_row(struct ctx *ctx, struct preparer *p, struct chunk *chunk, const struct row *cells)
{
    struct revision v;
    size_t faults = chunk->faults.count;
    chunk->read++;
    int r = intake_row(ctx, p->intake, cells, chunk->mem, &chunk->faults, &v);
    if (r == INTAKE_REJECTED)
        chunk->rejected++;
    if (r)
        return r < 0 ? r : 0;
    struct prepared *row = &chunk->rows[chunk->count];
    r = keep_row(ctx, p, chunk, &v, row);
    row->fault_first = faults;
    row->fault_count = chunk->faults.count - faults;
    chunk->count++;
    return r;
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
    }
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

void prepared_seal(struct ctx *ctx, const struct city *city, struct prepared *row, struct arena *mem)
{
    char room[1024];
    AUTO_BUF struct buf sealed = BUF_ON(room);
    struct revision *v = &row->row;
    if (row->personal) {
        keys_seal(ctx, city->keys, (struct seal_place){v->record, v->id}, row->personal, row->personal_length, &sealed,
                  v->sealed_digest);
        v->sealed = copy(mem, sealed.bytes, sealed.length);
        v->sealed_length = sealed.length;
    } else {
        sealed_digest(NULL, 0, v->sealed_digest);
    }
    revision_leaf(v, row->owner->code, city->programme->code, v->leaf);
}

void chunk_seal(struct preparer *p, struct chunk *chunk)
{
    struct ctx ctx = {.mem = p->scratch};
    struct arena_mark start = arena_mark(p->scratch);
    for (size_t i = 0; i < chunk->count; i++) {
        prepared_seal(&ctx, &p->city, &chunk->rows[i], chunk->mem);
        arena_rewind(p->scratch, start);
    }
    chunk->sealed = true;
}
