/* What numbers tell by how they are written: promises are round and bounded (3000个, 不少于60公里), counts are exact
 * (2964套). Learnt from 262 texts that the rules had not seen: it holds behind a wrong heading as well. */
#ifndef TEXT_EVIDENCE_H
#define TEXT_EVIDENCE_H

#include "text/scan.h"

struct evidence {
    int points; /* the sum: above 0 done, below 0 promised */
    int found;  /* what it would be if all of it agreed */
};

enum { EVIDENCE_KEPT = 12 }; /* points that are remembered of what was heard; fewer tell little */

void evidence_add(struct evidence *e, int points);

/* `most` points if all of it agrees and there is much; half of them if no more than `doubt` was found. */
int evidence_weigh(const struct evidence *e, int most, int doubt);

/* What the number written at s[at] tells, in points; 0 of a date. *ret_end is where it ends. */
int evidence_of_number(const struct scan *scan, size_t at, size_t *ret_end);

/* 不少于, 控制在: what must be. */
bool evidence_is_bound(const struct scan *scan, size_t at);

/* Adds what the paragraph tells, and forgets of what was told before it all but the last dozen points. */
void evidence_hear(struct evidence *e, const struct scan *scan);

#endif
