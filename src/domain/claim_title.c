/* Whose text it is: the county, township or village that its title names, a line below it, or all of its places. */
#include <string.h>

#include "domain/claim_mention.h"
#include "domain/claim_moment.h"
#include "domain/claim_site.h"
#include "text/runes.h"

enum { LINES_BELOW = 3 }; /* of a title, that may say who speaks */

/* The short name at s[at], without 县 or 市, that only one place has; NULL if none stands there. */
static const struct named *short_name(const struct places *places, const int32_t *s, size_t at, size_t end,
                                      size_t *ret_length)
{
    const struct word *row = lexicon_at(places->names->lexicon, s, at, end, ret_length);
    const struct named *named =
        row && row->kind == MENTION_SHORT ? places->names->named[row - places->names->rows] : NULL;

    return named && !named->next ? named : NULL;
}

/* 山城甲乙：…, 两年对照看甲乙: a title may put any word before a county's short name, if the text soon names it whole.
 */
static const struct organisation *short_in_title(const struct places *places, const int32_t *s, size_t title,
                                                 size_t count, struct span *ret)
{
    const struct organisation *found = NULL;
    size_t length, opening = count < title + MENTION_LOOK_BACK ? count : title + MENTION_LOOK_BACK;
    struct mention m;

    for (size_t i = 0; i < title; i++) {
        const struct named *named = short_name(places, s, i, title, &length);

        if (!named || is_of_thing(s, i + length, title))
            continue;
        for (size_t k = title; k < opening; k++)
            if (mention_at(places, s, k, opening, &m) && m.kind == MENTION_ORG && m.named->org == named->org) {
                if (found && found != named->org)
                    return NULL; /* 东头甲乙，西头丙丁 */
                *ret = (struct span){i, i + length};
                found = named->org;
                break;
            }
    }
    return found;
}

/* The one county that the title names, or the township or village that it begins with (“甲县乙镇2024年…”); NULL if it
 * names others beside. */
static const struct organisation *one_in_title(const struct places *places, const int32_t *s, struct span title,
                                               struct span *ret)
{
    static const char *const to[] = {"致", "告"};
    const struct organisation *found = NULL;
    const size_t end = title.end;
    size_t begins = title.start; /* where the names end that the title begins with */
    struct mention m;

    while (begins < end && !rune_is_han(s[begins]) && !rune_is_digit(s[begins]))
        begins++;                         /* 【甲镇】… */
    begins += STANDS(s, begins, end, to); /* 致甲镇父老乡亲的一封信 */
    for (size_t i = title.start; i < end; i++) {
        const struct organisation *org;

        if (!(i > 0 && i == begins && mention_village(places, s, i, end, &m)) && !mention_at(places, s, i, end, &m))
            continue;
        i = m.span.end - 1;
        org = m.kind == MENTION_ORG ? mention_org(places, s, 0, &m) : NULL;
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

/* “今日甲乙　民生特刊　2025年1月3日”, “甲乙发布”, “年终盘点｜甲乙人，…”: whose paper or account it is, by its first
 * lines. */
static const struct organisation *one_in_masthead(const struct places *places, const struct text *text,
                                                  struct span *ret)
{
    enum { MASTHEAD = 45 };
    static const char *const before[] = {"今日", "咱", "爱上", "看"};
    static const char *const behind[] = {"发布", "日报", "报", "融媒", "新闻", "政务", "在线", "人,"};
    const int32_t *s = text->read;
    size_t start = 0, end = 0, length;

    for (int line = 0; line < LINES_BELOW && end < text->read_count; line++, start = end + 1) {
        end = rune_find(s, start, text->read_count, '\n');
        for (size_t i = start; i < end && end - start <= MASTHEAD; i++) {
            const struct named *named = short_name(places, s, i, end, &length);

            if (!named || named->org->level != LEVEL_COUNTY ||
                !(ENDS(s, start, i, before) || STANDS(s, i + length, end, behind)))
                continue;
            *ret = (struct span){i, i + length};
            return named->org;
        }
    }
    return NULL;
}

/* “甲区乙街道丙社区居民委员会⏎2025年1月10日”: who signs. */
static const struct organisation *one_in_signature(const struct places *places, const struct text *text,
                                                   struct span *ret)
{
    size_t end = text->read_count;
    const struct span title = *ret;

    for (int line = 0; line < LINES_BELOW && end > 0; line++) {
        struct span last = {end, end}, named = {0, 0};
        const struct organisation *org;

        while (last.start > 0 && text->read[last.start - 1] != '\n' && end - last.start < MENTION_LOOK_BACK)
            last.start--;
        end = last.start > 0 ? last.start - 1 : 0;
        if (last.start == last.end)
            continue;
        if (!is_heading(text, last.start, last.end))
            break;
        org = one_in_title(places, text->read, last, &named);
        if (org && org->level > LEVEL_COUNTY) {
            *ret = named;
            return org;
        }
    }
    *ret = title;
    return NULL;
}

/* “…在我县的任务”, 全县 in a text that says so more often than 全市: the one county in which all places lie that the
 * text names. */
static const struct organisation *of_our_county(const struct places *places, const int32_t *s, size_t count,
                                                struct span *ret)
{
    static const char *const own[] = {"我县", "我区", "本县", "本区"};
    const struct organisation *found = NULL;
    bool ours = false;
    int whole = 0, city = 0; /* how often it says 全县, 全市 */
    struct mention m;

    for (size_t i = 0; i < count; i++) {
        const struct organisation *org;
        if (!mention_at(places, s, i, count, &m))
            continue;
        i = m.span.end - 1;
        if (m.kind == MENTION_COUNTY && !ours && !whole)
            *ret = m.span;
        ours = ours || (m.kind == MENTION_COUNTY && STANDS(s, m.span.start, count, own));
        whole += m.kind == MENTION_COUNTY;
        city += m.kind == MENTION_WHOLE;
        org = m.kind == MENTION_ORG ? mention_org(places, s, 0, &m) : NULL;
        while (org && org->level > LEVEL_COUNTY && org->level != LEVEL_SCOPE)
            org = org->parent;
        if (!org || org->level != LEVEL_COUNTY)
            continue;
        if (found && found != org)
            return NULL;
        found = org;
    }
    return ours || whole > city ? found : NULL;
}

/* “三门峡市考核的任务”, “三门峡市12件重点民生实事”: the city as who asked for it; what follows is not of all of it.
 * (Where 下达 follows mention_at finds no place.) */
static bool asks(const int32_t *s, size_t at, size_t end)
{
    static const char *const asks[] = {"考核", "分解", "安排给", "委托", "重点民生实事"};
    static const char *const items[] = {"件重点民生实事", "件民生实事", "件实事"};

    if (STANDS(s, at, end, asks))
        return true;
    while (at < end && moment_digit(s, at))
        at++;
    return STANDS(s, at, end, items);
}

/* “甲乙市2024年…”: whom the first line names, and whether the text names its city anywhere. */
void places_read_title(struct ctx *ctx, struct places *places, const struct text *text)
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
        places->title = one_in_masthead(places, text, &words);
    if (!places->title && words.end == end)
        places->title = one_in_signature(places, text, &words);
    if (!places->title && words.end == end)
        places->title = of_our_county(places, s, text->read_count, &words);
    if (!places->title)
        return;
    places->title_words = text_words(ctx, text, words.start, words.end);
    for (size_t i = 0; i < text->read_count && !places->city_named; i++)
        places->city_named = mention_at(places, s, i, text->read_count, &m) && m.kind == MENTION_ORG &&
                             m.named->org == places->city && !asks(s, m.span.end, text->read_count);
}
