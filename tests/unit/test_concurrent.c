/* Four clients hand in, accept, return and void at the same time, are killed at random moments and begun again where
 * they were; then the tallies equal a naive recount, verify finds nothing, and what `status` prints is the same, byte
 * by byte, as that of the other kind of store where one client did all of it in turn (DESIGN decisions 4, 6, 9). A
 * client is this program run with its number. Each has records of its own, but persons, clinics and organisations are
 * shared. DUIXIAN_KILLS and DUIXIAN_SEED set how often and which. */
#include "unit/fresh.h"
#include "unit/history_town.h"

#include <inttypes.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { CLIENTS = 4, STEPS = 25 };

struct step {
    int count; /* rows to hand in; 0: a decision about the batch of an earlier step */
    bool accept;
    struct said rows[ROWS_MOST];
    int about;
    enum state to;
};

struct plan {
    struct step steps[STEPS];
    struct model model; /* what is there when all is done */
};

/* ---- what a client does: the same each time it is asked ---- */

static void own_key(struct said *r, int client)
{
    char key[8];
    if (r->ledger == ROSTER)
        r->clinic = client;
    snprintf(key, sizeof key, r->ledger == ROSTER ? "K%d" : "%c%d%s", r->ledger == ROSTER ? client : r->key[0],
             client, /* NOLINT */
             r->key + 1);
    memcpy(r->key, key, sizeof key);
}

static void plan_hand_in(struct plan *plan, struct step *s, uint64_t *seed, int client, int batch)
{
    struct model *m = &plan->model;
    int year = FIRST_YEAR + (int)dice(seed, YEARS), ledger = (int)dice(seed, LEDGERS), taken = 0;
    s->accept = dice(seed, 2);
    m->batches[batch] = SUBMITTED;
    while (!taken) {
        s->count = 1 + (int)dice(seed, ROWS_MOST);
        for (int i = 0; i < s->count; i++) {
            struct said *r = &s->rows[i];
            *r = (struct said){.year = year, .ledger = ledger, .batch = batch, .sequence = batch * ROWS_MOST + i + 1};
            row_by_chance(seed, r);
            own_key(r, client);
            const struct said *latest = model_latest(m, r);
            if (latest && rows_say_the_same(latest, r))
                continue;
            m->rows[m->row_count++] = *r;
            taken++;
        }
    }
    m->batches[batch] = s->accept ? ACCEPTED : SUBMITTED;
}

static bool plan_decision(struct plan *plan, struct step *s, uint64_t *seed, int done)
{
    static const enum state choices[] = {ACCEPTED, ACCEPTED, RETURNED, VOIDED};
    struct model *m = &plan->model;
    s->about = done ? (int)dice(seed, (uint64_t)done) : 0;
    s->to = choices[dice(seed, 4)];
    if (!done || !plan->steps[s->about].count)
        return false;
    enum state now = m->batches[s->about];
    if (now != SUBMITTED && !(s->to == VOIDED && now == ACCEPTED))
        return false;
    m->batches[s->about] = s->to;
    return true;
}

static struct plan *plan_of(uint64_t seed, int client)
{
    struct plan *plan = calloc(1, sizeof *plan);
    assert_non_null(plan);
    seed = seed * CLIENTS + (uint64_t)client;
    plan->model.batch_count = STEPS;
    for (int i = 0; i < STEPS; i++) {
        struct step *s = &plan->steps[i];
        if (dice(&seed, 5) < 2 && plan_decision(plan, s, &seed, i))
            continue;
        plan_hand_in(plan, s, &seed, client, i);
    }
    return plan;
}

/* ---- a client ---- */

static int64_t batch_by(struct town *t, const char *actor)
{
    int64_t id = 0;
    SUCCEED(t, db_int(&t->ctx, SQL("select min(id) from batch where handed_by = ? and rows > 0"), BIND(b_text(actor)),
                      &id));
    return id;
}

static const char *actor_of(struct town *t, int client, int step)
{
    return arena_printf(t->ctx.mem, "c%d-%d", client, step);
}

static bool already(struct town *t, int64_t batch, enum state state)
{
    static const char *const names[] = {"submitted", "accepted", "returned", "void"};
    char *name = NULL;
    SUCCEED(t, db_text(&t->ctx, SQL("select state from batch where id = ?"), BIND(b_int(batch)), &name));
    return strcmp(name, names[state]) == 0;
}

/* `in_doubt`: it may have been done before the client was killed. */
static void do_step(struct town *t, const struct plan *plan, int client, int step, bool in_doubt)
{
    const struct step *s = &plan->steps[step];
    t->actor.name = actor_of(t, client, step);
    if (s->count) {
        if (!in_doubt || !batch_by(t, t->actor.name))
            (void)town_import(t, s->rows, s->count, s->accept, -1);
        return;
    }
    int64_t batch = batch_by(t, actor_of(t, client, s->about));
    if (in_doubt && already(t, batch, s->to))
        return;
    assert_int_equal(town_decide(t, plan->steps[s->about].rows[0].year, batch, s->to), 0);
}

/* The server may still be at what the killed one asked for. */
static void await_predecessor(const char *url, int client)
{
    char text[256];
    snprintf(text, sizeof text,
             "select count(*) from pg_stat_activity where application_name = 'client-%d'"
             " and datname = current_database()",
             client);
    while (fresh_on_postgres() && fresh_number(url, text) > 0)
        usleep(10000);
}

/* Goes on behind the step that its file names. */
static int be_client(const char *url, int client, uint64_t seed, const char *progress)
{
    struct town t;
    struct plan *plan = plan_of(seed, client);
    char name[32];
    int done = 0;
    FILE *f = fopen(progress, "r+b");
    assert_non_null(f);
    setvbuf(f, NULL, _IONBF, 0);
    if (fread(&done, sizeof done, 1, f) != 1)
        done = 0;
    await_predecessor(url, client);
    snprintf(name, sizeof name, "client-%d", client);
    setenv("PGAPPNAME", name, 1);
    town_enter(&t, url, name);
    for (int step = done; step < STEPS; step++) {
        struct arena_mark start = arena_mark(t.ctx.mem);
        do_step(&t, plan, client, step, step == done);
        arena_rewind(t.ctx.mem, start);
        int next = step + 1;
        rewind(f);
        assert_int_equal(fwrite(&next, sizeof next, 1, f), 1);
    }
    town_leave(&t);
    free(plan);
    fclose(f);
    return 0;
}

/* ---- the test ---- */

struct clients {
    const char *url;
    uint64_t seed;
    char progress[CLIENTS][64];
    pid_t pid[CLIENTS]; /* 0: it has done all */
};

static void begin_client(struct clients *c, int i)
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        char number[16], seed[24];
        snprintf(number, sizeof number, "%d", i);
        snprintf(seed, sizeof seed, "%" PRIu64, c->seed);
        execl("/proc/self/exe", "test_concurrent", c->url, number, seed, c->progress[i], (char *)NULL);
        _exit(9);
    }
    c->pid[i] = pid;
}

/* Sees who has ended. Returns how many have not. */
static int look_after(struct clients *c)
{
    int left = 0;
    for (int i = 0; i < CLIENTS; i++) {
        int status = 0;
        if (c->pid[i] && waitpid(c->pid[i], &status, WNOHANG) == c->pid[i]) {
            c->pid[i] = 0;
            if (status != 0)
                fail_msg("seed %" PRIu64 ": client %d ended with %d", c->seed, i, status);
        }
        left += c->pid[i] != 0;
    }
    return left;
}

static int run_clients(struct clients *c, int kills)
{
    uint64_t seed = c->seed;
    int killed = 0;
    for (int i = 0; i < CLIENTS; i++) {
        snprintf(c->progress[i], sizeof c->progress[i], "/tmp/duixian-progress-%d-%d", (int)getpid(), i);
        FILE *f = fopen(c->progress[i], "wb");
        assert_non_null(f);
        fclose(f);
        begin_client(c, i);
    }
    while (look_after(c) > 0) {
        usleep((useconds_t)(5000 + dice(&seed, 60000)));
        int i = (int)dice(&seed, CLIENTS);
        if (!c->pid[i] || killed >= kills)
            continue;
        int status = 0;
        kill(c->pid[i], SIGKILL);
        waitpid(c->pid[i], &status, 0);
        c->pid[i] = 0;
        if (WIFSIGNALED(status)) {
            killed++;
            begin_client(c, i);
        } else if (status != 0) {
            fail_msg("seed %" PRIu64 ": client %d ended with %d", c->seed, i, status);
        }
    }
    for (int i = 0; i < CLIENTS; i++)
        unlink(c->progress[i]);
    return killed;
}

/* All plans as one model. */
static void join_plans(struct plan *const plans[CLIENTS], struct model *ret)
{
    for (int c = 0; c < CLIENTS; c++) {
        const struct model *m = &plans[c]->model;
        for (int i = 0; i < m->row_count; i++) {
            ret->rows[ret->row_count] = m->rows[i];
            ret->rows[ret->row_count++].batch += c * STEPS;
        }
        memcpy(ret->batches + c * STEPS, m->batches, STEPS * sizeof *m->batches);
    }
    ret->batch_count = CLIENTS * STEPS;
}

static char *status_of(const char *url, int year)
{
    char line[512];
    snprintf(line, sizeof line, "'%s' status '%s' --programme 990100-%d --format tsv 2>/dev/null", getenv("DUIXIAN"),
             url, year);
    FILE *f = popen(line, "r");
    char *text = calloc(1, 65536);
    assert_non_null(f);
    assert_non_null(text);
    size_t length = fread(text, 1, 65535, f);
    assert_int_equal(pclose(f), 0);
    assert_true(length > 0);
    return text;
}

/* One client does everything, step by step, on the other kind of store. */
static void compare_with_other_store(const char *url, struct plan *const plans[CLIENTS])
{
    struct town t;
    bool postgres = fresh_on_postgres();
    if (!postgres && !getenv("DUIXIAN_PG"))
        return;
    setenv("DUIXIAN_STORE", postgres ? "sqlite" : "postgres", 1);
    town_make(&t, "other");
    for (int step = 0; step < STEPS; step++)
        for (int c = 0; c < CLIENTS; c++)
            do_step(&t, plans[c], c, step, false);
    for (int year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year++) {
        char *ours = status_of(url, year), *theirs = status_of(t.url, year);
        assert_string_equal(ours, theirs);
        free(ours);
        free(theirs);
    }
    town_remove(&t);
    setenv("DUIXIAN_STORE", postgres ? "postgres" : "sqlite", 1);
}

static void four_clients_killed_at_random_count_as_one(void **state)
{
    static struct counted stored, expected;
    const char *often = getenv("DUIXIAN_KILLS"), *from = getenv("DUIXIAN_SEED");
    struct town t;
    struct clients c = {.seed = from ? strtoull(from, NULL, 10) : 1};
    struct plan *plans[CLIENTS];
    struct model *all = calloc(1, sizeof *all);
    (void)state;
    assert_non_null(all);
    town_make(&t, "concurrent");
    c.url = t.url;
    print_message("# %d kills\n", run_clients(&c, often ? (int)strtol(often, NULL, 10) : 20));
    for (int i = 0; i < CLIENTS; i++)
        plans[i] = plan_of(c.seed, i);
    join_plans(plans, all);
    town_tallies(&t, &stored);
    model_count(all, &expected);
    compare_counted(&stored, &expected, c.seed, STEPS);
    town_verify(&t, c.seed, STEPS);
    compare_with_other_store(t.url, plans);
    for (int i = 0; i < CLIENTS; i++)
        free(plans[i]);
    town_remove(&t);
    free(all);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_clients_killed_at_random_count_as_one),
    };
    if (argc == 5)
        return be_client(argv[1], (int)strtol(argv[2], NULL, 10), strtoull(argv[3], NULL, 10), argv[4]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
