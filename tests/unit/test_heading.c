/* What headings, questions, labels and the words before a list say of the figures behind them. Expected values are
 * worked out by hand by the conventions of shared/cases/README.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "unit/reading.h"

#include <cmocka.h> /* last: its macro fail() would hide ours */

static void headings_hold_until_the_next(void **state)
{
    (void)state;
    says("政府工作报告\n\n一、2023年工作回顾\n新建学校3所。\n二、2024年工作安排\n新建学校5所。",
         "3所|3 所 = actual; 5所|5 所 = target");
}

static void a_question_says_what_its_answer_speaks_of(void **state)
{
    (void)state;
    says("访谈\n记者：接下来还有什么打算？\n局长：更新公交车400辆，新能源占比92%。",
         "400辆|400 辆 = target; 92%|92 % = target");
    says("访谈\n记者：一年里做了些什么？\n局长：更新公交车400辆，新能源占比92%。",
         "400辆|400 辆 = actual; 92%|92 % = percent");
}

/* 解决停车问题 is no list of problems, 完成改造 no list of results. */
static void a_heading_tells_by_its_last_words(void **state)
{
    (void)state;
    says("2022年民生实事实施方案\n\n一、解决停车问题\n新增车位5000个。\n二、存在的问题\n缺口还有800个。",
         "5000个|5000 个 = target; 800个|800 个 = actual");
    says("2016年统计公报\n2017年3月28日\n\n年末公厕426座。", "426座|426 座 = actual");
}

/* A paragraph that ends with a colon speaks for the entries behind it, and for no more. */
static void a_colon_opens_a_list(void **state)
{
    (void)state;
    says("答谢信\n\n今年建成了泵站31座，惠及3万人。明年我们打算这样补：\n\n——加固堤防64.8公里；\n\n——新建泵站28座。\n\n"
         "这一年修复村道12公里。",
         "31座|31 座 = actual; 3万人|30000 人 = actual; 64.8公里|64.8 公里 = target; 28座|28 座 = target; "
         "12公里|12 公里 = actual");
    says("2025年民生实事实施方案\n\n过去一个月，我们已经做了几件事：\n一是下发物资320件。\n二是走访24户。\n\n改造学校6"
         "所。",
         "320件|320 件 = actual; 24户|24 户 = actual; 6所|6 所 = target");
    says("民生工作通报\n\n计划完成情况如下：\n1.建成学校6所。", "6所|6 所 = actual");
}

static void announced_items_are_promised_in_their_entries(void **state)
{
    (void)state;
    says("政府工作报告摘登\n\n1月19日，全会开幕。\n今年，市政府将集中精力办好10件民生实事。\n一是新增床位320张。\n二是"
         "改造管网25条。\n"
         "三是加装电梯115栋。",
         "10件|10 件 = items; 320张|320 张 = target; 25条|25 条 = target; 115栋|115 栋 = target");
}

static void a_question_opens_what_was_done(void **state)
{
    (void)state;
    says("2016年要办这些实事\n\n今年要办的是：\n1、新建幼儿园5所。\n\n那么，2015年承诺的实事兑现了吗？一条一条来看：晚"
         "报网\n"
         "1、硬化道路96公里；\n2、改造危房4763户。",
         "5所|5 所 = target; 96公里|96 公里 = actual; 4763户|4763 户 = actual");
    says("2024年民生实事进展公示\n\n1.新装路灯280盏。\n责任单位：市城管局\n实际完成情况：安装213盏。",
         "280盏|280 盏 = target; 213盏|213 盏 = actual");
}

static void an_entry_with_party_and_time_is_promised(void **state)
{
    (void)state;
    says("实事推进台账\n\n◆ 改造公厕38座。责任：区城管局；时限：6月末。\n→落实情况：改造40座。",
         "38座|38 座 = target; 40座|40 座 = actual");
    says("02｜畅行\n目标　新增公共泊位2600个，打通断头路五条\n进度　开工泊位1904个，通车2条，其余按计划推进，年内陆续收"
         "尾\n",
         "2600个|2600 个 = target; 五条|5 条 = target; 1904个|1904 个 = actual; 2条|2 条 = actual");
    says("某市实事回眸\n\n市政府承诺的六件实事，件件有回音：\n\n■饮水。 铺设管网 84公里。",
         "六件|6 件 = items; 84公里|84 公里 = actual");
}

static void a_heading_may_say_that_its_tasks_are_done(void **state)
{
    (void)state;
    says("民政局关于2026年工作的报告\n\n（一）圆满完成各项目标任务\n\n救助困难户4520户。", "4520户|4520 户 = actual");
    says("关于征集2026年民生实事建议的公告\n\n一、今年实事办理情况\n教育方面，新建学校7所，普惠率91.4%。",
         "7所|7 所 = actual; 91.4%|91.4 % = percent");
}

/* 安排了多少件：一是… in the first half of a year is what will be done. */
static void a_colon_may_open_what_was_arranged(void **state)
{
    (void)state;
    says("民生实事新闻发布会\n\n时间：2024年4月12日\n\n去年的30件全部办结。\n\n2024年，省里安排民生实事32件，分类推进："
         "一是改善人居。改造小区245个。二是"
         "完善设施。改建公路3000公里。",
         "30件|30 件 = items; 32件|32 件 = items; 245个|245 个 = target; 3000公里|3000 公里 = target");
}

/* 2013年惠民实事, read to deputies in January of that year, after 2012年. */
static void a_chapter_of_the_year_that_begins_promises(void **state)
{
    (void)state;
    says("某市政府工作报告\n——2013年1月8日在人代会上\n\n一、2012年惠民实事办理情况\n建成保障房1200套。\n\n二、2013年惠"
         "民实事\n新建温室500座。",
         "1200套|1200 套 = actual; 500座|500 座 = target");
}

/* “再说今年的打算。”, “当选的10件依次为：”, “作如下调整：” */
static void words_before_a_list_say_what_it_is(void **state)
{
    (void)state;
    says("在新闻发布会上的讲话\n\n先说去年的账。新建公厕12座，群众满意率94.3%，比前年高2.1个百分点。\n\n"
         "再说今年的打算。还是办实事。\n\n第一，住房。改造危房9000户。\n",
         "12座|12 座 = actual; 94.3%|94.3 % = percent; 2.1个百分点|2.1 个百分点 = percent; 9000户|9000 户 = target");
    says("县里票决民生实事\n\n按得票多少，当选的3件依次为：\n\n1.供水工程。改造水站7座。\n2.养老工程。建成中心4个。\n",
         "3件|3 件 = items; 7座|7 座 = target; 4个|4 个 = target");
    says("市政府常务会议\n\n会议同意对项目作如下调整：\n\n——小区整治。由60个增加到78个；\n"
         "——住房。原计划新建350套，因土地滞后，调整为300套。\n",
         "60个|60 个 = other; 78个|78 个 = target; 350套|350 套 = other; 300套|300 套 = target");
}

static void a_year_may_begin_a_heading(void **state)
{
    (void)state;
    says("民生实事清单出炉\n\n👆2024成绩单\n去年全部完成，新增学位3100个。\n\n👇2025新清单\n01 教育\n新增学位4000个。\n",
         "3100个|3100 个 = actual; 4000个|4000 个 = target");
}

static void a_heading_of_a_year_may_hold_a_comma(void **state)
{
    (void)state;
    says("2024民生账本\n\n今年新增学位3100个。\n\n💡 2025，还有这些值得期待\n再增学位4万个以上；\n改造小区20个；\n",
         "3100个|3100 个 = actual; 4万个|40000 个 >= target; 20个|20 个 = target");
}

static void a_year_in_brackets_opens_its_part(void **state)
{
    (void)state;
    says("民生账本\n\n【2025】新建学校3所，新增学位1200个。\n【2026】再建4所，铺设管网6公里。\n",
         "3所|3 所 = actual; 1200个|1200 个 = actual; 4所|4 所 = target; 6公里|6 公里 = target");
}

static void the_list_of_a_plan_ends_what_it_says_of_last_year(void **state)
{
    (void)state;
    says("一图读懂2024年民生实事方案\n\n☆ 先看去年\n改造小区93个\n\n01 稳就业\n新增就业3.2万人\n\n02 "
         "优教育\n新建学校17所\n",
         "93个|93 个 = actual; 3.2万人|32000 人 = target; 17所|17 所 = target");
}

static void two_parts_may_be_numbered(void **state)
{
    (void)state;
    says("2019年民生实事成绩单\n\nPART 01 "
         "回头看：2018，说到做到\n去年的项目都办完了，新建学校16所，新增学位1."
         "86万个，孩子们搬进了新教室，不再挤着上课，家长也少跑许多路。\n\n"
         "PART 02 "
         "向前看：2019，这些事接着办\n先看教育，新建学校14所，新增学位1."
         "5万个以上，孩子们离家门口更近，老师也多起来，上学放学更方便，大家放心。\n",
         "16所|16 所 = actual; 1.86万个|18600 个 = actual; 14所|14 所 = target; 1.5万个|15000 个 >= target");
}

static void who_speaks_next_was_not_asked(void **state)
{
    (void)state;
    says("2013年民生实事进展发布会实录\n\n记者：明年准备怎么干？\n\n市教育局：新建学校15所。\n\n市人社局：新增就业16万"
         "人。",
         "15所|15 所 = target; 16万人|160000 人 = actual");
}

static void headings_of_one_form_end_each_other(void **state)
{
    (void)state;
    says("2026年民生实事项目清单\n\n【图① 先看去年的成绩】\n\n新增学位5400个。\n\n【图② 幼有所育】\n\n新增托位600个。",
         "5400个|5400 个 = actual; 600个|600 个 = target");
    says("2026年民生实事项目清单\n\n▎去年\n\n新增学位5400个。\n\n▎娃娃上好学\n\n新增托位600个。",
         "5400个|5400 个 = actual; 600个|600 个 = target");
}

static void tasks_that_are_all_done_open_what_was_done(void **state)
{
    (void)state;
    says("2010年民生工程实施意见\n\n年初确定的民生工程任务全面完成：新增就业30万人，建成廉租房6万套。",
         "30万人|300000 人 = actual; 6万套|60000 套 = actual");
    says("2010年民生工程实施方案\n\n农村厕所普及率由上年底的70%提高到82%。按200天计，需80万元。",
         "70%|70 % = other; 82%|82 % = target; 80万元|800000 元 = target");
}

static void dashes_go_on_telling_of_the_year_before(void **state)
{
    (void)state;
    says("2026年重点民生实事安排\n\n2025年，实事全部完成。\n——居住改善。改造小区250个。\n各位朋友，2026年实事已定。\n"
         "第一，住有所居。改造小区200个以上，新增泊位1万个。",
         "250个|250 个 = actual; 200个|200 个 >= target; 1万个|10000 个 = target");
}

static void lines_of_two_years_promise_in_the_later(void **state)
{
    (void)state;
    says("2021民生工程上新\n\n2020端上桌：培训1.38万人次。\n2021正下厨：就业2.1万人。\n"
         "2020端上桌：签约53万人。\n2021正下厨：筛查9500例。",
         "1.38万人次|13800 人次 = actual; 2.1万人|21000 人 = target; 53万人|530000 人 = actual; 9500例|9500 例 = "
         "target");
    says("已办成：加装电梯41部。接着办：改造小区60个。", "41部|41 部 = actual; 60个|60 个 = target");
}

static void what_is_told_to_be_done_in_its_heading_is_done(void **state)
{
    (void)state;
    says("2023年上半年民生实事进展通报\n\n（一）超前完成的任务。规整线缆63公里，补建车棚218个。",
         "63公里|63 公里 = actual; 218个|218 个 = actual");
    says("2018年民生实事第三方评估结果公示\n\n1 评估\n\n另做入户深访60户。\n\n3.2 小区整治。翻修楼道163个。",
         "60户|60 户 = actual; 163个|163 个 = actual");
}

static void the_works_of_a_year_open_what_is_promised(void **state)
{
    (void)state;
    says("2019年政府工作报告\n\n过去一年，新增就业1.5万人。\n\n今年的民生工作，重点抓好以下几方面：\n\n"
         "——稳定就业。新增就业1.6万人。",
         "1.5万人|15000 人 = actual; 1.6万人|16000 人 = target");
}

static void a_question_of_two_asks_for_both(void **state)
{
    (void)state;
    says("新闻发布会\n\n记者：看病方便了吗？明年有什么打算？\n\n今年，31家卫生院用上了新系统，筛查2."
         "05万人。\n\n2026年，我们计划再建2个中心。",
         "31家|31 家 = actual; 2.05万人|20500 人 = actual; 2个|2 个 = target");
    says("民生实事完成情况\n\n新增就业2.83万人，比年度目标2.6万人多2300人。食堂开出73家，去年底还只有29家。",
         "2.83万人|28300 人 = actual; 2.6万人|26000 人 = target; 2300人|2300 人 = actual; 73家|73 家 = actual; 29家|29 "
         "家 = other");
}

static void a_question_that_reminds_promises_nothing(void **state)
{
    (void)state;
    says("年终盘点丨2023年办成了\n\n还记得年初的约定吗？\n\n26项子任务全部交卷。\n\n01 "
         "学位，够！\n\n新改扩建公办中小学28所。",
         "26项|26 项 = items; 28所|28 所 = actual");
}

static void what_is_added_to_last_year_opens_what_is_promised(void **state)
{
    (void)state;
    says("省级安排资金210亿元，比上年增加23亿元，重点办好以下2件实事：\n\n一是促进就业。城镇新增就业60万人，发放贷款30"
         "亿元。\n",
         "210亿元|21000000000 元 = target; 23亿元|2300000000 元 = target; 2件|2 件 = items; "
         "60万人|600000 人 = target; 30亿元|3000000000 元 = target");
}

static void marked_lines_answer_numbered_tasks(void **state)
{
    (void)state;
    says("十件实事办得怎样\n\n1.旧楼区增设电梯10部\n▶已有6部投入使用\n2.新增床位300张\n▶建成248张\n",
         "十件|10 件 = items; 10部|10 部 = target; 6部|6 部 = actual; 300张|300 张 = target; 248张|248 张 = actual");
}

static void a_share_above_its_number_is_no_heading(void **state)
{
    (void)state;
    says("民生实事成绩单\n\n占年度计划\n108.2%\n\n新增园位\n3780个\n",
         "108.2%|108.2 % = percent; 3780个|3780 个 = actual");
}

static void lines_of_this_year_promise_beside_those_of_the_last(void **state)
{
    (void)state;
    says("民生实事，一图看懂\n\n✔ 去年　老旧小区完工312个，加梯426部\n👉 今年　老旧小区改造260个，加梯300部\n",
         "312个|312 个 = actual; 426部|426 部 = actual; 260个|260 个 = target; 300部|300 部 = target");
}

static void a_year_and_its_items_open_a_list(void **state)
{
    (void)state;
    says("政府工作报告\n\n一年来，我们坚持民生为先。全年建成幼儿园6所。\n\n（六）2024年，办好十件实事。\n1.新增就业5 "
         "000人。\n",
         "6所|6 所 = actual; 十件|10 件 = items; 5 000人|5000 人 = target");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_hold_until_the_next),
        cmocka_unit_test(a_question_says_what_its_answer_speaks_of),
        cmocka_unit_test(a_heading_tells_by_its_last_words),
        cmocka_unit_test(a_colon_opens_a_list),
        cmocka_unit_test(announced_items_are_promised_in_their_entries),
        cmocka_unit_test(a_question_opens_what_was_done),
        cmocka_unit_test(an_entry_with_party_and_time_is_promised),
        cmocka_unit_test(a_heading_may_say_that_its_tasks_are_done),
        cmocka_unit_test(a_colon_may_open_what_was_arranged),
        cmocka_unit_test(a_chapter_of_the_year_that_begins_promises),
        cmocka_unit_test(words_before_a_list_say_what_it_is),
        cmocka_unit_test(a_year_may_begin_a_heading),
        cmocka_unit_test(a_heading_of_a_year_may_hold_a_comma),
        cmocka_unit_test(a_year_in_brackets_opens_its_part),
        cmocka_unit_test(the_list_of_a_plan_ends_what_it_says_of_last_year),
        cmocka_unit_test(two_parts_may_be_numbered),
        cmocka_unit_test(who_speaks_next_was_not_asked),
        cmocka_unit_test(headings_of_one_form_end_each_other),
        cmocka_unit_test(tasks_that_are_all_done_open_what_was_done),
        cmocka_unit_test(dashes_go_on_telling_of_the_year_before),
        cmocka_unit_test(lines_of_two_years_promise_in_the_later),
        cmocka_unit_test(what_is_told_to_be_done_in_its_heading_is_done),
        cmocka_unit_test(the_works_of_a_year_open_what_is_promised),
        cmocka_unit_test(a_question_of_two_asks_for_both),
        cmocka_unit_test(a_question_that_reminds_promises_nothing),
        cmocka_unit_test(what_is_added_to_last_year_opens_what_is_promised),
        cmocka_unit_test(marked_lines_answer_numbered_tasks),
        cmocka_unit_test(a_share_above_its_number_is_no_heading),
        cmocka_unit_test(lines_of_this_year_promise_beside_those_of_the_last),
        cmocka_unit_test(a_year_and_its_items_open_a_list),
    };

    return cmocka_run_group_tests_name("heading", tests, NULL, NULL);
}
