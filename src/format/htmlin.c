#include "format/htmlin.h"

#include <limits.h>
#include <strings.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "format/libxml2.h"

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

enum box {
    BOX_INLINE,
    BOX_PARAGRAPH, /* an empty line on both sides */
    BOX_ROW,
    BOX_CELL,
    BOX_BREAK,
    BOX_NONE, /* not shown */
};

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
        {"table", BOX_PARAGRAPH},
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

struct writer {
    struct buf *out;
    bool blank;   /* one is due before the next word */
    size_t cells; /* how many cells hold this place */
};

static bool at_start(const struct writer *w)
{
    return w->out->length == 0 || w->out->bytes[w->out->length - 1] == '\n';
}

/* Ends the line; within a cell a blank has to do. */
static void end_line(struct writer *w, bool empty_line)
{
    if (w->cells) {
        w->blank = true;
        return;
    }
    w->blank = false;
    if (!at_start(w))
        buf_char(w->out, '\n');
    if (empty_line && w->out->length > 1 && w->out->bytes[w->out->length - 2] != '\n')
        buf_char(w->out, '\n');
}

static void add_words(struct writer *w, const char *text)
{
    for (; *text; text++) {
        if (strchr(" \t\r\n\f", *text)) {
            w->blank = true;
            continue;
        }
        if (w->blank && !at_start(w) && w->out->bytes[w->out->length - 1] != '\t')
            buf_char(w->out, ' ');
        w->blank = false;
        buf_char(w->out, *text);
    }
}

static void enter(struct writer *w, enum box box)
{
    if (box == BOX_CELL) {
        if (!at_start(w) && !w->cells)
            buf_char(w->out, '\t');
        w->blank = false;
        w->cells++;
    } else if (box == BOX_PARAGRAPH || box == BOX_ROW) {
        end_line(w, box == BOX_PARAGRAPH);
    } else if (box == BOX_BREAK) {
        end_line(w, false);
    }
}

static void leave(struct writer *w, enum box box)
{
    if (box == BOX_CELL)
        w->cells--;
    else if (box == BOX_PARAGRAPH || box == BOX_ROW)
        end_line(w, box == BOX_PARAGRAPH);
}

static enum box box_of_node(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE ? box_of((const char *)node->name) : BOX_INLINE;
}

/* Depth first, without recursion: a page may nest as deep as it likes. */
static void walk(struct writer *w, const xmlNode *root)
{
    const xmlNode *node = root;

    while (node) {
        enum box box = box_of_node(node);
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
            add_words(w, node->content ? (const char *)node->content : "");
        else
            enter(w, box);
        if (node->type == XML_ELEMENT_NODE && box != BOX_NONE && node->children) {
            node = node->children;
            continue;
        }
        leave(w, box);
        while (node && !node->next) {
            node = node->parent == (const xmlNode *)root->doc ? NULL : node->parent;
            if (node)
                leave(w, box_of_node(node));
        }
        node = node ? node->next : NULL;
    }
}

int htmlin_text(struct ctx *ctx, const char *name, const char *bytes, size_t length, char **ret, size_t *ret_length)
{
    AUTO_BUF struct buf out = BUF_INIT;
    struct writer w = {.out = &out};
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
