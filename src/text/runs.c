/* Loops without a branch inside, which the compiler turns into a few instructions for many characters. What is true of
 * few characters belongs in layout.c. */
#include "text/runs.h"

#include <stdbool.h>

#include "base/processor.h"
#include "text/runes.h"

enum { BLOCK = 24 }; /* characters looked at before asking whether all was well; 16 and fewer gcc unrolls instead */

/* c in first..last, without a branch */
static inline uint32_t within(int32_t c, uint32_t first, uint32_t last)
{
    return (uint32_t)c - first <= last - first;
}

/* ! to {, Han, 、 to 〛, — “ ”, ！ to ｛ */
static inline uint32_t is_plain(int32_t c)
{
    return within(c, '!', '{') | within(c, 0x4E00, 0x9FFF) | within(c, 0x3001, 0x301B) | within(c, 0x2018, 0x201D) |
           within(c, 0x2014, 0x2014) | within(c, 0xFF01, 0xFF5B);
}

EACH_PROCESSOR size_t run_plain(const int32_t *s, size_t at, size_t end, size_t *ret_narrow)
{
    size_t narrow = 0;

    for (; end - at >= BLOCK; at += BLOCK) {
        uint32_t plain = 1, here = 0;

        for (size_t i = 0; i < BLOCK; i++) {
            plain &= is_plain(s[at + i]);
            here += within(s[at + i], '!', '{');
        }
        if (!plain)
            break;
        narrow += here;
    }
    for (; at < end && is_plain(s[at]); at++)
        narrow += within(s[at], '!', '{');
    *ret_narrow = narrow;
    return at;
}

EACH_PROCESSOR void run_read(const int32_t *raw, size_t at, size_t count, int32_t *read, uint32_t *origin)
{
    for (size_t i = 0; i < count; i++) {
        read[i] = raw[at + i] - (raw[at + i] >= 0xFF01 ? 0xFEE0 : 0); /* as rune_fold does */
        origin[i] = (uint32_t)(at + i);
    }
    for (size_t i = 0; i < count; i++)
        if (rune_is_plain_han(read[i]))
            read[i] = simplified[read[i] - SIMPLIFIED_FIRST];
}

static inline uint32_t ends_line(int32_t c)
{
    return within(c, '\n', '\r') | within(c, 0x85, 0x85) | within(c, 0x2028, 0x2029);
}

EACH_PROCESSOR size_t run_line(const int32_t *s, size_t at, size_t end)
{
    for (; end - at >= BLOCK; at += BLOCK) {
        uint32_t ends = 0;

        for (size_t i = 0; i < BLOCK; i++)
            ends |= ends_line(s[at + i]);
        if (ends)
            break;
    }
    while (at < end && !ends_line(s[at]))
        at++;
    return at;
}
