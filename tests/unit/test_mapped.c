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

static char bytes[LIMIT + 1]; /* of which files are the beginning */

static int fill(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)('a' + i * 7919 % 26 + i / 4096 % 3);
    return 0;
}

static void make_file(char *path, size_t length)
{
    FILE *f = fdopen(mkstemp(path), "wb");

    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, length, f), length);
    assert_int_equal(fclose(f), 0);
}

static void holds(const struct mapped *m, size_t length)
{
    assert_int_equal(m->length, length);
    assert_int_equal(memcmp(m->bytes, bytes, length), 0);
    assert_int_equal(m->bytes[length], 0);
}

/* A file of `length` bytes, and what is read of it. */
struct desk {
    struct ctx ctx;
    char path[32];
    struct mapped m;
    int r;
};

static void read_file(struct desk *d, size_t length)
{
    *d = (struct desk){.ctx = {.mem = arena_new()}, .path = "/tmp/duixian-mapped-XXXXXX"};
    make_file(d->path, length);
    d->r = mapped_read(&d->ctx, d->path, LIMIT, &d->m);
}

static void done(struct desk *d)
{
    mapped_end(&d->m);
    unlink(d->path);
    arena_free(d->ctx.mem);
}

static void all_bytes_are_there_and_a_nul_behind_them(void **state)
{
    static const size_t lengths[] = {0,    1, 4096, MAPPED_FROM - 1, MAPPED_FROM, MAPPED_FROM + 1, MAPPED_FROM + 8192,
                                     LIMIT};

    (void)state;
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        struct desk d;

        read_file(&d, lengths[i]);
        assert_int_equal(d.r, 0);
        assert_int_equal(d.m.in_file, lengths[i] >= MAPPED_FROM);
        holds(&d.m, lengths[i]);
        done(&d);
    }
}

static void what_is_forgotten_can_be_read_again(void **state)
{
    struct desk d;

    (void)state;
    read_file(&d, LIMIT);
    assert_int_equal(d.r, 0);
    mapped_forget(&d.m, 0, LIMIT);
    mapped_forget(&d.m, 5000, 5001);
    mapped_forget(&d.m, 5000, 12345);
    holds(&d.m, LIMIT);
    done(&d);
}

/* Whoever shortens or rewrites the file meanwhile changes nothing of what was read. */
static void a_file_that_is_cut_meanwhile_is_as_it_was(void **state)
{
    struct desk d;

    (void)state;
    read_file(&d, LIMIT);
    assert_int_equal(d.r, 0);
    assert_int_equal(truncate(d.path, 10), 0);
    holds(&d.m, LIMIT);
    done(&d);
}

static void one_byte_too_many_is_refused(void **state)
{
    struct desk d;

    (void)state;
    read_file(&d, LIMIT + 1);
    assert_int_equal(d.r, E_INPUT);
    assert_non_null(strstr(d.ctx.err.text, "超过 2 MiB；请分成几份"));
    unlink(d.path);
    assert_int_equal(mapped_read(&d.ctx, d.path, LIMIT, &d.m), E_INPUT);
    done(&d);
}

/* Where no temporary file can be made, that is said. */
static void without_room_for_a_copy_it_says_so(void **state)
{
    struct desk d;

    (void)state;
    setenv("TMPDIR", "/nowhere", 1);
    read_file(&d, MAPPED_FROM);
    unsetenv("TMPDIR");
    assert_int_equal(d.r, E_STORE);
    assert_non_null(strstr(d.ctx.err.text, "写不了临时文件"));
    done(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_bytes_are_there_and_a_nul_behind_them),
                                       cmocka_unit_test(what_is_forgotten_can_be_read_again),
                                       cmocka_unit_test(a_file_that_is_cut_meanwhile_is_as_it_was),
                                       cmocka_unit_test(one_byte_too_many_is_refused),
                                       cmocka_unit_test(without_room_for_a_copy_it_says_so)};
    return cmocka_run_group_tests(tests, fill, NULL);
}
