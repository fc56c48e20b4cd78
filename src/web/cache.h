/* Pages rendered and compressed, kept under the state of the store that they show. Bounded in bytes: what was not asked
 * for longest goes first. The cache is used under its owner's lock; a rendered page is held by any thread. */
#ifndef WEB_CACHE_H
#define WEB_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "web/request.h"

enum form { FORM_PLAIN, FORM_GZIP, FORM_BROTLI, FORMS };

struct form_bytes {
    const char *bytes; /* NULL: not in this form */
    size_t length;
    void *ready[2]; /* the server's: as an answer, and as the answer "not modified" */
};

/* One answer, whole. Never changes once it was given out. */
struct rendered {
    unsigned holders;     /* atomic */
    int status;           /* HTTP */
    int retry_after;      /* seconds; 0: not said */
    const char *type;     /* Content-Type */
    const char *location; /* path of a redirect, or NULL */
    const char *allow;    /* methods, of a 405 or an OPTIONS; or NULL */
    const char *caching;  /* Cache-Control */
    char etag[28];        /* of the bytes, without quotes and without the form's ending; "": none */
    struct form_bytes forms[FORMS];
    void (*unready)(void *ready);
    bool borrowed; /* bytes and texts are not its own */

    /* the cache's */
    const char *key;
    size_t key_length, cost;
    uint64_t state;
    struct rendered *next, *newer, *older;
};

/* A page from what a handler gave, held once; compressed where that makes it smaller. What it needs is copied. */
struct rendered *rendered_new(const struct response *r);
/* One of bytes that live as long as the program (an asset); forms are the caller's to fill. */
struct rendered *rendered_static(const char *type, const char *caching);
void rendered_hold(struct rendered *page);
void rendered_release(struct rendered *page); /* NULL is fine */
/* The form's entity tag in quotes. */
void rendered_etag(const struct rendered *page, enum form form, char out[36]);

struct cache;
struct cache *cache_new(size_t most_bytes);
void cache_free(struct cache *cache);
/* Held for the caller; NULL if there is none of that key that shows that state. */
struct rendered *cache_find(struct cache *cache, const char *key, size_t length, uint64_t state);
/* Takes a hold of its own. A page of the same key goes. */
void cache_put(struct cache *cache, struct rendered *page, const char *key, size_t length, uint64_t state);

#endif
