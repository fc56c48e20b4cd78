/* What the files that hold a text against itself share (consistency.c, consistency_table.c, consistency_place.c). */
#ifndef DOMAIN_CONSISTENCY_PART_H
#define DOMAIN_CONSISTENCY_PART_H

#include "domain/claim_words.h"
#include "domain/consistency.h"

enum { PARTS_MAX = 32, FIGURES_BACK = 64 };

#define HAS(x, span, list) words_any((x)->s, span, list, sizeof(list) / sizeof *(list))

struct search {
    struct ctx *ctx;
    const struct text *text;
    const int32_t *s;
    const struct figures *figures;
    struct consistency *ret;
};

/* Figures that are added up. */
struct parts {
    size_t at[PARTS_MAX];
    size_t count;
};

bool same_sentence(const struct figure *a, const struct figure *b);
/* The words between figure i and the one before it in its sentence. */
struct span gap_before(const struct search *x, size_t i);

/* False if there are too many. */
bool parts_add(struct parts *parts, size_t i);

/* An exact amount with a unit. */
bool is_amount(const struct figure *f);
/* Two of one role and unit. */
bool is_like(const struct figure *a, const struct figure *b);

/* Compares the total with the sum; parts that are not `all` may only not exceed it. The row is told at figure `at`. */
void compare_sum(struct search *x, size_t total, const struct parts *parts, bool all, size_t at);
/* Is percentage i within the interval that part ÷ whole may have? */
void compare_rate(struct search *x, size_t i, size_t part, size_t whole);

/* Is percentage i what `now` has grown by since `then` (fallen, if `down`)? */
void compare_growth(struct search *x, size_t i, size_t now, size_t then, bool down);
/* Is figure i what `more` is more than `less`? */
void compare_difference(struct search *x, size_t i, size_t more, size_t less);

/* “由100张增加到150张，增长50%”, “5000个，比去年的4000个多1000个”: figure i is the change. */
void check_change(struct search *x, size_t i);
/* Items told by how far they are are no more than all of them, figure i. */
void check_states(struct search *x, size_t i);

/* Columns of tables against their total row, rows against their rate. */
void check_tables(struct search *x);
/* Whether the words are the name of a county, town or the like: Chinese characters that end with 区, 县, 市, 镇, 乡,
 * 街道. */
bool is_place_name(const int32_t *s, struct span name);
/* “甲区、乙区共 11 座” behind what was said of each. */
void check_places_total(struct search *x, size_t i);

#endif
