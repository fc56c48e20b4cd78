#include "web/access_log.h"

#include <inttypes.h>

#include "base/date.h"

void access_log_line(FILE *out, const char *method, const char *path, int status, uint64_t bytes, int64_t micros)
{
    enum { PATH_MOST = 512 };
    char now[32], shown[PATH_MOST + 1];
    size_t n = 0;
    for (; path[n] && n < PATH_MOST; n++)
        shown[n] = path[n] > ' ' && path[n] < 0x7F ? path[n] : '?';
    shown[n] = '\0';
    fprintf(out, "%s %s %s %d %" PRIu64 " %" PRId64 ".%03d\n", time_now(now), method, shown, status, bytes,
            micros / 1000, (int)(micros % 1000));
}
