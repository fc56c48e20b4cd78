/* The order of ledgers, the folder and its files. What a row is made of is simulate_make.c's, how many there are
 * simulate_group.c's. */
#include "domain/simulate.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "domain/simulate_ledger.h"

enum { SCALE_LIMIT = 100 };

/* ---- order ---- */

/* Whether `ledger` has to come after `other`: in the order of import, or in that of making (an at_least is asked for
 * when the parent is imported, but its children are made from it). */
static bool comes_after(const struct programme *programme, const struct ledger *ledger, const struct ledger *other,
                        bool making)
{
    bool after = making && ledger->parent == other;
    for (size_t i = 0; i < ledger->check_count; i++) {
        const struct check *check = &ledger->checks[i];
        after |= check->kind == CHECK_EXISTS_IN && check->ledger == other;
        after |= !making && check->kind == CHECK_AT_LEAST && check->ledger == other;
    }
    bool awaited = false; /* the other one asks for rows of this one: then a ref to it may point forward */
    for (size_t i = 0; i < other->check_count; i++)
        awaited |= other->checks[i].kind == CHECK_AT_LEAST && other->checks[i].ledger == ledger;
    for (size_t i = 0; i < ledger->field_count; i++)
        after |= ledger->fields[i].type == FIELD_REF && strcmp(ledger->fields[i].to, other->code) == 0 &&
                 (making || !awaited);
    for (size_t i = 0; i < programme->indicator_count; i++)
        after |= programme->indicators[i]->of == ledger && programme->indicators[i]->roster == other;
    return after && ledger != other;
}

/* Indices of ledgers: the pack's order, but each after those that it needs. A circle is broken where it begins. */
static size_t *order_of(struct ctx *ctx, const struct programme *programme, bool making)
{
    size_t count = programme->ledger_count, *order = arena_array(ctx->mem, count + 1, sizeof *order);
    bool *done = arena_array(ctx->mem, count + 1, sizeof *done);
    for (size_t placed = 0; placed < count; placed++) {
        size_t best = count, first = count;
        for (size_t i = count; i-- > 0;) {
            bool ready = !done[i];
            for (size_t k = 0; ready && k < count; k++)
                ready = done[k] || !comes_after(programme, programme->ledgers[i], programme->ledgers[k], making);
            best = ready ? i : best;
            first = done[i] ? first : i;
        }
        order[placed] = best < count ? best : first;
        done[order[placed]] = true;
    }
    return order;
}

/* ---- folder and files ---- */

static int make_folder(struct ctx *ctx, const char *directory)
{
    if (mkdir(directory, 0777) == 0)
        return 0;
    if (errno != EEXIST)
        return fail(ctx, E_INPUT, "建不了文件夹“%s”：%s", directory, strerror(errno));
    if (!file_is_directory(directory))
        return fail(ctx, E_INPUT, "“%s”是文件，不是文件夹；请换一个名字", directory);
    return file_is_empty_folder(directory)
               ? 0
               : fail(ctx, E_INPUT, "文件夹“%s”里已有东西，没有动它；请换一个新的，或先清空它", directory);
}

/* What was written must have arrived. */
static int finish_file(struct ctx *ctx, FILE *file, const char *path)
{
    if (fflush(file) == 0 && !ferror(file))
        return 0;
    return fail(ctx, E_INPUT, "写不完“%s”：%s", path, strerror(errno));
}

/* ---- a ledger ---- */

static int make_errors(struct ledger_work *work, const char *directory, size_t place)
{
    struct ctx *ctx = work->sim->ctx;
    AUTO_FCLOSE FILE *out = NULL;
    if (!work->plan->error_count)
        return 0;
    const char *path = arena_printf(ctx->mem, "%s/errors/%02zu-%s.csv", directory, place, work->plan->ledger->code);
    int r = file_create(ctx, path, 0666, &out);
    if (r == 0)
        r = errors_make(work, out);
    return r < 0 ? r : finish_file(ctx, out, path);
}

static int make_ledger(struct simulation *sim, size_t index, const char *directory, size_t place, FILE *progress)
{
    struct ctx *ctx = sim->ctx;
    const struct ledger_plan *plan = &sim->plan->ledgers[index];
    AUTO_FCLOSE FILE *out = NULL;
    struct ledger_work work = {.sim = sim, .plan = plan, .number = (uint16_t)(index + 1)};
    const char *path = arena_printf(ctx->mem, "%s/%02zu-%s.csv", directory, place, plan->ledger->code);
    int r = file_create(ctx, path, 0666, &out);
    if (r < 0)
        return r;
    work.out = out;
    dice_seed(&sim->dice, sim->plan->seed ^ hash_text(7, plan->ledger->code));
    ledger_begin(&work);
    r = groups_make(&work);
    if (r < 0)
        return r;
    ledger_end(&work);
    if (progress)
        fprintf(progress, "%s\t%s\t%" PRId64 " 行\n", plan->ledger->code, plan->ledger->name, work.rows);
    r = finish_file(ctx, out, path);
    return r < 0 ? r : make_errors(&work, directory, place);
}

static int make_ledgers(struct simulation *sim, const char *directory, FILE *progress)
{
    struct ctx *ctx = sim->ctx;
    size_t count = sim->programme->ledger_count, *making = order_of(ctx, sim->programme, true);
    size_t *importing = order_of(ctx, sim->programme, false), *place = arena_array(ctx->mem, count + 1, sizeof *place);
    size_t number = 0;
    for (size_t i = 0; i < count; i++)
        if (sim->plan->ledgers[importing[i]].made)
            place[importing[i]] = ++number;
    int r = 0;
    for (size_t i = 0; i < count && r == 0; i++) {
        if (!sim->plan->ledgers[making[i]].made)
            continue;
        struct arena_mark start = arena_mark(ctx->mem);
        sim->ledger = arena_new();
        r = make_ledger(sim, making[i], directory, place[making[i]], progress);
        arena_free(sim->ledger);
        arena_rewind(ctx->mem, start);
    }
    return r;
}

static int write_all(struct simulation *sim, const char *directory, FILE *progress)
{
    struct ctx *ctx = sim->ctx;
    struct plan *plan = NULL;
    int r = places_read(ctx, sim->programme, &sim->places);
    if (r == 0)
        r = plan_read(ctx, sim->programme, sim->places, &plan);
    if (r == 0)
        r = figures_read(ctx, sim->programme, sim->scale, sim->mem, &sim->figures);
    if (r == 0)
        r = make_folder(ctx, directory);
    if (r == 0)
        r = make_folder(ctx, arena_printf(ctx->mem, "%s/errors", directory));
    if (r < 0)
        return r;
    sim->plan = plan;
    sim->kept = arena_array(sim->mem, sim->programme->ledger_count + 1, sizeof *sim->kept);
    people_init(&sim->people, sim->mem, plan->seed, plan->pools, plan->pool_count, plan->areas, plan->area_count);
    r = make_ledgers(sim, directory, progress);
    return r < 0 ? r : figures_close(ctx, sim->figures);
}

int simulate_write(struct ctx *ctx, const struct programme *programme, const char *directory, struct decimal scale,
                   FILE *progress)
{
    if (scale.n <= 0 || decimal_compare(scale, (struct decimal){SCALE_LIMIT, 0}) > 0)
        return fail(ctx, E_INPUT, "规模应大于 0、不超过 %d，如 0.02、1、2", SCALE_LIMIT);
    struct simulation sim = {.ctx = ctx, .mem = arena_new(), .programme = programme, .scale = scale};
    int r = write_all(&sim, directory, progress);
    arena_free(sim.mem);
    return r;
}
