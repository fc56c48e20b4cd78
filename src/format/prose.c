#include "format/prose.h"

#include <limits.h>
#include <string.h>

static bool at_start(const struct prose *w)
{
    return w->out->length == 0 || w->out->bytes[w->out->length - 1] == '\n';
}

/* Ends the line; within a cell a blank has to do. */
static void end_line(struct prose *w, bool empty_line)
{
    if (w->cells) {
        w->blank = true;
        return;
    }
    w->blank = false;
    if (!at_start(w))
        buf_char(w->out, '\n');
    if (empty_line && w->out->length > 1 && w->out->bytes[w->out->length - 2] != '\n')
        buf_char(w->out, '\n');
}

void prose_words(struct prose *w, const char *words, size_t length)
{
    for (const char *end = words + length; words < end; words++) {
        if (memchr(" \t\r\n\f", *words, 5)) {
            w->blank = true;
            continue;
        }
        if (w->blank && !at_start(w) && w->out->bytes[w->out->length - 1] != '\t')
            buf_char(w->out, ' ');
        w->blank = false;
        buf_char(w->out, *words);
    }
}

/* The next column begins. */
static void next_column(struct prose *w)
{
    if (w->column > 0)
        buf_char(w->out, '\t');
    w->column++;
    w->blank = false;
}

static bool taken_from_above(struct prose *w)
{
    if (w->column >= PROSE_COLUMNS || w->down[w->column] == 0)
        return false;
    w->down[w->column]--;
    return true;
}

void prose_cell(struct prose *w, size_t across, size_t down)
{
    if (w->cells++ > 0)
        return;
    while (taken_from_above(w))
        next_column(w);
    w->across = across == 0 ? 1 : across < PROSE_COLUMNS ? across : PROSE_COLUMNS;
    for (size_t i = w->column; i < w->column + w->across && i < PROSE_COLUMNS; i++)
        w->down[i] = (unsigned short)(down == 0 ? 0 : down < USHRT_MAX ? down - 1 : USHRT_MAX);
    next_column(w);
}

static void leave_cell(struct prose *w)
{
    if (--w->cells > 0)
        return;
    while (w->across > 1) {
        next_column(w);
        w->across--;
    }
}

static void leave_row(struct prose *w)
{
    if (w->cells == 0)
        for (; w->column < PROSE_COLUMNS; w->column++)
            (void)taken_from_above(w);
    end_line(w, false);
}

void prose_tab(struct prose *w)
{
    if (w->cells)
        w->blank = true;
    else if (!at_start(w))
        buf_char(w->out, '\t');
}

void prose_enter(struct prose *w, enum box box)
{
    if (box == BOX_CELL) {
        prose_cell(w, 1, 1);
    } else if (box == BOX_PARAGRAPH || box == BOX_TABLE || box == BOX_ROW) {
        end_line(w, box != BOX_ROW);
        if (w->cells == 0)
            w->column = 0;
        if (w->cells == 0 && box == BOX_TABLE)
            memset(w->down, 0, sizeof w->down);
    } else if (box == BOX_BREAK) {
        end_line(w, false);
    }
}

void prose_leave(struct prose *w, enum box box)
{
    if (box == BOX_CELL)
        leave_cell(w);
    else if (box == BOX_ROW)
        leave_row(w);
    else if (box == BOX_PARAGRAPH || box == BOX_TABLE)
        end_line(w, true);
}
