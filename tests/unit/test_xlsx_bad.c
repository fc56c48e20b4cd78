/* xlsxin.h: every workbook that cannot be read, with its whole message. */
#include "unit/make_xlsx.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <zip.h>

#include "format/office_part.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h> /* last: its macro fail() would hide ours */

#define SAVE            "请用 Excel 或 WPS 打开它，另存为 .xlsx 再读入\n"
#define DAMAGED         "文件可能已经损坏，" SAVE
#define HEADER          "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>"
#define AT(row, column) "1 1|2\n! 文件“t.xlsx”工作表“台账”第 " row " 行 " column " 列"

static const char as_csv[] = "请用 Excel 或 WPS 打开，另存为“CSV UTF-8（逗号分隔）”再读入\n";

static void write_file(const char *name, const void *bytes, size_t length)
{
    FILE *f = fopen(name, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, length, f), length);
    assert_int_equal(fclose(f), 0);
}

static char *read_file(const char *name, size_t *ret_length)
{
    FILE *f = fopen(name, "rb");
    char *bytes = malloc(1 << 20);
    assert_non_null(f);
    assert_non_null(bytes);
    *ret_length = fread(bytes, 1, 1 << 20, f);
    fclose(f);
    return bytes;
}

/* ---- files that are no workbook, or not a whole one ---- */

/* An OLE file whose directory (sector 0, behind the header) holds one stream. */
static const char *read_ole(struct xlsx_desk *desk, const char *stream)
{
    unsigned char bytes[1024] = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
    bytes[30] = 9;
    for (size_t i = 0; stream[i]; i++)
        bytes[512 + 2 * i] = (unsigned char)stream[i];
    write_file("t.xlsx", bytes, sizeof bytes);
    return xlsx_read(desk, "t.xlsx");
}

static void old_and_encrypted_files_are_told_apart(void **state)
{
    assert_string_equal(
        read_ole(*state, "Workbook"),
        "! 文件“t.xlsx”是旧版 Excel 工作簿（.xls）；请用 Excel 或 WPS 打开，另存为 .xlsx 或 CSV 再读入\n");
    assert_string_equal(
        read_ole(*state, "EncryptedPackage"),
        "! 文件“t.xlsx”是加了密码的 Excel 工作簿；请用 Excel 或 WPS 打开，去掉打开密码，另存后再读入\n");
    assert_string_equal(read_ole(*state, "WordDocument"),
                        "! 文件“t.xlsx”是旧版 Word 文档（.doc），不是表格；请把其中的表格复制到 Excel 或 WPS "
                        "表格，另存为 .xlsx 再读入\n");
}

static void an_archive_without_workbook_is_told(void **state)
{
    AUTO_BUF struct buf expected = BUF_INIT;
    buf_printf(&expected, "! 文件“t.xlsx”实际是 Excel 工作簿（.xlsx）或压缩包，不是 CSV；%s", as_csv);
    assert_string_equal(xlsx_read_zip(*state, (const struct zip_part[]){{"word/document.xml", "<a/>", 0}, {0}}),
                        expected.bytes);
    assert_string_equal(xlsx_read_zip(*state, (const struct zip_part[]){{"_rels/.rels", "<a>", 0}, {0}}),
                        expected.bytes);
}

static void other_spreadsheets_are_told(void **state)
{
    assert_string_equal(
        xlsx_read_zip(*state, (const struct zip_part[]){{"xl/workbook.bin", "x", 0}, {0}}),
        "! 文件“t.xlsx”是二进制的 Excel 工作簿（.xlsb）；请用 Excel 打开，另存为 .xlsx 或 CSV 再读入\n");
    assert_string_equal(
        xlsx_read_zip(*state, (const struct zip_part[]){{"mimetype", "x", 0}, {"content.xml", "<a/>", 0}, {0}}),
        "! 文件“t.xlsx”是 OpenDocument 文件（.ods 等）；请用 WPS 或 LibreOffice 打开，另存为 .xlsx 或 CSV 再读入\n");
}

static void a_truncated_workbook_is_told(void **state)
{
    size_t length;
    make_xlsx("t.xlsx", &(struct made_book){.sheet = HEADER});
    char *bytes = read_file("t.xlsx", &length);
    write_file("t.xlsx", bytes, length / 2);
    free(bytes);
    assert_string_equal(xlsx_read(*state, "t.xlsx"), "! 文件“t.xlsx”是 Excel 工作簿（.xlsx），但不完整或已经损坏；"
                                                     "请重新下载或复制，或向提供的人再要一份\n");
}

/* One bit of the packed sheet is turned: its checksum no longer fits, or it cannot be unpacked at all. */
static void a_broken_part_is_told(void **state)
{
    static const struct zip_part stored[] = {{"xl/worksheets/sheet1.xml", SHEET_OPEN HEADER SHEET_CLOSE, 0}, {0}};
    size_t length;
    make_xlsx("t.xlsx", &(struct made_book){0});
    zip_t *zip = zip_open("t.xlsx", 0, NULL);
    zip_source_t *source = zip_source_buffer(zip, stored[0].bytes, strlen(stored[0].bytes), 0);
    zip_int64_t index = zip_file_add(zip, stored[0].name, source, ZIP_FL_OVERWRITE);
    assert_int_equal(zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0), 0);
    assert_int_equal(zip_close(zip), 0);
    char *bytes = read_file("t.xlsx", &length);
    char *number = memmem(bytes, length, "<v>2<", 5);
    assert_non_null(number);
    number[3] = '3';
    write_file("t.xlsx", bytes, length);
    free(bytes);
    assert_string_equal(xlsx_read(*state, "t.xlsx"),
                        "! 文件“t.xlsx”里的 xl/worksheets/sheet1.xml 已经损坏，解不开或校验不符；"
                        "文件可能没有下载或复制完整；" SAVE);
}

static void an_encrypted_zip_is_told(void **state)
{
    make_xlsx("t.xlsx", &(struct made_book){.sheet = HEADER});
    zip_t *zip = zip_open("t.xlsx", 0, NULL);
    for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++)
        assert_int_equal(zip_file_set_encryption(zip, (zip_uint64_t)i, ZIP_EM_AES_256, "secret"), 0);
    assert_int_equal(zip_close(zip), 0);
    assert_string_equal(xlsx_read(*state, "t.xlsx"), "! 文件“t.xlsx”是加了密码的压缩包；请去掉密码，另存一份再读入\n");
}

/* ---- workbooks with parts missing or too many ---- */

static void a_workbook_without_its_parts_is_told(void **state)
{
    static const char book[] =
        WORKBOOK_OPEN "<sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    assert_string_equal(xlsx_read_zip(*state, (const struct zip_part[]){{"xl/workbook.xml", book, 0}, {0}}),
                        "! 文件“t.xlsx”里没有 xl/_rels/workbook.xml.rels，找不到工作表，文件不完整；" SAVE);
    assert_string_equal(
        xlsx_read_zip(*state,
                      (const struct zip_part[]){
                          {"xl/workbook.xml", book, 0},
                          {"xl/_rels/workbook.xml.rels",
                           RELATIONS_OPEN RELATION("rId1", "worksheet", "worksheets/sheet1.xml") "</Relationships>", 0},
                          {0}}),
        "! 文件“t.xlsx”里没有工作表“A”的内容，文件不完整；" SAVE);
}

static const char *read_two(struct xlsx_desk *desk, const char *state1, const char *state2)
{
    AUTO_BUF struct buf book = BUF_INIT;
    buf_printf(&book,
               WORKBOOK_OPEN "<sheets><sheet name=\"一月\" sheetId=\"1\" state=\"%s\" r:id=\"r1\"/>"
                             "<sheet name=\"二月\" sheetId=\"2\" state=\"%s\" r:id=\"r1\"/></sheets></workbook>",
               state1, state2);
    return xlsx_read_zip(
        desk, (const struct zip_part[]){{"xl/workbook.xml", book.bytes, 0},
                                        {"xl/_rels/workbook.xml.rels",
                                         RELATIONS_OPEN RELATION("r1", "worksheet", "s.xml") "</Relationships>", 0},
                                        {"xl/s.xml", SHEET_OPEN HEADER SHEET_CLOSE, 0},
                                        {0}});
}

static void several_sheets_with_rows_are_told_by_name(void **state)
{
    assert_string_equal(read_two(*state, "visible", "visible"),
                        "! 文件“t.xlsx”有 2 张工作表有内容：“一月”、“二月”，不知道该读哪一张；"
                        "请只留要读的一张（其余的删去、隐藏或另存），再读入\n");
    assert_string_equal(read_two(*state, "hidden", "hidden"),
                        "! 文件“t.xlsx”里有内容的工作表是隐藏的：“一月”、“二月”；请取消隐藏要读的一张，再读入\n");
}

static void a_workbook_without_rows_or_header_is_told(void **state)
{
    assert_string_equal(xlsx_read_book(*state, (struct made_book){.sheet = "<row r=\"1\"><c r=\"A1\" s=\"2\"/></row>"}),
                        "! 文件“t.xlsx”的工作表里没有内容；请确认选对了文件，并且已经保存\n");
    assert_string_equal(
        xlsx_read_book(*state, (struct made_book){.sheet = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
                                                           "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>"}),
        "! 文件“t.xlsx”工作表“台账”里没有表头：没有一行填了两格以上；请让表头每列一格、各占一格，再读入\n");
}

/* ---- cells ---- */

static void a_formula_without_its_result_is_told(void **state)
{
    static const char say[] = AT("2", "B") "是公式，文件里没有它的结果（多半是由程序生成、还没有打开过）；"
                                           "请用 Excel 或 WPS 打开，保存一次再读入，或把公式粘贴成数值\n";
    static const char *const cells[] = {"<f>A1</f>", "<f>A1</f><v></v>", "<f>A1</f><v/>"};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        AUTO_BUF struct buf sheet = BUF_INIT;
        buf_printf(&sheet, HEADER "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\">%s</c></row>", cells[i]);
        assert_string_equal(xlsx_read_book(*state, (struct made_book){.sheet = sheet.bytes}), say);
    }
    assert_string_equal(
        xlsx_read_book(*state,
                       (struct made_book){.sheet = HEADER "<row r=\"2\"><c r=\"B2\"><f>A1+1</f><v>0</v></c></row>",
                                          .calc = "<calcPr calcId=\"124519\" fullCalcOnLoad=\"1\"/>"}),
        say);
}

static void a_header_that_failed_is_told(void **state)
{
    assert_string_equal(
        xlsx_read_book(*state, (struct made_book){.sheet = "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\" t=\"e\">"
                                                           "<v>#REF!</v></c></row>"}),
        "! 文件“t.xlsx”工作表“台账”的表头：单元格 B2 的公式出错了（#REF!）；请改好公式，或填入应得的内容\n");
}

static void cells_that_no_spreadsheet_writes_are_told(void **state)
{
    static const struct {
        const char *row, *say;
    } cases[] = {
        {"<row r=\"2\"><c r=\"C2\"><v>abc</v></c></row>", AT("2", "C") "应是数字，写的却不是；" DAMAGED},
        {"<row r=\"2\"><c r=\"C2\" t=\"d\"><v>abc</v></c></row>", AT("2", "C") "应是日期，写的却不是；" DAMAGED},
        {"<row r=\"2\"><c r=\"C2\" t=\"x\"><v>1</v></c></row>", AT("2", "C") "是不认得的类型；" DAMAGED},
        {"<row r=\"2\"><c r=\"C2\" t=\"s\"><v>7</v></c></row>", AT("2", "C") "指向的文字在文件里没有；" DAMAGED},
        {"<row r=\"2\"><c r=\"C2\" t=\"s\"><v>-1</v></c></row>", AT("2", "C") "指向的文字没有编号；" DAMAGED},
        {"<row r=\"2\"><c r=\"C3\"><v>1</v></c></row>", AT("2", "A") "的位置写得不对；" DAMAGED},
        {"<row r=\"2\"><c r=\"ZZZZZZZZZZZZZZZZZZZZ2\"><v>1</v></c></row>", AT("2", "A") "的位置写得不对；" DAMAGED},
        {"<row r=\"2\"><c r=\"C99999999999999999999\"><v>1</v></c></row>", AT("2", "A") "的位置写得不对；" DAMAGED},
        {"<row r=\"99999999999999999999\"><c><v>1</v></c></row>",
         "1 1|2\n! 文件“t.xlsx”工作表“台账”第 1 行之后的行号没有依次往后；" DAMAGED},
        {"<row r=\"2\"><c r=\"22\"><v>1</v></c></row>", AT("2", "A") "的位置写得不对；" DAMAGED},
        {"<row r=\"2\"><c r=\"C2\"><v>1</v></c><c r=\"C2\"><v>2</v></c></row>",
         AT("2", "C") "在文件里写了两次；" DAMAGED},
        {"<row r=\"2\"><c r=\"XFE2\"><v>1</v></c></row>",
         "1 1|2\n! 文件“t.xlsx”工作表“台账”第 2 行超过 16384 列；" DAMAGED},
        {"<row r=\"1048577\"><c><v>1</v></c></row>",
         "1 1|2\n! 文件“t.xlsx”工作表“台账”第 1048577 行超出了表格的 1048576 行；请把内容分成几个文件再读入\n"},
        {"<row r=\"3\"><c><v>1</v></c></row><row r=\"3\"><c><v>1</v></c></row>",
         "1 1|2\n3 1\n! 文件“t.xlsx”工作表“台账”第 3 行之后的行号没有依次往后；" DAMAGED},
        {"<row r=\"3\"><c><v>1</v></c></row><row r=\"x\"><c><v>1</v></c></row>",
         "1 1|2\n3 1\n! 文件“t.xlsx”工作表“台账”第 3 行之后的行号没有依次往后；" DAMAGED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        AUTO_BUF struct buf sheet =
            BUF_INIT; /* the row behind the header is looked at while opening: put one between */
        buf_printf(&sheet, "%s%s", HEADER, cases[i].row);
        const char *said = xlsx_read_book(*state, (struct made_book){.sheet = sheet.bytes});
        const char *expected = strstr(said, "1 1|2") == said ? cases[i].say : cases[i].say + strlen("1 1|2\n");
        assert_string_equal(said, expected);
    }
}

/* 32767 characters are as many as Excel allows, of three bytes each here. */
static char *long_text(size_t count)
{
    char *text = malloc(count * 3 + 1);
    assert_non_null(text);
    for (size_t i = 0; i < count; i++)
        memcpy(text + 3 * i, "中", 3);
    text[3 * count] = '\0';
    return text;
}

static void a_cell_over_the_limit_is_told(void **state)
{
    for (size_t length = 32767; length <= 32768; length++) {
        AUTO_BUF struct buf sheet = BUF_INIT, strings = BUF_INIT, expected = BUF_INIT;
        char *text = long_text(length);
        buf_printf(&sheet,
                   HEADER "<row r=\"2\"><c r=\"B2\"><v>1</v></c></row><row r=\"3\"><c r=\"B3\" "
                          "t=\"inlineStr\"><is><t>%s</t></is></c></row>",
                   text);
        buf_printf(&expected, "1 1|2\n2 |1\n3 |%s\n", text);
        const char *said = xlsx_read_book(*state, (struct made_book){.sheet = sheet.bytes});
        assert_string_equal(said, length == 32767
                                      ? expected.bytes
                                      : "1 1|2\n2 |1\n! 文件“t.xlsx”工作表“台账”第 3 行 B 列超过 32767 个字；"
                                        "请删减后再读入\n");
        buf_printf(&strings, "<si><t>a</t></si><si><t>%s</t></si>", text);
        said = xlsx_read_book(*state, (struct made_book){.sheet = HEADER, .strings = strings.bytes});
        assert_string_equal(said, length == 32767 ? "1 1|2\n"
                                                  : "! 文件“t.xlsx”里有一段文字（第 2 条共享文字）超过 32767 个字，"
                                                    "单元格放不下；请删减后再读入\n");
        free(text);
    }
}

/* ---- bombs ---- */

#define IN_SHEET "! 文件“t.xlsx”里的 xl/worksheets/sheet1.xml "

static const char *read_sheet(struct xlsx_desk *desk, const char *xml, size_t length)
{
    return xlsx_read_zip(
        desk, (const struct zip_part[]){
                  {"xl/workbook.xml",
                   WORKBOOK_OPEN "<sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>", 0},
                  {"xl/_rels/workbook.xml.rels",
                   RELATIONS_OPEN RELATION("r1", "worksheet", "worksheets/sheet1.xml") "</Relationships>", 0},
                  {"xl/worksheets/sheet1.xml", xml, length},
                  {0}});
}

static void a_doctype_is_refused(void **state)
{
    static const char say[] = "带有 DOCTYPE 声明；办公软件不会这样写，它可能用来耗尽内存，所以不读；" SAVE;
    AUTO_BUF struct buf expected = BUF_INIT;
    buf_printf(&expected, IN_SHEET "%s", say);
    assert_string_equal(
        read_sheet(*state, "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;&b;\">]><a>&c;</a>", 0),
        expected.bytes);
    assert_string_equal(read_sheet(*state, "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", 0), expected.bytes);
}

static void broken_xml_is_told_with_its_place(void **state)
{
    assert_string_equal(read_sheet(*state, "<worksheet>\n <sheetData></row>", 0),
                        IN_SHEET "第 2 行第 15 个字符处不合 XML 的写法，可能已经损坏；" SAVE);
    assert_string_equal(read_sheet(*state, "<worksheet><sheetData>", 0), IN_SHEET "没有写完，内容不完整；" SAVE);
    assert_string_equal(read_sheet(*state, "<worksheet><sheetData>&nbsp;", 0),
                        IN_SHEET "第 1 行第 23 个字符处不合 XML 的写法，可能已经损坏；" SAVE);
}

/* 64 MiB of one byte pack to about 64 KiB, a thousandth. */
static void a_part_that_unpacks_to_too_much_is_refused(void **state)
{
    size_t length = 64u << 20;
    char *xml = malloc(length);
    assert_non_null(xml);
    memset(xml, ' ', length);
    memcpy(xml, "<worksheet>", 11);
    for (size_t i = 1 << 20; i < length; i += 1 << 20)
        memcpy(xml + i, "<a/>", 4);
    assert_string_equal(read_sheet(*state, xml, length),
                        IN_SHEET "解压后是原来的 200 倍以上，正常的文件不会这样，可能用来耗尽内存，所以不读；" SAVE);
    free(xml);
}

/* Many sheets that are one large part: each is within its limit, all together are not. */
static void sheets_that_unpack_to_too_much_together_are_refused(void **state)
{
    AUTO_BUF struct buf book = BUF_INIT, sheet = BUF_INIT;
    buf_str(&book, WORKBOOK_OPEN "<sheets>");
    for (int i = 0; i < 200; i++)
        buf_printf(&book, "<sheet name=\"%d\" sheetId=\"%d\" r:id=\"r1\"/>", i, i + 1);
    buf_str(&book, "</sheets></workbook>");
    buf_str(&sheet, SHEET_OPEN);
    for (int i = 0; i < 100000; i++)
        buf_str(&sheet, "<row><c/><c/></row>");
    buf_str(&sheet, SHEET_CLOSE);
    assert_string_equal(
        xlsx_read_zip(
            *state,
            (const struct zip_part[]){{"xl/workbook.xml", book.bytes, 0},
                                      {"xl/_rels/workbook.xml.rels",
                                       RELATIONS_OPEN RELATION("r1", "worksheet", "s.xml") "</Relationships>", 0},
                                      {"xl/s.xml", sheet.bytes, 0},
                                      {0}}),
        "! 文件“t.xlsx”里的 xl/s.xml 解压后是原来的 200 倍以上，正常的文件不会这样，可能用来耗尽内存，所以不读；" SAVE);
}

static void a_list_of_parts_over_its_limit_is_refused(void **state)
{
    size_t length = 5u << 20;
    char *xml = malloc(length + 1);
    assert_non_null(xml);
    for (size_t i = 0; i < length; i++)
        xml[i] = i % 7 ? ' ' : '\n';
    memcpy(xml, "<workbook>", 10);
    memcpy(xml + (3 << 20), "<a/>", 4);
    xml[length] = '\0';
    assert_string_equal(xlsx_read_zip(*state, (const struct zip_part[]){{"xl/workbook.xml", xml, 0}, {0}}),
                        "! 文件“t.xlsx”里的 xl/workbook.xml 解压后超过 4 MiB，太大了；请把内容分成几个文件再读入\n");
    free(xml);
}

static void elements_names_and_tags_without_end_are_refused(void **state)
{
    AUTO_BUF struct buf deep = BUF_INIT, names = BUF_INIT, tag = BUF_INIT;
    for (int i = 0; i < 65; i++)
        buf_str(&deep, "<a>");
    assert_string_equal(read_sheet(*state, deep.bytes, 0),
                        IN_SHEET "的元素套了 64 层以上，不是办公软件写出来的；" SAVE);
    buf_str(&names, "<worksheet>");
    for (int i = 0; i < 600; i++)
        buf_printf(&names, "<a%d/>", i);
    assert_string_equal(read_sheet(*state, names.bytes, 0),
                        IN_SHEET "的元素和属性有 512 种以上，不是办公软件写出来的；" SAVE);
    buf_str(&tag, "<worksheet><a b=\"");
    for (int i = 0; i < 700000; i++)
        buf_printf(&tag, "%07d", (int)(i * 7919LL % 9999991));
    assert_string_equal(read_sheet(*state, tag.bytes, 0), IN_SHEET "有一个标记超过 4 MiB，不是办公软件写出来的；" SAVE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, xlsx_desk_open, xlsx_desk_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(old_and_encrypted_files_are_told_apart),
        TEST(an_archive_without_workbook_is_told),
        TEST(other_spreadsheets_are_told),
        TEST(a_truncated_workbook_is_told),
        TEST(a_broken_part_is_told),
        TEST(an_encrypted_zip_is_told),
        TEST(a_workbook_without_its_parts_is_told),
        TEST(several_sheets_with_rows_are_told_by_name),
        TEST(a_workbook_without_rows_or_header_is_told),
        TEST(a_formula_without_its_result_is_told),
        TEST(a_header_that_failed_is_told),
        TEST(cells_that_no_spreadsheet_writes_are_told),
        TEST(a_cell_over_the_limit_is_told),
        TEST(a_doctype_is_refused),
        TEST(broken_xml_is_told_with_its_place),
        TEST(a_part_that_unpacks_to_too_much_is_refused),
        TEST(sheets_that_unpack_to_too_much_together_are_refused),
        TEST(a_list_of_parts_over_its_limit_is_refused),
        TEST(elements_names_and_tags_without_end_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
