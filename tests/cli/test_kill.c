/* kill -9 at random moments of an import leaves the state before or the state after, never anything between, and the
 * import repeated gives the state after (DESIGN decision 6). DUIXIAN_KILLS sets how often (default 12). */
#include "cli/run.h"
#include "base/date.h"
#include "unit/fresh.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { ROWS = 1500 };

static int set_up(void **state)
{
    struct place *p = place_new();
    *state = p;
    make_store(p);
    write_certificates(p, 0, ROWS);
    return 0;
}

static void copy_store(struct place *p, const char *from, const char *to)
{
    char line[512];
    snprintf(line, sizeof line, "cd '%s' && rm -f %s %s-wal %s-shm && cp %s %s && cp t0.db.key %s.key", p->folder, to,
             to, to, from, to, to);
    assert_int_equal(system(line), 0);
}

static void import_and_kill(struct place *p, int64_t after_us)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (chdir(p->folder) != 0 || !freopen("/dev/null", "w", stdout) || !freopen("/dev/null", "w", stderr))
            _exit(9);
        execl(getenv("DUIXIAN"), "duixian", "import", "t.db", "certificate", "c.csv", "--accept", (char *)NULL);
        _exit(9);
    }
    usleep((useconds_t)after_us);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
}

static void a_killed_import_leaves_before_or_after(void **state)
{
    struct place *p = *state;
    if (fresh_on_postgres())
        skip(); /* unit/test_concurrent.c */
    const char *often = getenv("DUIXIAN_KILLS");
    int kills = often ? (int)strtol(often, NULL, 10) : 12;
    char line[256];
    snprintf(line, sizeof line, "cd '%s' && mv t.db t0.db && mv t.db.key t0.db.key", p->folder);
    assert_int_equal(system(line), 0);
    copy_store(p, "t0.db", "t.db");
    char *before = status_now(p);
    int64_t start = clock_us();
    assert_int_equal(duixian(p, "import t.db certificate c.csv --accept"), 0);
    int64_t whole = clock_us() - start;
    char *after = status_now(p);
    assert_string_not_equal(before, after);
    srandom(20241231);
    for (int i = 0; i < kills; i++) {
        copy_store(p, "t0.db", "t.db");
        import_and_kill(p, random() % (whole + whole / 20));
        char *now = status_now(p);
        if (strcmp(now, before) != 0 && strcmp(now, after) != 0)
            fail_msg("kill %d left something between: %s", i, now);
        free(now);
        import_again(p, after);
    }
    free(before);
    free(after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_killed_import_leaves_before_or_after, set_up, place_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
