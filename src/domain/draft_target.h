/* The figures of an item as targets. */
#ifndef DOMAIN_DRAFT_TARGET_H
#define DOMAIN_DRAFT_TARGET_H

#include "domain/draft.h"
#include "text/scan.h"

struct draft_figures {
    struct ctx *ctx;
    const struct text *text;
    const struct figures *figures;
    int year;
};

/* Adds what the figures of the span promise, and those that are no targets with the reason. `money`: it is a column of
 * sums that are put in. A span after another one of the item goes on where that one ended. */
void draft_targets_add(const struct draft_figures *from, struct span span, bool money, struct draft_item *item);

/* Takes out what was said twice, and what is only progress towards another one (3月底前 2 家; 9月底前 7 家). */
void draft_targets_settle(const struct draft_figures *from, struct draft_item *item);

/* The words of a thing without verbs before it and what qualifies it: 新建 + 2000年前建成的老旧小区 is 老旧小区. "" if
 * nothing is left. */
const char *draft_core(struct ctx *ctx, const char *words);

/* 老旧燃气管网更新 as 更新|老旧燃气管网: an article may say it so; "" if it ends in no verb. */
const char *draft_verb_first(struct ctx *ctx, const char *core);

/* 充电桩 of 公共充电桩: without whose it is, as articles often say it; "" if nothing can be left out. */
const char *draft_stem(const char *core);

/* A piece of the pack's words stands in the other, or they are the same. */
bool draft_same_core(const char *a, const char *b);

#endif
