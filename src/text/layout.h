/* From lines to reading: which lines belong together, which blanks fall away. */
#ifndef TEXT_LAYOUT_H
#define TEXT_LAYOUT_H

#include "text/figure.h"
#include "text/lexicon.h"

struct layout;

/* Reads texts, one after the other; lives in the arena, which one thread uses at a time. */
struct layout *layout_new(struct arena *arena, const struct lexicon *units);

/* Gives a text room for `runes` code points, its raw left to fill, and for `lead` more in front of its reading. */
void layout_room(struct arena *arena, struct text *text, size_t runes, size_t lead);

/* Fills read behind the first `lead` places, origin, read_count and the lines from raw. Linear in the text. */
void layout_read(struct layout *layout, struct text *text, size_t lead);

#endif
