/* The checks between records: unique, overlap, exists_in, at_least, near. A closed list, each a mechanism here. They
 * look at the latest revisions, accepted or still waiting, so that a fault is told when it is handed in. */
#ifndef DOMAIN_CHECK_H
#define DOMAIN_CHECK_H

#include "domain/lookup.h"

enum { CHECK_FAILED = 1 };

/* Does the row fail this check? 0, or CHECK_FAILED with *ret_error (a row that only overlaps one of another year,
 * or names a ledger of which nothing was handed in yet, is marked, not rejected) and *ret_column, the field to be named (may be NULL). `row` needs ledger, org, values, record
 * (0 if new). Errors: E_STORE. */
MUST_CHECK int check_row(struct ctx *ctx, const struct city *city, const struct check *check,
                         const struct revision *row, bool *ret_error, const struct field **ret_column);

#endif
