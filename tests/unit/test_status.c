/* Whether a target is reached: exactly, whatever a rate would round to. */
#include "domain/status.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* A cover of two decimals of a percent: its target is a share of the roster in hundredths of a percent. */
static bool cover_reached(int64_t covered, int64_t roster, int64_t target)
{
    struct indicator cover = {.count = COUNT_COVER, .unit = "%", .places = 2, .at = -1};
    struct status status = {.indicator = &cover,
                            .month = 202412,
                            .reported = roster > 0,
                            .value = covered,
                            .roster = roster,
                            .stage = -1,
                            .target = {TARGET_VALUE, target}};
    return status_reached(&status);
}

static void a_cover_of_all_is_reached_by_all_alone(void **state)
{
    (void)state;
    assert_true(cover_reached(3, 3, 10000));
    assert_false(cover_reached(2, 3, 10000));
    assert_false(cover_reached(9999, 10000, 10000));   /* 99.99 % */
    assert_false(cover_reached(99999, 100000, 10000)); /* 100.00 % rounded */
}

/* 19 of 20 are 95 %, 18 are 90 %; of 21, 19 are 90.48 % and 20 are 95.24 %. */
static void a_cover_of_a_share_is_reached_at_that_share(void **state)
{
    (void)state;
    assert_true(cover_reached(19, 20, 9500));
    assert_false(cover_reached(18, 20, 9500));
    assert_false(cover_reached(19, 21, 9500));
    assert_true(cover_reached(20, 21, 9500));
}

static void without_a_roster_no_cover_is_reached(void **state)
{
    (void)state;
    assert_false(cover_reached(0, 0, 10000));
    assert_false(cover_reached(3, 0, 10000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cover_of_all_is_reached_by_all_alone),
        cmocka_unit_test(a_cover_of_a_share_is_reached_at_that_share),
        cmocka_unit_test(without_a_roster_no_cover_is_reached),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
