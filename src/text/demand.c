/* What is owed, what falls short, who must agree and who voted: each rule is a habit of the language, its words a list.
 */
#include "text/demand.h"

#include "text/runes.h"
#include "text/units.h"

enum { NEAR = 14 }; /* how far a word reaches inside a clause */

/* 应整50条, 应签约1260户, 需重建24户: one verb between. */
bool is_due(const struct scan *scan, const struct group *g)
{
    static const int32_t not_due[] = {L'相', L'响', L'反', L'供', L'对', L'适', L'理', L'感', L'效',
                                      L'顺', L'照', L'所', L'急', L'必', L'无', L'按', L'只'};
    static const char *const nouns[] = {"应急", "应用", "应对", "应届", "应收", "应付", "需求", "需要", "应该", NULL};
    size_t at = g->start - 2;

    if (g->start >= scan->clause.start + 3 && scan->s[at] != L'应' && scan->s[at] != L'需')
        at--;
    if (g->start == scan->clause.start + 1 && scan->s[scan->clause.start] == L'需') /* 按200天计，需123万元 */
        return true;
    if (at < scan->clause.start || at >= g->start || (scan->s[at] != L'应' && scan->s[at] != L'需') ||
        !rune_is_han(scan->s[at + 1]) || !rune_is_han(scan->s[g->start - 1]) || scan_any_at(scan, at, g->start, nouns))
        return false;
    for (size_t i = 0; i < sizeof not_due / sizeof *not_due; i++)
        if (at > scan->clause.start && scan->s[at - 1] == not_due[i])
            return false;
    return true;
}

/* 获261票，占97.4%; 268名代表从12个候选项目中票决 */
bool is_of_vote(const struct scan *scan, const struct group *g)
{
    static const char *const cast[] = {"投票",       "到会代表",   "应到代表",   "发出选票", "收回选票",
                                       "发出票决票", "收回票决票", "发出表决票", NULL};
    static const char *const voters[] = {
        "代表打",         "代表从",         "代表投票",       "到会代表", "代表逐项",   "代表实地",
        "市人大代表投票", "县人大代表投票", "区人大代表投票", "代表票决", "代表“点菜”", "人大代表投票",
        "专家论证",       "代表按",         "代表以",         "代表参加", "代表出席",   "各级代表",
        "选民",           "部门负责",       "单位负责",       NULL};

    static const char *const votes[] = {"票", "赞成率", NULL};

    if (!g->unit)
        return false;
    if (g->unit->kind == UNIT_PERCENT)
        return scan_any_in(scan, scan_back(scan->sentence.start, g->start, NEAR / 3), g->start, votes);
    if (scan_any_before(scan, scan->clause.start, g->start, cast))
        return true;
    return word_is(g->unit->text, "票") || scan_any_at(scan, g->end, scan->paragraph.end, voters);
}

/* 要有六成以上的居民签字同意: by rule. */
bool is_consent(const struct scan *scan, const struct group *g)
{
    static const char *const agree[] = {"业主同意", "居民同意", "住户同意", "签字同意", "同意就可以", "户同意", NULL};
    static const char *const must[] = {"要", "须", "应", "经", "需", "就可以", NULL};

    return g->unit && g->unit->kind == UNIT_PERCENT &&
           scan_any_in(scan, g->end, scan_ahead(g->end, NEAR, scan->sentence.end), agree) &&
           scan_any_in(scan, scan->clause.start, scan_ahead(g->end, NEAR, scan->clause.end), must);
}

/* 8月底完成率不足60%的单位作书面说明, 满意率低于80%的，责令整改: what falls short of what is asked for. */
bool is_bar(const struct scan *scan, const struct group *g)
{
    static const char *const under[] = {"不足", "低于", "达不到", "未达", "未达到", "不到", NULL};
    static const char *const after[] = {"的单位", "的县",   "的乡",   "的镇",   "的地区", "的部门", "的将",
                                        "的由",   "的暂不", "的一律", "的责令", "的,",    NULL};

    if (!g->unit || g->unit->kind != UNIT_PERCENT)
        return false;
    if (scan_word_in(scan, scan->clause.start, g->start, "满意票") &&
        scan_word_at(scan, g->end, scan->paragraph.end, "的"))
        return true; /* 满意票不足七成的项目要重新整改 */
    return scan_any_at(scan, g->end, scan->paragraph.end, after) &&
           scan_any_before(scan, scan->clause.start, g->start, under);
}

/* 签字同意的住户得占九成以上, 离45%的序时要求差一截: what is asked for. */
bool is_asked(const struct scan *scan, const struct group *g)
{
    static const char *const must[] = {"得占", "得有", "得达到", "得在", "须占", "离", "距", "距离", NULL};
    static const char *const nouns[] = {"脱离", "偏离", "隔离", "分离", NULL};

    return g->unit && g->unit->kind == UNIT_PERCENT && scan_any_before(scan, scan->clause.start, g->start, must) &&
           !scan_any_before(scan, scan->clause.start, g->start, nouns);
}

/* 登记失业率3.2%，控制在4.5%以内: the bound that a rate is held against. */
bool is_bound_of_rate(const struct scan *scan, const struct group *g)
{
    static const char *const holds[] = {"控制在", "稳稳控制在", "稳定控制在", "始终控制在", "有效控制在", NULL};
    size_t start = scan->clause.start;

    return g->unit && g->unit->kind == UNIT_PERCENT && start > scan->sentence.start + 1 && scan->s[start - 1] == ',' &&
           scan->s[start - 2] == '%' && scan_any_at(scan, start, g->start, holds) &&
           scan_word_before(scan, start, g->start, "控制在");
}

bool is_of_shell(const struct scan *scan, const struct group *g)
{
    static const char *const held[] = {"设床位",   "设置床位", "设计床位", "规划床位", "增设床位", "设有床位", "设托位",
                                       "设置托位", "可容纳",   "设座席",   "设计学位", "提供学位", NULL};
    static const char *const shells[] = {"主体封顶", "主体结构", "主体完工", "主体工程", "封顶",
                                         "开工",     "动工",     "启动",     "奠基",     NULL};
    size_t from = scan_back(scan->sentence.start, g->start, 3 * NEAR);

    return scan_any_before(scan, scan->clause.start, g->start, held) &&
           scan_any_in(scan, scan_statement_start(scan, from, g->start), g->start, shells);
}

/* 水泥路下达420公里，铺了236公里; money handed down is paid. */
bool is_handed_down(const struct scan *scan, const struct group *g)
{
    return g->unit && g->unit->kind != UNIT_MONEY && scan_word_before(scan, scan->clause.start, g->start, "下达");
}
