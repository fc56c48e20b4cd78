/* Amounts around the thing done: levels before, standards, people, tasks beside what became of them. Expected values
 * are worked out by hand by the conventions of shared/cases/README.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "unit/reading.h"

#include <cmocka.h> /* last: its macro fail() would hide ours */

static void prices_and_earlier_levels_are_circumstances(void **state)
{
    (void)state;
    says("票价仍是1元，日均乘客4.2万人次。", "1元|1 元 = other; 4.2万人次|42000 人次 = actual");
    says("去年只装了67部，今年已装152部。", "67部|67 部 = other; 152部|152 部 = actual");
    says("每个托位补助1万元。", "1万元|10000 元 = other");
    says("高龄津贴80岁以上每月25元。", "25元|25 元 = other");
    says("投诉比去年少40件，降到12件。", "40件|40 件 = actual; 12件|12 件 = actual");
    says("低保标准提高到每人每月690元。", "690元|690 元 = actual");
    says("小学36所（不含2所特殊学校）。", "36所|36 所 = actual; 2所|2 所 = other");
    says("村道由4米加宽到6.5米。", "4米|4 米 = other; 6.5米|6.5 米 = actual");
    says("这个412户人家的村子通了水。", "412户|412 户 = other");
}

static void what_a_share_is_of_and_where_a_change_began_are_circumstances(void **state)
{
    (void)state;
    says("某市就业情况\n\n技能人才占从业人员412万人的38.6%。", "412万人|4120000 人 = other; 38.6%|38.6 % = percent");
    says("某镇工作总结\n\n低保户由137户、402人降至58户、171人。",
         "137户|137 户 = other; 402人|402 人 = other; 58户|58 户 = actual; 171人|171 人 = actual");
    says("某市进展\n\n覆盖率高出年度目标任务8.31个、6.74个百分点。",
         "8.31个|8.31 个百分点 = percent; 6.74个百分点|6.74 个百分点 = percent");
}

static void population_and_thresholds_are_circumstances(void **state)
{
    (void)state;
    says("户籍人口285.6万人。", "285.6万人|2856000 人 = other");
    says("收入50万元以上的村45个。", "50万元|500000 元 >= other; 45个|45 个 = actual");
    says("去年同期投资完成额是5.9亿元。", "5.9亿元|590000000 元 = other");
}

static void what_sorts_villages_or_makes_a_road_is_a_specification(void **state)
{
    (void)state;
    is_trap("25户以上的自然村全部通路。", "25户", "spec");
    is_trap("硬化4.5米宽的村道。", "4.5米", "spec");
    is_trap("路基宽7.5米。", "7.5米", "spec");
    is_trap("改造四、五类危桥。", "四、五类", "spec");
    says("覆盖90%以上行政村。", "90%|90 % >= percent");
}

static void a_task_stands_before_the_share_of_it_that_was_done(void **state)
{
    (void)state;
    says("完成7.4公里，仅占26公里的28.5%。",
         "7.4公里|7.4 公里 = actual; 26公里|26 公里 = target; 28.5%|28.5 % = percent");
    says("新建食堂231个，为市定任务210个的110%。",
         "231个|231 个 = actual; 210个|210 个 = target; 110%|110 % = percent");
    says("新增供热面积740万平方米，超过700万平方米的计划数。",
         "740万平方米|7400000 平方米 = actual; 700万平方米|7000000 平方米 = target");
}

static void what_a_village_is_made_up_of_is_a_circumstance(void **state)
{
    (void)state;
    says("我们村9个组、412户、1 760人。", "9个|9 个 = other; 412户|412 户 = other; 1 760人|1760 人 = other");
    says("全村412户都通了水。", "412户|412 户 = actual");
}

static void an_earlier_rate_is_a_level_in_a_report(void **state)
{
    (void)state;
    says("2023年民生实事完成情况\n\n入园率由上年的82.5%提高到86%。", "82.5%|82.5 % = other; 86%|86 % = percent");
    says("2023年民生实事实施方案\n\n入园率由目前的82.5%提高到86%以上。", "82.5%|82.5 % = percent; 86%|86 % >= target");
    says("2023年民生实事完成情况\n\n务工人数为上年同期的103%。", "103%|103 % = percent");
}

static void what_a_place_has_is_a_circumstance(void **state)
{
    (void)state;
    says("全镇辖9个村、120个村民小组，海拔1850米。去年修路12公里。",
         "9个|9 个 = other; 120个|120 个 = other; 1850米|1850 米 = other; 12公里|12 公里 = actual");
    says("去年的成绩，全市350万人看得见。全市3.2万人参加了培训。",
         "350万人|3500000 人 = other; 3.2万人|32000 人 = actual");
    says("去年，每千常住人口执业医师3.4人。", "3.4人|3.4 人 = actual");
}

static void a_budget_stands_before_what_came_of_it(void **state)
{
    (void)state;
    says("2023年民生实事完成情况\n\n全年预算投入8亿元，已到位7亿元。",
         "8亿元|800000000 元 = target; 7亿元|700000000 元 = actual");
    says("2023年民生实事完成情况\n\n县级配套900万元中，目前仅拨付500万元。",
         "900万元|9000000 元 = target; 500万元|5000000 元 = actual");
    says("2023年民生实事进展\n\n80公里绿道工程，现已完成92公里。", "80公里|80 公里 = target; 92公里|92 公里 = actual");
    says("2023年民生实事进展\n\n12个村的管网建设任务基本完成。", "12个|12 个 = actual");
}

static void what_was_in_other_years_is_a_level(void **state)
{
    (void)state;
    says("2023年民生实事实施方案\n\n免费体检600名，去年为550名；新增床位80张。",
         "600名|600 名 = target; 550名|550 名 = other; 80张|80 张 = target");
    says("2023年民生实事完成情况\n\n往年一冬要烧三吨煤。城镇化率由2018年的48.5%提高到55%。",
         "三吨|3 吨 = other; 48.5%|48.5 % = other; 55%|55 % = percent");
    says("2023年民生实事完成情况\n\n支出42亿元，为预算50亿元的84%。",
         "42亿元|4200000000 元 = actual; 50亿元|5000000000 元 = target; 84%|84 % = percent");
    says("2023年民生实事完成情况\n\n余下12所学校须在6月前封顶。", "12所|12 所 = target");
    says("过去五年工作回顾\n\n今年，着重抓好：（1）新建公厕20座；（2）改造管网9公里。",
         "20座|20 座 = target; 9公里|9 公里 = target");
}

static void the_level_before_a_change_counts_the_same(void **state)
{
    (void)state;
    says("每千人医师由2.1增至2.6人。", "2.1|2.1 人 = other; 2.6人|2.6 人 = actual");
}

static void what_is_left_is_promised_by_its_date(void **state)
{
    (void)state;
    says(
        "2023年民生实事完成情况\n\n打通断头路5条，还有2条国庆前通车。铺管8公里，余下1.5公里因雨停工，次年4月底前完工。",
        "5条|5 条 = actual; 2条|2 条 = target; 8公里|8 公里 = actual; 1.5公里|1.5 公里 = target");
}

static void the_harm_of_a_flood_is_a_circumstance(void **state)
{
    (void)state;
    says("2023年救灾工作总结\n\n全县12个乡镇3.4万人受灾，倒塌房屋560间，转移安置8200人。",
         "12个|12 个 = other; 3.4万人|34000 人 = other; 560间|560 间 = other; 8200人|8200 人 = actual");
}

static void the_amounts_in_a_plans_brackets_are_promised(void **state)
{
    (void)state;
    says("2021年民生工程进展情况\n\n维修锅炉118台、改造管网23.4公里，分别为年度目标（146台、40公里）的80.8%和58.5%。",
         "118台|118 台 = actual; 23.4公里|23.4 公里 = actual; 146台|146 台 = target; 40公里|40 公里 = target; "
         "80.8%|80.8 % = percent; 58.5%|58.5 % = percent");
}

static void what_was_before_is_a_circumstance(void **state)
{
    (void)state;
    says("2023年民生实事完成情况\n\n“以前看病要走6公里，如今抬脚就到。”新建卫生室4所。",
         "6公里|6 公里 = other; 4所|4 所 = actual");
    says("2023年民生实事完成情况\n\n新增岗位210个，为年度指标200个的105%。",
         "210个|210 个 = actual; 200个|200 个 = target; 105%|105 % = percent");
    says("2023年民生实事督查通报\n\n某县改造卫生院6所，至今尚有2所未招标；县供水工程计划投资900万元，到位资金300万元。",
         "6所|6 所 = target; 2所|2 所 = actual; 900万元|9000000 元 = target; 300万元|3000000 元 = actual");
}

static void a_task_stands_before_the_part_of_it_that_is_done(void **state)
{
    (void)state;
    says("2016年实事进展通报\n\n改造幼儿园30所，26所已开工；危房改造1500户，竣工不足六百户；新增车位2000个以上，已建成8"
         "63个。",
         "30所|30 所 = target; 26所|26 所 = actual; 1500户|1500 户 = target; 六百户|600 户 <= actual; "
         "2000个|2000 个 >= target; 863个|863 个 = actual");
    says("2016年实事进展通报\n\n为320户残疾人家庭实施改造，完成175户；加固山塘45座，完成二十一座。",
         "320户|320 户 = target; 175户|175 户 = actual; 45座|45 座 = target; 二十一座|21 座 = actual");
}

static void a_year_says_that_a_rate_is_over(void **state)
{
    (void)state;
    says("2014年饮水工程方案\n\n覆盖率由2013年的61.4%提高到68%。", "61.4%|61.4 % = other; 68%|68 % = target");
    says("2014年饮水工程方案\n\n考核实行百分制，其中任务完成40分、质量30分。",
         "40分|40 分 = other; 30分|30 分 = other");
}

static void what_is_begun_stands_behind_the_task(void **state)
{
    (void)state;
    says("今年民生实事进展\n\n老小区整治30个，开工28个，完工19个。",
         "30个|30 个 = target; 28个|28 个 = actual; 19个|19 个 = actual");
    says("2013年民生实事进展\n\n51项任务里已完成9项，建成小水利工程5.36万件。",
         "51项|51 项 = items; 9项|9 项 = items; 5.36万件|53600 件 = actual");
}

static void a_share_may_be_about_so_much(void **state)
{
    (void)state;
    says("今年民生实事进展\n\n改造农房186户，完成年度任务240户的近八成。",
         "186户|186 户 = actual; 240户|240 户 = target; 八成|80 % <= percent");
    says("民生实事进展访谈\n\n记者：今年的准备工作做得怎么样？\n\n局长：改造管网61.3公里。",
         "61.3公里|61.3 公里 = actual");
}

static void what_an_estate_has_is_a_circumstance(void **state)
{
    (void)state;
    says("2023年民生实事完成情况\n\n她住的小区建于1992年，共有7栋楼、310户。",
         "7栋|7 栋 = other; 310户|310 户 = other");
}

static void what_one_pays_is_a_circumstance(void **state)
{
    (void)state;
    says("2023年民生实事完成情况\n\n每部电梯造价约50万元，财政补助18万元。老人每餐只需支付3元。",
         "50万元|500000 元 ~ other; 18万元|180000 元 = other; 3元|3 元 = other");
    says("租赁补贴扩大到家庭收入低于3万元、人均住房面积不足14平方米的家庭，已发放520户。",
         "3万元|30000 元 <= other; 14平方米|14 平方米 <= other; 520户|520 户 = actual");
}

static void what_was_once_is_a_circumstance(void **state)
{
    (void)state;
    says("2023年民生实事完成情况\n\n“以前上学来回18公里。”“从前窗户漏风，腊月里屋里只有13度。”上年是640元。",
         "18公里|18 公里 = other; 13度|13 度 = other; 640元|640 元 = other");
    says("2023年民生实事实施方案\n\n水质合格率在上年73%的基础上提高4个百分点。",
         "73%|73 % = other; 4个百分点|4 个百分点 = target");
}

static void a_rate_may_stand_between_task_and_done(void **state)
{
    (void)state;
    says("2023年民生实事完成情况\n\n农村危房改造800户，开工率100%，竣工760户。",
         "800户|800 户 = target; 100%|100 % = percent; 760户|760 户 = actual");
}

static void what_one_is_given_is_a_circumstance(void **state)
{
    (void)state;
    says("2023年民生实事完成情况\n\n对开办食堂的，给予4万元一次性建设补助。养护执行县道每公里6500元、村道900元的标准。",
         "4万元|40000 元 = other; 6500元|6500 元 = other; 900元|900 元 = other");
    says("2023年民生实事完成情况\n\n服务费每人每年120元，由医保、财政和个人分别承担50、55、15元。",
         "120元|120 元 = other; 50|50 元 = other; 55|55 元 = other; 15元|15 元 = other");
    says("2023年民生实事完成情况\n\n加装电梯46台，超过去年全年的39台。（共印70份）",
         "46台|46 台 = actual; 39台|39 台 = other; 70份|70 份 = other");
}

static void where_people_lived_and_how_many_there_are_is_a_circumstance(void **state)
{
    (void)state;
    says("2023年民生实事完成情况\n\n一家五口住在60平方米的老房子里。“前些年最冷的时候，屋里超不过14℃，一个冬天要花900多"
         "元。”",
         "五口|5 口 = other; 60平方米|60 平方米 = other; 14℃|14 ℃ <= other; 900多元|900 元 >= other");
    says("2023年民生实事完成情况\n\n全市现有持证残疾人9.6万人，其中重度残疾人3.1万人。救助残疾人1200人。",
         "9.6万人|96000 人 = other; 3.1万人|31000 人 = other; 1200人|1200 人 = actual");
    says("2023年民生实事完成情况\n\n全镇面积2.6平方公里，辖9个社区，居民1.2万户、3.4万人。",
         "2.6平方公里|2.6 平方公里 = other; 9个|9 个 = other; 1.2万户|12000 户 = other; 3.4万人|34000 人 = other");
    says("2023年民生实事完成情况\n\n安装费每户1800元，我司优惠300元，用户实付500元。每立方米3.2元。",
         "1800元|1800 元 = other; 300元|300 元 = other; 500元|500 元 = other; 3.2元|3.2 元 = other");
}

static void a_task_may_be_told_in_two_measures(void **state)
{
    (void)state;
    says("2023年民生实事完成情况\n\n年初确定的15个小区、70万平方米已全部开工，完工11个。",
         "15个|15 个 = target; 70万平方米|700000 平方米 = target; 11个|11 个 = actual");
}

static void how_far_away_and_of_how_many_is_a_circumstance(void **state)
{
    (void)state;
    says("2023年民生实事完成情况\n\n寨子离国道只有6公里，5口人的一天从电开始。全县96个行政村中已有81个通了水泥路。",
         "6公里|6 公里 = other; 5口|5 口 = other; 96个|96 个 = other; 81个|81 个 = actual");
    says("2023年民生实事完成情况\n\n在原定改造9所的基础上，增加5所。每公里补助11万元。",
         "9所|9 所 = target; 5所|5 所 = actual; 11万元|110000 元 = other");
}

static void a_few_yuan_are_a_price(void **state)
{
    (void)state;
    says("2023年民生实事完成情况\n\n红烧带鱼9元、青菜3元。低保提高40元。",
         "9元|9 元 = other; 3元|3 元 = other; 40元|40 元 = actual");
    says("全县还有饮水不安全人口11.3万人。解决饮水不安全人口8万人。",
         "11.3万人|113000 人 = other; 8万人|80000 人 = actual");
    says("绩效表\n\n指标\t目标值\t完成值\t分值（分）\t得分（分）\n通路（公里）\t210\t213\t10\t9\n",
         "210|210 公里 = target; 213|213 公里 = actual; 10|10 分 = other; 9|9 分 = actual");
}

static void stocks_and_conditions_are_circumstances(void **state)
{
    (void)state;
    says("2023年民生实事完成情况\n\n我区2000年以前建成的老旧小区74个、3900户。改造2000年以前建成的小区12个。",
         "74个|74 个 = other; 3900户|3900 户 = other; 12个|12 个 = actual");
    says("2023年民生实事完成情况\n\n满意率低于80%的，责令整改。水库蓄水一度不足700万立方米。",
         "80%|80 % = target; 700万立方米|7000000 立方米 <= other");
    says("2023年民生实事实施方案\n\n绩效靠后的，扣减5%资金。保费每人89元不变。", "5%|5 % = other; 89元|89 元 = other");
    says("2023年民生实事完成情况\n\n月人均补差98元。发放津贴，其中百岁老人43人。年供养标准分别为1900元和1400元。",
         "98元|98 元 = actual; 43人|43 人 = actual; 1900元|1900 元 = other; 1400元|1400 元 = other");
}

static void what_it_was_last_year_may_be_a_list(void **state)
{
    (void)state;
    says("低保标准提高到664元，较去年的624、530元又有增加。",
         "664元|664 元 = actual; 624|624 元 = other; 530元|530 元 = other");
    says("低保标准提高到664元，去年城镇、农村分别为604、483元。",
         "664元|664 元 = actual; 604|604 元 = other; 483元|483 元 = other");
    says("考核结果按5%的权重计入总分。", "5%|5 % = other");
}

static void who_lives_somewhere_is_no_deed(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n数字背后是86.4万名临江人看得见的变化，培训31万名农村人才。",
         "86.4万名|864000 名 = other; 31万名|310000 名 = actual");
    says("民生实事完成情况\n\n特困供养对象（现有2136人）全部纳入。90岁以上独居老人320名家里装上报警器。",
         "2136人|2136 人 = other; 320名|320 名 = actual");
    says("民生实事完成情况\n\n室温低于18℃的住户可以投诉。1.2万户跨过年人均6000元的门槛。",
         "18℃|18 ℃ = other; 1.2万户|12000 户 = actual; 6000元|6000 元 = other");
}

static void what_is_missing_and_what_was_before_are_no_deeds(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n泊位建成4310个，距5000个的目标还差690个。",
         "4310个|4310 个 = actual; 5000个|5000 个 = target; 690个|690 个 = other");
    says("民生实事完成情况\n\n卫生室达标758间，上年底为690间。优良率由2013年的63.1%回升到72.6%。",
         "758间|758 间 = actual; 690间|690 间 = other; 63.1%|63.1 % = other; 72.6%|72.6 % = percent");
    says("民生实事完成情况\n\n每千人托位3.2个（去年：2.4个）。", "3.2个|3.2 个 = actual; 2.4个|2.4 个 = other");
}

static void an_aside_names_the_year_that_was(void **state)
{
    (void)state;
    says("2018年民生实事实施方案\n\n创业基地达到22个（2017年末为14个），建学校2所（2018年3月动工）。",
         "22个|22 个 = target; 14个|14 个 = other; 2所|2 所 = target");
    says("2023年民生实事完成情况\n\n全市36.4万名低保对象累计领取救助金11.7亿元。",
         "36.4万名|364000 名 = actual; 11.7亿元|1170000000 元 = actual");
}

static void how_far_from_home_is_a_way(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n离她家300米的幼儿园开园，新增学位270个。", "300米|300 米 = other; 270个|270 个 = actual");
}

static void how_many_live_and_how_far_they_walk(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n管网换新惠及1.96万户人家。一个组有412户人家。",
         "1.96万户|19600 户 = actual; 412户|412 户 = other");
    says("民生实事完成情况\n\n往年下山卖蜜，11里山路。", "11里|11 里 = other");
    says("民生实事完成情况\n\n全市60周岁以上老人超过38万人，老龄化率18.5%。",
         "38万人|380000 人 >= other; 18.5%|18.5 % = other");
    says("考核办法\n\n考核满分100分，其中群众满意度占30%。", "100分|100 分 = other; 30%|30 % = other");
}

static void those_who_are_still_poor_are_no_result(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n全市仍有2.1万名贫困人口没有脱贫。", "2.1万名|21000 名 = other");
    says("民生实事完成情况\n\n入托率上升，去年底只有2.2个，较上年的653元、300元均有增长。",
         "2.2个|2.2 个 = other; 653元|653 元 = other; 300元|300 元 = other");
}

static void a_standard_that_grew_is_a_result(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n低保标准：城市每人每月926元，农村每人每月769元，增幅分别为8%和11.6%。",
         "926元|926 元 = actual; 769元|769 元 = actual; 8%|8 % = percent; 11.6%|11.6 % = percent");
    says("民生实事完成情况\n\n城乡低保分别提高到每人每月645元、每人每年4596元。",
         "645元|645 元 = actual; 4596元|4596 元 = actual");
    says("民生实事完成情况\n\n满意度93.35%，在全省16个市中列第三位。", "93.35%|93.35 % = percent; 16个|16 个 = other");
}

static void what_a_place_is_like(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n全州有133万名常住居民，边境线长966.3公里。",
         "133万名|1330000 名 = other; 966.3公里|966.3 公里 = other");
    says("民生实事完成情况\n\n养老金人均上调111元，签约36.8万人，较上年的33.1万人净增3.7万人。",
         "111元|111 元 = actual; 36.8万人|368000 人 = actual; 33.1万人|331000 人 = other; 3.7万人|37000 人 = actual");
}

static void households_behind_houses_are_of_the_estate(void **state)
{
    (void)state;
    says("2019年进展情况\n\n这个建于1986年的小区共有12栋楼、468户居民。", "12栋|12 栋 = other; 468户|468 户 = other");
    says("2019年进展情况\n\n小区建于1994年，墙皮脱落，216户居民用上了气。", "216户|216 户 = actual");
}

static void ways_and_shares_of_a_price_are_circumstances(void **state)
{
    (void)state;
    says("助餐点最远的离县城48公里，每周三送菜上山。", "48公里|48 公里 = other");
    says("每餐老人自掏2元、财政补3元。", "2元|2 元 = other; 3元|3 元 = other");
    says("低保标准每人每月1109元，提高7.5%。", "1109元|1109 元 = actual; 7.5%|7.5 % = percent");
    says("需诊治的63人均已转诊，人均85元。", "63人|63 人 = actual; 85元|85 元 = actual");
    says("托位4.53个，年初为4.1个。", "4.53个|4.53 个 = actual; 4.1个|4.1 个 = other");
    is_trap("荷塘区六〇一社区8月完工。", "六〇一社区", "name");
    is_trap("栽了太阳能灯，6米高杆。", "6米", "spec");
}

static void the_level_before_stands_in_brackets(void **state)
{
    (void)state;
    says("2019年民生实事完成情况\n\n孤儿基本生活费提到每人每月800元（原640元），规范管理率72.4%（省里要求≥65%）。",
         "800元|800 元 = actual; 640元|640 元 = other; 72.4%|72.4 % = percent; 65%|65 % >= target");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prices_and_earlier_levels_are_circumstances),
        cmocka_unit_test(what_a_share_is_of_and_where_a_change_began_are_circumstances),
        cmocka_unit_test(population_and_thresholds_are_circumstances),
        cmocka_unit_test(what_sorts_villages_or_makes_a_road_is_a_specification),
        cmocka_unit_test(a_task_stands_before_the_share_of_it_that_was_done),
        cmocka_unit_test(what_a_village_is_made_up_of_is_a_circumstance),
        cmocka_unit_test(an_earlier_rate_is_a_level_in_a_report),
        cmocka_unit_test(what_a_place_has_is_a_circumstance),
        cmocka_unit_test(a_budget_stands_before_what_came_of_it),
        cmocka_unit_test(what_was_in_other_years_is_a_level),
        cmocka_unit_test(the_level_before_a_change_counts_the_same),
        cmocka_unit_test(what_is_left_is_promised_by_its_date),
        cmocka_unit_test(the_harm_of_a_flood_is_a_circumstance),
        cmocka_unit_test(the_amounts_in_a_plans_brackets_are_promised),
        cmocka_unit_test(what_was_before_is_a_circumstance),
        cmocka_unit_test(a_task_stands_before_the_part_of_it_that_is_done),
        cmocka_unit_test(a_year_says_that_a_rate_is_over),
        cmocka_unit_test(what_is_begun_stands_behind_the_task),
        cmocka_unit_test(a_share_may_be_about_so_much),
        cmocka_unit_test(what_an_estate_has_is_a_circumstance),
        cmocka_unit_test(what_one_pays_is_a_circumstance),
        cmocka_unit_test(what_was_once_is_a_circumstance),
        cmocka_unit_test(a_rate_may_stand_between_task_and_done),
        cmocka_unit_test(what_one_is_given_is_a_circumstance),
        cmocka_unit_test(where_people_lived_and_how_many_there_are_is_a_circumstance),
        cmocka_unit_test(a_task_may_be_told_in_two_measures),
        cmocka_unit_test(how_far_away_and_of_how_many_is_a_circumstance),
        cmocka_unit_test(a_few_yuan_are_a_price),
        cmocka_unit_test(stocks_and_conditions_are_circumstances),
        cmocka_unit_test(what_it_was_last_year_may_be_a_list),
        cmocka_unit_test(who_lives_somewhere_is_no_deed),
        cmocka_unit_test(what_is_missing_and_what_was_before_are_no_deeds),
        cmocka_unit_test(an_aside_names_the_year_that_was),
        cmocka_unit_test(how_far_from_home_is_a_way),
        cmocka_unit_test(how_many_live_and_how_far_they_walk),
        cmocka_unit_test(those_who_are_still_poor_are_no_result),
        cmocka_unit_test(a_standard_that_grew_is_a_result),
        cmocka_unit_test(what_a_place_is_like),
        cmocka_unit_test(households_behind_houses_are_of_the_estate),
        cmocka_unit_test(ways_and_shares_of_a_price_are_circumstances),
        cmocka_unit_test(the_level_before_stands_in_brackets),
    };

    return cmocka_run_group_tests_name("circumstance", tests, NULL, NULL);
}
