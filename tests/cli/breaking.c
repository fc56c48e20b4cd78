#include "cli/breaking.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <poll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { PIECE = 65536 };

static struct sockaddr_un address(const char *folder)
{
    struct sockaddr_un a = {.sun_family = AF_UNIX};
    snprintf(a.sun_path, sizeof a.sun_path, "%s/.s.PGSQL.5432", folder);
    return a;
}

/* False at the end of what `from` sends. */
static bool pass(int from, int to)
{
    char bytes[PIECE];
    ssize_t length = read(from, bytes, sizeof bytes);
    return length > 0 && write(to, bytes, (size_t)length) == length;
}

/* Until either side closes, or the client's message of that number (0: none) came. */
static void relay(int client, int server, int message, bool passed, bool *broke)
{
    struct pollfd sides[] = {{.fd = client, .events = POLLIN}, {.fd = server, .events = POLLIN}};
    for (int came = 0; poll(sides, 2, -1) > 0;) {
        if (sides[1].revents && !pass(server, client))
            return;
        if (!sides[0].revents)
            continue;
        if (++came == message) {
            *broke = true;
            if (passed)
                (void)pass(client, server);
            return;
        }
        if (!pass(client, server))
            return;
    }
}

static void serve(int listener, const char *server_folder, int message, bool passed, bool *broke)
{
    const struct sockaddr_un to = address(server_folder);
    signal(SIGCHLD, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    for (int number = 1;; number++) {
        int client = accept(listener, NULL, NULL), server = socket(AF_UNIX, SOCK_STREAM, 0);
        if (fork() == 0) {
            if (connect(server, (const struct sockaddr *)&to, sizeof to) == 0)
                relay(client, server, number == 1 ? message : 0, passed, broke);
            _exit(0);
        }
        close(client);
        close(server);
    }
}

void breaking_start(struct breaking *b, const char *url, int message, bool passed)
{
    const char *server_folder = strstr(url, "host=") + 5;
    snprintf(b->folder, sizeof b->folder, "/tmp/duixian-breaking-XXXXXX");
    assert_non_null(mkdtemp(b->folder));
    assert_true(asprintf(&b->url, "%.*s%s", (int)(server_folder - url), url, b->folder) > 0);
    b->broke = mmap(NULL, sizeof *b->broke, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(b->broke != MAP_FAILED);
    const struct sockaddr_un at = address(b->folder);
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(listener, (const struct sockaddr *)&at, sizeof at), 0);
    assert_int_equal(listen(listener, 8), 0);
    b->process = fork();
    assert_true(b->process >= 0);
    if (b->process == 0) {
        setpgid(0, 0);
        serve(listener, server_folder, message, passed, b->broke);
    }
    setpgid(b->process, b->process);
    close(listener);
}

bool breaking_stop(struct breaking *b)
{
    bool broke = *b->broke;
    kill(-b->process, SIGKILL);
    waitpid(b->process, NULL, 0);
    unlink(address(b->folder).sun_path);
    rmdir(b->folder);
    munmap(b->broke, sizeof *b->broke);
    free(b->url);
    return broke;
}
