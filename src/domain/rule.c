/* Parses a rule and has every part get its type (rule_type.c): one function a line of the grammar in rule.h. A function
 * that returns NULL or false has noted its fault. Evaluating is rule_eval.c's. */
#include "domain/rule.h"

#include <assert.h>
#include <strings.h>

#include "base/decimal.h"
#include "domain/rule_type.h"

enum { PLACES_LIMIT = 18, LISTED_LIMIT = 20 };

struct parser {
    struct lexer lexer;
    const struct rule_scope *scope;
    struct rule *rule;
    int depth;
};

static const struct {
    const char *name;
    enum rule_kind kind;
    int arguments;
    enum rule_type type;
    const char *usage;
} functions[] = {
    {"years", NODE_YEARS, 2, TYPE_DATE, "years(起, 止)"},
    {"days", NODE_DAYS, 2, TYPE_DATE, "days(起, 止)"},
    {"length", NODE_LENGTH, 1, TYPE_TEXT, "length(文字)"},
};

/* What people bring along; looked at only where no field has this code. */
static const struct {
    const char *word, *say;
} foreign_words[] = {
    {"select", "规则只看一条记录，不能写子查询（select）"},
    {"exists", "规则只看一条记录，不能写子查询（exists）；记录之间的检查写在 checks 里"},
    {"from", "规则只看一条记录，不能从别的表里取（from）"},
    {"where", "这里已经是条件，不再写 where"},
    {"like", "规则里没有 like；文字只能用 =、<>、in、length() 和 is null"},
    {"case", "规则里没有 case；请拆成几条规则"},
    {"if", "规则里没有 if；请直接写条件"},
    {"且", "“且”要写成 and"},
    {"并且", "“并且”要写成 and"},
    {"或", "“或”要写成 or"},
    {"或者", "“或者”要写成 or"},
    {"非", "“非”要写成 not"},
};

static const char *foreign_word(const struct token *token)
{
    for (size_t i = 0; token->kind == TOKEN_WORD && i < sizeof foreign_words / sizeof *foreign_words; i++)
        if (strcasecmp(token->text, foreign_words[i].word) == 0)
            return foreign_words[i].say;
    return NULL;
}

static struct rule_node *parse_or(struct parser *p);
static struct rule_node *parse_sum(struct parser *p);

static enum token_kind now(const struct parser *p)
{
    return p->lexer.now.kind;
}

static bool advance(struct parser *p)
{
    return lexer_next(&p->lexer);
}

/* Always NULL. */
__attribute__((format(printf, 3, 4))) static struct rule_node *fault(struct parser *p, size_t offset,
                                                                     const char *format, ...)
{
    va_list args;
    va_start(args, format);
    lexer_faultv(&p->lexer, offset, format, args);
    va_end(args);
    return NULL;
}

static struct rule_node *node_new(struct parser *p, enum rule_kind kind, enum rule_type type, size_t offset)
{
    struct rule_node *node = arena_alloc(p->lexer.mem, sizeof *node);
    node->kind = kind;
    node->type = type;
    node->offset = offset;
    return node;
}

/* The fault for a token that cannot stand here. */
static struct rule_node *unexpected(struct parser *p, const char *expected)
{
    const struct token *token = &p->lexer.now;
    if (token->kind == TOKEN_END)
        return fault(p, token->offset, "规则没有写完：这里应该是%s", expected);
    if (token->kind == TOKEN_NULL)
        return fault(p, token->offset, "null 只能写在 is 后面：问空写“字段 is null”，问不空写“字段 is not null”");
    if (token->kind == TOKEN_TEXT)
        return fault(p, token->offset, "这里应该是%s，却写了文字“%s”", expected, lexer_shown(&p->lexer, token->text));
    if (foreign_word(token))
        return fault(p, token->offset, "%s", foreign_word(token));
    return fault(p, token->offset, "这里应该是%s，却写了“%s”", expected, lexer_shown(&p->lexer, token->text));
}

/* A bool field by itself is a condition; other values are none. Passes NULL on. */
static struct rule_node *condition(struct parser *p, struct rule_node *node)
{
    if (!node || node->type == TYPE_CONDITION)
        return node;
    if (!node->reads)
        return fault(p, node->offset, "%s单独不是条件，里面没有字段；请写上要问的字段代码",
                     rule_described(&p->lexer, node));
    if (node->type != TYPE_BOOL)
        return fault(p, node->offset, "%s单独不是条件；请写要和什么比较", rule_described(&p->lexer, node));
    struct rule_node *holds = node_new(p, NODE_HOLDS, TYPE_CONDITION, node->offset);
    holds->first = node;
    holds->reads = true;
    return holds;
}

/* ---- Values ---- */

static struct rule_node *field_node(struct parser *p, const struct field *field)
{
    if (field->personal && !p->scope->personal)
        return fault(p, p->lexer.now.offset, "“%s”（%s）是个人信息，这里的规则不能用它", field->name, field->code);
    struct rule_node *node = node_new(p, NODE_FIELD, rule_type_of(field), p->lexer.now.offset);
    node->field = field;
    node->field_index = field->index;
    node->places = field->type == FIELD_DECIMAL ? field->places : 0;
    assert(node->places >= 0 && node->places <= PLACES_LIMIT);
    node->reads = true;
    struct rule *rule = p->rule;
    size_t i = 0;
    while (i < rule->field_count && rule->fields[i] != field->index)
        i++;
    if (i == rule->field_count)
        rule->fields[rule->field_count++] = field->index;
    return advance(p) ? node : NULL;
}

static bool is_called(const struct field *field, const char *word)
{
    bool called = strcmp(field->name, word) == 0;
    for (const char **also = field->also; !called && also && *also; also++)
        called = strcmp(*also, word) == 0;
    return called;
}

/* No field has this code: says which one may be meant. */
static struct rule_node *unknown_field(struct parser *p)
{
    const struct token *token = &p->lexer.now;
    const struct rule_scope *scope = p->scope;
    const struct field *near = NULL;
    size_t nearest = SIZE_MAX;
    for (size_t i = 0; i < scope->count; i++) {
        const struct field *field = &scope->fields[i];
        if (is_called(field, token->text))
            return fault(p, token->offset, "“%s”是字段的名称；规则里要写代码 %s", token->text, field->code);
        size_t distance = word_distance(token->text, field->code);
        if (distance < nearest) {
            nearest = distance;
            near = field;
        }
    }
    if (foreign_word(token))
        return fault(p, token->offset, "%s", foreign_word(token));
    const char *shown = lexer_shown(&p->lexer, token->text);
    if (near)
        return fault(p, token->offset, "没有字段“%s”，是不是 %s（%s）？", shown, near->code, near->name);
    const char *list = "";
    for (size_t i = 0; i < scope->count && i < LISTED_LIMIT; i++)
        list = arena_printf(p->lexer.mem, "%s%s%s", list, i ? "、" : "", scope->fields[i].code);
    return fault(p, token->offset, "没有字段“%s”；可用的字段：%s%s", shown, list,
                 scope->count > LISTED_LIMIT ? "等" : "");
}

static bool deeper(struct parser *p)
{
    if (p->depth++ < RULE_DEPTH_LIMIT)
        return true;
    return lexer_fault(&p->lexer, p->lexer.now.offset, "括号套得太深：最多 %d 层", RULE_DEPTH_LIMIT);
}

/* The arguments between the parentheses, each of the function's type. */
static struct rule_node *parse_arguments(struct parser *p, struct rule_node *call, size_t f)
{
    struct rule_node **last = &call->first;
    for (int i = 0; i < functions[f].arguments; i++, last = &(*last)->next) {
        if (now(p) != (i ? TOKEN_COMMA : TOKEN_OPEN))
            return unexpected(p, arena_printf(p->lexer.mem, "“,”（要写成 %s）", functions[f].usage));
        if (!advance(p) || !(*last = parse_sum(p)))
            return NULL;
        if ((*last)->type == TYPE_QUOTED && functions[f].type == TYPE_DATE && !rule_date_literal(&p->lexer, *last))
            return NULL;
        if ((*last)->type == TYPE_QUOTED)
            (*last)->type = TYPE_TEXT;
        if ((*last)->type != functions[f].type)
            return fault(p, (*last)->offset, "%s 里要写%s，却是%s", functions[f].usage,
                         rule_type_words(functions[f].type), rule_described(&p->lexer, *last));
        call->reads |= (*last)->reads;
    }
    if (now(p) != TOKEN_CLOSE)
        return unexpected(p, arena_printf(p->lexer.mem, "“)”（要写成 %s）", functions[f].usage));
    return advance(p) ? call : NULL;
}

static struct rule_node *parse_call(struct parser *p)
{
    const struct token *token = &p->lexer.now;
    for (size_t f = 0; f < sizeof functions / sizeof *functions; f++) {
        if (strcasecmp(token->text, functions[f].name) != 0)
            continue;
        struct rule_node *call = node_new(p, functions[f].kind, TYPE_NUMBER, token->offset);
        if (!deeper(p) || !advance(p) || !parse_arguments(p, call, f))
            return NULL;
        p->depth--;
        return call;
    }
    if (foreign_word(token))
        return fault(p, token->offset, "%s", foreign_word(token));
    return fault(p, token->offset, "没有“%s”这个函数；只有 %s、%s 和 %s", lexer_shown(&p->lexer, token->text),
                 functions[0].usage, functions[1].usage, functions[2].usage);
}

/* number | 'text' | true | false */
static struct rule_node *parse_literal(struct parser *p, const char *expected)
{
    const struct token *token = &p->lexer.now;
    enum rule_type type = TYPE_BOOL;
    if (token->kind == TOKEN_NUMBER)
        type = TYPE_NUMBER;
    else if (token->kind == TOKEN_TEXT)
        type = TYPE_QUOTED;
    else if (token->kind != TOKEN_TRUE && token->kind != TOKEN_FALSE)
        return unexpected(p, expected);
    struct rule_node *node = node_new(p, NODE_LITERAL, type, token->offset);
    node->number = type == TYPE_NUMBER ? token->number.n : token->kind == TOKEN_TRUE;
    node->places = type == TYPE_NUMBER ? token->number.places : 0;
    node->text = token->text;
    return advance(p) ? node : NULL;
}

static struct rule_node *parse_primary(struct parser *p)
{
    if (now(p) == TOKEN_OPEN) {
        if (!deeper(p) || !advance(p))
            return NULL;
        struct rule_node *node = parse_or(p);
        if (!node)
            return NULL;
        if (now(p) != TOKEN_CLOSE)
            return unexpected(p, "“and”、“or”或者“)”");
        p->depth--;
        return advance(p) ? node : NULL;
    }
    if (now(p) != TOKEN_WORD)
        return parse_literal(p, "字段、数、文字或者“(”");
    if (lexer_call_follows(&p->lexer))
        return parse_call(p);
    for (size_t i = 0; i < p->scope->count; i++)
        if (strcmp(p->scope->fields[i].code, p->lexer.now.text) == 0)
            return field_node(p, &p->scope->fields[i]);
    return unknown_field(p);
}

static struct rule_node *parse_unary(struct parser *p)
{
    struct token sign = p->lexer.now;
    if (sign.kind != TOKEN_MINUS)
        return parse_primary(p);
    if (!advance(p))
        return NULL;
    if (now(p) == TOKEN_MINUS)
        return fault(p, p->lexer.now.offset, "负号不能连写");
    struct rule_node *node = parse_primary(p);
    if (!node || !rule_type_allows(&p->lexer, node, CAN_CALCULATE, &sign))
        return NULL;
    if (node->kind == NODE_LITERAL) {
        node->number = -node->number; /* a literal is never INT64_MIN */
        node->offset = sign.offset;
        return node;
    }
    struct rule_node *minus = node_new(p, NODE_MINUS, TYPE_NUMBER, sign.offset);
    minus->first = node;
    minus->places = node->places;
    minus->reads = node->reads;
    return minus;
}

/* Takes one more number into a sum or a product. Passes NULL on. */
static struct rule_node *calculated(struct parser *p, struct rule_node *whole, struct rule_node *part,
                                    const struct token *sign)
{
    if (!part || !rule_type_allows(&p->lexer, part, CAN_CALCULATE, sign))
        return NULL;
    if (whole->kind == NODE_PRODUCT)
        whole->places += part->places;
    else if (whole->places < part->places)
        whole->places = part->places;
    if (whole->places > PLACES_LIMIT)
        return fault(p, sign->offset, "这个乘积的小数位太多：最多 %d 位", PLACES_LIMIT);
    whole->reads |= part->reads;
    return part;
}

static bool is_sign_of(enum rule_kind kind, enum token_kind token)
{
    return kind == NODE_PRODUCT ? token == TOKEN_TIMES : token == TOKEN_PLUS || token == TOKEN_MINUS;
}

static struct rule_node *parse_arithmetic(struct parser *p, enum rule_kind kind,
                                          struct rule_node *(*operand)(struct parser *))
{
    struct rule_node *first = operand(p);
    if (!first || !is_sign_of(kind, now(p)))
        return first;
    struct token sign = p->lexer.now;
    struct rule_node *whole = node_new(p, kind, TYPE_NUMBER, first->offset), *last = calculated(p, whole, first, &sign);
    whole->first = last;
    while (last && is_sign_of(kind, now(p))) {
        sign = p->lexer.now;
        if (!advance(p))
            return NULL;
        last->next = calculated(p, whole, operand(p), &sign);
        last = last->next;
        if (last)
            last->minus = sign.kind == TOKEN_MINUS;
    }
    return last ? whole : NULL;
}

static struct rule_node *parse_product(struct parser *p)
{
    return parse_arithmetic(p, NODE_PRODUCT, parse_unary);
}

static struct rule_node *parse_sum(struct parser *p)
{
    return parse_arithmetic(p, NODE_SUM, parse_product);
}

/* ---- Conditions ---- */

static struct rule_node *parse_compare(struct parser *p, struct rule_node *left)
{
    static const enum rule_compare mirrored[] = {COMPARE_EQUAL,    COMPARE_UNEQUAL, COMPARE_MORE,
                                                 COMPARE_AT_LEAST, COMPARE_LESS,    COMPARE_AT_MOST};
    struct token sign = p->lexer.now;
    struct rule_node *node = node_new(p, NODE_COMPARE, TYPE_CONDITION, left->offset), *right;
    node->compare = sign.compare;
    if (!advance(p))
        return NULL;
    if (now(p) == TOKEN_NULL)
        return fault(p, sign.offset, "和 null 比较永远没有结果；问空写“is null”，问不空写“is not null”");
    if (!(right = parse_sum(p)))
        return NULL;
    if (now(p) == TOKEN_COMPARE)
        return fault(p, p->lexer.now.offset, "比较不能连写；请用 and 分成两个，或者用 between");
    left->next = right;
    if (!rule_types_agree(&p->lexer, left,
                          sign.compare == COMPARE_EQUAL     ? CAN_EQUAL
                          : sign.compare == COMPARE_UNEQUAL ? CAN_DIFFER
                                                            : CAN_ORDER,
                          &sign))
        return NULL;
    node->first = left;
    if (left->kind == NODE_LITERAL) {
        node->first = right;
        right->next = left;
        left->next = NULL;
        node->compare = mirrored[sign.compare];
    }
    node->reads = true;
    return node;
}

static struct rule_node *parse_between(struct parser *p, struct rule_node *what)
{
    struct token sign = p->lexer.now;
    struct rule_node *node = node_new(p, NODE_BETWEEN, TYPE_CONDITION, what->offset);
    node->first = what;
    if (!advance(p) || !(what->next = parse_sum(p)))
        return NULL;
    if (now(p) != TOKEN_AND)
        return unexpected(p, "“and”（between 下限 and 上限）");
    if (!advance(p) || !(what->next->next = parse_sum(p)))
        return NULL;
    if (!rule_types_agree(&p->lexer, what, CAN_ORDER, &sign))
        return NULL;
    node->reads = true;
    return node;
}

/* One literal of an `in`, where a number may have a sign. */
static struct rule_node *parse_listed(struct parser *p)
{
    size_t offset = p->lexer.now.offset;
    bool minus = now(p) == TOKEN_MINUS;
    if (now(p) == TOKEN_NULL)
        return fault(p, offset, "in 的括号里不能写 null；请另写“or 字段 is null”");
    if (minus && !advance(p))
        return NULL;
    if (minus && now(p) != TOKEN_NUMBER)
        return unexpected(p, "数");
    struct rule_node *node = parse_literal(p, "数或者单引号里的文字（in 的括号里只写固定的值）");
    if (node && minus) {
        node->number = -node->number;
        node->offset = offset;
    }
    return node;
}

static struct rule_node *parse_in(struct parser *p, struct rule_node *what)
{
    struct token sign = p->lexer.now;
    struct rule_node *node = node_new(p, NODE_IN, TYPE_CONDITION, what->offset), *last = what;
    node->first = what;
    if (!advance(p))
        return NULL;
    if (now(p) != TOKEN_OPEN)
        return unexpected(p, "“(”（in ('甲', '乙')）");
    do {
        if (!advance(p) || !(last->next = parse_listed(p)))
            return NULL;
        last = last->next;
    } while (now(p) == TOKEN_COMMA);
    if (now(p) != TOKEN_CLOSE)
        return unexpected(p, "“,”或者“)”");
    if (!advance(p) || !rule_types_agree(&p->lexer, what, CAN_IN, &sign))
        return NULL;
    for (last = what->next; what->type == TYPE_CHOICES && last; last = last->next)
        node->number |= INT64_C(1) << last->number;
    node->reads = true;
    return node;
}

static struct rule_node *parse_is(struct parser *p, struct rule_node *what)
{
    struct rule_node *node = node_new(p, NODE_NULL, TYPE_CONDITION, what->offset);
    if (!advance(p))
        return NULL;
    node->negated = now(p) == TOKEN_NOT;
    if (node->negated && !advance(p))
        return NULL;
    if (now(p) != TOKEN_NULL)
        return unexpected(p, node->negated ? "“null”" : "“null”或者“not null”（是否字段写 = true、= false）");
    if (what->type == TYPE_CONDITION)
        return fault(p, what->offset, "is null 问的是字段，不是条件");
    if (!what->reads)
        return fault(p, what->offset, "is null 前面没有字段；请写上要问的字段代码");
    node->first = what;
    node->reads = true;
    return advance(p) ? node : NULL;
}

static struct rule_node *parse_test(struct parser *p)
{
    struct rule_node *left = parse_sum(p), *node;
    if (!left || now(p) == TOKEN_END)
        return left;
    if (now(p) == TOKEN_COMPARE)
        return parse_compare(p, left);
    if (now(p) == TOKEN_IS)
        return parse_is(p, left);
    bool negated = now(p) == TOKEN_NOT;
    if (negated && !advance(p))
        return NULL;
    if (now(p) == TOKEN_BETWEEN)
        node = parse_between(p, left);
    else if (now(p) == TOKEN_IN)
        node = parse_in(p, left);
    else
        return negated ? unexpected(p, "“between”或者“in”（别的否定写在最前面：not 字段 = …）") : left;
    if (node)
        node->negated = negated;
    return node;
}

static struct rule_node *parse_not(struct parser *p)
{
    size_t offset = p->lexer.now.offset;
    if (now(p) != TOKEN_NOT)
        return parse_test(p);
    if (!advance(p))
        return NULL;
    if (now(p) == TOKEN_NOT)
        return fault(p, p->lexer.now.offset, "not 不能连写");
    struct rule_node *node = node_new(p, NODE_NOT, TYPE_CONDITION, offset);
    node->first = condition(p, parse_test(p));
    node->reads = true;
    return node->first ? node : NULL;
}

/* One condition, or several with `joiner` between them as children of one node. */
static struct rule_node *parse_chain(struct parser *p, enum token_kind joiner, enum rule_kind kind,
                                     struct rule_node *(*operand)(struct parser *))
{
    struct rule_node *first = operand(p);
    if (!first || now(p) != joiner)
        return first;
    struct rule_node *chain = node_new(p, kind, TYPE_CONDITION, first->offset), *last = condition(p, first);
    chain->first = last;
    chain->reads = true;
    while (last && now(p) == joiner) {
        if (!advance(p))
            return NULL;
        last->next = condition(p, operand(p));
        last = last->next;
    }
    return last ? chain : NULL;
}

static struct rule_node *parse_and(struct parser *p)
{
    return parse_chain(p, TOKEN_AND, NODE_AND, parse_not);
}

static struct rule_node *parse_or(struct parser *p)
{
    return parse_chain(p, TOKEN_OR, NODE_OR, parse_and);
}

/* ---- Rules ---- */

static struct rule_node *parse_all(struct parser *p)
{
    if (!advance(p))
        return NULL;
    if (now(p) == TOKEN_END)
        return fault(p, 0, "规则是空的");
    struct rule_node *root = parse_or(p);
    if (root && now(p) == TOKEN_CLOSE)
        return fault(p, p->lexer.now.offset, "这里多了一个“)”");
    if (root && now(p) != TOKEN_END)
        return unexpected(p, "“and”、“or”或者结尾");
    return root;
}

static bool parser_start(struct parser *p, struct ctx *ctx, const char *expression, const struct rule_scope *scope,
                         struct rule_fault *ret_fault)
{
    *p = (struct parser){.scope = scope, .rule = arena_alloc(ctx->mem, sizeof *p->rule)};
    p->rule->fields = arena_array(ctx->mem, scope->count, sizeof *p->rule->fields);
    return lexer_start(&p->lexer, ctx->mem, expression, ret_fault);
}

int rule_compile(struct ctx *ctx, const char *expression, const struct rule_scope *scope, struct rule **ret,
                 struct rule_fault *ret_fault)
{
    struct parser p;
    if (!parser_start(&p, ctx, expression, scope, ret_fault))
        return RULE_FAULT;
    p.rule->root = condition(&p, parse_all(&p));
    if (!p.rule->root)
        return RULE_FAULT;
    *ret = p.rule;
    return 0;
}

/* A computed field holds `places` digits; a formula that may give more would have to be rounded, and nothing is. */
static struct rule_node *number(struct parser *p, struct rule_node *node, int places)
{
    if (!node)
        return NULL;
    if (node->type != TYPE_NUMBER)
        return fault(p, node->offset, "这里要算出一个数，却是%s", rule_described(&p->lexer, node));
    if (!node->reads)
        return fault(p, node->offset, "算式里没有字段，结果永远一样；请写上字段代码");
    if (node->places > places)
        return fault(p, node->offset, "算出来有 %d 位小数，单位只容得下 %d 位", node->places, places);
    return node;
}

int rule_compile_number(struct ctx *ctx, const char *expression, const struct rule_scope *scope, int places,
                        struct rule **ret, struct rule_fault *ret_fault)
{
    struct parser p;
    assert(places >= 0 && places <= PLACES_LIMIT);
    if (!parser_start(&p, ctx, expression, scope, ret_fault))
        return RULE_FAULT;
    p.rule->root = number(&p, parse_all(&p), places);
    if (!p.rule->root)
        return RULE_FAULT;
    p.rule->places = places;
    *ret = p.rule;
    return 0;
}

const int *rule_fields(const struct rule *rule, size_t *ret_count)
{
    *ret_count = rule->field_count;
    return rule->fields;
}
