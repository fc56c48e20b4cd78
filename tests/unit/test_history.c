/* Tallies equal a naive recount after any random history, and do not depend on the order of acceptance (DESIGN
 * decisions 4, 5). Two years of one city; the counting of the model is history_model.c, which shares nothing with
 * src/domain. */
#include "base/date.h"
#include "domain/identity.h"
#include "domain/import.h"
#include "domain/record.h"
#include "domain/verify.h"
#include "unit/fresh.h"
#include "unit/history_model.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { STEPS = 30, ROWS_MOST = 6 };

struct town {
    struct ctx ctx;
    struct city *city[YEARS];
    struct actor actor;
    char *url, file[64];
};

struct history {
    struct town *town;
    struct model model;
    uint64_t seed;
    int64_t sequence;
    int64_t batch_ids[2048]; /* of the store, by the model's number; 0: it made none */
};

/* splitmix64 */
static uint64_t dice(struct history *h, uint64_t sides)
{
    uint64_t z = (h->seed += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (z ^ (z >> 31)) % sides;
}

static const char *pack_path(struct town *t, int year)
{
    return arena_printf(t->ctx.mem, "%s/tests/packs/history-%d", SOURCE_ROOT, year);
}

#define SUCCEED(town, call)                                                                                            \
    do {                                                                                                               \
        if ((call) < 0)                                                                                                \
            fail_msg("%s: %s", #call, (town)->ctx.err.text);                                                           \
    } while (0)

static int add_second_year(struct ctx *ctx, void *arg)
{
    return programme_store(ctx, "990100000000", arg, "test");
}

static void open_town(struct town *t, const char *name)
{
    struct programme *second;
    memset(t, 0, sizeof *t);
    t->ctx.mem = arena_new();
    t->actor.name = "test";
    t->url = fresh_store(name);
    snprintf(t->file, sizeof t->file, "/tmp/duixian-%s-%d.csv", name, (int)getpid());
    SUCCEED(t, city_init(&t->ctx, t->url, pack_path(t, 2024), NULL, &t->actor, &t->city[0]));
    SUCCEED(t, pack_read(&t->ctx, pack_path(t, 2025), &second));
    SUCCEED(t, db_transaction(&t->ctx, add_second_year, second));
    t->city[1] = arena_alloc(t->ctx.mem, sizeof **t->city);
    *t->city[1] = *t->city[0];
    t->city[1]->programme = second;
    SUCCEED(t, organisations_load(&t->ctx, t->city[0]->programme, &t->city[0]->tree));
    SUCCEED(t, organisations_load(&t->ctx, second, &t->city[1]->tree));
}

static void close_town(struct town *t)
{
    city_close(&t->ctx, t->city[0]);
    fresh_remove(t->url);
    unlink(t->file);
    arena_free(t->ctx.mem);
}

static int random_day(struct history *h, int year, bool before_too)
{
    if (before_too && dice(h, 5) == 0)
        year--;
    return year * 10000 + (int)(1 + dice(h, 12)) * 100 + (int)(1 + dice(h, 28));
}

static void random_row(struct history *h, struct said *r)
{
    r->org = dice(h, 8) == 0 ? (int)dice(h, 5) : 5 + (int)dice(h, 4);
    r->number = r->nick = r->clinic = -1;
    if (r->ledger == WORKS) {
        snprintf(r->key, sizeof r->key, "%s%d", dice(h, 3) ? "W" : "B", (int)(1 + dice(h, 4)));
        r->started = random_day(h, r->year, true);
        r->finished = dice(h, 2) ? day_add(r->started, (int)dice(h, 200)) : 0;
        r->metres = (int)dice(h, 5000);
        return;
    }
    r->day = random_day(h, r->year, true);
    r->kind = (int)dice(h, 2);
    r->clinic = (int)dice(h, 4);
    if (r->ledger == ROSTER) {
        snprintf(r->key, sizeof r->key, "K%d", r->clinic);
        return;
    }
    snprintf(r->key, sizeof r->key, "V%d", (int)dice(h, 12));
    if (dice(h, 4))
        r->number = (int)dice(h, 5);
    if (r->number < 0 || dice(h, 4) == 0)
        r->nick = (int)dice(h, 5);
    if (dice(h, 5) == 0)
        r->clinic = -1;
}

static const char *number_of(struct town *t, int i)
{
    char *first17 = arena_printf(t->ctx.mem, "410101188%d0101001", i);
    return arena_printf(t->ctx.mem, "%s%c", first17, identity_check_digit(first17));
}

static const char *day_text(struct town *t, int day)
{
    char text[16];
    return day ? arena_strdup(t->ctx.mem, date_format(day, text)) : "";
}

static void print_row(struct town *t, FILE *f, const struct said *r)
{
    const char *org = org_codes[r->org];
    if (r->ledger == WORKS)
        fprintf(f, "%s,%s,%d.%03d,%s,%s,合成数据\n", org, r->key, r->metres / 1000, r->metres % 1000,
                day_text(t, r->started), day_text(t, r->finished));
    else if (r->ledger == ROSTER)
        fprintf(f, "%s,%s,%s,%s,合成数据\n", org, r->key, r->kind ? "撤" : "在", day_text(t, r->day));
    else
        fprintf(f, "%s,%s,%s,%s,%s,%s,%s,%s,合成数据\n", org, r->key, r->number < 0 ? "" : number_of(t, r->number),
                r->nick < 0 ? "" : arena_printf(t->ctx.mem, "小名%d", r->nick), r->nick < 0 ? "" : "1885-05-05",
                r->kind ? "乙" : "甲", r->clinic < 0 ? "" : arena_printf(t->ctx.mem, "K%d", r->clinic),
                day_text(t, r->day));
}

static void write_rows(struct town *t, const struct said *rows, int count)
{
    static const char *const heads[LEDGERS] = {"org,code,length,started_on,finished_on,remark",
                                               "org,visit,person_id,nick,born,kind,clinic,day,remark",
                                               "org,code,state,day,remark"};
    FILE *f = fopen(t->file, "w");
    assert_non_null(f);
    fprintf(f, "%s\n", heads[rows->ledger]);
    for (int i = 0; i < count; i++)
        print_row(t, f, &rows[i]);
    fclose(f);
}

static void first_fault(void *arg, const struct fault *fault)
{
    char *first = arg;
    if (fault->error && !*first)
        snprintf(first, 200, "%s", fault->say);
}

static int64_t import_rows(struct town *t, const struct said *rows, int count, bool accept, int expected_new)
{
    struct city *city = t->city[rows->year - FIRST_YEAR];
    char fault[200] = "";
    struct import_options options = {
        .accept = accept, .reason = "更正", .actor = &t->actor, .faults = {first_fault, fault}};
    struct import_result result;
    write_rows(t, rows, count);
    SUCCEED(t, import_file(&t->ctx, city, programme_ledger(city->programme, ledger_codes[rows->ledger]), t->file,
                           &options, &result));
    if (result.rows.rejected)
        fail_msg("rejected: %s", fault);
    if (expected_new >= 0)
        assert_int_equal(result.rows.fresh + result.rows.changed, expected_new);
    t->city[0]->data = t->city[1]->data = DATA_SYNTHETIC;
    return result.batch;
}

/* Remembers which record of the store each row of the batch became. */
static void note_records(struct history *h, int batch, int first_row, const int *line_of)
{
    struct town *t = h->town;
    AUTO_ANSWER struct answer *a = NULL;
    SUCCEED(t, db_ask(&t->ctx, SQL("select row, record from revision where batch = ?"),
                      BIND(b_int(h->batch_ids[batch])), &a));
    while (answer_next(&t->ctx, a) > 0)
        for (int i = first_row; i < h->model.row_count; i++)
            if (line_of[i - first_row] == answer_int(a, 0))
                h->model.rows[i].record = answer_int(a, 1);
}

static void hand_in(struct history *h)
{
    struct said rows[ROWS_MOST];
    struct model *m = &h->model;
    int line_of[ROWS_MOST], count = 1 + (int)dice(h, ROWS_MOST), taken = 0, first = m->row_count;
    int year = FIRST_YEAR + (int)dice(h, YEARS), ledger = (int)dice(h, LEDGERS), batch = m->batch_count;
    bool accept = dice(h, 2);
    m->batches[batch] = SUBMITTED;
    for (int i = 0; i < count; i++) {
        rows[i] = (struct said){.year = year, .ledger = ledger, .batch = batch};
        random_row(h, &rows[i]);
        rows[i].sequence = ++h->sequence;
        const struct said *latest = model_latest(m, &rows[i]);
        if (latest && rows_say_the_same(latest, &rows[i]))
            continue;
        line_of[taken++] = i + 2;
        m->rows[m->row_count++] = rows[i];
    }
    h->batch_ids[batch] = import_rows(h->town, rows, count, accept, taken);
    if (!taken)
        return;
    m->batches[m->batch_count++] = accept ? ACCEPTED : SUBMITTED;
    note_records(h, batch, first, line_of);
}

struct verdict {
    struct town *town;
    int year;
    int64_t batch;
    enum state to;
};

static int decide(struct ctx *ctx, void *arg)
{
    struct verdict *v = arg;
    const struct city *city = v->town->city[v->year - FIRST_YEAR];
    struct moved moved;
    switch (v->to) {
    case ACCEPTED:
        return batch_accept(ctx, city, v->batch, &v->town->actor, "", &moved);
    case RETURNED:
        return batch_return(ctx, city, v->batch, &v->town->actor, "r");
    case VOIDED:
    case SUBMITTED:
        break;
    }
    return batch_void(ctx, city, v->batch, &v->town->actor, "r", &moved);
}

static int year_of_batch(const struct model *m, int batch)
{
    for (int i = 0; i < m->row_count; i++)
        if (m->rows[i].batch == batch)
            return m->rows[i].year;
    return FIRST_YEAR;
}

static void decide_one(struct history *h, enum state to)
{
    struct model *m = &h->model;
    int batch = m->batch_count ? (int)dice(h, (uint64_t)m->batch_count) : 0;
    if (!m->batch_count || (m->batches[batch] != SUBMITTED && !(to == VOIDED && m->batches[batch] == ACCEPTED)))
        return;
    struct verdict v = {h->town, year_of_batch(m, batch), h->batch_ids[batch], to};
    assert_int_equal(db_transaction(&h->town->ctx, decide, &v), 0);
    m->batches[batch] = to;
}

struct taking_back {
    struct town *town;
    int year;
    int64_t record;
};

static int take_back(struct ctx *ctx, void *arg)
{
    struct taking_back *v = arg;
    struct moved moved;
    return record_void(ctx, v->town->city[v->year - FIRST_YEAR], v->record, &v->town->actor, "r", &moved);
}

static void void_record(struct history *h)
{
    struct model *m = &h->model;
    const struct said *row = m->row_count ? &m->rows[dice(h, (uint64_t)m->row_count)] : NULL;
    const struct said *latest = row ? model_latest(m, row) : NULL;
    if (!latest || latest->is_void)
        return;
    struct said taken = *latest;
    struct taking_back v = {h->town, taken.year, taken.record};
    assert_int_equal(db_transaction(&h->town->ctx, take_back, &v), 0);
    taken.is_void = true;
    taken.sequence = ++h->sequence;
    taken.batch = m->batch_count;
    SUCCEED(h->town, db_int(&h->town->ctx, SQL("select max(id) from batch"), NO_BINDS, &h->batch_ids[m->batch_count]));
    m->batches[m->batch_count++] = ACCEPTED;
    m->rows[m->row_count++] = taken;
}

/* ---- comparing ---- */

static void read_tallies(struct town *t, struct counted *ret)
{
    memset(ret, 0, sizeof *ret);
    AUTO_ANSWER struct answer *a = NULL;
    SUCCEED(
        t, db_ask(&t->ctx,
                  SQL("select p.year, o.code, i.code, t.part, t.month, t.value from tally t join organisation o"
                      " on o.id = t.org join indicator i on i.id = t.indicator join programme p on p.id = i.programme"),
                  NO_BINDS, &a));
    while (answer_next(&t->ctx, a) > 0) {
        int place = 0, indicator = 0;
        while (place < PLACES && strcmp(org_codes[place], answer_text(a, 1)) != 0)
            place++;
        while (indicator < INDICATORS && strcmp(indicator_codes[indicator], answer_text(a, 2)) != 0)
            indicator++;
        assert_true(place < PLACES && indicator < INDICATORS);
        assert_true(answer_int(a, 5) != 0);
        int month = (int)(answer_int(a, 4) - answer_int(a, 0) * 100);
        assert_in_range(month, 0, 12);
        ret->value[answer_int(a, 0) - FIRST_YEAR][place][indicator][answer_int(a, 3)][month] = answer_int(a, 5);
    }
}

static void compare(const struct counted *stored, const struct counted *expected, uint64_t seed, int step)
{
    for (int y = 0; y < YEARS; y++)
        for (int p = 0; p < PLACES; p++)
            for (int i = 0; i < INDICATORS; i++)
                for (int part = 0; part < 2; part++)
                    for (int m = 0; m < MONTHS; m++)
                        if (stored->value[y][p][i][part][m] != expected->value[y][p][i][part][m])
                            fail_msg("seed %" PRIu64 " step %d: %s of %s, part %d, %d-%02d: stored %" PRId64
                                     ", counted anew %" PRId64,
                                     seed, step, indicator_codes[i], org_codes[p], part, FIRST_YEAR + y, m,
                                     stored->value[y][p][i][part][m], expected->value[y][p][i][part][m]);
}

static void tell(void *arg, const struct difference *d)
{
    (void)arg;
    print_error("verify: %s %s: %s / %s\n", d->what, d->where, d->stored, d->counted);
}

static void check_store(struct history *h, uint64_t seed, int step)
{
    static struct counted stored, expected;
    struct verification v = {.tell = tell};
    read_tallies(h->town, &stored);
    model_count(&h->model, &expected);
    compare(&stored, &expected, seed, step);
    SUCCEED(h->town, verify_store(&h->town->ctx, &v));
    if (v.differences)
        fail_msg("seed %" PRIu64 " step %d: verify finds %" PRId64 " differences", seed, step, v.differences);
}

static void random_step(struct history *h)
{
    uint64_t what = dice(h, 10);
    if (what < 5)
        hand_in(h);
    else if (what < 7)
        decide_one(h, ACCEPTED);
    else if (what < 8)
        decide_one(h, RETURNED);
    else if (what < 9)
        decide_one(h, VOIDED);
    else
        void_record(h);
}

/* ---- the same set in another order ---- */

static void replay_hand_in(struct history *again, const struct model *m, int batch, int64_t *id)
{
    struct said rows[ROWS_MOST];
    int count = 0;
    *id = 0;
    for (int i = 0; i < m->row_count; i++)
        if (m->rows[i].batch == batch)
            rows[count++] = m->rows[i];
    if (!count || m->batches[batch] != ACCEPTED)
        return;
    if (!rows[0].is_void) {
        *id = import_rows(again->town, rows, count, false, -1);
        return;
    }
    AUTO_ANSWER struct answer *a = NULL; /* the record has another number in this store: found by its place and words */
    struct taking_back v = {again->town, rows[0].year, 0};
    SUCCEED(again->town,
            db_ask(&again->town->ctx,
                   SQL("select r.id, v.payload, l.code, p.year, o.code from record r join revision v on v.id = r.latest"
                       " join ledger l on l.id = r.ledger join programme p on p.id = l.programme"
                       " join organisation o on o.id = r.owner where v.void = 0"),
                   NO_BINDS, &a));
    char words[32];
    snprintf(words, sizeof words, "\":\"%s\"", rows[0].key);
    while (answer_next(&again->town->ctx, a) > 0)
        if (strstr(answer_text(a, 1), words) && strcmp(answer_text(a, 2), ledger_codes[rows[0].ledger]) == 0 &&
            answer_int(a, 3) == rows[0].year && strcmp(answer_text(a, 4), org_codes[owner_of(rows[0].org)]) == 0)
            v.record = answer_int(a, 0);
    answer_done(a);
    a = NULL;
    if (v.record)
        assert_int_equal(db_transaction(&again->town->ctx, take_back, &v), 0);
}

static void replay(struct history *h, uint64_t seed)
{
    static struct counted stored, expected;
    struct town town;
    struct history *again = calloc(1, sizeof *again);
    int64_t ids[2048];
    const struct model *m = &h->model;
    assert_non_null(again);
    open_town(&town, "replay");
    again->town = &town;
    again->seed = seed;
    for (int b = 0; b < m->batch_count; b++)
        replay_hand_in(again, m, b, &ids[b]);
    int order[2048];
    for (int b = 0; b < m->batch_count; b++) {
        int k = (int)dice(again, (uint64_t)b + 1);
        order[b] = order[k];
        order[k] = b;
    }
    for (int b = 0; b < m->batch_count; b++) {
        struct verdict v = {&town, year_of_batch(m, order[b]), ids[order[b]], ACCEPTED};
        if (v.batch)
            assert_int_equal(db_transaction(&town.ctx, decide, &v), 0);
    }
    struct verification v = {.tell = tell};
    SUCCEED(&town, verify_store(&town.ctx, &v));
    read_tallies(&town, &stored);
    model_count(m, &expected);
    compare(&stored, &expected, seed, -1);
    close_town(&town);
    free(again);
}

static void one_history(uint64_t seed)
{
    struct town town;
    struct history *h = calloc(1, sizeof *h);
    assert_non_null(h);
    open_town(&town, "history");
    h->town = &town;
    h->seed = seed;
    for (int step = 0; step < STEPS; step++) {
        random_step(h);
        check_store(h, seed, step);
    }
    replay(h, seed);
    close_town(&town);
    free(h);
}

static void tallies_equal_a_naive_recount_after_any_history_and_in_any_order(void **state)
{
    (void)state;
    const char *histories = getenv("DUIXIAN_HISTORIES"), *from = getenv("DUIXIAN_SEED");
    uint64_t count = histories ? strtoull(histories, NULL, 10) : 30, first = from ? strtoull(from, NULL, 10) : 1;
    for (uint64_t seed = first; seed < first + count; seed++)
        one_history(seed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tallies_equal_a_naive_recount_after_any_history_and_in_any_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
