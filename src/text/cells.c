#include "text/cells.h"

#include "text/runes.h"
#include "text/units.h"

struct span cells_begin(const struct scan *scan)
{
    return (struct span){scan->paragraph.start - 1, scan->paragraph.start - 1};
}

bool cells_next(const struct scan *scan, struct span *cell)
{
    if (cell->end + 1 > scan->paragraph.end)
        return false;
    cell->start = cell->end + 1;
    cell->end = rune_find(scan->s, cell->start, scan->paragraph.end, '\t');
    return true;
}

struct span cells_at(const struct scan *scan, size_t at)
{
    struct span cell = {at, at};

    while (cell.start > scan->paragraph.start && scan->s[cell.start - 1] != '\t')
        cell.start--;
    while (cell.end < scan->paragraph.end && scan->s[cell.end] != '\t')
        cell.end++;
    return cell;
}

bool cell_is_unit(const struct scan *scan, size_t start, size_t end, struct cell_unit *ret)
{
    struct group g = {0};
    int power = 0;

    while (start < end && rune_numeral_power(scan->s[start]) >= 2 && !scan_word_at(scan, start, end, "千米") &&
           !scan_word_at(scan, start, end, "千瓦") && !scan_word_at(scan, start, end, "千克") &&
           !scan_word_at(scan, start, end, "百分点") && !scan_word_at(scan, start, end, "千伏")) {
        power += rune_numeral_power(scan->s[start]);
        start++;
    }
    if (start >= end || !group_read_unit(scan->units, scan->s, start, end, &g) || g.end != end ||
        !unit_makes_claim((enum unit_kind)g.unit->kind))
        return false;
    ret->unit = g.unit;
    ret->power = power;
    return true;
}

bool cell_names_unit(const struct scan *scan, size_t start, size_t end, struct cell_unit *ret)
{
    for (size_t i = start; i < end; i++) {
        size_t from = i + 1, to;

        if (scan->s[i] != '(' && scan->s[i] != '/' && !scan_word_at(scan, i, end, "单位:"))
            continue;
        if (scan_word_at(scan, from, end, "单位:"))
            from += 3;
        else if (scan->s[i] == L'单')
            from += 2;
        to = from;
        while (to < end && to - from < 10 && scan->s[to] != ')' && scan->s[to] != ',' && scan->s[to] != L'、')
            to++;
        if (cell_is_unit(scan, from, to, ret))
            return true;
    }
    return end > start + 1 && scan->s[end - 1] == '%' && cell_is_unit(scan, end - 1, end, ret);
}

bool cell_holds_numbers(const struct scan *scan, struct span cell)
{
    for (size_t i = cell.start; i < cell.end; i++)
        if (!rune_is_digit(scan->s[i]) && scan->s[i] != '.' && scan->s[i] != ';' && scan->s[i] != L'、' &&
            scan->s[i] != '/' && scan->s[i] != ' ')
            return false;
    return true;
}
