/* The tree of places, to choose one: counties, and in each its townships and what else hangs below it. Villages stand
 * on the page of their township. */
#include "web/page.h"
#include "web/pages.h"
#include "web/say_number.h"

static void add_place(struct request *q, struct values *v, const char *list, const struct organisation *org)
{
    struct values *row = values_row(v, list);
    page_name(q, row, "name", org->name, NULL);
    values_text(row, "link", page_link(q, "/places/%s", org->code));
}

/* Places directly below by statistical parent. Returns how many went into `list`. */
static int64_t add_below(struct request *q, struct values *v, const char *list, const struct organisation *above,
                         bool institutions)
{
    const struct organisations *tree = q->city->tree;
    int64_t count = 0;
    values_list(v, list);
    for (size_t i = 0; i < tree->count; i++) {
        const struct organisation *org = &tree->at[i];
        if (org->stat_parent != above || (org->level == LEVEL_INSTITUTION) != institutions ||
            (above == tree->city && org->level == LEVEL_COUNTY))
            continue;
        add_place(q, v, list, org);
        count++;
    }
    return count;
}

static void add_county(struct request *q, struct values *v, const struct organisation *county)
{
    struct values *row = values_row(v, "counties");
    page_name(q, row, "name", county->name, NULL);
    values_text(row, "link", page_link(q, "/places/%s", county->code));
    int64_t below = add_below(q, row, "below", county, false), others = add_below(q, row, "others", county, true);
    values_text(row, "other_count", others ? say_exact(q->ctx->mem, others, 0) : "");
    values_flag(row, "any", below > 0);
}

int places_page(struct request *q, struct response *r)
{
    const struct organisations *tree = q->city->tree;
    struct values *v = values_new(q->ctx->mem);
    int64_t counties = 0;
    values_list(v, "counties");
    for (size_t i = 0; i < tree->count; i++)
        if (tree->at[i].stat_parent == tree->city && tree->at[i].level == LEVEL_COUNTY) {
            add_county(q, v, &tree->at[i]);
            counties++;
        }
    int64_t others = add_below(q, v, "city_others", tree->city, true);
    values_text(v, "city_other_count", others ? say_exact(q->ctx->mem, others, 0) : "");
    values_text(v, "county_count", say_exact(q->ctx->mem, counties, 0));
    page_name(q, v, "city", tree->city->name, q->city->programme->english_city);
    values_text(v, "words", "");
    r->keep = true;
    return page_render(q, r, "places", say(q->language, "各地"), "places", v);
}
