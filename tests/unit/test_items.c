/* Which counts are of the programme itself. Expected values are worked out by hand by the conventions of
 * shared/cases/README.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "unit/reading.h"

#include <cmocka.h> /* last: its macro fail() would hide ours */

static void items_count_the_programme_itself(void **state)
{
    (void)state;
    says("某市实事进展\n\n市里定下的民生实事共有11类42件58个事项。",
         "11类|11 类 = items; 42件|42 件 = items; 58个|58 个 = items");
    says("某市实事进展\n\n10件实事已办成9件，另外办结来信1204件。",
         "10件|10 件 = items; 9件|9 件 = items; 1204件|1204 件 = actual");
    says("某市实事进展\n\n民生实事10件。新增学位1.2万个，超额完成1万个的年度目标任务。",
         "10件|10 件 = items; 1.2万个|12000 个 = actual; 1万个|10000 个 = target");
    says("全区30个民生实事项目推进顺利，11个提前完成，其他19个达到序时进度。",
         "30个|30 个 = items; 11个|11 个 = items; 19个|19 个 = items");
    says("民生实事涵盖教育（8项）、医疗（6项），共14项。", "8项|8 项 = items; 6项|6 项 = items; 14项|14 项 = items");
    says("办好民生实事，办理群众建议1625件。", "1625件|1625 件 = actual");
    says("年初定下41项具体任务，其中4项提前完成。", "41项|41 项 = items; 4项|4 项 = items");
    says("民生实事32件：18件已交卷、14件在冲刺。", "32件|32 件 = items; 18件|18 件 = items; 14件|14 件 = items");
    says("某县民生实事进展\n\n19个项目中已竣工7个、在建11个、未动工1个。",
         "19个|19 个 = items; 7个|7 个 = items; 11个|11 个 = items; 1个|1 个 = items");
}

static void projects_of_the_programme_are_items(void **state)
{
    (void)state;
    says("2023年10件民生实事分解为31个具体事项。截至12月，31个事项全部完成，其中20个超额完成。",
         "10件|10 件 = items; 31个|31 个 = items; 31个|31 个 = items; 20个|20 个 = items");
    says("2023年10件民生实事、31个项目\n全部完成\n其中20个项目超额完成",
         "10件|10 件 = items; 31个|31 个 = items; 20个|20 个 = items");
    says("2023年10件民生实事30个项目。\n■ 6个项目已提前完成\n■ 24个项目按计划推进",
         "10件|10 件 = items; 30个|30 个 = items; 6个|6 个 = items; 24个|24 个 = items");
    says("拟列入为民办实事项目清单共28件。", "28件|28 件 = items");
    says("去年办成实事19件，占年初承诺20件的95%。", "19件|19 件 = items; 20件|20 件 = items; 95%|95 % = percent");
    says("2023年10件民生实事办理情况\n\n抽查的50个项目点中，查看资料300份。",
         "10件|10 件 = items; 50个|50 个 = actual; 300份|300 份 = actual");
}

static void items_are_counted_in_pairs(void **state)
{
    (void)state;
    says("民生实事进展情况\n\n承担民生实事22项、43个考核指标，其中省定10项23个，市定12项20个。",
         "22项|22 项 = items; 43个|43 个 = items; 10项|10 项 = items; 23个|23 个 = items; 12项|12 项 = items; "
         "20个|20 个 = items");
    says("民生实事进展情况\n\n46个具体指标中，43个完成年度任务，其余3个将于12月底前收官。",
         "46个|46 个 = items; 43个|43 个 = items; 3个|3 个 = items");
    says("2024年民生实事方案\n\n二、优化养老服务（5件）\n", "5件|5 件 = items");
}

static void the_number_named_first_counts_items_again(void **state)
{
    (void)state;
    says("关于民生实事项目进展的通报\n\n今年确定民生实事项目26个。现通报如下：\n\n26个项目完成投资9亿元。31个项目报了名"
         "。",
         "26个|26 个 = items; 26个|26 个 = items; 9亿元|900000000 元 = actual; 31个|31 个 = actual");
}

static void items_are_held_against_the_calendar(void **state)
{
    (void)state;
    says("民生实事项目进展通报\n\n18个子项目中，达到序时进度11个，进度滞后4个。有3项工程类项目序时进度不足六成。",
         "18个|18 个 = items; 11个|11 个 = items; 4个|4 个 = items; 3项|3 项 = items; 六成|60 % <= percent");
}

static void items_may_be_sifted_from_wishes(void **state)
{
    (void)state;
    says("2023年民生微实事完成情况\n\n从96条建议中筛选出18件花钱少、见效快的民生微实事，总投资320万元。十项工程中有四项"
         "超过序时进度。",
         "96条|96 条 = actual; 18件|18 件 = items; 320万元|3200000 元 = target; 十项|10 项 = items; "
         "四项|4 项 = items");
}

static void items_stand_behind_what_is_done_for_people(void **state)
{
    (void)state;
    says("全市2023年为民办实事八项工程、52个项目进展顺利，已有7个项目提前完成年度任务。",
         "八项|8 项 = items; 52个|52 个 = items; 7个|7 个 = items");
    says("2023年民生实事完成情况\n\n小区改造是我市为民办实事40个项目之一。已开工31个。",
         "40个|40 个 = items; 31个|31 个 = actual");
    says("2023年民生实事进展\n\n12件实事中，已有5件办结，7件在建。26项工程中，进度滞后的3项工程要赶工。",
         "12件|12 件 = items; 5件|5 件 = items; 7件|7 件 = items; 26项|26 项 = items; 3项|3 项 = items");
    says("十类为民办实事，以上七类任务纳入考核。", "十类|10 类 = items; 七类|7 类 = items");
}

static void kinds_before_their_items_count(void **state)
{
    (void)state;
    says("民生实事：七类、30件。就业社保等三类（4件）。", "七类|7 类 = items; 30件|30 件 = items; 三类|3 类 = items; "
                                                          "4件|4 件 = items");
}

static void a_column_may_count_items(void **state)
{
    (void)state;
    says("历年民生工程\n\n年度\t项目数（项）\t投入（亿元）\n2014\t28\t70.5\n2015\t31\t80\n",
         "28|28 项 = items; 70.5|7050000000 元 = actual; 31|31 项 = items; 80|8000000000 元 = actual");
    says("确定民生实事五方面16项，10方面46个子项全部完成。",
         "五方面|5 方面 = items; 16项|16 项 = items; 10方面|10 方面 = items; 46个|46 个 = items");
}

static void a_heading_may_open_with_a_year_and_items(void **state)
{
    (void)state;
    says("回望2018：36件实事全部兑现\n\n红牌项目2个。项目由最初的12项增加到33项。还有2件转入下一年。",
         "36件|36 件 = items; 2个|2 个 = items; 12项|12 项 = items; 33项|33 项 = items; 2件|2 件 = items");
}

static void ballots_and_late_ones_count_items(void **state)
{
    (void)state;
    says("2023年民生实事票决办法\n\n所选项目不少于5个、不超过10个。进度偏慢的3项也被点了名。",
         "5个|5 个 >= items; 10个|10 个 <= items; 3项|3 项 = items");
}

static void what_is_left_of_items_counts_them(void **state)
{
    (void)state;
    says("2023年民生实事进展\n\n10件民生实事，8件办结，另2件受暴雨影响滞后。尚未启动的3项任务，须于5月开工。会议审定项"
         "目42个。",
         "10件|10 件 = items; 8件|8 件 = items; 2件|2 件 = items; 3项|3 项 = items; 42个|42 个 = items");
    says("2023年民生实事进展\n\n51个子项目，已竣工19个，超序时20个，达序时8个。",
         "51个|51 个 = items; 19个|19 个 = items; 20个|20 个 = items; 8个|8 个 = items");
}

static void items_are_counted_by_how_far_they_are(void **state)
{
    (void)state;
    says("2024年15件实事进展\n\n15件实事里：\n✅ 已完成 4件\n⏳ 正常推进 4件",
         "15件|15 件 = items; 15件|15 件 = items; 4件|4 件 = items; 4件|4 件 = items");
    says("民生实事进展\n\n分解为48个子项目。至9月30日，竣工或提前达标19个，按期推进25个，进度滞后4个。",
         "48个|48 个 = items; 19个|19 个 = items; 25个|25 个 = items; 4个|4 个 = items");
    says("民生实事完成情况\n\n票决产生的10大类28项项目，投资19亿元。其中，26项全面完成，2项基本完成。",
         "10大类|10 大类 = items; 28项|28 项 = items; 19亿元|1900000000 元 = actual; 26项|26 项 = items; "
         "2项|2 项 = items");
    says("民生实事完成情况\n\n两个基本完成的项目受台风影响。", "两个|2 个 = items");
}

static void one_sort_of_items_behind_the_other_counts(void **state)
{
    (void)state;
    says("2025年民生实事进展\n\n7项已经“打钩”，27项跑得稳。", "7项|7 项 = items; 27项|27 项 = items");
}

static void the_programme_may_be_called_its_aims(void **state)
{
    (void)state;
    says("2017年民生目标完成情况\n\n年初确定的10大类67项，由督办部门督查。截至12月31日，67项目标全面完成，其中23项"
         "超额完成。",
         "10大类|10 大类 = items; 67项|67 项 = items; 67项|67 项 = items; 23项|23 项 = items");
    says("实事项目完成情况\n\n全县实事项目共13大类22小项，22小项任务全部完成。",
         "13大类|13 大类 = items; 22小项|22 小项 = items; 22小项|22 小项 = items");
    says("2025年实事计划\n\n围绕8个领域，实施30件民生实事。", "8个|8 个 = items; 30件|30 件 = items");
}

static void indicators_go_on_by_how_far_they_are(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n市级36个指标完成35个，仅1个受征拆影响结转。",
         "36个|36 个 = items; 35个|35 个 = items; 1个|1 个 = items");
}

static void large_and_small_items_are_counted(void **state)
{
    (void)state;
    says("民生实事进展\n\n安排民生实事12大项、58小项。", "12大项|12 大项 = items; 58小项|58 小项 = items");
}

static void items_go_on_being_counted_by_the_calendar(void **state)
{
    (void)state;
    says("民生实事进展情况\n\n10件实事细化为45个子项。9月底，已完成年度目标的21个，进度快于时序的18个，低于时序的6个。",
         "10件|10 件 = items; 45个|45 个 = items; 21个|21 个 = items; 18个|18 个 = items; 6个|6 个 = items");
    says("民生实事进展情况\n\n列入考核的27个指标中，24个超额完成，另外3个也已收尾。",
         "27个|27 个 = items; 24个|24 个 = items; 3个|3 个 = items");
    says("民生实事进展情况\n\n市政府公开承诺办好9类、31项。昨天获悉，29项画上句号。",
         "9类|9 类 = items; 31项|31 项 = items; 29项|29 项 = items");
}

static void chosen_items_are_counted_whatever_stands_between(void **state)
{
    (void)state;
    says("票决会侧记\n\n9件2021年民生实事项目票决产生。12件候选项目中，9件当选，3件落选。",
         "9件|9 件 = items; 12件|12 件 = items; 9件|9 件 = items; 3件|3 件 = items");
    says("民生实事出炉\n\n从830条群众建议里挑出10件，每人须选满8个项目。",
         "830条|830 条 = actual; 10件|10 件 = items; 8个|8 个 = items");
}

static void kinds_and_projects_are_counted_together(void **state)
{
    (void)state;
    says("为民办实事工程进展\n\n今年我市承担九大类31个项目。已有8个项目完成全年任务，20个达到序时进度，3个略慢。",
         "九大类|9 大类 = items; 31个|31 个 = items; 8个|8 个 = items; 20个|20 个 = items; 3个|3 个 = items");
}

static void projects_are_told_apart_by_who_set_them(void **state)
{
    (void)state;
    says("为民办实事方案\n\n实施十大类46个项目，其中自治区项目30个、市级项目16个。",
         "十大类|10 大类 = items; 46个|46 个 = items; 30个|30 个 = items; 16个|16 个 = items");
    says("重点民生实事进展\n\n（一）已完成年度任务的项目8项\n（二）未达到序时进度的项目4项",
         "8项|8 项 = items; 4项|4 项 = items");
}

static void the_rest_of_the_items_is_counted_too(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n36个子项目里，33个子项目全部完成，剩下的三个形象进度过半。",
         "36个|36 个 = items; 33个|33 个 = items; 三个|3 个 = items");
    says("民生实事完成情况\n\n代表票决出30个民生实事项目。一年来，28个项目竣工，另外两个跨年度项目完成节点。",
         "30个|30 个 = items; 28个|28 个 = items; 两个|2 个 = items");
    says("民生实事完成情况\n\n34个具体目标全部完成，其中19个超额完成。", "34个|34 个 = items; 19个|19 个 = items");
    says("民生实事完成情况\n\n建成公园微更新项目29个。", "29个|29 个 = actual");
}

static void items_stand_among_items(void **state)
{
    (void)state;
    says("2021年10件民生实事完成情况\n\n10件里6件提前完成，4件还在冲刺。",
         "10件|10 件 = items; 10件|10 件 = items; 6件|6 件 = items; 4件|4 件 = items");
    says("民生实事进展\n\n细化为23个子项，已完成7个，达到或超过时序进度12个，滞后4个。",
         "23个|23 个 = items; 7个|7 个 = items; 12个|12 个 = items; 4个|4 个 = items");
}

static void items_left_over_move_on(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n未收尾的2项转入2022年台账。\n\n✅完成15件，100%交卷！",
         "2项|2 项 = items; 15件|15 件 = items; 100%|100 % = percent");
    says("我市2019年“十件重点民生实事”落实综述", "十件|10 件 = items");
    says("民生实事完成情况\n\n共收到建议1347条，经梳理合并形成64个，再确定10个候选项目。",
         "1347条|1347 条 = actual; 64个|64 个 = items; 10个|10 个 = items");
}

static void what_was_vowed_is_items(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n年初承诺的12件，如今交上了答卷：10件全面完成，2件达到进度。",
         "12件|12 件 = items; 10件|10 件 = items; 2件|2 件 = items");
}

static void items_fall_behind_for_a_reason(void **state)
{
    (void)state;
    says("民生实事进展\n\n细化为37个子项目，已完成8个，受疫情影响滞后3个。",
         "37个|37 个 = items; 8个|8 个 = items; 3个|3 个 = items");
}

static void items_may_take_two_years(void **state)
{
    (void)state;
    says("2019年民生实事完成情况\n\n跨年度实施的两项，责任单位已承诺6月底前交付。", "两项|2 项 = items");
}

static void items_are_told_apart_by_marks_and_tasks(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n民生实事分解为24个具体任务。截至9月末，15个任务已经完成，7个按计划推进，2个存在困难。",
         "24个|24 个 = items; 15个|15 个 = items; 7个|7 个 = items; 2个|2 个 = items");
    says("民生实事测评\n\n10件中“满意”票率超95%的八件，最低的一件为86.4%。",
         "10件|10 件 = items; 95%|95 % >= percent; 八件|8 件 = items; 一件|1 件 = items; 86.4%|86.4 % = percent");
    says("民生实事完成情况\n\n滞后的3项分别是停车位、养老、水厂。", "3项|3 项 = items");
    says("民生实事完成情况\n\n地区\t承担项目（个）\t完工率（%）\n道里区\t21\t57.1\n南岗区\t24\t54.2",
         "21|21 个 = items; 57.1|57.1 % = percent; 24|24 个 = items; 54.2|54.2 % = percent");
}

static void items_of_a_level_are_items(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n省定26项中提前完成3项；市定32项总体完成率为57.8%。",
         "26项|26 项 = items; 3项|3 项 = items; 32项|32 项 = items; 57.8%|57.8 % = percent");
    says("民生实事中期账\n\n总体：7个跑赢时间线\n\n7个项目达到或超过序时进度，1个提前完成，其余2个略有落后。",
         "7个|7 个 = items; 7个|7 个 = items; 1个|1 个 = items; 2个|2 个 = items");
}

static void items_are_summed_up_and_told_by_what_is_done(void **state)
{
    (void)state;
    says("2023年民生实事进展\n\n今年民生实事共10件30项。截至10月，30项任务完成22项，其余8项12月交账。",
         "10件|10 件 = items; 30项|30 项 = items; 30项|30 项 = items; 22项|22 项 = items; 8项|8 项 = items");
    says("2023年民生实事进展\n\n公共充电桩、“两癌”筛查两项完成率不足75%。", "两项|2 项 = items; 75%|75 % <= percent");
    says("2023年民生实事进展\n\n今年安排十类36项。", "十类|10 类 = items; 36项|36 项 = items");
    says("2023年民生实事进展\n\n今年民生实事分十大类、48项。", "十大类|10 大类 = items; 48项|48 项 = items");
}

static void items_are_named_again_by_their_number(void **state)
{
    (void)state;
    says("民生实事情况\n\n年初确定的8件实事共花了1286万元，企业捐了144.7万元。8件中办结7件。",
         "8件|8 件 = items; 1286万元|12860000 元 = actual; 144.7万元|1447000 元 = actual; 8件|8 件 = items; "
         "7件|7 件 = items");
    says("民生实事情况\n\n15项民生实事中，余下4项中有3项为补贴类。",
         "15项|15 项 = items; 4项|4 项 = items; 3项|3 项 = items");
    says("民生实事情况\n\n民生实事20件，分解成46个子项，到11月底完成了41个。5个没完成的子项，有3个卡在拆迁上。",
         "20件|20 件 = items; 46个|46 个 = items; 41个|41 个 = items; 5个|5 个 = items; 3个|3 个 = items");
}

static void one_of_the_items_is_one(void **state)
{
    (void)state;
    says("年度通报\n\n10件实事中一件提前完成，8件达到序时进度，一件（老旧小区改造）进度偏慢。",
         "10件|10 件 = items; 一件|1 件 = items; 8件|8 件 = items; 一件|1 件 = items");
    says("年度通报\n\n民生实事46件，细化为服务事项296个、工程类项目487个。服务事项完成271个。",
         "46件|46 件 = items; 296个|296 个 = items; 487个|487 个 = items; 271个|271 个 = items");
}

static void some_of_all_items_are_told_of_nothing_else(void **state)
{
    (void)state;
    says("今年10件民生实事进展\n\n还有4件在路上。那两件没完成。办件12件。",
         "10件|10 件 = items; 4件|4 件 = items; 两件|2 件 = items; 12件|12 件 = actual");
    says("今年10件民生实事进展\n\n办结工单1200件。", "10件|10 件 = items; 1200件|1200 件 = actual");
}

static void indicators_are_told_apart_in_their_sentence(void **state)
{
    (void)state;
    says("十件民生实事完成情况\n\n十件实事拆成26个指标，到年底20个超额、5个持平。涉及就业、教育等9个方面。",
         "十件|10 件 = items; 十件|10 件 = items; 26个|26 个 = items; 20个|20 个 = items; 5个|5 个 = items; 9个|9 个 = "
         "items");
}

static void items_stand_right_behind_items(void **state)
{
    (void)state;
    says("年终民生账单\n\n截至12月26日，20件实事18件圆满收官。", "20件|20 件 = items; 18件|18 件 = items");
    says("2022年民生实事票决结果\n\n票决产生10件民生实事。未入选的三项由市政府另行安排。",
         "10件|10 件 = items; 三项|3 项 = items");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_count_the_programme_itself),
        cmocka_unit_test(projects_of_the_programme_are_items),
        cmocka_unit_test(items_are_counted_in_pairs),
        cmocka_unit_test(the_number_named_first_counts_items_again),
        cmocka_unit_test(items_are_held_against_the_calendar),
        cmocka_unit_test(items_may_be_sifted_from_wishes),
        cmocka_unit_test(items_stand_behind_what_is_done_for_people),
        cmocka_unit_test(kinds_before_their_items_count),
        cmocka_unit_test(a_column_may_count_items),
        cmocka_unit_test(a_heading_may_open_with_a_year_and_items),
        cmocka_unit_test(ballots_and_late_ones_count_items),
        cmocka_unit_test(what_is_left_of_items_counts_them),
        cmocka_unit_test(items_are_counted_by_how_far_they_are),
        cmocka_unit_test(one_sort_of_items_behind_the_other_counts),
        cmocka_unit_test(the_programme_may_be_called_its_aims),
        cmocka_unit_test(indicators_go_on_by_how_far_they_are),
        cmocka_unit_test(large_and_small_items_are_counted),
        cmocka_unit_test(items_go_on_being_counted_by_the_calendar),
        cmocka_unit_test(chosen_items_are_counted_whatever_stands_between),
        cmocka_unit_test(kinds_and_projects_are_counted_together),
        cmocka_unit_test(projects_are_told_apart_by_who_set_them),
        cmocka_unit_test(the_rest_of_the_items_is_counted_too),
        cmocka_unit_test(items_stand_among_items),
        cmocka_unit_test(items_left_over_move_on),
        cmocka_unit_test(what_was_vowed_is_items),
        cmocka_unit_test(items_fall_behind_for_a_reason),
        cmocka_unit_test(items_may_take_two_years),
        cmocka_unit_test(items_are_told_apart_by_marks_and_tasks),
        cmocka_unit_test(items_of_a_level_are_items),
        cmocka_unit_test(items_are_summed_up_and_told_by_what_is_done),
        cmocka_unit_test(items_are_named_again_by_their_number),
        cmocka_unit_test(one_of_the_items_is_one),
        cmocka_unit_test(some_of_all_items_are_told_of_nothing_else),
        cmocka_unit_test(indicators_are_told_apart_in_their_sentence),
        cmocka_unit_test(items_stand_right_behind_items),
    };

    return cmocka_run_group_tests_name("items", tests, NULL, NULL);
}
