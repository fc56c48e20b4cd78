/* Where in a page one is: what tools/templates.c asks to know how a value has to be escaped there. Takes the markup as
 * it is written, a byte at a time, and is stricter than browsers: what a page must not hold is a fault. */
#ifndef TOOLS_TEMPLATE_PLACE_H
#define TOOLS_TEMPLATE_PLACE_H

#include <stdbool.h>
#include <stddef.h>

enum place_kind {
    PLACE_TEXT,
    PLACE_PLAIN, /* within <title> or <textarea>: characters only */
    PLACE_TAG,   /* between attributes: sections may stand here, values not */
    PLACE_ATTRIBUTE,
    PLACE_URL,      /* an address begins here */
    PLACE_URL_PART, /* within an address */
    PLACE_STYLE,    /* only {{@asset}} */
    PLACE_NOWHERE,  /* nothing of ours may stand here */
};

enum { PLACE_DEEP = 64, PLACE_NAME = 40 };

struct place {
    int state; /* of the machine in template_place.c */
    char element[PLACE_NAME], attribute[PLACE_NAME];
    size_t element_length, attribute_length;
    char quote;
    bool slash;          /* the tag ends itself */
    bool begun;          /* of an address: something stands in front */
    bool blank_next;     /* a section stood directly behind a name: only a blank or the tag's end may follow */
    bool comment_likely; /* "<!" was read */
    char open[PLACE_DEEP][PLACE_NAME];
    size_t depth, floor; /* no element below `floor` may be closed: it was opened outside the section or part */
};

/* Takes one byte; NULL, or what is wrong. */
const char *place_take(struct place *place, char c);

enum place_kind place_now(const struct place *place);
/* Ends a tag's or attribute's name, if one is being read: a mark of ours stands here. NULL or what is wrong. */
const char *place_mark(struct place *place);
/* A value stood here. */
void place_value(struct place *place);
/* Whether blanks may be folded: not in <pre>, <textarea>, attributes. */
bool place_folds(const struct place *place);
/* What differs between the beginning and the end of a section; NULL if nothing does. */
const char *place_differs(const struct place *begin, const struct place *end);

#endif
