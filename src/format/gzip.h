/* Bytes as gzip (zlib): what pages and assets travel as. */
#ifndef FORMAT_GZIP_H
#define FORMAT_GZIP_H

#include <stdbool.h>

#include "base/buf.h"

/* Appends `length` bytes, compressed at `level` (1 quick … 9 small). False if zlib has no memory; `out` is then as it
 * was. */
bool gzip(const void *bytes, size_t length, int level, struct buf *out);

#endif
