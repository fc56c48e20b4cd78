/* SM3 of many messages at once, held against the library's of each, and its HMAC against OpenSSL's. */
#include "base/sm3_many.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <cmocka.h>

enum { MOST = 300 };

struct room {
    unsigned char text[MOST];
    struct sm3_message messages[MOST];
};

/* Messages of 0, 1, 2, … bytes: every length of the last block, from none to five blocks. */
static int set_up(void **state)
{
    struct room *room = calloc(1, sizeof *room);
    for (size_t i = 0; i < MOST; i++) {
        room->text[i] = (unsigned char)(i * 7 + i / 256);
        room->messages[i] = (struct sm3_message){.bytes = room->text, .length = i};
    }
    *state = room;
    return 0;
}

static int tear_down(void **state)
{
    free(*state);
    return 0;
}

static void hashes_as_the_library_does(void **state)
{
    struct room *room = *state;
    unsigned char alone[SM3_SIZE];
    sm3_many(room->messages, MOST);
    for (size_t i = 0; i < MOST; i++) {
        sm3(room->text, i, alone);
        assert_memory_equal(room->messages[i].digest, alone, SM3_SIZE);
    }
}

static void any_number_of_messages_will_do(void **state)
{
    struct room *room = *state;
    unsigned char alone[SM3_SIZE];
    for (size_t count = 0; count <= 20; count++) {
        for (size_t i = 0; i < MOST; i++)
            memset(room->messages[i].digest, 0, SM3_SIZE);
        sm3_many(room->messages + 100, count);
        for (size_t i = 0; i < 24; i++) {
            sm3(room->text, 100 + i, alone);
            assert_int_equal(memcmp(room->messages[100 + i].digest, alone, SM3_SIZE) == 0, i < count);
        }
    }
}

static void an_hmac_is_that_of_rfc_2104(void **state)
{
    struct room *room = *state;
    unsigned char key[SM3_SIZE], expected[SM3_SIZE];
    struct sm3_key made;
    for (size_t i = 0; i < SM3_SIZE; i++)
        key[i] = (unsigned char)(i * 37 + 5);
    sm3_key_make(key, &made);
    for (size_t i = 0; i < MOST; i++)
        room->messages[i].key = i % 3 ? &made : NULL; /* plain ones between them */
    sm3_many(room->messages, MOST);
    for (size_t i = 0; i < MOST; i++) {
        sm3(room->text, i, expected);
        if (i % 3)
            assert_non_null(HMAC(EVP_sm3(), key, SM3_SIZE, room->text, i, expected, NULL));
        assert_memory_equal(room->messages[i].digest, expected, SM3_SIZE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(hashes_as_the_library_does, set_up, tear_down),
        cmocka_unit_test_setup_teardown(any_number_of_messages_will_do, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_hmac_is_that_of_rfc_2104, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
