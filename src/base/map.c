#include "base/map.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Eight bytes at a time (uthash's own go byte by byte), mixed as MurmurHash3's 64-bit finalizer does. Keys here are
 * ids, digests and short texts, none chosen by a stranger who gains by slow maps. */
static unsigned hash_bytes(const void *key, size_t length)
{
    const unsigned char *p = key;
    uint64_t h = length * 0x9E3779B97F4A7C15u;
    for (; length;) {
        uint64_t part = 0;
        size_t n = length < 8 ? length : 8;
        memcpy(&part, p, n);
        h = (h ^ part) * 0xFF51AFD7ED558CCDu;
        h ^= h >> 32;
        p += n;
        length -= n;
    }
    return (unsigned)(h ^ h >> 29);
}

/* An own small table instead of uthash's malloc'd one is not worth it: uthash takes its memory from the arena. */
#define uthash_malloc(size)    arena_alloc(map->arena, size)
#define uthash_free(ptr, size) ((void)(ptr), (void)(size))
#define uthash_fatal(message)  abort()
#define HASH_FUNCTION(k, n, h) ((h) = hash_bytes((k), (n)))
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#include <uthash.h>

struct entry {
    const void *key;
    size_t length;
    void *value;
    UT_hash_handle hh;
};

struct map {
    struct arena *arena;
    struct entry *entries;
};

struct map *map_new(struct arena *arena)
{
    struct map *map = arena_alloc(arena, sizeof *map);
    map->arena = arena;
    return map;
}

static struct entry *find(const struct map *map, const void *key, size_t length)
{
    struct entry *e = NULL;
    HASH_FIND(hh, map->entries, key, length, e);
    return e;
}

void *map_get(const struct map *map, const void *key, size_t length)
{
    struct entry *e = find(map, key, length);
    return e ? e->value : NULL;
}

void *map_get_str(const struct map *map, const char *key)
{
    return map_get(map, key, strlen(key));
}

void map_put(struct map *map, const void *key, size_t length, void *value)
{
    struct entry *e = find(map, key, length);
    if (!e) {
        e = arena_alloc(map->arena, sizeof *e);
        e->key = arena_strndup(map->arena, key, length);
        e->length = length;
        HASH_ADD_KEYPTR(hh, map->entries, e->key, length, e);
    }
    e->value = value;
}

void map_put_str(struct map *map, const char *key, void *value)
{
    map_put(map, key, strlen(key), value);
}

size_t map_count(const struct map *map)
{
    return HASH_COUNT(map->entries);
}

int map_each(const struct map *map, int (*each)(void *arg, const void *key, size_t length, void *value), void *arg)
{
    for (struct entry *e = map->entries; e; e = e->hh.next) {
        int r = each(arg, e->key, e->length, e->value);
        if (r)
            return r;
    }
    return 0;
}
