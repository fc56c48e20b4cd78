/* Finding an item, an indicator or a place by a part of its name. */
#include "domain/search.h"

#include "web/page.h"
#include "web/pages.h"
#include "web/say_number.h"
#include "web/sentence.h"

enum { HITS_MOST = 60 };

static const char *place_above(struct request *q, const struct organisation *org)
{
    const char *above = "";
    for (const struct organisation *up = org->stat_parent; up && up->level != LEVEL_CITY; up = up->stat_parent)
        above = above[0] ? arena_printf(q->ctx->mem, "%s › %s", page_word(q, up->name), above) : page_word(q, up->name);
    return above;
}

void page_hit(struct request *q, struct values *row, const struct hit *hit)
{
    switch (hit->kind) {
    case HIT_ITEM:
        page_name(q, row, "name", hit->item->name, hit->item->english);
        values_text(row, "link", page_link(q, "/items/%d", hit->item->number));
        values_text(row, "kind", say(q->language, "实事"));
        break;
    case HIT_INDICATOR:
        page_name(q, row, "name", hit->indicator->name, hit->indicator->english);
        values_text(row, "link", page_link(q, "/figures/%s", hit->indicator->code));
        values_text(row, "kind", say(q->language, "指标"));
        break;
    case HIT_PLACE:
        page_name(q, row, "name", hit->org->name, NULL);
        values_text(row, "link",
                    hit->org->level == LEVEL_CITY ? page_link(q, "/") : page_link(q, "/places/%s", hit->org->code));
        values_text(row, "kind", place_above(q, hit->org));
        break;
    }
}

static void add_hits(struct request *q, struct values *v, const struct hit *hits, size_t count)
{
    static const char *const lists[] = {
        [HIT_ITEM] = "items", [HIT_INDICATOR] = "indicators", [HIT_PLACE] = "places_found"};
    static const char *const flags[] = {
        [HIT_ITEM] = "any_items", [HIT_INDICATOR] = "any_indicators", [HIT_PLACE] = "any_places"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        values_list(v, lists[i]);
        values_flag(v, flags[i], false);
    }
    for (size_t i = 0; i < count; i++) {
        page_hit(q, values_row(v, lists[hits[i].kind]), &hits[i]);
        values_flag(v, flags[hits[i].kind], true);
    }
}

static void add_nearest(struct request *q, struct values *v, const char *words)
{
    struct hit *near = NULL;
    size_t count = 0;
    search_nearest(q->ctx, q->city, words, HIT_ALL, 3, &near, &count);
    values_list(v, "nearest");
    for (size_t i = 0; i < count; i++)
        page_hit(q, values_row(v, "nearest"), &near[i]);
    values_flag(v, "near", count > 0);
}

int search_page(struct request *q, struct response *r)
{
    struct arena *mem = q->ctx->mem;
    struct values *v = values_new(mem);
    const char *words = request_field(q, "q");
    struct hit *hits = NULL;
    size_t count = 0;
    search_find(q->ctx, q->city, words, HIT_ALL, HITS_MOST + 1, &hits, &count);
    bool more = count > HITS_MOST;
    count = more ? HITS_MOST : count;
    values_text(v, "words", words);
    values_flag(v, "asked", words[0] != '\0');
    values_flag(v, "found", count > 0);
    values_flag(v, "more", more);
    values_text(v, "count", say_exact(mem, (int64_t)count, 0));
    add_hits(q, v, hits, count);
    values_list(v, "nearest");
    values_flag(v, "near", false);
    if (words[0] && !count)
        add_nearest(q, v, words);
    r->keep = !words[0]; /* there are as many searches as words */
    const char *title =
        words[0] ? sentence(mem, say(q->language, "查“{words}”"), HOLES({"words", words})) : say(q->language, "查找");
    return page_render(q, r, "search", title, "search", v);
}
