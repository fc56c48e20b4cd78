/* The wall, the tree of places, search, the rules and what is not there, rendered in every state: no name unset, no
 * cell empty, nothing shown that may not be (look: Tables, Pages; domain.md §4). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include "unit/site_rig.h"

#include <cmocka.h>

static struct site_rig empty, full;

static int make(void **state)
{
    (void)state;
    rig_make(&empty, "pages-empty");
    rig_make(&full, "pages-full");
    rig_fill(&full);
    return 0;
}

static int drop(void **state)
{
    (void)state;
    rig_remove(&empty);
    rig_remove(&full);
    return 0;
}

static const char *const addresses[] = {
    "/",
    "/?month=2024-03",
    "/?month=2024-01",
    "/places",
    "/places/411202000000",
    "/places/411202001000",
    "/places/411202001001",
    "/places/411282000000?month=2024-04",
    "/places/urban",
    "/search",
    "/search?q=%E5%85%85%E7%94%B5",
    "/search?q=%E7%81%B5%E5%AE%9D",
    "/search?q=%3Cscript%3E",
    "/about",
    "/articles",
    "/articles/abcdefghijklmnopqrstuvwxyz",
    "/places/999999999999",
    "/?month=2023-03",
    "/nowhere",
};

static void every_page_renders_in_every_state_and_language(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
        char english[200];
        snprintf(english, sizeof english, "/en%s", addresses[i]);
        rig_check(&empty, addresses[i]);
        rig_check(&empty, english);
        rig_check(&full, addresses[i]);
        rig_check(&full, english);
    }
}

#define HOLDS(html, part)                                                                                              \
    do {                                                                                                               \
        if (!strstr(html, part))                                                                                       \
            fail_msg("%s is not there", part);                                                                         \
    } while (0)

/* What stands between the name of an indicator's page and the next row. */
static const char *row_of(struct site_rig *rig, const char *html, const char *link)
{
    const char *wall = strstr(html, "class=\"wall\"");
    const char *at = wall ? strstr(wall, link) : NULL;
    assert_non_null(at);
    const char *end = strstr(at, "</li>");
    return arena_strndup(rig->ctx.mem, at, (size_t)(end - at));
}

static void a_reached_target_is_told_with_its_arithmetic(void **state)
{
    (void)state;
    const char *html = rig_get(&full, "/"), *row = row_of(&full, html, "\"/figures/old_homes_started\"");
    HOLDS(row, ">17,500<");
    HOLDS(row, "17,500 ÷ 17,400");
    HOLDS(row, "100.6\u202F%"); /* 17,500 ÷ 17,400 = 1.005747…, half up */
    HOLDS(row, "3 月过线");
    HOLDS(row, "已达到");
    HOLDS(html, "≥\u202F17,400 户");
}

static void a_month_is_shown_as_it_stood(void **state)
{
    (void)state;
    const char *row = row_of(&full, rig_get(&full, "/?month=2024-04"), "\"/figures/old_homes_started?month=2024-04\"");
    HOLDS(row, ">17,400<");
}

static void an_unknown_target_is_struck_and_judges_nothing(void **state)
{
    (void)state;
    const char *html = rig_get(&full, "/");
    HOLDS(html, "<span class=\"struck\">目标未公布</span>");
    const char *row = row_of(&full, html, "\"/figures/cervical\"");
    HOLDS(row, ">15<");
    assert_null(strstr(row, "÷"));
}

static void a_milestone_says_the_stage_it_has_reached(void **state)
{
    (void)state;
    HOLDS(row_of(&full, rig_get(&full, "/"), "\"/figures/street_jinger\""), ">通车<");
    HOLDS(row_of(&full, rig_get(&full, "/en/"), "\"/en/figures/street_jinger\""), ">open to traffic<");
}

static void nothing_handed_in_is_struck_and_never_zero(void **state)
{
    (void)state;
    const char *row = row_of(&empty, rig_get(&empty, "/"), "\"/figures/charging_piles\"");
    HOLDS(row, "<span class=\"struck\">未报</span>");
    assert_null(strstr(row, ">0<"));
    assert_null(strstr(row, "/records"));
}

static void tells_none_of(struct site_rig *rig, const char *address, const char *figure)
{
    static const char *const told[] = {">3<", ">+3<", ">3 人", " 3 人", ">12<", ">+12<", " 12 人"};
    const char *row = row_of(rig, rig_get(rig, address), figure);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (strstr(row, told[i]))
            fail_msg("%s tells %s: %s", address, told[i], row);
}

/* 15 women in the city, 12 of 湖滨区 in March and 3 of 灵宝市 in April: neither number may be told, nor the city's 12
 * of March, since 15 − 12 would be the 3. */
static void a_small_cell_is_not_told_nor_what_would_give_it_away(void **state)
{
    (void)state;
    tells_none_of(&full, "/places/411282000000", "\"/figures/cervical/411282000000\"");
    tells_none_of(&full, "/places/411202000000", "\"/figures/cervical/411202000000\"");
    tells_none_of(&full, "/", "\"/figures/cervical\"");
    tells_none_of(&full, "/?month=2024-03", "\"/figures/cervical?month=2024-03\"");
    tells_none_of(&full, "/?month=2024-04", "\"/figures/cervical?month=2024-04\"");
    tells_none_of(&full, "/places/411282000000?month=2024-04", "\"/figures/cervical/411282000000?month=2024-04\"");
}

static void below_the_public_level_a_place_says_where_it_stops(void **state)
{
    (void)state;
    HOLDS(row_of(&full, rig_get(&full, "/places/411202001000"), "\"/figures/cervical/411202001000\""), "只公开到县");
}

/* What the wall says of an item, from its heading to the next item's. */
static const char *item_of(struct site_rig *rig, const char *html, int number)
{
    const char *at = strstr(html, arena_printf(rig->ctx.mem, "\"/items/%d\"", number));
    assert_non_null(at);
    const char *end = strstr(at, arena_printf(rig->ctx.mem, "\"/items/%d\"", number + 1));
    assert_non_null(end);
    return arena_strndup(rig->ctx.mem, at, (size_t)(end - at));
}

/* 市场社区's records speak of old homes alone: of the six figures of roads one stands for itself, five in one row. */
static void what_a_place_has_nothing_of_is_put_together(void **state)
{
    (void)state;
    const char *roads = item_of(&full, rig_get(&full, "/places/411202001001"), 2);
    HOLDS(roads, "\"/figures/street_jinger/411202001001\"");
    HOLDS(roads, "另外 5 项");
    assert_null(strstr(roads, "\"/figures/rural_road_km/411202001001\""));
    HOLDS(item_of(&full, rig_get(&full, "/"), 2), "\"/figures/rural_road_km\"");
}

/* Of heating, stations and area are the urban districts' alone; pipes are not. */
static void a_place_outside_the_scope_has_nothing_of_it(void **state)
{
    (void)state;
    const char *heating = item_of(&full, rig_get(&full, "/places/411282000000"), 8);
    HOLDS(heating, "另外 2 项");
    HOLDS(heating, "这里没有");
}

static void an_unknown_place_is_not_found_with_the_nearest_names(void **state)
{
    (void)state;
    HOLDS(rig_get(&full, "/places/411202009999"), "411202009999");
    assert_int_equal(full.answer.status, 404);
    rig_get(&full, "/?month=2023-03");
    assert_int_equal(full.answer.status, 404);
}

static void search_finds_a_part_of_a_name_and_shows_words_as_text(void **state)
{
    (void)state;
    const char *html = rig_get(&full, "/search?q=%E5%85%85%E7%94%B5"); /* 充电 */
    HOLDS(html, "href=\"/items/6\"");
    HOLDS(html, "href=\"/figures/charging_piles\"");
    html = rig_get(&full, "/search?q=%E7%81%B5%E5%AE%9D"); /* 灵宝 */
    HOLDS(html, "href=\"/places/411282000000\"");
    html = rig_get(&full, "/search?q=%3Cscript%3E");
    assert_null(strstr(html, "<script>"));
    HOLDS(html, "&lt;script&gt;");
}

/* %E4%BD%8E%E4%BF%9D is 低保, in the words of the ninth promise but in no name. */
static void search_finds_words_of_a_promise_and_forgives_one_that_is_nowhere(void **state)
{
    (void)state;
    HOLDS(rig_get(&full, "/search?q=%E4%BD%8E%E4%BF%9D"), "href=\"/items/9\"");
    HOLDS(rig_get(&full, "/en/search?q=charging+unicorns"), "href=\"/en/figures/charging_piles\"");
    const char *html = rig_get(&full, "/en/search?q=unicorns");
    HOLDS(html, "Nothing found");
}

static void search_in_english_finds_english_names(void **state)
{
    (void)state;
    HOLDS(rig_get(&full, "/en/search?q=CHARGING"), "href=\"/en/figures/charging_piles\"");
    HOLDS(rig_get(&full, "/en/search?q=lingbao"), "href=\"/en/places/411282000000\"");
    HOLDS(rig_get(&full, "/en/search?q=chargin+pole"), "charging_piles"); /* the nearest */
}

static void a_place_without_a_target_is_not_judged_by_the_citys(void **state)
{
    (void)state;
    const char *html = rig_get(&full, "/places/411282000000");
    const char *row = row_of(&full, html, "\"/figures/old_homes_started/411282000000\"");
    HOLDS(row, ">100<");
    assert_null(strstr(row, "÷"));
    HOLDS(html, "也不借全市的");
    HOLDS(html, "这里没有目标");
}

static void what_was_added_in_the_month_stands_beside_the_sum(void **state)
{
    (void)state;
    const char *row = row_of(&full, rig_get(&full, "/?month=2024-05"), "\"/figures/old_homes_started?month=2024-05\"");
    HOLDS(row, ">17,500<");
    HOLDS(row, "+100<");
}

static void the_language_leads_to_the_same_page_with_what_was_asked(void **state)
{
    (void)state;
    HOLDS(rig_get(&full, "/search?q=%E5%85%85%E7%94%B5"), "href=\"/en/search?q=%E5%85%85%E7%94%B5\"");
    HOLDS(rig_get(&full, "/en/places/411282000000?month=2024-04"), "href=\"/places/411282000000?month=2024-04\"");
}

static void a_store_that_is_not_synthetic_has_no_band(void **state)
{
    (void)state;
    assert_null(strstr(rig_get(&empty, "/"), "class=\"band\""));
    HOLDS(rig_get(&full, "/"), "class=\"band\"");
}

static void an_error_page_needs_no_store_and_says_what_to_do(void **state)
{
    (void)state;
    static const int statuses[] = {400, 403, 404, 405, 413, 422, 429, 431, 500, 503};
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
        for (int language = LANGUAGE_ZH; language <= LANGUAGE_EN; language++) {
            struct ctx ctx = {.mem = full.ctx.mem};
            struct request q = {.ctx = &ctx, .path = "/", .language = (enum language)language};
            struct response r = {.body = BUF_INIT};
            assert_int_equal(page_error(&q, &r, statuses[i], "“<b>”写错了"), 0);
            assert_int_equal(r.status, statuses[i]);
            HOLDS(r.body.bytes, "“&lt;b&gt;”写错了");
            buf_done(&r.body);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_page_renders_in_every_state_and_language),
        cmocka_unit_test(a_reached_target_is_told_with_its_arithmetic),
        cmocka_unit_test(a_month_is_shown_as_it_stood),
        cmocka_unit_test(an_unknown_target_is_struck_and_judges_nothing),
        cmocka_unit_test(a_milestone_says_the_stage_it_has_reached),
        cmocka_unit_test(nothing_handed_in_is_struck_and_never_zero),
        cmocka_unit_test(a_small_cell_is_not_told_nor_what_would_give_it_away),
        cmocka_unit_test(below_the_public_level_a_place_says_where_it_stops),
        cmocka_unit_test(a_place_outside_the_scope_has_nothing_of_it),
        cmocka_unit_test(an_unknown_place_is_not_found_with_the_nearest_names),
        cmocka_unit_test(search_finds_a_part_of_a_name_and_shows_words_as_text),
        cmocka_unit_test(search_finds_words_of_a_promise_and_forgives_one_that_is_nowhere),
        cmocka_unit_test(search_in_english_finds_english_names),
        cmocka_unit_test(a_place_without_a_target_is_not_judged_by_the_citys),
        cmocka_unit_test(what_a_place_has_nothing_of_is_put_together),
        cmocka_unit_test(what_was_added_in_the_month_stands_beside_the_sum),
        cmocka_unit_test(the_language_leads_to_the_same_page_with_what_was_asked),
        cmocka_unit_test(a_store_that_is_not_synthetic_has_no_band),
        cmocka_unit_test(an_error_page_needs_no_store_and_says_what_to_do),
    };
    return cmocka_run_group_tests(tests, make, drop);
}
