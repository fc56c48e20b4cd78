/* The places below a figure: bars on one scale, their table with a total that says what it adds, and the map. */
#include <string.h>

#include "domain/outline.h"
#include "web/chart.h"
#include "web/figure.h"
#include "web/say_number.h"
#include "web/sentence.h"

/* What the rows of the table have in common. */
struct places {
    const struct figure *f;
    const struct place_values *all;
    int places, digits;   /* of the values */
    int64_t most;         /* the bars' scale */
    bool targets, shares; /* which columns stand behind the bars */
    size_t unreported, unsaid, late;
};

static struct places places_of(const struct figure *f, const struct place_values *all)
{
    struct places p = {.f = f, .all = all, .places = indicator_digits(f->indicator)};
    for (size_t i = 0; i < all->count; i++) {
        const struct place_value *at = &all->at[i];
        bool value = at->kind == CELL_VALUE, target = at->target.kind == TARGET_VALUE;
        int digits = value ? say_digits(at->value, p.places) : 0;
        p.digits = digits > p.digits ? digits : p.digits;
        p.most = value && at->value > p.most ? at->value : p.most;
        if (target && f->indicator->count != COUNT_COVER)
            p.most = at->target.value > p.most ? at->target.value : p.most;
        p.targets |= target;
        p.unreported += at->kind == CELL_UNREPORTED;
        p.unsaid += at->kind == CELL_SMALL || at->kind == CELL_HIDDEN;
        p.late += value && (at->light == LIGHT_RED || at->light == LIGHT_YELLOW);
    }
    if (all->own_kind == CELL_VALUE && say_digits(all->own, p.places) > p.digits)
        p.digits = say_digits(all->own, p.places);
    p.shares = !p.targets && f->series.kind == CELL_VALUE && f->series.total > 0 && f->indicator->count != COUNT_COVER;
    return p;
}

static const char *place_number(const struct places *p, int64_t value)
{
    return say_fixed(p->f->mem, value, p->places, p->digits);
}

/* ---- the table ---- */

static void target_cells(const struct places *p, const struct place_value *at, struct values *row)
{
    const struct figure *f = p->f;
    bool value = at->kind == CELL_VALUE, target = at->target.kind == TARGET_VALUE;
    bool rate = value && at->rate_tenths >= 0;
    cell_put(f->q, row, "target", target ? CELL_VALUE : CELL_NONE,
             target ? say_exact(f->mem, at->target.value, f->indicator->places) : "");
    cell_put(f->q, row, "rate", rate ? CELL_VALUE : CELL_NONE, rate ? say_percent(f->mem, at->rate_tenths) : "");
    page_light(row, cell_look(f->q->language, at->kind, at->light, at->reached, target));
}

/* In words, where a sign stands instead of a number. */
static const char *why(enum language l, enum cell_kind kind)
{
    switch (kind) {
    case CELL_UNREPORTED:
        return say(l, "没有交来记录");
    case CELL_SMALL:
        return say(l, "一至四，不写明");
    case CELL_HIDDEN:
        return say(l, "写明了就能减出旁边的小数");
    case CELL_CLOSED:
        return say(l, "不公开到这里");
    case CELL_VALUE:
    case CELL_NONE:
        break;
    }
    return "—";
}

static void place_row(const struct places *p, struct values *v, const struct place_value *at)
{
    const struct figure *f = p->f;
    bool value = at->kind == CELL_VALUE, drawn = value && p->most > 0;
    int64_t target = at->target.kind == TARGET_VALUE && f->indicator->count != COUNT_COVER ? at->target.value : -1;
    struct values *row = values_row(v, "places");
    page_name(f->q, row, "name", at->org->name, NULL);
    values_text(row, "link", at->open ? figure_link(f->q, f->indicator, at->org, f->until) : "");
    cell_put(f->q, row, "value", at->kind, value ? place_number(p, at->value) : "");
    values_flag(row, "drawn", drawn);
    values_html(row, "bar", drawn ? chart_bar(f->mem, at->value, p->most, target, false) : (struct html){"", 0});
    values_text(row, "why", why(f->q->language, at->kind));
    values_text(row, "span", p->shares ? "2" : "1");
    values_flag(row, "alone", !drawn && p->shares);
    bool share = p->shares && value;
    cell_put(f->q, row, "share", share ? CELL_VALUE : CELL_NONE,
             share ? say_percent_of(f->mem, at->value, f->series.total) : "");
    target_cells(p, at, row);
}

/* What counts at the place itself, beside those below it. */
static void own_row(const struct places *p, struct values *v)
{
    const struct figure *f = p->f;
    const struct place_values *all = p->all;
    bool value = all->own_kind == CELL_VALUE;
    values_list(v, "own");
    if (all->own_kind == CELL_NONE || (value && all->own == 0))
        return;
    struct values *row = values_row(v, "own");
    cell_put(f->q, row, "value", all->own_kind, value ? place_number(p, all->own) : "");
    bool share = p->shares && value;
    cell_put(f->q, row, "share", share ? CELL_VALUE : CELL_NONE,
             share ? say_percent_of(f->mem, all->own, f->series.total) : "");
    values_text(row, "why", why(f->q->language, all->own_kind));
}

/* Says what the total adds; with a part missing, which. */
static const char *adds(const struct places *p)
{
    const struct figure *f = p->f;
    enum language l = f->q->language;
    const struct hole *holes = HOLES(
        {"count", say_word(f->mem, l, (int)p->all->count)}, {"missing", say_exact(f->mem, (int64_t)p->unreported, 0)},
        {"hidden", say_exact(f->mem, (int64_t)p->unsaid, 0)}, {"place", page_word(f->q, f->series.org->name)});
    if (f->indicator->count == COUNT_COVER)
        return say(l, "名册合在一起算");
    if (p->unsaid)
        return sentence(f->mem, say(l, "有 {hidden} 格没有写明，合计里有它们"), holes);
    if (p->unreported)
        return sentence(f->mem, say(l, "缺 {missing} 个没有交来记录的地方"), holes);
    if (p->all->own_kind == CELL_VALUE && p->all->own > 0)
        return sentence(f->mem, say(l, "各行相加 = {place}"), holes);
    return sentence(f->mem, say(l, "{count}个地方相加 = {place}"), holes);
}

static void total_row(const struct places *p, struct values *v)
{
    const struct figure *f = p->f;
    const struct series *s = &f->series;
    const struct target *target = &s->status.target;
    bool value = s->kind == CELL_VALUE, known = target->kind == TARGET_VALUE;
    bool rate = value && known && target->value > 0 && f->indicator->count != COUNT_COVER;
    page_name(f->q, v, "total_name", s->org->name, NULL);
    cell_put(f->q, v, "total_value", s->kind, value ? place_number(p, s->total) : "");
    values_text(v, "total_says", adds(p));
    cell_put(f->q, v, "total_target", known ? CELL_VALUE : CELL_NONE,
             known ? say_exact(f->mem, target->value, f->indicator->places) : "");
    cell_put(f->q, v, "total_rate", rate ? CELL_VALUE : CELL_NONE,
             rate ? say_percent_of(f->mem, s->total, target->value) : "");
    cell_put(f->q, v, "total_share", p->shares ? CELL_VALUE : CELL_NONE,
             p->shares ? say_percent_of(f->mem, s->total, s->total) : "");
    struct values *look = values_row(v, "total_light");
    page_light(look, series_look(f->q->language, s));
}

/* ---- the finding ---- */

/* “卢氏县差 193 户，开发区差 128 户”: those that have not come to their target, at most two by name. */
static const char *behind(const struct places *p)
{
    const struct figure *f = p->f;
    AUTO_BUF struct buf out = BUF_INIT;
    size_t below = 0, known = 0;
    for (size_t i = 0; i < p->all->count; i++) {
        const struct place_value *at = &p->all->at[i];
        if (at->kind != CELL_VALUE || at->target.kind != TARGET_VALUE)
            continue;
        known++;
        if (at->value >= at->target.value || ++below > 2)
            continue;
        if (out.length)
            buf_str(&out, f->q->language == LANGUAGE_EN ? ", " : "，");
        buf_str(&out, sentence(f->mem, say(f->q->language, "{place}差 {amount}"),
                               HOLES({"place", page_word(f->q, at->org->name)},
                                     {"amount", figure_amount(f, at->target.value - at->value)})));
    }
    if (below > 2)
        return sentence(f->mem, say(f->q->language, "{n} 个没有到自己的目标"),
                        HOLES({"n", say_exact(f->mem, (int64_t)below, 0)}));
    return !known ? "" : below ? arena_strdup(f->mem, out.bytes) : say(f->q->language, "都到了自己的目标");
}

static const char *finding(const struct places *p)
{
    const struct figure *f = p->f;
    const struct place_value *first = p->all->at;
    if (p->targets && f->indicator->count != COUNT_COVER)
        return behind(p);
    if (f->indicator->count == COUNT_COVER || first->kind != CELL_VALUE || first->value == 0)
        return "";
    return sentence(f->mem, say(f->q->language, "{place}最多；没有目标，不排快慢"),
                    HOLES({"place", page_word(f->q, first->org->name)}));
}

/* ---- the map ---- */

static void map(const struct places *p, struct values *v)
{
    const struct figure *f = p->f;
    const struct outlines *outlines = programme_outlines(f->q->city->programme);
    bool drawn = f->org == f->q->city->tree->city && outlines->count > 0 && f->indicator->count != COUNT_COVER;
    const char *scope =
        arena_printf(f->mem, "%s · %s", indicator_words(f->q, f->indicator), page_word(f->q, f->org->name));
    struct map_place *at = arena_array(f->mem, p->all->count + 1, sizeof *at);
    for (size_t i = 0; drawn && i < p->all->count; i++) {
        const struct place_value *place = &p->all->at[i];
        bool value = place->kind == CELL_VALUE;
        at[i] = (struct map_place){
            .code = place->org->code,
            .name = page_word(f->q, place->org->name),
            .value = value ? figure_amount(f, place->value) : cell_sign(f->q->language, place->kind),
            .link = place->open ? figure_link(f->q, f->indicator, place->org, f->until) : NULL,
            .size = value ? place->value : -1,
            .light = place->light,
            .unreported = place->kind == CELL_UNREPORTED,
        };
    }
    values_flag(v, "with_map", drawn);
    values_html(v, "map",
                drawn ? chart_map(f->mem, f->q->language, outlines, at, p->all->count, scope, finding(p))
                      : (struct html){"", 0});
}

/* ---- the section ---- */

static void section(const struct places *p, struct values *v)
{
    const struct figure *f = p->f;
    values_text(v, "places_count", say_word(f->mem, f->q->language, (int)p->all->count));
    values_text(v, "places_finding", finding(p));
    values_flag(v, "targets", p->targets);
    values_flag(v, "shares", p->shares);
    values_flag(v, "bars", p->most > 0);
    values_text(v, "scale", place_number(p, p->most));
    values_flag(v, "places_unreported", p->unreported > 0 || p->all->own_kind == CELL_UNREPORTED);
    bool small = p->all->own_kind == CELL_SMALL, hidden = p->all->own_kind == CELL_HIDDEN;
    for (size_t i = 0; i < p->all->count; i++) {
        place_row(p, v, &p->all->at[i]);
        small |= p->all->at[i].kind == CELL_SMALL;
        hidden |= p->all->at[i].kind == CELL_HIDDEN;
    }
    values_flag(v, "places_small", small);
    values_flag(v, "places_hidden", hidden);
    own_row(p, v);
    total_row(p, v);
    map(p, v);
}

/* Institutions that handed in nothing are left out: nobody says that they should have. */
static void only_expected(struct place_values *all)
{
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++)
        if (all->at[i].org->level != LEVEL_INSTITUTION || all->at[i].kind != CELL_UNREPORTED)
            all->at[count++] = all->at[i];
    all->count = count;
}

void figure_places(const struct figure *f, struct values *v)
{
    struct place_values all = f->places;
    if (f->indicator->count == COUNT_STAGE) /* its places have stages, which are no bars */
        all.count = 0;
    only_expected(&all);
    bool listed = false;
    for (size_t i = 0; i < all.count; i++)
        listed |= all.at[i].kind != CELL_CLOSED;
    values_list(v, "places");
    values_flag(v, "with_places", listed);
    values_flag(v, "stops", all.count > 0 && !listed);
    if (listed) {
        struct places p = places_of(f, &all);
        section(&p, v);
    }
}
