/* A programme in the store: the pack's files by version, and rows for what other tables refer to. */
#include <string.h>

#include "base/date.h"
#include "base/vec.h"
#include "domain/city.h"
#include "format/yaml_frozen.h"

static int row_id(struct ctx *ctx, const char *sequence, struct sql find, struct sql insert, int64_t programme,
                  const char *code, int64_t *ret)
{
    int r = db_int(ctx, find, BIND(b_int(programme), b_text(code)), ret);
    if (r != DB_NONE)
        return r;
    r = db_reserve(ctx, sequence, 1, ret);
    return r < 0 ? r : db_run(ctx, insert, BIND(b_int(*ret), b_int(programme), b_text(code)));
}

/* Ids of ledgers and indicators, making rows for those that are new. */
static int give_ids(struct ctx *ctx, struct programme *programme)
{
    for (size_t i = 0; i < programme->ledger_count; i++) {
        struct ledger *l = programme->ledgers[i];
        int r =
            row_id(ctx, "ledger", SQL("select id from ledger where programme = ? and code = ?"),
                   SQL("insert into ledger (id, programme, code) values (?, ?, ?)"), programme->id, l->code, &l->id);
        if (r < 0)
            return r;
    }
    for (size_t i = 0; i < programme->indicator_count; i++) {
        struct indicator *d = programme->indicators[i];
        int r =
            row_id(ctx, "indicator", SQL("select id from indicator where programme = ? and code = ?"),
                   SQL("insert into indicator (id, programme, code) values (?, ?, ?)"), programme->id, d->code, &d->id);
        if (r < 0)
            return r;
    }
    return 0;
}

static int store_file(struct ctx *ctx, const struct programme *programme, const struct pack_file *f)
{
    int r =
        db_run(ctx, SQL("insert into pack_file (programme, version, name, content) values (?, ?, ?, ?)"),
               BIND(b_int(programme->id), b_int(programme->version), b_text(f->name), b_bytes(f->bytes, f->length)));
    if (r < 0 || !f->tree)
        return r;
    AUTO_BUF struct buf frozen = BUF_INIT;
    yaml_freeze(f->tree, &frozen);
    return db_run(
        ctx, SQL("insert into pack_tree (programme, version, name, tree) values (?, ?, ?, ?)"),
        BIND(b_int(programme->id), b_int(programme->version), b_text(f->name), b_bytes(frozen.bytes, frozen.length)));
}

static int store_files(struct ctx *ctx, const struct programme *programme)
{
    int r = db_run(ctx, SQL("delete from pack_tree where programme = ?"), BIND(b_int(programme->id)));
    for (size_t i = 0; i < programme->file_count && r == 0; i++)
        r = store_file(ctx, programme, &programme->files[i]);
    return r;
}

int programme_store(struct ctx *ctx, const char *city_code, struct programme *programme, const char *reason)
{
    if (strcmp(city_code, programme->city) != 0)
        return fail(ctx, E_INPUT, "项目包“%s”是另一个城市（%s）的，这个库属于 %s；一个库只放一个城市的项目",
                    programme->code, programme->city, city_code);
    int64_t version = 0;
    int r = db_int(ctx, SQL("select id from programme where code = ?"), BIND(b_text(programme->code)), &programme->id);
    if (r == 0)
        r = db_int(ctx, SQL("select version from programme where id = ?"), BIND(b_int(programme->id)), &version);
    else if (r == DB_NONE)
        r = db_reserve(ctx, "programme", 1, &programme->id);
    if (r < 0)
        return r;
    programme->version = (int)version + 1;
    char now[32];
    r = db_run(
        ctx,
        SQL("insert into programme (id, code, year, version, hash, reason, loaded_at) values (?, ?, ?, ?, ?, ?, ?)"
            " on conflict (code) do update set version = excluded.version, hash = excluded.hash,"
            " reason = excluded.reason, loaded_at = excluded.loaded_at"),
        BIND(b_int(programme->id), b_text(programme->code), b_int(programme->year), b_int(programme->version),
             b_bytes(programme->hash, sizeof programme->hash), b_text(reason), b_text(time_now(now))));
    if (r == 0)
        r = store_files(ctx, programme);
    if (r == 0)
        r = organisations_add_scopes(ctx, programme);
    return r < 0 ? r : give_ids(ctx, programme);
}

/* Which programme and version, and the hash of its files. */
struct kept {
    int64_t id, version;
    unsigned char hash[SM3_SIZE];
};

static int find_programme(struct ctx *ctx, const char *code, struct kept *ret)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = code ? db_ask(ctx, SQL("select id, version, hash from programme where code = ?"), BIND(b_text(code)), &a)
                 : db_ask(ctx, SQL("select id, version, hash from programme order by year desc, code limit 1"),
                          NO_BINDS, &a);
    if (r < 0 || (r = answer_next(ctx, a)) < 0)
        return r;
    if (r == 0)
        return DB_NONE;
    size_t length;
    const void *hash = answer_bytes(a, 2, &length);
    *ret = (struct kept){.id = answer_int(a, 0), .version = answer_int(a, 1)};
    if (length == sizeof ret->hash)
        memcpy(ret->hash, hash, length);
    return 0;
}

static int read_ids(struct ctx *ctx, struct sql sql, struct programme *programme, struct map **ret)
{
    *ret = map_new(ctx->mem);
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx, sql, BIND(b_int(programme->id)), &a);
    while (r >= 0 && (r = answer_next(ctx, a)) > 0)
        map_put_str(*ret, answer_text(a, 0), (void *)(intptr_t)answer_int(a, 1));
    return r;
}

static int load_ids(struct ctx *ctx, struct programme *programme)
{
    struct map *ledgers, *indicators;
    int r = read_ids(ctx, SQL("select code, id from ledger where programme = ?"), programme, &ledgers);
    if (r == 0)
        r = read_ids(ctx, SQL("select code, id from indicator where programme = ?"), programme, &indicators);
    if (r < 0)
        return r;
    for (size_t i = 0; i < programme->ledger_count; i++)
        programme->ledgers[i]->id = (intptr_t)map_get_str(ledgers, programme->ledgers[i]->code);
    for (size_t i = 0; i < programme->indicator_count; i++)
        programme->indicators[i]->id = (intptr_t)map_get_str(indicators, programme->indicators[i]->code);
    return 0;
}

struct files {
    struct pack_file *at;
    size_t count;
};

static int read_files(struct ctx *ctx, struct sql sql, const struct kept *kept, struct files *ret)
{
    VEC(struct pack_file) files = {0};
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx, sql, BIND(b_int(kept->id), b_int(kept->version)), &a);
    while (r >= 0 && (r = answer_next(ctx, a)) > 0) {
        struct pack_file *f = vec_push(ctx->mem, &files);
        const void *bytes = answer_bytes(a, 1, &f->length);
        f->name = arena_strdup(ctx->mem, answer_text(a, 0));
        f->bytes = arena_strndup(ctx->mem, bytes ? bytes : "", f->length);
    }
    *ret = (struct files){files.at, files.count};
    return r;
}

static int from_trees(struct ctx *ctx, const struct kept *kept, struct programme **ret)
{
    struct files trees;
    char *city = NULL;
    int r = meta_get(ctx, "city", &city);
    if (r == 0)
        r = read_files(ctx, SQL("select name, tree from pack_tree where programme = ? and version = ?"), kept, &trees);
    if (r < 0)
        return r;
    return city ? pack_from_trees(ctx, trees.at, trees.count, city, kept->hash, ret) : PACK_NO_TREES;
}

static int from_files(struct ctx *ctx, const struct kept *kept, struct programme **ret)
{
    struct files files;
    int r = read_files(ctx,
                       SQL("select name, content from pack_file where programme = ? and version = ?"
                           " order by name"),
                       kept, &files);
    return r < 0 ? r : pack_from_files(ctx, files.at, files.count, ret);
}

static int load(struct ctx *ctx, const char *code, bool parse, struct programme **ret)
{
    struct kept kept;
    int r = find_programme(ctx, code, &kept);
    if (r)
        return r;
    r = parse ? PACK_NO_TREES : from_trees(ctx, &kept, ret);
    if (r == PACK_NO_TREES)
        r = from_files(ctx, &kept, ret);
    if (r < 0)
        return r;
    (*ret)->id = kept.id;
    (*ret)->version = (int)kept.version;
    return load_ids(ctx, *ret);
}

int programme_of_year(struct ctx *ctx, int year, char **ret_code)
{
    return db_text(ctx, SQL("select code from programme where year = ? order by code limit 1"), BIND(b_int(year)),
                   ret_code);
}

int programme_load(struct ctx *ctx, const char *code, struct programme **ret)
{
    return load(ctx, code, false, ret);
}

int programme_parse(struct ctx *ctx, const char *code, struct programme **ret)
{
    return load(ctx, code, true, ret);
}
