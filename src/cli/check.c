/* Claims are read and judged by the domain; here they become rows. */
#include "cli/check.h"

#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "domain/consistency.h"
#include "domain/moved.h"
#include "domain/status.h"
#include "web/marked.h"

int check_as_of(struct ctx *ctx, const struct programme *programme, const char *name, const char *option, int *ret)
{
    int day;

    *ret = status_default_month(programme);
    if (!option)
        return 0;
    if (date_parse(option, strlen(option), &day))
        *ret = day == month_last_day(month_of(day)) ? month_of(day) : day;
    else if (!month_parse(option, ret))
        return fail(ctx, E_USAGE, "%s “%s”不是月份或日期；写成 2024-09 或 2024-09-15", name, option);
    if ((*ret > 999999 ? *ret / 10000 : *ret / 100) != programme->year)
        return fail(ctx, E_USAGE, "%s “%s”不在项目“%s”的年度里", name, option, programme->code);
    return 0;
}

/* The last only with --explain. */
#define COLUMNS(why)                                                                                                   \
    ((const char *const[]){"line", "start", "end", "text", "value", "unit", "indicator", "org", "actual", "verdict",   \
                           "note", why, NULL})

static const char *indicator_cell(struct ctx *ctx, const struct claim *c)
{
    const char *codes = "";

    if (c->kind == CLAIM_ITEMS)
        return "items";
    if (c->indicator)
        return c->indicator->code;
    for (size_t i = 0; i < c->several_count && !c->whole_programme; i++)
        codes = arena_printf(ctx->mem, "%s%s%s", codes, i ? "," : "", c->several[i]->code);
    return codes;
}

static const char *number_cell(struct ctx *ctx, size_t n)
{
    return arena_printf(ctx->mem, "%zu", n);
}

/* A table without the last column does not read `why`. */
static void print_row(struct ctx *ctx, const struct text *text, const struct checked *row, bool explain,
                      struct table *table)
{
    struct arena_mark mark = arena_mark(ctx->mem);
    const struct claim *c = row->claim;
    const struct organisation *org = row->judgement.org;
    char value[DECIMAL_TEXT];

    table_row(table,
              (const char *const[]){
                  number_cell(ctx, text_line(text, c->start)), number_cell(ctx, c->start), number_cell(ctx, c->end),
                  c->text, c->figure ? decimal_format(c->figure->value, value) : "", c->figure ? c->figure->unit : "",
                  indicator_cell(ctx, c), org ? org->code : "", row->judgement.actual,
                  verdict_name(row->judgement.verdict), row->judgement.note, explain ? claim_explain(ctx, c) : ""});
    arena_rewind(ctx->mem, mark);
}

static int print_html(struct ctx *ctx, const struct city *city, const struct text *text,
                      const struct checked_list *rows, int as_of, FILE *out)
{
    AUTO_BUF struct buf page = BUF_INIT;

    marked_page(ctx, city, text, rows, as_of, &page);
    if (fwrite(page.bytes, 1, page.length, out) != page.length || fflush(out))
        return fail(ctx, E_INPUT, "结果写不出去；请检查磁盘空间或输出文件");
    return 0;
}

/* The rows that were judged otherwise at `since`, each with what was said then. */
static int keep_moved(struct ctx *ctx, const struct city *city, const struct text *text, int since,
                      struct checked_list *rows)
{
    struct checked_list then, now = *rows;
    struct moved_list moved;
    int r = checked_read(ctx, city, text, since, AUDIENCE_OFFICE, &then);

    if (r < 0)
        return r;
    moved_between(ctx, &then, &now, &moved);
    rows->at = arena_array(ctx->mem, moved.count + 1, sizeof *rows->at);
    rows->count = moved.count;
    for (size_t i = 0; i < moved.count; i++) {
        const struct moved *m = &moved.at[i];
        rows->at[i] = *m->row;
        rows->at[i].judgement.note = arena_printf(ctx->mem, "先前是 %s%s%s；%s", verdict_name(m->verdict),
                                                  m->actual[0] ? "，台账 " : "", m->actual, m->row->judgement.note);
    }
    return 0;
}

/* What is asked of the store, all of it of one state. */
struct reading {
    const struct city *city;
    const struct text *text;
    const struct check_options *options;
    struct checked_list rows;
};

static int read_rows(struct ctx *ctx, void *arg)
{
    struct reading *reading = arg;
    const struct check_options *options = reading->options;
    int r = checked_read(ctx, reading->city, reading->text, options->as_of, AUDIENCE_OFFICE, &reading->rows);

    if (r == 0 && options->since)
        r = keep_moved(ctx, reading->city, reading->text, options->since, &reading->rows);
    return r;
}

int check_print(struct ctx *ctx, struct city *city, const char *path, const struct check_options *options, FILE *out,
                bool *ret_differs)
{
    const char *format = options->format;
    bool html = format && strcmp(format, "html") == 0, explain = options->explain;
    enum table_format rows_format = TABLE_TSV;
    struct reading reading = {.city = city, .options = options};
    struct table *table;
    struct text *text;
    int r = html ? 0 : table_format_named(ctx, format, out, &rows_format);

    if (r < 0)
        return fail(ctx, E_USAGE, "--format 只能是 tsv、json 或 html，不能是“%s”", format);

    if (html && (explain || options->since))
        return fail(ctx, E_USAGE, "--explain 和 --since 给出的是表格；--format 请用 tsv 或 json");
    r = text_read(ctx, path, &text);
    if (r == 0) {
        reading.text = text;
        r = db_snapshot(ctx, read_rows, &reading);
    }
    if (r < 0)
        return r;
    *ret_differs = reading.rows.differs;
    if (html)
        return print_html(ctx, city, text, &reading.rows, options->as_of, out);
    table = table_new(ctx, out, rows_format, COLUMNS(explain ? "why" : NULL));
    for (size_t i = 0; i < reading.rows.count; i++)
        print_row(ctx, text, &reading.rows.at[i], explain, table);
    return table_end(ctx, table);
}

/* ---- a text against itself ---- */

static const char *self_verdict(const struct consistency *c)
{
    return verdict_name(c->kind == CONSISTENCY_BROKEN  ? VERDICT_DIFFERS
                        : c->kind == CONSISTENCY_HOLDS ? VERDICT_AGREES
                                                       : VERDICT_UNDETERMINED);
}

int check_self_print(struct ctx *ctx, const char *path, enum table_format format, FILE *out, bool *ret_differs)
{
    struct consistency *rows;
    struct figures figures;
    struct table *table;
    struct text *text;
    int r = text_read(ctx, path, &text);

    if (r < 0)
        return r;
    figures_find(ctx, text, &figures);
    rows = consistency_find(ctx, text, &figures);
    table = table_new(ctx, out, format, COLUMNS(NULL));
    for (size_t i = 0; i < figures.count; i++) {
        struct arena_mark mark = arena_mark(ctx->mem);
        const struct figure *f = &figures.at[i];
        char value[DECIMAL_TEXT];
        *ret_differs = *ret_differs || rows[i].kind == CONSISTENCY_BROKEN;
        table_row(table, (const char *const[]){number_cell(ctx, text_line(text, f->start)), number_cell(ctx, f->start),
                                               number_cell(ctx, f->end), f->text, decimal_format(f->value, value),
                                               f->unit, "", "", rows[i].actual, self_verdict(&rows[i]), rows[i].note});
        arena_rewind(ctx->mem, mark);
    }
    return table_end(ctx, table);
}
