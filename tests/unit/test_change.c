/* What is told of changes after acceptance (change.c): newest first, those of one kind, place and batch as one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "domain/listing.h"
#include "unit/site_rig.h"

#include <cmocka.h>

#define HERE      "411202001000" /* 湖滨区 */
#define THERE     "411282000000" /* 灵宝市 */
#define ELSEWHERE "411281000000" /* 义马市 */

enum { SCHOOLS = 70, ASKED = 10 };

static int open_rig(void **state)
{
    struct site_rig *rig = calloc(1, sizeof *rig);
    rig_make(rig, "change");
    *state = rig;
    return 0;
}

static int close_rig(void **state)
{
    struct site_rig *rig = *state;
    rig_remove(rig);
    free(rig);
    return 0;
}

/* Works at the first `count` schools, which started and ended on these days. */
static void works(struct site_rig *rig, const char *org, const char *work, int count, const char *days)
{
    AUTO_BUF struct buf csv = BUF_INIT;
    buf_str(&csv, "org,school,school_code,phase,work,started_on,topped_on,finished_on,remark\n");
    for (int i = 0; i < count; i++)
        buf_printf(&csv, "%s,合成小学,S%d,小学,%s,%s,合成数据\n", org, i, work, days);
    rig_hand_in(rig, "school_project", csv.bytes);
}

static size_t changes(struct site_rig *rig, const char *org, struct later_change **ret)
{
    size_t count = 0;
    const struct city *city = rig->city;
    int r = changes_read(&rig->ctx, city, programme_indicator(city->programme, "schools_improved"),
                         organisation_find(city->tree, org), ASKED, ret, &count);
    if (r < 0)
        fail_msg("%s", rig->ctx.err.text);
    return count;
}

static void assert_moved(const struct later_change *c, const char *from, const char *to, int count)
{
    assert_int_equal(c->kind, CHANGE_MOVED);
    assert_string_equal(c->from->code, from);
    assert_string_equal(c->org->code, to);
    assert_int_equal(c->count, count);
}

static void nothing_has_changed_while_records_only_come(void **state)
{
    struct later_change *list;
    works(*state, HERE, "食堂", 3, "2024-02-01,2024-03-01,2024-05-01");
    works(*state, THERE, "宿舍", 3, "2024-02-01,2024-03-01,2024-06-01");
    assert_int_equal(changes(*state, "411200000000", &list), 0);
}

/* An earlier record of the same school stands for it from then on (domain.md §3.2). */
static void schools_for_which_an_earlier_record_counts_have_moved(void **state)
{
    struct later_change *list;
    works(*state, HERE, "食堂", SCHOOLS, "2024-02-01,2024-03-01,2024-05-01");
    works(*state, THERE, "宿舍", SCHOOLS - 1, "2024-02-01,2024-03-01,2024-04-01");
    works(*state, HERE, "操场", 2, "2024-02-01,2024-02-15,2024-03-01");
    assert_int_equal(changes(*state, "411200000000", &list), 2);
    bool last_first = list[0].count == 2; /* decided in one second: their order is not said */
    assert_moved(&list[!last_first], THERE, HERE, 2);
    assert_moved(&list[last_first], HERE, THERE, SCHOOLS - 1);
    assert_int_equal(changes(*state, THERE, &list), 2); /* where they left is told as well */
    assert_int_equal(changes(*state, ELSEWHERE, &list), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_has_changed_while_records_only_come, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(schools_for_which_an_earlier_record_counts_have_moved, open_rig, close_rig),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
