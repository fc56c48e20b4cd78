/* Numbers as they are written. Values are worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "text/numeral.h"

#include <cmocka.h> /* last: its macro fail() would hide ours */

enum { ROOM = 128 };

static size_t decode(const char *text, int32_t *runes)
{
    size_t count = 0;

    for (size_t left = strlen(text); left > 0;) {
        size_t bytes;

        runes[count++] = utf8_next(text, left, &bytes);
        text += bytes;
        left -= bytes;
    }
    return count;
}

static struct numeral read_number(const char *text)
{
    int32_t runes[ROOM];
    size_t count = decode(text, runes);
    struct numeral n;

    assert_true(numeral_read(runes, 0, count, &n));
    assert_in_range(n.end, 1, count);
    return n;
}

/* The whole text is one number of this value. */
static void reads(const char *text, const char *value)
{
    int32_t runes[ROOM];
    char formatted[DECIMAL_TEXT];
    struct numeral n = read_number(text);

    assert_string_equal(decimal_format(n.value, formatted), value);
    assert_int_equal(n.end, decode(text, runes));
}

static const char *step_of(const char *text, char out[DECIMAL_TEXT])
{
    return decimal_format(read_number(text).step, out);
}

static void arabic_digits_with_separators_and_multipliers(void **state)
{
    (void)state;
    reads("25903", "25903");
    reads("2,590,300", "2590300");
    reads("158.8", "158.8");
    reads("2.59万", "25900");
    reads("1.37万亿", "1370000000000");
    reads("3百万", "3000000");
    reads("1万2千", "12000");
    reads("3万5千4百", "35400");
    reads("5千2百", "5200");
    reads("2百5十", "250");
    reads("1万零8百", "10800");
    reads("3千零5十", "3050");
    reads("0.35", "0.35");
    reads("007", "7");
}

static void a_comma_before_other_than_three_digits_ends_the_number(void **state)
{
    (void)state;
    assert_int_equal(read_number("12,34").end, 2);
    assert_int_equal(read_number("12,3456").end, 2);
    assert_int_equal(read_number("1234,567").end, 4);
}

static void chinese_numbers(void **state)
{
    (void)state;
    reads("十", "10");
    reads("十二", "12");
    reads("二十", "20");
    reads("一百零六", "106");
    reads("一百八十", "180");
    reads("六万八千", "68000");
    reads("五百六十三万", "5630000");
    reads("十二万", "120000");
    reads("一亿二千万", "120000000");
    reads("三万五", "35000");
    reads("八百五", "850");
    reads("八百零五", "805");
    reads("两千", "2000");
    reads("八点五亿", "850000000");
    reads("百分之九十二", "92");
    reads("百分之百", "100");
    reads("百分之12.5", "12.5");
}

static void the_step_is_the_worth_of_the_last_written_digit(void **state)
{
    char out[DECIMAL_TEXT];

    (void)state;
    assert_string_equal(step_of("2.59万", out), "100");
    assert_string_equal(step_of("25903", out), "1");
    assert_string_equal(step_of("158.8", out), "0.1");
    assert_string_equal(step_of("六万八千", out), "1000");
    assert_string_equal(step_of("三万五", out), "1000");
    assert_string_equal(step_of("3亿", out), "100000000");
}

static void more_inside_the_number(void **state)
{
    (void)state;
    assert_true(read_number("二十余万").more);
    assert_true(read_number("30多万").more);
    assert_true(read_number("20来万").about);
    reads("二十余万", "200000");
}

static void kinds_of_numbers_that_are_no_amounts(void **state)
{
    (void)state;
    assert_true(read_number("二〇二四").digit_row);
    assert_true(read_number("七八十").vague);
    assert_true(read_number("三分之一").fraction);
    assert_true(read_number("百").bare_multiplier);
    assert_true(read_number("99999999999999999999").too_long);
    assert_true(read_number("9999999999999999万").too_long);
    assert_true(read_number("一亿亿亿").too_long);
    assert_int_equal(read_number("十二亿八千万").value.n, 1280000000);
}

static void a_multiplier_that_begins_a_unit_is_left_to_the_unit(void **state)
{
    int32_t runes[ROOM];
    struct numeral n;

    (void)state;
    assert_int_equal(read_number("238千米").end, 3);
    assert_int_equal(read_number("5万千瓦").end, 2);
    assert_int_equal(read_number("百分之五").percent, true);
    assert_false(numeral_read(runes, 0, decode("千米", runes), &n));
    assert_false(numeral_read(runes, 0, decode("米", runes), &n));
    assert_false(numeral_read(runes, 0, 0, &n));
}

static void a_long_run_of_numerals_is_no_number(void **state)
{
    static int32_t runes[100000];
    struct numeral n;

    (void)state;
    for (size_t i = 0; i < 100000; i++)
        runes[i] = L'万';
    assert_true(numeral_read(runes, 0, 100000, &n));
    assert_true(n.too_long);
    assert_int_equal(n.end, 100000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arabic_digits_with_separators_and_multipliers),
        cmocka_unit_test(a_comma_before_other_than_three_digits_ends_the_number),
        cmocka_unit_test(chinese_numbers),
        cmocka_unit_test(the_step_is_the_worth_of_the_last_written_digit),
        cmocka_unit_test(more_inside_the_number),
        cmocka_unit_test(kinds_of_numbers_that_are_no_amounts),
        cmocka_unit_test(a_multiplier_that_begins_a_unit_is_left_to_the_unit),
        cmocka_unit_test(a_long_run_of_numerals_is_no_number),
    };

    return cmocka_run_group_tests_name("numeral", tests, NULL, NULL);
}
