/* A figure beneath its item: where heading or sentence names the item, parts of the indicator's words are enough
 * (“供暖”, below it “管网 5.2 公里”), or none where the item counts one thing in that unit. */
#include "domain/claim_reader.h"

#include <string.h>

#include "base/map.h"
#include "text/runes.h"

enum {
    LINES_UP = 3,
    LABEL_MAX = 20,
    ONE_FOREIGN = 3, /* beside more than so many of the indicator's own characters one (改, 给) says nothing */
    TAIL_MIN = 5,    /* so much of the end of a word names the indicator where no item is named */
};

/* “（一）改建。”, “公共充电桩：” at the start of the paragraph, or the cells of a row before the number; empty if it
 * does not begin so. */
static struct span label_of(const struct claim_reader *r, const struct site *site)
{
    struct span row = {site->paragraph, site->number.start};
    size_t end = site->paragraph;

    if (row.end - row.start <= SENTENCE_MAX && find_words(r->s, row, "\t") < row.end)
        return row;
    while (end < site->number.start && end < site->paragraph + LABEL_MAX && r->s[end] != L'。' && r->s[end] != ':')
        end++;
    if (end >= site->number.start || end >= site->paragraph + LABEL_MAX)
        end = site->paragraph;
    return (struct span){site->paragraph, end};
}

static struct span line_above(const struct claim_reader *r, size_t start)
{
    struct span line = {start > 0 ? start - 1 : 0, start > 0 ? start - 1 : 0};

    while (line.start > 0 && line.end - line.start <= SENTENCE_MAX && r->s[line.start - 1] != '\n')
        line.start--;
    return line;
}

static bool has_figure(const struct claim_reader *r, size_t i, struct span line)
{
    for (size_t k = i; k-- > 0 && r->figures.at[k].read_end > line.start;)
        if (r->figures.at[k].read_start < line.end)
            return true;
    return false;
}

/* Figures below one heading ask for it again and again. */
static const struct item *item_of_line(struct claim_reader *r, struct span line)
{
    const struct item **known = map_get(r->headings, &line.start, sizeof line.start);

    if (!known) {
        known = arena_alloc(r->ctx->mem, sizeof *known);
        *known = claim_words_item(r->words, r->s, line);
        if (!*known)
            *known = claim_words_item_of(r->words, r->s, line);
        map_put(r->headings, &line.start, sizeof line.start, known);
    }
    return *known;
}

/* The nearest heading above figure i, of the few lines there, that names an item; what stands above a blank line and
 * has figures of its own is no heading. */
static const struct item *item_above(struct claim_reader *r, size_t i, struct span *ret_from)
{
    size_t paragraph = r->fates[i].site.paragraph;
    bool blank = false;

    for (int up = 0; up < LINES_UP && paragraph > 0; up++) {
        struct span line = line_above(r, paragraph);
        const struct item *item = NULL;

        blank =
            blank || text_line(r->text, r->text->origin[paragraph]) > text_line(r->text, r->text->origin[line.end]) + 1;
        if (is_heading(r->text, line.start, line.end) && !(blank && has_figure(r, i, line)))
            item = item_of_line(r, line);
        *ret_from = line;
        if (item)
            return item;
        paragraph = line.start;
    }
    return NULL;
}

/* The lines of the text's title, as one. */
static struct span title_of(const struct claim_reader *r)
{
    struct span lines[TITLE_LINES];
    size_t count = title_lines(r->text, TITLE_LINES, lines);

    return (struct span){0, count > 0 ? lines[count - 1].end : 0};
}

const struct item *claim_item_of_title(const struct claim_reader *r)
{
    return claim_words_only_item(r->words, r->s, title_of(r));
}

/* The item spoken of, nearest words first, and where it was named. */
static const struct item *item_of(struct claim_reader *r, size_t i, struct span *ret_from)
{
    const struct site *site = &r->fates[i].site;
    struct span before = {site->paragraph, site->clause.end};
    struct span label = label_of(r, site);
    const struct item *item;

    if (before.start + SENTENCE_MAX < before.end)
        before.start = before.end - SENTENCE_MAX;
    *ret_from = label;
    item = claim_words_item(r->words, r->s, before);
    if (!item)
        item = claim_words_item_of(r->words, r->s, label);
    if (!item)
        item = item_above(r, i, ret_from);
    if (item)
        return item;
    *ret_from = title_of(r);
    return r->item_of_title;
}

size_t claim_label_start(const struct claim_reader *r, const struct site *site)
{
    static const char *const speakers[] = {"局:",   "委:",   "办:",   "长:",   "人:",   "者:",   "答:",  "结果:",
                                           "目标:", "任务:", "进展:", "进度:", "成效:", "情况:", "实绩:"};
    size_t start = site->clause.start;

    if (start == site->paragraph || r->s[start - 1] != ':')
        return start;
    for (start--; start > site->paragraph && !rune_is_clause_end(r->s[start - 1]);)
        start--;
    return HAS(r, ((struct span){start, site->clause.start}), speakers) ? site->clause.start : start;
}

/* Nothing in the clause is foreign. */
static bool is_made_of(const struct claim_reader *r, const struct site *site, const struct indicator *indicator,
                       size_t *ret_own)
{
    struct span before = {claim_label_start(r, site), site->number.start},
                behind = {site->number.end, site->clause.end};
    struct made_of a = claim_words_made_of(r->words, r->s, before, indicator);
    struct made_of b = claim_words_made_of(r->words, r->s, behind, indicator);

    *ret_own = a.own + b.own;
    return a.foreign + b.foreign <= (a.either + b.either > ONE_FOREIGN);
}

/* Whether the clause has words of the indicator, or parts of them; 面积 alone is of anything. */
static bool has_own(const struct claim_reader *r, const struct site *site, const struct indicator *indicator)
{
    static const char *const measures[] = {"面积", "里程", "长度"};
    struct span before = {site->clause.start, site->number.start}, behind = {site->number.end, site->clause.end};
    struct made_of a = claim_words_made_of(r->words, r->s, before, indicator);
    struct made_of b = claim_words_made_of(r->words, r->s, behind, indicator);

    return a.own + b.own > 0 || (a.either + b.either > 0 && !HAS(r, site->clause, measures));
}

static void keep_most(struct matches *found)
{
    size_t most = 0, count = 0;

    for (size_t k = 0; k < found->count; k++)
        most = found->at[k].length > most ? found->at[k].length : most;
    for (size_t k = 0; k < found->count; k++)
        if (found->at[k].length == most)
            found->at[count++] = found->at[k];
    found->count = count;
}

/* Can the indicator be meant, by unit and clause? Sets how much of the clause is its own words. */
static bool may_be(const struct claim_reader *r, size_t i, const struct indicator *indicator, size_t *ret_own)
{
    static const char *const besides[] = {"另外", "此外", "另有", "其他", "其它", "二者", "两者"};
    const struct site *site = &r->fates[i].site;

    return claim_has_unit(indicator, r->figures.at[i].unit) && is_made_of(r, site, indicator, ret_own) &&
           (*ret_own > 0 || !HAS(r, site->clause, besides)) && !claim_is_of_stock(r, i, indicator);
}

/* “改善学校办学条件 12 所” for 义务教育学校办学条件, wherever it stands. */
static void match_tails(const struct claim_reader *r, size_t i, struct matches *ret)
{
    const struct span clause = r->fates[i].site.clause;

    for (size_t k = 0; k < r->programme->indicator_count && ret->count < MATCHES_MAX; k++) {
        struct match m = {.indicator = r->programme->indicators[k]};
        if (may_be(r, i, m.indicator, &m.length) && claim_words_tail(r->words, r->s, clause, m.indicator) >= TAIL_MIN)
            ret->at[ret->count++] = m;
    }
}

/* “培训 5200 人次”, where the text said 职业技能培训 before: parts of the words of one indicator that it has named. */
static void match_again(const struct claim_reader *r, size_t i, struct matches *ret)
{
    for (size_t n = 1; n < FIGURES_BACK && n <= i; n++) {
        struct match m = {.indicator = r->fates[i - n].indicator};
        bool known = !m.indicator;

        for (size_t k = 0; k < ret->count; k++)
            known = known || ret->at[k].indicator == m.indicator;
        if (!known && ret->count < MATCHES_MAX && !r->fates[i].listed && may_be(r, i, m.indicator, &m.length) &&
            has_own(r, &r->fates[i].site, m.indicator))
            ret->at[ret->count++] = m;
    }
}

/* Of those alike by the clause the ones that the label or heading speaks of. */
static void keep_named(const struct claim_reader *r, struct span from, struct matches *found)
{
    for (size_t k = 0; k < found->count; k++)
        found->at[k].length += claim_words_made_of(r->words, r->s, from, found->at[k].indicator).own;
    keep_most(found);
}

static bool any_has_unit(const struct claim_reader *r, const char *unit)
{
    for (size_t k = 0; k < r->programme->indicator_count; k++)
        if (claim_has_unit(r->programme->indicators[k], unit))
            return true;
    return false;
}

/* “（一）老旧小区改造。…涉及居民 10200 户”, where the item gives money to households as well: the paragraph or heading
 * names another indicator of the item, and not this one. */
static bool speaks_of_sister(const struct claim_reader *r, size_t i, const struct indicator *indicator,
                             struct span from)
{
    const struct site *site = &r->fates[i].site;
    struct span paragraph = {site->paragraph, site->clause.end}, at;
    bool sister = false;

    if (paragraph.start + SENTENCE_MAX < paragraph.end)
        paragraph.start = paragraph.end - SENTENCE_MAX;
    if (claim_words_name(r->words, r->s, paragraph, indicator, &at) ||
        claim_words_name(r->words, r->s, from, indicator, &at))
        return false;
    for (size_t k = 0; k < indicator->item->indicator_count && !sister; k++) {
        const struct indicator *other = indicator->item->indicators[k];
        sister = other != indicator && (claim_words_name(r->words, r->s, paragraph, other, &at) ||
                                        claim_words_name(r->words, r->s, from, other, &at));
    }
    return sister;
}

void claim_match_item(struct claim_reader *r, size_t i, struct matches *ret)
{
    const struct site *site = &r->fates[i].site;
    bool after_other = site->after_figure && !r->fates[i - 1].indicator && any_has_unit(r, r->figures.at[i - 1].unit);
    struct span from;
    const struct item *item;

    ret->count = 0;
    ret->second = NULL;
    ret->second_length = 0;
    if (!any_has_unit(r, r->figures.at[i].unit))
        return;
    item = item_of(r, i, &from);
    for (size_t k = 0; item && k < item->indicator_count && ret->count < MATCHES_MAX; k++) {
        struct match m = {.indicator = item->indicators[k]};
        if (may_be(r, i, m.indicator, &m.length) &&
            (m.length > 0 ||
             (!after_other &&
              !speaks_of_sister(r, i, m.indicator, from)))) /* what an unread figure leaves open is not taken up */
            ret->at[ret->count++] = m;
    }
    if (!item)
        match_tails(r, i, ret);
    if (ret->count == 0)
        match_again(r, i, ret);
    keep_most(ret);
    if (ret->count > 1)
        keep_named(r, from, ret);
    if (ret->count > 0)
        r->fates[i].words = from;
}
