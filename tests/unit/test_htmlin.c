/* Words of HTML pages. */
#include "unit/context.h"
#include "format/htmlin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"

static void reads(struct ctx *ctx, const char *html, const char *text)
{
    char *out;
    size_t length;

    assert_int_equal(htmlin_text(ctx, "a.html", html, strlen(html), &out, &length), 0);
    assert_string_equal(out, text);
    assert_int_equal(length, strlen(text));
}

static void paragraphs_and_list_entries_stand_by_themselves(void **state)
{
    reads(*state,
          "<html><body><h1>标题</h1><p>第一段，\n  <b>663</b> 个。</p><ul><li>一</li><li>二</li></ul></body></html>",
          "标题\n\n第一段， 663 个。\n\n一\n\n二\n\n");
    reads(*state, "<p>上一行<br>下一行", "上一行\n下一行\n\n");
}

static void merged_and_empty_cells_keep_their_columns(void **state)
{
    reads(*state,
          "<table><tr><td rowspan=2>甲区</td><td>床位</td><td>512</td></tr><tr><td>公厕</td><td>21</td></tr>"
          "<tr><td></td><td>桩</td><td>7</td></tr><tr><td colspan=2>合计</td><td>540</td></tr></table>",
          "甲区\t床位\t512\n\t公厕\t21\n\t桩\t7\n合计\t\t540\n\n");
}

static void a_table_gives_a_line_a_row_with_tabs_between_cells(void **state)
{
    reads(
        *state,
        "<table><tr><th>指标</th><th>单位</th><th>完成</th></tr><tr><td><p>充电桩</p></td><td>个</td><td>663</td></tr>"
        "</table><p>完</p>",
        "指标\t单位\t完成\n充电桩\t个\t663\n\n完\n\n");
}

static void what_is_not_shown_is_left_out(void **state)
{
    reads(*state,
          "<head><title>x</title><style>p{}</style></head><body><script>var n = 663;</script><nav>首页 12</nav>"
          "<p>只有这句</p><!-- 99 --></body>",
          "只有这句\n\n");
}

static void hostile_markup_is_text_or_nothing(void **state)
{
    reads(*state, "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", "<script>alert(1)</script>\n\n");
    reads(*state, "<p>a<", "a<\n\n");
    reads(*state, "<!DOCTYPE html>", "");
}

static void a_page_of_gb18030_is_read_whatever_it_says_of_itself(void **state)
{
    static const char html[] = "<meta charset=\"utf-8\"><p>\xD0\xC2\xBD\xA8 663 \xB8\xF6</p>"; /* 新建 663 个 */
    reads(*state, html, "新建 663 个\n\n");
}

static void a_page_may_nest_as_deep_as_it_likes(void **state)
{
    struct ctx *ctx = *state;
    AUTO_BUF struct buf html = BUF_INIT;
    char *out;
    size_t length;

    for (int i = 0; i < 100000; i++)
        buf_str(&html, "<div><table><tr><td>");
    buf_str(&html, "底");
    if (htmlin_text(ctx, "a.html", html.bytes, html.length, &out, &length) < 0)
        assert_non_null(strstr(ctx->err.text, "a.html"));
}

static void a_page_is_told_by_its_beginning(void **state)
{
    (void)state;
    assert_true(htmlin_is_page("<!DOCTYPE html><p>", 18));
    assert_true(htmlin_is_page("\xEF\xBB\xBF \n<HTML>", 11));
    assert_false(htmlin_is_page("截至目前 <html>", 20));
    assert_false(htmlin_is_page("", 0));
    assert_false(htmlin_is_page("<", 1));
}

static void a_binary_file_is_told(void **state)
{
    struct ctx *ctx = *state;
    char *out;
    size_t length;

    assert_int_equal(htmlin_text(ctx, "a.html", "<html>\0x", 8, &out, &length), E_INPUT);
    assert_string_equal(ctx->err.text, "“a.html”不是网页（含有空字节）；请另存为 html 或 txt");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paragraphs_and_list_entries_stand_by_themselves),
        cmocka_unit_test(merged_and_empty_cells_keep_their_columns),
        cmocka_unit_test(a_table_gives_a_line_a_row_with_tabs_between_cells),
        cmocka_unit_test(what_is_not_shown_is_left_out),
        cmocka_unit_test(hostile_markup_is_text_or_nothing),
        cmocka_unit_test(a_page_of_gb18030_is_read_whatever_it_says_of_itself),
        cmocka_unit_test(a_page_may_nest_as_deep_as_it_likes),
        cmocka_unit_test(a_page_is_told_by_its_beginning),
        cmocka_unit_test(a_binary_file_is_told),
    };
    return cmocka_run_group_tests(tests, context_open, context_close);
}
