/* A table of wide gaps has its first row of words as its head: other rows with as many cells are read in their order,
 * those with fewer by where they stand below the head. */
#include "text/rows.h"

enum {
    DEEP = 12,  /* columns of blanks before a line that goes on in a cell */
    BESIDE = 3, /* how far from the head's a cell may begin */
};

static size_t rune_columns(int32_t c)
{
    return rune_is_wide(c) || c == 0x3000 ? 2 : 1;
}

bool rows_next_chunk(const struct text *text, const struct line *line, struct chunk *chunk)
{
    bool first = chunk->end == 0;
    size_t at = first ? line->start : chunk->end, column = first ? line->indent : chunk->column;

    if (!first)
        for (size_t i = chunk->start; i < chunk->end; i++)
            column += rune_columns(text->raw[i]);
    for (; at < line->end && line_is_blank(text->raw[at]); at++)
        column += rune_columns(text->raw[at]);
    if (at >= line->end)
        return false;
    *chunk = (struct chunk){.start = at, .column = column};
    while (at < line->end) {
        size_t from = at, gap = 0;

        for (; at < line->end && line_is_blank(text->raw[at]); at++)
            gap += rune_columns(text->raw[at]);
        if (gap >= 2 && at < line->end && !line_inside_word(text, line, from, at)) {
            chunk->end = from;
            return true;
        }
        at += at == from;
    }
    chunk->end = line->end;
    return true;
}

size_t rows_cell(const struct cells *head, size_t column)
{
    size_t i = 0;

    while (i < head->count && (head->at[i] + BESIDE < column || column + BESIDE < head->at[i]))
        i++;
    return i;
}

static struct cells cells_of(const struct text *text, const struct line *line)
{
    struct cells cells = {0};
    struct chunk chunk = {0};

    while (cells.count < ROW_CELLS && rows_next_chunk(text, line, &chunk))
        cells.at[cells.count++] = chunk.column;
    return cells;
}

/* Whether each cell stands below one of the head's, one behind the other. */
static bool stands_below(const struct cells *head, const struct cells *cells)
{
    size_t next = 0;

    for (size_t i = 0; i < cells->count; i++, next++) {
        size_t cell = rows_cell(head, cells->at[i]);

        if (cell < next || cell >= head->count)
            return false;
        next = cell;
    }
    return cells->count > 0;
}

/* A line of a block in which a row of wide gaps stands above it. */
static void take_below(const struct text *text, const struct block *b, struct line *line)
{
    struct cells cells;

    if (line->tabs || line->spaced)
        return;
    if (line->gaps >= 2 && !line->row) /* a sentence stands in one of its cells */
        line->row = line->wide_gaps = true;
    cells = cells_of(text, line);
    if (cells.count == b->head.count || (!line->row && line->indent < DEEP) || !stands_below(&b->head, &cells))
        return;
    if (cells.count == 1)
        line->goes_on = rows_cell(&b->head, cells.at[0]) + 1 == b->head.count;
    else
        line->row = line->wide_gaps = line->aligned = true;
}

/* Below a head whatever holds a number of its own is a row, also one with remarks or some wide gaps. */
static void take_spaced(const struct text *text, struct line *line)
{
    struct line_words count = line_count_words(text, line);

    line->spaced = count.words >= 3 && count.numbers > 0;
    line->row = line->row || line->spaced;
    line->wide_gaps = line->wide_gaps && !line->spaced;
}

/* 校园午餐 96.40 */
static bool is_name_and_number(const struct text *text, const struct line *line)
{
    struct line_words count;

    if (line->row || line->words != 2 || rune_is_digit(rune_fold(text->raw[line->start])) ||
        !rune_is_digit(rune_fold(text->raw[line->end - 1])))
        return false;
    count = line_count_words(text, line);
    return count.words == 2 && count.numbers == 1;
}

/* 满意度得分（分） above names and their numbers. */
static bool heads_list(const struct text *text, const struct block *b, size_t i)
{
    const struct line *line = &b->lines[i];

    return i + 2 < b->count && line->words == 1 && !line->row && rune_fold(text->raw[line->end - 1]) == ')' &&
           is_name_and_number(text, line + 1) && is_name_and_number(text, line + 2);
}

void rows_find(const struct text *text, struct block *b)
{
    bool below = false;  /* a head of single blanks */
    bool listed = false; /* a label with a unit */

    b->head.count = 0;
    for (size_t i = 0; i < b->count; i++) {
        struct line *line = &b->lines[i];

        if (listed && is_name_and_number(text, line)) {
            line->spaced = line->row = true;
            continue;
        }
        listed = heads_list(text, b, i);
        if (i + 1 < b->count && line[1].spaced && !line->row && line->words >= 3 && line->words + 1 >= line[1].words)
            line->spaced = line->row = below = true;
        else if (below && !line->tabs && !line->spaced)
            take_spaced(text, line);
        else if (b->head.count > 0)
            take_below(text, b, line);
        else if (line->wide_gaps)
            b->head = cells_of(text, line);
    }
}
