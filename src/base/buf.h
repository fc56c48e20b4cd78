/* A growing byte string.
 * Invariants: `bytes` is never NULL; bytes[length] == 0; length < capacity once anything was added.
 * A buf made with BUF_INIT owns malloc'd memory: end it with buf_done. One made with BUF_ON(array) begins in memory
 * that its caller has, so that what is short and made for every row allocates nothing; end it with buf_done as well. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct buf {
    char *bytes;
    size_t length, capacity;
    bool lent; /* the memory is the caller's */
};

extern char buf_empty[1];
#define BUF_INIT      ((struct buf){buf_empty, 0, 0, false})
#define BUF_ON(array) ((struct buf){memset((array), 0, 1), 0, sizeof(array), true})
#define AUTO_BUF      __attribute__((cleanup(buf_done)))

void buf_done(struct buf *b);
void buf_reset(struct buf *b);                /* length 0, memory kept */
void buf_reserve(struct buf *b, size_t more); /* room for `more` bytes and the NUL */
void buf_str(struct buf *b, const char *s);
void buf_rune(struct buf *b, uint32_t code_point); /* as UTF-8 */
__attribute__((format(printf, 2, 3), nonnull(2))) void buf_printf(struct buf *b, const char *format, ...);

static inline void buf_add(struct buf *b, const void *bytes, size_t length)
{
    if (!length)
        return;
    if (b->length + length >= b->capacity)
        buf_reserve(b, length);
    memcpy(b->bytes + b->length, bytes, length);
    b->length += length;
    b->bytes[b->length] = '\0';
}

static inline void buf_char(struct buf *b, char c)
{
    if (b->length + 1 >= b->capacity)
        buf_reserve(b, 1);
    b->bytes[b->length++] = c;
    b->bytes[b->length] = '\0';
}

/* Big-endian integers, for bytes that are hashed. */
void buf_u32(struct buf *b, uint32_t value);
void buf_u64(struct buf *b, uint64_t value);
/* A text with its NUL: two different lists of texts never give the same bytes. */
void buf_text(struct buf *b, const char *text);
/* A length (u32) and the bytes: two different lists of parts never give the same bytes. */
void buf_part(struct buf *b, const void *bytes, size_t length);

#endif
