/* The Merkle tree and the links. */
#include "domain/chain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void leaf(unsigned char c, unsigned char out[SM3_SIZE])
{
    memset(out, c, SM3_SIZE);
}

static void node(const unsigned char *a, const unsigned char *b, unsigned char out[SM3_SIZE])
{
    unsigned char bytes[1 + 2 * SM3_SIZE] = {1};
    memcpy(bytes + 1, a, SM3_SIZE);
    memcpy(bytes + 1 + SM3_SIZE, b, SM3_SIZE);
    sm3(bytes, sizeof bytes, out);
}

static void no_leaves_give_sm3_of_nothing(void **state)
{
    (void)state;
    /* GB/T 32905: SM3("") */
    static const unsigned char expected[SM3_SIZE] = {0x1a, 0xb2, 0x1d, 0x83, 0x55, 0xcf, 0xa1, 0x7f, 0x8e, 0x61, 0x19,
                                                     0x48, 0x31, 0xe8, 0x1a, 0x8f, 0x22, 0xbe, 0xc8, 0xc7, 0x28, 0xfe,
                                                     0xfb, 0x74, 0x7e, 0xd0, 0x35, 0xeb, 0x50, 0x82, 0xaa, 0x2b};
    struct merkle m = {.count = 0};
    unsigned char root[SM3_SIZE];
    merkle_root(&m, root);
    assert_memory_equal(root, expected, SM3_SIZE);
}

static void one_leaf_is_its_own_root(void **state)
{
    (void)state;
    struct merkle m = {.count = 0};
    unsigned char a[SM3_SIZE], root[SM3_SIZE];
    leaf(7, a);
    merkle_add(&m, a);
    merkle_root(&m, root);
    assert_memory_equal(root, a, SM3_SIZE);
}

static void an_odd_leaf_rises_as_it_is(void **state)
{
    (void)state;
    struct merkle m = {.count = 0};
    unsigned char l[5][SM3_SIZE], ab[SM3_SIZE], cd[SM3_SIZE], abcd[SM3_SIZE], all[SM3_SIZE], root[SM3_SIZE];
    for (unsigned char i = 0; i < 5; i++) {
        leaf(i, l[i]);
        merkle_add(&m, l[i]);
    }
    node(l[0], l[1], ab);
    node(l[2], l[3], cd);
    node(ab, cd, abcd);
    node(abcd, l[4], all);
    merkle_root(&m, root);
    assert_memory_equal(root, all, SM3_SIZE);
}

/* In pieces of every size, on top of what is there already. */
static void many_leaves_at_once_give_the_tree_of_each_alone(void **state)
{
    enum { MANY = 1500 };
    (void)state;
    static unsigned char leaves[MANY][SM3_SIZE];
    struct merkle alone = {.count = 0}, many = {.count = 0};
    unsigned char expected[SM3_SIZE], root[SM3_SIZE];
    for (size_t i = 0; i < MANY; i++)
        sm3(&i, sizeof i, leaves[i]);
    for (size_t at = 0, piece = 0; at < MANY; at += piece) {
        piece = (piece + 1 < MANY - at) ? piece + 1 : MANY - at;
        for (size_t i = at; i < at + piece; i++)
            merkle_add(&alone, leaves[i]);
        merkle_add_many(&many, leaves + at, piece);
        merkle_root(&alone, expected);
        merkle_root(&many, root);
        assert_memory_equal(root, expected, SM3_SIZE);
    }
    struct merkle whole = {.count = 0};
    merkle_add_many(&whole, leaves, MANY);
    merkle_root(&whole, root);
    assert_memory_equal(root, expected, SM3_SIZE);
    assert_int_equal(whole.count, MANY);
}

static void the_order_of_leaves_matters(void **state)
{
    (void)state;
    struct merkle m = {.count = 0}, n = {.count = 0};
    unsigned char a[SM3_SIZE], b[SM3_SIZE], x[SM3_SIZE], y[SM3_SIZE];
    leaf(1, a);
    leaf(2, b);
    merkle_add(&m, a);
    merkle_add(&m, b);
    merkle_add(&n, b);
    merkle_add(&n, a);
    merkle_root(&m, x);
    merkle_root(&n, y);
    assert_memory_not_equal(x, y, SM3_SIZE);
}

static void every_part_of_a_link_changes_its_hash(void **state)
{
    (void)state;
    const struct link base = {.sequence = 2, .kind = "accept", .batch = 1, .note = "n", .actor = "a", .at = "t"};
    unsigned char expected[SM3_SIZE], hash[SM3_SIZE];
    link_hash(&base, expected);
    struct link changed[7] = {base, base, base, base, base, base, base};
    changed[0].sequence = 3;
    changed[1].kind = "void";
    changed[2].batch = 2;
    changed[3].note = "m";
    changed[4].actor = "b";
    changed[5].at = "u";
    changed[6].root[31] = 1;
    for (int i = 0; i < 7; i++) {
        link_hash(&changed[i], hash);
        assert_memory_not_equal(hash, expected, SM3_SIZE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_leaves_give_sm3_of_nothing),
        cmocka_unit_test(one_leaf_is_its_own_root),
        cmocka_unit_test(an_odd_leaf_rises_as_it_is),
        cmocka_unit_test(many_leaves_at_once_give_the_tree_of_each_alone),
        cmocka_unit_test(the_order_of_leaves_matters),
        cmocka_unit_test(every_part_of_a_link_changes_its_hash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
