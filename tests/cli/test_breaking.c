/* A connection to PostgreSQL may break at any of the client's messages, the first as the last: what was asked is done
 * all the same on a new one, and done once. Only of a commit that nobody answered is it said that nobody knows. */
#include "cli/breaking.h"
#include "cli/run.h"
#include "unit/fresh.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The one message that is not tried again: with it a client introduces itself, and a server that is not there is said
 * at once. */
enum { GREETING = 1 };

/* Runs it with a connection that breaks at that message; false once it needs no more messages than that. */
static bool run_broken(struct place *p, int message, bool passed, const char *arguments)
{
    struct breaking b;
    char *store = p->store;
    breaking_start(&b, store, message, passed);
    p->store = b.url;
    duixian(p, "%s", arguments);
    p->store = store;
    return breaking_stop(&b);
}

/* What it prints without a breaking connection it prints with one, at each message, or each so far apart. */
static void break_reading(struct place *p, const char *arguments, int apart)
{
    duixian(p, "%s", arguments);
    expect(p, 0, "");
    char *before = strdup(p->out);
    int message = GREETING + 1;
    for (; run_broken(p, message, message % 2, arguments); message += apart) {
        if (p->status != 0 || strcmp(p->out, before) != 0)
            fail_msg("%s, broken at %d: exit %d, “%s”, “%s”", arguments, message, p->status, p->err, p->out);
    }
    assert_in_range(message, 10, 1000);
    free(before);
}

static void reading_is_repeated(void **state)
{
    struct place *p = *state;
    write_certificates(p, 0, 1);
    write_text(p, "a.txt", "三门峡市民生实事：截至12月底，新增高技能人才1人。\n");
    duixian(p, "import t.db certificate c.csv --accept");
    expect(p, 0, "");
    assert_true(run_broken(p, GREETING, true, "status t.db"));
    expect(p, 3, "服务器中途关了连接");
    break_reading(p, "status t.db --format tsv", 1);
    break_reading(p, "batch t.db show 1", 3);
    break_reading(p, "record t.db show 1", 3);
    break_reading(p, "check t.db a.txt", 3);
    break_reading(p, "verify t.db", 5);
}

/* Each message of an import, and its new certificate is there once, whoever was told what; once nobody knew. What was
 * known is handed in again with the next one, and must still be there once. No more of them than are asked for in one
 * send of the client, or what is one message would be a matter of luck. */
static void break_imports(struct place *p, bool passed)
{
    int unknown = 0, records = 0;
    for (bool broken = true; broken;) {
        int message = GREETING + ++records;
        write_certificates(p, 0, records); /* one more than are there */
        broken = run_broken(p, message, passed, "import t.db certificate c.csv --accept");
        bool knew = p->status == 0;
        if (!knew) {
            expect(p, 3, "提交时与“");
            duixian(p, "import t.db certificate c.csv --accept");
            expect(p, 0, passed ? "没有新的内容" : "已通过");
        }
        unknown += !knew;
        assert_int_equal(fresh_number(p->store, "select count(*) from record"), records);
    }
    assert_int_equal(unknown, 1);
    assert_in_range(records, 10, 100);
    duixian(p, "import t.db certificate c.csv --accept");
    expect(p, 0, "没有新的内容");
    duixian(p, "verify t.db");
    expect(p, 0, "");
}

static void an_import_is_done_once(void **state)
{
    break_imports(*state, false);
}

static void an_import_that_nobody_answered_is_done_once(void **state)
{
    break_imports(*state, true);
}

/* Rows for two pieces of COPY, which a thread of its own sends. */
enum { MANY = 1500, APART = 5 };

static void rows_in_pieces_are_there_once(void **state)
{
    struct place *p = *state;
    int records = 0;
    for (int message = GREETING + 1, broken = true; broken; message += APART) {
        write_certificates(p, records, MANY);
        broken = run_broken(p, message, message % 2, "import t.db certificate c.csv --accept");
        if (p->status != 0)
            expect(p, 3, "提交时与“");
        duixian(p, "import t.db certificate c.csv --accept");
        expect(p, 0, "");
        records += MANY;
        assert_int_equal(fresh_number(p->store, "select count(*) from record"), records);
        assert_int_equal(fresh_number(p->store, "select count(*) from lookup"), records);
    }
    assert_in_range(records / MANY, 10, 100);
    duixian(p, "verify t.db");
    expect(p, 0, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(reading_is_repeated, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(an_import_is_done_once, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(an_import_that_nobody_answered_is_done_once, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(rows_in_pieces_are_there_once, place_set_up, place_tear_down),
    };
    return fresh_on_postgres() ? cmocka_run_group_tests(tests, NULL, NULL) : 0;
}
