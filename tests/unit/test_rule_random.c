/* Random rules against a second evaluator, which shares nothing with the first. The maker below writes a random rule
 * and, in the same breath, works out its value: numbers as __int128 at a fixed nine digits, truth as -1 no, 0 unknown,
 * 1 yes with min and max. It never sees a tree and keeps away from overflow. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/utf8.h"
#include "unit/rule_desk.h"

#include <cmocka.h> /* last: its macro fail() would hide ours */

__extension__ typedef __int128 wide;

enum { NINE = 1000000000, WORLDS = 20000 };

struct maker {
    uint64_t seed;
    struct buf *out;
    const struct value *values;
};

struct amount {
    bool known;
    wide nano; /* × 10^9 */
};

static unsigned pick(struct maker *m, unsigned below)
{
    m->seed = m->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(m->seed >> 33) % below;
}

/* A word in any case, with blanks around it as they come. */
static void word(struct maker *m, const char *w)
{
    for (unsigned i = pick(m, 2); i < 2; i++)
        buf_char(m->out, ' ');
    bool upper = pick(m, 4) == 0;
    for (; *w; w++)
        buf_char(m->out, upper && *w >= 'a' && *w <= 'z' ? (char)(*w - 32) : *w);
    buf_char(m->out, ' ');
}

static const struct value *named(struct maker *m, const char *code)
{
    buf_str(m->out, code);
    return &m->values[desk_field(code, strlen(code))->index];
}

static struct amount make_day_span(struct maker *m)
{
    static const char *const days[] = {"'1999-12-31'", "'2024-02-29'", "'2024-03-01'"};
    static const int numbers[] = {19991231, 20240229, 20240301};
    bool years = pick(m, 2);
    unsigned d = pick(m, 3);
    buf_str(m->out, years ? "years( " : "days(");
    const struct value *from = named(m, pick(m, 2) ? "born_on" : "issued_on");
    buf_printf(m->out, ",%s)", days[d]);
    if (!from->present)
        return (struct amount){.known = false};
    int a = (int)from->number, b = numbers[d], span = 0;
    if (years) {
        span = b / 10000 - a / 10000;
        if (b % 10000 < a % 10000)
            span--;
    } else {
        int step = a <= b ? 1 : -1; /* walks, day by day */
        for (; a != b; a = day_add(a, step))
            span += step;
    }
    return (struct amount){true, (wide)span * NINE};
}

static struct amount make_field_number(struct maker *m)
{
    static const struct {
        const char *code;
        int64_t nano;
    } numbers[] = {{"from_m", NINE}, {"to_m", NINE}, {"area", NINE / 100}, {"length", NINE / 1000}};
    unsigned i = pick(m, 4);
    const struct value *value = named(m, numbers[i].code);
    return (struct amount){value->present, (wide)value->number * numbers[i].nano};
}

static struct amount make_leaf(struct maker *m)
{
    unsigned kind = pick(m, 8);
    if (kind == 0)
        return make_day_span(m);
    if (kind == 1) {
        buf_str(m->out, "length(owner)");
        const struct value *owner = &m->values[desk_field("owner", 5)->index];
        return (struct amount){owner->present,
                               owner->present ? (wide)utf8_count(owner->text, strlen(owner->text)) * NINE : 0};
    }
    if (kind == 2) {
        unsigned n = pick(m, 1000);
        buf_printf(m->out, "%u.%02u", n / 100, n % 100);
        return (struct amount){true, (wide)n * (NINE / 100)};
    }
    return make_field_number(m);
}

/* level 2 a sum, 1 a product, 0 something that needs no parentheses */
static struct amount make_number(struct maker *m, int level, int depth)
{
    if (level == 0) {
        if (depth <= 0 || pick(m, 3))
            return make_leaf(m);
        buf_char(m->out, '(');
        struct amount inside = make_number(m, 2, depth - 1);
        buf_char(m->out, ')');
        return inside;
    }
    bool minus = level == 1 && pick(m, 6) == 0;
    if (minus)
        buf_str(m->out, "- ");
    struct amount whole = make_number(m, level - 1, depth);
    if (minus)
        whole.nano = -whole.nano;
    for (unsigned more = pick(m, 3) / 2; more; more--) {
        static const char *const signs[] = {" + ", "- ", "*"};
        unsigned sign = level == 1 ? 2 : pick(m, 2);
        buf_str(m->out, signs[sign]);
        struct amount part = make_number(m, level - 1, depth - 1);
        whole.known &= part.known;
        if (!whole.known)
            whole.nano = part.nano = 0;
        whole.nano = sign == 2   ? whole.nano * part.nano / NINE
                     : sign == 1 ? whole.nano - part.nano
                                 : whole.nano + part.nano;
    }
    return whole;
}

/* A number that reads a field for sure and is no bare field, so that literals beside it may have any digits. */
static struct amount make_subject(struct maker *m, int depth)
{
    buf_str(m->out, "0.5 + ");
    struct amount field = make_field_number(m);
    buf_str(m->out, " + ");
    struct amount rest = make_number(m, 1, depth);
    return (struct amount){field.known && rest.known, field.nano + rest.nano + NINE / 2};
}

static const char *const comparisons[] = {"=", "<>", "<", "<=", ">", ">="};

static int compared(unsigned comparison, int order)
{
    const bool holds[] = {order == 0, order != 0, order<0, order <= 0, order> 0, order >= 0};
    return holds[comparison] ? 1 : -1;
}

static int make_comparison(struct maker *m, int depth)
{
    unsigned c = pick(m, 6);
    bool turned = pick(m, 2);
    struct amount a = turned ? make_number(m, 2, depth) : make_subject(m, depth);
    word(m, comparisons[c]);
    struct amount b = turned ? make_subject(m, depth) : make_number(m, 2, depth);
    if (!a.known || !b.known)
        return 0;
    return compared(c, a.nano < b.nano ? -1 : a.nano > b.nano);
}

static int make_between(struct maker *m, int depth)
{
    struct amount a = make_subject(m, depth);
    int sign = pick(m, 2) ? 1 : -1;
    if (sign < 0)
        word(m, "not");
    word(m, "between");
    struct amount from = make_number(m, 2, depth);
    word(m, "and");
    struct amount to = make_number(m, 2, depth);
    int lower = !a.known || !from.known ? 0 : a.nano >= from.nano ? 1 : -1;
    int upper = !a.known || !to.known ? 0 : a.nano <= to.nano ? 1 : -1;
    return sign * (lower < upper ? lower : upper);
}

static int make_in_numbers(struct maker *m, int sign)
{
    const struct value *value = named(m, "from_m");
    int found = -1;
    word(m, sign < 0 ? "not in" : "in");
    for (unsigned i = 0, count = 1 + pick(m, 4); i < count; i++) {
        int n = (int)pick(m, 7) - 3;
        buf_printf(m->out, "%s%d", i ? ", " : "(", n);
        if (value->number == n)
            found = 1;
    }
    buf_char(m->out, ')');
    return value->present ? sign * found : 0;
}

static int make_in_words(struct maker *m, int sign)
{
    static const char *const owners[] = {"甲", "it's", "乙丙"};
    static const char *const literals[] = {"'甲'", "'it''s'", "'乙丙'"};
    const struct value *value = named(m, "owner");
    int found = -1;
    word(m, sign < 0 ? "not in" : "in");
    for (unsigned i = 0, count = 1 + pick(m, 2); i < count; i++) {
        unsigned n = pick(m, 3);
        buf_printf(m->out, "%s%s", i ? "," : "(", literals[n]);
        if (value->present && strcmp(value->text, owners[n]) == 0)
            found = 1;
    }
    buf_char(m->out, ')');
    return value->present ? sign * found : 0;
}

static int make_in_choices(struct maker *m, int sign)
{
    const struct value *value = named(m, "lacking");
    int found = -1;
    word(m, sign < 0 ? "not in" : "in");
    for (unsigned i = 0, count = 1 + pick(m, 3); i < count; i++) {
        unsigned n = pick(m, 3);
        buf_printf(m->out, "%s'%s'", i ? "," : "(", desk_lacks[n].name);
        if (value->number >> n & 1)
            found = 1;
    }
    buf_char(m->out, ')');
    return value->present ? sign * found : 0;
}

static int make_level(struct maker *m)
{
    const struct value *value = named(m, "level");
    unsigned c = pick(m, 6), n = pick(m, 4);
    word(m, comparisons[c]);
    buf_printf(m->out, "'%s'", pick(m, 2) ? desk_levels[n].name : desk_levels[n].code);
    return value->present ? compared(c, (int)value->number - (int)n) : 0;
}

static int make_null(struct maker *m)
{
    static const char *const any[] = {"name", "level", "lacking", "site", "issued_on", "area", "resident"};
    const struct value *value = named(m, any[pick(m, 7)]);
    bool negated = pick(m, 2);
    word(m, negated ? "is not null" : "is null");
    return value->present == negated ? 1 : -1;
}

static int make_bool(struct maker *m)
{
    const struct value *value = named(m, pick(m, 2) ? "resident" : "poor");
    int holds = !value->present ? 0 : value->number ? 1 : -1;
    switch (pick(m, 3)) {
    case 0:
        word(m, "= false");
        return -holds;
    case 1:
        word(m, "= true");
        return holds;
    default:
        return holds;
    }
}

static int make_test(struct maker *m, int depth)
{
    int sign = pick(m, 2) ? 1 : -1;
    switch (pick(m, 8)) {
    case 0:
        return make_between(m, depth);
    case 1:
        return make_in_numbers(m, sign);
    case 2:
        return make_in_words(m, sign);
    case 3:
        return make_in_choices(m, sign);
    case 4:
        return make_level(m);
    case 5:
        return make_null(m);
    case 6:
        return make_bool(m);
    default:
        return make_comparison(m, depth);
    }
}

/* level 3 or, 2 and, 1 not, 0 a test or parentheses */
static int make_condition(struct maker *m, int level, int depth)
{
    if (level == 0) {
        if (depth <= 0 || pick(m, 3))
            return make_test(m, 1);
        buf_char(m->out, '(');
        int inside = make_condition(m, 3, depth - 1);
        buf_char(m->out, ')');
        return inside;
    }
    if (level == 1) {
        bool negated = pick(m, 4) == 0;
        if (negated)
            word(m, "not");
        int truth = make_condition(m, 0, depth);
        return negated ? -truth : truth;
    }
    int whole = make_condition(m, level - 1, depth);
    for (unsigned more = pick(m, 5) / 2; more; more--) {
        word(m, level == 3 ? "or" : "and");
        int part = make_condition(m, level - 1, depth - 1);
        if (level == 3 ? part > whole : part < whole)
            whole = part;
    }
    return whole;
}

static void random_row(struct maker *m, struct value values[DESK_FIELDS])
{
    static const char *const owners[] = {"甲", "it's", "乙丙", ""};
    static const int days[] = {20000229, 20240301, 20231231, 19650615};
    for (int i = 0; i < DESK_FIELDS; i++)
        values[i] = (struct value){.present = pick(m, 5) != 0};
    for (size_t i = 0; i < DESK_FIELDS; i++) {
        struct value *value = &values[desk_fields[i].index];
        if (!value->present)
            continue;
        if (desk_fields[i].type == FIELD_INT || desk_fields[i].type == FIELD_DECIMAL)
            value->number = (int64_t)pick(m, 14) - 6;
        else if (desk_fields[i].type == FIELD_DATE)
            value->number = days[pick(m, 4)];
        else if (desk_fields[i].type == FIELD_BOOL)
            value->number = pick(m, 2);
        else if (desk_fields[i].type == FIELD_CHOICES)
            value->number = pick(m, 8);
        else if (desk_fields[i].of_count)
            value->number = pick(m, (unsigned)desk_fields[i].of_count);
        else
            value->text = owners[pick(m, 4)];
    }
}

static void random_rules_agree_with_a_second_evaluator(void **state)
{
    struct desk *desk = *state;
    struct arena_mark start = arena_mark(desk->ctx.mem);
    unsigned fired = 0, made = 0;
    for (uint64_t seed = 1; seed <= WORLDS; seed++) {
        AUTO_BUF struct buf text = BUF_INIT;
        struct maker maker = {seed * 2654435761, &text, desk->values};
        random_row(&maker, desk->values);
        int expected = make_condition(&maker, 3, 2) > 0 ? RULE_YES : RULE_NO;
        if (utf8_count(text.bytes, text.length) > RULE_LENGTH_LIMIT)
            continue;
        int found = rule_holds(desk_rule(desk, text.bytes), desk->values);
        if (found != expected)
            fail_msg("seed %zu: %d instead of %d\n  %s", (size_t)seed, found, expected, text.bytes);
        made++;
        fired += expected == RULE_YES;
        arena_rewind(desk->ctx.mem, start);
    }
    assert_in_range(fired * 100 / made, 20, 80); /* neither side is rare */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(random_rules_agree_with_a_second_evaluator, desk_open, desk_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
