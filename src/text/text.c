/* Bytes to code points: UTF-8 or GB18030, as the file stands. How the lines of the file become a reading is layout.c;
 * what it says is figure.c. */
#include <errno.h>
#include <iconv.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/utf8.h"
#include "format/words.h"
#include "text/figure.h"
#include "text/layout.h"
#include "text/runes.h"
#include "text/windows.h"

enum { TEXT_LIMIT = 16 * 1024 * 1024 };

/* Returns false if the bytes are not UTF-8. */
static bool decode_utf8(struct ctx *ctx, struct text *text, const char *bytes, size_t length)
{
    struct arena_mark mark = arena_mark(ctx->mem);
    const char *end = bytes + length;
    int32_t *raw = arena_array(ctx->mem, utf8_count(bytes, length) + 1, sizeof *raw), *to = raw;

    while (bytes < end) {
        size_t taken;
        int32_t c = utf8_next(bytes, (size_t)(end - bytes), &taken);

        if (c < 0) {
            arena_rewind(ctx->mem, mark);
            return false;
        }
        *to++ = c;
        bytes += taken;
    }
    text->raw = raw;
    text->raw_count = (size_t)(to - raw);
    return true;
}

/* GB18030 has at most one code point a byte. Returns false if the bytes are not GB18030. */
static bool decode_gb18030(struct ctx *ctx, struct text *text, const char *bytes, size_t length)
{
    iconv_t convert = iconv_open("UCS-4LE", "GB18030");
    char *in = (char *)(uintptr_t)bytes;
    char *out;
    size_t room = (length + 1) * sizeof *text->raw;
    size_t left = room;
    bool fine;

    if (convert == (iconv_t)-1)
        return false;
    text->raw = arena_array(ctx->mem, length + 1, sizeof *text->raw);
    out = (char *)text->raw;
    fine = iconv(convert, &in, &length, &out, &left) != (size_t)-1 && length == 0;
    iconv_close(convert);
    text->raw_count = (room - left) / sizeof *text->raw;
    return fine;
}

struct text *text_window(struct ctx *ctx, const char *bytes, size_t length, size_t raw_before)
{
    struct text *text = arena_alloc(ctx->mem, sizeof *text);

    *text = (struct text){.name = "", .raw_before = raw_before};
    if (decode_utf8(ctx, text, bytes, length))
        layout_read(ctx, text);
    return text;
}

static int check_bytes(struct ctx *ctx, const char *name, const char *bytes, size_t length)
{
    if (length == 0)
        return fail(ctx, E_INPUT, "“%s”是空的；请给出 UTF-8 或 GB18030 的文本", name);
    if (length > TEXT_LIMIT)
        return fail(ctx, E_INPUT, "“%s”超过 16 MiB；请分成几份", name);
    if (memchr(bytes, 0, length))
        return fail(ctx, E_INPUT, "“%s”不是文本（含有空字节）；请另存为 UTF-8 或 GB18030 的纯文本", name);
    return 0;
}

int text_from_bytes(struct ctx *ctx, const char *name, const char *bytes, size_t length, struct text **ret)
{
    struct text *text = arena_alloc(ctx->mem, sizeof *text);

    int r = check_bytes(ctx, name, bytes, length);

    if (r < 0)
        return r;
    *text = (struct text){.name = arena_strdup(ctx->mem, name)};
    if (!decode_utf8(ctx, text, bytes, length) && !decode_gb18030(ctx, text, bytes, length))
        return fail(ctx, E_INPUT, "“%s”既不是 UTF-8 也不是 GB18030；请另存为其中一种", name);
    layout_read(ctx, text);
    *ret = text;
    return 0;
}

int text_from_file(struct ctx *ctx, const char *name, const char *bytes, size_t length, struct text **ret)
{
    const char *words;
    int r = words_read(ctx, name, bytes, length, &words, &length);

    return r < 0 ? r : text_from_bytes(ctx, name, words, length, ret);
}

int text_words_of_file(struct ctx *ctx, const char *path, const char **ret, size_t *ret_length)
{
    char *bytes;
    size_t length;
    int r = file_read(ctx, path, TEXT_LIMIT, &bytes, &length);

    return r < 0 ? r : words_read(ctx, path, bytes, length, ret, ret_length);
}

int text_read(struct ctx *ctx, const char *path, struct text **ret)
{
    const char *words;
    size_t length;
    int r = text_words_of_file(ctx, path, &words, &length);

    return r < 0 ? r : text_from_bytes(ctx, path, words, length, ret);
}

size_t text_line(const struct text *text, size_t raw_offset)
{
    size_t low = 0, high = text->line_count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (text->lines[middle] <= raw_offset)
            low = middle;
        else
            high = middle;
    }
    return low + 1;
}

size_t text_read_at(const struct text *text, size_t raw)
{
    size_t low = 0, high = text->read_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text->origin[middle] < raw)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

char *text_raw_words(struct ctx *ctx, const struct text *text, size_t start, size_t end)
{
    char room[256];
    AUTO_BUF struct buf words = BUF_ON(room);

    start -= text->raw_before;
    end -= text->raw_before;

    for (size_t i = start; i < end; i++)
        if (!(text->raw[i] == '\r' && i + 1 < end && text->raw[i + 1] == '\n'))
            buf_rune(&words, (uint32_t)(rune_is_line_end(text->raw[i]) ? '\n' : text->raw[i]));
    return arena_strndup(ctx->mem, words.bytes, words.length);
}

char *text_words(struct ctx *ctx, const struct text *text, size_t start, size_t end)
{
    char room[256];
    AUTO_BUF struct buf words = BUF_ON(room);

    for (size_t i = start; i < end && i < text->read_count; i++)
        buf_rune(&words, (uint32_t)text->read[i]);
    return arena_strndup(ctx->mem, words.bytes, words.length);
}
