#include "domain/person.h"

#include <string.h>

#include "base/vec.h"

typedef VEC(const unsigned char *) key_list;

/* Adds the key if it is new to the map. Values of these maps mean nothing. */
static void add_key(struct ctx *ctx, struct map *keys, key_list *queue, const void *key)
{
    if (map_get(keys, key, INDEX_SIZE))
        return;
    unsigned char *copy = (unsigned char *)arena_strndup(ctx->mem, key, INDEX_SIZE);
    map_put(keys, copy, INDEX_SIZE, keys);
    *vec_push(ctx->mem, queue) = copy;
}

static int add_neighbours(struct ctx *ctx, int64_t programme, struct map *keys, key_list *queue,
                          const unsigned char *key)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx, SQL("select distinct other from person_link where programme = ? and key = ? order by other"),
                   BIND(b_int(programme), b_bytes(key, INDEX_SIZE)), &a);
    if (r < 0)
        return r;
    while ((r = answer_next(ctx, a)) > 0) {
        size_t length;
        const void *other = answer_bytes(a, 0, &length);
        if (length == INDEX_SIZE)
            add_key(ctx, keys, queue, other);
    }
    return r;
}

struct start {
    struct ctx *ctx;
    key_list *queue;
};

static int start_from(void *arg, const void *key, size_t length, void *value)
{
    struct start *start = arg;
    (void)length;
    (void)value;
    *vec_push(start->ctx->mem, start->queue) = key; /* the map's own copy */
    return 0;
}

int person_keys(struct ctx *ctx, int64_t programme, struct map *keys)
{
    key_list queue = {0};
    int r = map_each(keys, start_from, &(struct start){ctx, &queue});
    for (size_t i = 0; i < queue.count && r == 0; i++)
        r = add_neighbours(ctx, programme, keys, &queue, queue.at[i]);
    return r;
}

static int least(void *arg, const void *key, size_t length, void *value)
{
    unsigned char *id = arg;
    (void)length;
    (void)value;
    if (memcmp(key, id, INDEX_SIZE) < 0)
        memcpy(id, key, INDEX_SIZE);
    return 0;
}

int person_id(struct ctx *ctx, int64_t programme, const unsigned char key[INDEX_SIZE], unsigned char ret[INDEX_SIZE])
{
    int64_t one;
    memcpy(ret, key, INDEX_SIZE);
    int r = db_int(ctx, SQL("select 1 from person_link where programme = ? and key = ? limit 1"),
                   BIND(b_int(programme), b_bytes(key, INDEX_SIZE)), &one);
    if (r)
        return r < 0 ? r : 0;
    struct map *keys = map_new(ctx->mem);
    map_put(keys, key, INDEX_SIZE, keys);
    key_list queue = {0};
    *vec_push(ctx->mem, &queue) = key;
    for (size_t i = 0; i < queue.count && r == 0; i++)
        r = add_neighbours(ctx, programme, keys, &queue, queue.at[i]);
    return r < 0 ? r : map_each(keys, least, ret);
}

/* Number and weak key of one field stand side by side (revision_persons). */
static bool joins(const struct revision *v, size_t i)
{
    return i + 1 < v->person_count && v->persons[i].field == v->persons[i + 1].field && !v->persons[i].weak &&
           v->persons[i + 1].weak && !v->is_void;
}

int person_joined(const struct revision *v, struct map *keys)
{
    int joined = 0;
    for (size_t i = 0; i < v->person_count; i++)
        if (joins(v, i)) {
            joined = 1;
            map_put(keys, v->persons[i].index, INDEX_SIZE, keys);
            map_put(keys, v->persons[i + 1].index, INDEX_SIZE, keys);
        }
    return joined;
}

static int add_link(struct ctx *ctx, int64_t programme, const unsigned char *key, const unsigned char *other,
                    int64_t revision)
{
    return db_run(ctx,
                  SQL("insert into person_link (programme, key, other, revision) values (?, ?, ?, ?)"
                      " on conflict (programme, key, other, revision) do nothing"),
                  BIND(b_int(programme), b_bytes(key, INDEX_SIZE), b_bytes(other, INDEX_SIZE), b_int(revision)));
}

int person_join(struct ctx *ctx, int64_t programme, const struct revision *v)
{
    int r = 0;
    for (size_t i = 0; i < v->person_count && r == 0; i++)
        if (joins(v, i)) {
            r = add_link(ctx, programme, v->persons[i].index, v->persons[i + 1].index, v->id);
            if (r == 0)
                r = add_link(ctx, programme, v->persons[i + 1].index, v->persons[i].index, v->id);
        }
    return r;
}

static int drop_link(struct ctx *ctx, int64_t programme, const unsigned char *key, const unsigned char *other,
                     int64_t revision)
{
    return db_run(ctx, SQL("delete from person_link where programme = ? and key = ? and other = ? and revision = ?"),
                  BIND(b_int(programme), b_bytes(key, INDEX_SIZE), b_bytes(other, INDEX_SIZE), b_int(revision)));
}

int person_part(struct ctx *ctx, int64_t programme, const struct revision *v)
{
    int r = 0;
    for (size_t i = 0; i < v->person_count && r == 0; i++)
        if (joins(v, i)) {
            r = drop_link(ctx, programme, v->persons[i].index, v->persons[i + 1].index, v->id);
            if (r == 0)
                r = drop_link(ctx, programme, v->persons[i + 1].index, v->persons[i].index, v->id);
        }
    return r;
}
