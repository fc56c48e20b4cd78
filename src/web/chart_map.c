/* Places on their outlines (LOOK: Charts and maps). The table beside it is the reading, the map the finding. */
#include <math.h>
#include <string.h>

#include "web/map_layout.h"
#include "web/sentence.h"
#include "web/svg.h"

struct map_drawing {
    struct arena *mem;
    struct buf *out;
    enum language language;
    const struct map_layout *map;
};

static bool is_slow(const struct map_place *place)
{
    return place->light == LIGHT_YELLOW || place->light == LIGHT_RED;
}

/* ---- the land, in halves of a pixel, so that borders are smooth and numbers short ---- */

static void ring_path(const struct map_drawing *d, const struct ring *ring)
{
    int last[2] = {0, 0}, at[2];
    for (size_t p = 0; p < ring->count; p++) {
        map_project(d->map, ring->points + 2 * p, at);
        if (p == 0)
            buf_printf(d->out, "M%d %dl", at[0], at[1]);
        else if (at[0] != last[0] || at[1] != last[1])
            buf_printf(d->out, at[1] < last[1] ? "%d%d " : "%d %d ", at[0] - last[0], at[1] - last[1]);
        memcpy(last, at, sizeof last);
    }
    d->out->bytes[d->out->length - 1] = 'z'; /* the last blank */
}

static void land(const struct map_drawing *d, const struct outline *outline, const struct map_place *place)
{
    const char *class = !place ? "l" : place->light == LIGHT_RED ? "l lb" : place->light == LIGHT_YELLOW ? "l ls" : "l";
    buf_printf(d->out, "<path class=\"%s\" d=\"", class);
    size_t start = d->out->length;
    for (size_t k = 0; k < outline->ring_count; k++)
        ring_path(d, &outline->rings[k]);
    size_t length = d->out->length - start;
    buf_str(d->out, "\"/>");
    if (!place || place->size >= 0)
        return;
    const char *path = arena_strndup(d->mem, d->out->bytes + start, length); /* a buffer may move while it grows */
    buf_printf(d->out, "<path class=\"lh\" d=\"%s\"/>", path);
}

static const struct map_place *place_of(const struct map_drawing *d, const struct outline *outline)
{
    for (size_t i = 0; i < d->map->count; i++)
        if (d->map->spots[i].outline == outline)
            return d->map->spots[i].place;
    return NULL;
}

/* The hatching of parts/marks.html, twice as wide since the land is drawn at half. */
static void hatch(const struct map_drawing *d)
{
    for (size_t i = 0; i < d->map->count; i++)
        if (d->map->spots[i].outline && d->map->spots[i].place->size < 0) {
            buf_str(d->out, "<pattern id=\"hatch-land\" href=\"#hatch\" patternTransform=\"rotate(45)scale(2)\"/>");
            return;
        }
}

static void lands(const struct map_drawing *d, const struct outlines *outlines)
{
    hatch(d);
    buf_str(d->out, "<g transform=\"scale(.5)\">");
    for (size_t i = 0; i < outlines->count; i++)
        land(d, &outlines->at[i], place_of(d, &outlines->at[i]));
    buf_str(d->out, "</g>");
}

/* ---- a place ---- */

static int nearest(int value, int from, int length)
{
    return value < from ? from : value > from + length ? from + length : value;
}

/* From the circle's edge to the nearest point of the label. */
static void leader(const struct map_drawing *d, const struct map_spot *spot)
{
    const struct map_rect *label = &spot->label;
    if (!spot->leader)
        return;
    int x = nearest(spot->x, label->x, label->width), y = nearest(spot->y, label->y, label->height);
    double length = hypot(x - spot->x, y - spot->y), part = length > 0 ? spot->radius / length : 0;
    buf_printf(d->out, "<path class=\"h\" d=\"M%ld %ldL%d %d\"/>", lround(spot->x + part * (x - spot->x)),
               lround(spot->y + part * (y - spot->y)), x, y);
}

static void circle(const struct map_drawing *d, const struct map_spot *spot)
{
    if (spot->radius)
        buf_printf(d->out, "<circle class=\"r\" cx=\"%d\" cy=\"%d\" r=\"%d\"/>", spot->x, spot->y, spot->radius);
    else if (!spot->outline && spot->place->size < 0)
        buf_printf(d->out, "<rect fill=\"url(#hatch)\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
                   spot->x - MAP_MARK / 2, spot->y - MAP_MARK / 2, MAP_MARK, MAP_MARK);
}

/* Behind the name: only what is behind, and where nothing was handed in. */
static void mark(const struct map_drawing *d, const struct map_place *place, int x, int y)
{
    if (!place->unreported && !is_slow(place))
        return;
    const char *symbol = place->unreported ? "missing" : place->light == LIGHT_RED ? "red" : "yellow";
    const char *word = place->unreported           ? say(d->language, "没有记录")
                       : place->light == LIGHT_RED ? say(d->language, "落后")
                                                   : say(d->language, "偏慢");
    buf_printf(d->out,
               "<use href=\"#light-%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"",
               symbol, x, y, MAP_MARK, MAP_MARK);
    html_text(d->out, word);
    buf_str(d->out, "\"/>");
}

static void words(const struct map_drawing *d, const struct map_spot *spot)
{
    const struct map_place *place = spot->place;
    const struct map_rect *label = &spot->label;
    bool marked = place->unreported || is_slow(place), boxed = !spot->outline;
    int name = map_name_width(place->name), tail = marked ? MAP_MARK + 3 : 0;
    int middle = label->x + label->width / 2, left = boxed ? label->x : middle - (name + tail) / 2;
    enum { BASE = 13 };
    svg_text_at(d->out, boxed ? "b" : "m b", boxed ? left : left + name / 2, label->y + BASE, place->name);
    mark(d, place, left + name + 3, label->y + BASE - MAP_MARK + 1);
    svg_text_at(d->out, boxed ? "k" : "m k", boxed ? left : middle, label->y + BASE + MAP_LINE, place->value);
}

static void spot_group(const struct map_drawing *d, const struct map_spot *spot)
{
    const char *link = spot->place->link;
    if (link) {
        buf_str(d->out, "<a href=\"");
        html_text(d->out, link);
        buf_str(d->out, "\">");
    }
    circle(d, spot);
    words(d, spot);
    if (link)
        buf_str(d->out, "</a>");
}

static void box(const struct map_drawing *d)
{
    const struct map_rect *at = &d->map->box;
    if (!at->height)
        return;
    buf_printf(d->out, "<rect class=\"z\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>", at->x, at->y, at->width,
               at->height);
    int y = at->y + at->height - 8;
    svg_text_at(d->out, "", at->x + 8, y, say(d->language, "没有边界图"));
    if (d->map->left_out)
        svg_text_at(d->out, "", at->x + 8, y - MAP_LINE,
                    sentence(d->mem, say(d->language, "还有 {n} 处，见表"),
                             HOLES({"n", arena_printf(d->mem, "%zu", d->map->left_out)})));
}

/* Larger circles below smaller ones; those that the box has no room for are left out. */
static void spots(const struct map_drawing *d)
{
    const struct map_layout *map = d->map;
    for (size_t i = 0; i < map->count; i++)
        leader(d, &map->spots[i]);
    for (int radius = MAP_RADIUS; radius >= 0; radius--)
        for (size_t i = 0, boxed = 0; i < map->count; i++) {
            const struct map_spot *spot = &map->spots[i];
            bool room = spot->outline || boxed++ < map->boxed;
            if (spot->radius == radius && room)
                spot_group(d, spot);
        }
}

struct html chart_map(struct arena *mem, enum language language, const struct outlines *outlines,
                      const struct map_place *places, size_t count, const char *scope, const char *finding)
{
    struct map_layout map;
    if (!map_lay(mem, outlines, places, count, say(language, "没有边界图"), &map))
        return (struct html){"", 0};
    bool links = false;
    for (size_t i = 0; i < count; i++)
        links |= places[i].link != NULL;
    AUTO_BUF struct buf out = BUF_INIT;
    struct map_drawing d = {.mem = mem, .out = &out, .language = language, .map = &map};
    buf_printf(&out, "<svg class=\"ch cm\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"%s\">", MAP_WIDTH,
               map.height, MAP_WIDTH, map.height, links ? "group" : "img");
    svg_says(&out, sentence(mem, say(language, "地图：{scope}"), HOLES({"scope", scope})), finding);
    lands(&d, outlines);
    box(&d);
    spots(&d);
    buf_str(&out, "</svg>");
    return svg_done(mem, &out);
}
