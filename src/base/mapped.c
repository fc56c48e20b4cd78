#include "base/mapped.h"

#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/file.h"

enum { BLOCK = 64 * 1024, NEIGHBOURS = 1024 * 1024 /* bytes that may have come back with others */ };

int mapped_written(struct ctx *ctx, FILE *file, struct mapped *ret)
{
    AUTO_FCLOSE FILE *f = file;
    bool written = fputc('\0', f) != EOF && fflush(f) == 0;
    long end = written ? ftell(f) : -1;
    void *bytes = end > 0 ? mmap(NULL, (size_t)end, PROT_READ, MAP_SHARED, fileno(f), 0) : MAP_FAILED;

    if (bytes == MAP_FAILED)
        return file_temporary_full(ctx);
    *ret = (struct mapped){.bytes = bytes, .length = (size_t)end - 1, .in_file = true};
    return 0;
}

/* Copies `in`, of which `length` bytes were read already. */
static int copy(struct ctx *ctx, FILE *in, const char *path, size_t limit, const char *bytes, size_t length,
                struct mapped *ret)
{
    FILE *out = file_temporary();
    char block[BLOCK];
    size_t total = length;
    bool written = out && fwrite(bytes, 1, length, out) == length;

    while (written && total <= limit && (length = fread(block, 1, sizeof block, in)) > 0) {
        written = fwrite(block, 1, length, out) == length;
        total += length;
    }
    if (written && total <= limit && !ferror(in))
        return mapped_written(ctx, out, ret);
    if (out)
        fclose_p(&out);
    if (!written)
        return file_temporary_full(ctx);
    return total > limit ? fail(ctx, E_INPUT, "文件“%s”超过 %zu MiB；请分成几份", path, limit >> 20)
                         : file_unreadable(ctx, path);
}

int mapped_read(struct ctx *ctx, const char *path, size_t limit, struct mapped *ret)
{
    AUTO_FCLOSE FILE *f = NULL;
    struct arena_mark mark = arena_mark(ctx->mem);
    int r = file_open(ctx, path, &f);
    char *bytes;
    size_t length;

    if (r < 0)
        return r;
    bytes = arena_bytes(ctx->mem, MAPPED_FROM + 1);
    length = fread(bytes, 1, MAPPED_FROM, f);
    if (ferror(f))
        return file_unreadable(ctx, path);
    if (length < MAPPED_FROM) {
        bytes[length] = '\0';
        *ret = (struct mapped){.bytes = bytes, .length = length};
        return 0;
    }
    r = copy(ctx, f, path, limit, bytes, length, ret);
    if (r == 0)
        arena_rewind(ctx->mem, mark);
    return r;
}

void mapped_forget(const struct mapped *mapped, size_t from, size_t to)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *bytes = (char *)(uintptr_t)mapped->bytes;

    from = from > NEIGHBOURS ? from - NEIGHBOURS : 0;
    from -= from % page;
    to -= to % page;
    if (mapped->in_file && from < to)
        (void)madvise(bytes + from, to - from, MADV_DONTNEED); /* advice: nothing is lost without it */
}

void mapped_end(struct mapped *mapped)
{
    if (mapped->in_file)
        munmap((char *)(uintptr_t)mapped->bytes, mapped->length + 1);
    *mapped = (struct mapped){.bytes = NULL};
}
