/* Fixed words that hold a numeral and state no amount: policies, idioms, names. */
#ifndef TEXT_FIXED_H
#define TEXT_FIXED_H

#include "text/lexicon.h"

enum trap_kind {
    TRAP_NONE, /* no trap */
    TRAP_DATE,
    TRAP_AGE,
    TRAP_DURATION,
    TRAP_ORDINAL,
    TRAP_NAME,
    TRAP_DOCUMENT,
    TRAP_SPEC,
    TRAP_IDIOM,
    TRAP_FREQUENCY,
    TRAP_VAGUE,
    TRAP_SECTION,
    TRAP_OTHER,
};

/* Rows: text, trap_kind. */
struct lexicon *fixed_lexicon(struct arena *arena);

/* Words right before 一所, 百项: what makes them real amounts (新建, 新增). */
struct lexicon *build_verb_lexicon(struct arena *arena);

/* Words right behind 两个, 三项: what makes them ways of speaking (方面, 维护). */
struct lexicon *abstract_noun_lexicon(struct arena *arena);

/* Words right behind a measure that make it a kind of thing (60千瓦快充, 19座客车). */
struct lexicon *spec_word_lexicon(struct arena *arena);

const char *trap_kind_name(enum trap_kind kind);
/* A few Chinese words for people. */
const char *trap_kind_reason(enum trap_kind kind);

#endif
