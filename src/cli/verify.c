/* duixian verify: recount and re-hash; prints what differs. */
#include "domain/verify.h"

#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/command.h"

static void tell(void *arg, const struct difference *d)
{
    table_row(arg, (const char *const[]){d->what, d->where, d->stored, d->counted});
}

/* Everything is read once, in order: pages that were read are of no use any more, and would only crowd out of the
 * processor's caches what is. */
static const char cache_mib[] = "4";

int cmd_verify(struct ctx *ctx, const struct args *args)
{
    (void)setenv("DUIXIAN_CACHE_MIB", cache_mib, 0); /* who set it meant it; fails for want of memory alone */
    static const char *const columns[] = {"what", "where", "stored", "recounted", NULL};
    struct city *city = NULL;
    struct table *table = NULL;
    struct verification v = {.url = args->at[0], .tell = tell, .progress = isatty(STDERR_FILENO) ? progress_show : NULL};
    int r = open_city(ctx, args, DB_READ, &city);
    if (r == 0)
        r = result_table(ctx, args, columns, &table);
    v.arg = table;
    if (r == 0)
        r = verify_store(ctx, &v);
    progress_end();
    if (r == 0)
        r = table_end(ctx, table);
    if (r == 0)
        fprintf(stderr, "重数了 %" PRId64 " 条记录，检查了 %" PRId64 " 条修订、%" PRId64 " 环链：%s\n", v.records,
                v.revisions, v.links, v.differences ? "有出入，见上" : "没有出入");
    city_close(ctx, city);
    return r < 0 ? r : v.differences ? EXIT_DIFFERENCES : 0;
}
