/* Numerals that are no amounts, beside those that look alike and are. Expected values are worked out by hand by the
 * conventions of shared/cases/README.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "unit/reading.h"

#include <cmocka.h> /* last: its macro fail() would hide ours */

static void cameras_are_counted_and_routes_are_not(void **state)
{
    (void)state;
    says("新增视频监控600路。", "600路|600 路 = actual");
    is_trap("101路公交车改道。", "101路", "name");
}

static void a_number_behind_quoted_names_is_an_idiom(void **state)
{
    (void)state;
    is_trap("开展“技工”“家政”三项工程培训。", "三项", "idiom");
    says("全县辖12个乡镇和一个开发区。", "12个|12 个 = other; 一个|1 个 = other");
}

static void what_names_a_road_or_a_box_is_no_figure(void **state)
{
    (void)state;
    is_trap("西三条路通车。", "三条", "name");
    is_trap("最怕两件事，怕冷怕黑。", "两件", "idiom");
    is_trap("供气用50公斤瓶组。", "50公斤", "spec");
    is_trap("换上630千伏安箱变。", "630千伏安", "spec");
    says("建充电桩80个（60千瓦以上）。", "80个|80 个 = actual");
}

static void names_with_numerals_are_no_figures(void **state)
{
    (void)state;
    is_trap("家住城西区六条路。", "六条", "name");
    is_trap("二十里铺缺水。", "二十里", "name");
    is_trap("“甲师傅”等三项工程。", "三项", "idiom");
    is_trap("失业、工伤、生育三项保险。", "三项", "idiom");
    is_trap("路面设计厚20厘米。", "20厘米", "spec");
    is_trap("排在末3位的县。", "3位", "ordinal");
}

static void how_often_somebody_goes_is_a_frequency(void **state)
{
    (void)state;
    is_trap("人均走访不下20次。", "20次", "frequency");
    is_trap("跑动次数降到0次。", "0次", "frequency");
    is_trap("每人接种2剂次。", "2剂次", "frequency");
    is_trap("一天能跑三趟县城。", "三趟", "frequency");
    says("接种疫苗20剂次、3万人。走访320次。",
         "20剂次|20 剂次 = actual; 3万人|30000 人 = actual; 320次|320 次 = actual");
}

static void what_sorts_or_measures_each_is_no_amount(void **state)
{
    (void)state;
    is_trap("全程42.195公里。", "42.195公里", "spec");
    says("新购12米长电动公交车30辆。", "30辆|30 辆 = actual");
    is_trap("班车每日不少于3班。", "3班", "frequency");
    says("他说：“怕有1900万平方米了。”", "1900万平方米|19000000 平方米 = actual");
    is_trap("滨江举行20公里健身跑。", "20公里", "spec");
    says("建成沼气池（10立方米）600口。", "600口|600 口 = actual");
    is_trap("住在长江路26号5栋3单元。", "5栋", "name");
    is_trap("保修三个供暖期。", "三个供暖期", "duration");
    is_trap("两剂之间间隔28天。", "两剂", "frequency");
    is_trap("1—3项为政策类。", "1—3项", "ordinal");
    says("配套停车位60个、管理房一间120平方米。",
         "60个|60 个 = actual; 一间|1 间 = actual; 120平方米|120 平方米 = actual");
    says("“15项民生工程”发布会", "15项|15 项 = items");
}

static void houses_and_rounds_are_no_amounts(void **state)
{
    (void)state;
    says("幸福里小区1栋到9栋，外墙一次改完。家住翠苑3幢的陈阿姨说好。", "");
    says("进城看病要倒三趟车。审计局开展了3轮检查。", "");
    says("农村一、二类低保对象126人。", "126人|126 人 = actual");
    says("★典型2　县教体局排查学校143所。", "143所|143 所 = actual");
}

static void what_a_page_tells_of_itself_is_no_figure(void **state)
{
    (void)state;
    says("民生实事进展\n\n2025年11月14日　阅读3265次\n\n平均4.7分（5分制）。", "4.7分|4.7 分 = actual");
}

static void what_one_gets_or_a_plant_yields_is_no_amount(void **state)
{
    (void)state;
    is_trap("为女生免费接种2剂次疫苗。", "2剂次", "frequency");
    says("全年接种疫苗2.1万剂次。", "2.1万剂次|21000 剂次 = actual");
    is_trap("户用电站按每户3千瓦配建。", "3千瓦", "spec");
    says("新增装机100万千瓦，单户电站规模3千瓦。", "100万千瓦|1000000 千瓦 = actual");
    is_trap("50户以上木质连片村寨完成改造。", "50户", "spec");
    is_trap("建成30户以上村民组通组路。", "30户", "spec");
    is_trap("室温达到20℃以上的住户占多数。", "20℃", "spec");
}

static void farms_bear_numbers_and_shows_come_each_month(void **state)
{
    (void)state;
    is_trap("121团第一中学扩建。", "121团", "name");
    is_trap("19小区居民换了新窗。", "19小区", "name");
    says("改造19个小区，放映电影1场。", "19个|19 个 = actual; 1场|1 场 = actual");
    is_trap("农村电影放映每村每月1场。", "1场", "frequency");
}

static void a_handful_of_times_is_a_frequency(void **state)
{
    (void)state;
    is_trap("区政府常务会先后5次专题研究。", "5次", "frequency");
    is_trap("代表带着部门来了四趟。", "四趟", "frequency");
    says("4.2万路“电子眼”守护平安。", "4.2万路|42000 路 = actual");
}

static void which_class_which_plug_and_how_far_are_no_amounts(void **state)
{
    (void)state;
    says("66人及以上班额已化解19个。充电桩80根（单枪60千瓦及以上）。新建64兆瓦热源锅炉2台。",
         "19个|19 个 = actual; 80根|80 根 = actual; 2台|2 台 = actual");
    says("沿边0至3公里范围的村屯，巡诊车每月来两趟。913个村一村一所，每个村每年1场。", "913个|913 个 = actual");
    says("救护车120平均到达时间缩短。过街天桥一座已吊装。", "一座|1 座 = actual");
}

static void what_a_charger_can_do_and_how_near_it_is(void **state)
{
    (void)state;
    says("新增充电枪1372枪，单枪最高120千瓦。", "1372枪|1372 枪 = actual");
    says("公共充电桩2000根（60千瓦以上占三成）。", "2000根|2000 根 = actual; 三成|30 % = percent");
    is_trap("2公里充电圈基本成形。", "2公里", "idiom");
}

static void a_name_may_end_with_a_number(void **state)
{
    (void)state;
    says("市医院二部投用，新增床位500张。PM10 116微克，PM2.5 72微克。",
         "500张|500 张 = actual; 116微克|116 微克 = actual; 72微克|72 微克 = actual");
    says("第9项有3条次支路没有打通。", "3条|3 条 = actual");
}

static void how_deep_and_how_thick(void **state)
{
    (void)state;
    says("村里打了120米深水井两眼，更换110毫米以上铸铁管6.3千米。", "两眼|2 眼 = actual; 6.3千米|6.3 千米 = actual");
}

static void how_many_make_a_class_large(void **state)
{
    (void)state;
    is_trap("超过56人的“大班额”全部消除。", "56人", "spec");
}

static void readers_are_no_figure(void **state)
{
    (void)state;
    is_trap("觉得好就点个赞，阅读 2.3万", "2.3万", "other");
    is_trap("15种基本蔬菜价格平稳。", "15种", "spec");
}

static void a_hundred_in_a_list_of_amounts_is_one(void **state)
{
    (void)state;
    says("新建口袋公园100个、碧道80公里、绿道百公里。",
         "100个|100 个 = actual; 80公里|80 公里 = actual; 百公里|100 公里 = actual");
    says("百公里长的绿道上", "");
}

static void ranks_move_and_classes_are_named(void **state)
{
    (void)state;
    is_trap("群众满意度列全省第4位，较上年前移2位。", "2位", "ordinal");
    says("改造危房1.25万户，其中一、二类特困户3800户。", "1.25万户|12500 户 = actual; 3800户|3800 户 = actual");
    says("没完成的两个子项，一个是管网更新，计划120公里。", "两个|2 个 = items; 120公里|120 公里 = target");
    says("一万个期待有木有！", "");
}

static void steps_of_stairs_are_counted(void **state)
{
    (void)state;
    says("86级台阶变缓坡。", "86级|86 级 = other");
    says("新建三级医院2所。", "2所|2 所 = actual");
}

static void one_that_was_added_is_one(void **state)
{
    (void)state;
    says("楼下多了一座口袋公园。", "一座|1 座 = actual");
    says("生活多了一份保障。", "");
    says("打通最后一公里，补上最后3.7公里断点。", "3.7公里|3.7 公里 = actual");
}

static void what_bounds_an_amount_may_stand_far(void **state)
{
    (void)state;
    says("签发率超过常住人口的七成。", "七成|70 % >= percent");
    says("建口袋公园30个打底。", "30个|30 个 >= actual");
}

static void how_many_each_counts_is_no_part_of_the_unit(void **state)
{
    (void)state;
    says("食品抽检4.2批次/千人。", "4.2批次|4.2 批次 = actual");
    says("食品检测5批次/千人以上。", "5批次|5 批次 >= actual");
}

static void houses_before_households_are_counted(void **state)
{
    (void)state;
    says("改造老旧小区19栋1286户。", "19栋|19 栋 = actual; 1286户|1286 户 = actual");
    is_trap("家住幸福里小区6栋2单元。", "6栋", "name");
}

static void how_it_is_gone_about_is_an_idiom(void **state)
{
    (void)state;
    is_trap("组织验收，建成一项、销号一项。", "一项", "idiom");
    is_trap("落实八项规定精神。", "八项规定", "name");
    is_trap("安装3千瓦户用光伏。", "3千瓦", "spec");
    says("挑水要走三里多山路。", "三里|3 里 >= other");
    says("确诊甲病146例、乙病31例，两项177例。", "146例|146 例 = actual; 31例|31 例 = actual; 177例|177 例 = actual");
}

static void a_number_behind_the_mark_of_a_note_counts(void **state)
{
    (void)state;
    says("建成学校5所，消除大班额[1]219个，新增床位〔2〕600张。",
         "5所|5 所 = actual; 219个|219 个 = actual; 600张|600 张 = actual");
    says("根据豫政〔2024〕12号，建成学校5所。", "5所|5 所 = actual");
}

static void one_behind_the_other_is_no_amount(void **state)
{
    (void)state;
    says("剩下的楼一栋接一栋正在扫尾，建成安置房480套。", "480套|480 套 = actual");
}

static void parts_and_places_in_a_list_are_numbers_of_order(void **state)
{
    (void)state;
    says("PART5 道路更畅通\n打通断头路4条。", "4条|4 条 = actual");
    says("备注：序号2、4项已完成，新增学位300个。", "300个|300 个 = actual");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cameras_are_counted_and_routes_are_not),
        cmocka_unit_test(ranks_move_and_classes_are_named),
        cmocka_unit_test(steps_of_stairs_are_counted),
        cmocka_unit_test(one_that_was_added_is_one),
        cmocka_unit_test(what_bounds_an_amount_may_stand_far),
        cmocka_unit_test(how_many_each_counts_is_no_part_of_the_unit),
        cmocka_unit_test(houses_before_households_are_counted),
        cmocka_unit_test(how_it_is_gone_about_is_an_idiom),
        cmocka_unit_test(a_number_behind_quoted_names_is_an_idiom),
        cmocka_unit_test(what_names_a_road_or_a_box_is_no_figure),
        cmocka_unit_test(names_with_numerals_are_no_figures),
        cmocka_unit_test(how_often_somebody_goes_is_a_frequency),
        cmocka_unit_test(what_sorts_or_measures_each_is_no_amount),
        cmocka_unit_test(houses_and_rounds_are_no_amounts),
        cmocka_unit_test(what_a_page_tells_of_itself_is_no_figure),
        cmocka_unit_test(what_one_gets_or_a_plant_yields_is_no_amount),
        cmocka_unit_test(farms_bear_numbers_and_shows_come_each_month),
        cmocka_unit_test(a_handful_of_times_is_a_frequency),
        cmocka_unit_test(which_class_which_plug_and_how_far_are_no_amounts),
        cmocka_unit_test(what_a_charger_can_do_and_how_near_it_is),
        cmocka_unit_test(a_name_may_end_with_a_number),
        cmocka_unit_test(how_deep_and_how_thick),
        cmocka_unit_test(how_many_make_a_class_large),
        cmocka_unit_test(readers_are_no_figure),
        cmocka_unit_test(a_hundred_in_a_list_of_amounts_is_one),
        cmocka_unit_test(a_number_behind_the_mark_of_a_note_counts),
        cmocka_unit_test(one_behind_the_other_is_no_amount),
        cmocka_unit_test(parts_and_places_in_a_list_are_numbers_of_order),
    };

    return cmocka_run_group_tests_name("trap", tests, NULL, NULL);
}
