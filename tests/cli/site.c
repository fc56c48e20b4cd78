#include "cli/site.h"
#include "base/date.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

void pause_ms(int ms)
{
    nanosleep(&(struct timespec){ms / 1000, ms % 1000 * 1000000L}, NULL);
}

/* ---- the process ---- */

struct site_run site_start(struct place *place, const char *options)
{
    struct site_run site = {.place = place};
    char line[1024], first[256] = "";
    int out[2];
    assert_int_equal(pipe(out), 0);
    snprintf(line, sizeof line,
             "cd '%s' && export HOME='%s' && exec '%s' serve '%s' --listen 127.0.0.1:0 %s 2>serve.err", place->folder,
             place->folder, getenv("DUIXIAN"), place->store ? place->store : "t.db", options);
    site.pid = fork();
    assert_true(site.pid >= 0);
    if (site.pid == 0) {
        dup2(out[1], STDOUT_FILENO);
        close(out[0]);
        close(out[1]);
        execl("/bin/sh", "sh", "-c", line, (char *)NULL);
        _exit(127);
    }
    close(out[1]);
    FILE *f = fdopen(out[0], "r");
    assert_non_null(f);
    if (!fgets(first, sizeof first, f) || sscanf(first, "正在 http://127.0.0.1:%d/ 提供页面", &site.port) != 1) {
        char *said = site_said(&site);
        fail_msg("serve %s: “%s” “%s”", options, first, said);
    }
    fclose(f);
    return site;
}

int site_stop(struct site_run *site)
{
    int status = 0;
    kill(site->pid, SIGTERM);
    for (int64_t until = clock_ms() + 15000; clock_ms() < until; pause_ms(10))
        if (waitpid(site->pid, &status, WNOHANG) == site->pid)
            return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    kill(site->pid, SIGKILL);
    waitpid(site->pid, &status, 0);
    return -1;
}

void site_ends(struct site_run *site)
{
    int status = site_stop(site);
    if (status == 0)
        return;
    char *said = site_said(site);
    fail_msg("it ended with %d and said: %s", status, said + (strlen(said) > 700 ? strlen(said) - 700 : 0));
}

char *site_said(const struct site_run *site)
{
    char path[128];
    char *said = calloc(1, 65536);
    assert_non_null(said);
    snprintf(path, sizeof path, "%s/serve.err", site->place->folder);
    FILE *f = fopen(path, "r");
    if (f) {
        said[fread(said, 1, 65535, f)] = '\0';
        fclose(f);
    }
    return said;
}

/* ---- the wire ---- */

int dial_from(const struct site_run *site, const char *address)
{
    struct sockaddr_in here = {.sin_family = AF_INET}, there = {.sin_family = AF_INET};
    const struct timeval patience = {20, 0};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(fd >= 0);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    inet_pton(AF_INET, address, &here.sin_addr);
    inet_pton(AF_INET, "127.0.0.1", &there.sin_addr);
    there.sin_port = htons((uint16_t)site->port);
    assert_int_equal(bind(fd, (struct sockaddr *)&here, sizeof here), 0);
    if (connect(fd, (struct sockaddr *)&there, sizeof there) != 0)
        fail_msg("connect: %s", strerror(errno));
    return fd;
}

int dial(const struct site_run *site)
{
    return dial_from(site, "127.0.0.1");
}

bool say_bytes(int fd, const void *bytes, size_t length)
{
    for (size_t sent = 0; sent < length;) {
        ssize_t n = send(fd, (const char *)bytes + sent, length - sent, MSG_NOSIGNAL);
        if (n <= 0)
            return false;
        sent += (size_t)n;
    }
    return true;
}

bool say_text(int fd, const char *text)
{
    return say_bytes(fd, text, strlen(text));
}

const char *reply_header(const struct reply *reply, const char *name, char out[256])
{
    size_t length = strlen(name);
    out[0] = '\0';
    for (const char *line = reply->head; line && *line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncasecmp(line, name, length) == 0 && line[length] == ':') {
            const char *value = line + length + 1 + strspn(line + length + 1, " ");
            snprintf(out, 256, "%.*s", (int)strcspn(value, "\r\n"), value);
            return out;
        }
        if (!*line)
            break;
    }
    return out;
}

/* Reads what comes next into the reply; false at the end or when nothing comes until then. */
static bool more(int fd, char **bytes, size_t *length, int64_t until)
{
    struct pollfd wait = {.fd = fd, .events = POLLIN};
    int64_t left = until - clock_ms();
    if (left <= 0 || poll(&wait, 1, (int)left) <= 0)
        return false;
    *bytes = realloc(*bytes, *length + 65537);
    assert_non_null(*bytes);
    ssize_t n = recv(fd, *bytes + *length, 65536, 0);
    if (n <= 0)
        return false;
    *length += (size_t)n;
    (*bytes)[*length] = '\0';
    return true;
}

struct reply hear(int fd, int wait_ms)
{
    struct reply reply = {0};
    char *bytes = NULL, *end = NULL, text[256];
    size_t length = 0;
    int64_t until = clock_ms() + wait_ms;
    for (;;) {
        while (!end && more(fd, &bytes, &length, until))
            end = strstr(bytes, "\r\n\r\n");
        if (!end || strncmp(bytes, "HTTP/1.1 100", 12) != 0)
            break;
        length -= (size_t)(end + 4 - bytes); /* "go on": not the answer yet */
        memmove(bytes, end + 4, length + 1);
        end = strstr(bytes, "\r\n\r\n");
    }
    if (!end) {
        free(bytes);
        return reply;
    }
    size_t head = (size_t)(end + 4 - bytes);
    reply.head = strndup(bytes, head);
    reply.status = (int)strtol(bytes + 9, NULL, 10);
    const char *said = reply_header(&reply, "Content-Length", text);
    size_t wanted = *said ? strtoul(said, NULL, 10) : 0;
    if (reply.status == 304 || reply.status == 204)
        wanted = 0;
    while (length - head < wanted && more(fd, &bytes, &length, until))
        ;
    reply.length = length - head;
    reply.whole = reply.length == wanted;
    reply.body = calloc(1, reply.length + 1);
    memcpy(reply.body, bytes + head, reply.length);
    free(bytes);
    return reply;
}

void reply_free(struct reply *reply)
{
    free(reply->head);
    free(reply->body);
}

bool is_closed(int fd, int wait_ms)
{
    char bytes[4096];
    for (int64_t until = clock_ms() + wait_ms; clock_ms() < until;) {
        struct pollfd wait = {.fd = fd, .events = POLLIN};
        if (poll(&wait, 1, (int)(until - clock_ms())) > 0 && recv(fd, bytes, sizeof bytes, 0) <= 0)
            return true;
    }
    return false;
}

struct reply fetch(const struct site_run *site, const char *method, const char *path, const char *headers,
                   const char *body)
{
    char head[4096];
    int fd = dial(site);
    int length = snprintf(head, sizeof head, "%s %s HTTP/1.1\r\nHost: site.test\r\nConnection: close\r\n%s", method,
                          path, headers);
    assert_true(length > 0 && (size_t)length < sizeof head - 64);
    if (body)
        length += snprintf(head + length, sizeof head - (size_t)length, "Content-Length: %zu\r\n", strlen(body));
    snprintf(head + length, sizeof head - (size_t)length, "\r\n");
    say_text(fd, head);
    if (body)
        say_text(fd, body);
    struct reply reply = hear(fd, 30000);
    close(fd);
    return reply;
}

int status_of_page(const struct site_run *site, const char *path)
{
    struct reply reply = fetch(site, "GET", path, "", NULL);
    int status = reply.status;
    reply_free(&reply);
    return status;
}

void await_status(const struct site_run *site, const char *path, int status, int wait_ms)
{
    int got = 0;
    for (int waited = 0; waited <= wait_ms; waited += 50) {
        if ((got = status_of_page(site, path)) == status)
            return;
        pause_ms(50);
    }
    fail_msg("%s: still %d, not %d", path, got, status);
}

int site_set_up(void **state)
{
    struct served *f = calloc(1, sizeof *f);
    assert_non_null(f);
    f->place = place_new();
    make_store(f->place);
    f->site = site_start(f->place, "");
    *state = f;
    return 0;
}

int site_tear_down(void **state)
{
    struct served *f = *state;
    if (f->site.pid)
        site_ends(&f->site);
    place_free(f->place);
    free(f);
    return 0;
}
