#include "web/cache.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/sm3.h"
#include "format/gzip.h"

/* ---- rendered pages ---- */

/* What a page owns. */
static void forget(const void *bytes)
{
    free((void *)(uintptr_t)bytes);
}

static void *must(void *memory)
{
    if (!memory) {
        fputs("内存不足\n", stderr);
        abort();
    }
    return memory;
}

static const char *copy(const char *text)
{
    return text ? must(strdup(text)) : NULL;
}

/* As gzip, where that is shorter. */
static void compress_page(struct form_bytes *out, const char *bytes, size_t length)
{
    enum { LEVEL = 6 };
    struct buf packed = BUF_INIT;
    if (length && gzip(bytes, length, LEVEL, &packed) && packed.length < length) {
        out->bytes = must(realloc(packed.bytes, packed.length));
        out->length = packed.length;
    } else {
        buf_done(&packed);
    }
}

static void set_etag(struct rendered *page)
{
    enum { BYTES = 12 };
    unsigned char hash[SM3_SIZE];
    sm3(page->forms[FORM_PLAIN].bytes, page->forms[FORM_PLAIN].length, hash);
    for (int i = 0; i < BYTES; i++)
        snprintf(page->etag + 2 * i, 3, "%02x", hash[i]);
}

struct rendered *rendered_new(const struct response *r)
{
    struct rendered *page = must(calloc(1, sizeof *page));
    char *bytes = must(malloc(r->body.length + 1));
    memcpy(bytes, r->body.bytes, r->body.length);
    page->holders = 1;
    page->status = r->status ? r->status : r->location ? 303 : 200;
    page->type = copy(r->type ? r->type : "text/html; charset=utf-8");
    page->location = copy(r->location);
    page->caching = copy(r->keep ? "no-cache" : "no-store");
    page->forms[FORM_PLAIN] = (struct form_bytes){.bytes = bytes, .length = r->body.length};
    compress_page(&page->forms[FORM_GZIP], bytes, r->body.length);
    if (r->keep)
        set_etag(page);
    return page;
}

struct rendered *rendered_static(const char *type, const char *caching)
{
    struct rendered *page = must(calloc(1, sizeof *page));
    page->holders = 1;
    page->borrowed = true;
    page->status = 200;
    page->type = type;
    page->caching = caching;
    return page;
}

void rendered_hold(struct rendered *page)
{
    __atomic_add_fetch(&page->holders, 1, __ATOMIC_RELAXED);
}

static void forget_all(struct rendered *page)
{
    for (int form = 0; form < FORMS; form++)
        forget(page->forms[form].bytes);
    forget(page->type);
    forget(page->location);
    forget(page->caching);
}

void rendered_release(struct rendered *page)
{
    if (!page || __atomic_sub_fetch(&page->holders, 1, __ATOMIC_ACQ_REL) != 0)
        return;
    for (int i = 0; i < 2 * FORMS; i++)
        if (page->forms[i / 2].ready[i % 2])
            page->unready(page->forms[i / 2].ready[i % 2]);
    if (!page->borrowed)
        forget_all(page);
    forget(page->key);
    free(page);
}

void rendered_etag(const struct rendered *page, enum form form, char out[36])
{
    static const char *const endings[FORMS] = {"", "-gz", "-br"};
    snprintf(out, 36, "\"%s%s\"", page->etag, endings[form]);
}

/* ---- the cache ---- */

enum { BUCKETS = 4096, ENTRY_COST = 4096 /* what the server keeps ready beside the bytes, roughly */ };

struct cache {
    size_t most_bytes, bytes;
    struct rendered *newest, *oldest;
    struct rendered *buckets[BUCKETS];
};

struct cache *cache_new(size_t most_bytes)
{
    struct cache *cache = must(calloc(1, sizeof *cache));
    cache->most_bytes = most_bytes;
    return cache;
}

static struct rendered **bucket_of(struct cache *cache, const char *key, size_t length)
{
    uint64_t hash = fnv1a(key, length); /* who wants to can make keys collide, in a cache that is bounded */
    return &cache->buckets[(hash ^ hash >> 32) % BUCKETS];
}

static struct rendered **place_of(struct cache *cache, const char *key, size_t length)
{
    struct rendered **at = bucket_of(cache, key, length);
    while (*at && ((*at)->key_length != length || memcmp((*at)->key, key, length) != 0))
        at = &(*at)->next;
    return at;
}

static void unlink_age(struct cache *cache, struct rendered *page)
{
    *(page->newer ? &page->newer->older : &cache->newest) = page->older;
    *(page->older ? &page->older->newer : &cache->oldest) = page->newer;
}

static void link_newest(struct cache *cache, struct rendered *page)
{
    page->newer = NULL;
    page->older = cache->newest;
    *(cache->newest ? &cache->newest->newer : &cache->oldest) = page;
    cache->newest = page;
}

static void drop(struct cache *cache, struct rendered **at)
{
    struct rendered *page = *at;
    *at = page->next;
    unlink_age(cache, page);
    cache->bytes -= page->cost;
    rendered_release(page);
}

void cache_free(struct cache *cache)
{
    while (cache->oldest)
        drop(cache, place_of(cache, cache->oldest->key, cache->oldest->key_length));
    free(cache);
}

struct rendered *cache_find(struct cache *cache, const char *key, size_t length, uint64_t state)
{
    struct rendered *page = *place_of(cache, key, length);
    if (!page || page->state != state)
        return NULL;
    if (page != cache->newest) {
        unlink_age(cache, page);
        link_newest(cache, page);
    }
    rendered_hold(page);
    return page;
}

void cache_put(struct cache *cache, struct rendered *page, const char *key, size_t length, uint64_t state)
{
    struct rendered **at = place_of(cache, key, length);
    if (*at)
        drop(cache, at);
    char *kept = must(malloc(length + 1));
    memcpy(kept, key, length);
    kept[length] = '\0';
    page->key = kept;
    page->key_length = length;
    page->state = state;
    page->cost = ENTRY_COST + length + page->forms[FORM_PLAIN].length + page->forms[FORM_GZIP].length;
    at = bucket_of(cache, key, length);
    page->next = *at;
    *at = page;
    link_newest(cache, page);
    cache->bytes += page->cost;
    rendered_hold(page);
    while (cache->bytes > cache->most_bytes && cache->oldest != page)
        drop(cache, place_of(cache, cache->oldest->key, cache->oldest->key_length));
}
