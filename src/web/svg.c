/* Pieces of SVG. No chart is known here, and no colour: classes are static/css/30-charts.css's. */
#include "web/svg.h"

#include <inttypes.h>
#include <string.h>

#include "base/decimal.h"

void svg_share(struct buf *out, int64_t part, int64_t whole)
{
    int64_t hundredths = (int64_t)(((int128)part * 20000 + whole) / ((int128)whole * 2));
    if (hundredths % 100 == 0)
        buf_printf(out, "%" PRId64 "%%", hundredths / 100);
    else if (hundredths % 10 == 0)
        buf_printf(out, "%" PRId64 ".%d%%", hundredths / 100, (int)(hundredths % 100 / 10));
    else
        buf_printf(out, "%" PRId64 ".%02d%%", hundredths / 100, (int)(hundredths % 100));
}

void svg_says(struct buf *out, const char *title, const char *desc)
{
    buf_str(out, "<title>");
    html_text(out, title);
    buf_str(out, "</title>");
    if (!desc || !desc[0])
        return;
    buf_str(out, "<desc>");
    html_text(out, desc);
    buf_str(out, "</desc>");
}

static void text_rest(struct buf *out, const char *classes, int y, const char *text)
{
    buf_printf(out, "\" y=\"%d\"", y);
    if (classes[0])
        buf_printf(out, " class=\"%s\"", classes);
    buf_char(out, '>');
    html_text(out, text);
    buf_str(out, "</text>");
}

void svg_text(struct buf *out, const char *classes, int64_t part, int64_t whole, int y, const char *text)
{
    buf_str(out, "<text x=\"");
    svg_share(out, part, whole);
    text_rest(out, classes, y, text);
}

void svg_text_at(struct buf *out, const char *classes, int x, int y, const char *text)
{
    buf_printf(out, "<text x=\"%d", x);
    text_rest(out, classes, y, text);
}

struct html svg_done(struct arena *mem, const struct buf *out)
{
    return (struct html){arena_strndup(mem, out->bytes, out->length), out->length};
}

int scale_y(const struct scale *scale, int64_t value)
{
    if (value <= 0)
        return scale->zero;
    int128 up = ((int128)value * scale->height * 2 + scale->most) / ((int128)scale->most * 2);
    return scale->zero - (int)up;
}

int64_t scale_step(int64_t most, int lines)
{
    static const int tenths[] = {10, 20, 25, 50};
    for (int128 power = 1;; power *= 10)
        for (size_t i = 0; i < sizeof tenths / sizeof *tenths; i++) {
            int128 step = power * tenths[i];
            if (step % 10 == 0 && most / (step / 10) <= lines)
                return (int64_t)(step / 10);
        }
}
