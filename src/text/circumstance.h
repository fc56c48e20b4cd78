/* Amounts that are neither done nor promised: population, what sorts things, earlier levels, what each one gets. */
#ifndef TEXT_CIRCUMSTANCE_H
#define TEXT_CIRCUMSTANCE_H

#include "text/scan.h"

/* Population, a threshold (50万元以上的村), a standard by which something is paid, points of a mark. */
bool is_circumstance(const struct scan *scan, const struct group *g);

/* The earlier level of something that changed: 由22条增至41条. */
bool is_baseline(const struct scan *scan, const struct group *g);

/* 去年783件，今年316件: the earlier of two, in a report. */
bool is_outdone(const struct scan *scan, const struct group *g);

/* What each one gets or pays, in a report on how many did: 户均补助2.1万元; not 人均增收1800元. */
bool is_standard(const struct scan *scan, const struct group *g);

#endif
