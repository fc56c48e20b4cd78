/* said ‖ counted: the promise and its target, the number, the arithmetic that led to its light. */
#include <string.h>

#include "base/decimal.h"
#include "web/figure.h"
#include "web/say_number.h"
#include "web/sentence.h"

/* ---- said ---- */

/* The city's target is never borrowed: of a place without one it is said that nothing was divided to it. */
static bool undivided(const struct figure *f)
{
    return f->org->stat_parent && f->series.status.target.kind == TARGET_UNKNOWN &&
           f->indicator->target.kind != TARGET_UNKNOWN;
}

static void said(const struct figure *f, struct values *v)
{
    const struct item *item = f->indicator->item;
    const struct programme *p = f->q->city->programme;
    const struct target *target = &f->series.status.target;
    figure_promise(f->q, item, v);
    values_text(v, "target", figure_target(f->q, f->indicator, target));
    values_flag(v, "undivided", undivided(f));
    values_text(v, "document", strcmp(p->document, "unknown") == 0 ? "" : p->document);
    figure_leads(f->q, item, v);
    bool due = f->indicator->count == COUNT_STAGE && target->kind == TARGET_STAGE;
    values_text(v, "due_day", due ? say_day_words(f->mem, f->q->language, f->indicator->due) : "");
}

/* ---- counted ---- */

/* Percent of a cover's roster; 100 only when every entry is covered. */
static void cover(const struct figure *f, struct values *v)
{
    const struct series *s = &f->series;
    bool loaded = s->kind == CELL_VALUE && s->roster > 0;
    values_flag(v, "no_roster", s->kind == CELL_UNREPORTED);
    values_text(v, "number", loaded ? say_percent_of(f->mem, s->total, s->roster) : "");
    values_text(v, "covered", say_exact(f->mem, s->total, 0));
    values_text(v, "roster", say_exact(f->mem, s->roster, 0));
    values_text(v, "number_unit", "");
    values_text(v, "short", "");
    values_flag(v, "has_value", loaded && s->kind == CELL_VALUE);
}

static void number(const struct figure *f, struct values *v)
{
    const struct series *s = &f->series;
    const struct indicator *d = f->indicator;
    bool exact = true;
    values_flag(v, "cover", d->count == COUNT_COVER);
    values_flag(v, "milestone", d->count == COUNT_STAGE);
    values_flag(v, "has_value", s->kind == CELL_VALUE);
    if (d->count == COUNT_COVER) {
        cover(f, v);
    } else if (d->count == COUNT_STAGE) {
        values_text(v, "number", s->kind == CELL_VALUE ? figure_amount(f, s->total) : "");
        values_text(v, "number_unit", "");
        values_text(v, "short", "");
    } else {
        const char *unit = page_word(f->q, d->unit);
        values_text(v, "number", s->kind == CELL_VALUE ? say_exact(f->mem, s->total, d->places) : "");
        values_text(v, "number_unit", unit);
        values_text(v, "short",
                    s->kind == CELL_VALUE ? say_short(f->mem, f->q->language, s->total, d->places, unit, &exact) : "");
    }
    values_flag(v, "short_exact", exact);
}

/* Why there is no number, and the latest month that may be shown. */
static void unsaid(const struct figure *f, struct values *v)
{
    const struct series *s = &f->series;
    bool older = s->kind != CELL_VALUE && s->shown_month > 0;
    values_flag(v, "unreported", s->kind == CELL_UNREPORTED);
    values_flag(v, "small", s->kind == CELL_SMALL);
    values_flag(v, "hidden", s->kind == CELL_HIDDEN);
    values_text(v, "older", older ? figure_amount(f, s->total) : "");
    values_text(v, "older_month", older ? say_month_year(f->mem, f->q->language, s->shown_month) : "");
}

/* ---- the arithmetic ---- */

static bool compared(const struct figure *f)
{
    const struct series *s = &f->series;
    return s->kind == CELL_VALUE && s->status.target.kind == TARGET_VALUE && f->indicator->count != COUNT_STAGE &&
           f->indicator->count != COUNT_COVER;
}

/* “24,816 ÷ 20,000 = 124.1 %”, “24,816 ≥ 序时应到 20,000”. */
static void arithmetic(const struct figure *f, struct values *v)
{
    const struct series *s = &f->series;
    int places = f->indicator->places;
    const struct month_value *last = s->count ? &s->months[s->count - 1] : NULL;
    bool can = compared(f) && s->status.target.value > 0;
    int64_t target = s->status.target.value, more;
    values_flag(v, "compared", can);
    values_flag(v, "reached", can && s->total >= target);
    values_text(v, "done_number", can ? say_exact(f->mem, s->total, places) : "");
    values_text(v, "target_number", can ? say_exact(f->mem, target, places) : "");
    values_text(v, "rate", can ? say_percent_of(f->mem, s->total, target) : "");
    values_text(v, "difference", "");
    if (can && int64_add(s->total, -target, &more) == 0)
        values_text(v, "difference", say_exact(f->mem, more < 0 ? -more : more, places));
    bool due = can && last && last->due >= 0;
    values_text(v, "due_number", due ? say_exact(f->mem, last->due, places) : "");
    values_text(v, "due_sign", due && s->total < last->due ? "<" : "≥");
}

/* “26,292 次 − 400 次重复 = 25,892 人”. */
static void again(const struct figure *f, struct values *v)
{
    const struct series *s = &f->series;
    bool once = f->indicator->count == COUNT_PERSONS || f->indicator->count == COUNT_DISTINCT;
    bool can = once && s->kind == CELL_VALUE && s->handed >= s->total;
    values_text(v, "handed", can ? say_exact(f->mem, s->handed, 0) : "");
    values_text(v, "repeated", can ? say_exact(f->mem, s->handed - s->total, 0) : "");
    values_flag(v, "none_again", can && s->handed == s->total);
    values_text(v, "amount", s->kind == CELL_VALUE ? figure_amount(f, s->total) : "");
}

/* part_of: a share of its whole, and never added. */
static int whole(const struct figure *f, struct values *v)
{
    const struct indicator *of = f->indicator->part_of;
    struct series all = {0};
    int r = of ? series_read(f->q->ctx, f->q->city, of, f->org, f->until, &all, NULL) : 0;
    bool can = r == 0 && of && all.kind == CELL_VALUE && f->series.kind == CELL_VALUE && all.total > 0;
    values_text(v, "whole", of ? indicator_words(f->q, of) : "");
    values_text(v, "whole_link", of ? figure_link(f->q, of, f->org, f->until) : "");
    values_text(v, "whole_number", can ? say_exact(f->mem, all.total, of->places) : "");
    values_text(v, "part_number", can ? say_exact(f->mem, f->series.total, f->indicator->places) : "");
    values_text(v, "share", can ? say_percent_of(f->mem, f->series.total, all.total) : "");
    return r;
}

static void parts(const struct figure *f, struct values *v)
{
    const struct programme *p = f->q->city->programme;
    values_list(v, "parts");
    for (size_t i = 0; i < p->indicator_count; i++)
        if (p->indicators[i]->part_of == f->indicator) {
            struct values *row = values_row(v, "parts");
            values_text(row, "link", figure_link(f->q, p->indicators[i], f->org, f->until));
            page_name(f->q, row, "part", p->indicators[i]->name, p->indicators[i]->english);
        }
}

/* ---- what else is known of it ---- */

static void facts(const struct figure *f, struct values *v)
{
    const struct series *s = &f->series;
    const struct month_value *last = s->count ? &s->months[s->count - 1] : NULL;
    bool added = last && last->added_kind == CELL_VALUE && f->indicator->count != COUNT_STAGE;
    bool told = s->kind == CELL_VALUE && s->records > 0 && s->handed < 0; /* else `again` has told it */
    values_text(v, "record_count", told ? say_exact(f->mem, s->records, 0) : "");
    values_text(v, "records_link", figure_records_link(f->q, f->indicator, f->org, f->until, ""));
    values_text(v, "crossed", s->crossed ? say_month(f->mem, f->q->language, s->crossed) : "");
    values_text(v, "last_month", added ? say_month(f->mem, f->q->language, last->month) : "");
    values_text(v, "last_added", added ? say_signed(f->mem, last->added, f->indicator->places) : "");
    values_text(v, "last_accepted", say_day(f->mem, f->last_accepted));
}

int figure_lead(const struct figure *f, struct values *v)
{
    said(f, v);
    number(f, v);
    unsaid(f, v);
    arithmetic(f, v);
    again(f, v);
    parts(f, v);
    facts(f, v);
    struct light_look look = series_look(f->q->language, &f->series);
    if (undivided(f) && f->series.kind == CELL_VALUE)
        look.word = say(f->q->language, "没有分到这里的目标");
    page_light(v, look);
    return whole(f, v);
}
