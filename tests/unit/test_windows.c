/* A large text read by windows says what it says as a whole. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/vec.h"
#include "text/figure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { LARGE = 1500 * 1000 }; /* bytes: several windows */

struct kept {
    struct arena *mem;
    VEC(struct figure) figures;
    VEC(struct trap) traps;
};

static void keep_figure(void *arg, const struct figure *f)
{
    struct kept *kept = arg;
    *vec_push(kept->mem, &kept->figures) = *f;
}

static void keep_trap(void *arg, const struct trap *t)
{
    struct kept *kept = arg;
    *vec_push(kept->mem, &kept->traps) = *t;
}

/* What both ways give of these bytes; *ret_windows tells whether there were any. */
static void read_both(struct ctx *ctx, const struct buf *bytes, struct figures *whole, struct kept *parts,
                      bool *ret_windows)
{
    char path[] = "/tmp/duixian-windows-XXXXXX";
    int fd = mkstemp(path);
    struct large_text large;
    struct text *text;
    assert_true(fd >= 0);
    FILE *f = fdopen(fd, "w");
    assert_int_equal(fwrite(bytes->bytes, 1, bytes->length, f), bytes->length);
    assert_int_equal(fclose(f), 0);
    if (text_read(ctx, path, &text) < 0 || large_text_read(ctx, path, &large) < 0)
        fail_msg("%s", ctx->err.text);
    unlink(path);
    figures_find(ctx, text, whole);
    *parts = (struct kept){.mem = ctx->mem};
    *ret_windows = !large.whole;
    large_text_each(ctx, &large, &(const struct figures_taker){keep_figure, keep_trap, parts, true});
}

static void expect_same(const struct figures *whole, const struct kept *parts)
{
    assert_int_equal(parts->figures.count, whole->count);
    assert_int_equal(parts->traps.count, whole->trap_count);
    for (size_t i = 0; i < whole->count; i++) {
        const struct figure *a = &whole->at[i], *b = &parts->figures.at[i];
        if (a->start != b->start || a->end != b->end || strcmp(a->text, b->text) != 0 ||
            strcmp(a->unit, b->unit) != 0 || strcmp(a->subject, b->subject) != 0 || a->role != b->role ||
            a->qualifier != b->qualifier || decimal_compare(a->value, b->value) != 0)
            fail_msg("figure %zu at %zu: “%s” %s, by windows “%s” %s", i, a->start, a->text, role_name(a->role),
                     b->text, role_name(b->role));
    }
    for (size_t i = 0; i < whole->trap_count; i++) {
        const struct trap *a = &whole->traps[i], *b = &parts->traps.at[i];
        if (a->start != b->start || a->end != b->end || strcmp(a->text, b->text) != 0 || strcmp(a->kind, b->kind) != 0)
            fail_msg("trap %zu at %zu: “%s”, by windows “%s”", i, a->start, a->text, b->text);
    }
}

/* Chapters that promise and report in turn, a table, dates; each paragraph is another. */
static void chapters_say_the_same(void **state)
{
    AUTO_BUF struct buf text = BUF_INIT;
    struct ctx ctx = {.mem = arena_new()};
    struct figures whole;
    struct kept parts;
    bool windows;
    (void)state;
    buf_str(&text, "某市2024年民生实事汇编\r\n\r\n");
    for (int i = 1; text.length < LARGE; i++) {
        buf_printf(&text, "%s\n\n", i % 2 ? "一、2023年工作回顾" : "二、2025年工作安排");
        buf_printf(&text, "新建学校%d所，投资%d.5亿元，惠及居民%d万户。9月1日起\n招生。\n\n", i, i, i % 7 + 1);
        buf_printf(&text, "指标\t目标\t完成\n充电桩（个）\t%d\t%d\n托位（个）\t%d\t%d\n\n", i, i + 1, i + 2, i + 3);
    }
    read_both(&ctx, &text, &whole, &parts, &windows);
    assert_true(windows);
    assert_true(whole.count > 10000);
    expect_same(&whole, &parts);
    arena_free(ctx.mem);
}

/* Nowhere to part it: one line of all. */
static void what_cannot_be_parted_is_read_whole(void **state)
{
    AUTO_BUF struct buf text = BUF_INIT;
    struct ctx ctx = {.mem = arena_new()};
    struct figures whole;
    struct kept parts;
    bool windows;
    (void)state;
    for (int i = 1; text.length < LARGE; i++)
        buf_printf(&text, "新建学校%d所，", i);
    read_both(&ctx, &text, &whole, &parts, &windows);
    assert_true(windows);
    expect_same(&whole, &parts);
    arena_free(ctx.mem);
}

/* Text in GB18030 and small texts are read as ever. */
static void other_texts_are_no_windows(void **state)
{
    AUTO_BUF struct buf small = BUF_INIT, odd = BUF_INIT;
    struct ctx ctx = {.mem = arena_new()};
    struct figures whole;
    struct kept parts;
    bool windows;
    (void)state;
    buf_str(&small, "新建学校3所。");
    read_both(&ctx, &small, &whole, &parts, &windows);
    assert_false(windows);
    expect_same(&whole, &parts);
    while (odd.length < LARGE)
        buf_str(&odd, "\xD0\xC2\xBD\xA8\xD1\xA7\xD0\xA3"
                      "3\xCB\xF9\xA1\xA3\n\n"); /* 新建学校3所。 */
    read_both(&ctx, &odd, &whole, &parts, &windows);
    assert_false(windows);
    assert_int_equal(whole.count, odd.length / 15);
    expect_same(&whole, &parts);
    arena_free(ctx.mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chapters_say_the_same),
        cmocka_unit_test(what_cannot_be_parted_is_read_whole),
        cmocka_unit_test(other_texts_are_no_windows),
    };
    return cmocka_run_group_tests_name("windows", tests, NULL, NULL);
}
