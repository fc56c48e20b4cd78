/* Articles that tell the programme in words of their own (tests/reworded): of each figure the indicator, place and time
 * that a reader finds, annotated before the output was looked at. What no indicator counts must stay unmatched. */
#include <glob.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/vec.h"
#include "domain/verdict.h" /* before cmocka, whose fail() is a macro */

#include <cmocka.h>

#include "check_city.h"

enum {
    DECEMBER = 202412,
    OTHERS = 51, /* from this number on articles are by writers who had seen neither pack nor program */
};

/* yyyymm of the end, with the month after which it begins where that is not January, or the day. */
static const char *time_of(struct check_city *city, const struct period *p, bool target)
{
    if (p->other)
        return "other";
    if (target && !p->named)
        return "";
    if (p->day)
        return arena_printf(city->ctx.mem, "%d", p->day);
    if (p->from)
        return arena_printf(city->ctx.mem, "%d-%d", p->from + 1, p->to);
    return p->to == DECEMBER ? "" : arena_printf(city->ctx.mem, "%d", p->to);
}

/* The places of a sum, joined by “+” in the order of the text, each once. */
static const char *place_of(struct check_city *city, const struct claim *c)
{
    const char *places = "";

    if (c->addend_count == 0 || c->place.org)
        return !c->place.org ? "-" : c->place.org == city->tree.city ? "" : c->place.org->code;
    for (size_t i = 0; i < c->addend_count; i++)
        if (!strstr(places, c->addends[i].org->code))
            places = arena_printf(city->ctx.mem, "%s%s%s", places, i ? "+" : "", c->addends[i].org->code);
    return places;
}

/* A text that is broken in two lines, as one. */
static const char *one_line(struct check_city *city, const char *text)
{
    const char *end = strchr(text, '\n');

    return end ? arena_printf(city->ctx.mem, "%.*s\\n%s", (int)(end - text), text, one_line(city, end + 1)) : text;
}

/* text, indicator, place, time, as the table beside the article has them; place and time where there is an indicator.
 */
static const char *row_of(struct check_city *city, const struct claim *c)
{
    const char *text = one_line(city, c->text);

    if (!c->indicator && c->several_count == 0 && c->kind != CLAIM_ITEMS)
        return arena_printf(city->ctx.mem, "%s\t\t\t", text);
    return arena_printf(city->ctx.mem, "%s\t%s\t%s\t%s", text, code_of(city, c), place_of(city, c),
                        time_of(city, &c->period, c->role == ROLE_TARGET));
}

static char *file_of(struct check_city *city, const char *path, const char *ending, size_t *ret_length)
{
    char *bytes;

    assert_int_equal(
        file_read(&city->ctx, arena_printf(city->ctx.mem, "%s.%s", path, ending), 1 << 20, &bytes, ret_length), 0);
    return bytes;
}

struct score {
    size_t articles;
    size_t named, missed; /* figures of an indicator; those of them that were left unmatched */
    size_t wrong;         /* read as another indicator, place or time, or where nothing is counted */
};

static void score_article(struct check_city *city, const char *path, bool each, struct score *score)
{
    size_t length, table_length;
    char *bytes = file_of(city, path, "txt", &length), *table = file_of(city, path, "claims.tsv", &table_length);
    const char *name = strrchr(path, '/') + 1;

    check_bytes(city, bytes, length, DECEMBER);
    (void)strsep(&table, "\n");
    for (size_t i = 0; i < city->claims.count; i++) {
        const struct claim *c = &city->claims.at[i];
        const char *expected, *row;
        if (!c->figure)
            continue;
        expected = table && *table ? strsep(&table, "\n") : "nothing";
        row = row_of(city, c);
        score->named += strstr(expected, "\t\t\t") == NULL;
        if (strcmp(row, expected) == 0 || (c->kind == CLAIM_ITEMS && strstr(expected, "\t\t\t")))
            continue;
        if (!c->indicator && strncmp(row, expected, strlen(one_line(city, c->text)) + 1) == 0) {
            score->missed++;
            if (each)
                print_message("%s: missed %s\n", name, expected);
            continue;
        }
        print_error("%s: expected %s, read %s\n", name, expected, row);
        score->wrong++;
    }
    if (table && *table) { /* not every figure was found */
        print_error("%s: one off, left over %s\n", name, table);
        score->wrong++;
    }
}

/* The articles of a folder whose number is `from` or more and less than `to`. */
static struct score score_folder(struct check_city *city, const char *folder, int from, int to, bool each)
{
    struct score score = {0};
    glob_t found;

    assert_int_equal(glob(arena_printf(city->ctx.mem, "%s/*.claims.tsv", folder), 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        const char *path = found.gl_pathv[i];
        long number = strtol(strrchr(path, '/') + 1, NULL, 10);

        if (number < from || number >= to)
            continue;
        score_article(city, arena_strndup(city->ctx.mem, path, strlen(path) - strlen(".claims.tsv")), each, &score);
        score.articles++;
    }
    globfree(&found);
    return score;
}

static void a_reworded_article_names_the_same_indicators_places_and_times(void **state)
{
    struct score score = score_folder(*state, SOURCE_ROOT "/tests/reworded", 1, OTHERS, false);

    assert_int_equal(score.articles, 33);
    assert_int_equal(score.wrong, 0);
    assert_in_range(score.missed * 100, 0, score.named * 5);
}

static void an_article_of_other_writers_is_never_read_wrongly_and_mostly_matched(void **state)
{
    struct score score = score_folder(*state, SOURCE_ROOT "/tests/reworded", OTHERS, INT_MAX, false);

    assert_int_equal(score.articles, 161);
    assert_int_equal(score.wrong, 0);
    assert_in_range(score.missed * 100, 0, score.named * 14);
}

/* Any other folder, told by the environment: to see what is read of new articles. */
static void measure(struct check_city *city, const char *folder)
{
    struct score score = score_folder(city, folder, 0, INT_MAX, true);

    print_message("%zu articles, %zu figures of an indicator, %zu missed, %zu read wrongly\n", score.articles,
                  score.named, score.missed, score.wrong);
}

static void articles_of_a_folder_are_measured_where_one_is_named(void **state)
{
    if (getenv("REWORDED"))
        measure(*state, getenv("REWORDED"));
}

static void of_two_that_words_and_unit_leave_alike_both_are_candidates(void **state)
{
    struct check_city *city = *state;

    says_at(city, DECEMBER, "“两癌”“两筛”\n共筛查 5200 人。", "5200 人||unmatched\n");
    assert_non_null(strstr(city->claims.at[0].why, "妇女宫颈癌筛查（cervical）、妇女乳腺癌筛查（breast）"));
}

static void what_an_item_counts_in_another_unit_stays_unmatched(void **state)
{
    says_at(*state, DECEMBER, "老年助餐\n共服务 120 人次。", "120 人次||unmatched\n");
    says_at(*state, DECEMBER, "供暖提质扩面\n供热面积达到 420 万平方米。", "420 万平方米||unmatched\n");
    says_at(*state, DECEMBER, "公共充电桩\n配套停车位 300 个，投用 260 个。", "300 个||unmatched\n260 个||unmatched\n");
}

static void what_there_is_is_not_what_is_new(void **state)
{
    says_at(*state, DECEMBER, "全市公共充电桩总数冲到2105个。", "2105个||unmatched\n");
    says_at(*state, DECEMBER, "全市新建公共充电桩12个。", "12个|charging_piles|undetermined\n");
}

static void of_a_list_the_name_that_nobody_knows_is_no_others(void **state)
{
    says_at(*state, DECEMBER, "新生儿心脏筛查和听力筛查分别为11740人、11588人。",
            "11740人||unmatched\n11588人|newborn_hearing|undetermined\n");
}

static void all_year_behind_another_year_is_of_that_year(void **state)
{
    struct check_city *city = *state;

    says_at(city, DECEMBER, "公共充电桩建成12个。2023年，全年建成公共充电桩15个。",
            "12个|charging_piles|undetermined\n15个|charging_piles|undetermined\n");
    assert_true(city->claims.at[1].period.other);
}

static void what_one_month_alone_did_is_of_that_month(void **state)
{
    struct check_city *city = *state;

    says_at(city, DECEMBER, "到11月底，新建公共充电桩12个。单是11月份，新建公共充电桩3个。灵宝市新建公共充电桩2个。",
            "12个|charging_piles|undetermined\n3个|charging_piles|undetermined\n2个|charging_piles|undetermined\n");
    assert_int_equal(city->claims.at[0].period.from, 0);
    assert_int_equal(city->claims.at[1].period.from, 202410);
    assert_int_equal(city->claims.at[2].period.from, 0);
}

static void a_year_that_is_called_past_is_not_this_year(void **state)
{
    struct check_city *city = *state;

    says_at(city, DECEMBER, "报告\n\n过去一年，2024年初承诺的实事都办了。\n今年，继续新建公共充电桩12个。",
            "12个|charging_piles|undetermined\n");
    assert_true(city->claims.at[0].period.other);
    says_at(city, DECEMBER, "回访\n\n1月8日，记者见到老周。去年新建公共充电桩12个。2025年再建3个，2024年的都已通电。",
            "12个|charging_piles|undetermined\n3个||unmatched\n");
    assert_false(city->claims.at[0].period.other);
}

static void a_bulletin_tells_up_to_the_day_that_it_hands_on(void **state)
{
    struct check_city *city = *state;

    says_at(city, DECEMBER,
            "工作简报\n\n发展改革委　2024年11月4日\n\n现将截至10月31日部分事项进度印发。\n\n新建公共充电桩12个。",
            "12个|charging_piles|undetermined\n");
    assert_int_equal(city->claims.at[0].period.to, 202410);
}

static void a_share_of_what_is_told_with_it_is_of_that(void **state)
{
    struct check_city *city = *state;

    says_at(city, DECEMBER, "湖滨区新建公共充电桩12个，占全市24个的50%。",
            "12个|charging_piles|undetermined\n24个|charging_piles|undetermined\n50%|charging_piles|undetermined\n");
    assert_int_equal(city->claims.at[2].kind, CLAIM_PART);
}

static void a_road_that_bears_a_countys_name_is_no_place(void **state)
{
    struct check_city *city = *state;

    says_at(city, DECEMBER, "渑池新建公共充电桩 12 个。", "12 个|charging_piles|undetermined\n");
    assert_string_equal(city->claims.at[0].place.org->code, "411221000000");
    says_at(city, DECEMBER, "渑池路新建公共充电桩 12 个。", "12 个|charging_piles|undetermined\n");
    assert_ptr_equal(city->claims.at[0].place.org, city->tree.city);
}

static void in_a_text_of_a_county_that_names_the_city_too_all_the_city_is_nobody(void **state)
{
    struct check_city *city = *state;

    says_at(city, DECEMBER, "灵宝市民生实事\n全市新建公共充电桩 12 个。", "12 个|charging_piles|undetermined\n");
    assert_string_equal(city->claims.at[0].place.org->code, "411282000000");
    says_at(city, DECEMBER, "灵宝市民生实事\n按三门峡市部署，全市新建公共充电桩 12 个。",
            "12 个|charging_piles|undetermined\n");
    assert_null(city->claims.at[0].place.org);
}

static void a_number_alone_in_its_line_is_of_the_paragraph_below(void **state)
{
    struct check_city *city = *state;

    says_at(city, DECEMBER, "一年的数字\n\n这一年，有几个数值得记住。\n\n● 12个\n新建的公共充电桩，都在老城区。\n",
            "12个|charging_piles|undetermined\n");
    says_at(city, DECEMBER, "老旧小区改造\n12个\n新建公共充电桩\n5个\n",
            "12个||unmatched\n5个|charging_piles|undetermined\n");
}

static void amounts_of_two_places_go_by_them(void **state)
{
    struct check_city *city = *state;

    says_at(city, DECEMBER, "全市通报\n\n陕州区、卢氏县仅建成公共充电桩8个、6个。",
            "8个|charging_piles|undetermined\n6个|charging_piles|undetermined\n");
    assert_string_equal(city->claims.at[0].place.org->code, "411203000000");
    assert_string_equal(city->claims.at[1].place.org->code, "411224000000");
}

static void what_is_left_out_or_among_others_is_no_indicator(void **state)
{
    struct check_city *city = *state;

    says_at(city, DECEMBER, "全市通报\n\n新建公共充电桩12个未列入。", "12个||unmatched\n");
}

static void all_numbers_tell_up_to_the_day_that_is_said_of_them(void **state)
{
    struct check_city *city = *state;

    says_at(city, DECEMBER,
            "新闻发布会\n时间：2024年11月12日\n\n下面通报的数据，除特别说明外，都截至10月底。\n新建公共充电桩12个。",
            "12个|charging_piles|undetermined\n");
    assert_int_equal(city->claims.at[0].period.to, 202410);
}

static void this_year_is_the_year_of_the_text(void **state)
{
    struct check_city *city = *state;

    says_at(city, DECEMBER, "政府工作报告\n2025年1月\n\n今年老旧小区再开工9800户。",
            "9800户|old_homes_started|undetermined\n");
    assert_true(city->claims.at[0].period.other);
    says_at(city, DECEMBER, "读者来信\n\n如今2025年了。去年市里新建公共充电桩12个。",
            "12个|charging_piles|undetermined\n");
    assert_false(city->claims.at[0].period.other);
}

static void a_heading_that_names_a_year_holds_for_what_stands_below_it(void **state)
{
    struct check_city *city = *state;
    const char *report =
        "民生实事回顾与打算\n\n一、2024年完成情况\n新建公共充电桩12个。\n\n二、2025年的安排\n（一）出行\n"
        "新建公共充电桩15个。\n\n三、其他\n新建公共充电桩18个。";

    says_at(city, DECEMBER, report,
            "12个|charging_piles|undetermined\n15个|charging_piles|undetermined\n18个|charging_piles|undetermined\n");
    assert_false(city->claims.at[0].period.other);
    assert_true(city->claims.at[1].period.other);
    assert_false(city->claims.at[2].period.other);
}

static void all_year_is_the_year_in_a_report_of_half_of_it(void **state)
{
    struct check_city *city = *state;

    says_at(city, DECEMBER, "上半年进展情况\n\n公共充电桩全年完成600个，已建成31个。",
            "600个|charging_piles|undetermined\n31个|charging_piles|undetermined\n");
    assert_int_equal(city->claims.at[0].period.to, DECEMBER);
    assert_int_equal(city->claims.at[1].period.to, 202406);
}

static const char *place_told(struct check_city *city, const char *text)
{
    check_bytes(city, text, strlen(text), DECEMBER);
    return place_of(city, &city->claims.at[city->claims.count - 1]);
}

static void whose_text_it_is_may_stand_in_title_line_below_or_townships_alone(void **state)
{
    struct check_city *city = *state;

    assert_string_equal(place_told(city, "卢氏县官道口镇2024年清单\n\n新建公共充电桩12个。"), "411224103000");
    assert_string_equal(place_told(city, "民生小报（第12期）\n湖滨区涧河街道办公室\n\n新建公共充电桩12个。"),
                        "411202004000");
    assert_string_equal(place_told(city, "实事通报\n\n市定实事在我县的任务已开工，仰韶镇最快。新建公共充电桩12个。"),
                        "411221000000");
    assert_string_equal(place_told(city, "烟火人间｜在涧河街道走新路\n\n新建公共充电桩12个。"), "");
}

static void other_cities_are_known_by_their_short_names(void **state)
{
    struct check_city *city = *state;

    assert_string_equal(place_told(city, "洛阳今年新建公共充电桩12个。"), "-");
    assert_string_equal(place_told(city, "同期焦作新建公共充电桩12个。"), "-");
    assert_string_equal(place_told(city, "洛阳路新建公共充电桩12个。"), "");
    assert_string_equal(place_told(city, "三门峡新建公共充电桩12个。"), "");
    assert_string_equal(place_told(city, "完成市下达的公共充电桩12个。"), "");
}

static void places_told_together_are_added_up(void **state)
{
    struct check_city *city = *state;

    assert_string_equal(place_told(city, "湖滨区（含开发区）新建公共充电桩12个。"), "411202000000+411271000000");
    assert_string_equal(place_told(city, "义马市和陕州区的公共充电桩加起来只有12个。"), "411281000000+411203000000");
    assert_string_equal(place_told(city, "义马市、陕州区：公共充电桩合计12个。"), "411281000000+411203000000");
    assert_string_equal(place_told(city, "新建公共充电桩，12个落在义马市和陕州区。"), "411281000000+411203000000");
    assert_string_equal(place_told(city, "义马市、陕州区新建公共充电桩12个。"), "-");
}

static void a_scope_ends_at_its_semicolon(void **state)
{
    struct check_city *city = *state;

    assert_string_equal(place_told(city, "市区新建换热站11座；新建公共充电桩12个。"), "");
    assert_string_equal(place_told(city, "新建换热站11座；市区改造管网；新建公共充电桩12个。"), "");
}

static void what_the_ledgers_do_not_count_stays_unmatched(void **state)
{
    says_at(*state, DECEMBER, "督查组暗访助餐点12个。", "12个||unmatched\n");
    says_at(*state, DECEMBER, "全市512个家庭医生团队签约居民。", "512个||unmatched\n");
    says_at(*state, DECEMBER, "加上存量，全市公共充电桩达到3600个。", "3600个||unmatched\n");
    says_at(*state, DECEMBER, "有5个助餐点一天卖不出10份饭。", "5个||unmatched\n10份||unmatched\n");
    says_at(*state, DECEMBER, "小区里新建公共充电桩12个，另外还有31个。",
            "12个|charging_piles|undetermined\n31个||unmatched\n");
}

static void a_part_of_a_name_is_the_one_that_the_text_named_before(void **state)
{
    says_at(*state, DECEMBER, "职业技能培训69人次。\n\n灵宝做得最多，培训16人次。防疫员培训12人次。",
            "69人次|trainings|undetermined\n16人次|trainings|undetermined\n12人次||unmatched\n");
    says_at(*state, DECEMBER, "灵宝做得最多，培训16人次。", "16人次||unmatched\n");
}

static void whom_something_is_done_with_is_no_other_place(void **state)
{
    struct check_city *city = *state;

    says_at(city, DECEMBER,
            "湖滨区2024年工作总结\n\n配合市供热企业新建换热站4座。联合县教体局开展用眼健康校园宣讲36场。",
            "4座|heat_stations|undetermined\n36场|eye_talks|undetermined\n");
    assert_string_equal(city->claims.at[0].place.org->code, "411202000000");
    assert_string_equal(city->claims.at[1].place.org->code, "411202000000");
}

static void an_institution_tells_of_itself_alone(void **state)
{
    struct check_city *city = *state;

    says_at(city, DECEMBER, "我院是全市唯一的机构，全年开展免费产前超声筛查2874人。全市开展免费产前超声筛查9487人。",
            "2874人|prenatal_us|undetermined\n9487人|prenatal_us|undetermined\n");
    assert_null(city->claims.at[0].place.org);
    assert_string_equal(city->claims.at[1].place.org->code, "411200000000");
}

static void what_is_renewed_or_found_is_not_what_is_new_or_screened(void **state)
{
    says_at(*state, DECEMBER, "改造换热站4座，新建换热站2座。", "4座||unmatched\n2座|heat_stations|undetermined\n");
    says_at(*state, DECEMBER, "发现宫颈癌前病变61例、宫颈癌4例。", "61例||unmatched\n4例||unmatched\n");
}

static void names_and_amounts_of_a_list_go_together_without_a_word(void **state)
{
    says_at(*state, DECEMBER, "宫颈癌、乳腺癌免费筛查25892人、26103人。",
            "25892人|cervical|undetermined\n26103人|breast|undetermined\n");
    says_at(*state, DECEMBER, "新增技能人才43597人，新建公共充电桩663个，分别完成90%和80%。",
            "43597人|skilled|undetermined\n663个|charging_piles|undetermined\n90%|skilled|undetermined\n"
            "80%|charging_piles|undetermined\n");
    says_at(*state, DECEMBER, "宫颈癌筛查25892人，乳腺癌筛查26103人，前者完成90%，后者完成80%。",
            "25892人|cervical|undetermined\n26103人|breast|undetermined\n90%|cervical|undetermined\n"
            "80%|breast|undetermined\n");
}

static void what_a_part_of_the_sentence_names_goes_before_what_stood_above(void **state)
{
    says_at(*state, DECEMBER, "线下青少年个案咨询412人次；心理健康工作者培训班如期办结，参训152人次。",
            "412人次|counsellings|undetermined\n152人次|mental_trainees|undetermined\n");
}

static void a_day_goes_before_this_year_in_its_sentence(void **state)
{
    struct check_city *city = *state;

    says_at(city, DECEMBER, "截至7月15日，已在6个社区坐班，今年以来的个案咨询增加到450人次。",
            "6个||unmatched\n450人次|counsellings|undetermined\n");
    assert_int_equal(city->claims.at[1].period.day, 20240715);
}

static void a_place_that_opens_the_paragraph_ends_where_all_the_county_is_told_of(void **state)
{
    struct check_city *city = *state;

    says_at(city, DECEMBER, "陕州区民生见闻\n\n大营镇今年建成3个助餐服务场所，全区建成12个。下半年还建成17个。",
            "3个|dining_sites|undetermined\n12个|dining_sites|undetermined\n17个|dining_sites|undetermined\n");
    assert_string_equal(city->claims.at[1].place.org->code, "411203000000");
    assert_string_equal(city->claims.at[2].place.org->code, "411203000000");
}

static void a_year_that_has_just_begun_looks_back_on_ours(void **state)
{
    struct check_city *city = *state;

    says_at(city, DECEMBER, "新年伊始，市里晒出了2024年的成绩单。\n\n去年全市新建公共充电桩12个。",
            "12个|charging_piles|undetermined\n");
    assert_false(city->claims.at[0].period.other);
}

static void a_line_that_mentions_next_year_is_no_heading_of_it(void **state)
{
    struct check_city *city = *state;

    says_at(city, DECEMBER,
            "家门口的变化\n来源：市里\n编辑：小王\n审核：小李\n\n没有赶上的姐妹别急，明年还有\n\n新建公共充电桩12个\n",
            "12个|charging_piles|undetermined\n");
    assert_false(city->claims.at[0].period.other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define WITH_CITY(test) cmocka_unit_test_setup_teardown(test, check_city_setup, check_city_teardown)
        WITH_CITY(this_year_is_the_year_of_the_text),
        WITH_CITY(a_number_alone_in_its_line_is_of_the_paragraph_below),
        WITH_CITY(amounts_of_two_places_go_by_them),
        WITH_CITY(what_is_left_out_or_among_others_is_no_indicator),
        WITH_CITY(all_numbers_tell_up_to_the_day_that_is_said_of_them),
        WITH_CITY(what_there_is_is_not_what_is_new),
        WITH_CITY(of_a_list_the_name_that_nobody_knows_is_no_others),
        WITH_CITY(all_year_behind_another_year_is_of_that_year),
        WITH_CITY(a_share_of_what_is_told_with_it_is_of_that),
        WITH_CITY(what_one_month_alone_did_is_of_that_month),
        WITH_CITY(a_year_that_is_called_past_is_not_this_year),
        WITH_CITY(a_bulletin_tells_up_to_the_day_that_it_hands_on),
        WITH_CITY(a_heading_that_names_a_year_holds_for_what_stands_below_it),
        WITH_CITY(all_year_is_the_year_in_a_report_of_half_of_it),
        WITH_CITY(whose_text_it_is_may_stand_in_title_line_below_or_townships_alone),
        WITH_CITY(other_cities_are_known_by_their_short_names),
        WITH_CITY(places_told_together_are_added_up),
        WITH_CITY(a_scope_ends_at_its_semicolon),
        WITH_CITY(what_the_ledgers_do_not_count_stays_unmatched),
        WITH_CITY(a_part_of_a_name_is_the_one_that_the_text_named_before),
        WITH_CITY(whom_something_is_done_with_is_no_other_place),
        WITH_CITY(an_institution_tells_of_itself_alone),
        WITH_CITY(what_is_renewed_or_found_is_not_what_is_new_or_screened),
        WITH_CITY(names_and_amounts_of_a_list_go_together_without_a_word),
        WITH_CITY(what_a_part_of_the_sentence_names_goes_before_what_stood_above),
        WITH_CITY(a_day_goes_before_this_year_in_its_sentence),
        WITH_CITY(a_place_that_opens_the_paragraph_ends_where_all_the_county_is_told_of),
        WITH_CITY(a_year_that_has_just_begun_looks_back_on_ours),
        WITH_CITY(a_line_that_mentions_next_year_is_no_heading_of_it),
        WITH_CITY(articles_of_a_folder_are_measured_where_one_is_named),
        cmocka_unit_test_setup_teardown(an_article_of_other_writers_is_never_read_wrongly_and_mostly_matched,
                                        check_city_setup, check_city_teardown),
        cmocka_unit_test_setup_teardown(a_reworded_article_names_the_same_indicators_places_and_times, check_city_setup,
                                        check_city_teardown),
        cmocka_unit_test_setup_teardown(of_two_that_words_and_unit_leave_alike_both_are_candidates, check_city_setup,
                                        check_city_teardown),
        cmocka_unit_test_setup_teardown(what_an_item_counts_in_another_unit_stays_unmatched, check_city_setup,
                                        check_city_teardown),
        cmocka_unit_test_setup_teardown(a_road_that_bears_a_countys_name_is_no_place, check_city_setup,
                                        check_city_teardown),
        cmocka_unit_test_setup_teardown(in_a_text_of_a_county_that_names_the_city_too_all_the_city_is_nobody,
                                        check_city_setup, check_city_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
