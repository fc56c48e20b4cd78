/* A map from byte strings to pointers, on an arena (uthash underneath). Keys are copied into the arena.
 * There is no way to take a key out; values may be replaced. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stddef.h>

#include "base/arena.h"

struct map;

struct map *map_new(struct arena *arena);

/* NULL if the key is not there. */
void *map_get(const struct map *map, const void *key, size_t length);
void *map_get_str(const struct map *map, const char *key);

/* Sets, replacing what was there. */
void map_put(struct map *map, const void *key, size_t length, void *value);
void map_put_str(struct map *map, const char *key, void *value);

size_t map_count(const struct map *map);

/* Calls `each` for every entry in order of first insertion; stops at and returns the first value that is not 0. */
int map_each(const struct map *map, int (*each)(void *arg, const void *key, size_t length, void *value), void *arg);

#endif
