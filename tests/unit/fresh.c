#include "unit/fresh.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <libpq-fe.h>

#include <cmocka.h>

static char home[64];

static void remove_home(void)
{
    char line[96];
    snprintf(line, sizeof line, "rm -rf '%s'", home);
    if (system(line) != 0)
        print_error("cannot remove %s\n", home);
}

bool fresh_on_postgres(void)
{
    const char *store = getenv("DUIXIAN_STORE");
    return store && strcmp(store, "postgres") == 0;
}

/* $DUIXIAN_PG with another database; to be freed. */
static char *url_of(const char *database)
{
    const char *server = getenv("DUIXIAN_PG");
    if (!server)
        fail_msg("DUIXIAN_PG is not set: run ./test, or tools/postgres start DIR");
    const char *name = strstr(server, "/postgres?");
    size_t size = strlen(server) + strlen(database) + 8;
    char *url = calloc(1, size);
    assert_non_null(name);
    assert_non_null(url);
    snprintf(url, size, "%.*s/%s?%s", (int)(name - server), server, database, name + sizeof "/postgres?" - 1);
    return url;
}

/* The connection of the last statement: making one costs more than most statements. */
static struct {
    PGconn *link;
    char *url;
} kept;

static void leave(void)
{
    PQfinish(kept.link);
    free(kept.url);
    kept.link = NULL;
    kept.url = NULL;
}

/* Broken if its server was stopped meanwhile. */
static bool is_kept(const char *url)
{
    if (!kept.link || strcmp(kept.url, url) != 0)
        return false;
    PGresult *result = PQexec(kept.link, "discard all");
    bool alive = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    return alive;
}

/* A server that stops says so to whoever is connected. */
static void be_silent(void *arg, const PGresult *result)
{
    (void)arg;
    (void)result;
}

static PGconn *reach(const char *url)
{
    if (is_kept(url))
        return kept.link;
    leave();
    kept.link = PQconnectdb(url);
    kept.url = strdup(url);
    if (PQstatus(kept.link) != CONNECTION_OK)
        fail_msg("%s", PQerrorMessage(kept.link));
    PQsetNoticeReceiver(kept.link, be_silent, NULL);
    return kept.link;
}

static PGresult *ask(const char *url, const char *text)
{
    PGconn *link = reach(url ? url : getenv("DUIXIAN_PG"));
    PGresult *result = PQexec(link, text);
    ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        fail_msg("%s: %s", text, PQerrorMessage(link));
    return result;
}

void fresh_sql(const char *url, const char *text)
{
    PQclear(ask(url, text));
}

long long fresh_number(const char *url, const char *text)
{
    PGresult *result = ask(url, text);
    long long number = strtoll(PQgetvalue(result, 0, 0), NULL, 10);
    PQclear(result);
    return number;
}

static char *fresh_database(const char *name)
{
    static int count;
    char database[64], text[128];
    if (!home[0]) {
        snprintf(home, sizeof home, "/tmp/duixian-home-XXXXXX");
        assert_non_null(mkdtemp(home));
        setenv("HOME", home, 1);
        atexit(remove_home);
    }
    snprintf(database, sizeof database, "t%d_%d_%s", (int)getpid(), ++count, name);
    snprintf(text, sizeof text, "create database \"%s\"", database);
    fresh_sql(NULL, text);
    return url_of(database);
}

char *fresh_store(const char *name)
{
    if (fresh_on_postgres())
        return fresh_database(name);
    char path[96];
    snprintf(path, sizeof path, "/tmp/duixian-%s-%d.db", name, (int)getpid());
    char *url = strdup(path);
    assert_non_null(url);
    return url;
}

void fresh_remove(char *url)
{
    static const char *const ends[] = {"", "-wal", "-shm", ".key"};
    char text[256];
    if (fresh_on_postgres()) {
        const char *name = strstr(url, "@/") + 2;
        snprintf(text, sizeof text, "drop database \"%.*s\" with (force)", (int)strcspn(name, "?"), name);
        fresh_sql(NULL, text);
        free(url);
        return;
    }
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        snprintf(text, sizeof text, "%s%s", url, ends[i]);
        unlink(text);
    }
    free(url);
}
