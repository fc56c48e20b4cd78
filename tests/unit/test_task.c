/* What was to be done, named beside what was. Expected values are worked out by hand by the conventions of
 * shared/cases/README.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "unit/reading.h"

#include <cmocka.h> /* last: its macro fail() would hide ours */

/* “1.…”, “责任单位：…”, “完成情况：…”: promised, then done. */
static void a_promise_stands_before_what_became_of_it(void **state)
{
    (void)state;
    says("某市2023年民生实事完成情况\n\n1."
         "全年新增助餐点35个，建成后服务老人2600人。\n责任单位：市民政局\n完成情况：新增41个，"
         "服务3120人。",
         "35个|35 个 = target; 2600人|2600 人 = target; 41个|41 个 = actual; 3120人|3120 人 = actual");
}

static void what_a_table_of_results_promises_stands_before_them(void **state)
{
    (void)state;
    says("2010年惠民实事办理情况\n\n编号\t惠民实事\t承办单位\t办理情况\n1\t更新公交车90辆\t市交通局\t更新93辆\n",
         "90辆|90 辆 = target; 93辆|93 辆 = actual");
    says("招聘表\n\n内容\t单位\t目标\n招聘教师\t名\t700—900\n", "700|700 名 = target; 900|900 名 = target");
}

static void a_changed_task_was_promised_before(void **state)
{
    (void)state;
    says("2020年民生实事完成情况\n\n年度任务由4.9万套调整为5.3万套。补贴由每餐3元调整为4元。",
         "4.9万套|49000 套 = target; 5.3万套|53000 套 = target; 3元|3 元 = other; 4元|4 元 = actual");
    says("2020年民生实事完成情况\n\n改造须经80%以上业主同意。按规定，单项不超过50万元。票决出10件：再开5条微循环公交。",
         "80%|80 % >= target; 50万元|500000 元 <= target; 10件|10 件 = items; 5条|5 条 = target");
}

static void a_task_stands_in_the_cell_before_what_came_of_it(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n16\t文体惠民\t送戏下乡600场\t已完成628场\n17\t充电\t建公共充电桩1000个\t建成1136个\n",
         "600场|600 场 = target; 628场|628 场 = actual; 1000个|1000 个 = target; 1136个|1136 个 = actual");
}

static void what_was_settled_at_the_years_start_is_a_target(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n改造62个，比年初排定的55个又多了7个。知晓率71.2%，低于年初确定的80%。",
         "62个|62 个 = actual; 55个|55 个 = target; 7个|7 个 = actual; 71.2%|71.2 % = percent; 80%|80 % = target");
    says("民生实事完成情况\n\n新增402户，提前超额完成380户的指标。28所新改扩建幼儿园开工26所、封顶14所。",
         "402户|402 户 = actual; 380户|380 户 = target; 28所|28 所 = target; 26所|26 所 = actual; 14所|14 所 = actual");
    says("民生实事进展\n\n1450名残疾人辅具适配任务已超额，适配1502名。",
         "1450名|1450 名 = target; 1502名|1502 名 = actual");
}

static void what_is_left_is_promised_for_later(void **state)
{
    (void)state;
    says("民生实事进展情况\n\n已建成2700个，其余4500个确保9月投用。",
         "2700个|2700 个 = actual; 4500个|4500 个 = target");
    says("民生实事进展情况\n\n剩余13个待一季度完工。其余4处汛后动工。", "13个|13 个 = target; 4处|4 处 = target");
}

static void the_whole_stands_before_what_is_done_of_it(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n新增停车位1500个以上，目前仅落实400多个。",
         "1500个|1500 个 >= target; 400多个|400 个 >= actual");
    says("民生实事完成情况\n\n实施4个县级医院提升项目，3个已投用。", "4个|4 个 = target; 3个|3 个 = actual");
    says("民生实事完成情况\n\n为3.6万名农村妇女免费提供“两癌”检查的任务，已完成26418名。",
         "3.6万名|36000 名 = target; 26418名|26418 名 = actual");
    says("民生实事完成情况\n\n该工程总投资4.6亿元，工期2年，实际完成投资1.52亿元。",
         "4.6亿元|460000000 元 = target; 1.52亿元|152000000 元 = actual");
    says("民生实事完成情况\n\n完成适老化改造1008户，超出省定任务108户。",
         "1008户|1008 户 = actual; 108户|108 户 = actual");
    says("民生实事完成情况\n\n新增417个，完成年度500个目标的83.4%。",
         "417个|417 个 = actual; 500个|500 个 = target; 83.4%|83.4 % = percent");
}

static void a_colon_stands_between_a_task_and_its_answer(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n● 妇女“两癌”筛查4.0万人：完成筛查41268人。",
         "4.0万人|40000 人 = target; 41268人|41268 人 = actual");
    says("民生实事完成情况\n\n新增就业4.12万人，完成4.5万人目标任务的91.6%。",
         "4.12万人|41200 人 = actual; 4.5万人|45000 人 = target; 91.6%|91.6 % = percent");
    says("民生实事完成情况\n\n提前一个季度完成1.6万人的年任务。", "1.6万人|16000 人 = target");
}

static void what_items_will_cost_is_a_target(void **state)
{
    (void)state;
    says("2020年民生实事完成情况\n\n年初确定20项民生实事，安排资金38.5亿元。",
         "20项|20 项 = items; 38.5亿元|3850000000 元 = target");
    says("民生实事完成情况\n\n开发公益性岗位2136个，高于省定1800个。失业率2.75%，稳稳控制在4.5%以内。",
         "2136个|2136 个 = actual; 1800个|1800 个 = target; 2.75%|2.75 % = percent; 4.5%|4.5 % <= target");
    says("民生实事完成情况\n\n余下50台2020年一季度交付。余下13所主体施工，确保9月1日前交付8所。",
         "50台|50 台 = target; 13所|13 所 = actual; 8所|8 所 = target");
    says("民生实事完成情况\n\n内容：新建公厕120座。\n完成情况：已完成。新建68座。",
         "120座|120 座 = target; 68座|68 座 = actual");
}

static void two_tasks_are_done_apart(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n路面改善185公里、精细化提升240公里，分别完成96.4、153公里。",
         "185公里|185 公里 = target; 240公里|240 公里 = target; 96.4|96.4 公里 = actual; 153公里|153 公里 = actual");
    says("民生实事完成情况\n\n宫颈癌筛查2.31万人、乳腺癌筛查2.28万人，分别完成105%和103%。",
         "2.31万人|23100 人 = actual; 2.28万人|22800 人 = actual; 105%|105 % = percent; 103%|103 % = percent");
    says("民生实事完成情况\n\n余下6项12月20日前收尾，累计完成投资19.85亿元。",
         "6项|6 项 = items; 19.85亿元|1985000000 元 = actual");
}

/* The number before is the whole of which the percentage in brackets is a share: 8 of 15, 120 of 126. */
static void a_share_behind_tells_the_part_and_the_whole(void **state)
{
    (void)state;
    says("民生实事进展情况\n\n15个农村幸福院建好8个（53%），126条黑臭水体治好120条（95.2%）。",
         "15个|15 个 = target; 8个|8 个 = actual; 53%|53 % = percent; 126条|126 条 = target; 120条|120 条 = actual; "
         "95.2%|95.2 % = percent");
    says("民生实事进展情况\n\n新建站点60个、中心12个，到年底分别建成63个和12个。今年新增泊位2000个，已建1260个。",
         "60个|60 个 = target; 12个|12 个 = target; 63个|63 个 = actual; 12个|12 个 = actual; 2000个|2000 个 = target; "
         "1260个|1260 个 = actual");
}

/* What was paid stands behind what was planned; an entry's (完成) parts what was promised from what was done. */
static void what_was_paid_and_what_is_behind_a_mark_of_done_is_done(void **state)
{
    (void)state;
    says("2015年民生实事落实情况\n\n计划总投资1100万元，完成投资990万元，9月投用。",
         "1100万元|11000000 元 = target; 990万元|9900000 元 = actual");
    says("去年实事落实得如何？\n\n1.帮助25户困难家庭脱贫（完成）：20户家庭已拨付建房款，装修3户。\n",
         "25户|25 户 = target; 20户|20 户 = actual; 3户|3 户 = actual");
}

/* Entries that begin with their tasks and no number. */
static void an_entrys_first_sentence_is_the_task_where_the_next_tells_how_far_it_is(void **state)
{
    (void)state;
    says("2016年25件民生实事上半年进展情况\n\n2600个村通公路（2013—2017年）。上半年建成410公里。\n\n整治4万口塘堰（20"
         "13—2017年）。上半年完成2.1"
         "万口。\n\n50万人饮水安全。上半年已解决28万人。\n",
         "25件|25 件 = items; 2600个|2600 个 = target; 410公里|410 公里 = actual; 4万口|40000 口 = target; "
         "2.1万口|21000 口 = actual; 50万人|500000 人 = target; 28万人|280000 人 = actual");
}

static void what_was_signed_is_done(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n签约618户，完工503户。筹措、供应分别为1835套、1004套。",
         "618户|618 户 = actual; 503户|503 户 = actual; 1835套|1835 套 = actual; 1004套|1004 套 = actual");
    says("民生实事完成情况\n\n失业率3.12%，低于控制目标4.5%。改造公路223公里，超出原定的200公里。",
         "3.12%|3.12 % = percent; 4.5%|4.5 % = target; 223公里|223 公里 = actual; 200公里|200 公里 = target");
}

static void a_time_stands_before_what_is_done_by_then(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n新建基站850个，到上月底建成702个。", "850个|850 个 = target; 702个|702 个 = actual");
    says("民生实事完成情况\n\n为1500户老人家庭做适老化改造，到现在完成1287户。",
         "1500户|1500 户 = target; 1287户|1287 户 = actual");
    says("民生实事完成情况\n\n安装路灯6200盏，剩下约800盏9月底前装完。",
         "6200盏|6200 盏 = actual; 800盏|800 盏 ~ target");
    says("民生实事完成情况\n\n完成投资13亿元，序时进度为75%。", "13亿元|1300000000 元 = actual; 75%|75 % = target");
}

static void what_is_listed_is_a_task_where_it_is_answered(void **state)
{
    (void)state;
    says("2022年进展情况\n\n列入计划186个、3.67万户，实际开工192个。列入省考核的9条黑臭水体，完工4条。",
         "186个|186 个 = target; 3.67万户|36700 户 = target; 192个|192 个 = actual; 9条|9 条 = target; 4条|4 条 = "
         "actual");
    says("2022年进展情况\n\n列入计划的205个小区全部开工，惠及3万人。",
         "205个|205 个 = actual; 3万人|30000 人 = actual");
    says("2019年进展情况\n\n11月10日前，余下15个小区的收尾工程必须全部交付。另外2所10月底交付。",
         "15个|15 个 = target; 2所|2 所 = actual");
    says("2021年进展情况\n\n年度目标：各镇街至少1家，全区累计35家。", "1家|1 家 >= target; 35家|35 家 = target");
    says("2018年进展情况\n\n距全年1.5万户还差2400户。", "1.5万户|15000 户 = target; 2400户|2400 户 = other");
}

static void the_answer_to_a_question_begins_with_the_task(void **state)
{
    (void)state;
    says("您问我答\n\nA：新建幼儿园、学校分别为14、22所。截至4月15日，开工31所。",
         "14|14 所 = target; 22所|22 所 = target; 31所|31 所 = actual");
}

static void this_year_is_a_task_where_all_of_it_is_begun(void **state)
{
    (void)state;
    says("2023年连线\n\n全市今年改造老旧小区92个、7885户，已全部开工，完工61个。",
         "92个|92 个 = target; 7885户|7885 户 = target; 61个|61 个 = actual");
    says("2023年连线\n\n今年全市改造小区36个。到8月10日，36个小区全部进场施工，其中14个已完工。",
         "36个|36 个 = target; 36个|36 个 = actual; 14个|14 个 = actual");
}

static void an_actual_number_behind_tells_the_task(void **state)
{
    (void)state;
    says("2018年进展情况\n\n改造教室照明4100间，暑期已全部换装，实际4263间。要求新建公厕1350座。已完工1288座。",
         "4100间|4100 间 = target; 4263间|4263 间 = actual; 1350座|1350 座 = target; 1288座|1288 座 = actual");
    says("2023年进展情况\n\n今年市里安排改造小区68个，涉及楼栋412栋；至9月底完工63个。",
         "68个|68 个 = target; 412栋|412 栋 = target; 63个|63 个 = actual");
    says("2018年进展情况\n\n创建放心市场25家，通过省级验收16家。", "25家|25 家 = target; 16家|16 家 = actual");
}

static void a_number_before_the_task_of_a_percent_is_the_task(void **state)
{
    (void)state;
    says("康复救助1163名，完成1800名年度任务的64.6%。",
         "1163名|1163 名 = actual; 1800名|1800 名 = target; 64.6%|64.6 % = percent");
}

static void a_share_that_must_be_reached_is_a_target(void **state)
{
    (void)state;
    says("签字同意的住户得占九成以上，我们才进场。", "九成|90 % >= target");
    says("任务31.5公里，只干了9.8公里，完成率31.1%，离45%以上的序时要求差着一截。",
         "31.5公里|31.5 公里 = target; 9.8公里|9.8 公里 = actual; 31.1%|31.1 % = percent; 45%|45 % >= target");
    says("今年计划使用专项债券5.3亿元，到账4.1亿元。", "5.3亿元|530000000 元 = target; 4.1亿元|410000000 元 = actual");
}

static void what_is_left_in_part_was_a_task(void **state)
{
    (void)state;
    says("民生实事通报\n\n幼儿园建设开工不足。20所里还有7所没有进场。", "20所|20 所 = target; 7所|7 所 = actual");
    says("民生实事通报\n\n危桥改造3座还有1座没动工。", "3座|3 座 = target; 1座|1 座 = actual");
    says("审计结果公告\n\n2017年管网计划铺设11.8公里，仅完成7.3公里；养老中心200张床位闲置。",
         "11.8公里|11.8 公里 = target; 7.3公里|7.3 公里 = actual; 200张|200 张 = actual");
}

static void a_share_of_the_plan_in_brackets_is_reached(void **state)
{
    (void)state;
    says("民生实事进展情况\n\n辅具适配完成1344件，达年度任务（1 200件）的112%；建成数仅占任务（85座）的20%。",
         "1344件|1344 件 = actual; 1 200件|1200 件 = target; 112%|112 % = percent; 85座|85 座 = target; 20%|20 % = "
         "percent");
    says(
        "民生实事进展情况\n\n硬化公路213.5公里，是计划数（190公里）的1.12倍；增梯任务做到103.5%。",
        "213.5公里|213.5 公里 = actual; 190公里|190 公里 = target; 1.12倍|1.12 倍 = percent; 103.5%|103.5 % = percent");
}

static void what_is_really_done_follows_its_task(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n计划：整治山塘30座；实际33座。计划招聘教师430名，到岗412名。",
         "30座|30 座 = target; 33座|33 座 = actual; 430名|430 名 = target; 412名|412 名 = actual");
    says("民生实事全部完成\n\n任务：建设场地1 000片。全省建成1 126片。",
         "1 000片|1000 片 = target; 1 126片|1126 片 = actual");
}

static void what_is_left_has_a_day(void **state)
{
    (void)state;
    says("民生实事进展情况\n\n已完工15条，剩余3条春节前放行。", "15条|15 条 = actual; 3条|3 条 = target");
}

static void amounts_without_a_deed_are_answered_by_the_next_sentence(void **state)
{
    (void)state;
    says("2023年民生实事办理结果\n\n修建农村公路55公里，打通断头路3条。实际修建57.6公里、3条。",
         "55公里|55 公里 = target; 3条|3 条 = target; 57.6公里|57.6 公里 = actual; 3条|3 条 = actual");
    says("2023年民生实事办理结果\n\n完成改造12所，惠及3千人。已建成食堂5家。",
         "12所|12 所 = actual; 3千人|3000 人 = actual; 5家|5 家 = actual");
}

static void a_deed_has_the_unit_of_its_task(void **state)
{
    (void)state;
    says("2023年民生实事完成情况\n\n安防护栏任务90公里，完成68。辅具适配目标600人次，完成613。",
         "90公里|90 公里 = target; 68|68 公里 = actual; 600人次|600 人次 = target; 613|613 人次 = actual");
}

static void a_task_that_is_exceeded_or_shared_is_a_task(void **state)
{
    (void)state;
    says("2023年民生实事完成情况\n\n新增就业2103人，比任务数2000人多103人。适老化改造186户，干完了全年200户的93%。",
         "2103人|2103 人 = actual; 2000人|2000 人 = target; 103人|103 人 = actual; 186户|186 户 = actual; "
         "200户|200 户 = target; 93%|93 % = percent");
    says("2023年民生实事完成情况\n\n卫生院主体封顶，总投资1.9亿元，建成后可新增床位。提出意见67条，已落实61条。",
         "1.9亿元|190000000 元 = target; 67条|67 条 = actual; 61条|61 条 = actual");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_promise_stands_before_what_became_of_it),
        cmocka_unit_test(what_a_table_of_results_promises_stands_before_them),
        cmocka_unit_test(a_changed_task_was_promised_before),
        cmocka_unit_test(a_task_stands_in_the_cell_before_what_came_of_it),
        cmocka_unit_test(what_was_settled_at_the_years_start_is_a_target),
        cmocka_unit_test(what_is_left_is_promised_for_later),
        cmocka_unit_test(the_whole_stands_before_what_is_done_of_it),
        cmocka_unit_test(a_colon_stands_between_a_task_and_its_answer),
        cmocka_unit_test(what_items_will_cost_is_a_target),
        cmocka_unit_test(two_tasks_are_done_apart),
        cmocka_unit_test(a_share_behind_tells_the_part_and_the_whole),
        cmocka_unit_test(what_was_paid_and_what_is_behind_a_mark_of_done_is_done),
        cmocka_unit_test(an_entrys_first_sentence_is_the_task_where_the_next_tells_how_far_it_is),
        cmocka_unit_test(what_was_signed_is_done),
        cmocka_unit_test(a_time_stands_before_what_is_done_by_then),
        cmocka_unit_test(what_is_listed_is_a_task_where_it_is_answered),
        cmocka_unit_test(the_answer_to_a_question_begins_with_the_task),
        cmocka_unit_test(this_year_is_a_task_where_all_of_it_is_begun),
        cmocka_unit_test(an_actual_number_behind_tells_the_task),
        cmocka_unit_test(a_share_that_must_be_reached_is_a_target),
        cmocka_unit_test(a_number_before_the_task_of_a_percent_is_the_task),
        cmocka_unit_test(what_is_left_in_part_was_a_task),
        cmocka_unit_test(a_share_of_the_plan_in_brackets_is_reached),
        cmocka_unit_test(what_is_really_done_follows_its_task),
        cmocka_unit_test(what_is_left_has_a_day),
        cmocka_unit_test(amounts_without_a_deed_are_answered_by_the_next_sentence),
        cmocka_unit_test(a_deed_has_the_unit_of_its_task),
        cmocka_unit_test(a_task_that_is_exceeded_or_shared_is_a_task),
    };

    return cmocka_run_group_tests_name("task", tests, NULL, NULL);
}
