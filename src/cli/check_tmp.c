#include "cli/command.h"
int cmd_check(struct ctx *ctx, const struct args *args)
{
    (void)args;
    return fail(ctx, E_USAGE, "-");
}
