/* Looking for one literal word near a place. Tables of words go through lexicon.h instead. */
#include "text/scan.h"

#include <assert.h>
#ifdef __x86_64__
#include <immintrin.h>
#endif

enum {
    SLOTS = 4096, /* the reader has some five hundred lists */
    EIGHT = 8,    /* characters in a register of AVX2 */
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

/* A literal, its outer characters read. */
struct literal {
    int32_t first, last;
    const char *rest;  /* behind the first, */
    const char *begin; /* and before the last, */
    size_t length;     /* in bytes */
};

struct list {
    const char *const *words;
    struct ends first, last;
    size_t count;
    struct literal at[];
};

struct scan_lists {
    struct arena *arena; /* which holds all of it */
    size_t count;
    const struct list *at[SLOTS]; /* by the lists' addresses; NULL: free */
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

struct scan_lists *scan_lists_new(void)
{
    struct arena *arena = arena_new();
    struct scan_lists *lists = arena_alloc(arena, sizeof *lists);

    lists->arena = arena;
    return lists;
}

void scan_lists_free(struct scan_lists *lists)
{
    arena_free(lists->arena);
}

static void kinds_add(struct kinds *kinds, int32_t c)
{
    kinds->bits[(uint32_t)c >> 6 & 3] |= (uint64_t)1 << ((uint32_t)c & 63);
}

static inline bool kinds_may_hold(const struct kinds *kinds, int32_t c)
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
static inline bool ends_may_hold(const struct ends *ends, const struct scan *scan, size_t at, size_t beside, bool more)
{
    return kinds_may_hold(&ends->outer, scan->s[at]) && (!more || kinds_may_hold(&ends->inner, scan->s[beside]));
}

static const struct list *list_new(struct arena *arena, const char *const *words)
{
    struct list *list;
    size_t count = 0;

    while (words[count])
        count++;
    list = arena_alloc(arena, sizeof *list + count * sizeof *list->at);
    list->words = words;
    for (; list->count < count; list->count++) {
        const char *begin = words[list->count], *rest = begin, *at;
        size_t length = strlen(begin), inner;
        int32_t first = literal_next(&rest), last = literal_last(begin, &length);

        list->at[list->count] = (struct literal){first, last, rest, begin, length};
        at = rest;
        inner = length;
        ends_add(&list->first, first, *at ? literal_next(&at) : 0);
        ends_add(&list->last, last, inner ? literal_last(begin, &inner) : 0);
    }
    return list;
}

static inline size_t slot_of(const char *const *words)
{
    return (uintptr_t)words / sizeof(char *) & (SLOTS - 1);
}

/* NULL if it is not in its own slot: it was not read yet, or others were there before. */
static inline const struct list *list_at_home(const struct scan *scan, const char *const *words)
{
    const struct list *list = scan->lists->at[slot_of(words)];

    return list && list->words == words ? list : NULL;
}

/* The list wherever it is. */
static const struct list *list_of(struct scan_lists *lists, const char *const *words)
{
    size_t i = slot_of(words);

    while (lists->at[i] && lists->at[i]->words != words)
        i = (i + 1) & (SLOTS - 1);
    if (!lists->at[i]) {
        lists->at[i] = list_new(lists->arena, words);
        lists->count++;
        assert(lists->count < SLOTS);
    }
    return lists->at[i];
}

/* Nearly always the list is at home and no word of it stands there. What else there is to do is done out of line, so
 * that nothing needs to be saved before that is known. */
#define OUT_OF_LINE __attribute__((noinline))

static OUT_OF_LINE bool word_of_stands_at(const struct list *list, const struct scan *scan, size_t at, size_t end)
{
    int32_t first = scan->s[at];

    for (size_t i = 0; i < list->count; i++)
        if (list->at[i].first == first && scan_rest_at(scan, at + 1, end, list->at[i].rest))
            return true;
    return false;
}

static inline bool list_stands_at(const struct list *list, const struct scan *scan, size_t at, size_t end)
{
    return ends_may_hold(&list->first, scan, at, at + 1, at + 1 < end) && word_of_stands_at(list, scan, at, end);
}

static OUT_OF_LINE bool any_from_home_at(const struct scan *scan, size_t at, size_t end, const char *const *words)
{
    return list_stands_at(list_of(scan->lists, words), scan, at, end);
}

bool scan_any_at(const struct scan *scan, size_t at, size_t end, const char *const *words)
{
    const struct list *list = list_at_home(scan, words);

    if (at >= end)
        return false;
    return list ? list_stands_at(list, scan, at, end) : any_from_home_at(scan, at, end, words);
}

static OUT_OF_LINE bool word_of_stands_before(const struct list *list, const struct scan *scan, size_t start, size_t at)
{
    int32_t last = scan->s[at - 1];

    for (size_t i = 0; i < list->count; i++)
        if (list->at[i].last == last && scan_rest_before(scan, start, at - 1, list->at[i].begin, list->at[i].length))
            return true;
    return false;
}

static inline bool list_stands_before(const struct list *list, const struct scan *scan, size_t start, size_t at)
{
    return ends_may_hold(&list->last, scan, at - 1, at - 2, at - 1 > start) &&
           word_of_stands_before(list, scan, start, at);
}

static OUT_OF_LINE bool any_from_home_before(const struct scan *scan, size_t start, size_t at, const char *const *words)
{
    return list_stands_before(list_of(scan->lists, words), scan, start, at);
}

bool scan_any_before(const struct scan *scan, size_t start, size_t at, const char *const *words)
{
    const struct list *list = list_at_home(scan, words);

    if (at <= start)
        return false;
    return list ? list_stands_before(list, scan, start, at) : any_from_home_before(scan, start, at, words);
}

#ifdef __x86_64__
/* Which of the eight characters at s are of the kinds: the sign of each lane of the result. */
__attribute__((target("avx2"))) static inline __m256i are_held(__m256i kinds, __m256i c)
{
    __m256i last = _mm256_set1_epi32(31);
    __m256i bits = _mm256_permutevar8x32_epi32(kinds, _mm256_srli_epi32(c, 5));

    return _mm256_sllv_epi32(bits, _mm256_andnot_si256(c, last));
}

static inline __attribute__((target("avx2"))) __m256i eight_at(const int32_t *s)
{
    return _mm256_loadu_si256((const __m256i *)s);
}

/* The first of count places at s, or count or one behind it: as skip, eight at once. */
__attribute__((target("avx2"))) static size_t skip_by_eight(const struct ends *ends, const int32_t *s, size_t count)
{
    __m256i outer = _mm256_loadu_si256((const __m256i *)&ends->outer);
    __m256i inner = _mm256_loadu_si256((const __m256i *)&ends->inner);

    for (size_t i = 0; i < count; i += EIGHT) {
        __m256i may = _mm256_and_si256(are_held(outer, eight_at(s + i)), are_held(inner, eight_at(s + i + 1)));
        unsigned places = (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(may));

        if (places)
            return i + (size_t)__builtin_ctz(places);
    }
    return count;
}

/* The first of count places at s where `first` stands, `second` behind it; or count or one behind it. */
__attribute__((target("avx2"))) static size_t find_by_eight(int32_t first, int32_t second, const int32_t *s,
                                                            size_t count)
{
    __m256i a = _mm256_set1_epi32(first), b = _mm256_set1_epi32(second);

    for (size_t i = 0; i < count; i += EIGHT) {
        __m256i both =
            _mm256_and_si256(_mm256_cmpeq_epi32(a, eight_at(s + i)), _mm256_cmpeq_epi32(b, eight_at(s + i + 1)));
        unsigned places = (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(both));

        if (places)
            return i + (size_t)__builtin_ctz(places);
    }
    return count;
}
#endif

/* Whether eight places at once may be looked at: then what lies behind `end` is looked at as well, where no word can be
 * whole. */
static inline bool goes_by_eight(const struct scan *scan, size_t end)
{
#ifdef __x86_64__
    return end + EIGHT < scan->count && __builtin_cpu_supports("avx2");
#else
    (void)scan;
    (void)end;
    return false;
#endif
}

/* The first place in s[i..end) at which a word of the list may begin, or `end` or one behind it. */
static size_t skip(const struct list *list, const struct scan *scan, size_t i, size_t end)
{
#ifdef __x86_64__
    if (goes_by_eight(scan, end))
        return i + skip_by_eight(&list->first, scan->s + i, end - i);
#endif
    while (i < end && !ends_may_hold(&list->first, scan, i, i + 1, i + 1 < end))
        i++;
    return i;
}

/* Whether a word stands at s[i], or the place of the first behind it. */
static OUT_OF_LINE size_t list_find_from(const struct list *list, const struct scan *scan, size_t i, size_t end)
{
    do
        if (word_of_stands_at(list, scan, i, end))
            return i;
    while ((i = skip(list, scan, i + 1, end)) < end);
    return end;
}

static inline size_t list_find(const struct list *list, const struct scan *scan, size_t start, size_t end)
{
    size_t i = skip(list, scan, start, end);

    return i < end ? list_find_from(list, scan, i, end) : end;
}

static OUT_OF_LINE size_t find_from_home(const struct scan *scan, size_t start, size_t end, const char *const *words)
{
    return list_find(list_of(scan->lists, words), scan, start, end);
}

size_t scan_find_any(const struct scan *scan, size_t start, size_t end, const char *const *words)
{
    const struct list *list = list_at_home(scan, words);

    if (start >= end)
        return end;
    return list ? list_find(list, scan, start, end) : find_from_home(scan, start, end, words);
}

/* As rune_find, where `second` stands behind it; or `end` or one behind it. */
static size_t find_pair(const struct scan *scan, size_t i, size_t end, int32_t first, int32_t second)
{
#ifdef __x86_64__
    if (goes_by_eight(scan, end))
        return i + find_by_eight(first, second, scan->s + i, end - i);
#endif
    while ((i = rune_find(scan->s, i, end, first)) + 1 < end && scan->s[i + 1] != second)
        i++;
    return i;
}

/* Whether the rest stands behind the pair at s[i], or the place of the first pair behind that where it does. */
static OUT_OF_LINE size_t pair_find_from(const struct scan *scan, size_t i, size_t end, int32_t first, int32_t second,
                                         const char *rest)
{
    do
        if (scan_rest_at(scan, i + 2, end, rest))
            return i;
    while ((i = find_pair(scan, i + 1, end, first, second)) + 1 < end);
    return end;
}

size_t scan_find_pair(const struct scan *scan, size_t start, size_t end, int32_t first, int32_t second,
                      const char *rest)
{
    size_t i = start < end ? find_pair(scan, start, end, first, second) : end;

    return i + 1 < end ? pair_find_from(scan, i, end, first, second, rest) : end;
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
