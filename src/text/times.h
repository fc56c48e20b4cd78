/* Times named in a sentence: deadlines, days, a time that has come; this year as a task or as it was. `at` is where the
 * time stands, or what is behind it. */
#ifndef TEXT_TIMES_H
#define TEXT_TIMES_H

#include "text/scan.h"

/* 2000年以前, 2000年底前建成的 */
bool is_deadline(const struct scan *scan, size_t at);

/* 到9月底, 至6月: in a report, a time that has come. */
bool is_time_reached(const struct scan *scan, size_t at);

/* 1月4日至13日, 1月4日，: a day named in full, and no deadline. */
bool is_day(const struct scan *scan, size_t at);

/* “今年安排128个村通自来水。现已通水86个村”: the next sentence says how far it is. */
bool is_answered_next(const struct scan *scan, size_t at);

/* “修建农村公路55公里，打通断头路3条。实际修建57.6公里”: whether the sentence at `at` tells amounts and no deed, and
 * the next begins with what became of them. */
bool is_told_next(const struct scan *scan, size_t at);

/* “今年改造老旧小区92个、7885户，已全部开工，完工61个”: its own sentence does. */
bool is_begun_next(const struct scan *scan, size_t at);

/* “今年新建3个，完成全年任务的108%”, “今年增设12座，明年再建10座”: this year as it was. */
bool tells_year(const struct scan *scan, size_t at);

#endif
