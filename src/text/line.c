/* One pass over each line. */
#include "text/line.h"

#include "text/runs.h"

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

bool line_inside_word(const struct text *text, const struct line *line, size_t from, size_t to)
{
    if (to + 1 < line->end && line->spaced && rune_is_digit(rune_fold(text->raw[from - 1])) &&
        (text->raw[to] == 0x4EE5 || text->raw[to] == 0x5DE6)) /* 以上, 左右 */
        return true;
    return (text->raw[from] == 0x3000 || line->wide_gaps) && rune_is_han(text->raw[from - 1]) &&
           (from - 1 == line->start || line_is_blank(text->raw[from - 2])) && rune_is_han(text->raw[to]) &&
           (to + 1 == line->end || line_is_blank(text->raw[to + 1]));
}

/* “为 8 126 名孕妇免费筛查”: a word that leads to an amount begins no row. */
static bool begins_statement(const struct text *text, const struct line *line)
{
    static const int32_t leading[] = {L'为', L'向', L'共', L'达', L'近', L'约', L'超', L'有', L'对', L'给'};

    for (size_t i = 0; i < sizeof leading / sizeof *leading; i++)
        if (text->raw[line->start] == leading[i])
            return line->start + 1 < line->end && line_is_blank(text->raw[line->start + 1]);
    return false;
}

struct line_words line_count_words(const struct text *text, const struct line *line)
{
    struct line_words count = {0};
    bool number = true, before = false;
    int32_t last;

    for (size_t i = line->start, to; i <= line->end; i = to) {
        int32_t c = i < line->end ? rune_fold(text->raw[i]) : ' ';

        to = i + 1;
        if (!line_is_blank(c)) {
            number = number && (rune_is_digit(c) || c == '.' || c == ',' || c == '%');
            continue;
        }
        while (to < line->end && line_is_blank(text->raw[to]))
            to++;
        if (to < line->end && line_inside_word(text, line, i, to))
            continue;
        count.words++;
        last = rune_fold(text->raw[i - (i > line->start)]);
        number = number && last != '.' && last != ','; /* not the “260.” of 3 260. 4 */
        count.numbers += number;
        count.side_by_side += number && before;
        before = number;
        number = true;
    }
    return count;
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
            bars += line_is_bar(c);
            width += rune_is_wide(text->raw[i]) ? 2 : 1;
            if (line_is_blank(c)) {
                first_blank = gap ? first_blank : i;
                gap += c == 0x3000 ? 2 : 1;
                continue;
            }
        }
        gaps += gap >= 2 && !line_inside_word(text, line, first_blank, i);
        gap = 0;
        line->punctuated = line->punctuated || holds_mark(text, line, i, end);
    }
    line->width = (uint16_t)(width > UINT16_MAX ? UINT16_MAX : width);
    line->gaps = (uint8_t)(gaps > 200 ? 200 : gaps);
    line->wide_gaps =
        gaps >= 2 && !line->tabs && bars < 2 && rune_find(text->raw, line->start, line->end, 0x3002) == line->end;
    line->row = line->tabs || bars >= 2 || line->wide_gaps;
    if (!line->row && !line->punctuated && width <= COLUMN_MAX) {
        struct line_words count = line_count_words(text, line);

        line->words = (uint8_t)(count.words > 200 ? 200 : count.words);
        line->spaced = line->row = count.words >= 4 && count.side_by_side > 0 && !begins_statement(text, line);
    }
}

/* 🏫【一、上好学】: a heading, whatever the line behind it. */
static bool is_bracketed(const struct text *text, const struct line *line)
{
    enum { LONGEST = 20, SIGNS = 4 };

    if (text->raw[line->end - 1] != L'】')
        return false;
    for (size_t i = line->start; i < line->end && i <= line->start + SIGNS; i++)
        if (text->raw[i] == L'【')
            return line->end - i <= LONGEST;
    return false;
}

/* Where the bracket opens that raw[end-1] closes, if a full stop stands before it: “…3处。（市交通局）”; else end. */
static size_t before_aside(const struct text *text, const struct line *line, size_t end)
{
    enum { LONGEST = 60 };

    if (rune_fold(text->raw[end - 1]) != ')')
        return end;
    for (size_t i = end - 1; i > line->start && end - i < LONGEST; i--)
        if (rune_fold(text->raw[i]) == '(')
            return text->raw[i - 1] == L'。' ? i : end;
    return end;
}

static bool line_is_closed(const struct text *text, const struct line *line)
{
    size_t end = before_aside(text, line, line->end);

    while (end > line->start && (line_is_blank(text->raw[end - 1]) || rune_is_closer(rune_fold(text->raw[end - 1]))))
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

/* “├────┼────┤”, “+----+----+”, “|---|:--|”, “————————”: the line of a table's border, or one that parts sections. */
static bool is_border(const struct text *text, size_t start, size_t end)
{
    enum { DASHES = 6 }; /* as many em dashes are no aside */
    int32_t first = text->raw[start], last = text->raw[end - 1];
    bool drawn = false, crossed = ((first == '+' && last == '+') || (first == '|' && last == '|')) && end - start > 2;
    size_t dashes = 0;

    for (size_t i = start; i < end; i++) {
        int32_t c = text->raw[i];

        drawn = drawn || (c >= 0x2500 && c <= 0x257F);
        dashes += c == 0x2014 || c == '_';
        if (!line_is_blank(c) && !(c >= 0x2500 && c <= 0x257F) && c != '-' && c != '=' && c != '+' && c != '|' &&
            c != ':' && c != 0x2014 && c != '_')
            return false;
    }
    return drawn || crossed || dashes >= DASHES;
}

bool line_take(const struct text *text, size_t start, size_t end, struct line *ret)
{
    size_t indent = 0;

    *ret = (struct line){.open = (uint32_t)start};
    while (start < end && line_is_blank(text->raw[start])) {
        indent += text->raw[start] == 0x3000 ? 2 : text->raw[start] == '\t' ? 4 : !rune_is_nothing(text->raw[start]);
        start++;
    }
    while (end > start && line_is_blank(text->raw[end - 1]))
        end--;
    if (start == end || is_border(text, start, end))
        return false;
    ret->start = (uint32_t)start;
    ret->end = (uint32_t)end;
    ret->indent = (uint8_t)(indent > 200 ? 200 : indent);
    line_measure(text, ret);
    ret->closed = line_is_closed(text, ret);
    ret->bracketed = is_bracketed(text, ret);
    return true;
}
