/* Units that numbers without one have from what stands around them. Expected values are worked out by hand by the
 * conventions of shared/cases/README.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "unit/reading.h"

#include <cmocka.h> /* last: its macro fail() would hide ours */

static void the_next_of_two_lends_its_unit(void **state)
{
    (void)state;
    says("去年新建公路12.4、改造30.6公里。", "12.4|12.4 公里 = actual; 30.6公里|30.6 公里 = actual");
    says("去年新建良田1.5、改造0.8万亩。", "1.5|15000 亩 = actual; 0.8万亩|8000 亩 = actual");
    says("去年到账资金38.5个亿，花了20.1亿。", "38.5个亿|3850000000 元 = actual; 20.1亿|2010000000 元 = actual");
}

static void money_in_a_list_shares_its_ten_thousands(void **state)
{
    (void)state;
    says("其中省级1028、市级685、县级1713万元。",
         "1028|10280000 元 = actual; 685|6850000 元 = actual; 1713万元|17130000 元 = actual");
    says("学校38万名师生受益。", "38万名|380000 名 = actual");
    is_trap("通讯员（李双全　孙九成）", "九成", "name");
    is_trap("走了两个多钟头。", "两个多钟头", "duration");
    is_trap("用上24千瓦壁挂炉。", "24千瓦", "spec");
    says("由“新改建公路320公里”调整为260公里。", "320公里|320 公里 = actual; 260公里|260 公里 = actual");
}

static void parts_in_brackets_count_as_their_whole(void **state)
{
    (void)state;
    says("新开学校9所（小学4、初中3、高中2），学位增加300个。",
         "9所|9 所 = actual; 4|4 所 = actual; 3|3 所 = actual; 2|2 所 = actual; 300个|300 个 = actual");
    says("新开学校9所（小学4、初中3、高中1）。", "9所|9 所 = actual"); /* which are not all of them */
    says("选出十件，其中教育类2、卫生类4、“一老一小”类4件。",
         "十件|10 件 = actual; 2|2 件 = actual; 4|4 件 = actual; 4件|4 件 = actual");
}

static void what_was_to_be_has_the_unit_of_what_is(void **state)
{
    (void)state;
    says("城镇新增就业6650人（目标5800）。", "6650人|6650 人 = actual; 5800|5800 人 = target");
    says("投资完成1亿2400万元，1.6万+户受益。", "1亿2400万元|124000000 元 = actual; 1.6万+户|16000 户 >= actual");
}

static void money_has_the_unit_of_the_caption(void **state)
{
    (void)state;
    says("项目表\n\n单位：万元\n序号\t项目\t内容\t总投资\t2024年计划投资\n1\t租赁住房\t筹集3万套（间）\t420,000\t115,"
         "000\n"
         "2\t医院\t新增床位1000张\t6,800\t3,200\n",
         "3万套|30000 套 = target; 420,000|4200000000 元 = target; 115,000|1150000000 元 = target; "
         "1000张|1000 张 = target; 6,800|68000000 元 = target; 3,200|32000000 元 = target");
}

static void large_numbers_share_the_next_unit(void **state)
{
    (void)state;
    says("宫颈癌2.4万、乳腺癌2.1万人。", "2.4万|24000 人 = actual; 2.1万人|21000 人 = actual");
}

static void an_arrow_leads_to_the_unit(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n试点村210→342个，农村低保每年5160元➡️5604元。",
         "210|210 个 = other; 342个|342 个 = actual; 5160元|5160 元 = other; 5604元|5604 元 = actual");
}

static void what_rises_to_an_amount_counts_the_same(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n配变容量由2.86升到3.14千伏安。",
         "2.86|2.86 千伏安 = other; 3.14千伏安|3.14 千伏安 = actual");
}

static void the_task_behind_a_slash_lends_its_unit(void **state)
{
    (void)state;
    says("民生实事进展情况\n\n内涝点销号19／22处；户厕改造完成2.03/3.2万户。",
         "19|19 处 = actual; 22处|22 处 = target; 2.03|20300 户 = actual; 3.2万户|32000 户 = target");
}

static void parts_behind_a_comma_count_as_their_whole(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n公办学位新增7 350个，小学4500、初中2850；新增泊位600个，其中甲区300、乙区200。",
         "7 350个|7350 个 = actual; 4500|4500 个 = actual; 2850|2850 个 = actual; 600个|600 个 = actual");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_next_of_two_lends_its_unit),
        cmocka_unit_test(money_in_a_list_shares_its_ten_thousands),
        cmocka_unit_test(parts_in_brackets_count_as_their_whole),
        cmocka_unit_test(what_was_to_be_has_the_unit_of_what_is),
        cmocka_unit_test(money_has_the_unit_of_the_caption),
        cmocka_unit_test(large_numbers_share_the_next_unit),
        cmocka_unit_test(an_arrow_leads_to_the_unit),
        cmocka_unit_test(what_rises_to_an_amount_counts_the_same),
        cmocka_unit_test(the_task_behind_a_slash_lends_its_unit),
        cmocka_unit_test(parts_behind_a_comma_count_as_their_whole),
    };

    return cmocka_run_group_tests_name("lend", tests, NULL, NULL);
}
