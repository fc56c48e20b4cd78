/* outlines.yaml of a pack: rings of points, each point "east,north" in degrees × 10,000. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "domain/pack_reader.h"

static const struct pack_key outlines_keys[] = {{"source", KEY_TEXT, false}, {"outlines", KEY_LIST, true}, {0}};

static const struct pack_key outline_keys[] = {{"org", KEY_TEXT, true},
                                               {"label", KEY_TEXT, true},
                                               {"rings", KEY_TEXTS, true},
                                               {0}};

enum { EAST_MOST = 1800000, NORTH_MOST = 900000, RING_LEAST = 3 };

/* One number of a point, ended by `stop` or the text's end. False: it is none, or beyond ±`most`. */
static bool take_degrees(const char **at, char stop, int32_t most, int32_t *ret)
{
    if (!strchr("-0123456789", **at) || !**at)
        return false;
    char *end;
    long value = strtol(*at, &end, 10);
    if ((*end && *end != stop) || value < -most || value > most)
        return false;
    *ret = (int32_t)value;
    *at = end + (*end == stop && *end);
    return true;
}

static bool take_point(const char **at, int32_t ret[2])
{
    return take_degrees(at, ',', EAST_MOST, &ret[0]) && (*at)[-1] == ',' && take_degrees(at, ' ', NORTH_MOST, &ret[1]);
}

/* False after a fault that quotes the point. */
static bool read_points(struct pack_reader *reader, const struct yaml *yaml, int32_t *points, size_t most,
                        size_t *ret_count)
{
    *ret_count = 0;
    for (const char *at = yaml->text; *at; (*ret_count)++) {
        const char *start = at;
        if (*ret_count < most && take_point(&at, points + 2 * *ret_count))
            continue;
        pack_fault(reader, yaml, "第 %zu 个点是“%.*s”，应为 东经,北纬（万分之一度），点之间一个空格，如 1112605,347521",
                   *ret_count + 1, (int)strcspn(start, " "), start);
        return false;
    }
    return true;
}

/* Twice the area within, as shoelaces are laid; 0 if the points lie on one line. */
static int128 area_of(const struct ring *ring)
{
    int128 area = 0;
    const int32_t *p = ring->points;
    for (size_t i = 0, before = ring->count - 1; i < ring->count; before = i++)
        area += (int128)p[2 * before] * p[2 * i + 1] - (int128)p[2 * i] * p[2 * before + 1];
    return area;
}

static void read_ring(struct pack_reader *reader, const struct yaml *yaml, struct outline *outline)
{
    size_t most = 1;
    for (const char *s = yaml->text; *s; s++)
        most += *s == ' ';
    int32_t *points = arena_array(reader->ctx->mem, 2 * most, sizeof *points);
    struct ring ring = {.points = points};
    if (!read_points(reader, yaml, points, most, &ring.count))
        return;
    if (ring.count < RING_LEAST)
        pack_fault(reader, yaml, "这一圈有 %zu 个点，应至少有 %d 个", ring.count, RING_LEAST);
    else if (area_of(&ring) == 0)
        pack_fault(reader, yaml, "这一圈的点都在一条线上，应围住一块地方");
    else
        outline->rings[outline->ring_count++] = ring;
}

static const char *read_org(struct pack_reader *reader, const struct yaml *yaml, struct map *seen)
{
    const struct yaml *at = pack_scalar(yaml, "org");
    if (!at)
        return "";
    const struct yaml *earlier = map_get_str(seen, at->text);
    if (earlier)
        pack_fault(reader, at, "组织“%s”的轮廓重复，第 %d 行已有；应各不相同", at->text, earlier->line);
    else if (reader->organisations && !map_get_str(reader->organisations, at->text))
        pack_fault(reader, at, "组织“%s”不在 organisations.csv 里，轮廓的 org 应为其中的代码", at->text);
    map_put_str(seen, at->text, (void *)(uintptr_t)at); /* the map's values are not const; it only hands it back */
    return at->text;
}

static void read_outline(struct pack_reader *reader, const struct yaml *yaml, struct map *seen)
{
    struct outlines *outlines = &reader->programme->outlines;
    if (!pack_map(reader, yaml, "轮廓", outline_keys))
        return;
    struct outline *outline = &outlines->at[outlines->count++];
    outline->org = read_org(reader, yaml, seen);
    size_t count;
    const struct yaml *label = pack_scalar(yaml, "label");
    if (label && strchr(label->text, ' '))
        pack_fault(reader, label, "键“label”是“%s”，应为一个点，如 1112605,347521", label->text);
    else if (label)
        (void)read_points(reader, label, outline->label, 1, &count); /* a fault is recorded, the count is one */
    const struct yaml **rings = pack_scalars(reader, yaml, "rings", &count);
    if (count > PACK_PARTS_LIMIT) {
        pack_fault(reader, yaml_get(yaml, "rings"), "键“rings”有 %zu 项，应不超过 %d 项", count, PACK_PARTS_LIMIT);
        return;
    }
    outline->rings = arena_array(reader->ctx->mem, count + 1, sizeof *outline->rings);
    for (size_t i = 0; i < count; i++)
        read_ring(reader, rings[i], outline);
}

void pack_outlines_read(struct pack_reader *reader, const struct yaml *root)
{
    if (!pack_map(reader, root, "outlines.yaml ", outlines_keys))
        return;
    const struct yaml *first = pack_parts(reader, root, "outlines");
    size_t count = first ? yaml_get(root, "outlines")->count : 0;
    struct map *seen = map_new(reader->ctx->mem);
    reader->programme->outlines.at = arena_array(reader->ctx->mem, count + 1, sizeof(struct outline));
    for (const struct yaml *yaml = first; yaml; yaml = yaml->next)
        read_outline(reader, yaml, seen);
}
