/* Promised or done: the role of each figure, from the words of the text, its headings and labels, the sentence and the
 * clause. The state moves forward with the walker and never back. */
#ifndef TEXT_ROLE_H
#define TEXT_ROLE_H

#include "base/vec.h"
#include "text/evidence.h"
#include "text/genre.h"
#include "text/opinion.h"
#include "text/scan.h"

enum mood {
    MOOD_NONE,
    MOOD_ACTUAL,
    MOOD_TARGET,
    MOOD_ITEMS,   /* of a table column alone: how many items there were (项目数) */
    MOOD_EARLIER, /* of a table column alone: the level before (现状, 上年同期) */
};

/* How headings of one rank look: another of the same form ends what the last one said. */
enum heading_form {
    HEADING_PLAIN,
    HEADING_CHAPTER, /* 二、… */
    HEADING_BRACKET, /* 【…】 */
    HEADING_MARK,    /* ▎… */
};

enum answer { ANSWER_NONE, ANSWER_AWAITED, ANSWER_GIVEN };

struct found_cue {
    size_t start, end; /* in the reading */
    const struct word *row;
};

struct roles {
    const struct lexicon *cues, *titles, *headings, *programme, *things;
    struct genre genre;         /* what the text as a whole is */
    struct evidence heard;      /* what the numbers of the paragraph and of those before it tell */
    struct opinion opinion;     /* and the words around the figures */
    int paragraph;              /* points of the cues of the paragraph, as of the genre */
    int hint;                   /* and of the weak cues of the clause */
    enum mood section;          /* since the last heading */
    enum mood carried;          /* by 今年： into the paragraphs behind */
    enum mood opening;          /* of the last paragraph, if it ends with a colon */
    enum mood list;             /* that it gave to the entries behind it */
    enum mood label;            /* since the last label of the paragraph */
    enum mood sentence, clause; /* since the last cue */
    enum heading_form form;     /* of the heading that set the section */
    enum answer answer;         /* to the question that set the section */
    bool last_year;             /* a heading spoke of 去年, or of the year before the text's */
    bool fleeting;              /* the sentence's mood ends at a semicolon: 预计2026年投用 */
    bool planned;    /* 计划 or 要 opened it: 完成 may end it, as it may not what 将 or 目标是： opened */
    enum mood aside, aside_clause; /* what the sentence and the clause said where their brackets opened, */
    bool in_aside;                 /* and that they are not closed yet */
    bool cue_here;   /* the clause itself set the sentence's mood */
    bool programme_document; /* the text does */
    struct {
        int64_t at[4];
        size_t count;
    } named;               /* how many items its first lines name */
    size_t items_sentence; /* start of the sentence that last counted items */
    size_t items_end;      /* end of the last count of items in the paragraph */
    bool items_paragraph;  /* the paragraph did */
    size_t money_sentence; /* start of the sentence that last promised money */
    size_t clause_start;
    size_t at;                   /* cues are read up to here */
    VEC(struct found_cue) found; /* of the paragraph, as far as it was asked */
    size_t asked;                /* up to here */
    size_t next;                 /* the next of them to be read */
    bool programme_asked;        /* whether the paragraph speaks of 实事, 指标, */
    bool programme_here;         /* and it does */
};

/* Judges the text as a whole. */
void roles_begin(struct roles *roles, const struct scan *scan);

/* A new paragraph; takes what its form says (heading.h). */
void roles_paragraph(struct roles *roles, const struct scan *scan);

/* Finds the cues of the paragraph that begin before `until` and adds up what they say. */
void roles_find_cues(struct roles *roles, const struct scan *scan, size_t until);

/* 将 or 要 within `far` characters behind `at`. */
bool roles_promise_soon(const struct scan *scan, size_t at, size_t far);

/* Reads the cues up to `at`, where a claim stands. */
void roles_reach(struct roles *roles, const struct scan *scan, size_t at);

/* The paragraph is over, and its last number stood at `last` (its start if there was none): reads the cues before that,
 * of which some hold beyond the paragraph. */
void roles_leave(struct roles *roles, const struct scan *scan, size_t last);

/* Whether the paragraph speaks of the programme: 实事, 指标. Asked of few. */
bool roles_name_programme(struct roles *roles, const struct scan *scan);

/* The role of a claim's group. `column` is the mood of its table column. */
enum role roles_of(struct roles *roles, const struct scan *scan, const struct group *g, const char *qualifier_word,
                   enum mood column);

#endif
