/* What an article claims: each figure read as an indicator, a place and a time, and each promise without a figure
 * (完工, 超额完成, 全覆盖). Matching goes by words, unit, place and time and never looks at the value (DESIGN decision
 * 10). What the ledgers say of a claim is verdict.c. */
#ifndef DOMAIN_CLAIM_H
#define DOMAIN_CLAIM_H

#include "domain/organisation.h"
#include "domain/programme.h"
#include "text/figure.h"

enum claim_kind {
    CLAIM_FIGURE,  /* an amount of an indicator, done or promised */
    CLAIM_RATE,    /* a share of the target: 完成率 102.3% */
    CLAIM_SUM,     /* a total that says of what: 甲、乙两县共 a 户; 甲 a 人、乙 b 人，两项合计 c 人 */
    CLAIM_PART,    /* a share of another amount: 占技能人才的 45.4%, 占全市的 28.8% */
    CLAIM_GROWTH,  /* against the same time of the year before: 同比增长 12.3% */
    CLAIM_ITEMS,   /* how many items the programme has */
    CLAIM_STAGE,   /* a milestone and the stage that it reached */
    CLAIM_REACHED, /* how many reached a stage that the indicator does not count from: 开工 66 个 */
    CLAIM_FULFILLED, /* 完成, 超额完成 of the target, of one or more indicators */
    CLAIM_COVERED,   /* 全覆盖 */
};

/* When: from January to `to`, or after month `from` up to `to`; `day` lies inside month `to` (0: the whole month). */
struct period {
    int from, to, day;
    bool named;        /* the text names months; else it is the as-of date */
    bool other;        /* no time of this programme: 去年, 近三年 */
    bool carried;      /* said in a sentence before */
    const char *words; /* as the text says it, NULL if it does not */
};

/* Where the text says it. */
enum place_from {
    PLACE_NOT_SAID,
    PLACE_CLAUSE,
    PLACE_SENTENCE,
    PLACE_LIST,
    PLACE_PARAGRAPH,
    PLACE_HEADING,
    PLACE_TITLE
};

struct place {
    const struct organisation *org;            /* NULL: one that this store does not know, or several */
    const struct organisation *const *several; /* “甲县、乙县两地共”: these together */
    size_t several_count;
    bool whole;        /* 全市, said in so many words: never a scope alone */
    const char *words; /* as the text says it, NULL if it does not */
    const char *why;   /* org NULL: what else than an unknown name keeps it from being one; NULL */
    enum place_from from;
};

/* By which words an indicator was named, and which other one was nearest. */
enum words_from {
    WORDS_NONE,
    WORDS_CLAUSE,
    WORDS_SENTENCE,
    WORDS_LIST, /* 甲、乙分别 a、b */
    WORDS_ROW,  /* of a table */
    WORDS_FIGURE_BEFORE,
    WORDS_ABOVE, /* a sentence above in the paragraph */
    WORDS_HEADING,
    WORDS_ITEM, /* the item is named, and parts of the words at most */
    WORDS_LIKE, /* what the clause shares with the name */
};
struct naming {
    enum words_from from;
    const char *words;              /* as the text has them, parts joined by “…”; NULL: none of its own */
    size_t score;                   /* characters of the words: the more, the more specific; no value plays a part */
    const struct indicator *second; /* the best of those that were left; NULL: none */
    size_t second_score;
};

/* One of those that are added up. */
struct addend {
    const struct indicator *indicator;
    const struct organisation *org;
    struct period period;
};

struct claim {
    enum claim_kind kind;
    size_t start, end; /* in raw, end exclusive */
    size_t at;         /* in read */
    const char *text;
    const struct figure *figure;       /* NULL: a promise without a figure */
    const struct indicator *indicator; /* NULL: none is named in that unit, see `why` */
    struct naming naming;
    const struct indicator **several; /* FULFILLED, SUM of more than one: those that it speaks of */
    size_t several_count;
    struct addend *addends; /* SUM, and PART of such a total: what is added up */
    size_t addend_count;
    struct decimal slack; /* SUM of rounded figures that the text adds up rightly: the worth of their last digits */
    bool whole_programme; /* FULFILLED: of all items */
    struct place place;
    struct period period;
    const struct indicator *whole; /* PART: of what, and where */
    struct place whole_place;
    bool falls;  /* GROWTH: 下降 */
    bool beyond; /* RATE: by how much the target was passed, 超额 */
    enum role role;
    int shift;        /* the figure × 10^shift is in the indicator's unit (米 of 公里: -3) */
    int stage;        /* STAGE, REACHED: what the text says was reached */
    bool promised;    /* STAGE, COVERED: said of what is to come */
    bool exceeded;    /* FULFILLED: 超额 */
    const char *why;  /* why there is no indicator, or (with one) nothing to compare; NULL */
    const char *note; /* what else is to be said: the text contradicts itself; NULL */
};

struct claims {
    struct claim *at;
    size_t count;
};

/* All claims of the text in its order. `as_of` is a month (yyyymm) or a day (yyyymmdd). Never fails on any text. */
void claims_find(struct ctx *ctx, const struct programme *programme, const struct organisations *tree,
                 const struct text *text, int as_of, struct claims *ret);

/* Why the claim was read so, in Chinese, one line: words, unit, place, time, runner-up. In ctx->mem. */
const char *claim_explain(struct ctx *ctx, const struct claim *claim);

/* Units that state the same: 名 for 人, 千米 for 公里. Sets the shift between them. */
bool unit_agrees(const struct indicator *indicator, const char *unit, int *ret_shift);

#endif
