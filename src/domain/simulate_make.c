#include "domain/simulate_make.h"

#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "domain/cell.h"
#include "domain/identity.h"

static const char remark[] = "合成数据";

const struct ledger_plan *plan_at(const struct simulation *sim, const struct ledger *ledger)
{
    return plan_of(sim->plan, ledger);
}

struct kept_rows *kept_of(const struct simulation *sim, const struct ledger *ledger)
{
    return &sim->kept[plan_at(sim, ledger) - sim->plan->ledgers];
}

/* ---- rows ---- */

struct made_row *row_new(struct arena *mem, const struct ledger_plan *plan)
{
    size_t count = plan->ledger->field_count;
    struct made_row *row = arena_alloc(mem, sizeof *row);
    row->values = arena_array(mem, count, sizeof *row->values);
    row->persons = arena_array(mem, count, sizeof *row->persons);
    row->making = arena_array(mem, count, 1);
    row->words = arena_array(mem, plan->word_count + 1, sizeof *row->words);
    for (size_t i = 0; i < count; i++)
        row->persons[i] = NO_PERSON;
    return row;
}

struct made_row *row_copy(struct arena *mem, const struct ledger_plan *plan, const struct made_row *row)
{
    struct made_row *copy = row_new(mem, plan), old = *copy;
    *copy = *row;
    copy->values = old.values;
    copy->persons = old.persons;
    copy->making = old.making;
    copy->words = old.words;
    for (size_t i = 0; i < plan->ledger->field_count; i++) {
        copy->values[i] = row->values[i];
        if (row->values[i].text)
            copy->values[i].text = arena_strdup(mem, row->values[i].text);
        copy->persons[i] = row->persons[i];
        copy->making[i] = row->making[i];
    }
    for (size_t i = 0; i < plan->word_count; i++)
        copy->words[i] = row->words[i] ? arena_strdup(mem, row->words[i]) : NULL;
    return copy;
}

const char **row_cells(struct simulation *sim, const struct ledger_plan *plan, const struct made_row *row)
{
    const struct ledger *ledger = plan->ledger;
    const char **cells = arena_array(sim->ctx->mem, ledger->field_count, sizeof *cells);
    for (size_t i = 0; i < ledger->field_count; i++) {
        const struct value *v = &row->values[i];
        cells[i] = !v->present                            ? ""
                   : v->text                              ? v->text
                   : ledger->fields[i].type == FIELD_BOOL ? (v->number ? "是" : "否")
                                                          : cell_text(sim->ctx, &ledger->fields[i], v);
    }
    return cells;
}

/* ---- texts ---- */

static int fault(struct making_row *m, const struct sample *sample, const char *say)
{
    const struct yaml *at = sample->at;
    return fail(m->sim->ctx, E_INPUT, "%s:%d:%d: %s", at->file, at->line, at->column, say);
}

/* A place that reports once and comes round again gives other codes and names. */
static const char *code_again(struct making_row *m, const char *code)
{
    return m->row->round ? arena_printf(m->sim->ctx->mem, "%s-%d", code, m->row->round + 1) : code;
}

static const char *name_again(struct making_row *m, const char *name)
{
    return m->row->round ? arena_printf(m->sim->ctx->mem, "%s（%d）", name, m->row->round + 1) : name;
}

/* Errors as row_make. */
static int piece_text(struct making_row *m, const struct piece *piece, const char **ret)
{
    struct arena *mem = m->sim->ctx->mem;
    const struct place *place = m->row->place;
    int r = 0;
    switch (piece->kind) {
    case PIECE_WRITTEN:
        *ret = piece->text;
        break;
    case PIECE_FIELD:
        r = row_make_field(m, &m->plan->ledger->fields[piece->index]);
        *ret = r ? "" : cell_text(m->sim->ctx, &m->plan->ledger->fields[piece->index], &m->row->values[piece->index]);
        break;
    case PIECE_WORD:
        r = row_make_word(m, piece->index, ret);
        break;
    case PIECE_ORG:
        *ret = name_again(m, place->name);
        break;
    case PIECE_ORG_CODE:
        *ret = code_again(m, place->code);
        break;
    case PIECE_PLACE:
        *ret = name_again(m, place->short_name);
        break;
    case PIECE_COUNTY:
        *ret = arena_strndup(mem, place->owner->code, 6);
        break;
    case PIECE_COUNTY_NAME:
        *ret = place->owner->name;
        break;
    case PIECE_NUMBER:
        *ret = arena_printf(mem, "%0*" PRId64, piece->pad, m->row->number);
        break;
    case PIECE_ROW:
        *ret = arena_printf(mem, "%0*" PRId64, piece->pad, m->row->run + 1);
        break;
    }
    return r;
}

static int whole_text(struct making_row *m, const struct sample *sample, const char **ret)
{
    AUTO_BUF struct buf out = BUF_INIT;
    int r = 0;
    for (size_t i = 0; i < sample->piece_count && r == 0; i++) {
        const char *text = "";
        r = piece_text(m, &sample->pieces[i], &text);
        buf_str(&out, text);
    }
    *ret = arena_strndup(m->sim->ctx->mem, out.bytes, out.length);
    return r;
}

static const struct sample *picked(struct making_row *m, const struct sample *sample)
{
    return sample->kind == SAMPLE_PICK ? sample->options[dice_pick(&m->sim->dice, sample->upto, sample->option_count)]
                                       : sample;
}

int row_make_word(struct making_row *m, size_t index, const char **ret)
{
    int r = 0;
    if (!m->row->words[index]) {
        const struct sample *sample = picked(m, m->plan->words[index].sample);
        if (sample->kind == SAMPLE_INT)
            m->row->words[index] =
                arena_printf(m->sim->ctx->mem, "%0*" PRId64, sample->pad, dice_in(&m->sim->dice, sample->span));
        else
            r = whole_text(m, sample, &m->row->words[index]);
    }
    *ret = m->row->words[index];
    return r;
}

/* ---- operands ---- */

/* NULL: it says nothing. */
static int operand_value(struct making_row *m, const struct operand *operand, const struct value **ret)
{
    *ret = NULL;
    if (operand->parent) {
        if (m->row->parent && m->row->parent->values[operand->field->index].present)
            *ret = &m->row->parent->values[operand->field->index];
        return 0;
    }
    int r = row_make_field(m, operand->field);
    if (r == 0 && m->row->values[operand->field->index].present)
        *ret = &m->row->values[operand->field->index];
    return r;
}

static int operand_day(struct making_row *m, const struct operand *operand, int *ret)
{
    const struct value *value = NULL;
    *ret = operand->day;
    int r = operand->field ? operand_value(m, operand, &value) : 0;
    if (operand->field)
        *ret = value ? (int)value->number : 0;
    return r;
}

static void set_number(struct value *value, int64_t number)
{
    *value = (struct value){.present = true, .number = number};
}

static void set_text(struct value *value, const char *text)
{
    *value = (struct value){.present = *text != '\0', .text = *text ? text : NULL};
}

/* ---- people ---- */

static size_t area_of(const struct making_row *m)
{
    const struct plan *plan = m->sim->plan;
    for (size_t i = 0; i < plan->area_count; i++)
        if (strncmp(plan->areas[i], m->row->place->owner->code, 6) == 0)
            return i;
    return (size_t)(m->row->place->hash % plan->area_count);
}

/* Someone of the area who is known to other ledgers; of another area when these have run out. */
static person_id known_person(struct making_row *m, size_t pool, size_t area)
{
    size_t areas = m->sim->plan->area_count;
    person_id person = NO_PERSON;
    for (size_t i = 0; i < areas && person == NO_PERSON; i++)
        person = people_known(&m->sim->people, &m->sim->dice, pool, (area + i) % areas, m->ledger);
    return person;
}

static int make_person(struct making_row *m, const struct sample *sample, const struct field *field)
{
    struct simulation *sim = m->sim;
    size_t area = area_of(m);
    person_id person = NO_PERSON;
    if (m->group && dice_share(&sim->dice, m->group->reuse))
        person = people_again(&sim->people, &sim->dice, sample->pool, area, m->ledger);
    if (person == NO_PERSON && m->group && dice_share(&sim->dice, m->group->known))
        person = known_person(m, sample->pool, area);
    if (person == NO_PERSON)
        person = people_new(&sim->people, sample->pool, area, m->ledger);
    if (person == NO_PERSON)
        return fault(m, sample, "这个人群在一个地区的合成号码用完了；请减小规模（--scale），或增加 areas");
    m->row->persons[field->index] = person;
    if (!dice_share(&sim->dice, sample->empty))
        set_text(&m->row->values[field->index], person_number(&sim->people, person, sim->ctx->mem));
    return 0;
}

/* The person field before this one, else the first. */
static const struct field *person_before(const struct ledger *ledger, const struct field *field)
{
    const struct field *person = NULL;
    for (size_t i = 0; i < ledger->person_count; i++)
        if (!person || ledger->persons[i]->index < field->index)
            person = ledger->persons[i];
    return person;
}

static int make_trait(struct making_row *m, const struct field *person, const struct field *field)
{
    struct value *value = &m->row->values[field->index];
    struct simulation *sim = m->sim;
    int r = person ? row_make_field(m, person) : 0;
    person_id who = person ? m->row->persons[person->index] : NO_PERSON;
    if (r < 0 || (person && who == NO_PERSON))
        return r;
    if (field->type == FIELD_DATE)
        set_number(value, person_born(&sim->people, who));
    else if (field->type == FIELD_PHONE)
        set_text(value, person ? person_phone(&sim->people, who, sim->ctx->mem) : "");
    else
        set_text(value, person ? person_name(&sim->people, who, sim->ctx->mem) : any_name(&sim->dice, sim->ctx->mem));
    return 0;
}

/* ---- kinds of samples ---- */

/* The text as the field reads it; a text that it doesn't take is a fault of the pack. */
static int make_text(struct making_row *m, const struct sample *sample, const struct field *field, struct value *value)
{
    const char *text;
    struct cell_fault wrong;
    if (sample->fixed) {
        *value = sample->value;
        return 0;
    }
    int r = whole_text(m, sample, &text);
    if (r < 0)
        return r;
    r = cell_read(m->sim->ctx, field, text, value, &wrong);
    if (r == CELL_FAULT && wrong.error)
        return fault(m, sample, arena_printf(m->sim->ctx->mem, "字段“%s”不收“%s”：%s", field->name, text, wrong.say));
    return r < 0 ? r : 0;
}

static int make_int(struct making_row *m, const struct sample *sample, const struct field *field, struct value *value)
{
    int64_t number = dice_in(&m->sim->dice, sample->span);
    if (field->type == FIELD_TEXT)
        set_text(value, arena_printf(m->sim->ctx->mem, "%0*" PRId64, sample->pad, number));
    else if (decimal_rescale((struct decimal){number, 0}, field->places, &number) == 0)
        set_number(value, number);
    else
        return fault(m, sample, "数字太大");
    return 0;
}

static int make_some(struct making_row *m, const struct sample *sample, const struct field *field, struct value *value)
{
    const struct value *condition = NULL;
    int r = sample->a.field ? operand_value(m, &sample->a, &condition) : 0;
    if (r < 0 || (sample->a.field && !condition))
        return r;
    int64_t wanted = dice_in(&m->sim->dice, sample->span), bits = 0, left = (int64_t)field->of_count;
    for (size_t i = 0; i < field->of_count; i++, left--)
        if (dice_in(&m->sim->dice, (struct span){1, left}) <= wanted) {
            bits |= INT64_C(1) << i;
            wanted--;
        }
    *value = (struct value){.present = bits != 0, .number = bits};
    return 0;
}

static const struct sample *mapped(const struct sample *sample, const struct value *value)
{
    for (size_t i = 0; value && i < sample->option_count; i++)
        if (sample->keys[i] == value->number)
            return sample->options[i];
    return sample->otherwise;
}

static int make_days(struct making_row *m, const struct sample *sample, struct value *value)
{
    int from, to;
    int r = operand_day(m, &sample->a, &from);
    if (r < 0 || !from)
        return r;
    if (sample->kind == SAMPLE_SHIFT) {
        if (!dice_share(&m->sim->dice, sample->empty))
            set_number(value, day_add(from, (int)dice_in(&m->sim->dice, sample->span)));
        return 0;
    }
    r = operand_day(m, &sample->b, &to);
    if (r == 0 && to >= from)
        set_number(value, day_add(from, (int)dice_in(&m->sim->dice, (struct span){0, days_between(from, to)})));
    return r;
}

static int make_uscc(struct making_row *m, const struct sample *sample, struct value *value)
{
    const char *text = "";
    const struct value *from = NULL;
    int r = sample->a.field ? operand_value(m, &sample->a, &from) : whole_text(m, sample, &text);
    if (r < 0 || (sample->a.field && !from))
        return r;
    if (from)
        text = cell_text(m->sim->ctx, sample->a.field, from);
    set_text(value, made_uscc(m->sim->programme->code, text, m->sim->ctx->mem));
    return 0;
}

static int make_number(struct making_row *m, const struct sample *sample, const struct field *field,
                       struct value *value)
{
    const struct value *from = NULL;
    int64_t by = dice_in(&m->sim->dice, sample->span), number = 0;
    int r = operand_value(m, &sample->a, &from);
    if (r < 0 || !from)
        return r;
    if (sample->kind == SAMPLE_PER)
        number = (from->number + by - 1) / by;
    else if (sample->kind == SAMPLE_SHARE)
        number = from->number * by / 100;
    else if (sample->kind == SAMPLE_ADD)
        number = from->number + by;
    else if (decimal_rescale((struct decimal){from->number * by, sample->a.field->places + sample->pad}, field->places,
                             &number) != 0)
        return fault(m, sample, "乘出来的小数位数多于字段的位数");
    set_number(value, number);
    return 0;
}

/* What some row of another ledger says; nothing if none fits. */
static void make_of(struct making_row *m, const struct sample *sample, struct value *value)
{
    const struct kept_rows *rows = kept_of(m->sim, sample->ledger);
    size_t start = rows->at.count ? (size_t)dice_in(&m->sim->dice, (struct span){0, (int64_t)rows->at.count - 1}) : 0;
    for (size_t i = 0; i < rows->at.count; i++) {
        const struct made_row *row = rows->at.at[(start + i) % rows->at.count];
        if (!sample->where || rule_holds(sample->where, row->values) == RULE_YES) {
            *value = row->values[sample->a.field->index];
            return;
        }
    }
}

static int make_ref(struct making_row *m, const struct sample *sample, const struct field *field)
{
    const struct field *key = pack_key_field(sample->ledger);
    struct value *value = &m->row->values[field->index];
    if (!m->row->parent)
        return sample->otherwise ? make_text(m, sample->otherwise, field, value) : 0;
    set_text(value, cell_text(m->sim->ctx, key, &m->row->parent->values[key->index]));
    return 0;
}

static int make_parent(struct making_row *m, const struct sample *sample, const struct field *field,
                       struct value *value)
{
    if (!m->row->parent)
        return 0;
    const struct value *from = &m->row->parent->values[sample->a.field->index];
    if (from->present && field->type == FIELD_REF)
        set_text(value, cell_text(m->sim->ctx, sample->a.field, from));
    else
        *value = *from;
    return 0;
}

/* ---- stages ---- */

/* Backwards from the anchor: each stage before it by its gap; one without gap is left out, but not the first. */
static void stages_before(struct making_row *m, const struct sample *sample, const struct field *field, int day)
{
    int later = sample->anchor;
    for (int i = sample->anchor - 1; i >= 0; i--) {
        if ((i > 0 && sample->gap[i].high < 0) || sample->gap[later].high < 0)
            continue;
        day = day_add(day, -(int)dice_in(&m->sim->dice, sample->gap[later]));
        set_number(&m->row->values[field->of[i].date_field], day);
        later = i;
    }
}

/* Forwards to the stage that is reached, or as far as the year goes. Returns the last one. */
static int stages_after(struct making_row *m, const struct sample *sample, const struct field *field, int day)
{
    int reach = (int)dice_pick(&m->sim->dice, sample->reach, field->of_count), last = sample->anchor;
    for (int i = sample->anchor + 1; i <= reach; i++) {
        if (sample->gap[i].high < 0)
            continue;
        day = day_add(day, (int)dice_in(&m->sim->dice, sample->gap[i]));
        if (day > m->sim->programme->year * 10000 + 1231)
            break;
        set_number(&m->row->values[field->of[i].date_field], day);
        last = i;
    }
    return last;
}

static int make_stage(struct making_row *m, const struct sample *sample, const struct field *field)
{
    int day = m->row->day;
    if (sample->on.high)
        day = day_add(
            (int)sample->on.low,
            (int)dice_in(&m->sim->dice, (struct span){0, days_between((int)sample->on.low, (int)sample->on.high)}));
    if (!day)
        return fault(m, sample, "不知道 anchor 的日期：台账的 simulate 应写 months，或这里写 on");
    set_number(&m->row->values[field->of[sample->anchor].date_field], day);
    stages_before(m, sample, field, day);
    set_number(&m->row->values[field->index], stages_after(m, sample, field, day));
    for (size_t i = 0; i < field->of_count; i++)
        m->row->making[field->of[i].date_field] = MAKING_DONE;
    return 0;
}

/* ---- a field ---- */

static int make_from(struct making_row *m, const struct sample *sample, const struct field *field)
{
    struct value *value = &m->row->values[field->index];
    const struct value *from = NULL;
    int r = 0;
    switch (sample->kind) {
    case SAMPLE_TEXT:
        return make_text(m, sample, field, value);
    case SAMPLE_PICK:
        return make_from(m, picked(m, sample), field);
    case SAMPLE_CYCLE: {
        bool runs = m->group && (m->group->holds || m->group->kind == GROUP_EACH);
        int64_t i = runs ? m->row->run : m->row->number - 1;
        return make_from(m, sample->options[(size_t)i % sample->option_count], field);
    }
    case SAMPLE_INT:
        return make_int(m, sample, field, value);
    case SAMPLE_DECIMAL:
        set_number(value, dice_in(&m->sim->dice, sample->span));
        return 0;
    case SAMPLE_SOME:
        return make_some(m, sample, field, value);
    case SAMPLE_MAP:
        r = operand_value(m, &sample->a, &from);
        sample = mapped(sample, from);
        return r < 0 || !sample ? r : make_from(m, sample, field);
    case SAMPLE_SHIFT:
    case SAMPLE_BETWEEN:
        return make_days(m, sample, value);
    case SAMPLE_PARENT:
        return make_parent(m, sample, field, value);
    case SAMPLE_REF:
        return make_ref(m, sample, field);
    case SAMPLE_PERSON:
        return make_person(m, sample, field);
    case SAMPLE_BORN:
    case SAMPLE_NAME:
        return make_trait(m, sample->a.field, field);
    case SAMPLE_USCC:
        return make_uscc(m, sample, value);
    case SAMPLE_PER:
    case SAMPLE_TIMES:
    case SAMPLE_SHARE:
    case SAMPLE_ADD:
        return make_number(m, sample, field, value);
    case SAMPLE_OF:
        make_of(m, sample, value);
        return 0;
    case SAMPLE_STAGE:
        return make_stage(m, sample, field);
    case SAMPLE_BROKEN:
        return 0; /* row_text's */
    }
    return 0;
}

/* Somewhere in the box of its county; nothing if the pack draws none. */
static void make_place(struct making_row *m, struct value *value)
{
    const struct plan *plan = m->sim->plan;
    for (size_t i = 0; i < plan->box_count; i++)
        if (strcmp(plan->boxes[i].org, m->row->place->owner->code) == 0) {
            int64_t longitude = dice_in(&m->sim->dice, plan->boxes[i].longitude);
            set_number(value, longitude << 32 | dice_in(&m->sim->dice, plan->boxes[i].latitude));
        }
}

static int make_computed(struct making_row *m, const struct field *field)
{
    const struct rule *formula = m->plan->ledger->formulas[field->index];
    size_t count;
    const int *fields = rule_fields(formula, &count);
    int r = 0;
    for (size_t i = 0; i < count && r == 0; i++)
        r = row_make_field(m, &m->plan->ledger->fields[fields[i]]);
    if (r == 0 && rule_number(formula, m->row->values, &m->row->values[field->index]) == RULE_OVERFLOW)
        return fail(m->sim->ctx, E_RANGE, "合成台账“%s”时，算“%s”的数字太大", m->plan->ledger->name, field->name);
    return r;
}

/* What a field is where the pack says nothing. */
static int make_default(struct making_row *m, const struct field *field)
{
    const struct ledger *ledger = m->plan->ledger;
    struct value *value = &m->row->values[field->index];
    if (field->index == FIELD_ORG)
        set_text(value, m->row->place->code);
    else if (field->index == FIELD_REMARK)
        set_text(value, remark);
    else if (field->computed)
        return make_computed(m, field);
    else if (field == ledger->date && m->row->day)
        set_number(value, m->row->day);
    else if (field->type == FIELD_PERSON_NAME || field->type == FIELD_PHONE)
        return ledger->person_count ? make_trait(m, person_before(ledger, field), field) : 0;
    else if (field->type == FIELD_PLACE)
        make_place(m, value);
    return 0;
}

static const struct sample *sample_of(const struct making_row *m, const struct field *field)
{
    size_t i = (size_t)field->index;
    if (m->first && m->first[i])
        return m->first[i];
    if (m->second && m->second[i])
        return m->second[i];
    if (m->group && m->group->set && m->group->set[i])
        return m->group->set[i];
    return m->plan->samples[i];
}

int row_make_field(struct making_row *m, const struct field *field)
{
    unsigned char *making = &m->row->making[field->index];
    if (*making == MAKING_DONE)
        return 0;
    const struct sample *sample = sample_of(m, field);
    if (*making == MAKING_NOW)
        return fail(m->sim->ctx, E_INPUT, "合成台账“%s”时，字段“%s”绕了一圈又取决于自己；请核对它的 sample 或 set",
                    m->plan->ledger->code, field->code);
    *making = MAKING_NOW;
    int r = 0;
    if (sample)
        r = make_from(m, sample, field);
    else if (field->stage_field >= 0)
        r = row_make_field(m, &m->plan->ledger->fields[field->stage_field]);
    bool nothing = sample && sample->kind == SAMPLE_PARENT && !m->row->parent;
    if (r == 0 && (nothing || (!sample && field->stage_field < 0)))
        r = make_default(m, field);
    *making = MAKING_DONE;
    return r;
}

int row_make(struct making_row *m)
{
    int r = 0;
    for (size_t i = 0; i < m->plan->ledger->field_count && r == 0; i++)
        r = row_make_field(m, &m->plan->ledger->fields[i]);
    return r;
}

/* ---- errors ---- */

static const char *broken_number(struct arena *mem, enum broken how, const char *number)
{
    switch (how) {
    case BROKEN_CHECK_DIGIT:
        return arena_printf(mem, "%.17s%c", number, number[17] == '1' ? '2' : '1');
    case BROKEN_FIFTEEN:
        return arena_printf(mem, "%.6s%.9s", number, number + 8);
    case BROKEN_EXPONENT:
        return arena_printf(mem, "%c.%.5sE+17", number[0], number + 1);
    case BROKEN_LENGTH:
        return arena_strndup(mem, number, 17);
    }
    return number;
}

int row_text(struct making_row *m, const struct sample *sample, const struct field *field, const char **ret)
{
    struct made_row *row = m->row;
    struct value kept = row->values[field->index];
    if (sample->kind == SAMPLE_TEXT)
        return whole_text(m, sample, ret);
    if (sample->kind == SAMPLE_BROKEN) {
        *ret = kept.present && strlen(kept.text) == 18
                   ? broken_number(m->sim->ctx->mem, (enum broken)sample->pad, kept.text)
                   : "";
        return 0;
    }
    int r = make_from(m, sample, field);
    *ret = cell_text(m->sim->ctx, field, &row->values[field->index]);
    row->values[field->index] = kept;
    return r;
}
