/* Why a claim was read as it was: for whoever doubts a row. */
#include <string.h>

#include "base/date.h"
#include "domain/claim.h"

static const char *const words_from[] = {
    [WORDS_NONE] = "",
    [WORDS_CLAUSE] = "本小句",
    [WORDS_SENTENCE] = "本句",
    [WORDS_LIST] = "“分别”前的第几个",
    [WORDS_ROW] = "表格的这一行",
    [WORDS_FIGURE_BEFORE] = "承前一个数",
    [WORDS_ABOVE] = "上文的句子",
    [WORDS_HEADING] = "标题",
    [WORDS_ITEM] = "上文说的是这件实事，单位和余下的词合这项指标",
    [WORDS_LIKE] = "本小句的字与这项指标的名称最相近，单位相合",
};
static const char *const place_from[] = {
    [PLACE_NOT_SAID] = "",        [PLACE_CLAUSE] = "本小句",
    [PLACE_SENTENCE] = "本句",    [PLACE_LIST] = "“分别”前的第几个",
    [PLACE_PARAGRAPH] = "段首",   [PLACE_HEADING] = "标题",
    [PLACE_TITLE] = "全文的标题",
};

static const char *explain_words(struct ctx *ctx, const struct claim *c)
{
    const struct naming *n = &c->naming;

    if (n->words)
        return arena_printf(ctx->mem, "词“%s”（%s，%zu 字）", n->words, words_from[n->from], n->score);
    return n->from != WORDS_NONE && c->indicator ? arena_printf(ctx->mem, "词：%s", words_from[n->from]) : NULL;
}

static const char *explain_unit(struct ctx *ctx, const struct claim *c)
{
    if (!c->figure || !c->indicator || c->kind != CLAIM_FIGURE)
        return NULL;
    if (strcmp(c->figure->unit, c->indicator->unit) == 0)
        return arena_printf(ctx->mem, "单位“%s”", c->figure->unit);
    return arena_printf(ctx->mem, "单位“%s”算作“%s”", c->figure->unit, c->indicator->unit);
}

static const char *explain_place(struct ctx *ctx, const struct claim *c)
{
    const struct place *p = &c->place;

    if (!p->words)
        return p->org ? arena_printf(ctx->mem, "地点没有写，按%s", p->org->name) : NULL;
    return arena_printf(ctx->mem, "地点“%s”（%s）%s%s", p->words, place_from[p->from], p->org ? "是" : "不能确定",
                        p->org ? p->org->name : "");
}

static const char *explain_time(struct ctx *ctx, const struct claim *c)
{
    const struct period *p = &c->period;
    const char *said =
        p->words ? arena_printf(ctx->mem, "时间“%s”（%s）", p->words, p->carried ? "承前句" : "本句") : "时间没有写";

    if (p->other)
        return arena_printf(ctx->mem, "%s，不是本年", said);
    if (p->day)
        return arena_printf(ctx->mem, "%s，到 %d 月 %d 日", said, p->to % 100, p->day % 100);
    if (p->from)
        return arena_printf(ctx->mem, "%s，%d 月到 %d 月", said, p->from % 100 + 1, p->to % 100);
    return arena_printf(ctx->mem, "%s，到 %d 月底", said, p->to % 100);
}

static const char *explain_second(struct ctx *ctx, const struct claim *c)
{
    const struct naming *n = &c->naming;

    if (!n->words)
        return NULL;
    return n->second
               ? arena_printf(ctx->mem, "其次是%s（%s，%zu 字）", n->second->name, n->second->code, n->second_score)
               : "没有别的指标合这些词和单位";
}

const char *claim_explain(struct ctx *ctx, const struct claim *claim)
{
    const char *const all[] = {explain_words(ctx, claim), explain_unit(ctx, claim), explain_place(ctx, claim),
                               explain_time(ctx, claim), explain_second(ctx, claim)};
    const char *line = "";

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i])
            line = arena_printf(ctx->mem, "%s%s%s", line, line[0] ? "；" : "", all[i]);
    return line;
}
