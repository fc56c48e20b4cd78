/* Words that tell what was promised from what was done. */
#ifndef TEXT_CUES_H
#define TEXT_CUES_H

#include "text/lexicon.h"

enum cue {
    CUE_NEUTRAL,       /* keeps a longer word from being read as the cue inside it (雨露计划, 将近) */
    CUE_ACTUAL,        /* done, up to the end of the sentence: 截至目前 */
    CUE_ACTUAL_CLAUSE, /* done, up to the end of the clause */
    CUE_ASPECT,        /* 了: done, up to the end of the sentence, but not in 把目标定到了5所 */
    CUE_MODAL,         /* 要: promised, up to the end of the sentence, but not in 过去要跑30公里 */
    CUE_DONE,          /* 完成 建成: ends what 计划 began, unless the same clause says both (计划完成) */
    CUE_PERIOD,        /* 上半年: done, up to the end of the sentence, unless the whole text is a plan */
    CUE_SO_FAR,        /* 累计: done, unless the whole text is a plan */
    CUE_TARGET,        /* promised, up to the end of the sentence: 计划 */
    CUE_TARGET_LIST,   /* the same, whatever it says will be 完成: 目标任务是： */
    CUE_TARGET_CLAUSE, /* promised, up to the end of the clause: 力争 */
    CUE_PLAN_NOUN,     /* 目标 任务: promised, but not in 完成年度目标任务的 95% */
    CUE_THIS_YEAR,     /* 今年 in a plan: ends what 去年 began */
    CUE_AHEAD,         /* 全年, in a text of the year's summer */
    CUE_HINT_ACTUAL,   /* rather done, if nothing else tells */
    CUE_HINT_TARGET,   /* rather promised */
    CUE_LABEL_ACTUAL,  /* 进展情况： up to the end of the paragraph */
    CUE_LABEL_TARGET,  /* 目标任务： */
};

/* A row with a note: of a label or a time, it holds beyond its paragraph, until the next heading or label (今年：); of
 * a plan's noun, it promises up to the end of its clause alone where the text reports (任务300套，分配112套); of what
 * is expected, it is what was done where a chapter looks back (预计全年增长5%); a rate of what is done ends what 将
 * began as well; of what lies ahead, it does until August alone (秋季学期). */
struct lexicon *cue_lexicon(struct arena *arena);

/* What a cue says of the text around it, in points: above 0 done, below 0 promised. */
int cue_weight(enum cue cue);

/* Words of titles: row kinds CUE_ACTUAL (通报, 成绩单) and CUE_TARGET (方案); a row with a note is less sure (出炉). */
struct lexicon *title_lexicon(struct arena *arena);

/* What the first sentences of a text say of all of it: row kinds CUE_ACTUAL (对答案) and CUE_TARGET (倒排工期). */
struct lexicon *lead_lexicon(struct arena *arena);

/* Words of headings inside a text and of table columns, the same kinds, and CUE_NEUTRAL for columns without amounts. A
 * row with a note counts in every question and, if heading_is_column, in every column, but in other headings only if
 * heading_ends and at their end. */
struct lexicon *heading_lexicon(struct arena *arena);
bool heading_is_column(const struct word *row);
bool heading_ends(const struct word *row);

#endif
