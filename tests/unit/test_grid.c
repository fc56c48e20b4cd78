/* Figures of tables, however these are drawn: their units, columns and rows. Expected values are worked out by hand by
 * the conventions of shared/cases/README.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "unit/reading.h"

#include <cmocka.h> /* last: its macro fail() would hide ours */

static void a_cell_may_break_inside_its_number(void **state)
{
    (void)state;
    says("项目\t单位\t目标\t完成\t完成率%\n管网\t公里\t200\t160.\n5\t80.3\n",
         "200|200 公里 = target; 160.\n5|160.5 公里 = actual; 80.3|80.3 % = percent");
}

static void a_column_of_rates_holds_percents(void **state)
{
    (void)state;
    says("项目\t单位\t目标\t完成\t完成率\n幼儿园\t所\t10\t9\t90\n",
         "10|10 所 = target; 9|9 所 = actual; 90|90 % = percent");
}

static void a_table_lends_units_from_head_row_name_and_caption(void **state)
{
    (void)state;
    says("项目\t单位\t目标\t完成\t投资（万元）\n新建学校\t所\t12\t13\t8650\n",
         "12|12 所 = target; 13|13 所 = actual; 8650|86500000 元 = actual");
    says("项目\t完成\n新增学位（个）\t3620\n", "3620|3620 个 = actual");
    says("项目\t内容\t投资（万元）\n合计\t\t204\n", "204|2040000 元 = actual");
    says("| 事项 | 单位 | 目标值 |\n|---|---|---|\n| 公厕 | 座 | 20 |\n", "20|20 座 = target");
    says("项目 单位 目标 完成\n新建学校 所 4 5\n", "4|4 所 = target; 5|5 所 = actual");
    says("填报：县实事办　　2025年10月9日　　审核：县统计局\n\n工程\t计量单位\t任务\t完成\n公厕\t座\t25以上\t24\n",
         "25|25 座 >= target; 24|24 座 = actual");
}

static void a_tables_drawn_borders_are_no_lines_of_it(void **state)
{
    (void)state;
    says("┌────┬────┬────┬────┐\n│项目│单位│目标│完成│\n├────┼────┼────┼────┤\n│学校│所  │12  │13  │\n"
         "┝━━━━┿━━━━┿━━━━┿━━━━┥\n│公厕│座  │20  │21  │\n└────┴────┴────┴────┘\n",
         "12|12 所 = target; 13|13 所 = actual; 20|20 座 = target; 21|21 座 = actual");
    says("————————————\n序号　指标　　单位　　目标　　完成　　完成率%"
         "\n————————————\n1　　公厕　　座　　20　　21　　105.0\n————————————\n",
         "20|20 座 = target; 21|21 座 = actual; 105.0|105 % = percent");
    says("+----+----+----+----+\n|项目|单位|目标|完成|\n+----+----+----+----+\n|公厕|座  |20  |21  "
         "|\n+----+----+----+----+\n",
         "20|20 座 = target; 21|21 座 = actual");
}

/* A web page's table, copied cell by cell: what the first cells of a row plan and the last one tells, also where the
 * department is merged with the row above. */
static void a_table_of_sentences_with_a_line_for_each_cell_tells_tasks_and_results(void **state)
{
    (void)state;
    says("2022年民生实事进展情况表\n\n序号\n\n实事内容\n\n牵头单位\n\n落实情况\n\n1\n\n新增老年食堂4所。\n\n民政局\n\n"
         "提前完成。\n\n建成城东、河西、柳溪等老年食堂5所，完成率达125%。\n\n2\n\n1)完成学历提升320人;\n\n2)"
         "开展技能培训2600人次。"
         "\n\n基本完成。\n\n学历提升331人\n\n3\n\n护航考生\n\n教育局\n\n考点设送考专车40辆。\n",
         "4所|4 所 = target; 5所|5 所 = actual; 125%|125 % = percent; 320人|320 人 = target; 2600人次|2600 人次 = "
         "target; "
         "331人|331 人 = actual; 40辆|40 辆 = actual");
}

/* As pages give their tables away when they are copied: one blank between cells, remarks, a name in two cells, an index
 * that only the first of several rows has. */
static void a_table_of_single_blanks_is_read_whole(void **state)
{
    (void)state;
    says("序号 考核指标 单　位 年度目标 完成数 完成率 备　注\n1 新增学位 个 800 800 100.0% 教育局\n改造厕所 座 12 9 "
         "75.0%\n"
         "2 供水 管网改造 公里 30 31.5 105.0% 因汛期、疫情推迟，已补上。 水务局\n",
         "800|800 个 = target; 800|800 个 = actual; 100.0%|100 % = percent; 12|12 座 = target; 9|9 座 = actual; "
         "75.0%|75 % = percent; 30|30 公里 = target; 31.5|31.5 公里 = actual; 105.0%|105 % = percent");
}

static void a_tables_heads_may_stand_in_two_rows(void **state)
{
    (void)state;
    says("地区\t新增就业（人）\t\t\t技能培训（人次）\n\t目标\t完成\t完成率（%）\t目标\t完成\n东区\t2000\t2 "
         "150\t107.5\t300\t310\n",
         "2000|2000 人 = target; 2 150|2150 人 = actual; 107.5|107.5 % = percent; 300|300 人次 = target; "
         "310|310 人次 = actual");
}

/* The first cell stands beside several rows, of which only one holds it. */
static void a_row_may_lack_a_merged_column(void **state)
{
    (void)state;
    says("类别 | 序号 | 工作任务 | 进展 |\n一、教育 | 1 | 新建学校3所 | 建成2所 |\n2 | 改造食堂8个 | 完工5个 |\n",
         "3所|3 所 = target; 2所|2 所 = actual; 8个|8 个 = target; 5个|5 个 = actual");
}

/* Cells drawn below each other with blanks: an empty one, heads that go on in a second line, a last cell that does. */
static void a_table_drawn_with_blanks_is_read_by_its_columns(void **state)
{
    (void)state;
    says("序号  项目          计划投资      完成投资      完成情况\n"
         "                    （万元）      （万元）\n"
         "1     康复中心      4200          4 150         封顶，\n"
         "                                                新增床位180张。\n"
         "      合　　计      4200          4150①         ②\n",
         "4200|42000000 元 = target; 4 150|41500000 元 = actual; 180张|180 张 = actual; 4200|42000000 元 = target; "
         "4150|41500000 元 = actual");
    says("序号 |\n项目 |\n目标 |\n进展 |\n\n1 |\n新建食堂 |\n12家 |\n建成9家。 |\n",
         "12家|12 家 = target; 9家|9 家 = actual");
    says(
        "| 来源 | 预算（万元） | 已拨（万元） |\n|---|--:|--:|\n| 省级 | 3 200 | 3 040 |\n| **合计** | **3200** | "
        "**3040** |\n",
        "3 200|32000000 元 = target; 3 040|30400000 元 = actual; 3200|32000000 元 = target; 3040|30400000 元 = actual");
}

/* As office files give their tables away when they are pasted: a line for each cell, some of them merged and gone. */
static void a_table_may_have_a_line_for_each_cell(void **state)
{
    (void)state;
    says("工程\n\n序号\n\n项目内容\n\n目标任务\n\n责任单位\n\n进度\n\n完成率\n（%"
         "）\n\n备注\n\n就业工程\n\n1\n\n新增就业（人）\n\n"
         "26000\n\n市人社局\n\n32 095\n\n123.4\n\n超额完成\n\n2\n\n贷款（万元）\n\n31.5\n\n32.04\n\n101.7\n",
         "26000|26000 人 = target; 32 095|32095 人 = actual; 123.4|123.4 % = percent; 31.5|315000 元 = target; "
         "32.04|320400 元 = actual; 101.7|101.7 % = percent");
    says("地区\n\n城镇新增就业（人）\n\n农村公路（公里）\n\n目标任务\n\n进度\n\n完成比例（%"
         "）\n\n目标任务\n\n进度\n\n全市\n\n27600\n\n"
         "51890\n\n188.0\n\n420\n\n436.8\n\n市本级\n\n60\n\n577\n\n961.7\n\n—\n\n—\n",
         "27600|27600 人 = target; 51890|51890 人 = actual; 188.0|188 % = percent; 420|420 公里 = target; "
         "436.8|436.8 公里 = actual; 60|60 人 = target; 577|577 人 = actual; 961.7|961.7 % = percent");
}

/* Rows whose cells end with bars, whose numbers leave some out, or that lack cells; sums at the end; what stands
 * behind. */
static void cells_on_lines_of_their_own_find_their_columns(void **state)
{
    (void)state;
    says("序号 |\n市　州 |\n计划开工（个） |\n累计开工（个） |\n开工率 |\n完成投资(万元) |\n1 |\n安阳市 |\n150 |\n143 "
         "|\n95.3% "
         "|\n86157.25 "
         "|\n14 |\n宁州 |\n85 |\n30 |\n35.3% |\n77402 |\n全省 |\n235 |\n173 |\n73.6% |\n163559.25 |\n",
         "150|150 个 = target; 143|143 个 = actual; 95.3%|95.3 % = percent; 86157.25|861572500 元 = actual; 85|85 个 = "
         "target; 30|30 个 = actual; 35.3%|35.3 % = percent; 77402|774020000 元 = actual; 235|235 个 = target; 173|173 "
         "个 = "
         "actual; 73.6%|73.6 % = percent; 163559.25|1635592500 元 = actual");
    says("序号\n实事名称\n年度目标\n牵头单位\n完成情况\n1\n养老服务\n新建食堂8个；\n改造床位420张。\n市民政局、\n市住建"
         "局\n建成食堂9"
         "个。\n2\n清洁取暖\n改造5.6万户。\n改造4.1万户，正常推进。\n\n下一步，抓紧建设12个站点。\n",
         "8个|8 个 = target; 420张|420 张 = target; 9个|9 个 = actual; 5.6万户|56000 户 = target; 4.1万户|41000 户 = "
         "actual; "
         "12个|12 个 = target");
}

/* A bar alone is an empty cell. */
static void bars_alone_are_empty_cells(void **state)
{
    (void)state;
    says("1—8月完成情况表 |\n序号 |\n项目名称 |\n责任单位 |\n目标任务 |\n实际完成情况 |\n完成率% |\n备注 |\n1 "
         "|\n新建幼儿园（所） |\n教育局 |\n2所 |\n|\n70% "
         "|\n主体完工。 |\n2 |\n康复救助 |\n残联 |\n73人 |\n75 |\n102.7% |\n|\n",
         "2所|2 所 = target; 70%|70 % = percent; 73人|73 人 = target; 75|75 人 = actual; 102.7%|102.7 % = percent");
}

static void a_rate_with_a_word_stays_in_its_column(void **state)
{
    (void)state;
    says("进度表（截至8月31日）\n\n序号\n\n工程名称\n\n年度目标\n\n进展情况\n\n完成率（%）\n\n责任单位\n\n"
         "1\n\n学校扩容\n\n消除大班额26个\n\n消除19个\n\n73.1（大班额）\n\n县教体局\n\n"
         "2\n\n技能培训\n\n1500人次\n\n1200余人次\n\n80以上\n\n县人社局\n\n"
         "附：分乡镇情况（单位：座）\n\n乡镇\n\n目标\n\n进度\n\n比例（%"
         "）\n\n安镇\n\n1300\n\n1248\n\n96\n\n祖镇\n\n960\n\n"
         "816\n\n85\n",
         "26个|26 个 = target; 19个|19 个 = actual; 73.1|73.1 % = percent; 1500人次|1500 人次 = target; "
         "1200余人次|1200 人次 >= actual; 80|80 % >= percent; 1300|1300 座 = target; 1248|1248 座 = actual; "
         "96|96 % = percent; 960|960 座 = target; 816|816 座 = actual; 85|85 % = percent");
}

static void rows_may_begin_with_their_names(void **state)
{
    (void)state;
    says("2024年民生实事上半年进展情况表\n\n工程名称\n年度任务\n上半年进展\n牵头部门\n\n"
         "一、社保惠民\n①低保每人每月不低于840元\n②养老床位120张\n①发放5.1万人\n②床位96张\n市民政局\n\n"
         "二、交通惠民\n改建公路260公里；改造危桥14座\n公路171."
         "6公里；危桥八座\n市交通局\n\n下一步，抓紧建设12个站点。\n",
         "840元|840 元 >= target; 120张|120 张 = target; 5.1万人|51000 人 = actual; 96张|96 张 = actual; "
         "260公里|260 公里 = target; 14座|14 座 = target; 171.6公里|171.6 公里 = actual; 八座|8 座 = actual; "
         "12个|12 个 = target");
}

static void places_side_by_side_count_what_the_title_says(void **state)
{
    (void)state;
    says("2019年民生工程完成情况\n\n农村公路建设（公里）\n\n地区\n\n山县\n\n水县\n\n目标\n\n60\n\n150\n\n完成\n\n63."
         "2\n\n150\n\n"
         "排名\n\n1\n\n2\n",
         "60|60 公里 = target; 150|150 公里 = target; 63.2|63.2 公里 = actual; 150|150 公里 = actual");
}

static void a_captions_unit_ends_with_its_table(void **state)
{
    (void)state;
    says("单位：万元\n项目\t支出\n道路\t120\n\n表2 人数\n项目\t完成\n培训\t520\n", "120|1200000 元 = actual");
    is_trap("表2 人数\n", "2 人", "section");
    says("1.12件民生实事中，11件完成。", "12件|12 件 = items; 11件|11 件 = items");
    is_trap("抗震设防达到7度标准。", "7度", "spec");
    is_trap("国道310段改造完工。", "310段", "name");
    is_trap("新生儿48种遗传代谢病筛查。", "48种", "spec");
    is_trap("日供水1000吨以上的工程。", "1000吨", "spec");
    is_trap("编辑：秦三元", "三元", "name");
    is_trap("本责任书一式三份。", "三份", "idiom");
    is_trap("后三地加起来，不及灵宝一家。", "一家", "idiom");
    is_trap("每少完成1项扣分。", "1项", "other");
    is_trap("3.2  平价菜\n", "3.2", "section");
    is_trap("以六项行动计划为抓手。", "六项", "name");
    says("日间照料站：一处，设床位10张。", "一处|1 处 = actual; 10张|10 张 = actual");
    is_trap("在孙家集街道三元朱村。", "三元", "name");
    is_trap("改造百吨千人供水工程。", "百吨", "idiom");
    says("低保标准由260块提高到290块，报销300块。",
         "260块|260 元 = other; 290块|290 元 = actual; 300块|300 元 = actual");
    says("抽检路段25段，其中八成为沥青路。", "25段|25 段 = actual; 八成|80 % = percent");
}

static void a_column_of_shares_holds_percents_whatever_it_names(void **state)
{
    (void)state;
    says("项目\t全年计划（公里）\t完成（公里）\t占全年计划（%）\n公路\t120\t60\t50\n",
         "120|120 公里 = target; 60|60 公里 = actual; 50|50 % = percent");
}

static void the_column_of_indicators_names_the_row(void **state)
{
    struct reading r;
    static const char text[] = "类别\t指标\t单位\t完成\n供暖\t换热站\t座\t11\n\t供暖管网\t公里\t5.2\n";

    (void)state;
    reading_open(&r, text, sizeof text - 1);
    assert_int_equal(r.found.count, 2);
    assert_string_equal(r.found.at[0].subject, "换热站");
    assert_string_equal(r.found.at[1].subject, "供暖管网");
    reading_done(&r);
}

static void a_line_between_rows_ends_no_table(void **state)
{
    (void)state;
    says("进展情况表\n\n序号  指标名称（单位）  年度目标  累计完成  完成率（%）\n【有学】\n1  新建学校（所）  12  11  "
         "91.7\n"
         "【有医】\n2  急救点（个）  30  27  90\n",
         "12|12 所 = target; 11|11 所 = actual; 91.7|91.7 % = percent; "
         "30|30 个 = target; 27|27 个 = actual; 90|90 % = percent");
    says("项目\t计划\t完成\t完成率（%）\n一、社保惠民\n新增就业（人）\t2000\t2100\t105\n二、住房惠民\n"
         "危房改造（户）\t60\t54\t90\n",
         "2000|2000 人 = target; 2100|2100 人 = actual; 105|105 % = percent; 60|60 户 = target; 54|54 户 = actual; "
         "90|90 % = percent");
}

/* A second table behind its own heading has its own columns. */
static void a_heading_before_a_head_begins_a_table(void **state)
{
    (void)state;
    says("任务\t单位\t完成\n新建公厕\t座\t12\n\n二、市定实事\n工作任务\t进展情况\n改造市场8个\t完工6个\n",
         "12|12 座 = actual; 8个|8 个 = target; 6个|6 个 = actual");
}

static void a_column_of_marks_holds_marks(void **state)
{
    (void)state;
    says("指标\t目标\t完成\t分值\t得分\n新建步道\t6公里\t7公里\t10\t9.5\n",
         "6公里|6 公里 = target; 7公里|7 公里 = actual; 10|10 分 = other; 9.5|9.5 分 = actual");
}

static void a_cell_may_be_broken_inside_its_unit(void **state)
{
    (void)state;
    says("序号\t内容\t进展\t完成率\n1\t交通\t专用道划线10．7公\n里\t85%\n",
         "10．7公\n里|10.7 公里 = actual; 85%|85 % = percent");
    says("序号\t项目\t单位\t目标\t完成\t完成率（%）\n1\t小区改造\t个\t27\t开工27、完工19\t开工率100\n",
         "27|27 个 = target; 27|27 个 = actual; 19|19 个 = actual; 100|100 % = percent");
    says("7.7个公共图书馆免费开放。", "7个|7 个 = actual");
    says("1.6个百分点的提升。", "1.6个百分点|1.6 个百分点 = percent");
}

static void a_word_in_brackets_may_follow_a_cells_number(void **state)
{
    (void)state;
    says("项目\t单位\t任务\t完成\n危房改造\t户\t315\t310（开工）\n", "315|315 户 = target; 310|310 户 = actual");
    says("竣工317户，其中C级194、D级123户。", "317户|317 户 = actual; 194|194 户 = actual; 123户|123 户 = actual");
}

static void a_cell_may_be_broken_before_its_multiplier(void **state)
{
    (void)state;
    says("项目\t进展\t单位\n就业\t发放贷款8.37\n亿元，带动就业6000人\t人社局\n",
         "8.37\n亿元|837000000 元 = actual; 6000人|6000 人 = actual");
}

static void a_rate_for_each_amount_of_the_row(void **state)
{
    (void)state;
    says("2025年民生实事完成情况\n\n序号\t项目\t目标\t完成\t完成率（%）\n1\t培训\t2."
         "6万人次，技工650人\t28914人次，技工687人\t111.2；105.7\n"
         "2\t管网\t36公里\t38.2公里\t106.1\n",
         "2.6万人次|26000 人次 = target; 650人|650 人 = target; 28914人次|28914 人次 = actual; 687人|687 人 = actual; "
         "111.2|111.2 % = percent; 105.7|105.7 % = percent; 36公里|36 公里 = target; 38.2公里|38.2 公里 = actual; "
         "106.1|106.1 % = percent");
}

static void a_cell_goes_on_behind_its_number(void **state)
{
    (void)state;
    says("2021年民生实事完成情况\n\n序号\t项目\t目标\t完成\t完成率\n5\t新增泊位（个）\t2000以上\t2458，其中共享泊位760"
         "\t122.9%\n"
         "6\t农村公路（公里）\t45\t47.3；另改造桥梁16座\t105.1%\n",
         "2000|2000 个 >= target; 2458|2458 个 = actual; 760|760 个 = actual; 122.9%|122.9 % = percent; "
         "45|45 公里 = target; 47.3|47.3 公里 = actual; 16座|16 座 = actual; 105.1%|105.1 % = percent");
}

static void a_title_in_money_lends_its_unit(void **state)
{
    (void)state;
    says("资金筹集情况（万元）\n\t省级\t市级\n船山区\t4260\t1180\n安居区\t5120\t860\n",
         "4260|42600000 元 = actual; 1180|11800000 元 = actual; 5120|51200000 元 = actual; 860|8600000 元 = actual");
}

static void a_table_of_cells_may_say_its_units_in_a_column(void **state)
{
    (void)state;
    says("完成情况\n\n序号\n\n项目\n\n单位\n\n年度目标\n\n实际完成\n\n牵头单位\n\n1\n\n改建公路\n\n公里\n\n480\n\n512."
         "7\n\n交通局\n\n"
         "2\n\n发放补贴\n\n万元\n\n6150\n\n6483.9\n\n市残联\n",
         "480|480 公里 = target; 512.7|512.7 公里 = actual; 6150|61500000 元 = target; 6483.9|64839000 元 = actual");
}

static void names_may_stand_above_their_rows(void **state)
{
    (void)state;
    says("完成情况公示\n\n实事名称\n\n序号\n\n子项内容\n\n年度任务\n\n实际完成\n\n完成率（%"
         "）\n\n备注\n\n一、水润民心\n\n1\n\n"
         "改造管网（公里）\n\n150\n\n156.8\n\n104.5\n\n惠及1.94万户\n\n二、环境整洁\n\n2\n\n改造户厕（户）\n\n7 "
         "500\n\n7 683\n\n102.4\n\n"
         "——\n\n合计投资（万元）\n\n38 600\n\n36 917\n\n95.6\n\n社会监督：12345\n",
         "150|150 公里 = target; 156.8|156.8 公里 = actual; 104.5|104.5 % = percent; 1.94万户|19400 户 = actual; "
         "7 500|7500 户 = target; 7 683|7683 户 = actual; 102.4|102.4 % = percent; 38 600|386000000 元 = target; "
         "36 917|369170000 元 = actual; 95.6|95.6 % = percent");
}

static void a_cell_that_is_not_closed_goes_on_below(void **state)
{
    (void)state;
    says("2021年为民办实事项目计划表\n\n金额单位：万元\n\n序号\n类别\n2020年完成情况\n2021年计划目标\n2021年计划投资\n"
         "其中：市县"
         "财政\n牵头单位\n\n"
         "1\n教育\n建成幼儿园21所。\n新建12所；营养膳食惠及21.8\n万人。\n38 705\n12 600\n教育局\n\n"
         "2\n安居\n—\n改造小区58个；\n改造危房860户。\n21 938\n2 350\n住建局\n\n合计\n两项\n60 643\n14 950\n",
         "21所|21 所 = actual; 12所|12 所 = target; 21.8\n万人|218000 人 = target; 38 705|387050000 元 = target; "
         "12 600|126000000 元 = target; 58个|58 个 = target; 860户|860 户 = target; 21 938|219380000 元 = target; "
         "2 350|23500000 元 = target; 两项|2 项 = items; 60 643|606430000 元 = target; 14 950|149500000 元 = target");
}

static void indicators_may_have_a_line_for_each_cell(void **state)
{
    (void)state;
    says("上半年通报\n\n指　标\n年度任务\n6月底完成\n完成率（%）\n新增就业（万人）\n30\n19.87\n66."
         "2\n公路建设（公里）\n2 500\n"
         "1 364.8\n54.6\n",
         "30|300000 人 = target; 19.87|198700 人 = actual; 66.2|66.2 % = percent; 2 500|2500 公里 = target; "
         "1 364.8|1364.8 公里 = actual; 54.6|54.6 % = percent");
}

static void a_row_may_break_inside_a_cell(void **state)
{
    (void)state;
    says("三季度通报\n\n本级实事见下表（金额单位：万元）。\n\n序号\t项目\t年度任务\t进展\t完成率（%"
         "）\t计划资金\t到位资金\n"
         "1\t供水\t改造112处\t完工94处，受益\n8.35万人\t83.9\t4800\t4 "
         "326\n2\t公路\t改建86公里\t51.3公里\t59.7\n44.4\t5160\t2,940.5\n",
         "112处|112 处 = target; 94处|94 处 = actual; 8.35万人|83500 人 = actual; 83.9|83.9 % = percent; 4800|48000000 "
         "元 = target; "
         "4 326|43260000 元 = actual; 86公里|86 公里 = target; 51.3公里|51.3 公里 = actual; 59.7|59.7 % = percent; "
         "44.4|44.4 % = percent; 5160|51600000 元 = target; 2,940.5|29405000 元 = actual");
}

static void pairs_and_lists_have_units_of_their_own(void **state)
{
    (void)state;
    says("目标任务分解表\n项目 | 指标 | 全县 | 分解情况\n扶贫 | 易地搬迁（户／人） | 1 126／3 902 | 东镇42／151\n"
         "水利 | 渠系整治（公里）、塘堰整治（口） | 74、128 | 二期乡镇51公里\n厕所 | 改造（户） | 640（其中结转115） | "
         "按名册\n",
         "1 126|1126 户 = target; 3 902|3902 人 = target; 42|42 户 = target; 151|151 人 = target; 74|74 公里 = target; "
         "128|128 口 = target; 51公里|51 公里 = target; 640|640 户 = target; 115|115 户 = target");
    says("成绩单\n\n| 实事 | 单位 | 全年计划 | 累计完成 |\n| 改造小区 | 个/万平方米 | 22/86.5 | 20/80 |\n",
         "22|22 个 = target; 86.5|865000 平方米 = target; 20|20 个 = actual; 80|800000 平方米 = actual");
}

static void a_pair_may_hold_the_task_and_what_was_done(void **state)
{
    (void)state;
    says("2023年完成情况\n\n序号\t项目\t9月底进展\t年度投资/完成（万元）\n1\t公路\t改建38公里\t11500/9640\n",
         "38公里|38 公里 = actual; 11500|115000000 元 = target; 9640|96400000 元 = actual");
    says(
        "2022年半年进展\n\n| 指标 | 甲区 | 乙市 |\n| 改造任务/开工（户） | 5210/5100 | 1688/1540 |\n| 位次 | 1 | 2 |\n",
        "5210|5210 户 = target; 5100|5100 户 = actual; 1688|1688 户 = target; 1540|1540 户 = actual");
}

static void a_row_without_numbers_names_those_below(void **state)
{
    (void)state;
    says("2022年半年进展\n\n| 指标 | 甲区 | 乙市 |\n| 新增学位（个） |  |  |\n| 年度任务 | 1800 | 720 |\n| 已完成 | "
         "1260 | 720 |\n",
         "1800|1800 个 = target; 720|720 个 = target; 1260|1260 个 = actual; 720|720 个 = actual");
}

static void a_caption_may_name_a_unit_for_each_column(void **state)
{
    (void)state;
    says("各县完成情况\n单位：户、公里、个\n县市\t农危改\t村组道路\t活动场所\n甲县\t412\t36."
         "5\t14\n年任务\t400\t30\t12\n",
         "412|412 户 = actual; 36.5|36.5 公里 = actual; 14|14 个 = actual; 400|400 户 = target; 30|30 公里 = target; "
         "12|12 个 = target");
}

static void a_caption_may_stand_at_the_right(void **state)
{
    (void)state;
    says("2019年民生工程资金安排\n\t\t\t单位：万元\n序号\t项目名称\t目标任务\t资金安排\t\t已到位\n\t\t\t小计\t省级\t\n"
         "1\t农村道路\t实施215公里\t12900\t8600\t10320\n",
         "215公里|215 公里 = target; 12900|129000000 元 = target; 8600|86000000 元 = target; 10320|103200000 元 = "
         "actual");
}

static void heads_may_stand_in_three_rows(void **state)
{
    (void)state;
    says("进度表\n\n地区\n\n就业促进\n\n住有所居\n\n新增就业（人）\n\n失业率（%"
         "）\n\n小区改造（户）\n\n目标\n\n进度\n\n不超过\n\n实际\n\n目标\n\n"
         "进度\n\n全市\n\n39000\n\n36482\n\n4.5\n\n3.61\n\n12460\n\n11779\n",
         "39000|39000 人 = target; 36482|36482 人 = actual; 4.5|4.5 % = target; 3.61|3.61 % = percent; 12460|12460 户 "
         "= target; "
         "11779|11779 户 = actual");
}

static void ranks_and_sums_of_cells_are_rows(void **state)
{
    (void)state;
    says("2026年民生实事候选项目\n\n名次\n项目\n得票（票）\n得票率\n\n1\n学校取暖46套\n198406\n75.3%\n\n2\n更换管网12."
         "8\n公里\n131402\n49.9%\n",
         "46套|46 套 = target; 198406|198406 票 = actual; 75.3%|75.3 % = percent; 12.8\n公里|12.8 公里 = target; "
         "131402|131402 票 = actual; 49.9%|49.9 % = percent");
}

static void a_label_lends_its_unit_to_names_and_numbers(void **state)
{
    (void)state;
    says("评估结果\n\n满意度得分（分）\n校园午餐 96.40\n老旧小区 95.22\n停车场 86.2\n",
         "96.40|96.4 分 = actual; 95.22|95.22 分 = actual; 86.2|86.2 分 = actual");
}

static void a_rate_in_a_cell_may_have_a_sign(void **state)
{
    (void)state;
    says("完成情况表\n\n项目\t完成（公里）\t比上年±%\n农村公路\t396.5\t-4.1\n水渠\t20\t+12\n",
         "396.5|396.5 公里 = actual; -4.1|-4.1 % = percent; 20|20 公里 = actual; 12|12 % = percent");
}

static void a_caption_may_stand_behind_other_labels(void **state)
{
    (void)state;
    says("进展情况表\n\n填报单位：市发改局　　　　统计截止：2021年8月31日　　　　单位：万元\n\n"
         "序号\t项目名称\t年度计划投资\t完成投资\n1\t城区内河整治\t4800\t3912\n",
         "4800|48000000 元 = target; 3912|39120000 元 = actual");
}

static void a_cell_may_say_what_part_of_it_is(void **state)
{
    (void)state;
    says("序号\t内容\t计划投资（万元）\n1\t新建学校4所\t12800（其中专项债9000）\n",
         "4所|4 所 = target; 12800|128000000 元 = target; 9000|90000000 元 = target");
    says("指标\t目标\t完成\n新增托位（个），其中普惠占比\t1000；90%以上\t1126；91.8%\n惠及居民（户）\t8500\t8600余\n",
         "1000|1000 个 = target; 90%|90 % >= target; 1126|1126 个 = actual; 91.8%|91.8 % = percent; "
         "8500|8500 户 = target; 8600|8600 户 >= actual");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cell_may_break_inside_its_number),
        cmocka_unit_test(a_column_of_rates_holds_percents),
        cmocka_unit_test(a_table_lends_units_from_head_row_name_and_caption),
        cmocka_unit_test(a_tables_drawn_borders_are_no_lines_of_it),
        cmocka_unit_test(a_table_of_sentences_with_a_line_for_each_cell_tells_tasks_and_results),
        cmocka_unit_test(a_table_of_single_blanks_is_read_whole),
        cmocka_unit_test(a_tables_heads_may_stand_in_two_rows),
        cmocka_unit_test(a_row_may_lack_a_merged_column),
        cmocka_unit_test(a_table_drawn_with_blanks_is_read_by_its_columns),
        cmocka_unit_test(a_table_may_have_a_line_for_each_cell),
        cmocka_unit_test(cells_on_lines_of_their_own_find_their_columns),
        cmocka_unit_test(bars_alone_are_empty_cells),
        cmocka_unit_test(a_rate_with_a_word_stays_in_its_column),
        cmocka_unit_test(rows_may_begin_with_their_names),
        cmocka_unit_test(places_side_by_side_count_what_the_title_says),
        cmocka_unit_test(a_captions_unit_ends_with_its_table),
        cmocka_unit_test(a_column_of_shares_holds_percents_whatever_it_names),
        cmocka_unit_test(the_column_of_indicators_names_the_row),
        cmocka_unit_test(a_line_between_rows_ends_no_table),
        cmocka_unit_test(a_heading_before_a_head_begins_a_table),
        cmocka_unit_test(a_column_of_marks_holds_marks),
        cmocka_unit_test(a_cell_may_be_broken_inside_its_unit),
        cmocka_unit_test(a_word_in_brackets_may_follow_a_cells_number),
        cmocka_unit_test(a_cell_may_be_broken_before_its_multiplier),
        cmocka_unit_test(a_rate_for_each_amount_of_the_row),
        cmocka_unit_test(a_cell_goes_on_behind_its_number),
        cmocka_unit_test(a_title_in_money_lends_its_unit),
        cmocka_unit_test(a_table_of_cells_may_say_its_units_in_a_column),
        cmocka_unit_test(names_may_stand_above_their_rows),
        cmocka_unit_test(a_cell_that_is_not_closed_goes_on_below),
        cmocka_unit_test(indicators_may_have_a_line_for_each_cell),
        cmocka_unit_test(a_row_may_break_inside_a_cell),
        cmocka_unit_test(pairs_and_lists_have_units_of_their_own),
        cmocka_unit_test(a_pair_may_hold_the_task_and_what_was_done),
        cmocka_unit_test(a_row_without_numbers_names_those_below),
        cmocka_unit_test(a_caption_may_name_a_unit_for_each_column),
        cmocka_unit_test(a_caption_may_stand_at_the_right),
        cmocka_unit_test(heads_may_stand_in_three_rows),
        cmocka_unit_test(ranks_and_sums_of_cells_are_rows),
        cmocka_unit_test(a_label_lends_its_unit_to_names_and_numbers),
        cmocka_unit_test(a_rate_in_a_cell_may_have_a_sign),
        cmocka_unit_test(a_caption_may_stand_behind_other_labels),
        cmocka_unit_test(a_cell_may_say_what_part_of_it_is),
    };
    return cmocka_run_group_tests_name("grid", tests, NULL, NULL);
}
