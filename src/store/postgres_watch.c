/* Hearing of what others commit: every commit notifies a channel, a watching connection listens. A server that is asked
 * nothing may be gone without a word, so it is asked for a sign of life at each wait. */
#include <poll.h>
#include <stdlib.h>

#include "base/date.h"
#include "store/postgres.h"

enum { SIGN_MS = 1000 };

static void set_state(struct postgres *pg, uint64_t state)
{
    __atomic_store_n(&pg->state, state, __ATOMIC_SEQ_CST);
}

static int gone(struct ctx *ctx, struct db *db)
{
    set_state(postgres_of(db), 0);
    return fail(ctx, E_STORE, "与“%s”的连接断了", db->url);
}

/* What came on the socket; true if a commit was among it. */
static bool heard(struct postgres *pg)
{
    bool any = false;
    for (PGnotify *note; (note = libpq.PQnotifies(pg->link)); any = true)
        libpq.PQfreemem(note);
    return any;
}

/* Takes answers to the sign of life as well. */
static int take(struct ctx *ctx, struct db *db)
{
    struct postgres *pg = postgres_of(db);
    if (!libpq.PQconsumeInput(pg->link) || libpq.PQstatus(pg->link) != CONNECTION_OK)
        return gone(ctx, db);
    while (!libpq.PQisBusy(pg->link)) {
        PGresult *result = libpq.PQgetResult(pg->link);
        if (!result)
            break;
        bool fine = libpq.PQresultStatus(result) == PGRES_TUPLES_OK;
        libpq.PQclear(result);
        if (!fine)
            return gone(ctx, db);
    }
    if (heard(pg))
        set_state(pg, pg->state + 1);
    return 0;
}

int postgres_watch(struct ctx *ctx, struct db *db)
{
    struct postgres *pg = postgres_of(db);
    int r = postgres_do(ctx, db, "listen " POSTGRES_CHANNEL);
    if (r < 0)
        return r == E_RETRY ? E_STORE : r;
    set_state(pg, 1);
    return 0;
}

/* Reads what comes until the time is over, or (`for_sign`) until the sign of life was answered. */
static int listen_until(struct ctx *ctx, struct db *db, int64_t until, bool for_sign)
{
    struct postgres *pg = postgres_of(db);
    for (int64_t left; (left = until - clock_ms()) > 0;) {
        struct pollfd wait = {.fd = libpq.PQsocket(pg->link), .events = POLLIN};
        if (poll(&wait, 1, (int)left) > 0) {
            int r = take(ctx, db);
            if (r < 0)
                return r;
        }
        if (for_sign && libpq.PQtransactionStatus(pg->link) == PQTRANS_IDLE)
            return 0;
    }
    return for_sign ? gone(ctx, db) : 0;
}

int postgres_watch_wait(struct ctx *ctx, struct db *db, int wait_ms)
{
    int r = listen_until(ctx, db, clock_ms() + wait_ms, false);
    if (r == 0 && !libpq.PQsendQuery(postgres_link(db), "select 1"))
        r = gone(ctx, db);
    return r < 0 ? r : listen_until(ctx, db, clock_ms() + SIGN_MS, true);
}

uint64_t postgres_watched(const struct db *db)
{
    const struct postgres *pg = db->connection;
    return __atomic_load_n(&pg->state, __ATOMIC_SEQ_CST);
}
