/* A text: read from bytes, and asked for lines and words. What its figures are is figure.c. */
#include "base/utf8.h"
#include "format/words.h"
#include "text/decode.h"
#include "text/figure.h"
#include "text/layout.h"
#include "text/runes.h"
#include "text/units.h"

static struct text *from_utf8(struct ctx *ctx, const char *name, const char *bytes, size_t length)
{
    struct text *text = arena_alloc(ctx->mem, sizeof *text);

    layout_room(ctx->mem, text, utf8_count(bytes, length), 0);
    text->name = arena_strdup(ctx->mem, name);
    text->raw_count = decode_runes(bytes, length, text->raw);
    layout_read(layout_new(ctx->mem, units_lexicon(ctx->mem)), text, 0);
    return text;
}

int text_from_bytes(struct ctx *ctx, const char *name, const char *bytes, size_t length, struct text **ret)
{
    int r = decode_utf8(ctx, name, bytes, length, &bytes, &length);

    if (r == 0)
        *ret = from_utf8(ctx, name, bytes, length);
    return r;
}

int text_from_file(struct ctx *ctx, const char *name, const char *bytes, size_t length, struct text **ret)
{
    const char *words;
    int r = words_read(ctx, name, bytes, length, &words, &length);

    return r < 0 ? r : text_from_bytes(ctx, name, words, length, ret);
}

int text_read(struct ctx *ctx, const char *path, struct text **ret)
{
    struct mapped words;
    int r = decode_file(ctx, path, DECODE_LIMIT, &words);

    if (r < 0)
        return r;
    *ret = from_utf8(ctx, path, words.bytes, words.length);
    mapped_end(&words);
    return 0;
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
    char *words = arena_bytes(ctx->mem, (end - start) * UTF8_MAX + 1), *to = words;

    start -= text->raw_before;
    end -= text->raw_before;

    for (size_t i = start; i < end; i++)
        if (!(text->raw[i] == '\r' && i + 1 < end && text->raw[i + 1] == '\n'))
            to = utf8_put(rune_is_line_end(text->raw[i]) ? '\n' : text->raw[i], to);
    *to = '\0';
    return words;
}

char *text_words(struct ctx *ctx, const struct text *text, size_t start, size_t end)
{
    size_t last = end < text->read_count ? end : text->read_count;
    char *words = arena_bytes(ctx->mem, (last > start ? last - start : 0) * UTF8_MAX + 1), *to = words;

    for (size_t i = start; i < last; i++)
        to = utf8_put(text->read[i], to);
    *to = '\0';
    return words;
}
