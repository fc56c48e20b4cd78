/* duixian init: a new store from a pack. */
#include "cli/command.h"

int cmd_init(struct ctx *ctx, const struct args *args)
{
    struct city *city = NULL;
    struct actor actor = cli_actor(ctx);
    if (!args->programme)
        return fail(ctx, E_USAGE, "请用 --programme 指出项目包：一个文件夹，或随程序带的（如 411200-2024）");
    int r = city_init(ctx, args->at[0], args->programme, args->key, &actor, &city);
    if (r < 0)
        return r;
    fprintf(stderr, "建好了“%s”：%s，%zu 件实事，%zu 项指标，%zu 种台账，%zu 个单位\n", db_url(ctx->db),
            city->programme->name, city->programme->item_count, city->programme->indicator_count,
            city->programme->ledger_count, city->tree->count);
    fprintf(stderr, "密钥：%s（个人信息靠它解封，请另外妥善保存一份）\n",
            key_path(ctx, args->key, db_url(ctx->db), city->store_id));
    city_close(ctx, city);
    return 0;
}
