/* verify's second pass: candidates and links of persons gathered from the revisions and sorted, where what the store keeps
 * of them is not what the revisions give. Bounded memory (spool). */
#ifndef DOMAIN_RECOUNT_AGAIN_H
#define DOMAIN_RECOUNT_AGAIN_H

#include "domain/verify_work.h"

/* Into worker->again, if the indicator is a bad one; into worker->again_links. Errors: E_STORE. */
MUST_CHECK int again_add(struct worker *worker, const struct known_ledger *ledger, const struct revision *revision,
                         const struct contribution *contribution);
MUST_CHECK int again_add_links(struct worker *worker, const struct known_ledger *ledger,
                               const struct revision *revision);

/* Candidates of the bad indicators, settled and in the order of the table; their sums are the worker's from then on. */
struct settled;
MUST_CHECK int again_settle(struct worker *worker, struct settled **ret);
/* Compares those of one indicator with the table; indicators in order of their numbers. */
MUST_CHECK int again_compare(struct worker *worker, struct settled *settled, size_t indicator);
void again_free(struct settled *settled); /* may be NULL */

/* Tells how the links of persons differ from those of the revisions, and joins persons anew. */
MUST_CHECK int again_links(struct worker *worker);

void tell_attribution(struct worker *worker, size_t indicator, int64_t record, const char *stored, const char *counted);
/* “算在 202403 甲镇” */
const char *counted_text(struct worker *worker, int64_t month, const struct organisation *org);

#endif
