/* verify: who takes which piece of the work. Slices of revisions come first, then the table of attributions in small
 * pieces, so that both threads end together. */
#include <stdlib.h>
#include <string.h>

#include "domain/verify_work.h"

/* ---- what there is to do ---- */

/* The distinct beginnings of a large table's key, each by one search. */
static int find_lookups(struct ctx *ctx, struct whole *whole)
{
    struct lookup_pair p = {INT64_MIN, 0};
    for (;;) {
        AUTO_ANSWER struct answer *a = NULL;
        int r = db_ask(ctx, SQL("select ledger, slot from lookup where ledger = ? and slot > ? order by slot limit 1"),
                       BIND(b_int(p.ledger), b_int(p.slot)), &a);
        if (r == 0)
            r = answer_next(ctx, a);
        if (r == 0) {
            answer_done_p(&a);
            r = db_ask(ctx, SQL("select ledger, slot from lookup where ledger > ? order by ledger, slot limit 1"),
                       BIND(b_int(p.ledger)), &a);
            if (r == 0)
                r = answer_next(ctx, a);
        }
        if (r <= 0)
            return r;
        p = (struct lookup_pair){answer_int(a, 0), answer_int(a, 1)};
        *vec_push(whole->mem, &whole->share.lookups) = p;
    }
}

static bool is_settled(const struct indicator *d)
{
    return d->count != COUNT_RECORDS && d->count != COUNT_SUM;
}

static void add_walk(struct whole *whole, int64_t id)
{
    for (size_t i = 0; i < whole->indicator_count; i++)
        if (whole->indicators[i].indicator->id == id) {
            if (is_settled(whole->indicators[i].indicator))
                *vec_push(whole->mem, &whole->share.walked) = i;
            else
                whole->indicators[i].bad = true; /* it has no candidates */
            return;
        }
    *vec_push(whole->mem, &whole->unknown_indicators) = id;
}

static int find_walks(struct ctx *ctx, struct whole *whole)
{
    int64_t id = INT64_MIN;
    for (;;) {
        int r = db_int(ctx, SQL("select indicator from attribution where indicator > ? order by indicator limit 1"),
                       BIND(b_int(id)), &id);
        if (r)
            return r < 0 ? r : 0;
        add_walk(whole, id);
    }
}

/* About as many candidates in an interval as revisions in a slice or two. */
static void set_ranges(struct whole *whole)
{
    whole->share.ranges = 1;
    while (whole->share.ranges < 256 && whole->last_id / (2 * SLICE) > whole->share.ranges)
        whole->share.ranges *= 2;
}

int share_start(struct ctx *ctx, struct whole *whole)
{
    struct share *s = &whole->share;
    pthread_mutex_init(&s->mutex, NULL);
    pthread_cond_init(&s->changed, NULL);
    s->next_id = INT64_MIN;
    for (size_t i = 0; i < AHEAD; i++) {
        s->slices[i].mem = arena_new();
        s->slices[i].leaves = arena_array(whole->mem, SLICE, SM3_SIZE);
    }
    set_ranges(whole);
    int r = find_lookups(ctx, whole);
    return r < 0 ? r : find_walks(ctx, whole);
}

void share_done(struct whole *whole)
{
    for (size_t i = 0; i < AHEAD; i++)
        arena_free(whole->share.slices[i].mem);
    pthread_cond_destroy(&whole->share.changed);
    pthread_mutex_destroy(&whole->share.mutex);
}

/* ---- taking a piece; under the mutex ---- */

/* The ids from the next one that is there on: 1, or 0 if there is none. */
static int take_slice(struct worker *w, struct piece *ret)
{
    struct share *s = &w->whole->share;
    struct slice *slice = &s->slices[s->taken % AHEAD];
    int r = revision_next(w->ctx, s->next_id, &slice->first);
    s->no_more_slices = r != 0;
    if (r)
        return r < 0 ? r : 0;
    s->no_more_slices = slice->first > INT64_MAX - SLICE;
    slice->last = s->no_more_slices ? INT64_MAX : slice->first + SLICE - 1;
    s->next_id = slice->first + (s->no_more_slices ? 0 : SLICE);
    slice->stage = SLICE_TAKEN;
    s->taken++;
    *ret = (struct piece){.kind = PIECE_SLICE, .slice = slice};
    return 1;
}

/* 1 a piece, 0 none now. */
static int take_now(struct worker *w, struct piece *ret)
{
    struct share *s = &w->whole->share;
    if (s->next_lookup < s->lookups.count) {
        *ret = (struct piece){.kind = PIECE_LOOKUP,
                              .ledger = s->lookups.at[s->next_lookup].ledger,
                              .slot = s->lookups.at[s->next_lookup].slot};
        s->next_lookup++;
        return 1;
    }
    if (!s->no_more_slices && s->taken - s->drained < AHEAD) {
        int r = take_slice(w, ret);
        if (r)
            return r;
    }
    if (s->next_walk < s->walked.count * (size_t)s->ranges) {
        *ret = (struct piece){.kind = PIECE_WALK,
                              .indicator = s->walked.at[s->next_walk / (size_t)s->ranges],
                              .range = (int)(s->next_walk % (size_t)s->ranges)};
        s->next_walk++;
        return 1;
    }
    return 0;
}

/* Whether anything will still be there for this thread: slices that are not begun, or, for the first, to be drained. */
static bool to_come(const struct worker *w)
{
    const struct share *s = &w->whole->share;
    return !s->no_more_slices || (w->first && s->drained < s->taken);
}

static bool to_drain(const struct worker *w)
{
    const struct share *s = &w->whole->share;
    return w->first && s->drained < s->taken && s->slices[s->drained % AHEAD].stage == SLICE_READY;
}

enum { NOTHING = 0, TAKEN = 1, DRAIN = 2 };

static int take(struct worker *w, struct piece *ret)
{
    struct share *s = &w->whole->share;
    int r = NOTHING;
    pthread_mutex_lock(&s->mutex);
    while (!s->stopped) {
        r = to_drain(w) ? DRAIN : take_now(w, ret);
        if (r || !to_come(w))
            break;
        pthread_cond_wait(&s->changed, &s->mutex);
    }
    if (s->stopped)
        r = NOTHING;
    pthread_mutex_unlock(&s->mutex);
    return r;
}

/* ---- doing it ---- */

static void drain(struct worker *w)
{
    struct whole *whole = w->whole;
    struct share *s = &whole->share;
    struct slice *slice = &s->slices[s->drained % AHEAD];
    chain_leaves(whole, slice);
    for (size_t i = 0; i < slice->differences.count; i++) {
        const struct difference *d = &slice->differences.at[i];
        tell_both(w, d->what, d->where, d->stored, d->counted);
    }
    whole->v->revisions += slice->rows;
    if (whole->v->progress)
        whole->v->progress(whole->v->revisions, whole->all);
    pthread_mutex_lock(&s->mutex);
    slice->stage = SLICE_FREE;
    s->drained++;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->mutex);
}

static int do_slice(struct worker *w, struct slice *slice)
{
    struct share *s = &w->whole->share;
    arena_free(slice->mem);
    slice->mem = arena_new();
    memset(&slice->differences, 0, sizeof slice->differences);
    memset(&slice->runs, 0, sizeof slice->runs);
    slice->leaf_count = 0;
    slice->rows = 0;
    int r = revisions_check(w, slice);
    pthread_mutex_lock(&s->mutex);
    slice->stage = SLICE_READY;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->mutex);
    return r;
}

static int do_piece(struct worker *w, const struct piece *p)
{
    switch (p->kind) {
    case PIECE_SLICE:
        return do_slice(w, p->slice);
    case PIECE_WALK:
        return recount_walk(w, p->indicator, p->range);
    case PIECE_LOOKUP:
        return names_lookup(w, &(struct lookup_pair){p->ledger, p->slot});
    }
    return 0;
}

int share_work(struct worker *w)
{
    struct share *s = &w->whole->share;
    struct piece piece;
    int r;
    while ((r = take(w, &piece)) > 0) {
        if (r == DRAIN)
            drain(w);
        else if ((r = do_piece(w, &piece)) < 0)
            break;
    }
    if (r < 0) {
        pthread_mutex_lock(&s->mutex);
        s->stopped = true;
        pthread_cond_broadcast(&s->changed);
        pthread_mutex_unlock(&s->mutex);
    }
    return r;
}
