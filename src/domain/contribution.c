#include "domain/contribution.h"

#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "domain/cell.h"

static int overflow(struct ctx *ctx, const struct revision *v, const struct indicator *indicator)
{
    return fail(ctx, E_RANGE, "台账“%s”第 %" PRId64 " 行：算“%s”时数字太大，超出了能精确表示的范围；请核对这一行的数字",
                v->ledger->name, v->row, indicator->name);
}

/* The month in which a day counts: 0 if it does not in this programme's year. */
static int month_in(const struct programme *programme, int day, bool before_stands)
{
    int year = day / 10000;
    if (year == programme->year)
        return month_of(day);
    return before_stands && year < programme->year ? programme->year * 100 + 1 : 0;
}

/* The first day on which the stage or a later one was reached; 0 if none was. */
static int stage_day(const struct ledger *ledger, const struct value *values, size_t from)
{
    int day = 0;
    for (size_t i = from; i < ledger->stage->of_count; i++) {
        const struct value *d = &values[ledger->stage->of[i].date_field];
        if (d->present && (!day || d->number < day))
            day = (int)d->number;
    }
    return day;
}

static int holds(const struct rule *rule, const struct value *values)
{
    return rule ? rule_holds(rule, values) : RULE_YES;
}

static bool in_scope(const struct city *city, const struct indicator *indicator, const struct organisation *org)
{
    if (!indicator->scope)
        return true;
    const struct organisation *scope = organisation_find(city->tree, indicator->scope->code);
    return scope && organisation_within(org, scope);
}

static void one_amount(struct ctx *ctx, struct contribution *c, int month, int64_t value)
{
    c->amounts = arena_alloc(ctx->mem, sizeof *c->amounts);
    c->amounts[0] = (struct amount){month, value};
    c->amount_count = 1;
}

static bool person_subject(const struct revision *v, const struct field *field, struct contribution *c)
{
    const struct person_key *found = NULL;
    for (size_t i = 0; i < v->person_count && !(found && !found->weak); i++)
        if (v->persons[i].field == field->index)
            found = &v->persons[i];
    if (found)
        memcpy(c->subject, found->index, INDEX_SIZE);
    c->person = true;
    return found != NULL;
}

void contribution_name(struct contribution *c, const struct revision *v)
{
    if (c->person)
        (void)person_subject(v, c->part == PART_ROSTER ? c->indicator->roster_field : c->indicator->field, c);
}

/* The value of any other field, as its canonical text. */
static bool value_subject(struct ctx *ctx, const struct revision *v, const struct field *field, struct contribution *c)
{
    unsigned char digest[SM3_SIZE];
    if (field->type == FIELD_PERSON)
        return person_subject(v, field, c);
    if (!v->values[field->index].present)
        return false;
    const char *text = cell_text(ctx, field, &v->values[field->index]);
    sm3(text, strlen(text), digest);
    memcpy(c->subject, digest, INDEX_SIZE);
    return true;
}

static int sum_amount(struct ctx *ctx, const struct revision *v, const struct indicator *indicator, int month,
                      struct contribution *c)
{
    const struct value *value = &v->values[indicator->field->index];
    int64_t amount;
    if (!value->present)
        return 0;
    if (decimal_rescale((struct decimal){value->number, indicator->field->places}, indicator->places, &amount))
        return overflow(ctx, v, indicator);
    one_amount(ctx, c, month, amount);
    return 1;
}

/* One for each stage reached; those before the year count in January, those after it not at all. */
static bool stage_amounts(struct ctx *ctx, const struct city *city, const struct revision *v, struct contribution *c)
{
    const struct field *stage = v->ledger->stage;
    c->amounts = arena_array(ctx->mem, stage->of_count, sizeof *c->amounts);
    for (size_t i = 0; i < stage->of_count; i++) {
        int day = stage_day(v->ledger, v->values, i);
        int month = day ? month_in(city->programme, day, true) : 0;
        if (month)
            c->amounts[c->amount_count++] = (struct amount){month, 1};
    }
    c->day = stage_day(v->ledger, v->values, 0);
    return c->amount_count > 0;
}

/* The day by which the row counts: the indicator's stage or date, else the row's. 0: it does not count yet. */
static int counting_day(const struct revision *v, const struct indicator *indicator)
{
    if (indicator->at >= 0)
        return stage_day(v->ledger, v->values, (size_t)indicator->at);
    if (indicator->date) {
        const struct value *d = &v->values[indicator->date->index];
        return d->present ? (int)d->number : 0;
    }
    return v->day;
}

/* The covering side and the roster of a cover; 1 if the row takes part. */
static int cover_part(struct ctx *ctx, const struct city *city, const struct revision *v,
                      const struct indicator *indicator, int part, struct contribution *c)
{
    const struct field *field = part == PART_ROSTER ? indicator->roster_field : indicator->field;
    int r = holds(part == PART_ROSTER ? indicator->roster_where : indicator->where, v->values);
    if (r == RULE_OVERFLOW)
        return overflow(ctx, v, indicator);
    int day = part == PART_ROSTER ? v->day : counting_day(v, indicator);
    int month = day ? month_in(city->programme, day, part == PART_ROSTER) : 0;
    if (r != RULE_YES || !month || !value_subject(ctx, v, field, c))
        return 0;
    c->part = part;
    c->day = day;
    one_amount(ctx, c, month, 1);
    return 1;
}

/* 1 if the row contributes to the indicator, 0 if not. */
static int contribute(struct ctx *ctx, const struct city *city, const struct revision *v,
                      const struct indicator *indicator, struct contribution *c)
{
    int r = holds(indicator->where, v->values);
    if (r == RULE_OVERFLOW)
        return overflow(ctx, v, indicator);
    if (r != RULE_YES)
        return 0;
    if (indicator->count == COUNT_STAGE)
        return stage_amounts(ctx, city, v, c);
    c->day = counting_day(v, indicator);
    int month = c->day ? month_in(city->programme, c->day, false) : 0;
    if (!month)
        return 0;
    c->direct = indicator->count == COUNT_RECORDS || indicator->count == COUNT_SUM;
    if (indicator->count == COUNT_SUM)
        return sum_amount(ctx, v, indicator, month, c);
    one_amount(ctx, c, month, 1);
    return c->direct || value_subject(ctx, v, indicator->field, c);
}

/* Whether its value is another number than that of the records that speak of it. */
static bool counts_handed(const struct indicator *indicator)
{
    return indicator->count == COUNT_PERSONS || indicator->count == COUNT_DISTINCT || indicator->count == COUNT_SUM;
}

static struct contribution handed(struct ctx *ctx, const struct contribution *c)
{
    struct amount *amounts = arena_alloc(ctx->mem, sizeof *amounts);
    *amounts = (struct amount){c->amounts[0].month, 1};
    return (struct contribution){.indicator = c->indicator,
                                 .part = PART_HANDED,
                                 .direct = true,
                                 .day = c->day,
                                 .amounts = amounts,
                                 .amount_count = 1};
}

/* One for each stage that the record reached in this year or before it; `list` has room for all. Returns how many. */
static size_t stages_reached(struct ctx *ctx, const struct city *city, const struct revision *v,
                             const struct indicator *indicator, struct contribution *list)
{
    size_t count = 0;
    if (indicator->at < 0 || indicator->count == COUNT_COVER || holds(indicator->where, v->values) != RULE_YES)
        return 0;
    for (size_t i = 0; i < v->ledger->stage->of_count; i++) {
        int day = stage_day(v->ledger, v->values, i), month = day ? month_in(city->programme, day, true) : 0;
        if (!month)
            continue;
        list[count] =
            (struct contribution){.indicator = indicator, .part = PART_STAGES + (int)i, .direct = true, .day = day};
        one_amount(ctx, &list[count++], month, 1);
    }
    return count;
}

int contributions_of(struct ctx *ctx, const struct city *city, const struct revision *v, struct contribution **ret,
                     size_t *ret_count)
{
    const struct ledger *ledger = v->ledger;
    size_t stages = ledger->stage ? ledger->stage->of_count : 0;
    struct contribution *list = arena_array(ctx->mem, (2 + stages) * ledger->indicator_count + 1, sizeof *list);
    size_t count = 0;
    for (size_t i = 0; i < ledger->indicator_count && !v->is_void; i++) {
        const struct indicator *indicator = ledger->indicators[i];
        if (!in_scope(city, indicator, v->org))
            continue;
        for (int part = PART_VALUE; part <= PART_ROSTER; part++) {
            bool cover = indicator->count == COUNT_COVER;
            if (part == PART_ROSTER ? !cover || indicator->roster != ledger : indicator->of != ledger)
                continue;
            struct contribution *c = &list[count];
            *c = (struct contribution){.indicator = indicator};
            int r = cover ? cover_part(ctx, city, v, indicator, part, c) : contribute(ctx, city, v, indicator, c);
            if (r < 0)
                return r;
            count += r > 0;
            if (r > 0 && counts_handed(indicator))
                list[count++] = handed(ctx, c);
            count += stages_reached(ctx, city, v, indicator, list + count);
        }
    }
    *ret = list;
    *ret_count = count;
    return 0;
}
