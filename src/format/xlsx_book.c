#include "format/xlsx_book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "format/office_relation.h"
#include "format/xlsx_value.h"

enum { MISSING = -2 };

/* What the workbook and its relationships are read into. */
struct reading {
    const struct office_package *package;
    struct xlsx_book *book;
};

static int add_sheet(struct ctx *ctx, struct reading *in, const char **attributes)
{
    struct xlsx_book *book = in->book;
    const char *name = office_attribute(attributes, "name"), *state = office_attribute(attributes, "state");
    const char *id = office_attribute_prefixed(attributes, "id");
    if (book->count == BOOK_SHEETS_MOST)
        return fail(ctx, E_INPUT, "文件“%s”有 %d 张以上工作表；请只留要导入的一张，再读入", in->package->path,
                    BOOK_SHEETS_MOST);
    struct xlsx_sheet_place *sheets = realloc(book->sheets, (book->count + 1) * sizeof *sheets);
    char *relation = id ? strdup(id) : NULL;
    if (sheets)
        book->sheets = sheets;
    if (!sheets || (id && !relation)) {
        free(relation);
        return fail(ctx, E_INPUT, "内存不足，读不了文件“%s”", in->package->path);
    }
    struct xlsx_sheet_place *sheet = &book->sheets[book->count++];
    *sheet = (struct xlsx_sheet_place){.relation = relation,
                                       .part = MISSING,
                                       .hidden =
                                           state && (strcmp(state, "hidden") == 0 || strcmp(state, "veryHidden") == 0)};
    xlsx_clip(sheet->name, sizeof sheet->name, name ? name : "");
    return 0;
}

static void on_workbook(struct office_part *part, const char *name, const char **attributes)
{
    struct reading *in = office_part_arg(part);
    if (strcmp(name, "sheet") == 0) {
        int r = add_sheet(office_part_ctx(part), in, attributes);
        if (r < 0)
            office_part_fail(part, r);
    } else if (strcmp(name, "workbookPr") == 0) {
        in->book->from_1904 = office_is_true(office_attribute(attributes, "date1904"));
    } else if (strcmp(name, "calcPr") == 0) {
        in->book->uncalculated = office_is_true(office_attribute(attributes, "fullCalcOnLoad"));
    }
}

static void place_sheet(struct reading *in, const char *id, bool cells, const char *path)
{
    for (size_t i = 0; i < in->book->count; i++) {
        struct xlsx_sheet_place *sheet = &in->book->sheets[i];
        if (sheet->part != MISSING || !sheet->relation || strcmp(sheet->relation, id) != 0)
            continue;
        int64_t part = office_part_find(in->package, path);
        sheet->part = !cells ? BOOK_NO_CELLS : part < 0 ? MISSING : part;
    }
}

static void take_part(void *arg, const struct office_relation *relation)
{
    struct reading *in = arg;
    if (strcmp(relation->type, "sharedStrings") == 0 && in->book->strings < 0)
        in->book->strings = office_part_find(in->package, relation->path);
    else if (strcmp(relation->type, "styles") == 0 && in->book->styles < 0)
        in->book->styles = office_part_find(in->package, relation->path);
    else if (relation->id)
        place_sheet(in, relation->id, strcmp(relation->type, "worksheet") == 0, relation->path);
}

int xlsx_book_read(struct ctx *ctx, const struct office_package *package, const char *main, struct xlsx_book *ret)
{
    struct reading in = {.package = package, .book = ret};
    char relations[OFFICE_PATH];
    *ret = (struct xlsx_book){.strings = -1, .styles = -1};
    int r = office_part_run(ctx, package, office_part_find(package, main), PART_SMALL,
                            (struct office_events){.start = on_workbook, .arg = &in});
    if (r < 0)
        return r;
    r = office_relations(ctx, package, main, take_part, &in);
    if (r == OFFICE_NO_RELATIONS)
        return fail(ctx, E_INPUT,
                    "文件“%s”里没有 %s，找不到工作表，文件不完整；请用 Excel 或 WPS 打开它，另存为 .xlsx 再读入",
                    package->path, office_relations_name(main, relations) ? relations : "");
    for (size_t i = 0; r == 0 && i < ret->count; i++)
        if (ret->sheets[i].part == MISSING)
            r = fail(ctx, E_INPUT,
                     "文件“%s”里没有工作表“%s”的内容，文件不完整；请用 Excel 或 WPS 打开它，另存为 .xlsx 再读入",
                     package->path, ret->sheets[i].name);
    return r;
}

void xlsx_book_done(struct xlsx_book *book)
{
    for (size_t i = 0; i < book->count; i++)
        free(book->sheets[i].relation);
    free(book->sheets);
    book->sheets = NULL;
    book->count = 0;
}

static void take_main(void *arg, const struct office_relation *relation)
{
    if (strcmp(relation->type, "officeDocument") == 0 && strncmp(relation->path, "xl/", 3) == 0 &&
        strlen(relation->path) < BOOK_NAME)
        snprintf(arg, BOOK_NAME, "%s", relation->path);
}

bool xlsx_book_find(struct ctx *ctx, const struct office_package *package, char ret_main[BOOK_NAME])
{
    snprintf(ret_main, BOOK_NAME, "xl/workbook.xml");
    if (office_part_find(package, ret_main) >= 0)
        return true;
    ret_main[0] = '\0';
    if (office_relations(ctx, package, "", take_main, ret_main) < 0)
        return false; /* what is wrong with an archive that is no workbook does not matter */
    return ret_main[0] && office_part_find(package, ret_main) >= 0;
}
