#include "domain/reckoning.h"

#include <string.h>

/* The three numbers of a comparison in one scale; false if they do not fit into it. */
struct compared {
    int64_t written, counted, half;
    int places;
};

static bool compare(const struct claim *c, const struct judgement *j, struct compared *ret)
{
    struct decimal written, step, counted;

    if (!c->figure || decimal_parse(j->actual, strlen(j->actual), &counted) != 0 ||
        decimal_shift(c->figure->value, c->shift, &written) != 0 ||
        decimal_shift(c->figure->step, c->shift, &step) != 0)
        return false;
    ret->places = written.places > counted.places ? written.places : counted.places;
    ret->places = step.places + 1 > ret->places ? step.places + 1 : ret->places; /* half of it needs a digit more */
    return decimal_rescale(written, ret->places, &ret->written) == 0 &&
           decimal_rescale(counted, ret->places, &ret->counted) == 0 &&
           decimal_rescale(step, ret->places, &ret->half) == 0 && ((ret->half /= 2), true);
}

/* 25,000 -> 30,000: where 余 ends. */
static int64_t next_step(int64_t x)
{
    int64_t unit = 1;

    while (x / unit >= 10)
        unit *= 10;
    return x / unit >= 9 && unit > INT64_MAX / 10 ? INT64_MAX : (x / unit + 1) * unit;
}

static enum reckoning_kind kind_of(const struct claim *c, const struct judgement *j, const struct compared *n)
{
    bool differs = j->verdict == VERDICT_DIFFERS || j->verdict == VERDICT_TARGET_DIFFERS;

    if (n->written == n->counted)
        return RECKONING_NONE;
    if (differs && c->figure->qualifier == QUALIFIER_AT_LEAST && n->counted > n->written && c->role != ROLE_TARGET)
        return RECKONING_FAR;
    if (differs)
        return n->written > n->counted ? RECKONING_MORE : RECKONING_LESS;
    if (c->role == ROLE_TARGET)
        return RECKONING_ROUNDS;
    switch (c->figure->qualifier) {
    case QUALIFIER_EQUAL: /* of a sum of rounded figures more than its own last digit may be off */
        return c->slack.n > 0 ? RECKONING_NONE : RECKONING_ROUNDS;
    case QUALIFIER_ABOUT:
        return RECKONING_ABOUT;
    case QUALIFIER_AT_LEAST:
        return n->counted < next_step(n->written) ? RECKONING_BETWEEN : RECKONING_AT_LEAST;
    case QUALIFIER_AT_MOST:
        return n->counted < n->written && n->written - n->counted <= n->written / 10 ? RECKONING_BELOW
                                                                                     : RECKONING_AT_MOST;
    }
    return RECKONING_NONE;
}

void reckon(const struct claim *c, const struct judgement *j, struct reckoning *ret)
{
    int places = c->indicator ? c->indicator->places : 0;
    struct compared n;
    int64_t off;

    *ret = (struct reckoning){0};
    if (j->whole > 0) {
        const struct indicator *d = c->indicator ? c->indicator : c->several_count == 1 ? c->several[0] : NULL;
        places = d && d->count != COUNT_COVER ? d->places : 0;
        ret->kind = RECKONING_SHARE;
        ret->done = (struct decimal){j->done, places};
        ret->whole = (struct decimal){j->whole, places};
        return;
    }
    if (j->verdict == VERDICT_UNMATCHED || j->verdict == VERDICT_UNDETERMINED || !compare(c, j, &n))
        return;
    ret->kind = kind_of(c, j, &n);
    off = n.written > n.counted ? n.written - n.counted : n.counted - n.written;
    ret->written = (struct decimal){n.written, n.places};
    ret->counted = (struct decimal){n.counted, n.places};
    ret->off = (struct decimal){off, n.places};
    ret->limit = (struct decimal){
        ret->kind == RECKONING_BETWEEN || ret->kind == RECKONING_FAR ? next_step(n.written) : n.half, n.places};
}

const char *reckoning_text(struct arena *mem, const struct reckoning *r, const char *unit)
{
    char written[DECIMAL_TEXT], counted[DECIMAL_TEXT], off[DECIMAL_TEXT], limit[DECIMAL_TEXT];

    decimal_format(r->written, written);
    decimal_format(r->counted, counted);
    decimal_format(r->off, off);
    decimal_format(r->limit, limit);
    switch (r->kind) {
    case RECKONING_NONE:
    case RECKONING_SHARE:
        return "";
    case RECKONING_MORE:
        return arena_printf(mem, "%s − %s = 多写 %s %s", written, counted, off, unit);
    case RECKONING_LESS:
        return arena_printf(mem, "%s − %s = 少写 %s %s", counted, written, off, unit);
    case RECKONING_ROUNDS:
        return arena_printf(mem, "差 %s，不超过末位的一半 %s", off, limit);
    case RECKONING_BETWEEN:
        return arena_printf(mem, "%s ≤ %s < %s", written, counted, limit);
    case RECKONING_FAR:
        return arena_printf(mem, "%s ≥ %s，远高于文中的数", counted, limit);
    case RECKONING_AT_LEAST:
        return arena_printf(mem, "%s ≥ %s", counted, written);
    case RECKONING_BELOW:
        return arena_printf(mem, "%s < %s，差不到一成", counted, written);
    case RECKONING_AT_MOST:
        return arena_printf(mem, "%s ≤ %s", counted, written);
    case RECKONING_ABOUT:
        return arena_printf(mem, "差 %s，不到 5%%", off);
    }
    return "";
}
