/* Small Chinese numerals: 新建一所小学 counts, 一个缩影 and 两个方面 do not. */
#ifndef TEXT_SMALL_H
#define TEXT_SMALL_H

#include "text/trap.h"

/* A Chinese number of one character, as it stands in so many words. */
bool is_small_chinese(const struct group *g);

/* 一 */
bool is_one(const struct group *g);

/* The reason why a small numeral counts nothing; TRAP_NONE if it does, or is none. */
enum trap_kind trap_of_small_word(const struct scan *scan, const struct group *g);

#endif
