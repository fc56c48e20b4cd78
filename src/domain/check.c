#include "domain/check.h"

#include <math.h>
#include <string.h>

#include "base/vec.h"

/* Half-open ranges [from, to): adjoining ends do not overlap. */
static bool overlaps(const struct check *check, const struct value *a, const struct value *b)
{
    int from = check->fields[0]->index, to = check->fields[1]->index;
    if (!a[from].present || !a[to].present || !b[from].present || !b[to].present)
        return false;
    return a[from].number < b[to].number && b[from].number < a[to].number;
}

static int overlap_in(struct ctx *ctx, const struct city *city, const struct check *check, const struct revision *row,
                      int64_t ledger, const unsigned char value[INDEX_SIZE])
{
    struct found *found;
    size_t count = 0;
    int r = lookup_find(ctx, ledger, check->slot, value, row->record, &found, &count);
    for (size_t i = 0; i < count && r == 0; i++) {
        struct value *values = arena_array(ctx->mem, row->ledger->field_count, sizeof *values);
        char *payload = NULL;
        r = db_text(ctx, SQL("select payload from revision where owner = ? and id = ?"),
                    BIND(b_int(found[i].owner), b_int(found[i].revision)), &payload);
        if (r == 0)
            r = revision_decode(ctx, row->ledger, payload, strlen(payload), values);
        if (r == 0 && overlaps(check, row->values, values))
            return CHECK_FAILED;
    }
    (void)city;
    return r;
}

/* The same ledger in other years of the city. */
static int other_years(struct ctx *ctx, const struct ledger *ledger, int64_t **ret, size_t *ret_count)
{
    VEC(int64_t) ids = {0};
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx, SQL("select id from ledger where code = ? and id <> ? order by id"),
                   BIND(b_text(ledger->code), b_int(ledger->id)), &a);
    while (r >= 0 && (r = answer_next(ctx, a)) > 0)
        *vec_push(ctx->mem, &ids) = answer_int(a, 0);
    *ret = ids.at;
    *ret_count = ids.count;
    return r;
}

static int overlap(struct ctx *ctx, const struct city *city, const struct check *check, const struct revision *row,
                   bool *ret_error)
{
    unsigned char value[INDEX_SIZE];
    if (!lookup_value(ctx, city, check->same, check->same_count, row->org->code, row->values, value))
        return 0;
    int r = overlap_in(ctx, city, check, row, row->ledger->id, value);
    if (r)
        return r;
    int64_t *ledgers;
    size_t count = 0;
    r = other_years(ctx, row->ledger, &ledgers, &count);
    for (size_t i = 0; i < count && r == 0; i++) {
        r = overlap_in(ctx, city, check, row, ledgers[i], value);
        if (r == CHECK_FAILED)
            *ret_error = false;
    }
    return r;
}

/* While nothing of the other ledger was handed in, nothing can be held against the row: it is marked, not rejected, so
 * that files may come in any order. */
static int other_is_empty(struct ctx *ctx, const struct check *check)
{
    int64_t one = 0;
    int r = db_int(ctx, SQL("select 1 from record where ledger = ? limit 1"), BIND(b_int(check->ledger->id)), &one);
    return r < 0 ? r : one == 0;
}

static int exists_in(struct ctx *ctx, const struct city *city, const struct check *check, const struct revision *row)
{
    const struct value *ref = &row->values[check->fields[0]->index];
    unsigned char value[INDEX_SIZE];
    struct found *found;
    size_t count = 0;
    if (!ref->present || !lookup_value(ctx, city, check->fields, 1, row->org->code, row->values, value))
        return 0;
    int r = lookup_find(ctx, check->ledger->id, check->slot, value, 0, &found, &count);
    for (size_t i = 0; i < count && r == 0; i++) {
        struct revision other;
        if (!check->where)
            return 0;
        r = revision_load(ctx, city, found[i].owner, found[i].revision, &other);
        if (r == 0 && rule_holds(check->where, other.values) == RULE_YES)
            return 0;
    }
    return r < 0 ? r : CHECK_FAILED;
}

/* The records of the child ledger that name this one, within the same owner. */
static int at_least(struct ctx *ctx, const struct city *city, const struct check *check, const struct revision *row)
{
    const struct ledger *ledger = row->ledger;
    const struct value *stage = ledger->stage ? &row->values[ledger->stage->index] : NULL;
    if (check->from_stage >= 0 && (!stage || !stage->present || stage->number < check->from_stage))
        return 0;
    const struct field *name = NULL;
    for (size_t i = 0; i < ledger->key_count && !name; i++)
        if (ledger->key[i]->index != FIELD_ORG)
            name = ledger->key[i];
    unsigned char value[INDEX_SIZE];
    struct found *found;
    size_t count = 0;
    if (!name || !lookup_value(ctx, city, &name, 1, row->org->code, row->values, value))
        return 0;
    int r = lookup_find(ctx, check->ledger->id, check->slot, value, 0, &found, &count);
    int64_t have = 0, owner = organisation_owner(row->org)->id;
    for (size_t i = 0; i < count; i++)
        have += found[i].owner == owner;
    return r < 0 ? r : have < check->amount;
}

/* Metres on the sphere, good to a part in three hundred: it tells neighbours, it does not measure land. */
static double metres(int64_t a, int64_t b)
{
    const double radius = 6371008.8, radian = 3.14159265358979323846 / 180e6;
    double latitude_a = (double)(a & 0xFFFFFFFF) * radian, latitude_b = (double)(b & 0xFFFFFFFF) * radian;
    double x = (double)((b >> 32) - (a >> 32)) * radian * cos((latitude_a + latitude_b) / 2);
    return radius * hypot(x, latitude_b - latitude_a);
}

static int near_in_cell(struct ctx *ctx, const struct city *city, const struct check *check, const struct revision *row,
                        int64_t longitude, int64_t latitude)
{
    unsigned char value[INDEX_SIZE];
    struct found *found;
    size_t count = 0;
    int place = check->fields[0]->index;
    lookup_cell(city, longitude, latitude, value);
    int r = lookup_find(ctx, row->ledger->id, check->slot, value, row->record, &found, &count);
    for (size_t i = 0; i < count && r == 0; i++) {
        struct revision other;
        r = revision_load(ctx, city, found[i].owner, found[i].revision, &other);
        if (r == 0 && other.values[place].present &&
            metres(row->values[place].number, other.values[place].number) <= (double)check->amount)
            return CHECK_FAILED;
    }
    return r;
}

static int near_others(struct ctx *ctx, const struct city *city, const struct check *check, const struct revision *row)
{
    const struct value *place = &row->values[check->fields[0]->index];
    int r = 0;
    for (int dx = -1; dx <= 1 && place->present && r == 0; dx++)
        for (int dy = -1; dy <= 1 && r == 0; dy++)
            r = near_in_cell(ctx, city, check, row, (place->number >> 32) + dx * GRID_STEP,
                             (place->number & 0xFFFFFFFF) + dy * GRID_STEP);
    return r;
}

static int in_other_ledger(struct ctx *ctx, const struct city *city, const struct check *check,
                           const struct revision *row, bool *ret_error)
{
    int r = check->kind == CHECK_EXISTS_IN ? exists_in(ctx, city, check, row) : at_least(ctx, city, check, row);
    if (r != CHECK_FAILED || !check->error)
        return r;
    int empty = other_is_empty(ctx, check);
    if (empty > 0)
        *ret_error = false;
    return empty < 0 ? empty : r;
}

int check_row(struct ctx *ctx, const struct city *city, const struct check *check, const struct revision *row,
              bool *ret_error, const struct field **ret_column)
{
    *ret_error = check->error;
    *ret_column = check->field_count ? check->fields[0] : NULL;
    switch (check->kind) {
    case CHECK_UNIQUE:
        return 0; /* asked for a whole chunk: take.c */
    case CHECK_OVERLAP:
        return overlap(ctx, city, check, row, ret_error);
    case CHECK_EXISTS_IN:
    case CHECK_AT_LEAST:
        return in_other_ledger(ctx, city, check, row, ret_error);
    case CHECK_NEAR:
        return near_others(ctx, city, check, row);
    }
    return 0;
}
