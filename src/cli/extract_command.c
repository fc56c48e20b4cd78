/* duixian extract: wires the command line to extract_print. */
#include "cli/command.h"
#include "cli/extract.h"

int cmd_extract(struct ctx *ctx, const struct args *args)
{
    enum table_format format;
    int r = table_format_named(ctx, args->format, stdout, &format);
    return r < 0 ? r : extract_print(ctx, args->at[0], args->traps, format, stdout);
}
