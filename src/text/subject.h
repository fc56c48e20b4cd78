/* What is counted: the words nearest to a figure. */
#ifndef TEXT_SUBJECT_H
#define TEXT_SUBJECT_H

#include "text/scan.h"

struct subjects {
    const struct lexicon *leading, *trailing, *verbs, *stops;
    struct span last; /* the words of the figure before, for “完工率97.9%” and lists without words of their own */
};

void subjects_init(struct subjects *subjects, struct arena *arena);

/* The words of the group's subject in the reading; empty if there are none. `from` is where the figure before ended. */
struct span subject_find(struct subjects *subjects, const struct scan *scan, const struct group *g, size_t from);

#endif
