/* One promise: its words, everything that is counted of it, its milestones as lines of stages, what is late, and the
 * records of its first ledger with stages, one by one. */
#include <string.h>

#include "base/date.h"
#include "domain/listing.h"
#include "domain/stages.h"
#include "web/chart.h"
#include "web/figure.h"
#include "web/pages.h"
#include "web/record_list.h"
#include "web/say_number.h"
#include "web/sentence.h"

enum { ITEM_RECORDS = 12 };

/* An item and its indicators as they stand. */
struct promise {
    struct request *q;
    struct arena *mem;
    const struct item *item;
    int until;
    struct figure *figures; /* one an indicator */
};

static const struct item *item_numbered(const struct programme *p, const char *text)
{
    for (size_t i = 0; i < p->item_count; i++) {
        char number[16];
        snprintf(number, sizeof number, "%d", p->items[i].number);
        if (strcmp(number, text) == 0)
            return &p->items[i];
    }
    return NULL;
}

static int read_figures(struct promise *p)
{
    int r = 0;
    p->figures = arena_array(p->mem, p->item->indicator_count + 1, sizeof *p->figures);
    for (size_t i = 0; r == 0 && i < p->item->indicator_count; i++) {
        struct figure *f = &p->figures[i];
        *f = (struct figure){.q = p->q,
                             .mem = p->mem,
                             .indicator = p->item->indicators[i],
                             .org = p->q->city->tree->city,
                             .until = p->until};
        r = series_read(p->q->ctx, p->q->city, f->indicator, f->org, f->until, &f->series, NULL);
    }
    return r;
}

/* The one that the page leads with: the first with a target, else the first that is no milestone, else the first. */
static struct figure *lead_of(struct promise *p)
{
    struct figure *first = NULL;
    for (size_t i = 0; i < p->item->indicator_count; i++)
        if (p->figures[i].indicator->target.kind == TARGET_VALUE && p->figures[i].indicator->count != COUNT_COVER)
            return &p->figures[i];
    for (size_t i = 0; i < p->item->indicator_count && !first; i++)
        if (p->figures[i].indicator->count != COUNT_STAGE)
            first = &p->figures[i];
    return first ? first : &p->figures[0];
}

/* ---- said ---- */

static void said(const struct promise *p, struct values *v)
{
    const struct item *item = p->item;
    size_t unknown = 0;
    figure_promise(p->q, item, v);
    values_list(v, "targets");
    for (size_t i = 0; i < item->indicator_count; i++) {
        const struct indicator *d = item->indicators[i];
        unknown += d->target.kind == TARGET_UNKNOWN;
        if (d->target.kind == TARGET_UNKNOWN)
            continue;
        struct values *row = values_row(v, "targets");
        page_name(p->q, row, "of", d->name, d->english);
        values_text(row, "target", figure_target(p->q, d, &d->target));
    }
    figure_leads(p->q, item, v);
    values_flag(v, "one_indicator", item->indicator_count == 1);
    values_text(v, "unknown", unknown ? say_exact(p->mem, (int64_t)unknown, 0) : "");
    values_flag(v, "all_unknown", unknown == item->indicator_count);
}

/* ---- counted ---- */

/* What stands in the column of values: a number, a share of a roster, the sign of why there is none. */
static void value_cell(const struct figure *f, struct values *row)
{
    const struct series *s = &f->series;
    const struct indicator *d = f->indicator;
    bool cover = d->count == COUNT_COVER, value = s->kind == CELL_VALUE && !(cover && s->roster <= 0);
    const char *text = "";
    if (value)
        text = cover                     ? say_percent_of(f->mem, s->total, s->roster)
               : d->count == COUNT_STAGE ? figure_amount(f, s->total)
                                         : say_exact(f->mem, s->total, d->places);
    enum cell_kind kind = value ? CELL_VALUE : s->kind == CELL_VALUE ? CELL_UNREPORTED : s->kind;
    cell_put(f->q, row, "value", kind, text);
    values_text(row, "value_unit", !value || cover || d->count == COUNT_STAGE ? "" : page_word(f->q, d->unit));
    values_flag(row, "no_roster", cover && s->roster <= 0);
}

static void indicator_row(const struct figure *f, struct values *v)
{
    const struct series *s = &f->series;
    const struct indicator *d = f->indicator;
    const struct month_value *last = s->count ? &s->months[s->count - 1] : NULL;
    bool added = last && last->added_kind == CELL_VALUE && d->count != COUNT_STAGE && d->count != COUNT_COVER;
    bool scoped = s->org && s->org->level == LEVEL_SCOPE;
    struct chart_words words = figure_words(f);
    struct values *row = values_row(v, "indicators");
    page_name(f->q, row, "name", d->name, d->english);
    values_text(row, "link", figure_link(f->q, d, f->org, f->until));
    values_text(row, "scope", scoped ? page_word(f->q, s->org->name) : "");
    values_flag(row, "part", d->part_of != NULL);
    value_cell(f, row);
    values_html(row, "small", chart_small(f->mem, f->q->language, s, &words));
    values_text(row, "added", added ? say_signed(f->mem, last->added, d->places) : "—");
    values_text(row, "target", figure_target(f->q, d, &s->status.target));
    page_light(row, series_look(f->q->language, s));
}

static void counted(struct promise *p, struct values *v)
{
    struct figure *lead = lead_of(p);
    const struct series *s = &lead->series;
    const struct month_value *last = s->count ? &s->months[s->count - 1] : NULL;
    struct values *row = values_row(v, "first");
    page_name(p->q, row, "name", lead->indicator->name, lead->indicator->english);
    values_text(row, "link", figure_link(p->q, lead->indicator, lead->org, p->until));
    value_cell(lead, row);
    bool rate = s->kind == CELL_VALUE && s->status.target.kind == TARGET_VALUE && s->status.target.value > 0 &&
                lead->indicator->count != COUNT_COVER;
    values_text(row, "rate", rate ? say_percent_of(p->mem, s->total, s->status.target.value) : "");
    page_light(row, series_look(p->q->language, s));
    values_text(v, "last_month", last ? say_month(p->mem, p->q->language, last->month) : "");
    values_list(v, "indicators");
    values_flag(v, "any_target", false);
    for (size_t i = 0; i < p->item->indicator_count; i++) {
        indicator_row(&p->figures[i], v);
        if (p->figures[i].indicator->target.kind != TARGET_UNKNOWN)
            values_flag(v, "any_target", true);
    }
}

/* ---- milestones and what is late ---- */

static int milestone(struct figure *f, struct values *v)
{
    const struct series *s = &f->series;
    int reached = s->kind == CELL_VALUE ? (int)s->total : -1;
    int r = listing_read(f->q->ctx, f->q->city, f->indicator, f->org, f->until, "", 1, &f->listing);
    if (r < 0)
        return r;
    const int *dates = f->listing.count ? f->listing.at[0].stage_dates : NULL;
    bool promised = s->status.target.kind == TARGET_STAGE;
    struct values *row = values_row(v, "milestones");
    page_name(f->q, row, "name", f->indicator->name, f->indicator->english);
    values_text(row, "link", figure_link(f->q, f->indicator, f->org, f->until));
    values_html(row, "passage", figure_stages(f));
    values_text(row, "reached", reached >= 0 ? figure_amount(f, reached) : "");
    values_text(row, "day", reached >= 0 && dates ? say_day(f->mem, dates[reached]) : "");
    values_text(row, "target", figure_target(f->q, f->indicator, &s->status.target));
    values_text(row, "due", promised ? say_day(f->mem, f->indicator->due) : "");
    page_light(row, series_look(f->q->language, s));
    return 0;
}

/* What is late besides the one that stands above. */
static void late(struct promise *p, const struct figure *f, struct values *v)
{
    const struct series *s = &f->series;
    if (f == lead_of(p) || s->kind != CELL_VALUE || s->status.light != LIGHT_RED)
        return;
    struct values *row = values_row(v, "late");
    page_name(f->q, row, "name", f->indicator->name, f->indicator->english);
    values_text(row, "link", figure_link(f->q, f->indicator, f->org, f->until));
    values_text(row, "target", figure_target(f->q, f->indicator, &s->status.target));
    bool cover = f->indicator->count == COUNT_COVER;
    values_text(row, "done",
                cover && s->roster > 0 ? say_percent_of(f->mem, s->total, s->roster) : figure_amount(f, s->total));
    page_light(row, series_look(f->q->language, s));
}

static int milestones(struct promise *p, struct values *v)
{
    int r = 0;
    bool any = false;
    values_list(v, "milestones");
    values_list(v, "late");
    for (size_t i = 0; r == 0 && i < p->item->indicator_count; i++) {
        late(p, &p->figures[i], v);
        if (p->figures[i].indicator->count != COUNT_STAGE)
            continue;
        any = true;
        r = milestone(&p->figures[i], v);
    }
    values_flag(v, "with_milestones", any);
    return r;
}

/* ---- one by one ---- */

/* The indicator whose records are listed: the first that counts from a stage on and whose records are public; else the
 * first whose are. */
static int listed(struct promise *p, struct figure **ret)
{
    *ret = NULL;
    for (int staged = 1; staged >= 0 && !*ret; staged--)
        for (size_t i = 0; i < p->item->indicator_count && !*ret; i++) {
            struct figure *f = &p->figures[i];
            if (f->indicator->count == COUNT_STAGE || (staged && f->indicator->at < 0))
                continue;
            int r = listing_read(p->q->ctx, p->q->city, f->indicator, f->org, p->until, "", ITEM_RECORDS, &f->listing);
            if (r < 0)
                return r;
            if (f->listing.kind == CELL_VALUE && f->listing.count > 0)
                *ret = f;
        }
    return 0;
}

/* How many of the records that the listed figure looks at reached each stage. */
static int stages_reached(const struct figure *f, struct values *v)
{
    int64_t *counts;
    bool shown = stages_public(f->indicator, f->series.org);
    values_list(v, "stages_reached");
    values_flag(v, "with_stages_reached", shown);
    if (!shown)
        return 0;
    int r = stages_read(f->q->ctx, f->indicator, f->series.org, f->until, &counts);
    const struct field *stage = f->indicator->of->stage;
    for (size_t i = 0; i < stage->of_count && r == 0; i++) {
        struct values *row = values_row(v, "stages_reached");
        page_name(f->q, row, "stage", stage->of[i].name, NULL);
        values_text(row, "count", say_exact(f->mem, counts[i], 0));
    }
    return r;
}

static int one_by_one(struct promise *p, struct values *v)
{
    struct figure *f;
    int r = listed(p, &f);
    values_flag(v, "with_records", r == 0 && f);
    if (r < 0 || !f)
        return r;
    record_passages(p->q, f->indicator, &f->listing, v);
    page_name(p->q, v, "listed", f->indicator->name, f->indicator->english);
    values_text(v, "ledger", ledger_words(p->q, f->indicator->of));
    page_name(p->q, v, "place", f->series.org->name, NULL);
    values_text(v, "records_link", figure_records_link(p->q, f->indicator, f->org, p->until, ""));
    cell_put(p->q, v, "records_total", f->series.kind, say_exact(p->mem, f->series.total, f->indicator->places));
    values_list(v, "counties");
    for (size_t i = 0; i < p->q->city->tree->count; i++) {
        const struct organisation *org = &p->q->city->tree->at[i];
        if (org->level != LEVEL_COUNTY || !disclosure_open(f->indicator, org))
            continue;
        struct values *row = values_row(v, "counties");
        page_name(p->q, row, "county", org->name, NULL);
        values_text(row, "link", figure_records_link(p->q, f->indicator, org, p->until, ""));
    }
    return stages_reached(f, v);
}

/* ---- the page ---- */

static void neighbours(const struct promise *p, struct values *v)
{
    const struct programme *all = p->q->city->programme;
    size_t at = (size_t)(p->item - all->items);
    values_list(v, "before");
    values_list(v, "after");
    if (at > 0) {
        struct values *row = values_row(v, "before");
        page_name(p->q, row, "name", all->items[at - 1].name, all->items[at - 1].english);
        values_text(row, "link", page_link(p->q, "/items/%d", all->items[at - 1].number));
    }
    if (at + 1 < all->item_count) {
        struct values *row = values_row(v, "after");
        page_name(p->q, row, "name", all->items[at + 1].name, all->items[at + 1].english);
        values_text(row, "link", page_link(p->q, "/items/%d", all->items[at + 1].number));
    }
}

static const char *item_words(const struct request *q, const struct item *item)
{
    return q->language == LANGUAGE_EN && item->english ? item->english : item->name;
}

int item_page(struct request *q, struct response *r)
{
    bool bad = false;
    struct promise p = {.q = q,
                        .mem = q->ctx->mem,
                        .item = item_numbered(q->city->programme, q->parameters[0]),
                        .until = page_until(q, &bad)};
    if (!p.item)
        return page_not_found(q, r, "实事", q->parameters[0]);
    if (bad)
        return page_not_found(q, r, "月份", request_field(q, "month"));
    struct values *v = values_new(p.mem);
    int failed = p.item->indicator_count ? read_figures(&p) : 0;
    if (failed)
        return failed;
    page_name(q, v, "item", p.item->name, p.item->english);
    values_text(v, "number", item_ordinal(q, p.item));
    values_text(v, "item_count", say_word(p.mem, q->language, (int)q->city->programme->item_count));
    values_text(v, "home_link", page_link(q, "/"));
    values_text(v, "until", say_month_year(p.mem, q->language, p.until));
    said(&p, v);
    values_list(v, "first");
    values_list(v, "indicators");
    if (p.item->indicator_count)
        counted(&p, v);
    neighbours(&p, v);
    failed = milestones(&p, v);
    if (failed == 0)
        failed = one_by_one(&p, v);
    r->keep = true;
    return failed ? failed : page_render(q, r, "item", item_words(q, p.item), "home", v);
}
