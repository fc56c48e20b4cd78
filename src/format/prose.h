/* Words of a page or document as a reader would copy them: a paragraph on a line of its own with an empty line between,
 * a table's row a line, tabs between its cells. */
#ifndef FORMAT_PROSE_H
#define FORMAT_PROSE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

enum box {
    BOX_INLINE,
    BOX_PARAGRAPH, /* an empty line on both sides */
    BOX_TABLE,     /* the same, and its columns begin anew */
    BOX_ROW,
    BOX_CELL,
    BOX_BREAK,
    BOX_NONE, /* not shown */
};

enum { PROSE_COLUMNS = 64 }; /* merged cells are followed so far */

struct prose {
    struct buf *out;
    bool blank;                         /* one is due before the next word */
    size_t cells;                       /* how many cells hold this place */
    size_t column, across;              /* of the outermost table: the next column; how many the open cell takes */
    unsigned short down[PROSE_COLUMNS]; /* rows for which a cell above still takes this column */
};

void prose_enter(struct prose *w, enum box box);
void prose_leave(struct prose *w, enum box box);

/* Enters a cell that takes `across` columns and `down` rows (0 as 1); prose_leave(w, BOX_CELL) ends it. */
void prose_cell(struct prose *w, size_t across, size_t down);

/* A tabulator: between columns that no table makes; within a cell a blank. */
void prose_tab(struct prose *w);

/* Words where the writer stands; runs of blanks are one. */
void prose_words(struct prose *w, const char *words, size_t length);

#endif
