/* base/spool: external sorting with a bounded memory. */
#include "base/spool.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct entry {
    uint32_t key, sequence;
};

static int by_key(const void *a, const void *b)
{
    uint32_t x = ((const struct entry *)a)->key, y = ((const struct entry *)b)->key;
    return (x > y) - (x < y);
}

static uint64_t key_rank(const void *entry)
{
    return ((const struct entry *)entry)->key;
}

/* Of which several keys have the same. */
static uint64_t coarse_rank(const void *entry)
{
    return (uint64_t)(((const struct entry *)entry)->key / 4) << 40;
}

static const struct spool_order orders[] = {{by_key, NULL}, {by_key, key_rank}, {by_key, coarse_rank}};

static struct ctx *new_ctx(void)
{
    struct arena *mem = arena_new();
    struct ctx *ctx = arena_alloc(mem, sizeof *ctx);
    ctx->mem = mem;
    return ctx;
}

static void fill(struct ctx *ctx, struct spool *spool, uint32_t count, uint32_t keys, uint32_t first)
{
    uint32_t x = 12345;
    for (uint32_t i = 0; i < count; i++) {
        x = x * 1103515245 + 12345;
        struct entry e = {(x >> 8) % keys, first + i};
        assert_int_equal(spool_add(ctx, spool, &e), 0);
    }
}

/* Reads all; checks that keys grow and that equal ones come as they were added. Returns how many there were. */
static uint32_t read_in_order(struct ctx *ctx, struct spool *const *spools, size_t count)
{
    struct spool_reader *reader;
    const void *entry;
    struct entry before = {0, 0};
    uint32_t n = 0;
    int r;
    assert_int_equal(spool_read(ctx, spools, count, &reader), 0);
    while ((r = spool_next(ctx, reader, &entry)) > 0) {
        struct entry e = *(const struct entry *)entry;
        if (n++) {
            assert_true(before.key <= e.key);
            if (before.key == e.key)
                assert_true(before.sequence < e.sequence);
        }
        before = e;
    }
    assert_int_equal(r, 0);
    assert_int_equal(spool_next(ctx, reader, &entry), 0); /* the end stays the end */
    spool_close(reader);
    return n;
}

static void entries_come_in_order_and_equal_ones_as_they_were_added(void **state)
{
    (void)state;
    static const uint32_t counts[] = {0, 1, 2, 63, 64, 65, 1000, 100000}, keys[] = {50, 100000};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        for (size_t k = 0; k < 2 * sizeof orders / sizeof *orders; k++) {
            struct ctx *ctx = new_ctx();
            struct spool *spool = spool_new(sizeof(struct entry), 64, orders[k / 2]); /* so small: many runs */
            fill(ctx, spool, counts[i], keys[k % 2], 1);
            assert_int_equal(spool_count(spool), counts[i]);
            assert_int_equal(read_in_order(ctx, &spool, 1), counts[i]);
            assert_int_equal(read_in_order(ctx, &spool, 1), counts[i]); /* as often as wanted */
            spool_free(spool);
            arena_free(ctx->mem);
        }
}

static void it_can_be_added_to_after_it_was_read(void **state)
{
    (void)state;
    struct ctx *ctx = new_ctx();
    struct spool *spool = spool_new(sizeof(struct entry), 100, orders[1]);
    fill(ctx, spool, 150, 7, 1);
    assert_int_equal(read_in_order(ctx, &spool, 1), 150);
    fill(ctx, spool, 130, 7, 151);
    assert_int_equal(read_in_order(ctx, &spool, 1), 280);
    spool_free(spool);
    arena_free(ctx->mem);
}

static void of_several_spools_the_earlier_come_first_among_equals(void **state)
{
    (void)state;
    struct ctx *ctx = new_ctx();
    struct spool *spools[3];
    for (uint32_t i = 0; i < 3; i++)
        spools[i] = spool_new(sizeof(struct entry), 10 + i, orders[2]);
    fill(ctx, spools[0], 500, 9, 1);
    fill(ctx, spools[2], 300, 9, 10001); /* the middle one stays empty */
    assert_int_equal(read_in_order(ctx, spools, 3), 800);
    for (uint32_t i = 0; i < 3; i++)
        spool_free(spools[i]);
    arena_free(ctx->mem);
}

static void a_folder_that_cannot_be_written_is_told(void **state)
{
    (void)state;
    struct ctx *ctx = new_ctx();
    struct spool *spool = spool_new(sizeof(struct entry), 4, orders[0]);
    char *kept = getenv("TMPDIR") ? strdup(getenv("TMPDIR")) : NULL;
    int r = 0;
    setenv("TMPDIR", "/no/such/folder", 1);
    for (uint32_t i = 0; i < 9 && r == 0; i++)
        r = spool_add(ctx, spool, &(struct entry){i, i});
    assert_int_equal(r, E_STORE);
    assert_string_equal(ctx->err.text, "写不了临时文件：No such file or directory；什么也没有改动，请腾出临时文件夹"
                                       "（$TMPDIR 或 /tmp）的空间");
    kept ? setenv("TMPDIR", kept, 1) : unsetenv("TMPDIR");
    free(kept);
    spool_free(spool);
    arena_free(ctx->mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_come_in_order_and_equal_ones_as_they_were_added),
        cmocka_unit_test(it_can_be_added_to_after_it_was_read),
        cmocka_unit_test(of_several_spools_the_earlier_come_first_among_equals),
        cmocka_unit_test(a_folder_that_cannot_be_written_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
