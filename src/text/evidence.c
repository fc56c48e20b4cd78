#include "text/evidence.h"

#include <stdlib.h>

#include "text/runes.h"
#include "text/signs.h"

enum { BOUND = 2 }; /* points of one */

void evidence_add(struct evidence *e, int points)
{
    e->points += points;
    e->found += abs(points);
}

int evidence_weigh(const struct evidence *e, int most, int doubt)
{
    return most * e->points / (e->found + doubt);
}

/* What follows a number that tells neither a plan nor a count: 2024年, 12月, 3—5, 8:30, 0571-1234567; a price, 9元. */
static bool is_dated(const struct scan *scan, size_t at)
{
    static const int32_t after[] = {L'年', L'月', L'日', L'号', L'时', L'路', L'岁', L'元', L':', L'-', L'—', L'、'};

    for (size_t i = 0; i < sizeof after / sizeof *after; i++)
        if (at < scan->count && scan->s[at] == after[i])
            return true;
    return false;
}

/* 90余个, 2100多元, 1.2万余人 */
static bool is_counted_roughly(const struct scan *scan, size_t at)
{
    at += at < scan->count && scan->s[at] == L'万';
    return at < scan->count && (scan->s[at] == L'余' || scan->s[at] == L'多');
}

int evidence_of_number(const struct scan *scan, size_t at, size_t *ret_end)
{
    static const int points[] = {0, -1, 0, 1, 3};
    size_t i = at, digits = 0, zeros = 0;
    bool fraction = false;

    for (; i < scan->count; i++) {
        int32_t c = scan->s[i];

        if (rune_is_digit(c)) {
            digits += digits > 0 || c != '0';
            zeros = c == '0' ? zeros + 1 : 0;
        } else if ((c == '.' || c == ',' || c == ' ') && i + 1 < scan->count && rune_is_digit(scan->s[i + 1])) {
            fraction = fraction || c == '.';
        } else {
            break;
        }
    }
    *ret_end = i;
    if (digits == 0 || digits > 6 || is_dated(scan, i))
        return 0;
    if (is_counted_roughly(scan, i)) /* promised are 2000, counted 2100多 */
        return 2;
    digits -= fraction || zeros > digits ? 0 : zeros;
    return points[digits < 4 ? digits : 4];
}

bool evidence_is_bound(const struct scan *scan, size_t at)
{
    static const char *const words[] = {"不少于", "不低于", "不超过", "控制在", "不得低于", "不得少于", NULL};

    return (scan->s[at] == L'不' || scan->s[at] == L'控') && scan_any_at(scan, at, scan->count, words);
}

/* 3000个左右, 60%以上 */
static bool is_rounded(const struct scan *scan, size_t at)
{
    static const char *const words[] = {"左右", "以上", NULL};

    return (scan->s[at] == L'左' || scan->s[at] == L'以') && scan_any_at(scan, at, scan->count, words);
}

void evidence_hear(struct evidence *e, const struct scan *scan)
{
    struct evidence told = {0};

    for (size_t i = scan->paragraph.start, end;
         (i = sign_find(scan->signs, i, scan->paragraph.end, SIGN_EVIDENCE)) < scan->paragraph.end; i = end) {
        end = i + 1;
        if (rune_is_digit(scan->s[i]))
            evidence_add(&told, evidence_of_number(scan, i, &end));
        else if (evidence_is_bound(scan, i) || is_rounded(scan, i))
            evidence_add(&told, -BOUND);
    }
    if (told.found >= EVIDENCE_KEPT) {
        *e = told;
        return;
    }
    if (e->found > EVIDENCE_KEPT - told.found) {
        e->points = e->points * (EVIDENCE_KEPT - told.found) / e->found;
        e->found = EVIDENCE_KEPT - told.found;
    }
    e->points += told.points;
    e->found += told.found;
}
