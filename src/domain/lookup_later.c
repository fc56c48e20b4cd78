#include "domain/lookup_later.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/spool.h"
#include "base/vec.h"
#include "domain/lookup.h"

enum { RUN = 32768, AT_ONCE = 4096 };

/* One look-up row. Plain bytes: it waits in a spool. */
struct entry {
    unsigned char value[INDEX_SIZE];
    int64_t revision, record, row;
    int32_t slot;
    bool warned, marked;
    unsigned char none[2];
};

struct lookup_later {
    const struct ledger *ledger;
    struct arena *mem;
    struct spool *spool;
    struct map *superseded; /* revisions of this import that their records no longer say */
};

/* Entries of one slot, written together. */
struct block {
    struct ctx *ctx;
    const struct lookup_later *later;
    struct arena *mem;
    VEC(struct entry) entries;
    int slot;        /* of the last block; -1: none yet */
    bool slot_empty; /* the store had no value of it before this import */
    int64_t warned;
};

/* By slot, value, row: of two records with one value the later row is marked. */
static int compare(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    if (x->slot != y->slot)
        return x->slot - y->slot;
    int r = memcmp(x->value, y->value, INDEX_SIZE);
    return r ? r : (x->row > y->row) - (x->row < y->row);
}

static uint64_t rank(const void *entry)
{
    const struct entry *e = entry;
    return e->slot < 0xFF ? (uint64_t)e->slot << 56 | sort_rank(e->value) >> 8 : UINT64_MAX << 56;
}

static const struct spool_order order = {compare, rank};

struct lookup_later *lookup_later_new(const struct ledger *ledger)
{
    struct arena *mem = arena_new();
    struct lookup_later *later = arena_alloc(mem, sizeof *later);
    *later = (struct lookup_later){ledger, mem, spool_new(sizeof(struct entry), RUN, order), map_new(mem)};
    return later;
}

void lookup_later_free(struct lookup_later *later)
{
    if (!later)
        return;
    spool_free(later->spool);
    arena_free(later->mem);
}

/* The check that wants a slot to be unique; NULL: none. */
static const struct check *unique_check(const struct ledger *ledger, int slot)
{
    for (size_t i = 0; i < ledger->check_count; i++)
        if (ledger->checks[i].kind == CHECK_UNIQUE && ledger->checks[i].slot == slot)
            return &ledger->checks[i];
    return NULL;
}

bool lookup_waits(const struct ledger *ledger, size_t slot)
{
    for (size_t i = 0; i < ledger->check_count; i++) {
        const struct check *c = &ledger->checks[i];
        bool own = c->kind == CHECK_UNIQUE || c->kind == CHECK_OVERLAP || c->kind == CHECK_NEAR;
        if (own && c->slot == (int)slot && (c->error || c->kind != CHECK_UNIQUE))
            return false;
    }
    return true;
}

int lookup_later_add(struct ctx *ctx, struct lookup_later *later, const struct prepared *row, int64_t supersedes)
{
    int r = 0;
    if (supersedes)
        map_put(later->superseded, &supersedes, sizeof supersedes, later);
    for (size_t slot = 0; slot < later->ledger->slot_count && r == 0; slot++) {
        struct entry e = {.revision = row->row.id,
                          .record = row->row.record,
                          .row = row->row.row,
                          .slot = (int32_t)slot,
                          .warned = row->row.warned != NULL};
        if (!row->slot_there[slot] || !lookup_waits(later->ledger, slot))
            continue;
        memcpy(e.value, row->slots[slot], INDEX_SIZE);
        r = spool_add(ctx, later->spool, &e);
    }
    return r;
}

static bool holds(const struct block *b, const struct entry *e)
{
    return !map_get(b->later->superseded, &e->revision, sizeof e->revision);
}

/* Marks entries whose value an earlier row of another record has. */
static void mark_within(struct block *b)
{
    for (size_t i = 1, first = 0; i < b->entries.count; i++) {
        struct entry *e = &b->entries.at[i];
        if (memcmp(e->value, b->entries.at[first].value, INDEX_SIZE) != 0)
            first = i;
        for (size_t k = first; k < i && !e->marked; k++)
            e->marked = b->entries.at[k].record != e->record && holds(b, &b->entries.at[k]);
    }
}

static int by_value(const void *a, const void *b)
{
    return memcmp(((const struct entry *)a)->value, ((const struct entry *)b)->value, INDEX_SIZE);
}

/* Marks entries whose value another record of the store has. */
static void mark_value(struct block *b, const struct holder *holder)
{
    struct entry key;
    memcpy(key.value, holder->value, INDEX_SIZE);
    struct entry *found = bsearch(&key, b->entries.at, b->entries.count, sizeof key, by_value);
    while (found && found > b->entries.at && by_value(found - 1, &key) == 0)
        found--;
    for (; found && found < b->entries.at + b->entries.count && by_value(found, &key) == 0; found++)
        found->marked |= found->record != holder->record;
}

static int mark_known(struct block *b, int slot)
{
    size_t count = b->entries.count;
    unsigned char *values = arena_array(b->mem, count, INDEX_SIZE);
    for (size_t i = 0; i < count; i++)
        memcpy(values + i * INDEX_SIZE, b->entries.at[i].value, INDEX_SIZE);
    struct holder *holders;
    size_t holder_count = 0;
    int r = lookup_holders(b->ctx, b->later->ledger->id, slot, values, count, &holders, &holder_count);
    for (size_t i = 0; i < holder_count; i++)
        mark_value(b, &holders[i]);
    return r;
}

static int write_marks(struct block *b, const char *say)
{
    int r = 0;
    for (size_t i = 0; i < b->entries.count && r == 0; i++) {
        const struct entry *e = &b->entries.at[i];
        if (!e->marked)
            continue;
        b->warned += !e->warned;
        r = db_run(
            b->ctx,
            SQL("update revision set warned = case when warned is null then ? else warned || ? end where id = ?"),
            BIND(b_text(say), b_text(arena_printf(b->mem, "\n%s", say)), b_int(e->revision)));
    }
    return r;
}

static void bind_entry(const void *arg, size_t i, struct bind *out)
{
    const struct block *b = arg;
    const struct entry *e = &b->entries.at[i];
    out[0] = b_int(b->later->ledger->id);
    out[1] = b_int(e->slot);
    out[2] = b_bytes(e->value, INDEX_SIZE);
    out[3] = b_int(e->revision);
}

/* Asked before anything of the slot is written. */
static int begin_slot(struct block *b, int slot)
{
    int64_t one = 0;
    int r = db_int(b->ctx, SQL("select 1 from lookup where ledger = ? and slot = ? limit 1"),
                   BIND(b_int(b->later->ledger->id), b_int(slot)), &one);
    b->slot = slot;
    b->slot_empty = r == DB_NONE;
    return r < 0 ? r : 0;
}

static int write_block(struct block *b)
{
    if (!b->entries.count)
        return 0;
    int slot = b->entries.at[0].slot;
    const struct check *unique = unique_check(b->later->ledger, slot);
    struct many many = {.into = SQL("lookup (ledger, slot, value, revision)"),
                        .columns = 4,
                        .count = b->entries.count,
                        .row = bind_entry,
                        .arg = b};
    int r = 0;
    if (unique && slot != b->slot)
        r = begin_slot(b, slot);
    if (unique)
        mark_within(b);
    if (r == 0 && unique && !b->slot_empty)
        r = mark_known(b, slot);
    if (r == 0)
        r = db_insert_many(b->ctx, &many);
    return r == 0 && unique ? write_marks(b, unique->say) : r;
}

/* A value's entries stay in one block. */
static bool begins_block(const struct block *b, const struct entry *e)
{
    if (!b->entries.count)
        return false;
    const struct entry *last = &b->entries.at[b->entries.count - 1];
    return last->slot != e->slot || (b->entries.count >= AT_ONCE && memcmp(last->value, e->value, INDEX_SIZE) != 0);
}

int lookup_later_write(struct ctx *ctx, struct lookup_later *later, int64_t *ret_warned)
{
    struct block b = {.ctx = ctx, .later = later, .mem = arena_new(), .slot = -1};
    struct arena_mark start = arena_mark(b.mem);
    struct spool_reader *reader = NULL;
    const void *entry;
    int r = spool_read(ctx, &later->spool, 1, &reader);
    while (r == 0 && (r = spool_next(ctx, reader, &entry)) > 0) {
        r = 0;
        if (begins_block(&b, entry)) {
            r = write_block(&b);
            arena_rewind(b.mem, start);
            memset(&b.entries, 0, sizeof b.entries);
        }
        *vec_push(b.mem, &b.entries) = *(const struct entry *)entry;
    }
    if (r == 0)
        r = write_block(&b);
    spool_close(reader);
    arena_free(b.mem);
    *ret_warned = b.warned;
    return r;
}
