/* The wall: every promise of the programme, left what was said, right what was counted, for the city or for a place.
 * The rows of one indicator are wall_row.c's. */
#include "web/wall.h"

#include <string.h>

#include "web/figure.h"
#include "web/pages.h"
#include "web/say_number.h"
#include "web/sentence.h"

/* ---- reading ---- */

static int read_all(struct wall *wall)
{
    const struct programme *programme = wall->q->city->programme;
    wall->series = arena_array(wall->q->ctx->mem, programme->indicator_count + 1, sizeof *wall->series);
    int r = 0;
    for (size_t i = 0; i < programme->indicator_count && r >= 0; i++)
        r = series_read(wall->q->ctx, wall->q->city, programme->indicators[i], wall->org, wall->until, &wall->series[i],
                        NULL);
    return r;
}

struct counts {
    size_t all, known, counted, reached, late, moved, silent;
};

static struct counts count_all(const struct wall *wall)
{
    struct counts counts = {.all = wall->q->city->programme->indicator_count};
    for (size_t i = 0; i < counts.all; i++) {
        const struct series *s = &wall->series[i];
        struct light_look look = series_look(wall->q->language, s);
        counts.known += s->status.target.kind != TARGET_UNKNOWN;
        counts.counted += s->kind == CELL_VALUE || s->kind == CELL_SMALL || s->kind == CELL_HIDDEN;
        counts.moved += s->count && wall_moved(s);
        counts.silent +=
            s->count && s->indicator->count != COUNT_STAGE && s->months[s->count - 1].added_kind == CELL_UNREPORTED;
        counts.reached += strcmp(look.tone, "ok") == 0;
        counts.late += strcmp(look.tone, "bad") == 0 || strcmp(look.tone, "slow") == 0;
    }
    return counts;
}

/* ---- the two halves above the wall ---- */

static const char *number(const struct wall *wall, size_t n)
{
    return say_exact(wall->q->ctx->mem, (int64_t)n, 0);
}

static const char *promised_words(const struct wall *wall, const struct counts *c)
{
    enum language l = wall->q->language;
    struct arena *mem = wall->q->ctx->mem;
    if (!c->known && wall->org)
        return sentence(mem,
                        say(l, "拆成 {all} 项。没有给这里单独定的目标，也不借全市的：只说做了多少，不说完成没有。"),
                        HOLES({"all", number(wall, c->all)}));
    if (!c->known)
        return sentence(mem, say(l, "拆成 {all} 项，目标都没有公布：只能说做了多少，不能说完成没有。"),
                        HOLES({"all", number(wall, c->all)}));
    if (c->known == c->all)
        return sentence(mem, say(l, "拆成 {all} 项，目标都公布了。"), HOLES({"all", number(wall, c->all)}));
    return sentence(
        mem, say(l, "拆成 {all} 项，{known} 项公布了目标。另外 {rest} 项目标未公布，只能说做了多少，不能说完成没有。"),
        HOLES({"all", number(wall, c->all)}, {"known", number(wall, c->known)},
              {"rest", number(wall, c->all - c->known)}));
}

static const char *counted_words(const struct wall *wall, const struct counts *c)
{
    enum language l = wall->q->language;
    struct arena *mem = wall->q->ctx->mem;
    if (!c->counted)
        return say(l, "还没有接受过这里的记录。有了记录，每个数就从记录数出来。");
    if (!c->known)
        return say(l, "没有目标，所以不判断快慢。");
    if (c->reached == c->known)
        return sentence(mem, say(l, "公布了目标的 {known} 项都达到了，或者按着序时走。"),
                        HOLES({"known", number(wall, c->known)}));
    return sentence(mem, say(l, "公布了目标的 {known} 项里，{reached} 项已达到或按序时，{late} 项偏慢或落后。"),
                    HOLES({"known", number(wall, c->known)}, {"reached", number(wall, c->reached)},
                          {"late", number(wall, c->late)}));
}

/* What is new since the month before. */
static const char *change_words(const struct wall *wall, const struct counts *c)
{
    enum language l = wall->q->language;
    struct arena *mem = wall->q->ctx->mem;
    if (!c->counted)
        return "";
    const char *month = say_month(mem, l, wall->until), *moved = number(wall, c->moved);
    if (!c->silent)
        return sentence(mem, say(l, "{month}比上月多了的有 {moved} 项。"), HOLES({"month", month}, {"moved", moved}));
    return sentence(mem, say(l, "{month}比上月多了的有 {moved} 项；{silent} 项这个月没有交来记录。"),
                    HOLES({"month", month}, {"moved", moved}, {"silent", number(wall, c->silent)}));
}

static void add_beads(const struct wall *wall, struct values *v)
{
    const struct programme *programme = wall->q->city->programme;
    values_list(v, "said_beads");
    values_list(v, "bead_items");
    struct values *beads = NULL;
    for (size_t i = 0; i < programme->indicator_count; i++) {
        const struct indicator *indicator = programme->indicators[i];
        const struct series *s = &wall->series[i];
        struct light_look look = series_look(wall->q->language, s);
        struct values *said = values_row(v, "said_beads");
        values_flag(said, "known", s->status.target.kind != TARGET_UNKNOWN);
        if (!i || programme->indicators[i - 1]->item != indicator->item)
            beads = values_row(v, "bead_items");
        struct values *row = values_row(beads, "beads");
        page_light(row, look);
        page_name(wall->q, row, "name", indicator->name, indicator->english);
        values_text(row, "link", figure_link(wall->q, indicator, wall->place, wall->until));
    }
}

/* ---- choosing a place ---- */

static void add_place(const struct wall *wall, struct values *v, const char *list, const struct organisation *org)
{
    struct values *row = values_row(v, list);
    const struct organisation *city = wall->q->city->tree->city;
    const char *month = page_month(wall->q, wall->until);
    page_name(wall->q, row, "name", org->name, NULL);
    values_text(row, "link",
                org == city ? page_link(wall->q, "/%s", month) : page_link(wall->q, "/places/%s%s", org->code, month));
    bool within = org != city && organisation_within(wall->place, org);
    values_text(row, "current", org == wall->place ? "page" : within ? "true" : "false");
}

/* The counties to choose from, the places below this one, and schools, hospitals and the like that hang on it. */
static void add_places(const struct wall *wall, struct values *v)
{
    const struct organisations *tree = wall->q->city->tree;
    int64_t below = 0, others = 0;
    values_list(v, "counties");
    values_list(v, "below");
    values_list(v, "others");
    for (size_t i = 0; i < tree->count; i++) {
        const struct organisation *org = &tree->at[i];
        if (org->stat_parent == tree->city && org->level == LEVEL_COUNTY)
            add_place(wall, v, "counties", org);
        if (wall->place == tree->city || org->stat_parent != wall->place)
            continue;
        bool other = org->level == LEVEL_INSTITUTION;
        add_place(wall, v, other ? "others" : "below", org);
        below += !other;
        others += other;
    }
    values_text(v, "below_count", below ? say_exact(wall->q->ctx->mem, below, 0) : "");
    values_flag(v, "has_others", others > 0);
}

static void add_above(const struct wall *wall, struct values *v)
{
    const struct organisation *above[ORG_DEPTH_MOST];
    size_t count = organisation_above(wall->place, above);
    values_list(v, "above");
    for (size_t i = 0; i < count; i++)
        add_place(wall, v, "above", above[i]);
}

static void add_months(const struct wall *wall, struct values *v)
{
    struct request *q = wall->q;
    int first = q->city->programme->year * 100 + 1;
    values_list(v, "months");
    for (int month = first; month < first + 12 && month <= wall->latest; month++) {
        struct values *row = values_row(v, "months");
        const char *place = wall->org ? arena_printf(q->ctx->mem, "/places/%s", wall->org->code) : "/";
        values_text(row, "month", say_month(q->ctx->mem, q->language, month));
        values_text(row, "link", page_link(q, "%s%s", place, page_month(q, month)));
        values_text(row, "current", month == wall->until ? "page" : "false");
    }
}

/* ---- the page ---- */

static int show(struct wall *wall, struct response *r)
{
    struct request *q = wall->q;
    struct arena *mem = q->ctx->mem;
    struct values *v = values_new(mem);
    int result = read_all(wall);
    if (result < 0)
        return result;
    struct counts counts = count_all(wall);
    const struct programme *programme = q->city->programme;
    const char *items = sentence(mem, say(q->language, "{n}件事"),
                                 HOLES({"n", say_word(mem, q->language, (int)programme->item_count)}));
    values_text(v, "items_said", items);
    page_name(q, v, "place", wall->place->name, NULL);
    values_flag(v, "is_city", !wall->org);
    values_text(v, "counted", number(wall, counts.counted));
    values_text(v, "all", number(wall, counts.all));
    values_text(v, "promised_words", promised_words(wall, &counts));
    values_text(v, "counted_words", counted_words(wall, &counts));
    values_text(v, "change_words", change_words(wall, &counts));
    values_text(v, "until", say_month_year(mem, q->language, wall->until));
    values_text(v, "month", say_month(mem, q->language, wall->until));
    values_text(v, "places_link", page_link(q, "/places"));
    values_text(v, "words", "");
    add_beads(wall, v);
    add_places(wall, v);
    add_above(wall, v);
    values_text(v, "city_link", page_link(q, "/%s", page_month(q, wall->until)));
    add_months(wall, v);
    for (size_t i = 0; i < programme->item_count; i++)
        wall_add_item(wall, v, &programme->items[i]);
    r->keep = true;
    return page_render(q, r, "home", wall->org ? page_word(q, wall->place->name) : items, wall->org ? "places" : "home",
                       v);
}

int home_page(struct request *q, struct response *r)
{
    bool bad_month;
    struct wall wall = {.q = q, .until = page_until(q, &bad_month)};
    const struct organisation *city = q->city->tree->city;
    wall.latest = page_latest(q);
    wall.place = q->parameters[0] ? organisation_find(q->city->tree, q->parameters[0]) : city;
    if (!wall.place)
        return page_not_found(q, r, "地方", q->parameters[0]);
    if (bad_month)
        return page_not_found(q, r, "月份", request_field(q, "month"));
    wall.org = wall.place == city ? NULL : wall.place;
    return show(&wall, r);
}
