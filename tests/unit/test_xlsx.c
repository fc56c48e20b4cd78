/* xlsxin.h: what a workbook gives. The workbooks are made by hand; expected values are from the file format's standard
 * (ECMA-376) or from what Excel shows. What cannot be read is in test_xlsx_bad.c. */
#include "format/xlsx_style.h"
#include "format/xlsx_value.h"
#include "unit/make_xlsx.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <zip.h>

#include "format/rows.h"
#include "format/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h> /* last: its macro fail() would hide ours */

#define HEADER                                                                                                         \
    "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>甲</t></is></c><c r=\"B1\" "                                     \
    "t=\"inlineStr\"><is><t>乙</t></is></c></row>"

/* ---- values ---- */

/* Left: as written in a file. Right: as Excel shows it with 15 significant digits. */
static void numbers_are_the_decimals_that_excel_shows(void **state)
{
    static const struct {
        const char *raw, *text;
    } cases[] = {
        {"0", "0"},
        {"-0", "0"},
        {"0.0", "0"},
        {"12", "12"},
        {"12.0", "12"},
        {"-12.50", "-12.5"},
        {"0.1", "0.1"},
        {"0.10000000000000001", "0.1"},
        {"0.30000000000000004", "0.3"},
        {"12.299999999999999", "12.3"},
        {"12.300000000000001", "12.3"},
        {"99.999999999999999", "100"},
        {"0.0099999999999999999", "0.01"},
        {"1234567.8900000001", "1234567.89"},
        {"123456789012345", "123456789012345"},
        {"411202001000", "411202001000"},
        {"4.11202001E11", "411202001000"},
        {"4.11202001E+011", "411202001000"},
        {"1E-3", "0.001"},
        {"1.5e-10", "0.00000000015"},
        {"+7", "7"},
        {".5", "0.5"},
        {"5.", "5"},
        {"1E-30", "1E-30"},
        {"999999999999999.4", "999999999999999"},
        {"411202188001010015", "4.1120218800101E+17"},
        {"4.1120218800101E+017", "4.1120218800101E+17"},
        {"1234567890123456", "1.23456789012346E+15"},
        {"999999999999999.5", "1E+15"},
        {"1E308", "1E+308"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct xlsx_number n;
        char text[VALUE_TEXT];
        assert_true(xlsx_number_read(cases[i].raw, strlen(cases[i].raw), &n));
        assert_string_equal(xlsx_number_text(n, text), cases[i].text);
        assert_int_equal(xlsx_number_lossy(&n), strstr(cases[i].text, "E+") != NULL);
    }
}

static void what_is_no_number_is_not_read_as_one(void **state)
{
    static const char *const words[] = {"",    "-",  ".",   "abc", "1,000", "1 ",  " 1",    "1.2.3", "1E",
                                        "1E+", "E5", "NaN", "INF", "0x10",  "--1", "1E999", "12a",   "1E5.0"};
    struct xlsx_number n;
    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_false(xlsx_number_read(words[i], strlen(words[i]), &n));
}

static const char *shown(const char *raw, enum xlsx_kind kind, int width, bool from_1904)
{
    static char text[VALUE_TEXT];
    struct xlsx_number n;
    assert_true(xlsx_number_read(raw, strlen(raw), &n));
    return xlsx_number_shown(n, kind, width, from_1904, text);
}

/* 45356 is 2024-03-05: 2024-01-01 is 45292 in Excel's own table of DATEVALUE, and 45292 + 31 + 29 + 4. */
static void serial_numbers_are_days(void **state)
{
    (void)state;
    assert_string_equal(shown("45356", KIND_DATE, 0, false), "2024-03-05");
    assert_string_equal(shown("45292", KIND_DATE, 0, false), "2024-01-01");
    assert_string_equal(shown("45292.999999", KIND_DATE, 0, false), "2024-01-01");
    assert_string_equal(shown("2958465", KIND_DATE, 0, false), "9999-12-31");
    assert_string_equal(shown("2958466", KIND_DATE, 0, false), "2958466");
    assert_string_equal(shown("-1", KIND_DATE, 0, false), "-1");
    assert_string_equal(shown("45356", KIND_MOMENT, 0, false), "2024-03-05");
    assert_string_equal(shown("45356.604166666664", KIND_MOMENT, 0, false), "2024-03-05 14:30");
    assert_string_equal(shown("45356.604247685187", KIND_MOMENT, 0, false), "2024-03-05 14:30:07");
    assert_string_equal(shown("45356.9999999", KIND_MOMENT, 0, false), "2024-03-06");
    assert_string_equal(shown("0.5", KIND_TIME, 0, false), "12:00");
    assert_string_equal(shown("1.5", KIND_ELAPSED, 0, false), "36:00");
}

/* Excel counts 29 February 1900, which never was; up to day 59 it is one ahead of the calendar, day 60 is no day. */
static void the_1900_system_keeps_its_leap_year_fault(void **state)
{
    (void)state;
    assert_string_equal(shown("0", KIND_DATE, 0, false), "1900-01-00");
    assert_string_equal(shown("1", KIND_DATE, 0, false), "1900-01-01");
    assert_string_equal(shown("59", KIND_DATE, 0, false), "1900-02-28");
    assert_string_equal(shown("60", KIND_DATE, 0, false), "1900-02-29");
    assert_string_equal(shown("61", KIND_DATE, 0, false), "1900-03-01");
}

/* The two systems lie 1462 days apart. */
static void the_1904_system_starts_at_its_own_day(void **state)
{
    (void)state;
    assert_string_equal(shown("0", KIND_DATE, 0, true), "1904-01-01");
    assert_string_equal(shown("43894", KIND_DATE, 0, true), "2024-03-05");
    assert_string_equal(shown("2957003", KIND_DATE, 0, true), "9999-12-31");
    assert_string_equal(shown("2957004", KIND_DATE, 0, true), "2957004");
}

static void percentages_and_leading_zeros_are_kept(void **state)
{
    (void)state;
    assert_string_equal(shown("0.9", KIND_PERCENT, 0, false), "90%");
    assert_string_equal(shown("0.98599999999999999", KIND_PERCENT, 0, false), "98.6%");
    assert_string_equal(shown("1", KIND_PERCENT, 0, false), "100%");
    assert_string_equal(shown("0", KIND_PERCENT, 0, false), "0%");
    assert_string_equal(shown("123", KIND_PADDED, 6, false), "000123");
    assert_string_equal(shown("1234567", KIND_PADDED, 6, false), "1234567");
    assert_string_equal(shown("1.5", KIND_PADDED, 6, false), "1.5");
    assert_string_equal(shown("-5", KIND_PADDED, 6, false), "-5");
}

static void days_as_the_standard_writes_them_are_read(void **state)
{
    static const struct {
        const char *raw, *text;
    } cases[] = {
        {"2024-03-05", "2024-03-05"},
        {"2024-03-05T00:00:00", "2024-03-05"},
        {"2024-03-05T00:00:00.000Z", "2024-03-05"},
        {"2024-03-05T14:30:00Z", "2024-03-05 14:30"},
        {"2024-03-05T14:30:07.25", "2024-03-05 14:30:07"},
        {"2024-02-30", NULL},
        {"2024-03-05T25:00:00", NULL},
        {"today", NULL},
    };
    char text[VALUE_TEXT];
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(xlsx_iso_text(cases[i].raw, strlen(cases[i].raw), text), cases[i].text != NULL);
        if (cases[i].text)
            assert_string_equal(text, cases[i].text);
    }
}

static void number_formats_tell_what_is_shown(void **state)
{
    static const struct {
        const char *code;
        enum xlsx_kind kind;
        int width;
    } cases[] = {
        {"General", KIND_NUMBER, 0},
        {"G/通用格式", KIND_NUMBER, 0},
        {"0", KIND_NUMBER, 0},
        {"0.00", KIND_NUMBER, 0},
        {"#,##0.00", KIND_NUMBER, 0},
        {"0.00E+00", KIND_NUMBER, 0},
        {"##0.0E+0", KIND_NUMBER, 0},
        {"@", KIND_NUMBER, 0},
        {"0\"户\"", KIND_NUMBER, 0},
        {"#,##0\"days\"", KIND_NUMBER, 0},
        {"[Red]#,##0;[Green]\\-#,##0", KIND_NUMBER, 0},
        {"_ \"¥\"* #,##0.00_ ;_ \"¥\"* \\-#,##0.00_ ;_ @_ ", KIND_NUMBER, 0},
        {"[$¥-804]#,##0.00", KIND_NUMBER, 0},
        {"0.00_);[Red]\\(0.00\\)", KIND_NUMBER, 0},
        {"0;\"yyyy\"", KIND_NUMBER, 0},
        {"0!.0,\"万\"", KIND_NUMBER, 0},
        {"0%", KIND_PERCENT, 0},
        {"0.00%", KIND_PERCENT, 0},
        {"0\"%\"", KIND_NUMBER, 0},
        {"000000", KIND_PADDED, 6},
        {"00", KIND_PADDED, 2},
        {"yyyy\"年\"m\"月\"d\"日\"", KIND_DATE, 0},
        {"yyyy\"年\"m\"月\"d\"日\";@", KIND_DATE, 0},
        {"yyyy年m月d日", KIND_DATE, 0},
        {"[$-804]yyyy\"年\"m\"月\"", KIND_DATE, 0},
        {"[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\";@", KIND_DATE, 0},
        {"m\"月\"d\"日\"", KIND_DATE, 0},
        {"yyyy/m/d;@", KIND_DATE, 0},
        {"YYYY-MM-DD", KIND_DATE, 0},
        {"yyyy\\-mm\\-dd", KIND_DATE, 0},
        {"mmm\\-yy", KIND_DATE, 0},
        {"mmmm", KIND_DATE, 0},
        {"aaaa", KIND_DATE, 0},
        {"[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", KIND_DATE, 0},
        {"yyyy/m/d h:mm", KIND_MOMENT, 0},
        {"yyyy-mm-dd hh:mm:ss", KIND_MOMENT, 0},
        {"yyyy/m/d\\ h:mm\\ AM/PM", KIND_MOMENT, 0},
        {"h:mm", KIND_TIME, 0},
        {"上午/下午h\"时\"mm\"分\"", KIND_TIME, 0},
        {"mm:ss", KIND_TIME, 0},
        {"mm:ss.0", KIND_TIME, 0},
        {"[h]:mm:ss", KIND_ELAPSED, 0},
        {"[mm]:ss", KIND_ELAPSED, 0},
        {"\"open", KIND_NUMBER, 0},
        {"[open", KIND_NUMBER, 0},
        {"\\", KIND_NUMBER, 0},
        {"", KIND_NUMBER, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct xlsx_style style = xlsx_style_of_code(cases[i].code);
        if (style.kind != cases[i].kind || style.width != cases[i].width)
            fail_msg("%s is of kind %d, width %d", cases[i].code, style.kind, style.width);
    }
}

static void builtin_formats_are_known_by_number(void **state)
{
    static const unsigned dates[] = {14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58};
    static const unsigned times[] = {18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56};
    static const unsigned numbers[] = {0, 1, 2, 3, 4, 11, 12, 13, 23, 37, 40, 44, 48, 49, 59, 163};
    (void)state;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        assert_int_equal(xlsx_style_of_builtin(dates[i]).kind, KIND_DATE);
    for (size_t i = 0; i < sizeof times / sizeof *times; i++)
        assert_int_equal(xlsx_style_of_builtin(times[i]).kind, KIND_TIME);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        assert_int_equal(xlsx_style_of_builtin(numbers[i]).kind, KIND_NUMBER);
    assert_int_equal(xlsx_style_of_builtin(9).kind, KIND_PERCENT);
    assert_int_equal(xlsx_style_of_builtin(22).kind, KIND_MOMENT);
    assert_int_equal(xlsx_style_of_builtin(46).kind, KIND_ELAPSED);
}

/* ---- cells ---- */

static void texts_come_from_everywhere(void **state)
{
    assert_string_equal(
        xlsx_read_book(
            *state,
            (struct made_book){
                .strings =
                    "<si><t>姓名</t></si><si><r><rPr><b/><sz val=\"11\"/></rPr><t>编</t></r><r><t>号</t></r>"
                    "<rPh sb=\"0\" eb=\"2\"><t>biānhào</t></rPh></si><si><t xml:space=\"preserve\"> 张三 </t></si>",
                .sheet =
                    "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
                    "<c r=\"C1\" t=\"inlineStr\"><is><t>备注</t></is></c></row>"
                    "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>2</v></c><c r=\"B2\" t=\"str\"><f>\"A\"&amp;1</f><v>A1</v></c>"
                    "<c r=\"C2\" t=\"inlineStr\"><is><r><t>合成</t></r><r><rPr><i/></rPr><t>数据</t></r>"
                    "<rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></is></c></row>"
                    "<row r=\"3\"><c r=\"A3\" t=\"b\"><v>1</v></c><c r=\"B3\" t=\"b\"><v>0</v></c>"
                    "<c r=\"C3\"><f>1+1</f><v>2</v></c></row>"}),
        "1 姓名|编号|备注\n2  张三 |A1|合成数据\n3 TRUE|FALSE|2\n");
}

/* Excel writes what XML cannot hold as _xHHHH_, and a text that looks so as _x005F_xHHHH_. */
static void escapes_are_decoded(void **state)
{
    assert_string_equal(
        xlsx_read_book(*state,
                       (struct made_book){.strings = "<si><t>a_x000D_\nb</t></si><si><t>_x005F_x000D_</t></si>"
                                                     "<si><t>_x0000_ _xD800_ _x12_ _x00e9_</t></si>",
                                          .sheet = "<row r=\"1\"><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c>"
                                                   "<c t=\"s\"><v>2</v></c><c t=\"inlineStr\"><is><t>_x4E2D_</t></is>"
                                                   "</c></row>"}),
        "1 a\r\nb|_x000D_|_x0000_ _xD800_ _x12_ é|中\n");
}

static void dates_are_told_by_their_style(void **state)
{
    static const char xfs[] = "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"31\"/><xf numFmtId=\"176\"/>"
                              "<xf numFmtId=\"177\"/><xf numFmtId=\"178\"/><xf numFmtId=\"9\"/>";
    static const char formats[] =
        "<numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@\"/>"
        "<numFmt numFmtId=\"177\" formatCode=\"yyyy/m/d h:mm\"/>"
        "<numFmt numFmtId=\"178\" formatCode=\"000000\"/>";
    static const char sheet[] = HEADER "<row r=\"2\"><c r=\"A2\" s=\"0\"><v>45356</v></c><c r=\"B2\" "
                                       "s=\"1\"><v>45356</v></c><c r=\"C2\" s=\"2\"><v>45356</v></c>"
                                       "<c r=\"D2\" s=\"3\"><v>45356</v></c><c r=\"E2\" "
                                       "s=\"4\"><v>45356.604166666664</v></c><c r=\"F2\" s=\"5\"><v>123</v></c>"
                                       "<c r=\"G2\" s=\"6\"><v>0.985</v></c><c r=\"H2\" s=\"99\"><v>7</v></c><c "
                                       "r=\"I2\" t=\"d\"><v>2024-03-05T00:00:00</v></c>"
                                       "</row>";
    assert_string_equal(
        xlsx_read_book(*state, (struct made_book){.sheet = sheet, .formats = formats, .cell_xfs = xfs}),
        "1 甲|乙\n2 45356|2024-03-05|2024-03-05|2024-03-05|2024-03-05 14:30|000123|98.5%|7|2024-03-05\n");
    assert_string_equal(
        xlsx_read_book(*state,
                       (struct made_book){.sheet = HEADER "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>43894</v></c></row>",
                                          .cell_xfs = xfs,
                                          .workbook = "<workbookPr date1904=\"1\"/>"}),
        "1 甲|乙\n2 2024-03-05\n");
}

static void a_number_that_lost_its_digits_is_marked(void **state)
{
    assert_string_equal(
        xlsx_read_book(*state,
                       (struct made_book){.sheet = HEADER "<row r=\"2\"><c r=\"A2\"><v>4.1120218800101E+17</v></c>"
                                                          "<c r=\"B2\"><v>123456789012345</v></c></row>"}),
        "1 甲|乙\n2 4.1120218800101E+17{单元格 A2 是数字，超过 15 位，表格软件只留得住前 15 位，后面的已经丢失；"
        "请先把这一列设为“文本”格式，再重新填写完整的号码}|123456789012345\n");
}

static void a_formula_that_failed_is_marked(void **state)
{
    assert_string_equal(
        xlsx_read_book(*state, (struct made_book){.sheet = HEADER
                                                  "<row r=\"2\"><c r=\"B2\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>"
                                                  "<c r=\"AB2\" t=\"e\"><v>#N/A</v></c></row>"}),
        "1 甲|乙\n2 |#DIV/0!{单元格 B2 的公式出错了（#DIV/0!）；请改好公式，或填入应得的内容}"
        "||||||||||||||||||||||||||#N/A{单元格 AB2 的公式出错了（#N/A）；请改好公式，或填入应得的内容}\n");
}

static void a_formula_gives_what_it_last_gave(void **state)
{
    assert_string_equal(
        xlsx_read_book(*state,
                       (struct made_book){.sheet = HEADER "<row r=\"2\"><c r=\"A2\" t=\"str\"><f>B9</f><v></v></c>"
                                                          "<c r=\"B2\"><f t=\"shared\" si=\"0\"/><v>3</v></c>"
                                                          "<c r=\"C2\" t=\"b\"><f>1=1</f><v>1</v></c></row>"}),
        "1 甲|乙\n2 |3|TRUE\n");
}

/* ---- rows ---- */

static void cells_stand_where_they_say(void **state)
{
    const char *out = xlsx_read_book(
        *state, (struct made_book){.sheet = "<row r=\"3\"><c r=\"B3\"><v>1</v></c><c r=\"D3\"><v>2</v></c></row>"
                                            "<row r=\"5\"><c r=\"D5\"><v>4</v></c><c r=\"A5\"><v>3</v></c></row>"
                                            "<row><c><v>5</v></c><c r=\"C6\"><v>6</v></c><c><v>7</v></c></row>"
                                            "<row r=\"9\"><c r=\"XFD9\"><v>8</v></c></row>"});
    static const char start[] = "3 |1||2\n5 3|||4\n6 5||6|7\n9 |||";
    assert_int_equal(strncmp(out, start, sizeof start - 1), 0);
    assert_int_equal(strlen(out), strlen("3 |1||2\n5 3|||4\n6 5||6|7\n") + 2 + 16383 + 2);
}

static void rows_of_blanks_and_formats_are_no_rows(void **state)
{
    assert_string_equal(
        xlsx_read_book(*state, (struct made_book){.strings = "<si><t> \xE3\x80\x80</t></si><si><t/></si>",
                                                  .sheet = HEADER
                                                  "<row r=\"2\"><c r=\"A2\" s=\"3\"/><c r=\"B2\" s=\"3\"/></row>"
                                                  "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c></row>"
                                                  "<row r=\"4\"><c r=\"B4\" t=\"s\"><v>1</v></c></row>"
                                                  "<row r=\"5\"><c r=\"B5\"><v>1</v></c><c r=\"C5\" s=\"1\"/></row>"
                                                  "<row r=\"6\"/><row r=\"1048576\"/>"}),
        "1 甲|乙\n5 |1\n");
}

static void titles_above_the_header_are_skipped_and_said(void **state)
{
    assert_string_equal(
        xlsx_read_book(
            *state,
            (struct made_book){.sheet = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>技能人才台账</t></is></c>"
                                        "<c r=\"B1\" s=\"1\"/></row>"
                                        "<row r=\"2\"><c r=\"B2\" t=\"inlineStr\"><is><t>2024 年</t></is></c></row>"
                                        "<row r=\"4\"><c r=\"A4\" t=\"inlineStr\"><is><t>甲</t></is></c>"
                                        "<c r=\"B4\" t=\"inlineStr\"><is><t>乙</t></is></c></row>"
                                        "<row r=\"5\"><c r=\"A5\"><v>1</v></c></row>"}),
        "4 甲|乙\n5 1\n# 工作表“台账”的表头是第 4 行；它上面的 2 行标题（“技能人才台账”等）没有读\n");
}

/* Row 1 has two filled cells, both merged to the right: still a title. */
static void merged_cells_side_by_side_are_a_title(void **state)
{
    static const char sheet[] =
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>填报单位：人社局</t></is></c>"
        "<c r=\"C1\" t=\"inlineStr\"><is><t>2024 年 3 月</t></is></c></row>"
        "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"><v>2</v></c><c r=\"C2\"><v>3</v></c></row>"
        "<row r=\"3\"><c r=\"A3\"><v>4</v></c></row>";
    assert_string_equal(
        xlsx_read_book(*state, (struct made_book){.sheet = sheet,
                                                  .behind = "<mergeCells count=\"2\"><mergeCell ref=\"A1:B1\"/>"
                                                            "<mergeCell ref=\"C1:D1\"/></mergeCells>"}),
        "2 1|2|3\n3 4\n# 工作表“台账”的表头是第 2 行；它上面的 1 行标题（“填报单位：人社局”）没有读\n");
    assert_string_equal(
        xlsx_read_book(*state, (struct made_book){.sheet = sheet,
                                                  .behind = "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>"}),
        "1 填报单位：人社局||2024 年 3 月\n2 1|2|3\n3 4\n");
}

static void hidden_rows_are_read_and_said(void **state)
{
    assert_string_equal(
        xlsx_read_book(*state,
                       (struct made_book){.sheet = HEADER "<row r=\"2\" hidden=\"1\"><c r=\"A2\"><v>1</v></c></row>"
                                                          "<row r=\"3\" hidden=\"1\"/>"
                                                          "<row r=\"4\"><c r=\"A4\"><v>2</v></c></row>"}),
        "1 甲|乙\n2 1\n4 2\n# 工作表“台账”有 1 行是隐藏的（可能是筛选），也读了\n");
}

/* ---- workbooks ---- */

#define SHEET(cells) SHEET_OPEN "<row r=\"1\">" cells "</row>" SHEET_CLOSE
#define TWO(a, b)    "<c r=\"A1\"><v>" a "</v></c><c r=\"B1\"><v>" b "</v></c>"

static const char three_relations[] = RELATIONS_OPEN RELATION("r1", "worksheet", "worksheets/sheet1.xml")
    RELATION("r2", "worksheet", "worksheets/sheet2.xml")
        RELATION("r3", "chartsheet", "chartsheets/sheet1.xml") "</Relationships>";

static const char *read_sheets(struct xlsx_desk *desk, const char *state1, const char *state2, const char *sheet1,
                               const char *sheet2)
{
    AUTO_BUF struct buf book = BUF_INIT;
    buf_printf(&book,
               WORKBOOK_OPEN "<sheets><sheet name=\"一月\" sheetId=\"1\" state=\"%s\" r:id=\"r1\"/>"
                             "<sheet name=\"图\" sheetId=\"3\" r:id=\"r3\"/>"
                             "<sheet name=\"二月\" sheetId=\"2\" state=\"%s\" r:id=\"r2\"/></sheets></workbook>",
               state1, state2);
    return xlsx_read_zip(desk, (const struct zip_part[]){{"xl/workbook.xml", book.bytes, 0},
                                                         {"xl/_rels/workbook.xml.rels", three_relations, 0},
                                                         {"xl/worksheets/sheet1.xml", sheet1, 0},
                                                         {"xl/worksheets/sheet2.xml", sheet2, 0},
                                                         {0}});
}

/* Of 120 bytes with NUL, 39 characters of three bytes fit. */
static void a_long_title_is_cut_at_a_character(void **state)
{
    AUTO_BUF struct buf sheet = BUF_INIT, expected = BUF_INIT;
    buf_str(&sheet, "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>");
    buf_str(&expected, "2 1|2\n# 工作表“台账”的表头是第 2 行；它上面的 1 行标题（“");
    for (int i = 0; i < 200; i++) {
        buf_str(&sheet, "题");
        buf_str(&expected, i < 39 ? "题" : "");
    }
    buf_str(&sheet, "</t></is></c></row><row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"><v>2</v></c></row>");
    buf_str(&expected, "”）没有读\n");
    assert_string_equal(xlsx_read_book(*state, (struct made_book){.sheet = sheet.bytes}), expected.bytes);
}

static void the_only_sheet_with_something_in_it_is_read(void **state)
{
    assert_string_equal(read_sheets(*state, "visible", "visible", SHEET(""), SHEET(TWO("1", "2"))), "1 1|2\n");
    assert_string_equal(read_sheets(*state, "visible", "hidden", SHEET(TWO("1", "2")), SHEET("")), "1 1|2\n");
}

static void a_hidden_sheet_is_not_read_and_said(void **state)
{
    assert_string_equal(read_sheets(*state, "hidden", "visible", SHEET(TWO("3", "4")), SHEET(TWO("1", "2"))),
                        "1 1|2\n# 只读了工作表“二月”；隐藏的工作表“一月”没有读\n");
    assert_string_equal(
        read_sheets(*state, "visible", "veryHidden", SHEET(TWO("1", "2")), SHEET("<c r=\"A1\"><f>X9</f></c>")),
        "1 1|2\n# 只读了工作表“一月”；隐藏的工作表“二月”没有读\n");
}

static void prefixes_and_the_strict_standard_are_read(void **state)
{
    static const struct zip_part parts[] = {
        {"xl/workbook.xml",
         XML "<x:workbook xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\" "
             "xmlns:d3p1=\"http://purl.oclc.org/ooxml/officeDocument/relationships\"><x:sheets>"
             "<x:sheet name=\"A\" sheetId=\"1\" d3p1:id=\"R1\"/></x:sheets></x:workbook>",
         0},
        {"xl/_rels/workbook.xml.rels",
         RELATIONS_OPEN
         "<Relationship Id=\"R1\" Target=\"/xl/worksheets/Sheet1.xml\" "
         "Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet\"/>"
         "<Relationship Id=\"R2\" Target=\"./../xl/strings.xml\" "
         "Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/sharedStrings\"/></Relationships>",
         0},
        {"xl/worksheets/sheet1.xml",
         XML "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData><x:row>"
             "<x:c t=\"s\"><x:v>0</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>",
         0},
        {"xl/strings.xml",
         XML "<x:sst xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:si><x:t>甲</x:t></x:si></x:sst>", 0},
        {0},
    };
    assert_string_equal(xlsx_read_zip(*state, parts), "1 甲|2\n");
}

/* Some programs write \ between folders; Microsoft 365 names the workbook anew (workbook2.xml). */
static void parts_are_found_under_other_names(void **state)
{
    static const char relations[] =
        RELATIONS_OPEN RELATION("rId1", "worksheet", "worksheets/sheet1.xml") "</Relationships>";
    static const char book[] =
        WORKBOOK_OPEN "<sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    assert_string_equal(
        xlsx_read_zip(*state, (const struct zip_part[]){{"xl\\workbook.xml", book, 0},
                                                        {"xl\\_rels\\workbook.xml.rels", relations, 0},
                                                        {"xl\\worksheets\\sheet1.xml", SHEET(TWO("1", "2")), 0},
                                                        {0}}),
        "1 1|2\n");
    assert_string_equal(
        xlsx_read_zip(
            *state,
            (const struct zip_part[]){
                {"_rels/.rels",
                 RELATIONS_OPEN RELATION("rId1", "officeDocument", "/xl/workbook2.xml") "</Relationships>", 0},
                {"xl/workbook2.xml", book, 0},
                {"xl/_rels/workbook2.xml.rels", relations, 0},
                {"xl/worksheets/sheet1.xml", SHEET(TWO("1", "2")), 0},
                {0}}),
        "1 1|2\n");
}

/* That a source's digest is SM3 of the bytes is test_csv.c's. */
static void the_digest_and_the_progress_are_those_of_the_file(void **state)
{
    struct xlsx_desk *desk = *state;
    struct source *source = NULL;
    struct rows *rows = NULL;
    struct row row;
    int64_t done, all;
    make_xlsx("t.xlsx", &(struct made_book){.sheet = HEADER});
    assert_int_equal(source_open(&desk->ctx, "t.xlsx", &source), 0);
    assert_int_equal(source_hash(&desk->ctx, source), 0);
    assert_int_equal(rows_open(&desk->ctx, "t.xlsx", &rows), 0);
    assert_memory_equal(rows_digest(rows), source_digest(source), SOURCE_DIGEST);
    source_close(source);
    rows_progress(rows, &done, &all);
    assert_true(done == 0 && all > 0);
    assert_int_equal(rows_next(&desk->ctx, rows, &row), 1);
    assert_int_equal(rows_next(&desk->ctx, rows, &row), 0);
    assert_int_equal(rows_next(&desk->ctx, rows, &row), 0);
    rows_progress(rows, &done, &all);
    assert_true(done == all && all > 0);
    rows_close(rows);
}

static void a_workbook_that_changes_while_it_is_read_is_told(void **state)
{
    struct xlsx_desk *desk = *state;
    struct rows *rows = NULL;
    struct row row;
    make_xlsx("t.xlsx", &(struct made_book){.sheet = HEADER});
    assert_int_equal(rows_open(&desk->ctx, "t.xlsx", &rows), 0);
    assert_int_equal(rows_next(&desk->ctx, rows, &row), 1);
    FILE *f = fopen("t.xlsx", "ab");
    assert_non_null(f);
    fputs("x", f);
    assert_int_equal(fclose(f), 0);
    assert_int_equal(rows_next(&desk->ctx, rows, &row), E_INPUT);
    assert_string_equal(desk->ctx.err.text, "文件“t.xlsx”在读取时被别的程序改动了；请关闭正在编辑它的程序，再读一次");
    rows_close(rows);
}

/* The same three rows as LibreOffice writes them; dates and numbers typed by its own import of a CSV. */
static void what_libreoffice_writes_is_read(void **state)
{
    struct xlsx_desk *desk = *state;
    char line[256];
    if (system("command -v soffice >/dev/null 2>&1") != 0)
        skip();
    FILE *f = fopen("t.csv", "w");
    assert_non_null(f);
    fputs("姓名,编号,发证日期,数,备注\n张三,A1,2024-03-05,12.30,合成数据\n\"李\n四\",,2024/3/6,0.1,\n", f);
    assert_int_equal(fclose(f), 0);
    snprintf(line, sizeof line,
             "HOME=%s timeout 120 soffice --headless --infilter='CSV:44,34,76,1,,2052' --convert-to xlsx t.csv >o 2>&1",
             desk->folder);
    assert_int_equal(system(line), 0);
    assert_string_equal(xlsx_read(desk, "t.xlsx"), "1 姓名|编号|发证日期|数|备注\n2 张三|A1|2024-03-05|12.3|合成数据\n"
                                                   "3 李\n四||2024-03-06|0.1\n");
}

/* A table with colspan becomes merged cells. */
static void what_libreoffice_merges_is_a_title(void **state)
{
    struct xlsx_desk *desk = *state;
    char line[256];
    if (system("command -v soffice >/dev/null 2>&1") != 0)
        skip();
    FILE *f = fopen("t.html", "w");
    assert_non_null(f);
    fputs(
        "<html><meta charset=utf-8><table><tr><td colspan=3>台账</td></tr>"
        "<tr><td colspan=2>单位：甲</td><td colspan=2>三月</td></tr>"
        "<tr><td>姓名</td><td>日期</td><td>数</td></tr><tr><td>张三</td><td>2024-03-05</td><td>12.30</td></tr></table>",
        f);
    assert_int_equal(fclose(f), 0);
    snprintf(line, sizeof line,
             "HOME=%s timeout 120 soffice --headless --infilter='HTML (StarCalc)' --convert-to xlsx t.html >o 2>&1",
             desk->folder);
    assert_int_equal(system(line), 0);
    assert_string_equal(xlsx_read(desk, "t.xlsx"),
                        "3 姓名|日期|数\n4 张三|2024-03-05|12.3\n"
                        "# 工作表“Sheet1”的表头是第 3 行；它上面的 2 行标题（“台账”等）没有读\n");
}

/* ---- size ---- */

/* A sheet of `rows` rows, generated while it is written. */
struct generated {
    long rows, row;
    char piece[512];
    size_t at, length;
};

static void next_piece(struct generated *g)
{
    long r = g->row++;
    int n;
    if (r == 0)
        n = snprintf(g->piece, sizeof g->piece, "%s", SHEET_OPEN);
    else if (r > g->rows)
        n = snprintf(g->piece, sizeof g->piece, "%s", SHEET_CLOSE);
    else
        n = snprintf(g->piece, sizeof g->piece,
                     "<row r=\"%ld\"><c r=\"A%ld\"><v>%ld</v></c><c r=\"B%ld\" t=\"s\"><v>%ld</v></c></row>", r, r,
                     r * 7919 % 1000003, r, r % 3);
    g->at = 0;
    g->length = (size_t)n;
}

static zip_int64_t generate(void *arg, void *data, zip_uint64_t size, zip_source_cmd_t command)
{
    struct generated *g = arg;
    size_t done = 0;
    if (command == ZIP_SOURCE_SUPPORTS)
        return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
                                              ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
    if (command == ZIP_SOURCE_STAT)
        zip_stat_init(data);
    if (command != ZIP_SOURCE_READ)
        return command == ZIP_SOURCE_STAT ? (zip_int64_t)sizeof(zip_stat_t) : 0;
    while (done < size && (g->at < g->length || g->row <= g->rows + 1)) {
        if (g->at == g->length)
            next_piece(g);
        size_t n = g->length - g->at < size - done ? g->length - g->at : (size_t)size - done;
        memcpy((char *)data + done, g->piece + g->at, n);
        g->at += n;
        done += n;
    }
    return (zip_int64_t)done;
}

static void make_large(const char *path, long rows)
{
    struct generated g = {.rows = rows};
    make_xlsx(path, &(struct made_book){.strings = "<si><t>一</t></si><si><t>二</t></si><si><t>三</t></si>"});
    zip_t *zip = zip_open(path, 0, NULL);
    assert_non_null(zip);
    zip_source_t *source = zip_source_function(zip, generate, &g);
    assert_true(zip_file_add(zip, "xl/worksheets/sheet1.xml", source, ZIP_FL_OVERWRITE) >= 0);
    assert_int_equal(zip_close(zip), 0);
}

static long peak_kib(void)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss;
}

/* Counts rows; the sum of column A is known: of `rows` numbers. Gives the growth of the process in KiB. */
static long read_large(struct xlsx_desk *desk, const char *path, int64_t rows_expected)
{
    struct rows *rows = NULL;
    struct row row = {0};
    int64_t count = 0;
    int r;
    long before = peak_kib();
    assert_int_equal(rows_open(&desk->ctx, path, &rows), 0);
    while ((r = rows_next(&desk->ctx, rows, &row)) > 0)
        assert_int_equal(row.number, ++count);
    assert_int_equal(r, 0);
    assert_int_equal(count, rows_expected);
    assert_string_equal(row.cells[1].text, count % 3 == 0 ? "一" : count % 3 == 1 ? "二" : "三");
    rows_close(rows);
    return peak_kib() - before;
}

/* DUIXIAN_LARGE=1 reads as many rows as a sheet can have; it takes half a minute under the sanitizers. */
static void memory_does_not_grow_with_the_rows(void **state)
{
    bool large = getenv("DUIXIAN_LARGE") != NULL;
    long rows = large ? 1048576 : 50000;
    make_large("t.xlsx", 1000);
    (void)read_large(*state, "t.xlsx", 1000);
    make_large("t.xlsx", rows);
    long grown = read_large(*state, "t.xlsx", rows);
    if (large)
        print_message("%ld rows: %ld KiB more\n", rows, grown);
    assert_true(grown < 16 * 1024);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, xlsx_desk_open, xlsx_desk_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(numbers_are_the_decimals_that_excel_shows),
        TEST(what_is_no_number_is_not_read_as_one),
        TEST(serial_numbers_are_days),
        TEST(the_1900_system_keeps_its_leap_year_fault),
        TEST(the_1904_system_starts_at_its_own_day),
        TEST(percentages_and_leading_zeros_are_kept),
        TEST(days_as_the_standard_writes_them_are_read),
        TEST(number_formats_tell_what_is_shown),
        TEST(builtin_formats_are_known_by_number),
        TEST(texts_come_from_everywhere),
        TEST(escapes_are_decoded),
        TEST(dates_are_told_by_their_style),
        TEST(a_number_that_lost_its_digits_is_marked),
        TEST(a_formula_that_failed_is_marked),
        TEST(a_formula_gives_what_it_last_gave),
        TEST(cells_stand_where_they_say),
        TEST(rows_of_blanks_and_formats_are_no_rows),
        TEST(titles_above_the_header_are_skipped_and_said),
        TEST(a_long_title_is_cut_at_a_character),
        TEST(merged_cells_side_by_side_are_a_title),
        TEST(hidden_rows_are_read_and_said),
        TEST(the_only_sheet_with_something_in_it_is_read),
        TEST(a_hidden_sheet_is_not_read_and_said),
        TEST(prefixes_and_the_strict_standard_are_read),
        TEST(parts_are_found_under_other_names),
        TEST(the_digest_and_the_progress_are_those_of_the_file),
        TEST(a_workbook_that_changes_while_it_is_read_is_told),
        TEST(what_libreoffice_writes_is_read),
        TEST(what_libreoffice_merges_is_a_title),
        TEST(memory_does_not_grow_with_the_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
