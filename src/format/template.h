/* Pages from templates: those of the folder pages are compiled at build time (tools/templates.c) to a list of
 * operations, filled from a tree of values. The engine knows nothing of what the pages are about.
 *
 *   {{name}}                 the value, escaped for where it stands: text, attribute, URL in href/src/action, a table's
 *                            cell; a `struct html` value (chart) only where text stands
 *   {{#name}}…{{/name}}      for each row of a list; once if a flag is true or a text is not empty; inside, names are
 *                            looked up in the row first, then outwards
 *   {{^name}}…{{/name}}      if the list is empty, the flag false, the text empty
 *   {{>part}}                pages/parts/part.html, as if it stood here
 *   {{_ 中文 {name} }}       words of ours: the Chinese as it stands on a Chinese page, its line of pages/english.tsv
 * on an English one (a missing line stops the build); {name} inside is a value, in the order of the language
 *   {{@app.css}}             the address of an asset of static/, with the hash of its bytes in its name; within
 * <style>, the asset itself, for a page that leaves the site
 *   {{! a comment }}
 * What the compiler refuses, naming file and line: values in unquoted attributes, tags, scripts and styles; inline
 * script or style and on…; elements that do not nest (write every end tag but those of void elements), within sections
 * and parts as well; comments of HTML. Blanks fold to one, and a line end between Chinese characters goes. A mark of a
 * section, part or comment alone on its line takes the line with it. An address (href, src, action …) that begins with
 * a value comes out only if it is of this site, http, https or mailto, else as "#"; a value behind its beginning is
 * percent-encoded.
 * Each page is compiled once a language. There is no unescaped output. A name that was never set is an assert. */
#ifndef FORMAT_TEMPLATE_H
#define FORMAT_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"

enum language { LANGUAGE_ZH, LANGUAGE_EN };

/* Markup that we made ourselves. Only template.c and the charts make one; bytes live in the arena. */
struct html {
    const char *bytes;
    size_t length;
};

/* A node of the tree: names and their values, in the arena it was made in. Texts are borrowed, not copied. */
struct values;

struct values *values_new(struct arena *mem);
void values_text(struct values *v, const char *name, const char *text); /* NULL counts as "" */
void values_flag(struct values *v, const char *name, bool on);
void values_html(struct values *v, const char *name, struct html html);
__attribute__((format(printf, 3, 4), nonnull(3))) void values_format(struct values *v, const char *name,
                                                                     const char *format, ...);
/* An empty list of that name (each list has to be set, also when nothing follows). */
void values_list(struct values *v, const char *name);
/* One more row of the list, made if need be. */
struct values *values_row(struct values *v, const char *name);
/* Copies every name of `from` that `v` has not set. */
void values_inherit(struct values *v, const struct values *from);

/* Renders the page ("figure" is pages/figure.html) onto `out`. The template exists: asserted. */
void template_render(const char *page, enum language language, const struct values *values, struct buf *out);
/* The same as trusted markup, for a part that stands in several pages. */
struct html template_part(struct arena *mem, const char *page, enum language language, const struct values *values);

/* Words of ours from C, by the same pages/english.tsv: the Chinese itself, or its English. A missing line is an assert
 * in debug and the Chinese otherwise. `chinese` is a literal: tools/templates.c collects them from src/web and checks
 * at build time that each has its line. */
const char *say(enum language language, const char *chinese);

/* Text as HTML text; for charts. */
void html_text(struct buf *out, const char *text);

#endif
