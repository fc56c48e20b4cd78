/* From an article to claims and verdicts, on the bundled pack and readings set here (domain.md §2, §3.6, §3.7, §6). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/vec.h"
#include "domain/verdict.h" /* before cmocka, whose fail() is a macro */

#include <cmocka.h>

#include "check_city.h"

enum { DECEMBER = 202412 };

/* What the ledgers hold: the figures of domain.md §2. Stages by their place in the pack's list. */
static void set_figures(struct check_city *city)
{
    static const struct {
        const char *code;
        int64_t value;
    } all[] = {
        {"old_homes_started", 25903}, {"rural_road_km", 158800},
        {"road_safety_km", 129600},   {"junctions", 353},
        {"safety_talks", 57},         {"schools_improved", 10},
        {"trainings", 69205},         {"skilled", 43597},
        {"high_skilled", 19791},      {"rehabilitated", 2006},
        {"mental_events", 263},       {"counsellings", 976},
        {"mental_trainees", 152},     {"eye_talks", 314},
        {"eye_screened", 64766},      {"charging_piles", 663},
        {"gas_converted", 4322},      {"heat_pipe_km", 5200},
        {"heat_stations", 11},        {"heat_area", 106000000},
        {"cervical", 25892},          {"breast", 26103},
        {"prenatal_us", 9487},        {"newborn_disease", 11740},
        {"newborn_hearing", 11588},   {"dining_sites", 201},
        {"teams_trained", 45},        {"team_members", 180},
        {"online_trained", 4153},     {"clinic_money", 773000000},
        {"transformers", 200},        {"power_lines_km", 260700},
    };
    static const char *const finished[] = {"street_jinger", "street_jinqu", "shelter_field"};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        set_reading(city, all[i].code, NULL, DECEMBER, all[i].value);
    for (size_t i = 0; i < 3; i++) {
        const struct indicator *d = programme_indicator(city->programme, finished[i]);
        set_reading(city, d->code, NULL, DECEMBER, field_choice(d->of->stage, "完工"));
    }
    const struct indicator *hall = programme_indicator(city->programme, "bowen_hall");
    set_reading(city, hall->code, NULL, DECEMBER, field_choice(hall->of->stage, "主体完工"));
}

static int setup(void **state)
{
    int r = check_city_setup(state);

    if (r == 0)
        set_figures(*state);
    return r;
}

static void says(struct check_city *city, const char *text, const char *rows)
{
    says_at(city, DECEMBER, text, rows);
}

/* ---- words, units ---- */

static void words_stand_before_behind_and_around_the_number(void **state)
{
    says(*state, "全市新建公共充电桩 663 个。", "663 个|charging_piles|agrees\n");
    says(*state, "建成 663 个公共充电桩。", "663 个|charging_piles|agrees\n");
    says(*state, "全市改善 10 所义务教育学校办学条件。", "10 所|schools_improved|agrees\n");
    says(*state, "对 353 个农村平交路口增设道路交通设施，举办交通安全巡回宣讲活动 58 场。",
         "353 个|junctions|agrees\n58 场|safety_talks|differs\n");
    says(*state, "公共充电桩建设：全市新建 663 个。", "663 个|charging_piles|agrees\n");
    says(*state, "公共充电桩建设提速。截至目前，已建成 663 个。", "663 个|charging_piles|agrees\n");
}

static void a_headline_is_read_with_the_lines_beside_it(void **state)
{
    says(*state, "城镇老旧小区焕新\n2.59万户“老”居民过上“新”生活\n\n截至目前，全市开工改造老旧小区 25903 户。",
         "2.59万户|old_homes_started|rounds\n25903 户|old_homes_started|agrees\n");
}

static void the_longer_word_wins(void **state)
{
    says(*state, "新增技能人才 43597 人，新增高技能人才 19791 人。",
         "43597 人|skilled|agrees\n19791 人|high_skilled|agrees\n");
    says(*state, "新增持证高技能人才 19791 人。", "19791 人|high_skilled|agrees\n");
}

static void persons_are_never_events(void **state)
{
    says(*state, "开展职业技能培训 69205 人，新增技能人才 43597 人次。",
         "69205 人||unmatched\n43597 人次||unmatched\n");
    says(*state, "新增技能人才 43597 名。", "43597 名|skilled|agrees\n");
}

static void measures_of_one_kind_agree(void **state)
{
    says(*state, "新建改造电力线路 260.7 公里，农村公路改建 158800 米。",
         "260.7 公里|power_lines_km|agrees\n158800 米|rural_road_km|agrees\n");
}

static void a_figure_before_speaks_for_a_bare_one(void **state)
{
    says(*state, "培训家庭医生服务团队 45 个共 180 人。", "45 个|teams_trained|agrees\n180 人|team_members|agrees\n");
    says(*state, "培训家庭医生服务团队 45 个、181 人。", "45 个|teams_trained|agrees\n181 人|team_members|differs\n");
}

static void lists_are_told_apart_by_their_order(void **state)
{
    says(*state, "宫颈癌、乳腺癌筛查分别完成 25892 人、26103 人。",
         "25892 人|cervical|agrees\n26103 人|breast|agrees\n");
    says(*state, "宫颈癌、乳腺癌筛查分别完成 26103 人、25892 人。",
         "26103 人|cervical|differs\n25892 人|breast|differs\n");
    says(*state, "宫颈癌、乳腺癌筛查分别完成 25892 人、26103 人，合计 51995 人。",
         "25892 人|cervical|agrees\n26103 人|breast|agrees\n51995 人|cervical,breast|agrees\n");
    says(*state, "宫颈癌、乳腺癌筛查 25892 人。", "25892 人||unmatched\n"); /* only the value could tell */
}

/* ---- what is not compared ---- */

static void other_things_with_the_same_words_are_unmatched(void **state)
{
    says(*state, "宫颈癌筛查阳性 120 人，乳腺癌筛查确诊 12 人。", "120 人||unmatched\n12 人||unmatched\n");
    says(*state, "家庭医生服务团队服务群众 5000 人。", "5000 人||unmatched\n");
    says(*state, "充电桩配套变压器 30 台，充电桩运营企业 12 家。", "30 台||unmatched\n12 家||unmatched\n");
    says(*state, "全市现有公共充电桩 5000 个，拆除公共充电桩 20 个。", "5000 个||unmatched\n20 个||unmatched\n");
    says(*state, "改造老旧小区，惠及居民 25903 户。", "25903 户||unmatched\n");
    says(*state, "老旧小区改造完工 20000 户。", "20000 户||unmatched\n"); /* counted from 开工 */
}

static void a_part_is_not_the_whole(void **state)
{
    says(*state, "新建公共充电桩 663 个，其中直流桩 200 个。", "663 个|charging_piles|agrees\n200 个||unmatched\n");
    says(*state, "新建直流公共充电桩 200 个。", "200 个||unmatched\n");
    says(*state, "新建专用充电桩 50 个。", "50 个||unmatched\n");
    says(*state, "新建 60 千瓦公共充电桩 80 个。", "60 千瓦||unmatched\n80 个||unmatched\n");
    says(*state, "新建污水管网 12.5 公里。", "12.5 公里||unmatched\n");
    says(*state, "新建配电台区 80 个、改造配电台区 120 个。", "80 个||unmatched\n120 个||unmatched\n");
    says(*state, "新建公共充电桩 663 个，其中公共充电桩 100 个建在农村。",
         "663 个|charging_piles|agrees\n100 个||unmatched\n");
}

static void ranges_are_not_compared(void **state)
{
    says(*state, "新建公共充电桩 200 至 300 个。",
         "200|charging_piles|undetermined\n300 个|charging_piles|undetermined\n");
}

/* ---- places ---- */

static void places_are_compared_with_their_own(void **state)
{
    struct check_city *city = *state;

    city->readings.count = 0;
    set_reading(city, "charging_piles", "411200000000", DECEMBER, 663);
    set_reading(city, "charging_piles", "411202000000", DECEMBER, 200);
    set_reading(city, "charging_piles", "urban", DECEMBER, 400);
    set_reading(city, "heat_stations", "urban", DECEMBER, 11);
    says(city, "全市新建公共充电桩 663 个，其中湖滨区 200 个。",
         "663 个|charging_piles|agrees\n200 个|charging_piles|agrees\n");
    says(city, "市区新建公共充电桩 400 个、换热站 11 座。",
         "400 个|charging_piles|agrees\n11 座|heat_stations|agrees\n");
    says(city, "三门峡市区新建公共充电桩 400 个。", "400 个|charging_piles|agrees\n");
    says(city, "灵宝市新建公共充电桩 100 个。", "100 个|charging_piles|undetermined\n");
    says(city, "新建换热站 11 座。", "11 座|heat_stations|agrees\n");
    says(city, "全市新建换热站 11 座。", "11 座|heat_stations|undetermined\n"); /* only 市区 is counted */
    says(city, "湖滨区开展培训 3 场；新建公共充电桩 200 个。", "3 场||unmatched\n200 个|charging_piles|agrees\n");
    says(city, "灵宝市开展培训，其中湖滨区 3 场；新建公共充电桩 100 个。",
         "3 场||unmatched\n100 个|charging_piles|undetermined\n"); /* 灵宝市's again: of the parts was 湖滨区 alone */
    says(city, "湖滨区、卢氏县分别新建公共充电桩 200 个、30 个。",
         "200 个|charging_piles|agrees\n30 个|charging_piles|undetermined\n");
    says(city, "湖滨区\n新建公共充电桩 201 个。", "201 个|charging_piles|differs\n");
    assert_string_equal(city->judged[0].note, "台账为 200 个（湖滨区）；201 − 200 = 多写 1 个");
}

static void places_that_the_store_does_not_know_are_undetermined(void **state)
{
    says(*state, "洛阳市新建公共充电桩 5000 个。", "5000 个|charging_piles|undetermined\n");
    says(*state, "全省新增技能人才 100 万人。", "100 万人|skilled|undetermined\n");
    says(*state, "湖滨区、陕州区新建公共充电桩 200 个。", "200 个|charging_piles|undetermined\n");
    says(*state, "城关镇新建公共充电桩 3 个。", "3 个|charging_piles|undetermined\n"); /* there are several */
    says(*state, "新增技能人才 43597 人，居全省第二位，新增高技能人才 19791 人。",
         "43597 人|skilled|agrees\n19791 人|high_skilled|agrees\n");
}

/* ---- times ---- */

static void a_named_month_is_compared_with_itself(void **state)
{
    struct check_city *city = *state;

    city->readings.count = 0;
    set_reading(city, "charging_piles", NULL, 202401, 0);
    set_reading(city, "charging_piles", NULL, 202406, 300);
    set_reading(city, "charging_piles", NULL, 202408, 400);
    set_reading(city, "charging_piles", NULL, 202409, 480);
    set_reading(city, "charging_piles", NULL, DECEMBER, 663);
    says(city, "上半年，全市新建公共充电桩 300 个。", "300 个|charging_piles|agrees\n");
    says(city, "1—9月，全市新建公共充电桩 480 个。", "480 个|charging_piles|agrees\n");
    says(city, "截至9月底，全市新建公共充电桩 481 个。", "481 个|charging_piles|differs\n");
    says(city, "9月份，全市新建公共充电桩 80 个。", "80 个|charging_piles|agrees\n");
    says(city, "下半年，全市新建公共充电桩 363 个。", "363 个|charging_piles|agrees\n");
    says(city, "8月、9月两个月，全市新建公共充电桩 180 个。", "180 个|charging_piles|agrees\n");
    says(city, "各地抓得紧，进度都不慢。\n全市新建公共充电桩 480 个。\n（统计时间：截至9月30日）",
         "480 个|charging_piles|agrees\n");
    says(city, "今年抓得紧，截至9月底已见效。全市新建公共充电桩 480 个。", "480 个|charging_piles|agrees\n");
    says(city, "一季度起步，截至9月底提速。全市新建公共充电桩 663 个。", "663 个|charging_piles|agrees\n");
    says(city, "全市新建公共充电桩 480 个（以上为9月30日数据）。", "480 个|charging_piles|agrees\n");
    says(city, "截至目前，全市新建公共充电桩 663 个。", "663 个|charging_piles|agrees\n");
    says_at(city, 202409, "截至目前，全市新建公共充电桩 480 个。", "480 个|charging_piles|agrees\n");
}

/* DESIGN `check`: inside a month a figure between the two month-ends is undetermined with both. */
static void inside_a_month_only_what_lies_outside_differs(void **state)
{
    struct check_city *city = *state;

    city->readings.count = 0;
    set_reading(city, "charging_piles", NULL, 202408, 400);
    set_reading(city, "charging_piles", NULL, 202409, 480);
    says(city, "截至9月15日，全市新建公共充电桩 450 个。", "450 个|charging_piles|undetermined\n");
    assert_string_equal(city->judged[0].note, "日期在月中：8 月底 400 个，9 月底 480 个（三门峡市）");
    says(city, "截至9月15日，全市新建公共充电桩 500 个。", "500 个|charging_piles|differs\n");
    says_at(city, 20240915, "全市新建公共充电桩 390 个。", "390 个|charging_piles|differs\n");
    says_at(city, 20240915, "全市新建公共充电桩 480 个。", "480 个|charging_piles|undetermined\n");
}

static void other_years_are_not_compared(void **state)
{
    says(*state, "2023 年新建公共充电桩 500 个。", "500 个|charging_piles|undetermined\n");
    says(*state, "去年新建供暖管网 3.1 公里，今年新建供暖管网 5.2 公里。",
         "3.1 公里|heat_pipe_km|undetermined\n5.2 公里|heat_pipe_km|agrees\n");
    says(*state, "2021—2024年，全市新建公共充电桩 2000 个。", "2000 个|charging_piles|undetermined\n");
    says(*state, "对建成于 2005 年前的城镇老旧小区进行改造，全年新开工改造不少于 1.74 万户。",
         "1.74 万户|old_homes_started|target-agrees\n");
    says(*state, "2025年1月6日，记者获悉，全市新建公共充电桩 663 个。", "663 个|charging_piles|agrees\n");
    says(*state, "2023年民生实事答卷\n\n全市新建公共充电桩 500 个。", "500 个|charging_piles|undetermined\n");
}

/* ---- targets, rates, items ---- */

static void targets_compare_with_what_was_promised(void **state)
{
    says(*state, "计划新开工改造城镇老旧小区 17400 户。", "17400 户|old_homes_started|target-agrees\n");
    says(*state, "全年新开工改造老旧小区不少于 1.64 万户。", "1.64 万户|old_homes_started|target-differs\n");
    says(*state, "今年计划新建公共充电桩 500 个。", "500 个|charging_piles|undetermined\n");
    says(*state, "上半年计划新开工改造老旧小区 8000 户。", "8000 户|old_homes_started|undetermined\n");
    says_at(*state, 202409, "计划新开工改造城镇老旧小区 17400 户。", "17400 户|old_homes_started|target-agrees\n");
}

/* 25903 / 17400 = 148.867… % */
static void a_rate_agrees_within_half_a_written_digit(void **state)
{
    says(*state, "新开工改造老旧小区 25903 户，完成年度目标的 148.9%。",
         "25903 户|old_homes_started|agrees\n148.9%|old_homes_started|agrees\n");
    says(*state, "新开工改造老旧小区 25903 户，涉及 201 个小区、976 栋楼，完成年度目标的 148.9%。",
         "25903 户|old_homes_started|agrees\n201 个||unmatched\n976 栋||unmatched\n148.9%|old_homes_started|agrees\n");
    says(*state, "新开工改造老旧小区 25903 户，新建公共充电桩 663 个，栽树 20 棵，完成年度目标的 148.9%。",
         "25903 户|old_homes_started|agrees\n663 个|charging_piles|agrees\n20 棵||unmatched\n148.9%||unmatched\n");
    says(*state, "老旧小区改造完成率 149%。", "149%|old_homes_started|agrees\n");
    says(*state, "老旧小区改造完成率 148%。", "148%|old_homes_started|differs\n");
    says(*state, "公共充电桩完成率 148%。", "148%|charging_piles|undetermined\n");
    says(*state, "新建公共充电桩 663 个，同比增长 12%。",
         "663 个|charging_piles|agrees\n12%|charging_piles|undetermined\n");
}

static void items_are_counted_from_the_pack(void **state)
{
    says(*state, "2024年12件重点民生实事有序推进。", "12件|items|agrees\n");
    says(*state, "2024年十三件重点民生实事有序推进。", "十三件|items|differs\n");
}

/* ---- promises without a figure ---- */

static void stages_are_compared_in_their_order(void **state)
{
    says(*state, "市区经二路、金渠路打通工程已完工。", "完工|street_jinger|agrees\n完工|street_jinqu|agrees\n");
    says(*state, "新建博文楼主体完工，人防工程及运动场改扩建项目完工。",
         "主体完工|bowen_hall|agrees\n完工|shelter_field|agrees\n");
    says(*state, "博文楼主体已完工。", "完工|bowen_hall|agrees\n");
    says(*state, "博文楼已完工。", "完工|bowen_hall|differs\n");
    says(*state, "博文楼基本完工。", "完工|bowen_hall|undetermined\n");
    says(*state, "博文楼预计年底前完工。", "完工|bowen_hall|undetermined\n");
}

static void exceeded_needs_a_known_target(void **state)
{
    struct check_city *city = *state;

    says(city, "开工改造老旧小区 25903 户，已超额完成年度目标任务。",
         "25903 户|old_homes_started|agrees\n超额完成|old_homes_started|agrees\n");
    says(city, "新建公共充电桩 663 个，已超额完成年度目标任务。",
         "663 个|charging_piles|agrees\n超额完成|charging_piles|undetermined\n");
    says(city, "新增技能人才 43597 人，新增高技能人才 19791 人，分别超额完成 2024 年目标任务。",
         "43597 人|skilled|agrees\n19791 人|high_skilled|agrees\n超额完成|skilled,high_skilled|undetermined\n");
    says(city, "为更好地完成任务，确保超额完成年度目标。", "");
    set_reading(city, "old_homes_started", NULL, DECEMBER, 17400);
    says(city, "老旧小区改造已超额完成年度目标任务。", "超额完成|old_homes_started|differs\n");
    says(city, "老旧小区改造已全面完成年度目标任务。", "全面完成|old_homes_started|agrees\n");
}

static void all_items_met_lists_what_cannot_be_known(void **state)
{
    struct check_city *city = *state;

    says(city, "2024 年我市12 件重点民生实事项目已全部达到或超额完成年度目标任务。",
         "12 件|items|agrees\n全部达到或超额完成||undetermined\n");
    assert_non_null(strstr(city->judged[1].note, "职业技能培训"));
    assert_null(strstr(city->judged[1].note, "无法核验：开工改造老旧小区"));
}

static void full_cover_promised_is_a_target(void **state)
{
    says(*state, "2024年年底前实现全市行政村卫生室基本运行经费补助全覆盖。", "全覆盖|clinic_cover|target-agrees\n");
    says(*state, "全市行政村卫生室基本运行经费补助已实现全覆盖。",
         "全覆盖|clinic_cover|undetermined\n"); /* no roster */
}

static void a_text_that_contradicts_itself_is_told_in_the_note(void **state)
{
    struct check_city *city = *state;

    says(city, "新建公共充电桩 663个\n\n截至目前，全市新建公共充电桩 662 个。",
         "663个|charging_piles|agrees\n662 个|charging_piles|differs\n");
    assert_string_equal(city->judged[1].note,
                        "台账为 663 个（三门峡市）；663 − 662 = 少写 1 个；文中第 1 行写的是“663个”");
}

static void a_total_and_its_parts_that_do_not_add_up_are_told_in_the_note(void **state)
{
    struct check_city *city = *state;

    says(city, "新建公共充电桩 663 个，其中湖滨区 700 个。",
         "663 个|charging_piles|agrees\n700 个|charging_piles|differs\n");
    assert_string_equal(city->judged[1].note, "台账为 663 个（湖滨区）；700 − 663 = 多写 37 个；"
                                              "文中这一部分 700，多于总数“663 个”");
}

static void a_sentence_that_goes_on_to_this_year_or_to_the_city_is_followed(void **state)
{
    says(*state, "2023年新建公共充电桩 500 个，2024年已新建 663 个。实施安防工程 129.6 公里。",
         "500 个|charging_piles|undetermined\n663 个|charging_piles|agrees\n129.6 公里|road_safety_km|agrees\n");
    says(*state, "卢氏县新建公共充电桩走在前列。全市公共充电桩更密。截至目前，新建公共充电桩 663 个。",
         "663 个|charging_piles|agrees\n");
}

static void why(struct check_city *city, size_t row, const char *line)
{
    assert_string_equal(claim_explain(&city->ctx, &city->claims.at[row]), line);
}

static void every_reading_can_say_by_which_words_unit_place_and_time(void **state)
{
    struct check_city *city = *state;

    says(city, "截至9月底，湖滨区新建充电桩 663 个。新增高技能人才 19791 名，完成率 98%。",
         "663 个|charging_piles|undetermined\n19791 名|high_skilled|undetermined\n98%|high_skilled|undetermined\n");
    why(city, 0,
        "词“充电桩”（本小句，3 字）；单位“个”；地点“湖滨区”（本小句）是湖滨区；"
        "时间“9月”（本句），到 9 月底；没有别的指标合这些词和单位");
    why(city, 1,
        "词“新增高技能人才”（本小句，7 字）；单位“名”算作“人”；地点没有写，按三门峡市；"
        "时间“9月”（承前句），到 9 月底；其次是新增技能人才（skilled，6 字）");
    why(city, 2, "词：承前一个数；地点没有写，按三门峡市；时间“9月”（承前句），到 9 月底");
}

static void without_records_nothing_is_said(void **state)
{
    struct check_city *city = *state;

    city->readings.count = 0;
    says(city, "全市新建公共充电桩 663 个。", "663 个|charging_piles|undetermined\n");
    assert_string_equal(city->judged[0].note, "没有记录");
}

/* ---- amounts (domain.md §3.6) ---- */

static void qualifiers_say_how_near_is_near(void **state)
{
    static const struct {
        int64_t written, step, counted;
        enum qualifier qualifier;
        const char *word;
        enum verdict verdict;
    } cases[] = {
        {25900, 100, 25903, QUALIFIER_EQUAL, "", VERDICT_ROUNDS},
        {25900, 100, 25950, QUALIFIER_EQUAL, "", VERDICT_ROUNDS}, /* |x − y| = u/2 */
        {25900, 100, 25951, QUALIFIER_EQUAL, "", VERDICT_DIFFERS},
        {25903, 1, 25903, QUALIFIER_EQUAL, "", VERDICT_AGREES},
        {25903, 1, 25904, QUALIFIER_EQUAL, "", VERDICT_DIFFERS},
        {25000, 1000, 25903, QUALIFIER_AT_LEAST, "余", VERDICT_ROUNDS},
        {20000, 10000, 29999, QUALIFIER_AT_LEAST, "多", VERDICT_ROUNDS},
        {20000, 10000, 30000, QUALIFIER_AT_LEAST, "多", VERDICT_DIFFERS}, /* far above */
        {26000, 1000, 25903, QUALIFIER_AT_LEAST, "超", VERDICT_DIFFERS},
        {17400, 100, 25903, QUALIFIER_AT_LEAST, "不少于", VERDICT_ROUNDS},
        {26000, 1000, 25903, QUALIFIER_AT_MOST, "近", VERDICT_ROUNDS},
        {29000, 1000, 25903, QUALIFIER_AT_MOST, "近", VERDICT_DIFFERS}, /* more than 10 % below */
        {25903, 1, 25903, QUALIFIER_AT_MOST, "近", VERDICT_DIFFERS},
        {26000, 1000, 25903, QUALIFIER_ABOUT, "约", VERDICT_ROUNDS},
        {30000, 1000, 25903, QUALIFIER_ABOUT, "约", VERDICT_DIFFERS},
    };

    (void)state; /* no city needed */
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(
            verdict_amount(cases[i].written, cases[i].step, cases[i].qualifier, cases[i].word, cases[i].counted),
            cases[i].verdict);
}

/* ---- the newspaper page ---- */

static char *article(struct check_city *city, size_t *ret_length)
{
    char *bytes;

    assert_int_equal(
        file_read(&city->ctx, SOURCE_ROOT "/programmes/411200-2024/report.txt", 1 << 20, &bytes, ret_length), 0);
    return bytes;
}

static size_t count_of(const struct check_city *city, enum verdict verdict)
{
    size_t count = 0;

    for (size_t i = 0; i < city->claims.count; i++)
        count += city->judged[i].verdict == verdict;
    return count;
}

/* 41 figures and 8 promises: 完工 ×3, 主体完工, 超额完成 ×2, 全覆盖, 全部达到或超额完成. */
static void the_report_agrees(void **state)
{
    struct check_city *city = *state;
    size_t length;
    char *bytes = article(city, &length);

    check_bytes(city, bytes, length, DECEMBER);
    assert_int_equal(city->claims.count, 41 + 8);
    assert_int_equal(count_of(city, VERDICT_ROUNDS), 1);
    assert_int_equal(count_of(city, VERDICT_TARGET_AGREES), 2);
    assert_int_equal(count_of(city, VERDICT_UNDETERMINED), 2);
    assert_int_equal(count_of(city, VERDICT_AGREES), 49 - 5);
}

/* Every digit of every figure, one at a time: that figure differs and no other. */
static void an_altered_figure_differs_and_no_other(void **state)
{
    struct check_city *city = *state;
    size_t length, altered = 0;
    char *bytes = article(city, &length);
    struct figures figures;
    struct text *text;

    assert_int_equal(text_from_bytes(&city->ctx, "文章", bytes, length, &text), 0);
    figures_find(&city->ctx, text, &figures);
    for (size_t i = 0; i < figures.count; i++) {
        struct arena_mark mark = arena_mark(city->ctx.mem);
        size_t at = 0;
        char old;

        for (size_t runes = 0; runes < figures.at[i].start; at++)
            runes += ((unsigned char)bytes[at + 1] & 0xC0) != 0x80;
        old = bytes[at];
        assert_in_range(old, '0', '9');
        bytes[at] = old == '9' ? '8' : (char)(old + 1);
        check_bytes(city, bytes, length, DECEMBER);
        for (size_t k = 0; k < city->claims.count; k++) {
            bool here = city->claims.at[k].start == figures.at[i].start;
            enum verdict v = city->judged[k].verdict;
            assert_int_equal(here, v == VERDICT_DIFFERS || v == VERDICT_TARGET_DIFFERS);
            altered += here;
        }
        bytes[at] = old;
        arena_rewind(city->ctx.mem, mark);
    }
    assert_int_equal(altered, 41);
}

/* With ARTICLE (and AS_OF) set: prints what would be said of it, for work on the tables. */
static void print_claims(struct check_city *city)
{
    for (size_t i = 0; i < city->claims.count; i++) {
        const struct claim *c = &city->claims.at[i];
        const struct judgement *j = &city->judged[i];
        fprintf(stderr, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", c->text, c->figure ? role_name(c->figure->role) : "-",
                code_of(city, c), j->org ? j->org->code : "", j->actual, verdict_name(j->verdict), j->note);
    }
}

static void tell_article(void **state)
{
    struct check_city *city = *state;
    const char *path = getenv("ARTICLE");
    const char *as_of = getenv("AS_OF");
    char *bytes;
    size_t length;

    assert_int_equal(file_read(&city->ctx, path, 1 << 24, &bytes, &length), 0);
    check_bytes(city, bytes, length, as_of ? (int)strtol(as_of, NULL, 10) : DECEMBER);
    print_claims(city);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_stand_before_behind_and_around_the_number, setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(a_headline_is_read_with_the_lines_beside_it, setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(the_longer_word_wins, setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(persons_are_never_events, setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(measures_of_one_kind_agree, setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(a_figure_before_speaks_for_a_bare_one, setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(lists_are_told_apart_by_their_order, setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(other_things_with_the_same_words_are_unmatched, setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(a_part_is_not_the_whole, setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(ranges_are_not_compared, setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(places_are_compared_with_their_own, setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(places_that_the_store_does_not_know_are_undetermined, setup,
                                        check_city_teardown),
        cmocka_unit_test_setup_teardown(a_named_month_is_compared_with_itself, setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(inside_a_month_only_what_lies_outside_differs, setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(other_years_are_not_compared, setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(targets_compare_with_what_was_promised, setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(a_rate_agrees_within_half_a_written_digit, setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(items_are_counted_from_the_pack, setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(stages_are_compared_in_their_order, setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(exceeded_needs_a_known_target, setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(all_items_met_lists_what_cannot_be_known, setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(full_cover_promised_is_a_target, setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(a_text_that_contradicts_itself_is_told_in_the_note, setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(a_total_and_its_parts_that_do_not_add_up_are_told_in_the_note, setup,
                                        check_city_teardown),
        cmocka_unit_test_setup_teardown(a_sentence_that_goes_on_to_this_year_or_to_the_city_is_followed, setup,
                                        check_city_teardown),
        cmocka_unit_test_setup_teardown(every_reading_can_say_by_which_words_unit_place_and_time, setup,
                                        check_city_teardown),
        cmocka_unit_test_setup_teardown(without_records_nothing_is_said, setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(qualifiers_say_how_near_is_near, setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(the_report_agrees, setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(an_altered_figure_differs_and_no_other, setup, check_city_teardown),
    };

    const struct CMUnitTest tell[] = {cmocka_unit_test_setup_teardown(tell_article, setup, check_city_teardown)};

    return getenv("ARTICLE") ? cmocka_run_group_tests(tell, NULL, NULL) : cmocka_run_group_tests(tests, NULL, NULL);
}
