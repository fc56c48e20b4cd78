/* What was to be done beside what became of it, by labels, titles and the sentence behind. Expected values are worked
 * out by hand by the conventions of shared/cases/README.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "unit/reading.h"

#include <cmocka.h> /* last: its macro fail() would hide ours */

static void what_stands_before_its_answer_is_the_task(void **state)
{
    (void)state;
    says("民生目标\n\n1.新增就业22万人，改造院落150个。完成情况：新增就业25.83万人；改造168个。",
         "22万人|220000 人 = target; 150个|150 个 = target; 25.83万人|258300 人 = actual; 168个|168 个 = actual");
    says("民生实事\n\n计划内容：新建学校8所，竣工投用4所，新增学位4500个。\n进展：4所已投用。",
         "8所|8 所 = target; 4所|4 所 = target; 4500个|4500 个 = target; 4所|4 所 = actual");
}

static void who_labels_progress_again_and_again_reports(void **state)
{
    (void)state;
    says("2025年民生实事跑到哪了？\n\n目标：新建学校8所，新增学位9600个。\n进展：5所学校已竣工。\n\n"
         "目标：改造小区20个，加装电梯100台。\n进展：小区全部进场。\n\n半年新增就业2.97万人。",
         "8所|8 所 = target; 9600个|9600 个 = target; 5所|5 所 = actual; 20个|20 个 = target; "
         "100台|100 台 = target; 2.97万人|29700 人 = actual");
}

static void an_entry_begins_with_its_task_where_the_next_sentence_answers(void **state)
{
    (void)state;
    says("实事督查通报\n\n二、进展情况\n6. 新建养老中心3家、日间照料中心20家。日间照料中心建成17家。\n"
         "11. 整治小区14个。已完工9个。\n12. 改造9栋楼，换窗206扇。已完工。",
         "3家|3 家 = target; 20家|20 家 = target; 17家|17 家 = actual; 14个|14 个 = target; 9个|9 个 = actual; "
         "9栋|9 栋 = actual; 206扇|206 扇 = actual");
    says("民生实事完成情况\n\n新增就业2.63万人，是全年任务2.5万人的105.2%。",
         "2.63万人|26300 人 = actual; 2.5万人|25000 人 = target; 105.2%|105.2 % = percent");
}

static void a_signed_consent_promises_nothing(void **state)
{
    (void)state;
    says("民生实事进度\n\n目标：筛查20万人。\n进展：已签知情同意书近9万份；筛查178233人。",
         "20万人|200000 人 = target; 9万份|90000 份 <= actual; 178233人|178233 人 = actual");
    says("民生实事完成情况\n\n票决内容：新增停车位5000个，其中公共停车位1500个。\n完成情况：新增停车位6238个。",
         "5000个|5000 个 = target; 1500个|1500 个 = target; 6238个|6238 个 = actual");
    says(
        "民生实事完成情况\n\n救助儿童824名，完成省定615名任务的134%；治理村庄45个，已动工31个。",
        "824名|824 名 = actual; 615名|615 名 = target; 134%|134 % = percent; 45个|45 个 = target; 31个|31 个 = actual");
}

static void a_title_may_ask_how_far_it_is(void **state)
{
    (void)state;
    says("票决项目推进得怎么样？\n\n★交通出行：新改建公路12公里；新增停车泊位1100个。",
         "12公里|12 公里 = actual; 1100个|1100 个 = actual");
    says("2023年民生实事完成情况\n\n检查86320人，任务数为8.2万人；产前筛查28415人。",
         "86320人|86320 人 = actual; 8.2万人|82000 人 = target; 28415人|28415 人 = actual");
    says("民生实事完成情况\n\n市二院主体封顶，设床位300张；养老院建成，设床位60张。",
         "300张|300 张 = target; 60张|60 张 = actual");
}

static void a_work_report_orders_by_its_headings(void **state)
{
    (void)state;
    says("固原市2016年政府工作报告\n\n2016年1月19日在市人民代表大会上\n\n五年来累计投入资金578亿元，搬迁4.97万户。\n\n"
         "（一）脱贫成效显著。减少贫困人口26万人。\n\n（五）全力打好脱贫攻坚战。整合资金35亿元，易地搬迁3805户。\n\n"
         "——扩大就业。新增就业1万人。",
         "578亿元|57800000000 元 = actual; 4.97万户|49700 户 = actual; 26万人|260000 人 = actual; "
         "35亿元|3500000000 元 = target; 3805户|3805 户 = target; 1万人|10000 人 = target");
    says("民生实事完成情况\n\n棚改开工4218套，完成省下达任务的102%。", "4218套|4218 套 = actual; 102%|102 % = percent");
}

static void a_subtitle_is_no_heading(void **state)
{
    (void)state;
    says("民生答卷暖人心\n——我市20项民生工程年度任务扫描\n\n新增泊位300个。",
         "20项|20 项 = items; 300个|300 个 = actual");
    says("民生实事进展\n\n🎯 改造小区58个。\n✅ 开工51个，加装电梯19部。",
         "58个|58 个 = target; 51个|51 个 = actual; 19部|19 部 = actual");
}

static void a_task_may_be_answered_in_full_or_in_other_words(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n教师公租房24套，主体完工24套。建设农村公路600公里，已铺油214公里。",
         "24套|24 套 = target; 24套|24 套 = actual; 600公里|600 公里 = target; 214公里|214 公里 = actual");
    says("民生实事完成情况\n\n市县配套7.2亿元，只到位2.9亿元。新增就业3012人，完成省下达任务2800人的107.6%。",
         "7.2亿元|720000000 元 = target; 2.9亿元|290000000 元 = actual; 3012人|3012 人 = actual; 2800人|2800 人 = "
         "target; "
         "107.6%|107.6 % = percent");
    says("民生实事完成情况\n\n省下达任务2260户，其中重点对象1980户。竣工2190户。",
         "2260户|2260 户 = target; 1980户|1980 户 = target; 2190户|2190 户 = actual");
}

static void a_chapter_that_opens_with_last_year_orders_nothing(void **state)
{
    (void)state;
    says("政府工作报告（摘登）\n——2016年1月20日在人民代表大会会议上\n\n（七）着力改善民生，获得感增强\n\n"
         "2015年，民生支出占比稳步提高。\n\n——就业提升。城镇新增就业3.12万人。\n\n（八）2016年继续办好实事\n\n"
         "1、新增停车位3000个。",
         "3.12万人|31200 人 = actual; 3000个|3000 个 = target");
    says("年初立下的目标都实现了吗？\n\n01 上学\n✅ 新建学校26所\n✅ 新增学位4.2万个",
         "26所|26 所 = actual; 4.2万个|42000 个 = actual");
}

static void a_bracketed_label_promises_its_whole_line(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n【承诺事项】新增社区食堂20家，建设家庭养老床位500张。\n【完成情况】新增社区食堂22家，建成"
         "床位512张。",
         "20家|20 家 = target; 500张|500 张 = target; 22家|22 家 = actual; 512张|512 张 = actual");
    says("民生实事完成情况\n\n医院主体结顶，新增床位400张的设计目标可如期实现。送戏126场，少于去年的180场。",
         "400张|400 张 = target; 126场|126 场 = actual; 180场|180 场 = other");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stands_before_its_answer_is_the_task),
        cmocka_unit_test(who_labels_progress_again_and_again_reports),
        cmocka_unit_test(an_entry_begins_with_its_task_where_the_next_sentence_answers),
        cmocka_unit_test(a_signed_consent_promises_nothing),
        cmocka_unit_test(a_title_may_ask_how_far_it_is),
        cmocka_unit_test(a_work_report_orders_by_its_headings),
        cmocka_unit_test(a_subtitle_is_no_heading),
        cmocka_unit_test(a_task_may_be_answered_in_full_or_in_other_words),
        cmocka_unit_test(a_chapter_that_opens_with_last_year_orders_nothing),
        cmocka_unit_test(a_bracketed_label_promises_its_whole_line),
    };

    return cmocka_run_group_tests_name("task", tests, NULL, NULL);
}
