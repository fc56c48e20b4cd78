/* Looking for one literal word near a place. Tables of words go through lexicon.h instead. */
#include "text/scan.h"

/* The next character of one of our own literals, which are valid UTF-8 of at most three bytes a character; this is the
 * innermost loop, and utf8_next with its checks took half of the time. */
static int32_t literal_next(const char **word)
{
    const unsigned char *b = (const unsigned char *)*word;

    if (b[0] < 0x80) {
        *word += 1;
        return b[0];
    }
    if (b[0] < 0xE0) {
        *word += 2;
        return ((b[0] & 0x1F) << 6) | (b[1] & 0x3F);
    }
    *word += 3;
    return ((b[0] & 0x0F) << 12) | ((b[1] & 0x3F) << 6) | (b[2] & 0x3F);
}

bool scan_word_at(const struct scan *scan, size_t at, size_t end, const char *word)
{
    for (; *word; at++)
        if (at >= end || scan->s[at] != literal_next(&word))
            return false;
    return true;
}

/* The last character of the literal that ends before *end, which moves to where it begins. */
static int32_t literal_last(const char *word, size_t *end)
{
    const char *at;

    do {
        (*end)--;
    } while (*end > 0 && ((unsigned char)word[*end] & 0xC0) == 0x80);
    at = word + *end;
    return literal_next(&at);
}

bool scan_word_before(const struct scan *scan, size_t start, size_t at, const char *word)
{
    for (size_t end = strlen(word); end > 0; at--)
        if (at <= start || scan->s[at - 1] != literal_last(word, &end))
            return false;
    return true;
}

size_t scan_find(const struct scan *scan, size_t start, size_t end, const char *word)
{
    int32_t first = literal_next(&word);

    for (size_t i = start; i < end; i++)
        if (scan->s[i] == first && scan_word_at(scan, i + 1, end, word))
            return i;
    return end;
}

bool scan_word_in(const struct scan *scan, size_t start, size_t end, const char *word)
{
    return scan_find(scan, start, end, word) < end;
}

bool scan_any_at(const struct scan *scan, size_t at, size_t end, const char *const *words)
{
    for (; *words; words++)
        if (scan_word_at(scan, at, end, *words))
            return true;
    return false;
}

bool scan_any_before(const struct scan *scan, size_t start, size_t at, const char *const *words)
{
    for (; *words; words++)
        if (scan_word_before(scan, start, at, *words))
            return true;
    return false;
}

/* One look at each character tells whether a word can begin there: of sixty-four kinds of characters those that do. */
bool scan_any_in(const struct scan *scan, size_t start, size_t end, const char *const *words)
{
    uint64_t kinds = 0;

    for (const char *const *word = words; *word; word++) {
        const char *at = *word;
        kinds |= (uint64_t)1 << (literal_next(&at) & 63);
    }
    for (size_t i = start; i < end; i++)
        if (kinds >> (scan->s[i] & 63) & 1 && scan_any_at(scan, i, end, words))
            return true;
    return false;
}

size_t scan_back(size_t start, size_t at, size_t far)
{
    return at > start + far ? at - far : start;
}
