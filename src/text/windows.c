/* A large text, window by window: one thread lays out the next while the other walks through the one before. */
#include "text/windows.h"

#include <pthread.h>
#include <string.h>

#include "base/utf8.h"

enum { WINDOW = 256 * 1024 };

struct window {
    const char *bytes;
    size_t length, raw_before;
    struct arena *mem;
    struct text *text;
};

/* An empty line at `at`, behind which no table goes on; its end, or 0. */
static size_t gap_end(const char *bytes, size_t length, size_t at)
{
    size_t i = at, line;

    while (i < length && (bytes[i] == '\n' || bytes[i] == '\r'))
        i++;
    for (line = i; line < length && bytes[line] != '\n'; line++)
        if (bytes[line] == '\t' || bytes[line] == '|')
            return 0;
    return i;
}

/* Where the window that begins with `bytes` ends: at an empty line, else behind a full stop that ends its line, else
 * nowhere before the text does. */
static size_t window_length(const char *bytes, size_t length)
{
    static const char stop[] = "。\n";
    size_t last = 2 * WINDOW < length ? 2 * WINDOW : length, line = 0;

    if (length <= 2 * WINDOW)
        return length;
    for (size_t i = WINDOW; i < last; i++) {
        if (bytes[i] != '\n')
            continue;
        if (bytes[i + 1] == '\n' || (bytes[i + 1] == '\r' && bytes[i + 2] == '\n')) {
            size_t end = gap_end(bytes, length, i);

            if (end)
                return end;
        }
        if (!line && memcmp(bytes + i + 1 - strlen(stop), stop, strlen(stop)) == 0)
            line = i + 1;
    }
    return line ? line : length;
}

static void *lay_out(void *arg)
{
    struct window *w = arg;
    struct ctx ctx = {.mem = w->mem = arena_new()};

    w->text = text_window(&ctx, w->bytes, w->length, w->raw_before);
    return NULL;
}

static struct window window_at(const char *bytes, size_t length, size_t raw_before)
{
    return (struct window){.bytes = bytes, .length = window_length(bytes, length), .raw_before = raw_before};
}

static void each_window(struct ctx *ctx, const char *bytes, size_t length, const struct figures_taker *taker)
{
    struct window now = window_at(bytes, length, 0), next;
    const char *end = bytes + length;
    struct walk *walk;

    lay_out(&now);
    walk = walk_new(ctx, now.text, now.length < length, taker);
    for (bool more = true; more; now = next) {
        const char *from = now.bytes + now.length;
        pthread_t thread;
        bool beside;

        more = from < end;
        next = window_at(from, (size_t)(end - from), now.raw_before + now.text->raw_count);
        beside = more && pthread_create(&thread, NULL, lay_out, &next) == 0;
        walk_window(walk, now.text);
        arena_free(now.mem);
        if (beside)
            pthread_join(thread, NULL);
        else if (more)
            lay_out(&next);
    }
}

int large_text_read(struct ctx *ctx, const char *path, struct large_text *ret)
{
    int r = text_words_of_file(ctx, path, &ret->words, &ret->length);

    ret->whole = NULL;
    if (r < 0 || (ret->length > 2 * WINDOW && utf8_valid(ret->words, ret->length) == ret->length &&
                  !memchr(ret->words, 0, ret->length)))
        return r;
    return text_from_bytes(ctx, path, ret->words, ret->length, &ret->whole);
}

void large_text_each(struct ctx *ctx, const struct large_text *large, const struct figures_taker *taker)
{
    if (large->whole)
        figures_each(ctx, large->whole, taker);
    else
        each_window(ctx, large->words, large->length, taker);
}
