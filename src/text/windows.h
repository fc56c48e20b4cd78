/* A large text read part by part: what text.c, figure.c and windows.c share. */
#ifndef TEXT_WINDOWS_H
#define TEXT_WINDOWS_H

#include "text/figure.h"

struct walk;

/* Begins with the first window, from which the text as a whole is judged; walk_window reads it and those behind it, in
 * order. `goes_on`: there are others. The walk lives in the arena. */
struct walk *walk_new(struct ctx *ctx, const struct text *first, bool goes_on, const struct figures_taker *taker);
void walk_window(struct walk *walk, const struct text *window);

/* Well-formed UTF-8 as a window; in the arena. */
struct text *text_window(struct ctx *ctx, const char *bytes, size_t length, size_t raw_before);

/* The words of a file, as text_read takes them; the same errors. */
MUST_CHECK int text_words_of_file(struct ctx *ctx, const char *path, const char **ret, size_t *ret_length);

#endif
