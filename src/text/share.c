/* Percentages and times: shares of a plan, changes, what exceeds all. */
#include "text/share.h"

#include "text/runes.h"
#include "text/task.h"

enum { NEAR = 14 }; /* how far a word reaches inside a clause */

/* 是全年任务2.5万人的105.2%, 仅及任务数520户的28.1% */
bool is_of_numbered_plan(const struct scan *scan, const struct group *g)
{
    static const char *const plans[] = {"任务", "目标", "计划", NULL};
    size_t from = scan_back(scan->clause.start, g->start, NEAR), at = scan_find_any(scan, from, g->start, plans);

    at += 2;
    at += at < g->start && scan->s[at] == L'数';
    return at < g->start && scan->s[g->start - 1] == L'的' && rune_is_digit(scan->s[at]);
}

/* 完成年度目标任务的95%: a share achieved, whatever the sentence promises by the word 目标. */
bool is_share_of_plan(const struct scan *scan, const struct group *g)
{
    static const char *const words[] = {"目标的",   "任务的",     "计划的",     "任务数的", "目标数的",
                                        "总数的",   "占年度计划", "占全年计划", "占计划",   "占总计划",
                                        "占年计划", "占概算",     "占概算约",   "占概算的", NULL};

    return scan_any_before(scan, scan->clause.start, g->start, words) || is_of_numbered_plan(scan, g) ||
           is_share_of_brackets(scan, g);
}

/* 比市价便宜一成, 为去年同期的103%, 1.6倍: what changed by how much, and no rate as it was. */
bool is_change_in_percent(const struct scan *scan, const struct group *g)
{
    static const char *const changed[] = {"便宜", "低",           "高出",         "上涨",         "了",           "涨",
                                          "贵",   "为去年同期的", "为上年同期的", "是去年同期的", "是上年同期的", NULL};

    return word_is(g->unit->text, "倍") || scan_any_before(scan, scan->clause.start, g->start, changed);
}

/* 112%: nobody promises more than there is. */
bool exceeds_all(const struct group *g)
{
    const struct decimal all = {100, 0};

    return word_is(g->unit->text, "%") && decimal_compare(g->at[0].value, all) > 0;
}
