/* A tree of yaml.h as one byte string, so that what was parsed once need not be parsed again. Where the file itself is
 * at hand it is the truth; a frozen tree is a copy that saves time.
 *
 * Bytes (numbers as base 128 varints, the low seven bits first):
 *   "YTR1" · sum of all that follows (u64, big-endian) · number of nodes · bytes of text
 *   each node in order of the file, a key before its value: kind | quoted << 2 · line · column · size, which is the
 *     length of a scalar's text, else the number of children
 *   the scalars' texts in the same order, each ended by NUL
 * The same tree always gives the same bytes. Whoever changes the form changes the "1". */
#ifndef FORMAT_YAML_FROZEN_H
#define FORMAT_YAML_FROZEN_H

#include <stdint.h>

#include "base/buf.h"
#include "format/yaml.h"

/* Appends the tree to `out`. */
void yaml_freeze(const struct yaml *root, struct buf *out);

/* The tree again, `file` being its name. Texts stay where they are: `bytes` must outlive the tree.
 * FROZEN_DAMAGED: the bytes are none that yaml_freeze of this form has given. That is found for every accident (the
 * sum) and for every shape that yaml.h rules out, but for doubled keys: a tree made with intent may say anything else.
 */
enum { FROZEN_DAMAGED = 1 };
MUST_CHECK int yaml_thaw(struct ctx *ctx, const char *file, const char *bytes, size_t length, struct yaml **ret);

/* What must stand in front of bytes to be looked at: for those that make damage on purpose. */
enum { FROZEN_HEAD = 12 };
uint64_t yaml_frozen_sum(const char *behind_head, size_t length);

#endif
