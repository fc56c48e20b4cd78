#include "unit/rule_desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/decimal.h"

#include <cmocka.h> /* last: its macro fail() would hide ours */

struct choice desk_levels[] = {{"junior", "初级工", -1},
                               {"middle", "中级工", -1},
                               {"senior", "高级工", -1},
                               {"master", "技师", -1}};
static struct choice works[] = {{"改建", "改建", -1}, {"安防", "安防", -1}, {"打通", "打通", -1}};
struct choice desk_lacks[] = {{"失养", "失养", -1}, {"失修", "失修", -1}, {"失管", "失管", -1}};
static struct choice stages[] = {{"surveyed", "摸底", -1}, {"started", "开工", -1}, {"finished", "完工", -1}};
static const char *also_occupation[] = {"工种", NULL};

#define CHOICES(list) .of = (list), .of_count = sizeof(list) / sizeof *(list)

/* The index runs against the order, so that nobody mistakes the one for the other. */
const struct field desk_fields[DESK_FIELDS] = {
    {.code = "name", .name = "姓名", .type = FIELD_PERSON_NAME, .personal = true, .index = 19},
    {.code = "built_year", .name = "建成年份", .type = FIELD_INT, .unit = "", .index = 18},
    {.code = "area", .name = "建筑面积", .type = FIELD_DECIMAL, .unit = "平方米", .places = 2, .index = 17},
    {.code = "issued_on", .name = "发证日期", .type = FIELD_DATE, .index = 16},
    {.code = "level", .name = "技能等级", .type = FIELD_CHOICE, .ordered = true, CHOICES(desk_levels), .index = 15},
    {.code = "level_before",
     .name = "原等级",
     .type = FIELD_CHOICE,
     .ordered = true,
     CHOICES(desk_levels),
     .index = 14},
    {.code = "work", .name = "工程类别", .type = FIELD_CHOICE, CHOICES(works), .index = 13},
    {.code = "lacking", .name = "缺失情形", .type = FIELD_CHOICES, CHOICES(desk_lacks), .index = 12},
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
const struct rule_scope desk_scope = {desk_fields, DESK_FIELDS, true};

int desk_open(void **state)
{
    struct desk *desk = test_calloc(1, sizeof *desk);
    desk->ctx.mem = arena_new();
    *state = desk;
    return 0;
}

int desk_close(void **state)
{
    struct desk *desk = *state;
    arena_free(desk->ctx.mem);
    test_free(desk);
    return 0;
}

const struct field *desk_field(const char *code, size_t length)
{
    for (size_t i = 0; i < DESK_FIELDS; i++)
        if (strlen(desk_fields[i].code) == length && strncmp(desk_fields[i].code, code, length) == 0)
            return &desk_fields[i];
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
void desk_set(struct desk *desk, const char *row)
{
    char *rest, *text = arena_strdup(desk->ctx.mem, row);
    memset(desk->values, 0, sizeof desk->values);
    for (char *one = strtok_r(text, " ", &rest); one; one = strtok_r(NULL, " ", &rest)) {
        char *equals = strchr(one, '=');
        assert_non_null(equals);
        set_value(desk, desk_field(one, (size_t)(equals - one)), equals + 1);
    }
}

struct rule *desk_rule(struct desk *desk, const char *expression)
{
    struct rule *rule = NULL;
    struct rule_fault fault = {0};
    if (rule_compile(&desk->ctx, expression, &desk_scope, &rule, &fault) != 0)
        fail_msg("%s\n  at %zu: %s", expression, fault.at, fault.say);
    return rule;
}
