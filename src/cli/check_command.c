/* duixian check: wires the command line to check_print and check_self_print. */
#include "cli/check.h"
#include "cli/command.h"

static int check_self(struct ctx *ctx, const struct args *args)
{
    enum table_format format;
    bool differs = false;
    int r = 0;

    if (args->count != 1 || args->as_of || args->since || args->programme || args->key || args->explain)
        return fail(ctx, E_USAGE, "--self 只看文章本身，不用库：duixian check --self FILE [--format tsv|json]");
    r = table_format_named(ctx, args->format, stdout, &format);
    if (r == 0)
        r = check_self_print(ctx, args->at[0], format, stdout, &differs);
    return r < 0 ? r : differs ? EXIT_DIFFERENCES : 0;
}

int cmd_check(struct ctx *ctx, const struct args *args)
{
    struct city *city = NULL;
    bool differs = false;
    struct check_options options = {.format = args->format, .explain = args->explain};
    int r;

    if (args->self)
        return check_self(ctx, args);
    if (args->count != 2)
        return fail(ctx, E_USAGE, "用法：duixian check DB ARTICLE，或 duixian check --self FILE");
    r = open_city(ctx, args, DB_READ, &city);
    if (r == 0)
        r = check_as_of(ctx, city->programme, "--as-of", args->as_of, &options.as_of);
    if (r == 0 && args->since)
        r = check_as_of(ctx, city->programme, "--since", args->since, &options.since);
    if (r == 0)
        r = check_print(ctx, city, args->at[1], &options, stdout, &differs);
    city_close(ctx, city);
    return r < 0 ? r : differs ? EXIT_DIFFERENCES : 0;
}
