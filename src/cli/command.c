#include "cli/command.h"

#include <errno.h>
#include <inttypes.h>
#include <pwd.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "domain/status.h"

int open_city(struct ctx *ctx, const struct args *args, enum db_mode mode, struct city **ret)
{
    int r = city_open(ctx, args->at[0], mode, args->programme, ret);
    if (r == 0 && (*ret)->data == DATA_SYNTHETIC)
        fputs("合成数据：这个库里的记录都是合成的，不是真实记录\n", stderr);
    return r;
}

int open_city_unlocked(struct ctx *ctx, const struct args *args, struct city **ret)
{
    int r = open_city(ctx, args, DB_WRITE, ret);
    return r < 0 ? r : city_unlock(ctx, *ret, args->key);
}

struct actor cli_actor(struct ctx *ctx)
{
    const struct passwd *user = getpwuid(getuid());
    return (struct actor){arena_printf(ctx->mem, "cli:%s", user ? user->pw_name : "unknown")};
}

int org_option(struct ctx *ctx, const struct args *args, const struct city *city, const struct organisation **ret)
{
    *ret = args->org ? organisation_find(city->tree, args->org) : NULL;
    if (args->org && !*ret)
        return fail(ctx, E_INPUT, "组织树里没有单位“%s”；请填 12 位代码", args->org);
    return 0;
}

int month_option(struct ctx *ctx, const struct args *args, const struct city *city, int *ret)
{
    *ret = status_default_month(city->programme);
    if (args->month && !month_parse(args->month, ret))
        return fail(ctx, E_USAGE, "--month “%s”不是月份；写成 2024-09", args->month);
    if (year_of(*ret) != city->programme->year)
        return fail(ctx, E_USAGE, "月份 %d-%02d 不在项目“%s”的年度里", *ret / 100, *ret % 100, city->programme->code);
    return 0;
}

int id_argument(struct ctx *ctx, const char *text, int64_t *ret)
{
    char *end;
    errno = 0;
    *ret = strtoll(text, &end, 10);
    if (errno || *end || end == text || *ret <= 0)
        return fail(ctx, E_USAGE, "“%s”不是编号；编号是正整数", text);
    return 0;
}

int result_table(struct ctx *ctx, const struct args *args, const char *const *columns, struct table **ret)
{
    enum table_format format;
    int r = table_format_named(ctx, args->format, stdout, &format);
    if (r == 0)
        *ret = table_new(ctx, stdout, format, columns);
    return r;
}

char *number_text(struct ctx *ctx, int64_t n)
{
    return arena_printf(ctx->mem, "%" PRId64, n);
}

void progress_show(int64_t done, int64_t all)
{
    if (isatty(STDERR_FILENO) && all > 0)
        fprintf(stderr, "\r%3" PRId64 "%%", done * 100 / all);
}

void progress_end(void)
{
    if (isatty(STDERR_FILENO))
        fputs("\r    \r", stderr);
}
