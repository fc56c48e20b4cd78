/* What tools/statements collects at build time: every SQL() literal in src/. */
#ifndef UNIT_STATEMENTS_H
#define UNIT_STATEMENTS_H

#include <stdbool.h>

struct known_statement {
    const char *file, *text; /* NULL at the end */
    bool scan;               /* given to db_scan, which may read tables whole */
};
extern const struct known_statement known_statements[];

#endif
