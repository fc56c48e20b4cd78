#include "domain/simulate_figure.h"

#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "domain/pack_reader.h"

/* ---- goals ---- */

int64_t scaled(int64_t n, struct decimal scale)
{
    int128 unit = decimal_power(scale.places);
    return (int64_t)(((int128)n * scale.n * 2 + unit) / (unit * 2));
}

static bool read_amount(const struct indicator *indicator, const char *text, struct decimal scale, int64_t *ret)
{
    struct decimal d;
    int64_t amount;
    if (decimal_parse(text, strlen(text), &d) != 0 || decimal_rescale(d, indicator->places, &amount) != 0 || amount < 0)
        return false;
    *ret = scaled(amount, scale);
    return true;
}

static void read_goal(struct pack_reader *pack, struct figure *figure, struct decimal scale)
{
    const struct indicator *indicator = figure->indicator;
    const struct yaml *at = indicator->simulate;
    bool good = at->kind == YAML_SCALAR;
    if (good && indicator->count == COUNT_STAGE) {
        int stage = pack_stage_find(pack, indicator->of, at);
        figure->goal = stage + 1;
    } else if (good && indicator->count == COUNT_COVER) {
        good = strcmp(at->text, "全覆盖") == 0;
    } else {
        good = good && read_amount(indicator, at->text, scale, &figure->goal);
    }
    figure->wanted = good;
    if (!good)
        pack_fault(pack, at, "指标“%s”的 simulate 应为%s", indicator->code,
                   indicator->count == COUNT_COVER ? " 全覆盖" : "合成到多少的数");
}

int figures_read(struct ctx *ctx, const struct programme *programme, struct decimal scale, struct arena *mem,
                 struct figures **ret)
{
    struct pack_reader pack = {.ctx = ctx};
    struct figures *figures = arena_alloc(mem, sizeof *figures);
    figures->programme = programme;
    figures->at = arena_array(mem, programme->indicator_count + 1, sizeof *figures->at);
    for (size_t i = 0; i < programme->indicator_count; i++) {
        figures->at[i] =
            (struct figure){.indicator = programme->indicators[i], .subjects = {.mem = mem}, .roster = {.mem = mem}};
        if (programme->indicators[i]->simulate)
            read_goal(&pack, &figures->at[i], scale);
    }
    *ret = figures;
    return pack.faults.count ? pack_fail(&pack) : 0;
}

/* ---- what a row adds ---- */

uint64_t hash_value(uint64_t hash, const struct value *value)
{
    return value->text ? hash_text(hash, value->text) : mix64(hash ^ mix64((uint64_t)value->number));
}

static struct figure *figure_of(const struct figures *figures, const struct indicator *indicator)
{
    return &figures->at[indicator->index];
}

static int counting_day(const struct indicator *indicator, const struct value *values)
{
    const struct ledger *ledger = indicator->of;
    const struct field *date = indicator->date ? indicator->date : ledger->date;
    if (indicator->at < 0 && date)
        return values[date->index].present ? (int)values[date->index].number : 0;
    int day = 0; /* the first among the stage and those after it */
    for (size_t i = indicator->at < 0 ? 0 : (size_t)indicator->at; i < ledger->stage->of_count; i++) {
        const struct value *d = &values[ledger->stage->of[i].date_field];
        if (d->present && (!day || d->number < day))
            day = (int)d->number;
    }
    return day;
}

static bool counts(const struct figures *figures, const struct indicator *indicator, const struct value *values,
                   const struct place *place)
{
    if (indicator->scope && !place_within(place, indicator->scope))
        return false;
    if (indicator->where && rule_holds(indicator->where, values) != RULE_YES)
        return false;
    return counting_day(indicator, values) / 10000 == figures->programme->year;
}

/* The keys by which the subject is known: the number and the weak fields of a person, else the value. */
static size_t subject_of(const struct indicator *indicator, const struct value *values, uint64_t keys[2])
{
    const struct field *field = indicator->field;
    size_t count = 0;
    if (values[field->index].present)
        keys[count++] = hash_value(1, &values[field->index]);
    if (!field->weak)
        return count;
    uint64_t weak = 2;
    for (const char **code = field->weak; *code; code++) {
        const struct value *value = &values[ledger_field(indicator->of, *code)->index];
        if (!value->present)
            return count;
        weak = hash_value(weak, value);
    }
    keys[count++] = weak;
    return count;
}

static bool is_new(const struct figure *figure, const uint64_t *keys, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (seen_has(&figure->subjects, keys[i]))
            return false;
    return count > 0;
}

static int64_t amount_of(const struct indicator *indicator, const struct value *values)
{
    const struct value *value = &values[indicator->field->index];
    int64_t amount = 0;
    if (value->present)
        (void)decimal_rescale((struct decimal){value->number, indicator->field->places}, indicator->places,
                              &amount); /* the pack's reader made sure that it fits */
    return amount;
}

static int64_t adds(const struct figures *figures, const struct indicator *indicator, const struct value *values,
                    const struct place *place)
{
    const struct figure *figure = figure_of(figures, indicator);
    uint64_t keys[2];
    if (indicator->count == COUNT_COVER || indicator->count == COUNT_STAGE ||
        !counts(figures, indicator, values, place))
        return 0;
    if (indicator->count == COUNT_RECORDS)
        return 1;
    if (indicator->count == COUNT_SUM)
        return amount_of(indicator, values);
    return is_new(figure, keys, subject_of(indicator, values, keys));
}

const struct figure *figures_ask(const struct figures *figures, const struct ledger *ledger, const struct value *values,
                                 const struct place *place, int64_t *ret_adds)
{
    const struct figure *over = NULL;
    for (size_t i = 0; i < ledger->indicator_count; i++) {
        const struct indicator *indicator = ledger->indicators[i];
        const struct figure *figure = figure_of(figures, indicator);
        ret_adds[i] = indicator->of == ledger ? adds(figures, indicator, values, place) : 0;
        if (!over && figure->wanted && ret_adds[i] > figure->goal - figure->have)
            over = figure;
    }
    return over;
}

static void take_cover(struct figure *figure, const struct ledger *ledger, const struct value *values)
{
    const struct indicator *indicator = figure->indicator;
    bool roster = indicator->roster == ledger;
    const struct rule *where = roster ? indicator->roster_where : indicator->where;
    const struct field *field = roster ? indicator->roster_field : indicator->field;
    if (!values[field->index].present || (where && rule_holds(where, values) != RULE_YES))
        return;
    uint64_t key = hash_value(1, &values[field->index]);
    if (roster)
        (void)seen_add(&figure->roster, key); /* once is enough */
    else if (seen_has(&figure->roster, key))
        (void)seen_add(&figure->subjects, key); /* likewise */
}

static void take(struct figures *figures, struct figure *figure, const struct ledger *ledger,
                 const struct value *values, const struct place *place)
{
    const struct indicator *indicator = figure->indicator;
    uint64_t keys[2];
    if (indicator->count == COUNT_COVER) {
        take_cover(figure, ledger, values);
    } else if (indicator->count == COUNT_STAGE) {
        const struct value *stage = &values[ledger->stage->index];
        if (stage->present && (!indicator->where || rule_holds(indicator->where, values) == RULE_YES))
            figure->have = stage->number + 1 > figure->have ? stage->number + 1 : figure->have;
    } else {
        figure->have += adds(figures, indicator, values, place);
        bool subjects = indicator->count == COUNT_PERSONS || indicator->count == COUNT_DISTINCT;
        size_t count = subjects && counts(figures, indicator, values, place) ? subject_of(indicator, values, keys) : 0;
        for (size_t i = 0; i < count; i++)
            (void)seen_add(&figure->subjects, keys[i]); /* a known subject may come with a new key */
    }
}

void figures_take(struct figures *figures, const struct ledger *ledger, const struct value *values,
                  const struct place *place)
{
    for (size_t i = 0; i < ledger->indicator_count; i++)
        take(figures, figure_of(figures, ledger->indicators[i]), ledger, values, place);
}

/* ---- the end ---- */

int figures_close(struct ctx *ctx, const struct figures *figures)
{
    AUTO_BUF struct buf wrong = BUF_INIT;
    for (size_t i = 0; i < figures->programme->indicator_count; i++) {
        const struct figure *f = &figures->at[i];
        const struct yaml *at = f->indicator->simulate;
        char have[DECIMAL_TEXT], goal[DECIMAL_TEXT];
        bool cover = f->indicator->count == COUNT_COVER;
        if (!f->wanted || (cover ? f->roster.count == f->subjects.count : f->have == f->goal))
            continue;
        int64_t is = cover ? (int64_t)f->subjects.count : f->have, should = cover ? (int64_t)f->roster.count : f->goal;
        int places = cover ? 0 : f->indicator->places;
        buf_printf(&wrong, "%s%s:%d:%d: 指标“%s”合成到 %s，应为 %s；请核对台账“%s”的 simulate 里的组",
                   wrong.length ? "\n" : "", at->file, at->line, at->column, f->indicator->code,
                   decimal_format((struct decimal){is, places}, have),
                   decimal_format((struct decimal){should, places}, goal), f->indicator->of->code);
    }
    return wrong.length ? fail(ctx, E_INPUT, "%s", wrong.bytes) : 0;
}
