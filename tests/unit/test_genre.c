/* What a text as a whole is: a plan or a report, by its titles, first sentences, date and body. Expected values are
 * worked out by hand by the conventions of shared/cases/README.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "unit/reading.h"

#include <cmocka.h> /* last: its macro fail() would hide ours */

static void a_plan_promises_and_a_report_tells(void **state)
{
    (void)state;
    says("2025年民生实事实施方案\n\n新建学校5所，覆盖率达到90%。", "5所|5 所 = target; 90%|90 % = target");
    says("2025年民生实事完成情况\n\n新建学校5所，覆盖率达到90%。", "5所|5 所 = actual; 90%|90 % = percent");
}

static void the_year_divides_plan_from_report(void **state)
{
    (void)state;
    says("2026年十大民生实事出炉\n\n去年新增学位2.1万个；今年新建学校16所。",
         "2.1万个|21000 个 = actual; 16所|16 所 = target");
    says("▎有学上\n去年：新建学校164所。\n今年：再建20所。\n▎玩得爽\n新增绿道100公里。",
         "164所|164 所 = actual; 20所|20 所 = target; 100公里|100 公里 = target");
}

static void a_date_in_chinese_numerals_dates_a_text(void **state)
{
    (void)state;
    says("某市统计简报\n（二〇一二年十二月十八日）\n\n校舍三十所，今年要封顶两所。\n\n危桥二十座。",
         "三十所|30 所 = actual; 两所|2 所 = target; 二十座|20 座 = actual");
}

/* Without a telling title: what the words of the body are, and how round its numbers. */
static void the_body_tells_what_a_text_is(void **state)
{
    (void)state;
    says("致居民的一封信\n\n这一年，小区里变化不小。我们修补道路16.4万平方米，加装电梯117台，换上新管网38.5公里。\n\n"
         "增设泊位1850个，抽检食品6214批次。",
         "16.4万平方米|164000 平方米 = actual; 117台|117 台 = actual; 38.5公里|38.5 公里 = actual; "
         "1850个|1850 个 = actual; 6214批次|6214 批次 = actual");
    says("致居民的一封信\n\n新的一年，我们要修补道路20公里，力争加装电梯100台，换管线30公里。\n\n"
         "确保增设泊位2000个，还要抽检食品5000批次。\n\n体检3000人。",
         "20公里|20 公里 = target; 100台|100 台 = target; 30公里|30 公里 = target; 2000个|2000 个 = target; "
         "5000批次|5000 批次 = target; 3000人|3000 人 = target");
}

static void the_years_of_a_title_may_be_several(void **state)
{
    (void)state;
    says("老旧小区改造收官（2021—2023年）\n\n2022年改造小区183个。2024年改造60个。",
         "183个|183 个 = actual; 60个|60 个 = target");
}

static void a_hall_for_the_press_promises_nothing(void **state)
{
    (void)state;
    says("某市民生实事新闻发布会\n\n地点：行政中心二楼新闻发布厅\n\n修缮管网98.5公里。", "98.5公里|98.5 公里 = actual");
    is_trap("还有十来所。", "十来所", "vague");
    is_trap("室温低于18度的，上门维修。", "18度", "spec");
}

/* A work report of January tells of the year behind it first. */
static void a_work_report_begins_with_what_was_done(void **state)
{
    (void)state;
    says("政府工作报告\n——2011年1月17日在市第三届人民代表大会第五次会议上\n\n社会事业加快发展。建设合格学校117所。\n\n"
         "2011年，我们将办好以下实事：\n1、开工住房2000套。\n2、建设学校100所。\n",
         "117所|117 所 = actual; 2000套|2000 套 = target; 100所|100 所 = target");
}

static void a_plan_may_begin_with_the_years_before(void **state)
{
    (void)state;
    says("2017年为民实事实施方案\n\n2016年，承诺的实事进展顺利。全市新建学校36所，满意率达96.8%。\n\n新建学校12所。",
         "36所|36 所 = actual; 96.8%|96.8 % = percent; 12所|12 所 = target");
    says("关于征集2026年实事项目的信\n\n2024年，我们打通断头路7条。\n2025年，改造小区42个。\n计划改造小区60个。",
         "7条|7 条 = actual; 42个|42 个 = actual; 60个|60 个 = target");
}

static void a_work_report_may_be_its_plan_alone(void **state)
{
    (void)state;
    says("政府工作报告（节选）\n——2014年1月16日\n\n六、持之以恒改善民生\n\n"
         "力争新增就业8.5万人，确保失业率控制在4.2%以内，计划建房2万套，力争修路300公里。\n\n改造危房4.5万户。",
         "8.5万人|85000 人 = target; 4.2%|4.2 % <= target; 2万套|20000 套 = target; 300公里|300 公里 = target; "
         "4.5万户|45000 户 = target");
}

static void a_dateline_tells_the_season(void **state)
{
    (void)state;
    says(
        "某省今年投入600亿元实施30项工程\n\n新华社某地2月26日电　今年安排资金600亿元。新建幼儿园500所。",
        "600亿元|60000000000 元 = target; 30项|30 项 = target; 600亿元|60000000000 元 = target; 500所|500 所 = target");
    says("家门口的好学校\n\n12月3日中午，新食堂里饭菜飘香。今年改造食堂26个。", "26个|26 个 = actual");
}

static void a_documents_number_names_its_year(void **state)
{
    (void)state;
    says("关于某建议答复的函\n\n某府复〔2016〕32号\n\n2015年，新建小学13所。2016年计划新建8所。",
         "13所|13 所 = actual; 8所|8 所 = target");
}

static void a_text_may_end_where_a_year_could_begin(void **state)
{
    (void)state;
    says("2020端上桌：培训138人次。\n新增学位2", "138人次|138 人次 = actual");
    says("【2025】新增学位3000个。\n再添2", "3000个|3000 个 = actual");
}

static void a_number_of_items_is_no_month(void **state)
{
    (void)state;
    says("和源市2019年10项民生实事兑现纪实\n\n全年投入资金31.6亿元。",
         "10项|10 项 = items; 31.6亿元|3160000000 元 = actual");
}

static void a_greeting_at_new_year_promises_nothing(void **state)
{
    (void)state;
    says("2019年为民办实事成绩单出炉\n\n新的一年，先给大家报个喜。\n\n新建学校18所，老旧小区改造96个。",
         "18所|18 所 = actual; 96个|96 个 = actual");
}

static void the_first_sentences_tell_what_a_text_is(void **state)
{
    (void)state;
    says("再绘新画卷\n——通江县惠民工程前瞻\n\n新修村道300公里，建设廉租房860套。",
         "300公里|300 公里 = target; 860套|860 套 = target");
    says("致居民的一封信\n\n街道已把您选出的心愿排进日程。\n\n整治飞线35处，施划停车位510个。",
         "35处|35 处 = target; 510个|510 个 = target");
    says("还记得那份任务书吗？今天我们来对答案：\n\n▪ 新增学位4720个\n▪ 打通断头路9条",
         "4720个|4720 个 = actual; 9条|9 条 = actual");
    says("20项民生工程交出答卷\n全市提前完成年度任务的已有16项\n\n新增停车位116个。",
         "20项|20 项 = items; 16项|16 项 = items; 116个|116 个 = actual");
}

static void a_citizens_trouble_asks_for_no_plan(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n问：自来水发黄怎么办？\n答：今年更换管网45.2公里。", "45.2公里|45.2 公里 = actual");
    says("民生实事实施方案\n\n问：今年的民生实事怎么办？\n答：更换管网40公里。", "40公里|40 公里 = target");
    says("市民关心的这些事有回音了\n\n更换管网45.2公里。", "45.2公里|45.2 公里 = actual");
    says("票决的32个实事项目，办得咋样？\n\n更换管网45.2公里。", "32个|32 个 = items; 45.2公里|45.2 公里 = actual");
}

static void a_line_in_brackets_is_no_heading_of_a_later_year(void **state)
{
    (void)state;
    says("海口市2020年为民办实事完成情况\n（2021年1月　市政府办公室）\n\n安排资金31亿元，实际支出30亿元。",
         "31亿元|3100000000 元 = actual; 30亿元|3000000000 元 = actual");
}

static void a_chapter_without_a_title_begins_anew(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n二\n\n票决结果及承诺：\n\n三\n\n供水点建了38处，硬化51.3公里。",
         "38处|38 处 = actual; 51.3公里|51.3 公里 = actual");
}

static void last_year_ends_at_the_next_item_of_a_plan(void **state)
{
    (void)state;
    says("2021年民生实事清单出炉\n\n02🔥 暖气更给力\n改造管网120公里。\n👉去年：改造103.6公里，投诉降了37.5%！\n\n03🚇 "
         "公交要新\n更新公交车600辆。",
         "120公里|120 公里 = target; 103.6公里|103.6 公里 = actual; 37.5%|37.5 % = percent; 600辆|600 辆 = target");
    says("2019年民生实事新闻发布会\n\n记者：养老服务有哪些新举措？\n\n民政局副局长：今年建成养老服务中心25个。",
         "25个|25 个 = actual");
}

static void a_day_late_in_the_year_tells_a_report(void **state)
{
    (void)state;
    says("2019年票决项目账单\n\n江北发布 2019-12-30 18:06\n\n新建学校26所。", "26所|26 所 = actual");
    says("2019年票决项目账单\n\n江北发布 2019-02-12 18:06\n\n新建学校26所。", "26所|26 所 = target");
}

static void a_colon_speaks_for_the_next_line(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n全年建成中心30个。\n\n2022年州里打算这么干：\n再建小康村28个，新建产业路500公里……\n\n全州"
         "建成中心9个。",
         "30个|30 个 = actual; 28个|28 个 = target; 500公里|500 公里 = target; 9个|9 个 = actual");
}

static void a_heading_of_the_texts_year_goes_by_its_own_words(void **state)
{
    (void)state;
    says("去年的账兑现了　今年的单又来了\n\n"
         "好事一桩接一桩，建设辖区的居民阿依古丽翻着刚拿到的明白卡说，去年门前的路修好了，孩子上学近了，老人吃饭有了去"
         "处，今年听说要装电梯，"
         "街坊们都等着呢。她说，账要一笔一笔算给大家听，哪一件办了，哪一件没办，办得好不好，都写在卡上，谁都看得见，谁"
         "都可以问。"
         "社区干部说，卡是挨家挨户送到的，上面的每一个数都有来处，哪个部门办的、花了多少钱，翻到背面就能找到，有不明白"
         "的可以打电话。\n\n"
         "旧账：2021年办了啥？\n\n续建学校3所，新增学位5400个。\n\n新单：2022年要办啥？\n\n计划建成学校4所，新增学位600"
         "0个"
         "。",
         "3所|3 所 = actual; 5400个|5400 个 = actual; 4所|4 所 = target; 6000个|6000 个 = target");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_promises_and_a_report_tells),
        cmocka_unit_test(the_year_divides_plan_from_report),
        cmocka_unit_test(a_date_in_chinese_numerals_dates_a_text),
        cmocka_unit_test(the_body_tells_what_a_text_is),
        cmocka_unit_test(the_years_of_a_title_may_be_several),
        cmocka_unit_test(a_hall_for_the_press_promises_nothing),
        cmocka_unit_test(a_work_report_begins_with_what_was_done),
        cmocka_unit_test(a_plan_may_begin_with_the_years_before),
        cmocka_unit_test(a_work_report_may_be_its_plan_alone),
        cmocka_unit_test(a_dateline_tells_the_season),
        cmocka_unit_test(a_documents_number_names_its_year),
        cmocka_unit_test(a_text_may_end_where_a_year_could_begin),
        cmocka_unit_test(a_number_of_items_is_no_month),
        cmocka_unit_test(a_greeting_at_new_year_promises_nothing),
        cmocka_unit_test(the_first_sentences_tell_what_a_text_is),
        cmocka_unit_test(a_citizens_trouble_asks_for_no_plan),
        cmocka_unit_test(a_line_in_brackets_is_no_heading_of_a_later_year),
        cmocka_unit_test(a_chapter_without_a_title_begins_anew),
        cmocka_unit_test(last_year_ends_at_the_next_item_of_a_plan),
        cmocka_unit_test(a_day_late_in_the_year_tells_a_report),
        cmocka_unit_test(a_colon_speaks_for_the_next_line),
        cmocka_unit_test(a_heading_of_the_texts_year_goes_by_its_own_words),
    };
    return cmocka_run_group_tests_name("genre", tests, NULL, NULL);
}
