/* A figure: said ‖ counted, how it is counted, its year, its places, its records, what was changed. Each section has a
 * file of its own (figure_*.c); here is what they share. */
#include "web/figure.h"

#include <string.h>

#include "domain/batch.h"
#include "domain/seal.h"
#include "web/pages.h"
#include "web/say_number.h"
#include "web/sentence.h"

/* ---- finding it ---- */

static const char *place_asked(const struct request *q, const char *code, const struct organisation **ret)
{
    *ret = q->city->tree->city;
    if (!code)
        return NULL;
    const struct organisation *org = organisation_find(q->city->tree, code);
    if (!org)
        return code;
    if (org->level != LEVEL_SCOPE) /* a scope's figure is the city's */
        *ret = org;
    return NULL;
}

int figure_find(struct request *q, struct response *r, const char *indicator, const char *org, bool places,
                struct figure *ret)
{
    bool bad = false;
    *ret = (struct figure){.q = q, .mem = q->ctx->mem, .until = page_until(q, &bad)};
    ret->indicator = programme_indicator(q->city->programme, indicator);
    const char *missing = place_asked(q, org, &ret->org);
    int r2 = 0;
    if (!ret->indicator)
        r2 = page_not_found(q, r, "指标", indicator);
    else if (missing)
        r2 = page_not_found(q, r, "地方", missing);
    else if (bad)
        r2 = page_not_found(q, r, "月份", request_field(q, "month"));
    else
        return series_read(q->ctx, q->city, ret->indicator, ret->org, ret->until, &ret->series,
                           places ? &ret->places : NULL);
    return r2 < 0 ? r2 : FIGURE_NONE;
}

/* ---- names, amounts, addresses ---- */

const char *indicator_words(const struct request *q, const struct indicator *indicator)
{
    if (q->language == LANGUAGE_EN && indicator->english)
        return indicator->english;
    return page_word(q, indicator->name);
}

const char *item_ordinal(const struct request *q, const struct item *item)
{
    return q->language == LANGUAGE_EN ? arena_printf(q->ctx->mem, "%d", item->number)
                                      : say_word(q->ctx->mem, LANGUAGE_ZH, item->number);
}

const char *ledger_words(const struct request *q, const struct ledger *ledger)
{
    if (q->language == LANGUAGE_EN && ledger->english)
        return ledger->english;
    return page_word(q, ledger->name);
}

const char *figure_amount(const struct figure *f, int64_t value)
{
    const struct indicator *d = f->indicator;
    if (d->count == COUNT_STAGE)
        return value < 0 ? say(f->q->language, "还没有走到第一步") : page_word(f->q, d->of->stage->of[value].name);
    const char *unit = page_unit(f->q, f->indicator);
    return arena_printf(f->mem, "%s%s%s", say_exact(f->mem, value, indicator_digits(d)), *unit ? "\u00a0" : "", unit);
}

const char *figure_target(const struct request *q, const struct indicator *indicator, const struct target *target)
{
    switch (target->kind) {
    case TARGET_VALUE:
        break;
    case TARGET_STAGE:
        return page_word(q, indicator->of->stage->of[target->value].name);
    case TARGET_UNKNOWN:
        return "";
    }
    const char *number = say_exact(q->ctx->mem, target->value, indicator->places);
    const char *unit = page_word(q, indicator->unit);
    return arena_printf(q->ctx->mem, "≥\u00a0%s%s%s", number, *unit ? "\u00a0" : "", unit);
}

void figure_promise(const struct request *q, const struct item *item, struct values *v)
{
    values_text(v, "promise", item->promise);
    values_text(v, "brief", q->language == LANGUAGE_EN ? item->english_brief : "");
}

void figure_leads(const struct request *q, const struct item *item, struct values *v)
{
    values_list(v, "leads");
    for (const char **lead = item->leads; lead && *lead; lead++) {
        struct values *row = values_row(v, "leads");
        page_name(q, row, "lead", *lead, NULL);
        values_flag(row, "more", lead[1] != NULL);
    }
}

struct chart_words figure_words(const struct figure *f)
{
    const struct indicator *d = f->indicator;
    const struct series *s = &f->series;
    const char *name = indicator_words(f->q, d), *unit = page_unit(f->q, f->indicator);
    bool stage = d->count == COUNT_STAGE && s->kind == CELL_VALUE && s->total >= 0;
    return (struct chart_words){
        .name = f->org->stat_parent ? arena_printf(f->mem, "%s · %s", name, page_word(f->q, f->org->name)) : name,
        .unit = *unit ? arena_printf(f->mem, "\u00a0%s", unit) : "",
        .stage = stage ? page_word(f->q, d->of->stage->of[s->total].name) : NULL,
    };
}

struct html figure_stages(const struct figure *f)
{
    const struct series *s = &f->series;
    const struct field *stage = f->indicator->of->stage;
    struct stages chart = {.names = page_stages(f->q, stage),
                           .count = stage->of_count,
                           .reached = s->kind == CELL_VALUE ? (int)s->total : -1,
                           .counts = s->status.target.kind == TARGET_STAGE ? (int)s->status.target.value : -1,
                           .dates = f->listing.count ? f->listing.at[0].stage_dates : NULL,
                           .late = s->status.light == LIGHT_RED && s->kind == CELL_VALUE};
    return chart_stages(f->mem, f->q->language, &chart);
}

static bool whole_city(const struct request *q, const struct organisation *org)
{
    return org == q->city->tree->city || org->level == LEVEL_SCOPE;
}

const char *figure_link(const struct request *q, const struct indicator *indicator, const struct organisation *org,
                        int until)
{
    if (whole_city(q, org))
        return page_link(q, "/figures/%s%s", indicator->code, page_month(q, until));
    return page_link(q, "/figures/%s/%s%s", indicator->code, org->code, page_month(q, until));
}

const char *figure_records_link(const struct request *q, const struct indicator *indicator,
                                const struct organisation *org, int until, const char *after)
{
    const char *month = page_month(q, until);
    const char *code = whole_city(q, org) ? q->city->tree->city->code : org->code;
    const char *from = *after ? arena_printf(q->ctx->mem, "%cafter=%s", *month ? '&' : '?', after) : "";
    return page_link(q, "/figures/%s/%s/records%s%s", indicator->code, code, month, from);
}

void cell_put(const struct request *q, struct values *row, const char *name, enum cell_kind kind, const char *text)
{
    struct values *cell = values_row(row, name);
    values_text(cell, "class", kind == CELL_VALUE ? "" : cell_class(kind));
    values_flag(cell, "struck", kind == CELL_UNREPORTED);
    values_text(cell, "text", kind == CELL_VALUE ? text : cell_sign(q->language, kind));
}

/* ---- what every section may name ---- */

static void crumbs(const struct figure *f, struct values *v)
{
    const struct organisation *above[ORG_DEPTH_MOST];
    size_t count = organisation_above(f->org, above);
    values_list(v, "above");
    for (size_t i = 0; i < count; i++) {
        struct values *row = values_row(v, "above");
        values_text(row, "link", figure_link(f->q, f->indicator, above[i], f->until));
        page_name(f->q, row, "place", above[i]->name, NULL);
    }
}

void figure_frame(const struct figure *f, struct values *v)
{
    const struct request *q = f->q;
    const struct programme *p = q->city->programme;
    const struct item *item = f->indicator->item;
    const struct organisation *read = f->series.org;
    page_name(q, v, "indicator", f->indicator->name, f->indicator->english);
    page_name(q, v, "item", item->name, item->english);
    page_name(q, v, "place", read && read->level == LEVEL_SCOPE ? read->name : f->org->name, NULL);
    values_text(v, "item_number", item_ordinal(q, item));
    values_text(v, "item_count", say_word(f->mem, q->language, (int)p->item_count));
    values_text(v, "home_link", page_link(q, "/"));
    values_text(v, "item_link", page_link(q, "/items/%d", item->number));
    values_text(v, "figure_link", figure_link(q, f->indicator, f->org, f->until));
    const char *unit = page_unit(f->q, f->indicator);
    values_text(v, "unit", unit);
    values_text(v, "unit_head", *unit ? unit : say(q->language, "数量"));
    values_text(v, "until", say_month_year(f->mem, q->language, f->until));
    values_text(v, "wall_link",
                f->org->stat_parent ? page_link(q, "/places/%s%s", f->org->code, page_month(q, f->until)) : "");
    values_flag(v, "at_place", f->org != q->city->tree->city);
    values_flag(v, "scoped", read && read->level == LEVEL_SCOPE);
    values_flag(v, "past", f->until != page_latest(q));
    values_text(v, "latest_link", figure_link(q, f->indicator, f->org, page_latest(q)));
    crumbs(f, v);
}

/* ---- the page ---- */

/* Who, what, until when, where to look, which state: enough to find the same number again. */
static void cite(const struct figure *f, struct values *v)
{
    const struct programme *p = f->q->city->programme;
    const struct series *s = &f->series;
    page_name(f->q, v, "programme", p->name, p->english);
    values_format(v, "version", "%d", p->version);
    values_format(v, "pack", "%s/%s", p->code, f->indicator->code);
    values_text(v, "pack_hash", hex(f->mem, p->hash, 4));
    values_text(v, "address",
                f->org == f->q->city->tree->city
                    ? arena_printf(f->mem, "%s/figures/%s?month=%s", f->q->origin, f->indicator->code,
                                   say_month_code(f->mem, f->until))
                    : arena_printf(f->mem, "%s/figures/%s/%s?month=%s", f->q->origin, f->indicator->code, f->org->code,
                                   say_month_code(f->mem, f->until)));
    values_text(v, "cite_value",
                s->kind == CELL_VALUE ? figure_amount(f, s->total) : cell_sign(f->q->language, s->kind));
    values_text(v, "accepted", say_day(f->mem, f->last_accepted));
}

enum { FIRST_RECORDS = 6 };

static int sections(struct figure *f, struct values *v)
{
    int r = figure_lead(f, v);
    if (r == 0)
        r = listing_read(f->q->ctx, f->q->city, f->indicator, f->org, f->until, "", FIRST_RECORDS, &f->listing);
    if (r == 0)
        r = figure_changes(f, v);
    if (r)
        return r;
    figure_places(f, v);
    figure_records(f, v);
    figure_year(f, v);
    return 0;
}

static const char *figure_title(const struct figure *f)
{
    const char *name = indicator_words(f->q, f->indicator);
    return f->org == f->q->city->tree->city ? name
                                            : arena_printf(f->mem, "%s · %s", name, page_word(f->q, f->org->name));
}

int figure_page(struct request *q, struct response *r)
{
    struct figure f;
    int found = figure_find(q, r, q->parameters[0], q->parameters[1], true, &f);
    if (found)
        return found < 0 ? found : 0;
    struct values *v = values_new(f.mem);
    enum cell_kind kind = f.series.kind;
    bool open = kind != CELL_CLOSED && kind != CELL_NONE;
    found = open ? batch_last_accepted(q->ctx, f.indicator->of, &f.last_accepted) : 0;
    if (found < 0)
        return found;
    figure_frame(&f, v);
    figure_rule(&f, v);
    cite(&f, v);
    values_flag(v, "closed", kind == CELL_CLOSED);
    values_flag(v, "outside", kind == CELL_NONE);
    const struct organisation *back = disclosure_nearest(f.indicator, f.org); /* where a closed page leads to */
    values_text(v, "open_link", figure_link(q, f.indicator, back, f.until));
    page_name(q, v, "open_place", back->name, NULL);
    values_flag(v, "open", open);
    found = open ? sections(&f, v) : 0;
    r->keep = true;
    return found < 0 ? found : page_render(q, r, "figure", figure_title(&f), "home", v);
}
