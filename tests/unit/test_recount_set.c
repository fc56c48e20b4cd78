/* Sets compared without being sorted; persons joined by keys. */
#include "domain/recount_persons.h"
#include "domain/recount_set.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void key_of(int i, unsigned char out[INDEX_SIZE])
{
    memset(out, 0, INDEX_SIZE);
    memcpy(out, &i, sizeof i);
    out[INDEX_SIZE - 1] = (unsigned char)i;
}

static void add(struct set *set, const struct set_secret *secret, int subject, int64_t record, uint32_t org,
                uint32_t day)
{
    unsigned char key[INDEX_SIZE];
    key_of(subject, key);
    set_add_candidate(set, secret, key, record, org, day);
}

static void the_order_does_not_matter_and_every_word_does(void **state)
{
    (void)state;
    struct set_secret secret;
    struct set a = {0}, b = {0}, c = {0};
    set_secret_draw(&secret);
    for (int i = 0; i < 1000; i++) {
        add(&a, &secret, i, i, (uint32_t)i % 7, 20240101);
        add(&b, &secret, 999 - i, 999 - i, (uint32_t)(999 - i) % 7, 20240101);
    }
    assert_true(set_equal(&a, &b));
    add(&a, &secret, 5, 1, 2, 3);
    for (int word = 0; word < 4; word++) {
        c = b;
        add(&c, &secret, 5 + (word == 0), 1 + (word == 1), 2 + (word == 2), 3 + (word == 3));
        assert_false(set_equal(&a, &c));
    }
    add(&b, &secret, 5, 1, 2, 3);
    assert_true(set_equal(&a, &b));
}

/* A sum would not see it. */
static void rows_that_exchange_a_word_are_other_rows(void **state)
{
    (void)state;
    struct set_secret secret;
    struct set a = {0}, b = {0};
    set_secret_draw(&secret);
    add(&a, &secret, 1, 1, 5, 20240101);
    add(&a, &secret, 2, 2, 6, 20240202);
    add(&b, &secret, 1, 1, 5, 20240202);
    add(&b, &secret, 2, 2, 6, 20240101);
    assert_false(set_equal(&a, &b));
}

static void a_row_that_is_there_twice_counts_twice(void **state)
{
    (void)state;
    struct set_secret secret;
    struct set a = {0}, b = {0};
    set_secret_draw(&secret);
    add(&a, &secret, 1, 1, 1, 1);
    b = a;
    add(&b, &secret, 1, 1, 1, 1);
    assert_false(set_equal(&a, &b));
    struct set none = {0}, other = {0};
    assert_true(set_equal(&none, &other));
    assert_false(set_equal(&none, &a));
}

static void joined_sets_hold_the_rows_of_both(void **state)
{
    (void)state;
    struct set_secret secret;
    struct set all = {0}, halves[2] = {{{0}, 0}}, none = {0};
    set_secret_draw(&secret);
    for (int i = 0; i < 100; i++) {
        add(&all, &secret, i, i, 1, 1);
        add(&halves[i % 2], &secret, i, i, 1, 1);
    }
    set_join(&halves[0], &none);
    set_join(&halves[0], &halves[1]);
    set_join(&none, &all);
    assert_true(set_equal(&all, &halves[0]));
    assert_true(set_equal(&all, &none));
}

static void a_person_is_the_least_of_the_keys_that_are_joined(void **state)
{
    (void)state;
    enum { COUNT = 3000, EACH = 5 };
    struct persons *p = persons_new();
    unsigned char a[INDEX_SIZE], b[INDEX_SIZE];
    key_of(1, a);
    assert_memory_equal(persons_id(p, a), a, INDEX_SIZE);
    for (int i = COUNT - 1; i > 0; i--) /* chains of five, from their ends */
        if (i % EACH) {
            key_of(i, a);
            key_of(i - 1, b);
            persons_join(p, i % 2 ? a : b, i % 2 ? b : a);
        }
    persons_settle(p);
    for (int i = 0; i < COUNT; i++) {
        unsigned char least[INDEX_SIZE];
        key_of(i / EACH * EACH, least);
        for (int k = 1; k < EACH; k++) {
            key_of(i / EACH * EACH + k, b);
            if (memcmp(b, least, INDEX_SIZE) < 0)
                memcpy(least, b, INDEX_SIZE);
        }
        key_of(i, a);
        assert_memory_equal(persons_id(p, a), least, INDEX_SIZE);
    }
    key_of(COUNT + 7, a);
    assert_memory_equal(persons_id(p, a), a, INDEX_SIZE);
    persons_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_order_does_not_matter_and_every_word_does),
        cmocka_unit_test(rows_that_exchange_a_word_are_other_rows),
        cmocka_unit_test(a_row_that_is_there_twice_counts_twice),
        cmocka_unit_test(joined_sets_hold_the_rows_of_both),
        cmocka_unit_test(a_person_is_the_least_of_the_keys_that_are_joined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
