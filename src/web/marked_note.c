/* One claim beside its verdict, in words and numbers. */
#include "web/marked_part.h"

#include "base/date.h"
#include "domain/reckoning.h"
#include "web/say_number.h"
#include "web/sentence.h"

static const char *number(struct arena *mem, struct decimal d)
{
    return say_exact(mem, d.n, d.places);
}

/* "24816" as "24,816"; a stage's name as it is. */
static const char *pretty(struct arena *mem, const char *actual)
{
    struct decimal d;
    return decimal_parse(actual, strlen(actual), &d) == 0 ? number(mem, d) : actual;
}

/* The English of the pack where there is one on an English page; else the Chinese. */
static const char *english(const struct marked *m, const char *chinese, const char *of_pack)
{
    if (m->language == LANGUAGE_ZH)
        return chinese;
    if (!of_pack || !of_pack[0])
        of_pack = programme_english(m->city->programme, chinese);
    return of_pack ? of_pack : chinese;
}

static const char *reckoning_said(struct arena *mem, enum language l, const struct reckoning *r, const char *unit)
{
    const struct hole *holes = HOLES({"written", number(mem, r->written)}, {"counted", number(mem, r->counted)},
                                     {"off", number(mem, r->off)}, {"limit", number(mem, r->limit)}, {"unit", unit},
                                     {"done", number(mem, r->done)}, {"whole", number(mem, r->whole)});

    switch (r->kind) {
    case RECKONING_NONE:
        return "";
    case RECKONING_MORE:
        return sentence(mem, say(l, "{written} − {counted} = 多写 {off} {unit}"), holes);
    case RECKONING_LESS:
        return sentence(mem, say(l, "{counted} − {written} = 少写 {off} {unit}"), holes);
    case RECKONING_ROUNDS:
        return sentence(mem, say(l, "差 {off}，不超过 {limit}"), holes);
    case RECKONING_BETWEEN:
        return sentence(mem, "{written} ≤ {counted} < {limit}", holes);
    case RECKONING_FAR:
        return sentence(mem, say(l, "{counted} ≥ {limit}，远高于文中的数"), holes);
    case RECKONING_AT_LEAST:
        return sentence(mem, "{counted} ≥ {written}", holes);
    case RECKONING_BELOW:
        return sentence(mem, say(l, "{counted} < {written}，差不到一成"), holes);
    case RECKONING_AT_MOST:
        return sentence(mem, "{counted} ≤ {written}", holes);
    case RECKONING_ABOUT:
        return sentence(mem, say(l, "差 {off}，不到 5 %"), holes);
    case RECKONING_SHARE:
        return sentence(mem, "{done} ÷ {whole}", holes);
    }
    return "";
}

static const char *gap_said(enum language l, enum gap gap)
{
    switch (gap) {
    case GAP_TARGET:
        return say(l, "目标未公布");
    case GAP_RECORDS:
        return say(l, "没有记录");
    case GAP_SCOPE:
        return say(l, "不在范围内");
    case GAP_HIDDEN:
        return say(l, "不公开");
    case GAP_CLOSED:
        return say(l, "这一级不公开");
    case GAP_TIME:
        return say(l, "时间对不上");
    case GAP_NONE:
    case GAP_OTHER:
        break;
    }
    return say(l, "没有可对照的");
}

static bool is_promised(const struct claim *c)
{
    return (c->kind == CLAIM_FIGURE && c->role == ROLE_TARGET) || c->promised;
}

static const char *unit_of(const struct marked *m, const struct claim *c, const struct judgement *j)
{
    const struct indicator *d = c->indicator            ? c->indicator
                                : c->several_count == 1 ? c->several[0]
                                : c->kind == CLAIM_SUM  ? c->addends[0].indicator
                                                        : NULL;

    if (c->kind == CLAIM_STAGE || !j->actual[0])
        return "";
    if (c->kind == CLAIM_ITEMS)
        return c->figure ? c->figure->unit : "";
    if (c->kind == CLAIM_RATE || c->kind == CLAIM_PART || c->kind == CLAIM_GROWTH ||
        (c->kind == CLAIM_FULFILLED && j->whole))
        return "%";
    return d ? english(m, d->unit, NULL) : "";
}

/* What the ledger says, or in a struck cell why it says nothing. */
static void set_value(struct arena *mem, const struct marked *m, const struct checked *row, struct values *v)
{
    const struct claim *c = row->claim;
    const struct judgement *j = &row->judgement;
    bool some = j->actual[0] && !(j->verdict == VERDICT_UNDETERMINED && j->gap != GAP_TIME);
    const char *value = english(m, pretty(mem, j->actual), NULL), *unit = unit_of(m, c, j);

    if (c->kind == CLAIM_FULFILLED && j->whole > 0) {
        value = say_percent_of(mem, j->done, j->whole);
        unit = "";
    } else if (some && is_promised(c) && c->kind == CLAIM_FIGURE) {
        value = arena_printf(mem, "≥ %s", value);
    }
    values_text(v, "value", some ? value : "");
    values_text(v, "unit", some ? unit : "");
    values_text(v, "struck", some || j->verdict != VERDICT_UNDETERMINED ? "" : gap_said(m->language, j->gap));
}

const char *marked_name(struct arena *mem, const struct marked *m, const struct claim *c)
{
    enum language l = m->language;

    if (c->kind == CLAIM_ITEMS)
        return say(l, "项目清单");
    if (c->indicator)
        return english(m, c->indicator->name, c->indicator->english);
    if (c->several_count == 1)
        return english(m, c->several[0]->name, c->several[0]->english);
    if (c->several_count > 1)
        return sentence(mem, say(l, "{n} 项指标"), HOLES({"n", arena_printf(mem, "%zu", c->several_count)}));
    return "";
}

/* "?month=2024-09" where the claim speaks of another month than the figure's page shows by itself. */
static const char *month_of_link(struct arena *mem, const struct marked *m, const struct claim *c)
{
    int month = c->period.to, year = m->city->programme->year;

    if (is_promised(c) || year_of(month) != year || month == status_default_month(m->city->programme))
        return "";
    return arena_printf(mem, "?month=%s", say_month_code(mem, month));
}

static const char *link_of(struct arena *mem, const struct marked *m, const struct checked *row)
{
    const struct claim *c = row->claim;
    const struct indicator *d = c->indicator ? c->indicator : c->several_count == 1 ? c->several[0] : NULL;
    const struct organisation *org = row->judgement.org;

    if (!m->root || (!d && c->kind != CLAIM_ITEMS) || row->judgement.gap == GAP_CLOSED)
        return "";
    if (!d)
        return arena_printf(mem, "%s/", m->root);
    if (!org || org->level == LEVEL_CITY || org->level == LEVEL_SCOPE)
        return arena_printf(mem, "%s/figures/%s%s", m->root, d->code, month_of_link(mem, m, c));
    return arena_printf(mem, "%s/figures/%s/%s%s", m->root, d->code, org->code, month_of_link(mem, m, c));
}

/* The first of what a note says: of many indicators, those that fell short. */
static const char *gist_of(struct arena *mem, const char *note)
{
    const char *end = strstr(note, "；");
    return end ? arena_strndup(mem, note, (size_t)(end - note)) : note;
}

/* The rest of a note: the arithmetic, else what the verdict says, and what the text says against itself. */
static const char *rest_of(struct arena *mem, const struct marked *m, const struct checked *row, bool *ret_chinese)
{
    const struct claim *c = row->claim;
    const struct judgement *j = &row->judgement;
    struct reckoning r;
    const char *said;

    reckon(c, j, &r);
    *ret_chinese = false;
    said = reckoning_said(mem, m->language, &r, c->indicator ? english(m, c->indicator->unit, NULL) : "");
    if (said[0])
        return c->note ? arena_printf(mem, "%s；%s", said, c->note) : said;
    if (j->verdict == VERDICT_UNDETERMINED && c->several_count > 1)
        return j->gap == GAP_TARGET ? say(m->language, "没有可对照的目标") : say(m->language, "没有可对照的记录");
    if (c->kind == CLAIM_FIGURE && (j->verdict == VERDICT_AGREES || j->verdict == VERDICT_TARGET_AGREES))
        return c->note ? c->note : "";
    if (strcmp(j->note, "目标未公布") == 0 || (c->indicator && strcmp(j->note, c->indicator->name) == 0))
        return "";
    *ret_chinese = true;
    return c->several_count > 1 ? gist_of(mem, j->note) : j->note;
}

void marked_note(struct arena *mem, const struct marked *m, const struct checked *row, struct values *v)
{
    const struct judgement *j = &row->judgement;
    const struct organisation *org = j->org;
    bool chinese;

    values_text(v, "verdict", verdict_name(j->verdict));
    values_text(v, "tone", verdict_tone(j->verdict));
    values_text(v, "word", verdict_said(m->language, j->verdict));
    set_value(mem, m, row, v);
    values_text(v, "name", marked_name(mem, m, row->claim));
    values_text(v, "link", link_of(mem, m, row));
    values_text(v, "org", org && org->level != LEVEL_CITY ? english(m, org->name, NULL) : "");
    values_text(v, "rest", rest_of(mem, m, row, &chinese));
    values_flag(v, "rest_chinese", chinese && m->language != LANGUAGE_ZH);
}

const char *marked_words(struct arena *mem, const struct claim *claim)
{
    AUTO_BUF struct buf out = BUF_INIT;

    for (const char *at = claim->text; *at; at++)
        if (*at != '\n' && *at != '\r')
            buf_char(&out, *at);
    return arena_strndup(mem, out.bytes, out.length);
}

const char *marked_value(struct arena *mem, const struct marked *m, const struct checked *row)
{
    const char *unit = unit_of(m, row->claim, &row->judgement);
    const char *value = english(m, pretty(mem, row->judgement.actual), NULL);

    return unit[0] ? arena_printf(mem, "%s %s", value, unit) : value;
}

const char *marked_gist(struct arena *mem, const struct marked *m, const struct checked *row, bool *ret_chinese)
{
    const struct claim *c = row->claim;
    const struct judgement *j = &row->judgement;
    bool differs = j->verdict == VERDICT_DIFFERS || j->verdict == VERDICT_TARGET_DIFFERS;
    const char *value = marked_value(mem, m, row);

    *ret_chinese = false;
    if (c->kind == CLAIM_FULFILLED && j->whole > 0)
        return sentence(mem, say(m->language, "“{text}”：{name}是目标的 {value}"),
                        HOLES({"text", marked_words(mem, c)}, {"name", marked_name(mem, m, c)},
                              {"value", say_percent_of(mem, j->done, j->whole)}));
    if (!differs || !j->actual[0]) {
        *ret_chinese = m->language != LANGUAGE_ZH && j->note[0];
        return sentence(mem, say(m->language, "“{text}”：{why}"),
                        HOLES({"text", marked_words(mem, c)},
                              {"why", j->note[0] ? gist_of(mem, j->note) : say(m->language, "没有对上")}));
    }
    return sentence(mem,
                    j->verdict == VERDICT_TARGET_DIFFERS ? say(m->language, "{name}写 {text}，公布的目标是 {value}")
                                                         : say(m->language, "{name}写 {text}，台账是 {value}"),
                    HOLES({"name", marked_name(mem, m, c)}, {"text", marked_words(mem, c)}, {"value", value}));
}
