/* draft.h, draft_pack.h: plans read into items, targets, days and departments, and packs that load. tests/drafts holds
 * whole plans with the targets that a reader finds in them. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit/context.h"
#include "base/file.h"
#include "domain/draft_pack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h> /* last: its macro fail() would hide ours */

static struct draft *read_plan(struct ctx *ctx, const char *plan)
{
    struct text *text;
    struct draft *draft = NULL;
    assert_int_equal(text_from_bytes(ctx, "plan.txt", plan, strlen(plan), &text), 0);
    if (draft_read(ctx, text, 2025, &draft) < 0)
        fail_msg("%s", ctx->err.text);
    return draft;
}

static struct draft_pack pack_of(struct ctx *ctx, struct draft *draft)
{
    struct draft_pack pack;
    if (draft_pack_make(ctx, draft, "990100", &pack) < 0)
        fail_msg("%s", ctx->err.text);
    return pack;
}

/* The whole texts of the pack's files, one behind the other. */
static const char *files_of(struct ctx *ctx, struct draft *draft)
{
    struct draft_pack pack = pack_of(ctx, draft);
    char *all = arena_strdup(ctx->mem, "");
    for (size_t i = 0; i < pack.count; i++)
        all = arena_printf(ctx->mem, "%s%s", all, pack.files[i].bytes);
    return all;
}

static void assert_holds(const char *text, const char *words)
{
    assert_non_null(text);
    if (!strstr(text, words))
        fail_msg("“%s” is not in:\n%s", words, text);
}

/* "subject=value unit" of each target of the item, a line each. */
static const char *targets_of(struct ctx *ctx, const struct draft_item *item)
{
    const char *all = "";
    for (size_t i = 0; i < item->targets.count; i++) {
        char digits[DECIMAL_TEXT];
        const struct draft_target *t = &item->targets.at[i];
        all = arena_printf(ctx->mem, "%s%s=%s %s\n", all, t->subject, decimal_format(t->value, digits), t->unit);
    }
    return all;
}

static void numbered_paragraphs_are_items_with_leads_days_and_targets(void **state)
{
    struct ctx *ctx = *state;
    struct draft *draft = read_plan(ctx, "云溪市2025年民生实事方案\n云政〔2025〕3号\n\n"
                                         "一、老旧小区改造。改造老旧小区30个、5200户。\n"
                                         "牵头单位：市住建局；配合单位：市财政局、市城管局\n完成时限：10月底\n"
                                         "二、稳岗就业。城镇新增就业1.8万人以上。（市人社局牵头，各县区配合）\n");
    assert_string_equal(draft->place, "云溪市");
    assert_string_equal(draft->document, "云政〔2025〕3号");
    assert_int_equal(draft->items.count, 2);
    const struct draft_item *first = &draft->items.at[0], *second = &draft->items.at[1];
    assert_string_equal(first->name, "老旧小区改造");
    assert_string_equal(first->leads.at[0], "市住建局");
    assert_int_equal(first->partners.count, 2);
    assert_int_equal(first->due, 20251031);
    assert_string_equal(first->promise, "改造老旧小区30个、5200户。");
    assert_string_equal(targets_of(ctx, first), "改造老旧小区=30 个\n改造老旧小区=5200 户\n");
    assert_int_equal(first->milestones.at[0].due, 20251031);
    assert_string_equal(second->leads.at[0], "市人社局");
    assert_string_equal(targets_of(ctx, second), "城镇新增就业=18000 人\n");
}

static const char *names_of(struct ctx *ctx, const struct draft *draft)
{
    const char *all = "";
    for (size_t i = 0; i < draft->items.count; i++)
        all = arena_printf(ctx->mem, "%s%s;", all, draft->items.at[i].name);
    return all;
}

static void headings_count_items_where_no_number_does(void **state)
{
    struct ctx *ctx = *state;
    const char *signs = "云溪2025民生清单\n\n总投资3亿元\n\n🏫【一、上好学】\n新建学校3所，新增学位900个。\n"
                        "🎒 添置课桌300套\n🏥【二、看好病】\n改造卫生院5家。\n🚌【三、行得畅】\n更新公交车20辆。\n";
    assert_string_equal(names_of(ctx, read_plan(ctx, signs)), "上好学;看好病;行得畅;");
    const char *plain = "云溪2025民生清单公布\n\n上学路上少操心\n\n新建学校3所，新增学位900个。\n\n"
                        "家门口看病更踏实\n\n改造卫生院5家。\n\n兜底的网织得更牢\n\n发放补贴300户，救助儿童20名。\n";
    assert_string_equal(names_of(ctx, read_plan(ctx, plain)), "上学路上少操心;家门口看病更踏实;兜底的网织得更牢;");
    const char *blank = "2025年民生工程实施方案\n\n就业促进工程　城镇新增就业3.8万人，培训5000人次，安置300人。\n\n"
                        "扶贫解困工程　解决4.2万人饮水问题，改造危房2000户。\n\n"
                        "教育助学工程　新建学校12所，资助学生1.3万名，新增学位3000个。\n";
    assert_string_equal(names_of(ctx, read_plan(ctx, blank)), "就业促进工程;扶贫解困工程;教育助学工程;");
}

static void names_that_run_into_their_entries_count_items(void **state)
{
    struct ctx *ctx = *state;
    const char *fields = "云溪今年办这些实事\n\n就业方面，新增就业8.5万人，培训4万人次。\n\n"
                         "在教育方面，新建学校26所。\n\n供暖供水方面，改造管网176公里。\n";
    assert_string_equal(names_of(ctx, read_plan(ctx, fields)), "就业;教育;供暖供水;");
    const char *stops = "今年实事\n\n住房保障。改造棚户区1.15万户。\n\n教育卫生。新建幼儿园18所。\n\n"
                        "责任单位：市住建局，投资6000万元。\n\n出行畅通。建设泊位10000个。\n";
    assert_string_equal(names_of(ctx, read_plan(ctx, stops)), "住房保障;教育卫生;出行畅通;");
    const char *colons =
        "今年计划办好十件民生实事\n\n就业：区外就业不少于400人\n\n全年新增就业2.3万人。\n\n"
        "教育：新增学位逾5000个\n\n新建小学1所。\n\n饮水用电：3.5万人喝上放心水\n\n改造线路315公里。\n";
    assert_string_equal(names_of(ctx, read_plan(ctx, colons)), "就业;教育;饮水用电;");
}

static void what_a_resident_asks_counts_items(void **state)
{
    struct ctx *ctx = *state;
    const char *plan = "2025年要办哪些实事？一问一答\n\n问：找工作会容易些吗？\n答：城镇新增就业4.5万人。\n\n"
                       "问：老小区改不改？\n答：今年改造小区184个。\n\n问：出行呢？\n答：打通断头路7条。\n";
    struct draft *draft = read_plan(ctx, plan);
    assert_string_equal(names_of(ctx, draft), "城镇新增就业;改造小区;打通断头路;");
    assert_string_equal(draft->items.at[0].promise, "城镇新增就业4.5万人。");
    const char *voices = "今年民生实事怎么干？\n\n市人社局科长张涛：新增就业2.2万人。\n\n"
                         "市教体局局长李丽：新建学校8所。\n\n市民政局主任陈波：建食堂6个。\n";
    struct text *text;
    assert_int_equal(text_from_bytes(ctx, "t.txt", voices, strlen(voices), &text), 0);
    assert_int_equal(draft_read(ctx, text, 2025, &draft), E_INPUT);
}

static void a_numbered_bracket_names_an_item_and_an_appendix_may_report(void **state)
{
    struct ctx *ctx = *state;
    const char *plan = "云溪市2025年候选项目清单\n\n【1号】新建学校16所，增加学位10350个。（市教育局）\n"
                       "【2号】改造村卫生室30家。（市卫健委）\n【3号】整治老旧小区24个。（市住建局）\n\n"
                       "附：2024年完成情况\n去年新建学校11所。\n";
    assert_string_equal(names_of(ctx, read_plan(ctx, plan)), "新建学校;改造村卫生室;整治老旧小区;");
}

static void entries_counted_in_one_paragraph_are_items(void **state)
{
    struct ctx *ctx = *state;
    const char *plan =
        "（八）增进民生福祉。着力办好三件实事：一是就业创业。新增就业5.2万人。二是优质教育。新建学校26所，"
        "一是一、二是二。三是健康服务。建成中心5个。\n";
    assert_string_equal(names_of(ctx, read_plan(ctx, plan)), "就业创业;优质教育;健康服务;");
    const char *brackets =
        "2025年任务分解表\n\n【一】寄宿制学校改造\n改造学校22所。\n【二】社区助餐\n新增助餐点60个。\n"
        "【三】“一老一小”\n筛查5.1万人。\n";
    assert_string_equal(names_of(ctx, read_plan(ctx, brackets)), "寄宿制学校改造;社区助餐;“一老一小”;");
}

static void who_leads_may_stand_in_any_bracket_or_behind_a_question(void **state)
{
    struct ctx *ctx = *state;
    struct draft *draft =
        read_plan(ctx, "1．改善教育。新建学校5所。【牵头：市教育局；配合：市财政局、各镇街】\n"
                       "2．看好病。添置设备136台\n📌谁来办：市卫健委、市妇联共同牵头，市财政局配合\n⏰啥时办成：11月底\n"
                       "3．住得好。改造小区8个。（责任单位：市住建局）\n");
    assert_string_equal(draft->items.at[0].leads.at[0], "市教育局");
    assert_string_equal(draft->items.at[0].partners.at[0], "市财政局");
    assert_int_equal(draft->items.at[1].leads.count, 2);
    assert_string_equal(draft->items.at[1].leads.at[1], "市妇联");
    assert_int_equal(draft->items.at[1].due, 20251130);
    assert_string_equal(draft->items.at[2].leads.at[0], "市住建局");
}

static void sizes_populations_and_who_benefits_are_no_targets(void **state)
{
    struct ctx *ctx = *state;
    struct draft *draft = read_plan(ctx, "1．学校。✅新建学校2所，两校总建筑面积4.7万平方米，2.3万余户居民受益\n"
                                         "2．医院。东院区（规划床位800张）封顶；新建卫生室16处。\n"
                                         "3．养老。对全县1.9万名老人建立制度，新建助餐点12个，普及率提高到92%。\n");
    assert_string_equal(targets_of(ctx, &draft->items.at[0]), "新建学校=2 所\n");
    assert_string_equal(targets_of(ctx, &draft->items.at[1]), "新建卫生室=16 处\n");
    assert_string_equal(targets_of(ctx, &draft->items.at[2]), "新建助餐点=12 个\n普及率=92 %\n");
}

static void a_number_may_stand_above_its_heading_or_before_a_blank(void **state)
{
    struct ctx *ctx = *state;
    const char *above = "2025年为民办实事清单\n\n01\n社保惠民\n发放津贴13.8万名老人。\n02\n健康惠民\n新增床位1000张；\n"
                        "03\n教育惠民\n新建学校3所。\n";
    assert_string_equal(names_of(ctx, read_plan(ctx, above)), "社保惠民;健康惠民;教育惠民;");
    const char *blank =
        "2025年民生实事方案\n\n一　老街区微改造\n\n改造小区16个。\n\n二　学位扩容\n\n新增学位1860个。\n";
    assert_string_equal(names_of(ctx, read_plan(ctx, blank)), "老街区微改造;学位扩容;");
}

static void a_sum_inside_a_task_is_no_row_of_sums(void **state)
{
    struct ctx *ctx = *state;
    const char *plan = "序号\t项目名称\t目标任务\t责任单位\n1\t饮水\t巩固饮水工程33处\t县水利局\n"
                       "2\t人居环境\t建设污水设施16套，日处理规模合计900吨\t县农业局\n合计\t\t49处\t\n";
    assert_string_equal(names_of(ctx, read_plan(ctx, plan)), "饮水;人居环境;");
}

static void standards_shares_and_money_put_in_are_no_targets(void **state)
{
    struct ctx *ctx = *state;
    struct draft *draft = read_plan(ctx, "一、养老助餐。新建助餐点20处，每人每餐补助3元，总投资1200万元。\n"
                                         "二、低保提标。低保标准提高到每人每月720元，贫困发生率降到1%以下。\n"
                                         "三、康复救助。救助残疾儿童300名，惠及家庭280户，满意率不低于95%。\n");
    assert_string_equal(targets_of(ctx, &draft->items.at[0]), "新建助餐点=20 处\n");
    assert_string_equal(targets_of(ctx, &draft->items.at[1]), "");
    assert_string_equal(targets_of(ctx, &draft->items.at[2]), "救助残疾儿童=300 名\n");
    const char *files = files_of(ctx, draft);
    assert_holds(files, "“每人每餐补助3元”");
    assert_holds(files, "“总投资1200万元”");
    assert_holds(files, "target: unknown");
}

static void parts_and_companions_share_a_ledger(void **state)
{
    struct ctx *ctx = *state;
    const char *files = files_of(ctx, read_plan(ctx, "1.开展技能培训6000人次，其中数字技能培训1500人次。\n"
                                                     "2.大修道路12条、总长28.6公里。\n"));
    assert_holds(files, "part_of: item01_a, target: 1500");
    assert_holds(files, "where: \"kind = '数字技能培训'\"");
    assert_holds(files, "code: item02_a_km");
    assert_holds(files, "target: 28.6");
}

static void two_indicators_of_one_unit_differ_in_words(void **state)
{
    struct ctx *ctx = *state;
    const char *files = files_of(ctx, read_plan(ctx, "1.新建义务教育学校2所，改扩建3所。\n2.新建公园5个。\n"));
    assert_holds(files, "words: [新建义务教育学校, 新建 义务教育学校, 义务教育学校 新建]");
    assert_holds(files, "words: [改扩建义务教育学校, 改扩建 义务教育学校, 义务教育学校 改扩建]");
}

static void progress_by_an_earlier_day_is_no_target_of_its_own(void **state)
{
    struct ctx *ctx = *state;
    struct draft *draft =
        read_plan(ctx, "一、托育服务。新建照护驿站7家。3月底前新建照护驿站2家，6月底前新建照护驿站4家。\n"
                       "二、打通学院路，6月底前开工，年底前建成通车。\n");
    assert_string_equal(targets_of(ctx, &draft->items.at[0]), "新建照护驿站=7 家\n");
    const struct draft_item *road = &draft->items.at[1];
    assert_int_equal(road->milestones.count, 2);
    assert_string_equal(road->milestones.at[0].subject, "学院路");
    assert_int_equal(road->milestones.at[0].stage, DRAFT_STARTED);
    assert_int_equal(road->milestones.at[0].due, 20250630);
    assert_int_equal(road->milestones.at[1].due, 20251231);
    const char *files = files_of(ctx, draft);
    assert_holds(files, "target: 通车, due: 2025-12-31");
}

static void a_range_takes_its_lower_end_and_says_so(void **state)
{
    struct ctx *ctx = *state;
    struct draft *draft = read_plan(ctx, "1.新建口袋公园15—20个。\n2.打通断头路3至5条。\n");
    assert_string_equal(targets_of(ctx, &draft->items.at[0]), "新建口袋公园=15 个\n");
    assert_string_equal(targets_of(ctx, &draft->items.at[1]), "打通断头路=3 条\n");
    assert_holds(files_of(ctx, draft), "# unsure: 计划写的是一个范围或约数");
}

static void a_unit_of_whole_numbers_gives_way_to_a_finer_one(void **state)
{
    struct ctx *ctx = *state;
    const char *files = files_of(ctx, read_plan(ctx, "1.新增绿地45.5公顷。\n2.清理淤泥1.25万立方米、0.5立方米。\n"));
    assert_holds(files, "unit: 平方米, count: sum, of: item01_a, field: hectares, target: 455000");
}

static void rows_of_a_table_are_items(void **state)
{
    struct ctx *ctx = *state;
    struct draft *draft = read_plan(ctx, "索引号\t990100\t公开方式\t主动公开\n"
                                         "云溪市2025年民生实事任务分解表\n"
                                         "序号\t项目名称\t目标任务\t投资（万元）\t牵头单位\t配合单位\t完成时限\n"
                                         "1\t城区停车场\t新建停车场3处、泊位560个\t1850\t市城管局\t市财政局\t9月\n"
                                         "2\t农村供水\t铺设管网186公里\t3200\t市水利局\t\t全年\n合计\t\t\t5050\n");
    assert_int_equal(draft->items.count, 2);
    assert_string_equal(draft->items.at[0].name, "城区停车场");
    assert_string_equal(draft->items.at[0].leads.at[0], "市城管局");
    assert_string_equal(draft->items.at[0].partners.at[0], "市财政局");
    assert_int_equal(draft->items.at[0].due, 20250930);
    assert_string_equal(targets_of(ctx, &draft->items.at[0]), "新建停车场=3 处\n泊位=560 个\n");
    assert_int_equal(draft->items.at[1].due, 20251231);
}

static void texts_that_plan_nothing_are_refused(void **state)
{
    static const char *const texts[] = {
        "今天天气很好。", "一、会议时间。\n二、会议地点。\n",
        "云溪市2024年民生实事完成情况\n一、新建学校2所已建成。\n二、改造小区3个已完工。\n"};
    struct ctx *ctx = *state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct text *text;
        struct draft *draft;
        assert_int_equal(text_from_bytes(ctx, "t.txt", texts[i], strlen(texts[i]), &text), 0);
        assert_int_equal(draft_read(ctx, text, 2025, &draft), E_INPUT);
        assert_non_null(strstr(ctx->err.text, i < 2 ? "没有找到实事" : "说的是完成情况，不是计划"));
    }
}

static void a_county_hangs_below_its_city_and_a_bundled_tree_is_taken(void **state)
{
    struct ctx *ctx = *state;
    struct draft *draft = read_plan(ctx, "南湖区2025年民生实事计划\n\n1.新建公园5个。\n2.新建学校2所。\n");
    struct draft_pack pack;
    assert_int_equal(draft_pack_make(ctx, draft, "990402", &pack), 0);
    assert_string_equal(pack.programme->code, "990400-2025");
    assert_holds(pack.programme->organisations, "990402000000,南湖区,county,990400000000");
    assert_int_equal(draft_pack_make(ctx, draft, "411200", &pack), 0);
    assert_holds(pack.programme->organisations, "411202000000");
    assert_int_equal(draft_pack_make(ctx, draft, "41120x", &pack), E_USAGE);
}

/* ---- whole plans ---- */

struct score {
    size_t right, found, expected;
};

/* `item value unit` of what the pack promises, milestones and unknowns left out. */
static size_t add_found(const struct programme *p, const char *found[], size_t room, struct ctx *ctx)
{
    size_t count = 0;
    for (size_t i = 0; i < p->indicator_count && count < room; i++) {
        const struct indicator *indicator = p->indicators[i];
        char digits[DECIMAL_TEXT];
        if (indicator->target.kind != TARGET_VALUE)
            continue;
        struct decimal value = {indicator->target.value, indicator->places};
        found[count++] = arena_printf(ctx->mem, "%d\t%s\t%s", indicator->item->number, decimal_format(value, digits),
                                      indicator->unit);
    }
    return count;
}

enum { ROOM = 400 };

static void compare(struct ctx *ctx, const struct programme *p, char *expected, const char *name, struct score *score)
{
    const char *found[ROOM];
    size_t count = add_found(p, found, ROOM, ctx);
    score->found += count;
    strsep(&expected, "\n"); /* the header */
    for (char *line; (line = strsep(&expected, "\n"));) {
        bool here = false;
        if (!*line)
            continue;
        score->expected++;
        for (size_t i = 0; i < count && !here; i++)
            if (found[i] && strcmp(found[i], line) == 0) {
                found[i] = NULL;
                here = true;
            }
        score->right += here;
        if (!here)
            print_message("# %s: missing %s\n", name, line);
    }
    for (size_t i = 0; i < count; i++)
        if (found[i])
            print_message("# %s: not in the plan: %s\n", name, found[i]);
}

static void score_plan(const char *name, struct score *score)
{
    struct ctx ctx = {.mem = arena_new()};
    struct text *text;
    struct draft *draft;
    size_t length;
    char *expected;
    const char *path = arena_printf(ctx.mem, SOURCE_ROOT "/tests/drafts/%s", name);
    const char *stem = arena_strndup(ctx.mem, path, strlen(path) - strlen(".txt"));
    assert_int_equal(text_read(&ctx, path, &text), 0);
    int year = (int)strtol(stem + strlen(stem) - 4, NULL, 10); /* its name ends with it */
    if (draft_read(&ctx, text, year, &draft) < 0)
        fail_msg("%s", ctx.err.text);
    struct draft_pack pack = pack_of(&ctx, draft);
    assert_int_equal(file_read(&ctx, arena_printf(ctx.mem, "%s.targets.tsv", stem), 1 << 20, &expected, &length), 0);
    compare(&ctx, pack.programme, expected, name, score);
    arena_free(ctx.mem);
}

/* F1 = 2 right / (found + expected). */
static void nearly_all_targets_of_whole_plans_are_found(void **state)
{
    (void)state;
    struct score score = {0};
    DIR *folder = opendir(SOURCE_ROOT "/tests/drafts");
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));)
        if (strstr(entry->d_name, ".txt"))
            score_plan(entry->d_name, &score);
    closedir(folder);
    print_message("# targets: %zu expected, %zu found, %zu right: F1 %zu‰\n", score.expected, score.found, score.right,
                  2000 * score.right / (score.found + score.expected));
    assert_true(score.expected >= 100);
    assert_true(2000 * score.right / (score.found + score.expected) >= 980);
}

/* Pieces of plans put together at random: refused, or a pack that loads. */
static void whatever_is_drafted_loads(void **state)
{
    static const char *const pieces[] = {"一、",
                                         "二、",
                                         "三、",
                                         "（一）",
                                         "（二）",
                                         "1.",
                                         "2.",
                                         "3.",
                                         "第一件：",
                                         "第二件：",
                                         "项目一：",
                                         "——",
                                         "●",
                                         "\n",
                                         "\n",
                                         "\n\n",
                                         "\t",
                                         "。",
                                         "，",
                                         "；",
                                         "、",
                                         "：",
                                         "（",
                                         "）",
                                         "“",
                                         "”",
                                         "'",
                                         "\"",
                                         "\\",
                                         "#",
                                         "{",
                                         "[",
                                         ":",
                                         "新建",
                                         "改造",
                                         "其中",
                                         "老旧小区",
                                         "学校",
                                         "12个",
                                         "3至5条",
                                         "45.5公顷",
                                         "96万平方米",
                                         "1.8万人",
                                         "90%",
                                         "130%",
                                         "6000人次",
                                         "30元",
                                         "每人",
                                         "6月底前",
                                         "年底前",
                                         "开工",
                                         "建成通车",
                                         "牵头单位：",
                                         "责任单位：市教育局",
                                         "（市民政局牵头）",
                                         "完成时限：",
                                         "序号\t项目名称\t目标任务\t牵头单位\n",
                                         "1\t甲\t新建学校2所\t市教育局\n",
                                         "其他",
                                         "全覆盖",
                                         "2025年",
                                         "😀",
                                         "999999999999万元",
                                         "0.0000001吨",
                                         "惠及",
                                         "12.5个",
                                         "的",
                                         "南湖中学"};
    unsigned seed = 20250101;
    size_t drafted = 0;
    (void)state;
    for (int round = 0; round < 3000; round++) {
        struct ctx ctx = {.mem = arena_new()};
        char plan[4000] = "";
        size_t length = 0;
        for (int n = 0; n < 60; n++) {
            seed = seed * 1664525 + 1013904223;
            const char *piece = pieces[(seed >> 8) % (sizeof pieces / sizeof *pieces)];
            memcpy(plan + length, piece, strlen(piece) + 1);
            length += strlen(piece);
        }
        struct text *text;
        struct draft *draft;
        assert_int_equal(text_from_bytes(&ctx, "t", plan, length, &text), 0);
        if (draft_read(&ctx, text, 2025, &draft) == 0) {
            struct draft_pack pack;
            if (draft_pack_make(&ctx, draft, "990100", &pack) < 0)
                fail_msg("%s\n%s", plan, ctx.err.text);
            drafted++;
        }
        arena_free(ctx.mem);
    }
    assert_true(drafted > 300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define WITH_CONTEXT(test) cmocka_unit_test_setup_teardown(test, context_open, context_close)
        WITH_CONTEXT(numbered_paragraphs_are_items_with_leads_days_and_targets),
        WITH_CONTEXT(headings_count_items_where_no_number_does),
        WITH_CONTEXT(names_that_run_into_their_entries_count_items),
        WITH_CONTEXT(what_a_resident_asks_counts_items),
        WITH_CONTEXT(a_numbered_bracket_names_an_item_and_an_appendix_may_report),
        WITH_CONTEXT(entries_counted_in_one_paragraph_are_items),
        WITH_CONTEXT(who_leads_may_stand_in_any_bracket_or_behind_a_question),
        WITH_CONTEXT(sizes_populations_and_who_benefits_are_no_targets),
        WITH_CONTEXT(a_number_may_stand_above_its_heading_or_before_a_blank),
        WITH_CONTEXT(a_sum_inside_a_task_is_no_row_of_sums),
        WITH_CONTEXT(standards_shares_and_money_put_in_are_no_targets),
        WITH_CONTEXT(parts_and_companions_share_a_ledger),
        WITH_CONTEXT(two_indicators_of_one_unit_differ_in_words),
        WITH_CONTEXT(progress_by_an_earlier_day_is_no_target_of_its_own),
        WITH_CONTEXT(a_range_takes_its_lower_end_and_says_so),
        WITH_CONTEXT(a_unit_of_whole_numbers_gives_way_to_a_finer_one),
        WITH_CONTEXT(rows_of_a_table_are_items),
        WITH_CONTEXT(texts_that_plan_nothing_are_refused),
        WITH_CONTEXT(a_county_hangs_below_its_city_and_a_bundled_tree_is_taken),
        cmocka_unit_test(nearly_all_targets_of_whole_plans_are_found),
        cmocka_unit_test(whatever_is_drafted_loads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
