/* What is asked for, and votes cast. */
#ifndef TEXT_DEMAND_H
#define TEXT_DEMAND_H

#include "text/scan.h"

/* 应整50条, 应签约1260户, 需重建24户: what is owed. */
bool is_due(const struct scan *scan, const struct group *g);

/* 获261票，占97.4%; 268名代表从12个候选项目中票决: counted when they voted, whatever the text promises. */
bool is_of_vote(const struct scan *scan, const struct group *g);

/* 要有六成以上的居民签字同意: who must agree, by rule. */
bool is_consent(const struct scan *scan, const struct group *g);

/* 同意的住户得占九成以上, 离45%的序时要求差一截: the share that must be reached. */
bool is_asked(const struct scan *scan, const struct group *g);

/* 完成率不足60%的单位作书面说明: the bar that is not to be missed. */
bool is_bar(const struct scan *scan, const struct group *g);

/* 登记失业率3.2%，控制在4.5%以内: what a rate is held against. */
bool is_bound_of_rate(const struct scan *scan, const struct group *g);

/* 市二院主体封顶，设床位300张: what a building will hold that is not there yet. */
bool is_of_shell(const struct scan *scan, const struct group *g);

/* 水泥路下达420公里: handed down as a task; money handed down is paid. */
bool is_handed_down(const struct scan *scan, const struct group *g);

#endif
