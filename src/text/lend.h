/* Units lent to numbers without one by what stands around them. */
#ifndef TEXT_LEND_H
#define TEXT_LEND_H

#include "text/scan.h"

/* The last single count of a paragraph: what parts in brackets behind it may be of. */
struct whole {
    const struct word *unit; /* NULL: none yet */
    struct decimal value;
    size_t end;
};

/* Keeps a claim as the whole of what may follow in brackets. */
void lend_keep(const struct scan *scan, const struct group *g, struct whole *whole);

/* 19/22处: whether the second number of two is the task of which the first is done. */
bool lend_is_task(const struct scan *scan, const struct group *g);

/* Whether the number is the first of such two; fills `task` with the second. */
bool lend_is_done_of(const struct scan *scan, const struct group *g, struct group *task);

/* Gives a number without a unit that of the next one in its list (更新公交车25、出租车80辆), of the level to which it
 * changed (由1.7增至2.3人), of the whole whose parts it and its neighbours are (学校9所（小学4、初中3、高中2）), or of
 * what it stands beside in brackets (6650人（目标5800）), and large ones what they must count (投资3.5亿，).
 * `money_sentence`: the start of a sentence that speaks of money. */
void lend_unit(const struct scan *scan, size_t money_sentence, const struct whole *whole, struct group *g);

#endif
