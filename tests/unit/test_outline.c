/* outlines.yaml of a pack: what loads, every fault with its place, and that it is a file of the pack like the others.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "domain/programme.h"
#include "format/yaml_frozen.h"

#include <cmocka.h>

#define PROGRAMME "programme: 990100-2024\nname: 某市实事\n"
#define ORGANISATIONS                                                                                                  \
    "code,name,level,parent\n990100000000,某市,city,\n990102000000,某区,county,990100000000\n"                     \
    "990103000000,某县,county,990100000000\n"
#define ITEM                                                                                                           \
    "item: 1\nname: 事项\nlead: 某局\nledgers:\n  - code: road\n    name: 道路台账\n    fields:\n"             \
    "      - {code: number, name: 编号, type: text, required: true}\n"                                               \
    "      - {code: day, name: 日期, type: date, required: true}\n    date: day\n    key: [number]\n"                \
    "indicators:\n  - {code: roads, name: 道路数, unit: 条, count: records, of: road}\n"
#define FIRST  "outlines:\n  - org: \"990102000000\"\n    label: 1110000,340000\n    rings:\n"
#define SQUARE "      - 1110000,340000 1120000,340000 1120000,350000 1110000,350000\n"

enum { FILES = 4, OUTLINES = 3 };

static int begin(void **state)
{
    struct ctx *ctx = calloc(1, sizeof *ctx);
    ctx->mem = arena_new();
    *state = ctx;
    return 0;
}

static int end(void **state)
{
    struct ctx *ctx = *state;
    arena_free(ctx->mem);
    free(ctx);
    return 0;
}

static struct pack_file file(const char *name, const char *bytes)
{
    return (struct pack_file){name, bytes, strlen(bytes), NULL};
}

/* `outlines` NULL: the pack has no such file. */
static int read_pack(struct ctx *ctx, const char *outlines, struct programme **ret)
{
    struct pack_file files[FILES] = {file("programme.yaml", PROGRAMME), file("organisations.csv", ORGANISATIONS),
                                     file("items/1.yaml", ITEM)};
    if (outlines)
        files[OUTLINES] = file("outlines.yaml", outlines);
    return pack_from_files(ctx, files, outlines ? FILES : OUTLINES, ret);
}

static struct programme *loads(void **state, const char *outlines)
{
    struct ctx *ctx = *state;
    struct programme *programme = NULL;
    if (read_pack(ctx, outlines, &programme) < 0)
        print_message("%s\n", ctx->err.text);
    assert_non_null(programme);
    return programme;
}

/* The whole message is compared. */
static void refuses(void **state, const char *outlines, const char *say)
{
    struct ctx *ctx = *state;
    struct programme *programme;
    assert_int_equal(read_pack(ctx, outlines, &programme), E_INPUT);
    assert_string_equal(ctx->err.text, say);
}

static void a_pack_without_outlines_has_none(void **state)
{
    const struct programme *programme = loads(state, NULL);
    assert_int_equal(programme_outlines(programme)->count, 0);
    assert_null(outline_find(programme_outlines(programme), "990102000000"));
}

static void rings_and_labels_are_whole_ten_thousandths_of_a_degree(void **state)
{
    const struct outlines *outlines =
        programme_outlines(loads(state, "source: 某处\n" FIRST SQUARE "      - 1130000,-10 -20,0 1140000,30\n"));
    assert_int_equal(outlines->count, 1);
    const struct outline *outline = outline_find(outlines, "990102000000");
    assert_ptr_equal(outline, &outlines->at[0]);
    assert_int_equal(outline->label[0], 1110000);
    assert_int_equal(outline->label[1], 340000);
    assert_int_equal(outline->ring_count, 2);
    assert_int_equal(outline->rings[0].count, 4);
    assert_int_equal(outline->rings[0].points[4], 1120000);
    assert_int_equal(outline->rings[0].points[5], 350000);
    assert_int_equal(outline->rings[1].count, 3);
    assert_int_equal(outline->rings[1].points[1], -10);
    assert_int_equal(outline->rings[1].points[2], -20);
    assert_null(outline_find(outlines, "990103000000"));
}

static void what_is_wrong_is_told_with_its_place(void **state)
{
    refuses(state, "outline: []\n",
            "outlines.yaml:1:1: outlines.yaml 没有“outline”这个键；是不是“outlines”？\n"
            "outlines.yaml:1:1: outlines.yaml 缺键“outlines”，应为列表");
    refuses(state, FIRST SQUARE "    colour: red\n",
            "outlines.yaml:6:5: 轮廓没有“colour”这个键，应为其中之一：org label rings");
    refuses(state, "outlines:\n  - org: \"990109000000\"\n    label: 1,1\n    rings:\n" SQUARE,
            "outlines.yaml:2:10: 组织“990109000000”不在 organisations.csv 里，轮廓的 org 应为其中的代码");
    refuses(state, FIRST SQUARE "  - org: \"990102000000\"\n    label: 1,1\n    rings:\n" SQUARE,
            "outlines.yaml:6:10: 组织“990102000000”的轮廓重复，第 2 行已有；应各不相同");
    refuses(state, "outlines:\n  - org: \"990102000000\"\n    label: 1,1\n",
            "outlines.yaml:2:5: 轮廓缺键“rings”，应为文字或一列文字");
    refuses(state, "outlines:\n  - org: \"990102000000\"\n    label: 1,1 2,2\n    rings:\n" SQUARE,
            "outlines.yaml:3:12: 键“label”是“1,1 2,2”，应为一个点，如 1112605,347521");
}

static void a_broken_ring_is_refused(void **state)
{
    static const struct {
        const char *ring, *say;
    } broken[] = {
        {"1,1 2,2", "这一圈有 2 个点，应至少有 3 个"},
        {"1,1 2,2 3,3", "这一圈的点都在一条线上，应围住一块地方"},
        {"1,1 2,1 x,2", "第 3 个点是“x,2”，应为 东经,北纬（万分之一度），点之间一个空格，如 1112605,347521"},
        {"1,1 2 1,2", "第 2 个点是“2”，应为 东经,北纬（万分之一度），点之间一个空格，如 1112605,347521"},
        {"1,1  2,1 1,2", "第 2 个点是“”，应为 东经,北纬（万分之一度），点之间一个空格，如 1112605,347521"},
        {"1,1 2,1 1800001,2",
         "第 3 个点是“1800001,2”，应为 东经,北纬（万分之一度），点之间一个空格，如 1112605,347521"},
        {"1,1 2,1 1,99999999999999999999",
         "第 3 个点是“1,99999999999999999999”，应为 东经,北纬（万分之一度），点之间一个空格，如 1112605,347521"},
        {"1,1 2,1 1.5,2", "第 3 个点是“1.5,2”，应为 东经,北纬（万分之一度），点之间一个空格，如 1112605,347521"},
    };
    struct ctx *ctx = *state;
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
        refuses(state, arena_printf(ctx->mem, FIRST SQUARE "      - \"%s\"\n", broken[i].ring),
                arena_printf(ctx->mem, "outlines.yaml:6:9: %s", broken[i].say));
}

static void outlines_are_covered_by_the_hash_of_the_pack(void **state)
{
    const struct programme *without = loads(state, NULL), *with = loads(state, FIRST SQUARE);
    const struct programme *moved = loads(state, FIRST "      - 1110001,340000 1120000,340000 1120000,350000\n");
    assert_int_equal(with->file_count, FILES);
    assert_string_equal(with->files[2].name, "outlines.yaml");
    assert_non_null(with->files[2].tree);
    assert_memory_not_equal(with->hash, without->hash, sizeof with->hash);
    assert_memory_not_equal(with->hash, moved->hash, sizeof with->hash);
}

static void trees_of_the_files_hold_the_outlines(void **state)
{
    struct ctx *ctx = *state;
    struct programme *programme = loads(state, FIRST SQUARE), *again = NULL;
    struct pack_file trees[FILES];
    size_t count = 0;
    for (size_t i = 0; i < programme->file_count; i++) {
        if (!programme->files[i].tree)
            continue;
        AUTO_BUF struct buf frozen = BUF_INIT;
        yaml_freeze(programme->files[i].tree, &frozen);
        trees[count++] = (struct pack_file){programme->files[i].name,
                                            arena_strndup(ctx->mem, frozen.bytes, frozen.length), frozen.length, NULL};
    }
    assert_int_equal(count, 3);
    assert_int_equal(pack_from_trees(ctx, trees, count, programme->city, programme->hash, &again), 0);
    assert_int_equal(programme_outlines(again)->count, 1);
    assert_int_equal(programme_outlines(again)->at[0].rings[0].points[2], 1120000);
}

/* The seven counties but 开发区, which has no border of its own. */
static void the_bundled_pack_has_the_outlines_of_its_counties(void **state)
{
    struct ctx *ctx = *state;
    struct programme *programme;
    assert_int_equal(pack_read(ctx, SOURCE_ROOT "/programmes/411200-2024", &programme), 0);
    const struct outlines *outlines = programme_outlines(programme);
    assert_int_equal(outlines->count, 6);
    assert_non_null(outline_find(outlines, "411224000000"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_pack_without_outlines_has_none),
        TEST(rings_and_labels_are_whole_ten_thousandths_of_a_degree),
        TEST(what_is_wrong_is_told_with_its_place),
        TEST(a_broken_ring_is_refused),
        TEST(outlines_are_covered_by_the_hash_of_the_pack),
        TEST(trees_of_the_files_hold_the_outlines),
        TEST(the_bundled_pack_has_the_outlines_of_its_counties),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
