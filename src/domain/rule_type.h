/* The types of a rule's parts. For rule.c only. Functions that return false have noted the fault. */
#ifndef DOMAIN_RULE_TYPE_H
#define DOMAIN_RULE_TYPE_H

#include "domain/rule_token.h"
#include "domain/rule_tree.h"

/* What can be done with a value. */
enum { CAN_EQUAL = 1, CAN_DIFFER = 2, CAN_ORDER = 4, CAN_IN = 8, CAN_CALCULATE = 16 };

enum rule_type rule_type_of(const struct field *field);
const char *rule_type_words(enum rule_type type);

/* A part of a rule for messages: “建成年份”（整数）. */
const char *rule_described(struct lexer *lexer, const struct rule_node *node);

/* Can this be done with it? `sign` is what asks for it. */
MUST_CHECK bool rule_type_allows(struct lexer *lexer, const struct rule_node *node, unsigned can,
                                 const struct token *sign);

/* Brings what `sign` compares (`first` and its siblings) to one type: that of the first part that reads a field. */
MUST_CHECK bool rule_types_agree(struct lexer *lexer, struct rule_node *first, unsigned can, const struct token *sign);

/* Makes a date of a quoted text: 2024-01-01 and nothing else that a cell may say. */
MUST_CHECK bool rule_date_literal(struct lexer *lexer, struct rule_node *node);

#endif
