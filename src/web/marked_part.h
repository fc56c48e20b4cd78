/* What the files of marked.h share. */
#ifndef WEB_MARKED_PART_H
#define WEB_MARKED_PART_H

#include "web/marked.h"

/* Claims that share their words: rows first … behind - 1. */
struct spot {
    size_t first, behind;
    size_t start, end;    /* in raw */
    size_t number;        /* from 1 */
    enum verdict verdict; /* the one that matters most */
};

struct spots {
    struct spot *at;
    size_t count;
};

void spots_find(struct arena *mem, const struct checked_list *rows, struct spots *ret);
/* Which verdict is told first: higher. */
int verdict_weight(enum verdict verdict);
/* 相符 …, in the language. */
const char *verdict_said(enum language language, enum verdict verdict);
/* "ok" "slow" "bad" "none": the class of its colour. */
const char *verdict_tone(enum verdict verdict);

/* Paragraphs with their pieces and notes: {{#paragraphs}}. */
void marked_paragraphs(struct arena *mem, const struct marked *m, const struct spots *spots, struct values *v);

/* What moved since the text was kept, if that is known: pages/parts/marked_moved.html. */
void marked_moved(struct arena *mem, const struct marked *m, const struct spots *spots, struct values *v);

/* One claim as a note: sign, word, ledger's value, indicator, arithmetic. */
void marked_note(struct arena *mem, const struct marked *m, const struct checked *row, struct values *v);
/* The ledger's value with its unit; "" none. */
const char *marked_value(struct arena *mem, const struct marked *m, const struct checked *row);
/* What the claim speaks of: “新建换热站”, “3 项指标”; "" nothing that the store knows. */
const char *marked_name(struct arena *mem, const struct marked *m, const struct claim *claim);
/* The claim's own words in one line. */
const char *marked_words(struct arena *mem, const struct claim *claim);
/* “换热站写 12 座，台账 11 座”, or what else is wrong with it; *ret_chinese if that is a verdict's note on a page of
 * another language. */
const char *marked_gist(struct arena *mem, const struct marked *m, const struct checked *row, bool *ret_chinese);

#endif
