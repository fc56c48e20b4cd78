/* Every statement of the program is understood by both stores, answers in types that both have, and finds rows of the
 * large tables by an index. The list is collected from the sources (tools/statements). */
#include "base/arena.h"
#include "base/buf.h"
#include "store/backend.h"
#include "unit/fresh.h"
#include "unit/statements.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <libpq-fe.h>
#include <sqlite3.h>

#include <cmocka.h>

/* Tables that grow with the records. */
static const char *const large[] = {"record",      "revision",         "lookup", "person_link",
                                    "attribution", "attribution_move", "tally"};

/* Statements that read such a table from end to end though they are not given to db_scan: beginnings, with the reason.
 */
static const struct {
    const char *begins, *why;
} whole[] = {
    {"select v.batch, v.org, v.void, b.decided_at", "the index of changes after acceptance, newest first, at most 500"},
    {"delete from tally where indicator in", "a programme's new version is counted anew"},
};

struct stores {
    struct ctx ctx;
    sqlite3 *lite;
    PGconn *link; /* NULL: only SQLite can be asked now */
    char *url;
};

static char *text_of(struct stores *s, const char *literal)
{
    static const char *const verbs[] = {"select ", "insert ", "update ", "delete ", "with "};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (strncmp(literal, verbs[i], strlen(verbs[i])) == 0)
            return arena_strdup(s->ctx.mem, literal);
    AUTO_BUF struct buf text = BUF_INIT; /* "table (column, …)" of db_insert_many */
    buf_printf(&text, "insert into %s values (?", literal);
    for (const char *p = literal; (p = strchr(p, ',')); p++)
        buf_str(&text, ", ?");
    buf_char(&text, ')');
    return arena_strndup(s->ctx.mem, text.bytes, text.length);
}

/* The table that `alias` stands for in a statement, if it is a large one. */
static const char *large_table(struct stores *s, const char *text, const char *alias)
{
    for (size_t i = 0; i < sizeof large / sizeof *large; i++) {
        char *named = arena_printf(s->ctx.mem, "%s %s", large[i], alias);
        for (const char *p = text; (p = strstr(p, named)); p++)
            if (!strchr("abcdefghijklmnopqrstuvwxyz_", p[strlen(named)]) || !p[strlen(named)])
                return large[i];
        if (strcmp(alias, large[i]) == 0)
            return large[i];
    }
    return NULL;
}

static bool may_read_all(const struct known_statement *k)
{
    const char *text = k->text;
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (strncmp(text, whole[i].begins, strlen(whole[i].begins)) == 0)
            return true;
    return k->scan;
}

static int set_up(void **state)
{
    struct stores *s = calloc(1, sizeof *s);
    s->ctx.mem = arena_new();
    s->url = fresh_store("statements");
    *state = s;
    if (db_open(&s->ctx, s->url, DB_CREATE) < 0 || db_migrate(&s->ctx) < 0)
        fail_msg("%s", s->ctx.err.text);
    db_close(&s->ctx);
    if (!fresh_on_postgres())
        return sqlite3_open(s->url, &s->lite);
    s->link = PQconnectdb(s->url);
    return PQstatus(s->link) != CONNECTION_OK;
}

static int tear_down(void **state)
{
    struct stores *s = *state;
    sqlite3_close(s->lite);
    PQfinish(s->link);
    fresh_remove(s->url);
    arena_free(s->ctx.mem);
    free(s);
    return 0;
}

/* ---- SQLite ---- */

static void lite_plan(struct stores *s, const struct known_statement *k, const char *text)
{
    sqlite3_stmt *plan = NULL;
    char *explain = arena_printf(s->ctx.mem, "explain query plan %s", text);
    if (sqlite3_prepare_v2(s->lite, explain, -1, &plan, NULL) != SQLITE_OK)
        fail_msg("%s: %s", text, sqlite3_errmsg(s->lite));
    while (sqlite3_step(plan) == SQLITE_ROW) {
        const char *detail = (const char *)sqlite3_column_text(plan, 3);
        if (strncmp(detail, "SCAN ", 5) != 0)
            continue;
        char *alias = arena_strndup(s->ctx.mem, detail + 5, strcspn(detail + 5, " "));
        const char *table = large_table(s, text, alias);
        if (table && !may_read_all(k))
            fail_msg("%s is read from end to end: %s\n(%s)", table, text, detail);
    }
    sqlite3_finalize(plan);
}

/* ---- PostgreSQL ---- */

static PGresult *ask(struct stores *s, const char *text)
{
    PGresult *result = PQexec(s->link, text);
    if (PQresultStatus(result) != PGRES_TUPLES_OK && PQresultStatus(result) != PGRES_COMMAND_OK)
        fail_msg("%s: %s", text, PQerrorMessage(s->link));
    return result;
}

static void check_type(const char *text, const char *what, Oid type)
{
    /* bool bytea name int8 int4 text bytea[] int8[] */
    static const Oid known[] = {16, 17, 19, 20, 23, 25, 1001, 1016};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i] == type)
            return;
    fail_msg("%s of type %u, which has to be cast: %s", what, type, text);
}

static int describe(struct stores *s, const char *text)
{
    PGresult *d = PQdescribePrepared(s->link, "s");
    for (int i = 0; i < PQnfields(d); i++)
        check_type(text, "a column", PQftype(d, i));
    for (int i = 0; i < PQnparams(d); i++)
        check_type(text, "a bind", PQparamtype(d, i));
    int binds = PQnparams(d);
    PQclear(d);
    return binds;
}

/* Scans of large tables that no condition narrows. Sequential ones are forbidden to the planner, so one that is left
 * had no other way; an index read from end to end has no "Index Cond". */
static void postgres_plan(struct stores *s, const struct known_statement *k, const char *text, int binds)
{
    AUTO_BUF struct buf execute = BUF_INIT;
    buf_str(&execute, "explain execute s");
    for (int i = 0; i < binds; i++)
        buf_printf(&execute, "%s null", i ? "," : " (");
    if (binds)
        buf_char(&execute, ')');
    PGresult *plan = ask(s, execute.bytes);
    for (int i = 0; i < PQntuples(plan); i++) {
        const char *line = PQgetvalue(plan, i, 0), *on = strstr(line, " on ");
        if (!on || !strstr(line, "Scan") || strstr(line, "Bitmap Index"))
            continue;
        const char *next = i + 1 < PQntuples(plan) ? PQgetvalue(plan, i + 1, 0) : "";
        if (strstr(next, "Cond:"))
            continue;
        for (size_t j = 0; j < sizeof large / sizeof *large; j++)
            if (strncmp(on + 4, large[j], strlen(large[j])) == 0 && on[4 + strlen(large[j])] == ' ' && !may_read_all(k))
                fail_msg("%s is read from end to end: %s\n(%s)", large[j], text, line);
    }
    PQclear(plan);
}

static void postgres_statement(struct stores *s, const struct known_statement *k, const char *text)
{
    PGresult *result = PQprepare(s->link, "s", dialect_postgres_statement(&s->ctx, text), 0, NULL);
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        fail_msg("%s: %s", text, PQerrorMessage(s->link));
    PQclear(result);
    postgres_plan(s, k, text, describe(s, text));
    PQclear(ask(s, "deallocate s"));
}

static void every_statement_is_prepared_and_finds_rows_by_an_index(void **state)
{
    struct stores *s = *state;
    if (s->link)
        PQclear(ask(s, "set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off;"
                       " set plan_cache_mode = force_generic_plan"));
    for (const struct known_statement *k = known_statements; k->text; k++) {
        char *text = text_of(s, k->text);
        if (s->link)
            postgres_statement(s, k, text);
        else
            lite_plan(s, k, dialect_sqlite_list(&s->ctx, text));
    }
}

static void the_list_of_whole_reads_holds_nothing_that_is_gone(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        bool used = false;
        for (const struct known_statement *k = known_statements; k->text; k++)
            used |= strncmp(k->text, whole[i].begins, strlen(whole[i].begins)) == 0;
        if (!used)
            fail_msg("no statement begins with: %s", whole[i].begins);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_statement_is_prepared_and_finds_rows_by_an_index, set_up, tear_down),
        cmocka_unit_test(the_list_of_whole_reads_holds_nothing_that_is_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
