/* A shared library that only some commands need is opened by the first of them: a start does not pay for it, and for
 * the dozens of libraries that come with it (libpq alone: 7 of 15 ms). A header next to its only users lists the
 * functions:
 *
 *     #define LIBZIP_FUNCTIONS(F) F(zip_fread) F(zip_fclose)
 *     struct libzip { LIBZIP_FUNCTIONS(LIBRARY_MEMBER) };
 *     extern struct libzip libzip;             filled by libzip_open, all NULL before it; then  libzip.zip_fclose(file)
 *
 * The library's own header still gives the types, so a call is checked as ever. */
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include <stddef.h>

#include "base/error.h"

#define LIBRARY_MEMBER(name) __typeof__(name) *name;
#define LIBRARY_NAME(name)   #name,

/* Fills `functions`, `count` pointers in the order of `names`, from the library in `file` (its soname), once for the
 * program and by any thread; the library stays open. `package`: Debian's, for the sentence. Errors: E_STORE. */
MUST_CHECK int library_open(struct ctx *ctx, const char *file, const char *package, const char *const *names,
                            size_t count, void *functions);

/* In a .c file of its own: the table and NAME_open, which fills it. */
#define LIBRARY_DEFINE(name, functions, file, package)                                                                 \
    struct name name;                                                                                                  \
    int name##_open(struct ctx *ctx)                                                                                   \
    {                                                                                                                  \
        static const char *const names[] = {functions(LIBRARY_NAME)};                                                  \
        return library_open(ctx, file, package, names, sizeof names / sizeof *names, &name);                           \
    }

#endif
