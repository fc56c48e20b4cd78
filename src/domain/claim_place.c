/* Which of the places that a text names a figure speaks of: its clause's, its sentence's, its paragraph's, the
 * heading's, the title's. */
#include "domain/claim_place.h"

#include <string.h>
#include <wchar.h>

#include "base/utf8.h"
#include "domain/claim_mention.h"
#include "domain/claim_site.h"
#include "text/runes.h"

enum {
    HEADING_MAX = 14, /* a heading that is a place's name and little else */
    OWN_WORDS = 4,    /* characters of a clause that names what it counts */
    NAME_MAX = 4,     /* 洛阳市, 驻马店市 */
};

bool place_same(const struct place *a, const struct place *b)
{
    return a->org == b->org && a->several_count == b->several_count &&
           (a->several_count == 0 || memcmp(a->several, b->several, a->several_count * sizeof(void *)) == 0);
}

const char *place_why(struct ctx *ctx, const struct place *place)
{
    if (place->why || !place->words)
        return place->why ? place->why : "对应不到本库的某一个单位";
    if (place->several_count)
        return arena_printf(ctx->mem, "“%s”合起来没有可对照的", place->words);
    return arena_printf(ctx->mem, "“%s”对应不到本库的某一个单位", place->words);
}

/* 甲镇 and 全镇, 镇上 */
static bool ends_as(const struct mention *a, const struct mention *b, const int32_t *s)
{
    return s[a->span.end - 1] == s[b->span.end - 1] || s[a->span.end - 1] == s[b->span.start];
}

/* 全县: the county that the text spoke of last. */
static const struct organisation *spoken_of(const struct places *places, const int32_t *s, const struct mention *of,
                                            enum org_level level)
{
    size_t at = of->span.start;
    size_t start = at > MENTION_LOOK_BACK * 4 ? at - MENTION_LOOK_BACK * 4 : 0;
    const struct organisation *found = NULL;

    for (size_t i = start; i < at; i++) {
        struct mention m;
        if (mention_at(places, s, i, at, &m) && m.kind == MENTION_ORG && !m.named->next &&
            m.named->org->level == level && ends_as(&m, of, s))
            found = m.named->org;
    }
    return found;
}

/* Is the text that of a county which is a city itself, and says 全市 of it? */
static bool titled_city(const struct places *places)
{
    size_t length = places->title ? strlen(places->title->name) : 0;

    return length > strlen("市") && strcmp(places->title->name + length - strlen("市"), "市") == 0;
}

static bool is_each_of_ours(const int32_t *s, struct span window, const struct mention *m)
{
    static const char *const each[] = {"各", "每"};
    static const char *const apiece[] = {"至少", "均", "都", "各", "分别", "不少于"};

    return m->kind == MENTION_OURS && ENDS(s, window.start, m->span.start, each) && m->span.end < window.end &&
           words_any(s, (struct span){m->span.end, window.end}, apiece, sizeof apiece / sizeof *apiece);
}

/* 甲乙全市, of a city 甲乙市 */
static bool follows_city(const struct places *places, const int32_t *s, size_t at)
{
    const char *name = places->city->name;
    size_t length = utf8_count(name, strlen(name)) - 1;

    for (size_t i = 0; i < length && at >= length; i++) {
        size_t bytes;
        if (utf8_next(name, strlen(name), &bytes) != s[at - length + i])
            return false;
        name += bytes;
    }
    return at >= length;
}

/* “灵宝全市”, in a text of one of its towns: the county-level city whose name stands right before. */
static const struct organisation *city_right_before(const struct places *places, const int32_t *s, size_t start,
                                                    const struct mention *of)
{
    struct span before = {start + NAME_MAX < of->span.start ? of->span.start - NAME_MAX : start, of->span.start};
    struct mention m;

    if (!mention_find(places, s, before, false, false, &m) || m.kind != MENTION_ORG || m.span.end != of->span.start ||
        m.named->org->level != LEVEL_COUNTY)
        return NULL;
    return mention_org(places, s, before.start, &m);
}

/* Whom the title means by 全县 or 全镇; NULL: nobody. */
static const struct organisation *title_at(const struct places *places, enum org_level level)
{
    const struct organisation *org = places->title;

    while (org && org->level > level)
        org = org->parent;
    return org && org->level == level ? org : NULL;
}

/* `window`: from where names may stand to the number, or to where the clause of the names ends. */
static struct place place_of(struct ctx *ctx, const struct places *places, const struct text *text, struct span window,
                             const struct mention *m, enum place_from from)
{
    const int32_t *s = text->read;
    struct place place = {.words = text_words(ctx, text, m->span.start, m->span.end), .from = from};
    enum org_level level;

    switch (m->kind) {
    case MENTION_ORG:
        if (several_held(ctx, places, text, window.start, m, &place) ||
            several_joint(ctx, places, text, window.start, m, &place))
            break;
        if (several_is_last(places, s, window.start, m))
            several_read(ctx, places, text, window, m, &place);
        else
            place.org = mention_org(places, s, window.start, m);
        break;
    case MENTION_THOSE:
        several_read(ctx, places, text, window, m, &place);
        break;
    case MENTION_WHOLE:
    case MENTION_OURS:
        if (is_each_of_ours(s, window, m))
            break; /* 各县（市、区）至少再开 1 个 */
        if ((place.org = city_right_before(places, s, window.start, m)) != NULL)
            break;
        if (titled_city(places) && !follows_city(places, s, m->span.start)) {
            place.org = places->city_named ? NULL : places->title; /* 全市 may be either */
            break;
        }
        place.whole = m->kind == MENTION_WHOLE;
        place.org = places->city;
        break;
    case MENTION_COUNTY:
    case MENTION_TOWNSHIP:
        level = m->kind == MENTION_COUNTY ? LEVEL_COUNTY : LEVEL_TOWNSHIP;
        place.org = spoken_of(places, s, m, level);
        place.org = place.org ? place.org : title_at(places, level);
        break;
    case MENTION_SHORT: /* mention_at tells it as MENTION_ORG */
    case MENTION_OUTSIDE:
    case MENTION_NOTHING:
        break;
    }
    return place;
}

bool place_named(struct ctx *ctx, const struct places *places, const struct text *text, struct span span, bool first,
                 struct place *ret)
{
    struct mention m;

    if (!mention_find(places, text->read, span, first, false, &m) || m.kind != MENTION_ORG)
        return false;
    *ret = place_of(ctx, places, text, span, &m, PLACE_LIST);
    return true;
}

/* The paragraph above, if it is a place's name and little else. */
static bool heading_above(const struct places *places, const int32_t *s, size_t paragraph, struct mention *ret)
{
    size_t end = paragraph > 0 ? paragraph - 1 : 0, start = end;

    while (start > 0 && s[start - 1] != '\n' && end - start <= HEADING_MAX)
        start--;
    if (end - start > HEADING_MAX || !mention_find(places, s, (struct span){start, end}, true, true, ret))
        return false;
    return ret->kind == MENTION_ORG && (ret->span.end - ret->span.start) * 2 >= end - start;
}

static bool is_scope(const struct mention *m)
{
    return m->kind == MENTION_ORG && m->named->org->level == LEVEL_SCOPE;
}

/* “甲县乙镇一所小学的操场上，…”: a scene, whose last place *ret becomes. */
static bool is_scene(const struct places *places, const int32_t *s, struct mention *ret, size_t end)
{
    static const char *const some[] = {"某", "一所", "一家", "一位", "一个", "一处", "一户"};
    struct mention next;

    while (mention_at(places, s, ret->span.end, end, &next) && next.kind == MENTION_ORG &&
           next.span.start == ret->span.end)
        *ret = next;
    return STANDS(s, ret->span.end, end, some);
}

/* A paragraph that opens with one place speaks of it, until it speaks of the city. */
static bool opens_paragraph(const struct places *places, const int32_t *s, const struct around *a, struct mention *ret)
{
    static const char *const there[] = {"这所", "这家", "这里", "该校", "该院", "这个"};
    struct span opening = {a->paragraph, a->paragraph + NAME_MAX + HEADING_MAX}, rest;
    struct mention last, scene;

    if (opening.end > a->sentence)
        opening.end = a->sentence; /* 甲市的长处在山乡。… */
    if (opening.end == opening.start || !mention_find(places, s, opening, true, true, ret) ||
        ret->span.start > a->paragraph + 2 || ret->kind != MENTION_ORG || several_is_first(places, s, ret) ||
        is_scope(ret))
        return false;
    scene = *ret;
    if (is_scene(places, s, &scene, opening.end)) {
        *ret = scene;
        return STANDS(s, a->sentence, a->number.start, there); /* of a scene that goes on */
    }
    rest = (struct span){ret->span.end, a->sentence};
    if (rest.start + MENTION_LOOK_BACK < rest.end)
        rest.start = rest.end - MENTION_LOOK_BACK;
    return !mention_find(places, s, rest, false, true, &last) ||
           (last.kind != MENTION_WHOLE && last.kind != MENTION_OURS &&
            !(last.kind == MENTION_COUNTY && ret->named->org->level > LEVEL_COUNTY)); /* 甲镇建成3个，全区12个。 */
}

/* 103.7公里, but not 9月底 */
static bool states_amount(const int32_t *s, size_t start, size_t end)
{
    for (size_t i = start; i + 1 < end; i++)
        if (rune_is_digit(s[i]) && !rune_is_digit(s[i + 1]) && s[i + 1] != '.' && !wcschr(L"年月日号—-", s[i + 1]))
            return true;
    return false;
}

/* “…158公里，其中甲区12公里；新增…”, “…158公里，甲区12公里；新增…”: a place of the parts speaks of nothing behind the
 * semicolon, nor does one that a part names where those before named none. Where the part of the sentence begins that
 * named it so; 0 if it did not, or if no semicolon follows. */
static size_t among_parts(const struct places *places, const int32_t *s, const struct mention *m, struct span before)
{
    size_t from = rune_behind(s, before.start, m->span.start, L";"), of;
    struct mention other;

    if (rune_find(s, m->span.end, before.end, ';') == before.end)
        return 0;
    for (size_t i = from; i + 1 < m->span.start; i++)
        if (s[i] == L'其' && s[i + 1] == L'中')
            return i;
    if (from > before.start && !mention_find(places, s, (struct span){before.start, from}, true, true, &other))
        return from; /* 改建公路120公里；甲区新增入网60万平方米；新增助餐场所80个 */
    if (!states_amount(s, from, m->span.start))
        return 0;
    of = rune_behind(s, from, m->span.start, L",:"); /* 甲县、乙县合计 */
    return of > from ? of : 0;
}

/* “改建公路45公里，甲镇补上安防7公里，新建充电桩120个”: a place between the amounts of others speaks of its own alone.
 * Where its part of the sentence begins; 0 if it does not stand so. */
static size_t behind_amounts(const int32_t *s, const struct mention *m, struct span before)
{
    size_t part = rune_behind(s, before.start, m->span.start, L",;");
    size_t comma = rune_find(s, m->span.end, before.end, ',');

    return part > before.start && states_amount(s, before.start, part) && comma < before.end &&
                   states_amount(s, m->span.end, comma)
               ? part
               : 0;
}

/* The last place that the sentence named before the clause, and that still holds. `own`: the clause has words of its
 * own. */
static bool named_before(const struct places *places, const int32_t *s, struct span before, bool own,
                         struct mention *ret)
{
    const size_t end = before.end;

    while (before.start < before.end && mention_find(places, s, before, false, true, ret)) {
        if (is_scope(ret) && rune_find(s, ret->span.end, end, ';') < end) {
            before.end = ret->span.start; /* 市区新建换热站11座；新增充电桩663个 */
            continue;
        }
        if (ret->kind == MENTION_COUNTY || ret->kind == MENTION_WHOLE)
            return true; /* 甲乡5个，全县加起来44个；线路66.3千米 */
        size_t parts = among_parts(places, s, ret, before);
        if (!parts && own && ret->kind == MENTION_ORG && !is_scope(ret))
            parts = behind_amounts(s, ret, before);
        if (!parts)
            return true;
        before.end = parts;
    }
    return false;
}

/* The window up to the end of the clause that names the place. */
static struct span clause_of(const int32_t *s, struct span window, const struct mention *m)
{
    size_t end = m->span.end;

    while (end < window.end && !rune_is_clause_end(s[end]))
        end++;
    return (struct span){window.start, end};
}

/* “老院门口的停车场，新装的充电桩一字排开，共8台”: a sentence that opens with a spot tells of no whole city. Where its
 * words end; the sentence's start if it does not. */
static size_t spot_opening(const struct places *places, const int32_t *s, const struct around *a)
{
    enum { SPOT_MAX = 12 };
    static const char *const spots[] = {"门口",   "停车场", "停车棚", "广场上", "院里", "院子里",
                                        "村里",   "村口",   "巷口",   "楼下",   "路边", "店里",
                                        "食堂里", "小区里", "社区里", "车棚里", "屋里", "活动室"};
    size_t end = a->sentence;
    struct mention m;

    while (end < a->clause.start && end < a->sentence + SPOT_MAX && s[end] != ',')
        end++;
    return end < a->clause.start && s[end] == ',' && ENDS(s, a->sentence, end, spots) && s[end - 3] != L'家' &&
                   !mention_find(places, s, (struct span){a->sentence, end}, true, false, &m)
               ? end
               : a->sentence;
}

/* “我院是全市唯一的机构，全年筛查 2874 人”, “村里今年换了 2 个台区”: an institution tells of itself, which is no place.
 * Where its words end; the sentence's start if it does not. */
static size_t institution_opening(const int32_t *s, const struct around *a)
{
    static const char *const ours[] = {"我院", "本院",   "我校", "我站", "本中心", "我中心",
                                       "我所", "村里今", "咱村", "俺村", "我村",   "本村"};
    size_t at = a->sentence;

    return words_stand(s, at, a->number.start, ours, sizeof ours / sizeof *ours) ? at + (s[at + 1] == L'中' ? 3 : 2)
                                                                                 : at;
}

struct place place_of_text(const struct places *places)
{
    if (places->title)
        return (struct place){.org = places->title, .words = places->title_words, .from = PLACE_TITLE};
    return (struct place){.org = places->city};
}

/* “市区多了 11 座换热站 4322 户告别煤气罐”: a headline of two, told apart by a blank alone. */
static bool is_second_headline(const struct text *text, const struct around *a)
{
    size_t limit =
        a->number.end + MENTION_LOOK_BACK < text->read_count ? a->number.end + MENTION_LOOK_BACK : text->read_count;
    size_t end = rune_find(text->read, a->number.end, limit, '\n');

    return a->number.start > a->paragraph && is_heading(text, a->paragraph, end) &&
           text->origin[a->number.start] > text->origin[a->number.start - 1] + 1;
}

/* Not “4至6月完成”, which goes on with what was told before. */
static bool has_own_words(const int32_t *s, const struct around *a)
{
    size_t count = 0;

    for (size_t i = a->clause.start; i < a->number.start; i++)
        count += rune_is_han(s[i]) && !wcschr(L"年月日至到底末内已又共计完成", (wchar_t)s[i]);
    return count >= OWN_WORDS;
}

struct place place_find(struct ctx *ctx, const struct places *places, const struct text *text, const struct around *a)
{
    const int32_t *s = text->read;
    size_t start =
        a->sentence + MENTION_LOOK_BACK < a->number.start ? a->number.start - MENTION_LOOK_BACK : a->sentence;
    struct span window = {a->paragraph, a->number.start};
    size_t spot;
    bool summed;
    struct mention m;

    if (mention_find(places, s, (struct span){a->clause.start, a->number.start}, false, false, &m))
        return place_of(ctx, places, text, window, &m, PLACE_CLAUSE);
    if (mention_find(places, s, (struct span){a->number.end, a->clause.end}, true, true, &m))
        return several_is_first(places, s, &m) ? several_behind(ctx, places, text, &m, a->clause.end)
                                               : place_of(ctx, places, text, window, &m, PLACE_CLAUSE);
    summed = several_summed(s, rune_behind(s, a->sentence, a->number.start, L",;"), a->number.start);
    spot = institution_opening(s, a);
    if (spot == a->sentence && !is_second_headline(text, a) &&
        named_before(places, s, (struct span){start, a->clause.start}, !summed && has_own_words(s, a), &m))
        return place_of(ctx, places, text, summed ? window : clause_of(s, window, &m), &m, PLACE_SENTENCE);
    spot = spot > a->sentence ? spot : spot_opening(places, s, a);
    if (spot > a->sentence)
        return (struct place){.words = text_words(ctx, text, a->sentence, spot), .from = PLACE_SENTENCE};
    if (opens_paragraph(places, s, a, &m))
        return place_of(ctx, places, text, clause_of(s, window, &m), &m, PLACE_PARAGRAPH);
    if (heading_above(places, s, a->paragraph, &m))
        return place_of(ctx, places, text, m.span, &m, PLACE_HEADING);
    return place_of_text(places);
}
