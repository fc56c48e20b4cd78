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

static const char *words_of_zip(struct xlsx_desk *desk, const char *part, const char *xml, size_t cut)
{
    char *bytes;
    size_t length;

    make_zip("t.docx", (struct zip_part[]){{part, xml, 0}, {NULL, NULL, 0}});
    assert_int_equal(file_read(&desk->ctx, "t.docx", 64 << 20, &bytes, &length), 0);
    return words_of(desk, bytes, length - cut);
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
        TEST(what_cannot_be_read_is_said_with_what_to_do),
        TEST(a_page_is_told_from_a_text_by_its_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
