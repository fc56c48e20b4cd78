/* A text that a reader asked to be kept under an address of its own. What it claims is read anew each time. */
#ifndef DOMAIN_ARTICLE_H
#define DOMAIN_ARTICLE_H

#include "domain/city.h"
#include "text/figure.h"

/* A store holds so many and so many bytes of them, no more: who keeps texts is not asked for a name. */
enum { ARTICLES_MOST = 10000, ARTICLES_MOST_BYTES = 512 << 20, ARTICLE_TOKEN = 26 };

struct article {
    char token[ARTICLE_TOKEN + 1]; /* 130 random bits in a-z, 2-7: cannot be guessed */
    const char *content;           /* UTF-8 */
    size_t length;
    const char *said; /* of its claims on that day (moved.h); NULL: not known */
    size_t said_length;
    int as_of;   /* month; 0 the latest */
    int kept_on; /* day */
};

/* Keeps the text inside the caller's transaction and sets its token; the other fields are given.
 * 0; ARTICLES_FULL: nothing was kept. Errors: E_STORE. */
enum { ARTICLES_FULL = 1 };
MUST_CHECK int article_keep(struct ctx *ctx, struct article *article);

/* DB_NONE if there is none of this token. Errors: E_STORE. */
MUST_CHECK int article_find(struct ctx *ctx, const char *token, struct article *ret);

/* The text's characters as UTF-8, whatever its file was written in. In ctx->mem. */
const char *article_content(struct ctx *ctx, const struct text *text, size_t *ret_length);

#endif
