/* yaml_out.h: what is written is read back as it was. */
#include <string.h>

#include "unit/context.h"
#include "base/buf.h"
#include "format/yaml.h"
#include "format/yaml_out.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h> /* last: its macro fail() would hide ours */

static void assert_written(const char *text, const char *yaml)
{
    AUTO_BUF struct buf out = BUF_INIT;
    yaml_out_text(&out, text);
    assert_string_equal(out.bytes, yaml);
}

/* The text as a value, in a list and in a flow map: read back the same in each. */
static void assert_kept(struct ctx *ctx, const char *text)
{
    const char *two[] = {text, text, NULL};
    AUTO_BUF struct buf out = BUF_INIT;
    struct yaml *root;
    buf_str(&out, "a: ");
    yaml_out_text(&out, text);
    buf_str(&out, "\nb: ");
    yaml_out_texts(&out, two);
    buf_str(&out, "\nc:\n  - {d: ");
    yaml_out_text(&out, text);
    buf_str(&out, ", e: 1}\n");
    assert_int_equal(yaml_parse(ctx, "t", out.bytes, out.length, &root), 0);
    assert_string_equal(yaml_get(root, "a")->text, text);
    assert_int_equal(yaml_get(root, "b")->count, 2);
    assert_string_equal(yaml_get(root, "b")->first->next->text, text);
    assert_string_equal(yaml_get(yaml_get(root, "c")->first, "d")->text, text);
}

static void plain_words_stay_plain_and_others_are_quoted(void **state)
{
    (void)state;
    assert_written("新建公园（二期）", "新建公园（二期）");
    assert_written("改造 老旧小区", "改造 老旧小区");
    assert_written("12个", "\"12个\"");
    assert_written("", "\"\"");
    assert_written("是: 否", "\"是: 否\"");
    assert_written("他说\"好\"", "\"他说\\\"好\\\"\"");
    assert_written("两行\n一行", "两行 一行");
}

static void every_text_is_read_back(void **state)
{
    static const char *const hard[] = {"true",  "null",    "~",    "- 甲", "甲 # 乙",  "甲#乙",    "甲: 乙", "[甲, 乙]",
                                       "{甲}",  "甲, 乙",  "*甲",  "&甲",  "!甲",      "'甲''乙'", "甲''乙", "\"",
                                       "\\",    "甲\\n乙", "2025", "1e3",  "%甲",      "@甲",      "`甲`",   "甲 ",
                                       " 甲",   "甲  乙",  "？甲", "甲:",  "甲]",      "甲}",      "“甲”",   "―甲",
                                       "甲—乙", "𠀀乙",    "甲😀",  "<<",   "---",      "...",      "a: b",   "甲 -乙",
                                       "甲|乙", "甲>乙",   "甲?",  "甲 ?", "0—3岁托位"};
    for (size_t i = 0; i < sizeof hard / sizeof *hard; i++)
        assert_kept(*state, hard[i]);
}

static void a_note_stays_on_its_line(void **state)
{
    (void)state;
    AUTO_BUF struct buf out = BUF_INIT;
    yaml_out_note(&out, 2, "unsure: 一\n二");
    assert_string_equal(out.bytes, "  # unsure: 一 二\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_words_stay_plain_and_others_are_quoted),
        cmocka_unit_test_setup_teardown(every_text_is_read_back, context_open, context_close),
        cmocka_unit_test(a_note_stays_on_its_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
