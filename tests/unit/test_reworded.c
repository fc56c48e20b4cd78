/* Articles that tell the programme in words of their own (tests/reworded): of each figure the indicator, place and time
 * that a reader finds, annotated before the output was looked at. What no indicator counts must stay unmatched. */
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

enum { DECEMBER = 202412 };

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

/* text, indicator, place, time, as the table beside the article has them; place and time where there is an indicator.
 */
static const char *row_of(struct check_city *city, const struct claim *c)
{
    if (!c->indicator && c->several_count == 0 && c->kind != CLAIM_ITEMS)
        return arena_printf(city->ctx.mem, "%s\t\t\t", c->text);
    return arena_printf(city->ctx.mem, "%s\t%s\t%s\t%s", c->text, code_of(city, c), place_of(city, c),
                        time_of(city, &c->period, c->role == ROLE_TARGET));
}

static char *file_of(struct check_city *city, const char *name, const char *ending, size_t *ret_length)
{
    char *bytes;

    assert_int_equal(file_read(&city->ctx,
                               arena_printf(city->ctx.mem, SOURCE_ROOT "/tests/reworded/%s.%s", name, ending), 1 << 20,
                               &bytes, ret_length),
                     0);
    return bytes;
}

struct score {
    size_t named, missed; /* figures of an indicator; those of them that were left unmatched */
    size_t wrong;         /* read as another indicator, place or time, or where nothing is counted */
};

static void score_article(struct check_city *city, const char *name, struct score *score)
{
    size_t length, table_length;
    char *bytes = file_of(city, name, "txt", &length), *table = file_of(city, name, "claims.tsv", &table_length);

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
        if (strcmp(row, expected) == 0)
            continue;
        if (!c->indicator && strncmp(row, expected, strlen(c->text) + 1) == 0) {
            score->missed++;
            continue;
        }
        print_error("%s: expected %s, read %s\n", name, expected, row);
        score->wrong++;
    }
    assert_true(!table || !*table); /* every figure was found */
}

static void a_reworded_article_names_the_same_indicators_places_and_times(void **state)
{
    static const char *const articles[] = {
        "01-work-report",
        "02-wechat",
        "03-lingbao",
        "04-table",
        "05-interview",
        "06-halfyear",
        "07-counties",
        "08-numerals",
        "09-headings",
        "10-others",
        "11-speech",
        "12-bulletin-list",
        "13-feature",
        "14-shares",
        "15-account",
        "16-questions",
        "17-mianchi",
        "18-matrix",
        "19-brief",
        "20-retrospect",
        "21-side-by-side",
        "31-wechat-lingbao",
        "32-health-bureau",
        "33-community-walk",
        "34-county-table",
        "35-work-report-mianchi",
        "36-hotline-qa",
        "37-september-bulletin",
        "38-anniversary",
        "39-minutes",
        "40-dispatch-lushi",
        "41-year-on-year-shanzhou",
        "42-plan-result-yima",
    };
    struct score score = {0};

    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        score_article(*state, articles[i], &score);
    assert_int_equal(score.wrong, 0);
    assert_in_range(score.missed * 100, 0, score.named * 5);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
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
