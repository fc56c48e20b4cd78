/* yaml_frozen.h: a frozen tree is the tree again, with its places; bytes that were damaged are told or, where they are
 * made to look whole, still a tree. And programmes of a store: read from trees, or from the files if a tree is damaged.
 */
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "unit/context.h"
#include "base/embedded.h"
#include "domain/city.h"
#include "format/yaml_frozen.h"
#include "unit/fresh.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <sqlite3.h>

#include <cmocka.h> /* last: its macro fail() would hide ours */

static const char sample[] = "项目: 411200-2024\n"
                             "空: ''\n"
                             "什么也没有:\n"
                             "数: [1, \"2\", {a: b}, [], {}]\n"
                             "文: |\n  一行\n  两行\n";

static struct yaml *parsed(struct ctx *ctx, const char *bytes, size_t length)
{
    struct yaml *root = NULL;
    assert_int_equal(yaml_parse(ctx, "t.yaml", bytes, length, &root), 0);
    return root;
}

static void assert_same(const struct yaml *a, const struct yaml *b)
{
    assert_int_equal(a->kind, b->kind);
    assert_string_equal(a->file, b->file);
    assert_int_equal(a->line, b->line);
    assert_int_equal(a->column, b->column);
    assert_string_equal(a->text, b->text);
    assert_int_equal(a->quoted, b->quoted);
    assert_int_equal(a->count, b->count);
    assert_int_equal(a->key != NULL, b->key != NULL);
    if (a->key)
        assert_same(a->key, b->key);
    const struct yaml *x = a->first, *y = b->first;
    for (; x && y; x = x->next, y = y->next)
        assert_same(x, y);
    assert_true(!x && !y);
}

static void assert_round(struct ctx *ctx, const char *bytes, size_t length)
{
    AUTO_BUF struct buf frozen = BUF_INIT, again = BUF_INIT;
    struct yaml *root = parsed(ctx, bytes, length), *thawed = NULL;
    yaml_freeze(root, &frozen);
    assert_int_equal(yaml_thaw(ctx, "t.yaml", frozen.bytes, frozen.length, &thawed), 0);
    assert_same(root, thawed);
    yaml_freeze(thawed, &again);
    assert_int_equal(again.length, frozen.length);
    assert_memory_equal(again.bytes, frozen.bytes, frozen.length);
}

static void a_thawed_tree_is_the_tree_that_was_frozen(void **state)
{
    assert_round(*state, sample, strlen(sample));
    assert_round(*state, "一个词", strlen("一个词"));
    assert_round(*state, "[]", 2);
    assert_round(*state, "''", 2);
}

static void every_file_of_the_bundled_packs_comes_back(void **state)
{
    int files = 0;
    for (const struct embedded *e = embedded_files; e->path; e++) {
        size_t length = strlen(e->path);
        if (length < 5 || strcmp(e->path + length - 5, ".yaml") != 0)
            continue;
        assert_round(*state, e->bytes, e->length);
        files++;
    }
    assert_true(files >= 13);
}

/* As deep as yaml.h allows, and one deeper made by hand. */
static void depth_is_bounded(void **state)
{
    struct ctx *ctx = *state;
    char deep[2 * YAML_DEPTH_LIMIT];
    memset(deep, '[', YAML_DEPTH_LIMIT);
    memset(deep + YAML_DEPTH_LIMIT, ']', YAML_DEPTH_LIMIT);
    assert_round(ctx, deep, sizeof deep);
    AUTO_BUF struct buf frozen = BUF_INIT, body = BUF_INIT;
    struct yaml *root = NULL;
    buf_char(&body, YAML_DEPTH_LIMIT + 1);
    buf_char(&body, 0);
    for (int i = 0; i <= YAML_DEPTH_LIMIT; i++)
        buf_add(&body, (const char[]){YAML_LIST, 1, 1, i < YAML_DEPTH_LIMIT}, 4);
    buf_str(&frozen, "YTR1");
    buf_u64(&frozen, yaml_frozen_sum(body.bytes, body.length));
    buf_add(&frozen, body.bytes, body.length);
    assert_int_equal(yaml_thaw(ctx, "t", frozen.bytes, frozen.length, &root), FROZEN_DAMAGED);
}

static void any_byte_changed_or_missing_is_told(void **state)
{
    struct ctx *ctx = *state;
    AUTO_BUF struct buf frozen = BUF_INIT;
    struct yaml *root = NULL;
    yaml_freeze(parsed(ctx, sample, strlen(sample)), &frozen);
    for (size_t i = 0; i < frozen.length; i++) {
        char *copy = malloc(frozen.length);
        assert_non_null(copy);
        memcpy(copy, frozen.bytes, frozen.length);
        assert_int_equal(yaml_thaw(ctx, "t", copy, i, &root), FROZEN_DAMAGED);
        copy[i] = (char)(copy[i] ^ 1);
        assert_int_equal(yaml_thaw(ctx, "t", copy, frozen.length, &root), FROZEN_DAMAGED);
        free(copy);
    }
}

/* Every byte set to every value, the sum made right: what thaws is a tree that freezes to these very bytes. */
static void bytes_made_to_look_whole_are_told_or_a_tree(void **state)
{
    struct ctx *ctx = *state;
    AUTO_BUF struct buf frozen = BUF_INIT, sum = BUF_INIT, again = BUF_INIT;
    yaml_freeze(parsed(ctx, sample, strlen(sample)), &frozen);
    struct arena_mark start = arena_mark(ctx->mem);
    int trees = 0;
    for (size_t i = FROZEN_HEAD; i < frozen.length; i++)
        for (int value = 0; value < 256; value++) {
            char kept = frozen.bytes[i];
            struct yaml *root = NULL;
            frozen.bytes[i] = (char)value;
            buf_reset(&sum);
            buf_u64(&sum, yaml_frozen_sum(frozen.bytes + FROZEN_HEAD, frozen.length - FROZEN_HEAD));
            memcpy(frozen.bytes + 4, sum.bytes, 8);
            if (yaml_thaw(ctx, "t", frozen.bytes, frozen.length, &root) == 0) {
                buf_reset(&again);
                yaml_freeze(root, &again);
                assert_int_equal(again.length, frozen.length);
                assert_memory_equal(again.bytes, frozen.bytes, frozen.length);
                trees++;
            }
            frozen.bytes[i] = kept;
            arena_rewind(ctx->mem, start);
        }
    assert_true(trees > 1000); /* letters and places may be others */
}

/* ---- in a store ---- */

static void run(const char *url, const char *text)
{
    sqlite3 *lite = NULL;
    if (fresh_on_postgres()) {
        fresh_sql(url, text);
        return;
    }
    assert_int_equal(sqlite3_open(url, &lite), SQLITE_OK);
    assert_int_equal(sqlite3_exec(lite, text, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(lite);
}

/* What a programme says, as far as it is easily written down. */
static char *said(struct ctx *ctx, const struct programme *p)
{
    AUTO_BUF struct buf out = BUF_INIT;
    buf_printf(&out, "%s %s %s %d v%d %s\n", p->code, p->name, p->city, p->year, p->version,
               hex(ctx->mem, p->hash, 32));
    for (size_t i = 0; i < p->ledger_count; i++) {
        const struct ledger *l = p->ledgers[i];
        buf_printf(&out, "%s %s %d %d:", l->code, l->name, (int)l->id, l->line);
        for (size_t k = 0; k < l->field_count; k++)
            buf_printf(&out, " %s %s %d", l->fields[k].code, l->fields[k].name, (int)l->fields[k].type);
        for (size_t k = 0; k < l->rule_count; k++)
            buf_printf(&out, " %s", l->rules[k].say);
    }
    for (size_t i = 0; i < p->indicator_count; i++) {
        const struct indicator *d = p->indicators[i];
        buf_printf(&out, "\n%s %s %s %d %d %lld", d->code, d->name, d->unit, (int)d->id, d->line,
                   (long long)d->target.value);
    }
    return arena_strndup(ctx->mem, out.bytes, out.length);
}

static const struct programme *opened(struct ctx *ctx, const char *url)
{
    struct city *city = NULL;
    if (city_open(ctx, url, DB_READ, NULL, &city) < 0)
        fail_msg("%s", ctx->err.text);
    const struct programme *p = city->programme;
    city_close(ctx, city);
    return p;
}

static void a_programme_is_read_from_trees_and_from_files_where_one_is_damaged(void **state)
{
    static const char *const damages[] = {
        "update pack_tree set tree = substr(tree, 1, length(tree) - 1) where name = 'items/01-old-communities.yaml'",
        /* whole, but of another file, so that the pack would have faults */
        "update pack_tree set tree = (select t.tree from pack_tree t where t.name = 'programme.yaml')",
        "delete from pack_tree where name = 'programme.yaml'",
        "delete from pack_tree",
    };
    struct ctx *ctx = *state;
    struct actor actor = {"test"};
    struct city *city = NULL;
    char *url = fresh_store("frozen");
    if (city_init(ctx, url, "411200-2024", NULL, &actor, &city) < 0)
        fail_msg("%s", ctx->err.text);
    const char *first = said(ctx, city->programme);
    city_close(ctx, city);
    const struct programme *p = opened(ctx, url);
    assert_int_equal(p->file_count, 0); /* from trees */
    assert_string_equal(said(ctx, p), first);
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        run(url, damages[i]);
        p = opened(ctx, url);
        assert_int_equal(p->file_count, 15); /* twelve items, programme, organisations, outlines */
        assert_string_equal(said(ctx, p), first);
    }
    fresh_remove(url);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, context_open, context_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_thawed_tree_is_the_tree_that_was_frozen),
        TEST(every_file_of_the_bundled_packs_comes_back),
        TEST(depth_is_bounded),
        TEST(any_byte_changed_or_missing_is_told),
        TEST(bytes_made_to_look_whole_are_told_or_a_tree),
        TEST(a_programme_is_read_from_trees_and_from_files_where_one_is_damaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
