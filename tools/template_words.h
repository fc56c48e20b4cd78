/* pages/english.tsv: our Chinese and its English, a line each; and the calls of say() in src/web that need a line. */
#ifndef TOOLS_TEMPLATE_WORDS_H
#define TOOLS_TEMPLATE_WORDS_H

#include <stdbool.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/vec.h"

struct word {
    const char *chinese, *english;
    bool used;
};

struct words {
    VEC(struct word) at;
};

/* Reads the file and puts it in order; says on stderr what is wrong and returns false. */
bool words_read(struct arena *mem, const char *path, struct words *ret);
/* The English of `chinese`, marking its line as used; NULL if there is none. */
const char *words_english(struct words *words, const char *chinese);
/* Checks that each say(…, "literal") of a C file has its line; says what has not. */
bool words_check_source(struct arena *mem, struct words *words, const char *path);
void words_write(const struct words *words, FILE *out);

/* A whole file, NUL-terminated, or NULL after saying so. */
char *words_read_file(struct arena *mem, const char *path);
/* `bytes` as a C string literal. */
void words_write_literal(FILE *out, const char *bytes, size_t length);

#endif
