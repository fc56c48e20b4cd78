/* What the parts of the reader share while one text is walked. */
#ifndef TEXT_SCAN_H
#define TEXT_SCAN_H

#include <string.h>

#include "text/figure.h"
#include "text/group.h"
#include "text/lexicon.h"
#include "text/runes.h"
#include "text/signs.h"

struct span {
    size_t start, end; /* in the reading, end exclusive */
};

struct scan_lists;

struct scan {
    struct ctx *ctx;
    const struct text *text;
    const int32_t *s; /* text->read */
    size_t count;
    const uint8_t *signs;     /* of the paragraph's characters, at their places (signs.h) */
    struct scan_lists *lists; /* the lists of literals asked for so far */
    const struct lexicon *units, *fixed, *build_verbs, *abstract_nouns, *spec_words;
    struct span paragraph, sentence, clause; /* those that hold the present place */
    struct span quote;                       /* the short quotation that holds it, or empty */
    size_t title_end;                        /* inside 《…》 up to here */
    size_t clock_end;                        /* a clock hour ended here */
};

/* None yet. */
struct scan_lists *scan_lists_new(void);
void scan_lists_free(struct scan_lists *lists);

/* The next character of one of our own literals, which are valid UTF-8 of at most three bytes a character. Inlined, it
 * is a constant to the compiler. */
static inline int32_t literal_next(const char **word)
{
    const unsigned char *b = (const unsigned char *)*word;

    if (b[0] < 0x80) {
        *word += 1;
        return b[0];
    }
    if (b[0] < 0xE0) {
        *word += 2;
        return ((b[0] & 0x1F) << 6) | (b[1] & 0x3F);
    }
    *word += 3;
    return ((b[0] & 0x0F) << 12) | ((b[1] & 0x3F) << 6) | (b[2] & 0x3F);
}

/* The last character of the literal that ends before *end, which moves to where it begins. */
static inline int32_t literal_last(const char *word, size_t *end)
{
    const char *at;

    *end -= (signed char)word[*end - 1] >= 0 ? 1 : (unsigned char)word[*end - 2] >= 0xC0 ? 2 : 3;
    at = word + *end;
    return literal_next(&at);
}

/* What is left of scan_word_at and scan_word_before where one character is as it should be, and of scan_find for a word
 * of two characters or more. */
bool scan_rest_at(const struct scan *scan, size_t at, size_t end, const char *rest);
bool scan_rest_before(const struct scan *scan, size_t start, size_t at, const char *word, size_t length);
size_t scan_find_pair(const struct scan *scan, size_t start, size_t end, int32_t first, int32_t second,
                      const char *rest);

/* True if the literal stands at s[at..) before `end`. */
static inline __attribute__((always_inline)) bool scan_word_at(const struct scan *scan, size_t at, size_t end,
                                                               const char *word)
{
    return at < end && scan->s[at] == literal_next(&word) && (!*word || scan_rest_at(scan, at + 1, end, word));
}

/* True if the literal ends just before s[at], not before `start`. */
static inline __attribute__((always_inline)) bool scan_word_before(const struct scan *scan, size_t start, size_t at,
                                                                   const char *word)
{
    size_t length = strlen(word);

    return at > start && scan->s[at - 1] == literal_last(word, &length) &&
           (length == 0 || scan_rest_before(scan, start, at - 1, word, length));
}

/* The literal's place in s[start..end), or `end`. */
static inline __attribute__((always_inline)) size_t scan_find(const struct scan *scan, size_t start, size_t end,
                                                              const char *word)
{
    int32_t first = literal_next(&word), second = *word ? literal_next(&word) : 0;

    return second ? scan_find_pair(scan, start, end, first, second, word) : rune_find(scan->s, start, end, first);
}

/* True if the literal stands anywhere in s[start..end). */
static inline __attribute__((always_inline)) bool scan_word_in(const struct scan *scan, size_t start, size_t end,
                                                               const char *word)
{
    return scan_find(scan, start, end, word) < end;
}

/* The same for any of a NULL-terminated list of literals, which must be static: what it begins and ends with is kept by
 * its address. */
bool scan_any_at(const struct scan *scan, size_t at, size_t end, const char *const *words);
bool scan_any_before(const struct scan *scan, size_t start, size_t at, const char *const *words);
/* The place of the first of a list's literals in s[start..end), or `end`. */
size_t scan_find_any(const struct scan *scan, size_t start, size_t end, const char *const *words);

static inline bool scan_any_in(const struct scan *scan, size_t start, size_t end, const char *const *words)
{
    return scan_find_any(scan, start, end, words) < end;
}

/* `at` minus `far`, not before `start`: how far back a rule may look. Keeps the work linear in any text. */
static inline size_t scan_back(size_t start, size_t at, size_t far)
{
    return at > start + far ? at - far : start;
}

/* `at` plus `far`, not behind `end`: how far ahead. */
static inline size_t scan_ahead(size_t at, size_t far, size_t end)
{
    return at + far < end ? at + far : end;
}

/* Where the next paragraph behind s[at] begins that is not empty; scan->count: there is none. */
static inline size_t scan_next_paragraph(const struct scan *scan, size_t at)
{
    at = rune_find(scan->s, at, scan->count, '\n');
    while (at < scan->count && scan->s[at] == '\n')
        at++;
    return at;
}

/* Where the words of the bracket that is open at s[at] begin, if that is behind `from`; `from` if none is open there.
 */
static inline size_t scan_bracket_start(const struct scan *scan, size_t from, size_t at)
{
    while (at > from && scan->s[at - 1] != '(' && scan->s[at - 1] != ')')
        at--;
    return at > from && scan->s[at - 1] == '(' ? at : from;
}

/* Where what stands behind the last semicolon of s[from..at) begins; `from` if there is none. */
static inline size_t scan_statement_start(const struct scan *scan, size_t from, size_t at)
{
    while (at > from && scan->s[at - 1] != ';')
        at--;
    return at;
}

/* Where the clause begins, or the member before it in a list: 由128户、377人降至29户、80人. */
size_t scan_list_start(const struct scan *scan);

/* The character before `at`; 0 at the start of the paragraph. */
static inline int32_t scan_before(const struct scan *scan, size_t at)
{
    return at > scan->paragraph.start ? scan->s[at - 1] : 0;
}

/* Whether blanks, which the reading has not, or the end of a line stand before s[at]; at > 0. */
static inline bool scan_is_apart(const struct scan *scan, size_t at)
{
    return scan->text->origin[at] > scan->text->origin[at - 1] + 1;
}

/* Whether s[at] is one of the first so many characters of the text, and not of a later piece of it. */
static inline bool scan_is_among_first(const struct scan *scan, size_t at, size_t count)
{
    return scan->text->raw_before == 0 && at < count;
}

/* Whether the clause ends at `at`. */
static inline bool scan_closes(const struct scan *scan, size_t at)
{
    return at >= scan->paragraph.end || rune_is_clause_end(scan->s[at]);
}

/* Whether s[i], a comma, is that of 2,069. */
static inline bool scan_stands_in_number(const struct scan *scan, size_t i)
{
    return rune_is_between_digits(scan->s, i, 0, scan->count);
}

#endif
