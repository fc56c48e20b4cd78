#include "format/gzip.h"

#include <zlib.h>

bool gzip(const void *bytes, size_t length, int level, struct buf *out)
{
    enum { GZIP_WINDOW = 15 + 16, MEMORY = 9 };
    z_stream z = {0};
    if (deflateInit2(&z, level, Z_DEFLATED, GZIP_WINDOW, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    uLong most = deflateBound(&z, length);
    buf_reserve(out, most);
    z.next_in = (Bytef *)(uintptr_t)bytes; /* zlib only reads it */
    z.avail_in = (uInt)length;
    z.next_out = (Bytef *)out->bytes + out->length;
    z.avail_out = (uInt)most;
    bool whole = deflate(&z, Z_FINISH) == Z_STREAM_END;
    if (whole)
        out->length += z.total_out;
    out->bytes[out->length] = '\0';
    deflateEnd(&z);
    return whole;
}
