/* Number formats: ECMA-376 part 1, §18.8.30 (builtin ones, those of zh-cn among them) and §18.8.31 (codes). */
#include "format/xlsx_style.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { FORMATS = 1 << 16 };

struct xlsx_style xlsx_style_of_builtin(unsigned format)
{
    static const struct {
        unsigned char from, to, kind;
    } builtin[] = {
        {9, 10, KIND_PERCENT}, {14, 17, KIND_DATE}, {18, 21, KIND_TIME}, {22, 22, KIND_MOMENT},  {27, 31, KIND_DATE},
        {32, 35, KIND_TIME},   {36, 36, KIND_DATE}, {45, 45, KIND_TIME}, {46, 46, KIND_ELAPSED}, {47, 47, KIND_TIME},
        {50, 54, KIND_DATE},   {55, 56, KIND_TIME}, {57, 58, KIND_DATE},
    };
    for (size_t i = 0; i < sizeof builtin / sizeof *builtin; i++)
        if (format >= builtin[i].from && format <= builtin[i].to)
            return (struct xlsx_style){builtin[i].kind, 0};
    return (struct xlsx_style){KIND_NUMBER, 0};
}

/* What stands in a section of a code, apart from literals. */
struct signs {
    bool day, month, hour, second, elapsed, percent, other;
    bool era, digit; /* letters of weekdays and eras, which are no sign of a date beside places of digits */
    size_t zeros;    /* 0 and nothing else stood there so far */
};

/* [Red] [$-804] [DBNum1] say nothing of the kind; [h] [mm] [ss] are elapsed time. Returns its length. */
static size_t bracket(const char *s, struct signs *signs)
{
    size_t length = strcspn(s, "]"), same = 1;
    char c = (char)(s[1] | 0x20);
    while (same < length && (s[same] | 0x20) == c)
        same++;
    if (length > 1 && same == length && (c == 'h' || c == 'm' || c == 's'))
        signs->elapsed = true;
    return s[length] ? length + 1 : length;
}

/* Words that hold letters of other meaning. */
static size_t word(const char *s)
{
    static const char *const words[] = {"General", "G/通用格式", "AM/PM", "A/P", "上午/下午"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncasecmp(s, words[i], strlen(words[i])) == 0)
            return strlen(words[i]);
    return 0;
}

static void letter(const char *s, struct signs *signs)
{
    char c = (char)(*s >= 'A' && *s <= 'Z' ? *s | 0x20 : *s);
    bool exponent = c == 'e' && (s[1] == '+' || s[1] == '-');
    signs->zeros += c == '0';
    signs->digit |= c == '0' || c == '#' || c == '?';
    signs->day |= c == 'y' || c == 'd';
    signs->era |= c == 'a' || c == 'g' || c == 'b' || (c == 'e' && !exponent);
    signs->month |= c == 'm';
    signs->hour |= c == 'h';
    signs->second |= c == 's';
    signs->percent |= c == '%';
    signs->other |= c != '0';
}

static struct signs look_at_code(const char *s)
{
    struct signs signs = {0};
    while (*s && *s != ';') {
        size_t used = word(s);
        signs.other |= used > 0;
        if (used == 0 && *s == '"') {
            used = 1 + strcspn(s + 1, "\"");
            used += s[used] == '"';
        } else if (used == 0 && (*s == '\\' || *s == '_' || *s == '*' || *s == '!')) {
            used = s[1] ? 2 : 1;
        } else if (used == 0 && *s == '[') {
            used = bracket(s, &signs);
        } else if (used == 0) {
            letter(s, &signs);
            used = 1;
        }
        s += used;
    }
    signs.day |= signs.era && !signs.digit;
    return signs;
}

struct xlsx_style xlsx_style_of_code(const char *code)
{
    struct signs signs = look_at_code(code);
    bool time = signs.hour || signs.second;
    if (signs.day || (signs.month && !time && !signs.elapsed))
        return (struct xlsx_style){time ? KIND_MOMENT : KIND_DATE, 0};
    if (signs.elapsed)
        return (struct xlsx_style){KIND_ELAPSED, 0};
    if (time)
        return (struct xlsx_style){KIND_TIME, 0};
    if (signs.percent)
        return (struct xlsx_style){KIND_PERCENT, 0};
    if (signs.zeros > 1 && signs.zeros <= VALUE_PAD_MOST && !signs.other)
        return (struct xlsx_style){KIND_PADDED, (unsigned char)signs.zeros};
    return (struct xlsx_style){KIND_NUMBER, 0};
}

struct reading {
    const struct office_package *package;
    struct xlsx_styles *styles;
    struct xlsx_style *formats; /* by their number; those of the file */
    bool *known;
    bool in_cells; /* inside cellXfs: what cells name; cellStyleXfs is something else */
};

static unsigned long number_of(const char **attributes, const char *name)
{
    const char *text = office_attribute(attributes, name);
    return text && *text >= '0' && *text <= '9' ? strtoul(text, NULL, 10) : 0;
}

static int add_style(struct ctx *ctx, struct reading *in, const char **attributes)
{
    unsigned long format = number_of(attributes, "numFmtId");
    struct xlsx_style style = {KIND_NUMBER, 0};
    if (in->styles->count == STYLES_MOST)
        return fail(ctx, E_INPUT,
                    "文件“%s”的单元格样式超过 %d 种；请把内容复制（只粘贴数值）到新的工作簿，另存为 .xlsx 再读入",
                    in->package->path, STYLES_MOST);
    if (format < FORMATS)
        style = in->known[format] ? in->formats[format] : xlsx_style_of_builtin((unsigned)format);
    buf_add(&in->styles->cells, &style, sizeof style);
    in->styles->count++;
    return 0;
}

static void on_start(struct office_part *part, const char *name, const char **attributes)
{
    struct reading *in = office_part_arg(part);
    if (strcmp(name, "cellXfs") == 0) {
        in->in_cells = true;
    } else if (strcmp(name, "numFmt") == 0) {
        unsigned long format = number_of(attributes, "numFmtId");
        const char *code = office_attribute(attributes, "formatCode");
        if (format < FORMATS && code) {
            in->formats[format] = xlsx_style_of_code(code);
            in->known[format] = true;
        }
    } else if (in->in_cells && strcmp(name, "xf") == 0) {
        int r = add_style(office_part_ctx(part), in, attributes);
        if (r < 0)
            office_part_fail(part, r);
    }
}

static void on_end(struct office_part *part, const char *name)
{
    struct reading *in = office_part_arg(part);
    if (strcmp(name, "cellXfs") == 0)
        in->in_cells = false;
}

int xlsx_styles_read(struct ctx *ctx, const struct office_package *package, int64_t part, struct xlsx_styles *ret)
{
    struct reading in = {.package = package, .styles = ret};
    *ret = (struct xlsx_styles){.cells = BUF_INIT};
    if (part < 0)
        return 0;
    in.formats = calloc(FORMATS, sizeof *in.formats);
    in.known = calloc(FORMATS, sizeof *in.known);
    int r = in.formats && in.known ? 0 : fail(ctx, E_INPUT, "内存不足，读不了文件“%s”", package->path);
    if (r == 0)
        r = office_part_run(ctx, package, part, PART_STYLES, (struct office_events){on_start, on_end, NULL, &in});
    free(in.formats);
    free(in.known);
    return r;
}

void xlsx_styles_done(struct xlsx_styles *styles)
{
    buf_done(&styles->cells);
    styles->count = 0;
}

struct xlsx_style xlsx_style_of(const struct xlsx_styles *styles, size_t index)
{
    if (index >= styles->count)
        return (struct xlsx_style){KIND_NUMBER, 0};
    return ((const struct xlsx_style *)(const void *)styles->cells.bytes)[index];
}
