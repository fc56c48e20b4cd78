#include "domain/listing.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/vec.h"
#include "domain/cell.h"
#include "domain/contribution.h"
#include "domain/status.h"
#include "domain/tally.h"

/* A page may have to pass over records that do not speak of the indicator; how many before it says "go on". */
enum { COLUMNS_MOST = 6, ROWS_AT_ONCE = 64, LOOKED_AT_MOST = 2000 };

/* ---- what is public ---- */

/* A record is a person's hand-in, or a thing. Only things are listed: one row of persons is a cell of one. */
static bool listable(const struct indicator *indicator)
{
    bool to_the_end = !indicator->public_to || org_level_named(indicator->public_to) == LEVEL_INSTITUTION;
    return to_the_end && !disclosure_guards(indicator);
}

static bool is_public(const struct field *field)
{
    return field->index != FIELD_ORG && field->index != FIELD_REMARK && !field->personal;
}

/* Stages have their passage, coordinates say nothing to a reader. */
static bool worth_a_column(const struct field *field)
{
    return is_public(field) && field->type != FIELD_STAGE && field->stage_field < 0 && field->type != FIELD_PLACE;
}

static void choose_columns(struct ctx *ctx, const struct indicator *indicator, struct listing *ret)
{
    const struct ledger *ledger = indicator->of;
    bool amount = indicator->count != COUNT_SUM; /* a sum's own field has its column */
    ret->columns = arena_array(ctx->mem, COLUMNS_MOST, sizeof *ret->columns);
    for (size_t i = 0; i < ledger->field_count; i++) {
        const struct field *field = &ledger->fields[i];
        bool last = ret->column_count + 1 == COLUMNS_MOST && !amount && field != indicator->field;
        if (!worth_a_column(field) || ret->column_count == COLUMNS_MOST || last)
            continue;
        ret->columns[ret->column_count++] = field;
        amount |= field == indicator->field;
    }
}

static const char *cell_of(struct ctx *ctx, const struct field *field, const struct value *value)
{
    if (field->type == FIELD_BOOL && value->present)
        return value->number ? "是" : "否";
    return cell_text(ctx, field, value);
}

static void fill_row(struct ctx *ctx, const struct revision *v, const struct field *const *columns, size_t count,
                     struct listed *ret)
{
    const struct field *stage = v->ledger->stage;
    *ret = (struct listed){.record = v->record, .org = v->org, .day = v->day, .stage = -1};
    memcpy(ret->leaf, v->leaf, SM3_SIZE);
    ret->cells = arena_array(ctx->mem, count + 1, sizeof *ret->cells);
    for (size_t i = 0; i < count; i++)
        ret->cells[i] = cell_of(ctx, columns[i], &v->values[columns[i]->index]);
    if (!stage)
        return;
    int *dates = arena_array(ctx->mem, stage->of_count, sizeof *dates);
    for (size_t i = 0; i < stage->of_count; i++) {
        const struct value *d = &v->values[stage->of[i].date_field];
        dates[i] = d->present ? (int)d->number : 0;
        ret->stage = d->present ? (int)i : ret->stage;
    }
    ret->stage_dates = dates;
}

/* ---- what a record adds ---- */

/* Whether another record stands for the subject: then its candidate counts in no month. */
static int stands_aside(struct ctx *ctx, const struct contribution *c, int64_t record, bool *ret)
{
    int64_t counted = 1;
    *ret = false;
    if (c->direct)
        return 0;
    int r = db_int(
        ctx, SQL("select counted from attribution where indicator = ? and part = ? and subject = ? and record = ?"),
        BIND(b_int(c->indicator->id), b_int(c->part), b_bytes(c->subject, INDEX_SIZE), b_int(record)), &counted);
    *ret = r == 0 && counted == 0;
    return r < 0 ? r : 0;
}

static int fill_amount(struct ctx *ctx, const struct city *city, const struct indicator *indicator,
                       const struct revision *v, int until, struct listed *ret)
{
    struct contribution *list;
    size_t count;
    int r = contributions_of(ctx, city, v, &list, &count);
    for (size_t i = 0; i < count && r == 0; i++) {
        if (list[i].indicator != indicator || list[i].part != PART_VALUE)
            continue;
        r = stands_aside(ctx, &list[i], v->record, &ret->again);
        for (size_t j = 0; j < list[i].amount_count && r == 0 && !ret->again; j++)
            if (list[i].amounts[j].month <= until)
                ret->amount += list[i].amounts[j].value; /* part of a sum that fits */
    }
    return r;
}

/* It may not count yet: its stage or its day is not there. */
static bool speaks_of(const struct indicator *indicator, const struct revision *v)
{
    return !indicator->where || rule_holds(indicator->where, v->values) == RULE_YES;
}

/* ---- from place to place ---- */

/* The last record that a page has looked at. */
struct position {
    int64_t org, day, record;
};

struct walk {
    struct ctx *ctx;
    const struct city *city;
    const struct indicator *indicator;
    int until;
    size_t most, looked_at;
    struct position at;
    bool full;
    struct listing *listing;
    VEC(struct listed) rows;
};

static int take_row(struct walk *w, const struct revision *v)
{
    if (!speaks_of(w->indicator, v))
        return 0;
    w->full = w->rows.count == w->most;
    if (w->full)
        return 0;
    struct listed *row = vec_push(w->ctx->mem, &w->rows);
    fill_row(w->ctx, v, w->listing->columns, w->listing->column_count, row);
    return fill_amount(w->ctx, w->city, w->indicator, v, w->until, row);
}

enum { AT_ID = 0, AT_DAY = 6, AT_LEDGER = 14 }; /* among REVISION_COLUMNS */

/* Others of the place, of other ledgers, are passed over here, so that however many there are a page looks at no more.
 */
static int take_answer(struct walk *w, const struct organisation *org, struct answer *a)
{
    struct revision v;
    int r = 0;
    w->full = w->looked_at++ == LOOKED_AT_MOST;
    if (!w->full && answer_int(a, AT_LEDGER) == w->indicator->of->id) {
        r = revision_from_answer(w->ctx, w->city, a, &v);
        if (r == 0)
            r = take_row(w, &v);
    }
    if (r == 0 && !w->full)
        w->at = (struct position){org->id, answer_int(a, AT_DAY), answer_int(a, AT_ID)};
    return r;
}

/* Some records of one place, from behind the position. *ret_more: there may be others. */
static int take_some(struct walk *w, const struct organisation *org, bool *ret_more)
{
    AUTO_ANSWER struct answer *a = NULL;
    size_t count = 0;
    int r =
        db_ask(w->ctx,
               SQL("select " REVISION_COLUMNS " from revision v join record r on r.owner = v.owner and r.id = v.record"
                   " where v.org = ? and (v.day, v.id) > (?, ?) and v.persons is null and r.accepted = v.id"
                   " and v.void = 0 order by v.day, v.id limit ?"),
               BIND(b_int(org->id), b_int(w->at.day), b_int(w->at.record), b_int(ROWS_AT_ONCE)), &a);
    for (; r >= 0 && !w->full && (r = answer_next(w->ctx, a)) > 0; count++)
        r = take_answer(w, org, a);
    *ret_more = count == ROWS_AT_ONCE;
    return r < 0 ? r : 0;
}

static int take_place(struct walk *w, const struct organisation *org)
{
    bool more = true;
    int r = 0;
    if (w->at.org != org->id)
        w->at = (struct position){.org = org->id};
    while (r == 0 && more && !w->full)
        r = take_some(w, org, &more);
    return r;
}

/* The places below in which something of the ledger was handed in, in order of code. */
static int reporting_below(struct walk *w, const struct organisation *org, struct organisation ***ret,
                           size_t *ret_count)
{
    AUTO_ANSWER struct answer *a = NULL;
    VEC(struct organisation *) list = {0};
    int r = db_ask(w->ctx,
                   SQL("select o.id from organisation o where o.stat_parent = ? and exists"
                       " (select 1 from reported r where r.ledger = ? and r.org = o.id) order by o.code"),
                   BIND(b_int(org->id), b_int(w->indicator->of->id)), &a);
    while (r >= 0 && (r = answer_next(w->ctx, a)) > 0)
        *vec_push(w->ctx->mem, &list) = organisation_by_id(w->city->tree, answer_int(a, 0));
    *ret = list.at;
    *ret_count = list.count;
    return r;
}

static int members_of(struct walk *w, const struct organisation *scope, struct organisation ***ret, size_t *ret_count)
{
    const struct organisations *tree = w->city->tree;
    VEC(struct organisation *) list = {0};
    for (size_t i = 0; i < tree->count; i++) {
        struct organisation *org = &tree->at[i];
        if (organisation_directly_below(org, scope))
            *vec_push(w->ctx->mem, &list) = org;
    }
    *ret = list.at;
    *ret_count = list.count;
    return 0;
}

/* The place itself, then those below it. `from`: the place at which to go on, below `org` or `org` itself; NULL: begin
 * at the beginning. As deep as the tree. */
static int take_tree(struct walk *w, const struct organisation *org, const struct organisation *from)
{
    struct organisation **below = NULL;
    size_t count = 0, i = 0;
    int r = 0;
    if (!from || from == org) {
        r = take_place(w, org);
        from = NULL;
    }
    if (r < 0 || w->full)
        return r;
    r = org->level == LEVEL_SCOPE ? members_of(w, org, &below, &count) : reporting_below(w, org, &below, &count);
    while (from && i < count && !organisation_within(from, below[i]))
        i++;
    for (; i < count && r == 0 && !w->full; i++) {
        r = take_tree(w, below[i], from);
        from = NULL;
    }
    return r;
}

/* ---- pages ---- */

static const char *position_text(struct ctx *ctx, const struct position *at)
{
    return arena_printf(ctx->mem, "%" PRId64 ".%" PRId64 ".%" PRId64, at->org, at->day, at->record);
}

/* Where the page before ended; NULL if that is not below `top`. */
static const struct organisation *position_read(const struct city *city, const char *text,
                                                const struct organisation *top, struct position *ret)
{
    char end;
    *ret = (struct position){0};
    if (strlen(text) > 60 ||
        sscanf(text, "%" SCNd64 ".%" SCNd64 ".%" SCNd64 "%c", &ret->org, &ret->day, &ret->record, &end) != 3)
        *ret = (struct position){0};
    const struct organisation *org = organisation_by_id(city->tree, ret->org);
    if (org && organisation_within(org, top))
        return org;
    *ret = (struct position){0};
    return NULL;
}

int listing_read(struct ctx *ctx, const struct city *city, const struct indicator *indicator,
                 const struct organisation *org, int until, const char *after, size_t most, struct listing *ret)
{
    struct status asked;
    status_ask(city, indicator, org, until, &asked);
    *ret = (struct listing){.kind = CELL_VALUE, .after = ""};
    if (asked.outside || !listable(indicator) || !disclosure_open(indicator, asked.org)) {
        ret->kind = asked.outside ? CELL_NONE : CELL_CLOSED;
        return 0;
    }
    struct walk w = {.ctx = ctx, .city = city, .indicator = indicator, .until = until, .most = most, .listing = ret};
    choose_columns(ctx, indicator, ret);
    int r = reported_until(ctx, indicator->of->id, asked.org->id, city->programme->year * 100 + 12);
    if (r > 0)
        r = take_tree(&w, asked.org, position_read(city, after, asked.org, &w.at));
    ret->at = w.rows.at;
    ret->count = w.rows.count;
    ret->more = w.full;
    if (w.full)
        ret->after = position_text(ctx, &w.at);
    return r;
}

static bool ledger_listable(const struct ledger *ledger)
{
    for (size_t i = 0; i < ledger->indicator_count; i++)
        if (!listable(ledger->indicators[i]))
            return false;
    return ledger->indicator_count > 0;
}

static int read_link(struct ctx *ctx, int64_t batch, struct record_view *ret)
{
    AUTO_ANSWER struct answer *a = NULL;
    size_t length;
    int r = db_ask(ctx, SQL("select sequence, at, hash from chain where batch = ? order by sequence limit 1"),
                   BIND(b_int(batch)), &a);
    if (r < 0 || (r = answer_next(ctx, a)) <= 0)
        return r < 0 ? r : DB_NONE;
    ret->batch = batch;
    ret->sequence = answer_int(a, 0);
    ret->accepted_at = arena_strdup(ctx->mem, answer_text(a, 1));
    const void *hash = answer_bytes(a, 2, &length);
    if (length == SM3_SIZE)
        memcpy(ret->link, hash, SM3_SIZE);
    return 0;
}

int listing_record(struct ctx *ctx, const struct city *city, int64_t record, struct record_view *ret)
{
    int64_t ledger = 0;
    struct revision v;
    *ret = (struct record_view){0};
    int r = db_int(ctx, SQL("select ledger from record where id = ?"), BIND(b_int(record)), &ledger);
    ret->ledger = r == 0 ? programme_ledger_by_id(city->programme, ledger) : NULL;
    if (r < 0 || !ret->ledger || !ledger_listable(ret->ledger))
        return r < 0 ? r : DB_NONE;
    r = revision_load_accepted(ctx, city, record, &v);
    if (r || v.is_void)
        return r < 0 ? r : DB_NONE;
    ret->columns = arena_array(ctx->mem, ret->ledger->field_count, sizeof *ret->columns);
    for (size_t i = 0; i < ret->ledger->field_count; i++)
        if (is_public(&ret->ledger->fields[i]) && ret->ledger->fields[i].stage_field < 0)
            ret->columns[ret->column_count++] = &ret->ledger->fields[i];
    fill_row(ctx, &v, ret->columns, ret->column_count, &ret->row);
    return read_link(ctx, v.batch, ret);
}
