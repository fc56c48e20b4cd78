/* Look-ups that no row of the same file waits for, written at the end in the order of their table: a large file then
 * goes through that tree once, instead of once a chunk. Where a value should be unique and another record has it, the
 * later row is marked. (A check that rejects rows cannot wait: take.c asks and writes those chunk by chunk.) */
#ifndef DOMAIN_LOOKUP_LATER_H
#define DOMAIN_LOOKUP_LATER_H

#include "domain/chunk.h"

struct lookup_later;

struct lookup_later *lookup_later_new(const struct ledger *ledger);
void lookup_later_free(struct lookup_later *later); /* may be NULL */

/* Whether the slot's look-ups may wait. */
bool lookup_waits(const struct ledger *ledger, size_t slot);

/* Takes the waiting slots of a row that was taken. `supersedes`: the revision of this import that its record said
 * before; 0: none. Errors: E_STORE. */
MUST_CHECK int lookup_later_add(struct ctx *ctx, struct lookup_later *later, const struct prepared *row,
                                int64_t supersedes);

/* Writes them, inside the caller's transaction; *ret_warned counts rows marked now that had no mark before.
 * Errors: E_STORE, E_RETRY. */
MUST_CHECK int lookup_later_write(struct ctx *ctx, struct lookup_later *later, int64_t *ret_warned);

#endif
