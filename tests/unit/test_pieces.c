/* A long text read piece by piece says what it says as a whole: texts of tests/cases one behind the other, their order
 * and the lines between them drawn anew. */
#include <dlfcn.h>
#include <errno.h>
#include <glob.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mapped.h"
#include "text/figure.h"
#include "unit/chance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { LONG = 900000, MAPPED = MAPPED_FROM + 300000, ROUNDS = 3 };

static bool alone; /* no second thread is to be had */

/* The library's, in its place. */
int pthread_create(pthread_t *thread, const pthread_attr_t *attr, void *(*start)(void *), void *arg)
{
    int (*create)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);

    if (alone)
        return EAGAIN;
    *(void **)&create = dlsym(RTLD_NEXT, "pthread_create");
    return create(thread, attr, start, arg);
}

static void write_figure(void *arg, const struct figure *f)
{
    char value[DECIMAL_TEXT];

    buf_printf(arg, "%zu %zu %s %s %s %s%s %s %s\n", f->start, f->end, f->text, decimal_format(f->value, value),
               f->unit, qualifier_sign(f->qualifier), f->qualifier_word, role_name(f->role), f->subject);
}

static void write_trap(void *arg, const struct trap *t)
{
    buf_printf(arg, "%zu %zu %s %s\n", t->start, t->end, t->text, t->kind);
}

static void add_file(struct ctx *ctx, const char *path, struct buf *out)
{
    struct arena_mark mark = arena_mark(ctx->mem);
    char *bytes;
    size_t length;

    assert_int_equal(file_read(ctx, path, LONG, &bytes, &length), 0);
    buf_add(out, bytes, length);
    arena_rewind(ctx->mem, mark);
}

/* `between` stands between two texts. */
static void make_long(struct ctx *ctx, uint64_t *seed, const char *const *between, size_t count, struct buf *out)
{
    glob_t found;

    assert_int_equal(glob("tests/cases/*.txt", 0, NULL, &found), 0);
    while (out->length < LONG) {
        add_file(ctx, found.gl_pathv[chance_next(seed) % found.gl_pathc], out);
        buf_str(out, between[chance_next(seed) % count]);
    }
    globfree(&found);
}

static void write_file(const struct buf *bytes, char *path)
{
    int fd = mkstemp(path);
    FILE *f = fdopen(fd, "wb");

    assert_non_null(f);
    assert_int_equal(fwrite(bytes->bytes, 1, bytes->length, f), bytes->length);
    assert_int_equal(fclose(f), 0);
}

/* The line at which two lists part, for people. */
static void same(const char *whole, const char *pieces)
{
    size_t at = 0, line = 0;

    while (whole[at] && whole[at] == pieces[at]) {
        if (whole[at] == '\n')
            line = at + 1;
        at++;
    }
    if (whole[at] != pieces[at])
        fail_msg("as a whole “%.120s”, in pieces “%.120s”", whole + line, pieces + line);
}

static void says_the_same(const struct buf *bytes)
{
    struct ctx ctx = {.mem = arena_new()};
    AUTO_BUF struct buf whole = BUF_INIT, pieces = BUF_INIT;
    struct figures_taker taker = {.figure = write_figure, .trap = write_trap, .arg = &whole};
    char path[] = "/tmp/duixian-pieces-XXXXXX";
    struct text *text;

    assert_int_equal(text_from_bytes(&ctx, "文", bytes->bytes, bytes->length, &text), 0);
    figures_each(&ctx, text, &taker);
    taker.arg = &pieces;
    write_file(bytes, path);
    assert_int_equal(figures_of_file(&ctx, path, &taker), 0);
    unlink(path);
    same(whole.bytes, pieces.bytes);
    arena_free(ctx.mem);
}

static void pieces_say_what_the_whole_says(void **state)
{
    static const char *const lines[] = {"\n", "\n\n", "\r\n\r\n", "。", "\n\n1月5日\n", "\n序号\t项目\t数量（户）\n"};
    uint64_t seed = 411200;

    (void)state;
    for (int i = 0; i < ROUNDS; i++) {
        AUTO_BUF struct buf bytes = BUF_INIT;
        struct ctx ctx = {.mem = arena_new()};

        make_long(&ctx, &seed, lines, sizeof lines / sizeof *lines, &bytes);
        buf_str(&bytes, i ? "\n\n2024年12月20日\n" : "");
        says_the_same(&bytes);
        arena_free(ctx.mem);
    }
}

/* The words of the figure before, the heading and the unit above a table reach over an empty line of any number. */
static void what_was_said_before_reaches_the_next_piece(void **state)
{
    AUTO_BUF struct buf bytes = BUF_INIT;

    (void)state;
    buf_str(&bytes, "2024年工作报告\n\n二、明年任务\n\n");
    for (int i = 0; i < 30000; i++)
        buf_str(&bytes, i % 100 ? "无\n\n" : "新建学校5所。\n\n1万元，12个\n\n单位：公里\n\n\n路\t12\n路\t13\n\n");
    says_the_same(&bytes);
}

/* Tables with a line for each cell, some of them without empty lines between, are not cut. */
static void tables_of_lines_are_read_whole(void **state)
{
    AUTO_BUF struct buf bytes = BUF_INIT;

    (void)state;
    buf_str(&bytes, "2024年民生实事进展\n\n");
    for (int i = 0; bytes.length < LONG; i++) {
        const char *gap = i % 3 ? "\n\n" : "\n";

        buf_printf(&bytes, "序号%s项目%s目标（个）%s责任单位%s完成情况%s完成率（%%）%s", gap, gap, gap, gap, gap, gap);
        for (int row = 1; row <= 300; row++)
            buf_printf(&bytes, "%d%s新建食堂%s%d%s民政局%s建成%d个%s%d%s", row, gap, gap, row + i, gap, gap, row, gap,
                       row % 7 + 90, gap);
        buf_str(&bytes, "\n\n");
        for (int words = 0; words < 200; words++)
            buf_str(&bytes, "下一步，各地各部门要一项一项盯住抓实。");
        buf_str(&bytes, "\n\n");
    }
    says_the_same(&bytes);
}

/* A question, a title's second line or a short line that begins a piece is not at the text's own beginning. A thread
 * alone hears nothing of what stands before its piece. */
static void what_begins_a_piece_does_not_begin_the_text(void **state)
{
    AUTO_BUF struct buf bytes = BUF_INIT;

    (void)state;
    buf_str(&bytes, "2017年民生实事完成情况通报\n\n今年已建成学校5所。\n\n");
    while (bytes.length < LONG)
        buf_str(&bytes, "【记者】请问2018年的民生实事有什么打算？\n\n【局长】改造小区101个，新建公厕53座。\n\n"
                        "一、完成情况\n\n【局长】已改造小区91个，整改公厕47座，整改率91.9%。\n\n");
    says_the_same(&bytes);
    alone = true;
    says_the_same(&bytes);
    alone = false;
}

/* Chapters that promise and report in turn, a table, dates; each paragraph is another. */
static void chapters_say_the_same(void **state)
{
    AUTO_BUF struct buf bytes = BUF_INIT;

    (void)state;
    buf_str(&bytes, "某市2024年民生实事汇编\r\n\r\n");
    for (int i = 1; bytes.length < LONG; i++) {
        buf_printf(&bytes, "%s\n\n", i % 2 ? "一、2023年工作回顾" : "二、2025年工作安排");
        buf_printf(&bytes, "新建学校%d所，投资%d.5亿元，惠及居民%d万户。9月1日起\n招生。\n\n", i, i, i % 7 + 1);
        buf_printf(&bytes, "指标\t目标\t完成\n充电桩（个）\t%d\t%d\n托位（个）\t%d\t%d\n\n", i, i + 1, i + 2, i + 3);
    }
    says_the_same(&bytes);
}

/* “完成情况：” in a paragraph behind an entry makes it a promise: also where a piece ends between them. */
static void an_entry_sees_the_paragraphs_behind_it(void **state)
{
    AUTO_BUF struct buf bytes = BUF_INIT;

    (void)state;
    for (int i = 1; bytes.length < MAPPED; i++)
        buf_printf(&bytes, "%d.新建学校%d所。\n\n责任单位：教育局\n\n%s：共%d所。\n\n", i % 90 + 1, i,
                   i % 3 ? "完成情况" : "地点", i);
    says_the_same(&bytes);
}

/* Nowhere to part it: one line of all. */
static void what_cannot_be_parted_is_read_whole(void **state)
{
    AUTO_BUF struct buf bytes = BUF_INIT;

    (void)state;
    for (int i = 1; bytes.length < LONG; i++)
        buf_printf(&bytes, "新建学校%d所，", i);
    says_the_same(&bytes);
}

static void gb18030_says_the_same(void **state)
{
    AUTO_BUF struct buf bytes = BUF_INIT;

    (void)state;
    while (bytes.length < MAPPED)
        buf_str(&bytes, "\xD0\xC2\xBD\xA8\xD1\xA7\xD0\xA3"
                        "3\xCB\xF9\xA1\xA3\n\n"); /* 新建学校3所。 */
    says_the_same(&bytes);
}

/* Without an empty line there is no place where layout begins anew: it is cut all the same, and nothing is lost. */
static void a_long_block_is_read_to_its_end(void **state)
{
    AUTO_BUF struct buf bytes = BUF_INIT, said = BUF_INIT;
    struct figures_taker taker = {.figure = write_figure, .arg = &said};
    char path[] = "/tmp/duixian-pieces-XXXXXX";
    struct ctx ctx = {.mem = arena_new()};
    size_t count = 0;

    (void)state;
    for (int i = 0; i < 60000; i++)
        buf_printf(&bytes, "新建学校%d所。\n", i + 10);
    write_file(&bytes, path);
    assert_int_equal(figures_of_file(&ctx, path, &taker), 0);
    unlink(path);
    for (size_t i = 0; i < said.length; i++)
        count += said.bytes[i] == '\n';
    assert_int_equal(count, 60000);
    arena_free(ctx.mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(pieces_say_what_the_whole_says),
                                       cmocka_unit_test(what_was_said_before_reaches_the_next_piece),
                                       cmocka_unit_test(tables_of_lines_are_read_whole),
                                       cmocka_unit_test(what_begins_a_piece_does_not_begin_the_text),
                                       cmocka_unit_test(chapters_say_the_same),
                                       cmocka_unit_test(an_entry_sees_the_paragraphs_behind_it),
                                       cmocka_unit_test(what_cannot_be_parted_is_read_whole),
                                       cmocka_unit_test(gb18030_says_the_same),
                                       cmocka_unit_test(a_long_block_is_read_to_its_end)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
