/* Figures to claims: what an amount, a percentage, a number of items speaks of, or why it speaks of nothing that the
 * ledgers count. */
#include "domain/claim.h"

#include <string.h>

#include "base/map.h"
#include "domain/claim_reader.h"
#include "domain/promise.h"
#include "text/runes.h"

enum { NAME_CELLS = 3 };

/* A part of what the sentence spoke of before. */
static const char *const parts[] = {"其中", "包括", "包含", "含"};

/* The words of an indicator with these beside them speak of something else. */
static const char *const others[] = {
    "拆除", "关停", "停用",   "停运", "取消", "维修", "检修", "巡检",   "排查", "抽查",   "故障",   "报废", "剩余",
    "尚未", "尚有", "未完成", "在建", "拟建", "待建", "储备", "谋划",   "申报", "现有",   "原有",   "存量", "保有",
    "阳性", "异常", "确诊",   "可疑", "带动", "同比", "环比", "增长",   "下降", "减少",   "增幅",   "人均", "户均",
    "平均", "每",   "日均",   "缺口", "投诉", "还差", "相差", "未通过", "退回", "不合格", "未达标", "投资",
};
static const char *const kinds_of_items[] = {"指标", "子项", "小项", "具体", "分项", "措施", "任务"};

/* ---- what keeps a figure of an indicator's words from being it ---- */

const char *claim_other_stage(const struct claim_reader *r, const struct indicator *indicator, struct span span)
{
    static const char *const shells[] = {"主体完工", "主体竣工", "封顶"};
    static const char *const stages[] = {"开工", "完工", "竣工", "验收"};
    const struct field *stage = indicator->of->stage;
    const char *counted = stage && indicator->at >= 0 ? stage->of[indicator->at].name : NULL;

    for (size_t i = 0; counted && i < sizeof shells / sizeof *shells; i++)
        if (find_words(r->s, span, shells[i]) < span.end && strcmp(counted, shells[0]) != 0)
            return shells[i];
    for (size_t i = 0; counted && i < sizeof stages / sizeof *stages; i++) {
        const char *name = strcmp(stages[i], "竣工") == 0 ? "完工" : stages[i];
        size_t at = find_words(r->s, span, stages[i]);
        if (at < span.end && strcmp(name, counted) != 0 && field_choice(stage, name) >= 0)
            return stages[i];
    }
    return NULL;
}

/* 2020年 and 2022年 are both of other programmes, and not the same. */
static bool is_same_other(const struct period *a, const struct period *b)
{
    return a->other == b->other && (!a->other || !a->words || !b->words || strcmp(a->words, b->words) == 0);
}

/* Claims of figures are in the order of the text. */
static bool is_repeated(const struct claim_reader *r, const struct claim *c)
{
    for (size_t k = r->claims.count; k-- > 0 && k + FIGURES_BACK >= r->claims.count;) {
        const struct claim *before = &r->claims.at[k];
        if (!before->figure || before->figure->sentence_start != c->figure->sentence_start)
            return false;
        if (before->indicator == c->indicator && (before->kind == c->kind || before->kind == CLAIM_SUM) &&
            place_same(&before->place, &c->place) && before->period.from == c->period.from &&
            before->period.to == c->period.to && is_same_other(&before->period, &c->period) && before->role == c->role)
            return true;
    }
    return false;
}

/* “60千瓦公共充电桩 80 个”: the amount right before the words is a grade of the thing. */
static const char *grade_before(const struct claim_reader *r, size_t i)
{
    static const char *const grades[] = {"千瓦", "kW", "兆瓦", "千伏", "千伏安", "吨"};
    const struct figure *before = r->fates[i].site.after_figure ? &r->figures.at[i - 1] : NULL;

    for (size_t k = 0; before && k < sizeof grades / sizeof *grades; k++)
        if (strcmp(before->unit, grades[k]) == 0 && r->fates[i].site.clause.start == before->read_end)
            return before->text;
    return NULL;
}

/* “35千伏电力线路”, “60千瓦充电桩”: a grade that the indicator's own words do not have makes it another thing. */
static const char *other_grade(const struct claim_reader *r, const struct indicator *indicator, struct span span)
{
    size_t low = 0, high = r->figures.trap_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->figures.traps[middle].start < r->text->origin[span.start])
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < r->figures.trap_count && r->figures.traps[low].end <= r->text->origin[span.end]; low++) {
        const struct trap *t = &r->figures.traps[low];
        struct span grade = {text_read_at(r->text, t->start), text_read_at(r->text, t->end)};
        if (strcmp(t->kind, "spec") == 0 && !claim_words_own(r->words, r->s, grade, indicator))
            return t->text;
    }
    return NULL;
}

/* “两个镇建成…”: places are counted, and not what they have. */
static bool counts_places(const struct claim_reader *r, const struct site *site)
{
    static const char *const kinds[] = {"乡镇", "街道", "县区", "社区", "镇", "乡", "县", "区", "市", "村"};
    static const char *const deeds[] = {"建成", "完成", "新建", "新增", "开展", "实现", "开工", "改造",
                                        "都",   "均",   "已",   "共",   "有",   "先后", "分别", "还"};
    size_t at = site->number.end, length = 0;

    for (size_t k = 0; k < sizeof kinds / sizeof *kinds && !length; k++)
        length = words_at(r->s, at, site->clause.end, kinds[k]);
    at += length;
    for (size_t k = 0; k < sizeof deeds / sizeof *deeds && length; k++)
        if (at == site->clause.end || words_at(r->s, at, site->clause.end, deeds[k]))
            return true;
    return false;
}

/* “比甲区多 177 个”: by how much, not how many. */
static bool is_distance(const struct claim_reader *r, struct span before)
{
    static const char *const against[] = {"比", "较", "与", "同"};
    static const char *const by[] = {"多", "少", "多了", "少了", "多出", "高出", "增加", "增加了", "多建", "多完成"};

    for (size_t k = 0; k < sizeof by / sizeof *by; k++) {
        size_t at = find_words(r->s, before, by[k]);
        if (at < before.end && at + words_at(r->s, at, before.end, by[k]) == before.end)
            return HAS(r, before, against);
    }
    return false;
}

/* “加上存量，全市充电桩已有 3600 余个”: all there is, of an indicator that counts what is new. */
static bool is_of_stock(const struct claim_reader *r, const struct site *site, const struct indicator *indicator)
{
    static const char *const stocks[] = {"存量", "保有量", "历年"}, *const all[] = {"总面积达", "总规模达", "首次突破"};
    static const char *const reached[] = {"达到", "总数达", "达"}, *const newly[] = {"新", "增", "建", "改", "添"};
    struct span before = {site->clause.start, site->number.start};

    if (!claim_counts_new(indicator))
        return false;
    return HAS(r, site->clause, all) ||
           (words_end(r->s, before.start, before.end, reached, sizeof reached / sizeof *reached) &&
            !HAS(r, site->clause, newly)) || /* 社区老年食堂达到 163 处 */
           HAS(r, ((struct span){rune_behind(r->s, site->sentence, site->clause.start, L";"), site->clause.end}),
               stocks);
}

/* “14820 人次对 6105 人次”: one place's beside another's, and the words do not say whose. */
static bool is_opposed(const struct claim_reader *r, size_t i)
{
    const struct figure *f = &r->figures.at[i];
    size_t count = r->text->read_count;

    return (f->read_end + 1 < count && r->s[f->read_end] == L'对' && rune_is_digit(r->s[f->read_end + 1])) ||
           (i > 0 && f[-1].read_end + 1 == f->read_start && r->s[f[-1].read_end] == L'对');
}

/* “新建台区 80 个、台区改造 120 个”: the amount before in the sentence is a part, and this one stands beside it. */
static bool is_beside_part(const struct claim_reader *r, size_t i, const struct indicator *indicator)
{
    return r->fates[i].site.after_figure && r->fates[i - 1].part == indicator &&
           strcmp(r->figures.at[i - 1].unit, r->figures.at[i].unit) == 0;
}

/* 维修, 带动 and the like, which the indicator's own name does not have. */
static bool speaks_of_others(const struct claim_reader *r, struct span own, const struct indicator *indicator)
{
    for (size_t k = 0; k < sizeof others / sizeof *others; k++)
        if (find_words(r->s, own, others[k]) < own.end && !strstr(indicator->name, others[k]))
            return true;
    return false;
}

static const char *why_not(struct claim_reader *r, size_t i, const struct claim *c)
{
    static const char *const found_out[] = {"确诊", "查出", "检出", "筛出"};
    static const char *const reached[] = {"惠及", "受益"}; /* who is screened is; who has a pile nearby as well */
    const struct site *site = &r->fates[i].site;
    struct span own = site->clause, before = {own.start, site->number.start};
    /* 确诊甲病 187 例、乙病 26 例 */
    struct span listed = {rune_behind(r->s, site->sentence, own.start, L",;:("), own.start};
    bool persons = c->indicator->count == COUNT_PERSONS;
    const char *word = NULL;

    if (speaks_of_others(r, own, c->indicator) || HAS(r, listed, found_out) || (!persons && HAS(r, own, reached)) ||
        is_distance(r, before) || counts_places(r, site) || is_of_stock(r, site, c->indicator) || is_opposed(r, i))
        return arena_printf(r->ctx->mem, "说的不是%s的实绩或目标", c->indicator->name);
    if (!r->fates[i].listed && claim_words_part(r->words, r->s, own, c->indicator, &word))
        r->fates[i].part = c->indicator;
    if (r->fates[i].part || is_beside_part(r, i, c->indicator))
        return arena_printf(r->ctx->mem, "只是%s的一部分（%s）", c->indicator->name, word ? word : "与前一个数分开说");
    word = other_grade(r, c->indicator, own);
    word = word ? word : grade_before(r, i);
    if (word)
        return arena_printf(r->ctx->mem, "说的是%s的，不是%s", word, c->indicator->name);
    word = claim_other_stage(r, c->indicator, own);
    if (word)
        return arena_printf(r->ctx->mem, "台账从“%s”数起，文中说的是“%s”",
                            c->indicator->of->stage->of[c->indicator->at].name, word);
    if (!site->in_range && is_repeated(r, c))
        return arena_printf(r->ctx->mem, "这一句已说过%s，这里%s其中一部分", c->indicator->name,
                            HAS(r, before, parts) ? "是" : "多半是");
    return NULL;
}

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
    return rune_has_digit(r->s, rune_behind(r->s, before.start, at, L";"), at);
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
        c->why = listed.why;
        fate->closed = true;
        return;
    }
    if (found.count == 0) {
        c->why = claim_why_nothing(r, i);
        return;
    }
    if (claim_sum_named(r, i, &found, c)) {
        if (found.count == 1)
            fate->closed = c->kind != CLAIM_SUM;
        return;
    }
    if (HAS(r, fate->site.clause, added) && HAS(r, fate->site.clause, in_all)) {
        c->why = "是与别的数加起来的"; /* 用眼宣讲297场，加上心理活动共545场 */
        fate->closed = true;
        return;
    }
    if (found.count > 1) {
        c->why = arena_printf(r->ctx->mem, "可能是%s，只有数值才能分辨，不按数值认定", claim_candidates(r, &found));
        return;
    }
    c->indicator = found.at[0].indicator;
    c->naming = claim_naming(r, &found, fate->from);
    (void)unit_agrees(c->indicator, c->figure->unit, &c->shift); /* it does: the match asked for it */
    if (is_of_other_scope(r, i, c))
        fate->place = c->place = place_of_text(r->places);
    c->why = why_not(r, i, c);
    if (c->why) {
        if (claim_other_stage(r, c->indicator, fate->site.clause))
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
    if (!fits || !names_programme(r, near) || HAS(r, noun, kinds_of_items) || HAS(r, before, parts)) {
        c->why = "说的不是民生实事的件数";
        return;
    }
    c->kind = CLAIM_ITEMS;
    if (c->period.other)
        c->why = arena_printf(r->ctx->mem, "“%s”不在%d年的项目里", c->period.words ? c->period.words : "别的年份",
                              r->programme->year);
}

/* A cell that is a place's name and nothing else, or has one in brackets at its end: 入网面积（市区）. */
static bool is_place_of_row(const struct claim_reader *r, struct span cell, struct place *ret)
{
    if (cell.end > cell.start && r->s[cell.end - 1] == ')')
        for (size_t open = cell.end - 1; open > cell.start; open--)
            if (r->s[open] == '(' && r->s[open + 1] != L'含')
                cell = (struct span){open + 1, cell.end - 1};
    return claim_words_bare(r->words, r->s, cell, NULL) && place_named(r->ctx, r->places, r->text, cell, false, ret);
}

/* “1 | 甲县 | 34 | …”: one of a row's first cells is a place's name and nothing else. */
static void read_place_of_row(struct claim_reader *r, const struct figure *f, struct place *place)
{
    struct span cell = {f->paragraph_start, f->paragraph_start};
    struct place named;

    for (int k = 0; k < NAME_CELLS && cell.end < f->read_start; k++, cell.start = ++cell.end) {
        while (cell.end < f->read_start && r->s[cell.end] != '\t')
            cell.end++;
        if (cell.end >= f->read_start)
            break;
        if (!is_place_of_row(r, cell, &named))
            continue;
        *place = named;
        place->from = PLACE_SENTENCE;
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

/* “前10个月…。剩下两个月，要达到150公里”, “截至11月底动工24960户，而任务是1.74万户”: what is promised is the year's, though
 * months were told before. */
static bool is_of_whole_year(const struct claim_reader *r, size_t i, const struct period *told)
{
    static const char *const tasks[] = {"任务", "目标", "计划"};
    struct span before = {r->fates[i].site.clause.start, r->fates[i].site.number.start};

    return r->figures.at[i].role == ROLE_TARGET && strcmp(r->figures.at[i].unit, "%") != 0 && told->named && !told->other &&
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
        read_place_of_row(r, f, &c.place);
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

    figures_find(ctx, text, &r.figures);
    r.self = consistency_find(ctx, text, &r.figures);
    r.fates = arena_array(ctx->mem, r.figures.count + 1, sizeof *r.fates);
    r.places = places_new(ctx, tree, programme, text);
    r.words = claim_words_new(ctx, programme, places_lexicon(r.places));
    r.likeness = likeness_new(ctx, programme, places_lexicon(r.places));
    r.headings = map_new(ctx->mem);
    r.times = times_new(ctx, text, programme->year, as_of);
    for (size_t i = 0; i < r.figures.count; i++)
        read_figure(&r, i);
    note_contradictions(&r);
    promises = (struct promise_reader){programme, text, r.words, r.places, r.times};
    promises_find(ctx, &promises, (struct claims){r.claims.at, r.claims.count}, ret);
}
