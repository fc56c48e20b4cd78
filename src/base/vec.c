#include "base/vec.h"

#include <string.h>

void *vec_grow(struct arena *arena, void *at, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return at;
    size_t larger = *capacity ? *capacity * 2 : 8;
    void *moved = arena_array(arena, larger, size);
    if (count)
        memcpy(moved, at, count * size);
    *capacity = larger;
    return moved;
}
