/* Finding what a resident or a journalist means: the bundled pack's items, indicators and places, by parts of names, by
 * everyday words and by codes. */
#include "domain/search.h"
#include "unit/fresh.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 20 };

struct rig {
    struct ctx ctx;
    struct city *city;
    char *url;
};

static int set_up(void **state)
{
    static const struct actor me = {.name = "cli:test"};
    struct rig *rig = calloc(1, sizeof *rig);
    assert_non_null(rig);
    rig->ctx.mem = arena_new();
    rig->url = fresh_store("search");
    if (city_init(&rig->ctx, rig->url, "411200-2024", NULL, &me, &rig->city) < 0)
        fail_msg("%s", rig->ctx.err.text);
    *state = rig;
    return 0;
}

static int tear_down(void **state)
{
    struct rig *rig = *state;
    city_close(&rig->ctx, rig->city);
    fresh_remove(rig->url);
    arena_free(rig->ctx.mem);
    free(rig);
    return 0;
}

static struct hit *found(struct rig *rig, const char *words, unsigned kinds, size_t *count)
{
    struct hit *hits;
    search_find(&rig->ctx, rig->city, words, kinds, MOST, &hits, count);
    return hits;
}

static struct hit first(struct rig *rig, const char *words, unsigned kinds)
{
    size_t count;
    struct hit *hits = found(rig, words, kinds, &count);
    if (!count)
        fail_msg("nothing found for %s", words);
    return hits[0];
}

static void an_item_is_found_by_what_people_call_it(void **state)
{
    static const struct {
        const char *words;
        int item;
    } asked[] = {
        {"老旧小区", 1}, {"暖气", 8},  {"修路", 2},        {"煤气罐", 7},
        {"近视", 5},     {"停电", 12}, {"老年人助餐", 10}, {"Vocational skills", 4},
    };
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        struct hit hit = first(*state, asked[i].words, HIT_ITEMS);
        assert_int_equal(hit.kind, HIT_ITEM);
        if (hit.item->number != asked[i].item)
            fail_msg("%s: item %d instead of %d", asked[i].words, hit.item->number, asked[i].item);
    }
}

static void the_name_itself_comes_before_what_holds_it(void **state)
{
    struct hit county = first(*state, "灵宝市", HIT_ALL);
    assert_int_equal(county.kind, HIT_PLACE);
    assert_string_equal(county.org->code, "411282000000");
    assert_int_equal(county.rank, 0);
    struct hit item = first(*state, "公共充电桩", HIT_ALL);
    assert_int_equal(item.kind, HIT_ITEM);
    assert_string_equal(item.by, "公共充电桩");
}

static void a_place_is_told_from_its_namesake_by_the_place_above(void **state)
{
    assert_string_equal(first(*state, "卢氏县 横涧村", HIT_PLACES).org->code, "411224201200");
    assert_string_equal(first(*state, "灵宝市，横涧村", HIT_PLACES).org->code, "411282103204");
}

static void a_code_is_found_by_its_beginning_and_no_number_within_it(void **state)
{
    size_t count;
    assert_string_equal(first(*state, "411282203200", HIT_PLACES).org->name, "五亩村委会");
    struct hit *hits = found(*state, "282203", HIT_ALL, &count);
    for (size_t i = 0; i < count; i++)
        assert_null(strstr(hits[i].by, "411282203"));
}

static void width_and_case_of_letters_do_not_matter(void **state)
{
    assert_int_equal(first(*state, "ＶＯＣＡＴＩＯＮＡＬ", HIT_ITEMS).item->number, 4);
    assert_string_equal(first(*state, "CHARGING_PILES", HIT_INDICATORS).indicator->code, "charging_piles");
}

static void only_the_kinds_asked_for_are_found_and_at_most_as_many(void **state)
{
    struct rig *rig = *state;
    struct hit *hits;
    size_t count;
    search_find(&rig->ctx, rig->city, "村", HIT_PLACES, 3, &hits, &count);
    assert_int_equal(count, 3);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(hits[i].kind, HIT_PLACE);
}

static void nothing_is_found_for_nothing_and_for_what_is_nowhere(void **state)
{
    size_t count;
    (void)found(*state, "", HIT_ALL, &count);
    assert_int_equal(count, 0);
    (void)found(*state, " ，。", HIT_ALL, &count);
    assert_int_equal(count, 0);
    (void)found(*state, "航天飞机", HIT_ALL, &count);
    assert_int_equal(count, 0);
}

static void what_is_misspelt_is_near_the_right_name(void **state)
{
    struct rig *rig = *state;
    struct hit *hits;
    size_t count;
    search_nearest(&rig->ctx, rig->city, "公共冲电桩", HIT_ITEMS, 3, &hits, &count);
    assert_int_equal(count, 3);
    assert_int_equal(hits[0].item->number, 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_item_is_found_by_what_people_call_it),
        cmocka_unit_test(the_name_itself_comes_before_what_holds_it),
        cmocka_unit_test(a_place_is_told_from_its_namesake_by_the_place_above),
        cmocka_unit_test(a_code_is_found_by_its_beginning_and_no_number_within_it),
        cmocka_unit_test(width_and_case_of_letters_do_not_matter),
        cmocka_unit_test(only_the_kinds_asked_for_are_found_and_at_most_as_many),
        cmocka_unit_test(nothing_is_found_for_nothing_and_for_what_is_nowhere),
        cmocka_unit_test(what_is_misspelt_is_near_the_right_name),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
