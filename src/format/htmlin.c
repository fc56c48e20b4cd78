#include "format/htmlin.h"

#include <limits.h>
#include <stdlib.h>
#include <strings.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "format/libxml2.h"
#include "format/prose.h"

bool htmlin_is_page(const char *bytes, size_t length)
{
    static const char *const begins[] = {"<!doctype", "<html", "<head", "<body", "<meta", "<?xml", "<!--"};
    size_t at = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

    while (at < length && strchr(" \t\r\n", bytes[at]) && bytes[at])
        at++;
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (length - at >= strlen(begins[i]) && strncasecmp(bytes + at, begins[i], strlen(begins[i])) == 0)
            return true;
    return false;
}

static enum box box_of(const char *name)
{
    static const struct {
        const char *name;
        enum box box;
    } boxes[] = {
        {"p", BOX_PARAGRAPH},
        {"div", BOX_PARAGRAPH},
        {"h1", BOX_PARAGRAPH},
        {"h2", BOX_PARAGRAPH},
        {"h3", BOX_PARAGRAPH},
        {"h4", BOX_PARAGRAPH},
        {"h5", BOX_PARAGRAPH},
        {"h6", BOX_PARAGRAPH},
        {"li", BOX_PARAGRAPH},
        {"ul", BOX_PARAGRAPH},
        {"ol", BOX_PARAGRAPH},
        {"dl", BOX_PARAGRAPH},
        {"dt", BOX_PARAGRAPH},
        {"dd", BOX_PARAGRAPH},
        {"section", BOX_PARAGRAPH},
        {"article", BOX_PARAGRAPH},
        {"header", BOX_PARAGRAPH},
        {"footer", BOX_PARAGRAPH},
        {"main", BOX_PARAGRAPH},
        {"aside", BOX_PARAGRAPH},
        {"table", BOX_TABLE},
        {"caption", BOX_PARAGRAPH},
        {"pre", BOX_PARAGRAPH},
        {"blockquote", BOX_PARAGRAPH},
        {"figure", BOX_PARAGRAPH},
        {"hr", BOX_PARAGRAPH},
        {"form", BOX_PARAGRAPH},
        {"address", BOX_PARAGRAPH},
        {"figcaption", BOX_PARAGRAPH},
        {"tr", BOX_ROW},
        {"td", BOX_CELL},
        {"th", BOX_CELL},
        {"br", BOX_BREAK},
        {"script", BOX_NONE},
        {"style", BOX_NONE},
        {"head", BOX_NONE},
        {"noscript", BOX_NONE},
        {"template", BOX_NONE},
        {"svg", BOX_NONE},
        {"math", BOX_NONE},
        {"iframe", BOX_NONE},
        {"object", BOX_NONE},
        {"nav", BOX_NONE},
        {"select", BOX_NONE},
        {"button", BOX_NONE},
        {"textarea", BOX_NONE},
    };

    for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++)
        if (strcasecmp(name, boxes[i].name) == 0)
            return boxes[i].box;
    return BOX_INLINE;
}

static enum box box_of_node(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE ? box_of((const char *)node->name) : BOX_INLINE;
}

/* A number that an attribute gives; 1 if it gives none. */
static size_t attribute_number(const xmlNode *node, const char *name)
{
    for (const xmlAttr *a = node->properties; a; a = a->next)
        if (strcasecmp((const char *)a->name, name) == 0 && a->children && a->children->content)
            return strtoul((const char *)a->children->content, NULL, 10);
    return 1;
}

static void enter_node(struct prose *w, const xmlNode *node, enum box box)
{
    if (box == BOX_CELL)
        prose_cell(w, attribute_number(node, "colspan"), attribute_number(node, "rowspan"));
    else
        prose_enter(w, box);
}

/* Depth first, without recursion: a page may nest as deep as it likes. */
static void walk(struct prose *w, const xmlNode *root)
{
    const xmlNode *node = root;

    while (node) {
        enum box box = box_of_node(node);
        const char *content = node->content ? (const char *)node->content : "";
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
            prose_words(w, content, strlen(content));
        else
            enter_node(w, node, box);
        if (node->type == XML_ELEMENT_NODE && box != BOX_NONE && node->children) {
            node = node->children;
            continue;
        }
        prose_leave(w, box);
        while (node && !node->next) {
            node = node->parent == (const xmlNode *)root->doc ? NULL : node->parent;
            if (node)
                prose_leave(w, box_of_node(node));
        }
        node = node ? node->next : NULL;
    }
}

int htmlin_text(struct ctx *ctx, const char *name, const char *bytes, size_t length, char **ret, size_t *ret_length)
{
    AUTO_BUF struct buf out = BUF_INIT;
    struct prose w = {.out = &out};
    const char *encoding = utf8_valid(bytes, length) == length ? "UTF-8" : "GB18030";

    if (length > INT_MAX || memchr(bytes, 0, length))
        return fail(ctx, E_INPUT, "“%s”不是网页（含有空字节）；请另存为 html 或 txt", name);
    int r = libxml2_open(ctx);
    if (r < 0)
        return r;
    htmlDocPtr page =
        libxml2.htmlReadMemory(bytes, (int)length, NULL, encoding,
                               HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    if (!page)
        return fail(ctx, E_INPUT, "“%s”读不出网页的文字；请把文字复制出来粘贴", name);
    if (libxml2.xmlDocGetRootElement(page))
        walk(&w, libxml2.xmlDocGetRootElement(page));
    libxml2.xmlFreeDoc(page);
    *ret = arena_strndup(ctx->mem, out.bytes, out.length);
    *ret_length = out.length;
    return 0;
}
