/* A rule in plain Chinese words, for pages and lists of checks: fields and choices by their names, numbers with their
 * units. No rule is decided here. */
#include "domain/rule.h"

#include "base/date.h"
#include "base/decimal.h"
#include "base/utf8.h"
#include "domain/rule_tree.h"

static const char *const words[TYPES][6] = {
    [TYPE_NUMBER] = {"等于", "不等于", "小于", "不大于", "大于", "不小于"},
    [TYPE_DATE] = {"是", "不是", "早于", "不晚于", "晚于", "不早于"},
    [TYPE_TEXT] = {"是", "不是"},
    [TYPE_CHOICE] = {"是", "不是", "低于", "不高于", "高于", "达到"},
    [TYPE_BOOL] = {"为", "不为"},
};

static const char *const stage_words[6] = {"是", "不是", "未到", "未超过", "已过", "已到"};

/* ---- Joining: a blank stands between a Chinese character and a Latin letter or digit ---- */

static bool is_han(int32_t c)
{
    return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

static bool is_latin(int32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '%';
}

static int32_t last_rune(const struct buf *out)
{
    size_t start = out->length, n;
    while (start > 0 && ((unsigned char)out->bytes[--start] & 0xC0) == 0x80)
        continue;
    return out->length ? utf8_next(out->bytes + start, out->length - start, &n) : ' ';
}

static void add(struct buf *out, const char *s)
{
    size_t length = strlen(s), n;
    if (!length)
        return;
    int32_t before = last_rune(out), after = utf8_next(s, length, &n);
    if ((is_han(before) && (is_latin(after) || after == '-')) || (is_latin(before) && is_han(after)))
        buf_char(out, ' ');
    buf_add(out, s, length);
}

/* ---- Values ---- */

static void say_value(const struct rule_node *node, struct buf *out);

static void say_literal(const struct rule_node *node, struct buf *out)
{
    char text[DECIMAL_TEXT];
    if (node->type == TYPE_DATE) {
        add(out, date_format((int)node->number, text));
    } else if (node->type == TYPE_NUMBER) {
        add(out, decimal_format((struct decimal){node->number, node->places}, text));
    } else if (node->type == TYPE_BOOL) {
        add(out, node->number ? "是" : "否");
    } else if (node->type == TYPE_TEXT) {
        add(out, "“");
        buf_str(out, node->text);
        add(out, "”");
    } else {
        add(out, node->field->of[node->number].name);
    }
}

/* Sums inside something else stand in parentheses. */
static void say_operand(const struct rule_node *node, struct buf *out)
{
    bool enclosed = node->kind == NODE_SUM || node->kind == NODE_MINUS;
    if (enclosed)
        add(out, "（");
    say_value(node, out);
    if (enclosed)
        add(out, "）");
}

/* No blank after a parenthesis, which is wide enough. */
static void say_sign(const char *sign, struct buf *out)
{
    buf_str(out, last_rune(out) == 0xFF09 ? sign + 1 : sign);
}

static void say_span(const struct rule_node *node, struct buf *out)
{
    say_value(node->first, out);
    add(out, "到");
    say_value(node->first->next, out);
    add(out, node->kind == NODE_DAYS ? "的天数" : "的整年数");
}

static void say_value(const struct rule_node *node, struct buf *out)
{
    if (node->kind == NODE_FIELD) {
        add(out, node->field->name);
    } else if (node->kind == NODE_LITERAL) {
        say_literal(node, out);
    } else if (node->kind == NODE_MINUS) {
        add(out, "-");
        say_operand(node->first, out);
    } else if (node->kind == NODE_YEARS || node->kind == NODE_DAYS) {
        say_span(node, out);
    } else if (node->kind == NODE_LENGTH) {
        say_value(node->first, out);
        add(out, "的字数");
    } else {
        for (const struct rule_node *part = node->first; part; part = part->next) {
            if (part != node->first)
                say_sign(node->kind == NODE_PRODUCT ? " × " : part->minus ? " - " : " + ", out);
            say_operand(part, out);
        }
    }
}

/* What a condition asks about: everything calculated stands in parentheses, so that its end is seen. */
static void say_subject(const struct rule_node *node, struct buf *out)
{
    bool enclosed = node->kind == NODE_SUM || node->kind == NODE_PRODUCT || node->kind == NODE_MINUS;
    if (enclosed)
        add(out, "（");
    say_value(node, out);
    if (enclosed)
        add(out, "）");
}

/* After a literal compared with a field that has one: “100 平方米”, “50%”. */
static void say_unit(const struct rule_node *subject, const struct rule_node *last, struct buf *out)
{
    if (subject->kind != NODE_FIELD || subject->type != TYPE_NUMBER || last->kind != NODE_LITERAL)
        return;
    const char *unit = subject->field->unit ? subject->field->unit : "";
    if (*unit && *unit != '%')
        buf_char(out, ' ');
    buf_str(out, unit);
}

/* ---- Conditions ---- */

static void say_compare(const struct rule_node *node, struct buf *out)
{
    const struct rule_node *left = node->first, *right = left->next;
    bool equality = node->compare == COMPARE_EQUAL || node->compare == COMPARE_UNEQUAL;
    bool stage = left->type == TYPE_CHOICE && left->field->type == FIELD_STAGE;
    say_subject(left, out);
    if (equality && right->kind == NODE_FIELD && left->type != TYPE_NUMBER) {
        add(out, "与");
        say_value(right, out);
        add(out, node->compare == COMPARE_EQUAL ? "相同" : "不同");
        return;
    }
    add(out, stage ? stage_words[node->compare] : words[left->type][node->compare]);
    say_subject(right, out);
    say_unit(left, right, out);
    if (left->type == TYPE_CHOICE && !stage && node->compare == COMPARE_AT_LEAST)
        add(out, "及以上");
}

static void say_between(const struct rule_node *node, struct buf *out)
{
    const struct rule_node *what = node->first, *from = what->next, *to = from->next;
    say_subject(what, out);
    add(out, node->negated ? "不在" : "在");
    say_subject(from, out);
    add(out, "到");
    say_subject(to, out);
    say_unit(what, to, out);
    add(out, "之间");
}

static void say_in(const struct rule_node *node, struct buf *out)
{
    const struct rule_node *what = node->first;
    bool holds = what->type == TYPE_CHOICES, several = what->next->next != NULL;
    say_subject(what, out);
    add(out, node->negated ? holds ? "不含" : "不是" : holds ? "含有" : "是");
    for (const struct rule_node *item = what->next; item; item = item->next) {
        if (item != what->next)
            add(out, "、");
        say_value(item, out);
        if (!item->next)
            say_unit(what, item, out);
    }
    if (several)
        add(out, node->negated ? "中的任何一个" : "之一");
}

static void say_condition(const struct rule_node *node, struct buf *out);

/* An "and" or "or" inside another one, or after "not". */
static void say_part(const struct rule_node *node, struct buf *out)
{
    bool enclosed = node->kind == NODE_OR || node->kind == NODE_AND;
    if (enclosed)
        add(out, "（");
    say_condition(node, out);
    if (enclosed)
        add(out, "）");
}

static void say_chain(const struct rule_node *node, struct buf *out)
{
    for (const struct rule_node *part = node->first; part; part = part->next) {
        if (part != node->first)
            add(out, node->kind == NODE_OR ? "或" : "且");
        say_part(part, out);
    }
}

static void say_not(const struct rule_node *node, struct buf *out)
{
    const struct rule_node *what = node->first;
    if (what->kind == NODE_HOLDS) {
        say_value(what->first, out);
        add(out, "为否");
        return;
    }
    add(out, "并非（");
    say_condition(what, out);
    add(out, "）");
}

static void say_condition(const struct rule_node *node, struct buf *out)
{
    switch (node->kind) {
    case NODE_OR:
    case NODE_AND:
        say_chain(node, out);
        break;
    case NODE_NOT:
        say_not(node, out);
        break;
    case NODE_HOLDS:
        say_value(node->first, out);
        add(out, "为是");
        break;
    case NODE_COMPARE:
        say_compare(node, out);
        break;
    case NODE_BETWEEN:
        say_between(node, out);
        break;
    case NODE_IN:
        say_in(node, out);
        break;
    case NODE_NULL:
        say_subject(node->first, out);
        add(out, node->negated ? "不为空" : "为空");
        break;
    case NODE_FIELD:
    case NODE_LITERAL:
    case NODE_MINUS:
    case NODE_SUM:
    case NODE_PRODUCT:
    case NODE_YEARS:
    case NODE_DAYS:
    case NODE_LENGTH:
        say_value(node, out);
        break;
    }
}

void rule_say(const struct rule *rule, struct buf *out)
{
    say_condition(rule->root, out);
}
