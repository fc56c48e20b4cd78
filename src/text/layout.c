/* A newspaper breaks lines where the column ends, a web page where a thought ends, a table where a row ends. This file
 * decides which it is, block by block (a block is what stands between empty lines), joins what belongs together, and
 * takes out the blanks that typesetting put between Chinese characters and inside numbers.
 * It knows units only to see that a line break stands inside “146.2 公/里”. */
#include "text/layout.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "text/lexicon.h"
#include "text/rows.h"
#include "text/runes.h"
#include "text/runs.h"
#include "text/signs.h"
#include "text/stacked.h"

enum {
    COLUMN_LEAST = 30, /* a heading narrower than this does not go on in the next line */
    PARAGRAPH = 4,     /* columns of blanks before one, at most */
    TAIL = 12,         /* how much of a line's end and of the next one's start decides */
};

struct layout {
    struct arena *mem;
    struct text *text; /* that is being read */
    const struct lexicon *units;
    VEC(struct line) lines; /* of the block that is being read */
    VEC(size_t) starts;     /* of all lines of the text */
    struct stacked stacked; /* the table whose lines were read last */
};

/* How many of raw[at..end) are plain Han, one behind the other. */
static size_t han_run(const struct text *text, size_t at, size_t end)
{
    size_t i = at;

    while (i < end && rune_is_plain_han(text->raw[i]))
        i++;
    return i - at;
}

/* The first runes of a line without blanks, folded. */
static size_t line_head(const struct text *text, const struct line *line, int32_t *out)
{
    size_t count = 0;

    for (size_t i = line->start; i < line->end && count < TAIL; i++)
        if (!line_is_blank(text->raw[i]))
            out[count++] = rune_fold(text->raw[i]);
    return count;
}

static size_t line_tail(const struct text *text, const struct line *line, int32_t *out)
{
    size_t count = 0;
    int32_t back[TAIL];

    for (size_t i = line->end; i > line->start && count < TAIL; i--)
        if (!line_is_blank(text->raw[i - 1]))
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

/* Whether a unit that begins at most 4 and at least so many characters before s[tail] goes on there. */
static bool breaks_unit(const struct layout *layout, const int32_t *s, size_t tail, size_t end, size_t least)
{
    for (size_t back = least; back <= 4 && back < tail; back++) {
        size_t at = tail - back;
        size_t number = at;
        size_t length;

        if (number > 0 && (s[number - 1] == 0x4F59 || s[number - 1] == 0x591A)) /* 余 多 */
            number--;
        if (ends_number(s, number) && lexicon_at(layout->units, s, at, end, &length) && length > back)
            return true;
    }
    return false;
}

/* Whether a bracket that opens in the line is not closed there. */
static bool leaves_bracket_open(const struct text *text, const struct line *line)
{
    for (size_t i = line->end; i-- > line->start;) {
        int32_t c = rune_fold(text->raw[i]);

        if (c == '(' || c == ')')
            return c == '(';
    }
    return false;
}

/* The last three digits of a number, and what it counts: 800人. */
static bool begins_thousand(const int32_t *s, size_t count)
{
    return count > 3 && rune_is_digit(s[0]) && rune_is_digit(s[1]) && rune_is_digit(s[2]) && rune_is_han(s[3]);
}

/* True if the line break stands inside a number or its unit: “241./7公里”, “150万/平方米”, “146.2公/里”. */
static bool breaks_number(const struct layout *layout, const struct line *a, const struct line *z)
{
    int32_t s[2 * TAIL];
    size_t tail = line_tail(layout->text, a, s);
    size_t end = tail + line_head(layout->text, z, s + tail);

    if (tail == end || tail == 0)
        return false;
    if (tail >= 2 && (s[tail - 1] == '.' || s[tail - 1] == ',') && rune_is_digit(s[tail - 2]) && rune_is_digit(s[tail]))
        return tail >= 4 || s[tail - 1] == ',';
    if (breaks_unit(layout, s, tail, end, 0))
        return true;
    if (tail >= 2 && rune_numeral_digit(s[tail - 1]) > 0 && rune_numeral_power(s[tail - 2]) > 0 &&
        rune_numeral_power(s[tail]) > 0)
        return true; /* 两百一 / 十台 */
    if (rune_numeral_digit(s[tail - 1]) > 0 && s[tail] == L'成')
        return true; /* 九 / 成 */
    if (tail >= 2 && rune_is_digit(s[tail - 1]) && rune_is_han(s[tail - 2]) && leaves_bracket_open(layout->text, a) &&
        begins_thousand(s + tail, end - tail))
        return true; /* （任务4 / 800人） */
    return rune_is_digit(s[tail - 1]) && (rune_numeral_power(s[tail]) >= 4 || s[tail] == '%');
}

/* A cell of a row broken inside its number or its unit: “188.” / “4⇥89.7”, “10.7公” / “里⇥85%”,
 * “8.37” / “亿元⇥…”. */
static bool breaks_cell(const struct layout *layout, const struct line *a, const struct line *z)
{
    int32_t s[2 * TAIL];
    size_t tail = line_tail(layout->text, a, s), end = tail + line_head(layout->text, z, s + tail);

    if (!a->row || tail < 2 || tail == end)
        return false;
    return (s[tail - 1] == '.' && rune_is_digit(s[tail - 2]) && rune_is_digit(s[tail])) ||
           (z->tabs &&
            (breaks_unit(layout, s, tail, end, 1) || (rune_is_digit(s[tail - 1]) && rune_numeral_power(s[tail]) >= 4)));
}

static bool is_item_digit(int32_t c)
{
    return rune_is_digit(c) || rune_numeral_digit(c) > 0 || c == L'十';
}

/* “第三件” “项目一：” in s[0..n) */
static bool names_item(const int32_t *s, size_t n)
{
    bool ordinal = n > 0 && s[0] == 0x7B2C;                 /* 第 */
    bool named = n > 1 && s[0] == 0x9879 && s[1] == 0x76EE; /* 项目 */
    size_t start = ordinal ? 1 : 2, i = start;

    if (!ordinal && !named)
        return false;
    while (i < n && i < start + 3 && is_item_digit(s[i]))
        i++;
    if (i == start || i >= n)
        return false;
    return ordinal ? s[i] == 0x4EF6 || s[i] == 0x9879 : s[i] == ':' || s[i] == 0x3001; /* 件 项, 、 */
}

/* “【项目7】” “【第一件】” “【3号】” in s[0..n) */
static bool names_item_in_brackets(const int32_t *s, size_t n)
{
    size_t i = 1, digits;

    if (n < 3 || s[0] != L'【')
        return false;
    while (i < n && i < 3 && rune_is_han(s[i]) && rune_numeral_digit(s[i]) < 0 && s[i] != L'十')
        i++;
    digits = i;
    while (i < n && is_item_digit(s[i]))
        i++;
    if (i == digits || i >= n)
        return false;
    return s[i] == L'】' || (i + 1 < n && s[i + 1] == L'】');
}

/* “5.2　村道安防”: two numbers, and a wide blank behind them. */
static bool begins_second_item(const struct text *text, const struct line *line)
{
    enum { NUMBERS = 6 };
    size_t i = line->start, points = 0;

    for (; i < line->end && i < line->start + NUMBERS && (rune_is_digit(text->raw[i]) || text->raw[i] == '.'); i++)
        points += text->raw[i] == '.';
    return points == 1 && i < line->end && text->raw[i] == 0x3000 && rune_is_digit(text->raw[i - 1]);
}

/* “1.” “5.2　” “（一）” “二、” “①” “▎” “第一，” “第三件” “【项目7】” at the start of a line. */
static bool begins_item(const struct text *text, const struct line *line)
{
    int32_t s[TAIL];
    size_t n = line_head(text, line, s);
    size_t i = 0;
    bool bracket = n > 0 && s[0] == '(';

    if (begins_second_item(text, line))
        return true;

    if (n > 0 && ((s[0] >= 0x2460 && s[0] <= 0x24FF) || (s[0] >= 0x2580 && s[0] <= 0x27BF) || s[0] == 0x2022 ||
                  s[0] == 0xB7 || s[0] >= 0x1F000))
        return true;
    if (names_item(s, n) || names_item_in_brackets(s, n))
        return true;
    i += bracket;
    while (i < n && i < 4 && is_item_digit(s[i]))
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

/* Shorter than a column breaks lines; where no sentence ends (statements, each in a line) less is short. */
static bool is_short(const struct block *b, size_t i)
{
    return b->closes ? b->lines[i].width * 4u < b->width * 3 : b->lines[i].width * 10u < b->width * 9;
}

/* How many tabs the line has, also those of empty cells at either end of it. */
static size_t count_tabs(const struct text *text, const struct line *line)
{
    size_t tabs = 0;

    for (size_t i = line->open; line->tabs && i < text->raw_count && text->raw[i] != '\n'; i++)
        tabs += text->raw[i] == '\t';
    return tabs;
}

/* A block is typeset if only its headlines, its last line and lines that end a sentence are short; in a ragged column
 * others are as well. */
static void block_judge(const struct layout *layout, struct block *b)
{
    bool rows = false;
    bool short_inside = false;

    b->width = 0;
    b->closes = false;
    for (size_t i = 0; i < b->count; i++) {
        b->closes = b->closes || b->lines[i].closed;
        if (b->lines[i].width > b->width)
            b->width = b->lines[i].width;
        rows = rows || b->lines[i].row;
    }
    for (b->first_tabs = 0; b->first_tabs < b->count && !b->lines[b->first_tabs].tabs;)
        b->first_tabs++;
    b->tabs = b->first_tabs < b->count ? count_tabs(layout->text, &b->lines[b->first_tabs]) : 0;
    b->headlines = 0;
    while (b->headlines < b->count && b->lines[b->headlines].width * 4u < b->width * 3 &&
           (b->lines[b->headlines].indent < 2 || b->lines[b->headlines].indent > PARAGRAPH))
        b->headlines++;
    for (size_t i = b->headlines; i + 1 < b->count; i++)
        if (!b->lines[i].closed && is_short(b, i))
            short_inside = true;
    b->typeset = b->count - b->headlines >= 2 && b->width <= COLUMN_MAX && !rows &&
                 (!short_inside || block_breaks_number(layout, b));
}

/* “💡 2025，还有这些值得期待”: a heading with a comma */
static bool opens_year(const struct text *text, const struct line *line)
{
    int32_t s[TAIL];
    size_t n = line_head(text, line, s), i = 0;

    while (i < n && !rune_is_digit(s[i]) && !rune_is_han(s[i]))
        i++;
    return !line->closed && i + 4 < n && s[i] == '2' && s[i + 1] == '0' && rune_is_digit(s[i + 2]) &&
           rune_is_digit(s[i + 3]) && s[i + 4] == ',';
}

/* “二是持续改造…”: an entry, behind a line that ends a sentence; what a colon opens stays with it. */
static bool begins_counted(const struct text *text, const struct line *before, const struct line *line)
{
    int32_t s[TAIL], first = line->start < line->end ? text->raw[line->start] : 0;
    size_t n, digits = 0;

    if (!(rune_numeral_digit(first) > 0 || first == L'十') || !before->closed || before->end == before->start ||
        rune_fold(text->raw[before->end - 1]) == ':')
        return false;
    n = line_head(text, line, s);
    while (digits < n && digits < 3 && (rune_numeral_digit(s[digits]) > 0 || s[digits] == L'十'))
        digits++;
    return digits > 0 && digits < n && s[digits] == L'是';
}

/* Whether a cell of the row in line i is broken, so that the next line has the cells that the row lacks below the first
 * line of tabs in the block. */
static bool completes_row(const struct text *text, const struct block *b, size_t i)
{
    size_t tabs;

    if (i == b->first_tabs || !b->lines[i].tabs || !b->lines[i + 1].tabs)
        return false;
    tabs = count_tabs(text, &b->lines[i]);
    return tabs > 0 && tabs + count_tabs(text, &b->lines[i + 1]) == b->tabs;
}

/* Whether the line behind line i goes on with it. */
static bool lines_join(const struct layout *layout, const struct block *b, size_t i)
{
    const struct line *a = &b->lines[i], *z = &b->lines[i + 1];

    if (z->goes_on)
        return true;
    if (z->row)
        return breaks_cell(layout, a, z) || completes_row(layout->text, b, i);
    if (breaks_number(layout, a, z) && !begins_item(layout->text, z))
        return true;
    if (a->bracketed || begins_item(layout->text, z) || begins_counted(layout->text, a, z) ||
        (a->closed && layout->text->raw[z->start] == L'【'))
        return false;
    if (z->indent >= 2 && (a->indent < z->indent || a->closed))
        return false;
    if (opens_year(layout->text, a) && a->width < COLUMN_LEAST)
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
    return a->punctuated && !a->closed && b->closes && !begins_label(layout->text, z); /* else a list of statements */
}

static bool empty_line_at(const struct text *text, size_t at)
{
    return text->raw[at] == '\n' && at + 1 < text->raw_count &&
           (text->raw[at + 1] == '\n' || text->raw[at + 1] == '\r');
}

/* Also those with which the next line goes on, if the line ends before three. */
static size_t digits_after(const struct text *text, size_t at, const struct line *line)
{
    size_t count = 0, next = line->end;

    while (at + count < line->end && count < 20 && rune_is_digit(rune_fold(text->raw[at + count])))
        count++;
    if (at + count < line->end || count >= 3)
        return count;
    while (next < text->raw_count && line_is_blank(text->raw[next]) && !empty_line_at(text, next))
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

/* “10.1 7亿元” */
static bool decimals_go_on(const struct text *text, const struct line *line, size_t from, size_t to)
{
    size_t right = digits_after(text, to, line), at = from - digits_before(text, from, line->start);
    int32_t unit = to + right < line->end ? text->raw[to + right] : 0;

    return !line->row && to - from == 1 && right <= 2 && (unit == L'万' || unit == L'亿') && at > line->start + 1 &&
           rune_fold(text->raw[at - 1]) == '.' && rune_is_digit(rune_fold(text->raw[at - 2]));
}

/* Whether blanks between two digits of one line stand inside one number: “3 150个”, “1 234 567”; not “PM10 116微克”. */
static bool digits_join(const struct text *text, const struct line *line, size_t from, size_t to)
{
    size_t left = digits_before(text, from, line->start);
    size_t right = digits_after(text, to, line);

    if (left < from - line->start && rune_is_latin(rune_fold(text->raw[from - left - 1])))
        return false;
    return ((!line->row || line->tabs || to - from == 1) && right == 3 && left <= 3 && left > 0) ||
           decimals_go_on(text, line, from, to);
}

/* Each tab ends a cell, also an empty one. */
static void emit_tabs(struct text *text, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (text->raw[i] == '\t')
            emit(text, '\t', i);
}

/* Whether the number that ends at raw[at] stands behind a place's name. */
static bool is_of_place(const struct text *text, const struct line *line, size_t at)
{
    static const int32_t places[] = {L'镇', L'乡', L'县', L'区', L'市', L'村', L'办'};

    while (at > line->start && rune_is_digit(rune_fold(text->raw[at - 1])))
        at--;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (at > line->start && text->raw[at - 1] == places[i])
            return true;
    return at > line->start + 1 && text->raw[at - 1] == L'道' && text->raw[at - 2] == L'街'; /* not 绿道 */
}

/* What stands for the blanks raw[from..to) inside a line: nothing, a blank, or (wide gaps) the end of a cell. */
static int32_t gap_reads(const struct text *text, const struct line *line, size_t from, size_t to)
{
    int32_t before = rune_fold(text->raw[from - 1]), after = rune_fold(text->raw[to]);
    size_t columns = 0;

    for (size_t i = from; i < to; i++) {
        columns += text->raw[i] == 0x3000 ? 2 : 1;
    }
    if ((line->spaced || (line->wide_gaps && columns >= 2)) && !line_inside_word(text, line, from, to))
        return '\t';
    if (line->row && (line_is_bar(before) || line_is_bar(after)))
        return 0;
    if (line->row && rune_is_digit(before) && rune_is_han(after) && is_of_place(text, line, from))
        return ' '; /* 五灵乡15 双佛镇40 */
    if (text->raw[from] == 0x3000 && rune_is_digit(before) && rune_is_han(after) && !line->row)
        return ' '; /* 典型2　县教体局“校舍体检” */
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

/* The words raw[i..end) of a line, which ends with none of its blanks. */
static void emit_words(struct text *text, const struct line *line, size_t i, size_t end)
{
    for (size_t narrow; i < end; i++) {
        size_t to = run_plain(text->raw, i, end, &narrow);
        int32_t c;

        emit_plain(text, i, to);
        if (to == end)
            break;
        i = to;
        while (line_is_blank(text->raw[to]))
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
        emit(text, line->row && line_is_bar(c) ? '\t' : c, i);
    }
}

/* A row of wide gaps with empty cells: as many ends of cells as its words stand further on. */
static void emit_aligned(struct text *text, const struct line *line, const struct cells *head)
{
    struct chunk chunk = {0};
    size_t cell = 0;

    while (rows_next_chunk(text, line, &chunk)) {
        for (size_t below = rows_cell(head, chunk.column); cell < below; cell++)
            emit(text, '\t', chunk.start - 1);
        emit_words(text, line, chunk.start, chunk.end);
    }
}

static void emit_line(struct layout *layout, const struct line *line, const struct cells *head)
{
    struct text *text = layout->text;

    if (line->aligned) {
        emit_aligned(text, line, head);
    } else if (line->plain) {
        emit_plain(text, line->start, line->end);
    } else {
        if (line->tabs)
            emit_tabs(text, line->open, line->start);
        emit_words(text, line, line->start, line->end);
    }
}

static void emit_block(struct layout *layout)
{
    struct text *text = layout->text;
    struct block b = {.lines = layout->lines.at, .count = layout->lines.count};

    rows_find(text, &b);
    block_judge(layout, &b);
    for (size_t i = 0; i < b.count; i++) {
        int32_t last, next;

        emit_line(layout, &b.lines[i], &b.head);
        if (i + 1 == b.count || !lines_join(layout, &b, i)) {
            emit(text, '\n', b.lines[i].end);
            continue;
        }
        last = text->read[text->read_count - 1];
        next = rune_fold(text->raw[b.lines[i + 1].start]);
        if ((rune_is_latin(last) && rune_is_latin(next)) ||
            (rune_is_digit(last) && rune_is_digit(next) && !breaks_cell(layout, &b.lines[i], &b.lines[i + 1]) &&
             b.lines[i + 1].tabs))
            emit(text, ' ', b.lines[i].end);
    }
    layout->lines.count = 0;
}

/* Whether the line goes on behind a number: 惠及21.8, above 万人. */
static bool is_unit_below(const struct text *text, const struct line *line)
{
    int32_t last = text->read[text->read_count - 1];

    return (rune_is_digit(last) || (rune_numeral_power(last) >= 4 && text->read_count > 1 &&
                                    rune_is_digit(text->read[text->read_count - 2]))) &&
           line->end > line->start && rune_is_han(text->raw[line->start]);
}

/* The lines of a table with a line for each cell as rows. */
static void emit_stacked(struct text *text, const struct stacked *table)
{
    for (size_t i = 0; i < table->lines.count; i++) {
        const struct stacked_line *l = &table->lines.at[i];
        size_t column = l->begins ? 0 : l[-1].column;

        if (l->begins && i > 0)
            emit(text, '\n', l->line.open - 1);
        else if (i > 0 && l->column == column && !is_unit_below(text, &l->line))
            emit(text, ' ', l->line.open - 1);
        for (; column < l->column; column++)
            emit(text, '\t', l->line.open - 1);
        emit_words(text, &l->line, l->line.start, l->line.end);
    }
    emit(text, '\n', table->lines.at[table->lines.count - 1].line.end);
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

struct layout *layout_new(struct arena *arena, const struct lexicon *units)
{
    struct layout *layout = arena_alloc(arena, sizeof *layout);

    layout->mem = layout->stacked.mem = arena;
    layout->units = units;
    return layout;
}

/* Each code point is read at most once, and each line ends at most once more; in tables whose cells are lines more ends
 * of cells may be read. */
void layout_room(struct arena *arena, struct text *text, size_t runes, size_t lead)
{
    size_t read = STACKED_LONGER * runes + lead + 3;

    text->raw = arena_array(arena, runes + 1, sizeof *text->raw);
    text->read = arena_array(arena, read, sizeof *text->read);
    text->origin = arena_array(arena, read, sizeof *text->origin);
    text->signs = arena_array(arena, read + SIGNS_BEYOND, sizeof *text->signs);
}

void layout_read(struct layout *layout, struct text *text, size_t lead)
{
    size_t table = 0; /* where the last table of lines ended */

    layout->text = text;
    layout->starts.count = 0;
    text->read_count = lead;
    memset(text->origin, 0, lead * sizeof *text->origin); /* it stands nowhere in the file */
    for (size_t start = 0, end; start <= text->raw_count; start = end + 1) {
        end = run_line(text->raw, start, text->raw_count);
        if (start == 0 || is_line_start(text, start))
            *vec_push(layout->mem, &layout->starts) = start;
        if (start < table) {
            continue;
        } else if (stacked_read(text, start, end, &layout->stacked)) {
            emit_block(layout);
            emit_stacked(text, &layout->stacked);
            table = layout->stacked.end;
        } else {
            take_line(layout, start, end);
        }
    }
    emit_block(layout);
    text->origin[text->read_count] = (uint32_t)text->raw_count;
    text->lines = layout->starts.at;
    text->line_count = layout->starts.count;
}
