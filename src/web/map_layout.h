/* Where everything on a map stands: places, circles, labels and the box of places without outline. Geometry only, in
 * CSS pixels of a drawing that is as wide as a phone's page, so that words are 13 px everywhere; chart_map.c draws it.
 */
#ifndef WEB_MAP_LAYOUT_H
#define WEB_MAP_LAYOUT_H

#include "web/chart.h"

enum {
    MAP_WIDTH = 356,
    MAP_LINE = 16,   /* from one line of words to the next */
    MAP_MARK = 12,   /* a light beside a name */
    MAP_RADIUS = 26, /* of the largest value */
    MAP_BOX_MOST = 6 /* places in the box; the rest is in the table */
};

struct map_rect {
    int x, y, width, height;
};

/* One place of the map. */
struct map_spot {
    const struct map_place *place;
    const struct outline *outline; /* NULL: it stands in the box */
    int x, y, radius;              /* centre of its circle; radius 0: none */
    struct map_rect label;         /* two lines: name, value */
    bool leader;                   /* a line leads from the circle to the label */
};

struct map_layout {
    struct map_spot *spots; /* as the places came */
    size_t count;
    size_t boxed, left_out; /* in the box; without outline and not even there */
    struct map_rect box;    /* height 0: none */
    int height;             /* of the drawing */
    /* of the projection: pixels = (degrees × 10,000 − origin) × scale, north up */
    double west, north, east_scale, north_scale;
};

/* False if no place has an outline. `none` are the words in the box. */
bool map_lay(struct arena *mem, const struct outlines *outlines, const struct map_place *places, size_t count,
             const char *none, struct map_layout *ret);

/* A point of an outline in halves of a pixel. */
void map_project(const struct map_layout *map, const int32_t point[2], int ret[2]);

/* Width of 13 px words: a full square for a Chinese character, about half of it for others; names are bold. */
int map_words_width(const char *text);
int map_name_width(const char *text);

#endif
