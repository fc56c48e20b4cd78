/* rows.h: what a table in a file gives, and every file that cannot be one. Each test writes `t.csv` in a folder of its
 * own, reads it and compares all that came out: a line "row cell|cell" per row, "! message" for an error. */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "format/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h> /* last: its macro fail() would hide ours */

#define BYTES(literal) (literal), sizeof(literal) - 1

static const char save_as[] = "请用 Excel 或 WPS 打开，另存为“CSV UTF-8（逗号分隔）”再读入\n";

struct desk {
    struct ctx ctx;
    struct buf out; /* what the last reading gave */
    char folder[32];
};

static void put_file(const char *bytes, size_t length)
{
    FILE *f = fopen("t.csv", "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, length, f), length);
    assert_int_equal(fclose(f), 0);
}

static const char *read_path(struct desk *desk, const char *path)
{
    struct rows *rows = NULL;
    struct row row = {0};
    buf_reset(&desk->out);
    int r = rows_open(&desk->ctx, path, &rows);
    while (r >= 0 && (r = rows_next(&desk->ctx, rows, &row)) > 0) {
        buf_printf(&desk->out, "%" PRId64 " ", row.number);
        for (size_t i = 0; i < row.count; i++) {
            assert_int_equal(strlen(row.cells[i].text), row.cells[i].length);
            buf_printf(&desk->out, "%s%s", i ? "|" : "", row.cells[i].text);
        }
        buf_char(&desk->out, '\n');
    }
    if (r < 0) {
        assert_int_equal(r, E_INPUT);
        buf_printf(&desk->out, "! %s\n", desk->ctx.err.text);
    }
    rows_close(rows);
    return desk->out.bytes;
}

static const char *read_bytes(struct desk *desk, const char *bytes, size_t length)
{
    put_file(bytes, length);
    return read_path(desk, "t.csv");
}

/* ---- what is given ---- */

static void rows_are_numbered_from_the_header(void **state)
{
    assert_string_equal(read_bytes(*state, BYTES("姓名,编号\n张三,1\n李四,2\n")), "1 姓名|编号\n2 张三|1\n3 李四|2\n");
}

static void crlf_ends_a_row_once(void **state)
{
    assert_string_equal(read_bytes(*state, BYTES("a,b\r\n1,2\r\n3,4\r\n")), "1 a|b\n2 1|2\n3 3|4\n");
}

static void a_lone_cr_ends_a_row(void **state)
{
    assert_string_equal(read_bytes(*state, BYTES("a,b\r1,2\r3,4")), "1 a|b\n2 1|2\n3 3|4\n");
}

static void the_last_line_needs_no_line_break(void **state)
{
    assert_string_equal(read_bytes(*state, BYTES("a,b\n1,2")), "1 a|b\n2 1|2\n");
    assert_string_equal(read_bytes(*state, BYTES("a,b\n1,\"2\"")), "1 a|b\n2 1|2\n");
    assert_string_equal(read_bytes(*state, BYTES("a,b\n1,")), "1 a|b\n2 1|\n");
}

static void blank_lines_are_counted_and_skipped(void **state)
{
    assert_string_equal(read_bytes(*state, BYTES("\n\r\na,b\n\n\r\n\r1,2\n\n")), "3 a|b\n7 1|2\n");
}

static void rows_of_empty_or_blank_cells_are_counted_and_skipped(void **state)
{
    assert_string_equal(read_bytes(*state, BYTES("a,b\n,\n\"\",\" \"\n\xE3\x80\x80,\t\n1,2\n")), "1 a|b\n5 1|2\n");
}

static void a_quoted_line_break_stays_in_its_cell_and_makes_no_row(void **state)
{
    assert_string_equal(read_bytes(*state, BYTES("a,b\n\"x\ny\r\nz\",2\n3,4\n")), "1 a|b\n2 x\ny\r\nz|2\n3 3|4\n");
}

static void quotes_written_twice_are_one_quote(void **state)
{
    assert_string_equal(read_bytes(*state, BYTES("a,b\n\"他说\"\"好\"\"\",\"\"\"\"\n")), "1 a|b\n2 他说\"好\"|\"\n");
}

static void cells_are_given_as_they_stand(void **state)
{
    assert_string_equal(read_bytes(*state, BYTES("a,b\n  x ,\" y \"\n'001,=1+1\n4.1E+17,\t2\n")),
                        "1 a|b\n2   x | y \n3 '001|=1+1\n4 4.1E+17|\t2\n");
}

static void a_row_may_have_more_or_fewer_cells(void **state)
{
    assert_string_equal(read_bytes(*state, BYTES("a,b\n1\n1,2,3\n1,2,\n")), "1 a|b\n2 1\n3 1|2|3\n4 1|2|\n");
}

static void the_bom_is_no_part_of_the_first_cell(void **state)
{
    assert_string_equal(read_bytes(*state, BYTES("\xEF\xBB\xBF姓名,b\n1,2\n")), "1 姓名|b\n2 1|2\n");
    assert_string_equal(read_bytes(*state, BYTES("\xEF\xBB\xBF\"姓,名\",b\n1,2\n")), "1 姓,名|b\n2 1|2\n");
}

/* 姓名 is D0 D5 C3 FB, 张三 D5 C5 C8 FD, 㐂 (four bytes) 81 39 EF 31 in GB18030. */
static void gb18030_is_read_as_utf8(void **state)
{
    assert_string_equal(read_bytes(*state, BYTES("\xD0\xD5\xC3\xFB,b\r\n\xD5\xC5\xC8\xFD,2\r\n")),
                        "1 姓名|b\n2 张三|2\n");
    assert_string_equal(read_bytes(*state, BYTES("\x84\x31\x95\x33\xD0\xD5\xC3\xFB,b\n\x81\x39\xEF\x31,2\n")),
                        "1 姓名|b\n2 㐂|2\n");
}

static void separators_are_told_by_the_header(void **state)
{
    assert_string_equal(read_bytes(*state, BYTES("a\tb,c\td\n1\t2,3\t4\n")), "1 a|b,c|d\n2 1|2,3|4\n");
    assert_string_equal(read_bytes(*state, BYTES("a;b;c\n1,5;2;3\n")), "1 a|b|c\n2 1,5|2|3\n");
    assert_string_equal(read_bytes(*state, BYTES("\n\"a;b;c;d\",e\n1,2;3;4\n")), "2 a;b;c;d|e\n3 1|2;3;4\n");
    assert_string_equal(read_bytes(*state, BYTES("a\t,b\t,c\t\n1\t,2\t,3\t\n")), "1 a\t|b\t|c\t\n2 1\t|2\t|3\t\n");
    assert_string_equal(read_bytes(*state, BYTES("姓名，编号\n1,2\n")), "1 姓名，编号\n2 1|2\n");
    assert_string_equal(read_bytes(*state, BYTES("只有一列\n1\n")), "1 只有一列\n2 1\n");
}

/* A character, a CRLF or a quoted cell may lie across the end of a chunk (64 KiB). */
static void nothing_is_lost_where_two_chunks_meet(void **state)
{
    struct desk *desk = *state;
    static const char *const encodings[] = {"\xE5\xBC\xA0\xE4\xB8\x89", "\xD5\xC5\xC8\xFD"}; /* 张三 */
    for (size_t e = 0; e < 2; e++)
        for (size_t pad = 65520; pad < 65542; pad++) {
            AUTO_BUF struct buf in = BUF_INIT;
            buf_str(&in, "h,i\r\n");
            while (in.length < pad)
                buf_char(&in, 'x');
            buf_printf(&in, ",1\r\n\"%s\r\n%s\",2\r\n3,%s", encodings[e], encodings[e], encodings[e]);
            const char *out = read_bytes(desk, in.bytes, in.length);
            assert_string_equal(strstr(out, "|1\n"), "|1\n3 张三\r\n张三|2\n4 3|张三\n");
        }
}

static void a_cell_of_one_mebibyte_is_given(void **state)
{
    AUTO_BUF struct buf in = BUF_INIT;
    buf_str(&in, "a\n");
    for (size_t i = 0; i < ROWS_CELL_LIMIT; i++)
        buf_char(&in, 'x');
    assert_int_equal(strlen(read_bytes(*state, in.bytes, in.length)), strlen("1 a\n2 \n") + ROWS_CELL_LIMIT);
}

/* SM3("abc"), GM/T 0004-2012 appendix A.1. */
static void the_digest_is_sm3_of_the_bytes(void **state)
{
    static const unsigned char expected[32] = {0x66, 0xc7, 0xf0, 0xf4, 0x62, 0xee, 0xed, 0xd9, 0xd1, 0xf2, 0xd4,
                                               0x6b, 0xdc, 0x10, 0xe4, 0xe2, 0x41, 0x67, 0xc4, 0x87, 0x5c, 0xf2,
                                               0xf7, 0xa2, 0x29, 0x7d, 0xa0, 0x2b, 0x8f, 0x4b, 0xa8, 0xe0};
    struct desk *desk = *state;
    struct rows *rows = NULL;
    put_file(BYTES("abc"));
    struct row row;
    assert_int_equal(rows_open(&desk->ctx, "t.csv", &rows), 0);
    assert_int_equal(rows_next(&desk->ctx, rows, &row), 1);
    assert_int_equal(rows_next(&desk->ctx, rows, &row), 0);
    assert_memory_equal(rows_digest(rows), expected, 32);
    assert_int_equal(rows_next(&desk->ctx, rows, &row), 0); /* asked once more, it is the same */
    assert_memory_equal(rows_digest(rows), expected, 32);
    rows_close(rows);
}

static void progress_goes_from_nothing_to_all_bytes(void **state)
{
    struct desk *desk = *state;
    struct rows *rows = NULL;
    struct row row;
    int64_t done, all;
    put_file(BYTES("a,b\n1,2\n"));
    assert_int_equal(rows_open(&desk->ctx, "t.csv", &rows), 0);
    rows_progress(rows, &done, &all);
    assert_int_equal(done, 0);
    assert_int_equal(all, 8);
    while (rows_next(&desk->ctx, rows, &row) > 0)
        continue;
    rows_progress(rows, &done, &all);
    assert_int_equal(done, 8);
    assert_int_equal(rows_next(&desk->ctx, rows, &row), 0);
    rows_close(rows);
}

/* ---- files that cannot be read ---- */

static void a_missing_file_is_told(void **state)
{
    assert_string_equal(read_path(*state, "无.csv"), "! 没有文件“无.csv”；请检查文件名和所在的文件夹\n");
}

static void a_folder_is_told(void **state)
{
    assert_string_equal(read_path(*state, "."), "! “.”是一个文件夹，不是文件；请给出文件本身\n");
}

static void a_device_or_pipe_is_refused_at_once(void **state)
{
    assert_string_equal(read_path(*state, "/dev/zero"), "! “/dev/zero”是设备或管道，不是文件；请先存成文件再读入\n");
    assert_int_equal(mkfifo("pipe", 0600), 0);
    assert_string_equal(read_path(*state, "pipe"), "! “pipe”是设备或管道，不是文件；请先存成文件再读入\n");
    assert_int_equal(unlink("pipe"), 0);
}

static void an_unreadable_file_is_told(void **state)
{
    put_file(BYTES("a\n1\n"));
    assert_int_equal(chmod("t.csv", 0), 0);
    bool root = geteuid() == 0; /* root may read anything */
    if (root)
        assert_int_equal(seteuid(65534), 0);
    const char *out = read_path(*state, "t.csv");
    if (root)
        assert_int_equal(seteuid(0), 0);
    assert_int_equal(unlink("t.csv"), 0);
    assert_string_equal(out, "! 没有权限读取文件“t.csv”；请检查它的读取权限\n");
}

static void an_empty_or_blank_file_is_told(void **state)
{
    assert_string_equal(read_bytes(*state, BYTES("")), "! 文件“t.csv”是空的；请确认选对了文件，并且已经保存\n");
    static const char blank[] = "! 文件“t.csv”里只有空白；请确认选对了文件，并且已经保存\n";
    assert_string_equal(read_bytes(*state, BYTES("\xEF\xBB\xBF")), blank);
    assert_string_equal(read_bytes(*state, BYTES("\r\n \t\n")), blank);
}

static void the_kind_is_told_by_the_bytes_and_not_by_the_name(void **state)
{
    static const struct {
        const char *bytes;
        size_t length;
        const char *what;
    } files[] = {
        {BYTES("PK\3\4\x14\0\6\0"), "实际是 Excel 工作簿（.xlsx）或压缩包，不是 CSV"},
        {BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "实际是旧版 Excel 工作簿（.xls），不是 CSV"},
        {BYTES("%PDF-1.7\n%\xE2\xE3\xCF\xD3"), "实际是 PDF 文件，不是 CSV"},
        {BYTES("\x89PNG\r\n\x1A\n\0\0"), "实际是图片（PNG），不是 CSV"},
        {BYTES("\xFF\xD8\xFF\xE0\0\x10JFIF"), "实际是图片（JPEG），不是 CSV"},
        {BYTES("\x1F\x8B\x08\0"), "实际是压缩包（gzip），不是 CSV"},
        {BYTES("\xFF\xFE"
               "a\0,\0b\0"),
         "是 UTF-16 编码（Excel 的“Unicode 文本”）"},
        {BYTES("\xFE\xFF\0a\0,\0b"), "是 UTF-16 编码（Excel 的“Unicode 文本”）"},
        {BYTES("a\0,\0b\0\n\0"), "是 UTF-16 编码（Excel 的“Unicode 文本”）"},
        {BYTES("\n <TABLE border=1><tr>"), "实际是网页（HTML 或 XML），不是 CSV"},
        {BYTES("\xEF\xBB\xBF<?xml version=\"1.0\"?>"), "实际是网页（HTML 或 XML），不是 CSV"},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        AUTO_BUF struct buf expected = BUF_INIT;
        buf_printf(&expected, "! 文件“t.csv”%s；%s", files[i].what, save_as);
        assert_string_equal(read_bytes(*state, files[i].bytes, files[i].length), expected.bytes);
    }
}

static void a_nul_byte_is_told_with_its_row(void **state)
{
    assert_string_equal(read_bytes(*state, BYTES("a,b\r\n\"1\r\n1\",2\r\n3,\0\r\n")),
                        "! 文件“t.csv”第 3 行有空字节（NUL），文件不是文本或者已经损坏；请用 Excel 或 WPS 打开核对，"
                        "再另存为“CSV UTF-8（逗号分隔）”\n");
}

static const char *broken_at(struct desk *desk, int row)
{
    return arena_printf(
        desk->ctx.mem,
        "! 文件“t.csv”第 %d 行有既不是 UTF-8 也不是 GB18030 的字节，文件可能已经损坏；请用 Excel 或 WPS "
        "打开核对这一行，再另存为“CSV UTF-8（逗号分隔）”\n",
        row);
}

static void a_broken_byte_in_the_last_row_lets_nothing_in(void **state)
{
    assert_string_equal(read_bytes(*state, BYTES("姓名,b\n张三,1\n李\xE5\x9B,2\n")), broken_at(*state, 3));
    assert_string_equal(read_bytes(*state, BYTES("姓名,b\n张三,1\n李四,2\xE5")), broken_at(*state, 3));
    assert_string_equal(read_bytes(*state, BYTES("\xEF\xBB\xBFid,b\n1,\xD5\xC5\n")), broken_at(*state, 2));
    assert_string_equal(read_bytes(*state, BYTES("a,b\n1,\xFF\n")), broken_at(*state, 2));
    assert_string_equal(read_bytes(*state, BYTES("\xD0\xD5\xC3\xFB,b\n\xD5\xC5\xC8\xFD,1\n\xD5")),
                        broken_at(*state, 3));
}

/* 中国 in UTF-8 passes as GB18030 too (涓浗); the one broken byte must not turn the others into such characters. */
static void one_broken_byte_does_not_make_utf8_into_gb18030(void **state)
{
    assert_string_equal(read_bytes(*state, BYTES("中国城市,1\n中国城市,2\n\xD6\xD0,3\n")), broken_at(*state, 3));
}

static void a_broken_byte_far_into_the_file_is_told_with_its_row(void **state)
{
    AUTO_BUF struct buf in = BUF_INIT;
    for (int i = 1; i < 20000; i++)
        buf_printf(&in, "张三,\"第\n%d\"\r\n", i);
    buf_str(&in, "李\xE5,1\n");
    assert_string_equal(read_bytes(*state, in.bytes, in.length), broken_at(*state, 20000));
}

static void an_open_quote_is_told_where_it_opened(void **state)
{
    assert_string_equal(
        read_bytes(*state, BYTES("a,b\n1,2\n3,\"4\n5,6\n7,8\n")),
        "1 a|b\n2 1|2\n! 文件“t.csv”第 3 行第 2 列：开头的引号一直到文件末尾都没有配对；请在单元格末尾补上引号，"
        "或用 Excel 或 WPS 重新另存为 CSV\n");
}

static void text_after_a_quote_is_told(void **state)
{
    static const char expected[] = "1 a|b\n! 文件“t.csv”第 2 行第 1 列：引号结束之后还有文字；请检查引号是否成对"
                                   "（单元格里的引号要写两次），或用 Excel 或 WPS 重新另存为 CSV\n";
    assert_string_equal(read_bytes(*state, BYTES("a,b\n\"1\"x,2\n")), expected);
    assert_string_equal(read_bytes(*state, BYTES("a,b\n\"1\" ,2\n")), expected);
    assert_string_equal(read_bytes(*state, BYTES("a,b\n\"1,2\n3,\"4\n")), expected);
}

static void a_quote_inside_an_unquoted_cell_is_told(void **state)
{
    assert_string_equal(
        read_bytes(*state, BYTES("a,b\n1,5\"管\n")),
        "1 a|b\n! 文件“t.csv”第 2 行第 2 列：单元格中间有引号，但开头没有；请给整个单元格加上引号并把里面的引号写两次，"
        "或用 Excel 或 WPS 重新另存为 CSV\n");
}

static const char *read_long_cell(struct desk *desk, const char *before, size_t length)
{
    AUTO_BUF struct buf in = BUF_INIT;
    buf_str(&in, before);
    for (size_t i = 0; i < length; i++)
        buf_char(&in, 'x');
    buf_str(&in, ",2\n");
    return read_bytes(desk, in.bytes, in.length);
}

static void a_cell_over_the_limit_is_told(void **state)
{
    static const char plain[] = "1 a|b\n! 文件“t.csv”第 2 行第 2 列：单元格超过 1 MiB；请检查文件是否完整\n";
    assert_string_equal(read_long_cell(*state, "a,b\n1,", ROWS_CELL_LIMIT + 1), plain);
    assert_string_equal(read_long_cell(*state, "a,b\n1,", 10 << 20), plain);
    assert_string_equal(read_long_cell(*state, "a,b\n1,\"", 10 << 20),
                        "1 a|b\n! 文件“t.csv”第 2 行第 2 列：单元格超过 1 MiB；可能是开头的引号没有配对，请检查\n");
}

static void a_row_over_a_limit_is_told(void **state)
{
    AUTO_BUF struct buf commas = BUF_INIT, cells = BUF_INIT;
    buf_str(&commas, "a,b\n");
    for (int i = 0; i < ROWS_COLUMN_LIMIT; i++)
        buf_char(&commas, ',');
    assert_string_equal(read_bytes(*state, commas.bytes, commas.length),
                        "1 a|b\n! 文件“t.csv”第 2 行超过 16384 列；请检查文件是否完整\n");
    buf_str(&cells, "a,b\n");
    for (int i = 0; i < 17 << 20; i++)
        buf_char(&cells, i % 100000 ? 'x' : ',');
    assert_string_equal(read_bytes(*state, cells.bytes, cells.length),
                        "1 a|b\n! 文件“t.csv”第 2 行超过 16 MiB；请检查文件是否完整\n");
}

static void a_file_that_changes_while_it_is_read_is_told(void **state)
{
    struct desk *desk = *state;
    struct rows *rows = NULL;
    struct row row;
    put_file(BYTES("a,b\n1,2\n"));
    assert_int_equal(rows_open(&desk->ctx, "t.csv", &rows), 0);
    put_file(BYTES("a,b\n1,2\n3,4\n"));
    int r;
    while ((r = rows_next(&desk->ctx, rows, &row)) > 0)
        continue;
    assert_int_equal(r, E_INPUT);
    assert_string_equal(desk->ctx.err.text, "文件“t.csv”在读取时被别的程序改动了；请关闭正在编辑它的程序，再读一次");
    rows_close(rows);
}

static int open_desk(void **state)
{
    struct desk *desk = calloc(1, sizeof *desk);
    assert_non_null(desk);
    desk->ctx.mem = arena_new();
    desk->out = BUF_INIT;
    snprintf(desk->folder, sizeof desk->folder, "/tmp/duixian-XXXXXX");
    *state = desk;
    return mkdtemp(desk->folder) && chdir(desk->folder) == 0 ? 0 : -1;
}

static int close_desk(void **state)
{
    struct desk *desk = *state;
    (void)unlink("t.csv"); /* some tests write none */
    int r = chdir("/") == 0 ? rmdir(desk->folder) : -1;
    arena_free(desk->ctx.mem);
    buf_done(&desk->out);
    free(desk);
    return r;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_desk, close_desk)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rows_are_numbered_from_the_header),
        TEST(crlf_ends_a_row_once),
        TEST(a_lone_cr_ends_a_row),
        TEST(the_last_line_needs_no_line_break),
        TEST(blank_lines_are_counted_and_skipped),
        TEST(rows_of_empty_or_blank_cells_are_counted_and_skipped),
        TEST(a_quoted_line_break_stays_in_its_cell_and_makes_no_row),
        TEST(quotes_written_twice_are_one_quote),
        TEST(cells_are_given_as_they_stand),
        TEST(a_row_may_have_more_or_fewer_cells),
        TEST(the_bom_is_no_part_of_the_first_cell),
        TEST(gb18030_is_read_as_utf8),
        TEST(separators_are_told_by_the_header),
        TEST(nothing_is_lost_where_two_chunks_meet),
        TEST(a_cell_of_one_mebibyte_is_given),
        TEST(the_digest_is_sm3_of_the_bytes),
        TEST(progress_goes_from_nothing_to_all_bytes),
        TEST(a_missing_file_is_told),
        TEST(a_folder_is_told),
        TEST(a_device_or_pipe_is_refused_at_once),
        TEST(an_unreadable_file_is_told),
        TEST(an_empty_or_blank_file_is_told),
        TEST(the_kind_is_told_by_the_bytes_and_not_by_the_name),
        TEST(a_nul_byte_is_told_with_its_row),
        TEST(a_broken_byte_in_the_last_row_lets_nothing_in),
        TEST(one_broken_byte_does_not_make_utf8_into_gb18030),
        TEST(a_broken_byte_far_into_the_file_is_told_with_its_row),
        TEST(an_open_quote_is_told_where_it_opened),
        TEST(text_after_a_quote_is_told),
        TEST(a_quote_inside_an_unquoted_cell_is_told),
        TEST(a_cell_over_the_limit_is_told),
        TEST(a_row_over_a_limit_is_told),
        TEST(a_file_that_changes_while_it_is_read_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
