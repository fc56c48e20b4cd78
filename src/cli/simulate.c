/* duixian simulate: synthetic records of a pack. */
#include "domain/simulate.h"

#include <string.h>

#include "cli/command.h"

int cmd_simulate(struct ctx *ctx, const struct args *args)
{
    struct programme *programme;
    struct decimal scale = {1, 0};
    if (!args->output)
        return fail(ctx, E_USAGE, "请用 -o 指出写到哪个文件夹（会新建）");
    if (args->scale && (decimal_parse(args->scale, strlen(args->scale), &scale) || scale.n <= 0))
        return fail(ctx, E_USAGE, "--scale “%s”不是大于 0 的数", args->scale);
    int r = pack_read(ctx, args->at[0], &programme);
    if (r == 0)
        r = simulate_write(ctx, programme, args->output, scale, stderr);
    if (r == 0)
        fprintf(stderr, "合成数据写在“%s”：都是合成的，不是真实记录\n", args->output);
    return r;
}
