/* What pages share beyond request.h: names and words of the pack in the reader's language, lights, cells that are not a
 * number. Texts live in the request's arena. */
#ifndef WEB_PAGE_H
#define WEB_PAGE_H

#include "domain/search.h"
#include "domain/series.h"
#include "web/request.h"

/* Sets {{NAME}} and {{NAME_lang}}, which goes into lang="": the English where there is one on an English page, else the
 * Chinese. `name` is a literal. English NULL or "": the pack's words are asked (programme_english). */
void page_name(const struct request *q, struct values *v, const char *name, const char *chinese, const char *english);
/* A word of the pack (unit, stage, department, place) in the reader's language; the Chinese where there is no other. */
const char *page_word(const struct request *q, const char *chinese);

/* What the sum of an indicator counts, as it stands in the head of a column; of a cover its entries. "" of a milestone. */
const char *page_unit(const struct request *q, const struct indicator *indicator);

/* The names of a ledger's stages, in order. */
const char **page_stages(const struct request *q, const struct field *stage);

/* A light as pages show it: <svg class="mark"><use href="#{symbol}"/></svg> in `tone`, the word beside it. */
struct light_look {
    const char *symbol; /* light-green light-yellow light-red light-none light-missing */
    const char *tone;   /* ok slow bad none: a class */
    const char *word;   /* 已达到 按序时 偏慢 落后 目标未公布 没有记录 不判断, in the language */
};
/* `reached`: the target itself, not only its schedule. `known`: the target is. `value`: there is something to compare
 * and it may be shown. */
struct light_look light_look(enum language language, enum light light, bool reached, bool known, bool value);
/* Of a cell: one that may not be shown is not judged, which differs from one without records. */
struct light_look cell_look(enum language language, enum cell_kind kind, enum light light, bool reached, bool known);
/* Of a series as it stands at `until`. Never tells what the series hides. */
struct light_look series_look(enum language language, const struct series *series);
/* Sets {{light}}, {{tone}} and {{light_word}}. */
void page_light(struct values *v, struct light_look look);

/* What stands in a cell that shows no value (未报 <5 隐 —), never empty, and its class. CELL_VALUE: asserted not. */
const char *cell_sign(enum language language, enum cell_kind kind);
const char *cell_class(enum cell_kind kind);

/* Sets {{name}}, {{name_lang}}, {{link}} and {{kind}} (实事, 指标, or the places above) of something that was found. */
void page_hit(struct request *q, struct values *row, const struct hit *hit);

/* "?month=2024-09", or "" for the month that is shown without it. */
const char *page_month(const struct request *q, int month);
/* The month that the page shows: the field `month` if it lies in the programme's year and not behind the present, else
 * the programme's latest. *ret_bad (may be NULL): something else was asked for. */
int page_until(const struct request *q, bool *ret_bad);
int page_latest(const struct request *q);

#endif
