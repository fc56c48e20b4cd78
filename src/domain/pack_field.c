/* The fields of a ledger as a pack declares them: org and remark first, each stage's date behind its stage, computed
 * ones last. Everything that needs another ledger is pack_ledger.c's. */
#include "domain/pack_reader.h"

#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/map.h"
#include "base/utf8.h"

struct field_reader {
    struct pack_reader *reader;
    struct pack_ledger *pl;
    VEC(struct field) fields;
    struct map *headers;       /* codes, names and other names, as a file's header would be compared: struct seen */
    const struct yaml **of_at; /* where the choices of the newest field stand */
};

/* Whose header it is: fields move while they are being read. */
struct seen {
    const char *name;
    int index;
};

static const struct pack_key field_keys[] = {
    {"code", KEY_TEXT, true},      {"name", KEY_TEXT, true},
    {"also", KEY_TEXTS, false},    {"type", KEY_TEXT, true},
    {"required", KEY_FLAG, false}, {"personal", KEY_FLAG, false},
    {"ordered", KEY_FLAG, false},  {"of", KEY_LIST, false},
    {"unit", KEY_TEXT, false},     {"places", KEY_NUMBER, false},
    {"to", KEY_TEXT, false},       {"weak", KEY_TEXTS, false},
    {"min", KEY_TEXT, false},      {"max", KEY_TEXT, false},
    {"sample", KEY_RAW, false},    {0},
};

static const struct pack_key choice_keys[] = {{"code", KEY_TEXT, true}, {"name", KEY_TEXT, true}, {0}};

static const struct pack_key computed_keys[] = {
    {"code", KEY_TEXT, true},  {"name", KEY_TEXT, true},      {"unit", KEY_TEXT, false},
    {"value", KEY_TEXT, true}, {"places", KEY_NUMBER, false}, {0},
};

#define BIT(type) (1u << (type))

/* Keys that only some types have. */
static const struct {
    const char *key;
    unsigned types;
    bool needed; /* these types need it */
} keys_of_types[] = {
    {"of", BIT(FIELD_CHOICE) | BIT(FIELD_CHOICES) | BIT(FIELD_STAGE), true},
    {"to", BIT(FIELD_REF), true},
    {"ordered", BIT(FIELD_CHOICE) | BIT(FIELD_STAGE), false},
    {"unit", BIT(FIELD_INT) | BIT(FIELD_DECIMAL), false},
    {"places", BIT(FIELD_DECIMAL), false},
    {"weak", BIT(FIELD_PERSON), false},
    {"min", BIT(FIELD_INT) | BIT(FIELD_DECIMAL) | BIT(FIELD_DATE), false},
    {"max", BIT(FIELD_INT) | BIT(FIELD_DECIMAL) | BIT(FIELD_DATE), false},
};

/* ---- headers ---- */

static void take_header(struct field_reader *fr, const char *text, const struct yaml *at, const struct field *field)
{
    struct arena *mem = fr->reader->ctx->mem;
    const char *header = utf8_nfkc_trim(mem, text);
    const struct seen *owner = map_get_str(fr->headers, header);
    if (!owner) {
        struct seen *seen = arena_alloc(mem, sizeof *seen);
        *seen = (struct seen){field->name, field->index};
        map_put_str(fr->headers, header, seen);
    } else if (owner->index != field->index) {
        pack_fault(fr->reader, at, "字段的代码或名称“%s”重复，已属于本台账的字段“%s”；应各不相同", text, owner->name);
    }
}

/* Adds a field and all the headers under which a file may bring it. `at` names it in the pack; NULL for our own. */
static struct field *add_field(struct field_reader *fr, struct field field, const struct yaml *at)
{
    field.index = (int)fr->fields.count;
    field.stage_field = field.type == FIELD_DATE ? field.stage_field : -1;
    field.unit = field.unit ? field.unit : "";
    field.line = at ? at->line : 0;
    field.column = at ? at->column : 0;
    struct field *added = vec_push(fr->reader->ctx->mem, &fr->fields);
    *added = field;
    if (field.code[0])
        take_header(fr, field.code, at, added);
    if (field.name[0] && strcmp(field.name, field.code) != 0)
        take_header(fr, field.name, at, added);
    return added;
}

static void take_also(struct field_reader *fr, const struct yaml *yaml, struct field *field)
{
    size_t count;
    const struct yaml **also = pack_scalars(fr->reader, yaml, "also", &count);
    field->also = pack_texts(fr->reader, yaml, "also");
    for (size_t i = 0; i < count; i++)
        take_header(fr, also[i]->text, also[i], field);
}

static void take_own_also(struct field_reader *fr, const char **also, const struct yaml *at, struct field *field)
{
    field->also = also;
    for (; *also; also++)
        take_header(fr, *also, at, field);
}

static void add_own_fields(struct field_reader *fr)
{
    static const char *org_names[] = {"机构代码",     "组织代码", "行政区划代码", "区划代码", "单位编码",
                                      "所属单位代码", NULL};
    struct field org = {.code = "org", .name = "单位代码", .type = FIELD_TEXT, .required = true};
    struct field remark = {.code = "remark", .name = "备注", .type = FIELD_TEXT, .personal = true};
    take_own_also(fr, org_names, NULL, add_field(fr, org, NULL));
    (void)add_field(fr, remark, NULL); /* nothing more to say of it */
}

/* ---- choices and stages ---- */

static const char *choice_text(struct field_reader *fr, const struct yaml *entry, struct choice *choice)
{
    if (entry->kind == YAML_SCALAR) {
        choice->code = choice->name = entry->text;
        return entry->text;
    }
    choice->code = pack_code(fr->reader, entry);
    choice->name = pack_text(entry, "name") ? pack_text(entry, "name") : "";
    return choice->code;
}

static void check_choice(struct field_reader *fr, const struct yaml *entry, const struct field *field, size_t before)
{
    const struct choice *choice = &field->of[before];
    for (size_t i = 0; i < before; i++) {
        const struct choice *earlier = &field->of[i];
        const char *twice =
            strcmp(choice->code, earlier->code) == 0 || strcmp(choice->code, earlier->name) == 0   ? choice->code
            : strcmp(choice->name, earlier->name) == 0 || strcmp(choice->name, earlier->code) == 0 ? choice->name
                                                                                                   : "";
        if (!twice[0])
            continue;
        pack_fault(fr->reader, entry, "%s“%s”重复，应各不相同", field->type == FIELD_STAGE ? "阶段" : "选项", twice);
        return;
    }
}

/* One entry of `of`; false if it is not usable. */
static bool take_choice(struct field_reader *fr, const struct yaml *entry, struct field *field)
{
    bool is_stage = field->type == FIELD_STAGE;
    struct choice *choice = &field->of[field->of_count];
    choice->date_field = -1;
    if (entry->kind == YAML_LIST || (is_stage && entry->kind == YAML_SCALAR)) {
        pack_fault(fr->reader, entry, "%s，应为{code: 代码, name: 名称}",
                   is_stage ? "阶段要有代码和名称（日期字段由代码命名）" : "选项写成了列表");
        return false;
    }
    if (entry->kind == YAML_MAP && !pack_map(fr->reader, entry, is_stage ? "阶段" : "选项", choice_keys))
        return false;
    if (!choice_text(fr, entry, choice)[0]) {
        if (entry->kind == YAML_SCALAR)
            pack_fault(fr->reader, entry, "键“of”里有一项是空的，应为选项的名称");
        return false;
    }
    fr->of_at[field->of_count] = entry;
    check_choice(fr, entry, field, field->of_count++);
    return true;
}

static void read_choices(struct field_reader *fr, const struct yaml *yaml, struct field *field)
{
    const struct yaml *of = yaml_get(yaml, "of");
    if (!of || of->kind != YAML_LIST) {
        fr->pl->broken = true;
        return;
    }
    if (of->count == 0 || of->count > FIELD_CHOICES_LIMIT) {
        pack_fault(fr->reader, of, "键“of”有 %zu 项，应为 1 到 %d 项", of->count, FIELD_CHOICES_LIMIT);
        fr->pl->broken = true;
        return;
    }
    field->of = arena_array(fr->reader->ctx->mem, of->count, sizeof *field->of);
    fr->of_at = arena_array(fr->reader->ctx->mem, of->count, sizeof *fr->of_at);
    for (const struct yaml *entry = of->first; entry; entry = entry->next)
        if (!take_choice(fr, entry, field))
            fr->pl->broken = true;
}

/* Each stage is a dated event: its date's field stands behind the stage. */
static void add_stage_dates(struct field_reader *fr, const struct field *stage)
{
    struct arena *mem = fr->reader->ctx->mem;
    struct choice *of = stage->of;
    size_t count = stage->of_count;
    int stage_field = stage->index; /* the fields move from here on */
    for (size_t i = 0; i < count; i++) {
        const char **also = arena_array(mem, 3, sizeof *also);
        also[0] = arena_printf(mem, "%s时间", of[i].name);
        also[1] = arena_printf(mem, "%s日", of[i].name);
        struct field date = {.code = arena_printf(mem, "%s_on", of[i].code),
                             .name = arena_printf(mem, "%s日期", of[i].name),
                             .type = FIELD_DATE,
                             .stage_field = stage_field};
        if (strlen(date.code) > PACK_CODE_LIMIT)
            pack_fault(fr->reader, fr->of_at[i], "阶段的日期字段“%s”的代码太长，阶段代码应不超过 %d 个字符", date.code,
                       PACK_CODE_LIMIT - 3);
        struct field *added = add_field(fr, date, fr->of_at[i]);
        of[i].date_field = added->index;
        take_own_also(fr, also, fr->of_at[i], added);
    }
}

/* ---- types and their keys ---- */

static enum field_type read_type(struct field_reader *fr, const struct yaml *yaml)
{
    enum field_type type = FIELD_TEXT;
    const struct yaml *at = pack_scalar(yaml, "type");
    if (at && field_type_named(at->text, &type))
        return type;
    fr->pl->broken = true;
    if (!at)
        return FIELD_TEXT;
    struct near near = {.text = at->text};
    for (int i = 0; i < FIELD_TYPES; i++)
        near_try(&near, field_type_name((enum field_type)i));
    pack_fault(fr->reader, at, "没有“%s”这种字段类型%s", at->text,
               near.best
                   ? near_say(fr->reader, &near)
                   : "，应为 text int decimal date choice choices bool person person_name phone uscc place stage ref "
                     "之一");
    return FIELD_TEXT;
}

static void check_keys_of_type(struct field_reader *fr, const struct yaml *yaml, enum field_type type)
{
    for (size_t i = 0; i < sizeof keys_of_types / sizeof *keys_of_types; i++) {
        const struct yaml *value = yaml_get(yaml, keys_of_types[i].key);
        bool fits = keys_of_types[i].types & BIT(type);
        if (value && !fits)
            pack_fault(fr->reader, value->key, "类型 %s 的字段不用键“%s”，应删去", field_type_name(type),
                       keys_of_types[i].key);
        if (!value && fits && keys_of_types[i].needed) {
            pack_fault(fr->reader, yaml, "类型 %s 的字段缺键“%s”", field_type_name(type), keys_of_types[i].key);
            fr->pl->broken = true;
        }
    }
}

/* Digits after the point of a decimal: its unit's (domain.md §3.5), or as given. */
static int read_places(struct field_reader *fr, const struct yaml *yaml, const char *unit, bool needed)
{
    int known = unit ? unit_places(unit) : 0;
    int64_t places;
    if (!pack_number(yaml, "places", &places)) {
        if (needed && !known && !yaml_get(yaml, "places"))
            pack_fault(fr->reader, pack_scalar(yaml, "unit") ? pack_scalar(yaml, "unit") : yaml,
                       "不知道%s%s%s记几位小数，应写 places（或用 公里 千米 平方米 元 kW 千瓦 %% 作单位）",
                       unit ? "单位“" : "没有单位的小数", unit ? unit : "", unit ? "”" : "");
        return known;
    }
    int most = known ? known : 6;
    if (places <= most)
        return (int)places;
    pack_fault(fr->reader, pack_scalar(yaml, "places"), "小数位数是 %lld，应不超过 %d", (long long)places, most);
    return known;
}

static bool read_bound(struct field_reader *fr, const struct yaml *yaml, const char *key, const struct field *field,
                       int64_t *ret)
{
    const struct yaml *at = pack_scalar(yaml, key);
    if (!at || (field->type != FIELD_INT && field->type != FIELD_DECIMAL && field->type != FIELD_DATE))
        return false;
    int day;
    struct decimal number;
    if (field->type == FIELD_DATE) {
        if (date_parse(at->text, strlen(at->text), &day)) {
            *ret = day;
            return true;
        }
        pack_fault(fr->reader, at, "键“%s”是“%s”，应为日期，如 2024-01-01", key, at->text);
        return false;
    }
    if (decimal_parse(at->text, strlen(at->text), &number) == 0 && decimal_rescale(number, field->places, ret) == 0)
        return true;
    pack_fault(fr->reader, at, "键“%s”是“%s”，应为至多 %d 位小数的数", key, at->text, field->places);
    return false;
}

static void read_bounds(struct field_reader *fr, const struct yaml *yaml, struct field *field)
{
    field->has_min = read_bound(fr, yaml, "min", field, &field->min);
    field->has_max = read_bound(fr, yaml, "max", field, &field->max);
    if (field->has_min && field->has_max && field->min > field->max)
        pack_fault(fr->reader, pack_scalar(yaml, "max"), "max“%s”小于 min“%s”，应不小于它", pack_text(yaml, "max"),
                   pack_text(yaml, "min"));
}

static bool is_personal_type(enum field_type type)
{
    return type == FIELD_PERSON || type == FIELD_PERSON_NAME || type == FIELD_PHONE;
}

/* ---- fields ---- */

/* The words of the rule language can't be told from a field of the same code. */
static void check_field_code(struct field_reader *fr, const struct yaml *yaml, const char *code)
{
    static const char *words[] = {"and", "or", "not", "between", "in", "is", "null", "true", "false"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], code) == 0)
            pack_fault(fr->reader, pack_scalar(yaml, "code"), "“%s”是规则里的词，不能作字段代码，应换一个", code);
}

static bool is_own(struct field_reader *fr, const struct yaml *yaml, const char *code)
{
    bool own = strcmp(code, "org") == 0 || strcmp(code, "remark") == 0;
    if (own)
        pack_fault(fr->reader, pack_scalar(yaml, "code"), "字段“%s”是每本台账自带的，应删去这一项", code);
    return own;
}

static void read_stage(struct field_reader *fr, const struct yaml *yaml, struct field *field)
{
    field->ordered = true;
    for (size_t i = 0; i < fr->fields.count; i++)
        if (fr->fields.at[i].type == FIELD_STAGE)
            pack_fault(fr->reader, yaml, "一本台账至多一个 stage 字段，“%s”已经是了", fr->fields.at[i].code);
    if (field->personal)
        pack_fault(fr->reader, yaml_get(yaml, "personal"), "stage 字段要计数，不能是个人信息，应删去 personal");
    const struct yaml *of = yaml_get(yaml, "of");
    if (of && of->kind == YAML_LIST && of->count > STAGES_MOST)
        pack_fault(fr->reader, of, "阶段有 %zu 个，应不超过 %d 个", of->count, STAGES_MOST);
    field->personal = false;
}

static void read_field(struct field_reader *fr, const struct yaml *yaml)
{
    if (!pack_map(fr->reader, yaml, "字段", field_keys))
        return;
    struct field field = {.code = pack_code(fr->reader, yaml), .name = pack_text(yaml, "name")};
    if (is_own(fr, yaml, field.code))
        return;
    check_field_code(fr, yaml, field.code);
    field.name = field.name ? field.name : field.code;
    bool known = pack_scalar(yaml, "type") && field_type_named(pack_text(yaml, "type"), &field.type);
    field.type = read_type(fr, yaml);
    field.stage_field = -1;
    if (known)
        check_keys_of_type(fr, yaml, field.type);
    field.required = pack_flag(yaml, "required");
    field.personal = pack_flag(yaml, "personal") || is_personal_type(field.type);
    field.ordered = pack_flag(yaml, "ordered");
    field.unit = pack_text(yaml, "unit");
    field.to = pack_text(yaml, "to");
    field.weak = pack_texts(fr->reader, yaml, "weak");
    field.sample = yaml_get(yaml, "sample");
    if (field.type == FIELD_DECIMAL)
        field.places = read_places(fr, yaml, field.unit, true);
    read_bounds(fr, yaml, &field);
    if (field.type == FIELD_STAGE)
        read_stage(fr, yaml, &field);
    if (field.type == FIELD_CHOICE || field.type == FIELD_CHOICES || field.type == FIELD_STAGE)
        read_choices(fr, yaml, &field);
    struct field *added = add_field(fr, field, pack_scalar(yaml, "code") ? pack_scalar(yaml, "code") : yaml);
    take_also(fr, yaml, added);
    if (field.type == FIELD_STAGE)
        add_stage_dates(fr, added);
}

static void read_computed(struct field_reader *fr, const struct yaml *yaml)
{
    if (!pack_map(fr->reader, yaml, "计算字段", computed_keys))
        return;
    struct field field = {.code = pack_code(fr->reader, yaml), .name = pack_text(yaml, "name"), .computed = true};
    if (is_own(fr, yaml, field.code))
        return;
    check_field_code(fr, yaml, field.code);
    field.name = field.name ? field.name : field.code;
    field.unit = pack_text(yaml, "unit");
    field.places = read_places(fr, yaml, field.unit, false);
    field.type = field.places ? FIELD_DECIMAL : FIELD_INT;
    (void)add_field(fr, field,
                    pack_scalar(yaml, "code") ? pack_scalar(yaml, "code") : yaml); /* pack_ledger.c finds it */
}

void pack_fields_read(struct pack_reader *reader, struct pack_ledger *pl)
{
    struct field_reader fr = {.reader = reader, .pl = pl, .headers = map_new(reader->ctx->mem)};
    add_own_fields(&fr);
    for (const struct yaml *yaml = pack_parts(reader, pl->yaml, "fields"); yaml; yaml = yaml->next)
        read_field(&fr, yaml);
    for (const struct yaml *yaml = pack_parts(reader, pl->yaml, "computed"); yaml; yaml = yaml->next)
        read_computed(&fr, yaml);
    pl->ledger->fields = fr.fields.at;
    pl->ledger->field_count = fr.fields.count;
}
