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

static int by_value(const void *a, const void *b)
{
    return memcmp(((const struct holder *)a)->value, ((const struct holder *)b)->value, INDEX_SIZE);
}

int lookup_holders(struct ctx *ctx, int64_t ledger, int slot, const void *values, size_t count, struct holder **ret,
                   size_t *ret_count)
{
    VEC(struct holder) list = {0};
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx,
                   SQL("select l.value, r.id from lookup l join revision v on v.id = l.revision"
                       " join record r on r.owner = v.owner and r.id = v.record and r.latest = v.id"
                       " where l.ledger = ? and l.slot = ? and v.void = 0 and l.value = any(?)"),
                   BIND(b_int(ledger), b_int(slot), b_list(values, INDEX_SIZE, count)), &a);
    while (r >= 0 && (r = answer_next(ctx, a)) > 0) {
        size_t length;
        const void *value = answer_bytes(a, 0, &length);
        if (length != INDEX_SIZE)
            continue;
        struct holder *h = vec_push(ctx->mem, &list);
        memcpy(h->value, value, INDEX_SIZE);
        h->record = answer_int(a, 1);
    }
    if (list.count)
        qsort(list.at, list.count, sizeof *list.at, by_value);
    *ret = list.at;
    *ret_count = list.count;
    return r;
}

int lookup_find(struct ctx *ctx, int64_t ledger, int slot, const unsigned char value[INDEX_SIZE], int64_t except,
                struct found **ret, size_t *ret_count)
{
    VEC(struct found) found = {0};
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx,
                   SQL("select v.id, r.id, r.owner from lookup l join revision v on v.id = l.revision"
                       " join record r on r.owner = v.owner and r.id = v.record and r.latest = v.id"
                       " where l.ledger = ? and l.slot = ? and l.value = ? and r.id <> ? and v.void = 0 order by v.id"),
                   BIND(b_int(ledger), b_int(slot), b_bytes(value, INDEX_SIZE), b_int(except)), &a);
    while (r >= 0 && (r = answer_next(ctx, a)) > 0)
        *vec_push(ctx->mem, &found) = (struct found){answer_int(a, 0), answer_int(a, 1), answer_int(a, 2)};
    *ret = found.at;
    *ret_count = found.count;
    return r;
}
