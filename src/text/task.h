/* Tasks told beside what became of them. */
#ifndef TEXT_TASK_H
#define TEXT_TASK_H

#include "text/scan.h"

/* 200万人的目标, 超额完成1万个的年度任务: what is promised, whatever the sentence says was done. */
bool is_aim(const struct scan *scan, const struct group *g);

/* 任务4500户，竣工3820户: what was done, right behind the task. */
bool is_done_of_task(const struct scan *scan, const struct group *g);

/* 任务8000人，完成5936人，完成率74.2%: reached, as what was done before it. */
bool is_rate_of_done(const struct scan *scan, const struct group *g);

/* 在2019年完成13个的基础上，计划再…: done, though the sentence promises. */
bool is_ground(const struct scan *scan, const struct group *g);

/* Whether s[at - 1] stands in brackets behind a plan: 目标任务（146台、40公里）. */
bool is_in_plans_brackets(const struct scan *scan, size_t at);

/* 是年度目标（50场）的180%: a share of the plan in the brackets before it. */
bool is_share_of_brackets(const struct scan *scan, const struct group *g);

/* What was to be done, named beside what was: 比计划的1100户多, 占年度计划10.4亿元的59%, 完成目标任务700人的120%. */
bool is_measure_of_done(const struct scan *scan, const struct group *g);

/* 年度任务由4.9万套调整为5.3万套: promised before, as the second is now; not 补贴由3元调整为4元. */
bool is_task_changed(const struct scan *scan, const struct group *g);

/* 占全省从业人员4828万人的40.8%: of how many the share is; of what is planned, see is_measure_of_done. */
bool is_divisor(const struct scan *scan, const struct group *g);

/* 126条黑臭水体治理已完成120条: the first is what was to be done, the second what is. */
bool is_whole_of_done(const struct scan *scan, const struct group *g);

/* 15个农村幸福院建好8个（53%）: what is done of the number before it, since its share of that stands behind it. */
bool is_rated(const struct scan *scan, const struct group *g);

/* 送戏下乡600场 in the cell before 已完成628场: the task, in a row below no heads. */
bool is_told_in_row(const struct scan *scan, const struct group *g);

/* 余下2.6公里因雨季耽搁，明年5月底前完工: what is left, and told to be done. */
bool is_left_for_later(const struct scan *scan, const struct group *g);

#endif
