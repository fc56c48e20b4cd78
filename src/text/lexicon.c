/* Word tables as two hashes of chains: by the first and by the last character. Rows are short and chains too, so a
 * lookup is a few comparisons. What the words mean belongs in the tables. */
#include "text/lexicon.h"

#include "base/utf8.h"

enum { HEADS = 1024 };

struct entry {
    const int32_t *runes;
    size_t length;
    const struct word *row;
    const struct entry *next_first, *next_last;
};

struct lexicon {
    const struct entry *by_first[HEADS], *by_last[HEADS];
};

static size_t head_of(int32_t rune)
{
    return ((uint32_t)rune * 2654435761u) >> 22;
}

static size_t decode(const char *text, int32_t *runes)
{
    size_t count = 0;

    for (size_t left = strlen(text); left > 0;) {
        size_t bytes;

        runes[count++] = utf8_next(text, left, &bytes);
        text += bytes;
        left -= bytes;
    }
    return count;
}

struct lexicon *lexicon_new(struct arena *arena, const struct word *rows, size_t count)
{
    struct lexicon *lexicon = arena_alloc(arena, sizeof *lexicon);
    struct entry *entries = arena_array(arena, count ? count : 1, sizeof *entries);

    for (size_t i = 0; i < count; i++) {
        int32_t *runes = arena_array(arena, strlen(rows[i].text) + 1, sizeof *runes);
        struct entry *e = &entries[i];
        size_t first, last;

        e->runes = runes;
        e->length = decode(rows[i].text, runes);
        e->row = &rows[i];
        if (e->length == 0)
            continue;
        first = head_of(runes[0]);
        last = head_of(runes[e->length - 1]);
        e->next_first = lexicon->by_first[first];
        lexicon->by_first[first] = e;
        e->next_last = lexicon->by_last[last];
        lexicon->by_last[last] = e;
    }
    return lexicon;
}

static bool stands_at(const struct entry *e, const int32_t *s, size_t at)
{
    for (size_t i = 0; i < e->length; i++)
        if (s[at + i] != e->runes[i])
            return false;
    return true;
}

const struct word *lexicon_at(const struct lexicon *lexicon, const int32_t *s, size_t at, size_t end,
                              size_t *ret_length)
{
    const struct entry *best = NULL;

    if (at >= end)
        return NULL;
    for (const struct entry *e = lexicon->by_first[head_of(s[at])]; e; e = e->next_first)
        if (e->length <= end - at && (!best || e->length > best->length) && stands_at(e, s, at))
            best = e;
    if (best && ret_length)
        *ret_length = best->length;
    return best ? best->row : NULL;
}

const struct word *lexicon_before(const struct lexicon *lexicon, const int32_t *s, size_t start, size_t at,
                                  size_t *ret_length)
{
    const struct entry *best = NULL;

    if (at <= start)
        return NULL;
    for (const struct entry *e = lexicon->by_last[head_of(s[at - 1])]; e; e = e->next_last)
        if (e->length <= at - start && (!best || e->length > best->length) && stands_at(e, s, at - e->length))
            best = e;
    if (best && ret_length)
        *ret_length = best->length;
    return best ? best->row : NULL;
}

const struct word *lexicon_in(const struct lexicon *lexicon, const int32_t *s, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++) {
        const struct word *row = lexicon_at(lexicon, s, i, end, NULL);

        if (row)
            return row;
    }
    return NULL;
}
