/* What a unit says of how its figure is counted. */
#ifndef DOMAIN_DRAFT_UNIT_H
#define DOMAIN_DRAFT_UNIT_H

#include "base/decimal.h"

enum draft_unit_kind {
    DRAFT_THINGS, /* 个 处 所: a row each */
    DRAFT_EVENTS, /* 人次 场: a row each, dated */
    DRAFT_PEOPLE,
    DRAFT_AMOUNT, /* 公里 元 户 盏: a field of the rows, added up */
    DRAFT_SHARE,  /* % */
};

struct draft_unit {
    const char *unit; /* as texts write it */
    const char *same; /* as a pack writes it */
    enum draft_unit_kind kind;
    const char *suffix; /* for codes */
    const char *field;  /* the amount's name: 长度 */
    const char *also[5]; /* texts may write it so as well; ends with NULL */
    const char *finer;  /* a unit in which parts of it are whole, 10^finer_power of it, or NULL */
    int finer_power;
};

/* Things where the unit is not known; never NULL. */
const struct draft_unit *draft_unit_find(const char *unit);
/* In what other units texts write what `subject` names and is counted in `unit`: 公益性岗位 in 人, 充电桩 in 根. Ends
 * with NULL. */
const char *const *draft_unit_also(const char *unit, const char *subject);

/* The value as a pack can hold it: in `same`, or in `finer` where `same` holds whole numbers only. Sets *ret_unit.
 * Returns false if neither holds it. */
bool draft_unit_value(const struct draft_unit *unit, struct decimal value, const char **ret_unit, struct decimal *ret);

#endif
