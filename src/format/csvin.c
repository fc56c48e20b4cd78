/* Rows of a CSV. The parser is fed up to the next line break, so that at most one row is ready at a time and memory is
 * that of one row. Cells are given as they stand; what a spreadsheet left in them is for the ledger to know. */
#include "format/csvin.h"

#include <assert.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <csv.h>

#include "base/buf.h"
#include "base/utf8.h"

enum {
    BLOCK = 4096, /* libcsv grows a cell by this */
};

struct csvin {
    struct source *source;
    struct csv_parser parser;
    const char *chunk; /* not yet parsed; borrowed from source */
    size_t chunk_length;
    int64_t number; /* of the row that is being read */
    int ended_by;   /* the line break of the row before */
    bool delimiter_known, row_done, finished;
    size_t row_bytes, cell_count; /* also what went over a limit and was not kept */
    bool cell_too_long;
    struct buf text;    /* cells of this row, each NUL-terminated */
    struct buf starts;  /* size_t: where each cell starts in `text` */
    struct cell *cells; /* as handed out */
    size_t cells_capacity;
};

/* libcsv asks for more memory for one cell; refusing ends the parse (it halves its wish first). */
static void *grow_cell(void *memory, size_t size)
{
    return size > (size_t)ROWS_CELL_LIMIT + BLOCK ? NULL : realloc(memory, size);
}

/* No trimming: cells are given as they stand. */
static int no_space(unsigned char c)
{
    (void)c;
    return 0;
}

struct csvin *csvin_new(struct source *source)
{
    struct csvin *in = calloc(1, sizeof *in);
    if (!in)
        return NULL;
    if (csv_init(&in->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0) {
        free(in);
        return NULL;
    }
    csv_set_space_func(&in->parser, no_space);
    csv_set_realloc_func(&in->parser, grow_cell);
    csv_set_blk_size(&in->parser, BLOCK);
    in->source = source;
    in->number = 1;
    in->text = BUF_INIT;
    in->starts = BUF_INIT;
    return in;
}

void csvin_close(struct csvin *in)
{
    if (!in)
        return;
    csv_free(&in->parser);
    buf_done(&in->text);
    buf_done(&in->starts);
    free(in->cells);
    free(in);
}

static void on_cell(void *text, size_t length, void *arg)
{
    struct csvin *in = arg;
    in->cell_count++;
    in->row_bytes += length;
    in->cell_too_long |= length > ROWS_CELL_LIMIT;
    if (in->cell_count > ROWS_COLUMN_LIMIT || in->row_bytes > ROWS_ROW_LIMIT || in->cell_too_long)
        return;
    size_t start = in->text.length;
    buf_add(&in->starts, &start, sizeof start);
    buf_add(&in->text, text, length);
    buf_char(&in->text, '\0');
}

static void on_row(int c, void *arg)
{
    struct csvin *in = arg;
    bool rest_of_crlf = c == '\n' && in->ended_by == '\r' && in->cell_count == 0;
    in->ended_by = rest_of_crlf ? 0 : c;
    in->row_done = !rest_of_crlf;
}

/* What separates cells is told by the header: the one of comma, tab, semicolon that makes the most non-blank cells of
 * the first non-blank line (a TSV saved as .csv is common). A number artefact such as "姓名\t,证件号\t" stays a comma.
 */
struct pieces {
    char delimiter;
    size_t count;
    bool open; /* the current piece holds something */
};

static unsigned char find_delimiter(const char *s, size_t length)
{
    struct pieces all[] = {{',', 0, false}, {'\t', 0, false}, {';', 0, false}};
    struct pieces *end = all + sizeof all / sizeof *all, *best = all;
    bool quoted = false;
    for (size_t i = 0; i < length; i++) {
        bool line_end = !quoted && (s[i] == '\n' || s[i] == '\r');
        if (line_end && (all[0].count || all[0].open || all[1].open || all[2].open))
            break;
        if (s[i] == '"')
            quoted = !quoted;
        for (struct pieces *p = all; p < end; p++) {
            bool over = line_end || (!quoted && s[i] == p->delimiter);
            p->count += over && p->open;
            p->open = !over && (p->open || (unsigned char)s[i] > ' ');
        }
    }
    for (struct pieces *p = all; p < end; p++) {
        p->count += p->open;
        if (p->count > best->count)
            best = p;
    }
    return (unsigned char)best->delimiter;
}

static int fail_cell(struct ctx *ctx, struct csvin *in, size_t column, const char *what, const char *todo)
{
    return fail(ctx, E_INPUT, "文件“%s”第 %" PRId64 " 行第 %zu 列：%s；%s", source_path(in->source), in->number, column,
                what, todo);
}

static int fail_parse(struct ctx *ctx, struct csvin *in)
{
    size_t column = in->cell_count + 1;
    if (csv_error(&in->parser) == CSV_ENOMEM && in->parser.entry_size < ROWS_CELL_LIMIT)
        return fail(ctx, E_INPUT, "内存不足，读不了文件“%s”", source_path(in->source));
    if (csv_error(&in->parser) != CSV_EPARSE) {
        const char *todo = in->parser.quoted ? "可能是开头的引号没有配对，请检查" : "请检查文件是否完整";
        return fail_cell(ctx, in, column, "单元格超过 1 MiB", todo);
    }
    if (in->parser.quoted)
        return fail_cell(ctx, in, column, "引号结束之后还有文字",
                         "请检查引号是否成对（单元格里的引号要写两次），或用 Excel 或 WPS 重新另存为 CSV");
    return fail_cell(ctx, in, column, "单元格中间有引号，但开头没有",
                     "请给整个单元格加上引号并把里面的引号写两次，或用 Excel 或 WPS 重新另存为 CSV");
}

static int check_limits(struct ctx *ctx, struct csvin *in)
{
    if (in->cell_too_long)
        return fail_cell(ctx, in, in->starts.length / sizeof(size_t) + 1, "单元格超过 1 MiB", "请检查文件是否完整");
    if (in->cell_count > ROWS_COLUMN_LIMIT)
        return fail(ctx, E_INPUT, "文件“%s”第 %" PRId64 " 行超过 %d 列；请检查文件是否完整", source_path(in->source),
                    in->number, ROWS_COLUMN_LIMIT);
    if (in->row_bytes > ROWS_ROW_LIMIT)
        return fail(ctx, E_INPUT, "文件“%s”第 %" PRId64 " 行超过 16 MiB；请检查文件是否完整", source_path(in->source),
                    in->number);
    return 0;
}

/* Parses up to and including the next line break of the chunk. */
static int parse_line(struct ctx *ctx, struct csvin *in)
{
    size_t length = 0;
    while (length < in->chunk_length && in->chunk[length] != '\n' && in->chunk[length] != '\r')
        length++;
    length += length < in->chunk_length;
    if (csv_parse(&in->parser, in->chunk, length, on_cell, on_row, in) != length)
        return fail_parse(ctx, in);
    in->chunk += length;
    in->chunk_length -= length;
    return check_limits(ctx, in);
}

/* Makes sure that there is something to parse: 1, or 0 at the end of the file. */
static int fill(struct ctx *ctx, struct csvin *in)
{
    while (in->chunk_length == 0) {
        int r = source_next(ctx, in->source, &in->chunk, &in->chunk_length);
        if (r <= 0)
            return r;
    }
    if (!in->delimiter_known)
        csv_set_delim(&in->parser, find_delimiter(in->chunk, in->chunk_length));
    in->delimiter_known = true;
    return 1;
}

/* The last line may lack its line break. */
static int finish(struct ctx *ctx, struct csvin *in)
{
    in->finished = true;
    if (csv_fini(&in->parser, on_cell, on_row, in) != 0)
        return fail_cell(ctx, in, in->cell_count + 1, "开头的引号一直到文件末尾都没有配对",
                         "请在单元格末尾补上引号，或用 Excel 或 WPS 重新另存为 CSV");
    return check_limits(ctx, in);
}

static int read_row(struct ctx *ctx, struct csvin *in)
{
    while (!in->row_done && !in->finished) {
        int r = fill(ctx, in);
        if (r > 0)
            r = parse_line(ctx, in);
        else if (r == 0)
            r = finish(ctx, in);
        if (r < 0)
            return r;
    }
    return in->row_done;
}

static bool has_substance(const struct csvin *in)
{
    for (size_t i = 0, n; i < in->text.length; i += n) {
        int32_t c = utf8_next(in->text.bytes + i, in->text.length - i, &n);
        if (c != 0 && !rune_is_blank(c))
            return true;
    }
    return false;
}

static int hand_out(struct ctx *ctx, struct csvin *in, struct row *ret)
{
    size_t count = in->starts.length / sizeof(size_t);
    const size_t *starts = (const void *)in->starts.bytes;
    if (count > in->cells_capacity) {
        struct cell *cells = realloc(in->cells, count * sizeof *cells);
        if (!cells)
            return fail(ctx, E_INPUT, "内存不足，读不了文件“%s”", source_path(in->source));
        in->cells = cells;
        in->cells_capacity = count;
    }
    for (size_t i = 0; i < count; i++) {
        size_t end = i + 1 < count ? starts[i + 1] : in->text.length;
        in->cells[i] = (struct cell){in->text.bytes + starts[i], end - starts[i] - 1, NULL};
    }
    *ret = (struct row){in->number, in->cells, count};
    return 1;
}

int csvin_next(struct ctx *ctx, struct csvin *in, struct row *ret)
{
    for (;;) {
        if (in->row_done)
            in->number++;
        in->row_done = false;
        in->cell_count = in->row_bytes = 0;
        buf_reset(&in->text);
        buf_reset(&in->starts);
        int r = read_row(ctx, in);
        if (r <= 0)
            return r;
        if (has_substance(in))
            return hand_out(ctx, in, ret);
    }
}
