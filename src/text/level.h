/* What there was before, held against the present. */
#ifndef TEXT_LEVEL_H
#define TEXT_LEVEL_H

#include "text/scan.h"

/* The earlier level of something that changed: 由22条增至41条; 加装203部(去年156部). */
bool is_baseline(const struct scan *scan, const struct group *g);

/* 原有94处, 去年只装了67部, 以前屋里只有12度. */
bool is_earlier(const struct scan *scan, const struct group *g);

/* 去年这一数字是4.55万人: the same as is told of now. */
bool is_number_then(const struct scan *scan, const struct group *g);

/* 去年783件，今年316件: the earlier of two, in a report. */
bool is_outdone(const struct scan *scan, const struct group *g);

#endif
