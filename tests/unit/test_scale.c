/* How far the store is from several PostgreSQL nodes (docs/scale.md): which table would stand where, that every unique
 * key of a distributed table holds the column by which it is distributed, and that every statement that touches one
 * names that column, so that it goes to one node. What does not yet is listed here, with what would mend it. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/embedded.h"
#include "base/error.h"
#include "store/backend.h"
#include "unit/statements.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* Unique keys that do not hold the column, as "table (column, …)", with what is proposed. */
static const struct {
    const char *key, *proposed;
} loose_keys[] = {
    {"record (id)", "primary key (owner, id)"},
    {"revision (id)", "a column owner, primary key (owner, id)"},
    {"attribution_move (id)", "primary key (subject, id)"},
};

/* Foreign keys that Citus does not take, as "table.column -> table". */
static const struct {
    const char *key, *proposed;
} loose_references[] = {
    {"person_link.revision -> revision", "none: the number is given in the transaction that writes both"},
};

/* Statements that do not name the column of a table they touch: a part of the text that no other statement has. */
enum reason {
    NO_OWNER, /* whoever asks knows the record's owner, the statement does not say it (scale.md, changes 1 and 2) */
    OF_BATCH, /* rows of one batch: the owners that it has rows of would be named (change 2) */
    BY_KEY,   /* joins what stands by another column (changes 3 and 4) */
    NEWEST,   /* the newest few changes, whoever made them: every node answers with as many */
    ONCE,     /* whether there is any row at all, once a file: every node answers one row */
    ALL,      /* reads or removes everything on purpose: counting a programme anew; verify does nothing else (below) */
};

static const struct loose {
    const char *holds, *tables;
    enum reason reason;
} loose[] = {
    {"revision (id, record, batch, row, void, org, day, payload, persons,", "revision", NO_OWNER},
    {"insert into revision (id, record, batch, row, void, org, day, payload, content", "revision", NO_OWNER},
    {"select r.key, r.owner, r.id, r.latest, v.void, v.content", "record revision", NO_OWNER},
    {"select key from record where ledger = ? and key = any(?)", "record", NO_OWNER},
    {"update revision set warned = case when", "revision", NO_OWNER},
    {"from revision v join record r on r.id = v.record where v.id = ?", "record revision", NO_OWNER},
    {"select payload from revision where id = ?", "revision", NO_OWNER},
    {"select ledger from record where id = ?", "record", NO_OWNER},
    {"select accepted from record where id = ?", "record", NO_OWNER},
    {"select coalesce(latest, (select max(v.id)", "record revision", NO_OWNER},
    {"update record set latest = ? where id = ?", "record", NO_OWNER},
    {"update record set accepted = ? where id = ?", "record", NO_OWNER},
    {"update record set accepted = null where id = ?", "record", NO_OWNER},
    {"delete from record where id = ?", "record", NO_OWNER},
    {"from revision v join record r on r.id = v.record where v.org = ? and (v.day, v.id)", "record revision", NO_OWNER},
    {"select v.batch, v.org, v.void, b.decided_at", "record revision", NEWEST},
    {"select m.batch, t.org, f.org, m.moved_at", "record revision attribution_move", NEWEST},
    {"select leaf, org, day, void from revision where batch = ?", "revision", OF_BATCH},
    {"r.id = v.record where v.batch = ? and v.record <> v.id and not exists", "record revision", OF_BATCH},
    {"r.id = v.record where v.batch = ? and v.id between ? and ? and not exists", "record revision", OF_BATCH},
    {"update record set accepted = latest where id in", "record revision", OF_BATCH},
    {"update record set accepted = n.newest from", "record revision", OF_BATCH},
    {"update record set latest = (select max(v.id) from revision v join batch b", "record revision", OF_BATCH},
    {"select r.id, r.accepted, (select max(w.id) from revision w join batch b", "record revision", OF_BATCH},
    {"select v.id, r.id, r.owner from lookup l join", "record revision", BY_KEY},
    {"select l.value, r.id from lookup l join", "record revision", BY_KEY},
    {"select a.subject, a.record, a.org, a.day, a.counted, a.counted_org, r.key", "record", BY_KEY},
    {"select a.record, a.org, a.day, a.part, r.key", "record", BY_KEY},
    {"select 1 from record where ledger = ? limit 1", "record", ONCE},
    {"select 1 from person_link where programme = ? limit 1", "person_link", ONCE},
    {"select 1 from lookup where ledger = ? and slot = ? limit 1", "lookup", ONCE},
    {"select 1 from attribution where indicator = ? limit 1", "attribution", ONCE},
    {"delete from reported where ledger = ?", "reported", ALL},
    {"delete from tally where indicator in", "tally", ALL},
    {"delete from attribution where indicator in", "attribution", ALL},
    {"delete from person_link where programme = ?", "person_link", ALL},
    {"join revision v on v.id = r.accepted where r.ledger = ? order by r.id", "record revision", ALL},
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
};

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
    return 0;
}

static int tear_down(void **state)
{
    struct schema *s = *state;
    sqlite3_close(s->store);
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

static bool in_list(const char *list, const char *name)
{
    size_t length = strlen(name);
    for (const char *p = list; (p = strstr(p, name)); p++)
        if ((p == list || strchr(" (", p[-1])) && strchr(",)", p[length]))
            return true;
    return false;
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

/* Primary keys and unique indexes, whether a constraint made them or a statement. */
static const char unique_keys[] =
    "select t.name, (select group_concat(name, ', ') from (select name from pragma_table_info(t.name) where pk > 0"
    " order by pk)) from sqlite_schema t where t.type = 'table' and t.name not like 'sqlite%'"
    " union select t.name, (select group_concat(name, ', ') from pragma_index_info(i.name))"
    " from sqlite_schema t, pragma_index_list(t.name) i where t.type = 'table' and i.\"unique\"";

static void every_unique_key_holds_the_column_of_its_table(void **state)
{
    struct schema *s = *state;
    bool met[COUNT(loose_keys)] = {0};
    sqlite3_stmt *keys = ask(s, unique_keys);
    while (sqlite3_step(keys) == SQLITE_ROW) {
        const struct placement *p = placement_of(column(keys, 0));
        char *key = arena_printf(s->ctx.mem, "%s (%s)", column(keys, 0), column(keys, 1));
        if (!p || p->place != DISTRIBUTED || in_list(strchr(key, '('), p->column))
            continue;
        bool known = false;
        for (size_t i = 0; i < COUNT(loose_keys); i++)
            if (strcmp(loose_keys[i].key, key) == 0)
                known = met[i] = true;
        if (!known)
            fail_msg("the unique key %s does not hold %s, by which the table would be distributed", key, p->column);
    }
    sqlite3_finalize(keys);
    for (size_t i = 0; i < COUNT(loose_keys); i++)
        if (!met[i])
            fail_msg("%s is listed here but is no key any more; proposed was: %s", loose_keys[i].key,
                     loose_keys[i].proposed);
}

/* A distributed table may refer to a reference table, and reference tables and those of the coordinator to each other.
 */
static void every_foreign_key_can_be_kept(void **state)
{
    struct schema *s = *state;
    bool met[COUNT(loose_references)] = {0};
    sqlite3_stmt *keys = ask(s, "select t.name, f.\"from\", f.\"table\" from sqlite_schema t,"
                                " pragma_foreign_key_list(t.name) f where t.type = 'table'");
    while (sqlite3_step(keys) == SQLITE_ROW) {
        const struct placement *from = placement_of(column(keys, 0)), *to = placement_of(column(keys, 2));
        char *key = arena_printf(s->ctx.mem, "%s.%s -> %s", column(keys, 0), column(keys, 1), column(keys, 2));
        if (!from || !to || (to->place == REFERENCE || (from->place != DISTRIBUTED && to->place == COORDINATOR)))
            continue;
        bool known = false;
        for (size_t i = 0; i < COUNT(loose_references); i++)
            if (strcmp(loose_references[i].key, key) == 0)
                known = met[i] = true;
        if (!known)
            fail_msg("the foreign key %s crosses nodes", key);
    }
    sqlite3_finalize(keys);
    for (size_t i = 0; i < COUNT(loose_references); i++)
        if (!met[i])
            fail_msg("%s is listed here but is gone; proposed was: %s", loose_references[i].key,
                     loose_references[i].proposed);
}

/* ---- the statements ---- */

enum { TOKENS = 512 };

struct tokens {
    char *at[TOKENS]; /* words, with the dot of "alias.column", or single characters */
    size_t count;
};

static bool word_char(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '.';
}

static struct tokens split(struct ctx *ctx, const char *text)
{
    struct tokens t = {0};
    for (const char *p = text; *p && t.count < TOKENS - 1;) {
        size_t length = 0;
        while (word_char(p[length]))
            length++;
        if (*p != ' ')
            t.at[t.count++] = arena_strndup(ctx->mem, p, length ? length : 1);
        p += length ? length : 1;
    }
    t.at[t.count] = "";
    return t;
}

static bool one_of(const char *word, const char *const *words)
{
    for (; *words; words++)
        if (strcmp(*words, word) == 0)
            return true;
    return false;
}

/* Whether token i names the table: "table (column, …)" of db_insert_many, or behind a word that a table follows. */
static bool names_table(const struct tokens *t, size_t i, const char *table)
{
    static const char *const before[] = {"from", "join", "update", "into", NULL};
    return strcmp(t->at[i], table) == 0 && (i ? one_of(t->at[i - 1], before) : strcmp(t->at[1], "(") == 0);
}

static bool in_insert(const struct tokens *t, size_t i, const char *name)
{
    for (i += 2; strcmp(t->at[i], ")") != 0; i++)
        if (strcmp(t->at[i], name) == 0)
            return true;
    return false;
}

/* Whether `alias`.`name` is compared by = or in, in any condition. */
static bool in_condition(struct ctx *ctx, const struct tokens *t, const char *alias, const char *name, bool bare)
{
    static const char *const compares[] = {"=", "in", NULL}, *const begins[] = {"where", "on", NULL};
    char *whole = arena_printf(ctx->mem, "%s.%s", alias, name);
    bool condition = false;
    for (size_t i = 0; i < t->count; i++) {
        condition |= one_of(t->at[i], begins);
        bool named = strcmp(t->at[i], whole) == 0 || (bare && strcmp(t->at[i], name) == 0);
        if (condition && named && (one_of(t->at[i + 1], compares) || strcmp(t->at[i - 1], "=") == 0))
            return true;
    }
    return false;
}

/* Whether the use of the table at token i names its column. */
static bool goes_to_one_shard(struct ctx *ctx, const struct tokens *t, size_t i, const struct placement *p)
{
    static const char *const no_alias[] = {"set",   "where", "on", "join", "left", "order",
                                           "group", "limit", ")",  "",     NULL};
    if (strcmp(t->at[i + 1], "(") == 0)
        return in_insert(t, i, p->column);
    bool bare = one_of(t->at[i + 1], no_alias);
    return in_condition(ctx, t, bare ? p->table : t->at[i + 1], p->column, bare);
}

/* The entry that speaks of this statement; COUNT(loose): none does. */
static size_t entry_of(const char *text)
{
    size_t found = COUNT(loose);
    for (size_t i = 0; i < COUNT(loose); i++)
        if (strstr(text, loose[i].holds)) {
            if (found < COUNT(loose))
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

/* The distributed tables whose column the statement does not name, with blanks between. */
static const char *tables_at_large(struct ctx *ctx, const char *text)
{
    struct tokens t = split(ctx, text);
    AUTO_BUF struct buf out = BUF_INIT;
    for (size_t n = 0; n < COUNT(placements); n++) {
        bool one = true;
        for (size_t i = 0; i < t.count && placements[n].place == DISTRIBUTED; i++)
            if (names_table(&t, i, placements[n].table))
                one &= goes_to_one_shard(ctx, &t, i, &placements[n]);
        if (!one)
            buf_printf(&out, "%s%s", out.length ? " " : "", placements[n].table);
    }
    return arena_strndup(ctx->mem, out.length ? out.bytes : "", out.length);
}

static void every_statement_goes_to_one_shard_or_says_why_not(void **state)
{
    struct schema *s = *state;
    bool met[COUNT(loose)] = {0};
    size_t unknown = 0;
    for (const struct known_statement *k = known_statements; k->text; k++) {
        const char *tables = tables_at_large(&s->ctx, k->text);
        if (!*tables || of_verify(k->file))
            continue;
        size_t entry = entry_of(k->text);
        if (entry < COUNT(loose) && !met[entry] && strcmp(loose[entry].tables, tables) == 0) {
            met[entry] = true;
            continue;
        }
        unknown++;
        print_error("%s: names no distribution column of %s: %s\n", k->file, tables, k->text);
    }
    if (unknown)
        fail_msg("%zu statements go to every node; name the column, or list them with the reason", unknown);
    for (size_t i = 0; i < COUNT(loose); i++)
        if (!met[i])
            fail_msg("no statement that holds “%s” is at large any more: take it off the list", loose[i].holds);
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
    for (size_t i = 0; i < COUNT(loose_keys); i++)
        if (!strstr(doc, loose_keys[i].key) || !strstr(doc, loose_keys[i].proposed))
            fail_msg("docs/scale.md does not say: %s, proposed: %s", loose_keys[i].key, loose_keys[i].proposed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_table_has_its_place),
        cmocka_unit_test(every_unique_key_holds_the_column_of_its_table),
        cmocka_unit_test(every_foreign_key_can_be_kept),
        cmocka_unit_test(every_statement_goes_to_one_shard_or_says_why_not),
        cmocka_unit_test(the_document_says_the_same),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
