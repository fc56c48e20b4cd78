/* Cuts a rule into tokens and refuses, with its own sentence each, what people bring along from SQL, from other
 * languages and from a Chinese keyboard. What a token means is rule.c's. */
#include "domain/rule_token.h"

#include <stdint.h>
#include <strings.h>

#include "base/utf8.h"

enum { SHOWN_LIMIT = 24, WORD_LIMIT = 32 };

/* A sign's first match counts: longer ones stand before their beginnings. */
static const struct {
    const char *sign;
    enum token_kind kind;
    enum rule_compare compare;
    const char *refused; /* why it is none of ours; NULL: it is */
} signs[] = {
    {"--", TOKEN_END, 0, "规则里不能写注释（--）；要说明的话写在 say 里"},
    {"/*", TOKEN_END, 0, "规则里不能写注释（/*）；要说明的话写在 say 里"},
    {";", TOKEN_END, 0, "规则只有一个表达式，不能写分号“;”"},
    {"\"", TOKEN_END, 0, "文字要放在单引号里（'…'），不用双引号"},
    {"`", TOKEN_END, 0, "字段直接写代码，不用反引号"},
    {"==", TOKEN_END, 0, "等于只写一个“=”，不写“==”"},
    {"=>", TOKEN_END, 0, "大于或等于写“>=”，不写“=>”"},
    {"=<", TOKEN_END, 0, "小于或等于写“<=”，不写“=<”"},
    {"&", TOKEN_END, 0, "“并且”写 and，不写“&”"},
    {"|", TOKEN_END, 0, "“或者”写 or，不写“|”"},
    {"/", TOKEN_END, 0, "规则里没有除法；请改成乘以小数，例如 * 0.001"},
    {"%", TOKEN_END, 0, "规则里没有“%”；百分数直接写数"},
    {"<>", TOKEN_COMPARE, COMPARE_UNEQUAL, NULL},
    {"!=", TOKEN_COMPARE, COMPARE_UNEQUAL, NULL},
    {"!", TOKEN_END, 0, "否定写 not，不等于写“<>”"},
    {"<=", TOKEN_COMPARE, COMPARE_AT_MOST, NULL},
    {"<", TOKEN_COMPARE, COMPARE_LESS, NULL},
    {">=", TOKEN_COMPARE, COMPARE_AT_LEAST, NULL},
    {">", TOKEN_COMPARE, COMPARE_MORE, NULL},
    {"=", TOKEN_COMPARE, COMPARE_EQUAL, NULL},
    {"(", TOKEN_OPEN, 0, NULL},
    {")", TOKEN_CLOSE, 0, NULL},
    {",", TOKEN_COMMA, 0, NULL},
    {"+", TOKEN_PLUS, 0, NULL},
    {"-", TOKEN_MINUS, 0, NULL},
    {"*", TOKEN_TIMES, 0, NULL},
};

static const struct {
    const char *word;
    enum token_kind kind;
} keywords[] = {
    {"and", TOKEN_AND}, {"or", TOKEN_OR},     {"not", TOKEN_NOT},   {"between", TOKEN_BETWEEN}, {"in", TOKEN_IN},
    {"is", TOKEN_IS},   {"null", TOKEN_NULL}, {"true", TOKEN_TRUE}, {"false", TOKEN_FALSE},
};

/* Besides U+FF01–FF5E, which are ASCII moved by 0xFEE0. */
static const struct {
    int32_t sign;
    const char *ascii;
} chinese_signs[] = {
    {0x2018, "'"},  {0x2019, "'"},  {0x201C, "'"},  {0x201D, "'"}, {0x300C, "'"}, {0x300D, "'"},  {0x3001, ","},
    {0x3002, "."},  {0x00D7, "*"},  {0x2212, "-"},  {0x2013, "-"}, {0x2014, "-"}, {0x2265, ">="}, {0x2267, ">="},
    {0x2264, "<="}, {0x2266, "<="}, {0x2260, "<>"}, {0x3010, "("}, {0x3011, ")"}, {0x3014, "("},  {0x3015, ")"},
};

bool lexer_faultv(struct lexer *lexer, size_t offset, const char *format, va_list args)
{
    char text[2048];
    vsnprintf(text, sizeof text, format, args);
    *lexer->fault = (struct rule_fault){utf8_count(lexer->text, offset),
                                        arena_strndup(lexer->mem, text, utf8_valid(text, strlen(text)))};
    return false;
}

bool lexer_fault(struct lexer *lexer, size_t offset, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    lexer_faultv(lexer, offset, format, args);
    va_end(args);
    return false;
}

const char *lexer_shown(struct lexer *lexer, const char *text)
{
    size_t length = strlen(text), end = 0, n;
    for (int i = 0; i < SHOWN_LIMIT && end < length; i++, end += n)
        (void)utf8_next(text + end, length - end, &n); /* known to be well-formed */
    return end == length ? text : arena_printf(lexer->mem, "%.*s…", (int)end, text);
}

bool lexer_start(struct lexer *lexer, struct arena *mem, const char *expression, struct rule_fault *fault)
{
    size_t length = strlen(expression), n;
    *lexer = (struct lexer){.mem = mem, .text = expression, .length = length, .fault = fault};
    size_t valid = utf8_valid(expression, length);
    if (valid < length)
        return lexer_fault(lexer, valid, "这里的字节不是 UTF-8 文字");
    if (utf8_count(expression, length) <= RULE_LENGTH_LIMIT)
        return true;
    size_t end = 0;
    for (int i = 0; i < RULE_LENGTH_LIMIT; i++, end += n)
        (void)utf8_next(expression + end, length - end, &n); /* known to be well-formed */
    return lexer_fault(lexer, end, "规则太长：最多 %d 个字符", RULE_LENGTH_LIMIT);
}

static size_t skip_blanks(const struct lexer *lexer, size_t from)
{
    size_t n;
    while (from < lexer->length && rune_is_blank(utf8_next(lexer->text + from, lexer->length - from, &n)))
        from += n;
    return from;
}

static bool is_han(int32_t c)
{
    return (c >= 0x3400 && c <= 0x9FFF) || c == 0x3007 || (c >= 0x20000 && c <= 0x3FFFF);
}

static bool is_digit(int32_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(int32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_han(c);
}

/* The end of the word that begins at `from`: letters, Chinese characters and digits. */
static size_t word_end(const struct lexer *lexer, size_t from)
{
    size_t n;
    while (from < lexer->length) {
        int32_t c = utf8_next(lexer->text + from, lexer->length - from, &n);
        if (!is_letter(c) && !is_digit(c))
            break;
        from += n;
    }
    return from;
}

static bool take_word(struct lexer *lexer, struct token *token)
{
    token->kind = TOKEN_WORD;
    token->length = word_end(lexer, token->offset) - token->offset;
    token->text = arena_strndup(lexer->mem, lexer->text + token->offset, token->length);
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        if (strcasecmp(token->text, keywords[i].word) == 0)
            token->kind = keywords[i].kind;
    return true;
}

static bool take_number(struct lexer *lexer, struct token *token)
{
    const char *s = lexer->text + token->offset;
    size_t length = strspn(s, "0123456789");
    if (s[length] == '.')
        length += 1 + strspn(s + length + 1, "0123456789");
    size_t end = word_end(lexer, token->offset + length) - token->offset;
    token->kind = TOKEN_NUMBER;
    token->text = arena_strndup(lexer->mem, s, end);
    token->length = length;
    if (end > length || s[length] == '.')
        return lexer_fault(lexer, token->offset, "“%s”不是数；数只有数字和一个小数点，例如 1200 或 0.5，不带单位",
                           lexer_shown(lexer, token->text));
    switch (decimal_parse(s, length, &token->number)) {
    case 0:
        return true;
    case DECIMAL_RANGE:
        return lexer_fault(lexer, token->offset, "这个数太大或小数位太多");
    default:
        return lexer_fault(lexer, token->offset, "“%s”不是数；小数点前后都要有数字，例如 0.5",
                           lexer_shown(lexer, token->text));
    }
}

/* From the opening quote to the closing one; '' inside is one quote. */
static bool take_text(struct lexer *lexer, struct token *token)
{
    char *out = arena_alloc(lexer->mem, lexer->length - token->offset);
    size_t used = 0, i = token->offset + 1;
    for (; i < lexer->length; i++) {
        if (lexer->text[i] == '\'' && lexer->text[++i] != '\'') {
            token->kind = TOKEN_TEXT;
            token->text = out;
            token->length = i - token->offset;
            return true;
        }
        out[used++] = lexer->text[i];
    }
    return lexer_fault(lexer, token->offset, "从这里开始的文字少了结尾的单引号");
}

static bool take_sign(struct lexer *lexer, struct token *token)
{
    const char *s = lexer->text + token->offset;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t length = strlen(signs[i].sign);
        if (strncmp(s, signs[i].sign, length) != 0)
            continue;
        if (signs[i].refused)
            return lexer_fault(lexer, token->offset, "%s", signs[i].refused);
        token->kind = signs[i].kind;
        token->compare = signs[i].compare;
        token->length = length;
        token->text = signs[i].sign;
        return true;
    }
    size_t n;
    int32_t c = utf8_next(s, lexer->length - token->offset, &n);
    if (c >= 0xFF01 && c <= 0xFF5E)
        return lexer_fault(lexer, token->offset, "“%.*s”是全角的；请改成半角的“%c”", (int)n, s, (char)(c - 0xFEE0));
    for (size_t i = 0; i < sizeof chinese_signs / sizeof *chinese_signs; i++)
        if (chinese_signs[i].sign == c)
            return lexer_fault(lexer, token->offset, "规则里不能用“%.*s”；请改成半角的“%s”", (int)n, s,
                               chinese_signs[i].ascii);
    if (c == '.')
        return lexer_fault(lexer, token->offset, "小数点前后都要有数字，例如 0.5");
    if (c < ' ' || c == 0x7F)
        return lexer_fault(lexer, token->offset, "规则里有看不见的控制字符（U+%04X）", (unsigned)c);
    return lexer_fault(lexer, token->offset, "规则里没有“%.*s”这个符号", (int)n, s);
}

bool lexer_next(struct lexer *lexer)
{
    struct token token = {.kind = TOKEN_END, .offset = skip_blanks(lexer, lexer->next), .text = ""};
    bool ok = true;
    if (token.offset < lexer->length) {
        size_t n;
        int32_t c = utf8_next(lexer->text + token.offset, lexer->length - token.offset, &n);
        if (c == '\'')
            ok = take_text(lexer, &token);
        else if (is_digit(c))
            ok = take_number(lexer, &token);
        else if (is_letter(c))
            ok = take_word(lexer, &token);
        else
            ok = take_sign(lexer, &token);
    }
    lexer->now = token;
    lexer->next = token.offset + token.length;
    return ok;
}

bool lexer_call_follows(const struct lexer *lexer)
{
    return lexer->text[skip_blanks(lexer, lexer->next)] == '(';
}

static size_t code_points(const char *s, int32_t out[WORD_LIMIT])
{
    size_t count = 0, length = strlen(s), n;
    for (size_t i = 0; i < length; i += n) {
        int32_t c = utf8_next(s + i, length - i, &n);
        if (count == WORD_LIMIT)
            return SIZE_MAX;
        out[count++] = c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
    }
    return count;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t word_distance(const char *a, const char *b)
{
    int32_t x[WORD_LIMIT], y[WORD_LIMIT];
    size_t m = code_points(a, x), n = code_points(b, y);
    if (m == SIZE_MAX || n == SIZE_MAX)
        return SIZE_MAX;
    size_t d[WORD_LIMIT + 1][WORD_LIMIT + 1];
    for (size_t i = 0; i <= m; i++)
        d[i][0] = i;
    for (size_t j = 0; j <= n; j++)
        d[0][j] = j;
    for (size_t i = 1; i <= m; i++)
        for (size_t j = 1; j <= n; j++) {
            d[i][j] = least(d[i - 1][j - 1] + (x[i - 1] != y[j - 1]), least(d[i - 1][j], d[i][j - 1]) + 1);
            if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
                d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
        }
    size_t longest = m > n ? m : n, slip = longest <= 4 ? 1 : longest <= 8 ? 2 : 3;
    return d[m][n] <= slip && d[m][n] < longest ? d[m][n] : SIZE_MAX;
}
