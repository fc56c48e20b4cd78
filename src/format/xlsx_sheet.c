/* The parser pauses at the end of every row, so that memory is that of one row. A cell's text is put together in `text`
 * and made into what a person sees when its element ends; shared strings are pointed to, not copied. Rows must go
 * upwards, as every spreadsheet writes them; cells of a row may come in any order. */
#include "format/xlsx_sheet.h"

#include <assert.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "format/xlsx_value.h"

enum { NO_COLUMN = -1, REFERENCE_MOST = 9 };

enum type { TYPE_NUMBER, TYPE_SHARED, TYPE_TEXT, TYPE_INLINE, TYPE_BOOL, TYPE_ERROR, TYPE_DATE, TYPES };

/* A cell of the row that is being read. */
struct found {
    const char *shared; /* NULL: in `text` from `start` */
    size_t column, start, length;
    size_t fault; /* where its sentence starts in `faults`, plus 1; 0 if it has none */
};

struct xlsx_sheet {
    const struct xlsx_open_book *book;
    const struct xlsx_sheet_place *place;
    struct office_part *part;
    bool lax, in_rows, in_row, in_cell, in_value, in_inline;
    int phonetic;
    int64_t number, hidden_rows;
    bool row_hidden;
    /* the cell that is being read */
    int64_t column;
    size_t start, style;
    enum type type;
    bool has_formula, has_value;
    /* the row that is being read, and as it is handed out */
    struct buf text, faults;
    struct buf found; /* struct found */
    size_t filled, width;
    struct cell *cells;
    size_t cells_capacity;
};

char *xlsx_letters(size_t column, char out[SHEET_LETTERS])
{
    char reversed[SHEET_LETTERS];
    int n = 0, to = 0;
    for (size_t rest = column + 1; rest && n < SHEET_LETTERS - 1; rest = (rest - 1) / 26)
        reversed[n++] = (char)('A' + (rest - 1) % 26);
    while (n)
        out[to++] = reversed[--n];
    out[to] = '\0';
    return out;
}

/* "文件…工作表…第 5 行 C 列" */
static int fail_cell(struct xlsx_sheet *sheet, const char *what, const char *todo)
{
    char letters[SHEET_LETTERS];
    return fail(office_part_ctx(sheet->part), E_INPUT, "文件“%s”工作表“%s”第 %" PRId64 " 行 %s 列%s；%s",
                sheet->book->package.path, sheet->place->name, sheet->number,
                xlsx_letters((size_t)sheet->column, letters), what, todo);
}

static int fail_row(struct xlsx_sheet *sheet, const char *what, const char *todo)
{
    return fail(office_part_ctx(sheet->part), E_INPUT, "文件“%s”工作表“%s”第 %" PRId64 " 行%s；%s",
                sheet->book->package.path, sheet->place->name, sheet->number, what, todo);
}

static const char save_anew[] = "文件可能已经损坏，请用 Excel 或 WPS 打开它，另存为 .xlsx 再读入";

/* C5 is column 2, row 5. False if it is no reference; a row of 0 says that there was none. */
static bool read_reference(const char *s, int64_t *ret_column, int64_t *ret_row)
{
    int64_t column = 0, row = 0;
    int letters = 0, digits = 0;
    for (; (*s | 0x20) >= 'a' && (*s | 0x20) <= 'z' && letters < REFERENCE_MOST; s++, letters++)
        column = column * 26 + ((*s | 0x20) - 'a' + 1);
    for (; *s >= '0' && *s <= '9' && digits < REFERENCE_MOST; s++, digits++)
        row = row * 10 + (*s - '0');
    *ret_column = column - 1;
    *ret_row = row;
    return letters && (*s == '\0' || *s == ':');
}

static int start_row(struct xlsx_sheet *sheet, const char **attributes)
{
    const char *number = office_attribute(attributes, "r");
    int64_t before = sheet->number;
    sheet->number++;
    if (number) {
        size_t digits = strspn(number, "0123456789");
        sheet->number = digits && digits < REFERENCE_MOST && !number[digits] ? strtoll(number, NULL, 10) : 0;
    }
    sheet->in_row = true;
    sheet->row_hidden = office_is_true(office_attribute(attributes, "hidden"));
    sheet->column = NO_COLUMN;
    if (sheet->number > SHEET_ROWS)
        return fail_row(sheet, "超出了表格的 1048576 行", "请把内容分成几个文件再读入");
    if (sheet->number > before)
        return 0;
    sheet->number = before;
    return fail_row(sheet, "之后的行号没有依次往后", save_anew);
}

static enum type type_named(const char *name)
{
    static const struct {
        const char *name;
        enum type type;
    } types[] = {{"s", TYPE_SHARED}, {"n", TYPE_NUMBER}, {"str", TYPE_TEXT}, {"inlineStr", TYPE_INLINE},
                 {"b", TYPE_BOOL},   {"e", TYPE_ERROR},  {"d", TYPE_DATE}};
    for (size_t i = 0; name && i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i].name, name) == 0)
            return types[i].type;
    return name ? TYPES : TYPE_NUMBER;
}

static int start_cell(struct xlsx_sheet *sheet, const char **attributes)
{
    const char *reference = NULL, *type = NULL, *style = NULL;
    int64_t before = sheet->column, row = 0;
    for (const char **a = attributes; *a; a += 2) {
        if (a[0][1] != '\0')
            continue;
        if (a[0][0] == 'r')
            reference = a[1];
        else if (a[0][0] == 't')
            type = a[1];
        else if (a[0][0] == 's')
            style = a[1];
    }
    sheet->column++;
    sheet->in_cell = true;
    sheet->has_formula = sheet->has_value = false;
    sheet->start = sheet->text.length;
    sheet->style = style ? strtoul(style, NULL, 10) : 0;
    sheet->type = type_named(type);
    if (reference && (!read_reference(reference, &sheet->column, &row) || (row && row != sheet->number))) {
        sheet->column = before + 1;
        return fail_cell(sheet, "的位置写得不对", save_anew);
    }
    if (sheet->column >= ROWS_COLUMN_LIMIT)
        return fail_row(sheet, "超过 16384 列", save_anew);
    return sheet->type == TYPES ? fail_cell(sheet, "是不认得的类型", save_anew) : 0;
}

static void on_start(struct office_part *part, const char *name, const char **attributes)
{
    struct xlsx_sheet *sheet = office_part_arg(part);
    int r = 0;
    if (!sheet->in_rows)
        sheet->in_rows = strcmp(name, "sheetData") == 0;
    else if (!sheet->in_row)
        r = strcmp(name, "row") == 0 ? start_row(sheet, attributes) : 0;
    else if (!sheet->in_cell)
        r = strcmp(name, "c") == 0 ? start_cell(sheet, attributes) : 0;
    else if (strcmp(name, "v") == 0)
        sheet->in_value = sheet->has_value = true;
    else if (strcmp(name, "f") == 0)
        sheet->has_formula = true;
    else if (strcmp(name, "is") == 0)
        sheet->in_inline = sheet->has_value = true;
    else if (strcmp(name, "rPh") == 0)
        sheet->phonetic++;
    else if (strcmp(name, "t") == 0)
        sheet->in_value = sheet->in_inline && !sheet->phonetic;
    if (r < 0)
        office_part_fail(part, r);
}

static void on_text(struct office_part *part, const char *s, size_t length)
{
    struct xlsx_sheet *sheet = office_part_arg(part);
    if (!sheet->in_value)
        return;
    buf_add(&sheet->text, s, length);
    if (sheet->text.length > ROWS_ROW_LIMIT)
        office_part_fail(part, fail_row(sheet, "超过 16 MiB", save_anew));
}

static bool is_blank(const char *s, size_t length)
{
    size_t bytes;
    if (length && *s > ' ' && *s < 0x7F) /* nearly always */
        return false;
    for (size_t i = 0; i < length; i += bytes)
        if (!rune_is_blank(utf8_next(s + i, length - i, &bytes)))
            return false;
    return true;
}

static void keep(struct xlsx_sheet *sheet, const char *shared, size_t length, size_t fault)
{
    struct found found = {shared, (size_t)sheet->column, sheet->start, length, fault};
    if (is_blank(shared ? shared : sheet->text.bytes + sheet->start, length))
        return;
    buf_add(&sheet->found, &found, sizeof found);
    sheet->filled++;
    if (sheet->width <= found.column)
        sheet->width = found.column + 1;
}

/* Puts `text` where the raw value stood and keeps it. */
static void keep_text(struct xlsx_sheet *sheet, const char *text, size_t fault)
{
    size_t length = strlen(text);
    sheet->text.length = sheet->start;
    buf_add(&sheet->text, text, length + 1);
    keep(sheet, NULL, length, fault);
}

__attribute__((format(printf, 2, 3))) static size_t add_fault(struct xlsx_sheet *sheet, const char *format, ...);

static size_t add_fault(struct xlsx_sheet *sheet, const char *format, ...)
{
    char sentence[512], letters[SHEET_LETTERS];
    size_t start = sheet->faults.length;
    va_list args;
    va_start(args, format);
    vsnprintf(sentence, sizeof sentence, format, args);
    va_end(args);
    buf_printf(&sheet->faults, "单元格 %s%" PRId64 " %s", xlsx_letters((size_t)sheet->column, letters), sheet->number,
               sentence);
    buf_char(&sheet->faults, '\0');
    return start + 1;
}

static int end_shared(struct xlsx_sheet *sheet, const char *raw, size_t length)
{
    size_t index = 0, found = 0;
    for (size_t i = 0; i < length; i++) {
        if (raw[i] < '0' || raw[i] > '9' || index > STRINGS_MOST)
            return fail_cell(sheet, "指向的文字没有编号", save_anew);
        index = index * 10 + (size_t)(raw[i] - '0');
    }
    if (!length)
        return 0;
    const char *text = xlsx_strings_get(&sheet->book->strings, index, &found);
    if (!text)
        return fail_cell(sheet, "指向的文字在文件里没有", save_anew);
    sheet->text.length = sheet->start;
    keep(sheet, text, found, 0);
    return 0;
}

static int end_number(struct xlsx_sheet *sheet, const char *raw, size_t length)
{
    struct xlsx_number number;
    char text[VALUE_TEXT];
    if (!length)
        return 0;
    if (!xlsx_number_read(raw, length, &number))
        return fail_cell(sheet, "应是数字，写的却不是", save_anew);
    struct xlsx_style style = xlsx_style_of(&sheet->book->styles, sheet->style);
    size_t fault = 0;
    if (xlsx_number_lossy(&number))
        fault = add_fault(sheet, "是数字，超过 15 位，表格软件只留得住前 15 位，后面的已经丢失；请先把这一列设为"
                                 "“文本”格式，再重新填写完整的号码");
    keep_text(sheet,
              xlsx_number_shown(number, (enum xlsx_kind)style.kind, style.width, sheet->book->book.from_1904, text),
              fault);
    return 0;
}

static int end_text(struct xlsx_sheet *sheet)
{
    xlsx_unescape(&sheet->text, sheet->start);
    size_t length = sheet->text.length - sheet->start;
    if (length > STRINGS_CELL && utf8_count(sheet->text.bytes + sheet->start, length) > STRINGS_CELL)
        return fail_cell(sheet, "超过 32767 个字", "请删减后再读入");
    buf_char(&sheet->text, '\0');
    keep(sheet, NULL, length, 0);
    return 0;
}

/* A formula whose result is not in the file, or only a placeholder of the program that wrote it. */
static int check_formula(struct xlsx_sheet *sheet, size_t length)
{
    if (!sheet->has_formula || sheet->lax)
        return 0;
    bool empty = !sheet->has_value || (!length && sheet->type != TYPE_TEXT);
    if (empty || sheet->book->book.uncalculated)
        return fail_cell(sheet, "是公式，文件里没有它的结果（多半是由程序生成、还没有打开过）",
                         "请用 Excel 或 WPS 打开，保存一次再读入，或把公式粘贴成数值");
    return 0;
}

static int end_error(struct xlsx_sheet *sheet, const char *raw, size_t length)
{
    char text[VALUE_TEXT];
    snprintf(text, sizeof text, "%.*s", length < 16 ? (int)length : 0, raw);
    if (!*text)
        snprintf(text, sizeof text, "#N/A");
    keep_text(sheet, text, add_fault(sheet, "的公式出错了（%s）；请改好公式，或填入应得的内容", text));
    return 0;
}

static int end_date(struct xlsx_sheet *sheet, const char *raw, size_t length)
{
    char text[VALUE_TEXT];
    if (!length)
        return 0;
    if (!xlsx_iso_text(raw, length, text))
        return fail_cell(sheet, "应是日期，写的却不是", save_anew);
    keep_text(sheet, text, 0);
    return 0;
}

static int end_cell(struct xlsx_sheet *sheet)
{
    size_t length = sheet->text.length - sheet->start;
    const char *raw = sheet->text.bytes + sheet->start;
    int r = check_formula(sheet, length);
    if (r < 0)
        return r;
    if (sheet->lax && sheet->has_formula && !length)
        buf_char(&sheet->text, '=');
    if (sheet->lax && sheet->type != TYPE_SHARED)
        return end_text(sheet);
    switch (sheet->type) {
    case TYPE_SHARED:
        return end_shared(sheet, raw, length);
    case TYPE_NUMBER:
        return end_number(sheet, raw, length);
    case TYPE_BOOL:
        keep_text(sheet, !length ? "" : office_is_true(raw) ? "TRUE" : "FALSE", 0);
        return 0;
    case TYPE_ERROR:
        return end_error(sheet, raw, length);
    case TYPE_DATE:
        return end_date(sheet, raw, length);
    case TYPE_TEXT:
    case TYPE_INLINE:
    case TYPES:
        break;
    }
    return end_text(sheet);
}

static void on_end(struct office_part *part, const char *name)
{
    struct xlsx_sheet *sheet = office_part_arg(part);
    int r = 0;
    if (sheet->in_cell) {
        if (strcmp(name, "c") == 0) {
            sheet->in_cell = false;
            r = end_cell(sheet);
        } else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
            sheet->in_value = false;
        } else if (strcmp(name, "is") == 0) {
            sheet->in_inline = false;
        } else if (strcmp(name, "rPh") == 0) {
            sheet->phonetic--;
        }
    } else if (sheet->in_row && strcmp(name, "row") == 0) {
        sheet->in_row = false;
        office_part_pause(part);
    } else if (sheet->in_rows && !sheet->in_row && strcmp(name, "sheetData") == 0) {
        office_part_stop(part);
    }
    if (r < 0)
        office_part_fail(part, r);
}

int xlsx_sheet_open(struct ctx *ctx, const struct xlsx_open_book *book, const struct xlsx_sheet_place *place, bool lax,
                    struct xlsx_sheet **ret)
{
    struct xlsx_sheet *sheet = calloc(1, sizeof *sheet);
    if (!sheet)
        return fail(ctx, E_INPUT, "内存不足，读不了文件“%s”", book->package.path);
    *sheet = (struct xlsx_sheet){.book = book, .place = place, .lax = lax, .text = BUF_INIT, .faults = BUF_INIT};
    sheet->found = BUF_INIT;
    struct office_events events = {on_start, on_end, on_text, sheet};
    int r = office_part_open(ctx, &book->package, place->part, PART_SHEET, &events, &sheet->part);
    if (r < 0) {
        xlsx_sheet_close(sheet);
        return r;
    }
    *ret = sheet;
    return 0;
}

void xlsx_sheet_close(struct xlsx_sheet *sheet)
{
    if (!sheet)
        return;
    office_part_close(sheet->part);
    buf_done(&sheet->text);
    buf_done(&sheet->faults);
    buf_done(&sheet->found);
    free(sheet->cells);
    free(sheet);
}

static int fail_twice(struct ctx *ctx, const struct xlsx_sheet *sheet, size_t column)
{
    char letters[SHEET_LETTERS];
    return fail(ctx, E_INPUT, "文件“%s”工作表“%s”第 %" PRId64 " 行 %s 列在文件里写了两次；%s",
                sheet->book->package.path, sheet->place->name, sheet->number, xlsx_letters(column, letters), save_anew);
}

/* Cells to their columns; what lies between is empty. */
static int hand_out(struct ctx *ctx, struct xlsx_sheet *sheet, struct row *ret)
{
    if (sheet->width > sheet->cells_capacity) {
        struct cell *cells = realloc(sheet->cells, sheet->width * sizeof *cells);
        if (!cells)
            return fail(ctx, E_INPUT, "内存不足，读不了文件“%s”", sheet->book->package.path);
        sheet->cells = cells;
        sheet->cells_capacity = sheet->width;
    }
    for (size_t i = 0; i < sheet->width; i++)
        sheet->cells[i] = (struct cell){"", 0, NULL};
    const struct found *found = (const void *)sheet->found.bytes;
    for (size_t i = 0; i < sheet->filled; i++) {
        struct cell *cell = &sheet->cells[found[i].column];
        if (cell->length)
            return fail_twice(ctx, sheet, found[i].column);
        cell->text = found[i].shared ? found[i].shared : sheet->text.bytes + found[i].start;
        cell->length = found[i].length;
        cell->fault = found[i].fault ? sheet->faults.bytes + found[i].fault - 1 : NULL;
    }
    *ret = (struct row){sheet->number, sheet->cells, sheet->width};
    return 1;
}

int xlsx_sheet_next(struct ctx *ctx, struct xlsx_sheet *sheet, struct row *ret, size_t *ret_filled)
{
    int r;
    do {
        buf_reset(&sheet->text);
        buf_reset(&sheet->faults);
        buf_reset(&sheet->found);
        sheet->filled = sheet->width = 0;
        r = office_part_read(ctx, sheet->part);
    } while (r > 0 && !sheet->filled);
    if (r <= 0)
        return r;
    sheet->hidden_rows += sheet->row_hidden;
    if (ret_filled)
        *ret_filled = sheet->filled;
    return hand_out(ctx, sheet, ret);
}

int64_t xlsx_sheet_hidden_rows(const struct xlsx_sheet *sheet)
{
    return sheet->hidden_rows;
}

void xlsx_sheet_progress(const struct xlsx_sheet *sheet, int64_t *ret_done, int64_t *ret_all)
{
    office_part_progress(sheet->part, ret_done, ret_all);
}

struct merging {
    struct xlsx_merge *at;
    size_t count;
};

static void on_merge(struct office_part *part, const char *name, const char **attributes)
{
    struct merging *in = office_part_arg(part);
    const char *range = strcmp(name, "mergeCell") == 0 ? office_attribute(attributes, "ref") : NULL;
    const char *colon = range ? strchr(range, ':') : NULL;
    int64_t from, to, row, last;
    if (!colon || in->count == SHEET_MERGES_MOST || !read_reference(range, &from, &row) ||
        !read_reference(colon + 1, &to, &last) || row > SHEET_MERGES_MOST || from > to || to >= ROWS_COLUMN_LIMIT)
        return;
    in->at[in->count++] = (struct xlsx_merge){row, (size_t)from, (size_t)to};
}

int xlsx_sheet_merges(struct ctx *ctx, const struct xlsx_open_book *book, const struct xlsx_sheet_place *place,
                      struct xlsx_merge **ret, size_t *ret_count)
{
    struct merging in = {.at = calloc(SHEET_MERGES_MOST, sizeof *in.at)};
    if (!in.at)
        return fail(ctx, E_INPUT, "内存不足，读不了文件“%s”", book->package.path);
    int r = office_part_run(ctx, &book->package, place->part, PART_SHEET,
                          (struct office_events){.start = on_merge, .arg = &in});
    *ret = in.at;
    *ret_count = in.count;
    if (r < 0) {
        free(in.at);
        *ret = NULL;
    }
    return r;
}
