/* A ledger of a pack: its key, date, parent, rules, formulas and follow-ups. Fields are pack_field.c's, checks between
 * records pack_check.c's. */
#include "domain/pack_reader.h"

#include <string.h>

#include "base/map.h"

static const struct pack_key ledger_keys[] = {
    {"code", KEY_TEXT, true},
    {"name", KEY_TEXT, true},
    {"parent", KEY_TEXT, false},
    {"fields", KEY_LIST, true},
    {"date", KEY_TEXT, false},
    {"key", KEY_TEXTS, true},
    {"rules", KEY_LIST, false},
    {"checks", KEY_LIST, false},
    {"computed", KEY_LIST, false},
    {"simulate", KEY_RAW, false},
    {"follow_ups", KEY_LIST, false},
    {"english", KEY_TEXT, false},
    {0},
};

static const struct pack_key rule_keys[] = {{"error", KEY_TEXT, false},
                                            {"warn", KEY_TEXT, false},
                                            {"say", KEY_TEXT, true},
                                            {0}};

static const struct pack_key follow_up_keys[] = {
    {"code", KEY_TEXT, true},       {"name", KEY_TEXT, true},   {"when", KEY_TEXT, true},
    {"due_days", KEY_NUMBER, true}, {"steps", KEY_TEXTS, true}, {0},
};

enum { DUE_DAYS_LIMIT = 3660 };

/* ---- finding things by the text that names them ---- */

struct pack_ledger *pack_ledger_find(struct pack_reader *reader, const struct yaml *at)
{
    for (size_t i = 0; i < reader->ledgers.count; i++)
        if (strcmp(reader->ledgers.at[i].ledger->code, at->text) == 0)
            return &reader->ledgers.at[i];
    struct near near = {.text = at->text};
    for (size_t i = 0; i < reader->ledgers.count; i++)
        near_try(&near, reader->ledgers.at[i].ledger->code);
    if (!reader->partial)
        pack_fault(reader, at, "没有台账“%s”，应为某本台账的代码%s", at->text, near_say(reader, &near));
    return NULL;
}

const struct field *pack_field_find(struct pack_reader *reader, const struct ledger *ledger, const struct yaml *at)
{
    const struct field *field = ledger_field(ledger, at->text);
    if (field)
        return field;
    struct near near = {.text = at->text};
    for (size_t i = 0; i < ledger->field_count; i++)
        near_try(&near, ledger->fields[i].code);
    pack_fault(reader, at, "台账“%s”没有字段“%s”，应为它的字段代码%s", ledger->code, at->text, near_say(reader, &near));
    return NULL;
}

const struct field *pack_key_field(const struct ledger *ledger)
{
    const struct field *only = NULL;
    for (size_t i = 0; i < ledger->key_count; i++) {
        if (ledger->key[i]->index == FIELD_ORG)
            continue;
        if (only)
            return NULL;
        only = ledger->key[i];
    }
    return only;
}

int pack_stage_find(struct pack_reader *reader, const struct ledger *ledger, const struct yaml *at)
{
    if (!ledger->stage) {
        pack_fault(reader, at, "台账“%s”没有 stage 字段，不能写阶段“%s”", ledger->code, at->text);
        return -1;
    }
    int stage = field_choice(ledger->stage, at->text);
    if (stage >= 0)
        return stage;
    struct near near = {.text = at->text};
    const char *all = "";
    for (size_t i = 0; i < ledger->stage->of_count; i++) {
        const struct choice *of = &ledger->stage->of[i];
        near_try(&near, of->code);
        near_try(&near, of->name);
        all = arena_printf(reader->ctx->mem, "%s%s%s", all, i ? "、" : "", of->name);
    }
    pack_fault(reader, at, "台账“%s”没有阶段“%s”，应为 %s 之一%s", ledger->code, at->text, all,
               near_say(reader, &near));
    return -1;
}

static bool is_texts(enum field_type type)
{
    return type == FIELD_TEXT || type == FIELD_USCC || type == FIELD_REF;
}

bool pack_fields_match(const struct field *a, const struct ledger *ledger, const struct field *b)
{
    if (a->type == FIELD_REF && a->to && b->type != FIELD_REF)
        return strcmp(a->to, ledger->code) == 0 &&
               (is_texts(b->type) || b->type == FIELD_PERSON || b->type == FIELD_INT);
    return a->type == b->type ? a->places == b->places : is_texts(a->type) && is_texts(b->type);
}

/* ---- rules ---- */

void pack_rule_fault(struct pack_reader *reader, const struct yaml *at, const struct rule_fault *fault)
{
    pack_fault_at(reader, at->file, at->line, at->column + (int)fault->at + at->quoted,
                  arena_printf(reader->ctx->mem, "规则不对：%s", fault->say));
}

int pack_condition(struct pack_reader *reader, const struct yaml *map, const char *key, const struct pack_ledger *pl,
                   bool personal, struct rule **ret)
{
    *ret = NULL;
    const struct yaml *at = pack_scalar(map, key);
    if (!at || pl->broken)
        return 0;
    struct rule_scope scope = {pl->ledger->fields, pl->ledger->field_count, personal};
    struct rule_fault fault;
    int r = rule_compile(reader->ctx, at->text, &scope, ret, &fault);
    if (r == RULE_FAULT) {
        *ret = NULL;
        pack_rule_fault(reader, at, &fault);
        return 0;
    }
    return r;
}

static int read_rule(struct pack_reader *reader, struct pack_ledger *pl, const struct yaml *yaml)
{
    if (!pack_map(reader, yaml, "规则", rule_keys))
        return 0;
    bool error = yaml_get(yaml, "error") != NULL, warn = yaml_get(yaml, "warn") != NULL;
    if (error == warn) {
        pack_fault(reader, yaml, "规则%s，应写 error 或 warn 其中一个", error ? "同时写了 error 和 warn" : "缺条件");
        return 0;
    }
    struct rule *rule;
    int r = pack_condition(reader, yaml, error ? "error" : "warn", pl, true, &rule);
    if (r < 0)
        return r;
    if (rule)
        pl->ledger->rules[pl->ledger->rule_count++] = (struct ledger_rule){error, rule, pack_text(yaml, "say")};
    return 0;
}

static size_t list_count(const struct yaml *map, const char *key)
{
    const struct yaml *list = yaml_get(map, key);
    return list && list->kind == YAML_LIST ? list->count : 0;
}

static int read_rules(struct pack_reader *reader, struct pack_ledger *pl)
{
    pl->ledger->rules = arena_array(reader->ctx->mem, list_count(pl->yaml, "rules") + 1, sizeof *pl->ledger->rules);
    for (const struct yaml *yaml = pack_list(pl->yaml, "rules"); yaml; yaml = yaml->next) {
        int r = read_rule(reader, pl, yaml);
        if (r < 0)
            return r;
    }
    return 0;
}

static int read_follow_up(struct pack_reader *reader, struct pack_ledger *pl, struct map *seen, const struct yaml *yaml)
{
    if (!pack_map(reader, yaml, "随访", follow_up_keys))
        return 0;
    struct follow_up follow_up = {.code = pack_new_code(reader, yaml, "随访", seen),
                                  .name = pack_text(yaml, "name"),
                                  .steps = pack_texts(reader, yaml, "steps")};
    int64_t days = 0;
    if (pack_number(yaml, "due_days", &days) && days > DUE_DAYS_LIMIT)
        pack_fault(reader, pack_scalar(yaml, "due_days"), "due_days 是 %lld，应不超过 %d 天", (long long)days,
                   DUE_DAYS_LIMIT);
    follow_up.due_days = (int)(days > DUE_DAYS_LIMIT ? DUE_DAYS_LIMIT : days);
    int r = pack_condition(reader, yaml, "when", pl, true, &follow_up.when);
    if (r < 0)
        return r;
    pl->ledger->follow_ups[pl->ledger->follow_up_count++] = follow_up;
    return 0;
}

static int read_follow_ups(struct pack_reader *reader, struct pack_ledger *pl)
{
    struct map *seen = map_new(reader->ctx->mem);
    pl->ledger->follow_ups =
        arena_array(reader->ctx->mem, list_count(pl->yaml, "follow_ups") + 1, sizeof *pl->ledger->follow_ups);
    for (const struct yaml *yaml = pack_list(pl->yaml, "follow_ups"); yaml; yaml = yaml->next) {
        int r = read_follow_up(reader, pl, seen, yaml);
        if (r < 0)
            return r;
    }
    return 0;
}

/* ---- formulas: a computed field may use the fields before it ---- */

static int read_formula(struct pack_reader *reader, struct pack_ledger *pl, const struct yaml *yaml)
{
    const struct yaml *at = pack_scalar(yaml, "value");
    const struct field *field = pack_text(yaml, "code") ? ledger_field(pl->ledger, pack_text(yaml, "code")) : NULL;
    if (!at || !field || !field->computed || pl->broken)
        return 0;
    struct rule_scope scope = {pl->ledger->fields, (size_t)field->index, true};
    struct rule_fault fault;
    struct rule *formula = NULL;
    int r = rule_compile_number(reader->ctx, at->text, &scope, field->places, &formula, &fault);
    if (r == RULE_FAULT) {
        pack_rule_fault(reader, at, &fault);
        return 0;
    }
    pl->ledger->formulas[field->index] = formula;
    return r;
}

static int read_formulas(struct pack_reader *reader, struct pack_ledger *pl)
{
    pl->ledger->formulas = arena_array(reader->ctx->mem, pl->ledger->field_count, sizeof *pl->ledger->formulas);
    for (const struct yaml *yaml = pack_list(pl->yaml, "computed"); yaml; yaml = yaml->next) {
        int r = read_formula(reader, pl, yaml);
        if (r < 0)
            return r;
    }
    return 0;
}

/* ---- key, date, parent ---- */

static bool is_key_field(struct pack_reader *reader, const struct ledger *ledger, const struct field *field,
                         const struct yaml *at)
{
    for (size_t i = 0; i < ledger->key_count; i++)
        if (ledger->key[i] == field) {
            pack_fault(reader, at, "主键里“%s”写了两次，应只写一次", at->text);
            return false;
        }
    if (field->computed)
        pack_fault(reader, at, "计算字段“%s”不能作主键，应为填报的字段", at->text);
    else if (!field->required)
        pack_fault(reader, at, "主键的字段“%s”可以为空，应给它写 required: true", at->text);
    return true;
}

static void read_key(struct pack_reader *reader, struct pack_ledger *pl)
{
    struct ledger *ledger = pl->ledger;
    size_t count;
    const struct yaml **names = pack_scalars(reader, pl->yaml, "key", &count);
    ledger->key = arena_array(reader->ctx->mem, count + 1, sizeof *ledger->key);
    for (size_t i = 0; i < count; i++) {
        const struct field *field = pack_field_find(reader, ledger, names[i]);
        if (field && is_key_field(reader, ledger, field, names[i]))
            ledger->key[ledger->key_count++] = field;
    }
}

static void read_date(struct pack_reader *reader, struct pack_ledger *pl)
{
    struct ledger *ledger = pl->ledger;
    const struct yaml *at = pack_scalar(pl->yaml, "date");
    if (!at) {
        if (!ledger->stage && !yaml_get(pl->yaml, "date"))
            pack_fault(reader, pl->yaml, "台账“%s”缺键“date”，没有 stage 字段的台账应写明按哪个日期计月", ledger->code);
        return;
    }
    const struct field *field = pack_field_find(reader, ledger, at);
    if (!field)
        return;
    if (field->type != FIELD_DATE)
        pack_fault(reader, at, "字段“%s”的类型是 %s，date 应为 date 类型的字段", at->text,
                   field_type_name(field->type));
    else if (field->personal)
        pack_fault(reader, at, "字段“%s”是个人信息，计数的日期应为公开字段", at->text);
    else if (!field->required && !ledger->stage)
        pack_fault(reader, at, "日期字段“%s”可以为空，这样的记录算不到任何月份，应给它写 required: true", at->text);
    ledger->date = field;
}

static void read_parent(struct pack_reader *reader, struct pack_ledger *pl)
{
    const struct yaml *at = pack_scalar(pl->yaml, "parent");
    struct pack_ledger *parent = at ? pack_ledger_find(reader, at) : NULL;
    if (!parent)
        return;
    for (const struct ledger *above = parent->ledger; above; above = above->parent)
        if (above == pl->ledger) {
            pack_fault(reader, at, "台账“%s”绕了一圈又属于自己，parent 应指向另一本上级台账", pl->ledger->code);
            return;
        }
    pl->ledger->parent = parent->ledger;
}

/* ---- what fields say of other fields and ledgers ---- */

static void check_weak(struct pack_reader *reader, const struct ledger *ledger, const struct yaml *yaml)
{
    size_t count;
    const struct yaml **weak = pack_scalars(reader, yaml, "weak", &count);
    for (size_t i = 0; i < count; i++) {
        const struct field *field = pack_field_find(reader, ledger, weak[i]);
        if (field && pack_text(yaml, "code") && strcmp(field->code, pack_text(yaml, "code")) == 0)
            pack_fault(reader, weak[i], "字段“%s”没有号码时要靠别的字段认人，weak 里不能写它自己", weak[i]->text);
    }
}

static void read_relations(struct pack_reader *reader, struct pack_ledger *pl)
{
    struct ledger *ledger = pl->ledger;
    ledger->persons = arena_array(reader->ctx->mem, ledger->field_count, sizeof *ledger->persons);
    for (size_t i = 0; i < ledger->field_count; i++) {
        const struct field *field = &ledger->fields[i];
        if (field->type == FIELD_PERSON)
            ledger->persons[ledger->person_count++] = field;
        if (field->type == FIELD_STAGE && !ledger->stage)
            ledger->stage = field;
    }
    for (const struct yaml *yaml = pack_list(pl->yaml, "fields"); yaml; yaml = yaml->next) {
        if (pack_text(yaml, "to"))
            (void)pack_ledger_find(reader, pack_scalar(yaml, "to")); /* only the fault; the field keeps the code */
        check_weak(reader, ledger, yaml);
    }
}

/* ---- the ledger ---- */

void pack_ledger_declare(struct pack_reader *reader, struct item *item, const struct yaml *yaml)
{
    if (!pack_map(reader, yaml, "台账", ledger_keys))
        return;
    struct arena *mem = reader->ctx->mem;
    struct ledger *ledger = arena_alloc(mem, sizeof *ledger);
    ledger->code = pack_code(reader, yaml);
    ledger->name = pack_text(yaml, "name") ? pack_text(yaml, "name") : ledger->code;
    ledger->english = pack_text(yaml, "english");
    ledger->item = item;
    ledger->simulate = yaml_get(yaml, "simulate");
    ledger->line = yaml->line;
    for (size_t i = 0; i < reader->ledgers.count && ledger->code[0]; i++) {
        const struct pack_ledger *earlier = &reader->ledgers.at[i];
        if (strcmp(earlier->ledger->code, ledger->code) == 0)
            pack_fault(reader, pack_scalar(yaml, "code"), "台账代码“%s”重复，%s 第 %d 行已有；应各不相同", ledger->code,
                       earlier->yaml->file, earlier->yaml->line);
    }
    struct pack_ledger *pl = vec_push(mem, &reader->ledgers);
    pl->ledger = ledger;
    pl->yaml = yaml;
    pack_fields_read(reader, pl);
}

int pack_ledger_read(struct pack_reader *reader, struct pack_ledger *pl)
{
    read_relations(reader, pl);
    read_key(reader, pl);
    read_date(reader, pl);
    read_parent(reader, pl);
    int r = read_formulas(reader, pl);
    if (r == 0)
        r = read_rules(reader, pl);
    return r < 0 ? r : read_follow_ups(reader, pl);
}
