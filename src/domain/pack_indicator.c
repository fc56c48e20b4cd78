/* The indicators of a pack: what each counts, over which ledger, towards which target. */
#include "domain/pack_reader.h"

#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/map.h"

static const struct pack_key indicator_keys[] = {
    {"code", KEY_TEXT, true},          {"name", KEY_TEXT, true},          {"unit", KEY_TEXT, false},
    {"also_units", KEY_TEXTS, false},  {"count", KEY_TEXT, true},         {"of", KEY_TEXT, true},
    {"field", KEY_TEXT, false},        {"where", KEY_TEXT, false},        {"at", KEY_TEXT, false},
    {"date", KEY_TEXT, false},         {"scope", KEY_TEXT, false},        {"target", KEY_TEXT, false},
    {"targets", KEY_MAP, false},       {"part_of", KEY_TEXT, false},      {"words", KEY_TEXTS, false},
    {"public_to", KEY_TEXT, false},    {"schedule", KEY_TEXT, false},     {"roster", KEY_TEXT, false},
    {"roster_field", KEY_TEXT, false}, {"roster_where", KEY_TEXT, false}, {"due", KEY_TEXT, false},
    {"simulate", KEY_RAW, false},      {"english", KEY_TEXT, false},      {0},
};

/* What each way of counting asks for. `unit` NULL: the pack has to name it. */
static const struct way {
    const char *name, *unit;
    bool field_allowed, field_needed, at_allowed, roster;
} ways[] = {
    [COUNT_RECORDS] = {.name = "records", .at_allowed = true},
    [COUNT_SUM] = {.name = "sum", .field_allowed = true, .field_needed = true, .at_allowed = true},
    [COUNT_PERSONS] = {.name = "persons", .field_allowed = true, .at_allowed = true},
    [COUNT_DISTINCT] = {.name = "distinct", .field_allowed = true, .field_needed = true, .at_allowed = true},
    [COUNT_STAGE] = {.name = "stage", .unit = "节点"},
    [COUNT_COVER] =
        {.name = "cover", .unit = "%", .field_allowed = true, .field_needed = true, .at_allowed = true, .roster = true},
};
enum { WAYS = sizeof ways / sizeof *ways };

static const char *levels[] = {"city", "county", "township", "village", "institution"};

void pack_indicator_declare(struct pack_reader *reader, struct item *item, const struct yaml *yaml)
{
    if (!pack_map(reader, yaml, "指标", indicator_keys))
        return;
    struct indicator *indicator = arena_alloc(reader->ctx->mem, sizeof *indicator);
    indicator->code = pack_code(reader, yaml);
    indicator->name = pack_text(yaml, "name") ? pack_text(yaml, "name") : indicator->code;
    indicator->english = pack_text(yaml, "english");
    indicator->item = item;
    indicator->at = -1;
    indicator->simulate = yaml_get(yaml, "simulate");
    indicator->line = yaml->line;
    for (size_t i = 0; i < reader->indicators.count && indicator->code[0]; i++) {
        const struct pack_indicator *earlier = &reader->indicators.at[i];
        if (strcmp(earlier->indicator->code, indicator->code) == 0)
            pack_fault(reader, pack_scalar(yaml, "code"), "指标代码“%s”重复，%s 第 %d 行已有；应各不相同",
                       indicator->code, earlier->yaml->file, earlier->yaml->line);
    }
    indicator->index = reader->indicators.count;
    *vec_push(reader->ctx->mem, &reader->indicators) = (struct pack_indicator){indicator, yaml};
}

/* ---- the way of counting ---- */

/* NULL after a fault. */
static const struct way *read_way(struct pack_reader *reader, const struct yaml *yaml)
{
    const struct yaml *at = pack_scalar(yaml, "count");
    if (!at)
        return NULL;
    struct near near = {.text = at->text};
    for (size_t i = 0; i < WAYS; i++) {
        if (strcmp(ways[i].name, at->text) == 0)
            return &ways[i];
        near_try(&near, ways[i].name);
    }
    pack_fault(reader, at, "没有“%s”这种计数%s", at->text,
               near.best ? near_say(reader, &near) : "，应为 records sum persons distinct stage cover 之一");
    return NULL;
}

static void check_keys_of_way(struct pack_reader *reader, const struct yaml *yaml, const struct way *way)
{
    const struct {
        const char *key;
        bool allowed, needed;
    } asked[] = {
        {"unit", true, !way->unit},           {"field", way->field_allowed, way->field_needed},
        {"at", way->at_allowed, false},       {"roster", way->roster, way->roster},
        {"roster_field", way->roster, false}, {"roster_where", way->roster, false},
    };
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        const struct yaml *value = yaml_get(yaml, asked[i].key);
        if (value && !asked[i].allowed)
            pack_fault(reader, value->key, "count: %s 的指标不用键“%s”，应删去", way->name, asked[i].key);
        if (!value && asked[i].needed)
            pack_fault(reader, yaml, "count: %s 的指标缺键“%s”", way->name, asked[i].key);
    }
}

static void read_unit(struct pack_reader *reader, const struct pack_indicator *pi, const struct way *way)
{
    struct indicator *indicator = pi->indicator;
    const struct yaml *at = pack_scalar(pi->yaml, "unit");
    indicator->unit = at ? at->text : way->unit ? way->unit : "";
    if (at && way->roster && strcmp(at->text, "%") != 0)
        pack_fault(reader, at, "单位是“%s”，count: cover 的单位应为 %%", at->text);
    indicator->also_units = pack_texts(reader, pi->yaml, "also_units");
    indicator->places = indicator->count == COUNT_STAGE ? 0 : unit_places(indicator->unit);
}

/* ---- the field that is counted ---- */

static void wrong_field(struct pack_reader *reader, const struct yaml *at, const struct field *field, const char *want)
{
    pack_fault(reader, at, "字段“%s”的类型是 %s，这里应为%s", field->code, field_type_name(field->type), want);
}

static void check_sum(struct pack_reader *reader, const struct pack_indicator *pi, const struct yaml *at)
{
    const struct field *field = pi->indicator->field;
    if (field->type != FIELD_INT && field->type != FIELD_DECIMAL)
        wrong_field(reader, at, field, " int 或 decimal 字段");
    else if (field->places > pi->indicator->places)
        pack_fault(reader, at, "字段“%s”记 %d 位小数，单位“%s”只记 %d 位，应不多于单位的位数", field->code,
                   field->places, pi->indicator->unit, pi->indicator->places);
}

static void check_cover(struct pack_reader *reader, const struct pack_indicator *pi, const struct yaml *at)
{
    const struct indicator *indicator = pi->indicator;
    if (!indicator->roster || !indicator->roster_field)
        return;
    if (!pack_fields_match(indicator->field, indicator->roster, indicator->roster_field))
        pack_fault(reader, at, "字段“%s”（%s）与名册“%s”的“%s”（%s）不能相比，应为同类型，或指向名册的 ref",
                   indicator->field->code, field_type_name(indicator->field->type), indicator->roster->code,
                   indicator->roster_field->code, field_type_name(indicator->roster_field->type));
}

/* Personal fields are sealed, so counting never reads them (DESIGN decision 7); persons count by their blind index. */
static bool is_open(struct pack_reader *reader, const struct indicator *indicator, const struct field *field,
                    const struct yaml *at)
{
    if (!field->personal)
        return true;
    if (field->type == FIELD_PERSON && (indicator->count == COUNT_PERSONS || indicator->count == COUNT_COVER))
        return true;
    pack_fault(reader, at, "字段“%s”是个人信息，不能用来计数，应为公开字段", field->code);
    return false;
}

static void read_counted_field(struct pack_reader *reader, const struct pack_indicator *pi,
                               const struct pack_ledger *of)
{
    struct indicator *indicator = pi->indicator;
    const struct yaml *at = pack_scalar(pi->yaml, "field");
    if (!at && indicator->count == COUNT_PERSONS) {
        indicator->field = of->ledger->person_count ? of->ledger->persons[0] : NULL;
        if (!indicator->field && !of->broken)
            pack_fault(reader, pack_scalar(pi->yaml, "of"), "台账“%s”没有 person 字段，不能 count: persons",
                       of->ledger->code);
    }
    if (!at)
        return;
    indicator->field = pack_field_find(reader, of->ledger, at);
    if (!indicator->field || of->broken)
        return;
    if (indicator->count == COUNT_PERSONS && indicator->field->type != FIELD_PERSON) {
        wrong_field(reader, at, indicator->field, " person 字段");
        return;
    }
    if (!is_open(reader, indicator, indicator->field, at))
        return;
    if (indicator->count == COUNT_SUM)
        check_sum(reader, pi, at);
    if (indicator->count == COUNT_COVER)
        check_cover(reader, pi, at);
}

static int read_roster(struct pack_reader *reader, const struct pack_indicator *pi)
{
    struct indicator *indicator = pi->indicator;
    const struct yaml *at = pack_scalar(pi->yaml, "roster"), *field_at = pack_scalar(pi->yaml, "roster_field");
    struct pack_ledger *roster = at && indicator->count == COUNT_COVER ? pack_ledger_find(reader, at) : NULL;
    if (!roster)
        return 0;
    indicator->roster = roster->ledger;
    if (field_at) {
        indicator->roster_field = pack_field_find(reader, roster->ledger, field_at);
        if (indicator->roster_field && !is_open(reader, indicator, indicator->roster_field, field_at))
            indicator->roster_field = NULL;
    } else {
        indicator->roster_field = pack_key_field(roster->ledger);
        if (indicator->roster_field && !is_open(reader, indicator, indicator->roster_field, at))
            indicator->roster_field = NULL;
        else if (!indicator->roster_field)
            pack_fault(reader, at, "名册“%s”的主键除 org 外不是恰好一个字段，应写 roster_field", roster->ledger->code);
    }
    return pack_condition(reader, pi->yaml, "roster_where", roster, false, &indicator->roster_where);
}

/* ---- time ---- */

static void read_time(struct pack_reader *reader, const struct pack_indicator *pi, const struct pack_ledger *of)
{
    struct indicator *indicator = pi->indicator;
    const struct yaml *at = pack_scalar(pi->yaml, "at"), *date = pack_scalar(pi->yaml, "date");
    if (at && indicator->count != COUNT_STAGE && !of->broken)
        indicator->at = pack_stage_find(reader, of->ledger, at);
    const struct field *field = date ? pack_field_find(reader, of->ledger, date) : NULL;
    if (field && field->type != FIELD_DATE)
        wrong_field(reader, date, field, " date 字段");
    else if (field && is_open(reader, indicator, field, date))
        indicator->date = field;
    if (!at && !date && !of->ledger->date && indicator->count != COUNT_STAGE && of->ledger->stage)
        pack_fault(reader, pi->yaml, "台账“%s”没有 date，指标应写 at（从哪个阶段起算）或 date", of->ledger->code);
    if (indicator->count == COUNT_STAGE && !of->ledger->stage && !of->broken)
        pack_fault(reader, pack_scalar(pi->yaml, "of"), "台账“%s”没有 stage 字段，不能 count: stage", of->ledger->code);
}

/* ---- targets ---- */

static void read_amount(struct pack_reader *reader, const struct indicator *indicator, const struct yaml *at,
                        struct target *ret)
{
    struct decimal number;
    int64_t value;
    int r = decimal_parse(at->text, strlen(at->text), &number);
    if (r == 0)
        r = decimal_rescale(number, indicator->places, &value);
    if (r == DECIMAL_BAD)
        pack_fault(reader, at, "目标是“%s”，应为 unknown 或一个数", at->text);
    else if (r == DECIMAL_DIGITS)
        pack_fault(reader, at, "目标“%s”的小数位数多了，单位“%s”应至多 %d 位", at->text, indicator->unit,
                   indicator->places);
    else if (r == DECIMAL_RANGE)
        pack_fault(reader, at, "目标“%s”太大，应在 64 位整数以内", at->text);
    else if (value < 0)
        pack_fault(reader, at, "目标“%s”是负数，应不小于 0", at->text);
    else if (indicator->count == COUNT_COVER && decimal_compare(number, (struct decimal){100, 0}) > 0)
        pack_fault(reader, at, "目标“%s”超过 100，覆盖率应不超过 100", at->text);
    else
        *ret = (struct target){TARGET_VALUE, value};
}

static void read_target(struct pack_reader *reader, const struct indicator *indicator, const struct yaml *at,
                        struct target *ret)
{
    if (strcmp(at->text, "unknown") == 0)
        return;
    if (indicator->count == COUNT_STAGE) {
        int stage = indicator->of->stage ? pack_stage_find(reader, indicator->of, at) : -1;
        if (stage >= 0)
            *ret = (struct target){TARGET_STAGE, stage};
    } else if (indicator->count == COUNT_COVER && strcmp(at->text, "全覆盖") == 0) {
        int64_t hundred = 0;
        (void)decimal_rescale((struct decimal){100, 0}, indicator->places, &hundred); /* fits in any scale of a unit */
        *ret = (struct target){TARGET_VALUE, hundred};
    } else {
        read_amount(reader, indicator, at, ret);
    }
}

static void read_targets(struct pack_reader *reader, const struct pack_indicator *pi)
{
    struct indicator *indicator = pi->indicator;
    const struct yaml *map = yaml_get(pi->yaml, "targets"), *at = pack_scalar(pi->yaml, "target");
    if (at)
        read_target(reader, indicator, at, &indicator->target);
    if (!map || map->kind != YAML_MAP)
        return;
    indicator->targets = arena_array(reader->ctx->mem, map->count + 1, sizeof *indicator->targets);
    for (const struct yaml *value = map->first; value; value = value->next) {
        if (reader->organisations && !map_get_str(reader->organisations, value->key->text))
            pack_fault(reader, value->key, "组织“%s”不在 organisations.csv 里，targets 的键应为其中的代码",
                       value->key->text);
        if (value->kind != YAML_SCALAR || !value->text[0]) {
            pack_fault(reader, value, "组织“%s”的目标应为 unknown 或一个数", value->key->text);
            continue;
        }
        struct org_target *target = &indicator->targets[indicator->target_count++];
        target->org = value->key->text;
        read_target(reader, indicator, value, &target->target);
    }
}

/* ---- what the programme defines ---- */

static void read_scope(struct pack_reader *reader, const struct pack_indicator *pi)
{
    const struct yaml *at = pack_scalar(pi->yaml, "scope");
    if (!at)
        return;
    pi->indicator->scope = programme_scope(reader->programme, at->text);
    if (pi->indicator->scope || reader->partial)
        return;
    struct near near = {.text = at->text};
    for (size_t i = 0; i < reader->programme->scope_count; i++)
        near_try(&near, reader->programme->scopes[i].code);
    pack_fault(reader, at, "没有范围“%s”，应为 programme.yaml 的 scopes 里的代码%s", at->text, near_say(reader, &near));
}

static void read_schedule(struct pack_reader *reader, const struct pack_indicator *pi)
{
    const struct yaml *at = pack_scalar(pi->yaml, "schedule");
    if (!at)
        return;
    struct near near = {.text = at->text};
    for (size_t i = 0; i < reader->programme->schedule_count; i++) {
        const struct schedule *schedule = &reader->programme->schedules[i];
        near_try(&near, schedule->code);
        if (strcmp(schedule->code, at->text) == 0)
            pi->indicator->schedule = schedule->due;
    }
    if (!pi->indicator->schedule && !reader->partial)
        pack_fault(reader, at, "没有序时进度“%s”，应为 programme.yaml 的 schedules 里的名称%s", at->text,
                   near_say(reader, &near));
}

/* The day by which a milestone is promised; the programme's last day where the pack gives none. */
static void read_due(struct pack_reader *reader, const struct pack_indicator *pi)
{
    const struct yaml *at = pack_scalar(pi->yaml, "due");
    pi->indicator->due = reader->programme->year * 10000 + 1231;
    if (!at)
        return;
    if (pi->indicator->count != COUNT_STAGE)
        pack_fault(reader, at, "due 只用于节点（count: stage）");
    else if (!date_parse(at->text, strlen(at->text), &pi->indicator->due))
        pack_fault(reader, at, "due 是“%s”，应为日期，例如 %d-10-31", at->text, reader->programme->year);
}

static void read_public_to(struct pack_reader *reader, const struct pack_indicator *pi)
{
    const struct yaml *at = pack_scalar(pi->yaml, "public_to");
    if (!at)
        return;
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (strcmp(levels[i], at->text) == 0)
            pi->indicator->public_to = levels[i];
    if (!pi->indicator->public_to)
        pack_fault(reader, at, "public_to 是“%s”，应为 city county township village institution 之一", at->text);
}

static void read_part_of(struct pack_reader *reader, const struct pack_indicator *pi)
{
    const struct yaml *at = pack_scalar(pi->yaml, "part_of");
    if (!at)
        return;
    const struct indicator *whole = NULL;
    for (size_t i = 0; i < reader->indicators.count && !whole; i++)
        if (strcmp(reader->indicators.at[i].indicator->code, at->text) == 0)
            whole = reader->indicators.at[i].indicator;
    struct near near = {.text = at->text};
    for (size_t i = 0; i < reader->indicators.count && !whole; i++)
        near_try(&near, reader->indicators.at[i].indicator->code);
    if (!whole && !reader->partial)
        pack_fault(reader, at, "没有指标“%s”，part_of 应为某个指标的代码%s", at->text, near_say(reader, &near));
    for (const struct indicator *above = whole; above; above = above->part_of)
        if (above == pi->indicator) {
            pack_fault(reader, at, "指标“%s”绕了一圈又是自己的一部分，part_of 应指向另一个总数", pi->indicator->code);
            return;
        }
    pi->indicator->part_of = whole;
}

static void read_words(struct pack_reader *reader, const struct pack_indicator *pi)
{
    struct indicator *indicator = pi->indicator;
    indicator->words = pack_texts(reader, pi->yaml, "words");
    if (indicator->words)
        return;
    indicator->words = arena_array(reader->ctx->mem, 2, sizeof *indicator->words);
    indicator->words[0] = indicator->name;
}

int pack_indicator_read(struct pack_reader *reader, struct pack_indicator *pi)
{
    read_words(reader, pi);
    read_scope(reader, pi);
    read_schedule(reader, pi);
    read_public_to(reader, pi);
    read_part_of(reader, pi);
    const struct way *way = read_way(reader, pi->yaml);
    const struct yaml *of_at = pack_scalar(pi->yaml, "of");
    struct pack_ledger *of = of_at ? pack_ledger_find(reader, of_at) : NULL;
    if (way) {
        pi->indicator->count = (enum count)(way - ways);
        check_keys_of_way(reader, pi->yaml, way);
        read_due(reader, pi);
        read_unit(reader, pi, way);
    }
    if (!way || !of)
        return 0;
    pi->indicator->of = of->ledger;
    int r = read_roster(reader, pi);
    if (r < 0)
        return r;
    if (way->field_allowed)
        read_counted_field(reader, pi, of);
    read_time(reader, pi, of);
    read_targets(reader, pi);
    return pack_condition(reader, pi->yaml, "where", of, false, &pi->indicator->where);
}
