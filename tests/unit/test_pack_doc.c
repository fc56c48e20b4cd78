/* docs/programme-pack.md says that the pack at its end loads as it stands: here it is taken out of the page, loaded and
 * simulated. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/vec.h"
#include "domain/simulate.h"

#include <cmocka.h>

struct page {
    struct ctx ctx;
    VEC(struct pack_file) files;
};

/* A file is a line 文件 `NAME`： and the fence after it. */
static const char *take_file(struct page *page, const char *line)
{
    static const char before[] = "\n文件 `", fence[] = "\n```";
    const char *name = line + strlen(before), *name_end = strchr(name, '`');
    const char *open = strstr(name_end, fence), *start = open ? strchr(open + 1, '\n') + 1 : NULL;
    const char *end = start ? strstr(start - 1, fence) : NULL;
    assert_non_null(end);
    struct pack_file file = {.name = arena_strndup(page->ctx.mem, name, (size_t)(name_end - name))};
    file.length = (size_t)(end + 1 - start);
    file.bytes = arena_strndup(page->ctx.mem, start, file.length);
    *vec_push(page->ctx.mem, &page->files) = file;
    return end + 1;
}

static int begin(void **state)
{
    static struct page page;
    page = (struct page){.ctx = {.mem = arena_new()}};
    *state = &page;
    char *text;
    size_t length;
    if (file_read(&page.ctx, SOURCE_ROOT "/docs/programme-pack.md", 1 << 20, &text, &length) < 0)
        return -1;
    for (const char *at = text; (at = strstr(at, "\n文件 `"));)
        at = take_file(&page, at);
    return 0;
}

static int end(void **state)
{
    struct page *page = *state;
    arena_free(page->ctx.mem);
    return 0;
}

static struct programme *load(struct page *page)
{
    struct programme *programme = NULL;
    if (pack_from_files(&page->ctx, page->files.at, page->files.count, &programme) < 0)
        fail_msg("%s", page->ctx.err.text);
    return programme;
}

static void the_pack_of_the_page_loads_as_it_stands(void **state)
{
    struct page *page = *state;
    struct programme *programme = load(page);
    assert_int_equal(page->files.count, 4);
    assert_string_equal(programme->code, "990100-2025");
    assert_int_equal(programme->item_count, 2);
    assert_int_equal(programme->ledger_count, 4);
    assert_int_equal(programme->indicator_count, 5);
    assert_int_equal(programme_indicator(programme, "paths_km")->target.value, 20000); /* 20 公里, scale 0.001 */
    assert_int_equal(programme_indicator(programme, "second_bridge")->target.kind, TARGET_STAGE);
}

static void the_pack_of_the_page_can_be_simulated(void **state)
{
    struct page *page = *state;
    struct programme *programme = load(page);
    char folder[] = "/tmp/duixian-page-XXXXXX";
    assert_non_null(mkdtemp(folder));
    static const char *const files[] = {"01-path.csv",    "02-milestone.csv",   "03-elder.csv",
                                        "04-checkup.csv", "errors/01-path.csv", "errors/04-checkup.csv"};
    if (simulate_write(&page->ctx, programme, folder, (struct decimal){1, 0}, NULL) < 0)
        fail_msg("%s", page->ctx.err.text);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        assert_int_equal(unlink(arena_printf(page->ctx.mem, "%s/%s", folder, files[i])), 0);
    assert_int_equal(rmdir(arena_printf(page->ctx.mem, "%s/errors", folder)), 0);
    assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_pack_of_the_page_loads_as_it_stands),
        cmocka_unit_test(the_pack_of_the_page_can_be_simulated),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
