/* Several places of one amount: which ones, and whether it is theirs together. */
#include <string.h>
#include <wchar.h>

#include "domain/claim_mention.h"
#include "text/runes.h"

enum {
    SENTENCES_UP = 2, /* 两地: those of a sentence so far above */
    LIST_MAX = 32,
    CLAUSE = 60, /* behind the names, in which 合计 may stand */
};

/* How amounts of several places are given: together, or of each. */
static const char *const together[] = {"共",       "合计",   "总计",     "一共",     "总共", "加起来",
                                       "加在一起", "合起来", "合在一起", "加到一起", "合占"};
static const char *const sums[] = {"合计", "总计", "一共", "总共", "加起来", "加在一起", "合起来", "合在一起", "合占"};
static const char *const jointly[] = {"共同", "共享", "共建"};
static const char *const built[] = {"共建成", "共建起", "共建了"};
static const char *const each_of_them[] = {"各", "均", "都", "分别", "依次"};

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
        list_add(ret, places->names->named[row - places->names->rows] ? mention_org(places, s, start, &m) : NULL);
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
        if (m.kind == MENTION_ORG && mention_org(places, s, span.start, &m) && m.named->org->level == LEVEL_COUNTY)
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
    static const char *const leads[] = {"上述", "以上", "这", "该", "其中", "全市", "前", "后"};
    const int32_t before = m->span.start > start ? s[m->span.start - 1] : 0;
    size_t end = m->span.start, count = how_many(s, m);

    list_before(places, s, start, end, ret);
    if (ret->count == 0 && end > start && !rune_is_clause_end(s[end - 1]) && !ENDS(s, start, end, leads))
        return false;
    for (int n = 0; n <= SENTENCES_UP && ret->count == 0 && !ret->broken && end > start; n++) {
        size_t from = end;
        while (from > start && (from == end || !rune_is_sentence_end(s[from - 1])) && end - from < MENTION_LOOK_BACK)
            from--;
        list_within(places, s, (struct span){from, end}, ret);
        end = from;
    }
    if (before == L'后' && ret->count > count)
        memmove(ret->at, ret->at + ret->count - count, count * sizeof *ret->at);
    if ((before == L'前' || before == L'后') && ret->count > count)
        ret->count = count; /* 后三地 of a list */
    return !ret->broken && ret->count == count && are_of_kind(s, m, ret);
}

static void set_several(struct ctx *ctx, const struct org_list *list, struct place *place)
{
    const struct organisation **several = arena_array(ctx->mem, list->count + 1, sizeof *several);

    memcpy(several, list->at, list->count * sizeof *several);
    place->several = several;
    place->several_count = list->count;
}

bool several_summed(const int32_t *s, size_t at, size_t end)
{
    enum { TIME = 8 };

    for (size_t i = at; i < end && i <= at + TIME; i++)
        if (STANDS(s, i, end, sums)) /* 甲乡、乙乡的学生，上半年合计; 而2023年合计 */
            return true;
    return false;
}

/* “甲区、乙区共”, “甲市和乙区的助餐场所加起来”, “甲区、乙区占”; not 甲区、乙区共建. */
static bool are_together(const struct text *text, size_t end, size_t number)
{
    const int32_t *s = text->read;
    size_t limit = end + CLAUSE < text->read_count ? end + CLAUSE : text->read_count;

    if (STANDS(s, end, number, jointly) && !STANDS(s, end, number, built))
        return false;
    if (STANDS(s, end, number, together) || ENDS(s, end, number, together))
        return true;
    if ((end + 1 == number && (s[end] == L'占' || s[end] == L'的')) || (end < number && s[end] == L'就'))
        return true;
    if (several_summed(s, rune_behind(s, end, number, L",;"), number))
        return true; /* 甲县、乙县是重点，合计改造 */
    for (size_t i = end + (end < limit && s[end] == ':'); i < limit && !rune_is_clause_end(s[i]); i++)
        if (STANDS(s, i, limit, sums))
            return true;
    return false;
}

/* “甲区、乙区”, 两地: one amount of all of them, where the words before the number say so. */
void several_read(struct ctx *ctx, const struct places *places, const struct text *text, struct span window,
                  const struct mention *m, struct place *ret)
{
    const int32_t *s = text->read;
    bool those = m->kind == MENTION_THOSE, known = true;
    size_t end = m->span.end;
    struct org_list list;

    if (those)
        known = those_named(places, s, window.start, m, &list);
    else
        list_before(places, s, window.start, end, &list);
    known = known && !list.broken;
    if (list.count > 0 && list.start < m->span.start)
        ret->words = text_words(ctx, text, list.start, end);
    if (STANDS(s, end, window.end, each_of_them) || ENDS(s, end, window.end, each_of_them))
        ret->why = arena_printf(ctx->mem, "“%s”说的是各自的数，不是合起来的", ret->words);
    else if (!known)
        ret->why = arena_printf(ctx->mem, "“%s”是哪几个地方，文中分不清", ret->words);
    else if (!those && !are_together(text, end, window.end))
        ret->why = arena_printf(ctx->mem, "“%s”是几个地方，没有说是不是合起来的数", ret->words);
    else
        set_several(ctx, &list, ret);
}

bool several_held(struct ctx *ctx, const struct places *places, const struct text *text, size_t start,
                  const struct mention *m, struct place *ret)
{
    const int32_t *s = text->read;
    size_t at = m->span.start, length;
    struct org_list list;
    struct mention first;

    if (at < start + 4 || s[at - 1] != L'含' || s[at - 2] != '(' ||
        !lexicon_before(places->names->lexicon, s, start, at - 2, &length) ||
        !mention_at(places, s, at - 2 - length, at, &first) || first.kind != MENTION_ORG)
        return false;
    list = (struct org_list){.start = first.span.start};
    list_add(&list, mention_org(places, s, start, &first));
    list_add(&list, mention_org(places, s, start, m));
    if (list.broken || list.count != 2)
        return false;
    ret->words = text_words(ctx, text, list.start, m->span.end);
    set_several(ctx, &list, ret);
    return true;
}

/* Is another place named right before, with a connective between? */
bool several_is_last(const struct places *places, const int32_t *s, size_t start, const struct mention *m)
{
    size_t at = m->span.start;
    size_t length;

    return at > start + 2 && words_connective(s, at - 1, at) &&
           lexicon_before(places->names->lexicon, s, start, at - 1, &length);
}

/* Is another named right behind it? */
bool several_is_first(const struct places *places, const int32_t *s, const struct mention *m)
{
    size_t at = m->span.end, length;

    return words_connective(s, at, at + 1) && lexicon_at(places->names->lexicon, s, at + 1, at + 1 + LIST_MAX, &length);
}

/* “20 个落在甲区和乙区”: behind the number they are told together. */
struct place several_behind(struct ctx *ctx, const struct places *places, const struct text *text,
                            const struct mention *first, size_t end)
{
    const int32_t *s = text->read;
    struct org_list list = {.start = first->span.start};
    struct place place = {.from = PLACE_CLAUSE};
    struct mention m = *first;
    size_t at;

    list_add(&list, m.kind == MENTION_ORG ? mention_org(places, s, list.start, &m) : NULL);
    for (at = m.span.end; words_connective(s, at, end) && mention_at(places, s, at + 1, end, &m); at = m.span.end)
        list_add(&list,
                 m.kind == MENTION_ORG && m.span.start == at + 1 ? mention_org(places, s, list.start, &m) : NULL);
    place.words = text_words(ctx, text, first->span.start, at);
    if (!list.broken)
        set_several(ctx, &list, &place);
    return place;
}

bool several_joint(struct ctx *ctx, const struct places *places, const struct text *text, size_t start,
                   const struct mention *m, struct place *ret)
{
    static const char *const with[] = {"与", "同", "和"};
    static const char *const deeds[] = {"联办", "联合", "合办", "共同举办"};
    struct org_list list = {.start = m->span.start};

    if (!places->title || !ENDS(text->read, start, m->span.start, with) ||
        !STANDS(text->read, m->span.end, text->read_count, deeds))
        return false;
    list_add(&list, mention_org(places, text->read, start, m));
    list_add(&list, places->title);
    if (!list.broken && list.count == 2)
        set_several(ctx, &list, ret);
    return ret->several_count > 0;
}
