/* What tools/templates.c writes and template.c runs: a page as a list of operations, one list a language. */
#ifndef FORMAT_TEMPLATE_OPS_H
#define FORMAT_TEMPLATE_OPS_H

#include "format/template.h"

enum template_act {
    TEMPLATE_RAW,       /* `text`, `count` bytes: markup of ours */
    TEMPLATE_TEXT,      /* the value `text` where text stands; the only place for a struct html */
    TEMPLATE_ATTRIBUTE, /* in an attribute, <title> or <textarea> */
    TEMPLATE_URL,       /* where an address begins: http, https, mailto or of this site, else "#" */
    TEMPLATE_URL_PART,  /* within an address: percent-encoded */
    TEMPLATE_EACH,      /* the next `count` operations for each row of `text`, or once */
    TEMPLATE_UNLESS,    /* the next `count` operations if there is none */
    TEMPLATE_ASSET,     /* the bytes of the asset `text` themselves (within <style>) */
};

struct template_op {
    enum template_act act;
    unsigned count;
    const char *text;
};

struct template_page {
    const char *name; /* "figure" */
    struct {
        const struct template_op *ops;
        size_t count;
    } of[LANGUAGE_EN + 1];
};

/* In order of name. */
extern const struct template_page template_pages[];
extern const size_t template_page_count;

/* pages/english.tsv, in order of bytes of the Chinese. */
struct template_words {
    const char *chinese, *english;
};
extern const struct template_words template_words[];
extern const size_t template_word_count;

/* Renders a page that is not in template_pages: for tests. */
void template_run(const struct template_page *page, enum language language, const struct values *values,
                  struct buf *out);

#endif
