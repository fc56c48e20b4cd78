/* Reads from a payload the fields that counting looks at, and no others. Says of each what revision_decode says: texts of
 * dates, choices and numbers are read by cell_read and its answers kept for the next row that has the same text; a
 * payload that is not written as revision.c writes goes to revision_decode itself. One thread. */
#ifndef DOMAIN_RECOUNT_VALUES_H
#define DOMAIN_RECOUNT_VALUES_H

#include "domain/revision.h"

struct value_reader;

/* For the ledger's indicators. In the arena. */
struct value_reader *value_reader_new(struct arena *arena, const struct ledger *ledger);

enum { VALUES_BROKEN = 1 };
/* *ret, by field, is lent until the next call. VALUES_BROKEN: it is no JSON object. Errors: E_STORE. */
MUST_CHECK int values_read(struct ctx *ctx, struct value_reader *reader, const struct organisation *org,
                           const char *payload, size_t length, struct value **ret);

#endif
