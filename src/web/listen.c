#include "web/listen.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

/* The two halves of HOST:PORT. */
static int split_address(struct ctx *ctx, const char *address, const char **ret_host, const char **ret_port)
{
    const char *colon = strrchr(address, ':');
    size_t length = colon ? (size_t)(colon - address) : 0;
    bool bracketed = length > 2 && address[0] == '[' && address[length - 1] == ']';
    const char *port = colon ? colon + 1 : "";
    if (!length || !*port || strspn(port, "0123456789") != strlen(port) || strlen(port) > 5 ||
        strtol(port, NULL, 10) > 65535 || (!bracketed && memchr(address, ':', length)))
        return fail(ctx, E_USAGE, "--listen “%s”看不懂；写成 地址:端口，例如 127.0.0.1:8080 或 [::1]:8080", address);
    *ret_host = arena_strndup(ctx->mem, address + bracketed, length - 2U * bracketed);
    *ret_port = port;
    return 0;
}

static int bind_socket(struct ctx *ctx, const struct addrinfo *at, const char *address, int *ret)
{
    enum { BACKLOG = 4096 };
    const int on = 1;
    *ret = socket(at->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (*ret >= 0)
        (void)setsockopt(*ret, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on); /* else a restart waits a minute */
    if (*ret >= 0 && bind(*ret, at->ai_addr, at->ai_addrlen) == 0 && listen(*ret, BACKLOG) == 0)
        return 0;
    int why = errno;
    if (*ret >= 0)
        close(*ret);
    if (why == EADDRINUSE)
        return fail(ctx, E_INPUT, "%s 已经被别的程序占用；请换一个端口，或先停下那个程序", address);
    return fail(ctx, E_INPUT, "不能在 %s 提供页面：%s；请换一个地址或端口", address, strerror(why));
}

static void note_address(int descriptor, char out[LISTEN_ADDRESS])
{
    struct sockaddr_storage at;
    socklen_t size = sizeof at;
    char host[NI_MAXHOST] = "", port[NI_MAXSERV] = "";
    if (getsockname(descriptor, (struct sockaddr *)&at, &size) == 0)
        (void)getnameinfo((struct sockaddr *)&at, size, host, sizeof host, port, sizeof port,
                          NI_NUMERICHOST | NI_NUMERICSERV);
    snprintf(out, LISTEN_ADDRESS, strchr(host, ':') ? "[%s]:%s" : "%s:%s", host, port);
}

int listen_at(struct ctx *ctx, const char *address, int *ret_socket, char ret_address[LISTEN_ADDRESS])
{
    const char *host = NULL, *port = NULL;
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV}, *found = NULL;
    int r = split_address(ctx, address, &host, &port);
    if (r < 0)
        return r;
    if (getaddrinfo(host, port, &hints, &found) != 0)
        return fail(ctx, E_INPUT, "--listen “%s”：没有“%s”这个地址", address, host);
    r = bind_socket(ctx, found, address, ret_socket);
    freeaddrinfo(found);
    if (r == 0)
        note_address(*ret_socket, ret_address);
    return r;
}

unsigned listen_most(unsigned wanted_most)
{
    enum { OTHERS = 256, LEAST = 64 };
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0)
        return LEAST;
    rlim_t wanted = wanted_most + OTHERS;
    if (limit.rlim_cur < wanted) {
        limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
        (void)setrlimit(RLIMIT_NOFILE, &limit); /* else as many as there are */
        (void)getrlimit(RLIMIT_NOFILE, &limit);
    }
    rlim_t most = limit.rlim_cur > OTHERS + LEAST ? limit.rlim_cur - OTHERS : LEAST;
    return most < wanted_most ? (unsigned)most : wanted_most;
}
