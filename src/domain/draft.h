/* A plan text read into items: what each promises in figures, what it promises to have built by when, who leads it.
 * What a pack makes of it is draft_pack.c. A figure that is no target is kept with the reason, so that nothing of the
 * plan is lost; what was guessed carries a sentence. Everything lives in the arena. */
#ifndef DOMAIN_DRAFT_H
#define DOMAIN_DRAFT_H

#include "base/vec.h"
#include "text/figure.h"

/* Stages of building, in their order. */
enum draft_stage {
    DRAFT_STARTED,  /* 开工 */
    DRAFT_TOPPED,   /* 主体完工 */
    DRAFT_FINISHED, /* 完工 */
    DRAFT_ACCEPTED, /* 验收 */
    DRAFT_OPENED,   /* 通车 */
    DRAFT_USED,     /* 投用 */
    DRAFT_STAGES,
    DRAFT_NO_STAGE = -1,
};

/* How a target stands to the one before it in its item. */
enum draft_tie {
    DRAFT_OWN,       /* of its own */
    DRAFT_COMPANION, /* of the same things in another unit: 18 个、96 万平方米 */
    DRAFT_PART,      /* part of it: 其中 */
};

struct draft_target {
    const char *subject; /* what is counted, as the plan words it: 新建义务教育学校 */
    const char *core;    /* the same without its verb: 义务教育学校 */
    const char *text;    /* the figure as written */
    const char *unit;    /* as figure.h reads it */
    struct decimal value;
    enum draft_stage stage; /* counted from it on; DRAFT_NO_STAGE: nothing is built */
    enum draft_tie tie;
    size_t of;          /* COMPANION, PART: index in the item's targets */
    bool more;          /* a range's lower end, or 近: what was promised is not quite what is written */
    bool amount;        /* rows bear an amount (学位 of a school), they are not counted */
    const char *unsure; /* what was guessed, a sentence, or NULL */
    size_t at, span;    /* in the reading: the figure, and the paragraph or cell that it stands in */
};

/* Something to be built, opened or handed over by a day. */
struct draft_milestone {
    const char *subject;
    enum draft_stage stage;
    int due; /* yyyymmdd; 0: the year's end */
    const char *unsure;
};

struct draft_item {
    int number;
    const char *name, *promise; /* promise as the plan has it, "" if the name says all */
    VEC(const char *) leads;    /* the first leads */
    VEC(const char *) partners; /* 配合 */
    VEC(struct draft_target) targets;
    VEC(struct draft_milestone) milestones;
    VEC(const char *) left_out; /* figures that are no targets, each with the reason */
    VEC(const char *) unsure;   /* of name, lead … */
    int due;                    /* 完成时限, yyyymmdd; 0: none */
};

struct draft {
    int year;
    const char *place;       /* 唐河区, or NULL */
    const char *document;    /* 清政办发〔2025〕12号, or NULL */
    VEC(const char *) words; /* what the plan calls its items */
    VEC(struct draft_item) items;
    size_t figures; /* targets of all items */
};

enum { DRAFT_ITEMS_LIMIT = 200, DRAFT_TARGETS_LIMIT = 60 };

/* Reads a plan: numbered items (第一件 一、 （一） 1.) or the rows of a table. Sentences that say what is done already
 * are no promises. Errors: E_INPUT (no items in it, or nothing that they promise). */
MUST_CHECK int draft_read(struct ctx *ctx, const struct text *plan, int year, struct draft **ret);

#endif
