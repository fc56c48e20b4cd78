/* Bad input gives a clear error, loses nothing and never crashes: each case with its exit status, its sentence, and the
 * store as it was. */
#include "cli/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#define HEAD "org,person_id,name,number,occupation,level,issued_on,remark\n"
#define GOOD "411202001000,411202188001010015,张三,A1,电工,高级工,2024-03-05,合成数据\n"

static int set_up(void **state)
{
    struct place *p = place_new();
    *state = p;
    make_store(p);
    write_text(p, "good.csv", HEAD GOOD);
    assert_int_equal(duixian(p, "import t.db certificate good.csv --accept"), 0);
    return 0;
}

/* Runs, expects, and compares the store with what it was. */
static void refused(struct place *p, const char *arguments, int status, const char *said)
{
    char *before = status_now(p);
    duixian(p, "%s", arguments);
    expect(p, status, said);
    if (strchr(p->err, '%') && strstr(p->err, "%s"))
        fail_msg("an unfilled message: %s", p->err);
    char *after = status_now(p);
    assert_string_equal(before, after);
    free(before);
    free(after);
}

static void files_that_are_no_table_are_refused_whole(void **state)
{
    struct place *p = *state;
    static const struct {
        const char *name, *bytes;
        size_t length;
        const char *said;
    } files[] = {
        {"empty.csv", "", 0, "是空的"},
        {"blank.csv", "\n \n", 3, "空白"},
        {"sheet.csv", "PK\3\4\24\0\6\0", 8, "实际是 Excel 工作簿"},
        {"old.csv", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, "旧版 Excel"},
        {"binary.csv",
         "\x7F"
         "ELF\2\1\1\0\0",
         9, "程序"},
        {"nul.csv", HEAD "411202001000,4112\0,x\n", sizeof HEAD + 20, "第 2 行"},
        {"broken.csv", HEAD "411202001000,\xFF\xFE\xFF,x\n", sizeof HEAD + 18, "第 2 行"},
        {"quote.csv", HEAD "411202001000,\"4112\n", sizeof HEAD + 18, "第 2 行"},
        {"unknown.csv", "org,person_id,name,number,occupation,issued_on,colour\nx\n", 55, "“colour”不是这个台账的列"},
        {"missing.csv", "org,person_id,name,number,occupation\nx\n", 39, "缺少“发证日期”列"},
        {"twice.csv", "org,person_id,身份证号,name,number,occupation,issued_on\nx\n", 62, "重复"},
    };
    char arguments[128];
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        write_bytes(p, files[i].name, files[i].bytes, files[i].length);
        snprintf(arguments, sizeof arguments, "import t.db certificate %s --accept", files[i].name);
        refused(p, arguments, 2, files[i].said);
    }
    refused(p, "import t.db certificate . --accept", 2, "是一个文件夹");
    refused(p, "import t.db certificate none.csv --accept", 2, "没有文件");
    refused(p, "import t.db certificat good.csv --accept", 2, "没有台账“certificat”");
}

static void a_field_of_ten_megabytes_is_refused(void **state)
{
    struct place *p = *state;
    size_t length = sizeof HEAD - 1 + (10u << 20);
    char *bytes = malloc(length);
    assert_non_null(bytes);
    memset(bytes, 'x', length);
    memcpy(bytes, HEAD, sizeof HEAD - 1);
    write_bytes(p, "long.csv", bytes, length);
    free(bytes);
    refused(p, "import t.db certificate long.csv --accept", 2, "第 2 行");
}

static void in_database(struct place *p, const char *name, const char *sql)
{
    char path[128];
    sqlite3 *db = NULL;
    snprintf(path, sizeof path, "%s/%s", p->folder, name);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void stores_that_are_none_newer_or_of_an_old_form_are_refused(void **state)
{
    struct place *p = *state;
    write_text(p, "text.db", "not a store at all, only some words\n");
    refused(p, "status text.db", 2, "不是兑现的库");
    refused(p, "status none.db", 2, "没有“none.db”这个库");
    refused(p, "status .", 2, "是一个文件夹");
    refused(p, "init t.db --programme 411200-2024", 2, "已经");
    assert_int_equal(duixian(p, "init new.db --programme 411200-2024"), 0);
    in_database(p, "new.db", "update meta set value = '99' where name = 'schema'");
    in_database(p, "other.db", "create table t (a)");
    refused(p, "status new.db", 2, "更新版本");
    in_database(p, "new.db", "update meta set value = '2' where name = 'schema'");
    refused(p, "status new.db", 2, "旧版本的兑现建的库（第 2 版），这个程序读不了；请用 duixian init 另建一个库");
    refused(p, "status other.db", 2, "别的程序的数据库");
}

static void a_missing_or_wrong_key_is_exit_3(void **state)
{
    struct place *p = *state;
    write_text(p, "wrong.key", "duixian-key-1 0000000000000000000000000000000000000000000000000000000000000000\n");
    write_text(p, "bad.key", "hello\n");
    refused(p, "import t.db certificate good.csv --key none.key", 3, "没有密钥文件");
    refused(p, "import t.db certificate good.csv --key wrong.key", 3, "不是这个库的密钥");
    refused(p, "import t.db certificate good.csv --key bad.key", 3, "不是兑现的密钥文件");
    refused(p, "status t.db --key none.key", 0, "");
}

static void rows_of_units_outside_the_tree_or_its_time_are_rejected(void **state)
{
    struct place *p = *state;
    write_text(p, "tree.csv",
               "code,name,level,parent,valid_from,valid_to\n"
               "990100000000,试市,city,,,\n990101000000,甲县,county,990100000000,2024-06-01,\n");
    write_text(p, "late.csv",
               "code,name,level,parent,valid_from\n"
               "411202001900,新社区,village,411202001000,2024-06-01\n");
    assert_int_equal(duixian(p, "organisation t.db import late.csv"), 0);
    write_text(p, "v.csv", HEAD "411202001900,411202188001020037,李四,A2,电工,高级工,2024-05-31,合成数据\n");
    refused(p, "import t.db certificate v.csv --accept", 1, "还没有设立，或已经撤销");
    write_text(p, "a.csv", HEAD "411299001000,411202188001020037,李四,A2,电工,高级工,2024-03-05,合成数据\n");
    refused(p, "import t.db certificate a.csv --accept", 1, "组织树里没有这个单位代码");
    write_text(p, "b.csv", HEAD "urban,411202188001020037,李四,A2,电工,高级工,2024-03-05,合成数据\n");
    refused(p, "import t.db certificate b.csv --accept", 1, "组织树里没有这个单位代码");
    refused(p, "organisation t.db import tree.csv", 2, "一个库只有一个市");
}

static void a_sum_beyond_int64_lands_nothing(void **state)
{
    struct place *p = *state;
    write_text(p, "m.csv",
               "org,name,built_year,households,buildings,lacking,willing_share,started_on,remark\n"
               "411202001000,甲,1990,9000000000000000000,1,失养,90,2024-05-01,合成数据\n"
               "411202001000,乙,1990,9000000000000000000,1,失养,90,2024-05-01,合成数据\n");
    refused(p, "import t.db old_community m.csv --accept", 2, "超出了能精确表示的范围");
}

static void commands_that_cannot_be_understood_are_exit_2(void **state)
{
    struct place *p = *state;
    refused(p, "conquer t.db", 2, "没有命令“conquer”");
    refused(p, "status", 2, "用法");
    refused(p, "status t.db --month 2024-13", 2, "不是月份");
    refused(p, "status t.db --month 2023-12", 2, "不在项目");
    refused(p, "status t.db --org 999999", 2, "没有单位");
    refused(p, "status t.db --format xml", 2, "xml");
    refused(p, "status t.db --accept", 2, "没有选项");
    refused(p, "batch t.db accept 77", 2, "没有第 77 批");
    refused(p, "batch t.db accept x", 2, "不是编号");
    refused(p, "record t.db void 77 --reason r", 2, "没有第 77 号记录");
    refused(p, "check t.db none.txt", 2, "none.txt");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(files_that_are_no_table_are_refused_whole, set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(a_field_of_ten_megabytes_is_refused, set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(stores_that_are_none_newer_or_of_an_old_form_are_refused, set_up,
                                        place_tear_down),
        cmocka_unit_test_setup_teardown(a_missing_or_wrong_key_is_exit_3, set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(rows_of_units_outside_the_tree_or_its_time_are_rejected, set_up,
                                        place_tear_down),
        cmocka_unit_test_setup_teardown(a_sum_beyond_int64_lands_nothing, set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(commands_that_cannot_be_understood_are_exit_2, set_up, place_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
