/* What only PostgreSQL can do wrong: each with its exit status, its whole message, and the store as it was. No message
 * ever holds the password. */
#include "cli/run.h"
#include "domain/identity.h"
#include "unit/fresh.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sys/stat.h>

#include <cmocka.h>

#define ROWS                                                                                                           \
    "org,person_id,name,number,occupation,level,issued_on,remark\n"                                                    \
    "411202001000,411202188001010015,张三,A1,电工,高级工,2024-03-05,合成数据\n"

static int set_up(void **state)
{
    struct place *p = place_new();
    *state = p;
    write_text(p, "c.csv", ROWS);
    return 0;
}

static int set_up_store(void **state)
{
    (void)set_up(state);
    make_store(*state);
    return 0;
}

/* The last run ended so and said this, and nothing else, on its last line. */
__attribute__((format(printf, 3, 4))) static void said(struct place *p, int status, const char *format, ...)
{
    char expected[1024];
    va_list args;
    va_start(args, format);
    int length = vsnprintf(expected, sizeof expected - 1, format, args);
    va_end(args);
    expected[length] = '\n';
    expected[length + 1] = '\0';
    if (p->status != status || strcmp(p->err, expected) != 0)
        fail_msg("expected exit %d and “%s”, got exit %d and “%s”", status, expected, p->status, p->err);
    if (strstr(p->err, "heim"))
        fail_msg("a password in “%s”", p->err);
}

/* p->store with another user, and a password that nobody may see. */
static char *as_user(const struct place *p, const char *user)
{
    static char url[512];
    snprintf(url, sizeof url, "postgresql://%s:geheim@%s", user, strchr(p->store, '@') + 1);
    return url;
}

/* The same as messages show it. */
static char *shown(const struct place *p, const char *user)
{
    static char url[512];
    snprintf(url, sizeof url, "postgresql://%s@%s", user, strchr(p->store, '@') + 1);
    return url;
}

static const char *server_folder(const struct place *p)
{
    return strstr(p->store, "host=") + 5;
}

static const char *database(const struct place *p)
{
    static char name[128];
    const char *at = strchr(p->store, '@') + 2;
    snprintf(name, sizeof name, "%.*s", (int)strcspn(at, "?"), at);
    return name;
}

static void sql(const struct place *p, const char *format, const char *name)
{
    char text[1024];
    snprintf(text, sizeof text, format, name); /* NOLINT: a literal of this file */
    fresh_sql(p->store, text);
}

/* ---- the URL ---- */

static void urls_that_cannot_be_read_are_not_quoted(void **state)
{
    static const struct {
        const char *url, *why;
    } urls[] = {
        {"postgresql://a:geheim%zz@h/db", "百分号后面应有两个十六进制数字"},
        {"postgresql://a:geheim@h/db?foo=1", "问号后面的参数不认识"},
        {"postgresql://a:geheim@h/db?sslmode", "问号后面的参数应写成 名字=值"},
        {"postgresql://a:geheim@[::1/db", "IPv6 地址的方括号不成对"},
        {"postgresql://a:geheim@[::1]x/db", "地址后面应是冒号和端口，或斜杠和库名"},
        {"postgresql://a:ge@heim@h/db", "主机或库名里不能有 @"},
        {"postgres://a:ge/heim@h/db", "主机或库名里不能有 @"},
        {"postgresql://a:geheim@h:54x/db", "端口应是 1 到 65535 的数字"},
        {"postgresql://a:geheim@h:99999/db", "端口应是 1 到 65535 的数字"},
    };
    struct place *p = *state;
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        duixian(p, "status '%s'", urls[i].url);
        said(p, 2,
             "这个 PostgreSQL 网址读不懂：%s；应写成 postgresql://用户@主机:5432/库名，密码里的 @ : / ? %% 要写成 "
             "%%40 %%3A %%2F %%3F %%25，或者放进 ~/.pgpass",
             urls[i].why);
    }
}

static void servers_that_are_not_there(void **state)
{
    struct place *p = *state;
    duixian(p, "status 'postgresql://a:geheim@no-such-host.invalid/db'");
    said(p, 2, "“postgresql://a@no-such-host.invalid/db”：没有“no-such-host.invalid”这台主机；请检查网址");
    duixian(p, "status 'postgresql://a:geheim@127.0.0.1:1/db'");
    said(p, 3, "连不上“postgresql://a@127.0.0.1:1/db”：那里没有服务器在听；请检查主机和端口，服务器是否开着");
    duixian(p, "init 'postgresql://a:geheim@/db?host=/nowhere' --programme 411200-2024");
    said(p, 3, "连不上“postgresql://a@/db?host=/nowhere”：那里没有服务器的套接字；请检查主机和端口，服务器是否开着");
    duixian(p, "status 'postgresql:///db?sslmode=nonsense'");
    said(p, 2, "“postgresql:///db”：invalid sslmode value: \"nonsense\"；请检查网址");
}

/* ---- who may come in ---- */

static void passwords_users_and_databases_that_are_wrong(void **state)
{
    struct place *p = *state;
    const char *folder = server_folder(p);
    duixian(p, "status 'postgresql://postgres:geheim@/nothing?host=%s'", folder);
    said(p, 2,
         "“postgresql://postgres@/nothing?host=%s”：服务器上没有数据库“nothing”；请先用 createdb 建好，或检查网址",
         folder);
    duixian(p, "status '%s'", as_user(p, "nobody_here"));
    said(p, 2,
         "“%s”：服务器不让用户“nobody_here”登录（role \"nobody_here\" does not exist）；请检查用户名，或请管理员在 "
         "pg_hba.conf 里放行",
         shown(p, "nobody_here"));
    sql(p, "drop role if exists with_password; create role with_password login password '%s'", "richtig");
    duixian(p, "status '%s'", as_user(p, "with_password"));
    said(p, 2, "“%s”：用户“with_password”的密码不对；请检查 ~/.pgpass、PGPASSWORD 或网址里的密码",
         shown(p, "with_password"));
    duixian(p, "status '%s'", shown(p, "with_password"));
    said(p, 2, "“%s”要密码：请放进 ~/.pgpass（权限 0600）或环境变量 PGPASSWORD", shown(p, "with_password"));
    sql(p, "drop role %s", "with_password");
}

static void roles_that_may_not(void **state)
{
    struct place *p = *state;
    sql(p, "create role \"%s_a\" login connection limit 0", database(p));
    sql(p, "create role \"%s_b\" login", database(p));
    sql(p, "revoke connect on database \"%s\" from public", database(p));
    char user[160];
    snprintf(user, sizeof user, "%s_b", database(p));
    duixian(p, "status '%s'", as_user(p, user));
    said(p, 3, "“%s”：用户“%s”没有连接数据库“%s”的权限；请管理员 grant connect", shown(p, user), user, database(p));
    sql(p, "grant connect on database \"%s\" to public", database(p));
    snprintf(user, sizeof user, "%s_a", database(p));
    duixian(p, "status '%s'", as_user(p, user));
    said(p, 3, "“%s”：服务器的连接已经用完；请稍后再试，或请管理员调大 max_connections", shown(p, user));
    snprintf(user, sizeof user, "%s_b", database(p));
    duixian(p, "status '%s'", as_user(p, user));
    said(p, 3, "用户在“%s”里没有权限（permission denied for table meta）；请管理员授权，或换一个用户", shown(p, user));
    sql(p, "grant select on all tables in schema public to \"%s_b\"", database(p));
    assert_int_equal(duixian(p, "status '%s'", as_user(p, user)), 0);
    assert_null(strstr(p->err, "geheim"));
    sql(p, "drop owned by \"%s_b\"", database(p));
    sql(p, "drop role \"%s_b\"", database(p));
    sql(p, "drop role \"%s_a\"", database(p));
}

static void init_needs_the_right_to_make_tables(void **state)
{
    struct place *p = *state;
    char user[160];
    snprintf(user, sizeof user, "%s_c", database(p));
    sql(p, "create role \"%s_c\" login", database(p));
    duixian(p, "init '%s' --programme 411200-2024", as_user(p, user));
    said(p, 3, "用户在“%s”里没有权限（permission denied for schema public）；请管理员授权，或换一个用户",
         shown(p, user));
    sql(p, "drop role \"%s\"", user);
    make_store(p); /* nothing was left */
}

/* ---- what is in the database ---- */

static void databases_that_are_not_ours(void **state)
{
    struct place *p = *state;
    duixian(p, "status t.db");
    said(p, 2, "“%s”是空的数据库，不是兑现的库；用 duixian init 新建", p->store);
    sql(p, "create view %s as select 1 as one", "somebodys");
    duixian(p, "status t.db");
    said(p, 2, "“%s”是别的程序的数据库，不是兑现的库；没有改动它", p->store);
    duixian(p, "init t.db --programme 411200-2024");
    said(p, 2, "“%s”是别的程序的数据库，不是兑现的库；没有改动它", p->store);
    sql(p, "drop view %s", "somebodys");
    make_store(p);
    duixian(p, "init t.db --programme 411200-2024");
    said(p, 2, "“%s”里已经有一个兑现的库，没有改动它；请换一个数据库", p->store);
    sql(p, "update meta set value = '%s' where name = 'schema'", "99");
    duixian(p, "status t.db");
    said(p, 2, "“%s”是更新版本的兑现建的库（第 99 版，这个程序认到第 8 版）；请升级程序后再打开", p->store);
}

static void a_database_without_utf8_is_refused(void **state)
{
    struct place *p = *state;
    char name[160];
    snprintf(name, sizeof name, "%s_ascii", database(p));
    sql(p, "create database \"%s\" encoding 'SQL_ASCII' locale 'C' template template0", name);
    duixian(p, "init 'postgresql://postgres@/%s?host=%s' --programme 411200-2024", name, server_folder(p));
    said(p, 2,
         "“postgresql://postgres@/%s?host=%s”的编码是 SQL_ASCII，存不了汉字；请用 createdb -E UTF8 -T template0 "
         "另建一个数据库",
         name, server_folder(p));
    sql(p, "drop database \"%s\"", name);
}

static void the_key_lies_in_the_home_folder(void **state)
{
    struct place *p = *state;
    struct stat folder, key;
    char path[256], line[512];
    make_store(p);
    snprintf(path, sizeof path, "%s/.duixian", p->folder);
    assert_int_equal(stat(path, &folder), 0);
    assert_int_equal(folder.st_mode & 0777, 0700);
    const char *said_path = strstr(p->err, path);
    assert_non_null(said_path);
    snprintf(line, sizeof line, "%.*s", (int)strcspn(said_path, "（"), said_path);
    assert_int_equal(stat(line, &key), 0);
    assert_int_equal(key.st_mode & 0777, 0600);
    assert_int_equal(duixian(p, "import t.db certificate c.csv --accept"), 0);
}

/* ---- what goes wrong in the middle ---- */

/* Makes a table's rows run `body` before they are written; `times` first times only (0: always). */
static void trap(const struct place *p, const char *table, int times, const char *body, bool at_commit)
{
    char text[1024];
    snprintf(text, sizeof text,
             "create sequence traps; create function trap() returns trigger language plpgsql as $$ begin"
             " if %d = 0 or nextval('traps') <= %d then %s; end if; return new; end $$;"
             " create %s trigger trap %s insert on %s %s for each row execute function trap()",
             times, times, body, at_commit ? "constraint" : "", at_commit ? "after" : "before", table,
             at_commit ? "deferrable initially deferred" : "");
    fresh_sql(p->store, text);
}

static void untouched(struct place *p, int status, const char *message)
{
    char *before = status_now(p);
    duixian(p, "import t.db certificate c.csv --accept");
    said(p, status, message, p->store); /* NOLINT: a literal of this file */
    char *after = status_now(p);
    assert_string_equal(before, after);
    free(before);
    free(after);
}

static void a_full_disk_changes_nothing(void **state)
{
    struct place *p = *state;
    trap(p, "tally", 0, "raise exception 'no space' using errcode = '53100'", false);
    untouched(p, 3, "PostgreSQL 服务器的磁盘满了，写不进“%s”；什么也没有改动，请腾出空间后再试");
}

static void a_store_that_may_only_be_read(void **state)
{
    struct place *p = *state;
    sql(p, "alter database \"%s\" set default_transaction_read_only = on", database(p));
    untouched(p, 3, "“%s”是只读的（只读副本，或设了 default_transaction_read_only）；请换可以写的服务器");
}

static void an_error_of_the_server_is_told(void **state)
{
    struct place *p = *state;
    trap(p, "tally", 0, "raise exception 'out of order' using errcode = 'P0001', detail = 'geheim'", false);
    untouched(p, 3, "库“%s”出错：out of order（P0001）");
}

static void a_connection_killed_before_the_commit_costs_nothing(void **state)
{
    struct place *p = *state;
    trap(p, "tally", 2, "perform pg_terminate_backend(pg_backend_pid())", false);
    assert_int_equal(duixian(p, "import t.db certificate c.csv --accept --format tsv"), 0);
    expect_out(p, "1\t1\t0\t0\t0\t0");
    assert_int_equal(duixian(p, "verify t.db"), 0);
    assert_int_equal(duixian(p, "batch t.db list --format tsv"), 0);
    assert_null(strstr(strchr(p->out, '\n') + 1, "\n2\t")); /* one batch */
}

static void a_connection_killed_in_the_commit_is_told(void **state)
{
    struct place *p = *state;
    trap(p, "tally", 0, "perform pg_terminate_backend(pg_backend_pid())", true);
    untouched(p, 3, "提交时与“%s”的连接断了，不知道写进去没有；请用 duixian batch DB list 看看，没有再做一次");
}

static void deadlocks_are_tried_again(void **state)
{
    struct place *p = *state;
    trap(p, "tally", 3, "raise exception 'again' using errcode = '40P01'", false);
    assert_int_equal(duixian(p, "import t.db certificate c.csv --accept --format tsv"), 0);
    expect_out(p, "1\t1\t0\t0\t0\t0");
    assert_int_equal(duixian(p, "verify t.db"), 0);
}

/* Four at once: one of them brings the rows, the others find them there. */
static void the_same_file_handed_in_at_once_counts_once(void **state)
{
    enum { AT_ONCE = 4, MANY = 3000 };
    struct place *p = *state;
    char line[2048];
    snprintf(line, sizeof line, "%s/many.csv", p->folder);
    FILE *f = fopen(line, "w");
    assert_non_null(f);
    fputs("org,person_id,name,number,occupation,level,issued_on,remark\n", f);
    for (int i = 0; i < MANY; i++) {
        char first17[18];
        snprintf(first17, sizeof first17, "411202188%d%02d%02d%03d", i % 10, 1 + i / 10 % 12, 1 + i / 1000,
                 1 + i / 120 % 9);
        fprintf(f, "411202001000,%s%c,张三,N%d,电工,高级工,2024-%02d-05,合成数据\n", first17,
                identity_check_digit(first17), i, 1 + i % 12);
    }
    fclose(f);
    snprintf(
        line, sizeof line,
        "cd '%s' && export HOME='%s' && for i in 1 2 3 4; do '%s' import '%s' certificate many.csv --accept --format"
        " tsv >>all.tsv 2>>all.err & done; wait",
        p->folder, p->folder, getenv("DUIXIAN"), p->store);
    assert_int_equal(system(line), 0);
    snprintf(
        line, sizeof line,
        "cd '%s' && awk '$1 == %d {n++; fresh += $2; same += $4} END {exit !(n == %d && fresh == %d && same == %d)}' "
        "all.tsv || { cat all.tsv all.err; false; } >&2",
        p->folder, MANY, AT_ONCE, MANY, MANY * (AT_ONCE - 1));
    assert_int_equal(system(line), 0);
    assert_int_equal(duixian(p, "verify t.db"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(urls_that_cannot_be_read_are_not_quoted, set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(servers_that_are_not_there, set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(passwords_users_and_databases_that_are_wrong, set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(roles_that_may_not, set_up_store, place_tear_down),
        cmocka_unit_test_setup_teardown(init_needs_the_right_to_make_tables, set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(databases_that_are_not_ours, set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(a_database_without_utf8_is_refused, set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(the_key_lies_in_the_home_folder, set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(a_full_disk_changes_nothing, set_up_store, place_tear_down),
        cmocka_unit_test_setup_teardown(a_store_that_may_only_be_read, set_up_store, place_tear_down),
        cmocka_unit_test_setup_teardown(an_error_of_the_server_is_told, set_up_store, place_tear_down),
        cmocka_unit_test_setup_teardown(a_connection_killed_before_the_commit_costs_nothing, set_up_store,
                                        place_tear_down),
        cmocka_unit_test_setup_teardown(a_connection_killed_in_the_commit_is_told, set_up_store, place_tear_down),
        cmocka_unit_test_setup_teardown(deadlocks_are_tried_again, set_up_store, place_tear_down),
        cmocka_unit_test_setup_teardown(the_same_file_handed_in_at_once_counts_once, set_up_store, place_tear_down),
    };
    return fresh_on_postgres() ? cmocka_run_group_tests(tests, NULL, NULL) : 0;
}
