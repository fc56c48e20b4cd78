/* The door to tables in files: tells the kind by the first bytes and says what to do with those we do not read. */
#include "format/rows.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "format/csvin.h"
#include "format/source.h"
#include "format/xlsxin.h"

struct rows {
    struct source *source;
    struct csvin *csv;   /* this one */
    struct xlsxin *xlsx; /* or that */
};

static const char save_as_csv[] = "请用 Excel 或 WPS 打开，另存为“CSV UTF-8（逗号分隔）”再读入";

static const struct {
    const char *bytes;
    size_t length;
    const char *what;
} kinds[] = {
    {"PK\3\4", 4, "实际是 Excel 工作簿（.xlsx）或压缩包，不是 CSV"},
    {"PK\5\6", 4, "实际是空的压缩包，不是 CSV"},
    {"\xD0\xCF\x11\xE0", 4, "实际是旧版 Excel 工作簿（.xls），不是 CSV"},
    {"%PDF-", 5, "实际是 PDF 文件，不是 CSV"},
    {"\x89PNG", 4, "实际是图片（PNG），不是 CSV"},
    {"\xFF\xD8\xFF", 3, "实际是图片（JPEG），不是 CSV"},
    {"GIF8", 4, "实际是图片（GIF），不是 CSV"},
    {"Rar!\x1A\x07", 6, "实际是压缩包（RAR），不是 CSV"},
    {"7z\xBC\xAF\x27\x1C", 6, "实际是压缩包（7z），不是 CSV"},
    {"\x1F\x8B", 2, "实际是压缩包（gzip），不是 CSV"},
    {"\xFF\xFE", 2, "是 UTF-16 编码（Excel 的“Unicode 文本”）"},
    {"\xFE\xFF", 2, "是 UTF-16 编码（Excel 的“Unicode 文本”）"},
    {"\x7F"
     "ELF",
     4, "是程序，不是 CSV"},
};

/* Many systems export a web page under the name of a table. */
static const char *const markup[] = {"<!doctype", "<html", "<table", "<?xml", "<head", "<meta", "<style"};

static bool is_markup(const unsigned char *head, size_t length)
{
    size_t i = length >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (i < length && (head[i] == ' ' || (head[i] >= '\t' && head[i] <= '\r')))
        i++;
    for (size_t k = 0; k < sizeof markup / sizeof *markup; k++) {
        size_t n = strlen(markup[k]);
        if (length - i >= n && strncasecmp((const char *)head + i, markup[k], n) == 0)
            return true;
    }
    return false;
}

/* UTF-16 without its mark: a header that starts with an ASCII character. */
static bool is_unmarked_utf16(const unsigned char *head, size_t length)
{
    return length >= 4 && (head[0] == 0) != (head[1] == 0) && (head[0] == 0) == (head[2] == 0) &&
           (head[1] == 0) == (head[3] == 0);
}

static int check_kind(struct ctx *ctx, const struct source *source)
{
    size_t length;
    const unsigned char *head = source_head(source, &length);
    const char *what = NULL;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && !what; i++)
        if (length >= kinds[i].length && memcmp(head, kinds[i].bytes, kinds[i].length) == 0)
            what = kinds[i].what;
    if (!what && is_markup(head, length))
        what = "实际是网页（HTML 或 XML），不是 CSV";
    if (!what && is_unmarked_utf16(head, length))
        what = "是 UTF-16 编码（Excel 的“Unicode 文本”）";
    return what ? fail(ctx, E_INPUT, "文件“%s”%s；%s", source_path(source), what, save_as_csv) : 0;
}

static int open_csv(struct ctx *ctx, struct source *source, struct csvin **ret)
{
    int r = check_kind(ctx, source);
    if (r == 0)
        r = source_check(ctx, source);
    if (r < 0)
        return r;
    *ret = csvin_new(source);
    return *ret ? 0 : fail(ctx, E_INPUT, "内存不足，读不了文件“%s”", source_path(source));
}

/* Takes over the source. */
static int open_rows(struct ctx *ctx, struct source *source, struct rows **ret)
{
    struct rows found = {.source = source};
    int r = xlsxin_open(ctx, source, &found.xlsx);
    if (r == XLSXIN_NONE)
        r = open_csv(ctx, source, &found.csv);
    struct rows *rows = r == 0 ? malloc(sizeof *rows) : NULL;
    if (r == 0 && !rows)
        r = fail(ctx, E_INPUT, "内存不足，读不了文件“%s”", source_path(source));
    if (r < 0) {
        csvin_close(found.csv);
        xlsxin_close(found.xlsx);
        source_close(source);
        return r;
    }
    *rows = found;
    *ret = rows;
    return 0;
}

int rows_open(struct ctx *ctx, const char *path, struct rows **ret)
{
    struct source *source;
    int r = source_open(ctx, path, &source);
    return r < 0 ? r : open_rows(ctx, source, ret);
}

int rows_open_bytes(struct ctx *ctx, const char *name, const char *bytes, size_t length, struct rows **ret)
{
    struct source *source;
    int r = source_open_bytes(ctx, name, bytes, length, &source);
    return r < 0 ? r : open_rows(ctx, source, ret);
}

int rows_next(struct ctx *ctx, struct rows *rows, struct row *ret)
{
    return rows->xlsx ? xlsxin_next(ctx, rows->xlsx, ret) : csvin_next(ctx, rows->csv, ret);
}

const char *rows_notes(struct rows *rows)
{
    return rows->xlsx ? xlsxin_notes(rows->xlsx) : "";
}

const unsigned char *rows_digest(const struct rows *rows)
{
    return source_digest(rows->source);
}

void rows_progress(const struct rows *rows, int64_t *ret_done, int64_t *ret_all)
{
    if (rows->xlsx)
        xlsxin_progress(rows->xlsx, ret_done, ret_all);
    else
        source_progress(rows->source, ret_done, ret_all);
}

void rows_close(struct rows *rows)
{
    if (!rows)
        return;
    csvin_close(rows->csv);
    xlsxin_close(rows->xlsx);
    source_close(rows->source);
    free(rows);
}
