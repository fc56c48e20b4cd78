/* Where a test keeps its store: a file of its own, or, with DUIXIAN_STORE=postgres, a database of its own on the server
 * that $DUIXIAN_PG names (./test starts one). ./test runs every test that includes this (or cli/run.h, history_town.h) on
 * both. */
#ifndef UNIT_FRESH_H
#define UNIT_FRESH_H

#include <stdbool.h>

bool fresh_on_postgres(void);

/* The URL of a store that is not made yet (on PostgreSQL an empty database). Give it back to fresh_remove, which
 * removes store and key. Keys of PostgreSQL stores go to a home folder of the test's own. */
char *fresh_store(const char *name);
void fresh_remove(char *url);

/* Runs statements in the server's own database, or in that of `url`; fails the test if one fails. */
void fresh_sql(const char *url, const char *text);
/* The number that a statement answers, of PostgreSQL. */
long long fresh_number(const char *url, const char *text);

#endif
