/* Numbers of programme items, sub-items and indicators. */
#ifndef TEXT_ITEMS_H
#define TEXT_ITEMS_H

#include "text/role.h"

/* True if the group counts items of the programme. Looks at a bounded stretch around it. */
bool items_counted(struct roles *roles, const struct scan *scan, const struct group *g);

#endif
