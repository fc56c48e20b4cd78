/* Tables without tabs and bars: which lines of a block are their rows, and in which cells their words stand. */
#ifndef TEXT_ROWS_H
#define TEXT_ROWS_H

#include "text/line.h"

enum { ROW_CELLS = 40 };

/* Where the cells of a row of wide gaps begin, in columns of the page. */
struct cells {
    size_t count;
    size_t at[ROW_CELLS];
};

struct block {
    struct line *lines;
    size_t count;
    size_t width;      /* columns of the widest line */
    size_t headlines;  /* that many short lines stand above a typeset column */
    size_t first_tabs; /* its first line of tabs; `count` if it has none, */
    size_t tabs;       /* and how many that has */
    bool typeset;      /* broken where a column ends */
    bool closes;       /* one of its lines ends a sentence */
    struct cells head; /* of the table of wide gaps that it holds; none if it holds none */
};

/* The words between two wide gaps: raw[start..end), from a column of the page on. */
struct chunk {
    size_t start, end, column;
};

/* Marks the rows of the block that only those around them tell: heads above rows of single blanks, rows with remarks,
 * rows with empty cells, lines in which a cell goes on. */
void rows_find(const struct text *text, struct block *b);

/* Goes on to the next chunk of the line, false behind the last; begins with (struct chunk){0}. */
bool rows_next_chunk(const struct text *text, const struct line *line, struct chunk *chunk);

/* The number of the head's cell below whose beginning a chunk stands; head->count if it stands below none. */
size_t rows_cell(const struct cells *head, size_t column);

#endif
