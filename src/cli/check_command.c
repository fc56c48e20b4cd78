/* duixian check: wires the command line to check_print. */
#include "cli/check.h"
#include "cli/command.h"

int cmd_check(struct ctx *ctx, const struct args *args)
{
    struct city *city = NULL;
    bool differs = false;
    int as_of, r = open_city(ctx, args, DB_READ, &city);
    if (r == 0)
        r = check_as_of(ctx, city->programme, args->as_of, &as_of);
    if (r == 0)
        r = check_print(ctx, city, args->at[1], as_of, args->format, stdout, &differs);
    city_close(ctx, city);
    return r < 0 ? r : differs ? EXIT_DIFFERENCES : 0;
}
