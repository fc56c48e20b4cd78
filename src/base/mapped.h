/* Bytes of a file that memory need not hold: few stand in the arena; many in an unnamed temporary file of our own,
 * which nobody shortens while it is read, and are mapped. */
#ifndef BASE_MAPPED_H
#define BASE_MAPPED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/error.h"

enum { MAPPED_FROM = 1024 * 1024 }; /* bytes: what is longer is mapped */

struct mapped {
    const char *bytes; /* a NUL behind them */
    size_t length;
    bool in_file;
};

/* All of a file ("-" is standard input), at most `limit` bytes of it. End with mapped_end. Errors: E_INPUT (missing, a
 * folder, a device, over the limit, cannot be read), E_STORE (the temporary folder is full). */
MUST_CHECK int mapped_read(struct ctx *ctx, const char *path, size_t limit, struct mapped *ret);

/* All that was written to a file_temporary, which is closed. Errors: E_STORE. */
MUST_CHECK int mapped_written(struct ctx *ctx, FILE *file, struct mapped *ret);

/* Memory gives up bytes[from..to) for now, and a little before them, since a page that is read again brings its
 * neighbours; whoever reads them again gets them from the file. */
void mapped_forget(const struct mapped *mapped, size_t from, size_t to);

void mapped_end(struct mapped *mapped); /* also of one that is all 0 */

#endif
