/* What two figures come to, held against a third: as it should be, off, or off by one slip of the pen. All on whole
 * numbers; rounded figures are intervals. Which figures to take is not decided here. */
#include <string.h>

#include "domain/consistency_part.h"

/* Twice the value, so that half of a rounded digit is a whole number. */
struct range {
    int128 low, mid, high;
};

/* “= over ÷ under”, the stated figure being so many tenth parts (places) of one. */
struct quotient {
    struct range over, under;
};

enum { DIGITS_MAX = 20, PLACES_MAX = 4 };

static const int128 range_most = 20000000000000; /* so that no product leaves int128 */

/* ---- slips ---- */

static size_t digits_of(int128 n, char *ret)
{
    size_t count = 0;

    for (; n > 0 && count < DIGITS_MAX; n /= 10)
        ret[count++] = (char)(n % 10);
    return count;
}

/* 119.4 and 114.9. */
static bool is_swapped(const char *a, const char *b, size_t count)
{
    size_t at = 0;

    while (at < count && a[at] == b[at])
        at++;
    return at + 1 < count && a[at] == b[at + 1] && a[at + 1] == b[at] &&
           memcmp(a + at + 2, b + at + 2, count - at - 2) == 0;
}

/* 58 and 48; more than the last digit by one, as rounding may give. */
static bool is_misread(const char *a, const char *b, size_t count)
{
    size_t off = 0;

    for (size_t k = 0; k < count; k++)
        off += a[k] != b[k];
    return off == 1 && count > 1 && a[0] == b[0];
}

/* 15.7 and 5.7: one digit too many. */
static bool has_one_more(const char *more, const char *less, size_t count)
{
    size_t at = 0;

    while (at < count && more[at] == less[at])
        at++;
    return count > 1 && memcmp(more + at + 1, less + at, count - at) == 0;
}

enum fit slip_of(int128 a, int128 b)
{
    char p[DIGITS_MAX], q[DIGITS_MAX];
    size_t count = digits_of(a, p), other = digits_of(b, q);

    if (count == other && is_swapped(p, q, count))
        return FIT_SWAPPED;
    if ((count == other && is_misread(p, q, count)) || (count == other + 1 && has_one_more(p, q, other)) ||
        (other == count + 1 && has_one_more(q, p, count)))
        return FIT_MISREAD;
    return FIT_FAR;
}

/* ---- what two figures come to ---- */

int written_places(const struct figure *f)
{
    return f->value.places > f->step.places ? f->value.places : f->step.places;
}

int places_of_both(const struct figure *a, const struct figure *b)
{
    int p = written_places(a), q = written_places(b);

    return p > q ? p : q;
}

static bool is_counted_one_by_one(const struct figure *f)
{
    return f->step.n == 1 && f->step.places == 0;
}

/* What is told as 约 may be off by a fiftieth. */
static bool range_of(const struct figure *f, int places, struct range *ret)
{
    int64_t value, step = 0;
    int128 slack;

    if (decimal_rescale(f->value, places, &value) || value < 0 || value > range_most / 2 ||
        (!is_counted_one_by_one(f) && decimal_rescale(f->step, places, &step)))
        return false;
    slack = step;
    if (f->qualifier != QUALIFIER_EQUAL)
        slack += (int128)value * 2 / 50;
    *ret = (struct range){(int128)value * 2 - slack, (int128)value * 2, (int128)value * 2 + slack};
    return true;
}

static struct range range_one(int128 n)
{
    return (struct range){n, n, n};
}

static struct range range_minus(struct range a, struct range b)
{
    return (struct range){a.low - b.high, a.mid - b.mid, a.high - b.low};
}

static struct range range_times(struct range a, int128 by)
{
    return (struct range){a.low * by, a.mid * by, a.high * by};
}

/* 6万 of something: as a part or a whole that was rounded it fits nearly anything, so that only what is written counts.
 */
static bool is_vague(const struct range *r)
{
    return (r->high - r->mid) * 25 > r->mid;
}

static bool reads_as_written(enum relation relation)
{
    return relation == RELATION_MORE || relation == RELATION_RATE || relation == RELATION_MEAN ||
           relation == RELATION_PRODUCT;
}

static bool quotient_of(enum relation relation, const struct figure *a, const struct figure *b, struct quotient *ret)
{
    int places = places_of_both(a, b);
    struct range p, q;

    if (places > PLACES_MAX || !range_of(a, places, &p) || !range_of(b, places, &q))
        return false;
    if (reads_as_written(relation) && is_vague(&p))
        p = range_one(p.mid);
    if (reads_as_written(relation) && is_vague(&q))
        q = range_one(q.mid);
    switch (relation) {
    case RELATION_RATE:
        *ret = (struct quotient){range_times(p, 100), q};
        break;
    case RELATION_RISE:
        *ret = (struct quotient){range_times(range_minus(p, q), 100), q};
        break;
    case RELATION_FALL:
        *ret = (struct quotient){range_times(range_minus(q, p), 100), q};
        break;
    case RELATION_RISE_BY:
        *ret = (struct quotient){range_times(q, 100), range_minus(p, q)};
        break;
    case RELATION_MORE:
        *ret = (struct quotient){range_minus(p, q), range_one(2 * decimal_power(places))};
        break;
    case RELATION_MEAN:
        *ret = (struct quotient){p, q};
        break;
    case RELATION_PRODUCT:
        *ret = (struct quotient){{p.low * q.low, p.mid * q.mid, p.high * q.high},
                                 range_one(4 * decimal_power(places) * decimal_power(places))};
        break;
    }
    return ret->under.low > 0 && ret->over.mid >= 0;
}

/* The stated digits, and those that come out, in steps of the stated figure. */
static enum fit fit_digits(const struct figure *f, const struct quotient *q)
{
    int64_t stated, step;
    int128 under;

    if (decimal_rescale(f->value, written_places(f), &stated) || decimal_rescale(f->step, written_places(f), &step) ||
        step <= 0)
        return FIT_FAR;
    under = q->under.mid * step;
    return slip_of(stated / step, (2 * q->over.mid * decimal_power(written_places(f)) + under) / (2 * under));
}

enum fit figures_fit(const struct figure *f, enum relation relation, const struct figure *a, const struct figure *b)
{
    bool vague = f->qualifier != QUALIFIER_EQUAL || a->qualifier != QUALIFIER_EQUAL || b->qualifier != QUALIFIER_EQUAL;
    int places = written_places(f);
    struct quotient q;
    struct range told;
    int64_t step;
    int128 scale;

    if (places > PLACES_MAX || !quotient_of(relation, a, b, &q) || !range_of(f, places, &told) ||
        decimal_rescale(f->step, places, &step))
        return FIT_NONE;
    if (relation != RELATION_MORE && relation != RELATION_PRODUCT && is_counted_one_by_one(f)) {
        told.low -= step;
        told.high += step;
    }
    scale = 2 * decimal_power(places);
    if (told.low * q.under.low <= scale * q.over.high && told.high * q.under.high >= scale * q.over.low)
        return FIT_HOLDS;
    if (relation == RELATION_MEAN && (int128)step * 40 <= told.high &&
        (told.low - step) * q.under.low <= scale * q.over.high &&
        (told.high + step) * q.under.high >= scale * q.over.low)
        return FIT_HOLDS; /* cut off, not rounded */
    told.low -= 2 * step;
    told.high += 2 * step;
    if (vague || (told.low * q.under.low <= scale * q.over.high && told.high * q.under.high >= scale * q.over.low))
        return relation == RELATION_MORE && !vague ? FIT_FAR : FIT_NONE;
    return fit_digits(f, &q);
}

/* ---- telling ---- */

static const char *const signs[] = {
    [RELATION_RATE] = "÷", [RELATION_RISE] = "→", [RELATION_FALL] = "→",   [RELATION_RISE_BY] = "+",
    [RELATION_MORE] = "−", [RELATION_MEAN] = "÷", [RELATION_PRODUCT] = "×"};

static const char *number(struct search *x, struct decimal d)
{
    char text[DECIMAL_TEXT];
    return arena_strdup(x->ctx->mem, decimal_format(d, text));
}

/* What comes out, with one digit more than the stated figure has. */
static const char *outcome(struct search *x, const struct figure *f, const struct quotient *q, bool rate)
{
    int places = rate ? (f->step.places > 1 ? f->step.places : 1) : written_places(f) + 1;
    int128 n = (2 * q->over.mid * decimal_power(places) + q->under.mid) / (2 * q->under.mid);

    return n > INT64_MAX ? "" : number(x, (struct decimal){(int64_t)n, places});
}

void tell_relation(struct search *x, size_t at, enum fit fit, enum relation relation, const struct figure *a,
                   const struct figure *b)
{
    const struct figure *f = &x->figures->at[at];
    bool rate = relation <= RELATION_RISE_BY, grown = relation == RELATION_RISE || relation == RELATION_FALL;
    struct consistency *ret = &x->ret[at];
    struct quotient q;

    if (fit == FIT_NONE || !quotient_of(relation, a, b, &q))
        return;
    ret->kind = fit == FIT_HOLDS ? CONSISTENCY_HOLDS : CONSISTENCY_BROKEN;
    ret->actual = outcome(x, f, &q, rate);
    if (relation == RELATION_RISE_BY)
        ret->note = arena_printf(x->ctx->mem, "%s ÷ (%s − %s) = %s%%", number(x, b->value), number(x, a->value),
                                 number(x, b->value), ret->actual);
    else if (grown)
        ret->note =
            arena_printf(x->ctx->mem, "由 %s 到 %s，变化 %s%%", number(x, b->value), number(x, a->value), ret->actual);
    else
        ret->note = arena_printf(x->ctx->mem, "%s %s %s = %s%s", number(x, a->value), signs[relation],
                                 number(x, b->value), ret->actual, rate ? "%" : "");
    if (ret->kind == CONSISTENCY_BROKEN)
        ret->note = arena_printf(x->ctx->mem, "文中 %s", ret->note);
}

void tell_fit(struct search *x, const struct guess *g)
{
    tell_relation(x, g->at, g->fit, g->relation, &x->figures->at[g->a], &x->figures->at[g->b]);
}

bool guess_better(struct search *x, struct guess *best, enum relation relation, size_t a, size_t b)
{
    enum fit fit = figures_fit(&x->figures->at[best->at], relation, &x->figures->at[a], &x->figures->at[b]);

    if (fit <= best->fit)
        return false;
    *best = (struct guess){best->at, fit, relation, a, b};
    return true;
}
