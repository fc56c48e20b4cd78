/* identity.h: check digits by hand calculation, every fault with its sentence, and what a mask lets through.
 * All identity numbers are synthetic: nobody lives who was born 1880–1899, save where a fault needs another year. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "domain/identity.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h> /* last: its macro fail() would hide ours */

/* 4·7 1·9 1·10 2·5 0·8 2·4 1·2 8·1 8·6 0·3 0·7 1·9 0·10 1·5 0·8 0·4 1·2
 * = 28+9+10+10+0+8+2+8+48+0+0+9+0+5+0+0+2 = 139; 139 mod 11 = 7; "10X98765432"[7] = '5'. */
static void the_check_digit_is_the_weighted_sum_modulo_eleven(void **state)
{
    (void)state;
    assert_int_equal(identity_check_digit("41120218800101001"), '5');
    assert_int_equal(identity_check_digit("41122118800101002"), '2');
    assert_int_equal(identity_check_digit("11010519491231002"), 'X'); /* the example of GB 11643 */
    assert_int_equal(identity_check_digit("4112021880010100A"), 0);
}

static void each_fault_of_a_number_has_its_name(void **state)
{
    static const struct {
        const char *text;
        enum identity_fault fault;
    } rows[] = {
        {"411202188001010015", IDENTITY_OK},
        {"11010519491231002X", IDENTITY_OK},
        {"41120218800101004X", IDENTITY_OK},
        {"41120218800101004x", IDENTITY_OK},
        {"711202188001010016", IDENTITY_OK}, /* 71: Taiwan */
        {"411202188001015000", IDENTITY_OK}, /* 500 and the right check digit 0 */
        {"4.11202E+17", IDENTITY_EXPONENT},
        {"4.11202188001010E+17", IDENTITY_EXPONENT},
        {"4.1e17", IDENTITY_EXPONENT},
        {"411202188001010000", IDENTITY_ROUNDED},
        {"411202800101001", IDENTITY_FIFTEEN},
        {"", IDENTITY_LENGTH},
        {"4112", IDENTITY_LENGTH},
        {"41120218800101001", IDENTITY_LENGTH},
        {"4112021880010100155", IDENTITY_LENGTH},
        {"4112028001010X", IDENTITY_LENGTH},
        {"无", IDENTITY_CHARACTER},
        {"X", IDENTITY_CHARACTER},
        {"41120218800101OO15", IDENTITY_CHARACTER},
        {"4112021880X1010015", IDENTITY_CHARACTER},
        {"41120218800101004X ", IDENTITY_CHARACTER},
        {"101202188001010012", IDENTITY_AREA},
        {"001202188001010015", IDENTITY_AREA},
        {"411202202302290019", IDENTITY_BIRTH}, /* 2023 had no 29 February */
        {"411202188013010015", IDENTITY_BIRTH},
        {"411202209912310019", IDENTITY_BIRTH}, /* to come */
        {"411202000000000000", IDENTITY_BIRTH},
        {"411202188001010016", IDENTITY_CHECK},
        {"41120218800101001X", IDENTITY_CHECK},
        {"411202188001100015", IDENTITY_CHECK}, /* two digits swapped */
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (identity_check(rows[i].text) != rows[i].fault)
            fail_msg("%s: %d, not %d", rows[i].text, (int)identity_check(rows[i].text), (int)rows[i].fault);
}

static void a_birth_is_possible_until_today(void **state)
{
    (void)state;
    setenv("DUIXIAN_TODAY", "2024-03-05", 1);
    assert_int_equal(identity_check("411202202403050018"), IDENTITY_OK);
    setenv("DUIXIAN_TODAY", "2024-03-04", 1);
    assert_int_equal(identity_check("411202202403050018"), IDENTITY_BIRTH);
    unsetenv("DUIXIAN_TODAY");
}

static void each_fault_says_what_to_do_without_the_number(void **state)
{
    (void)state;
    assert_string_equal(identity_say(IDENTITY_OK), "");
    for (int fault = IDENTITY_EXPONENT; fault <= IDENTITY_CHECK; fault++) {
        const char *say = identity_say((enum identity_fault)fault);
        assert_non_null(strstr(say, "请"));
        assert_int_equal(utf8_valid(say, strlen(say)), strlen(say));
        assert_null(strstr(say, "4112"));
    }
    assert_non_null(strstr(identity_say(IDENTITY_EXPONENT), "科学计数法"));
    assert_non_null(strstr(identity_say(IDENTITY_CHARACTER), "字母 O"));
}

static void a_number_tells_birth_and_sex(void **state)
{
    (void)state;
    assert_int_equal(identity_birth("411202188001010015"), 18800101);
    assert_false(identity_female("411202188001010015")); /* 17th digit 1 */
    assert_true(identity_female("411221188001010022"));  /* 17th digit 2 */
    assert_true(identity_female("41120218800101004X"));
}

static void synthetic_people_were_born_1880_to_1899(void **state)
{
    (void)state;
    assert_true(identity_synthetic("411202188001010015"));
    assert_true(identity_synthetic("411202189912310013"));
    assert_false(identity_synthetic("411202190001010018"));
    assert_false(identity_synthetic("411202187912310014"));
}

/* 9·1 1·3 3·9 5·27 0 1·26 0 0 M(21)·20 0 0 0 1·8 0 0 Y(30)·30 4·28
 * = 9+3+27+135+0+26+0+0+420+0+0+0+8+0+0+900+112 = 1640; 1640 mod 31 = 28; 31 − 28 = 3. */
static void the_check_character_is_the_standards(void **state)
{
    (void)state;
    assert_int_equal(uscc_check_character("91350100M000100Y4"), '3');
    assert_int_equal(uscc_check_character("91411200555500027"), '0'); /* 837 = 27 · 31: 31 counts as 0 */
    assert_int_equal(uscc_check_character("9135010OM000100Y4"), 0);   /* no letter O */
}

static void a_code_has_eighteen_characters_of_the_alphabet(void **state)
{
    (void)state;
    assert_true(uscc_check("91350100M000100Y43"));
    assert_true(uscc_check("914112005555000270"));
    static const char *const wrong[] = {"",
                                        "91350100M000100Y4",
                                        "91350100M000100Y44",
                                        "91350100m000100y43",
                                        "91350100M000100Y433",
                                        "91350100MO00100Y43",
                                        "91350100M000100Y4三"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(uscc_check(wrong[i]));
}

static void a_mobile_number_has_eleven_digits_from_13_to_19(void **state)
{
    (void)state;
    assert_true(phone_check("13812341234"));
    assert_true(phone_check("19912341234"));
    static const char *const wrong[] = {
        "", "1", "12812341234", "23812341234", "1381234123", "138123412345", "1381234123a", "03982812345"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(phone_check(wrong[i]));
}

static void names_are_two_to_thirty_letters_however_rare(void **state)
{
    static const char *const right[] = {"张三", "欧阳娜娜",   "阿依古丽·艾力", "𠮷田",
                                        "㐂㐂", "武〇",       "𱍊明",       "\xEE\xA1\xA3明",
                                        "José", "Anne Marie", "O'Neil",        "Anne-Marie"};
    static const char *const wrong[] = {"",      "张",     " ",          "  ",         "张三2",       "·张三",
                                        "张三·", "张··三", "张三(户主)", "张三，李四", "Anne  Marie", "张三 ",
                                        " 张三", "12",     "张\xFF三",   "——"};
    char thirty[31 * 3 + 1] = "";
    (void)state;
    for (size_t i = 0; i < sizeof right / sizeof *right; i++)
        if (!person_name_check(right[i]))
            fail_msg("refused: %s", right[i]);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (person_name_check(wrong[i]))
            fail_msg("accepted: %s", wrong[i]);
    for (size_t i = 0; i < 31; i++)
        memcpy(thirty + 3 * i, "吉", 3);
    assert_false(person_name_check(thirty));
    thirty[90] = 0;
    assert_true(person_name_check(thirty));
}

static void a_mask_shows_no_more_than_it_may(void **state)
{
    static const struct {
        enum field_type type;
        const char *text, *masked;
    } rows[] = {
        {FIELD_PERSON, "411202188001010015", "4112**************"},
        {FIELD_PERSON, "41120218800101004x", "4112**************"},
        {FIELD_PERSON, "'411202188001010016", "4112**************"}, /* a typing error is as personal */
        {FIELD_PERSON, "411202 18800101 0015", "4112**************"},
        {FIELD_PERSON, "４１１２０２１８８００１０１００１５", "4112**************"},
        {FIELD_PERSON, "411202800101001", "****"},
        {FIELD_PERSON, "4.11202E+17", "****"},
        {FIELD_PERSON, "张三", "****"},
        {FIELD_PERSON, "", ""},
        {FIELD_PERSON_NAME, "张三", "张*"},
        {FIELD_PERSON_NAME, "欧阳娜娜", "欧*"},
        {FIELD_PERSON_NAME, "𠮷田一郎", "𠮷*"},
        {FIELD_PERSON_NAME, " 阿依古丽·艾力", "阿*"},
        {FIELD_PERSON_NAME, "411202188001010015", "****"}, /* columns shifted */
        {FIELD_PERSON_NAME, "\xFF\xFE", "****"},
        {FIELD_PHONE, "13812341234", "138****1234"},
        {FIELD_PHONE, "138 1234 1234", "138****1234"},
        {FIELD_PHONE, "+86-138-1234-1234", "138****1234"},
        {FIELD_PHONE, "0398-2812345", "****"},
        {FIELD_PHONE, "411202188001010015", "****"},
        {FIELD_TEXT, "六峰路 1 号", "****"},
        {FIELD_DATE, "1880-01-01", "****"},
        {FIELD_USCC, "91350100M000100Y43", "****"},
    };
    struct arena *arena = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(mask(arena, rows[i].type, rows[i].text), rows[i].masked);
}

static int arena_set_up(void **state)
{
    *state = arena_new();
    return 0;
}

static int arena_tear_down(void **state)
{
    arena_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_check_digit_is_the_weighted_sum_modulo_eleven),
        cmocka_unit_test(each_fault_of_a_number_has_its_name),
        cmocka_unit_test(a_birth_is_possible_until_today),
        cmocka_unit_test(each_fault_says_what_to_do_without_the_number),
        cmocka_unit_test(a_number_tells_birth_and_sex),
        cmocka_unit_test(synthetic_people_were_born_1880_to_1899),
        cmocka_unit_test(the_check_character_is_the_standards),
        cmocka_unit_test(a_code_has_eighteen_characters_of_the_alphabet),
        cmocka_unit_test(a_mobile_number_has_eleven_digits_from_13_to_19),
        cmocka_unit_test(names_are_two_to_thirty_letters_however_rare),
        cmocka_unit_test_setup_teardown(a_mask_shows_no_more_than_it_may, arena_set_up, arena_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
