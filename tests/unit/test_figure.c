/* Figures of texts: what is a claim and what is none, its span, value, unit, qualifier and role; texts broken into
 * columns and tables; the annotated texts of tests/cases and, if they are there, of ../shared/cases. Expected values
 * are worked out by hand by the conventions of shared/cases/README.md. */
#include <dirent.h>
#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/utf8.h"
#include "text/figure.h"

#include <cmocka.h> /* last: its macro fail() would hide ours */

enum { LINE_MAX_BYTES = 400 };

/* ---- One text in memory ---- */

struct reading {
    struct ctx ctx;
    struct text *text;
    struct figures found;
};

static void reading_open(struct reading *r, const char *bytes, size_t length)
{
    *r = (struct reading){.ctx = {.mem = arena_new()}};
    assert_int_equal(text_from_bytes(&r->ctx, "文", bytes, length, &r->text), 0);
    figures_find(&r->ctx, r->text, &r->found);
}

static void reading_done(struct reading *r)
{
    arena_free(r->ctx.mem);
}

/* The figures of a text as “20项=20 项 = items; …”. */
static void says(const char *text, const char *expected)
{
    AUTO_BUF struct buf said = BUF_INIT;
    struct reading r;

    reading_open(&r, text, strlen(text));
    for (size_t i = 0; i < r.found.count; i++) {
        const struct figure *f = &r.found.at[i];
        char value[DECIMAL_TEXT];

        buf_printf(&said, "%s%s|%s %s %s %s", i ? "; " : "", f->text, decimal_format(f->value, value), f->unit,
                   qualifier_sign(f->qualifier), role_name(f->role));
    }
    buf_char(&said, '\0');
    assert_string_equal(said.bytes, expected);
    reading_done(&r);
}

/* No figure at all, and one trap of this text and kind. */
static void is_trap(const char *text, const char *words, const char *kind)
{
    struct reading r;
    bool seen = false;

    reading_open(&r, text, strlen(text));
    if (r.found.count > 0)
        fail_msg("“%s” in “%s” is no figure", r.found.at[0].text, text);
    for (size_t i = 0; i < r.found.trap_count; i++)
        seen = seen || (strcmp(r.found.traps[i].text, words) == 0 && strcmp(r.found.traps[i].kind, kind) == 0);
    if (!seen)
        fail_msg("“%s” in “%s” should be a trap of kind %s", words, text, kind);
    reading_done(&r);
}

/* ---- Numbers, units, qualifiers ---- */

static void money_is_yuan_and_multipliers_are_multiplied_out(void **state)
{
    (void)state;
    says("完成投资1.06亿元。", "1.06亿元|106000000 元 = actual");
    says("发放补助773 万元。", "773 万元|7730000 元 = actual");
    says("补助三千元，藏书六万八千册。", "三千元|3000 元 = actual; 六万八千册|68000 册 = actual");
}

static void a_rate_keeps_its_slash(void **state)
{
    (void)state;
    says("均价控制在8500元/平方米以内。", "8500元/平方米|8500 元/平方米 <= actual");
    says("食品抽检达到5批次/千人。", "5批次/千人|5 批次/千人 = actual");
}

static void shares_are_percent(void **state)
{
    (void)state;
    says("占比三成，满意率四成五，覆盖率百分之八十五，下降0.5‰。",
         "三成|30 % = percent; 四成五|45 % = percent; 百分之八十五|85 % = percent; 0.5‰|0.5 ‰ = percent");
    says("比上年提高2.5个百分点。", "2.5个百分点|2.5 个百分点 = percent");
}

static void words_around_give_the_qualifier(void **state)
{
    (void)state;
    says("近5000名学生受益。", "5000名|5000 名 <= actual");
    says("5000多名教师参训。", "5000多名|5000 名 >= actual");
    says("1.2万余人次参加。", "1.2万余人次|12000 人次 >= actual");
    says("占比八成以上。", "八成|80 % >= percent");
    says("修路12公里左右。", "12公里|12 公里 ~ actual");
    says("修路约12公里。", "12公里|12 公里 ~ actual");
    says("签约居民38户，最近3户搬迁。", "38户|38 户 = actual; 3户|3 户 = actual");
}

static void each_number_of_a_range_or_list_is_a_figure(void **state)
{
    (void)state;
    says("建成3～4万套。", "3|30000 套 = actual; 4万套|40000 套 = actual");
    says("投入60.8、105.9和27亿元。",
         "60.8|6080000000 元 = actual; 105.9|10590000000 元 = actual; 27亿元|2700000000 元 = actual");
    says("新增、优化线路分别为11、26条。", "11|11 条 = actual; 26条|26 条 = actual");
}

static void measure_words_of_every_trade(void **state)
{
    (void)state;
    says("床位800张，学位2000个，种树3万株，装灯120盏，专列15趟，班车36班，出车200辆次，救治16例次，入户1.5万户次。",
         "800张|800 张 = actual; 2000个|2000 个 = actual; 3万株|30000 株 = actual; 120盏|120 盏 = actual; "
         "15趟|15 趟 = actual; 36班|36 班 = actual; 200辆次|200 辆次 = actual; 16例次|16 例次 = actual; "
         "1.5万户次|15000 户次 = actual");
}

/* ---- What is no claim ---- */

static void dates_ages_durations_and_ordinals_are_no_claims(void **state)
{
    (void)state;
    is_trap("2024年印发。", "2024年", "date");
    is_trap("1-9月运行良好。", "1-9月", "date");
    is_trap("2024—2025学年开课。", "2024—2025学年", "date");
    is_trap("60岁以上老人免费。", "60岁", "age");
    is_trap("0—3岁托育。", "0—3岁", "age");
    is_trap("7×24小时服务。", "24小时", "duration");
    is_trap("十八届人大会议。", "十八届", "ordinal");
    is_trap("排名后3位的单位。", "3位", "ordinal");
}

static void names_documents_and_numbers_to_dial_are_no_claims(void **state)
{
    (void)state;
    is_trap("沿G310国道。", "310国道", "name");
    is_trap("拨打12345热线。", "12345热线", "name");
    is_trap("豫政办〔2024〕5号。", "5号", "document");
    is_trap("电话0577-88961234。", "88961234", "other");
    is_trap("10千伏线路。", "10千伏", "spec");
    is_trap("二级以上医院。", "二级", "spec");
    is_trap("住在幸福里小区6栋2单元301室。", "6栋", "name");
    is_trap("（记者 赵三元）", "三元", "name");
    is_trap("淘汰20蒸吨以下锅炉。", "20蒸吨", "spec");
}

static void idioms_and_vague_amounts_are_no_claims(void **state)
{
    (void)state;
    is_trap("打通最后一公里。", "最后一公里", "idiom");
    is_trap("关注一老一小。", "一老一小", "idiom");
    is_trap("推进“两癌”筛查。", "两癌", "idiom");
    is_trap("产值翻了一番。", "翻了一番", "vague");
    is_trap("数十家企业。", "十家", "vague");
    is_trap("三分之二的村。", "三分之二", "vague");
    is_trap("每年检查一次。", "一次", "frequency");
    is_trap("每千人拥有。", "千人", "other");
}

static void one_with_a_measure_word_counts_only_what_is_built(void **state)
{
    (void)state;
    says("新建一所小学。", "一所|1 所 = actual");
    is_trap("一位负责人说。", "一位", "idiom");
}

/* ---- Roles ---- */

static void a_plan_promises_and_a_report_tells(void **state)
{
    (void)state;
    says("2025年民生实事实施方案\n\n新建学校5所，覆盖率达到90%。", "5所|5 所 = target; 90%|90 % = target");
    says("2025年民生实事完成情况\n\n新建学校5所，覆盖率达到90%。", "5所|5 所 = actual; 90%|90 % = percent");
}

static void the_clause_outweighs_the_text(void **state)
{
    (void)state;
    says("计划改造22个小区，实际改造25个，完成率113.6%。",
         "22个|22 个 = target; 25个|25 个 = actual; 113.6%|113.6 % = percent");
    says("今年全市公交车由22条增至41条。", "22条|22 条 = other; 41条|41 条 = actual");
    says("年度任务50公里，仅完成18.4公里。", "50公里|50 公里 = target; 18.4公里|18.4 公里 = actual");
}

static void the_year_divides_plan_from_report(void **state)
{
    (void)state;
    says("2026年十大民生实事出炉\n\n去年新增学位2.1万个；今年新建学校16所。",
         "2.1万个|21000 个 = actual; 16所|16 所 = target");
    says("▎有学上\n去年：新建学校164所。\n今年：再建20所。\n▎玩得爽\n新增绿道100公里。",
         "164所|164 所 = actual; 20所|20 所 = target; 100公里|100 公里 = target");
}

static void headings_hold_until_the_next(void **state)
{
    (void)state;
    says("政府工作报告\n\n一、2023年工作回顾\n新建学校3所。\n二、2024年工作安排\n新建学校5所。",
         "3所|3 所 = actual; 5所|5 所 = target");
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

static void prices_and_earlier_levels_are_circumstances(void **state)
{
    (void)state;
    says("票价仍是1元，日均乘客4.2万人次。", "1元|1 元 = other; 4.2万人次|42000 人次 = actual");
    says("去年只装了67部，今年已装152部。", "67部|67 部 = other; 152部|152 部 = actual");
    says("每个托位补助1万元。", "1万元|10000 元 = other");
    says("高龄津贴80岁以上每月25元。", "25元|25 元 = other");
    says("低保标准提高到每人每月690元。", "690元|690 元 = actual");
    says("小学36所（不含2所特殊学校）。", "36所|36 所 = actual; 2所|2 所 = other");
    says("村道由4米加宽到6.5米。", "4米|4 米 = other; 6.5米|6.5 米 = actual");
    says("这个412户人家的村子通了水。", "412户|412 户 = other");
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

/* “1.…”, “责任单位：…”, “完成情况：…”: promised, then done. */
static void a_promise_stands_before_what_became_of_it(void **state)
{
    (void)state;
    says("某市2023年民生实事完成情况\n\n1."
         "全年新增助餐点35个，建成后服务老人2600人。\n责任单位：市民政局\n完成情况：新增41个，"
         "服务3120人。",
         "35个|35 个 = target; 2600人|2600 人 = target; 41个|41 个 = actual; 3120人|3120 人 = actual");
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
    says("民生实事32件：18件已交卷、14件在冲刺。", "32件|32 件 = items; 18件|18 件 = items; 14件|14 件 = items");
    says("某县民生实事进展\n\n19个项目中已竣工7个、在建11个、未动工1个。",
         "19个|19 个 = items; 7个|7 个 = items; 11个|11 个 = items; 1个|1 个 = items");
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

static void what_came_of_a_vote_is_promised(void **state)
{
    (void)state;
    says("某市民生实事票决\n\n当选项目（按得票多少为序）：\n1.新建公厕34座。\n2.改造泵站9座。",
         "34座|34 座 = target; 9座|9 座 = target");
    says("某县近况\n\n水厂扩建完工后可供水3.2万户。", "3.2万户|32000 户 = target");
    says("某县近况\n\n上半年：新建公厕12座。\n下半年：再建公厕30座。", "12座|12 座 = actual; 30座|30 座 = target");
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

static void a_hall_for_the_press_promises_nothing(void **state)
{
    (void)state;
    says("某市民生实事新闻发布会\n\n地点：行政中心二楼新闻发布厅\n\n修缮管网98.5公里。", "98.5公里|98.5 公里 = actual");
    is_trap("还有十来所。", "十来所", "vague");
    is_trap("室温低于18度的，上门维修。", "18度", "spec");
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

static void what_a_village_is_made_up_of_is_a_circumstance(void **state)
{
    (void)state;
    says("我们村9个组、412户、1 760人。", "9个|9 个 = other; 412户|412 户 = other; 1 760人|1760 人 = other");
    says("全村412户都通了水。", "412户|412 户 = actual");
}

static void the_level_before_a_change_counts_the_same(void **state)
{
    (void)state;
    says("每千人医师由2.1增至2.6人。", "2.1|2.1 人 = other; 2.6人|2.6 人 = actual");
}

/* ---- Layouts and encodings ---- */

static void a_column_break_may_stand_inside_a_figure(void **state)
{
    (void)state;
    says("新建改造地下供水管网363.\n3公里，体育场地增加150万\n平方米。",
         "363.\n3公里|363.3 公里 = actual; 150万\n平方米|1500000 平方米 = actual");
    says("新划车位 3 150\n个。", "3 150\n个|3150 个 = actual");
}

static void a_heading_is_not_joined_to_its_paragraph(void **state)
{
    struct reading r;
    const char *text = "二、工作安排\n全年安排民生项目5个。";

    (void)state;
    reading_open(&r, text, strlen(text));
    assert_int_equal(r.found.count, 1);
    assert_int_equal(r.found.at[0].paragraph_start, 7);
    reading_done(&r);
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
}

static void a_tables_drawn_borders_are_no_lines_of_it(void **state)
{
    (void)state;
    says("┌────┬────┬────┬────┐\n│项目│单位│目标│完成│\n├────┼────┼────┼────┤\n│学校│所  │12  │13  │\n"
         "┝━━━━┿━━━━┿━━━━┿━━━━┥\n│公厕│座  │20  │21  │\n└────┴────┴────┴────┘\n",
         "12|12 所 = target; 13|13 所 = actual; 20|20 座 = target; 21|21 座 = actual");
    says("+----+----+----+----+\n|项目|单位|目标|完成|\n+----+----+----+----+\n|公厕|座  |20  |21  "
         "|\n+----+----+----+----+\n",
         "20|20 座 = target; 21|21 座 = actual");
}

static void a_captions_unit_ends_with_its_table(void **state)
{
    (void)state;
    says("单位：万元\n项目\t支出\n道路\t120\n\n表2 人数\n项目\t完成\n培训\t520\n", "120|1200000 元 = actual");
    is_trap("表2 人数\n", "2 人", "section");
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

/* The same text, however its bytes are: offsets count the code points of the file. */
static void offsets_are_those_of_the_file(void **state)
{
    static const char text[] = "\xEF\xBB\xBF惠民\r\n建\r\n成5所。";
    struct reading r;

    (void)state;
    reading_open(&r, text, sizeof text - 1); /* BOM 惠 民 CR LF 建 CR LF 成 5 */
    assert_int_equal(r.found.count, 1);
    assert_int_equal(r.found.at[0].start, 9);
    assert_int_equal(r.found.at[0].end, 11);
    assert_int_equal(text_line(r.text, r.found.at[0].start), 3);
    reading_done(&r);
}

static void gb18030_is_read_as_utf8_is(void **state)
{
    static char utf8[] = "新建学校5所，惠及３万人。";
    char bytes[200], *in = utf8, *out = bytes;
    size_t left = sizeof utf8 - 1, room = sizeof bytes;
    iconv_t convert = iconv_open("GB18030", "UTF-8");
    struct reading r;

    (void)state;
    assert_true(convert != (iconv_t)-1);
    assert_int_equal(iconv(convert, &in, &left, &out, &room), 0);
    iconv_close(convert);
    reading_open(&r, bytes, sizeof bytes - room);
    assert_int_equal(r.found.count, 2);
    assert_int_equal(r.found.at[1].start, 9);
    assert_string_equal(r.found.at[1].text, "３万人");
    reading_done(&r);
}

static void refuses(const char *bytes, size_t length, const char *message)
{
    struct ctx ctx = {.mem = arena_new()};
    struct text *text;

    assert_int_equal(text_from_bytes(&ctx, "a.txt", bytes, length, &text), E_INPUT);
    assert_string_equal(ctx.err.text, message);
    arena_free(ctx.mem);
}

static void what_is_no_text_is_refused(void **state)
{
    (void)state;
    refuses("", 0, "“a.txt”是空的；请给出 UTF-8 或 GB18030 的文本");
    refuses("1\0002", 3, "“a.txt”不是文本（含有空字节）；请另存为 UTF-8 或 GB18030 的纯文本");
    refuses("\xFF\xFF", 2, "“a.txt”既不是 UTF-8 也不是 GB18030；请另存为其中一种");
}

/* ---- Any text ends in time ---- */

static void takes_linear_time(const char *unit)
{
    enum { SIZE = 2 * 1024 * 1024 };
    struct reading r;
    size_t length = strlen(unit), count = SIZE / length;
    char *bytes = test_malloc(SIZE + 1);
    clock_t start = clock();

    for (size_t i = 0; i < count; i++)
        memcpy(bytes + i * length, unit, length);
    reading_open(&r, bytes, count * length);
    reading_done(&r);
    if (clock() - start > 20 * CLOCKS_PER_SEC) /* 2 MiB take a second; a square would take hours */
        fail_msg("2 MiB of “%s” took %ld s", unit, (long)((clock() - start) / CLOCKS_PER_SEC));
    test_free(bytes);
}

static void any_text_takes_linear_time(void **state)
{
    static const char *const units[] = {"1",  "一", "万", "\n", "1、",           "1\t",    "“1",        "《1", "(1)",
                                        "每", "1,", "|1", "1 ", "计划新建1所，", "1000元", "目标：1\t", "a1"};

    (void)state;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        takes_linear_time(units[i]);
}

/* ---- The annotated texts ---- */

struct tally {
    size_t claims, roles, texts;
};

struct claim {
    size_t start, end;
    char value[64], unit[64], qualifier[8], role[16];
};

/* A row of claims.tsv; the span may hold anything but tabs. */
static bool claim_read(char *line, struct claim *ret)
{
    char *cells[7];
    size_t count = 0;

    line[strcspn(line, "\n")] = '\0';
    while (count < 7 && line)
        cells[count++] = strsep(&line, "\t");
    if (count < 7 || cells[0][0] < '0' || cells[0][0] > '9')
        return false;
    ret->start = strtoul(cells[0], NULL, 10);
    ret->end = strtoul(cells[1], NULL, 10);
    snprintf(ret->value, sizeof ret->value, "%s", cells[3]);
    snprintf(ret->unit, sizeof ret->unit, "%s", cells[4]);
    snprintf(ret->qualifier, sizeof ret->qualifier, "%s", cells[5]);
    snprintf(ret->role, sizeof ret->role, "%s", cells[6]);
    return true;
}

static bool same_unit(const char *a, const char *b)
{
    if (strncmp(a, "个百分点", strlen("个百分点")) == 0)
        a += strlen("个");
    return strcmp(a, b) == 0 || strcmp(a, "(") == 0 || strncmp(a, b, strcspn(b, "（")) == 0;
}

static void check_claim(const char *name, const struct reading *r, const struct claim *c, struct tally *tally)
{
    for (size_t i = 0; i < r->found.count; i++) {
        const struct figure *f = &r->found.at[i];
        char value[DECIMAL_TEXT];

        if (f->start >= c->end || f->end <= c->start)
            continue;
        if (strcmp(decimal_format(f->value, value), c->value) != 0 || !same_unit(f->unit, c->unit) ||
            strcmp(qualifier_sign(f->qualifier), c->qualifier) != 0)
            fail_msg("%s %zu “%s”: %s %s %s, not %s %s %s", name, f->start, f->text, value, f->unit,
                     qualifier_sign(f->qualifier), c->value, c->unit, c->qualifier);
        tally->claims++;
        tally->roles += strcmp(role_name(f->role), c->role) == 0;
        return;
    }
    fail_msg("%s: the figure at %zu was not found", name, c->start);
}

static void check_case(const char *folder, const char *name, struct tally *tally)
{
    char path[LINE_MAX_BYTES], line[LINE_MAX_BYTES];
    struct reading r = {.ctx = {.mem = arena_new()}};
    struct claim claim;
    size_t count = 0;
    FILE *rows;

    snprintf(path, sizeof path, "%s/%s.txt", folder, name);
    assert_int_equal(text_read(&r.ctx, path, &r.text), 0);
    figures_find(&r.ctx, r.text, &r.found);
    snprintf(path, sizeof path, "%s/%s.claims.tsv", folder, name);
    rows = fopen(path, "re");
    assert_non_null(rows);
    while (fgets(line, sizeof line, rows))
        if (claim_read(line, &claim)) {
            check_claim(name, &r, &claim, tally);
            count++;
        }
    fclose(rows);
    if (r.found.count != count)
        fail_msg("%s: %zu figures, not %zu", name, r.found.count, count);
    tally->texts++;
    reading_done(&r);
}

static void write_figure(void *arg, const struct figure *f)
{
    buf_printf(arg, "%s|%s|%s;", f->text, f->unit, f->subject);
}

static void write_trap(void *arg, const struct trap *t)
{
    buf_printf(arg, "(%s)", t->text);
}

/* 3亿 behind money of its sentence is money too, whether or not the figure before is kept. */
static void figures_are_handed_out_as_they_are_read(void **state)
{
    static const char words[] = "新建学校 5 所，投资 2 亿元，其中市级 3 亿，2024年开工。";
    AUTO_BUF struct buf said = BUF_INIT, figures = BUF_INIT;
    struct figures_taker taker = {write_figure, write_trap, &said, false};
    struct reading r;

    (void)state;
    reading_open(&r, words, strlen(words));
    figures_each(&r.ctx, r.text, &taker);
    assert_string_equal(said.bytes, "5 所|所|新建学校;2 亿元|元|投资;3 亿|元|市级;(2024年)");
    taker = (struct figures_taker){.figure = write_figure, .arg = &figures};
    figures_each(&r.ctx, r.text, &taker);
    assert_string_equal(figures.bytes, "5 所|所|新建学校;2 亿元|元|投资;3 亿|元|市级;");
    reading_done(&r);
}

/* Every figure found and nothing else; 98 roles in 100, for some can be argued about. */
static void check_folder(const char *folder)
{
    struct tally tally = {0};
    DIR *files = opendir(folder);
    struct dirent *entry;

    if (!files) {
        skip();
        return;
    }
    while ((entry = readdir(files))) {
        char name[256];
        size_t length = strlen(entry->d_name);

        if (length < 5 || strcmp(entry->d_name + length - 4, ".txt") != 0)
            continue;
        snprintf(name, sizeof name, "%.*s", (int)(length - 4), entry->d_name);
        check_case(folder, name, &tally);
    }
    closedir(files);
    assert_in_range(tally.texts, 1, 1000);
    if (tally.roles * 100 < tally.claims * 98)
        fail_msg("%zu of %zu roles", tally.roles, tally.claims);
}

static void our_annotated_texts(void **state)
{
    (void)state;
    check_folder(SOURCE_ROOT "/tests/cases");
}

static void the_shared_annotated_texts(void **state)
{
    (void)state;
    check_folder(SOURCE_ROOT "/../shared/cases");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_handed_out_as_they_are_read),
        cmocka_unit_test(money_is_yuan_and_multipliers_are_multiplied_out),
        cmocka_unit_test(a_rate_keeps_its_slash),
        cmocka_unit_test(shares_are_percent),
        cmocka_unit_test(words_around_give_the_qualifier),
        cmocka_unit_test(each_number_of_a_range_or_list_is_a_figure),
        cmocka_unit_test(measure_words_of_every_trade),
        cmocka_unit_test(dates_ages_durations_and_ordinals_are_no_claims),
        cmocka_unit_test(names_documents_and_numbers_to_dial_are_no_claims),
        cmocka_unit_test(idioms_and_vague_amounts_are_no_claims),
        cmocka_unit_test(one_with_a_measure_word_counts_only_what_is_built),
        cmocka_unit_test(a_plan_promises_and_a_report_tells),
        cmocka_unit_test(the_clause_outweighs_the_text),
        cmocka_unit_test(the_year_divides_plan_from_report),
        cmocka_unit_test(headings_hold_until_the_next),
        cmocka_unit_test(a_clause_says_itself_whether_it_is_done),
        cmocka_unit_test(a_month_to_come_promises),
        cmocka_unit_test(a_question_says_what_its_answer_speaks_of),
        cmocka_unit_test(a_heading_tells_by_its_last_words),
        cmocka_unit_test(the_body_tells_what_a_text_is),
        cmocka_unit_test(the_years_of_a_title_may_be_several),
        cmocka_unit_test(a_colon_opens_a_list),
        cmocka_unit_test(a_column_may_be_the_level_before),
        cmocka_unit_test(prices_and_earlier_levels_are_circumstances),
        cmocka_unit_test(an_aim_with_a_colon_holds_for_its_sentence),
        cmocka_unit_test(what_will_be_completed_is_promised),
        cmocka_unit_test(a_promise_stands_before_what_became_of_it),
        cmocka_unit_test(what_a_share_is_of_and_where_a_change_began_are_circumstances),
        cmocka_unit_test(items_count_the_programme_itself),
        cmocka_unit_test(population_and_thresholds_are_circumstances),
        cmocka_unit_test(what_sorts_villages_or_makes_a_road_is_a_specification),
        cmocka_unit_test(what_came_of_a_vote_is_promised),
        cmocka_unit_test(the_level_before_a_change_counts_the_same),
        cmocka_unit_test(a_year_opens_what_will_be_done_in_it),
        cmocka_unit_test(what_a_village_is_made_up_of_is_a_circumstance),
        cmocka_unit_test(a_task_stands_before_the_share_of_it_that_was_done),
        cmocka_unit_test(a_hall_for_the_press_promises_nothing),
        cmocka_unit_test(a_column_break_may_stand_inside_a_figure),
        cmocka_unit_test(a_heading_is_not_joined_to_its_paragraph),
        cmocka_unit_test(a_table_lends_units_from_head_row_name_and_caption),
        cmocka_unit_test(a_tables_drawn_borders_are_no_lines_of_it),
        cmocka_unit_test(a_captions_unit_ends_with_its_table),
        cmocka_unit_test(a_column_of_shares_holds_percents_whatever_it_names),
        cmocka_unit_test(the_column_of_indicators_names_the_row),
        cmocka_unit_test(offsets_are_those_of_the_file),
        cmocka_unit_test(gb18030_is_read_as_utf8_is),
        cmocka_unit_test(what_is_no_text_is_refused),
        cmocka_unit_test(any_text_takes_linear_time),
        cmocka_unit_test(our_annotated_texts),
        cmocka_unit_test(the_shared_annotated_texts),
    };

    return cmocka_run_group_tests_name("figure", tests, NULL, NULL);
}
