/* What the chart_*.c share: pieces of SVG, and the scale of an axis. Lengths are CSS pixels; where a drawing has the
 * width of its page, x is a share of it. Everything is appended to `out`; texts are escaped. */
#ifndef WEB_SVG_H
#define WEB_SVG_H

#include <stdbool.h>
#include <stdint.h>

#include "format/template.h"

/* part/whole of a width, as "8.33%"; two digits at most. whole > 0. */
void svg_share(struct buf *out, int64_t part, int64_t whole);

/* <title> and, unless it is NULL or "", <desc>: what a screen reader says of a chart. */
void svg_says(struct buf *out, const char *title, const char *desc);

/* <text> at x = part/whole of the width, in the space-separated `classes` ("" none). */
void svg_text(struct buf *out, const char *classes, int64_t part, int64_t whole, int y, const char *text);
/* The same at whole pixels. */
void svg_text_at(struct buf *out, const char *classes, int x, int y, const char *text);

/* The markup as it stands in `out`, copied into `mem`. */
struct html svg_done(struct arena *mem, const struct buf *out);

/* A scale from zero to `most` (> 0) over pixels. */
struct scale {
    int64_t most;
    int zero, height; /* y of zero, and pixels from there up to `most` */
};
/* y of a value, rounded to a pixel; below zero is zero. */
int scale_y(const struct scale *scale, int64_t value);

/* The distance of gridlines: the least of 1, 2, 2.5 and 5 × 10^k (whole, in smallest units) that gives at most `lines`
 * of them up to `most`. most > 0, lines > 0. */
int64_t scale_step(int64_t most, int lines);

#endif
