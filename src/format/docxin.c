#include "format/docxin.h"

#include <stdlib.h>
#include <string.h>

#include "format/libzip.h"
#include "format/office_part.h"
#include "format/prose.h"

#define DOCUMENT_LIMIT (INT64_C(128) << 20)

bool docxin_is_zip(const char *bytes, size_t length)
{
    return length >= 4 && memcmp(bytes, "PK\x03\x04", 4) == 0;
}

struct document {
    struct prose prose;
    size_t words;  /* open w:t */
    size_t unseen; /* open elements whose words are not read: moved away, or shown only by old programs */
    bool hidden;   /* the run is */
    bool cell_due; /* a cell began; its properties say how wide it is */
    size_t across;
};

static bool is_unseen(const char *name)
{
    static const char *const names[] = {"moveFrom", "del", "Fallback", "pict", "instrText"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static const char *value_of(const char **attributes)
{
    const char *value = office_attribute_prefixed(attributes, "val");

    return value ? value : "";
}

/* The first thing within a cell but its properties: only now is its width known. */
static void begin_cell(struct document *d)
{
    if (!d->cell_due)
        return;
    d->cell_due = false;
    prose_cell(&d->prose, d->across, 1);
}

static enum box box_of(const char *name)
{
    static const struct {
        const char *name;
        enum box box;
    } boxes[] = {{"p", BOX_PARAGRAPH}, {"tbl", BOX_TABLE}, {"tr", BOX_ROW}, {"br", BOX_BREAK}, {"cr", BOX_BREAK}};

    for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++)
        if (strcmp(name, boxes[i].name) == 0)
            return boxes[i].box;
    return BOX_INLINE;
}

static void on_start(struct office_part *part, const char *name, const char **attributes)
{
    struct document *d = office_part_arg(part);
    enum box box = box_of(name);

    if (d->unseen || is_unseen(name)) {
        d->unseen++;
    } else if (strcmp(name, "tc") == 0) {
        begin_cell(d);
        d->cell_due = true;
        d->across = 1;
    } else if (strcmp(name, "gridSpan") == 0) {
        d->across = strtoul(value_of(attributes), NULL, 10);
    } else if (strcmp(name, "r") == 0) {
        d->hidden = false;
    } else if (strcmp(name, "vanish") == 0) {
        d->hidden = !*value_of(attributes) || office_is_true(value_of(attributes));
    } else if (strcmp(name, "t") == 0) {
        d->words++;
    } else if (strcmp(name, "tab") == 0 && !office_attribute_prefixed(attributes, "pos")) {
        prose_tab(&d->prose);
    } else if (box != BOX_INLINE) {
        begin_cell(d);
        prose_enter(&d->prose, box);
    }
}

static void on_end(struct office_part *part, const char *name)
{
    struct document *d = office_part_arg(part);

    if (d->unseen) {
        d->unseen--;
    } else if (strcmp(name, "t") == 0) {
        d->words--;
    } else if (strcmp(name, "tc") == 0) {
        begin_cell(d);
        prose_leave(&d->prose, BOX_CELL);
    } else {
        prose_leave(&d->prose, box_of(name));
    }
}

static void on_text(struct office_part *part, const char *s, size_t length)
{
    struct document *d = office_part_arg(part);

    if (d->words && !d->unseen && !d->hidden)
        prose_words(&d->prose, s, length);
}

static int fail_zip(struct ctx *ctx, const char *name)
{
    return fail(ctx, E_INPUT,
                "“%s”像是 Word 文档（.docx），但不完整或已经损坏；请重新下载或复制，或用 Word、WPS 打开后另存一份",
                name);
}

static int read_package(struct ctx *ctx, const struct office_package *package, struct document *d)
{
    int64_t index = office_part_find(package, "word/document.xml");

    if (index >= 0)
        return office_part_run(ctx, package, index, DOCUMENT_LIMIT,
                               (struct office_events){.start = on_start, .end = on_end, .text = on_text, .arg = d});
    if (office_part_find(package, "xl/workbook.xml") >= 0)
        return fail(ctx, E_INPUT, "“%s”是 Excel 工作簿；请把要核对的文字和表格复制到 .docx 或 .txt 里", package->path);
    return fail(ctx, E_INPUT, "“%s”是压缩包，里面没有 Word 文档的正文；请给出 .docx、.html 或 .txt", package->path);
}

int docxin_text(struct ctx *ctx, const char *name, const char *bytes, size_t length, char **ret, size_t *ret_length)
{
    AUTO_BUF struct buf out = BUF_INIT;
    struct document d = {.prose = {.out = &out}};
    int64_t unpacked = 0;
    struct office_package package = {.path = name,
                                     .save_anew = "请用 Word 或 WPS 打开它，另存为 .docx 再读入",
                                     .size = (int64_t)length,
                                     .unpacked = &unpacked};
    int r = libzip_open(ctx);
    zip_source_t *source;

    if (r < 0)
        return r;
    source = libzip.zip_source_buffer_create(bytes, length, 0, NULL);
    package.zip = source ? libzip.zip_open_from_source(source, ZIP_RDONLY, NULL) : NULL;
    if (!package.zip) {
        if (source)
            libzip.zip_source_free(source);
        return fail_zip(ctx, name);
    }
    r = read_package(ctx, &package, &d);
    libzip.zip_discard(package.zip); /* frees the source */
    if (r < 0)
        return r;
    *ret = arena_strndup(ctx->mem, out.bytes ? out.bytes : "", out.length);
    *ret_length = out.length;
    return 0;
}
