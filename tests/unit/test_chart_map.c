/* The map: two square counties side by side on the equator, so that a degree is as wide as high. 2 × 1 degrees on 352
 * px (356 without the stroke): a county is 176 px a side, 352 halves of a pixel. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include "domain/programme.h"
#include "unit/markup.h"
#include "web/map_layout.h"

#include <cmocka.h>

static const int32_t west_points[] = {0, 5000, 10000, 5000, 10000, -5000, 0, -5000};
static const int32_t east_points[] = {10000, 5000, 20000, 5000, 20000, -5000, 10000, -5000};
static const struct ring west_ring = {west_points, 4}, east_ring = {east_points, 4};

struct sheet {
    struct arena *mem;
    struct outline at[2];
    struct ring rings[2];
    struct outlines outlines;
};

static int begin(void **state)
{
    static struct sheet sheet;
    sheet = (struct sheet){.mem = arena_new(), .rings = {west_ring, east_ring}};
    sheet.at[0] = (struct outline){"1", &sheet.rings[0], 1, {5000, 0}};
    sheet.at[1] = (struct outline){"2", &sheet.rings[1], 1, {15000, 0}};
    sheet.outlines = (struct outlines){sheet.at, 2};
    *state = &sheet;
    return 0;
}

static int end(void **state)
{
    struct sheet *sheet = *state;
    arena_free(sheet->mem);
    return 0;
}

static struct html map(struct sheet *sheet, const struct map_place *places, size_t count)
{
    struct html html = chart_map(sheet->mem, LANGUAGE_ZH, &sheet->outlines, places, count, "某市", "西县差 3 户");
    assert_well_formed(html);
    return html;
}

static void land_is_drawn_by_its_outline(void **state)
{
    struct html html = map(*state, (struct map_place[]){{.code = "1", .name = "西县", .value = "4 户", .size = 4}}, 1);
    assert_holds(html, "width=\"356\" height=\"180\"");
    assert_holds(html, "<path class=\"l\" d=\"M4 4l352 0 0 352 -352 0z\"/>");
    assert_holds(html,
                 "<path class=\"l\" d=\"M356 4l352 0 0 352 -352 0z\"/>"); /* drawn, though nothing is said of it */
    assert_holds(html, "role=\"img\"><title>地图：某市</title><desc>西县差 3 户</desc>");
}

/* 26 px for the largest; a quarter of it is half as wide. */
static void circles_are_as_large_as_their_values(void **state)
{
    struct html html = map(*state,
                           (struct map_place[]){{.code = "1", .name = "西县", .value = "400 户", .size = 400},
                                                {.code = "2", .name = "东县", .value = "100 户", .size = 100}},
                           2);
    assert_holds(html, "<circle class=\"r\" cx=\"90\" cy=\"90\" r=\"26\"/>");
    assert_holds(html, "<circle class=\"r\" cx=\"266\" cy=\"90\" r=\"13\"/>");
    assert_holds(html, ">400 户</text>");
}

static void nothing_has_no_circle(void **state)
{
    struct html html = map(*state, (struct map_place[]){{.code = "1", .name = "西县", .value = "0 户", .size = 0}}, 1);
    assert_lacks(html, "<circle");
    assert_lacks(html, "hatch");
    assert_holds(html, ">0 户</text>");
}

static void what_may_not_be_shown_is_hatched_with_its_sign(void **state)
{
    struct html html = map(*state,
                           (struct map_place[]){{.code = "1", .name = "西县", .value = "<5", .size = -1},
                                                {.code = "2", .name = "东县", .value = "900 户", .size = 900}},
                           2);
    assert_holds(html, "<path class=\"lh\" d=\"M4 4l352 0 0 352 -352 0z\"/>");
    assert_times(html, "class=\"lh\"", 1);
    assert_times(html, "<pattern id=\"hatch-land\"", 1);
    assert_times(html, "<circle", 1);
    assert_holds(html, ">&lt;5</text>");
    assert_lacks(html, "light-missing");
}

static void what_was_not_reported_is_hatched_and_marked(void **state)
{
    struct html html =
        map(*state,
            (struct map_place[]){{.code = "1", .name = "西县", .value = "未报", .size = -1, .unreported = true}}, 1);
    assert_holds(html, "class=\"lh\"");
    assert_times(html, "#light-missing", 1);
    assert_holds(html, "aria-label=\"没有记录\"");
}

static void only_what_is_behind_has_a_light_and_a_tint(void **state)
{
    struct html html =
        map(*state,
            (struct map_place[]){{.code = "1", .name = "西县", .value = "3 户", .size = 3, .light = LIGHT_RED},
                                 {.code = "2", .name = "东县", .value = "9 户", .size = 9, .light = LIGHT_GREEN}},
            2);
    assert_holds(html, "<path class=\"l lb\" d=\"M4 4");
    assert_holds(html, "<path class=\"l\" d=\"M356 4");
    assert_times(html, "#light-", 1);
    assert_holds(html, "#light-red");
    assert_holds(html, "aria-label=\"落后\"");
}

static void a_place_without_outline_stands_in_a_dashed_box(void **state)
{
    struct html html = map(*state,
                           (struct map_place[]){{.code = "1", .name = "西县", .value = "4 户", .size = 4},
                                                {.code = "3", .name = "开发区", .value = "1 户", .size = 1}},
                           2);
    assert_times(html, "<rect class=\"z\"", 1);
    assert_holds(html, ">开发区</text>");
    assert_holds(html, "没有边界图</text>");
    assert_times(html, "<circle", 2);
    /* both squares are full, so the box stands below them: 4 + 36 + 16 + 8 = 64 px high, 8 px away */
    assert_holds(html, "height=\"253\" viewBox");
}

static void the_box_holds_six_and_says_how_many_more_the_table_has(void **state)
{
    struct map_place places[9] = {{.code = "1", .name = "西县", .value = "4 户", .size = 4}};
    for (size_t i = 1; i < 9; i++)
        places[i] = (struct map_place){.code = "x", .name = "医院", .value = "1 户", .size = 1};
    struct html html = map(*state, places, 9);
    assert_times(html, ">医院</text>", 6);
    assert_holds(html, "还有 2 处，见表</text>");
}

static void without_any_outline_there_is_no_map(void **state)
{
    struct sheet *sheet = *state;
    const struct map_place place = {.code = "3", .name = "开发区", .value = "1 户", .size = 1};
    assert_int_equal(chart_map(sheet->mem, LANGUAGE_ZH, &sheet->outlines, &place, 1, "", "").length, 0);
    assert_int_equal(chart_map(sheet->mem, LANGUAGE_ZH, &(struct outlines){0}, &place, 1, "", "").length, 0);
}

static void links_make_it_a_group_of_them(void **state)
{
    struct html html = map(
        *state,
        (struct map_place[]){{.code = "1", .name = "<西>", .value = "4 户", .size = 4, .link = "/figures/a?b=1&c"}}, 1);
    assert_holds(html, "role=\"group\"");
    assert_holds(html, "<a href=\"/figures/a?b=1&amp;c\">");
    assert_holds(html, ">&lt;西&gt;</text>");
}

/* ---- a real city ---- */

static const struct map_place seven[] = {
    {"411202000000", "湖滨区", "6,842 户", "/figures/old_homes_started/411202000000", 6842, LIGHT_GREEN, false},
    {"411282000000", "灵宝市", "5,673 户", "/figures/old_homes_started/411282000000", 5673, LIGHT_GREEN, false},
    {"411203000000", "陕州区", "3,915 户", "/figures/old_homes_started/411203000000", 3915, LIGHT_GREEN, false},
    {"411221000000", "渑池县", "3,486 户", "/figures/old_homes_started/411221000000", 3486, LIGHT_GREEN, false},
    {"411281000000", "义马市", "3,128 户", "/figures/old_homes_started/411281000000", 3128, LIGHT_RED, false},
    {"411224000000", "卢氏县", "2,207 户", "/figures/old_homes_started/411224000000", 2207, LIGHT_YELLOW, false},
    {"411271000000", "开发区", "652 户", "/figures/old_homes_started/411271000000", 652, LIGHT_RED, false},
};

static const struct outlines *real_outlines(struct sheet *sheet)
{
    struct ctx ctx = {.mem = sheet->mem};
    struct programme *programme;
    assert_int_equal(pack_read(&ctx, SOURCE_ROOT "/programmes/411200-2024", &programme), 0);
    return programme_outlines(programme);
}

static bool apart(const struct map_rect *a, const struct map_rect *b)
{
    return a->x + a->width <= b->x || b->x + b->width <= a->x || a->y + a->height <= b->y || b->y + b->height <= a->y;
}

static void words_never_lie_over_each_other_nor_leave_the_drawing(void **state)
{
    struct sheet *sheet = *state;
    struct map_layout layout;
    assert_true(map_lay(sheet->mem, real_outlines(sheet), seven, 7, "没有边界图", &layout));
    assert_int_equal(layout.boxed, 1);
    assert_true(layout.height <= 440);
    for (size_t i = 0; i < layout.count; i++) {
        const struct map_rect *a = &layout.spots[i].label;
        assert_true(a->x >= 0 && a->x + a->width <= MAP_WIDTH && a->y >= 0 && a->y + a->height <= layout.height);
        assert_true(!layout.spots[i].outline || apart(a, &layout.box));
        for (size_t k = i + 1; k < layout.count; k++)
            assert_true(apart(a, &layout.spots[k].label));
    }
}

static void a_map_of_a_city_is_few_bytes(void **state)
{
    struct sheet *sheet = *state;
    struct html html =
        chart_map(sheet->mem, LANGUAGE_ZH, real_outlines(sheet), seven, 7, "三门峡市", "卢氏县差 193 户");
    assert_well_formed(html);
    assert_true(size_compressed(html.bytes, html.length) < 2600);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(land_is_drawn_by_its_outline),
        TEST(circles_are_as_large_as_their_values),
        TEST(nothing_has_no_circle),
        TEST(what_may_not_be_shown_is_hatched_with_its_sign),
        TEST(what_was_not_reported_is_hatched_and_marked),
        TEST(only_what_is_behind_has_a_light_and_a_tint),
        TEST(a_place_without_outline_stands_in_a_dashed_box),
        TEST(the_box_holds_six_and_says_how_many_more_the_table_has),
        TEST(without_any_outline_there_is_no_map),
        TEST(links_make_it_a_group_of_them),
        TEST(words_never_lie_over_each_other_nor_leave_the_drawing),
        TEST(a_map_of_a_city_is_few_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
