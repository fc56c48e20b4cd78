/* Frozen trees, see yaml_frozen.h. Nothing here recurses, and nothing is allocated on the word of a number that the
 * length of the bytes does not bear out. */
#include "format/yaml_frozen.h"

#include <limits.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"

static const char magic[] = "YTR1";

enum { MAGIC = sizeof magic - 1, KIND_BITS = 3, QUOTED_BIT = 4, NODE_LEAST = 4 /* bytes */ };

/* Against accidents. */
uint64_t yaml_frozen_sum(const char *bytes, size_t length)
{
    return fnv1a(bytes, length);
}

/* ---- freezing ---- */

struct freezer {
    struct buf nodes, texts;
    size_t count;
};

static void put_number(struct buf *out, uint64_t number)
{
    for (; number >= 128; number >>= 7)
        buf_char(out, (char)((number & 127) | 128));
    buf_char(out, (char)number);
}

static void put_node(struct freezer *f, const struct yaml *node)
{
    size_t size = node->kind == YAML_SCALAR ? strlen(node->text) : node->count;
    put_number(&f->nodes, (uint64_t)node->kind | (node->quoted ? QUOTED_BIT : 0));
    put_number(&f->nodes, (uint64_t)node->line);
    put_number(&f->nodes, (uint64_t)node->column);
    put_number(&f->nodes, size);
    if (node->kind == YAML_SCALAR)
        buf_add(&f->texts, node->text, size + 1);
    f->count++;
}

static void put_tree(struct freezer *f, const struct yaml *root)
{
    const struct yaml *rest[YAML_DEPTH_LIMIT]; /* of the children of each open list or map */
    size_t depth = 0;
    put_node(f, root);
    if (root->first)
        rest[depth++] = root->first;
    while (depth) {
        const struct yaml *node = rest[depth - 1];
        if (!node) {
            depth--;
            continue;
        }
        rest[depth - 1] = node->next;
        if (node->key)
            put_node(f, node->key);
        put_node(f, node);
        if (node->first)
            rest[depth++] = node->first;
    }
}

void yaml_freeze(const struct yaml *root, struct buf *out)
{
    struct freezer f = {BUF_INIT, BUF_INIT, 0};
    AUTO_BUF struct buf body = BUF_INIT;
    put_tree(&f, root);
    put_number(&body, f.count);
    put_number(&body, f.texts.length);
    buf_add(&body, f.nodes.bytes, f.nodes.length);
    buf_add(&body, f.texts.bytes, f.texts.length);
    buf_add(out, magic, MAGIC);
    buf_u64(out, yaml_frozen_sum(body.bytes, body.length));
    buf_add(out, body.bytes, body.length);
    buf_done(&f.nodes);
    buf_done(&f.texts);
}

/* ---- thawing ---- */

/* A list or map whose children are being read. */
struct open {
    struct yaml *node, **tail;
    size_t left;
};

struct thawer {
    const unsigned char *at, *end; /* numbers: head and nodes */
    const char *text, *text_end;
    const char *file;
    struct yaml *nodes; /* handed out in order */
    size_t left;
    struct open stack[YAML_DEPTH_LIMIT];
    size_t depth;
};

static uint64_t sum_in(const char *head)
{
    uint64_t sum = 0;
    for (int i = MAGIC; i < FROZEN_HEAD; i++)
        sum = sum << 8 | (unsigned char)head[i];
    return sum;
}

/* False: not a number up to `most` in its shortest form. */
static bool take_number(struct thawer *t, uint64_t most, uint64_t *ret)
{
    uint64_t number = 0;
    for (int shift = 0; shift < 63 && t->at < t->end; shift += 7) {
        unsigned char byte = *t->at++;
        number |= (uint64_t)(byte & 127) << shift;
        if (byte < 128) {
            *ret = number;
            return number <= most && (byte || !shift);
        }
    }
    return false;
}

static bool take_text(struct thawer *t, struct yaml *node, size_t length)
{
    if (length >= (size_t)(t->text_end - t->text) || t->text[length] || memchr(t->text, 0, length))
        return false;
    node->text = t->text;
    t->text += length + 1;
    return true;
}

/* The next node by itself; NULL if there is none. *ret_size: how many children it has. */
static struct yaml *take_node(struct thawer *t, size_t *ret_size)
{
    uint64_t head, line, column, size;
    if (!t->left || !take_number(t, KIND_BITS | QUOTED_BIT, &head) || !take_number(t, INT_MAX, &line) ||
        !take_number(t, INT_MAX, &column) || !take_number(t, INT_MAX, &size) || !line || !column)
        return NULL;
    struct yaml *node = t->nodes++;
    t->left--;
    *node = (struct yaml){.file = t->file, .line = (int)line, .column = (int)column, .text = ""};
    switch (head) {
    case YAML_SCALAR:
    case YAML_SCALAR | QUOTED_BIT:
        node->quoted = head != YAML_SCALAR;
        *ret_size = 0;
        return take_text(t, node, size) ? node : NULL;
    case YAML_LIST:
    case YAML_MAP:
        node->kind = (enum yaml_kind)head;
        node->count = *ret_size = size;
        return node;
    default:
        return NULL;
    }
}

static bool open_node(struct thawer *t, struct yaml *node, size_t size)
{
    if (node->kind == YAML_SCALAR)
        return true;
    if (t->depth == YAML_DEPTH_LIMIT)
        return false;
    t->stack[t->depth++] = (struct open){node, &node->first, size};
    return true;
}

/* One child of the innermost open node, with its key. */
static bool take_child(struct thawer *t, struct open *open)
{
    struct yaml *key = NULL;
    size_t size = 0;
    if (open->node->kind == YAML_MAP && (!(key = take_node(t, &size)) || key->kind != YAML_SCALAR))
        return false;
    struct yaml *node = take_node(t, &size);
    if (!node)
        return false;
    node->key = key;
    *open->tail = node;
    open->tail = &node->next;
    open->left--;
    return open_node(t, node, size);
}

/* NULL: damaged. An empty document is none either. */
static struct yaml *take_tree(struct thawer *t)
{
    size_t size = 0;
    struct yaml *root = take_node(t, &size);
    bool good = root && (root->kind != YAML_SCALAR || root->quoted || root->text[0]) && open_node(t, root, size);
    while (good && t->depth) {
        struct open *open = &t->stack[t->depth - 1];
        if (open->left)
            good = take_child(t, open);
        else
            t->depth--;
    }
    return good && !t->left && t->at == t->end && t->text == t->text_end ? root : NULL;
}

int yaml_thaw(struct ctx *ctx, const char *file, const char *bytes, size_t length, struct yaml **ret)
{
    if (length < FROZEN_HEAD || memcmp(bytes, magic, MAGIC) != 0 ||
        sum_in(bytes) != yaml_frozen_sum(bytes + FROZEN_HEAD, length - FROZEN_HEAD))
        return FROZEN_DAMAGED;
    struct thawer t = {.file = arena_strdup(ctx->mem, file), .text_end = bytes + length};
    t.at = (const unsigned char *)bytes + FROZEN_HEAD;
    t.end = t.at + (length - FROZEN_HEAD);
    uint64_t nodes, texts;
    if (!take_number(&t, length / NODE_LEAST, &nodes) || !take_number(&t, (uint64_t)(t.end - t.at), &texts))
        return FROZEN_DAMAGED;
    t.end -= texts;
    t.text = t.text_end - texts;
    if (utf8_valid(t.text, texts) < texts)
        return FROZEN_DAMAGED;
    t.left = nodes;
    t.nodes = arena_array(ctx->mem, nodes + 1, sizeof *t.nodes);
    struct yaml *root = take_tree(&t);
    if (!root)
        return FROZEN_DAMAGED;
    *ret = root;
    return 0;
}
