/* Outlines of a city's counties as the pack holds them (outlines.yaml, made by tools/outlines): closed rings in degrees
 * × 10,000. Data only; reading is pack_outline.c's, drawing web/chart_map.c's. */
#ifndef DOMAIN_OUTLINE_H
#define DOMAIN_OUTLINE_H

#include <stddef.h>
#include <stdint.h>

struct ring {
    const int32_t *points; /* east, north, east, north …; the last is joined to the first */
    size_t count;          /* of points, at least 3 */
};
struct outline {
    const char *org; /* code of the organisation */
    struct ring *rings;
    size_t ring_count; /* at least 1 */
    int32_t label[2];  /* where its name stands */
};
struct outlines {
    struct outline *at;
    size_t count;
};

struct programme;
/* The programme's outlines; count 0 if its pack has none. They live with the programme. */
const struct outlines *programme_outlines(const struct programme *programme);
/* The outline of an organisation by its code; NULL if it has none. */
const struct outline *outline_find(const struct outlines *outlines, const char *org);

#endif
