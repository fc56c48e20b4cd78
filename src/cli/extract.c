/* duixian extract: the figures of a text, or the numerals that are none, as rows. */
#include "cli/extract.h"

#include "text/figure.h"

/* Somewhere in `out`. */
static const char *number(size_t n, char out[DECIMAL_TEXT])
{
    char *at = out + DECIMAL_TEXT - 1;

    *at = '\0';
    do
        *--at = (char)('0' + n % 10);
    while (n /= 10);
    return at;
}

struct print {
    struct ctx *ctx;
    FILE *out;
    enum table_format format;
    const char *const *columns;
    struct table *table;
};

/* The text can be read: only now are there heads. */
static void print_heads(void *arg)
{
    struct print *print = arg;

    print->table = table_new(print->ctx, print->out, print->format, print->columns);
}

static void print_figure(void *arg, const struct figure *f)
{
    const struct print *print = arg;
    char start[DECIMAL_TEXT], end[DECIMAL_TEXT], value[DECIMAL_TEXT];
    const char *cells[] = {
        number(f->start, start),      number(f->end, end), f->text,   decimal_format(f->value, value), f->unit,
        qualifier_sign(f->qualifier), role_name(f->role),  f->subject};

    table_row(print->table, cells);
}

static void print_trap(void *arg, const struct trap *t)
{
    const struct print *print = arg;
    char start[DECIMAL_TEXT], end[DECIMAL_TEXT];
    const char *cells[] = {number(t->start, start), number(t->end, end), t->text, t->kind, t->reason};

    table_row(print->table, cells);
}

int extract_print(struct ctx *ctx, const char *path, bool traps, enum table_format format, FILE *out)
{
    static const char *const figure_columns[] = {"start",     "end",  "text",    "value", "unit",
                                                 "qualifier", "role", "subject", NULL};
    static const char *const trap_columns[] = {"start", "end", "text", "kind", "reason", NULL};
    struct print print = {.ctx = ctx, .out = out, .format = format, .columns = traps ? trap_columns : figure_columns};
    struct figures_taker taker = {
        .figure = traps ? NULL : print_figure, .trap = traps ? print_trap : NULL, .arg = &print, .begin = print_heads};
    int r = figures_of_file(ctx, path, &taker);

    return r < 0 ? r : table_end(ctx, print.table);
}
