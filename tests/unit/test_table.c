/* table.h and csvout.h: the exact bytes that people and programs get. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "format/csvout.h"
#include "format/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h> /* last: its macro fail() would hide ours */

struct desk {
    struct ctx ctx;
    FILE *out;
    char *bytes;
    size_t length;
};

static const char *const columns[] = {"code", "名称", "actual", NULL};

static const char *const rows[][3] = {
    {"skilled", "新增技能人才", "12345"},
    {"high", "高技能", "-6.5"},
    {NULL, "a\tb", ""},
};

static const char *all_rows(struct desk *desk, enum table_format format, size_t count)
{
    struct table *table = table_new(&desk->ctx, desk->out, format, columns);
    for (size_t i = 0; i < count; i++)
        table_row(table, rows[i]);
    assert_int_equal(table_end(&desk->ctx, table), 0);
    return desk->bytes;
}

static const char *one_value(struct desk *desk, enum table_format format, const char *value)
{
    static const char *const column[] = {"v", NULL};
    struct table *table = table_new(&desk->ctx, desk->out, format, column);
    table_row(table, &value);
    assert_int_equal(table_end(&desk->ctx, table), 0);
    return desk->bytes;
}

static void tsv_has_a_header_and_a_line_per_row(void **state)
{
    assert_string_equal(all_rows(*state, TABLE_TSV, 3), "code\t名称\tactual\nskilled\t新增技能人才\t12345\n"
                                                        "high\t高技能\t-6.5\n\ta\\tb\t\n");
}

static void tsv_keeps_a_value_on_its_line(void **state)
{
    assert_string_equal(one_value(*state, TABLE_TSV, "a\tb\nc\r\\n=1"), "v\na\\tb\\nc\\r\\\\n=1\n");
}

static void tsv_leaves_a_formula_to_programs(void **state)
{
    assert_string_equal(one_value(*state, TABLE_TSV, "=1+1"), "v\n=1+1\n");
}

static void json_is_an_array_of_objects_with_text_values(void **state)
{
    assert_string_equal(all_rows(*state, TABLE_JSON, 3),
                        "[\n{\"code\":\"skilled\",\"名称\":\"新增技能人才\",\"actual\":\"12345\"},\n"
                        "{\"code\":\"high\",\"名称\":\"高技能\",\"actual\":\"-6.5\"},\n"
                        "{\"code\":\"\",\"名称\":\"a\\tb\",\"actual\":\"\"}\n]\n");
}

static void json_without_rows_is_an_empty_array(void **state)
{
    assert_string_equal(all_rows(*state, TABLE_JSON, 0), "[]\n");
}

static void json_escapes_quotes_and_controls(void **state)
{
    assert_string_equal(one_value(*state, TABLE_JSON, "\"\\\n\x1B"), "[\n{\"v\":\"\\\"\\\\\\n\\u001B\"}\n]\n");
}

static void a_byte_that_is_no_utf8_becomes_a_replacement_character_in_json(void **state)
{
    assert_string_equal(one_value(*state, TABLE_JSON, "张\xFF三"), "[\n{\"v\":\"张\xEF\xBF\xBD三\"}\n]\n");
}

/* CJK takes two columns: 新增技能人才 is 12 wide; the numeric column is right-aligned, its header too. */
static void an_aligned_table_counts_cjk_as_two_columns(void **state)
{
    assert_string_equal(all_rows(*state, TABLE_ALIGNED, 3), "code     名称          actual\n"
                                                            "-------  ------------  ------\n"
                                                            "skilled  新增技能人才   12345\n"
                                                            "high     高技能          -6.5\n"
                                                            "         a\\tb\n");
}

static void an_aligned_table_without_rows_is_its_header(void **state)
{
    assert_string_equal(all_rows(*state, TABLE_ALIGNED, 0), "code  名称  actual\n----  ----  ------\n");
}

/* 日期 and 编号 look like numbers in part only: the column stays left-aligned. */
static void a_column_with_one_text_is_left_aligned(void **state)
{
    struct desk *desk = *state;
    static const char *const column[] = {"v", NULL};
    struct table *table = table_new(&desk->ctx, desk->out, TABLE_ALIGNED, column);
    table_row(table, (const char *const[]){"1"});
    table_row(table, (const char *const[]){"2024-03"});
    assert_int_equal(table_end(&desk->ctx, table), 0);
    assert_string_equal(desk->bytes, "v\n-------\n1\n2024-03\n");
}

static void percentages_are_right_aligned(void **state)
{
    assert_string_equal(one_value(*state, TABLE_ALIGNED, "103.5%"), "     v\n------\n103.5%\n");
}

/* ESC [ 2 J would clear the reader's screen; U+009B is the same in one character. */
static void a_record_cannot_steer_the_terminal(void **state)
{
    assert_string_equal(one_value(*state, TABLE_ALIGNED,
                                  "\x1B[2J\xC2\x9B"
                                  "2J\\"),
                        "v\n--------------\n\\x1B[2J\\x9B2J\\\n");
}

/* A loop that rewinds the arena after each row, as STYLE.md §2 shows, must not lose the rows that wait. */
static void rows_outlive_a_rewind_of_the_arena(void **state)
{
    struct desk *desk = *state;
    static const char *const column[] = {"v", NULL};
    struct table *table = table_new(&desk->ctx, desk->out, TABLE_ALIGNED, column);
    struct arena_mark start = arena_mark(desk->ctx.mem);
    for (int i = 1; i <= 2; i++) {
        const char *value = arena_printf(desk->ctx.mem, "r%d", i);
        table_row(table, &value);
        arena_rewind(desk->ctx.mem, start);
    }
    assert_int_equal(table_end(&desk->ctx, table), 0);
    assert_string_equal(desk->bytes, "v\n--\nr1\nr2\n");
}

static void a_full_disk_is_told_at_the_end(void **state)
{
    struct desk *desk = *state;
    static const enum table_format formats[] = {TABLE_TSV, TABLE_JSON, TABLE_ALIGNED};
    for (size_t i = 0; i < 3; i++) {
        FILE *full = fopen("/dev/full", "w");
        assert_non_null(full);
        struct table *table = table_new(&desk->ctx, full, formats[i], columns);
        table_row(table, rows[0]);
        assert_int_equal(table_end(&desk->ctx, table), E_INPUT);
        assert_memory_equal(desk->ctx.err.text, "写不出结果：", strlen("写不出结果："));
        (void)fclose(full); /* it fails again */
    }
}

static void formats_are_named_tsv_and_json(void **state)
{
    struct desk *desk = *state;
    enum table_format format;
    assert_int_equal(table_format_named(&desk->ctx, "tsv", desk->out, &format), 0);
    assert_int_equal(format, TABLE_TSV);
    assert_int_equal(table_format_named(&desk->ctx, "json", desk->out, &format), 0);
    assert_int_equal(format, TABLE_JSON);
    assert_int_equal(table_format_named(&desk->ctx, "xml", desk->out, &format), E_USAGE);
    assert_string_equal(desk->ctx.err.text, "--format 只能是 tsv 或 json，不能是“xml”");
}

static void without_a_name_a_file_gets_tsv(void **state)
{
    struct desk *desk = *state;
    enum table_format format;
    FILE *file = tmpfile();
    assert_non_null(file);
    assert_int_equal(table_format_named(&desk->ctx, NULL, file, &format), 0);
    assert_int_equal(format, TABLE_TSV);
    fclose(file);
}

/* ---- CSV for spreadsheets ---- */

static const char *csv_of(struct desk *desk, const char *const *cells, size_t count)
{
    fclose(desk->out);
    free(desk->bytes);
    desk->out = open_memstream(&desk->bytes, &desk->length);
    assert_non_null(desk->out);
    csv_row(desk->out, cells, count);
    fflush(desk->out);
    return desk->bytes;
}

static const char *cell_of(struct desk *desk, const char *cell)
{
    const char *const cells[] = {cell, "x"};
    return csv_of(desk, cells, 2);
}

static void a_csv_begins_with_a_bom(void **state)
{
    struct desk *desk = *state;
    csv_begin(desk->out);
    csv_row(desk->out, columns, 3);
    fflush(desk->out);
    assert_string_equal(desk->bytes, "\xEF\xBB\xBF"
                                     "code,名称,actual\r\n");
}

static void cells_are_quoted_where_needed(void **state)
{
    assert_string_equal(cell_of(*state, "a,b"), "\"a,b\",x\r\n");
    assert_string_equal(cell_of(*state, "a\"b"), "\"a\"\"b\",x\r\n");
    assert_string_equal(cell_of(*state, "a\r\nb"), "\"a\r\nb\",x\r\n");
    assert_string_equal(cell_of(*state, " a"), "\" a\",x\r\n");
    assert_string_equal(cell_of(*state, "a;b"), "\"a;b\",x\r\n");
    assert_string_equal(cell_of(*state, NULL), ",x\r\n");
}

static void a_lone_empty_cell_is_no_blank_line(void **state)
{
    assert_string_equal(csv_of(*state, (const char *const[]){""}, 1), "\"\"\r\n");
}

static void a_formula_is_written_as_text(void **state)
{
    assert_string_equal(cell_of(*state, "=1+1"), "'=1+1,x\r\n");
    assert_string_equal(cell_of(*state, "@SUM(A1)"), "'@SUM(A1),x\r\n");
    assert_string_equal(cell_of(*state, "-1-2"), "'-1-2,x\r\n");
    assert_string_equal(cell_of(*state, "+86 138"), "'+86 138,x\r\n");
    assert_string_equal(cell_of(*state, "=A1,\"x\""), "\"'=A1,\"\"x\"\"\",x\r\n");
    assert_string_equal(cell_of(*state, "\t=1"), "\"'\t=1\",x\r\n");
}

static void a_negative_number_stays_a_number(void **state)
{
    assert_string_equal(cell_of(*state, "-1.5"), "-1.5,x\r\n");
    assert_string_equal(cell_of(*state, "+3"), "+3,x\r\n");
    assert_string_equal(cell_of(*state, "-99999999999999999999"), "-99999999999999999999,x\r\n");
}

static int open_desk(void **state)
{
    struct desk *desk = calloc(1, sizeof *desk);
    assert_non_null(desk);
    desk->ctx.mem = arena_new();
    desk->out = open_memstream(&desk->bytes, &desk->length);
    *state = desk;
    return desk->out ? 0 : -1;
}

static int close_desk(void **state)
{
    struct desk *desk = *state;
    fclose(desk->out);
    free(desk->bytes);
    arena_free(desk->ctx.mem);
    free(desk);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_desk, close_desk)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(tsv_has_a_header_and_a_line_per_row),
        TEST(tsv_keeps_a_value_on_its_line),
        TEST(tsv_leaves_a_formula_to_programs),
        TEST(json_is_an_array_of_objects_with_text_values),
        TEST(json_without_rows_is_an_empty_array),
        TEST(json_escapes_quotes_and_controls),
        TEST(a_byte_that_is_no_utf8_becomes_a_replacement_character_in_json),
        TEST(an_aligned_table_counts_cjk_as_two_columns),
        TEST(an_aligned_table_without_rows_is_its_header),
        TEST(a_column_with_one_text_is_left_aligned),
        TEST(percentages_are_right_aligned),
        TEST(a_record_cannot_steer_the_terminal),
        TEST(rows_outlive_a_rewind_of_the_arena),
        TEST(a_full_disk_is_told_at_the_end),
        TEST(formats_are_named_tsv_and_json),
        TEST(without_a_name_a_file_gets_tsv),
        TEST(a_csv_begins_with_a_bom),
        TEST(cells_are_quoted_where_needed),
        TEST(a_lone_empty_cell_is_no_blank_line),
        TEST(a_formula_is_written_as_text),
        TEST(a_negative_number_stays_a_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
