/* The door to the database: the same on both stores. What only one of them has is skipped on the other. */
#include "base/arena.h"
#include "store/db.h"
#include "unit/fresh.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct store {
    struct ctx ctx;
    char *url;
};

#define SUCCEED(s, call)                                                                                               \
    do {                                                                                                               \
        if ((call) < 0)                                                                                                \
            fail_msg("%s: %s", #call, (s)->ctx.err.text);                                                              \
    } while (0)

static void make(struct store *s)
{
    SUCCEED(s, db_open(&s->ctx, s->url, DB_CREATE));
    SUCCEED(s, db_migrate(&s->ctx));
}

static int set_up(void **state)
{
    struct store *s = calloc(1, sizeof *s);
    s->ctx.mem = arena_new();
    s->url = fresh_store("store");
    *state = s;
    make(s);
    return 0;
}

static int tear_down(void **state)
{
    struct store *s = *state;
    db_close(&s->ctx);
    fresh_remove(s->url);
    arena_free(s->ctx.mem);
    free(s);
    return 0;
}

/* A second user of the same store. */
static void open_second(struct store *first, struct store *second)
{
    *second = (struct store){.ctx.mem = arena_new(), .url = first->url};
    SUCCEED(second, db_open(&second->ctx, second->url, DB_WRITE));
}

static void close_second(struct store *second)
{
    db_close(&second->ctx);
    arena_free(second->ctx.mem);
}

static int64_t moves(struct store *s)
{
    int64_t count = -1;
    assert_int_equal(db_int(&s->ctx, SQL("select count(*) from attribution_move"), NO_BINDS, &count), 0);
    return count;
}

/* ---- values ---- */

struct value {
    int64_t id;
    const char *bytes;
    size_t length;
};

static int insert_programme(struct ctx *ctx, void *arg)
{
    const struct value *v = arg;
    return db_run(
        ctx,
        SQL("insert into programme (id, code, year, version, hash, reason, loaded_at) values (?, ?, ?, 1, ?, ?, '')"),
        BIND(b_int(v->id), b_text("一二三'?\"\n"), b_int(INT64_MIN), b_bytes(v->bytes, v->length), b_text("")));
}

static void what_goes_in_comes_out(void **state)
{
    struct store *s = *state;
    struct value v = {INT64_MAX, "\0\1\377'\\", 5};
    AUTO_ANSWER struct answer *a = NULL;
    size_t length;
    SUCCEED(s, db_transaction(&s->ctx, insert_programme, &v));
    SUCCEED(
        s,
        db_ask(
            &s->ctx,
            SQL("select id, code, year, hash, reason, null, version = 1, version, '?' from programme where code = ?"),
            BIND(b_text("一二三'?\"\n")), &a));
    assert_int_equal(answer_next(&s->ctx, a), 1);
    assert_true(answer_int(a, 0) == INT64_MAX);
    assert_string_equal(answer_text(a, 0), "9223372036854775807");
    assert_string_equal(answer_text(a, 1), "一二三'?\"\n");
    assert_true(answer_int(a, 2) == INT64_MIN);
    assert_memory_equal(answer_bytes(a, 3, &length), v.bytes, 5);
    assert_int_equal(length, 5);
    assert_string_equal(answer_text(a, 4), "");
    assert_false(answer_null(a, 4));
    assert_true(answer_null(a, 5));
    assert_string_equal(answer_text(a, 5), "");
    assert_int_equal(answer_int(a, 5), 0);
    assert_null(answer_bytes(a, 5, &length));
    assert_int_equal(answer_int(a, 6), 1);
    assert_int_equal(answer_int(a, 7), 1);
    assert_string_equal(answer_text(a, 8), "?");
    assert_int_equal(answer_next(&s->ctx, a), 0);
}

static int null_and_back(struct ctx *ctx, void *arg)
{
    int64_t count = 0, changed = 0;
    (void)arg;
    int r = db_run(ctx,
                   SQL("insert into batch (id, ledger, kind, state, org, month, file, digest, rows, reason, handed_by,"
                       " handed_at, decided_by) select ?, id, '', '', ?, 0, '', ?, 0, '', '', '', ? from ledger"),
                   BIND(b_int(1), b_int_or_null(false, 9), b_bytes(NULL, 0), b_text(NULL)));
    if (r == 0)
        r = db_run_count(ctx, SQL("update meta set value = value"), NO_BINDS, &changed);
    assert_int_equal(changed, 1); /* the schema's number */
    if (r == 0)
        r = db_int(ctx, SQL("select count(*) from batch"), NO_BINDS, &count);
    assert_int_equal(count, 0);
    return r;
}

static void nulls_have_types_and_changes_are_counted(void **state)
{
    struct store *s = *state;
    SUCCEED(s, db_transaction(&s->ctx, null_and_back, NULL));
    int64_t untouched = 7;
    assert_int_equal(db_int(&s->ctx, SQL("select max(id) from batch"), NO_BINDS, &untouched), DB_NONE);
    assert_int_equal(db_int(&s->ctx, SQL("select id from batch where id = ?"), BIND(b_int(3)), &untouched), DB_NONE);
    assert_int_equal(untouched, 7);
}

/* ---- many rows ---- */

/* Row i: number first + step * i, subject of that number divided by `share`. */
struct series {
    int64_t first, step, share;
    char subject[DB_KEY];
};

static void series_row(const void *arg, size_t i, struct bind *out)
{
    static struct series all[20001]; /* what binds point to lives until all are inserted */
    const struct series *s = arg;
    int64_t number = s->first + s->step * (int64_t)i;
    struct series *scratch = &all[i];
    *scratch = *s;
    memset(scratch->subject, 0, sizeof scratch->subject);
    memcpy(scratch->subject, &(int32_t){(int32_t)(number / s->share)}, 4);
    out[0] = b_int(number);
    out[1] = b_int(1);
    out[2] = b_int(0);
    out[3] = b_bytes(scratch->subject, sizeof scratch->subject);
    out[4] = b_int_or_null(i % 2, number);
    out[5] = b_text(i % 3 ? "2024" : "");
}

static int insert_moves(struct ctx *ctx, void *arg)
{
    return db_insert_many(
        ctx, &(struct many){.into = SQL("attribution_move (id, indicator, part, subject, from_record, moved_at)"),
                            .columns = 6,
                            .count = 20000,
                            .row = series_row,
                            .arg = arg});
}

static int indicator_there(struct ctx *ctx, void *arg)
{
    struct value v = {1, "", 0};
    (void)arg;
    int r = insert_programme(ctx, &v);
    return r < 0 ? r : db_run(ctx, SQL("insert into indicator (id, programme, code) values (1, 1, 'i')"), NO_BINDS);
}

static int scan_all(struct ctx *ctx, void *arg)
{
    struct store *s = arg;
    AUTO_ANSWER struct answer *a = NULL, *b = NULL;
    int64_t rows = 0;
    int r =
        db_scan(ctx, SQL("select id, subject, from_record, moved_at from attribution_move where id > ? order by id"),
                BIND(b_int(0)), &a);
    assert_int_equal(r, 0);
    while ((r = answer_next(ctx, a)) > 0) {
        size_t length;
        assert_int_equal(answer_int(a, 0), ++rows);
        int32_t number;
        memcpy(&number, answer_bytes(a, 1, &length), sizeof number);
        assert_int_equal(number, rows);
        assert_true(answer_null(a, 2) == (rows % 2 == 1));
        assert_string_equal(answer_text(a, 3), (rows - 1) % 3 ? "2024" : "");
        if (rows % 5000 == 0) /* other statements meanwhile */
            assert_int_equal(moves(s), 20000);
    }
    assert_int_equal(rows, 20000);
    r = db_scan(ctx, SQL("select id from attribution_move where id = ?"), BIND(b_int(-1)), &b);
    assert_int_equal(r, 0);
    assert_int_equal(answer_next(ctx, b), 0);
    return 0;
}

static void many_rows_go_in_and_are_scanned(void **state)
{
    struct store *s = *state;
    struct series series = {.first = 1, .step = 1, .share = 1};
    SUCCEED(s, db_transaction(&s->ctx, indicator_there, NULL));
    SUCCEED(s, db_transaction(&s->ctx, insert_moves, &series));
    SUCCEED(s, db_snapshot(&s->ctx, scan_all, s));
    SUCCEED(s, db_transaction(&s->ctx, scan_all, s));
}

struct fresh_rows {
    struct series series;
    size_t count;
    bool fresh[20000];
};

static void record_row(const void *arg, size_t i, struct bind *out)
{
    struct bind all[6];
    series_row(&((const struct fresh_rows *)arg)->series, i, all);
    out[0] = all[0];
    out[1] = b_int(1);
    out[2] = b_int(1);
    out[3] = all[3];
}

static int insert_records(struct ctx *ctx, void *arg)
{
    struct fresh_rows *f = arg;
    return db_insert_new(ctx,
                         &(struct many){.into = SQL("record (id, ledger, owner, key)"),
                                        .columns = 4,
                                        .count = f->count,
                                        .row = record_row,
                                        .arg = f,
                                        .known = SQL("select key from record where ledger = ? and key = any(?)"),
                                        .known_binds = BIND(b_int(1)),
                                        .key_column = 3},
                         f->fresh);
}

static int ledger_there(struct ctx *ctx, void *arg)
{
    int r = indicator_there(ctx, arg);
    if (r == 0)
        r = db_run(ctx, SQL("insert into ledger (id, programme, code) values (1, 1, 'l')"), NO_BINDS);
    if (r == 0)
        r = db_run(ctx,
                   SQL("insert into organisation (id, code, name, level, kind, valid_from, valid_to)"
                       " values (1, 'o', 'o', 'city', '', 0, 99999999)"),
                   NO_BINDS);
    return r;
}

static void rows_whose_keys_are_there_are_left_out(void **state)
{
    struct store *s = *state;
    struct fresh_rows *f = calloc(1, sizeof *f);
    SUCCEED(s, db_transaction(&s->ctx, ledger_there, NULL));
    f->series = (struct series){.first = 1, .step = 1, .share = 1};
    f->count = 3;
    SUCCEED(s, db_transaction(&s->ctx, insert_records, f)); /* keys 1 2 3 */
    assert_true(f->fresh[0] && f->fresh[1] && f->fresh[2]);
    f->series = (struct series){.first = 5, .step = 1, .share = 2}; /* 5 6 7 … have keys 2 3 3 4 4 5 5 … */
    f->count = 20000;
    SUCCEED(s, db_transaction(&s->ctx, insert_records, f));
    for (size_t i = 0; i < f->count; i++)
        if (f->fresh[i] != (i >= 3 && i % 2 == 1))
            fail_msg("row %zu", i);
    int64_t count = 0;
    assert_int_equal(db_int(&s->ctx, SQL("select count(*) from record"), NO_BINDS, &count), 0);
    assert_int_equal(count, 3 + 9999);
    free(f);
}

static int insert_moves_twice(struct ctx *ctx, void *arg)
{
    int r = insert_moves(ctx, arg);
    return r < 0 ? r : insert_moves(ctx, arg);
}

/* Also where the store hears of it only after the call that brought the rows. */
static void many_rows_of_which_one_cannot_go_in_undo_the_transaction(void **state)
{
    struct store *s = *state;
    struct series series = {.first = 1, .step = 1, .share = 1};
    SUCCEED(s, db_transaction(&s->ctx, indicator_there, NULL));
    assert_int_equal(db_transaction(&s->ctx, insert_moves_twice, &series), E_STORE);
    assert_int_equal(moves(s), 0);
    SUCCEED(s, db_transaction(&s->ctx, insert_moves, &series));
    assert_int_equal(moves(s), 20000);
}

static void tally_row(const void *arg, size_t i, struct bind *out)
{
    const int64_t *first = arg;
    for (int k = 0; k < 4; k++)
        out[k] = b_int(k == 3 ? *first + (int64_t)i : 1);
    out[4] = b_int(10 * *first);
}

static int tallies_over(struct ctx *ctx, void *arg)
{
    return db_insert_over(ctx, &(struct many){.into = SQL("tally (org, indicator, part, month, value)"),
                                              .columns = 5,
                                              .keys = 4,
                                              .count = 40,
                                              .row = tally_row,
                                              .arg = arg});
}

static void rows_go_over_those_that_are_there(void **state)
{
    struct store *s = *state;
    SUCCEED(s, db_transaction(&s->ctx, tallies_over, &(int64_t){1}));  /* months 1 to 40 say 10 */
    SUCCEED(s, db_transaction(&s->ctx, tallies_over, &(int64_t){21})); /* months 21 to 60 say 210 */
    int64_t count = 0, sum = 0;
    assert_int_equal(db_int(&s->ctx, SQL("select count(*) from tally"), NO_BINDS, &count), 0);
    assert_int_equal(count, 60);
    assert_int_equal(db_int(&s->ctx, SQL("select cast(sum(value) as bigint) from tally"), NO_BINDS, &sum), 0);
    assert_int_equal(sum, 20 * 10 + 40 * 210);
}

static void a_list_finds_what_it_names(void **state)
{
    struct store *s = *state;
    struct fresh_rows *f = calloc(1, sizeof *f);
    char keys[4][DB_KEY] = {{2}, {9}, {3}, {4}};
    const int64_t numbers[] = {5, INT64_MIN, 1};
    int64_t sum = 0, rows = 0;
    f->series = (struct series){.first = 1, .step = 1, .share = 1};
    f->count = 5;
    SUCCEED(s, db_transaction(&s->ctx, ledger_there, NULL));
    SUCCEED(s, db_transaction(&s->ctx, insert_records, f));
    for (size_t count = 0; count <= 4; count += 4) {
        AUTO_ANSWER struct answer *a = NULL;
        SUCCEED(s, db_ask(&s->ctx, SQL("select id from record where ledger = ? and key = any(?) and owner = ?"),
                          BIND(b_int(1), b_list(keys, DB_KEY, count), b_int(1)), &a));
        while (answer_next(&s->ctx, a) > 0) {
            sum += answer_int(a, 0);
            rows++;
        }
    }
    assert_int_equal(rows, 3);
    assert_int_equal(sum, 2 + 3 + 4);
    for (size_t count = 0; count <= 3; count += 3) {
        AUTO_ANSWER struct answer *a = NULL;
        SUCCEED(s, db_ask(&s->ctx, SQL("select id from record where owner = ? and id = any(?::bigint[])"),
                          BIND(b_int(1), b_numbers(numbers, count)), &a));
        while (answer_next(&s->ctx, a) > 0)
            sum -= answer_int(a, 0);
    }
    assert_int_equal(sum, 2 + 3 + 4 - 5 - 1);
    free(f);
}

/* ---- transactions ---- */

struct attempt {
    struct store *s, *other;
    int calls, fail_with, until;
    int64_t first, second;
};

static int one_meta(struct ctx *ctx, const char *name)
{
    return db_run(ctx, SQL("insert into meta (name, value) values (?, 'x')"), BIND(b_text(name)));
}

static int64_t metas(struct ctx *ctx)
{
    int64_t count = -1;
    assert_int_equal(db_int(ctx, SQL("select count(*) from meta where value = 'x'"), NO_BINDS, &count), 0);
    return count;
}

static int write_and_end(struct ctx *ctx, void *arg)
{
    struct attempt *t = arg;
    int r = one_meta(ctx, "a");
    if (r < 0)
        return r;
    t->calls++;
    return t->calls <= t->until ? t->fail_with : 0;
}

static void a_transaction_is_kept_undone_or_repeated(void **state)
{
    struct store *s = *state;
    struct attempt t = {.fail_with = E_INPUT, .until = 1};
    assert_int_equal(db_transaction(&s->ctx, write_and_end, &t), E_INPUT);
    assert_int_equal(metas(&s->ctx), 0);
    t = (struct attempt){.fail_with = DB_ROLLBACK, .until = 1};
    assert_int_equal(db_transaction(&s->ctx, write_and_end, &t), DB_ROLLBACK);
    assert_int_equal(metas(&s->ctx), 0);
    t = (struct attempt){.fail_with = E_RETRY, .until = 3};
    assert_int_equal(db_transaction(&s->ctx, write_and_end, &t), 0);
    assert_int_equal(t.calls, 4);
    assert_int_equal(metas(&s->ctx), 1);
}

static int look_twice(struct ctx *ctx, void *arg)
{
    struct attempt *t = arg;
    t->first = metas(ctx);
    SUCCEED(t->other, db_transaction(&t->other->ctx, write_and_end, &(struct attempt){0}));
    t->second = metas(ctx);
    return 0;
}

static void a_snapshot_sees_one_state(void **state)
{
    struct store *s = *state, other;
    open_second(s, &other);
    struct attempt t = {.s = s, .other = &other};
    SUCCEED(s, db_snapshot(&s->ctx, look_twice, &t));
    assert_int_equal(t.first, 0);
    assert_int_equal(t.second, 0);
    assert_int_equal(metas(&s->ctx), 1);
    close_second(&other);
}

static int retried(struct ctx *ctx, void *arg)
{
    struct attempt *t = arg;
    int r = one_meta(ctx, "inside");
    if (r < 0)
        return r;
    if (t->calls++ == 0)
        return E_RETRY;
    return t->calls == 2 ? one_meta(ctx, "schema") : 0; /* fails: the name is taken */
}

static int before_and_retried(struct ctx *ctx, void *arg)
{
    int r = one_meta(ctx, "before");
    return r < 0 ? r : db_retry(ctx, retried, arg);
}

static void a_retry_keeps_what_was_before(void **state)
{
    struct store *s = *state;
    struct attempt t = {0};
    if (!fresh_on_postgres())
        skip(); /* one writer: nothing inside is tried again */
    SUCCEED(s, db_transaction(&s->ctx, before_and_retried, &t));
    assert_int_equal(t.calls, 3);
    assert_int_equal(metas(&s->ctx), 2);
}

static int always_busy(struct ctx *ctx, void *arg)
{
    struct attempt *t = arg;
    t->calls++;
    return (fail)(ctx, E_RETRY, "这一次也不行"); /* not the macro of cmocka */
}

static int busy_inside(struct ctx *ctx, void *arg)
{
    return db_retry(ctx, always_busy, arg);
}

static void retries_inside_and_around_are_counted_together_and_the_last_reason_is_told(void **state)
{
    struct store *s = *state;
    struct attempt t = {0};
    assert_int_equal(db_transaction(&s->ctx, busy_inside, &t), E_STORE);
    assert_int_equal(t.calls, 51);
    assert_string_equal(s->ctx.err.text,
                        "库太忙，重试 50 次仍未成功；什么也没有改动，请稍后再试\n最后一次：这一次也不行");
}

static int reserve_some(struct ctx *ctx, void *arg)
{
    struct attempt *t = arg;
    int r = db_reserve(ctx, "record", 10, &t->first);
    if (r == 0 && t->other) /* while this transaction is open */
        r = db_transaction(&t->other->ctx, reserve_some, &(struct attempt){0});
    return r < 0 ? r : db_reserve(ctx, "record", 1, &t->second);
}

static void reserved_numbers_grow(void **state)
{
    struct store *s = *state, other;
    struct attempt a = {0}, b = {0};
    open_second(s, &other);
    if (fresh_on_postgres())
        a.other = &other;
    SUCCEED(s, db_transaction(&s->ctx, reserve_some, &a));
    SUCCEED(&other, db_transaction(&other.ctx, reserve_some, &b));
    assert_int_equal(a.first, 1);
    assert_true(a.second > a.first + 9);
    assert_true(b.first > a.second);
    assert_true(b.second > b.first + 9);
    close_second(&other);
}

/* ---- the schema ---- */

static void discard_leaves_nothing(void **state)
{
    struct store *s = *state;
    struct ctx ctx = {.mem = s->ctx.mem};
    char *url = fresh_store("discard");
    for (int i = 0; i < 2; i++) {
        assert_int_equal(db_open(&ctx, url, DB_CREATE), 0);
        assert_int_equal(db_migrate(&ctx), 0);
        (void)(fail)(&ctx, E_INPUT, "理由"); /* ours, not the macro of cmocka */
        db_discard(&ctx);
        assert_null(ctx.db);
        assert_string_equal(ctx.err.text, "理由");
    }
    assert_int_equal(db_open(&ctx, url, DB_CREATE), 0); /* empty again */
    db_discard(&ctx);
    fresh_remove(url);
}

static void a_store_is_not_made_twice(void **state)
{
    struct store *s = *state;
    struct ctx ctx = {.mem = s->ctx.mem};
    const char *said = fresh_on_postgres() ? "“%s”里已经有一个兑现的库，没有改动它；请换一个数据库"
                                           : "“%s”已经存在，没有改动它；请换一个文件名";
    char expected[512];
    snprintf(expected, sizeof expected, said, s->url); /* NOLINT */
    assert_int_equal(db_open(&ctx, s->url, DB_CREATE), E_INPUT);
    assert_string_equal(ctx.err.text, expected);
    assert_null(ctx.db);
    assert_int_equal(moves(s), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_goes_in_comes_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nulls_have_types_and_changes_are_counted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(many_rows_go_in_and_are_scanned, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rows_whose_keys_are_there_are_left_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(many_rows_of_which_one_cannot_go_in_undo_the_transaction, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rows_go_over_those_that_are_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_list_finds_what_it_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_transaction_is_kept_undone_or_repeated, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_snapshot_sees_one_state, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_retry_keeps_what_was_before, set_up, tear_down),
        cmocka_unit_test_setup_teardown(retries_inside_and_around_are_counted_together_and_the_last_reason_is_told,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(reserved_numbers_grow, set_up, tear_down),
        cmocka_unit_test_setup_teardown(discard_leaves_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_store_is_not_made_twice, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
