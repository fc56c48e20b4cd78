/* A milestone's passage: one stop a stage at (i + ½)/count of the width, filled up to the one that was reached; the
 * seam stands before the stage that counts. */
#include "web/chart.h"
#include "web/say_number.h"
#include "web/sentence.h"
#include "web/svg.h"

enum {
    LINE_Y = 15,
    BARE_HEIGHT = 30,
    BEYOND = 10, /* in a list the seam runs on from row to row */
    NAME_Y = 46, /* where the name stands */
    DATE_Y = 20, /* how far below the name its date */
    LOWER = 44,  /* every second stop has its words that much lower where there are many: a phone is narrow */
    MANY = 4,
    STOP = 4,
    STAND = 6 /* radius of the stop where it stands */
};

static bool staggered(const struct stages *s)
{
    return s->count > MANY;
}

static int height(const struct stages *s)
{
    return s->bare ? BARE_HEIGHT : NAME_Y + 6 + (s->dates ? DATE_Y : 0) + (staggered(s) ? LOWER : 0);
}

static void describe(struct buf *out, struct arena *mem, enum language language, const struct stages *s)
{
    const char *title = say(language, "还没有走到一步");
    if (s->reached >= 0)
        title = sentence(mem, say(language, "走到{stage}，第 {n} 步，共 {all} 步"),
                         HOLES({"stage", s->names[s->reached]}, {"n", arena_printf(mem, "%d", s->reached + 1)},
                               {"all", arena_printf(mem, "%zu", s->count)}));
    const char *desc = NULL;
    if (s->late && s->reached + 1 < (int)s->count)
        desc = sentence(mem, say(language, "下一步{stage}已经过期。"), HOLES({"stage", s->names[s->reached + 1]}));
    svg_says(out, title, desc);
}

static void line(struct buf *out, const char *class, int from, int to, int halves)
{
    if (to <= from)
        return;
    buf_printf(out, "<line class=\"%s\" y1=\"%d\" y2=\"%d\" x1=\"", class, LINE_Y, LINE_Y);
    svg_share(out, 2 * from + 1, halves);
    buf_str(out, "\" x2=\"");
    svg_share(out, 2 * to + 1, halves);
    buf_str(out, "\"/>");
}

static void seam(struct buf *out, const struct stages *s)
{
    if (s->counts < 0)
        return;
    const int beyond = s->bare ? BEYOND : 0;
    for (int side = -2; side <= 2; side += 4) {
        buf_printf(out, "<line class=\"f\" transform=\"translate(%d)\" y1=\"%d\" y2=\"%d\" x1=\"", side, -beyond,
                   height(s) + beyond);
        svg_share(out, s->counts, (int)s->count);
        buf_str(out, "\" x2=\"");
        svg_share(out, s->counts, (int)s->count);
        buf_str(out, "\"/>");
    }
}

static void stop(struct buf *out, const struct stages *s, int i)
{
    if (s->late && i == s->reached + 1) {
        buf_printf(out, "<use href=\"#light-red\" transform=\"translate(-7)\" width=\"14\" height=\"14\" y=\"%d\" x=\"",
                   LINE_Y - 7);
        svg_share(out, 2 * i + 1, 2 * (int)s->count);
        buf_str(out, "\"/>");
        return;
    }
    buf_printf(out, "<circle class=\"%s\" cy=\"%d\" r=\"%d\" cx=\"",
               i == s->reached  ? "o"
               : i < s->reached ? "d"
                                : "n",
               LINE_Y, i == s->reached ? STAND : STOP);
    svg_share(out, 2 * i + 1, 2 * (int)s->count);
    buf_str(out, "\"/>");
}

static void words(struct buf *out, struct arena *mem, const struct stages *s, int i)
{
    int y = NAME_Y + (staggered(s) && i % 2 ? LOWER : 0);
    svg_text(out, i == s->reached ? "m b" : i < s->reached ? "m k" : "m", 2 * i + 1, 2 * (int)s->count, y, s->names[i]);
    if (s->dates && s->dates[i])
        svg_text(out, "m", 2 * i + 1, 2 * (int)s->count, y + DATE_Y, say_day(mem, s->dates[i]) + 5);
}

struct html chart_stages(struct arena *mem, enum language language, const struct stages *stages)
{
    AUTO_BUF struct buf out = BUF_INIT;
    const int count = (int)stages->count, last = count - 1;
    buf_printf(&out, "<svg class=\"ch\" width=\"100%%\" height=\"%d\" role=\"img\">", height(stages));
    describe(&out, mem, language, stages);
    seam(&out, stages);
    line(&out, "n", stages->reached < 0 ? 0 : stages->reached, last, 2 * count);
    line(&out, "c", 0, stages->reached, 2 * count);
    for (int i = 0; i < count; i++)
        stop(&out, stages, i);
    for (int i = 0; i < count && !stages->bare; i++)
        words(&out, mem, stages, i);
    buf_str(&out, "</svg>");
    return svg_done(mem, &out);
}
