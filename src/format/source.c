/* Bytes to UTF-8. Reads with pread, so that the two passes and the search for a fault's row share one descriptor. */
#include "format/source.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/sm3.h"
#include "base/utf8.h"

enum { HEAD = 512, CARRY = 8, NO_ICONV = -1 };

struct source {
    char *path;
    int fd;
    struct stat found; /* as it was when opened: a file that changes meanwhile is refused */
    unsigned char head[HEAD];
    size_t head_length;
    unsigned char digest[SOURCE_DIGEST];
    struct sm3 *hash;     /* of the bytes given out so far; NULL before the first and after the last */
    int64_t length, done; /* bytes: counted by source_check, read by source_next */
    bool gb18030, started;
    iconv_t iconv;  /* (iconv_t)NO_ICONV while closed */
    size_t carried; /* bytes of an unfinished character at the front of `in` (GB18030 only) */
    char in[CARRY + SOURCE_CHUNK];
    char out[(CARRY + SOURCE_CHUNK) * 2]; /* the widest growth is 2 bytes to 3 */
};

static int fail_open(struct ctx *ctx, const char *path, int error)
{
    if (error == ENOENT)
        return fail(ctx, E_INPUT, "没有文件“%s”；请检查文件名和所在的文件夹", path);
    if (error == EACCES)
        return fail(ctx, E_INPUT, "没有权限读取文件“%s”；请检查它的读取权限", path);
    return fail(ctx, E_INPUT, "打不开文件“%s”：%s", path, strerror(error));
}

static int fail_read(struct ctx *ctx, const struct source *source)
{
    return fail(ctx, E_INPUT, "读不出文件“%s”：%s", source->path, strerror(errno));
}

/* Up to `size` bytes at `offset`, fewer only at the end of the file; -1 if it cannot be read. */
static ssize_t read_at(int fd, void *bytes, size_t size, int64_t offset)
{
    size_t length = 0;
    while (length < size) {
        ssize_t n = pread(fd, (char *)bytes + length, size - length, offset + (int64_t)length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (n == 0)
            break;
        length += (size_t)n;
    }
    return (ssize_t)length;
}

static int open_regular(struct ctx *ctx, struct source *source)
{
    if (fstat(source->fd, &source->found) != 0)
        return fail_open(ctx, source->path, errno);
    if (S_ISDIR(source->found.st_mode))
        return fail(ctx, E_INPUT, "“%s”是一个文件夹，不是文件；请给出文件本身", source->path);
    if (!S_ISREG(source->found.st_mode))
        return fail(ctx, E_INPUT, "“%s”是设备或管道，不是文件；请先存成文件再读入", source->path);
    ssize_t n = read_at(source->fd, source->head, HEAD, 0);
    if (n < 0)
        return fail_read(ctx, source);
    if (n == 0)
        return fail(ctx, E_INPUT, "文件“%s”是空的；请确认选对了文件，并且已经保存", source->path);
    source->head_length = (size_t)n;
    return 0;
}

/* Takes over `fd`. */
static int open_source(struct ctx *ctx, const char *path, int fd, struct source **ret)
{
    if (fd < 0)
        return fail_open(ctx, path, errno);
    struct source *source = calloc(1, sizeof *source);
    char *copy = source ? strdup(path) : NULL;
    if (!copy) {
        free(source);
        close(fd);
        return fail(ctx, E_INPUT, "内存不足，读不了文件“%s”", path);
    }
    source->path = copy;
    source->fd = fd;
    source->iconv = (iconv_t)NO_ICONV;
    int r = open_regular(ctx, source);
    if (r < 0) {
        source_close(source);
        return r;
    }
    *ret = source;
    return 0;
}

int source_open(struct ctx *ctx, const char *path, struct source **ret)
{
    /* a pipe without writer must not block */
    return open_source(ctx, path, open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), ret);
}

int source_open_bytes(struct ctx *ctx, const char *name, const char *bytes, size_t length, struct source **ret)
{
    int fd = memfd_create("duixian", MFD_CLOEXEC);
    for (size_t done = 0; fd >= 0 && done < length;) {
        ssize_t n = write(fd, bytes + done, length - done);
        if (n < 0 && errno != EINTR) {
            close(fd);
            fd = -1;
        }
        done += n > 0 ? (size_t)n : 0;
    }
    return open_source(ctx, name, fd, ret);
}

void source_close(struct source *source)
{
    if (!source)
        return;
    if (source->iconv != (iconv_t)NO_ICONV)
        iconv_close(source->iconv);
    if (source->fd >= 0)
        (void)close(source->fd); /* only read */
    sm3_free(source->hash);
    free(source->path);
    free(source);
}

const unsigned char *source_head(const struct source *source, size_t *ret_length)
{
    *ret_length = source->head_length;
    return source->head;
}

const char *source_path(const struct source *source)
{
    return source->path;
}

const unsigned char *source_digest(const struct source *source)
{
    return source->digest;
}

void source_progress(const struct source *source, int64_t *ret_done, int64_t *ret_all)
{
    *ret_done = source->done;
    *ret_all = source->length;
}

/* The row, as a spreadsheet numbers it, that holds the byte at `offset`. Quotes, CR and LF are the same bytes in UTF-8
 * and GB18030 and never part of a longer character. -1 if the file cannot be read. */
static int64_t row_at(struct source *source, int64_t offset)
{
    int64_t row = 1;
    bool quoted = false, after_cr = false;
    for (int64_t at = 0; at < offset;) {
        size_t most = offset - at < SOURCE_CHUNK ? (size_t)(offset - at) : SOURCE_CHUNK;
        ssize_t n = read_at(source->fd, source->in, most, at);
        if (n <= 0)
            return -1;
        for (ssize_t i = 0; i < n; i++) {
            char c = source->in[i];
            if (c == '"')
                quoted = !quoted;
            else if (!quoted && (c == '\r' || (c == '\n' && !after_cr)))
                row++;
            after_cr = c == '\r' && !quoted;
        }
        at += n;
    }
    return row;
}

static int fail_at(struct ctx *ctx, struct source *source, int64_t offset, const char *what, const char *todo)
{
    int64_t row = row_at(source, offset);
    if (row < 0)
        return fail_read(ctx, source);
    return fail(ctx, E_INPUT, "文件“%s”第 %" PRId64 " 行%s；%s", source->path, row, what, todo);
}

static int fail_encoding(struct ctx *ctx, struct source *source, int64_t offset)
{
    return fail_at(ctx, source, offset, "有既不是 UTF-8 也不是 GB18030 的字节，文件可能已经损坏",
                   "请用 Excel 或 WPS 打开核对这一行，再另存为“CSV UTF-8（逗号分隔）”");
}

/* What one reading of the bytes found. Offsets are -1 while there was none. */
struct findings {
    int64_t nul, not_utf8;
    int64_t faults, wide; /* bytes that are no UTF-8; well-formed characters of three and more bytes */
    bool substance;       /* something else than blanks and a BOM */
};

static size_t look_at_character(const char *s, size_t length, int64_t offset, struct findings *f)
{
    size_t n;
    int32_t c = utf8_next(s, length, &n);
    if (c < 0) {
        f->faults++;
        if (f->not_utf8 < 0)
            f->not_utf8 = offset;
    }
    f->wide += n >= 3 && c != 0xFEFF;
    f->substance |= c != 0xFEFF;
    return n;
}

/* Looks at the bytes up to the last whole character; returns how many those are. */
static size_t look_at_bytes(const char *s, size_t length, int64_t offset, bool last, struct findings *f)
{
    size_t i = 0;
    while (i < length) {
        unsigned char c = (unsigned char)s[i];
        if (c >= 0x80) {
            if (!last && length - i < 4)
                break;
            i += look_at_character(s + i, length - i, offset + (int64_t)i, f);
            continue;
        }
        f->substance |= c > ' ';
        if (c == 0 && f->nul < 0)
            f->nul = offset + (int64_t)i;
        i++;
    }
    return i;
}

static int look(struct ctx *ctx, struct source *source, struct findings *f)
{
    int64_t at = 0; /* of source->in[0] */
    size_t carried = 0;
    for (;;) {
        ssize_t n = read_at(source->fd, source->in + carried, SOURCE_CHUNK, at + (int64_t)carried);
        if (n < 0)
            return fail_read(ctx, source);
        size_t length = carried + (size_t)n;
        size_t used = look_at_bytes(source->in, length, at, n == 0, f);
        at += (int64_t)used;
        carried = length - used;
        memmove(source->in, source->in + used, carried);
        if (n == 0)
            break;
    }
    source->length = at;
    return 0;
}

/* Converts what is in `in` (`length` bytes); leaves an unfinished character at its front.
 * Returns the bytes put into `out`, or -1 with *ret_fault the index of the byte that is no GB18030. */
static ssize_t convert(struct source *source, size_t length, size_t *ret_fault)
{
    char *in = source->in, *out = source->out;
    size_t in_left = length, out_left = sizeof source->out;
    if (iconv(source->iconv, &in, &in_left, &out, &out_left) == (size_t)-1 && errno != EINVAL) {
        assert(errno == EILSEQ);
        *ret_fault = length - in_left;
        return -1;
    }
    if (in_left >= CARRY) {
        *ret_fault = length - in_left;
        return -1;
    }
    memmove(source->in, in, in_left);
    source->carried = in_left;
    return (ssize_t)(sizeof source->out - out_left);
}

static int start_gb18030(struct ctx *ctx, struct source *source)
{
    if (source->iconv == (iconv_t)NO_ICONV)
        source->iconv = iconv_open("UTF-8", "GB18030");
    if (source->iconv == (iconv_t)NO_ICONV)
        return fail(ctx, E_INPUT, "本机不能转换 GB18030 编码，读不了文件“%s”；请另存为“CSV UTF-8（逗号分隔）”",
                    source->path);
    (void)iconv(source->iconv, NULL, NULL, NULL, NULL); /* back to the initial state: cannot fail */
    source->carried = 0;
    return 0;
}

static int check_gb18030(struct ctx *ctx, struct source *source)
{
    int r = start_gb18030(ctx, source);
    if (r < 0)
        return r;
    for (int64_t at = 0; at < source->length;) {
        size_t carried = source->carried, fault = 0;
        ssize_t n = read_at(source->fd, source->in + carried, SOURCE_CHUNK, at);
        if (n < 0)
            return fail_read(ctx, source);
        if (n == 0)
            break;
        if (convert(source, carried + (size_t)n, &fault) < 0)
            return fail_encoding(ctx, source, at - (int64_t)carried + (int64_t)fault);
        at += n;
    }
    if (source->carried)
        return fail_encoding(ctx, source, source->length - (int64_t)source->carried);
    return start_gb18030(ctx, source);
}

static void add_to_digest(struct source *source, const char *bytes, size_t length)
{
    if (!source->hash)
        source->hash = sm3_new();
    sm3_add(source->hash, bytes, length);
}

static void end_digest(struct source *source)
{
    sm3_end(source->hash, source->digest);
    sm3_free(source->hash);
    source->hash = NULL;
}

int source_hash(struct ctx *ctx, struct source *source)
{
    ssize_t n;
    source->length = 0;
    do {
        n = read_at(source->fd, source->in, SOURCE_CHUNK, source->length);
        if (n < 0)
            return fail_read(ctx, source);
        add_to_digest(source, source->in, (size_t)n);
        source->length += n;
    } while (n > 0);
    end_digest(source);
    return 0;
}

int source_descriptor(const struct source *source)
{
    return source->fd;
}

int source_check(struct ctx *ctx, struct source *source)
{
    struct findings f = {.nul = -1, .not_utf8 = -1};
    int r = look(ctx, source, &f);
    if (r < 0)
        return r;
    if (f.nul >= 0)
        return fail_at(ctx, source, f.nul, "有空字节（NUL），文件不是文本或者已经损坏",
                       "请用 Excel 或 WPS 打开核对，再另存为“CSV UTF-8（逗号分隔）”");
    if (f.not_utf8 < 0 && !f.substance)
        return fail(ctx, E_INPUT, "文件“%s”里只有空白；请确认选对了文件，并且已经保存", source->path);
    if (f.not_utf8 < 0)
        return 0;
    /* Chinese UTF-8 with one broken byte often passes as GB18030 too and would come out as other characters. In a
     * GB18030 text nearly every character breaks UTF-8, so whichever there is more of tells. */
    if (f.wide > f.faults || (source->head_length >= 3 && memcmp(source->head, "\xEF\xBB\xBF", 3) == 0))
        return fail_encoding(ctx, source, f.not_utf8);
    source->gb18030 = true;
    return check_gb18030(ctx, source);
}

static int fail_changed(struct ctx *ctx, const struct source *source)
{
    return fail(ctx, E_INPUT, "文件“%s”在读取时被别的程序改动了；请关闭正在编辑它的程序，再读一次", source->path);
}

int source_unchanged(struct ctx *ctx, const struct source *source)
{
    struct stat now;
    if (fstat(source->fd, &now) != 0)
        return fail_read(ctx, source);
    bool same = now.st_size == source->found.st_size && now.st_mtim.tv_sec == source->found.st_mtim.tv_sec &&
                now.st_mtim.tv_nsec == source->found.st_mtim.tv_nsec;
    return same ? 0 : fail_changed(ctx, source);
}

int source_next(struct ctx *ctx, struct source *source, const char **ret, size_t *ret_length)
{
    ssize_t n = read_at(source->fd, source->in + source->carried, SOURCE_CHUNK, source->done);
    if (n < 0)
        return fail_read(ctx, source);
    source->done += n;
    if (n)
        add_to_digest(source, source->in + source->carried, (size_t)n);
    else if (source->hash)
        end_digest(source);
    if (n == 0)
        return source->done == source->length ? source_unchanged(ctx, source) : fail_changed(ctx, source);
    const char *bytes = source->in;
    if (source->gb18030) {
        size_t fault;
        n = convert(source, source->carried + (size_t)n, &fault);
        if (n < 0)
            return fail_changed(ctx, source);
        bytes = source->out;
    }
    size_t bom = !source->started && n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    source->started = true;
    *ret = bytes + bom;
    *ret_length = (size_t)n - bom;
    return 1;
}
