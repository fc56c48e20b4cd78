/* What tools/statements collects at build time: every SQL() literal in src/. */
#ifndef UNIT_STATEMENTS_H
#define UNIT_STATEMENTS_H

struct known_statement {
    const char *file, *text; /* NULL at the end */
};
extern const struct known_statement known_statements[];

#endif
