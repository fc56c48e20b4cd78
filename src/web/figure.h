/* The page of a figure, filled section by section: what all of them read (struct figure), and one function a section.
 * Values and cells come from domain/series.h, so nothing that may not be shown gets here. */
#ifndef WEB_FIGURE_H
#define WEB_FIGURE_H

#include "domain/listing.h"
#include "domain/series.h"
#include "web/chart.h"
#include "web/page.h"
#include "web/request.h"

/* An indicator at a place up to a month, as it was asked for. */
struct figure {
    struct request *q;
    struct arena *mem;
    const struct indicator *indicator;
    const struct organisation *org; /* as asked: the city, not the scope */
    int until;                      /* yyyymm */
    struct series series;
    struct place_values places; /* the places below, where they were asked for */
    int last_accepted;      /* day of the last acceptance of its ledger; 0 none, or not to be shown; set like listing */
    struct listing listing; /* its first records; set by the page itself, where the figure may be shown */
};

/* Finds indicator and place by code (`org` NULL: the city) and reads the series, and `places` below. 0; FIGURE_NONE
 * after the not-found page was rendered. Errors: E_STORE. */
enum { FIGURE_NONE = 1 };
MUST_CHECK int figure_find(struct request *q, struct response *r, const char *indicator, const char *org, bool places,
                           struct figure *ret);

/* Names and addresses that every section may use: {{indicator}} {{place}} {{unit}} {{until}}, breadcrumbs. */
void figure_frame(const struct figure *f, struct values *v);
/* said ‖ counted. Errors: E_STORE. */
MUST_CHECK int figure_lead(const struct figure *f, struct values *v);
/* 怎样数: from the pack alone. */
void figure_rule(const struct figure *f, struct values *v);
/* The year: curve and table by month; of a milestone its stages. */
void figure_year(const struct figure *f, struct values *v);
/* The places below: bars, table, map. */
void figure_places(const struct figure *f, struct values *v);
/* The first records beneath it and a link to all. */
void figure_records(const struct figure *f, struct values *v);
/* What was changed after it had been accepted. Errors: E_STORE. */
MUST_CHECK int figure_changes(const struct figure *f, struct values *v);

/* The address of a figure at a place and month, and of the records beneath it. `org` is the city, a place, or a scope
 * (which stands for the city). */
const char *figure_link(const struct request *q, const struct indicator *indicator, const struct organisation *org,
                        int until);
const char *figure_records_link(const struct request *q, const struct indicator *indicator,
                                const struct organisation *org, int until, const char *after);

/* A value of the indicator with its unit, as a sentence has it: "24,816 户", of a milestone the stage's name, of a
 * cover how many entries. */
const char *figure_amount(const struct figure *f, int64_t value);
/* The target as it was promised: "≥ 20,000 户", "完工", "100 %"; "" if it is not known. */
const char *figure_target(const struct request *q, const struct indicator *indicator, const struct target *target);
/* {{promise}} as the document words it, in Chinese; on an English page {{brief}} in plain words before it. */
void figure_promise(const struct request *q, const struct item *item, struct values *v);
/* {{#leads}}: the departments that lead, each with {{#more}} if another follows. */
void figure_leads(const struct request *q, const struct item *item, struct values *v);
/* A milestone as a line of stages, with the days of its record (f->listing), if there is one. */
struct html figure_stages(const struct figure *f);
/* What charts call it, its place included where that is not the city. */
struct chart_words figure_words(const struct figure *f);
/* Names in the reader's language. */
const char *indicator_words(const struct request *q, const struct indicator *indicator);
const char *item_ordinal(const struct request *q, const struct item *item); /* 十一, "11" */
const char *ledger_words(const struct request *q, const struct ledger *ledger);

/* A row {{#NAME}}{{class}}{{text}}{{/NAME}} for a table's cell: the text, or the sign of why there is none;
 * {{#struck}} where nothing was reported. */
void cell_put(const struct request *q, struct values *row, const char *name, enum cell_kind kind, const char *text);

#endif
