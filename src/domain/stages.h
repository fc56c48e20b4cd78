/* How many accepted records reached each stage: of an indicator that counts from a stage of its ledger on (`at:`), by
 * place and month. Reads tallies (PART_STAGES), counts nothing. */
#ifndef DOMAIN_STAGES_H
#define DOMAIN_STAGES_H

#include "domain/city.h"

/* Whether the public may know them: `at:`, no personal data in the ledger, and the place is one at which it may look.
 */
bool stages_public(const struct indicator *indicator, const struct organisation *org);

/* Of those that the indicator looks at (its `where:`), with an amount or without: ret[i] is the number of records that
 * reached stage i or a later one from January to `month`, those before the year among them. One number a stage of the
 * ledger, in the arena. Errors: E_STORE. */
MUST_CHECK int stages_read(struct ctx *ctx, const struct indicator *indicator, const struct organisation *org,
                           int month, int64_t **ret);

#endif
