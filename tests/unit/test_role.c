/* Roles of figures: promised, done, a share, an item of the programme, or a circumstance. Expected values are worked
 * out by hand by the conventions of shared/cases/README.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "unit/reading.h"

#include <cmocka.h> /* last: its macro fail() would hide ours */

static void the_clause_outweighs_the_text(void **state)
{
    (void)state;
    says("计划改造22个小区，实际改造25个，完成率113.6%。",
         "22个|22 个 = target; 25个|25 个 = actual; 113.6%|113.6 % = percent");
    says("今年全市公交车由22条增至41条。", "22条|22 条 = other; 41条|41 条 = actual");
    says("年度任务50公里，仅完成18.4公里。", "50公里|50 公里 = target; 18.4公里|18.4 公里 = actual");
}

/* A clause's own words, against whatever the text is. */
static void a_clause_says_itself_whether_it_is_done(void **state)
{
    (void)state;
    says("2025年民生实事实施方案\n\n去年底我们开了12场座谈会，新建学校5所。", "12场|12 场 = actual; 5所|5 所 = actual");
    says("2025年民生实事实施方案\n\n前期抽查了26个村。新建学校5所。", "26个|26 个 = actual; 5所|5 所 = target");
    says("2025年民生实事完成情况\n\n建成公厕12座。城区还要建20座。", "12座|12 座 = actual; 20座|20 座 = target");
    says("把目标抬到了30所。", "30所|30 所 = target");
    says("任务300套，分配112套。", "300套|300 套 = target; 112套|112 套 = actual");
    says("到车52辆，计划购置充电桩120个，到9月底装了18个。",
         "52辆|52 辆 = actual; 120个|120 个 = target; 18个|18 个 = actual");
}

/* 某月 is behind or before the day on which the text was written. */
static void a_month_to_come_promises(void **state)
{
    (void)state;
    says("两会之后看民生\n2021年3月9日\n\n老城区2月完成管网3公里；9月开学，学位添3000个。",
         "3公里|3 公里 = actual; 3000个|3000 个 = target");
}

/* The head of the names may hold the unit of all columns that name none; a level before is neither done nor promised.
 */
static void a_column_may_be_the_level_before(void **state)
{
    (void)state;
    says("统计公报\n\n项目（万人）\t本期末\t上年同期\n养老保险\t86.4\t83.1\n",
         "86.4|864000 人 = actual; 83.1|831000 人 = other");
    says("2026年民生实事计划表\n\n事项\t目标\t现状\n充电桩\t新建350个\t1236个\n",
         "350个|350 个 = target; 1236个|1236 个 = other");
}

/* What 目标是： opens holds for its sentence, whatever that says will be 完成. */
static void an_aim_with_a_colon_holds_for_its_sentence(void **state)
{
    (void)state;
    says("某市就业情况\n\n今年的主要目标是：全年完成培训3.1万人次；就业率达到92%。截至6月底已培训1.7万人次。",
         "3.1万人次|31000 人次 = target; 92%|92 % = target; 1.7万人次|17000 人次 = actual");
    says("某市就业情况\n\n去年已超额完成“培训2万人”的目标。", "2万人|20000 人 = target");
    says("某市老旧小区改造进展\n\n在去年改造41个的基础上，今年计划再改造60个。",
         "41个|41 个 = actual; 60个|60 个 = target");
}

/* 完成 ends what 计划 began, and not what 将 did. */
static void what_will_be_completed_is_promised(void **state)
{
    (void)state;
    says("某市近况\n\n本市将扩大托育，完成托位4300个。", "4300个|4300 个 = target");
    says("某市近况\n\n计划改造泵站45座，完成投资2.1亿元。", "45座|45 座 = target; 2.1亿元|210000000 元 = target");
    says("某市近况\n\n计划投资3亿元，完成投资2.1亿元。", "3亿元|300000000 元 = target; 2.1亿元|210000000 元 = actual");
    says("某市上半年工作通报\n\n1.新增公厕120座。截至6月底，新增67座。", "120座|120 座 = target; 67座|67 座 = actual");
}

static void what_came_of_a_vote_is_promised(void **state)
{
    (void)state;
    says("某市民生实事票决\n\n当选项目（按得票多少为序）：\n1.新建公厕34座。\n2.改造泵站9座。",
         "34座|34 座 = target; 9座|9 座 = target");
    says("某县近况\n\n水厂扩建完工后可供水3.2万户。", "3.2万户|32000 户 = target");
    says("某县近况\n\n上半年：新建公厕12座。\n下半年：再建公厕30座。", "12座|12 座 = actual; 30座|30 座 = target");
}

static void a_year_opens_what_will_be_done_in_it(void **state)
{
    (void)state;
    says("（七）改善民生。城镇新增就业8.1万人。\n\n2019年，我们将办成一批实事。\n\n稳住就业。新增城镇就业7.5万人。",
         "8.1万人|81000 人 = actual; 7.5万人|75000 人 = target");
    says("▲供热\n计划：更换管网12.4公里。实际：11.8公里，完成95.2%。",
         "12.4公里|12.4 公里 = target; 11.8公里|11.8 公里 = actual; 95.2%|95.2 % = percent");
    says("背街整治应整45条，完工26条。", "45条|45 条 = target; 26条|26 条 = actual");
}

static void a_bound_holds_for_its_list(void **state)
{
    (void)state;
    says("2023年民生实事实施方案\n\n城乡低保标准分别提高到每月不低于720元、580元。",
         "720元|720 元 >= target; 580元|580 元 >= target");
    says("2023年民生实事完成情况\n\n配备彩超12台。", "12台|12 台 = actual");
    says("2023年民生实事实施方案\n\n新建充电桩300个（标准桩）以上。", "300个|300 个 >= target");
    says("2023年民生实事完成情况\n\n发放廉租房租赁补贴210万元。", "210万元|2100000 元 = actual");
}

static void a_bound_may_stand_before_the_task(void **state)
{
    (void)state;
    says("2023年民生实事进展\n\n建成3000套，不足年度任务的四成。", "3000套|3000 套 = actual; 四成|40 % <= percent");
    says("2023年民生实事进展\n\n保障房800套封顶。补贴8000元封顶。", "800套|800 套 = actual; 8000元|8000 元 = actual");
    says("2023年民生实事8项，到10月底办结5项。", "8项|8 项 = items; 5项|5 项 = items");
}

/* What an entry says of next year holds for it alone. */
static void an_entry_promises_for_itself(void **state)
{
    (void)state;
    says("2024年民生实事完成情况\n\n1️⃣ 上学\n✅ 新建学校6所\n🔜 明年再建4所\n2️⃣ "
         "看病\n✅ "
         "新增床位300张",
         "6所|6 所 = actual; 4所|4 所 = target; 300张|300 张 = actual");
}

/* 上半年 in a plan is a time to come. */
static void the_first_half_of_a_plan_is_to_come(void **state)
{
    (void)state;
    says("2026年民生实事实施方案\n\n上半年开工率70%，年底完工率95%。", "70%|70 % = target; 95%|95 % = target");
    says("2026年民生实事进展情况\n\n上半年开工率70%。", "70%|70 % = percent");
}

static void what_stands_beside_a_bar_is_of_its_own_year(void **state)
{
    (void)state;
    says("2025年为民办实事实施方案\n\n一、免费检查\n对照：上年5600人｜今年6000人",
         "5600人|5600 人 = actual; 6000人|6000 人 = target");
}

static void votes_and_voters_are_counted(void **state)
{
    (void)state;
    says("2017年民生实事项目票决产生\n\n248名代表从12个候选项目中票决产生10个项目，得票最高的获231票，占93.1%。",
         "248名|248 名 = actual; 12个|12 个 = items; 10个|10 个 = items; 231票|231 票 = actual; 93.1%|93.1 % = "
         "percent");
}

static void this_year_promises_behind_last_year(void **state)
{
    (void)state;
    says("民生小账本\n\n去年实事：9件全部完成\n\n改造公厕12座。\n\n今年实事：10件补短板\n\n改造公厕8座。\n",
         "9件|9 件 = items; 12座|12 座 = actual; 10件|10 件 = items; 8座|8 座 = target");
    says("2022年十件民生实事出炉\n\n【成绩单】2021，说到做到\n\n新增学位236个\n\n【新账单】2022，继续加码\n\n"
         "新增学位280个。\n",
         "十件|10 件 = items; 236个|236 个 = actual; 280个|280 个 = target");
    says("街坊睇过来\n\n先看去年的成绩单👇\n新增学位310个\n\n再看今年的任务书👇\n\n新增学位180个。\n",
         "310个|310 个 = actual; 180个|180 个 = target");
    says("民生小账本\n\n今年实事：10件补短板\n\n改造公厕8座，已全部开放。\n", "10件|10 件 = items; 8座|8 座 = actual");
}

/* 其中 behind a full stop goes on with what was said before it. */
static void a_sentence_of_parts_goes_on(void **state)
{
    (void)state;
    says("2026年民生实事实施方案\n\n2025年实事全部完成，满意率98.1%。其中，新增学位486个。2026年新增学位500个。",
         "98.1%|98.1 % = percent; 486个|486 个 = actual; 500个|500 个 = target");
}

static void problems_are_told_whatever_is_advised_with_them(void **state)
{
    (void)state;
    says("满意度评估报告\n\n四、问题与建议\n\n一是知晓率仅71.8%；二是约12%的项目点没有人管。\n",
         "71.8%|71.8 % = percent; 12%|12 % ~ percent");
    says("2021年民生实事评估\n\n年初计划新增学位6万个，经核查，全市新增学位7.2万个。",
         "6万个|60000 个 = target; 7.2万个|72000 个 = actual");
}

static void what_was_voted_for_is_promised(void **state)
{
    (void)state;
    says("民生实事票决结果的报告\n\n三、票决结果\n1.养老服务。新建食堂12家。得票312票。\n2."
         "治水。清淤85万立方米。得票268票。",
         "12家|12 家 = target; 312票|312 票 = actual; 85万立方米|850000 立方米 = target; 268票|268 票 = actual");
    says("2026年民生实事方案\n\n20个代表组组织680名各级代表、1.2万名选民测评。",
         "20个|20 个 = target; 680名|680 名 = actual; 1.2万名|12000 名 = actual");
}

static void a_task_holds_for_its_sentence(void **state)
{
    (void)state;
    says("2022年民生实事评估报告\n\n年度任务为新建学校45所，新增学位2.8万个。经核实，完成47所。",
         "45所|45 所 = target; 2.8万个|28000 个 = target; 47所|47 所 = actual");
    says("2021年民生实事总结\n\n一是有2处顺延至2022年4月完工；二是抽样调查1200人。",
         "2处|2 处 = actual; 1200人|1200 人 = actual");
}

static void an_aside_on_last_year_ends_with_its_bracket(void **state)
{
    (void)state;
    says("去年：新增就业16万人。", "16万人|160000 人 = actual"); /* nothing stands before it */
    says("2026年民生实事项目清单\n\n▎就业\n新增就业15万人。\n（去年：新增就业16.38万人）\n\n▎学校\n新建学校22所。",
         "15万人|150000 人 = target; 16.38万人|163800 人 = actual; 22所|22 所 = target");
}

static void the_whole_year_lies_ahead_in_its_summer(void **state)
{
    (void)state;
    says("民生实事进展通报\n2024年6月18日\n\n全区全年新增学位5500个。完成全年任务500个的57%。",
         "5500个|5500 个 = target; 500个|500 个 = target; 57%|57 % = percent");
}

static void a_row_may_hold_what_is_promised(void **state)
{
    (void)state;
    says("2023年9月民生实事进展通报\n\n| 县区 | 农村公路（公里） | 综合进度（%） |\n| 年度目标 | 480 | — |\n| 城中区 | "
         "46 | 92.6 |\n",
         "480|480 公里 = target; 46|46 公里 = actual; 92.6|92.6 % = percent");
}

/* Of what nobody says it, numbers tell: a dozen points of them. */
static void round_numbers_promise_whatever_the_heading_says(void **state)
{
    (void)state;
    says("民生账本\n\n完成情况\n\n新建学校20所。绿道80公里以上。改造小区100个。新增学位3000个以上。铺设管网50公里。"
         "建设充电桩600个左右。新增床位800张。",
         "20所|20 所 = target; 80公里|80 公里 >= target; 100个|100 个 = target; 3000个|3000 个 >= target; 50公里|50 "
         "公里 = target; "
         "600个|600 个 ~ target; 800张|800 张 = target");
    says("民生账本\n\n完成情况\n\n新建学校21所。改造小区103个。新增学位3126个。铺设管网52.7公里。"
         "建设充电桩614个。新增床位800张。",
         "21所|21 所 = actual; 103个|103 个 = actual; 3126个|3126 个 = actual; 52.7公里|52.7 公里 = actual; "
         "614个|614 个 = actual; 800张|800 张 = actual");
}

static void a_label_promises_to_its_end(void **state)
{
    (void)state;
    says("2025年民生实事进展\n\n【年度目标】新增食堂20家，完成600户改造，新增托位900个。",
         "20家|20 家 = target; 600户|600 户 = target; 900个|900 个 = target");
}

static void a_plan_goes_on_behind_this_year(void **state)
{
    (void)state;
    says("2023年民生实事完成情况\n\n按照年初安排，今年全市新增就业5万人，棚户区改造新开工8000套。至11月，新增就业6万人"
         "。",
         "5万人|50000 人 = target; 8000套|8000 套 = target; 6万人|60000 人 = actual");
    says("2023年民生实事实施方案\n\n“十四五”以来，改造小区300个。", "300个|300 个 = actual");
}

static void this_year_tells_in_a_plan_that_says_how_much_is_done(void **state)
{
    (void)state;
    says("2024年民生实事实施方案\n\n今年新建食堂5个，新增点位30个，完成全年任务的110%。今年增设公厕8座，明年再建6座。",
         "5个|5 个 = actual; 30个|30 个 = actual; 110%|110 % = percent; 8座|8 座 = actual; 6座|6 座 = target");
}

static void an_answer_ends_what_its_label_promises(void **state)
{
    (void)state;
    says("2019年民生实事完成情况\n\n（二）水体治理。年度目标：整治9条。目前已完成8条。公众评议满意度为92.5%。",
         "9条|9 条 = target; 8条|8 条 = actual; 92.5%|92.5 % = percent");
}

static void a_government_says_what_it_promises(void **state)
{
    (void)state;
    says("2021年民生实事完成情况\n\n年初，市政府提出新建学校60所，新增学位4万个。实际建成63所。",
         "60所|60 所 = target; 4万个|40000 个 = target; 63所|63 所 = actual");
    says("2021年民生实事实施方案\n\n我区将每台电梯补助由15万元提高到21万元。",
         "15万元|150000 元 = other; 21万元|210000 元 = target");
}

static void a_year_before_is_held_against_this_one(void **state)
{
    (void)state;
    says("2022年民生实事完成情况\n\n新增学位8万个，2019年是5.1万个。2012年投入90亿元，今年安排210亿元。",
         "8万个|80000 个 = actual; 5.1万个|51000 个 = other; 90亿元|9000000000 元 = other; "
         "210亿元|21000000000 元 = target");
}

static void the_next_sentence_answers_what_this_year_plans(void **state)
{
    (void)state;
    says("2010年民生实事完成情况\n\n今年安排90个村通自来水，总投资4000万元。现已通水61个村。",
         "90个|90 个 = target; 4000万元|40000000 元 = target; 61个|61 个 = actual");
    says("2010年民生实事完成情况\n\n今年先后投产变电站4座。目前，户均配变容量2.1千伏安。",
         "4座|4 座 = actual; 2.1千伏安|2.1 千伏安 = actual");
}

static void wishes_and_results_are_labels(void **state)
{
    (void)state;
    says("晒成绩：就业4.3万人。许心愿：就业4万人。", "4.3万人|43000 人 = actual; 4万人|40000 人 = target");
    says("2016年民生实事完成情况\n\n新建58所，占120所任务的48.3%。失业率控制在4.5%目标以内。",
         "58所|58 所 = actual; 120所|120 所 = target; 48.3%|48.3 % = percent; 4.5%|4.5 % = target");
}

static void what_stands_in_brackets_ends_with_them(void **state)
{
    (void)state;
    says("2020年民生实事实施方案\n\n二类低保对象（全县现有7342人）补助水平提高7%，建幸福院10家。",
         "7342人|7342 人 = actual; 7%|7 % = target; 10家|10 家 = target");
}

static void the_same_number_then_is_an_earlier_level(void **state)
{
    (void)state;
    says("2024年民生实事方案\n\n民生支出占比保持在78%以上，去年这一比例是77.3%。",
         "78%|78 % >= target; 77.3%|77.3 % = other");
    says("民生实事完成情况\n\n加装电梯286部，是去年119部的2.4倍。",
         "286部|286 部 = actual; 119部|119 部 = other; 2.4倍|2.4 倍 = percent");
}

static void a_deed_behind_a_target_is_done(void **state)
{
    (void)state;
    says("2025年民生实事完成情况\n\n✅新增托位 目标600个 完成712个\n✅断面比例 目标90% 现为88.9%",
         "600个|600 个 = target; 712个|712 个 = actual; 90%|90 % = target; 88.9%|88.9 % = percent");
    says("2025年民生实事完成情况\n\n任务数：40所、1500人\n完成数：分别为42所、1623人",
         "40所|40 所 = target; 1500人|1500 人 = target; 42所|42 所 = actual; 1623人|1623 人 = actual");
}

static void a_bracket_that_closes_nothing_changes_nothing(void **state)
{
    (void)state;
    says("2024年民生实事实施方案\n\n去年办了两件事，1)建成学校5所，2)改造小区6个。",
         "两件|2 件 = items; 5所|5 所 = actual; 6个|6 个 = actual");
}

static void a_rate_is_held_against_its_bound(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n城镇登记失业率3.6%，控制在4.5%以内。漏损率控制在9%以内。",
         "3.6%|3.6 % = percent; 4.5%|4.5 % <= target; 9%|9 % <= percent");
    says("民生实事完成情况\n\n年初计划改造的46个小区全部完工。", "46个|46 个 = target");
}

static void a_task_told_as_a_number_ends_at_a_semicolon(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n新增就业20168人，定的目标是1.8万人；转移就业107.6万人。",
         "20168人|20168 人 = actual; 1.8万人|18000 人 = target; 107.6万人|1076000 人 = actual");
    says("民生实事完成情况\n\n新校区封顶，明年9月投用；改扩建幼儿园4所。", "4所|4 所 = actual");
    says("2016年十件实事完成情况\n\n累计投资结转2017年，完成投资9.86亿元。",
         "十件|10 件 = items; 9.86亿元|986000000 元 = actual");
}

static void half_a_year_answers_its_task(void **state)
{
    (void)state;
    says("2023年民生实事上半年进展情况\n\n全年目标：新增就业4.2万人。上半年，新增22761人，完成率54.19%。",
         "4.2万人|42000 人 = target; 22761人|22761 人 = actual; 54.19%|54.19 % = percent");
    says("2023年民生实事上半年进展情况\n\n建成助餐点14个（全年20个）。", "14个|14 个 = actual; 20个|20 个 = target");
    says("2024年民生实事项目票决产生\n\n负责人表态，确保上半年开工率100%。", "100%|100 % = target");
    says("2022年民生实事进展\n\n🎯 新增泊位1500个\n📊 建成泊位1236个",
         "1500个|1500 个 = target; 1236个|1236 个 = actual");
}

static void a_rate_before_is_a_level_in_a_report_and_a_rate_in_a_plan(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n普惠率由71%提高到85%，入园率由去年的81%升至91%。",
         "71%|71 % = other; 85%|85 % = percent; 81%|81 % = other; 91%|91 % = percent");
    says("民生实事实施方案\n\n普惠率由71%提高到85%。", "71%|71 % = percent; 85%|85 % = target");
    says("民生实事完成情况\n\n菜价比市价便宜10%，放贷额是去年同期的1.6倍。",
         "10%|10 % = percent; 1.6倍|1.6 倍 = percent");
}

static void progress_said_last_answers_no_task(void **state)
{
    (void)state;
    says("2019年民生实事进展情况\n\n1．兜底保障。标准提高到每人每月1685元，上半年惠及4.81万人。进度：已完成。",
         "1685元|1685 元 = actual; 4.81万人|48100 人 = actual");
    says("2019年民生实事进展情况\n\n1．新增就业22万人。进度：新增25.83万人。",
         "22万人|220000 人 = target; 25.83万人|258300 人 = actual");
    says("2017年民生工程成绩\n\n2018年的盘子：新增车位3500个，整治小区50个。",
         "3500个|3500 个 = target; 50个|50 个 = target");
}

static void what_goes_by_plan_is_done(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n32项民生实事已完成31项，1项按计划跨年实施，累计完成投资21.9亿元。",
         "32项|32 项 = items; 31项|31 项 = items; 1项|1 项 = items; 21.9亿元|2190000000 元 = actual");
    says("民生实事完成情况\n\n11月1日就要供暖，今年改造管网98.4公里。", "98.4公里|98.4 公里 = actual");
    says("民生实事完成情况\n\n财政承担的9.85亿元资金，已拨付6.2亿元。完成投资5.6亿元（计划6.5亿元）。",
         "9.85亿元|985000000 元 = target; 6.2亿元|620000000 元 = actual; 5.6亿元|560000000 元 = actual; "
         "6.5亿元|650000000 元 = target");
    says("2023年民生实事清单\n\n从1826条群众建议中筛选出的20项重点民生实事。",
         "1826条|1826 条 = actual; 20项|20 项 = items");
}

static void a_floor_by_the_head_is_paid(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n80岁以上津贴每人每月不低于60元，发放3.9万人。",
         "60元|60 元 >= actual; 3.9万人|39000 人 = actual");
    says("民生实事实施方案\n\n80岁以上津贴每人每月不低于60元。", "60元|60 元 >= target");
    says("民生实事完成情况\n\n今年要新建200个，前7个月新开143个。", "200个|200 个 = target; 143个|143 个 = actual");
    says("民生实事完成情况\n\n［目标］新增床位2000张，中心20个。\n［结果］新增2310张。",
         "2000张|2000 张 = target; 20个|20 个 = target; 2310张|2310 张 = actual");
}

static void what_was_before_stands_in_brackets_or_is_changed(void **state)
{
    (void)state;
    says("2020年进展情况\n\n农村每人每年3840元，较上年（3240元）提高18.5%。窄路面由3.5米改为5.5米。",
         "3840元|3840 元 = actual; 3240元|3240 元 = other; 18.5%|18.5 % = percent; "
         "3.5米|3.5 米 = other; 5.5米|5.5 米 = actual");
    says("2020年进展情况\n\n城市低保标准每人每月561元，农村由350元调整为430元。",
         "561元|561 元 = other; 350元|350 元 = other; 430元|430 元 = actual");
    says("2020年进展情况\n\n覆盖率由年初的61%提高到83%。", "61%|61 % = other; 83%|83 % = percent");
}

static void a_plan_in_quotes_is_a_name(void **state)
{
    (void)state;
    says("2020年进展情况\n\n“壶兰计划”引进教师2341名。", "2341名|2341 名 = actual");
    says("2024年实施方案\n\n目前自来水普及率96.8%，年底达到98%以上。", "96.8%|96.8 % = percent; 98%|98 % >= target");
    says("2023年实施方案\n\n低保年保障标准在2022年基础上提高8%，由5268元提至5690元。",
         "8%|8 % = target; 5268元|5268 元 = other; 5690元|5690 元 = target");
}

static void last_year_beside_a_promise_ends_with_its_clause(void **state)
{
    (void)state;
    says("2023年十件实事要办这些\n\n新增就业4.5万人以上，去年是5.02万人；帮扶再就业5000人。",
         "十件|10 件 = items; 4.5万人|45000 人 >= target; 5.02万人|50200 人 = other; 5000人|5000 人 = target");
    says("2025年进展情况\n\n务工规模稳定在2.24万人，与上年2.21万人相比只增不减。",
         "2.24万人|22400 人 = actual; 2.21万人|22100 人 = other");
}

static void what_brackets_label_ends_with_them(void **state)
{
    (void)state;
    says("2022年成绩单\n\n新增学位5.16万个（年初目标：5万个），幼儿园占比87.6%，26所小学试点。",
         "5.16万个|51600 个 = actual; 5万个|50000 个 = target; 87.6%|87.6 % = percent; 26所|26 所 = actual");
    says("2021年实施方案\n\n上半年：公路建成400公里；三季度：公路700公里。",
         "400公里|400 公里 = target; 700公里|700 公里 = target");
}

static void a_bracket_ends_with_what_it_promised(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n老旧楼院改了84个（任务100个），覆盖427栋楼。",
         "84个|84 个 = actual; 100个|100 个 = target; 427栋|427 栋 = actual");
}

static void what_is_now_ends_a_promise(void **state)
{
    (void)state;
    says("年初说好新建公厕50座，现在新建57座。", "50座|50 座 = target; 57座|57 座 = actual");
    says("打通断头路15条，现在通了6条。", "15条|15 条 = target; 6条|6 条 = actual");
    says("农贸市场升级30家，已验收13家。", "30家|30 家 = target; 13家|13 家 = actual");
    says("农路提档升级30公里，只干了9.4公里。", "30公里|30 公里 = target; 9.4公里|9.4 公里 = actual");
}

static void what_the_best_get_is_no_money_of_the_programme(void **state)
{
    (void)state;
    says("2019年民生实事实施方案\n\n年终考核前3名的县各奖200万元、150万元。",
         "200万元|2000000 元 = other; 150万元|1500000 元 = other");
}

static void an_aim_that_answers_a_deed_ends_with_its_clause(void **state)
{
    (void)state;
    says("建成幼儿园55所，目标是50所，新增学位6200个。",
         "55所|55 所 = actual; 50所|50 所 = target; 6200个|6200 个 = actual");
    says("某市进展\n\n年底前再投用两处停车场，约800个车位。", "两处|2 处 = target; 800个|800 个 ~ target");
}

static void what_is_done_of_those_told_is_done(void **state)
{
    (void)state;
    says("某市上半年进展情况\n\n年内要竣工的小学23所中，9所封顶、12所主体施工。",
         "23所|23 所 = target; 9所|9 所 = actual; 12所|12 所 = actual");
    says("某市上半年进展情况\n\n适老化改造做完260户，是全年350户的74.3%。",
         "260户|260 户 = actual; 350户|350 户 = target; 74.3%|74.3 % = percent");
}

static void what_follows_its_task_is_done(void **state)
{
    (void)state;
    says("各县区进展\n\n渑池县任务4500户，竣工3820户，完成84.9%。",
         "4500户|4500 户 = target; 3820户|3820 户 = actual; 84.9%|84.9 % = percent");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_clause_outweighs_the_text),
        cmocka_unit_test(a_clause_says_itself_whether_it_is_done),
        cmocka_unit_test(a_month_to_come_promises),
        cmocka_unit_test(a_column_may_be_the_level_before),
        cmocka_unit_test(an_aim_with_a_colon_holds_for_its_sentence),
        cmocka_unit_test(what_will_be_completed_is_promised),
        cmocka_unit_test(what_came_of_a_vote_is_promised),
        cmocka_unit_test(a_year_opens_what_will_be_done_in_it),
        cmocka_unit_test(a_bound_holds_for_its_list),
        cmocka_unit_test(a_bound_may_stand_before_the_task),
        cmocka_unit_test(an_entry_promises_for_itself),
        cmocka_unit_test(the_first_half_of_a_plan_is_to_come),
        cmocka_unit_test(what_stands_beside_a_bar_is_of_its_own_year),
        cmocka_unit_test(votes_and_voters_are_counted),
        cmocka_unit_test(this_year_promises_behind_last_year),
        cmocka_unit_test(a_sentence_of_parts_goes_on),
        cmocka_unit_test(problems_are_told_whatever_is_advised_with_them),
        cmocka_unit_test(what_was_voted_for_is_promised),
        cmocka_unit_test(a_task_holds_for_its_sentence),
        cmocka_unit_test(an_aside_on_last_year_ends_with_its_bracket),
        cmocka_unit_test(the_whole_year_lies_ahead_in_its_summer),
        cmocka_unit_test(a_row_may_hold_what_is_promised),
        cmocka_unit_test(round_numbers_promise_whatever_the_heading_says),
        cmocka_unit_test(a_label_promises_to_its_end),
        cmocka_unit_test(a_plan_goes_on_behind_this_year),
        cmocka_unit_test(this_year_tells_in_a_plan_that_says_how_much_is_done),
        cmocka_unit_test(an_answer_ends_what_its_label_promises),
        cmocka_unit_test(a_government_says_what_it_promises),
        cmocka_unit_test(a_year_before_is_held_against_this_one),
        cmocka_unit_test(the_next_sentence_answers_what_this_year_plans),
        cmocka_unit_test(wishes_and_results_are_labels),
        cmocka_unit_test(what_stands_in_brackets_ends_with_them),
        cmocka_unit_test(the_same_number_then_is_an_earlier_level),
        cmocka_unit_test(a_deed_behind_a_target_is_done),
        cmocka_unit_test(a_bracket_that_closes_nothing_changes_nothing),
        cmocka_unit_test(a_rate_is_held_against_its_bound),
        cmocka_unit_test(a_task_told_as_a_number_ends_at_a_semicolon),
        cmocka_unit_test(half_a_year_answers_its_task),
        cmocka_unit_test(a_rate_before_is_a_level_in_a_report_and_a_rate_in_a_plan),
        cmocka_unit_test(progress_said_last_answers_no_task),
        cmocka_unit_test(what_goes_by_plan_is_done),
        cmocka_unit_test(a_floor_by_the_head_is_paid),
        cmocka_unit_test(what_was_before_stands_in_brackets_or_is_changed),
        cmocka_unit_test(a_plan_in_quotes_is_a_name),
        cmocka_unit_test(last_year_beside_a_promise_ends_with_its_clause),
        cmocka_unit_test(what_brackets_label_ends_with_them),
        cmocka_unit_test(a_bracket_ends_with_what_it_promised),
        cmocka_unit_test(what_is_now_ends_a_promise),
        cmocka_unit_test(what_the_best_get_is_no_money_of_the_programme),
        cmocka_unit_test(an_aim_that_answers_a_deed_ends_with_its_clause),
        cmocka_unit_test(what_is_done_of_those_told_is_done),
        cmocka_unit_test(what_follows_its_task_is_done),
    };

    return cmocka_run_group_tests_name("role", tests, NULL, NULL);
}
