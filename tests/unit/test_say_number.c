/* Numbers and dates as pages write them (look: Tables; domain.md §2 gives the values). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "web/say_number.h"

static struct arena *mem;

static int open_arena(void **state)
{
    (void)state;
    mem = arena_new();
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

static void a_comma_stands_each_three_digits_and_the_minus_is_a_true_one(void **state)
{
    (void)state;
    assert_string_equal(say_exact(mem, 25903, 0), "25,903");
    assert_string_equal(say_exact(mem, 903, 0), "903");
    assert_string_equal(say_exact(mem, 0, 0), "0");
    assert_string_equal(say_exact(mem, -92, 0), "−92");
    assert_string_equal(say_exact(mem, INT64_MIN, 0), "−9,223,372,036,854,775,808");
    assert_string_equal(say_signed(mem, 612, 0), "+612");
    assert_string_equal(say_signed(mem, 0, 0), "0");
}

static void decimals_are_exact_and_a_column_has_one_width(void **state)
{
    (void)state;
    assert_string_equal(say_exact(mem, 158800, 3), "158.8");
    assert_string_equal(say_exact(mem, 773000000, 2), "7,730,000");
    assert_string_equal(say_fixed(mem, 5200, 3, 3), "5.200");
    assert_string_equal(say_fixed(mem, 40, 3, 3), "0.040");
    assert_int_equal(say_digits(158800, 3), 1);
    assert_int_equal(say_digits(0, 3), 0);
}

static const char *as_said(int64_t value, int places, const char *unit, bool *exact)
{
    return say_short(mem, LANGUAGE_ZH, value, places, unit, exact);
}

static void people_say_three_digits_that_are_cut_and_never_rounded_up(void **state)
{
    (void)state;
    bool exact;
    assert_string_equal(as_said(25903, 0, "户", &exact), "2.59 万户");
    assert_false(exact);
    assert_string_equal(as_said(25999, 0, "户", &exact), "2.59 万户");
    assert_string_equal(as_said(106000000, 2, "平方米", &exact), "106 万平方米");
    assert_true(exact);
    assert_string_equal(as_said(106000001, 2, "平方米", &exact), "106 万平方米");
    assert_false(exact);
    assert_string_equal(as_said(773000000, 2, "元", &exact), "773 万元");
    assert_string_equal(as_said(251338, 0, "条", &exact), "25.1 万条");
    assert_string_equal(as_said(123456789, 0, "元", &exact), "1.23 亿元");
    assert_string_equal(as_said(98765432, 0, "元", &exact), "9,876 万元");
    assert_string_equal(as_said(9999, 0, "户", &exact), "");
    assert_string_equal(say_short(mem, LANGUAGE_EN, 106000000, 2, "m²", &exact), "1.06 million m²");
    assert_string_equal(say_short(mem, LANGUAGE_EN, 25903, 0, "households", &exact), "");
}

/* look, Never: “100 %” rounded up from 99.96. */
static void a_share_is_never_rounded_to_all_or_to_nothing(void **state)
{
    (void)state;
    assert_string_equal(say_percent_of(mem, 25903, 17400), "148.9\u202F%"); /* 25903 ÷ 17400 = 1.48868… */
    assert_string_equal(say_percent_of(mem, 9996, 10000), "99.9\u202F%");
    assert_string_equal(say_percent_of(mem, 10000, 10000), "100.0\u202F%");
    assert_string_equal(say_percent_of(mem, 1, 10000), "<\u202F0.1\u202F%");
    assert_string_equal(say_percent_of(mem, 0, 10000), "0.0\u202F%");
    assert_string_equal(say_percent(mem, 1489), "148.9\u202F%");
}

static void small_numbers_days_and_months_are_said_in_both_languages(void **state)
{
    (void)state;
    assert_string_equal(say_word(mem, LANGUAGE_ZH, 12), "十二");
    assert_string_equal(say_word(mem, LANGUAGE_ZH, 7), "七");
    assert_string_equal(say_word(mem, LANGUAGE_ZH, 20), "二十");
    assert_string_equal(say_word(mem, LANGUAGE_EN, 12), "twelve");
    assert_string_equal(say_word(mem, LANGUAGE_EN, 21), "twenty-one");
    assert_string_equal(say_day(mem, 20241225), "2024-12-25");
    assert_string_equal(say_time(mem, "2024-12-25T10:00:00Z"), "2024-12-25 18:00");
    assert_string_equal(say_time(mem, "2024-12-31T16:30:00Z"), "2025-01-01 00:30"); /* eight hours ahead */
    assert_string_equal(say_time(mem, ""), "");
    assert_string_equal(say_day_words(mem, LANGUAGE_ZH, 20241225), "2024 年 12 月 25 日");
    assert_string_equal(say_day_words(mem, LANGUAGE_EN, 20241205), "5 December 2024");
    assert_string_equal(say_month(mem, LANGUAGE_ZH, 202409), "9 月");
    assert_string_equal(say_month_year(mem, LANGUAGE_EN, 202409), "September 2024");
    assert_string_equal(say_month_code(mem, 202409), "2024-09");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_comma_stands_each_three_digits_and_the_minus_is_a_true_one),
        cmocka_unit_test(decimals_are_exact_and_a_column_has_one_width),
        cmocka_unit_test(people_say_three_digits_that_are_cut_and_never_rounded_up),
        cmocka_unit_test(a_share_is_never_rounded_to_all_or_to_nothing),
        cmocka_unit_test(small_numbers_days_and_months_are_said_in_both_languages),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
