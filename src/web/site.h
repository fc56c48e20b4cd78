/* The site behind the server: stores kept open, one a thread, the edition of programme and tree that all threads read,
 * and the pages that are kept rendered. Knows no HTTP library.
 *
 * A thread of its own watches the store: while that can tell whether anything was committed, pages are kept under the
 * state that they show and served without asking the store; when it cannot, every page is made anew. */
#ifndef WEB_SITE_H
#define WEB_SITE_H

#include "web/cache.h"
#include "web/request.h"

struct site_options {
    const char *url, *programme; /* programme NULL: the newest */
    unsigned threads;            /* that answer; 0: by the machine */
    size_t cache_bytes;          /* for pages kept rendered; 0: 64 MiB */
    /* Called once with each new page before anybody else sees it. */
    void (*prepare)(struct rendered *page);
};

/* Opens the store, reads the edition, begins to watch. Errors: E_INPUT, E_STORE. */
MUST_CHECK int site_open(struct ctx *ctx, const struct site_options *options, struct site **ret);
/* Ends the threads, which finish what they are at; nobody asks any more. */
void site_close(struct site *site);
bool site_synthetic(struct site *site);

/* One call from outside, as the server read it. Owned by the server; between site_ask and `done` the site's. */
struct call {
    struct arena *mem;    /* of this call alone */
    const char *method;   /* GET or POST, or whatever was said; a HEAD is asked as GET */
    const char *raw_path; /* percent-encoded, without the query */
    const char *origin;   /* "https://host", or "" */
    struct pair *given;   /* query of a GET, form of a POST; decoded */
    size_t given_count;
    int refuse;             /* 0, or a status with which the server has to turn it away */
    const char *refuse_why; /* a sentence, or "" */
    void (*done)(struct call *call, struct rendered *page); /* in a thread of the site; `page` is held for it */
    struct call *next;                                      /* the site's */
};

/* The page that is kept for a GET without query of this raw path, if it shows the present state; held. NULL: ask. Waits
 * for nothing. */
struct rendered *site_kept(struct site *site, const char *raw_path, const char *origin);
/* Hands the call to a thread that may wait for the store; `done` follows. False if too many are waiting. */
bool site_ask(struct site *site, struct call *call);
/* Turns a call away without asking the store: an error page, made in the caller's thread; held. */
struct rendered *site_refuse(struct site *site, struct call *call, int status, const char *why);

/* Runs `work` in one transaction (db_transaction) on the site's writing connection, one handler at a time: for the few
 * that write, from inside a handler. The ctx that work gets has the request's arena and another store than q->ctx,
 * whose snapshot does not see what is written. Errors: those of work, E_STORE (busy: what a page answers with 503). */
MUST_CHECK int site_write(struct request *q, int (*work)(struct ctx *ctx, void *arg), void *arg);

#endif
