/* Phrases that claim something without a number, and what in their sentence they speak of. */
#include "domain/promise.h"

#include <string.h>

#include "base/vec.h"
#include "domain/claim_site.h"
#include "text/runes.h"

#define N(a) (sizeof(a) / sizeof *(a))

enum { LOOK_BACK = 300, TAIL_MAX = 24 };

enum phrase_kind { PHRASE_DONE, PHRASE_EXCEEDED, PHRASE_COVERED, PHRASE_STAGE, PHRASE_NOTHING };

static const struct word fixed_phrases[] = {
    {"超额完成", PHRASE_EXCEEDED, NULL},   {"全部超额完成", PHRASE_EXCEEDED, NULL},
    {"达到或超额完成", PHRASE_DONE, NULL}, {"全部达到或超额完成", PHRASE_DONE, NULL},
    {"完成或超额完成", PHRASE_DONE, NULL}, {"全部完成或超额完成", PHRASE_DONE, NULL},
    {"全面完成", PHRASE_DONE, NULL},       {"全部完成", PHRASE_DONE, NULL},
    {"圆满完成", PHRASE_DONE, NULL},       {"提前完成", PHRASE_DONE, NULL},
    {"如期完成", PHRASE_DONE, NULL},       {"顺利完成", PHRASE_DONE, NULL},
    {"均已完成", PHRASE_DONE, NULL},       {"已全部完成", PHRASE_DONE, NULL},
    {"已完成", PHRASE_DONE, NULL},         {"均完成", PHRASE_DONE, NULL},
    {"全部达到", PHRASE_DONE, NULL},       {"完成了", PHRASE_DONE, NULL},
    {"全覆盖", PHRASE_COVERED, NULL},      {"未全覆盖", PHRASE_NOTHING, NULL},
    {"尚未完成", PHRASE_NOTHING, NULL},
};

/* Other words for a stage, where the pack has a stage of that name. */
static const struct {
    const char *text, *stage;
} synonyms[] = {
    {"竣工", "完工"},         {"全面完工", "完工"}, {"全部完工", "完工"},     {"已建成", "完工"},
    {"投入使用", "投用"},     {"交付使用", "投用"}, {"建成投用", "投用"},     {"建成通车", "通车"},
    {"主体封顶", "主体完工"}, {"封顶", "主体完工"}, {"主体竣工", "主体完工"}, {"全线贯通", "通车"},
};

static const char *const planned[] = {"确保", "力争", "争取",   "计划", "将",   "保证",  "预计",
                                      "有望", "拟",   "前实现", "底前", "为了", "目标是"};
static const char *const done[] = {"已", "截至目前", "目前", "实现了", "现已", "均"};
static const char *const denied[] = {"未", "没有", "基本", "接近", "部分", "临近", "正在"};
static const char *const aims[] = {"目标", "任务", "计划"};
/* Right before the phrase: 基本完工 is not 完工. */
enum { DENIAL_MAX = 4 };
static const char *const every[] = {"全部", "各项", "件", "均", "所有", "项"};

struct search {
    struct ctx *ctx;
    const struct promise_reader *reader;
    const int32_t *s;
    size_t count;
    struct claims figures;
    const struct word *rows;
    const struct lexicon *phrases;
    size_t next;       /* first figure claim behind the present place */
    size_t stage_from; /* a sentence's words before this belong to an earlier stage phrase */
    VEC(struct claim) found;
};

struct phrase {
    struct span span, clause;
    size_t sentence, paragraph, sentence_end;
    const struct word *row;
};

#define HAS(x, span, list) words_any((x)->s, span, list, N(list))

static bool is_comma(int32_t c)
{
    return c == ',' || c == ';' || c == ':' || rune_is_sentence_end(c);
}

/* ---- the phrases of a programme ---- */

static bool is_stage_name(const struct programme *programme, const char *name)
{
    for (size_t i = 0; i < programme->indicator_count; i++) {
        const struct indicator *d = programme->indicators[i];
        if (d->count == COUNT_STAGE && field_choice(d->of->stage, name) >= 0)
            return true;
    }
    return false;
}

static void read_phrases(struct search *x)
{
    const struct programme *programme = x->reader->programme;
    VEC(struct word) rows = {0};

    for (size_t i = 0; i < N(fixed_phrases); i++)
        *vec_push(x->ctx->mem, &rows) = fixed_phrases[i];
    for (size_t i = 0; i < N(synonyms); i++)
        if (is_stage_name(programme, synonyms[i].stage))
            *vec_push(x->ctx->mem, &rows) = (struct word){synonyms[i].text, PHRASE_STAGE, synonyms[i].stage};
    for (size_t i = 0; i < programme->indicator_count; i++) {
        const struct indicator *d = programme->indicators[i];
        for (size_t k = 0; d->count == COUNT_STAGE && k < d->of->stage->of_count; k++) {
            const char *name = d->of->stage->of[k].name;
            *vec_push(x->ctx->mem, &rows) = (struct word){name, PHRASE_STAGE, name};
        }
    }
    x->rows = rows.at;
    x->phrases = lexicon_new(x->ctx->mem, rows.at, rows.count);
}

/* A line break within a sentence, where the reading did not join the lines: what ends there has a full stop before and
 * none at its end. */
static bool is_soft_break(const struct search *x, size_t at)
{
    size_t limit = at > LOOK_BACK ? at - LOOK_BACK : 0, i = at;

    if (at == 0 || x->s[at] != '\n' || rune_is_clause_end(x->s[at - 1]) || rune_is_closer(x->s[at - 1]))
        return false;
    while (i > limit && x->s[i - 1] != '\n')
        if (x->s[--i] == L'。')
            return true;
    return false;
}

static bool ends_sentence(const struct search *x, size_t at)
{
    return rune_is_sentence_end(x->s[at]) && !is_soft_break(x, at);
}

static void bounds_of(const struct search *x, size_t at, size_t length, const struct word *row, struct phrase *ret)
{
    size_t limit = at > LOOK_BACK ? at - LOOK_BACK : 0, i = at;

    *ret = (struct phrase){.span = {at, at + length}, .row = row};
    while (i > limit && (!is_comma(x->s[i - 1]) || is_soft_break(x, i - 1)))
        i--;
    ret->clause.start = i;
    while (i > limit && !ends_sentence(x, i - 1))
        i--;
    ret->sentence = i;
    while (i > limit && (x->s[i - 1] != '\n' || is_soft_break(x, i - 1)))
        i--;
    ret->paragraph = i;
    for (i = at + length; i < x->count && i < at + LOOK_BACK && (!is_comma(x->s[i]) || is_soft_break(x, i));)
        i++;
    ret->clause.end = i;
    while (i < x->count && i < at + LOOK_BACK && !ends_sentence(x, i))
        i++;
    ret->sentence_end = i;
}

static bool is_denied(const struct search *x, const struct phrase *p)
{
    size_t start = p->span.start > p->clause.start + DENIAL_MAX ? p->span.start - DENIAL_MAX : p->clause.start;

    return HAS(x, ((struct span){start, p->span.start}), denied);
}

static struct claim *add_claim(struct search *x, const struct phrase *p, enum claim_kind kind)
{
    const struct text *text = x->reader->text;
    struct around around = {p->paragraph, p->sentence, p->clause, p->span};
    struct claim *c = vec_push(x->ctx->mem, &x->found);
    size_t start = text->origin[p->span.start], end = text->origin[p->span.end - 1] + 1;

    *c = (struct claim){.kind = kind,
                        .start = start,
                        .end = end,
                        .at = p->span.start,
                        .role = ROLE_ACTUAL,
                        .text = text_raw_words(x->ctx, text, start, end)};
    c->place = place_find(x->ctx, x->reader->places, text, &around);
    c->period = period_find(x->ctx, x->reader->times, text, &around);
    return c;
}

/* ---- stages ---- */

/* 完工率, 完工后: not said of the milestone. */
static bool ends_saying(const struct search *x, const struct phrase *p)
{
    static const char *const may_follow[] = {"了", "并", "和", "及", "且", "的"};
    size_t at = p->span.end, length;

    if (at >= x->count || rune_is_clause_end(x->s[at]) || rune_is_closer(x->s[at]) || x->s[at] == L'。')
        return true;
    for (size_t i = 0; i < N(may_follow); i++)
        if (words_at(x->s, at, x->count, may_follow[i]))
            return true;
    return lexicon_at(x->phrases, x->s, at, x->count, &length) != NULL;
}

/* “主体已完工” is 主体完工: the stage whose name ends in the phrase and whose other part stands right before it. */
static int longer_stage(const struct search *x, const struct phrase *p, const struct field *field, int stage)
{
    enum { APART_MAX = 6 };
    const char *name = field->of[stage].name;
    size_t start = p->span.start > p->clause.start + APART_MAX ? p->span.start - APART_MAX : p->clause.start;

    for (size_t i = 0; i < field->of_count; i++) {
        const char *longer = field->of[i].name;
        size_t rest = strlen(longer) > strlen(name) ? strlen(longer) - strlen(name) : 0;
        char *part = arena_strndup(x->ctx->mem, longer, rest);
        if (rest && strcmp(longer + rest, name) == 0 &&
            find_words(x->s, (struct span){start, p->span.start}, part) < p->span.start)
            return (int)i;
    }
    return stage;
}

static void add_stage(struct search *x, const struct phrase *p, const struct indicator *d)
{
    struct span before = {p->clause.start, p->span.start};
    int stage = field_choice(d->of->stage, p->row->note);
    struct claim *c;

    if (stage < 0)
        return;
    c = add_claim(x, p, CLAIM_STAGE);
    c->indicator = d;
    c->stage = longer_stage(x, p, d->of->stage, stage);
    c->promised = HAS(x, before, planned);
    c->role = c->promised ? ROLE_TARGET : ROLE_ACTUAL;
    if (is_denied(x, p))
        c->why = "文中没有说已经到了这个阶段";
}

static void read_stage(struct search *x, const struct phrase *p)
{
    const struct programme *programme = x->reader->programme;
    size_t from = p->sentence > x->stage_from ? p->sentence : x->stage_from;
    struct span own = {p->clause.start > from ? p->clause.start : from, p->span.start};
    struct span wide = {from, p->span.start}, name;
    bool here = false;

    if (!ends_saying(x, p))
        return;
    for (int round = 0; round < 2 && !here; round++)
        for (size_t i = 0; i < programme->indicator_count; i++) {
            const struct indicator *d = programme->indicators[i];
            if (d->count != COUNT_STAGE || !claim_words_name(x->reader->words, x->s, round ? wide : own, d, &name))
                continue;
            add_stage(x, p, d);
            here = true;
        }
    if (here)
        x->stage_from = p->span.end;
}

/* ---- covered ---- */

static bool is_cover(const struct indicator *indicator, const char *unit)
{
    (void)unit; /* none is written */
    return indicator->count == COUNT_COVER;
}

static bool is_promised(const struct search *x, const struct phrase *p)
{
    struct span clause = {p->clause.start, p->span.start}, sentence = {p->sentence, p->span.start};

    if (HAS(x, clause, planned))
        return true;
    if (HAS(x, clause, done))
        return false;
    return HAS(x, sentence, planned) && !HAS(x, sentence, done);
}

static void read_covered(struct search *x, const struct phrase *p)
{
    struct span window = {p->clause.start, p->span.end}, end = {p->span.end, p->span.end};
    struct matches m;

    claim_words_match(x->reader->words, x->s, window, end, window.start, is_cover, "", &m);
    if (m.count == 0 || m.at[0].foreign)
        return;
    struct claim *c = add_claim(x, p, CLAIM_COVERED);
    c->promised = is_promised(x, p);
    c->role = c->promised ? ROLE_TARGET : ROLE_ACTUAL;
    c->indicator = m.count == 1 ? m.at[0].indicator : NULL;
    if (!c->indicator)
        c->why = "说的可能是几项指标中的一项";
    else if (is_denied(x, p))
        c->why = "文中没有说已经全覆盖";
}

/* ---- targets met ---- */

static bool is_amount(const struct indicator *indicator, const char *unit)
{
    (void)unit; /* none is written */
    return indicator->count != COUNT_STAGE && indicator->count != COUNT_COVER;
}

static void add_several(struct search *x, struct claim *c, const struct indicator *indicator)
{
    for (size_t i = 0; i < c->several_count; i++)
        if (c->several[i] == indicator)
            return;
    c->several[c->several_count++] = indicator;
    (void)x;
}

/* Those that the figures of the span state as done. */
static void take_figures(struct search *x, struct claim *c, struct span span)
{
    for (size_t i = x->next; i-- > 0 && x->figures.at[i].at >= span.start;) {
        const struct claim *f = &x->figures.at[i];
        if (f->indicator && f->kind == CLAIM_FIGURE && f->role == ROLE_ACTUAL && f->at < span.end)
            add_several(x, c, f->indicator);
    }
    for (size_t i = 0; i < c->several_count / 2; i++) { /* in the order of the text */
        const struct indicator *first = c->several[i];
        c->several[i] = c->several[c->several_count - 1 - i];
        c->several[c->several_count - 1 - i] = first;
    }
}

static void take_words(struct search *x, struct claim *c, struct span span)
{
    struct span end = {span.end, span.end};
    struct matches m;

    claim_words_match(x->reader->words, x->s, span, end, span.start, is_amount, "", &m);
    for (size_t i = 0; i < m.count; i++)
        add_several(x, c, m.at[i].indicator);
}

static bool names_programme(const struct search *x, struct span span)
{
    for (const char **w = x->reader->programme->words; w && *w; w++)
        if (find_words(x->s, span, *w) < span.end)
            return true;
    return false;
}

static void find_several(struct search *x, const struct phrase *p, struct claim *c)
{
    const struct programme *programme = x->reader->programme;
    struct span sentence = {p->sentence, p->span.start}, all = {p->sentence, p->sentence_end}, block;

    c->several = arena_array(x->ctx->mem, programme->indicator_count + 1, sizeof *c->several);
    take_figures(x, c, sentence);
    if (c->several_count == 0 && names_programme(x, all) && HAS(x, all, every)) {
        c->whole_programme = true;
        for (size_t i = 0; i < programme->indicator_count; i++)
            add_several(x, c, programme->indicators[i]);
        return;
    }
    if (c->several_count == 0)
        take_words(x, c, sentence);
    if (c->several_count == 0 && p->sentence > p->paragraph)
        take_figures(x, c, (struct span){p->paragraph, p->sentence});
    if (c->several_count == 0 && heading_block(x->reader->text, p->paragraph, &block))
        take_words(x, c, block);
    if (c->several_count == 0)
        c->why = "没有说是哪项指标";
}

/* 完成年度目标任务: an aim right behind and no number between; 超额完成 may end its clause. */
static bool says_of_target(const struct search *x, const struct phrase *p)
{
    struct span tail = {p->span.end, p->span.end};
    size_t aim;

    while (tail.end < p->clause.end && tail.end - tail.start < TAIL_MAX)
        tail.end++;
    for (size_t i = x->next; i < x->figures.count && x->figures.at[i].at < p->clause.end; i++)
        if (x->figures.at[i].at >= p->span.end)
            return false;
    aim = tail.end;
    for (size_t i = 0; i < N(aims); i++) {
        size_t at = find_words(x->s, tail, aims[i]);
        aim = at < aim ? at : aim;
    }
    return aim < tail.end || (p->row->kind == PHRASE_EXCEEDED && tail.end - tail.start <= 1);
}

static void read_fulfilled(struct search *x, const struct phrase *p)
{
    struct span before = {p->clause.start, p->span.start};
    struct claim *c;

    if (!says_of_target(x, p) || (HAS(x, before, planned) && !HAS(x, before, done)))
        return;
    c = add_claim(x, p, CLAIM_FULFILLED);
    c->exceeded = p->row->kind == PHRASE_EXCEEDED && (p->span.start == 0 || x->s[p->span.start - 1] != L'或');
    if (find_words(x->s, before, "其中") < before.end)
        c->why = "只说了其中一部分，没有说是哪几项";
    else
        find_several(x, p, c);
    if (c->several_count == 1)
        c->indicator = c->several[0];
}

/* ---- the walk ---- */

static void read_phrase(struct search *x, const struct phrase *p)
{
    switch ((enum phrase_kind)p->row->kind) {
    case PHRASE_DONE:
    case PHRASE_EXCEEDED:
        read_fulfilled(x, p);
        break;
    case PHRASE_COVERED:
        read_covered(x, p);
        break;
    case PHRASE_STAGE:
        read_stage(x, p);
        break;
    case PHRASE_NOTHING:
        break;
    }
}

static void settle_why(struct search *x, struct claim *c)
{
    if (c->why)
        return;
    if (c->period.other)
        c->why = c->period.words
                     ? arena_printf(x->ctx->mem, "“%s”不在%d年的项目里", c->period.words, x->reader->programme->year)
                     : "文中没有说到本项目的年份";
    else if (!c->place.org)
        c->why = place_why(x->ctx, &c->place);
}

static void merge(struct search *x, struct claims *ret)
{
    struct claim *all = arena_array(x->ctx->mem, x->figures.count + x->found.count + 1, sizeof *all);
    size_t i = 0, k = 0, n = 0;

    while (i < x->figures.count || k < x->found.count) {
        bool figure = k >= x->found.count || (i < x->figures.count && x->figures.at[i].start <= x->found.at[k].start);
        all[n++] = figure ? x->figures.at[i++] : x->found.at[k++];
    }
    *ret = (struct claims){all, n};
}

/* “全部达到/或超额完成” over a line break that the reading kept is one phrase. */
static size_t over_break(const struct search *x, size_t end)
{
    size_t length = end < x->count && is_soft_break(x, end) ? words_at(x->s, end + 1, x->count, "或超额完成") : 0;

    return length ? length + 1 : 0;
}

void promises_find(struct ctx *ctx, const struct promise_reader *reader, struct claims figures, struct claims *ret)
{
    struct search x = {
        .ctx = ctx, .reader = reader, .s = reader->text->read, .count = reader->text->read_count, .figures = figures};

    read_phrases(&x);
    for (size_t i = 0; i < x.count; i++) {
        size_t length;
        const struct word *row = lexicon_at(x.phrases, x.s, i, x.count, &length);
        struct phrase p;

        if (!row)
            continue;
        while (x.next < figures.count && figures.at[x.next].at < i)
            x.next++;
        length += row->kind == PHRASE_DONE ? over_break(&x, i + length) : 0;
        bounds_of(&x, i, length, row, &p);
        read_phrase(&x, &p);
        i += length - 1;
    }
    for (size_t i = 0; i < x.found.count; i++)
        settle_why(&x, &x.found.at[i]);
    merge(&x, ret);
}
