/* sentence.h: words of ours with holes. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "web/sentence.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void each_language_puts_the_holes_in_its_own_order(void **state)
{
    const struct hole *holes = HOLES({"stage", "开工"}, {"n", "187"});
    assert_string_equal(sentence(*state, "走到“{stage}”的有 {n} 个", holes), "走到“开工”的有 187 个");
    assert_string_equal(sentence(*state, "{n} have reached {stage}", holes), "187 have reached 开工");
}

static void a_sentence_without_holes_stays_as_it_is_and_a_filled_text_is_not_read_again(void **state)
{
    assert_string_equal(sentence(*state, "没有记录", HOLES({"n", "1"})), "没有记录");
    assert_string_equal(sentence(*state, "", HOLES({"n", "1"})), "");
    assert_string_equal(sentence(*state, "{n}{n}", HOLES({"n", "{m}"}, {"m", "x"})), "{m}{m}");
}

static int set_up(void **state)
{
    *state = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    arena_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_language_puts_the_holes_in_its_own_order),
        cmocka_unit_test(a_sentence_without_holes_stays_as_it_is_and_a_filled_text_is_not_read_again),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
