/* Evaluates a finished tree on the values of one record: no allocation, no failure but overflow. Conditions have three
 * values inside (unknown when a field they need is empty); from left to right, and no further once it is decided. */
#include "domain/rule.h"

#include <assert.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/utf8.h"
#include "domain/rule_tree.h"

/* The first three are RULE_NO, RULE_YES and RULE_OVERFLOW; a value that could be read is YES. */
enum truth { NO = RULE_NO, YES = RULE_YES, OVERFLOWN = RULE_OVERFLOW, UNKNOWN };

/* Any two int64 brought to one scale of at most 18 digits, their sum and their product. */
__extension__ typedef __int128 wide;

static enum truth number_of(const struct rule_node *node, const struct value *values, int64_t *ret);

static wide widened(wide n, int places)
{
    while (places-- > 0)
        n *= 10;
    return n;
}

static enum truth narrowed(wide n, int64_t *ret)
{
    if (n < INT64_MIN || n > INT64_MAX)
        return OVERFLOWN;
    *ret = (int64_t)n;
    return YES;
}

/* Each partial sum must fit int64 in the scale of its two operands. */
static enum truth sum_of(const struct rule_node *node, const struct value *values, int64_t *ret)
{
    const struct rule_node *term = node->first;
    int places = term->places;
    enum truth truth = number_of(term, values, ret);
    while (truth == YES && (term = term->next)) {
        int64_t n;
        truth = number_of(term, values, &n);
        if (truth != YES)
            break;
        int wider = places > term->places ? places : term->places;
        wide a = widened(*ret, wider - places), b = widened(n, wider - term->places);
        truth = narrowed(term->minus ? a - b : a + b, ret);
        places = wider;
    }
    return truth;
}

static enum truth product_of(const struct rule_node *node, const struct value *values, int64_t *ret)
{
    const struct rule_node *factor = node->first;
    enum truth truth = number_of(factor, values, ret);
    while (truth == YES && (factor = factor->next)) {
        int64_t n;
        truth = number_of(factor, values, &n);
        if (truth == YES)
            truth = narrowed((wide)*ret * n, ret);
    }
    return truth;
}

static enum truth span_of(const struct rule_node *node, const struct value *values, int64_t *ret)
{
    int64_t from, to;
    enum truth truth = number_of(node->first, values, &from);
    if (truth == YES)
        truth = number_of(node->first->next, values, &to);
    if (truth == YES)
        *ret = node->kind == NODE_DAYS ? days_between((int)from, (int)to) : years_between((int)from, (int)to);
    return truth;
}

/* NULL: the field is empty. */
static const char *text_of(const struct rule_node *node, const struct value *values)
{
    if (node->kind == NODE_LITERAL)
        return node->text;
    const struct value *value = &values[node->field_index];
    return value->present ? value->text : NULL;
}

static enum truth length_of(const struct rule_node *node, const struct value *values, int64_t *ret)
{
    const char *text = text_of(node->first, values);
    if (!text)
        return UNKNOWN;
    *ret = (int64_t)utf8_count(text, strlen(text));
    return YES;
}

/* Whatever struct value keeps as a number: numbers, dates, choices, bools. YES with *ret, UNKNOWN or OVERFLOWN. */
static enum truth number_of(const struct rule_node *node, const struct value *values, int64_t *ret)
{
    enum truth truth;
    switch (node->kind) {
    case NODE_FIELD:
        *ret = values[node->field_index].number;
        return values[node->field_index].present ? YES : UNKNOWN;
    case NODE_LITERAL:
        *ret = node->number;
        return YES;
    case NODE_MINUS:
        truth = number_of(node->first, values, ret);
        return truth == YES ? narrowed(-(wide)*ret, ret) : truth;
    case NODE_SUM:
        return sum_of(node, values, ret);
    case NODE_PRODUCT:
        return product_of(node, values, ret);
    case NODE_YEARS:
    case NODE_DAYS:
        return span_of(node, values, ret);
    case NODE_LENGTH:
        return length_of(node, values, ret);
    case NODE_OR:
    case NODE_AND:
    case NODE_NOT:
    case NODE_HOLDS:
    case NODE_COMPARE:
    case NODE_BETWEEN:
    case NODE_IN:
    case NODE_NULL:
        break;
    }
    assert(false && "a condition is no number");
    return UNKNOWN;
}

static enum truth holds_by(enum rule_compare compare, int order)
{
    switch (compare) {
    case COMPARE_EQUAL:
        return order == 0;
    case COMPARE_UNEQUAL:
        return order != 0;
    case COMPARE_LESS:
        return order < 0;
    case COMPARE_AT_MOST:
        return order <= 0;
    case COMPARE_MORE:
        return order > 0;
    case COMPARE_AT_LEAST:
        return order >= 0;
    }
    return UNKNOWN;
}

static int order_of(const struct rule_node *left, int64_t a, const struct rule_node *right, int64_t b)
{
    if (left->places == right->places)
        return a < b ? -1 : a > b;
    return decimal_compare((struct decimal){a, left->places}, (struct decimal){b, right->places});
}

static enum truth compare_texts(enum rule_compare compare, const struct rule_node *left, const struct rule_node *right,
                                const struct value *values)
{
    const char *a = text_of(left, values), *b = text_of(right, values);
    return a && b ? holds_by(compare, strcmp(a, b)) : UNKNOWN;
}

static enum truth compare(const struct rule_node *node, const struct value *values)
{
    const struct rule_node *left = node->first, *right = left->next;
    if (left->type == TYPE_TEXT)
        return compare_texts(node->compare, left, right, values);
    int64_t a, b;
    enum truth truth = number_of(left, values, &a);
    if (truth == YES)
        truth = number_of(right, values, &b);
    return truth == YES ? holds_by(node->compare, order_of(left, a, right, b)) : truth;
}

/* what >= from and what <= to, as SQL has it: a side that says no decides, also when the other bound is empty. */
static enum truth between(const struct rule_node *node, const struct value *values)
{
    const struct rule_node *what = node->first, *from = what->next, *to = from->next;
    int64_t n, bound;
    enum truth truth = number_of(what, values, &n);
    if (truth != YES)
        return truth;
    enum truth lower = number_of(from, values, &bound);
    if (lower == YES)
        lower = order_of(what, n, from, bound) >= 0 ? YES : NO;
    if (lower == NO || lower == OVERFLOWN)
        return lower;
    enum truth upper = number_of(to, values, &bound);
    if (upper == YES)
        upper = order_of(what, n, to, bound) <= 0 ? YES : NO;
    return upper == YES ? lower : upper;
}

static enum truth in_list(const struct rule_node *node, const struct value *values)
{
    const struct rule_node *what = node->first, *item = what->next;
    if (what->type == TYPE_TEXT) {
        enum truth truth = NO;
        for (; item && truth == NO; item = item->next)
            truth = compare_texts(COMPARE_EQUAL, what, item, values);
        return truth;
    }
    int64_t n;
    enum truth truth = number_of(what, values, &n);
    if (truth != YES)
        return truth;
    if (what->type == TYPE_CHOICES)
        return (n & node->number) != 0;
    while (item && order_of(what, n, item, item->number) != 0)
        item = item->next;
    return item != NULL;
}

/* Arithmetic on an empty field is empty too. */
static enum truth is_null(const struct rule_node *node, const struct value *values)
{
    int64_t ignored;
    if (node->first->kind == NODE_FIELD)
        return !values[node->first->field_index].present;
    enum truth truth = number_of(node->first, values, &ignored);
    return truth == OVERFLOWN ? OVERFLOWN : truth == UNKNOWN;
}

static enum truth negated_if(bool negated, enum truth truth)
{
    if (!negated || truth == UNKNOWN || truth == OVERFLOWN)
        return truth;
    return truth == YES ? NO : YES;
}

static enum truth truth_of(const struct rule_node *node, const struct value *values);

/* AND until one says no, OR until one says yes; unknown if none did and one was unknown. */
static enum truth chain_of(const struct rule_node *node, const struct value *values, enum truth decides)
{
    enum truth all = decides == NO ? YES : NO;
    for (const struct rule_node *part = node->first; part; part = part->next) {
        enum truth truth = truth_of(part, values);
        if (truth == decides || truth == OVERFLOWN)
            return truth;
        if (truth == UNKNOWN)
            all = UNKNOWN;
    }
    return all;
}

static enum truth truth_of(const struct rule_node *node, const struct value *values)
{
    int64_t n;
    enum truth truth;
    switch (node->kind) {
    case NODE_OR:
        return chain_of(node, values, YES);
    case NODE_AND:
        return chain_of(node, values, NO);
    case NODE_NOT:
        return negated_if(true, truth_of(node->first, values));
    case NODE_HOLDS:
        truth = number_of(node->first, values, &n);
        return truth == YES ? n != 0 : truth;
    case NODE_COMPARE:
        return compare(node, values);
    case NODE_BETWEEN:
        return negated_if(node->negated, between(node, values));
    case NODE_IN:
        return negated_if(node->negated, in_list(node, values));
    case NODE_NULL:
        return negated_if(node->negated, is_null(node, values));
    case NODE_FIELD:
    case NODE_LITERAL:
    case NODE_MINUS:
    case NODE_SUM:
    case NODE_PRODUCT:
    case NODE_YEARS:
    case NODE_DAYS:
    case NODE_LENGTH:
        break;
    }
    assert(false && "a value is no condition");
    return UNKNOWN;
}

int rule_holds(const struct rule *rule, const struct value *values)
{
    enum truth truth = truth_of(rule->root, values);
    return truth == UNKNOWN ? RULE_NO : (int)truth;
}

int rule_number(const struct rule *rule, const struct value *values, struct value *ret)
{
    int64_t n = 0;
    *ret = (struct value){.present = false};
    enum truth truth = number_of(rule->root, values, &n);
    if (truth == YES)
        truth = narrowed(widened(n, rule->places - rule->root->places), &n);
    if (truth == OVERFLOWN)
        return RULE_OVERFLOW;
    if (truth == YES)
        *ret = (struct value){.present = true, .number = n};
    return 0;
}
