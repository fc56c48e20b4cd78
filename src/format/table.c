/* Rows for people and programs. TSV and JSON are streamed; the aligned table waits for its last row to know widths. */
#include "format/table.h"

#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>

#include "base/buf.h"
#include "base/decimal.h"
#include "base/utf8.h"

struct line {
    struct line *next;
    const char *values[];
};

struct table {
    FILE *out;
    enum table_format format;
    const char *const *columns;
    size_t count;
    bool any;           /* JSON: a row was written */
    struct arena *kept; /* ALIGNED: rows until table_end, safe from the caller's rewinds; else NULL */
    struct line *first, **last;
};

/* Bytes looked at side by side. */
typedef unsigned char bytes16 __attribute__((vector_size(16)));

/* How many of `length` bytes need no escape; up to 15 more may be read. */
static size_t plain_bytes(const char *s, size_t length)
{
    for (size_t i = 0; i < length; i += sizeof(bytes16)) {
        bytes16 at;
        uint64_t special[2];

        memcpy(&at, s + i, sizeof at);
        at = (bytes16)((at <= '\r') | (at == '\\'));
        memcpy(special, &at, sizeof special);
        if (!(special[0] | special[1]))
            continue;
        while (i < length && (unsigned char)s[i] > '\r' && s[i] != '\\')
            i++;
        return i;
    }
    return length;
}

/* Copies what needs no escape; returns the rest. Nearly all values are copied whole. */
static const char *add_plain(struct buf *b, const char *s)
{
    size_t length = strlen(s), plain;
    char *to;

    if (b->length + length + sizeof(bytes16) >= b->capacity)
        buf_reserve(b, length + sizeof(bytes16));
    to = b->bytes + b->length;
    memcpy(to, s, length);
    memset(to + length, ' ', sizeof(bytes16));
    plain = plain_bytes(to, length);
    to[plain] = '\0';
    b->length += plain;
    return s + plain;
}

/* Writes the rest of a value into `b` so that it stays on its line. */
static void add_escaped(struct buf *b, const char *s, bool for_people)
{
    for (; *s; s++) {
        unsigned char c;

        if (!for_people)
            s = add_plain(b, s);
        if (!*s)
            break;
        c = (unsigned char)*s;
        if (c == '\t')
            buf_str(b, "\\t");
        else if (c == '\n')
            buf_str(b, "\\n");
        else if (c == '\r')
            buf_str(b, "\\r");
        else if (c == '\\' && !for_people)
            buf_str(b, "\\\\");
        else if (for_people && (c < 0x20 || c == 0x7F)) /* a record must not steer the terminal */
            buf_printf(b, "\\x%02X", c);
        else if (for_people && c == 0xC2 && (unsigned char)s[1] >= 0x80 && (unsigned char)s[1] < 0xA0)
            buf_printf(b, "\\x%02X", (unsigned char)*++s);
        else
            buf_char(b, (char)c);
    }
}

static void write_tsv(struct table *table, const char *const *values)
{
    char row[512];
    AUTO_BUF struct buf b = BUF_ON(row);
    for (size_t i = 0; i < table->count; i++) {
        if (i)
            buf_char(&b, '\t');
        add_escaped(&b, values[i] ? values[i] : "", false);
    }
    buf_char(&b, '\n');
    (void)fwrite(b.bytes, 1, b.length, table->out); /* table_end asks the stream */
}

/* JSON is Unicode: a byte that is none (a file's name may hold one) becomes U+FFFD. */
static json_t *json_text(const char *s)
{
    size_t length = strlen(s);
    if (utf8_valid(s, length) == length)
        return json_stringn(s, length);
    AUTO_BUF struct buf b = BUF_INIT;
    for (size_t i = 0, n; i < length; i += n) {
        int32_t c = utf8_next(s + i, length - i, &n);
        buf_rune(&b, c < 0 ? 0xFFFD : (uint32_t)c);
    }
    return json_stringn(b.bytes, b.length);
}

static void write_json(struct table *table, const char *const *values)
{
    json_t *object = json_object();
    int failed = object == NULL;
    for (size_t i = 0; i < table->count && !failed; i++)
        failed = json_object_set_new(object, table->columns[i], json_text(values[i] ? values[i] : ""));
    (void)fputs(table->any ? ",\n" : "[\n", table->out); /* table_end asks the stream */
    failed = failed || json_dumpf(object, table->out, JSON_COMPACT) != 0;
    json_decref(object);
    table->any = true;
    if (failed && !ferror(table->out)) {
        fputs("内存不足，程序停止；已经提交的数据不受影响\n", stderr);
        exit(3);
    }
}

static void keep(struct table *table, const char *const *values)
{
    AUTO_BUF struct buf b = BUF_INIT;
    struct line *line = arena_alloc(table->kept, sizeof *line + table->count * sizeof line->values[0]);
    for (size_t i = 0; i < table->count; i++) {
        buf_reset(&b);
        add_escaped(&b, values[i] ? values[i] : "", true);
        line->values[i] = arena_strndup(table->kept, b.bytes, b.length);
    }
    *table->last = line;
    table->last = &line->next;
}

struct table *table_new(struct ctx *ctx, FILE *out, enum table_format format, const char *const *columns)
{
    struct table *table = arena_alloc(ctx->mem, sizeof *table);
    size_t count = 0;
    while (columns[count])
        count++;
    const char **copy = arena_array(ctx->mem, count + 1, sizeof *copy);
    for (size_t i = 0; i < count; i++)
        copy[i] = arena_strdup(ctx->mem, columns[i]);
    table->out = out;
    table->format = format;
    table->columns = copy;
    table->count = count;
    table->last = &table->first;
    if (format == TABLE_ALIGNED)
        table->kept = arena_new();
    if (format == TABLE_TSV)
        write_tsv(table, table->columns);
    return table;
}

void table_row(struct table *table, const char *const *values)
{
    switch (table->format) {
    case TABLE_TSV:
        write_tsv(table, values);
        break;
    case TABLE_JSON:
        write_json(table, values);
        break;
    case TABLE_ALIGNED:
        keep(table, values);
        break;
    }
}

struct shape {
    size_t width;
    bool numeric;
};

/* A column is numeric if all that it holds are numbers or percentages. */
static bool is_number(const char *s)
{
    struct decimal d;
    size_t length = strlen(s);
    if (length && s[length - 1] == '%')
        length--;
    return decimal_parse(s, length, &d) != DECIMAL_BAD;
}

static struct shape measure(const struct table *table, size_t column)
{
    struct shape shape = {utf8_width(table->columns[column]), true};
    bool any = false;
    for (const struct line *l = table->first; l; l = l->next) {
        const char *value = l->values[column];
        size_t width = utf8_width(value);
        if (width > shape.width)
            shape.width = width;
        if (!*value)
            continue;
        any = true;
        shape.numeric = shape.numeric && is_number(value);
    }
    shape.numeric = shape.numeric && any;
    return shape;
}

static void add_spaces(struct buf *b, size_t count)
{
    while (count--)
        buf_char(b, ' ');
}

static void write_aligned(struct table *table, const struct shape *shapes, const char *const *values)
{
    AUTO_BUF struct buf b = BUF_INIT;
    for (size_t i = 0; i < table->count; i++) {
        size_t blank = shapes[i].width - utf8_width(values[i]);
        if (i)
            add_spaces(&b, 2);
        if (shapes[i].numeric)
            add_spaces(&b, blank);
        buf_str(&b, values[i]);
        if (!shapes[i].numeric)
            add_spaces(&b, blank);
    }
    while (b.length && b.bytes[b.length - 1] == ' ')
        b.length--;
    (void)fwrite(b.bytes, 1, b.length, table->out); /* table_end asks the stream */
    (void)fputc('\n', table->out);
}

static void write_kept(struct table *table)
{
    struct shape *shapes = arena_array(table->kept, table->count, sizeof *shapes);
    const char **rules = arena_array(table->kept, table->count, sizeof *rules);
    for (size_t i = 0; i < table->count; i++) {
        shapes[i] = measure(table, i);
        char *rule = arena_alloc(table->kept, shapes[i].width + 1);
        memset(rule, '-', shapes[i].width);
        rules[i] = rule;
    }
    write_aligned(table, shapes, table->columns);
    write_aligned(table, shapes, rules);
    for (const struct line *l = table->first; l; l = l->next)
        write_aligned(table, shapes, l->values);
}

int table_end(struct ctx *ctx, struct table *table)
{
    if (table->format == TABLE_JSON)
        (void)fputs(table->any ? "\n]\n" : "[]\n", table->out); /* the stream is asked below */
    if (table->format == TABLE_ALIGNED)
        write_kept(table);
    arena_free(table->kept);
    table->kept = NULL;
    errno = 0;
    if (fflush(table->out) != 0 || ferror(table->out))
        return fail(ctx, E_INPUT, "写不出结果：%s；请检查磁盘空间或接收结果的程序",
                    errno ? strerror(errno) : "输出已经中断");
    return 0;
}

int table_format_named(struct ctx *ctx, const char *name, FILE *out, enum table_format *ret)
{
    if (!name)
        *ret = isatty(fileno(out)) ? TABLE_ALIGNED : TABLE_TSV;
    else if (strcmp(name, "tsv") == 0)
        *ret = TABLE_TSV;
    else if (strcmp(name, "json") == 0)
        *ret = TABLE_JSON;
    else
        return fail(ctx, E_USAGE, "--format 只能是 tsv 或 json，不能是“%s”", name);
    return 0;
}
