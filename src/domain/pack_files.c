/* Where the files of a pack come from: a folder, or memory (the executable's own packs, the store's copy). Nothing
 * outside the pack's folder is ever opened, whatever the pack says. */
#include "domain/pack_reader.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/sm3.h"
#include "base/buf.h"
#include "base/file.h"

static void file_fault(struct pack_reader *reader, const char *name, const struct yaml *at, const char *say)
{
    reader->partial = true;
    if (at)
        pack_fault_at(reader, at->file, at->line, at->column, say);
    else
        pack_fault_at(reader, name, 1, 1, say);
}

/* Below the folder: no empty, "." or ".." step, no backslash, nothing that a terminal would take for a command. */
static bool is_safe(const char *name)
{
    for (const char *s = name; *s; s++)
        if ((unsigned char)*s < ' ' || *s == '\\' || *s == 0x7F)
            return false;
    for (const char *step = name;;) {
        size_t length = strcspn(step, "/");
        if (length == 0 || (length == 1 && step[0] == '.') || (length == 2 && step[0] == '.' && step[1] == '.'))
            return false;
        if (!step[length])
            return true;
        step += length + 1;
    }
}

/* NULL, or what is wrong with the file before it is opened. */
static const char *refused(struct pack_reader *reader, const char *name, const char *path)
{
    struct arena *mem = reader->ctx->mem;
    char *resolved = realpath(path, NULL);
    if (!resolved)
        return errno == ENOENT ? arena_printf(mem, "没有文件“%s”，应在项目包里", name)
                               : arena_printf(mem, "打不开文件“%s”：%s", name, strerror(errno));
    size_t length = strlen(reader->folder);
    bool inside = strncmp(resolved, reader->folder, length) == 0 && resolved[length] == '/';
    free(resolved);
    if (!inside)
        return arena_printf(mem, "文件“%s”指到了项目包的文件夹外面，应在里面", name);
    struct stat st;
    if (stat(path, &st) != 0)
        return arena_printf(mem, "打不开文件“%s”：%s", name, strerror(errno));
    if (!S_ISREG(st.st_mode))
        return arena_printf(mem, "“%s”不是普通文件，应为文本文件", name);
    return NULL;
}

static int read_from_folder(struct pack_reader *reader, const char *name, const struct yaml *at, struct pack_file *ret)
{
    struct ctx *ctx = reader->ctx;
    const char *path = arena_printf(ctx->mem, "%s/%s", reader->folder, name);
    const char *wrong = refused(reader, name, path);
    char *bytes = NULL;
    if (!wrong && file_read(ctx, path, PACK_FILE_LIMIT, &bytes, &ret->length) < 0) {
        wrong = arena_strdup(ctx->mem, ctx->err.text);
        ctx->err = (struct error){0}; /* it becomes one fault among others */
    }
    if (wrong) {
        file_fault(reader, name, at, wrong);
        return PACK_NO_FILE;
    }
    ret->bytes = bytes;
    return 0;
}

static int read_at_hand(struct pack_reader *reader, const char *name, const struct yaml *at, struct pack_file *ret)
{
    for (size_t i = 0; i < reader->at_hand_count; i++) {
        const struct pack_file *file = &reader->at_hand[i];
        if (strcmp(file->name, name) != 0)
            continue;
        if (file->length <= PACK_FILE_LIMIT) {
            *ret = *file;
            return 0;
        }
        file_fault(reader, name, at, arena_printf(reader->ctx->mem, "文件“%s”超过 1 MiB，太大了", name));
        return PACK_NO_FILE;
    }
    file_fault(reader, name, at, arena_printf(reader->ctx->mem, "没有文件“%s”，应在项目包里", name));
    return PACK_NO_FILE;
}

int pack_file_find(struct pack_reader *reader, const char *name, const struct yaml *at, struct pack_file *ret)
{
    struct arena *mem = reader->ctx->mem;
    *ret = (struct pack_file){.name = arena_strdup(mem, name)};
    const char *wrong = NULL;
    if (!is_safe(name))
        wrong = arena_printf(mem, "文件名“%s”不能用，应为项目包文件夹以内的相对路径，不含“..”", name);
    for (size_t i = 0; i < reader->files.count && !wrong; i++)
        if (strcmp(reader->files.at[i].name, name) == 0)
            wrong = arena_printf(mem, "文件“%s”列了两次，应只列一次", name);
    if (wrong) {
        file_fault(reader, name, at, wrong);
        return PACK_NO_FILE;
    }
    int r = reader->folder ? read_from_folder(reader, name, at, ret) : read_at_hand(reader, name, at, ret);
    if (r == 0)
        *vec_push(mem, &reader->files) = *ret;
    return r;
}

bool pack_file_there(struct pack_reader *reader, const char *name)
{
    for (size_t i = 0; i < reader->at_hand_count; i++)
        if (strcmp(reader->at_hand[i].name, name) == 0)
            return true;
    return reader->folder && file_exists(arena_printf(reader->ctx->mem, "%s/%s", reader->folder, name));
}

/* ---- the items, where programme.yaml doesn't list them ---- */

static bool is_item(const char *name)
{
    size_t length = strlen(name);
    const size_t ending = strlen(".yaml");
    return name[0] != '.' && length > ending && strcmp(name + length - ending, ".yaml") == 0 && !strchr(name, '/');
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **pack_item_files(struct pack_reader *reader)
{
    static const char folder[] = "items/";
    struct arena *mem = reader->ctx->mem;
    VEC(const char *) names = {0};
    for (size_t i = 0; i < reader->at_hand_count; i++)
        if (strncmp(reader->at_hand[i].name, folder, strlen(folder)) == 0 &&
            is_item(reader->at_hand[i].name + strlen(folder)))
            *vec_push(mem, &names) = reader->at_hand[i].name;
    DIR *dir = reader->folder ? opendir(arena_printf(mem, "%s/%s", reader->folder, folder)) : NULL;
    for (struct dirent *entry; dir && names.count <= PACK_FILES_LIMIT && (entry = readdir(dir));)
        if (is_item(entry->d_name))
            *vec_push(mem, &names) = arena_printf(mem, "%s%s", folder, entry->d_name);
    if (dir)
        closedir(dir);
    if (names.count)
        qsort(names.at, names.count, sizeof *names.at, by_text);
    *vec_push(mem, &names) = NULL;
    return names.at;
}

/* ---- the hash ---- */

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct pack_file *)a)->name, ((const struct pack_file *)b)->name);
}

int pack_files_close(struct pack_reader *reader)
{
    struct programme *programme = reader->programme;
    programme->files = reader->files.at;
    programme->file_count = reader->files.count;
    qsort(programme->files, programme->file_count, sizeof *programme->files, by_name);
    AUTO_BUF struct buf all = BUF_INIT;
    for (size_t i = 0; i < programme->file_count; i++) {
        buf_part(&all, programme->files[i].name, strlen(programme->files[i].name));
        buf_part(&all, programme->files[i].bytes, programme->files[i].length);
    }
    sm3(all.bytes, all.length, programme->hash);
    return 0;
}
