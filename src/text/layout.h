/* From lines to reading: which lines belong together, which blanks fall away. */
#ifndef TEXT_LAYOUT_H
#define TEXT_LAYOUT_H

#include "text/figure.h"

/* Fills read, origin, read_count and the lines from raw. Linear in the text. */
void layout_read(struct ctx *ctx, struct text *text);

#endif
