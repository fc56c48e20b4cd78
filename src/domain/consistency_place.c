/* A total over several places named with it, against what the paragraph said of each of them. */
#include <string.h>

#include "domain/consistency_part.h"
#include "text/runes.h"

enum { PLACES_MAX = 12, NAME_MIN = 2, NAME_MAX = 9 };

const char *const place_kinds[PLACE_KINDS] = {"县", "区", "市", "镇", "乡", "街道", "旗"};
static const char *const totals[] = {"合计", "共计", "总计", "总共", "一共", "共"};
static const char *const apart[] = {"其中", "目标", "计划", "去年", "上年", "同比",
                                    "比",   "占",   "平均", "累计", "还",   "另"};

struct names {
    struct span at[PLACES_MAX];
    size_t count;
    size_t end; /* behind the last one */
};

bool is_place_name(const int32_t *s, struct span name)
{
    if (name.end < name.start + NAME_MIN || name.end > name.start + NAME_MAX)
        return false;
    for (size_t i = name.start; i < name.end; i++)
        if (!rune_is_han(s[i]))
            return false;
    return words_end(s, name.start + 1, name.end, place_kinds, PLACE_KINDS);
}

/* “甲区、乙区和丙县” at the start of the span; false if it does not begin with two names. */
static bool read_names(const int32_t *s, struct span span, struct names *ret)
{
    size_t start = span.start;

    *ret = (struct names){0};
    for (size_t i = span.start; i <= span.end && ret->count < PLACES_MAX; i++) {
        bool mark = i < span.end && (s[i] == L'、' || s[i] == L'和' || s[i] == L'及' || s[i] == L'与');
        bool total = false;
        for (size_t k = 0; k < sizeof totals / sizeof *totals && i < span.end && !mark; k++)
            total = total || words_at(s, i, span.end, totals[k]) > 0;
        if (!mark && !total && i < span.end)
            continue;
        if (!is_place_name(s, (struct span){start, i}))
            return false;
        ret->at[ret->count++] = (struct span){start, i};
        ret->end = i;
        start = i + 1;
        if (total || i == span.end)
            return total && ret->count >= 2;
    }
    return false;
}

static bool same_words(const int32_t *s, struct span a, struct span b)
{
    return a.end - a.start == b.end - b.start && memcmp(s + a.start, s + b.start, (a.end - a.start) * sizeof *s) == 0;
}

/* Behind the name of a place at the start of figure k's words; false if that is not the name. */
static bool told_of(const struct search *x, size_t k, struct span name, struct span *ret_rest)
{
    struct span gap = gap_before(x, k);

    while (gap.start < gap.end && !rune_is_han(x->s[gap.start]))
        gap.start++;
    *ret_rest = (struct span){gap.start + (name.end - name.start), gap.end};
    return ret_rest->start <= gap.end && same_words(x->s, (struct span){gap.start, ret_rest->start}, name);
}

/* The one figure of the paragraph before figure i that says the same of the place; SIZE_MAX: none, or several. */
static size_t figure_of(const struct search *x, size_t i, struct span name, struct span what)
{
    const struct figure *f = &x->figures->at[i];
    size_t found = SIZE_MAX;

    for (size_t k = i; k-- > 0 && k + FIGURES_BACK >= i && x->figures->at[k].paragraph_start == f->paragraph_start;) {
        struct span rest;
        if (!told_of(x, k, name, &rest))
            continue;
        if (found != SIZE_MAX || !is_like(&x->figures->at[k], f) || HAS(x, rest, apart))
            return SIZE_MAX;
        if (rest.start < rest.end && !same_words(x->s, rest, what))
            return SIZE_MAX;
        found = k;
    }
    return found;
}

void check_places_total(struct search *x, size_t i)
{
    const struct figure *f = &x->figures->at[i];
    struct span gap = gap_before(x, i), what;
    struct parts parts = {0};
    struct names names;

    if (!is_amount(f) || HAS(x, gap, apart))
        return;
    while (gap.start < gap.end && !rune_is_han(x->s[gap.start]))
        gap.start++;
    if (!read_names(x->s, gap, &names))
        return;
    what = (struct span){names.end, gap.end};
    for (size_t k = 0, length = 0; k < sizeof totals / sizeof *totals && !length; k++) {
        length = words_at(x->s, what.start, what.end, totals[k]);
        what.start += length;
    }
    for (size_t k = 0; k < names.count; k++) {
        size_t at = figure_of(x, i, names.at[k], what);
        if (at == SIZE_MAX || !parts_add(&parts, at))
            return;
    }
    compare_sum(x, i, &parts, true, i);
}
