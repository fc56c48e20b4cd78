/* What home.c and wall_row.c share, and no one else includes: the wall while it is being filled. */
#ifndef WEB_WALL_H
#define WEB_WALL_H

#include "web/page.h"

struct wall {
    struct request *q;
    const struct organisation *place; /* whose wall it is */
    const struct organisation *org;   /* the same; NULL: the city */
    int until, latest;                /* months: shown, and the last there is to show */
    struct series *series;            /* by indicator->index */
};

/* One item: what was promised, and a row an indicator, the one with a target first. */
void wall_add_item(const struct wall *wall, struct values *v, const struct item *item);

/* Whether more was done in the month that is shown (series->count > 0), as far as that may be told. */
bool wall_moved(const struct series *series);

#endif
