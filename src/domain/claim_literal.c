/* Words of this program, as UTF-8, in the reading. */
#include <string.h>

#include "base/utf8.h"
#include "domain/claim_words.h"

size_t words_at(const int32_t *s, size_t at, size_t end, const char *literal)
{
    size_t i = at;

    for (size_t left = strlen(literal); left > 0; i++) {
        size_t bytes;

        if (i >= end || utf8_next(literal, left, &bytes) != s[i])
            return 0;
        literal += bytes;
        left -= bytes;
    }
    return i - at;
}

size_t words_connective(const int32_t *s, size_t at, size_t end)
{
    static const char *const marks[] = {"以及", "、", "和", "及", "与"};
    size_t length = 0;

    for (size_t k = 0; k < sizeof marks / sizeof *marks && !length; k++)
        length = words_at(s, at, end, marks[k]);
    return length;
}

static int32_t first_of(const char *literal)
{
    size_t bytes;
    return utf8_next(literal, strlen(literal), &bytes);
}

size_t find_words(const int32_t *s, struct span span, const char *literal)
{
    int32_t first = first_of(literal);

    for (size_t i = span.start; i < span.end; i++)
        if (s[i] == first && words_at(s, i, span.end, literal))
            return i;
    return span.end;
}

/* One look at each character tells whether a literal can begin there, as in scan_any_in. */
bool words_any(const int32_t *s, struct span span, const char *const *literals, size_t count)
{
    uint64_t kinds = 0;

    for (size_t k = 0; k < count; k++)
        kinds |= (uint64_t)1 << (first_of(literals[k]) & 63);
    for (size_t i = span.start; i < span.end; i++)
        for (size_t k = 0; k < count && (kinds >> (s[i] & 63) & 1); k++)
            if (words_at(s, i, span.end, literals[k]))
                return true;
    return false;
}

bool words_stand(const int32_t *s, size_t at, size_t end, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (words_at(s, at, end, words[i]))
            return true;
    return false;
}

bool words_end(const int32_t *s, size_t start, size_t at, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t length = utf8_count(words[i], strlen(words[i]));
        if (at >= start + length && words_at(s, at - length, at, words[i]))
            return true;
    }
    return false;
}
