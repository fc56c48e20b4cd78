/* One doctrine of errors, and what a command or a request carries.
 *
 *   0          done
 *   negative   fatal for this command or request: passed up unchanged, never inspected on the way
 *   positive   an outcome that the header of that one function lists; its caller deals with it
 *
 * The message is attached once, where file, row, column and value are known. Nothing but `main` prints it. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "base/arena.h"

struct db;

enum {
    E_USAGE = -1, /* a command that cannot be understood */
    E_INPUT = -2, /* a file, pack or text that cannot be used as it is */
    E_RANGE = -3, /* a number that leaves int64 */
    E_STORE = -4, /* the store failed */
    E_KEY = -5,   /* the key is missing or wrong */
    E_RETRY = -6, /* serialization failure or deadlock; only db_transaction sees it */
};

struct error {
    int code;
    char text[4096]; /* UTF-8, may hold several lines; owned here, so that an arena rewind leaves it whole */
};

/* What a command or request carries. Owned by main or by the request; never kept in a longer-lived object. */
struct ctx {
    struct arena *mem; /* freed whole when the command or request ends */
    struct db *db;     /* NULL before a store is open; base names it and never looks inside */
    struct error err;  /* set once, where it happened */
};

#define MUST_CHECK __attribute__((warn_unused_result))

/* Records what happened, where and what to do (Chinese, without blame; cut at a character when too long);
 * returns `code`, which must be negative. */
__attribute__((format(printf, 3, 4))) int fail(struct ctx *ctx, int code, const char *format, ...);

#endif
