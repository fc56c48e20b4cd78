/* yaml.h: the tree with its places, and every YAML that a pack may not hold. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit/context.h"
#include "base/buf.h"
#include "format/yaml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h> /* last: its macro fail() would hide ours */

#define BYTES(literal) (literal), sizeof(literal) - 1

/* The tree as flow YAML, without places; quoted scalars in single quotes. */
static void write_node(struct buf *out, const struct yaml *node)
{
    size_t count = 0;
    if (node->kind == YAML_SCALAR) {
        buf_printf(out, node->quoted ? "'%s'" : "%s", node->text);
        return;
    }
    buf_char(out, node->kind == YAML_MAP ? '{' : '[');
    for (const struct yaml *child = node->first; child; child = child->next) {
        buf_str(out, count++ ? ", " : "");
        if (node->kind == YAML_MAP)
            buf_printf(out, "%s: ", child->key->text);
        else
            assert_null(child->key);
        write_node(out, child);
    }
    assert_int_equal(count, node->count);
    buf_char(out, node->kind == YAML_MAP ? '}' : ']');
}

static const char *tree_of(struct ctx *ctx, const char *bytes, size_t length)
{
    struct yaml *root = NULL;
    int r = yaml_parse(ctx, "t.yaml", bytes, length, &root);
    if (r < 0) {
        assert_int_equal(r, E_INPUT);
        return ctx->err.text;
    }
    AUTO_BUF struct buf out = BUF_INIT;
    write_node(&out, root);
    return arena_strdup(ctx->mem, out.bytes);
}

static struct yaml *root_of(struct ctx *ctx, const char *text)
{
    struct yaml *root = NULL;
    assert_int_equal(yaml_parse(ctx, "t.yaml", text, strlen(text), &root), 0);
    return root;
}

static void assert_place(const struct yaml *node, int line, int column)
{
    assert_non_null(node);
    assert_int_equal(node->line, line);
    assert_int_equal(node->column, column);
}

/* ---- what is given ---- */

static void block_and_flow_style_give_the_same_tree(void **state)
{
    static const char tree[] = "{item: 4, fields: [{code: a, also: [b, c]}, d]}";
    assert_string_equal(tree_of(*state, BYTES("item: 4\nfields:\n  - code: a\n    also:\n    - b\n    - c\n  - d\n")),
                        tree);
    assert_string_equal(tree_of(*state, BYTES("{item: 4, fields: [{code: a, also: [b, c]}, d]}")), tree);
    assert_string_equal(tree_of(*state, BYTES("---\r\nitem: 4\r\nfields: [{code: a, also: [b, c]}, d]\r\n...\r\n")),
                        tree);
}

static void quotes_are_resolved_and_remembered(void **state)
{
    assert_string_equal(tree_of(*state, BYTES("[unknown, 'unknown', \"a\\tb\\u4e09\", 'it''s', ~]")),
                        "[unknown, 'unknown', 'a\tb三', 'it's', ~]");
}

static void block_scalars_keep_or_fold_their_lines(void **state)
{
    assert_string_equal(tree_of(*state, BYTES("a: |\n  甲\n  乙\nb: >-\n  c\n  d\n")), "{a: 甲\n乙\n, b: c d}");
}

static void a_value_may_be_empty(void **state)
{
    assert_string_equal(tree_of(*state, BYTES("a:\nb: ''\nc: []\nd: {}\n")), "{a: , b: '', c: [], d: {}}");
    assert_string_equal(tree_of(*state, BYTES("a: |\n")), "{a: }");
}

static void the_bom_and_comments_are_no_content(void **state)
{
    assert_string_equal(tree_of(*state, BYTES("\xEF\xBB\xBF# 说明\na: 1 # 一\n")), "{a: 1}");
}

static void places_are_lines_and_code_points_from_one(void **state)
{
    struct yaml *root = root_of(*state, "# 说明\n名称: 甲\n列表:\n  - {代码: \"乙\", x: 1}\n  - 丙\n空:\n");
    assert_place(root, 2, 1);
    assert_place(yaml_get(root, "名称")->key, 2, 1);
    assert_place(yaml_get(root, "名称"), 2, 5);
    struct yaml *list = yaml_get(root, "列表");
    assert_place(list, 4, 3);
    assert_place(list->first, 4, 5);
    assert_place(yaml_get(list->first, "代码"), 4, 10);
    assert_place(yaml_get(list->first, "x")->key, 4, 15);
    assert_place(list->first->next, 5, 5);
    assert_place(yaml_get(root, "空"), 6, 1); /* nothing is written: the place of its key */
    assert_string_equal(root->file, "t.yaml");
}

static void a_key_that_is_not_there_gives_null(void **state)
{
    struct yaml *root = root_of(*state, "a: [1]\n");
    assert_null(yaml_get(root, "b"));
    assert_null(yaml_get(yaml_get(root, "a"), "b"));
    assert_null(yaml_get(NULL, "b"));
}

static void a_depth_of_thirty_two_is_given(void **state)
{
    assert_string_equal(tree_of(*state, BYTES("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]")),
                        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]");
}

/* ---- what is refused ---- */

static void a_deeper_nesting_is_told_and_overflows_nothing(void **state)
{
    static const char expected[] = "t.yaml:1:33: 嵌套超过 32 层；请写得浅一些";
    AUTO_BUF struct buf flow = BUF_INIT, block = BUF_INIT, maps = BUF_INIT;
    for (int i = 0; i < 100000; i++) {
        buf_char(&flow, '[');
        buf_str(&block, "- ");
        buf_str(&maps, "{a: ");
    }
    assert_string_equal(tree_of(*state, flow.bytes, flow.length), expected);
    assert_string_equal(tree_of(*state, block.bytes, block.length), "t.yaml:1:65: 嵌套超过 32 层；请写得浅一些");
    assert_string_equal(tree_of(*state, maps.bytes, maps.length), "t.yaml:1:129: 嵌套超过 32 层；请写得浅一些");
}

static void what_is_no_plain_data_is_told_with_its_place(void **state)
{
    static const struct {
        const char *text, *say;
    } refused[] = {
        {"a: &x 1\nb: 2\n", "t.yaml:1:4: 不能用锚点“&”；请把内容直接写出来"},
        {"a: &x [1]\n", "t.yaml:1:4: 不能用锚点“&”；请把内容直接写出来"},
        {"a: 1\nb: *a\n", "t.yaml:2:4: 不能用别名“*”；请把内容直接写出来，星号开头的文字请加引号"},
        {"a: 1\nb:\n  <<: {c: 1}\n", "t.yaml:3:3: 不能用合并键“<<”；请把内容直接写出来"},
        {"a: !!str 1\n", "t.yaml:1:4: 不能用标签“!”；请只写值本身"},
        {"a: !x {b: 1}\n", "t.yaml:1:4: 不能用标签“!”；请只写值本身"},
        {"a: 1\n---\nb: 1\n", "t.yaml:2:1: 一个文件只能有一个文档；请删去多余的“---”或分成几个文件"},
        {"? [1, 2]\n: b\n", "t.yaml:1:3: 键应当是文字，不能是列表或映射"},
        {"{a: 1}: b\n", "t.yaml:1:1: 键应当是文字，不能是列表或映射"},
        {"a: \"x\\0y\"\n", "t.yaml:1:4: 双引号里的转义给出了不能用的字符（空字节或半个字符）；请改掉"},
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_string_equal(tree_of(*state, refused[i].text, strlen(refused[i].text)), refused[i].say);
}

static void a_doubled_key_is_told_with_both_places(void **state)
{
    assert_string_equal(tree_of(*state, BYTES("a: 1\nb:\n  甲: 1\n  乙: 2\n  甲: 3\n")),
                        "t.yaml:5:3: 键“甲”重复了，第 3 行已经写过；请删去一个");
    assert_string_equal(tree_of(*state, BYTES("{a: 1, \"a\": 2}")),
                        "t.yaml:1:8: 键“a”重复了，第 1 行已经写过；请删去一个");
    AUTO_BUF struct buf many = BUF_INIT;
    for (int i = 1; i <= 20; i++)
        buf_printf(&many, "k%d: 1\n", i);
    buf_str(&many, "k2: 1\n");
    assert_string_equal(tree_of(*state, many.bytes, many.length),
                        "t.yaml:21:1: 键“k2”重复了，第 2 行已经写过；请删去一个");
}

static void the_same_key_in_two_maps_is_no_double(void **state)
{
    assert_string_equal(tree_of(*state, BYTES("[{a: 1}, {a: {a: 2}}]")), "[{a: 1}, {a: {a: 2}}]");
}

static void a_slip_of_the_pen_is_told_with_its_place(void **state)
{
    static const struct {
        const char *text, *say;
    } slips[] = {
        {"a: 1\nb: [1, 2\n", "t.yaml:3:1: 方括号“[”没有配对的“]”，它在第 2 行第 4 列打开"
                             "（flow sequence without a closing bracket）"},
        {"a: \"x\n", "t.yaml:1:5: 引号没有配对（double-quoted scalar without closing quote）"},
        {"a: 1\nb：2\nc: 3\n", "t.yaml:2:1: 这里缺少冒号和空格（could not find expected ':'）"
                               "；键后面的冒号要用半角“: ”，不能用全角“：”"},
    };
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++)
        assert_string_equal(tree_of(*state, slips[i].text, strlen(slips[i].text)), slips[i].say);
}

static void an_empty_document_is_told(void **state)
{
    static const char expected[] = "t.yaml:1:1: 文件里没有内容；应当有“键: 值”";
    assert_string_equal(tree_of(*state, BYTES("")), expected);
    assert_string_equal(tree_of(*state, BYTES("\n# 只有说明\n")), expected);
    assert_string_equal(tree_of(*state, BYTES("---\n...\n")), expected);
}

static void bytes_that_are_no_text_are_told(void **state)
{
    assert_string_equal(tree_of(*state, BYTES("a: 1\n甲: \0\n")),
                        "t.yaml:2:4: 有空字节（NUL），文件不是文本或者已经损坏");
    assert_string_equal(tree_of(*state, BYTES("a: 1\n甲: \xD5\xC5\n")),
                        "t.yaml:2:4: 有不是 UTF-8 的字节；请把文件另存为 UTF-8 编码");
    assert_string_equal(tree_of(*state, BYTES("a: 1\n甲: \x1B\n")),
                        "t.yaml:2:4: 有看不见的控制字符（十六进制 1B）；请删去");
}

static void over_one_mebibyte_is_told(void **state)
{
    AUTO_BUF struct buf in = BUF_INIT;
    for (int i = 0; i < 1 << 18; i++)
        buf_str(&in, "- a\n");
    assert_int_equal(root_of(*state, in.bytes)->count, 1 << 18);
    buf_char(&in, '\n');
    assert_string_equal(tree_of(*state, in.bytes, in.length), "t.yaml:1:1: 文件超过 1 MiB；请分成几个文件");
}

/* libfyaml 0.7.12 gives a wrong text for two quotes in a row: refused rather than taken. */
static void a_text_that_the_library_gets_wrong_is_refused(void **state)
{
    assert_string_equal(tree_of(*state, BYTES("a: 'x = ''y'''\n")), "{a: 'x = 'y''}");
    assert_string_equal(tree_of(*state, BYTES("a: 1\nb: '''''c'\n")),
                        "t.yaml:2:4: 这里的引号读不准；单引号里不要连写两个引号，双引号里不要在反斜杠后换行");
}

/* Every prefix, and every byte replaced by one that means something: nothing may leak, crash or write to stderr. */
static void thousands_of_broken_texts_end_with_a_message(void **state)
{
    struct ctx *ctx = *state;
    static const char whole[] = "item: 4\nfields:\n  - {code: a, 名: [\"b\", 'c']}\n  - d: |\n      文\n? x\n: y\n";
    static const char marks[] = "\t\n\"'#&*!|>-?:,[]{}%@`\\ \xFF";
    struct arena_mark start = arena_mark(ctx->mem);
    for (size_t length = 0; length < sizeof whole; length++) {
        (void)tree_of(ctx, whole, length); /* E_INPUT or a tree: checked there */
        arena_rewind(ctx->mem, start);
    }
    for (size_t at = 0; at < sizeof whole - 1; at++)
        for (const char *mark = marks; *mark; mark++) {
            char text[sizeof whole];
            memcpy(text, whole, sizeof whole);
            text[at] = *mark;
            (void)tree_of(ctx, text, sizeof whole - 1);
            arena_rewind(ctx->mem, start);
        }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, context_open, context_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(block_and_flow_style_give_the_same_tree),
        TEST(quotes_are_resolved_and_remembered),
        TEST(block_scalars_keep_or_fold_their_lines),
        TEST(a_value_may_be_empty),
        TEST(the_bom_and_comments_are_no_content),
        TEST(places_are_lines_and_code_points_from_one),
        TEST(a_key_that_is_not_there_gives_null),
        TEST(a_depth_of_thirty_two_is_given),
        TEST(a_deeper_nesting_is_told_and_overflows_nothing),
        TEST(what_is_no_plain_data_is_told_with_its_place),
        TEST(a_doubled_key_is_told_with_both_places),
        TEST(the_same_key_in_two_maps_is_no_double),
        TEST(a_slip_of_the_pen_is_told_with_its_place),
        TEST(an_empty_document_is_told),
        TEST(bytes_that_are_no_text_are_told),
        TEST(over_one_mebibyte_is_told),
        TEST(a_text_that_the_library_gets_wrong_is_refused),
        TEST(thousands_of_broken_texts_end_with_a_message),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
