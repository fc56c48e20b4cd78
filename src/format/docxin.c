#include "format/docxin.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "format/docx_numbering.h"
#include "format/libzip.h"
#include "format/office_relation.h"
#include "format/prose.h"

#define DOCUMENT_LIMIT (INT64_C(128) << 20)

bool docxin_is_zip(const char *bytes, size_t length)
{
    return length >= 4 && memcmp(bytes, "PK\x03\x04", 4) == 0;
}

/* The number of the open paragraph. */
struct label {
    int list, level; /* -1: not said */
    int style_list, style_level;
    char text[DOCX_LABEL]; /* due before the first word */
    bool spaced;
};

struct document {
    struct prose prose;
    struct docx_numbering *numbering;
    struct label label;
    size_t words;  /* open w:t */
    size_t unseen; /* open elements whose words are not read: moved away, or shown only by old programs */
    bool hidden;   /* the run is */
    bool cell_due; /* a cell began; its properties say how wide it is */
    size_t across;
};

static bool is_unseen(const char *name)
{
    static const char *const names[] = {"moveFrom", "del", "Fallback", "pict", "instrText", "pPrChange"};

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

/* What stands at a paragraph's beginning before any word of its own: known once its properties are read. */
static void count_label(struct document *d)
{
    struct label *l = &d->label;
    int list = l->list >= 0 ? l->list : l->style_list, level = l->level >= 0 ? l->level : l->style_level;

    if (list >= 0)
        docx_numbering_next(d->numbering, list, level < 0 ? 0 : level, l->text, &l->spaced);
}

static void write_label(struct document *d)
{
    if (!d->label.text[0])
        return;
    prose_words(&d->prose, d->label.text, strlen(d->label.text));
    d->prose.blank = d->prose.blank || d->label.spaced;
    d->label.text[0] = '\0';
}

/* Of the properties of a paragraph those that number it; false if this is none of them. */
static bool take_property(struct document *d, const char *name, const char **attributes)
{
    if (strcmp(name, "numId") == 0)
        d->label.list = office_number_prefixed(attributes, "val", INT_MAX);
    else if (strcmp(name, "ilvl") == 0)
        d->label.level = office_number_prefixed(attributes, "val", INT_MAX);
    else if (strcmp(name, "pStyle") == 0)
        (void)docx_numbering_of_style(d->numbering, value_of(attributes), &d->label.style_list,
                                      &d->label.style_level); /* most styles number nothing */
    else
        return false;
    return true;
}

/* Rules above notes, and what else stands among them. */
static bool is_no_note(const char *name, const char **attributes)
{
    const char *type = office_attribute_prefixed(attributes, "type");

    return (strcmp(name, "footnote") == 0 || strcmp(name, "endnote") == 0) && type && strcmp(type, "normal") != 0;
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

    if (d->unseen || is_unseen(name) || is_no_note(name, attributes)) {
        d->unseen++;
    } else if (take_property(d, name, attributes)) {
        ;
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
        if (box == BOX_PARAGRAPH)
            d->label = (struct label){-1, -1, -1, -1, "", false};
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
    } else if (strcmp(name, "pPr") == 0) {
        count_label(d);
    } else {
        if (box_of(name) == BOX_PARAGRAPH && d->prose.cells)
            write_label(d); /* a cell may hold nothing else */
        prose_leave(&d->prose, box_of(name));
    }
}

static void on_text(struct office_part *part, const char *s, size_t length)
{
    struct document *d = office_part_arg(part);

    if (!d->words || d->unseen || d->hidden)
        return;
    write_label(d);
    prose_words(&d->prose, s, length);
}

static int fail_zip(struct ctx *ctx, const char *name)
{
    return fail(ctx, E_INPUT,
                "“%s”像是 Word 文档（.docx），但不完整或已经损坏；请重新下载或复制，或用 Word、WPS 打开后另存一份",
                name);
}

/* The parts of a document; -1: there is none. */
struct parts {
    const struct office_package *package;
    char main[OFFICE_PATH];
    int64_t numbering, styles, footnotes, endnotes;
};

static void take_main(void *arg, const struct office_relation *relation)
{
    struct parts *parts = arg;

    if (strcmp(relation->type, "officeDocument") == 0 && strncmp(relation->path, "xl/", 3) != 0)
        snprintf(parts->main, sizeof parts->main, "%s", relation->path);
}

static void take_part(void *arg, const struct office_relation *relation)
{
    struct parts *parts = arg;
    int64_t part = office_part_find(parts->package, relation->path);

    if (strcmp(relation->type, "numbering") == 0)
        parts->numbering = part;
    else if (strcmp(relation->type, "styles") == 0)
        parts->styles = part;
    else if (strcmp(relation->type, "footnotes") == 0)
        parts->footnotes = part;
    else if (strcmp(relation->type, "endnotes") == 0)
        parts->endnotes = part;
}

static int find_parts(struct ctx *ctx, const struct office_package *package, struct parts *ret)
{
    int r = 0;

    *ret = (struct parts){package, "word/document.xml", -1, -1, -1, -1};
    if (office_part_find(package, ret->main) < 0)
        r = office_relations(ctx, package, "", take_main, ret);
    if (r >= 0 && office_part_find(package, ret->main) >= 0)
        r = office_relations(ctx, package, ret->main, take_part, ret);
    return r < 0 ? r : 0;
}

static int read_package(struct ctx *ctx, const struct office_package *package, struct document *d)
{
    struct office_events events = {.start = on_start, .end = on_end, .text = on_text, .arg = d};
    struct parts parts;
    int r = find_parts(ctx, package, &parts);
    int64_t main = office_part_find(package, parts.main);

    if (r < 0)
        return r;
    if (main < 0 && office_part_find(package, "xl/workbook.xml") >= 0)
        return fail(ctx, E_INPUT, "“%s”是 Excel 工作簿；请把要核对的文字和表格复制到 .docx 或 .txt 里", package->path);
    if (main < 0)
        return fail(ctx, E_INPUT, "“%s”是压缩包，里面没有 Word 文档的正文；请给出 .docx、.html 或 .txt", package->path);
    r = docx_numbering_read(ctx, package, parts.numbering, parts.styles, &d->numbering);
    if (r == 0)
        r = office_part_run(ctx, package, main, DOCUMENT_LIMIT, events);
    if (r == 0 && parts.footnotes >= 0)
        r = office_part_run(ctx, package, parts.footnotes, DOCUMENT_LIMIT, events);
    if (r == 0 && parts.endnotes >= 0)
        r = office_part_run(ctx, package, parts.endnotes, DOCUMENT_LIMIT, events);
    return r;
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
