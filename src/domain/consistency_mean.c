/* What comes to each: an average of a sum over what it was spread on, and the sum that so much for each makes. */
#include <string.h>

#include "domain/consistency_part.h"

#define N(list) (sizeof(list) / sizeof *(list))

enum { SUMS_NEAR = 3, COUNTS_NEAR = 10 };

static const struct {
    const char *word, *unit;
} each[] = {
    {"人均", "人"}, {"户均", "户"}, {"次均", "人次"}, {"次均", "次"}, {"人次均", "人次"}, {"平均每人", "人"},
    {"件均", "件"}, {"亩均", "亩"}, {"村均", "个"},   {"校均", "所"}, {"单位平均", "个"},
};

/* The unit of what the figure is the mean of: “每部”, “人均”; "" if its clause does not say. */
static bool is_each_of(const struct search *x, struct span words, const char *unit)
{
    for (size_t k = 0; k < N(each); k++)
        if (units_are_kin(each[k].unit, unit) && find_words(x->s, words, each[k].word) < words.end)
            return true;
    for (size_t at = find_words(x->s, words, "每"); at < words.end;) {
        size_t behind = at + 1;
        const char *const small[] = {"个", "平均"};
        if (words_at(x->s, behind, words.end, unit) ||
            (strcmp(unit, "名") == 0 && words_at(x->s, behind, words.end, "人")) ||
            (strcmp(unit, "公里") == 0 && words_at(x->s, behind, words.end, small[1])))
            return true;
        words.start = behind;
        at = find_words(x->s, words, "每");
    }
    return false;
}

static bool is_mean(const struct search *x, struct span words)
{
    static const char *const mean[] = {"均", "每"};
    static const char *const rhythm[] = {"日均", "月均", "年均", "每天", "每日", "每月",
                                         "每年", "每周", "每季", "每千", "每万", "每百"};

    return HAS(x, words, mean) && !HAS(x, words, rhythm);
}

/* Whether figure k counts things of which figure i says what each got; nearest ones first. */
static void weigh_mean(struct search *x, struct guess *best, size_t sum, struct span words)
{
    for (size_t k = best->at, seen = 0; k-- > 0 && k + FIGURES_BACK >= best->at && seen < COUNTS_NEAR;) {
        const struct figure *f = &x->figures->at[k];
        if (k == sum || !is_count(f) || !is_each_of(x, words, f->unit))
            continue;
        seen++;
        if (best->fit != FIT_HOLDS)
            guess_better(x, best, RELATION_MEAN, sum, k);
    }
}

/* “助餐点达到131个，日均服务4200人次，平均每个助餐点32人次”: the two before it in the sentence, and what 每 names. */
static bool is_of_the_last_two(const struct search *x, const struct guess *g, struct span words)
{
    enum { NOUN = 2 };
    const struct figure *all = x->figures->at;
    size_t at = find_words(x->s, words, "每") + 1;
    struct span counted = words_before(x, g->b);

    if (g->a + 1 != g->at || g->b + 2 != g->at || !same_sentence(&all[g->b], &all[g->at]))
        return false;
    at += words_at(x->s, at, words.end, all[g->b].unit);
    for (size_t k = counted.start; at + NOUN <= words.end && k + NOUN <= counted.end; k++)
        if (memcmp(x->s + at, x->s + k, NOUN * sizeof *x->s) == 0)
            return true;
    return false;
}

static void check_average(struct search *x, size_t i, struct span words)
{
    struct guess best = {.at = i};
    size_t sums[SUMS_NEAR], count = counts_before(x, i, x->figures->at[i].unit, SUMS_NEAR, sums);

    for (size_t n = 0; n < count && best.fit != FIT_HOLDS; n++)
        if (same_paragraph(x, sums[n], i))
            weigh_mean(x, &best, sums[n], words);
    if (best.fit == FIT_HOLDS || (best.fit == FIT_SWAPPED && best.a + 2 >= i && best.b + 2 >= i) ||
        (best.fit == FIT_MISREAD && is_of_the_last_two(x, &best, words)))
        tell_fit(x, &best);
}

/* Ten times as much, or a tenth: “213户，每户500元，共1.065万元”. */
static bool is_tenfold(const struct search *x, const struct guess *g)
{
    const struct figure *all = x->figures->at;
    struct figure ten = all[g->at], tenth = all[g->at];

    return decimal_shift(ten.value, 1, &ten.value) == 0 && decimal_shift(tenth.value, -1, &tenth.value) == 0 &&
           (figures_fit(&ten, g->relation, &all[g->a], &all[g->b]) == FIT_HOLDS ||
            figures_fit(&tenth, g->relation, &all[g->a], &all[g->b]) == FIT_HOLDS);
}

/* “每户补助2.2万元，共需补助资金277.2万元”: figure i is what so much for each makes; the one before it is of each. */
static void check_product(struct search *x, size_t i)
{
    const struct figure *f = &x->figures->at[i], *one = f - 1;
    struct span words = words_before(x, i - 1);
    struct guess best = {.at = i};

    if (!same_sentence(f, one) || strcmp(f->unit, one->unit) != 0 || one->value.n <= 0 || !is_mean(x, words) ||
        decimal_compare(one->value, f->value) >= 0)
        return;
    for (size_t k = i - 1, seen = 0; k-- > 0 && k + FIGURES_BACK >= i && seen < COUNTS_NEAR && best.fit != FIT_HOLDS;) {
        if (!is_count(&x->figures->at[k]) || !is_each_of(x, words, x->figures->at[k].unit))
            continue;
        seen++;
        guess_better(x, &best, RELATION_PRODUCT, k, i - 1);
    }
    if (best.fit == FIT_HOLDS || best.fit == FIT_SWAPPED ||
        (best.fit == FIT_MISREAD && best.a + 2 == i && same_sentence(&x->figures->at[best.a], f) &&
         is_tenfold(x, &best)))
        tell_fit(x, &best);
}

/* “送戏下乡108场，全县9个乡镇各12场” */
static void check_each(struct search *x, size_t i)
{
    const struct figure *f = &x->figures->at[i];
    struct span gap = gap_before(x, i);
    struct guess best = {.at = i - 2};

    if (i < 2 || !same_sentence(f, f - 2) || strcmp(f->unit, f[-2].unit) != 0 || gap.end == gap.start ||
        x->s[gap.end - 1] != L'各' || !is_count(f - 1) || x->ret[i - 2].kind != CONSISTENCY_NONE)
        return;
    guess_better(x, &best, RELATION_PRODUCT, i - 1, i);
    if (best.fit == FIT_HOLDS)
        tell_fit(x, &best);
}

void check_mean(struct search *x, size_t i)
{
    const struct figure *f = &x->figures->at[i];
    struct span words = words_before(x, i);

    if (i < 1 || !f->unit[0] || f->role == ROLE_PERCENT || f->value.n <= 0)
        return;
    if (x->ret[i].kind == CONSISTENCY_NONE && is_mean(x, words))
        check_average(x, i, words);
    else if (x->ret[i].kind == CONSISTENCY_NONE)
        check_product(x, i);
    check_each(x, i);
}
