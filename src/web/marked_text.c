/* The text as it was laid out, paragraph by paragraph: a newspaper's line breaks are taken out as the reader did, every
 * other character is the article's own. */
#include "web/marked_part.h"

#include <string.h>

#include "text/runes.h"

enum { HEADING_MOST = 30, WHOLE_MOST = 10 }; /* characters: of a heading, of a mark that no line end parts */

struct reading {
    struct arena *mem;
    const struct text *text;
    bool blank; /* one is due in front of the next character */
};

static bool is_punctuation(int32_t c)
{
    return rune_is_wide(c) && !rune_is_han(c);
}

/* What stood between two characters of the reading: a blank of the article, unless a line was broken there or Chinese
 * punctuation, which brings its own, stands beside it. */
static bool blank_behind(const struct text *text, size_t at)
{
    bool blank = false;

    if (at + 1 >= text->read_count || is_punctuation(text->raw[text->origin[at]]) ||
        is_punctuation(text->raw[text->origin[at + 1]]))
        return false;

    for (size_t i = text->origin[at] + 1; i < text->origin[at + 1]; i++) {
        if (rune_is_line_end(text->raw[i]))
            return false;
        blank = blank || !rune_is_nothing(text->raw[i]);
    }
    return blank;
}

/* read[from..to) in the article's own characters. */
static const char *words(struct reading *r, size_t from, size_t to)
{
    AUTO_BUF struct buf out = BUF_INIT;

    for (size_t i = from; i < to; i++) {
        int32_t c = r->text->read[i] == '\t' || r->text->read[i] == ' ' ? ' ' : r->text->raw[r->text->origin[i]];
        if (r->blank)
            buf_char(&out, ' ');
        buf_rune(&out, rune_is_line_end(c) ? ' ' : (uint32_t)c);
        r->blank = blank_behind(r->text, i);
    }
    return arena_strndup(r->mem, out.bytes, out.length);
}

static void add_plain(struct reading *r, size_t from, size_t to, struct values *paragraph)
{
    struct values *piece;

    for (size_t at = from; at < to;) {
        size_t end = at;
        while (end < to && r->text->read[end] != '\t')
            end++;
        piece = values_row(paragraph, "pieces");
        values_text(piece, "words", words(r, at, end));
        values_flag(piece, "marked", false);
        values_flag(piece, "gap", end < to); /* a cell of a table ends */
        at = end + (end < to);
    }
}

static void add_mark(struct reading *r, const struct marked *m, const struct spot *spot, size_t from, size_t to,
                     struct values *paragraph)
{
    struct values *piece;
    const char *blank = r->blank ? " " : "";

    if (r->blank) {
        piece = values_row(paragraph, "pieces");
        values_text(piece, "words", blank);
        values_flag(piece, "marked", false);
        values_flag(piece, "gap", false);
        r->blank = false;
    }
    piece = values_row(paragraph, "pieces");
    values_text(piece, "words", words(r, from, to));
    values_flag(piece, "marked", true);
    values_flag(piece, "gap", false);
    values_format(piece, "number", "%zu", spot->number);
    values_flag(piece, "whole", to - from <= WHOLE_MOST);
    values_text(piece, "verdict", verdict_name(spot->verdict));
    values_text(piece, "loud", verdict_weight(spot->verdict) > 2 ? verdict_said(m->language, spot->verdict) : "");
}

static void add_notes(struct arena *mem, const struct marked *m, const struct spot *spot, struct values *paragraph)
{
    for (size_t i = spot->first; i < spot->behind; i++) {
        struct values *note = values_row(paragraph, "notes");
        if (i == spot->first)
            values_format(note, "number", "%zu", spot->number);
        else
            values_text(note, "number", "");
        marked_note(mem, m, &m->rows->at[i], note);
    }
}

static bool is_row(const struct text *text, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (text->read[i] == '\t')
            return true;
    return false;
}

/* The line between the head and the rows of a table that was written with bars and dashes. */
static bool is_rule(const struct text *text, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (!strchr("-:|= \t", text->read[i] < 0x80 ? (int)text->read[i] : 'x'))
            return false;
    return true;
}

static bool is_heading(const struct text *text, size_t from, size_t to)
{
    int32_t last = text->read[to - 1];

    if (to - from > HEADING_MOST || rune_is_sentence_end(last) || rune_is_clause_end(last))
        return false;
    for (size_t i = from; i < to; i++)
        if (text->read[i] == 0x3002)
            return false;
    return !is_row(text, from, to);
}

/* Whether a line ended between read[at] and the next character. */
static bool line_ends_behind(const struct text *text, size_t at)
{
    for (size_t i = text->origin[at]; i < text->origin[at + 1]; i++)
        if (rune_is_line_end(text->raw[i]))
            return true;
    return false;
}

static size_t paragraph_end(const struct text *text, size_t at)
{
    while (at < text->read_count && text->read[at] != '\n')
        at++;
    return at;
}

/* Whether the article goes on with a paragraph whose first line is no wider: then a column was set that narrow, and
 * what looks like a heading is its first line. */
static bool in_a_column(const struct text *text, size_t from, size_t to)
{
    size_t end = to < text->read_count ? paragraph_end(text, to + 1) : to, line = to + 1, breaks = 0;

    if (end <= to + 1 || is_heading(text, to + 1, end))
        return false;
    for (size_t i = text->origin[to - 1]; i < text->origin[to + 1]; i++)
        breaks += text->raw[i] == '\n';
    while (line < end && !line_ends_behind(text, line))
        line++;
    return breaks == 1 && line < end && line - to <= to - from + 4;
}

/* Where the line of a heading ends that was joined with what stands below. */
static size_t heading_line(const struct text *text, size_t from, size_t to)
{
    for (size_t i = from; i + 1 < to; i++)
        if (line_ends_behind(text, i))
            return i + 1;
    return to;
}

/* Spots that begin in read[from..to), from *at on. */
static void add_paragraph(struct reading *r, const struct marked *m, const struct spots *spots, size_t *at, size_t from,
                          size_t to, bool heading, bool after_heading, struct values *v)
{
    struct values *p = values_row(v, "paragraphs");
    size_t done = from;
    bool noted = false;

    values_flag(p, "heading", heading && !after_heading);
    values_text(p, "kind", heading ? "lede" : is_row(r->text, from, to) ? "row" : "body");
    values_list(p, "pieces");
    values_list(p, "notes");
    r->blank = false;
    for (; *at < spots->count && spots->at[*at].start < r->text->origin[to]; ++*at) {
        const struct spot *spot = &spots->at[*at];
        size_t start = text_read_at(r->text, spot->start), end = text_read_at(r->text, spot->end);
        start = start < done ? done : start;
        end = end > to ? to : end < start ? start : end;
        add_plain(r, done, start, p);
        add_mark(r, m, spot, start, end, p);
        add_notes(r->mem, m, spot, p);
        noted = true;
        done = end;
    }
    add_plain(r, done, to, p);
    values_flag(p, "noted", noted);
}

void marked_paragraphs(struct arena *mem, const struct marked *m, const struct spots *spots, struct values *v)
{
    const struct text *text = m->text;
    struct reading r = {mem, text, false};
    size_t spot = 0, end;
    bool before = false;

    values_list(v, "paragraphs");
    for (size_t at = 0; at < text->read_count; at = end + (end < text->read_count && text->read[end] == '\n')) {
        bool heading;
        end = paragraph_end(text, at);
        if (is_rule(text, at, end))
            continue;
        heading = end + 1 < text->read_count && is_heading(text, at, end) && (before || !in_a_column(text, at, end));
        if (heading)
            end = heading_line(text, at, end);
        add_paragraph(&r, m, spots, &spot, at, end, heading, before, v);
        before = heading;
    }
}
