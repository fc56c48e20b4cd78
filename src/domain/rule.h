/* The typed language of packs, in SQL's words (DESIGN decision 2). A rule sees one record and nothing else; it is
 * parsed and evaluated here and never reaches a database.
 *
 *   rule     = or; or = and {"or" and}; and = not {"and" not}; not = ["not"] test
 *   test     = sum [("=" | "<>" | "!=" | "<" | "<=" | ">" | ">=") sum
 *                  | ["not"] "between" sum "and" sum | ["not"] "in" "(" literal {"," literal} ")"
 *                  | "is" ["not"] "null"] | "(" or ")"
 *   sum      = product {("+" | "-") product}; product = unary {"*" unary}; unary = ["-"] primary
 *   primary  = field | number | 'text' | true | false | years(date, date) | days(date, date) | length(text) | "(" sum
 * ")"
 *
 * Words are case-insensitive; '' inside a text is one quote. Numbers are exact decimals. A literal is checked against
 * what it is compared with: a date must exist, a choice must be one of the field's (by name or code), a number may not
 * have more digits than the field's unit, < and > need an ordered choice. A `choices` field allows only `in` (holds one
 * of them) and `is null`; `place` only `is null`. Two choice fields compare if their choices are the same.
 * An empty field makes its comparison unknown; unknown spreads as in SQL (false and unknown is false, true or unknown
 * is true); a rule that comes out unknown does not fire. `is null` asks. From left to right: what is decided is not
 * calculated. A comparison has to name a field. */
#ifndef DOMAIN_RULE_H
#define DOMAIN_RULE_H

#include "base/buf.h"
#include "base/error.h"
#include "domain/field.h"

struct rule;

/* What the rule may name. */
struct rule_scope {
    const struct field *fields;
    size_t count;
    bool personal; /* false: naming a personal field is an error (counting rules, DESIGN decision 7) */
};

/* What is wrong, in Chinese, and where: `at` code points from the start of the expression. */
struct rule_fault {
    size_t at;
    const char *say; /* what was expected; names what was found, and near spellings where there are any */
};

enum { RULE_FAULT = 1, RULE_DEPTH_LIMIT = 64, RULE_LENGTH_LIMIT = 4096 };

/* A condition. 0, or RULE_FAULT with *ret_fault filled (never ctx->err: the pack's reader collects faults).
 * The rule lives in ctx->mem and borrows scope->fields. */
MUST_CHECK int rule_compile(struct ctx *ctx, const char *expression, const struct rule_scope *scope, struct rule **ret,
                            struct rule_fault *ret_fault);

/* A number with at most `places` digits after the point, for computed fields: "(to_m - from_m) * 0.001". */
MUST_CHECK int rule_compile_number(struct ctx *ctx, const char *expression, const struct rule_scope *scope, int places,
                                   struct rule **ret, struct rule_fault *ret_fault);

enum { RULE_NO = 0, RULE_YES = 1, RULE_OVERFLOW = 2 };

/* Does it hold for these values (indexed by field->index)? RULE_NO, RULE_YES, or RULE_OVERFLOW when arithmetic leaves
 * int64 in the scale of its operands. Allocates nothing. */
MUST_CHECK int rule_holds(const struct rule *rule, const struct value *values);

/* 0 and *ret (present false if a field it needs is empty), or RULE_OVERFLOW. */
MUST_CHECK int rule_number(const struct rule *rule, const struct value *values, struct value *ret);

/* The fields it reads, as indices in order of first mention (a reject's column is the first). Borrowed. */
const int *rule_fields(const struct rule *rule, size_t *ret_count);

/* The rule in plain Chinese words: “发证日期不在 2024-01-01 到 2024-12-31 之间”. */
void rule_say(const struct rule *rule, struct buf *out);

#endif
