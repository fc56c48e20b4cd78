/* duixian import: a file into a ledger; one line of counts, rejected rows on stderr or in a file. */
#include "domain/import.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/vec.h"
#include "cli/command.h"

enum { SHOWN = 20 };

/* Rejected rows as they are found: the first are shown, all go into the file of --rejects. */
struct rejects {
    struct ctx *ctx;
    const char *file; /* that is imported */
    FILE *out;        /* of --rejects; NULL: none */
    struct table *table;
    size_t errors;
    VEC(char *) shown;
    struct arena *kept;
};

static void show_fault(void *arg, const struct fault *f)
{
    struct rejects *rejects = arg;
    if (!f->error)
        return;
    if (rejects->errors++ < SHOWN)
        *vec_push(rejects->kept, &rejects->shown) = arena_printf(
            rejects->kept, "%s 第 %" PRId64 " 行%s%s%s%s%s：%s\n", rejects->file, f->row, *f->column ? "“" : "",
            f->column, *f->column ? "”列" : "", *f->value ? "，值为 " : "", f->value, f->say);
    if (rejects->table)
        table_row(rejects->table,
                  (const char *const[]){number_text(rejects->ctx, f->row), f->column, f->value, f->say});
}

/* Empties the file: the import begins (again). */
static void restart(void *arg)
{
    static const char *const columns[] = {"row", "column", "value", "sentence", NULL};
    struct rejects *rejects = arg;
    rejects->errors = rejects->shown.count = 0;
    if (!rejects->out)
        return;
    rewind(rejects->out);
    if (ftruncate(fileno(rejects->out), 0) == 0)
        rejects->table = table_new(rejects->ctx, rejects->out, TABLE_TSV, columns);
}

static int end_rejects(struct ctx *ctx, struct rejects *rejects, const char *path)
{
    for (size_t i = 0; i < rejects->shown.count; i++)
        fputs(rejects->shown.at[i], stderr);
    if (rejects->errors > rejects->shown.count)
        fprintf(stderr, "还有 %zu 处没有列出；用 --rejects 文件 看全部\n", rejects->errors - rejects->shown.count);
    int r = rejects->table ? table_end(ctx, rejects->table) : 0;
    FILE *out = rejects->out;
    rejects->out = NULL;
    if (out && fclose(out) != 0 && r == 0)
        r = fail(ctx, E_INPUT, "写不完文件“%s”；磁盘可能满了", path);
    return r;
}

static int print_result(struct ctx *ctx, const struct args *args, const struct import_result *n)
{
    static const char *const columns[] = {"read", "new", "changed", "unchanged", "rejected", "warned", NULL};
    struct table *table;
    int r = result_table(ctx, args, columns, &table);
    if (r < 0)
        return r;
    table_row(table, (const char *const[]){number_text(ctx, n->rows.read), number_text(ctx, n->rows.fresh),
                                           number_text(ctx, n->rows.changed), number_text(ctx, n->rows.unchanged),
                                           number_text(ctx, n->rows.rejected), number_text(ctx, n->rows.warned)});
    return table_end(ctx, table);
}

static void say_what_happened(const struct args *args, const struct import_result *n)
{
    if (!n->kept)
        fputs(args->dry_run ? "只检查，没有写入\n" : "有被拒的行，按 --whole 整份没有收\n", stderr);
    else if (n->batch)
        fprintf(stderr, "第 %" PRId64 " 批，%s\n", n->batch, args->accept ? "已通过" : "已提交，等待审核（还不算数）");
    else
        fputs("没有新的内容，没有产生批次\n", stderr);
}

static const struct ledger *find_ledger(struct ctx *ctx, const struct city *city, const char *code)
{
    const struct ledger *ledger = programme_ledger(city->programme, code);
    if (ledger)
        return ledger;
    AUTO_BUF struct buf list = BUF_INIT;
    for (size_t i = 0; i < city->programme->ledger_count; i++)
        buf_printf(&list, "\n  %s %s", city->programme->ledgers[i]->code, city->programme->ledgers[i]->name);
    (void)fail(ctx, E_INPUT, "没有台账“%s”；这个项目的台账有：%s", code, list.bytes);
    return NULL;
}

static int import_with(struct ctx *ctx, const struct args *args, struct city *city, struct rejects *rejects)
{
    struct actor actor = cli_actor(ctx);
    struct import_options options = {.accept = args->accept,
                                     .dry_run = args->dry_run,
                                     .whole = args->whole,
                                     .reason = args->reason,
                                     .actor = &actor,
                                     .progress = progress_show,
                                     .faults = {show_fault, rejects},
                                     .restart = restart};
    struct import_result result = {0};
    const struct ledger *ledger = find_ledger(ctx, city, args->at[1]);
    int r = ledger ? org_option(ctx, args, city, &options.zero_org) : E_INPUT;
    if (r == 0)
        r = month_option(ctx, args, city, &options.zero_month);
    if (r == 0 && args->rejects)
        r = file_create(ctx, args->rejects, 0600, &rejects->out);
    if (r == 0)
        r = import_file(ctx, city, ledger, args->at[2], &options, &result);
    progress_end();
    if (r < 0)
        return r;
    if (*result.notes)
        fprintf(stderr, "%s\n", result.notes);
    if ((r = end_rejects(ctx, rejects, args->rejects)) < 0)
        return r;
    say_what_happened(args, &result);
    r = print_result(ctx, args, &result);
    return r < 0 ? r : result.rows.rejected ? EXIT_DIFFERENCES : 0;
}

int cmd_import(struct ctx *ctx, const struct args *args)
{
    struct city *city = NULL;
    struct rejects rejects = {.ctx = ctx, .file = args->at[2], .kept = arena_new()};
    int r = open_city_unlocked(ctx, args, &city);
    if (r == 0)
        r = import_with(ctx, args, city, &rejects);
    if (rejects.out)
        (void)fclose(rejects.out); /* the import failed: what stands in it is of no use */
    arena_free(rejects.kept);
    city_close(ctx, city);
    return r;
}
