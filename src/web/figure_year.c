/* The year of a figure by month, as curve and table; of a milestone the passage of its stages. */
#include "base/date.h"
#include "base/decimal.h"
#include "web/chart.h"
#include "web/figure.h"
#include "web/say_number.h"
#include "web/sentence.h"

/* Digits after the point that all months need, so that a column has the same. */
static int column_digits(const struct series *s)
{
    int most = 0, places = indicator_digits(s->indicator);
    for (size_t i = 0; i < s->count; i++) {
        const struct month_value *m = &s->months[i];
        int total = m->kind == CELL_VALUE ? say_digits(m->total, places) : 0;
        int added = m->added_kind == CELL_VALUE ? say_digits(m->added, places) : 0;
        most = total > most ? total : most;
        most = added > most ? added : most;
    }
    return most;
}

static const char *column(const struct figure *f, int64_t value, int digits)
{
    int places = indicator_digits(f->indicator);
    return say_fixed(f->mem, value, places, digits < places ? digits : places);
}

static void light_of(const struct figure *f, const struct month_value *m, struct values *row)
{
    bool known = f->series.status.target.kind != TARGET_UNKNOWN;
    if (m->added_kind == CELL_UNREPORTED && known) { /* as the curve has it */
        page_light(row, light_look(f->q->language, LIGHT_GREY, false, true, false));
        return;
    }
    page_light(row, cell_look(f->q->language, m->kind, m->light, m->reached, known));
}

static void month_row(const struct figure *f, struct values *v, const struct month_value *m, int digits)
{
    struct values *row = values_row(v, "months");
    bool due = m->due > 0 && m->kind == CELL_VALUE;
    const char *name = say_month(f->mem, f->q->language, m->month);
    values_text(row, "month", f->q->language == LANGUAGE_EN ? arena_strndup(f->mem, name, 3) : name);
    values_text(row, "month_link", figure_link(f->q, f->indicator, f->org, m->month));
    values_flag(row, "asked", m->month == f->until);
    cell_put(f->q, row, "added", m->added_kind, column(f, m->added, digits));
    cell_put(f->q, row, "total", m->kind, column(f, m->total, digits));
    cell_put(f->q, row, "due", m->due >= 0 ? CELL_VALUE : CELL_NONE, m->due >= 0 ? column(f, m->due, digits) : "");
    cell_put(f->q, row, "ratio", due ? CELL_VALUE : CELL_NONE, due ? say_percent_of(f->mem, m->total, m->due) : "");
    light_of(f, m, row);
}

/* The last row: what the year came to, beside the whole target. */
static void last_row(const struct figure *f, struct values *v, int digits)
{
    const struct series *s = &f->series;
    bool target = s->status.target.kind == TARGET_VALUE && s->status.target.value > 0 && s->kind == CELL_VALUE &&
                  f->indicator->count != COUNT_COVER;
    bool whole_year = s->count == 12;
    values_text(v, "last_name",
                whole_year ? say(f->q->language, "全年")
                           : sentence(f->mem, say(f->q->language, "到 {month}"),
                                      HOLES({"month", say_month(f->mem, f->q->language, f->until)})));
    cell_put(f->q, v, "last_total", s->kind, column(f, s->total, digits));
    cell_put(f->q, v, "last_target", target ? CELL_VALUE : CELL_NONE,
             target ? column(f, s->status.target.value, digits) : "");
    cell_put(f->q, v, "last_rate", target ? CELL_VALUE : CELL_NONE,
             target ? say_percent_of(f->mem, s->total, s->status.target.value) : "");
}

/* ---- the finding ---- */

static const char *month_words(const struct figure *f, int month)
{
    return say_month(f->mem, f->q->language, month);
}

/* “1 月到 4 月慢于序时，5 月起赶上”. */
static const char *finding_of_lights(const struct figure *f)
{
    const struct series *s = &f->series;
    enum language l = f->q->language;
    int first = 0, last = 0;
    if (s->shown_month == 0)
        return s->kind == CELL_UNREPORTED ? say(l, "还没有记录") : say(l, "没有可以写明的月份");
    for (size_t i = 0; i < s->count; i++)
        if (s->months[i].light == LIGHT_RED || s->months[i].light == LIGHT_YELLOW) {
            first = first ? first : s->months[i].month;
            last = s->months[i].month;
        }
    if (!last)
        return say(l, "每个月都不慢于序时");
    const struct hole *holes = HOLES({"first", month_words(f, first)}, {"last", month_words(f, last)},
                                     {"next", month_words(f, last < f->until ? last + 1 : last)});
    if (last == f->until)
        return sentence(f->mem, say(l, "到 {last}仍慢于序时"), holes);
    if (first == last)
        return sentence(f->mem, say(l, "{first}慢于序时，{next}起赶上"), holes);
    return sentence(f->mem, say(l, "{first}到 {last}有慢于序时的，{next}起赶上"), holes);
}

static const char *finding_of_months(const struct figure *f)
{
    const struct series *s = &f->series;
    const struct month_value *most = NULL;
    for (size_t i = 0; i < s->count; i++)
        if (s->months[i].added_kind == CELL_VALUE && s->months[i].added > (most ? most->added : 0))
            most = &s->months[i];
    if (s->kind == CELL_UNREPORTED)
        return say(f->q->language, "还没有记录");
    if (!most)
        return s->kind == CELL_VALUE ? say(f->q->language, "没有目标可对照")
                                     : say(f->q->language, "没有可以写明的月份");
    return sentence(f->mem, say(f->q->language, "{month}最多，{added}；没有目标可对照"),
                    HOLES({"month", month_words(f, most->month)},
                          {"added", say_signed(f->mem, most->added, f->indicator->places)}));
}

static bool any_kind(const struct series *s, enum cell_kind kind)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->months[i].kind == kind || s->months[i].added_kind == kind)
            return true;
    return false;
}

/* ---- a milestone ---- */

static void milestone(const struct figure *f, struct values *v)
{
    const struct series *s = &f->series;
    const struct field *stage = f->indicator->of->stage;
    const int *dates = f->listing.count ? f->listing.at[0].stage_dates : NULL;
    const char **names = page_stages(f->q, stage);
    int reached = s->kind == CELL_VALUE ? (int)s->total : -1;
    values_list(v, "stages");
    for (size_t i = 0; i < stage->of_count; i++) {
        struct values *row = values_row(v, "stages");
        bool done = (int)i <= reached;
        values_text(row, "stage", names[i]);
        values_text(row, "day", dates ? say_day(f->mem, dates[i]) : "");
        values_flag(row, "done", done);
        values_flag(row, "promised", s->status.target.kind == TARGET_STAGE && s->status.target.value == (int64_t)i);
    }
    values_html(v, "chart", figure_stages(f));
    values_text(v, "year_finding",
                reached < 0 ? say(f->q->language, "还没有走到第一步")
                            : sentence(f->mem, say(f->q->language, "走到“{stage}”"), HOLES({"stage", names[reached]})));
}

void figure_year(const struct figure *f, struct values *v)
{
    const struct series *s = &f->series;
    struct chart_words words = figure_words(f);
    int digits = column_digits(s);
    bool known = s->status.target.kind == TARGET_VALUE && f->indicator->count != COUNT_STAGE;
    values_flag(v, "with_target", known);
    values_list(v, "months");
    values_list(v, "stages");
    values_flag(v, "note_unreported", any_kind(s, CELL_UNREPORTED));
    values_flag(v, "note_small", any_kind(s, CELL_SMALL));
    values_flag(v, "note_hidden", any_kind(s, CELL_HIDDEN));
    values_flag(v, "schedule_given", f->indicator->schedule != NULL);
    if (f->indicator->count == COUNT_STAGE) {
        milestone(f, v);
        return;
    }
    for (size_t i = 0; i < s->count; i++)
        month_row(f, v, &s->months[i], digits);
    last_row(f, v, digits);
    values_html(v, "chart", chart_year(f->mem, f->q->language, s, &words));
    values_text(v, "year_finding", known ? finding_of_lights(f) : finding_of_months(f));
}
