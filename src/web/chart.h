/* Charts as SVG: few bytes, one drawing for all widths, both themes and paper. Shapes and classes only; colours come
 * from static/css/30-charts.css by class and custom property, lights and hatching from pages/parts/marks.html, which
 * the frame includes. Each has role="img" with title and desc (a bar stands beside its number and is hidden from
 * readers); the table beside it is the page's. All texts are escaped here. Every function returns markup in `mem`. */
#ifndef WEB_CHART_H
#define WEB_CHART_H

#include "domain/outline.h"
#include "domain/series.h"
#include "format/template.h"

/* What the pack calls things, in the reader's language. */
struct chart_words {
    const char *name;  /* of the indicator, with its place if need be */
    const char *unit;  /* as it stands behind a number, with its blank: " 户", " households", "" */
    const char *stage; /* a milestone: name of the stage reached; NULL or "" none */
};

/* The year of one indicator: cumulative line from (0, 0), target, schedule, crossing, months hatched where nothing was
 * reported or nothing may be shown, lights under the axis. 100 % wide, 372 px high. Empty for a milestone: its
 * passage is chart_stages. */
struct html chart_year(struct arena *mem, enum language language, const struct series *series,
                       const struct chart_words *words);

/* 160 × 30 with baseline and end dot; schedule dotted if there is a target; a milestone shows its stages. */
struct html chart_small(struct arena *mem, enum language language, const struct series *series,
                        const struct chart_words *words);

/* A milestone's passage: one stop a stage, filled up to `reached` (-1 none); `counts` is the stage at which it counts
 * (the seam), -1 none; `late` marks the next stage as overdue. `dates` (yyyymmdd, 0 unknown) per stage, or NULL.
 * `bare`: the line alone, 30 px high, for lists whose head names the stages at (i + ½)/count of the width. */
struct stages {
    const char *const *names;
    size_t count;
    int reached, counts;
    bool late, bare;
    const int *dates;
};
struct html chart_stages(struct arena *mem, enum language language, const struct stages *stages);

/* One bar of a ranked list, for a table's cell: `value` of `most` on a common scale from zero, a tick at `target` (-1
 * none; a target over `most` is left out). 100 % wide, 20 px high. Not drawn where the cell may not be shown. `weak`:
 * what does not count yet. */
struct html chart_bar(struct arena *mem, int64_t value, int64_t most, int64_t target, bool weak);

/* Places on their outlines: circles by area of the value, name and value beside their place with a leader where narrow;
 * light and tint only where it is not green; hatched where there is no value to draw; places without outline in a
 * dashed box beside. 356 px wide, as a phone's page, so that words are 13 px everywhere. Empty markup if no place has an
 * outline. `scope`: what it is a map of, for its title; `finding`: its desc. With links it is a group of them, else an
 * image. */
struct map_place {
    const char *code, *name, *value; /* value as shown: "6,842 户", "未报", "<5" */
    const char *link;                /* NULL none */
    int64_t size;                    /* ≥ 0; -1: not to be drawn as a circle */
    enum light light;
    bool unreported; /* nothing was handed in: marked so */
};
struct html chart_map(struct arena *mem, enum language language, const struct outlines *outlines,
                      const struct map_place *places, size_t count, const char *scope, const char *finding);

#endif
