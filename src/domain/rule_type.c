/* What the types of a rule can do and what goes with what. A literal gets its type here, from the field it stands
 * beside; here it is checked that the day exists, the choice is one of the field's and the number has no digit too
 * many. */
#include "domain/rule_type.h"

#include <assert.h>

#include "base/date.h"
#include "base/decimal.h"

enum { LISTED_LIMIT = 20 };

static const struct {
    const char *words;
    unsigned can;
    const char *only;    /* said when it cannot */
    const char *literal; /* how one is written */
} types[TYPES] = {
    [TYPE_CONDITION] = {"条件", 0, "条件之间只用 and、or、not 连接", "条件之间只用 and、or、not 连接"},
    [TYPE_NUMBER] = {"数", CAN_EQUAL | CAN_DIFFER | CAN_ORDER | CAN_IN | CAN_CALCULATE, "", "数直接写，不加引号"},
    [TYPE_DATE] = {"日期", CAN_EQUAL | CAN_DIFFER | CAN_ORDER | CAN_IN,
                   "日期只比较先后；相差几天用 days(起, 止)，满几年用 years(起, 止)",
                   "日期写成 '2024-01-01'，带单引号"},
    [TYPE_TEXT] = {"文字", CAN_EQUAL | CAN_DIFFER | CAN_IN, "文字只能用 =、<>、in、length() 和 is null",
                   "文字要放在单引号里"},
    [TYPE_CHOICE] = {"选项", CAN_EQUAL | CAN_DIFFER | CAN_ORDER | CAN_IN, "选项不能计算", "选项要放在单引号里"},
    [TYPE_CHOICES] = {"多选", CAN_IN, "多选只能用 in（含有其中之一）和 is null", "选项要放在单引号里"},
    [TYPE_BOOL] = {"是否", CAN_EQUAL, "是否字段只能写 = true、= false，或者单独写字段代码",
                   "是否只和 true 或 false 比"},
    [TYPE_PLACE] = {"坐标", 0, "坐标只能用 is null", "坐标只能用 is null"},
    [TYPE_QUOTED] = {"文字", 0, "文字不能计算", "文字要放在单引号里"},
};

const char *rule_described(struct lexer *lexer, const struct rule_node *node)
{
    char number[DECIMAL_TEXT];
    if (node->kind == NODE_FIELD)
        return arena_printf(lexer->mem, "“%s”（%s）", node->field->name, field_type_words(node->field->type));
    if (node->kind != NODE_LITERAL)
        return node->type == TYPE_NUMBER ? "算出来的数" : types[node->type].words;
    if (node->type == TYPE_NUMBER)
        return arena_printf(lexer->mem, "数“%s”", decimal_format((struct decimal){node->number, node->places}, number));
    if (node->type == TYPE_BOOL)
        return node->number ? "“true”" : "“false”";
    return arena_printf(lexer->mem, "文字“%s”", lexer_shown(lexer, node->text));
}

static const char *choices_of(struct lexer *lexer, const struct field *field)
{
    const char *list = "";
    for (size_t i = 0; i < field->of_count && i < LISTED_LIMIT; i++)
        list = arena_printf(lexer->mem, "%s%s%s", list, i ? "、" : "", field->of[i].name);
    return field->of_count <= LISTED_LIMIT ? list : arena_printf(lexer->mem, "%s等 %zu 个", list, field->of_count);
}

bool rule_type_allows(struct lexer *lexer, const struct rule_node *node, unsigned can, const struct token *sign)
{
    if (node->type == TYPE_CHOICE && can == CAN_ORDER && !node->field->ordered) {
        lexer_fault(lexer, sign->offset, "%s的选项没有先后，不能用“%s”；能用 =、<>、in 和 is null",
                    rule_described(lexer, node), sign->text);
        return false;
    }
    if (types[node->type].can & can)
        return true;
    return lexer_fault(lexer, sign->offset, "%s不能用“%s”；%s", rule_described(lexer, node), sign->text,
                       types[node->type].only);
}

/* 2024-01-01 and no other form. */
static bool is_iso_date(const char *s)
{
    size_t i = 0;
    for (; s[i] && i < 10; i++)
        if (i == 4 || i == 7 ? s[i] != '-' : s[i] < '0' || s[i] > '9')
            return false;
    return i == 10 && !s[i];
}

bool rule_date_literal(struct lexer *lexer, struct rule_node *node)
{
    const char *s = node->text;
    bool iso = is_iso_date(s);
    int day;
    if (!date_parse(s, strlen(s), &day))
        return lexer_fault(lexer, node->offset,
                           iso ? "没有“%s”这一天（1800 至 2999 年的日历里）" : "“%s”不是日期；日期写成 '2024-01-01'",
                           lexer_shown(lexer, s));
    char form[16];
    if (!iso)
        return lexer_fault(lexer, node->offset, "日期“%s”要写成 '%s'", lexer_shown(lexer, s), date_format(day, form));
    node->type = TYPE_DATE;
    node->number = day;
    return true;
}

static bool choice_becomes(struct lexer *lexer, const struct field *field, struct rule_node *node)
{
    int index = field_choice(field, node->text);
    assert(field->type != FIELD_CHOICES || index < FIELD_CHOICES_LIMIT);
    if (index >= 0) {
        node->type = field->type == FIELD_CHOICES ? TYPE_CHOICES : TYPE_CHOICE;
        node->field = field;
        node->number = index;
        return true;
    }
    const char *near = NULL, *shown = lexer_shown(lexer, node->text);
    size_t nearest = SIZE_MAX;
    for (size_t i = 0; i < 2 * field->of_count; i++) {
        const char *candidate = i % 2 ? field->of[i / 2].code : field->of[i / 2].name;
        size_t distance = word_distance(node->text, candidate);
        if (distance < nearest) {
            nearest = distance;
            near = candidate;
        }
    }
    return near ? lexer_fault(lexer, node->offset, "“%s”没有选项“%s”，是不是“%s”？可选：%s", field->name, shown, near,
                              choices_of(lexer, field))
                : lexer_fault(lexer, node->offset, "“%s”没有选项“%s”；可选：%s", field->name, shown,
                              choices_of(lexer, field));
}

static bool same_choices(const struct field *a, const struct field *b)
{
    bool same = a->of_count == b->of_count && a->ordered == b->ordered;
    for (size_t i = 0; same && i < a->of_count; i++)
        same = strcmp(a->of[i].code, b->of[i].code) == 0 && strcmp(a->of[i].name, b->of[i].name) == 0;
    return same;
}

/* A literal takes the places of the field beside it, so that comparing is comparing two int64. */
static bool number_fits(struct lexer *lexer, const struct field *field, struct rule_node *node)
{
    switch (decimal_rescale((struct decimal){node->number, node->places}, field->places, &node->number)) {
    case 0:
        node->places = field->places;
        return true;
    case DECIMAL_RANGE:
        return lexer_fault(lexer, node->offset, "%s太大，“%s”里不可能有", rule_described(lexer, node), field->name);
    default:
        if (field->places == 0)
            return lexer_fault(lexer, node->offset, "“%s”是整数，%s有小数", field->name, rule_described(lexer, node));
        return lexer_fault(lexer, node->offset, "“%s”只到小数点后 %d 位，%s的小数位太多", field->name, field->places,
                           rule_described(lexer, node));
    }
}

/* Makes `node` something that `pattern` (which reads a field) can be compared with. */
static bool match(struct lexer *lexer, const struct rule_node *pattern, struct rule_node *node)
{
    if (node->type == TYPE_QUOTED) {
        if (pattern->type == TYPE_DATE)
            return rule_date_literal(lexer, node);
        if (pattern->type == TYPE_CHOICE || pattern->type == TYPE_CHOICES)
            return choice_becomes(lexer, pattern->field, node);
        if (pattern->type == TYPE_TEXT) {
            node->type = TYPE_TEXT;
            return true;
        }
    }
    if (node->type != pattern->type || (node->type == TYPE_BOOL && node->reads))
        return lexer_fault(lexer, node->offset, "%s不能和%s比较%s%s", rule_described(lexer, pattern),
                           rule_described(lexer, node), node->reads ? "" : "；",
                           node->reads ? "" : types[pattern->type].literal);
    if (node->type == TYPE_CHOICE && !same_choices(pattern->field, node->field))
        return lexer_fault(lexer, node->offset, "“%s”和“%s”的选项不同，不能互相比较", pattern->field->name,
                           node->field->name);
    if (pattern->kind == NODE_FIELD && node->kind == NODE_LITERAL && node->type == TYPE_NUMBER)
        return number_fits(lexer, pattern->field, node);
    return true;
}

bool rule_types_agree(struct lexer *lexer, struct rule_node *first, unsigned can, const struct token *sign)
{
    const struct rule_node *pattern = first;
    while (pattern && !pattern->reads)
        pattern = pattern->next;
    if (!pattern)
        return lexer_fault(lexer, first->offset, "这个比较里没有字段，结果永远一样；请写上要问的字段代码");
    if (!rule_type_allows(lexer, pattern, can, sign))
        return false;
    for (struct rule_node *node = first; node; node = node->next)
        if (node != pattern && !match(lexer, pattern, node))
            return false;
    return true;
}

const char *rule_type_words(enum rule_type type)
{
    return types[type].words;
}

enum rule_type rule_type_of(const struct field *field)
{
    static const enum rule_type of[FIELD_TYPES] = {
        [FIELD_TEXT] = TYPE_TEXT,    [FIELD_INT] = TYPE_NUMBER,    [FIELD_DECIMAL] = TYPE_NUMBER,
        [FIELD_DATE] = TYPE_DATE,    [FIELD_CHOICE] = TYPE_CHOICE, [FIELD_CHOICES] = TYPE_CHOICES,
        [FIELD_BOOL] = TYPE_BOOL,    [FIELD_PERSON] = TYPE_TEXT,   [FIELD_PERSON_NAME] = TYPE_TEXT,
        [FIELD_PHONE] = TYPE_TEXT,   [FIELD_USCC] = TYPE_TEXT,     [FIELD_PLACE] = TYPE_PLACE,
        [FIELD_STAGE] = TYPE_CHOICE, [FIELD_REF] = TYPE_TEXT,
    };
    return of[field->type];
}
