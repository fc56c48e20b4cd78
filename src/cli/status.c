/* duixian status: every indicator and milestone, its target, what was counted, rate and light. */
#include "domain/status.h"

#include "cli/command.h"

/* Where a place stands in a month; `at` by the programme's indicators. */
struct standing_of_all {
    const struct city *city;
    const struct organisation *org;
    int month;
    struct status *at;
};

static int read_all(struct ctx *ctx, void *arg)
{
    const struct standing_of_all *all = arg;
    int r = 0;
    for (size_t i = 0; i < all->city->programme->indicator_count && r == 0; i++)
        r = status_of(ctx, all->city, all->city->programme->indicators[i], all->org, all->month, &all->at[i]);
    return r;
}

static int print_status(struct ctx *ctx, const struct args *args, const struct city *city)
{
    static const char *const columns[] = {"item",   "indicator", "name",  "unit", "target",
                                          "actual", "rate",      "light", NULL};
    size_t count = city->programme->indicator_count;
    struct standing_of_all all = {.city = city, .at = arena_array(ctx->mem, count, sizeof *all.at)};
    struct table *table;
    int r = org_option(ctx, args, city, &all.org);
    if (r == 0)
        r = month_option(ctx, args, city, &all.month);
    if (r == 0)
        r = result_table(ctx, args, columns, &table);
    if (r == 0)
        r = db_snapshot(ctx, read_all, &all);
    for (size_t i = 0; i < count && r == 0; i++) {
        const struct indicator *d = city->programme->indicators[i];
        const struct status *s = &all.at[i];
        table_row(table, (const char *const[]){number_text(ctx, d->item->number), d->code, d->name, d->unit,
                                               status_target_text(ctx, s), status_actual_text(ctx, s),
                                               status_rate_text(ctx, s), light_name(s->light)});
    }
    return r < 0 ? r : table_end(ctx, table);
}

int cmd_status(struct ctx *ctx, const struct args *args)
{
    struct city *city = NULL;
    int r = open_city(ctx, args, DB_READ, &city);
    if (r == 0)
        r = print_status(ctx, args, city);
    city_close(ctx, city);
    return r;
}
