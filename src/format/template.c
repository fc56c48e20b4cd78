/* The tree of values and the machine that fills pages. Every byte of a value passes one of the four escapes below. */
#include "format/template.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "format/asset.h"
#include "format/template_ops.h"

enum value_kind { VALUE_TEXT, VALUE_FLAG, VALUE_HTML, VALUE_LIST };

struct rows {
    VEC(struct values *) rows;
};

struct value {
    const char *name;
    enum value_kind kind;
    bool on;
    const char *text;
    struct html html;
    struct rows *list;
};

struct values {
    struct arena *mem;
    VEC(struct value) set;
};

static struct value *find(const struct values *v, const char *name)
{
    for (size_t i = 0; i < v->set.count; i++)
        if (v->set.at[i].name == name || strcmp(v->set.at[i].name, name) == 0)
            return &v->set.at[i];
    return NULL;
}

static struct value *set(struct values *v, const char *name, enum value_kind kind)
{
    struct value *value = find(v, name);

    if (!value)
        value = vec_push(v->mem, &v->set);
    *value = (struct value){.name = name, .kind = kind};
    return value;
}

struct values *values_new(struct arena *mem)
{
    struct values *v = arena_alloc(mem, sizeof *v);
    v->mem = mem;
    return v;
}

void values_text(struct values *v, const char *name, const char *text)
{
    set(v, name, VALUE_TEXT)->text = text ? text : "";
}

void values_flag(struct values *v, const char *name, bool on)
{
    set(v, name, VALUE_FLAG)->on = on;
}

void values_html(struct values *v, const char *name, struct html html)
{
    set(v, name, VALUE_HTML)->html = html;
}

void values_format(struct values *v, const char *name, const char *format, ...)
{
    AUTO_BUF struct buf text = BUF_INIT;
    va_list args;
    int length;

    va_start(args, format);
    length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    assert(length >= 0);
    buf_reserve(&text, (size_t)length);
    va_start(args, format);
    vsnprintf(text.bytes, (size_t)length + 1, format, args);
    va_end(args);
    values_text(v, name, arena_strndup(v->mem, text.bytes, (size_t)length));
}

void values_list(struct values *v, const char *name)
{
    set(v, name, VALUE_LIST)->list = arena_alloc(v->mem, sizeof(struct rows));
}

struct values *values_row(struct values *v, const char *name)
{
    struct value *list = find(v, name);
    struct values *row = values_new(v->mem);

    if (!list || list->kind != VALUE_LIST) {
        values_list(v, name);
        list = find(v, name);
    }
    *vec_push(v->mem, &list->list->rows) = row;
    return row;
}

void values_inherit(struct values *v, const struct values *from)
{
    for (size_t i = 0; i < from->set.count; i++)
        if (!find(v, from->set.at[i].name))
            *vec_push(v->mem, &v->set) = from->set.at[i];
}

/* Text as HTML: what no character data may hold becomes a blank (controls) or U+FFFD (broken UTF-8). */
static void add_escaped(struct buf *out, const char *text)
{
    const char *end = text + strlen(text), *clean = text;

    while (text < end) {
        unsigned char c = (unsigned char)*text;
        const char *instead = NULL;
        size_t taken = 1;

        if (c == '&')
            instead = "&amp;";
        else if (c == '<')
            instead = "&lt;";
        else if (c == '>')
            instead = "&gt;";
        else if (c == '"')
            instead = "&quot;";
        else if (c == '\'')
            instead = "&#39;";
        else if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F)
            instead = " ";
        else if (c >= 0x80 && utf8_next(text, (size_t)(end - text), &taken) < 0)
            instead = "\xEF\xBF\xBD";
        if (instead) {
            buf_add(out, clean, (size_t)(text - clean));
            buf_str(out, instead);
            clean = text + taken;
        }
        text += taken;
    }
    buf_add(out, clean, (size_t)(text - clean));
}

void html_text(struct buf *out, const char *text)
{
    add_escaped(out, text ? text : "");
}

static bool may_be_linked(const char *url)
{
    static const char *const schemes[] = {"http://", "https://", "mailto:"};

    if (url[0] == '/') /* //host and /\host leave the site; browsers read over tabs and line ends in between */
        return !strchr("/\\\t\n\r", url[1]) || !url[1];
    if (!url[0] || url[0] == '?' || url[0] == '#')
        return true;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (strncasecmp(url, schemes[i], strlen(schemes[i])) == 0)
            return true;
    return false;
}

static void add_url_part(struct buf *out, const char *text)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    for (; *text; text++) {
        if (strchr(plain, *text))
            buf_char(out, *text);
        else
            buf_printf(out, "%%%02X", (unsigned)(unsigned char)*text);
    }
}

/* The rows in which a name is looked up, the innermost first. */
struct scope {
    const struct values *values;
    const struct scope *outer;
    const char *page;
};

static const struct value *look_up(const struct scope *scope, const char *name)
{
    static const struct value nothing = {.name = "", .kind = VALUE_TEXT, .text = ""};

    for (const struct scope *s = scope; s; s = s->outer) {
        const struct value *value = find(s->values, name);
        if (value)
            return value;
    }
#ifndef NDEBUG
    fprintf(stderr, "pages/%s.html: {{%s}} was never set\n", scope->page, name);
    assert(false && "a template's name was never set");
#endif
    return &nothing;
}

static const char *text_of(const struct value *value)
{
    assert(value->kind == VALUE_TEXT); /* a flag, a list or markup where only text may stand */
    return value->kind == VALUE_TEXT ? value->text : "";
}

static bool is_something(const struct value *value)
{
    switch (value->kind) {
    case VALUE_TEXT:
        return value->text[0];
    case VALUE_FLAG:
        return value->on;
    case VALUE_HTML:
        return value->html.length > 0;
    case VALUE_LIST:
        return value->list->rows.count > 0;
    }
    return false;
}

static void run(const struct template_op *ops, size_t count, const struct scope *scope, struct buf *out);

static void run_each(const struct template_op *op, const struct scope *scope, struct buf *out)
{
    const struct value *value = look_up(scope, op->text);

    if (value->kind != VALUE_LIST) {
        if (is_something(value))
            run(op + 1, op->count, scope, out);
        return;
    }
    for (size_t i = 0; i < value->list->rows.count; i++) {
        struct scope row = {value->list->rows.at[i], scope, scope->page};
        run(op + 1, op->count, &row, out);
    }
}

static void run_one(const struct template_op *op, const struct scope *scope, struct buf *out)
{
    const struct value *value = look_up(scope, op->text);

    if (op->act == TEMPLATE_TEXT && value->kind == VALUE_HTML)
        buf_add(out, value->html.bytes, value->html.length);
    else if (op->act == TEMPLATE_URL)
        add_escaped(out, may_be_linked(text_of(value)) ? value->text : "#");
    else if (op->act == TEMPLATE_URL_PART)
        add_url_part(out, text_of(value));
    else
        add_escaped(out, text_of(value));
}

static void run(const struct template_op *ops, size_t count, const struct scope *scope, struct buf *out)
{
    for (size_t i = 0; i < count; i++) {
        const struct template_op *op = &ops[i];
        const struct asset *asset;

        switch (op->act) {
        case TEMPLATE_RAW:
            buf_add(out, op->text, op->count);
            break;
        case TEMPLATE_ASSET:
            asset = asset_named(op->text);
            buf_add(out, asset->plain.bytes, asset->plain.length);
            break;
        case TEMPLATE_EACH:
            run_each(op, scope, out);
            i += op->count;
            break;
        case TEMPLATE_UNLESS:
            if (!is_something(look_up(scope, op->text)))
                run(op + 1, op->count, scope, out);
            i += op->count;
            break;
        case TEMPLATE_TEXT:
        case TEMPLATE_ATTRIBUTE:
        case TEMPLATE_URL:
        case TEMPLATE_URL_PART:
            run_one(op, scope, out);
        }
    }
}

void template_run(const struct template_page *page, enum language language, const struct values *values,
                  struct buf *out)
{
    struct scope scope = {values, NULL, page->name};
    run(page->of[language].ops, page->of[language].count, &scope, out);
}

static int by_page_name(const void *name, const void *page)
{
    return strcmp(name, ((const struct template_page *)page)->name);
}

void template_render(const char *page, enum language language, const struct values *values, struct buf *out)
{
    const struct template_page *found =
        bsearch(page, template_pages, template_page_count, sizeof *template_pages, by_page_name);

    assert(found); /* pages/`page`.html is not there */
    if (found)
        template_run(found, language, values, out);
}

struct html template_part(struct arena *mem, const char *page, enum language language, const struct values *values)
{
    AUTO_BUF struct buf out = BUF_INIT;

    template_render(page, language, values, &out);
    return (struct html){arena_strndup(mem, out.bytes, out.length), out.length};
}

static int by_chinese(const void *chinese, const void *words)
{
    return strcmp(chinese, ((const struct template_words *)words)->chinese);
}

const char *say(enum language language, const char *chinese)
{
    const struct template_words *found;

    if (language == LANGUAGE_ZH)
        return chinese;
    found = bsearch(chinese, template_words, template_word_count, sizeof *template_words, by_chinese);
    assert(found); /* pages/english.tsv has no line for it */
    return found ? found->english : chinese;
}
