/* duixian import: a file into a ledger; one line of counts, rejected rows on stderr or in a file. */
#include "domain/import.h"

#include <inttypes.h>
#include <string.h>

#include "base/file.h"
#include "cli/command.h"

enum { SHOWN = 20 };

static void show_faults(const char *file, const struct import_result *result)
{
    size_t shown = 0, errors = 0;
    for (size_t i = 0; i < result->faults.count; i++) {
        const struct fault *f = &result->faults.at[i];
        errors += f->error;
        if (!f->error || shown >= SHOWN)
            continue;
        shown++;
        fprintf(stderr, "%s 第 %" PRId64 " 行%s%s%s%s%s：%s\n", file, f->row, *f->column ? "“" : "", f->column,
                *f->column ? "”列" : "", *f->value ? "，值为 " : "", f->value, f->say);
    }
    if (errors > shown)
        fprintf(stderr, "还有 %zu 处没有列出；用 --rejects 文件 看全部\n", errors - shown);
}

static int write_rejects(struct ctx *ctx, const char *path, const struct import_result *result)
{
    static const char *const columns[] = {"row", "column", "value", "sentence", NULL};
    FILE *out;
    int r = file_create(ctx, path, 0600, &out);
    if (r < 0)
        return r;
    struct table *table = table_new(ctx, out, TABLE_TSV, columns);
    for (size_t i = 0; i < result->faults.count; i++) {
        const struct fault *f = &result->faults.at[i];
        if (f->error)
            table_row(table, (const char *const[]){number_text(ctx, f->row), f->column, f->value, f->say});
    }
    r = table_end(ctx, table);
    if (fclose(out) != 0 && r == 0)
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
    table_row(table, (const char *const[]){number_text(ctx, n->read), number_text(ctx, n->fresh),
                                           number_text(ctx, n->changed), number_text(ctx, n->unchanged),
                                           number_text(ctx, n->rejected), number_text(ctx, n->warned)});
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

static int import_with(struct ctx *ctx, const struct args *args, struct city *city, struct arena *kept)
{
    struct actor actor = cli_actor(ctx);
    struct import_options options = {.accept = args->accept,
                                     .dry_run = args->dry_run,
                                     .whole = args->whole,
                                     .reason = args->reason,
                                     .actor = &actor,
                                     .progress = progress_show};
    struct import_result result = {0};
    const struct ledger *ledger = programme_ledger(city->programme, args->at[1]);
    if (!ledger) {
        AUTO_BUF struct buf list = BUF_INIT;
        for (size_t i = 0; i < city->programme->ledger_count; i++)
            buf_printf(&list, "\n  %s %s", city->programme->ledgers[i]->code, city->programme->ledgers[i]->name);
        return fail(ctx, E_INPUT, "没有台账“%s”；这个项目的台账有：%s", args->at[1], list.bytes);
    }
    int r = org_option(ctx, args, city, &options.zero_org);
    if (r == 0)
        r = month_option(ctx, args, city, &options.zero_month);
    if (r == 0)
        r = import_file(ctx, city, ledger, args->at[2], &options, kept, &result);
    progress_end();
    if (r < 0)
        return r;
    show_faults(args->at[2], &result);
    say_what_happened(args, &result);
    if (args->rejects && (r = write_rejects(ctx, args->rejects, &result)) < 0)
        return r;
    r = print_result(ctx, args, &result);
    return r < 0 ? r : result.rejected ? EXIT_DIFFERENCES : 0;
}

int cmd_import(struct ctx *ctx, const struct args *args)
{
    struct city *city = NULL;
    int r = open_city_unlocked(ctx, args, &city);
    struct arena *kept = arena_new();
    if (r == 0)
        r = import_with(ctx, args, city, kept);
    arena_free(kept);
    city_close(ctx, city);
    return r;
}
