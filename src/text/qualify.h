/* 约, 近, 不少于, 以上: how exactly a number is meant. */
#ifndef TEXT_QUALIFY_H
#define TEXT_QUALIFY_H

#include "text/scan.h"

struct qualify {
    const struct lexicon *before, *after, *far;
};

void qualify_init(struct qualify *q, struct arena *arena);

/* The qualifier of a claim's group; `*ret_word` is the word that gave it, "" if none. */
enum qualifier qualify_group(const struct qualify *q, const struct scan *scan, const struct group *g,
                             const char **ret_word);

#endif
