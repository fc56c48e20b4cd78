/* What tests ask of markup that charts and pages made. */
#ifndef UNIT_MARKUP_H
#define UNIT_MARKUP_H

#include "format/template.h"

/* Fails, with the place, unless the markup is well-formed XML. */
void assert_well_formed(struct html html);
/* Fails, with the markup, unless it holds (or does not hold) the piece; assert_times counts how often. */
void assert_holds(struct html html, const char *piece);
void assert_lacks(struct html html, const char *piece);
void assert_times(struct html html, const char *piece, size_t times);
/* Bytes as they travel. */
size_t size_compressed(const char *bytes, size_t length);

#endif
