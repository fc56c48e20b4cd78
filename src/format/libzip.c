#include "format/libzip.h"

struct libzip libzip;

int libzip_open(struct ctx *ctx)
{
    static const char *const names[] = {LIBZIP_FUNCTIONS(LIBRARY_NAME)};
    return library_open(ctx, "libzip.so.4", "libzip4", names, sizeof names / sizeof *names, &libzip);
}
