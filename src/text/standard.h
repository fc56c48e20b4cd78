/* What each one gets or pays, and what sorts things by an amount. */
#ifndef TEXT_STANDARD_H
#define TEXT_STANDARD_H

#include "text/scan.h"

/* 亿元以上项目, 50万元以上的村, 人均月收入不超过430元的家庭: what sorts the things and is none of them. */
bool is_threshold(const struct scan *scan, const struct group *g);

/* 每人每月不低于60元, 月人均补差609元: money by the head. */
bool is_per_head(const struct scan *scan, const struct group *g);

/* 两荤一素的套餐12元，70岁以上优惠2元: what a meal costs, also where it is planned. */
bool is_price_of_meal(const struct scan *scan, const struct group *g);

/* What each one gets or pays, in a report on how many did: 户均补助2.1万元; not 人均增收1800元. */
bool is_standard(const struct scan *scan, const struct group *g);

/* 按每千人口3个托位的标准, 租金按市场价的七成收取: by what something is measured. */
bool is_rule(const struct scan *scan, const struct group *g);

#endif
