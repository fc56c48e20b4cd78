/* Amounts that are neither done nor promised: population, what sorts things, earlier levels, what each one gets. */
#ifndef TEXT_CIRCUMSTANCE_H
#define TEXT_CIRCUMSTANCE_H

#include "text/scan.h"

/* Population, a threshold (50万元以上的村), a standard by which something is paid, points of a mark. */
bool is_circumstance(const struct scan *scan, const struct group *g);

/* What part of the people: 60周岁以上9.7万人，占户籍人口的26.9%，比上年末提高0.8个百分点. `g` is a percentage. */
bool is_share_of_people(const struct scan *scan, const struct group *g);

/* 全市只有助餐点126个: in a plan, why it is needed. */
bool is_lack(const struct scan *scan, const struct group *g);

/* The earlier level of something that changed: 由22条增至41条; 加装203部(去年156部). */
bool is_baseline(const struct scan *scan, const struct group *g);

/* 去年783件，今年316件: the earlier of two, in a report. */
bool is_outdone(const struct scan *scan, const struct group *g);

/* What was to be done, named beside what was: 比计划的1100户多, 占年度计划10.4亿元的59%, 完成目标任务700人的120%. */
bool is_measure_of_done(const struct scan *scan, const struct group *g);

/* 占全省从业人员4828万人的40.8%: of how many the share is; of what is planned, see is_measure_of_done. */
bool is_divisor(const struct scan *scan, const struct group *g);

/* 200万人的目标, 超额完成1万个的年度任务: what is promised, whatever the sentence says was done. */
bool is_aim(const struct scan *scan, const struct group *g);

/* 在2019年完成13个的基础上，计划再…: done, though the sentence promises. */
bool is_ground(const struct scan *scan, const struct group *g);

/* What each one gets or pays, in a report on how many did: 户均补助2.1万元; not 人均增收1800元. */
bool is_standard(const struct scan *scan, const struct group *g);

/* 126条黑臭水体治理已完成120条: the first is what was to be done, the second what is. */
bool is_whole_of_done(const struct scan *scan, const struct group *g);

/* Whether s[at - 1] stands in brackets behind a plan: 目标任务（146台、40公里）. */
bool is_in_plans_brackets(const struct scan *scan, size_t at);

/* 余下2.6公里因雨季耽搁，明年5月底前完工: what is left, and told to be done. */
bool is_left_for_later(const struct scan *scan, const struct group *g);

#endif
