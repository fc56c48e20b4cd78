/* Looking for one literal word near a place. Tables of words go through lexicon.h instead. */
#include "text/scan.h"

#include "base/utf8.h"

/* Length in runes if `word` stands at s[at..), else 0. */
static size_t stands_at(const struct scan *scan, size_t at, size_t end, const char *word)
{
    size_t count = 0;

    for (size_t left = strlen(word); left > 0;) {
        size_t bytes;
        int32_t c = utf8_next(word, left, &bytes);

        if (at + count >= end || scan->s[at + count] != c)
            return 0;
        count++;
        word += bytes;
        left -= bytes;
    }
    return count;
}

bool scan_word_at(const struct scan *scan, size_t at, size_t end, const char *word)
{
    return stands_at(scan, at, end, word) > 0;
}

bool scan_word_before(const struct scan *scan, size_t start, size_t at, const char *word)
{
    size_t length = utf8_count(word, strlen(word));

    return at >= start + length && stands_at(scan, at - length, at, word) == length;
}

size_t scan_find(const struct scan *scan, size_t start, size_t end, const char *word)
{
    for (size_t i = start; i < end; i++)
        if (stands_at(scan, i, end, word))
            return i;
    return end;
}

bool scan_word_in(const struct scan *scan, size_t start, size_t end, const char *word)
{
    return scan_find(scan, start, end, word) < end;
}

size_t scan_back(size_t start, size_t at, size_t far)
{
    return at > start + far ? at - far : start;
}
