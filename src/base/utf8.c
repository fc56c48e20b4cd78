#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

int32_t utf8_next_rare(const char *s, size_t length, size_t *ret_bytes)
{
    utf8proc_int32_t c;
    utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)(length > 4 ? 4 : length), &c);
    *ret_bytes = n > 0 ? (size_t)n : 1;
    return n > 0 ? c : -1;
}

size_t utf8_valid(const char *s, size_t length)
{
    size_t i = 0, n;
    while (i < length) {
        while (i < length && (unsigned char)s[i] < 0x80)
            i++;
        if (i < length) {
            if (utf8_next(s + i, length - i, &n) < 0)
                return i;
            i += n;
        }
    }
    return length;
}

size_t utf8_count(const char *s, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)s[i] & 0xC0) != 0x80;
    return count;
}

static char *trim(struct arena *arena, const char *s, size_t length)
{
    size_t start = 0, n;
    while (start < length && rune_is_blank(utf8_next(s + start, length - start, &n)))
        start += n;
    if (start < length && s[start] == '\'')
        start++;
    while (length > start) {
        size_t last = length - 1;
        while (last > start && ((unsigned char)s[last] & 0xC0) == 0x80)
            last--;
        if (!rune_is_blank(utf8_next(s + last, length - last, &n)))
            break;
        length = last;
    }
    return arena_strndup(arena, s + start, length - start);
}

char *utf8_nfkc_trim(struct arena *arena, const char *s)
{
    bool ascii = true;
    size_t length = strlen(s);
    for (size_t i = 0; i < length && ascii; i++)
        ascii = (unsigned char)s[i] < 0x80;
    if (ascii || utf8_valid(s, length) < length)
        return trim(arena, s, length);
    utf8proc_uint8_t *folded = utf8proc_NFKC((const utf8proc_uint8_t *)s);
    char *out = folded ? trim(arena, (const char *)folded, strlen((const char *)folded)) : trim(arena, s, length);
    free(folded);
    return out;
}

size_t utf8_width(const char *s)
{
    size_t width = 0, n, length = strlen(s);
    for (size_t i = 0; i < length; i += n) {
        int32_t c = utf8_next(s + i, length - i, &n);
        int columns = c < 0 ? 1 : utf8proc_charwidth(c);
        width += columns > 0 ? (size_t)columns : 0;
    }
    return width;
}
