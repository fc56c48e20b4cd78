/* The PostgreSQL server under a site dies and comes back, and a table is locked: pages say so and hold again
 * afterwards, nothing is kept while nobody can tell what was committed. On a server of its own. */
#include "cli/own_server.h"
#include "cli/run.h"
#include "cli/site.h"
#include "unit/fresh.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

struct fixture {
    struct own_server own;
    struct place *place;
    struct site_run site;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    *state = f;
    if (!fresh_on_postgres())
        return 0;
    own_server_start(&f->own);
    f->place = place_new();
    make_store(f->place);
    f->site = site_start(f->place, "");
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    if (f->place) {
        site_ends(&f->site);
        place_free(f->place);
        own_server_control(&f->own, "stop");
    }
    free(f);
    return 0;
}

static void the_server_is_killed_and_comes_back(void **state)
{
    struct fixture *f = *state;
    char text[256];
    if (!f->place)
        skip();
    for (int i = 0; i < 2; i++) {
        assert_int_equal(status_of_page(&f->site, "/about"), 200);
        own_server_control(&f->own, "crash");
        await_status(&f->site, "/about", 503, 1000);
        struct reply reply = fetch(&f->site, "GET", "/about", "", NULL);
        assert_string_equal(reply_header(&reply, "Retry-After", text), "5");
        assert_null(strstr(reply.body, "postgres")); /* where it is kept is nobody's business */
        reply_free(&reply);
        assert_int_equal(status_of_page(&f->site, "/static/none"), 503);
        own_server_control(&f->own, "again");
        await_status(&f->site, "/about", 200, 5000);
    }
}

/* Whoever locks a table keeps readers waiting three seconds, then they are told; kept pages go on. */
static void a_locked_table_costs_503_and_no_kept_page(void **state)
{
    struct fixture *f = *state;
    char line[1024];
    if (!f->place)
        skip();
    assert_int_equal(status_of_page(&f->site, "/about"), 200);
    snprintf(
        line, sizeof line,
        "psql -q '%s' -c 'begin' -c 'lock table meta, chain in access exclusive mode' -c 'select pg_sleep(8)'"
        " -c 'rollback' >/dev/null & for i in $(seq 60); do psql -qAt '%s' -c \"select count(*) from pg_locks where"
        " relation = 'chain'::regclass and mode = 'AccessExclusiveLock' and granted\" | grep -qx 1 && exit 0;"
        " sleep 0.1; done; exit 1",
        f->place->store, f->place->store);
    assert_int_equal(system(line), 0);
    assert_int_equal(status_of_page(&f->site, "/about"), 200);
    assert_int_equal(status_of_page(&f->site, "/en/about"), 503);
    assert_int_equal(status_of_page(&f->site, "/about"), 200);
    await_status(&f->site, "/en/about", 200, 15000);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(the_server_is_killed_and_comes_back),
        TEST(a_locked_table_costs_503_and_no_kept_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
