#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

char buf_empty[1];

void buf_done(struct buf *b)
{
    if (b->capacity && !b->lent)
        free(b->bytes);
    *b = BUF_INIT;
}

void buf_reset(struct buf *b)
{
    b->length = 0;
    if (b->capacity)
        b->bytes[0] = '\0';
}

void buf_reserve(struct buf *b, size_t more)
{
    size_t need = b->length + more + 1;
    if (need <= b->capacity)
        return;
    size_t capacity = b->capacity ? b->capacity : 256;
    while (capacity < need)
        capacity *= 2;
    char *bytes = realloc(b->capacity && !b->lent ? b->bytes : NULL, capacity);
    if (!bytes) {
        fputs("内存不足，程序停止；已经提交的数据不受影响\n", stderr);
        exit(3);
    }
    if (b->lent)
        memcpy(bytes, b->bytes, b->length);
    b->bytes = bytes;
    b->capacity = capacity;
    b->lent = false;
    b->bytes[b->length] = '\0';
}

void buf_str(struct buf *b, const char *s)
{
    buf_add(b, s, strlen(s));
}

void buf_rune(struct buf *b, uint32_t c)
{
    char out[UTF8_MAX];
    buf_add(b, out, (size_t)(utf8_put((int32_t)c, out) - out));
}

void buf_printf(struct buf *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length > 0) {
        buf_reserve(b, (size_t)length);
        vsnprintf(b->bytes + b->length, (size_t)length + 1, format, again);
        b->length += (size_t)length;
    }
    va_end(again);
}

void buf_u32(struct buf *b, uint32_t value)
{
    unsigned char out[4] = {(unsigned char)(value >> 24), (unsigned char)(value >> 16), (unsigned char)(value >> 8),
                            (unsigned char)value};
    buf_add(b, out, sizeof out);
}

void buf_u64(struct buf *b, uint64_t value)
{
    buf_u32(b, (uint32_t)(value >> 32));
    buf_u32(b, (uint32_t)value);
}

void buf_text(struct buf *b, const char *text)
{
    buf_add(b, text, strlen(text) + 1);
}

void buf_part(struct buf *b, const void *bytes, size_t length)
{
    buf_u32(b, (uint32_t)length);
    buf_add(b, bytes, length);
}
