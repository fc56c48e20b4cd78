/* Black-box tests of the site: starts `$DUIXIAN serve` on a port that the kernel chose, speaks HTTP by plain sockets
 * (what is sent need not be HTTP at all), stops it by its process number. */
#ifndef CLI_SITE_H
#define CLI_SITE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "cli/run.h"

struct site_run {
    struct place *place;
    pid_t pid;
    int port;
};

struct reply {
    int status;    /* 0: nothing came */
    char *head;    /* status line and headers, NUL-terminated */
    char *body;    /* NUL-terminated */
    size_t length; /* of the body */
    bool whole;    /* as long as it said */
};

/* Serves t.db of the place; `options` as on a command line, or "". Fails the test if it does not come up. */
struct site_run site_start(struct place *place, const char *options);
/* SIGTERM; its exit status, -1 if it does not end within 15 seconds (then it is killed). */
int site_stop(struct site_run *site);
/* Stops it; fails the test with what it said if that is not a clean end. */
void site_ends(struct site_run *site);
/* A test's state: a folder with a store that holds nothing yet, t.db, and its site; ended and removed if it still runs.
 */
struct served {
    struct place *place;
    struct site_run site;
};
int site_set_up(void **state);
int site_tear_down(void **state);
/* What it printed on stderr so far; to be freed. */
char *site_said(const struct site_run *site);

int dial(const struct site_run *site);
/* The same from another address of this machine ("127.0.0.2"), so that limits of one client tell them apart. */
int dial_from(const struct site_run *site, const char *address);
/* Sends all; false if the other side has closed. */
bool say_bytes(int fd, const void *bytes, size_t length);
bool say_text(int fd, const char *text);
/* The next answer on the connection; waits at most `wait_ms`. */
struct reply hear(int fd, int wait_ms);
void reply_free(struct reply *reply);
/* Whether the other side closes within `wait_ms` (what it sends meanwhile is thrown away). */
bool is_closed(int fd, int wait_ms);

/* One request on a connection of its own; `headers`: lines with their \r\n, or "". */
struct reply fetch(const struct site_run *site, const char *method, const char *path, const char *headers,
                   const char *body);
/* GET: the status alone. */
int status_of_page(const struct site_run *site, const char *path);
/* Fails the test unless the address comes to answer with that status within `wait_ms`. */
void await_status(const struct site_run *site, const char *path, int status, int wait_ms);
/* A header's value, in a static buffer of the caller's; "" if it is not there. */
const char *reply_header(const struct reply *reply, const char *name, char out[256]);

void pause_ms(int ms);

#endif
