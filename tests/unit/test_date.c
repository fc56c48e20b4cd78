/* date.h: the days and months that office files hold. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* 0 for what is no date. */
static int day_of(const char *s)
{
    int day = 0;
    return date_parse(s, strlen(s), &day) ? day : 0;
}

static int month_read(const char *s)
{
    int month = 0;
    return month_parse(s, &month) ? month : 0;
}

static void dates_are_read_in_all_office_spellings(void **state)
{
    (void)state;
    static const char *const spellings[] = {"2024-3-5",   "2024-03-05", "2024/03/05",   "2024/3/5",       "2024.3.5",
                                            "2024.03.05", "20240305",   "2024年3月5日", "2024年03月05日", "2024年3月5"};
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
        assert_int_equal(day_of(spellings[i]), 20240305);
}

static void a_midnight_that_excel_wrote_is_dropped(void **state)
{
    (void)state;
    assert_int_equal(day_of("2024-03-05 00:00"), 20240305);
    assert_int_equal(day_of("2024/3/5 0:00:00"), 20240305);
    assert_int_equal(day_of("2024-03-05T00:00:00"), 20240305);
    assert_int_equal(day_of("20240305 00:00"), 20240305);
}

static void what_is_no_date_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",           "2024",        "2024-03",   "24-3-5",    "2024-3-5x",    "2024-3",         "2024/3-5",
        "2024--3-5",  "2024-003-5",  "202403",    "2024030",   "202403055",    "2024年3月",      "3/5/2024",
        "05-03-2024", "2024-03-5日", "-2024-3-5", " 2024-3-5", "２０２４-3-5", "2024-3-5 12:30", "45356",
        "2024年3-5",  "2024-3-"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(day_of(bad[i]), 0);
}

/* Leap years: 2024 and 2000, not 2023, not 1900, not 2100. */
static void a_day_that_no_calendar_has_is_refused(void **state)
{
    (void)state;
    assert_int_equal(day_of("2024-02-29"), 20240229);
    assert_int_equal(day_of("2000-02-29"), 20000229);
    assert_int_equal(day_of("2023-02-29"), 0);
    assert_int_equal(day_of("1900-02-29"), 0);
    assert_int_equal(day_of("2100-02-29"), 0);
    assert_int_equal(day_of("2024-04-31"), 0);
    assert_int_equal(day_of("2024-13-01"), 0);
    assert_int_equal(day_of("2024-00-10"), 0);
    assert_int_equal(day_of("2024-01-00"), 0);
    assert_int_equal(day_of("1799-12-31"), 0);
    assert_false(date_exists(20240230));
    assert_false(date_exists(0));
    assert_false(date_exists(-20240101));
}

static void only_the_given_length_is_read(void **state)
{
    (void)state;
    int day = 0;
    assert_true(date_parse("2024-3-56", 8, &day));
    assert_int_equal(day, 20240305);
    assert_false(date_parse("2024-3-5", 7, &day));
}

static void months_are_read_in_three_spellings(void **state)
{
    (void)state;
    assert_int_equal(month_read("2024-09"), 202409);
    assert_int_equal(month_read("2024-9"), 202409);
    assert_int_equal(month_read("202409"), 202409);
    assert_int_equal(month_read("2024年9月"), 202409);
    static const char *const bad[] = {"", "2024", "2024-00", "2024-13", "2024-9x", "24-09", "2024-09-15", "2024年"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(month_read(bad[i]), 0);
}

static void a_day_is_written_as_iso(void **state)
{
    (void)state;
    char out[16];
    assert_string_equal(date_format(20240305, out), "2024-03-05");
}

/* 2024 is a leap year: 366 days from one 1 January to the next, 60 to 1 March. */
static void days_between_count_leap_days(void **state)
{
    (void)state;
    assert_int_equal(days_between(20240101, 20250101), 366);
    assert_int_equal(days_between(20240101, 20240301), 60);
    assert_int_equal(days_between(20230101, 20230301), 59);
    assert_int_equal(days_between(20240301, 20240101), -60);
    assert_int_equal(days_between(20240305, 20240305), 0);
    assert_int_equal(days_between(19700101, 20240101), 19723); /* 54 × 365 + 13 leap days */
}

static void days_are_added_across_months_and_years(void **state)
{
    (void)state;
    assert_int_equal(day_add(20240228, 1), 20240229);
    assert_int_equal(day_add(20240228, 2), 20240301);
    assert_int_equal(day_add(20230228, 1), 20230301);
    assert_int_equal(day_add(20241231, 1), 20250101);
    assert_int_equal(day_add(20250101, -1), 20241231);
    for (int days = -40000; days < 40000; days += 7)
        assert_int_equal(days_between(20240305, day_add(20240305, days)), days);
}

/* A year is full on the birthday, for those born on 29 February on 1 March. */
static void whole_years_are_full_on_the_birthday(void **state)
{
    (void)state;
    assert_int_equal(years_between(19800305, 20240304), 43);
    assert_int_equal(years_between(19800305, 20240305), 44);
    assert_int_equal(years_between(19800229, 20230228), 42);
    assert_int_equal(years_between(19800229, 20230301), 43);
    assert_int_equal(years_between(20240101, 20240101), 0);
}

static void a_month_knows_its_last_day(void **state)
{
    (void)state;
    assert_int_equal(month_last_day(202402), 20240229);
    assert_int_equal(month_last_day(202302), 20230228);
    assert_int_equal(month_last_day(202412), 20241231);
    assert_int_equal(month_of(20240305), 202403);
    assert_int_equal(year_of(202403), 2024);
}

static void today_can_be_fixed_for_tests(void **state)
{
    (void)state;
    setenv("DUIXIAN_TODAY", "2024-12-31", 1);
    assert_int_equal(date_today(), 20241231);
    setenv("DUIXIAN_TODAY", "nonsense", 1);
    assert_true(date_exists(date_today()));
    unsetenv("DUIXIAN_TODAY");
    assert_true(date_today() > 20240101);
}

static void now_is_written_in_utc(void **state)
{
    (void)state;
    char out[32];
    time_now(out);
    assert_int_equal(strlen(out), strlen("2024-03-05T12:34:56Z"));
    assert_int_equal(out[10], 'T');
    assert_int_equal(out[19], 'Z');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_read_in_all_office_spellings),
        cmocka_unit_test(a_midnight_that_excel_wrote_is_dropped),
        cmocka_unit_test(what_is_no_date_is_refused),
        cmocka_unit_test(a_day_that_no_calendar_has_is_refused),
        cmocka_unit_test(only_the_given_length_is_read),
        cmocka_unit_test(months_are_read_in_three_spellings),
        cmocka_unit_test(a_day_is_written_as_iso),
        cmocka_unit_test(days_between_count_leap_days),
        cmocka_unit_test(days_are_added_across_months_and_years),
        cmocka_unit_test(whole_years_are_full_on_the_birthday),
        cmocka_unit_test(a_month_knows_its_last_day),
        cmocka_unit_test(today_can_be_fixed_for_tests),
        cmocka_unit_test(now_is_written_in_utc),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
