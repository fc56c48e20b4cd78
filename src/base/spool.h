/* More entries than memory should hold, read back in order: runs sorted in memory, kept in an unnamed temporary file
 * and merged on the way out. Entries are of one size and plain bytes. While all fit in one run there is no file. */
#ifndef BASE_SPOOL_H
#define BASE_SPOOL_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/sort.h"

struct spool;

/* In which order entries come out; those that are equal come in the order in which they were added. */
struct spool_order {
    sort_order compare;
    uint64_t (*rank)(
        const void *entry); /* grows with `compare`: the more entries differ by it the better; NULL: none */
};

/* `run` entries are sorted in memory at a time. Free with spool_free. */
struct spool *spool_new(size_t entry_size, size_t run, struct spool_order order);
void spool_free(struct spool *spool);

/* Errors: E_STORE (the temporary folder is full). Not while a reader is open. */
MUST_CHECK int spool_add(struct ctx *ctx, struct spool *spool, const void *entry);
int64_t spool_count(const struct spool *spool);

/* Reads several spools of one entry size and order as one, as often as wanted; equal entries of an earlier spool come
 * first. An entry lives until the next is read. End with spool_close. */
struct spool_reader;
MUST_CHECK int spool_read(struct ctx *ctx, struct spool *const *spools, size_t count, struct spool_reader **ret);
MUST_CHECK int spool_next(struct ctx *ctx, struct spool_reader *reader, const void **ret); /* 1 an entry, 0 the end */
void spool_close(struct spool_reader *reader);

#endif
