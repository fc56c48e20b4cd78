/* duixian status: every indicator and milestone, its target, what was counted, rate and light. */
#include "domain/status.h"

#include "cli/command.h"

static int print_status(struct ctx *ctx, const struct args *args, const struct city *city)
{
    static const char *const columns[] = {"item",   "indicator", "name",  "unit", "target",
                                          "actual", "rate",      "light", NULL};
    const struct organisation *org;
    struct table *table;
    int month, r = org_option(ctx, args, city, &org);
    if (r == 0)
        r = month_option(ctx, args, city, &month);
    if (r == 0)
        r = result_table(ctx, args, columns, &table);
    for (size_t i = 0; i < city->programme->indicator_count && r == 0; i++) {
        const struct indicator *d = city->programme->indicators[i];
        struct status s;
        r = status_of(ctx, city, d, org, month, &s);
        if (r == 0)
            table_row(table, (const char *const[]){number_text(ctx, d->item->number), d->code, d->name, d->unit,
                                                   status_target_text(ctx, &s), status_actual_text(ctx, &s),
                                                   status_rate_text(ctx, &s), light_name(s.light)});
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
