/* Memory that is freed as a whole. Whoever makes the arena decides how long everything in it lives; nothing in it is
 * freed by hand. What an arena has not lent is poisoned under AddressSanitizer. One thread at a time. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena;

/* A place to rewind to. Marks nest: rewind to the outermost last. */
struct arena_mark {
    void *block;
    size_t used;
};

/* Returns an empty arena; ends the process only if memory for its first block is missing. Free with arena_free. */
struct arena *arena_new(void);
void arena_free(struct arena *arena);

/* `size` bytes, zeroed, aligned for any type; lives until the arena is freed or rewound before this point.
 * Never NULL: a machine without memory ends the process with a sentence (there is nothing useful left to do). */
void *arena_alloc(struct arena *arena, size_t size);

/* The same of bytes that the caller fills at once: not zeroed. */
void *arena_bytes(struct arena *arena, size_t size);

/* `count` zeroed elements of `size` bytes; ends the process if the product overflows. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* Copies; the result is terminated by NUL. */
char *arena_strdup(struct arena *arena, const char *s);
char *arena_strndup(struct arena *arena, const char *s, size_t length);
__attribute__((format(printf, 2, 3), nonnull(2))) char *arena_printf(struct arena *arena, const char *format, ...);

struct arena_mark arena_mark(struct arena *arena);
void arena_rewind(struct arena *arena, struct arena_mark mark);

#endif
