/* The year of one indicator as a curve (LOOK: Charts and maps). Lines are drawn in an inner svg that is stretched to
 * the width of the page, texts and dots outside of it at a share of the width, so that 13 px stay 13 px on a phone.
 * Only what struct series says may be shown is ever read. */
#include <inttypes.h>
#include <string.h>

#include "base/decimal.h"
#include "web/chart.h"
#include "web/say_number.h"
#include "web/sentence.h"
#include "web/svg.h"

enum {
    HEIGHT = 372,
    ZERO = 316,       /* y of the axis */
    TOP = 46,         /* y of the largest value: room above it for its number */
    TOP_UNKNOWN = 74, /* the same under the hatched strip */
    STRIP = 24,
    LABEL_Y = 336,
    LIGHT_Y = 346,
    LIGHT = 14,
    WIDTH = 1200, /* of the stretched drawing: 100 a month */
    MONTH = 100,
    LINES = 5,
    APART = 18 /* two labels above each other need as much */
};

struct drawing {
    struct arena *mem;
    struct buf *out;
    enum language language;
    const struct series *series;
    const struct chart_words *words;
    bool promised;  /* there is a target to compare with */
    int64_t target; /* if so */
    int places;
    struct scale scale;
    int last; /* the last month whose sum is shown; 0 none */
};

static bool shown(const struct drawing *d, int month)
{
    return month == 0 || d->series->months[month - 1].kind == CELL_VALUE;
}

static int64_t total(const struct drawing *d, int month)
{
    const struct month_value *m = month ? &d->series->months[month - 1] : NULL;
    return m && m->kind == CELL_VALUE ? m->total : 0;
}

/* Stages are reached also in months in which no record begins. */
static bool spoken_of(const struct month_value *m)
{
    return m->reported || (m->added_kind == CELL_VALUE && m->added);
}

/* The line runs through a month of which something was handed in and both ends may be shown. Before the first hand-in
 * the sum is nothing. */
static bool drawn(const struct drawing *d, int month)
{
    const struct month_value *months = d->series->months;
    bool begun = month == 1 || shown(d, month - 1) || months[month - 2].kind == CELL_UNREPORTED;
    return shown(d, month) && spoken_of(&months[month - 1]) && begun;
}

/* A cover promises a share of its roster. */
static int64_t cover_target(const struct series *s)
{
    int128 whole = cover_whole(s->indicator);
    return (int64_t)(((int128)s->roster * s->status.target.value + whole - 1) / whole);
}

static void measure(struct drawing *d)
{
    const struct series *s = d->series;
    bool cover = s->indicator->count == COUNT_COVER;
    d->places = indicator_digits(s->indicator);
    d->promised = s->status.target.kind == TARGET_VALUE && (!cover || s->roster > 0);
    d->target = !d->promised ? 0 : cover ? cover_target(s) : s->status.target.value;
    int64_t most = d->target > 0 ? d->target : 1;
    if (cover && s->roster > most)
        most = s->roster;
    for (int month = 1; month <= (int)s->count; month++) {
        if (!shown(d, month))
            continue;
        d->last = month;
        if (total(d, month) > most)
            most = total(d, month);
    }
    int top = d->promised ? TOP : TOP_UNKNOWN;
    d->scale = (struct scale){.most = most, .zero = ZERO, .height = ZERO - top};
}

static const char *number(const struct drawing *d, int64_t value)
{
    return arena_printf(d->mem, "%s%s", say_exact(d->mem, value, d->places), d->words->unit);
}

/* Why there is no line to compare with: the city's target is not borrowed, nor is it unpublished for that. */
static const char *no_target(const struct drawing *d)
{
    if (d->series->status.target.kind == TARGET_VALUE)
        return say(d->language, "名册未导入：没有可对照的线");
    if (d->series->indicator->target.kind == TARGET_VALUE)
        return say(d->language, "本地没有单独的目标：没有可对照的线");
    return say(d->language, "目标未公布：没有可对照的线");
}

/* ---- what a reader without eyes is told ---- */

static void describe(const struct drawing *d)
{
    const struct series *s = d->series;
    AUTO_BUF struct buf desc = BUF_INIT;
    if (d->last)
        buf_str(&desc, sentence(d->mem, say(d->language, "到 {month}累计 {value}。"),
                                HOLES({"month", say_month(d->mem, d->language, s->months[d->last - 1].month)},
                                      {"value", number(d, total(d, d->last))})));
    else
        buf_str(&desc, say(d->language, "没有可以显示的数。"));
    if (!d->promised)
        buf_printf(&desc, "%s%s", no_target(d), d->language == LANGUAGE_EN ? ". " : "。");
    else if (s->crossed)
        buf_str(&desc, sentence(d->mem, say(d->language, "目标 {target}，{month}过线。"),
                                HOLES({"target", number(d, d->target)},
                                      {"month", say_month(d->mem, d->language, s->crossed)})));
    else
        buf_str(&desc, sentence(d->mem, say(d->language, "目标 {target}，还没有过线。"),
                                HOLES({"target", number(d, d->target)})));
    for (int month = 1; month <= (int)s->count; month++)
        if (!drawn(d, month)) {
            buf_str(&desc, say(d->language, "画斜线的月份没有交来记录，或者不能显示。"));
            break;
        }
    svg_says(d->out, sentence(d->mem, say(d->language, "{name}，逐月累计"), HOLES({"name", d->words->name})),
             desc.bytes);
}

/* ---- behind the curve ---- */

static void hatch(const struct drawing *d, int first, int months)
{
    int top = d->promised ? TOP : TOP_UNKNOWN;
    buf_str(d->out, "<rect fill=\"url(#hatch)\" x=\"");
    svg_share(d->out, first - 1, 12);
    buf_printf(d->out, "\" y=\"%d\" width=\"", top);
    svg_share(d->out, months, 12);
    buf_printf(d->out, "\" height=\"%d\"/>", ZERO - top);
}

static void hatch_months(const struct drawing *d)
{
    for (int month = 1, months; month <= (int)d->series->count; month += months ? months : 1) {
        for (months = 0; month + months <= (int)d->series->count && !drawn(d, month + months);)
            months++;
        if (months)
            hatch(d, month, months);
    }
}

static void unknown_target(const struct drawing *d)
{
    buf_printf(d->out, "<rect fill=\"url(#hatch)\" width=\"100%%\" height=\"%d\"/>", STRIP);
    svg_text_at(d->out, "p", 0, STRIP - 7, no_target(d));
}

/* ---- the lines, in the stretched drawing ---- */

static void grid(const struct drawing *d, int64_t step)
{
    buf_str(d->out, "<path class=\"g\" d=\"");
    for (int64_t value = step; value <= d->scale.most && value > 0; value += step)
        buf_printf(d->out, "M0 %dh%d", scale_y(&d->scale, value), WIDTH);
    buf_str(d->out, "\"/><path class=\"a\" d=\"");
    buf_printf(d->out, "M0 %dh%d", ZERO, WIDTH);
    for (int month = 1; month <= 12; month++)
        buf_printf(d->out, "M%d %dv4", month * MONTH, ZERO);
    buf_str(d->out, "\"/>");
}

static bool scheduled(const struct drawing *d)
{
    return d->promised && d->series->months[0].due >= 0;
}

/* The schedule of the whole year: what is due is known ahead. */
static void schedule(const struct drawing *d)
{
    if (!scheduled(d))
        return;
    buf_printf(d->out, "<path class=\"q\" d=\"M0 %d", ZERO);
    for (int month = 1; month <= 12 && d->series->months[month - 1].due >= 0; month++)
        buf_printf(d->out, "L%d %d", month * MONTH, scale_y(&d->scale, d->series->months[month - 1].due));
    buf_str(d->out, "\"/>");
}

static void curve(const struct drawing *d)
{
    buf_str(d->out, "<path class=\"c\" d=\"");
    for (int month = 1; month <= (int)d->series->count; month++) {
        if (!drawn(d, month))
            continue;
        if (month == 1 || !drawn(d, month - 1))
            buf_printf(d->out, "M%d %d", (month - 1) * MONTH, scale_y(&d->scale, total(d, month - 1)));
        buf_printf(d->out, "L%d %d", month * MONTH, scale_y(&d->scale, total(d, month)));
    }
    buf_str(d->out, "\"/>");
}

static void lines(const struct drawing *d, int64_t step)
{
    buf_printf(d->out, "<svg width=\"100%%\" height=\"%d\" viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\">", HEIGHT,
               WIDTH, HEIGHT);
    grid(d, step);
    schedule(d);
    if (d->promised)
        buf_printf(d->out, "<path class=\"t\" d=\"M0 %dh%d\"/>", scale_y(&d->scale, d->target), WIDTH);
    curve(d);
    buf_str(d->out, "</svg>");
}

/* ---- dots and words ---- */

static void dot(const struct drawing *d, const char *class, int month, int radius)
{
    buf_printf(d->out, "<circle class=\"%s\" cx=\"", class);
    svg_share(d->out, month, 12);
    buf_printf(d->out, "\" cy=\"%d\" r=\"%d\"/>", scale_y(&d->scale, total(d, month)), radius);
}

static int crossing(const struct drawing *d)
{
    int month = d->series->crossed % 100;
    return d->promised && month && shown(d, month) ? month : 0;
}

static void dots(const struct drawing *d)
{
    for (int month = 1; month < d->last; month++)
        if (shown(d, month) && month != crossing(d))
            dot(d, "d", month, 3);
    if (d->last)
        dot(d, "d", d->last, 5);
    if (crossing(d))
        dot(d, "o", crossing(d), 5);
}

static int distance(int a, int b)
{
    return a > b ? a - b : b - a;
}

/* The topmost gridline that keeps its number says the unit as well. Where nothing is drawn there is nothing to read. */
static void grid_labels(const struct drawing *d, int64_t step)
{
    if (!d->last && !d->promised)
        return;
    int64_t count = d->scale.most / step;
    bool unit = true;
    for (int64_t i = count; i > 0; i--) {
        int y = scale_y(&d->scale, i * step);
        if (d->promised && distance(y, scale_y(&d->scale, d->target)) < APART)
            continue;
        svg_text_at(d->out, "", 0, y - 5, unit ? number(d, i * step) : say_exact(d->mem, i * step, d->places));
        unit = false;
    }
}

static void target_label(const struct drawing *d)
{
    if (d->promised)
        svg_text_at(d->out, "k", 0, scale_y(&d->scale, d->target) - 6,
                    sentence(d->mem, say(d->language, "答应：{target}"), HOLES({"target", number(d, d->target)})));
}

/* Where the curve is farthest from the schedule, on the side away from it. */
static void schedule_label(const struct drawing *d)
{
    if (!scheduled(d))
        return;
    enum { FIRST = 5, LAST = 8 };
    int best = 0, room = -1, side = 1;
    for (int month = FIRST; month <= LAST && d->series->months[month - 1].due >= 0; month++) {
        int due = scale_y(&d->scale, d->series->months[month - 1].due);
        int away = month <= d->last ? scale_y(&d->scale, total(d, month)) - due : ZERO;
        if (distance(away, 0) > room) {
            room = distance(away, 0);
            side = away > 0 ? -1 : 1;
            best = month;
        }
    }
    if (!best)
        return;
    int y = scale_y(&d->scale, d->series->months[best - 1].due);
    svg_text(d->out, side < 0 ? "e" : "", best * 12 + side, 144, y + (side < 0 ? -8 : 20),
             say(d->language, "序时：每月应到"));
}

/* Above its dot at the left; close to the end, where the number stands, below it. */
static void crossing_label(const struct drawing *d)
{
    int month = crossing(d);
    if (!month)
        return;
    bool below = d->last - month <= 2;
    int y = scale_y(&d->scale, total(d, month)) + (below ? 24 : -10);
    svg_text(d->out, month < 3 ? "k" : "k e", month, 12, y,
             sentence(d->mem, say(d->language, "{month}过线"),
                      HOLES({"month", say_month(d->mem, d->language, d->series->crossed)})));
}

static void end_label(const struct drawing *d)
{
    if (d->last)
        svg_text(d->out, d->last < 4 ? "v" : "v e", d->last, 12, scale_y(&d->scale, total(d, d->last)) - 14,
                 number(d, total(d, d->last)));
}

/* ---- under the axis ---- */

/* "1 月" and "Jan", of which a phone shows "1" and "J". */
static void month_label(const struct drawing *d, int month)
{
    const char *name = say_month(d->mem, d->language, d->series->months[month - 1].month);
    int first = (int)strspn(name, "0123456789");
    int rest = first ? (int)strlen(name) - first : 2;
    first = first ? first : 1;
    buf_str(d->out, "<text x=\"");
    svg_share(d->out, 2 * month - 1, 24);
    buf_printf(d->out, "\" y=\"%d\">%.*s<tspan class=\"w\">%.*s</tspan></text>", LABEL_Y, first, name, rest,
               name + first);
}

/* The light's symbol; NULL where there is nothing to judge. */
static const char *light_symbol(const struct drawing *d, const struct month_value *m)
{
    if (!spoken_of(m) && m->added_kind != CELL_HIDDEN && (m->kind == CELL_VALUE || m->kind == CELL_UNREPORTED))
        return "missing";
    if (!d->promised || m->kind != CELL_VALUE)
        return NULL;
    switch (m->light) {
    case LIGHT_GREEN:
        return "green";
    case LIGHT_YELLOW:
        return "yellow";
    case LIGHT_RED:
        return "red";
    case LIGHT_GREY:
        break;
    }
    return NULL;
}

static void lights(const struct drawing *d)
{
    buf_printf(d->out, "<g transform=\"translate(-%d %d)\">", LIGHT / 2, LIGHT_Y);
    for (int month = 1; month <= (int)d->series->count; month++) {
        const char *symbol = light_symbol(d, &d->series->months[month - 1]);
        if (!symbol)
            continue;
        buf_printf(d->out, "<use href=\"#light-%s\" width=\"%d\" height=\"%d\" x=\"", symbol, LIGHT, LIGHT);
        svg_share(d->out, 2 * month - 1, 24);
        buf_str(d->out, "\"/>");
    }
    buf_str(d->out, "</g>");
}

/* <5 and 隐 under the months that may not be shown, once a run of them. */
static void hidden_signs(const struct drawing *d)
{
    const struct month_value *months = d->series->months;
    for (int month = 1, run; month <= (int)d->series->count; month += run) {
        enum cell_kind kind = months[month - 1].kind;
        for (run = 1; month + run <= (int)d->series->count && months[month + run - 1].kind == kind;)
            run++;
        if (kind == CELL_SMALL || kind == CELL_HIDDEN)
            svg_text(d->out, "m", 2 * (month - 1) + run, 24, LIGHT_Y + LIGHT - 2,
                     kind == CELL_SMALL ? "<5" : say(d->language, "隐"));
    }
}

static void months_row(const struct drawing *d)
{
    buf_str(d->out, "<g class=\"m\">");
    for (int month = 1; month <= 12; month++)
        month_label(d, month);
    buf_str(d->out, "</g>");
    lights(d);
    hidden_signs(d);
}

struct html chart_year(struct arena *mem, enum language language, const struct series *series,
                       const struct chart_words *words)
{
    if (series->indicator->count == COUNT_STAGE)
        return (struct html){"", 0};
    AUTO_BUF struct buf out = BUF_INIT;
    struct drawing d = {.mem = mem, .out = &out, .language = language, .series = series, .words = words};
    measure(&d);
    int64_t step = scale_step(d.scale.most, LINES);
    buf_printf(&out, "<svg class=\"ch\" width=\"100%%\" height=\"%d\" role=\"img\">", HEIGHT);
    describe(&d);
    if (!d.promised)
        unknown_target(&d);
    hatch_months(&d);
    lines(&d, step);
    grid_labels(&d, step);
    schedule_label(&d);
    target_label(&d);
    dots(&d);
    crossing_label(&d);
    end_label(&d);
    months_row(&d);
    buf_str(&out, "</svg>");
    return svg_done(mem, &out);
}
