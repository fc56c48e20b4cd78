/* The small curve of a row, 160 × 30, and the bar of a ranked list. */
#include <inttypes.h>

#include "web/chart.h"
#include "web/say_number.h"
#include "web/sentence.h"
#include "web/svg.h"

enum { WIDTH = 160, HEIGHT = 30, ZERO = 27, TOP = 4, LEFT = 2, MONTH = 13, RADIUS = 3 };

static void open_small(struct buf *out, const char *title)
{
    buf_printf(out, "<svg class=\"ch cs\" width=\"%d\" height=\"%d\" role=\"img\">", WIDTH, HEIGHT);
    svg_says(out, title, NULL);
}

/* ---- a milestone: its stages as stops ---- */

static void stops(struct buf *out, int count, int reached)
{
    const int left = 6, width = WIDTH - 2 * left, y = HEIGHT / 2, gaps = count > 1 ? count - 1 : 1;
    buf_printf(out, "<path class=\"n\" d=\"M%d %dh%d\"/>", left, y, width);
    if (reached > 0)
        buf_printf(out, "<path class=\"c\" d=\"M%d %dh%d\"/>", left, y, width * reached / gaps);
    for (int i = 0; i < count; i++)
        buf_printf(out, "<circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"%d\"/>", i <= reached ? "d" : "n",
                   left + width * i / gaps, y, i == reached ? 5 : RADIUS);
}

static struct html small_stages(struct arena *mem, enum language language, const struct series *s,
                                const struct chart_words *words)
{
    AUTO_BUF struct buf out = BUF_INIT;
    bool known = s->kind == CELL_VALUE && words->stage && words->stage[0];
    open_small(&out, known ? sentence(mem, say(language, "{name}：走到{stage}"),
                                      HOLES({"name", words->name}, {"stage", words->stage}))
                           : sentence(mem, say(language, "{name}：还没有走到一步"), HOLES({"name", words->name})));
    stops(&out, (int)s->indicator->of->stage->of_count, known ? (int)s->total : -1);
    buf_str(&out, "</svg>");
    return svg_done(mem, &out);
}

/* ---- the curve ---- */

static bool is_shown(const struct series *s, int month)
{
    return s->months[month - 1].kind == CELL_VALUE;
}

static int64_t most_of(const struct series *s, bool *ret_promised)
{
    *ret_promised = s->status.target.kind == TARGET_VALUE && s->indicator->count != COUNT_COVER;
    int64_t most = *ret_promised && s->status.target.value > 0 ? s->status.target.value : 1;
    for (int month = 1; month <= (int)s->count; month++)
        if (is_shown(s, month) && s->months[month - 1].total > most)
            most = s->months[month - 1].total;
    return most;
}

/* Too small for hatching: the line only breaks where a month may not be shown. Returns the last month shown. */
static int curve(struct buf *out, const struct series *s, const struct scale *scale)
{
    int last = 0;
    buf_str(out, "<path class=\"c\" d=\"");
    bool pen = true;
    buf_printf(out, "M%d %d", LEFT, ZERO);
    for (int month = 1; month <= (int)s->count; month++) {
        if (s->months[month - 1].kind == CELL_UNREPORTED || !is_shown(s, month)) {
            pen = false;
            continue;
        }
        bool begun = pen || (month > 1 && s->months[month - 2].kind == CELL_UNREPORTED);
        if (begun && !pen)
            buf_printf(out, "M%d %d", LEFT + (month - 1) * MONTH, ZERO);
        buf_printf(out, "%c%d %d", begun ? 'L' : 'M', LEFT + month * MONTH, scale_y(scale, s->months[month - 1].total));
        pen = true;
        last = month;
    }
    buf_str(out, "\"/>");
    return last;
}

static void small_schedule(struct buf *out, const struct series *s, const struct scale *scale)
{
    buf_printf(out, "<path class=\"q\" d=\"M%d %d", LEFT, ZERO);
    for (int month = 1; month <= 12 && s->months[month - 1].due >= 0; month++)
        buf_printf(out, "L%d %d", LEFT + month * MONTH, scale_y(scale, s->months[month - 1].due));
    buf_str(out, "\"/>");
}

static const char *small_title(struct arena *mem, enum language language, const struct series *s,
                               const struct chart_words *words)
{
    if (!s->shown_month)
        return sentence(mem, say(language, "{name}：没有可以显示的数"), HOLES({"name", words->name}));
    int places = indicator_digits(s->indicator);
    const char *value = arena_printf(mem, "%s%s", say_exact(mem, s->total, places), words->unit);
    return sentence(
        mem, say(language, "{name}，到 {month}累计 {value}"),
        HOLES({"name", words->name}, {"month", say_month(mem, language, s->shown_month)}, {"value", value}));
}

struct html chart_small(struct arena *mem, enum language language, const struct series *series,
                        const struct chart_words *words)
{
    if (series->indicator->count == COUNT_STAGE)
        return small_stages(mem, language, series, words);
    AUTO_BUF struct buf out = BUF_INIT;
    bool promised;
    struct scale scale = {.most = most_of(series, &promised), .zero = ZERO, .height = ZERO - TOP};
    open_small(&out, small_title(mem, language, series, words));
    buf_printf(&out, "<path class=\"n\" d=\"M%d %dh%d\"/>", LEFT, ZERO, 12 * MONTH);
    if (promised)
        small_schedule(&out, series, &scale);
    int last = curve(&out, series, &scale);
    if (last)
        buf_printf(&out, "<circle class=\"d\" cx=\"%d\" cy=\"%d\" r=\"%d\"/>", LEFT + last * MONTH,
                   scale_y(&scale, series->months[last - 1].total), RADIUS);
    buf_str(&out, "</svg>");
    return svg_done(mem, &out);
}

/* ---- a bar ---- */

struct html chart_bar(struct arena *mem, int64_t value, int64_t most, int64_t target, bool weak)
{
    AUTO_BUF struct buf out = BUF_INIT;
    if (most <= 0)
        most = 1;
    int64_t length = value < 0 ? 0 : value > most ? most : value;
    buf_str(&out, "<svg class=\"ch\" width=\"100%\" height=\"20\" aria-hidden=\"true\">"
                  "<rect class=\"i\" width=\"100%\" y=\"5\" height=\"10\"/>");
    buf_printf(&out, "<rect class=\"%s\" y=\"5\" height=\"10\" width=\"", weak ? "y" : "x");
    svg_share(&out, length, most);
    buf_str(&out, "\"/>");
    if (target >= 0 && target <= most) {
        buf_str(&out, "<rect class=\"k\" y=\"1\" width=\"2\" height=\"18\" x=\"");
        svg_share(&out, target, most);
        buf_str(&out, "\"/>");
    }
    buf_str(&out, "</svg>");
    return svg_done(mem, &out);
}
