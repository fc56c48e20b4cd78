/* The site behind the server: stores kept open, one a thread, the edition of programme and tree that all threads read,
 * and the pages that are kept rendered. Knows no HTTP library. */
#ifndef WEB_SITE_H
#define WEB_SITE_H

#include "web/request.h"

/* Runs `work` in one transaction (db_transaction) on the site's writing connection, one handler at a time: for the few
 * that write, from inside a handler. The ctx that work gets has the request's arena and another store than q->ctx,
 * whose snapshot does not see what is written. Errors: those of work, E_STORE (busy: what a page answers with 503). */
MUST_CHECK int site_write(struct request *q, int (*work)(struct ctx *ctx, void *arg), void *arg);

#endif
