/* HTTP. The one place that knows the library (libmicrohttpd): two threads read, send and serve what is kept; who has to
 * wait for the store is handed to the site's threads. */
#ifndef WEB_SERVER_H
#define WEB_SERVER_H

#include <stdio.h>

#include "web/site.h"

struct server_options {
    const char *listen;   /* "127.0.0.1:8080", "[::1]:0"; port 0: any that is free */
    bool behind_proxy;    /* clients are named by X-Forwarded-For and came by https */
    FILE *log;            /* a line an answer; NULL: none */
    unsigned most_of_one; /* connections of one address; 0: 512 */
};

struct server;
/* Takes the address, before the site is there. Errors: E_USAGE (`listen` cannot be read), E_INPUT (it cannot be
 * listened at). */
MUST_CHECK int server_listen(struct ctx *ctx, const struct server_options *options, struct server **ret);
/* Where it listens: "127.0.0.1:8080". Until server_stop. */
const char *server_address(const struct server *server);
/* Begins to answer. Errors: E_STORE (no thread, no descriptor). */
MUST_CHECK int server_serve(struct ctx *ctx, struct server *server, struct site *site);
/* site_options.prepare. */
void server_prepare(struct rendered *page);
/* Lets nobody new in (who connects meanwhile is let go), finishes what runs, at most ten seconds. False if something was
 * still running: then end the process and free nothing. */
bool server_stop(struct server *server);

#endif
