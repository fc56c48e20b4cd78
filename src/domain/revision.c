#include "domain/revision.h"

#include <inttypes.h>
#include <string.h>

#include <jansson.h>

#include "base/vec.h"
#include "domain/cell.h"

/* Stretches that need no escape go as they are. */
static void json_text(struct buf *out, const char *text)
{
    buf_char(out, '"');
    for (const char *p = text; *p;) {
        const char *end = p;
        while ((unsigned char)*end >= 0x20 && *end != '"' && *end != '\\')
            end++;
        buf_add(out, p, (size_t)(end - p));
        p = end;
        if (*p == '"' || *p == '\\')
            buf_char(out, '\\'), buf_char(out, *p++);
        else if (*p)
            buf_printf(out, "\\u%04x", (unsigned)*p++);
    }
    buf_char(out, '"');
}

char *revision_payload(struct ctx *ctx, const struct ledger *ledger, const struct value *values)
{
    char room[1024];
    AUTO_BUF struct buf out = BUF_ON(room);
    buf_char(&out, '{');
    for (size_t i = FIELD_REMARK; i < ledger->field_count; i++) {
        const struct field *f = &ledger->fields[i];
        if (!values[i].present || f->personal)
            continue;
        if (out.length > 1)
            buf_char(&out, ',');
        json_text(&out, f->code);
        buf_char(&out, ':');
        if (f->type == FIELD_INT)
            buf_printf(&out, "%" PRId64, values[i].number);
        else if (f->type == FIELD_BOOL)
            buf_str(&out, values[i].number ? "true" : "false");
        else
            json_text(&out, cell_text(ctx, f, &values[i]));
    }
    buf_char(&out, '}');
    return arena_strndup(ctx->mem, out.bytes, out.length);
}

/* A value that the pack no longer knows (a choice taken out) reads as empty. */
int revision_decode_text(struct ctx *ctx, const struct field *field, const char *text, struct value *ret)
{
    struct cell_fault fault;
    int r = cell_read(ctx, field, text, ret, &fault);
    if (r == CELL_FAULT && fault.error)
        *ret = (struct value){0};
    return r < 0 ? r : 0;
}

static int decode_value(struct ctx *ctx, const struct field *field, const json_t *json, struct value *ret)
{
    if (json_is_integer(json)) {
        *ret = (struct value){.present = true, .number = json_integer_value(json)};
        return 0;
    }
    if (json_is_boolean(json)) {
        *ret = (struct value){.present = true, .number = json_is_true(json)};
        return 0;
    }
    if (json_is_string(json))
        return revision_decode_text(ctx, field, json_string_value(json), ret);
    *ret = (struct value){0};
    return 0;
}

int revision_decode(struct ctx *ctx, const struct ledger *ledger, const char *json, size_t length, struct value *values)
{
    json_error_t error;
    json_t *root = json_loadb(json, length, 0, &error);
    if (!json_is_object(root)) {
        json_decref(root);
        return fail(ctx, E_STORE, "台账“%s”有一条记录的内容损坏，读不出来；请用 duixian verify 检查", ledger->name);
    }
    int r = 0;
    for (size_t i = FIELD_REMARK; i < ledger->field_count && r == 0; i++) {
        const json_t *value = json_object_get(root, ledger->fields[i].code);
        if (value)
            r = decode_value(ctx, &ledger->fields[i], value, &values[i]);
    }
    json_decref(root);
    return r;
}

/* Texts of fields, each with its end, so that ("ab","c") and ("a","bc") differ. */
static void add_field(struct ctx *ctx, struct buf *out, const struct field *field, const char *org,
                      const struct value *values)
{
    const char *text = field->index == FIELD_ORG ? org : cell_text(ctx, field, &values[field->index]);
    buf_text(out, text);
}

void revision_content(struct ctx *ctx, const struct keys *keys, const struct ledger *ledger, const char *org,
                      const struct value *values, unsigned char out[CONTENT_SIZE])
{
    char room[1024];
    AUTO_BUF struct buf row = BUF_ON(room);
    for (size_t i = 0; i < ledger->field_count; i++) {
        const struct field *f = &ledger->fields[i];
        if (f->computed || (i != FIELD_ORG && !values[i].present))
            continue;
        buf_text(&row, f->code);
        add_field(ctx, &row, f, org, values);
    }
    keys_content(keys, row.bytes, row.length, out);
}

char *revision_personal(struct ctx *ctx, const struct ledger *ledger, const struct value *values, size_t *ret_length)
{
    char room[1024];
    AUTO_BUF struct buf out = BUF_ON(room);
    for (size_t i = FIELD_REMARK; i < ledger->field_count; i++) {
        const struct field *f = &ledger->fields[i];
        if (!values[i].present || !f->personal)
            continue;
        buf_text(&out, f->code);
        add_field(ctx, &out, f, "", values);
    }
    *ret_length = out.length;
    return out.length ? arena_strndup(ctx->mem, out.bytes, out.length) : NULL;
}

/* Back into values; fields that the pack no longer knows are left out. */
static int decode_personal(struct ctx *ctx, const struct ledger *ledger, const char *bytes, size_t length,
                           struct value *values)
{
    const char *end = bytes + length;
    int r = 0;
    while (bytes < end && r == 0) {
        const struct field *f = ledger_field(ledger, bytes);
        const char *text = memchr(bytes, 0, (size_t)(end - bytes));
        const char *last = text && ++text < end ? memchr(text, 0, (size_t)(end - text)) : NULL;
        if (!last)
            return fail(ctx, E_STORE, "台账“%s”有一条记录封存的内容损坏，读不出来", ledger->name);
        if (f && f->personal)
            r = revision_decode_text(ctx, f, text, &values[f->index]);
        bytes = last + 1;
    }
    return r;
}

void revision_key(struct ctx *ctx, const struct keys *keys, const struct ledger *ledger, const char *org,
                  const struct value *values, unsigned char out[INDEX_SIZE])
{
    char room[256];
    AUTO_BUF struct buf key = BUF_ON(room);
    buf_text(&key, "record");
    for (size_t i = 0; i < ledger->key_count; i++)
        add_field(ctx, &key, ledger->key[i], org, values);
    keys_index(keys, key.bytes, key.length, out);
}

static bool weak_key(struct ctx *ctx, const struct keys *keys, const struct ledger *ledger, const struct field *field,
                     const struct value *values, unsigned char out[INDEX_SIZE])
{
    if (!field->weak)
        return false;
    char room[256];
    AUTO_BUF struct buf key = BUF_ON(room);
    buf_text(&key, "weak");
    for (const char **w = field->weak; *w; w++) {
        const struct field *f = ledger_field(ledger, *w);
        if (!values[f->index].present)
            return false;
        buf_text(&key, f->code);
        add_field(ctx, &key, f, "", values);
    }
    keys_index(keys, key.bytes, key.length, out);
    return true;
}

void revision_persons(struct ctx *ctx, const struct keys *keys, const struct ledger *ledger, const struct value *values,
                      struct arena *kept, struct person_key **ret, size_t *ret_count)
{
    struct person_key *persons = arena_array(kept, 2 * ledger->person_count + 1, sizeof *persons);
    size_t count = 0;
    for (size_t i = 0; i < ledger->person_count; i++) {
        const struct field *f = ledger->persons[i];
        if (values[f->index].present) {
            persons[count] = (struct person_key){.field = f->index};
            keys_index(keys, values[f->index].text, strlen(values[f->index].text), persons[count++].index);
        }
        persons[count] = (struct person_key){.field = f->index, .weak = true};
        if (weak_key(ctx, keys, ledger, f, values, persons[count].index))
            count++;
    }
    *ret = persons;
    *ret_count = count;
}

void persons_encode(const struct person_key *persons, size_t count, struct buf *out)
{
    for (size_t i = 0; i < count; i++) {
        buf_char(out, (char)persons[i].field);
        buf_char(out, (char)persons[i].weak);
        buf_add(out, persons[i].index, INDEX_SIZE);
    }
}

size_t persons_decode(struct ctx *ctx, const void *bytes, size_t length, struct person_key **ret)
{
    enum { EACH = 2 + INDEX_SIZE };
    const unsigned char *b = bytes;
    size_t count = length / EACH;
    struct person_key *persons = arena_array(ctx->mem, count + 1, sizeof *persons);
    for (size_t i = 0; i < count; i++, b += EACH) {
        persons[i] = (struct person_key){.field = b[0], .weak = b[1] != 0};
        memcpy(persons[i].index, b + 2, INDEX_SIZE);
    }
    *ret = persons;
    return count;
}

/* Bytes of a leaf, put one behind the other where there is room for all: codes with their NUL, what is of no fixed
 * length behind its length. */
static unsigned char *put(unsigned char *at, const void *bytes, size_t length)
{
    if (length)
        memcpy(at, bytes, length);
    return at + length;
}

static unsigned char *put_u32(unsigned char *at, uint32_t value)
{
    const unsigned char bytes[4] = {(unsigned char)(value >> 24), (unsigned char)(value >> 16),
                                    (unsigned char)(value >> 8), (unsigned char)value};
    return put(at, bytes, sizeof bytes);
}

static unsigned char *put_part(unsigned char *at, const void *bytes, size_t length)
{
    return put(put_u32(at, (uint32_t)length), bytes, length);
}

enum { LEAF_USUAL = 1024 };

/* The most that its bytes can take. */
static size_t leaf_room(const struct leaf_parts *p)
{
    enum { ENDS = 4 * 1 + 2 * 4, FIXED = 2 + 4 + INDEX_SIZE + CONTENT_SIZE + SM3_SIZE };
    return ENDS + FIXED + strlen(p->programme) + strlen(p->ledger) + strlen(p->owner) + strlen(p->org) +
           p->payload_length + p->persons_length;
}

/* Returns their end. */
static unsigned char *put_leaf(unsigned char *at, const struct leaf_parts *p)
{
    *at++ = 0;
    at = put(at, p->programme, strlen(p->programme) + 1);
    at = put(at, p->ledger, strlen(p->ledger) + 1);
    at = put(at, p->owner, strlen(p->owner) + 1);
    at = put(at, p->key, INDEX_SIZE);
    *at++ = p->is_void;
    at = put(at, p->org, strlen(p->org) + 1);
    at = put_u32(at, (uint32_t)p->day);
    at = put_part(at, p->payload, p->payload_length);
    at = put_part(at, p->persons, p->persons_length);
    at = put(at, p->content, CONTENT_SIZE);
    return put(at, p->sealed_digest, SM3_SIZE);
}

void *leaf_bytes(struct arena *mem, const struct leaf_parts *parts, size_t *ret_length)
{
    unsigned char *start = arena_alloc(mem, leaf_room(parts));
    *ret_length = (size_t)(put_leaf(start, parts) - start);
    return start;
}

void leaf_hash(const struct leaf_parts *p, unsigned char out[SM3_SIZE])
{
    unsigned char usual[LEAF_USUAL];
    size_t most = leaf_room(p);
    AUTO_BUF struct buf large = BUF_INIT;
    unsigned char *start = usual;
    if (most > LEAF_USUAL) {
        buf_reserve(&large, most);
        start = (unsigned char *)large.bytes;
    }
    sm3(start, (size_t)(put_leaf(start, p) - start), out);
}

struct leaf_parts revision_leaf_parts(const struct revision *revision, const char *owner, const char *programme,
                                      const void *persons, size_t persons_length)
{
    return (struct leaf_parts){.programme = programme,
                               .ledger = revision->ledger->code,
                               .owner = owner,
                               .org = revision->org->code,
                               .key = revision->key,
                               .is_void = revision->is_void,
                               .day = revision->day,
                               .payload = revision->payload,
                               .persons = persons,
                               .content = revision->content,
                               .sealed_digest = revision->sealed_digest,
                               .payload_length = strlen(revision->payload),
                               .persons_length = persons_length};
}

void revision_leaf(const struct revision *revision, const char *owner, const char *programme,
                   unsigned char out[SM3_SIZE])
{
    char room[256];
    AUTO_BUF struct buf persons = BUF_ON(room);
    persons_encode(revision->persons, revision->person_count, &persons);
    struct leaf_parts parts = revision_leaf_parts(revision, owner, programme, persons.bytes, persons.length);
    leaf_hash(&parts, out);
}

int revision_unseal(struct ctx *ctx, const struct city *city, struct revision *revision)
{
    if (!revision->sealed)
        return 0;
    AUTO_BUF struct buf plain = BUF_INIT;
    int r = keys_unseal(ctx, city->keys, (struct seal_place){revision->record, revision->id}, revision->sealed,
                        revision->sealed_length, &plain);
    return r < 0 ? r : decode_personal(ctx, revision->ledger, plain.bytes, plain.length, revision->values);
}

static const void *copy_bytes(struct ctx *ctx, struct answer *a, int column, size_t *ret_length)
{
    const void *bytes = answer_bytes(a, column, ret_length);
    return bytes ? arena_strndup(ctx->mem, bytes, *ret_length) : NULL;
}

static bool fixed_bytes(struct answer *a, int column, void *out, size_t length)
{
    size_t n;
    const void *bytes = answer_bytes(a, column, &n);
    if (n == length)
        memcpy(out, bytes, length);
    return n == length;
}

int revision_from_answer(struct ctx *ctx, const struct city *city, struct answer *a, struct revision *ret)
{
    size_t length;
    *ret = (struct revision){
        .id = answer_int(a, 0),
        .record = answer_int(a, 1),
        .batch = answer_int(a, 2),
        .row = answer_int(a, 3),
        .is_void = answer_int(a, 4) != 0,
        .org = organisation_by_id(city->tree, answer_int(a, 5)),
        .day = (int)answer_int(a, 6),
        .payload = arena_strdup(ctx->mem, answer_text(a, 7)),
        .warned = answer_null(a, 12) ? NULL : arena_strdup(ctx->mem, answer_text(a, 12)),
        .ledger = programme_ledger_by_id(city->programme, answer_int(a, 14)),
        .owner = answer_int(a, 15),
    };
    const void *persons = answer_bytes(a, 8, &length);
    ret->person_count = persons ? persons_decode(ctx, persons, length, &ret->persons) : 0;
    ret->sealed = copy_bytes(ctx, a, 9, &ret->sealed_length);
    bool whole = fixed_bytes(a, 10, ret->content, CONTENT_SIZE) && fixed_bytes(a, 11, ret->leaf, SM3_SIZE) &&
                 fixed_bytes(a, 13, ret->key, INDEX_SIZE);
    if (!whole || !ret->org || !ret->ledger)
        return fail(ctx, E_STORE, "第 %" PRId64 " 号修订损坏，读不出来；请用 duixian verify 检查", ret->id);
    ret->values = arena_array(ctx->mem, ret->ledger->field_count, sizeof *ret->values);
    ret->values[FIELD_ORG] = (struct value){.present = true, .text = ret->org->code};
    return revision_decode(ctx, ret->ledger, ret->payload, strlen(ret->payload), ret->values);
}

static int load_one(struct ctx *ctx, const struct city *city, struct sql sql, const struct bind *binds,
                    struct revision *ret)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx, sql, binds, &a);
    if (r < 0 || (r = answer_next(ctx, a)) < 0)
        return r;
    return r == 0 ? DB_NONE : revision_from_answer(ctx, city, a, ret);
}

int revision_load(struct ctx *ctx, const struct city *city, int64_t owner, int64_t id, struct revision *ret)
{
    return load_one(ctx, city,
                    SQL("select " REVISION_COLUMNS " from revision v join record r on r.owner = v.owner"
                        " and r.id = v.record where v.owner = ? and v.id = ?"),
                    BIND(b_int(owner), b_int(id)), ret);
}

int revision_load_accepted(struct ctx *ctx, const struct city *city, int64_t record, struct revision *ret)
{
    return load_one(ctx, city,
                    SQL("select " REVISION_COLUMNS " from record r join revision v on v.owner = r.owner"
                        " and v.id = r.accepted where r.id = ?"),
                    BIND(b_int(record)), ret);
}
