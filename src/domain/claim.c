/* Figures to claims: what an amount, a percentage, a number of items speaks of, or why it speaks of nothing that the
 * ledgers count. */
#include "domain/claim.h"

#include <string.h>

#include "base/map.h"
#include "domain/claim_light.h"
#include "domain/claim_reader.h"
#include "domain/promise.h"
#include "text/runes.h"

enum { NAME_CELLS = 3 };

static const char *const kinds_of_items[] = {"指标", "子项", "小项", "具体", "分项", "措施", "任务"};

/* Why an indicator is named and there is still nothing to compare it with. */
const char *claim_why_no_comparison(struct claim_reader *r, size_t i, const struct claim *c)
{
    if (c->period.other)
        return c->period.words ? arena_printf(r->ctx->mem, "“%s”不在%d年的项目里", c->period.words, r->programme->year)
                               : "文中没有说到本项目的年份";
    if (!c->place.org && c->addend_count == 0 &&
        !(c->place.several_count && c->kind == CLAIM_FIGURE && c->role != ROLE_TARGET))
        return place_why(r->ctx, &c->place);
    if (c->place.whole && c->indicator->scope)
        return arena_printf(r->ctx->mem, "%s只统计%s，文中说的是“%s”", c->indicator->name, c->indicator->scope->name,
                            c->place.words);
    if (r->fates[i].site.in_range)
        return "文中写的是一个范围";
    if (c->role == ROLE_OTHER)
        return "不是本年的实绩，也不是目标";
    return NULL;
}

/* ---- figures ---- */

/* “新增充电桩 663 个，市区新增入网 106 万平方米，新建台区 200 个”: a scope between the amounts of others is that of
 * what is counted in it. */
static bool is_of_other_scope(const struct claim_reader *r, size_t i, const struct claim *c)
{
    struct span before = {r->fates[i].site.sentence, r->fates[i].site.clause.start};
    size_t at;

    if (!c->place.org || c->place.org->level != LEVEL_SCOPE || c->place.from != PLACE_SENTENCE || !c->place.words ||
        (c->indicator->scope && strcmp(c->indicator->scope->code, c->place.org->code) == 0) ||
        c->naming.from != WORDS_CLAUSE)
        return false;
    at = find_words(r->s, before, c->place.words);
    for (size_t k = i; k-- > 0 && r->figures.at[k].read_start > at;)
        if (r->fates[k].site.clause.start <= at && !r->fates[k].indicator)
            return true; /* 城区公交又添40台，公共充电桩新装663个 */
    return rune_has_digit(r->s, rune_behind(r->s, before.start, at, L";"), at);
}

/* “市区新建换热站11座，其中甲区6座；2023年为9座”: of the scope that the sentence told the same of first. */
static bool is_of_scope_before(const struct claim_reader *r, size_t i, const struct claim *c, struct place *ret)
{
    size_t first = i;

    while (first > 0 && i - first < FIGURES_BACK && r->fates[first].site.after_figure)
        first--;
    *ret = r->fates[first].place;
    return first < i && c->naming.from == WORDS_FIGURE_BEFORE && !c->place.words &&
           r->fates[first].indicator == c->indicator && ret->org && ret->org->level == LEVEL_SCOPE;
}

/* What goes on with the figure before is of its place, where the scope that the sentence named was not its. */
static bool is_scope_of_other(const struct claim_reader *r, size_t i, const struct claim *c)
{
    return c->naming.from == WORDS_FIGURE_BEFORE && r->fates[i].site.after_figure && c->place.org &&
           c->place.org->level == LEVEL_SCOPE && c->place.from == PLACE_SENTENCE &&
           r->fates[i - 1].indicator == c->indicator && r->fates[i - 1].place.org &&
           r->fates[i - 1].place.org->level != LEVEL_SCOPE;
}

/* Its place, where the scope that the sentence names is not its, or the figures before name it; else as it was read. */
static struct place place_by_scope(const struct claim_reader *r, size_t i, const struct claim *c)
{
    struct place scope;

    if (is_of_other_scope(r, i, c))
        return place_of_text(r->places);
    if (is_scope_of_other(r, i, c))
        return r->fates[i - 1].place; /* …，去年是510个 */
    return is_of_scope_before(r, i, c, &scope) ? scope : c->place;
}

/* “开工 66 个”, where what is finished counts: records tell how many reached each stage, if it is they that are
 * counted. */
static void read_stage(const struct claim_reader *r, size_t i, struct claim *c)
{
    int stage;

    if (!claim_other_stage(r, i, c->indicator, &stage) || stage < 0 || c->indicator->count != COUNT_RECORDS ||
        c->role == ROLE_TARGET || c->period.from || c->period.day)
        return;
    c->kind = CLAIM_REACHED;
    c->stage = stage;
}

/* The claim is of this indicator, or why it is not after all. */
static void take_indicator(struct claim_reader *r, size_t i, const struct matches *found, struct claim *c)
{
    struct fate *fate = &r->fates[i];

    c->indicator = found->at[0].indicator;
    c->naming = claim_naming(r, found, fate->from);
    (void)unit_agrees(c->indicator, c->figure->unit, &c->shift); /* it does: the match asked for it */
    fate->place = c->place = place_by_scope(r, i, c);
    read_stage(r, i, c);
    c->why = claim_why_not(r, i, c);
    if (c->why) {
        if (claim_other_stage(r, i, c->indicator, NULL))
            fate->indicator = c->indicator; /* 开工 132 个，完工 88 个 */
        else
            fate->closed = true;
        c->indicator = NULL;
        return;
    }
    fate->indicator = c->indicator;
    c->why = claim_why_no_comparison(r, i, c);
    if (!c->why && c->place.several_count)
        claim_sum_places(r, c);
}

/* Something else than the indicators that were found: nothing is inherited from it. */
static void refuse(struct claim_reader *r, size_t i, const char *why, struct claim *c)
{
    c->why = why;
    r->fates[i].closed = true;
}

static void read_amount(struct claim_reader *r, size_t i, struct claim *c)
{
    static const char *const added[] = {"加上", "连同", "算上"}, *const in_all[] = {"共", "合计", "总计"};
    struct fate *fate = &r->fates[i];
    struct listed listed = {.why = NULL};
    struct matches found;

    if (!claim_match_refer(r, i, &listed, &found))
        claim_match_near(r, i, &listed, &found);
    if (listed.place.org)
        fate->place = c->place = listed.place;
    if (listed.period.words)
        c->period = listed.period;
    if (listed.why) {
        refuse(r, i, listed.why, c);
    } else if (found.count == 0) {
        c->why = claim_why_nothing(r, i);
    } else if (claim_sum_named(r, i, &found, c)) {
        if (found.count == 1)
            fate->closed = c->kind != CLAIM_SUM;
    } else if (HAS(r, fate->site.clause, added) && HAS(r, fate->site.clause, in_all)) {
        refuse(r, i, "是与别的数加起来的", c); /* 用眼宣讲297场，加上心理活动共545场 */
    } else if (found.count > 1) {
        c->why = arena_printf(r->ctx->mem, "可能是%s，只有数值才能分辨，不按数值认定", claim_candidates(r, &found));
    } else {
        take_indicator(r, i, &found, c);
    }
}

/* 完成率 102.3%: of the indicator whose words stand before it, else of the figure before. */
static bool names_programme(const struct claim_reader *r, struct span span)
{
    for (const char **w = r->programme->words; w && *w; w++)
        if (find_words(r->s, span, *w) < span.end)
            return true;
    return false;
}

static void read_items(struct claim_reader *r, size_t i, struct claim *c)
{
    static const char *const units[] = {"件", "项", "个", "大项"};
    static const char *const split[] = {"细化", "分解", "拆", "涉及", "量化"}; /* 12项实事涉及具体任务32个 */
    static const char *const aspects[] = {"方面"};                             /* 九个方面35项实事 */
    static const char *const ours[] = {"肩挑起", "承担", "牵头", "主抓",
                                       "包揽",   "领办", "负责"}; /* 市城管局一肩挑起3件 */
    const struct site *site = &r->fates[i].site;
    struct span near = {site->reach, c->figure->sentence_end};
    struct span before = {site->clause.start, site->number.start};
    struct span noun = {site->number.end, site->number.end + 4 < r->text->read_count ? site->number.end + 4 : near.end};
    bool fits = false;

    for (size_t k = 0; k < sizeof units / sizeof *units; k++)
        fits = fits || strcmp(units[k], c->figure->unit) == 0;
    if (near.end > site->number.end + SENTENCE_MAX)
        near.end = site->number.end + SENTENCE_MAX;
    r->fates[i].closed = true;
    if (!fits || !names_programme(r, near) || HAS(r, noun, kinds_of_items) || claim_says_part(r, before) ||
        HAS(r, before, split) || HAS(r, before, aspects) || HAS(r, before, ours)) {
        c->why = "说的不是民生实事的件数";
        return;
    }
    c->kind = CLAIM_ITEMS;
    if (c->period.other)
        c->why = arena_printf(r->ctx->mem, "“%s”不在%d年的项目里", c->period.words ? c->period.words : "别的年份",
                              r->programme->year);
}

/* A cell that is a place's name and nothing else, or has one in brackets at its end: 入网面积（市区）; *ret is
 * left alone if it is none. */
static bool is_place_of_row(const struct claim_reader *r, struct span cell, struct place *ret)
{
    if (cell.end > cell.start && r->s[cell.end - 1] == ')')
        for (size_t open = cell.end - 1; open > cell.start; open--)
            if (r->s[open] == '(' && r->s[open + 1] != L'含')
                cell = (struct span){open + 1, cell.end - 1};
    if (!claim_words_bare(r->words, r->s, cell, NULL) || !place_named(r->ctx, r->places, r->text, cell, false, ret))
        return false;
    ret->from = PLACE_SENTENCE;
    return true;
}

/* “1 | 甲县 | 34 | …”: one of a row's first cells is a place's name and nothing else, or its column's head is
 * (“指标 | 全市 | 甲县 | 乙县”). */
static void read_place_of_row(struct claim_reader *r, const struct figure *f, struct span head, struct place *place)
{
    struct span cell = {f->paragraph_start, f->paragraph_start};

    (void)is_place_of_row(r, head, place);
    for (int k = 0; k < NAME_CELLS && cell.end < f->read_start; k++, cell.start = ++cell.end) {
        while (cell.end < f->read_start && r->s[cell.end] != '\t')
            cell.end++;
        if (cell.end >= f->read_start)
            break;
        if (is_place_of_row(r, cell, place))
            return;
    }
}

/* “2023年（户） | 2024年（户）”: a column's head says the time of its figures. */
static void read_period_of_head(struct claim_reader *r, struct span head, struct claim *c)
{
    struct around around = {head.start, head.start, head, {head.end, head.end}};
    struct period period = period_find(r->ctx, r->times, r->text, &around);

    if (period.words && !period.carried)
        c->period = period;
}

/* “前10个月…。剩下两个月，要达到150公里”, “截至11月底动工24960户，而任务是1.74万户”: what is promised is the year's,
 * though months were told before. */
static bool is_of_whole_year(const struct claim_reader *r, size_t i, const struct period *told)
{
    static const char *const tasks[] = {"任务", "目标", "计划", "年初"};
    struct span before = {r->fates[i].site.clause.start, r->fates[i].site.number.start};

    return r->figures.at[i].role == ROLE_TARGET && strcmp(r->figures.at[i].unit, "%") != 0 && told->named &&
           !told->other &&
           (told->carried || (HAS(r, before, tasks) && find_words(r->s, before, told->words) == before.end));
}

static void read_figure(struct claim_reader *r, size_t i)
{
    const struct figure *f = &r->figures.at[i];
    struct around around;
    struct span head;
    bool table;
    struct claim c = {.kind = CLAIM_FIGURE,
                      .start = f->start,
                      .end = f->end,
                      .at = f->read_start,
                      .text = f->text,
                      .figure = f,
                      .role = f->role};

    site_find(r->text, &r->figures, i, &r->fates[i].site);
    around = site_around(&r->fates[i].site);
    table = claim_column_head(r, f, &head);
    c.place = place_find(r->ctx, r->places, r->text, &around);
    c.period = period_find(r->ctx, r->times, r->text, &around);
    if (is_of_whole_year(r, i, &c.period))
        c.period = times_whole(r->times);
    if (table && c.place.from != PLACE_CLAUSE)
        read_place_of_row(r, f, head, &c.place);
    r->fates[i].place = c.place;
    if (table)
        read_period_of_head(r, head, &c);
    if (f->role == ROLE_ITEMS)
        read_items(r, i, &c);
    else if (f->role == ROLE_PERCENT || strcmp(f->unit, "%") == 0)
        claim_read_rate(r, i, &c);
    else
        read_amount(r, i, &c);
    claim_sum_total(r, i, &c);
    *vec_push(r->ctx->mem, &r->claims) = c;
}

/* ---- what the text says twice ---- */

/* Only claims of the same unit are compared here: their figures need no scale. */
static void note_contradictions(struct claim_reader *r)
{
    struct map *first = map_new(r->ctx->mem);

    for (size_t i = 0; i < r->claims.count; i++) {
        struct claim *c = &r->claims.at[i], *said;
        const struct {
            const void *indicator, *org;
            int64_t from, to, day, role, shift;
        } key = {c->indicator, c->place.org, c->period.from, c->period.to, c->period.day, (int64_t)c->role, c->shift};

        c->note = r->self[i].kind == CONSISTENCY_BROKEN ? r->self[i].note : NULL; /* a claim a figure, in their order */
        if (c->kind != CLAIM_FIGURE || !c->figure || !c->indicator || c->why)
            continue;
        said = map_get(first, &key, sizeof key);
        if (!said)
            map_put(first, &key, sizeof key, c);
        else if (!c->note && !figures_could_be_one(said->figure, c->figure))
            c->note = arena_printf(r->ctx->mem, "文中第 %zu 行写的是“%s”", text_line(r->text, said->start), said->text);
    }
}

void claims_find(struct ctx *ctx, const struct programme *programme, const struct organisations *tree,
                 const struct text *text, int as_of, struct claims *ret)
{
    struct claim_reader r = {.ctx = ctx, .programme = programme, .text = text, .s = text->read};
    struct promise_reader promises;
    const struct lexicon *light;

    figures_find(ctx, text, &r.figures);
    r.self = consistency_find(ctx, text, &r.figures);
    r.fates = arena_array(ctx->mem, r.figures.count + 1, sizeof *r.fates);
    r.places = places_new(ctx, tree, programme, text);
    light = claim_light_new(ctx->mem);
    r.words = claim_words_new(ctx, programme, places_lexicon(r.places), light);
    r.likeness = likeness_new(ctx, programme, places_lexicon(r.places), light);
    r.item_of_title = claim_item_of_title(&r);
    r.headings = map_new(ctx->mem);
    r.times = times_new(ctx, text, programme->year, as_of);
    for (size_t i = 0; i < r.figures.count; i++)
        read_figure(&r, i);
    note_contradictions(&r);
    promises = (struct promise_reader){programme, text, r.words, r.places, r.times};
    promises_find(ctx, &promises, (struct claims){r.claims.at, r.claims.count}, ret);
}
