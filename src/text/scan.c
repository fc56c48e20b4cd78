/* Looking for one literal word near a place. Tables of words go through lexicon.h instead. */
#include "text/scan.h"

#include <assert.h>

enum { LISTS = 512 }; /* the reader has some hundred */

/* Of 256 kinds of characters (those that share their last bits) some: nearly every place is told by one look that no
 * word of a list can begin or end there. */
struct kinds {
    uint64_t bits[4];
};

/* Its outer character, and the one beside it: 0 in a word of one. */
struct ends {
    struct kinds outer, inner;
};

struct list {
    const char *const *words; /* NULL: free */
    struct ends first, last;
};

struct scan_lists {
    size_t count;
    struct list at[LISTS];
};

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

    for (size_t i = start; (i = rune_find(scan->s, i, end, first)) < end; i++)
        if (scan_word_at(scan, i + 1, end, word))
            return i;
    return end;
}

bool scan_word_in(const struct scan *scan, size_t start, size_t end, const char *word)
{
    return scan_find(scan, start, end, word) < end;
}

struct scan_lists *scan_lists_new(struct arena *arena)
{
    return arena_alloc(arena, sizeof(struct scan_lists));
}

static void kinds_add(struct kinds *kinds, int32_t c)
{
    kinds->bits[(uint32_t)c >> 6 & 3] |= (uint64_t)1 << ((uint32_t)c & 63);
}

static bool kinds_may_hold(const struct kinds *kinds, int32_t c)
{
    return kinds->bits[(uint32_t)c >> 6 & 3] >> ((uint32_t)c & 63) & 1;
}

static void ends_add(struct ends *ends, int32_t outer, int32_t inner)
{
    kinds_add(&ends->outer, outer);
    if (inner)
        kinds_add(&ends->inner, inner);
    else
        memset(&ends->inner, 0xFF, sizeof ends->inner); /* whatever stands beside it */
}

/* `more`: there is a character beside s[at], at s[beside]. */
static bool ends_may_hold(const struct ends *ends, const struct scan *scan, size_t at, size_t beside, bool more)
{
    return kinds_may_hold(&ends->outer, scan->s[at]) && (!more || kinds_may_hold(&ends->inner, scan->s[beside]));
}

static void list_read(struct list *list, const char *const *words)
{
    list->words = words;
    for (; *words; words++) {
        const char *at = *words;
        size_t end = strlen(at);
        int32_t first = literal_next(&at), second = *at ? literal_next(&at) : 0, last = literal_last(*words, &end);

        ends_add(&list->first, first, second);
        ends_add(&list->last, last, end ? literal_last(*words, &end) : 0);
    }
}

static const struct list *list_of(const struct scan *scan, const char *const *words)
{
    struct scan_lists *lists = scan->lists;
    size_t i = ((uintptr_t)words >> 3) * 2654435761u >> 16 & (LISTS - 1);

    while (lists->at[i].words != words) {
        if (!lists->at[i].words) {
            lists->count++;
            assert(lists->count < LISTS);
            list_read(&lists->at[i], words);
            break;
        }
        i = (i + 1) & (LISTS - 1);
    }
    return &lists->at[i];
}

static bool any_stands_at(const struct scan *scan, size_t at, size_t end, const char *const *words)
{
    for (; *words; words++)
        if (scan_word_at(scan, at, end, *words))
            return true;
    return false;
}

bool scan_any_at(const struct scan *scan, size_t at, size_t end, const char *const *words)
{
    return at < end && ends_may_hold(&list_of(scan, words)->first, scan, at, at + 1, at + 1 < end) &&
           any_stands_at(scan, at, end, words);
}

bool scan_any_before(const struct scan *scan, size_t start, size_t at, const char *const *words)
{
    if (at <= start || !ends_may_hold(&list_of(scan, words)->last, scan, at - 1, at - 2, at - 1 > start))
        return false;
    for (; *words; words++)
        if (scan_word_before(scan, start, at, *words))
            return true;
    return false;
}

size_t scan_find_any(const struct scan *scan, size_t start, size_t end, const char *const *words)
{
    const struct list *list = list_of(scan, words);

    for (size_t i = start; i < end; i++)
        if (ends_may_hold(&list->first, scan, i, i + 1, i + 1 < end) && any_stands_at(scan, i, end, words))
            return i;
    return end;
}

bool scan_any_in(const struct scan *scan, size_t start, size_t end, const char *const *words)
{
    return start < end && scan_find_any(scan, start, end, words) < end;
}
