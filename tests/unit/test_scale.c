/* How far the store is from several PostgreSQL nodes (docs/scale.md): which table would stand where, that every unique
 * key of a distributed table holds the column by which it is distributed, and that every statement that touches one
 * goes to one node or is listed here with the reason. PostgreSQL itself is the judge: the distributed tables are made
 * partitioned by the hash of their column, which it refuses if a unique key lacks the column, and the plan of each
 * statement shows how many parts it reads. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/embedded.h"
#include "base/error.h"
#include "store/backend.h"
#include "unit/fresh.h"
#include "unit/statements.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libpq-fe.h>
#include <sqlite3.h>

#include <cmocka.h>

/* ---- what stands where ---- */

enum place { DISTRIBUTED, REFERENCE, COORDINATOR };

static const struct placement {
    const char *table;
    enum place place;
    const char *column;
} placements[] = {
    {"record", DISTRIBUTED, "owner"},
    {"revision", DISTRIBUTED, "owner"},
    {"lookup", DISTRIBUTED, "value"},
    {"person_link", DISTRIBUTED, "key"},
    {"attribution", DISTRIBUTED, "subject"},
    {"attribution_move", DISTRIBUTED, "subject"},
    {"tally", DISTRIBUTED, "org"},
    {"reported", DISTRIBUTED, "org"},
    {"organisation", REFERENCE, NULL},
    {"programme", REFERENCE, NULL},
    {"ledger", REFERENCE, NULL},
    {"indicator", REFERENCE, NULL},
    {"batch", REFERENCE, NULL},
    {"chain", COORDINATOR, NULL},
    {"meta", COORDINATOR, NULL},
    {"pack_file", COORDINATOR, NULL},
    {"pack_tree", COORDINATOR, NULL},
    {"counter", COORDINATOR, NULL},
    {"article", COORDINATOR, NULL},
};

/* Statements that read several parts of a table: a piece of the text that no other statement has. */
enum reason {
    OWNERS, /* rows of a chunk or a batch, which may be of several owners: each node answers for its own */
    NUMBER, /* a record by its number alone, as an address or a moved count has it: one node has it, all are asked */
    PLACE, /* a list of a place's records; the owner that each had when it came in is not what the tree says for sure */
    BELOW, /* what the places below one have, each with its node; a page of them is kept */
    NEWEST, /* the newest few changes, whoever made them: every node answers with as many */
    ONCE,   /* whether there is any row at all, once a file: every node answers one row */
    ALL,    /* reads or removes everything on purpose: counting a programme anew; verify does nothing else (below) */
};

static const struct spread {
    const char *holds, *tables;
    enum reason reason;
} spread[] = {
    {"select key from record where ledger = ? and key = any(?)", "record", OWNERS},
    {"select r.key, r.owner, r.id, r.latest, v.void, v.content", "record revision", OWNERS},
    {"select v.id, v.record, v.owner from revision v join record r", "record revision", OWNERS},
    {"update revision set warned = case when", "revision", OWNERS},
    {"select leaf, org, day, void from revision where batch = ?", "revision", OWNERS},
    {"r.id = v.record where v.batch = ? and v.record <> v.id and not exists", "record revision", OWNERS},
    {"r.id = v.record where v.batch = ? and v.id between ? and ? and not exists", "record revision", OWNERS},
    {"update record set accepted = latest from", "record revision", OWNERS},
    {"update record set accepted = n.newest from", "record revision", OWNERS},
    {"update record set latest = (select max(v.id) from revision v join batch b", "record revision", OWNERS},
    {"select r.id, r.owner, r.accepted, (select max(w.id) from revision w join batch b", "record revision", OWNERS},
    {"select r.ledger, r.owner, r.accepted, coalesce(r.latest", "record revision", NUMBER},
    {"v.id = r.accepted where r.id = ?", "record revision", NUMBER},
    {"select ledger from record where id = ?", "record", NUMBER},
    {"r.id = v.record where v.org = ? and (v.day, v.id)", "record revision", PLACE},
    {"select o.id from organisation o where o.stat_parent = ? and exists", "reported", BELOW},
    {"select t.org, t.part, t.month, t.value from organisation o join tally t", "tally", BELOW},
    {"select r.org, min(r.month) from organisation o join reported r", "reported", BELOW},
    {"select key from record where id = ?", "record", NUMBER},
    {"select v.batch, v.org, v.void, b.decided_at", "record revision", NEWEST},
    {"select batch, from_record, to_record, moved_at", "attribution_move", NEWEST},
    {"select r.id, v.org from record r join revision v", "record revision", NUMBER},
    {"select id, org from revision where id = any", "revision", NUMBER},
    {"select 1 from record where ledger = ? limit 1", "record", ONCE},
    {"select 1 from person_link where programme = ? limit 1", "person_link", ONCE},
    {"select 1 from lookup where ledger = ? and slot = ? limit 1", "lookup", ONCE},
    {"select 1 from attribution where indicator = ? limit 1", "attribution", ONCE},
    {"delete from reported where ledger = ?", "reported", ALL},
    {"delete from tally where indicator in", "tally", ALL},
    {"delete from attribution where indicator in", "attribution", ALL},
    {"delete from person_link where programme = ?", "person_link", ALL},
    {"v.id = r.accepted where r.ledger = ? order by r.id", "record revision", ALL},
};
#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct placement *placement_of(const char *table)
{
    for (size_t i = 0; i < COUNT(placements); i++)
        if (strcmp(placements[i].table, table) == 0)
            return &placements[i];
    return NULL;
}

/* ---- the schema, as SQLite understands it ---- */

struct schema {
    struct ctx ctx;
    sqlite3 *store;
    char *url;
    PGconn *link; /* NULL: only SQLite can be asked now */
};

static void open_postgres(struct schema *s)
{
    if (db_open(&s->ctx, s->url, DB_CREATE) < 0 || db_migrate(&s->ctx) < 0)
        fail_msg("%s", s->ctx.err.text);
    db_close(&s->ctx);
    s->link = PQconnectdb(s->url);
    if (PQstatus(s->link) != CONNECTION_OK)
        fail_msg("%s", PQerrorMessage(s->link));
}

static int set_up(void **state)
{
    struct schema *s = calloc(1, sizeof *s);
    s->ctx.mem = arena_new();
    *state = s;
    if (sqlite3_open(":memory:", &s->store) != SQLITE_OK)
        return 1;
    for (const struct embedded *f = embedded_files; f->path; f++) /* in order of their numbers */
        if (strncmp(f->path, "sql/", 4) == 0 &&
            sqlite3_exec(s->store, dialect_sqlite(&s->ctx, f->bytes), NULL, NULL, NULL) != SQLITE_OK)
            fail_msg("%s: %s", f->path, sqlite3_errmsg(s->store));
    s->url = fresh_store("scale");
    if (fresh_on_postgres())
        open_postgres(s);
    return 0;
}

static int tear_down(void **state)
{
    struct schema *s = *state;
    sqlite3_close(s->store);
    PQfinish(s->link);
    fresh_remove(s->url);
    arena_free(s->ctx.mem);
    free(s);
    return 0;
}

static sqlite3_stmt *ask(struct schema *s, const char *text)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(s->store, text, -1, &statement, NULL) != SQLITE_OK)
        fail_msg("%s: %s", text, sqlite3_errmsg(s->store));
    return statement;
}

static const char *column(sqlite3_stmt *statement, int at)
{
    return (const char *)sqlite3_column_text(statement, at);
}

static void every_table_has_its_place(void **state)
{
    struct schema *s = *state;
    size_t known = 0;
    sqlite3_stmt *tables = ask(s, "select name from sqlite_schema where type = 'table' and name not like 'sqlite%'");
    for (; sqlite3_step(tables) == SQLITE_ROW; known++)
        if (!placement_of(column(tables, 0)))
            fail_msg("say where the table %s stands: here and in docs/scale.md", column(tables, 0));
    sqlite3_finalize(tables);
    assert_int_equal(known, COUNT(placements));
}

/* ---- the tables in parts, as PostgreSQL understands them ---- */

enum { PARTS = 4 };

static PGresult *told(struct schema *s, const char *text)
{
    PGresult *result = PQexec(s->link, text);
    if (PQresultStatus(result) != PGRES_TUPLES_OK && PQresultStatus(result) != PGRES_COMMAND_OK)
        fail_msg("%s: %s", text, PQerrorMessage(s->link));
    return result;
}

/* The table anew, with all its keys, in parts by the hash of its column. */
static void part_table(struct schema *s, const struct placement *p)
{
    AUTO_BUF struct buf text = BUF_INIT;
    buf_printf(
        &text,
        "alter table %s rename to %s_whole; create table %s (like %s_whole including all) partition by hash (%s);",
        p->table, p->table, p->table, p->table, p->column);
    for (int i = 0; i < PARTS; i++)
        buf_printf(&text, "create table %s_p%d partition of %s for values with (modulus %d, remainder %d);", p->table,
                   i, p->table, PARTS, i);
    PQclear(told(s, text.bytes));
}

static void every_unique_key_holds_the_column_so_that_the_tables_can_be_parted(void **state)
{
    struct schema *s = *state;
    if (!s->link)
        skip();
    size_t unique = 0;
    for (size_t i = 0; i < COUNT(placements); i++)
        if (placements[i].place == DISTRIBUTED) {
            part_table(s, &placements[i]);
            unique++;
        }
    PGresult *keyed = told(s, "select count(distinct i.indrelid) from pg_index i join pg_partitioned_table t"
                              " on t.partrelid = i.indrelid where i.indisunique");
    assert_int_equal(strtoull(PQgetvalue(keyed, 0, 0), NULL, 10), unique); /* none lost its key on the way */
    PQclear(keyed);
}

/* A distributed table may refer to a reference table, and reference tables and those of the coordinator to each other.
 */
static void every_foreign_key_can_be_kept(void **state)
{
    struct schema *s = *state;
    sqlite3_stmt *keys = ask(s, "select t.name, f.\"from\", f.\"table\" from sqlite_schema t,"
                                " pragma_foreign_key_list(t.name) f where t.type = 'table'");
    while (sqlite3_step(keys) == SQLITE_ROW) {
        const struct placement *from = placement_of(column(keys, 0)), *to = placement_of(column(keys, 2));
        if (from && to && to->place != REFERENCE && (from->place == DISTRIBUTED || to->place != COORDINATOR))
            fail_msg("the foreign key %s.%s -> %s crosses nodes", column(keys, 0), column(keys, 1), column(keys, 2));
    }
    sqlite3_finalize(keys);
}

/* ---- the statements ---- */

/* The table of an insert: "insert into table (…" or "table (…" of db_insert_many; NULL: it is another statement. */
static const struct placement *inserted_into(struct ctx *ctx, const char *text)
{
    static const char into[] = "insert into ";
    if (strncmp(text, into, sizeof into - 1) == 0)
        text += sizeof into - 1;
    return placement_of(arena_strndup(ctx->mem, text, strcspn(text, " ")));
}

/* Rows go where the column says, which an insert has to give. */
static bool gives_column(struct ctx *ctx, const char *text, const char *name)
{
    text = strchr(text, '(');
    char *columns = arena_printf(ctx->mem, "%.*s,", (int)strcspn(text, ")") - 1, text + 1);
    return strstr(arena_printf(ctx->mem, ", %s", columns), arena_printf(ctx->mem, " %s,", name)) != NULL;
}

static const char *sample(Oid type)
{
    switch (type) {
    case 17: /* bytea */
        return "'\\x01'";
    case 25: /* text */
        return "'1'";
    default:
        return "1";
    }
}

/* The plan of a statement with values bound; a list is looked up element by element, so by one of them. */
static PGresult *plan_of(struct schema *s, const char *text)
{
    const char *ours = dialect_postgres_statement(&s->ctx, dialect_sqlite_list(&s->ctx, text));
    PGresult *prepared = PQprepare(s->link, "s", ours, 0, NULL);
    if (PQresultStatus(prepared) != PGRES_COMMAND_OK)
        fail_msg("%s: %s", text, PQerrorMessage(s->link));
    PQclear(prepared);
    PGresult *types = PQdescribePrepared(s->link, "s");
    AUTO_BUF struct buf execute = BUF_INIT;
    buf_str(&execute, "explain execute s");
    for (int i = 0; i < PQnparams(types); i++)
        buf_printf(&execute, "%s%s", i ? ", " : " (", sample(PQparamtype(types, i)));
    if (PQnparams(types))
        buf_char(&execute, ')');
    PQclear(types);
    PGresult *plan = told(s, execute.bytes);
    PQclear(told(s, "deallocate s"));
    return plan;
}

/* How many parts of the table it reads or writes. */
static int parts_in(PGresult *plan, const char *table)
{
    bool met[PARTS] = {0};
    int count = 0;
    for (int line = 0; line < PQntuples(plan); line++)
        for (int i = 0; i < PARTS; i++) {
            char on[64];
            snprintf(on, sizeof on, " on %s_p%d", table, i);
            const char *at = strstr(PQgetvalue(plan, line, 0), on);
            if (at && strchr(" ", at[strlen(on)]) && !met[i]) {
                met[i] = true;
                count++;
            }
        }
    return count;
}

/* Whether the statement, which is no insert, has to do with the table. */
static bool names_table(struct ctx *ctx, const char *text, const char *table)
{
    static const char *const before[] = {"from", "join", "update"};
    for (size_t i = 0; i < COUNT(before); i++) {
        char *named = arena_printf(ctx->mem, "%s %s", before[i], table);
        for (const char *p = text; (p = strstr(p, named)); p++)
            if (strchr(" )", p[strlen(named)]))
                return true;
    }
    return false;
}

/* The entry that speaks of this statement; COUNT(spread): none does. */
static size_t entry_of(const char *text)
{
    size_t found = COUNT(spread);
    for (size_t i = 0; i < COUNT(spread); i++)
        if (strstr(text, spread[i].holds)) {
            if (found < COUNT(spread))
                fail_msg("two entries speak of: %s", text);
            found = i;
        }
    return found;
}

/* verify asks every node for all it has. */
static bool of_verify(const char *file)
{
    return strncmp(file, "src/domain/verify", 17) == 0 || strncmp(file, "src/domain/recount", 18) == 0;
}

static void add_word(struct buf *list, const char *word)
{
    buf_printf(list, "%s%s", list->length ? " " : "", word);
}

/* The distributed tables of which the statement goes to several parts, with blanks between. */
static const char *spread_of(struct schema *s, const char *text)
{
    AUTO_BUF struct buf out = BUF_INIT;
    const struct placement *into = inserted_into(&s->ctx, text);
    PGresult *plan = into ? NULL : plan_of(s, text);
    if (into && into->place == DISTRIBUTED && !gives_column(&s->ctx, text, into->column))
        add_word(&out, into->table);
    for (size_t n = 0; plan && n < COUNT(placements); n++) {
        const struct placement *p = &placements[n];
        if (p->place != DISTRIBUTED || !names_table(&s->ctx, text, p->table))
            continue;
        int parts = parts_in(plan, p->table);
        if (parts == 0)
            fail_msg("the plan reads nothing of %s: %s", p->table, text);
        if (parts > 1)
            add_word(&out, p->table);
    }
    PQclear(plan);
    return arena_strndup(s->ctx.mem, out.length ? out.bytes : "", out.length);
}

static void every_statement_reads_one_part_of_a_table_or_says_why_not(void **state)
{
    struct schema *s = *state;
    bool met[COUNT(spread)] = {0};
    size_t unknown = 0;
    if (!s->link)
        skip();
    PQclear(told(s, "set plan_cache_mode = force_custom_plan"));
    for (const struct known_statement *k = known_statements; k->text; k++) {
        const char *tables = of_verify(k->file) ? "" : spread_of(s, k->text);
        if (!*tables)
            continue;
        size_t entry = entry_of(k->text);
        if (entry < COUNT(spread) && !met[entry] && strcmp(spread[entry].tables, tables) == 0) {
            met[entry] = true;
            continue;
        }
        unknown++;
        print_error("%s: reads several parts of %s: %s\n", k->file, tables, k->text);
    }
    if (unknown)
        fail_msg("%zu statements go to every node; name the column, or list them with the reason", unknown);
    for (size_t i = 0; i < COUNT(spread); i++)
        if (!met[i])
            fail_msg("no statement that holds “%s” reads several parts any more: take it off the list",
                     spread[i].holds);
}

/* A join is local where both tables stand by the same column; verify's are made where all is gathered. */
static void no_statement_joins_tables_that_stand_by_different_columns(void **state)
{
    struct schema *s = *state;
    for (const struct known_statement *k = known_statements; k->text; k++) {
        const struct placement *first = NULL;
        if (of_verify(k->file))
            continue;
        for (size_t i = 0; i < COUNT(placements); i++) {
            const struct placement *p = &placements[i];
            if (p->place != DISTRIBUTED || !names_table(&s->ctx, k->text, p->table))
                continue;
            if (first && strcmp(first->column, p->column) != 0)
                fail_msg("%s: %s stands by %s, %s by %s: %s", k->file, first->table, first->column, p->table, p->column,
                         k->text);
            first = p;
        }
    }
}

/* ---- docs/scale.md says the same ---- */

static char *read_doc(struct ctx *ctx)
{
    char *text = NULL;
    size_t length = 0;
    FILE *f = fopen(SOURCE_ROOT "/docs/scale.md", "rbe");
    assert_non_null(f);
    if (getdelim(&text, &length, 0, f) < 0)
        fail_msg("docs/scale.md cannot be read");
    fclose(f);
    char *kept = arena_strdup(ctx->mem, text);
    free(text);
    return kept;
}

static void the_document_says_the_same(void **state)
{
    struct schema *s = *state;
    const char *doc = read_doc(&s->ctx);
    for (size_t i = 0; i < COUNT(placements); i++) {
        const struct placement *p = &placements[i];
        const char *where = p->place == REFERENCE ? "reference" : "coordinator";
        if (p->place == DISTRIBUTED)
            where = arena_printf(s->ctx.mem, "by `%s`", p->column);
        if (!strstr(doc, arena_printf(s->ctx.mem, "\n| `%s` | %s |", p->table, where)))
            fail_msg("docs/scale.md has no row: | `%s` | %s |", p->table, where);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_table_has_its_place),
        cmocka_unit_test(every_unique_key_holds_the_column_so_that_the_tables_can_be_parted),
        cmocka_unit_test(every_foreign_key_can_be_kept),
        cmocka_unit_test(every_statement_reads_one_part_of_a_table_or_says_why_not),
        cmocka_unit_test(no_statement_joins_tables_that_stand_by_different_columns),
        cmocka_unit_test(the_document_says_the_same),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
