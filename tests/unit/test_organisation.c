/* The tree: import, parents, owners, validity, scopes. */
#include "domain/organisation.h"
#include "store/db.h"
#include "unit/fresh.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define HEAD "code,name,level,parent,stat_parent,kind,valid_from,valid_to\n"
#define CITY "990100000000,试市,city,,,,,\n"
#define TOWN                                                                                                           \
    CITY "990101000000,甲县,county,990100000000,,,,\n"                                                               \
         "990102000000,乙区,county,990100000000,,,,\n"                                                               \
         "990101001000,甲镇,township,990101000000,,,,\n"                                                             \
         "990101001001,甲村,village,990101001000,990102000000,,2020-01-01,2024-06-30\n"                              \
         "CLINIC-1,甲医院,institution,990101001000,,医院,,\n"

struct tree_test {
    struct ctx ctx;
    char *url;
};

static int set_up(void **state)
{
    struct tree_test *t = calloc(1, sizeof *t);
    t->ctx.mem = arena_new();
    t->url = fresh_store("tree");
    *state = t;
    return db_open(&t->ctx, t->url, DB_CREATE) || db_migrate(&t->ctx);
}

static int tear_down(void **state)
{
    struct tree_test *t = *state;
    db_close(&t->ctx);
    fresh_remove(t->url);
    arena_free(t->ctx.mem);
    free(t);
    return 0;
}

static int import(struct ctx *ctx, void *csv)
{
    int64_t changed;
    return organisations_import(ctx, "organisations.csv", csv, strlen(csv), &changed);
}

static struct organisations *tree_of(struct tree_test *t, const char *csv)
{
    struct organisations *tree = NULL;
    if (db_transaction(&t->ctx, import, (void *)(uintptr_t)csv) < 0)
        fail_msg("%s", t->ctx.err.text);
    assert_int_equal(organisations_load(&t->ctx, NULL, &tree), 0);
    return tree;
}

static void records_belong_to_the_county_by_administrative_parent(void **state)
{
    struct organisations *tree = tree_of(*state, HEAD TOWN);
    struct organisation *village = organisation_find(tree, "990101001001");
    assert_string_equal(organisation_owner(village)->code, "990101000000");
    assert_string_equal(organisation_owner(organisation_find(tree, "CLINIC-1"))->code, "990101000000");
    assert_string_equal(organisation_owner(tree->city)->code, "990100000000");
}

static void counts_go_up_by_statistical_parent(void **state)
{
    struct organisations *tree = tree_of(*state, HEAD TOWN);
    const struct organisation *village = organisation_find(tree, "990101001001");
    assert_true(organisation_within(village, organisation_find(tree, "990102000000")));
    assert_false(organisation_within(village, organisation_find(tree, "990101000000")));
    assert_true(organisation_within(village, tree->city));
}

static void a_unit_counts_only_within_its_validity(void **state)
{
    struct organisations *tree = tree_of(*state, HEAD TOWN);
    const struct organisation *village = organisation_find(tree, "990101001001");
    assert_false(organisation_valid(village, 20191231));
    assert_true(organisation_valid(village, 20200101));
    assert_true(organisation_valid(village, 20240630));
    assert_false(organisation_valid(village, 20240701));
}

static void short_codes_name_counties_and_townships(void **state)
{
    struct organisations *tree = tree_of(*state, HEAD TOWN);
    assert_string_equal(organisation_find(tree, "990101")->name, "甲县");
    assert_string_equal(organisation_find(tree, "990101001")->name, "甲镇");
    assert_null(organisation_find(tree, "990109"));
}

static void a_file_may_bring_only_some_units(void **state)
{
    struct tree_test *t = *state;
    tree_of(t, HEAD TOWN);
    struct organisations *tree = tree_of(t, HEAD "990101001002,甲二村,village,990101001000,,,,\n");
    assert_string_equal(organisation_owner(organisation_find(tree, "990101001002"))->code, "990101000000");
    assert_string_equal(organisation_find(tree, "990101001001")->name, "甲村");
    assert_int_equal(db_transaction(&t->ctx, import, (void *)(uintptr_t)HEAD "980100000000,别市,city,,,,,\n"), E_INPUT);
    assert_non_null(strstr(t->ctx.err.text, "这个库是试市（990100000000）的"));
}

static void importing_again_changes_nothing_and_keeps_ids(void **state)
{
    struct tree_test *t = *state;
    int64_t id = organisation_find(tree_of(t, HEAD TOWN), "990101001001")->id;
    assert_int_equal(organisation_find(tree_of(t, HEAD TOWN), "990101001001")->id, id);
}

static void faults_are_told_by_row_and_nothing_lands(void **state)
{
    struct tree_test *t = *state;
    static const struct {
        const char *csv, *say;
    } bad[] = {
        {HEAD "990101000000,甲县,county,990100000000,,,,\n", "上级“990100000000”不在表里，库里也没有"},
        {HEAD CITY "990101000000,甲县,county,,,,,\n", ":3：没有写上级"},
        {HEAD CITY CITY, ":3：代码“990100000000”出现了两次"},
        {HEAD CITY "990101000001,甲县,county,990100000000,,,,\n", ":3：代码“990101000001”不合“county”一级的编码"},
        {HEAD CITY "990101000000,,county,990100000000,,,,\n", ":3：名称是空的"},
        {HEAD CITY "990101000000,甲县,prefecture,990100000000,,,,\n", ":3：级别“prefecture”不认得"},
        {HEAD CITY "990101000000,甲县,county,990100000000,,,2024-13-01,\n", ":3：valid_from“2024-13-01”不是日期"},
        {HEAD CITY "A-1,甲,institution,A-2,,,,\nA-2,乙,institution,A-1,,,,\n", "绕成了圈"},
        {"code,name,level\n990100000000,试市,city\n", "缺少“parent”列"},
        {"code,name,level,parent,color\n", "“color”不认得"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        int64_t count = -1;
        assert_int_equal(db_transaction(&t->ctx, import, (void *)(uintptr_t)bad[i].csv), E_INPUT);
        if (!strstr(t->ctx.err.text, bad[i].say))
            fail_msg("case %zu: expected “%s” in “%s”", i, bad[i].say, t->ctx.err.text);
        assert_int_equal(db_int(&t->ctx, SQL("select count(*) from organisation"), NO_BINDS, &count), 0);
        assert_int_equal(count, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(records_belong_to_the_county_by_administrative_parent, set_up, tear_down),
        cmocka_unit_test_setup_teardown(counts_go_up_by_statistical_parent, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_unit_counts_only_within_its_validity, set_up, tear_down),
        cmocka_unit_test_setup_teardown(short_codes_name_counties_and_townships, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_file_may_bring_only_some_units, set_up, tear_down),
        cmocka_unit_test_setup_teardown(importing_again_changes_nothing_and_keeps_ids, set_up, tear_down),
        cmocka_unit_test_setup_teardown(faults_are_told_by_row_and_nothing_lands, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
