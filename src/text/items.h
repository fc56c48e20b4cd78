/* Numbers of programme items, sub-items and indicators. */
#ifndef TEXT_ITEMS_H
#define TEXT_ITEMS_H

#include "text/role.h"

/* Takes how many items the first lines of the text name. */
void items_of_beginning(struct roles *roles, const struct scan *scan);

/* True if the group counts items of the programme. Looks at a bounded stretch around it. */
bool items_counted(struct roles *roles, const struct scan *scan, const struct group *g);

#endif
