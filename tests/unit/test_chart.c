/* Charts of a year, a row and a milestone. Coordinates are worked out by hand: the year's plot goes from y 316 (zero)
 * up to y 46 (its largest value), 270 px; a month is 100 of the stretched drawing's 1200. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include "unit/markup.h"
#include "web/chart.h"

#include <cmocka.h>

/* ---- a year that adds 100 a month to a target of 1,200 ---- */

struct sheet {
    struct arena *mem;
    struct indicator indicator;
    struct series series;
    struct chart_words words;
};

enum { YEAR = 2024, MONTHS = 12, EACH = 100, TARGET = 1200 };

static int begin(void **state)
{
    static struct sheet sheet;
    sheet = (struct sheet){.mem = arena_new(), .words = {.name = "开工改造老旧小区", .unit = " 户"}};
    sheet.indicator = (struct indicator){.code = "homes", .name = "开工改造老旧小区", .unit = "户", .at = -1};
    struct series *s = &sheet.series;
    s->indicator = &sheet.indicator;
    s->count = MONTHS;
    s->until = s->shown_month = YEAR * 100 + MONTHS;
    s->total = MONTHS * EACH;
    s->status.target = (struct target){TARGET_VALUE, TARGET};
    for (int month = 1; month <= MONTHS; month++)
        s->months[month - 1] = (struct month_value){.month = YEAR * 100 + month,
                                                    .total = month * EACH,
                                                    .added = EACH,
                                                    .reported = true,
                                                    .due = month * EACH,
                                                    .light = LIGHT_GREEN};
    *state = &sheet;
    return 0;
}

static int end(void **state)
{
    struct sheet *sheet = *state;
    arena_free(sheet->mem);
    return 0;
}

static struct html year(struct sheet *sheet)
{
    struct html html = chart_year(sheet->mem, LANGUAGE_ZH, &sheet->series, &sheet->words);
    assert_well_formed(html);
    return html;
}

static struct html small(struct sheet *sheet)
{
    struct html html = chart_small(sheet->mem, LANGUAGE_ZH, &sheet->series, &sheet->words);
    assert_well_formed(html);
    return html;
}

static void hide(struct sheet *sheet, int month, enum cell_kind kind)
{
    sheet->series.months[month - 1].kind = kind;
    sheet->series.months[month - 1].added_kind = kind;
}

/* 100 of 1,200 is 22.5 px: 23, 45, 68, 90 … above 316. */
static void the_line_goes_through_each_month_s_end(void **state)
{
    assert_holds(year(*state),
                 "<path class=\"c\" d=\"M0 316L100 293L200 271L300 248L400 226L500 203L600 181L700 158L800 136"
                 "L900 113L1000 91L1100 68L1200 46\"/>");
}

/* 600 of 1,200 is 135 px. */
static void the_target_is_a_line_with_its_words_and_its_crossing_a_hollow_dot(void **state)
{
    struct sheet *sheet = *state;
    sheet->series.status.target.value = 600;
    sheet->series.crossed = 202406;
    struct html html = year(sheet);
    assert_holds(html, "<path class=\"t\" d=\"M0 181h1200\"/>");
    assert_holds(html, "答应：600 户</text>");
    assert_holds(html, "<circle class=\"o\" cx=\"50%\" cy=\"181\" r=\"5\"/>");
    assert_holds(html, "6 月过线</text>");
    assert_holds(html, "目标 600 户，6 月过线。</desc>");
    assert_times(html, "class=\"o\"", 1);
}

static void before_the_target_is_reached_there_is_no_crossing(void **state)
{
    struct sheet *sheet = *state;
    sheet->series.status.target.value = 2400; /* 1,200 is half of 270 px */
    struct html html = year(sheet);
    assert_holds(html, "L1200 181\"/>");
    assert_lacks(html, "class=\"o\"");
    assert_holds(html, "目标 2,400 户，还没有过线。</desc>");
}

static void the_schedule_is_drawn_for_the_whole_year(void **state)
{
    struct sheet *sheet = *state;
    sheet->series.count = 2;
    struct html html = year(sheet);
    assert_holds(html, "<path class=\"q\" d=\"M0 316L100 293");
    assert_holds(html, "L1200 46\"/>");
    assert_holds(html, "<path class=\"c\" d=\"M0 316L100 293L200 271\"/>");
    assert_holds(html, "序时：每月应到</text>");
}

static void without_a_target_there_is_nothing_to_compare_with_and_it_says_so(void **state)
{
    struct sheet *sheet = *state;
    sheet->series.status.target = (struct target){TARGET_UNKNOWN, 0};
    for (int i = 0; i < MONTHS; i++) {
        sheet->series.months[i].due = -1;
        sheet->series.months[i].light = LIGHT_GREY;
    }
    struct html html = year(sheet);
    assert_holds(html, "<rect fill=\"url(#hatch)\" width=\"100%\" height=\"24\"/>");
    assert_holds(html, "目标未公布：没有可对照的线</text>");
    assert_lacks(html, "class=\"t\"");
    assert_lacks(html, "class=\"q\"");
    assert_lacks(html, "#light-");
}

/* The city has a target, the place none of its own: neither borrowed nor called unpublished. */
static void a_place_without_a_target_of_its_own_is_not_called_unpublished(void **state)
{
    struct sheet *sheet = *state;
    sheet->indicator.target = (struct target){TARGET_VALUE, TARGET};
    sheet->series.status.target = (struct target){TARGET_UNKNOWN, 0};
    struct html html = year(sheet);
    assert_holds(html, "本地没有单独的目标：没有可对照的线</text>");
    assert_lacks(html, "未公布");
}

/* Two months in which nothing came: 2/12 to 4/12 of the width. The sum stands where it was. */
static void a_month_without_records_is_hatched_and_breaks_the_line(void **state)
{
    struct sheet *sheet = *state;
    for (int month = 3; month <= 4; month++) {
        sheet->series.months[month - 1].reported = false;
        sheet->series.months[month - 1].total = 2 * EACH;
        sheet->series.months[month - 1].added = 0;
        sheet->series.months[month - 1].added_kind = CELL_UNREPORTED;
    }
    struct html html = year(sheet);
    assert_holds(html, "<rect fill=\"url(#hatch)\" x=\"16.67%\" y=\"46\" width=\"16.67%\" height=\"270\"/>");
    assert_times(html, "url(#hatch)", 1);
    assert_holds(html, "L200 271M400 271L500 203");
    assert_times(html, "#light-missing", 2);
    assert_times(html, "#light-green", 10);
    assert_holds(html, "画斜线的月份没有交来记录，或者不能显示。</desc>");
}

/* Stages are reached in months in which no record begins. */
static void a_month_that_adds_is_drawn_though_no_record_is_of_it(void **state)
{
    struct sheet *sheet = *state;
    sheet->series.months[2].reported = false;
    struct html html = year(sheet);
    assert_times(html, "url(#hatch)", 0);
    assert_times(html, "#light-missing", 0);
    assert_times(html, "#light-green", 12);
}

/* What hangs on two hidden months is hidden as well: the third, since its interval begins in them. */
static void a_hidden_month_is_hatched_signed_and_never_told(void **state)
{
    struct sheet *sheet = *state;
    enum { SECRET = 777 };
    for (int month = 3; month <= 4; month++) {
        hide(sheet, month, CELL_HIDDEN);
        sheet->series.months[month - 1].total = SECRET;
    }
    struct html html = year(sheet);
    assert_holds(html, "<rect fill=\"url(#hatch)\" x=\"16.67%\" y=\"46\" width=\"25%\" height=\"270\"/>");
    assert_holds(html, "<text x=\"25%\" y=\"358\" class=\"m\">隐</text>");
    assert_times(html, "#light-green", 10);
    assert_lacks(html, "777");
    struct html row = small(sheet);
    for (int month = 3; month <= 4; month++)
        sheet->series.months[month - 1].total = 99 * SECRET;
    assert_string_equal(year(sheet).bytes, html.bytes); /* nor by the scale of an axis */
    assert_string_equal(small(sheet).bytes, row.bytes);
}

static void a_year_that_may_not_be_shown_at_all_has_no_number(void **state)
{
    struct sheet *sheet = *state;
    for (int month = 1; month <= MONTHS; month++)
        hide(sheet, month, CELL_SMALL);
    sheet->series.status.target = (struct target){TARGET_UNKNOWN, 0};
    sheet->series.shown_month = 0;
    sheet->series.kind = CELL_SMALL;
    struct html html = year(sheet);
    assert_holds(html, "没有可以显示的数。");
    assert_holds(html, "class=\"m\">&lt;5</text>");
    assert_lacks(html, "户");
    assert_lacks(html, "class=\"d\"");
    assert_holds(small(sheet), "没有可以显示的数</title>");
    assert_lacks(small(sheet), "户");
}

static void words_of_the_pack_are_escaped(void **state)
{
    struct sheet *sheet = *state;
    sheet->words = (struct chart_words){.name = "<b>&\"路", .unit = " <i>"};
    assert_lacks(year(sheet), "<b>");
    assert_lacks(small(sheet), "<i>");
    assert_holds(year(sheet), "<title>&lt;b&gt;&amp;");
}

/* ---- the small curve: zero at y 27, 23 px high, a month 13 px ---- */

static void a_small_curve_ends_in_a_dot_on_its_value(void **state)
{
    struct html html = small(*state);
    assert_holds(html, "<path class=\"c\" d=\"M2 27L15 25L28 23L41 21L54 19L67 17L80 15"); /* 1.9 px a month */
    assert_holds(html, "<circle class=\"d\" cx=\"158\" cy=\"4\" r=\"3\"/>");
    assert_holds(html, "<title>开工改造老旧小区，到 12 月累计 1,200 户</title>");
    assert_holds(html, "class=\"q\"");
}

/* ---- bars ---- */

static void a_bar_is_as_long_as_its_share_of_the_scale(void **state)
{
    struct sheet *sheet = *state;
    struct html html = chart_bar(sheet->mem, 50, 200, 100, false);
    assert_well_formed(html);
    assert_holds(html, "<rect class=\"x\" y=\"5\" height=\"10\" width=\"25%\"/>");
    assert_holds(html, "<rect class=\"k\" y=\"1\" width=\"2\" height=\"18\" x=\"50%\"/>");
    assert_holds(html, "aria-hidden=\"true\"");
    assert_holds(chart_bar(sheet->mem, 1, 3, -1, true), "class=\"y\" y=\"5\" height=\"10\" width=\"33.33%\"");
    assert_lacks(chart_bar(sheet->mem, 50, 200, 201, false), "class=\"k\"");
    assert_holds(chart_bar(sheet->mem, 0, 0, -1, false), "width=\"0%\"");
}

/* ---- stages: four stops at 1/8, 3/8, 5/8 and 7/8 of the width ---- */

static const char *const four[] = {"方案", "开工", "完工", "验收"};

static void a_passage_is_filled_up_to_where_it_stands(void **state)
{
    struct sheet *sheet = *state;
    const int dates[] = {20240301, 20240418, 0, 0};
    struct html html =
        chart_stages(sheet->mem, LANGUAGE_ZH,
                     &(struct stages){.names = four, .count = 4, .reached = 1, .counts = 1, .dates = dates});
    assert_well_formed(html);
    assert_holds(html, "<circle class=\"d\" cy=\"15\" r=\"4\" cx=\"12.5%\"/>");
    assert_holds(html, "<circle class=\"o\" cy=\"15\" r=\"6\" cx=\"37.5%\"/>");
    assert_times(html, "<circle class=\"n\"", 2);
    assert_holds(html, "<line class=\"c\" y1=\"15\" y2=\"15\" x1=\"12.5%\" x2=\"37.5%\"/>");
    assert_holds(html, "x1=\"25%\" x2=\"25%\"/>"); /* the seam before the second stage */
    assert_holds(html, "04-18</text>");
    assert_holds(html, "<title>走到开工，第 2 步，共 4 步</title>");
    assert_lacks(html, "light-red");
}

static void an_overdue_stage_is_marked_and_told(void **state)
{
    struct sheet *sheet = *state;
    struct stages stages = {.names = four, .count = 4, .reached = -1, .counts = -1, .late = true, .bare = true};
    struct html html = chart_stages(sheet->mem, LANGUAGE_ZH, &stages);
    assert_well_formed(html);
    assert_times(html, "#light-red", 1);
    assert_holds(html, "<title>还没有走到一步</title><desc>下一步方案已经过期。</desc>");
    assert_lacks(html, "<text");
    assert_lacks(html, "class=\"f\"");
}

/* ---- bytes ---- */

static void a_year_with_its_table_s_bars_is_few_bytes(void **state)
{
    struct sheet *sheet = *state;
    struct html html = year(sheet);
    assert_true(size_compressed(html.bytes, html.length) < 1600);
    assert_true(size_compressed(small(sheet).bytes, small(sheet).length) < 500);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_line_goes_through_each_month_s_end),
        TEST(the_target_is_a_line_with_its_words_and_its_crossing_a_hollow_dot),
        TEST(before_the_target_is_reached_there_is_no_crossing),
        TEST(the_schedule_is_drawn_for_the_whole_year),
        TEST(without_a_target_there_is_nothing_to_compare_with_and_it_says_so),
        TEST(a_place_without_a_target_of_its_own_is_not_called_unpublished),
        TEST(a_month_without_records_is_hatched_and_breaks_the_line),
        TEST(a_month_that_adds_is_drawn_though_no_record_is_of_it),
        TEST(a_hidden_month_is_hatched_signed_and_never_told),
        TEST(a_year_that_may_not_be_shown_at_all_has_no_number),
        TEST(words_of_the_pack_are_escaped),
        TEST(a_small_curve_ends_in_a_dot_on_its_value),
        TEST(a_bar_is_as_long_as_its_share_of_the_scale),
        TEST(a_passage_is_filled_up_to_where_it_stands),
        TEST(an_overdue_stage_is_marked_and_told),
        TEST(a_year_with_its_table_s_bars_is_few_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
