/* Files that are part of the executable: SQL, pages, assets, bundled programmes. Made by tools/embed.c. */
#ifndef BASE_EMBEDDED_H
#define BASE_EMBEDDED_H

#include <stddef.h>

struct embedded {
    const char *path;  /* below the project's root, e.g. "sql/001-schema.sql"; NULL ends the list */
    const char *bytes; /* followed by a NUL */
    size_t length;
};

extern const struct embedded embedded_files[];

/* NULL if there is no such file. */
const struct embedded *embedded_find(const char *path);

#endif
