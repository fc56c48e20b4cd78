/* A YAML file as a tree with places (libfyaml). Aliases, merges, tags and several documents are refused: a pack is
 * plain data. Doubled keys are refused. */
#ifndef FORMAT_YAML_H
#define FORMAT_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml {
    enum yaml_kind kind;
    const char *file;          /* as given */
    int line, column;          /* from 1; column in code points; the key of a map entry has its own: key->line */
    const char *text;          /* SCALAR: the text, quotes and escapes resolved */
    bool quoted;               /* SCALAR: it was written in quotes */
    struct yaml *key;          /* the key's scalar if this is a map's value, else NULL */
    struct yaml *first, *next; /* children, in order of the file */
    size_t count;
};

enum { YAML_DEPTH_LIMIT = 32 };

/* Parses `bytes`. Everything is borrowed from the arena.
 * Errors: E_INPUT with "file:line:column: what was expected" (also for nesting over YAML_DEPTH_LIMIT, over 1 MiB,
 * NUL bytes, bytes that are not UTF-8, an empty document). */
MUST_CHECK int yaml_parse(struct ctx *ctx, const char *file, const char *bytes, size_t length, struct yaml **ret);

/* The value of a map's key, or NULL. */
struct yaml *yaml_get(const struct yaml *map, const char *key);

#endif
