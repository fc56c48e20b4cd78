/* What the ledgers say of percentages, growth and figures of another time (domain.md §3.6, §3.7). Values are computed
 * by hand beside each test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/vec.h"
#include "domain/verdict.h" /* before cmocka, whose fail() is a macro */

#include <cmocka.h>

#include "check_city.h"

enum { DECEMBER = 202412 };

static void says(struct check_city *city, const char *text, const char *rows)
{
    says_at(city, DECEMBER, text, rows);
}

static void notes(const struct check_city *city, size_t row, const char *note)
{
    assert_string_equal(city->judged[row].note, note);
}

static void every_verdict_carries_its_arithmetic(void **state)
{
    struct check_city *city = *state;

    set_reading(city, "charging_piles", NULL, 202401, 663);
    says(city, "新建公共充电桩 663 个。", "663 个|charging_piles|agrees\n");
    notes(city, 0, "台账为 663 个（三门峡市）");
    says(city, "新建公共充电桩 665 个。", "665 个|charging_piles|differs\n");
    notes(city, 0, "台账为 663 个（三门峡市）；665 − 663 = 多写 2 个");
    says(city, "新建公共充电桩 600 余个。", "600 余个|charging_piles|rounds\n");
    notes(city, 0, "台账为 663 个（三门峡市）；600 ≤ 663 < 700");
    says(city, "新建公共充电桩 500 余个。", "500 余个|charging_piles|differs\n");
    notes(city, 0, "台账为 663 个（三门峡市）；663 ≥ 600，远高于文中的数");
    says(city, "新建公共充电桩近 700 个。", "700 个|charging_piles|rounds\n"); /* 700 − 663 = 37 ≤ 70 */
    notes(city, 0, "台账为 663 个（三门峡市）；663 < 700，差不到一成");
    says(city, "新建公共充电桩约 690 个。", "690 个|charging_piles|rounds\n"); /* 27 ≤ 5 % of 690 = 34.5 */
    notes(city, 0, "台账为 663 个（三门峡市）；差 27，不到 5%");
}

static void a_figure_that_was_right_earlier_differs_and_the_note_says_when(void **state)
{
    struct check_city *city = *state;

    set_reading(city, "dining_sites", NULL, 202409, 98);
    set_reading(city, "dining_sites", NULL, 202411, 179);
    set_reading(city, "dining_sites", NULL, DECEMBER, 201);
    says(city, "截至目前，老年人助餐服务场所已建成 98 个。", "98 个|dining_sites|differs\n");
    notes(city, 0, "台账为 201 个（三门峡市）；201 − 98 = 少写 103 个；和 10 月底的台账（98 个）对得上");
    says(city, "截至9月底，老年人助餐服务场所建成 179 个。", "179 个|dining_sites|differs\n");
    notes(city, 0, "台账为 98 个（三门峡市）；179 − 98 = 多写 81 个；和 11 月底的台账（179 个）对得上");
    says(city, "截至目前，老年人助餐服务场所已建成 180 个。", "180 个|dining_sites|differs\n");
    notes(city, 0, "台账为 201 个（三门峡市）；201 − 180 = 少写 21 个");
}

/* 25903 ÷ 17400 = 148.867 % */
static void a_rate_is_recomputed_as_an_interval(void **state)
{
    struct check_city *city = *state;

    set_reading(city, "old_homes_started", NULL, 202401, 25903);
    says(city, "老旧小区改造完成年度目标的 148.9%。", "148.9%|old_homes_started|agrees\n");
    says(city, "老旧小区改造完成年度目标的 148.8%。", "148.8%|old_homes_started|differs\n");
    says(city, "老旧小区改造完成率 149%。", "149%|old_homes_started|agrees\n");
    says(city, "老旧小区改造完成率近 150%。", "150%|old_homes_started|agrees\n");
    says(city, "老旧小区改造完成率超过 149%。", "149%|old_homes_started|differs\n");
    notes(city, 0, "台账完成率为 148.9%（三门峡市，25903/17400 户）");
}

/* (25903 − 17400) ÷ 17400 = 48.868 % */
static void what_is_beyond_the_target_is_measured_by_the_target(void **state)
{
    struct check_city *city = *state;

    set_reading(city, "old_homes_started", NULL, 202401, 25903);
    says(city, "开工改造老旧小区 25903 户，超额 48.9%。",
         "25903 户|old_homes_started|agrees\n48.9%|old_homes_started|agrees\n");
    notes(city, 1, "台账超出目标为 48.9%（三门峡市，8503/17400 户）");
    says(city, "开工改造老旧小区 25903 户，比年初 1.74 万户的承诺多出近五成。",
         "25903 户|old_homes_started|agrees\n1.74 "
         "万户|old_homes_started|target-agrees\n五成|old_homes_started|agrees\n");
    says(city, "开工改造老旧小区 25903 户，超出年度目标 148.9%。",
         "25903 户|old_homes_started|agrees\n148.9%|old_homes_started|differs\n");
    says(city, "开工改造老旧小区 25903 户，比去年多出五成。", "25903 户|old_homes_started|agrees\n五成||unmatched\n");
    set_reading(city, "old_homes_started", NULL, 202401, 12000);
    says(city, "开工改造老旧小区 12000 户，超额 5%。",
         "12000 户|old_homes_started|agrees\n5%|old_homes_started|differs\n");
    notes(city, 1, "台账还没有达到目标（三门峡市，12000/17400 户）");
}

static void a_column_of_rates_is_read_by_its_head_and_the_row_by_its_name(void **state)
{
    struct check_city *city = *state;

    set_reading(city, "old_homes_started", NULL, 202401, 25903);
    set_reading(city, "charging_piles", NULL, 202401, 663);
    says(city,
         "指标\t单位\t目标\t完成\t完成率\n开工改造老旧小区\t户\t17400\t25903\t148.9%\n"
         "新建公共充电桩\t个\t600\t663\t110.5%\n",
         "17400|old_homes_started|target-agrees\n25903|old_homes_started|agrees\n148.9%|old_homes_started|agrees\n"
         "600|charging_piles|undetermined\n663|charging_piles|agrees\n110.5%|charging_piles|undetermined\n");
}

/* 19791 ÷ 43597 = 45.395 %; 7471 ÷ 25903 = 28.842 % */
static void a_share_is_of_the_whole_that_the_words_name(void **state)
{
    struct check_city *city = *state;

    set_reading(city, "skilled", NULL, 202401, 43597);
    set_reading(city, "high_skilled", NULL, 202401, 19791);
    set_reading(city, "old_homes_started", NULL, 202401, 25903);
    set_reading(city, "old_homes_started", "411202000000", 202401, 7471);
    says(city, "新增技能人才 43597 人，其中新增高技能人才 19791 人，占新增技能人才的 45.4%。",
         "43597 人|skilled|agrees\n19791 人|high_skilled|agrees\n45.4%|high_skilled|agrees\n");
    notes(city, 2, "台账比重为 45.4%（三门峡市，19791/43597 人）");
    says(city, "新增高技能人才占新增技能人才的比重达 46%。", "46%|high_skilled|differs\n");
    says(city, "湖滨区开工改造老旧小区 7471 户，占全市的 28.8%。",
         "7471 户|old_homes_started|agrees\n28.8%|old_homes_started|agrees\n");
    notes(city, 1, "台账比重为 28.8%（湖滨区，7471/25903 户）");
    says(city, "新增高技能人才占职业技能培训的 28.6%。", "28.6%|high_skilled|undetermined\n");
    notes(city, 0, "新增高技能人才按人计，职业技能培训按人次计，不能相比");
}

/* (663 − 590) ÷ 590 = 12.373 %; (531 − 590) ÷ 590 = −10 % */
static void growth_is_judged_where_both_years_are_in_the_store(void **state)
{
    struct check_city *city = *state;

    set_reading(city, "charging_piles", NULL, 202306, 200);
    set_reading(city, "charging_piles", NULL, 202312, 590);
    set_reading(city, "charging_piles", NULL, DECEMBER, 663);
    says(city, "新建公共充电桩 663 个，同比增长 12.4%。",
         "663 个|charging_piles|agrees\n12.4%|charging_piles|undetermined\n");
    notes(city, 1, "库里没有 2023 年的新建公共充电桩，算不出比上年增减多少");
    city->earlier = true;
    says(city, "新建公共充电桩 663 个，同比增长 12.4%。",
         "663 个|charging_piles|agrees\n12.4%|charging_piles|agrees\n");
    notes(city, 1, "台账增长 12.4%（三门峡市，上年同期 590 个，本期 663 个）");
    says(city, "新建公共充电桩同比增长 13%。", "13%|charging_piles|differs\n");
    says(city, "新建公共充电桩同比下降 12.4%。", "12.4%|charging_piles|differs\n");
    says(city, "新建公共充电桩环比增长 12.4%。", "12.4%||unmatched\n");
    set_reading(city, "charging_piles", NULL, DECEMBER, 531);
    says(city, "新建公共充电桩同比下降 10%。", "10%|charging_piles|agrees\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_verdict_carries_its_arithmetic, check_city_setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(a_figure_that_was_right_earlier_differs_and_the_note_says_when,
                                        check_city_setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(a_rate_is_recomputed_as_an_interval, check_city_setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(what_is_beyond_the_target_is_measured_by_the_target, check_city_setup,
                                        check_city_teardown),
        cmocka_unit_test_setup_teardown(a_column_of_rates_is_read_by_its_head_and_the_row_by_its_name, check_city_setup,
                                        check_city_teardown),
        cmocka_unit_test_setup_teardown(a_share_is_of_the_whole_that_the_words_name, check_city_setup,
                                        check_city_teardown),
        cmocka_unit_test_setup_teardown(growth_is_judged_where_both_years_are_in_the_store, check_city_setup,
                                        check_city_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
