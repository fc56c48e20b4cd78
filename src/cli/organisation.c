/* duixian organisation DB import FILE: the tree; counts follow where statistical parents changed. */
#include "domain/batch.h"

#include <inttypes.h>
#include <string.h>

#include "base/file.h"
#include "cli/command.h"
#include "domain/chain.h"

struct tree_import {
    const char *name, *bytes;
    size_t length;
    int64_t changed;
    struct actor actor;
};

static int import_tree(struct ctx *ctx, void *arg)
{
    struct tree_import *in = arg;
    int r = organisations_import(ctx, in->name, in->bytes, in->length, &in->changed);
    if (r == 0)
        r = batch_count_all_again(ctx);
    struct link link = {.kind = "tree", .note = in->name, .actor = in->actor.name};
    sm3(in->bytes, in->length, link.root);
    return r < 0 ? r : chain_append(ctx, &link);
}

int cmd_organisation(struct ctx *ctx, const struct args *args)
{
    struct city *city = NULL;
    struct tree_import in = {.name = args->at[2], .actor = cli_actor(ctx)};
    char *bytes;
    if (strcmp(args->at[1], "import") != 0)
        return fail(ctx, E_USAGE, "用法：duixian organisation DB import FILE");
    int r = open_city(ctx, args, DB_WRITE, &city);
    if (r == 0)
        r = file_read(ctx, args->at[2], (size_t)64 << 20, &bytes, &in.length);
    in.bytes = r == 0 ? bytes : NULL;
    if (r == 0)
        r = db_transaction(ctx, import_tree, &in);
    if (r == 0)
        fprintf(stderr, "组织树已更新，%" PRId64 " 个单位的上级有变化，各级数字已重新归集\n", in.changed);
    city_close(ctx, city);
    return r;
}
