#include "unit/history_town.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "domain/identity.h"
#include "domain/import.h"
#include "domain/verify.h"
#include "unit/fresh.h"

#include <cmocka.h>

uint64_t dice(uint64_t *seed, uint64_t sides)
{
    uint64_t z = (*seed += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (z ^ (z >> 31)) % sides;
}

static const char *pack_path(struct town *t, int year)
{
    return arena_printf(t->ctx.mem, "%s/tests/packs/history-%d", SOURCE_ROOT, year);
}

static int add_second_year(struct ctx *ctx, void *arg)
{
    return programme_store(ctx, "990100000000", arg, "test");
}

/* The same city with the other year's programme. */
static void add_city(struct town *t, struct programme *second)
{
    t->city[1] = arena_alloc(t->ctx.mem, sizeof **t->city);
    *t->city[1] = *t->city[0];
    t->city[1]->programme = second;
    SUCCEED(t, organisations_load(&t->ctx, t->city[0]->programme, &t->city[0]->tree));
    SUCCEED(t, organisations_load(&t->ctx, second, &t->city[1]->tree));
}

void town_make(struct town *t, const char *name)
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
    add_city(t, second);
}

void town_remove(struct town *t)
{
    char *url = t->url;
    town_leave(t);
    fresh_remove(url);
}

void town_enter(struct town *t, const char *url, const char *actor)
{
    struct programme *second = NULL;
    memset(t, 0, sizeof *t);
    t->ctx.mem = arena_new();
    t->actor.name = actor;
    snprintf(t->file, sizeof t->file, "/tmp/duixian-%s-%d.csv", actor, (int)getpid());
    SUCCEED(t, city_open(&t->ctx, url, DB_WRITE, "990100-2024", &t->city[0]));
    SUCCEED(t, city_unlock(&t->ctx, t->city[0], NULL));
    SUCCEED(t, programme_load(&t->ctx, "990100-2025", &second));
    add_city(t, second);
}

void town_leave(struct town *t)
{
    city_close(&t->ctx, t->city[0]);
    unlink(t->file);
    arena_free(t->ctx.mem);
}

static int random_day(uint64_t *seed, int year, bool before_too)
{
    if (before_too && dice(seed, 5) == 0)
        year--;
    return year * 10000 + (int)(1 + dice(seed, 12)) * 100 + (int)(1 + dice(seed, 28));
}

void row_by_chance(uint64_t *seed, struct said *r)
{
    r->org = dice(seed, 8) == 0 ? (int)dice(seed, 5) : 5 + (int)dice(seed, 4);
    r->number = r->nick = r->clinic = -1;
    if (r->ledger == WORKS) {
        snprintf(r->key, sizeof r->key, "%s%d", dice(seed, 3) ? "W" : "B", (int)(1 + dice(seed, 4)));
        r->started = random_day(seed, r->year, true);
        r->finished = dice(seed, 2) ? day_add(r->started, (int)dice(seed, 200)) : 0;
        r->metres = (int)dice(seed, 5000);
        return;
    }
    r->day = random_day(seed, r->year, true);
    r->kind = (int)dice(seed, 2);
    r->clinic = (int)dice(seed, 4);
    if (r->ledger == ROSTER) {
        snprintf(r->key, sizeof r->key, "K%d", r->clinic);
        return;
    }
    snprintf(r->key, sizeof r->key, "V%d", (int)dice(seed, 12));
    if (dice(seed, 4))
        r->number = (int)dice(seed, 5);
    if (r->number < 0 || dice(seed, 4) == 0)
        r->nick = (int)dice(seed, 5);
    if (dice(seed, 5) == 0)
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

int64_t town_import(struct town *t, const struct said *rows, int count, bool accept, int expected_new)
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

int town_decide(struct town *t, int year, int64_t batch, enum state to)
{
    struct verdict v = {t, year, batch, to};
    int r = db_transaction(&t->ctx, decide, &v);
    SUCCEED(t, r);
    return r;
}

void town_tallies(struct town *t, struct counted *ret)
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

void compare_counted(const struct counted *stored, const struct counted *expected, uint64_t seed, int step)
{
    for (int y = 0; y < YEARS; y++)
        for (int p = 0; p < PLACES; p++)
            for (int i = 0; i < INDICATORS; i++)
                for (int part = 0; part < TALLIED; part++)
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

void town_verify(struct town *t, uint64_t seed, int step)
{
    struct verification v = {.url = step % 2 ? t->url : NULL, .tell = tell}; /* by two threads, and by one */
    SUCCEED(t, verify_store(&t->ctx, &v));
    if (v.differences)
        fail_msg("seed %" PRIu64 " step %d: verify finds %" PRId64 " differences", seed, step, v.differences);
}
