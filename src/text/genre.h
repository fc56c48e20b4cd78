/* What a text as a whole is: a plan, a report, or some of both. */
#ifndef TEXT_GENRE_H
#define TEXT_GENRE_H

#include "text/scan.h"

enum {
    GENRE_RUNES = 20000,  /* of the body that are counted */
    GENRE_BEYOND = 64,    /* and how far behind them a word may end */
    GENRE_PARAGRAPHS = 4, /* how many of the first may be titles */
    GENRE_LEAD = 240,     /* characters of its title and first sentences, which say what it is about */
    GENRE_SIGNATURE = 40, /* characters at the end in which the date may stand */
    GENRE_SILENT = 3,     /* points of a text that says nothing of what it is: most report */
};

struct genre {
    int points;           /* above 0 the text reports, below it promises; the further from 0, the surer */
    int first_year, year; /* that its titles name (2021—2023年); 0 if none */
    bool begins;          /* it is dated in the first weeks of `year` */
    int month;            /* of its date, if that is in `year` and not so early that it looks back; 0 if not known */
};

/* Judges by titles, the first sentences, the date and what the body says. `cues`, `titles`, `leads`: of cues.h. */
struct genre genre_of(const struct scan *scan, const struct lexicon *cues, const struct lexicon *titles,
                      const struct lexicon *leads);

/* Whether a report of `year` is its later part alone: its first chapter is 三、 or beyond, and it never speaks of the
 * year before. */
bool genre_begins_late(const struct scan *scan, int year);

/* The year 20NN, or 二〇NN年, written in s[start..end); 0 if none is. */
int genre_year_in(const struct scan *scan, size_t start, size_t end);

#endif
