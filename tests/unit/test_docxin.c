/* Words of Word documents, and of files whatever they are. */
#include "unit/make_xlsx.h"
#include "base/file.h"
#include "format/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define WORD_NS   "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define P(words)  "<w:p><w:r><w:t>" words "</w:t></w:r></w:p>"
#define TC(words) "<w:tc>" P(words) "</w:tc>"

/* What words_read gives for these bytes, or its message. */
static const char *words_of(struct xlsx_desk *desk, const char *bytes, size_t length)
{
    const char *words;

    desk->ctx.err.text[0] = '\0';
    if (words_read(&desk->ctx, "文.docx", bytes, length, &words, &length) < 0)
        return desk->ctx.err.text;
    return words;
}

static const char *words_of_parts(struct xlsx_desk *desk, const struct zip_part *parts, size_t cut)
{
    char *bytes;
    size_t length;

    make_zip("t.docx", parts);
    assert_int_equal(file_read(&desk->ctx, "t.docx", 64 << 20, &bytes, &length), 0);
    return words_of(desk, bytes, length - cut);
}

static const char *words_of_zip(struct xlsx_desk *desk, const char *part, const char *xml, size_t cut)
{
    return words_of_parts(desk, (struct zip_part[]){{part, xml, 0}, {NULL, NULL, 0}}, cut);
}

#define BODY(inner)        XML "<w:document xmlns:w=\"" WORD_NS "\"><w:body>" inner "</w:body></w:document>"
#define READS(inner, text) assert_string_equal(words_of_zip(*state, "word/document.xml", BODY(inner), 0), text)

static void paragraphs_stand_by_themselves_and_runs_are_joined(void **state)
{
    READS(P("标题") "<w:p><w:r><w:t>充电桩6</w:t></w:r><w:r><w:t>63个</w:t></w:r></w:p>", "标题\n\n充电桩663个\n\n");
    READS("<w:p><w:r><w:t>上</w:t><w:br/><w:t>下</w:t><w:tab/><w:t>右</w:t></w:r></w:p>", "上\n下\t右\n\n");
}

static void a_table_keeps_its_columns_where_cells_are_empty_or_merged(void **state)
{
    READS("<w:tbl><w:tr>" TC("指标") TC("目标") TC("完成") "</w:tr><w:tr>" TC("") TC("20")
              TC("21") "</w:tr>"
                       "<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>" P("合计") "</w:tc>" TC(
                           "21") "</w:tr></w:tbl>",
          "指标\t目标\t完成\n\t20\t21\n合计\t\t21\n\n");
}

static void deleted_moved_and_hidden_words_are_not_read(void **state)
{
    READS("<w:p><w:del><w:r><w:delText>1个</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>2个</w:t></w:r></w:moveFrom>"
          "<w:r><w:rPr><w:vanish/></w:rPr><w:t>3个</w:t></w:r><w:r><w:t>4个</w:t></w:r></w:p>",
          "4个\n\n");
}

#define RELATION(id, type, target)                                                                                     \
    "<Relationship Id=\"" id "\" Type=\"" RELATIONS_NS "/" type "\" Target=\"" target "\"/>"
#define RELATIONS(inner) XML "<Relationships xmlns=\"" PACKAGE_NS "\">" inner "</Relationships>"

static void the_text_is_where_the_package_says(void **state)
{
    const struct zip_part parts[] = {
        {"_rels/.rels", RELATIONS(RELATION("r1", "officeDocument", "/word/document2.xml")), 0},
        {"word/document2.xml", BODY(P("正文")), 0},
        {NULL, NULL, 0},
    };
    const struct zip_part astray[] = {
        {"_rels/.rels", RELATIONS(RELATION("r1", "officeDocument", "word/none.xml")), 0},
        {NULL, NULL, 0},
    };

    assert_string_equal(words_of_parts(*state, parts, 0), "正文\n\n");
    assert_non_null(strstr(words_of_parts(*state, astray, 0), "里面没有 Word 文档的正文"));
}

#define LVL(level, format, text)                                                                                       \
    "<w:lvl w:ilvl=\"" level "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" format "\"/><w:suff w:val=\"nothing\"/>"    \
    "<w:lvlText w:val=\"" text "\"/></w:lvl>"
#define LISTS(inner)       XML "<w:numbering xmlns:w=\"" WORD_NS "\">" inner "</w:numbering>"
#define NUM(id, of, inner) "<w:num w:numId=\"" id "\"><w:abstractNumId w:val=\"" of "\"/>" inner "</w:num>"
#define NP(list, level, words)                                                                                         \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" list                                         \
    "\"/></w:numPr></w:pPr><w:r><w:t>" words "</w:t></w:r></w:p>"

/* The document of `body` with these lists and styles. */
static const char *words_of_lists(struct xlsx_desk *desk, const char *body, const char *lists, const char *styles)
{
    const struct zip_part parts[] = {
        {"word/document.xml", body, 0},
        {"word/_rels/document.xml.rels",
         RELATIONS(RELATION("r1", "numbering", "numbering.xml") RELATION("r2", "styles", "styles.xml")), 0},
        {"word/numbering.xml", lists, 0},
        {"word/styles.xml", styles, 0},
        {NULL, NULL, 0},
    };

    return words_of_parts(desk, parts, 0);
}

#define NO_STYLES XML "<w:styles xmlns:w=\"" WORD_NS "\"/>"

static void numbers_of_lists_are_counted_as_word_counts(void **state)
{
    static const char lists[] = LISTS(
        "<w:abstractNum w:abstractNumId=\"0\">" LVL("0", "chineseCounting", "%1、")
            LVL("1", "chineseCounting", "（%2）")
                LVL("2", "decimal",
                    "%3.") "</w:abstractNum>"
                           "<w:abstractNum w:abstractNumId=\"7\">" LVL("0", "decimal", "%1")
                               LVL("1", "decimal", "%1.%2") "</w:abstractNum>" NUM("1", "0", "") NUM("2", "7", "")
                                   NUM("3", "7",
                                       "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride>"));

    assert_string_equal(words_of_lists(*state,
                                       BODY(NP("1", "0", "道路") NP("1", "1", "改建") NP("1", "1", "安防")
                                                NP("1", "2", "桥") NP("1", "0", "供暖") NP("1", "1", "管网")),
                                       lists, NO_STYLES),
                        "一、道路\n\n（一）改建\n\n（二）安防\n\n1.桥\n\n二、供暖\n\n（一）管网\n\n");
    assert_string_equal(words_of_lists(*state,
                                       BODY(NP("2", "0", "甲") NP("2", "1", "乙") NP("2", "1", "丙") NP("3", "0", "丁")
                                                NP("0", "0", "戊") NP("9", "0", "己")),
                                       lists, NO_STYLES),
                        "1甲\n\n1.1乙\n\n1.2丙\n\n5丁\n\n戊\n\n己\n\n");
}

static void a_list_of_twelve_counts_in_chinese(void **state)
{
    AUTO_BUF struct buf body = BUF_INIT, expected = BUF_INIT;
    static const char *const numbers[] = {"十", "十一", "十二", "二十", "二十一", "一百", "一百零一", "一百一十"};
    static const int at[] = {10, 11, 12, 20, 21, 100, 101, 110};
    static const char lists[] = LISTS("<w:abstractNum w:abstractNumId=\"0\">" LVL(
        "0", "chineseCountingThousand", "%1、") "</w:abstractNum>" NUM("1", "0", ""));
    const char *words;

    buf_str(&body, XML "<w:document xmlns:w=\"" WORD_NS "\"><w:body>");
    for (int i = 1; i <= 110; i++)
        buf_str(&body, NP("1", "0", "件"));
    buf_str(&body, "</w:body></w:document>");
    buf_char(&body, '\0');
    words = words_of_lists(*state, body.bytes, lists, NO_STYLES);
    for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
        buf_reset(&expected);
        buf_printf(&expected, "\n%s、件\n", numbers[i]);
        buf_char(&expected, '\0');
        assert_non_null(strstr(words, expected.bytes));
    }
}

static void a_style_numbers_its_paragraphs_and_a_bullet_shows_no_number(void **state)
{
    static const char styles[] = XML "<w:styles xmlns:w=\"" WORD_NS "\"><w:style w:styleId=\"h1\"><w:pPr><w:numPr>"
                                     "<w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style></w:styles>";
    static const char lists[] = LISTS("<w:abstractNum w:abstractNumId=\"0\">" LVL("0", "chineseCounting", "第%1件")
                                          LVL("1", "bullet", "•") "</w:abstractNum>" NUM("1", "0", ""));

    assert_string_equal(
        words_of_lists(
            *state,
            BODY("<w:p><w:pPr><w:pStyle w:val=\"h1\"/></w:pPr><w:r><w:t>道路</w:t></w:r></w:p>" NP(
                "1", "1", "改建") "<w:p><w:pPr><w:pStyle w:val=\"h1\"/></w:pPr><w:r><w:t>供暖</w:t></w:r></w:p>"),
            lists, styles),
        "第一件道路\n\n改建\n\n第二件供暖\n\n");
}

static void a_style_has_the_number_of_the_style_it_is_based_on_until_it_says_otherwise(void **state)
{
#define STYLE(id, based, number)                                                                                       \
    "<w:style w:styleId=\"" id "\"><w:basedOn w:val=\"" based "\"/><w:pPr><w:numPr>" number                            \
    "</w:numPr></w:pPr></w:style>"
#define STYLED(style, text) "<w:p><w:pPr><w:pStyle w:val=\"" style "\"/></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
    static const char styles[] = XML "<w:styles xmlns:w=\"" WORD_NS "\">" STYLE("a", "none", "<w:numId w:val=\"1\"/>")
        STYLE("b", "a", "<w:ilvl w:val=\"1\"/>") STYLE("c", "b", "") STYLE("plain", "a", "<w:numId w:val=\"0\"/>")
            STYLE("round", "about", "") STYLE("about", "round", "") "</w:styles>";
    static const char lists[] = LISTS("<w:abstractNum w:abstractNumId=\"0\">" LVL("0", "chineseCounting", "%1、")
                                          LVL("1", "decimal", "%2.") "</w:abstractNum>" NUM("1", "0", ""));

    assert_string_equal(words_of_lists(*state,
                                       BODY(STYLED("a", "道路") STYLED("b", "改建") STYLED("c", "养护")
                                                STYLED("plain", "说明") STYLED("round", "附注") STYLED("a", "供暖")),
                                       lists, styles),
                        "一、道路\n\n1.改建\n\n2.养护\n\n说明\n\n附注\n\n二、供暖\n\n");
}

static void cells_that_number_themselves_keep_their_number(void **state)
{
    static const char lists[] =
        LISTS("<w:abstractNum w:abstractNumId=\"0\">" LVL("0", "decimal", "%1") "</w:abstractNum>" NUM("1", "0", ""));

    assert_string_equal(
        words_of_lists(*state,
                       BODY("<w:tbl><w:tr><w:tc>" NP("1", "0", "") "</w:tc>" TC("道路") "</w:tr><w:tr><w:tc>" NP(
                           "1", "0", "") "</w:tc>" TC("供暖") "</w:tr></w:tbl>"),
                       lists, NO_STYLES),
        "1\t道路\n2\t供暖\n\n");
}

static void notes_stand_behind_the_text(void **state)
{
    const struct zip_part parts[] = {
        {"word/document.xml", BODY(P("正文")), 0},
        {"word/_rels/document.xml.rels", RELATIONS(RELATION("r1", "footnotes", "footnotes.xml")), 0},
        {"word/footnotes.xml",
         XML "<w:footnotes xmlns:w=\"" WORD_NS "\"><w:footnote w:type=\"separator\" w:id=\"-1\">" P(
             "线") "</w:footnote>"
                   "<w:footnote w:id=\"2\">" P("含上年结转30个") "</w:footnote></w:footnotes>",
         0},
        {NULL, NULL, 0},
    };

    assert_string_equal(words_of_parts(*state, parts, 0), "正文\n\n含上年结转30个\n\n");
}

static void what_cannot_be_read_is_said_with_what_to_do(void **state)
{
    AUTO_BUF struct buf bomb = BUF_INIT;

    assert_non_null(strstr(words_of_zip(*state, "word/document.xml", BODY(P("一")), 40), "不完整或已经损坏"));
    assert_non_null(strstr(words_of_zip(*state, "word/document.xml", BODY("<w:p>"), 0), "不合 XML 的写法"));
    assert_non_null(strstr(words_of_zip(*state, "word/document.xml", BODY(""), 0), "没有文字"));
    assert_non_null(strstr(words_of_zip(*state, "xl/workbook.xml", "<a/>", 0), "是 Excel 工作簿"));
    assert_non_null(strstr(words_of_zip(*state, "a.txt", "甲", 0), "是压缩包"));
    assert_non_null(strstr(words_of(*state, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", 10), "旧的 Word 文档（.doc）"));
    assert_non_null(strstr(words_of(*state, "%PDF-1.4", 8), "是 PDF"));
    for (int i = 0; i < 20 << 10; i++)
        buf_printf(&bomb, "%-1024s", "<w:p>");
    assert_non_null(strstr(words_of_zip(*state, "word/document.xml", bomb.bytes, 0), "套了 64 层以上"));
    buf_reset(&bomb);
    buf_str(&bomb, "<w:p>");
    for (int i = 0; i < 40 << 10; i++)
        buf_printf(&bomb, "%1024s", "");
    assert_non_null(strstr(words_of_zip(*state, "word/document.xml", bomb.bytes, 0), "200 倍以上"));
}

static void a_page_is_told_from_a_text_by_its_bytes(void **state)
{
    assert_string_equal(words_of(*state, "<html><p>663&nbsp;个</p></html>", 31), "663\xC2\xA0个\n\n");
    assert_string_equal(words_of(*state, "1 < 2 个", 10), "1 < 2 个");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, xlsx_desk_open, xlsx_desk_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(paragraphs_stand_by_themselves_and_runs_are_joined),
        TEST(a_table_keeps_its_columns_where_cells_are_empty_or_merged),
        TEST(deleted_moved_and_hidden_words_are_not_read),
        TEST(the_text_is_where_the_package_says),
        TEST(numbers_of_lists_are_counted_as_word_counts),
        TEST(a_list_of_twelve_counts_in_chinese),
        TEST(a_style_numbers_its_paragraphs_and_a_bullet_shows_no_number),
        TEST(a_style_has_the_number_of_the_style_it_is_based_on_until_it_says_otherwise),
        TEST(cells_that_number_themselves_keep_their_number),
        TEST(notes_stand_behind_the_text),
        TEST(what_cannot_be_read_is_said_with_what_to_do),
        TEST(a_page_is_told_from_a_text_by_its_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
