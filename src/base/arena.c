/* A chain of blocks; the newest is filled from its front. Blocks that a rewind empties are kept for the next use. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__has_feature) /* clang's way to say it */
#if __has_feature(address_sanitizer) && !defined(__SANITIZE_ADDRESS__)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(p, n)   ((void)(p), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
#endif

#define BLOCK_SIZE ((size_t)64 * 1024)
#define ALIGN      ((size_t)16)

struct block {
    struct block *previous;
    size_t size, used;
    _Alignas(16) unsigned char bytes[];
};

struct arena {
    struct block *top;
    struct block *spare; /* one standard block, kept so that a loop that rewinds does not allocate */
};

static void *must(void *memory)
{
    if (!memory) {
        fputs("内存不足，程序停止；已经提交的数据不受影响\n", stderr);
        exit(3);
    }
    return memory;
}

static void push_block(struct arena *arena, size_t size)
{
    struct block *b = size == BLOCK_SIZE ? arena->spare : NULL;
    if (b)
        arena->spare = NULL;
    else
        b = must(malloc(sizeof *b + size));
    b->previous = arena->top;
    b->size = size;
    b->used = 0;
    ASAN_POISON_MEMORY_REGION(b->bytes, b->size);
    arena->top = b;
}

static void pop_block(struct arena *arena)
{
    struct block *b = arena->top;
    arena->top = b->previous;
    ASAN_UNPOISON_MEMORY_REGION(b->bytes, b->size);
    if (b->size == BLOCK_SIZE && !arena->spare)
        arena->spare = b;
    else
        free(b);
}

struct arena *arena_new(void)
{
    struct arena *arena = must(calloc(1, sizeof *arena));
    push_block(arena, BLOCK_SIZE);
    return arena;
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    while (arena->top)
        pop_block(arena);
    free(arena->spare);
    free(arena);
}

void *arena_bytes(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2)
        must(NULL);
    size_t rounded = (size + ALIGN - 1) / ALIGN * ALIGN;
    if (rounded > arena->top->size - arena->top->used)
        push_block(arena, rounded > BLOCK_SIZE / 4 ? rounded : BLOCK_SIZE);
    unsigned char *p = arena->top->bytes + arena->top->used;
    arena->top->used += rounded;
    ASAN_UNPOISON_MEMORY_REGION(p, size);
    return p;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    return memset(arena_bytes(arena, size), 0, size);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / 2 / size)
        must(NULL);
    return arena_alloc(arena, count * size);
}

char *arena_strndup(struct arena *arena, const char *s, size_t length)
{
    char *copy = arena_bytes(arena, length + 1);
    memcpy(copy, s, length);
    copy[length] = '\0';
    return copy;
}

char *arena_strdup(struct arena *arena, const char *s)
{
    return arena_strndup(arena, s, strlen(s));
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = arena_alloc(arena, (size_t)(length < 0 ? 0 : length) + 1);
    if (length > 0)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

struct arena_mark arena_mark(struct arena *arena)
{
    return (struct arena_mark){arena->top, arena->top->used};
}

void arena_rewind(struct arena *arena, struct arena_mark mark)
{
    while (arena->top != mark.block)
        pop_block(arena);
    ASAN_POISON_MEMORY_REGION(arena->top->bytes + mark.used, arena->top->size - mark.used);
    arena->top->used = mark.used;
}
