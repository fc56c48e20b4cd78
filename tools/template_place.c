#include "tools/template_place.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum {
    S_TEXT,
    S_LESS,         /* < */
    S_OPEN_NAME,    /* <na */
    S_CLOSE_NAME,   /* </na */
    S_TAG,          /* between attributes */
    S_ATTRIBUTE,    /* the name of one */
    S_BEFORE_VALUE, /* = */
    S_VALUE,        /* inside quotes */
    S_DOCTYPE,      /* <! */
    S_RAW,          /* inside title, textarea, style, script */
    S_RAW_LESS,
};

static bool is_one_of(const char *name, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(name, *list) == 0)
            return true;
    return false;
}

static bool is_void(const char *name)
{
    static const char *const list[] = {"area", "base", "br",    "col",    "embed", "hr",  "img", "input",
                                       "link", "meta", "param", "source", "track", "wbr", NULL};
    return is_one_of(name, list);
}

static bool is_raw(const char *name)
{
    static const char *const list[] = {"title", "textarea", "style", "script", NULL};
    return is_one_of(name, list);
}

static bool is_url(const char *name)
{
    static const char *const list[] = {"href",   "src",        "action",    "formaction",  "poster", "cite",
                                       "data",   "xlink:href", "ping",      "manifest",    "hx-get", "hx-post",
                                       "hx-put", "hx-patch",   "hx-delete", "hx-push-url", NULL};
    return is_one_of(name, list);
}

static bool inside(const struct place *p, const char *name)
{
    for (size_t i = 0; i < p->depth; i++)
        if (strcmp(p->open[i], name) == 0)
            return true;
    return false;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == ':' ||
           c == '_';
}

static const char *add_name(char *name, size_t *length, char c)
{
    if (*length + 1 >= PLACE_NAME)
        return "a name is too long";
    name[(*length)++] = c;
    name[*length] = '\0';
    return NULL;
}

static const char *end_attribute(struct place *p)
{
    if (strncmp(p->attribute, "on", 2) == 0)
        return "no on… attributes: the policy forbids inline script";
    if (strcmp(p->attribute, "style") == 0)
        return "no style attribute: the policy forbids inline style; use a class";
    if (strcmp(p->attribute, "srcdoc") == 0 || strcmp(p->attribute, "srcset") == 0)
        return "srcdoc and srcset are not escaped for: leave them out";
    return NULL;
}

static const char *end_open_tag(struct place *p)
{
    bool svg = inside(p, "svg") || strcmp(p->element, "svg") == 0;

    p->state = S_TEXT;
    if (p->slash && !svg && !is_void(p->element))
        return "only void elements and those of SVG end themselves";
    if (p->slash || is_void(p->element))
        return NULL;
    if (p->depth == PLACE_DEEP)
        return "elements are nested too deep";
    memcpy(p->open[p->depth++], p->element, PLACE_NAME);
    if (is_raw(p->element) && (!svg || strcmp(p->element, "title") != 0))
        p->state = S_RAW;
    return NULL;
}

static const char *end_close_tag(struct place *p)
{
    p->state = S_TEXT;
    if (p->depth == 0)
        return "an end tag without its element";
    if (strcmp(p->open[p->depth - 1], p->element) != 0)
        return "an end tag that does not close the element opened last";
    if (p->depth <= p->floor)
        return "an end tag of an element that was opened outside this section or part";
    p->depth--;
    return NULL;
}

static const char *take_in_tag(struct place *p, char c)
{
    if (p->blank_next && !is_blank(c) && c != '>' && c != '/')
        return "a blank has to follow a section within a tag";
    p->blank_next = false;
    if (c == '>')
        return end_open_tag(p);
    if (p->slash)
        return "a stray / within a tag";
    if (c == '/') {
        p->slash = true;
    } else if (is_name(c)) {
        p->attribute_length = 0;
        p->state = S_ATTRIBUTE;
        return add_name(p->attribute, &p->attribute_length, c);
    } else if (!is_blank(c)) {
        return "a stray character within a tag";
    }
    return NULL;
}

static const char *take_attribute(struct place *p, char c)
{
    const char *fault;

    if (is_name(c))
        return add_name(p->attribute, &p->attribute_length, c);
    fault = end_attribute(p);
    if (fault)
        return fault;
    p->state = c == '=' ? S_BEFORE_VALUE : S_TAG;
    return c == '=' ? NULL : take_in_tag(p, c);
}

static const char *take_less(struct place *p, char c)
{
    bool raw = p->state == S_RAW_LESS;

    p->element_length = 0;
    p->slash = p->blank_next = false;
    if (c == '/') {
        p->state = S_CLOSE_NAME;
        return NULL;
    }
    if (raw)
        return "no < within title, textarea, style and script";
    if (c == '!') {
        p->state = S_DOCTYPE;
        p->comment_likely = true;
        return NULL;
    }
    if (!is_name(c))
        return "a stray <: write &lt;";
    p->state = S_OPEN_NAME;
    return add_name(p->element, &p->element_length, c);
}

static const char *take_raw(struct place *p, char c)
{
    const char *element = p->open[p->depth - 1];

    if (c == '<')
        p->state = S_RAW_LESS;
    else if (!is_blank(c) && (strcmp(element, "script") == 0 || strcmp(element, "style") == 0))
        return "no inline script or style (a <style> may hold {{@asset}})";
    return NULL;
}

const char *place_take(struct place *p, char c)
{
    switch (p->state) {
    case S_TEXT:
        if (c == '<')
            p->state = S_LESS;
        return NULL;
    case S_LESS:
    case S_RAW_LESS:
        return take_less(p, c);
    case S_OPEN_NAME:
        if (is_name(c))
            return add_name(p->element, &p->element_length, c);
        p->state = S_TAG;
        return take_in_tag(p, c);
    case S_CLOSE_NAME:
        return is_name(c) ? add_name(p->element, &p->element_length, c)
               : c == '>' ? end_close_tag(p)
                          : "a stray character within an end tag";
    case S_TAG:
        return take_in_tag(p, c);
    case S_ATTRIBUTE:
        return take_attribute(p, c);
    case S_BEFORE_VALUE:
        if (c != '"' && c != '\'')
            return "an attribute without quotes";
        p->quote = c;
        p->begun = false;
        p->state = S_VALUE;
        return NULL;
    case S_VALUE:
        if (c == p->quote)
            p->state = S_TAG;
        p->begun = true;
        p->blank_next = c == p->quote;
        return NULL;
    case S_DOCTYPE:
        if (p->comment_likely && c == '-')
            return "no comments of HTML: write {{! … }}";
        p->comment_likely = false;
        if (c == '>')
            p->state = S_TEXT;
        return NULL;
    default:
        return take_raw(p, c);
    }
}

enum place_kind place_now(const struct place *p)
{
    const char *element = p->depth ? p->open[p->depth - 1] : "";

    switch (p->state) {
    case S_TEXT:
        return PLACE_TEXT;
    case S_TAG:
        return PLACE_TAG;
    case S_VALUE:
        return !is_url(p->attribute) ? PLACE_ATTRIBUTE : p->begun ? PLACE_URL_PART : PLACE_URL;
    case S_RAW:
        return strcmp(element, "style") == 0    ? PLACE_STYLE
               : strcmp(element, "script") == 0 ? PLACE_NOWHERE
                                                : PLACE_PLAIN;
    default:
        return PLACE_NOWHERE;
    }
}

const char *place_mark(struct place *p)
{
    const char *fault = p->state == S_ATTRIBUTE ? end_attribute(p) : NULL;

    if (p->state == S_ATTRIBUTE || p->state == S_OPEN_NAME) {
        p->state = S_TAG;
        p->blank_next = true;
    }
    return fault;
}

void place_value(struct place *p)
{
    p->begun = true;
}

bool place_folds(const struct place *p)
{
    return (p->state == S_TEXT && !inside(p, "pre")) || p->state == S_TAG;
}

const char *place_differs(const struct place *begin, const struct place *end)
{
    if (begin->state != end->state || begin->depth != end->depth ||
        (begin->state == S_VALUE && (begin->quote != end->quote || strcmp(begin->attribute, end->attribute) != 0)))
        return "ends at another place of the markup than it began";
    if (begin->state == S_VALUE && is_url(begin->attribute) && begin->begun != end->begun)
        return "holds the beginning of an address: put all of the address into it";
    return NULL;
}
