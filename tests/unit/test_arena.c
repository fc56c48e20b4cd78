/* arena.h and what stands on it: vec.h, map.h, buf.h, error.h, file.h. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit/context.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"

/* cmocka's macro of the same name would hide it */
static int (*const fail_with)(struct ctx *, int, const char *, ...) = fail;

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void memory_is_zeroed_and_aligned(void **state)
{
    struct ctx *ctx = *state;
    static const char zeros[200000];
    static const size_t sizes[] = {1, 3, 16, 17, 4096, 65536, 200000};
    struct arena_mark start = arena_mark(ctx->mem);
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            char *p = arena_alloc(ctx->mem, sizes[i]);
            assert_int_equal((uintptr_t)p % 16, 0);
            assert_memory_equal(p, zeros, sizes[i]);
            memset(p, 0xAA, sizes[i]); /* must not be seen after the rewind */
        }
        arena_rewind(ctx->mem, start);
    }
}

static void a_rewind_keeps_what_was_lent_before_the_mark(void **state)
{
    struct ctx *ctx = *state;
    char *kept = arena_strdup(ctx->mem, "kept");
    struct arena_mark outer = arena_mark(ctx->mem);
    arena_alloc(ctx->mem, 100000);
    struct arena_mark inner = arena_mark(ctx->mem);
    for (int i = 0; i < 100; i++)
        arena_alloc(ctx->mem, 5000);
    arena_rewind(ctx->mem, inner);
    arena_rewind(ctx->mem, outer);
    assert_string_equal(kept, "kept");
    assert_ptr_equal(arena_strdup(ctx->mem, "x"), kept + 16);
}

static void texts_are_copied_and_printed(void **state)
{
    struct ctx *ctx = *state;
    assert_string_equal(arena_strndup(ctx->mem, "abcdef", 3), "abc");
    assert_string_equal(arena_printf(ctx->mem, "第 %d 行“%s”", 3, "甲"), "第 3 行“甲”");
    assert_string_equal(arena_printf(ctx->mem, "%s", ""), "");
}

static void a_vector_keeps_its_elements_while_it_grows(void **state)
{
    struct ctx *ctx = *state;
    VEC(int) numbers = {0};
    for (int i = 0; i < 1000; i++)
        *vec_push(ctx->mem, &numbers) = i;
    assert_int_equal(numbers.count, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(numbers.at[i], i);
}

static int next_in_order(void *arg, const void *key, size_t length, void *value)
{
    int *count = arg;
    char expected[16];
    snprintf(expected, sizeof expected, "k%d", *count);
    assert_int_equal(length, strlen(expected));
    assert_memory_equal(key, expected, length);
    assert_int_equal(*(int *)value, *count);
    return ++*count == 500 ? 7 : 0;
}

static void a_map_finds_replaces_and_walks_in_order_of_insertion(void **state)
{
    struct ctx *ctx = *state;
    struct map *map = map_new(ctx->mem);
    static int values[1000];
    assert_null(map_get_str(map, "k0"));
    for (int i = 0; i < 1000; i++) {
        values[i] = i;
        char key[16];
        snprintf(key, sizeof key, "k%d", i);
        map_put_str(map, key, &values[0]);
        map_put_str(map, key, &values[i]);
    }
    assert_int_equal(map_count(map), 1000);
    assert_ptr_equal(map_get_str(map, "k999"), &values[999]);
    assert_null(map_get_str(map, "k1000"));
    int count = 0;
    assert_int_equal(map_each(map, next_in_order, &count), 7);
    assert_int_equal(count, 500);
}

static void a_key_may_hold_any_bytes_and_none(void **state)
{
    struct ctx *ctx = *state;
    struct map *map = map_new(ctx->mem);
    int a, b, c;
    map_put(map, "x\0y", 3, &a);
    map_put(map, "x", 1, &b);
    map_put(map, "", 0, &c);
    assert_ptr_equal(map_get(map, "x\0y", 3), &a);
    assert_ptr_equal(map_get(map, "x", 1), &b);
    assert_ptr_equal(map_get(map, "", 0), &c);
    assert_null(map_get(map, "x\0z", 3));
}

static void a_buf_is_always_terminated(void **state)
{
    (void)state;
    AUTO_BUF struct buf b = BUF_INIT;
    assert_string_equal(b.bytes, "");
    buf_add(&b, "", 0);
    buf_str(&b, "甲");
    buf_char(&b, '-');
    buf_printf(&b, "%05d", 42);
    assert_string_equal(b.bytes, "甲-00042");
    assert_int_equal(b.length, 9);
    for (int i = 0; i < 10000; i++)
        buf_char(&b, 'x');
    assert_int_equal(strlen(b.bytes), 10009);
    buf_reset(&b);
    assert_string_equal(b.bytes, "");
}

static void a_rune_is_written_as_utf8(void **state)
{
    (void)state;
    AUTO_BUF struct buf b = BUF_INIT;
    static const uint32_t runes[] = {'a', 0x7F, 0x80, 0x7FF, 0x800, 0x5F20, 0xFFFD, 0x10000, 0x10FFFF};
    for (size_t i = 0; i < sizeof runes / sizeof *runes; i++)
        buf_rune(&b, runes[i]);
    size_t at = 0, n;
    for (size_t i = 0; i < sizeof runes / sizeof *runes; i++, at += n)
        assert_int_equal(utf8_next(b.bytes + at, b.length - at, &n), runes[i]);
    assert_int_equal(at, b.length);
}

static void hashed_integers_are_big_endian_and_parts_have_their_length(void **state)
{
    (void)state;
    AUTO_BUF struct buf b = BUF_INIT;
    buf_u32(&b, 0x01020304);
    buf_u64(&b, 0x05060708090A0B0C);
    buf_part(&b, "ab", 2);
    assert_int_equal(b.length, 18);
    assert_memory_equal(b.bytes, "\1\2\3\4\5\6\7\10\11\12\13\14\0\0\0\2ab", 18);
}

static void a_message_is_recorded_with_its_code(void **state)
{
    struct ctx *ctx = *state;
    assert_int_equal(fail_with(ctx, E_INPUT, "“%s”第 %d 行", "a.csv", 3), E_INPUT);
    assert_int_equal(ctx->err.code, E_INPUT);
    assert_string_equal(ctx->err.text, "“a.csv”第 3 行");
}

static void a_long_message_is_cut_at_a_character(void **state)
{
    struct ctx *ctx = *state;
    AUTO_BUF struct buf b = BUF_INIT;
    for (int shift = 0; shift < 4; shift++) {
        buf_reset(&b);
        for (int i = 0; i < shift; i++)
            buf_char(&b, 'x');
        for (int i = 0; i < 2000; i++)
            buf_str(&b, i % 2 ? "张" : "𠮷");
        assert_int_equal(fail_with(ctx, E_INPUT, "%s", b.bytes), E_INPUT);
        size_t length = strlen(ctx->err.text);
        assert_true(length > sizeof ctx->err.text - 6);
        assert_int_equal(utf8_valid(ctx->err.text, length), length);
    }
}

/* ---- files ---- */

static const char *put(struct ctx *ctx, const char *bytes, size_t length)
{
    char *path = arena_strdup(ctx->mem, "/tmp/duixian-XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, length), length);
    close(fd);
    return path;
}

static void a_file_is_read_whole_up_to_the_limit(void **state)
{
    struct ctx *ctx = *state;
    static char big[200000];
    memset(big, 'x', sizeof big);
    static const size_t sizes[] = {0, 1, 65535, 65536, 65537, 131072, 200000};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        const char *path = put(ctx, big, sizes[i]);
        char *bytes = NULL;
        size_t length = 99;
        assert_int_equal(file_read(ctx, path, sizes[i], &bytes, &length), 0);
        assert_int_equal(length, sizes[i]);
        assert_int_equal(strlen(bytes), sizes[i]);
        if (sizes[i])
            assert_int_equal(file_read(ctx, path, sizes[i] - 1, &bytes, &length), E_INPUT);
        unlink(path);
    }
}

static void folders_devices_and_missing_files_are_refused(void **state)
{
    struct ctx *ctx = *state;
    FILE *f = NULL;
    assert_int_equal(file_open(ctx, "/tmp", &f), E_INPUT);
    assert_string_equal(ctx->err.text, "“/tmp”是一个文件夹，不是文件；请给出文件本身");
    assert_int_equal(file_open(ctx, "/dev/zero", &f), E_INPUT);
    assert_string_equal(ctx->err.text, "“/dev/zero”是设备，不是文件；请先存成文件");
    assert_null(f);
    assert_int_equal(file_open(ctx, "/nowhere/x", &f), E_INPUT);
    assert_true(file_is_directory("/tmp"));
    assert_false(file_is_directory("/nowhere"));
    assert_true(file_exists("/dev/zero"));
}

static void a_created_file_has_its_mode_even_if_it_was_there(void **state)
{
    struct ctx *ctx = *state;
    const char *path = put(ctx, "old text", 8);
    FILE *f = NULL;
    assert_int_equal(chmod(path, 0644), 0);
    assert_int_equal(file_create(ctx, path, 0600, &f), 0);
    assert_int_equal(fclose(f), 0);
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(st.st_size, 0);
    unlink(path);
    assert_int_equal(file_create(ctx, "/nowhere/x", 0600, &f), E_INPUT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, context_open, context_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(memory_is_zeroed_and_aligned),
        TEST(a_rewind_keeps_what_was_lent_before_the_mark),
        TEST(texts_are_copied_and_printed),
        TEST(a_vector_keeps_its_elements_while_it_grows),
        TEST(a_map_finds_replaces_and_walks_in_order_of_insertion),
        TEST(a_key_may_hold_any_bytes_and_none),
        TEST(a_buf_is_always_terminated),
        TEST(a_rune_is_written_as_utf8),
        TEST(hashed_integers_are_big_endian_and_parts_have_their_length),
        TEST(a_message_is_recorded_with_its_code),
        TEST(a_long_message_is_cut_at_a_character),
        TEST(a_file_is_read_whole_up_to_the_limit),
        TEST(folders_devices_and_missing_files_are_refused),
        TEST(a_created_file_has_its_mode_even_if_it_was_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
