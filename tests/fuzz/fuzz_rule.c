/* Any bytes as a rule: it is refused with a sentence at a place inside it, or it compiles, then evaluates on full and
 * on empty rows and says itself in well-formed text. The first byte chooses a condition or a formula. */
#include <stdint.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "domain/rule.h"

static struct choice levels[] = {{"junior", "初级工", -1}, {"senior", "高级工", -1}};

#define CHOICES .of = levels, .of_count = 2

static const struct field fields[] = {
    {.code = "t", .name = "文字", .type = FIELD_TEXT, .index = 0},
    {.code = "n", .name = "姓名", .type = FIELD_PERSON_NAME, .personal = true, .index = 1},
    {.code = "i", .name = "整数", .type = FIELD_INT, .unit = "米", .index = 2},
    {.code = "j", .name = "另数", .type = FIELD_INT, .unit = "", .index = 3},
    {.code = "d", .name = "小数", .type = FIELD_DECIMAL, .unit = "%", .places = 2, .index = 4},
    {.code = "f", .name = "细数", .type = FIELD_DECIMAL, .unit = "kW", .places = 18, .index = 5},
    {.code = "on", .name = "日期", .type = FIELD_DATE, .index = 6},
    {.code = "to", .name = "止日", .type = FIELD_DATE, .index = 7},
    {.code = "c", .name = "等级", .type = FIELD_CHOICE, .ordered = true, CHOICES, .index = 8},
    {.code = "k", .name = "类别", .type = FIELD_CHOICE, CHOICES, .index = 9},
    {.code = "m", .name = "多选", .type = FIELD_CHOICES, CHOICES, .index = 10},
    {.code = "b", .name = "常住", .type = FIELD_BOOL, .index = 11},
    {.code = "p", .name = "坐标", .type = FIELD_PLACE, .index = 12},
    {.code = "s", .name = "进度", .type = FIELD_STAGE, .ordered = true, CHOICES, .index = 13},
};

enum { FIELDS = sizeof fields / sizeof *fields };

static const struct value rows[][FIELDS] = {
    {{.present = false}},
    {{true, 0, "a"},
     {true, 0, "张三"},
     {true, INT64_MAX, NULL},
     {true, INT64_MIN, NULL},
     {true, INT64_MIN, NULL},
     {true, INT64_MAX, NULL},
     {true, 18000101, NULL},
     {true, 29991231, NULL},
     {true, 1, NULL},
     {true, 0, NULL},
     {true, 3, NULL},
     {true, 1, NULL},
     {true, 0, NULL},
     {true, 1, NULL}},
    {{true, 0, ""},
     {true, 0, "李"},
     {true, 3, NULL},
     {true, -2, NULL},
     {true, 150, NULL},
     {true, 1, NULL},
     {true, 20240229, NULL},
     {false, 0, NULL},
     {true, 0, NULL},
     {false, 0, NULL},
     {true, 0, NULL},
     {true, 0, NULL},
     {false, 0, NULL},
     {true, 0, NULL}},
};

/* An assert that no build leaves out. */
static void must(bool holds)
{
    if (!holds)
        abort();
}

static void evaluate(const struct rule *rule, bool formula)
{
    size_t count;
    const int *read = rule_fields(rule, &count);
    must(count > 0 && count <= FIELDS);
    for (size_t i = 0; i < count; i++)
        must(read[i] >= 0 && read[i] < FIELDS);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct value value;
        int outcome = formula ? rule_number(rule, rows[i], &value) : rule_holds(rule, rows[i]);
        must(outcome == RULE_NO || outcome == RULE_OVERFLOW || (outcome == RULE_YES && !formula));
    }
    AUTO_BUF struct buf out = BUF_INIT;
    rule_say(rule, &out);
    must(out.length > 0 && utf8_valid(out.bytes, out.length) == out.length);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    if (length == 0)
        return 0;
    struct ctx ctx = {.mem = arena_new()};
    char *expression = arena_strndup(ctx.mem, (const char *)bytes + 1, length - 1);
    struct rule_scope scope = {fields, FIELDS, (bytes[0] & 2) != 0};
    struct rule_fault fault = {0};
    struct rule *rule = NULL;
    bool formula = bytes[0] & 1;
    int outcome = formula ? rule_compile_number(&ctx, expression, &scope, bytes[0] >> 2 & 15, &rule, &fault)
                          : rule_compile(&ctx, expression, &scope, &rule, &fault);
    if (outcome == 0) {
        evaluate(rule, formula);
    } else {
        must(outcome == RULE_FAULT && fault.say && *fault.say && fault.at <= strlen(expression));
        must(utf8_valid(fault.say, strlen(fault.say)) == strlen(fault.say));
        must(ctx.err.code == 0);
    }
    arena_free(ctx.mem);
    return 0;
}
