/* utf8.h: code points, and the forms in which names and headers compare. */
#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"
#include "unit/chance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define BYTES(literal) (literal), sizeof(literal) - 1

static int32_t first(const char *s, size_t length, size_t *ret_bytes)
{
    *ret_bytes = 99;
    return utf8_next(s, length, ret_bytes);
}

static void code_points_of_one_to_four_bytes_are_decoded(void **state)
{
    (void)state;
    size_t n;
    assert_int_equal(first(BYTES("a"), &n), 'a');
    assert_int_equal(n, 1);
    assert_int_equal(first(BYTES("\0"), &n), 0);
    assert_int_equal(n, 1);
    assert_int_equal(first(BYTES("é"), &n), 0xE9);
    assert_int_equal(n, 2);
    assert_int_equal(first(BYTES("张三"), &n), 0x5F20);
    assert_int_equal(n, 3);
    assert_int_equal(first(BYTES("𠮷"), &n), 0x20BB7);
    assert_int_equal(n, 4);
    assert_int_equal(first(BYTES("\xF4\x8F\xBF\xBF"), &n), 0x10FFFF);
}

/* Unicode 15, table 3-7: no stray or missing continuation, nothing overlong, no surrogate, nothing above U+10FFFF. */
static void what_is_not_well_formed_is_one_bad_byte(void **state)
{
    (void)state;
    static const char *const bad[] = {"\x80",
                                      "\xBF",
                                      "\xC0\x80",
                                      "\xC1\xBF",
                                      "\xE0\x9F\xBF",
                                      "\xED\xA0\x80",
                                      "\xF0\x8F\xBF\xBF",
                                      "\xF4\x90\x80\x80",
                                      "\xF5\x80\x80",
                                      "\xFF",
                                      "\xE5\xBC",
                                      "\xE5",
                                      "\xE5\xBCx",
                                      "\xF0\xA0\xAE",
                                      "\xC3("};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        size_t n;
        assert_int_equal(first(bad[i], strlen(bad[i]), &n), -1);
        assert_int_equal(n, 1);
    }
}

static void nothing_is_read_beyond_the_length(void **state)
{
    (void)state;
    size_t n;
    assert_int_equal(first("张", 2, &n), -1);
    assert_int_equal(utf8_valid("张", 2), 0);
    assert_int_equal(utf8_valid("a张", 3), 1);
}

static void the_first_bad_byte_is_found(void **state)
{
    (void)state;
    assert_int_equal(utf8_valid(BYTES("")), 0);
    assert_int_equal(utf8_valid(BYTES("张三a")), 7);
    assert_int_equal(utf8_valid(BYTES("张三\xFF"
                                      "a")),
                     6);
    assert_int_equal(utf8_valid(BYTES("张\xE4\xB8")), 3);
}

static void code_points_are_counted(void **state)
{
    (void)state;
    assert_int_equal(utf8_count(BYTES("")), 0);
    assert_int_equal(utf8_count(BYTES("a张三𠮷")), 4);
}

static void names_compare_in_their_compatible_form_without_blanks_around(void **state)
{
    (void)state;
    struct arena *mem = arena_new();
    assert_string_equal(utf8_nfkc_trim(mem, "  身份证号 \t\r\n"), "身份证号");
    assert_string_equal(utf8_nfkc_trim(mem, "\xE3\x80\x80姓名\xC2\xA0\xE2\x80\x8B"), "姓名");
    assert_string_equal(utf8_nfkc_trim(mem, "\xEF\xBB\xBF姓名"), "姓名");
    assert_string_equal(utf8_nfkc_trim(mem, "ＡＢ１２（甲）"), "AB12(甲)");
    assert_string_equal(utf8_nfkc_trim(mem, "'00123"), "00123");
    assert_string_equal(utf8_nfkc_trim(mem, "甲 乙"), "甲 乙");
    assert_string_equal(utf8_nfkc_trim(mem, " \xE3\x80\x80 "), "");
    assert_string_equal(utf8_nfkc_trim(mem, ""), "");
    assert_string_equal(utf8_nfkc_trim(mem, " \xFF "), "\xFF");
    arena_free(mem);
}

static void the_blanks_of_office_files_are_blanks(void **state)
{
    (void)state;
    static const int32_t blanks[] = {' ', '\t', '\r', '\n', 0xA0, 0x3000, 0x2000, 0x200B, 0xFEFF};
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
        assert_true(rune_is_blank(blanks[i]));
    assert_false(rune_is_blank('a'));
    assert_false(rune_is_blank(0x5F20));
    assert_false(rune_is_blank(-1));
    assert_false(rune_is_blank(0));
}

static void cjk_is_two_columns_wide_and_a_combining_mark_none(void **state)
{
    (void)state;
    assert_int_equal(utf8_width(""), 0);
    assert_int_equal(utf8_width("abc"), 3);
    assert_int_equal(utf8_width("张三"), 4);
    assert_int_equal(utf8_width("（ａ）"), 6);
    assert_int_equal(utf8_width("e\xCC\x81"), 1);
    assert_int_equal(utf8_width("\xFF"), 1);
}

/* utf8_valid looks at many bytes at once; one behind the other they must say the same. */
static void long_texts_are_told_as_each_code_point_is(void **state)
{
    static const char *const words[] = {"汉", "汉", "汉", "，", "a", "\n", "é", "😀", "\xED\x9F\xBF", "\xEE\x80\x80"};
    static const char spoilt[] = "\xE0\xED\xF0\xF4\xC0\xC1\xF5\x80\x9F\xA0\xBF\x8F\x90z";
    uint64_t seed = 411200;

    (void)state;
    for (int round = 0; round < 3000; round++) {
        char bytes[3000];
        size_t length = 0, at = 0, n, least = chance_next(&seed) % 2900;

        while (length < least) {
            const char *word = words[chance_next(&seed) % (sizeof words / sizeof *words)];

            memcpy(bytes + length, word, strlen(word));
            length += strlen(word);
        }
        for (uint64_t edits = length ? chance_next(&seed) % 3 : 0; edits > 0; edits--)
            bytes[chance_next(&seed) % length] = spoilt[chance_next(&seed) % (sizeof spoilt - 1)];
        while (at < length && utf8_next(bytes + at, length - at, &n) >= 0)
            at += n;
        assert_int_equal(utf8_valid(bytes, length), at);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(long_texts_are_told_as_each_code_point_is),
        cmocka_unit_test(code_points_of_one_to_four_bytes_are_decoded),
        cmocka_unit_test(what_is_not_well_formed_is_one_bad_byte),
        cmocka_unit_test(nothing_is_read_beyond_the_length),
        cmocka_unit_test(the_first_bad_byte_is_found),
        cmocka_unit_test(code_points_are_counted),
        cmocka_unit_test(names_compare_in_their_compatible_form_without_blanks_around),
        cmocka_unit_test(the_blanks_of_office_files_are_blanks),
        cmocka_unit_test(cjk_is_two_columns_wide_and_a_combining_mark_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
