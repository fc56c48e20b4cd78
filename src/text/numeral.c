/* Numbers. What stands around them (units, 第, 约) is not looked at, but for the two places where a multiplier could
 * as well be part of a unit: 千 before 米 瓦 克, and 百分之. */
#include "text/numeral.h"

#include "text/runes.h"

enum {
    DIGITS_MAX = 18,
    CHINESE_MAX = 64, /* a longer run of Chinese numerals is no number */
};

static bool more_word(int32_t c)
{
    return c == L'余' || c == L'多';
}

static bool is_chinese(int32_t c)
{
    return rune_numeral_digit(c) >= 0 || rune_numeral_power(c) > 0;
}

/* 千 in 千米, 千瓦 and so on belongs to the unit. */
static bool begins_unit(const int32_t *s, size_t at, size_t end)
{
    static const int32_t units[] = {L'米', L'瓦', L'克', L'伏', L'焦', L'帕', L'赫', L'卡'};

    if (at + 1 >= end || s[at] != L'千')
        return false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (s[at + 1] == units[i])
            return true;
    return false;
}

/* 47.3个亿, as one says of money; not 3个亿元村. */
static bool says_hundred_millions(const int32_t *s, size_t at, size_t end)
{
    return at + 1 < end && s[at] == L'个' && s[at + 1] == L'亿' && (at + 2 == end || s[at + 2] != L'元');
}

/* The multipliers behind a number, with 余 or 多 among them: 万, 亿, 万亿, 余万, 百万, 个亿. */
static void read_multipliers(const int32_t *s, size_t end, struct numeral *n)
{
    int power = 0;
    size_t at = n->end;

    while (at < end) {
        size_t here = at;

        if ((more_word(s[here]) || s[here] == L'来') && here + 1 < end && rune_numeral_power(s[here + 1]) >= 4)
            here++;
        here += says_hundred_millions(s, here, end);
        if (rune_numeral_power(s[here]) < 2 || begins_unit(s, here, end) || power > 12)
            break;
        if (s[here] == L'百' && here + 1 < end && s[here + 1] == L'分')
            break;
        n->more = n->more || (here > at && more_word(s[at]));
        n->about = n->about || (here > at && s[at] == L'来');
        power += rune_numeral_power(s[here]);
        at = here + 1;
    }
    if (power == 0)
        return;
    n->end = at;
    n->power += power;
    if (decimal_shift(n->value, power, &n->value) || decimal_shift(n->step, power, &n->step))
        n->too_long = true;
}

/* “,123” between digits, not followed by a fourth digit. */
static bool thousands_at(const int32_t *s, size_t at, size_t end)
{
    if (at + 4 > end || s[at] != ',')
        return false;
    for (size_t i = 1; i <= 3; i++)
        if (!rune_is_digit(s[at + i]))
            return false;
    return at + 4 == end || !rune_is_digit(s[at + 4]);
}

static bool point_at(const int32_t *s, size_t at, size_t end)
{
    return at + 1 < end && (s[at] == '.' || s[at] == L'·') && rune_is_digit(s[at + 1]);
}

static void add_digit(struct numeral *n, int32_t c)
{
    n->digits++;
    if (n->digits > DIGITS_MAX)
        n->too_long = true;
    else
        n->value.n = n->value.n * 10 + (c - '0');
}

/* 2400万 behind 1亿 */
static void read_lower(const int32_t *s, size_t end, struct numeral *n)
{
    enum { MYRIADS = 4 };
    size_t at = n->end;
    int64_t low = 0;

    while (at < end && at < n->end + MYRIADS && rune_is_digit(s[at]))
        low = low * 10 + (s[at++] - '0');
    if (at == end || s[at] != L'万' || n->value.n > INT64_MAX - low * 10000)
        return;
    n->value.n += low * 10000;
    n->step = (struct decimal){10000, 0};
    n->digits += at - n->end;
    n->end = at + 1;
    n->power = 0; /* of the whole, nothing is left to share */
}

/* 2千, 3百 and 5十 behind 1万, 零8百 too: a digit and its power each, as people write it. */
static void read_spoken(const int32_t *s, size_t end, struct numeral *n)
{
    int64_t value = n->value.n, unit = n->step.n;
    size_t at = n->end;

    for (int power = n->power - 1; power >= 1; power--) {
        size_t zero = at < end && s[at] == L'零';

        unit /= 10;
        if (at + zero + 1 >= end || s[at + zero] < '1' || s[at + zero] > '9')
            break;
        if (rune_numeral_power(s[at + zero + 1]) != power) {
            if (zero)
                continue;
            break;
        }
        value += (s[at + zero] - '0') * unit;
        n->step = (struct decimal){unit, 0};
        n->digits++;
        at += zero + 2;
    }
    if (at == n->end)
        return;
    n->value.n = value;
    n->power = 0; /* of the whole, nothing is left to share */
    n->end = at;
}

static void read_arabic(const int32_t *s, size_t end, struct numeral *n)
{
    size_t at = n->start;

    n->arabic = true;
    while (at < end && rune_is_digit(s[at]))
        add_digit(n, s[at++]);
    if (n->digits <= 3 && s[n->start] != '0')
        while (thousands_at(s, at, end)) {
            for (size_t i = 1; i <= 3; i++)
                add_digit(n, s[at + i]);
            at += 4;
        }
    if (point_at(s, at, end)) {
        at++;
        while (at < end && rune_is_digit(s[at])) {
            add_digit(n, s[at++]);
            n->value.places += !n->too_long;
        }
    }
    n->end = at;
    n->step = (struct decimal){1, n->value.places};
    if (!n->too_long)
        read_multipliers(s, end, n);
    if (n->power == 8 && n->value.places == 0 && n->end < end && rune_is_digit(s[n->end]))
        read_lower(s, end, n);
    if (n->power >= 2 && n->power <= 4 && n->value.places == 0 && n->digits <= (n->power == 4 ? 4 : 1))
        read_spoken(s, end, n);
}

/* 八点五亿, 三点二%: Chinese digits behind 点; a clock time (三点二十, 八点三分) is not. */
static size_t read_chinese_point(const int32_t *s, size_t at, size_t end, struct numeral *n)
{
    size_t from = at + 1;
    size_t to = from;

    while (to < end && to - from < 6 && rune_numeral_digit(s[to]) >= 0)
        to++;
    if (s[at] != L'点' || to == from ||
        (to < end && (rune_numeral_power(s[to]) == 1 || s[to] == L'分' || s[to] == L'刻' || s[to] == L'点')))
        return at;
    for (size_t i = from; i < to; i++) {
        n->value.n = n->value.n * 10 + rune_numeral_digit(s[i]);
        n->value.places++;
    }
    n->step = (struct decimal){1, n->value.places};
    return to;
}

/* Digits one by one, as in 二〇二四. */
static void read_digit_row(const int32_t *s, struct numeral *n)
{
    n->digit_row = true;
    for (size_t i = n->start; i < n->end; i++) {
        n->digits++;
        if (n->digits > DIGITS_MAX)
            n->too_long = true;
        else
            n->value.n = n->value.n * 10 + rune_numeral_digit(s[i]);
    }
    n->step = (struct decimal){1, 0};
}

struct chinese {
    int64_t total, section; /* above 亿 and 万; below */
    int64_t last;           /* the multiplier read last, for 三万五 */
    int digit;              /* pending, -1 if none */
    bool zero;
};

/* False if it leaves what a number can be: 一亿亿亿. */
static bool take_multiplier(struct chinese *c, int power)
{
    int64_t worth = decimal_power(power);

    if (power < 4) {
        c->section += (c->digit < 0 ? 1 : c->digit) * worth;
    } else {
        int64_t below = c->section + (c->digit < 0 ? 0 : c->digit);

        if (power == 8 && c->total + below > (int64_t)1e8)
            return false;
        if (power == 8)
            c->total = (c->total + below ? c->total + below : 1) * worth; /* 亿元 alone is one */
        else
            c->total += (below ? below : 1) * worth;
        c->section = 0;
    }
    c->digit = -1;
    c->last = worth;
    c->zero = false;
    return true;
}

static void finish_chinese(struct chinese *c, struct numeral *n)
{
    int64_t tail = c->digit < 0 ? 0 : c->digit;
    int64_t step = c->digit < 0 ? (c->last ? c->last : 1) : 1;

    if (tail && c->last >= 100 && !c->zero) { /* 三万五 is 35000 */
        tail *= c->last / 10;
        step = c->last / 10;
    }
    n->value = (struct decimal){c->total + c->section + tail, 0};
    n->step = (struct decimal){step, 0};
}

/* Two digits side by side before a multiplier: 七八十, 三四百. */
static bool digits_side_by_side(const int32_t *s, size_t start, size_t end)
{
    for (size_t i = start; i + 1 < end; i++)
        if (rune_numeral_digit(s[i]) > 0 && rune_numeral_digit(s[i + 1]) > 0)
            return true;
    return false;
}

static bool all_digits(const int32_t *s, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        if (rune_numeral_digit(s[i]) < 0)
            return false;
    return true;
}

/* The multipliers that stand last and are 万 or more: what a list shares (十二万 shares 万). */
static int shared_power(const int32_t *s, size_t start, size_t end)
{
    int power = 0;

    while (end > start && rune_numeral_power(s[end - 1]) >= 4)
        power += rune_numeral_power(s[--end]);
    return end > start ? power : 0;
}

static size_t chinese_end(const int32_t *s, size_t at, size_t end)
{
    size_t to = at;

    while (to < end && is_chinese(s[to]) && !begins_unit(s, to, end)) {
        if (s[to] == L'百' && to + 1 < end && s[to + 1] == L'分' && to > at)
            break;
        to++;
    }
    return to;
}

static void read_chinese(const int32_t *s, size_t end, struct numeral *n)
{
    struct chinese c = {.digit = -1};

    n->end = chinese_end(s, n->start, end);
    if (n->end - n->start > CHINESE_MAX) {
        n->too_long = true;
        return;
    }
    if (all_digits(s, n->start, n->end)) {
        n->digits = n->end - n->start;
        if (n->digits > 1) {
            n->digits = 0;
            read_digit_row(s, n);
            n->vague = n->end - n->start <= 2;
            return;
        }
        n->value = (struct decimal){rune_numeral_digit(s[n->start]), 0};
        n->step = (struct decimal){1, 0};
        if (n->end < end)
            n->end = read_chinese_point(s, n->end, end, n);
        read_multipliers(s, end, n);
        return;
    }
    n->vague = digits_side_by_side(s, n->start, n->end);
    n->bare_multiplier = rune_numeral_power(s[n->start]) >= 2;
    for (size_t i = n->start; i < n->end; i++) {
        int digit = rune_numeral_digit(s[i]);

        n->digits += digit >= 0;
        if (digit == 0)
            c.zero = true;
        else if (digit > 0)
            c.digit = digit;
        else
            n->too_long = !take_multiplier(&c, rune_numeral_power(s[i]));
        if (n->too_long || c.total > (int64_t)1e16 || c.section > (int64_t)1e9) {
            n->too_long = true;
            return;
        }
    }
    finish_chinese(&c, n);
    if (n->end < end && (n->power = shared_power(s, n->start, n->end)) == 0 && !n->bare_multiplier)
        n->end = read_chinese_point(s, n->end, end, n); /* 九十一点五 */
    read_multipliers(s, end, n);
}

static bool begins_number(const int32_t *s, size_t at, size_t end)
{
    return at < end && (rune_is_digit(s[at]) || is_chinese(s[at]));
}

static void read_plain(const int32_t *s, size_t end, struct numeral *n)
{
    if (rune_is_digit(s[n->start]))
        read_arabic(s, end, n);
    else
        read_chinese(s, end, n);
}

/* 百分之九十二, 百分之95, 百分之百 */
static bool read_percent(const int32_t *s, size_t at, size_t end, struct numeral *n)
{
    struct numeral part = {.start = at + 3};

    if (at + 3 >= end || s[at] != L'百' || s[at + 1] != L'分' || s[at + 2] != L'之' || !begins_number(s, at + 3, end))
        return false;
    read_plain(s, end, &part);
    if (part.bare_multiplier && part.end == part.start + 1 && s[part.start] == L'百')
        part.bare_multiplier = false;
    part.start = at;
    part.percent = true;
    *n = part;
    return true;
}

/* 三分之一: found so that its parts are not read as numbers of their own. */
static bool read_fraction(const int32_t *s, size_t end, struct numeral *n)
{
    struct numeral part = {.start = n->end + 2};

    if (n->end + 2 >= end || s[n->end] != L'分' || s[n->end + 1] != L'之' || !begins_number(s, n->end + 2, end))
        return false;
    read_plain(s, end, &part);
    n->end = part.end;
    n->fraction = true;
    return true;
}

bool numeral_read(const int32_t *s, size_t at, size_t end, struct numeral *ret)
{
    *ret = (struct numeral){.start = at};
    if (!begins_number(s, at, end))
        return false;
    if (read_percent(s, at, end, ret))
        return true;
    read_plain(s, end, ret);
    if (ret->end == ret->start) /* 千 of 千米 */
        return false;
    (void)read_fraction(s, end, ret); /* whether it is one is in ret */
    return true;
}
