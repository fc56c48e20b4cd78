/* verify: the snapshot, the second thread, and the order in which all is looked at. */
#include "domain/verify.h"

#include <stdlib.h>
#include <string.h>

#include "base/sm3.h"
#include "domain/verify_work.h"

enum { RUN = 4096 };

/* ---- telling ---- */

void tell_both(struct worker *w, const char *what, const char *where, const char *stored, const char *counted)
{
    struct verification *v = w->whole->v;
    v->differences++;
    if (v->tell)
        v->tell(v->arg, &(struct difference){what, where, stored, counted});
}

/* ---- what each thread keeps ---- */

struct worker *worker_new(struct ctx *ctx, struct whole *whole)
{
    struct arena *kept = arena_new();
    struct worker *w = arena_alloc(kept, sizeof *w);
    *w = (struct worker){.ctx = ctx, .whole = whole, .kept = kept};
    w->sums = sums_new(kept, whole->indicator_count, whole->last_org);
    w->expected = arena_array(kept, whole->indicator_count + 1, sizeof *w->expected);
    w->stored = arena_array(kept, whole->indicator_count + 1, sizeof *w->stored);
    w->broken = arena_array(kept, whole->indicator_count + 1, sizeof *w->broken);
    w->links = arena_array(kept, whole->city_count + 1, sizeof *w->links);
    w->readers = arena_array(kept, whole->ledger_count + 1, sizeof *w->readers);
    w->reports = reports_new(kept, whole->last_org);
    w->wrong = spool_new(sizeof(struct wrong_subject), RUN, (struct spool_order){wrong_subject_order, NULL});
    return w;
}

void worker_free(struct worker *w)
{
    if (!w)
        return;
    spool_free(w->wrong);
    spool_free(w->again);
    spool_free(w->again_links);
    arena_free(w->kept);
}

static void join_sets(struct worker *w, const struct worker *more)
{
    for (size_t i = 0; i < w->whole->indicator_count; i++) {
        for (int part = 0; part < 2; part++) {
            set_join(&w->expected[i][part], &more->expected[i][part]);
            set_join(&w->stored[i][part], &more->stored[i][part]);
        }
        w->broken[i] |= more->broken[i];
    }
    for (size_t i = 0; i < w->whole->city_count; i++)
        set_join(&w->links[i], &more->links[i]);
}

static int join_wrong(struct worker *w, struct worker *more)
{
    struct spool_reader *reader = NULL;
    const void *at;
    int r = spool_read(w->ctx, &more->wrong, 1, &reader);
    while (r == 0 && (r = spool_next(w->ctx, reader, &at)) > 0)
        r = spool_add(w->ctx, w->wrong, at);
    spool_close(reader);
    return r;
}

int worker_join(struct worker *w, struct worker *more)
{
    join_sets(w, more);
    reports_join(w->reports, more->reports);
    w->counted += more->counted;
    w->records += more->records;
    w->latest_named += more->latest_named;
    w->latest_found += more->latest_found;
    w->accepted_named += more->accepted_named;
    w->accepted_found += more->accepted_found;
    w->latest_wrong |= more->latest_wrong;
    w->accepted_wrong |= more->accepted_wrong;
    w->lookup_beyond |= more->lookup_beyond;
    int r = sums_join(w->ctx, w->sums, more->sums);
    return r < 0 ? r : join_wrong(w, more);
}

/* ---- what is known before ---- */

static int by_ledger_id(const void *a, const void *b)
{
    const struct known_ledger *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

static int by_batch_id(const void *a, const void *b)
{
    const struct known_batch *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

const struct known_ledger *known_ledger(const struct whole *whole, int64_t id)
{
    struct known_ledger key = {.id = id};
    return whole->ledger_count ? bsearch(&key, whole->ledgers, whole->ledger_count, sizeof key, by_ledger_id) : NULL;
}

struct known_batch *known_batch(const struct whole *whole, int64_t id)
{
    struct known_batch key = {.id = id};
    return whole->batch_count ? bsearch(&key, whole->batches, whole->batch_count, sizeof key, by_batch_id) : NULL;
}

static void know_programmes(struct whole *whole, const struct city_list *cities)
{
    size_t ledgers = 0, indicators = 0;
    for (size_t i = 0; i < cities->count; i++) {
        ledgers += cities->at[i]->programme->ledger_count;
        indicators += cities->at[i]->programme->indicator_count;
    }
    whole->cities = arena_array(whole->mem, cities->count + 1, sizeof *whole->cities);
    whole->ledgers = arena_array(whole->mem, ledgers + 1, sizeof *whole->ledgers);
    whole->indicators = arena_array(whole->mem, indicators + 1, sizeof *whole->indicators);
    for (size_t i = 0; i < cities->count; i++) {
        const struct programme *p = cities->at[i]->programme;
        struct known_city *city = &whole->cities[i];
        *city = (struct known_city){.city = cities->at[i], .first = whole->indicator_count, .number = i};
        for (size_t k = 0; k < p->ledger_count; k++)
            whole->ledgers[whole->ledger_count++] =
                (struct known_ledger){.id = p->ledgers[k]->id, .ledger = p->ledgers[k], .city = city};
        for (size_t k = 0; k < p->indicator_count; k++)
            whole->indicators[whole->indicator_count++] = (struct known_indicator){p->indicators[k], city, false};
        if (city->city->tree->last_id > whole->last_org)
            whole->last_org = city->city->tree->last_id;
    }
    whole->city_count = cities->count;
    if (ledgers)
        qsort(whole->ledgers, ledgers, sizeof *whole->ledgers, by_ledger_id);
    for (size_t i = 0; i < ledgers; i++)
        whole->ledgers[i].number = i;
}

static enum batch_state state_named(const char *name)
{
    static const char *const names[] = {"draft", "submitted", "accepted", "returned"};
    int state = STATE_DRAFT;
    while (state < STATE_VOID && strcmp(names[state], name) != 0)
        state++;
    return (enum batch_state)state;
}

static int know_batches(struct ctx *ctx, struct whole *whole)
{
    VEC(struct known_batch) batches = {0};
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_scan(ctx, SQL("select id, ledger, state, kind, org, month, first, last from batch order by id"),
                    NO_BINDS, &a);
    while (r >= 0 && (r = answer_next(ctx, a)) > 0) {
        *vec_push(whole->mem, &batches) = (struct known_batch){.id = answer_int(a, 0),
                                                               .ledger = known_ledger(whole, answer_int(a, 1)),
                                                               .state = state_named(answer_text(a, 2)),
                                                               .zero = strcmp(answer_text(a, 3), "zero") == 0,
                                                               .org = answer_int(a, 4),
                                                               .month = answer_int(a, 5),
                                                               .first = answer_int(a, 6),
                                                               .last = answer_int(a, 7)};
    }
    whole->batches = batches.at;
    whole->batch_count = batches.count;
    return r;
}

static int count_revisions(struct ctx *ctx, int64_t *ret)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_scan(ctx, SQL("select count(*) from revision"), NO_BINDS, &a);
    if (r == 0 && (r = answer_next(ctx, a)) > 0)
        *ret = answer_int(a, 0);
    return r < 0 ? r : 0;
}

static int know_ids(struct ctx *ctx, struct whole *whole)
{
    int r = db_int(ctx, SQL("select id from revision where id <= ? order by id desc limit 1"), BIND(b_int(INT64_MAX)),
                   &whole->last_id);
    whole->bits = whole->last_id >= BITS_MOST ? BITS_MOST : whole->last_id > 0 ? whole->last_id + 1 : 1;
    whole->there = calloc((size_t)whole->bits / 64 + 1, sizeof *whole->there);
    whole->named = calloc((size_t)whole->bits / 64 + 1, sizeof *whole->named);
    return r < 0 ? r : !whole->there || !whole->named ? fail(ctx, E_STORE, "内存不足") : 0;
}

static int know(struct ctx *ctx, struct whole *whole)
{
    struct city_list cities;
    int r = city_every(ctx, &cities);
    if (r < 0)
        return r;
    know_programmes(whole, &cities);
    set_secret_draw(&whole->secret);
    for (size_t i = 0; i < whole->city_count && r == 0; i++)
        r = recount_load_persons(ctx, whole, &whole->cities[i]);
    if (r == 0)
        r = know_batches(ctx, whole);
    if (r == 0)
        r = know_ids(ctx, whole);
    if (r == 0 && whole->v->progress)
        r = count_revisions(ctx, &whole->all);
    return r < 0 ? r : share_start(ctx, whole);
}

/* ---- the second thread ---- */

/* Says the same on two connections iff nothing was handed in or decided in between: batches only come and go forward.
 */
struct state {
    int64_t links, batches, decided;
};

static int read_state(struct ctx *ctx, struct state *ret)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx,
                   SQL("select (select coalesce(max(sequence), 0) from chain), count(*),"
                       " cast(coalesce(sum(case state when 'draft' then 0 when 'submitted' then 1 when 'void' then 3"
                       " else 2 end), 0) as bigint) from batch"),
                   NO_BINDS, &a);
    if (r == 0 && (r = answer_next(ctx, a)) > 0)
        *ret = (struct state){answer_int(a, 0), answer_int(a, 1), answer_int(a, 2)};
    return r < 0 ? r : 0;
}

enum stage { BEGINNING, AGREED, APART, ABSENT };

struct helper {
    struct ctx ctx;
    const char *url;
    struct state state; /* of the first thread's snapshot */
    struct whole *whole;
    struct worker *worker;
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    enum stage stage; /* what the helper found */
    bool go, leave;   /* what the first thread wants */
    int failed;
};

static void set_stage(struct helper *h, enum stage stage)
{
    pthread_mutex_lock(&h->mutex);
    h->stage = stage;
    pthread_cond_broadcast(&h->changed);
    pthread_mutex_unlock(&h->mutex);
}

static bool await_go(struct helper *h)
{
    pthread_mutex_lock(&h->mutex);
    while (!h->go && !h->leave)
        pthread_cond_wait(&h->changed, &h->mutex);
    bool go = h->go;
    pthread_mutex_unlock(&h->mutex);
    return go;
}

/* In its own snapshot. What goes wrong here is the first thread's to deal with. */
static int help(struct ctx *ctx, void *arg)
{
    struct helper *h = arg;
    struct state state = {0};
    if (h->worker)
        return 0; /* its end alone was to be repeated */
    int r = read_state(ctx, &state);
    if (r < 0 || memcmp(&state, &h->state, sizeof state) != 0) {
        set_stage(h, APART);
        return 0;
    }
    set_stage(h, AGREED);
    if (!await_go(h))
        return 0;
    h->worker = worker_new(ctx, h->whole);
    h->failed = share_work(h->worker);
    return 0;
}

static void *helper_main(void *arg)
{
    struct helper *h = arg;
    int r = db_open(&h->ctx, h->url, DB_READ);
    if (r == 0)
        r = db_snapshot(&h->ctx, help, h);
    if (r < 0)
        set_stage(h, ABSENT);
    return NULL;
}

/* NULL: there is none, which is no fault: then one thread does all. */
static struct helper *helper_start(struct whole *whole, const struct state *state)
{
    struct helper *h = calloc(1, sizeof *h);
    if (!h)
        return NULL;
    *h = (struct helper){.ctx.mem = arena_new(), .url = whole->v->url, .state = *state, .whole = whole};
    sm3_ready();
    pthread_mutex_init(&h->mutex, NULL);
    pthread_cond_init(&h->changed, NULL);
    if (pthread_create(&h->thread, NULL, helper_main, h) == 0) {
        (void)pthread_setname_np(h->thread, "verify"); /* for those who look with top -H */
        return h;
    }
    arena_free(h->ctx.mem);
    free(h);
    return NULL;
}

/* Whether it sees the same state of the store, once it knows. */
static enum stage helper_stage(struct helper *h)
{
    pthread_mutex_lock(&h->mutex);
    while (h->stage == BEGINNING)
        pthread_cond_wait(&h->changed, &h->mutex);
    enum stage stage = h->stage;
    pthread_mutex_unlock(&h->mutex);
    return stage;
}

static void helper_wish(struct helper *h, bool go)
{
    pthread_mutex_lock(&h->mutex);
    *(go ? &h->go : &h->leave) = true;
    pthread_cond_broadcast(&h->changed);
    pthread_mutex_unlock(&h->mutex);
}

/* Waits for its end. What it kept is added to the worker's, if all went well; its error becomes the caller's. */
static int helper_end(struct ctx *ctx, struct helper *h, struct worker *worker, int r)
{
    if (!h)
        return r;
    helper_wish(h, false);
    pthread_join(h->thread, NULL);
    if (r == 0 && h->failed < 0) {
        ctx->err = h->ctx.err;
        r = h->failed;
    }
    if (r == 0 && h->worker)
        r = worker_join(worker, h->worker);
    worker_free(h->worker);
    db_close(&h->ctx);
    arena_free(h->ctx.mem);
    pthread_cond_destroy(&h->changed);
    pthread_mutex_destroy(&h->mutex);
    free(h);
    return r;
}

/* ---- all of it ---- */

enum { OTHER_STATE = 1, ROUNDS = 5 };

struct looking {
    struct verification *v;
    int round;
};

static int compare(struct worker *w)
{
    int r = names_check(w);
    if (r == 0)
        r = chain_check(w);
    if (r == 0)
        r = packs_check(w);
    return r < 0 ? r : recount_compare(w);
}

static int look(struct ctx *ctx, struct whole *whole, struct helper *helper)
{
    struct worker *w = worker_new(ctx, whole);
    w->first = true;
    int r = share_work(w);
    r = helper_end(ctx, helper, w, r);
    whole->v->records = w->counted;
    if (r == 0)
        r = compare(w);
    worker_free(w);
    return r;
}

static void whole_free(struct whole *whole)
{
    share_done(whole);
    for (size_t i = 0; i < whole->city_count; i++)
        persons_free(whole->cities[i].persons);
    free(whole->there);
    free(whole->named);
}

static int look_through(struct ctx *ctx, void *arg)
{
    struct looking *looking = arg;
    struct whole whole = {.v = looking->v, .mem = ctx->mem};
    struct state state = {0};
    struct helper *helper = NULL;
    int r = read_state(ctx, &state);
    if (r == 0 && whole.v->url && ++looking->round <= ROUNDS)
        helper = helper_start(&whole, &state);
    if (r == 0)
        r = know(ctx, &whole);
    if (r == 0 && helper && helper_stage(helper) == APART)
        r = OTHER_STATE;
    if (r == 0 && helper)
        helper_wish(helper, true);
    if (r == 0)
        r = look(ctx, &whole, helper);
    else
        r = helper_end(ctx, helper, NULL, r);
    whole_free(&whole);
    return r;
}

/* What was told is told: a connection that breaks behind that is an error. */
static int look_once(struct ctx *ctx, void *arg)
{
    struct looking *looking = arg;
    struct verification *v = looking->v;
    v->records = v->revisions = v->links = 0;
    int r = look_through(ctx, arg);
    return r == E_RETRY && v->differences ? E_STORE : r;
}

int verify_store(struct ctx *ctx, struct verification *verification)
{
    struct looking looking = {.v = verification};
    int r;
    do {
        r = db_snapshot(ctx, look_once, &looking);
    } while (r == OTHER_STATE);
    return r;
}
