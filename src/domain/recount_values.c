#include "domain/recount_values.h"

#include <string.h>

#include "base/utf8.h"

enum { KEPT = 256, KEPT_BYTES = 39 };

/* What a field says when it holds this text. */
struct kept {
    const struct field *field;
    unsigned char length;
    char text[KEPT_BYTES];
    struct value value;
};

struct name {
    const char *code;
    size_t length;
    bool read; /* counting looks at it */
};

struct value_reader {
    const struct ledger *ledger;
    struct name *names; /* of the fields */
    struct value *values;
    struct kept kept[KEPT];
};

static void reads_field(struct value_reader *reader, const struct field *field)
{
    if (field && field->index < (int)reader->ledger->field_count && &reader->ledger->fields[field->index] == field)
        reader->names[field->index].read = true;
}

static void reads_rule(struct value_reader *reader, const struct rule *rule)
{
    size_t count = 0;
    const int *fields = rule ? rule_fields(rule, &count) : NULL;
    for (size_t i = 0; i < count; i++)
        reader->names[fields[i]].read = true;
}

static void reads_indicator(struct value_reader *reader, const struct indicator *indicator)
{
    const struct ledger *ledger = reader->ledger;
    if (indicator->of == ledger) {
        reads_rule(reader, indicator->where);
        reads_field(reader, indicator->field);
        reads_field(reader, indicator->date);
    }
    if (indicator->roster == ledger) {
        reads_rule(reader, indicator->roster_where);
        reads_field(reader, indicator->roster_field);
    }
    for (size_t i = 0; ledger->stage && i < ledger->stage->of_count; i++)
        if (ledger->stage->of[i].date_field >= 0)
            reader->names[ledger->stage->of[i].date_field].read = true;
}

struct value_reader *value_reader_new(struct arena *arena, const struct ledger *ledger)
{
    struct value_reader *reader = arena_alloc(arena, sizeof *reader);
    reader->ledger = ledger;
    reader->names = arena_array(arena, ledger->field_count, sizeof *reader->names);
    reader->values = arena_array(arena, ledger->field_count, sizeof *reader->values);
    for (size_t i = 0; i < ledger->field_count; i++) {
        reader->names[i].code = ledger->fields[i].code;
        reader->names[i].length = strlen(ledger->fields[i].code);
    }
    for (size_t i = 0; i < ledger->indicator_count; i++)
        reads_indicator(reader, ledger->indicators[i]);
    return reader;
}

/* ---- texts ---- */

static struct kept *kept_of(struct value_reader *reader, const struct field *field, const char *text, size_t length)
{
    uint64_t hash = (uint64_t)field->index + length * 31;
    for (size_t i = 0; i < length; i++)
        hash = hash * 0x100000001B3 + (unsigned char)text[i];
    return &reader->kept[(hash ^ hash >> 20) % KEPT];
}

static int read_text(struct ctx *ctx, struct value_reader *reader, const struct field *field, const char *text,
                     size_t length)
{
    struct value *value = &reader->values[field->index];
    struct kept *kept = length <= KEPT_BYTES ? kept_of(reader, field, text, length) : NULL;
    if (kept && kept->field == field && kept->length == length && memcmp(kept->text, text, length) == 0) {
        *value = kept->value;
        return 0;
    }
    int r = revision_decode_text(ctx, field, arena_strndup(ctx->mem, text, length), value);
    if (r == 0 && kept && !value->text) {
        *kept = (struct kept){.field = field, .length = (unsigned char)length, .value = *value};
        memcpy(kept->text, text, length);
    }
    return r;
}

/* ---- our own way of writing JSON ---- */

/* Where reading stands. */
struct scan {
    const char *at, *end;
    bool odd; /* bytes that only a closer look tells to be well-formed */
};

static bool take(struct scan *s, char c)
{
    if (s->at == s->end || *s->at != c)
        return false;
    s->at++;
    return true;
}

/* Length of a character of several bytes that is surely well-formed; 1 and `odd` where it takes a closer look. */
static size_t character(struct scan *s)
{
    const unsigned char *b = (const unsigned char *)s->at;
    bool usual = s->end - s->at >= 3 && b[0] > 0xE0 && b[0] < 0xF0 && b[0] != 0xED && (b[1] & 0xC0) == 0x80 &&
                 (b[2] & 0xC0) == 0x80;
    if (usual)
        return 3;
    s->odd = true;
    return 1;
}

/* What stands between quotes, without any escape. */
static bool take_string(struct scan *s, const char **ret, size_t *ret_length)
{
    if (!take(s, '"'))
        return false;
    *ret = s->at;
    while (s->at < s->end && *s->at != '"') {
        unsigned char c = (unsigned char)*s->at;
        if (c < 0x20 || c == '\\')
            return false;
        s->at += c < 0x80 ? 1 : character(s);
    }
    *ret_length = (size_t)(s->at - *ret);
    return take(s, '"');
}

static bool take_word(struct scan *s, const char *word)
{
    size_t length = strlen(word);
    if ((size_t)(s->end - s->at) < length || memcmp(s->at, word, length) != 0)
        return false;
    s->at += length;
    return true;
}

static bool take_number(struct scan *s, int64_t *ret)
{
    enum { DIGITS_MOST = 18 };
    bool minus = take(s, '-');
    const char *first = s->at;
    int64_t n = 0;
    while (s->at < s->end && *s->at >= '0' && *s->at <= '9' && s->at - first < DIGITS_MOST)
        n = 10 * n + (*s->at++ - '0');
    if (s->at == first || (*first == '0' && (minus || s->at - first > 1)) || s->at == s->end ||
        (*s->at != ',' && *s->at != '}'))
        return false;
    *ret = minus ? -n : n;
    return true;
}

/* The next field of this name, behind `from`; the count of fields if there is none. */
static size_t field_named(const struct value_reader *reader, size_t from, const char *code, size_t length)
{
    size_t i = from;
    while (i < reader->ledger->field_count &&
           (reader->names[i].length != length || memcmp(reader->names[i].code, code, length) != 0))
        i++;
    return i;
}

enum { UNUSUAL = 2 };

static int take_value(struct ctx *ctx, struct value_reader *reader, struct scan *s, size_t i)
{
    const char *text;
    size_t length;
    struct value value = {.present = true};
    if (s->at < s->end && *s->at == '"') {
        if (!take_string(s, &text, &length))
            return UNUSUAL;
        return reader->names[i].read ? read_text(ctx, reader, &reader->ledger->fields[i], text, length) : 0;
    }
    if (take_word(s, "true"))
        value.number = 1;
    else if (!take_word(s, "false") && !take_number(s, &value.number))
        return UNUSUAL;
    reader->values[i] = value;
    return 0;
}

static int take_object(struct ctx *ctx, struct value_reader *reader, struct scan *s)
{
    if (!take(s, '{'))
        return UNUSUAL;
    bool more = !take(s, '}');
    for (size_t i = FIELD_REMARK; more; i++) {
        const char *code;
        size_t length;
        if (!take_string(s, &code, &length) || !take(s, ':') ||
            (i = field_named(reader, i, code, length)) == reader->ledger->field_count)
            return UNUSUAL;
        int r = take_value(ctx, reader, s, i);
        if (r)
            return r;
        more = take(s, ',');
        if (!more && !take(s, '}'))
            return UNUSUAL;
    }
    return s->at == s->end ? 0 : UNUSUAL;
}

int values_read(struct ctx *ctx, struct value_reader *reader, const struct organisation *org, const char *payload,
                size_t length, struct value **ret)
{
    struct scan s = {payload, payload + length, false};
    size_t bytes = reader->ledger->field_count * sizeof *reader->values;
    *ret = reader->values;
    memset(reader->values, 0, bytes);
    reader->values[FIELD_ORG] = (struct value){.present = true, .text = org->code};
    int r = take_object(ctx, reader, &s);
    if (r != UNUSUAL && (!s.odd || utf8_valid(payload, length) == length))
        return r;
    memset(reader->values, 0, bytes);
    reader->values[FIELD_ORG] = (struct value){.present = true, .text = org->code};
    r = revision_decode(ctx, reader->ledger, payload, length, reader->values);
    return r == E_STORE ? VALUES_BROKEN : r;
}
