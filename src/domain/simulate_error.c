/* Rows that an import must reject: good ones, spoilt as the pack says, each labelled with what is wrong. */
#include <string.h>

#include "base/date.h"
#include "domain/simulate_ledger.h"
#include "format/csvout.h"

struct spoiling {
    struct ledger_work *work;
    struct sites *sites;
    size_t next_copy;
};

/* A parent for a row of a ledger that makes some for each. */
static const struct made_row *some_parent(struct ledger_work *work, const struct group *group)
{
    if (group->kind != GROUP_EACH)
        return ref_parent(work, work->made + 1);
    const struct kept_rows *rows = kept_of(work->sim, group->each);
    for (size_t i = 0; i < rows->at.count; i++)
        if (!group->where || rule_holds(group->where, rows->at.at[i]->values) == RULE_YES)
            return rows->at.at[i];
    return NULL;
}

/* A good row of the main group, apart from what its spread and chain would give. NULL: there is none to be had. */
static int fresh_row(struct spoiling *s, struct made_row **ret)
{
    struct ledger_work *work = s->work;
    const struct group *group = work->plan->group_count ? &work->plan->groups[work->main_group] : NULL;
    struct made_row *row = row_new(work->sim->ctx->mem, work->plan);
    *ret = NULL;
    row->number = ++work->made;
    row->parent = group ? some_parent(work, group) : NULL;
    row->place = row->parent ? row->parent->place : work->plan->place ? NULL : work->sim->places->city;
    int r = row_settle(work, group, s->sites, row, NULL);
    struct making_row m = {work->sim, work->plan, group, NULL, NULL, row, work->number};
    if (r == 0)
        r = row_make(&m);
    if (r == 0)
        *ret = row;
    return r < 0 ? r : 0;
}

static int write_error(struct spoiling *s, const struct error_row *error, struct made_row *row, FILE *out)
{
    struct ledger_work *work = s->work;
    const struct ledger *ledger = work->plan->ledger;
    struct making_row m = {work->sim, work->plan, NULL, NULL, NULL, row, work->number};
    const char **cells = row_cells(work->sim, work->plan, row);
    size_t count = 0;
    int r = 0;
    cells[FIELD_REMARK] = arena_printf(work->sim->ctx->mem, "合成数据：%s", error->say);
    for (size_t i = 0; i < ledger->field_count && r == 0; i++) {
        if (error->set[i])
            r = row_text(&m, error->set[i], &ledger->fields[i], &cells[i]);
        count += !ledger->fields[i].computed;
    }
    if (r == 0)
        csv_row(out, cells, count);
    return r;
}

static int make_error(struct spoiling *s, const struct error_row *error, FILE *out)
{
    struct ledger_work *work = s->work;
    struct made_row *row = NULL;
    int r = 0;
    if (error->copy && s->next_copy < work->copies.count)
        row = row_copy(work->sim->ctx->mem, work->plan, work->copies.at[s->next_copy++]);
    else if (!error->copy)
        r = fresh_row(s, &row);
    return r < 0 || !row ? r : write_error(s, error, row, out);
}

int errors_make(struct ledger_work *work, FILE *out)
{
    struct spoiling s = {.work = work, .sites = group_sites(work, NULL)};
    struct arena *mem = work->sim->ctx->mem;
    size_t count = 0;
    const char **header = arena_array(mem, work->plan->ledger->field_count, sizeof *header);
    for (size_t i = 0; i < work->plan->ledger->field_count; i++)
        if (!work->plan->ledger->fields[i].computed)
            header[count++] = work->plan->ledger->fields[i].name;
    csv_begin(out);
    csv_row(out, header, count);
    int r = 0;
    for (size_t i = 0; i < work->plan->error_count && r == 0; i++) {
        struct arena_mark start = arena_mark(mem);
        r = make_error(&s, &work->plan->errors[i], out);
        arena_rewind(mem, start);
    }
    return r;
}
