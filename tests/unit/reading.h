/* One text in memory, and the figures and traps that are read in it. */
#ifndef UNIT_READING_H
#define UNIT_READING_H

#include "text/figure.h"

struct reading {
    struct ctx ctx;
    struct text *text;
    struct figures found;
};

void reading_open(struct reading *r, const char *bytes, size_t length);
void reading_done(struct reading *r);

/* The figures of a text as “20项|20 项 = items; …”. */
void says(const char *text, const char *expected);

/* No figure at all, and one trap of this text and kind. */
void is_trap(const char *text, const char *words, const char *kind);

#endif
