/* One thing told twice: in the headline and below, in the prose and in a table's total, in two places with the same
 * words. What is the same, or rounds to it, confirms; what differs accuses only as a slip of the pen would: two digits
 * that changed places, or ten times as much. */
#include <string.h>

#include "base/map.h"
#include "domain/claim_site.h"
#include "domain/consistency_part.h"

#define N(list) (sizeof(list) / sizeof *(list))

enum {
    HEADLINES_MOST = 6,
    DIGITS_LEAST = 3,
    KEPT = 4,
    HEADLINE_LEAST = 2,
    HEADLINE_FAR = 100,
    WORDS_LEAST = 4,
    WORDS_SURE = 6,
    CONTEXT = 24,
    ROW_CONTEXT = 40,
    BEHIND = 10
};

static const char *const other_time[] = {"去年", "上年", "明年", "累计", "同期",
                                         "以来", "年初", "年末", "规划", "十四五"};

/* ---- numbers ---- */

/* The figure in its last written digit: 2.59万 is 259. */
static int64_t digits(const struct figure *f)
{
    int places = written_places(f);
    int64_t n, step;

    if (decimal_rescale(f->value, places, &n) || decimal_rescale(f->step, places, &step) || step <= 0)
        return 0;
    return n / step;
}

static size_t digit_count(int64_t n)
{
    size_t count = 0;

    for (; n > 0; n /= 10)
        count++;
    return count;
}

static size_t nonzero_count(int64_t n)
{
    size_t count = 0;

    for (; n > 0; n /= 10)
        count += n % 10 != 0;
    return count;
}

/* 15.6万米 as 公里 has it. */
static struct figure in_metres(const struct figure *f)
{
    struct figure ret = *f;

    if (strcmp(f->unit, "公里") == 0 && decimal_shift(f->value, 3, &ret.value) == 0 &&
        decimal_shift(f->step, 3, &ret.step) == 0)
        ret.unit = "米";
    return ret;
}

bool is_swapped_at(const struct figure *a, const struct figure *b)
{
    int places = places_of_both(a, b);
    int64_t p, q, step;

    if (decimal_rescale(a->value, places, &p) || decimal_rescale(b->value, places, &q) ||
        decimal_rescale(a->step, places, &step) || step <= 0 || digit_count(p / step) < DIGITS_LEAST)
        return false;
    return slip_of(p / step, (q + step / 2) / step) == FIT_SWAPPED || slip_of(p / step, q / step) == FIT_SWAPPED;
}

bool is_ten_times(const struct figure *a, const struct figure *b, size_t least)
{
    struct decimal ten;

    return nonzero_count(digits(a)) >= least && decimal_shift(a->value, 1, &ten) == 0 &&
           decimal_compare(ten, b->value) == 0;
}

static void tell_twice(struct search *x, size_t at, size_t other, bool holds)
{
    const struct figure *f = &x->figures->at[other];
    char value[DECIMAL_TEXT];

    x->ret[at].kind = holds ? CONSISTENCY_HOLDS : CONSISTENCY_BROKEN;
    x->ret[at].actual = arena_strdup(x->ctx->mem, decimal_format(f->value, value));
    x->ret[at].note = arena_printf(x->ctx->mem, "文中第 %zu 行写的是“%s”", text_line(x->text, f->start), f->text);
}

/* ---- the same words ---- */

bool is_cell(const struct search *x, const struct figure *f)
{
    enum { NEAR = 64 };
    size_t start = f->read_start > f->paragraph_start + NEAR ? f->read_start - NEAR : f->paragraph_start;
    size_t end = f->read_end + NEAR < f->paragraph_end ? f->read_end + NEAR : f->paragraph_end;

    return rune_find(x->s, start, end, '\t') < end;
}

static struct span context_of(const struct search *x, size_t i)
{
    const struct figure *f = &x->figures->at[i];
    const size_t FAR = is_cell(x, f) ? ROW_CONTEXT : CONTEXT;
    struct span gap = is_cell(x, f) ? (struct span){f->paragraph_start, f->read_start} : gap_before(x, i);
    size_t end = f->read_end + BEHIND < f->clause_end ? f->read_end + BEHIND : f->clause_end;

    if (gap.start + FAR < gap.end)
        gap.start = gap.end - FAR;
    return (struct span){gap.start, end > f->read_end ? end : f->read_end};
}

/* The longest run of Chinese characters, no numerals, that both spans have. */
static size_t common_run(const int32_t *s, struct span a, struct span b)
{
    size_t best = 0;

    for (size_t i = a.start; i < a.end; i++) {
        for (size_t j = b.start; j < b.end; j++) {
            size_t n = 0;
            while (i + n < a.end && j + n < b.end && s[i + n] == s[j + n] && rune_is_han(s[i + n]) &&
                   !rune_is_numeral(s[i + n]))
                n++;
            best = n > best ? n : best;
        }
    }
    return best;
}

/* The last few figures of one unit with the same digits but for their order and zeros. */
struct bucket {
    size_t at[KEPT], next;
};

static struct bucket *bucket_of(struct search *x, struct map *all, const struct figure *f)
{
    char counts[10] = {0};
    const char *key;
    int64_t n = digits(f);
    struct bucket *bucket;

    for (; n > 0; n /= 10)
        counts[n % 10]++;
    key = arena_printf(x->ctx->mem, "%d %d %d %d %d %d %d %d %d %s", counts[1], counts[2], counts[3], counts[4],
                       counts[5], counts[6], counts[7], counts[8], counts[9],
                       units_are_kin(f->unit, "人") ? "人" : f->unit);
    bucket = map_get_str(all, key);
    if (!bucket) {
        bucket = arena_alloc(x->ctx->mem, sizeof *bucket);
        *bucket = (struct bucket){{NO_FIGURE, NO_FIGURE, NO_FIGURE, NO_FIGURE}, 0};
        map_put_str(all, key, bucket);
    }
    return bucket;
}

/* “合计”: the row that a figure of the prose sums up. */
static bool is_total_row(const struct search *x, const struct figure *f)
{
    enum { NEAR = 6 };
    static const char *const totals[] = {"合计", "总计", "共计"};
    size_t end = f->paragraph_start + NEAR < f->paragraph_end ? f->paragraph_start + NEAR : f->paragraph_end;

    return HAS(x, ((struct span){f->paragraph_start, end}), totals) && is_cell(x, f);
}

/* Up to the figure from the last semicolon of its sentence, if that is near. */
static struct span statement_before(const struct search *x, const struct figure *f)
{
    enum { FAR = 60 };
    size_t start = f->read_start > f->sentence_start + FAR ? f->read_start - FAR : f->sentence_start;

    return (struct span){rune_behind(x->s, start, f->read_start, L";"), f->read_start};
}

/* Both were promised at the year's beginning, or both done, as far as their words say. */
static bool are_of_one_time(const struct search *x, size_t i, size_t k)
{
    static const char *const promised[] = {"年初"};
    const struct figure *f = &x->figures->at[i], *e = &x->figures->at[k];
    struct span a = statement_before(x, f), b = statement_before(x, e);

    if (HAS(x, a, promised) && HAS(x, b, promised))
        return true;
    return f->role == e->role && !HAS(x, a, other_time) && !HAS(x, b, other_time);
}

/* So many characters in common tell that two numbers whose digits changed places are one: the more digits, the fewer.
 */
static size_t words_wanted(const struct figure *f)
{
    enum { FEW = 2 };
    size_t count = nonzero_count(digits(f));

    return count > DIGITS_LEAST ? FEW : count == DIGITS_LEAST ? WORDS_LEAST : WORDS_SURE;
}

/* Figures i and, before it, k have the same digits but for their order. */
static void compare_twice(struct search *x, size_t i, size_t k)
{
    const struct figure *f = &x->figures->at[i], *e = &x->figures->at[k];
    bool same = decimal_compare(f->value, e->value) == 0, total = is_total_row(x, f) && !is_cell(x, e), tells;
    size_t at = total || x->ret[i].kind == CONSISTENCY_HOLDS ? k : i, run;

    if (f->paragraph_start == e->paragraph_start || x->ret[at].kind != CONSISTENCY_NONE ||
        digit_count(digits(f)) < DIGITS_LEAST || digit_count(digits(e)) < DIGITS_LEAST)
        return;
    run = total ? 0 : common_run(x->s, context_of(x, i), context_of(x, k));
    if (same)
        tells = total || run >= WORDS_LEAST;
    else if (total)
        tells = is_swapped_at(e, f) && digit_count(digits(f)) > DIGITS_LEAST;
    else
        tells = !is_cell(x, f) && are_of_one_time(x, i, k) &&
                ((run >= words_wanted(f) && is_swapped_at(e, f)) ||
                 (run >= WORDS_SURE && (is_ten_times(e, f, DIGITS_LEAST) || is_ten_times(f, e, DIGITS_LEAST))));
    if (tells)
        tell_twice(x, at, at == k ? i : k, same);
}

static void check_words(struct search *x)
{
    struct map *all = map_new(x->ctx->mem);

    for (size_t i = 0; i < x->figures->count; i++) {
        const struct figure *f = &x->figures->at[i];
        struct bucket *bucket;
        if (!is_count(f))
            continue;
        bucket = bucket_of(x, all, f);
        for (size_t n = 0; n < KEPT; n++)
            if (bucket->at[n] != NO_FIGURE)
                compare_twice(x, i, bucket->at[n]);
        bucket->at[bucket->next++ % KEPT] = i;
    }
}

/* ---- headlines ---- */

/* Whether what the text says anywhere confirms headline figure h; else the first that a slip explains, or NO_FIGURE. */
static bool find_headline(const struct search *x, size_t h, size_t from, size_t *ret_same, size_t *ret_slip)
{
    struct figure headline = in_metres(&x->figures->at[h]);

    *ret_slip = NO_FIGURE;
    for (size_t k = from; k < x->figures->count; k++) {
        struct figure f = in_metres(&x->figures->at[k]);
        if (!is_count(&f) || !units_are_kin(f.unit, headline.unit))
            continue;
        *ret_same = k;
        if (figures_could_be_one(&headline, &f))
            return true;
        if (*ret_slip == NO_FIGURE && is_swapped_at(&headline, &f) && !HAS(x, words_before(x, k), other_time) &&
            (x->figures->at[h].read_start < HEADLINE_FAR || /* further down it may be a line like others */
             common_run(x->s, context_of(x, h), context_of(x, k)) >= HEADLINE_LEAST))
            *ret_slip = k;
    }
    return false;
}

static void check_headings(struct search *x)
{
    size_t first = 0, same, slip;

    while (first < x->figures->count && first < HEADLINES_MOST &&
           is_heading(x->text, x->figures->at[first].paragraph_start, x->figures->at[first].paragraph_end))
        first++;
    for (size_t h = 0; h < first; h++) {
        const struct figure *f = &x->figures->at[h];
        if (!is_count(f) || x->ret[h].kind != CONSISTENCY_NONE)
            continue;
        if (find_headline(x, h, first, &same, &slip))
            tell_twice(x, h, same, true);
        else if (slip != NO_FIGURE && x->ret[slip].kind != CONSISTENCY_BROKEN)
            tell_twice(x, h, slip, false);
    }
}

void check_twice(struct search *x)
{
    check_headings(x);
    check_words(x);
}
