/* Samples: how a pack says that a value is made. Read here, made in simulate_make.c. */
#include "domain/simulate_plan.h"

#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "domain/cell.h"

/* ---- texts with {names} ---- */

static const struct {
    const char *name;
    enum piece_kind kind;
} names[] = {
    {"org", PIECE_ORG},       {"org_code", PIECE_ORG_CODE},       {"place", PIECE_PLACE},
    {"county", PIECE_COUNTY}, {"county_name", PIECE_COUNTY_NAME}, {"n", PIECE_NUMBER},
    {"row", PIECE_ROW},
};

static bool piece_named(const struct plan_reader *pr, const char *name, struct piece *piece)
{
    for (size_t i = 0; i < pr->ledger->word_count; i++)
        if (strcmp(pr->ledger->words[i].name, name) == 0) {
            *piece = (struct piece){.kind = PIECE_WORD, .index = i};
            return true;
        }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i].name, name) == 0) {
            *piece = (struct piece){.kind = names[i].kind};
            return true;
        }
    const struct field *field = ledger_field(pr->ledger->ledger, name);
    if (field)
        *piece = (struct piece){.kind = PIECE_FIELD, .index = (size_t)field->index};
    return field != NULL;
}

/* {name} or {name:digits}. */
static void take_name(struct plan_reader *pr, const struct yaml *at, const char *inside, size_t length,
                      struct piece *piece)
{
    char *name = arena_strndup(pr->pack.ctx->mem, inside, length), *colon = strchr(name, ':');
    int pad = 0;
    if (colon) {
        pad = colon[1] >= '1' && colon[1] <= '9' && !colon[2] ? colon[1] - '0' : -1;
        *colon = '\0';
    }
    if (!piece_named(pr, name, piece))
        pack_fault(&pr->pack, at,
                   "“{%s}”不认得，应为 words 里的词、字段代码，或 org org_code place county county_name n row", name);
    else if (pad < 0)
        pack_fault(&pr->pack, at, "“{%s}”的位数应为 1 到 9", inside);
    piece->pad = pad > 0 ? pad : 0;
}

static void read_pieces(struct plan_reader *pr, const struct yaml *at, const char *text, struct sample *sample)
{
    VEC(struct piece) pieces = {0};
    struct arena *mem = pr->pack.ctx->mem;
    while (*text) {
        const char *open = strchr(text, '{'), *close = open ? strchr(open, '}') : NULL;
        if (open && !close)
            pack_fault(&pr->pack, at, "“%s”里的花括号没有配对", text);
        size_t written = close ? (size_t)(open - text) : strlen(text);
        if (written)
            *vec_push(mem, &pieces) = (struct piece){.kind = PIECE_WRITTEN, .text = arena_strndup(mem, text, written)};
        if (close)
            take_name(pr, at, open + 1, (size_t)(close - open - 1), vec_push(mem, &pieces));
        text = close ? close + 1 : text + written;
    }
    sample->pieces = pieces.at;
    sample->piece_count = pieces.count;
}

static bool is_written(const struct sample *sample)
{
    return sample->piece_count == 0 || (sample->piece_count == 1 && sample->pieces[0].kind == PIECE_WRITTEN);
}

/* A fixed text is read once, and a wrong one is a fault of the pack; in errors it stands as written. */
static void fix_text(struct plan_reader *pr, const struct yaml *yaml, const struct field *field, struct sample *sample)
{
    struct cell_fault fault = {0};
    if (pr->raw || !field || field->index == FIELD_ORG || !is_written(sample))
        return;
    int r = cell_read(pr->pack.ctx, field, yaml->text, &sample->value, &fault);
    if (r == CELL_FAULT && fault.error)
        pack_fault(&pr->pack, yaml, "字段“%s”不收“%s”：%s", field->name, yaml->text, fault.say);
    else if (r < 0)
        pack_fault(&pr->pack, yaml, "字段“%s”读不了“%s”", field->name, yaml->text);
    sample->fixed = true;
}

/* ---- parts ---- */

static bool read_decimal(struct plan_reader *pr, const struct yaml *at, int places, int64_t *ret)
{
    struct decimal d;
    if (at->kind == YAML_SCALAR && decimal_parse(at->text, strlen(at->text), &d) == 0 &&
        decimal_rescale(d, places, ret) == 0)
        return true;
    pack_fault(&pr->pack, at, "“%s”应为至多 %d 位小数的数", at->kind == YAML_SCALAR ? at->text : "列表", places);
    return false;
}

static const struct yaml *read_two(struct plan_reader *pr, const struct yaml *map, const char *key)
{
    const struct yaml *list = yaml_get(map, key);
    if (list && list->kind == YAML_LIST && list->count == 2 && list->first->kind == YAML_SCALAR &&
        list->first->next->kind == YAML_SCALAR)
        return list->first;
    if (list)
        pack_fault(&pr->pack, list, "“%s”应为两项的列表 [从, 到]", key);
    return NULL;
}

static bool ordered(struct plan_reader *pr, const struct yaml *at, const struct span *span)
{
    if (span->low > span->high)
        pack_fault(&pr->pack, at, "“%s”大于“%s”，应从小到大", at->text, at->next->text);
    return span->low <= span->high;
}

bool plan_span(struct plan_reader *pr, const struct yaml *map, const char *key, int places, struct span *ret)
{
    const struct yaml *first = read_two(pr, map, key);
    return first && read_decimal(pr, first, places, &ret->low) && read_decimal(pr, first->next, places, &ret->high) &&
           ordered(pr, first, ret);
}

bool plan_gap(struct plan_reader *pr, const struct yaml *map, const char *key, struct span *ret)
{
    if (!plan_span(pr, map, key, 0, ret))
        return false;
    bool good = ret->low >= -GAP_LIMIT && ret->high <= GAP_LIMIT;
    if (!good)
        pack_fault(&pr->pack, yaml_get(map, key), "“%s”的天数应在 %d 以内", key, GAP_LIMIT);
    return good;
}

static bool read_day(struct plan_reader *pr, const struct yaml *at, int64_t *ret)
{
    int day = 0;
    bool good = date_parse(at->text, strlen(at->text), &day);
    if (!good)
        pack_fault(&pr->pack, at, "“%s”应为日期，如 2024-03-05", at->text);
    *ret = day;
    return good;
}

bool plan_days(struct plan_reader *pr, const struct yaml *map, const char *key, struct span *ret)
{
    const struct yaml *first = read_two(pr, map, key);
    return first && read_day(pr, first, &ret->low) && read_day(pr, first->next, &ret->high) && ordered(pr, first, ret);
}

bool plan_share(struct plan_reader *pr, const struct yaml *map, const char *key, int64_t *ret)
{
    const struct yaml *at = yaml_get(map, key);
    int64_t share = 0;
    if (!at || !read_decimal(pr, at, 3, &share))
        return false;
    if (share < 0 || share > SHARE_ALL)
        pack_fault(&pr->pack, at, "“%s”是 %s，应为 0 到 100 的百分数", key, at->text);
    *ret = share;
    return true;
}

/* A field, one of the parent as parent.x, or (where allowed) a date. */
static struct operand read_operand(struct plan_reader *pr, const struct yaml *at, bool date)
{
    static const char parent[] = "parent.";
    struct operand operand = {0};
    if (!at || at->kind != YAML_SCALAR)
        return operand;
    if (date && date_parse(at->text, strlen(at->text), &operand.day))
        return operand;
    operand.parent = strncmp(at->text, parent, strlen(parent)) == 0;
    const struct ledger *ledger = operand.parent ? pr->ledger->ledger->parent : pr->ledger->ledger;
    struct yaml name = *at;
    name.text += operand.parent ? strlen(parent) : 0;
    if (!ledger)
        pack_fault(&pr->pack, at, "台账“%s”没有 parent，不能写“%s”", pr->ledger->ledger->code, at->text);
    else
        operand.field = plan_field(pr, ledger, &name);
    return operand;
}

static struct operand read_own(struct plan_reader *pr, const struct yaml *map, const char *key, enum field_type type)
{
    const struct yaml *at = yaml_get(map, key);
    struct operand operand = read_operand(pr, at, false);
    if (operand.field && type != FIELD_TYPES && operand.field->type != type)
        pack_fault(&pr->pack, at, "字段“%s”应为 %s 类型", at->text, field_type_name(type));
    return operand;
}

static void wants_field(struct plan_reader *pr, const struct yaml *at, const struct field *field, unsigned types,
                        const char *what)
{
    if (!field || !(types & 1u << field->type))
        pack_fault(&pr->pack, at, "%s 不能用在这里，应为别的取样方式", what);
}

/* ---- the kinds ---- */

enum { NUMBERS = 1 << FIELD_INT | 1 << FIELD_DECIMAL };

struct kind_reading {
    struct plan_reader *pr;
    const struct yaml *yaml;
    const struct field *field;
    struct sample *sample;
};

static void read_options(struct kind_reading *k, const struct yaml *list, bool weights)
{
    struct sample *sample = k->sample;
    struct arena *mem = k->pr->pack.ctx->mem;
    int64_t sum = 0;
    sample->options = arena_array(mem, list->count + 1, sizeof *sample->options);
    sample->upto = arena_array(mem, list->count + 1, sizeof *sample->upto);
    for (const struct yaml *entry = list->first; entry; entry = entry->next) {
        int64_t weight = 1;
        if (weights && (!read_decimal(k->pr, entry, 3, &weight) || weight < 0))
            weight = 0;
        struct sample *option = sample_read(k->pr, weights ? entry->key : entry, k->field);
        if (!option)
            continue;
        sample->options[sample->option_count] = option;
        sample->upto[sample->option_count++] = sum += weight;
    }
    if (sum == 0)
        pack_fault(&k->pr->pack, list, "应至少有一项权重大于 0");
}

static void read_weights(struct kind_reading *k)
{
    const struct yaml *map = yaml_get(k->yaml, "weights");
    k->sample->kind = SAMPLE_PICK;
    if (map->kind == YAML_MAP)
        read_options(k, map, true);
    else
        pack_fault(&k->pr->pack, map, "weights 应为映射（值: 权重）");
}

static void read_cycle(struct kind_reading *k)
{
    const struct yaml *list = yaml_get(k->yaml, "cycle");
    k->sample->kind = SAMPLE_CYCLE;
    if (list->kind == YAML_LIST)
        read_options(k, list, false);
    else
        pack_fault(&k->pr->pack, list, "cycle 应为列表");
}

static void read_int(struct kind_reading *k)
{
    int64_t pad = 0;
    k->sample->kind = SAMPLE_INT;
    (void)plan_span(k->pr, k->yaml, "int", 0, &k->sample->span);
    (void)pack_number(k->yaml, "pad", &pad); /* not given: none */
    k->sample->pad = (int)(pad > 9 ? 9 : pad);
    if (k->field)
        wants_field(k->pr, k->yaml, k->field, NUMBERS | 1u << FIELD_TEXT, "int");
}

static void read_decimals(struct kind_reading *k)
{
    k->sample->kind = SAMPLE_DECIMAL;
    wants_field(k->pr, k->yaml, k->field, NUMBERS, "decimal");
    (void)plan_span(k->pr, k->yaml, "decimal", k->field ? k->field->places : 0, &k->sample->span);
}

static void read_some(struct kind_reading *k)
{
    k->sample->kind = SAMPLE_SOME;
    wants_field(k->pr, k->yaml, k->field, 1u << FIELD_CHOICES, "some");
    (void)plan_span(k->pr, k->yaml, "some", 0, &k->sample->span);
    k->sample->a = read_own(k->pr, k->yaml, "if", FIELD_TYPES);
}

static void read_map(struct kind_reading *k)
{
    struct sample *sample = k->sample;
    struct arena *mem = k->pr->pack.ctx->mem;
    sample->kind = SAMPLE_MAP;
    sample->a = read_own(k->pr, k->yaml, "map", FIELD_CHOICE);
    const struct yaml *to = yaml_get(k->yaml, "to"), *otherwise = yaml_get(k->yaml, "else");
    sample->otherwise = otherwise ? sample_read(k->pr, otherwise, k->field) : NULL;
    if (!sample->a.field || sample->a.field->type != FIELD_CHOICE || !to || to->kind != YAML_MAP)
        return;
    sample->options = arena_array(mem, to->count + 1, sizeof *sample->options);
    sample->keys = arena_array(mem, to->count + 1, sizeof *sample->keys);
    for (const struct yaml *entry = to->first; entry; entry = entry->next) {
        sample->keys[sample->option_count] = field_choice(sample->a.field, entry->key->text);
        if (sample->keys[sample->option_count] < 0)
            pack_fault(&k->pr->pack, entry->key, "字段“%s”没有选项“%s”", sample->a.field->code, entry->key->text);
        sample->options[sample->option_count++] = sample_read(k->pr, entry, k->field);
    }
}

static void read_shift(struct kind_reading *k, const char *key)
{
    k->sample->kind = SAMPLE_SHIFT;
    wants_field(k->pr, k->yaml, k->field, 1u << FIELD_DATE, key);
    k->sample->a = read_own(k->pr, k->yaml, key, FIELD_DATE);
    (void)plan_gap(k->pr, k->yaml, "days", &k->sample->span);
    (void)plan_share(k->pr, k->yaml, "empty", &k->sample->empty); /* not given: never */
}

static void read_after(struct kind_reading *k)
{
    read_shift(k, "after");
}

static void read_before(struct kind_reading *k)
{
    read_shift(k, "before");
    k->sample->span = (struct span){-k->sample->span.high, -k->sample->span.low};
}

static void read_between(struct kind_reading *k)
{
    const struct yaml *first = read_two(k->pr, k->yaml, "between");
    k->sample->kind = SAMPLE_BETWEEN;
    wants_field(k->pr, k->yaml, k->field, 1u << FIELD_DATE, "between");
    k->sample->a = read_operand(k->pr, first, true);
    k->sample->b = read_operand(k->pr, first ? first->next : NULL, true);
}

static void read_parent(struct kind_reading *k)
{
    const struct yaml *at = yaml_get(k->yaml, "parent");
    k->sample->kind = SAMPLE_PARENT;
    const struct ledger *parent = k->pr->ledger->ledger->parent;
    if (!parent || at->kind != YAML_SCALAR) {
        pack_fault(&k->pr->pack, at, "台账“%s”没有 parent，不能取它的字段", k->pr->ledger->ledger->code);
        return;
    }
    k->sample->a = (struct operand){.field = plan_field(k->pr, parent, at), .parent = true};
    const struct field *from = k->sample->a.field;
    bool texts = from && from->type == FIELD_TEXT && k->field && k->field->type == FIELD_REF;
    if (from && k->field && !texts && from->type != k->field->type)
        pack_fault(&k->pr->pack, at, "字段“%s”和“%s”类型不同", k->field->code, from->code);
}

static void read_ref(struct kind_reading *k)
{
    int64_t rows = 1;
    k->sample->kind = SAMPLE_REF;
    wants_field(k->pr, k->yaml, k->field, 1u << FIELD_REF, "ref");
    k->sample->ledger = plan_ledger(k->pr, yaml_get(k->yaml, "ref"));
    (void)pack_number(k->yaml, "rows", &rows); /* not given: one each */
    k->sample->pad = (int)(rows < 1 ? 1 : rows);
    const struct yaml *otherwise = yaml_get(k->yaml, "else");
    k->sample->otherwise = otherwise ? sample_read(k->pr, otherwise, k->field) : NULL;
    if (k->sample->ledger && !pack_key_field(k->sample->ledger))
        pack_fault(&k->pr->pack, k->yaml, "台账“%s”的主键除 org 外应恰好一个字段", k->sample->ledger->code);
    if (k->sample->ledger && k->sample->ledger != k->pr->ledger->ledger->parent)
        pack_fault(&k->pr->pack, k->yaml, "ref 应为本台账的 parent");
}

static void read_person(struct kind_reading *k)
{
    const struct yaml *at = yaml_get(k->yaml, "person");
    struct near near = {.text = at->kind == YAML_SCALAR ? at->text : ""};
    k->sample->kind = SAMPLE_PERSON;
    wants_field(k->pr, k->yaml, k->field, 1u << FIELD_PERSON, "person");
    (void)plan_share(k->pr, k->yaml, "empty", &k->sample->empty); /* not given: never */
    for (size_t i = 0; i < k->pr->plan->pool_count; i++) {
        near_try(&near, k->pr->plan->pools[i].code);
        k->sample->pool = i;
        if (strcmp(k->pr->plan->pools[i].code, near.text) == 0)
            return;
    }
    pack_fault(&k->pr->pack, at, "没有人群“%s”，应为 programme.yaml 的 simulate.pools 里的代码%s", near.text,
               near_say(&k->pr->pack, &near));
}

static void read_born(struct kind_reading *k)
{
    k->sample->kind = SAMPLE_BORN;
    wants_field(k->pr, k->yaml, k->field, 1u << FIELD_DATE, "born");
    k->sample->a = read_own(k->pr, k->yaml, "born", FIELD_PERSON);
}

static void read_name_of(struct kind_reading *k)
{
    k->sample->kind = SAMPLE_NAME;
    k->sample->a = read_own(k->pr, k->yaml, "name_of", FIELD_PERSON);
}

static void read_any_name(struct kind_reading *k)
{
    k->sample->kind = SAMPLE_NAME;
}

static void read_uscc(struct kind_reading *k)
{
    const struct yaml *at = yaml_get(k->yaml, "uscc");
    k->sample->kind = SAMPLE_USCC;
    wants_field(k->pr, k->yaml, k->field, 1u << FIELD_USCC, "uscc");
    if (at->kind == YAML_SCALAR && strchr(at->text, '{'))
        read_pieces(k->pr, at, at->text, k->sample);
    else
        k->sample->a = read_own(k->pr, k->yaml, "uscc", FIELD_TYPES);
}

static void read_number_of(struct kind_reading *k, enum sample_kind kind, const char *key, const char *span, int places)
{
    k->sample->kind = kind;
    k->sample->pad = places;
    wants_field(k->pr, k->yaml, k->field, NUMBERS, key);
    k->sample->a = read_operand(k->pr, yaml_get(k->yaml, key), false);
    const struct field *from = k->sample->a.field;
    if (from && from->type != FIELD_INT && from->type != FIELD_DECIMAL)
        pack_fault(&k->pr->pack, yaml_get(k->yaml, key), "字段“%s”应为 int 或 decimal 类型", from->code);
    if (span)
        (void)plan_span(k->pr, k->yaml, span, places, &k->sample->span);
    if (span && k->sample->span.low <= 0)
        pack_fault(&k->pr->pack, k->yaml, "“%s”应大于 0", span);
}

static void read_per(struct kind_reading *k)
{
    read_number_of(k, SAMPLE_PER, "per", "each", 0);
}

static void read_times(struct kind_reading *k)
{
    read_number_of(k, SAMPLE_TIMES, "times", "by", 2);
}

static void read_share(struct kind_reading *k)
{
    read_number_of(k, SAMPLE_SHARE, "share", "percent", 0);
}

static void read_add(struct kind_reading *k)
{
    read_number_of(k, SAMPLE_ADD, "add", NULL, 0);
    const struct yaml *by = yaml_get(k->yaml, "by");
    if (by)
        (void)read_decimal(k->pr, by, k->field ? k->field->places : 0, &k->sample->span.low);
}

static void read_broken(struct kind_reading *k)
{
    static const char *const ways[] = {[BROKEN_CHECK_DIGIT] = "check_digit",
                                       [BROKEN_FIFTEEN] = "fifteen",
                                       [BROKEN_EXPONENT] = "exponent",
                                       [BROKEN_LENGTH] = "length"};
    const struct yaml *at = yaml_get(k->yaml, "broken");
    k->sample->kind = SAMPLE_BROKEN;
    wants_field(k->pr, k->yaml, k->field, 1u << FIELD_PERSON, "broken");
    k->sample->a.field = k->field;
    if (!k->pr->raw)
        pack_fault(&k->pr->pack, at, "broken 只用在 errors 里");
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (at->kind == YAML_SCALAR && strcmp(ways[i], at->text) == 0) {
            k->sample->pad = (int)i;
            return;
        }
    pack_fault(&k->pr->pack, at, "broken 应为 check_digit fifteen exponent length 之一");
}

static void read_of(struct kind_reading *k)
{
    const struct yaml *field = yaml_get(k->yaml, "field");
    k->sample->kind = SAMPLE_OF;
    k->sample->ledger = plan_ledger(k->pr, yaml_get(k->yaml, "of"));
    if (!k->sample->ledger)
        return;
    plan_of(k->pr->plan, k->sample->ledger)->looked_into = true;
    k->sample->where = plan_where(k->pr, k->yaml, k->sample->ledger);
    k->sample->a.field = field ? plan_field(k->pr, k->sample->ledger, field) : NULL;
}

/* ---- a stage and its dates ---- */

static int stage_named(struct kind_reading *k, const struct yaml *at)
{
    return at && at->kind == YAML_SCALAR ? pack_stage_find(&k->pr->pack, k->pr->ledger->ledger, at) : -1;
}

static void read_gaps(struct kind_reading *k, const struct yaml *map)
{
    for (const struct yaml *entry = map && map->kind == YAML_MAP ? map->first : NULL; entry; entry = entry->next) {
        int stage = stage_named(k, entry->key);
        if (stage >= 0 && !plan_gap(k->pr, map, entry->key->text, &k->sample->gap[stage]))
            k->sample->gap[stage].high = -1;
        else if (stage >= 0 && k->sample->gap[stage].low < 0)
            pack_fault(&k->pr->pack, entry, "阶段之间的天数应不小于 0");
    }
}

static void read_reach(struct kind_reading *k, const struct yaml *map)
{
    struct sample *sample = k->sample;
    size_t count = k->field->of_count;
    int64_t *weights = arena_array(k->pr->pack.ctx->mem, count, sizeof *weights), sum = 0;
    for (const struct yaml *entry = map && map->kind == YAML_MAP ? map->first : NULL; entry; entry = entry->next) {
        int stage = stage_named(k, entry->key);
        if (stage >= 0 && (stage < sample->anchor || (stage > sample->anchor && sample->gap[stage].high < 0)))
            pack_fault(&k->pr->pack, entry->key, "reach 的阶段“%s”应为 anchor 或它之后写了 gap 的阶段",
                       entry->key->text);
        else if (stage >= 0 && read_decimal(k->pr, entry, 3, &weights[stage]) && weights[stage] < 0)
            weights[stage] = 0;
    }
    for (size_t i = 0; i < count; i++)
        sample->reach[i] = sum += weights[i];
    if (sum == 0)
        pack_fault(&k->pr->pack, map ? map : k->yaml, "reach 应至少有一个阶段的权重大于 0");
}

static void read_stage(struct kind_reading *k)
{
    struct sample *sample = k->sample;
    sample->kind = SAMPLE_STAGE;
    wants_field(k->pr, k->yaml, k->field, 1u << FIELD_STAGE, "anchor");
    if (!k->field || k->field->type != FIELD_STAGE)
        return;
    sample->gap = arena_array(k->pr->pack.ctx->mem, k->field->of_count, sizeof *sample->gap);
    sample->reach = arena_array(k->pr->pack.ctx->mem, k->field->of_count, sizeof *sample->reach);
    for (size_t i = 0; i < k->field->of_count; i++)
        sample->gap[i].high = -1;
    sample->anchor = stage_named(k, yaml_get(k->yaml, "anchor"));
    if (sample->anchor < 0)
        return;
    read_gaps(k, yaml_get(k->yaml, "gap"));
    read_reach(k, yaml_get(k->yaml, "reach"));
    (void)plan_days(k->pr, k->yaml, "on", &sample->on); /* not given: by the ledger's months */
}

/* The first key tells the kind. */
static const struct {
    struct pack_key keys[6];
    void (*read)(struct kind_reading *k);
} kinds[] = {
    {{{"weights", KEY_RAW, true}}, read_weights},
    {{{"cycle", KEY_RAW, true}}, read_cycle},
    {{{"int", KEY_LIST, true}, {"pad", KEY_NUMBER, false}}, read_int},
    {{{"decimal", KEY_LIST, true}}, read_decimals},
    {{{"some", KEY_LIST, true}, {"if", KEY_TEXT, false}}, read_some},
    {{{"map", KEY_TEXT, true}, {"to", KEY_MAP, true}, {"else", KEY_RAW, false}}, read_map},
    {{{"after", KEY_TEXT, true}, {"days", KEY_LIST, true}, {"empty", KEY_TEXT, false}}, read_after},
    {{{"before", KEY_TEXT, true}, {"days", KEY_LIST, true}, {"empty", KEY_TEXT, false}}, read_before},
    {{{"between", KEY_LIST, true}}, read_between},
    {{{"parent", KEY_TEXT, true}}, read_parent},
    {{{"ref", KEY_TEXT, true}, {"rows", KEY_NUMBER, false}, {"else", KEY_RAW, false}}, read_ref},
    {{{"person", KEY_TEXT, true}, {"empty", KEY_TEXT, false}}, read_person},
    {{{"born", KEY_TEXT, true}}, read_born},
    {{{"name_of", KEY_TEXT, true}}, read_name_of},
    {{{"any_name", KEY_FLAG, true}}, read_any_name},
    {{{"uscc", KEY_TEXT, true}}, read_uscc},
    {{{"per", KEY_TEXT, true}, {"each", KEY_LIST, true}}, read_per},
    {{{"times", KEY_TEXT, true}, {"by", KEY_LIST, true}}, read_times},
    {{{"share", KEY_TEXT, true}, {"percent", KEY_LIST, true}}, read_share},
    {{{"add", KEY_TEXT, true}, {"by", KEY_TEXT, true}}, read_add},
    {{{"broken", KEY_TEXT, true}}, read_broken},
    {{{"of", KEY_TEXT, true}, {"where", KEY_TEXT, false}, {"field", KEY_TEXT, true}}, read_of},
    {{{"anchor", KEY_TEXT, true}, {"gap", KEY_MAP, false}, {"reach", KEY_MAP, true}, {"on", KEY_LIST, false}},
     read_stage},
};

static void read_kind(struct kind_reading *k)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (yaml_get(k->yaml, kinds[i].keys[0].name)) {
            if (pack_map(&k->pr->pack, k->yaml, "取样", kinds[i].keys))
                kinds[i].read(k);
            return;
        }
    AUTO_BUF struct buf all = BUF_INIT;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        buf_printf(&all, "%s%s", i ? " " : "", kinds[i].keys[0].name);
    pack_fault(&k->pr->pack, k->yaml, "不认识这种取样，应写其中之一：%s", all.bytes);
}

struct sample *sample_read(struct plan_reader *pr, const struct yaml *yaml, const struct field *field)
{
    struct kind_reading k = {pr, yaml, field, arena_alloc(pr->pack.ctx->mem, sizeof *k.sample)};
    k.sample->at = yaml;
    if (yaml->kind == YAML_LIST) {
        k.sample->kind = SAMPLE_PICK;
        read_options(&k, yaml, false);
    } else if (yaml->kind == YAML_SCALAR) {
        read_pieces(pr, yaml, yaml->text, k.sample);
        fix_text(pr, yaml, field, k.sample);
    } else {
        read_kind(&k);
    }
    return k.sample;
}

struct sample **samples_read(struct plan_reader *pr, const struct yaml *map)
{
    const struct ledger *ledger = pr->ledger->ledger;
    struct sample **set = arena_array(pr->pack.ctx->mem, ledger->field_count, sizeof *set);
    for (const struct yaml *entry = map && map->kind == YAML_MAP ? map->first : NULL; entry; entry = entry->next) {
        const struct field *field = plan_field(pr, ledger, entry->key);
        if (field && field->computed)
            pack_fault(&pr->pack, entry->key, "字段“%s”由公式算出，不能设值", field->code);
        else if (field)
            set[field->index] = sample_read(pr, entry, field);
    }
    return set;
}
