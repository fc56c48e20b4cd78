/* Rules: what they mean, what they refuse and how they say themselves. Expected values are worked out by hand; the last
 * test compares random rules with a second evaluator that shares nothing with the first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/utf8.h"
#include "domain/rule.h"

#include <cmocka.h> /* last: its macro fail() would hide ours */

/* ---- The ledger that all tests share ---- */

static struct choice levels[] = {{"junior", "初级工", -1},
                                 {"middle", "中级工", -1},
                                 {"senior", "高级工", -1},
                                 {"master", "技师", -1}};
static struct choice works[] = {{"改建", "改建", -1}, {"安防", "安防", -1}, {"打通", "打通", -1}};
static struct choice lacks[] = {{"失养", "失养", -1}, {"失修", "失修", -1}, {"失管", "失管", -1}};
static struct choice stages[] = {{"surveyed", "摸底", -1}, {"started", "开工", -1}, {"finished", "完工", -1}};
static const char *also_occupation[] = {"工种", NULL};

enum { FIELDS = 20 };

#define CHOICES(list) .of = (list), .of_count = sizeof(list) / sizeof *(list)

/* The index runs against the order, so that nobody mistakes the one for the other. */
static const struct field fields[FIELDS] = {
    {.code = "name", .name = "姓名", .type = FIELD_PERSON_NAME, .personal = true, .index = 19},
    {.code = "built_year", .name = "建成年份", .type = FIELD_INT, .unit = "", .index = 18},
    {.code = "area", .name = "建筑面积", .type = FIELD_DECIMAL, .unit = "平方米", .places = 2, .index = 17},
    {.code = "issued_on", .name = "发证日期", .type = FIELD_DATE, .index = 16},
    {.code = "level", .name = "技能等级", .type = FIELD_CHOICE, .ordered = true, CHOICES(levels), .index = 15},
    {.code = "level_before", .name = "原等级", .type = FIELD_CHOICE, .ordered = true, CHOICES(levels), .index = 14},
    {.code = "work", .name = "工程类别", .type = FIELD_CHOICE, CHOICES(works), .index = 13},
    {.code = "lacking", .name = "缺失情形", .type = FIELD_CHOICES, CHOICES(lacks), .index = 12},
    {.code = "resident", .name = "常住", .type = FIELD_BOOL, .index = 11},
    {.code = "poor", .name = "低保", .type = FIELD_BOOL, .index = 10},
    {.code = "site", .name = "坐标", .type = FIELD_PLACE, .index = 9},
    {.code = "stage", .name = "进度", .type = FIELD_STAGE, .ordered = true, CHOICES(stages), .index = 8},
    {.code = "from_m", .name = "起点桩号", .type = FIELD_INT, .unit = "米", .index = 7},
    {.code = "to_m", .name = "止点桩号", .type = FIELD_INT, .unit = "米", .index = 6},
    {.code = "occupation", .name = "职业工种", .also = also_occupation, .type = FIELD_TEXT, .index = 5},
    {.code = "owner", .name = "业主", .type = FIELD_TEXT, .index = 4},
    {.code = "born_on", .name = "出生日期", .type = FIELD_DATE, .index = 3},
    {.code = "length", .name = "长度", .type = FIELD_DECIMAL, .unit = "公里", .places = 3, .index = 2},
    {.code = "share", .name = "意愿率", .type = FIELD_DECIMAL, .unit = "%", .places = 2, .index = 1},
    {.code = "power", .name = "功率", .type = FIELD_DECIMAL, .unit = "kW", .places = 3, .index = 0},
};
static const struct rule_scope scope = {fields, FIELDS, true};

struct desk {
    struct ctx ctx;
    struct value values[FIELDS];
};

static int set_up(void **state)
{
    struct desk *desk = test_calloc(1, sizeof *desk);
    desk->ctx.mem = arena_new();
    *state = desk;
    return 0;
}

static int tear_down(void **state)
{
    struct desk *desk = *state;
    arena_free(desk->ctx.mem);
    test_free(desk);
    return 0;
}

static const struct field *field_named(const char *code, size_t length)
{
    for (size_t i = 0; i < FIELDS; i++)
        if (strlen(fields[i].code) == length && strncmp(fields[i].code, code, length) == 0)
            return &fields[i];
    fail_msg("no such field in the test: %s", code);
    return NULL;
}

static int64_t bits_of(const struct field *field, char *list)
{
    int64_t bits = 0;
    char *rest;
    for (char *one = strtok_r(list, "+", &rest); one; one = strtok_r(NULL, "+", &rest))
        bits |= INT64_C(1) << field_choice(field, one);
    return bits;
}

static void set_value(struct desk *desk, const struct field *field, char *text)
{
    struct value *value = &desk->values[field->index];
    struct decimal number;
    int day;
    value->present = true;
    switch (field->type) {
    case FIELD_INT:
    case FIELD_DECIMAL:
        assert_int_equal(decimal_parse(text, strlen(text), &number), 0);
        assert_int_equal(decimal_rescale(number, field->places, &value->number), 0);
        break;
    case FIELD_DATE:
        assert_true(date_parse(text, strlen(text), &day));
        value->number = day;
        break;
    case FIELD_CHOICE:
    case FIELD_STAGE:
        value->number = field_choice(field, text);
        assert_true(value->number >= 0);
        break;
    case FIELD_CHOICES:
        value->number = bits_of(field, text);
        break;
    case FIELD_BOOL:
        value->number = strcmp(text, "true") == 0;
        break;
    case FIELD_TEXT:
    case FIELD_PERSON:
    case FIELD_PERSON_NAME:
    case FIELD_PHONE:
    case FIELD_USCC:
    case FIELD_REF:
        value->text = text;
        break;
    case FIELD_PLACE:
    case FIELD_TYPES:
        break;
    }
}

/* "built_year=2004 area=10.5": all other fields are empty. */
static void set_row(struct desk *desk, const char *row)
{
    char *rest, *text = arena_strdup(desk->ctx.mem, row);
    memset(desk->values, 0, sizeof desk->values);
    for (char *one = strtok_r(text, " ", &rest); one; one = strtok_r(NULL, " ", &rest)) {
        char *equals = strchr(one, '=');
        assert_non_null(equals);
        set_value(desk, field_named(one, (size_t)(equals - one)), equals + 1);
    }
}

static struct rule *compiled(struct desk *desk, const char *expression)
{
    struct rule *rule = NULL;
    struct rule_fault fault = {0};
    if (rule_compile(&desk->ctx, expression, &scope, &rule, &fault) != 0)
        fail_msg("%s\n  at %zu: %s", expression, fault.at, fault.say);
    return rule;
}

/* ---- What rules mean ---- */

struct meaning {
    const char *expression, *row;
    int expected;
};

static void expect_meanings(void **state, const struct meaning *cases, size_t count)
{
    struct desk *desk = *state;
    for (size_t i = 0; i < count; i++) {
        set_row(desk, cases[i].row);
        int found = rule_holds(compiled(desk, cases[i].expression), desk->values);
        if (found != cases[i].expected)
            fail_msg("%s  with  %s: %d instead of %d", cases[i].expression, cases[i].row, found, cases[i].expected);
    }
}

#define EXPECT_MEANINGS(state, cases) expect_meanings((state), (cases), sizeof(cases) / sizeof *(cases))

static void numbers_compare_exactly_whatever_their_scale(void **state)
{
    static const struct meaning cases[] = {
        {"built_year > 2005", "built_year=2006", RULE_YES},
        {"built_year > 2005", "built_year=2005", RULE_NO},
        {"built_year >= 2005", "built_year=2005", RULE_YES},
        {"built_year < 2005", "built_year=2004", RULE_YES},
        {"built_year < 2005", "built_year=2005", RULE_NO},
        {"built_year <= 2005", "built_year=2005", RULE_YES},
        {"built_year <= 2005", "built_year=2006", RULE_NO},
        {"built_year = 2005", "built_year=2005", RULE_YES},
        {"built_year <> 2005", "built_year=2005", RULE_NO},
        {"built_year != 2005", "built_year=2004", RULE_YES},
        {"2005 < built_year", "built_year=2006", RULE_YES},
        {"2005 < built_year", "built_year=2005", RULE_NO},
        {"2005 >= built_year", "built_year=2005", RULE_YES},
        {"2005 >= built_year", "built_year=2006", RULE_NO},
        {"2005 <= built_year", "built_year=2005", RULE_YES},
        {"2005 > built_year", "built_year=2005", RULE_NO},
        {"built_year = 2005.0", "built_year=2005", RULE_YES},
        {"from_m > -3", "from_m=-2", RULE_YES},
        {"from_m = -3", "from_m=-3", RULE_YES},
        {"area > 100", "area=100.01", RULE_YES},
        {"area > 100", "area=100", RULE_NO},
        {"area = 100.5", "area=100.50", RULE_YES},
        {"area = 100.50", "area=100.5", RULE_YES},
        {"area = length", "area=1.5 length=1.500", RULE_YES}, /* 150 at 2 digits, 1500 at 3 */
        {"area < length", "area=1.5 length=1.501", RULE_YES},
        {"area < length", "area=1.5 length=1.499", RULE_NO},
        {"area = built_year", "area=2005 built_year=2005", RULE_YES},
        {"area > built_year", "area=2005.01 built_year=2005", RULE_YES},
        /* 9223372036854775807 against 92233720368547758.07: the wider scale leaves int64, the comparison must not */
        {"from_m > area", "from_m=9223372036854775807 area=92233720368547758.07", RULE_YES},
        {"from_m < area", "from_m=-9223372036854775807 area=-92233720368547758.07", RULE_YES},
        {"power = 9223372036854775.807", "power=9223372036854775.807", RULE_YES},
        {"power > 9223372036854775.806", "power=9223372036854775.807", RULE_YES},
    };
    EXPECT_MEANINGS(state, cases);
}

static void arithmetic_is_exact_and_says_when_it_leaves_int64(void **state)
{
    static const struct meaning cases[] = {
        {"to_m - from_m > 0", "from_m=100 to_m=101", RULE_YES},
        {"to_m - from_m > 0", "from_m=100 to_m=100", RULE_NO},
        {"to_m - from_m - 1 = 0", "from_m=100 to_m=101", RULE_YES}, /* from the left: (101 - 100) - 1 */
        {"to_m - (from_m - 1) = 2", "from_m=100 to_m=101", RULE_YES},
        {"(to_m - from_m) * 0.001 = length", "from_m=100 to_m=1350 length=1.25", RULE_YES},
        {"(to_m - from_m) * 0.001 = length", "from_m=100 to_m=1351 length=1.25", RULE_NO},
        {"1 + from_m * 2 = 7", "from_m=3", RULE_YES}, /* product first */
        {"(1 + from_m) * 2 = 8", "from_m=3", RULE_YES},
        {"-from_m = 3", "from_m=-3", RULE_YES},
        {"from_m - -3 = 6", "from_m=3", RULE_YES},
        {"-2 * from_m = -6", "from_m=3", RULE_YES},
        {"-(from_m + 1) = -4", "from_m=3", RULE_YES},
        {"-(-5) = from_m", "from_m=5", RULE_YES},
        {"area * length = 3.75", "area=2.5 length=1.5", RULE_YES}, /* 250 × 1500 at 5 digits */
        {"area + length = 4", "area=2.5 length=1.5", RULE_YES},
        {"area * 0.1 = 0.251", "area=2.51", RULE_YES}, /* a literal may be finer than the field in a product */
        {"from_m + 1 > 0", "from_m=9223372036854775807", RULE_OVERFLOW},
        {"from_m + 1 > 0", "from_m=9223372036854775806", RULE_YES},
        {"0 - from_m - 2 < 0", "from_m=9223372036854775807", RULE_OVERFLOW},
        {"0 - from_m - 1 < 0", "from_m=9223372036854775807", RULE_YES}, /* INT64_MIN still fits */
        {"-(0 - from_m - 1) > 0", "from_m=9223372036854775807", RULE_OVERFLOW},
        {"from_m * to_m > 0", "from_m=4294967296 to_m=2147483648", RULE_OVERFLOW}, /* 2^32 × 2^31 */
        {"from_m * to_m > 0", "from_m=4294967296 to_m=2147483647", RULE_YES},
        {"from_m * to_m < 0", "from_m=-4294967296 to_m=2147483648", RULE_YES},          /* -2^63 */
        {"from_m + length > 0", "from_m=9223372036854776 length=0.001", RULE_OVERFLOW}, /* at 3 digits */
        {"from_m + length > 0", "from_m=9223372036854775 length=0.001", RULE_YES},
        {"from_m - from_m + length = 0.001", "from_m=9223372036854776 length=0.001", RULE_YES}, /* from the left */
        {"not from_m + 1 > 0", "from_m=9223372036854775807", RULE_OVERFLOW},
        {"from_m + 1 is null", "from_m=9223372036854775807", RULE_OVERFLOW},
        {"0 between from_m + 1 and 5", "from_m=9223372036854775807", RULE_OVERFLOW},
        {"from_m + 1 in (1, 2)", "from_m=9223372036854775807", RULE_OVERFLOW},
        /* what is decided is not calculated */
        {"to_m = 1 or from_m + 1 > 0", "to_m=1 from_m=9223372036854775807", RULE_YES},
        {"to_m = 1 or from_m + 1 > 0", "to_m=2 from_m=9223372036854775807", RULE_OVERFLOW},
        {"to_m = 1 and from_m + 1 > 0", "to_m=2 from_m=9223372036854775807", RULE_NO},
        {"to_m = 1 and from_m + 1 > 0", "from_m=9223372036854775807", RULE_OVERFLOW}, /* unknown decides nothing */
        {"to_m + from_m > 0", "from_m=9223372036854775807", RULE_NO},
    };
    EXPECT_MEANINGS(state, cases);
}

static void dates_compare_and_count_days_and_whole_years(void **state)
{
    static const struct meaning cases[] = {
        {"issued_on = '2024-02-29'", "issued_on=2024-02-29", RULE_YES},
        {"issued_on > '2024-02-28'", "issued_on=2024-02-29", RULE_YES},
        {"issued_on < born_on", "issued_on=2024-02-29 born_on=2024-03-01", RULE_YES},
        {"'2024-01-01' <= issued_on", "issued_on=2024-01-01", RULE_YES},
        {"issued_on in ('2024-01-01', '2024-02-29')", "issued_on=2024-02-29", RULE_YES},
        {"days(born_on, issued_on) = 366", "born_on=2024-01-01 issued_on=2025-01-01", RULE_YES},
        {"days(born_on, issued_on) = -1", "born_on=2024-01-02 issued_on=2024-01-01", RULE_YES},
        {"days('2024-02-28', issued_on) = 2", "issued_on=2024-03-01", RULE_YES},
        {"years(born_on, issued_on) = 15", "born_on=2008-06-02 issued_on=2024-06-01", RULE_YES},
        {"years(born_on, issued_on) = 16", "born_on=2008-06-01 issued_on=2024-06-01", RULE_YES},
        {"years(born_on, issued_on) >= 16", "born_on=2008-02-29 issued_on=2024-02-28", RULE_NO},
        {"Years(born_on, '2024-12-31') >= 60", "born_on=1964-12-31", RULE_YES},
        {"years(born_on, issued_on) * 2 + 1 = 33", "born_on=2008-06-01 issued_on=2024-06-01", RULE_YES},
        {"days(born_on, issued_on) > 0", "born_on=2024-01-02", RULE_NO},
        {"days(born_on, issued_on) is null", "born_on=2024-01-02", RULE_YES},
    };
    EXPECT_MEANINGS(state, cases);
}

static void between_includes_both_ends(void **state)
{
    static const struct meaning cases[] = {
        {"built_year between 1980 and 2005", "built_year=1980", RULE_YES},
        {"built_year between 1980 and 2005", "built_year=2005", RULE_YES},
        {"built_year between 1980 and 2005", "built_year=1979", RULE_NO},
        {"built_year between 1980 and 2005", "built_year=2006", RULE_NO},
        {"built_year not between 1980 and 2005", "built_year=2006", RULE_YES},
        {"built_year not between 1980 and 2005", "built_year=2005", RULE_NO},
        {"not built_year between 1980 and 2005", "built_year=2006", RULE_YES},
        {"issued_on not between '2024-01-01' and '2024-12-31'", "issued_on=2024-12-31", RULE_NO},
        {"issued_on not between '2024-01-01' and '2024-12-31'", "issued_on=2025-01-01", RULE_YES},
        {"built_year between 1980 and 2005 and area > 1", "built_year=1990 area=2", RULE_YES},
        {"built_year between 1980 and 2005 and area > 1", "built_year=1990 area=1", RULE_NO},
        {"'2024-06-01' between born_on and issued_on", "born_on=2024-05-31 issued_on=2024-06-02", RULE_YES},
        {"'2024-06-01' between born_on and issued_on", "born_on=2024-06-02 issued_on=2024-06-03", RULE_NO},
        {"area between from_m and to_m", "area=1.5 from_m=1 to_m=2", RULE_YES},
        {"area between from_m and to_m", "area=2.01 from_m=1 to_m=2", RULE_NO},
        {"area - 1 between 0.005 and 0.5", "area=1.01", RULE_YES},
        {"level between 'middle' and '高级工'", "level=中级工", RULE_YES},
        {"level between 'middle' and '高级工'", "level=技师", RULE_NO},
        {"stage between 'started' and 'finished'", "stage=摸底", RULE_NO},
        {"built_year between 2005 and 1980", "built_year=1990", RULE_NO},
        /* SQL: a side that says no decides even if the other bound is empty */
        {"not area between from_m and to_m", "area=3 to_m=2", RULE_YES},
        {"not area between from_m and to_m", "area=3 to_m=4", RULE_NO},
        {"not area between from_m and to_m", "area=0 from_m=1", RULE_YES},
        {"not area between from_m and to_m", "from_m=1 to_m=2", RULE_NO},
    };
    EXPECT_MEANINGS(state, cases);
}

static void choices_and_stages_compare_by_their_order(void **state)
{
    static const struct meaning cases[] = {
        {"level >= '高级工'", "level=高级工", RULE_YES},
        {"level >= '高级工'", "level=技师", RULE_YES},
        {"level >= '高级工'", "level=中级工", RULE_NO},
        {"level >= 'senior'", "level=高级工", RULE_YES},
        {"'高级工' <= level", "level=技师", RULE_YES},
        {"level < '高级工'", "level=中级工", RULE_YES},
        {"level = '高级工'", "level=高级工", RULE_YES},
        {"level <> '高级工'", "level=高级工", RULE_NO},
        {"level > level_before", "level=高级工 level_before=中级工", RULE_YES},
        {"level > level_before", "level=高级工 level_before=高级工", RULE_NO},
        {"work = '改建'", "work=改建", RULE_YES},
        {"work <> '改建'", "work=安防", RULE_YES},
        {"work in ('改建', '打通')", "work=打通", RULE_YES},
        {"work in ('改建', '打通')", "work=安防", RULE_NO},
        {"work not in ('改建', '打通')", "work=安防", RULE_YES},
        {"stage >= 'started'", "stage=完工", RULE_YES},
        {"stage >= '开工'", "stage=摸底", RULE_NO},
        {"lacking in ('失养')", "lacking=失养+失管", RULE_YES},
        {"lacking in ('失养', '失修')", "lacking=失管", RULE_NO},
        {"lacking not in ('失养', '失修')", "lacking=失管", RULE_YES},
        {"lacking not in ('失养', '失管')", "lacking=失管+失修", RULE_NO},
    };
    EXPECT_MEANINGS(state, cases);
}

static void texts_are_equal_or_not_and_have_a_length_in_characters(void **state)
{
    static const struct meaning cases[] = {
        {"occupation = '电工'", "occupation=电工", RULE_YES},
        {"occupation <> '电工'", "occupation=焊工", RULE_YES},
        {"'电工' = occupation", "occupation=电工", RULE_YES},
        {"occupation = owner", "occupation=甲 owner=甲", RULE_YES},
        {"occupation <> owner", "occupation=甲 owner=甲", RULE_NO},
        {"occupation in ('电工', '焊工')", "occupation=焊工", RULE_YES},
        {"occupation not in ('电工', '焊工')", "occupation=焊工", RULE_NO},
        {"occupation = 'it''s'", "occupation=it's", RULE_YES},
        {"occupation = ''''", "occupation='", RULE_YES},
        {"occupation = ''", "occupation=x", RULE_NO},
        {"occupation = 'and -- ; /* （'", "occupation=x", RULE_NO}, /* anything may stand in a text */
        {"length(occupation) = 2", "occupation=电工", RULE_YES},
        {"length(name) < 2", "name=张", RULE_YES},
        {"length(name) > length", "name=张三丰 length=2.999", RULE_YES}, /* a field may have a function's name */
        {"length = 1.5", "length=1.5", RULE_YES},
        {"length('甲乙') = from_m", "from_m=2", RULE_YES},
        {"length(name) in (1, 3)", "name=张三丰", RULE_YES},
    };
    EXPECT_MEANINGS(state, cases);
}

static void a_bool_stands_alone_or_is_compared_with_true_and_false(void **state)
{
    static const struct meaning cases[] = {
        {"resident", "resident=true", RULE_YES},
        {"resident", "resident=false", RULE_NO},
        {"not resident", "resident=false", RULE_YES},
        {"resident = true", "resident=true", RULE_YES},
        {"resident = FALSE", "resident=false", RULE_YES},
        {"true = resident", "resident=true", RULE_YES},
        {"(resident)", "resident=true", RULE_YES},
        {"(resident) = false", "resident=false", RULE_YES},
        {"resident and poor", "resident=true poor=true", RULE_YES},
        {"resident or poor", "resident=false poor=true", RULE_YES},
        {"not (resident or poor)", "resident=false poor=false", RULE_YES},
        {"not (not (resident))", "resident=true", RULE_YES},
        {"not resident and poor", "resident=true poor=false", RULE_NO}, /* (not resident) and poor */
        {"resident or poor and area > 1", "resident=true poor=false area=0", RULE_YES},
        {"(resident or poor) and area > 1", "resident=true poor=false area=0", RULE_NO},
        {"NOT resident OR Poor", "resident=true poor=true", RULE_NO},
    };
    struct desk *desk = *state;
    struct rule *rule;
    struct rule_fault fault;
    expect_meanings(state, cases, sizeof cases / sizeof *cases - 1);
    /* words are case-insensitive, codes are not: the last row is a fault that knows better */
    assert_int_equal(rule_compile(&desk->ctx, cases[15].expression, &scope, &rule, &fault), RULE_FAULT);
    assert_string_equal(fault.say, "没有字段“Poor”，是不是 poor（低保）？");
    assert_int_equal(fault.at, 16);
}

static void an_empty_field_makes_a_rule_not_fire_and_is_null_asks(void **state)
{
    static const struct meaning cases[] = {
        {"built_year > 2005", "", RULE_NO},
        {"not built_year > 2005", "", RULE_NO},
        {"built_year <> 2005", "", RULE_NO},
        {"built_year not between 1 and 2", "", RULE_NO},
        {"built_year not in (1, 2)", "", RULE_NO},
        {"occupation <> '电工'", "", RULE_NO},
        {"occupation not in ('电工')", "", RULE_NO},
        {"occupation = owner", "", RULE_NO},
        {"occupation <> owner", "owner=甲", RULE_NO},
        {"lacking not in ('失养')", "", RULE_NO},
        {"resident", "", RULE_NO},
        {"not resident", "", RULE_NO},
        {"resident = false", "", RULE_NO},
        {"length(name) < 2", "", RULE_NO},
        {"-from_m < 0", "", RULE_NO},
        {"built_year is null", "", RULE_YES},
        {"built_year is null", "built_year=0", RULE_NO},
        {"built_year is not null", "built_year=0", RULE_YES},
        {"not built_year is null", "", RULE_NO},
        {"site is null", "", RULE_YES},
        {"site IS NOT NULL", "site=here", RULE_YES},
        {"lacking is null", "", RULE_YES},
        {"name is null", "name=张", RULE_NO},
        {"resident is null", "", RULE_YES},
        {"level is null", "level=技师", RULE_NO},
        {"from_m + to_m is null", "from_m=1", RULE_YES},
        {"from_m + to_m is null", "from_m=1 to_m=2", RULE_NO},
        /* false and unknown is false; true or unknown is true; all else with unknown is unknown */
        {"not (resident and poor)", "poor=false", RULE_YES},
        {"not (poor and resident)", "poor=false", RULE_YES},
        {"not (resident and poor)", "poor=true", RULE_NO},
        {"resident or poor", "poor=true", RULE_YES},
        {"poor or resident", "poor=true", RULE_YES},
        {"resident or poor", "poor=false", RULE_NO},
        {"not (resident or poor)", "poor=false", RULE_NO},
        {"resident or not resident", "", RULE_NO},
        {"resident is null or resident", "", RULE_YES},
    };
    EXPECT_MEANINGS(state, cases);
}

/* ---- What rules refuse: ^ stands where the fault must be ---- */

struct refusal {
    const char *expression, *fragment;
};

static const struct refusal refusals[] = {
    /* unfinished and superfluous */
    {"^", "规则是空的"},
    {"^   ", "规则是空的"},
    {"built_year >^", "规则没有写完：这里应该是字段、数、文字或者“(”"},
    {"built_year > 1 and^", "规则没有写完"},
    {"(built_year > 1^", "应该是“and”、“or”或者“)”"},
    {"built_year > 1^)", "多了一个“)”"},
    {"built_year > 1 ^area > 1", "应该是“and”、“or”或者结尾，却写了“area”"},
    {"built_year > 1 ^5", "却写了“5”"},
    {"^and built_year > 1", "却写了“and”"},
    {"built_year not ^= 1", "应该是“between”或者“in”"},
    {"built_year between 1 ^, 2", "应该是“and”（between 下限 and 上限）"},
    {"built_year in ^5", "应该是“(”"},
    {"built_year in (^)", "应该是数或者单引号里的文字"},
    {"built_year in (1 ^2)", "应该是“,”或者“)”"},
    {"built_year in (^from_m)", "只写固定的值"},
    {"built_year in (-^'a')", "应该是数"},
    {"built_year is ^true", "应该是“null”或者“not null”"},
    {"built_year is not ^5", "应该是“null”"},
    {"1 < built_year ^< 5", "比较不能连写"},
    {"not ^not resident", "not 不能连写"},
    {"- ^- from_m > 1", "负号不能连写"},
    {"from_m is^", "应该是“null”或者“not null”"},
    /* what people bring along */
    {"area > (^select 1)", "不能写子查询（select）"},
    {"work in (^SELECT code from x)", "不能写子查询（select）"},
    {"^exists (select 1)", "不能写子查询（exists）"},
    {"built_year > 1 ^where area > 1", "不再写 where"},
    {"occupation ^like '电%'", "没有 like"},
    {"^case(1)", "没有 case"},
    {"built_year > 1^; drop table x", "分号"},
    {"built_year > 1 ^-- why", "注释（--）"},
    {"built_year ^/* why */ > 1", "注释（/*）"},
    {"built_year ^= null", "is null"},
    {"built_year ^<> NULL", "is not null"},
    {"^null = built_year", "null 只能写在 is 后面"},
    {"built_year in (1, ^null)", "不能写 null"},
    {"occupation = ^\"电工\"", "单引号"},
    {"occupation = ^`电工`", "反引号"},
    {"built_year ^== 2005", "只写一个“=”"},
    {"built_year ^=> 2005", "“>=”"},
    {"built_year ^=< 2005", "“<=”"},
    {"resident ^&& poor", "and"},
    {"resident ^|| poor", "or"},
    {"^!resident", "not"},
    {"area ^/ 2 > 1", "没有除法"},
    {"share > 50^%", "百分数"},
    {"area > 1 ^且 resident", "要写成 and"},
    {"area > 1 ^或者 resident", "要写成 or"},
    {"occupation = ^'x", "少了结尾的单引号"},
    {"occupation = ^'x''", "少了结尾的单引号"},
    {"area > ^1e5", "“1e5”不是数"},
    {"area > ^2万", "“2万”不是数"},
    {"area > ^1.2.3", "不是数"},
    {"area > ^5.", "小数点前后"},
    {"area > ^.5", "小数点前后"},
    {"area > ^92233720368547758080", "太大或小数位太多"},
    {"area > ^0.0000000000000000001", "太大或小数位太多"},
    {"area > 1 ^$ 2", "没有“$”这个符号"},
    {"area > ^\001", "U+0001"},
    /* the Chinese keyboard: positions count characters */
    {"^（area > 1)", "“（”是全角的；请改成半角的“(”"},
    {"(area > 1^）", "请改成半角的“)”"},
    {"work in ('改建'^，'打通')", "请改成半角的“,”"},
    {"work = ^‘改建’", "不能用“‘”；请改成半角的“'”"},
    {"work = ^“改建”", "请改成半角的“'”"},
    {"work in ('改建'^、'打通')", "请改成半角的“,”"},
    {"area ^＞ 1", "请改成半角的“>”"},
    {"area ^≥ 1", "请改成半角的“>=”"},
    {"area ^≠ 1", "请改成半角的“<>”"},
    {"area ^× 2 > 1", "请改成半角的“*”"},
    {"area > ^１", "请改成半角的“1”"},
    {"area > 1^；", "请改成半角的“;”"},
    {"area > 1^。", "请改成半角的“.”"},
    /* fields */
    {"^建成年份 > 2005", "“建成年份”是字段的名称；规则里要写代码 built_year"},
    {"^工种 = '电工'", "规则里要写代码 occupation"},
    {"^built_yaer > 2005", "没有字段“built_yaer”，是不是 built_year（建成年份）？"},
    {"area > 1 and ^isued_on is null", "是不是 issued_on"},
    {"^zzzzzz > 1", "没有字段“zzzzzz”；可用的字段：name、built_year"},
    {"^面积数 > 1", "没有字段“面积数”"},
    {"^coalesce(area, 0) > 1", "没有“coalesce”这个函数；只有 years(起, 止)、days(起, 止) 和 length(文字)"},
    {"^area (1)", "没有“area”这个函数"},
    {"days(born_on^) > 1", "应该是“,”（要写成 days(起, 止)）"},
    {"days(born_on, issued_on^, born_on) > 1", "应该是“)”"},
    {"length(^) > 1", "却写了“)”"},
    {"days(born_on, ^area) > 1", "days(起, 止) 里要写日期，却是“建筑面积”（小数）"},
    {"length(^area) > 1", "里要写文字"},
    {"years(^'12', born_on) > 1", "“12”不是日期"},
    /* a rule without a field */
    {"^1 = 1", "没有字段"},
    {"^'a' = 'a'", "没有字段"},
    {"area > 1 and ^2 > 1", "没有字段"},
    {"^days('2024-01-01', '2024-02-01') > 3", "没有字段"},
    {"^true", "没有字段"},
    {"resident or ^true", "没有字段"},
    {"^1 in (1)", "没有字段"},
    {"^1 between 0 and 2", "没有字段"},
    {"^1 is null", "没有字段"},
    {"^5", "没有字段"},
    /* types */
    {"^area", "“建筑面积”（小数）单独不是条件"},
    {"not ^area", "单独不是条件"},
    {"resident and ^area + 1", "算出来的数单独不是条件"},
    {"issued_on > ^2024", "“发证日期”（日期）不能和数“2024”比较；日期写成 '2024-01-01'"},
    {"issued_on > ^2024-01-01", "不能和算出来的数比较"},
    {"issued_on > ^'2024-1-1'", "日期“2024-1-1”要写成 '2024-01-01'"},
    {"issued_on > ^'2024年1月1日'", "要写成 '2024-01-01'"},
    {"issued_on > ^'20240101'", "要写成 '2024-01-01'"},
    {"issued_on > ^'2024-02-30'", "没有“2024-02-30”这一天"},
    {"issued_on > ^'今天'", "“今天”不是日期"},
    {"issued_on > ^''", "不是日期"},
    {"issued_on = ^occupation", "“发证日期”（日期）不能和“职业工种”（文字）比较"},
    {"issued_on ^+ 1 > '2024-01-01'", "“发证日期”（日期）不能用“+”；日期只比较先后；相差几天用 days(起, 止)"},
    {"1 ^+ issued_on > 3", "days(起, 止)"},
    {"^-issued_on > 3", "不能用“-”"},
    {"built_year > ^'2005'", "不能和文字“2005”比较；数直接写，不加引号"},
    {"built_year = ^2005.5", "“建成年份”是整数，数“2005.5”有小数"},
    {"built_year in (2005, ^2005.5)", "是整数"},
    {"built_year between ^0.5 and 3", "是整数"},
    {"area > ^0.001", "“建筑面积”只到小数点后 2 位"},
    {"^0.001 < area", "只到小数点后 2 位"},
    {"area > ^-0.001", "只到小数点后 2 位"},
    {"area > ^9223372036854775807", "太大"},
    {"area * 0.0000000001 ^* 0.0000000001 > 1", "小数位太多"},
    {"built_year = ^true", "不能和“true”比较"},
    {"occupation ^> 'a'", "“职业工种”（文字）不能用“>”；文字只能用 =、<>、in、length() 和 is null"},
    {"occupation ^between 'a' and 'b'", "文字只能用"},
    {"occupation ^+ 'a' = 'b'", "文字只能用"},
    {"'a' ^+ occupation = 'b'", "文字不能计算"},
    {"^-occupation = 'b'", "文字只能用"},
    {"occupation = ^5", "不能和数“5”比较；文字要放在单引号里"},
    {"level >= ^'高级公'", "“技能等级”没有选项“高级公”，是不是“高级工”？可选：初级工、中级工、高级工、技师"},
    {"level = ^'senoir'", "是不是“senior”？"},
    {"level = ^'学徒'", "“技能等级”没有选项“学徒”；可选：初级工、中级工、高级工、技师"},
    {"lacking in ('失养', ^'失火')", "可选：失养、失修、失管"},
    {"work ^< '安防'", "“工程类别”（选项）的选项没有先后，不能用“<”"},
    {"work ^between '改建' and '安防'", "没有先后"},
    {"work = ^level", "“工程类别”和“技能等级”的选项不同"},
    {"work = ^1", "选项要放在单引号里"},
    {"work ^* 2 = 1", "选项不能计算"},
    {"lacking ^= '失养'", "多选只能用 in"},
    {"lacking ^<> '失养'", "多选只能用 in"},
    {"resident ^<> true", "= true、= false"},
    {"resident ^> false", "= true、= false"},
    {"resident ^in (true)", "= true、= false"},
    {"resident = ^poor", "“常住”（是否）不能和“低保”（是否）比较"},
    {"resident = ^1", "是否只和 true 或 false 比"},
    {"resident ^+ 1 = 2", "= true、= false"},
    {"site ^= '1,2'", "坐标只能用 is null"},
    {"site ^in ('1,2')", "坐标只能用 is null"},
    {"^site", "单独不是条件"},
    {"(area > 1) ^= true", "条件不能用“=”；条件之间只用 and、or、not 连接"},
    {"(area > 1) ^+ 1 = 2", "条件之间只用"},
    {"area = (^area > 1)", "“建筑面积”（小数）不能和条件比较"},
    {"(^area > 1) is null", "is null 问的是字段，不是条件"},
};

/* Takes the first ^ out; returns where it stood, in code points. */
static size_t unmark(char *expression)
{
    char *mark = strchr(expression, '^');
    assert_non_null(mark);
    size_t at = utf8_count(expression, (size_t)(mark - expression));
    memmove(mark, mark + 1, strlen(mark));
    return at;
}

static void each_mistake_is_named_at_its_place(void **state)
{
    struct desk *desk = *state;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        struct rule *rule = NULL;
        struct rule_fault fault = {0};
        char *expression = arena_strdup(desk->ctx.mem, refusals[i].expression);
        size_t at = unmark(expression);
        if (rule_compile(&desk->ctx, expression, &scope, &rule, &fault) != RULE_FAULT)
            fail_msg("not refused: %s", refusals[i].expression);
        if (fault.at != at || !strstr(fault.say, refusals[i].fragment))
            fail_msg("%s\n  at %zu: %s\n  instead of %s", refusals[i].expression, fault.at, fault.say,
                     refusals[i].fragment);
        assert_int_equal(desk->ctx.err.code, 0);
    }
}

static void expect_fault(struct desk *desk, const char *expression, size_t at, const char *say)
{
    struct rule *rule = NULL;
    struct rule_fault fault = {0};
    assert_int_equal(rule_compile(&desk->ctx, expression, &scope, &rule, &fault), RULE_FAULT);
    assert_string_equal(fault.say, say);
    assert_int_equal(fault.at, at);
}

static char *repeated(struct desk *desk, const char *piece, size_t times, const char *end)
{
    size_t length = strlen(piece);
    char *out = arena_alloc(desk->ctx.mem, length * times + strlen(end) + 1);
    for (size_t i = 0; i < times; i++)
        memcpy(out + i * length, piece, length);
    memcpy(out + times * length, end, strlen(end));
    return out;
}

static void depth_and_length_have_limits(void **state)
{
    struct desk *desk = *state;
    expect_fault(desk, repeated(desk, "(", 10000, "area"), 4096, "规则太长：最多 4096 个字符");
    expect_fault(desk, repeated(desk, "(", 4000, "area"), 64, "括号套得太深：最多 64 层");
    expect_fault(desk, repeated(desk, "length(", 500, "'a'"), 64 * 7, "括号套得太深：最多 64 层");
    expect_fault(desk, repeated(desk, "not (", 500, "area"), 64 * 5 + 4, "括号套得太深：最多 64 层");
    expect_fault(desk, repeated(desk, "-(", 500, "area"), 64 * 2 + 1, "括号套得太深：最多 64 层");
    expect_fault(desk, repeated(desk, "not ", 500, "resident"), 4, "not 不能连写");
    expect_fault(desk, repeated(desk, "- ", 500, "area > 1"), 2, "负号不能连写");
    expect_fault(desk, repeated(desk, "建", 5000, ""), 4096, "规则太长：最多 4096 个字符");
    expect_fault(desk, "area \xff> 1", 5, "这里的字节不是 UTF-8 文字");

    char *deepest = repeated(desk, "(", RULE_DEPTH_LIMIT, repeated(desk, ")", RULE_DEPTH_LIMIT, " > 1"));
    char *opened = arena_printf(desk->ctx.mem, "%.*sarea%s", RULE_DEPTH_LIMIT, deepest, deepest + RULE_DEPTH_LIMIT);
    set_row(desk, "area=2");
    assert_int_equal(rule_holds(compiled(desk, opened), desk->values), RULE_YES);
    /* siblings are not depth */
    compiled(desk, repeated(desk, "(area > 1) and ", 200, "(area > 1)"));
}

static void a_rule_as_long_as_allowed_is_a_chain_and_not_a_recursion(void **state)
{
    struct desk *desk = *state;
    set_row(desk, "resident=true from_m=1");
    assert_int_equal(rule_holds(compiled(desk, repeated(desk, "resident and ", 314, "resident")), desk->values),
                     RULE_YES);
    assert_int_equal(rule_holds(compiled(desk, repeated(desk, "1+", 2000, "from_m = 2001")), desk->values), RULE_YES);
    assert_int_equal(rule_holds(compiled(desk, repeated(desk, "1*", 2000, "from_m = 1")), desk->values), RULE_YES);
}

static void a_personal_field_is_refused_where_counting_rules_are_made(void **state)
{
    struct desk *desk = *state;
    static const struct rule_scope counting = {fields, FIELDS, false};
    struct rule *rule;
    struct rule_fault fault;
    assert_int_equal(rule_compile(&desk->ctx, "area > 1 and name is null", &counting, &rule, &fault), RULE_FAULT);
    assert_string_equal(fault.say, "“姓名”（name）是个人信息，这里的规则不能用它");
    assert_int_equal(fault.at, 13);
    assert_int_equal(rule_compile(&desk->ctx, "area > 1", &counting, &rule, &fault), 0);
}

static void a_rule_knows_its_fields_in_order_of_first_mention(void **state)
{
    struct desk *desk = *state;
    size_t count;
    const int *read = rule_fields(compiled(desk, "2 < area and (built_year > 1 or area < from_m) and name is null and "
                                                 "days(born_on, issued_on) > 3"),
                                  &count);
    static const int expected[] = {17, 18, 7, 19, 3, 16}; /* area built_year from_m name born_on issued_on */
    assert_int_equal(count, 6);
    assert_memory_equal(read, expected, sizeof expected);
}

/* ---- Computed fields ---- */

static void a_formula_gives_a_number_in_the_places_of_its_unit(void **state)
{
    static const struct {
        const char *expression, *row;
        int places, outcome;
        bool present;
        int64_t number;
    } cases[] = {
        {"(to_m - from_m) * 0.001", "from_m=100 to_m=1350", 3, 0, true, 1250},
        {"to_m - from_m", "from_m=100 to_m=1350", 3, 0, true, 1250000},
        {"area", "area=2.5", 2, 0, true, 250},
        {"years(born_on, '2024-12-31')", "born_on=2000-01-01", 0, 0, true, 24},
        {"to_m - from_m", "from_m=100", 3, 0, false, 0},
        {"to_m + 1", "to_m=9223372036854775807", 0, RULE_OVERFLOW, false, 0},
        {"to_m", "to_m=9223372036854776", 3, RULE_OVERFLOW, false, 0},
        {"to_m", "to_m=-9223372036854775", 3, 0, true, -9223372036854775000},
    };
    struct desk *desk = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rule *rule;
        struct rule_fault fault;
        struct value value;
        set_row(desk, cases[i].row);
        assert_int_equal(rule_compile_number(&desk->ctx, cases[i].expression, &scope, cases[i].places, &rule, &fault),
                         0);
        assert_int_equal(rule_number(rule, desk->values, &value), cases[i].outcome);
        assert_int_equal(value.present, cases[i].present);
        assert_int_equal(value.number, cases[i].number);
    }
}

static void a_formula_that_is_no_number_or_too_fine_is_refused(void **state)
{
    static const struct {
        const char *expression;
        int places;
        size_t at;
        const char *say;
    } cases[] = {
        {"area > 1", 2, 0, "这里要算出一个数，却是条件"},
        {"issued_on", 2, 0, "这里要算出一个数，却是“发证日期”（日期）"},
        {"5", 2, 0, "算式里没有字段，结果永远一样；请写上字段代码"},
        {"(to_m - from_m) * 0.001", 2, 1, "算出来有 3 位小数，单位只容得下 2 位"},
        {"", 2, 0, "规则是空的"},
        {"to_m -", 2, 6, "规则没有写完：这里应该是字段、数、文字或者“(”"},
    };
    struct desk *desk = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rule *rule;
        struct rule_fault fault;
        assert_int_equal(rule_compile_number(&desk->ctx, cases[i].expression, &scope, cases[i].places, &rule, &fault),
                         RULE_FAULT);
        assert_string_equal(fault.say, cases[i].say);
        assert_int_equal(fault.at, cases[i].at);
    }
}

/* ---- Plain words ---- */

static void a_rule_says_itself_in_plain_words(void **state)
{
    static const struct {
        const char *expression, *say;
    } cases[] = {
        {"built_year > 2005", "建成年份大于 2005"},
        {"2005 < built_year", "建成年份大于 2005"},
        {"built_year <= 2005", "建成年份不大于 2005"},
        {"built_year = 2005", "建成年份等于 2005"},
        {"built_year <> 2005", "建成年份不等于 2005"},
        {"area >= 100.50", "建筑面积不小于 100.5 平方米"},
        {"share < 50", "意愿率小于 50%"},
        {"power > 7", "功率大于 7 kW"},
        {"from_m < -3", "起点桩号小于 -3 米"},
        {"from_m < to_m", "起点桩号小于止点桩号"},
        {"name is null", "姓名为空"},
        {"name is not null", "姓名不为空"},
        {"issued_on not between '2024-01-01' and '2024-12-31'", "发证日期不在 2024-01-01 到 2024-12-31 之间"},
        {"issued_on between born_on and '2024-12-31'", "发证日期在出生日期到 2024-12-31 之间"},
        {"built_year between 1980 and 2005", "建成年份在 1980 到 2005 之间"},
        {"area between 10 and 20", "建筑面积在 10 到 20 平方米之间"},
        {"share between 10 and 20", "意愿率在 10 到 20% 之间"},
        {"issued_on >= '2024-01-01'", "发证日期不早于 2024-01-01"},
        {"issued_on < born_on", "发证日期早于出生日期"},
        {"issued_on = born_on", "发证日期与出生日期相同"},
        {"level >= '高级工'", "技能等级达到高级工及以上"},
        {"level >= 'senior'", "技能等级达到高级工及以上"},
        {"level < 'senior'", "技能等级低于高级工"},
        {"level = 'senior'", "技能等级是高级工"},
        {"level <= level_before", "技能等级不高于原等级"},
        {"stage >= 'started'", "进度已到开工"},
        {"stage < '完工'", "进度未到完工"},
        {"work in ('改建')", "工程类别是改建"},
        {"work in ('改建', '安防')", "工程类别是改建、安防之一"},
        {"work not in ('改建', '安防')", "工程类别不是改建、安防中的任何一个"},
        {"built_year in (1, 2)", "建成年份是 1、2 之一"},
        {"area in (1, 2)", "建筑面积是 1、2 平方米之一"},
        {"lacking in ('失养', '失修')", "缺失情形含有失养、失修之一"},
        {"lacking not in ('失养')", "缺失情形不含失养"},
        {"occupation = '电工'", "职业工种是“电工”"},
        {"occupation <> 'IT'", "职业工种不是“IT”"},
        {"occupation <> owner", "职业工种与业主不同"},
        {"resident", "常住为是"},
        {"resident = false", "常住为否"},
        {"not resident", "常住为否"},
        {"site is not null", "坐标不为空"},
        {"(resident or poor) and name is not null", "（常住为是或低保为是）且姓名不为空"},
        {"resident or poor and name is not null", "常住为是或（低保为是且姓名不为空）"},
        {"not (resident or poor)", "并非（常住为是或低保为是）"},
        {"not built_year > 2005", "并非（建成年份大于 2005）"},
        {"built_year > 2005 and area > 1", "建成年份大于 2005 且建筑面积大于 1 平方米"},
        {"to_m - from_m > 0", "（止点桩号 - 起点桩号）大于 0"},
        {"(to_m - from_m) * 0.001 = length", "（（止点桩号 - 起点桩号）× 0.001）等于长度"},
        {"-from_m > 3", "（-起点桩号）大于 3"},
        {"years(born_on, issued_on) < 16", "出生日期到发证日期的整年数小于 16"},
        {"days(born_on, '2024-12-31') > 3", "出生日期到 2024-12-31 的天数大于 3"},
        {"length(name) > 4", "姓名的字数大于 4"},
    };
    struct desk *desk = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        AUTO_BUF struct buf out = BUF_INIT;
        rule_say(compiled(desk, cases[i].expression), &out);
        assert_string_equal(out.bytes, cases[i].say);
    }
}

/* ---- Random rules against a second evaluator ----
 * The maker below writes a random rule and, in the same breath, works out its value: numbers as __int128 at a fixed
 * nine digits, truth as -1 no, 0 unknown, 1 yes with min and max. It never sees a tree and keeps away from overflow. */

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
    return &m->values[field_named(code, strlen(code))->index];
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
        const struct value *owner = &m->values[field_named("owner", 5)->index];
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
        buf_printf(m->out, "%s'%s'", i ? "," : "(", lacks[n].name);
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
    buf_printf(m->out, "'%s'", pick(m, 2) ? levels[n].name : levels[n].code);
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

static void random_row(struct maker *m, struct value values[FIELDS])
{
    static const char *const owners[] = {"甲", "it's", "乙丙", ""};
    static const int days[] = {20000229, 20240301, 20231231, 19650615};
    for (int i = 0; i < FIELDS; i++)
        values[i] = (struct value){.present = pick(m, 5) != 0};
    for (size_t i = 0; i < FIELDS; i++) {
        struct value *value = &values[fields[i].index];
        if (!value->present)
            continue;
        if (fields[i].type == FIELD_INT || fields[i].type == FIELD_DECIMAL)
            value->number = (int64_t)pick(m, 14) - 6;
        else if (fields[i].type == FIELD_DATE)
            value->number = days[pick(m, 4)];
        else if (fields[i].type == FIELD_BOOL)
            value->number = pick(m, 2);
        else if (fields[i].type == FIELD_CHOICES)
            value->number = pick(m, 8);
        else if (fields[i].of_count)
            value->number = pick(m, (unsigned)fields[i].of_count);
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
        int found = rule_holds(compiled(desk, text.bytes), desk->values);
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
        cmocka_unit_test_setup_teardown(numbers_compare_exactly_whatever_their_scale, set_up, tear_down),
        cmocka_unit_test_setup_teardown(arithmetic_is_exact_and_says_when_it_leaves_int64, set_up, tear_down),
        cmocka_unit_test_setup_teardown(dates_compare_and_count_days_and_whole_years, set_up, tear_down),
        cmocka_unit_test_setup_teardown(between_includes_both_ends, set_up, tear_down),
        cmocka_unit_test_setup_teardown(choices_and_stages_compare_by_their_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(texts_are_equal_or_not_and_have_a_length_in_characters, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_bool_stands_alone_or_is_compared_with_true_and_false, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_empty_field_makes_a_rule_not_fire_and_is_null_asks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_mistake_is_named_at_its_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(depth_and_length_have_limits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_rule_as_long_as_allowed_is_a_chain_and_not_a_recursion, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_personal_field_is_refused_where_counting_rules_are_made, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_rule_knows_its_fields_in_order_of_first_mention, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_formula_gives_a_number_in_the_places_of_its_unit, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_formula_that_is_no_number_or_too_fine_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_rule_says_itself_in_plain_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(random_rules_agree_with_a_second_evaluator, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
