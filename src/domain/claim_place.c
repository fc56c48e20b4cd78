/* Names of places in a text. Names come from the tree; the few words of this file are those by which an article speaks
 * of its own city and of larger ones. */
#include "domain/claim_place.h"

#include <string.h>
#include <wchar.h>

#include "base/utf8.h"
#include "domain/claim_names.h"
#include "domain/claim_outside.h"
#include "domain/claim_site.h"
#include "domain/claim_words.h"
#include "text/runes.h"

enum {
    LOOK_BACK = 400,  /* a sentence is not longer */
    SENTENCES_UP = 2, /* 两地: those of a sentence so far above */
    LIST_MAX = 32,
    HEADING_MAX = 14, /* a heading that is a place's name and little else */
    SUM_MAX = 4,      /* 加在一起 */
    LINES_BELOW = 3,  /* of a title, that may say who speaks */
    NAME_MAX = 4,     /* 洛阳市, 驻马店市 */
};

static const struct word fixed_rows[] = {
    {"我市", MENTION_OURS, NULL},        {"本市", MENTION_OURS, NULL},      {"全市", MENTION_WHOLE, NULL},
    {"全市域", MENTION_WHOLE, NULL},     {"市域", MENTION_OURS, NULL},      {"县市区", MENTION_OURS, NULL},
    {"县(市、区)", MENTION_OURS, NULL},  {"县(市区)", MENTION_OURS, NULL},  {"市县区", MENTION_OURS, NULL},
    {"全县", MENTION_COUNTY, NULL},      {"我县", MENTION_COUNTY, NULL},    {"全区", MENTION_COUNTY, NULL},
    {"我区", MENTION_COUNTY, NULL},      {"本县", MENTION_COUNTY, NULL},    {"本区", MENTION_COUNTY, NULL},
    {"该县", MENTION_COUNTY, NULL},      {"该区", MENTION_COUNTY, NULL},    {"镇上", MENTION_TOWNSHIP, NULL},
    {"镇里", MENTION_TOWNSHIP, NULL},    {"乡里", MENTION_TOWNSHIP, NULL},  {"全镇", MENTION_TOWNSHIP, NULL},
    {"全乡", MENTION_TOWNSHIP, NULL},    {"该镇", MENTION_TOWNSHIP, NULL},  {"该乡", MENTION_TOWNSHIP, NULL},
    {"全街道", MENTION_TOWNSHIP, NULL},  {"全省", MENTION_OUTSIDE, NULL},   {"我省", MENTION_OUTSIDE, NULL},
    {"全国", MENTION_OUTSIDE, NULL},     {"我国", MENTION_OUTSIDE, NULL},   {"全区域", MENTION_NOTHING, NULL},
    {"县城区", MENTION_NOTHING, NULL},   {"老城区", MENTION_NOTHING, NULL}, {"新城区", MENTION_NOTHING, NULL},
    {"城区道路", MENTION_NOTHING, NULL}, {"两地", MENTION_THOSE, NULL},     {"两县", MENTION_THOSE, NULL},
    {"两区", MENTION_THOSE, NULL},       {"两市", MENTION_THOSE, NULL},     {"两个县", MENTION_THOSE, NULL},
    {"两个区", MENTION_THOSE, NULL},     {"两个市", MENTION_THOSE, NULL},   {"三地", MENTION_THOSE, NULL},
    {"三县", MENTION_THOSE, NULL},       {"三区", MENTION_THOSE, NULL},     {"三市", MENTION_THOSE, NULL},
    {"四地", MENTION_THOSE, NULL},       {"四县", MENTION_THOSE, NULL},     {"五地", MENTION_THOSE, NULL},
    {"五县", MENTION_THOSE, NULL},
};
enum { FIXED = sizeof fixed_rows / sizeof *fixed_rows };

/* Behind 全省: where we stand, not whom we count. */
static const char *const ranks[] = {"第", "前", "首", "先", "平均", "示范", "试点", "领先", "排名", "唯一"};
/* The same behind 全市, which is counted more often. */
static const char *const city_ranks[] = {"第", "前列", "前茅", "首位", "平均", "领先", "排名"};
/* Before a place that something is measured by: it speaks of no clause behind its own. */
static const char *const measured_by[] = {"占", "居", "列", "次于", "比", "较", "高于", "低于", "多于", "少于"};
/* Before a city that the tree does not know, within a clause. */
static const char *const of_it[] = {"的",   "邻近", "相邻", "毗邻", "邻居", "兄弟",
                                    "隔壁", "同期", "同年", "今年", "去年"};
static const wchar_t of_it_ends[] = L"的近邻居弟壁期年"; /* what they end with: asked of each character of a text */
/* How amounts of several places are given: together, or of each. */
static const char *const together[] = {"共",     "合计",     "总计",   "一共",     "总共",
                                       "加起来", "加在一起", "合起来", "合在一起", "加到一起"};
static const char *const sums[] = {"合计", "总计", "一共", "总共", "加起来", "加在一起", "合起来", "合在一起"};
static const char *const jointly[] = {"共同", "共享", "共建"};
static const char *const built[] = {"共建成", "共建起", "共建了"};
static const char *const each_of_them[] = {"各", "均", "都", "分别", "依次"};

struct places {
    const struct organisation *city;
    size_t counties;
    const struct place_names *names;
    const struct outside *outside;
    const struct organisation *title; /* of which the text's title says that it tells; NULL: none */
    const char *title_words;
    bool city_named; /* and yet the text names the city */
};

struct mention {
    struct span span;
    enum mention_kind kind;
    const struct named *named;
};

static void read_title(struct ctx *ctx, struct places *places, const struct text *text);

struct places *places_new(struct ctx *ctx, const struct organisations *tree, const struct programme *programme,
                          const struct text *text)
{
    struct places *places = arena_alloc(ctx->mem, sizeof *places);

    places->city = tree->city;
    for (size_t i = 0; i < tree->count; i++)
        places->counties += tree->at[i].level == LEVEL_COUNTY;
    places->names = place_names_new(ctx->mem, tree, programme, fixed_rows, FIXED);
    places->outside = outside_new(ctx->mem, places->names);
    read_title(ctx, places, text);
    return places;
}

const struct lexicon *places_lexicon(const struct places *places)
{
    return places->names->lexicon;
}

/* ---- mentions ---- */

static bool stands_any(const int32_t *s, size_t at, size_t end, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (words_at(s, at, end, words[i]))
            return true;
    return false;
}

static bool ends_any(const int32_t *s, size_t start, size_t at, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t length = utf8_count(words[i], strlen(words[i]));
        if (at >= start + length && words_at(s, at - length, at, words[i]))
            return true;
    }
    return false;
}

#define STANDS(s, at, end, list) stands_any(s, at, end, list, sizeof(list) / sizeof *(list))
#define ENDS(s, start, at, list) ends_any(s, start, at, list, sizeof(list) / sizeof *(list))

/* 文二社区 at the start of a clause. */
static bool village_at(const struct places *places, const int32_t *s, size_t at, size_t end, struct mention *ret)
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
    static const wchar_t before[] = L"在对为和及与跟同是让从";

    if (at > 0 && (rune_is_han(s[at - 1]) || rune_is_digit(s[at - 1]) || rune_is_latin(s[at - 1])) &&
        !wcschr(before, s[at - 1]))
        return false;
    return !is_of_thing(s, at + length, end);
}

/* The mention that begins at s[at]; of two that overlap the later one (某市市区). */
static bool mention_at(const struct places *places, const int32_t *s, size_t at, size_t end, struct mention *ret)
{
    size_t length, other;
    const struct word *row = lexicon_at(places->names->lexicon, s, at, end, &length);

    *ret = (struct mention){.kind = MENTION_OUTSIDE};
    if (!row)
        return (at == 0 || rune_is_clause_end(s[at - 1]) || (wcschr(of_it_ends, s[at - 1]) && ENDS(s, 0, at, of_it))) &&
               (village_at(places, s, at, end, ret) || outside_at(places->outside, s, at, end, &ret->span));
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
        (ret->kind == MENTION_WHOLE && STANDS(s, at + length, end, city_ranks)))
        ret->kind = MENTION_NOTHING;
    return true;
}

/* The last (or the first) mention in the span. `carried`: it stands in another clause than the number. */
static bool find_mention(const struct places *places, const int32_t *s, struct span span, bool first, bool carried,
                         struct mention *ret)
{
    bool found = false;
    struct mention m;

    for (size_t i = span.start; i < span.end; i++) {
        if (!mention_at(places, s, i, span.end, &m))
            continue;
        i = m.span.end - 1;
        if (m.kind == MENTION_NOTHING || (carried && ENDS(s, span.start, m.span.start, measured_by)) ||
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

/* 山城甲乙：…, 两年对照看甲乙: a title may put any word before a county's short name, if the text soon names it whole.
 */
static const struct organisation *short_in_title(const struct places *places, const int32_t *s, size_t title,
                                                 size_t count, struct span *ret)
{
    size_t length, opening = count < title + LOOK_BACK ? count : title + LOOK_BACK;
    struct mention m;

    for (size_t i = 0; i < title; i++) {
        const struct word *row = lexicon_at(places->names->lexicon, s, i, title, &length);
        const struct named *named =
            row && row->kind == MENTION_SHORT ? places->names->named[row - places->names->rows] : NULL;

        if (!named || named->next || is_of_thing(s, i + length, title))
            continue;
        for (size_t k = title; k < opening; k++)
            if (mention_at(places, s, k, opening, &m) && m.kind == MENTION_ORG && m.named->org == named->org) {
                *ret = (struct span){i, i + length};
                return named->org;
            }
    }
    return NULL;
}

/* Of several places of one name the one below a place named before it. */
static const struct organisation *which(const struct places *places, const int32_t *s, size_t start,
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
    return NULL;
}

/* The one county that the title names, or the township or village that it begins with (“甲县乙镇2024年…”); NULL if it
 * names others beside. */
static const struct organisation *one_in_title(const struct places *places, const int32_t *s, struct span title,
                                               struct span *ret)
{
    const struct organisation *found = NULL;
    const size_t end = title.end;
    size_t begins = title.start; /* where the names end that the title begins with */
    struct mention m;

    for (size_t i = title.start; i < end; i++) {
        const struct organisation *org;

        if (!mention_at(places, s, i, end, &m))
            continue;
        i = m.span.end - 1;
        org = m.kind == MENTION_ORG ? which(places, s, 0, &m) : NULL;
        if (m.span.start == begins && org)
            begins = m.span.end;
        if (!org || org == places->city)
            continue;
        if ((org->level > LEVEL_COUNTY && (org->level > LEVEL_VILLAGE || begins != m.span.end)) ||
            (found && !organisation_within(org, found))) {
            *ret = (struct span){0, 0};
            return NULL;
        }
        found = org;
        *ret = m.span;
    }
    return found;
}

/* “2025年1月8日在甲县…”: whether 在 and a day stand before s[at]. */
static bool dated_at(const int32_t *s, struct span line, size_t at)
{
    return at > line.start + 1 && s[at - 1] == L'在' &&
           (s[at - 2] == L'日' || s[at - 2] == L'月' || s[at - 2] == L'年');
}

/* “甲区乙街道办公室　2024年12月28日”, “——2025年1月在甲县人代会上”: who speaks, by the lines below the title. */
static const struct organisation *one_below_title(const struct places *places, const struct text *text, size_t end,
                                                  struct span *ret)
{
    const struct span title = *ret;

    for (int line = 0; line < LINES_BELOW && end < text->read_count; line++) {
        struct span below = {end + 1, rune_find(text->read, end + 1, text->read_count, '\n')}, named = below;
        const struct organisation *org;

        if (!is_heading(text, below.start, below.end))
            break;
        end = below.end;
        while (below.start < below.end && !rune_is_han(text->read[below.start]))
            below.start++;
        org = one_in_title(places, text->read, below, &named);
        if (org &&
            (org->level > LEVEL_COUNTY || named.start == below.start || dated_at(text->read, below, named.start))) {
            *ret = named;
            return org;
        }
    }
    *ret = title;
    return NULL;
}

/* “…在我县的任务”: the one county in which all places lie that the text names, if it speaks so of its own. */
static const struct organisation *of_our_county(const struct places *places, const int32_t *s, size_t count,
                                                struct span *ret)
{
    static const char *const own[] = {"我县", "我区", "本县", "本区"};
    const struct organisation *found = NULL;
    bool ours = false;
    struct mention m;

    for (size_t i = 0; i < count; i++) {
        const struct organisation *org;
        if (!mention_at(places, s, i, count, &m))
            continue;
        i = m.span.end - 1;
        if (m.kind == MENTION_COUNTY && STANDS(s, m.span.start, count, own) && !ours) {
            ours = true;
            *ret = m.span;
        }
        org = m.kind == MENTION_ORG ? which(places, s, 0, &m) : NULL;
        while (org && org->level > LEVEL_COUNTY && org->level != LEVEL_SCOPE)
            org = org->parent;
        if (!org || org->level != LEVEL_COUNTY)
            continue;
        if (found && found != org)
            return NULL;
        found = org;
    }
    return ours ? found : NULL;
}

/* “甲乙市2024年…”: whom the first line names, and whether the text names its city anywhere. */
static void read_title(struct ctx *ctx, struct places *places, const struct text *text)
{
    const int32_t *s = text->read;
    const size_t end = title_line(text).end;
    struct span words = {0, end};
    struct mention m;

    places->title = one_in_title(places, s, (struct span){0, end}, &words);
    if (!places->title && words.end == end)
        places->title = one_below_title(places, text, end, &words);
    if (!places->title && words.end == end)
        places->title = short_in_title(places, s, end, text->read_count, &words);
    if (!places->title && words.end == end)
        places->title = of_our_county(places, s, text->read_count, &words);
    if (!places->title)
        return;
    places->title_words = text_words(ctx, text, words.start, words.end);
    for (size_t i = 0; i < text->read_count && !places->city_named; i++)
        places->city_named =
            mention_at(places, s, i, text->read_count, &m) && m.kind == MENTION_ORG && m.named->org == places->city;
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
    size_t start = at > LOOK_BACK * 4 ? at - LOOK_BACK * 4 : 0;
    const struct organisation *found = NULL;

    for (size_t i = start; i < at; i++) {
        struct mention m;
        if (mention_at(places, s, i, at, &m) && m.kind == MENTION_ORG && !m.named->next &&
            m.named->org->level == level && ends_as(&m, of, s))
            found = m.named->org;
    }
    return found;
}

/* Places that are named together, in the order of the text. */
struct org_list {
    const struct organisation *at[LIST_MAX];
    size_t count;
    size_t start; /* where the first one is named */
    bool broken;  /* one of them cannot be told, or they are too many */
};

static void list_add(struct org_list *list, const struct organisation *org)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->at[i] == org)
            return;
    if (list->count == LIST_MAX || !org)
        list->broken = true;
    else
        list->at[list->count++] = org;
}

/* The list of names that ends at s[end): “甲区、乙区和丙县”. */
static void list_before(const struct places *places, const int32_t *s, size_t start, size_t end, struct org_list *ret)
{
    const struct word *row;
    size_t length;

    *ret = (struct org_list){.start = end};
    while ((row = lexicon_before(places->names->lexicon, s, start, ret->start, &length)) != NULL) {
        size_t at = ret->start - length;
        struct mention m;
        if ((row->kind != MENTION_ORG && row->kind != MENTION_SHORT) || !mention_at(places, s, at, end, &m) ||
            m.span.start != at)
            break;
        list_add(ret, places->names->named[row - places->names->rows] ? which(places, s, start, &m) : NULL);
        ret->start = at;
        if (at <= start + 1 || !words_connective(s, at - 1, at))
            break;
        ret->start = at - 1;
    }
    for (size_t i = 0; i < ret->count / 2; i++) {
        const struct organisation *first = ret->at[i];
        ret->at[i] = ret->at[ret->count - 1 - i];
        ret->at[ret->count - 1 - i] = first;
    }
}

/* The counties that the span names, each once. */
static void list_within(const struct places *places, const int32_t *s, struct span span, struct org_list *ret)
{
    struct mention m;

    *ret = (struct org_list){.start = span.end};
    for (size_t i = span.start; i < span.end; i++) {
        if (!mention_at(places, s, i, span.end, &m))
            continue;
        i = m.span.end - 1;
        if (m.kind == MENTION_ORG && which(places, s, span.start, &m) && m.named->org->level == LEVEL_COUNTY)
            list_add(ret, m.named->org);
        ret->broken = ret->broken || m.kind == MENTION_OUTSIDE;
    }
}

bool places_most_counties(const struct places *places, const struct text *text, struct span span)
{
    struct org_list list;

    list_within(places, text->read, span, &list);
    return list.count * 2 > places->counties;
}

static size_t how_many(const int32_t *s, const struct mention *m)
{
    static const wchar_t numerals[] = L"两三四五";
    const wchar_t *at = wcschr(numerals, s[m->span.start]);

    return at ? (size_t)(at - numerals) + 2 : 0;
}

/* 两县 are counties and 两区 districts; 两地 is any. */
static bool are_of_kind(const int32_t *s, const struct mention *m, const struct org_list *list)
{
    const char *kind = s[m->span.end - 1] == L'县' ? "县" : s[m->span.end - 1] == L'区' ? "区" : "市";

    for (size_t i = 0; i < list->count && s[m->span.end - 1] != L'地'; i++) {
        size_t length = strlen(list->at[i]->name);
        if (length < strlen(kind) || strcmp(list->at[i]->name + length - strlen(kind), kind) != 0)
            return false;
    }
    return true;
}

/* 两地: the list right before it, else all that its sentence, else the nearest sentence above, has named; so many of
 * the kind, or nobody can tell which are meant. */
static bool those_named(const struct places *places, const int32_t *s, size_t start, const struct mention *m,
                        struct org_list *ret)
{
    static const char *const leads[] = {"上述", "以上", "这", "该", "其中", "全市"};
    size_t end = m->span.start, count = how_many(s, m);

    list_before(places, s, start, end, ret);
    if (ret->count == 0 && end > start && !rune_is_clause_end(s[end - 1]) && !ENDS(s, start, end, leads))
        return false;
    for (int n = 0; n <= SENTENCES_UP && ret->count == 0 && !ret->broken && end > start; n++) {
        size_t from = end;
        while (from > start && (from == end || !rune_is_sentence_end(s[from - 1])) && end - from < LOOK_BACK)
            from--;
        list_within(places, s, (struct span){from, end}, ret);
        end = from;
    }
    return !ret->broken && ret->count == count && are_of_kind(s, m, ret);
}

static void set_several(struct ctx *ctx, const struct org_list *list, struct place *place)
{
    const struct organisation **several = arena_array(ctx->mem, list->count + 1, sizeof *several);

    memcpy(several, list->at, list->count * sizeof *several);
    place->several = several;
    place->several_count = list->count;
}

/* “甲区、乙区共”, “甲市和乙区的助餐场所加起来”, “甲区、乙区占”; not 甲区、乙区共建. */
static bool are_together(const int32_t *s, size_t end, size_t number)
{
    if (STANDS(s, end, number, jointly) && !STANDS(s, end, number, built))
        return false;
    if (STANDS(s, end, number, together) || ENDS(s, end, number, together))
        return true;
    if ((end + 1 == number && s[end] == L'占') || (end < number && s[end] == L'就'))
        return true;
    for (size_t i = end + (s[end] == ':'); !rune_is_clause_end(s[i]); i++)
        if (STANDS(s, i, i + SUM_MAX, sums))
            return true;
    return false;
}

/* “甲区、乙区”, 两地: one amount of all of them, where the words before the number say so. */
static void read_several(struct ctx *ctx, const struct places *places, const struct text *text, struct span window,
                         const struct mention *m, struct place *ret)
{
    const int32_t *s = text->read;
    bool those = m->kind == MENTION_THOSE, known;
    size_t end = m->span.end;
    struct org_list list;

    if (those)
        known = those_named(places, s, window.start, m, &list);
    else
        list_before(places, s, window.start, end, &list);
    if (!those)
        known = !list.broken;
    if (list.count > 0 && list.start < m->span.start)
        ret->words = text_words(ctx, text, list.start, end);
    if (STANDS(s, end, window.end, each_of_them) || ENDS(s, end, window.end, each_of_them))
        ret->why = arena_printf(ctx->mem, "“%s”说的是各自的数，不是合起来的", ret->words);
    else if (!known)
        ret->why = arena_printf(ctx->mem, "“%s”是哪几个地方，文中分不清", ret->words);
    else if (!those && !are_together(s, end, window.end))
        ret->why = arena_printf(ctx->mem, "“%s”是几个地方，没有说是不是合起来的数", ret->words);
    else
        set_several(ctx, &list, ret);
}

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

/* “甲区（含乙区）”: both. Where the first is named. */
static bool holds_it(const struct places *places, const int32_t *s, size_t start, const struct mention *m,
                     struct org_list *ret)
{
    size_t at = m->span.start, length;
    struct mention first;

    if (at < start + 4 || s[at - 1] != L'含' || s[at - 2] != '(' ||
        !lexicon_before(places->names->lexicon, s, start, at - 2, &length) ||
        !mention_at(places, s, at - 2 - length, at, &first) || first.kind != MENTION_ORG)
        return false;
    *ret = (struct org_list){.start = first.span.start};
    list_add(ret, which(places, s, start, &first));
    list_add(ret, which(places, s, start, m));
    return !ret->broken && ret->count == 2;
}

/* Is another place named right before, with a connective between? */
static bool is_second(const struct places *places, const int32_t *s, size_t start, const struct mention *m)
{
    size_t at = m->span.start;
    size_t length;

    return at > start + 2 && words_connective(s, at - 1, at) &&
           lexicon_before(places->names->lexicon, s, start, at - 1, &length);
}

/* Is another named right behind it? */
static bool is_first(const struct places *places, const int32_t *s, const struct mention *m)
{
    size_t at = m->span.end, length;

    return words_connective(s, at, at + 1) && lexicon_at(places->names->lexicon, s, at + 1, at + 1 + LIST_MAX, &length);
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
    struct org_list list;
    enum org_level level;

    switch (m->kind) {
    case MENTION_ORG:
        if (holds_it(places, s, window.start, m, &list)) {
            place.words = text_words(ctx, text, list.start, m->span.end);
            set_several(ctx, &list, &place);
        } else if (is_second(places, s, window.start, m))
            read_several(ctx, places, text, window, m, &place);
        else
            place.org = which(places, s, window.start, m);
        break;
    case MENTION_THOSE:
        read_several(ctx, places, text, window, m, &place);
        break;
    case MENTION_WHOLE:
    case MENTION_OURS:
        if (is_each_of_ours(s, window, m))
            break; /* 各县（市、区）至少再开 1 个 */
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

    if (!find_mention(places, text->read, span, first, false, &m) || m.kind != MENTION_ORG)
        return false;
    *ret = place_of(ctx, places, text, span, &m, PLACE_LIST);
    return true;
}

/* “20 个落在甲区和乙区”: behind the number they are told together. */
static struct place several_behind(struct ctx *ctx, const struct places *places, const struct text *text,
                                   const struct mention *first, size_t end)
{
    const int32_t *s = text->read;
    struct org_list list = {.start = first->span.start};
    struct place place = {.from = PLACE_CLAUSE};
    struct mention m = *first;
    size_t at;

    list_add(&list, m.kind == MENTION_ORG ? which(places, s, list.start, &m) : NULL);
    for (at = m.span.end; words_connective(s, at, end) && mention_at(places, s, at + 1, end, &m); at = m.span.end)
        list_add(&list, m.kind == MENTION_ORG && m.span.start == at + 1 ? which(places, s, list.start, &m) : NULL);
    place.words = text_words(ctx, text, first->span.start, at);
    if (!list.broken)
        set_several(ctx, &list, &place);
    return place;
}

/* The paragraph above, if it is a place's name and little else. */
static bool heading_above(const struct places *places, const int32_t *s, size_t paragraph, struct mention *ret)
{
    size_t end = paragraph > 0 ? paragraph - 1 : 0, start = end;

    while (start > 0 && s[start - 1] != '\n' && end - start <= HEADING_MAX)
        start--;
    if (end - start > HEADING_MAX || !find_mention(places, s, (struct span){start, end}, true, true, ret))
        return false;
    return ret->kind == MENTION_ORG && (ret->span.end - ret->span.start) * 2 >= end - start;
}

static bool is_scope(const struct mention *m)
{
    return m->kind == MENTION_ORG && m->named->org->level == LEVEL_SCOPE;
}

/* A paragraph that opens with one place speaks of it, until it speaks of the city. */
static bool opens_paragraph(const struct places *places, const int32_t *s, const struct around *a, struct mention *ret)
{
    struct span opening = {a->paragraph, a->paragraph + NAME_MAX + HEADING_MAX}, rest;
    struct mention last;

    if (opening.end >= a->sentence || !find_mention(places, s, opening, true, true, ret) ||
        ret->span.start > a->paragraph + 2 || ret->kind != MENTION_ORG || is_first(places, s, ret) || is_scope(ret))
        return false;
    rest = (struct span){ret->span.end, a->sentence};
    if (rest.start + LOOK_BACK < rest.end)
        rest.start = rest.end - LOOK_BACK;
    return !find_mention(places, s, rest, false, true, &last) ||
           (last.kind != MENTION_WHOLE && last.kind != MENTION_OURS);
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
    size_t from = m->span.start, of = m->span.end;
    struct mention other;

    while (of < before.end && s[of] != L'；' && s[of] != L';')
        of++;
    if (of == before.end)
        return 0;
    while (from > before.start && s[from - 1] != L'；' && s[from - 1] != L';')
        from--;
    for (size_t i = from; i + 1 < m->span.start; i++)
        if (s[i] == L'其' && s[i + 1] == L'中')
            return i;
    if (from > before.start && !find_mention(places, s, (struct span){before.start, from}, true, true, &other))
        return from; /* 改建公路120公里；甲区新增入网60万平方米；新增助餐场所80个 */
    if (!states_amount(s, from, m->span.start))
        return 0;
    for (of = m->span.start; of > from && s[of - 1] != ',' && s[of - 1] != ':';) /* 甲县、乙县合计 */
        of--;
    return of > from ? of : 0;
}

/* The last place that the sentence named before the clause, and that still holds. */
static bool named_before(const struct places *places, const int32_t *s, struct span before, struct mention *ret)
{
    while (before.start < before.end && find_mention(places, s, before, false, true, ret)) {
        if (is_scope(ret) && rune_find(s, ret->span.end, before.end, ';') < before.end) {
            before.end = ret->span.start; /* 市区新建换热站11座；新增充电桩663个 */
            continue;
        }
        size_t parts = among_parts(places, s, ret, before);
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
    return end < a->clause.start && s[end] == ',' && ENDS(s, a->sentence, end, spots) &&
                   !find_mention(places, s, (struct span){a->sentence, end}, true, false, &m)
               ? end
               : a->sentence;
}

/* “市区多了 11 座换热站 4322 户告别煤气罐”: a headline of two, told apart by a blank alone. */
static bool is_second_headline(const struct text *text, const struct around *a)
{
    size_t end = rune_find(text->read, a->number.end, text->read_count, '\n');

    return a->number.start > a->paragraph && is_heading(text, a->paragraph, end) &&
           text->origin[a->number.start] > text->origin[a->number.start - 1] + 1;
}

struct place place_find(struct ctx *ctx, const struct places *places, const struct text *text, const struct around *a)
{
    const int32_t *s = text->read;
    size_t start = a->sentence + LOOK_BACK < a->number.start ? a->number.start - LOOK_BACK : a->sentence;
    struct span window = {a->paragraph, a->number.start};
    size_t spot;
    struct mention m;

    if (find_mention(places, s, (struct span){a->clause.start, a->number.start}, false, false, &m))
        return place_of(ctx, places, text, window, &m, PLACE_CLAUSE);
    if (find_mention(places, s, (struct span){a->number.end, a->clause.end}, true, true, &m))
        return is_first(places, s, &m) ? several_behind(ctx, places, text, &m, a->clause.end)
                                       : place_of(ctx, places, text, window, &m, PLACE_CLAUSE);
    if (!is_second_headline(text, a) && named_before(places, s, (struct span){start, a->clause.start}, &m))
        return place_of(ctx, places, text, clause_of(s, window, &m), &m, PLACE_SENTENCE);
    spot = spot_opening(places, s, a);
    if (spot > a->sentence)
        return (struct place){.words = text_words(ctx, text, a->sentence, spot), .from = PLACE_SENTENCE};
    if (opens_paragraph(places, s, a, &m))
        return place_of(ctx, places, text, clause_of(s, window, &m), &m, PLACE_PARAGRAPH);
    if (heading_above(places, s, a->paragraph, &m))
        return place_of(ctx, places, text, m.span, &m, PLACE_HEADING);
    if (places->title)
        return (struct place){.org = places->title, .words = places->title_words, .from = PLACE_TITLE};
    return (struct place){.org = places->city};
}
