/* decimal.h: numbers are exact or refused. */
#include <stdbool.h>
#include <string.h>

#include "base/decimal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static int parse(const char *s, struct decimal *ret)
{
    return decimal_parse(s, strlen(s), ret);
}

static void assert_reads(const char *s, int64_t n, int places)
{
    struct decimal d = {0, 0};
    assert_int_equal(parse(s, &d), 0);
    assert_int_equal(d.n, n);
    assert_int_equal(d.places, places);
}

static const char *text_of(int64_t n, int places)
{
    static char out[DECIMAL_TEXT];
    return decimal_format((struct decimal){n, places}, out);
}

static void plain_numbers_are_read(void **state)
{
    (void)state;
    assert_reads("0", 0, 0);
    assert_reads("25900", 25900, 0);
    assert_reads("-6.5", -65, 1);
    assert_reads("+3", 3, 0);
    assert_reads("007", 7, 0);
    assert_reads("0.001", 1, 3);
    assert_reads("-0", 0, 0);
}

static void zeros_after_the_point_say_nothing(void **state)
{
    (void)state;
    assert_reads("12.500", 125, 1);
    assert_reads("12.000", 12, 0);
    assert_reads("100", 100, 0);
    assert_reads("0.000000000000000000000000", 0, 0);
}

static void thousands_separators_stand_before_groups_of_three(void **state)
{
    (void)state;
    assert_reads("1,234,567.8", 12345678, 1);
    assert_reads("12,000", 12000, 0);
    static const char *const bad[] = {"1,23", "1234,567", ",123", "1,,234", "1,2345", "1,234,", "1.234,567", "-,123"};
    struct decimal d;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(parse(bad[i], &d), DECIMAL_BAD);
}

static void what_is_no_number_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"",    "-",   "+",   ".",     ".5",  "5.",   "1.2.3", "1e3",
                                      "0x1", " 1",  "1 ",  "--1",   "1-2", "一",   "１２",  "1,234x",
                                      "NaN", "inf", "12%", "1'000", "+-1", "1..2", "1_0",   "9999999999999999999999x"};
    struct decimal d = {7, 7};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(parse(bad[i], &d), DECIMAL_BAD);
    assert_int_equal(d.n, 7);
}

/* 2^63 - 1 = 9223372036854775807. */
static void what_leaves_int64_is_out_of_range(void **state)
{
    (void)state;
    struct decimal d;
    assert_reads("9223372036854775807", INT64_MAX, 0);
    assert_reads("-9223372036854775807", -INT64_MAX, 0);
    assert_int_equal(parse("9223372036854775808", &d), DECIMAL_RANGE);
    assert_int_equal(parse("-9223372036854775809", &d), DECIMAL_RANGE);
    assert_int_equal(parse("99999999999999999999", &d), DECIMAL_RANGE);
    assert_reads("0.123456789012345678", 123456789012345678, 18);
    assert_int_equal(parse("0.1234567890123456789", &d), DECIMAL_RANGE);
}

/* 1.25 公里 is 1250 m; 1.2345 公里 has more digits than the unit. */
static void a_scale_that_would_round_is_refused(void **state)
{
    (void)state;
    int64_t n = 0;
    assert_int_equal(decimal_rescale((struct decimal){125, 2}, 3, &n), 0);
    assert_int_equal(n, 1250);
    assert_int_equal(decimal_rescale((struct decimal){12345, 4}, 3, &n), DECIMAL_DIGITS);
    assert_int_equal(decimal_rescale((struct decimal){12300, 4}, 2, &n), 0);
    assert_int_equal(n, 123);
    assert_int_equal(decimal_rescale((struct decimal){-12300, 4}, 2, &n), 0);
    assert_int_equal(n, -123);
    assert_int_equal(decimal_rescale((struct decimal){INT64_MAX, 0}, 1, &n), DECIMAL_RANGE);
    assert_int_equal(n, -123);
    assert_int_equal(decimal_rescale((struct decimal){0, 0}, 18, &n), 0);
    assert_int_equal(n, 0);
}

static void numbers_are_written_without_trailing_zeros(void **state)
{
    (void)state;
    assert_string_equal(text_of(2590000, 2), "25900");
    assert_string_equal(text_of(100, 0), "100");
    assert_string_equal(text_of(-65, 1), "-6.5");
    assert_string_equal(text_of(-5, 1), "-0.5");
    assert_string_equal(text_of(5, 3), "0.005");
    assert_string_equal(text_of(0, 3), "0");
    assert_string_equal(text_of(INT64_MIN, 0), "-9223372036854775808");
    assert_string_equal(text_of(INT64_MIN, 18), "-9.223372036854775808");
}

static void numbers_of_different_scale_compare_by_value(void **state)
{
    (void)state;
    assert_int_equal(decimal_compare((struct decimal){15, 1}, (struct decimal){150, 2}), 0);
    assert_true(decimal_compare((struct decimal){15, 1}, (struct decimal){151, 2}) < 0);
    assert_true(decimal_compare((struct decimal){-1, 0}, (struct decimal){-11, 1}) > 0);
    assert_true(decimal_compare((struct decimal){INT64_MAX, 0}, (struct decimal){INT64_MAX, 18}) > 0);
    assert_true(decimal_compare((struct decimal){INT64_MIN, 0}, (struct decimal){INT64_MAX, 18}) < 0);
}

/* 1.25 万 = 12500; 12500 in 万 = 1.25. */
static void wan_and_yi_shift_the_point(void **state)
{
    (void)state;
    struct decimal d;
    char out[DECIMAL_TEXT];
    assert_int_equal(decimal_shift((struct decimal){125, 2}, 4, &d), 0);
    assert_string_equal(decimal_format(d, out), "12500");
    assert_int_equal(decimal_shift((struct decimal){12500, 0}, -4, &d), 0);
    assert_string_equal(decimal_format(d, out), "1.25");
    assert_int_equal(decimal_shift((struct decimal){INT64_MAX, 0}, 8, &d), DECIMAL_RANGE);
    assert_int_equal(decimal_shift((struct decimal){1, 0}, -19, &d), DECIMAL_RANGE);
    assert_int_equal(decimal_shift((struct decimal){10, 0}, -19, &d), 0);
    assert_string_equal(decimal_format(d, out), "0.000000000000000001");
    assert_int_equal(decimal_shift((struct decimal){0, 0}, 30, &d), 0);
    assert_int_equal(d.n, 0);
}

static void a_sum_that_leaves_int64_is_refused(void **state)
{
    (void)state;
    int64_t sum = 7;
    assert_int_equal(int64_add(INT64_MAX, 1, &sum), DECIMAL_RANGE);
    assert_int_equal(int64_add(INT64_MIN, -1, &sum), DECIMAL_RANGE);
    assert_int_equal(sum, 7);
    assert_int_equal(int64_add(INT64_MAX, INT64_MIN, &sum), 0);
    assert_int_equal(sum, -1);
}

static const char *percent(int64_t a, int64_t b, int places)
{
    static char out[DECIMAL_TEXT];
    struct decimal d;
    assert_int_equal(percent_of(a, b, places, &d), 0);
    assert_int_equal(d.places, places);
    return decimal_format(d, out);
}

/* 1/3 = 33.33…, 2/3 = 66.66…, 1/8 = 12.5, 1/800 = 0.125, 2001/2000 = 100.05. */
static void a_rate_is_rounded_half_up(void **state)
{
    (void)state;
    assert_string_equal(percent(1, 3, 1), "33.3");
    assert_string_equal(percent(2, 3, 1), "66.7");
    assert_string_equal(percent(1, 8, 0), "13");
    assert_string_equal(percent(1, 800, 2), "0.13");
    assert_string_equal(percent(2001, 2000, 1), "100.1");
    assert_string_equal(percent(-1, 8, 0), "-13");
    assert_string_equal(percent(0, 5, 1), "0");
    assert_string_equal(percent(INT64_MAX, INT64_MAX, 1), "100");
    struct decimal d;
    assert_int_equal(percent_of(INT64_MAX, 1, 1, &d), DECIMAL_RANGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_numbers_are_read),
        cmocka_unit_test(zeros_after_the_point_say_nothing),
        cmocka_unit_test(thousands_separators_stand_before_groups_of_three),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(what_leaves_int64_is_out_of_range),
        cmocka_unit_test(a_scale_that_would_round_is_refused),
        cmocka_unit_test(numbers_are_written_without_trailing_zeros),
        cmocka_unit_test(numbers_of_different_scale_compare_by_value),
        cmocka_unit_test(wan_and_yi_shift_the_point),
        cmocka_unit_test(a_sum_that_leaves_int64_is_refused),
        cmocka_unit_test(a_rate_is_rounded_half_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
