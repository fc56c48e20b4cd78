#include "domain/simulate_ledger.h"

#include <string.h>

#include "base/date.h"
#include "format/csvout.h"

/* ---- what an import would say ---- */

static uint64_t hash_fields(uint64_t hash, const struct field *const *fields, size_t count, const struct made_row *row)
{
    for (size_t i = 0; i < count; i++)
        hash = hash_value(hash, &row->values[fields[i]->index]);
    return hash;
}

static uint64_t key_of(const struct ledger_work *work, const struct made_row *row)
{
    const struct ledger *ledger = work->plan->ledger;
    return hash_fields(row->place->owner->hash, ledger->key, ledger->key_count, row);
}

static bool is_unique_error(const struct check *check)
{
    return check->kind == CHECK_UNIQUE && check->error;
}

static bool says_all(const struct check *check, const struct made_row *row)
{
    for (size_t i = 0; i < check->field_count; i++)
        if (!row->values[check->fields[i]->index].present)
            return false;
    return true;
}

static const char *bad_value(struct ledger_work *work, const struct made_row *row)
{
    const struct ledger *ledger = work->plan->ledger;
    struct arena *mem = work->sim->ctx->mem;
    for (size_t i = 0; i < ledger->field_count; i++) {
        const struct field *f = &ledger->fields[i];
        const struct value *v = &row->values[i];
        if (!v->present && f->required && !f->computed && !f->weak && f->type != FIELD_STAGE)
            return arena_printf(mem, "必填的“%s”是空的（要写 sample 或 set）", f->code);
        if (v->present && ((f->has_min && v->number < f->min) || (f->has_max && v->number > f->max)))
            return arena_printf(mem, "“%s”超出了 min 或 max", f->code);
    }
    if (!ledger->date && ledger->stage && !row->values[ledger->stage->index].present)
        return arena_printf(mem, "“%s”一个阶段的日期也没有", ledger->stage->code);
    return NULL;
}

const char *ledger_refuses(struct ledger_work *work, const struct made_row *row, bool *ret_over)
{
    const struct ledger *ledger = work->plan->ledger;
    const char *bad = bad_value(work, row);
    *ret_over = false;
    for (size_t i = 0; i < ledger->rule_count && !bad; i++)
        if (ledger->rules[i].error && rule_holds(ledger->rules[i].rule, row->values) != RULE_NO)
            bad = ledger->rules[i].say;
    if (!bad && seen_has(&work->keys, key_of(work, row)))
        bad = "主键和另一行相同";
    for (size_t i = 0; i < ledger->check_count && !bad; i++) {
        const struct check *check = &ledger->checks[i];
        if (is_unique_error(check) && says_all(check, row) &&
            seen_has(&work->uniques[i], hash_fields(i, check->fields, check->field_count, row)))
            bad = check->say;
    }
    const struct figure *over =
        bad ? NULL : figures_ask(work->sim->figures, ledger, row->values, row->place, work->adds);
    if (!over)
        return bad;
    *ret_over = true;
    return arena_printf(work->sim->ctx->mem, "指标“%s”会超过它的 simulate", over->indicator->code);
}

/* ---- rows that others need ---- */

/* Whether the group may repeat the row: of an earlier group, as asked, early enough in the year. */
static bool may_repeat(const struct ledger_work *work, size_t group, const struct made_row *row)
{
    const struct group *repeat = &work->plan->groups[group];
    int year = work->sim->programme->year;
    if (repeat->where && rule_holds(repeat->where, row->values) != RULE_YES)
        return false;
    return !row->day || (day_add(row->day, (int)repeat->later.low) <= work->plan->last_day &&
                         day_add(row->day, (int)repeat->later.high) >= year * 10000 + 101);
}

static void offer(struct ledger_work *work, struct sampled_rows *rows, const struct made_row *row)
{
    struct arena *mem = work->sim->ledger;
    rows->offered++;
    if (rows->count < rows->room) {
        rows->at[rows->count++] = row_copy(mem, work->plan, row);
        return;
    }
    int64_t i = dice_in(&work->sim->dice, (struct span){0, rows->offered - 1});
    if (i < (int64_t)rows->room)
        rows->at[i] = row_copy(mem, work->plan, row);
}

static struct sampled_rows room_for(struct arena *mem, int64_t count)
{
    struct sampled_rows rows = {.room = (size_t)count};
    rows.at = arena_array(mem, rows.room + 1, sizeof(struct made_row *));
    return rows;
}

/* The first that makes as many as it takes, else as many as it says. */
static size_t main_group(const struct ledger_plan *plan)
{
    for (size_t i = 0; i < plan->group_count; i++)
        if (plan->groups[i].kind == GROUP_UNTIL || plan->groups[i].kind == GROUP_EACH)
            return i;
    for (size_t i = 0; i < plan->group_count; i++)
        if (plan->groups[i].kind == GROUP_RECORDS)
            return i;
    return 0;
}

void ledger_begin(struct ledger_work *work)
{
    const struct ledger_plan *plan = work->plan;
    struct arena *mem = work->sim->ledger;
    int64_t copies = 0;
    work->keys.mem = mem;
    work->uniques = arena_array(mem, plan->ledger->check_count + 1, sizeof *work->uniques);
    for (size_t i = 0; i < plan->ledger->check_count; i++)
        work->uniques[i].mem = mem;
    work->adds = arena_array(mem, plan->ledger->indicator_count + 1, sizeof *work->adds);
    work->sources = arena_array(mem, plan->group_count + 1, sizeof *work->sources);
    for (size_t i = 0; i < plan->group_count; i++)
        if (plan->groups[i].kind == GROUP_REPEAT)
            work->sources[i] = room_for(mem, scaled(plan->groups[i].amount, work->sim->scale) * 5 / 4 + 4);
    work->main_group = main_group(plan);
    for (size_t i = 0; i < plan->error_count; i++)
        copies += plan->errors[i].copy;
    work->copies = room_for(mem, copies);
    const char **header = arena_array(mem, plan->ledger->field_count, sizeof *header);
    size_t count = 0;
    for (size_t i = 0; i < plan->ledger->field_count; i++)
        if (!plan->ledger->fields[i].computed)
            header[count++] = plan->ledger->fields[i].name;
    csv_begin(work->out);
    csv_row(work->out, header, count);
}

/* ---- writing ---- */

static void write_cells(struct ledger_work *work, const char *const *cells)
{
    const struct ledger *ledger = work->plan->ledger;
    size_t count = ledger->field_count;
    while (count && ledger->fields[count - 1].computed) /* they stand last */
        count--;
    csv_row(work->out, cells, count);
    work->rows++;
}

static void write_again(struct ledger_work *work, bool all)
{
    while (work->again_next < work->again.count && (all || work->again.at[work->again_next].due <= work->rows)) {
        work->again_next++; /* before writing: the row itself doesn't come again */
        write_cells(work, work->again.at[work->again_next - 1].cells);
    }
}

static void write_row(struct ledger_work *work, const struct made_row *row)
{
    struct simulation *sim = work->sim;
    const char **cells = row_cells(sim, work->plan, row);
    write_cells(work, cells);
    if (dice_share(&sim->dice, work->plan->again)) {
        size_t count = work->plan->ledger->field_count;
        const char **kept = arena_array(sim->ledger, count, sizeof *kept);
        for (size_t i = 0; i < count; i++)
            kept[i] = arena_strdup(sim->ledger, cells[i]);
        *vec_push(sim->ledger, &work->again) =
            (struct again_row){kept, work->rows + dice_in(&sim->dice, (struct span){1, 300})};
    }
    write_again(work, false);
}

void ledger_take(struct ledger_work *work, size_t group, const struct made_row *row)
{
    const struct ledger_plan *plan = work->plan;
    struct simulation *sim = work->sim;
    (void)seen_add(&work->keys, key_of(work, row)); /* ledger_refuses has looked */
    for (size_t i = 0; i < plan->ledger->check_count; i++) {
        const struct check *check = &plan->ledger->checks[i];
        if (is_unique_error(check) && says_all(check, row))
            (void)seen_add(&work->uniques[i], hash_fields(i, check->fields, check->field_count, row)); /* likewise */
    }
    figures_take(sim->figures, plan->ledger, row->values, row->place);
    for (size_t i = group + 1; i < plan->group_count && plan->groups[group].kind != GROUP_REPEAT; i++)
        if (plan->groups[i].kind == GROUP_REPEAT && may_repeat(work, i, row))
            offer(work, &work->sources[i], row);
    if (group == work->main_group && work->copies.room)
        offer(work, &work->copies, row);
    if (plan->looked_into)
        *vec_push(sim->mem, &kept_of(sim, plan->ledger)->at) = row_copy(sim->mem, plan, row);
    work->made++;
    write_row(work, row);
}

void ledger_end(struct ledger_work *work)
{
    write_again(work, true);
}
