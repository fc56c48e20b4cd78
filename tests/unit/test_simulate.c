/* Synthetic records: the same bytes each time, labelled, nobody's, and as many as the pack says, counted here anew from
 * the files and then by an import (domain.md §7). */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/decimal.h"
#include "base/file.h"
#include "base/vec.h"
#include "domain/identity.h"
#include "domain/import.h"
#include "domain/simulate.h"
#include "domain/status.h"
#include "format/rows.h"
#include "unit/fresh.h"

#include <cmocka.h>

static const char pack_folder[] = SOURCE_ROOT "/programmes/411200-2024";

struct desk {
    struct ctx ctx;
    struct programme *programme;
    const char *folder;  /* a temporary one */
    const char *records; /* written once at 0.02, for all tests */
};

static const struct decimal two_percent = {2, 2};

/* ---- folders ---- */

static const char *below(struct desk *desk, const char *name)
{
    return arena_printf(desk->ctx.mem, "%s/%s", desk->folder, name);
}

static void remove_folder(struct desk *desk, const char *path)
{
    DIR *dir = opendir(path);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        const char *name = arena_printf(desk->ctx.mem, "%s/%s", path, entry->d_name);
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (file_is_directory(name))
            remove_folder(desk, name);
        else
            (void)unlink(name); /* a temporary file */
    }
    if (dir)
        closedir(dir);
    (void)rmdir(path); /* likewise */
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

struct names {
    VEC(const char *) at;
};

/* The CSV files of a folder, in order of their names. */
static struct names files_of(struct desk *desk, const char *path)
{
    struct names names = {0};
    DIR *dir = opendir(path);
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir));)
        if (strstr(entry->d_name, ".csv"))
            *vec_push(desk->ctx.mem, &names.at) = arena_strdup(desk->ctx.mem, entry->d_name);
    closedir(dir);
    assert_true(names.at.count > 0);
    qsort(names.at.at, names.at.count, sizeof *names.at.at, by_name);
    return names;
}

/* 08-training.csv: training */
static const char *ledger_of(struct desk *desk, const char *file)
{
    return arena_strndup(desk->ctx.mem, file + 3, strlen(file) - strlen("00-") - strlen(".csv"));
}

static const char *file_of(struct desk *desk, const char *ledger)
{
    struct names names = files_of(desk, desk->records);
    for (size_t i = 0; i < names.at.count; i++)
        if (strcmp(ledger_of(desk, names.at.at[i]), ledger) == 0)
            return arena_printf(desk->ctx.mem, "%s/%s", desk->records, names.at.at[i]);
    fail_msg("no file of %s", ledger);
    return NULL;
}

/* ---- reading a file back ---- */

struct sheet {
    const char **header;
    size_t columns;
    VEC(const char **) rows;
};

static const char **copy_row(struct desk *desk, const struct row *row, size_t columns)
{
    const char **cells = arena_array(desk->ctx.mem, columns + 1, sizeof *cells);
    for (size_t i = 0; i < columns; i++)
        cells[i] = i < row->count ? arena_strdup(desk->ctx.mem, row->cells[i].text) : "";
    return cells;
}

static struct sheet read_sheet(struct desk *desk, const char *path)
{
    struct sheet sheet = {0};
    struct rows *rows = NULL;
    struct row row;
    assert_int_equal(rows_open(&desk->ctx, path, &rows), 0);
    assert_int_equal(rows_next(&desk->ctx, rows, &row), 1);
    sheet.columns = row.count;
    sheet.header = copy_row(desk, &row, row.count);
    while (rows_next(&desk->ctx, rows, &row) > 0)
        *vec_push(desk->ctx.mem, &sheet.rows) = copy_row(desk, &row, sheet.columns);
    rows_close(rows);
    return sheet;
}

static size_t column(const struct sheet *sheet, const char *name)
{
    for (size_t i = 0; i < sheet->columns; i++)
        if (strcmp(sheet->header[i], name) == 0)
            return i;
    fail_msg("no column %s", name);
    return 0;
}

static const char *joined(struct desk *desk, const char *const *cells, size_t count)
{
    AUTO_BUF struct buf line = BUF_INIT;
    for (size_t i = 0; i < count; i++)
        buf_part(&line, cells[i], strlen(cells[i]));
    char *hex = arena_array(desk->ctx.mem, line.length + 1, 1); /* lengths hold NUL bytes */
    for (size_t i = 0; i < line.length; i++)
        hex[i] = line.bytes[i] ? line.bytes[i] : '.';
    return hex;
}

/* ---- a recount by hand ---- */

enum how { RECORDS, DIFFERENT, SUM, LENGTH };

struct recount {
    const char *ledger;
    enum how how;
    const char *column, *second; /* SUM: of column; LENGTH: second − column; DIFFERENT: by column, else by second */
    const char *where[2][2];     /* column, how it begins, or one of its choices */
    bool urban;                  /* 湖滨区, 陕州区, 开发区 (domain.md item 8) */
    const char *expected;        /* figure of domain.md §2 × 0.02, rounded half up in the unit's smallest step */
};

static const struct recount recounts[] = {
    {"old_community", SUM, "户数", NULL, {{"开工日期", "2024-"}}, false, "518"}, /* 518.06 */
    {"road_segment", LENGTH, "起点桩号", "止点桩号", {{"工程类别", "改建"}, {"完工日期", "2024-"}}, false, "3176"},
    {"road_segment", LENGTH, "起点桩号", "止点桩号", {{"工程类别", "安防"}, {"完工日期", "2024-"}}, false, "2592"},
    {"junction", RECORDS, NULL, NULL, {{0}}, false, "7"},                                  /* 7.06 */
    {"talk", RECORDS, NULL, NULL, {{0}}, false, "1"},                                      /* 1.14 */
    {"school_project", DIFFERENT, "学校代码", NULL, {{"完工日期", "2024-"}}, false, "0"},  /* 0.2 */
    {"training", RECORDS, NULL, NULL, {{"培训结果", "结业"}}, false, "1384"},              /* 1384.1 */
    {"certificate", DIFFERENT, "身份证号", NULL, {{0}}, false, "872"},                     /* 871.94 */
    {"rehab_case", DIFFERENT, "儿童身份证号", NULL, {{"训练日期", "2024-"}}, false, "40"}, /* 40.12 */
    {"mental_event", RECORDS, NULL, NULL, {{0}}, false, "5"},                              /* 5.26 */
    {"counselling", RECORDS, NULL, NULL, {{0}}, false, "20"},                              /* 19.52 */
    {"mental_training", RECORDS, NULL, NULL, {{0}}, false, "3"},                           /* 3.04 */
    {"eye_talk", RECORDS, NULL, NULL, {{0}}, false, "6"},                                  /* 6.28 */
    {"eye_check", DIFFERENT, "学生身份证号", NULL, {{"健康教育", "是"}, {"建立或更新视力档案", "是"}}, false, "1295"},
    {"charging_pile", RECORDS, NULL, NULL, {{"投运日期", "2024-"}}, false, "13"}, /* 13.26 */
    {"gas_user", RECORDS, NULL, NULL, {{"通气日期", "2024-"}}, false, "86"},      /* 86.44 */
    {"heat_pipe", LENGTH, "起点桩号", "止点桩号", {{"完工日期", "2024-"}}, false, "104"},
    {"heat_station", RECORDS, NULL, NULL, {{"建成日期", "2024-"}}, true, "0"}, /* 0.22 */
    {"heat_contract", SUM, "入网面积", NULL, {{"入网日期", "2024-"}}, true, "21200"},
    {"screening_women", DIFFERENT, "身份证号", NULL, {{"筛查项目", "宫颈癌"}}, false, "518"}, /* 517.84 */
    {"screening_women", DIFFERENT, "身份证号", NULL, {{"筛查项目", "乳腺癌"}}, false, "522"}, /* 522.06 */
    {"prenatal", DIFFERENT, "孕妇身份证号", NULL, {{"产前超声", "是"}}, false, "190"},        /* 189.74 */
    {"newborn", DIFFERENT, "母亲身份证号", "第几胎次序", {{"两病筛查", "是"}}, false, "235"}, /* 234.8 */
    {"newborn", DIFFERENT, "母亲身份证号", "第几胎次序", {{"听力筛查", "是"}}, false, "232"}, /* 231.76 */
    {"dining_site", RECORDS, NULL, NULL, {{"开放日期", "2024-"}}, false, "4"},                /* 4.02 */
    {"team", RECORDS, NULL, NULL, {{0}}, false, "1"},                                         /* 0.9 */
    {"team_member", DIFFERENT, "身份证号", NULL, {{0}}, false, "4"},                          /* 3.6 */
    {"online_training", DIFFERENT, "身份证号", NULL, {{"考核合格", "是"}}, false, "83"},      /* 83.06 */
    {"clinic_payment", SUM, "拨付金额", NULL, {{0}}, false, "154600"},
    {"transformer_area", RECORDS, NULL, NULL, {{"投运日期", "2024-"}}, false, "4"},
    {"line_segment", SUM, "长度", NULL, {{"投运日期", "2024-"}}, false, "5.214"},
};

static bool is_urban(const char *org)
{
    return strncmp(org, "411202", 6) == 0 || strncmp(org, "411203", 6) == 0 || strncmp(org, "411271", 6) == 0;
}

/* It begins so, or one of several choices does: 未结业 is not 结业. */
static bool says(const char *cell, const char *text)
{
    static const char comma[] = "、";
    for (const char *at = text ? strstr(cell, text) : NULL; at; at = strstr(at + 1, text))
        if (at == cell || strncmp(at - strlen(comma), comma, strlen(comma)) == 0)
            return true;
    return false;
}

static bool takes(const struct recount *r, const struct sheet *sheet, const char *const *cells)
{
    for (size_t i = 0; i < 2 && r->where[i][0]; i++)
        if (!says(cells[column(sheet, r->where[i][0])], r->where[i][1]))
            return false;
    return !r->urban || is_urban(cells[column(sheet, "单位代码")]);
}

static int64_t thousandths(const char *text)
{
    struct decimal d;
    int64_t n = 0;
    assert_int_equal(decimal_parse(text, strlen(text), &d), 0);
    assert_int_equal(decimal_rescale(d, 3, &n), 0);
    return n;
}

static int64_t amount_of(const struct recount *r, const struct sheet *sheet, const char *const *cells)
{
    if (r->how == SUM)
        return thousandths(cells[column(sheet, r->column)]);
    if (r->how == LENGTH)
        return thousandths(cells[column(sheet, r->second)]) - thousandths(cells[column(sheet, r->column)]);
    return 1000;
}

static int64_t counted_by_hand(struct desk *desk, const struct recount *r)
{
    struct sheet sheet = read_sheet(desk, file_of(desk, r->ledger));
    struct map *seen = map_new(desk->ctx.mem);
    int64_t sum = 0;
    for (size_t i = 0; i < sheet.rows.count; i++) {
        const char **cells = sheet.rows.at[i];
        if (!takes(r, &sheet, cells))
            continue;
        const char *subject = joined(desk, cells, sheet.columns); /* a row handed in twice is one record */
        if (r->how == DIFFERENT) {
            const char *parts[] = {cells[column(&sheet, r->column)], r->second ? cells[column(&sheet, r->second)] : ""};
            subject = joined(desk, parts, 2);
        }
        if (!map_get_str(seen, subject))
            sum += amount_of(r, &sheet, cells);
        map_put_str(seen, subject, desk);
    }
    return sum;
}

static void counts_come_out_at_the_figures(void **state)
{
    struct desk *desk = *state;
    for (size_t i = 0; i < sizeof recounts / sizeof *recounts; i++) {
        struct arena_mark start = arena_mark(desk->ctx.mem);
        int64_t counted = counted_by_hand(desk, &recounts[i]), expected = thousandths(recounts[i].expected);
        if (counted != expected)
            fail_msg("%s (%zu): %lld thousandths, not %lld", recounts[i].ledger, i, (long long)counted,
                     (long long)expected);
        arena_rewind(desk->ctx.mem, start);
    }
}

static void high_skilled_are_part_of_the_skilled(void **state)
{
    struct desk *desk = *state;
    struct sheet sheet = read_sheet(desk, file_of(desk, "certificate"));
    struct map *high = map_new(desk->ctx.mem);
    for (size_t i = 0; i < sheet.rows.count; i++) {
        const char *level = sheet.rows.at[i][column(&sheet, "技能等级")];
        if (strcmp(level, "高级工") == 0 || strcmp(level, "技师") == 0 || strcmp(level, "高级技师") == 0)
            map_put_str(high, sheet.rows.at[i][column(&sheet, "身份证号")], desk);
    }
    assert_int_equal(map_count(high), 396); /* 19791 × 0.02 = 395.82 */
}

/* ---- what every row is ---- */

static void every_row_says_that_it_is_synthetic(void **state)
{
    struct desk *desk = *state;
    struct names names = files_of(desk, desk->records);
    for (size_t i = 0; i < names.at.count; i++) {
        struct sheet sheet = read_sheet(desk, arena_printf(desk->ctx.mem, "%s/%s", desk->records, names.at.at[i]));
        for (size_t k = 0; k < sheet.rows.count; k++)
            assert_string_equal(sheet.rows.at[k][column(&sheet, "备注")], "合成数据");
    }
}

static void identity_numbers_are_valid_and_nobodys(void **state)
{
    struct desk *desk = *state;
    struct names names = files_of(desk, desk->records);
    size_t numbers = 0;
    for (size_t i = 0; i < names.at.count; i++) {
        struct sheet sheet = read_sheet(desk, arena_printf(desk->ctx.mem, "%s/%s", desk->records, names.at.at[i]));
        for (size_t c = 0; c < sheet.columns; c++)
            for (size_t k = 0; strstr(sheet.header[c], "身份证号") && k < sheet.rows.count; k++) {
                const char *number = sheet.rows.at[k][c];
                if (!*number)
                    continue;
                assert_int_equal(identity_check(number), IDENTITY_OK);
                assert_true(identity_synthetic(number));
                numbers++;
            }
    }
    assert_true(numbers > 4000);
}

static void one_number_is_one_name(void **state)
{
    struct desk *desk = *state;
    struct map *names = map_new(desk->ctx.mem);
    static const char *const ledgers[] = {"training", "certificate"};
    size_t shared = 0;
    for (size_t l = 0; l < 2; l++) {
        struct sheet sheet = read_sheet(desk, file_of(desk, ledgers[l]));
        for (size_t i = 0; i < sheet.rows.count; i++) {
            const char *number = sheet.rows.at[i][column(&sheet, "身份证号")];
            const char *name = sheet.rows.at[i][column(&sheet, "姓名")], *known = map_get_str(names, number);
            if (known)
                assert_string_equal(known, name);
            shared += known && l == 1;
            map_put_str(names, number, arena_strdup(desk->ctx.mem, name));
        }
    }
    assert_true(shared > 400); /* most who get a certificate were trained */
}

/* ---- files ---- */

static void the_same_bytes_come_each_time(void **state)
{
    struct desk *desk = *state;
    const char *again = below(desk, "again");
    assert_int_equal(simulate_write(&desk->ctx, desk->programme, again, two_percent, NULL), 0);
    struct names names = files_of(desk, desk->records);
    for (int errors = 0; errors < 2; errors++)
        for (size_t i = 0; i < names.at.count; i++) {
            char *a, *b;
            size_t a_length, b_length;
            const char *tail = arena_printf(desk->ctx.mem, "%s%s", errors ? "errors/" : "", names.at.at[i]);
            const size_t limit = 16 << 20;
            assert_int_equal(
                file_read(&desk->ctx, arena_printf(desk->ctx.mem, "%s/%s", desk->records, tail), limit, &a, &a_length),
                0);
            assert_int_equal(
                file_read(&desk->ctx, arena_printf(desk->ctx.mem, "%s/%s", again, tail), limit, &b, &b_length), 0);
            assert_int_equal(a_length, b_length);
            assert_memory_equal(a, b, a_length);
        }
}

static size_t place_of(struct desk *desk, const char *ledger)
{
    struct names names = files_of(desk, desk->records);
    for (size_t i = 0; i < names.at.count; i++)
        if (strcmp(ledger_of(desk, names.at.at[i]), ledger) == 0)
            return i;
    fail_msg("no file of %s", ledger);
    return 0;
}

static void what_others_look_up_comes_first(void **state)
{
    struct desk *desk = *state;
    assert_true(place_of(desk, "plan_line") < place_of(desk, "old_community")); /* at_least is an error there */
    assert_true(place_of(desk, "medical_staff") < place_of(desk, "online_training"));
    assert_true(place_of(desk, "medical_staff") < place_of(desk, "team_member"));
    assert_true(place_of(desk, "clinic") < place_of(desk, "clinic_payment"));
    assert_true(place_of(desk, "dining_site") < place_of(desk, "meal_day"));
}

static void a_folder_that_holds_something_is_left_alone(void **state)
{
    struct desk *desk = *state;
    const char *folder = below(desk, "full");
    FILE *file = NULL;
    assert_int_equal(mkdir(folder, 0700), 0);
    assert_int_equal(file_create(&desk->ctx, below(desk, "full/mine.txt"), 0600, &file), 0);
    fclose(file);
    assert_int_equal(simulate_write(&desk->ctx, desk->programme, folder, two_percent, NULL), E_INPUT);
    assert_non_null(strstr(desk->ctx.err.text, "已有东西"));
    assert_false(file_exists(below(desk, "full/errors")));
}

static void any_scale_comes_out(void **state)
{
    struct desk *desk = *state;
    static const struct decimal scales[] = {{1, 3}, {1, 2}, {37, 3}, {1, 1}};
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        const char *folder = arena_printf(desk->ctx.mem, "%s/scale-%zu", desk->folder, i);
        int r = simulate_write(&desk->ctx, desk->programme, folder, scales[i], NULL);
        if (r < 0)
            fail_msg("%s", desk->ctx.err.text);
    }
    static const struct decimal wrong[] = {{0, 0}, {-1, 0}, {101, 0}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(simulate_write(&desk->ctx, desk->programme, below(desk, "wrong"), wrong[i], NULL), E_INPUT);
}

/* ---- an import ---- */

static const struct actor actor = {"test"};

static void first_fault(void *arg, const struct fault *fault)
{
    char *first = arg;
    if (!*first)
        snprintf(first, 200, "%s", fault->say);
}

static void import_folder(struct desk *desk, struct city *city, const char *folder, bool rejects)
{
    struct names names = files_of(desk, folder);
    for (size_t i = 0; i < names.at.count; i++) {
        char fault[200] = "";
        struct import_result result;
        struct import_options options = {
            .accept = true, .dry_run = rejects, .actor = &actor, .faults = {first_fault, fault}};
        const struct ledger *ledger = programme_ledger(city->programme, ledger_of(desk, names.at.at[i]));
        const char *path = arena_printf(desk->ctx.mem, "%s/%s", folder, names.at.at[i]);
        if (import_file(&desk->ctx, city, ledger, path, &options, &result) < 0)
            fail_msg("%s", desk->ctx.err.text);
        if (result.rows.rejected != (rejects ? result.rows.read : 0))
            fail_msg("%s: %lld of %lld rows rejected; the first fault: %s", path, (long long)result.rows.rejected,
                     (long long)result.rows.read, fault);
    }
}

static const char *actual(struct desk *desk, struct city *city, const char *code)
{
    struct status status;
    const struct indicator *indicator = programme_indicator(city->programme, code);
    assert_int_equal(status_of(&desk->ctx, city, indicator, NULL, city->programme->year * 100 + 12, &status), 0);
    return status_actual_text(&desk->ctx, &status);
}

static void an_import_takes_every_row_and_rejects_every_wrong_one(void **state)
{
    struct desk *desk = *state;
    struct city *city = NULL;
    char *url = fresh_store("simulated");
    assert_int_equal(city_init(&desk->ctx, url, pack_folder, NULL, &actor, &city), 0);
    import_folder(desk, city, desk->records, false);
    assert_string_equal(actual(desk, city, "old_homes_started"), "518");
    assert_string_equal(actual(desk, city, "bowen_hall"), "主体完工"); /* not 完工 */
    assert_string_equal(actual(desk, city, "street_jinger"), "完工");
    assert_string_equal(actual(desk, city, "trainings"), "1384");
    assert_string_equal(actual(desk, city, "skilled"), "872");
    assert_string_equal(actual(desk, city, "high_skilled"), "396");
    assert_string_equal(actual(desk, city, "eye_screened"), "1295");
    assert_string_equal(actual(desk, city, "cervical"), "518");
    assert_string_equal(actual(desk, city, "newborn_disease"), "235");
    assert_string_equal(actual(desk, city, "heat_area"), "21200");
    assert_string_equal(actual(desk, city, "clinic_money"), "154600");
    assert_string_equal(actual(desk, city, "clinic_cover"), "100");
    assert_string_equal(actual(desk, city, "power_lines_km"), "5.214");
    import_folder(desk, city, arena_printf(desk->ctx.mem, "%s/errors", desk->records), true);
    city_close(&desk->ctx, city);
    fresh_remove(url);
}

/* ---- faults of a pack ---- */

#define SMALL_ITEM(simulate)                                                                                           \
    "item: 1\nname: 事项\nlead: 某局\nledgers:\n"                                                                  \
    "  - code: road\n    name: 道路台账\n    fields:\n"                                                            \
    "      - {code: number, name: 编号, type: text, required: true, sample: \"R{n}\"}\n"                             \
    "      - {code: day, name: 日期, type: date, required: true}\n"                                                  \
    "    date: day\n    key: [number]\n    simulate:\n" simulate                                                       \
    "indicators:\n  - {code: roads, name: 道路数, unit: 条, count: records, of: road, simulate: 5}\n"

static int simulate_small(struct desk *desk, const char *item)
{
    static const char programme[] =
        "programme: 990100-2024\nname: 某市\nsimulate: {curves: {year: [1, 1, 1, 1, 1, 1, 1, 1, "
        "1, 1, 1, 1]}}\n";
    static const char tree[] =
        "code,name,level,parent\n990100000000,某市,city,\n990102000000,某区,county,990100000000\n";
    struct pack_file files[] = {{"programme.yaml", programme, strlen(programme), NULL},
                                {"organisations.csv", tree, strlen(tree), NULL},
                                {"items/01.yaml", item, strlen(item), NULL}};
    struct programme *small = NULL;
    if (pack_from_files(&desk->ctx, files, 3, &small) < 0)
        fail_msg("%s", desk->ctx.err.text);
    return simulate_write(&desk->ctx, small, below(desk, "small"), (struct decimal){1, 0}, NULL);
}

static void refuses_small(struct desk *desk, const char *item, const char *place, const char *say)
{
    assert_int_equal(simulate_small(desk, item), E_INPUT);
    if (strncmp(desk->ctx.err.text, place, strlen(place)) != 0 || !strstr(desk->ctx.err.text, say))
        fail_msg("expected %s … %s, got %s", place, say, desk->ctx.err.text);
    remove_folder(desk, below(desk, "small"));
}

static void a_small_pack_is_simulated(void **state)
{
    struct desk *desk = *state;
    if (simulate_small(
            desk, SMALL_ITEM("      place: {level: county}\n      months: year\n      groups: [{until: roads}]\n")))
        fail_msg("%s", desk->ctx.err.text);
    struct sheet sheet = read_sheet(desk, below(desk, "small/01-road.csv"));
    assert_int_equal(sheet.rows.count, 5);
    remove_folder(desk, below(desk, "small"));
}

static void faults_name_file_line_and_column(void **state)
{
    struct desk *desk = *state;
    refuses_small(desk, SMALL_ITEM("      place: {level: county}\n      month: year\n      groups: []\n"),
                  "items/01.yaml:14:7: ", "是不是“months”");
    refuses_small(desk, SMALL_ITEM("      place: {level: county}\n      months: yaer\n      groups: []\n"),
                  "items/01.yaml:14:15: ", "是不是“year”");
    refuses_small(desk, SMALL_ITEM("      months: year\n      groups: [{until: raods}]\n"),
                  "items/01.yaml:14:24: ", "应为数本台账的指标");
    refuses_small(desk, SMALL_ITEM("      months: year\n      groups: [{until: roads}]\n"),
                  "items/01.yaml:14:16: ", "没有地方可报");
    refuses_small(desk, SMALL_ITEM("      months: year\n      place: {level: county}\n      groups: [{records: 7}]\n"),
                  "items/01.yaml:15:16: ", "会超过它的 simulate");
    refuses_small(desk, SMALL_ITEM("      months: year\n      place: {level: county}\n      groups: [{records: 3}]\n"),
                  "items/01.yaml:17:", "合成到 3，应为 5");
    refuses_small(desk,
                  SMALL_ITEM("      months: year\n      place: {level: county}\n"
                             "      groups: [{until: roads, set: {number: \"{x}\"}}]\n"),
                  "items/01.yaml:15:", "“{x}”不认得");
}

static int begin(void **state)
{
    static struct desk desk;
    static char folder[] = "/tmp/duixian-simulate-XXXXXX";
    desk = (struct desk){.ctx = {.mem = arena_new()}, .folder = mkdtemp(folder)};
    desk.records = below(&desk, "records");
    *state = &desk;
    int r = pack_read(&desk.ctx, pack_folder, &desk.programme);
    if (r == 0)
        r = simulate_write(&desk.ctx, desk.programme, desk.records, two_percent, NULL);
    if (r < 0)
        print_error("%s\n", desk.ctx.err.text);
    return r;
}

static int end(void **state)
{
    struct desk *desk = *state;
    remove_folder(desk, desk->folder);
    arena_free(desk->ctx.mem);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_come_out_at_the_figures),
        cmocka_unit_test(high_skilled_are_part_of_the_skilled),
        cmocka_unit_test(every_row_says_that_it_is_synthetic),
        cmocka_unit_test(identity_numbers_are_valid_and_nobodys),
        cmocka_unit_test(one_number_is_one_name),
        cmocka_unit_test(the_same_bytes_come_each_time),
        cmocka_unit_test(what_others_look_up_comes_first),
        cmocka_unit_test(a_folder_that_holds_something_is_left_alone),
        cmocka_unit_test(any_scale_comes_out),
        cmocka_unit_test(an_import_takes_every_row_and_rejects_every_wrong_one),
        cmocka_unit_test(a_small_pack_is_simulated),
        cmocka_unit_test(faults_name_file_line_and_column),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
