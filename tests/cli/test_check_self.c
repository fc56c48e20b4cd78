/* duixian check --self: a text without a store. */
#include "cli/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int set_up(void **state)
{
    *state = place_new();
    return 0;
}

static void a_text_that_contradicts_itself_exits_1_and_shows_the_arithmetic(void **state)
{
    struct place *p = *state;

    write_text(p, "a.txt", "新建换热站，湖滨区3座、陕州区8座，共12座。\n");
    assert_int_equal(duixian(p, "check --self a.txt"), 1);
    expect_out(p, "line\tstart\tend\ttext\tvalue\tunit\tindicator\torg\tactual\tverdict\tnote\n");
    expect_out(p, "12座\t12\t座\t\t\t11\tdiffers\t文中各部分 3 + 8 = 11，少于总数“12座”\n");
    expect_out(p, "3座\t3\t座\t\t\t\tundetermined\t\n");
}

static void a_text_that_holds_together_exits_0(void **state)
{
    struct place *p = *state;

    write_text(p, "a.txt", "新建换热站，湖滨区3座、陕州区8座，共11座。\n");
    assert_int_equal(duixian(p, "check --self a.txt"), 0);
    expect_out(p, "11座\t11\t座\t\t\t11\tagrees\t3 + 8 = 11\n");
}

/* As the help says: in the words, with an empty line between paragraphs. */
static void offsets_of_a_page_count_in_its_words(void **state)
{
    struct place *p = *state;

    write_text(p, "a.html", "<html><body><h1>甲</h1><p>新建充电桩<b>6</b>个</p></body></html>");
    assert_int_equal(duixian(p, "extract a.html"), 0);
    expect_out(p, "8\t10\t6个\t6\t个\t=\tactual\t新建充电桩\n"); /* 甲, two line ends, five characters */
    assert_int_equal(duixian(p, "--help"), 0);
    expect_out(p, "网页和 Word 文档按变成文字以后的数");
}

static void what_needs_a_store_is_refused(void **state)
{
    struct place *p = *state;

    write_text(p, "a.txt", "共 12 座。\n");
    assert_int_equal(duixian(p, "check --self t.db a.txt"), 2);
    assert_int_equal(duixian(p, "check --self a.txt --as-of 2024-09"), 2);
    assert_int_equal(duixian(p, "check --self a.txt --format html"), 2);
    assert_int_equal(duixian(p, "check a.txt"), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_text_that_contradicts_itself_exits_1_and_shows_the_arithmetic, set_up,
                                        place_tear_down),
        cmocka_unit_test_setup_teardown(a_text_that_holds_together_exits_0, set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(offsets_of_a_page_count_in_its_words, set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(what_needs_a_store_is_refused, set_up, place_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
