/* duixian draft PLAN: a pack skeleton from a plan text. */
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "domain/draft_pack.h"

enum { YEAR_FIRST = 2000, YEAR_LAST = 2100 };

static int year_option(struct ctx *ctx, const char *text, int *ret)
{
    char *end = NULL;
    long year = text ? strtol(text, &end, 10) : 0;
    if (!text || strlen(text) != 4 || *end || year < YEAR_FIRST || year > YEAR_LAST)
        return fail(ctx, E_USAGE, "请用 --year 给出四位年份（%d 到 %d），如 --year 2025", YEAR_FIRST, YEAR_LAST);
    *ret = (int)year;
    return 0;
}

int cmd_draft(struct ctx *ctx, const struct args *args)
{
    struct text *text;
    struct draft *draft;
    struct draft_pack pack;
    int year = 0;
    if (!args->output)
        return fail(ctx, E_USAGE, "请用 -o 指出写到哪个文件夹（会新建）");
    if (!args->city)
        return fail(ctx, E_USAGE, "请用 --city 给出六位行政区划代码，如 --city 411200");
    int r = year_option(ctx, args->year, &year);
    if (r == 0)
        r = text_read(ctx, args->at[0], &text);
    if (r == 0)
        r = draft_read(ctx, text, year, &draft);
    if (r == 0)
        r = draft_pack_make(ctx, draft, args->city, &pack);
    if (r == 0)
        r = draft_pack_write(ctx, &pack, args->output);
    if (r < 0)
        return r;
    fprintf(stderr, "项目包写在“%s”：%zu 件实事，%zu 项指标，%zu 个目标\n", args->output, pack.programme->item_count,
            pack.programme->indicator_count, draft->figures);
    fprintf(stderr, "有 %zu 处没有把握，标着 # unsure:；请逐处核对，改定以后删去那一行\n", pack.unsure);
    return 0;
}
