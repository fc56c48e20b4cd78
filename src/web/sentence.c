#include "web/sentence.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"

static const char *hole_text(const struct hole *holes, const char *name, size_t length)
{
    for (; holes->name; holes++)
        if (strlen(holes->name) == length && memcmp(holes->name, name, length) == 0)
            return holes->text;
    return NULL;
}

const char *sentence(struct arena *mem, const char *said, const struct hole *holes)
{
    AUTO_BUF struct buf out = BUF_INIT;
    for (const char *at = said; *at;) {
        size_t plain = strcspn(at, "{");
        buf_add(&out, at, plain);
        at += plain;
        if (!*at)
            break;
        size_t length = strcspn(at + 1, "}");
        const char *text = hole_text(holes, at + 1, length);
        size_t whole = at[1 + length] ? length + 2 : length + 1;
        assert(text);
        if (text)
            buf_str(&out, text);
        else
            buf_add(&out, at, whole);
        at += whole;
    }
    return arena_strdup(mem, out.bytes);
}
