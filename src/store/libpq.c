#include "store/libpq.h"

struct libpq libpq;

int libpq_open(struct ctx *ctx)
{
    static const char *const names[] = {LIBPQ_FUNCTIONS(LIBRARY_NAME)};
    return library_open(ctx, "libpq.so.5", "libpq5", names, sizeof names / sizeof *names, &libpq);
}
