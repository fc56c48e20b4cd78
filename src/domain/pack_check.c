/* The checks between records that a pack asks for, a closed list (DESIGN decision 2), and the look-ups they need. */
#include "domain/pack_reader.h"

#include <string.h>

struct check_reader {
    struct pack_reader *reader;
    struct pack_ledger *pl; /* the ledger that is checked */
    const struct yaml *yaml;
    struct check *check;
};

static const struct pack_key unique_keys[] = {{"unique", KEY_TEXTS, true},
                                              {"level", KEY_TEXT, true},
                                              {"say", KEY_TEXT, true},
                                              {0}};

static const struct pack_key overlap_keys[] = {{"overlap", KEY_TEXTS, true},
                                               {"same", KEY_TEXTS, true},
                                               {"level", KEY_TEXT, true},
                                               {"say", KEY_TEXT, true},
                                               {0}};

static const struct pack_key exists_in_keys[] = {
    {"exists_in", KEY_TEXT, true},
    {"field", KEY_TEXT, true},
    {"other", KEY_TEXT, false},
    {"where", KEY_TEXT, false},
    {"level", KEY_TEXT, true},
    {"say", KEY_TEXT, true},
    {0},
};

static const struct pack_key at_least_keys[] = {
    {"at_least", KEY_NUMBER, true},
    {"of", KEY_TEXT, true},
    {"field", KEY_TEXT, true},
    {"from", KEY_TEXT, false},
    {"level", KEY_TEXT, true},
    {"say", KEY_TEXT, true},
    {0},
};

static const struct pack_key near_keys[] = {{"near", KEY_NUMBER, true},
                                            {"field", KEY_TEXT, true},
                                            {"level", KEY_TEXT, true},
                                            {"say", KEY_TEXT, true},
                                            {0}};

enum { AMOUNT_LIMIT = 100000 };

/* ---- slots ---- */

static bool is_same_slot(const struct lookup_slot *slot, const struct field **fields, size_t count, bool grid)
{
    return slot->grid == grid && slot->field_count == count &&
           memcmp(slot->fields, fields, count * sizeof *fields) == 0;
}

/* The number of the look-up over these fields of `pl`, an equal one is used again. `fields` is kept. */
static int slot_of(struct pack_reader *reader, struct pack_ledger *pl, const struct field **fields, size_t count,
                   bool grid)
{
    for (size_t i = 0; i < pl->slots.count; i++)
        if (is_same_slot(&pl->slots.at[i], fields, count, grid))
            return (int)i;
    *vec_push(reader->ctx->mem, &pl->slots) = (struct lookup_slot){fields, count, grid};
    pl->ledger->slots = pl->slots.at;
    pl->ledger->slot_count = pl->slots.count;
    return (int)pl->slots.count - 1;
}

static int slot_of_one(struct pack_reader *reader, struct pack_ledger *pl, const struct field *field, bool grid)
{
    const struct field **fields = arena_array(reader->ctx->mem, 1, sizeof *fields);
    fields[0] = field;
    return slot_of(reader, pl, fields, 1, grid);
}

/* ---- parts of a check ---- */

/* The fields that a list names; false if one is not there. */
static bool read_fields(struct check_reader *cr, const char *key, const struct field ***ret, size_t *ret_count)
{
    size_t count;
    const struct yaml **names = pack_scalars(cr->reader, cr->yaml, key, &count);
    *ret = arena_array(cr->reader->ctx->mem, count + 1, sizeof **ret);
    *ret_count = count;
    bool all = count > 0;
    for (size_t i = 0; i < count; i++) {
        (*ret)[i] = pack_field_find(cr->reader, cr->pl->ledger, names[i]);
        all = all && (*ret)[i];
        for (size_t j = 0; j < i && (*ret)[i]; j++)
            if ((*ret)[i] == (*ret)[j])
                pack_fault(cr->reader, names[i], "字段“%s”写了两次，应只写一次", names[i]->text);
    }
    return all;
}

/* `field`, one of `ledger`; NULL after a fault. */
static const struct field *read_field(struct check_reader *cr, const struct ledger *ledger, const char *key)
{
    const struct yaml *at = pack_scalar(cr->yaml, key);
    return at ? pack_field_find(cr->reader, ledger, at) : NULL;
}

static void set_field(struct check_reader *cr, const struct field *field)
{
    cr->check->fields = arena_array(cr->reader->ctx->mem, 1, sizeof *cr->check->fields);
    cr->check->fields[0] = field;
    cr->check->field_count = 1;
}

/* at_least or near; false after a fault. */
static bool read_amount(struct check_reader *cr, const char *key)
{
    int64_t amount;
    if (!pack_number(cr->yaml, key, &amount))
        return false;
    cr->check->amount = amount;
    if (amount >= 1 && amount <= AMOUNT_LIMIT)
        return true;
    pack_fault(cr->reader, pack_scalar(cr->yaml, key), "%s 是 %lld，应为 1 到 %d", key, (long long)amount,
               AMOUNT_LIMIT);
    return false;
}

/* ---- the kinds; each fills the check and says whether it can be used ---- */

static int read_unique(struct check_reader *cr, bool *ret_usable)
{
    struct check *check = cr->check;
    *ret_usable = read_fields(cr, "unique", &check->fields, &check->field_count);
    if (*ret_usable)
        check->slot = slot_of(cr->reader, cr->pl, check->fields, check->field_count, false);
    return 0;
}

static bool is_measure(const struct field *field)
{
    return field->type == FIELD_INT || field->type == FIELD_DECIMAL || field->type == FIELD_DATE;
}

static int read_overlap(struct check_reader *cr, bool *ret_usable)
{
    struct check *check = cr->check;
    bool ends = read_fields(cr, "overlap", &check->fields, &check->field_count);
    bool same = read_fields(cr, "same", &check->same, &check->same_count);
    *ret_usable = ends && same;
    if (!ends)
        return 0;
    const struct field *from = check->fields[0], *to = check->field_count > 1 ? check->fields[1] : NULL;
    if (check->field_count != 2 || !is_measure(from) || from->type != to->type || from->places != to->places) {
        pack_fault(cr->reader, yaml_get(cr->yaml, "overlap"),
                   "overlap 应为 [起, 止] 两个同类型的 int、decimal 或 date 字段");
        *ret_usable = false;
    }
    if (*ret_usable)
        check->slot = slot_of(cr->reader, cr->pl, check->same, check->same_count, false);
    return 0;
}

/* The field of the other ledger in which the value is looked for. */
static const struct field *other_field(struct check_reader *cr, const struct ledger *other)
{
    if (yaml_get(cr->yaml, "other"))
        return read_field(cr, other, "other");
    const struct field *field = pack_key_field(other);
    if (!field)
        pack_fault(cr->reader, pack_scalar(cr->yaml, "exists_in"),
                   "台账“%s”的主键除 org 外不是恰好一个字段，应用 other 写明与它的哪个字段比", other->code);
    return field;
}

static int read_exists_in(struct check_reader *cr, bool *ret_usable)
{
    struct check *check = cr->check;
    const struct yaml *at = pack_scalar(cr->yaml, "exists_in");
    struct pack_ledger *other = at ? pack_ledger_find(cr->reader, at) : NULL;
    const struct field *field = read_field(cr, cr->pl->ledger, "field");
    if (!other)
        return 0;
    int r = pack_condition(cr->reader, cr->yaml, "where", other, false, &check->where);
    if (r < 0)
        return r;
    check->ledger = other->ledger;
    check->other_field = other_field(cr, other->ledger);
    if (!field || !check->other_field)
        return 0;
    if (!cr->pl->broken && !other->broken && !pack_fields_match(field, other->ledger, check->other_field)) {
        pack_fault(cr->reader, pack_scalar(cr->yaml, "field"),
                   "字段“%s”（%s）与台账“%s”的“%s”（%s）不能相比，应为同类型", field->code,
                   field_type_name(field->type), other->ledger->code, check->other_field->code,
                   field_type_name(check->other_field->type));
        return 0;
    }
    set_field(cr, field);
    check->slot = slot_of_one(cr->reader, other, check->other_field, false);
    *ret_usable = true;
    return 0;
}

static int read_at_least(struct check_reader *cr, bool *ret_usable)
{
    struct check *check = cr->check;
    const struct ledger *ledger = cr->pl->ledger;
    const struct yaml *at = pack_scalar(cr->yaml, "of"), *from = pack_scalar(cr->yaml, "from");
    struct pack_ledger *child = at ? pack_ledger_find(cr->reader, at) : NULL;
    bool usable = read_amount(cr, "at_least");
    if (from) {
        check->from_stage = pack_stage_find(cr->reader, ledger, from);
        usable = usable && check->from_stage >= 0;
    }
    check->other_field = child ? read_field(cr, child->ledger, "field") : NULL;
    if (!check->other_field || child->broken)
        return 0;
    if (check->other_field->type != FIELD_REF ||
        strcmp(check->other_field->to ? check->other_field->to : "", ledger->code) != 0) {
        pack_fault(cr->reader, pack_scalar(cr->yaml, "field"), "字段“%s”应是台账“%s”里 to: %s 的 ref 字段",
                   check->other_field->code, child->ledger->code, ledger->code);
        return 0;
    }
    if (!pack_key_field(ledger)) {
        pack_fault(cr->reader, cr->yaml, "台账“%s”的主键除 org 外应恰好一个字段，at_least 才找得到指向它的记录",
                   ledger->code);
        return 0;
    }
    check->ledger = child->ledger;
    check->slot = slot_of_one(cr->reader, child, check->other_field, false);
    *ret_usable = usable;
    return 0;
}

static int read_near(struct check_reader *cr, bool *ret_usable)
{
    bool amount = read_amount(cr, "near");
    const struct field *field = read_field(cr, cr->pl->ledger, "field");
    if (!field || cr->pl->broken)
        return 0;
    if (field->type != FIELD_PLACE) {
        pack_fault(cr->reader, pack_scalar(cr->yaml, "field"), "字段“%s”的类型是 %s，near 应为 place 类型的字段",
                   field->code, field_type_name(field->type));
        return 0;
    }
    set_field(cr, field);
    cr->check->slot = slot_of_one(cr->reader, cr->pl, field, true);
    *ret_usable = amount;
    return 0;
}

static const struct kind {
    const char *key;
    const struct pack_key *keys;
    int (*read)(struct check_reader *cr, bool *ret_usable);
} kinds[] = {
    [CHECK_UNIQUE] = {"unique", unique_keys, read_unique},
    [CHECK_OVERLAP] = {"overlap", overlap_keys, read_overlap},
    [CHECK_EXISTS_IN] = {"exists_in", exists_in_keys, read_exists_in},
    [CHECK_AT_LEAST] = {"at_least", at_least_keys, read_at_least},
    [CHECK_NEAR] = {"near", near_keys, read_near},
};

static bool read_level(struct check_reader *cr)
{
    const struct yaml *at = pack_scalar(cr->yaml, "level");
    bool error = at && strcmp(at->text, "error") == 0, warn = at && strcmp(at->text, "warn") == 0;
    if (at && !error && !warn)
        pack_fault(cr->reader, at, "level 是“%s”，应为 error 或 warn", at->text);
    return error;
}

static int read_check(struct pack_reader *reader, struct pack_ledger *pl, const struct yaml *yaml)
{
    const struct kind *kind = NULL;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && !kind; i++)
        if (yaml_get(yaml, kinds[i].key))
            kind = &kinds[i];
    if (!kind) {
        pack_fault(reader, yaml, "不认识这种检查，应写 unique、overlap、exists_in、at_least、near 其中一个");
        return 0;
    }
    if (!pack_map(reader, yaml, arena_printf(reader->ctx->mem, "检查 %s ", kind->key), kind->keys))
        return 0;
    struct check check = {.kind = (enum check_kind)(kind - kinds), .say = pack_text(yaml, "say"), .from_stage = -1};
    struct check_reader cr = {reader, pl, yaml, &check};
    check.error = read_level(&cr);
    bool usable = false;
    int r = kind->read(&cr, &usable);
    if (r == 0 && usable)
        pl->ledger->checks[pl->ledger->check_count++] = check;
    return r;
}

int pack_checks_read(struct pack_reader *reader, struct pack_ledger *pl)
{
    const struct yaml *list = yaml_get(pl->yaml, "checks");
    size_t count = list && list->kind == YAML_LIST ? list->count : 0;
    pl->ledger->checks = arena_array(reader->ctx->mem, count + 1, sizeof *pl->ledger->checks);
    for (const struct yaml *yaml = pack_list(pl->yaml, "checks"); yaml; yaml = yaml->next) {
        int r = read_check(reader, pl, yaml);
        if (r < 0)
            return r;
    }
    return 0;
}
