/* Names of places in a text. Names come from the tree; the few words of this file are those by which an article speaks
 * of its own city and of larger ones. */
#include "domain/claim_mention.h"

#include <string.h>
#include <wchar.h>

#include "text/runes.h"

static const struct word fixed_rows[] = {
    {"我市", MENTION_OURS, NULL},         {"本市", MENTION_OURS, NULL},      {"全市", MENTION_WHOLE, NULL},
    {"全市域", MENTION_WHOLE, NULL},      {"市域", MENTION_OURS, NULL},      {"县市区", MENTION_OURS, NULL},
    {"县(市、区)", MENTION_OURS, NULL},   {"县(市区)", MENTION_OURS, NULL},  {"市县区", MENTION_OURS, NULL},
    {"全县", MENTION_COUNTY, NULL},       {"我县", MENTION_COUNTY, NULL},    {"全区", MENTION_COUNTY, NULL},
    {"我区", MENTION_COUNTY, NULL},       {"本县", MENTION_COUNTY, NULL},    {"本区", MENTION_COUNTY, NULL},
    {"该县", MENTION_COUNTY, NULL},       {"该区", MENTION_COUNTY, NULL},    {"镇上", MENTION_TOWNSHIP, NULL},
    {"镇里", MENTION_TOWNSHIP, NULL},     {"乡里", MENTION_TOWNSHIP, NULL},  {"所在的乡", MENTION_TOWNSHIP, NULL},
    {"所在的镇", MENTION_TOWNSHIP, NULL}, {"全镇", MENTION_TOWNSHIP, NULL},  {"全乡", MENTION_TOWNSHIP, NULL},
    {"咱镇", MENTION_TOWNSHIP, NULL},     {"咱乡", MENTION_TOWNSHIP, NULL},  {"咱县", MENTION_COUNTY, NULL},
    {"咱区", MENTION_COUNTY, NULL},       {"该镇", MENTION_TOWNSHIP, NULL},  {"该乡", MENTION_TOWNSHIP, NULL},
    {"全街道", MENTION_TOWNSHIP, NULL},   {"全省", MENTION_OUTSIDE, NULL},   {"我省", MENTION_OUTSIDE, NULL},
    {"全国", MENTION_OUTSIDE, NULL},      {"我国", MENTION_OUTSIDE, NULL},   {"全区域", MENTION_NOTHING, NULL},
    {"县城区", MENTION_NOTHING, NULL},    {"老城区", MENTION_NOTHING, NULL}, {"新城区", MENTION_NOTHING, NULL},
    {"城区道路", MENTION_NOTHING, NULL},  {"两地", MENTION_THOSE, NULL},     {"两县", MENTION_THOSE, NULL},
    {"两区", MENTION_THOSE, NULL},        {"两市", MENTION_THOSE, NULL},     {"两个县", MENTION_THOSE, NULL},
    {"两个区", MENTION_THOSE, NULL},      {"两个市", MENTION_THOSE, NULL},   {"三地", MENTION_THOSE, NULL},
    {"三县", MENTION_THOSE, NULL},        {"三区", MENTION_THOSE, NULL},     {"三市", MENTION_THOSE, NULL},
    {"四地", MENTION_THOSE, NULL},        {"四县", MENTION_THOSE, NULL},     {"五地", MENTION_THOSE, NULL},
    {"五县", MENTION_THOSE, NULL},
};
enum { FIXED = sizeof fixed_rows / sizeof *fixed_rows };

/* Behind 全省: where we stand, not whom we count. */
static const char *const ranks[] = {"第", "前", "首", "先", "平均", "示范", "试点", "领先", "排名", "唯一"};
/* The same behind 全市, which is counted more often. */
static const char *const city_ranks[] = {"第", "前列", "前茅", "首位", "平均", "领先", "排名"};
/* Behind the city, in a county's text: who gave it its task. */
static const char *const assigns[] = {"下达", "交办", "分配"};
/* Before a place that something is measured by: it speaks of no clause behind its own. */
static const char *const measured_by[] = {"占",   "居",   "列",   "次于", "比",   "较",   "高于",
                                          "低于", "多于", "少于", "走出", "出了", "地处", "位于"};
static const char *const beside[] = {"邻居"}; /* 居 of 居全市第一 is none of it */
/* Before a city that the tree does not know, within a clause. */
static const char *const of_it[] = {"的",   "邻近", "相邻", "毗邻", "邻居", "兄弟",
                                    "隔壁", "同期", "同年", "今年", "去年"};
static const wchar_t of_it_ends[] = L"的近邻居弟壁期年"; /* what they end with: asked of each character of a text */

struct places *places_new(struct ctx *ctx, const struct organisations *tree, const struct programme *programme,
                          const struct text *text)
{
    struct places *places = arena_alloc(ctx->mem, sizeof *places);

    places->city = tree->city;
    for (size_t i = 0; i < tree->count; i++)
        places->counties += tree->at[i].level == LEVEL_COUNTY;
    places->names = place_names_new(ctx->mem, tree, programme, fixed_rows, FIXED);
    places->outside = outside_new(ctx->mem, places->names);
    places_read_title(ctx, places, text);
    return places;
}

const struct lexicon *places_lexicon(const struct places *places)
{
    return places->names->lexicon;
}

bool mention_village(const struct places *places, const int32_t *s, size_t at, size_t end, struct mention *ret)
{
    size_t length;
    const struct named *named = place_names_village(places->names, s, at, end, &length);

    if (named)
        *ret = (struct mention){{at, at + length}, MENTION_ORG, named};
    return named != NULL;
}

/* “在甲乙，”, “甲乙新建…”, but not 甲乙路, 甲乙大桥, 新甲乙. */
static bool stands_alone(const int32_t *s, size_t at, size_t length, size_t end)
{
    static const wchar_t before[] = L"在对为和及与跟同是让从可而但占";

    if (at > 0 && (rune_is_han(s[at - 1]) || rune_is_digit(s[at - 1]) || rune_is_latin(s[at - 1])) &&
        !wcschr(before, s[at - 1]))
        return false;
    return !is_of_thing(s, at + length, end);
}

/* The mention that begins at s[at]; of two that overlap the later one (某市市区). */
bool mention_at(const struct places *places, const int32_t *s, size_t at, size_t end, struct mention *ret)
{
    size_t length, other;
    const struct word *row = lexicon_at(places->names->lexicon, s, at, end, &length);

    *ret = (struct mention){.kind = MENTION_OUTSIDE};
    if (!row)
        return (at == 0 || rune_is_clause_end(s[at - 1]) || (wcschr(of_it_ends, s[at - 1]) && ENDS(s, 0, at, of_it))) &&
               (mention_village(places, s, at, end, ret) || outside_at(places->outside, s, at, end, &ret->span));
    for (size_t i = at + 1; i < at + length; i++) {
        const struct word *later = lexicon_at(places->names->lexicon, s, i, end, &other);
        if (!later || i + other <= at + length)
            continue;
        row = later;
        at = i;
        length = other;
    }
    *ret = (struct mention){
        {at, at + length}, (enum mention_kind)row->kind, places->names->named[row - places->names->rows]};
    if (ret->kind == MENTION_SHORT)
        ret->kind = stands_alone(s, at, length, end) ? MENTION_ORG : MENTION_NOTHING;
    if ((ret->kind == MENTION_OUTSIDE && STANDS(s, at + length, end, ranks)) ||
        (ret->kind == MENTION_WHOLE && STANDS(s, at + length, end, city_ranks)) ||
        (ret->kind == MENTION_ORG && ret->named->org == places->city && places->title &&
         STANDS(s, at + length, end, assigns)))
        ret->kind = MENTION_NOTHING;
    return true;
}

/* The last (or the first) mention in the span. `carried`: it stands in another clause than the number. */
bool mention_find(const struct places *places, const int32_t *s, struct span span, bool first, bool carried,
                  struct mention *ret)
{
    bool found = false;
    struct mention m;

    for (size_t i = span.start; i < span.end; i++) {
        if (!mention_at(places, s, i, span.end, &m))
            continue;
        i = m.span.end - 1;
        if (m.kind == MENTION_NOTHING ||
            (carried && ENDS(s, span.start, m.span.start, measured_by) && !ENDS(s, span.start, m.span.start, beside)) ||
            (carried && m.kind == MENTION_OUTSIDE && m.span.start > 0 && !rune_is_clause_end(s[m.span.start - 1]) &&
             !(m.span.end < span.end && s[m.span.end] == ','))) /* but “隔河相望的山西省平陆县，今年…” */
            continue;
        *ret = m;
        found = true;
        if (first)
            break;
    }
    return found;
}

/* 城关镇 stands in several counties: the one of the county that the title names; NULL: it names none. */
static const struct organisation *below_title(const struct places *places, const struct mention *m)
{
    const struct organisation *found = NULL;

    for (const struct named *named = m->named; named && places->title; named = named->next)
        if (organisation_within(named->org, places->title)) {
            if (found)
                return NULL;
            found = named->org;
        }
    return found;
}

const struct organisation *mention_org(const struct places *places, const int32_t *s, size_t start,
                                       const struct mention *m)
{
    if (!m->named->next)
        return m->named->org;
    for (size_t i = start; i < m->span.start; i++) {
        struct mention above;
        if (!mention_at(places, s, i, m->span.start, &above) || above.kind != MENTION_ORG)
            continue;
        for (const struct named *n = m->named; n; n = n->next)
            if (!above.named->next && n->org != above.named->org && above.named->org != places->city &&
                organisation_within(n->org, above.named->org))
                return n->org;
    }
    return below_title(places, m);
}
