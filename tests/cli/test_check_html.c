/* duixian check --format html: the marked article as a page of its own; --explain, --since. */
#include "cli/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define ROWS                                                                                                           \
    "单位代码,身份证号,姓名,证书编号,职业工种,技能等级,发证日期,备注\n"                    \
    "411202001000,411202188001010015,张三,A1,电工,高级工,2024-03-05,合成数据\n"

static void check(struct place *p, const char *article, int status)
{
    write_text(p, "c.csv", ROWS);
    duixian(p, "import t.db certificate c.csv --accept");
    write_text(p, "a.txt", article);
    assert_int_equal(duixian(p, "check t.db a.txt --format html"), status);
}

static void prints(struct place *p, const char *html)
{
    if (!strstr(p->out, html))
        fail_msg("no “%s” in:\n%s", html, p->out);
}

static size_t times(const char *text, const char *of)
{
    size_t n = 0;
    for (; (text = strstr(text, of)) != NULL; text++)
        n++;
    return n;
}

static void the_finding_is_the_title_and_each_place_has_its_mark_and_note(void **state)
{
    struct place *p = *state;
    check(p, "2024年完成情况\n\n全市新增技能人才 1 人，新增高技能人才 3 人。\n", 1);
    prints(p, "<h1>2 处里 1 处对得上，1 处不符</h1>");
    prints(p, "全市新增技能人才 <a class=\"v agrees whole\" id=\"m1\" href=\"#n1\">1 人");
    prints(p, "<a class=\"v differs whole\" id=\"m2\" href=\"#n2\">3 人<span class=\"hidden\">（不符）</span>");
    prints(p, "id=\"n2\"");
    prints(p, "3 − 1 = 多写 2 人");
    prints(p, "新增高技能人才写 3 人，台账是 1 人");
    assert_int_equal(times(p->out, "<a href=\"#m1\" aria-label=\"1 相符\">"), 1);
}

static void explain_adds_a_last_column(void **state)
{
    struct place *p = *state;

    check(p, "全市新增技能人才 1 人。\n", 0);
    assert_int_equal(duixian(p, "check t.db a.txt --explain"), 0);
    prints(p, "\tverdict\tnote\twhy\n");
    prints(p, "（三门峡市）\t词“新增技能人才”（本小句，6 字）；单位“人”；地点“全市”（本小句）是三门峡市；");
    assert_int_equal(duixian(p, "check t.db a.txt --explain --format html"), 2);
}

/* One certificate, of 5 March: until the end of February there are no records to compare with. */
static void since_lists_what_was_judged_otherwise_then(void **state)
{
    struct place *p = *state;

    check(p, "全市新增技能人才 1 人，全市有 12 件民生实事。\n", 0);
    assert_int_equal(duixian(p, "check t.db a.txt --since 2024-02"), 0);
    prints(p, "\tskilled\t411200000000\t1\tagrees\t先前是 undetermined；台账为 1 人");
    assert_null(strstr(p->out, "12 件"));
    assert_int_equal(duixian(p, "check t.db a.txt --since 2024-03"), 0);
    assert_null(strstr(p->out, "skilled"));
    assert_int_equal(duixian(p, "check t.db a.txt --since 2024-13"), 2);
}

static void a_page_of_a_synthetic_store_says_so_and_needs_nothing_else(void **state)
{
    struct place *p = *state;
    check(p, "全市新增技能人才 1 人。\n", 0);
    prints(p, "<b>合成数据</b>");
    prints(p, "<h1>1 处都对得上</h1>");
    assert_null(strstr(p->out, "<script"));
    assert_null(strstr(p->out, "<link"));
    assert_null(strstr(p->out, "src="));
    assert_null(strstr(p->out, "href=\"/"));
}

static void markup_in_the_article_stays_text(void **state)
{
    struct place *p = *state;
    check(p, "<script>alert(\"1\")</script> 新增技能人才 1 人 <img src=x onerror=alert(2)>。\n", 0);
    prints(p, "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;");
    assert_null(strstr(p->out, "<script"));
    assert_null(strstr(p->out, "<img"));
}

static void a_newspapers_line_breaks_are_taken_out_and_a_table_keeps_its_cells(void **state)
{
    struct place *p = *state;
    check(p,
          "为更好地完成任务，我市相关部门坚持以问题为导向，向群众身\n"
          "边延伸，在实效上下功夫，因地制宜、“一小区一对策”，合理确定\n"
          "改造内容。截至目前，全市新增技能人才 1 人，为全市发展提供人\n"
          "才支撑。\n\n指标\t单位\t完成\n新增技能人才\t人\t1\n",
          0);
    prints(p, "向群众身边延伸");
    prints(p, "合理确定改造内容。");
    prints(p, "新增技能人才<span class=\"gap\"> </span>人<span class=\"gap\"> </span>");
}

static void a_text_without_figures_says_so(void **state)
{
    struct place *p = *state;
    check(p, "今天天气很好。\n", 0);
    prints(p, "<h1>没有找到可以核对的数</h1>");
    prints(p, "今天天气很好。");
    assert_null(strstr(p->out, "class=\"beads\""));
    assert_null(strstr(p->out, "id=\"table\""));
}

static void what_cannot_be_told_is_struck_and_says_why(void **state)
{
    struct place *p = *state;
    check(p, "2024 年新增技能人才目标 40000 人。全市新建公共充电桩 663 个。\n", 0);
    prints(p, "<span class=\"struck\">目标未公布</span>");
    prints(p, "<span class=\"struck\">没有记录</span>");
    prints(p, "2 处里 0 处对得上，没有不符");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_finding_is_the_title_and_each_place_has_its_mark_and_note, place_set_up,
                                        place_tear_down),
        cmocka_unit_test_setup_teardown(explain_adds_a_last_column, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(since_lists_what_was_judged_otherwise_then, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(a_page_of_a_synthetic_store_says_so_and_needs_nothing_else, place_set_up,
                                        place_tear_down),
        cmocka_unit_test_setup_teardown(markup_in_the_article_stays_text, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(a_newspapers_line_breaks_are_taken_out_and_a_table_keeps_its_cells,
                                        place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(a_text_without_figures_says_so, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(what_cannot_be_told_is_struck_and_says_why, place_set_up, place_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
