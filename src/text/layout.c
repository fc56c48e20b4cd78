/* A newspaper breaks lines where the column ends, a web page where a thought ends, a table where a row ends. This file
 * decides which it is, block by block (a block is what stands between empty lines), joins what belongs together, and
 * takes out the blanks that typesetting put between Chinese characters and inside numbers.
 * It knows units only to see that a line break stands inside “146.2 公/里”. */
#include "text/layout.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "text/lexicon.h"
#include "text/runes.h"
#include "text/runs.h"
#include "text/signs.h"
#include "text/units.h"

enum {
    COLUMN_LEAST = 30, /* a heading narrower than this does not go on in the next line */
    COLUMN_MAX = 130,  /* a line wider than this was not broken by a typesetter */
    TAIL = 12,         /* how much of a line's end and of the next one's start decides */
};

struct line {
    uint32_t start, end; /* in raw, blanks at both ends left out */
    uint32_t open;       /* where the line itself begins */
    uint16_t width;      /* in columns */
    uint8_t indent;      /* columns of blanks before it */
    uint8_t words;       /* told apart by blanks */
    bool row;            /* a table row: tabs, bars or wide gaps */
    bool tabs;           /* its cells end with tabs: a blank is no border */
    bool spaced;         /* its cells are told apart by single blanks: “1 新建学校 所 4 5 125%” */
    bool wide_gaps;      /* its cells are told apart by two blanks and more */
    bool punctuated;     /* holds a comma or a full stop */
    bool closed;         /* ends a sentence */
    bool plain;          /* holds plain characters alone (runs.h) */
};

struct block {
    struct line *lines;
    size_t count;
    size_t width;     /* columns of the widest line */
    size_t headlines; /* that many short lines stand above a typeset column */
    bool typeset;     /* broken where a column ends */
};

struct layout {
    struct arena *mem;
    struct text *text; /* that is being read */
    const struct lexicon *units;
    VEC(struct line) lines; /* of the block that is being read */
    VEC(size_t) starts;     /* of all lines of the text */
};

static inline bool is_blank(int32_t c)
{
    if ((c > ' ' && c < 0x80) || (c > 0x3000 && c < 0xFE00) || c > 0xFEFF) /* nearly all */
        return false;
    return rune_is_blank(c) || rune_is_nothing(c);
}

static bool is_bar(int32_t c)
{
    return c == '|' || c == 0x2502 || c == 0x2503 || c == 0xFF5C;
}

static bool is_comma_or_stop(int32_t c)
{
    return c == ',' || c == 0x3002 || c == ';' || c == 0x3001 || c == '!' || c == '?';
}

/* The comma of 4,800. */
static bool stands_in_number(const struct text *text, const struct line *line, size_t i)
{
    return i > line->start && i + 1 < line->end && rune_is_digit(rune_fold(text->raw[i - 1])) &&
           rune_is_digit(rune_fold(text->raw[i + 1]));
}

/* The length of “二、” or “（12）、” at the start of a line: its mark is no comma. */
static size_t item_marks(const struct text *text, const struct line *line)
{
    for (size_t i = line->start; i < line->end && i < line->start + 5; i++) {
        int32_t c = rune_fold(text->raw[i]);

        if (c == 0x3001)
            return i + 1 - line->start;
        if (!rune_is_digit(c) && rune_numeral_digit(c) < 0 && c != 0x5341 && c != '(' && c != ')')
            break;
    }
    return 0;
}

/* Blanks between the two characters of one word: “单　位”. */
static bool is_inside_word(const struct text *text, const struct line *line, size_t from, size_t to)
{
    return (text->raw[from] == 0x3000 || line->wide_gaps) && rune_is_han(text->raw[from - 1]) &&
           (from - 1 == line->start || is_blank(text->raw[from - 2])) && rune_is_han(text->raw[to]) &&
           (to + 1 == line->end || is_blank(text->raw[to + 1]));
}

/* What a line holds, told apart by blanks. */
struct line_words {
    size_t words, numbers, side_by_side; /* of the numbers: how many stand right behind another */
};

static struct line_words line_count_words(const struct text *text, const struct line *line)
{
    struct line_words count = {0};
    bool number = true, before = false;

    for (size_t i = line->start, to; i <= line->end; i = to) {
        int32_t c = i < line->end ? rune_fold(text->raw[i]) : ' ';

        to = i + 1;
        if (!is_blank(c)) {
            number = number && (rune_is_digit(c) || c == '.' || c == ',' || c == '%');
            continue;
        }
        while (to < line->end && is_blank(text->raw[to]))
            to++;
        if (to < line->end && is_inside_word(text, line, i, to))
            continue;
        count.words++;
        count.numbers += number;
        count.side_by_side += number && before;
        before = number;
        number = true;
    }
    return count;
}

/* The line above the first row of blanks names its columns; below it whatever holds a number of its own is a row, also
 * one with remarks or some wide gaps. */
static void block_find_rows(const struct text *text, struct block *b)
{
    bool below = false;

    for (size_t i = 0; i < b->count; i++) {
        struct line *line = &b->lines[i];

        if (i + 1 < b->count && line[1].spaced && !line->row && line->words >= 3 && line->words + 1 >= line[1].words) {
            line->spaced = line->row = below = true;
        } else if (below && !line->tabs && !line->spaced) {
            struct line_words count = line_count_words(text, line);

            line->spaced = count.words >= 3 && count.numbers > 0;
            line->row = line->row || line->spaced;
            line->wide_gaps = line->wide_gaps && !line->spaced;
        }
    }
}

/* How many of raw[at..end) are plain Han, one behind the other. */
static size_t han_run(const struct text *text, size_t at, size_t end)
{
    size_t i = at;

    while (i < end && rune_is_plain_han(text->raw[i]))
        i++;
    return i - at;
}

/* A comma or a full stop in raw[from..to) that is neither an item's mark nor the comma of a number. */
static bool holds_mark(const struct text *text, const struct line *line, size_t from, size_t to)
{
    size_t items = line->start + item_marks(text, line);

    for (size_t i = from > items ? from : items; i < to; i++) {
        int32_t c = rune_fold(text->raw[i]);

        if (is_comma_or_stop(c) && !(c == ',' && stands_in_number(text, line, i)))
            return true;
    }
    return false;
}

/* One pass over a line: its width, gaps, punctuation. */
static void line_measure(const struct text *text, struct line *line)
{
    size_t gap = 0, first_blank = 0, gaps = 0, bars = 0, width = 0;

    for (size_t i = line->start, end, narrow; i < line->end; i = end) {
        int32_t c;

        end = run_plain(text->raw, i, line->end, &narrow);
        width += 2 * (end - i) - narrow;
        line->plain = end - i == line->end - line->start;
        if (end == i) {
            end = i + 1;
            c = rune_fold(text->raw[i]);
            line->tabs = line->tabs || c == '\t';
            bars += is_bar(c);
            width += rune_is_wide(text->raw[i]) ? 2 : 1;
            if (is_blank(c)) {
                first_blank = gap ? first_blank : i;
                gap += c == 0x3000 ? 2 : 1;
                continue;
            }
        }
        gaps += gap >= 2 && !is_inside_word(text, line, first_blank, i);
        gap = 0;
        line->punctuated = line->punctuated || holds_mark(text, line, i, end);
    }
    line->width = (uint16_t)(width > UINT16_MAX ? UINT16_MAX : width);
    line->wide_gaps =
        gaps >= 2 && !line->tabs && bars < 2 && rune_find(text->raw, line->start, line->end, 0x3002) == line->end;
    line->row = line->tabs || bars >= 2 || line->wide_gaps;
    if (!line->row && !line->punctuated && width <= COLUMN_MAX) {
        struct line_words count = line_count_words(text, line);

        line->words = (uint8_t)(count.words > 200 ? 200 : count.words);
        line->spaced = line->row = count.words >= 4 && count.side_by_side > 0;
    }
}

static bool line_is_closed(const struct text *text, const struct line *line)
{
    size_t end = line->end;

    while (end > line->start && (is_blank(text->raw[end - 1]) || rune_is_closer(rune_fold(text->raw[end - 1]))))
        end--;
    if (end == line->start)
        return true;
    switch (rune_fold(text->raw[end - 1])) {
    case 0x3002: /* 。 */
    case 0x2026: /* … */
    case '!':
    case '?':
    case ';':
    case ':':
        return true;
    default:
        return false;
    }
}

/* “├────┼────┤”, “+----+----+”, “|---|:--|”: the line of a table's border, or one that parts sections. */
static bool is_border(const struct text *text, size_t start, size_t end)
{
    int32_t first = text->raw[start], last = text->raw[end - 1];
    bool drawn = false, crossed = ((first == '+' && last == '+') || (first == '|' && last == '|')) && end - start > 2;

    for (size_t i = start; i < end; i++) {
        int32_t c = text->raw[i];

        drawn = drawn || (c >= 0x2500 && c <= 0x257F);
        if (!is_blank(c) && !(c >= 0x2500 && c <= 0x257F) && c != '-' && c != '=' && c != '+' && c != '|' && c != ':')
            return false;
    }
    return drawn || crossed;
}

/* Reads one raw line; returns false if it is empty, or a border. */
static bool line_take(const struct text *text, size_t start, size_t end, struct line *ret)
{
    size_t indent = 0;

    *ret = (struct line){.open = (uint32_t)start};
    while (start < end && is_blank(text->raw[start])) {
        indent += text->raw[start] == 0x3000 ? 2 : text->raw[start] == '\t' ? 4 : !rune_is_nothing(text->raw[start]);
        start++;
    }
    while (end > start && is_blank(text->raw[end - 1]))
        end--;
    if (start == end || is_border(text, start, end))
        return false;
    ret->start = (uint32_t)start;
    ret->end = (uint32_t)end;
    ret->indent = (uint8_t)(indent > 200 ? 200 : indent);
    line_measure(text, ret);
    ret->closed = line_is_closed(text, ret);
    return true;
}

/* The first runes of a line without blanks, folded. */
static size_t line_head(const struct text *text, const struct line *line, int32_t *out)
{
    size_t count = 0;

    for (size_t i = line->start; i < line->end && count < TAIL; i++)
        if (!is_blank(text->raw[i]))
            out[count++] = rune_fold(text->raw[i]);
    return count;
}

static size_t line_tail(const struct text *text, const struct line *line, int32_t *out)
{
    size_t count = 0;
    int32_t back[TAIL];

    for (size_t i = line->end; i > line->start && count < TAIL; i--)
        if (!is_blank(text->raw[i - 1]))
            back[count++] = rune_fold(text->raw[i - 1]);
    for (size_t i = 0; i < count; i++)
        out[i] = back[count - 1 - i];
    return count;
}

static bool ends_number(const int32_t *s, size_t at)
{
    if (at == 0)
        return false;
    if (rune_is_digit(s[at - 1]) || s[at - 1] == '%')
        return true;
    return rune_numeral_power(s[at - 1]) > 0 &&
           (at < 2 || rune_is_digit(s[at - 2]) || rune_numeral_digit(s[at - 2]) > 0 ||
            rune_numeral_power(s[at - 2]) > 0);
}

/* True if the line break stands inside a number or its unit: “241./7公里”, “150万/平方米”, “146.2公/里”. */
static bool breaks_number(const struct layout *layout, const struct line *a, const struct line *z)
{
    int32_t s[2 * TAIL];
    size_t tail = line_tail(layout->text, a, s);
    size_t end = tail + line_head(layout->text, z, s + tail);
    size_t length;

    if (tail == end || tail == 0)
        return false;
    if (tail >= 2 && (s[tail - 1] == '.' || s[tail - 1] == ',') && rune_is_digit(s[tail - 2]) && rune_is_digit(s[tail]))
        return tail >= 4 || s[tail - 1] == ',';
    for (size_t back = 0; back <= 4 && back < tail; back++) {
        size_t at = tail - back;
        size_t number = at;

        if (number > 0 && (s[number - 1] == 0x4F59 || s[number - 1] == 0x591A)) /* 余 多 */
            number--;
        if (ends_number(s, number) && lexicon_at(layout->units, s, at, end, &length) && length > back)
            return true;
    }
    if (tail >= 2 && rune_numeral_digit(s[tail - 1]) > 0 && rune_numeral_power(s[tail - 2]) > 0 &&
        rune_numeral_power(s[tail]) > 0)
        return true; /* 两百一 / 十台 */
    return rune_is_digit(s[tail - 1]) && (rune_numeral_power(s[tail]) >= 4 || s[tail] == '%');
}

/* A cell of a row broken inside its number: “188.” / “4⇥89.7”. */
static bool breaks_cell(const struct text *text, const struct line *a, const struct line *z)
{
    int32_t tail[TAIL], head[TAIL];
    size_t n = line_tail(text, a, tail);

    return a->row && n >= 2 && tail[n - 1] == '.' && rune_is_digit(tail[n - 2]) && line_head(text, z, head) &&
           rune_is_digit(head[0]);
}

/* “第三件” “项目一：” in s[0..n) */
static bool names_item(const int32_t *s, size_t n)
{
    bool ordinal = n > 0 && s[0] == 0x7B2C;                 /* 第 */
    bool named = n > 1 && s[0] == 0x9879 && s[1] == 0x76EE; /* 项目 */
    size_t start = ordinal ? 1 : 2, i = start;

    if (!ordinal && !named)
        return false;
    while (i < n && i < start + 3 && (rune_is_digit(s[i]) || rune_numeral_digit(s[i]) > 0 || s[i] == 0x5341))
        i++;
    if (i == start || i >= n)
        return false;
    return ordinal ? s[i] == 0x4EF6 || s[i] == 0x9879 : s[i] == ':' || s[i] == 0x3001; /* 件 项, 、 */
}

/* “1.” “（一）” “二、” “①” “▎” “第一，” “第三件” at the start of a line. */
static bool begins_item(const struct text *text, const struct line *line)
{
    int32_t s[TAIL];
    size_t n = line_head(text, line, s);
    size_t i = 0;
    bool bracket = n > 0 && s[0] == '(';

    if (n > 0 && ((s[0] >= 0x2460 && s[0] <= 0x24FF) || (s[0] >= 0x2580 && s[0] <= 0x27BF) || s[0] == 0x2022 ||
                  s[0] == 0xB7 || s[0] >= 0x1F000))
        return true;
    if (names_item(s, n))
        return true;
    i += bracket;
    while (i < n && i < 4 && (rune_is_digit(s[i]) || rune_numeral_digit(s[i]) > 0 || s[i] == 0x5341))
        i++;
    if (i == (size_t)bracket || i >= n)
        return false;
    if (bracket)
        return s[i] == ')';
    if (s[i] == '.' || s[i] == ')')
        return i + 1 < n && !rune_is_digit(s[i + 1]);
    return s[i] == 0x3001 && (rune_numeral_digit(s[0]) >= 0 || s[0] == 0x5341 || i <= 2);
}

/* “责任单位：”, “目标　” */
static bool begins_label(const struct text *text, const struct line *line)
{
    int32_t s[TAIL];
    size_t n = line_head(text, line, s), word = han_run(text, line->start, line->end);

    if (word == 2 && line->start + word < line->end && text->raw[line->start + word] == 0x3000)
        return true;
    for (size_t i = 0; i < n && i < 10; i++) {
        if (s[i] == ':')
            return i >= 2;
        if (!rune_is_han(s[i]))
            return false;
    }
    return false;
}

/* Whether one of the block's numbers goes on in the next line: no list does that, only a column. */
static bool block_breaks_number(const struct layout *layout, const struct block *b)
{
    for (size_t i = 0; i + 1 < b->count; i++)
        if (!b->lines[i].closed && breaks_number(layout, &b->lines[i], &b->lines[i + 1]) &&
            !begins_item(layout->text, &b->lines[i + 1]))
            return true;
    return false;
}

/* A block is typeset if only its headlines, its last line and lines that end a sentence are short; in a ragged column
 * others are as well. */
static void block_judge(const struct layout *layout, struct block *b)
{
    bool rows = false;
    bool short_inside = false;

    b->width = 0;
    for (size_t i = 0; i < b->count; i++) {
        if (b->lines[i].width > b->width)
            b->width = b->lines[i].width;
        rows = rows || b->lines[i].row;
    }
    b->headlines = 0;
    while (b->headlines < b->count && b->lines[b->headlines].width * 4u < b->width * 3)
        b->headlines++;
    for (size_t i = b->headlines; i + 1 < b->count; i++)
        if (b->lines[i].width * 4u < b->width * 3 && !b->lines[i].closed)
            short_inside = true;
    b->typeset = b->count - b->headlines >= 2 && b->width <= COLUMN_MAX && !rows &&
                 (!short_inside || block_breaks_number(layout, b));
}

static bool lines_join(const struct layout *layout, const struct block *b, size_t i)
{
    const struct line *a = &b->lines[i], *z = &b->lines[i + 1];

    if (z->row)
        return breaks_cell(layout->text, a, z);
    if (breaks_number(layout, a, z) && !begins_item(layout->text, z))
        return true;
    if (begins_item(layout->text, z))
        return false;
    if (z->indent >= 2 && (a->indent < z->indent || a->closed))
        return false;
    if (b->typeset && i >= b->headlines) {
        bool full = a->width * 10u >= b->width * 9;

        if (begins_label(layout->text, z) && !full)
            return false;
        if (begins_item(layout->text, a) && !a->punctuated && (!full || b->width < COLUMN_LEAST))
            return false; /* a heading */
        return a->punctuated || z->punctuated || (i > b->headlines && b->lines[i - 1].punctuated) ? !a->closed || full
                                                                                                  : false;
    }
    if (i == 0 && a->width * 3u < z->width * 2)
        return false; /* “今年，我省将继续办好20件民生实事”: a headline with a comma; a line that wraps is no shorter */
    return a->punctuated && !a->closed && !begins_label(layout->text, z);
}

/* Also those with which the next line goes on. */
static size_t digits_after(const struct text *text, size_t at, const struct line *line)
{
    size_t count = 0, next = line->end;

    while (at + count < line->end && count < 20 && rune_is_digit(rune_fold(text->raw[at + count])))
        count++;
    if (at + count < line->end)
        return count;
    while (next < text->raw_count && is_blank(text->raw[next]))
        next++;
    while (next < text->raw_count && count < 20 && rune_is_digit(rune_fold(text->raw[next]))) {
        next++;
        count++;
    }
    return count;
}

static size_t digits_before(const struct text *text, size_t at, size_t start)
{
    size_t count = 0;

    while (at > start + count && count < 20 && rune_is_digit(rune_fold(text->raw[at - 1 - count])))
        count++;
    return count;
}

static void emit(struct text *text, int32_t c, size_t origin)
{
    text->read[text->read_count] = c;
    text->origin[text->read_count++] = (uint32_t)origin;
}

/* Reads the plain characters raw[at..end). */
static void emit_plain(struct text *text, size_t at, size_t end)
{
    run_read(text->raw, at, end - at, text->read + text->read_count, text->origin + text->read_count);
    text->read_count += end - at;
}

/* Whether blanks between two digits of one line stand inside one number: “3 150个”, “1 234 567”. */
static bool digits_join(const struct text *text, const struct line *line, size_t from, size_t to)
{
    size_t left = digits_before(text, from, line->start);
    size_t right = digits_after(text, to, line);

    return (!line->row || line->tabs || to - from == 1) && right == 3 && left <= 3 && left > 0;
}

/* Each tab ends a cell, also an empty one. */
static void emit_tabs(struct text *text, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (text->raw[i] == '\t')
            emit(text, '\t', i);
}

/* What stands for the blanks raw[from..to) inside a line: nothing, a blank, or (wide gaps) the end of a cell. */
static int32_t gap_reads(const struct text *text, const struct line *line, size_t from, size_t to)
{
    int32_t before = rune_fold(text->raw[from - 1]), after = rune_fold(text->raw[to]);
    size_t columns = 0;

    for (size_t i = from; i < to; i++) {
        columns += text->raw[i] == 0x3000 ? 2 : 1;
    }
    if ((line->spaced || (line->wide_gaps && columns >= 2)) && !is_inside_word(text, line, from, to))
        return '\t';
    if (line->row && (is_bar(before) || is_bar(after)))
        return 0;
    if (rune_is_digit(before) && rune_is_digit(after))
        return digits_join(text, line, from, to) ? 0 : ' ';
    if ((before == '.' || before == ',') && rune_is_digit(after) && from - 1 > line->start &&
        rune_is_digit(rune_fold(text->raw[from - 2]))) {
        size_t left = digits_before(text, from - 1, line->start);

        /* “1. 2024年” at the start of a line is a section, “1. 6万” inside is a number */
        return before == '.' && from - 1 - left == line->start ? ' ' : 0;
    }
    if (rune_is_digit(before) && (after == '.' || after == '%'))
        return 0;
    return rune_is_wide(before) || rune_is_wide(after) || rune_is_han(before) || rune_is_han(after) || before == ',' ||
                   after == ',' || before == ':' || after == ':'
               ? 0
               : ' ';
}

static bool holds_tab(const struct text *text, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (text->raw[i] == '\t')
            return true;
    return false;
}

static void emit_line(struct layout *layout, const struct line *line)
{
    struct text *text = layout->text;

    if (line->plain) {
        emit_plain(text, line->start, line->end);
        return;
    }
    if (line->tabs)
        emit_tabs(text, line->open, line->start);
    for (size_t i = line->start, narrow; i < line->end; i++) {
        size_t to = run_plain(text->raw, i, line->end, &narrow);
        int32_t c;

        emit_plain(text, i, to);
        if (to == line->end)
            break;
        i = to;
        while (is_blank(text->raw[to]))
            to++;
        if (to > i) {
            c = line->tabs && holds_tab(text, i, to) ? '\t' : gap_reads(text, line, i, to);
            if (c == '\t' && line->tabs)
                emit_tabs(text, i, to);
            else if (c)
                emit(text, c, i);
            i = to;
        }
        c = rune_fold(text->raw[i]);
        emit(text, line->row && is_bar(c) ? '\t' : c, i);
    }
}

static void emit_block(struct layout *layout)
{
    struct text *text = layout->text;
    struct block b = {.lines = layout->lines.at, .count = layout->lines.count};

    block_find_rows(text, &b);
    block_judge(layout, &b);
    for (size_t i = 0; i < b.count; i++) {
        int32_t last, next;

        emit_line(layout, &b.lines[i]);
        if (i + 1 == b.count || !lines_join(layout, &b, i)) {
            emit(text, '\n', b.lines[i].end);
            continue;
        }
        last = text->read[text->read_count - 1];
        next = rune_fold(text->raw[b.lines[i + 1].start]);
        if (rune_is_latin(last) && rune_is_latin(next))
            emit(text, ' ', b.lines[i].end);
    }
    layout->lines.count = 0;
}

/* Takes the line text->raw[start..end); what stood between two empty lines is a block. */
static void take_line(struct layout *layout, size_t start, size_t end)
{
    struct text *text = layout->text;
    struct line line;

    if (line_take(text, start, end, &line)) {
        *vec_push(layout->mem, &layout->lines) = line;
    } else if (!(end < text->raw_count && text->raw[end] == '\n' && start == end && end > 0 &&
                 text->raw[end - 1] == '\r')) {
        emit_block(layout);
    }
}

static bool is_line_start(const struct text *text, size_t at)
{
    return text->raw[at - 1] == '\n' || (text->raw[at - 1] == '\r' && (at == text->raw_count || text->raw[at] != '\n'));
}

struct layout *layout_new(struct arena *arena)
{
    struct layout *layout = arena_alloc(arena, sizeof *layout);

    layout->mem = arena;
    layout->units = units_lexicon(arena);
    return layout;
}

/* Each code point is read at most once, and each line ends at most once more. */
void layout_room(struct arena *arena, struct text *text, size_t runes, size_t lead)
{
    text->raw = arena_array(arena, runes + 1, sizeof *text->raw);
    text->read = arena_array(arena, runes + lead + 2, sizeof *text->read);
    text->origin = arena_array(arena, runes + lead + 3, sizeof *text->origin);
    text->signs = arena_array(arena, runes + lead + 2 + SIGNS_BEYOND, sizeof *text->signs);
}

void layout_read(struct layout *layout, struct text *text, size_t lead)
{
    layout->text = text;
    layout->starts.count = 0;
    text->read_count = lead;
    memset(text->origin, 0, lead * sizeof *text->origin); /* it stands nowhere in the file */
    for (size_t start = 0, end; start <= text->raw_count; start = end + 1) {
        end = run_line(text->raw, start, text->raw_count);
        if (start == 0 || is_line_start(text, start))
            *vec_push(layout->mem, &layout->starts) = start;
        take_line(layout, start, end);
    }
    emit_block(layout);
    text->origin[text->read_count] = (uint32_t)text->raw_count;
    text->lines = layout->starts.at;
    text->line_count = layout->starts.count;
}
