/* Synthetic records of a programme, made from its pack alone: sections `simulate:` and `sample:`, the tree, the rules.
 * Its counts, as the engine will count them, come out at the pack's figures × scale exactly (domain.md §7). */
#ifndef DOMAIN_SIMULATE_H
#define DOMAIN_SIMULATE_H

#include <stdio.h>

#include "base/decimal.h"
#include "domain/programme.h"

/* Writes DIR/NN-LEDGER.csv, in the order in which they are to be imported, and DIR/errors/NN-LEDGER.csv with rows that
 * an import must reject. `directory` is created; one that holds anything is refused. The same bytes for the same pack
 * and scale. A line for each ledger goes to `progress` (may be NULL).
 * Errors: E_INPUT (the folder, the scale, faults of the pack's sections with file, line and column). */
MUST_CHECK int simulate_write(struct ctx *ctx, const struct programme *programme, const char *directory,
                              struct decimal scale, FILE *progress);

#endif
