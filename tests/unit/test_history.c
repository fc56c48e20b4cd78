/* Tallies equal a naive recount after any random history, and do not depend on the order of acceptance (DESIGN
 * decisions 4, 5). Two years of one city; the counting of the model is history_model.c, which shares nothing with
 * src/domain. */
#include "base/date.h"
#include "domain/identity.h"
#include "domain/import.h"
#include "domain/record.h"
#include "domain/verify.h"
#include "unit/history_town.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { STEPS = 30 };

struct history {
    struct town *town;
    struct model model;
    uint64_t seed;
    int64_t sequence;
    int64_t batch_ids[2048]; /* of the store, by the model's number; 0: it made none */
};

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
    int line_of[ROWS_MOST], count = 1 + (int)dice(&h->seed, ROWS_MOST), taken = 0, first = m->row_count;
    int year = FIRST_YEAR + (int)dice(&h->seed, YEARS), ledger = (int)dice(&h->seed, LEDGERS), batch = m->batch_count;
    bool accept = dice(&h->seed, 2);
    m->batches[batch] = SUBMITTED;
    for (int i = 0; i < count; i++) {
        rows[i] = (struct said){.year = year, .ledger = ledger, .batch = batch};
        row_by_chance(&h->seed, &rows[i]);
        rows[i].sequence = ++h->sequence;
        const struct said *latest = model_latest(m, &rows[i]);
        if (latest && rows_say_the_same(latest, &rows[i]))
            continue;
        line_of[taken++] = i + 2;
        m->rows[m->row_count++] = rows[i];
    }
    h->batch_ids[batch] = town_import(h->town, rows, count, accept, taken);
    if (!taken)
        return;
    m->batches[m->batch_count++] = accept ? ACCEPTED : SUBMITTED;
    note_records(h, batch, first, line_of);
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
    int batch = m->batch_count ? (int)dice(&h->seed, (uint64_t)m->batch_count) : 0;
    if (!m->batch_count || (m->batches[batch] != SUBMITTED && !(to == VOIDED && m->batches[batch] == ACCEPTED)))
        return;
    assert_int_equal(town_decide(h->town, year_of_batch(m, batch), h->batch_ids[batch], to), 0);
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
    const struct said *row = m->row_count ? &m->rows[dice(&h->seed, (uint64_t)m->row_count)] : NULL;
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

static void check_store(struct history *h, uint64_t seed, int step)
{
    static struct counted stored, expected;
    town_tallies(h->town, &stored);
    model_count(&h->model, &expected);
    compare_counted(&stored, &expected, seed, step);
    town_verify(h->town, seed, step);
}

static void random_step(struct history *h)
{
    uint64_t what = dice(&h->seed, 10);
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
        *id = town_import(again->town, rows, count, false, -1);
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
    town_make(&town, "replay");
    again->town = &town;
    again->seed = seed;
    for (int b = 0; b < m->batch_count; b++)
        replay_hand_in(again, m, b, &ids[b]);
    int order[2048];
    for (int b = 0; b < m->batch_count; b++) {
        int k = (int)dice(&again->seed, (uint64_t)b + 1);
        order[b] = order[k];
        order[k] = b;
    }
    for (int b = 0; b < m->batch_count; b++) {
        if (ids[order[b]])
            assert_int_equal(town_decide(&town, year_of_batch(m, order[b]), ids[order[b]], ACCEPTED), 0);
    }
    town_verify(&town, seed, -1);
    town_tallies(&town, &stored);
    model_count(m, &expected);
    compare_counted(&stored, &expected, seed, -1);
    town_remove(&town);
    free(again);
}

static void one_history(uint64_t seed)
{
    struct town town;
    struct history *h = calloc(1, sizeof *h);
    assert_non_null(h);
    town_make(&town, "history");
    h->town = &town;
    h->seed = seed;
    for (int step = 0; step < STEPS; step++) {
        random_step(h);
        check_store(h, seed, step);
    }
    replay(h, seed);
    town_remove(&town);
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
