/* duixian extract: the figures of a text, or the numerals that are none, as rows. */
#include "cli/extract.h"

#include "text/figure.h"

/* `out` holds it. */
static const char *number(size_t n, char out[DECIMAL_TEXT])
{
    return decimal_format((struct decimal){(int64_t)n, 0}, out);
}

static void print_figures(const struct figures *found, struct table *table)
{
    for (size_t i = 0; i < found->count; i++) {
        const struct figure *f = &found->at[i];
        char start[DECIMAL_TEXT], end[DECIMAL_TEXT], value[DECIMAL_TEXT];
        const char *cells[] = {
            number(f->start, start),      number(f->end, end), f->text,   decimal_format(f->value, value), f->unit,
            qualifier_sign(f->qualifier), role_name(f->role),  f->subject};

        table_row(table, cells);
    }
}

static void print_traps(const struct figures *found, struct table *table)
{
    for (size_t i = 0; i < found->trap_count; i++) {
        const struct trap *t = &found->traps[i];
        char start[DECIMAL_TEXT], end[DECIMAL_TEXT];
        const char *cells[] = {number(t->start, start), number(t->end, end), t->text, t->kind, t->reason};

        table_row(table, cells);
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
        print_traps(&found, table);
    else
        print_figures(&found, table);
    return table_end(ctx, table);
}
