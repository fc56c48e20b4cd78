#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void fclose_p(FILE **f)
{
    if (*f && *f != stdin)
        (void)fclose(*f); /* reading ends: nothing is lost; writers check fflush themselves */
    *f = NULL;
}

int file_is_directory(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

int file_is_empty_folder(const char *path)
{
    DIR *folder = opendir(path);
    int empty = folder != NULL;
    for (struct dirent *entry; folder && (entry = readdir(folder));)
        empty = empty && (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0);
    if (folder)
        closedir(folder);
    return empty;
}

int file_exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

int file_open(struct ctx *ctx, const char *path, FILE **ret)
{
    if (strcmp(path, "-") == 0) {
        *ret = stdin;
        return 0;
    }
    if (file_is_directory(path))
        return fail(ctx, E_INPUT, "“%s”是一个文件夹，不是文件；请给出文件本身", path);
    *ret = fopen(path, "rbe");
    if (!*ret)
        return fail(ctx, E_INPUT, "打不开文件“%s”：%s", path, strerror(errno));
    struct stat st;
    if (fstat(fileno(*ret), &st) == 0 && (S_ISCHR(st.st_mode) || S_ISBLK(st.st_mode))) {
        fclose_p(ret);
        return fail(ctx, E_INPUT, "“%s”是设备，不是文件；请先存成文件", path);
    }
    return 0;
}

int file_read(struct ctx *ctx, const char *path, size_t limit, char **ret_bytes, size_t *ret_length)
{
    AUTO_FCLOSE FILE *f = NULL;
    int r = file_open(ctx, path, &f);
    if (r < 0)
        return r;
    struct stat st;
    bool known = fstat(fileno(f), &st) == 0 && S_ISREG(st.st_mode) && st.st_size >= 0 && (size_t)st.st_size <= limit;
    size_t capacity = known ? (size_t)st.st_size + 1 : 65536, length = 0; /* one more shows that it ends there */
    char *bytes = arena_bytes(ctx->mem, capacity + 1);
    for (;;) {
        size_t n = fread(bytes + length, 1, capacity - length, f);
        length += n;
        if (ferror(f))
            return file_unreadable(ctx, path);
        if (length < capacity)
            break;
        if (length > limit)
            return fail(ctx, E_INPUT, "文件“%s”超过 %zu 字节，太大了", path, limit);
        char *larger = arena_bytes(ctx->mem, capacity * 2 + 1);
        memcpy(larger, bytes, length);
        bytes = larger;
        capacity *= 2;
    }
    if (length > limit)
        return fail(ctx, E_INPUT, "文件“%s”超过 %zu 字节，太大了", path, limit);
    bytes[length] = '\0';
    *ret_bytes = bytes;
    *ret_length = length;
    return 0;
}

int file_unreadable(struct ctx *ctx, const char *path)
{
    return fail(ctx, E_INPUT, "读不出文件“%s”：%s", path, strerror(errno));
}

int file_create(struct ctx *ctx, const char *path, unsigned mode, FILE **ret)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
    if (fd < 0 || fchmod(fd, mode) != 0) {
        int error = errno;
        if (fd >= 0)
            close(fd);
        return fail(ctx, E_INPUT, "写不了文件“%s”：%s", path, strerror(error));
    }
    *ret = fdopen(fd, "wb");
    if (!*ret) {
        close(fd);
        return fail(ctx, E_INPUT, "写不了文件“%s”", path);
    }
    return 0;
}

FILE *file_temporary(void)
{
    const char *folder = getenv("TMPDIR");
    char path[4096];
    int n = snprintf(path, sizeof path, "%s/duixian-XXXXXX", folder && *folder ? folder : "/tmp");
    int fd = n > 0 && (size_t)n < sizeof path ? mkostemp(path, O_CLOEXEC) : -1;
    if (fd < 0)
        return NULL;
    (void)unlink(path); /* the file lives on until it is closed */
    FILE *f = fdopen(fd, "w+b");
    if (!f)
        close(fd);
    return f;
}

int file_temporary_full(struct ctx *ctx)
{
    return fail(ctx, E_STORE, "写不了临时文件：%s；什么也没有改动，请腾出临时文件夹（$TMPDIR 或 /tmp）的空间",
                strerror(errno));
}
