/* The site and its store: what is accepted is shown by the very next answer; a store that is locked, away, another one
 * or on a server that died costs a page that says so, and is noticed when it is back. */
#include "cli/run.h"
#include "cli/site.h"
#include "base/buf.h"
#include "domain/identity.h"
#include "unit/fresh.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#define COLUMNS      "org,person_id,name,number,occupation,level,issued_on,remark\n"
#define CHANGED_PAGE "/figures/skilled"

/* PostgreSQL tells the listener; that may take a tenth of a second. */
static void until_told(void)
{
    if (fresh_on_postgres())
        pause_ms(100);
}

static void expect_text(const struct site_run *site, const char *path, const char *text)
{
    struct reply reply = fetch(site, "GET", path, "", NULL);
    assert_int_equal(reply.status, 200);
    if (!strstr(reply.body, text))
        fail_msg("%s: no “%s” in “%s”", path, text, reply.body);
    reply_free(&reply);
}

/* Hands in and accepts that many certificates of new people; `first` tells them from those of other calls. */
static void accept_certificates(struct served *f, int first, int count)
{
    AUTO_BUF struct buf csv = BUF_INIT;
    buf_str(&csv, COLUMNS);
    for (int k = 1; k <= count; k++) {
        char first17[32];
        snprintf(first17, sizeof first17, "4112021880%02d%02d001", first, k);
        buf_printf(&csv, "411202001000,%s%c,张三,N%d-%d,电工,高级工,2024-03-05,合成数据\n", first17,
                   identity_check_digit(first17), first, k);
    }
    write_text(f->place, "c.csv", csv.bytes);
    assert_int_equal(duixian(f->place, "import t.db certificate c.csv --accept"), 0);
}

static void page_version(struct served *f, char ret[256])
{
    struct reply reply = fetch(&f->site, "GET", CHANGED_PAGE, "", NULL);
    assert_int_equal(reply.status, 200);
    reply_header(&reply, "ETag", ret);
    reply_free(&reply);
}

enum { AT_ONCE = 10 }; /* more than a cell that may not be shown: domain.md §4 */

/* Ten acceptances, each seen at once: the page is kept, and not for a moment longer than it holds. */
static void what_was_accepted_is_on_the_next_page(void **state)
{
    struct served *f = *state;
    char before[256], now[256];
    page_version(f, before);
    for (int i = 1; i <= 10; i++) {
        assert_int_equal(status_of_page(&f->site, CHANGED_PAGE), 200); /* kept, if it was not */
        accept_certificates(f, i, AT_ONCE);
        until_told();
        page_version(f, now);
        if (strcmp(before, now) == 0)
            fail_msg("acceptance %d is not on the page", i);
        memcpy(before, now, sizeof before);
    }
}

/* PostgreSQL: only the connection that listens is cut off. Whoever asks next gets what is true, kept pages or not. */
static void with_the_listener_cut_off_nothing_old_is_shown(void **state)
{
    struct served *f = *state;
    char before[256], now[256];
    long long cut = 0;
    if (!fresh_on_postgres())
        skip();
    page_version(f, before);
    for (int tries = 0; tries < 100 && cut != 1; tries++) { /* it gives a sign of life now and then */
        pause_ms(50);
        cut =
            fresh_number(f->place->store, "select count(pg_terminate_backend(pid)) from pg_stat_activity where query ="
                                          " 'select 1' and datname = current_database() and pid <> pg_backend_pid()");
    }
    assert_int_equal(cut, 1);
    accept_certificates(f, 1, AT_ONCE);
    until_told();
    page_version(f, now);
    assert_string_not_equal(before, now);
    pause_ms(1500); /* it listens again */
    assert_int_equal(status_of_page(&f->site, CHANGED_PAGE), 200);
    accept_certificates(f, 2, AT_ONCE);
    until_told();
    memcpy(before, now, sizeof before);
    page_version(f, now);
    assert_string_not_equal(before, now);
}

/* Rows that were handed in and not accepted change no page. */
static void what_was_only_handed_in_is_not_shown(void **state)
{
    struct served *f = *state;
    char before[256], after[256];
    page_version(f, before);
    write_text(f->place, "c.csv", COLUMNS "411202001000,411202188001010015,张三,N1,电工,高级工,2024-03-05,\n");
    duixian(f->place, "import t.db certificate c.csv --dry-run");
    until_told();
    page_version(f, after);
    assert_string_equal(before, after);
}

/* The tree is part of what all threads read; a new name is there at once. */
static void a_renamed_place_has_its_new_name_on_the_next_page(void **state)
{
    struct served *f = *state;
    expect_text(&f->site, "/places", "湖滨区");
    write_text(f->place, "o.csv", "code,name,level,parent\n411202000000,新湖滨区,county,411200000000\n");
    assert_int_equal(duixian(f->place, "organisation t.db import o.csv"), 0);
    until_told();
    expect_text(&f->site, "/places", "新湖滨区");
}

/* A writer that does not end: readers of SQLite go on; those of PostgreSQL wait a moment and are told. */
static void a_locked_store_answers_or_says_when_to_come_again(void **state)
{
    struct served *f = *state;
    char text[256];
    assert_int_equal(status_of_page(&f->site, "/about"), 200);
    if (fresh_on_postgres()) {
        skip(); /* see the_server_is_killed_and_comes_back, and test_store for patience */
    } else {
        sqlite3 *lock = NULL;
        snprintf(text, sizeof text, "%s/t.db", f->place->folder);
        assert_int_equal(sqlite3_open(text, &lock), SQLITE_OK);
        assert_int_equal(sqlite3_exec(lock, "begin exclusive", NULL, NULL, NULL), SQLITE_OK);
        assert_int_equal(status_of_page(&f->site, "/about"), 200);
        assert_int_equal(status_of_page(&f->site, "/en/about"), 200);
        sqlite3_exec(lock, "rollback", NULL, NULL, NULL);
        sqlite3_close(lock);
    }
}

/* A site holds its connections open, so an import is never the last to leave. What it wrote must not stay in the log
 * for whoever is. */
static void an_import_beside_a_site_empties_the_log(void **state)
{
    struct served *f = *state;
    char path[160];
    struct stat log;
    if (fresh_on_postgres())
        skip();
    assert_int_equal(status_of_page(&f->site, "/about"), 200);
    write_text(f->place, "o.csv", "code,name,level,parent\n411202000000,新湖滨区,county,411200000000\n");
    assert_int_equal(duixian(f->place, "organisation t.db import o.csv"), 0);
    snprintf(path, sizeof path, "%s/t.db-wal", f->place->folder);
    assert_int_equal(stat(path, &log), 0);
    assert_int_equal(log.st_size, 0);
}

static void move(const struct place *p, const char *from, const char *to)
{
    static const char *const ends[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        char old[160], new[160];
        snprintf(old, sizeof old, "%s/%s%s", p->folder, from, ends[i]);
        snprintf(new, sizeof new, "%s/%s%s", p->folder, to, ends[i]);
        (void)rename(old, new); /* there may be no -wal */
    }
}

static void a_missing_store_is_said_and_is_served_again_when_it_is_back(void **state)
{
    struct served *f = *state;
    char text[256];
    if (fresh_on_postgres())
        skip();
    assert_int_equal(status_of_page(&f->site, "/about"), 200);
    move(f->place, "t.db", "away.db");
    await_status(&f->site, "/about", 503, 1500);
    struct reply reply = fetch(&f->site, "GET", "/about", "", NULL);
    assert_int_equal(reply.status, 503);
    assert_string_equal(reply_header(&reply, "Retry-After", text), "5");
    assert_string_equal(reply_header(&reply, "Cache-Control", text), "no-store");
    assert_null(strstr(reply.body, f->place->folder)); /* where it is kept is nobody's business */
    reply_free(&reply);
    move(f->place, "away.db", "t.db");
    await_status(&f->site, "/about", 200, 2000);
}

static void another_store_in_its_place_is_served(void **state)
{
    struct served *f = *state;
    if (fresh_on_postgres())
        skip();
    assert_int_equal(status_of_page(&f->site, "/places"), 200);
    duixian(f->place, "init other.db --programme 411200-2024");
    expect(f->place, 0, "建好了");
    write_text(f->place, "o.csv", "code,name,level,parent\n411202000000,另一个区,county,411200000000\n");
    assert_int_equal(duixian(f->place, "organisation other.db import o.csv"), 0);
    move(f->place, "t.db", "old.db");
    move(f->place, "other.db", "t.db");
    pause_ms(500);
    await_status(&f->site, "/places", 200, 2000);
    expect_text(&f->site, "/places", "另一个区");
}

/* What is no store any more: 503, not a crash. */
static void rubbish_in_its_place_is_said(void **state)
{
    struct served *f = *state;
    char path[160];
    if (fresh_on_postgres())
        skip();
    move(f->place, "t.db", "old.db");
    write_text(f->place, "t.db", "this is no database at all");
    await_status(&f->site, "/about", 503, 1500);
    snprintf(path, sizeof path, "%s/t.db", f->place->folder);
    assert_int_equal(unlink(path), 0);
    move(f->place, "old.db", "t.db");
    await_status(&f->site, "/about", 200, 2000);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, site_set_up, site_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(what_was_accepted_is_on_the_next_page),
        TEST(with_the_listener_cut_off_nothing_old_is_shown),
        TEST(what_was_only_handed_in_is_not_shown),
        TEST(a_renamed_place_has_its_new_name_on_the_next_page),
        TEST(a_locked_store_answers_or_says_when_to_come_again),
        TEST(an_import_beside_a_site_empties_the_log),
        TEST(a_missing_store_is_said_and_is_served_again_when_it_is_back),
        TEST(another_store_in_its_place_is_served),
        TEST(rubbish_in_its_place_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
