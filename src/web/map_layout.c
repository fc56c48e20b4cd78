#include "web/map_layout.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"

enum {
    EDGE = 2,          /* the stroke of the land */
    HEIGHT_MOST = 440, /* of the land */
    BOX_PADDING = 8,
    LABEL_HEIGHT = 2 * MAP_LINE,
    NEAR = 2,  /* from circle to label, where no leader is needed */
    STEP = 14, /* farther away, in steps */
    STEPS = 6, /* so many */
    DIRECTIONS = 8
};

static double square(double x)
{
    return x * x;
}

static int words_width(const char *text, int narrow)
{
    enum { FULL = 13, EAST_ASIAN = 0x2E80 };
    int width = 0;
    size_t left = strlen(text), bytes;
    for (; left; text += bytes, left -= bytes)
        width += utf8_next(text, left, &bytes) >= EAST_ASIAN ? FULL : narrow;
    return width;
}

int map_words_width(const char *text)
{
    enum { NARROW = 7 };
    return words_width(text, NARROW);
}

int map_name_width(const char *text)
{
    enum { NARROW = 8 };
    return words_width(text, NARROW);
}

/* ---- the land ---- */

void map_project(const struct map_layout *map, const int32_t point[2], int ret[2])
{
    ret[0] = (int)lround(2 * (EDGE + (point[0] - map->west) * map->east_scale));
    ret[1] = (int)lround(2 * (EDGE + (map->north - point[1]) * map->north_scale));
}

/* As wide as the drawing, unless it would be too high; a degree of longitude is shorter by the cosine of the latitude.
 */
static void lay_land(struct map_layout *map, const struct outlines *outlines)
{
    const double ten_thousandths = 10000, half_turn = 180;
    int32_t west = INT32_MAX, east = INT32_MIN, south = INT32_MAX, north = INT32_MIN;
    for (size_t i = 0; i < outlines->count; i++)
        for (size_t k = 0; k < outlines->at[i].ring_count; k++) {
            const struct ring *ring = &outlines->at[i].rings[k];
            for (size_t p = 0; p < ring->count; p++) {
                const int32_t *at = ring->points + 2 * p;
                west = at[0] < west ? at[0] : west;
                east = at[0] > east ? at[0] : east;
                south = at[1] < south ? at[1] : south;
                north = at[1] > north ? at[1] : north;
            }
        }
    double middle = ((double)south + north) / 2 / ten_thousandths;
    double narrow = cos(middle * M_PI / half_turn);
    double width = ((double)east - west) * narrow, height = (double)north - south;
    double scale = fmin((MAP_WIDTH - 2 * EDGE) / width, (HEIGHT_MOST - 2 * EDGE) / height);
    map->west = west;
    map->north = north;
    map->east_scale = scale * narrow;
    map->north_scale = scale;
    map->height = (int)ceil(height * scale) + 2 * EDGE;
}

/* Whether a point of the drawing (in halves of a pixel) lies on the outline's land: crossings of a ray to the east. */
static bool is_on(const struct map_layout *map, const struct outline *outline, int x, int y)
{
    bool on = false;
    for (size_t k = 0; k < outline->ring_count; k++) {
        const struct ring *ring = &outline->rings[k];
        int a[2], b[2];
        map_project(map, ring->points + 2 * (ring->count - 1), a);
        for (size_t p = 0; p < ring->count; p++, memcpy(a, b, sizeof a)) {
            map_project(map, ring->points + 2 * p, b);
            if ((a[1] > y) != (b[1] > y) && x < a[0] + (double)(b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]))
                on = !on;
        }
    }
    return on;
}

/* The land's points lie closer together than a rectangle of words is wide, so points are enough to see that a border
 * runs through it. */
static bool touches(const struct map_layout *map, const struct outline *outline, const struct map_rect *rect)
{
    for (size_t k = 0; k < outline->ring_count; k++)
        for (size_t p = 0; p < outline->rings[k].count; p++) {
            int at[2];
            map_project(map, outline->rings[k].points + 2 * p, at);
            if (at[0] >= 2 * rect->x && at[0] <= 2 * (rect->x + rect->width) && at[1] >= 2 * rect->y &&
                at[1] <= 2 * (rect->y + rect->height))
                return true;
        }
    return is_on(map, outline, 2 * rect->x + rect->width, 2 * rect->y + rect->height);
}

/* ---- circles ---- */

static int radius_of(int64_t size, int64_t most)
{
    if (size <= 0)
        return 0;
    int radius = (int)lround(MAP_RADIUS * sqrt((double)size / (double)most));
    return radius ? radius : 1;
}

static void lay_circles(struct map_layout *map, const struct outlines *outlines, const struct map_place *places)
{
    int64_t most = 0;
    for (size_t i = 0; i < map->count; i++)
        most = places[i].size > most ? places[i].size : most;
    for (size_t i = 0; i < map->count; i++) {
        struct map_spot *spot = &map->spots[i];
        *spot = (struct map_spot){.place = &places[i], .outline = outline_find(outlines, places[i].code)};
        spot->radius = radius_of(places[i].size, most);
        spot->label.width = map_name_width(places[i].name);
        if (places[i].unreported || places[i].light == LIGHT_YELLOW || places[i].light == LIGHT_RED)
            spot->label.width += MAP_MARK + 3;
        if (map_words_width(places[i].value) > spot->label.width)
            spot->label.width = map_words_width(places[i].value);
        spot->label.height = LABEL_HEIGHT;
        if (!spot->outline)
            continue;
        int at[2];
        map_project(map, spot->outline->label, at);
        spot->x = at[0] / 2;
        spot->y = at[1] / 2;
    }
}

/* ---- the box ---- */

static int row_height(const struct map_spot *spot)
{
    int round = 2 * spot->radius + 4;
    return round > LABEL_HEIGHT + 4 ? round : LABEL_HEIGHT + 4;
}

/* Its size, and where its places stand from its corner. */
static void fill_box(struct map_layout *map, const char *none)
{
    int round = MAP_MARK / 2, words = map_words_width(none);
    for (size_t i = 0; i < map->count; i++)
        if (!map->spots[i].outline && map->spots[i].radius > round)
            round = map->spots[i].radius;
    int left = BOX_PADDING + 2 * round + 6, y = BOX_PADDING / 2;
    for (size_t i = 0; i < map->count; i++) {
        struct map_spot *spot = &map->spots[i];
        if (spot->outline)
            continue;
        if (map->boxed == MAP_BOX_MOST) {
            map->left_out++;
            continue;
        }
        map->boxed++;
        spot->x = BOX_PADDING + round;
        spot->y = y + row_height(spot) / 2;
        spot->label.x = left;
        spot->label.y = spot->y - LABEL_HEIGHT / 2;
        if (left + spot->label.width - BOX_PADDING > words)
            words = left + spot->label.width - BOX_PADDING;
        y += row_height(spot);
    }
    if (!map->boxed)
        return;
    y += MAP_LINE * (map->left_out ? 2 : 1) + BOX_PADDING;
    map->box = (struct map_rect){.width = words + 2 * BOX_PADDING, .height = y};
}

/* In the first corner without land, else below it. */
static void lay_box(struct map_layout *map, const struct outlines *outlines)
{
    struct map_rect *box = &map->box;
    if (!box->height)
        return;
    bool free = false;
    for (int corner = 0; corner < 4 && !free; corner++) {
        box->x = corner % 2 ? 1 : MAP_WIDTH - box->width - 1;
        box->y = corner / 2 ? 1 : map->height - box->height - 1;
        free = box->y >= 0;
        for (size_t i = 0; i < outlines->count && free; i++)
            free = !touches(map, &outlines->at[i], box);
    }
    if (!free) {
        *box = (struct map_rect){MAP_WIDTH - box->width - 1, map->height + BOX_PADDING, box->width, box->height};
        map->height = box->y + box->height + 1;
    }
    for (size_t i = 0, done = 0; i < map->count && done < map->boxed; i++) {
        struct map_spot *spot = &map->spots[i];
        if (spot->outline)
            continue;
        done++;
        spot->x += box->x, spot->label.x += box->x;
        spot->y += box->y, spot->label.y += box->y;
    }
}

/* ---- labels ---- */

static bool overlap(const struct map_rect *a, const struct map_rect *b)
{
    return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

static int between(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

static bool covers_circle(const struct map_rect *rect, const struct map_spot *spot)
{
    int x = between(spot->x, rect->x, rect->x + rect->width), y = between(spot->y, rect->y, rect->y + rect->height);
    return square(x - spot->x) + square(y - spot->y) < square(spot->radius);
}

/* Below, above, right, left of the circle, then between: `away` from its edge. */
static struct map_rect candidate(const struct map_spot *spot, int direction, int away)
{
    static const int east[DIRECTIONS] = {0, 0, 1, -1, 1, 1, -1, -1}, south[DIRECTIONS] = {1, -1, 0, 0, 1, -1, 1, -1};
    struct map_rect label = spot->label;
    int reach = (spot->radius ? spot->radius : 1) + away;
    if (east[direction] && south[direction])
        reach = reach * 7 / 10; /* half the square root of two */
    label.x = spot->x + reach * east[direction] +
              (east[direction] > 0   ? 0
               : east[direction] < 0 ? -label.width
                                     : -label.width / 2);
    label.x = between(label.x, 0,
                      label.width < MAP_WIDTH ? MAP_WIDTH - label.width
                                              : 0); /* words that are long slide back into the drawing */
    label.y = spot->y + reach * south[direction] +
              (south[direction] > 0   ? 0
               : south[direction] < 0 ? -label.height
                                      : -label.height / 2);
    return label;
}

/* Whether a straight line from the spot to the label runs through another circle. */
static bool crosses(const struct map_spot *spot, const struct map_rect *label, const struct map_spot *other)
{
    double x = between(spot->x, label->x, label->x + label->width) - spot->x;
    double y = between(spot->y, label->y, label->y + label->height) - spot->y;
    double east = other->x - spot->x, south = other->y - spot->y, length = square(x) + square(y);
    double part = length > 0 ? fmin(fmax((east * x + south * y) / length, 0), 1) : 0;
    return square(east - part * x) + square(south - part * y) < square(other->radius);
}

/* The less the better: not over other words, not over circles, not on another's land, close by. */
static int cost(const struct map_layout *map, const struct map_spot *spot, const struct map_rect *label,
                const bool *labelled)
{
    enum { WORDS = 1000, CIRCLE = 90, CROSSED = 60, LAND = 40, OUTSIDE = 5000 };
    int sum = 0;
    if (label->x < 0 || label->x + label->width > MAP_WIDTH || label->y < 0 || label->y + label->height > map->height)
        sum += OUTSIDE;
    if (map->box.height && overlap(label, &map->box))
        sum += WORDS;
    for (size_t i = 0; i < map->count; i++) {
        const struct map_spot *other = &map->spots[i];
        if (!other->outline)
            continue;
        if (other == spot) {
            sum += covers_circle(label, spot) ? WORDS : 0;
            continue;
        }
        sum += labelled[i] && overlap(label, &other->label) ? WORDS : 0;
        sum += covers_circle(label, other) ? CIRCLE : 0;
        sum += crosses(spot, label, other) ? CROSSED : 0;
        sum += is_on(map, other->outline, 2 * label->x + label->width, 2 * label->y + label->height) ? LAND : 0;
    }
    return sum;
}

static void lay_label(struct map_layout *map, size_t at, const bool *labelled)
{
    struct map_spot *spot = &map->spots[at];
    struct map_rect best = spot->label;
    int least = INT32_MAX;
    for (int step = 0; step < STEPS; step++)
        for (int direction = 0; direction < DIRECTIONS; direction++) {
            int away = NEAR + step * STEP;
            struct map_rect label = candidate(spot, direction, away);
            int sum = cost(map, spot, &label, labelled) + away + direction;
            if (sum >= least)
                continue;
            least = sum;
            best = label;
            spot->leader = step > 0;
        }
    spot->label = best;
}

/* Half the perimeter of its bounds: how much room its land gives. */
static int room(const struct map_layout *map, const struct outline *outline)
{
    int least[2] = {INT32_MAX, INT32_MAX}, most[2] = {INT32_MIN, INT32_MIN};
    for (size_t k = 0; k < outline->ring_count; k++)
        for (size_t p = 0; p < outline->rings[k].count; p++) {
            int at[2];
            map_project(map, outline->rings[k].points + 2 * p, at);
            for (int i = 0; i < 2; i++) {
                least[i] = at[i] < least[i] ? at[i] : least[i];
                most[i] = at[i] > most[i] ? at[i] : most[i];
            }
        }
    return most[0] - least[0] + most[1] - least[1];
}

/* The narrowest land first: its words have to go where room is left. */
static void lay_labels(struct arena *mem, struct map_layout *map)
{
    bool *labelled = arena_array(mem, map->count + 1, sizeof *labelled);
    for (;;) {
        size_t next = map->count;
        int least = INT32_MAX;
        for (size_t i = 0; i < map->count; i++) {
            const struct map_spot *spot = &map->spots[i];
            if (labelled[i] || !spot->outline || room(map, spot->outline) >= least)
                continue;
            least = room(map, spot->outline);
            next = i;
        }
        if (next == map->count)
            return;
        lay_label(map, next, labelled);
        labelled[next] = true;
    }
}

bool map_lay(struct arena *mem, const struct outlines *outlines, const struct map_place *places, size_t count,
             const char *none, struct map_layout *ret)
{
    *ret = (struct map_layout){.count = count, .spots = arena_array(mem, count + 1, sizeof *ret->spots)};
    bool any = false;
    for (size_t i = 0; i < count; i++)
        any |= outline_find(outlines, places[i].code) != NULL;
    if (!any)
        return false;
    lay_land(ret, outlines);
    lay_circles(ret, outlines, places);
    fill_box(ret, none);
    lay_box(ret, outlines);
    lay_labels(mem, ret);
    return true;
}
