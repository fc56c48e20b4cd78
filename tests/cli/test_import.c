/* duixian import: encodings, habits of spreadsheets, counts and exit statuses, batches. */
#include "cli/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#define HEAD    "单位代码,身份证号,姓名,证书编号,职业工种,技能等级,发证日期,备注\n"
#define NUMBERS "read\tnew\tchanged\tunchanged\trejected\twarned\n"

static void import(struct place *p, const char *csv, const char *options)
{
    write_text(p, "c.csv", csv);
    duixian(p, "import t.db certificate c.csv --format tsv %s", options);
}

static void skilled_is(struct place *p, const char *value, const char *options)
{
    char line[128];
    assert_int_equal(duixian(p, "status t.db --format tsv %s", options), 0);
    snprintf(line, sizeof line, "\tskilled\t新增技能人才\t人\tunknown\t%s\t\tgrey\n", value);
    expect_out(p, line);
}

static void a_row_counts_once_it_is_accepted_and_not_before(void **state)
{
    struct place *p = *state;
    skilled_is(p, "", "");
    import(p, HEAD "411202001000,411202188001010015,张三,A1,电工,高级工,2024-03-05,合成数据\n", "");
    expect(p, 0, "第 1 批，已提交");
    expect_out(p, NUMBERS "1\t1\t0\t0\t0\t0\n");
    skilled_is(p, "", "");
    assert_int_equal(duixian(p, "batch t.db accept 1"), 0);
    skilled_is(p, "1", "");
    skilled_is(p, "", "--month 2024-02");
    skilled_is(p, "1", "--month 2024-03");
    skilled_is(p, "1", "--org 411202001000");
    skilled_is(p, "", "--org 411282");
    duixian(p, "batch t.db accept 1");
    expect(p, 2, "现在是 accepted");
    assert_int_equal(duixian(p, "verify t.db"), 0);
}

static void a_returned_batch_counts_nothing_and_may_come_again(void **state)
{
    struct place *p = *state;
    static const char row[] = HEAD "411202001000,411202188001010015,张三,A1,电工,高级工,2024-03-05,合成数据\n";
    import(p, row, "");
    duixian(p, "batch t.db return 1");
    expect(p, 2, "--reason");
    assert_int_equal(duixian(p, "batch t.db return 1 --reason 缺附件"), 0);
    skilled_is(p, "", "");
    import(p, row, "--accept");
    expect_out(p, NUMBERS "1\t1\t0\t0\t0\t0\n");
    skilled_is(p, "1", "");
}

static void the_same_file_twice_changes_nothing(void **state)
{
    struct place *p = *state;
    static const char row[] = HEAD "411202001000,411202188001010015,张三,A1,电工,高级工,2024-03-05,合成数据\n";
    import(p, row, "--accept");
    char *before = status_now(p);
    import(p, row, "--accept");
    expect(p, 0, "没有新的内容");
    expect_out(p, NUMBERS "1\t0\t0\t1\t0\t0\n");
    char *after = status_now(p);
    assert_string_equal(before, after);
    free(before);
    free(after);
}

/* domain.md §3.2: once per programme; the least by day stands for the person, wherever it was handed in. */
static void a_person_in_two_counties_counts_once_where_the_earlier_record_is(void **state)
{
    struct place *p = *state;
    import(p, HEAD "411202001000,411202188001010015,张三,A1,电工,高级工,2024-03-05,合成数据\n", "--accept");
    import(p, HEAD "411221100000,411202188001010015,张三,A2,焊工,中级工,2024-02-05,合成数据\n", "--accept");
    skilled_is(p, "1", "");
    skilled_is(p, "0", "--org 411202");
    skilled_is(p, "1", "--org 411221");
    assert_int_equal(duixian(p, "status t.db --format tsv"), 0);
    expect_out(p, "\thigh_skilled\t新增高技能人才\t人\tunknown\t1\t");
    assert_int_equal(duixian(p, "record t.db void 2 --reason 重复"), 0);
    skilled_is(p, "1", "--org 411202");
    skilled_is(p, "0", "--org 411221");
    assert_int_equal(duixian(p, "verify t.db"), 0);
}

static void other_words_for_a_known_key_need_a_reason(void **state)
{
    struct place *p = *state;
    import(p, HEAD "411202001000,411202188001010015,张三,A1,电工,高级工,2024-03-05,合成数据\n", "--accept");
    import(p, HEAD "411202001000,411202188001010015,张三,A1,电工,初级工,2024-03-05,合成数据\n", "--accept");
    expect(p, 1, "请加 --reason");
    expect_out(p, NUMBERS "1\t0\t0\t0\t1\t0\n");
    import(p, HEAD "411202001000,411202188001010015,张三,A1,电工,初级工,2024-03-05,合成数据\n",
           "--accept --reason 等级写错");
    expect(p, 0, "");
    expect_out(p, NUMBERS "1\t0\t1\t0\t0\t0\n");
    assert_int_equal(duixian(p, "status t.db --format tsv"), 0);
    expect_out(p, "\thigh_skilled\t新增高技能人才\t人\tunknown\t0\t");
}

static void rejected_rows_are_told_and_the_rest_lands(void **state)
{
    struct place *p = *state;
    struct stat st;
    char path[128];
    import(p,
           HEAD "411202001000,411202188001010015,张三,A1,电工,高级工,2024-03-05,合成数据\n"
                "411202001000,411202188001010016,李四,A2,电工,高级工,2024-03-05,合成数据\n"
                "411202001000,4.11202E+17,王五,A3,电工,高级工,2024-03-05,合成数据\n"
                "411299001000,411202188001020037,赵六,A4,电工,高级工,2024-03-05,合成数据\n"
                "411202001000,411202188001020037,赵六,A5,电工,大师,2024-03-05,合成数据\n"
                "411202001000,411202188001020037,赵六,A6,电工,高级工,2023-03-05,合成数据\n"
                "合计,,,5,,,,\n",
           "--accept --rejects r.tsv");
    assert_int_equal(p->status, 1);
    expect_out(p, NUMBERS "7\t1\t0\t0\t6\t0\n");
    expect(p, 1, "第 3 行“身份证号”列，值为 4112**************：身份证号的校验位不符");
    expect(p, 1, "第 4 行“身份证号”列");
    expect(p, 1, "科学计数");
    expect(p, 1, "第 5 行“单位代码”列，值为 411299001000：组织树里没有这个单位代码");
    expect(p, 1, "第 6 行“技能等级”列，值为 大师");
    expect(p, 1, "第 7 行“发证日期”列");
    expect(p, 1, "第 8 行：这是合计行");
    snprintf(path, sizeof path, "%s/r.tsv", p->folder);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_null(strstr(p->err, "411202188001010016"));
    skilled_is(p, "1", "");
}

static void whole_takes_all_or_nothing_and_dry_run_nothing(void **state)
{
    struct place *p = *state;
    static const char rows[] = HEAD "411202001000,411202188001010015,张三,A1,电工,高级工,2024-03-05,合成数据\n"
                                    "411202001000,411202188001010016,李四,A2,电工,高级工,2024-03-05,合成数据\n";
    import(p, rows, "--accept --whole");
    expect(p, 1, "整份没有收");
    skilled_is(p, "", "");
    import(p, rows, "--accept --dry-run");
    expect(p, 1, "没有写入");
    expect_out(p, NUMBERS "2\t1\t0\t0\t1\t0\n");
    skilled_is(p, "", "");
    assert_int_equal(duixian(p, "batch t.db list --format tsv"), 0);
    assert_null(strstr(p->out, "certificate"));
}

/* Four rows as offices write them: BOM, CRLF, full width, apostrophe, tab, a quoted line break, four forms of dates. */
static void files_as_offices_write_them_are_read(void **state)
{
    struct place *p = *state;
    import(p,
           "\xEF\xBB\xBF单位代码,公民身份号码, 姓名 ,证书编号,职业工种,技能等级,发证日期,备注\r\n"
           "411202001000,'411202188001010015,张三,A1,电工,高级工,2024-3-5,合成数据\r\n"
           "411202001000,\t411202188001020037,李四,A2,\"电工\n（高压）\",高级工,2024/03/05,合成数据\r\n"
           "４１１２０２００１０００,４１１２０２１８８００１０１００１５,张三,A3,电工,中级工,2024.3.5,合成数据\r\n"
           "\r\n"
           "411202,411202188001020037,李四,A4,电工,初级工,2024年3月5日,合成数据",
           "--accept");
    expect(p, 0, "");
    expect_out(p, NUMBERS "4\t4\t0\t0\t0\t");
    skilled_is(p, "2", "");
    skilled_is(p, "2", "--month 2024-03");
}

static void gb18030_is_read_as_well(void **state)
{
    struct place *p = *state;
    char line[256];
    write_text(p, "u.csv", HEAD "411202001000,411202188001010015,张三,A1,电工,高级工,2024年3月5日,合成数据\n");
    snprintf(line, sizeof line, "cd %s && iconv -f UTF-8 -t GB18030 u.csv > g.csv", p->folder);
    assert_int_equal(system(line), 0);
    assert_int_equal(duixian(p, "import t.db certificate g.csv --accept --format tsv"), 0);
    expect_out(p, NUMBERS "1\t1\t0\t0\t0\t0\n");
}

/* DESIGN decision 13: the first row decides; a store never holds both kinds. */
static void synthetic_and_real_rows_never_share_a_store(void **state)
{
    struct place *p = *state;
    import(p, HEAD "411202001000,411202188001010015,张三,A1,电工,高级工,2024-03-05,合成数据\n", "--accept");
    write_text(p, "j.csv",
               "org,place,road_code,chainage_m,facilities,finished_on\n"
               "411202001000,某路口,X001,100,标志,2024-05-06\n");
    duixian(p, "import t.db junction j.csv --accept");
    expect(p, 1, "这个库存的是合成数据");
    assert_int_equal(duixian(p, "status t.db"), 0);
    expect(p, 0, "合成数据");
}

static void a_file_without_rows_is_a_zero_report(void **state)
{
    struct place *p = *state;
    import(p, HEAD, "--accept --org 411282 --month 2024-09");
    expect(p, 0, "已通过");
    skilled_is(p, "0", "");
    skilled_is(p, "0", "--org 411282");
    skilled_is(p, "", "--org 411202");
    skilled_is(p, "", "--org 411282 --month 2024-08");
}

static void numbers_keep_every_digit_or_are_refused(void **state)
{
    struct place *p = *state;
    write_text(p, "r.csv",
               "org,road_code,road_name,work,from_m,to_m,finished_on,cost,remark\n"
               "411202001000,X001,某路,改建,0,\"1,234\",2024-05-06,\"12,345.60\",合成数据\n"
               "411202001000,X002,某路,改建,0,１５００,2024-05-06,0.125,合成数据\n");
    duixian(p, "import t.db road_segment r.csv --accept --format tsv");
    expect(p, 1, "第 3 行“造价”列");
    assert_int_equal(duixian(p, "status t.db --format tsv"), 0);
    expect_out(p, "\trural_road_km\t农村公路改建\t公里\tunknown\t1.234\t");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_row_counts_once_it_is_accepted_and_not_before, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(a_returned_batch_counts_nothing_and_may_come_again, place_set_up,
                                        place_tear_down),
        cmocka_unit_test_setup_teardown(the_same_file_twice_changes_nothing, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(a_person_in_two_counties_counts_once_where_the_earlier_record_is, place_set_up,
                                        place_tear_down),
        cmocka_unit_test_setup_teardown(other_words_for_a_known_key_need_a_reason, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(rejected_rows_are_told_and_the_rest_lands, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(whole_takes_all_or_nothing_and_dry_run_nothing, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(files_as_offices_write_them_are_read, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(gb18030_is_read_as_well, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(synthetic_and_real_rows_never_share_a_store, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(a_file_without_rows_is_a_zero_report, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(numbers_keep_every_digit_or_are_refused, place_set_up, place_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
