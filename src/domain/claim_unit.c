/* Units that state the same. */
#include <string.h>

#include "domain/claim_reader.h"

static const struct {
    const char *unit, *same; /* `unit` × 10^power is `same` */
    int power;
} measures[] = {
    {"名", "人", 0},           {"例", "人", 0},           {"位", "人", 0},     {"个人", "人", 0},
    {"台套", "台", 0},         {"千米", "公里", 0},       {"米", "公里", -3},  {"延米", "公里", -3},
    {"km", "公里", 0},         {"平米", "平方米", 0},     {"㎡", "平方米", 0}, {"m2", "平方米", 0},
    {"平方公里", "平方米", 6}, {"平方千米", "平方米", 6}, {"kW", "千瓦", 0},   {"兆瓦", "千瓦", 3},
};

static const char *measure_of(const char *unit, int *ret_power)
{
    *ret_power = 0;
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        if (measures[i].unit[0] != unit[0] || strcmp(measures[i].unit, unit) != 0)
            continue;
        *ret_power = measures[i].power;
        return measures[i].same;
    }
    return unit;
}

bool unit_agrees(const struct indicator *indicator, const char *unit, int *ret_shift)
{
    int ours, theirs;

    *ret_shift = 0;
    if (!unit[0])
        return false;
    if (strcmp(indicator->unit, unit) == 0)
        return true;
    for (const char **also = indicator->also_units; also && *also; also++)
        if (strcmp(*also, unit) == 0)
            return true;
    if (strcmp(measure_of(indicator->unit, &ours), measure_of(unit, &theirs)) != 0)
        return false;
    *ret_shift = theirs - ours;
    return true;
}

bool claim_has_unit(const struct indicator *indicator, const char *unit)
{
    int shift;
    return unit_agrees(indicator, unit, &shift) && indicator->count != COUNT_STAGE;
}

bool claim_counts(const struct indicator *indicator, const char *unit)
{
    (void)unit; /* any: only the words are asked for */
    return indicator->count != COUNT_STAGE;
}
