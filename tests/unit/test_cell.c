/* cell.h: what stands in real office spreadsheets, cell by cell. A row of a table is a field, a cell and what must come
 * out: the canonical text, or "!" and the sentence of an error, or the text, " ?" and the sentence of a warning. */
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "unit/context.h"
#include "domain/cell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h> /* last: its macro fail() would hide ours */

static struct choice levels[] = {{"junior", "初级工", -1}, {"middle", "中级工", -1}, {"senior", "高级工", -1}};
static struct choice works[] = {{"both", "新建/改造", -1}, {"pull", "改造（含拆除）", -1}, {"two", "Ⅱ级", -1}};
static struct choice steps[] = {{"started", "开工", 3}, {"done", "完工", 4}};
static struct choice many[] = {{"1", "甲", -1},  {"2", "乙", -1},  {"3", "丙", -1}, {"4", "丁", -1}, {"5", "戊", -1},
                               {"6", "己", -1},  {"7", "庚", -1},  {"8", "辛", -1}, {"9", "壬", -1}, {"10", "癸", -1},
                               {"11", "子", -1}, {"12", "丑", -1}, {"13", "寅", -1}};

static const struct field text = {.type = FIELD_TEXT};
static const struct field ref = {.type = FIELD_REF};
static const struct field households = {.type = FIELD_INT, .unit = "户", .has_min = true, .min = 0};
static const struct field count = {.type = FIELD_INT, .unit = ""};
static const struct field length_km = {.type = FIELD_DECIMAL, .unit = "公里", .places = 3};
static const struct field area = {.type = FIELD_DECIMAL, .unit = "平方米", .places = 2};
static const struct field ten_thousand = {.type = FIELD_DECIMAL, .unit = "万元", .places = 4};
static const struct field share =
    {.type = FIELD_DECIMAL, .unit = "%", .places = 2, .has_min = true, .min = 0, .has_max = true, .max = 10000};
static const struct field day = {.type = FIELD_DATE};
static const struct field day_2024 = {.type = FIELD_DATE,
                                      .has_min = true,
                                      .min = 20240101,
                                      .has_max = true,
                                      .max = 20241231};
static const struct field level = {.type = FIELD_CHOICE, .of = levels, .of_count = 3};
static const struct field levels_field = {.type = FIELD_CHOICES, .of = levels, .of_count = 3};
static const struct field work = {.type = FIELD_CHOICE, .of = works, .of_count = 3};
static const struct field works_field = {.type = FIELD_CHOICES, .of = works, .of_count = 3};
static const struct field many_field = {.type = FIELD_CHOICE, .of = many, .of_count = 13};
static const struct field stage = {.type = FIELD_STAGE, .of = steps, .of_count = 2, .ordered = true};
static const struct field yes_no = {.type = FIELD_BOOL};
static const struct field person = {.type = FIELD_PERSON, .personal = true};
static const struct field name = {.type = FIELD_PERSON_NAME, .personal = true};
static const struct field phone = {.type = FIELD_PHONE, .personal = true};
static const struct field uscc = {.type = FIELD_USCC};
static const struct field place = {.type = FIELD_PLACE};

struct expectation {
    const struct field *field;
    const char *cell, *outcome;
};

static const char *outcome(struct ctx *ctx, const struct field *field, const char *cell)
{
    struct value value;
    struct cell_fault fault;
    int r = cell_read(ctx, field, cell, &value, &fault);
    const char *said = cell_text(ctx, field, &value);
    if (r == 0)
        return fault.say ? "a sentence without a fault" : said;
    assert_int_equal(r, CELL_FAULT);
    assert_true(value.present == !fault.error);
    return fault.error ? arena_printf(ctx->mem, "!%s", fault.say) : arena_printf(ctx->mem, "%s ?%s", said, fault.say);
}

static void expect(struct ctx *ctx, const struct expectation *rows, size_t count_of_rows)
{
    for (size_t i = 0; i < count_of_rows; i++) {
        const char *got = outcome(ctx, rows[i].field, rows[i].cell);
        if (strcmp(got, rows[i].outcome) != 0)
            fail_msg("“%s” gave “%s”, not “%s”", rows[i].cell, got, rows[i].outcome);
    }
}

#define EXPECT(state, rows) expect(*(state), (rows), sizeof(rows) / sizeof *(rows))

static void a_blank_cell_or_a_lone_dash_is_no_value(void **state)
{
    static const char *const blanks[] = {
        "",   " ", "\t", "　", "\r\n", "'", "\xEF\xBB\xBF", "\xE2\x80\x8B", "-", " - ", "--", "—", "——",
        "－", "–", "'-", "/",  "／",   "\\"};
    struct ctx *ctx = *state;
    for (int type = 0; type < FIELD_TYPES; type++) {
        struct field field = {.type = (enum field_type)type, .of = levels, .of_count = 3, .required = true};
        for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
            struct value value = {.present = true};
            struct cell_fault fault;
            assert_int_equal(cell_read(ctx, &field, blanks[i], &value, &fault), 0);
            assert_false(value.present);
            assert_string_equal(cell_text(ctx, &field, &value), "");
        }
    }
    assert_string_equal(outcome(ctx, &text, "//"), "//");
    assert_string_equal(outcome(ctx, &text, "-/-"), "-/-");
}

static void text_is_trimmed_at_its_ends_and_kept_inside(void **state)
{
    static const struct expectation rows[] = {
        {&text, "电工", "电工"},
        {&text, "A-12", "A-12"},
        {&text, "\t 电工　\r\n", "电工"},
        {&text, "'0012", "0012"},
        {&text, "\t'0012", "0012"},
        {&text, "\xE2\x80\x8B六峰路\xEF\xBB\xBF", "六峰路"},
        {&text, "六峰路　１ 号\n二楼", "六峰路　１ 号\n二楼"},
        {&text, "𠮷、㐂、㎡", "𠮷、㐂、㎡"},
        {&text, "无", "无"},
        {&text, "#3楼", "#3楼"},
        {&text, "#", "#"},
        {&text, "=1+1", "=1+1"},
        {&ref, " SQ-001 ", "SQ-001"},
        {&text, "#N/A", "!表格里的公式出错了；请填入公式应得的内容"},
        {&text, "#DIV/0!", "!表格里的公式出错了；请填入公式应得的内容"},
        {&households, "#NAME?", "!表格里的公式出错了；请填入公式应得的内容"},
        {&day, "########", "!表格的列太窄，只导出了 #；请加宽此列后重新导出"},
        {&text, "\xB5\xE7\xB9\xA4", "!文字编码有误；请把文件另存为 UTF-8 或 GB18030 再试"},
    };
    EXPECT(state, rows);
}

static void text_holds_two_thousand_code_points(void **state)
{
    struct ctx *ctx = *state;
    char *long_text = arena_alloc(ctx->mem, 2001 * 3 + 1);
    for (size_t i = 0; i < 2001; i++)
        memcpy(long_text + 3 * i, "吉", 3);
    assert_string_equal(outcome(ctx, &text, long_text), "!内容超过 2000 字；请删减，或作为附件上传");
    assert_int_equal(strlen(outcome(ctx, &text, long_text + 3)), 6000);
    char *huge = arena_alloc(ctx->mem, 10000001);
    memset(huge, '1', 10000000);
    assert_string_equal(outcome(ctx, &count, huge), "!内容超过 2000 字；请核对是否串了列");
}

static void whole_numbers_are_read_as_people_write_them(void **state)
{
    static const struct expectation rows[] = {
        {&households, "350", "350"},
        {&households, "0", "0"},
        {&households, "007", "7"},
        {&households, "12.0", "12"},
        {&households, "1,234", "1234"},
        {&households, "１，２３４", "1234"},
        {&households, "１２３", "123"},
        {&households, "+5", "5"},
        {&households, "'350", "350"},
        {&households, "350户", "350"},
        {&households, "350 户", "350"},
        {&households,
         "3\xE2\x80\x8B"
         "50",
         "350"},
        {&count, "-3", "-3"},
        {&count, "－3", "-3"},
        {&count, "−3", "-3"},
        {&count, "-0", "0"},
        {&count, "9223372036854775807", "9223372036854775807"},
    };
    EXPECT(state, rows);
}

static void a_whole_number_that_is_none_is_told_why(void **state)
{
    static const struct expectation rows[] = {
        {&households, "12.5", "!这里应是整数，不能有小数；请核对"},
        {&households, "12.00000000000000000001", "!这里应是整数，不能有小数；请核对"},
        {&households, "-3", "!不能小于 0户；请核对"},
        {&households, "1.2E+05",
         "!表格软件把这个数写成了科学计数法，末几位可能已经丢失；请把此列设为数值格式，再重新填写"},
        {&households, "5万", "!请把“万”“亿”写全，如 5万 写成 50000"},
        {&households, "2.59万户", "!请把“万”“亿”写全，如 5万 写成 50000"},
        {&households, "约100", "!这里只填确切的数，不写“约”“余”“以上”一类的字"},
        {&households, "100余户", "!这里只填确切的数，不写“约”“余”“以上”一类的字"},
        {&households, "无", "!这里应是数字；没有就留空"},
        {&households, "五十", "!请用阿拉伯数字填写"},
        {&households, "1 234", "!数字中间有空格；请去掉空格并核对"},
        {&households, "12,34", "!千分位逗号的位置不对；请去掉逗号并核对"},
        {&households, "1.2.3", "!这里应是数字；请核对"},
        {&households, "+", "!这里应是数字；请核对"},
        {&households, "abc", "!这里应是数字；请核对"},
        {&households, "(5)", "!请去掉括号；负数在前面写减号"},
        {&households, "=A1+A2", "!这里是公式而不是结果；请填入算得的数"},
        {&households, "350人", "!数字后面只能写单位“户”；请换算后填写，或只填数字"},
        {&households, "5²", "!数字后面只能写单位“户”；请换算后填写，或只填数字"}, /* NFKC would read 52 */
        {&count, "350户", "!数字后面有别的文字；请只填数字"},
        {&count, "9223372036854775808", "!这个数太大，放不下；请核对单位和位数"},
        {&count, "99999999999999999999999", "!这个数太大，放不下；请核对单位和位数"},
    };
    EXPECT(state, rows);
}

static void decimals_keep_every_digit_or_are_refused(void **state)
{
    static const struct expectation rows[] = {
        {&length_km, "158.8", "158.8"},
        {&length_km, "158.800", "158.8"},
        {&length_km, "158.80000", "158.8"},
        {&length_km, "158.8公里", "158.8"},
        {&length_km, "158.8 千米", "158.8"},
        {&length_km, "158.8km", "158.8"},
        {&length_km, "158.8㎞", "158.8"},
        {&length_km, "１５８．８", "158.8"},
        {&length_km, "1,234.5", "1234.5"},
        {&length_km, "0.001", "0.001"},
        {&length_km, "-0.5", "-0.5"},
        {&area, "1,060,000㎡", "1060000"},
        {&area, "85.5m²", "85.5"},
        {&ten_thousand, "773万元", "773"},
        {&share, "95.5%", "95.5"},
        {&share, "100％", "100"},
        {&share, "95.5", "95.5"},
        {&length_km, "158.8001", "!小数最多 3 位；请按实际数填写，系统不会代为四舍五入"},
        {&length_km, "158.79999999999998", "!小数最多 3 位；请按实际数填写，系统不会代为四舍五入"},
        {&length_km, "0.12345678901234567890", "!小数最多 3 位；请按实际数填写，系统不会代为四舍五入"},
        {&length_km, "9223372036854775.808", "!这个数太大，放不下；请核对单位和位数"},
        {&length_km, "158.8米", "!数字后面只能写单位“公里”；请换算后填写，或只填数字"},
        {&length_km, "95%", "!数字后面只能写单位“公里”；请换算后填写，或只填数字"},
        {&length_km, "773万", "!请把“万”“亿”写全，如 5万 写成 50000"},
        {&area, "￥100", "!请去掉货币符号，只填数字"},
        {&share, "101%", "!不能大于 100%；请核对"},
        {&share, "-1%", "!不能小于 0%；请核对"},
    };
    EXPECT(state, rows);
}

static void dates_are_read_in_their_forms(void **state)
{
    static const struct expectation rows[] = {
        {&day, "2024-03-05", "2024-03-05"},
        {&day, "2024-3-5", "2024-03-05"},
        {&day, "2024/03/05", "2024-03-05"},
        {&day, "2024.3.5", "2024-03-05"},
        {&day, "2024年3月5日", "2024-03-05"},
        {&day, "20240305", "2024-03-05"},
        {&day, "2024 年 3 月 5 日", "2024-03-05"},
        {&day, "2024. 3. 5", "2024-03-05"},
        {&day, "２０２４－０３－０５", "2024-03-05"},
        {&day, "2024／3／5", "2024-03-05"},
        {&day, "2024–3–5", "2024-03-05"},
        {&day, "2024年3⽉5⽇", "2024-03-05"}, /* as PDF files copy */
        {&day, "‘2024-3-5", "2024-03-05"},
        {&day, "2024-03-05 00:00:00", "2024-03-05"},
        {&day, "2024/3/5 0:00", "2024-03-05"},
        {&day, "2024-02-29", "2024-02-29"},
        {&day_2024, "2024-01-01", "2024-01-01"},
        {&day_2024, "2024-12-31", "2024-12-31"},
        {&day_2024, "2023-12-31", "!不能早于 2024-01-01；请核对"},
        {&day_2024, "2025-01-01", "!不能晚于 2024-12-31；请核对"},
    };
    EXPECT(state, rows);
}

static void a_date_that_is_none_is_told_why(void **state)
{
    static const char serial[] =
        "!这是表格软件的日期序号；请把此列设为日期格式（年-月-日）后重新导出，或写成 2024-03-05";
    static const char no_day[] = "!缺少日；请写全年、月、日，如 2024-03-05";
    static const char two_digits[] = "!年份只写了两位，分不清年、月、日；请写成 2024-03-05";
    static const char never[] = "!没有这一天；请核对年、月、日";
    static const char unclear[] = "!看不出是哪一天；请写成 2024-03-05";
    static const struct expectation rows[] = {
        {&day, "45352", serial},
        {&day, "45352.0", serial},
        {&day, "45352.604167", serial},
        {&day, "2024-13-45", never},
        {&day, "2023-02-29", never},
        {&day, "20240230", never},
        {&day, "2024年3月", no_day},
        {&day, "2024-03", no_day},
        {&day, "2024.3", no_day},
        {&day, "202403", no_day},
        {&day, "24/3/5", two_digits},
        {&day, "24年3月5日", two_digits},
        {&day, "240305", unclear},
        {&day, "2024-3/5", unclear},
        {&day, "20240305.5", unclear},
        {&day, "3/5/2024", "!年份请写在最前面，如 2024-03-05"},
        {&day, "3月5日", "!缺少年份；请写全年、月、日，如 2024-03-05"},
        {&day, "2024", "!只有年份；请写全年、月、日，如 2024-03-05"},
        {&day, "2024年", "!只有年份；请写全年、月、日，如 2024-03-05"},
        {&day, "2024-03-05 14:30", "!这里只填日期，不带时间；请写成 2024-03-05"},
        {&day, "2024.3.5-2024.3.8", "!这里只能填一个日期；请写成 2024-03-05"},
        {&day, "二〇二四年三月五日", "!日期请用阿拉伯数字，如 2024-03-05"},
        {&day, "约2024-03-05", "!日期前面有别的文字；请写成 2024-03-05"},
        {&day, "长期", "!这里应是日期；请写成 2024-03-05"},
        {&day, "无", "!这里应是日期；没有就留空"},
    };
    EXPECT(state, rows);
}

static void choices_are_known_by_name_or_code(void **state)
{
    static const struct expectation rows[] = {
        {&level, "高级工", "高级工"},
        {&level, "senior", "高级工"},
        {&level, "高 级 工　", "高级工"},
        {&level, "ｓｅｎｉｏｒ", "高级工"},
        {&work, "新建/改造", "新建/改造"},
        {&work, "新建／改造", "新建/改造"},
        {&work, "改造(含拆除)", "改造（含拆除）"},
        {&work, "II级", "Ⅱ级"},
        {&stage, "完工", "完工"},
        {&stage, "started", "开工"},
        {&level, "高级", "!不在可选的内容里；请填其中之一：初级工、中级工、高级工"},
        {&stage, "停工", "!不在可选的内容里；请填其中之一：开工、完工"},
        {&many_field, "卯", "!不在可选的内容里；请填其中之一：甲、乙、丙、丁、戊、己、庚、辛、壬、癸、子、丑 等 13 项"},
    };
    EXPECT(state, rows);
}

static void several_choices_are_parted_as_people_do(void **state)
{
    static const struct expectation rows[] = {
        {&levels_field, "高级工", "高级工"},
        {&levels_field, "高级工、初级工", "初级工、高级工"},
        {&levels_field, "高级工，初级工", "初级工、高级工"},
        {&levels_field, "senior,junior", "初级工、高级工"},
        {&levels_field, "高级工；初级工;", "初级工、高级工"},
        {&levels_field, "高级工/初级工", "初级工、高级工"},
        {&levels_field, "高级工 初级工", "初级工、高级工"},
        {&levels_field, "高级工\n初级工\n高级工", "初级工、高级工"},
        {&levels_field, "、", ""},
        {&works_field, "新建/改造", "新建/改造"},
        {&levels_field, "高级工、技师", "!有一项不在可选的内容里；可填（用顿号隔开）：初级工、中级工、高级工"},
    };
    struct value value;
    struct cell_fault fault;
    EXPECT(state, rows);
    assert_int_equal(cell_read(*state, &levels_field, "高级工、初级工", &value, &fault), 0);
    assert_int_equal(value.number, 5); /* bits 0 and 2 */
}

static void yes_and_no_have_many_spellings(void **state)
{
    static const char *const yes[] = {"是", "有", "1", "１", "true", "TRUE", "yes", "Y", "√", "✔", " 是 "};
    static const char *const no[] = {"否", "无", "0", "没有", "FALSE", "No", "×", "✘"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        assert_string_equal(outcome(*state, &yes_no, yes[i]), "1");
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        assert_string_equal(outcome(*state, &yes_no, no[i]), "0");
    assert_string_equal(outcome(*state, &yes_no, "也许"), "!这里只能填“是”或“否”");
    assert_string_equal(outcome(*state, &yes_no, "2"), "!这里只能填“是”或“否”");
}

/* 41120218800101004X: the sum is 145, 145 mod 11 = 2, and the third of "10X98765432" is X. */
static void identity_numbers_survive_excels_and_peoples_habits(void **state)
{
    static const struct expectation rows[] = {
        {&person, "411202188001010015", "411202188001010015"},
        {&person, "'411202188001010015", "411202188001010015"},
        {&person, "‘411202188001010015", "411202188001010015"},
        {&person, "\t411202188001010015", "411202188001010015"},
        {&person, "411202 18800101 0015", "411202188001010015"},
        {&person,
         "411202\xC2\xA0"
         "18800101　0015",
         "411202188001010015"},
        {&person,
         "4112021880\xE2\x80\x8B"
         "01010015\xE2\x80\xAC",
         "411202188001010015"},
        {&person, "４１１２０２１８８００１０１００１５", "411202188001010015"},
        {&person, "41120218800101004x", "41120218800101004X"},
        {&person, "41120218800101004Ｘ", "41120218800101004X"},
        {&person, "4.11202E+17",
         "!身份证号被表格软件变成了科学计数法，后几位已经丢失；请先把此列设为文本格式，再重新填写"},
        {&person, "411202188001010000", "!身份证号的末三位被表格软件变成了 000；请先把此列设为文本格式，再重新填写"},
        {&person, "4112O2188001010015",
         "!身份证号只能是数字，末位可以是 X；请核对是否把数字 0 写成了字母 O、把 1 写成了字母 l，或夹有其他文字"},
        {&person, "411202 18800101 001", "!身份证号应为 18 位；请核对是否漏填或多填"},
        {&person, "411202800101001", "!这是 15 位的旧号码；请填 18 位的公民身份号码"},
        {&person, "411202188001010016", "!身份证号的校验位不符，其中有一位可能填错；请对照证件核对"},
    };
    EXPECT(state, rows);
}

static void names_lose_padding_and_keep_rare_characters(void **state)
{
    static const struct expectation rows[] = {
        {&name, "张三", "张三"},
        {&name, "张　三", "张三"},
        {&name, "张  三\t", "张三"},
        {&name, "𠮷田", "𠮷田"},
        {&name, "㐂㐂", "㐂㐂"},
        {&name, "\xEF\xA4\x9D明", "\xEF\xA4\x9D明"}, /* U+F91D: NFKC would write another character */
        {&name, "阿依古丽·艾力", "阿依古丽·艾力"},
        {&name, "阿依古丽．艾力", "阿依古丽·艾力"},
        {&name, "阿依古丽•艾力", "阿依古丽·艾力"},
        {&name, "阿依古丽・艾力", "阿依古丽·艾力"},
        {&name, "阿依古丽 . 艾力", "阿依古丽·艾力"},
        {&name, "Anne  Marie", "Anne Marie"},
        {&name, "ＡＮＮＥ", "ANNE"},
        {&name, "张\xE2\x80\x8B三", "张三"},
        {&name, "张", "!姓名不能只有一个字；请核对"},
        {&name, "张三2", "!姓名里不能有数字；同名的人由身份证号区分"},
        {&name, "张三（户主）", "!姓名里不写括号和说明；请移到备注"},
        {&name, "张三、李四", "!这里只能填一个人的姓名；请一人一行"},
        {&name, "张三*", "!姓名里有不是文字的符号；请核对"},
        {&name, "不详", "!没有姓名就留空"},
        {&name, "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一", "!姓名超过 30 个字；请核对"},
    };
    EXPECT(state, rows);
}

static void phones_are_eleven_digits_whatever_parts_them(void **state)
{
    static const struct expectation rows[] = {
        {&phone, "13812341234", "13812341234"},
        {&phone, "138 1234 1234", "13812341234"},
        {&phone, "138-1234-1234", "13812341234"},
        {&phone, "138—1234—1234", "13812341234"},
        {&phone, "+8613812341234", "13812341234"},
        {&phone, "+86 138 1234 1234", "13812341234"},
        {&phone, "(+86)13812341234", "13812341234"},
        {&phone, "0086-13812341234", "13812341234"},
        {&phone, "8613812341234", "13812341234"},
        {&phone, "１３８１２３４１２３４", "13812341234"},
        {&phone,
         "\xE2\x80\xAD"
         "13812341234\xE2\x80\xAC",
         "13812341234"}, /* as address books copy */
        {&phone, "1.38E+10", "!手机号被表格软件变成了科学计数法；请先把此列设为文本格式，再重新填写"},
        {&phone, "0398-2812345", "!这里应填手机号，不是固定电话；请核对"},
        {&phone, "13812341234/13912341234", "!手机号只能是数字，只填一个；请核对"},
        {&phone, "1381234123", "!手机号应为 11 位；请核对是否漏填或多填"},
        {&phone, "12812341234", "!手机号应以 13 至 19 开头；请核对"},
        {&phone, "无", "!没有手机号就留空"},
    };
    EXPECT(state, rows);
}

static void a_wrong_unit_code_is_kept_and_marked(void **state)
{
    static const struct expectation rows[] = {
        {&uscc, "91350100M000100Y43", "91350100M000100Y43"},
        {&uscc, "91350100m000100y43", "91350100M000100Y43"},
        {&uscc, "９１３５０１００Ｍ０００１００Ｙ４３", "91350100M000100Y43"},
        {&uscc, " 91350100 M000100Y4 3", "91350100M000100Y43"},
        {&uscc, "91350100M000100Y44",
         "91350100M000100Y44 ?统一社会信用代码的校验位不符；请对照执照核对，确为旧代码的请说明"},
        {&uscc, "9135O100M000100Y43",
         "9135O100M000100Y43 ?统一社会信用代码只有数字和大写字母，且没有 I、O、S、V、Z；请对照执照核对"},
        {&uscc, "411200100001234", "411200100001234 ?统一社会信用代码应为 18 位；请对照执照核对，确为旧代码的请说明"},
        {&uscc, "9.14112E+17", "!代码被表格软件变成了科学计数法，后几位已经丢失；请先把此列设为文本格式，再重新填写"},
    };
    EXPECT(state, rows);
}

static void places_are_longitude_then_latitude(void **state)
{
    static const struct expectation rows[] = {
        {&place, "111.20345,34.77621", "111.203450,34.776210"},
        {&place, "111.20345，34.77621", "111.203450,34.776210"},
        {&place, "111.20345, 34.77621", "111.203450,34.776210"},
        {&place, "111.20345 34.77621", "111.203450,34.776210"},
        {&place, "111.20345、34.77621", "111.203450,34.776210"},
        {&place, "１１１．２，３４．７", "111.200000,34.700000"},
        {&place, "73,3", "73.000000,3.000000"},
        {&place, "136,54", "136.000000,54.000000"},
        {&place, "34.77621,111.20345", "!经度和纬度写反了；请先写经度，如 111.20345,34.77621"},
        {&place, "136.000001,34", "!坐标不在中国境内；经度应在 73 至 136，纬度应在 3 至 54"},
        {&place, "0,0", "!坐标不在中国境内；经度应在 73 至 136，纬度应在 3 至 54"},
        {&place, "111.2034567,34.7", "!经纬度最多 6 位小数；请保留 6 位后填写"},
        {&place, "111.20345", "!坐标请写成“经度,纬度”，如 111.20345,34.77621"},
        {&place, "111.2,34.7,5", "!坐标请写成“经度,纬度”，如 111.20345,34.77621"},
        {&place, "111°12′13″,34°46′34″", "!请把经纬度写成小数，不写度分秒和东经北纬，如 111.20345,34.77621"},
        {&place, "东经111.2，北纬34.7", "!请把经纬度写成小数，不写度分秒和东经北纬，如 111.20345,34.77621"},
    };
    struct value value;
    struct cell_fault fault;
    EXPECT(state, rows);
    assert_int_equal(cell_read(*state, &place, "111.20345,34.77621", &value, &fault), 0);
    assert_int_equal(value.number >> 32, 111203450);
    assert_int_equal(value.number & INT64_C(0xFFFFFFFF), 34776210);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, context_open, context_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_blank_cell_or_a_lone_dash_is_no_value),
        TEST(text_is_trimmed_at_its_ends_and_kept_inside),
        TEST(text_holds_two_thousand_code_points),
        TEST(whole_numbers_are_read_as_people_write_them),
        TEST(a_whole_number_that_is_none_is_told_why),
        TEST(decimals_keep_every_digit_or_are_refused),
        TEST(dates_are_read_in_their_forms),
        TEST(a_date_that_is_none_is_told_why),
        TEST(choices_are_known_by_name_or_code),
        TEST(several_choices_are_parted_as_people_do),
        TEST(yes_and_no_have_many_spellings),
        TEST(identity_numbers_survive_excels_and_peoples_habits),
        TEST(names_lose_padding_and_keep_rare_characters),
        TEST(phones_are_eleven_digits_whatever_parts_them),
        TEST(a_wrong_unit_code_is_kept_and_marked),
        TEST(places_are_longitude_then_latitude),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
