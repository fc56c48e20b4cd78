/* Bytes to code points: UTF-8 or GB18030, with or without BOM. */
#ifndef TEXT_DECODE_H
#define TEXT_DECODE_H

#include <stddef.h>
#include <stdint.h>

#include "base/mapped.h"

enum {
    DECODE_LIMIT = 16 * 1024 * 1024,        /* bytes of a text that is kept, of a page, of a document */
    DECODE_LIMIT_LONG = 1024 * 1024 * 1024, /* of a text that is read piece by piece */
};

/* The bytes of a text as well-formed UTF-8: as they are, or converted into the arena. `name` is for messages. Errors:
 * E_INPUT (empty, over DECODE_LIMIT, binary, neither encoding). */
MUST_CHECK int decode_utf8(struct ctx *ctx, const char *name, const char *bytes, size_t length, const char **ret,
                           size_t *ret_length);

/* The same of a file of at most `limit` bytes, a page or a document being its words (format/words.h); "-" is standard
 * input. End with mapped_end. Errors: E_INPUT, also those of words_read; E_STORE of mapped_read. */
MUST_CHECK int decode_file(struct ctx *ctx, const char *path, size_t limit, struct mapped *ret);

/* The code points of well-formed UTF-8; `to` has room for one a byte. Returns how many. */
size_t decode_runes(const char *bytes, size_t length, int32_t *to);

#endif
