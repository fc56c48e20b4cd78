/* Expat is fed in pieces of 64 KiB. What it keeps by itself (open elements, an unfinished tag, every different name) is
 * bounded here, because it does not bound it. A DOCTYPE is refused before any entity could be declared. */
#include "format/office_part.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <expat.h>

#include "base/hash.h"
#include "format/libzip.h"

enum { PIECE = 64 * 1024 };

struct office_part {
    const struct office_package *package;
    struct office_events events;
    zip_file_t *file;
    XML_Parser parser;
    struct ctx *ctx; /* of the office_part_read that is going on */
    char *name;
    int64_t unpacked, packed, size, limit;
    int64_t quiet; /* bytes since the last event */
    int depth, failed;
    bool paused, stopped, ended;
    uint64_t names[PART_NAMES]; /* hashes of those met */
    size_t name_count;
};

static int fail_part(struct ctx *ctx, const struct office_part *part, const char *what)
{
    return fail(ctx, E_INPUT, "文件“%s”里的 %.200s %s；%s", part->package->path, part->name, what,
                part->package->save_anew);
}

void office_part_fail(struct office_part *part, int r)
{
    assert(r < 0);
    part->failed = r;
    (void)XML_StopParser(part->parser, XML_FALSE); /* an error only if it has stopped already */
}

void office_part_pause(struct office_part *part)
{
    part->paused = true;
    (void)XML_StopParser(part->parser, XML_TRUE);
}

void office_part_stop(struct office_part *part)
{
    part->stopped = true;
    (void)XML_StopParser(part->parser, XML_FALSE);
}

struct ctx *office_part_ctx(const struct office_part *part)
{
    return part->ctx;
}

void *office_part_arg(const struct office_part *part)
{
    return part->events.arg;
}

static void refuse(struct office_part *part, const char *what)
{
    if (!part->failed)
        office_part_fail(part, fail_part(part->ctx, part, what));
}

/* Two names of one hash only make the bound looser. Of names of one letter, as nearly all are, there are few.
 */
static void note_name(struct office_part *part, const char *name)
{
    if (!name[0] || !name[1])
        return;
    uint64_t hash = fnv1a(name, strlen(name));
    for (size_t i = 0; i < part->name_count; i++)
        if (part->names[i] == hash)
            return;
    if (part->name_count == PART_NAMES)
        refuse(part, "的元素和属性有 512 种以上，不是办公软件写出来的");
    else
        part->names[part->name_count++] = hash;
}

static const char *local(const char *name)
{
    const char *colon = name[0] && name[1] ? strchr(name, ':') : NULL; /* c, v and t are most of a sheet */
    return colon ? colon + 1 : name;
}

static void on_start(void *arg, const char *name, const char **attributes)
{
    struct office_part *part = arg;
    if (part->failed || part->stopped)
        return;
    part->quiet = 0;
    if (++part->depth > PART_DEPTH)
        refuse(part, "的元素套了 64 层以上，不是办公软件写出来的");
    note_name(part, name);
    for (const char **a = attributes; *a; a += 2)
        note_name(part, *a);
    if (!part->failed && part->events.start)
        part->events.start(part, local(name), attributes);
}

static void on_end(void *arg, const char *name)
{
    struct office_part *part = arg;
    if (part->failed || part->stopped)
        return;
    part->quiet = 0;
    part->depth--;
    if (part->events.end)
        part->events.end(part, local(name));
}

static void on_text(void *arg, const char *s, int length)
{
    struct office_part *part = arg;
    part->quiet = 0;
    if (!part->failed && !part->stopped && part->events.text)
        part->events.text(part, s, (size_t)length);
}

static void on_doctype(void *arg, const char *name, const char *system, const char *public, int internal)
{
    (void)name, (void)system, (void)public, (void)internal;
    refuse(arg, "带有 DOCTYPE 声明；办公软件不会这样写，它可能用来耗尽内存，所以不读");
}

int64_t office_part_find(const struct office_package *package, const char *name)
{
    int64_t index = libzip.zip_name_locate(package->zip, name, ZIP_FL_NOCASE);
    if (index >= 0 || strlen(name) >= 512)
        return index;
    char other[512];
    for (size_t i = 0; i <= strlen(name); i++)
        other[i] = (char)(name[i] == '/' ? '\\' : name[i]);
    return libzip.zip_name_locate(package->zip, other, ZIP_FL_NOCASE);
}

static int fail_zip(struct ctx *ctx, const struct office_part *part, int error)
{
    if (error == ZIP_ER_NOPASSWD || error == ZIP_ER_ENCRNOTSUPP || error == ZIP_ER_WRONGPASSWD)
        return fail(ctx, E_INPUT, "文件“%s”是加了密码的压缩包；请去掉密码，另存一份再读入", part->package->path);
    if (error == ZIP_ER_MEMORY)
        return fail(ctx, E_INPUT, "内存不足，读不了文件“%s”", part->package->path);
    if (error == ZIP_ER_COMPNOTSUPP)
        return fail_part(ctx, part, "用了读不了的压缩方法");
    return fail_part(ctx, part, "已经损坏，解不开或校验不符；文件可能没有下载或复制完整");
}

static int make_parser(struct ctx *ctx, struct office_part *part)
{
    part->parser = XML_ParserCreate(NULL);
    if (!part->parser)
        return fail(ctx, E_INPUT, "内存不足，读不了文件“%s”", part->package->path);
    XML_SetUserData(part->parser, part);
    XML_SetElementHandler(part->parser, on_start, on_end);
    XML_SetCharacterDataHandler(part->parser, on_text);
    XML_SetStartDoctypeDeclHandler(part->parser, on_doctype);
    return 0;
}

int office_part_open(struct ctx *ctx, const struct office_package *package, int64_t index, int64_t limit,
                     const struct office_events *events, struct office_part **ret)
{
    zip_stat_t st;
    struct office_part *part = calloc(1, sizeof *part);
    const char *name = libzip.zip_get_name(package->zip, (zip_uint64_t)index, 0);
    if (!part || !name || !(part->name = strdup(name)) ||
        libzip.zip_stat_index(package->zip, (zip_uint64_t)index, 0, &st)) {
        office_part_close(part);
        return fail(ctx, E_INPUT, "内存不足，读不了文件“%s”", package->path);
    }
    part->package = package;
    part->events = *events;
    part->limit = limit;
    part->size = st.size > INT64_MAX ? INT64_MAX : (int64_t)st.size;
    part->packed = st.comp_size > (zip_uint64_t)package->size ? package->size : (int64_t)st.comp_size;
    part->file = libzip.zip_fopen_index(package->zip, (zip_uint64_t)index, 0);
    int r = part->file ? make_parser(ctx, part)
                       : fail_zip(ctx, part, libzip.zip_error_code_zip(libzip.zip_get_error(package->zip)));
    if (r < 0) {
        office_part_close(part);
        return r;
    }
    *ret = part;
    return 0;
}

static int check_limits(struct ctx *ctx, struct office_part *part)
{
    const char *path = part->package->path;
    if (part->unpacked > part->limit)
        return fail(ctx, E_INPUT, "文件“%s”里的 %.200s 解压后超过 %" PRId64 " MiB，太大了；请把内容分成几个文件再读入",
                    path, part->name, part->limit >> 20);
    bool all = (*part->package->unpacked - PART_TIMES * (int64_t)PART_RATIO_FROM) / PART_RATIO / PART_TIMES >
               part->package->size;
    if (all || (part->unpacked > PART_RATIO_FROM && part->unpacked / PART_RATIO > part->packed))
        return fail(ctx, E_INPUT,
                    "文件“%s”里的 %.200s 解压后是原来的 %d 倍以上，正常的文件不会这样，可能用来耗尽内存，所以不读；%s",
                    path, part->name, PART_RATIO, part->package->save_anew);
    if (part->quiet > PART_TOKEN)
        return fail_part(ctx, part, "有一个标记超过 4 MiB，不是办公软件写出来的");
    return 0;
}

static int fail_xml(struct ctx *ctx, const struct office_part *part)
{
    enum XML_Error error = XML_GetErrorCode(part->parser);
    if (error == XML_ERROR_NO_MEMORY)
        return fail(ctx, E_INPUT, "内存不足，读不了文件“%s”", part->package->path);
    if (error == XML_ERROR_NO_ELEMENTS || error == XML_ERROR_UNCLOSED_TOKEN)
        return fail_part(ctx, part, "没有写完，内容不完整");
    return fail(ctx, E_INPUT, "文件“%s”里的 %.200s 第 %lu 行第 %lu 个字符处不合 XML 的写法，可能已经损坏；%s",
                part->package->path, part->name, (unsigned long)XML_GetCurrentLineNumber(part->parser),
                (unsigned long)XML_GetCurrentColumnNumber(part->parser) + 1, part->package->save_anew);
}

/* What a piece of XML came to: 1 paused, 0 go on. */
static int after_parse(struct ctx *ctx, struct office_part *part, enum XML_Status status)
{
    if (part->failed)
        return part->failed;
    if (part->stopped)
        return 0;
    if (status == XML_STATUS_ERROR)
        return fail_xml(ctx, part);
    return status == XML_STATUS_SUSPENDED;
}

/* Unpacks into `bytes`; the length, 0 at the end, <0. */
static int64_t unpack(struct ctx *ctx, struct office_part *part, void *bytes)
{
    zip_int64_t n = libzip.zip_fread(part->file, bytes, PIECE);
    if (n < 0)
        return fail_zip(ctx, part, libzip.zip_error_code_zip(libzip.zip_file_get_error(part->file)));
    part->unpacked += n;
    *part->package->unpacked += n;
    part->quiet += n;
    part->ended = n == 0;
    if (part->stopped)
        part->quiet = 0;
    int r = check_limits(ctx, part);
    return r < 0 ? r : n;
}

static int read_piece(struct ctx *ctx, struct office_part *part)
{
    void *bytes = XML_GetBuffer(part->parser, PIECE);
    if (!bytes)
        return fail(ctx, E_INPUT, "内存不足，读不了文件“%s”", part->package->path);
    int64_t n = unpack(ctx, part, bytes);
    if (n < 0)
        return (int)n;
    return after_parse(ctx, part, XML_ParseBuffer(part->parser, (int)n, n == 0));
}

/* To the end of the entry, where libzip compares the checksum. */
static int drain(struct ctx *ctx, struct office_part *part)
{
    char bytes[PIECE];
    int64_t n = 1;
    while (!part->ended && n > 0)
        n = unpack(ctx, part, bytes);
    return n < 0 ? (int)n : 0;
}

int office_part_read(struct ctx *ctx, struct office_part *part)
{
    int r = 0;
    part->ctx = ctx;
    if (part->paused) {
        part->paused = false;
        r = after_parse(ctx, part, XML_ResumeParser(part->parser));
    }
    while (r == 0 && !part->ended && !part->stopped)
        r = read_piece(ctx, part);
    if (r == 0 && part->stopped)
        r = drain(ctx, part);
    part->ctx = NULL;
    return r;
}

int office_part_run(struct ctx *ctx, const struct office_package *package, int64_t index, int64_t limit,
                    struct office_events events)
{
    struct office_part *part = NULL;
    int r = office_part_open(ctx, package, index, limit, &events, &part);
    if (r == 0)
        r = office_part_read(ctx, part);
    assert(r <= 0);
    office_part_close(part);
    return r;
}

void office_part_progress(const struct office_part *part, int64_t *ret_done, int64_t *ret_all)
{
    *ret_done = part->unpacked;
    *ret_all = part->unpacked > part->size ? part->unpacked : part->size;
}

void office_part_close(struct office_part *part)
{
    if (!part)
        return;
    if (part->parser)
        XML_ParserFree(part->parser);
    if (part->file)
        (void)libzip.zip_fclose(part->file); /* only read */
    free(part->name);
    free(part);
}

const char *office_attribute(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (strcmp(*attributes, name) == 0)
            return attributes[1];
    return NULL;
}

const char *office_attribute_prefixed(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (strchr(*attributes, ':') && strcmp(local(*attributes), name) == 0)
            return attributes[1];
    return NULL;
}

int office_number_prefixed(const char **attributes, const char *name, int most)
{
    const char *value = office_attribute_prefixed(attributes, name);
    long n = value && *value ? strtol(value, NULL, 10) : -1;

    return n < 0 || n > most ? -1 : (int)n;
}

bool office_is_true(const char *value)
{
    return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0 || strcmp(value, "on") == 0);
}
