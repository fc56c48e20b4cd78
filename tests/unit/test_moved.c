/* What was said of a text's claims, kept as lines, against what is said now. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "domain/moved.h" /* before cmocka, whose fail() is a macro */

#include <cmocka.h>

enum { ROWS = 3 };

/* Three claims at 10, 20 and 30, each said to agree with 12. */
struct town {
    struct ctx ctx;
    struct claim claims[ROWS];
    struct checked rows[ROWS];
    struct checked_list list;
    const char *said;
};

static int set_up(void **state)
{
    struct town *t = calloc(1, sizeof *t);
    size_t length;

    t->ctx.mem = arena_new();
    for (size_t i = 0; i < ROWS; i++) {
        t->claims[i] = (struct claim){.start = 10 * (i + 1), .end = 10 * (i + 1) + 3};
        t->rows[i] = (struct checked){&t->claims[i], {.verdict = VERDICT_AGREES, .actual = "12", .note = ""}};
    }
    t->list = (struct checked_list){.at = t->rows, .count = ROWS};
    t->said = moved_write(&t->ctx, &t->list, &length);
    *state = t;
    return 0;
}

static int tear_down(void **state)
{
    struct town *t = *state;

    arena_free(t->ctx.mem);
    free(t);
    return 0;
}

/* “20 agrees 12 → differs 13”, a line each. */
static void moved_are(struct town *t, const char *expected)
{
    AUTO_BUF struct buf said = BUF_INIT;
    struct moved_list moved;

    moved_since(&t->ctx, t->said, &t->list, &moved);
    for (size_t i = 0; i < moved.count; i++) {
        const struct moved *m = &moved.at[i];
        buf_printf(&said, "%zu %s %s → %s %s\n", m->row->claim->start, verdict_name(m->verdict), m->actual,
                   verdict_name(m->row->judgement.verdict), m->row->judgement.actual);
    }
    buf_char(&said, '\0');
    assert_string_equal(said.bytes, expected);
}

static void what_is_said_alike_did_not_move(void **state)
{
    moved_are(*state, "");
}

static void another_verdict_or_another_value_moved(void **state)
{
    struct town *t = *state;

    t->rows[1].judgement.verdict = VERDICT_DIFFERS;
    t->rows[1].judgement.actual = "13";
    t->rows[2].judgement.actual = "主体完工 二期"; /* a stage with a blank in its name */
    moved_are(t, "20 agrees 12 → differs 13\n30 agrees 12 → agrees 主体完工 二期\n");
}

static void a_stage_is_kept_with_its_name_whole(void **state)
{
    struct town *t = *state;
    size_t length;

    t->rows[0].judgement.actual = "主体完工 二期";
    t->rows[1].judgement.actual = "";
    t->said = moved_write(&t->ctx, &t->list, &length);
    moved_are(t, "");
    t->rows[0].judgement.actual = "完工";
    moved_are(t, "10 agrees 主体完工 二期 → agrees 完工\n");
}

static void what_may_not_be_shown_now_is_not_told_of_the_past(void **state)
{
    struct town *t = *state;

    t->rows[0].judgement = (struct judgement){VERDICT_UNDETERMINED, "", "", NULL, GAP_HIDDEN, 0, 0};
    moved_are(t, "10 agrees  → undetermined \n");
}

static void a_claim_that_is_read_no_longer_is_left_out(void **state)
{
    struct town *t = *state;

    t->claims[1].start = 21;
    t->rows[1].judgement.verdict = VERDICT_DIFFERS;
    t->rows[2].judgement.verdict = VERDICT_DIFFERS;
    moved_are(t, "30 agrees 12 → differs 12\n");
}

static void lines_that_are_none_of_ours_say_nothing(void **state)
{
    struct town *t = *state;

    t->rows[0].judgement.verdict = VERDICT_DIFFERS;
    t->said = "rubbish\n10 13\n10 13 perhaps 12\n\n10 13 agrees 12";
    moved_are(t, "10 agrees 12 → differs 12\n");
    t->said = "";
    moved_are(t, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_said_alike_did_not_move, set_up, tear_down),
        cmocka_unit_test_setup_teardown(another_verdict_or_another_value_moved, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_stage_is_kept_with_its_name_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_may_not_be_shown_now_is_not_told_of_the_past, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_claim_that_is_read_no_longer_is_left_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lines_that_are_none_of_ours_say_nothing, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
