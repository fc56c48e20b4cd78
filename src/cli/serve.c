/* duixian serve: the web application, until it is told to stop. */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "web/server.h"

/* A site reads little at a time on several connections: a page cache for each that it can afford. */
static const char cache_mib[] = "16";

static int open_log(struct ctx *ctx, const char *path, FILE **ret)
{
    *ret = NULL;
    if (path && strcmp(path, "off") == 0)
        return 0;
    *ret = path ? fopen(path, "ae") : fdopen(dup(STDERR_FILENO), "w");
    if (!*ret)
        return fail(ctx, E_INPUT, "访问日志“%s”打不开：%s", path ? path : "stderr", strerror(errno));
    return 0;
}

/* How many connections one address may have; 0 if nobody said. */
static int per_client_option(struct ctx *ctx, const char *text, unsigned *ret)
{
    enum { MOST = 60000 };
    size_t length = text ? strlen(text) : 0;
    unsigned long most = text && length <= 5 && strspn(text, "0123456789") == length ? strtoul(text, NULL, 10) : 0;
    if (text && (most < 1 || most > MOST))
        return fail(ctx, E_USAGE, "--per-client “%s”看不懂；写一个地址最多几条连接，1 到 %d 的整数", text, MOST);
    *ret = (unsigned)most;
    return 0;
}

/* Before any thread begins, so that they all leave these signals to sigwait. */
static sigset_t block_signals(void)
{
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    signal(SIGPIPE, SIG_IGN);
    return ends;
}

static int serve(struct ctx *ctx, struct server *server, struct site *site, const sigset_t *ends)
{
    int signal_number, r = server_serve(ctx, server, site);
    if (r < 0)
        return r;
    printf("正在 http://%s/ 提供页面\n", server_address(server));
    fflush(stdout);
    if (site_synthetic(site))
        fputs("合成数据：这个库里的记录都是合成的，不是真实记录\n", stderr);
    while (sigwait(ends, &signal_number) != 0)
        ;
    return 0;
}

int cmd_serve(struct ctx *ctx, const struct args *args)
{
    struct server_options how = {.listen = args->listen ? args->listen : "127.0.0.1:8080",
                                 .behind_proxy = args->behind_proxy};
    struct site_options what = {.url = args->at[0], .programme = args->programme, .prepare = server_prepare};
    struct server *server = NULL;
    struct site *site = NULL;
    sigset_t ends = block_signals();
    (void)setenv("DUIXIAN_CACHE_MIB", cache_mib, 0); /* who set it meant it; fails for want of memory alone */
    int r = per_client_option(ctx, args->per_client, &how.most_of_one);
    if (r == 0)
        r = open_log(ctx, args->log, &how.log);
    if (r == 0)
        r = server_listen(ctx, &how, &server);
    if (r == 0)
        r = site_open(ctx, &what, &site);
    if (r == 0)
        r = serve(ctx, server, site, &ends);
    if (server && !server_stop(server)) {
        fputs("还有没答完的请求，等了十秒，不再等\n", stderr);
        _exit(r < 0 ? EXIT_STORE : EXIT_DONE);
    }
    if (site)
        site_close(site);
    if (how.log)
        fclose(how.log);
    return r;
}
