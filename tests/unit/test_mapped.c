/* base/mapped: what a file holds, whether memory holds it or not. */
#include "base/mapped.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { LIMIT = 2 * MAPPED_FROM };

static char byte_at(size_t i)
{
    return (char)('a' + i * 7919 % 26 + i / 4096 % 3);
}

/* A file of `length` bytes. */
static void make_file(char *path, size_t length)
{
    FILE *f = fdopen(mkstemp(path), "wb");

    assert_non_null(f);
    for (size_t i = 0; i < length; i++)
        assert_int_not_equal(fputc(byte_at(i), f), EOF);
    assert_int_equal(fclose(f), 0);
}

static void holds(const struct mapped *m, size_t length)
{
    assert_int_equal(m->length, length);
    for (size_t i = 0; i < length; i++)
        if (m->bytes[i] != byte_at(i))
            fail_msg("byte %zu of %zu", i, length);
    assert_int_equal(m->bytes[length], 0);
}

static void all_bytes_are_there_and_a_nul_behind_them(void **state)
{
    static const size_t lengths[] = {0,    1, 4096, MAPPED_FROM - 1, MAPPED_FROM, MAPPED_FROM + 1, MAPPED_FROM + 8192,
                                     LIMIT};

    (void)state;
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        struct ctx ctx = {.mem = arena_new()};
        char path[] = "/tmp/duixian-mapped-XXXXXX";
        struct mapped m;

        make_file(path, lengths[i]);
        assert_int_equal(mapped_read(&ctx, path, LIMIT, &m), 0);
        assert_int_equal(m.in_file, lengths[i] >= MAPPED_FROM);
        unlink(path); /* a copy needs it no more */
        holds(&m, lengths[i]);
        mapped_end(&m);
        arena_free(ctx.mem);
    }
}

static void what_is_forgotten_can_be_read_again(void **state)
{
    struct ctx ctx = {.mem = arena_new()};
    char path[] = "/tmp/duixian-mapped-XXXXXX";
    struct mapped m;

    (void)state;
    make_file(path, LIMIT);
    assert_int_equal(mapped_read(&ctx, path, LIMIT, &m), 0);
    mapped_forget(&m, 0, LIMIT);
    mapped_forget(&m, 5000, 5001);
    mapped_forget(&m, 5000, 12345);
    holds(&m, LIMIT);
    mapped_end(&m);
    unlink(path);
    arena_free(ctx.mem);
}

/* Whoever shortens or rewrites the file meanwhile changes nothing of what was read. */
static void a_file_that_is_cut_meanwhile_is_as_it_was(void **state)
{
    struct ctx ctx = {.mem = arena_new()};
    char path[] = "/tmp/duixian-mapped-XXXXXX";
    struct mapped m;

    (void)state;
    make_file(path, LIMIT);
    assert_int_equal(mapped_read(&ctx, path, LIMIT, &m), 0);
    assert_int_equal(truncate(path, 10), 0);
    holds(&m, LIMIT);
    mapped_end(&m);
    unlink(path);
    arena_free(ctx.mem);
}

static void one_byte_too_many_is_refused(void **state)
{
    struct ctx ctx = {.mem = arena_new()};
    char path[] = "/tmp/duixian-mapped-XXXXXX";
    struct mapped m;

    (void)state;
    make_file(path, LIMIT + 1);
    assert_int_equal(mapped_read(&ctx, path, LIMIT, &m), E_INPUT);
    assert_non_null(strstr(ctx.err.text, "超过 2 MiB；请分成几份"));
    unlink(path);
    assert_int_equal(mapped_read(&ctx, path, LIMIT, &m), E_INPUT);
    arena_free(ctx.mem);
}

/* Where no temporary file can be made, that is said. */
static void without_room_for_a_copy_it_says_so(void **state)
{
    struct ctx ctx = {.mem = arena_new()};
    char path[] = "/tmp/duixian-mapped-XXXXXX";
    struct mapped m;

    (void)state;
    make_file(path, MAPPED_FROM);
    setenv("TMPDIR", "/nowhere", 1);
    assert_int_equal(mapped_read(&ctx, path, LIMIT, &m), E_STORE);
    assert_non_null(strstr(ctx.err.text, "写不了临时文件"));
    unsetenv("TMPDIR");
    unlink(path);
    arena_free(ctx.mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_bytes_are_there_and_a_nul_behind_them),
                                       cmocka_unit_test(what_is_forgotten_can_be_read_again),
                                       cmocka_unit_test(a_file_that_is_cut_meanwhile_is_as_it_was),
                                       cmocka_unit_test(one_byte_too_many_is_refused),
                                       cmocka_unit_test(without_room_for_a_copy_it_says_so)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
