#include "domain/city.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "base/vec.h"
#include "domain/chain.h"

int meta_get(struct ctx *ctx, const char *name, char **ret)
{
    *ret = NULL;
    int r = db_text(ctx, SQL("select value from meta where name = ?"), BIND(b_text(name)), ret);
    return r < 0 ? r : 0;
}

int meta_set(struct ctx *ctx, const char *name, const char *value)
{
    return db_run(ctx,
                  SQL("insert into meta (name, value) values (?, ?)"
                      " on conflict (name) do update set value = excluded.value"),
                  BIND(b_text(name), b_text(value)));
}

struct first_content {
    struct city *city;
    const struct actor *actor;
};

static int fill(struct ctx *ctx, void *arg)
{
    struct first_content *first = arg;
    struct city *city = first->city;
    struct programme *programme = city->programme;
    int64_t changed;
    int r = organisations_import(ctx, "organisations.csv", programme->organisations, strlen(programme->organisations),
                                 &changed);
    if (r == 0)
        r = organisations_load(ctx, NULL, &city->tree);
    if (r < 0)
        return r;
    if (!organisation_find(city->tree, programme->city) || strcmp(city->tree->city->code, programme->city) != 0)
        return fail(ctx, E_INPUT, "organisations.csv：市一级的单位是 %s，项目包的代码却是 %s", city->tree->city->code,
                    programme->code);
    if ((r = meta_set(ctx, "store", city->store_id)) < 0 || (r = meta_set(ctx, "city", programme->city)) < 0 ||
        (r = meta_set(ctx, "key", city->key_id)) < 0 ||
        (r = programme_store(ctx, programme->city, programme, "init")) < 0)
        return r;
    struct link link = {.kind = "init", .note = programme->code, .actor = first->actor->name};
    memcpy(link.root, programme->hash, sizeof link.root);
    r = chain_append(ctx, &link);
    return r < 0 ? r : organisations_load(ctx, programme, &city->tree);
}

static int create(struct ctx *ctx, const char *url, const char *key_option, struct city *city,
                  const struct actor *actor)
{
    unsigned char id[8];
    keys_random(id, sizeof id);
    city->store_id = hex(ctx->mem, id, sizeof id);
    int r = db_open(ctx, url, DB_CREATE);
    if (r < 0)
        return r;
    char *path = key_path(ctx, key_option, url, city->store_id);
    r = keys_create(ctx, path, city->store_id, &city->keys);
    if (r == 0) {
        city->key_id = keys_id(city->keys);
        r = db_migrate(ctx);
        if (r == 0)
            r = db_transaction(ctx, fill, &(struct first_content){city, actor});
        if (r < 0)
            unlink(path);
    }
    if (r < 0) {
        db_discard(ctx);
        city_close(ctx, city);
    }
    return r;
}

int city_init(struct ctx *ctx, const char *url, const char *pack, const char *key_option, const struct actor *actor,
              struct city **ret)
{
    struct city *city = arena_alloc(ctx->mem, sizeof *city);
    int r = pack_read(ctx, pack, &city->programme);
    if (r == 0)
        r = create(ctx, url, key_option, city, actor);
    if (r == 0)
        *ret = city;
    return r;
}

/* The kind of data that meta names. */
static int read_data(struct ctx *ctx, enum kind_of_data *ret)
{
    char *data = NULL;
    int r = meta_get(ctx, "data", &data);
    *ret = !data ? DATA_UNDECIDED : strcmp(data, "synthetic") == 0 ? DATA_SYNTHETIC : DATA_REAL;
    return r;
}

static int last_sequence(struct ctx *ctx, int64_t *ret)
{
    *ret = 0;
    int r = db_int(ctx, SQL("select sequence from chain order by sequence desc limit 1"), NO_BINDS, ret);
    return r < 0 ? r : 0;
}

int city_read(struct ctx *ctx, const char *code, struct city **ret)
{
    struct city *city = arena_alloc(ctx->mem, sizeof *city);
    char *store = NULL, *key = NULL;
    int r = meta_get(ctx, "store", &store);
    if (r == 0)
        r = meta_get(ctx, "key", &key);
    if (r == 0)
        r = read_data(ctx, &city->data);
    if (r == 0)
        r = last_sequence(ctx, &city->sequence);
    if (r < 0)
        return r;
    if (!store || !key)
        return fail(ctx, E_INPUT, "“%s”没有建完，不能使用；请删掉它，重新 duixian init", db_url(ctx->db));
    city->store_id = store;
    city->key_id = key;
    r = programme_load(ctx, code, &city->programme);
    if (r == DB_NONE)
        return fail(ctx, E_INPUT, "“%s”里没有项目“%s”", db_url(ctx->db), code ? code : "");
    if (r == 0)
        r = organisations_load(ctx, city->programme, &city->tree);
    if (r == 0)
        *ret = city;
    return r;
}

int city_outdated(struct ctx *ctx, const struct city *city, int64_t *seen, bool *ret)
{
    char *store = NULL;
    enum kind_of_data data = DATA_UNDECIDED;
    int64_t sequence = 0, others = 0;
    int r = meta_get(ctx, "store", &store);
    if (r == 0)
        r = read_data(ctx, &data);
    if (r == 0)
        r = last_sequence(ctx, &sequence);
    if (r < 0)
        return r;
    *ret = !store || strcmp(store, city->store_id) != 0 || data != city->data || sequence < city->sequence;
    if (*ret || sequence <= *seen)
        return 0;
    /* What accepts or voids moves figures alone. */
    r = db_int(ctx,
               SQL("select count(*) from (select kind from chain where sequence > ? and kind not in ('accept', 'void')"
                   " limit 1) other"),
               BIND(b_int(*seen)), &others);
    if (r < 0)
        return r;
    *ret = others > 0;
    *seen = sequence;
    return 0;
}

struct opening {
    const char *code;
    struct city **ret;
};

static int read_opened(struct ctx *ctx, void *arg)
{
    const struct opening *o = arg;
    return city_read(ctx, o->code, o->ret);
}

int city_open(struct ctx *ctx, const char *url, enum db_mode mode, const char *code, struct city **ret)
{
    struct opening opening = {code, ret};
    int r = db_open(ctx, url, mode);
    if (r == 0)
        r = db_migrate(ctx);
    if (r == 0)
        r = db_snapshot(ctx, read_opened, &opening);
    if (r < 0)
        db_close(ctx);
    return r;
}

int city_unlock(struct ctx *ctx, struct city *city, const char *key_option)
{
    return keys_load(ctx, key_path(ctx, key_option, db_url(ctx->db), city->store_id), city->store_id, city->key_id,
                     &city->keys);
}

int city_every(struct ctx *ctx, struct city_list *ret)
{
    VEC(struct city *) cities = {0};
    VEC(char *) codes = {0};
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx, SQL("select code from programme order by id"), NO_BINDS, &a);
    while (r >= 0 && (r = answer_next(ctx, a)) > 0)
        *vec_push(ctx->mem, &codes) = arena_strdup(ctx->mem, answer_text(a, 0));
    for (size_t i = 0; i < codes.count && r == 0; i++) {
        struct city *city = arena_alloc(ctx->mem, sizeof *city);
        r = programme_parse(ctx, codes.at[i], &city->programme);
        if (r == 0)
            r = organisations_load(ctx, city->programme, &city->tree);
        *vec_push(ctx->mem, &cities) = city;
    }
    *ret = (struct city_list){cities.at, cities.count};
    return r;
}

void city_close(struct ctx *ctx, struct city *city)
{
    if (city)
        keys_free(city->keys);
    db_close(ctx);
}
