/* duixian import of a workbook: the same as of the CSV, row by row; what spreadsheets spoil is rejected where it
 * stands. */
#include "cli/run.h"
#include "unit/make_xlsx.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#define NUMBERS              "read\tnew\tchanged\tunchanged\trejected\twarned\n"
#define TITLE                "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>新增技能人才台账（合成数据）</t></is></c></row>"
#define T(column, row, text) "<c r=\"" column row "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define ROW(n, org, person, name, number, day)                                                                         \
    "<row r=\"" n "\">" org person T("C", n, name) T("D", n, number) T("E", n, "电工") T("F", n, "高级工")             \
        day T("H", n, "合成数据") "</row>"
#define HEADER                                                                                                         \
    "<row r=\"2\">" T("A", "2", "单位代码") T("B", "2", "身份证号") T("C", "2", "姓名") T("D", "2", "证书编号")        \
        T("E", "2", "职业工种") T("F", "2", "技能等级") T("G", "2", "发证日期") T("H", "2", "备注") "</row>"

static void import(struct place *p, const char *sheet, const char *options)
{
    char path[128];
    snprintf(path, sizeof path, "%s/c.xlsx", p->folder);
    make_xlsx(path, &(struct made_book){.sheet = sheet, .cell_xfs = "<xf numFmtId=\"0\"/><xf numFmtId=\"31\"/>"});
    duixian(p, "import t.db certificate c.xlsx --format tsv %s", options);
}

/* 45356 is 2024-03-05; the unit's code is a number here, a text there. */
static const char good[] =
    TITLE HEADER ROW("3", "<c r=\"A3\"><v>411202001000</v></c>", T("B", "3", "411202188001010015"), "张三", "A1",
                     "<c r=\"G3\" s=\"1\"><v>45356</v></c>")
        ROW("5", T("A", "5", "411202001000"), T("B", "5", "411202188001020037"), "李四", "A2",
            T("G", "5", "2024/3/6")) "<row r=\"6\"><c r=\"A6\" s=\"1\"/></row>";
static const char same[] = "单位代码,身份证号,姓名,证书编号,职业工种,技能等级,发证日期,备注\n"
                           "411202001000,411202188001010015,张三,A1,电工,高级工,2024-03-05,合成数据\n"
                           "411202001000,411202188001020037,李四,A2,电工,高级工,2024-03-06,合成数据\n";

static void a_workbook_gives_the_same_as_the_csv(void **state)
{
    struct place *p = *state;
    write_text(p, "c.csv", same);
    assert_int_equal(duixian(p, "init csv.db --programme 411200-2024"), 0);
    assert_int_equal(duixian(p, "import csv.db certificate c.csv --accept"), 0);
    assert_int_equal(duixian(p, "status csv.db --format tsv"), 0);
    char *by_csv = strdup(p->out);
    import(p, good, "--accept");
    expect(p, 0, "第 1 批，已通过");
    expect_out(p, NUMBERS "2\t2\t0\t0\t0\t0\n");
    char *by_xlsx = status_now(p);
    assert_string_equal(by_xlsx, by_csv);
    free(by_csv);
    free(by_xlsx);
    assert_int_equal(duixian(p, "import t.db certificate c.csv --accept --format tsv"), 0);
    expect_out(p, NUMBERS "2\t0\t0\t2\t0\t0\n");
    assert_int_equal(duixian(p, "verify t.db"), 0);
}

static void rows_that_the_spreadsheet_spoilt_are_rejected_where_they_stand(void **state)
{
    struct place *p = *state;
    import(
        p,
        TITLE HEADER ROW("3", T("A", "3", "411202001000"), T("B", "3", "411202188001010015"), "张三", "A1",
                         T("G", "3", "2024-3-5")) ROW("4", T("A", "4", "411202001000"),
                                                      "<c r=\"B4\"><v>4.1120218800102E+17</v></c>", "李四", "A2",
                                                      T("G", "4", "2024-3-5"))
            ROW("5", T("A", "5", "411202001000"), T("B", "5", "411202188001020037"), "李四", "A3",
                "<c r=\"G5\" t=\"e\"><f>VLOOKUP(1,A1,1)</f><v>#N/A</v></c>") "<row r=\"6\">" T("A", "6",
                                                                                               "合计") "<c "
                                                                                                       "r=\"D6\"><v>3</"
                                                                                                       "v></c></row>",
        "--accept");
    expect(p, 1, "c.xlsx 第 4 行“身份证号”列");
    expect(p, 1, "c.xlsx 第 5 行“发证日期”列");
    expect(p, 1, "c.xlsx 第 6 行：这是合计行");
    expect_out(p, NUMBERS "4\t1\t0\t0\t3\t0\n");
}

static void a_file_that_cannot_be_read_lands_nothing(void **state)
{
    struct place *p = *state;
    char *before = status_now(p);
    import(p,
           HEADER ROW("3", T("A", "3", "411202001000"), T("B", "3", "411202188001010015"), "张三", "A1",
                      T("G", "3", "2024-3-5")) "<row r=\"4\"><c r=\"A4\"><f>A3</f></c></row>",
           "--accept");
    expect(p, 2, "文件“c.xlsx”工作表“台账”第 4 行 A 列是公式，文件里没有它的结果");
    import(p, TITLE "<row r=\"2\">" T("A", "2", "单位代码") T("B", "2", "颜色") "</row>", "--accept");
    expect(p, 2, "“c.xlsx”第 2 行（表头）和台账“");
    char *after = status_now(p);
    assert_string_equal(before, after);
    free(before);
    free(after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_workbook_gives_the_same_as_the_csv, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(rows_that_the_spreadsheet_spoilt_are_rejected_where_they_stand, place_set_up,
                                        place_tear_down),
        cmocka_unit_test_setup_teardown(a_file_that_cannot_be_read_lands_nothing, place_set_up, place_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
