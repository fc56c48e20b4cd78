/* Names of the tree: of the city, its counties and townships whole and short, made ready at once; of villages and
 * communities, which are many, looked for where a text writes one. */
#include "domain/claim_names.h"

#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "text/runes.h"

enum { VILLAGE_LEAST = 3, VILLAGE_MOST = 8 }; /* characters of 文二社区, 五原村 */

struct name_list {
    struct arena *mem;
    struct map *by_name;
    VEC(struct word) rows;
    VEC(struct named *) named;
};

static void add_name(struct name_list *list, const char *name, const struct organisation *org, enum mention_kind kind)
{
    struct named *first = map_get_str(list->by_name, name), *n;

    for (const struct named *known = first; known; known = known->next)
        if (known->org == org)
            return;
    n = arena_alloc(list->mem, sizeof *n);
    n->org = org;
    if (first) {
        n->next = first->next;
        first->next = n;
        return;
    }
    map_put_str(list->by_name, name, n);
    *vec_push(list->mem, &list->rows) = (struct word){arena_strdup(list->mem, name), (int)kind, NULL};
    *vec_push(list->mem, &list->named) = n;
}

/* 河南某市经济开发区 is also called 某市经济开发区 and 经济开发区, and 开发区 or 经开区 where there is but one. */
static void add_short_names(struct name_list *list, const struct organisations *tree, const struct organisation *org)
{
    static const char zone[] = "开发区";
    size_t length = strlen(tree->city->name), base = length > strlen("市") ? length - strlen("市") : 0, others = 0;
    char *stem = arena_strndup(list->mem, tree->city->name, base);
    bool named = base >= strlen("甲乙") && strcmp(tree->city->name + base, "市") == 0;
    const char *at = named ? strstr(org->name, stem) : NULL;

    if (at && at != org->name)
        add_name(list, at, org, MENTION_ORG);
    if (at && strlen(at + base) > strlen("县区"))
        add_name(list, at + base, org, MENTION_ORG);
    if (strlen(org->name) < strlen(zone) || strcmp(org->name + strlen(org->name) - strlen(zone), zone) != 0)
        return;
    for (size_t i = 0; i < tree->count; i++)
        others += tree->at[i].level == org->level && &tree->at[i] != org && strstr(tree->at[i].name, zone);
    if (others == 0)
        add_name(list, zone, org, MENTION_ORG);
    if (others == 0 && strstr(org->name, "经济"))
        add_name(list, "经开区", org, MENTION_ORG);
    if (others == 0 && strstr(org->name, "高新"))
        add_name(list, "高新区", org, MENTION_ORG);
}

/* 甲乙县 is also called 甲乙. */
static void add_stem(struct name_list *list, const struct organisation *org)
{
    static const char *const levels[] = {"县", "市", "区"};
    size_t length = strlen(org->name);

    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        size_t end = strlen(levels[i]);
        char *stem = arena_strndup(list->mem, org->name, length > end ? length - end : 0);
        if (length > end && strcmp(org->name + length - end, levels[i]) == 0 && utf8_count(stem, strlen(stem)) >= 2 &&
            utf8_count(stem, strlen(stem)) <= 3 && !map_get_str(list->by_name, stem))
            add_name(list, stem, org, MENTION_SHORT);
    }
}

static void add_names(struct name_list *list, const struct organisations *tree, const struct programme *programme)
{
    for (size_t i = 0; i < tree->count; i++) {
        const struct organisation *org = &tree->at[i];
        if (org->level == LEVEL_COUNTY || org->level == LEVEL_TOWNSHIP || org->level == LEVEL_CITY)
            add_name(list, org->name, org, MENTION_ORG);
        if (org->level == LEVEL_COUNTY)
            add_short_names(list, tree, org);
    }
    for (size_t i = 0; i < tree->count; i++) /* a full name comes before a short one */
        if (tree->at[i].level == LEVEL_COUNTY)
            add_stem(list, &tree->at[i]);
    for (size_t i = 0; i < programme->scope_count; i++) {
        const struct scope *scope = &programme->scopes[i];
        const struct organisation *org = organisation_find(tree, scope->code);
        if (!org)
            continue;
        add_name(list, scope->name, org, MENTION_ORG);
        for (const char **also = scope->also; also && *also; also++)
            add_name(list, *also, org, MENTION_ORG);
    }
}

struct place_names *place_names_new(struct arena *mem, const struct organisations *tree,
                                    const struct programme *programme, const struct word *fixed, size_t count)
{
    struct place_names *names = arena_alloc(mem, sizeof *names);
    struct name_list list = {.mem = mem, .by_name = map_new(mem)};

    add_names(&list, tree, programme);
    for (size_t i = 0; i < count; i++) {
        *vec_push(mem, &list.rows) = fixed[i];
        *vec_push(mem, &list.named) = NULL;
    }
    names->mem = mem;
    names->tree = tree;
    names->rows = list.rows.at;
    names->named = list.named.at;
    names->lexicon = lexicon_new(mem, list.rows.at, list.rows.count);
    names->villages = map_new(mem);
    names->unknown = map_new(mem);
    return names;
}

/* Whether a village of the tree is called so: 文二社区 of 文二社区居民委员会, 五原村 of 五原村委会. */
static bool is_called(const struct organisation *org, const char *words)
{
    static const char *const rests[] = {"", "居民委员会", "居委会", "委会", "村委会", "民委员会"};
    size_t length = strlen(words);

    if (org->level != LEVEL_VILLAGE || strncmp(org->name, words, length) != 0)
        return false;
    for (size_t i = 0; i < sizeof rests / sizeof *rests; i++)
        if (strcmp(org->name + length, rests[i]) == 0)
            return true;
    return false;
}

static struct named *villages_called(const struct place_names *names, const char *words)
{
    struct named *first = NULL;

    for (size_t i = 0; i < names->tree->count; i++) {
        struct named *n;

        if (!is_called(&names->tree->at[i], words))
            continue;
        n = arena_alloc(names->mem, sizeof *n);
        *n = (struct named){&names->tree->at[i], first};
        first = n;
    }
    return first;
}

static char *words_of(struct arena *mem, const int32_t *s, size_t start, size_t end)
{
    char *words = arena_alloc(mem, (end - start) * UTF8_MAX + 1), *to = words;

    while (start < end)
        to = utf8_put(s[start++], to);
    return words;
}

const struct named *place_names_village(const struct place_names *names, const int32_t *s, size_t at, size_t end,
                                        size_t *ret_length)
{
    size_t last = at + 1;
    struct named *found;
    const char *words;

    while (last < end && last < at + VILLAGE_MOST && rune_is_han(s[last]) && s[last] != L'村' &&
           !(s[last] == L'区' && s[last - 1] == L'社'))
        last++;
    if (last >= end || last >= at + VILLAGE_MOST || last + 1 < at + VILLAGE_LEAST || !rune_is_han(s[last]))
        return NULL;
    *ret_length = last + 1 - at;
    words = words_of(names->mem, s, at, last + 1);
    found = map_get_str(names->villages, words);
    if (!found && !map_get_str(names->unknown, words)) {
        found = villages_called(names, words);
        map_put_str(found ? names->villages : names->unknown, words, found ? (void *)found : (void *)words);
    }
    return found;
}
