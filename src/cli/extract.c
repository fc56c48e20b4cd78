/* duixian extract: the figures of a text, or the numerals that are none, as rows. */
#include "cli/extract.h"

#include "text/figure.h"

/* `out` holds it. */
static const char *number(size_t n, char out[DECIMAL_TEXT])
{
    return decimal_format((struct decimal){(int64_t)n, 0}, out);
}

static void print_figure(void *arg, const struct figure *f)
{
    char start[DECIMAL_TEXT], end[DECIMAL_TEXT], value[DECIMAL_TEXT];
    const char *cells[] = {
        number(f->start, start),      number(f->end, end), f->text,   decimal_format(f->value, value), f->unit,
        qualifier_sign(f->qualifier), role_name(f->role),  f->subject};

    table_row(arg, cells);
}

static void print_trap(void *arg, const struct trap *t)
{
    char start[DECIMAL_TEXT], end[DECIMAL_TEXT];
    const char *cells[] = {number(t->start, start), number(t->end, end), t->text, t->kind, t->reason};

    table_row(arg, cells);
}

int extract_print(struct ctx *ctx, const char *path, bool traps, enum table_format format, FILE *out)
{
    static const char *const figure_columns[] = {"start",     "end",  "text",    "value", "unit",
                                                 "qualifier", "role", "subject", NULL};
    static const char *const trap_columns[] = {"start", "end", "text", "kind", "reason", NULL};
    struct table *table;
    struct figures_taker taker = {.figure = traps ? NULL : print_figure, .trap = traps ? print_trap : NULL};
    struct large_text large;
    int r = large_text_read(ctx, path, &large);

    if (r < 0)
        return r;
    taker.arg = table = table_new(ctx, out, format, traps ? trap_columns : figure_columns);
    large_text_each(ctx, &large, &taker);
    return table_end(ctx, table);
}
