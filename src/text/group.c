/* Numbers, what joins them, and the unit behind the last one. */
#include "text/group.h"

#include "base/utf8.h"
#include "text/runes.h"
#include "text/units.h"

static size_t runes_of(const char *text)
{
    return utf8_count(text, strlen(text));
}

/* 4个多百分点: 个 is no unit of its own. */
static bool is_points_and_more(const int32_t *s, size_t at, size_t end)
{
    return at + 2 < end && s[at] == L'个' && s[at + 1] == L'多' && s[at + 2] == L'百';
}

/* 由2.86升到3.14千伏安: no litres */
static bool is_rise(const int32_t *s, size_t at, size_t end)
{
    return at + 1 < end && s[at] == L'升' && (s[at + 1] == L'到' || s[at + 1] == L'至');
}

/* The unit that stands at `at`: its row and its length; NULL if none does. */
static const struct word *unit_at(const struct lexicon *units, const int32_t *s, size_t at, size_t end,
                                  size_t *ret_length)
{
    size_t length;
    const struct word *row = lexicon_at(units, s, at, end, &length);

    if (!row || row->kind == UNIT_NONE || is_points_and_more(s, at, end) || is_rise(s, at, end))
        return NULL;
    if (row->note)
        length = runes_of(row->note);
    if (rune_is_latin(s[at + length - 1]) && at + length < end && rune_is_latin(s[at + length]))
        return NULL; /* the t of “5th”, the m of “3min” */
    *ret_length = length;
    return row;
}

/* “台（套）”, “座(处)”: two measure words for one thing. */
static size_t doubled_unit(const struct lexicon *units, const int32_t *s, size_t at, size_t end)
{
    size_t length;
    const struct word *row;

    if (at >= end || s[at] != '(')
        return at;
    row = unit_at(units, s, at + 1, end, &length);
    if (!row || row->kind > UNIT_MEASURE || at + 1 + length >= end || s[at + 1 + length] != ')')
        return at;
    return at + length + 2;
}

/* “元/人·月”, “吨/日”: the unit of a rate; the 千人 of 4批次/千人 is a number. */
static size_t rate_end(const struct lexicon *units, const int32_t *s, size_t at, size_t end)
{
    for (int parts = 0; parts < 3 && at + 1 < end; parts++) {
        size_t length;
        const struct word *row;

        if (s[at] != '/' && !(parts > 0 && s[at] == L'·'))
            break;
        row = lexicon_at(units, s, at + 1, end, &length);
        if (!row || !unit_may_follow_slash(row))
            break;
        at += length + 1;
    }
    return at;
}

bool group_read_unit(const struct lexicon *units, const int32_t *s, size_t at, size_t end, struct group *g)
{
    size_t length;
    const struct word *row = unit_at(units, s, at, end, &length);

    if (!row && at + 1 < end && s[at] == ' ' &&
        (rune_is_latin(s[at + 1]) || (s[at + 1] > 0x2000 && !rune_is_han(s[at + 1]))))
        row = unit_at(units, s, ++at, end, &length);
    if (!row)
        return false;
    g->unit = row;
    g->unit_start = at;
    g->unit_end = g->end = at + length;
    if (row->kind <= UNIT_MEASURE)
        g->end = doubled_unit(units, s, g->unit_end, end);
    g->aside = g->end - g->unit_end;
    length = rate_end(units, s, g->end, end);
    g->rate = length > g->end;
    if (g->rate) {
        length += length < end && s[length - 1] == L'人' && (s[length] == L'月' || s[length] == L'年'); /* 835元/人月 */
        bool by_time = s[length - 1] == L'月' || s[length - 1] == L'年';

        g->unit_end = by_time ? g->unit_end : length; /* 低保700元/月, 690元/人·月: 元, what each month brings */
        g->end = length;
        g->aside = g->end - g->unit_end;
    }
    return true;
}

/* 余, 多, 来 between number and unit. */
static bool read_more(const struct lexicon *units, const int32_t *s, size_t at, size_t end, struct group *g)
{
    at += is_points_and_more(s, at, end);
    if (at >= end || (s[at] != L'余' && s[at] != L'多' && s[at] != L'来' && s[at] != '+')) /* 1.6万+户 */
        return false;
    if (!group_read_unit(units, s, at + 1, end, g))
        return false;
    g->more = s[at] != L'来';
    g->about = s[at] == L'来';
    return true;
}

/* What joins two numbers of a group; returns its length, 0 if nothing does. */
static size_t joint_at(const int32_t *s, size_t at, size_t end, bool *ret_range)
{
    *ret_range = false;
    if (at + 1 >= end)
        return 0;
    switch (s[at]) {
    case '-':
    case '~':
    case L'至':
    case L'到':
        *ret_range = true;
        return 1;
    case L'—': /* two of them are a dash between thoughts */
        *ret_range = s[at + 1] != L'—';
        return *ret_range;
    case L'、':
    case L'和':
    case L'及':
    case L'与':
    case L'或':
        return 1;
    default:
        return 0;
    }
}

static bool may_join(const struct numeral *a, const struct numeral *b)
{
    return !a->percent && !a->fraction && !a->too_long && a->arabic == b->arabic && !b->percent && !b->fraction;
}

/* A bare number takes the 万 of the one it is listed with: “3～4万套”. Not “8000～1.2万元”, which would go down. */
static void share_power(struct group *g)
{
    const struct numeral *last = &g->at[g->count - 1];
    struct decimal bare, ten_times;

    if (last->power == 0 || decimal_shift(last->value, -last->power, &bare) || decimal_shift(bare, 1, &ten_times))
        return;
    for (size_t i = 0; i + 1 < g->count; i++) {
        struct numeral *n = &g->at[i];

        if (n->power > 0 || (g->range && decimal_compare(n->value, bare) > 0) ||
            (decimal_compare(n->value, (struct decimal){1000, 0}) >= 0 && decimal_compare(n->value, ten_times) > 0))
            continue;
        if (decimal_shift(n->value, last->power, &n->value) || decimal_shift(n->step, last->power, &n->step))
            n->too_long = true;
    }
}

/* The numbers after the first, if a unit ends the list. */
static bool read_list(const struct lexicon *units, const int32_t *s, size_t end, struct group *g)
{
    while (g->count < GROUP_MAX) {
        struct numeral *last = &g->at[g->count - 1];
        struct numeral next;
        bool range;
        size_t joint = joint_at(s, last->end, end, &range);

        if (joint == 0 || !numeral_read(s, last->end + joint, end, &next) || !may_join(last, &next))
            return false;
        g->at[g->count++] = next;
        if (g->count == 2)
            g->range = range;
        if (group_read_unit(units, s, next.end, end, g) || read_more(units, s, next.end, end, g))
            return true;
    }
    return false;
}

/* 四成五, 三成半: half a unit behind 成. */
static void read_tenths(const int32_t *s, size_t end, struct group *g)
{
    for (size_t i = 0; i < g->count; i++)
        if (decimal_shift(g->at[i].value, 1, &g->at[i].value) || decimal_shift(g->at[i].step, 1, &g->at[i].step))
            g->at[i].too_long = true;
    g->unit = &unit_percent;
    if (g->end < end && s[g->end] == L'半') {
        g->end++;
        g->at[g->count - 1].value.n += 5;
    } else if (g->end < end && rune_numeral_digit(s[g->end]) > 0 &&
               (g->end + 1 == end ||
                (rune_numeral_digit(s[g->end + 1]) < 0 && rune_numeral_power(s[g->end + 1]) == 0))) {
        g->at[g->count - 1].value.n += rune_numeral_digit(s[g->end]);
        g->at[g->count - 1].step = (struct decimal){1, 0};
        g->end++;
    }
    g->unit_end = g->end;
}

/* 高出10.83个、12.88个百分点: the first is one of points as well. */
static void share_points(const struct lexicon *units, const int32_t *s, size_t end, struct group *g)
{
    struct group next;
    bool range;
    size_t joint = word_is(g->unit->text, "个") ? joint_at(s, g->end, end, &range) : 0;

    if (joint && group_read(units, s, g->end + joint, end, &next) && next.unit &&
        word_is(next.unit->text, "个百分点")) {
        g->unit = next.unit;
        g->unit_end = g->unit_start; /* its own word is not the unit */
    }
}

bool group_read(const struct lexicon *units, const int32_t *s, size_t at, size_t end, struct group *ret)
{
    struct numeral *first = &ret->at[0];

    ret->count = ret->aside = 0;
    ret->unit = NULL;
    ret->more = ret->about = ret->range = ret->rate = false;
    if (!numeral_read(s, at, end, first))
        return false;
    ret->count = 1;
    ret->start = at;
    ret->end = ret->unit_start = ret->unit_end = first->end;
    if (first->percent) {
        ret->unit = &unit_percent;
        return true;
    }
    if (first->fraction || first->too_long)
        return true;
    if (!group_read_unit(units, s, first->end, end, ret) && !read_more(units, s, first->end, end, ret) &&
        !read_list(units, s, end, ret)) {
        ret->count = 1;
        ret->range = false;
        return true;
    }
    if (ret->count > 1)
        share_power(ret);
    if (ret->unit->kind == UNIT_PERCENT && s[ret->unit_start] == L'成')
        read_tenths(s, end, ret);
    share_points(units, s, end, ret);
    return true;
}

bool group_share(struct group *g, const struct group *next)
{
    int power = next->at[0].power;
    struct numeral n = g->at[0];
    bool shares = n.value.places > 0 || (next->unit->kind == UNIT_MONEY && n.value.n < 10000 && n.power == 0);

    if (n.power && n.power != power)
        return false;
    if (!n.power && power && shares &&
        (decimal_shift(n.value, power, &n.value) || decimal_shift(n.step, power, &n.step)))
        return false;
    g->at[0] = n;
    g->unit = next->unit;
    return true;
}

bool group_counts(const struct group *g, const char *const *units)
{
    for (; g->unit && *units; units++)
        if (word_is(g->unit->text, *units))
            return true;
    return false;
}
