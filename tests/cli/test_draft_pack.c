/* duixian draft: from a plan to a store that counts and checks, and what it refuses. */
#include <stdlib.h>
#include <string.h>

#include "cli/run.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h> /* last: its macro fail() would hide ours */

static int set_up(void **state)
{
    *state = place_new();
    return 0;
}

static int tear_down(void **state)
{
    place_free(*state);
    return 0;
}

static void draft_of(struct place *p, const char *plan, const char *options)
{
    duixian(p, "draft " SOURCE_ROOT "/tests/drafts/%s %s", plan, options);
}

/* What `status` prints of an indicator: up to its line's end. */
static void assert_status(struct place *p, const char *line)
{
    assert_int_equal(duixian(p, "status t.db"), 0);
    if (!strstr(p->out, line))
        fail_msg("“%s” is not in:\n%s", line, p->out);
}

/* Three of item10_a, begun; two of them done. */
static void import_three_meal_places(struct place *p)
{
    write_text(p, "c.csv",
               "单位代码,名称,开工日期,完工日期\n"
               "990100000000,东街助餐点,2025-03-01,2025-05-20\n"
               "990100000000,西街助餐点,2025-03-01,2025-06-20\n"
               "990100000000,北街助餐点,2025-04-01,\n");
    duixian(p, "import t.db item10_a c.csv --accept");
    expect(p, 0, "");
}

static void a_drafted_pack_takes_an_import_counts_and_checks(void **state)
{
    struct place *p = *state;
    draft_of(p, "yunxi-2025.txt", "--city 990100 --year 2025 -o pack");
    expect(p, 0, "12 件实事");
    duixian(p, "init t.db --programme pack");
    expect(p, 0, "云溪市 2025 年民生实事");
    assert_status(p, "\titem10_a\t建成老年人助餐服务场所\t个\t180\t");
    import_three_meal_places(p);
    assert_status(p, "\titem10_a\t建成老年人助餐服务场所\t个\t180\t2\t");
    write_text(p, "a.txt", "2025年云溪市民生实事完成情况\n\n截至2025年12月底，全市建成老年人助餐服务场所2个。\n");
    duixian(p, "check t.db a.txt --as-of 2025-12");
    expect(p, 0, "");
    if (!strstr(p->out, "2个\t2\t个\titem10_a\t990100000000\t2\tagrees"))
        fail_msg("%s", p->out);
    write_text(p, "b.txt", "2025年云溪市民生实事完成情况\n\n截至2025年12月底，全市建成老年人助餐服务场所3个。\n");
    duixian(p, "check t.db b.txt --as-of 2025-12");
    expect(p, 1, "");
}

/* 开工 is told where 完工 is counted: the records know how many began. */
static void what_began_is_held_against_the_records_that_began(void **state)
{
    struct place *p = *state;
    draft_of(p, "yunxi-2025.txt", "--city 990100 --year 2025 -o pack");
    duixian(p, "init t.db --programme pack");
    import_three_meal_places(p);
    write_text(p, "a.txt", "2025年云溪市民生实事完成情况\n\n截至2025年12月底，老年人助餐服务场所开工3个、完工2个。\n");
    duixian(p, "check t.db a.txt --as-of 2025-12 --format tsv");
    expect(p, 0, "");
    expect_out(p, "3个\t3\t个\titem10_a\t990100000000\t3\tagrees\t台账里已开工的为 3 个");
    expect_out(p, "2个\t2\t个\titem10_a\t990100000000\t2\tagrees");
    write_text(p, "b.txt", "2025年云溪市民生实事完成情况\n\n截至2025年12月底，老年人助餐服务场所开工5个。\n");
    duixian(p, "check t.db b.txt --as-of 2025-12 --format tsv");
    expect(p, 1, "");
    expect_out(p, "\t3\tdiffers\t台账里已开工的为 3 个");
}

/* The words of the plan find what the year's end report says in its own: “建成助餐服务场所 182 个” is the plan's
 * 建成老年人 助餐服务场所 180 个. The report has 30 figures, two of them the number of items. */
static void a_report_is_matched_by_the_words_of_the_plan(void **state)
{
    static const char *const matched[] = {"262个\t262\t个\titem02_c",           "12所\t12\t所\titem03_a",
                                          "1.2万人\t12000\t人\titem04_b_part1", "510个\t510\t个\titem08_d",
                                          "98.5%\t98.5\t%\titem09_c",           "182个\t182\t个\titem10_a",
                                          "212千米\t212\t千米\titem12_b",       "建成通车\t\t\titem02_milestone2"};
    struct place *p = *state;
    draft_of(p, "yunxi-2025.txt", "--city 990100 --year 2025 -o pack");
    duixian(p, "init t.db --programme pack");
    expect(p, 0, "建好了");
    duixian(p, "check t.db " SOURCE_ROOT "/tests/drafts/yunxi-2025.report --as-of 2025-12 --format tsv");
    for (size_t i = 0; i < sizeof matched / sizeof *matched; i++)
        expect_out(p, matched[i]);
    assert_null(strstr(p->out, "unmatched"));
}

/* The fields of a row of tab-separated columns; the row is cut up. */
static size_t split(char *row, char *fields[], size_t room)
{
    size_t count = 0;

    while (row && count < room)
        fields[count++] = strsep(&row, "\t");
    return count;
}

/* As posts of the year's end tell it: the item in a heading, below it parts of the plan's words. */
static void a_retold_report_is_never_matched_wrongly_and_nearly_always_matched(void **state)
{
    struct place *p = *state;
    struct ctx ctx = {.mem = arena_new()};
    size_t length, named = 0, missed = 0;
    char *table, *rows, *expected[2], *got[7];

    draft_of(p, "yunxi-2025.txt", "--city 990100 --year 2025 -o pack");
    duixian(p, "init t.db --programme pack");
    duixian(p, "check t.db " SOURCE_ROOT "/tests/drafts/yunxi-2025.retold --as-of 2025-12 --format tsv");
    assert_int_equal(file_read(&ctx, SOURCE_ROOT "/tests/drafts/yunxi-2025.retold.tsv", 1 << 16, &table, &length), 0);
    rows = p->out;
    (void)strsep(&table, "\n");
    (void)strsep(&rows, "\n");
    while (table && *table) {
        assert_int_equal(split(strsep(&table, "\n"), expected, 2), 2);
        assert_int_equal(split(strsep(&rows, "\n"), got, 7), 7);
        assert_string_equal(got[3], expected[0]);
        named += expected[1][0] != 0;
        missed += expected[1][0] && !got[6][0];
        if (got[6][0])
            assert_string_equal(got[6], expected[1]);
    }
    assert_in_range(missed * 20, 0, named);
    arena_free(ctx.mem);
}

static void a_web_page_is_read_as_its_reader_sees_it(void **state)
{
    struct place *p = *state;
    write_text(p, "plan.html",
               "<!DOCTYPE html><html><head><title>x</title></head><body><h1>云溪市2025年民生实事清单</h1>"
               "<table><tr><th>序号</th><th>项目名称</th><th>目标任务</th><th>牵头单位</th></tr>"
               "<tr><td>1</td><td>停车场</td><td>新建停车场3处、泊位560个</td><td>市城管局</td></tr>"
               "<tr><td>2</td><td>供水</td><td>铺设供水管网86.5公里</td><td>市水利局</td></tr>"
               "</table></body></html>");
    duixian(p, "draft plan.html --city 990100 --year 2025 -o pack");
    expect(p, 0, "2 件实事，3 项指标");
    duixian(p, "init t.db --programme pack");
    assert_status(p, "2\titem02_a\t铺设供水管网\t公里\t86.5\t");
}

static void an_old_word_document_is_answered_with_what_to_do(void **state)
{
    struct place *p = *state;
    write_bytes(p, "plan.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 plan", 13);
    duixian(p, "draft plan.doc --city 990100 --year 2025 -o pack");
    expect(p, 2, "另存为 .docx 再读入");
}

static void a_folder_with_something_in_it_is_left_alone(void **state)
{
    struct place *p = *state;
    draft_of(p, "yunxi-2025.txt", "--city 990100 --year 2025 -o pack/");
    expect(p, 0, "");
    draft_of(p, "nanhu-2022.txt", "--city 990402 --year 2022 -o pack");
    expect(p, 2, "已有东西，没有动它");
    duixian(p, "init t.db --programme pack");
    expect(p, 0, "云溪市 2025 年民生实事");
}

static void what_is_no_plan_leaves_nothing_behind(void **state)
{
    struct place *p = *state;
    write_text(p, "news.txt", "今天上午，市领导调研了几个社区，和居民交谈。\n");
    duixian(p, "draft news.txt --city 990100 --year 2025 -o pack");
    expect(p, 2, "没有找到实事");
    char *folder = NULL;
    assert_true(asprintf(&folder, "%s/pack", p->folder) > 0);
    assert_false(file_exists(folder));
    free(folder);
}

static void what_is_missing_is_asked_for(void **state)
{
    struct place *p = *state;
    draft_of(p, "yunxi-2025.txt", "--city 990100 --year 2025");
    expect(p, 2, "-o");
    draft_of(p, "yunxi-2025.txt", "--year 2025 -o pack");
    expect(p, 2, "--city");
    draft_of(p, "yunxi-2025.txt", "--city 990100 -o pack");
    expect(p, 2, "--year");
    draft_of(p, "yunxi-2025.txt", "--city 99010 --year 2025 -o pack");
    expect(p, 2, "六位行政区划代码");
    draft_of(p, "yunxi-2025.txt", "--city 990100 --year 25 -o pack");
    expect(p, 2, "四位年份");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_drafted_pack_takes_an_import_counts_and_checks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_began_is_held_against_the_records_that_began, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_report_is_matched_by_the_words_of_the_plan, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_retold_report_is_never_matched_wrongly_and_nearly_always_matched, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_web_page_is_read_as_its_reader_sees_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_old_word_document_is_answered_with_what_to_do, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_folder_with_something_in_it_is_left_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_plan_leaves_nothing_behind, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_missing_is_asked_for, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
