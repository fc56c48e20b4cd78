/* verify: the files of each programme, which the counting above was read from, against what was written down of them:
 * their hash, the chain's newest link that names the programme, and the trees that other commands read instead. */
#include <string.h>

#include "domain/verify_work.h"
#include "format/yaml_frozen.h"

void pack_note_link(struct whole *whole, const struct link *link)
{
    for (size_t i = 0; i < whole->city_count; i++) {
        struct known_city *city = &whole->cities[i];
        const char *code = city->city->programme->code;
        size_t length = strlen(code);
        if (strncmp(link->note, code, length) != 0 || (link->note[length] && link->note[length] != ' '))
            continue;
        city->linked = true;
        memcpy(city->root, link->root, SM3_SIZE);
    }
}

static void tell_hash(struct worker *w, const char *where, const unsigned char *stored, const unsigned char *counted)
{
    tell_both(w, "pack", where, hex(w->ctx->mem, stored, 8), hex(w->ctx->mem, counted, 8));
}

static int check_hash(struct worker *w, const struct programme *p)
{
    AUTO_ANSWER struct answer *a = NULL;
    unsigned char stored[SM3_SIZE] = {0};
    int r = db_ask(w->ctx, SQL("select hash from programme where id = ?"), BIND(b_int(p->id)), &a);
    if (r == 0 && (r = answer_next(w->ctx, a)) > 0) {
        size_t length;
        const void *bytes = answer_bytes(a, 0, &length);
        if (length == SM3_SIZE)
            memcpy(stored, bytes, SM3_SIZE);
    }
    if (r >= 0 && memcmp(stored, p->hash, SM3_SIZE) != 0)
        tell_hash(w, arena_printf(w->ctx->mem, "项目 %s 的文件和记下的摘要不一样", p->code), stored, p->hash);
    return r < 0 ? r : 0;
}

static void tell_tree(struct worker *w, const struct programme *p, const char *name, const char *stored,
                      const char *counted)
{
    tell_both(w, "pack", arena_printf(w->ctx->mem, "项目 %s 的 %s 读好的内容", p->code, name), stored, counted);
}

/* Its place among the programme's YAML files; file_count if there is none of this name. */
static size_t file_named(const struct programme *p, const char *name)
{
    size_t i = 0;
    while (i < p->file_count && (!p->files[i].tree || strcmp(p->files[i].name, name) != 0))
        i++;
    return i;
}

static bool is_tree_of(const struct pack_file *file, const void *bytes, size_t length)
{
    AUTO_BUF struct buf frozen = BUF_INIT;
    yaml_freeze(file->tree, &frozen);
    return frozen.length == length && memcmp(frozen.bytes, bytes, length) == 0;
}

static int check_trees(struct worker *w, const struct programme *p)
{
    bool *there = arena_array(w->ctx->mem, p->file_count + 1, sizeof *there);
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(w->ctx, SQL("select name, tree from pack_tree where programme = ? and version = ? order by name"),
                   BIND(b_int(p->id), b_int(p->version)), &a);
    while (r >= 0 && (r = answer_next(w->ctx, a)) > 0) {
        size_t length, i = file_named(p, answer_text(a, 0));
        const void *bytes = answer_bytes(a, 1, &length);
        if (i == p->file_count)
            tell_tree(w, p, answer_text(a, 0), "有", "不应有");
        else if (!is_tree_of(&p->files[i], bytes, length))
            tell_tree(w, p, answer_text(a, 0), "与文件不符", "");
        there[i] = true;
    }
    for (size_t i = 0; i < p->file_count && r == 0; i++)
        if (p->files[i].tree && !there[i])
            tell_tree(w, p, p->files[i].name, "没有", "应有");
    return r;
}

int packs_check(struct worker *w)
{
    int r = 0;
    for (size_t i = 0; i < w->whole->city_count && r == 0; i++) {
        const struct known_city *city = &w->whole->cities[i];
        const struct programme *p = city->city->programme;
        r = check_hash(w, p);
        if (r == 0 && city->linked && memcmp(city->root, p->hash, SM3_SIZE) != 0)
            tell_hash(w, arena_printf(w->ctx->mem, "项目 %s 的文件和链上的不一样", p->code), city->root, p->hash);
        if (r == 0)
            r = check_trees(w, p);
    }
    return r;
}
