/* The page around the marked text: the finding, an overview, what is to be looked at first, a table to copy. */
#include "web/marked.h"

#include <inttypes.h>

#include "base/vec.h"
#include "web/marked_part.h"
#include "web/say_number.h"
#include "web/sentence.h"

enum { FIRST_MOST = 6 };

static const struct {
    int weight;
    const char *tone;
} looks[] = {
    [VERDICT_AGREES] = {1, "ok"},         [VERDICT_ROUNDS] = {2, "ok"},          [VERDICT_DIFFERS] = {6, "bad"},
    [VERDICT_TARGET_AGREES] = {1, "ok"},  [VERDICT_TARGET_DIFFERS] = {6, "bad"}, [VERDICT_UNMATCHED] = {4, "slow"},
    [VERDICT_UNDETERMINED] = {3, "none"},
};

int verdict_weight(enum verdict verdict)
{
    return looks[verdict].weight;
}

const char *verdict_tone(enum verdict verdict)
{
    return looks[verdict].tone;
}

const char *verdict_said(enum language l, enum verdict verdict)
{
    switch (verdict) {
    case VERDICT_AGREES:
        return say(l, "相符");
    case VERDICT_ROUNDS:
        return say(l, "取整相符");
    case VERDICT_DIFFERS:
        return say(l, "不符");
    case VERDICT_TARGET_AGREES:
        return say(l, "目标相符");
    case VERDICT_TARGET_DIFFERS:
        return say(l, "目标不符");
    case VERDICT_UNMATCHED:
        return say(l, "未对上");
    case VERDICT_UNDETERMINED:
        return say(l, "无法核验");
    }
    return "";
}

void spots_find(struct arena *mem, const struct checked_list *rows, struct spots *ret)
{
    *ret = (struct spots){.at = arena_array(mem, rows->count + 1, sizeof *ret->at)};
    for (size_t i = 0; i < rows->count; i++) {
        const struct claim *c = rows->at[i].claim;
        struct spot *s = ret->count ? &ret->at[ret->count - 1] : NULL;
        enum verdict verdict = rows->at[i].judgement.verdict;
        if (!s || c->start >= s->end) {
            s = &ret->at[ret->count++];
            *s = (struct spot){i, i, c->start, c->end, ret->count, verdict};
        }
        s->behind = i + 1;
        s->end = c->end > s->end ? c->end : s->end;
        if (verdict_weight(verdict) > verdict_weight(s->verdict))
            s->verdict = verdict;
    }
}

/* Places by verdict. */
struct counts {
    size_t of[VERDICT_UNDETERMINED + 1], all;
};

static struct counts count(const struct spots *spots)
{
    struct counts c = {.all = spots->count};

    for (size_t i = 0; i < spots->count; i++)
        c.of[spots->at[i].verdict]++;
    return c;
}

static const char *size(struct arena *mem, size_t n)
{
    return say_exact(mem, (int64_t)n, 0);
}

static const char *title_of(struct arena *mem, enum language l, const struct counts *c)
{
    size_t fine = c->of[VERDICT_AGREES] + c->of[VERDICT_ROUNDS] + c->of[VERDICT_TARGET_AGREES];
    size_t bad = c->of[VERDICT_DIFFERS] + c->of[VERDICT_TARGET_DIFFERS];
    const struct hole *holes = HOLES({"all", size(mem, c->all)}, {"fine", size(mem, fine)}, {"bad", size(mem, bad)});

    if (!c->all)
        return say(l, "没有找到可以核对的数");
    if (bad)
        return sentence(mem, say(l, "{all} 处里 {fine} 处对得上，{bad} 处不符"), holes);
    if (fine == c->all)
        return sentence(mem, say(l, "{all} 处都对得上"), holes);
    return sentence(mem, say(l, "{all} 处里 {fine} 处对得上，没有不符"), holes);
}

const char *marked_title(struct arena *mem, const struct marked *m)
{
    struct spots spots;
    struct counts c;

    spots_find(mem, m->rows, &spots);
    c = count(&spots);
    return title_of(mem, m->language, &c);
}

static void set_beads(const struct marked *m, const struct spots *spots, struct values *v)
{
    values_list(v, "beads");
    for (size_t i = 0; i < spots->count; i++) {
        struct values *bead = values_row(v, "beads");
        values_format(bead, "number", "%zu", spots->at[i].number);
        values_text(bead, "verdict", verdict_name(spots->at[i].verdict));
        values_text(bead, "word", verdict_said(m->language, spots->at[i].verdict));
    }
}

static void set_counts(struct arena *mem, const struct marked *m, const struct counts *c, struct values *v)
{
    static const enum verdict order[] = {VERDICT_AGREES,      VERDICT_ROUNDS,         VERDICT_TARGET_AGREES,
                                         VERDICT_DIFFERS,     VERDICT_TARGET_DIFFERS, VERDICT_UNMATCHED,
                                         VERDICT_UNDETERMINED};

    values_list(v, "counts");
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        struct values *row;
        if (!c->of[order[i]])
            continue;
        row = values_row(v, "counts");
        values_text(row, "count", size(mem, c->of[order[i]]));
        values_text(row, "verdict", verdict_name(order[i]));
        values_text(row, "tone", verdict_tone(order[i]));
        values_text(row, "word", verdict_said(m->language, order[i]));
    }
}

/* What differs, then what was not found. */
static void set_first(struct arena *mem, const struct marked *m, const struct spots *spots, struct values *v)
{
    size_t told = 0, all = 0;

    values_list(v, "first");
    for (int weight = 6; weight >= 4; weight -= 2)
        for (size_t i = 0; i < spots->count; i++) {
            const struct spot *s = &spots->at[i];
            struct values *row;
            size_t worst = s->first;
            bool chinese;
            if (verdict_weight(s->verdict) != weight || ++all > FIRST_MOST)
                continue;
            while (verdict_weight(m->rows->at[worst].judgement.verdict) != weight)
                worst++;
            row = values_row(v, "first");
            values_format(row, "number", "%zu", s->number);
            values_text(row, "gist", marked_gist(mem, m, &m->rows->at[worst], &chinese));
            values_flag(row, "gist_chinese", chinese);
            told++;
        }
    values_text(v, "first_more", all > told ? size(mem, all - told) : "");
    values_text(v, "first_title", sentence(mem, say(m->language, "要先看的 {n} 处"), HOLES({"n", size(mem, all)})));
    values_flag(v, "any_first", told > 0);
    values_flag(v, "first_bad", told && m->rows->differs);
}

static void set_table(struct arena *mem, const struct marked *m, const struct spots *spots, struct values *v)
{
    values_list(v, "rows");
    for (size_t s = 0; s < spots->count; s++)
        for (size_t i = spots->at[s].first; i < spots->at[s].behind; i++) {
            struct values *row = values_row(v, "rows");
            const struct judgement *j = &m->rows->at[i].judgement;
            const struct claim *c = m->rows->at[i].claim;
            bool named = c->indicator && strcmp(j->note, c->indicator->name) == 0; /* of a stage: it says no more */
            marked_note(mem, m, &m->rows->at[i], row);
            values_format(row, "number", "%zu", spots->at[s].number);
            values_text(row, "text", marked_words(mem, c));
            values_text(row, "place", j->org ? j->org->name : "");
            values_text(row, "note", named ? "" : j->note);
        }
}

static const char *about(struct arena *mem, const struct marked *m)
{
    size_t figures = 0;
    const char *until =
        m->as_of > 999999 ? say_day_words(mem, m->language, m->as_of) : say_month_year(mem, m->language, m->as_of);

    for (size_t i = 0; i < m->rows->count; i++)
        figures += m->rows->at[i].claim->figure != NULL;
    const struct hole *holes =
        HOLES({"figures", size(mem, figures)}, {"promises", size(mem, m->rows->count - figures)}, {"until", until});
    if (figures == m->rows->count)
        return sentence(mem, say(m->language, "文中 {figures} 个数。对照截至 {until} 的台账。"), holes);
    return sentence(
        mem, say(m->language, "文中 {figures} 个数，另有 {promises} 句没有数的承诺。对照截至 {until} 的台账。"), holes);
}

void marked_values(struct arena *mem, const struct marked *m, struct values *v)
{
    struct spots spots;
    struct counts c;

    spots_find(mem, m->rows, &spots);
    c = count(&spots);
    values_flag(v, "any", spots.count > 0);
    set_beads(m, &spots, v);
    set_counts(mem, m, &c, v);
    set_first(mem, m, &spots, v);
    values_text(v, "about", about(mem, m));
    values_flag(v, "foreign",
                m->language != LANGUAGE_ZH); /* the article itself and the ledger's remarks stay Chinese */
    marked_moved(mem, m, &spots, v);
    marked_paragraphs(mem, m, &spots, v);
    set_table(mem, m, &spots, v);
}

void marked_page(struct ctx *ctx, const struct city *city, const struct text *text, const struct checked_list *rows,
                 int as_of, struct buf *out)
{
    struct marked m = {.city = city, .text = text, .rows = rows, .as_of = as_of, .language = LANGUAGE_ZH};
    struct values *v = values_new(ctx->mem);

    values_text(v, "title", marked_title(ctx->mem, &m));
    values_text(v, "programme", city->programme->name);
    values_text(v, "kept", "");
    values_text(v, "address", "");
    values_flag(v, "synthetic", city->data == DATA_SYNTHETIC);
    marked_values(ctx->mem, &m, v);
    template_render("check", LANGUAGE_ZH, v, out);
}
