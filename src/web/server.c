/* Two threads of the library hold all connections and never wait: a kept page is handed out from memory; a request that
 * needs the store becomes a `call`, its connection is suspended and resumed when the site has answered. */
#include "web/server.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/date.h"
#include "base/vec.h"
#include "format/asset.h"
#include "web/access_log.h"
#include "web/listen.h"
#include "web/microhttpd.h"
#include "web/route.h"
#include "web/visitors.h"

enum {
    THREADS = 2,
    MEMORY_OF_ONE = 12 * 1024, /* a connection's: its header (about 10 KiB) or a piece of a body, and our header; the
                                  library clears all of it after each request */
    SILENT_SECONDS = 30,       /* then the library ends a connection */
    CONNECTIONS_MOST = 16384,
    OF_ONE_MOST = 512,        /* connections of one address */
    WAITING_OF_ONE_MOST = 32, /* calls of one client that wait for the store */
    FIELDS_MOST = 32,
    SWALLOW_MOST = 64 << 20, /* of a body that is too large: read to its end, so that the answer is read too */
    BODIES_MOST = 128 << 20, /* of all bodies at once */
    STOP_MS = 10 * 1000,
    ANSWERS_IN_A_ROW = 8, /* of all threads; then whoever waits for the processor gets it (see on_completed) */
    PLACES = 4096,
};

struct piece {
    char *name;
    struct buf value;
};

/* A request that is not answered from memory at once. */
struct work {
    struct call call; /* first */
    struct server *server;
    struct MHD_Connection *connection;
    struct MHD_PostProcessor *form;
    VEC(struct piece) fields;
    size_t body, most_body, held; /* bytes: came, may come, counted among server->bodies */
    unsigned place;               /* of its client among the waiting */
    bool counted, asked;
    struct rendered *page; /* the answer, held; atomic */
};

/* What a connection carries from one request to the next. */
struct exchange {
    struct work *work;     /* NULL: nothing had to wait */
    struct rendered *page; /* being sent; held */
    int64_t begun_us;
    int status;
    uint64_t bytes;
    char method[8], path[256]; /* for the log */
};

struct server {
    struct server_options options;
    struct site *site;
    struct MHD_Daemon *daemon;
    struct visitors *visitors;
    struct rendered **assets; /* as those of asset.h */
    int socket;
    pthread_t sweeper;
    char address[LISTEN_ADDRESS];
    bool closing;                  /* atomic: nobody new is let in */
    bool stopping;                 /* atomic */
    unsigned answered;             /* atomic: requests, modulo 2^32 */
    unsigned running;              /* atomic: requests between their first byte and their last */
    size_t bodies;                 /* atomic: bytes of bodies held */
    unsigned char waiting[PLACES]; /* atomic: calls of a client */
};

/* ---- answers ---- */

static const struct {
    const char *name, *value;
} security[] = {
    {"Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Embedder-Policy", "require-corp"},
};

static void add(struct MHD_Response *answer, const char *name, const char *value)
{
    if (value && microhttpd.MHD_add_response_header(answer, name, value) != MHD_YES)
        fprintf(stderr, "响应头“%s”写不进去：%s\n", name, value);
}

static struct MHD_Response *make_answer(const struct rendered *page, enum form form, bool unchanged)
{
    static const char *const encodings[FORMS] = {NULL, "gzip", "br"};
    const struct form_bytes *bytes = &page->forms[form];
    struct MHD_Response *answer = microhttpd.MHD_create_response_from_buffer(
        unchanged ? 0 : bytes->length, (void *)(uintptr_t)bytes->bytes, MHD_RESPMEM_PERSISTENT);
    if (!answer)
        abort();
    char etag[36], seconds[16];
    rendered_etag(page, form, etag);
    snprintf(seconds, sizeof seconds, "%d", page->retry_after);
    if (!unchanged) {
        add(answer, MHD_HTTP_HEADER_CONTENT_TYPE, page->type);
        add(answer, MHD_HTTP_HEADER_CONTENT_ENCODING, encodings[form]);
        add(answer, MHD_HTTP_HEADER_LOCATION, page->location);
        add(answer, MHD_HTTP_HEADER_ALLOW, page->allow);
        add(answer, MHD_HTTP_HEADER_RETRY_AFTER, page->retry_after ? seconds : NULL);
    }
    add(answer, MHD_HTTP_HEADER_ETAG, page->etag[0] ? etag : NULL);
    add(answer, MHD_HTTP_HEADER_CACHE_CONTROL, page->caching);
    add(answer, MHD_HTTP_HEADER_VARY, MHD_HTTP_HEADER_ACCEPT_ENCODING);
    for (size_t i = 0; i < sizeof security / sizeof *security; i++)
        add(answer, security[i].name, security[i].value);
    return answer;
}

static void unready(void *answer)
{
    microhttpd.MHD_destroy_response(answer);
}

void server_prepare(struct rendered *page)
{
    page->unready = unready;
    for (enum form form = FORM_PLAIN; form < FORMS; form++)
        if (page->forms[form].bytes) {
            page->forms[form].ready[0] = make_answer(page, form, false);
            page->forms[form].ready[1] = page->etag[0] ? make_answer(page, form, true) : NULL;
        }
}

static const char *header(struct MHD_Connection *connection, const char *name)
{
    const char *value = microhttpd.MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
    return value ? value : "";
}

/* Whether an Accept-Encoding names the coding, and not to refuse it. */
static bool accepts(const char *header_value, const char *coding)
{
    size_t length = strlen(coding);
    for (const char *at = header_value; (at = strstr(at, coding)); at += length) {
        const char *end = at + length;
        if ((at > header_value && !strchr(" ,\t", at[-1])) || (*end && !strchr(" ,;\t", *end)))
            continue;
        end += strspn(end, " \t");
        if (*end != ';')
            return true;
        end += 1 + strspn(end + 1, " \t");
        if (strncasecmp(end, "q=0", 3) != 0 || strspn(end + 3, ".0") != strcspn(end + 3, ", \t"))
            return true;
    }
    return false;
}

static enum form form_for(struct MHD_Connection *connection, const struct rendered *page)
{
    const char *accepted = header(connection, MHD_HTTP_HEADER_ACCEPT_ENCODING);
    if (page->forms[FORM_BROTLI].bytes && accepts(accepted, "br"))
        return FORM_BROTLI;
    return page->forms[FORM_GZIP].bytes && accepts(accepted, "gzip") ? FORM_GZIP : FORM_PLAIN;
}

static bool has_it(struct MHD_Connection *connection, const struct rendered *page, enum form form)
{
    char etag[36];
    const char *known = header(connection, MHD_HTTP_HEADER_IF_NONE_MATCH);
    if (!*known || page->status != 200 || !page->forms[form].ready[1])
        return false;
    rendered_etag(page, form, etag);
    return strcmp(known, "*") == 0 || strstr(known, etag) != NULL;
}

static struct visitor *visitor_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        microhttpd.MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

/* Queues the page, whose hold goes to the exchange until it was sent. */
static enum MHD_Result give(struct MHD_Connection *connection, struct visitor *visitor, struct rendered *page)
{
    struct exchange *exchange = visitor->request;
    enum form form = form_for(connection, page);
    bool unchanged = has_it(connection, page, form);
    exchange->status = unchanged ? 304 : page->status;
    exchange->bytes = unchanged ? 0 : page->forms[form].length;
    exchange->page = page;
    visitor_phase(visitor, PHASE_TAKING, clock_ms());
    return microhttpd.MHD_queue_response(connection, (unsigned)exchange->status, page->forms[form].ready[unchanged]);
}

/* ---- requests ---- */

/* "https://host" into `out`; "" for a Host that is none. */
static void origin_of(const struct server *server, struct MHD_Connection *connection, char out[280])
{
    enum { HOST_MOST = 255 };
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]";
    const char *host = header(connection, MHD_HTTP_HEADER_HOST);
    const char *scheme = server->options.behind_proxy ? "https://" : "http://";
    size_t length = strlen(host), before = strlen(scheme);
    out[0] = '\0';
    if (!length || length > HOST_MOST || strspn(host, letters) != length)
        return;
    memcpy(out, scheme, before);
    memcpy(out + before, host, length + 1);
}

/* Who asks, for fairness alone: the connection's address, or behind a proxy the last hop that it names. */
static unsigned client_place(const struct server *server, struct MHD_Connection *connection)
{
    const char *hops = header(connection, "X-Forwarded-For");
    if (server->options.behind_proxy && *hops) {
        const char *last = strrchr(hops, ',');
        last = last ? last + 1 : hops;
        return text_place(last + strspn(last, " \t"), PLACES);
    }
    const union MHD_ConnectionInfo *info =
        microhttpd.MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    return info ? address_place(info->client_addr, PLACES) : 0;
}

static void site_has_answered(struct call *call, struct rendered *page)
{
    struct work *work = (struct work *)call;
    work->page = page;
    microhttpd.MHD_resume_connection(work->connection);
}

static struct work *begin_work(struct server *server, struct MHD_Connection *connection, const char *method,
                               const char *raw_path)
{
    struct arena *mem = arena_new();
    struct work *work = arena_alloc(mem, sizeof *work);
    char origin[280];
    origin_of(server, connection, origin);
    work->server = server;
    work->connection = connection;
    work->call = (struct call){.mem = mem,
                               .method = strcmp(method, "HEAD") == 0 ? "GET" : arena_strdup(mem, method),
                               .raw_path = arena_strdup(mem, raw_path),
                               .origin = arena_strdup(mem, origin),
                               .done = site_has_answered};
    return work;
}

static void end_work(struct work *work)
{
    struct server *server = work->server;
    if (work->form)
        microhttpd.MHD_destroy_post_processor(work->form);
    for (size_t i = 0; i < work->fields.count; i++)
        buf_done(&work->fields.at[i].value);
    __atomic_sub_fetch(&server->bodies, work->held, __ATOMIC_RELAXED);
    if (work->counted)
        __atomic_sub_fetch(&server->waiting[work->place], 1, __ATOMIC_RELAXED);
    rendered_release(work->page);
    arena_free(work->call.mem);
}

static void refuse(struct work *work, int status, const char *why)
{
    if (work->call.refuse)
        return;
    work->call.refuse = status;
    work->call.refuse_why = why;
}

/* ---- forms ---- */

static enum MHD_Result take_piece(void *arg, enum MHD_ValueKind kind, const char *name, const char *file,
                                  const char *type, const char *coding, const char *bytes, uint64_t at, size_t size)
{
    struct work *work = arg;
    struct piece *field = work->fields.count ? &work->fields.at[work->fields.count - 1] : NULL;
    (void)kind;
    (void)file;
    (void)type;
    (void)coding;
    /* Of a value whose end has not come yet the library may first hand out nothing, at 0. */
    bool goes_on = field && strcmp(field->name, name) == 0 && (at > 0 || !field->value.length);
    if (!goes_on) {
        if (work->fields.count == FIELDS_MOST)
            return MHD_NO;
        field = vec_push(work->call.mem, &work->fields);
        *field = (struct piece){.name = arena_strdup(work->call.mem, name), .value = BUF_INIT};
    }
    buf_add(&field->value, bytes, size);
    return MHD_YES;
}

/* A POST: what its route takes, and how its body is read. */
static void begin_form(struct work *work)
{
    enum { PIECE = 8192 };
    struct ctx ctx = {.mem = work->call.mem};
    struct request q = {.ctx = &ctx};
    if (strcmp(work->call.method, "POST") != 0 || route_find(&q, "POST", work->call.raw_path) != 0)
        return; /* whatever it brings: it will hear why that is in vain */
    work->most_body = q.route->most_body;
    work->form = microhttpd.MHD_create_post_processor(work->connection, PIECE, take_piece, work);
    if (!work->form)
        refuse(work, 415, "这里只收网页表单（application/x-www-form-urlencoded 或 multipart/form-data）");
}

/* Takes the next piece of a body, or lets it pass where the answer is known to be no. False: enough of it. */
static bool take_body(struct work *work, const char *bytes, size_t size)
{
    struct server *server = work->server;
    work->body += size;
    if (work->body > SWALLOW_MOST)
        return false;
    if (!work->form || work->call.refuse)
        return true;
    if (work->body > work->most_body) {
        refuse(work, 413, "");
        return true;
    }
    work->held += size;
    if (__atomic_add_fetch(&server->bodies, size, __ATOMIC_RELAXED) > BODIES_MOST)
        refuse(work, 503, "正在收的内容太多，请过一会儿再交");
    else if (microhttpd.MHD_post_process(work->form, bytes, size) != MHD_YES)
        refuse(work, 400, "表单的内容读不懂");
    return true;
}

/* What the form held, as pairs. */
static void end_form(struct work *work)
{
    if (work->form && microhttpd.MHD_destroy_post_processor(work->form) != MHD_YES)
        refuse(work, 400, "表单没有交完整");
    work->form = NULL;
    struct pair *given = arena_array(work->call.mem, work->fields.count + 1, sizeof *given);
    for (size_t i = 0; i < work->fields.count; i++) {
        const struct piece *field = &work->fields.at[i];
        given[i] = (struct pair){field->name, field->value.bytes, field->value.length};
    }
    work->call.given = given;
    work->call.given_count = work->fields.count;
}

/* ---- queries ---- */

static enum MHD_Result take_argument(void *arg, enum MHD_ValueKind kind, const char *name, size_t name_size,
                                     const char *value, size_t value_size)
{
    struct work *work = arg;
    struct arena *mem = work->call.mem;
    (void)kind;
    size_t name_length = 0, length = 0;
    const char *decoded_name = route_decode(mem, name, name_size, &name_length);
    const char *decoded = route_decode(mem, value ? value : "", value ? value_size : 0, &length);
    if (!decoded_name || !decoded)
        refuse(work, 400, "问号后面有读不懂的“%”");
    else if (work->fields.count < FIELDS_MOST) {
        struct piece *field = vec_push(mem, &work->fields);
        *field = (struct piece){.name = arena_strndup(mem, decoded_name, name_length), .value = BUF_INIT};
        buf_add(&field->value, decoded, length);
    }
    return MHD_YES;
}

/* ---- the library's calls ---- */

/* Addresses are decoded by route.c, strictly. */
static size_t leave_escaped(void *arg, struct MHD_Connection *connection, char *text)
{
    (void)arg;
    (void)connection;
    return strlen(text);
}

static bool must_wait(struct work *work)
{
    struct server *server = work->server;
    work->place = client_place(server, work->connection);
    work->counted = true;
    if (__atomic_add_fetch(&server->waiting[work->place], 1, __ATOMIC_RELAXED) > WAITING_OF_ONE_MOST) {
        work->page = site_refuse(server->site, &work->call, 429, "");
        return false;
    }
    return true;
}

/* Hands the work to the site; the connection sleeps until site_has_answered. */
static enum MHD_Result ask(struct MHD_Connection *connection, struct visitor *visitor, struct work *work)
{
    struct rendered *page;
    work->asked = true;
    visitor_phase(visitor, PHASE_WAITING, clock_ms());
    if (must_wait(work)) {
        microhttpd.MHD_suspend_connection(connection);
        if (site_ask(work->server->site, &work->call))
            return MHD_YES;
        site_has_answered(&work->call, site_refuse(work->server->site, &work->call, 503, ""));
        return MHD_YES;
    }
    page = work->page;
    work->page = NULL;
    return give(connection, visitor, page);
}

/* What is answered without waiting: assets and kept pages. Held; NULL if there is none. */
static struct rendered *at_hand(struct server *server, struct MHD_Connection *connection, const char *path)
{
    static const char folder[] = "/static/";
    char origin[280];
    if (strncmp(path, folder, sizeof folder - 1) == 0) {
        const struct asset *asset = asset_find(path + sizeof folder - 1);
        if (!asset)
            return NULL;
        rendered_hold(server->assets[asset - assets]);
        return server->assets[asset - assets];
    }
    if (strchr(path, '%') || microhttpd.MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, NULL, NULL) > 0)
        return NULL;
    origin_of(server, connection, origin);
    return site_kept(server->site, path, origin);
}

static bool is_get(const char *method)
{
    return strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;
}

static enum MHD_Result whole(struct server *server, struct MHD_Connection *connection, struct visitor *visitor,
                             const char *path, const char *method)
{
    struct exchange *exchange = visitor->request;
    struct work *work = exchange->work;
    if (work && work->asked) {
        struct rendered *page = work->page;
        work->page = NULL;
        return page ? give(connection, visitor, page) : MHD_NO;
    }
    if (work) {
        end_form(work);
        return ask(connection, visitor, work);
    }
    struct rendered *page = at_hand(server, connection, path);
    if (page)
        return give(connection, visitor, page);
    work = exchange->work = begin_work(server, connection, method, path);
    microhttpd.MHD_get_connection_values_n(connection, MHD_GET_ARGUMENT_KIND, take_argument, work);
    end_form(work);
    return ask(connection, visitor, work);
}

/* A request's header is there. */
static enum MHD_Result begin(struct server *server, struct MHD_Connection *connection, struct visitor *visitor,
                             const char *path, const char *method)
{
    struct exchange *exchange = visitor->request;
    uint64_t announced = strtoull(header(connection, MHD_HTTP_HEADER_CONTENT_LENGTH), NULL, 10);
    exchange->status = 0;
    exchange->bytes = 0;
    __atomic_add_fetch(&server->running, 1, __ATOMIC_RELAXED);
    if (server->options.log) {
        exchange->begun_us = clock_us();
        snprintf(exchange->method, sizeof exchange->method, "%s", method);
        snprintf(exchange->path, sizeof exchange->path, "%s", path);
    }
    if (is_get(method))
        return MHD_YES;
    exchange->work = begin_work(server, connection, method, path);
    begin_form(exchange->work);
    visitor_phase(visitor, PHASE_SENDING, clock_ms());
    bool asks_first = *header(connection, MHD_HTTP_HEADER_EXPECT) != '\0';
    if (announced > SWALLOW_MOST || (asks_first && exchange->work->form && announced > exchange->work->most_body))
        return give(connection, visitor, site_refuse(server->site, &exchange->work->call, 413, ""));
    return MHD_YES;
}

static enum MHD_Result on_request(void *arg, struct MHD_Connection *connection, const char *path, const char *method,
                                  const char *version, const char *bytes, size_t *size, void **request)
{
    struct visitor *visitor = visitor_of(connection);
    (void)version;
    if (!visitor)
        return MHD_NO;
    struct exchange *exchange = visitor->request;
    if (!*request) {
        *request = exchange;
        return begin(arg, connection, visitor, path, method);
    }
    if (!*size)
        return whole(arg, connection, visitor, path, method);
    bool go_on = !exchange->work || take_body(exchange->work, bytes, *size);
    *size = 0;
    return go_on ? MHD_YES : MHD_NO;
}

static void on_completed(void *arg, struct MHD_Connection *connection, void **request,
                         enum MHD_RequestTerminationCode how)
{
    struct server *server = arg;
    struct exchange *exchange = *request;
    struct visitor *visitor = visitor_of(connection);
    (void)how;
    if (!exchange)
        return;
    if (server->options.log)
        access_log_line(server->options.log, exchange->method, exchange->path, exchange->status, exchange->bytes,
                        clock_us() - exchange->begun_us);
    if (exchange->work)
        end_work(exchange->work);
    rendered_release(exchange->page);
    exchange->work = NULL;
    exchange->page = NULL;
    *request = NULL;
    if (visitor)
        visitor_phase(visitor, PHASE_IDLE, clock_ms());
    __atomic_sub_fetch(&server->running, 1, __ATOMIC_RELEASE);
    /* A busy thread keeps its processor until the kernel's next tick, milliseconds later; proxies and the other thread
     * wait for that long, and with them the slowest hundredth of all answers. */
    if (__atomic_add_fetch(&server->answered, 1, __ATOMIC_RELAXED) % ANSWERS_IN_A_ROW == 0)
        sched_yield();
}

static void on_connection(void *arg, struct MHD_Connection *connection, void **context,
                          enum MHD_ConnectionNotificationCode what)
{
    struct server *server = arg;
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *fd =
            microhttpd.MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
        int descriptor = fd->connect_fd;
        const union MHD_ConnectionInfo *from =
            microhttpd.MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
        bool closing = __atomic_load_n(&server->closing, __ATOMIC_ACQUIRE);
        struct exchange *exchange = closing ? NULL : calloc(1, sizeof *exchange);
        struct visitor *visitor = exchange ? visitor_come(server->visitors, descriptor, from->client_addr) : NULL;
        if (visitor)
            visitor->request = exchange;
        else
            free(exchange);
        *context = visitor;
    } else if (*context) {
        struct visitor *visitor = *context;
        free(visitor->request);
        visitor_go(server->visitors, visitor);
    }
}

/* ---- starting and stopping ---- */

static void prepare_assets(struct server *server)
{
    server->assets = calloc(asset_count + 1, sizeof *server->assets);
    if (!server->assets)
        abort();
    for (size_t i = 0; i < asset_count; i++) {
        const struct asset *asset = &assets[i];
        struct rendered *page = rendered_static(asset->type, "public, max-age=31536000, immutable");
        const struct asset_bytes *forms[FORMS] = {&asset->plain, &asset->gzip, &asset->brotli};
        for (int form = 0; form < FORMS; form++)
            page->forms[form] = (struct form_bytes){.bytes = forms[form]->bytes, .length = forms[form]->length};
        server_prepare(page);
        server->assets[i] = page;
    }
}

static void *sweep(void *arg)
{
    enum { STEP_MS = 200, STEPS = 5 };
    struct server *server = arg;
    for (int step = 0; !__atomic_load_n(&server->stopping, __ATOMIC_ACQUIRE); step++) {
        if (server->options.log)
            fflush(server->options.log);
        if (step % STEPS == 0)
            visitors_sweep(server->visitors, clock_ms());
        usleep(STEP_MS * 1000);
    }
    return NULL;
}

int server_listen(struct ctx *ctx, const struct server_options *options, struct server **ret)
{
    struct server *server = calloc(1, sizeof *server);
    if (!server)
        abort();
    server->options = *options;
    int r = microhttpd_open(ctx);
    if (r == 0)
        r = listen_at(ctx, options->listen, &server->socket, server->address);
    if (r < 0)
        free(server);
    else
        *ret = server;
    return r;
}

const char *server_address(const struct server *server)
{
    return server->address;
}

static struct MHD_Daemon *start_daemon(struct server *server, unsigned most)
{
    const unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME;
    return microhttpd.MHD_start_daemon(flags, 0, NULL, NULL, on_request, server,                  //
                                       MHD_OPTION_LISTEN_SOCKET, server->socket,                  //
                                       MHD_OPTION_THREAD_POOL_SIZE, (unsigned)THREADS,            //
                                       MHD_OPTION_CONNECTION_LIMIT, most + THREADS,               //
                                       MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SILENT_SECONDS,   //
                                       MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)MEMORY_OF_ONE, //
                                       MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped, NULL,         //
                                       MHD_OPTION_NOTIFY_COMPLETED, on_completed, server,         //
                                       MHD_OPTION_NOTIFY_CONNECTION, on_connection, server,       //
                                       MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
}

int server_serve(struct ctx *ctx, struct server *server, struct site *site)
{
    enum { SPARE = 16 };
    unsigned most = listen_most(CONNECTIONS_MOST), of_one = server->options.most_of_one;
    server->site = site;
    server->visitors = visitors_new(most - SPARE, of_one ? of_one : OF_ONE_MOST);
    prepare_assets(server);
    server->daemon = server->visitors ? start_daemon(server, most) : NULL;
    if (!server->daemon || pthread_create(&server->sweeper, NULL, sweep, server) != 0)
        return fail(ctx, E_STORE, "不能提供页面：线程或文件描述符不够");
    return 0;
}

bool server_stop(struct server *server)
{
    enum { STEP_MS = 10 };
    int64_t until = clock_ms() + STOP_MS;
    /* Not MHD_quiesce_daemon: it takes the listening socket out of the threads' epoll sets while they do so themselves,
     * and who comes second aborts. */
    __atomic_store_n(&server->closing, true, __ATOMIC_RELEASE);
    while (__atomic_load_n(&server->running, __ATOMIC_ACQUIRE) && clock_ms() < until)
        usleep(STEP_MS * 1000);
    if (server->options.log)
        fflush(server->options.log);
    if (__atomic_load_n(&server->running, __ATOMIC_ACQUIRE))
        return false;
    __atomic_store_n(&server->stopping, true, __ATOMIC_RELEASE);
    if (server->sweeper)
        pthread_join(server->sweeper, NULL);
    if (server->daemon)
        microhttpd.MHD_stop_daemon(server->daemon); /* closes the socket, too */
    else
        close(server->socket);
    for (size_t i = 0; server->assets && i < asset_count; i++)
        rendered_release(server->assets[i]);
    free(server->assets);
    visitors_free(server->visitors);
    free(server);
    return true;
}
