/* Rules: what they mean, what they refuse and how they say themselves. Expected values are worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/decimal.h"
#include "base/utf8.h"
#include "unit/rule_desk.h"

#include <cmocka.h> /* last: its macro fail() would hide ours */

/* ---- What rules mean ---- */

struct meaning {
    const char *expression, *row;
    int expected;
};

static void expect_meanings(void **state, const struct meaning *cases, size_t count)
{
    struct desk *desk = *state;
    for (size_t i = 0; i < count; i++) {
        desk_set(desk, cases[i].row);
        int found = rule_holds(desk_rule(desk, cases[i].expression), desk->values);
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
    assert_int_equal(rule_compile(&desk->ctx, cases[15].expression, &desk_scope, &rule, &fault), RULE_FAULT);
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
        if (rule_compile(&desk->ctx, expression, &desk_scope, &rule, &fault) != RULE_FAULT)
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
    assert_int_equal(rule_compile(&desk->ctx, expression, &desk_scope, &rule, &fault), RULE_FAULT);
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
    desk_set(desk, "area=2");
    assert_int_equal(rule_holds(desk_rule(desk, opened), desk->values), RULE_YES);
    /* siblings are not depth */
    desk_rule(desk, repeated(desk, "(area > 1) and ", 200, "(area > 1)"));
}

static void a_rule_as_long_as_allowed_is_a_chain_and_not_a_recursion(void **state)
{
    struct desk *desk = *state;
    desk_set(desk, "resident=true from_m=1");
    assert_int_equal(rule_holds(desk_rule(desk, repeated(desk, "resident and ", 314, "resident")), desk->values),
                     RULE_YES);
    assert_int_equal(rule_holds(desk_rule(desk, repeated(desk, "1+", 2000, "from_m = 2001")), desk->values), RULE_YES);
    assert_int_equal(rule_holds(desk_rule(desk, repeated(desk, "1*", 2000, "from_m = 1")), desk->values), RULE_YES);
}

static void a_personal_field_is_refused_where_counting_rules_are_made(void **state)
{
    struct desk *desk = *state;
    static const struct rule_scope counting = {desk_fields, DESK_FIELDS, false};
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
    const int *read = rule_fields(desk_rule(desk, "2 < area and (built_year > 1 or area < from_m) and name is null and "
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
        desk_set(desk, cases[i].row);
        assert_int_equal(
            rule_compile_number(&desk->ctx, cases[i].expression, &desk_scope, cases[i].places, &rule, &fault), 0);
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
        assert_int_equal(
            rule_compile_number(&desk->ctx, cases[i].expression, &desk_scope, cases[i].places, &rule, &fault),
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
        rule_say(desk_rule(desk, cases[i].expression), &out);
        assert_string_equal(out.bytes, cases[i].say);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(numbers_compare_exactly_whatever_their_scale, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(arithmetic_is_exact_and_says_when_it_leaves_int64, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(dates_compare_and_count_days_and_whole_years, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(between_includes_both_ends, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(choices_and_stages_compare_by_their_order, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(texts_are_equal_or_not_and_have_a_length_in_characters, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(a_bool_stands_alone_or_is_compared_with_true_and_false, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(an_empty_field_makes_a_rule_not_fire_and_is_null_asks, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(each_mistake_is_named_at_its_place, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(depth_and_length_have_limits, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(a_rule_as_long_as_allowed_is_a_chain_and_not_a_recursion, desk_open,
                                        desk_close),
        cmocka_unit_test_setup_teardown(a_personal_field_is_refused_where_counting_rules_are_made, desk_open,
                                        desk_close),
        cmocka_unit_test_setup_teardown(a_rule_knows_its_fields_in_order_of_first_mention, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(a_formula_gives_a_number_in_the_places_of_its_unit, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(a_formula_that_is_no_number_or_too_fine_is_refused, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(a_rule_says_itself_in_plain_words, desk_open, desk_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
