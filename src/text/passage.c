/* Field by field: what lies between them is nobody's. */
#include "text/passage.h"

#include <string.h>

static bool unit_same(const struct cell_unit *a, const struct cell_unit *b)
{
    return a->unit == b->unit && a->power == b->power;
}

static bool column_same(const struct grid_column *a, const struct grid_column *b)
{
    return unit_same(&a->lent, &b->lent) && a->mood == b->mood && a->pair == b->pair && a->named == b->named &&
           a->is_index == b->is_index && a->is_unit == b->is_unit && a->is_name == b->is_name &&
           a->is_money == b->is_money;
}

static bool grid_same(const struct grid *a, const struct grid *b)
{
    if (a->open != b->open || a->heads != b->heads || a->promises != b->promises || a->count != b->count ||
        a->captioned != b->captioned || !unit_same(&a->caption, &b->caption) || !unit_same(&a->group, &b->group))
        return false;
    for (size_t i = 0; i < a->captioned; i++)
        if (!unit_same(&a->captions[i], &b->captions[i]))
            return false;
    for (size_t i = 0; i < a->count; i++)
        if (!column_same(&a->columns[i], &b->columns[i]))
            return false;
    return true;
}

static bool number_guessed(const struct passage *guess, const struct passage *passage)
{
    return guess->number == PASSAGE_NUMBER_UNKNOWN ? guess->denied == 0 || guess->denied != passage->number
                                                   : guess->number == passage->number;
}

bool passage_guessed(const struct passage *guess, const struct passage *passage)
{
    return guess->section == passage->section && guess->carried == passage->carried &&
           guess->opening == passage->opening && guess->list == passage->list && guess->form == passage->form &&
           guess->last_year == passage->last_year && guess->answer == passage->answer &&
           guess->heard.points == passage->heard.points && guess->heard.found == passage->heard.found &&
           guess->planned == passage->planned && number_guessed(guess, passage) &&
           grid_same(&guess->grid, &passage->grid) && guess->count == passage->count &&
           memcmp(guess->words, passage->words, guess->count * sizeof *guess->words) == 0;
}
