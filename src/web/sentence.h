/* Sentences of ours with holes, so that each language has its own order of words. Nothing is escaped here: the template
 * does that where the sentence stands. */
#ifndef WEB_SENTENCE_H
#define WEB_SENTENCE_H

#include "base/arena.h"

struct hole {
    const char *name, *text; /* a list ends with a name of NULL */
};
#define HOLES(...) ((const struct hole[]){__VA_ARGS__, {0}})

/* `said` with each {name} replaced, in `mem`: sentence(mem, say(language, "{n} 条记录"), HOLES({"n", "187"})).
 * A hole without a text is an assert in debug and stays as it is otherwise. */
const char *sentence(struct arena *mem, const char *said, const struct hole *holes);

#endif
