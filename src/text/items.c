/* Which 项, 件, 个 count the programme itself: “20项民生实事，已有13项完成”. The rules look at the words right around
 * the number and at what the paragraph and the text speak of. */
#include "text/items.h"

#include <string.h>

#include "text/runes.h"

enum { FAR = 28 }; /* how far before the number a thing of its own may stand: “收集建议1860条，办理1625件” */

/* “32个实事项目已开工30个”, “达到序时进度的55个，滞后的8个”: progress, or what sorts them, and no noun of its own. */
static bool follows_progress(const struct scan *scan, const struct group *g)
{
    static const char *const words[] = {"已开工", "已完工",   "已完成", "已办结", "已竣工", "已启动",
                                        "已建成", "全部完成", "进度的", "滞后的", "完成的", "过半的",
                                        "缓慢的", "开工的",   "较慢的", "办结的"};

    if (g->end < scan->paragraph.end && !rune_is_clause_end(scan->s[g->end]))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (scan_word_before(scan, scan->clause.start, g->start, words[i]))
            return true;
    return false;
}

/* “30个实事项目中，11个提前完成，其他19个达到进度”: a measure word with no noun of its own. */
static bool item_goes_on(const struct scan *scan, const struct group *g)
{
    static const char *const verbs[] = {"提前", "已",   "均",   "完成", "达到", "正",   "按",   "超",   "未",   "滞后",
                                        "全部", "进展", "进度", "达",   "处于", "基本", "有序", "年底", "开工", "尚"};

    static const char *const openers[] = {"其他", "其余", "其它", "余下", "剩余", "有", "还有", "另有", "另外"};
    bool opens = g->start == scan->clause.start;

    if (follows_progress(scan, g))
        return true;
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++)
        opens = opens || scan_word_before(scan, scan->clause.start, g->start, openers[i]);
    if (!opens && strcmp(g->unit->text, "个") == 0)
        return false;
    if (g->end >= scan->paragraph.end || rune_is_clause_end(scan->s[g->end]))
        return strcmp(g->unit->text, "个") != 0;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (scan_word_at(scan, g->end, scan->paragraph.end, verbs[i]))
            return true;
    return false;
}

/* “教育（8项）、医疗（6项）共46项” */
static bool counts_list(const struct scan *scan, const struct group *g)
{
    size_t start = scan->paragraph.start;

    if (g->start > start && scan->s[g->start - 1] == '(')
        return g->end < scan->paragraph.end && scan->s[g->end] == ')';
    return (scan_word_before(scan, start, g->start, "共") || scan_word_before(scan, start, g->start, "共计") ||
            scan_word_before(scan, start, g->start, "合计")) &&
           (g->end >= scan->paragraph.end || rune_is_clause_end(scan->s[g->end]));
}

/* “从中确定10个。”, “进度慢的2个项目” */
static bool is_chosen(const struct scan *scan, const struct group *g)
{
    static const char *const words[] = {"确定", "票决", "产生", "选出", "评出"};
    bool ends = g->end >= scan->paragraph.end || rune_is_clause_end(scan->s[g->end]);

    for (size_t i = 0; ends && i < sizeof words / sizeof *words; i++)
        if (scan_word_before(scan, scan->clause.start, g->start, words[i]))
            return true;
    return scan_word_at(scan, g->end, scan->paragraph.end, "项目") &&
           (scan_word_before(scan, scan->clause.start, g->start, "的") ||
            scan_word_before(scan, scan->clause.start, g->start, "余下") ||
            scan_word_before(scan, scan->clause.start, g->start, "其余"));
}

bool items_counted(const struct roles *roles, const struct scan *scan, const struct group *g)
{
    static const char *const leftovers[] = {"以上", "上述", "其余", "余下", "剩余", "这"};
    size_t end = g->end + 8 < scan->clause.end ? g->end + 8 : scan->clause.end;
    const char *unit = g->unit ? g->unit->text : "";
    bool item = strcmp(unit, "项") == 0 || strcmp(unit, "件") == 0;
    bool kind = strcmp(unit, "类") == 0 || strcmp(unit, "大类") == 0 || strcmp(unit, "子项") == 0;

    if (!item && !kind && strcmp(unit, "个") != 0)
        return false;
    for (size_t i = g->end; i < end; i++) /* 3个县区的5个子项 */
        if (rune_is_digit(scan->s[i]))
            end = i;
    if (lexicon_in(roles->programme, scan->s, g->end, end))
        return true;
    if (roles->programme_document && is_chosen(scan, g))
        return true;
    if (!item && !kind)
        return strcmp(unit, "个") == 0 && scan->sentence.start == roles->items_sentence && item_goes_on(scan, g);
    for (size_t i = 0; i < sizeof leftovers / sizeof *leftovers; i++)
        if (scan_word_before(scan, scan->clause.start, g->start, leftovers[i]))
            return true;
    if (scan->sentence.start == roles->items_sentence && item_goes_on(scan, g))
        return true;
    if (roles->programme_document && counts_list(scan, g) &&
        !lexicon_in(roles->things, scan->s, scan_back(scan->paragraph.start, g->start, 8), g->start))
        return true;
    if (!roles->programme_here)
        return false;
    end = g->end + 6 < scan->clause.end ? g->end + 6 : scan->clause.end;
    return !lexicon_in(roles->things, scan->s, scan_back(scan->clause.start, g->start, FAR), end);
}
