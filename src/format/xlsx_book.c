/* Relationships come in many spellings: targets from the root (/xl/worksheets/sheet1.xml) or from the workbook's folder
 * (worksheets/sheet1.xml, ../xl/…), types of the transitional and of the strict standard. Only the last word of a type
 * is looked at. */
#include "format/xlsx_book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "format/xlsx_value.h"

enum { PATH = 512, MISSING = -2 };

/* What the relationships are read into. */
struct reading {
    const struct office_package *package;
    struct xlsx_book *book;
    char folder[PATH]; /* of the part that has them, with / at its end or empty */
    char *main;        /* the root's relationships only: where the workbook is, BOOK_NAME bytes */
};

/* The entry that `target` names from `folder`: without . and .. parts. False if it leads out or is too long. */
static bool resolve(const char *folder, const char *target, char ret[PATH])
{
    char whole[2 * PATH];
    size_t length = 0;
    int n = snprintf(whole, sizeof whole, "%s%s", *target == '/' || *target == '\\' ? "" : folder, target);
    if (n < 0 || (size_t)n >= sizeof whole)
        return false;
    for (const char *s = whole; *s;) {
        size_t word = strcspn(s, "/\\");
        if (word == 2 && memcmp(s, "..", 2) == 0) {
            while (length && ret[--length] != '/')
                ;
        } else if (word && !(word == 1 && *s == '.')) {
            if (length + word + 2 > PATH)
                return false;
            if (length)
                ret[length++] = '/';
            memcpy(ret + length, s, word);
            length += word;
        }
        s += word;
        s += *s != '\0';
    }
    ret[length] = '\0';
    return length > 0;
}

static bool is_type(const char *type, const char *word)
{
    const char *slash = type ? strrchr(type, '/') : NULL;
    return slash && strcmp(slash + 1, word) == 0;
}

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

static void on_relation(struct office_part *part, const char *name, const char **attributes)
{
    struct reading *in = office_part_arg(part);
    const char *id = office_attribute(attributes, "Id"), *type = office_attribute(attributes, "Type");
    const char *target = office_attribute(attributes, "Target"), *mode = office_attribute(attributes, "TargetMode");
    char path[PATH];
    if (strcmp(name, "Relationship") != 0 || !target || (mode && strcmp(mode, "External") == 0) ||
        !resolve(in->folder, target, path))
        return;
    if (in->main) {
        if (is_type(type, "officeDocument") && strncmp(path, "xl/", 3) == 0 && strlen(path) < BOOK_NAME)
            snprintf(in->main, BOOK_NAME, "%s", path);
    } else if (is_type(type, "sharedStrings") && in->book->strings < 0) {
        in->book->strings = office_part_find(in->package, path);
    } else if (is_type(type, "styles") && in->book->styles < 0) {
        in->book->styles = office_part_find(in->package, path);
    } else if (id) {
        place_sheet(in, id, is_type(type, "worksheet"), path);
    }
}

/* xl/workbook.xml has its relationships in xl/_rels/workbook.xml.rels. */
static bool name_relations(const char *main, struct reading *in, char ret[PATH])
{
    const char *slash = strrchr(main, '/');
    size_t folder = slash ? (size_t)(slash + 1 - main) : 0;
    if (folder >= PATH)
        return false;
    memcpy(in->folder, main, folder);
    in->folder[folder] = '\0';
    int n = snprintf(ret, PATH, "%s_rels/%s.rels", in->folder, main + folder);
    return n > 0 && n < PATH;
}

int xlsx_book_read(struct ctx *ctx, const struct office_package *package, const char *main, struct xlsx_book *ret)
{
    struct reading in = {.package = package, .book = ret};
    char relations[PATH];
    *ret = (struct xlsx_book){.strings = -1, .styles = -1};
    int r = office_part_run(ctx, package, office_part_find(package, main), PART_SMALL,
                          (struct office_events){.start = on_workbook, .arg = &in});
    if (r < 0)
        return r;
    int64_t part = name_relations(main, &in, relations) ? office_part_find(package, relations) : -1;
    if (part < 0)
        return fail(ctx, E_INPUT,
                    "文件“%s”里没有 %s，找不到工作表，文件不完整；请用 Excel 或 WPS 打开它，另存为 .xlsx 再读入",
                    package->path, relations);
    r = office_part_run(ctx, package, part, PART_SMALL, (struct office_events){.start = on_relation, .arg = &in});
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

bool xlsx_book_find(struct ctx *ctx, const struct office_package *package, char ret_main[BOOK_NAME])
{
    struct reading in = {.package = package, .main = ret_main};
    snprintf(ret_main, BOOK_NAME, "xl/workbook.xml");
    if (office_part_find(package, ret_main) >= 0)
        return true;
    ret_main[0] = '\0';
    int64_t part = office_part_find(package, "_rels/.rels");
    if (part < 0 ||
        office_part_run(ctx, package, part, PART_SMALL, (struct office_events){.start = on_relation, .arg = &in}) < 0)
        return false; /* what is wrong with an archive that is no workbook does not matter */
    return ret_main[0] && office_part_find(package, ret_main) >= 0;
}
