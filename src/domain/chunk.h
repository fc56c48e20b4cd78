/* Rows of a file made ready for the store, a few thousand at a time: read, checked by themselves, hashed, sorted by
 * key. Touches no store and no state that others change, so that a thread of its own can do it while the one before is
 * being written. */
#ifndef DOMAIN_CHUNK_H
#define DOMAIN_CHUNK_H

#include "domain/contribution.h"
#include "domain/intake.h"

/* A row that passed intake. */
struct prepared {
    struct revision row; /* values: NULL unless a check asks for them */
    const struct organisation *owner;
    const void *persons; /* row.persons as the store has them; NULL: none */
    size_t persons_length;
    const char *personal; /* what is to be sealed (revision_personal); NULL: nothing */
    size_t personal_length;
    unsigned char (*slots)[INDEX_SIZE]; /* what it can be found by, for each slot of the ledger */
    bool *slot_there;
    struct contribution *counts;
    size_t count_count;
    size_t fault_first, fault_count; /* its warnings, in the chunk's faults */
    size_t leader;                   /* index of the first row of the chunk with this key and owner */
    int64_t supersedes; /* set when it is taken: the revision of the same import that its record said before; 0: none */
    bool synthetic;
};

struct chunk {
    struct arena *mem;
    struct prepared *rows; /* by key, owner, row; ids count up in this order */
    size_t *file_order;    /* indices of rows, in order of the file */
    size_t count, named;   /* rows; those of them that have their digests (keys_gather) */
    int64_t read;          /* rows read, rejected ones among them */
    int64_t rejected;
    struct fault_list faults; /* in order of the file */
    int64_t first_id;         /* of its rows; 0: chunk_number is still to be called */
    bool sealed, last;
    int64_t bytes_done, bytes_all;
    int failed; /* <0: an error as of ctx, in `err` */
    struct error err;
};

/* What a thread needs of its own: nothing in it is shared. Borrows city, ledger, intake and rows; the caller touches
 * neither rows nor intake meanwhile. */
struct preparer;
struct preparer *preparer_new(const struct city *city, const struct ledger *ledger, const struct intake *intake,
                              struct rows *rows);
void preparer_free(struct preparer *preparer);

/* Seals each row as the revision row.id of row.record and makes its leaf; bytes go to `mem`. */
void prepared_seal(struct ctx *ctx, const struct city *city, struct prepared **rows, size_t count, struct arena *mem);

void chunk_init(struct chunk *chunk);
void chunk_done(struct chunk *chunk);

/* Whether a row is checked against the values of the one before: then a chunk holds one. */
bool chunk_is_one_row(const struct ledger *ledger);

/* Reads up to `limit` rows into an emptied chunk; sets failed and err where the file cannot be used. */
void chunk_read(struct preparer *preparer, struct chunk *chunk, size_t limit);

/* Numbers the rows in their order. */
void chunk_number(struct chunk *chunk, int64_t first_id);

/* Seals the rows as first revisions of new records (record = id) and makes their leaves. Sets sealed. */
void chunk_seal(struct preparer *preparer, struct chunk *chunk);

#endif
