/* Which indicator the words around a figure name. Words near the number come before words far from it: its own clause,
 * the sentence back to the figure before, the figure before itself (“45 个共 180 人”), the sentences above, the
 * heading. Whatever stands between words and number and says something else ends the search: better unmatched than
 * compared with the wrong ledger. */
#include "domain/claim_reader.h"

#include <string.h>

#include "text/runes.h"

enum { SENTENCES_UP = 3, CANDIDATES_NAMED = 4, TABLE_MAX = 600 };

const char *claim_candidates(struct claim_reader *r, const struct matches *m)
{
    const char *names = "";

    for (size_t i = 0; i < m->count && i < CANDIDATES_NAMED; i++)
        names = arena_printf(r->ctx->mem, "%s%s%s（%s）", names, i ? "、" : "", m->at[i].indicator->name,
                             m->at[i].indicator->code);
    return names;
}

void claim_match(struct claim_reader *r, struct span window, const struct site *site, unit_filter *filter,
                 const char *unit, struct matches *ret)
{
    claim_words_match(r->words, r->s, window, site->number, site->clause.start, filter, unit, ret);
}

/* Does the clause say nothing of what is counted, or nothing but words of this indicator (“共培训 53120 人次”)? */
static bool is_bare(const struct claim_reader *r, const struct site *site, const struct indicator *indicator)
{
    static const char *const besides[] = {"另外", "此外", "另有", "二者", "两者", "三者"};

    struct span before = {site->clause.start, site->number.start}, behind = {site->number.end, site->clause.end};

    return !HAS(r, site->clause, besides) && claim_words_bare(r->words, r->s, before, indicator) &&
           claim_words_bare(r->words, r->s, behind, indicator);
}

void claim_keep_bare(const struct claim_reader *r, const struct site *site, struct matches *found)
{
    size_t count = 0;

    for (size_t i = 0; i < found->count; i++)
        if (is_bare(r, site, found->at[i].indicator))
            found->at[count++] = found->at[i];
    found->count = count;
}

/* Words alone, no number among them. */
void claim_match_words(struct claim_reader *r, struct span window, unit_filter *filter, const char *unit,
                       struct matches *ret)
{
    struct span end = {window.end, window.end};

    claim_words_match(r->words, r->s, window, end, window.start, filter, unit, ret);
}

/* “甲、乙分别完成 a 和 b”: the i-th name for the i-th figure. */
struct list {
    struct span names;
    size_t first, index, count; /* figures: the first of the list, this one's place, how many */
    bool bare;                  /* 分别 speaks of the names alone, no words behind it */
    bool close;                 /* without 分别: “甲、乙 a 和 b 人” */
};

static bool find_list(const struct claim_reader *r, size_t i, struct list *ret)
{
    for (size_t k = i; k + FIGURES_BACK > i; k--) {
        const struct site *site = &r->fates[k].site;
        struct span before = {site->reach, site->number.start};
        size_t at = find_words(r->s, before, "分别");

        if (at == before.end)
            at = find_words(r->s, before, "依次");
        if (at < before.end) {
            *ret = (struct list){.names = {site->reach, at}, .first = k, .index = i - k};
            ret->bare = claim_words_bare(r->words, r->s, (struct span){at, before.end}, NULL);
            while (ret->names.end > ret->names.start && r->s[ret->names.end - 1] == ',')
                ret->names.end--;
            ret->names.start = rune_behind(r->s, site->reach, ret->names.end, L",;:");
            return true;
        }
        if (!site->after_figure || k == 0 || !claim_words_bare(r->words, r->s, before, NULL))
            return false;
    }
    return false;
}

bool claim_joins(const struct claim_reader *r, size_t k)
{
    size_t end = r->figures.at[k - 1].read_end;

    return end + words_connective(r->s, end, r->figures.at[k].read_start) == r->figures.at[k].read_start;
}

/* The i-th of the names between connectives; returns how many there are. */
static size_t part_of(const int32_t *s, struct span names, size_t index, struct span *ret)
{
    size_t count = 0, start = names.start;

    for (size_t i = names.start; i <= names.end; i++) {
        size_t length = words_connective(s, i, names.end);
        if (!length && i < names.end)
            continue;
        if (count++ == index)
            *ret = (struct span){start, i};
        start = i + length;
        i += length ? length - 1 : 0;
    }
    return count;
}

/* As many amounts of one unit as there are names; 0 if there are not, or only one. */
static size_t amounts_of_list(const struct claim_reader *r, const struct list *list)
{
    struct span part;
    size_t count = part_of(r->s, list->names, 0, &part);

    for (size_t k = 1; k < count; k++)
        if (list->first + k >= r->figures.count ||
            strcmp(r->figures.at[list->first + k].unit, r->figures.at[list->first].unit) != 0)
            return 0;
    return count < 2 ? 0 : count;
}

/* “宫颈癌、乳腺癌免费筛查 a 人、b 人”: each name is of an indicator of its own. */
static bool goes_by_indicators(struct claim_reader *r, const struct list *list)
{
    const struct indicator *last = NULL;
    const size_t count = amounts_of_list(r, list);
    struct span part = {0, 0};

    for (size_t k = 0; k < count; k++) {
        struct matches found;
        (void)part_of(r->s, list->names, k, &part);
        claim_match_words(r, part, claim_has_unit, r->figures.at[list->first].unit, &found);
        if (found.count != 1 || found.at[0].indicator == last || (k > 0 && !claim_joins(r, list->first + k)))
            return false;
        last = found.at[0].indicator;
    }
    return count > 0;
}

/* “甲区、乙县仅建成 8 个、6 个”: each name is a place, and both amounts are of one unit. */
static bool goes_by_places(const struct claim_reader *r, const struct list *list)
{
    struct span part = {0, 0};
    struct place place;
    const size_t count = amounts_of_list(r, list);

    for (size_t k = 0; k < count; k++) {
        (void)part_of(r->s, list->names, k, &part);
        if (!place_named(r->ctx, r->places, r->text, part, false, &place))
            return false;
    }
    return count > 0;
}

/* “宫颈癌、乳腺癌筛查 296 和 301 人”: numbers that share a unit go by the names before them one by one. */
static bool find_close_list(struct claim_reader *r, size_t i, struct list *ret)
{
    size_t first = i;

    while (first > 0 && i - first < FIGURES_BACK && r->fates[first].site.after_figure && claim_joins(r, first))
        first--;
    *ret = (struct list){.names = {r->fates[first].site.reach, r->fates[first].site.number.start},
                         .first = first,
                         .index = i - first,
                         .bare = true,
                         .close = true};
    ret->names.start = rune_behind(r->s, ret->names.start, ret->names.end, L",;:");
    for (const char *c = r->figures.at[first].text; *c && ret->bare; c++)
        ret->bare = (*c >= '0' && *c <= '9') || *c == ',' || *c == '.';
    return ret->names.start < ret->names.end &&
           (ret->bare || goes_by_places(r, ret) || (ret->bare = goes_by_indicators(r, ret)));
}

/* How many figures the list has; `close`: only those that connectives join. */
static size_t list_length(const struct claim_reader *r, const struct list *list, bool close)
{
    static const char *const totals[] = {"合计", "共计", "总计", "共"};
    size_t k = list->first + 1;
    struct place place;

    for (; k < r->figures.count && k - list->first < FIGURES_BACK; k++) {
        struct site site;
        struct span before;
        site_find(r->text, &r->figures, k, &site);
        before = (struct span){site.reach, site.number.start};
        if (close && !claim_joins(r, k))
            break;
        if (!site.after_figure || !claim_words_bare(r->words, r->s, before, NULL) || HAS(r, before, totals) ||
            place_named(r->ctx, r->places, r->text, before, false, &place) ||
            (strcmp(r->figures.at[k].unit, "%") == 0) != (strcmp(r->figures.at[list->first].unit, "%") == 0))
            break;
    }
    return k - list->first;
}

/* “甲县、乙县分别新建…”, “6月底、9月底分别为…”: what the part names is this figure's own; else the text's place and
 * time stand. */
static void read_part(struct claim_reader *r, struct span part, struct listed *ret)
{
    const struct around around = {part.start, part.start, part, {part.end, part.end}};
    struct period period = period_find(r->ctx, r->times, r->text, &around);

    (void)place_named(r->ctx, r->places, r->text, part, false, &ret->place);
    if (period.words && !period.carried)
        ret->period = period;
}

/* “6月底、9月底，甲分别为 a、b”: the clause before says of which time or place each is. */
static bool read_part_before(struct claim_reader *r, const struct list *list, struct listed *ret)
{
    size_t reach = r->fates[list->first].site.reach, end = list->names.start;
    struct span before = {end, end > reach && r->s[end - 1] == ',' ? end - 1 : end}, part = {0, 0};

    before.start = rune_behind(r->s, reach, before.end, L",");
    if (before.start >= before.end || part_of(r->s, before, list->index, &part) != list->count)
        return false;
    read_part(r, part, ret);
    return ret->place.org || ret->period.words;
}

/* The names do not go by the figures one by one: if they name but one thing, it has several amounts (of several times,
 * perhaps), and nobody can tell which is which. */
static bool match_uneven(struct claim_reader *r, const struct list *list, const char *unit, struct listed *ret_listed,
                         struct matches *ret)
{
    claim_match_words(r, list->names, claim_has_unit, unit, ret);
    if (ret->count == 1 && list->count >= 2 && !read_part_before(r, list, ret_listed)) {
        ret_listed->why = arena_printf(r->ctx->mem, "像是%s，“分别”说的是哪几个，文中分不清", claim_candidates(r, ret));
        ret->count = 0;
        return true;
    }
    return ret->count > 0;
}

/* Whether another of the names, of which the list has as many as figures, is an indicator's by its own words: so that
 * what those mean is not taken for all. */
static bool names_other_part(struct claim_reader *r, const struct list *list, const char *unit)
{
    struct matches found;
    struct span part = {0, 0};

    for (size_t k = 0; k < list->count; k++) {
        if (k == list->index)
            continue;
        (void)part_of(r->s, list->names, k, &part);
        claim_match_words(r, part, claim_has_unit, unit, &found);
        if (found.count > 0)
            return true;
    }
    return false;
}

/* Returns false if there is no such list; then *ret is left alone. */
static bool match_list(struct claim_reader *r, size_t i, struct matches *ret, struct listed *ret_listed)
{
    const char *unit = r->figures.at[i].unit;
    struct list list;
    struct span part = {0, 0};
    size_t names;
    bool even;

    if (!find_list(r, i, &list) && !find_close_list(r, i, &list))
        return false;
    names = part_of(r->s, list.names, list.index, &part);
    list.count = list_length(r, &list, list.close);
    if (list.count > names && names >= 2)
        list.count = list_length(r, &list, true); /* 分别惠及 a 和 b 人，c 名孕妇… */
    if (list.index >= list.count)
        return false; /* “分别 a、b，合计 c” */
    ret->count = 0;
    even = list.count >= 2 && names == list.count;
    if (list.close && !even)
        return false;
    if (even)
        read_part(r, part, ret_listed);
    if (!list.bare) /* “甲县、乙县分别新建…” */
        return false;
    if (!even)
        return match_uneven(r, &list, unit, ret_listed, ret);
    claim_match_words(r, part, claim_has_unit, unit, ret);
    if (ret->count > 0)
        return true;
    claim_match_words(r, (struct span){part.start, list.names.end}, claim_has_unit, unit, ret);
    for (size_t k = 0; k < ret->count; k++)
        if (ret->at[k].piece[0].start >= part.end)
            ret->at[k--] = ret->at[--ret->count];
    if (ret->count == 0 && !ret_listed->place.org && !ret_listed->period.words && names_other_part(r, &list, unit))
        ret_listed->why = arena_printf(r->ctx->mem, "没有指标用到“%s”这些词和单位",
                                       text_words(r->ctx, r->text, part.start, part.end));
    return ret->count > 0 || ret_listed->why;
}

static bool says_place(const struct claim_reader *r, size_t i)
{
    return r->fates[i].place.words && (r->fates[i].place.from == PLACE_CLAUSE || r->fates[i].listed);
}

/* “新装 58 个（快充 36 个），去年 21 个”: does figure k stand in brackets that end before figure i? */
static bool is_aside_before(const struct claim_reader *r, size_t k, size_t i)
{
    struct span before = {r->figures.at[k - 1].read_end, r->figures.at[k].read_start};
    struct span behind = {r->figures.at[k].read_end, r->figures.at[k + 1].read_start};

    return k + 1 == i && find_words(r->s, before, "(") < before.end && find_words(r->s, behind, ")") < behind.end;
}

/* “63 个小区、5214 户”: the amount right before is one of something else, which no indicator counts, nor has it words
 * of its own. */
static bool is_thing_beside(struct claim_reader *r, size_t i)
{
    enum { NOUN = 3 };
    const struct site *before = &r->fates[i - 1].site;
    size_t comma = r->fates[i].site.number.start - 1;
    struct matches own;

    if (!r->fates[i].site.after_figure || !before->after_figure || r->fates[i - 1].indicator ||
        strcmp(r->figures.at[i - 1].unit, r->figures.at[i].unit) == 0 || r->s[comma] != L'、' ||
        comma - before->number.end > NOUN)
        return false;
    claim_match_words(r, (struct span){before->reach, before->number.start}, claim_counts, "", &own);
    return own.count == 0;
}

/* The figure that speaks for this one: the one before; for a place's own also the amount of its unit behind which
 * percentages were told (“全市 a 户，完成率 p%；其中某区 b 户”). */
static size_t speaker_of(struct claim_reader *r, size_t i)
{
    size_t k = i - 1;

    if (k > 0 && r->fates[k].site.after_figure && is_aside_before(r, k, i))
        return k - 1;
    while (k > 0 && r->fates[k].site.after_figure && strcmp(r->figures.at[k].unit, "%") == 0)
        k--; /* 开工 298 个，开工率100%；完工 46 个 */
    if (k > 0 && is_thing_beside(r, i))
        k--; /* 年度任务 3860 户，实际开工 63 个小区、5214 户 */
    while (says_place(r, i) && k > 0 && r->fates[k].site.after_figure &&
           (strcmp(r->figures.at[k].unit, "%") == 0 ||
            (!r->fates[k].indicator && strcmp(r->figures.at[k].unit, r->figures.at[i].unit) != 0)))
        k--;
    return strcmp(r->figures.at[k].unit, r->figures.at[i].unit) == 0 ? k : i - 1;
}

/* “…咨询 412 人次；工作者培训班如期办结，参训 152 人次”, “窝沟封闭因为学校没开学，才做了 1560 名”: the part of the
 * sentence names one indicator, whatever stands between, and the number's own clause says nothing of another. */
static void match_part_of_sentence(struct claim_reader *r, size_t i, struct matches *ret)
{
    const struct site *site = &r->fates[i].site;
    struct span own = {rune_behind(r->s, site->reach, site->clause.start, L";"), site->clause.start};

    ret->count = 0;
    if ((site->after_figure && own.start == site->reach) || own.start >= own.end)
        return;
    claim_match_words(r, own, claim_has_unit, r->figures.at[i].unit, ret);
    claim_keep_bare(r, site, ret);
    if (ret->count != 1)
        ret->count = 0;
    else
        r->fates[i].words = own;
}

/* The figure before speaks for this one: “45 个共 180 人”, “其中某区 80 个”. */
static void match_inherited(struct claim_reader *r, size_t i, struct matches *ret)
{
    static const char *const each[] = {"分别", "依次"};
    static const char *const sums[] = {"合起来", "加起来", "加在一起", "合在一起", "合计", "总计", "两项", "三项"};
    const struct fate *before = &r->fates[speaker_of(r, i)];

    ret->count = 0;
    if (before->closed || HAS(r, r->fates[i].site.clause, each) ||
        (!says_place(r, i) && HAS(r, r->fates[i].site.clause, sums)))
        return;
    claim_match_words(r, before->words, claim_has_unit, r->figures.at[i].unit, ret);
    claim_keep_bare(r, &r->fates[i].site, ret);
    if (ret->count == 0 && before->indicator && claim_has_unit(before->indicator, r->figures.at[i].unit) &&
        is_bare(r, &r->fates[i].site, before->indicator))
        ret->at[ret->count++] = (struct match){.indicator = before->indicator};
    if (ret->count > 0 || is_bare(r, &r->fates[i].site, NULL))
        r->fates[i].words = before->words;
}

/* Did a figure of the span state this indicator, of the place of figure i where that says its own? */
static bool is_stated(const struct claim_reader *r, size_t i, size_t start, const struct indicator *indicator)
{
    for (size_t n = 1; n < FIGURES_BACK && n <= i && r->figures.at[i - n].read_start >= start; n++) {
        const struct fate *before = &r->fates[i - n];
        if (before->indicator == indicator && (!says_place(r, i) || place_same(&before->place, &r->fates[i].place)))
            return true;
    }
    return false;
}

/* “面向所有人员的网课，4153 人学完”: a clause of the sentence that stands before the number's and has no figure says of
 * what. Those that it tells nothing of go. */
static void keep_spoken_of(const struct claim_reader *r, const struct site *site, struct matches *found)
{
    enum { FOREIGN = 3 };
    static const char *const by[] = {"介绍", "表示", "透露", "说", "告诉记者", "指出"};
    struct span before = {rune_behind(r->s, site->reach, site->clause.start, L";:"), site->clause.start};
    size_t count = 0, end = before.end > before.start ? before.end - 1 : before.end;

    if (words_end(r->s, before.start, end, by, sizeof by / sizeof *by))
        return; /* 公司负责人介绍，一季度投运31个 */
    for (size_t i = 0; i < found->count; i++)
        if (claim_words_made_of(r->words, r->s, before, found->at[i].indicator).foreign <= FOREIGN)
            found->at[count++] = found->at[i];
    found->count = count;
}

/* “3．供暖管网。”, “（一）老旧小区改造。”: a numbered sentence that only names what its paragraph tells of. */
static bool is_run_in(const struct claim_reader *r, const struct site *site, size_t start, size_t end)
{
    enum { MOST = 20 };
    int32_t first = r->s[start];

    return start == site->paragraph && end - start <= MOST &&
           (rune_is_digit(first) || rune_numeral_digit(first) > 0 || first == L'(' || first == L'十');
}

/* The sentences above in the paragraph, nearest first. One that states the same already leaves nothing to be said. */
static void match_above(struct claim_reader *r, size_t i, struct matches *ret)
{
    const struct site *site = &r->fates[i].site;
    size_t end = site->sentence;

    ret->count = 0;
    for (int n = 0; n < SENTENCES_UP && end > site->paragraph && ret->count == 0; n++) {
        size_t start = end - 1;
        while (start > site->paragraph && !rune_is_sentence_end(r->s[start - 1]) && end - start < SENTENCE_MAX)
            start--;
        claim_match_words(r, (struct span){start, end}, claim_has_unit, r->figures.at[i].unit, ret);
        claim_keep_bare(r, site, ret);
        if (!is_run_in(r, site, start, end))
            keep_spoken_of(r, site, ret);
        if (ret->count > 0)
            r->fates[i].words = (struct span){start, end};
        for (size_t k = 0; k < ret->count; k++)
            if (is_stated(r, i, start, ret->at[k].indicator) && r->figures.at[i].role == r->figures.at[i - 1].role) {
                ret->count = 0;
                return;
            }
        end = start;
    }
}

/* “安防：90 公里”, the line above of roads: what the number's own line says before it speaks for or against. */
static void keep_bare_lines(const struct claim_reader *r, const struct site *site, struct matches *found)
{
    struct span line = {site->paragraph, site->number.start};
    size_t count = 0;

    for (size_t i = 0; i < found->count; i++)
        if (found->at[i].pieces == 0 || found->at[i].piece[0].start >= line.start ||
            claim_words_bare(r->words, r->s, line, found->at[i].indicator))
            found->at[count++] = found->at[i];
    found->count = count;
}

static void match_heading(struct claim_reader *r, size_t i, struct matches *ret)
{
    const struct site *site = &r->fates[i].site;
    struct span block;

    ret->count = 0;
    if (!heading_block(r->text, site->paragraph, &block))
        return;
    if (site->number.start >= block.start && site->number.end <= block.end) {
        if (block.end > site->clause.end)
            block.end = site->clause.end;
        claim_match(r, block, site, claim_has_unit, r->figures.at[i].unit, ret);
        keep_bare_lines(r, site, ret);
    } else {
        claim_match_words(r, block, claim_has_unit, r->figures.at[i].unit, ret);
        claim_keep_bare(r, site, ret);
    }
    r->fates[i].words = block;
}

/* The first cell of the row that is no number. */
static struct span name_of_row(const struct claim_reader *r, const struct figure *f)
{
    struct span name = {f->paragraph_start, f->paragraph_start};
    bool words = false;

    for (; name.end < f->read_start; name.end++) {
        if (r->s[name.end] == '\t' && words)
            break;
        words = words || rune_is_han(r->s[name.end]);
        if (r->s[name.end] == '\t')
            name.start = name.end + 1;
    }
    return name;
}

/* The last cell with words before the figure: behind whose it is (市文旅局⇥公益电影⇥2.6万场). */
static struct span last_words_of_row(const struct claim_reader *r, const struct figure *f)
{
    struct span cell = {f->read_start, f->read_start};

    for (size_t at = f->read_start; at > f->paragraph_start; at--) {
        if (r->s[at - 1] != '\t')
            continue;
        cell = (struct span){rune_behind(r->s, f->paragraph_start, at - 1, L"\t"), at - 1};
        if (rune_has_han(r->s, cell.start, cell.end) && !rune_has_digit(r->s, cell.start, cell.end))
            return cell;
    }
    return (struct span){f->read_start, f->read_start};
}

/* May a column's head speak for figure i in a row of this name: a place's, or the total of a table that has most
 * places? Rows of projects or shops are of no place. */
static bool names_row(const struct claim_reader *r, size_t i, struct span name, const struct indicator *indicator)
{
    static const char *const city[] = {"全市"};
    static const char *const totals[] = {"合计", "总计", "共计"};
    const struct place *place = &r->fates[i].place;
    struct span above = {name.start > TABLE_MAX ? name.start - TABLE_MAX : 0, name.start};

    if (!claim_words_bare(r->words, r->s, name, indicator))
        return false;
    if (HAS(r, name, totals))
        return places_most_counties(r->places, r->text, above);
    return HAS(r, name, city) || (place->words && place->from == PLACE_SENTENCE) || says_place(r, i);
}

/* “线路（千米）”, of 电力线路: parts of the words of the only indicator of that unit that has them, and nothing else.
 */
static void match_head_parts(const struct claim_reader *r, struct span head, const char *unit, struct matches *ret)
{
    enum { LEAST = 2 };

    for (size_t k = 0; k < r->programme->indicator_count && ret->count < MATCHES_MAX; k++) {
        struct match m = {.indicator = r->programme->indicators[k]};
        struct made_of made;
        if (!claim_has_unit(m.indicator, unit))
            continue;
        made = claim_words_made_of(r->words, r->s, head, m.indicator);
        if (made.foreign == 0 && made.either >= LEAST)
            ret->at[ret->count++] = m;
    }
    if (ret->count > 1)
        ret->count = 0;
}

/* The column's head says it where the row's name is that of a place, or 合计: “县区 | 换热站（座）”. */
static void match_column(struct claim_reader *r, size_t i, struct matches *ret)
{
    const struct figure *f = &r->figures.at[i];
    struct span name = name_of_row(r, f), head;
    size_t bracket;

    if (!claim_column_head(r, f, &head))
        return;
    bracket = find_words(r->s, head, "(");
    if (bracket < head.end && bracket + 1 + words_at(r->s, bracket + 1, head.end, f->unit) + 1 == head.end)
        head.end = bracket;
    claim_match_words(r, head, claim_has_unit, f->unit, ret);
    if (ret->count == 0)
        match_head_parts(r, head, f->unit, ret);
    if (!claim_match_is_clean(ret) || !names_row(r, i, name, ret->at[0].indicator))
        ret->count = 0;
    else
        r->fates[i].words = head;
}

/* In a table the row's name says it, else the column's head. */
static void match_row(struct claim_reader *r, size_t i, struct matches *ret)
{
    const struct figure *f = &r->figures.at[i];
    struct span paragraph = {f->paragraph_start, f->paragraph_end};
    struct span row = {f->paragraph_start, f->read_start};

    ret->count = 0;
    if (paragraph.end - paragraph.start > SENTENCE_MAX || find_words(r->s, paragraph, "\t") == paragraph.end)
        return;
    claim_match_words(r, row, claim_has_unit, f->unit, ret);
    claim_keep_bare(r, &r->fates[i].site, ret); /* 公路 a 公里，安防 b 公里 in one cell */
    r->fates[i].words = row;
    if (ret->count == 0)
        match_column(r, i, ret);
}

/* “甲街道有 320 户列入…，全市共 1480 户”: the figure before is of the same unit, and nobody knows what it counts. */
static bool is_behind_unread(const struct claim_reader *r, size_t i)
{
    return r->fates[i].site.after_figure && !r->fates[i - 1].indicator &&
           strcmp(r->figures.at[i - 1].unit, r->figures.at[i].unit) == 0;
}

/* “全市 90.5 公里。⏎甲市 41.3 公里居首”: a place's amount with no words of its own goes on with what the paragraph
 * above told, if that was one thing in this unit. */
static void match_paragraph_above(struct claim_reader *r, size_t i, struct matches *ret)
{
    const char *unit = r->figures.at[i].unit;
    size_t k = i, above;

    if (!says_place(r, i) || !is_bare(r, &r->fates[i].site, NULL) || is_behind_unread(r, i))
        return;
    for (; k > 0 && r->fates[k - 1].site.paragraph == r->fates[i].site.paragraph; k--)
        if (r->fates[k - 1].indicator)
            return;
    for (above = k > 0 ? r->fates[k - 1].site.paragraph : 0; k > 0 && i - k < FIGURES_BACK; k--) {
        const struct fate *told = &r->fates[k - 1];
        if (told->site.paragraph != above)
            break;
        if (!told->indicator || !claim_has_unit(told->indicator, unit) ||
            (ret->count && ret->at[0].indicator == told->indicator))
            continue;
        if (ret->count++)
            break;
        ret->at[0] = (struct match){.indicator = told->indicator};
    }
    ret->count = ret->count == 1;
}

/* What the clause before speaks of: “最急的是电梯，18 部…”, “电梯是块硬骨头：承诺 18 部”. */
static struct span topic_before(const struct claim_reader *r, const struct site *site)
{
    struct span topic = {site->clause.start, site->clause.start};
    size_t is;

    if (topic.end > site->reach)
        topic.end--;
    topic.start = rune_behind(r->s, site->reach, topic.end, L",;:");
    is = find_words(r->s, topic, "的是");
    if (is < topic.end)
        topic.start = is + 2;
    else
        topic.end = find_words(r->s, topic, "是");
    return topic;
}

void claim_match_like(struct claim_reader *r, size_t i, struct matches *ret)
{
    static const char *const others[] = {"别的项目", "不在这", "不在此", "不计入",
                                         "不属于",   "不纳入", "另一项", "另一笔"};
    const struct site *site = &r->fates[i].site;
    const char *part;
    struct span before = {claim_label_start(r, site), site->number.start};
    struct span behind = {site->number.end, site->clause.end};
    struct span sentence = {site->sentence, r->figures.at[i].sentence_end};

    if (before.start == site->number.start && before.start > site->paragraph && r->s[before.start - 1] == '\t')
        before = name_of_row(r, &r->figures.at[i]);
    if (sentence.start + SENTENCE_MAX < site->number.start)
        sentence.start = site->number.start - SENTENCE_MAX;
    if (sentence.end > site->number.end + SENTENCE_MAX)
        sentence.end = site->number.end + SENTENCE_MAX;
    ret->count = 0;
    if (HAS(r, sentence, others) || (site->number.start == site->clause.start + 1 && r->s[site->clause.start] == L'有'))
        return; /* 居民换气的3400户，走的是别的项目; 有5个助餐点卖不出饭 */
    likeness_find(r->likeness, r->s, before, behind, claim_has_unit, r->figures.at[i].unit, ret);
    if (ret->count == 0 && site->number.start > site->paragraph && r->s[site->number.start - 1] == '\t')
        likeness_find(r->likeness, r->s, before = last_words_of_row(r, &r->figures.at[i]), behind, claim_has_unit,
                      r->figures.at[i].unit, ret);
    if ((ret->count != 1 || ret->at[0].foreign) && before.end > before.start && r->s[before.end - 1] == L'等') {
        before.start = before.end; /* 珠海路北段等 9 条断头路: examples before it */
        likeness_find(r->likeness, r->s, before, behind, claim_has_unit, r->figures.at[i].unit, ret);
    }
    if (ret->count == 0 && !site->after_figure && strcmp(r->figures.at[i].unit, "元") != 0 && is_bare(r, site, NULL)) {
        before = topic_before(r, site);
        likeness_find(r->likeness, r->s, before, (struct span){0, 0}, claim_has_unit, r->figures.at[i].unit, ret);
        if (ret->count == 1 && 2 * ret->at[0].length < before.end - before.start)
            ret->count = 0; /* 最慢的是供水管网更新, of 供热管网 */
    }
    if (ret->count != 1 || ret->at[0].foreign ||
        claim_words_part(r->words, r->s, (struct span){before.start, behind.end}, ret->at[0].indicator, &part))
        ret->count = 0;
}

/* Of several that the item has, the one whose name the clause shares most with. */
static void keep_likest(struct claim_reader *r, size_t i, struct matches *found)
{
    struct matches like;

    claim_match_like(r, i, &like);
    for (size_t k = 0; k < found->count && like.count == 1; k++)
        if (found->at[k].indicator == like.at[0].indicator) {
            *found = like;
            r->fates[i].from = WORDS_LIKE;
        }
}

bool claim_match_is_clean(const struct matches *m)
{
    return m->count > 0 && !m->at[0].foreign;
}

/* The number's own words: of its list, clause or sentence; clean, or false. */
static bool match_own(struct claim_reader *r, size_t i, struct listed *ret_listed, struct matches *ret)
{
    struct fate *fate = &r->fates[i];
    const struct site *site = &fate->site;
    const char *unit = r->figures.at[i].unit;
    struct span sentence = {site->reach, site->clause.end};

    fate->listed = match_list(r, i, ret, ret_listed);
    fate->from = WORDS_LIST;
    if (fate->listed) {
        for (size_t k = 0; k < ret->count; k++)
            ret->at[k].foreign = false;
        if (ret->count > 0 || ret_listed->why)
            return true;
    }
    fate->from = WORDS_CLAUSE;
    claim_match(r, site->clause, site, claim_has_unit, unit, ret);
    if (!claim_match_is_clean(ret) && sentence.start < site->clause.start) {
        fate->from = WORDS_SENTENCE;
        claim_match(r, sentence, site, claim_has_unit, unit, ret);
    }
    return claim_match_is_clean(ret);
}

typedef void matcher(struct claim_reader *r, size_t i, struct matches *ret);

/* Asked only where nothing was found yet. */
static void match_from(struct claim_reader *r, size_t i, enum words_from from, matcher *match, struct matches *ret)
{
    if (ret->count > 0)
        return;
    r->fates[i].from = from;
    match(r, i, ret);
}

/* Fills *ret with what the words near the figure name, nearest first; clean or nothing. */
void claim_match_near(struct claim_reader *r, size_t i, struct listed *ret_listed, struct matches *ret)
{
    struct fate *fate = &r->fates[i];
    const struct site *site = &fate->site;
    const struct span sentence = {site->reach, site->clause.end};

    fate->words = sentence;
    if (match_own(r, i, ret_listed, ret))
        return;
    ret->count = 0;
    match_from(r, i, WORDS_ROW, match_row, ret);
    match_from(r, i, WORDS_FIGURE_BEFORE, claim_match_parallel, ret);
    match_from(r, i, WORDS_SENTENCE, match_part_of_sentence, ret);
    if (site->after_figure) {
        match_from(r, i, WORDS_FIGURE_BEFORE, match_inherited, ret);
    } else {
        match_from(r, i, WORDS_ABOVE, match_above, ret);
        match_from(r, i, WORDS_HEADING, match_heading, ret);
    }
    if (!claim_match_is_clean(ret) && ret->count > 0 && ret->at[0].before < ret->at[0].pieces)
        ret->count = 0;
    match_from(r, i, WORDS_ITEM, claim_match_item, ret);
    if (ret->count > 1 && fate->from == WORDS_ITEM)
        keep_likest(r, i, ret);
    match_from(r, i, WORDS_ABOVE, match_paragraph_above, ret);
    match_from(r, i, WORDS_LIKE, claim_match_like, ret);
    if (ret->count == 0 || fate->from == WORDS_LIKE)
        fate->words = sentence; /* what a heading says is not passed on by a figure that it does not name */
}

struct naming claim_naming(struct claim_reader *r, const struct matches *m, enum words_from from)
{
    const struct match *first = &m->at[0];
    const char *words = NULL;

    for (size_t k = 0; k < first->pieces; k++) {
        const char *piece = text_words(r->ctx, r->text, first->piece[k].start, first->piece[k].end);
        words = words ? arena_printf(r->ctx->mem, "%s…%s", words, piece) : piece;
    }
    return (struct naming){from, words, first->length, m->second, m->second_length};
}

/* Why nothing was found, for the note: another unit, or other words between. */
const char *claim_why_nothing(struct claim_reader *r, size_t i)
{
    struct fate *fate = &r->fates[i];
    const char *unit = r->figures.at[i].unit;
    struct span sentence = {fate->site.reach, fate->site.clause.end};
    struct matches m;

    claim_match(r, sentence, &fate->site, claim_has_unit, unit, &m);
    if (m.count > 0) {
        fate->closed = true;
        return arena_printf(r->ctx->mem, "像是%s，但文中数的是别的", claim_candidates(r, &m));
    }
    claim_match(r, sentence, &fate->site, claim_counts, unit, &m);
    if (m.count == 0 || m.at[0].foreign)
        return "没有指标用到这些词和单位";
    return arena_printf(r->ctx->mem, "像是%s，但“%s”不是“%s”", claim_candidates(r, &m), unit, m.at[0].indicator->unit);
}
