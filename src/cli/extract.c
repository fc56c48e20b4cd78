/* duixian extract: the figures of a text, or the numerals that are none, as rows. */
#include "cli/extract.h"

#include "text/figure.h"

static const char *number(struct ctx *ctx, size_t n)
{
    return arena_printf(ctx->mem, "%zu", n);
}

static void print_figures(struct ctx *ctx, const struct figures *found, struct table *table)
{
    for (size_t i = 0; i < found->count; i++) {
        const struct figure *f = &found->at[i];
        struct arena_mark mark = arena_mark(ctx->mem);
        char value[DECIMAL_TEXT];
        const char *cells[] = {
            number(ctx, f->start),        number(ctx, f->end), f->text,   decimal_format(f->value, value), f->unit,
            qualifier_sign(f->qualifier), role_name(f->role),  f->subject};

        table_row(table, cells);
        arena_rewind(ctx->mem, mark);
    }
}

static void print_traps(struct ctx *ctx, const struct figures *found, struct table *table)
{
    for (size_t i = 0; i < found->trap_count; i++) {
        const struct trap *t = &found->traps[i];
        struct arena_mark mark = arena_mark(ctx->mem);
        const char *cells[] = {number(ctx, t->start), number(ctx, t->end), t->text, t->kind, t->reason};

        table_row(table, cells);
        arena_rewind(ctx->mem, mark);
    }
}

int extract_print(struct ctx *ctx, const char *path, bool traps, enum table_format format, FILE *out)
{
    static const char *const figure_columns[] = {"start",     "end",  "text",    "value", "unit",
                                                 "qualifier", "role", "subject", NULL};
    static const char *const trap_columns[] = {"start", "end", "text", "kind", "reason", NULL};
    struct table *table;
    struct figures found;
    struct text *text;
    int r = text_read(ctx, path, &text);

    if (r < 0)
        return r;
    figures_find(ctx, text, &found);
    table = table_new(ctx, out, format, traps ? trap_columns : figure_columns);
    if (traps)
        print_traps(ctx, &found, table);
    else
        print_figures(ctx, &found, table);
    return table_end(ctx, table);
}
