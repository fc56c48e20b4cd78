/* A file of text as UTF-8 chunks. The whole file is looked at before the first chunk is given, so that a fault in its
 * last byte still lets nothing in; it is then read a second time. Knows encodings, nothing of rows or cells except how
 * to count rows for its messages. */
#ifndef FORMAT_SOURCE_H
#define FORMAT_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct source;

enum { SOURCE_CHUNK = 64 * 1024, SOURCE_DIGEST = 32 };

/* Opens a regular file (anything else cannot be read twice).
 * Errors, all E_INPUT: cannot be opened, a directory or device, empty. Close with source_close. */
MUST_CHECK int source_open(struct ctx *ctx, const char *path, struct source **ret);

/* The same from bytes in memory; `name` is for messages. */
MUST_CHECK int source_open_bytes(struct ctx *ctx, const char *name, const char *bytes, size_t length,
                                 struct source **ret);

/* The file's first bytes (at most 512), to tell its kind. */
const unsigned char *source_head(const struct source *source, size_t *ret_length);

/* Reads the whole file: its encoding is known afterwards.
 * Errors, all E_INPUT with the row: a NUL byte, neither UTF-8 nor GB18030; nothing but blanks; not readable. */
MUST_CHECK int source_check(struct ctx *ctx, struct source *source);

/* For a file that is no text: reads it whole for its digest alone. Errors: E_INPUT, not readable. */
MUST_CHECK int source_hash(struct ctx *ctx, struct source *source);

/* The open descriptor, borrowed: read it by offset only. */
int source_descriptor(const struct source *source);

/* E_INPUT if the file was changed since it was opened. */
MUST_CHECK int source_unchanged(struct ctx *ctx, const struct source *source);

/* The next chunk, UTF-8 without BOM, valid until the next call; it may end inside a character.
 * 1 a chunk, 0 the end; E_INPUT if the file was changed since source_check. */
MUST_CHECK int source_next(struct ctx *ctx, struct source *source, const char **ret, size_t *ret_length);

const char *source_path(const struct source *source);
/* SM3 of the file's bytes: known once source_next has given out the last, or after source_hash. */
const unsigned char *source_digest(const struct source *source);
void source_progress(const struct source *source, int64_t *ret_done, int64_t *ret_all);
void source_close(struct source *source);

#endif
