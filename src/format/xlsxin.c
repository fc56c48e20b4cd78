/* The door to workbooks: tells what kind of office file this is, chooses the sheet and finds its header. Every sheet is
 * looked at first, up to the row behind its header; then the chosen one is read from the start. */
#include "format/xlsxin.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "format/libzip.h"
#include "format/xlsx_sheet.h"

enum { NAMED = 10, TITLE_SHOWN = 120, OLE_HEADER = 512, OLE_SECTORS = 8, LOCAL_HEADER = 30 };

struct xlsxin {
    struct source *source;
    struct xlsx_open_book book;
    int64_t unpacked;                     /* of the package */
    const struct xlsx_sheet_place *place; /* the sheet that is read */
    struct xlsx_sheet *sheet;
    int64_t header;
    bool header_given;
    struct buf notes;
    size_t opening_notes; /* bytes of `notes` that were known at the opening */
};

/* What a sheet looks like from its first rows. */
struct survey {
    bool holds_something;
    int64_t header;  /* its row; 0 if there is none */
    size_t filled;   /* cells of the header */
    bool wider_next; /* the row behind the header has more cells: the header may have been a title */
    int64_t titles;  /* rows above the header */
    char title[TITLE_SHOWN];
};

static void note_title(struct survey *s, const struct row *row)
{
    size_t i = 0;
    while (!row->cells[i].length)
        i++;
    if (!s->titles++)
        xlsx_clip(s->title, sizeof s->title, row->cells[i].text);
}

/* A row of which every filled cell is merged with cells to its right: titles and the lines below them (填报单位、日期).
 */
static bool is_merged_title(const struct row *row, const struct xlsx_merge *merges, size_t count)
{
    for (size_t i = 0; i < row->count; i++) {
        bool merged = !row->cells[i].length;
        for (size_t k = 0; k < count && !merged; k++)
            merged = merges[k].row == row->number && merges[k].from == i && merges[k].to > i;
        if (!merged)
            return false;
    }
    return count > 0;
}

static int survey_with(struct ctx *ctx, const struct xlsx_open_book *book, const struct xlsx_sheet_place *place,
                       const struct xlsx_merge *merges, size_t merge_count, struct survey *ret)
{
    struct xlsx_sheet *sheet = NULL;
    struct row row;
    size_t filled = 0;
    *ret = (struct survey){0};
    int r = xlsx_sheet_open(ctx, book, place, true, &sheet);
    while (r >= 0 && !ret->header && (r = xlsx_sheet_next(ctx, sheet, &row, &filled)) > 0) {
        ret->holds_something = true;
        if (filled < 2 || is_merged_title(&row, merges, merge_count)) {
            note_title(ret, &row);
        } else {
            ret->header = row.number;
            ret->filled = filled;
        }
    }
    if (r > 0 && (r = xlsx_sheet_next(ctx, sheet, &row, &filled)) > 0)
        ret->wider_next = filled > ret->filled;
    xlsx_sheet_close(sheet);
    return r < 0 ? r : 0;
}

/* Merged cells are written at the sheet's end; they are looked for only where the first look leaves a doubt. */
static int survey_sheet(struct ctx *ctx, const struct xlsx_open_book *book, const struct xlsx_sheet_place *place,
                        struct survey *ret)
{
    struct xlsx_merge *merges = NULL;
    size_t count = 0;
    int r = survey_with(ctx, book, place, NULL, 0, ret);
    if (r < 0 || !ret->wider_next)
        return r;
    r = xlsx_sheet_merges(ctx, book, place, &merges, &count);
    if (r == 0 && count)
        r = survey_with(ctx, book, place, merges, count, ret);
    free(merges);
    return r;
}

/* “一”、“二” of the sheets that hold something and are hidden or not. */
static void name_sheets(const struct xlsx_book *book, const struct survey *surveys, bool hidden, struct buf *out)
{
    size_t named = 0;
    for (size_t i = 0; i < book->count; i++)
        if (surveys[i].holds_something && book->sheets[i].hidden == hidden && named++ < NAMED)
            buf_printf(out, "%s“%s”", named > 1 ? "、" : "", book->sheets[i].name);
    if (named > NAMED)
        buf_str(out, "等");
}

static int refuse_sheets(struct ctx *ctx, const struct xlsxin *in, const struct survey *surveys, size_t visible,
                         size_t hidden)
{
    AUTO_BUF struct buf names = BUF_INIT;
    const char *path = in->book.package.path;
    name_sheets(&in->book.book, surveys, visible == 0, &names);
    if (visible)
        return fail(
            ctx, E_INPUT,
            "文件“%s”有 %zu 张工作表有内容：%s，不知道该读哪一张；请只留要读的一张（其余的删去、隐藏或另存），再读入",
            path, visible, names.bytes);
    if (hidden)
        return fail(ctx, E_INPUT, "文件“%s”里有内容的工作表是隐藏的：%s；请取消隐藏要读的一张，再读入", path,
                    names.bytes);
    return fail(ctx, E_INPUT, "文件“%s”的工作表里没有内容；请确认选对了文件，并且已经保存", path);
}

static void note_opening(struct xlsxin *in, const struct survey *surveys, const struct survey *chosen, size_t hidden)
{
    if (chosen->titles)
        buf_printf(&in->notes, "工作表“%s”的表头是第 %" PRId64 " 行；它上面的 %" PRId64 " 行标题（“%s”%s）没有读",
                   in->place->name, chosen->header, chosen->titles, chosen->title, chosen->titles > 1 ? "等" : "");
    if (hidden) {
        buf_printf(&in->notes, "%s只读了工作表“%s”；隐藏的工作表", in->notes.length ? "\n" : "", in->place->name);
        name_sheets(&in->book.book, surveys, true, &in->notes);
        buf_str(&in->notes, "没有读");
    }
    in->opening_notes = in->notes.length;
}

static int choose_sheet(struct ctx *ctx, struct xlsxin *in, struct survey *surveys)
{
    const struct xlsx_book *book = &in->book.book;
    size_t visible = 0, hidden = 0, chosen = 0;
    for (size_t i = 0; i < book->count; i++) {
        if (book->sheets[i].part < 0)
            continue;
        int r = survey_sheet(ctx, &in->book, &book->sheets[i], &surveys[i]);
        if (r < 0)
            return r;
        visible += surveys[i].holds_something && !book->sheets[i].hidden;
        hidden += surveys[i].holds_something && book->sheets[i].hidden;
        if (surveys[i].holds_something && !book->sheets[i].hidden)
            chosen = i;
    }
    if (visible != 1)
        return refuse_sheets(ctx, in, surveys, visible, hidden);
    if (!surveys[chosen].header)
        return fail(ctx, E_INPUT,
                    "文件“%s”工作表“%s”里没有表头：没有一行填了两格以上；请让表头每列一格、各占一格，再读入",
                    in->book.package.path, book->sheets[chosen].name);
    in->place = &book->sheets[chosen];
    in->header = surveys[chosen].header;
    note_opening(in, surveys, &surveys[chosen], hidden);
    return xlsx_sheet_open(ctx, &in->book, in->place, false, &in->sheet);
}

static int read_book(struct ctx *ctx, struct xlsxin *in, const char *main)
{
    struct xlsx_open_book *book = &in->book;
    int r = xlsx_book_read(ctx, &book->package, main, &book->book);
    if (r == 0)
        r = xlsx_strings_read(ctx, &book->package, book->book.strings, &book->strings);
    if (r == 0)
        r = xlsx_styles_read(ctx, &book->package, book->book.styles, &book->styles);
    if (r < 0)
        return r;
    struct survey *surveys = calloc(book->book.count + 1, sizeof *surveys);
    if (!surveys)
        return fail(ctx, E_INPUT, "内存不足，读不了文件“%s”", book->package.path);
    r = choose_sheet(ctx, in, surveys);
    free(surveys);
    return r;
}

/* Not by lseek: libzip's descriptor shares its place with this one. */
static int64_t file_size(const struct source *source)
{
    struct stat st;
    return fstat(source_descriptor(source), &st) == 0 ? (int64_t)st.st_size : 0;
}

/* Does the zip start with a part of a workbook? Asked when its end is missing, so that its list cannot be read. */
static bool starts_as_workbook(const unsigned char *head, size_t length)
{
    static const char *const first[] = {"[Content_Types].xml", "_rels/", "docProps/", "xl/"};
    for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
        size_t n = strlen(first[i]);
        if (length >= LOCAL_HEADER + n && memcmp(head + LOCAL_HEADER, first[i], n) == 0)
            return true;
    }
    return false;
}

static int open_zip(struct ctx *ctx, struct source *source, struct zip **ret)
{
    size_t length;
    const unsigned char *head = source_head(source, &length);
    int r = libzip_open(ctx);
    if (r < 0)
        return r;
    int error = 0, fd = dup(source_descriptor(source));
    *ret = fd < 0 ? NULL : libzip.zip_fdopen(fd, 0, &error);
    if (*ret)
        return 0;
    if (fd >= 0)
        (void)close(fd); /* only read; libzip has closed its own */
    if (fd < 0 || error == ZIP_ER_MEMORY)
        return fail(ctx, E_INPUT, "内存不足，读不了文件“%s”", source_path(source));
    if (!starts_as_workbook(head, length))
        return XLSXIN_NONE;
    return fail(ctx, E_INPUT,
                "文件“%s”是 Excel 工作簿（.xlsx），但不完整或已经损坏；请重新下载或复制，或向提供的人再要一份",
                source_path(source));
}

/* Spreadsheets that are zips too. */
static int refuse_kin(struct ctx *ctx, const struct office_package *package)
{
    if (office_part_find(package, "xl/workbook.bin") >= 0)
        return fail(ctx, E_INPUT,
                    "文件“%s”是二进制的 Excel 工作簿（.xlsb）；请用 Excel 打开，另存为 .xlsx 或 CSV 再读入",
                    package->path);
    if (office_part_find(package, "mimetype") >= 0 && office_part_find(package, "content.xml") >= 0)
        return fail(ctx, E_INPUT,
                    "文件“%s”是 OpenDocument 文件（.ods 等）；请用 WPS 或 LibreOffice 打开，另存为 .xlsx 或 CSV 再读入",
                    package->path);
    return XLSXIN_NONE;
}

static int open_workbook(struct ctx *ctx, struct xlsxin *in)
{
    struct office_package *package = &in->book.package;
    char main[BOOK_NAME];
    int r = open_zip(ctx, in->source, &package->zip);
    if (r != 0)
        return r;
    package->path = source_path(in->source);
    package->save_anew = "请用 Excel 或 WPS 打开它，另存为 .xlsx 再读入";
    package->size = file_size(in->source);
    package->unpacked = &in->unpacked;
    if (!xlsx_book_find(ctx, package, main))
        return refuse_kin(ctx, package);
    r = source_hash(ctx, in->source);
    return r < 0 ? r : read_book(ctx, in, main);
}

/* Names of an OLE file's streams are UTF-16; the directory is looked at, or as much of it as is in one piece. */
static bool has_stream(const unsigned char *directory, size_t length, const char *name)
{
    unsigned char wide[64];
    size_t n = strlen(name);
    for (size_t i = 0; i < n; i++) {
        wide[2 * i] = (unsigned char)name[i];
        wide[2 * i + 1] = 0;
    }
    return memmem(directory, length, wide, 2 * n) != NULL;
}

/* [MS-CFB] §2.2: the sector's size is 2 to the power at byte 30, the directory's first sector stands at byte 48. */
static int refuse_ole(struct ctx *ctx, const struct source *source, const unsigned char *head)
{
    unsigned char directory[OLE_SECTORS * 512];
    unsigned shift = head[30] == 12 ? 12 : 9;
    uint32_t sector = head[48] | (uint32_t)head[49] << 8 | (uint32_t)head[50] << 16 | (uint32_t)head[51] << 24;
    ssize_t n = pread(source_descriptor(source), directory, sizeof directory, ((off_t)sector + 1) << shift);
    size_t length = n > 0 ? (size_t)n : 0;
    if (has_stream(directory, length, "EncryptedPackage"))
        return fail(ctx, E_INPUT,
                    "文件“%s”是加了密码的 Excel 工作簿；请用 Excel 或 WPS 打开，去掉打开密码，另存后再读入",
                    source_path(source));
    if (has_stream(directory, length, "WordDocument"))
        return fail(ctx, E_INPUT,
                    "文件“%s”是旧版 Word 文档（.doc），不是表格；请把其中的表格复制到 Excel 或 WPS 表格，"
                    "另存为 .xlsx 再读入",
                    source_path(source));
    return fail(ctx, E_INPUT, "文件“%s”是旧版 Excel 工作簿（.xls）；请用 Excel 或 WPS 打开，另存为 .xlsx 或 CSV 再读入",
                source_path(source));
}

int xlsxin_open(struct ctx *ctx, struct source *source, struct xlsxin **ret)
{
    size_t length;
    const unsigned char *head = source_head(source, &length);
    if (length >= OLE_HEADER && memcmp(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0)
        return refuse_ole(ctx, source, head);
    if (length < 4 || memcmp(head, "PK\3\4", 4) != 0)
        return XLSXIN_NONE;
    struct xlsxin *in = calloc(1, sizeof *in);
    if (!in)
        return fail(ctx, E_INPUT, "内存不足，读不了文件“%s”", source_path(source));
    in->source = source;
    in->notes = in->book.strings.bytes = in->book.strings.starts = in->book.styles.cells = BUF_INIT;
    int r = open_workbook(ctx, in);
    if (r != 0) {
        xlsxin_close(in);
        return r;
    }
    *ret = in;
    return 0;
}

static int fail_header(struct ctx *ctx, const struct xlsxin *in, const struct row *row, size_t column)
{
    return fail(ctx, E_INPUT, "文件“%s”工作表“%s”的表头：%s", in->book.package.path, in->place->name,
                row->cells[column].fault);
}

int xlsxin_next(struct ctx *ctx, struct xlsxin *in, struct row *ret)
{
    int r;
    do
        r = xlsx_sheet_next(ctx, in->sheet, ret, NULL);
    while (r > 0 && ret->number < in->header);
    if (r == 0)
        return source_unchanged(ctx, in->source);
    for (size_t i = 0; r > 0 && !in->header_given && i < ret->count; i++)
        if (ret->cells[i].fault)
            return fail_header(ctx, in, ret, i);
    in->header_given = true;
    return r;
}

const char *xlsxin_notes(struct xlsxin *in)
{
    int64_t hidden = xlsx_sheet_hidden_rows(in->sheet);
    in->notes.length = in->opening_notes;
    in->notes.bytes[in->opening_notes] = '\0';
    if (hidden)
        buf_printf(&in->notes, "%s工作表“%s”有 %" PRId64 " 行是隐藏的（可能是筛选），也读了",
                   in->notes.length ? "\n" : "", in->place->name, hidden);
    return in->notes.bytes;
}

void xlsxin_progress(const struct xlsxin *in, int64_t *ret_done, int64_t *ret_all)
{
    xlsx_sheet_progress(in->sheet, ret_done, ret_all);
}

void xlsxin_close(struct xlsxin *in)
{
    if (!in)
        return;
    xlsx_sheet_close(in->sheet);
    xlsx_book_done(&in->book.book);
    xlsx_strings_done(&in->book.strings);
    xlsx_styles_done(&in->book.styles);
    buf_done(&in->notes);
    if (in->book.package.zip)
        libzip.zip_discard(in->book.package.zip);
    free(in);
}
