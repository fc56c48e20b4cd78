/* A drafted plan as the files of a pack that loads: programme.yaml, organisations.csv, an item a file. What was guessed
 * carries `# unsure:`; figures that are no targets stand beside as notes. */
#ifndef DOMAIN_DRAFT_PACK_H
#define DOMAIN_DRAFT_PACK_H

#include "domain/draft.h"
#include "domain/programme.h"

struct draft_pack {
    struct pack_file *files;
    size_t count;
    size_t unsure;               /* marks in them */
    struct programme *programme; /* as it loads */
};

/* `city`: six digits; one whose last two are not 00 is a county, hung below its city, whose
 * code the programme then has. Where a bundled pack has the same
 * city, its tree is taken. Errors: E_USAGE (the code). */
MUST_CHECK int draft_pack_make(struct ctx *ctx, const struct draft *draft, const char *city, struct draft_pack *ret);

/* Writes the files into `folder`, which is not there yet or empty: all of them, or nothing.
 * Errors: E_INPUT (something is in it, it cannot be written). */
MUST_CHECK int draft_pack_write(struct ctx *ctx, const struct draft_pack *pack, const char *folder);

#endif
