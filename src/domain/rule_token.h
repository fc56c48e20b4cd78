/* The words and signs of a rule, one after the other. For rule.c only. */
#ifndef DOMAIN_RULE_TOKEN_H
#define DOMAIN_RULE_TOKEN_H

#include <stdarg.h>

#include "base/decimal.h"
#include "domain/rule_tree.h"

enum token_kind {
    TOKEN_END,
    TOKEN_WORD,
    TOKEN_NUMBER,
    TOKEN_TEXT,
    TOKEN_COMPARE,
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_COMMA,
    TOKEN_PLUS,
    TOKEN_MINUS,
    TOKEN_TIMES,
    TOKEN_AND,
    TOKEN_OR,
    TOKEN_NOT,
    TOKEN_BETWEEN,
    TOKEN_IN,
    TOKEN_IS,
    TOKEN_NULL,
    TOKEN_TRUE,
    TOKEN_FALSE
};

struct token {
    enum token_kind kind;
    size_t offset, length;     /* bytes */
    const char *text;          /* as written; TEXT: what stands between the quotes */
    struct decimal number;     /* NUMBER */
    enum rule_compare compare; /* COMPARE */
};

struct lexer {
    struct arena *mem;
    const char *text;
    size_t length, next;
    struct token now;
    struct rule_fault *fault; /* set once */
};

/* Length and encoding are looked at here, once. False: a fault. Then lexer_next gives the first token. */
MUST_CHECK bool lexer_start(struct lexer *lexer, struct arena *mem, const char *expression, struct rule_fault *fault);

/* Moves `now` on. False: a fault. */
MUST_CHECK bool lexer_next(struct lexer *lexer);

/* Is the sign right after `now` (blanks aside) an opening parenthesis? */
bool lexer_call_follows(const struct lexer *lexer);

/* Notes what is wrong at this byte; always false. */
__attribute__((format(printf, 3, 4))) bool lexer_fault(struct lexer *lexer, size_t offset, const char *format, ...);
__attribute__((format(printf, 3, 0))) bool lexer_faultv(struct lexer *lexer, size_t offset, const char *format,
                                                        va_list args);

/* The text, cut at a character when it is long; for messages. */
const char *lexer_shown(struct lexer *lexer, const char *text);

/* How many single changes (a letter more, less, other, or two swapped) make one word of the other; SIZE_MAX if they are
 * too far apart to be a slip. */
size_t word_distance(const char *a, const char *b);

#endif
