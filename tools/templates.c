/* templates OUTPUT TABLE ENGLISH.tsv ASSETS.tsv FILE...: compiles pages (FILE.html; parts are read from parts/ beside
 * them) to lists of operations, one a language, in a table TABLE_pages for format/template_ops.h, and checks that each
 * say() of the sources among the files (FILE.c) has its English. The language is described in format/template.h. */
#include <ctype.h>
#include <stdarg.h>

#include "base/buf.h"
#include "base/map.h"
#include "format/template_ops.h"
#include "tools/template_place.h"
#include "tools/template_words.h"

enum { SECTIONS_DEEP = 32, PARTS_DEEP = 8 };

struct section {
    char name[PLACE_NAME];
    size_t op;
    struct place begin;
};

/* A file that is being read; a part points to the file that asked for it. */
struct source {
    const char *path, *bytes;
    const struct source *from;
    int deep;
};

struct compiler {
    struct arena *mem;
    struct words *words;
    const struct map *assets;
    enum language language;
    struct place place;
    struct section sections[SECTIONS_DEEP];
    size_t section_count;
    struct buf raw; /* markup not yet made an operation */
    VEC(struct template_op) ops;
    bool fresh_line; /* a line of marks alone was taken out: the next one's indentation goes as well */
};

__attribute__((format(printf, 3, 4))) static bool fault(const struct source *source, const char *at, const char *format,
                                                        ...)
{
    int line = 1;
    va_list args;

    for (const char *c = source->bytes; c < at; c++)
        line += *c == '\n';
    fprintf(stderr, "%s:%d: ", source->path, line);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    return false;
}

static void flush(struct compiler *c)
{
    if (!c->raw.length)
        return;
    *vec_push(c->mem, &c->ops) =
        (struct template_op){TEMPLATE_RAW, (unsigned)c->raw.length, arena_strndup(c->mem, c->raw.bytes, c->raw.length)};
    buf_reset(&c->raw);
}

static void add_op(struct compiler *c, enum template_act act, const char *name)
{
    flush(c);
    *vec_push(c->mem, &c->ops) = (struct template_op){act, 0, name};
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Of a character of East Asia, in UTF-8: from U+2E80 on. */
static bool is_wide(const char *first)
{
    unsigned char c = (unsigned char)first[0], next = (unsigned char)first[1];
    return c > 0xE2 || (c == 0xE2 && next >= 0xBA);
}

static bool ends_wide(const struct buf *raw)
{
    const char *at = raw->bytes + raw->length;

    while (at > raw->bytes && ((unsigned char)at[-1] & 0xC0) == 0x80)
        at--;
    return at > raw->bytes && is_wide(at - 1);
}

/* A run of blanks where they may be folded: one blank, none where a line of Chinese was broken. */
static void add_blanks(struct compiler *c, const char *at, const char *end, const char *stop)
{
    bool broken = memchr(at, '\n', (size_t)(end - at)) != NULL;
    bool after_blank = c->raw.length ? is_blank(c->raw.bytes[c->raw.length - 1]) : c->ops.count == 0;
    bool tag = place_now(&c->place) == PLACE_TAG;

    if (after_blank || (c->fresh_line && !broken) || (tag && end < stop && *end == '>'))
        return;
    if (broken && !tag && end < stop && is_wide(end) && ends_wide(&c->raw))
        return;
    buf_char(&c->raw, broken && !tag ? '\n' : ' ');
}

/* Markup between marks. */
static bool take_markup(struct compiler *c, const struct source *source, const char *at, const char *stop)
{
    while (at < stop) {
        const char *end = at;
        const char *wrong;
        while (end < stop && place_folds(&c->place) && is_blank(*end))
            end++;
        if (end > at) {
            add_blanks(c, at, end, stop);
            wrong = place_take(&c->place, ' ');
        } else {
            buf_char(&c->raw, *at);
            wrong = place_take(&c->place, *at);
            end = at + 1;
        }
        if (wrong)
            return fault(source, at, "%s", wrong);
        c->fresh_line = false;
        at = end;
    }
    return true;
}

static bool take_value(struct compiler *c, const struct source *source, const char *at, const char *name)
{
    static const enum template_act acts[] = {[PLACE_TEXT] = TEMPLATE_TEXT,
                                             [PLACE_PLAIN] = TEMPLATE_ATTRIBUTE,
                                             [PLACE_ATTRIBUTE] = TEMPLATE_ATTRIBUTE,
                                             [PLACE_URL] = TEMPLATE_URL,
                                             [PLACE_URL_PART] = TEMPLATE_URL_PART};
    enum place_kind kind = place_now(&c->place);

    if (!*name || name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_")])
        return fault(source, at, "{{%s}}: names are written with a-z, 0-9 and _", name);
    if (kind == PLACE_TAG || kind == PLACE_STYLE || kind == PLACE_NOWHERE)
        return fault(source, at, "{{%s}}: no value may stand here (an attribute needs its quotes)", name);
    if (kind == PLACE_PLAIN && c->raw.length && c->raw.bytes[c->raw.length - 1] == '>' &&
        strcmp(c->place.open[c->place.depth - 1], "textarea") == 0)
        buf_char(&c->raw, '\n'); /* a browser drops the first line end, which may be the value's */
    add_op(c, acts[kind], name);
    place_value(&c->place);
    return true;
}

static void add_escaped(struct buf *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '&')
            buf_str(out, "&amp;");
        else if (text[i] == '<')
            buf_str(out, "&lt;");
        else if (text[i] == '"')
            buf_str(out, "&quot;");
        else
            buf_char(out, text[i]);
    }
}

/* {{_ words of ours {name} }} */
static bool take_words(struct compiler *c, const struct source *source, const char *at, const char *chinese)
{
    enum place_kind kind = place_now(&c->place);
    const char *english = words_english(c->words, chinese), *text = c->language == LANGUAGE_EN ? english : chinese;

    if (kind != PLACE_TEXT && kind != PLACE_PLAIN && kind != PLACE_ATTRIBUTE)
        return fault(source, at, "{{_ %s }}: no words may stand here", chinese);
    if (!english)
        return fault(source, at, "english.tsv has no line for “%s”", chinese);
    while (*text) {
        size_t length = strcspn(text, "{");
        add_escaped(&c->raw, text, length);
        text += length;
        if (*text == '{') {
            length = strcspn(text, "}");
            if (!take_value(c, source, at, arena_strndup(c->mem, text + 1, length - 1)))
                return false;
            text += length + (text[length] == '}');
        }
    }
    return true;
}

static bool take_asset(struct compiler *c, const struct source *source, const char *at, const char *name)
{
    enum place_kind kind = place_now(&c->place);
    const char *address = map_get_str(c->assets, name);

    if (!address)
        return fault(source, at, "{{@%s}}: static/ has no such file", name);
    if (kind == PLACE_STYLE) {
        add_op(c, TEMPLATE_ASSET, name);
        return true;
    }
    if (kind != PLACE_URL)
        return fault(source, at, "{{@%s}}: the address of an asset stands alone in href or src", name);
    buf_str(&c->raw, address);
    place_value(&c->place);
    return true;
}

static bool begin_section(struct compiler *c, const struct source *source, const char *at, char sign, const char *name)
{
    const char *wrong = place_mark(&c->place);
    struct section *s = &c->sections[c->section_count];

    if (wrong)
        return fault(source, at, "%s", wrong);
    if (c->section_count == SECTIONS_DEEP || strlen(name) >= PLACE_NAME)
        return fault(source, at, "sections are nested too deep, or a name is too long");
    flush(c);
    *s = (struct section){.op = c->ops.count, .begin = c->place};
    snprintf(s->name, sizeof s->name, "%s", name);
    c->section_count++;
    c->place.floor = c->place.depth;
    add_op(c, sign == '#' ? TEMPLATE_EACH : TEMPLATE_UNLESS, name);
    return true;
}

static bool end_section(struct compiler *c, const struct source *source, const char *at, const char *name, size_t least)
{
    const char *wrong = place_mark(&c->place);
    const struct section *s = c->section_count > least ? &c->sections[c->section_count - 1] : NULL;

    if (wrong)
        return fault(source, at, "%s", wrong);
    if (!s || strcmp(s->name, name) != 0)
        return fault(source, at, "{{/%s}} ends {{#%s}}", name, s ? s->name : "nothing");
    wrong = place_differs(&s->begin, &c->place);
    if (wrong)
        return fault(source, at, "section %s %s", name, wrong);
    flush(c);
    c->ops.at[s->op].count = (unsigned)(c->ops.count - s->op - 1);
    c->place.floor = s->begin.floor;
    c->section_count--;
    return true;
}

static bool compile(struct compiler *c, const struct source *source);

static bool take_part(struct compiler *c, const struct source *source, const char *at, const char *name)
{
    const struct source *page = source;
    const char *slash;
    struct source part = {.from = source, .deep = source->deep + 1};

    while (page->from)
        page = page->from;
    slash = strrchr(page->path, '/');
    if (part.deep > PARTS_DEEP)
        return fault(source, at, "{{>%s}}: parts are nested too deep", name);
    part.path = arena_printf(c->mem, "%.*sparts/%s.html", slash ? (int)(slash + 1 - page->path) : 0, page->path, name);
    part.bytes = words_read_file(c->mem, part.path);
    return part.bytes ? compile(c, &part) : fault(source, at, "{{>%s}} asked for it", name);
}

/* One mark, `inside` the braces. */
static bool take_mark(struct compiler *c, const struct source *source, const char *at, char *inside, size_t least)
{
    char sign = *inside;
    char *name = inside + (strchr("#^/!>_@", sign) ? 1 : 0), *end;

    name += strspn(name, " \t\n");
    end = name + strlen(name);
    while (end > name && is_blank(end[-1]))
        *--end = '\0';
    switch (sign) {
    case '!':
        return true;
    case '#':
    case '^':
        return begin_section(c, source, at, sign, name);
    case '/':
        return end_section(c, source, at, name, least);
    case '>':
        return take_part(c, source, at, name);
    case '_':
        return take_words(c, source, at, name);
    case '@':
        return take_asset(c, source, at, name);
    default:
        return take_value(c, source, at, name);
    }
}

/* A section's mark, comment or part alone on its line takes the line with it. Sets where the markup before ends and
 * where that behind begins. */
static bool alone(const struct compiler *c, const struct source *source, const char *inside, const char **before,
                  const char **behind)
{
    const char *first = *before, *last = *behind;

    if (!strchr("#^/!>", *inside) || !place_folds(&c->place))
        return false;
    while (first > source->bytes && (first[-1] == ' ' || first[-1] == '\t'))
        first--;
    last += strspn(last, " \t\r");
    if ((first > source->bytes && first[-1] != '\n') || (*last && *last != '\n'))
        return false;
    *before = first;
    *behind = last + (*last == '\n');
    return true;
}

static bool compile(struct compiler *c, const struct source *source)
{
    struct place begin = c->place;
    size_t least = c->section_count;
    const char *at = source->bytes, *mark, *wrong;
    bool lines;

    c->place.floor = c->place.depth;
    while ((mark = strstr(at, "{{")) != NULL) {
        const char *end = strstr(mark, "}}"), *before = mark, *behind;
        while (end && end[2] == '}')
            end++;
        if (!end)
            return fault(source, mark, "{{ without }}");
        behind = end + 2;
        lines = alone(c, source, mark + 2, &before, &behind);
        if (before > at && !take_markup(c, source, at, before))
            return false;
        c->fresh_line = lines;
        if (!take_mark(c, source, mark, arena_strndup(c->mem, mark + 2, (size_t)(end - mark - 2)), least))
            return false;
        at = behind;
    }
    if (!take_markup(c, source, at, at + strlen(at)))
        return false;
    if (c->section_count > least)
        return fault(source, at + strlen(at), "{{#%s}} has no end", c->sections[c->section_count - 1].name);
    wrong = place_differs(&begin, &c->place);
    if (wrong)
        return fault(source, at + strlen(at), "the file %s%s%s", wrong,
                     c->place.depth > begin.depth ? ": still open is " : "",
                     c->place.depth > begin.depth ? c->place.open[c->place.depth - 1] : "");
    c->place.floor = begin.floor;
    return true;
}

static void write_ops(const struct compiler *c, const char *name, FILE *out)
{
    static const char *const acts[] = {"RAW", "TEXT", "ATTRIBUTE", "URL", "URL_PART", "EACH", "UNLESS", "ASSET"};

    fprintf(out, "static const struct template_op %s_%s[] = {\n", name, c->language == LANGUAGE_EN ? "en" : "zh");
    for (size_t i = 0; i < c->ops.count; i++) {
        const struct template_op *op = &c->ops.at[i];
        fprintf(out, "    {TEMPLATE_%s, %u,\n        ", acts[op->act], op->count);
        words_write_literal(out, op->text, op->act == TEMPLATE_RAW ? op->count : strlen(op->text));
        fprintf(out, "},\n");
    }
    fprintf(out, "    {0}};\n");
}

static bool compile_page(struct arena *mem, const char *path, const char *name, struct words *words,
                         const struct map *assets, FILE *out, FILE *table)
{
    struct source source = {.path = path, .bytes = words_read_file(mem, path)};
    char sizes[2][24] = {"", ""};
    bool fine = source.bytes != NULL;

    for (int language = LANGUAGE_ZH; language <= LANGUAGE_EN && fine; language++) {
        struct compiler *c = arena_alloc(mem, sizeof *c);
        *c = (struct compiler){
            .mem = mem, .words = words, .assets = assets, .language = (enum language)language, .raw = BUF_INIT};
        fine = compile(c, &source);
        if (fine) {
            flush(c);
            write_ops(c, name, out);
            snprintf(sizes[language], sizeof *sizes, "%zu", c->ops.count);
        }
        buf_done(&c->raw);
    }
    fprintf(table, "    {\"%s\", {{%s_zh, %s}, {%s_en, %s}}},\n", name, name, sizes[0], name, sizes[1]);
    return fine;
}

static const struct map *read_assets(struct arena *mem, const char *path)
{
    struct map *map = map_new(mem);
    char *at = words_read_file(mem, path);

    while (at && *at) {
        char *tab = strchr(at, '\t'), *end = tab ? strchr(tab, '\n') : NULL;
        if (!end)
            break;
        *tab = *end = '\0';
        map_put_str(map, at, tab + 1);
        at = end + 1;
    }
    return map;
}

static bool run_all(struct arena *mem, int argc, char **argv, FILE *out, FILE *table)
{
    struct words words;
    const struct map *assets = read_assets(mem, argv[4]);
    bool fine = words_read(mem, argv[3], &words);
    size_t pages = 0;

    fprintf(out, "#include \"format/template_ops.h\"\n#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n");
    for (int i = 5; i < argc; i++) {
        const char *slash = strrchr(argv[i], '/'), *base = slash ? slash + 1 : argv[i], *dot = strrchr(base, '.');
        if (dot && strcmp(dot, ".c") == 0) {
            fine = words_check_source(mem, &words, argv[i]) && fine;
        } else if (dot && strcmp(dot, ".html") == 0 && !strstr(argv[i], "/parts/")) {
            const char *name = arena_strndup(mem, base, (size_t)(dot - base));
            fine = compile_page(mem, argv[i], name, &words, assets, out, table) && fine;
            pages++;
        }
    }
    fflush(table);
    if (strcmp(argv[2], "template") == 0)
        words_write(&words, out);
    fprintf(table, "    {0}};\nconst size_t %s_page_count = %zu;\n", argv[2], pages);
    return fine;
}

int main(int argc, char **argv)
{
    struct arena *mem = arena_new();
    FILE *out = argc > 5 ? fopen(argv[1], "w") : NULL;
    char *text = NULL;
    size_t length;
    FILE *table = out ? open_memstream(&text, &length) : NULL;
    bool fine = table != NULL;

    if (fine) {
        fprintf(table, "%sconst struct template_page %s_pages[] = {\n",
                strcmp(argv[2], "template") == 0 ? "" : "extern const struct template_page test_pages[];\n", argv[2]);
        fine = run_all(mem, argc, argv, out, table);
        fclose(table);
        fputs(text, out);
    }
    free(text);
    if (out)
        fine = !fclose(out) && fine;
    if (!fine && out)
        remove(argv[1]);
    arena_free(mem);
    return fine ? 0 : 2;
}
