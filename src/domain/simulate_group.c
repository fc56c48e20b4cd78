/* The groups of a ledger's section, one after the other: how many rows, of what, until when. */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "domain/simulate_ledger.h"

enum {
    TRIES = 40,               /* how often a row is thrown before it is given up */
    LEDGER_LIMIT = 100000000, /* rows of a ledger: more is a mistake */
    NO_PROGRESS = 5000        /* rows without any effect on the figure that they are to reach */
};

/* Not an error: there is no row for this. */
enum { ROW_NONE = 1 };

/* Rows that share what is held. */
struct run {
    const struct made_row *head; /* NULL: a new one begins */
    int64_t left, position;
    int64_t chain_end;
};

struct group_work {
    struct ledger_work *ledger;
    const struct group *group;
    size_t index;
    struct sites *sites;
    struct run run;
    int64_t *variants_left; /* of those with a number */
    const char *why;        /* the last row was refused */
    bool over;
};

/* What a row is made from, apart from its group. */
struct order {
    const struct made_row *parent; /* EACH */
    const struct place *place;     /* ROWS */
    const struct made_row *source; /* REPEAT, siblings */
    const bool *keep;
    struct sample *const *set; /* ROWS, siblings */
    int64_t position;          /* EACH: among the rows of its parent */
    int64_t amount;            /* spread; -1: none */
};

static int group_fault(struct group_work *g, const char *why)
{
    const struct yaml *at = g->group->at;
    return fail(g->ledger->sim->ctx, E_INPUT, "%s:%d:%d: 这一组造不出行来：%s", at->file, at->line, at->column, why);
}

/* ---- place and day ---- */

struct sites *group_sites(struct ledger_work *work, const struct group *group)
{
    const struct site_rule *rule = group && group->place ? group->place : work->plan->place;
    if (!rule)
        return NULL;
    return sites_new(work->sim->ledger, work->sim->places, rule, hash_text(5, work->plan->ledger->code),
                     &work->sim->dice);
}

/* A day by the ledger's curve, in a month in which the place (if it is given) is not silent. */
static int pick_day(struct ledger_work *work, const struct place *place)
{
    const struct ledger_plan *plan = work->plan;
    struct dice *dice = &work->sim->dice;
    int year = work->sim->programme->year;
    for (int tries = 0; plan->months && tries < 200; tries++) {
        int month = (int)dice_pick(dice, plan->months->upto, 12) + 1, first = year * 10000 + month * 100 + 1;
        int last = month_last_day(year * 100 + month);
        last = last > plan->last_day ? plan->last_day : last;
        if (first > last ||
            (tries < 20 && place && place_silent(place, month, work->sim->plan->silent, work->sim->plan->seed)))
            continue;
        return first + (int)dice_in(dice, (struct span){0, last - first});
    }
    return 0;
}

int row_settle(struct ledger_work *work, const struct group *group, struct sites *sites, struct made_row *row,
               const struct place *except)
{
    const struct plan *plan = work->sim->plan;
    if (!row->day)
        row->day = pick_day(work, row->place);
    if (row->place)
        return 0;
    if (!sites || !sites->count) {
        const struct yaml *at = group ? group->at : work->plan->ledger->simulate;
        return fail(work->sim->ctx, E_INPUT, "%s:%d:%d: 没有地方可报：place 里没有一个单位合适", at->file, at->line,
                    at->column);
    }
    row->place = sites_pick(sites, &work->sim->dice, row->day / 100 % 100, plan->silent, plan->seed, except);
    row->round = sites->once ? sites->round : 0;
    return row->place ? 0 : ROW_NONE;
}

/* ---- one row ---- */

static void take_field(struct made_row *row, const struct made_row *from, size_t i)
{
    row->values[i] = from->values[i];
    row->persons[i] = from->persons[i];
    row->making[i] = MAKING_DONE;
    if (i == FIELD_ORG) {
        row->place = from->place;
        row->round = from->round;
    }
}

static void take_fields(struct group_work *g, struct made_row *row, const struct made_row *from, const bool *which)
{
    for (size_t i = 0; i < g->ledger->plan->ledger->field_count; i++)
        if (which[i])
            take_field(row, from, i);
}

static void take_held(struct group_work *g, struct made_row *row)
{
    const struct made_row *head = g->run.head;
    if (!head)
        return;
    take_fields(g, row, head, g->group->hold_fields);
    for (size_t i = 0; i < g->ledger->plan->word_count; i++)
        if (g->group->hold_words[i])
            row->words[i] = head->words[i];
    row->run = g->run.position;
}

static void set_value(struct made_row *row, const struct field *field, int64_t number)
{
    row->values[field->index] = (struct value){.present = true, .number = number};
    row->making[field->index] = MAKING_DONE;
}

/* From where the last one ended; a new run begins somewhere. */
static void take_chain(struct group_work *g, struct made_row *row, int64_t amount)
{
    struct dice *dice = &g->ledger->sim->dice;
    int64_t from = g->run.head ? g->run.chain_end : dice_in(dice, g->group->chain_start);
    int64_t step = g->group->chain_step.high >= 0 ? dice_in(dice, g->group->chain_step) : amount;
    set_value(row, g->group->chain_from, from);
    set_value(row, g->group->chain_to, from + step);
}

/* A repeat's day: later than its source's, within the year. */
static int later_day(struct group_work *g, const struct made_row *source)
{
    int first = g->ledger->sim->programme->year * 10000 + 101, last = g->ledger->plan->last_day;
    if (!source->day)
        return 0;
    int from = day_add(source->day, (int)g->group->later.low), to = day_add(source->day, (int)g->group->later.high);
    from = from < first ? first : from;
    to = to > last ? last : to;
    return day_add(from, (int)dice_in(&g->ledger->sim->dice, (struct span){0, days_between(from, to)}));
}

/* The variant that this row is, if any: those with a number first. */
static struct sample *const *pick_variant(struct group_work *g, size_t *ret_index)
{
    struct dice *dice = &g->ledger->sim->dice;
    for (size_t i = 0; i < g->group->variant_count; i++) {
        const struct variant *v = &g->group->variants[i];
        *ret_index = i;
        if (v->share >= 0 ? dice_share(dice, v->share) : g->variants_left[i] > 0 && dice_share(dice, SHARE_ALL / 10))
            return v->set;
    }
    *ret_index = g->group->variant_count;
    return NULL;
}

/* What is settled before the fields are made. */
static int prepare(struct group_work *g, const struct order *order, struct made_row *row)
{
    struct ledger_work *work = g->ledger;
    const struct place *except = NULL;
    row->number = work->made + 1;
    row->parent = order->parent ? order->parent : ref_parent(work, row->number);
    row->place = row->parent ? row->parent->place : order->place;
    row->run = order->parent ? order->position : 0;
    if (order->source) {
        take_fields(g, row, order->source, order->keep);
        bool repeat = g->group->kind == GROUP_REPEAT && order->keep == g->group->keep;
        row->day = repeat ? later_day(g, order->source) : order->source->day;
        except = repeat && g->group->elsewhere ? order->source->place->owner : NULL;
    } else if (g->group->holds) {
        take_held(g, row);
    }
    if (order->amount >= 0 && !g->group->spread->field->computed)
        set_value(row, g->group->spread->field, order->amount);
    if (g->group->chain_from)
        take_chain(g, row, order->amount);
    return row_settle(work, g->group, g->sites, row, except);
}

/* Does the row hold the amount that it was to hold? A chain's length comes from the ledger's formula. */
static bool amount_fits(const struct group_work *g, const struct made_row *row, int64_t amount)
{
    const struct indicator *of = g->group->spread;
    for (size_t i = 0; amount >= 0 && i < of->of->indicator_count; i++)
        if (of->of->indicators[i] == of)
            return g->ledger->adds[i] == amount;
    (void)row;
    return true;
}

static int try_row(struct group_work *g, const struct order *order, struct made_row **ret)
{
    struct ledger_work *work = g->ledger;
    struct made_row *row = row_new(work->sim->ctx->mem, work->plan);
    size_t variant;
    struct making_row m = {work->sim, work->plan, g->group, order->set, pick_variant(g, &variant), row, work->number};
    int r = prepare(g, order, row);
    if (r == 0)
        r = row_make(&m);
    for (size_t i = 0; r == 0 && g->group->holds && i < work->plan->word_count; i++) {
        const char *word;
        if (g->group->hold_words[i])
            r = row_make_word(&m, i, &word);
    }
    if (r)
        return r;
    g->why = ledger_refuses(work, row, &g->over);
    if (!g->why && !amount_fits(g, row, order->amount))
        g->why = "spread 给的数没有原样计入指标（请核对 chain 和公式，或日期在年外）";
    if (g->why)
        return ROW_NONE;
    if (variant < g->group->variant_count)
        g->variants_left[variant]--;
    *ret = row;
    return 0;
}

/* The next row continues the run, or begins a new one. */
static void move_run(struct group_work *g, const struct made_row *row)
{
    struct run *run = &g->run;
    if (g->group->chain_to)
        run->chain_end = row->values[g->group->chain_to->index].number;
    if (!g->group->holds)
        return;
    if (!run->head) {
        run->head = row_copy(g->ledger->sim->ledger, g->ledger->plan, row);
        run->left = dice_in(&g->ledger->sim->dice, g->group->hold);
        run->position = 0;
    }
    run->left--;
    run->position++;
    if (run->left <= 0)
        run->head = NULL;
}

static int make_sibling(struct group_work *g, const struct made_row *row);

/* 0, or ROW_NONE with the reason in `why`. */
static int make_row(struct group_work *g, const struct order *order)
{
    struct made_row *row = NULL;
    int r = ROW_NONE;
    bool sibling = order->set && order->set == g->group->sibling_set;
    for (int tries = 0; r == ROW_NONE && tries < TRIES; tries++) {
        if (tries == TRIES / 2)
            g->run.head = NULL;
        r = try_row(g, order, &row);
        if (r == ROW_NONE && g->over)
            break;
    }
    if (r)
        return r;
    ledger_take(g->ledger, g->index, row);
    if (!sibling)
        move_run(g, row);
    if (!sibling && dice_share(&g->ledger->sim->dice, g->group->sibling_share))
        return make_sibling(g, row);
    return 0;
}

static int make_sibling(struct group_work *g, const struct made_row *row)
{
    struct order order = {.source = row, .keep = g->group->sibling_keep, .set = g->group->sibling_set, .amount = -1};
    int r = make_row(g, &order);
    return r < 0 ? r : 0; /* none, where it would be one too many */
}

/* Rows are in the context's arena: it is rewound after each. */
static int make_and_rewind(struct group_work *g, const struct order *order)
{
    struct arena *mem = g->ledger->sim->ctx->mem;
    struct arena_mark start = arena_mark(mem);
    if (g->ledger->made >= LEDGER_LIMIT)
        return group_fault(g, "一本台账超过一亿行；请核对指标的 simulate 和 --scale");
    int r = make_row(g, order);
    if (r == ROW_NONE && g->why)
        g->why = arena_strdup(g->ledger->sim->ledger, g->why);
    arena_rewind(mem, start);
    return r;
}

/* ---- kinds of groups ---- */

/* A number of rows. Examples are left out where a figure is too small for them. */
static int make_number(struct group_work *g, int64_t count, bool may_fail)
{
    struct order order = {.amount = -1};
    for (int64_t i = 0; i < count; i++) {
        int r = make_and_rewind(g, &order);
        if (r < 0 || (r == ROW_NONE && !(may_fail && g->over)))
            return r < 0 ? r : group_fault(g, g->why ? g->why : "没有合适的地方");
    }
    return 0;
}

static struct figure *figure_of(struct group_work *g, const struct indicator *indicator)
{
    return &g->ledger->sim->figures->at[indicator->index];
}

static int make_until(struct group_work *g)
{
    const struct figure *figure = figure_of(g, g->group->until);
    int64_t goal = (int64_t)((int128)figure->goal * g->group->share / SHARE_ALL), stuck = 0;
    struct order order = {.amount = -1};
    while (figure->have < goal) {
        int64_t before = figure->have;
        int r = make_and_rewind(g, &order);
        stuck = figure->have > before ? 0 : stuck + 1;
        if (r < 0)
            return r;
        if (r == ROW_NONE || stuck > NO_PROGRESS)
            return group_fault(g, r == ROW_NONE && g->why ? g->why : "造出的行没有使指标增加");
    }
    return 0;
}

static int make_spread(struct group_work *g)
{
    struct simulation *sim = g->ledger->sim;
    const struct group *group = g->group;
    const struct figure *figure = figure_of(g, group->spread);
    int64_t total = figure->goal - figure->have;
    if (total <= 0)
        return 0;
    int64_t count =
        spread_count(total, scaled(group->spread_records, sim->scale), group->spread_least, group->spread_most);
    if (count > LEDGER_LIMIT)
        return group_fault(g, "most 太小，要造一亿行以上才凑得够");
    int64_t *amounts = spread_amounts(sim->ledger, &sim->dice, total, count, group->spread_least, group->spread_most);
    for (int64_t i = 0; i < count; i++) {
        struct order order = {.amount = amounts[i]};
        int r = make_and_rewind(g, &order);
        if (r)
            return r < 0 ? r : group_fault(g, g->why ? g->why : "没有合适的地方");
    }
    return 0;
}

/* As many as asked for and as the earlier rows allow. */
static int make_repeats(struct group_work *g)
{
    const struct sampled_rows *sources = &g->ledger->sources[g->index];
    int64_t wanted = scaled(g->group->amount, g->ledger->sim->scale), made = 0;
    for (size_t i = 0; i < sources->count && made < wanted; i++) {
        struct order order = {.source = sources->at[i], .keep = g->group->keep, .amount = -1};
        int r = make_and_rewind(g, &order);
        if (r < 0)
            return r;
        made += r == 0;
    }
    return 0;
}

/* How many rows each parent gets; *ret_all in all. */
static int64_t *plan_each(struct group_work *g, const struct kept_rows *parents, int64_t *ret_all)
{
    struct simulation *sim = g->ledger->sim;
    int64_t *times = arena_array(sim->ledger, parents->at.count + 1, sizeof *times);
    *ret_all = 0;
    for (size_t i = 0; i < parents->at.count; i++) {
        if (g->group->where && rule_holds(g->group->where, parents->at.at[i]->values) != RULE_YES)
            continue;
        bool idle = dice_share(&sim->dice, g->group->idle);
        times[i] = dice_in(&sim->dice, idle ? (struct span){0, 2} : g->group->times);
        *ret_all += times[i];
    }
    return times;
}

static int make_each(struct group_work *g)
{
    struct simulation *sim = g->ledger->sim;
    const struct kept_rows *parents = kept_of(sim, g->group->each);
    int64_t all, next = 0, *amounts = NULL;
    int64_t *times = plan_each(g, parents, &all);
    if (g->group->spread && all) {
        const struct figure *figure = figure_of(g, g->group->spread);
        amounts = spread_amounts(sim->ledger, &sim->dice, figure->goal - figure->have, all, g->group->spread_least,
                                 g->group->spread_most);
    }
    for (size_t i = 0; i < parents->at.count; i++)
        for (int64_t k = 0; k < times[i]; k++) {
            struct order order = {.parent = parents->at.at[i], .position = k, .amount = amounts ? amounts[next++] : -1};
            int r = make_and_rewind(g, &order);
            if (r < 0 || (r && amounts))
                return r < 0 ? r : group_fault(g, g->why ? g->why : "没有合适的地方");
        }
    return 0;
}

static int make_rows(struct group_work *g)
{
    for (struct sample ***set = g->group->rows; *set; set++) {
        const struct sample *org = (*set)[FIELD_ORG];
        struct place *place =
            org->piece_count ? map_get_str(g->ledger->sim->places->by_code, org->pieces[0].text) : NULL;
        if (!place)
            return fail(g->ledger->sim->ctx, E_INPUT, "%s:%d:%d: 组织“%s”不在 organisations.csv 里", org->at->file,
                        org->at->line, org->at->column, org->at->text);
        struct order order = {.place = place, .set = *set, .amount = -1};
        int r = make_and_rewind(g, &order);
        if (r)
            return r < 0 ? r : group_fault(g, g->why);
    }
    return 0;
}

static int make_group(struct group_work *g)
{
    const struct group *group = g->group;
    switch (group->kind) {
    case GROUP_EXAMPLES:
        return make_number(g, group->amount, true);
    case GROUP_RECORDS:
        return make_number(g, scaled(group->amount, g->ledger->sim->scale), false);
    case GROUP_UNTIL:
        return group->spread ? make_spread(g) : make_until(g);
    case GROUP_REPEAT:
        return make_repeats(g);
    case GROUP_EACH:
        return make_each(g);
    case GROUP_ROWS:
        return make_rows(g);
    }
    return 0;
}

/* ---- all groups ---- */

const struct made_row *ref_parent(struct ledger_work *work, int64_t number)
{
    for (size_t i = 0; i < work->plan->ledger->field_count; i++) {
        const struct sample *sample = work->plan->samples[i];
        if (!sample || sample->kind != SAMPLE_REF)
            continue;
        const struct kept_rows *rows = kept_of(work->sim, sample->ledger);
        size_t parent = (size_t)((number - 1) / sample->pad);
        return parent < rows->at.count ? rows->at.at[parent] : NULL;
    }
    return NULL;
}

int groups_make(struct ledger_work *work)
{
    int r = 0;
    struct sites *own = group_sites(work, NULL);
    for (size_t i = 0; i < work->plan->group_count && r == 0; i++) {
        const struct group *group = &work->plan->groups[i];
        struct group_work g = {.ledger = work, .group = group, .index = i};
        g.sites = group->place ? group_sites(work, group) : own;
        g.variants_left = arena_array(work->sim->ledger, group->variant_count + 1, sizeof *g.variants_left);
        for (size_t v = 0; v < group->variant_count; v++) {
            const struct variant *variant = &group->variants[v];
            g.variants_left[v] =
                variant->examples >= 0 ? variant->examples : scaled(variant->records, work->sim->scale);
        }
        r = make_group(&g);
    }
    return r;
}
