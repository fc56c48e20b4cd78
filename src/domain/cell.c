/* One cell, one field, one value. A clean ASCII cell costs one look at its bytes and at most one copy; the habits of
 * people and spreadsheets are asked only when the clean reading fails. Sentences say what is wrong and what to do and
 * never repeat what stood in the cell. Nothing here knows of other cells. */
#include "domain/cell.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/decimal.h"
#include "base/utf8.h"
#include "domain/identity.h"

enum { TEXT_MOST = 2000, CELL_BYTES_MOST = 4 * TEXT_MOST, PLACE_DIGITS = 6, CHOICES_SHOWN = 12 };

/* Part of a cell; not terminated. */
struct span {
    const char *at;
    size_t length;
};

/* A cell on its way to a value. */
struct cell {
    struct ctx *ctx;
    const struct field *field;
    struct span in; /* trimmed, well-formed, not empty */
    struct value *ret;
    struct cell_fault *ret_fault;
};

static int refuse(const struct cell *cell, const char *say)
{
    *cell->ret_fault = (struct cell_fault){true, say};
    return CELL_FAULT;
}

/* Soft hyphen, zero-width characters and the direction marks that phones' address books put around numbers. */
static bool is_invisible(int32_t c)
{
    return c == 0xAD || c == 0x180E || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

static bool is_dash(int32_t c)
{
    return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE63 || c == 0xFF0D || c == 0x2500;
}

/* Typed instead of Excel's apostrophe while a Chinese input method was on. */
static bool is_quote(int32_t c)
{
    return c == '\'' || c == '`' || c == 0x2018 || c == 0x2019;
}

/* Full width to ASCII, every dash to '-', every blank to ' ', and the radicals ⽇ ⽉ that PDF files copy as. Not NFKC:
 * that would make 52 of 5² and 51 of 5①. */
static int32_t fold(int32_t c)
{
    if (rune_is_blank(c))
        return ' ';
    if (is_dash(c))
        return '-';
    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFEE0;
    if (c == 0x2F47)
        return 0x65E5;
    return c == 0x2F49 ? 0x6708 : c;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t put_rune(char *to, int32_t folded, const char *from, size_t bytes)
{
    if (folded < 0x80) {
        *to = (char)folded;
        return 1;
    }
    if (folded == 0x65E5 || folded == 0x6708)
        from = folded == 0x65E5 ? "日" : "月";
    memcpy(to, from, bytes);
    return bytes;
}

/* Without blanks, invisible characters and Excel's apostrophe at its ends; the apostrophe in front only. */
static struct span trim(struct span in)
{
    size_t bytes;
    while (in.length) {
        int32_t c = utf8_next(in.at, in.length, &bytes);
        if (c != '\'' && !rune_is_blank(c) && !is_invisible(c))
            break;
        in.at += bytes;
        in.length -= bytes;
    }
    while (in.length) {
        size_t last = in.length - 1;
        while (last && ((unsigned char)in.at[last] & 0xC0) == 0x80)
            last--;
        int32_t c = utf8_next(in.at + last, in.length - last, &bytes);
        if (last + bytes != in.length || (!rune_is_blank(c) && !is_invisible(c)))
            break;
        in.length = last;
    }
    return in;
}

/* A cell that says "nothing" by dashes or one slash. */
static bool is_lone_mark(struct span in)
{
    size_t bytes, slashes = 0, dashes = 0;
    for (size_t i = 0; i < in.length; i += bytes) {
        int32_t c = fold(utf8_next(in.at + i, in.length - i, &bytes));
        if (c != '-' && c != '/' && c != '\\')
            return false;
        slashes += c != '-';
        dashes += c == '-';
    }
    return slashes == 0 || (slashes == 1 && dashes == 0);
}

/* Folded, without invisible characters and quotes in front; blanks as ' ', or gone if `squeeze`. Never longer. */
static char *plain(struct arena *mem, struct span in, bool squeeze)
{
    char *out = arena_alloc(mem, in.length + 1);
    size_t to = 0, bytes;
    for (size_t i = 0; i < in.length; i += bytes) {
        if (to && in.at[i] > ' ' && !(in.at[i] & 0x80)) {
            out[to++] = in.at[i];
            bytes = 1;
            continue;
        }
        int32_t raw = utf8_next(in.at + i, in.length - i, &bytes), c = fold(raw);
        if (is_invisible(raw) || (c == ' ' && (squeeze || !to)) || (is_quote(c) && !to))
            continue;
        to += put_rune(out + to, c, in.at + i, bytes);
    }
    while (to && out[to - 1] == ' ')
        to--;
    out[to] = 0;
    return out;
}

static bool contains_any(const char *text, const char *const words[])
{
    for (size_t i = 0; words[i]; i++)
        if (strstr(text, words[i]))
            return true;
    return false;
}

static bool equals_any(const char *text, const char *const words[])
{
    for (size_t i = 0; words[i]; i++)
        if (strcasecmp(text, words[i]) == 0)
            return true;
    return false;
}

static bool says_nothing(const char *text)
{
    static const char *const words[] = {"无", "没有", "暂无", "不详", "未知", "待定", "空", "N/A", "NA", "null", NULL};
    return equals_any(text, words);
}

static bool has_exponent(const char *text)
{
    const char *s = text + strspn(text, "+-0123456789.,");
    if (s == text || (*s != 'E' && *s != 'e'))
        return false;
    s++;
    s += *s == '+' || *s == '-';
    return is_digit(*s) && s[strspn(s, "0123456789")] == 0;
}

/* #N/A and its kin, and the row of # of a column that is too narrow; NULL if the cell is neither. */
static const char *spreadsheet_error(struct span in)
{
    if (in.at[0] != '#' || in.length > 16)
        return NULL;
    char last = in.at[in.length - 1];
    bool code = in.length > 2 && strspn(in.at + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ/_0") >= in.length - 2;
    if (code && (last == '!' || last == '?' || (in.length == 4 && memcmp(in.at, "#N/A", 4) == 0)))
        return "表格里的公式出错了；请填入公式应得的内容";
    size_t marks = 0;
    while (marks < in.length && in.at[marks] == '#')
        marks++;
    return marks == in.length && marks > 1 ? "表格的列太窄，只导出了 #；请加宽此列后重新导出" : NULL;
}

static int places_of(const struct field *field)
{
    return field->type == FIELD_DECIMAL ? field->places : 0;
}

static const char *scaled_text(struct ctx *ctx, const struct field *field, int64_t number)
{
    char text[DECIMAL_TEXT], day[16];
    if (field->type == FIELD_DATE)
        return arena_strdup(ctx->mem, date_format((int)number, day));
    decimal_format((struct decimal){number, places_of(field)}, text);
    return arena_printf(ctx->mem, "%s%s", text, field->unit ? field->unit : "");
}

static int within(const struct cell *cell, int64_t number)
{
    bool day = cell->field->type == FIELD_DATE;
    if (cell->field->has_min && number < cell->field->min)
        return refuse(cell, arena_printf(cell->ctx->mem, day ? "不能早于 %s；请核对" : "不能小于 %s；请核对",
                                         scaled_text(cell->ctx, cell->field, cell->field->min)));
    if (cell->field->has_max && number > cell->field->max)
        return refuse(cell, arena_printf(cell->ctx->mem, day ? "不能晚于 %s；请核对" : "不能大于 %s；请核对",
                                         scaled_text(cell->ctx, cell->field, cell->field->max)));
    *cell->ret = (struct value){.present = true, .number = number};
    return 0;
}

static const char *digits_say(struct ctx *ctx, const struct field *field)
{
    if (!places_of(field))
        return "这里应是整数，不能有小数；请核对";
    return arena_printf(ctx->mem, "小数最多 %d 位；请按实际数填写，系统不会代为四舍五入", field->places);
}

/* Digits before the point that alone do not overflow: then it is the digits behind it that are too many. */
static bool fits_before_point(const char *s, size_t length)
{
    const char *point = memchr(s, '.', length);
    return point && point - s <= 12;
}

enum { NO_NUMERAL = CELL_FAULT + 1 };

/* The numeral alone. Returns 0, CELL_FAULT, or NO_NUMERAL (nothing set) for what is no numeral at all. */
static int numeral(const struct cell *cell, struct span in)
{
    struct decimal d;
    int64_t number;
    int r = decimal_parse(in.at, in.length, &d);
    if (r == DECIMAL_BAD)
        return NO_NUMERAL;
    if (r == 0)
        r = decimal_rescale(d, places_of(cell->field), &number);
    else if (fits_before_point(in.at, in.length))
        r = DECIMAL_DIGITS;
    if (r == DECIMAL_DIGITS)
        return refuse(cell, digits_say(cell->ctx, cell->field));
    if (r)
        return refuse(cell, "这个数太大，放不下；请核对单位和位数");
    return within(cell, number);
}

/* Units that are one and the same, in the spellings that NFKC leaves (㎡ is m2 by then). domain.md §2.12: 公里 = 千米.
 */
static int unit_group(const char *unit)
{
    static const struct {
        int group;
        const char *unit;
    } units[] = {
        {1, "公里"}, {1, "千米"}, {1, "km"}, {2, "平方米"}, {2, "平米"}, {2, "m2"},
        {2, "㎡"},   {2, "m²"},   {3, "米"}, {3, "m"},      {4, "千瓦"}, {4, "kW"},
    };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcasecmp(units[i].unit, unit) == 0)
            return units[i].group;
    return 0;
}

static bool is_own_unit(struct ctx *ctx, const struct field *field, const char *tail)
{
    if (!field->unit || !*field->unit)
        return false;
    const char *unit = utf8_nfkc_trim(ctx->mem, tail);
    if (strcmp(tail, field->unit) == 0 || strcmp(unit, utf8_nfkc_trim(ctx->mem, field->unit)) == 0)
        return true;
    return unit_group(unit) && unit_group(unit) == unit_group(field->unit);
}

static const char *unit_say(struct ctx *ctx, const struct field *field)
{
    if (!field->unit || !*field->unit)
        return "数字后面有别的文字；请只填数字";
    return arena_printf(ctx->mem, "数字后面只能写单位“%s”；请换算后填写，或只填数字", field->unit);
}

static const char *number_say(struct ctx *ctx, const struct field *field, const char *text, const char *tail)
{
    static const char *const vague[] = {"约", "大概", "余", "多", "以上", "以下", "左右", "近",
                                        "超", "不足", ">",  "<",  "≥",    "≤",    "~",    NULL};
    static const char *const numerals[] = {"一", "二", "三", "四", "五", "六", "七",
                                           "八", "九", "十", "两", "〇", "零", NULL};
    static const char *const money[] = {"¥", "$", "￥", NULL};
    if (has_exponent(text))
        return "表格软件把这个数写成了科学计数法，末几位可能已经丢失；请把此列设为数值格式，再重新填写";
    if (says_nothing(text))
        return "这里应是数字；没有就留空";
    if (*tail && tail != text && (strncmp(tail, "万", 3) == 0 || strncmp(tail, "亿", 3) == 0))
        return "请把“万”“亿”写全，如 5万 写成 50000";
    if (contains_any(text, vague))
        return "这里只填确切的数，不写“约”“余”“以上”一类的字";
    if (contains_any(text, money))
        return "请去掉货币符号，只填数字";
    if (text[0] == '(')
        return "请去掉括号；负数在前面写减号";
    if (text[0] == '=')
        return "这里是公式而不是结果；请填入算得的数";
    if (contains_any(text, numerals))
        return "请用阿拉伯数字填写";
    if (is_digit(*tail))
        return "数字中间有空格；请去掉空格并核对";
    if (tail == text)
        return "这里应是数字；请核对";
    return unit_say(ctx, field);
}

static int read_number(const struct cell *cell)
{
    int r = numeral(cell, cell->in);
    if (r != NO_NUMERAL)
        return r;
    const char *text = plain(cell->ctx->mem, cell->in, false);
    size_t digits = strspn(text, "+-0123456789.,");
    const char *tail = text + digits + strspn(text + digits, " ");
    if (!*tail || is_own_unit(cell->ctx, cell->field, tail)) {
        r = numeral(cell, (struct span){text, digits});
        if (r != NO_NUMERAL)
            return r;
        if (digits && memchr(text, ',', digits))
            return refuse(cell, "千分位逗号的位置不对；请去掉逗号并核对");
        return refuse(cell, "这里应是数字；请核对");
    }
    return refuse(cell, number_say(cell->ctx, cell->field, text, tail));
}

/* The runs of digits in a date that could not be read. */
struct digit_runs {
    size_t count, digits[4]; /* how many digits each of the first four holds */
    int value[4];
    bool colon, other; /* a time of day; anything but digits, points and blanks */
};

static struct digit_runs digit_runs(const char *s)
{
    struct digit_runs runs = {0};
    while (*s) {
        size_t n = strspn(s, "0123456789");
        if (n && runs.count < 4) {
            runs.digits[runs.count] = n;
            for (size_t i = 0; i < n && i < 4; i++)
                runs.value[runs.count] = runs.value[runs.count] * 10 + s[i] - '0';
        }
        runs.count += n > 0;
        s += n;
        for (; *s && !is_digit(*s); s++) {
            runs.colon |= *s == ':';
            runs.other |= *s != '.' && *s != ' ';
        }
    }
    return runs;
}

static const char *lone_digits_say(const char *text, size_t digits)
{
    int month = digits == 6 ? (text[4] - '0') * 10 + text[5] - '0' : 0;
    if (digits == 5)
        return "这是表格软件的日期序号；请把此列设为日期格式（年-月-日）后重新导出，或写成 2024-03-05";
    if (digits == 8)
        return "没有这一天；请核对年、月、日";
    if (digits == 4)
        return "只有年份；请写全年、月、日，如 2024-03-05";
    if (digits == 6 && month >= 1 && month <= 12 && (strncmp(text, "19", 2) == 0 || strncmp(text, "20", 2) == 0))
        return "缺少日；请写全年、月、日，如 2024-03-05";
    return "看不出是哪一天；请写成 2024-03-05";
}

static const char *date_say(const char *text)
{
    struct digit_runs runs = digit_runs(text);
    if (says_nothing(text))
        return "这里应是日期；没有就留空";
    if (!runs.count)
        return strstr(text, "年") ? "日期请用阿拉伯数字，如 2024-03-05" : "这里应是日期；请写成 2024-03-05";
    if (!is_digit(text[0]))
        return "日期前面有别的文字；请写成 2024-03-05";
    if ((runs.count == 1 || (runs.count == 2 && runs.digits[0] == 5)) && !runs.other)
        return lone_digits_say(text, runs.digits[0]);
    if (runs.colon)
        return "这里只填日期，不带时间；请写成 2024-03-05";
    if (runs.count > 3)
        return "这里只能填一个日期；请写成 2024-03-05";
    if (runs.count == 3 && runs.digits[0] == 4)
        return date_exists(runs.value[0] * 10000 + runs.value[1] * 100 + runs.value[2])
                   ? "看不出是哪一天；请写成 2024-03-05"
                   : "没有这一天；请核对年、月、日";
    if (runs.count == 3)
        return runs.digits[2] == 4 ? "年份请写在最前面，如 2024-03-05"
                                   : "年份只写了两位，分不清年、月、日；请写成 2024-03-05";
    if (runs.digits[0] > 4)
        return "看不出是哪一天；请写成 2024-03-05";
    if (runs.digits[0] == 4)
        return runs.count == 2 ? "缺少日；请写全年、月、日，如 2024-03-05"
                               : "只有年份；请写全年、月、日，如 2024-03-05";
    return "缺少年份；请写全年、月、日，如 2024-03-05";
}

/* 2024 年 3 月 5 日: blanks go, unless they part two digits (2024-03-05 00:00). */
static size_t close_blanks(char *s)
{
    size_t to = 0;
    for (size_t i = 0; s[i]; i++)
        if (s[i] != ' ' || (to && is_digit(s[to - 1]) && is_digit(s[i + 1])))
            s[to++] = s[i];
    s[to] = 0;
    return to;
}

static int read_date(const struct cell *cell)
{
    int day;
    if (!date_parse(cell->in.at, cell->in.length, &day)) {
        char *text = plain(cell->ctx->mem, cell->in, false);
        if (!date_parse(text, close_blanks(text), &day))
            return refuse(cell, date_say(text));
    }
    return within(cell, day);
}

static bool names(const char *name, struct span in)
{
    return strncmp(name, in.at, in.length) == 0 && name[in.length] == 0;
}

/* By NFKC, without blanks and invisible characters, on both sides: a pack may write 改造（含拆除）. */
static int choice_by_key(struct ctx *ctx, const struct field *field, struct span in)
{
    struct arena_mark start = arena_mark(ctx->mem);
    const char *folded = utf8_nfkc_trim(ctx->mem, arena_strndup(ctx->mem, in.at, in.length));
    const char *key = plain(ctx->mem, (struct span){folded, strlen(folded)}, true);
    int found = -1;
    for (size_t i = 0; i < field->of_count && found < 0; i++) {
        const char *name = utf8_nfkc_trim(ctx->mem, field->of[i].name);
        if (strcmp(key, plain(ctx->mem, (struct span){name, strlen(name)}, true)) == 0 ||
            strcmp(key, field->of[i].code) == 0)
            found = (int)i;
    }
    arena_rewind(ctx->mem, start);
    return found;
}

static int choice_index(struct ctx *ctx, const struct field *field, struct span in)
{
    for (size_t i = 0; i < field->of_count; i++)
        if (names(field->of[i].name, in) || names(field->of[i].code, in))
            return (int)i;
    return choice_by_key(ctx, field, in);
}

static const char *choice_say(struct ctx *ctx, const struct field *field)
{
    AUTO_BUF struct buf say = BUF_INIT;
    buf_str(&say, field->type == FIELD_CHOICES ? "有一项不在可选的内容里；可填（用顿号隔开）："
                                               : "不在可选的内容里；请填其中之一：");
    for (size_t i = 0; i < field->of_count && i < CHOICES_SHOWN; i++)
        buf_printf(&say, "%s%s", i ? "、" : "", field->of[i].name);
    if (field->of_count > CHOICES_SHOWN)
        buf_printf(&say, " 等 %zu 项", field->of_count);
    return arena_strdup(ctx->mem, say.bytes);
}

static int read_choice(const struct cell *cell)
{
    int index = choice_index(cell->ctx, cell->field, cell->in);
    if (index < 0)
        return refuse(cell, choice_say(cell->ctx, cell->field));
    *cell->ret = (struct value){.present = true, .number = index};
    return 0;
}

static bool parts_choices(int32_t c)
{
    return c == 0x3001 || c == ',' || c == 0xFF0C || c == ';' || c == 0xFF1B || c == '/' || c == 0xFF0F ||
           rune_is_blank(c);
}

/* Takes what stands before the next separator off `in`, and the separator. */
static struct span next_choice(struct span *in)
{
    size_t bytes = 0, i = 0;
    while (i < in->length && !parts_choices(utf8_next(in->at + i, in->length - i, &bytes)))
        i += bytes;
    struct span part = {in->at, i};
    size_t used = i < in->length ? i + bytes : i;
    in->at += used;
    in->length -= used;
    return trim(part);
}

static int read_choices(const struct cell *cell)
{
    int64_t bits = 0;
    struct span in = cell->in;
    int whole = choice_index(cell->ctx, cell->field, in); /* a name may hold a separator itself: 新建/改造 */
    if (whole >= 0)
        bits = INT64_C(1) << whole;
    while (whole < 0 && in.length) {
        struct span part = next_choice(&in);
        int index = part.length ? choice_index(cell->ctx, cell->field, part) : 0;
        if (index < 0)
            return refuse(cell, choice_say(cell->ctx, cell->field));
        if (part.length)
            bits |= INT64_C(1) << index;
    }
    *cell->ret = (struct value){.present = bits != 0, .number = bits};
    return 0;
}

static int read_bool(const struct cell *cell)
{
    static const char *const yes[] = {"是", "有", "1", "true", "yes", "√", "✓", "✔", "Y", NULL};
    static const char *const no[] = {"否", "无", "0", "false", "no", "×", "✗", "✘", "没有", "N", NULL};
    if (cell->in.length == 1 && (cell->in.at[0] == '0' || cell->in.at[0] == '1')) {
        *cell->ret = (struct value){.present = true, .number = cell->in.at[0] - '0'};
        return 0;
    }
    const char *text = plain(cell->ctx->mem, cell->in, true);
    bool is = equals_any(text, yes);
    if (!is && !equals_any(text, no))
        return refuse(cell, "这里只能填“是”或“否”");
    *cell->ret = (struct value){.present = true, .number = is};
    return 0;
}

static int keep_text(const struct cell *cell, const char *text)
{
    *cell->ret = (struct value){.present = true, .text = text};
    return 0;
}

static int read_text(const struct cell *cell)
{
    if (cell->in.length > TEXT_MOST && utf8_count(cell->in.at, cell->in.length) > TEXT_MOST)
        return refuse(cell, "内容超过 2000 字；请删减，或作为附件上传");
    return keep_text(cell, arena_strndup(cell->ctx->mem, cell->in.at, cell->in.length));
}

static int read_person(const struct cell *cell)
{
    char *number = plain(cell->ctx->mem, cell->in, true);
    enum identity_fault fault = identity_check(number);
    if (fault != IDENTITY_OK)
        return refuse(cell, identity_say(fault));
    if (number[17] == 'x')
        number[17] = 'X';
    return keep_text(cell, number);
}

static const char *uscc_say(const char *code)
{
    if (strlen(code) != 18)
        return "统一社会信用代码应为 18 位；请对照执照核对，确为旧代码的请说明";
    if (code[strspn(code, "0123456789ABCDEFGHJKLMNPQRTUWXY")])
        return "统一社会信用代码只有数字和大写字母，且没有 I、O、S、V、Z；请对照执照核对";
    return "统一社会信用代码的校验位不符；请对照执照核对，确为旧代码的请说明";
}

/* Old codes without a check digit exist, so a wrong one is kept and marked. One that a spreadsheet took for a number
 * is not: its digits are lost, and two units would become one. */
static int read_uscc(const struct cell *cell)
{
    char *code = plain(cell->ctx->mem, cell->in, true);
    if (has_exponent(code))
        return refuse(cell, "代码被表格软件变成了科学计数法，后几位已经丢失；请先把此列设为文本格式，再重新填写");
    for (char *c = code; *c; c++)
        if (*c >= 'a' && *c <= 'z')
            *c = (char)(*c - 'a' + 'A');
    struct span bare = {code, strlen(code)}; /* a quote in front may have hidden from cell_read what follows it */
    const char *say = spreadsheet_error(bare);
    if (say)
        return refuse(cell, say);
    if (is_lone_mark(bare))
        return 0;
    (void)keep_text(cell, code);
    if (uscc_check(code))
        return 0;
    *cell->ret_fault = (struct cell_fault){false, uscc_say(code)};
    return CELL_FAULT;
}

static const char *phone_say(const char *digits)
{
    size_t length = strlen(digits);
    if (has_exponent(digits))
        return "手机号被表格软件变成了科学计数法；请先把此列设为文本格式，再重新填写";
    if (says_nothing(digits))
        return "没有手机号就留空";
    if (digits[strspn(digits, "0123456789")])
        return "手机号只能是数字，只填一个；请核对";
    if (digits[0] == '0')
        return "这里应填手机号，不是固定电话；请核对";
    return length == 11 ? "手机号应以 13 至 19 开头；请核对" : "手机号应为 11 位；请核对是否漏填或多填";
}

static int read_phone(const struct cell *cell)
{
    static const char *const prefixes[] = {"+86", "0086", "(+86)", "(86)", "86"};
    char *text = plain(cell->ctx->mem, cell->in, true);
    size_t to = 0;
    for (size_t i = 0; text[i]; i++)
        if (text[i] != '-')
            text[to++] = text[i];
    text[to] = 0;
    const char *number = text;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes && number == text; i++)
        if (strncmp(text, prefixes[i], strlen(prefixes[i])) == 0 && phone_check(text + strlen(prefixes[i])))
            number = text + strlen(prefixes[i]);
    return phone_check(number) ? keep_text(cell, number) : refuse(cell, phone_say(text));
}

/* Between letters of other scripts a blank belongs to the name (Anne Marie); beside Han it pads (张　三). */
static bool keeps_blank(int32_t before, int32_t after)
{
    return before > ' ' && before < 0x2E80 && before != 0xB7 && after > ' ' && after < 0x2E80 && after != 0xB7;
}

static int32_t name_rune(int32_t c, int32_t before)
{
    if (c == 0x2022 || c == 0x30FB || c == 0xFF65 || c == 0x2027 || c == 0x2219 || c == 0x22C5 || c == 0xFF0E)
        return 0xB7;
    return c == '.' && before >= 0x80 ? 0xB7 : fold(c);
}

/* Dots as ·, padding gone, full-width Latin folded; all other characters, however rare, as written. */
static char *plain_name(struct arena *mem, struct span in)
{
    char *out = arena_alloc(mem, 2 * in.length + 1); /* '.' grows to the two bytes of · */
    size_t to = 0, bytes;
    int32_t before = 0;
    bool blank = false;
    for (size_t i = 0; i < in.length; i += bytes) {
        int32_t raw = utf8_next(in.at + i, in.length - i, &bytes), c = name_rune(raw, before);
        if (is_invisible(raw) || c == ' ') {
            blank |= c == ' ';
            continue;
        }
        if (blank && keeps_blank(before, c))
            out[to++] = ' ';
        blank = false;
        if (c == 0xB7) {
            memcpy(out + to, "·", 2);
            to += 2;
        } else {
            to += put_rune(out + to, c, in.at + i, bytes);
        }
        before = c;
    }
    out[to] = 0;
    return out;
}

static const char *name_say(const char *name)
{
    size_t count = utf8_count(name, strlen(name));
    if (strpbrk(name, "0123456789"))
        return "姓名里不能有数字；同名的人由身份证号区分";
    if (says_nothing(name))
        return "没有姓名就留空";
    if (strpbrk(name, "()[]"))
        return "姓名里不写括号和说明；请移到备注";
    if (strpbrk(name, ",;/") || strstr(name, "、"))
        return "这里只能填一个人的姓名；请一人一行";
    if (count < 2)
        return "姓名不能只有一个字；请核对";
    return count > 30 ? "姓名超过 30 个字；请核对" : "姓名里有不是文字的符号；请核对";
}

static int read_person_name(const struct cell *cell)
{
    const char *name = plain_name(cell->ctx->mem, cell->in);
    return person_name_check(name) && !says_nothing(name) ? keep_text(cell, name) : refuse(cell, name_say(name));
}

static int read_degrees(const char *s, size_t length, int64_t *ret)
{
    struct decimal d;
    int r = length > 16 || memchr(s, ',', length) ? DECIMAL_BAD : decimal_parse(s, length, &d);
    return r ? r : decimal_rescale(d, PLACE_DIGITS, ret);
}

static bool is_between(int64_t micro, int least, int most)
{
    return micro >= least * INT64_C(1000000) && micro <= most * INT64_C(1000000);
}

/* Cuts "111.2 , 34.7" in two at the comma, the 、 or the blanks between. */
static bool split_place(char *text, char **ret_second, size_t *ret_first_length)
{
    size_t first = strspn(text, "+-0123456789."), gap = strspn(text + first, " ,");
    if (!gap && strncmp(text + first, "、", 3) == 0)
        gap = 3 + strspn(text + first + 3, " ");
    *ret_second = text + first + gap;
    *ret_first_length = first;
    return first && gap && **ret_second && !(*ret_second)[strspn(*ret_second, "+-0123456789.")];
}

static const char *place_say(const char *text)
{
    static const char *const degrees[] = {"°", "度", "′", "'", "东经", "北纬", "E", "N", NULL};
    if (says_nothing(text))
        return "没有坐标就留空";
    if (contains_any(text, degrees))
        return "请把经纬度写成小数，不写度分秒和东经北纬，如 111.20345,34.77621";
    return "坐标请写成“经度,纬度”，如 111.20345,34.77621";
}

static int read_place(const struct cell *cell)
{
    char *text = plain(cell->ctx->mem, cell->in, false), *second;
    size_t first_length;
    int64_t x, y;
    if (!split_place(text, &second, &first_length))
        return refuse(cell, place_say(text));
    int a = read_degrees(text, first_length, &x), b = read_degrees(second, strlen(second), &y);
    if (a == DECIMAL_DIGITS || b == DECIMAL_DIGITS)
        return refuse(cell, "经纬度最多 6 位小数；请保留 6 位后填写");
    if (a || b)
        return refuse(cell, place_say(text));
    if (is_between(x, 3, 54) && is_between(y, 73, 136))
        return refuse(cell, "经度和纬度写反了；请先写经度，如 111.20345,34.77621");
    if (!is_between(x, 73, 136) || !is_between(y, 3, 54))
        return refuse(cell, "坐标不在中国境内；经度应在 73 至 136，纬度应在 3 至 54");
    *cell->ret = (struct value){.present = true, .number = x * (INT64_C(1) << 32) + y};
    return 0;
}

static int (*const readers[FIELD_TYPES])(const struct cell *cell) = {
    [FIELD_TEXT] = read_text,    [FIELD_INT] = read_number,    [FIELD_DECIMAL] = read_number,
    [FIELD_DATE] = read_date,    [FIELD_CHOICE] = read_choice, [FIELD_CHOICES] = read_choices,
    [FIELD_BOOL] = read_bool,    [FIELD_PERSON] = read_person, [FIELD_PERSON_NAME] = read_person_name,
    [FIELD_PHONE] = read_phone,  [FIELD_USCC] = read_uscc,     [FIELD_PLACE] = read_place,
    [FIELD_STAGE] = read_choice, [FIELD_REF] = read_text,
};

int cell_read(struct ctx *ctx, const struct field *field, const char *text, struct value *ret,
              struct cell_fault *ret_fault)
{
    *ret = (struct value){0};
    *ret_fault = (struct cell_fault){0};
    const struct cell cell = {ctx, field, trim((struct span){text, strlen(text)}), ret, ret_fault};
    if (!cell.in.length || is_lone_mark(cell.in))
        return 0;
    if (cell.in.length > CELL_BYTES_MOST)
        return refuse(&cell, "内容超过 2000 字；请核对是否串了列");
    if (utf8_valid(cell.in.at, cell.in.length) < cell.in.length)
        return refuse(&cell, "文字编码有误；请把文件另存为 UTF-8 或 GB18030 再试");
    const char *say = spreadsheet_error(cell.in);
    return say ? refuse(&cell, say) : readers[field->type](&cell);
}

static char *choices_text(struct ctx *ctx, const struct field *field, int64_t bits)
{
    AUTO_BUF struct buf text = BUF_INIT;
    for (size_t i = 0; i < field->of_count && i < FIELD_CHOICES_LIMIT; i++)
        if (bits & (INT64_C(1) << i))
            buf_printf(&text, "%s%s", text.length ? "、" : "", field->of[i].name);
    return arena_strdup(ctx->mem, text.bytes);
}

static char *place_text(struct ctx *ctx, int64_t number)
{
    int64_t x = number >> 32, y = number & INT64_C(0xFFFFFFFF);
    return arena_printf(ctx->mem, "%d.%06d,%d.%06d", (int)(x / 1000000), (int)(x % 1000000), (int)(y / 1000000),
                        (int)(y % 1000000));
}

const char *cell_text(struct ctx *ctx, const struct field *field, const struct value *value)
{
    char day[16], number[DECIMAL_TEXT];
    if (!value->present)
        return "";
    if (value->text)
        return value->text;
    if (field->type == FIELD_DATE)
        return arena_strdup(ctx->mem, date_format((int)value->number, day));
    if (field->type == FIELD_CHOICE || field->type == FIELD_STAGE)
        return field->of[value->number].name;
    if (field->type == FIELD_CHOICES)
        return choices_text(ctx, field, value->number);
    if (field->type == FIELD_PLACE)
        return place_text(ctx, value->number);
    return arena_strdup(ctx->mem, decimal_format((struct decimal){value->number, places_of(field)}, number));
}
