#include "unit/make_xlsx.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zip.h>

#include "format/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h> /* last: its macro fail() would hide ours */

void make_zip(const char *path, const struct zip_part *parts)
{
    int error = 0;
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &error);
    assert_non_null(zip);
    for (; parts->name; parts++) {
        size_t length = parts->length ? parts->length : strlen(parts->bytes);
        zip_source_t *source = zip_source_buffer(zip, parts->bytes, length, 0);
        assert_non_null(source);
        zip_int64_t index = zip_file_add(zip, parts->name, source, 0);
        assert_true(index >= 0);
        assert_int_equal(zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_DEFLATE, 1), 0);
    }
    assert_int_equal(zip_close(zip), 0);
}

static const char types[] =
    XML "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" "
        "ContentType=\"application/xml\"/></Types>";

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

void make_xlsx(const char *path, const struct made_book *b)
{
    AUTO_BUF struct buf workbook = BUF_INIT, relations = BUF_INIT, sheet = BUF_INIT, strings = BUF_INIT,
                        styles = BUF_INIT;
    buf_printf(&workbook,
               WORKBOOK_OPEN "%s<sheets><sheet name=\"台账\" sheetId=\"1\" r:id=\"rId1\"/></sheets>%s</workbook>",
               or_empty(b->workbook), or_empty(b->calc));
    buf_str(&relations, RELATIONS_OPEN RELATION("rId1", "worksheet", "worksheets/sheet1.xml"));
    if (b->strings)
        buf_str(&relations, RELATION("rId2", "sharedStrings", "sharedStrings.xml"));
    if (b->formats || b->cell_xfs)
        buf_str(&relations, RELATION("rId3", "styles", "styles.xml"));
    buf_str(&relations, "</Relationships>");
    buf_printf(&sheet, SHEET_OPEN "%s</sheetData>%s</worksheet>", or_empty(b->sheet), or_empty(b->behind));
    buf_printf(&strings, XML "<sst xmlns=\"" MAIN_NS "\">%s</sst>", or_empty(b->strings));
    buf_printf(&styles,
               XML "<styleSheet xmlns=\"" MAIN_NS "\"><numFmts>%s</numFmts><cellStyleXfs><xf numFmtId=\"14\"/>"
                   "</cellStyleXfs><cellXfs>%s</cellXfs></styleSheet>",
               or_empty(b->formats), or_empty(b->cell_xfs));
    struct zip_part parts[8] = {
        {"[Content_Types].xml", types, 0},
        {"_rels/.rels", RELATIONS_OPEN RELATION("rId1", "officeDocument", "xl/workbook.xml") "</Relationships>", 0},
        {"xl/workbook.xml", workbook.bytes, workbook.length},
        {"xl/_rels/workbook.xml.rels", relations.bytes, relations.length},
        {"xl/worksheets/sheet1.xml", sheet.bytes, sheet.length},
    };
    size_t n = 5;
    if (b->strings)
        parts[n++] = (struct zip_part){"xl/sharedStrings.xml", strings.bytes, strings.length};
    if (b->formats || b->cell_xfs)
        parts[n++] = (struct zip_part){"xl/styles.xml", styles.bytes, styles.length};
    make_zip(path, parts);
}

int xlsx_desk_open(void **state)
{
    struct xlsx_desk *desk = calloc(1, sizeof *desk);
    if (!desk)
        return -1;
    desk->ctx.mem = arena_new();
    desk->out = BUF_INIT;
    snprintf(desk->folder, sizeof desk->folder, "/tmp/duixian-xlsx-XXXXXX");
    *state = desk;
    return mkdtemp(desk->folder) && chdir(desk->folder) == 0 ? 0 : -1;
}

int xlsx_desk_close(void **state)
{
    struct xlsx_desk *desk = *state;
    char line[64];
    snprintf(line, sizeof line, "rm -rf '%s'", desk->folder);
    int r = chdir("/") == 0 ? system(line) : -1;
    arena_free(desk->ctx.mem);
    buf_done(&desk->out);
    free(desk);
    return r;
}

static void add_row(struct buf *out, const struct row *row)
{
    buf_printf(out, "%" PRId64 " ", row->number);
    for (size_t i = 0; i < row->count; i++) {
        assert_int_equal(strlen(row->cells[i].text), row->cells[i].length);
        buf_printf(out, "%s%s", i ? "|" : "", row->cells[i].text);
        if (row->cells[i].fault)
            buf_printf(out, "{%s}", row->cells[i].fault);
    }
    buf_char(out, '\n');
}

const char *xlsx_read(struct xlsx_desk *desk, const char *path)
{
    struct rows *rows = NULL;
    struct row row = {0};
    buf_reset(&desk->out);
    int r = rows_open(&desk->ctx, path, &rows);
    while (r >= 0 && (r = rows_next(&desk->ctx, rows, &row)) > 0)
        add_row(&desk->out, &row);
    if (rows && *rows_notes(rows))
        buf_printf(&desk->out, "# %s\n", rows_notes(rows));
    if (r < 0) {
        assert_int_equal(r, E_INPUT);
        buf_printf(&desk->out, "! %s\n", desk->ctx.err.text);
    }
    rows_close(rows);
    return desk->out.bytes;
}

const char *xlsx_read_book(struct xlsx_desk *desk, struct made_book book)
{
    make_xlsx("t.xlsx", &book);
    return xlsx_read(desk, "t.xlsx");
}

const char *xlsx_read_zip(struct xlsx_desk *desk, const struct zip_part *parts)
{
    make_zip("t.xlsx", parts);
    return xlsx_read(desk, "t.xlsx");
}
