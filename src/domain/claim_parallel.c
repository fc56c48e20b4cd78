/* Amounts that only repeat the shape of what stands before: “38 场、141 人次；开发区 11 场和 37 人次”. */
#include "domain/claim_reader.h"

#include <string.h>

enum { RUN_MOST = 8 }; /* amounts in a row */

static bool is_share(const struct figure *f)
{
    return strcmp(f->unit, "%") == 0;
}

static bool joins(const struct claim_reader *r, size_t k)
{
    return claim_joins(r, k) && r->figures.at[k - 1].read_end < r->figures.at[k].read_start &&
           !is_share(&r->figures.at[k]);
}

/* Figures first..first+count, joined, among which figure i stands. */
struct run {
    size_t first, count;
};

static struct run run_of(const struct claim_reader *r, size_t i)
{
    struct run run = {i, 1};
    size_t end = i + 1;

    while (run.first > 0 && i - run.first < FIGURES_BACK && joins(r, run.first))
        run.first--;
    while (end < r->figures.count && end - i < FIGURES_BACK && joins(r, end))
        end++;
    run.count = end - run.first;
    return run;
}

/* Where the paragraph of figure i begins, or the one above it whose figures stand before. */
static size_t above(const struct claim_reader *r, size_t i)
{
    size_t paragraph = r->fates[i].site.paragraph, k = i;

    while (k > 0 && i - k < FIGURES_BACK && r->fates[k - 1].site.paragraph == paragraph)
        k--;
    return k > 0 ? r->fates[k - 1].site.paragraph : paragraph;
}

/* The figure before k that is no share, from `start` on; SIZE_MAX: there is none. */
static size_t amount_before(const struct claim_reader *r, size_t k, size_t start)
{
    while (k-- > 0 && r->figures.at[k].read_start >= start)
        if (!is_share(&r->figures.at[k]))
            return k;
    return SIZE_MAX;
}

/* Whether the amounts that end with figure `last` have the units of the run, each of an indicator of its own: that of
 * the run's figure `index`, or NULL. */
static const struct indicator *shaped(const struct claim_reader *r, const struct run *run, size_t last, size_t start,
                                      size_t index)
{
    const struct indicator *told[RUN_MOST];
    size_t k = last;

    for (size_t n = run->count; n-- > 0; k = amount_before(r, k, start)) {
        if (k == SIZE_MAX || !r->fates[k].indicator || r->fates[k].site.paragraph != r->fates[last].site.paragraph ||
            strcmp(r->figures.at[k].unit, r->figures.at[run->first + n].unit) != 0)
            return NULL;
        told[n] = r->fates[k].indicator;
        for (size_t later = n + 1; later < run->count; later++)
            if (told[later] == told[n])
                return NULL;
    }
    return told[index];
}

void claim_match_parallel(struct claim_reader *r, size_t i, struct matches *ret)
{
    const struct site *first, *site = &r->fates[i].site;
    struct run run = run_of(r, i);
    size_t start;

    ret->count = 0;
    if (run.count < 2 || run.count > RUN_MOST || is_share(&r->figures.at[i]))
        return;
    first = &r->fates[run.first].site;
    start = above(r, run.first);
    for (size_t k = amount_before(r, run.first, start), back = 0;
         k != SIZE_MAX && back < FIGURES_BACK && ret->count == 0; k = amount_before(r, k, start), back++) {
        const struct indicator *indicator = shaped(r, &run, k, start, i - run.first);
        if (indicator &&
            claim_words_bare(r->words, r->s, (struct span){first->reach, first->number.start}, indicator) &&
            claim_words_bare(r->words, r->s, (struct span){site->number.end, site->clause.end}, indicator))
            ret->at[ret->count++] = (struct match){.indicator = indicator};
    }
}
