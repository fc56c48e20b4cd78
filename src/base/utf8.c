#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "base/processor.h"

int32_t utf8_next_rare(const char *s, size_t length, size_t *ret_bytes)
{
    utf8proc_int32_t c;
    utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)(length > 4 ? 4 : length), &c);
    *ret_bytes = n > 0 ? (size_t)n : 1;
    return n > 0 ? c : -1;
}

enum { BLOCK = 512 };

/* Whether any of BLOCK bytes is not what table 3-7 lets stand behind the three before it. */
EACH_PROCESSOR static bool block_is_broken(const unsigned char *b)
{
    uint8_t broken = 0;

    for (int i = 0; i < BLOCK; i++) {
        uint8_t c = b[i], before = b[i - 1];
        uint8_t must_go_on = (before >= 0xC0) | (b[i - 2] >= 0xE0) | (b[i - 3] >= 0xF0);
        uint8_t goes_on = (c >= 0x80) & (c < 0xC0);

        broken |= (uint8_t)((goes_on ^ must_go_on) | (c == 0xC0) | (c == 0xC1) | (c > 0xF4));
        broken |= (uint8_t)(((before == 0xE0) & (c < 0xA0)) | ((before == 0xED) & (c > 0x9F)));
        broken |= (uint8_t)(((before == 0xF0) & (c < 0x90)) | ((before == 0xF4) & (c > 0x8F)));
    }
    return broken;
}

size_t utf8_valid(const char *s, size_t length)
{
    size_t i = 0, n;

    while (i < length) {
        if (i >= 3 && length - i >= BLOCK && !block_is_broken((const unsigned char *)s + i)) {
            i += BLOCK;
            do /* to where the last sequence begins: it may not be whole */
                i--;
            while (((unsigned char)s[i] & 0xC0) == 0x80);
            continue;
        }
        if (utf8_next(s + i, length - i, &n) < 0)
            return i;
        i += n;
    }
    return length;
}

/* Eight bytes are looked at as one number, whose bytes each count up to 255 characters before they are added up. */
EACH_PROCESSOR size_t utf8_count(const char *s, size_t length)
{
    enum { WORD = sizeof(uint64_t), MOST = 255 * WORD };
    const uint64_t ones = 0x0101010101010101, even = 0x00FF00FF00FF00FF;
    size_t count = 0, i = 0;

    while (length - i >= WORD) {
        size_t end = i + (length - i < MOST ? length - i : MOST) / WORD * WORD;
        uint64_t begins = 0;

        for (; i < end; i += WORD) {
            uint64_t word;

            memcpy(&word, s + i, WORD);
            begins += (~word >> 7 | word >> 6) & ones; /* not 10xxxxxx */
        }
        begins = (begins & even) + (begins >> 8 & even);
        count += (begins * 0x0001000100010001) >> 48;
    }
    for (; i < length; i++)
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
