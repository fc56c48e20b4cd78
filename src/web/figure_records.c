/* Down to the records: the first of them with what each adds, and what was changed after it had been accepted. */
#include <string.h>

#include "web/figure.h"
#include "web/record_list.h"
#include "web/say_number.h"
#include "web/sentence.h"

void figure_records(const struct figure *f, struct values *v)
{
    const struct series *s = &f->series;
    const struct listing *listing = &f->listing;
    bool listed = listing->kind == CELL_VALUE && listing->count > 0;
    record_list(f->q, f->indicator, listing, v);
    values_flag(v, "with_records", listed);
    values_flag(v, "records_closed", listing->kind == CELL_CLOSED);
    values_flag(v, "records_none", listing->kind != CELL_CLOSED && !listed);
    cell_put(f->q, v, "records_total", s->kind, say_exact(f->mem, s->total, indicator_digits(f->indicator)));
}

static const char *change_words(enum language l, enum change_kind kind)
{
    switch (kind) {
    case CHANGE_VOID:
        return say(l, "撤掉");
    case CHANGE_CORRECTED:
        return say(l, "更正");
    case CHANGE_MOVED:
        break;
    }
    return say(l, "换了一条来算");
}

static void change_row(const struct figure *f, struct values *v, const struct later_change *change)
{
    struct values *row = values_row(v, "changes");
    const char *to = change->org ? page_word(f->q, change->org->name) : "—";
    values_text(row, "day", change->at && *change->at ? say_time(f->mem, change->at) : "—");
    values_text(row, "where",
                change->from && change->from != change->org
                    ? sentence(f->mem, say(f->q->language, "{from}改到{to}"),
                               HOLES({"from", page_word(f->q, change->from->name)}, {"to", to}))
                    : to);
    values_text(row, "what", change_words(f->q->language, change->kind));
    values_text(row, "reason",
                change->reason && *change->reason ? change->reason
                : change->kind == CHANGE_MOVED    ? say(f->q->language, "另一条记录的日期更早，由它来算")
                                                  : say(f->q->language, "没有写原因"));
    values_text(row, "records", say_exact(f->mem, (int64_t)change->count, 0));
}

enum { CHANGES_SHOWN = 10 };

int figure_changes(const struct figure *f, struct values *v)
{
    struct later_change *changes = NULL;
    size_t count = 0;
    int r = changes_read(f->q->ctx, f->q->city, f->indicator, f->org, CHANGES_SHOWN, &changes, &count);
    values_list(v, "changes");
    values_flag(v, "changed", count > 0);
    values_flag(v, "changes_closed", disclosure_guards(f->indicator));
    for (size_t i = 0; r == 0 && i < count; i++)
        change_row(f, v, &changes[i]);
    return r;
}
