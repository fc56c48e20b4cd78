/* What records can be found by for the checks between them: the hashes of a ledger's slots (programme.h). */
#ifndef DOMAIN_LOOKUP_H
#define DOMAIN_LOOKUP_H

#include "domain/revision.h"

enum { GRID_STEP = 5000 /* of 10^-6 degrees: a cell is over 400 m wide anywhere in China */, NEAR_LIMIT_M = 400 };

/* What a row can be found by in a slot of its ledger; false if a field of it is empty. The row needs org and values. */
bool lookup_slot(struct ctx *ctx, const struct city *city, const struct lookup_slot *slot, const struct revision *row,
                 unsigned char out[INDEX_SIZE]);

/* A latest revision found. */
struct found {
    int64_t revision, record, owner;
};

/* The latest revisions of a ledger whose slot has this value, other than those of `except`. In the arena. */
MUST_CHECK int lookup_find(struct ctx *ctx, int64_t ledger, int slot, const unsigned char value[INDEX_SIZE],
                           int64_t except, struct found **ret, size_t *ret_count);

/* A record whose latest revision has a value. */
struct holder {
    unsigned char value[INDEX_SIZE];
    int64_t record;
};

/* The same for many values at once (`count` of them, side by side), in order of values. In the arena. */
MUST_CHECK int lookup_holders(struct ctx *ctx, int64_t ledger, int slot, const void *values, size_t count,
                              struct holder **ret, size_t *ret_count);

/* The value of a slot: of the texts of its fields, or of a grid's cell. False if a field is empty. */
bool lookup_value(struct ctx *ctx, const struct city *city, const struct field *const *fields, size_t count,
                  const char *org, const struct value *values, unsigned char out[INDEX_SIZE]);
void lookup_cell(const struct city *city, int64_t longitude, int64_t latitude, unsigned char out[INDEX_SIZE]);

#endif
