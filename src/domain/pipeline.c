#include "domain/pipeline.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/sm3.h"

enum { CHUNKS = 3, FIRST_LIMIT = 256 };

enum stage { EMPTY, ASKED, READY };

struct slot {
    struct chunk chunk;
    enum stage stage;
    size_t limit;
};

struct pipeline {
    struct preparer *preparer;
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    struct slot slots[CHUNKS];
    size_t limit, most;            /* rows of the next chunk asked for; never more than `most` */
    size_t asked, taken;           /* chunks asked for and given out */
    bool waiting, stopping, ended; /* the caller waits; is leaving; has had the last chunk */
};

/* Sealing is left to the caller while it has nothing to do: many rows turn out to be known, and those need none. */
static void fill(struct pipeline *p, struct slot *slot)
{
    chunk_read(p->preparer, &slot->chunk, slot->limit);
    pthread_mutex_lock(&p->mutex);
    bool idle = p->waiting;
    pthread_mutex_unlock(&p->mutex);
    if (!idle && slot->chunk.first_id && !slot->chunk.failed)
        chunk_seal(p->preparer, &slot->chunk);
}

static void *prepare(void *arg)
{
    struct pipeline *p = arg;
    bool more = true;
    for (size_t i = 0; more; i++) {
        struct slot *slot = &p->slots[i % CHUNKS];
        pthread_mutex_lock(&p->mutex);
        while (slot->stage != ASKED && !p->stopping)
            pthread_cond_wait(&p->changed, &p->mutex);
        more = !p->stopping;
        pthread_mutex_unlock(&p->mutex);
        if (!more)
            break;
        fill(p, slot);
        pthread_mutex_lock(&p->mutex);
        slot->stage = READY;
        more = !slot->chunk.last && !slot->chunk.failed;
        pthread_cond_broadcast(&p->changed);
        pthread_mutex_unlock(&p->mutex);
    }
    return NULL;
}

/* Numbers are taken here, where the store is; the thread gives them to its rows. The first chunk gets them when it is
 * back and its rows are counted, so that a small file leaves no gap. */
static int ask_for_chunk(struct ctx *ctx, struct pipeline *p)
{
    struct slot *slot = &p->slots[p->asked % CHUNKS];
    int64_t first = 0;
    int r = p->limit > FIRST_LIMIT ? db_reserve(ctx, "revision", (int64_t)p->limit, &first) : 0;
    if (r < 0)
        return r;
    chunk_done(&slot->chunk);
    chunk_init(&slot->chunk);
    slot->chunk.first_id = first;
    slot->limit = p->limit;
    p->limit = p->limit * 2 < p->most ? p->limit * 2 : p->most;
    p->asked++;
    pthread_mutex_lock(&p->mutex);
    slot->stage = ASKED;
    pthread_cond_broadcast(&p->changed);
    pthread_mutex_unlock(&p->mutex);
    return 0;
}

int pipeline_start(struct ctx *ctx, struct preparer *preparer, const struct ledger *ledger, struct pipeline **ret)
{
    struct pipeline *p = calloc(1, sizeof *p);
    if (!p)
        return fail(ctx, E_STORE, "内存不足");
    p->preparer = preparer;
    p->most = chunk_is_one_row(ledger) ? 1 : db_rows_at_once(ctx);
    p->limit = p->most < FIRST_LIMIT ? p->most : FIRST_LIMIT;
    sm3_ready();
    pthread_mutex_init(&p->mutex, NULL);
    pthread_cond_init(&p->changed, NULL);
    if (pthread_create(&p->thread, NULL, prepare, p) != 0) {
        free(p);
        return fail(ctx, E_STORE, "系统不让再开线程，没有导入；请稍后再试");
    }
    (void)pthread_setname_np(p->thread, "prepare"); /* for those who look with top -H */
    *ret = p;
    return 0;
}

static int number(struct ctx *ctx, struct chunk *chunk)
{
    int64_t first = 0;
    int r = chunk->count ? db_reserve(ctx, "revision", (int64_t)chunk->count, &first) : 0;
    if (r == 0)
        chunk_number(chunk, first);
    return r;
}

int pipeline_next(struct ctx *ctx, struct pipeline *p, struct chunk **ret)
{
    *ret = NULL;
    if (p->ended)
        return 0;
    /* Numbers grow with the file, so the first chunk must be back before the next gets its own; and where a row is
     * checked against the one before, that must be in the store. */
    size_t ahead = p->most == 1 || !p->taken ? 1 : CHUNKS - 1;
    while (p->asked < p->taken + ahead) {
        int r = ask_for_chunk(ctx, p);
        if (r < 0)
            return r;
    }
    struct slot *slot = &p->slots[p->taken++ % CHUNKS];
    pthread_mutex_lock(&p->mutex);
    p->waiting = true;
    while (slot->stage != READY)
        pthread_cond_wait(&p->changed, &p->mutex);
    p->waiting = false;
    slot->stage = EMPTY;
    pthread_mutex_unlock(&p->mutex);
    if (slot->chunk.failed) {
        ctx->err = slot->chunk.err;
        return slot->chunk.failed;
    }
    p->ended = slot->chunk.last;
    *ret = &slot->chunk;
    return slot->chunk.first_id ? 0 : number(ctx, &slot->chunk);
}

void pipeline_stop(struct pipeline *p)
{
    if (!p)
        return;
    pthread_mutex_lock(&p->mutex);
    p->stopping = true;
    pthread_cond_broadcast(&p->changed);
    pthread_mutex_unlock(&p->mutex);
    pthread_join(p->thread, NULL);
    for (size_t i = 0; i < CHUNKS; i++)
        chunk_done(&p->slots[i].chunk);
    pthread_mutex_destroy(&p->mutex);
    pthread_cond_destroy(&p->changed);
    free(p);
}
