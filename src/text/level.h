/* What there was before, held against the present. */
#ifndef TEXT_LEVEL_H
#define TEXT_LEVEL_H

#include "text/genre.h"
#include "text/scan.h"

/* The earlier level of something that changed: 由22条增至41条; 加装203部(去年156部). */
bool is_baseline(const struct scan *scan, const struct group *g);

/* 原有94处, 去年只装了67部, 以前屋里只有12度. */
bool is_earlier(const struct scan *scan, const struct group *g);

/* 去年783件，今年316件: the earlier of two, in a report. */
bool is_outdone(const struct scan *scan, const struct group *g);

/* 由去年的42%提高到60%, 由2013年的61.4%提高到68%: the year says that it is over. Without one (由71%提高到85%) the
 * earlier rate is a rate as the later one. */
bool is_rate_of_year(const struct scan *scan, const struct group *g);

/* 2019年是6.2万个; 2011年投入187亿元，今年安排514亿元; （2017年末为14个）: what a year before the text's own was, held
 * against the present. */
bool is_of_year_before(const struct genre *genre, const struct scan *scan, const struct group *g);

#endif
