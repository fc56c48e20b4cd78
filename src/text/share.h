/* What a percentage is a share of, where that decides whether it is promised. */
#ifndef TEXT_SHARE_H
#define TEXT_SHARE_H

#include "text/group.h"
#include "text/scan.h"

/* 是全年任务2.5万人的105.2%: the plan is told in numbers. */
bool is_of_numbered_plan(const struct scan *scan, const struct group *g);

/* 完成年度目标任务的95%: a share achieved, whatever the sentence promises by the word 目标. */
bool is_share_of_plan(const struct scan *scan, const struct group *g);

/* 比市价便宜一成, 为去年同期的103%, 1.6倍: what changed by how much, and no rate as it was. */
bool is_change_in_percent(const struct scan *scan, const struct group *g);

/* 112%: nobody promises more than there is. */
bool exceeds_all(const struct group *g);

#endif
