/* Measure words and measures: what may stand behind a number, and what it makes of the number. */
#ifndef TEXT_UNITS_H
#define TEXT_UNITS_H

#include <stdbool.h>

#include "text/lexicon.h"

/* What a unit says of its number. The first six make a claim, the others a trap. */
enum unit_kind {
    UNIT_COUNT,   /* 户 人 个: things counted */
    UNIT_WEAK,    /* as COUNT, but after a small Chinese numeral it is mostly part of another word (两面, 三角) */
    UNIT_MEASURE, /* 公里 平方米 吨 */
    UNIT_MONEY,   /* 元 */
    UNIT_PERCENT, /* % 成 倍 百分点 */
    UNIT_SCORE,   /* 分 */
    UNIT_TIMES,   /* 次: a claim unless it says how often */
    UNIT_NONE,    /* a word that only looks like a unit (部门, 方面): no unit at all */
    UNIT_DATE,
    UNIT_YEAR, /* 年: a date behind four digits, else a duration */
    UNIT_HOUR, /* 时 点: a clock time */
    UNIT_DURATION,
    UNIT_AGE,
    UNIT_ORDINAL,
    UNIT_NAME,
    UNIT_SPEC,
    UNIT_FREQUENCY,
    UNIT_IDIOM,
    UNIT_DOCUMENT,
};

/* Row: text is what stands there; note, if not NULL, is how much of it is the unit (“所以上” holds the unit 所). */
struct lexicon *units_lexicon(struct arena *arena);

/* The unit of shares that no sign names: 百分之八十五, 三成, a column of 完成率. */
extern const struct word unit_percent;
extern const struct word unit_marks; /* of a column 得分 */

bool unit_makes_claim(enum unit_kind kind);

/* What may follow a slash: 元/人·月, 吨/日. */
bool unit_may_follow_slash(const struct word *unit);

#endif
