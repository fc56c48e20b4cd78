/* PART_STRINGS bounds the bytes, so that 32 bits reach any of them: text of a part is never longer than the part. */
#include "format/xlsx_strings.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "format/xlsx_value.h"

static_assert(PART_STRINGS < UINT32_MAX, "a start is 32 bits");

struct reading {
    const struct office_package *package;
    struct xlsx_strings *strings;
    size_t start; /* of the string that is being read */
    bool in_string, in_text;
    int phonetic; /* elements rPh around this place */
};

static void on_start(struct office_part *part, const char *name, const char **attributes)
{
    struct reading *in = office_part_arg(part);
    (void)attributes;
    if (strcmp(name, "t") == 0) {
        in->in_text = in->in_string && !in->phonetic;
    } else if (strcmp(name, "si") == 0) {
        in->in_string = true;
        in->start = in->strings->bytes.length;
    } else if (strcmp(name, "rPh") == 0) {
        in->phonetic++;
    }
}

static void on_text(struct office_part *part, const char *s, size_t length)
{
    struct reading *in = office_part_arg(part);
    if (in->in_text)
        buf_add(&in->strings->bytes, s, length);
}

static int add_string(struct ctx *ctx, struct reading *in)
{
    struct xlsx_strings *strings = in->strings;
    uint32_t start = (uint32_t)in->start;
    xlsx_unescape(&strings->bytes, in->start);
    size_t length = strings->bytes.length - in->start;
    if (strings->count == STRINGS_MOST)
        return fail(ctx, E_INPUT, "文件“%s”里的文字超过 %d 条；请把内容分成几个文件再读入", in->package->path,
                    STRINGS_MOST);
    if (length > STRINGS_CELL && utf8_count(strings->bytes.bytes + in->start, length) > STRINGS_CELL)
        return fail(ctx, E_INPUT, "文件“%s”里有一段文字（第 %zu 条共享文字）超过 %d 个字，单元格放不下；请删减后再读入",
                    in->package->path, strings->count + 1, STRINGS_CELL);
    buf_char(&strings->bytes, '\0');
    buf_add(&strings->starts, &start, sizeof start);
    strings->count++;
    return 0;
}

static void on_end(struct office_part *part, const char *name)
{
    struct reading *in = office_part_arg(part);
    if (strcmp(name, "t") == 0) {
        in->in_text = false;
    } else if (strcmp(name, "si") == 0) {
        in->in_string = false;
        int r = add_string(office_part_ctx(part), in);
        if (r < 0)
            office_part_fail(part, r);
    } else if (strcmp(name, "rPh") == 0) {
        in->phonetic--;
    }
}

int xlsx_strings_read(struct ctx *ctx, const struct office_package *package, int64_t part, struct xlsx_strings *ret)
{
    struct reading in = {.package = package, .strings = ret};
    *ret = (struct xlsx_strings){.bytes = BUF_INIT, .starts = BUF_INIT};
    if (part < 0)
        return 0;
    return office_part_run(ctx, package, part, PART_STRINGS, (struct office_events){on_start, on_end, on_text, &in});
}

const char *xlsx_strings_get(const struct xlsx_strings *strings, size_t index, size_t *ret_length)
{
    if (index >= strings->count)
        return NULL;
    const uint32_t *starts = (const void *)strings->starts.bytes;
    size_t end = index + 1 < strings->count ? starts[index + 1] : strings->bytes.length;
    *ret_length = end - starts[index] - 1;
    return strings->bytes.bytes + starts[index];
}

void xlsx_strings_done(struct xlsx_strings *strings)
{
    buf_done(&strings->bytes);
    buf_done(&strings->starts);
    strings->count = 0;
}
