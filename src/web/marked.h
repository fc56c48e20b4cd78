/* An article with its marks: the one way in which `check --format html` and the site show it. Fills what
 * pages/parts/marked.html needs; decides nothing: claims and verdicts come from domain/checked.h.
 * A place is where the text says something: claims that share their words are one place, with a note each. */
#ifndef WEB_MARKED_H
#define WEB_MARKED_H

#include "domain/moved.h"
#include "format/template.h"

struct marked {
    const struct city *city;
    const struct text *text;
    const struct checked_list *rows;
    int as_of; /* month or day */
    enum language language;
    const char *root; /* in front of /figures/…: "" or "/en"; NULL: no links, the page leaves the site */
    const struct moved_list *moved; /* since the text was kept on the day `kept_on`; NULL: it is not, or not known */
    int kept_on;
};

/* The finding: “48 处里 44 处对得上，1 处不符”. */
const char *marked_title(struct arena *mem, const struct marked *marked);
/* Sets the values of pages/parts/marked.html, all but the title, {{kept}} (whether and since when it is) and
 * {{address}} (its own, "" none). */
void marked_values(struct arena *mem, const struct marked *marked, struct values *v);

/* A page that needs nothing else, in Chinese (pages/check.html). */
void marked_page(struct ctx *ctx, const struct city *city, const struct text *text, const struct checked_list *rows,
                 int as_of, struct buf *out);

#endif
