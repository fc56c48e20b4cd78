/* Looking for one literal word near a place. Tables of words go through lexicon.h instead. */
#include "text/scan.h"

#include <assert.h>
#ifdef __x86_64__
#include <immintrin.h>
#endif

enum {
    LISTS = 512, /* the reader has some hundred */
    EIGHT = 8,   /* characters in a register of AVX2 */
};

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
    struct ends first, last;
};

struct scan_lists {
    size_t count;
    const char *const *words[LISTS]; /* where its list stands in `at`; NULL: free */
    struct list at[LISTS];
};

bool scan_rest_at(const struct scan *scan, size_t at, size_t end, const char *rest)
{
    for (; *rest; at++)
        if (at >= end || scan->s[at] != literal_next(&rest))
            return false;
    return true;
}

bool scan_rest_before(const struct scan *scan, size_t start, size_t at, const char *word, size_t length)
{
    for (; length > 0; at--)
        if (at <= start || scan->s[at - 1] != literal_last(word, &length))
            return false;
    return true;
}

size_t scan_find(const struct scan *scan, size_t start, size_t end, const char *word)
{
    int32_t first = literal_next(&word);

    for (size_t i = start; (i = rune_find(scan->s, i, end, first)) < end; i++)
        if (scan_rest_at(scan, i + 1, end, word))
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
    for (; *words; words++) {
        const char *at = *words;
        size_t end = strlen(at);
        int32_t first = literal_next(&at), second = *at ? literal_next(&at) : 0, last = literal_last(*words, &end);

        ends_add(&list->first, first, second);
        ends_add(&list->last, last, end ? literal_last(*words, &end) : 0);
    }
}

/* Where the list is, or is to be: behind place `i`, which others took. */
static const struct list *list_behind(struct scan_lists *lists, size_t i, const char *const *words)
{
    while (lists->words[i] != words) {
        if (!lists->words[i]) {
            lists->count++;
            assert(lists->count < LISTS);
            lists->words[i] = words;
            list_read(&lists->at[i], words);
            break;
        }
        i = (i + 1) & (LISTS - 1);
    }
    return &lists->at[i];
}

static inline const struct list *list_of(const struct scan *scan, const char *const *words)
{
    struct scan_lists *lists = scan->lists;
    size_t i = ((uintptr_t)words >> 3) * 2654435761u >> 16 & (LISTS - 1);

    return lists->words[i] == words ? &lists->at[i] : list_behind(lists, i, words);
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

#ifdef __x86_64__
/* Which of the eight characters at s are of the kinds: the sign of each lane of the result. */
__attribute__((target("avx2"))) static inline __m256i are_held(__m256i kinds, const int32_t *s)
{
    __m256i c = _mm256_loadu_si256((const __m256i *)s), last = _mm256_set1_epi32(31);
    __m256i bits = _mm256_permutevar8x32_epi32(kinds, _mm256_srli_epi32(c, 5));

    return _mm256_sllv_epi32(bits, _mm256_andnot_si256(c, last));
}

/* As skip, eight places at once. */
__attribute__((target("avx2"))) static size_t skip_by_eight(const struct ends *ends, const int32_t *s, size_t count)
{
    __m256i outer = _mm256_loadu_si256((const __m256i *)&ends->outer);
    __m256i inner = _mm256_loadu_si256((const __m256i *)&ends->inner);

    for (size_t i = 0; i < count; i += EIGHT) {
        __m256i may = _mm256_and_si256(are_held(outer, s + i), are_held(inner, s + i + 1));
        unsigned places = (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(may));

        if (places)
            return i + (size_t)__builtin_ctz(places);
    }
    return count;
}
#endif

/* The first place in s[i..end) at which a word of the list may begin, or `end` or one behind it. */
static size_t skip(const struct list *list, const struct scan *scan, size_t i, size_t end)
{
#ifdef __x86_64__
    /* What lies behind `end` is looked at as well: no word can be whole there. */
    if (end + EIGHT < scan->count && __builtin_cpu_supports("avx2"))
        return i + skip_by_eight(&list->first, scan->s + i, end - i);
#endif
    while (i < end && !ends_may_hold(&list->first, scan, i, i + 1, i + 1 < end))
        i++;
    return i;
}

size_t scan_find_any(const struct scan *scan, size_t start, size_t end, const char *const *words)
{
    const struct list *list = list_of(scan, words);

    for (size_t i = start; i < end && (i = skip(list, scan, i, end)) < end; i++)
        if (any_stands_at(scan, i, end, words))
            return i;
    return end;
}

bool scan_any_in(const struct scan *scan, size_t start, size_t end, const char *const *words)
{
    return start < end && scan_find_any(scan, start, end, words) < end;
}

size_t scan_list_start(const struct scan *scan)
{
    enum { MEMBER_MAX = 256 };
    size_t at = scan->clause.start, start = scan_back(scan->sentence.start, at, MEMBER_MAX);

    if (at <= scan->sentence.start || scan->s[at - 1] != L'、')
        return at;
    for (at--; at > start && !rune_is_clause_end(scan->s[at - 1]);)
        at--;
    return at;
}
