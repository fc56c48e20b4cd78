/* rows_count FILE [-v]: reads every row of a table through format/rows.h and prints how many rows and cells it holds
 * and the most memory the process had. For ./bench xlsx and for looking at one file by hand (-v prints the rows).
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "format/rows.h"

static void print_row(const struct row *row)
{
    printf("%" PRId64, row->number);
    for (size_t i = 0; i < row->count; i++)
        printf("%c%s%s", i ? '|' : ' ', row->cells[i].text, row->cells[i].fault ? "（!）" : "");
    putchar('\n');
}

static int read_all(struct ctx *ctx, const char *path, int verbose)
{
    struct rows *rows = NULL;
    struct row row;
    int64_t count = 0, cells = 0;
    int r = rows_open(ctx, path, &rows);
    while (r >= 0 && (r = rows_next(ctx, rows, &row)) > 0) {
        count++;
        cells += (int64_t)row.count;
        if (verbose)
            print_row(&row);
    }
    if (r < 0)
        fprintf(stderr, "%s\n", ctx->err.text);
    else if (*rows_notes(rows))
        fprintf(stderr, "%s\n", rows_notes(rows));
    rows_close(rows);
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    printf("%" PRId64 " rows %" PRId64 " cells %ld KiB\n", count, cells, used.ru_maxrss);
    return r < 0;
}

int main(int argc, char **argv)
{
    struct ctx ctx = {.mem = arena_new()};
    if (argc < 2) {
        fputs("usage: rows_count FILE [-v]\n", stderr);
        return 2;
    }
    int r = read_all(&ctx, argv[1], argc > 2 && strcmp(argv[2], "-v") == 0);
    arena_free(ctx.mem);
    return r;
}
