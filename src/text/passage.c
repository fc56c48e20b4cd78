/* Field by field: what lies between them is nobody's. */
#include "text/passage.h"

#include <string.h>

static bool column_same(const struct grid_column *a, const struct grid_column *b)
{
    return a->unit == b->unit && a->power == b->power && a->mood == b->mood && a->is_index == b->is_index &&
           a->is_unit == b->is_unit && a->is_name == b->is_name;
}

static bool grid_same(const struct grid *a, const struct grid *b)
{
    if (a->open != b->open || a->count != b->count || !column_same(&a->caption, &b->caption))
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!column_same(&a->columns[i], &b->columns[i]))
            return false;
    return true;
}

bool passage_same(const struct passage *a, const struct passage *b)
{
    return a->section == b->section && a->carried == b->carried && a->opening == b->opening && a->list == b->list &&
           a->chapter == b->chapter && a->planned == b->planned && a->number == b->number &&
           grid_same(&a->grid, &b->grid) && a->count == b->count &&
           memcmp(a->words, b->words, a->count * sizeof *a->words) == 0;
}
