#include "web/microhttpd.h"

struct microhttpd microhttpd;

int microhttpd_open(struct ctx *ctx)
{
    static const char *const names[] = {MICROHTTPD_FUNCTIONS(LIBRARY_NAME)};
    return library_open(ctx, "libmicrohttpd.so.12", "libmicrohttpd12", names, sizeof names / sizeof *names,
                        &microhttpd);
}
