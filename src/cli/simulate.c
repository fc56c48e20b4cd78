/* */
#include "cli/command.h"
int cmd_simulate(struct ctx *ctx, const struct args *args)
{
    (void)args;
    return fail(ctx, E_USAGE, "-");
}
