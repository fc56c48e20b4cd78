/* Files: read whole within a limit, said in Chinese when they cannot be. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdio.h>

#include "base/error.h"

#define AUTO_FCLOSE __attribute__((cleanup(fclose_p)))
void fclose_p(FILE **f); /* closes *f if there is one */

/* Opens for reading; refuses directories and devices. `-` is standard input (not closed by fclose_p).
 * Errors: E_INPUT. */
MUST_CHECK int file_open(struct ctx *ctx, const char *path, FILE **ret);

/* The whole file, NUL-terminated, in the arena. Errors: E_INPUT (missing, a directory, over `limit` bytes). */
MUST_CHECK int file_read(struct ctx *ctx, const char *path, size_t limit, char **ret_bytes, size_t *ret_length);

int file_unreadable(struct ctx *ctx, const char *path); /* E_INPUT and, from errno, why its bytes cannot be read */

/* Creates a new file with `mode`, or truncates an old one and sets its mode. Errors: E_INPUT. */
MUST_CHECK int file_create(struct ctx *ctx, const char *path, unsigned mode, FILE **ret);

/* A file without a name in $TMPDIR or /tmp, gone when it is closed; NULL with errno if none can be made. */
FILE *file_temporary(void);

int file_temporary_full(struct ctx *ctx); /* E_STORE and, from errno, why such a file cannot be written */

int file_is_directory(const char *path);    /* 1 or 0 */
int file_is_empty_folder(const char *path); /* 1 or 0 */
int file_exists(const char *path);          /* 1 or 0 */

#endif
