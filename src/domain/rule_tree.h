/* The tree behind a rule: rule.c builds it, rule_eval.c evaluates it, rule_say.c says it. For these three only.
 * Invariants of a finished tree:
 *   1. No node has TYPE_QUOTED: every text in quotes became a date, a choice or a text.
 *   2. A literal compared directly with a number field has that field's places.
 *   3. places <= 18 everywhere, so that two int64 brought to one scale fit __int128.
 *   4. Nesting is at most RULE_DEPTH_LIMIT; chains are lists of siblings, so that depth is never length. */
#ifndef DOMAIN_RULE_TREE_H
#define DOMAIN_RULE_TREE_H

#include "domain/rule.h"

enum rule_type {
    TYPE_CONDITION,
    TYPE_NUMBER,
    TYPE_DATE,
    TYPE_TEXT,
    TYPE_CHOICE, /* also a stage */
    TYPE_CHOICES,
    TYPE_BOOL,
    TYPE_PLACE,
    TYPE_QUOTED, /* 'text' before it is known what it stands for */
    TYPES
};

enum rule_compare { COMPARE_EQUAL, COMPARE_UNEQUAL, COMPARE_LESS, COMPARE_AT_MOST, COMPARE_MORE, COMPARE_AT_LEAST };

enum rule_kind {
    NODE_OR,
    NODE_AND,
    NODE_NOT,
    NODE_HOLDS,   /* a bool field by itself */
    NODE_COMPARE, /* left, right; a literal is never on the left of a field */
    NODE_BETWEEN, /* what, from, to */
    NODE_IN,      /* what, literals */
    NODE_NULL,    /* what */
    NODE_FIELD,
    NODE_LITERAL,
    NODE_MINUS,
    NODE_SUM, /* two or more; `minus` tells which are taken away */
    NODE_PRODUCT,
    NODE_YEARS, /* from, to */
    NODE_DAYS,
    NODE_LENGTH
};

struct rule_node {
    enum rule_kind kind;
    enum rule_type type;
    enum rule_compare compare; /* COMPARE */
    int places;                /* NUMBER: digits after the point */
    bool negated;              /* BETWEEN, IN, NULL: with "not" */
    bool minus;                /* a term of a SUM that is taken away */
    bool reads;                /* a field is named in it */
    int field_index;           /* FIELD: where its value is */
    int64_t number;            /* LITERAL as in struct value; IN of a choices field: the bits asked for */
    const char *text;          /* LITERAL of TEXT */
    const struct field *field; /* FIELD; LITERAL of CHOICE or CHOICES: whose choice */
    struct rule_node *first, *next;
    size_t offset; /* bytes from the start of the expression, for faults */
};

struct rule {
    struct rule_node *root;
    int *fields;
    size_t field_count;
    int places; /* of the result of rule_number */
};

#endif
