/* Keys, sealing, blind indexes. */
#include "domain/seal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

struct locked {
    struct ctx ctx;
    char folder[64], path[128];
    struct keys *keys;
};

static int set_up(void **state)
{
    struct locked *l = calloc(1, sizeof *l);
    l->ctx.mem = arena_new();
    snprintf(l->folder, sizeof l->folder, "/tmp/duixian-seal-XXXXXX");
    if (!mkdtemp(l->folder))
        return -1;
    snprintf(l->path, sizeof l->path, "%s/key", l->folder);
    *state = l;
    return keys_create(&l->ctx, l->path, "store", &l->keys);
}

static int tear_down(void **state)
{
    struct locked *l = *state;
    keys_free(l->keys);
    arena_free(l->ctx.mem);
    unlink(l->path);
    rmdir(l->folder);
    free(l);
    return 0;
}

static void sm3_agrees_with_the_standards_example(void **state)
{
    (void)state;
    /* GB/T 32905-2016, example 1: "abc" */
    static const unsigned char expected[SM3_SIZE] = {0x66, 0xc7, 0xf0, 0xf4, 0x62, 0xee, 0xed, 0xd9, 0xd1, 0xf2, 0xd4,
                                                     0x6b, 0xdc, 0x10, 0xe4, 0xe2, 0x41, 0x67, 0xc4, 0x87, 0x5c, 0xf2,
                                                     0xf7, 0xa2, 0x29, 0x7d, 0xa0, 0x2b, 0x8f, 0x4b, 0xa8, 0xe0};
    unsigned char out[SM3_SIZE];
    sm3("abc", 3, out);
    assert_memory_equal(out, expected, SM3_SIZE);
}

static void a_key_file_is_for_its_owner_alone_and_never_overwritten(void **state)
{
    struct locked *l = *state;
    struct stat st;
    struct keys *again = NULL;
    assert_int_equal(stat(l->path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(keys_create(&l->ctx, l->path, "store", &again), E_KEY);
    assert_non_null(strstr(l->ctx.err.text, "已经存在"));
}

static void the_key_of_another_store_is_refused(void **state)
{
    struct locked *l = *state;
    struct keys *keys = NULL;
    assert_int_equal(keys_load(&l->ctx, l->path, "store", "0000000000000000", &keys), E_KEY);
    assert_non_null(strstr(l->ctx.err.text, "不是这个库的密钥"));
    assert_int_equal(keys_load(&l->ctx, l->path, "store", keys_id(l->keys), &keys), 0);
    keys_free(keys);
}

static const struct seal_place here = {7, 9};

/* Seals a text; adds the block to `out`. */
static void seal(struct locked *l, const struct keys *keys, const char *plain, struct buf *out,
                 unsigned char digest[SM3_SIZE])
{
    struct sealing s = {.place = here, .plain = plain, .length = strlen(plain)};
    keys_seal(l->ctx.mem, keys, &s, 1);
    buf_add(out, s.block, s.block_length);
    memcpy(digest, s.digest, SM3_SIZE);
}

static void what_was_sealed_is_read_back_and_twice_looks_different(void **state)
{
    struct locked *l = *state;
    unsigned char digest[SM3_SIZE];
    struct buf one = BUF_INIT, two = BUF_INIT, plain = BUF_INIT;
    seal(l, l->keys, "张三", &one, digest);
    seal(l, l->keys, "张三", &two, digest);
    assert_int_equal(one.length, two.length);
    assert_memory_not_equal(one.bytes, two.bytes, one.length);
    assert_null(memmem(one.bytes, one.length, "张三", 6));
    assert_int_equal(keys_unseal(&l->ctx, l->keys, here, one.bytes, one.length, &plain), 0);
    assert_string_equal(plain.bytes, "张三");
    buf_done(&one);
    buf_done(&two);
    buf_done(&plain);
}

static void any_changed_byte_or_place_is_noticed(void **state)
{
    struct locked *l = *state;
    unsigned char digest[SM3_SIZE];
    struct buf sealed = BUF_INIT, plain = BUF_INIT;
    seal(l, l->keys, "13800001234", &sealed, digest);
    for (size_t i = 0; i < sealed.length; i++) {
        sealed.bytes[i] ^= 1;
        assert_true(keys_unseal(&l->ctx, l->keys, here, sealed.bytes, sealed.length, &plain) < 0);
        sealed.bytes[i] ^= 1;
    }
    static const struct seal_place others[] = {{8, 9}, {7, 8}, {9, 7}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(keys_unseal(&l->ctx, l->keys, others[i], sealed.bytes, sealed.length, &plain), E_STORE);
    for (size_t n = 0; n < sealed.length; n++)
        assert_true(keys_unseal(&l->ctx, l->keys, here, sealed.bytes, n, &plain) < 0);
    assert_int_equal(plain.length, 0);
    buf_done(&sealed);
    buf_done(&plain);
}

static void a_block_of_another_store_with_the_same_key_is_refused(void **state)
{
    struct locked *l = *state;
    struct keys *other;
    unsigned char digest[SM3_SIZE];
    struct buf sealed = BUF_INIT, plain = BUF_INIT;
    assert_int_equal(keys_load(&l->ctx, l->path, "another", keys_id(l->keys), &other), 0);
    seal(l, other, "张三", &sealed, digest);
    assert_int_equal(keys_unseal(&l->ctx, l->keys, here, sealed.bytes, sealed.length, &plain), E_STORE);
    assert_int_equal(keys_unseal(&l->ctx, other, here, sealed.bytes, sealed.length, &plain), 0);
    keys_free(other);
    buf_done(&sealed);
    buf_done(&plain);
}

/* Whoever has no key sees any change of what is sealed by what leaves hold. */
static void a_leaf_holds_the_digest_of_all_but_the_last_sixteen_bytes(void **state)
{
    struct locked *l = *state;
    unsigned char digest[SM3_SIZE], again[SM3_SIZE];
    struct buf sealed = BUF_INIT;
    seal(l, l->keys, "13800001234", &sealed, digest);
    sm3(sealed.bytes, sealed.length - 16, again);
    assert_memory_equal(digest, again, SM3_SIZE);
    sealed_digest(sealed.bytes, sealed.length, again);
    assert_memory_equal(digest, again, SM3_SIZE);
    sealed_digest(NULL, 0, digest);
    sm3("", 0, again);
    assert_memory_equal(digest, again, SM3_SIZE);
    buf_done(&sealed);
}

static void each_of_many_sealed_at_once_is_read_back_at_its_own_place(void **state)
{
    enum { MANY = 600 };
    struct locked *l = *state;
    struct sealing list[MANY];
    for (int i = 0; i < MANY; i++) {
        const char *plain = arena_printf(l->ctx.mem, "%0*d", 1 + i % 150, i);
        list[i] = (struct sealing){.place = {i, 2 * i}, .plain = plain, .length = strlen(plain)};
    }
    keys_seal(l->ctx.mem, l->keys, list, MANY);
    for (int i = 0; i < MANY; i++) {
        AUTO_BUF struct buf plain = BUF_INIT;
        assert_int_equal(keys_unseal(&l->ctx, l->keys, list[i].place, list[i].block, list[i].block_length, &plain), 0);
        assert_string_equal(plain.bytes, list[i].plain);
    }
}

static void digests_gathered_are_those_computed_at_once(void **state)
{
    enum { MANY = 600, LONG = 40000 };
    struct locked *l = *state;
    struct keys *gathering = keys_copy(l->keys);
    unsigned char later[2 * MANY][INDEX_SIZE], now[INDEX_SIZE];
    char *text = arena_alloc(l->ctx.mem, LONG);
    memset(text, 'x', LONG);
    keys_gather(gathering);
    for (size_t i = 0; i < MANY; i++) { /* one is longer than what is held back */
        text[0] = (char)i;
        keys_index(gathering, text, i == 5 ? LONG : i, later[2 * i]);
        keys_content(gathering, text, i, later[2 * i + 1]);
    }
    keys_flush(gathering);
    for (size_t i = 0; i < MANY; i++) {
        text[0] = (char)i;
        keys_index(l->keys, text, i == 5 ? LONG : i, now);
        assert_memory_equal(later[2 * i], now, INDEX_SIZE);
        keys_content(l->keys, text, i, now);
        assert_memory_equal(later[2 * i + 1], now, INDEX_SIZE);
    }
    keys_free(gathering);
}

static void indexes_are_equal_for_equal_numbers_and_tell_nothing_without_the_key(void **state)
{
    struct locked *l = *state;
    unsigned char a[INDEX_SIZE], b[INDEX_SIZE], c[INDEX_SIZE], plain[SM3_SIZE];
    keys_index(l->keys, "411202188001010015", 18, a);
    keys_index(l->keys, "411202188001010015", 18, b);
    keys_index(l->keys, "411202188001010023", 18, c);
    sm3("411202188001010015", 18, plain);
    assert_memory_equal(a, b, INDEX_SIZE);
    assert_memory_not_equal(a, c, INDEX_SIZE);
    assert_memory_not_equal(a, plain, INDEX_SIZE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sm3_agrees_with_the_standards_example),
        cmocka_unit_test_setup_teardown(a_key_file_is_for_its_owner_alone_and_never_overwritten, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_key_of_another_store_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_was_sealed_is_read_back_and_twice_looks_different, set_up, tear_down),
        cmocka_unit_test_setup_teardown(any_changed_byte_or_place_is_noticed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_block_of_another_store_with_the_same_key_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_leaf_holds_the_digest_of_all_but_the_last_sixteen_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_of_many_sealed_at_once_is_read_back_at_its_own_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(digests_gathered_are_those_computed_at_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(indexes_are_equal_for_equal_numbers_and_tell_nothing_without_the_key, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
