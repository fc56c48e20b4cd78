/* What the parts of a pack are checked with: faults by place, maps against tables of keys, codes, near spellings.
 * Knows no key of any part. */
#include "domain/pack_reader.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/decimal.h"
#include "base/map.h"
#include "base/utf8.h"

/* ---- faults ---- */

void pack_fault_at(struct pack_reader *reader, const char *file, int line, int column, const char *say)
{
    size_t number = reader->faults.count;
    *vec_push(reader->ctx->mem, &reader->faults) = (struct pack_fault){file, line, column, say, number};
}

void pack_fault(struct pack_reader *reader, const struct yaml *at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char say[2048];
    vsnprintf(say, sizeof say, format, args);
    va_end(args);
    pack_fault_at(reader, at ? at->file : "programme.yaml", at ? at->line : 1, at ? at->column : 1,
                  arena_strdup(reader->ctx->mem, say));
}

static int by_place(const void *a, const void *b)
{
    const struct pack_fault *x = a, *y = b;
    int order = strcmp(x->file, y->file);
    if (order == 0)
        order = x->line != y->line ? x->line - y->line : x->column - y->column;
    if (order == 0)
        order = x->number < y->number ? -1 : 1;
    return order;
}

/* One line of at most `room` bytes, cut at a character. */
static void add_fault(struct buf *out, const struct pack_fault *fault, size_t room)
{
    size_t start = out->length;
    buf_printf(out, "%s:%d:%d: ", fault->file, fault->line, fault->column);
    for (const char *s = fault->say; *s; s++)
        buf_char(out, (unsigned char)*s < ' ' ? ' ' : *s);
    if (out->length - start <= room)
        return;
    size_t end = start + room - strlen("…");
    while (end > start && ((unsigned char)out->bytes[end] & 0xC0) == 0x80)
        end--;
    out->length = end;
    out->bytes[end] = '\0';
    buf_str(out, "…");
}

int pack_fail(struct pack_reader *reader)
{
    size_t count = reader->faults.count, shown = count < PACK_FAULTS_SHOWN ? count : PACK_FAULTS_SHOWN;
    qsort(reader->faults.at, count, sizeof *reader->faults.at, by_place);
    const size_t last_line = 64;
    size_t room = (sizeof reader->ctx->err.text - last_line) / shown - 1;
    AUTO_BUF struct buf text = BUF_INIT;
    for (size_t i = 0; i < shown; i++) {
        if (i)
            buf_char(&text, '\n');
        add_fault(&text, &reader->faults.at[i], room);
    }
    if (shown < count)
        buf_printf(&text, "\n还有 %zu 处", count - shown);
    return fail(reader->ctx, E_INPUT, "%s", text.bytes);
}

/* ---- near spellings ---- */

enum { NEAR_LENGTH = 40 };

static size_t code_points(const char *s, int32_t out[NEAR_LENGTH])
{
    size_t count = 0, left = strlen(s), bytes;
    while (left && count < NEAR_LENGTH) {
        out[count++] = utf8_next(s, left, &bytes);
        s += bytes;
        left -= bytes;
    }
    return count;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Letters added, left out, changed, or two neighbours swapped. */
static size_t distance_of(const char *a, const char *b)
{
    int32_t x[NEAR_LENGTH], y[NEAR_LENGTH];
    size_t n = code_points(a, x), m = code_points(b, y);
    size_t d[3][NEAR_LENGTH + 1];
    for (size_t j = 0; j <= m; j++)
        d[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *row = d[i % 3], *above = d[(i - 1) % 3], *second = d[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + (x[i - 1] != y[j - 1]));
            if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
                row[j] = least(row[j], second[j - 2] + 1);
        }
    }
    return d[n % 3][m];
}

void near_try(struct near *near, const char *candidate)
{
    size_t length = utf8_count(candidate, strlen(candidate)), limit = length < 3 ? 1 : 2;
    size_t distance = distance_of(near->text, candidate);
    if (distance < length && distance <= limit && (!near->best || distance < near->distance)) {
        near->best = candidate;
        near->distance = distance;
    }
}

const char *near_say(struct pack_reader *reader, const struct near *near)
{
    return near->best ? arena_printf(reader->ctx->mem, "；是不是“%s”？", near->best) : "";
}

/* ---- keys ---- */

static const char *kind_words[] = {
    [KEY_TEXT] = "文字",          [KEY_TEXTS] = "文字或一列文字", [KEY_LIST] = "列表",
    [KEY_MAP] = "映射（键: 值）", [KEY_FLAG] = " true 或 false",  [KEY_NUMBER] = "不小于 0 的整数",
};

static const char *found_words(const struct yaml *yaml)
{
    return yaml->kind == YAML_LIST ? "列表" : yaml->kind == YAML_MAP ? "映射" : "文字";
}

static bool is_blank(const char *text)
{
    size_t left = strlen(text), bytes;
    for (; left; text += bytes, left -= bytes)
        if (!rune_is_blank(utf8_next(text, left, &bytes)))
            return false;
    return true;
}

static bool is_text(const struct yaml *yaml)
{
    return yaml && yaml->kind == YAML_SCALAR && !is_blank(yaml->text);
}

static bool number_of(const struct yaml *yaml, int64_t *ret)
{
    struct decimal d;
    const char *text = yaml->text;
    for (const char *s = text; *s; s++)
        if (*s < '0' || *s > '9')
            return false;
    if (decimal_parse(text, strlen(text), &d) != 0)
        return false;
    *ret = d.n;
    return true;
}

static bool is_flag(const struct yaml *yaml)
{
    return !yaml->quoted && (strcmp(yaml->text, "true") == 0 || strcmp(yaml->text, "false") == 0);
}

static void check_texts(struct pack_reader *reader, const struct yaml *list)
{
    const char *key = list->key->text;
    if (!list->first)
        pack_fault(reader, list, "键“%s”是空的列表，应至少有一项", key);
    for (const struct yaml *entry = list->first; entry; entry = entry->next)
        if (entry->kind != YAML_SCALAR)
            pack_fault(reader, entry, "键“%s”里有一项是%s，应为文字", key, found_words(entry));
        else if (is_blank(entry->text))
            pack_fault(reader, entry, "键“%s”里有一项是空的，应为文字", key);
}

static void check_kind(struct pack_reader *reader, const struct yaml *value, enum key_kind kind)
{
    int64_t number;
    if (kind == KEY_RAW || (kind == KEY_LIST && value->kind == YAML_LIST) ||
        (kind == KEY_MAP && value->kind == YAML_MAP))
        return;
    if (kind == KEY_TEXTS && value->kind == YAML_LIST) {
        check_texts(reader, value);
        return;
    }
    if (value->kind == YAML_SCALAR && is_blank(value->text)) {
        pack_fault(reader, value, "键“%s”是空的，应为%s", value->key->text, kind_words[kind]);
        return;
    }
    if (kind == KEY_LIST || kind == KEY_MAP || value->kind != YAML_SCALAR)
        pack_fault(reader, value, "键“%s”写成了%s，应为%s", value->key->text, found_words(value), kind_words[kind]);
    else if ((kind == KEY_FLAG && !is_flag(value)) || (kind == KEY_NUMBER && !number_of(value, &number)))
        pack_fault(reader, value, "键“%s”是“%s”，应为%s", value->key->text, value->text, kind_words[kind]);
}

static void unknown_key(struct pack_reader *reader, const struct yaml *key, const char *what,
                        const struct pack_key *keys)
{
    struct near near = {.text = key->text};
    for (const struct pack_key *k = keys; k->name; k++)
        near_try(&near, k->name);
    if (near.best) {
        pack_fault(reader, key, "%s没有“%s”这个键%s", what, key->text, near_say(reader, &near));
        return;
    }
    AUTO_BUF struct buf all = BUF_INIT;
    for (const struct pack_key *k = keys; k->name; k++)
        buf_printf(&all, "%s%s", k == keys ? "" : " ", k->name);
    pack_fault(reader, key, "%s没有“%s”这个键，应为其中之一：%s", what, key->text, all.bytes);
}

bool pack_map(struct pack_reader *reader, const struct yaml *map, const char *what, const struct pack_key *keys)
{
    if (map->kind != YAML_MAP) {
        pack_fault(reader, map, "%s写成了%s，应为映射（键: 值）", what, found_words(map));
        return false;
    }
    for (const struct yaml *value = map->first; value; value = value->next) {
        const struct pack_key *k = keys;
        while (k->name && strcmp(k->name, value->key->text) != 0)
            k++;
        if (k->name)
            check_kind(reader, value, k->kind);
        else
            unknown_key(reader, value->key, what, keys);
    }
    for (const struct pack_key *k = keys; k->name; k++)
        if (k->required && !yaml_get(map, k->name))
            pack_fault(reader, map, "%s缺键“%s”，应为%s", what, k->name, kind_words[k->kind]);
    return true;
}

const struct yaml *pack_scalar(const struct yaml *map, const char *key)
{
    const struct yaml *value = yaml_get(map, key);
    return is_text(value) ? value : NULL;
}

const char *pack_text(const struct yaml *map, const char *key)
{
    const struct yaml *scalar = pack_scalar(map, key);
    return scalar ? scalar->text : NULL;
}

const struct yaml **pack_scalars(struct pack_reader *reader, const struct yaml *map, const char *key, size_t *ret_count)
{
    const struct yaml *value = yaml_get(map, key);
    VEC(const struct yaml *) scalars = {0};
    if (is_text(value))
        *vec_push(reader->ctx->mem, &scalars) = value;
    else if (value && value->kind == YAML_LIST)
        for (const struct yaml *entry = value->first; entry; entry = entry->next)
            if (is_text(entry))
                *vec_push(reader->ctx->mem, &scalars) = entry;
    *ret_count = scalars.count;
    return scalars.at;
}

const char **pack_texts(struct pack_reader *reader, const struct yaml *map, const char *key)
{
    size_t count;
    const struct yaml **scalars = pack_scalars(reader, map, key, &count);
    if (count == 0)
        return NULL;
    const char **texts = arena_array(reader->ctx->mem, count + 1, sizeof *texts);
    for (size_t i = 0; i < count; i++)
        texts[i] = scalars[i]->text;
    return texts;
}

const struct yaml *pack_list(const struct yaml *map, const char *key)
{
    const struct yaml *value = yaml_get(map, key);
    return value && value->kind == YAML_LIST ? value->first : NULL;
}

const struct yaml *pack_parts(struct pack_reader *reader, const struct yaml *map, const char *key)
{
    const struct yaml *list = yaml_get(map, key);
    if (!list || list->kind != YAML_LIST || list->count <= PACK_PARTS_LIMIT)
        return pack_list(map, key);
    pack_fault(reader, list, "键“%s”有 %zu 项，应不超过 %d 项", key, list->count, PACK_PARTS_LIMIT);
    return NULL;
}

bool pack_flag(const struct yaml *map, const char *key)
{
    const struct yaml *value = pack_scalar(map, key);
    return value && is_flag(value) && value->text[0] == 't';
}

bool pack_number(const struct yaml *map, const char *key, int64_t *ret)
{
    const struct yaml *value = pack_scalar(map, key);
    return value && number_of(value, ret);
}

/* ---- codes ---- */

static bool is_code(const char *text)
{
    size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_");
    return text[length] == '\0' && length <= PACK_CODE_LIMIT && text[0] >= 'a' && text[0] <= 'z';
}

const char *pack_code(struct pack_reader *reader, const struct yaml *map)
{
    const struct yaml *code = pack_scalar(map, "code");
    if (!code)
        return "";
    if (!is_code(code->text))
        pack_fault(reader, code, "代码“%s”不能用，应以小写拉丁字母开头，只含小写字母、数字、下划线，至多 %d 个",
                   code->text, PACK_CODE_LIMIT);
    return code->text;
}

const char *pack_new_code(struct pack_reader *reader, const struct yaml *map, const char *what, struct map *seen)
{
    const char *code = pack_code(reader, map);
    if (!code[0])
        return code;
    const struct yaml *at = pack_scalar(map, "code"), *earlier = map_get_str(seen, code);
    if (earlier)
        pack_fault(reader, at, "%s代码“%s”重复，%s 第 %d 行已有；应各不相同", what, code, earlier->file, earlier->line);
    else
        map_put_str(seen, code, (void *)(uintptr_t)at); /* the map's values are not const; it only hands it back */
    return code;
}
