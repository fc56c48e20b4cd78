/* What a text states: every figure of a Chinese text, with its place, value, unit, qualifier, role and subject, and
 * the numerals that are no figures, with the reason. Nothing here knows indicators or ledgers; tables of units, words
 * and idioms can be extended without touching the code that walks the text.
 * Conventions: shared/cases/README.md and DESIGN.md (`extract`). */
#ifndef TEXT_FIGURE_H
#define TEXT_FIGURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/decimal.h"
#include "base/error.h"

/* A text as it stands, and as it reads: the newspaper's line breaks and the blanks between Chinese characters taken
 * out, full-width forms folded, so that words and numbers broken across lines are whole. */
struct text {
    const char *name; /* for messages */
    int32_t *raw;     /* code points of the file as it stands (BOM and CR count) */
    size_t raw_count;
    size_t raw_before; /* code points of the file before raw[0]: 0 but in a piece of a long text */
    int32_t *read;     /* the reading: joined and folded; a paragraph's end is one '\n',
                        * a table cell's end one '\t' */
    uint32_t *origin;  /* origin[i]: index in raw of read[i] (read_count + 1 entries; the last is raw_count) */
    size_t read_count;
    uint8_t *signs; /* room for what a walk notes of each character read (signs.h) */
    size_t *lines;  /* raw offsets at which the lines begin */
    size_t line_count;
};

enum qualifier { QUALIFIER_EQUAL, QUALIFIER_AT_LEAST, QUALIFIER_AT_MOST, QUALIFIER_ABOUT }; /* = >= <= ~ */
enum role { ROLE_ACTUAL, ROLE_TARGET, ROLE_PERCENT, ROLE_ITEMS, ROLE_OTHER };

struct figure {
    size_t start, end;           /* in the file: raw_before + index in raw, end exclusive */
    size_t read_start, read_end; /* in read, end exclusive */
    const char *text;            /* raw[start..end) as UTF-8, breaks kept as '\n' */
    struct decimal value;        /* 万, 亿, 千, 百 multiplied out */
    struct decimal step;         /* the worth of the last written digit: 100 for 2.48万, 1 for 24816, 0.1 for 146.2 */
    const char *unit;            /* as written, joined: "人次", "%", "平方米"; money is 元 */
    enum qualifier qualifier;
    const char *qualifier_word; /* the word that gave it (余, 近, 不少于 …), "" if none */
    enum role role;
    const char *subject;                   /* the words that say what is counted; "" if none were found */
    size_t clause_start, clause_end;       /* in read: the clause (between ，；、。 …) that holds the figure */
    size_t sentence_start, sentence_end;   /* in read: the sentence */
    size_t paragraph_start, paragraph_end; /* in read: the paragraph, a headline being one of its own */
};

/* A numeral that states no amount. */
struct trap {
    size_t start, end; /* in the file */
    const char *text;
    const char *kind;   /* date age duration ordinal name document spec idiom frequency vague section other */
    const char *reason; /* a few Chinese words for people */
};

struct figures {
    struct figure *at;
    size_t count;
    struct trap *traps;
    size_t trap_count;
};

/* Reads a file ("-" is standard input) of at most 16 MiB: text in UTF-8, with or without BOM, or GB18030; an HTML page
 * or a .docx, whose words are then the text as it stands (format/words.h). Errors: E_INPUT (cannot be opened, empty,
 * binary, neither encoding, broken, of a kind that is not read). */
MUST_CHECK int text_read(struct ctx *ctx, const char *path, struct text **ret);

/* The same of a file in memory. */
MUST_CHECK int text_from_file(struct ctx *ctx, const char *name, const char *bytes, size_t length, struct text **ret);

/* The same of words that somebody pasted: never a page or a document. */
MUST_CHECK int text_from_bytes(struct ctx *ctx, const char *name, const char *bytes, size_t length, struct text **ret);

/* Line number from 1 of a raw offset. */
size_t text_line(const struct text *text, size_t raw_offset);
/* The place in `read` of an offset in `raw`, or of what follows it. */
size_t text_read_at(const struct text *text, size_t raw);

/* read[start..end) as UTF-8 in the arena. */
char *text_words(struct ctx *ctx, const struct text *text, size_t start, size_t end);

/* raw[start..end) as UTF-8 in the arena, each break one '\n'. */
char *text_raw_words(struct ctx *ctx, const struct text *text, size_t start, size_t end);

/* Who is handed figures and traps while a text is read, in text order; a NULL function asks for none of its kind. */
struct figures_taker {
    void (*figure)(void *arg, const struct figure *f);
    void (*trap)(void *arg, const struct trap *t);
    void *arg;
    bool keeps; /* their words live on in the arena; else until the function returns, so that memory stays flat */
    void (*begin)(void *arg); /* of figures_of_file alone: called once, before the first, if the file can be read */
};

/* Hands out each figure and trap as it is read. Never fails on any text. */
void figures_each(struct ctx *ctx, const struct text *text, const struct figures_taker *taker);

/* Reads a file as text_read does, but plain text of up to 1 GiB, and hands out its figures; memory never holds all of
 * it. What they say of `read` is of the piece they stand in. The same figures and traps in the same order as of the
 * whole, but a block of more than 512 KiB without an empty line is laid out in parts. They are handed out from two
 * threads, never both at once. Errors: as text_read, before anything is handed out. */
MUST_CHECK int figures_of_file(struct ctx *ctx, const char *path, const struct figures_taker *taker);

/* All figures and traps as lists; borrowed from the arena. */
void figures_find(struct ctx *ctx, const struct text *text, struct figures *ret);

const char *qualifier_sign(enum qualifier q); /* "=", ">=", "<=", "~" */
const char *role_name(enum role r);           /* "actual" … */

#endif
