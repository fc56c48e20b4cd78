/* Headings, lists and labels: what a paragraph says of the figures behind it before any of its sentences does. */
#ifndef TEXT_HEADING_H
#define TEXT_HEADING_H

#include "text/role.h"

/* A new paragraph, of which nothing was read yet: sets the moods of its section, list, label and first sentence. */
void heading_take(struct roles *roles, const struct scan *scan);

/* 1. … (2) … ① … ——… ▲ … 一是… 其一，…: whether an entry of a list begins at `start`. */
bool heading_is_entry(const struct scan *scan, size_t start);

/* The mood that the words of a heading or a table column give. */
enum mood heading_words(const struct roles *roles, const struct scan *scan, size_t start, size_t end);

/* What the label of a year at s[at] says of its sentences: of “2020端上桌：…”, “2021正下厨：…” the later year's are
 * promised. MOOD_NONE: no such label stands there. */
enum mood heading_year_mark(const struct scan *scan, size_t at);

#endif
