/* A workbook made of the input: rows or a message, never a crash, never much memory. The input is the bytes of a zip,
 * or, so that the fuzzer need not learn to compress, the parts of one: "name\0length16 bytes" again and again. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <zip.h>

#include "base/utf8.h"
#include "format/rows.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_row(const struct row *row, int64_t number)
{
    if (row->number <= number || row->count == 0)
        abort();
    for (size_t i = 0; i < row->count; i++)
        if (strlen(row->cells[i].text) != row->cells[i].length ||
            utf8_valid(row->cells[i].text, row->cells[i].length) != row->cells[i].length ||
            (row->cells[i].fault && !row->cells[i].fault[0]))
            abort();
}

static void read_all(struct ctx *ctx, const char *bytes, size_t length)
{
    struct rows *rows = NULL;
    struct row row;
    int64_t number = 0;
    int r = rows_open_bytes(ctx, "fuzz", bytes, length, &rows);
    while (r >= 0 && (r = rows_next(ctx, rows, &row)) > 0) {
        check_row(&row, number);
        number = row.number;
    }
    if (r < 0 && (r != E_INPUT || !ctx->err.text[0] ||
                  utf8_valid(ctx->err.text, strlen(ctx->err.text)) != strlen(ctx->err.text)))
        abort();
    if (rows && utf8_valid(rows_notes(rows), strlen(rows_notes(rows))) != strlen(rows_notes(rows)))
        abort();
    rows_close(rows);
}

static void add_parts(zip_t *zip, const uint8_t *data, size_t size)
{
    while (size) {
        const uint8_t *end = memchr(data, 0, size);
        if (!end || size - (size_t)(end - data) < 3)
            return;
        size_t length = (size_t)end[1] << 8 | end[2], rest = size - (size_t)(end - data) - 3;
        length = length < rest ? length : rest;
        zip_source_t *part = zip_source_buffer(zip, end + 3, length, 0);
        zip_int64_t index = part ? zip_file_add(zip, (const char *)data, part, ZIP_FL_OVERWRITE) : -1;
        if (index < 0)
            zip_source_free(part);
        else
            (void)zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0);
        data = end + 3 + length;
        size = rest - length;
    }
}

/* The parts as a zip in memory, to be freed; NULL if they make none. */
static char *zip_parts(const uint8_t *data, size_t size, size_t *ret_length)
{
    char *bytes = NULL;
    zip_stat_t st;
    zip_source_t *out = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = zip_open_from_source(out, ZIP_TRUNCATE, NULL);
    if (!zip)
        abort();
    zip_source_keep(out);
    add_parts(zip, data, size);
    if (zip_close(zip) != 0)
        zip_discard(zip);
    else if (zip_source_stat(out, &st) == 0 && zip_source_open(out) == 0 && (bytes = malloc(st.size))) {
        zip_int64_t n = zip_source_read(out, bytes, st.size);
        *ret_length = n < 0 ? 0 : (size_t)n;
        (void)zip_source_close(out);
    }
    zip_source_free(out);
    return bytes;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ctx ctx = {.mem = arena_new()};
    if (size >= 4 && memcmp(data, "PK\3\4", 4) != 0) {
        size_t length = 0;
        char *bytes = zip_parts(data, size, &length);
        if (bytes && length)
            read_all(&ctx, bytes, length);
        free(bytes);
    } else if (size) {
        read_all(&ctx, (const char *)data, size);
    }
    arena_free(ctx.mem);
    return 0;
}
