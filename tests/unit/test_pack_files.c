/* Packs as they lie somewhere: in a folder, in the executable. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/embedded.h"
#include "unit/small_pack.h"

#include <cmocka.h>

/* ---- folders ---- */

struct folder {
    struct pack pack;
    char path[64];
};

static void put(const struct folder *folder, const char *name, const char *bytes)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder->path, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, strlen(bytes), f), strlen(bytes));
    assert_int_equal(fclose(f), 0);
}

static void drop(const struct folder *folder, const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder->path, name);
    (void)remove(path); /* most tests have only some of the names */
}

static int open_folder(void **state)
{
    struct folder *folder = calloc(1, sizeof *folder);
    folder->pack.ctx.mem = arena_new();
    snprintf(folder->path, sizeof folder->path, "/tmp/test_pack.XXXXXX");
    if (!mkdtemp(folder->path))
        return -1;
    char items[128];
    snprintf(items, sizeof items, "%s/items", folder->path);
    if (mkdir(items, 0700) != 0)
        return -1;
    put(folder, "programme.yaml", PROGRAMME);
    put(folder, "organisations.csv", ORGANISATIONS);
    put(folder, "items/1.yaml", LEDGER INDICATORS);
    *state = folder;
    return 0;
}

static int close_folder(void **state)
{
    struct folder *folder = *state;
    const char *names[] = {"items/1.yaml", "items/2.yaml",   "items/.3.yaml",     "items",
                           "report.txt",   "programme.yaml", "organisations.csv", ""};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        drop(folder, names[i]);
    arena_free(folder->pack.ctx.mem);
    free(folder);
    return 0;
}

static void refuses_folder(struct folder *folder, const char *say)
{
    assert_int_equal(pack_read(&folder->pack.ctx, folder->path, &folder->pack.programme), E_INPUT);
    assert_string_equal(folder->pack.ctx.err.text, say);
}

static void a_folder_and_the_same_files_in_memory_have_the_same_hash(void **state)
{
    struct folder *folder = *state;
    put(folder, "report.txt", "不是项目包的一部分");
    put(folder, "items/.3.yaml", "编辑器留下的");
    assert_int_equal(pack_read(&folder->pack.ctx, folder->path, &folder->pack.programme), 0);
    const struct programme *p = folder->pack.programme;
    assert_int_equal(p->file_count, 3);
    assert_string_equal(p->files[0].name, "items/1.yaml");
    assert_string_equal(p->files[1].name, "organisations.csv");
    assert_string_equal(p->organisations, ORGANISATIONS);
    unsigned char hash[sizeof p->hash];
    memcpy(hash, p->hash, sizeof hash);
    assert_int_equal(pack_read_texts(&folder->pack, PROGRAMME, LEDGER INDICATORS), 0);
    assert_memory_equal(folder->pack.programme->hash, hash, sizeof hash);
    assert_int_equal(pack_read_texts(&folder->pack, PROGRAMME, LEDGER INDICATORS "# \n"), 0);
    assert_memory_not_equal(folder->pack.programme->hash, hash, sizeof hash);
}

static void missing_files_are_told(void **state)
{
    struct folder *folder = *state;
    put(folder, "programme.yaml", PROGRAMME "items: [items/1.yaml, items/9.yaml, items/1.yaml]\n");
    drop(folder, "organisations.csv");
    refuses_folder(folder, "organisations.csv:1:1: 没有文件“organisations.csv”，应在项目包里\n"
                           "programme.yaml:3:23: 没有文件“items/9.yaml”，应在项目包里\n"
                           "programme.yaml:3:37: 文件“items/1.yaml”列了两次，应只列一次");
    drop(folder, "programme.yaml");
    refuses_folder(folder, "programme.yaml:1:1: 没有文件“programme.yaml”，应在项目包里");
}

static void a_pack_without_items_is_told(void **state)
{
    struct folder *folder = *state;
    drop(folder, "items/1.yaml");
    refuses_folder(folder, "programme.yaml:1:1: 项目包里没有事项文件，应有 items/*.yaml");
}

static void nothing_outside_the_folder_is_read(void **state)
{
    struct folder *folder = *state;
    put(folder, "programme.yaml", PROGRAMME "items: [../x.yaml, /etc/passwd, items/../../x, items//1.yaml]\n");
    refuses_folder(folder,
                   "programme.yaml:3:9: 文件名“../x.yaml”不能用，应为项目包文件夹以内的相对路径，不含“..”\n"
                   "programme.yaml:3:20: 文件名“/etc/passwd”不能用，应为项目包文件夹以内的相对路径，不含“..”\n"
                   "programme.yaml:3:33: 文件名“items/../../x”不能用，应为项目包文件夹以内的相对路径，不含“..”\n"
                   "programme.yaml:3:48: 文件名“items//1.yaml”不能用，应为项目包文件夹以内的相对路径，不含“..”");
    put(folder, "programme.yaml", PROGRAMME);
    char link[128];
    snprintf(link, sizeof link, "%s/items/2.yaml", folder->path);
    assert_int_equal(symlink("/etc/passwd", link), 0);
    refuses_folder(folder, "items/2.yaml:1:1: 文件“items/2.yaml”指到了项目包的文件夹外面，应在里面");
}

static void files_that_cannot_be_read_are_told(void **state)
{
    struct folder *folder = *state;
    struct arena *mem = folder->pack.ctx.mem;
    char path[128];
    snprintf(path, sizeof path, "%s/items/2.yaml", folder->path);
    assert_int_equal(mkfifo(path, 0600), 0);
    refuses_folder(folder, "items/2.yaml:1:1: “items/2.yaml”不是普通文件，应为文本文件");
    drop(folder, "items/2.yaml");
    char *big = arena_alloc(mem, (1 << 20) + 2);
    memset(big, ' ', (1 << 20) + 1);
    put(folder, "items/2.yaml", big);
    refuses_folder(folder, arena_printf(mem, "items/2.yaml:1:1: 文件“%s”超过 1048576 字节，太大了", path));
    put(folder, "items/2.yaml", "");
    assert_int_equal(chmod(path, 0), 0);
    if (geteuid() != 0) /* root reads everything */
        refuses_folder(folder, arena_printf(mem, "items/2.yaml:1:1: 打不开文件“%s”：Permission denied", path));
}

static void what_is_no_pack_is_told_with_those_that_are_bundled(void **state)
{
    struct pack *pack = *state;
    assert_int_equal(pack_read(&pack->ctx, "/nowhere/at/all", &pack->programme), E_INPUT);
    assert_non_null(strstr(pack->ctx.err.text, "“/nowhere/at/all”不是文件夹，也不是自带的项目包；"));
    assert_int_equal(pack_read(&pack->ctx, "/etc/passwd", &pack->programme), E_INPUT);
    assert_non_null(strstr(pack->ctx.err.text, "“/etc/passwd”是文件，不是文件夹，也不是自带的项目包；"));
    assert_int_equal(pack_read(&pack->ctx, "..", &pack->programme), E_INPUT);
    assert_int_equal(pack_read(&pack->ctx, "", &pack->programme), E_INPUT);
    assert_non_null(strstr(pack->ctx.err.text, "411200-2024"));
}

static void the_bundled_pack_loads(void **state)
{
    struct pack *pack = *state;
    int r = pack_read(&pack->ctx, "411200-2024", &pack->programme);
    if (r < 0)
        print_message("%s\n", pack->ctx.err.text);
    assert_int_equal(r, 0);
    assert_int_equal(pack->programme->item_count, 12);
    assert_string_equal(pack->programme->city, "411200000000");
    assert_int_equal(programme_indicator(pack->programme, "old_homes_started")->target.value, 17400);
    /* borrowed from the executable, not copied */
    const struct embedded *e = embedded_find("programmes/411200-2024/programme.yaml");
    assert_ptr_equal(pack->programme->files[pack->programme->file_count - 1].bytes, e->bytes);
}

/* Without blanks and line ends, which a newspaper sets where its columns end. */
static char *squeezed(struct pack *pack, const char *text, size_t length)
{
    char *out = arena_strndup(pack->ctx.mem, text, length), *to = out;
    for (const char *from = out; *from; from++)
        if (!strchr(" \n\r\t", *from))
            *to++ = *from;
    *to = '\0';
    return out;
}

static void the_bundled_promises_are_quoted_from_the_report(void **state)
{
    struct pack *pack = *state;
    const struct embedded *report = embedded_find("programmes/411200-2024/report.txt");
    assert_int_equal(pack_read(&pack->ctx, "411200-2024", &pack->programme), 0);
    const char *said = squeezed(pack, report->bytes, report->length);
    for (size_t i = 0; i < pack->programme->item_count; i++) {
        const struct item *item = &pack->programme->items[i];
        assert_non_null(item->brief);
        assert_non_null(item->english);
        char *quote = squeezed(pack, item->promise, strlen(item->promise));
        for (char *rest = quote, *end; rest && *rest; rest = end) {
            end = strstr(rest, "……"); /* something was left out here */
            if (end) {
                *end = '\0';
                end += strlen("……");
            }
            if (*rest && !strstr(said, rest))
                fail_msg("item %d: the report does not say “%s”", item->number, rest);
        }
    }
}

static void the_bundled_pack_has_its_english(void **state)
{
    struct pack *pack = *state;
    assert_int_equal(pack_read(&pack->ctx, "411200-2024", &pack->programme), 0);
    for (size_t i = 0; i < pack->programme->indicator_count; i++) {
        assert_non_null(pack->programme->indicators[i]->english);
        assert_non_null(programme_english(pack->programme, pack->programme->indicators[i]->unit));
    }
    assert_string_equal(pack->programme->english_city, "Sanmenxia");
    assert_string_equal(programme_english(pack->programme, "户"), "households");
    assert_string_equal(programme_english(pack->programme, "个"), "");
    assert_null(programme_english(pack->programme, "没有这个词"));
}

#define TEST(name)        cmocka_unit_test_setup_teardown(name, pack_open, pack_close)
#define TEST_FOLDER(name) cmocka_unit_test_setup_teardown(name, open_folder, close_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_FOLDER(a_folder_and_the_same_files_in_memory_have_the_same_hash),
        TEST_FOLDER(missing_files_are_told),
        TEST_FOLDER(a_pack_without_items_is_told),
        TEST_FOLDER(nothing_outside_the_folder_is_read),
        TEST_FOLDER(files_that_cannot_be_read_are_told),
        TEST(what_is_no_pack_is_told_with_those_that_are_bundled),
        TEST(the_bundled_pack_loads),
        TEST(the_bundled_promises_are_quoted_from_the_report),
        TEST(the_bundled_pack_has_its_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
