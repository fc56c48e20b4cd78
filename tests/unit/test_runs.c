/* What is told of many characters at once is what is told of each of them. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/decode.h"
#include "text/fixed.h"
#include "text/cues.h"
#include "text/runes.h"
#include "text/runs.h"
#include "text/signs.h"
#include "unit/chance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { LENGTH = 300, ROUNDS = 300, LAST = 0x10FFFF };

/* Mostly Han; now and then anything. */
static int32_t draw(uint64_t *seed)
{
    static const int32_t some[] = {'\n',    '\r',  ' ',   '\t',  '0',   '9',   'a',   '|',    '{',
                                   ',',     L'，', L'。', L'｜', L'｛', L'　', 0x85,  0x2028, 0x2029,
                                   0x1F4CC, 0xE9,  L'“',  L'—',  L'·',  L'〜', L'【', L'％',  L'０'};
    uint64_t kind = chance_next(seed) % 40;

    return kind > 2   ? 0x4E00 + (int32_t)(chance_next(seed) % 0x5200)
           : kind > 0 ? some[chance_next(seed) % (sizeof some / sizeof *some)]
                      : 1 + (int32_t)(chance_next(seed) % 0xD7FF);
}

static void draw_all(uint64_t *seed, int32_t *s)
{
    for (size_t i = 0; i < LENGTH; i++)
        s[i] = draw(seed);
}

/* Layout relies on this: plain characters need nothing but folding. */
static void a_plain_character_is_no_blank_and_folds_by_its_width(void **state)
{
    (void)state;
    size_t plain = 0;

    for (int32_t c = 1; c <= LAST; c++) {
        size_t narrow;
        int32_t read;
        uint32_t origin;

        if (run_plain(&c, 0, 1, &narrow) == 0)
            continue;
        plain++;
        run_read(&c, 0, 1, &read, &origin);
        assert_int_equal(read, rune_fold(c));
        assert_int_equal(narrow, !rune_is_wide(c));
        assert_false(rune_is_blank(c) || rune_is_nothing(c) || rune_is_line_end(c) || read == '|' || read == '\t');
        assert_int_equal(origin, 0);
    }
    assert_true(plain > 0x5200);
}

static void a_run_ends_at_the_first_that_is_not_plain(void **state)
{
    (void)state;
    uint64_t seed = 11;
    int32_t s[LENGTH], read[LENGTH];
    uint32_t origin[LENGTH];

    for (int round = 0; round < ROUNDS; round++) {
        size_t at = chance_next(&seed) % LENGTH, end, narrow, one, wide = 0, i;

        draw_all(&seed, s);
        end = run_plain(s, at, LENGTH, &narrow);
        for (i = at; i < LENGTH && run_plain(s, i, i + 1, &one) > i; i++)
            wide += !one;
        assert_int_equal(end, i);
        assert_int_equal(narrow, end - at - wide);
        run_read(s, at, end - at, read, origin);
        for (i = at; i < end; i++) {
            assert_int_equal(read[i - at], rune_fold(s[i]));
            assert_int_equal(origin[i - at], i);
        }
        for (i = at; i < LENGTH && !rune_is_line_end(s[i]); i++)
            ;
        assert_int_equal(run_line(s, at, LENGTH), i);
    }
}

static void characters_are_decoded_as_each_alone(void **state)
{
    (void)state;
    uint64_t seed = 12;
    int32_t s[LENGTH], decoded[LENGTH * UTF8_MAX];

    for (int round = 0; round < ROUNDS; round++) {
        char *bytes = malloc(LENGTH * UTF8_MAX), *to = bytes; /* of its own, so that nothing behind it is read */
        size_t length;

        assert_non_null(bytes);
        draw_all(&seed, s);
        for (size_t i = 0; i < LENGTH; i++)
            to = utf8_put(s[i], to);
        length = (size_t)(to - bytes);
        bytes = realloc(bytes, length);
        assert_int_equal(utf8_count(bytes, length), LENGTH);
        assert_int_equal(decode_runes(bytes, length, decoded), LENGTH);
        assert_memory_equal(decoded, s, sizeof s);
        free(bytes);
    }
}

static void signs_tell_what_each_character_may_begin_or_end(void **state)
{
    (void)state;
    struct arena *mem = arena_new();
    const struct lexicon *fixed = fixed_lexicon(mem), *cues = cue_lexicon(mem);
    struct signs *signs = signs_new(mem, fixed, cues);

    for (int32_t c = 1; c <= LAST; c++) {
        uint8_t told;

        signs_read(signs, &c, 0, 1, &told);
        assert_int_equal(!!(told & SIGN_CLAUSE_END), rune_is_clause_end(c));
        assert_int_equal(!!(told & SIGN_SENTENCE_END), rune_is_sentence_end(c));
        if (rune_is_numeral(c) || rune_is_clause_end(c))
            assert_true(told & SIGN_WALK);
        if (lexicon_at(fixed, (const int32_t[]){c}, 0, 1, NULL))
            assert_true(told & SIGN_WALK);
        if (lexicon_at(cues, (const int32_t[]){c}, 0, 1, NULL))
            assert_true(told & SIGN_CUE);
    }
    arena_free(mem);
}

static void the_first_sign_is_found(void **state)
{
    (void)state;
    uint64_t seed = 13;
    uint8_t at[LENGTH + SIGNS_BEYOND];

    for (int round = 0; round < ROUNDS; round++) {
        size_t start = chance_next(&seed) % LENGTH, end = chance_next(&seed) % LENGTH, i;

        for (i = 0; i < sizeof at; i++)
            at[i] = chance_next(&seed) % 20 ? (uint8_t)(chance_next(&seed) & ~(uint64_t)SIGN_CUE) : 0xFF;
        for (i = start; i < end && !(at[i] & SIGN_CUE); i++)
            ;
        assert_int_equal(sign_find(at, start, end, SIGN_CUE), i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_character_is_no_blank_and_folds_by_its_width),
        cmocka_unit_test(a_run_ends_at_the_first_that_is_not_plain),
        cmocka_unit_test(characters_are_decoded_as_each_alone),
        cmocka_unit_test(signs_tell_what_each_character_may_begin_or_end),
        cmocka_unit_test(the_first_sign_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
