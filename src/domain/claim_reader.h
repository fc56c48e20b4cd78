/* What the files that read claims out of figures share (claim.c, claim_match.c, claim_rate.c, claim_sum.c,
 * claim_refer.c). */
#ifndef DOMAIN_CLAIM_READER_H
#define DOMAIN_CLAIM_READER_H

#include "base/vec.h"
#include "domain/claim.h"
#include "domain/claim_like.h"
#include "domain/claim_place.h"
#include "domain/claim_site.h"
#include "domain/claim_time.h"
#include "domain/claim_words.h"
#include "domain/consistency.h"

enum {
    SENTENCE_MAX = 300,
    FIGURES_BACK = 64, /* of one sentence or list: keeps the work linear in any text */
};

/* What became of a figure, for those behind it. */
struct fate {
    struct site site;
    const struct indicator *indicator;
    struct span words;            /* where the words were looked for */
    enum words_from from;         /* and found */
    const struct indicator *part; /* of which it counts a part by its words (新建, 直流) */
    bool closed;                  /* something else was counted here: nothing is inherited from it */
    bool listed;                  /* one of “甲、乙分别 a、b” */
    struct place place;           /* that its claim speaks of */
};

struct claim_reader {
    struct ctx *ctx;
    const struct programme *programme;
    const struct text *text;
    const int32_t *s;
    struct figures figures;
    struct fate *fates;             /* by figure */
    const struct consistency *self; /* the text held against itself, by figure */
    struct claim_words *words;
    struct likeness *likeness;
    struct places *places;
    struct times *times;
    const struct item *item_of_title;
    struct map *headings;     /* the item that a line names, or NULL, by its start */
    VEC(struct claim) claims; /* of the figures before, one each */
};

#define HAS(r, span, list) words_any((r)->s, span, list, sizeof(list) / sizeof *(list))

/* What a list or a pronoun says of one of its figures beside the indicator: nothing where org, words, why are NULL. */
struct listed {
    struct place place;
    struct period period;
    const char *why; /* nobody can tell which one is meant */
};

/* Filters of claim_words_match: indicators that a text may state in the unit, and all that are amounts. */
bool claim_has_unit(const struct indicator *indicator, const char *unit);
bool claim_counts(const struct indicator *indicator, const char *unit);

/* Fills *ret with what the words in the window name, a figure in it or (match_words) none. */
void claim_match(struct claim_reader *r, struct span window, const struct site *site, unit_filter *filter,
                 const char *unit, struct matches *ret);
void claim_match_words(struct claim_reader *r, struct span window, unit_filter *filter, const char *unit,
                       struct matches *ret);
/* Fills *ret with what the words near figure i name, and *ret_listed (else left alone) with what a list says of it.
 * Those found are clean or none. Sets what its fate says of its words. */
void claim_match_near(struct claim_reader *r, size_t i, struct listed *ret_listed, struct matches *ret);
/* Of what was found far away only that remains which the number's clause does not speak against. */
void claim_keep_bare(const struct claim_reader *r, const struct site *site, struct matches *found);
/* Whether the words before the number say 前者 (*ret_index 0) or 后者 (1), and where. */
bool claim_pronoun(const struct claim_reader *r, size_t i, size_t *ret_index, size_t *ret_at);
/* The same for a figure of which the text says 前者 or 后者; false if it does not. */
bool claim_match_refer(struct claim_reader *r, size_t i, struct listed *ret_listed, struct matches *ret);
/* The head of the figure's column in a table: the cell above it in the first of the rows that stand together, if its
 * own row has as many cells. */
bool claim_column_head(const struct claim_reader *r, const struct figure *f, struct span *ret);
/* The words of the one indicator that was found. */
struct naming claim_naming(struct claim_reader *r, const struct matches *m, enum words_from from);
/* The same by the item that heading or sentence names, and parts of the indicator's words. None of them is far from
 * certain where two are alike: then both are given. */
void claim_match_item(struct claim_reader *r, size_t i, struct matches *ret);
/* “关于上半年职业技能培训工作情况的报告”: the only item that the text's title names; NULL if it names none or several.
 */
const struct item *claim_item_of_title(const struct claim_reader *r);
/* Do only connectives part figure k (not the first) from the one before? */
bool claim_joins(const struct claim_reader *r, size_t k);
/* “甲办 a 场、咨询 b 人次；乙是 c 场和 d 人次”: figures that say nothing but amounts go by those before them in the
 * paragraph that have the same units in the same order. */
void claim_match_parallel(struct claim_reader *r, size_t i, struct matches *ret);
/* The same by what the clause shares with one indicator's name more than with any other's: that one, clean, or none. */
void claim_match_like(struct claim_reader *r, size_t i, struct matches *ret);
/* Where the clause begins, or the label before it (“热线接听：3415 人次”) unless that names who speaks or 结果. */
size_t claim_label_start(const struct claim_reader *r, const struct site *site);
/* Nothing else stands between words and number. */
bool claim_match_is_clean(const struct matches *m);

/* Why figure i, read as c, is not of its indicator after all; NULL if it is. */
const char *claim_why_not(struct claim_reader *r, size_t i, const struct claim *c);
/* 开工 and 完工 are different counts: what the ledger counts from is told by the pack. The stage that the clause of
 * figure i names and the indicator does not count from, as the text says it, or NULL; *ret_choice is which of the
 * ledger's it is, negative where it has no such. */
const char *claim_other_stage(const struct claim_reader *r, size_t i, const struct indicator *indicator,
                              int *ret_choice);
/* Whether figure i tells all there is, of an indicator that counts what is new: “加上存量，全市充电桩已有 3600 余个”,
 * “供热面积达到 420 万”. */
bool claim_is_of_stock(const struct claim_reader *r, size_t i, const struct indicator *indicator);
/* Whether the words say that a part of something is told: 其中, 包括. */
bool claim_says_part(const struct claim_reader *r, struct span words);

/* For the note: “甲（a）、乙（b）”; why nothing was found; why an indicator is named and nothing can be compared, or
 * NULL. */
const char *claim_candidates(struct claim_reader *r, const struct matches *m);
const char *claim_why_nothing(struct claim_reader *r, size_t i);
const char *claim_why_no_comparison(struct claim_reader *r, size_t i, const struct claim *c);

/* The claim's indicator over its several places, as a sum of them. */
void claim_sum_places(struct claim_reader *r, struct claim *c);
/* “甲和乙共 a”: true if more than the one that was found is named in a list with it; then *c is their sum, or says why
 * not. */
bool claim_sum_named(struct claim_reader *r, size_t i, const struct matches *found, struct claim *c);
/* 两项合计: figure i, if it names nothing itself, becomes the sum of the figures whose total it is, where all of those
 * can be compared. */
void claim_sum_total(struct claim_reader *r, size_t i, struct claim *c);

/* A percentage, figure i, as a claim. */
void claim_read_rate(struct claim_reader *r, size_t i, struct claim *c);

#endif
