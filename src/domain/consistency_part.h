/* What the files that hold a text against itself share (consistency.c and consistency_*.c). */
#ifndef DOMAIN_CONSISTENCY_PART_H
#define DOMAIN_CONSISTENCY_PART_H

#include "domain/claim_words.h"
#include "domain/consistency.h"

enum { PARTS_MAX = 32, FIGURES_BACK = 64 };

#define HAS(x, span, list) words_any((x)->s, span, list, sizeof(list) / sizeof *(list))

/* Two figures that belong together: what was done of how much, or what there is and was. NO_FIGURE: none yet. */
#define NO_FIGURE SIZE_MAX
struct pair {
    size_t part, whole, at; /* `at`: the last figure that spoke of them */
};

struct search {
    struct ctx *ctx;
    struct pair rate;   /* the last two whose rate held */
    struct pair change; /* the last two that one thing went from and to: part is now, whole was then */
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
/* The same, of its clause alone. */
struct span words_before(const struct search *x, size_t i);

/* False if there are too many. */
bool parts_add(struct parts *parts, size_t i);
/* The most places that one of them, or figure `whole`, is written with; and what they come to in these: false if one
 * has more places, or the sum is too large. */
int parts_places(const struct search *x, const struct parts *parts, size_t whole);
bool parts_sum(const struct search *x, const struct parts *parts, int places, int64_t *ret);

/* An exact amount with a unit. */
bool is_amount(const struct figure *f);
/* Two of one role and unit. */
bool is_like(const struct figure *a, const struct figure *b);

/* “开工2.86万套，多开工1400套，其中棚改2.13万套”, “集中1.37万户，分散0.15万户；其中进城0.94万户”: the parts are more
 * than the whole that stands nearest, and no more than what the sentence told before that. */
bool is_of_earlier(const struct search *x, size_t whole, const struct parts *parts);
/* Compares the total with the sum; parts that are not `all` may only not exceed it. The row is told at figure `at`. */
void compare_sum(struct search *x, size_t total, const struct parts *parts, bool all, size_t at);
/* Is percentage i within the interval that part ÷ whole may have? */
void compare_rate(struct search *x, size_t i, size_t part, size_t whole);

/* Is percentage i what `now` has grown by since `then` (fallen, if `down`)? */
void compare_growth(struct search *x, size_t i, size_t now, size_t then, bool down);
/* Is figure i what `more` is more than `less`? */
void compare_difference(struct search *x, size_t i, size_t more, size_t less);

/* How a figure stands to what two others come to. */
enum fit {
    FIT_NONE,    /* cannot be told */
    FIT_FAR,     /* something else */
    FIT_MISREAD, /* but for one digit: 58 for 48, 15.7 for 5.7 */
    FIT_SWAPPED, /* but for two digits that changed places: 119.4 for 114.9 */
    FIT_HOLDS,
};

/* What a and b come to; those up to RISE_BY in percent. */
enum relation {
    RELATION_RATE,    /* a ÷ b */
    RELATION_RISE,    /* from b to a */
    RELATION_FALL,    /* the same, downwards */
    RELATION_RISE_BY, /* to a, by b */
    RELATION_MORE,    /* a − b */
    RELATION_MEAN,    /* a ÷ b, no percentage */
    RELATION_PRODUCT, /* a × b */
};

/* The best reading of figure `at` so far. */
struct guess {
    size_t at;
    enum fit fit;
    enum relation relation;
    size_t a, b;
};

/* How one number becomes the other: FIT_SWAPPED, FIT_MISREAD or FIT_FAR. */
enum fit slip_of(int128 a, int128 b);
int written_places(const struct figure *f);
int places_of_both(const struct figure *a, const struct figure *b); /* the more of the two */
enum fit figures_fit(const struct figure *f, enum relation relation, const struct figure *a, const struct figure *b);
/* Takes the reading if it fits better than the best one; false if not. */
bool guess_better(struct search *x, struct guess *best, enum relation relation, size_t a, size_t b);
/* The verdict: HOLDS if it does, else BROKEN; nothing for FIT_NONE. */
void tell_fit(struct search *x, const struct guess *g);
/* The same of two that need not be figures of the text: bare numbers in cells of a table. */
void tell_relation(struct search *x, size_t at, enum fit fit, enum relation relation, const struct figure *a,
                   const struct figure *b);

/* Units that count the same: 人 and 名. */
bool units_are_kin(const char *a, const char *b);
/* An exact amount or a number of items, more than none. */
bool is_count(const struct figure *f);
/* Those before figure i, the nearest first, of kin units if `unit` is given; at most so many. */
size_t counts_before(const struct search *x, size_t i, const char *unit, size_t most, size_t *ret);
/* What should be: by its role, or 计划, 目标, 任务 before it. */
bool is_task(const struct search *x, size_t k);
bool same_paragraph(const struct search *x, size_t a, size_t b);
/* Whether the words end with one of the list, but for 达到, 为, 约. */
bool words_close(const struct search *x, struct span words, const char *const *list, size_t count);

/* “计划改造85个，已全部开工，完工34个，完工率40%”: percentage i is of counts told before. */
void check_ratio(struct search *x, size_t i);

/* “计划36条，完工33条，完工率91.7%，剩下的3条”, “任务2200户，实际改造2387户，超任务187户”: what one is less or more
 * than the other. */
void check_left(struct search *x, size_t i);
void check_excess(struct search *x, size_t i);
/* Whether the words before figure i say that it is left of a task, or beyond it. */
bool says_left(const struct search *x, size_t i);
bool says_excess(const struct search *x, size_t i);
/* Whether another figure of its unit right behind shares with figure i what is left. */
bool is_split(const struct search *x, size_t i);
/* “资金3126万元，救助儿童2084名，人均支出1.5万元”, “126户，每户补助2.2万元，共需277.2万元” */
void check_mean(struct search *x, size_t i);

/* “改造32个，城区19个，县市13个”: figure i is the whole, or (apart) the first of a list that begins a sentence. */
void check_list(struct search *x, size_t i);
void check_list_apart(struct search *x, size_t i);
/* “发放86件，轮椅31件、拐杖27件、助听器18件。”: figure i is the whole of a list that ends its sentence. */
void check_closed(struct search *x, size_t i);
/* “其中甲…，乙…，其余3696万元”: figure i is what the parts before it leave. */
void check_rest(struct search *x, size_t i);

/* “柯城、龙游、江山，4个县（市、区）”: figure i is how many names stand right before it. */
void check_names(struct search *x, size_t i);
/* “12件” of items numbered from 1 to 12. */
void check_items(struct search *x);
/* One of the last figures before `from` says how many rows the table has. */
void check_row_count(struct search *x, size_t from, size_t rows);
/* Whether figure i counts the rows that reach so many percent (“达到或超过年度任务的县有2个”), or are below. */
bool reads_threshold(const struct search *x, size_t i, struct decimal *ret, bool *ret_below);
void tell_count(struct search *x, size_t i, size_t count, const char *what);
/* The headline against the text, and what is told twice. */
void check_twice(struct search *x);
/* b, written as precisely as a, is a but for two digits that changed places. */
bool is_swapped_at(const struct figure *a, const struct figure *b);
/* b is ten times a, which has enough digits to know it by (at least `digits` that are not 0). */
bool is_ten_times(const struct figure *a, const struct figure *b, size_t digits);
/* Whether a tab stands near it in its line. */
bool is_cell(const struct search *x, const struct figure *f);

/* “由100张增加到150张，增长50%”, “5000个，比去年的4000个多1000个”: figure i is the change. */
void check_change(struct search *x, size_t i);
/* “已完成9项”, “正在推进3项” */
bool tells_state(const struct search *x, size_t i);
/* Items told by how far they are are no more than all of them, figure i. */
void check_states(struct search *x, size_t i);

/* Columns of tables against their total row, rows against their rate. */
void check_tables(struct search *x);
/* What places are called by their kind: 县, 区, 市, 镇, 乡, 街道, 旗. */
enum { PLACE_KINDS = 7 };
extern const char *const place_kinds[PLACE_KINDS];
/* Whether the words are the name of a place: Chinese characters that end with its kind. */
bool is_place_name(const int32_t *s, struct span name);
/* “甲区、乙区共 11 座” behind what was said of each. */
void check_places_total(struct search *x, size_t i);

#endif
