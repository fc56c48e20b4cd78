/* The files of a drafted pack, and the folder. */
#include "domain/draft_pack.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/embedded.h"
#include "base/file.h"
#include "domain/draft_item.h"
#include "format/yaml_out.h"

enum { CITY_DIGITS = 6 };

static struct pack_file file_of(struct ctx *ctx, const char *name, const struct buf *bytes)
{
    return (struct pack_file){name, arena_strndup(ctx->mem, bytes->bytes, bytes->length), bytes->length, NULL};
}

/* ---- the tree ---- */

/* organisations.csv of a bundled pack of the same city; NULL if there is none. */
static const struct embedded *bundled_tree(struct ctx *ctx, const char *city)
{
    const char *folder = arena_printf(ctx->mem, "programmes/%s-", city);
    for (const struct embedded *e = embedded_files; e->path; e++) {
        const char *name = strrchr(e->path, '/');
        if (strncmp(e->path, folder, strlen(folder)) == 0 && strcmp(name, "/organisations.csv") == 0)
            return e;
    }
    return NULL;
}

/* 市 of the bundled tree: the name in the row whose level is city. */
static const char *bundled_name(struct ctx *ctx, const struct embedded *tree)
{
    const char *city = strstr(tree->bytes, ",city,"), *start = city;
    while (start > tree->bytes && start[-1] != ',' && start[-1] != '\n')
        start--;
    return city ? arena_strndup(ctx->mem, start, (size_t)(city - start)) : NULL;
}

static bool is_county(const char *city)
{
    return strcmp(city + 4, "00") != 0;
}

/* The six digits of the programme: a pack is a city's. */
static const char *city_of(struct ctx *ctx, const char *city)
{
    return is_county(city) ? arena_printf(ctx->mem, "%.4s00", city) : city;
}

static struct pack_file write_tree(struct ctx *ctx, const char *city, const char *place)
{
    AUTO_BUF struct buf out = BUF_INIT;
    buf_str(&out, "code,name,level,parent\n");
    if (is_county(city))
        buf_printf(&out, "%.4s00000000,上级市,city,\n%s000000,%s,county,%.4s00000000\n", city, city, place, city);
    else
        buf_printf(&out, "%s000000,%s,city,\n", city, place);
    return file_of(ctx, "organisations.csv", &out);
}

/* ---- programme.yaml ---- */

static void write_doubts(struct buf *out, const struct draft *draft, const char *city, bool bundled, size_t *unsure)
{
    if (!draft->place && !bundled)
        draft_unsure(out, 0, "计划里没有认出地名；请改这里和 organisations.csv 里的名称", unsure);
    if (is_county(city))
        draft_unsure(out, 0, "代码是县（市、区）的，而一个项目包是一个市的：organisations.csv 里请填上它的上级市的名称",
                     unsure);
    if (!bundled)
        draft_unsure(out, 0, "organisations.csv 里只有本级；请补上下面的县、乡镇、村和机构", unsure);
}

static struct pack_file write_programme(struct ctx *ctx, const struct draft *draft, const char *city, const char *place,
                                        bool bundled, size_t *unsure)
{
    AUTO_BUF struct buf out = BUF_INIT;
    const char **words = arena_array(ctx->mem, draft->words.count + 1, sizeof *words);
    for (size_t i = 0; i < draft->words.count; i++)
        words[i] = draft->words.at[i];
    yaml_out_note(&out, 0, "由 duixian draft 从计划起草。带 unsure 的地方请核对，改定以后删去那一行。");
    yaml_out_note(
        &out, 0,
        "台账只有起码的字段：名称、地点、日期或阶段、数量；规则和检查请按实际补上（docs/programme-pack.md）。");
    buf_printf(&out, "programme: %s-%d\n", city_of(ctx, city), draft->year);
    write_doubts(&out, draft, city, bundled, unsure);
    buf_str(&out, "name: ");
    yaml_out_text(&out, arena_printf(ctx->mem, "%s %d 年民生实事", place, draft->year));
    buf_str(&out, "\ndocument: ");
    yaml_out_text(&out, draft->document ? draft->document : "unknown");
    buf_str(&out, "\nwords: ");
    yaml_out_texts(&out, words);
    buf_str(&out, "\nschedules:\n");
    draft_unsure(&out, 2, "施工类的序时进度：各月末应完成的百分数，请按当地的施工季节改", unsure);
    buf_str(&out, "  building: [0, 0, 5, 15, 27, 40, 53, 66, 78, 88, 95, 100]\n");
    return file_of(ctx, "programme.yaml", &out);
}

/* ---- the pack ---- */

int draft_pack_make(struct ctx *ctx, const struct draft *draft, const char *city, struct draft_pack *ret)
{
    if (strlen(city) != CITY_DIGITS || strspn(city, "0123456789") != CITY_DIGITS)
        return fail(ctx, E_USAGE, "--city “%s”应为六位行政区划代码，如 411200", city);
    const struct embedded *tree = bundled_tree(ctx, city);
    const char *place = tree ? bundled_name(ctx, tree) : draft->place;
    place = place ? place : draft->place ? draft->place : "本市";
    *ret = (struct draft_pack){.files = arena_array(ctx->mem, draft->items.count + 2, sizeof *ret->files)};
    ret->files[ret->count++] = write_programme(ctx, draft, city, place, tree != NULL, &ret->unsure);
    ret->files[ret->count++] =
        tree ? (struct pack_file){"organisations.csv", tree->bytes, tree->length, NULL} : write_tree(ctx, city, place);
    int width =
        draft->items.at[draft->items.count - 1].number < 100 ? 2 : 3; /* items are read in the order of their names */
    for (size_t i = 0; i < draft->items.count; i++) {
        AUTO_BUF struct buf out = BUF_INIT;
        draft_item_write(ctx, draft, &draft->items.at[i], &out, &ret->unsure);
        const char *name = arena_printf(ctx->mem, "items/%0*d.yaml", width, draft->items.at[i].number);
        ret->files[ret->count++] = file_of(ctx, name, &out);
    }
    return pack_from_files(ctx, ret->files, ret->count, &ret->programme); /* what is written loads */
}

/* ---- the folder ---- */

static int write_file(struct ctx *ctx, const char *folder, const struct pack_file *file)
{
    AUTO_FCLOSE FILE *out = NULL;
    const char *path = arena_printf(ctx->mem, "%s/%s", folder, file->name);
    int r = file_create(ctx, path, 0666, &out);
    if (r < 0)
        return r;
    if (fwrite(file->bytes, 1, file->length, out) != file->length || fflush(out) != 0)
        return fail(ctx, E_INPUT, "写不完“%s”：%s", path, strerror(errno));
    return 0;
}

static void remove_files(struct ctx *ctx, const struct draft_pack *pack, const char *folder)
{
    for (size_t i = 0; i < pack->count; i++)
        (void)unlink(arena_printf(ctx->mem, "%s/%s", folder, pack->files[i].name)); /* not written: nothing to remove */
    (void)rmdir(arena_printf(ctx->mem, "%s/items", folder));                        /* as above */
    (void)rmdir(folder);                                                            /* as above */
}

static int write_files(struct ctx *ctx, const struct draft_pack *pack, const char *beside)
{
    if (mkdir(beside, 0777) != 0 || mkdir(arena_printf(ctx->mem, "%s/items", beside), 0777) != 0)
        return fail(ctx, E_INPUT, "建不了文件夹“%s”：%s", beside, strerror(errno));
    for (size_t i = 0; i < pack->count; i++) {
        int r = write_file(ctx, beside, &pack->files[i]);
        if (r < 0)
            return r;
    }
    return 0;
}

int draft_pack_write(struct ctx *ctx, const struct draft_pack *pack, const char *folder)
{
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/')
        length--;
    folder = arena_strndup(ctx->mem, folder, length);
    if (file_exists(folder) && !file_is_directory(folder))
        return fail(ctx, E_INPUT, "“%s”是文件，不是文件夹；请换一个名字", folder);
    if (file_exists(folder) && !file_is_empty_folder(folder))
        return fail(ctx, E_INPUT, "文件夹“%s”里已有东西，没有动它；请换一个新的，或先清空它", folder);
    const char *beside = arena_printf(ctx->mem, "%s.draft-%d", folder, (int)getpid());
    int r = write_files(ctx, pack, beside);
    if (r == 0 && rename(beside, folder) != 0)
        r = fail(ctx, E_INPUT, "写不到“%s”：%s", folder, strerror(errno));
    if (r < 0)
        remove_files(ctx, pack, beside);
    return r;
}
