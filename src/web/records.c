/* The records beneath a figure, page by page, and one record with what proves that it was accepted. */
#include <string.h>

#include "domain/listing.h"
#include "domain/seal.h"
#include "web/figure.h"
#include "web/pages.h"
#include "web/record_list.h"
#include "web/say_number.h"
#include "web/sentence.h"

enum { RECORDS_A_PAGE = 50 };

int records_page(struct request *q, struct response *r)
{
    struct figure f;
    const char *after = request_field(q, "after");
    int found = figure_find(q, r, q->parameters[0], q->parameters[1], false, &f);
    if (found)
        return found < 0 ? found : 0;
    bool open = f.series.kind != CELL_CLOSED && f.series.kind != CELL_NONE;
    if (open)
        found = listing_read(q->ctx, q->city, f.indicator, f.org, f.until, after, RECORDS_A_PAGE, &f.listing);
    else
        f.listing.kind = f.series.kind;
    if (found < 0)
        return found;
    struct values *v = values_new(f.mem);
    figure_frame(&f, v);
    figure_records(&f, v);
    values_text(v, "next_link",
                f.listing.more ? figure_records_link(q, f.indicator, f.org, f.until, f.listing.after) : "");
    values_text(v, "first_link", *after ? figure_records_link(q, f.indicator, f.org, f.until, "") : "");
    r->keep = true;
    return page_render(
        q, r, "records",
        arena_printf(f.mem, "%s · %s", indicator_words(q, f.indicator), say(q->language, "一条一条的记录")), "home", v);
}

/* ---- one record ---- */

/* Digits only; false for anything else and for what leaves int64. */
static bool record_number(const char *text, int64_t *ret)
{
    int64_t n = 0;
    if (!*text || strlen(text) > 18)
        return false;
    for (const char *c = text; *c; c++) {
        if (*c < '0' || *c > '9')
            return false;
        n = n * 10 + (*c - '0');
    }
    *ret = n;
    return true;
}

static void fields(const struct request *q, const struct record_view *view, struct values *v)
{
    values_list(v, "fields");
    for (size_t i = 0; i < view->column_count; i++) {
        const struct field *field = view->columns[i];
        struct values *row = values_row(v, "fields");
        bool empty = !*view->row.cells[i];
        field_head(q, row, "name", field);
        values_text(row, "text",
                    empty ? say(q->language, "没有填") : field_text(q->ctx->mem, field, view->row.cells[i]));
        values_text(row, "class", empty ? "absent" : "");
        values_flag(row, "filled", !empty);
    }
}

/* The day of each stage that it has reached. */
static void stage_days(const struct request *q, const struct record_view *view, struct values *v)
{
    const struct field *stage = view->ledger->stage;
    for (size_t i = 0; stage && view->row.stage_dates && i < stage->of_count; i++) {
        if (!view->row.stage_dates[i])
            continue;
        struct values *row = values_row(v, "fields");
        page_name(q, row, "name", stage->of[i].name, NULL);
        values_text(row, "text", say_day(q->ctx->mem, view->row.stage_dates[i]));
        values_text(row, "class", "");
        values_flag(row, "filled", false);
    }
}

/* The figures that it may count in, at its own place or as far down as is public. */
static void counted_in(const struct request *q, const struct record_view *view, struct values *v)
{
    int until = page_latest(q);
    values_list(v, "figures");
    for (size_t i = 0; i < view->ledger->indicator_count; i++) {
        const struct indicator *d = view->ledger->indicators[i];
        const struct organisation *org = disclosure_nearest(d, view->row.org);
        struct values *row = values_row(v, "figures");
        values_text(row, "link", figure_link(q, d, org, until));
        page_name(q, row, "figure", d->name, d->english);
        page_name(q, row, "at", org->name, NULL);
    }
}

static void proof(const struct request *q, const struct record_view *view, struct values *v)
{
    struct arena *mem = q->ctx->mem;
    values_text(v, "receipt", receipt(mem, view->row.leaf));
    values_text(v, "leaf", hex(mem, view->row.leaf, SM3_SIZE));
    values_text(v, "link_hash", hex(mem, view->link, SM3_SIZE));
    values_text(v, "sequence", say_exact(mem, view->sequence, 0));
    values_text(v, "batch", say_exact(mem, view->batch, 0));
    values_text(v, "accepted_at", say_time(mem, view->accepted_at));
}

static void record_values(const struct request *q, const struct record_view *view, struct values *v)
{
    const struct ledger *ledger = view->ledger;
    const struct item *item = ledger->item;
    page_name(q, v, "ledger", ledger->name, ledger->english);
    page_name(q, v, "item", item->name, item->english);
    page_name(q, v, "org", view->row.org->name, NULL);
    page_name(q, v, "county", view->row.org->stat_parent ? view->row.org->stat_parent->name : view->row.org->name,
              NULL);
    values_text(v, "item_number", item_ordinal(q, item));
    values_text(v, "item_count", say_word(q->ctx->mem, q->language, (int)q->city->programme->item_count));
    values_text(v, "home_link", page_link(q, "/"));
    values_text(v, "item_link", page_link(q, "/items/%d", item->number));
    values_text(v, "day", say_day_words(q->ctx->mem, q->language, view->row.day));
    values_flag(v, "with_stages", ledger->stage != NULL);
    values_html(v, "passage", ledger->stage ? record_passage(q, ledger, &view->row, -1, false) : (struct html){"", 0});
    fields(q, view, v);
    stage_days(q, view, v);
    counted_in(q, view, v);
    proof(q, view, v);
}

int record_page(struct request *q, struct response *r)
{
    struct record_view view;
    int64_t record;
    int found = record_number(q->parameters[0], &record) ? listing_record(q->ctx, q->city, record, &view) : DB_NONE;
    if (found < 0)
        return found;
    if (found)
        return page_not_found(q, r, "记录", q->parameters[0]);
    struct values *v = values_new(q->ctx->mem);
    record_values(q, &view, v);
    r->keep = true;
    const char *title = sentence(q->ctx->mem, say(q->language, "记录 {receipt}"),
                                 HOLES({"receipt", receipt(q->ctx->mem, view.row.leaf)}));
    return page_render(q, r, "record", title, "home", v);
}
