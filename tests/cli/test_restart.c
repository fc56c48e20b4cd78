/* The PostgreSQL server dies at random moments of an import and comes back: the import succeeds on a new connection,
 * or, if it was committing, says that it does not know; the store is as before or as after, never between (DESIGN
 * decision 6). DUIXIAN_CRASHES sets how often (default 5). On a server of its own. */
#include "cli/own_server.h"
#include "cli/run.h"
#include "base/date.h"
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

enum { ROWS = 1500 };

struct server {
    struct own_server own;
    struct place *place;
};

static int set_up(void **state)
{
    struct server *s = calloc(1, sizeof *s);
    own_server_start(&s->own);
    s->place = place_new();
    *state = s;
    make_store(s->place);
    write_certificates(s->place, 0, ROWS);
    return 0;
}

static int tear_down(void **state)
{
    struct server *s = *state;
    place_free(s->place);
    own_server_control(&s->own, "stop");
    free(s);
    return 0;
}

/* The store as it was made, under the name that the place has. */
static void store_anew(struct server *s)
{
    const char *at = strchr(s->place->store, '@') + 2;
    char text[512];
    snprintf(text, sizeof text, "drop database \"%.*s\" with (force)", (int)strcspn(at, "?"), at);
    fresh_sql(NULL, text);
    snprintf(text, sizeof text, "create database \"%.*s\" template made", (int)strcspn(at, "?"), at);
    fresh_sql(NULL, text);
}

static int import_and_crash(struct server *s, int64_t after_us)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        usleep((useconds_t)after_us);
        own_server_control(&s->own, "crash");
        own_server_control(&s->own, "again");
        _exit(0);
    }
    int status = duixian(s->place, "import t.db certificate c.csv --accept");
    waitpid(child, NULL, 0);
    return status;
}

/* The server was gone, or not there yet, when it was first asked. */
static bool never_connected(const struct place *p)
{
    return strstr(p->err, "连不上“") == p->err || strstr(p->err, "”：服务器正在启动、恢复或停止；请稍后再试");
}

static void the_server_may_die_at_any_moment(void **state)
{
    struct server *s = *state;
    struct place *p = s->place;
    const char *often = getenv("DUIXIAN_CRASHES");
    int crashes = often ? (int)strtol(often, NULL, 10) : 5;
    const char *at = strchr(p->store, '@') + 2;
    char text[512];
    snprintf(text, sizeof text, "create database made template \"%.*s\"", (int)strcspn(at, "?"), at);
    fresh_sql(NULL, text);
    char *before = status_now(p);
    int64_t start = clock_us();
    assert_int_equal(duixian(p, "import t.db certificate c.csv --accept"), 0);
    int64_t whole = clock_us() - start;
    char *after = status_now(p);
    srandom(20241231);
    for (int i = 0; i < crashes; i++) {
        store_anew(s);
        int status = import_and_crash(s, random() % (whole + whole / 20));
        if (status != 0) /* in the commit, or before there was a first connection */
            expect(p, 3, never_connected(p) ? "" : "提交时与“");
        char *now = status_now(p);
        if (strcmp(now, after) != 0 && (status == 0 || strcmp(now, before) != 0))
            fail_msg("crash %d, exit %d, left: %s", i, status, now);
        free(now);
        import_again(p, after);
    }
    free(before);
    free(after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_server_may_die_at_any_moment, set_up, tear_down),
    };
    return fresh_on_postgres() ? cmocka_run_group_tests(tests, NULL, NULL) : 0;
}
