/* Which words around a figure are its own: what stands between it and its neighbours in the sentence. */
#ifndef DOMAIN_CLAIM_SITE_H
#define DOMAIN_CLAIM_SITE_H

#include "domain/claim_place.h"
#include "text/figure.h"

struct site {
    struct span number;
    size_t sentence, paragraph; /* where they begin */
    size_t reach;               /* behind the words of the figure before in the sentence */
    struct span clause;         /* own words: from the last comma (or reach) to the next comma or neighbour */
    bool after_figure;          /* another figure stands before it in the sentence */
    bool in_range;              /* an end of “3至5个” */
};

void site_find(const struct text *text, const struct figures *figures, size_t i, struct site *ret);

struct around site_around(const struct site *site);

/* A short paragraph without a full stop. */
bool is_heading(const struct text *text, size_t start, size_t end);

/* The text's first line, if it is a heading; empty if not. */
struct span title_line(const struct text *text);
enum { TITLE_LINES = 3 }; /* that a title has at most */

/* The headings that the text begins with, at most so many; returns how many. */
size_t title_lines(const struct text *text, size_t most, struct span *ret);

/* The block of headings that holds the paragraph, or stands right above it. Returns false if there is none. */
bool heading_block(const struct text *text, size_t paragraph, struct span *ret);

#endif
