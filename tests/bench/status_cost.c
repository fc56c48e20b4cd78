/* status_cost STORE TIMES status|figures [ORG]: asks a store's status (every indicator, as `duixian status` does) or
 * what the pages of all figures read (year, places, records) TIMES times in one process and prints one line:
 * microseconds for each, steps of SQLite's machine, pages looked at, rows of full scans. For tools/bench/reading, where
 * a rival is timed within its process too. Opening the store is not in the time. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "base/date.h"
#include "domain/listing.h"
#include "domain/series.h"

enum { ROWS_SHOWN = 12 }; /* on a figure's page */

static sqlite3 *opened; /* the connection that the store made */

static int note_connection(sqlite3 *handle, char **message, const struct sqlite3_api_routines *api)
{
    (void)message;
    (void)api;
    opened = handle;
    return SQLITE_OK;
}

static int64_t sum_of_statements(int counter)
{
    int64_t sum = 0;
    for (sqlite3_stmt *s = NULL; (s = sqlite3_next_stmt(opened, s));)
        sum += sqlite3_stmt_status(s, counter, 0);
    return sum;
}

static int64_t pages(void)
{
    int hit = 0, miss = 0, highest;
    sqlite3_db_status(opened, SQLITE_DBSTATUS_CACHE_HIT, &hit, &highest, 0);
    sqlite3_db_status(opened, SQLITE_DBSTATUS_CACHE_MISS, &miss, &highest, 0);
    return (int64_t)hit + miss;
}

typedef int ask_one(struct ctx *ctx, const struct city *city, const struct indicator *indicator,
                    const struct organisation *org, int month);

static int ask_status(struct ctx *ctx, const struct city *city, const struct indicator *indicator,
                      const struct organisation *org, int month)
{
    struct status s;
    int r = status_of(ctx, city, indicator, org, month, &s);
    if (r < 0)
        return r;
    (void)status_target_text(ctx, &s);
    (void)status_actual_text(ctx, &s);
    (void)status_rate_text(ctx, &s);
    return 0;
}

static int ask_figure(struct ctx *ctx, const struct city *city, const struct indicator *indicator,
                      const struct organisation *org, int month)
{
    struct series series;
    struct place_values places;
    struct listing listing;
    int r = series_read(ctx, city, indicator, org, month, &series, &places);
    return r == 0 ? listing_read(ctx, city, indicator, org, month, "", ROWS_SHOWN, &listing) : r;
}

static int ask_once(struct ctx *ctx, const struct city *city, ask_one *ask, const struct organisation *org)
{
    int month = status_default_month(city->programme), r = 0;
    struct arena_mark start = arena_mark(ctx->mem);
    for (size_t i = 0; i < city->programme->indicator_count && r == 0; i++)
        r = ask(ctx, city, city->programme->indicators[i], org, month);
    arena_rewind(ctx->mem, start);
    return r;
}

static int ask_many(struct ctx *ctx, const struct city *city, ask_one *ask, const char *code, int64_t times)
{
    const struct organisation *org = code ? organisation_find(city->tree, code) : NULL;
    if (code && !org)
        return fail(ctx, E_INPUT, "没有组织“%s”", code);
    int r = ask_once(ctx, city, ask, org); /* statements are prepared, the pages are there */
    int64_t steps = sum_of_statements(SQLITE_STMTSTATUS_VM_STEP), looked = pages();
    int64_t scanned = sum_of_statements(SQLITE_STMTSTATUS_FULLSCAN_STEP);
    int64_t start = clock_us();
    for (int64_t i = 0; i < times && r == 0; i++)
        r = ask_once(ctx, city, ask, org);
    int64_t took = clock_us() - start;
    steps = sum_of_statements(SQLITE_STMTSTATUS_VM_STEP) - steps;
    scanned = sum_of_statements(SQLITE_STMTSTATUS_FULLSCAN_STEP) - scanned;
    looked = pages() - looked;
    if (r == 0)
        printf("%.1f %" PRId64 " %" PRId64 " %" PRId64 "\n", (double)took / (double)times, steps / times,
               looked / times, scanned);
    return r;
}

int main(int argc, char **argv)
{
    struct ctx ctx = {.mem = arena_new()};
    struct city *city = NULL;
    if (argc < 4) {
        fputs("usage: status_cost STORE TIMES status|figures [ORG]\n", stderr);
        return 2;
    }
    sqlite3_auto_extension((void (*)(void))note_connection);
    int r = city_open(&ctx, argv[1], DB_READ, NULL, &city);
    if (r == 0)
        r = ask_many(&ctx, city, strcmp(argv[3], "figures") == 0 ? ask_figure : ask_status, argc > 4 ? argv[4] : NULL,
                     strtoll(argv[2], NULL, 10));
    if (r < 0)
        fprintf(stderr, "%s\n", ctx.err.text);
    city_close(&ctx, city);
    arena_free(ctx.mem);
    return r < 0;
}
