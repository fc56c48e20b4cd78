/* Finding things in a programme by code. Reading one is pack.c's. */
#include "domain/programme.h"

#include <string.h>

#include "base/decimal.h"

struct ledger *programme_ledger(const struct programme *programme, const char *code)
{
    for (size_t i = 0; i < programme->ledger_count; i++)
        if (strcmp(programme->ledgers[i]->code, code) == 0)
            return programme->ledgers[i];
    return NULL;
}

struct ledger *programme_ledger_by_id(const struct programme *programme, int64_t id)
{
    for (size_t i = 0; i < programme->ledger_count; i++)
        if (programme->ledgers[i]->id == id)
            return programme->ledgers[i];
    return NULL;
}

struct indicator *programme_indicator(const struct programme *programme, const char *code)
{
    for (size_t i = 0; i < programme->indicator_count; i++)
        if (strcmp(programme->indicators[i]->code, code) == 0)
            return programme->indicators[i];
    return NULL;
}

struct field *ledger_field(const struct ledger *ledger, const char *code)
{
    for (size_t i = 0; i < ledger->field_count; i++)
        if (strcmp(ledger->fields[i].code, code) == 0)
            return &ledger->fields[i];
    return NULL;
}

const struct scope *programme_scope(const struct programme *programme, const char *code)
{
    for (size_t i = 0; i < programme->scope_count; i++)
        if (strcmp(programme->scopes[i].code, code) == 0)
            return &programme->scopes[i];
    return NULL;
}

int unit_places(const char *unit)
{
    static const struct {
        const char *unit;
        int places;
    } units[] = {
        {"公里", 3}, {"千米", 3}, {"平方米", 2}, {"元", 2}, {"kW", 3}, {"千瓦", 3}, {"%", 2},
    };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(units[i].unit, unit) == 0)
            return units[i].places;
    return 0;
}

const char *programme_english(const struct programme *programme, const char *chinese)
{
    return programme->english_words ? map_get_str(programme->english_words, chinese) : NULL;
}

int indicator_digits(const struct indicator *indicator)
{
    return indicator->count == COUNT_COVER ? 0 : indicator->places;
}

int64_t cover_whole(const struct indicator *indicator)
{
    return 100 * decimal_power(indicator->places);
}
