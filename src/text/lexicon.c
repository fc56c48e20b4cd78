/* Word tables as two hashes of chains: by the first two and by the last two characters (rows of one character by that
 * one), the longest row of a chain first. What the words mean belongs in the tables. */
#include "text/lexicon.h"

#include "base/utf8.h"

/* In one piece, so that a look at it is one look at memory. */
struct lexicon_entry {
    struct lexicon_entry *next_start, *next_end;
    const struct word *row;
    size_t length;
    int32_t runes[];
};

/* `outer` is the row's first or last character, `inner` the one beside it, 0 in a row of one. */
static uint32_t chain_of(const struct lexicon *lexicon, int32_t outer, int32_t inner)
{
    return ((uint32_t)outer * 2654435761u ^ (uint32_t)inner * 2246822519u) >> 16 & lexicon->mask;
}

/* Of a few bytes, for which utf8_count is not made. */
static size_t runes_in(const char *text)
{
    size_t count = 0;

    for (; *text; text++)
        count += ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}

static struct lexicon_entry *entry_new(struct arena *arena, const struct word *row)
{
    size_t left = strlen(row->text), bytes;
    struct lexicon_entry *e = arena_bytes(arena, sizeof *e + runes_in(row->text) * sizeof *e->runes);

    *e = (struct lexicon_entry){.row = row};
    for (const char *text = row->text; left > 0; text += bytes, left -= bytes)
        e->runes[e->length++] = utf8_next(text, left, &bytes);
    return e;
}

static void ends_add(struct lexicon_ends *ends, int32_t outer, int32_t inner)
{
    rune_filter_add(&ends->outer, outer);
    if (inner)
        rune_filter_add(&ends->pairs, lexicon_pair(outer, inner));
    else
        rune_filter_add(&ends->alone, outer);
}

static void put(struct lexicon *lexicon, struct lexicon_entry *e)
{
    int32_t first = e->runes[0], second = e->length > 1 ? e->runes[1] : 0;
    int32_t last = e->runes[e->length - 1], before = e->length > 1 ? e->runes[e->length - 2] : 0;
    struct lexicon_entry **start, **end;

    start = &lexicon->by_start[chain_of(lexicon, first, second)];
    while (*start && (*start)->length > e->length)
        start = &(*start)->next_start;
    e->next_start = *start;
    *start = e;
    end = &lexicon->by_end[chain_of(lexicon, last, before)];
    while (*end && (*end)->length > e->length)
        end = &(*end)->next_end;
    e->next_end = *end;
    *end = e;
    ends_add(&lexicon->first, first, second);
    ends_add(&lexicon->last, last, before);
}

struct lexicon *lexicon_new(struct arena *arena, const struct word *rows, size_t count)
{
    struct lexicon *lexicon = arena_alloc(arena, sizeof *lexicon);
    size_t chains = 16;

    while (chains < count)
        chains *= 2;
    lexicon->mask = (uint32_t)chains - 1;
    lexicon->by_start = arena_array(arena, chains, sizeof(void *));
    lexicon->by_end = arena_array(arena, chains, sizeof(void *));
    for (size_t i = 0; i < count; i++)
        if (rows[i].text[0])
            put(lexicon, entry_new(arena, &rows[i]));
    return lexicon;
}

/* Its texts as rows, to rows[count..]; returns how many there are then. */
static size_t part(struct arena *arena, const struct words *words, struct word *rows, size_t count)
{
    char *text = arena_strdup(arena, words->texts), *end;

    for (; *text; text = end) {
        end = strchrnul(text, ' ');
        if (*end)
            *end++ = '\0';
        rows[count++] = (struct word){text, words->kind, words->note};
    }
    return count;
}

struct lexicon *lexicon_of_words(struct arena *arena, const struct words *words, size_t count)
{
    size_t most = count, parted = 0;
    struct word *rows;

    for (size_t i = 0; i < count; i++)
        for (const char *blank = words[i].texts; (blank = strchr(blank, ' ')); blank++)
            most++;
    rows = arena_array(arena, most, sizeof *rows);
    for (size_t i = 0; i < count; i++)
        parted = part(arena, &words[i], rows, parted);
    return lexicon_new(arena, rows, parted);
}

void lexicon_mark_firsts(const struct lexicon *lexicon, uint8_t *of, size_t count, uint8_t mark)
{
    for (size_t i = 0; i <= lexicon->mask; i++)
        for (const struct lexicon_entry *e = lexicon->by_start[i]; e; e = e->next_start)
            if ((size_t)e->runes[0] < count)
                of[e->runes[0]] |= mark;
}

static bool stands_at(const struct lexicon_entry *e, const int32_t *s)
{
    for (size_t i = 0; i < e->length; i++)
        if (s[i] != e->runes[i])
            return false;
    return true;
}

static const struct word *found(const struct lexicon_entry *e, size_t *ret_length)
{
    if (ret_length)
        *ret_length = e->length;
    return e->row;
}

const struct word *lexicon_find_at(const struct lexicon *lexicon, const int32_t *s, size_t at, size_t end,
                                   size_t *ret_length)
{
    const struct lexicon_entry *e = NULL;

    if (end - at > 1)
        e = lexicon->by_start[chain_of(lexicon, s[at], s[at + 1])];
    for (; e; e = e->next_start)
        if (e->length <= end - at && stands_at(e, s + at))
            return found(e, ret_length);
    for (e = lexicon->by_start[chain_of(lexicon, s[at], 0)]; e; e = e->next_start)
        if (e->length == 1 && e->runes[0] == s[at])
            return found(e, ret_length);
    return NULL;
}

const struct word *lexicon_find_before(const struct lexicon *lexicon, const int32_t *s, size_t start, size_t at,
                                       size_t *ret_length)
{
    const struct lexicon_entry *e = NULL;

    if (at - start > 1)
        e = lexicon->by_end[chain_of(lexicon, s[at - 1], s[at - 2])];
    for (; e; e = e->next_end)
        if (e->length <= at - start && stands_at(e, s + at - e->length))
            return found(e, ret_length);
    for (e = lexicon->by_end[chain_of(lexicon, s[at - 1], 0)]; e; e = e->next_end)
        if (e->length == 1 && e->runes[0] == s[at - 1])
            return found(e, ret_length);
    return NULL;
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
