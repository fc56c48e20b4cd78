/* Characters of a text that need no thought, many looked at at once: nearly all of them. */
#ifndef TEXT_RUNS_H
#define TEXT_RUNS_H

#include <stddef.h>
#include <stdint.h>

/* Where the run of plain characters that begins at s[at] ends, not behind `end`: letters, digits, Han and the marks of
 * sentences, none of which is a blank, a bar, or reads otherwise than as it stands or as its half-width form.
 * `*ret_narrow` is how many of them take one column; the others take two. */
size_t run_plain(const int32_t *s, size_t at, size_t end, size_t *ret_narrow);

/* The reading of raw[at..at + count), all of them plain: `read` and `origin` have room for them. */
void run_read(const int32_t *raw, size_t at, size_t count, int32_t *read, uint32_t *origin);

/* The place of the first line end (rune_is_line_end) in s[at..end), or `end`. */
size_t run_line(const int32_t *s, size_t at, size_t end);

#endif
