/* A growing array on an arena: VEC(struct figure) figures = {0}; *vec_push(mem, &figures) = (struct figure){...};
 * Elements move when the array grows: keep indices, not pointers, while it does. Growing leaves the old block to the
 * arena, which at most doubles the memory. */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <stddef.h>

#include "base/arena.h"

#define VEC(type)                                                                                                      \
    struct {                                                                                                           \
        type *at;                                                                                                      \
        size_t count, capacity;                                                                                        \
    }

/* Makes room for one more; returns the array, moved if it had to grow. */
void *vec_grow(struct arena *arena, void *at, size_t count, size_t *capacity, size_t size);

/* Appends one zeroed element and gives its address. */
#define vec_push(arena, v)                                                                                             \
    ((v)->at = vec_grow((arena), (v)->at, (v)->count, &(v)->capacity, sizeof *(v)->at), &(v)->at[(v)->count++])

#endif
