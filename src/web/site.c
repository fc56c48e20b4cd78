#include "web/site.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/sm3.h"
#include "web/edition.h"
#include "web/route.h"

enum {
    WATCH_MS = 100,      /* between two looks whether the store is still there */
    READ_WAIT_MS = 3000, /* a reader waits so long for a lock */
    WRITE_WAIT_MS = 5000,
    RETRY_SECONDS = 5,
    WAITING_MOST = 512, /* calls that wait for a thread */
    CACHE_MIB = 64,
};

/* A thread that answers, with a store of its own. */
struct desk {
    struct site *site;
    pthread_t thread;
    struct ctx ctx;  /* its arena is the call's */
    uint64_t opened; /* site->opening when its store was opened */
};

struct site {
    struct site_options options;
    struct editions *editions;
    struct desk *desks;
    unsigned desk_count;

    pthread_mutex_t calls_lock;
    pthread_cond_t calls_come;
    struct call *first, **last;
    unsigned waiting;
    bool closing;

    /* Pages that are kept, and what tells whether they still hold. */
    pthread_mutex_t kept_lock;
    struct cache *cache;
    struct db *watched; /* NULL: nobody can tell what was committed */
    uint64_t opening;   /* grows when the store was lost or found: who opened it before opens it anew */
    int today;

    pthread_t watcher;
    struct ctx watch; /* the watcher's */

    pthread_mutex_t write_lock;
    struct ctx writer;
    uint64_t writer_opened;
};

/* ---- the state ---- */

/* Under kept_lock. 0: not known. */
static uint64_t state_now(const struct site *site)
{
    uint64_t store = site->watched ? db_watched(site->watched) : 0;
    if (!store)
        return 0;
    uint64_t state = (store ^ site->opening * 0x9E3779B97F4A7C15) + (uint64_t)site->today * 0xD6E8FEB86659FD93;
    return state ? state : 1;
}

static uint64_t state_of(struct site *site, int *ret_today, uint64_t *ret_opening)
{
    pthread_mutex_lock(&site->kept_lock);
    uint64_t state = state_now(site);
    *ret_today = site->today;
    *ret_opening = site->opening;
    pthread_mutex_unlock(&site->kept_lock);
    return state;
}

static struct rendered *find_kept(struct site *site, const char *key, size_t length)
{
    pthread_mutex_lock(&site->kept_lock);
    uint64_t state = state_now(site);
    struct rendered *page = state ? cache_find(site->cache, key, length, state) : NULL;
    pthread_mutex_unlock(&site->kept_lock);
    return page;
}

/* A page is kept by its path with its language, a space, its origin, and the fields that its route knows. */
static void key_begin(struct buf *key, bool english, const char *path, const char *origin)
{
    buf_str(key, english ? "/en" : "");
    buf_str(key, path);
    buf_char(key, ' ');
    buf_str(key, origin);
}

struct rendered *site_kept(struct site *site, const char *raw_path, const char *origin)
{
    char key[1024];
    size_t path = strlen(raw_path), end = strlen(origin);
    if (path + 1 + end > sizeof key)
        return NULL;
    memcpy(key, raw_path, path);
    key[path] = ' ';
    memcpy(key + path + 1, origin, end);
    return find_kept(site, key, path + 1 + end);
}

static void key_of(const struct request *q, struct buf *key)
{
    key_begin(key, q->language == LANGUAGE_EN, q->path, q->origin);
    for (size_t i = 0; i < q->field_count; i++) {
        buf_char(key, '\n');
        buf_str(key, q->fields[i].name);
        buf_char(key, '=');
        buf_add(key, q->fields[i].value, q->fields[i].length);
    }
}

/* ---- the watcher ---- */

static void publish(struct site *site, struct db *watched)
{
    pthread_mutex_lock(&site->kept_lock);
    site->watched = watched;
    site->opening++;
    pthread_mutex_unlock(&site->kept_lock);
}

static void note_day(struct site *site)
{
    int today = date_today();
    pthread_mutex_lock(&site->kept_lock);
    site->today = today;
    pthread_mutex_unlock(&site->kept_lock);
}

/* Opens the store for reading, with a page's patience. Nothing is open after an error: E_STORE, E_INPUT. */
static int open_reader(const struct site *site, struct ctx *ctx)
{
    int r = db_open(ctx, site->options.url, DB_READ);
    if (r == 0) {
        db_patience(ctx, READ_WAIT_MS);
        r = db_migrate(ctx);
    }
    if (r < 0)
        db_close(ctx);
    return r;
}

static int begin_watch(struct site *site)
{
    struct ctx *ctx = &site->watch;
    int r = open_reader(site, ctx);
    if (r < 0)
        return r;
    r = db_watch(ctx);
    if (r == 0)
        publish(site, ctx->db);
    else
        db_close(ctx);
    return r;
}

static bool closing(struct site *site)
{
    return __atomic_load_n(&site->closing, __ATOMIC_ACQUIRE);
}

static void *keep_watch(void *arg)
{
    struct site *site = arg;
    struct arena_mark start = arena_mark(site->watch.mem);
    bool said = false;
    while (!closing(site)) {
        note_day(site);
        int r = site->watch.db ? db_watch_wait(&site->watch, WATCH_MS) : begin_watch(site);
        if (r < 0 && site->watch.db) {
            publish(site, NULL);
            db_close(&site->watch);
        } else if (r < 0) {
            usleep(1000 * WATCH_MS);
        }
        if (r < 0 && !said)
            fprintf(stderr, "库暂时读不了，网页先说明情况：%s\n", site->watch.err.text);
        else if (r == 0 && said)
            fprintf(stderr, "库又能读了\n");
        said = r < 0;
        arena_rewind(site->watch.mem, start);
    }
    return NULL;
}

/* ---- answering ---- */

/* The desk's store, opened anew if it was lost since. Errors: E_STORE, E_INPUT. */
static int open_desk(struct desk *desk, uint64_t opening)
{
    struct ctx *ctx = &desk->ctx;
    if (ctx->db && desk->opened == opening)
        return 0;
    db_close(ctx);
    desk->opened = opening;
    return open_reader(desk->site, ctx);
}

struct answering {
    struct site *site;
    struct request *q;
    struct response *r;
    struct edition *edition; /* held; NULL before one was read */
};

static int not_found(struct request *q, struct response *r)
{
    return page_not_found(q, r, "页面", q->path);
}

/* Inside the snapshot: the edition that it sees, then the handler. May run again. */
static int handle(struct ctx *ctx, void *arg)
{
    struct answering *a = arg;
    int r = edition_for(a->site->editions, ctx, &a->edition);
    if (r < 0)
        return r;
    a->q->city = edition_city(a->edition);
    buf_reset(&a->r->body);
    *a->r = (struct response){.body = a->r->body};
    return a->q->route ? a->q->route->handle(a->q, a->r) : not_found(a->q, a->r);
}

/* An error page, or, if even that fails, the status alone. */
static void refuse(struct request *q, struct response *r, int status, const char *sentence)
{
    buf_reset(&r->body);
    *r = (struct response){.body = r->body, .status = status};
    if (status == 204) {
        r->type = "text/plain; charset=utf-8";
    } else if (page_error(q, r, status, sentence) < 0) {
        buf_reset(&r->body);
        *r = (struct response){.body = r->body, .type = "text/plain; charset=utf-8"};
        buf_printf(&r->body, "%d\n", status);
    }
    r->status = status;
    r->keep = false;
}

/* An error of a handler becomes a page. What the store says of itself (a path, a server's name) stays in the log. */
static int refuse_error(struct request *q, struct response *r, int code)
{
    int status = route_status(code);
    if (status >= 500)
        fprintf(stderr, "%s：%s\n", q->path, q->ctx->err.text);
    refuse(q, r, status, status >= 500 ? "" : arena_strdup(q->ctx->mem, q->ctx->err.text));
    return status;
}

static struct rendered *finished(struct site *site, const struct request *q, const struct response *r)
{
    struct rendered *page = rendered_new(r);
    if (page->status == 405 || page->status == 204)
        page->allow = q->allow;
    if (page->status == 503)
        page->retry_after = RETRY_SECONDS;
    if (site->options.prepare)
        site->options.prepare(page);
    return page;
}

static void keep(struct site *site, const struct request *q, struct rendered *page, uint64_t state)
{
    AUTO_BUF struct buf key = BUF_INIT;
    key_of(q, &key);
    pthread_mutex_lock(&site->kept_lock);
    if (state == state_now(site))
        cache_put(site->cache, page, key.bytes, key.length, state);
    pthread_mutex_unlock(&site->kept_lock);
}

static struct rendered *find_for(struct site *site, const struct request *q)
{
    AUTO_BUF struct buf key = BUF_INIT;
    key_of(q, &key);
    return find_kept(site, key.bytes, key.length);
}

/* Lets a page without a store of its own name the last city that was read. Held; NULL if none was. */
static struct edition *show_last(struct request *q)
{
    struct edition *last = edition_last(q->site->editions);
    q->city = last ? edition_city(last) : NULL;
    return last;
}

/* What route and fields say before any store is asked: 0, or the status to refuse with. */
static int look_at(struct request *q, const struct call *call, const char **ret_why)
{
    *ret_why = call->refuse_why ? call->refuse_why : "";
    int found = route_find(q, call->method, call->raw_path);
    if (call->refuse)
        return call->refuse;
    if (found == ROUTE_BAD || found == ROUTE_LONG)
        return found == ROUTE_LONG ? 414 : 400;
    if (found == ROUTE_METHOD)
        return strcmp(call->method, "OPTIONS") == 0 ? 204 : 405;
    if (found == ROUTE_NONE)
        return strcmp(call->method, "GET") == 0 ? 0 : 404;
    return fields_take(q, call->given, call->given_count, ret_why) == 0 ? 0 : 400;
}

static struct rendered *answer(struct desk *desk, struct call *call)
{
    struct site *site = desk->site;
    const char *why;
    uint64_t opening;
    struct request q = {.ctx = &desk->ctx, .origin = call->origin, .site = site};
    AUTO_BUF struct buf body = BUF_INIT;
    struct response r = {.body = body};
    struct answering a = {site, &q, &r, NULL};
    desk->ctx.mem = call->mem;
    uint64_t state = state_of(site, &q.today, &opening);
    int status = look_at(&q, call, &why);
    struct rendered *page = !status && q.route && !q.route->most_body ? find_for(site, &q) : NULL;
    if (page) /* another thread made it while this call waited */
        return page;
    if (status) {
        a.edition = show_last(&q);
        refuse(&q, &r, status, why);
    } else {
        int code = open_desk(desk, opening);
        if (code == 0)
            code = db_snapshot(q.ctx, handle, &a);
        if (!a.edition)
            a.edition = show_last(&q);
        if (code < 0 && !desk->ctx.db)
            code = E_STORE; /* a store that is not there any more is no fault of the request */
        if (code < 0 && refuse_error(&q, &r, code) >= 500)
            db_close(&desk->ctx);
    }
    page = finished(site, &q, &r);
    if (r.keep && page->status == 200 && state && q.route)
        keep(site, &q, page, state);
    body = r.body;
    edition_release(a.edition);
    return page;
}

static struct call *next_call(struct site *site)
{
    pthread_mutex_lock(&site->calls_lock);
    while (!site->first && !closing(site))
        pthread_cond_wait(&site->calls_come, &site->calls_lock);
    struct call *call = site->first;
    if (call) {
        site->first = call->next;
        if (!site->first)
            site->last = &site->first;
        site->waiting--;
    }
    pthread_mutex_unlock(&site->calls_lock);
    return call;
}

static void *sit(void *arg)
{
    struct desk *desk = arg;
    for (struct call *call; (call = next_call(desk->site));) {
        struct rendered *page = answer(desk, call);
        desk->ctx.mem = NULL;
        call->done(call, page);
    }
    db_close(&desk->ctx);
    return NULL;
}

bool site_ask(struct site *site, struct call *call)
{
    pthread_mutex_lock(&site->calls_lock);
    bool taken = site->waiting < WAITING_MOST && !closing(site);
    if (taken) {
        call->next = NULL;
        *site->last = call;
        site->last = &call->next;
        site->waiting++;
        pthread_cond_signal(&site->calls_come);
    }
    pthread_mutex_unlock(&site->calls_lock);
    return taken;
}

struct rendered *site_refuse(struct site *site, struct call *call, int status, const char *why)
{
    struct ctx ctx = {.mem = call->mem};
    struct request q = {.ctx = &ctx, .origin = call->origin, .site = site, .today = date_today()};
    struct response r = {.body = BUF_INIT};
    struct edition *edition = show_last(&q);
    (void)route_find(&q, call->method, call->raw_path); /* for the language */
    refuse(&q, &r, status, why);
    struct rendered *page = finished(site, &q, &r);
    buf_done(&r.body);
    edition_release(edition);
    return page;
}

/* ---- writing ---- */

static int open_writer(struct site *site, uint64_t opening)
{
    if (site->writer.db && site->writer_opened == opening)
        return 0;
    db_close(&site->writer);
    int r = db_open(&site->writer, site->options.url, DB_WRITE);
    if (r == 0)
        db_patience(&site->writer, WRITE_WAIT_MS);
    site->writer_opened = opening;
    return r;
}

int site_write(struct request *q, int (*work)(struct ctx *ctx, void *arg), void *arg)
{
    struct site *site = q->site;
    int today;
    uint64_t opening;
    (void)state_of(site, &today, &opening);
    pthread_mutex_lock(&site->write_lock);
    site->writer.mem = q->ctx->mem;
    int r = open_writer(site, opening);
    if (r == 0)
        r = db_transaction(&site->writer, work, arg);
    if (r < 0) {
        q->ctx->err = site->writer.err;
        if (r == E_STORE)
            db_close(&site->writer);
    }
    site->writer.mem = NULL;
    pthread_mutex_unlock(&site->write_lock);
    return r;
}

/* ---- opening and closing ---- */

static unsigned desks_wanted(const struct site_options *options)
{
    enum { LEAST = 4, MOST = 16 };
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    unsigned wanted = options->threads ? options->threads : (unsigned)(2 * cores);
    return options->threads ? wanted : wanted < LEAST ? LEAST : wanted > MOST ? MOST : wanted;
}

static int start_threads(struct ctx *ctx, struct site *site)
{
    unsigned wanted = desks_wanted(&site->options);
    sm3_ready();
    site->desks = calloc(wanted, sizeof *site->desks);
    if (!site->desks || pthread_create(&site->watcher, NULL, keep_watch, site) != 0)
        return fail(ctx, E_STORE, "开不了线程：内存或进程数不够");
    for (; site->desk_count < wanted; site->desk_count++) {
        struct desk *desk = &site->desks[site->desk_count];
        desk->site = site;
        if (pthread_create(&desk->thread, NULL, sit, desk) != 0)
            return fail(ctx, E_STORE, "开不了线程：内存或进程数不够");
    }
    return 0;
}

int site_open(struct ctx *ctx, const struct site_options *options, struct site **ret)
{
    struct site *site = calloc(1, sizeof *site);
    if (!site)
        return fail(ctx, E_STORE, "内存不足");
    site->options = *options;
    site->last = &site->first;
    pthread_mutex_init(&site->calls_lock, NULL);
    pthread_mutex_init(&site->kept_lock, NULL);
    pthread_mutex_init(&site->write_lock, NULL);
    pthread_cond_init(&site->calls_come, NULL);
    site->cache = cache_new(options->cache_bytes ? options->cache_bytes : (size_t)CACHE_MIB << 20);
    site->editions = editions_new(options->programme);
    site->watch.mem = arena_new();
    site->today = date_today();
    struct edition *first = NULL;
    int r = begin_watch(site);
    if (r == 0) {
        struct ctx reading = {.mem = ctx->mem, .db = site->watch.db};
        r = edition_for(site->editions, &reading, &first);
        edition_release(first);
        if (r < 0)
            site->watch.err = reading.err;
    }
    if (r < 0)
        ctx->err = site->watch.err;
    if (r == 0)
        r = start_threads(ctx, site);
    if (r == 0)
        *ret = site;
    else
        site_close(site);
    return r;
}

void site_close(struct site *site)
{
    pthread_mutex_lock(&site->calls_lock);
    __atomic_store_n(&site->closing, true, __ATOMIC_RELEASE);
    pthread_cond_broadcast(&site->calls_come);
    pthread_mutex_unlock(&site->calls_lock);
    for (unsigned i = 0; i < site->desk_count; i++)
        pthread_join(site->desks[i].thread, NULL);
    if (site->watcher)
        pthread_join(site->watcher, NULL);
    publish(site, NULL);
    db_close(&site->watch);
    arena_free(site->watch.mem);
    db_close(&site->writer);
    cache_free(site->cache);
    editions_free(site->editions);
    free(site->desks);
    free(site);
}

bool site_synthetic(struct site *site)
{
    struct edition *edition = edition_last(site->editions);
    bool synthetic = edition && edition_city(edition)->data == DATA_SYNTHETIC;
    edition_release(edition);
    return synthetic;
}
