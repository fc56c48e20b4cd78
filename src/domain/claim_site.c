/* The space between two figures belongs to the one before, to the one behind, or is parted by a connective. */
#include "domain/claim_site.h"

#include "domain/claim_words.h"
#include "text/runes.h"

enum {
    HEADING_MAX = 45,
    ROWS_MOST = 20, /* of a table, between a figure and its heading */
    WINDOW_MAX = 300,
    PARAGRAPH_MAX = 3000, /* farther up no heading is looked for: keeps the work linear in any text */
};

static size_t connective_at(const int32_t *s, size_t at, size_t end)
{
    return at < end && (s[at] == L'并' || s[at] == L'或') ? 1 : words_connective(s, at, end);
}

static bool is_comma(int32_t c)
{
    return c == ',' || c == ';' || c == ':' || c == '(' || rune_is_sentence_end(c) || (c >= 0x2580 && c <= 0x27BF) ||
           c >= 0x1F000; /* 5.2公里💯市区… */
}

/* 县（市、区） */
static bool is_of_name(const int32_t *s, size_t at, size_t end)
{
    return words_at(s, at, end, "(市、区)") > 0;
}

static bool is_blank_or_closer(int32_t c)
{
    return c == ' ' || rune_is_closer(c);
}

/* Where in the gap the words of the figure before end. */
static size_t split(const int32_t *s, size_t start, size_t end)
{
    size_t first = start;

    while (first < end && is_blank_or_closer(s[first]))
        first++;
    if (first >= end || is_comma(s[first]) || connective_at(s, first, end))
        return first;
    for (size_t i = first; i < end; i++)
        if (is_comma(s[i]))
            return i;
    for (size_t i = end > first + 2 ? end - 2 : first; i < end; i++)
        if (connective_at(s, i, end) == end - i)
            return i;
    for (size_t i = first; i < end; i++)
        if (s[i] == L'、')
            return i;
    return end;
}

static bool is_range_gap(const int32_t *s, size_t start, size_t end)
{
    return end == start + 1 &&
           (s[start] == '-' || s[start] == '~' || s[start] == L'—' || s[start] == L'至' || s[start] == L'到');
}

static bool same_sentence(const struct figure *a, const struct figure *b)
{
    return a->sentence_start == b->sentence_start && a->paragraph_start == b->paragraph_start;
}

static size_t own_end(const int32_t *s, size_t at, size_t limit)
{
    while (at < limit && !is_comma(s[at]))
        at++;
    return at;
}

static bool has_words(const int32_t *s, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        if (rune_is_han(s[i]) || rune_is_digit(s[i]))
            return true;
    return false;
}

/* “● 3280个” above “这是新增的学位数。…”: the number is the heading of a paragraph of sentences, whose first words it
 * takes. Returns where they end; 0 if it is none. */
static size_t heading_words(const struct text *text, const struct figures *figures, size_t i)
{
    const struct figure *f = &figures->at[i], *next = i + 1 < figures->count ? f + 1 : NULL;
    size_t start = f->paragraph_end + 1, end, limit = start + WINDOW_MAX;

    if (start >= text->read_count || f->paragraph_end - f->paragraph_start > HEADING_MAX ||
        has_words(text->read, f->paragraph_start, f->read_start) ||
        has_words(text->read, f->read_end, f->paragraph_end) ||
        (f->paragraph_start > 1 &&
         is_heading(text, rune_behind(text->read, 0, f->paragraph_start - 1, L"\n"), f->paragraph_start - 1)))
        return 0;
    end = rune_find(text->read, start, text->read_count < limit ? text->read_count : limit, '\n');
    if (rune_find(text->read, start, end, L'。') == end)
        return 0;
    if (next && next->read_start < end)
        end = next->read_start;
    return own_end(text->read, start, end);
}

void site_find(const struct text *text, const struct figures *figures, size_t i, struct site *ret)
{
    const struct figure *f = &figures->at[i];
    const struct figure *before = i > 0 && same_sentence(f, f - 1) ? f - 1 : NULL;
    const struct figure *behind = i + 1 < figures->count && same_sentence(f, f + 1) ? f + 1 : NULL;
    const int32_t *s = text->read;
    size_t limit = f->sentence_end > f->read_end ? f->sentence_end : f->read_end;
    size_t gap_end = before ? split(s, before->read_end, f->read_start) : f->sentence_start;

    *ret = (struct site){.number = {f->read_start, f->read_end},
                         .sentence = f->sentence_start,
                         .paragraph = f->paragraph_start,
                         .after_figure = before != NULL};
    ret->in_range = (before && is_range_gap(s, before->read_end, f->read_start)) ||
                    (behind && is_range_gap(s, f->read_end, behind->read_start));
    /* where nothing parts the two, the words between them are both's */
    ret->reach = before && gap_end == f->read_start ? before->read_end : gap_end;
    if (ret->reach + WINDOW_MAX < f->read_start)
        ret->reach = f->read_start - WINDOW_MAX;
    ret->clause.start = f->read_start;
    while (ret->clause.start > ret->reach &&
           (!is_comma(s[ret->clause.start - 1]) || is_of_name(s, ret->clause.start - 1, ret->number.start)))
        ret->clause.start--;
    if (behind)
        limit = split(s, f->read_end, behind->read_start);
    if (limit > f->read_end + WINDOW_MAX)
        limit = f->read_end + WINDOW_MAX;
    ret->clause.end = own_end(s, f->read_end, limit);
    limit = heading_words(text, figures, i);
    if (limit > ret->clause.end)
        ret->clause.end = limit;
}

struct around site_around(const struct site *site)
{
    return (struct around){site->paragraph, site->sentence, site->clause, site->number};
}

bool is_heading(const struct text *text, size_t start, size_t end)
{
    if (end <= start || end - start > HEADING_MAX)
        return false;
    for (size_t i = start; i < end; i++)
        if (text->read[i] == L'。' || text->read[i] == ';' || text->read[i] == '\t')
            return false;
    return true;
}

struct span title_line(const struct text *text)
{
    size_t end = 0;

    while (end < text->read_count && text->read[end] != '\n')
        end++;
    return (struct span){0, is_heading(text, 0, end) ? end : 0};
}

size_t title_lines(const struct text *text, size_t most, struct span *ret)
{
    size_t count = 0;

    for (size_t start = 0, end; count < most && start < text->read_count; start = end + 1) {
        end = rune_find(text->read, start, text->read_count, '\n');
        if (end > start && !is_heading(text, start, end))
            break;
        ret[count++] = (struct span){start, end};
    }
    return count;
}

static size_t paragraph_start(const struct text *text, size_t at)
{
    size_t limit = at > PARAGRAPH_MAX ? at - PARAGRAPH_MAX : 0;

    while (at > limit && text->read[at - 1] != '\n')
        at--;
    return at;
}

static size_t paragraph_end(const struct text *text, size_t at)
{
    size_t limit = at + PARAGRAPH_MAX < text->read_count ? at + PARAGRAPH_MAX : text->read_count;

    while (at < limit && text->read[at] != '\n')
        at++;
    return at;
}

/* Walks up over headings from the paragraph at `start`. */
static size_t first_heading(const struct text *text, size_t start)
{
    for (int i = 0; i < 3 && start > 0; i++) {
        size_t above = start - 1;
        size_t from = paragraph_start(text, above);
        if (!is_heading(text, from, above))
            break;
        start = from;
    }
    return start;
}

bool heading_block(const struct text *text, size_t paragraph, struct span *ret)
{
    size_t end = paragraph_end(text, paragraph);

    if (is_heading(text, paragraph, end)) {
        ret->start = first_heading(text, paragraph);
        for (int i = 0; i < 2 && end < text->read_count; i++) {
            size_t next = paragraph_end(text, end + 1);
            if (!is_heading(text, end + 1, next))
                break;
            end = next;
        }
        ret->end = end;
        return true;
    }
    for (int up = 0, rows = 0; up < 3 && paragraph > 0;) { /* a section's heading may stand some paragraphs above */
        size_t above = paragraph - 1, from = paragraph_start(text, above);

        if (rows < ROWS_MOST && rune_find(text->read, from, above, '\t') < above)
            rows++;
        else
            up++;
        if (is_heading(text, from, above)) {
            *ret = (struct span){first_heading(text, from), above};
            return true;
        }
        paragraph = from;
    }
    return false;
}
