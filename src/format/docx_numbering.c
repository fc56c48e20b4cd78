#include "format/docx_numbering.h"

#include <stdio.h>
#include <string.h>

#include "base/map.h"
#include "base/vec.h"

enum {
    LEVELS = 9,
    PATTERN = 64,
    COUNT_MAX = 1000000,
    MOST = 10000,    /* lists, numbers, styles; Word itself stops before */
    BASED_MOST = 16, /* styles, each based on the next: more is a circle */
};

enum format { FORMAT_DECIMAL, FORMAT_CHINESE, FORMAT_CIRCLED, FORMAT_UPPER, FORMAT_LOWER, FORMAT_ROMAN, FORMAT_NONE };

static const struct {
    const char *name;
    enum format format;
} formats[] = {
    {"chineseCounting", FORMAT_CHINESE},
    {"chineseCountingThousand", FORMAT_CHINESE},
    {"chineseLegalSimplified", FORMAT_CHINESE},
    {"ideographDigital", FORMAT_CHINESE},
    {"japaneseCounting", FORMAT_CHINESE},
    {"taiwaneseCounting", FORMAT_CHINESE},
    {"taiwaneseCountingThousand", FORMAT_CHINESE},
    {"decimalEnclosedCircle", FORMAT_CIRCLED},
    {"decimalEnclosedCircleChinese", FORMAT_CIRCLED},
    {"upperLetter", FORMAT_UPPER},
    {"lowerLetter", FORMAT_LOWER},
    {"upperRoman", FORMAT_ROMAN},
    {"lowerRoman", FORMAT_ROMAN},
    {"bullet", FORMAT_NONE},
    {"none", FORMAT_NONE},
};

struct level {
    int start;
    enum format format;
    bool close; /* nothing stands behind the label */
    char pattern[PATTERN];
};

/* An abstract list: what its paragraphs look like, and how far it is counted. */
struct list {
    struct level levels[LEVELS];
    int count[LEVELS]; /* the last number given; start − 1 before the first */
    bool begun[LEVELS];
};

/* A list of paragraphs: the abstract one, and where it begins anew. */
struct number {
    struct list *list;
    int restart[LEVELS]; /* -1: goes on */
    bool used[LEVELS];
};

struct style {
    int list, level;   /* -1: as of the style it is based on */
    const char *based; /* id of that style; NULL: none */
};

struct docx_numbering {
    struct arena *mem;
    struct map *lists, *numbers, *styles; /* by their ids as they are written */
};

/* What is being read: the open list or number, and its level. */
struct reading {
    struct docx_numbering *numbering;
    struct list *list;
    struct number *number;
    struct style *style;
    int level;
};

static const char *value_of(const char **attributes, const char *name)
{
    const char *value = office_attribute_prefixed(attributes, name);

    return value ? value : "";
}

static struct level *open_level(const struct reading *in)
{
    return in->list && in->level >= 0 && in->level < LEVELS ? &in->list->levels[in->level] : NULL;
}

static void read_level(struct level *level, const char *name, const char **attributes)
{
    const char *value = value_of(attributes, "val");

    if (strcmp(name, "start") == 0) {
        level->start = office_number_prefixed(attributes, "val", COUNT_MAX);
    } else if (strcmp(name, "numFmt") == 0) {
        level->format = FORMAT_DECIMAL;
        for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
            if (strcmp(formats[i].name, value) == 0)
                level->format = formats[i].format;
    } else if (strcmp(name, "lvlText") == 0) {
        snprintf(level->pattern, sizeof level->pattern, "%s", strlen(value) < PATTERN ? value : "");
    } else if (strcmp(name, "suff") == 0) {
        level->close = strcmp(value, "nothing") == 0;
    }
}

static void on_numbering(struct office_part *part, const char *name, const char **attributes)
{
    struct reading *in = office_part_arg(part);
    struct docx_numbering *n = in->numbering;

    if (map_count(n->lists) + map_count(n->numbers) > MOST) {
        office_part_stop(part);
    } else if (strcmp(name, "abstractNum") == 0) {
        in->list = arena_alloc(n->mem, sizeof *in->list);
        *in->list = (struct list){0};
        in->number = NULL;
        in->level = -1;
        map_put_str(n->lists, value_of(attributes, "abstractNumId"), in->list);
    } else if (strcmp(name, "num") == 0) {
        in->number = arena_alloc(n->mem, sizeof *in->number);
        *in->number = (struct number){0};
        memset(in->number->restart, -1, sizeof in->number->restart);
        in->list = NULL;
        in->level = -1;
        map_put_str(n->numbers, value_of(attributes, "numId"), in->number);
    } else if (strcmp(name, "lvl") == 0 || strcmp(name, "lvlOverride") == 0) {
        in->level = office_number_prefixed(attributes, "ilvl", COUNT_MAX);
    } else if (strcmp(name, "abstractNumId") == 0 && in->number) {
        in->number->list = map_get_str(n->lists, value_of(attributes, "val"));
    } else if (strcmp(name, "startOverride") == 0 && in->number && in->level >= 0 && in->level < LEVELS) {
        in->number->restart[in->level] = office_number_prefixed(attributes, "val", COUNT_MAX);
    } else if (open_level(in)) {
        read_level(open_level(in), name, attributes);
    }
}

static void on_style(struct office_part *part, const char *name, const char **attributes)
{
    struct reading *in = office_part_arg(part);
    struct docx_numbering *n = in->numbering;

    if (map_count(n->styles) > MOST) {
        office_part_stop(part);
    } else if (strcmp(name, "style") == 0) {
        in->style = arena_alloc(n->mem, sizeof *in->style);
        *in->style = (struct style){-1, -1, NULL};
        map_put_str(n->styles, value_of(attributes, "styleId"), in->style);
    } else if (in->style && strcmp(name, "basedOn") == 0) {
        in->style->based = arena_strdup(n->mem, value_of(attributes, "val"));
    } else if (in->style && strcmp(name, "numId") == 0) {
        in->style->list = office_number_prefixed(attributes, "val", COUNT_MAX);
    } else if (in->style && strcmp(name, "ilvl") == 0) {
        in->style->level = office_number_prefixed(attributes, "val", COUNT_MAX);
    }
}

int docx_numbering_read(struct ctx *ctx, const struct office_package *package, int64_t numbering, int64_t styles,
                        struct docx_numbering **ret)
{
    struct docx_numbering *n = arena_alloc(ctx->mem, sizeof *n);
    struct reading in = {.numbering = n, .level = -1};
    int r = 0;

    *n = (struct docx_numbering){ctx->mem, map_new(ctx->mem), map_new(ctx->mem), map_new(ctx->mem)};
    *ret = n;
    if (numbering >= 0)
        r = office_part_run(ctx, package, numbering, PART_SMALL,
                            (struct office_events){.start = on_numbering, .arg = &in});
    if (r == 0 && numbering >= 0 && styles >= 0)
        r = office_part_run(ctx, package, styles, PART_STYLES, (struct office_events){.start = on_style, .arg = &in});
    return r;
}

bool docx_numbering_of_style(const struct docx_numbering *numbering, const char *style, int *ret_list, int *ret_level)
{
    int list = -1, level = -1;
    for (int depth = 0; style && depth < BASED_MOST; depth++) {
        const struct style *found = map_get_str(numbering->styles, style);
        if (!found)
            break;
        list = list < 0 ? found->list : list;
        level = level < 0 ? found->level : level;
        style = found->based;
    }
    if (list < 0)
        return false;
    *ret_list = list;
    *ret_level = level < 0 ? 0 : level;
    return true;
}

/* ---- labels ---- */

struct label {
    char *at;
    size_t length;
};

static void add(struct label *label, const char *s, size_t length)
{
    if (label->length + length >= DOCX_LABEL)
        return;
    memcpy(label->at + label->length, s, length);
    label->length += length;
    label->at[label->length] = '\0';
}

/* 1 … 9999 as 一, 十二, 一百零三; what is more as digits. */
static void add_chinese(struct label *label, int n)
{
    static const char *const digits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    static const char *const powers[] = {"千", "百", "十", ""};
    bool begun = false, zero = false;
    char plain[16];

    if (n < 1 || n > 9999) {
        snprintf(plain, sizeof plain, "%d", n);
        add(label, plain, strlen(plain));
        return;
    }
    for (int i = 0, power = 1000; i < 4; i++, power /= 10) {
        int digit = n / power % 10;
        if (digit == 0) {
            zero = begun;
            continue;
        }
        if (zero)
            add(label, digits[0], strlen(digits[0]));
        if (digit != 1 || i != 2 || begun) /* 十二, not 一十二 */
            add(label, digits[digit], strlen(digits[digit]));
        add(label, powers[i], strlen(powers[i]));
        begun = true;
        zero = false;
    }
}

static void add_roman(struct label *label, int n)
{
    static const struct {
        int value;
        const char *text;
    } parts[] = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"},
                 {40, "XL"},  {10, "X"},   {9, "IX"},  {5, "V"},    {4, "IV"},  {1, "I"}};

    for (size_t i = 0; i < sizeof parts / sizeof *parts && n < 4000; i++)
        for (; n >= parts[i].value; n -= parts[i].value)
            add(label, parts[i].text, strlen(parts[i].text));
}

static void add_number(struct label *label, enum format format, int n)
{
    char plain[16];

    if (format == FORMAT_CHINESE) {
        add_chinese(label, n);
    } else if (format == FORMAT_ROMAN) {
        add_roman(label, n);
    } else if (format == FORMAT_CIRCLED && n >= 1 && n <= 20) {
        const unsigned char circled[] = {0xE2, 0x91, (unsigned char)(0xA0 + n - 1)}; /* U+2460 … */
        add(label, (const char *)circled, sizeof circled);
    } else if ((format == FORMAT_UPPER || format == FORMAT_LOWER) && n >= 1 && n <= 26) {
        plain[0] = (char)((format == FORMAT_UPPER ? 'A' : 'a') + n - 1);
        add(label, plain, 1);
    } else if (format != FORMAT_NONE) {
        snprintf(plain, sizeof plain, "%d", n);
        add(label, plain, strlen(plain));
    }
}

static int first_number(const struct list *list, int level)
{
    return list->levels[level].start < 0 ? 1 : list->levels[level].start;
}

static void count(struct number *number, int level)
{
    struct list *list = number->list;

    if (number->restart[level] >= 0 && !number->used[level])
        list->count[level] = number->restart[level];
    else if (!list->begun[level])
        list->count[level] = first_number(list, level);
    else if (list->count[level] < COUNT_MAX)
        list->count[level]++;
    number->used[level] = list->begun[level] = true;
    for (int deeper = level + 1; deeper < LEVELS; deeper++)
        list->begun[deeper] = false;
}

/* %1 … %9 in the pattern are the numbers of those levels. */
static void write_label(const struct list *list, int level, struct label *label)
{
    for (const char *s = list->levels[level].pattern; *s; s++) {
        int of = *s == '%' && s[1] >= '1' && s[1] <= '9' ? s[1] - '1' : -1;
        if (of < 0 || of > level) {
            add(label, s, 1);
            continue;
        }
        add_number(label, list->levels[of].format, list->begun[of] ? list->count[of] : first_number(list, of));
        s++;
    }
}

void docx_numbering_next(struct docx_numbering *numbering, int list, int level, char ret[DOCX_LABEL], bool *ret_spaced)
{
    struct label label = {ret, 0};
    struct number *number;
    char id[16];

    ret[0] = '\0';
    *ret_spaced = false;
    snprintf(id, sizeof id, "%d", list);
    number = map_get_str(numbering->numbers, id);
    if (!number || !number->list || level < 0 || level >= LEVELS)
        return;
    count(number, level);
    if (number->list->levels[level].format == FORMAT_NONE)
        return;
    write_label(number->list, level, &label);
    *ret_spaced = !number->list->levels[level].close;
}
