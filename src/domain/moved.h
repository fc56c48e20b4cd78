/* What was said of a text's claims at one time against what is said of them now: the same for `check --since` and for a
 * kept article's page. */
#ifndef DOMAIN_MOVED_H
#define DOMAIN_MOVED_H

#include "domain/checked.h"

/* A claim that is judged otherwise, or alike by another value of the ledger. */
struct moved {
    const struct checked *row; /* as it is now */
    enum verdict verdict;      /* as it was; so the next */
    const char *actual;        /* "" none, or none that may be told now */
};

struct moved_list {
    struct moved *at; /* in the order of the text */
    size_t count;
};

/* Of one text, read at two times: claims are the same at any time. In ctx->mem, borrowing `now`. */
void moved_between(struct ctx *ctx, const struct checked_list *then, const struct checked_list *now,
                   struct moved_list *ret);

/* What is said of each claim, to be kept: a line each. In ctx->mem. */
const char *moved_write(struct ctx *ctx, const struct checked_list *rows, size_t *ret_length);

/* What moved since moved_write wrote `said` (NUL-terminated). A claim that was not read then, or is no longer, is left
 * out. */
void moved_since(struct ctx *ctx, const char *said, const struct checked_list *now, struct moved_list *ret);

#endif
