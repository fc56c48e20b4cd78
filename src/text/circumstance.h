/* Amounts that are neither done nor promised: people, places, harm, what sorts things, what was before. */
#ifndef TEXT_CIRCUMSTANCE_H
#define TEXT_CIRCUMSTANCE_H

#include "text/scan.h"

/* Population, a threshold (50万元以上的村), a rule by which something is paid, an earlier level, points of a mark. */
bool is_circumstance(const struct scan *scan, const struct group *g);

/* What part of the people: 60周岁以上9.7万人，占户籍人口的26.9%，比上年末提高0.8个百分点. `g` is a percentage. */
bool is_share_of_people(const struct scan *scan, const struct group *g);

/* 全市只有助餐点126个: in a plan, why it is needed. */
bool is_lack(const struct scan *scan, const struct group *g);

#endif
