#include "web/record_list.h"

#include <string.h>

#include "web/chart.h"
#include "web/figure.h"
#include "web/say_number.h"
#include "web/sentence.h"

const char *receipt(struct arena *mem, const unsigned char leaf[SM3_SIZE])
{
    return arena_printf(mem, "%02X%02X-%02X%02X", leaf[0], leaf[1], leaf[2], leaf[3]);
}

bool field_is_number(const struct field *field)
{
    return field->type == FIELD_INT || field->type == FIELD_DECIMAL;
}

const char *field_text(struct arena *mem, const struct field *field, const char *cell)
{
    size_t whole = strspn(cell, "0123456789"), length = strlen(cell);
    if (!field_is_number(field) || !field->unit || !*field->unit || whole < 4)
        return cell;
    char *out = arena_alloc(mem, length + whole / 3 + 1);
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0)
            out[n++] = ',';
        out[n++] = cell[i];
    }
    out[n] = '\0';
    return out;
}

void field_head(const struct request *q, struct values *v, const char *name, const struct field *field)
{
    const char *head = page_word(q, field->name);
    values_text(v, arena_printf(q->ctx->mem, "%s_lang", name), head == field->name ? "zh-CN" : "en");
    if (field_is_number(field) && field->unit && *field->unit)
        head = arena_printf(q->ctx->mem, q->language == LANGUAGE_EN ? "%s, %s" : "%s，%s", head,
                            page_word(q, field->unit));
    values_text(v, name, head);
}

struct html record_passage(const struct request *q, const struct ledger *ledger, const struct listed *row, int counts,
                           bool bare)
{
    struct stages chart = {.names = page_stages(q, ledger->stage),
                           .count = ledger->stage->of_count,
                           .reached = row->stage,
                           .counts = counts,
                           .dates = row->stage_dates,
                           .bare = bare};
    return chart_stages(q->ctx->mem, q->language, &chart);
}

/* ---- which columns stand in the table ---- */

/* The amount that is added has a column of its own at the right; stages are told by their passage. */
static bool stands(const struct indicator *d, const struct field *field)
{
    if (field->type == FIELD_STAGE || field->stage_field >= 0)
        return false;
    return !(d->count == COUNT_SUM && field == d->field);
}

static void columns(const struct request *q, const struct indicator *d, const struct listing *listing, struct values *v)
{
    values_list(v, "columns");
    for (size_t i = 0; i < listing->column_count; i++) {
        const struct field *field = listing->columns[i];
        if (!stands(d, field))
            continue;
        struct values *row = values_row(v, "columns");
        field_head(q, row, "head", field);
        values_text(row, "align", field_is_number(field) ? "n" : "");
    }
}

static void cells(struct arena *mem, const struct indicator *d, const struct listing *listing, const struct listed *at,
                  struct values *row)
{
    values_list(row, "cells");
    for (size_t i = 0; i < listing->column_count; i++) {
        if (!stands(d, listing->columns[i]))
            continue;
        struct values *cell = values_row(row, "cells");
        bool empty = !*at->cells[i];
        values_text(cell, "text", empty ? "—" : field_text(mem, listing->columns[i], at->cells[i]));
        values_text(cell, "align", field_is_number(listing->columns[i]) ? "n" : "");
        values_text(cell, "class", empty ? "absent" : "");
    }
}

/* ---- what a record adds ---- */

/* What it would add: the field's cell, if it is listed. */
static const char *pending_amount(const struct request *q, const struct indicator *d, const struct listing *listing,
                                  const struct listed *at)
{
    for (size_t i = 0; d->count == COUNT_SUM && i < listing->column_count; i++)
        if (listing->columns[i] == d->field && *at->cells[i])
            return arena_printf(q->ctx->mem, "(%s)", at->cells[i]);
    return say(q->language, "还不算");
}

static void amount(const struct request *q, const struct indicator *d, const struct listing *listing, int digits,
                   const struct listed *at, struct values *row)
{
    bool counts = at->amount != 0 && !at->again;
    values_text(row, "amount_class", counts ? "key" : "pending");
    values_text(row, "amount",
                counts      ? say_fixed(q->ctx->mem, at->amount, indicator_digits(d), digits)
                : at->again ? say(q->language, "重复")
                            : pending_amount(q, d, listing, at));
}

static void stage(const struct request *q, const struct indicator *d, const struct listed *at, struct values *row)
{
    const struct field *stages = d->of->stage;
    int last = stages ? at->stage : -1;
    int day = last >= 0 && at->stage_dates ? at->stage_dates[last] : at->day;
    values_text(row, "stage", last >= 0 ? page_word(q, stages->of[last].name) : "—");
    values_text(row, "day", day ? say_day(q->ctx->mem, day) : "—");
}

static bool has_letters_of_ours(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text >= 0x80)
            return true;
    return false;
}

/* What a record is called in a list: its first text that is a name and no code, else its receipt. */
static const char *record_name(const struct request *q, const struct indicator *d, const struct listing *listing,
                               const struct listed *at)
{
    for (size_t i = 0; i < listing->column_count; i++)
        if (stands(d, listing->columns[i]) && listing->columns[i]->type == FIELD_TEXT &&
            has_letters_of_ours(at->cells[i]))
            return at->cells[i];
    return receipt(q->ctx->mem, at->leaf);
}

/* ---- the list ---- */

static void notes(const struct request *q, const struct indicator *d, const struct listing *listing, struct values *v)
{
    bool again = false, pending = false;
    for (size_t i = 0; i < listing->count; i++) {
        again |= listing->at[i].again;
        pending |= listing->at[i].amount == 0 && !listing->at[i].again;
    }
    values_flag(v, "note_again", again);
    values_flag(v, "note_pending", pending && d->count != COUNT_STAGE);
    values_flag(v, "with_stage", d->of->stage != NULL);
    values_flag(v, "with_amount", d->count != COUNT_STAGE);
    const char *unit = page_unit(q, d);
    values_text(v, "amount_unit", unit);
    values_text(v, "amount_head", *unit ? unit : say(q->language, "数量"));
    values_text(v, "counts_stage", d->at >= 0 && d->of->stage ? page_word(q, d->of->stage->of[d->at].name) : "");
    values_format(v, "listed_count", "%zu", listing->count);
}

static int amount_digits(const struct indicator *d, const struct listing *listing)
{
    int most = 0;
    for (size_t i = 0; i < listing->count; i++) {
        int digits = say_digits(listing->at[i].amount, indicator_digits(d));
        most = digits > most ? digits : most;
    }
    return most;
}

static struct values *record_row(const struct request *q, const struct indicator *d, const struct listing *listing,
                                 int digits, const struct listed *at, struct values *v)
{
    struct values *row = values_row(v, "records");
    values_text(row, "receipt", receipt(q->ctx->mem, at->leaf));
    values_text(row, "link", page_link(q, "/records/%lld", (long long)at->record));
    page_name(q, row, "org", at->org->name, NULL);
    stage(q, d, at, row);
    amount(q, d, listing, digits, at, row);
    return row;
}

void record_list(const struct request *q, const struct indicator *d, const struct listing *listing, struct values *v)
{
    int digits = amount_digits(d, listing);
    columns(q, d, listing, v);
    values_list(v, "records");
    for (size_t i = 0; i < listing->count; i++)
        cells(q->ctx->mem, d, listing, &listing->at[i], record_row(q, d, listing, digits, &listing->at[i], v));
    notes(q, d, listing, v);
}

/* The head names the stages at the places of their stops; before the one that counts stands what does not count yet. */
static void stops(const struct request *q, const struct indicator *d, struct values *v)
{
    const struct field *stages = d->of->stage;
    values_list(v, "stops");
    for (size_t i = 0; i < stages->of_count; i++) {
        struct values *row = values_row(v, "stops");
        values_text(row, "stop", page_word(q, stages->of[i].name));
        values_flag(row, "not_yet", (int)i + 1 == d->at);
        values_flag(row, "counts", (int)i == d->at);
    }
}

void record_passages(const struct request *q, const struct indicator *d, const struct listing *listing,
                     struct values *v)
{
    values_flag(v, "passages", d->of->stage != NULL);
    if (!d->of->stage) {
        record_list(q, d, listing, v);
        return;
    }
    int digits = amount_digits(d, listing);
    stops(q, d, v);
    values_list(v, "records");
    for (size_t i = 0; i < listing->count; i++) {
        const struct listed *at = &listing->at[i];
        struct values *row = record_row(q, d, listing, digits, at, v);
        values_text(row, "name", record_name(q, d, listing, at));
        values_html(row, "passage", record_passage(q, d->of, at, d->at, true));
    }
    notes(q, d, listing, v);
}
