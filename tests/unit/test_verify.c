/* verify: each kind of damage is told, and nothing else; by one thread and by two alike; in one state of the store
 * though others write; in the same memory whatever the store's size. The store is small and always the same: what its
 * rows are is said at make_rows. */
#include "base/buf.h"
#include "base/vec.h"
#include "domain/import.h"
#include "domain/verify.h"
#include "unit/fresh.h"
#include "unit/history_town.h"

#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

#include <cmocka.h>

/* ---- the store ---- */

enum { VILLAGE_A1 = 5, VILLAGE_A2 = 6, VILLAGE_B1 = 7 };

static struct said work(const char *key, int org, int metres, int started, int finished)
{
    struct said r = {
        .year = 2024, .ledger = WORKS, .org = org, .metres = metres, .started = started, .finished = finished};
    snprintf(r.key, sizeof r.key, "%s", key);
    return r;
}

static struct said visit(const char *key, int org, int number, int nick, int kind, int clinic, int day)
{
    struct said r = {.year = 2024,
                     .ledger = VISITS,
                     .org = org,
                     .number = number,
                     .nick = nick,
                     .kind = kind,
                     .clinic = clinic,
                     .day = day};
    snprintf(r.key, sizeof r.key, "%s", key);
    return r;
}

static struct said clinic(const char *key, int org, int day)
{
    struct said r = {.year = 2024, .ledger = ROSTER, .org = org, .day = day};
    snprintf(r.key, sizeof r.key, "%s", key);
    return r;
}

static int hand_in_nothing(struct town *t)
{
    struct city *city = t->city[0];
    struct import_options options = {.accept = true, .actor = &t->actor, .zero_month = 202402};
    struct import_result result;
    FILE *f = fopen(t->file, "w");
    assert_non_null(f);
    fputs("org,code,state,day,remark\n", f);
    fclose(f);
    return import_file(&t->ctx, city, programme_ledger(city->programme, "roster"), t->file, &options, &result);
}

static void hand_in(struct town *t, struct said row, bool accept, int64_t number)
{
    assert_int_equal(town_import(t, &row, 1, accept, 1), number);
}

/* A batch for each row, so that batches and revisions have one number; a record has that of its first revision. */
static void make_rows(struct town *t)
{
    hand_in(t, work("W1", VILLAGE_A1, 1500, 20240310, 20240620), true, 1);
    hand_in(t, work("B1", VILLAGE_A2, 900, 20240105, 0), true, 2); /* the bridge */
    hand_in(t, clinic("K0", VILLAGE_A1, 20240101), true, 3);
    hand_in(t, clinic("K1", VILLAGE_B1, 20240201), true, 4);
    hand_in(t, visit("V1", VILLAGE_A1, 0, -1, 0, 0, 20240315), true, 5);
    hand_in(t, visit("V2", VILLAGE_B1, 1, -1, 1, 1, 20240420), true, 6);
    hand_in(t, visit("V3", VILLAGE_A2, 0, -1, 0, 0, 20240510), true, 7); /* the same person as 5 */
    hand_in(t, visit("V2", VILLAGE_B1, 1, -1, 1, 1, 20240425), true, 8); /* record 6 corrected */
    hand_in(t, visit("V4", VILLAGE_A1, 3, -1, 0, 0, 20240601), false, 9);
    hand_in(t, visit("V5", VILLAGE_A1, 2, 1, 0, 0, 20240701), true, 10); /* a number and a weak key */
    hand_in(t, work("W2", VILLAGE_A1, 100, 20240801, 20240802), true, 11);
    assert_int_equal(town_decide(t, 2024, 11, VOIDED), 0);
    if (hand_in_nothing(t) < 0)
        fail_msg("%s", t->ctx.err.text);
}

static int set_up(void **state)
{
    struct town *t = calloc(1, sizeof *t);
    assert_non_null(t);
    town_make(t, "verify");
    make_rows(t);
    *state = t;
    return 0;
}

static int tear_down(void **state)
{
    town_remove(*state);
    free(*state);
    return 0;
}

/* Statements behind the program's back: no foreign key looks. */
static void run(struct town *t, const char *text)
{
    if (fresh_on_postgres()) {
        fresh_sql(t->url, arena_printf(t->ctx.mem, "set session_replication_role = replica; %s", text));
        return;
    }
    sqlite3 *lite = NULL;
    char *why = NULL;
    assert_int_equal(sqlite3_open(t->url, &lite), SQLITE_OK);
    if (sqlite3_exec(lite, text, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s: %s", text, why);
    sqlite3_close(lite);
}

/* ---- what verify says ---- */

static bool is_hash(const char *text)
{
    return strlen(text) == 16 && strspn(text, "0123456789abcdef") == 16;
}

struct told {
    struct arena *mem;
    VEC(char *) lines;
    int more;
};

/* A line for each difference; hashes, which differ from store to store, as #. Of tallies and reports the whole city's
 * year, and how many more lines there were of other places and months. */
static void write_down(void *arg, const struct difference *d)
{
    struct told *told = arg;
    bool place = strcmp(d->what, "tally") == 0 || strcmp(d->what, "reported") == 0;
    if (place && !strstr(d->where, "试市 202400") && !strstr(d->where, "?") &&
        !(strcmp(d->what, "reported") == 0 && strstr(d->where, "试市"))) {
        told->more++;
        return;
    }
    *vec_push(told->mem, &told->lines) =
        arena_printf(told->mem, "%s|%s|%s|%s", d->what, d->where, is_hash(d->stored) ? "#" : d->stored,
                     is_hash(d->counted) ? "#" : d->counted);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Subjects are blind indexes: which of two comes first differs from store to store. */
static void sort_attributions(struct told *told)
{
    size_t from = 0, to;
    while (from < told->lines.count && strncmp(told->lines.at[from], "attribution", 11) != 0)
        from++;
    for (to = from; to < told->lines.count && strncmp(told->lines.at[to], "attribution", 11) == 0;)
        to++;
    if (to > from)
        qsort(told->lines.at + from, to - from, sizeof *told->lines.at, by_text);
}

static char *said(struct town *t, bool two)
{
    struct told told = {.mem = arena_new()}; /* its own: verify rewinds the town's */
    struct verification v = {.url = two ? t->url : NULL, .tell = write_down, .arg = &told};
    AUTO_BUF struct buf text = BUF_INIT;
    if (verify_store(&t->ctx, &v) < 0)
        fail_msg("%s", t->ctx.err.text);
    sort_attributions(&told);
    for (size_t i = 0; i < told.lines.count; i++)
        buf_printf(&text, "%s\n", told.lines.at[i]);
    if (told.more)
        buf_printf(&text, "+%d\n", told.more);
    arena_free(told.mem);
    return arena_strndup(t->ctx.mem, text.bytes, text.length);
}

static const char *const tables[] = {"record",      "revision", "batch",       "chain",     "tally",     "lookup",
                                     "attribution", "reported", "person_link", "programme", "pack_file", "pack_tree"};
enum { TABLES = sizeof tables / sizeof *tables };

static void keep_tables(struct town *t)
{
    for (int i = 0; i < TABLES; i++)
        run(t, arena_printf(t->ctx.mem, "create table kept_%s as select * from %s", tables[i], tables[i]));
}

static void restore_tables(struct town *t)
{
    for (int i = 0; i < TABLES; i++)
        run(t, arena_printf(t->ctx.mem, "delete from %s; insert into %s select * from kept_%s", tables[i], tables[i],
                            tables[i]));
}

static const struct damage {
    const char *what, *statement, *told;
} damages[] = {
#include "unit/verify_damages.h"
};

static void each_damage_is_told_and_nothing_else(void **state)
{
    struct town *t = *state;
    int wrong = 0;
    assert_string_equal(said(t, true), "");
    keep_tables(t);
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        run(t, damages[i].statement);
        const char *told = said(t, true), *alone = said(t, false);
        if (strcmp(told, damages[i].told) != 0) {
            print_error("%s:\n%s", damages[i].what, told);
            wrong++;
        }
        if (strcmp(told, alone) != 0) {
            print_error("%s: one thread says\n%s", damages[i].what, alone);
            wrong++;
        }
        restore_tables(t);
        assert_string_equal(said(t, true), "");
    }
    assert_int_equal(wrong, 0);
}

/* ---- what else ---- */

static void numbers_of_what_was_looked_at_are_right(void **state)
{
    struct town *t = *state;
    for (int two = 0; two < 2; two++) {
        struct verification v = {.url = two ? t->url : NULL};
        assert_int_equal(verify_store(&t->ctx, &v), 0);
        assert_int_equal(v.differences, 0);
        assert_int_equal(v.revisions, 11);
        assert_int_equal(v.records, 8); /* 1 to 7 and 10 count */
        assert_int_equal(v.links, 13);  /* init, eleven accepted batches, one taken back */
    }
}

static int64_t seen, expected;

static void look_on(int64_t done, int64_t all)
{
    assert_true(done >= seen);
    seen = done;
    expected = all;
}

static void progress_ends_at_all(void **state)
{
    struct town *t = *state;
    struct verification v = {.url = t->url, .progress = look_on};
    seen = expected = 0;
    assert_int_equal(verify_store(&t->ctx, &v), 0);
    assert_int_equal(seen, 11);
    assert_int_equal(expected, 11);
}

/* ---- while others write ---- */

struct writer {
    pthread_t thread;
    const char *url;
    bool stop;
};

/* Accepts a batch as often as it can. cmocka's failures belong to the first thread, so that this one only tries. */
static void *write_on(void *arg)
{
    struct writer *w = arg;
    struct town t;
    town_enter(&t, w->url, "writer");
    for (int i = 0; !__atomic_load_n(&w->stop, __ATOMIC_RELAXED); i++) {
        struct said row = visit("", VILLAGE_A1, i % 9, -1, i % 2, i % 4, 20240101 + i % 28);
        snprintf(row.key, sizeof row.key, "N%d", i % 10000);
        town_import(&t, &row, 1, true, -1);
    }
    town_leave(&t);
    return NULL;
}

static void one_state_is_seen_while_others_write(void **state)
{
    struct town *t = *state;
    struct writer w = {.url = t->url};
    assert_int_equal(pthread_create(&w.thread, NULL, write_on, &w), 0);
    for (int i = 0; i < 60; i++) {
        const char *told = said(t, true);
        if (*told)
            fail_msg("round %d: %s", i, told);
    }
    __atomic_store_n(&w.stop, true, __ATOMIC_RELAXED);
    pthread_join(w.thread, NULL);
}

/* ---- the command ---- */

/* Starts `$DUIXIAN verify` with a folder for temporary files. */
static pid_t start(struct town *t, const char *temporary)
{
    pid_t child = fork();
    if (child == 0) {
        int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
        dup2(nothing, STDOUT_FILENO);
        dup2(nothing, STDERR_FILENO);
        setenv("TMPDIR", temporary, 1);
        execl(getenv("DUIXIAN"), "duixian", "verify", t->url, (char *)NULL);
        _exit(127);
    }
    return child;
}

static int end_of(pid_t child)
{
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

static int files_in(const char *folder)
{
    int count = 0;
    DIR *d = opendir(folder);
    assert_non_null(d);
    for (const struct dirent *e; (e = readdir(d));)
        count += e->d_name[0] != '.';
    closedir(d);
    return count;
}

static void a_killed_verify_leaves_nothing(void **state)
{
    struct town *t = *state;
    char temporary[] = "/tmp/duixian-verify-XXXXXX";
    if (!getenv("DUIXIAN"))
        skip();
    assert_non_null(mkdtemp(temporary));
    run(t, "delete from attribution where record = 5"); /* so that it has something to sort */
    for (int ms = 1; ms <= 40; ms += 3) {
        pid_t child = start(t, temporary);
        usleep((useconds_t)ms * 1000);
        kill(child, ms % 2 ? SIGKILL : SIGINT);
        (void)end_of(child); /* killed, or it was quicker */
    }
    int status = end_of(start(t, temporary));
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 1);
    assert_int_equal(files_in(temporary), 0);
    rmdir(temporary);
}

static void add_visits(struct town *t, int from, int to)
{
    struct said *rows = calloc((size_t)(to - from), sizeof *rows);
    assert_non_null(rows);
    for (int i = from; i < to; i++) {
        rows[i - from] = visit("", VILLAGE_A1 + i % 4, -1, i, i % 2, i % 4, 20240101 + i % 28);
        snprintf(rows[i - from].key, sizeof rows->key, "L%d", i);
    }
    town_import(t, rows, to - from, true, to - from);
    free(rows);
}

/* The most memory that a process had so far, in KiB; what wait4 tells would count this process' own, before exec. */
static long peak_of(pid_t child)
{
    char path[64], line[128];
    long peak = 0;
    bool ours = false;
    snprintf(path, sizeof path, "/proc/%d/status", (int)child);
    FILE *f = fopen(path, "re");
    while (f && fgets(line, sizeof line, f))
        if (strcmp(line, "Name:\tduixian\n") == 0)
            ours = true; /* before exec it is still this program */
        else if (ours && strncmp(line, "VmHWM:", 6) == 0)
            peak = strtol(line + 6, NULL, 10);
    if (f)
        fclose(f);
    return peak;
}

static long memory_of_verify(struct town *t, int expected_status)
{
    int status = 0;
    long most = 0;
    pid_t child = start(t, "/tmp");
    while (waitpid(child, &status, WNOHANG) == 0) {
        long peak = peak_of(child);
        most = peak > most ? peak : most;
        usleep(500);
    }
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), expected_status);
    return most;
}

static void memory_does_not_grow_with_the_store(void **state)
{
    enum { ROOM = 8192 };
    struct town *t = *state;
    if (!getenv("DUIXIAN_LARGE") || !getenv("DUIXIAN"))
        skip();
    add_visits(t, 0, 20000);
    long few = memory_of_verify(t, 0);
    add_visits(t, 20000, 200000);
    long many = memory_of_verify(t, 0);
    print_message("verify: %ld KiB at 20,000 rows, %ld at 200,000\n", few, many);
    assert_true(many < few + ROOM);
    run(t, "delete from attribution where record = 5"); /* the second pass, with its sorting */
    long again = memory_of_verify(t, 1);
    print_message("%ld KiB with a second pass\n", again);
    assert_true(again < few + 2 * ROOM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_damage_is_told_and_nothing_else, set_up, tear_down),
        cmocka_unit_test_setup_teardown(numbers_of_what_was_looked_at_are_right, set_up, tear_down),
        cmocka_unit_test_setup_teardown(progress_ends_at_all, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_state_is_seen_while_others_write, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_killed_verify_leaves_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(memory_does_not_grow_with_the_store, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
