#include "domain/lookup.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "domain/cell.h"

bool lookup_value(struct ctx *ctx, const struct city *city, const struct field *const *fields, size_t count,
                  const char *org, const struct value *values, unsigned char out[INDEX_SIZE])
{
    char room[256];
    AUTO_BUF struct buf parts = BUF_ON(room);
    buf_text(&parts, "lookup");
    for (size_t i = 0; i < count; i++) {
        const struct field *f = fields[i];
        if (f->index != FIELD_ORG && !values[f->index].present)
            return false;
        buf_text(&parts, f->index == FIELD_ORG ? org : cell_text(ctx, f, &values[f->index]));
    }
    keys_index(city->keys, parts.bytes, parts.length, out);
    return true;
}

void lookup_cell(const struct city *city, int64_t longitude, int64_t latitude, unsigned char out[INDEX_SIZE])
{
    char room[256];
    AUTO_BUF struct buf parts = BUF_ON(room);
    buf_text(&parts, "cell");
    buf_u64(&parts, (uint64_t)(longitude / GRID_STEP));
    buf_u64(&parts, (uint64_t)(latitude / GRID_STEP));
    keys_index(city->keys, parts.bytes, parts.length, out);
}

bool lookup_slot(struct ctx *ctx, const struct city *city, const struct lookup_slot *slot, const struct revision *v,
                 unsigned char out[INDEX_SIZE])
{
    if (!slot->grid)
        return lookup_value(ctx, city, slot->fields, slot->field_count, v->org->code, v->values, out);
    const struct value *place = &v->values[slot->fields[0]->index];
    if (place->present)
        lookup_cell(city, place->number >> 32, place->number & 0xFFFFFFFF, out);
    return place->present;
}

typedef VEC(struct found) found_list;

static int by_revision(const void *a, const void *b)
{
    const struct found *x = a, *y = b;
    return (x->revision > y->revision) - (x->revision < y->revision);
}

/* Which of the revisions are the latest of their records and take nothing back, in order. Asked apart from `lookup`,
 * which would stand on other nodes (docs/scale.md). */
static int latest_of(struct ctx *ctx, const int64_t *revisions, size_t count, found_list *ret)
{
    if (!count)
        return 0;
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx,
                   SQL("select v.id, v.record, v.owner from revision v join record r on r.owner = v.owner"
                       " and r.id = v.record and r.latest = v.id where v.void = 0 and v.id = any(?::bigint[])"),
                   BIND(b_numbers(revisions, count)), &a);
    while (r >= 0 && (r = answer_next(ctx, a)) > 0)
        *vec_push(ctx->mem, ret) = (struct found){answer_int(a, 0), answer_int(a, 1), answer_int(a, 2)};
    if (ret->count)
        qsort(ret->at, ret->count, sizeof *ret->at, by_revision);
    return r;
}

static int by_value(const void *a, const void *b)
{
    return memcmp(((const struct holder *)a)->value, ((const struct holder *)b)->value, INDEX_SIZE);
}

/* The rows of `lookup`: each value, and the revision that said it, side by side. */
struct said {
    VEC(struct holder) holders; /* their records are not known yet */
    VEC(int64_t) revisions;
};

static int said_with(struct ctx *ctx, int64_t ledger, int slot, const void *values, size_t count, struct said *ret)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx, SQL("select value, revision from lookup where ledger = ? and slot = ? and value = any(?)"),
                   BIND(b_int(ledger), b_int(slot), b_list(values, INDEX_SIZE, count)), &a);
    while (r >= 0 && (r = answer_next(ctx, a)) > 0) {
        size_t length;
        const void *value = answer_bytes(a, 0, &length);
        if (length != INDEX_SIZE)
            continue;
        memcpy(vec_push(ctx->mem, &ret->holders)->value, value, INDEX_SIZE);
        *vec_push(ctx->mem, &ret->revisions) = answer_int(a, 1);
    }
    return r;
}

int lookup_holders(struct ctx *ctx, int64_t ledger, int slot, const void *values, size_t count, struct holder **ret,
                   size_t *ret_count)
{
    struct said said = {0};
    found_list latest = {0};
    int r = said_with(ctx, ledger, slot, values, count, &said);
    if (r == 0)
        r = latest_of(ctx, said.revisions.at, said.revisions.count, &latest);
    *ret = said.holders.at;
    *ret_count = 0;
    for (size_t i = 0; i < said.holders.count && latest.count; i++) {
        const struct found key = {.revision = said.revisions.at[i]};
        const struct found *found = bsearch(&key, latest.at, latest.count, sizeof key, by_revision);
        if (!found)
            continue;
        said.holders.at[i].record = found->record;
        said.holders.at[(*ret_count)++] = said.holders.at[i];
    }
    if (*ret_count)
        qsort(*ret, *ret_count, sizeof **ret, by_value);
    return r;
}

int lookup_find(struct ctx *ctx, int64_t ledger, int slot, const unsigned char value[INDEX_SIZE], int64_t except,
                struct found **ret, size_t *ret_count)
{
    struct said said = {0};
    found_list latest = {0};
    int r = said_with(ctx, ledger, slot, value, 1, &said);
    if (r == 0)
        r = latest_of(ctx, said.revisions.at, said.revisions.count, &latest);
    *ret = latest.at;
    *ret_count = 0;
    for (size_t i = 0; i < latest.count; i++)
        if (latest.at[i].record != except)
            latest.at[(*ret_count)++] = latest.at[i];
    return r;
}
