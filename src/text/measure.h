/* Measures that sort things or say how large each is: 60千瓦快充, 3.5米宽, 20户以上的村, 10公里健身跑, 70平方米户型. */
#ifndef TEXT_MEASURE_H
#define TEXT_MEASURE_H

#include "text/trap.h"

/* The reason why the group's unit is of a thing and no amount; TRAP_NONE of a group without a unit. */
enum trap_kind trap_of_measure(const struct scan *scan, const struct group *g);

#endif
