#include "format/libxml2.h"

struct libxml2 libxml2;

int libxml2_open(struct ctx *ctx)
{
    static const char *const names[] = {LIBXML2_FUNCTIONS(LIBRARY_NAME)};
    return library_open(ctx, "libxml2.so.2", "libxml2", names, sizeof names / sizeof *names, &libxml2);
}
