/* What the words around figures tell of whether they are done or promised, and how that is learnt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "text/opinion.h"
#include "unit/reading.h"

#include <cmocka.h> /* last: its macro fail() would hide ours */

/* How many figures of a text have a role. */
static size_t count_of(const char *words, enum role role)
{
    struct reading r;
    size_t count = 0;

    reading_open(&r, words, strlen(words));
    for (size_t i = 0; i < r.found.count; i++)
        count += r.found.at[i].role == role;
    reading_done(&r);
    return count;
}

/* Exact counts of what opened, ran and was eaten are no plan, whatever the line above them says. */
static void words_outweigh_a_heading_that_was_misheard(void **state)
{
    static const char report[] =
        "滨河区十件民生实事\n\n明年打算怎么干\n\n"
        "01 孩子上学\n实验小学东校区9月1日开门迎新，校内课后服务参与学生5.83万人，午休“躺着睡”试点学校102所。\n\n"
        "02 出门走走\n2号线一期日均客流8.57万人次，公交专用道又长了12.6公里，国道改造路段通车率87.3%。\n\n"
        "03 住得舒服\n加装电梯交付86台，1473户居民住上了新房，新市民公租房配租1246户，物业进驻小区57个。\n\n"
        "04 陪爸妈变老\n长者饭堂已有336家，老人每天订餐4.37万份，志愿者上门送餐2318次，家庭养老床位512张。\n\n"
        "05 吃得放心\n食品抽检2.68万批次，不合格率1.7%，比去年同期下降0.4个百分点，市场快检4963份。\n";

    (void)state;
    assert_in_range(count_of(report, ROLE_TARGET), 0, 2); /* of 17 */
}

/* The same words are a plan's where every entry says what is to be built, by whom and by when. */
static void words_do_not_make_a_report_of_a_plan(void **state)
{
    static const char plan[] =
        "滨河区2024年民生实事项目安排\n\n"
        "1.学位扩容。新建、改扩建中小学校12所，新增学位6000个。责任单位：区教育局，完成时限：2024年12月底前\n"
        "2.畅通出行。新建公交专用道20公里，增设过街设施30处。责任单位：区交通局，完成时限：2024年10月底前\n"
        "3.老旧小区改造。改造老旧小区60个，加装电梯200台。责任单位：区住建局，完成时限：2024年12月底前\n"
        "4.养老助餐。新建长者饭堂15家，家庭养老床位500张。责任单位：区民政局，完成时限：2024年11月底前\n"
        "5.食品安全。抽检食品1.2万批次，合格率不低于98%。责任单位：区市场监管局，完成时限：2024年12月底前\n";

    (void)state;
    assert_int_equal(count_of(plan, ROLE_TARGET), 10);
}

/* Items go on being counted in words that no rule knows: those that are left, or stand badly. */
static void words_tell_items_that_no_rule_sees(void **state)
{
    static const char report[] =
        "在全区民生实事项目半年推进会上的讲话\n\n"
        "今年我们定了10大类46个项目，半年下来，账面怎么样？我先报个总数：截至6月30日，完成投资31.7亿元，比去年同期快。"
        "总体过半，但也有5个项目落在序时后面，等会儿我要点名。\n\n"
        "上学方面，全年要投用新建学校13所，已经竣工8所，校门口接送难，靠的是127处“即停即走”泊位。\n\n"
        "住房方面，加装电梯拿到许可的103部，投用58部，光东山街道就有21部，燃气老旧管道更新了36.5公里。\n\n"
        "出行方面，公共停车位新增2735个，优化公交线路22条，新开微循环8条，850路延伸到了禄口街道。\n";

    (void)state;
    assert_int_equal(count_of(report, ROLE_ITEMS), 3); /* 10大类46个项目; 5个项目 */
}

/* A sentence alone is read by its own words: its grams tell nothing of a text. */
static void a_few_sentences_are_not_heard(void **state)
{
    (void)state;
    says("养老助餐点16台，床位900套。", "16台|16 台 = actual; 900套|900 套 = actual");
}

static void every_weight_is_where_it_is_looked_for(void **state)
{
    size_t count = 0;

    (void)state;
    for (size_t i = 0; i < OPINION_PLACES; i++) {
        size_t at = opinion_keys[i] % OPINION_PLACES;

        count += opinion_keys[i] != 0;
        while (opinion_keys[i] && at != i) {
            assert_true(opinion_keys[at] != 0 && opinion_keys[at] != opinion_keys[i]);
            at = (at + 1) % OPINION_PLACES;
        }
    }
    assert_in_range(count, 1000, OPINION_PLACES / 2);
}

static void write_file(struct arena *mem, const char *folder, int number, const char *ending, const char *words)
{
    struct ctx ctx = {.mem = mem};
    FILE *out;

    assert_int_equal(file_create(&ctx, arena_printf(mem, "%s/%d%s", folder, number, ending), 0600, &out), 0);
    fputs(words, out);
    assert_int_equal(fclose(out), 0);
}

static char *output_of(struct arena *mem, const char *command)
{
    char *bytes = arena_alloc(mem, 1 << 20);
    FILE *in = popen(command, "r");

    assert_non_null(in);
    bytes[fread(bytes, 1, (1 << 20) - 1, in)] = '\0';
    assert_int_equal(pclose(in), 0);
    return bytes;
}

static long weight_of(const char *weights, const char *gram)
{
    const char *at = strstr(weights, gram);

    assert_non_null(at);
    return strtol(at + strlen(gram), NULL, 10);
}

/* Six texts that say 将新建学校8所 and six that say 已建成学校8所. */
static void learning_tells_promised_from_done(void **state)
{
    char folder[] = "/tmp/duixian-learn-XXXXXX";
    struct arena *mem = arena_new();
    const char *command, *weights;

    (void)state;
    assert_non_null(mkdtemp(folder));
    for (int i = 0; i < 12; i++) {
        write_file(mem, folder, i, ".txt", i % 2 ? "全区将新建学校8所。\n" : "全区已建成学校8所。\n");
        write_file(
            mem, folder, i, ".claims.tsv",
            i % 2 ? "start\tend\tspan\tvalue\tunit\tqualifier\trole\tsubject\n7\t9\t8所\t8\t所\t=\ttarget\t学校\n"
                  : "start\tend\tspan\tvalue\tunit\tqualifier\trole\tsubject\n7\t9\t8所\t8\t所\t=\tactual\t学校\n");
    }
    command = arena_printf(mem, LEARN_TOOL " %s 2>/dev/null", folder);
    weights = output_of(mem, command);
    assert_true(weight_of(weights, "\nc\t将新\t") < 0);
    assert_true(weight_of(weights, "\nc\t已建\t") > 0);
    assert_null(strstr(weights, "\nc\t学校\t")); /* it stands in both */
    assert_string_equal(output_of(mem, command), weights);
    assert_string_equal(output_of(mem, arena_printf(mem, "rm -r %s", folder)), "");
    arena_free(mem);
}

/* 进度 in a title is no report where every entry says what will be new. */
static void words_around_all_figures_turn_a_text_that_was_misheard(void **state)
{
    static const char plan[] = "今年市政府要办十件实事\n计划投资23.8亿元　按月公开进度\n\n"
                               "本报讯（记者 李念三）2月26日，市政府新闻办举行发布会，公布2019年十件实事。\n\n"
                               "就近上学　城区新建改建中小学6所，可增学位7250个，大班额占比压到5%以内。\n\n"
                               "停车添位　利用边角地建停车场14个，新增泊位3000个以上，其中立体车库两座。\n\n"
                               "老区焕新　小区先改37个，惠及5280户。有意愿的楼栋加装电梯，今年安排20至30部。\n\n"
                               "出行更畅　新能源公交车再添60辆，优化公交线9条，农村公路提档升级600公里。\n\n"
                               "喝上放心水　新铺城乡供水管网212公里，城区添公厕25座、口袋公园5个。\n";

    (void)state;
    assert_in_range(count_of(plan, ROLE_ACTUAL), 0, 1); /* of 16 */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_outweigh_a_heading_that_was_misheard),
        cmocka_unit_test(words_do_not_make_a_report_of_a_plan),
        cmocka_unit_test(words_tell_items_that_no_rule_sees),
        cmocka_unit_test(a_few_sentences_are_not_heard),
        cmocka_unit_test(every_weight_is_where_it_is_looked_for),
        cmocka_unit_test(learning_tells_promised_from_done),
        cmocka_unit_test(words_around_all_figures_turn_a_text_that_was_misheard),
    };

    return cmocka_run_group_tests_name("opinion", tests, NULL, NULL);
}
