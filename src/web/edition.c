#include "web/edition.h"

#include <pthread.h>
#include <stdlib.h>

struct edition {
    unsigned holders; /* atomic */
    struct arena *mem;
    struct city *city;
    int64_t seen; /* atomic: links of the chain that say nothing new of pack and tree */
};

struct editions {
    const char *programme;
    pthread_mutex_t lock;    /* of `last` */
    pthread_mutex_t reading; /* one reads, the others wait for what it reads */
    struct edition *last;
};

struct editions *editions_new(const char *programme)
{
    struct editions *editions = calloc(1, sizeof *editions);
    if (!editions)
        abort();
    editions->programme = programme;
    pthread_mutex_init(&editions->lock, NULL);
    pthread_mutex_init(&editions->reading, NULL);
    return editions;
}

void editions_free(struct editions *editions)
{
    edition_release(editions->last);
    free(editions);
}

void edition_release(struct edition *edition)
{
    if (!edition || __atomic_sub_fetch(&edition->holders, 1, __ATOMIC_ACQ_REL) != 0)
        return;
    arena_free(edition->mem);
    free(edition);
}

const struct city *edition_city(const struct edition *edition)
{
    return edition->city;
}

struct edition *edition_last(struct editions *editions)
{
    pthread_mutex_lock(&editions->lock);
    struct edition *last = editions->last;
    if (last)
        __atomic_add_fetch(&last->holders, 1, __ATOMIC_RELAXED);
    pthread_mutex_unlock(&editions->lock);
    return last;
}

/* The last one, if it is what the snapshot sees. */
static int present(struct editions *editions, struct ctx *ctx, struct edition **ret)
{
    struct edition *last = edition_last(editions);
    bool outdated = true;
    int r = 0;
    if (last) {
        int64_t seen = __atomic_load_n(&last->seen, __ATOMIC_RELAXED);
        r = city_outdated(ctx, last->city, &seen, &outdated);
        if (r == 0 && !outdated)
            __atomic_store_n(&last->seen, seen, __ATOMIC_RELAXED);
    }
    if (r < 0 || outdated) {
        edition_release(last);
        last = NULL;
    }
    *ret = last;
    return r;
}

static int read_edition(struct editions *editions, struct ctx *ctx, struct edition **ret)
{
    struct edition *edition = calloc(1, sizeof *edition);
    if (!edition)
        return fail(ctx, E_STORE, "内存不足");
    edition->mem = arena_new();
    edition->holders = 2; /* the list's and the caller's */
    struct arena *mem = ctx->mem;
    ctx->mem = edition->mem;
    int r = city_read(ctx, editions->programme, &edition->city);
    ctx->mem = mem;
    if (r < 0) {
        arena_free(edition->mem);
        free(edition);
        return r;
    }
    edition->seen = edition->city->sequence;
    pthread_mutex_lock(&editions->lock);
    struct edition *old = editions->last;
    editions->last = edition;
    pthread_mutex_unlock(&editions->lock);
    edition_release(old);
    *ret = edition;
    return 0;
}

int edition_for(struct editions *editions, struct ctx *ctx, struct edition **ret)
{
    edition_release(*ret);
    int r = present(editions, ctx, ret);
    if (r < 0 || *ret)
        return r;
    pthread_mutex_lock(&editions->reading);
    r = present(editions, ctx, ret);
    if (r == 0 && !*ret)
        r = read_edition(editions, ctx, ret);
    pthread_mutex_unlock(&editions->reading);
    return r;
}
