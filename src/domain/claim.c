/* Figures to claims. Words near the number come before words far from it: its own clause, the sentence back to the
 * figure before, the figure before itself (“45 个共 180 人”), the sentences above, the heading. Whatever stands between
 * words and number and says something else ends the search: better unmatched than compared with the wrong ledger. */
#include "domain/claim.h"

#include <string.h>

#include "base/map.h"
#include "base/vec.h"
#include "domain/claim_place.h"
#include "domain/claim_site.h"
#include "domain/claim_time.h"
#include "domain/claim_words.h"
#include "domain/promise.h"
#include "text/runes.h"

enum {
    SENTENCES_UP = 3,
    SENTENCE_MAX = 300,
    FIGURES_BACK = 64, /* of one sentence or list: keeps the work linear in any text */
    CANDIDATES_NAMED = 4,
};

/* What became of a figure, for those behind it. */
struct fate {
    struct site site;
    const struct indicator *indicator;
    struct span words; /* where the words were looked for */
    bool closed;       /* something else was counted here: nothing is inherited from it */
    bool listed;       /* one of “甲、乙分别 a、b” */
};

struct reader {
    struct ctx *ctx;
    const struct programme *programme;
    const struct text *text;
    const int32_t *s;
    struct figures figures;
    struct fate *fates;
    struct claim_words *words;
    struct places *places;
    struct times *times;
    VEC(struct claim) claims;
};

#define HAS(r, span, list) holds_any((r)->s, span, list, sizeof(list) / sizeof *(list))

/* A part of what the sentence spoke of before. */
static const char *const parts[] = {"其中", "包括", "包含", "含"};

/* The words of an indicator with these beside them speak of something else. */
static const char *const others[] = {
    "拆除", "关停", "停用", "停运", "取消",   "维修", "检修",   "巡检",   "排查", "抽查", "故障",
    "报废", "剩余", "尚未", "尚有", "未完成", "在建", "拟建",   "待建",   "储备", "谋划", "申报",
    "现有", "原有", "存量", "保有", "阳性",   "异常", "确诊",   "可疑",   "惠及", "受益", "带动",
    "同比", "环比", "增长", "下降", "减少",   "增幅", "人均",   "户均",   "平均", "每",   "日均",
    "缺口", "投诉", "还差", "相差", "未通过", "退回", "不合格", "未达标", "投资",
};
static const char *const growth[] = {"增长", "同比", "环比", "下降", "上升", "提高", "增幅", "降低", "提升", "增加"};
static const char *const shares[] = {"完成率", "目标", "任务", "计划", "进度"};
static const char *const kinds_of_items[] = {"指标", "子项", "小项", "具体", "分项", "措施", "任务"};
static const char *const covers[] = {"覆盖率", "覆盖面", "覆盖"};

static bool holds_any(const int32_t *s, struct span span, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (find_words(s, span, words[i]) < span.end)
            return true;
    return false;
}

/* ---- units ---- */

static const struct {
    const char *unit, *same; /* `unit` × 10^power is `same` */
    int power;
} measures[] = {
    {"名", "人", 0},           {"例", "人", 0},     {"位", "人", 0},      {"个人", "人", 0},
    {"千米", "公里", 0},       {"米", "公里", -3},  {"延米", "公里", -3}, {"km", "公里", 0},
    {"平米", "平方米", 0},     {"㎡", "平方米", 0}, {"m2", "平方米", 0},  {"平方公里", "平方米", 6},
    {"平方千米", "平方米", 6}, {"kW", "千瓦", 0},   {"兆瓦", "千瓦", 3},
};

static const char *measure_of(const char *unit, int *ret_power)
{
    *ret_power = 0;
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        if (strcmp(measures[i].unit, unit) != 0)
            continue;
        *ret_power = measures[i].power;
        return measures[i].same;
    }
    return unit;
}

bool unit_agrees(const struct indicator *indicator, const char *unit, int *ret_shift)
{
    int ours, theirs;

    *ret_shift = 0;
    if (!unit[0])
        return false;
    for (const char **also = indicator->also_units; also && *also; also++)
        if (strcmp(*also, unit) == 0)
            return true;
    if (strcmp(measure_of(indicator->unit, &ours), measure_of(unit, &theirs)) != 0)
        return false;
    *ret_shift = theirs - ours;
    return true;
}

static bool has_unit(const struct indicator *indicator, const char *unit)
{
    int shift;
    return unit_agrees(indicator, unit, &shift) && indicator->count != COUNT_STAGE;
}

static bool counts(const struct indicator *indicator, const char *unit)
{
    (void)unit; /* any: only the words are asked for */
    return indicator->count != COUNT_STAGE;
}

/* ---- words ---- */

static const char *candidates(struct reader *r, const struct matches *m)
{
    const char *names = "";

    for (size_t i = 0; i < m->count && i < CANDIDATES_NAMED; i++)
        names = arena_printf(r->ctx->mem, "%s%s%s（%s）", names, i ? "、" : "", m->at[i].indicator->name,
                             m->at[i].indicator->code);
    return names;
}

static void match(struct reader *r, struct span window, const struct site *site, unit_filter *filter, const char *unit,
                  struct matches *ret)
{
    claim_words_match(r->words, r->s, window, site->number, site->clause.start, filter, unit, ret);
}

/* Does the clause say nothing of what is counted, or nothing but words of this indicator (“共培训 69205 人次”)? */
static bool is_bare(const struct reader *r, const struct site *site, const struct indicator *indicator)
{
    struct span before = {site->clause.start, site->number.start}, behind = {site->number.end, site->clause.end};
    return claim_words_bare(r->words, r->s, before, indicator) && claim_words_bare(r->words, r->s, behind, indicator);
}

/* Of what was found far away only that remains which the clause does not speak against. */
static void keep_bare(const struct reader *r, const struct site *site, struct matches *found)
{
    size_t count = 0;

    for (size_t i = 0; i < found->count; i++)
        if (is_bare(r, site, found->at[i].indicator))
            found->at[count++] = found->at[i];
    found->count = count;
}

/* Words alone, no number among them. */
static void match_words(struct reader *r, struct span window, unit_filter *filter, const char *unit,
                        struct matches *ret)
{
    struct span end = {window.end, window.end};

    claim_words_match(r->words, r->s, window, end, window.start, filter, unit, ret);
}

/* “甲、乙分别完成 a 和 b”: the i-th name for the i-th figure. */
struct list {
    struct span names;
    size_t first, index, count; /* figures: the first of the list, this one's place, how many */
    bool bare;                  /* 分别 speaks of the names alone, no words behind it */
};

static bool find_list(const struct reader *r, size_t i, struct list *ret)
{
    for (size_t k = i; k + FIGURES_BACK > i; k--) {
        const struct site *site = &r->fates[k].site;
        struct span before = {site->reach, site->number.start};
        size_t at = find_words(r->s, before, "分别");

        if (at < before.end) {
            *ret = (struct list){.names = {site->reach, at}, .first = k, .index = i - k};
            ret->bare = claim_words_bare(r->words, r->s, (struct span){at, before.end}, NULL);
            while (ret->names.end > ret->names.start && r->s[ret->names.end - 1] == ',')
                ret->names.end--;
            for (size_t from = ret->names.end; from > site->reach; from--)
                if (r->s[from - 1] == ',' || r->s[from - 1] == ';' || r->s[from - 1] == ':') {
                    ret->names.start = from;
                    break;
                }
            return true;
        }
        if (!site->after_figure || k == 0 || !claim_words_bare(r->words, r->s, before, NULL))
            return false;
    }
    return false;
}

static size_t list_length(const struct reader *r, const struct list *list)
{
    size_t k = list->first + 1;

    for (; k < r->figures.count && k - list->first < FIGURES_BACK; k++) {
        struct site site;
        site_find(r->text, &r->figures, k, &site);
        if (!site.after_figure || !claim_words_bare(r->words, r->s, (struct span){site.reach, site.number.start}, NULL))
            break;
    }
    return k - list->first;
}

/* The i-th of the names between connectives; returns how many there are. */
static size_t part_of(const int32_t *s, struct span names, size_t index, struct span *ret)
{
    static const char *const marks[] = {"以及", "、", "和", "及", "与"};
    size_t count = 0, start = names.start;

    for (size_t i = names.start; i <= names.end; i++) {
        size_t length = 0;
        for (size_t k = 0; k < sizeof marks / sizeof *marks && !length && i < names.end; k++)
            length = words_at(s, i, names.end, marks[k]);
        if (!length && i < names.end)
            continue;
        if (count++ == index)
            *ret = (struct span){start, i};
        start = i + length;
        i += length ? length - 1 : 0;
    }
    return count;
}

/* Returns false if there is no such list; then *ret is left alone. */
static bool match_list(struct reader *r, size_t i, struct matches *ret, struct place *ret_place)
{
    const char *unit = r->figures.at[i].unit;
    struct list list;
    struct span part;

    if (!find_list(r, i, &list))
        return false;
    list.count = list_length(r, &list);
    ret->count = 0;
    if (!list.bare) { /* “甲县、乙县分别新建…” */
        if (list.count >= 2 && part_of(r->s, list.names, list.index, &part) == list.count)
            (void)place_named(r->ctx, r->places, r->text, part, ret_place); /* else the text's own place stands */
        return false;
    }
    if (list.count < 2 || part_of(r->s, list.names, list.index, &part) != list.count) {
        match_words(r, list.names, has_unit, unit, ret);
        return ret->count > 0;
    }
    match_words(r, part, has_unit, unit, ret);
    if (ret->count > 0)
        return true;
    match_words(r, (struct span){part.start, list.names.end}, has_unit, unit, ret);
    for (size_t k = 0; k < ret->count; k++)
        if (ret->at[k].piece[0].start >= part.end)
            ret->at[k--] = ret->at[--ret->count];
    return ret->count > 0;
}

/* The figure before speaks for this one: “45 个共 180 人”, “其中某区 80 个”. */
static void match_inherited(struct reader *r, size_t i, struct matches *ret)
{
    const struct fate *before = &r->fates[i - 1];

    ret->count = 0;
    if (before->closed)
        return;
    match_words(r, before->words, has_unit, r->figures.at[i].unit, ret);
    keep_bare(r, &r->fates[i].site, ret);
    if (is_bare(r, &r->fates[i].site, NULL))
        r->fates[i].words = before->words;
}

/* Did a figure of the span state this indicator in this role? */
static bool is_stated(const struct reader *r, size_t i, size_t start, const struct indicator *indicator)
{
    for (size_t k = 0; k < FIGURES_BACK && i-- > 0 && r->figures.at[i].read_start >= start; k++)
        if (r->fates[i].indicator == indicator)
            return true;
    return false;
}

/* The sentences above in the paragraph, nearest first. One that states the same already leaves nothing to be said. */
static void match_above(struct reader *r, size_t i, struct matches *ret)
{
    const struct site *site = &r->fates[i].site;
    size_t end = site->sentence;

    ret->count = 0;
    for (int n = 0; n < SENTENCES_UP && end > site->paragraph && ret->count == 0; n++) {
        size_t start = end - 1;
        while (start > site->paragraph && !rune_is_sentence_end(r->s[start - 1]) && end - start < SENTENCE_MAX)
            start--;
        match_words(r, (struct span){start, end}, has_unit, r->figures.at[i].unit, ret);
        keep_bare(r, site, ret);
        if (ret->count > 0)
            r->fates[i].words = (struct span){start, end};
        for (size_t k = 0; k < ret->count; k++)
            if (is_stated(r, i, start, ret->at[k].indicator) && r->figures.at[i].role == r->figures.at[i - 1].role) {
                ret->count = 0;
                return;
            }
        end = start;
    }
}

static void match_heading(struct reader *r, size_t i, struct matches *ret)
{
    const struct site *site = &r->fates[i].site;
    struct span block;

    ret->count = 0;
    if (!heading_block(r->text, site->paragraph, &block))
        return;
    if (site->number.start >= block.start && site->number.end <= block.end) {
        if (block.end > site->clause.end)
            block.end = site->clause.end;
        match(r, block, site, has_unit, r->figures.at[i].unit, ret);
    } else {
        match_words(r, block, has_unit, r->figures.at[i].unit, ret);
        keep_bare(r, site, ret);
    }
    r->fates[i].words = block;
}

/* In a table the row's name says it. */
static void match_row(struct reader *r, size_t i, struct matches *ret)
{
    const struct figure *f = &r->figures.at[i];
    struct span paragraph = {f->paragraph_start, f->paragraph_end};
    struct span row = {f->paragraph_start, f->read_start};

    ret->count = 0;
    if (paragraph.end - paragraph.start > SENTENCE_MAX || find_words(r->s, paragraph, "\t") == paragraph.end)
        return;
    match_words(r, row, has_unit, f->unit, ret);
    r->fates[i].words = row;
}

static bool has_clean(const struct matches *m)
{
    return m->count > 0 && !m->at[0].foreign;
}

/* Fills *ret with what the words near the figure name; clean or nothing. */
static void match_near(struct reader *r, size_t i, struct place *ret_place, struct matches *ret)
{
    struct fate *fate = &r->fates[i];
    const struct site *site = &fate->site;
    const char *unit = r->figures.at[i].unit;
    struct span sentence = {site->reach, site->clause.end};

    fate->words = sentence;
    fate->listed = match_list(r, i, ret, ret_place);
    if (fate->listed) {
        for (size_t k = 0; k < ret->count; k++)
            ret->at[k].foreign = false;
        if (ret->count > 0)
            return;
    }
    match(r, site->clause, site, has_unit, unit, ret);
    if (!has_clean(ret) && sentence.start < site->clause.start)
        match(r, sentence, site, has_unit, unit, ret);
    if (has_clean(ret))
        return;
    ret->count = 0;
    match_row(r, i, ret);
    if (ret->count == 0 && site->after_figure)
        match_inherited(r, i, ret);
    else if (ret->count == 0)
        match_above(r, i, ret);
    if (ret->count == 0 && !site->after_figure)
        match_heading(r, i, ret);
    if (!has_clean(ret) && ret->count > 0 && ret->at[0].before < ret->at[0].pieces)
        ret->count = 0;
}

/* Why nothing was found, for the note: another unit, or other words between. */
static const char *why_nothing(struct reader *r, size_t i)
{
    struct fate *fate = &r->fates[i];
    const char *unit = r->figures.at[i].unit;
    struct span sentence = {fate->site.reach, fate->site.clause.end};
    struct matches m;

    match(r, sentence, &fate->site, has_unit, unit, &m);
    if (m.count > 0) {
        fate->closed = true;
        return arena_printf(r->ctx->mem, "像是%s，但文中数的是别的", candidates(r, &m));
    }
    match(r, sentence, &fate->site, counts, unit, &m);
    if (m.count == 0 || m.at[0].foreign)
        return "没有指标用到这些词和单位";
    return arena_printf(r->ctx->mem, "像是%s，但“%s”不是“%s”", candidates(r, &m), unit, m.at[0].indicator->unit);
}

/* ---- what keeps a figure of an indicator's words from being it ---- */

/* 开工 and 完工 are different counts: what the ledger counts from is told by the pack. */
static const char *other_stage(const struct reader *r, const struct indicator *indicator, struct span span)
{
    static const char *const stages[] = {"开工", "完工", "竣工", "验收"};
    const struct field *stage = indicator->of->stage;
    const char *counted = stage && indicator->at >= 0 ? stage->of[indicator->at].name : NULL;

    for (size_t i = 0; counted && i < sizeof stages / sizeof *stages; i++) {
        const char *name = strcmp(stages[i], "竣工") == 0 ? "完工" : stages[i];
        size_t at = find_words(r->s, span, stages[i]);
        if (at < span.end && strcmp(name, counted) != 0 && field_choice(stage, name) >= 0)
            return stages[i];
    }
    return NULL;
}

/* Claims of figures are in the order of the text. */
static bool is_repeated(const struct reader *r, const struct claim *c)
{
    for (size_t k = r->claims.count; k-- > 0 && k + FIGURES_BACK >= r->claims.count;) {
        const struct claim *before = &r->claims.at[k];
        if (!before->figure || before->figure->sentence_start != c->figure->sentence_start)
            return false;
        if (before->indicator == c->indicator && before->kind == c->kind && before->place.org == c->place.org &&
            before->period.from == c->period.from && before->period.to == c->period.to &&
            before->period.other == c->period.other && before->role == c->role)
            return true;
    }
    return false;
}

/* “60千瓦公共充电桩 80 个”: the amount right before the words is a grade of the thing. */
static const char *grade_before(const struct reader *r, size_t i)
{
    static const char *const grades[] = {"千瓦", "kW", "兆瓦", "千伏", "千伏安", "吨"};
    const struct figure *before = r->fates[i].site.after_figure ? &r->figures.at[i - 1] : NULL;

    for (size_t k = 0; before && k < sizeof grades / sizeof *grades; k++)
        if (strcmp(before->unit, grades[k]) == 0 && r->fates[i].site.clause.start == before->read_end)
            return before->text;
    return NULL;
}

/* “35千伏电力线路”, “60千瓦充电桩”: a grade that the indicator's own words do not have makes it another thing. */
static const char *other_grade(const struct reader *r, const struct indicator *indicator, struct span span)
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

static const char *why_not(struct reader *r, size_t i, const struct claim *c)
{
    const struct site *site = &r->fates[i].site;
    struct span before = {site->clause.start, site->number.start};
    struct span own = {site->clause.start, site->clause.end};
    const char *word = NULL;

    if (HAS(r, own, others))
        return arena_printf(r->ctx->mem, "说的不是%s的实绩或目标", c->indicator->name);
    if (!r->fates[i].listed && claim_words_part(r->words, r->s, own, c->indicator, &word))
        return arena_printf(r->ctx->mem, "只是%s的一部分（%s）", c->indicator->name, word);
    word = other_grade(r, c->indicator, own);
    word = word ? word : grade_before(r, i);
    if (word)
        return arena_printf(r->ctx->mem, "说的是%s的，不是%s", word, c->indicator->name);
    word = other_stage(r, c->indicator, own);
    if (word)
        return arena_printf(r->ctx->mem, "台账从“%s”数起，文中说的是“%s”",
                            c->indicator->of->stage->of[c->indicator->at].name, word);
    if (!site->in_range && is_repeated(r, c))
        return arena_printf(r->ctx->mem, "这一句已说过%s，这里%s其中一部分", c->indicator->name,
                            HAS(r, before, parts) ? "是" : "多半是");
    return NULL;
}

/* Why an indicator is named and there is still nothing to compare it with. */
static const char *why_no_comparison(struct reader *r, size_t i, const struct claim *c)
{
    if (c->period.other)
        return c->period.words ? arena_printf(r->ctx->mem, "“%s”不在%d年的项目里", c->period.words, r->programme->year)
                               : "文中没有说到本项目的年份";
    if (!c->place.org)
        return arena_printf(r->ctx->mem, "“%s”对应不到本库的某一个单位", c->place.words);
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

static void read_amount(struct reader *r, size_t i, struct claim *c)
{
    struct fate *fate = &r->fates[i];
    struct place listed = {0};
    struct matches found;

    match_near(r, i, &listed, &found);
    if (listed.org)
        c->place = listed;
    if (found.count == 0) {
        c->why = why_nothing(r, i);
        return;
    }
    if (found.count > 1) {
        c->why = arena_printf(r->ctx->mem, "可能是%s，只有数值才能分辨，不按数值认定", candidates(r, &found));
        return;
    }
    c->indicator = found.at[0].indicator;
    (void)unit_agrees(c->indicator, c->figure->unit, &c->shift); /* it does: the match asked for it */
    c->why = why_not(r, i, c);
    if (c->why) {
        c->indicator = NULL;
        fate->closed = true;
        return;
    }
    fate->indicator = c->indicator;
    c->why = why_no_comparison(r, i, c);
}

/* 完成率 102.3%: of the indicator whose words stand before it, else of the figure before. */
static void read_rate(struct reader *r, size_t i, struct claim *c)
{
    const struct site *site = &r->fates[i].site;
    struct span own = {site->reach, site->clause.end};
    struct matches found;

    r->fates[i].closed = true;
    match(r, own, site, has_unit, "%", &found);
    if (!has_clean(&found) && HAS(r, site->clause, covers))
        match_words(r, (struct span){own.start, site->number.start}, has_unit, "%", &found);
    else if (!has_clean(&found))
        found.count = 0;
    if (found.count == 1) {
        c->indicator = found.at[0].indicator;
        c->why = why_no_comparison(r, i, c);
        return;
    }
    if (HAS(r, site->clause, growth) || !HAS(r, site->clause, shares)) {
        c->why = "不是某项目标的完成率";
        return;
    }
    c->kind = CLAIM_RATE;
    match_words(r, (struct span){own.start, site->number.start}, counts, "", &found);
    if (found.count == 1)
        c->indicator = found.at[0].indicator;
    else if (found.count == 0 && site->after_figure)
        c->indicator = r->fates[i - 1].indicator;
    if (!c->indicator)
        c->why = found.count ? arena_printf(r->ctx->mem, "可能是%s的完成率", candidates(r, &found))
                             : "没有说是哪项指标的完成率";
    else
        c->why = why_no_comparison(r, i, c);
    r->fates[i].indicator = c->indicator; /* “完成 a，完成率 b，c” */
}

static bool names_programme(const struct reader *r, struct span span)
{
    for (const char **w = r->programme->words; w && *w; w++)
        if (find_words(r->s, span, *w) < span.end)
            return true;
    return false;
}

static void read_items(struct reader *r, size_t i, struct claim *c)
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

static void read_figure(struct reader *r, size_t i)
{
    const struct figure *f = &r->figures.at[i];
    struct around around;
    struct claim c = {.kind = CLAIM_FIGURE,
                      .start = f->start,
                      .end = f->end,
                      .at = f->read_start,
                      .text = f->text,
                      .figure = f,
                      .role = f->role};

    site_find(r->text, &r->figures, i, &r->fates[i].site);
    around = site_around(&r->fates[i].site);
    c.place = place_find(r->ctx, r->places, r->text, &around);
    c.period = period_find(r->ctx, r->times, r->text, &around);
    if (f->role == ROLE_ITEMS)
        read_items(r, i, &c);
    else if (f->role == ROLE_PERCENT || strcmp(f->unit, "%") == 0)
        read_rate(r, i, &c);
    else
        read_amount(r, i, &c);
    *vec_push(r->ctx->mem, &r->claims) = c;
}

/* ---- what the text says twice ---- */

/* Two readings of one amount agree if they could round from the same value. */
static bool could_be_one(const struct figure *a, const struct figure *b)
{
    struct decimal x = a->value, y = b->value, step = decimal_compare(a->step, b->step) > 0 ? a->step : b->step;
    int places = 0;
    int64_t p, q, u;

    if (a->qualifier != QUALIFIER_EQUAL || b->qualifier != QUALIFIER_EQUAL)
        return true;
    places = x.places > y.places ? x.places : y.places;
    places = step.places > places ? step.places : places;
    if (decimal_rescale(x, places, &p) || decimal_rescale(y, places, &q) || decimal_rescale(step, places, &u))
        return true;
    return ((int128)p > q ? (int128)p - q : (int128)q - p) * 2 <= u;
}

/* Only claims of the same unit are compared here: their figures need no scale. */
static void note_contradictions(struct reader *r)
{
    struct map *first = map_new(r->ctx->mem);

    for (size_t i = 0; i < r->claims.count; i++) {
        struct claim *c = &r->claims.at[i], *said;
        const struct {
            const void *indicator, *org;
            int64_t from, to, day, role, shift;
        } key = {c->indicator, c->place.org, c->period.from, c->period.to, c->period.day, (int64_t)c->role, c->shift};

        if (c->kind != CLAIM_FIGURE || !c->figure || !c->indicator || c->why)
            continue;
        said = map_get(first, &key, sizeof key);
        if (!said)
            map_put(first, &key, sizeof key, c);
        else if (!could_be_one(said->figure, c->figure))
            c->note = arena_printf(r->ctx->mem, "文中第 %zu 行写的是“%s”", text_line(r->text, said->start), said->text);
    }
}

void claims_find(struct ctx *ctx, const struct programme *programme, const struct organisations *tree,
                 const struct text *text, int as_of, struct claims *ret)
{
    struct reader r = {.ctx = ctx, .programme = programme, .text = text, .s = text->read};
    struct promise_reader promises;

    figures_find(ctx, text, &r.figures);
    r.fates = arena_array(ctx->mem, r.figures.count + 1, sizeof *r.fates);
    r.places = places_new(ctx, tree, programme);
    r.words = claim_words_new(ctx, programme, places_lexicon(r.places));
    r.times = times_new(ctx, text, programme->year, as_of);
    for (size_t i = 0; i < r.figures.count; i++)
        read_figure(&r, i);
    note_contradictions(&r);
    promises = (struct promise_reader){programme, text, r.words, r.places, r.times};
    promises_find(ctx, &promises, (struct claims){r.claims.at, r.claims.count}, ret);
}
