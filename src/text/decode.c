/* Which encoding a text is in, and its code points. How they become a reading is layout.c. */
#include "text/decode.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/processor.h"
#include "base/utf8.h"
#include "format/words.h"

enum {
    WINDOW = 1024 * 1024, /* bytes that are looked at before memory gives them up */
    BLOCK = 64 * 1024,    /* and written at once */
};

/* Whether a NUL stands in it; if not, `*ret_utf8` says whether all of it is UTF-8. */
static bool has_nul(const struct mapped *m, bool *ret_utf8)
{
    size_t taken;

    *ret_utf8 = true;
    for (size_t at = 0; at < m->length; at += taken) {
        size_t length = m->length - at < WINDOW ? m->length - at : WINDOW;

        if (memchr(m->bytes + at, 0, length))
            return true;
        taken = *ret_utf8 ? utf8_valid(m->bytes + at, length) : length;
        if (taken < length && (at + length == m->length || length - taken >= UTF8_MAX)) {
            *ret_utf8 = false;
            taken = length;
        }
        mapped_forget(m, at, at + taken);
    }
    return false;
}

/* Writes GB18030 as UTF-8. Returns 1, or 0 if it is something else; -1 with errno if `out` takes no more. */
static int write_gb18030(const struct mapped *m, FILE *out)
{
    iconv_t convert = iconv_open("UTF-8", "GB18030");
    char *in = (char *)(uintptr_t)m->bytes, block[BLOCK];
    size_t left = m->length, before = 0, step = 1;
    int r = convert == (iconv_t)-1 ? 0 : 1;

    while (r == 1 && step > 0) { /* the last step writes nothing */
        char *to = block;
        size_t room = sizeof block;

        if (iconv(convert, &in, &left, &to, &room) == (size_t)-1 && errno != E2BIG)
            r = 0;
        step = sizeof block - room;
        if (r == 1 && fwrite(block, 1, step, out) != step)
            r = -1;
        mapped_forget(m, before, m->length - left);
        before = m->length - left;
    }
    if (convert != (iconv_t)-1)
        iconv_close(convert);
    return r;
}

/* GB18030 as UTF-8: where it was in a file, in a file. Returns 0 if it is something else, else 1. */
static int from_gb18030(struct ctx *ctx, const struct mapped *m, struct mapped *ret)
{
    char *memory = NULL;
    size_t length = 0;
    FILE *out = m->in_file ? file_temporary() : open_memstream(&memory, &length);
    int r = out ? write_gb18030(m, out) : -1;

    if (r == 1 && m->in_file) {
        r = mapped_written(ctx, out, ret);
        return r < 0 ? r : 1;
    }
    if (r < 0)
        r = file_temporary_full(ctx);
    if (out)
        fclose_p(&out);
    if (r == 1)
        *ret = (struct mapped){.bytes = arena_strndup(ctx->mem, memory, length), .length = length};
    free(memory);
    return r;
}

/* `m` as well-formed UTF-8; it is ended where it was converted. */
static int as_utf8(struct ctx *ctx, const char *name, struct mapped *m)
{
    struct mapped converted;
    bool utf8;
    int r;

    if (m->length == 0)
        return fail(ctx, E_INPUT, "“%s”是空的；请给出 UTF-8 或 GB18030 的文本", name);
    if (has_nul(m, &utf8))
        return fail(ctx, E_INPUT, "“%s”不是文本（含有空字节）；请另存为 UTF-8 或 GB18030 的纯文本", name);
    if (utf8)
        return 0;
    r = from_gb18030(ctx, m, &converted);
    if (r == 0)
        return fail(ctx, E_INPUT, "“%s”既不是 UTF-8 也不是 GB18030；请另存为其中一种", name);
    if (r < 0)
        return r;
    mapped_end(m);
    *m = converted;
    return 0;
}

int decode_utf8(struct ctx *ctx, const char *name, const char *bytes, size_t length, const char **ret,
                size_t *ret_length)
{
    struct mapped m = {.bytes = bytes, .length = length};
    int r = length > DECODE_LIMIT ? fail(ctx, E_INPUT, "“%s”超过 16 MiB；请分成几份", name) : as_utf8(ctx, name, &m);

    *ret = m.bytes;
    *ret_length = m.length;
    return r;
}

/* A page or a document becomes its words. */
static int as_words(struct ctx *ctx, const char *path, struct mapped *m)
{
    struct mapped words = {.bytes = NULL};
    int r = m->length > DECODE_LIMIT && words_are_inside(m->bytes, m->length)
                ? fail(ctx, E_INPUT, "“%s”超过 16 MiB；请分成几份", path)
                : words_read(ctx, path, m->bytes, m->length, &words.bytes, &words.length);

    if (r < 0 || words.bytes == m->bytes)
        return r;
    mapped_end(m);
    *m = words;
    return 0;
}

int decode_file(struct ctx *ctx, const char *path, size_t limit, struct mapped *ret)
{
    struct mapped m = {.bytes = NULL};
    int r = mapped_read(ctx, path, limit, &m);

    if (r == 0)
        r = as_words(ctx, path, &m);
    if (r == 0)
        r = as_utf8(ctx, path, &m);
    if (r < 0)
        mapped_end(&m);
    else
        *ret = m;
    return r;
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
