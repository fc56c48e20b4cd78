/* Any bytes as a table: rows or a message, never a crash; cells are whole UTF-8 and rows are numbered upwards. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/utf8.h"
#include "format/rows.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_all(struct ctx *ctx, const char *path)
{
    struct rows *rows = NULL;
    struct row row;
    int64_t number = 0;
    int r = rows_open(ctx, path, &rows);
    while (r >= 0 && (r = rows_next(ctx, rows, &row)) > 0) {
        if (row.number <= number || row.count == 0)
            abort();
        number = row.number;
        for (size_t i = 0; i < row.count; i++)
            if (strlen(row.cells[i].text) != row.cells[i].length ||
                utf8_valid(row.cells[i].text, row.cells[i].length) != row.cells[i].length)
                abort();
    }
    if (r < 0 && (r != E_INPUT || !ctx->err.text[0] ||
                  utf8_valid(ctx->err.text, strlen(ctx->err.text)) != strlen(ctx->err.text)))
        abort();
    rows_close(rows);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static int fd = -1;
    if (fd < 0)
        fd = memfd_create("fuzz", MFD_CLOEXEC);
    if (fd < 0 || ftruncate(fd, 0) != 0 || pwrite(fd, data, size, 0) != (ssize_t)size)
        abort();
    char path[32];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    struct ctx ctx = {.mem = arena_new()};
    read_all(&ctx, path);
    arena_free(ctx.mem);
    return 0;
}
