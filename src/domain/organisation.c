#include "domain/organisation.h"

#include <string.h>

#include "base/date.h"
#include "base/vec.h"
#include "domain/programme.h"
#include "store/db.h"

static const struct {
    const char *name, *chinese;
} levels[] = {
    [LEVEL_CITY] = {"city", "市"},
    [LEVEL_COUNTY] = {"county", "县"},
    [LEVEL_TOWNSHIP] = {"township", "乡镇"},
    [LEVEL_VILLAGE] = {"village", "村"},
    [LEVEL_INSTITUTION] = {"institution", "机构"},
    [LEVEL_SCOPE] = {"scope", ""},
};

const char *org_level_name(enum org_level level)
{
    return levels[level].name;
}

enum org_level org_level_named(const char *text)
{
    enum org_level level = LEVEL_CITY;
    while (level < LEVEL_SCOPE && strcmp(levels[level].name, text) != 0 && strcmp(levels[level].chinese, text) != 0)
        level++;
    return level;
}

static void note_scopes(struct ctx *ctx, struct organisations *tree, const struct programme *programme)
{
    for (size_t i = 0; i < tree->count; i++) {
        struct organisation *org = &tree->at[i];
        struct organisation **scopes = arena_array(ctx->mem, programme->scope_count + 1, sizeof *scopes);
        size_t count = 0;
        for (size_t s = 0; s < programme->scope_count; s++) {
            const struct scope *scope = &programme->scopes[s];
            bool inside = false;
            for (const struct organisation *up = org; up && !inside; up = up->stat_parent)
                for (const char **m = scope->members; *m && !inside; m++)
                    inside = strcmp(*m, up->code) == 0;
            struct organisation *node = inside ? map_get_str(tree->by_code, scope->code) : NULL;
            if (node)
                scopes[count++] = node;
        }
        org->scopes = scopes;
        org->scope_count = count;
    }
}

struct parents {
    int64_t parent, stat_parent;
};

static int read_nodes(struct ctx *ctx, struct organisations *tree, struct parents **ret_parents)
{
    VEC(struct organisation) nodes = {0};
    VEC(struct parents) parents = {0};
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx,
                   SQL("select id, code, name, level, kind, parent, stat_parent, valid_from, valid_to"
                       " from organisation order by code"),
                   NO_BINDS, &a);
    if (r < 0)
        return r;
    while ((r = answer_next(ctx, a)) > 0) {
        *vec_push(ctx->mem, &nodes) = (struct organisation){
            .id = answer_int(a, 0),
            .code = arena_strdup(ctx->mem, answer_text(a, 1)),
            .name = arena_strdup(ctx->mem, answer_text(a, 2)),
            .level = org_level_named(answer_text(a, 3)),
            .kind = arena_strdup(ctx->mem, answer_text(a, 4)),
            .valid_from = (int)answer_int(a, 7),
            .valid_to = (int)answer_int(a, 8),
        };
        *vec_push(ctx->mem, &parents) = (struct parents){answer_int(a, 5), answer_int(a, 6)};
    }
    tree->at = nodes.at;
    tree->count = nodes.count;
    *ret_parents = parents.at;
    return r;
}

int organisations_load(struct ctx *ctx, const struct programme *programme, struct organisations **ret)
{
    struct organisations *tree = arena_alloc(ctx->mem, sizeof *tree);
    struct parents *parents = NULL;
    int r = read_nodes(ctx, tree, &parents);
    if (r < 0)
        return r;
    tree->by_code = map_new(ctx->mem);
    for (size_t i = 0; i < tree->count; i++)
        if (tree->at[i].id > tree->last_id)
            tree->last_id = tree->at[i].id;
    tree->by_id = arena_array(ctx->mem, (size_t)tree->last_id + 1, sizeof *tree->by_id);
    for (size_t i = 0; i < tree->count; i++) {
        struct organisation *org = &tree->at[i];
        map_put_str(tree->by_code, org->code, org);
        tree->by_id[org->id] = org;
    }
    for (size_t i = 0; i < tree->count; i++) {
        tree->at[i].parent = organisation_by_id(tree, parents[i].parent);
        tree->at[i].stat_parent = organisation_by_id(tree, parents[i].stat_parent);
        if (tree->at[i].level == LEVEL_CITY)
            tree->city = &tree->at[i];
    }
    if (programme)
        note_scopes(ctx, tree, programme);
    *ret = tree;
    return 0;
}

struct organisation *organisation_find(const struct organisations *tree, const char *code)
{
    struct organisation *org = map_get_str(tree->by_code, code);
    size_t length = strlen(code);
    if (org || (length != 6 && length != 9))
        return org;
    char full[13] = "000000000000";
    memcpy(full, code, length);
    return map_get_str(tree->by_code, full);
}

struct organisation *organisation_by_id(const struct organisations *tree, int64_t id)
{
    return id > 0 && id <= tree->last_id ? tree->by_id[id] : NULL;
}

struct organisation *organisation_owner(struct organisation *org)
{
    while (org->parent && org->level != LEVEL_COUNTY)
        org = org->parent;
    return org;
}

bool organisation_valid(const struct organisation *org, int day)
{
    return day >= org->valid_from && day <= org->valid_to;
}

bool organisation_within(const struct organisation *org, const struct organisation *above)
{
    for (size_t i = 0; i < org->scope_count; i++)
        if (org->scopes[i] == above)
            return true;
    while (org && org != above)
        org = org->stat_parent;
    return org != NULL;
}

bool organisation_directly_below(const struct organisation *org, const struct organisation *above)
{
    if (above->level != LEVEL_SCOPE)
        return org->stat_parent == above;
    return org != above && organisation_within(org, above) &&
           !(org->stat_parent && organisation_within(org->stat_parent, above));
}

int organisation_each_above(const struct organisation *org, int (*each)(void *arg, const struct organisation *above),
                            void *arg)
{
    for (const struct organisation *up = org; up; up = up->stat_parent) {
        int r = each(arg, up);
        if (r)
            return r;
    }
    for (size_t i = 0; i < org->scope_count; i++) {
        int r = each(arg, org->scopes[i]);
        if (r)
            return r;
    }
    return 0;
}

int organisation_each_spoken_for(const struct organisations *tree, const struct organisation *org,
                                 int (*each)(void *arg, const struct organisation *above), void *arg)
{
    int r = organisation_each_above(org, each, arg);
    for (size_t i = 0; i < tree->count && r == 0 && org == tree->city; i++)
        if (tree->at[i].level == LEVEL_SCOPE)
            r = each(arg, &tree->at[i]);
    return r;
}

int organisations_add_scopes(struct ctx *ctx, const struct programme *programme)
{
    for (size_t i = 0; i < programme->scope_count; i++) {
        const struct scope *scope = &programme->scopes[i];
        int64_t id = 0;
        int r = db_int(ctx, SQL("select id from organisation where code = ?"), BIND(b_text(scope->code)), &id);
        if (r == DB_NONE)
            r = db_reserve(ctx, "organisation", 1, &id);
        if (r < 0)
            return r;
        r = db_run(
            ctx,
            SQL("insert into organisation (id, code, name, level, kind, valid_from, valid_to)"
                " values (?, ?, ?, 'scope', '', 0, 99999999) on conflict (code) do update set name = excluded.name"),
            BIND(b_int(id), b_text(scope->code), b_text(scope->name)));
        if (r < 0)
            return r;
    }
    return 0;
}

size_t organisation_above(const struct organisation *org, const struct organisation *ret[ORG_DEPTH_MOST])
{
    size_t count = 0, i = 0;
    for (const struct organisation *up = org->stat_parent; up && count < ORG_DEPTH_MOST; up = up->stat_parent)
        count++;
    for (const struct organisation *up = org->stat_parent; i < count; up = up->stat_parent)
        ret[count - ++i] = up;
    return count;
}
