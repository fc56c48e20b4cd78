/* Which encoding a text is in, and its code points. How they become a reading is layout.c. */
#include "text/decode.h"

#include <iconv.h>
#include <string.h>

#include "base/file.h"
#include "base/processor.h"
#include "base/utf8.h"
#include "format/words.h"

/* GB18030 to UTF-8 in the arena; NULL if the bytes are not GB18030. Two of its bytes take at most three. */
static char *from_gb18030(struct ctx *ctx, const char *bytes, size_t length, size_t *ret_length)
{
    iconv_t convert = iconv_open("UTF-8", "GB18030");
    char *in = (char *)(uintptr_t)bytes, *out, *to;
    size_t room = 2 * length + 1, left = room;
    bool fine;

    if (convert == (iconv_t)-1)
        return NULL;
    out = to = arena_alloc(ctx->mem, room);
    fine = iconv(convert, &in, &length, &to, &left) != (size_t)-1 && length == 0;
    iconv_close(convert);
    *ret_length = room - left;
    return fine ? out : NULL;
}

int decode_utf8(struct ctx *ctx, const char *name, const char *bytes, size_t length, const char **ret,
                size_t *ret_length)
{
    *ret = bytes;
    *ret_length = length;
    if (length == 0)
        return fail(ctx, E_INPUT, "“%s”是空的；请给出 UTF-8 或 GB18030 的文本", name);
    if (length > DECODE_LIMIT)
        return fail(ctx, E_INPUT, "“%s”超过 16 MiB；请分成几份", name);
    if (memchr(bytes, 0, length))
        return fail(ctx, E_INPUT, "“%s”不是文本（含有空字节）；请另存为 UTF-8 或 GB18030 的纯文本", name);
    if (utf8_valid(bytes, length) < length && !(*ret = from_gb18030(ctx, bytes, length, ret_length)))
        return fail(ctx, E_INPUT, "“%s”既不是 UTF-8 也不是 GB18030；请另存为其中一种", name);
    return 0;
}

int decode_file(struct ctx *ctx, const char *path, const char **ret, size_t *ret_length)
{
    char *bytes;
    const char *words;
    size_t length;
    int r = file_read(ctx, path, DECODE_LIMIT, &bytes, &length);

    if (r == 0)
        r = words_read(ctx, path, bytes, length, &words, &length);
    return r < 0 ? r : decode_utf8(ctx, path, words, length, ret, ret_length);
}

typedef uint8_t bytes16 __attribute__((vector_size(16)));
typedef uint32_t runes4 __attribute__((vector_size(16)));
typedef uint64_t halves __attribute__((vector_size(16)));

enum { SIDE_BY_SIDE = 4, BYTES = 3 }; /* characters decoded at once, all of so many bytes: nearly all are */

EACH_PROCESSOR size_t decode_runes(const char *bytes, size_t length, int32_t *to)
{
    static const bytes16 marks = {0xF0, 0xC0, 0xC0, 0xF0, 0xC0, 0xC0, 0xF0, 0xC0, 0xC0, 0xF0, 0xC0, 0xC0};
    static const bytes16 marked = {0xE0, 0x80, 0x80, 0xE0, 0x80, 0x80, 0xE0, 0x80, 0x80, 0xE0, 0x80, 0x80};
    const char *at = bytes, *end = bytes + length;
    const int32_t *first = to;

    while (at < end) {
        while ((size_t)(end - at) >= sizeof(bytes16)) {
            bytes16 b;
            halves other;
            runes4 c;

            memcpy(&b, at, sizeof b);
            other = (halves)((b & marks) ^ marked);
            if (other[0] | other[1])
                break;
            c = (runes4)__builtin_shufflevector(b, b, 2, 1, 0, 15, 5, 4, 3, 15, 8, 7, 6, 15, 11, 10, 9, 15);
            c = (c >> 4 & 0xF000) | (c >> 2 & 0xFC0) | (c & 0x3F);
            memcpy(to, &c, sizeof c);
            to += SIDE_BY_SIDE;
            at += SIDE_BY_SIDE * BYTES;
        }
        for (int i = 0; i < SIDE_BY_SIDE && at < end; i++) {
            size_t taken;

            *to++ = utf8_next(at, (size_t)(end - at), &taken);
            at += taken;
        }
    }
    return (size_t)(to - first);
}
