/* YAML by libfyaml's events, so that depth, anchors and tags are refused before anything is built from them, and
 * nothing here or there recurses. Knows no key of any pack. */
#include "format/yaml.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <libfyaml.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/utf8.h"

enum { BYTES_LIMIT = 1 << 20, KEYS_IN_LIST = 8 };

/* A list or map that is not closed yet. */
struct frame {
    struct yaml *node;
    struct yaml **tail;
    struct yaml *key; /* MAP: a key that waits for its value */
    struct map *seen; /* MAP: its keys, once there are more than KEYS_IN_LIST */
};

struct builder {
    struct ctx *ctx;
    const char *file;
    struct yaml *root;
    struct frame stack[YAML_DEPTH_LIMIT];
    size_t depth;
    int line, column; /* of the newest event that had a place */
    bool has_document;
};

/* The library's reasons in the words of a person who writes a pack. The first that is part of the reason is taken. */
static const struct {
    const char *reason, *say;
} reasons[] = {
    {"without a closing bracket", "方括号“[”没有配对的“]”"},
    {"without a closing brace", "花括号“{”没有配对的“}”"},
    {"without closing quote", "引号没有配对"},
    {"could not find expected ':'", "这里缺少冒号和空格"},
    {"missing ':'", "这里缺少冒号和空格"},
    {"missing comma", "这里缺少逗号"},
    {"did not find expected key", "缩进或冒号不对，这里应当是一个键"},
    {"invalid value after mapping", "这里缺少冒号和空格，或者值后面还有文字"},
    {"nested block mapping on the same line", "一行里有两个“键: 值”；值里有冒号时请加引号"},
    {"invalid extra closing", "多了一个右括号"},
    {"mismatched flow", "括号不配对"},
    {"plain scalar cannot start with", "文字不能以这个符号开头；请加引号"},
    {"trailing content after", "引号结束之后还有文字；里面的引号要写两次"},
    {"invalid comma", "多了一个逗号"},
    {"invalid multiline plain key", "这里缺少冒号和空格，或者用了制表符缩进"},
    {"invalid multiline", "键不能跨行"},
    {"tab", "缩进用了制表符，请改成空格"},
    {"indent", "缩进不对"},
    {"escape", "双引号里的反斜杠写法不对"},
    {"%YAML", "开头的 %YAML 写法不对"},
    {"directive", "% 开头的指令写法不对"},
};

__attribute__((format(printf, 2, 3))) static int fail_here(struct builder *b, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char what[1024];
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    return fail(b->ctx, E_INPUT, "%s:%d:%d: %s", b->file, b->line, b->column, what);
}

/* Line and column of a byte, for faults that are found before parsing. */
static void place_of(struct builder *b, const char *bytes, size_t offset)
{
    size_t start = offset;
    while (start > 0 && bytes[start - 1] != '\n')
        start--;
    b->line = 1;
    for (size_t i = 0; i < start; i++)
        b->line += bytes[i] == '\n';
    b->column = 1 + (int)utf8_count(bytes + start, offset - start);
}

static bool is_control(unsigned char c)
{
    return (c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
}

static int check_bytes(struct builder *b, const char *bytes, size_t length)
{
    if (length > BYTES_LIMIT)
        return fail_here(b, "文件超过 1 MiB；请分成几个文件");
    const char *nul = memchr(bytes, 0, length);
    if (nul) {
        place_of(b, bytes, (size_t)(nul - bytes));
        return fail_here(b, "有空字节（NUL），文件不是文本或者已经损坏");
    }
    for (size_t i = 0; i < length; i++)
        if (is_control((unsigned char)bytes[i])) {
            place_of(b, bytes, i);
            return fail_here(b, "有看不见的控制字符（十六进制 %02X）；请删去", (unsigned char)bytes[i]);
        }
    size_t valid = utf8_valid(bytes, length);
    if (valid < length) {
        place_of(b, bytes, valid);
        return fail_here(b, "有不是 UTF-8 的字节；请把文件另存为 UTF-8 编码");
    }
    return 0;
}

/* The library's marks of quoted text, anchors and aliases stand behind the sign that opens them: `back` is 1. */
static void note_mark(struct builder *b, const struct fy_mark *mark, int back)
{
    if (!mark)
        return; /* an empty value has none: the place before it stays */
    b->line = mark->line + 1;
    b->column = mark->column + 1 - (mark->column >= back ? back : 0);
}

static bool is_quoted(struct fy_token *token)
{
    enum fy_scalar_style style = token ? fy_token_scalar_style(token) : FYSS_PLAIN;
    return style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED;
}

static void note_place(struct builder *b, struct fy_event *event)
{
    bool behind = event->type == FYET_ALIAS || (event->type == FYET_SCALAR && is_quoted(event->scalar.value));
    note_mark(b, fy_event_start_mark(event), behind);
}

static struct yaml *new_node(struct builder *b, enum yaml_kind kind)
{
    struct yaml *node = arena_alloc(b->ctx->mem, sizeof *node);
    node->kind = kind;
    node->file = b->file;
    node->line = b->line;
    node->column = b->column;
    node->text = "";
    return node;
}

/* The token's text, piece by piece. fy_token_get_text of 0.7.12 trusts the length that the scanner noted; where the
 * pieces give another one (they do for two quotes in a row within single quotes, and for \\ before a line that goes
 * on) it leaves the rest of the text uninitialised and leaks. So the pieces are put together here. False if the
 * lengths differ. */
static bool read_text(struct buf *text, struct fy_token *token)
{
    struct fy_token_iter *pieces = fy_token_iter_create(token);
    const struct fy_iter_chunk *piece = NULL;
    int error = pieces ? 0 : -1;
    while (pieces && (piece = fy_token_iter_chunk_next(pieces, piece, &error)))
        buf_add(text, piece->str, piece->len);
    fy_token_iter_destroy(pieces);
    if (text->length == 0 && !is_quoted(token))
        return error == 0; /* an empty block at the end of the file: its length is noted wrong */
    return error == 0 && text->length == fy_token_get_text_length(token);
}

/* NULL if the text cannot be taken (an error was recorded). */
static struct yaml *new_scalar(struct builder *b, struct fy_token *token)
{
    AUTO_BUF struct buf text = BUF_INIT;
    if (token && !read_text(&text, token)) {
        (void)fail_here(
            b, "这里的引号读不准；单引号里不要连写两个引号，双引号里不要在反斜杠后换行"); /* told by the NULL */
        return NULL;
    }
    if (memchr(text.bytes, 0, text.length) || utf8_valid(text.bytes, text.length) < text.length) {
        (void)fail_here(b, "双引号里的转义给出了不能用的字符（空字节或半个字符）；请改掉"); /* told by the NULL */
        return NULL;
    }
    struct yaml *node = new_node(b, YAML_SCALAR);
    node->text = arena_strndup(b->ctx->mem, text.bytes, text.length);
    node->quoted = is_quoted(token);
    return node;
}

static struct yaml *seen_key(struct frame *f, const char *text)
{
    if (f->seen)
        return map_get_str(f->seen, text);
    for (struct yaml *child = f->node->first; child; child = child->next)
        if (strcmp(child->key->text, text) == 0)
            return child->key;
    return NULL;
}

static void remember_key(struct builder *b, struct frame *f, struct yaml *key)
{
    if (!f->seen && f->node->count >= KEYS_IN_LIST) {
        f->seen = map_new(b->ctx->mem);
        for (struct yaml *child = f->node->first; child; child = child->next)
            map_put_str(f->seen, child->key->text, child->key);
    }
    if (f->seen)
        map_put_str(f->seen, key->text, key);
}

static int take_key(struct builder *b, struct frame *f, struct yaml *key)
{
    if (key->kind != YAML_SCALAR)
        return fail_here(b, "键应当是文字，不能是列表或映射");
    if (!key->quoted && strcmp(key->text, "<<") == 0)
        return fail_here(b, "不能用合并键“<<”；请把内容直接写出来");
    const struct yaml *earlier = seen_key(f, key->text);
    if (earlier)
        return fail_here(b, "键“%s”重复了，第 %d 行已经写过；请删去一个", key->text, earlier->line);
    remember_key(b, f, key);
    f->key = key;
    return 0;
}

/* Puts a node where the innermost open list or map expects one. */
static int place_node(struct builder *b, struct yaml *node)
{
    struct frame *f = b->depth ? &b->stack[b->depth - 1] : NULL;
    if (!f) {
        b->root = node;
        return 0;
    }
    if (f->node->kind == YAML_MAP && !f->key)
        return take_key(b, f, node);
    node->key = f->key;
    f->key = NULL;
    *f->tail = node;
    f->tail = &node->next;
    f->node->count++;
    return 0;
}

static int open_node(struct builder *b, enum yaml_kind kind)
{
    if (b->depth == YAML_DEPTH_LIMIT)
        return fail_here(b, "嵌套超过 %d 层；请写得浅一些", YAML_DEPTH_LIMIT);
    struct yaml *node = new_node(b, kind);
    int r = place_node(b, node);
    if (r < 0)
        return r;
    b->stack[b->depth++] = (struct frame){.node = node, .tail = &node->first};
    return 0;
}

static int refuse_decorations(struct builder *b, struct fy_event *event)
{
    struct fy_token *anchor = fy_event_get_anchor_token(event), *tag = fy_event_get_tag_token(event);
    if (anchor) {
        note_mark(b, fy_token_start_mark(anchor), 1);
        return fail_here(b, "不能用锚点“&”；请把内容直接写出来");
    }
    if (tag) {
        note_mark(b, fy_token_start_mark(tag), 0);
        return fail_here(b, "不能用标签“!”；请只写值本身");
    }
    return 0;
}

static int open_document(struct builder *b)
{
    if (b->has_document)
        return fail_here(b, "一个文件只能有一个文档；请删去多余的“---”或分成几个文件");
    b->has_document = true;
    return 0;
}

static int take_event(struct builder *b, struct fy_event *event)
{
    note_place(b, event);
    int r = 0;
    struct yaml *scalar;
    switch (event->type) {
    case FYET_DOCUMENT_START:
        return open_document(b);
    case FYET_MAPPING_START:
    case FYET_SEQUENCE_START:
        r = refuse_decorations(b, event);
        return r < 0 ? r : open_node(b, event->type == FYET_MAPPING_START ? YAML_MAP : YAML_LIST);
    case FYET_SCALAR:
        r = refuse_decorations(b, event);
        if (r < 0)
            return r;
        scalar = new_scalar(b, event->scalar.value);
        return scalar ? place_node(b, scalar) : b->ctx->err.code;
    case FYET_ALIAS:
        return fail_here(b, "不能用别名“*”；请把内容直接写出来，星号开头的文字请加引号");
    case FYET_MAPPING_END:
    case FYET_SEQUENCE_END:
        assert(b->depth > 0);
        b->depth--;
        return 0;
    case FYET_NONE:
    case FYET_STREAM_START:
    case FYET_STREAM_END:
    case FYET_DOCUMENT_END:
        return 0;
    }
    return 0;
}

/* The usual slip in a Chinese file: the colon of the faulty line is a full-width one. */
static bool has_wide_colon(const char *bytes, size_t length, int line)
{
    const char *end = bytes + length, *stop;
    for (; line > 1; line--) {
        stop = memchr(bytes, '\n', (size_t)(end - bytes));
        if (!stop)
            return false;
        bytes = stop + 1;
    }
    stop = memchr(bytes, '\n', (size_t)(end - bytes));
    return memmem(bytes, (size_t)((stop ? stop : end) - bytes), "：", strlen("：")) != NULL;
}

static int fail_syntax(struct builder *b, struct fy_diag *diag, const char *bytes, size_t length)
{
    void *iterator = NULL;
    const struct fy_diag_error *error = fy_diag_errors_iterate(diag, &iterator);
    const char *reason = error && error->msg ? error->msg : "invalid YAML", *say = "写法不对；请检查缩进、冒号和引号";
    if (error && error->line > 0) {
        b->line = error->line;
        b->column = error->column > 0 ? error->column : 1;
    }
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (strstr(reason, reasons[i].reason)) {
            say = reasons[i].say;
            break;
        }
    const struct yaml *open = b->depth ? b->stack[b->depth - 1].node : NULL;
    if (open && strstr(reason, "without a closing"))
        return fail_here(b, "%s，它在第 %d 行第 %d 列打开（%s）", say, open->line, open->column, reason);
    bool wide = has_wide_colon(bytes, length, b->line);
    return fail_here(b, "%s（%s）%s", say, reason, wide ? "；键后面的冒号要用半角“: ”，不能用全角“：”" : "");
}

static int build(struct builder *b, struct fy_parser *parser, struct fy_diag *diag, const char *bytes, size_t length)
{
    struct fy_event *event;
    while ((event = fy_parser_parse(parser))) {
        int r = take_event(b, event);
        fy_parser_event_free(parser, event);
        if (r < 0)
            return r;
    }
    if (fy_parser_get_stream_error(parser) || b->depth)
        return fail_syntax(b, diag, bytes, length);
    if (!b->root || (b->root->kind == YAML_SCALAR && !b->root->quoted && !b->root->text[0])) {
        b->line = b->column = 1;
        return fail_here(b, "文件里没有内容；应当有“键: 值”");
    }
    return 0;
}

/* Without it the library would write to standard error. */
static void swallow(struct fy_diag *diag, void *arg, const char *text, size_t length)
{
    (void)diag, (void)arg, (void)text, (void)length;
}

int yaml_parse(struct ctx *ctx, const char *file, const char *bytes, size_t length, struct yaml **ret)
{
    struct builder b = {.ctx = ctx, .file = arena_strdup(ctx->mem, file), .line = 1, .column = 1};
    int r = check_bytes(&b, bytes, length);
    if (r < 0)
        return r;
    struct fy_diag_cfg diag_cfg;
    fy_diag_cfg_default(&diag_cfg);
    diag_cfg.fp = NULL;
    diag_cfg.output_fn = swallow;
    diag_cfg.colorize = false;
    struct fy_diag *diag = fy_diag_create(&diag_cfg);
    if (diag)
        fy_diag_set_collect_errors(diag, true);
    struct fy_parse_cfg cfg = {.flags = FYPCF_QUIET | FYPCF_JSON_NONE, .diag = diag};
    struct fy_parser *parser = diag ? fy_parser_create(&cfg) : NULL;
    /* a length of 0 would mean "look for the NUL" in some paths of the library */
    if (!parser || fy_parser_set_string(parser, length ? bytes : "\n", length ? length : 1) != 0)
        r = fail_here(&b, "内存不足，读不了文件");
    else
        r = build(&b, parser, diag, bytes, length);
    fy_parser_destroy(parser);
    fy_diag_destroy(diag);
    if (r == 0)
        *ret = b.root;
    return r;
}

struct yaml *yaml_get(const struct yaml *map, const char *key)
{
    if (!map || map->kind != YAML_MAP)
        return NULL;
    for (struct yaml *child = map->first; child; child = child->next)
        if (strcmp(child->key->text, key) == 0)
            return child;
    return NULL;
}
